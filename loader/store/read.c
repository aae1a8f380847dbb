#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zstd.h>

#include "base/error.h"
#include "store/format.h"
#include "store/ids.h"
#include "store/manifest.h"
#include "store/open.h"
#include "store/record.h"
#include "store/tables.h"

enum { CONTEXTS = 64 };

struct cf_store {
    struct cf_manifest manifest;
    char *dir;
    struct cf_shard *shards;
    const struct cf_index_entry *index;
    uint64_t count;
    ZSTD_DDict *dictionary;
    _Atomic(ZSTD_DCtx *) contexts[CONTEXTS]; /* spare ones; no lock, so that a forked child cannot inherit it held */
};

static ZSTD_DCtx *take_context(struct cf_store *store)
{
    for (int i = 0; i < CONTEXTS; i++) {
        if (!atomic_load_explicit(&store->contexts[i], memory_order_relaxed))
            continue;
        ZSTD_DCtx *context = atomic_exchange(&store->contexts[i], NULL);
        if (context)
            return context;
    }
    return ZSTD_createDCtx();
}

static void leave_context(struct cf_store *store, ZSTD_DCtx *context)
{
    for (int i = 0; i < CONTEXTS && context; i++) {
        ZSTD_DCtx *none = NULL;
        if (atomic_compare_exchange_strong(&store->contexts[i], &none, context))
            return;
    }
    ZSTD_freeDCtx(context);
}

static int map_index(struct cf_store *store, const char *dir, struct cf_error *err)
{
    uint64_t bytes = store->manifest.index.bytes;
    if (bytes % sizeof *store->index || bytes / sizeof *store->index != store->manifest.stats.clips)
        return cf_fail(err, CF_EFORMAT, "'%s': index of %llu bytes for %llu clips", dir, (unsigned long long)bytes,
                       (unsigned long long)store->manifest.stats.clips);
    store->count = bytes / sizeof *store->index;
    if (!bytes)
        return CF_OK;
    char *path = cf_path_join(dir, store->manifest.index.name);
    int fd = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    void *map = fd < 0 ? MAP_FAILED : mmap(NULL, bytes, PROT_READ, MAP_SHARED, fd, 0);
    int code = errno;
    if (fd >= 0)
        close(fd);
    free(path);
    if (map == MAP_FAILED)
        return cf_fail(err, CF_EIO, "'%s': index does not map: %s", dir, strerror(code));
    store->index = map;
    return CF_OK;
}

static int load_dictionary(struct cf_store *store, const char *dir, struct cf_error *err)
{
    const struct cf_manifest_file *file = &store->manifest.dictionary;
    if (!*file->name)
        return CF_OK;
    struct cf_manifest_file found = {0};
    struct cf_buffer bytes = {0};
    char *path = cf_path_join(dir, file->name);
    int status = path ? cf_manifest_hash(&found, dir, file->name, err) : CF_ENOMEM;
    if (!status && (found.bytes != file->bytes || memcmp(found.chunks, file->chunks, 33 * file->chunk_count)))
        status = cf_fail(err, CF_ECORRUPT, "'%s': dictionary does not match the manifest's hash", path);
    if (!status)
        status = cf_file_load(path, CF_STORE_MAX_DICTIONARY, &bytes, err);
    if (!status && !(store->dictionary = ZSTD_createDDict(bytes.data, bytes.size)))
        status = cf_fail(err, CF_ENOMEM, "'%s': no memory for the dictionary", path);
    cf_manifest_file_clear(&found);
    cf_buffer_free(&bytes);
    free(path);
    return status;
}

