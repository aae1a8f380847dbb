/* Reading layers. */
#include "clipfeed/layer.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/error.h"
#include "store/layers.h"
#include "store/open.h"
#include "store/record.h"

struct cf_layer {
    const struct cf_store *store;
    struct cf_manifest manifest;
    struct cf_shard *shards;
    const uint8_t *index;
    char *name, *about;
    struct cf_layer_info info;
};

struct owned {
    struct cf_layer_value value; /* first: cf_layer_value_free casts back */
    struct cf_buffer bytes;
    struct cf_caption *captions;
};

const char *cf_layer_type_name(int type)
{
    return type == CF_LAYER_CAPTIONS ? "captions" : type == CF_LAYER_BYTES ? "bytes" : "unknown";
}

int cf_layer_name_is_good(const char *name)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";
    size_t size = name ? strlen(name) : 0, tail = strlen(CF_LAYER_PARTIAL);
    return size && size <= CF_LAYER_NAME_MAX && *name != '.' && strspn(name, letters) == size &&
           (size < tail || strcmp(name + size - tail, CF_LAYER_PARTIAL));
}

char *cf_layer_path(const char *store_dir, const char *name, const char *suffix)
{
    char *path = NULL;
    return asprintf(&path, "%s/layers/%s%s", store_dir, name, suffix) < 0 ? NULL : path;
}

