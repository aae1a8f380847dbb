/* What store/ files agree on; the format itself is described in README.md. */
#ifndef CF_STORE_FORMAT_H
#define CF_STORE_FORMAT_H
#include "base/buffer.h"
#include "clipfeed/store.h"
#include <lmdb.h>
#include <stdint.h>

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "index.bin is mapped as it is: little-endian");
_Static_assert(sizeof(struct cf_index_entry) == 48, "index.bin has entries of 48 bytes");

enum { CF_STORE_VERSION = 3, CF_STORE_MAX_SHARDS = 4096, CF_STORE_MAX_ID = 511 };
enum { CF_STORE_MAX_DICTIONARY = 16 << 20 }; /* bytes that a reader takes */
#define CF_STORE_CHUNK ((uint64_t)64 << 20)

enum cf_db {
    CF_DB_RECORDS,
    CF_DB_IDS,
    CF_DB_MEDIA,
    CF_DB_PATHS,
    CF_DB_SKIPPED,
    CF_DB_META,
    CF_DB_PUBLISHED, /* a published shard has the ones above */
    CF_DB_INDEX = CF_DB_PUBLISHED,
    CF_DB_COUNT
};

/* One shard, open. */
struct cf_shard {
    MDB_env *env;
    MDB_dbi db[CF_DB_COUNT];
};

/* Opens a shard file: a published one to read, one being built, or a published one being made. The last two are
 * created with their databases where they are missing. The message names the file. */
enum cf_shard_mode { CF_SHARD_READ, CF_SHARD_BUILD, CF_SHARD_PUBLISH };
int cf_shard_open(struct cf_shard *shard, const char *path, enum cf_shard_mode mode, uint64_t map_bytes,
                  struct cf_error *err);
void cf_shard_close(struct cf_shard *shard);
/* Grows the map until it has room for this many bytes more. No transaction of the shard may be open. LMDB's code. */
int cf_shard_reserve(struct cf_shard *shard, uint64_t bytes);
/* Writes what a shard being built holds, without its index, in order and without free pages, to DIR's published shard
 * of that number. */
int cf_shard_publish(struct cf_shard *shard, const char *dir, uint32_t number, struct cf_error *err);
/* "building-00000.mdb" and "shard-00000.mdb" */
void cf_shard_name(char name[32], enum cf_shard_mode mode, uint32_t number);

/* Counters of a shard, in its `meta` under "stats": these u64 in this order. */
struct cf_shard_stats {
    uint64_t records, images, captions[5], bytes_raw, bytes_tables, tables;
    uint64_t lengths[5][CF_LENGTH_BINS];
};

void cf_put_be64(uint8_t out[8], uint64_t value);
uint64_t cf_get_be64(const uint8_t in[8]);
/* The key of `ids` and `paths`: XXH3-128 in canonical form. */
void cf_text_key(const char *text, uint8_t key[16]);
uint32_t cf_shard_of(const void *key, size_t size, uint32_t shards);

/* Frames of zstd with the checksum flag. dictionary may be NULL. Replaces out's contents. */
struct ZSTD_DCtx_s;
struct ZSTD_DDict_s;
int cf_decompress(struct ZSTD_DCtx_s *context, const struct ZSTD_DDict_s *dictionary, const void *data, size_t size,
                  struct cf_buffer *out, const char *what, struct cf_error *err);

/* "DIR/name", malloc'd; NULL without memory. */
char *cf_path_join(const char *dir, const char *name);
/* The whole of a regular file of at most limit bytes, NUL added. */
int cf_file_load(const char *path, size_t limit, struct cf_buffer *out, struct cf_error *err);
/* Writes, fsyncs and renames into place. */
int cf_file_save(const char *path, const void *data, size_t size, struct cf_error *err);
#endif
