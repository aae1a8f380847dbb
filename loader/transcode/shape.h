/* Decoded pictures -> what is coded: scaled, 8-bit 4:2:0, turned for display. One thread. */
#ifndef CF_TRANSCODE_SHAPE_H
#define CF_TRANSCODE_SHAPE_H
#include "clipfeed/status.h"
#include "decode/picture.h"
#include "media/table.h"

struct AVFrame;

/* The displayed size that a table's pictures get: short side at most short_side, both even, never larger. */
void cf_shape_size(const struct cf_table *table, uint32_t short_side, int *width, int *height);

/* What the result is tagged with: the table's, or where it says nothing what the pictures themselves say. */
struct cf_shape_colour {
    int range, primaries, trc, space, chroma_location; /* as in AVCodecContext */
};

struct cf_shape;
/* width, height: cf_shape_size's. CF_ENOMEM. */
int cf_shape_create(struct cf_shape **out, const struct cf_table *table, int width, int height, struct cf_error *err);
void cf_shape_destroy(struct cf_shape **shape);
/* A new frame. CF_EUNSUPPORTED (RGB), CF_ENOMEM. */
int cf_shape_run(struct cf_shape *shape, const struct cf_picture *picture, struct AVFrame **out, struct cf_error *err);
/* Of a picture of the table. CF_EUNSUPPORTED (RGB). */
int cf_shape_tags(const struct cf_table *table, const struct cf_picture *picture, struct cf_shape_colour *colour,
                  struct cf_error *err);
#endif
