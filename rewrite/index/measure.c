#include <stdlib.h>
#include <string.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/error.h"
#include "clipfeed/tokenizer.h"
#include "index/build.h"
#include "index/grams.h"
#include "language/language.h"
#include "style/style.h"

struct pick {
    uint64_t chance, position;
};

static int by_chance(const void *a, const void *b)
{
    const struct pick *x = a, *y = b;
    return x->chance != y->chance ? (x->chance < y->chance ? -1 : 1)
                                  : (x->position > y->position) - (x->position < y->position);
}

static int by_position(const void *a, const void *b)
{
    const struct pick *x = a, *y = b;
    return (x->position > y->position) - (x->position < y->position);
}

static int measure_one(struct cf_build *b, const struct cf_caption *c, struct cf_grams *grams, struct cf_error *err)
{
    struct cf_analysis *a = NULL;
    uint32_t tokens = 0;
    int status = b->p.tokenizer ? cf_tokenizer_count(b->p.tokenizer, c->text, c->size, &tokens, err) : CF_OK;
    if (!status)
        status = cf_analysis_create(&a, b->p.language, c->text, c->size, err);
    if (!status && b->p.tokenizer)
        cf_style_meter_add_tokens(b->meter, tokens);
    if (!status)
        status = cf_style_meter_add(b->meter, a, err);
    if (!status && grams && cf_grams_add(grams, a))
        status = cf_fail(err, CF_ENOMEM, "word sequences: no memory");
    cf_analysis_destroy(&a);
    return status;
}

int cf_build_measure(struct cf_build *b, struct cf_grams *grams, struct cf_error *err)
{
    size_t count = b->count < b->p.sample ? b->count : (size_t)b->p.sample;
    struct pick *picks = malloc(b->count * sizeof *picks);
    int status = picks ? CF_OK : cf_fail(err, CF_ENOMEM, "sample of captions: no memory");
    for (size_t i = 0; picks && i < b->count; i++)
        picks[i] = (struct pick){XXH3_64bits(&b->entries[i].key, sizeof b->entries[i].key), b->entries[i].position};
    if (picks) {
        qsort(picks, b->count, sizeof *picks, by_chance);
        qsort(picks, count, sizeof *picks, by_position);
    }
    for (size_t i = 0; !status && i < count; i++) {
        struct cf_record *record = NULL;
        status = cf_store_get_at(b->store, picks[i].position, &record, err);
        if (!status)
            status = measure_one(b, cf_build_dense(record), grams, err);
        cf_record_free(&record);
        if (!status && i % 64 == 0)
            status = cf_build_progress(b, "measure", i, count, err);
    }
    free(picks);
    return status;
}
