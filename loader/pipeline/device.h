/* A loader's CUDA device: batches in its memory, and who waits for whom.
 *
 * Workers and NVDEC's sessions queue conversions on streams of their own; nothing waits for the device. Three kinds of
 * events order what touches a batch's memory:
 *   written (one for each place): the last conversion queued for it. Whoever writes the place next, the same attempt,
 * the one that replaces it, or the next batch, waits for it on its own stream. ready: all places' written, joined when
 * the batch is handed out. The caller's streams wait for it. used: the caller's streams are done with the batch.
 * Whoever writes a place of the next batch there waits for it. All belong to the slot and are made with it. */
#ifndef CF_PIPELINE_DEVICE_H
#define CF_PIPELINE_DEVICE_H
#include "decode/cuda_device.h"
#include "decode/nvdec.h"
#include "pipeline/core.h"
#include "pixels/cuda_convert.h"

enum { CF_DEVICE_USES = 4 };

struct cf_device {
    struct cf_cuda *cuda;
    int batches;                         /* 1: batches in device memory; 0: page-locked ones in the host's */
    struct cf_cuda_converter *converter; /* the rest: with batches alone */
    struct cf_nvdec *nvdec;              /* NULL: clips are decoded on the CPU; `warning` says why */
    struct cf_cuda_stream *joins, *copies;
    pthread_mutex_t copying; /* guards copies */
    char warning[1024];
};

struct cf_device_slot {
    uint32_t places;
    void *ready, *used[CF_DEVICE_USES];
    int use_count; /* since it was handed out last */
    void *written[];
};

/* Pictures of one attempt that are uploaded and not yet converted. */
struct cf_device_group {
    struct cf_cuda_stream *stream; /* the worker's; made with its first picture */
    struct cf_picture pictures[CF_CUDA_GROUP];
    struct cf_cuda_work work[CF_CUDA_GROUP];
    int picture_count, count;
};

/* Opens what the parameters ask for, if anything: core->device. */
int cf_device_open(struct cf_core *core, struct cf_error *err);
/* After the ring and all workers are gone. */
void cf_device_close(struct cf_core *core);

/* How many workers are enough: two for each session at least, so that one's packets are read while another's are
 * decoded.
 */
uint32_t cf_device_threads(const struct cf_core *core);

/* Video memory, on the device or page-locked; any thread. Freeing waits until no queued work uses it. */
int cf_device_alloc(struct cf_core *core, uint64_t bytes, void **memory, struct cf_error *err);
void cf_device_free(struct cf_core *core, const struct cf_slot *slot, void *memory);
int cf_device_slot_make(struct cf_slot *slot, uint32_t places, struct cf_error *err);
void cf_device_slot_free(struct cf_slot *slot);

/* Queues conversions into place j of the slot, which the caller has claimed and whose thread has entered the device. */
int cf_device_write(const struct cf_slot *slot, uint32_t j, struct cf_cuda_stream *stream,
                    const struct cf_scaler *scaler, const struct cf_cuda_work *work, int count, struct cf_error *err);
/* All of the slot's places are queued: joins them. mutex held. */
int cf_device_hand_out(struct cf_slot *slot, struct cf_error *err);
#endif
