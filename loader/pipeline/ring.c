/* The ring: which steps' batches are made, and the memory that they and those in the caller's hands take. */
#include "pipeline/core.h"

#include "base/error.h"
#include "pipeline/device.h"

#include <stdlib.h>
#include <string.h>

uint64_t cf_shape_bytes(const struct cf_core *core, uint32_t pool)
{
    const struct cf_shape *shape = &core->shapes[pool];
    if (core->effective.params.no_video)
        return 0;
    uint64_t frames = (uint64_t)shape->frames.frames + shape->images;
    uint64_t bytes = core->pools[pool].batch * frames * 3 * shape->height * shape->width *
                     (uint64_t)cf_dtype_size(core->effective.params.dtype);
    return (bytes + 63) & ~UINT64_C(63);
}

static uint32_t largest_batch(const struct cf_core *core)
{
    uint32_t largest = 0;
    for (uint32_t b = 0; b < core->pool_count; b++)
        largest = core->pools[b].batch > largest ? core->pools[b].batch : largest;
    return largest;
}

/* The memory behind batch->video. */
static int take_memory(struct cf_slot *slot, uint64_t bytes, struct cf_error *err)
{
    struct cf_core *core = slot->core;
    int status = CF_OK;
    if (!bytes)
        return CF_OK;
    if (core->device)
        status = cf_device_alloc(core, bytes, &slot->video, err);
    else if (!(slot->video = aligned_alloc(64, bytes)))
        status = cf_fail(err, CF_ENOMEM, "no memory for a batch of %llu bytes", (unsigned long long)bytes);
    if (!status) {
        core->video_bytes += bytes;
        slot->video_bytes = bytes;
    }
    return status;
}

static void give_memory_back(struct cf_slot *slot)
{
    if (slot->core->device)
        cf_device_free(slot->core, slot, slot->video);
    else
        free(slot->video);
    slot->core->video_bytes -= slot->video_bytes;
    slot->video = NULL;
    slot->video_bytes = 0;
}

void cf_place_reset(struct cf_place_state *place, uint32_t images)
{
    for (uint32_t i = 0; place->images && i < images; i++) {
        free((void *)(uintptr_t)place->images[i].clip_id);
        free((void *)(uintptr_t)place->images[i].path);
        free((void *)(uintptr_t)place->images[i].caption);
        place->images[i] = (struct cf_image){0};
    }
    for (int i = 0; i < 3; i++)
        free(place->strings[i]);
    free(place->frames);
    free(place->pts);
    for (uint32_t i = 0; i < place->sample.failure_count; i++) {
        free((void *)(uintptr_t)place->failures[i].clip_id);
        free((void *)(uintptr_t)place->failures[i].message);
    }
    free(place->failures);
    memset(place->strings, 0, sizeof place->strings);
    place->frames = NULL;
    place->pts = NULL;
    place->failures = NULL;
    place->sample = (struct cf_sample){0};
}

/* Claims stay as they are: what was given up on before must not fit what is made next. What the places hold goes when
 * they are taken again, in a worker: freeing the texts of hundreds of samples is not for the caller's thread. */
static void reopen_slot(struct cf_slot *slot)
{
    for (uint32_t j = 0; j < largest_batch(slot->core); j++)
        slot->places[j].taken = false;
    slot->done = 0;
}

static void free_slot(struct cf_slot *slot)
{
    for (uint32_t j = 0; slot->places && j < largest_batch(slot->core); j++) {
        cf_place_reset(&slot->places[j], (uint32_t)slot->core->effective.params.images);
        free(slot->places[j].images);
    }
    give_memory_back(slot);
    cf_device_slot_free(slot);
    free(slot->places);
    free(slot->samples);
    cf_layers_free(slot);
    free(slot->batch.tokens);
    free(slot->batch.mask);
    free(slot);
}

void cf_ring_free(struct cf_core *core)
{
    while (core->slots) {
        struct cf_slot *next = core->slots->next;
        free_slot(core->slots);
        core->slots = next;
    }
    free(core->ring);
}

