/* All records of shards being built, in ordinal order. */
#ifndef CF_STORE_WALK_H
#define CF_STORE_WALK_H
#include "store/format.h"

struct cf_walk;
int cf_walk_open(struct cf_walk **out, struct cf_shard *shards, uint32_t count, struct cf_error *err);
void cf_walk_close(struct cf_walk **walk);
/* 1: entry, and the record as stored (valid until the walk closes; empty where missing); 0: the end. */
int cf_walk_next(struct cf_walk *walk, struct cf_index_entry *entry, MDB_val *record);

/* The fingerprint: XXH3-128 over the version and, per record, its entry and its stored value. */
struct cf_walk_hash;
struct cf_walk_hash *cf_walk_hash_create(void);
void cf_walk_hash_add(struct cf_walk_hash *hash, const struct cf_index_entry *entry, const MDB_val *record);
void cf_walk_hash_end(struct cf_walk_hash **hash, char out[33]);
#endif
