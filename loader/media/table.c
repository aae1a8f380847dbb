#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "media/internal.h"

void cf_table_destroy(struct cf_table **table)
{
    if (!table || !*table)
        return;
    free((*table)->extradata);
    free((*table)->preamble);
    free((*table)->packets);
    free((*table)->reference_begin);
    free((*table)->references);
    free((*table)->display);
    free(*table);
    *table = NULL;
}

uint32_t cf_packet_checksum(const void *data, size_t size)
{
    return (uint32_t)XXH3_64bits(data, size);
}

struct slot {
    int64_t pts;
    uint32_t packet;
};

static int compare_slots(const void *a, const void *b)
{
    const struct slot *x = a, *y = b;
    if (x->pts != y->pts)
        return x->pts < y->pts ? -1 : 1;
    return x->packet < y->packet ? -1 : x->packet > y->packet;
}

/* By insertion, since a packet is displayed a few places from where it is decoded. 0: one was further away. */
static int sort_near(struct slot *slots, uint32_t count)
{
    enum { REACH = 64 };
    for (uint32_t i = 1; i < count; i++) {
        const struct slot slot = slots[i];
        uint32_t at = i;
        for (; at && compare_slots(&slot, &slots[at - 1]) < 0; at--)
            slots[at] = slots[at - 1];
        slots[at] = slot;
        if (i - at > REACH)
            return 0;
    }
    return 1;
}

int cf_table_order(struct cf_table *table, struct cf_error *err)
{
    size_t count = table->packet_count ? table->packet_count : 1;
    struct slot *slots = malloc(count * sizeof *slots);
    uint32_t *display = malloc(count * sizeof *display);
    uint32_t n = 0;
    if (!slots || !display) {
        free(slots);
        free(display);
        return cf_fail(err, CF_ENOMEM, "no memory for a table of %u packets", table->packet_count);
    }
    for (uint32_t i = 0; i < table->packet_count; i++)
        if (table->packets[i].shown)
            slots[n++] = (struct slot){table->packets[i].pts, i};
    if (!sort_near(slots, n))
        qsort(slots, n, sizeof *slots, compare_slots);
    for (uint32_t i = 0; i < n; i++)
        display[i] = slots[i].packet;
    free(slots);
    free(table->display);
    table->display = display;
    table->display_count = n;
    return CF_OK;
}

double cf_table_time(const struct cf_table *table, uint32_t display_index)
{
    int64_t pts = table->packets[table->display[display_index]].pts;
    return (double)pts * table->time_base_num / table->time_base_den;
}

int cf_table_frame_at(const struct cf_table *table, double seconds, uint32_t *display_index, struct cf_error *err)
{
    uint32_t low = 0, high = table->display_count;
    if (!table->display_count)
        return cf_fail(err, CF_EWINDOW, "the stream shows no frames");
    double first = cf_table_time(table, 0), last = cf_table_time(table, table->display_count - 1);
    double step = table->display_count > 1 ? (last - first) / (table->display_count - 1) : 0;
    if (table->fps_num > 0 && table->fps_den > 0)
        step = (double)table->fps_den / table->fps_num;
    /* Half a tick of slack: a time printed in decimal and read back must find its frame. */
    double slack = 0.5 * table->time_base_num / table->time_base_den;
    if (slack > step / 4)
        slack = step / 4;
    if (!(seconds + slack >= first) || !(seconds < last + (step > 0 ? step : 1.0)))
        return cf_fail(err, CF_EWINDOW, "%.6f s lies outside the stream's %.6f to %.6f s", seconds, first, last + step);
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (cf_table_time(table, middle) <= seconds + slack)
            low = middle;
        else
            high = middle;
    }
    *display_index = low;
    return CF_OK;
}

uint32_t cf_table_start_near(const struct cf_table *table, uint32_t display_index, int step)
{
    for (uint32_t i = display_index; i < table->display_count; i += (uint32_t)step) /* -1 from 0 wraps and ends it */
        if (table->packets[table->display[i]].flags & CF_PACKET_START)
            return i;
    return UINT32_MAX;
}
