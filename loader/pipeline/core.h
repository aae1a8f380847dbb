/* What the loader's files share: the ring, the places and the workers. */
#ifndef CF_PIPELINE_CORE_H
#define CF_PIPELINE_CORE_H
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

#include "clipfeed/layer.h"
#include "clipfeed/loader.h"
#include "clipfeed/store.h"
#include "clipfeed/tokenizer.h"
#include "decode/decode.h"
#include "pixels/pixels.h"
#include "plan/buckets.h"
#include "plan/plan.h"
#include "plan/stream.h"
#include "plan/where.h"

/* Replaceable ends, so that tests can stall a read or a decoder. */
struct cf_hooks {
    const struct cf_reader_ops *reader;
    const struct cf_decoder_ops *decoder;
};
int cf_loader_open_with(struct cf_loader **out, const char *store_dir, const struct cf_loader_params *params,
                        const struct cf_hooks *hooks, struct cf_error *err);

enum { CF_CAPTION_TERMS = 16, CF_LAYERS_MAX = 16, CF_SOURCES_MAX = 64 };
struct cf_caption_term {
    int kind;    /* enum cf_caption_kind */
    bool joined; /* all of the kind, in order, as one text */
    double weight;
    char layer[CF_LAYER_NAME_MAX + 1]; /* "": the store's own captions */
};

struct cf_effective { /* parameters after profile, defaults and checks */
    struct cf_loader_params params;
    struct cf_frames_params frames;
    bool only_4k1; /* the profile's video encoder takes 4k+1 frames */
    enum cf_resize resize, image_resize;
    struct cf_caption_term captions[CF_CAPTION_TERMS];
    uint32_t caption_count;
    bool images_from_frames; /* settled by cf_core_select */
    int device;              /* the ordinal of a CUDA device; -1: host memory */
};
int cf_params_resolve(struct cf_effective *out, const struct cf_loader_params *params, struct cf_error *err);

/* What a pool's batches look like. */
struct cf_shape {
    const char *resolution; /* of the bucket; NULL without buckets */
    uint32_t height, width;
    uint32_t images; /* joined to each clip */
    struct cf_frames_params frames;
};

/* What is drawn from some step on. One that is over stays until the core goes: tasks of it may still be in the making.
 */
struct cf_run {
    struct cf_stream stream;
    uint64_t end_step;
    struct cf_run *before;
};

/* A candidate that a deadline passed on: time is not repeatable, so that this must be remembered. */
struct cf_give_up {
    uint64_t position;
    uint32_t epoch, part, candidate;
};

struct cf_slot;
/* One part of one sample: the clip (part 0) or joined image part-1. */
struct cf_task {
    const struct cf_run *run;
    struct cf_stream_step at;
    uint32_t j, part, candidate;
    struct cf_slot *slot; /* once it was taken */
    uint64_t generation;  /* of the ring; another one: what is made is not wanted any more */
};

/* A place's claim is attempt << 1 | writing. Whoever gives up on an attempt moves it to the next one, which succeeds
 * only between two pictures: an attempt that was given up on can never write again. */
struct cf_place_state {
    _Atomic uint64_t claim;
    struct cf_sample sample;
    struct cf_failure *failures;
    struct cf_image *images;
    char *strings[3]; /* of the clip: clip_id, path, caption; frames and pts have allocations of their own */
    uint32_t *frames;
    double *pts;
    bool taken; /* by a worker; guarded by the mutex */
};

/* A slot is MAKING from when its step comes into the ring until its batch is handed out, HELD until that is released.
 * STALE: out of the ring while workers are still at it. Slots live as long as the core, so that a claim can always be
 * looked at; their video memory is what is shared out within the ring's bytes. */
enum cf_slot_state { CF_SLOT_FREE, CF_SLOT_MAKING, CF_SLOT_HELD, CF_SLOT_STALE };
struct cf_slot {
    struct cf_batch batch; /* first: cf_batch_release comes from it to its slot */
    struct cf_core *core;
    struct cf_slot *next; /* of all slots */
    enum cf_slot_state state;
    struct cf_stream_step at;
    struct cf_place_state *places; /* as many as the largest batch has */
    struct cf_sample *samples;
    void *video; /* video_bytes of it */
    uint64_t video_bytes;
    uint32_t done, workers;        /* samples made; workers at it, those given up on apart */
    struct cf_batch_layer *layers; /* of the largest batch */
    struct cf_device_slot *events; /* device.h; NULL: video is host memory */
};

