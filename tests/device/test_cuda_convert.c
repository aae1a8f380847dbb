/* Pictures converted by the kernels, on the stand-in: the host's bits, whatever the format, the way of resizing, the
 * element and the layout; waits that are missing would show, since the stand-in's streams run late. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "device/standin.h"
#include "pixels/cuda/ptx.h"
#include "pixels/cuda_convert.h"

enum { MOST = 40 };

static uint64_t seed = 20;
static struct cf_cuda *cuda;
static struct cf_cuda_converter *converter;
static struct cf_cuda_stream *stream;
static struct cf_error err;

static unsigned draw(unsigned below)
{
    seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407;
    return (unsigned)(seed >> 33) % below;
}

#define OK(call) check(call, #call)

static void check(int status, const char *call)
{
    if (status)
        fail_msg("%s: %d: %s", call, status, err.message);
}

/* A host picture of noise: planar as the CPU decoder lends it. */
struct sample {
    struct cf_picture picture;
    uint8_t *planes[3];
    int rows[3];
    size_t pitch[3];
};

static void make_sample(struct sample *s, struct cf_picture shape, int grey)
{
    int wide = shape.depth > 8;
    s->picture = shape;
    for (int c = 0; c < (grey ? 1 : 3); c++) {
        int w = c ? ((shape.width - 1) >> shape.shift_x) + 1 : shape.width;
        int h = c ? ((shape.height - 1) >> shape.shift_y) + 1 : shape.height;
        s->rows[c] = h;
        s->pitch[c] = ((size_t)w << wide) + 2 * draw(9);
        s->planes[c] = malloc(s->pitch[c] * (size_t)h);
        for (size_t i = 0; i < s->pitch[c] * (size_t)h; i++)
            s->planes[c][i] = (uint8_t)draw(256);
        for (int y = 0; wide && y < h; y++)
            for (int x = 0; x < w; x++)
                ((uint16_t *)(void *)(s->planes[c] + (size_t)y * s->pitch[c]))[x] = (uint16_t)draw(1u << shape.depth);
        s->picture.plane[c] = s->planes[c];
        s->picture.stride[c] = (ptrdiff_t)s->pitch[c];
    }
}

static void free_sample(struct sample *s)
{
    for (int c = 0; c < 3; c++)
        free(s->planes[c]);
}

struct layout {
    enum cf_dtype dtype;
    int h, w, frames, kind; /* FCHW, CFHW, FHWC */
};

static struct cf_place place_at(const struct layout *l, void *base, int frame)
{
    ptrdiff_t plane = (ptrdiff_t)l->h * l->w, size = cf_dtype_size(l->dtype);
    if (l->kind == 0)
        return (struct cf_place){(uint8_t *)base + frame * 3 * plane * size, l->dtype, plane, l->w, 1};
    if (l->kind == 1)
        return (struct cf_place){(uint8_t *)base + frame * plane * size, l->dtype, plane * l->frames, l->w, 1};
    return (struct cf_place){(uint8_t *)base + frame * 3 * plane * size, l->dtype, 1, 3 * (ptrdiff_t)l->w, 3};
}

/* The picture as NVDEC lends it: NV12 or P016 (samples in the high bits), else planar, in memory of the device. */
static struct cf_picture surface_of(const struct sample *s, uint64_t *memory)
{
    const struct cf_picture *p = &s->picture;
    int wide = p->depth > 8, both = p->shift_x == 1 && p->shift_y == 1;
    size_t pitch = (((size_t)p->width << wide) + 255) & ~(size_t)255, luma = (size_t)((p->height + 1) & ~1);
    size_t bytes = pitch * luma * 3;
    struct cf_picture out = *p;
    OK(cf_cuda_alloc(cuda, bytes, memory, &err));
    uint8_t *host = standin_host(*memory, bytes);
    out.low_bits = wide ? 16 - p->depth : 0;
    out.interleaved = both;
    for (int c = 0; c < 3; c++) {
        int w = c ? ((p->width - 1) >> p->shift_x) + 1 : p->width, step = c && both ? 2 : 1;
        size_t at = c == 0 ? 0 : both ? pitch * luma + (size_t)((c - 1) << wide) : pitch * luma * (size_t)c;
        for (int y = 0; y < s->rows[c]; y++)
            for (int x = 0; x < w; x++) {
                const uint8_t *from = s->planes[c] + (size_t)y * s->pitch[c] + ((size_t)x << wide);
                uint8_t *to = host + at + (size_t)y * pitch + ((size_t)(x * step) << wide);
                if (wide)
                    *(uint16_t *)(void *)to = (uint16_t)(*(const uint16_t *)(const void *)from << out.low_bits);
                else
                    *to = *from;
            }
        out.plane[c] = (const uint8_t *)(uintptr_t)(*memory + at);
        out.stride[c] = (ptrdiff_t)pitch;
    }
    return out;
}

