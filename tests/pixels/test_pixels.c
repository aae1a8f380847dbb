/* The converter against a direct evaluation in double: RGB of every stored pixel from nearest-replicated chroma,
 * turned for display, then the two-dimensional sum, the clamp and the dtype. CF_TEST_SEED repeats a run. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "pixels/pixel_maths.h"
#include "random.h"

enum { GUARD = 64, ROUNDS = 1500, MAX_IN = 70, MAX_OUT = 80 };

/* ---- the evaluation in double ---- */

static double sample(const struct cf_picture *p, int c, int x, int y)
{
    const uint8_t *row = p->plane[c] + y * p->stride[c];
    uint16_t wide;
    if (p->depth == 8)
        return row[x];
    memcpy(&wide, row + 2 * x, 2);
    return wide;
}

static double luma(const struct cf_picture *p, double v)
{
    double unit = pow(2, p->depth - 8);
    return p->full_range ? v * 255 / (pow(2, p->depth) - 1) : (v - 16 * unit) * 255 / (219 * unit);
}

static double chroma(const struct cf_picture *p, double v)
{
    double unit = pow(2, p->depth - 8);
    return (v - 128 * unit) * 255 / (p->full_range ? pow(2, p->depth) - 1 : 224 * unit);
}

static void stored_rgb(const struct cf_picture *p, int x, int y, double rgb[3])
{
    static const double k[][2] = {[CF_MATRIX_BT601] = {.299, .114},
                                  [CF_MATRIX_BT709] = {.2126, .0722},
                                  [CF_MATRIX_BT2020] = {.2627, .0593},
                                  [CF_MATRIX_FCC] = {.3, .11},
                                  [CF_MATRIX_SMPTE240M] = {.212, .087}};
    if (!p->plane[1] || p->matrix == CF_MATRIX_RGB) {
        for (int c = 0; c < 3; c++)
            rgb[c] = luma(p, sample(p, p->plane[1] ? c : 0, x, y));
        return;
    }
    double kr = k[p->matrix][0], kb = k[p->matrix][1];
    double l = luma(p, sample(p, 0, x, y)), cb = chroma(p, sample(p, 1, x >> p->shift_x, y >> p->shift_y)),
           cr = chroma(p, sample(p, 2, x >> p->shift_x, y >> p->shift_y));
    rgb[0] = l + 2 * (1 - kr) * cr;
    rgb[2] = l + 2 * (1 - kb) * cb;
    rgb[1] = (l - kr * rgb[0] - kb * rgb[2]) / (1 - kr - kb);
}

/* [h][w][3] as displayed; turned a quarter clockwise as often as needed */
static double *displayed_rgb(const struct cf_picture *p, int *h, int *w)
{
    size_t size = (size_t)(p->width * p->height) * 3 * sizeof(double);
    double *image = checked(malloc(size)), *turned = checked(malloc(size));
    *h = p->height;
    *w = p->width;
    for (int y = 0; y < *h; y++)
        for (int x = 0; x < *w; x++)
            stored_rgb(p, x, y, image + 3 * (y * *w + x));
    for (int turns = p->rotation / 90; turns > 0; turns--) {
        for (int y = 0; y < *h; y++)
            for (int x = 0; x < *w; x++)
                memcpy(turned + 3 * (x * *h + (*h - 1 - y)), image + 3 * (y * *w + x), 3 * sizeof(double));
        double *t = image;
        image = turned;
        turned = t;
        int side = *h;
        *h = *w;
        *w = side;
    }
    free(turned);
    return image;
}

/* Coordinates are part of the contract and in float; weights in double. weights[dim] of output sample i. */
static void latte_weights(double *weights, int dim, int out, double s, int i)
{
    int resized = (int)floor(dim * s);
    if (resized < out)
        resized = out;
    int dst = i + (int)nearbyint((resized - out) / 2.0);
    memset(weights, 0, (size_t)dim * sizeof *weights);
    if (resized == dim) {
        weights[dst] = 1;
        return;
    }
    float at = (float)(1 / s) * ((float)dst + 0.5f) - 0.5f;
    double clipped = fmin(fmax((double)at, 0), dim - 1);
    int low = (int)clipped;
    weights[low] += 1 - (clipped - low);
    if (low + 1 < dim)
        weights[low + 1] += clipped - low;
}

