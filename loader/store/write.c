#include "store/write.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <time.h>

#include "base/error.h"
#include "store/format.h"
#include "store/record.h"

enum { COMMIT_ITEMS = 1000, COMMIT_ITEMS_MAX = 8000, COMMIT_BYTES = 16 << 20 };
/* A transaction of COMMIT_ITEMS_MAX items dirties at most some five pages of 4 KiB an item in `ids`, the values' own
 * pages, and a page path in every other database: under 300 MiB, and that is only address space. */
#define HEADROOM ((uint64_t)512 << 20)

struct cf_writer {
    char *dir;
    uint32_t count;
    struct cf_shard *shards;
    MDB_txn **txns;
    uint64_t *done;
    struct cf_shard_stats *stats;
    uint64_t committed; /* ordinals below are in every shard */
    uint64_t pending_bytes, headroom;
    double committed_at, interval; /* seconds */
    pthread_rwlock_t commit;       /* readers without a lock file must not live across a commit */
};

static int failed(const struct cf_writer *w, int rc, const char *what, struct cf_error *err)
{
    struct statvfs fs;
    /* LMDB says EIO for a write that was cut short, which is how a disk first shows that it is full. */
    if (rc == EIO || rc == ENOSPC || rc == EDQUOT || rc == EFBIG) {
        unsigned long long left = statvfs(w->dir, &fs) ? 0 : (unsigned long long)fs.f_bavail * fs.f_frsize;
        return cf_fail(err, CF_EIO,
                       "'%s': %s: %s; %llu MB are free there: make room and run the same again, it goes on from item "
                       "%llu",
                       w->dir, what, strerror(rc), left >> 20, (unsigned long long)w->committed);
    }
    return cf_fail(err, rc == ENOMEM ? CF_ENOMEM : CF_EIO, "'%s': %s: %s", w->dir, what, mdb_strerror(rc));
}

static double now_seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static int put(MDB_txn *txn, MDB_dbi db, const void *key, size_t key_size, const void *data, size_t size,
               unsigned flags)
{
    MDB_val k = {.mv_size = key_size, .mv_data = (void *)(uintptr_t)key};
    MDB_val v = {.mv_size = size, .mv_data = (void *)(uintptr_t)data};
    return mdb_put(txn, db, &k, &v, flags);
}

static int load_meta(struct cf_writer *w, uint32_t i)
{
    MDB_val k = {.mv_size = 4, .mv_data = "done"}, v;
    int rc = mdb_get(w->txns[i], w->shards[i].db[CF_DB_META], &k, &v);
    if (rc == MDB_NOTFOUND)
        return 0;
    if (rc)
        return rc;
    if (v.mv_size != 8)
        return MDB_CORRUPTED;
    w->done[i] = cf_get_be64(v.mv_data);
    k = (MDB_val){.mv_size = 5, .mv_data = "stats"};
    rc = mdb_get(w->txns[i], w->shards[i].db[CF_DB_META], &k, &v);
    if (!rc && v.mv_size != sizeof *w->stats)
        return MDB_CORRUPTED;
    if (!rc)
        memcpy(&w->stats[i], v.mv_data, sizeof *w->stats);
    return rc;
}

static int open_shard(struct cf_writer *w, uint32_t i, struct cf_error *err)
{
    char name[32];
    struct stat st;
    cf_shard_name(name, CF_SHARD_BUILD, i);
    char *path = cf_path_join(w->dir, name);
    if (!path)
        return cf_fail(err, CF_ENOMEM, "'%s': no memory", w->dir);
    uint64_t bytes = stat(path, &st) ? 0 : (uint64_t)st.st_size;
    int status = cf_shard_open(&w->shards[i], path, CF_SHARD_BUILD, 2 * (bytes + w->headroom), err);
    free(path);
    if (status)
        return status;
    int rc = mdb_txn_begin(w->shards[i].env, NULL, 0, &w->txns[i]);
    if (!rc)
        rc = load_meta(w, i);
    return rc ? failed(w, rc, name, err) : CF_OK;
}

static int open_shards(struct cf_writer *w, struct cf_error *err)
{
    uint64_t committed = UINT64_MAX;
    for (uint32_t i = 0; i < w->count; i++) {
        int status = open_shard(w, i, err);
        if (status)
            return status;
        if (w->done[i] < committed)
            committed = w->done[i];
    }
    w->committed = committed;
    w->committed_at = now_seconds();
    w->interval = 1;
    return CF_OK;
}

int cf_writer_open(struct cf_writer **out, const char *dir, uint32_t shards, struct cf_error *err)
{
    return cf_writer_open_mapped(out, dir, shards, 0, err);
}

