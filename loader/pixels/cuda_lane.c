#include "pixels/cuda_lane.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "pixels/cuda_convert.h"

enum { PART_BYTES = 4 << 20, NOTE_BYTES = 64 << 10, ALIGNMENT = 256, ROW_ALIGNMENT = 32 };

static size_t align(size_t bytes, size_t to)
{
    return (bytes + to - 1) / to * to;
}

/* Memory is asked for in powers of two, so that a run soon has all that it needs. */
static size_t round_up(size_t bytes, size_t least)
{
    size_t capacity = least;
    while (capacity < bytes)
        capacity *= 2;
    return capacity;
}

static void free_part(struct cf_cuda *cuda, struct cf_cuda_part *part)
{
    cf_cuda_host_free(cuda, &part->host);
    cf_cuda_free(cuda, &part->device);
    part->capacity = 0;
}

/* When the stream has nothing left to do. */
static void detach(void *attached)
{
    struct cf_cuda_lane *lane = attached;
    struct cf_cuda_part *all[CF_CUDA_PARTS + CF_CUDA_NOTES];
    for (int i = 0; i < CF_CUDA_PARTS; i++)
        all[i] = &lane->parts[i];
    for (int i = 0; i < CF_CUDA_NOTES; i++)
        all[CF_CUDA_PARTS + i] = &lane->notes[i];
    for (int i = 0; i < CF_CUDA_PARTS + CF_CUDA_NOTES; i++) {
        free_part(lane->cuda, all[i]);
        cf_cuda_event_destroy(lane->cuda, &all[i]->event);
    }
    for (int i = 0; i < CF_CUDA_TABLES; i++)
        cf_cuda_free(lane->cuda, &lane->tables[i].address);
    free(lane);
}

struct cf_cuda_lane *cf_cuda_lane(struct cf_cuda_stream *stream)
{
    if (!stream->attached) {
        struct cf_cuda_lane *lane = calloc(1, sizeof *lane);
        if (!lane)
            return NULL;
        lane->cuda = stream->cuda;
        stream->attached = lane;
        stream->detach = detach;
    }
    return stream->attached;
}

/* The part's memory may be written again after it, and holds bytes. */
static int prepare(struct cf_cuda *cuda, struct cf_cuda_part *part, size_t bytes, size_t least, int with_device,
                   struct cf_error *err)
{
    int status = part->event ? CF_OK : cf_cuda_event_create(cuda, &part->event, err);
    if (!status && part->recorded)
        status = cf_cuda_event_poll(cuda, part->event, err);
    if (status)
        return status;
    part->recorded = 0;
    if (part->capacity >= bytes)
        return CF_OK;
    size_t capacity = round_up(bytes, least);
    free_part(cuda, part);
    status = cf_cuda_host_alloc(cuda, capacity, &part->host, err);
    if (!status && with_device)
        status = cf_cuda_alloc(cuda, capacity, &part->device, err);
    if (status)
        free_part(cuda, part);
    else
        part->capacity = capacity;
    return status;
}

static int record(struct cf_cuda_stream *stream, struct cf_cuda_part *part, struct cf_error *err)
{
    int status = cf_cuda_event_record(stream->cuda, part->event, stream->handle, err);
    part->recorded = !status;
    if (status)
        cf_cuda_stream_drain(stream);
    return status;
}

static size_t axis_bytes(const struct cf_axis *axis)
{
    size_t count = (size_t)axis->count;
    return align(count * 4, ALIGNMENT) * 2 + align(count * (size_t)axis->stride * 4, ALIGNMENT);
}

/* An axis as the kernel has it, at `at` of the memory; returns what follows it. */
static size_t write_axis(struct cf_cuda_axis *out, uint64_t base, uint8_t *memory, size_t at,
                         const struct cf_axis *axis)
{
    size_t count = (size_t)axis->count, stride = (size_t)axis->stride;
    out->count = axis->count;
    out->first = base + at;
    memcpy(memory + at, axis->first, count * 4);
    at += align(count * 4, ALIGNMENT);
    out->taps = base + at;
    memcpy(memory + at, axis->taps, count * 4);
    at += align(count * 4, ALIGNMENT);
    out->weights = base + at;
    float *weights = (float *)(void *)(memory + at);
    for (size_t k = 0; k < count; k++)
        for (size_t t = 0; t < stride; t++)
            weights[t * count + k] = axis->weights[k * stride + t];
    return at + align(count * stride * 4, ALIGNMENT);
}

/* The table that gives way: the least recently used. */
static struct cf_cuda_table *choose_table(struct cf_cuda_lane *lane)
{
    struct cf_cuda_table *oldest = &lane->tables[0];
    for (int i = 1; i < CF_CUDA_TABLES; i++)
        if (lane->tables[i].used < oldest->used)
            oldest = &lane->tables[i];
    return oldest;
}

/* Room in the table for bytes; what it held is still being used by what was queued. */
static int prepare_table(struct cf_cuda_stream *stream, struct cf_cuda_table *table, struct cf_cuda_part *note,
                         size_t bytes, struct cf_error *err)
{
    int status = CF_OK;
    table->used = 0;
    if (table->capacity >= bytes)
        return CF_OK;
    if (table->address) {
        status = record(stream, note, err);
        if (!status)
            status = cf_cuda_event_poll(stream->cuda, note->event, err);
    }
    if (status)
        return status;
    cf_cuda_free(stream->cuda, &table->address);
    table->capacity = 0;
    size_t capacity = round_up(bytes, NOTE_BYTES);
    status = cf_cuda_alloc(stream->cuda, capacity, &table->address, err);
    if (!status)
        table->capacity = capacity;
    return status;
}

