/* The bits of the whole converter: hashes of what the first C reference made of pictures from a fixed seed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <xxhash.h>

#include "random.h"

enum { PER_CASE = 60, LONGEST_PICTURE = 400, LONGEST_OUTPUT = 400 };

static const struct {
    enum cf_resize resize;
    enum cf_dtype dtype;
    int channels_last;
    uint64_t hash;
} cases[] = {
    {CF_RESIZE_LATTE, CF_DTYPE_U8, 0, 0x2f7a71fddd44a1e3},
    {CF_RESIZE_LATTE, CF_DTYPE_F16, 0, 0xcaf89533b947cc74},
    {CF_RESIZE_LATTE, CF_DTYPE_BF16, 0, 0x083be11c4fcd7de5},
    {CF_RESIZE_LATTE, CF_DTYPE_F32, 0, 0x6f8728b94a1536b8},
    {CF_RESIZE_OPEN_SORA_PLAN, CF_DTYPE_U8, 1, 0x9307f17b259ff315},
    {CF_RESIZE_OPEN_SORA_PLAN, CF_DTYPE_F16, 0, 0x7635608f1aa399f1},
    {CF_RESIZE_OPEN_SORA_PLAN, CF_DTYPE_BF16, 0, 0x70d418fa2a2eef54},
    {CF_RESIZE_OPEN_SORA_PLAN, CF_DTYPE_F32, 0, 0xc02169a17c0a046c},
    {CF_RESIZE_NONE, CF_DTYPE_U8, 1, 0xe4325335a1eb93c7},
    {CF_RESIZE_NONE, CF_DTYPE_F16, 0, 0x6669ca36de001af0},
    {CF_RESIZE_NONE, CF_DTYPE_BF16, 0, 0x269f1ab2c08ec5fe},
    {CF_RESIZE_NONE, CF_DTYPE_F32, 1, 0xbe7a89ecfbcbc602},
};

static uint64_t hash_one(enum cf_resize resize, enum cf_dtype dtype, int channels_last, uint64_t hash)
{
    struct cf_picture picture = random_picture(LONGEST_PICTURE);
    struct cf_scaler_params params = random_params(&picture, LONGEST_OUTPUT);
    struct cf_scaler *scaler = NULL;
    params.resize = resize;
    assert_int_equal(cf_scaler_create(&scaler, &params, NULL), CF_OK);
    int h, w;
    cf_scaler_output_size(scaler, &h, &w);
    size_t bytes = (size_t)(3 * h * w * cf_dtype_size(dtype));
    struct cf_place place = {.dtype = dtype, .stride_c = (ptrdiff_t)h * w, .stride_y = w, .stride_x = 1};
    if (channels_last) {
        place.stride_c = 1;
        place.stride_x = 3;
        place.stride_y = 3 * (ptrdiff_t)w;
    }
    place.data = checked(calloc(1, bytes));
    void *scratch = checked(aligned_alloc(64, cf_scaler_scratch_bytes(scaler)));
    cf_scaler_convert(scaler, &picture, &place, scratch);
    hash = XXH3_64bits_withSeed(place.data, bytes, hash);
    free(scratch);
    free(place.data);
    cf_scaler_destroy(&scaler);
    free_picture(&picture);
    return hash;
}

static void test_golden(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint64_t hash = 0;
        random_seed(1 + i);
        for (int k = 0; k < PER_CASE; k++)
            hash = hash_one(cases[i].resize, cases[i].dtype, cases[i].channels_last, hash);
        if (hash != cases[i].hash)
            fail_msg("case %zu: hash 0x%016llx, expected 0x%016llx", i, (unsigned long long)hash,
                     (unsigned long long)cases[i].hash);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_golden)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
