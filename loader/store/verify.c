#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zstd.h>

#include "base/error.h"
#include "store/layers.h"
#include "store/manifest.h"
#include "store/tables.h"
#include "store/walk.h"

struct verify {
    const char *dir;
    void (*report)(void *opaque, const char *message);
    void *opaque;
    uint64_t records, faults;
    struct cf_manifest manifest;
};

CF_PRINTF(2, 3) static void fault(struct verify *v, const char *format, ...)
{
    char message[1024];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    v->faults++;
    if (v->report)
        v->report(v->opaque, message);
}

/* 1 if the file is the manifest's. */
static int check_file(struct verify *v, const char *dir, const struct cf_manifest_file *file)
{
    struct cf_manifest_file found = {0};
    struct cf_error err;
    uint64_t before = v->faults;
    if (cf_manifest_hash(&found, dir, file->name, &err)) {
        fault(v, "%s", err.message);
    } else if (found.bytes != file->bytes) {
        fault(v, "'%s/%s': %llu bytes, the manifest says %llu", dir, file->name, (unsigned long long)found.bytes,
              (unsigned long long)file->bytes);
    } else {
        for (uint32_t i = 0; i < file->chunk_count; i++)
            if (strcmp(found.chunks[i], file->chunks[i]))
                fault(v, "'%s/%s': bytes %llu to %llu do not match their checksum: %s, the manifest says %s", dir,
                      file->name, (unsigned long long)(i * CF_STORE_CHUNK),
                      (unsigned long long)((i + 1) * CF_STORE_CHUNK < file->bytes ? (i + 1) * CF_STORE_CHUNK
                                                                                  : file->bytes),
                      found.chunks[i], file->chunks[i]);
    }
    cf_manifest_file_clear(&found);
    return v->faults == before;
}

static void check_records(struct verify *v, struct cf_store *store)
{
    const struct cf_index_entry *index = cf_store_index(store);
    struct cf_error err;
    static const uint8_t none[24];
    struct cf_buffer table = {0};
    for (uint64_t i = 0; i < cf_store_count(store); i++) {
        struct cf_record *record = NULL, *again = NULL;
        if (cf_store_get_at(store, i, &record, &err)) {
            fault(v, "'%s': %s", v->dir, err.message);
            continue;
        }
        v->records++;
        if (cf_store_get(store, record->clip_id, &again, &err))
            fault(v, "'%s': by id: %s", v->dir, err.message);
        else if (again->ordinal != index[i].ordinal)
            fault(v, "'%s': id '%s' leads to record %llu, expected %llu", v->dir, record->clip_id,
                  (unsigned long long)again->ordinal, (unsigned long long)index[i].ordinal);
        if (memcmp(record->media_key, none, sizeof none) && cf_store_table(store, record->media_key, &table, &err))
            fault(v, "'%s': packet table of '%s': %s", v->dir, record->clip_id, err.message);
        cf_record_free(&record);
        cf_record_free(&again);
    }
    cf_buffer_free(&table);
}

/* One shard's records, and how many it has beyond those that index.bin names. */
static int open_lane(struct verify *v, uint32_t i, struct cf_shard *shard, MDB_txn **txn, uint64_t *entries,
                     struct cf_error *err)
{
    const struct cf_manifest_file *file = &v->manifest.shards[i];
    MDB_stat st = {0};
    char *path = cf_path_join(v->dir, file->name);
    int status = path ? cf_shard_open(shard, path, CF_SHARD_READ, file->bytes, err) : CF_ENOMEM;
    free(path);
    if (status)
        return status;
    int rc = mdb_txn_begin(shard->env, NULL, MDB_RDONLY, txn);
    if (!rc)
        rc = mdb_stat(*txn, shard->db[CF_DB_RECORDS], &st);
    *entries = st.ms_entries;
    return rc ? cf_fail(err, CF_EIO, "'%s/%s': %s", v->dir, file->name, mdb_strerror(rc)) : CF_OK;
}

struct lanes {
    struct cf_shard *shards;
    MDB_txn **txns;
    uint64_t *entries;
};

