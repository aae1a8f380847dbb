#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/error.h"
#include "index/build.h"
#include "language/language.h"
#include "style/style.h"

enum { LEAST_WORDS = 3, MOST_BYTES = 16384, OVERSAMPLE = 8, TOPIC_BYTES = 300 };

uint64_t cf_build_words(const char *text, size_t size)
{
    uint64_t words = 0;
    int in_word = 0; /* 2: it was counted */
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c == ' ' || (c >= '\t' && c <= '\r')) {
            in_word = 0;
            continue;
        }
        in_word = in_word ? in_word : 1;
        if (in_word == 1 && (c >= 0x80 || isalnum(c))) {
            words++;
            in_word = 2;
        }
    }
    return words;
}

const struct cf_caption *cf_build_dense(const struct cf_record *record)
{
    for (uint32_t i = 0; i < record->caption_count; i++) {
        const struct cf_caption *c = &record->captions[i];
        if (c->kind == CF_CAPTION_DENSE)
            return c->size <= MOST_BYTES && cf_build_words(c->text, c->size) >= LEAST_WORDS ? c : NULL;
    }
    return NULL;
}

/* Length class and first noun that is no word for the video itself: captions of a stratum are alike in both. */
static int stratum_of(const struct cf_build *b, const struct cf_caption *c, uint32_t *stratum, struct cf_error *err)
{
    struct cf_analysis *a = NULL;
    uint64_t words = cf_build_words(c->text, c->size);
    int class = 0,
        status = cf_analysis_create(&a, b->p.language, c->text, c->size < TOPIC_BYTES ? c->size : TOPIC_BYTES, err);
    if (status)
        return status;
    for (uint64_t w = words; w > 1; w /= 2)
        class ++;
    uint64_t topic = 0;
    for (size_t i = 0; !topic && i < a->tokens_count; i++) {
        const struct cf_token *t = &a->tokens[i];
        bool thing = t->pos == CF_POS_NAME ||
                     (t->pos == CF_POS_NOUN && !(t->classes & (CF_CLASS_ABSTRACT | CF_CLASS_CAMERA | CF_CLASS_LIGHT)));
        if (thing)
            topic = XXH3_64bits(t->lemma, strlen(t->lemma)) | 1;
    }
    *stratum = (uint32_t)(topic >> 32) << 5 | (uint32_t) class;
    cf_analysis_destroy(&a);
    return CF_OK;
}

static int read_one(struct cf_build *b, uint64_t position, int stratify, struct cf_error *err)
{
    struct cf_record *record = NULL;
    struct cf_error unread = {0};
    int status = cf_store_get_at(b->store, position, &record, &unread);
    b->r.read++;
    if (status == CF_ECORRUPT) {
        b->r.damaged++;
        return CF_OK;
    }
    if (status)
        return cf_fail(err, unread.status, "%s", unread.message);
    const struct cf_caption *c = cf_build_dense(record);
    if (!c) {
        b->r.unfit++;
    } else {
        struct cf_pool_entry *e = &b->entries[b->count];
        uint64_t key = XXH3_64bits_withSeed(record->clip_id, strlen(record->clip_id), b->p.seed);
        *e = (struct cf_pool_entry){position, key, 0, 1};
        if (stratify)
            status = stratum_of(b, c, &e->stratum, err);
        cf_style_meter_add_words(b->meter, cf_build_words(c->text, c->size));
        b->count += !status;
    }
    cf_record_free(&record);
    return status;
}

