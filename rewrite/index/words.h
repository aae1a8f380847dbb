/* Sets of words as sorted distinct hashes. Thread-safe. */
#ifndef CF_INDEX_WORDS_H
#define CF_INDEX_WORDS_H
#include <stddef.h>
#include <stdint.h>

struct cf_words {
    uint64_t *hashes; /* malloc'd */
    size_t count;
};
/* Words are runs of letters and digits, in lower case. CF_OK, CF_ENOMEM. */
int cf_words_set(struct cf_words *out, const char *text, size_t size);
size_t cf_hashes_distinct(uint64_t *hashes, size_t count); /* sorts; how many are left */
double cf_hashes_jaccard(const uint64_t *a, size_t a_count, const uint64_t *b, size_t b_count);
#endif
