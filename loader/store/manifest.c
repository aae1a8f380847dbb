#include "store/manifest.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/error.h"
#include "store/format.h"

void cf_manifest_file_clear(struct cf_manifest_file *file)
{
    free(file->chunks);
    *file = (struct cf_manifest_file){0};
}

void cf_manifest_clear(struct cf_manifest *m)
{
    for (uint32_t i = 0; m->shards && i < m->shard_count; i++)
        cf_manifest_file_clear(&m->shards[i]);
    free(m->shards);
    cf_manifest_file_clear(&m->index);
    cf_manifest_file_clear(&m->dictionary);
    free(m->layer);
    *m = (struct cf_manifest){0};
}

static void hash_hex(XXH128_hash_t hash, char out[33])
{
    snprintf(out, 33, "%016llx%016llx", (unsigned long long)hash.high64, (unsigned long long)hash.low64);
}

static int hash_chunk(int fd, uint64_t size, uint8_t *window, size_t window_size, char out[33])
{
    XXH3_state_t *state = XXH3_createState();
    if (!state)
        return -1;
    XXH3_128bits_reset(state);
    int failed = 0;
    while (size && !failed) {
        ssize_t n = read(fd, window, size < window_size ? (size_t)size : window_size);
        if (n < 0 && errno == EINTR)
            continue;
        failed = n <= 0;
        if (!failed) {
            XXH3_128bits_update(state, window, (size_t)n);
            size -= (uint64_t)n;
        }
    }
    hash_hex(XXH3_128bits_digest(state), out);
    XXH3_freeState(state);
    return failed ? -1 : 0;
}

int cf_manifest_hash(struct cf_manifest_file *file, const char *dir, const char *name, struct cf_error *err)
{
    enum { WINDOW = 1 << 20 };
    char *path = cf_path_join(dir, name);
    uint8_t *window = malloc(WINDOW);
    int fd = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    struct stat st = {0};
    int status = CF_OK;
    if (!path || !window)
        status = cf_fail(err, CF_ENOMEM, "'%s/%s': no memory", dir, name);
    else if (fd < 0 || fstat(fd, &st))
        status = cf_fail(err, errno == ENOENT ? CF_ENOENT : CF_EIO, "'%s': %s", path, strerror(errno));
    snprintf(file->name, sizeof file->name, "%s", name);
    file->bytes = (uint64_t)st.st_size;
    file->chunk_count = (uint32_t)((file->bytes + CF_STORE_CHUNK - 1) / CF_STORE_CHUNK);
    if (!status && !(file->chunks = calloc(file->chunk_count + 1u, sizeof *file->chunks)))
        status = cf_fail(err, CF_ENOMEM, "'%s': no memory", path);
    for (uint32_t i = 0; !status && i < file->chunk_count; i++) {
        uint64_t left = file->bytes - i * CF_STORE_CHUNK;
        if (hash_chunk(fd, left < CF_STORE_CHUNK ? left : CF_STORE_CHUNK, window, WINDOW, file->chunks[i]))
            status = cf_fail(err, CF_EIO, "'%s': read failed in chunk %u", path, i);
    }
    if (fd >= 0)
        close(fd);
    free(window);
    free(path);
    return status;
}

int cf_manifest_check_size(const char *dir, const struct cf_manifest_file *file, struct cf_error *err)
{
    struct stat st;
    char *path = cf_path_join(dir, file->name);
    int status = CF_OK;
    if (!path)
        status = cf_fail(err, CF_ENOMEM, "'%s': no memory", dir);
    else if (stat(path, &st))
        status = cf_fail(err, errno == ENOENT ? CF_ENOENT : CF_EIO, "'%s': %s", path, strerror(errno));
    else if ((uint64_t)st.st_size != file->bytes)
        status = cf_fail(err, CF_ECHANGED, "'%s': %lld bytes, the manifest says %llu", path, (long long)st.st_size,
                         (unsigned long long)file->bytes);
    free(path);
    return status;
}

static json_t *file_json(const struct cf_manifest_file *file)
{
    json_t *chunks = json_array();
    for (uint32_t i = 0; i < file->chunk_count; i++)
        json_array_append_new(chunks, json_string(file->chunks[i]));
    return json_pack("{s:s,s:I,s:o}", "file", file->name, "bytes", (json_int_t)file->bytes, "xxh3_128", chunks);
}