static void check_index(struct verify *v, struct cf_store *store, struct lanes *lanes, struct cf_walk_hash *hash)
{
    const struct cf_index_entry *index = cf_store_index(store);
    char fingerprint[33];
    for (uint64_t i = 0; i < cf_store_count(store); i++) {
        uint8_t key[8];
        cf_put_be64(key, index[i].ordinal);
        MDB_val k = {.mv_size = 8, .mv_data = key}, record = {0};
        uint32_t s = index[i].shard;
        if (s >= v->manifest.shard_count || mdb_get(lanes->txns[s], lanes->shards[s].db[CF_DB_RECORDS], &k, &record)) {
            fault(v, "'%s': entry %llu of index.bin: record %llu is not in shard %u", v->dir, (unsigned long long)i,
                  (unsigned long long)index[i].ordinal, s);
            continue;
        }
        if (i && index[i].ordinal <= index[i - 1].ordinal)
            fault(v, "'%s': entry %llu of index.bin: record %llu stands behind record %llu", v->dir,
                  (unsigned long long)i, (unsigned long long)index[i].ordinal,
                  (unsigned long long)index[i - 1].ordinal);
        cf_walk_hash_add(hash, &index[i], &record);
        lanes->entries[s]--;
    }
    for (uint32_t s = 0; s < v->manifest.shard_count; s++)
        if (lanes->entries[s])
            fault(v, "'%s': shard %u has %lld records that index.bin does not name", v->dir, s,
                  (long long)lanes->entries[s]);
    cf_walk_hash_end(&hash, fingerprint);
    if (strcmp(fingerprint, v->manifest.fingerprint))
        fault(v, "'%s': fingerprint %s, the manifest says %s", v->dir, fingerprint, v->manifest.fingerprint);
}

/* index.bin against the shards, and the fingerprint. */
static int check_shards(struct verify *v, struct cf_store *store, struct cf_error *err)
{
    uint32_t count = v->manifest.shard_count;
    struct lanes lanes = {.shards = calloc(count, sizeof *lanes.shards),
                          .txns = calloc(count, sizeof(MDB_txn *)),
                          .entries = calloc(count, sizeof *lanes.entries)};
    struct cf_walk_hash *hash = cf_walk_hash_create();
    int status = lanes.shards && lanes.txns && lanes.entries && hash
                     ? CF_OK
                     : cf_fail(err, CF_ENOMEM, "'%s': no memory", v->dir);
    for (uint32_t i = 0; !status && i < count; i++)
        status = open_lane(v, i, &lanes.shards[i], &lanes.txns[i], &lanes.entries[i], err);
    char ignored[33];
    if (!status)
        check_index(v, store, &lanes, hash);
    else if (hash)
        cf_walk_hash_end(&hash, ignored);
    for (uint32_t i = 0; lanes.shards && lanes.txns && i < count; i++) {
        if (lanes.txns[i])
            mdb_txn_abort(lanes.txns[i]);
        cf_shard_close(&lanes.shards[i]);
    }
    free(lanes.shards);
    free(lanes.txns);
    free(lanes.entries);
    return status;
}

enum { LAYERS_MAX = 1000 };
struct found {
    char names[LAYERS_MAX][CF_LAYER_NAME_MAX + 1];
    int count;
};

static void on_layer(void *opaque, const char *name)
{
    struct found *found = opaque;
    if (found->count < LAYERS_MAX)
        snprintf(found->names[found->count], sizeof *found->names, "%s", name);
    found->count++;
}

