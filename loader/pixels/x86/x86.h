/* What the variants of this architecture share. */
#ifndef CF_PIXELS_X86_X86_H
#define CF_PIXELS_X86_X86_H
#include <string.h>

#include "pixels/kernels.h"

#define ALWAYS_INLINE static inline __attribute__((always_inline))

enum { CF_TILE = CF_LANES * CF_LANES };

void cf_kernels_init_avx2(struct cf_kernels *kernels);
void cf_kernels_init_avx512(struct cf_kernels *kernels);

/* Also for what is too narrow for wider vectors. */
cf_vertical_fn cf_vertical_8_avx2, cf_vertical_16_avx2;

/* Asks for the samples that an entry of the next block begins with; hardware follows too few rows at a time. */
ALWAYS_INLINE void prefetch_entry(const uint8_t *plane, ptrdiff_t stride, const struct cf_axis *axis, int entry)
{
    if (entry >= axis->count)
        return;
    const uint8_t *row = plane + axis->first[entry] * stride;
    for (int t = 0; t < axis->taps[entry]; t++)
        __builtin_prefetch(row + t * stride, 0, 2);
}

/* 16 columns of 16 lanes -> 16 rows of 16 elements, each row `step` bytes after the one before. */
typedef void cf_tile_fn(uint8_t *out, ptrdiff_t step, const float *values);
/* 16 lanes -> 16 elements one after another. */
typedef void cf_lane_fn(uint8_t *out, const float *values);

/* Lanes are rows of the output: whole tiles are turned straight into it, others by way of one at hand. */
ALWAYS_INLINE void store_turned(uint8_t *out, ptrdiff_t step_i, ptrdiff_t step_r, const float *values, int n, int rows,
                                size_t size, cf_tile_fn *tile)
{
    _Alignas(64) uint8_t turned[CF_TILE * sizeof(float)];
    _Alignas(64) float padded[CF_TILE];
    for (int i = 0; i < n; i += CF_LANES, values += CF_TILE) {
        int width = n - i < CF_LANES ? n - i : CF_LANES;
        uint8_t *to = out + i * step_i * (ptrdiff_t)size;
        if (step_i == 1 && width == CF_LANES && rows == CF_LANES) {
            tile(to, step_r * (ptrdiff_t)size, values);
            continue;
        }
        const float *from = values;
        if (width < CF_LANES) {
            memset(padded, 0, sizeof padded);
            from = memcpy(padded, values, (size_t)width * CF_LANES * sizeof *padded);
        }
        tile(turned, (ptrdiff_t)(CF_LANES * size), from);
        for (int r = 0; r < rows; r++)
            if (step_i == 1)
                memcpy(to + r * step_r * (ptrdiff_t)size, turned + (size_t)r * CF_LANES * size, (size_t)width * size);
            else
                for (int x = 0; x < width; x++)
                    memcpy(to + (x * step_i + r * step_r) * (ptrdiff_t)size,
                           turned + ((size_t)r * CF_LANES + (size_t)x) * size, size);
    }
}

/* Lanes are columns of the output. */
ALWAYS_INLINE void store_lanes(uint8_t *out, ptrdiff_t step_i, const float *values, int n, int rows, size_t size,
                               cf_lane_fn *lane)
{
    _Alignas(64) uint8_t whole[CF_LANES * sizeof(float)];
    for (int i = 0; i < n; i++, out += step_i * (ptrdiff_t)size, values += CF_LANES) {
        if (rows == CF_LANES) {
            lane(out, values);
        } else {
            lane(whole, values);
            memcpy(out, whole, (size_t)rows * size);
        }
    }
}

ALWAYS_INLINE void store_any(uint8_t *out, ptrdiff_t step_i, ptrdiff_t step_r, const float *values, int n, int rows,
                             size_t size, cf_tile_fn *tile, cf_lane_fn *lane)
{
    if (step_r == 1)
        store_lanes(out, step_i, values, n, rows, size, lane);
    else
        store_turned(out, step_i, step_r, values, n, rows, size, tile);
}
#endif