/* Keys' kernel. */
static double cubic(double x, double a)
{
    x = fabs(x);
    return x < 1 ? (a + 2) * x * x * x - (a + 3) * x * x + 1 : x < 2 ? a * (x * x * x - 5 * x * x + 8 * x - 4) : 0;
}

static void cubic_weights(double *weights, int dim, int out, double s, int i, int antialias)
{
    int resized = (int)floor(dim * s + 0.5);
    if (resized < out)
        resized = out;
    int dst = i + (int)nearbyint((resized - out) / 2.0);
    memset(weights, 0, (size_t)dim * sizeof *weights);
    if (resized == dim) {
        weights[dst] = 1;
        return;
    }
    float scale = (float)dim / (float)resized, at = scale * ((float)dst + 0.5f) - 0.5f;
    double total = 0, stretch = antialias && scale > 1 ? (double)scale : 1;
    double center = antialias ? (double)(float)((double)scale * (dst + 0.5)) - 0.5 : (double)at;
    for (int j = (int)floor(center - 2 * stretch) - 1; j <= (int)ceil(center + 2 * stretch) + 1; j++) {
        double w = cubic((j - center) / stretch, antialias ? -0.5 : -0.75);
        if (antialias && (j < 0 || j >= dim))
            continue; /* what lies outside is left out; without antialias it falls on the edge */
        weights[j < 0 ? 0 : j >= dim ? dim - 1 : j] += w;
        total += w;
    }
    for (int j = 0; antialias && j < dim; j++)
        weights[j] /= total;
}

static void crop_weights(double *weights, int dim, int crop, int out, int i)
{
    int offset = (int)nearbyint((dim - crop) / 2.0);
    float scale = out > 1 ? (float)(crop - 1) / (float)(out - 1) : 0;
    double support = fmax((double)scale, 1), total = 0;
    float center = (float)((double)scale * (i + 0.5));
    memset(weights, 0, (size_t)dim * sizeof *weights);
    for (int pass = 0; pass < 2; pass++)
        for (int j = 0; j < crop; j++) {
            double w = fmax(0, 1 - fabs((j - (double)center + 0.5) / support));
            if (pass)
                weights[offset + j] = w / total;
            else
                total += w;
        }
}

static void axis_weights(double *weights, const struct cf_scaler_params *p, const int dims[2], int axis, int i)
{
    int dim = dims[axis], out = axis ? p->out_w : p->out_h;
    if (p->resize == CF_RESIZE_NONE) {
        memset(weights, 0, (size_t)dim * sizeof *weights);
        weights[i] = 1;
    } else if (p->resize != CF_RESIZE_OPEN_SORA_PLAN) {
        double s = fmax((double)p->out_h / dims[0], (double)p->out_w / dims[1]);
        if (p->resize == CF_RESIZE_LATTE)
            latte_weights(weights, dim, out, s, i);
        else
            cubic_weights(weights, dim, out, s, i, p->resize == CF_RESIZE_BICUBIC_ANTIALIAS);
    } else {
        int other = axis ? p->out_h : p->out_w, limit = dims[!axis] * out / other;
        crop_weights(weights, dim, limit < 1 ? 1 : limit < dim ? limit : dim, out, i);
    }
}

