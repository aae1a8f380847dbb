#include "index/candidates.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/error.h"
#include "index/vector.h"

/* BM25 (Robertson, Zaragoza 2009) with the usual parameters. */
static const double K1 = 1.2, B = 0.75;
/* Rows of posting lists that a search reads. FTS5 steps over some two million a second. */
enum { POSTINGS = 20000 };

static int no_memory(const struct cf_caption_index *index, struct cf_error *err)
{
    return cf_fail(err, CF_ENOMEM, "'%s': no memory to search it", index->path);
}

struct collect {
    struct cf_query *query;
    const char *prompt;
    int failed;
};

static int collect_term(void *opaque, const char *stem, size_t size, size_t begin, size_t end)
{
    struct collect *c = opaque;
    struct cf_query *q = c->query;
    uint64_t hash = XXH3_64bits(stem, size);
    for (size_t i = 0; i < q->count; i++)
        if (q->terms[i].hash == hash)
            return 0;
    if (q->count == CF_QUERY_TERMS)
        return 1;
    char *copy = malloc(size + 1); /* the stem ends in no NUL */
    c->failed |= !copy;
    if (copy) {
        memcpy(copy, stem, size);
        copy[size] = '\0';
        q->terms[q->count++] = (struct cf_query_term){hash, copy, c->prompt + begin, end - begin, 0, 0};
    }
    return !copy;
}

static int rarest_first(const void *a, const void *b)
{
    const struct cf_query_term *x = a, *y = b;
    if (!x->captions != !y->captions)
        return x->captions ? -1 : 1;
    if (x->captions != y->captions)
        return x->captions < y->captions ? -1 : 1;
    return strcmp(x->stem, y->stem);
}

static int look_up(struct cf_query *q, const struct cf_caption_index *index, struct cf_reader *r, struct cf_error *err)
{
    for (size_t i = 0; i < q->count; i++) {
        struct cf_query_term *t = &q->terms[i];
        sqlite3_bind_text(r->term, 1, t->stem, -1, SQLITE_STATIC);
        int rc = sqlite3_step(r->term);
        if (rc == SQLITE_ROW) {
            int64_t captions = sqlite3_column_int64(r->term, 0);
            t->captions = captions > 0 ? (uint64_t)captions : 0;
        }
        if (rc != SQLITE_ROW && rc != SQLITE_DONE) {
            int status = cf_index_failed(r->db, index->path, err);
            sqlite3_reset(r->term);
            return status;
        }
        sqlite3_reset(r->term);
        double held = (double)t->captions, all = (double)index->count;
        t->weight = log(1 + fmax(all - held, 0) / (held + 0.5) + 0.5 / (held + 0.5));
        q->known += t->captions > 0;
        q->most += t->weight * (K1 + 1);
    }
    return CF_OK;
}

int cf_query_create(struct cf_query **out, struct cf_caption_index *index, struct cf_reader *r, const char *prompt,
                    size_t size, struct cf_error *err)
{
    struct cf_query *q = calloc(1, sizeof *q);
    if (!q)
        return no_memory(index, err);
    struct collect c = {q, prompt, 0};
    int status = cf_stemmer_walk(&r->stemmer, prompt, size, collect_term, &c);
    status = status || c.failed ? no_memory(index, err) : look_up(q, index, r, err);
    qsort(q->terms, q->count, sizeof *q->terms, rarest_first);
    if (status)
        cf_query_destroy(&q);
    else
        *out = q;
    return status;
}

void cf_query_destroy(struct cf_query **query)
{
    struct cf_query *q = *query;
    for (size_t i = 0; q && i < q->count; i++)
        free(q->terms[i].stem);
    free(q);
    *query = NULL;
}

struct found {
    uint32_t *ids;
    size_t count;
};

/* Adds a term's weight to the captions that hold it, at most `rows` of them. Ids are in random order, so that the first
 * are as good as any. */
static int add_postings(struct found *found, const struct cf_caption_index *index, struct cf_reader *r,
                        const struct cf_query_term *term, size_t rows, struct cf_error *err)
{
    /* The word itself, not its stem, which FTS5 would stem once more; in quotes nothing in it is an operator, and a
     * word holds none. */
    char *match = malloc(term->surface_size + 3);
    if (!match)
        return no_memory(index, err);
    match[0] = match[term->surface_size + 1] = '"';
    match[term->surface_size + 2] = 0;
    memcpy(match + 1, term->surface, term->surface_size);
    sqlite3_bind_text(r->match, 1, match, (int)term->surface_size + 2, SQLITE_STATIC);
    sqlite3_bind_int64(r->match, 2, (sqlite3_int64)rows);
    int rc, status = CF_OK;
    while ((rc = sqlite3_step(r->match)) == SQLITE_ROW) {
        int64_t id = sqlite3_column_int64(r->match, 0);
        if (id < 1 || (uint64_t)id > index->count)
            continue;
        if (r->scores[id] == 0)
            found->ids[found->count++] = (uint32_t)id;
        r->scores[id] += (float)term->weight;
    }
    if (rc != SQLITE_DONE)
        status = cf_index_failed(r->db, index->path, err);
    sqlite3_reset(r->match);
    sqlite3_clear_bindings(r->match);
    free(match);
    return status;
}

static int best_first(const void *a, const void *b)
{
    const struct cf_candidate *x = a, *y = b;
    if (x->rough != y->rough)
        return x->rough > y->rough ? -1 : 1;
    return x->id < y->id ? -1 : x->id > y->id;
}

