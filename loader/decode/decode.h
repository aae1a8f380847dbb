/* Packets -> pictures. One interface for libavcodec and NVDEC: a job is submitted, pictures are lent to its sink in
 * any order while it runs, and done() is called exactly once, perhaps from another thread.
 *
 * FFmpeg's libraries would write banners and complaints to stderr: our statuses carry the message, so the first table
 * built or decoder opened in the process sets av_log's level to AV_LOG_QUIET. Only if it is still the default,
 * AV_LOG_INFO: a program that has set another level keeps it, and one that sets a level later has its way. */
#ifndef CF_DECODE_DECODE_H
#define CF_DECODE_DECODE_H
#include "decode/picture.h"
#include "media/reader.h"

struct cf_cuda_stream;

/* A job is lent to its sink either as host pictures or as surfaces, whichever its decoder makes. */
struct cf_sink {
    void *opaque;
    /* Display frame `frame` of the job's table, once per distinct wanted frame. The picture is lent for the call.
     * A negative return ends the job with that status. */
    int (*picture)(void *opaque, uint32_t frame, const struct cf_picture *picture);
    /* Surfaces that are mapped at the same time, each distinct wanted frame once in the job, in any order. The calling
     * thread has entered the stream's device (decode/cuda_device.h). The sink queues work that reads them on the stream
     * and returns without waiting: behind that work, on the stream, they may be unmapped or written anew. A negative
     * return ends the job with that status. NULL: this sink takes host pictures only. */
    int (*surfaces)(void *opaque, struct cf_cuda_stream *stream, const struct cf_surface *surfaces, int count);
};

struct cf_decode_job {
    const struct cf_table *table;
    const char *path; /* for messages */
    const struct cf_need *need;
    const struct cf_packets *packets;
    const uint32_t *frames; /* wanted display indices; repeats allowed */
    uint32_t frame_count;
    int keep; /* 1: stay where the job ends, for a later clip of the same file: see `fed`; need->keep was set too */
    struct cf_sink sink;
    /* With sink.opaque. CF_OK, CF_EDECODE (names the frames that did not come), CF_EUNSUPPORTED, CF_ENOMEM or the
     * sink's status. */
    void (*done)(void *opaque, int status, const struct cf_error *err);
    uint32_t pictures_decoded;  /* out */
    struct cf_decode_job *next; /* the decoder's, until done() */
};

struct cf_decoder; /* used by one thread at a time; remembers its codec context between jobs */
struct cf_decoder_ops {
    const char *name; /* as recorded with each sample: "libavcodec" */
    /* threads: for one clip at a time; 1 is fastest where there are clips enough. CF_ENOMEM. */
    int (*create)(struct cf_decoder **out, int threads, struct cf_error *err);
    /* How many of need's first packets the decoder, kept by the job before, has decoded already: they are to be
     * skipped and not read again, and the next submit must be this need's. 0: it starts anew. NULL: it always does. */
    uint32_t (*fed)(struct cf_decoder *decoder, const struct cf_table *table, const struct cf_need *need,
                    const uint32_t *frames, uint32_t frame_count);
    void (*submit)(struct cf_decoder *decoder, struct cf_decode_job *job);
    void (*destroy)(struct cf_decoder **decoder);
};
extern const struct cf_decoder_ops cf_decoder_libavcodec;

#endif