struct cf_worker {
    struct cf_core *core;
    pthread_t thread;
    struct cf_worker *next;
    bool busy, abandoned, finished;
    struct cf_task task;
    uint64_t attempt; /* of the place it works on */
    uint64_t started_ns;
};

struct cf_core_source {
    struct cf_store *store;
    const char *dir, *media_root; /* the core's */
    double weight, repeats;
    uint64_t base;                               /* records of the sources before it */
    uint64_t eligible, take;                     /* clips that can be drawn; samples of them in an epoch */
    struct cf_layer *captions[CF_CAPTION_TERMS]; /* NULL: the store's own */
    struct cf_layer *layers[CF_LAYERS_MAX];
};

/* What a layer's about says of its values: the longest's shape, and whether some have fewer rows. */
enum { CF_LAYER_DIMENSIONS = 6 };
struct cf_layer_shape {
    const char *dtype;
    int64_t shape[CF_LAYER_DIMENSIONS];
    uint64_t bytes, row_bytes;
    uint32_t dimensions, element_bytes, variable;
};

struct cf_text { /* kept for as long as the core */
    struct cf_text *next;
    char text[];
};

enum cf_refusal {
    CF_REFUSE_NONE,
    CF_REFUSE_FILTERED,
    CF_REFUSE_MEDIA,
    CF_REFUSE_CAPTION,
    CF_REFUSE_LAYER,
    CF_REFUSE_SHORT,
    CF_REFUSE_BUCKET,
    CF_REFUSALS
};

struct cf_core {
    struct cf_effective effective;
    struct cf_hooks hooks;
    long process; /* that opened it */
    atomic_bool interrupted;
    struct cf_core_source *sources;
    uint32_t source_count;
    struct cf_layer_shape layer_shapes[CF_LAYERS_MAX];
    uint64_t record_count; /* of all sources; a record's position counts through them */
    struct cf_text *texts;
    struct cf_tokenizer *tokenizer;
    struct cf_device *device; /* device.h; NULL: everything is in host memory */
    struct cf_template *prefix, *suffix;
    struct cf_buckets *buckets; /* NULL: none */
    uint16_t *bucket_of;        /* of the eligible, as they were found */
    /* Positions: pool after pool, each source after source by ordinal; with locality by file and window. */
    uint64_t *eligible, eligible_count;
    uint64_t *stills, still_count;
    struct cf_pool *pools;
    uint32_t pool_count;
    struct cf_pool_part *parts;
    struct cf_shape *shapes;              /* of each pool */
    uint64_t clips, refused[CF_REFUSALS]; /* by the first reason that holds; [0] counts those that can be drawn */
    _Atomic(int8_t) *quarantine;          /* by position in the index: -status, 0 while nothing bad is known */
    int decode_threads;                   /* of each decoder */
    int open_files;                       /* that each worker may keep open between clips */

    pthread_mutex_t mutex; /* guards everything below */
    pthread_cond_t work, ready;
    struct cf_run *run;
    struct cf_slot *slots; /* all of them */
    struct cf_slot **ring; /* those of steps next_step to ring_end - 1, at step % prefetch */
    uint64_t next_step;    /* the next to hand to the caller */
    uint64_t ring_end;
    uint64_t generation;
    uint64_t video_bytes, video_limit; /* of all slots */
    uint64_t video_least;              /* of a slot: where memory is dear to allocate, all have the largest batch's */
    uint64_t next_task;                /* every place of the steps below it is taken, */
    uint32_t next_place;               /* and every place below this one in it */
    struct cf_task *retries;           /* of attempts that were given up on */
    uint32_t retry_count;
    struct cf_give_up *give_ups; /* of this run, and of the states that it goes on from */
    uint32_t give_up_count;
    struct cf_worker *workers;
    uint32_t abandoned;
    atomic_bool stopping;    /* every worker goes home; written with the mutex held */
    uint64_t stop_step;      /* the first step that a failure keeps from being made */
    struct cf_error failure; /* status != CF_OK: the run stops at stop_step */
    struct cf_loader_stats stats;
    uint32_t references; /* the loader, each live thread and each batch in hand */
};

/* Parameters resolved, store open, records selected; no ring, no thread. One reference, the caller's. */
int cf_core_open(struct cf_core **out, const char *store_dir, const struct cf_loader_params *params,
                 const struct cf_hooks *hooks, struct cf_error *err);
