#include "pixels/scaler.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/cpu.h"
#include "base/error.h"

enum { MAX_SIDE = 65535 };

static int max_int(int a, int b)
{
    return a > b ? a : b;
}

static int min_int(int a, int b)
{
    return a < b ? a : b;
}

/* d/2 for d >= 0, halves to even */
static int half_to_even(int d)
{
    int q = d / 2;
    return d % 2 ? q + q % 2 : q;
}

static int check_params(const struct cf_scaler_params *p, struct cf_error *err)
{
    if (p->width < 1 || p->height < 1 || p->width > MAX_SIDE || p->height > MAX_SIDE)
        return cf_fail(err, CF_EINVAL, "picture of %dx%d: sides must be 1 to %d", p->width, p->height, MAX_SIDE);
    if (p->shift_x < 0 || p->shift_x > 2 || p->shift_y < 0 || p->shift_y > 2)
        return cf_fail(err, CF_EINVAL, "chroma shifts %d,%d: must be 0 to 2", p->shift_x, p->shift_y);
    if (p->rotation != 0 && p->rotation != 90 && p->rotation != 180 && p->rotation != 270)
        return cf_fail(err, CF_EINVAL, "rotation of %d degrees: must be 0, 90, 180 or 270", p->rotation);
    if (p->resize < CF_RESIZE_LATTE || p->resize > CF_RESIZE_BICUBIC_ANTIALIAS)
        return cf_fail(err, CF_EINVAL, "unknown resize %d", (int)p->resize);
    if (p->resize != CF_RESIZE_NONE && (p->out_h < 1 || p->out_w < 1 || p->out_h > MAX_SIDE || p->out_w > MAX_SIDE))
        return cf_fail(err, CF_EINVAL, "output of %dx%d: sides must be 1 to %d", p->out_w, p->out_h, MAX_SIDE);
    return CF_OK;
}

/* LATTE: cover-resize, then centre crop. torch truncates the size; ours is never below the output. The bicubic ones are
 * resized to a size, the nearest one, and sample it by that. */
static int cover_size(enum cf_resize rule, int dim, int out, double s)
{
    return max_int((int)floor(rule == CF_RESIZE_LATTE ? dim * s : dim * s + 0.5), out);
}

static struct cf_sampling cover_axis(enum cf_resize rule, int dim, int out, double s)
{
    int resized = cover_size(rule, dim, out, s);
    return (struct cf_sampling){
        .rule = rule,
        .source = dim,
        .input = dim,
        .output = out,
        .output_at = half_to_even(resized - out),
        .identity = resized == dim,
        .scale = rule == CF_RESIZE_LATTE ? (float)(1.0 / s) : (float)dim / (float)resized,
    };
}

static int plan_cover(struct cf_scaler *scaler, int h, int w, struct cf_sampling *y, struct cf_sampling *x,
                      struct cf_error *err)
{
    enum cf_resize rule = scaler->params.resize;
    double sy = (double)scaler->out_h / h, sx = (double)scaler->out_w / w, s = sy > sx ? sy : sx;
    if (h * s > 1 << 30 || w * s > 1 << 30)
        return cf_fail(err, CF_EINVAL, "picture of %dx%d is too narrow to cover %dx%d", w, h, scaler->out_w,
                       scaler->out_h);
    *y = cover_axis(rule, h, scaler->out_h, s);
    *x = cover_axis(rule, w, scaler->out_w, s);
    scaler->geometry = (struct cf_geometry){
        .resized_h = cover_size(rule, h, scaler->out_h, s),
        .resized_w = cover_size(rule, w, scaler->out_w, s),
        .crop_top = y->output_at,
        .crop_left = x->output_at,
        .crop_h = scaler->out_h,
        .crop_w = scaler->out_w,
    };
    return CF_OK;
}

static struct cf_sampling crop_axis(int dim, int crop, int out)
{
    return (struct cf_sampling){
        .rule = CF_RESIZE_OPEN_SORA_PLAN,
        .source = dim,
        .input = crop,
        .input_at = half_to_even(dim - crop),
        .output = out,
        .identity = crop == out,
        .scale = out > 1 ? (float)(crop - 1) / (float)(out - 1) : 0.0f,
    };
}

/* OPEN_SORA_PLAN: the largest centred crop of the output's aspect, then the antialiased triangle. */
static void plan_crop(struct cf_scaler *scaler, int h, int w, struct cf_sampling *y, struct cf_sampling *x)
{
    long long out_h = scaler->out_h, out_w = scaler->out_w;
    int crop_h = h, crop_w = w;
    if (h * out_w > w * out_h)
        crop_h = max_int((int)(w * out_h / out_w), 1);
    else
        crop_w = max_int((int)(h * out_w / out_h), 1);
    *y = crop_axis(h, crop_h, scaler->out_h);
    *x = crop_axis(w, crop_w, scaler->out_w);
    scaler->geometry = (struct cf_geometry){
        .resized_h = scaler->out_h,
        .resized_w = scaler->out_w,
        .crop_top = y->input_at,
        .crop_left = x->input_at,
        .crop_h = crop_h,
        .crop_w = crop_w,
    };
}

