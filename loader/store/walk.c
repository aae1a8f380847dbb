#include "store/walk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/error.h"

struct lane {
    MDB_txn *txn;
    MDB_cursor *cursor;
    struct cf_index_entry entry;
    int live;
};

struct cf_walk {
    struct cf_shard *shards;
    struct lane *lanes;
    uint32_t count;
};

static void step(struct lane *lane)
{
    MDB_val k, v;
    lane->live = !mdb_cursor_get(lane->cursor, &k, &v, MDB_NEXT) && v.mv_size == sizeof lane->entry;
    if (lane->live)
        memcpy(&lane->entry, v.mv_data, sizeof lane->entry);
}

int cf_walk_open(struct cf_walk **out, struct cf_shard *shards, uint32_t count, struct cf_error *err)
{
    struct cf_walk *walk = calloc(1, sizeof *walk);
    struct lane *lanes = calloc(count, sizeof *lanes);
    if (!walk || !lanes) {
        free(walk);
        free(lanes);
        return cf_fail(err, CF_ENOMEM, "no memory to walk %u shards", count);
    }
    *walk = (struct cf_walk){.shards = shards, .lanes = lanes, .count = count};
    for (uint32_t i = 0; i < count; i++) {
        int rc = mdb_txn_begin(shards[i].env, NULL, MDB_RDONLY, &lanes[i].txn);
        if (!rc)
            rc = mdb_cursor_open(lanes[i].txn, shards[i].db[CF_DB_INDEX], &lanes[i].cursor);
        if (rc) {
            cf_walk_close(&walk);
            return cf_fail(err, CF_EIO, "shard %u: %s", i, mdb_strerror(rc));
        }
        step(&lanes[i]);
    }
    *out = walk;
    return CF_OK;
}

void cf_walk_close(struct cf_walk **out)
{
    struct cf_walk *walk = *out;
    *out = NULL;
    if (!walk)
        return;
    for (uint32_t i = 0; i < walk->count; i++) {
        if (walk->lanes[i].cursor)
            mdb_cursor_close(walk->lanes[i].cursor);
        if (walk->lanes[i].txn)
            mdb_txn_abort(walk->lanes[i].txn);
    }
    free(walk->lanes);
    free(walk);
}

int cf_walk_next(struct cf_walk *walk, struct cf_index_entry *entry, MDB_val *record)
{
    struct lane *best = NULL;
    for (uint32_t i = 0; i < walk->count; i++)
        if (walk->lanes[i].live && (!best || walk->lanes[i].entry.ordinal < best->entry.ordinal))
            best = &walk->lanes[i];
    if (!best)
        return 0;
    *entry = best->entry;
    struct cf_shard *shard = &walk->shards[best - walk->lanes];
    uint8_t key[8];
    cf_put_be64(key, entry->ordinal);
    MDB_val k = {.mv_size = 8, .mv_data = key};
    if (mdb_get(best->txn, shard->db[CF_DB_RECORDS], &k, record))
        *record = (MDB_val){0};
    step(best);
    return 1;
}

struct cf_walk_hash *cf_walk_hash_create(void)
{
    XXH3_state_t *state = XXH3_createState();
    uint32_t version = CF_STORE_VERSION;
    if (state) {
        XXH3_128bits_reset(state);
        XXH3_128bits_update(state, &version, sizeof version);
    }
    return (struct cf_walk_hash *)state;
}

void cf_walk_hash_add(struct cf_walk_hash *hash, const struct cf_index_entry *entry, const MDB_val *record)
{
    XXH3_state_t *state = (XXH3_state_t *)hash;
    XXH3_128bits_update(state, entry, sizeof *entry);
    XXH3_128bits_update(state, record->mv_data, record->mv_size);
}

void cf_walk_hash_end(struct cf_walk_hash **hash, char out[33])
{
    XXH3_state_t *state = (XXH3_state_t *)*hash;
    *hash = NULL;
    XXH128_hash_t digest = XXH3_128bits_digest(state);
    snprintf(out, 33, "%016llx%016llx", (unsigned long long)digest.high64, (unsigned long long)digest.low64);
    XXH3_freeState(state);
}
