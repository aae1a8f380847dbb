#include "pipeline/device.h"

#include "base/error.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int open_batches(struct cf_device *device, struct cf_error *err)
{
    int status = cf_cuda_converter_create(&device->converter, device->cuda, err);
    if (!status)
        status = cf_cuda_stream_create(&device->joins, device->cuda, err);
    if (!status)
        status = cf_cuda_stream_create(&device->copies, device->cuda, err);
    if (status)
        return status;
    struct cf_error why = {0};
    status = cf_nvdec_open(&device->nvdec, device->cuda, NULL, &why);
    if (status == CF_EUNSUPPORTED)
        snprintf(device->warning, sizeof device->warning, "%.900s; clips are decoded on the CPU and uploaded",
                 why.message);
    else if (status)
        return cf_fail(err, (enum cf_status)status, "%s", why.message);
    return CF_OK;
}

int cf_device_open(struct cf_core *core, struct cf_error *err)
{
    const struct cf_effective *e = &core->effective;
    int wanted = e->device >= 0, pinned = !wanted && e->params.pin_memory != CF_PIN_NEVER;
    if (!wanted && !pinned)
        return CF_OK;
    struct cf_device *device = calloc(1, sizeof *device);
    if (!device)
        return cf_fail(err, CF_ENOMEM, "no memory for a device");
    pthread_mutex_init(&device->copying, NULL);
    core->device = device;
    device->batches = wanted;
    int status = cf_cuda_open(&device->cuda, wanted ? e->device : 0, err);
    if (status && e->params.pin_memory == CF_PIN_IF_CUDA && !wanted) {
        cf_device_close(core);
        return CF_OK;
    }
    if (status || !wanted)
        return status;
    status = cf_cuda_enter(device->cuda, err);
    if (status)
        return status;
    status = open_batches(device, err);
    cf_cuda_leave(device->cuda);
    return status;
}

void cf_device_close(struct cf_core *core)
{
    struct cf_device *device = core->device;
    if (!device)
        return;
    if (device->cuda) {
        cf_nvdec_close(&device->nvdec);
        int entered = !cf_cuda_enter(device->cuda, NULL);
        cf_cuda_stream_destroy(&device->copies);
        cf_cuda_stream_destroy(&device->joins);
        cf_cuda_converter_destroy(&device->converter);
        if (entered)
            cf_cuda_leave(device->cuda);
        cf_cuda_close(&device->cuda);
    }
    pthread_mutex_destroy(&device->copying);
    free(device);
    core->device = NULL;
}

uint32_t cf_device_threads(const struct cf_core *core)
{
    uint32_t threads = core->effective.params.threads;
    uint32_t sessions = core->device && core->device->nvdec ? (uint32_t)cf_nvdec_sessions(core->device->nvdec) : 0;
    return 2 * sessions > threads ? 2 * sessions : threads;
}

int cf_device_alloc(struct cf_core *core, uint64_t bytes, void **memory, struct cf_error *err)
{
    struct cf_cuda *cuda = core->device->cuda;
    uint64_t address = 0;
    int status = cf_cuda_enter(cuda, err);
    if (status)
        return status;
    if (core->device->batches) {
        status = cf_cuda_alloc(cuda, bytes, &address, err);
        if (!status)
            *memory = (void *)(uintptr_t)address;
    } else {
        status = cf_cuda_host_alloc(cuda, bytes, memory, err);
    }
    cf_cuda_leave(cuda);
    return status;
}

/* Errors are of no consequence here: after one nothing runs on the device any more. */
static void await_slot(struct cf_cuda *cuda, const struct cf_device_slot *events)
{
    for (int i = 0; i < CF_DEVICE_USES; i++)
        if (events->used[i])
            cf_cuda_event_poll(cuda, events->used[i], NULL);
    for (uint32_t j = 0; j < events->places; j++)
        if (events->written[j])
            cf_cuda_event_poll(cuda, events->written[j], NULL);
}

