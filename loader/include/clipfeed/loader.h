/* Training batches from a store: random clips, decoded, resized, paired with captions and token ids.
 *
 *     struct cf_loader *loader = NULL;
 *     cf_loader_open(&loader, "store", &(struct cf_loader_params){.media_root = "videos"}, &err);
 *     for (struct cf_batch *batch; cf_loader_next(loader, &batch, &err) == CF_OK; cf_batch_release(&batch))
 *         train(batch->video, batch->shape);
 *     cf_loader_close(&loader);
 *
 * A loader is used by one thread at a time; its own workers run beside. Batches may be released by any thread, at any
 * time, also after the loader was closed. Sample g of the stream is the same whatever the threads, ranks or timing: see
 * loader/README.md. Bad media never shorten a batch: the next candidate of the
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
/* Where a batch's pictures lie; the numbers are DLPack's. CUDA_HOST is page-locked host memory. */
enum cf_device_type { CF_DEVICE_CPU = 1, CF_DEVICE_CUDA = 2, CF_DEVICE_CUDA_HOST = 3 };
enum cf_pin { CF_PIN_NEVER, CF_PIN_ALWAYS, CF_PIN_IF_CUDA };

/* Zero is the default everywhere: the profile's value, else the one given here. Strings live until open returns. */
struct cf_loader_params {
    const char *media_root;    /* paths of the annotation are relative to it; NULL: the working directory */
    /* "latte", "open-sora-plan-1.1", "open-sora", "cogvideo", "wan"; NULL: latte's resize and sampling */
    const char *profile;
    uint32_t batch;            /* 2 */
    uint32_t frames, interval; /* 16, 3 */
    double fps;                /* > 0: frames are taken at this rate instead of the interval */
    double fps_max;            /* > 0: the interval is ceil(the source's rate / fps_max), 1 where the rate is not known */
    const char *sampling;      /* "linspace", "stride", "fps", "pts" */
    /* "random", "head", "center"; "keyframe": random, then moved to a frame where decoding can begin, which is several
     * times faster where key frames are far apart, and lets a video begin at its key frames only */
    const char *temporal_crop;
    /* N > 1: N clips of one file (windows that follow each other) are drawn close together, one in each of N successive
     * steps, so that one decoder goes on from clip to clip instead of starting at a key frame each time. The order is
     * then shuffled among runs of N records, and depends on world * batch. prefetch is raised to 2N. */
    uint32_t locality;
    int pad_last;              /* 1: short windows repeat their last frame; -1: not, whatever the profile says */
    uint32_t height, width;    /* 256, 256 */
    enum cf_layout layout;     /* BFCHW */
    enum cf_dtype dtype;       /* bf16 */
    const char *tokenizer;     /* SentencePiece model; NULL: no tokens */
    uint32_t max_tokens;       /* 120 */
    int images;                /* still images joined to every clip; -1: none, whatever the profile says */
    double flip;               /* probability of a left-right flip, 0 */
    /* "dense", "diff", "short", "clean", "diff-joined"; NULL: dense. Or several with weights, KIND[@LAYER][:WEIGHT],...:
     * "dense:0.7,short:0.3", "dense@recaptioned"; a kind is drawn among those that the record has, in proportion to
     * its weight (1 where none is given). A record with none of them is ineligible. */
    const char *caption;
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

    /* Several stores as one: store_dir is NULL then. */
    const struct cf_loader_source *sources;
    uint32_t source_count;

    /* Which clips. Both are decided before step 0 and part of the plan. */
    const char *where;    /* an expression over record fields, "aes >= 5 and flow < 20": README.md; NULL: all */
    const char *split;    /* "all", "train", "val": by hash of the clip id; NULL: all */
    double val_share;     /* of the clip ids that are val's; 0: 0.01 */

    /* Text. A dropped caption becomes null_caption (NULL: "", which a tokenizer makes its end mark alone), tokens too;
     * with dropout_flag it stays as it is. cf_sample.dropped says it in any case. Joined images drop on their own. */
    double caption_dropout;    /* probability, 0 */
    const char *null_caption;
    int dropout_flag;
    /* Put before and after a clip's caption, not an image's, with {FIELD} or {FIELD:.1f} filled from the record:
     * " {fps:.0f} FPS, {motion:.1f} motion score.". Left out whole where the record lacks a field. */
    const char *caption_prefix, *caption_suffix;

    /* "stills": image records; "frames": one frame of another clip (of the same bucket; of the same clip where that has
     * no other); NULL: stills where the stores have any, else frames. */
    const char *images_from;