int cf_writer_open_mapped(struct cf_writer **out, const char *dir, uint32_t shards, uint64_t headroom,
                          struct cf_error *err)
{
    struct cf_writer *w = calloc(1, sizeof *w);
    if (!w)
        return cf_fail(err, CF_ENOMEM, "'%s': no memory", dir);
    pthread_rwlock_init(&w->commit, NULL);
    w->count = shards;
    w->headroom = headroom ? headroom : HEADROOM;
    w->dir = strdup(dir);
    w->shards = calloc(shards, sizeof *w->shards);
    w->txns = calloc(shards, sizeof(MDB_txn *));
    w->done = calloc(shards, sizeof *w->done);
    w->stats = calloc(shards, sizeof *w->stats);
    int ready = w->dir && w->shards && w->txns && w->done && w->stats;
    int status = ready ? open_shards(w, err) : cf_fail(err, CF_ENOMEM, "'%s': no memory", dir);
    if (status)
        cf_writer_close(&w);
    else
        *out = w;
    return status;
}

void cf_writer_close(struct cf_writer **out)
{
    struct cf_writer *w = *out;
    *out = NULL;
    if (!w)
        return;
    for (uint32_t i = 0; i < w->count; i++) {
        if (w->txns && w->txns[i])
            mdb_txn_abort(w->txns[i]);
        if (w->shards)
            cf_shard_close(&w->shards[i]);
    }
    pthread_rwlock_destroy(&w->commit);
    free(w->dir);
    free(w->shards);
    free(w->txns);
    free(w->done);
    free(w->stats);
    free(w);
}

uint64_t cf_writer_done(const struct cf_writer *w)
{
    return w->committed;
}

struct cf_shard *cf_writer_shards(struct cf_writer *w, uint32_t *count, const char **dir)
{
    *count = w->count;
    *dir = w->dir;
    return w->shards;
}

static int commit_shard(struct cf_writer *w, uint32_t i, uint64_t done, uint64_t room)
{
    MDB_dbi meta = w->shards[i].db[CF_DB_META];
    uint8_t bytes[8];
    if (done < w->done[i])
        done = w->done[i];
    cf_put_be64(bytes, done);
    int rc = put(w->txns[i], meta, "done", 4, bytes, 8, 0);
    if (!rc)
        rc = put(w->txns[i], meta, "stats", 5, &w->stats[i], sizeof w->stats[i], 0);
    cf_put_be64(bytes, CF_STORE_VERSION);
    if (!rc)
        rc = put(w->txns[i], meta, "version", 7, bytes, 8, 0);
    if (!rc) {
        rc = mdb_txn_commit(w->txns[i]);
        w->txns[i] = NULL;
    }
    if (!rc)
        rc = cf_shard_reserve(&w->shards[i], room);
    w->done[i] = done;
    return rc ? rc : mdb_txn_begin(w->shards[i].env, NULL, 0, &w->txns[i]);
}

static int commit_all(struct cf_writer *w, uint64_t done, uint64_t room, struct cf_error *err)
{
    int rc = 0;
    double begun = now_seconds();
    pthread_rwlock_wrlock(&w->commit);
    for (uint32_t i = 0; !rc && i < w->count; i++)
        rc = commit_shard(w, i, done, room);
    pthread_rwlock_unlock(&w->commit);
    if (rc)
        return failed(w, rc, "commit", err);
    w->committed = done;
    w->pending_bytes = 0;
    w->committed_at = now_seconds();
    /* Many shards on a slow disk: the time goes into work, not into waiting for commits. */
    w->interval = w->committed_at - begun > 0.1 ? 10 * (w->committed_at - begun) : 1;
    return CF_OK;
}

/* Before so many bytes are put: none of the open transactions may outgrow its map. */
static int make_room(struct cf_writer *w, size_t bytes, struct cf_error *err)
{
    if (w->pending_bytes + bytes <= w->headroom / 4)
        return CF_OK;
    return commit_all(w, w->committed, w->headroom + 2 * bytes, err);
}

static void count_captions(struct cf_shard_stats *stats, const struct cf_record *r)
{
    for (uint32_t i = 0; i < r->caption_count; i++) {
        const struct cf_caption *c = &r->captions[i];
        uint64_t characters = 0;
        int bin = 0;
        for (size_t k = 0; k < c->size; k++)
            characters += ((unsigned char)c->text[k] & 0xC0) != 0x80;
        while (bin + 1 < CF_LENGTH_BINS && characters >= cf_length_bin_begin(bin + 1))
            bin++;
        stats->captions[c->kind]++;
        stats->lengths[c->kind][bin]++;
    }
}

