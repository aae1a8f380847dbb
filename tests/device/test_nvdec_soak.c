/* Thousands of clips of mixed sizes and codecs through one pool, several at a time; and a thousand injected failures,
 * each of which ends in a status and lets the pool be closed. */
#include "device/bench.h"

#include <time.h>
#include <unistd.h>

enum { AT_ONCE = 8 };

static struct clips clips;
static struct cf_cuda *cuda;
static struct work works[AT_ONCE];

static int full(void)
{
    const char *text = getenv("CLIPFEED_TEST_FULL");
    return text && *text;
}

static const struct clip *draw_clip(struct cf_nvdec *nvdec)
{
    struct cf_error err;
    for (;;) {
        const struct clip *clip = &clips.at[rng((uint32_t)clips.count)];
        if (!cf_nvdec_accepts(nvdec, clip->table, &err))
            return clip;
    }
}

static void check(const struct work *work)
{
    if (work->status)
        fail_msg("%s", work->err.message);
    if (atomic_load(&work->wrong) || work->lent != (int)bench_distinct(work))
        fail_msg("%s: %d of %d pictures differ, %u were wanted", work->clip->name, atomic_load(&work->wrong),
                 work->lent, bench_distinct(work));
}

static void test_soak(void **state)
{
    (void)state;
    int rounds = (full() ? 5000 : 1000) / AT_ONCE;
    struct cf_error err = {CF_OK, ""};
    struct cf_nvdec *nvdec = NULL;
    /* A budget that does not hold a decoder of every kind: some have to go for others. */
    struct cf_nvdec_params params = {.sessions = 3, .budget_bytes = 40 << 20};
    size_t most = 0, before = standin_memory_used();
    standin_caps("all");
    assert_int_equal(cf_nvdec_open(&nvdec, cuda, &params, &err), CF_OK);
    for (int r = 0; r < rounds; r++) {
        for (int i = 0; i < AT_ONCE; i++) {
            const struct clip *clip = draw_clip(nvdec);
            bench_prepare(&works[i], clip, works[i].frames, bench_draw(works[i].frames, clip));
        }
        for (int i = 0; i < AT_ONCE; i++)
            bench_submit(&works[i], nvdec);
        for (int i = 0; i < AT_ONCE; i++) {
            bench_wait(&works[i]);
            check(&works[i]);
        }
        if (r == rounds / 4)
            most = standin_memory_used();
    }
    struct cf_nvdec_stats stats;
    cf_nvdec_stats(nvdec, &stats);
    print_message("%llu clips, %llu pictures in %llu groups; decoders: %llu created, %llu reconfigured, %llu as they "
                  "were, %llu left\n",
                  (unsigned long long)stats.clips, (unsigned long long)stats.pictures_lent,
                  (unsigned long long)stats.groups, (unsigned long long)stats.created,
                  (unsigned long long)stats.reconfigured, (unsigned long long)stats.exact,
                  (unsigned long long)stats.decoders);
    assert_true(stats.reconfigured && stats.exact && stats.destroyed);
    /* Never more than the budget and what the sessions hold at the moment. */
    assert_true(standin_memory_used() - before <= 100u << 20);
    print_message("device memory: %zu KiB after a quarter, %zu KiB now\n", most >> 10, standin_memory_used() >> 10);
    cf_nvdec_close(&nvdec);
    assert_int_equal(standin_memory_used(), before);
    assert_int_equal(standin_video_live(), 0);
}

extern CUresult CUDAAPI cuCtxPopCurrent_v2(CUcontext *context);

/* What a refused cuCtxPopCurrent has left on this thread. */
static void pop_contexts(void)
{
    CUcontext context;
    while (standin_current())
        cuCtxPopCurrent_v2(&context);
}

/* One short life of a pool. */
static int live(int *refused)
{
    struct cf_error err = {CF_OK, ""};
    struct cf_nvdec *nvdec = NULL;
    struct cf_nvdec_params params = {.sessions = 2, .group = 2, .budget_bytes = 1};
    int failures = 0, status = cf_nvdec_open(&nvdec, cuda, &params, &err);
    if (status) {
        assert_true(err.message[0] && status >= CF_EDEVICE);
        ++*refused;
        return 1;
    }
    static const char *const names[] = {"h264-tiny.mp4", "h264-tall.mp4", "vp9-420.webm", "h264-no-b.mp4"};
    for (int i = 0; i < 4; i++) {
        const struct clip *clip = bench_find(&clips, names[i]);
        bench_prepare(&works[i], clip, works[i].frames, bench_draw(works[i].frames, clip));
        bench_submit(&works[i], nvdec);
    }
    for (int i = 0; i < 4; i++) {
        bench_wait(&works[i]);
        assert_int_equal(works[i].done, 1);
        failures += works[i].status != CF_OK;
        assert_true(works[i].status == CF_OK || (works[i].status < 0 && works[i].err.message[0]));
        /* A clip that is said to be there is right. */
        if (!works[i].status)
            check(&works[i]);
        else
            assert_true(works[i].status == CF_EDECODE || works[i].status == CF_EUNSUPPORTED ||
                        works[i].status == CF_EDEVICE || works[i].status == CF_ENOMEM);
    }
    cf_nvdec_close(&nvdec);
    return failures != 0;
}

static void test_failures(void **state)
{
    (void)state;
    static const int results[] = {1, 2, 700, 999, 201, 801, 719, 400};
    int injected = 1000, met = 0, refused = 0;
    standin_caps("h100");
    standin_reset(rng_state);
    live(&refused);
    uint64_t calls = standin_calls(NULL);
    for (int i = 0; i < injected; i++) {
        standin_reset(rng_state + (uint64_t)i);
        pop_contexts();
        standin_late(rng(200));
        standin_fail_at(1 + rng((uint32_t)calls), (CUresult)results[i % 8]);
        met += live(&refused);
        assert_int_equal(standin_video_live(), 0);
    }
    standin_reset(1);
    pop_contexts();
    assert_int_equal(live(&refused), 0);
    print_message("%d failures injected into lives of %llu calls: %d felt, %d of them by the pool's opening\n",
                  injected, (unsigned long long)calls, met, refused);
    assert_true(met > injected / 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_soak), cmocka_unit_test(test_failures)};
    const char *folder = getenv("CLIPFEED_TEST_FIXTURES"), *seed = getenv("CLIPFEED_TEST_SEED");
    struct cf_error err = {CF_OK, ""};
    if (!folder) {
        printf("skipped: CLIPFEED_TEST_FIXTURES is not set\n");
        return 77;
    }
    alarm(full() ? 2000 : 550); /* a hang is a failure */
    rng_state = seed ? strtoull(seed, NULL, 10) : (uint64_t)time(NULL);
    printf("seed %llu\n", (unsigned long long)rng_state);
    standin_reset(rng_state);
    if (cf_cuda_open(&cuda, 0, &err)) {
        printf("%s\n", err.message);
        return 1;
    }
    clips = bench_open(folder, NULL, NULL, 1);
    for (int i = 0; i < AT_ONCE; i++)
        bench_init(&works[i]);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    for (int i = 0; i < AT_ONCE; i++)
        bench_free(&works[i]);
    bench_close(&clips);
    cf_cuda_close(&cuda);
    return failed;
}