    /* Buckets: the text of a configuration, JSON or a Python dictionary: {"256px": {129: (1.0, 3)}}. Each step has the
     * shape and the batch size of one bucket, the same on every rank; batch, frames, height and width are ignored.
     * elastic: samples of one bucket that stand together are elastic * its batch size, and the world size must divide
     * it; 0: the least common multiple of 24 and world. */
    const char *buckets;
    uint32_t elastic;

    const char *const *layers; /* of the store, of type bytes: arrays in each batch; a record without a value is ineligible */
    uint32_t layer_count;
    int no_video; /* 1: no picture is decoded, batch->video is NULL: where a layer's latents stand for them */

    /* 1: cf_loader_next never ends at the epoch's end, and workers make the next epoch's first batches beforehand. */
    int forever;
    /* Video memory that the batches made beforehand and those the caller holds may take together; 0: prefetch times the
     * largest batch. Where the caller's alone leave no room for the next one, cf_loader_next says so. */
    uint64_t ring_bytes;

    /* "cpu", "cuda:N", "cuda" (the first); NULL: cpu. On a CUDA device batches are made in its memory; clips are decoded
     * by its video engines where these can, else on the CPU, and converted by its kernels in any case. */
    const char *device;
    /* Host batches in page-locked memory: CF_PIN_IF_CUDA: only where a CUDA driver and device are present. */
    enum cf_pin pin_memory;
};

/* One store of several. An epoch has round(repeats * n) samples of a store with n eligible clips; or, where weights are
 * given, as many as all stores have clips, shared out in proportion to the weights to within one sample. Either every
 * source has a weight or none has. */
struct cf_loader_source {
    const char *dir, *media_root; /* media_root NULL: the params' */
    double weight;                /* 0: none */
    double repeats;               /* 0: 1 */
};

/* clip_id is "record N", N the ordinal, where the record cannot be read and its id is lost with it. */
struct cf_failure { const char *clip_id; int status; const char *message; };
struct cf_image {
    const char *clip_id, *path, *caption;
    uint32_t caption_index, source, frame; /* frame: display index in the file */
    int dropped;
};

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
    uint32_t source;          /* store, by position among the sources */
    uint64_t ordinal;         /* of the record in that store */
    int caption_kind;         /* enum cf_caption_kind */
    const char *caption_layer; /* NULL: the store's own caption */
    int dropped;              /* the caption was drawn to be dropped */
    double fps;               /* at which the frames were taken: {fps} of the templates; 0: not known */
};

/* A layer's values: [B,...] or, with N images, [B,1+N,...]; zero where a value is shorter than the longest allowed. The
 * layer's about says what they are: {"dtype": "bf16", "shape": [300, 4096], "variable": true}, shape the longest
 * value's, of 1 to 6 dimensions; with "variable" the first may be shorter. Values are little-endian and contiguous.
 * caption_dropout leaves them as they are. */
struct cf_batch_layer {
    const char *name;
    const char *dtype;    /* "u8", "f16", "bf16", "f32", "i32", "i64" */
    uint32_t dimensions;
    int64_t shape[8];
    void *data;           /* contiguous, 64-byte aligned */
    int64_t *mask;        /* [B,L] or [B,1+N,L], 1 on rows that the value has; NULL where every value has one shape */
};

/* Lent until cf_batch_release. */
struct cf_batch {
    uint64_t step;
    void *video;         /* contiguous, 64-byte aligned; of a device batch the address in its memory */
    int64_t shape[5];    /* [B,F+N,3,H,W] or [B,3,F+N,H,W] */
    enum cf_layout layout;
    enum cf_dtype dtype;
    int64_t *tokens, *mask; /* [B,1+N,L]; NULL without a tokenizer */
    int64_t token_rows, token_length; /* 1+N, L */
    uint32_t sample_count;
    const struct cf_sample *samples;
    const char *resolution; /* of the bucket: "256px"; NULL without buckets */
    uint64_t video_bytes;   /* of memory behind video */
    const struct cf_batch_layer *layers; /* in the order asked for */
    uint32_t layer_count;
    enum cf_device_type device; /* of video; everything else is host memory */
    int device_id;
    /* A CUevent: over when all that makes the batch is. NULL in host memory, where a batch that is handed out is made. */
    void *ready;
};