int cf_store_open(struct cf_store **out, const char *dir, struct cf_error *err)
{
    if (!out || !dir)
        return cf_fail(err, CF_EINVAL, "cf_store_open: NULL argument");
    struct cf_store *store = calloc(1, sizeof *store);
    if (!store)
        return cf_fail(err, CF_ENOMEM, "'%s': no memory", dir);
    int status = cf_manifest_load(&store->manifest, dir, err);
    if (status)
        goto fail;
    store->dir = strdup(dir);
    store->shards = calloc(store->manifest.shard_count, sizeof *store->shards);
    if (!store->shards || !store->dir) {
        status = cf_fail(err, CF_ENOMEM, "'%s': no memory", dir);
        goto fail;
    }
    if ((status = cf_manifest_check_size(dir, &store->manifest.index, err)) || (status = map_index(store, dir, err)) ||
        (status = load_dictionary(store, dir, err)))
        goto fail;
    for (uint32_t i = 0; i < store->manifest.shard_count; i++) {
        const struct cf_manifest_file *file = &store->manifest.shards[i];
        char *path = cf_path_join(dir, file->name);
        status = cf_manifest_check_size(dir, file, err);
        if (!status)
            status = path ? cf_shard_open(&store->shards[i], path, CF_SHARD_READ, file->bytes, err) : CF_ENOMEM;
        free(path);
        if (status)
            goto fail;
    }
    *out = store;
    return CF_OK;
fail:
    cf_store_close(&store);
    return status;
}

void cf_store_close(struct cf_store **out)
{
    if (!out || !*out)
        return;
    struct cf_store *store = *out;
    *out = NULL;
    for (uint32_t i = 0; store->shards && i < store->manifest.shard_count; i++)
        cf_shard_close(&store->shards[i]);
    free(store->shards);
    free(store->dir);
    for (int i = 0; i < CONTEXTS; i++)
        ZSTD_freeDCtx(atomic_load(&store->contexts[i]));
    ZSTD_freeDDict(store->dictionary);
    if (store->index)
        munmap((void *)(uintptr_t)store->index, store->count * sizeof *store->index);
    cf_manifest_clear(&store->manifest);
    free(store);
}

uint64_t cf_store_count(const struct cf_store *store)
{
    return store->count;
}
const struct cf_index_entry *cf_store_index(const struct cf_store *store)
{
    return store->index;
}
const char *cf_store_fingerprint(const struct cf_store *store)
{
    return store->manifest.fingerprint;
}
void cf_store_stats(const struct cf_store *store, struct cf_store_stats *stats)
{
    *stats = store->manifest.stats;
}

const char *cf_store_dir(const struct cf_store *store)
{
    return store->dir;
}

uint32_t cf_store_shards(const struct cf_store *store)
{
    return store->manifest.shard_count;
}

int cf_store_position(const struct cf_store *store, uint64_t ordinal, uint64_t *position)
{
    uint64_t low = 0, high = store->count;
    while (low < high) {
        uint64_t middle = low + (high - low) / 2;
        if (store->index[middle].ordinal < ordinal)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == store->count || store->index[low].ordinal != ordinal)
        return CF_ENOTFOUND;
    *position = low;
    return CF_OK;
}

/* Looks a key up and decompresses its value while the transaction holds the page. */
static int fetch(const struct cf_store *shared, MDB_txn *txn, MDB_dbi db, const ZSTD_DDict *dictionary, MDB_val key,
                 const char *what, struct cf_buffer *out, struct cf_error *err)
{
    struct cf_store *store = (struct cf_store *)(uintptr_t)shared; /* only its spare contexts change */
    MDB_val v;
    int rc = mdb_get(txn, db, &key, &v);
    if (rc == MDB_NOTFOUND)
        return cf_fail(err, CF_ENOTFOUND, "%s: not in the store", what);
    if (rc)
        return cf_fail(err, CF_ECORRUPT, "%s: %s", what, mdb_strerror(rc));
    ZSTD_DCtx *context = take_context(store);
    if (!context)
        return cf_fail(err, CF_ENOMEM, "%s: no memory to decompress", what);
    int status = cf_decompress(context, dictionary, v.mv_data, v.mv_size, out, what, err);
    leave_context(store, context);
    return status;
}

int cf_store_fetch(const struct cf_store *store, struct cf_shard *shard, uint64_t ordinal, int plain, const char *what,
                   struct cf_buffer *out, struct cf_error *err)
{
    MDB_txn *txn;
    uint8_t key[8];
    cf_put_be64(key, ordinal);
    int rc = mdb_txn_begin(shard->env, NULL, MDB_RDONLY, &txn);
    if (rc)
        return cf_fail(err, rc == ENOMEM ? CF_ENOMEM : CF_EIO, "%s: %s", what, mdb_strerror(rc));
    MDB_val k = {.mv_size = 8, .mv_data = key};
    int status = fetch(store, txn, shard->db[CF_DB_RECORDS], plain ? NULL : store->dictionary, k, what, out, err);
    mdb_txn_abort(txn);
    return status;
}

