#include <stdio.h>
#include <string.h>

#include "language/language.h"
#include "style/words.h"

enum { WORDS = 4 };

const char *cf_fragment_kind_name(enum cf_fragment_kind kind)
{
    static const char *const names[] = {"camera", "light", "lens", "pace", "surroundings"};
    return kind < CF_FRAGMENT_KINDS ? names[kind] : "unknown";
}

const char *cf_fragment_form_name(enum cf_fragment_form form)
{
    static const char *const names[] = {"singular", "plural", "mass", "adverb"};
    return form <= CF_FRAGMENT_ADVERB ? names[form] : "unknown";
}

static bool is_noun(const struct cf_analysis *a, size_t i)
{
    return i < a->tokens_count && (a->tokens[i].pos == CF_POS_NOUN || a->tokens[i].pos == CF_POS_NAME);
}

/* The head that token i begins, and how many tokens it takes. In a compound ("light bulb") it is none. */
static const struct cf_style_head *head_at(const struct cf_analysis *a, size_t i, size_t *tokens)
{
    const struct cf_token *t = &a->tokens[i];
    *tokens = 1;
    if (i + 2 < a->tokens_count && !strcmp(t->word, "depth") && !strcmp(t[1].word, "of") &&
        !strcmp(t[2].word, "field")) {
        *tokens = 3;
        return cf_style_head("depth-of-field");
    }
    return is_noun(a, i) && !is_noun(a, i + 1) ? cf_style_head(t->word) : NULL;
}

/* "and" between two modifiers, a degree before one, "camera" before camera heads. */
static bool may_precede(const char *word, const char *next, uint32_t kind, enum cf_fragment_kind k)
{
    if (cf_style_modifier(word) & kind)
        return true;
    if (k == CF_FRAGMENT_CAMERA && !strcmp(word, "camera"))
        return true;
    return cf_style_modifier(next) & kind && (!strcmp(word, "and") || cf_style_is_degree(word));
}

/* The first token of the fragment whose head is token `head`: as many before it as may stand there. */
static size_t begin_of(const struct cf_analysis *a, size_t head, size_t most, const struct cf_style_head *h)
{
    size_t begin = head;
    while (begin > 0 && head - begin < most && a->tokens[begin - 1].sentence == a->tokens[head].sentence &&
           !a->tokens[begin - 1].quoted && !a->tokens[begin - 1].negated &&
           may_precede(a->tokens[begin - 1].word, a->tokens[begin].word, 1u << h->kind, h->kind))
        begin--;
    while (begin < head && !strcmp(a->tokens[begin].word, "and"))
        begin++;
    return begin;
}

/* A fragment says something: it has a modifier, and not "camera" alone. */
static bool says_something(const struct cf_analysis *a, size_t begin, size_t head, const struct cf_style_head *h)
{
    for (size_t i = begin; i < head; i++)
        if (cf_style_modifier(a->tokens[i].word) & 1u << h->kind)
            return true;
    return false;
}

static bool join(char *text, size_t size, const struct cf_analysis *a, size_t begin, size_t end)
{
    size_t n = 0;
    for (size_t i = begin; i < end; i++) {
        int written = snprintf(text + n, size - n, "%s%s", i > begin ? " " : "", a->tokens[i].word);
        if (written < 0 || (size_t)written >= size - n)
            return false;
        n += (size_t)written;
    }
    return true;
}

/* A blurred background is what a lens does; others say where a scene is. */
static enum cf_fragment_kind kind_of(const struct cf_analysis *a, size_t begin, size_t head, enum cf_fragment_kind kind)
{
    for (size_t i = begin; kind == CF_FRAGMENT_SURROUNDINGS && i < head; i++)
        if (!strncmp(a->tokens[i].word, "blurr", 5) || !strcmp(a->tokens[i].word, "out-of-focus"))
            return CF_FRAGMENT_LENS;
    return kind;
}

void cf_fragments_find(const struct cf_analysis *a, void (*found)(void *opaque, const struct cf_fragment *fragment),
                       void *opaque)
{
    char text[128];
    for (size_t i = 0, tokens; i < a->tokens_count; i += tokens) {
        const struct cf_style_head *h = head_at(a, i, &tokens);
        if (a->tokens[i].quoted || a->tokens[i].negated)
            continue;
        struct cf_fragment f = {.text = text, .captions = 1};
        if (h) {
            size_t begin = begin_of(a, i, WORDS - tokens, h);
            if (!says_something(a, begin, i, h) || !join(text, sizeof text, a, begin, i + tokens))
                continue;
            f.kind = kind_of(a, begin, i, h->kind);
            f.form = h->form;
            found(opaque, &f);
        } else if (cf_style_is_manner(a->tokens[i].word)) {
            bool degree = i + 1 < a->tokens_count && cf_style_modifier(a->tokens[i + 1].word);
            if (degree || !join(text, sizeof text, a, i, i + 1))
                continue; /* "softly blurred" belongs to what follows */
            f.kind = CF_FRAGMENT_PACE;
            f.form = CF_FRAGMENT_ADVERB;
            found(opaque, &f);
        }
    }
}