/* sources.c: opens the stores and their layers. */
int cf_sources_open(struct cf_core *core, const char *store_dir, struct cf_error *err);
void cf_sources_close(struct cf_core *core);
/* The source of a record, and its place in that source's index. */
struct cf_core_source *cf_core_source(const struct cf_core *core, uint64_t position, uint64_t *local);
const struct cf_index_entry *cf_core_entry(const struct cf_core *core, uint64_t position);
int cf_core_record(const struct cf_core *core, uint64_t position, struct cf_record **record, struct cf_error *err);
/* A copy that lives as long as the core; NULL for NULL and without memory. */
const char *cf_core_keep(struct cf_core *core, const char *text);

/* filter.c: which records where and split leave in. keep: a byte for each position, 1 on entry. */
int cf_core_filter(struct cf_core *core, uint8_t *keep, struct cf_error *err);
/* A record's field, for where and templates; record and extra may be NULL: then only what the index has. */
struct cf_fields {
    const struct cf_index_entry *entry;
    const struct cf_record *record;
    struct json_t *extra;
};
struct cf_value cf_record_field(const struct cf_fields *fields, const char *name);
bool cf_field_is_indexed(const char *name);
/* select.c: records that can be drawn, and the pools of them. */
int cf_core_select(struct cf_core *core, struct cf_error *err);
/* pools.c */
int cf_core_pools(struct cf_core *core, struct cf_error *err);
/* row * CF_BUCKET_ASPECTS + size of the bucket that a record goes to; -1: none. */
int cf_core_bucket(const struct cf_core *core, uint64_t position);
/* CF_EMISMATCH: the world does not divide elastic; names those that do. */
int cf_check_world(uint32_t elastic, uint32_t world, struct cf_error *err);

struct cf_core *cf_loader_core(const struct cf_loader *loader);
/* settings.c: what the samples follow from; NULL without memory. */
struct json_t *cf_core_settings(const struct cf_core *core);
bool cf_settings_hash(const struct json_t *settings, char out[33]); /* false: no memory */
/* CF_EMISMATCH: names the first setting that differs. */
int cf_settings_compare(const struct json_t *saved, const struct json_t *own, struct cf_error *err);
/* state.c: with the mutex held. */
bool cf_core_gave_up(const struct cf_core *core, const struct cf_task *task);
int cf_core_note_give_up(struct cf_core *core, const struct cf_task *task); /* CF_ENOMEM */

/* text.c: "dense@layer:0.5,short". CF_EINVAL. */
int cf_caption_terms(struct cf_effective *out, const char *text, struct cf_error *err);
/* Whether term k has a caption of the record, by the index alone. */
bool cf_core_has_caption(const struct cf_core *core, uint64_t position, uint32_t term);
struct cf_template;
int cf_template_parse(struct cf_template **out, const char *text, struct cf_error *err);
void cf_template_free(struct cf_template **tmpl);
/* The step after the last of a run that begins at start_step. */
uint64_t cf_core_end_step(const struct cf_core *core, const struct cf_stream *stream, uint64_t start_step);
int cf_core_here(const struct cf_core *core,
                 struct cf_error *err); /* CF_EFORKED in a child of the process that opened it */
uint64_t cf_now_ns(void);
/* The task of a place, to be drawn; no slot. */
struct cf_task cf_run_task(const struct cf_run *run, uint64_t step, uint32_t j);
const struct cf_shape *cf_task_shape(const struct cf_core *core, const struct cf_task *task);

/* ring.c: room for the batches of a run. All with the mutex held, but init, before there are threads, and free. */
int cf_ring_init(struct cf_core *core, struct cf_error *err);
void cf_ring_free(struct cf_core *core);
/* Takes steps into the ring while they are wanted and there is memory for them. */
void cf_ring_extend(struct cf_core *core);
struct cf_slot *cf_ring_slot(const struct cf_core *core, uint64_t step); /* NULL: not in the ring */
void cf_ring_hand_out(struct cf_core *core, struct cf_slot *slot);
void cf_ring_release(struct cf_slot *slot);
/* Forgets what was last made there; when the place is taken again. */
void cf_place_reset(struct cf_place_state *place, uint32_t images);
/* A worker goes from a slot. */
void cf_ring_leave(struct cf_slot *slot);
/* Empties the ring; the next step is `step`, of the stream as it then is. */
void cf_ring_restart(struct cf_core *core, uint64_t step);
/* Only the caller's batches keep the next step out of the ring. */
bool cf_ring_is_held(const struct cf_core *core);
uint64_t cf_shape_bytes(const struct cf_core *core, uint32_t pool); /* of a batch's video */

