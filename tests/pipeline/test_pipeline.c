/* A read or a decoder that hangs: every batch is full, the clip is named, and nothing waits for ever. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clipfeed/loader.h"
#include "clipfeed/store.h"
#include "pipeline/core.h"

static char root[] = "/tmp/clipfeed-pipeline-XXXXXX";
static char store[64], media[64];
static atomic_int stalls_left, stalled, released;

enum { CLIPS = 5 };

static bool run(const char *format, ...) CF_PRINTF(1, 2);
static bool run(const char *format, ...)
{
    char command[1024];
    va_list args;
    va_start(args, format);
    vsnprintf(command, sizeof command, format, args);
    va_end(args);
    return system(command) == 0;
}

static int setup(void **state)
{
    (void)state;
    if (!run("command -v ffmpeg >/dev/null") || !mkdtemp(root))
        return 0; /* the tests say that they skip */
    snprintf(media, sizeof media, "%s/media", root);
    snprintf(store, sizeof store, "%s/store", root);
    if (!run("mkdir -p %s", media))
        return -1;
    for (int i = 0; i < CLIPS; i++)
        if (!run("ffmpeg -v error -f lavfi -i testsrc2=size=96x64:rate=10:duration=3 -vf hue=h=%d -c:v libx264 -g 12 "
                 "%s/clip%d.mp4 && echo 'clip %d, a test pattern' > %s/clip%d.txt",
                 i * 40, media, i, i, media, i))
            return -1;
    const char *sources[] = {media};
    struct cf_ingest_params p = {.sources = sources, .source_count = 1, .store_dir = store, .format = "pairs"};
    struct cf_ingest_report report;
    struct cf_error err = {0};
    if (cf_ingest(&p, &report, &err) || report.stored != CLIPS) {
        fprintf(stderr, "ingest: %s\n", err.message);
        return -1;
    }
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    atomic_store(&released, 1);
    usleep(200000); /* stalled threads go home before the process ends */
    return store[0] && !run("rm -rf %s", root) ? -1 : 0;
}

static void need_store(void)
{
    if (!store[0]) {
        print_message("skipped: the ffmpeg program is not installed\n");
        skip();
    }
}

static void stall_once(void)
{
    if (atomic_fetch_sub(&stalls_left, 1) <= 0)
        return;
    atomic_fetch_add(&stalled, 1);
    for (int i = 0; i < 6000 && !atomic_load(&released); i++)
        usleep(10000);
}

static int stalling_read(void *file, void *data, size_t size, int64_t offset, struct cf_error *err)
{
    stall_once();
    return cf_reader_posix.read(file, data, size, offset, err);
}

static void stalling_submit(struct cf_decoder *decoder, struct cf_decode_job *job)
{
    stall_once();
    cf_decoder_libavcodec.submit(decoder, job);
}

static struct cf_loader_params params_of(void)
{
    return (struct cf_loader_params){.media_root = media, .frames = 8, .interval = 2, .height = 32, .width = 32,
                                     .dtype = CF_DTYPE_U8, .threads = 2, .steps = 6, .deadline_ms = 400};
}

/* Reads a whole run; counts deadline failures; returns the status that ended it. */
static int read_run(struct cf_loader *loader, int *batches, int *deadlines, struct cf_error *err)
{
    struct cf_batch *batch = NULL;
    int status;
    while ((status = cf_loader_next(loader, &batch, err)) == CF_OK) {
        ++*batches;
        assert_int_equal(batch->sample_count, 2);
        for (uint32_t i = 0; i < batch->sample_count; i++) {
            assert_non_null(batch->samples[i].clip_id);
            for (uint32_t k = 0; k < batch->samples[i].failure_count; k++)
                *deadlines += batch->samples[i].failures[k].status == CF_EDEADLINE;
        }
        cf_batch_release(&batch);
    }
    return status;
}