static struct cf_slot *make_slot(struct cf_core *core, struct cf_error *err)
{
    const struct cf_loader_params *p = &core->effective.params;
    uint32_t largest = largest_batch(core), images = (uint32_t)p->images;
    struct cf_slot *slot = calloc(1, sizeof *slot);
    if (!slot) {
        cf_fail(err, CF_ENOMEM, "no memory for a batch");
        return NULL;
    }
    slot->core = core;
    slot->places = calloc(largest, sizeof *slot->places);
    slot->samples = calloc(largest, sizeof *slot->samples);
    bool whole = slot->places && slot->samples;
    for (uint32_t j = 0; whole && j < largest; j++)
        whole = (slot->places[j].images = calloc((size_t)images + 1, sizeof(struct cf_image))) != NULL;
    if (whole && core->tokenizer) {
        size_t ids = (size_t)largest * (1 + images) * p->max_tokens;
        slot->batch.tokens = calloc(ids, sizeof *slot->batch.tokens);
        slot->batch.mask = calloc(ids, sizeof *slot->batch.mask);
        whole = slot->batch.tokens && slot->batch.mask;
    }
    whole = whole && !cf_layers_make(slot, largest);
    if (!whole)
        cf_fail(err, CF_ENOMEM, "no memory for a batch");
    if (!whole || (core->device && cf_device_slot_make(slot, largest, err))) {
        free_slot(slot);
        return NULL;
    }
    slot->next = core->slots;
    return core->slots = slot;
}

static struct cf_slot *smallest_free(const struct cf_core *core, uint64_t bytes)
{
    struct cf_slot *best = NULL;
    for (struct cf_slot *s = core->slots; s; s = s->next)
        if (s->state == CF_SLOT_FREE && s->video_bytes >= bytes && (!best || s->video_bytes < best->video_bytes))
            best = s;
    return best;
}

/* A free slot with that much video memory, within the ring's bytes; memory of free slots that is too small goes.
 * NULL with CF_OK: the ring's bytes do not allow it now. */
static struct cf_slot *find_room(struct cf_core *core, uint64_t bytes, int *status, struct cf_error *err)
{
    struct cf_slot *slot = smallest_free(core, core->effective.params.no_video ? 0 : bytes ? bytes : 1);
    *status = CF_OK;
    if (slot)
        return slot;
    for (struct cf_slot *s = core->slots; s && core->video_bytes + bytes > core->video_limit; s = s->next)
        if (s->state == CF_SLOT_FREE)
            give_memory_back(s);
    if (core->video_bytes + bytes > core->video_limit)
        return NULL;
    slot = smallest_free(core, 0);
    if (!slot)
        slot = make_slot(core, err);
    if (slot && slot->video)
        give_memory_back(slot);
    *status = slot ? take_memory(slot, bytes, err) : (int)err->status;
    return *status ? NULL : slot;
}

static void shape_batch(struct cf_slot *slot)
{
    const struct cf_core *core = slot->core;
    const struct cf_loader_params *p = &core->effective.params;
    const struct cf_shape *shape = &core->shapes[slot->at.pool];
    int64_t total = (int64_t)shape->frames.frames + shape->images, batch = slot->at.batch;
    bool frames_first = p->layout == CF_LAYOUT_BFCHW;
    cf_layers_shape(slot, shape->images);
    slot->batch = (struct cf_batch){
        .step = slot->at.step,
        .video = slot->video,
        .shape = {batch, frames_first ? total : 3, frames_first ? 3 : total, shape->height, shape->width},
        .layout = p->layout,
        .dtype = p->dtype,
        .tokens = slot->batch.tokens,
        .mask = slot->batch.mask,
        .token_rows = 1 + (int64_t)shape->images,
        .token_length = core->tokenizer ? p->max_tokens : 0,
        .sample_count = (uint32_t)batch,
        .samples = slot->samples,
        .resolution = shape->resolution,
        .video_bytes = slot->video_bytes,
        .layers = slot->layers,
        .layer_count = p->layer_count,
        .device = !core->device           ? CF_DEVICE_CPU
                  : core->device->batches ? CF_DEVICE_CUDA
                                          : CF_DEVICE_CUDA_HOST,
        .device_id = core->device ? core->device->cuda->ordinal : 0,
        .ready = slot->events ? slot->events->ready : NULL,
    };
}