/* Of all that was made, batches not handed out yet among it. */
struct cf_loader_stats {
    uint64_t batches, samples, pictures_decoded, pictures_kept, replaced, abandoned, ineligible, bytes_read;
    uint64_t ready, in_hand;     /* batches: made and not handed out; held by the caller */
    uint64_t ring_bytes, dropped; /* video memory allocated; captions dropped */
    uint64_t clips_nvdec, clips_uploaded; /* on a CUDA device: decoded there; decoded on the CPU and uploaded */
    double read_seconds, decode_seconds, pixels_seconds, text_seconds, wait_seconds; /* summed over threads */
};

struct cf_loader;
/* CF_EINVAL (names the option), CF_EINELIGIBLE (nothing to draw, with the counts), CF_EMISMATCH (packet tables of another
 * version: ingest again; or the world size, see elastic), CF_EUNSUPPORTED (also a driver or device too old), CF_ENOENT
 * (also no CUDA driver), CF_EDEVICE, the store's, the layers' and the tokenizer's codes. */
CF_API int cf_loader_open(struct cf_loader **out, const char *store_dir, const struct cf_loader_params *params,
                          struct cf_error *err);
/* The next batch in order. CF_EEND after the last; CF_EEXHAUSTED when the run stopped, with the report: every
 * batch before that step was handed out, whatever the threads. CF_EINVAL when the batches still held, which the message
 * names by their steps, leave no memory for the next; release one and call again. CF_ECANCELLED: interrupted.
 * CF_EFORKED in a child of the process that opened the loader, as every call below that returns a status. */
CF_API int cf_loader_next(struct cf_loader *loader, struct cf_batch **out, struct cf_error *err);
/* As above, waiting at most that long: CF_EDEADLINE where the batch is not ready by then, and nothing is lost. */
CF_API int cf_loader_next_within(struct cf_loader *loader, uint32_t timeout_ms, struct cf_batch **out,
                                 struct cf_error *err);
/* Makes the cf_loader_next that waits, else the one called next, return CF_ECANCELLED within some 20 ms; the loader can
 * be used on. From any thread, and from a signal handler. */
CF_API void cf_loader_interrupt(struct cf_loader *loader);
/* Any thread; does nothing in a forked child. */
CF_API void cf_batch_release(struct cf_batch **batch);

/* Batches in a CUDA device's memory are handed out when the work that makes them is queued, not when it is done: streams
 * wait for each other, the host for none. A stream is a CUstream or cudaStream_t of that device; NULL or 1 is the legacy
 * default stream (torch's default), 2 the per-thread one. No context need be current. Any thread. For batches in host
 * memory these calls do nothing. CF_EDEVICE, CF_EINVAL.
 *
 * What is queued on the stream from now on waits until the batch is whole. */
CF_API int cf_batch_wait(const struct cf_batch *batch, void *stream, struct cf_error *err);
/* The same for the number that a consumer gives to __dlpack__(stream=...): 1 and 2 as above (None means 1), -1 asks for
 * no waiting, 0 is ambiguous: CF_EINVAL, greater ones are handles. */
CF_API int cf_batch_wait_dlpack(const struct cf_batch *batch, int64_t stream, struct cf_error *err);
/* What the stream has been given up to now uses the batch: its memory is written anew only behind that. For each stream
 * that reads the batch, before cf_batch_release, which waits for nothing. */
CF_API int cf_batch_used(struct cf_batch *batch, void *stream, struct cf_error *err);
/* The pictures to host memory of that size; waits until they are there. Host batches are copied too. */
CF_API int cf_batch_copy(const struct cf_batch *batch, void *to, uint64_t bytes, struct cf_error *err);
/* What should be known though the run goes on: that the device's video engines cannot be used, why, and how to get them.
 * NULL: nothing. The loader's. */
CF_API const char *cf_loader_warning(const struct cf_loader *loader);

/* The current epoch is that of the next step's first sample (rank 0's). Its steps, the same on every rank, are those
 * from the first that begins in it to the one whose last sample completes it; `left` counts from the next one on. */
CF_API uint64_t cf_loader_epoch_steps(const struct cf_loader *loader);
CF_API uint64_t cf_loader_epoch_left(const struct cf_loader *loader);
CF_API uint32_t cf_loader_epoch(const struct cf_loader *loader);
/* The stream goes on with sample 0 of that epoch; steps are counted on. What was made beforehand is discarded; batches
 * in the caller's hand stay. CF_ENOMEM. */
CF_API int cf_loader_set_epoch(struct cf_loader *loader, uint32_t epoch, struct cf_error *err);
/* What is in effect after profile and defaults; strings are static or the loader's. sources and layers are NULL, whatever
 * their counts. */
