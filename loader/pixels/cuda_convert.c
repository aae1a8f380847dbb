#include "pixels/cuda_convert.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "decode/cuda_driver.h"
#include "pixels/cuda/ptx.h"
#include "pixels/cuda_lane.h"

_Static_assert((int)CF_CUDA_GROUP == (int)CF_CUDA_ITEMS, "a group is what a launch takes");
_Static_assert(sizeof(struct cf_cuda_params) <= 4096, "the driver takes no more");
_Static_assert((int)CF_CUDA_U8 == (int)CF_DTYPE_U8 && (int)CF_CUDA_F16 == (int)CF_DTYPE_F16 &&
                   (int)CF_CUDA_BF16 == (int)CF_DTYPE_BF16 && (int)CF_CUDA_F32 == (int)CF_DTYPE_F32,
               "one numbering of elements");

struct cf_cuda_converter {
    struct cf_cuda *cuda;
    CUmodule module;
    CUfunction functions[2]; /* for samples of 8 bits, of 16 */
};

/* What the kernels are, read off their text. */
struct ptx {
    int major, minor;           /* of the PTX */
    int target;                 /* 70: compute capability 7.0 */
    int cuda_major, cuda_minor; /* the first driver that takes it */
};

/* NVIDIA's table "PTX Release History": the CUDA whose driver first took a version of PTX, from 6.0 on. */
static void first_driver(struct ptx *ptx)
{
    static const struct {
        int ptx, cuda;
    } history[] = {{60, 90}, {61, 91}, {62, 92}, {63, 100}, {64, 101}, {65, 102}};
    ptx->cuda_major = ptx->major + 4; /* 7.x came with CUDA 11.x, 8.x with 12.x, 9.x with 13.x */
    ptx->cuda_minor = ptx->minor;
    for (size_t i = 0; i < sizeof history / sizeof *history; i++)
        if (history[i].ptx == ptx->major * 10 + ptx->minor) {
            ptx->cuda_major = history[i].cuda / 10;
            ptx->cuda_minor = history[i].cuda % 10;
        }
}

/* 0: there are no kernels in this build. */
static int read_ptx(struct ptx *ptx)
{
    const char *version = strstr(cf_cuda_ptx, ".version "), *target = strstr(cf_cuda_ptx, ".target sm_");
    *ptx = (struct ptx){0};
    if (!version || !target || sscanf(version, ".version %d.%d", &ptx->major, &ptx->minor) != 2 ||
        sscanf(target, ".target sm_%d", &ptx->target) != 1)
        return 0;
    first_driver(ptx);
    return 1;
}

static int check_machine(const struct cf_cuda *cuda, struct cf_error *err)
{
    struct ptx ptx;
    int version = 0;
    if (!read_ptx(&ptx))
        return cf_fail(err, CF_EUNSUPPORTED, "CUDA: no kernels in this build: %s", cf_cuda_ptx_compiler);
    if (cuda->major * 10 + cuda->minor < ptx.target)
        return cf_fail(err, CF_EUNSUPPORTED,
                       "CUDA: device %d, %s, has compute capability %d.%d; the kernels need %d.%d", cuda->ordinal,
                       cuda->name, cuda->major, cuda->minor, ptx.target / 10, ptx.target % 10);
    CUresult result = cuda->driver->cuDriverGetVersion(&version);
    if (result != CUDA_SUCCESS)
        return cf_cuda_fail(cuda->driver, result, "cuDriverGetVersion", err);
    if (version < ptx.cuda_major * 1000 + ptx.cuda_minor * 10)
        return cf_fail(err, CF_EUNSUPPORTED, "CUDA: the driver serves CUDA %d.%d; the kernels, PTX %d.%d, need %d.%d",
                       version / 1000, version % 1000 / 10, ptx.major, ptx.minor, ptx.cuda_major, ptx.cuda_minor);
    return CF_OK;
}

int cf_cuda_converter_create(struct cf_cuda_converter **out, struct cf_cuda *cuda, struct cf_error *err)
{
    static const char *const names[2] = {"cf_convert_8", "cf_convert_16"};
    int status = check_machine(cuda, err);
    if (status)
        return status;
    struct cf_cuda_converter *converter = calloc(1, sizeof *converter);
    if (!converter)
        return cf_fail(err, CF_ENOMEM, "no memory for a converter");
    converter->cuda = cuda;
    CUresult result = cuda->driver->cuModuleLoadData(&converter->module, cf_cuda_ptx);
    if (result != CUDA_SUCCESS) {
        status = cf_cuda_fail(cuda->driver, result, "cuModuleLoadData, which compiles the kernels", err);
        free(converter);
        return status;
    }
    for (int i = 0; i < 2 && result == CUDA_SUCCESS; i++)
        result = cuda->driver->cuModuleGetFunction(&converter->functions[i], converter->module, names[i]);
    if (result != CUDA_SUCCESS) {
        status = cf_cuda_fail(cuda->driver, result, "cuModuleGetFunction", err);
        cf_cuda_converter_destroy(&converter);
        return status;
    }
    *out = converter;
    return CF_OK;
}

