/* The converter for a script: conversions of many pictures in one call, one at a time. */
#include <stdlib.h>
#include <time.h>

#include "base/cpu.h"
#include "pixels/pixels.h"

#define SHIM __attribute__((visibility("default")))

struct shim {
    struct cf_scaler *scaler;
    struct cf_picture picture;
    struct cf_place place;
    void *scratch;
};

SHIM struct shim *shim_open(int width, int height, int resize, int out, int dtype, unsigned cpu_mask);
SHIM void shim_close(struct shim *s);
SHIM void shim_convert(const struct shim *s, const uint8_t *const *planes, void *const *tensors, int n);
SHIM double shim_create_seconds(int width, int height, int resize, int out);
SHIM const char *shim_cpu(unsigned cpu_mask);

/* 8-bit 4:2:0 to a tensor [3][out][out]. */
SHIM struct shim *shim_open(int width, int height, int resize, int out, int dtype, unsigned cpu_mask)
{
    struct cf_scaler_params params = {.width = width, .height = height, .shift_x = 1, .shift_y = 1};
    params.resize = (enum cf_resize)resize;
    params.out_h = params.out_w = out;
    struct shim *s = calloc(1, sizeof *s);
    cf_cpu_set_mask(cpu_mask);
    if (!s || cf_scaler_create(&s->scaler, &params, NULL) ||
        !(s->scratch = aligned_alloc(64, cf_scaler_scratch_bytes(s->scaler)))) {
        shim_close(s);
        return NULL;
    }
    s->picture = (struct cf_picture){.width = width, .height = height, .shift_x = 1, .shift_y = 1, .depth = 8};
    s->picture.matrix = CF_MATRIX_BT601;
    s->picture.stride[0] = width;
    s->picture.stride[1] = s->picture.stride[2] = width / 2;
    s->place = (struct cf_place){NULL, (enum cf_dtype)dtype, (ptrdiff_t)out * out, out, 1};
    return s;
}

SHIM void shim_close(struct shim *s)
{
    if (!s)
        return;
    cf_scaler_destroy(&s->scaler);
    free(s->scratch);
    free(s);
}

/* planes: Y, U, V of each picture. */
SHIM void shim_convert(const struct shim *s, const uint8_t *const *planes, void *const *tensors, int n)
{
    struct cf_picture picture = s->picture;
    struct cf_place place = s->place;
    for (int i = 0; i < n; i++) {
        for (int c = 0; c < 3; c++)
            picture.plane[c] = planes[3 * i + c];
        place.data = tensors[i];
        cf_scaler_convert(s->scaler, &picture, &place, s->scratch);
    }
}

/* CPU time of making one scaler and its scratch, the mean of 100. */
SHIM double shim_create_seconds(int width, int height, int resize, int out)
{
    struct timespec begin, end;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &begin);
    for (int i = 0; i < 100; i++)
        shim_close(shim_open(width, height, resize, out, CF_DTYPE_BF16, ~0u));
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &end);
    return ((double)(end.tv_sec - begin.tv_sec) + 1e-9 * (double)(end.tv_nsec - begin.tv_nsec)) / 100;
}

SHIM const char *shim_cpu(unsigned cpu_mask)
{
    cf_cpu_set_mask(cpu_mask);
    return cf_cpu_name(cf_cpu_flags());
}
