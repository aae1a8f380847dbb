/* What is commonly done wrong with NVDEC, one test each, on the stand-in, whose streams run late: the pictures that
 * come are compared with the host decoder's. */
#include "device/bench.h"

#include <time.h>
#include <unistd.h>

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

static struct cf_nvdec_stats stats_of(struct cf_nvdec *nvdec)
{
    struct cf_nvdec_stats stats;
    cf_nvdec_stats(nvdec, &stats);
    return stats;
}

/* The status; what came is right. */
static int run(struct cf_nvdec *nvdec, const struct clip *clip, const uint32_t *frames, uint32_t count, int sink_status)
{
    struct work work;
    bench_init(&work);
    bench_prepare(&work, clip, frames, count);
    work.sink_status = sink_status;
    bench_submit(&work, nvdec);
    bench_wait(&work);
    if (atomic_load(&work.wrong))
        fail_msg("%s: %d of %d pictures differ", clip->name, atomic_load(&work.wrong), work.lent);
    if (!work.status)
        assert_int_equal(work.lent, bench_distinct(&work));
    else
        print_message("%s\n", work.err.message);
    bench_free(&work);
    return work.status;
}

static int run_named(struct cf_nvdec *nvdec, const char *name)
{
    const struct clip *clip = bench_find(&clips, name);
    uint32_t frames[BENCH_FRAMES], n = clip->table->display_count;
    for (uint32_t i = 0; i < BENCH_FRAMES; i++)
        frames[i] = n - BENCH_FRAMES + i;
    return run(nvdec, clip, frames, BENCH_FRAMES, CF_OK);
}

static void expect(struct cf_nvdec *nvdec, const char *name)
{
    assert_int_equal(run_named(nvdec, name), CF_OK);
}

/* 320x180 and 320x192 are coded alike: only the area differs. */
static void test_stale_crop(void **state)
{
    (void)state;
    struct cf_nvdec *nvdec = open_pool((struct cf_nvdec_params){.sessions = 1});
    for (int i = 0; i < 3; i++) {
        expect(nvdec, "h264-420.mp4");
        expect(nvdec, "h264-mbaff.mp4");
    }
    struct cf_nvdec_stats stats = stats_of(nvdec);
    assert_int_equal(stats.created, 1);
    assert_int_equal(stats.reconfigured, 5);
    cf_nvdec_close(&nvdec);
}

static void test_same_size_again(void **state)
{
    (void)state;
    struct cf_nvdec *nvdec = open_pool((struct cf_nvdec_params){.sessions = 1});
    for (int i = 0; i < 4; i++)
        expect(nvdec, "h264-420.mp4");
    struct cf_nvdec_stats stats = stats_of(nvdec);
    assert_int_equal(stats.created, 1);
    assert_int_equal(stats.exact, 3);
    cf_nvdec_close(&nvdec);
}

/* More surfaces than the decoder has: it is given them, and keeps them. */
static void test_surfaces_raised(void **state)
{
    (void)state;
    struct cf_nvdec *nvdec = open_pool((struct cf_nvdec_params){.sessions = 1});
    standin_min_surfaces(5);
    expect(nvdec, "h264-420.mp4");
    standin_min_surfaces(20);
    expect(nvdec, "h264-420.mp4");
    assert_int_equal(stats_of(nvdec).reconfigured, 1);
    standin_min_surfaces(5);
    expect(nvdec, "h264-420.mp4");
    assert_int_equal(stats_of(nvdec).exact, 1);
    expect(nvdec, "h264-mbaff.mp4"); /* reconfigured for its size: the surfaces stay */
    standin_min_surfaces(20);
    expect(nvdec, "h264-mbaff.mp4");
    assert_int_equal(stats_of(nvdec).exact, 2);
    standin_min_surfaces(0);
    cf_nvdec_close(&nvdec);
}