void cf_cuda_converter_destroy(struct cf_cuda_converter **converter)
{
    if (!converter || !*converter)
        return;
    (*converter)->cuda->driver->cuModuleUnload((*converter)->module);
    free(*converter);
    *converter = NULL;
}

static void check_shape(const struct cf_scaler *scaler, const struct cf_picture *picture)
{
    const struct cf_scaler_params *p = &scaler->params;
    assert(picture->width == p->width && picture->height == p->height && picture->rotation == p->rotation);
    assert(!picture->plane[1] || (picture->shift_x == p->shift_x && picture->shift_y == p->shift_y));
    assert(picture->depth >= 8 && picture->depth <= 16);
    (void)p;
    (void)picture;
}

/* Whether one launch can make both. */
static int alike(const struct cf_cuda_work *a, const struct cf_cuda_work *b)
{
    const struct cf_picture *x = a->picture, *y = b->picture;
    return x->depth == y->depth && x->low_bits == y->low_bits && x->interleaved == y->interleaved &&
           x->matrix == y->matrix && x->full_range == y->full_range && !x->plane[1] == !y->plane[1] &&
           a->place.dtype == b->place.dtype && a->place.stride_c == b->place.stride_c &&
           a->place.stride_y == b->place.stride_y && a->place.stride_x == b->place.stride_x;
}

static void fill_params(struct cf_cuda_params *params, const struct cf_scaler *scaler,
                        const struct cf_cuda_table *table, const struct cf_cuda_work *work)
{
    const struct cf_picture *s = work->picture;
    *params = (struct cf_cuda_params){
        .vertical = {table->vertical[0], table->vertical[1]},
        .horizontal = {table->horizontal[0], table->horizontal[1]},
        .stride_c = work->place.stride_c,
        .stride_y = work->place.stride_y,
        .stride_x = work->place.stride_x,
        .colour = cf_colour_of(s->matrix, s->full_range, s->depth),
        .width = scaler->out_w,
        .height = scaler->out_h,
        .transposed = scaler->transposed,
        .planes = s->plane[1] ? 3 : 1,
        .matrix = s->plane[1] && s->matrix != CF_MATRIX_RGB,
        .step = s->interleaved ? 2 : 1,
        .lift = s->low_bits,
        .dtype = (int32_t)work->place.dtype,
    };
}

static uint64_t address_of(const void *on_device)
{
    return (uint64_t)(uintptr_t)on_device;
}

static int launch(const struct cf_cuda_converter *converter, struct cf_cuda_stream *stream,
                  struct cf_cuda_params *params, int wide, struct cf_error *err)
{
    void *arguments[] = {params};
    unsigned columns = (unsigned)(params->width + CF_CUDA_BLOCK_X - 1) / CF_CUDA_BLOCK_X;
    unsigned rows = (unsigned)(params->height + CF_CUDA_BLOCK_Y - 1) / CF_CUDA_BLOCK_Y;
    const struct cf_cuda_driver *driver = converter->cuda->driver;
    CUresult result = driver->cuLaunchKernel(converter->functions[wide], columns, rows, (unsigned)params->count,
                                             CF_CUDA_BLOCK_X, CF_CUDA_BLOCK_Y, 1, 0, stream->handle, arguments, NULL);
    return result == CUDA_SUCCESS ? CF_OK : cf_cuda_fail(driver, result, "cuLaunchKernel", err);
}

int cf_cuda_convert(struct cf_cuda_converter *converter, struct cf_cuda_stream *stream, const struct cf_scaler *scaler,
                    const struct cf_cuda_work *work, int count, struct cf_error *err)
{
    const struct cf_cuda_table *table;
    struct cf_cuda_params params;
    int status = cf_cuda_lane_table(stream, scaler, &table, err);
    for (int begin = 0, i; !status && begin < count; begin = i) {
        fill_params(&params, scaler, table, &work[begin]);
        for (i = begin; i < count && i - begin < CF_CUDA_GROUP && alike(&work[begin], &work[i]); i++) {
            const struct cf_picture *s = work[i].picture;
            check_shape(scaler, s);
            params.items[i - begin] = (struct cf_cuda_item){
                .plane = {address_of(s->plane[0]), address_of(s->plane[1]), address_of(s->plane[2])},
                .place = address_of(work[i].place.data),
                .pitch = {(int32_t)s->stride[0], (int32_t)s->stride[1], (int32_t)s->stride[2]},
            };
        }
        params.count = i - begin;
        status = launch(converter, stream, &params, work[begin].picture->depth > 8, err);
    }
    return status;
}

void cf_cuda_kernels_report(void (*line)(void *opaque, const char *name, const char *value), void *opaque)
{
    struct ptx ptx;
    char text[256];
    if (read_ptx(&ptx))
        snprintf(text, sizeof text, "PTX %d.%d for compute capability %d.%d, by %s; needs a driver for CUDA %d.%d",
                 ptx.major, ptx.minor, ptx.target / 10, ptx.target % 10, cf_cuda_ptx_compiler, ptx.cuda_major,
                 ptx.cuda_minor);
    else
        snprintf(text, sizeof text, "none: %s", cf_cuda_ptx_compiler);
    line(opaque, "cuda kernels", text);
}
