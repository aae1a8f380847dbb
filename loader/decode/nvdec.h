/* NVDEC: clips decoded by a GPU's video engines and lent where they lie, in device memory.
 *
 * A pool belongs to one device. It has as many sessions as the device has engines: each is a thread with the device's
 * primary context current and a stream of its own that waits for no other. Jobs are taken in the order they were
 * submitted. A session brings a decoder that fits (the same size, else reconfigured, else a new one, for which the
 * least recently used give way beyond a byte budget), a parser of the clip's own, and after the clip keeps the decoder.
 *
 * The sequence of calls, the pool and what becomes of each failure stand in loader/decode/README.md. */
#ifndef CF_DECODE_NVDEC_H
#define CF_DECODE_NVDEC_H
#include "decode/decode.h"

struct cf_cuda; /* a device's driver table, primary context and number: decode/cuda_driver.h */

enum { CF_NVDEC_GROUP_MAX = 8 };

struct cf_nvdec_params {
    int sessions;         /* 0: one for each engine */
    int64_t budget_bytes; /* of device memory for decoders, idle ones included; 0: 2 GiB */
    int group;            /* pictures lent at once, 1 to CF_NVDEC_GROUP_MAX; 0: 4 */
};

struct cf_device_sink {
    void *opaque;
    /* `count` pictures of display frames `frames`, once per distinct wanted frame of a job, in ascending order over the
     * calls. Called on a session's thread with the context current. What reads the surfaces must be enqueued on
     * `stream` (a CUstream) before the call returns, and must not be waited for: the surfaces are handed back right
     * behind it. A negative return ends the job with that status. */
    int (*pictures)(void *opaque, const uint32_t *frames, const struct cf_surface *surfaces, uint32_t count,
                    void *stream);
};

/* The caller's until done() is called, which is the pool's last touch of it; the same for all that it points to. */
struct cf_nvdec_job {
    const struct cf_table *table;
    const char *path; /* for messages */
    const struct cf_need *need;
    const struct cf_packets *packets;
    const uint32_t *frames; /* wanted display indices; repeats allowed */
    uint32_t frame_count;
    struct cf_device_sink sink;
    /* With sink.opaque, once, on a session's thread with the context current. The job's own work on `stream` may still
     * be running: record an event there, and let whoever reads, or writes the same memory on another stream, wait for
     * it, also after a failure. stream is NULL where nothing was enqueued.
     * CF_OK;
     * CF_EUNSUPPORTED or CF_EDECODE: this device does not decode this clip (no such capability, no session or memory to
     *   be had, a picture that did not come): the host decoder's turn, with the same packets;
     * CF_EDEVICE: the device is lost, nothing more will come of it;
     * CF_ENOMEM: of the host; CF_ECANCELLED: the pool was closed before the job's turn; or the sink's status. */
    void (*done)(void *opaque, int status, const struct cf_error *err, void *stream);
    uint32_t pictures_decoded; /* out */
    struct cf_nvdec_job *next; /* the pool's */
};

struct cf_nvdec_stats { /* since the pool was opened */
    uint64_t clips, failed, pictures_decoded, pictures_lent, groups;
    uint64_t created, destroyed, reconfigured, exact; /* decoders: how clips came by theirs */
    uint64_t decoders, decoder_bytes;                 /* held now; the bytes are an estimate */
    double map_seconds, decode_seconds;               /* the host waited for a picture; and everything else */
};

/* One codec, chroma format and depth on the device. */
struct cf_nvdec_caps {
    int supported, engines;
    uint32_t min_width, min_height, max_width, max_height, max_macroblocks;
    uint32_t output_formats; /* bit n: cudaVideoSurfaceFormat n */
};

struct cf_nvdec; /* any thread may call what takes one */

/* Finds the driver's video library, once per process. CF_EUNSUPPORTED: none, or too old; the message says which and how
 * containers get it. */
int cf_nvdec_library(struct cf_error *err);

/* CF_EUNSUPPORTED: no video library or no engine; CF_EDEVICE; CF_ENOMEM; CF_EINVAL. params NULL: all defaults. cuda is
 * borrowed and must outlive the pool. */
int cf_nvdec_open(struct cf_nvdec **out, struct cf_cuda *cuda, const struct cf_nvdec_params *params,
                  struct cf_error *err);
/* Whether the device decodes this stream: CF_OK, or CF_EUNSUPPORTED with the capability that refuses it. Asks the
 * driver once for each codec, chroma format and depth. For the need of a clip that goes to the pool set
 * need.no_gaps. */
int cf_nvdec_accepts(struct cf_nvdec *nvdec, const struct cf_table *table, struct cf_error *err);
/* Never blocks for the device. done() is always called, perhaps before this returns. */
void cf_nvdec_submit(struct cf_nvdec *nvdec, struct cf_nvdec_job *job);
int cf_nvdec_sessions(const struct cf_nvdec *nvdec);
void cf_nvdec_stats(struct cf_nvdec *nvdec, struct cf_nvdec_stats *stats);
/* chroma_shift: 2 * shift_x + shift_y, so 3 is 4:2:0 and 0 is 4:4:4. CF_OK, CF_EUNSUPPORTED, CF_EDEVICE. */
int cf_nvdec_capability(struct cf_nvdec *nvdec, enum cf_codec codec, int chroma_shift, int depth,
                        struct cf_nvdec_caps *caps, struct cf_error *err);
/* Jobs being decoded end, waiting ones are cancelled, decoders go; no reader of their surfaces may be running after it
 * returns, so the streams are synchronised. */
void cf_nvdec_close(struct cf_nvdec **nvdec);
#endif