void cf_device_free(struct cf_core *core, const struct cf_slot *slot, void *memory)
{
    struct cf_cuda *cuda = core->device->cuda;
    uint64_t address = (uint64_t)(uintptr_t)memory;
    if (!memory)
        return;
    int entered = !cf_cuda_enter(cuda, NULL);
    if (core->device->batches && slot->events)
        await_slot(cuda, slot->events);
    if (core->device->batches)
        cf_cuda_free(cuda, &address);
    else
        cf_cuda_host_free(cuda, &memory);
    if (entered)
        cf_cuda_leave(cuda);
}

int cf_device_slot_make(struct cf_slot *slot, uint32_t places, struct cf_error *err)
{
    struct cf_cuda *cuda = slot->core->device->cuda;
    if (!slot->core->device->batches)
        return CF_OK;
    slot->events = calloc(1, sizeof *slot->events + places * sizeof(void *));
    if (!slot->events)
        return cf_fail(err, CF_ENOMEM, "no memory for a batch's events");
    slot->events->places = places;
    int status = cf_cuda_enter(cuda, err);
    if (status)
        return status;
    status = cf_cuda_event_create(cuda, &slot->events->ready, err);
    for (int i = 0; !status && i < CF_DEVICE_USES; i++)
        status = cf_cuda_event_create(cuda, &slot->events->used[i], err);
    for (uint32_t j = 0; !status && j < places; j++)
        status = cf_cuda_event_create(cuda, &slot->events->written[j], err);
    cf_cuda_leave(cuda);
    return status;
}

void cf_device_slot_free(struct cf_slot *slot)
{
    struct cf_device_slot *events = slot->events;
    if (!events)
        return;
    struct cf_cuda *cuda = slot->core->device->cuda;
    int entered = !cf_cuda_enter(cuda, NULL);
    cf_cuda_event_destroy(cuda, &events->ready);
    for (int i = 0; i < CF_DEVICE_USES; i++)
        cf_cuda_event_destroy(cuda, &events->used[i]);
    for (uint32_t j = 0; j < events->places; j++)
        cf_cuda_event_destroy(cuda, &events->written[j]);
    if (entered)
        cf_cuda_leave(cuda);
    free(events);
    slot->events = NULL;
}

int cf_device_write(const struct cf_slot *slot, uint32_t j, struct cf_cuda_stream *stream,
                    const struct cf_scaler *scaler, const struct cf_cuda_work *work, int count, struct cf_error *err)
{
    const struct cf_device *device = slot->core->device;
    struct cf_device_slot *events = slot->events;
    int status = cf_cuda_stream_wait(device->cuda, stream->handle, events->written[j], err);
    for (int i = 0; !status && i < events->use_count; i++)
        status = cf_cuda_stream_wait(device->cuda, stream->handle, events->used[i], err);
    if (!status)
        status = cf_cuda_convert(device->converter, stream, scaler, work, count, err);
    /* Also behind a failure: some of it may be queued. */
    int recorded = cf_cuda_event_record(device->cuda, events->written[j], stream->handle, status ? NULL : err);
    if (recorded)
        cf_cuda_stream_drain(stream);
    return status ? status : recorded;
}

int cf_device_hand_out(struct cf_slot *slot, struct cf_error *err)
{
    struct cf_device *device = slot->core->device;
    struct cf_device_slot *events = slot->events;
    int status = cf_cuda_enter(device->cuda, err);
    if (status)
        return status;
    for (uint32_t j = 0; !status && j < slot->at.batch; j++)
        status = cf_cuda_stream_wait(device->cuda, device->joins->handle, events->written[j], err);
    if (!status)
        status = cf_cuda_event_record(device->cuda, events->ready, device->joins->handle, err);
    cf_cuda_leave(device->cuda);
    if (!status)
        events->use_count = 0;
    return status;
}

