#include <assert.h>

#include "pixels/scaler.h"
#include "pixels/store.h"

/* y = (Y - y_zero) * y_scale, u = U - c_zero, v = V - c_zero;
 * R = y + rv*v, G = (y + gu*u) + gv*v, B = y + bu*u. */
struct colour {
    float y_zero, y_scale, c_zero;
    float rv, gu, gv, bu;
};

static void matrix_weights(enum cf_matrix matrix, double *kr, double *kb)
{
    *kr = 0.299;
    *kb = 0.114;
    switch (matrix) {
    case CF_MATRIX_BT709:
        *kr = 0.2126;
        *kb = 0.0722;
        break;
    case CF_MATRIX_BT2020:
        *kr = 0.2627;
        *kb = 0.0593;
        break;
    case CF_MATRIX_FCC:
        *kr = 0.30;
        *kb = 0.11;
        break;
    case CF_MATRIX_SMPTE240M:
        *kr = 0.212;
        *kb = 0.087;
        break;
    case CF_MATRIX_BT601:
    case CF_MATRIX_RGB: break;
    }
}

static struct colour colour_of(const struct cf_picture *picture)
{
    double kr, kb, unit = 1 << (picture->depth - 8), full = 255.0 / ((1 << picture->depth) - 1);
    matrix_weights(picture->matrix, &kr, &kb);
    double kg = 1.0 - kr - kb, chroma = picture->full_range ? full : 255.0 / (224.0 * unit);
    double rv = 2.0 * (1.0 - kr) * chroma, bu = 2.0 * (1.0 - kb) * chroma;
    return (struct colour){
        .y_zero = picture->full_range ? 0.0f : (float)(16.0 * unit),
        .y_scale = (float)(picture->full_range ? full : 255.0 / (219.0 * unit)),
        .c_zero = (float)(128.0 * unit),
        .rv = (float)rv,
        .gu = (float)(-bu * kb / kg),
        .gv = (float)(-rv * kr / kg),
        .bu = (float)bu,
    };
}

static void add_row_8(float *sum, const uint8_t *row, float weight, int n, int begins)
{
    if (begins)
        for (int i = 0; i < n; i++)
            sum[i] = weight * (float)row[i];
    else
        for (int i = 0; i < n; i++)
            sum[i] += weight * (float)row[i];
}

static void add_row_16(float *sum, const uint16_t *row, float weight, int n, int begins)
{
    if (begins)
        for (int i = 0; i < n; i++)
            sum[i] = weight * (float)row[i];
    else
        for (int i = 0; i < n; i++)
            sum[i] += weight * (float)row[i];
}

/* Entry k of the vertical axis, for just the columns that the horizontal axis will read. */
static void sum_rows(float *sum, const struct cf_picture *picture, int plane, const struct cf_axis *vertical, int k,
                     const struct cf_axis *horizontal)
{
    const float *weights = vertical->weights + (size_t)k * (size_t)vertical->stride;
    int n = horizontal->end - horizontal->begin;
    for (int t = 0; t < vertical->taps[k]; t++) {
        const uint8_t *row = picture->plane[plane] + (vertical->first[k] + t) * picture->stride[plane];
        if (picture->depth > 8)
            add_row_16(sum, (const uint16_t *)(const void *)row + horizontal->begin, weights[t], n, t == 0);
        else
            add_row_8(sum, row + horizontal->begin, weights[t], n, t == 0);
    }
}

static void sum_columns(float *out, const float *columns, const struct cf_axis *horizontal)
{
    for (int k = 0; k < horizontal->count; k++) {
        const float *weights = horizontal->weights + (size_t)k * (size_t)horizontal->stride;
        const float *from = columns + (horizontal->first[k] - horizontal->begin);
        float sum = weights[0] * from[0];
        for (int t = 1; t < horizontal->taps[k]; t++)
            sum += weights[t] * from[t];
        out[k] = sum;
    }
}

static float clamp(float value)
{
    return value < 0.0f ? 0.0f : value > 255.0f ? 255.0f : value;
}

/* Planes that are R, G, B or grey already: range only. */
static void expand_range(float *values, int n, const struct colour *colour)
{
    for (int i = 0; i < n; i++)
        values[i] = clamp((values[i] - colour->y_zero) * colour->y_scale);
}

static void apply_matrix(float *c0, float *c1, float *c2, int n, const struct colour *colour)
{
    for (int i = 0; i < n; i++) {
        float y = (c0[i] - colour->y_zero) * colour->y_scale;
        float u = c1[i] - colour->c_zero, v = c2[i] - colour->c_zero;
        c0[i] = clamp(y + colour->rv * v);
        c1[i] = clamp((y + colour->gu * u) + colour->gv * v);
        c2[i] = clamp(y + colour->bu * u);
    }
}

static void check_shape(const struct cf_scaler *scaler, const struct cf_picture *picture)
{
    const struct cf_scaler_params *p = &scaler->params;
    assert(picture->width == p->width && picture->height == p->height && picture->rotation == p->rotation);
    assert(!picture->plane[1] || (picture->shift_x == p->shift_x && picture->shift_y == p->shift_y));
    assert(picture->depth >= 8 && picture->depth <= 16);
    assert(picture->matrix != CF_MATRIX_RGB || !picture->plane[1] || (!p->shift_x && !p->shift_y));
    (void)p;
    (void)picture;
}

static void store_rows(const struct cf_scaler *scaler, const struct cf_place *place, int k, float *const rows[3])
{
    ptrdiff_t step_v = scaler->transposed ? place->stride_x : place->stride_y;
    ptrdiff_t step_h = scaler->transposed ? place->stride_y : place->stride_x;
    int n = scaler->horizontal[0].count;
    ptrdiff_t at = (scaler->reverse_v ? scaler->vertical[0].count - 1 - k : k) * step_v;
    if (scaler->reverse_h) {
        at += (n - 1) * step_h;
        step_h = -step_h;
    }
    for (int c = 0; c < 3; c++)
        cf_store_row(place->data, place->dtype, at + c * place->stride_c, step_h, rows[c], n);
}

void cf_scaler_convert(const struct cf_scaler *scaler, const struct cf_picture *picture, const struct cf_place *place,
                       void *scratch)
{
    check_shape(scaler, picture);
    struct colour colour = colour_of(picture);
    int grey = !picture->plane[1], planes = grey ? 1 : 3, n = scaler->horizontal[0].count;
    float *columns = scratch, *rows[3];
    for (int c = 0; c < 3; c++)
        rows[c] = columns + scaler->column_floats + (grey ? 0 : (size_t)c * scaler->output_floats);
    for (int k = 0; k < scaler->vertical[0].count; k++) {
        for (int c = 0; c < planes; c++) {
            const struct cf_axis *horizontal = &scaler->horizontal[c > 0];
            sum_rows(columns, picture, c, &scaler->vertical[c > 0], k, horizontal);
            sum_columns(rows[c], columns, horizontal);
        }
        if (grey || picture->matrix == CF_MATRIX_RGB)
            for (int c = 0; c < planes; c++)
                expand_range(rows[c], n, &colour);
        else
            apply_matrix(rows[0], rows[1], rows[2], n, &colour);
        store_rows(scaler, place, k, rows);
    }
}
