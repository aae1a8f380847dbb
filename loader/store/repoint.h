/* Copying a store while pointing its records at other media. */
#ifndef CF_STORE_REPOINT_H
#define CF_STORE_REPOINT_H
#include "base/buffer.h"
#include "clipfeed/store.h"

struct cf_repoint_media {
    uint8_t from[24]; /* the media key in the store that is copied */
    uint8_t key[24];  /* the new one; may equal from */
    const char *path; /* the records' new path */
    uint32_t frames;
    uint16_t width, height, codec, flags; /* displayed size; CF_INDEX_*, of which IMAGE stays the record's own */
};

struct cf_repoint_params {
    const char *from, *to;                /* folders */
    const struct cf_repoint_media *media; /* ascending by `from`; every key that a record names */
    size_t media_count;
    /* The serialised packet table of media[i], replacing out's contents. */
    int (*table)(void *opaque, size_t i, struct cf_buffer *out, struct cf_error *err);
    /* The record's origin (struct cf_record), malloc'd; NULL without memory. */
    char *(*origin)(void *opaque, size_t i, const struct cf_record *record);
    void *opaque;
    const char *made_json; /* how the new store is made: its transcode.json, and the manifest's `ingest` */
};

/* Ordinals, ids, windows, captions, items left out and the dictionary stay. The store is built in TO.partial and
 * published by rename; what an interrupted call left there is built anew. CF_EINVAL: TO is there already. CF_ECORRUPT:
 * a record names a medium that is not listed. CF_EIO, CF_ENOMEM and the callbacks' codes. */
int cf_store_repoint(const struct cf_repoint_params *params, struct cf_error *err);
#endif