static void compare(const struct layout *l, const struct cf_scaler *scaler, const struct sample *samples, int count,
                    uint64_t batch, const char *what)
{
    size_t bytes = (size_t)count * 3 * (size_t)l->h * (size_t)l->w * (size_t)cf_dtype_size(l->dtype);
    uint8_t *expected = aligned_alloc(64, (bytes + 63) & ~(size_t)63), *found = malloc(bytes);
    void *scratch = aligned_alloc(64, (cf_scaler_scratch_bytes(scaler) + 127) & ~(size_t)63);
    for (int i = 0; i < count; i++) {
        struct cf_place place = place_at(l, expected, i);
        cf_scaler_convert(scaler, &samples[i].picture, &place, scratch);
    }
    OK(cf_cuda_download(stream, found, batch, bytes, &err));
    for (size_t i = 0; i < bytes; i++)
        if (expected[i] != found[i])
            fail_msg("%s: byte %zu of %zu: expected %d, found %d", what, i, bytes, expected[i], found[i]);
    free(expected);
    free(found);
    free(scratch);
}

static void convert_one(int from_host)
{
    static const int shifts[][2] = {{1, 1}, {1, 1}, {0, 0}, {1, 0}, {2, 2}}, depths[] = {8, 8, 10, 12, 16};
    const int *shift = shifts[draw(from_host ? 5 : 3)];
    int grey = from_host && draw(8) == 0, rgb = !grey && shift[0] + shift[1] == 0 && draw(2),
        count = 1 + (int)draw(MOST);
    struct cf_picture shape = {.width = 17 + (int)draw(140),
                               .height = 17 + (int)draw(140),
                               .shift_x = grey ? 0 : shift[0],
                               .shift_y = grey ? 0 : shift[1],
                               .depth = depths[draw(5)],
                               .matrix = rgb ? CF_MATRIX_RGB : (enum cf_matrix)(CF_MATRIX_BT601 + (int)draw(3)),
                               .full_range = rgb || draw(2),
                               .rotation = 90 * (int)draw(4)};
    struct cf_scaler_params params = {shape.width,       shape.height,      shape.shift_x,
                                      shape.shift_y,     shape.rotation,    (enum cf_resize)(1 + draw(3)),
                                      8 + (int)draw(60), 8 + (int)draw(60), (int)draw(2)};
    struct layout l = {.dtype = (enum cf_dtype)(1 + draw(4)), .frames = count, .kind = (int)draw(3)};
    struct cf_scaler *scaler = NULL;
    struct sample samples[MOST] = {0};
    struct cf_picture on_device[MOST];
    struct cf_cuda_work work[MOST];
    uint64_t batch = 0, memory[MOST] = {0};
    char what[256];
    OK(cf_scaler_create(&scaler, &params, &err));
    cf_scaler_output_size(scaler, &l.h, &l.w);
    snprintf(what, sizeof what, "%dx%d shifts %d,%d depth %d rotation %d resize %d flip %d to %dx%d dtype %d kind %d",
             shape.width, shape.height, shape.shift_x, shape.shift_y, shape.depth, shape.rotation, (int)params.resize,
             params.flip, l.h, l.w, (int)l.dtype, l.kind);
    OK(cf_cuda_alloc(cuda, (size_t)count * 3 * (size_t)l.h * (size_t)l.w * (size_t)cf_dtype_size(l.dtype), &batch,
                     &err));
    int begin = 0;
    for (int i = 0; i < count; i++) {
        make_sample(&samples[i], shape, grey);
        work[i] = (struct cf_cuda_work){&on_device[i], place_at(&l, (void *)(uintptr_t)batch, i)};
        int status = from_host ? cf_cuda_stage(stream, scaler, &samples[i].picture, &on_device[i], &err) : CF_OK;
        if (status == CF_CUDA_STAGE_FULL) {
            OK(cf_cuda_convert(converter, stream, scaler, work + begin, i - begin, &err));
            OK(cf_cuda_stage_end(stream, &err));
            begin = i;
            status = cf_cuda_stage(stream, scaler, &samples[i].picture, &on_device[i], &err);
        }
        check(status, "cf_cuda_stage");
        if (!from_host)
            on_device[i] = surface_of(&samples[i], &memory[i]);
    }
    OK(cf_cuda_convert(converter, stream, scaler, work + begin, count - begin, &err));
    OK(cf_cuda_stage_end(stream, &err));
    compare(&l, scaler, samples, count, batch, what);
    for (int i = 0; i < count; i++) {
        free_sample(&samples[i]);
        cf_cuda_free(cuda, &memory[i]);
    }
    cf_cuda_free(cuda, &batch);
    cf_scaler_destroy(&scaler);
}

static void test_host_pictures(void **state)
{
    (void)state;
    for (int i = 0; i < 60; i++)
        convert_one(1);
}

static void test_surfaces(void **state)
{
    (void)state;
    for (int i = 0; i < 60; i++)
        convert_one(0);
}

