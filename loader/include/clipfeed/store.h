/* Reading a store: captions and packet tables by clip id or ordinal. Format: loader/store/README.md.
 *
 * A store is immutable. One struct cf_store may be used by any number of threads at once, and in a forked child.
 * Pointers into a record stay valid until that record is freed; pointers from the store until it is closed. */
#ifndef CLIPFEED_STORE_H
#define CLIPFEED_STORE_H
#include "clipfeed/types.h"
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum cf_caption_kind { CF_CAPTION_DENSE = 1, CF_CAPTION_DIFF, CF_CAPTION_SHORT, CF_CAPTION_CLEAN };
CF_API const char *cf_caption_kind_name(int kind); /* "dense", "diff", "short", "clean" */

struct cf_caption {
    int kind;         /* enum cf_caption_kind */
    const char *text; /* UTF-8, NUL-terminated */
    size_t size;      /* bytes, without the NUL */
    double time;      /* seconds; NAN where the source gives none */
};

struct cf_record {
    uint64_t ordinal;
    const char *clip_id, *path;        /* path as in the annotation, relative to the media root */
    int64_t window_begin, window_end;  /* frames begin..end-1; 0,-1: the whole stream */
    const struct cf_caption *captions; /* in the source's order */
    uint32_t caption_count;
    const char *extra_json; /* fields of the source that are not understood, one JSON object; never NULL */
    const char *origin_json; /* what `transcode` made its media from, one JSON object; NULL: the media are as ingested */
    uint8_t media_key[24];  /* all zero: no media */
};

/* What eligibility is decided from, one per record, ordered by ordinal. */
struct cf_index_entry {
    uint64_t ordinal;
    uint32_t shard;
    uint32_t caption_kinds; /* bit k set: a caption of kind k is there */
    uint32_t frames;        /* in the window, on display; 0: no media */
    uint32_t window_begin;
    uint16_t width, height; /* displayed */
    uint16_t codec;         /* enum cf_codec */
    uint16_t flags;         /* CF_INDEX_* */
    float fps, seconds;     /* average rate and the window's length */
    uint64_t media; /* records of one file have the same: 8 bytes of its content\'s hash; 0: none */
};
enum { CF_INDEX_IMAGE = 1, CF_INDEX_MEDIA = 2, CF_INDEX_PROVEN = 4 };

enum { CF_LENGTH_BINS = 16 };
/* The least length in characters (Unicode code points) of a bin: 0, 16, 32, ... 2^(bin+3). */
CF_API uint64_t cf_length_bin_begin(int bin);

struct cf_store_stats {
    uint64_t clips, images, captions, captions_by_kind[5], skipped, media_files;
    uint64_t caption_lengths[5][CF_LENGTH_BINS]; /* captions by kind and length */
    double hours;
    uint64_t bytes_raw;    /* of captions and records before compression */
    uint64_t bytes_stored; /* of the same on disk, packet tables apart */
    uint64_t bytes_tables;
    uint32_t shards;
};

struct cf_store;
/* CF_ENOENT, CF_EFORMAT, CF_EMISMATCH (version), CF_ECHANGED (a shard's size is not the manifest's), CF_EIO. */
CF_API int cf_store_open(struct cf_store **out, const char *dir, struct cf_error *err);
CF_API void cf_store_close(struct cf_store **store);
CF_API uint64_t cf_store_count(const struct cf_store *store);
CF_API const struct cf_index_entry *cf_store_index(const struct cf_store *store); /* count entries */
/* Where the record of an ordinal stands in the index. CF_ENOTFOUND. */
CF_API int cf_store_position(const struct cf_store *store, uint64_t ordinal, uint64_t *position);
CF_API const char *cf_store_fingerprint(const struct cf_store *store);            /* 32 hex digits over the manifest */
CF_API void cf_store_stats(const struct cf_store *store, struct cf_store_stats *stats);

/* One decompressed record, owned by the caller. CF_ENOTFOUND, CF_ECORRUPT, CF_ENOMEM. */
CF_API int cf_store_get(const struct cf_store *store, const char *clip_id, struct cf_record **out,
                        struct cf_error *err);
/* By position in cf_store_index. */
CF_API int cf_store_get_at(const struct cf_store *store, uint64_t position, struct cf_record **out,
                           struct cf_error *err);
CF_API void cf_record_free(struct cf_record **record);
/* The clip id at that position, also of a record that fails its checksum: what it still says, confirmed by the store's
 * hash of the id. For messages. CF_ENOTFOUND where it is lost, CF_EIO. */
CF_API int cf_store_clip_id(const struct cf_store *store, uint64_t position, char id[512], struct cf_error *err);

/* Every record, table and chunk against its checksum and the manifest. report is called per fault, with its
 * message. *faults counts them. CF_OK when the walk itself completed. */
CF_API int cf_store_verify(const char *dir, void (*report)(void *opaque, const char *message), void *opaque,
                           uint64_t *records, uint64_t *faults, struct cf_error *err);

/* Building: annotations + media -> store. Interrupted, the same call goes on where it stopped; finished, it returns
 * at once with the same report. */
struct cf_ingest_params {
    const char *const *sources;
    int source_count;
    const char *store_dir;
    const char *format;     /* NULL or "auto", "sharegpt4video", "open-sora-plan", "pairs" */
    const char *media_root; /* NULL: each source's own folder */
    int shards;             /* 0: 1 */
    int jobs;               /* 0: the online processors */
    int no_media;           /* 1: captions only */
    int skip_proof;         /* 1: display order is not proved by a full decode */
    int stop_on_error;      /* 1: the first bad item ends the run */
    /* Called from one thread at a time; may be NULL. */
    void (*progress)(void *opaque, uint64_t read, uint64_t stored, uint64_t skipped);
    void (*skipped)(void *opaque, uint64_t ordinal, const char *clip_id, const char *reason, const char *message);
    void *opaque;
};
struct cf_ingest_reason {
    char reason[32];
    uint64_t count;
};
struct cf_ingest_report {
    uint64_t read, stored, skipped;
    struct cf_ingest_reason reasons[24];
    int reason_count;
};
CF_API int cf_ingest(const struct cf_ingest_params *params, struct cf_ingest_report *report, struct cf_error *err);

#ifdef __cplusplus
}
#endif
#endif
