#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "style/style.h"

enum { FRAGMENTS_SHOWN = 8 };

static void print_lengths(FILE *out, const char *unit, const struct cf_style_lengths *l)
{
    if (!l->captions)
        return;
    fprintf(out, "%-13s mean %.1f", unit, l->mean);
    static const int percents[] = {5, 25, 50, 75, 95};
    for (size_t i = 0; i < sizeof percents / sizeof *percents; i++)
        fprintf(out, ", p%d %" PRIu32, percents[i], cf_style_lengths_quantile(l, percents[i] / 100.0));
    fputc('\n', out);
}

static void print_fragments(FILE *out, const struct cf_style *s)
{
    for (int k = 0; k < CF_FRAGMENT_KINDS; k++) {
        int shown = 0;
        for (size_t i = 0; i < s->fragment_count; i++) {
            const struct cf_fragment *f = &s->fragments[i];
            if ((int)f->kind != k || shown == FRAGMENTS_SHOWN)
                continue;
            if (!shown)
                fprintf(out, "%-13s ", cf_fragment_kind_name(f->kind));
            fprintf(out, "%s%s %" PRIu32, shown++ ? ", " : "", f->text, f->captions);
        }
        if (shown)
            fputc('\n', out);
    }
}

char *cf_style_table(const struct cf_style *s)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (!out)
        return NULL;
    fprintf(out, "%-13s %" PRIu64 " measured, %" PRIu64 " read for their lengths\n", "captions", s->captions,
            s->words.captions);
    print_lengths(out, "words", &s->words);
    print_lengths(out, "tokens", &s->tokens);
    fprintf(out, "%-13s %.1f a caption\n", "sentences", s->sentences);
    fprintf(out, "%-13s %.1f %% nouns, %.1f %% adjectives, %.1f %% verbs, %.1f %% adverbs\n", "of the words",
            100 * s->noun, 100 * s->adjective, 100 * s->verb, 100 * s->adverb);
    fprintf(out, "%-13s %.3f\n", "MATTR-50", s->mattr50);
    fprintf(out, "%-13s %.2f bits of at most %.2f\n", "openers", s->opener_entropy, s->opener_entropy_most);
    for (int i = 0; i < CF_ASPECTS; i++)
        fprintf(out, "%-13s %s: first at %.2f of the caption, in %.1f %%\n", i ? "" : "order",
                cf_aspect_name(s->order[i]), s->aspects[s->order[i]].position, 100 * s->aspects[s->order[i]].share);
    print_fragments(out, s);
    if (fclose(out)) {
        free(text);
        return NULL;
    }
    return text;
}
