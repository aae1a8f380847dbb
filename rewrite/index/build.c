#include "index/build.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "index/grams.h"
#include "style/style.h"

int cf_build_progress(const struct cf_build *b, const char *what, uint64_t done, uint64_t total, struct cf_error *err)
{
    if (b->p.progress && b->p.progress(b->p.opaque, what, done, total))
        return cf_fail(err, CF_ECANCELLED, "'%s': the index of captions is not made: cancelled", b->p.store_dir);
    return CF_OK;
}

int cf_build_records(struct cf_build *b, const struct cf_pool_entry *entries, size_t count, struct cf_record **records,
                     struct cf_error *err)
{
    int status = CF_OK;
    for (size_t i = 0; !status && i < count; i++)
        status = cf_store_get_at(b->store, entries[i].position, &records[i], err);
    return status;
}

/* The vectors of a batch; *out is malloc'd, NULL where none are asked for. */
static int embed(const struct cf_build *b, struct cf_record *const *records, size_t count, float **out,
                 struct cf_error *err)
{
    const char *texts[CF_BUILD_BATCH];
    if (!b->p.embed)
        return CF_OK;
    *out = calloc(count, b->p.dimensions * sizeof **out);
    if (!*out)
        return cf_fail(err, CF_ENOMEM, "vectors of captions: no memory");
    for (size_t i = 0; i < count; i++)
        texts[i] = cf_build_dense(records[i])->text;
    return b->p.embed(b->p.opaque, texts, count, *out, err);
}

static int add_batch(struct cf_build *b, struct cf_index_file *file, struct cf_shorts *shorts,
                     const struct cf_pool_entry *entries, size_t count, struct cf_error *err)
{
    struct cf_record *records[CF_BUILD_BATCH] = {0};
    char *forms[CF_BUILD_BATCH] = {0};
    float *vectors = NULL;
    int status = cf_build_records(b, entries, count, records, err);
    if (!status)
        status = cf_shorts_fill(shorts, b, records, count, forms, err);
    if (!status)
        status = embed(b, records, count, &vectors, err);
    for (size_t i = 0; i < count; i++) {
        const float *vector = vectors ? vectors + i * b->p.dimensions : NULL;
        if (!status)
            status = cf_index_file_add(file, &entries[i], records[i], forms[i], vector, err);
        free(forms[i]);
        cf_record_free(&records[i]);
    }
    free(vectors);
    return status;
}

static int add_pool(struct cf_build *b, struct cf_index_file *file, struct cf_shorts *shorts, struct cf_error *err)
{
    int status = CF_OK;
    for (size_t i = 0; !status && i < b->pool; i += CF_BUILD_BATCH) {
        size_t count = b->pool - i < CF_BUILD_BATCH ? b->pool - i : CF_BUILD_BATCH;
        status = add_batch(b, file, shorts, &b->entries[i], count, err);
        if (!status)
            status = cf_build_progress(b, "index", i + count, b->pool, err);
    }
    return status;
}

static int resolve(struct cf_build *b, const struct cf_caption_index_params *params, struct cf_error *err)
{
    struct cf_caption_index_params *p = &b->p;
    if (!params || !params->store_dir || !params->language)
        return cf_fail(err, CF_EINVAL, "index of captions: store_dir and language are needed");
    *p = *params;
    p->pool = p->pool ? p->pool : 100000;
    p->sample = p->sample ? p->sample : 20000;
    p->layer = p->layer ? p->layer : "short";
    if (p->pool > UINT32_MAX || p->sample > UINT32_MAX)
        return cf_fail(err, CF_EINVAL, "index of captions: pool and sample are at most %u", UINT32_MAX);
    if ((p->shorten && !p->shortener) || (p->tokenizer && !p->tokenizer_name) ||
        (p->embed && (!p->embedder || !p->dimensions || p->dimensions > 65536)))
        return cf_fail(err, CF_EINVAL,
                       "index of captions: shorten, tokenizer and embed need a name, embed 1 to 65536 "
                       "dimensions");
    return CF_OK;
}

static int begin(struct cf_build *b, const struct cf_caption_index_params *params, struct cf_store **store,
                 struct cf_error *err)
{
    int status = resolve(b, params, err);
    if (!status)
        status = cf_store_open(store, b->p.store_dir, err);
    b->store = *store;
    if (!status)
        status = cf_style_meter_create(&b->meter, err);
    return status ? status : cf_pool_read(b, err);
}

static void end(struct cf_build *b, struct cf_store **store)
{
    cf_style_meter_destroy(&b->meter);
    free(b->entries);
    cf_store_close(store);
}

/* The style as it is stored; malloc'd. */
static int style_text(const struct cf_build *b, char **out, struct cf_error *err)
{
    struct cf_style *style = NULL;
    int status = cf_style_create(&style, b->meter, err);
    if (!status && !(*out = cf_style_json(style)))
        status = cf_fail(err, CF_ENOMEM, "'%s': no memory for its style", b->p.store_dir);
    cf_style_destroy(&style);
    return status;
}

int cf_caption_index_build(const struct cf_caption_index_params *params, struct cf_caption_index_report *report,
                           struct cf_error *err)
{
    struct cf_build b = {0};
    struct cf_store *store = NULL;
    struct cf_index_file *file = NULL;
    struct cf_shorts shorts = {0};
    struct cf_grams grams = {0};
    char *style = NULL;
    int status = begin(&b, params, &store, err);
    if (!status)
        status = cf_pool_choose(&b, err);
    if (!status)
        status = cf_index_file_create(&file, &b, err);
    if (!status)
        status = cf_shorts_open(&shorts, &b, err);
    if (!status)
        status = cf_build_measure(&b, &grams, err);
    if (!status)
        status = style_text(&b, &style, err);
    if (!status)
        status = add_pool(&b, file, &shorts, err);
    if (!status)
        status = cf_index_file_add_idioms(file, &grams, b.whole && b.count <= b.p.sample, err);
    if (!status)
        status = cf_index_file_finish(file, &b, style, err);
    if (!status && report)
        *report = b.r;
    cf_index_file_close(&file);
    cf_shorts_close(&shorts);
    cf_grams_free(&grams);
    free(style);
    end(&b, &store);
    return status;
}

int cf_caption_style_measure(const struct cf_caption_index_params *params, struct cf_style **out, struct cf_error *err)
{
    struct cf_build b = {0};
    struct cf_store *store = NULL;
    int status = out ? begin(&b, params, &store, err) : cf_fail(err, CF_EINVAL, "style of captions: out is needed");
    if (!status)
        status = cf_build_measure(&b, NULL, err);
    if (!status)
        status = cf_style_create(out, b.meter, err);
    end(&b, &store);
    return status;
}