static struct cf_sampling whole_axis(int dim)
{
    return (struct cf_sampling){
        .rule = CF_RESIZE_NONE, .source = dim, .input = dim, .output = dim, .identity = 1, .scale = 1.0f};
}

/* Fills geometry and output size; y and x are the displayed axes. */
static int plan(struct cf_scaler *scaler, struct cf_sampling *y, struct cf_sampling *x, struct cf_error *err)
{
    const struct cf_scaler_params *p = &scaler->params;
    int h = scaler->transposed ? p->width : p->height, w = scaler->transposed ? p->height : p->width;
    scaler->out_h = p->resize == CF_RESIZE_NONE ? h : p->out_h;
    scaler->out_w = p->resize == CF_RESIZE_NONE ? w : p->out_w;
    if (p->resize != CF_RESIZE_OPEN_SORA_PLAN && p->resize != CF_RESIZE_NONE)
        return plan_cover(scaler, h, w, y, x, err);
    if (p->resize == CF_RESIZE_OPEN_SORA_PLAN) {
        plan_crop(scaler, h, w, y, x);
    } else {
        *y = whole_axis(h);
        *x = whole_axis(w);
        scaler->geometry = (struct cf_geometry){.resized_h = h, .resized_w = w, .crop_h = h, .crop_w = w};
    }
    return CF_OK;
}

static int build_axes(struct cf_scaler *scaler, struct cf_sampling y, struct cf_sampling x)
{
    const struct cf_scaler_params *p = &scaler->params;
    /* Turned clockwise, stored (x,y) is shown at 90: (H-1-y, x); 180: (W-1-x, H-1-y); 270: (y, W-1-x). */
    y.mirrored = p->rotation == 180 || p->rotation == 270;
    x.mirrored = p->rotation == 90 || p->rotation == 180;
    x.reversed = p->flip != 0;
    const struct cf_sampling *v = scaler->transposed ? &x : &y, *h = scaler->transposed ? &y : &x;
    int columns = 0;
    for (int c = 0; c < 2; c++) {
        struct cf_axis *axis = &scaler->horizontal[c];
        int status = cf_axis_init(&scaler->vertical[c], v, c ? p->shift_y : 0);
        if (status == CF_OK)
            status = cf_axis_init(axis, h, c ? p->shift_x : 0);
        if (status != CF_OK)
            return status;
        for (int k = 0; k < axis->count; k += CF_STRIP) {
            int begin, end;
            cf_axis_span(axis, k, min_int(axis->count - k, CF_STRIP), &begin, &end);
            columns = max_int(columns, end - begin);
        }
    }
    scaler->column_floats = (size_t)columns * CF_LANES;
    return CF_OK;
}

int cf_scaler_create(struct cf_scaler **out, const struct cf_scaler_params *params, struct cf_error *err)
{
    struct cf_sampling y, x;
    struct cf_scaler *scaler = NULL;
    int status = check_params(params, err);
    if (status != CF_OK)
        return status;
    scaler = calloc(1, sizeof *scaler);
    if (!scaler)
        return cf_fail(err, CF_ENOMEM, "out of memory for a scaler");
    scaler->params = *params;
    cf_kernels_init(&scaler->kernels, cf_cpu_flags());
    scaler->transposed = params->rotation == 90 || params->rotation == 270;
    status = plan(scaler, &y, &x, err);
    if (status != CF_OK)
        goto fail;
    status = build_axes(scaler, y, x);
    if (status != CF_OK) {
        cf_fail(err, CF_ENOMEM, "out of memory for the weights of a scaler");
        goto fail;
    }
    *out = scaler;
    return CF_OK;
fail:
    cf_scaler_destroy(&scaler);
    return status;
}

void cf_scaler_destroy(struct cf_scaler **scaler)
{
    if (!*scaler)
        return;
    for (int c = 0; c < 2; c++) {
        cf_axis_clear(&(*scaler)->vertical[c]);
        cf_axis_clear(&(*scaler)->horizontal[c]);
    }
    free(*scaler);
    *scaler = NULL;
}

int cf_scaler_is_for(const struct cf_scaler *scaler, const struct cf_scaler_params *params)
{
    if (!scaler)
        return 0;
    const struct cf_scaler_params *p = &scaler->params;
    return p->width == params->width && p->height == params->height && p->shift_x == params->shift_x &&
           p->shift_y == params->shift_y && p->rotation == params->rotation && p->resize == params->resize &&
           p->out_h == params->out_h && p->out_w == params->out_w && p->flip == params->flip;
}

struct cf_geometry cf_scaler_geometry(const struct cf_scaler *scaler)
{
    return scaler->geometry;
}

void cf_scaler_output_size(const struct cf_scaler *scaler, int *out_h, int *out_w)
{
    *out_h = scaler->out_h;
    *out_w = scaler->out_w;
}

size_t cf_scaler_scratch_bytes(const struct cf_scaler *scaler)
{
    return 3 * (scaler->column_floats + CF_STRIP * CF_LANES) * sizeof(float);
}
