/* Making layers: shards as a store's being built, whose `records` are the values and whose `index` says, per ordinal,
 * what stands there. */
#include "clipfeed/layer.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/error.h"
#include "store/dictionary.h"
#include "store/layers.h"
#include "store/open.h"
#include "store/record.h"

enum { COMMIT_BYTES = 16 << 20, COMMIT_ITEMS = 8000, COMMIT_SECONDS = 2 };
#define HEADROOM ((uint64_t)256 << 20)

/* In `index`. */
struct mark {
    uint64_t flags, bytes_raw;
};

struct cf_layer_writer {
    struct cf_store *store;
    char *dir, *partial, *description;
    int type, lock;
    uint32_t count;
    struct cf_shard *shards;
    MDB_txn **txns;
    uint8_t *index;
    uint64_t pending_bytes, pending_items;
    time_t committed_at;
    struct cf_encoder *encoder;
    struct cf_dictionary *dictionary;
    struct cf_buffer frame;
};

static int failed(const struct cf_layer_writer *w, int rc, struct cf_error *err)
{
    if (rc == EIO || rc == ENOSPC || rc == EDQUOT || rc == EFBIG) /* LMDB: EIO for a write cut short */
        return cf_fail(err, CF_EIO, "'%s': %s: make room and go on: what was committed is kept", w->partial,
                       strerror(rc));
    return cf_fail(err, rc == ENOMEM ? CF_ENOMEM : CF_EIO, "'%s': %s", w->partial, mdb_strerror(rc));
}

static time_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec;
}

/* about as an object, the whole as text: what a writer that goes on must agree with. */
static int describe(struct cf_layer_writer *w, const struct cf_layer_params *params, struct cf_error *err)
{
    json_error_t error;
    json_t *about = json_loads(params->about_json ? params->about_json : "{}", JSON_REJECT_DUPLICATES, &error);
    if (!json_is_object(about)) {
        json_decref(about);
        return cf_fail(err, CF_EINVAL, "layer '%s': about_json is no JSON object: %s", params->name, error.text);
    }
    json_t *root = json_pack("{s:s,s:s,s:o,s:s}", "name", params->name, "type", cf_layer_type_name(params->type),
                             "about", about, "store", cf_store_fingerprint(w->store));
    w->description = root ? json_dumps(root, JSON_INDENT(1) | JSON_SORT_KEYS) : NULL;
    json_decref(root);
    return w->description ? CF_OK : cf_fail(err, CF_ENOMEM, "layer '%s': no memory", params->name);
}

static int remove_files(const char *dir, const char *prefix, struct cf_error *err)
{
    DIR *folder = opendir(dir);
    int status = folder ? CF_OK : cf_fail(err, errno == ENOENT ? CF_ENOENT : CF_EIO, "'%s': %s", dir, strerror(errno));
    for (struct dirent *entry; !status && (entry = readdir(folder));)
        if (*entry->d_name != '.' && !strncmp(entry->d_name, prefix, strlen(prefix)) &&
            unlinkat(dirfd(folder), entry->d_name, 0))
            status = cf_fail(err, CF_EIO, "'%s/%s': %s", dir, entry->d_name, strerror(errno));
    if (folder)
        closedir(folder);
    return status;
}