static json_t *stats_json(const struct cf_store_stats *s)
{
    json_t *kinds = json_object(), *lengths = json_object();
    for (int k = 1; k < 5; k++) {
        json_t *bins = json_array();
        for (int b = 0; b < CF_LENGTH_BINS; b++)
            json_array_append_new(bins, json_integer((json_int_t)s->caption_lengths[k][b]));
        json_object_set_new(kinds, cf_caption_kind_name(k), json_integer((json_int_t)s->captions_by_kind[k]));
        json_object_set_new(lengths, cf_caption_kind_name(k), bins);
    }
    return json_pack("{s:I,s:I,s:I,s:o,s:o,s:I,s:I,s:f,s:I,s:I,s:I}", "clips", (json_int_t)s->clips, "images",
                     (json_int_t)s->images, "captions", (json_int_t)s->captions, "captions_by_kind", kinds,
                     "caption_lengths", lengths, "skipped", (json_int_t)s->skipped, "media_files",
                     (json_int_t)s->media_files, "hours", s->hours, "bytes_raw", (json_int_t)s->bytes_raw,
                     "bytes_stored", (json_int_t)s->bytes_stored, "bytes_tables", (json_int_t)s->bytes_tables);
}

static json_t *report_json(const struct cf_ingest_report *r)
{
    json_t *reasons = json_array();
    for (int i = 0; i < r->reason_count; i++)
        json_array_append_new(
            reasons, json_pack("{s:s,s:I}", "reason", r->reasons[i].reason, "count", (json_int_t)r->reasons[i].count));
    return json_pack("{s:I,s:I,s:I,s:o}", "read", (json_int_t)r->read, "stored", (json_int_t)r->stored, "skipped",
                     (json_int_t)r->skipped, "reasons", reasons);
}

int cf_manifest_save(const struct cf_manifest *m, const char *dir, const char *ingest_json, struct cf_error *err)
{
    json_t *shards = json_array();
    for (uint32_t i = 0; i < m->shard_count; i++)
        json_array_append_new(shards, file_json(&m->shards[i]));
    json_t *ingest = json_loads(ingest_json, 0, NULL);
    json_t *root =
        json_pack("{s:s,s:i,s:s,s:o,s:o,s:o,s:o,s:o,s:o}", "format", m->layer ? "clipfeed layer" : "clipfeed store",
                  "version", CF_STORE_VERSION, "fingerprint", m->fingerprint, "counts", stats_json(&m->stats), "report",
                  report_json(&m->report), "index", file_json(&m->index), "dictionary",
                  *m->dictionary.name ? file_json(&m->dictionary) : json_null(), "shards", shards, "ingest",
                  ingest ? ingest : json_null());
    if (root && m->layer)
        json_object_set_new(root, "layer", json_loads(m->layer, 0, NULL));
    char *text = root ? json_dumps(root, JSON_INDENT(1)) : NULL;
    json_decref(root);
    char *path = cf_path_join(dir, "manifest.json");
    int status = text && path ? cf_file_save(path, text, strlen(text), err)
                              : cf_fail(err, CF_ENOMEM, "'%s': no memory for the manifest", dir);
    free(path);
    free(text);
    return status;
}

static int parse_file(struct cf_manifest_file *file, json_t *json)
{
    const char *name = json_string_value(json_object_get(json, "file"));
    json_t *chunks = json_object_get(json, "xxh3_128");
    json_int_t bytes = json_integer_value(json_object_get(json, "bytes"));
    if (!name || strlen(name) >= sizeof file->name || strchr(name, '/') || bytes < 0 || !json_is_array(chunks))
        return -1;
    strcpy(file->name, name);
    file->bytes = (uint64_t)bytes;
    if (json_array_size(chunks) != (file->bytes + CF_STORE_CHUNK - 1) / CF_STORE_CHUNK)
        return -1;
    file->chunk_count = (uint32_t)json_array_size(chunks);
    file->chunks = calloc(file->chunk_count + 1u, sizeof *file->chunks);
    for (uint32_t i = 0; file->chunks && i < file->chunk_count; i++) {
        const char *text = json_string_value(json_array_get(chunks, i));
        if (!text || strlen(text) != 32)
            return -1;
        strcpy(file->chunks[i], text);
    }
    return file->chunks ? 0 : -1;
}

static uint64_t number(json_t *object, const char *name)
{
    json_int_t value = json_integer_value(json_object_get(object, name));
    return value > 0 ? (uint64_t)value : 0;
}

