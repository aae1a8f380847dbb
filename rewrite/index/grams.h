/* Eight words in a row that many captions share: the store's idiom, which no rewrite need avoid. */
#ifndef CF_INDEX_GRAMS_H
#define CF_INDEX_GRAMS_H
#include <stddef.h>
#include <stdint.h>

#include "clipfeed/status.h"

struct cf_analysis;

enum { CF_GRAM_WORDS = 8 };
/* Of eight words with single blanks between. */
uint64_t cf_gram_hash(const char *words, size_t size);

/* Counting. Zero-initialised is empty. One thread. */
struct cf_grams {
    uint64_t *hashes;
    size_t count, capacity;
    uint64_t captions;
};
int cf_grams_add(struct cf_grams *grams, const struct cf_analysis *analysis); /* CF_OK, CF_ENOMEM */
void cf_grams_free(struct cf_grams *grams);
/* Visits each that more than a hundredth of the captions hold, for certain: of a sample of n captions of a larger
 * store, more than n/100 + 3 sqrt(n/100), three standard deviations; and at least three. whole: the captions are all
 * there are. Not 0 ends the walk and is returned. */
int cf_grams_common(struct cf_grams *grams, int whole, int (*found)(void *opaque, uint64_t hash, double share),
                    void *opaque);
#endif