int cf_cuda_lane_table(struct cf_cuda_stream *stream, const struct cf_scaler *scaler, const struct cf_cuda_table **out,
                       struct cf_error *err)
{
    struct cf_cuda_lane *lane = cf_cuda_lane(stream);
    if (!lane)
        return cf_fail(err, CF_ENOMEM, "no memory for a stream's buffers");
    for (int i = 0; i < CF_CUDA_TABLES; i++)
        if (lane->tables[i].used && cf_scaler_is_for(scaler, &lane->tables[i].params)) {
            lane->tables[i].used = ++lane->clock;
            *out = &lane->tables[i];
            return CF_OK;
        }
    const struct cf_axis *axes[4] = {&scaler->vertical[0], &scaler->vertical[1], &scaler->horizontal[0],
                                     &scaler->horizontal[1]};
    size_t bytes = 0, at = 0;
    for (int i = 0; i < 4; i++)
        bytes += axis_bytes(axes[i]);
    struct cf_cuda_table *table = choose_table(lane);
    struct cf_cuda_part *note = &lane->notes[lane->note];
    int status = prepare(lane->cuda, note, bytes, NOTE_BYTES, 0, err);
    if (!status)
        status = prepare_table(stream, table, note, bytes, err);
    if (status)
        return status;
    struct cf_cuda_axis *to[4] = {&table->vertical[0], &table->vertical[1], &table->horizontal[0],
                                  &table->horizontal[1]};
    for (int i = 0; i < 4; i++)
        at = write_axis(to[i], table->address, note->host, at, axes[i]);
    lane->note = (lane->note + 1) % CF_CUDA_NOTES;
    status = cf_cuda_upload(stream, table->address, note->host, bytes, err);
    if (!status)
        status = record(stream, note, err);
    if (status)
        return status;
    table->params = scaler->params;
    table->used = ++lane->clock;
    *out = table;
    return CF_OK;
}

/* What the scaler reads of one plane. */
struct extent {
    int x, y, width, height;
    size_t pitch;
};

static struct extent extent_of(const struct cf_scaler *scaler, int chroma, int wide)
{
    int left, right, top, bottom;
    cf_axis_span(&scaler->horizontal[chroma], 0, scaler->horizontal[chroma].count, &left, &right);
    cf_axis_span(&scaler->vertical[chroma], 0, scaler->vertical[chroma].count, &top, &bottom);
    return (struct extent){left, top, right - left, bottom - top, align((size_t)(right - left) << wide, ROW_ALIGNMENT)};
}

int cf_cuda_stage(struct cf_cuda_stream *stream, const struct cf_scaler *scaler, const struct cf_picture *picture,
                  struct cf_picture *out, struct cf_error *err)
{
    struct cf_cuda_lane *lane = cf_cuda_lane(stream);
    if (!lane)
        return cf_fail(err, CF_ENOMEM, "no memory for a stream's buffers");
    struct cf_cuda_part *part = &lane->parts[lane->part];
    int wide = picture->depth > 8, planes = picture->plane[1] ? 3 : 1;
    struct extent extents[2] = {extent_of(scaler, 0, wide), extent_of(scaler, 1, wide)};
    size_t bytes = 0, begin = lane->filled, at = begin;
    for (int c = 0; c < planes; c++)
        bytes += align(extents[c > 0].pitch * (size_t)extents[c > 0].height, ALIGNMENT);
    if (begin && begin + bytes > part->capacity)
        return CF_CUDA_STAGE_FULL;
    int status = begin ? CF_OK : prepare(lane->cuda, part, bytes, PART_BYTES, 1, err);
    if (status)
        return status;
    *out = *picture;
    for (int c = 0; c < planes; c++) {
        const struct extent *e = &extents[c > 0];
        const uint8_t *from = picture->plane[c] + e->y * picture->stride[c] + ((ptrdiff_t)e->x << wide);
        uint8_t *to = (uint8_t *)part->host + at;
        for (int y = 0; y < e->height; y++)
            memcpy(to + (size_t)y * e->pitch, from + y * picture->stride[c], (size_t)e->width << wide);
        uint64_t corner = part->device + at - (uint64_t)e->y * e->pitch - ((uint64_t)e->x << wide);
        out->stride[c] = (ptrdiff_t)e->pitch;
        out->plane[c] = (const uint8_t *)(uintptr_t)corner;
        at += align(e->pitch * (size_t)e->height, ALIGNMENT);
    }
    status = cf_cuda_upload(stream, part->device + begin, (uint8_t *)part->host + begin, bytes, err);
    lane->filled = at;
    return status;
}

int cf_cuda_stage_end(struct cf_cuda_stream *stream, struct cf_error *err)
{
    struct cf_cuda_lane *lane = stream->attached;
    if (!lane || !lane->filled)
        return CF_OK;
    struct cf_cuda_part *part = &lane->parts[lane->part];
    lane->part = (lane->part + 1) % CF_CUDA_PARTS;
    lane->filled = 0;
    return record(stream, part, err);
}
