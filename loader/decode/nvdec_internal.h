/* Shared by the files nvdec*.c. */
#ifndef CF_DECODE_NVDEC_INTERNAL_H
#define CF_DECODE_NVDEC_INTERNAL_H
#include <pthread.h>
#include <stdbool.h>

#include "base/buffer.h"
#include "decode/cuda_device.h"
#include "decode/nvdec.h"
#include "decode/nvdec_driver.h"

enum {
    CF_NVDEC_SURFACES_MAX = 32, /* the driver's: it takes no decoder of more */
    CF_NVDEC_AHEAD = 4,         /* displayed pictures that wait to be mapped, so that the engine has work meanwhile */
    CF_NVDEC_DEPTHS = 5,        /* 8 to 12 bits */
};

struct cf_nvdec_capability {
    bool known;
    struct cf_nvdec_caps caps;
};

/* What a clip asks of a decoder. */
struct cf_nvdec_shape {
    cudaVideoCodec codec;
    cudaVideoChromaFormat chroma;
    cudaVideoSurfaceFormat output;
    unsigned depth_minus8;
    unsigned width, height; /* coded, rounded up to even */
    struct {
        short left, top, right, bottom;
    } area;                         /* visible, rounded outwards to even: what is mapped */
    unsigned max_width, max_height; /* the bucket */
    unsigned surfaces;
};

struct cf_nvdec_decoder {
    CUvideodecoder handle;
    struct cf_nvdec_shape
        shape;  /* as it is configured; max_width, max_height and what stands above width never change */
    void *over; /* event: the last clip's work on what it lent */
    struct cf_cuda_stream *stream; /* where that is queued; NULL: nothing is */
    bool recorded;                 /* 0: `over` says nothing of it */
    bool busy;
    uint64_t used;
    int64_t bytes;
    struct cf_nvdec_decoder *next;
};

struct cf_nvdec_wanted {
    uint32_t packet, frame;
    bool shown; /* the parser has put it on display */
};

struct cf_nvdec_shown { /* a wanted picture that is not mapped yet */
    CUVIDPARSERDISPINFO info;
    uint32_t frame;
};

struct cf_nvdec_session {
    struct cf_nvdec *nvdec;
    pthread_t thread;
    struct cf_cuda_stream *stream;
    /* of the clip at hand */
    struct cf_decode_job *job;
    struct cf_nvdec_decoder *decoder;
    int status; /* the first failure; callbacks after it do nothing */
    struct cf_error err;
    CUVIDEOFORMATEX known; /* the parser keeps its address */
    CUVIDEOFORMAT format;  /* what the parser found */
    struct cf_buffer headers, packet;
    struct cf_nvdec_wanted *wanted; /* ascending packets, each once */
    uint32_t wanted_count, wanted_capacity, delivered;
    int64_t last_pts; /* of the last wanted picture displayed; INT64_MIN: none */
    struct cf_nvdec_shown shown[CF_NVDEC_SURFACES_MAX];
    unsigned shown_count;
    struct cf_surface mapped[CF_NVDEC_GROUP_MAX];
    unsigned long long addresses[CF_NVDEC_GROUP_MAX];
    unsigned mapped_count;
    uint64_t map_ns;
    struct cf_nvdec_stats stats; /* of the clip */
};

struct cf_nvdec {
    struct cf_cuda *cuda;
    const struct cf_cuvid *api;
    struct cf_nvdec_params params; /* in effect */
    struct cf_nvdec_session *sessions;
    int started; /* threads */

    pthread_mutex_t caps_mutex;
    struct cf_nvdec_capability caps[4][4][CF_NVDEC_DEPTHS]; /* by codec, chroma format and depth */

    pthread_mutex_t mutex; /* guards everything below */
    pthread_cond_t work;
    struct cf_decode_job *first, *last; /* waiting */
    bool closing, lost;
    struct cf_nvdec_decoder *decoders;
    uint64_t clock;
    struct cf_nvdec_stats stats;
};

/* What a call that did not return CUDA_SUCCESS means for a clip: CF_EDECODE where the driver refuses this clip's data,
 * CF_EUNSUPPORTED where memory or another resource of the device is not to be had, CF_EDEVICE where nothing more will
 * come of the device. */
int cf_nvdec_fail(const struct cf_nvdec *nvdec, CUresult result, const char *call, struct cf_error *err);

uint64_t cf_nvdec_now_ns(void);

/* nvdec_caps.c */
/* -1: no codec, chroma format, of NVDEC's. */
int cf_nvdec_codec(enum cf_codec codec);
/* CF_OK, or CF_EUNSUPPORTED: a coded size outside what `caps` allow; the message calls the stream `what`. */
int cf_nvdec_check_size(const struct cf_nvdec_caps *caps, const char *what, unsigned width, unsigned height,
                        struct cf_error *err);
/* "h264 4:2:0 8 bits" */
void cf_nvdec_describe(char *out, size_t size, enum cf_codec codec, int chroma_shift, int depth);

/* nvdec_decoders.c; the device is entered. */
/* A decoder that is configured for the shape and no other session's: the same, a reconfigured or a new one. Inside
 * the parser's sequence callback only. CF_EUNSUPPORTED, CF_EDEVICE, CF_ENOMEM. */
int cf_nvdec_acquire(struct cf_nvdec_session *session, const struct cf_nvdec_shape *shape, struct cf_error *err);
/* Gives the session's decoder back; spoilt: destroys it. */
void cf_nvdec_release(struct cf_nvdec_session *session, bool spoilt);
void cf_nvdec_destroy_decoders(struct cf_nvdec *nvdec);

/* nvdec_session.c: decodes the session's job; returns its status, the message is in session->err. */
int cf_nvdec_run(struct cf_nvdec_session *session);
#endif