static void expected_pixel(const double *image, const int dims[2], const struct cf_scaler_params *p, int y, int x,
                           int out_w, double rgb[3])
{
    double wy[80], wx[80];
    axis_weights(wy, p, dims, 0, y);
    axis_weights(wx, p, dims, 1, p->flip ? out_w - 1 - x : x);
    rgb[0] = rgb[1] = rgb[2] = 0;
    for (int j = 0; j < dims[0]; j++)
        for (int i = 0; i < dims[1]; i++)
            if (wy[j] != 0 && wx[i] != 0)
                for (int c = 0; c < 3; c++)
                    rgb[c] += wy[j] * wx[i] * image[3 * (j * dims[1] + i) + c];
    for (int c = 0; c < 3; c++)
        rgb[c] = fmin(fmax(rgb[c], 0), 255);
}

/* ---- comparison ---- */

static double half_value(uint16_t bits)
{
    int exponent = bits >> 10 & 31, fraction = bits & 1023;
    double v = exponent ? ldexp(1024 + fraction, exponent - 25) : ldexp(fraction, -24);
    return bits & 0x8000 ? -v : v;
}

static double float_value(const void *data, enum cf_dtype dtype, ptrdiff_t at)
{
    uint32_t bits;
    float value;
    if (dtype == CF_DTYPE_F32)
        return (double)((const float *)data)[at];
    if (dtype == CF_DTYPE_F16)
        return half_value(((const uint16_t *)data)[at]);
    bits = (uint32_t)((const uint16_t *)data)[at] << 16;
    memcpy(&value, &bits, 4);
    return (double)value;
}

/* How far an element may lie from the exact value: float32 sums, then half a unit of its own dtype. */
static int is_close(const void *data, enum cf_dtype dtype, ptrdiff_t at, double exact)
{
    double unit = exact / 127.5 - 1;
    if (dtype == CF_DTYPE_U8) {
        int got = ((const uint8_t *)data)[at];
        return got == (int)(exact + 0.5) || fabs(fabs(got - exact) - 0.5) < 1e-3;
    }
    double room = dtype == CF_DTYPE_F16 ? ldexp(1, -11) : dtype == CF_DTYPE_BF16 ? ldexp(1, -8) : 0;
    return fabs(float_value(data, dtype, at) - unit) < room * fabs(unit) + 1e-5;
}

struct tensor {
    uint8_t *memory;
    size_t bytes;
    struct cf_place place;
};

static struct tensor new_tensor(int h, int w)
{
    struct tensor t = {.place.dtype = (enum cf_dtype)random_in(CF_DTYPE_U8, CF_DTYPE_F32)};
    int channels_last = random_in(0, 1), pad = random_in(0, 3);
    t.place.stride_x = channels_last ? 3 : 1;
    t.place.stride_y = t.place.stride_x * w + pad;
    t.place.stride_c = channels_last ? 1 : t.place.stride_y * h;
    t.bytes = (size_t)(3 * h * (w + 3) * cf_dtype_size(t.place.dtype)) + 2 * GUARD;
    t.memory = checked(aligned_alloc(64, (t.bytes + 63) / 64 * 64));
    memset(t.memory, 0xa5, t.bytes);
    t.place.data = t.memory + GUARD;
    return t;
}

static void compare(const struct tensor *t, const struct cf_picture *picture, const struct cf_scaler_params *p, int h,
                    int w)
{
    int dims[2], size = cf_dtype_size(t->place.dtype);
    double *image = displayed_rgb(picture, &dims[0], &dims[1]), rgb[3];
    uint8_t *rest = checked(malloc(t->bytes));
    memcpy(rest, t->memory, t->bytes);
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) {
            expected_pixel(image, dims, p, y, x, w, rgb);
            for (int c = 0; c < 3; c++) {
                ptrdiff_t at = y * t->place.stride_y + x * t->place.stride_x + c * t->place.stride_c;
                if (!is_close(t->place.data, t->place.dtype, at, rgb[c]))
                    fail_msg("%dx%d depth %d shifts %d,%d matrix %d rotation %d -> %dx%d resize %d flip %d dtype %d "
                             "at y %d x %d c %d: expected %.6f, found %.6f",
                             p->width, p->height, picture->depth, p->shift_x, p->shift_y, (int)picture->matrix,
                             p->rotation, w, h, (int)p->resize, p->flip, (int)t->place.dtype, y, x, c, rgb[c],
                             t->place.dtype == CF_DTYPE_U8
                                 ? ((const uint8_t *)t->place.data)[at]
                                 : (float_value(t->place.data, t->place.dtype, at) + 1) * 127.5);
                memset(rest + GUARD + at * size, 0xa5, (size_t)size);
            }
        }
    for (size_t i = 0; i < t->bytes; i++)
        assert_int_equal(rest[i], 0xa5); /* nothing else was written */
    free(rest);
    free(image);
}