int cf_layer_list(const struct cf_store *store, void (*found)(void *opaque, const char *name), void *opaque,
                  struct cf_error *err)
{
    struct dirent **entries = NULL;
    char *path = cf_path_join(cf_store_dir(store), "layers");
    if (!path)
        return cf_fail(err, CF_ENOMEM, "'%s': no memory", cf_store_dir(store));
    int count = scandir(path, &entries, NULL, alphasort), code = errno;
    for (int i = 0; i < count; i++) {
        if (cf_layer_name_is_good(entries[i]->d_name))
            found(opaque, entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
    int status = count < 0 && code != ENOENT ? cf_fail(err, CF_EIO, "'%s': %s", path, strerror(code)) : CF_OK;
    free(path);
    return status;
}

/* What the manifest says of the layer. */
static int describe(struct cf_layer *layer, const char *dir, const char *name, struct cf_error *err)
{
    json_t *json = layer->manifest.layer ? json_loads(layer->manifest.layer, 0, NULL) : NULL;
    const char *type = json_string_value(json_object_get(json, "type"));
    char found[64];
    snprintf(found, sizeof found, "%s", type ? type : ""); /* the message outlives the JSON */
    const struct cf_store_stats *stats = &layer->manifest.stats;
    layer->info = (struct cf_layer_info){.type = !type                       ? 0
                                                 : !strcmp(type, "captions") ? CF_LAYER_CAPTIONS
                                                 : !strcmp(type, "bytes")    ? CF_LAYER_BYTES
                                                                             : 0,
                                         .records = stats->clips,
                                         .bytes_raw = stats->bytes_raw,
                                         .bytes_stored = stats->bytes_stored};
    json_t *about = json_object_get(json, "about");
    layer->name = strdup(name);
    layer->about = about ? json_dumps(about, JSON_COMPACT | JSON_SORT_KEYS) : strdup("{}");
    json_decref(json);
    if (!layer->name || !layer->about)
        return cf_fail(err, CF_ENOMEM, "'%s': no memory", dir);
    layer->info.name = layer->name;
    layer->info.about_json = layer->about;
    if (!layer->info.type)
        return cf_fail(err, CF_EFORMAT, "'%s': type '%s', expected captions or bytes", dir, found);
    if (strcmp(layer->manifest.fingerprint, cf_store_fingerprint(layer->store)))
        return cf_fail(err, CF_EMISMATCH, "'%s': made for the store %s, this is %s", dir, layer->manifest.fingerprint,
                       cf_store_fingerprint(layer->store));
    if (layer->manifest.index.bytes != cf_store_count(layer->store) ||
        layer->manifest.shard_count != cf_store_shards(layer->store))
        return cf_fail(err, CF_EFORMAT, "'%s': %llu records in %u shards, the store has %llu in %u", dir,
                       (unsigned long long)layer->manifest.index.bytes, layer->manifest.shard_count,
                       (unsigned long long)cf_store_count(layer->store), cf_store_shards(layer->store));
    return CF_OK;
}

static int map_index(struct cf_layer *layer, const char *dir, struct cf_error *err)
{
    const struct cf_manifest_file *file = &layer->manifest.index;
    int status = cf_manifest_check_size(dir, file, err);
    if (status || !file->bytes)
        return status;
    char *path = cf_path_join(dir, file->name);
    int fd = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    void *map = fd < 0 ? MAP_FAILED : mmap(NULL, file->bytes, PROT_READ, MAP_SHARED, fd, 0);
    int code = errno;
    if (fd >= 0)
        close(fd);
    free(path);
    if (map == MAP_FAILED)
        return cf_fail(err, CF_EIO, "'%s': index does not map: %s", dir, strerror(code));
    layer->index = map;
    return CF_OK;
}

static int open_shards(struct cf_layer *layer, const char *dir, struct cf_error *err)
{
    int status = CF_OK;
    layer->shards = calloc(layer->manifest.shard_count, sizeof *layer->shards);
    if (!layer->shards)
        return cf_fail(err, CF_ENOMEM, "'%s': no memory", dir);
    for (uint32_t i = 0; !status && i < layer->manifest.shard_count; i++) {
        const struct cf_manifest_file *file = &layer->manifest.shards[i];
        char *path = cf_path_join(dir, file->name);
        status = cf_manifest_check_size(dir, file, err);
        if (!status)
            status = path ? cf_shard_open(&layer->shards[i], path, CF_SHARD_READ, file->bytes, err) : CF_ENOMEM;
        free(path);
    }
    return status;
}

int cf_layer_open(struct cf_layer **out, const struct cf_store *store, const char *name, struct cf_error *err)
{
    if (!out || !store || !cf_layer_name_is_good(name))
        return cf_fail(err, CF_EINVAL, "layer '%.64s': not a layer's name", name ? name : "");
    struct cf_layer *layer = calloc(1, sizeof *layer);
    char *dir = cf_layer_path(cf_store_dir(store), name, "");
    if (!layer || !dir) {
        free(layer);
        free(dir);
        return cf_fail(err, CF_ENOMEM, "layer '%s': no memory", name);
    }
    layer->store = store;
    int status = cf_manifest_load_layer(&layer->manifest, dir, err);
    if (!status)
        status = describe(layer, dir, name, err);
    if (!status)
        status = map_index(layer, dir, err);
    if (!status)
        status = open_shards(layer, dir, err);
    free(dir);
    if (status)
        cf_layer_close(&layer);
    else
        *out = layer;
    return status;
}

void cf_layer_close(struct cf_layer **out)
{
    struct cf_layer *layer = out ? *out : NULL;
    if (!layer)
        return;
    *out = NULL;
    for (uint32_t i = 0; layer->shards && i < layer->manifest.shard_count; i++)
        cf_shard_close(&layer->shards[i]);
    free(layer->shards);
    if (layer->index)
        munmap((void *)(uintptr_t)layer->index, layer->manifest.index.bytes);
    free(layer->name);
    free(layer->about);
    cf_manifest_clear(&layer->manifest);
    free(layer);
}

const struct cf_layer_info *cf_layer_info(const struct cf_layer *layer)
{
    return &layer->info;
}

const uint8_t *cf_layer_index(const struct cf_layer *layer)
{
    return layer->index;
}

const struct cf_manifest *cf_layer_manifest(const struct cf_layer *layer)
{
    return &layer->manifest;
}

struct cf_shard *cf_layer_shard(const struct cf_layer *layer, uint32_t number)
{
    return &layer->shards[number];
}

int cf_layer_get_at(const struct cf_layer *layer, uint64_t position, struct cf_layer_value **out, struct cf_error *err)
{
    if (position >= cf_store_count(layer->store) || !layer->index[position])
        return cf_fail(err, CF_ENOTFOUND, "layer '%s' has no value at position %llu", layer->name,
                       (unsigned long long)position);
    const struct cf_index_entry *entry = &cf_store_index(layer->store)[position];
    struct owned *o = calloc(1, sizeof *o);
    char what[128];
    if (!o)
        return cf_fail(err, CF_ENOMEM, "layer '%s': no memory", layer->name);
    snprintf(what, sizeof what, "layer '%s': record %llu", layer->name, (unsigned long long)entry->ordinal);
    int bytes = layer->info.type == CF_LAYER_BYTES;
    int status =
        entry->shard < layer->manifest.shard_count
            ? cf_store_fetch(layer->store, &layer->shards[entry->shard], entry->ordinal, bytes, what, &o->bytes, err)
            : cf_fail(err, CF_ECORRUPT, "%s: shard %u", what, entry->shard);
    if (status == CF_ENOTFOUND)
        status = cf_fail(err, CF_ECORRUPT, "%s: missing", what);
    if (!status && bytes)
        o->value = (struct cf_layer_value){.data = o->bytes.data, .size = o->bytes.size};
    else if (!status && (status = cf_captions_decode(&o->captions, &o->value.caption_count, &o->bytes)))
        cf_fail(err, (enum cf_status)status, "%s: no captions", what);
    if (status) {
        cf_buffer_free(&o->bytes);
        free(o);
        return status;
    }
    o->value.captions = o->captions;
    *out = &o->value;
    return CF_OK;
}

int cf_layer_get(const struct cf_layer *layer, const struct cf_record *record, struct cf_layer_value **out,
                 struct cf_error *err)
{
    uint64_t position;
    if (cf_store_position(layer->store, record->ordinal, &position))
        return cf_fail(err, CF_ENOTFOUND, "'%s': not of the layer's store", record->clip_id);
    return cf_layer_get_at(layer, position, out, err);
}

void cf_layer_value_free(struct cf_layer_value **value)
{
    if (!value || !*value)
        return;
    struct owned *o = (struct owned *)*value;
    cf_buffer_free(&o->bytes);
    free(o->captions);
    free(o);
    *value = NULL;
}
