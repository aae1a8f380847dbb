/* Shared by the files of the stand-in libcuda. */
#ifndef STANDIN_INTERNAL_H
#define STANDIN_INTERNAL_H
#include "device/standin.h"

#include <pthread.h>

#define STANDIN_INVALID_CONTEXT ((CUresult)201)
#define STANDIN_INVALID_HANDLE ((CUresult)400)
#define STANDIN_INVALID_VALUE ((CUresult)1)

extern pthread_mutex_t standin_mutex; /* guards all of the stand-in's state; not held while work runs */
uint64_t standin_random_locked(uint64_t below);

CUresult standin_push(CUcontext context);
CUresult standin_pop(CUcontext *context);
int standin_is_lost(CUresult result); /* one that stays */
void standin_object(int change);      /* one more or one less of what standin_live counts */
size_t standin_memory_total(void);
void *standin_host_alloc(size_t bytes); /* page-locked; NULL: none left */
void standin_host_free(void *memory);
int standin_is_pinned(const void *memory, size_t bytes);

/* streams.c */
void standin_streams_start(unsigned late_us); /* mutex held */
/* Breach if queued work says that it uses the memory. mutex held. */
void standin_streams_unused(CUdeviceptr address, size_t bytes);
struct standin_use {
    CUdeviceptr address; /* or that of page-locked memory */
    size_t bytes;
};
/* standin_enqueue, saying which memory the work uses. */
CUresult standin_enqueue_using(CUstream stream, void (*run)(void *argument), void *argument,
                               const struct standin_use *uses, int count);
CUresult standin_stream_create(CUstream *stream);
CUresult standin_stream_destroy(CUstream stream);
CUresult standin_stream_wait(CUstream stream, CUevent event);
CUresult standin_event_create(CUevent *event);
CUresult standin_event_destroy(CUevent event);
CUresult standin_event_record(CUevent event, CUstream stream);
CUresult standin_event_query(CUevent event);
void standin_event_drain(CUevent event);
void standin_drain_all(void);

/* kernels.c */
CUresult standin_launch(const char *name, unsigned gx, unsigned gy, unsigned gz, unsigned bx, unsigned by, unsigned bz,
                        CUstream stream, void **arguments);
int standin_kernel_exists(const char *name);
#endif
