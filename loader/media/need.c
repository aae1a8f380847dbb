#include <stdlib.h>

#include "media/internal.h"

static int reserve(struct cf_need *need, uint32_t count, struct cf_error *err)
{
    if (count <= need->capacity)
        return CF_OK;
    uint32_t *packets = realloc(need->packets, count * sizeof *packets);
    if (!packets)
        return cf_fail(err, CF_ENOMEM, "no memory for a list of %u packets", count);
    need->packets = packets;
    need->capacity = count;
    return CF_OK;
}

void cf_need_span(struct cf_need *need, const struct cf_table *table)
{
    int64_t low = INT64_MAX, high = 0;
    need->packet_bytes = 0;
    for (uint32_t i = 0; i < need->count; i++) {
        const struct cf_packet *packet = &table->packets[need->packets[i]];
        if (packet->offset < low)
            low = packet->offset;
        if (packet->offset + packet->size > high)
            high = packet->offset + packet->size;
        need->packet_bytes += packet->size;
    }
    need->span_offset = table->direct && need->count ? low : 0;
    need->span_bytes = table->direct && need->count ? high - low : 0;
}

int cf_need_fill(struct cf_need *need, const struct cf_table *table, uint32_t first, uint32_t count,
                 struct cf_error *err)
{
    int status = reserve(need, count, err);
    if (status < 0)
        return status;
    for (uint32_t i = 0; i < count; i++)
        need->packets[i] = first + i;
    need->count = count;
    cf_need_span(need, table);
    return CF_OK;
}

static int compare_indices(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

/* Leading pictures of a start (pts below its own) may refer past it: they need the start before. Without any the
 * first packet is as good as a full decode. */
static uint32_t find_start(const struct cf_table *table, uint32_t first, int64_t lowest_pts)
{
    for (uint32_t s = first + 1; s-- > 0;)
        if (table->packets[s].flags & CF_PACKET_START && table->packets[s].pts <= lowest_pts)
            return s;
    return 0;
}

int cf_need_compute(struct cf_need *need, const struct cf_table *table, const uint32_t *frames, uint32_t frame_count,
                    struct cf_error *err)
{
    int64_t lowest_pts = INT64_MAX;
    uint32_t first = UINT32_MAX, last = 0;
    if (!frame_count)
        return cf_fail(err, CF_EWINDOW, "no frames wanted");
    for (uint32_t i = 0; i < frame_count; i++) {
        if (frames[i] >= table->display_count)
            return cf_fail(err, CF_EWINDOW, "frame %u wanted of a stream of %u frames", frames[i],
                           table->display_count);
        uint32_t packet = table->display[frames[i]];
        if (packet < first)
            first = packet;
        if (packet > last)
            last = packet;
        if (table->packets[packet].pts < lowest_pts)
            lowest_pts = table->packets[packet].pts;
    }
    uint32_t start = find_start(table, first, lowest_pts);
    uint32_t *wanted = malloc(frame_count * sizeof *wanted);
    if (!wanted)
        return cf_fail(err, CF_ENOMEM, "no memory for %u frames", frame_count);
    for (uint32_t i = 0; i < frame_count; i++)
        wanted[i] = table->display[frames[i]];
    qsort(wanted, frame_count, sizeof *wanted, compare_indices);
    int status = reserve(need, last - start + 1, err);
    need->count = 0;
    uint32_t w = 0;
    for (uint32_t i = start; status >= 0 && i <= last; i++) {
        while (w < frame_count && wanted[w] < i)
            w++;
        if (i != start && table->packets[i].flags & CF_PACKET_DROPPABLE && (w == frame_count || wanted[w] != i))
            continue;
        need->packets[need->count++] = i;
    }
    free(wanted);
    if (status >= 0)
        cf_need_span(need, table);
    return status;
}

void cf_need_free(struct cf_need *need)
{
    free(need->packets);
    *need = (struct cf_need){0};
}
