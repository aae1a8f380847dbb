/* What a scaler holds, for the converters of this folder only. */
#ifndef CF_PIXELS_SCALER_H
#define CF_PIXELS_SCALER_H
#include "pixels/axis.h"
#include "pixels/kernels.h"
#include "pixels/pixels.h"

/* Entries of the horizontal axis worked on at a time: long, so that rows are read and written steadily, and yet their
 * scratch stays in the second cache. */
enum { CF_STRIP = 256 };

struct cf_scaler {
    struct cf_scaler_params params;
    struct cf_geometry geometry;
    int out_h, out_w;
    struct cf_kernels kernels;
    /* Along the stored rows and columns, in the order of the output: luma (or R, G, B) at [0], chroma at [1]. */
    struct cf_axis vertical[2], horizontal[2];
    int transposed;       /* the stored vertical axis is the displayed horizontal one */
    size_t column_floats; /* scratch for the columns of one component */
};

/* The constants of a matrix and range for samples of that many bits. */
struct cf_colour cf_colour_of(enum cf_matrix matrix, int full_range, int depth);
#endif
