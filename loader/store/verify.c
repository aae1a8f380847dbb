#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zstd.h>

#include "base/error.h"
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
static int check_file(struct verify *v, const struct cf_manifest_file *file)
{
    struct cf_manifest_file found = {0};
    struct cf_error err;
    uint64_t before = v->faults;
    if (cf_manifest_hash(&found, v->dir, file->name, &err)) {
        fault(v, "%s", err.message);
    } else if (found.bytes != file->bytes) {
        fault(v, "'%s/%s': %llu bytes, the manifest says %llu", v->dir, file->name, (unsigned long long)found.bytes,
              (unsigned long long)file->bytes);
    } else {
        for (uint32_t i = 0; i < file->chunk_count; i++)
            if (strcmp(found.chunks[i], file->chunks[i]))
                fault(v, "'%s/%s': bytes %llu to %llu do not match their checksum: %s, the manifest says %s", v->dir,
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

/* index.bin against the shards, and the fingerprint. */
static int check_walk(struct verify *v, struct cf_store *store, struct cf_error *err)
{
    struct cf_walk *walk = NULL;
    struct cf_walk_hash *hash = NULL;
    uint32_t count = v->manifest.shard_count;
    struct cf_shard *shards = calloc(count, sizeof *shards);
    int status = shards ? CF_OK : cf_fail(err, CF_ENOMEM, "'%s': no memory", v->dir);
    for (uint32_t i = 0; !status && i < count; i++) {
        char *path = cf_path_join(v->dir, v->manifest.shards[i].name);
        status = path ? cf_shard_open(&shards[i], path, 0, v->manifest.shards[i].bytes, err) : CF_ENOMEM;
        free(path);
    }
    if (!status)
        status = cf_walk_open(&walk, shards, count, err);
    if (!status && !(hash = cf_walk_hash_create()))
        status = cf_fail(err, CF_ENOMEM, "'%s': no memory", v->dir);
    if (!status) {
        struct cf_index_entry entry;
        MDB_val head, captions;
        uint64_t i = 0;
        for (; cf_walk_next(walk, &entry, &head, &captions); i++) {
            cf_walk_hash_add(hash, &entry, &head, &captions);
            if (i >= cf_store_count(store) || memcmp(&entry, &cf_store_index(store)[i], sizeof entry))
                fault(v, "'%s': record %llu is not entry %llu of index.bin", v->dir, (unsigned long long)entry.ordinal,
                      (unsigned long long)i);
        }
        char fingerprint[33];
        cf_walk_hash_end(&hash, fingerprint);
        if (i != v->manifest.stats.clips)
            fault(v, "'%s': %llu records, the manifest says %llu", v->dir, (unsigned long long)i,
                  (unsigned long long)v->manifest.stats.clips);
        if (strcmp(fingerprint, v->manifest.fingerprint))
            fault(v, "'%s': fingerprint %s, the manifest says %s", v->dir, fingerprint, v->manifest.fingerprint);
    }
    cf_walk_close(&walk);
    for (uint32_t i = 0; shards && i < count; i++)
        cf_shard_close(&shards[i]);
    free(shards);
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
        sound = check_file(&v, &v.manifest.index);
        if (*v.manifest.dictionary.name)
            sound &= check_file(&v, &v.manifest.dictionary);
        for (uint32_t i = 0; i < v.manifest.shard_count; i++)
            sound &= check_file(&v, &v.manifest.shards[i]);
        /* LMDB trusts its pages: it is not asked to walk a file that is not what was written. */
        if (sound && cf_store_open(&store, dir, &why))
            fault(&v, "%s", why.message);
        if (store) {
            check_records(&v, store);
            status = check_walk(&v, store, err);
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
