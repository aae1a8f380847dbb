/* What a scaler holds, for the converters of this folder only. */
#ifndef CF_PIXELS_SCALER_H
#define CF_PIXELS_SCALER_H
#include "pixels/axis.h"
#include "pixels/pixels.h"

struct cf_scaler {
    struct cf_scaler_params params;
    struct cf_geometry geometry;
    int out_h, out_w;
    /* Stored axes, luma (or R, G, B) at [0], chroma at [1]. */
    struct cf_axis vertical[2], horizontal[2];
    int transposed;           /* the stored vertical axis is the displayed horizontal one */
    int reverse_v, reverse_h; /* entry k goes to output place count-1-k: rotation and flip together */
    size_t column_floats;     /* scratch floats for one component's row before horizontal resampling */
    size_t output_floats;     /* scratch floats for one component's row after it */
};
#endif
