/* The conversion of one output pixel on a GPU, and what a launch is given. C17 and CUDA C++: the stand-in of libcuda
 * runs the same on the host.
 *
 * A thread makes one pixel of one picture's place, all three channels, straight from the planes: neighbouring threads
 * write neighbouring elements, and what their taps share stays in the first cache. The vertical sums are made anew for
 * each horizontal tap, at most four loads for a source sample whatever the scale: two hundredths of what the memory
 * system can do beside a video engine at full speed, for which two passes through shared memory would not pay. */
#ifndef CF_PIXELS_CUDA_KERNEL_H
#define CF_PIXELS_CUDA_KERNEL_H
#include <stdint.h>

#include "pixels/pixel_maths.h"

enum {
    CF_CUDA_ITEMS = 32, /* of one launch */
    CF_CUDA_BLOCK_X = 32,
    CF_CUDA_BLOCK_Y = 8,
    /* enum cf_dtype's numbers, for a compiler that sees none of the public headers */
    CF_CUDA_U8 = 1,
    CF_CUDA_F16,
    CF_CUDA_BF16,
    CF_CUDA_F32
};

/* struct cf_axis in device memory: addresses of count entries each; tap t of entry k weighs weights[t * count + k]. */
struct cf_cuda_axis {
    uint64_t first, taps, weights;
    int64_t count;
};

struct cf_cuda_item {
    uint64_t plane[3];
    uint64_t place;
    int32_t pitch[3]; /* bytes */
    int32_t unused;
};

/* By value: the driver takes up to 4096 bytes. */
struct cf_cuda_params {
    struct cf_cuda_axis vertical[2], horizontal[2]; /* as in struct cf_scaler */
    int64_t stride_c, stride_y, stride_x;           /* of a place, in elements */
    struct cf_colour colour;
    int32_t width, height; /* of the output */
    int32_t transposed;    /* 1: the stored vertical axis runs along the output's rows */
    int32_t planes;        /* 3, or 1 for grey */
    int32_t matrix;        /* 1: Y, U, V; 0: planes are R, G, B or grey */
    int32_t step;          /* samples from one chroma sample to the next */
    int32_t lift;          /* low bits of no meaning */
    int32_t dtype;
    int32_t count; /* of items */
    struct cf_cuda_item items[CF_CUDA_ITEMS];
};

#define CF_CUDA_AT(type, address) ((type *)(uintptr_t)(address))

/* Entry k of the vertical axis, entry s of the horizontal one, of one plane. */
CF_PIXEL_FN float cf_cuda_resample(const struct cf_cuda_params *p, const struct cf_cuda_item *item, int wide, int c,
                                   int k, int s)
{
    const struct cf_cuda_axis *v = &p->vertical[c > 0], *h = &p->horizontal[c > 0];
    const float *down = CF_CUDA_AT(const float, v->weights) + k, *across = CF_CUDA_AT(const float, h->weights) + s;
    int rows = CF_CUDA_AT(const int32_t, v->taps)[k], columns = CF_CUDA_AT(const int32_t, h->taps)[s];
    int step = c > 0 ? p->step : 1;
    int64_t x = (int64_t)CF_CUDA_AT(const int32_t, h->first)[s] * step, pitch = item->pitch[c];
    uint64_t corner = item->plane[c];
    corner += (uint64_t)(CF_CUDA_AT(const int32_t, v->first)[k] * pitch + (x << wide));
    float value = 0.0f;
    for (int t = 0; t < columns; t++) {
        uint64_t at = corner + ((uint64_t)(t * step) << wide);
        float column = 0.0f;
        for (int u = 0; u < rows; u++, at += (uint64_t)pitch) {
            uint32_t sample =
                wide ? (uint32_t)*CF_CUDA_AT(const uint16_t, at) >> p->lift : (uint32_t)*CF_CUDA_AT(const uint8_t, at);
            column = cf_pixel_tap(column, down[u * v->count], (float)sample);
        }
        value = cf_pixel_tap(value, across[t * h->count], column);
    }
    return value;
}

CF_PIXEL_FN void cf_cuda_store(uint64_t place, int64_t at, int dtype, float value)
{
    if (dtype == CF_CUDA_U8)
        CF_CUDA_AT(uint8_t, place)[at] = (uint8_t)cf_pixel_whole(value);
    else if (dtype == CF_CUDA_F16)
        CF_CUDA_AT(uint16_t, place)[at] = (uint16_t)cf_pixel_half(cf_pixel_unit(value));
    else if (dtype == CF_CUDA_BF16)
        CF_CUDA_AT(uint16_t, place)[at] = (uint16_t)cf_pixel_bfloat(cf_pixel_unit(value));
    else
        CF_CUDA_AT(float, place)[at] = cf_pixel_unit(value);
}

/* Pixel (x, y) of item z, if there is one. wide: 1 for samples of 16 bits. */
CF_PIXEL_FN void cf_cuda_pixel(const struct cf_cuda_params *p, int wide, int x, int y, int z)
{
    if (x >= p->width || y >= p->height || z >= p->count)
        return;
    const struct cf_cuda_item *item = &p->items[z];
    int k = p->transposed ? x : y, s = p->transposed ? y : x;
    float r = cf_cuda_resample(p, item, wide, 0, k, s), g = r, b = r;
    if (p->planes == 3) {
        g = cf_cuda_resample(p, item, wide, 1, k, s);
        b = cf_cuda_resample(p, item, wide, 2, k, s);
    }
    if (p->matrix) {
        cf_pixel_matrix(&r, &g, &b, &p->colour);
    } else {
        r = cf_pixel_range(r, &p->colour);
        g = cf_pixel_range(g, &p->colour);
        b = cf_pixel_range(b, &p->colour);
    }
    int64_t at = y * p->stride_y + x * p->stride_x;
    cf_cuda_store(item->place, at, p->dtype, r);
    cf_cuda_store(item->place, at + p->stride_c, p->dtype, g);
    cf_cuda_store(item->place, at + 2 * p->stride_c, p->dtype, b);
}
#endif
