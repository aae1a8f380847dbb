/* Texts as rows of word numbers, and tables of their n-grams. */
#include "clipfeed/status.h"
#include "eval/eval.h"
#include <ctype.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Open addressing by a 64-bit hash that stands for the key: of 10^8 different keys two share one with a chance of
 * 3 in 10^4. Two counters a key. 0 marks an empty place. */
struct table {
    uint64_t *keys;
    uint32_t (*values)[2];
    size_t capacity, count;
};

static void table_free(struct table *t)
{
    free(t->keys);
    free(t->values);
    *t = (struct table){0};
}

static size_t place_of(const struct table *t, uint64_t key)
{
    size_t i = (size_t)key & (t->capacity - 1);
    while (t->keys[i] && t->keys[i] != key)
        i = (i + 1) & (t->capacity - 1);
    return i;
}

static bool grow(struct table *t)
{
    struct table larger = {.capacity = t->capacity ? t->capacity * 2 : 1024, .count = t->count};
    larger.keys = calloc(larger.capacity, sizeof *larger.keys);
    larger.values = calloc(larger.capacity, sizeof *larger.values);
    if (!larger.keys || !larger.values) {
        table_free(&larger);
        return false;
    }
    for (size_t i = 0; i < t->capacity; i++)
        if (t->keys[i]) {
            size_t to = place_of(&larger, t->keys[i]);
            larger.keys[to] = t->keys[i];
            memcpy(larger.values[to], t->values[i], sizeof *t->values);
        }
    table_free(t);
    *t = larger;
    return true;
}

/* The key's counters, made where they are missing; NULL: no memory. */
static uint32_t *table_at(struct table *t, uint64_t key)
{
    if (t->count * 2 >= t->capacity && !grow(t))
        return NULL;
    size_t i = place_of(t, key);
    if (!t->keys[i]) {
        t->keys[i] = key;
        t->count++;
    }
    return t->values[i];
}

static uint64_t mix(uint64_t h, uint64_t value)
{
    h = (h ^ value) * 0xff51afd7ed558ccdu;
    return h ^ (h >> 32);
}

static uint64_t key_of(const uint32_t *ids, int n)
{
    uint64_t h = 0x9e3779b97f4a7c15u;
    for (int i = 0; i < n; i++)
        h = mix(h, ids[i] + 1);
    return h | 1; /* never 0 */
}

struct cf_eval_words {
    struct table table;
};

int cf_eval_words_create(struct cf_eval_words **out)
{
    struct cf_eval_words *words = calloc(1, sizeof *words);
    if (!words)
        return CF_ENOMEM;
    *out = words;
    return CF_OK;
}

void cf_eval_words_destroy(struct cf_eval_words **words)
{
    if (!*words)
        return;
    table_free(&(*words)->table);
    free(*words);
    *words = NULL;
}

void cf_eval_corpus_init(struct cf_eval_corpus *corpus, struct cf_eval_words *words)
{
    *corpus = (struct cf_eval_corpus){.words = words};
}

void cf_eval_corpus_free(struct cf_eval_corpus *corpus)
{
    free(corpus->ids);
    free(corpus->begins);
    *corpus = (struct cf_eval_corpus){.words = corpus->words};
}

static bool room(void **array, size_t *capacity, size_t wanted, size_t size)
{
    if (wanted <= *capacity)
        return true;
    size_t larger = *capacity ? *capacity * 2 : 256;
    while (larger < wanted)
        larger *= 2;
    void *moved = realloc(*array, larger * size);
    if (!moved)
        return false;
    *array = moved;
    *capacity = larger;
    return true;
}

static bool in_word(unsigned char c)
{
    return isalnum(c) || c >= 0x80 || c == '\'';
}

int cf_eval_corpus_add(struct cf_eval_corpus *corpus, const char *text, size_t size)
{
    if (!room((void **)&corpus->begins, &corpus->begins_capacity, corpus->count + 2, sizeof *corpus->begins))
        return CF_ENOMEM;
    size_t n = corpus->count ? corpus->begins[corpus->count] : 0;
    corpus->begins[0] = 0;
    for (size_t i = 0; i < size;) {
        if (!in_word((unsigned char)text[i])) {
            i++;
            continue;
        }
        uint64_t h = 0xcbf29ce484222325u;
        for (; i < size && in_word((unsigned char)text[i]); i++)
            h = (h ^ (uint64_t)tolower((unsigned char)text[i])) * 0x100000001b3u;
        uint32_t *id = table_at(&corpus->words->table, mix(h, 1) | 1);
        if (!id || !room((void **)&corpus->ids, &corpus->ids_capacity, n + 1, sizeof *corpus->ids))
            return CF_ENOMEM;
        if (!*id)
            *id = (uint32_t)corpus->words->table.count;
        corpus->ids[n++] = *id;
    }
    corpus->begins[++corpus->count] = n;
    return CF_OK;
}

