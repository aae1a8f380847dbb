/* Shared by the parts of gpu-check, the program that runs where the GPU is. */
#ifndef GPU_CHECK_H
#define GPU_CHECK_H
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>

#include "decode/cuda_device.h"
#include "decode/decode.h"
#include "decode/nvdec.h"
#include "gpu/pack.h"
#include "pixels/cuda_convert.h"
#include "pixels/pixels.h"

enum { JOB_FRAMES = 16 };

struct check {
    struct pack pack;
    struct cf_cuda *cuda;
    struct cf_cuda_converter *converter; /* NULL: why_no_kernels */
    char why_no_kernels[1024], why_no_nvdec[1024];
    FILE *json;
    double seconds; /* of one measurement */
    double minutes; /* of the soak */
    int failures;
};

/* A job from the pack. mode: what its sink does. */
enum job_mode { JOB_CONVERT, JOB_NOTHING, JOB_VERIFY };
struct job {
    struct check *check;
    const struct pack_clip *clip;
    const struct pack_set *set;
    enum job_mode mode;
    struct cf_decode_job decode;
    struct cf_need need;
    struct cf_packets packets;
    uint64_t batch;                         /* device memory for one set */
    struct cf_scaler *scaler;               /* of the last clip's shape */
    struct cf_scaler_params shape;          /* the scaler's */
    struct cf_picture pictures[JOB_FRAMES]; /* JOB_VERIFY: downloaded, planar, without meaningless bits */
    uint64_t *done_count;                   /* guarded by the mutex of the crew */
    struct crew *crew;
    int status, done;
    struct cf_error err;
    void *over; /* event: what the sink queued */
};

struct crew { /* jobs in flight */
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    int count;
    struct job *jobs;
};

int crew_open(struct crew *crew, struct check *check, int count, struct cf_error *err);
void crew_close(struct crew *crew);
/* Prepares a job for a set and hands it to the pool. dropping: without the packets that can be left out. */
void job_submit(struct job *job, struct cf_nvdec *nvdec, const struct pack_clip *clip, const struct pack_set *set,
                enum job_mode mode, int dropping);
/* Until it is done, and so is what it queued. */
void job_wait(struct job *job);
/* A job that is done, of those in flight. */
struct job *crew_wait(struct crew *crew);

double now_seconds(void);
void part_correctness(struct check *check);
void part_costs(struct check *check);
void part_speed(struct check *check);
void part_soak(struct check *check);

struct rate {
    double clips, pictures; /* a second */
    int engine_percent;     /* -1: not measured */
};
/* Bare NVDEC on a clip's sets: threads each with a decoder, a parser and a stream of their own; packets in memory, map
 * and unmap only. 0: it cannot, said on stderr. */
int bare_rate(struct check *check, const struct pack_clip *clip, int threads, struct rate *rate);

/* The video engine's use, sampled from begin to end; -1: the management library is not there. */
void engine_begin(int ordinal);
int engine_end(void);
#endif
