/* What decoding a clip costs, from the packet table alone: no clock, so that every machine decides alike. */
#ifndef CF_TRANSCODE_COST_H
#define CF_TRANSCODE_COST_H
#include "base/error.h"
#include "media/table.h"

/* The mean over clips of 16 frames, every third, begun at up to 64 places spread over the stream (all its frames
 * where it is shorter), of the needed packets' pictures in pixels plus their bits. On H.264 a pixel and a bit cost
 * about the same: 1 ns to 3 ns and 3.6 ns in FFmpeg 5.1. CF_ENOMEM. */
int cf_cost_estimate(double *cost, const struct cf_table *table, struct cf_error *err);
/* Share of the pictures on display that nothing refers to. */
double cf_cost_droppable(const struct cf_table *table);
#endif