/* The slot of a device batch, else NULL with the status to return. */
static struct cf_slot *device_slot(const struct cf_batch *batch, int *status, struct cf_error *err)
{
    if (!batch) {
        *status = cf_fail(err, CF_EINVAL, "no batch was given");
        return NULL;
    }
    struct cf_slot *slot = (struct cf_slot *)(uintptr_t)batch; /* its first member */
    *status = cf_core_here(slot->core, err);
    return *status || !slot->events ? NULL : slot;
}

int cf_batch_wait(const struct cf_batch *batch, void *stream, struct cf_error *err)
{
    int status;
    struct cf_slot *slot = device_slot(batch, &status, err);
    if (!slot)
        return status;
    struct cf_cuda *cuda = slot->core->device->cuda;
    status = cf_cuda_enter(cuda, err);
    if (status)
        return status;
    status = cf_cuda_stream_wait(cuda, stream, slot->events->ready, err);
    cf_cuda_leave(cuda);
    return status;
}

int cf_batch_wait_dlpack(const struct cf_batch *batch, int64_t stream, struct cf_error *err)
{
    int status;
    struct cf_slot *slot = device_slot(batch, &status, err);
    if (!slot || stream == -1)
        return status;
    if (stream < 1)
        return cf_fail(err, CF_EINVAL,
                       "stream %lld: expected 1 (legacy default), 2 (per-thread default), a handle, or -1 (no waiting)",
                       (long long)stream);
    return cf_batch_wait(batch, (void *)(intptr_t)stream, err);
}

/* Where there are more streams than events, the last ones wait for each other. */
static int record_use(struct cf_cuda *cuda, struct cf_device_slot *events, void *stream, struct cf_error *err)
{
    int at = events->use_count, status = CF_OK;
    if (at == CF_DEVICE_USES) {
        at--;
        status = cf_cuda_stream_wait(cuda, stream, events->used[at], err);
    }
    if (!status)
        status = cf_cuda_event_record(cuda, events->used[at], stream, err);
    if (!status)
        events->use_count = at + 1;
    return status;
}

int cf_batch_used(struct cf_batch *batch, void *stream, struct cf_error *err)
{
    int status;
    struct cf_slot *slot = device_slot(batch, &status, err);
    if (!slot)
        return status;
    struct cf_core *core = slot->core;
    status = cf_cuda_enter(core->device->cuda, err);
    if (status)
        return status;
    pthread_mutex_lock(&core->mutex);
    status = record_use(core->device->cuda, slot->events, stream, err);
    pthread_mutex_unlock(&core->mutex);
    cf_cuda_leave(core->device->cuda);
    return status;
}

static int copy_from_device(const struct cf_slot *slot, void *to, uint64_t bytes, struct cf_error *err)
{
    struct cf_device *device = slot->core->device;
    int status = cf_cuda_enter(device->cuda, err);
    if (status)
        return status;
    pthread_mutex_lock(&device->copying);
    status = cf_cuda_stream_wait(device->cuda, device->copies->handle, slot->events->ready, err);
    if (!status)
        status = cf_cuda_download(device->copies, to, (uint64_t)(uintptr_t)slot->batch.video, bytes, err);
    pthread_mutex_unlock(&device->copying);
    cf_cuda_leave(device->cuda);
    return status;
}

int cf_batch_copy(const struct cf_batch *batch, void *to, uint64_t bytes, struct cf_error *err)
{
    int status;
    uint64_t size = 0;
    struct cf_slot *slot = device_slot(batch, &status, err);
    if (status)
        return status;
    if (batch->video) {
        size = (uint64_t)cf_dtype_size(batch->dtype);
        for (int i = 0; i < 5; i++)
            size *= (uint64_t)batch->shape[i];
    }
    if (bytes != size || (bytes && !to))
        return cf_fail(err, CF_EINVAL, "copy: %llu bytes of memory; the batch has %llu", (unsigned long long)bytes,
                       (unsigned long long)size);
    if (slot && size)
        return copy_from_device(slot, to, bytes, err);
    if (size)
        memcpy(to, batch->video, size);
    return CF_OK;
}