static void check_convert(const struct cf_picture *picture, const struct cf_scaler_params *params)
{
    struct cf_scaler *scaler = NULL;
    struct cf_error err;
    int h, w;
    if (cf_scaler_create(&scaler, params, &err) != CF_OK)
        fail_msg("%s", err.message);
    cf_scaler_output_size(scaler, &h, &w);
    struct tensor t = new_tensor(h, w);
    size_t need = cf_scaler_scratch_bytes(scaler);
    assert_int_equal(need % 64, 0);
    uint8_t *scratch = checked(aligned_alloc(64, need + 64));
    memset(scratch, 0xff, need); /* NaN */
    memset(scratch + need, 0xa5, 64);
    cf_scaler_convert(scaler, picture, &t.place, scratch);
    for (size_t i = need; i < need + 64; i++)
        assert_int_equal(scratch[i], 0xa5);
    compare(&t, picture, params, h, w);
    free(scratch);
    free(t.memory);
    cf_scaler_destroy(&scaler);
    assert_null(scaler);
    cf_scaler_destroy(&scaler);
}

static void test_random(void **state)
{
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        struct cf_picture p = random_picture(MAX_IN);
        struct cf_scaler_params params = random_params(&p, MAX_OUT);
        check_convert(&p, &params);
        free_picture(&p);
    }
}

/* ---- geometry ---- */

static struct cf_geometry geometry_of(enum cf_resize resize, int w, int h, int rotation, int out_w, int out_h)
{
    struct cf_scaler_params params = {.width = w,
                                      .height = h,
                                      .shift_x = 1,
                                      .shift_y = 1,
                                      .rotation = rotation,
                                      .resize = resize,
                                      .out_h = out_h,
                                      .out_w = out_w};
    struct cf_scaler *scaler = NULL;
    assert_int_equal(cf_scaler_create(&scaler, &params, NULL), CF_OK);
    struct cf_geometry g = cf_scaler_geometry(scaler);
    cf_scaler_destroy(&scaler);
    return g;
}

static void expect_geometry(struct cf_geometry g, int resized_h, int resized_w, int top, int left, int h, int w)
{
    assert_int_equal(g.resized_h, resized_h);
    assert_int_equal(g.resized_w, resized_w);
    assert_int_equal(g.crop_top, top);
    assert_int_equal(g.crop_left, left);
    assert_int_equal(g.crop_h, h);
    assert_int_equal(g.crop_w, w);
}

static void test_geometry(void **state)
{
    (void)state;
    expect_geometry(geometry_of(CF_RESIZE_LATTE, 1280, 720, 0, 256, 256), 256, 455, 0, 100, 256, 256);
    expect_geometry(geometry_of(CF_RESIZE_LATTE, 1280, 720, 90, 256, 256), 455, 256, 100, 0, 256, 256);
    expect_geometry(geometry_of(CF_RESIZE_OPEN_SORA_PLAN, 1280, 720, 0, 512, 512), 512, 512, 0, 280, 720, 720);
    expect_geometry(geometry_of(CF_RESIZE_OPEN_SORA_PLAN, 723, 720, 270, 512, 512), 512, 512, 2, 0, 720, 720);
    expect_geometry(geometry_of(CF_RESIZE_OPEN_SORA_PLAN, 640, 480, 0, 640, 360), 360, 640, 60, 0, 360, 640);
    expect_geometry(geometry_of(CF_RESIZE_NONE, 33, 17, 90, 0, 0), 33, 17, 0, 0, 33, 17);
    /* Truncation would give 255 for many of these short sides. */
    for (int side = 64; side <= 4320; side++) {
        assert_int_equal(geometry_of(CF_RESIZE_LATTE, side, side + 3, 0, 256, 256).resized_w, 256);
        assert_true(geometry_of(CF_RESIZE_LATTE, side, side + 3, 0, 256, 256).resized_h >= 256);
    }
}

