#include <stdlib.h>
#include <string.h>

#include "media/internal.h"

static int reserve(struct cf_need *need, uint32_t count, struct cf_error *err)
{
    if (count <= need->capacity)
        return CF_OK;
    uint32_t *packets = realloc(need->packets, count * sizeof *packets);
    if (!packets)
        return cf_fail(err, CF_ENOMEM, "no memory for a list of %u packets", count);
    need->packets = packets;
    uint8_t *marks = realloc(need->marks, count);
    if (!marks)
        return cf_fail(err, CF_ENOMEM, "no memory for a list of %u packets", count);
    need->marks = marks;
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

/* Leading pictures of a start (pts below its own) may refer past it: they need the start before. Without any the
 * first packet is as good as a full decode. */
static uint32_t find_start(const struct cf_table *table, uint32_t first, int64_t lowest_pts)
{
    for (uint32_t s = first + 1; s-- > 0;)
        if (table->packets[s].flags & CF_PACKET_START && table->packets[s].pts <= lowest_pts)
            return s;
    return 0;
}

/* What the marked packets refer to, directly or through others. Those before the start cannot matter: the start says
 * so. */
static void mark_referred(uint8_t *marks, const struct cf_table *table, uint32_t start, uint32_t count)
{
    for (uint32_t i = count; i-- > 0;) {
        if (!marks[i])
            continue;
        for (uint32_t k = table->reference_begin[start + i]; k < table->reference_begin[start + i + 1]; k++)
            if (table->references[k] >= start)
                marks[table->references[k] - start] = 1;
    }
}

/* Everything that something might refer to. */
static void mark_kept(uint8_t *marks, const struct cf_table *table, uint32_t start, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (!(table->packets[start + i].flags & CF_PACKET_DROPPABLE))
            marks[i] = 1;
}

/* The last of as many referred-to packets behind `last` as a decoder holds pictures back. */
static uint32_t look_ahead(const struct cf_table *table, uint32_t last)
{
    for (int32_t more = table->reorder_depth + 2; more > 0 && last + 1 < table->packet_count;)
        more -= !(table->packets[++last].flags & CF_PACKET_DROPPABLE);
    return last;
}

/* The last packet of the picture that begins in this one: a second field may come in a packet of its own, which puts
 * nothing on display. */
static uint32_t last_of(const struct cf_table *table, uint32_t packet)
{
    while (packet + 1 < table->packet_count && !table->packets[packet + 1].shown &&
           !(table->packets[packet + 1].flags & CF_PACKET_DISCARD))
        packet++;
    return packet;
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
        if (last_of(table, packet) > last)
            last = last_of(table, packet);
        if (table->packets[packet].pts < lowest_pts)
            lowest_pts = table->packets[packet].pts;
    }
    if (need->keep)
        last = look_ahead(table, last);
    uint32_t start = find_start(table, first, lowest_pts), count = last - start + 1;
    int status = reserve(need, count, err);
    if (status < 0)
        return status;
    memset(need->marks, 0, count);
    need->marks[0] = 1;
    for (uint32_t i = 0; i < frame_count; i++) {
        uint32_t packet = table->display[frames[i]];
        memset(need->marks + (packet - start), 1, last_of(table, packet) - packet + 1);
    }
    int spans = cf_codec_spans_gaps(table->codec) && !(need->no_gaps && table->codec == CF_CODEC_HEVC);
    if (table->reference_begin && !need->keep && spans)
        mark_referred(need->marks, table, start, count);
    else
        mark_kept(need->marks, table, start, count);
    need->count = 0;
    for (uint32_t i = 0; i < count; i++)
        if (need->marks[i])
            need->packets[need->count++] = start + i;
    cf_need_span(need, table);
    return CF_OK;
}

void cf_need_skip(struct cf_need *need, const struct cf_table *table, uint32_t n)
{
    need->count -= n;
    memmove(need->packets, need->packets + n, need->count * sizeof *need->packets);
    cf_need_span(need, table);
}

void cf_need_free(struct cf_need *need)
{
    free(need->packets);
    free(need->marks);
    *need = (struct cf_need){0};
}