CF_API void cf_loader_params_in_effect(const struct cf_loader *loader, struct cf_loader_params *params);
/* The fingerprint of a source's store, 32 hex digits; NULL: there is no such source. The loader's. */
CF_API const char *cf_loader_fingerprint(const struct cf_loader *loader, uint32_t source);
CF_API void cf_loader_get_stats(struct cf_loader *loader, struct cf_loader_stats *stats);
/* Stops the workers and frees everything; a worker that hangs in a read is left behind with what it uses. Batches
 * in the caller's hand stay valid until they are released. No other thread may be inside a call. In a forked child:
 * frees nothing, touches nothing of the parent's. */
CF_API void cf_loader_close(struct cf_loader **loader);

/* Where the run stands, as JSON text: batches handed to the caller (not those made beforehand), epoch, position, known
 * bad records, give-ups by the clock, the stores' fingerprints, the plan and its hash. One rank's is enough to go on
 * with any world size. *json is malloc'd; free() it. CF_ENOMEM. */
CF_API int cf_loader_state_save(struct cf_loader *loader, char **json, struct cf_error *err);
struct cf_state_report {
    uint64_t step;       /* of the next batch */
    uint32_t epoch;
    uint64_t discarded;  /* samples of a group that were left out */
    uint32_t ranks, ranks_known; /* of the saved run; those whose give-ups are known: their own states were among these */
};
/* Goes on where the states of one run, saved after the same step by one or more of its ranks, stand. rank and world are
 * this loader's own. Give-ups are merged; with those of some ranks missing (ranks_known < ranks), a clip that such a
 * rank gave up on by the clock may be tried again. With buckets a world size other than the saved one takes effect
 * between groups: inside one it is refused, or with discard the rest of the group is left out. report may be NULL.
 * CF_EMISMATCH (another store, plan, version, step or world: says what differs and what would be legal), CF_EFORMAT (no
 * state), CF_EINVAL, CF_ENOMEM; the loader then stands where it stood. */
CF_API int cf_loader_state_load(struct cf_loader *loader, const char *const *states, uint32_t count, int discard,
                                struct cf_state_report *report, struct cf_error *err);

/* One recorded sample again: an object of `clipfeed load --dump`. The values are those of its place in batch->video. */
struct cf_replay {
    void *video;      /* [F+N,3,H,W] or [3,F+N,H,W]; malloc'd */
    int64_t shape[4];
    enum cf_dtype dtype;
};
/* media_root as in the params. CF_EFORMAT (no such object), CF_ENOTFOUND, CF_EMISMATCH (another store), and what reading
 * and decoding give. */
CF_API int cf_replay_open(struct cf_replay *out, const char *store_dir, const char *media_root, const char *sample_json,
                          struct cf_error *err);
CF_API void cf_replay_close(struct cf_replay *replay);

/* The run before it runs: what cf_loader_open with the same parameters would hand out if no file failed. No byte of
 * media is read. */
struct cf_plan_report {
    uint64_t steps, samples;                   /* of this rank */
    uint64_t eligible;                         /* clips that can be drawn; images are counted apart */
    uint64_t no_media, no_caption, too_short;  /* clips that cannot, by the first reason that holds */
    uint64_t stills;
    uint64_t filtered;   /* clips that where and split leave out, before the reasons above */
    uint64_t no_layer;   /* without a value in a layer asked for */
    uint64_t no_bucket;  /* that no bucket takes */
    char plan_hash[33];
};
struct cf_plan_bucket {
    const char *resolution;
    uint32_t frames, height, width, batch;
    uint64_t members;    /* samples that it gets in an epoch */
    uint64_t group;      /* samples of one group: batch * elastic */
    uint64_t steps;      /* of the epoch at hand, on each rank; 0: it does not fill in this epoch */
    uint64_t carried;    /* samples left over at the epoch's end, for the next */
};
struct cf_plan_visitor {
    /* In order, once per sample; lent for the call. Crop and size are not known yet. status is CF_OK or what is wrong
     * with the record, with its message: load would replace it. */
    /* May be NULL. */
    void (*sample)(void *opaque, uint64_t step, const struct cf_sample *sample, int status, const char *message);
    void *opaque;
    /* Before the samples: once per bucket that has a clip, and per row of the configuration that has none (height 0). */
    void (*bucket)(void *opaque, const struct cf_plan_bucket *bucket);
};
/* visitor NULL: the report alone. cf_loader_open's codes. */
CF_API int cf_loader_plan(const char *store_dir, const struct cf_loader_params *params,
                          const struct cf_plan_visitor *visitor, struct cf_plan_report *report, struct cf_error *err);

#ifdef __cplusplus
}
#endif
#endif