/* The worst of a heap stands first. */
static void sift(struct cf_candidate *heap, size_t count, size_t i)
{
    for (;;) {
        size_t worst = i, child = 2 * i + 1;
        for (size_t k = child; k < child + 2 && k < count; k++)
            if (best_first(&heap[worst], &heap[k]) < 0)
                worst = k;
        if (worst == i)
            return;
        struct cf_candidate swap = heap[i];
        heap[i] = heap[worst];
        heap[worst] = swap;
        i = worst;
    }
}

static void keep_best(struct cf_candidates *out, size_t limit, const struct found *found, const float *scores)
{
    for (size_t i = 0; i < found->count; i++) {
        struct cf_candidate c = {.id = found->ids[i], .rough = scores[found->ids[i]]};
        if (out->count < limit) {
            out->items[out->count++] = c;
            for (size_t k = out->count / 2; out->count == limit && k-- > 0;)
                sift(out->items, out->count, k);
        } else if (best_first(&c, &out->items[0]) < 0) {
            out->items[0] = c;
            sift(out->items, out->count, 0);
        }
    }
    qsort(out->items, out->count, sizeof *out->items, best_first);
}

int cf_candidates_find(struct cf_candidates *out, struct cf_caption_index *index, struct cf_reader *r,
                       const struct cf_query *q, size_t limit, struct cf_error *err)
{
    struct found found = {malloc(POSTINGS * sizeof *found.ids), 0};
    out->items = calloc(limit, sizeof *out->items);
    int status = found.ids && out->items ? CF_OK : no_memory(index, err);
    size_t left = POSTINGS;
    for (size_t i = 0; !status && i < q->known && left; i++) {
        size_t rows = q->terms[i].captions < left ? (size_t)q->terms[i].captions : left;
        if (i && rows < q->terms[i].captions)
            break; /* a part of a frequent word's captions would favour those */
        status = add_postings(&found, index, r, &q->terms[i], rows, err);
        left -= rows;
    }
    if (!status)
        keep_best(out, limit, &found, r->scores);
    for (size_t i = 0; i < found.count; i++)
        r->scores[found.ids[i]] = 0;
    free(found.ids);
    return status;
}

struct weigh {
    const struct cf_query *query;
    uint32_t counts[CF_QUERY_TERMS];
    uint64_t *stems;
    size_t count, capacity;
};

static int weigh_stem(void *opaque, const char *stem, size_t size, size_t begin, size_t end)
{
    struct weigh *w = opaque;
    uint64_t hash = XXH3_64bits(stem, size);
    (void)begin;
    (void)end;
    for (size_t i = 0; i < w->query->known; i++)
        w->counts[i] += w->query->terms[i].hash == hash;
    if (w->count < w->capacity)
        w->stems[w->count++] = hash;
    return 0;
}

static int weigh(struct cf_candidate *c, const struct cf_caption_index *index, const struct cf_reader *r,
                 const struct cf_query *q)
{
    struct weigh w = {.query = q, .capacity = c->dense_size / 2 + 1};
    w.stems = malloc(w.capacity * sizeof *w.stems);
    if (!w.stems || cf_stemmer_walk(&r->stemmer, c->dense, c->dense_size, weigh_stem, &w)) {
        free(w.stems);
        return CF_ENOMEM;
    }
    double length = index->stems > 0 ? (double)w.count / index->stems : 1;
    for (size_t i = 0; i < q->known; i++) {
        double tf = w.counts[i];
        c->bm25 += q->terms[i].weight * tf * (K1 + 1) / (tf + K1 * (1 - B + B * length));
    }
    c->stems = w.stems;
    c->stem_count = cf_hashes_distinct(w.stems, w.count);
    return CF_OK;
}

static char *column(sqlite3_stmt *s, int i)
{
    const unsigned char *text = sqlite3_column_text(s, i);
    return strdup(text ? (const char *)text : "");
}

int cf_candidate_load(struct cf_candidate *c, struct cf_caption_index *index, struct cf_reader *r,
                      const struct cf_query *q, const float *vector, struct cf_error *err)
{
    sqlite3_bind_int64(r->caption, 1, c->id);
    int rc = sqlite3_step(r->caption), status = CF_OK;
    if (rc == SQLITE_ROW) {
        c->position = (uint64_t)sqlite3_column_int64(r->caption, 0);
        c->clip_id = column(r->caption, 1);
        c->short_form = column(r->caption, 2);
        c->dense = column(r->caption, 4);
        if (vector && sqlite3_column_bytes(r->caption, 5) == (int)cf_vector_bytes(index->dimensions))
            c->cosine = cf_vector_cosine(sqlite3_column_blob(r->caption, 5), vector, index->dimensions);
        if (!c->clip_id || !c->short_form || !c->dense)
            status = no_memory(index, err);
    } else if (rc == SQLITE_DONE) {
        status = cf_fail(err, CF_ECORRUPT, "'%s': no caption %u of %llu", index->path, c->id,
                         (unsigned long long)index->count);
    } else {
        status = cf_index_failed(r->db, index->path, err);
    }
    sqlite3_reset(r->caption);
    if (status)
        return status;
    c->dense_size = strlen(c->dense);
    return weigh(c, index, r, q) ? no_memory(index, err) : CF_OK;
}

void cf_candidates_clear(struct cf_candidates *candidates)
{
    for (size_t i = 0; i < candidates->count; i++) {
        struct cf_candidate *c = &candidates->items[i];
        free(c->clip_id);
        free(c->short_form);
        free(c->dense);
        free(c->stems);
    }
    free(candidates->items);
    *candidates = (struct cf_candidates){0};
}