static void test_too_many_surfaces(void **state)
{
    (void)state;
    struct cf_nvdec *nvdec = open_pool((struct cf_nvdec_params){.sessions = 1});
    standin_min_surfaces(31);
    expect(nvdec, "h264-420.mp4");
    standin_min_surfaces(33);
    assert_int_equal(run_named(nvdec, "h264-420.mp4"), CF_EUNSUPPORTED);
    standin_min_surfaces(0);
    expect(nvdec, "h264-420.mp4");
    cf_nvdec_close(&nvdec);
}

/* A callback's failure ends the clip, with the sink's own status, whether the parser hands it on or not. */
static void test_callback_errors(void **state)
{
    (void)state;
    struct cf_nvdec *nvdec = open_pool((struct cf_nvdec_params){.sessions = 1});
    const uint32_t frames[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    for (int tells = 0; tells < 2; tells++) {
        standin_parser_tells(tells);
        assert_int_equal(run(nvdec, bench_find(&clips, "h264-420.mp4"), frames, 16, CF_EBUDGET), CF_EBUDGET);
        expect(nvdec, "h264-420.mp4");
    }
    standin_parser_tells(0);
    assert_int_equal(stats_of(nvdec).created, 1); /* the decoder is none the worse */
    cf_nvdec_close(&nvdec);
}

/* NVIDIA's parser says of every VP9 stream that its range is limited. */
static void test_vp9_range(void **state)
{
    (void)state;
    struct cf_nvdec *nvdec = open_pool((struct cf_nvdec_params){.sessions = 1});
    const struct clip *clip = bench_find(&clips, "vp9-420.webm");
    const uint32_t frame = 3;
    int32_t before = clip->table->color_range;
    struct work work;
    clip->table->color_range = 2;
    bench_init(&work);
    bench_prepare(&work, clip, &frame, 1);
    bench_submit(&work, nvdec);
    bench_wait(&work);
    assert_int_equal(work.status, CF_OK);
    assert_int_equal(work.seen.full_range, 1);
    bench_free(&work);
    clip->table->color_range = before;
    cf_nvdec_close(&nvdec);
}

/* On a device that has room for one decoder the old one goes before the new one is asked for. */
static void test_destroyed_first(void **state)
{
    (void)state;
    struct cf_nvdec *nvdec = open_pool((struct cf_nvdec_params){.sessions = 1, .budget_bytes = 1});
    standin_reset(1);
    for (int i = 0; i < 4; i++) {
        expect(nvdec, i % 2 ? "hevc-420.mp4" : "h264-420.mp4");
        if (!i)
            standin_memory_limit(standin_memory_used() * 3 / 2);
    }
    struct cf_nvdec_stats stats = stats_of(nvdec);
    assert_int_equal(stats.created, 4);
    assert_int_equal(stats.destroyed, 3);
    assert_int_equal(standin_calls("cuvidCreateDecoder"), 4);
    standin_memory_limit((size_t)16 << 30);
    cf_nvdec_close(&nvdec);
}

/* Sizes beyond a decoder's maximum get one of their own. */
static void test_maximum(void **state)
{
    (void)state;
    struct cf_nvdec *nvdec = open_pool((struct cf_nvdec_params){.sessions = 1});
    standin_reset(1);
    expect(nvdec, "h264-420.mp4");
    expect(nvdec, "h264-bt709.mp4"); /* 640x360 */
    expect(nvdec, "h264-420.mp4");
    struct cf_nvdec_stats stats = stats_of(nvdec);
    assert_int_equal(stats.created, 2);
    assert_int_equal(stats.destroyed, 0);
    assert_int_equal(stats.exact, 1);
    assert_int_equal(standin_calls("cuvidReconfigureDecoder"), 0);
    cf_nvdec_close(&nvdec);
}

/* The last pictures of a stream come out at its end: by the end of the stream, not by a discontinuity. */
static void test_last_pictures(void **state)
{
    (void)state;
    struct cf_nvdec *nvdec = open_pool((struct cf_nvdec_params){.sessions = 1});
    const char *names[] = {"h264-pyramid.mkv", "hevc-open-gop.mkv", "vp9-alt-ref.webm"};
    for (int i = 0; i < 3; i++) {
        const struct clip *clip = bench_find(&clips, names[i]);
        uint32_t last = clip->table->display_count - 1;
        assert_int_equal(run(nvdec, clip, &last, 1, CF_OK), CF_OK);
        expect(nvdec, names[i]);
    }
    cf_nvdec_close(&nvdec);
}

/* Groups of every size; more maps than output surfaces would be refused. */
static void test_groups(void **state)
{
    (void)state;
    for (int group = 1; group <= CF_NVDEC_GROUP_MAX; group++) {
        struct cf_nvdec *nvdec = open_pool((struct cf_nvdec_params){.sessions = 1, .group = group});
        expect(nvdec, "h264-pyramid.mkv");
        assert_int_equal(stats_of(nvdec).groups, (BENCH_FRAMES + group - 1) / group);
        cf_nvdec_close(&nvdec);
    }
}

static void run_all(struct cf_nvdec *nvdec)
{
    for (int i = 0; i < clips.count; i++) {
        uint32_t frames[BENCH_FRAMES], count = bench_draw(frames, &clips.at[i]);
        struct cf_error err;
        if (!cf_nvdec_accepts(nvdec, clips.at[i].table, &err))
            assert_int_equal(run(nvdec, &clips.at[i], frames, count, CF_OK), CF_OK);
    }
}

/* After warm-up a clip costs no allocation, no query, no new decoder, and the host never waits for a stream. */
static void test_steady(void **state)
{
    (void)state;
    static const char *const never[] = {"cuStreamSynchronize", "cuEventSynchronize",
                                        "cuCtxSynchronize",    "cuMemAlloc",
                                        "cuMemHostAlloc",      "cuMemFree",
                                        "cuMemcpyDtoH",        "cuMemcpyHtoD",
                                        "cuMemcpyDtoHAsync",   "cuMemcpyHtoDAsync",
                                        "cuStreamCreate",      "cuEventCreate",
                                        "cuEventDestroy",      "cuDevicePrimaryCtxRetain",
                                        "cuvidCreateDecoder",  "cuvidDestroyDecoder",
                                        "cuvidGetDecoderCaps"};
    struct cf_nvdec *nvdec = open_pool((struct cf_nvdec_params){.sessions = 1});
    run_all(nvdec);
    standin_reset(rng_state);
    struct cf_nvdec_stats before = stats_of(nvdec), after;
    run_all(nvdec);
    after = stats_of(nvdec);
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        if (standin_calls(never[i]))
            fail_msg("%s was called %llu times", never[i], (unsigned long long)standin_calls(never[i]));
    assert_true(after.clips - before.clips > 40);
    assert_int_equal(standin_calls("cuvidMapVideoFrame"), standin_calls("cuvidUnmapVideoFrame"));
    assert_int_equal(standin_calls("cuvidMapVideoFrame"), after.pictures_lent - before.pictures_lent);
    assert_int_equal(standin_calls("cuEventRecord"), after.clips - before.clips); /* one event a clip */
    cf_nvdec_close(&nvdec);
}

/* A clip that a decoder finds damaged leaves nothing behind for the next one. */
static void test_missing_packets(void **state)
{
    (void)state;
    struct cf_nvdec *nvdec = open_pool((struct cf_nvdec_params){.sessions = 1});
    const struct clip *clip = bench_find(&clips, "h264-420.mp4");
    const uint32_t frames[] = {10, 11, 12};
    struct work work;
    bench_init(&work);
    bench_prepare(&work, clip, frames, 3);
    work.need.count--; /* the last wanted picture's packet does not come */
    bench_submit(&work, nvdec);
    bench_wait(&work);
    assert_int_equal(work.status, CF_EDECODE);
    print_message("%s\n", work.err.message);
    bench_free(&work);
    expect(nvdec, "h264-420.mp4");
    cf_nvdec_close(&nvdec);
}

/* Whatever waits when the pool closes is told so. */
static void test_close(void **state)
{
    (void)state;
    enum { JOBS = 12 };
    static struct work works[JOBS];
    struct cf_nvdec *nvdec = open_pool((struct cf_nvdec_params){.sessions = 2});
    const uint32_t frames[] = {1, 5, 9};
    int cancelled = 0;
    for (int i = 0; i < JOBS; i++) {
        bench_init(&works[i]);
        bench_prepare(&works[i], bench_find(&clips, "h264-420.mp4"), frames, 3);
    }
    for (int i = 0; i < JOBS; i++)
        bench_submit(&works[i], nvdec);
    cf_nvdec_close(&nvdec);
    for (int i = 0; i < JOBS; i++) {
        assert_int_equal(works[i].done, 1);
        bench_wait(&works[i]);
        assert_true(works[i].status == CF_OK || works[i].status == CF_ECANCELLED);
        cancelled += works[i].status == CF_ECANCELLED;
        bench_free(&works[i]);
    }
    assert_true(cancelled > 0);
}

/* Nothing more comes of a lost device, and everybody hears of it. */
static void test_lost(void **state)
{
    (void)state;
    struct cf_nvdec *nvdec = open_pool((struct cf_nvdec_params){.sessions = 2});
    expect(nvdec, "h264-420.mp4");
    standin_fail_at(5, (CUresult)700);
    for (int i = 0; i < 3; i++)
        assert_int_equal(run_named(nvdec, "h264-420.mp4"), CF_EDEVICE);
    cf_nvdec_close(&nvdec);
    standin_reset(1);
}

/* Needs no library: the message says what is missing and how containers get it. */
static void test_no_library(void)
{
    const char *kept = getenv("CLIPFEED_LIBNVCUVID");
    struct cf_error err = {CF_OK, ""};
    char *library = strdup(kept ? kept : "");
    setenv("CLIPFEED_LIBNVCUVID", "libnvcuvid-is-not-here.so.1", 1);
    if (cf_nvdec_library(&err) != CF_EUNSUPPORTED || !strstr(err.message, "NVIDIA_DRIVER_CAPABILITIES"))
        exit(1);
    printf("%s\n", err.message);
    setenv("CLIPFEED_LIBNVCUVID", library, 1);
    free(library);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_same_size_again), cmocka_unit_test(test_stale_crop),
                                       cmocka_unit_test(test_surfaces_raised), cmocka_unit_test(test_too_many_surfaces),
                                       cmocka_unit_test(test_callback_errors), cmocka_unit_test(test_vp9_range),
                                       cmocka_unit_test(test_destroyed_first), cmocka_unit_test(test_maximum),
                                       cmocka_unit_test(test_last_pictures),   cmocka_unit_test(test_groups),
                                       cmocka_unit_test(test_steady),          cmocka_unit_test(test_missing_packets),
                                       cmocka_unit_test(test_close),           cmocka_unit_test(test_lost)};
    const char *folder = getenv("CLIPFEED_TEST_FIXTURES"), *seed = getenv("CLIPFEED_TEST_SEED");
    struct cf_error err = {CF_OK, ""};
    if (!folder) {
        printf("skipped: CLIPFEED_TEST_FIXTURES is not set\n");
        return 77;
    }
    alarm(500); /* a hang is a failure */
    test_no_library();
    rng_state = seed ? strtoull(seed, NULL, 10) : (uint64_t)time(NULL);
    printf("seed %llu\n", (unsigned long long)rng_state);
    standin_reset(rng_state);
    if (cf_cuda_open(&cuda, 0, &err)) {
        printf("%s\n", err.message);
        return 1;
    }
    clips = bench_open(folder, NULL, NULL, 1);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    bench_close(&clips);
    cf_cuda_close(&cuda);
    return failed;
}
