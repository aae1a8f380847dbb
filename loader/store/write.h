/* Building the shards of a store in a folder. One thread writes; path_get may be called from others meanwhile. The
 * store stands in building-*.mdb until cf_writer_finish, which writes the published files from them. */
#ifndef CF_STORE_WRITE_H
#define CF_STORE_WRITE_H
#include "base/buffer.h"
#include "clipfeed/store.h"

struct cf_writer;

/* What is known of a media file; the value of `paths`. */
struct cf_media_facts {
    uint8_t key[24];
    uint32_t frames;
    uint16_t width, height, codec, flags; /* displayed size; CF_INDEX_* */
    float fps;
};

struct cf_writer_item {
    const struct cf_record *record;
    struct cf_buffer frame;      /* the encoded record, compressed */
    uint64_t bytes_raw;          /* before compression */
    struct cf_index_entry entry; /* ordinal and shard are filled in */
};

/* Opens DIR's shards, creating what is missing. */
int cf_writer_open(struct cf_writer **out, const char *dir, uint32_t shards, struct cf_error *err);
/* As above; each shard's map always has headroom bytes free when a transaction begins, and what is put into one is
 * at most a quarter of it, or one item. 0: the default. */
int cf_writer_open_mapped(struct cf_writer **out, const char *dir, uint32_t shards, uint64_t headroom,
                          struct cf_error *err);
void cf_writer_close(struct cf_writer **writer);         /* drops what was put since the last commit */
uint64_t cf_writer_done(const struct cf_writer *writer); /* ordinals below are in every shard */

/* A record of a shard that has this ordinal already is left as it is. CF_EDUPLICATE: the id is another ordinal's. */
int cf_writer_put(struct cf_writer *writer, struct cf_writer_item *item, struct cf_error *err);
int cf_writer_skip(struct cf_writer *writer, uint64_t ordinal, const char *id, const char *reason, const char *message,
                   struct cf_error *err);
/* table: one frame of zstd; kept once per key. */
int cf_writer_table(struct cf_writer *writer, const char *path, const struct cf_media_facts *facts,
                    const struct cf_buffer *table, struct cf_error *err);
/* 1 if path and its table are committed. Any thread. */
int cf_writer_path_get(struct cf_writer *writer, const char *path, struct cf_media_facts *facts);

/* Makes all ordinals below done durable, if enough has gathered, a second or more has passed, or now is set.
 * CF_EIO where the disk is full: what was committed before is kept, and a writer opened later goes on there. */
int cf_writer_commit(struct cf_writer *writer, uint64_t done, int now, struct cf_error *err);

/* After the last commit: the published shards, index.bin, hashes, manifest. Ends the writer's use but for closing. */
int cf_writer_finish(struct cf_writer *writer, const char *ingest_json, struct cf_ingest_report *report,
                     struct cf_error *err);

/* 1: the folder's store is finished, and only its building-*.mdb have to go. */
int cf_writer_is_finished(const char *dir);
/* Removes building-*.mdb of a finished store. CF_EIO. */
int cf_writer_clean(const char *dir, struct cf_error *err);

/* For finish.c. */
struct cf_shard;
struct cf_shard *cf_writer_shards(struct cf_writer *writer, uint32_t *count, const char **dir);
#endif