static void run_stalled(const struct cf_hooks *hooks)
{
    struct cf_loader_params p = params_of();
    struct cf_loader *loader = NULL;
    struct cf_error err = {0};
    int batches = 0, deadlines = 0;
    atomic_store(&released, 0);
    atomic_store(&stalls_left, 2);
    assert_int_equal(cf_loader_open_with(&loader, store, &p, hooks, &err), CF_OK);
    assert_int_equal(read_run(loader, &batches, &deadlines, &err), CF_EEND);
    assert_int_equal(batches, 6);
    assert_int_equal(deadlines, 2);
    cf_loader_close(&loader);
    atomic_store(&released, 1);
    usleep(100000);
}

static void test_reader_stalls(void **state)
{
    (void)state;
    need_store();
    static struct cf_reader_ops reader; /* outlives the threads that were given up on */
    reader = cf_reader_posix;
    reader.read = stalling_read;
    run_stalled(&(struct cf_hooks){&reader, &cf_decoder_libavcodec});
}

static void test_decoder_stalls(void **state)
{
    (void)state;
    need_store();
    static struct cf_decoder_ops decoder;
    decoder = cf_decoder_libavcodec;
    decoder.submit = stalling_submit;
    run_stalled(&(struct cf_hooks){&cf_reader_posix, &decoder});
}

static void test_everything_stalls(void **state)
{
    (void)state;
    need_store();
    static struct cf_reader_ops reader;
    struct cf_loader_params p = params_of();
    struct cf_loader *loader = NULL;
    struct cf_error err = {0};
    int batches = 0, deadlines = 0;
    reader = cf_reader_posix;
    reader.read = stalling_read;
    p.max_abandoned = 3;
    p.deadline_ms = 100;
    atomic_store(&released, 0);
    atomic_store(&stalls_left, 1000);
    assert_int_equal(cf_loader_open_with(&loader, store, &p, &(struct cf_hooks){&reader, &cf_decoder_libavcodec}, &err),
                     CF_OK);
    assert_int_equal(read_run(loader, &batches, &deadlines, &err), CF_EEXHAUSTED);
    assert_int_equal(batches, 0);
    assert_non_null(strstr(err.message, "deadline"));
    cf_loader_close(&loader);
    atomic_store(&released, 1);
    atomic_store(&stalls_left, 0);
    usleep(200000);
}

static void test_closing_and_holding(void **state)
{
    (void)state;
    need_store();
    struct cf_loader_params p = params_of();
    struct cf_error err = {0};
    p.prefetch = 2;
    for (int i = 0; i < 20; i++) {
        struct cf_loader *loader = NULL;
        struct cf_batch *held[2] = {0}, *third = NULL;
        assert_int_equal(cf_loader_open(&loader, store, &p, &err), CF_OK);
        if (i % 2) {
            assert_int_equal(cf_loader_next(loader, &held[0], &err), CF_OK);
            assert_int_equal(cf_loader_next(loader, &held[1], &err), CF_OK);
            assert_int_equal(cf_loader_next(loader, &third, &err), CF_EINVAL);
            assert_null(third);
            cf_batch_release(&held[1]);
            cf_batch_release(&held[0]);
            assert_int_equal(cf_loader_next(loader, &third, &err), CF_OK);
            assert_int_equal(third->step, 2);
            cf_batch_release(&third);
        }
        cf_loader_close(&loader);
    }
}

static void test_refusals(void **state)
{
    (void)state;
    need_store();
    struct cf_loader *loader = NULL;
    struct cf_error err = {0};
    struct cf_loader_params p = params_of();
    p.images = 1;
    assert_int_equal(cf_loader_open(&loader, store, &p, &err), CF_EINELIGIBLE);
    p = params_of();
    p.frames = 1000;
    assert_int_equal(cf_loader_open(&loader, store, &p, &err), CF_EINELIGIBLE);
    p = params_of();
    p.rank = 3;
    assert_int_equal(cf_loader_open(&loader, store, &p, &err), CF_EINVAL);
    p = (struct cf_loader_params){.profile = "open-sora-plan-1.1", .frames = 64};
    assert_int_equal(cf_loader_open(&loader, store, &p, &err), CF_EINVAL);
    assert_non_null(strstr(err.message, "4k+1"));
    assert_null(loader);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reader_stalls),       cmocka_unit_test(test_decoder_stalls),
        cmocka_unit_test(test_everything_stalls),   cmocka_unit_test(test_closing_and_holding),
        cmocka_unit_test(test_refusals),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
