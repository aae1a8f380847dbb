/* The NVDEC pool on the stand-in: which way each fixture goes, and that its pictures are the host decoder's. */
#include "device/bench.h"

#include <time.h>

static struct clips clips;
static struct cf_cuda *cuda;

static struct cf_nvdec *open_pool(struct cf_nvdec_params params)
{
    struct cf_error err = {CF_OK, ""};
    struct cf_nvdec *nvdec = NULL;
    if (cf_nvdec_open(&nvdec, cuda, &params, &err))
        fail_msg("%s", err.message);
    return nvdec;
}

/* One clip's frames through the pool; they must come, each once, and be right. */
static void decode(struct cf_nvdec *nvdec, const struct clip *clip, const uint32_t *frames, uint32_t count)
{
    struct work work;
    bench_init(&work);
    bench_prepare(&work, clip, frames, count);
    bench_submit(&work, nvdec);
    bench_wait(&work);
    if (work.status)
        fail_msg("%s: %s", clip->name, work.err.message);
    assert_int_equal(work.lent, bench_distinct(&work));
    if (atomic_load(&work.wrong))
        fail_msg("%s: %d of %d pictures differ", clip->name, atomic_load(&work.wrong), work.lent);
    bench_free(&work);
}

static void decode_all(struct cf_nvdec *nvdec, const struct clip *clip)
{
    uint32_t n = clip->table->display_count;
    uint32_t *frames = malloc(n * sizeof *frames);
    for (uint32_t i = 0; i < n; i++)
        frames[i] = i;
    decode(nvdec, clip, frames, n);
    free(frames);
}

static void test_planes(void **state)
{
    (void)state;
    const char *profiles[] = {"h100", "all"};
    for (int p = 0; p < 2; p++) {
        standin_caps(profiles[p]);
        struct cf_nvdec *nvdec = open_pool((struct cf_nvdec_params){.sessions = 1});
        int taken = 0;
        for (int i = 0; i < clips.count; i++) {
            struct cf_error err = {CF_OK, ""};
            if (cf_nvdec_accepts(nvdec, clips.at[i].table, &err)) {
                print_message("%s: %s\n", clips.at[i].name, err.message);
                continue;
            }
            print_message("%s\n", clips.at[i].name);
            decode_all(nvdec, &clips.at[i]);
            taken++;
        }
        print_message("%s: %d of %d by NVDEC\n", profiles[p], taken, clips.count);
        cf_nvdec_close(&nvdec);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_planes)};
    const char *folder = getenv("CLIPFEED_TEST_FIXTURES"), *seed = getenv("CLIPFEED_TEST_SEED");
    if (!folder) {
        printf("skipped: CLIPFEED_TEST_FIXTURES is not set\n");
        return 77;
    }
    rng_state = seed ? strtoull(seed, NULL, 10) : (uint64_t)time(NULL);
    printf("seed %llu\n", (unsigned long long)rng_state);
    struct cf_error err = {CF_OK, ""};
    if (cf_cuda_open(&cuda, 0, &err)) {
        printf("%s\n", err.message);
        return 1;
    }
    clips = bench_open(folder, getenv("ONLY"), 256);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    bench_close(&clips);
    cf_cuda_close(&cuda);
    return failed;
}
