#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "store/manifest.h"
#include "store/record.h"
#include "store/walk.h"
#include "store/write.h"

static int write_index(struct cf_shard *shards, uint32_t count, const char *dir, struct cf_manifest *m,
                       struct cf_error *err)
{
    struct cf_walk *walk = NULL;
    struct cf_walk_hash *hash = cf_walk_hash_create();
    char *path = cf_path_join(dir, "index.bin");
    FILE *file = path ? fopen(path, "wbe") : NULL;
    int status = hash && file ? cf_walk_open(&walk, shards, count, err)
                              : cf_fail(err, CF_EIO, "'%s/index.bin': %s", dir, strerror(errno));
    struct cf_index_entry entry;
    MDB_val record;
    while (!status && cf_walk_next(walk, &entry, &record)) {
        cf_walk_hash_add(hash, &entry, &record);
        m->stats.hours += (double)entry.seconds / 3600;
        if (fwrite(&entry, sizeof entry, 1, file) != 1)
            status = cf_fail(err, CF_EIO, "'%s': write failed: %s", path, strerror(errno));
    }
    if (!status && (fflush(file) || fsync(fileno(file))))
        status = cf_fail(err, CF_EIO, "'%s': write failed: %s", path, strerror(errno));
    if (file)
        fclose(file);
    if (hash)
        cf_walk_hash_end(&hash, m->fingerprint);
    cf_walk_close(&walk);
    free(path);
    return status;
}

static void count_reason(struct cf_ingest_report *report, const char *reason)
{
    int i = 0;
    while (i < report->reason_count && strcmp(report->reasons[i].reason, reason))
        i++;
    if (i == 24)
        i = 23;
    else if (i == report->reason_count)
        snprintf(report->reasons[report->reason_count++].reason, 32, "%s", reason);
    report->reasons[i].count++;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct cf_ingest_reason *)a)->reason, ((const struct cf_ingest_reason *)b)->reason);
}

static int gather(struct cf_shard *shard, struct cf_manifest *m, struct cf_error *err)
{
    MDB_txn *txn = NULL;
    MDB_cursor *cursor = NULL;
    MDB_val k = {.mv_size = 5, .mv_data = "stats"}, v;
    struct cf_shard_stats s = {0};
    int rc = mdb_txn_begin(shard->env, NULL, MDB_RDONLY, &txn);
    if (!rc && !(rc = mdb_get(txn, shard->db[CF_DB_META], &k, &v)) && v.mv_size == sizeof s)
        memcpy(&s, v.mv_data, sizeof s);
    if (rc == MDB_NOTFOUND) /* a shard of no item */
        rc = 0;
    if (!rc)
        rc = mdb_cursor_open(txn, shard->db[CF_DB_SKIPPED], &cursor);
    while (!rc && !mdb_cursor_get(cursor, &k, &v, MDB_NEXT)) {
        char reason[32];
        if (cf_skip_reason(v.mv_data, v.mv_size, reason))
            rc = MDB_CORRUPTED;
        else
            count_reason(&m->report, reason);
        m->stats.skipped++;
    }
    m->stats.clips += s.records;
    m->stats.images += s.images;
    for (int kind = 1; kind < 5; kind++) {
        m->stats.captions_by_kind[kind] += s.captions[kind];
        m->stats.captions += s.captions[kind];
        for (int bin = 0; bin < CF_LENGTH_BINS; bin++)
            m->stats.caption_lengths[kind][bin] += s.lengths[kind][bin];
    }
    m->stats.bytes_raw += s.bytes_raw;
    m->stats.bytes_tables += s.bytes_tables;
    m->stats.media_files += s.tables;
    if (cursor)
        mdb_cursor_close(cursor);
    if (txn)
        mdb_txn_abort(txn);
    return rc ? cf_fail(err, CF_EIO, "counting a shard: %s", mdb_strerror(rc)) : CF_OK;
}

static int hash_files(struct cf_manifest *m, const char *dir, struct cf_error *err)
{
    char name[32];
    int status = cf_manifest_hash(&m->index, dir, "index.bin", err);
    uint64_t total = m->index.bytes;
    char *dictionary = cf_path_join(dir, "dictionary.zdict");
    if (!status && dictionary && !access(dictionary, F_OK))
        status = cf_manifest_hash(&m->dictionary, dir, "dictionary.zdict", err);
    free(dictionary);
    total += m->dictionary.bytes;
    for (uint32_t i = 0; !status && i < m->shard_count; i++) {
        cf_shard_name(name, CF_SHARD_PUBLISH, i);
        status = cf_manifest_hash(&m->shards[i], dir, name, err);
        total += m->shards[i].bytes;
    }
    m->stats.bytes_stored = total > m->stats.bytes_tables ? total - m->stats.bytes_tables : 0;
    return status;
}

int cf_writer_finish(struct cf_writer *writer, const char *ingest_json, struct cf_ingest_report *report,
                     struct cf_error *err)
{
    struct cf_manifest m = {0};
    const char *dir;
    struct cf_shard *shards = cf_writer_shards(writer, &m.shard_count, &dir);
    int status = CF_OK;
    m.shards = calloc(m.shard_count, sizeof *m.shards);
    if (!m.shards)
        status = cf_fail(err, CF_ENOMEM, "'%s': no memory", dir);
    for (uint32_t i = 0; !status && i < m.shard_count; i++)
        status = gather(&shards[i], &m, err);
    qsort(m.report.reasons, (size_t)m.report.reason_count, sizeof *m.report.reasons, by_name);
    m.report.stored = m.stats.clips;
    m.report.skipped = m.stats.skipped;
    m.report.read = m.report.stored + m.report.skipped;
    if (!status)
        status = write_index(shards, m.shard_count, dir, &m, err);
    for (uint32_t i = 0; !status && i < m.shard_count; i++)
        status = cf_shard_publish(&shards[i], dir, i, err);
    if (!status)
        status = hash_files(&m, dir, err);
    if (!status)
        status = cf_manifest_save(&m, dir, ingest_json, err);
    if (!status)
        *report = m.report;
    cf_manifest_clear(&m);
    return status;
}

int cf_writer_is_finished(const char *dir)
{
    struct cf_store *store = NULL;
    int finished = !cf_store_open(&store, dir, NULL);
    cf_store_close(&store);
    return finished;
}

int cf_writer_clean(const char *dir, struct cf_error *err)
{
    struct cf_manifest m = {0};
    int status = cf_manifest_load(&m, dir, err);
    for (uint32_t i = 0; !status && i < m.shard_count; i++) {
        char name[32];
        cf_shard_name(name, CF_SHARD_BUILD, i);
        char *path = cf_path_join(dir, name);
        if (!path)
            status = cf_fail(err, CF_ENOMEM, "'%s': no memory", dir);
        else if (unlink(path) && errno != ENOENT)
            status = cf_fail(err, CF_EIO, "'%s': %s", path, strerror(errno));
        free(path);
    }
    cf_manifest_clear(&m);
    return status;
}
