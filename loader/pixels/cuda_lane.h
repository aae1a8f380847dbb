/* What a converter keeps for one stream: weights in device memory, and page-locked memory on the way there. All of it
 * is used in the order of the stream, so that what is overwritten needs no other guard. */
#ifndef CF_PIXELS_CUDA_LANE_H
#define CF_PIXELS_CUDA_LANE_H
#include "decode/cuda_device.h"
#include "pixels/cuda/kernel.h"
#include "pixels/scaler.h"

enum { CF_CUDA_PARTS = 3, CF_CUDA_NOTES = 4, CF_CUDA_TABLES = 16 };

/* Page-locked memory, the device memory that it is copied to (not of notes), and when the copying is over. */
struct cf_cuda_part {
    void *host;
    uint64_t device;
    size_t capacity;
    void *event;
    int recorded; /* the event, since the memory was last waited for */
};

/* A scaler's weights. */
struct cf_cuda_table {
    struct cf_scaler_params params;
    uint64_t address, used; /* used: the lane's clock; 0: empty */
    size_t capacity;
    struct cf_cuda_axis vertical[2], horizontal[2];
};

struct cf_cuda_lane {
    struct cf_cuda *cuda;
    struct cf_cuda_part parts[CF_CUDA_PARTS]; /* for pictures */
    struct cf_cuda_part notes[CF_CUDA_NOTES]; /* for weights: host memory alone */
    struct cf_cuda_table tables[CF_CUDA_TABLES];
    uint64_t clock;
    int part, note; /* the next to use */
    size_t filled;  /* of the part at hand */
};

/* The stream's lane, made at first. NULL: CF_ENOMEM. */
struct cf_cuda_lane *cf_cuda_lane(struct cf_cuda_stream *stream);
/* The weights of a scaler, uploaded on the stream if need be. */
int cf_cuda_lane_table(struct cf_cuda_stream *stream, const struct cf_scaler *scaler, const struct cf_cuda_table **out,
                       struct cf_error *err);
#endif
