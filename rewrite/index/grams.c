#include "index/grams.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include "language/language.h"

uint64_t cf_gram_hash(const char *words, size_t size)
{
    return XXH3_64bits(words, size);
}

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

static int reserve(struct cf_grams *g, size_t more)
{
    if (g->count + more <= g->capacity)
        return CF_OK;
    size_t capacity = g->capacity + g->capacity / 2 + more;
    uint64_t *hashes = realloc(g->hashes, capacity * sizeof *hashes);
    if (!hashes)
        return CF_ENOMEM;
    g->hashes = hashes;
    g->capacity = capacity;
    return CF_OK;
}

/* A caption counts once for each of its grams. */
static void keep_distinct(struct cf_grams *g, size_t begin)
{
    size_t kept = begin;
    qsort(g->hashes + begin, g->count - begin, sizeof *g->hashes, by_value);
    for (size_t i = begin; i < g->count; i++)
        if (kept == begin || g->hashes[kept - 1] != g->hashes[i])
            g->hashes[kept++] = g->hashes[i];
    g->count = kept;
}

int cf_grams_add(struct cf_grams *g, const struct cf_analysis *a)
{
    size_t begin = g->count, words = 0;
    size_t capacity = 0, most = 1;
    for (size_t i = 0; i < a->tokens_count; i++) {
        size_t length = strlen(a->tokens[i].word);
        capacity += length + 1;
        most += length / 2 + 1;
    }
    size_t *starts = malloc(most * sizeof *starts); /* of each word in the joined text */
    char *joined = malloc(capacity + 1);
    int status = starts && joined ? reserve(g, most) : CF_ENOMEM;
    size_t size = 0;
    for (size_t i = 0; !status && i < a->tokens_count; i++) {
        if (a->tokens[i].pos == CF_POS_PUNCTUATION)
            continue;
        for (const char *word = a->tokens[i].word; *word;) { /* "close-up": two */
            size_t length = strcspn(word, "-");
            starts[words] = size;
            memcpy(joined + size, word, length);
            joined[size + length] = ' ';
            size += length ? length + 1 : 0;
            words += length > 0;
            word += length + (word[length] == '-');
            if (length && words >= CF_GRAM_WORDS) {
                size_t first = starts[words - CF_GRAM_WORDS];
                g->hashes[g->count++] = cf_gram_hash(joined + first, size - 1 - first);
            }
        }
    }
    if (!status) {
        keep_distinct(g, begin);
        g->captions++;
    }
    free(starts);
    free(joined);
    return status;
}

void cf_grams_free(struct cf_grams *g)
{
    free(g->hashes);
    *g = (struct cf_grams){0};
}

int cf_grams_common(struct cf_grams *g, int whole, int (*found)(void *opaque, uint64_t hash, double share),
                    void *opaque)
{
    double hundredth = (double)g->captions / 100, least = hundredth + (whole ? 0 : 3 * sqrt(hundredth));
    qsort(g->hashes, g->count, sizeof *g->hashes, by_value);
    for (size_t i = 0, end; i < g->count; i = end) {
        for (end = i + 1; end < g->count && g->hashes[end] == g->hashes[i];)
            end++;
        size_t captions = end - i;
        int stop = captions >= 3 && (double)captions > least
                       ? found(opaque, g->hashes[i], (double)captions / (double)g->captions)
                       : 0;
        if (stop)
            return stop;
    }
    return 0;
}
