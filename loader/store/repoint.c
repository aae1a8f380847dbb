#include "store/repoint.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "store/dictionary.h"
#include "store/format.h"
#include "store/manifest.h"
#include "store/record.h"
#include "store/write.h"

struct repoint {
    const struct cf_repoint_params *params;
    char *partial;
    int lock;
    struct cf_manifest manifest; /* of the store that is copied */
    struct cf_store *store;
    struct cf_writer *writer;
    struct cf_dictionary *dictionary;
    struct cf_encoder *encoder;
    struct cf_buffer raw, frame;
};

static int compare_from(const void *key, const void *entry)
{
    return memcmp(key, ((const struct cf_repoint_media *)entry)->from, 24);
}

static int has_media(const uint8_t key[24])
{
    static const uint8_t none[24];
    return memcmp(key, none, sizeof none) != 0;
}

static int point(struct repoint *r, struct cf_record *record, struct cf_index_entry *entry, char **origin,
                 struct cf_error *err)
{
    const struct cf_repoint_params *p = r->params;
    if (!has_media(record->media_key))
        return CF_OK;
    const struct cf_repoint_media *m = bsearch(record->media_key, p->media, p->media_count, sizeof *m, compare_from);
    if (!m)
        return cf_fail(err, CF_ECORRUPT, "'%s': its media are none of the store's", record->clip_id);
    *origin = p->origin(p->opaque, (size_t)(m - p->media), record);
    if (!*origin)
        return cf_fail(err, CF_ENOMEM, "'%s': no memory for its record", record->clip_id);
    record->origin_json = *origin;
    record->path = m->path;
    memcpy(record->media_key, m->key, sizeof record->media_key);
    entry->width = m->width;
    entry->height = m->height;
    entry->codec = m->codec;
    entry->flags = (uint16_t)((entry->flags & CF_INDEX_IMAGE) | (m->flags & ~CF_INDEX_IMAGE));
    /* entry->media stays: it groups records by file, and draws go by its order */
    return CF_OK;
}

static int copy_record(struct repoint *r, uint64_t position, struct cf_error *err)
{
    struct cf_record *record = NULL;
    char *origin = NULL;
    struct cf_writer_item item = {.entry = cf_store_index(r->store)[position]};
    int status = cf_store_get_at(r->store, position, &record, err);
    if (!status)
        status = point(r, record, &item.entry, &origin, err);
    r->raw.size = 0;
    if (!status && (cf_record_encode(record, &r->raw) || cf_encoder_run(r->encoder, r->dictionary, &r->raw, &r->frame)))
        status = cf_fail(err, CF_ENOMEM, "'%s': no memory for its record", record->clip_id);
    item.record = record;
    item.frame = r->frame;
    item.bytes_raw = r->raw.size;
    if (!status)
        status = cf_writer_put(r->writer, &item, err);
    if (!status)
        status = cf_writer_commit(r->writer, item.entry.ordinal + 1, 0, err);
    free(origin);
    cf_record_free(&record);
    return status;
}

static int copy_tables(struct repoint *r, struct cf_error *err)
{
    const struct cf_repoint_params *p = r->params;
    int status = CF_OK;
    for (size_t i = 0; !status && i < p->media_count; i++) {
        const struct cf_repoint_media *m = &p->media[i];
        struct cf_media_facts facts = {
            .frames = m->frames, .width = m->width, .height = m->height, .codec = m->codec, .flags = m->flags};
        memcpy(facts.key, m->key, sizeof facts.key);
        status = p->table(p->opaque, i, &r->raw, err);
        if (!status && cf_encoder_run(r->encoder, NULL, &r->raw, &r->frame))
            status = cf_fail(err, CF_ENOMEM, "'%s': no memory for its packet table", m->path);
        if (!status)
            status = cf_writer_table(r->writer, m->path, &facts, &r->frame, err);
    }
    return status;
}

static int copy_values(struct cf_shard *from, struct cf_shard *to, enum cf_db db)
{
    MDB_txn *in = NULL, *out = NULL;
    MDB_cursor *cursor = NULL;
    MDB_val k, v;
    int rc = mdb_txn_begin(from->env, NULL, MDB_RDONLY, &in);
    if (!rc)
        rc = mdb_txn_begin(to->env, NULL, 0, &out);
    if (!rc)
        rc = mdb_cursor_open(in, from->db[db], &cursor);
    while (!rc && !(rc = mdb_cursor_get(cursor, &k, &v, MDB_NEXT)))
        rc = mdb_put(out, to->db[db], &k, &v, MDB_APPEND);
    if (cursor)
        mdb_cursor_close(cursor);
    if (rc == MDB_NOTFOUND) {
        rc = mdb_txn_commit(out);
        out = NULL;
    }
    if (out)
        mdb_txn_abort(out);
    if (in)
        mdb_txn_abort(in);
    return rc;
}

