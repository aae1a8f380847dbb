#include "decode/cuda_device.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/error.h"
#include "decode/cuda_driver.h"

/* One call of the driver's; the message names it. */
#define CALL(cuda, err, name, ...) checked(cuda, (cuda)->driver->name(__VA_ARGS__), #name, err)

static int checked(const struct cf_cuda *cuda, CUresult result, const char *call, struct cf_error *err)
{
    return result == CUDA_SUCCESS ? CF_OK : cf_cuda_fail(cuda->driver, result, call, err);
}

static int describe(struct cf_cuda *cuda, int ordinal, CUdevice *device, struct cf_error *err)
{
    int count = 0, status = CALL(cuda, err, cuDeviceGetCount, &count);
    if (!status && (ordinal < 0 || ordinal >= count))
        return cf_fail(err, CF_EINVAL, "CUDA: device %d: not among the %d that the driver has", ordinal, count);
    if (!status)
        status = CALL(cuda, err, cuDeviceGet, device, ordinal);
    if (!status)
        status = CALL(cuda, err, cuDeviceGetName, cuda->name, (int)sizeof cuda->name, *device);
    if (!status)
        status =
            CALL(cuda, err, cuDeviceGetAttribute, &cuda->major, CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR, *device);
    if (!status)
        status =
            CALL(cuda, err, cuDeviceGetAttribute, &cuda->minor, CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR, *device);
    cuda->ordinal = ordinal;
    return status;
}

int cf_cuda_open(struct cf_cuda **out, int ordinal, struct cf_error *err)
{
    CUdevice device = 0;
    CUcontext context = NULL;
    struct cf_cuda *cuda = calloc(1, sizeof *cuda);
    if (!cuda)
        return cf_fail(err, CF_ENOMEM, "no memory for a device");
    int status = cf_cuda_driver(&cuda->driver, err);
    if (!status)
        status = describe(cuda, ordinal, &device, err);
    if (!status)
        status = CALL(cuda, err, cuDevicePrimaryCtxRetain, &context, device);
    if (status) {
        free(cuda);
        return status;
    }
    cuda->context = context;
    *out = cuda;
    return CF_OK;
}

void cf_cuda_close(struct cf_cuda **cuda)
{
    CUdevice device;
    if (!cuda || !*cuda)
        return;
    if ((*cuda)->driver->cuDeviceGet(&device, (*cuda)->ordinal) == CUDA_SUCCESS)
        (*cuda)->driver->cuDevicePrimaryCtxRelease(device);
    free(*cuda);
    *cuda = NULL;
}

int cf_cuda_enter(struct cf_cuda *cuda, struct cf_error *err)
{
    return CALL(cuda, err, cuCtxPushCurrent, cuda->context);
}

void cf_cuda_leave(struct cf_cuda *cuda)
{
    CUcontext popped;
    cuda->driver->cuCtxPopCurrent(&popped);
}

int cf_cuda_alloc(struct cf_cuda *cuda, size_t bytes, uint64_t *address, struct cf_error *err)
{
    CUdeviceptr got = 0;
    if (cuda->driver->cuMemAlloc(&got, bytes) == CUDA_SUCCESS) {
        *address = got;
        return CF_OK;
    }
    /* Once more for the message: what failed for want of memory may say something else where the device is lost. */
    size_t available = 0, total = 0;
    CUresult result = cuda->driver->cuMemGetInfo(&available, &total);
    if (result != CUDA_SUCCESS)
        return cf_cuda_fail(cuda->driver, result, "cuMemAlloc", err);
    return cf_fail(err, CF_ENOMEM, "CUDA: no device memory for %zu MiB: %zu of %zu MiB are free on device %d, %s",
                   (bytes + 1048575) >> 20, available >> 20, total >> 20, cuda->ordinal, cuda->name);
}

void cf_cuda_free(struct cf_cuda *cuda, uint64_t *address)
{
    if (*address)
        cuda->driver->cuMemFree(*address);
    *address = 0;
}

int cf_cuda_host_alloc(struct cf_cuda *cuda, size_t bytes, void **address, struct cf_error *err)
{
    void *got = NULL;
    int status = CALL(cuda, err, cuMemHostAlloc, &got, bytes, CF_CUDA_HOST_ALLOC_PORTABLE);
    if (!status)
        *address = got;
    return status;
}

void cf_cuda_host_free(struct cf_cuda *cuda, void **address)
{
    if (*address)
        cuda->driver->cuMemFreeHost(*address);
    *address = NULL;
}

int cf_cuda_stream_create(struct cf_cuda_stream **out, struct cf_cuda *cuda, struct cf_error *err)
{
    CUstream handle = NULL;
    struct cf_cuda_stream *stream = calloc(1, sizeof *stream);
    if (!stream)
        return cf_fail(err, CF_ENOMEM, "no memory for a stream");
    int status = CALL(cuda, err, cuStreamCreate, &handle, CU_STREAM_NON_BLOCKING);
    if (status) {
        free(stream);
        return status;
    }
    *stream = (struct cf_cuda_stream){.cuda = cuda, .handle = handle};
    *out = stream;
    return CF_OK;
}