static int begin(const struct cf_store *store, uint32_t shard, MDB_txn **txn, const char *what, struct cf_error *err)
{
    if (shard >= store->manifest.shard_count)
        return cf_fail(err, CF_ECORRUPT, "%s: shard %u of %u", what, shard, store->manifest.shard_count);
    int rc = mdb_txn_begin(store->shards[shard].env, NULL, MDB_RDONLY, txn);
    return rc ? cf_fail(err, rc == ENOMEM ? CF_ENOMEM : CF_EIO, "%s: %s", what, mdb_strerror(rc)) : CF_OK;
}

static int get_in(const struct cf_store *store, uint32_t index, MDB_txn *txn, uint64_t ordinal, struct cf_record **out,
                  struct cf_error *err)
{
    struct cf_buffer bytes = {0};
    struct cf_error why;
    uint8_t key[8];
    cf_put_be64(key, ordinal);
    MDB_val k = {.mv_size = 8, .mv_data = key};
    int status = fetch(store, txn, store->shards[index].db[CF_DB_RECORDS], store->dictionary, k, "frame", &bytes, &why);
    if (!status && (status = cf_record_decode(out, ordinal, &bytes)))
        cf_fail(&why, (enum cf_status)status, "not a record");
    cf_buffer_free(&bytes);
    if (!status)
        return CF_OK;
    return cf_fail(err, status == CF_ENOTFOUND ? CF_ECORRUPT : (enum cf_status)status, "record %llu of shard %u: %s",
                   (unsigned long long)ordinal, index, why.message);
}

int cf_store_get(const struct cf_store *store, const char *clip_id, struct cf_record **out, struct cf_error *err)
{
    size_t size = strlen(clip_id);
    MDB_txn *txn;
    if (!size || size > CF_STORE_MAX_ID)
        return cf_fail(err, CF_ENOTFOUND, "'%.64s': not in the store (ids have 1 to %d bytes)", clip_id,
                       CF_STORE_MAX_ID);
    uint32_t shard = cf_shard_of(clip_id, size, store->manifest.shard_count);
    int status = begin(store, shard, &txn, clip_id, err);
    if (status)
        return status;
    uint8_t id[16];
    struct cf_record *record = NULL;
    cf_text_key(clip_id, id);
    MDB_val k = {.mv_size = 16, .mv_data = id}, v;
    int rc = mdb_get(txn, store->shards[shard].db[CF_DB_IDS], &k, &v);
    if (rc == MDB_NOTFOUND)
        status = cf_fail(err, CF_ENOTFOUND, "'%s': not in the store", clip_id);
    else if (rc || v.mv_size != 8)
        status = cf_fail(err, CF_ECORRUPT, "'%s': its ordinal is no number", clip_id);
    else
        status = get_in(store, shard, txn, cf_get_be64(v.mv_data), &record, err);
    mdb_txn_abort(txn);
    if (!status && strcmp(record->clip_id, clip_id)) { /* two ids of one hash */
        status = cf_fail(err, CF_ENOTFOUND, "'%s': not in the store", clip_id);
        cf_record_free(&record);
    }
    if (!status)
        *out = record;
    return status;
}

int cf_store_get_at(const struct cf_store *store, uint64_t position, struct cf_record **out, struct cf_error *err)
{
    if (position >= store->count)
        return cf_fail(err, CF_ENOTFOUND, "position %llu: the store has %llu records", (unsigned long long)position,
                       (unsigned long long)store->count);
    const struct cf_index_entry *entry = &store->index[position];
    MDB_txn *txn;
    int status = begin(store, entry->shard, &txn, "record", err);
    if (status)
        return status;
    status = get_in(store, entry->shard, txn, entry->ordinal, out, err);
    mdb_txn_abort(txn);
    return status;
}

