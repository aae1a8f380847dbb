/* Training batches from a store: random clips, decoded, resized, paired with captions and token ids.
 *
 *     struct cf_loader *loader = NULL;
 *     cf_loader_open(&loader, "store", &(struct cf_loader_params){.media_root = "videos"}, &err);
 *     for (struct cf_batch *batch; cf_loader_next(loader, &batch, &err) == CF_OK; cf_batch_release(&batch))
 *         train(batch->video, batch->shape);
 *     cf_loader_close(&loader);
 *
 * A loader is used by one thread at a time; its own workers run beside. Sample g of the stream is the same whatever
 * the threads, ranks or timing: see loader/README.md. Bad media never shorten a batch: the next candidate of the
 * same sample takes the place, and the failure is named in the sample. */
#ifndef CLIPFEED_LOADER_H
#define CLIPFEED_LOADER_H
#include <stddef.h>
#include <stdint.h>
#include "clipfeed/types.h"

#ifdef __cplusplus
extern "C" {
#endif

enum cf_layout { CF_LAYOUT_BFCHW = 1, CF_LAYOUT_BCFHW };

/* Zero is the default everywhere: the profile's value, else the one given here. Strings live until open returns. */
struct cf_loader_params {
    const char *media_root;    /* paths of the annotation are relative to it; NULL: the working directory */
    const char *profile;       /* "latte", "open-sora-plan-1.1"; NULL: latte's resize and sampling */
    uint32_t batch;            /* 2 */
    uint32_t frames, interval; /* 16, 3 */
    double fps;                /* > 0: frames are taken at this rate instead of the interval */
    const char *sampling;      /* "linspace", "stride", "fps", "pts" */
    /* "random", "head", "center"; "keyframe": random, then moved to a frame where decoding can begin, which is several
     * times faster where key frames are far apart, and lets a video begin at its key frames only */
    const char *temporal_crop;
    /* N > 1: N clips of one file (windows that follow each other) are drawn close together, one in each of N successive
     * steps, so that one decoder goes on from clip to clip instead of starting at a key frame each time. The order is
     * then shuffled among runs of N records, and depends on world * batch. prefetch is raised to 2N. */
    uint32_t locality;
    int pad_last;              /* 1: short windows repeat their last frame */
    uint32_t height, width;    /* 256, 256 */
    enum cf_layout layout;     /* BFCHW */
    enum cf_dtype dtype;       /* bf16 */
    const char *tokenizer;     /* SentencePiece model; NULL: no tokens */
    uint32_t max_tokens;       /* 120 */
    int images;                /* still images joined to every clip; -1: none, whatever the profile says */
    double flip;               /* probability of a left-right flip, 0 */
    const char *caption;       /* "dense", "diff", "short", "clean", "diff-joined"; NULL: dense */
    uint64_t seed;             /* 0 */
    uint32_t epoch;            /* the stream starts at sample 0 of this epoch */
    uint32_t rank, world;      /* 0, 1 */
    uint64_t start_step, steps; /* steps 0: until the step that completes the epoch */
    uint32_t threads;          /* the online processors */
    uint32_t prefetch;         /* batches in the ring, 4 */
    uint32_t deadline_ms;      /* wall clock for one clip, 60000 */
    uint32_t budget_packets;   /* for one clip, 20000 */
    uint64_t budget_bytes;     /* for one clip, 1 GiB */
    uint32_t max_candidates;   /* for one place before the run stops, 64 */
    uint32_t max_abandoned;    /* threads given up on before the run stops, 8 */
};

/* clip_id is "record N", N the ordinal, where the record cannot be read and its id is lost with it. */
struct cf_failure { const char *clip_id; int status; const char *message; };
struct cf_image { const char *clip_id, *path, *caption; };

struct cf_sample {
    const char *clip_id, *path, *caption;
    uint32_t caption_index;   /* among the record's captions */
    uint32_t epoch;
    uint64_t position;        /* in the epoch */
    uint32_t frame_count;
    const uint32_t *frames;   /* display indices in the file */
    const double *pts;        /* seconds, of each frame */
    /* latte: the crop in the resized picture; open-sora-plan-1.1: in the displayed source picture */
    uint32_t resized_h, resized_w, crop_top, crop_left, crop_h, crop_w;
    int flip;
    const char *decoder;
    const struct cf_failure *failures; /* candidates that were tried before this one */
    uint32_t failure_count;
    const struct cf_image *images;
    uint32_t image_count;
};

/* Lent until cf_batch_release. */
struct cf_batch {
    uint64_t step;
    void *video;         /* contiguous, 64-byte aligned */
    int64_t shape[5];    /* [B,F+N,3,H,W] or [B,3,F+N,H,W] */
    enum cf_layout layout;
    enum cf_dtype dtype;
    int64_t *tokens, *mask; /* [B,1+N,L]; NULL without a tokenizer */
    int64_t token_rows, token_length; /* 1+N, L */
    uint32_t sample_count;
    const struct cf_sample *samples;
};

struct cf_loader_stats {
    uint64_t batches, samples, pictures_decoded, pictures_kept, replaced, abandoned, ineligible, bytes_read;
    double read_seconds, decode_seconds, pixels_seconds, text_seconds, wait_seconds; /* summed over threads */
};

struct cf_loader;
/* CF_EINVAL (names the option), CF_EINELIGIBLE (nothing to draw, with the counts), CF_EMISMATCH (packet tables of another
 * version: ingest again), the store's and tokenizer's codes. */
CF_API int cf_loader_open(struct cf_loader **out, const char *store_dir, const struct cf_loader_params *params,
                          struct cf_error *err);
/* The next batch in order. CF_EEND after the last; CF_EEXHAUSTED when the run stopped, with the report: every
 * batch before that step was handed out, whatever the threads. CF_EINVAL when every batch of the ring is still held. */
CF_API int cf_loader_next(struct cf_loader *loader, struct cf_batch **out, struct cf_error *err);
CF_API void cf_batch_release(struct cf_batch **batch);
CF_API uint64_t cf_loader_epoch_steps(const struct cf_loader *loader);
/* What is in effect after profile and defaults; strings are static or the loader's. */
CF_API void cf_loader_params_in_effect(const struct cf_loader *loader, struct cf_loader_params *params);
CF_API void cf_loader_get_stats(struct cf_loader *loader, struct cf_loader_stats *stats);
/* Stops the workers and frees everything; a worker that hangs in a read is left behind with what it uses. All batches
 * must have been released. */
CF_API void cf_loader_close(struct cf_loader **loader);

/* The run before it runs: what cf_loader_open with the same parameters would hand out if no file failed. No byte of
 * media is read. */
struct cf_plan_report {
    uint64_t steps, samples;                   /* of this rank */
    uint64_t eligible;                         /* clips that can be drawn; images are counted apart */
    uint64_t no_media, no_caption, too_short;  /* clips that cannot, by the first reason that holds */
    uint64_t stills;
};
struct cf_plan_visitor {
    /* In order, once per sample; lent for the call. Crop and size are not known yet. status is CF_OK or what is wrong
     * with the record, with its message: load would replace it. */
    void (*sample)(void *opaque, uint64_t step, const struct cf_sample *sample, int status, const char *message);
    void *opaque;
};
/* visitor NULL: the report alone. cf_loader_open's codes. */
CF_API int cf_loader_plan(const char *store_dir, const struct cf_loader_params *params,
                          const struct cf_plan_visitor *visitor, struct cf_plan_report *report, struct cf_error *err);

#ifdef __cplusplus
}
#endif
#endif
