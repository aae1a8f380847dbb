#include "pixels/kernels.h"

#include "pixels/pixel_maths.h"

enum { CHUNK = 64 }; /* columns summed at a time: they stay in the first cache */

static void add_8(float *sum, const uint8_t *row, float weight, int n)
{
    for (int i = 0; i < n; i++)
        sum[i] = cf_pixel_tap(sum[i], weight, (float)row[i]);
}

static void add_16(float *sum, const uint8_t *row, float weight, int n)
{
    const uint16_t *samples = (const uint16_t *)(const void *)row;
    for (int i = 0; i < n; i++)
        sum[i] = cf_pixel_tap(sum[i], weight, (float)samples[i]);
}

static void sum_chunk(float *columns, const uint8_t *plane, ptrdiff_t stride, const struct cf_axis *axis, int k, int n,
                      void (*add)(float *, const uint8_t *, float, int))
{
    for (int r = 0; r < CF_LANES; r++) {
        float sum[CHUNK] = {0};
        int entry = k + r < axis->count ? k + r : axis->count - 1;
        const float *weights = axis->weights + (size_t)entry * (size_t)axis->stride;
        for (int t = 0; t < axis->taps[entry]; t++)
            add(sum, plane + (axis->first[entry] + t) * stride, weights[t], n);
        for (int i = 0; i < n; i++)
            columns[i * CF_LANES + r] = sum[i];
    }
}

void cf_vertical_8_c(float *columns, const uint8_t *plane, ptrdiff_t stride, const struct cf_axis *axis, int k, int n)
{
    for (int i = 0; i < n; i += CHUNK)
        sum_chunk(columns + i * CF_LANES, plane + i, stride, axis, k, n - i < CHUNK ? n - i : CHUNK, add_8);
}

void cf_vertical_16_c(float *columns, const uint8_t *plane, ptrdiff_t stride, const struct cf_axis *axis, int k, int n)
{
    for (int i = 0; i < n; i += CHUNK)
        sum_chunk(columns + i * CF_LANES, plane + 2 * i, stride, axis, k, n - i < CHUNK ? n - i : CHUNK, add_16);
}

static void horizontal(float *values, const float *columns, int from, const struct cf_axis *axis, int k, int n)
{
    for (int i = 0; i < n; i++, values += CF_LANES) {
        const float *weights = axis->weights + (size_t)(k + i) * (size_t)axis->stride;
        const float *column = columns + (ptrdiff_t)(axis->first[k + i] - from) * CF_LANES;
        for (int r = 0; r < CF_LANES; r++)
            values[r] = weights[0] * column[r];
        for (int t = 1; t < axis->stride; t++)
            for (int r = 0; r < CF_LANES; r++)
                values[r] = cf_pixel_tap(values[r], weights[t], column[t * CF_LANES + r]);
    }
}

static void range(float *values, int n, const struct cf_colour *colour)
{
    for (int i = 0; i < n; i++)
        values[i] = cf_pixel_range(values[i], colour);
}

static void matrix(float *c0, float *c1, float *c2, int n, const struct cf_colour *colour)
{
    for (int i = 0; i < n; i++)
        cf_pixel_matrix(&c0[i], &c1[i], &c2[i], colour);
}

/* One column's lanes. The loops are apart so that compilers make vectors of all but the last. */
static void normalise(float out[CF_LANES], const float *values)
{
    for (int r = 0; r < CF_LANES; r++)
        out[r] = cf_pixel_unit(values[r]);
}

static void store_u8(void *data, ptrdiff_t step_i, ptrdiff_t step_r, const float *values, int n, int rows)
{
    for (int i = 0; i < n; i++, values += CF_LANES) {
        uint8_t *out = (uint8_t *)data + i * step_i;
        int whole[CF_LANES];
        for (int r = 0; r < CF_LANES; r++)
            whole[r] = cf_pixel_whole(values[r]);
        for (int r = 0; r < rows; r++)
            out[r * step_r] = (uint8_t)whole[r];
    }
}

static void store_f16(void *data, ptrdiff_t step_i, ptrdiff_t step_r, const float *values, int n, int rows)
{
    for (int i = 0; i < n; i++, values += CF_LANES) {
        uint16_t *out = (uint16_t *)data + i * step_i;
        float unit[CF_LANES];
        normalise(unit, values);
        for (int r = 0; r < rows; r++)
            out[r * step_r] = (uint16_t)cf_pixel_half(unit[r]);
    }
}

static void store_bf16(void *data, ptrdiff_t step_i, ptrdiff_t step_r, const float *values, int n, int rows)
{
    for (int i = 0; i < n; i++, values += CF_LANES) {
        uint16_t *out = (uint16_t *)data + i * step_i;
        uint32_t bits[CF_LANES];
        float unit[CF_LANES];
        normalise(unit, values);
        for (int r = 0; r < CF_LANES; r++)
            bits[r] = cf_pixel_bfloat(unit[r]);
        for (int r = 0; r < rows; r++)
            out[r * step_r] = (uint16_t)bits[r];
    }
}

static void store_f32(void *data, ptrdiff_t step_i, ptrdiff_t step_r, const float *values, int n, int rows)
{
    for (int i = 0; i < n; i++, values += CF_LANES) {
        float *out = (float *)data + i * step_i, unit[CF_LANES];
        normalise(unit, values);
        for (int r = 0; r < rows; r++)
            out[r * step_r] = unit[r];
    }
}

void cf_kernels_init(struct cf_kernels *kernels, unsigned flags)
{
    *kernels = (struct cf_kernels){
        .vertical = {cf_vertical_8_c, cf_vertical_16_c},
        .horizontal = horizontal,
        .matrix = matrix,
        .range = range,
        .store = {[CF_DTYPE_U8] = store_u8,
                  [CF_DTYPE_F16] = store_f16,
                  [CF_DTYPE_BF16] = store_bf16,
                  [CF_DTYPE_F32] = store_f32},
    };
    cf_kernels_init_arch(kernels, flags);
}
