/* What the loader's files share: the ring, the places and the workers. */
#ifndef CF_PIPELINE_CORE_H
#define CF_PIPELINE_CORE_H
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

#include "clipfeed/loader.h"
#include "clipfeed/store.h"
#include "clipfeed/tokenizer.h"
#include "decode/decode.h"
#include "pixels/pixels.h"
#include "plan/plan.h"
#include "plan/stream.h"

/* Replaceable ends, so that tests can stall a read or a decoder. */
struct cf_hooks {
    const struct cf_reader_ops *reader;
    const struct cf_decoder_ops *decoder;
};
int cf_loader_open_with(struct cf_loader **out, const char *store_dir, const struct cf_loader_params *params,
                        const struct cf_hooks *hooks, struct cf_error *err);

struct cf_effective { /* parameters after profile, defaults and checks */
    struct cf_loader_params params;
    struct cf_frames_params frames;
    enum cf_resize resize;
    int caption_kind; /* enum cf_caption_kind */
    bool caption_joined;
    int device; /* the ordinal of a CUDA device; -1: host memory */
};
int cf_params_resolve(struct cf_effective *out, const struct cf_loader_params *params, struct cf_error *err);

/* What a pool's batches look like. */
struct cf_shape {
    const char *resolution; /* of the bucket; NULL without buckets */
    uint32_t height, width;
    uint32_t images; /* joined to each clip */
    struct cf_frames_params frames;
};

/* What is drawn from some step on. One that is over stays until the core goes: tasks of it may still be in the making. */
struct cf_run {
    struct cf_stream stream;
    uint64_t end_step;
    struct cf_run *before;
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
    char *strings[3]; /* clip_id, path, caption; frames and pts have allocations of their own */
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
    uint32_t done, workers; /* samples made; workers at it, those given up on apart */
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

struct cf_core {
    struct cf_effective effective;
    struct cf_hooks hooks;
    long process; /* that opened it */
    atomic_bool interrupted;
    struct cf_store *store;
    struct cf_tokenizer *tokenizer;
    struct cf_device *device; /* device.h; NULL: there is none */
    char *media_root;
    uint64_t *eligible, eligible_count; /* positions in the store's index; with locality by file and window */
    uint64_t *stills, still_count;
    struct cf_pool *pools;
    uint32_t pool_count;
    struct cf_pool_part *parts;
    struct cf_shape *shapes;   /* of each pool */
    uint64_t refused[4];         /* clips that cannot be drawn, by select.c's reasons; [0] counts those that can */
    _Atomic(int8_t) *quarantine; /* by position in the index: -status, 0 while nothing bad is known */
    int decode_threads; /* of each decoder */
    int open_files;     /* that each worker may keep open between clips */

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
    struct cf_task *retries; /* of attempts that were given up on */
    uint32_t retry_count;
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
/* select.c; store_dir is for messages. */
int cf_core_select(struct cf_core *core, const char *store_dir, struct cf_error *err);
/* The step after the last of a run that begins at start_step. */
uint64_t cf_core_end_step(const struct cf_core *core, const struct cf_stream *stream, uint64_t start_step);
int cf_core_here(const struct cf_core *core, struct cf_error *err); /* CF_EFORKED in a child of the process that opened it */
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
    struct cf_loader_stats stats; /* of the part just made */
};
struct cf_part {
    struct cf_table *table;
    char *clip_id, *path, *caption;
    uint32_t caption_index;
    uint32_t *frames;
    double *pts;
    uint32_t frame_count;
    struct cf_geometry geometry;
    int flip;
    const char *decoder; /* the one that it came from */
};
/* draw.c: the clip id of a record that cannot be read, or "record N" with its ordinal; malloc'd, NULL without memory.
 */
char *cf_core_unread_name(const struct cf_core *core, uint64_t position);
/* draw.c: the packet table of a record; the message names its path. */
int cf_core_table(const struct cf_core *core, const struct cf_record *record, struct cf_buffer *bytes,
                  struct cf_table **table, struct cf_error *err);
/* draw.c: all that the plan and the store say of a part; the media are not touched. What is known on failure, the
 * clip id at least, is there too: free the part in any case. */
int cf_part_draw(struct cf_core *core, struct cf_buffer *table_bytes, const struct cf_task *task, uint64_t record,
                 struct cf_part *part, struct cf_error *err);
/* clip.c: where a record's path lies under the media root. */
int cf_core_path(const struct cf_core *core, const char *path, char out[4096], struct cf_error *err);
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
#endif