static void parse_counts(struct cf_manifest *m, json_t *counts, json_t *report)
{
    struct cf_store_stats *s = &m->stats;
    json_t *kinds = json_object_get(counts, "captions_by_kind");
    *s = (struct cf_store_stats){.clips = number(counts, "clips"),
                                 .images = number(counts, "images"),
                                 .captions = number(counts, "captions"),
                                 .skipped = number(counts, "skipped"),
                                 .media_files = number(counts, "media_files"),
                                 .bytes_raw = number(counts, "bytes_raw"),
                                 .bytes_stored = number(counts, "bytes_stored"),
                                 .bytes_tables = number(counts, "bytes_tables"),
                                 .shards = m->shard_count};
    s->hours = json_number_value(json_object_get(counts, "hours"));
    json_t *lengths = json_object_get(counts, "caption_lengths");
    for (int k = 1; k < 5; k++) {
        const char *name = cf_caption_kind_name(k);
        s->captions_by_kind[k] = number(kinds, name);
        for (int b = 0; b < CF_LENGTH_BINS; b++) {
            json_int_t value = json_integer_value(json_array_get(json_object_get(lengths, name), (size_t)b));
            s->caption_lengths[k][b] = value > 0 ? (uint64_t)value : 0;
        }
    }
    struct cf_ingest_report *r = &m->report;
    *r = (struct cf_ingest_report){
        .read = number(report, "read"), .stored = number(report, "stored"), .skipped = number(report, "skipped")};
    json_t *reasons = json_object_get(report, "reasons"), *entry;
    size_t i;
    json_array_foreach(reasons, i, entry)
    {
        const char *reason = json_string_value(json_object_get(entry, "reason"));
        if (!reason || i >= 24)
            break;
        snprintf(r->reasons[i].reason, sizeof r->reasons[i].reason, "%s", reason);
        r->reasons[i].count = number(entry, "count");
        r->reason_count = (int)i + 1;
    }
}

static int parse(struct cf_manifest *m, json_t *root, const char *wanted, const char *path, struct cf_error *err)
{
    const char *format = json_string_value(json_object_get(root, "format"));
    if (!format || strcmp(format, wanted))
        return cf_fail(err, CF_EFORMAT, "'%s': no manifest of a %s", path, wanted);
    json_int_t version = json_integer_value(json_object_get(root, "version"));
    if (version != CF_STORE_VERSION)
        return cf_fail(err, CF_EMISMATCH, "'%s': store version %lld, expected %d", path, (long long)version,
                       CF_STORE_VERSION);
    json_t *shards = json_object_get(root, "shards"), *dictionary = json_object_get(root, "dictionary");
    const char *fingerprint = json_string_value(json_object_get(root, "fingerprint"));
    size_t count = json_array_size(shards);
    int bad = !fingerprint || strlen(fingerprint) != 32 || !count || count > CF_STORE_MAX_SHARDS ||
              parse_file(&m->index, json_object_get(root, "index")) ||
              (!json_is_null(dictionary) && parse_file(&m->dictionary, dictionary)) ||
              !(m->shards = calloc(count, sizeof *m->shards));
    m->shard_count = bad ? 0 : (uint32_t)count;
    for (size_t i = 0; !bad && i < count; i++)
        bad = parse_file(&m->shards[i], json_array_get(shards, i));
    if (bad)
        return cf_fail(err, CF_EFORMAT, "'%s': the manifest lacks a field or one is of the wrong form", path);
    strcpy(m->fingerprint, fingerprint);
    json_t *layer = json_object_get(root, "layer");
    if (json_is_object(layer) && !(m->layer = json_dumps(layer, JSON_COMPACT)))
        return cf_fail(err, CF_ENOMEM, "'%s': no memory", path);
    parse_counts(m, json_object_get(root, "counts"), json_object_get(root, "report"));
    return CF_OK;
}

static int load(struct cf_manifest *m, const char *dir, const char *format, struct cf_error *err)
{
    struct cf_buffer text = {0};
    char *path = cf_path_join(dir, "manifest.json");
    if (!path)
        return cf_fail(err, CF_ENOMEM, "'%s': no memory", dir);
    int status = cf_file_load(path, (size_t)1 << 28, &text, err);
    if (status == CF_ENOENT)
        cf_fail(err, CF_ENOENT, "'%s': no such file: expected a %s", path, format);
    if (!status) {
        json_error_t error;
        json_t *root = json_loadb((char *)text.data, text.size, 0, &error);
        status = root ? parse(m, root, format, path, err)
                      : cf_fail(err, CF_EFORMAT, "'%s': line %d: %s", path, error.line, error.text);
        json_decref(root);
    }
    cf_buffer_free(&text);
    free(path);
    return status;
}

int cf_manifest_load(struct cf_manifest *m, const char *dir, struct cf_error *err)
{
    return load(m, dir, "clipfeed store", err);
}

int cf_manifest_load_layer(struct cf_manifest *m, const char *dir, struct cf_error *err)
{
    return load(m, dir, "clipfeed layer", err);
}
