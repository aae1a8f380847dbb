/* Packet tables as bytes: the store does not look inside them. */
#ifndef CF_STORE_TABLES_H
#define CF_STORE_TABLES_H
#include "base/buffer.h"
#include "clipfeed/store.h"

/* The serialised packet table of a media key, decompressed into out (size set, contents replaced).
 * CF_ENOTFOUND, CF_ECORRUPT, CF_ENOMEM. Thread-safe. */
int cf_store_table(const struct cf_store *store, const uint8_t key[24], struct cf_buffer *out, struct cf_error *err);
#endif
