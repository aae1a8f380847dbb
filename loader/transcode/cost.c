#include "transcode/cost.h"

#include "media/reader.h"

enum { FRAMES = 16, INTERVAL = 3, PLACES = 64 };

int cf_cost_estimate(double *cost, const struct cf_table *table, struct cf_error *err)
{
    uint32_t n = table->display_count, frames[FRAMES], span = (FRAMES - 1) * INTERVAL + 1;
    uint32_t interval = n >= span ? INTERVAL : 1, count = n >= span ? FRAMES : n < FRAMES ? n : FRAMES;
    uint32_t starts = n - (count - 1) * interval, places = starts < PLACES ? starts : PLACES;
    double pixels = (double)table->coded_width * table->coded_height, total = 0;
    struct cf_need need = {0};
    int status = CF_OK;
    for (uint32_t i = 0; !status && i < places; i++) {
        uint32_t first = (uint32_t)((uint64_t)i * starts / places);
        for (uint32_t k = 0; k < count; k++)
            frames[k] = first + k * interval;
        status = cf_need_compute(&need, table, frames, count, err);
        if (!status)
            total += need.count * pixels + 8.0 * (double)need.packet_bytes;
    }
    cf_need_free(&need);
    if (!status)
        *cost = total / places;
    return status;
}

double cf_cost_droppable(const struct cf_table *table)
{
    uint32_t droppable = 0;
    for (uint32_t i = 0; i < table->display_count; i++)
        droppable += (table->packets[table->display[i]].flags & CF_PACKET_DROPPABLE) != 0;
    return (double)droppable / table->display_count;
}
