/* The clip ids of a store by their hashes, without reading a record. */
#ifndef CF_STORE_IDS_H
#define CF_STORE_IDS_H
#include "clipfeed/store.h"
#include <stdint.h>

/* Once per record, in no order: the XXH3-128 of its clip id, big-endian, and its ordinal. CF_EIO, CF_ECORRUPT,
 * CF_ENOMEM. */
int cf_store_each_id(const struct cf_store *store,
                     void (*found)(void *opaque, const uint8_t hash[16], uint64_t ordinal), void *opaque,
                     struct cf_error *err);
#endif
