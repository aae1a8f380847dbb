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

struct cf_cuda; /* decode/cuda_device.h */

enum { CF_NVDEC_GROUP_MAX = 8 };

struct cf_nvdec_params {
    int sessions;         /* 0: one for each engine */
    int64_t budget_bytes; /* of device memory for decoders, idle ones included; 0: 2 GiB */
    int group;            /* pictures lent at once, 1 to CF_NVDEC_GROUP_MAX; 0: 4 */
};

struct cf_nvdec_stats { /* since the pool was opened */
    uint64_t clips, failed, pictures_decoded, pictures_lent, groups;
    uint64_t created, destroyed, reconfigured, exact; /* decoders: how clips came by theirs */
    uint64_t decoders, decoder_bytes;                 /* held now; the bytes are an estimate */
    double create_seconds, reconfigure_seconds;       /* in the driver, of the calls that succeeded */
    double map_seconds, clip_seconds;                 /* in which sessions mapped pictures (waiting included); in all */
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

/* CF_EUNSUPPORTED: no video library or no engine; CF_EDEVICE; CF_ENOMEM; CF_EINVAL. params NULL: all defaults. The
 * device is borrowed and must outlive the pool. */
int cf_nvdec_open(struct cf_nvdec **out, struct cf_cuda *cuda, const struct cf_nvdec_params *params,
                  struct cf_error *err);
/* Whether the device decodes this stream: CF_OK, or CF_EUNSUPPORTED with the capability that refuses it. Asks the
 * driver once for each codec, chroma format and depth. For the need of a clip that goes to the pool set
 * need.no_gaps. */
int cf_nvdec_accepts(struct cf_nvdec *nvdec, const struct cf_table *table, struct cf_error *err);
/* Never waits for the device. The job, and all that it points to, is the caller's, but not to be touched until done(),
 * the pool's last touch of it, which a session's thread calls with the device entered. job->sink.surfaces is called on
 * that thread too, and must be there; job->keep must be 0. Work that the sink queued on the stream it was given may
 * still be running then, after failures too: an event recorded there in done() says when it is over.
 * CF_OK;
 * CF_EUNSUPPORTED or CF_EDECODE: this device does not decode this clip (no such capability, no session or memory to be
 *   had, a picture that did not come): the host decoder's turn, with the same packets, whose verdict counts;
 * CF_EDEVICE: the device is lost, nothing more will come of it;
 * CF_ENOMEM: of the host; CF_ECANCELLED: the pool was closed before the job's turn; or the sink's status. */
void cf_nvdec_submit(struct cf_nvdec *nvdec, struct cf_decode_job *job);
int cf_nvdec_sessions(const struct cf_nvdec *nvdec);
void cf_nvdec_stats(struct cf_nvdec *nvdec, struct cf_nvdec_stats *stats);
/* chroma_shift: 2 * shift_x + shift_y, so 3 is 4:2:0 and 0 is 4:4:4. CF_OK, CF_EUNSUPPORTED, CF_EDEVICE. */
int cf_nvdec_capability(struct cf_nvdec *nvdec, enum cf_codec codec, int chroma_shift, int depth,
                        struct cf_nvdec_caps *caps, struct cf_error *err);
/* Jobs being decoded end, waiting ones are cancelled, decoders go; no reader of their surfaces may be running after it
 * returns, so the streams are synchronised. */
void cf_nvdec_close(struct cf_nvdec **nvdec);

/* Lines about what each device decodes, or why nothing, for the doctor; any thread. */
void cf_nvdec_report(void (*line)(void *opaque, const char *name, const char *value), void *opaque);
#endif
