/* manifest.json. */
#ifndef CF_STORE_MANIFEST_H
#define CF_STORE_MANIFEST_H
#include "clipfeed/store.h"

/* A file of the store: its size, and the XXH3-128 of each 64 MiB of it as hex. */
struct cf_manifest_file {
    char name[32];
    uint64_t bytes;
    uint32_t chunk_count;
    char (*chunks)[33];
};

struct cf_manifest {
    struct cf_manifest_file *shards, index, dictionary; /* dictionary.name empty: none */
    uint32_t shard_count;
    struct cf_store_stats stats;
    struct cf_ingest_report report;
    char fingerprint[33]; /* of a layer: its store's */
    char *layer;          /* what a layer is, a JSON object; NULL: a store's manifest */
};

/* Zero-initialised before; cf_manifest_clear after, whatever they returned. */
int cf_manifest_load(struct cf_manifest *manifest, const char *dir, struct cf_error *err);
int cf_manifest_load_layer(struct cf_manifest *manifest, const char *dir, struct cf_error *err);
int cf_manifest_save(const struct cf_manifest *manifest, const char *dir, const char *ingest_json,
                     struct cf_error *err);
void cf_manifest_clear(struct cf_manifest *manifest);

/* Fills bytes and chunks of dir/name. */
int cf_manifest_hash(struct cf_manifest_file *file, const char *dir, const char *name, struct cf_error *err);
/* CF_OK if the file's size is the manifest's; else CF_ECHANGED, CF_ENOENT, CF_EIO, CF_ENOMEM. */
int cf_manifest_check_size(const char *dir, const struct cf_manifest_file *file, struct cf_error *err);
void cf_manifest_file_clear(struct cf_manifest_file *file);
#endif