/* What the frame's beginning still says, whatever its checksum: to be believed only if something else confirms it. */
static void salvage(const struct cf_store *store, const MDB_val *frame, uint8_t *data, size_t size)
{
    ZSTD_DCtx *context = ZSTD_createDCtx();
    ZSTD_inBuffer in = {frame->mv_data, frame->mv_size, 0};
    ZSTD_outBuffer out = {data, size, 0};
    size_t left = 1;
    memset(data, 0, size);
    if (!context)
        return;
    ZSTD_DCtx_refDDict(context, store->dictionary);
    while (left && !ZSTD_isError(left) && in.pos < in.size && out.pos < out.size)
        left = ZSTD_decompressStream(context, &out, &in);
    ZSTD_freeDCtx(context);
}

int cf_store_clip_id(const struct cf_store *store, uint64_t position, char id[512], struct cf_error *err)
{
    if (position >= store->count)
        return cf_fail(err, CF_ENOTFOUND, "position %llu: the store has %llu records", (unsigned long long)position,
                       (unsigned long long)store->count);
    const struct cf_index_entry *entry = &store->index[position];
    uint8_t ordinal[8], hash[16], head[2048];
    MDB_txn *txn;
    MDB_val k = {.mv_size = 8, .mv_data = ordinal}, v;
    int status = begin(store, entry->shard, &txn, "clip id", err), found = 0;
    if (status)
        return status;
    const struct cf_shard *shard = &store->shards[entry->shard];
    cf_put_be64(ordinal, entry->ordinal);
    if (!mdb_get(txn, shard->db[CF_DB_RECORDS], &k, &v)) {
        salvage(store, &v, head, sizeof head);
        if (!cf_record_id(head, sizeof head, id)) {
            cf_text_key(id, hash);
            k = (MDB_val){.mv_size = sizeof hash, .mv_data = hash};
            found = !mdb_get(txn, shard->db[CF_DB_IDS], &k, &v) && v.mv_size == 8 && !memcmp(v.mv_data, ordinal, 8);
        }
    }
    mdb_txn_abort(txn);
    return found ? CF_OK
                 : cf_fail(err, CF_ENOTFOUND, "record %llu of shard %u: its clip id is lost",
                           (unsigned long long)entry->ordinal, entry->shard);
}

/* A table lies in the shard that its key names, so that records of every shard share it. */
int cf_store_table(const struct cf_store *store, const uint8_t key[24], struct cf_buffer *out, struct cf_error *err)
{
    MDB_txn *txn;
    uint32_t shard = cf_shard_of(key, 24, store->manifest.shard_count);
    int status = begin(store, shard, &txn, "packet table", err);
    if (status)
        return status;
    MDB_val k = {.mv_size = 24, .mv_data = (void *)(uintptr_t)key};
    status = fetch(store, txn, store->shards[shard].db[CF_DB_MEDIA], NULL, k, "packet table", out, err);
    mdb_txn_abort(txn);
    return status;
}

int cf_store_each_id(const struct cf_store *store,
                     void (*found)(void *opaque, const uint8_t hash[16], uint64_t ordinal), void *opaque,
                     struct cf_error *err)
{
    int status = CF_OK;
    for (uint32_t i = 0; !status && i < store->manifest.shard_count; i++) {
        MDB_txn *txn;
        MDB_cursor *cursor = NULL;
        MDB_val k, v;
        status = begin(store, i, &txn, "clip ids", err);
        if (status)
            break;
        int rc = mdb_cursor_open(txn, store->shards[i].db[CF_DB_IDS], &cursor);
        while (!rc && !(rc = mdb_cursor_get(cursor, &k, &v, MDB_NEXT))) {
            if (k.mv_size != 16 || v.mv_size != 8) {
                status = cf_fail(err, CF_ECORRUPT, "shard %u: a clip id's hash has %zu bytes, its ordinal %zu", i,
                                 k.mv_size, v.mv_size);
                break;
            }
            found(opaque, k.mv_data, cf_get_be64(v.mv_data));
        }
        if (rc && rc != MDB_NOTFOUND)
            status = cf_fail(err, rc == ENOMEM ? CF_ENOMEM : CF_EIO, "shard %u: clip ids: %s", i, mdb_strerror(rc));
        mdb_cursor_close(cursor);
        mdb_txn_abort(txn);
    }
    return status;
}