void cf_core_unref(struct cf_core *core); /* mutex held; releases it; frees everything with the last reference */
int cf_core_spawn(struct cf_core *core);  /* mutex held */
/* The run stops at that step: those before it are still made and handed out, so that what a caller gets does not
 * depend on timing. mutex held. */
void cf_core_fail(struct cf_core *core, uint64_t step, enum cf_status status, const char *message);
/* Names a candidate that was tried and failed. mutex held. */
void cf_place_fail(struct cf_core *core, struct cf_place_state *place, const char *clip_id, int status,
                   const char *message);

/* clip.c: what a worker keeps from part to part. */
struct cf_scratch {
    struct cf_decoder *decoders[2]; /* of clips, of images: neither loses its context to the other */
    struct cf_scaler *scalers[2];   /* the last of clips, of images: many files in a row are alike */
    struct cf_need need, ahead;     /* of this clip, and of one to come */
    struct cf_packets packets;
    struct cf_buffer table_bytes, pixels;
    struct cf_device_group *group; /* device.h; pictures on their way to the device */
    struct cf_loader_stats stats;  /* of the part just made */
};
struct cf_part {
    struct cf_table *table;
    char *clip_id, *path, *caption;
    uint32_t caption_index, source;
    uint64_t position, ordinal;
    enum cf_resize resize;
    int caption_kind;
    const char *caption_layer; /* the core's */
    bool dropped;
    double fps;
    uint32_t *frames;
    double *pts;
    uint32_t frame_count;
    struct cf_geometry geometry;
    int flip;
    const char *decoder; /* the one that it came from */
};
/* text.c: the part's caption, with what is put around it, or what stands for it when it is dropped. */
int cf_part_caption(const struct cf_core *core, const struct cf_task *task, uint64_t position,
                    const struct cf_record *record, struct cf_part *part, struct cf_error *err);
/* draw.c: the clip id of a record that cannot be read, or "record N" with its ordinal; malloc'd, NULL without memory.
 */
char *cf_core_unread_name(const struct cf_core *core, uint64_t position);
/* draw.c: the packet table of a record; the message names its path. */
int cf_core_table(const struct cf_store *store, const struct cf_record *record, struct cf_buffer *bytes,
                  struct cf_table **table, struct cf_error *err);
/* draw.c: all that the plan and the store say of a part; the media are not touched. What is known on failure, the
 * clip id at least, is there too: free the part in any case. */
int cf_part_draw(struct cf_core *core, struct cf_buffer *table_bytes, const struct cf_task *task, uint64_t record,
                 struct cf_part *part, struct cf_error *err);
/* clip.c: where a record's path lies under its source's media root. */
int cf_media_path(const char *media_root, const char *path, char out[4096], struct cf_error *err);
/* clip.c: one attempt at one part: draws it, then writes pixels through the claim. */
int cf_part_make(struct cf_core *core, struct cf_scratch *scratch, const struct cf_task *task, uint64_t attempt,
                 uint64_t record, struct cf_part *part, struct cf_error *err);
/* What a batch says of a joined image; its strings are the part's. */
struct cf_image cf_part_image(const struct cf_part *part);
void cf_part_free(struct cf_part *part);
void cf_scratch_free(struct cf_core *core, struct cf_scratch *scratch);
void *cf_worker_run(void *opaque);
/* The record (position in the index) that a task's candidate draws. */
uint64_t cf_task_record(const struct cf_core *core, const struct cf_task *task);
/* The task whose clip follows this one's in its file, as locality has it: 1, or 0 where there is none. */
int cf_task_follower(const struct cf_core *core, const struct cf_task *task, struct cf_task *follower);
struct cf_stream_sample cf_task_sample(const struct cf_task *task);
/* layers.c: reads what the layers' abouts say. CF_EFORMAT, CF_EMISMATCH. */
int cf_layers_open(struct cf_core *core, struct cf_error *err);
int cf_layers_make(struct cf_slot *slot, uint32_t samples); /* CF_ENOMEM: free what is there */
void cf_layers_free(struct cf_slot *slot);
void cf_layers_shape(struct cf_slot *slot, uint32_t images);
/* The values of a part into its place, which the caller has claimed. */
int cf_layers_write(const struct cf_core *core, const struct cf_task *task, const struct cf_part *part,
                    struct cf_error *err);
#endif