int cf_pool_read(struct cf_build *b, struct cf_error *err)
{
    const struct cf_index_entry *index = cf_store_index(b->store);
    uint64_t count = cf_store_count(b->store), most = b->p.pool * OVERSAMPLE, dense = 0;
    most = most > b->p.sample ? most : b->p.sample;
    for (uint64_t i = 0; i < count; i++)
        dense += index[i].caption_kinds >> CF_CAPTION_DENSE & 1;
    b->r.records = count;
    b->r.no_dense = count - dense;
    b->whole = dense <= most;
    /* Of a large store, records by chance: as many as `most`, about. */
    uint64_t threshold = b->whole ? UINT64_MAX : (uint64_t)((double)most / (double)dense * 0x1p64);
    b->entries = malloc((dense + 1) * sizeof *b->entries);
    int status = b->entries ? CF_OK : cf_fail(err, CF_ENOMEM, "%llu captions: no memory", (unsigned long long)dense);
    for (uint64_t i = 0, seen = 0; !status && i < count; i++) {
        if (!(index[i].caption_kinds >> CF_CAPTION_DENSE & 1))
            continue;
        uint64_t chance = XXH3_64bits_withSeed(&index[i].ordinal, sizeof index[i].ordinal, b->p.seed + 1);
        if (chance <= threshold)
            status = read_one(b, i, dense > b->p.pool, err);
        if (!status && ++seen % 256 == 0)
            status = cf_build_progress(b, "read", seen, dense, err);
    }
    if (!status && !b->count)
        status = cf_fail(err, CF_EINELIGIBLE,
                         "'%s': %llu records, none with a dense caption of 3 words or more and 16 KiB at most",
                         b->p.store_dir, (unsigned long long)count);
    return status;
}

static int by_key(const void *a, const void *b)
{
    const struct cf_pool_entry *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return x->position < y->position ? -1 : x->position > y->position;
}

static int by_stratum(const void *a, const void *b)
{
    const struct cf_pool_entry *x = a, *y = b;
    return x->stratum != y->stratum ? (x->stratum < y->stratum ? -1 : 1) : by_key(a, b);
}

static size_t stratum_end(const struct cf_build *b, size_t i)
{
    size_t end = i + 1;
    while (end < b->count && b->entries[end].stratum == b->entries[i].stratum)
        end++;
    return end;
}

/* Of a stratum of n captions, scale * sqrt(n) at most: power allocation (Bankier 1988), by which rare subjects are kept
 * and frequent ones thinned. The part of a caption is rounded by chance. */
static size_t share_of(const struct cf_build *b, size_t begin, size_t end, double scale)
{
    double chance = (double)(XXH3_64bits(&b->entries[begin].stratum, sizeof b->entries[begin].stratum) >> 11) * 0x1p-53;
    double wanted = floor(scale * sqrt((double)(end - begin)) + chance);
    return wanted < (double)(end - begin) ? (size_t)wanted : end - begin;
}

static size_t total_at(struct cf_build *b, double scale)
{
    size_t total = 0;
    b->r.strata = 0;
    for (size_t i = 0, end; i < b->count; i = end) {
        end = stratum_end(b, i);
        total += share_of(b, i, end, scale);
        b->r.strata++;
    }
    return total;
}

/* Marks a choice by its weight, others by 0. */
static void choose_strata(struct cf_build *b)
{
    double low = 0, high = (double)b->p.pool;
    for (int step = 0; step < 60; step++) {
        double middle = (low + high) / 2;
        if (total_at(b, middle) <= b->p.pool)
            low = middle;
        else
            high = middle;
    }
    for (size_t i = 0, end; i < b->count; i = end) {
        end = stratum_end(b, i);
        size_t share = share_of(b, i, end, low);
        for (size_t k = i; k < end; k++)
            b->entries[k].weight = k - i < share ? (float)(end - i) / (float)share : 0;
    }
}

static int chosen_first(const void *a, const void *b)
{
    const struct cf_pool_entry *x = a, *y = b;
    bool x_in = x->weight > 0, y_in = y->weight > 0;
    return x_in != y_in ? (x_in ? -1 : 1) : by_key(a, b);
}

int cf_pool_choose(struct cf_build *b, struct cf_error *err)
{
    b->r.strata = 1;
    if (b->count > b->p.pool) {
        qsort(b->entries, b->count, sizeof *b->entries, by_stratum);
        choose_strata(b);
    }
    qsort(b->entries, b->count, sizeof *b->entries, chosen_first);
    b->pool = 0;
    while (b->pool < b->count && b->entries[b->pool].weight > 0)
        b->pool++;
    return b->pool ? CF_OK : cf_fail(err, CF_EINELIGIBLE, "'%s': the pool is empty", b->p.store_dir);
}