/* After warm-up nothing is allocated and nothing waits, though sizes alternate. */
static void test_course(void **state)
{
    enum { SHAPES = 12, COUNT = 4 };
    (void)state;
    static const char *const waits[] = {"cuMemAlloc",    "cuMemHostAlloc",      "cuMemFree",     "cuMemFreeHost",
                                        "cuEventCreate", "cuStreamSynchronize", "cuStreamCreate"};
    struct layout l = {.dtype = CF_DTYPE_U8, .h = 24, .w = 24, .frames = COUNT};
    uint64_t batch = 0;
    OK(cf_cuda_alloc(cuda, COUNT * 3 * 24 * 24, &batch, &err));
    for (int round = 0; round < 4; round++) {
        if (round == 1)
            standin_reset(7);
        for (int shape = 0; shape < SHAPES; shape++) {
            struct cf_scaler *scaler = NULL;
            struct cf_scaler_params params = {64 + shape, 48, 1, 1, 0, CF_RESIZE_LATTE, 24, 24, 0};
            struct cf_picture host = {
                .width = 64 + shape, .height = 48, .shift_x = 1, .shift_y = 1, .depth = 8, .matrix = CF_MATRIX_BT601};
            struct sample s = {0};
            make_sample(&s, host, 0);
            OK(cf_scaler_create(&scaler, &params, &err));
            for (int i = 0; i < COUNT; i++) {
                struct cf_picture on_device;
                OK(cf_cuda_stage(stream, scaler, &s.picture, &on_device, &err));
                struct cf_cuda_work work = {&on_device, place_at(&l, (void *)(uintptr_t)batch, i)};
                OK(cf_cuda_convert(converter, stream, scaler, &work, 1, &err));
            }
            OK(cf_cuda_stage_end(stream, &err));
            cf_scaler_destroy(&scaler);
            free_sample(&s);
        }
    }
    for (size_t i = 0; i < sizeof waits / sizeof *waits; i++)
        if (standin_calls(waits[i]))
            fail_msg("%s: called %llu times", waits[i], (unsigned long long)standin_calls(waits[i]));
    assert_int_equal(standin_calls("cuLaunchKernel"), 3 * SHAPES * COUNT);
    void *event = NULL; /* the batch is freed below: nothing queued may use it then */
    OK(cf_cuda_event_create(cuda, &event, &err));
    OK(cf_cuda_event_record(cuda, event, stream->handle, &err));
    OK(cf_cuda_event_poll(cuda, event, &err));
    cf_cuda_event_destroy(cuda, &event);
    cf_cuda_free(cuda, &batch);
}

/* One launch for a group of pictures, however many places. */
static void test_group(void **state)
{
    (void)state;
    struct cf_scaler *scaler = NULL;
    struct cf_scaler_params params = {64, 48, 1, 1, 0, CF_RESIZE_LATTE, 24, 24, 0};
    struct cf_picture shape = {
        .width = 64, .height = 48, .shift_x = 1, .shift_y = 1, .depth = 8, .matrix = CF_MATRIX_BT601};
    struct layout l = {.dtype = CF_DTYPE_F32, .h = 24, .w = 24, .frames = CF_CUDA_GROUP};
    struct sample s = {0};
    struct cf_picture on_device;
    struct cf_cuda_work work[CF_CUDA_GROUP];
    uint64_t batch = 0;
    make_sample(&s, shape, 0);
    OK(cf_scaler_create(&scaler, &params, &err));
    OK(cf_cuda_alloc(cuda, sizeof(float) * 3 * 24 * 24 * CF_CUDA_GROUP, &batch, &err));
    OK(cf_cuda_stage(stream, scaler, &s.picture, &on_device, &err));
    for (int i = 0; i < CF_CUDA_GROUP; i++)
        work[i] = (struct cf_cuda_work){&on_device, place_at(&l, (void *)(uintptr_t)batch, i)};
    standin_reset(3);
    OK(cf_cuda_convert(converter, stream, scaler, work, CF_CUDA_GROUP, &err));
    assert_int_equal(standin_calls("cuLaunchKernel"), 1);
    OK(cf_cuda_stage_end(stream, &err));
    struct sample same[CF_CUDA_GROUP];
    for (int i = 0; i < CF_CUDA_GROUP; i++)
        same[i] = s;
    compare(&l, scaler, same, CF_CUDA_GROUP, batch, "one picture, many places");
    cf_cuda_free(cuda, &batch);
    cf_scaler_destroy(&scaler);
    free_sample(&s);
}

static int set_up(void **state)
{
    (void)state;
    printf("seed %llu\n", (unsigned long long)seed);
    standin_reset(seed);
    standin_late(500);
    OK(cf_cuda_open(&cuda, 0, &err));
    OK(cf_cuda_enter(cuda, &err));
    OK(cf_cuda_converter_create(&converter, cuda, &err));
    OK(cf_cuda_stream_create(&stream, cuda, &err));
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    cf_cuda_stream_destroy(&stream);
    cf_cuda_converter_destroy(&converter);
    cf_cuda_leave(cuda);
    cf_cuda_close(&cuda);
    assert_int_equal(standin_live(), 0);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_host_pictures), cmocka_unit_test(test_surfaces),
                                       cmocka_unit_test(test_course), cmocka_unit_test(test_group)};
    const char *given = getenv("CLIPFEED_TEST_SEED");
    seed = given ? strtoull(given, NULL, 0) : seed;
    if (!cf_cuda_ptx[0]) {
        printf("skipped: %s\n", cf_cuda_ptx_compiler);
        return 77;
    }
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