void cf_cuda_stream_destroy(struct cf_cuda_stream **stream)
{
    struct cf_cuda_stream *s = stream ? *stream : NULL;
    if (!s)
        return;
    s->cuda->driver->cuStreamSynchronize(s->handle);
    if (s->detach)
        s->detach(s->attached);
    s->cuda->driver->cuStreamDestroy(s->handle);
    free(s);
    *stream = NULL;
}

void cf_cuda_stream_drain(struct cf_cuda_stream *stream)
{
    stream->cuda->driver->cuStreamSynchronize(stream->handle);
}

int cf_cuda_event_create(struct cf_cuda *cuda, void **event, struct cf_error *err)
{
    CUevent got = NULL;
    int status = CALL(cuda, err, cuEventCreate, &got, CU_EVENT_DISABLE_TIMING);
    if (!status)
        *event = got;
    return status;
}

void cf_cuda_event_destroy(struct cf_cuda *cuda, void **event)
{
    if (*event)
        cuda->driver->cuEventDestroy(*event);
    *event = NULL;
}

int cf_cuda_event_record(struct cf_cuda *cuda, void *event, void *stream, struct cf_error *err)
{
    return CALL(cuda, err, cuEventRecord, event, stream);
}

int cf_cuda_stream_wait(struct cf_cuda *cuda, void *stream, void *event, struct cf_error *err)
{
    return CALL(cuda, err, cuStreamWaitEvent, stream, event, 0);
}

int cf_cuda_event_poll(struct cf_cuda *cuda, void *event, struct cf_error *err)
{
    const struct timespec pause = {0, 50000};
    CUresult result;
    while ((result = cuda->driver->cuEventQuery(event)) == CUDA_ERROR_NOT_READY)
        nanosleep(&pause, NULL);
    return checked(cuda, result, "cuEventQuery", err);
}

int cf_cuda_upload(struct cf_cuda_stream *stream, uint64_t to, const void *from, size_t bytes, struct cf_error *err)
{
    return CALL(stream->cuda, err, cuMemcpyHtoDAsync, to, from, bytes, stream->handle);
}

int cf_cuda_download(struct cf_cuda_stream *stream, void *to, uint64_t from, size_t bytes, struct cf_error *err)
{
    int status = CALL(stream->cuda, err, cuMemcpyDtoHAsync, to, from, bytes, stream->handle);
    return status ? status : CALL(stream->cuda, err, cuStreamSynchronize, stream->handle);
}

static void report_device(const struct cf_cuda_driver *driver, int ordinal, char *text, size_t size)
{
    CUdevice device;
    char name[128] = "?";
    int major = 0, minor = 0;
    size_t bytes = 0;
    CUresult result = driver->cuDeviceGet(&device, ordinal);
    if (result == CUDA_SUCCESS)
        result = driver->cuDeviceGetName(name, (int)sizeof name, device);
    if (result == CUDA_SUCCESS)
        result = driver->cuDeviceGetAttribute(&major, CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR, device);
    if (result == CUDA_SUCCESS)
        result = driver->cuDeviceGetAttribute(&minor, CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR, device);
    if (result == CUDA_SUCCESS)
        result = driver->cuDeviceTotalMem(&bytes, device);
    if (result == CUDA_SUCCESS)
        snprintf(text, size, "%s, compute capability %d.%d, %zu MiB", name, major, minor, bytes >> 20);
    else
        snprintf(text, size, "%s: error %d", name, (int)result);
}

void cf_cuda_report(void (*line)(void *opaque, const char *name, const char *value), void *opaque)
{
    const struct cf_cuda_driver *driver;
    struct cf_error err;
    char name[32], text[1200];
    int version = 0, count = 0;
    if (cf_cuda_driver(&driver, &err)) {
        snprintf(text, sizeof text, "decoding runs on the CPU: %s", err.message);
        line(opaque, "cuda", text);
        return;
    }
    CUresult result = driver->cuDriverGetVersion(&version);
    if (result == CUDA_SUCCESS)
        result = driver->cuDeviceGetCount(&count);
    if (result != CUDA_SUCCESS) {
        cf_cuda_fail(driver, result, "cuDeviceGetCount", &err);
        snprintf(text, sizeof text, "decoding runs on the CPU: %s", err.message);
    } else {
        snprintf(text, sizeof text, "driver for CUDA %d.%d, devices: %d", version / 1000, version % 1000 / 10, count);
    }
    line(opaque, "cuda", text);
    for (int i = 0; result == CUDA_SUCCESS && i < count; i++) {
        snprintf(name, sizeof name, "cuda:%d", i);
        report_device(driver, i, text, sizeof text);
        line(opaque, name, text);
    }
}