/* Counts a text's n-grams in one of the two columns; false: no memory. */
static bool count_text(struct table *t, const struct cf_eval_corpus *c, size_t text, int n, int column, uint64_t *total)
{
    for (size_t i = c->begins[text]; i + (size_t)n <= c->begins[text + 1]; i++) {
        uint32_t *values = table_at(t, key_of(c->ids + i, n));
        if (!values)
            return false;
        values[column]++;
        ++*total;
    }
    return true;
}

static double divergence(const struct table *t, const uint64_t totals[2])
{
    double sum = 0;
    if (!totals[0] || !totals[1])
        return NAN;
    for (size_t i = 0; i < t->capacity; i++) {
        double p = (double)t->values[i][0] / (double)totals[0], q = (double)t->values[i][1] / (double)totals[1];
        double m = (p + q) / 2;
        if (p > 0)
            sum += p / 2 * log2(p / m);
        if (q > 0)
            sum += q / 2 * log2(q / m);
    }
    return sum;
}

double cf_eval_distinct(const struct cf_eval_corpus *corpus, int n)
{
    struct table t = {0};
    uint64_t total = 0;
    bool done = true;
    for (size_t i = 0; i < corpus->count && done; i++)
        done = count_text(&t, corpus, i, n, 0, &total);
    double distinct = done && total ? (double)t.count / (double)total : NAN;
    table_free(&t);
    return distinct;
}

/* Counts the texts that the seed draws, or the others, in a column. */
static bool count_drawn(struct table *t, const struct cf_eval_corpus *c, size_t texts, int n, uint64_t seed,
                        bool chosen, int column, uint64_t *total)
{
    /* Selection sampling: text i is taken with the chance (still wanted) / (still to come). */
    bool done = true;
    for (size_t i = 0; i < c->count && done; i++) {
        seed = mix(seed + 0x9e3779b97f4a7c15u, i + 1);
        bool taken = seed % (c->count - i) < texts;
        texts -= taken;
        if (taken == chosen)
            done = count_text(t, c, i, n, column, total);
    }
    return done;
}

/* Of `texts` drawn from a corpus and what is left of the captions when as many are drawn from them. */
static double drawn_divergence(const struct cf_eval_corpus *corpus, const struct cf_eval_corpus *captions, size_t texts,
                               int n, uint64_t seed)
{
    struct table t = {0};
    uint64_t totals[2] = {0};
    bool done = count_drawn(&t, corpus, texts, n, seed, true, 0, &totals[0]) &&
                count_drawn(&t, captions, texts, n, seed, false, 1, &totals[1]);
    double jsd = done ? divergence(&t, totals) : NAN;
    table_free(&t);
    return jsd;
}

struct cf_eval_jsd cf_eval_jsd(const struct cf_eval_corpus *corpus, const struct cf_eval_corpus *captions, int n,
                               uint64_t seed)
{
    size_t texts = corpus->count < captions->count / 2 ? corpus->count : captions->count / 2;
    return (struct cf_eval_jsd){drawn_divergence(corpus, captions, texts, n, seed),
                                drawn_divergence(captions, captions, texts, n, seed)};
}

struct cf_eval_runs {
    struct table table; /* texts, and the last text that was counted, from 1 */
};

int cf_eval_runs_create(struct cf_eval_runs **out, const struct cf_eval_corpus *corpus)
{
    struct cf_eval_runs *runs = calloc(1, sizeof *runs);
    bool done = runs != NULL;
    for (size_t text = 0; text < corpus->count && done; text++)
        for (size_t i = corpus->begins[text]; i + CF_EVAL_RUN <= corpus->begins[text + 1] && done; i++) {
            uint32_t *values = table_at(&runs->table, key_of(corpus->ids + i, CF_EVAL_RUN));
            done = values != NULL;
            if (done && values[1] != text + 1) {
                values[0]++;
                values[1] = (uint32_t)text + 1;
            }
        }
    if (!done) {
        cf_eval_runs_destroy(&runs);
        return CF_ENOMEM;
    }
    *out = runs;
    return CF_OK;
}

void cf_eval_runs_destroy(struct cf_eval_runs **runs)
{
    if (!*runs)
        return;
    table_free(&(*runs)->table);
    free(*runs);
    *runs = NULL;
}

uint32_t cf_eval_runs_texts(const struct cf_eval_runs *runs, const uint32_t *ids)
{
    if (!runs->table.capacity)
        return 0;
    size_t i = place_of(&runs->table, key_of(ids, CF_EVAL_RUN));
    return runs->table.keys[i] ? runs->table.values[i][0] : 0;
}