/* The folder, locked and ours. */
static int claim(struct cf_layer_writer *w, const char *store_dir, struct cf_error *err)
{
    struct cf_buffer text = {0};
    struct stat st;
    char *layers = cf_path_join(store_dir, "layers"), *path = cf_path_join(w->partial, "layer.json");
    int status = layers && path ? CF_OK : cf_fail(err, CF_ENOMEM, "'%s': no memory", store_dir);
    if (!status && !stat(w->dir, &st)) {
        remove_files(w->dir, "building-", NULL); /* of a writer that was killed when all else was done */
        status = cf_fail(err, CF_EDUPLICATE, "'%s' is there already: remove the layer, or choose another name", w->dir);
    }
    if (!status && ((mkdir(layers, 0755) && errno != EEXIST) || (mkdir(w->partial, 0755) && errno != EEXIST)))
        status = cf_fail(err, CF_EIO, "'%s': %s", w->partial, strerror(errno));
    if (!status &&
        ((w->lock = open(w->partial, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) < 0 || flock(w->lock, LOCK_EX | LOCK_NB)))
        status = cf_fail(err, CF_EIO, "'%s': another writer is at work there", w->partial);
    if (!status) {
        status = cf_file_load(path, 1 << 20, &text, err);
        if (status == CF_ENOENT)
            status = cf_file_save(path, w->description, strlen(w->description), err);
        else if (!status && strcmp((char *)text.data, w->description))
            status = cf_fail(err, CF_EMISMATCH,
                             "'%s' was begun with another type, description or store: compare '%s', or remove the "
                             "folder to start again",
                             w->partial, path);
    }
    cf_buffer_free(&text);
    free(layers);
    free(path);
    return status;
}

static int load_marks(struct cf_layer_writer *w, uint32_t i)
{
    MDB_cursor *cursor = NULL;
    MDB_val k, v;
    int rc = mdb_cursor_open(w->txns[i], w->shards[i].db[CF_DB_INDEX], &cursor);
    while (!rc && !(rc = mdb_cursor_get(cursor, &k, &v, MDB_NEXT))) {
        struct mark mark;
        uint64_t position;
        if (k.mv_size != 8 || v.mv_size != sizeof mark ||
            cf_store_position(w->store, cf_get_be64(k.mv_data), &position)) {
            rc = MDB_CORRUPTED;
            break;
        }
        memcpy(&mark, v.mv_data, sizeof mark);
        w->index[position] = (uint8_t)mark.flags;
    }
    if (cursor)
        mdb_cursor_close(cursor);
    return rc == MDB_NOTFOUND ? 0 : rc;
}

static int open_shard(struct cf_layer_writer *w, uint32_t i, struct cf_error *err)
{
    char name[32];
    struct stat st;
    cf_shard_name(name, CF_SHARD_BUILD, i);
    char *path = cf_path_join(w->partial, name);
    if (!path)
        return cf_fail(err, CF_ENOMEM, "'%s': no memory", w->partial);
    uint64_t bytes = stat(path, &st) ? 0 : (uint64_t)st.st_size;
    int status = cf_shard_open(&w->shards[i], path, CF_SHARD_BUILD, 2 * (bytes + HEADROOM), err);
    free(path);
    if (status)
        return status;
    int rc = mdb_txn_begin(w->shards[i].env, NULL, 0, &w->txns[i]);
    if (!rc)
        rc = load_marks(w, i);
    return rc ? failed(w, rc, err) : CF_OK;
}

/* The store's dictionary: a layer's captions are of its kind. */
static int load_dictionary(struct cf_layer_writer *w, const char *store_dir, struct cf_error *err)
{
    struct cf_buffer bytes = {0};
    char *path = cf_path_join(store_dir, "dictionary.zdict");
    int status = path ? cf_file_load(path, CF_STORE_MAX_DICTIONARY, &bytes, err) : CF_ENOMEM;
    if (!status && !(w->dictionary = cf_dictionary_create(&bytes)))
        status = cf_fail(err, CF_ENOMEM, "'%s': no memory", path);
    cf_buffer_free(&bytes);
    free(path);
    return status == CF_ENOENT ? CF_OK : status;
}

static int open_all(struct cf_layer_writer *w, const char *store_dir, struct cf_error *err)
{
    w->count = cf_store_shards(w->store);
    w->shards = calloc(w->count, sizeof *w->shards);
    w->txns = calloc(w->count, sizeof(MDB_txn *));
    w->index = calloc(cf_store_count(w->store) + 1, 1);
    w->encoder = w->type == CF_LAYER_BYTES ? cf_encoder_create_fast() : cf_encoder_create();
    w->committed_at = now();
    int status =
        w->shards && w->txns && w->index && w->encoder ? CF_OK : cf_fail(err, CF_ENOMEM, "'%s': no memory", w->dir);
    if (!status && w->type == CF_LAYER_CAPTIONS)
        status = load_dictionary(w, store_dir, err);
    for (uint32_t i = 0; !status && i < w->count; i++)
        status = open_shard(w, i, err);
    return status;
}

static void destroy(struct cf_layer_writer *w)
{
    for (uint32_t i = 0; w->shards && w->txns && i < w->count; i++) {
        if (w->txns[i])
            mdb_txn_abort(w->txns[i]);
        cf_shard_close(&w->shards[i]);
    }
    free(w->shards);
    free(w->txns);
    free(w->index);
    if (w->lock >= 0)
        close(w->lock);
    if (w->encoder)
        cf_encoder_destroy(&w->encoder);
    if (w->dictionary)
        cf_dictionary_destroy(&w->dictionary);
    cf_store_close(&w->store);
    cf_buffer_free(&w->frame);
    free(w->dir);
    free(w->partial);
    free(w->description);
    free(w);
}

int cf_layer_writer_open(struct cf_layer_writer **out, const char *store_dir, const struct cf_layer_params *params,
                         struct cf_error *err)
{
    if (!out || !store_dir || !params || !cf_layer_name_is_good(params->name) ||
        (params->type != CF_LAYER_CAPTIONS && params->type != CF_LAYER_BYTES))
        return cf_fail(err, CF_EINVAL,
                       "layer '%.80s': expected a name of 1 to %d letters, digits, '-', '_' and '.', and a type",
                       params && params->name ? params->name : "", CF_LAYER_NAME_MAX);
    struct cf_layer_writer *w = calloc(1, sizeof *w);
    if (!w)
        return cf_fail(err, CF_ENOMEM, "layer '%s': no memory", params->name);
    w->lock = -1;
    w->type = params->type;
    w->dir = cf_layer_path(store_dir, params->name, "");
    w->partial = cf_layer_path(store_dir, params->name, CF_LAYER_PARTIAL);
    int status = w->dir && w->partial ? cf_store_open(&w->store, store_dir, err)
                                      : cf_fail(err, CF_ENOMEM, "layer '%s': no memory", params->name);
    if (!status)
        status = describe(w, params, err);
    if (!status)
        status = claim(w, store_dir, err);
    if (!status)
        status = open_all(w, store_dir, err);
    if (status)
        destroy(w);
    else
        *out = w;
    return status;
}

const struct cf_store *cf_layer_writer_store(const struct cf_layer_writer *w)
{
    return w->store;
}

int cf_layer_writer_has(const struct cf_layer_writer *w, uint64_t position)
{
    return position < cf_store_count(w->store) && w->index[position];
}

static int commit(struct cf_layer_writer *w, uint64_t room, struct cf_error *err)
{
    int rc = 0;
    for (uint32_t i = 0; !rc && i < w->count; i++) {
        if (w->txns[i]) {
            rc = mdb_txn_commit(w->txns[i]);
            w->txns[i] = NULL;
        }
        if (!rc)
            rc = cf_shard_reserve(&w->shards[i], room);
        if (!rc)
            rc = mdb_txn_begin(w->shards[i].env, NULL, 0, &w->txns[i]);
    }
    w->pending_bytes = w->pending_items = 0;
    w->committed_at = now();
    return rc ? failed(w, rc, err) : CF_OK;
}

int cf_layer_writer_commit(struct cf_layer_writer *w, struct cf_error *err)
{
    return commit(w, HEADROOM, err);
}

static int put(struct cf_layer_writer *w, uint64_t position, struct mark mark, struct cf_error *err)
{
    const struct cf_index_entry *entry = &cf_store_index(w->store)[position];
    uint8_t key[8];
    int status = CF_OK;
    cf_put_be64(key, entry->ordinal);
    /* A transaction must not outgrow its map: a large value gets one of its own. */
    if (w->pending_bytes + w->frame.size > HEADROOM / 4)
        status = commit(w, HEADROOM + 2 * w->frame.size, err);
    if (status)
        return status;
    if (entry->shard >= w->count || !w->txns[entry->shard])
        return cf_fail(err, CF_EIO, "'%s': the writer failed before", w->partial);
    MDB_txn *txn = w->txns[entry->shard];
    struct cf_shard *shard = &w->shards[entry->shard];
    MDB_val k = {.mv_size = 8, .mv_data = key}, v = {.mv_size = w->frame.size, .mv_data = w->frame.data};
    int rc = mdb_put(txn, shard->db[CF_DB_RECORDS], &k, &v, 0);
    v = (MDB_val){.mv_size = sizeof mark, .mv_data = &mark};
    if (!rc)
        rc = mdb_put(txn, shard->db[CF_DB_INDEX], &k, &v, 0);
    if (rc)
        return failed(w, rc, err);
    w->index[position] = (uint8_t)mark.flags;
    w->pending_bytes += w->frame.size;
    w->pending_items++;
    if (w->pending_bytes >= COMMIT_BYTES || w->pending_items >= COMMIT_ITEMS ||
        now() - w->committed_at >= COMMIT_SECONDS)
        return commit(w, HEADROOM, err);
    return CF_OK;
}

int cf_layer_writer_put_captions(struct cf_layer_writer *w, uint64_t position, const struct cf_caption *captions,
                                 uint32_t count, struct cf_error *err)
{
    struct mark mark = {.flags = 1};
    struct cf_buffer bytes = {0};
    if (w->type != CF_LAYER_CAPTIONS || position >= cf_store_count(w->store) || !count || !captions)
        return cf_fail(err, CF_EINVAL, "'%s': position %llu: expected captions, of a captions layer", w->partial,
                       (unsigned long long)position);
    for (uint32_t i = 0; i < count; i++) {
        if (captions[i].kind < CF_CAPTION_DENSE || captions[i].kind > CF_CAPTION_CLEAN || !captions[i].text)
            return cf_fail(err, CF_EINVAL, "'%s': position %llu: caption %u: kind %d or no text", w->partial,
                           (unsigned long long)position, i, captions[i].kind);
        mark.flags |= 1u << captions[i].kind;
    }
    int status = cf_captions_encode(captions, count, &bytes);
    mark.bytes_raw = bytes.size;
    if (!status)
        status = cf_encoder_run(w->encoder, w->dictionary, &bytes, &w->frame);
    cf_buffer_free(&bytes);
    return status ? cf_fail(err, CF_ENOMEM, "'%s': no memory", w->partial) : put(w, position, mark, err);
}

int cf_layer_writer_put_bytes(struct cf_layer_writer *w, uint64_t position, const void *data, size_t size,
                              struct cf_error *err)
{
    if (w->type != CF_LAYER_BYTES || position >= cf_store_count(w->store) || (size && !data))
        return cf_fail(err, CF_EINVAL, "'%s': position %llu: expected bytes, of a bytes layer", w->partial,
                       (unsigned long long)position);
    struct cf_buffer bytes = {.data = (uint8_t *)(uintptr_t)data, .size = size};
    if (cf_encoder_run(w->encoder, NULL, &bytes, &w->frame))
        return cf_fail(err, CF_ENOMEM, "'%s': no memory", w->partial);
    return put(w, position, (struct mark){.flags = 1, .bytes_raw = size}, err);
}

int cf_layer_writer_close(struct cf_layer_writer **writer, struct cf_error *err)
{
    struct cf_layer_writer *w = writer ? *writer : NULL;
    if (!w)
        return CF_OK;
    *writer = NULL;
    int status = w->pending_items ? commit(w, 0, err) : CF_OK;
    destroy(w);
    return status;
}

static int count_raw(struct cf_layer_writer *w, struct cf_store_stats *stats)
{
    int rc = 0;
    for (uint32_t i = 0; !rc && i < w->count; i++) {
        MDB_cursor *cursor = NULL;
        MDB_val k, v;
        rc = mdb_cursor_open(w->txns[i], w->shards[i].db[CF_DB_INDEX], &cursor);
        while (!rc && !(rc = mdb_cursor_get(cursor, &k, &v, MDB_NEXT))) {
            struct mark mark;
            memcpy(&mark, v.mv_data, sizeof mark);
            stats->clips++;
            stats->bytes_raw += mark.bytes_raw;
        }
        if (cursor)
            mdb_cursor_close(cursor);
        rc = rc == MDB_NOTFOUND ? 0 : rc;
    }
    return rc;
}

/* The published files, beside the shards being built. */
static int write_files(struct cf_layer_writer *w, struct cf_manifest *m, struct cf_error *err)
{
    char name[32];
    char *index = cf_path_join(w->partial, "index.bin");
    m->layer = strdup(w->description);
    m->shards = calloc(w->count, sizeof *m->shards);
    int status = index && m->layer && m->shards ? CF_OK : cf_fail(err, CF_ENOMEM, "'%s': no memory", w->partial);
    if (!status)
        status = cf_file_save(index, w->index, cf_store_count(w->store), err);
    free(index);
    if (!status)
        status = cf_manifest_hash(&m->index, w->partial, "index.bin", err);
    m->shard_count = m->shards ? w->count : 0;
    m->stats.bytes_stored = m->index.bytes;
    for (uint32_t i = 0; !status && i < w->count; i++) {
        mdb_txn_abort(w->txns[i]);
        w->txns[i] = NULL;
        status = cf_shard_publish(&w->shards[i], w->partial, i, err);
        cf_shard_name(name, CF_SHARD_PUBLISH, i);
        if (!status)
            status = cf_manifest_hash(&m->shards[i], w->partial, name, err);
        m->stats.bytes_stored += m->shards[i].bytes;
    }
    snprintf(m->fingerprint, sizeof m->fingerprint, "%s", cf_store_fingerprint(w->store));
    return status ? status : cf_manifest_save(m, w->partial, "null", err);
}

int cf_layer_writer_publish(struct cf_layer_writer **writer, struct cf_error *err)
{
    struct cf_layer_writer *w = *writer;
    struct cf_manifest m = {0};
    *writer = NULL;
    int status = commit(w, 0, err);
    int rc = status ? 0 : count_raw(w, &m.stats);
    if (rc)
        status = failed(w, rc, err);
    if (!status)
        status = write_files(w, &m, err);
    if (!status && (fsync(w->lock) || rename(w->partial, w->dir) || fsync(w->lock)))
        status = cf_fail(err, CF_EIO, "'%s' does not become '%s': %s", w->partial, w->dir, strerror(errno));
    if (!status)
        status = remove_files(w->dir, "building-", err);
    cf_manifest_clear(&m);
    destroy(w);
    return status;
}

int cf_layer_remove(const char *store_dir, const char *name, struct cf_error *err)
{
    if (!store_dir || !cf_layer_name_is_good(name))
        return cf_fail(err, CF_EINVAL, "layer '%.80s': not a layer's name", name ? name : "");
    char *dir = cf_layer_path(store_dir, name, ""), *gone = cf_layer_path(store_dir, name, ".removed" CF_LAYER_PARTIAL);
    int status = dir && gone ? CF_OK : cf_fail(err, CF_ENOMEM, "layer '%s': no memory", name);
    /* First out of sight as a whole, then the files. */
    if (!status && rename(dir, gone))
        status = cf_fail(err, errno == ENOENT ? CF_ENOENT : CF_EIO, "'%s': %s", dir, strerror(errno));
    if (!status)
        status = remove_files(gone, "", err);
    if (!status && rmdir(gone))
        status = cf_fail(err, CF_EIO, "'%s': %s", gone, strerror(errno));
    free(dir);
    free(gone);
    return status;
}