/* Each value that the layer's index names, and no other. */
static void check_values(struct verify *v, struct cf_store *store, struct cf_layer *layer)
{
    const struct cf_layer_info *info = cf_layer_info(layer);
    const uint8_t *index = cf_layer_index(layer);
    struct cf_error err;
    uint64_t values = 0, entries = 0;
    for (uint64_t i = 0; i < cf_store_count(store); i++) {
        struct cf_layer_value *value = NULL;
        if (!index[i])
            continue;
        values++;
        if (cf_layer_get_at(layer, i, &value, &err)) {
            fault(v, "'%s': %s", v->dir, err.message);
            continue;
        }
        unsigned flags = 1;
        for (uint32_t k = 0; k < value->caption_count; k++)
            flags |= 1u << (value->captions[k].kind & 31);
        if (flags != index[i])
            fault(v, "'%s': layer '%s': record %llu has the kinds %u, its index.bin says %u", v->dir, info->name,
                  (unsigned long long)cf_store_index(store)[i].ordinal, flags, index[i]);
        cf_layer_value_free(&value);
    }
    for (uint32_t s = 0; s < v->manifest.shard_count; s++) {
        MDB_txn *txn = NULL;
        MDB_stat st = {0};
        struct cf_shard *shard = cf_layer_shard(layer, s);
        if (!mdb_txn_begin(shard->env, NULL, MDB_RDONLY, &txn) && !mdb_stat(txn, shard->db[CF_DB_RECORDS], &st))
            entries += st.ms_entries;
        if (txn)
            mdb_txn_abort(txn);
    }
    if (values != info->records || values != entries)
        fault(v, "'%s': layer '%s': its index.bin names %llu values, its shards have %llu, its manifest says %llu",
              v->dir, info->name, (unsigned long long)values, (unsigned long long)entries,
              (unsigned long long)info->records);
}

static void check_layer(struct verify *v, struct cf_store *store, const char *name)
{
    struct cf_manifest m = {0};
    struct cf_layer *layer = NULL;
    struct cf_error err;
    char *dir = cf_layer_path(v->dir, name, "");
    int sound = dir && !cf_manifest_load_layer(&m, dir, &err);
    if (!sound)
        fault(v, "%s", dir ? err.message : "no memory");
    if (sound)
        sound = check_file(v, dir, &m.index);
    for (uint32_t i = 0; dir && i < m.shard_count; i++)
        sound &= check_file(v, dir, &m.shards[i]);
    if (sound && cf_layer_open(&layer, store, name, &err))
        fault(v, "%s", err.message);
    if (layer)
        check_values(v, store, layer);
    cf_layer_close(&layer);
    cf_manifest_clear(&m);
    free(dir);
}

static int check_layers(struct verify *v, struct cf_store *store, struct cf_error *err)
{
    struct found *found = calloc(1, sizeof *found);
    int status =
        found ? cf_layer_list(store, on_layer, found, err) : cf_fail(err, CF_ENOMEM, "'%s': no memory", v->dir);
    for (int i = 0; !status && i < found->count && i < LAYERS_MAX; i++)
        check_layer(v, store, found->names[i]);
    if (!status && found->count > LAYERS_MAX)
        fault(v, "'%s': %d layers, of which only %d are checked", v->dir, found->count, LAYERS_MAX);
    free(found);
    return status;
}

int cf_store_verify(const char *dir, void (*report)(void *opaque, const char *message), void *opaque, uint64_t *records,
                    uint64_t *faults, struct cf_error *err)
{
    struct verify v = {.dir = dir, .report = report, .opaque = opaque};
    struct cf_store *store = NULL;
    struct cf_error why;
    int status = cf_manifest_load(&v.manifest, dir, err), sound = 1;
    if (!status) {
        sound = check_file(&v, dir, &v.manifest.index);
        if (*v.manifest.dictionary.name)
            sound &= check_file(&v, dir, &v.manifest.dictionary);
        for (uint32_t i = 0; i < v.manifest.shard_count; i++)
            sound &= check_file(&v, dir, &v.manifest.shards[i]);
        /* LMDB trusts its pages: it is not asked to walk a file that is not what was written. */
        if (sound && cf_store_open(&store, dir, &why))
            fault(&v, "%s", why.message);
        if (store) {
            check_records(&v, store);
            status = check_shards(&v, store, err);
            if (!status)
                status = check_layers(&v, store, err);
        }
    }
    cf_store_close(&store);
    cf_manifest_clear(&v.manifest);
    if (!status && records)
        *records = v.records;
    if (!status && faults)
        *faults = v.faults;
    return status;
}