static void test_refusals(void **state)
{
    (void)state;
    const struct cf_scaler_params good = {
        .width = 64, .height = 48, .shift_x = 1, .shift_y = 1, .resize = CF_RESIZE_LATTE, .out_h = 32, .out_w = 32};
    struct cf_scaler_params bad[6] = {good, good, good, good, good, good};
    bad[0].width = 0;
    bad[1].shift_x = 3;
    bad[2].rotation = 45;
    bad[3].resize = (enum cf_resize)0;
    bad[4].out_h = 0;
    bad[5].width = 1, bad[5].height = 65535, bad[5].out_w = 65535;
    for (int i = 0; i < 6; i++) {
        struct cf_scaler *scaler = NULL;
        struct cf_error err = {0};
        assert_int_equal(cf_scaler_create(&scaler, &bad[i], &err), CF_EINVAL);
        assert_null(scaler);
        assert_int_equal(err.status, CF_EINVAL);
        assert_true(strlen(err.message) > 0);
    }
}

/* A scaler is taken again only for params that are equal in everything. */
static void test_is_for(void **state)
{
    (void)state;
    const struct cf_scaler_params made = {64, 48, 1, 1, 0, CF_RESIZE_LATTE, 32, 32, 0};
    struct cf_scaler_params others[9] = {made, made, made, made, made, made, made, made, made};
    struct cf_scaler *scaler = NULL;
    others[0].width++, others[1].height++, others[2].shift_x--, others[3].shift_y--, others[4].rotation = 90;
    others[5].resize = CF_RESIZE_NONE, others[6].out_h++, others[7].out_w++, others[8].flip = 1;
    assert_false(cf_scaler_is_for(NULL, &made));
    assert_int_equal(cf_scaler_create(&scaler, &made, NULL), CF_OK);
    assert_true(cf_scaler_is_for(scaler, &made));
    for (int i = 0; i < 9; i++)
        assert_false(cf_scaler_is_for(scaler, &others[i]));
    cf_scaler_destroy(&scaler);
}

/* Every half is its own rounding, and the middle between neighbours goes to the even one. */
static void test_half(void **state)
{
    (void)state;
    for (uint32_t bits = 0; bits < 0x7c00; bits++) {
        double here = half_value((uint16_t)bits), next = bits == 0x7bff ? 65536 : half_value((uint16_t)(bits + 1));
        assert_int_equal(cf_pixel_half((float)here), bits);
        assert_int_equal(cf_pixel_half((float)-here), bits | 0x8000);
        float middle = (float)((here + next) / 2);
        assert_int_equal(cf_pixel_half(middle), bits + (bits & 1));
        assert_int_equal(cf_pixel_half(nextafterf(middle, 0)), bits);
        assert_int_equal(cf_pixel_half(nextafterf(middle, INFINITY)), bits + 1);
    }
    assert_int_equal(cf_pixel_bfloat(-1.0f), 0xbf80);
    assert_int_equal(cf_pixel_bfloat(1.00390625f), 0x3f80); /* 1 + 2^-8: a tie */
    assert_int_equal(cf_pixel_bfloat(1.01171875f), 0x3f82); /* 1 + 3*2^-8: a tie */
    assert_int_equal(cf_pixel_bfloat(1.00390637f), 0x3f81);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random), cmocka_unit_test(test_geometry), cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_is_for), cmocka_unit_test(test_half),
    };
    random_seed_printed();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
