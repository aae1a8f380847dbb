/* An open store, for the other files of store/. */
#ifndef CF_STORE_OPEN_H
#define CF_STORE_OPEN_H
#include "store/format.h"

const char *cf_store_dir(const struct cf_store *store);
uint32_t cf_store_shards(const struct cf_store *store);
/* Decompresses the value of an ordinal of any shard's `records`, which need not be the store's own; plain: without the
 * dictionary. CF_ENOTFOUND, CF_ECORRUPT, CF_ENOMEM, CF_EIO. Any thread. */
int cf_store_fetch(const struct cf_store *store, struct cf_shard *shard, uint64_t ordinal, int plain, const char *what,
                   struct cf_buffer *out, struct cf_error *err);
#endif
