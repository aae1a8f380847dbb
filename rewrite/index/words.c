/* Sets of words, for the Jaccard index. */
#include <stdlib.h>
#include <utf8proc.h>

#include "index/index.h"
#include "index/words.h"

/* Hashes the word at the beginning of a text in lower case; returns its bytes, 0 where there is none. */
static size_t hash_word(const char *text, size_t size, uint64_t *hash)
{
    uint64_t h = 0;
    size_t n = 0;
    while (n < size) {
        utf8proc_int32_t c;
        utf8proc_ssize_t bytes = utf8proc_iterate((const utf8proc_uint8_t *)text + n, (utf8proc_ssize_t)(size - n), &c);
        utf8proc_category_t category = bytes > 0 ? utf8proc_category(c) : UTF8PROC_CATEGORY_CN;
        if (category < UTF8PROC_CATEGORY_LU || category > UTF8PROC_CATEGORY_NO)
            break; /* letters, marks and numbers stand in this order */
        h = (h ^ (uint64_t)utf8proc_tolower(c)) * 0x9e3779b97f4a7c15;
        h ^= h >> 29;
        n += (size_t)bytes;
    }
    *hash = h;
    return n;
}

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

size_t cf_hashes_distinct(uint64_t *hashes, size_t count)
{
    size_t kept = 0;
    qsort(hashes, count, sizeof *hashes, by_value);
    for (size_t i = 0; i < count; i++)
        if (!kept || hashes[kept - 1] != hashes[i])
            hashes[kept++] = hashes[i];
    return kept;
}

double cf_hashes_jaccard(const uint64_t *a, size_t a_count, const uint64_t *b, size_t b_count)
{
    size_t common = 0;
    for (size_t i = 0, j = 0; i < a_count && j < b_count;) {
        common += a[i] == b[j];
        uint64_t x = a[i], y = b[j];
        i += x <= y;
        j += y <= x;
    }
    size_t all = a_count + b_count - common;
    return all ? (double)common / (double)all : 1;
}

int cf_words_set(struct cf_words *out, const char *text, size_t size)
{
    struct cf_words words = {malloc((size / 2 + 1) * sizeof *words.hashes), 0};
    if (!words.hashes)
        return CF_ENOMEM;
    for (size_t i = 0; i < size;) {
        uint64_t hash;
        size_t n = hash_word(text + i, size - i, &hash);
        if (n)
            words.hashes[words.count++] = hash;
        i += n ? n : 1;
    }
    words.count = cf_hashes_distinct(words.hashes, words.count);
    *out = words;
    return CF_OK;
}

double cf_word_jaccard(const char *a, size_t a_size, const char *b, size_t b_size)
{
    struct cf_words x = {0}, y = {0};
    double jaccard = 1; /* without memory: as if they were the same, which keeps an exemplar out */
    if (!cf_words_set(&x, a, a_size) && !cf_words_set(&y, b, b_size))
        jaccard = cf_hashes_jaccard(x.hashes, x.count, y.hashes, y.count);
    free(x.hashes);
    free(y.hashes);
    return jaccard;
}
