/* Reader thread -> workers -> the caller's thread, in ordinal order, with bounded queues. */
#ifndef CF_IMPORT_PIPELINE_H
#define CF_IMPORT_PIPELINE_H
#include "import/items.h"
#include "import/media.h"

struct cf_job {
    uint64_t ordinal;
    int source;
    struct cf_raw raw;
    struct cf_item item;
    struct cf_writer_item out;
    struct cf_media_facts facts;
    struct cf_buffer table; /* of a file that this job read */
    char *media_path;
    int status; /* a failed call: the run ends */
    struct cf_error err;
};

struct cf_pipeline_params {
    const char *const *sources;
    const char *const *roots;
    const enum cf_source_format *formats;
    int source_count, jobs;
    uint64_t first, limit;        /* ordinals first..limit-1 */
    struct cf_media_cache *media; /* NULL: captions only */
    const struct cf_dictionary *dictionary;
    int encode_only; /* 1: out.frame stays CBOR, no media */
    int (*take)(void *opaque, struct cf_job *job, struct cf_error *err);
    void *opaque;
};
/* *total: ordinals seen, those before first too. */
int cf_pipeline_run(const struct cf_pipeline_params *params, uint64_t *total, struct cf_error *err);
#endif
