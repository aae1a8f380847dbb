/* Layers: what is added to a store after it was made, one value a record: cleaned or new captions, token ids,
 * embeddings. Format: loader/store/README.md.
 *
 * A layer is a folder of its own, STORE/layers/NAME, built beside its place and put there by rename: the store's own
 * files never change, its fingerprint stays, and a reader sees all of a layer or nothing. It belongs to the store whose
 * fingerprint it bears. */
#ifndef CLIPFEED_LAYER_H
#define CLIPFEED_LAYER_H
#include "clipfeed/store.h"

#ifdef __cplusplus
extern "C" {
#endif

enum cf_layer_type {
    CF_LAYER_CAPTIONS = 1, /* captions of any kinds, like the source's */
    CF_LAYER_BYTES,        /* bytes; about_json says what they are */
};
CF_API const char *cf_layer_type_name(int type); /* "captions", "bytes" */

enum { CF_LAYER_NAME_MAX = 63 };

struct cf_layer_info {
    const char *name;
    int type;               /* enum cf_layer_type */
    const char *about_json; /* what its maker says of it, a JSON object; loader/store/README.md has the keys read */
    uint64_t records;       /* that have a value */
    uint64_t bytes_raw, bytes_stored;
};

/* One record's value, owned by the caller. */
struct cf_layer_value {
    const struct cf_caption *captions; /* of a captions layer; else NULL */
    uint32_t caption_count;
    const void *data; /* of a bytes layer; else NULL */
    size_t size;
};

/* The published layers' names, in their order; none is not a failure. CF_EIO. */
CF_API int cf_layer_list(const struct cf_store *store, void (*found)(void *opaque, const char *name), void *opaque,
                         struct cf_error *err);

/* A layer open for reading; any number of threads, and a forked child, may use one. Close it before its store. */
struct cf_layer;
/* CF_ENOENT, CF_EFORMAT, CF_EMISMATCH (another store's or another version), CF_ECHANGED, CF_EIO, CF_ENOMEM. */
CF_API int cf_layer_open(struct cf_layer **out, const struct cf_store *store, const char *name, struct cf_error *err);
CF_API void cf_layer_close(struct cf_layer **layer);
CF_API const struct cf_layer_info *cf_layer_info(const struct cf_layer *layer);
/* A byte for each position of cf_store_index: bit 0, there is a value; bit k, with a caption of kind k. */
CF_API const uint8_t *cf_layer_index(const struct cf_layer *layer);
/* The value of a record, by its position in cf_store_index. CF_ENOTFOUND, CF_ECORRUPT, CF_ENOMEM. */
CF_API int cf_layer_get_at(const struct cf_layer *layer, uint64_t position, struct cf_layer_value **out,
                           struct cf_error *err);
/* As above, of a record that was read. */
CF_API int cf_layer_get(const struct cf_layer *layer, const struct cf_record *record, struct cf_layer_value **out,
                        struct cf_error *err);
CF_API void cf_layer_value_free(struct cf_layer_value **value);

struct cf_layer_params {
    const char *name;       /* 1 to 63 letters, digits, '-', '_' and '.', not '.' first; not ending in ".partial" */
    int type;               /* enum cf_layer_type */
    const char *about_json; /* a JSON object; NULL: "{}" */
};

/* Making a layer, in any order of records; one thread, one process. What was put is durable after some seconds, after
 * cf_layer_writer_commit, and when the writer closes; a writer opened later with the same params goes on there. */
struct cf_layer_writer;
/* CF_EINVAL, CF_EDUPLICATE (it is published), CF_EMISMATCH (begun with another type, about_json or store), CF_EIO, and
 * those of cf_store_open. */
CF_API int cf_layer_writer_open(struct cf_layer_writer **out, const char *store_dir,
                                const struct cf_layer_params *params, struct cf_error *err);
CF_API int cf_layer_writer_close(struct cf_layer_writer **writer, struct cf_error *err);
/* The store that the positions are of. */
CF_API const struct cf_store *cf_layer_writer_store(const struct cf_layer_writer *writer);
/* 1 if the record has a value. */
CF_API int cf_layer_writer_has(const struct cf_layer_writer *writer, uint64_t position);
/* Replaces the value. CF_EINVAL (position, kind, type, no captions), CF_ENOMEM, CF_EIO. */
CF_API int cf_layer_writer_put_captions(struct cf_layer_writer *writer, uint64_t position,
                                        const struct cf_caption *captions, uint32_t count, struct cf_error *err);
CF_API int cf_layer_writer_put_bytes(struct cf_layer_writer *writer, uint64_t position, const void *data, size_t size,
                                     struct cf_error *err);
CF_API int cf_layer_writer_commit(struct cf_layer_writer *writer, struct cf_error *err);
/* Puts the layer into its place and closes the writer, whatever it returns. Records without a value are allowed. */
CF_API int cf_layer_writer_publish(struct cf_layer_writer **writer, struct cf_error *err);
/* Takes a published layer away. CF_ENOENT, CF_EIO. */
CF_API int cf_layer_remove(const char *store_dir, const char *name, struct cf_error *err);

#ifdef __cplusplus
}
#endif
#endif
