/* The sizes of a resolution's aspects, for buckets.c and bucket_text.c. */
#ifndef CF_PLAN_SIZES_H
#define CF_PLAN_SIZES_H
#include "plan/buckets.h"

/* How many there are. area >= 4096. */
uint32_t cf_bucket_sizes(uint64_t area, struct cf_bucket_size sizes[CF_BUCKET_ASPECTS]);
#endif
