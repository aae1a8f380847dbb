/* The bits of the whole converter: hashes of what the first C reference made of pictures from a fixed seed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <xxhash.h>

#include "random.h"

enum { PER_CASE = 150, LONGEST_PICTURE = 300, LONGEST_OUTPUT = 150 };

static const struct {
    enum cf_resize resize;
    enum cf_dtype dtype;
    int channels_last;
    uint64_t hash;
} cases[] = {
    {CF_RESIZE_LATTE, CF_DTYPE_U8, 0, 0x9a51b7505b76688d},
    {CF_RESIZE_LATTE, CF_DTYPE_F16, 0, 0xff0c21349a7405c3},
    {CF_RESIZE_LATTE, CF_DTYPE_BF16, 0, 0x94e8e3bc6fe1a08e},
    {CF_RESIZE_LATTE, CF_DTYPE_F32, 0, 0xec1a96ee6a7d7816},
    {CF_RESIZE_OPEN_SORA_PLAN, CF_DTYPE_U8, 1, 0xbaa0cde7b0a3f19f},
    {CF_RESIZE_OPEN_SORA_PLAN, CF_DTYPE_F16, 0, 0x78b08744930328ae},
    {CF_RESIZE_OPEN_SORA_PLAN, CF_DTYPE_BF16, 0, 0x3ebf2315c34a2fce},
    {CF_RESIZE_OPEN_SORA_PLAN, CF_DTYPE_F32, 0, 0xcaba079c6629ef71},
    {CF_RESIZE_NONE, CF_DTYPE_U8, 1, 0xade33b198ec62fbf},
    {CF_RESIZE_NONE, CF_DTYPE_F16, 0, 0xee2b723c4e845fa2},
    {CF_RESIZE_NONE, CF_DTYPE_BF16, 0, 0xabfcfaa6c552d749},
    {CF_RESIZE_NONE, CF_DTYPE_F32, 1, 0xf14f7338742a60a6},
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