/* The items that ingest left out stay named: a value each in the shard of the same number. */
static int copy_skipped(struct repoint *r, uint32_t i, struct cf_error *err)
{
    struct cf_shard from = {0}, to = {0};
    char name[32];
    snprintf(name, sizeof name, "building-%05u.mdb", i);
    char *in = cf_path_join(r->params->from, r->manifest.shards[i].name), *out = cf_path_join(r->partial, name);
    int status = in && out ? CF_OK : cf_fail(err, CF_ENOMEM, "'%s': no memory", r->partial);
    if (!status && unlink(out) && errno != ENOENT)
        status = cf_fail(err, CF_EIO, "'%s': %s", out, strerror(errno));
    if (!status)
        status = cf_shard_open(&from, in, CF_SHARD_READ, r->manifest.shards[i].bytes, err);
    if (!status)
        status = cf_shard_open(&to, out, CF_SHARD_BUILD, 2 * r->manifest.shards[i].bytes + (64 << 20), err);
    int rc = status ? 0 : copy_values(&from, &to, CF_DB_SKIPPED);
    if (rc)
        status = cf_fail(err, rc == ENOMEM ? CF_ENOMEM : CF_EIO, "'%s': %s", out, mdb_strerror(rc));
    cf_shard_close(&from);
    cf_shard_close(&to);
    free(in);
    free(out);
    return status;
}

static int prepare(struct repoint *r, struct cf_error *err)
{
    struct cf_buffer bytes = {0};
    int status = cf_manifest_load(&r->manifest, r->params->from, err);
    if (!status)
        status = cf_store_open(&r->store, r->params->from, err);
    char *path = cf_path_join(r->params->from, "dictionary.zdict"),
         *copy = cf_path_join(r->partial, "dictionary.zdict");
    if (!status && path && copy && *r->manifest.dictionary.name) {
        status = cf_file_load(path, CF_STORE_MAX_DICTIONARY, &bytes, err);
        if (!status)
            status = cf_file_save(copy, bytes.data, bytes.size, err);
        if (!status)
            r->dictionary = cf_dictionary_create(&bytes);
    }
    r->encoder = cf_encoder_create();
    if (!status && (!path || !copy || !r->encoder || !r->dictionary != !bytes.size))
        status = cf_fail(err, CF_ENOMEM, "'%s': no memory to copy the store", r->partial);
    for (uint32_t i = 0; !status && i < r->manifest.shard_count; i++)
        status = copy_skipped(r, i, err);
    if (!status)
        status = cf_writer_open(&r->writer, r->partial, r->manifest.shard_count, err);
    cf_buffer_free(&bytes);
    free(path);
    free(copy);
    return status;
}

/* index.bin, hashes, manifest, and what it was made from. */
static int finish(struct repoint *r, struct cf_error *err)
{
    const char *made = r->params->made_json;
    struct cf_ingest_report report;
    uint64_t count = cf_store_count(r->store);
    uint64_t end = count ? cf_store_index(r->store)[count - 1].ordinal + 1 : 1;
    char *path = cf_path_join(r->partial, "transcode.json");
    int status =
        path ? cf_file_save(path, made, strlen(made), err) : cf_fail(err, CF_ENOMEM, "'%s': no memory", r->partial);
    if (!status)
        status = cf_writer_commit(r->writer, end, 1, err);
    if (!status)
        status = cf_writer_finish(r->writer, made, &report, err);
    cf_writer_close(&r->writer);
    if (!status)
        status = cf_writer_clean(r->partial, err);
    free(path);
    return status;
}

static int sync_folder(const char *path)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int bad = fd < 0 || fsync(fd);
    if (fd >= 0)
        close(fd);
    return bad;
}

static int publish(struct repoint *r, struct cf_error *err)
{
    char *copy = strdup(r->params->to);
    int bad = !copy || sync_folder(r->partial) || rename(r->partial, r->params->to) || sync_folder(dirname(copy));
    int code = errno;
    free(copy);
    return bad ? cf_fail(err, CF_EIO, "'%s' does not become '%s': %s", r->partial, r->params->to, strerror(code))
               : CF_OK;
}

static int build(struct repoint *r, struct cf_error *err)
{
    struct stat st;
    if (!stat(r->params->to, &st))
        return cf_fail(err, CF_EINVAL, "'%s' is there already", r->params->to);
    if (mkdir(r->partial, 0755) && errno != EEXIST)
        return cf_fail(err, errno == ENOENT ? CF_ENOENT : CF_EIO, "'%s': %s", r->partial, strerror(errno));
    r->lock = open(r->partial, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (r->lock < 0 || flock(r->lock, LOCK_EX | LOCK_NB))
        return cf_fail(err, CF_EIO, "'%s': another call is at work there", r->partial);
    int status = prepare(r, err);
    if (!status)
        status = copy_tables(r, err);
    for (uint64_t i = 0; !status && i < cf_store_count(r->store); i++)
        status = copy_record(r, i, err);
    if (!status)
        status = finish(r, err);
    return status ? status : publish(r, err);
}

int cf_store_repoint(const struct cf_repoint_params *params, struct cf_error *err)
{
    struct repoint r = {.params = params, .lock = -1};
    if (asprintf(&r.partial, "%s.partial", params->to) < 0)
        return cf_fail(err, CF_ENOMEM, "'%s': no memory", params->to);
    int status = build(&r, err);
    if (r.lock >= 0)
        close(r.lock);
    cf_writer_close(&r.writer);
    cf_store_close(&r.store);
    cf_manifest_clear(&r.manifest);
    cf_dictionary_destroy(&r.dictionary);
    cf_encoder_destroy(&r.encoder);
    cf_buffer_free(&r.raw);
    cf_buffer_free(&r.frame);
    free(r.partial);
    return status;
}
