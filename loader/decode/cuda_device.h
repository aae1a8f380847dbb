/* A CUDA device: its primary context, memory, streams and events, without CUDA's types, for rooms that know none.
 *
 * Unless said otherwise a call belongs to a thread that has entered the device, does not wait for it, and returns
 * CF_OK, CF_ENOMEM (of the device or the host) or CF_EDEVICE (the device was lost, the driver refuses), with a message.
 * Addresses of device memory are numbers: the host never follows them. A process that has used CUDA must not use it
 * in a forked child: the driver refuses, and so do these calls. */
#ifndef CF_DECODE_CUDA_DEVICE_H
#define CF_DECODE_CUDA_DEVICE_H
#include <stddef.h>
#include <stdint.h>

#include "clipfeed/status.h"

struct cf_cuda_driver;

struct cf_cuda {
    const struct cf_cuda_driver *driver;
    int ordinal;
    void *context; /* CUcontext: the primary one, which torch and others share */
    char name[128];
    int major, minor; /* compute capability */
};

/* By any thread. Retains the primary context: the first time in a process that takes a while. CF_EINVAL: there is no
 * such device, the message has their number; cf_cuda_driver's codes. */
int cf_cuda_open(struct cf_cuda **out, int ordinal, struct cf_error *err);
/* By any thread, after all that was made on it is gone. NULL is fine. */
void cf_cuda_close(struct cf_cuda **cuda);

/* Makes the context current on the calling thread, until the matching leave: they nest. */
int cf_cuda_enter(struct cf_cuda *cuda, struct cf_error *err);
void cf_cuda_leave(struct cf_cuda *cuda);

/* Device memory, aligned to 256 bytes. Freed only when no queued work uses it any more. */
int cf_cuda_alloc(struct cf_cuda *cuda, size_t bytes, uint64_t *address, struct cf_error *err);
void cf_cuda_free(struct cf_cuda *cuda, uint64_t *address); /* sets 0; 0 is fine */
/* Page-locked host memory. */
int cf_cuda_host_alloc(struct cf_cuda *cuda, size_t bytes, void **address, struct cf_error *err);
void cf_cuda_host_free(struct cf_cuda *cuda, void **address); /* sets NULL; NULL is fine */

/* A non-blocking stream, used by one thread at a time. What is attached (a converter's buffers and tables) is used in
 * the order of the stream and goes with it. */
struct cf_cuda_stream {
    struct cf_cuda *cuda;
    void *handle; /* CUstream */
    void *attached;
    void (*detach)(void *attached); /* called by destroy, when the stream has nothing left to do */
};
int cf_cuda_stream_create(struct cf_cuda_stream **out, struct cf_cuda *cuda, struct cf_error *err);
/* Waits for what is queued: for the end of a run, not for its course. */
void cf_cuda_stream_destroy(struct cf_cuda_stream **stream);

/* Waits for what is queued: where an event that should have said when it is over could not be recorded. */
void cf_cuda_stream_drain(struct cf_cuda_stream *stream);

/* An event without timing; one that was never recorded is over. */
int cf_cuda_event_create(struct cf_cuda *cuda, void **event, struct cf_error *err);
void cf_cuda_event_destroy(struct cf_cuda *cuda, void **event);
/* stream: a CUstream, the driver's own numbers for the default streams among them. */
int cf_cuda_event_record(struct cf_cuda *cuda, void *event, void *stream, struct cf_error *err);
/* What is queued on the stream from now on waits until the event's last record is over. */
int cf_cuda_stream_wait(struct cf_cuda *cuda, void *stream, void *event, struct cf_error *err);
/* Looks now and then until the event is over, sleeping in between: not for the course of a run, but where memory that
 * the device still reads is all in use. */
int cf_cuda_event_poll(struct cf_cuda *cuda, void *event, struct cf_error *err);

/* From page-locked memory, which stays as it is until the copy is over. */
int cf_cuda_upload(struct cf_cuda_stream *stream, uint64_t to, const void *from, size_t bytes, struct cf_error *err);
/* To host memory of any kind; waits for all that was queued on the stream before. */
int cf_cuda_download(struct cf_cuda_stream *stream, void *to, uint64_t from, size_t bytes, struct cf_error *err);

/* Lines about driver and devices, or why there is none, for the doctor; any thread. */
void cf_cuda_report(void (*line)(void *opaque, const char *name, const char *value), void *opaque);
#endif
