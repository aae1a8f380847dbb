/* What rewrites are compared with: the dense captions of a store. */
#include "base/error.h"
#include "eval/internal.h"
#include <stdlib.h>
#include <string.h>

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

void cf_eval_captions_free(struct captions *captions)
{
    for (size_t i = 0; i < captions->text_count; i++)
        free(captions->texts[i]);
    free(captions->texts);
    free(captions->lengths);
    cf_eval_corpus_free(&captions->corpus);
    cf_eval_runs_destroy(&captions->runs);
    cf_style_meter_destroy(&captions->meter);
    *captions = (struct captions){0};
}

static int add(struct captions *c, const struct tools *tools, const char *text, size_t size, bool analysed, bool kept,
               struct cf_error *err)
{
    int64_t length = cf_eval_length((void *)tools, text, size);
    if (length < 0)
        return cf_fail(err, CF_EIO, "tokens of a caption could not be counted");
    c->lengths[c->count] = (double)length;
    if (cf_eval_corpus_add(&c->corpus, text, size))
        return cf_fail(err, CF_ENOMEM, "captions of the store: out of memory");
    c->count++;
    if (analysed) {
        struct cf_analysis *analysis = NULL;
        int status = cf_analysis_create(&analysis, tools->language, text, size, err);
        if (!status)
            status = cf_style_meter_add(c->meter, analysis, err);
        cf_analysis_destroy(&analysis);
        if (status)
            return status;
    }
    if (kept) {
        c->texts[c->text_count] = strdup(text);
        if (!c->texts[c->text_count])
            return cf_fail(err, CF_ENOMEM, "captions of the store: out of memory");
        c->text_count++;
    }
    return CF_OK;
}

/* The 5th percentile of the captions' words, from the corpus. */
static int measure_words(struct captions *c, struct cf_error *err)
{
    double *words = malloc((c->count + 1) * sizeof *words);
    if (!words)
        return cf_fail(err, CF_ENOMEM, "captions of the store: out of memory");
    for (size_t i = 0; i < c->count; i++)
        words[i] = (double)(c->corpus.begins[i + 1] - c->corpus.begins[i]);
    qsort(words, c->count, sizeof *words, ascending);
    c->shortest_words = c->count ? (uint32_t)cf_eval_quantile(words, c->count, 0.05) : 0;
    free(words);
    return CF_OK;
}

static const struct cf_caption *dense_of(const struct cf_record *record)
{
    for (uint32_t i = 0; i < record->caption_count; i++)
        if (record->captions[i].kind == CF_CAPTION_DENSE)
            return &record->captions[i];
    return NULL;
}

int cf_eval_captions_read(struct captions *c, const struct tools *tools, struct cf_eval_words *words,
                          struct cf_error *err)
{
    uint64_t records = cf_store_count(tools->store);
    const struct cf_index_entry *index = cf_store_index(tools->store);
    uint64_t dense = 0;
    for (uint64_t i = 0; i < records; i++)
        dense += index[i].caption_kinds >> CF_CAPTION_DENSE & 1;
    uint64_t wanted = dense < tools->params.store_sample ? dense : tools->params.store_sample;
    if (!wanted)
        return cf_fail(err, CF_EINELIGIBLE, "'%s': no dense caption", tools->params.store_dir);
    cf_eval_corpus_init(&c->corpus, words);
    c->lengths = malloc(wanted * sizeof *c->lengths);
    c->texts = calloc(EMBEDDED_MAX, sizeof *c->texts);
    if (!c->lengths || !c->texts)
        return cf_fail(err, CF_ENOMEM, "%llu captions: out of memory", (unsigned long long)wanted);
    int status = cf_style_meter_create(&c->meter, err);
    uint64_t seen = 0, taken = 0;
    for (uint64_t i = 0; i < records && taken < wanted && !status; i++) {
        if (!(index[i].caption_kinds >> CF_CAPTION_DENSE & 1) || seen++ * wanted / dense < taken)
            continue;
        struct cf_record *record = NULL;
        taken++;
        if (cf_store_get_at(tools->store, i, &record, NULL)) /* damaged: `verify` names it */
            continue;
        const struct cf_caption *caption = dense_of(record);
        if (caption) /* the first ones of the sample in even steps, so that both limits spread over the store */
            status = add(c, tools, caption->text, caption->size,
                         taken * ANALYSED_MAX / wanted != (taken - 1) * ANALYSED_MAX / wanted,
                         tools->params.server && c->text_count < EMBEDDED_MAX &&
                             taken * EMBEDDED_MAX / wanted != (taken - 1) * EMBEDDED_MAX / wanted,
                         err);
        cf_record_free(&record);
    }
    if (!status)
        status = measure_words(c, err);
    if (!status && cf_eval_runs_create(&c->runs, &c->corpus))
        status = cf_fail(err, CF_ENOMEM, "rows of words of %zu captions: out of memory", c->count);
    if (!status)
        qsort(c->lengths, c->count, sizeof *c->lengths, ascending);
    return status;
}
