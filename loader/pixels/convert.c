#include <assert.h>

#include "pixels/scaler.h"

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

struct cf_colour cf_colour_of(enum cf_matrix name, int full_range, int depth)
{
    double kr, kb, unit = 1 << (depth - 8), full = 255.0 / ((1 << depth) - 1);
    matrix_weights(name, &kr, &kb);
    double kg = 1.0 - kr - kb, chroma = full_range ? full : 255.0 / (224.0 * unit);
    double rv = 2.0 * (1.0 - kr) * chroma, bu = 2.0 * (1.0 - kb) * chroma;
    return (struct cf_colour){
        .y_zero = full_range ? 0.0f : (float)(16.0 * unit),
        .y_scale = (float)(full_range ? full : 255.0 / (219.0 * unit)),
        .c_zero = (float)(128.0 * unit),
        .rv = (float)rv,
        .gu = (float)(-bu * kb / kg),
        .gv = (float)(-rv * kr / kg),
        .bu = (float)bu,
    };
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

/* One conversion and its scratch. */
struct job {
    const struct cf_scaler *scaler;
    const struct cf_picture *picture;
    const struct cf_place *place;
    struct cf_colour colour;
    int planes;
    float *columns[3], *values[3];
};

/* Entries [k, k+rows) of the vertical axis by [s, s+n) of the horizontal one. */
static void resample(const struct job *j, int k, int s, int n)
{
    const struct cf_kernels *kernels = &j->scaler->kernels;
    int wide = j->picture->depth > 8;
    for (int c = 0; c < j->planes; c++) {
        const struct cf_axis *horizontal = &j->scaler->horizontal[c > 0];
        int begin, end;
        cf_axis_span(horizontal, s, n, &begin, &end);
        kernels->vertical[wide](j->columns[c], j->picture->plane[c] + ((ptrdiff_t)begin << wide), j->picture->stride[c],
                                &j->scaler->vertical[c > 0], k, end - begin);
        kernels->horizontal(j->values[c], j->columns[c], begin, horizontal, s, n);
    }
}

static void colour_values(const struct job *j, int n)
{
    const struct cf_kernels *kernels = &j->scaler->kernels;
    if (j->planes == 3 && j->picture->matrix != CF_MATRIX_RGB)
        kernels->matrix(j->values[0], j->values[1], j->values[2], n, &j->colour);
    else
        for (int c = 0; c < j->planes; c++)
            kernels->range(j->values[c], n, &j->colour);
}

/* The rows about to be written, where they run along the output's: a batch is seldom in the cache. */
static void prefetch_output(const struct job *j, int k, int rows, int s, int n)
{
    const struct cf_place *place = j->place;
    int size = cf_dtype_size(place->dtype);
    if (j->scaler->transposed || place->stride_x != 1)
        return;
    for (int c = 0; c < 3; c++)
        for (int r = 0; r < rows; r++) {
            const uint8_t *row =
                (const uint8_t *)place->data + ((k + r) * place->stride_y + s + c * place->stride_c) * size;
            for (int b = 0; b < n * size; b += 64)
                __builtin_prefetch(row + b, 1, 2);
        }
}

static void store(const struct job *j, int k, int rows, int s, int n)
{
    const struct cf_place *place = j->place;
    ptrdiff_t step_v = j->scaler->transposed ? place->stride_x : place->stride_y;
    ptrdiff_t step_h = j->scaler->transposed ? place->stride_y : place->stride_x;
    for (int c = 0; c < 3; c++) {
        ptrdiff_t at = k * step_v + s * step_h + c * place->stride_c;
        j->scaler->kernels.store[place->dtype]((uint8_t *)place->data + at * cf_dtype_size(place->dtype), step_h,
                                               step_v, j->values[c % j->planes], n, rows);
    }
}

void cf_scaler_convert(const struct cf_scaler *scaler, const struct cf_picture *picture, const struct cf_place *place,
                       void *scratch)
{
    check_shape(scaler, picture);
    struct job job = {scaler, picture, place,
                      .colour = cf_colour_of(picture->matrix, picture->full_range, picture->depth),
                      .planes = picture->plane[1] ? 3 : 1};
    float *rest = scratch;
    for (int c = 0; c < 3; c++, rest += scaler->column_floats + CF_STRIP * CF_LANES) {
        job.values[c] = rest;
        job.columns[c] = rest + CF_STRIP * CF_LANES;
    }
    int height = scaler->vertical[0].count, width = scaler->horizontal[0].count;
    for (int k = 0; k < height; k += CF_LANES) {
        int rows = height - k < CF_LANES ? height - k : CF_LANES;
        for (int s = 0; s < width; s += CF_STRIP) {
            int n = width - s < CF_STRIP ? width - s : CF_STRIP;
            prefetch_output(&job, k, rows, s, n);
            resample(&job, k, s, n);
            colour_values(&job, n * CF_LANES);
            store(&job, k, rows, s, n);
        }
    }
}