int cf_writer_put(struct cf_writer *w, struct cf_writer_item *item, struct cf_error *err)
{
    const struct cf_record *r = item->record;
    uint32_t s = cf_shard_of(r->clip_id, strlen(r->clip_id), w->count);
    struct cf_shard *shard = &w->shards[s];
    uint8_t id[16], key[8];
    int status = make_room(w, item->frame.size, err);
    if (status)
        return status;
    cf_text_key(r->clip_id, id);
    cf_put_be64(key, r->ordinal);
    MDB_val k = {.mv_size = 16, .mv_data = id}, v = {.mv_size = 8, .mv_data = key};
    int rc = mdb_put(w->txns[s], shard->db[CF_DB_IDS], &k, &v, MDB_NOOVERWRITE);
    if (rc == MDB_KEYEXIST) {
        uint64_t first = v.mv_size == 8 ? cf_get_be64(v.mv_data) : UINT64_MAX;
        if (first == r->ordinal)
            return CF_OK;
        return cf_fail(err, CF_EDUPLICATE, "clip id stands in the store already, as item %llu",
                       (unsigned long long)first);
    }
    item->entry.ordinal = r->ordinal;
    item->entry.shard = s;
    if (!rc)
        rc = put(w->txns[s], shard->db[CF_DB_RECORDS], key, 8, item->frame.data, item->frame.size, MDB_APPEND);
    if (!rc)
        rc = put(w->txns[s], shard->db[CF_DB_INDEX], key, 8, &item->entry, sizeof item->entry, MDB_APPEND);
    if (rc)
        return failed(w, rc, r->clip_id, err);
    struct cf_shard_stats *stats = &w->stats[s];
    stats->records++;
    stats->images += (item->entry.flags & CF_INDEX_IMAGE) != 0;
    stats->bytes_raw += item->bytes_raw;
    count_captions(stats, r);
    w->pending_bytes += item->frame.size;
    return CF_OK;
}

int cf_writer_skip(struct cf_writer *w, uint64_t ordinal, const char *id, const char *reason, const char *message,
                   struct cf_error *err)
{
    uint32_t s = cf_shard_of(id, strlen(id), w->count);
    struct cf_buffer bytes = {0};
    uint8_t key[8];
    cf_put_be64(key, ordinal);
    int rc = cf_skip_encode(id, reason, message, &bytes) ? ENOMEM : 0;
    if (!rc)
        rc = put(w->txns[s], w->shards[s].db[CF_DB_SKIPPED], key, 8, bytes.data, bytes.size, 0);
    w->pending_bytes += bytes.size;
    cf_buffer_free(&bytes);
    return rc ? failed(w, rc, "skipped item", err) : CF_OK;
}

int cf_writer_table(struct cf_writer *w, const char *path, const struct cf_media_facts *facts,
                    const struct cf_buffer *table, struct cf_error *err)
{
    uint8_t key[16];
    int status = make_room(w, table->size, err);
    if (status)
        return status;
    cf_text_key(path, key);
    uint32_t p = cf_shard_of(path, strlen(path), w->count), s = cf_shard_of(facts->key, 24, w->count);
    int rc = put(w->txns[p], w->shards[p].db[CF_DB_PATHS], key, 16, facts, sizeof *facts, 0);
    if (!rc)
        rc = put(w->txns[s], w->shards[s].db[CF_DB_MEDIA], facts->key, 24, table->data, table->size, MDB_NOOVERWRITE);
    if (rc && rc != MDB_KEYEXIST)
        return failed(w, rc, path, err);
    if (!rc) {
        w->stats[s].tables++;
        w->stats[s].bytes_tables += table->size;
        w->pending_bytes += table->size;
    }
    return CF_OK;
}

static int lookup(struct cf_shard *shard, enum cf_db db, const void *key, size_t size, struct cf_media_facts *facts)
{
    MDB_txn *txn;
    if (mdb_txn_begin(shard->env, NULL, MDB_RDONLY, &txn))
        return 0;
    MDB_val k = {.mv_size = size, .mv_data = (void *)(uintptr_t)key}, v;
    int found = !mdb_get(txn, shard->db[db], &k, &v);
    if (found && facts) {
        found = v.mv_size == sizeof *facts;
        if (found)
            memcpy(facts, v.mv_data, sizeof *facts);
    }
    mdb_txn_abort(txn);
    return found;
}

int cf_writer_path_get(struct cf_writer *w, const char *path, struct cf_media_facts *facts)
{
    uint8_t key[16];
    cf_text_key(path, key);
    pthread_rwlock_rdlock(&w->commit);
    /* The two shards commit one after the other: a path may be there before its table. */
    int found = lookup(&w->shards[cf_shard_of(path, strlen(path), w->count)], CF_DB_PATHS, key, 16, facts) &&
                lookup(&w->shards[cf_shard_of(facts->key, 24, w->count)], CF_DB_MEDIA, facts->key, 24, NULL);
    pthread_rwlock_unlock(&w->commit);
    return found;
}

int cf_writer_commit(struct cf_writer *w, uint64_t done, int now, struct cf_error *err)
{
    uint64_t items = (uint64_t)COMMIT_ITEMS * w->count;
    if (items > COMMIT_ITEMS_MAX)
        items = COMMIT_ITEMS_MAX;
    if (done <= w->committed)
        return CF_OK;
    int due = now || done - w->committed >= items || w->pending_bytes >= COMMIT_BYTES ||
              now_seconds() - w->committed_at >= w->interval;
    return due ? commit_all(w, done, w->headroom, err) : CF_OK;
}