void cf_ring_extend(struct cf_core *core)
{
    const struct cf_loader_params *p = &core->effective.params;
    while (!core->stopping && core->ring_end < core->run->end_step && core->ring_end < core->stop_step &&
           core->ring_end < core->next_step + p->prefetch) {
        int status;
        struct cf_error err = {0};
        struct cf_stream_step at = cf_stream_step_at(&core->run->stream, core->ring_end);
        uint64_t bytes = cf_shape_bytes(core, at.pool);
        struct cf_slot *slot = find_room(core, bytes > core->video_least ? bytes : core->video_least, &status, &err);
        if (status)
            cf_core_fail(core, at.step, (enum cf_status)status, err.message);
        if (!slot)
            return;
        slot->state = CF_SLOT_MAKING;
        slot->at = at;
        shape_batch(slot);
        core->ring[core->ring_end++ % p->prefetch] = slot;
        pthread_cond_broadcast(&core->work);
    }
}

struct cf_slot *cf_ring_slot(const struct cf_core *core, uint64_t step)
{
    return step >= core->next_step && step < core->ring_end ? core->ring[step % core->effective.params.prefetch] : NULL;
}

void cf_ring_hand_out(struct cf_core *core, struct cf_slot *slot)
{
    slot->state = CF_SLOT_HELD;
    core->next_step++;
    cf_ring_extend(core);
}

void cf_ring_release(struct cf_slot *slot)
{
    reopen_slot(slot);
    slot->state = CF_SLOT_FREE;
    cf_ring_extend(slot->core);
}

void cf_ring_leave(struct cf_slot *slot)
{
    if (--slot->workers == 0 && slot->state == CF_SLOT_STALE) {
        cf_ring_release(slot);
        pthread_cond_broadcast(&slot->core->ready);
    }
}

void cf_ring_restart(struct cf_core *core, uint64_t step)
{
    for (uint64_t s = core->next_step; s < core->ring_end; s++) {
        struct cf_slot *slot = cf_ring_slot(core, s);
        slot->state = slot->workers ? CF_SLOT_STALE : CF_SLOT_FREE;
        if (!slot->workers)
            reopen_slot(slot);
    }
    core->generation++;
    core->retry_count = 0;
    core->next_step = core->ring_end = core->next_task = step;
    core->next_place = 0;
    core->stop_step = UINT64_MAX;
    core->failure = (struct cf_error){0};
}

bool cf_ring_is_held(const struct cf_core *core)
{
    for (const struct cf_slot *s = core->slots; s; s = s->next)
        if (s->state == CF_SLOT_MAKING || s->state == CF_SLOT_STALE)
            return false;
    return core->ring_end == core->next_step;
}

int cf_ring_init(struct cf_core *core, struct cf_error *err)
{
    const struct cf_loader_params *p = &core->effective.params;
    uint64_t largest = 0;
    for (uint32_t b = 0; b < core->pool_count; b++)
        largest = cf_shape_bytes(core, b) > largest ? cf_shape_bytes(core, b) : largest;
    core->video_limit = p->ring_bytes ? p->ring_bytes : largest * p->prefetch;
    if (core->video_limit < largest)
        return cf_fail(err, CF_EINVAL, "ring_bytes %llu: one batch takes %llu", (unsigned long long)p->ring_bytes,
                       (unsigned long long)largest);
    core->ring = calloc(p->prefetch, sizeof(struct cf_slot *));
    core->retries = calloc((size_t)p->max_abandoned + 1, sizeof *core->retries);
    if (!core->ring || !core->retries)
        return cf_fail(err, CF_ENOMEM, "no memory for a ring of %u batches", p->prefetch);
    core->next_step = core->ring_end = core->next_task = p->start_step;
    core->video_least = core->device ? largest : 0;
    cf_ring_extend(core);
    return core->failure.status ? cf_fail(err, core->failure.status, "a ring of %u batches of %llu bytes: %s",
                                          p->prefetch, (unsigned long long)largest, core->failure.message)
                                : CF_OK;
}
