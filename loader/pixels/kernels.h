/* The inner loops of a conversion. Every variant gives the bits of the C one (kernels.c).
 *
 * Work runs in blocks of CF_LANES entries of the vertical axis, which lie side by side in memory ("lanes"), so that the
 * horizontal axis, whose taps are anywhere, needs no gathering: each of its steps works on whole vectors. Floats given
 * to a kernel are aligned to 64 bytes; nothing outside the stated elements is read or written. */
#ifndef CF_PIXELS_KERNELS_H
#define CF_PIXELS_KERNELS_H
#include <stddef.h>
#include <stdint.h>

#include "clipfeed/types.h"
#include "pixels/axis.h"
#include "pixels/pixel_maths.h"

enum { CF_LANES = 16 };

/* Samples -> columns[n][CF_LANES]: lane r is entry min(k+r, count-1) of the axis, over each of n columns of the plane,
 * whose row 0 begins at `plane`; stride in bytes. */
typedef void cf_vertical_fn(float *columns, const uint8_t *plane, ptrdiff_t stride, const struct cf_axis *axis, int k,
                            int n);
/* columns -> values[n][CF_LANES]: entries k to k+n-1 of the axis; columns begin with source sample `from`. */
typedef void cf_horizontal_fn(float *values, const float *columns, int from, const struct cf_axis *axis, int k, int n);
/* In place, values in [0,255] after it; n is a multiple of CF_LANES. Y, U, V become R, G, B. */
typedef void cf_matrix_fn(float *c0, float *c1, float *c2, int n, const struct cf_colour *colour);
/* The same for planes that are R, G, B or grey already. */
typedef void cf_range_fn(float *values, int n, const struct cf_colour *colour);
/* values[n][CF_LANES] in [0,255] -> elements: (i, r), r < rows, goes to data[i*step_i + r*step_r]. */
typedef void cf_store_fn(void *data, ptrdiff_t step_i, ptrdiff_t step_r, const float *values, int n, int rows);

struct cf_kernels {
    cf_vertical_fn *vertical[2]; /* samples of 8 bits, of 16 */
    cf_horizontal_fn *horizontal;
    cf_matrix_fn *matrix;
    cf_range_fn *range;
    cf_store_fn *store[CF_DTYPE_F32 + 1]; /* by enum cf_dtype */
};

/* The best kernels that the CPU flags (base/cpu.h) allow; 0 is C. */
void cf_kernels_init(struct cf_kernels *kernels, unsigned flags);
/* In C; other variants leave them what is too narrow for a vector. */
cf_vertical_fn cf_vertical_8_c, cf_vertical_16_c;
/* Overrides what the flags of this architecture improve; chosen by the build. */
void cf_kernels_init_arch(struct cf_kernels *kernels, unsigned flags);
#endif
