/* Pictures in a CUDA device's memory -> tensor values in its memory: crop, resize, matrix, normalise, round and store,
 * a whole group of pictures by one launch.
 *
 * The per-pixel arithmetic is pixel_maths.h, which the host's kernels are made of too, in the same order and without
 * fused multiply-adds, so results equal cf_scaler_convert's bit for bit; README.md states the bound that tests hold.
 *
 * Threads: a converter serves any number of threads, each with streams of its own; calls belong to threads that have
 * entered the device. Nothing here waits for the device but where stated. Errors: CF_ENOMEM, CF_EDEVICE. */
#ifndef CF_PIXELS_CUDA_CONVERT_H
#define CF_PIXELS_CUDA_CONVERT_H
#include "decode/cuda_device.h"
#include "pixels/pixels.h"

/* Pictures of one launch; larger groups take several. */
enum { CF_CUDA_GROUP = 32 };

struct cf_cuda_converter;
/* Also CF_EUNSUPPORTED: this build has no kernels, or the driver is too old for them, or the device is. */
int cf_cuda_converter_create(struct cf_cuda_converter **out, struct cf_cuda *device, struct cf_error *err);
/* When no stream has work of it left. NULL is fine. */
void cf_cuda_converter_destroy(struct cf_cuda_converter **converter);

/* One picture and its place, both in the device's memory: planes and place.data are addresses there. A picture may
 * stand in several pieces of work. */
struct cf_cuda_work {
    const struct cf_picture *picture; /* of the scaler's shape: asserted */
    struct cf_place place;
};

/* Queues on the stream the conversion of count > 0 pictures. NV12, P016, planar 4:2:0, 4:2:2, 4:4:4, RGB and grey of 8
 * to 16 bits, mixed as they come; one launch for each CF_CUDA_GROUP pictures that agree in depth, colour, format and
 * the place's strides. The scaler's weights are uploaded where the stream has not met its like lately, through memory
 * that the stream keeps: after warm-up nothing is allocated. The scaler may go when the call returns. */
int cf_cuda_convert(struct cf_cuda_converter *converter, struct cf_cuda_stream *stream, const struct cf_scaler *scaler,
                    const struct cf_cuda_work *work, int count, struct cf_error *err);

/* Host pictures on their way to the device, through page-locked memory that the stream keeps: parts of it are filled in
 * turn, while those before are still being read.
 *
 * Copies the rows and columns that the scaler reads, queues their upload, and describes in *out the picture in device
 * memory, valid for work queued on the stream before the next cf_cuda_stage_end. CF_CUDA_STAGE_FULL: the part at hand
 * has no room left: convert what was staged, end it, and call again. A part has room for any picture, if for one only;
 * memory is allocated where a larger picture comes than any before. */
enum { CF_CUDA_STAGE_FULL = 1 };
int cf_cuda_stage(struct cf_cuda_stream *stream, const struct cf_scaler *scaler, const struct cf_picture *picture,
                  struct cf_picture *out, struct cf_error *err);
/* What was staged is used by nothing that is queued from now on. Where the device still reads the part that comes next
 * it is polled: the device is then behind the host by all of the memory. */
int cf_cuda_stage_end(struct cf_cuda_stream *stream, struct cf_error *err);

/* One line about the kernels in this build: PTX version, target, compiler, and the driver that they need. */
void cf_cuda_kernels_report(void (*line)(void *opaque, const char *name, const char *value), void *opaque);
#endif
