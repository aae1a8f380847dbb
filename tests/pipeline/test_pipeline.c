/* A read or a decoder that hangs: every batch is full, the clip is named, and nothing waits for ever. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
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
    return (struct cf_loader_params){.media_root = media,
                                     .frames = 8,
                                     .interval = 2,
                                     .height = 32,
                                     .width = 32,
                                     .dtype = CF_DTYPE_U8,
                                     .threads = 2,
                                     .steps = 6,
                                     .deadline_ms = 400};
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
    p.images_from = "stills";
    assert_int_equal(cf_loader_open(&loader, store, &p, &err), CF_EINELIGIBLE);
    assert_non_null(strstr(err.message, "images_from frames"));
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

/* Hooks of the tests below: reads that fail for a chosen file, and what was read. */
static atomic_int opened, closed;
static const char *victim; /* part of its path; "" is every file */

struct counted_file {
    void *file;
    char path[256];
};

static int counting_open(void **file, const char *path, int64_t *file_bytes, struct cf_error *err)
{
    struct counted_file *counted = calloc(1, sizeof *counted);
    assert_non_null(counted);
    int status = cf_reader_posix.open(&counted->file, path, file_bytes, err);
    if (status) {
        free(counted);
        return status;
    }
    snprintf(counted->path, sizeof counted->path, "%s", path);
    atomic_fetch_add(&opened, 1);
    *file = counted;
    return CF_OK;
}

static int failing_read(void *file, void *data, size_t size, int64_t offset, struct cf_error *err)
{
    const struct counted_file *counted = file;
    if (victim && strstr(counted->path, victim)) {
        err->status = CF_EIO;
        snprintf(err->message, sizeof err->message, "the disk is gone");
        return CF_EIO;
    }
    return cf_reader_posix.read(counted->file, data, size, offset, err);
}

static void counting_close(void *file)
{
    struct counted_file *counted = file;
    atomic_fetch_add(&closed, 1);
    cf_reader_posix.close(counted->file);
    free(counted);
}

static const struct cf_reader_ops failing_reader = {counting_open, failing_read, counting_close, NULL};
static const struct cf_hooks failing = {&failing_reader, &cf_decoder_libavcodec};

static void test_failures_say_why(void **state)
{
    (void)state;
    need_store();
    struct cf_loader_params p = params_of();
    struct cf_loader *loader = NULL;
    struct cf_batch *batch = NULL;
    struct cf_error err = {0};
    int named = 0;
    victim = "clip3";
    assert_int_equal(cf_loader_open_with(&loader, store, &p, &failing, &err), CF_OK);
    while (cf_loader_next(loader, &batch, &err) == CF_OK) {
        for (uint32_t i = 0; i < batch->sample_count; i++)
            for (uint32_t k = 0; k < batch->samples[i].failure_count; k++, named++) {
                const struct cf_failure *f = &batch->samples[i].failures[k];
                assert_string_equal(f->clip_id, "clip3");
                assert_int_equal(f->status, CF_EIO);
                assert_non_null(strstr(f->message, "clip3.mp4"));
                assert_non_null(strstr(f->message, "the disk is gone"));
            }
        cf_batch_release(&batch);
    }
    cf_loader_close(&loader);
    assert_true(named >= 2); /* six steps of two are more than two epochs of five */
    assert_int_equal(atomic_load(&opened), atomic_load(&closed));
}

/* The step at which the run stops, and all before it, are the same for any number of threads. */
static void test_exhaustion_is_a_step(void **state)
{
    (void)state;
    need_store();
    int expected = -1;
    victim = "clip1";
    for (uint32_t threads = 1; threads <= 8; threads++) {
        struct cf_loader_params p = params_of();
        struct cf_loader *loader = NULL;
        struct cf_error err = {0};
        int batches = 0, deadlines = 0;
        p.threads = threads;
        p.steps = 40;
        p.max_candidates = 2;
        p.prefetch = 8;
        p.deadline_ms = 60000;
        assert_int_equal(cf_loader_open_with(&loader, store, &p, &failing, &err), CF_OK);
        assert_int_equal(read_run(loader, &batches, &deadlines, &err), CF_EEXHAUSTED);
        assert_non_null(strstr(err.message, "clip1"));
        struct cf_error again = {0};
        struct cf_batch *none = NULL;
        assert_int_equal(cf_loader_next(loader, &none, &again), CF_EEXHAUSTED);
        assert_string_equal(again.message, err.message);
        cf_loader_close(&loader);
        if (threads == 1)
            expected = batches;
        assert_int_equal(batches, expected);
    }
    assert_in_range(expected, 1, 39);
    victim = "";
    struct cf_loader_params p = params_of();
    struct cf_loader *loader = NULL;
    struct cf_error err = {0};
    int batches = 0, deadlines = 0;
    assert_int_equal(cf_loader_open_with(&loader, store, &p, &failing, &err), CF_OK);
    assert_int_equal(read_run(loader, &batches, &deadlines, &err), CF_EEXHAUSTED);
    assert_int_equal(batches, 0);
    cf_loader_close(&loader);
    assert_int_equal(atomic_load(&opened), atomic_load(&closed));
    victim = NULL;
}

static void test_budget(void **state)
{
    (void)state;
    need_store();
    struct cf_loader_params p = params_of();
    struct cf_loader *loader = NULL;
    struct cf_error err = {0};
    int batches = 0, deadlines = 0;
    p.budget_bytes = 1;
    assert_int_equal(cf_loader_open(&loader, store, &p, &err), CF_OK);
    assert_int_equal(read_run(loader, &batches, &deadlines, &err), CF_EEXHAUSTED);
    assert_non_null(strstr(err.message, "budget"));
    cf_loader_close(&loader);
}

static int descriptors(void)
{
    int count = 0;
    DIR *dir = opendir("/proc/self/fd");
    assert_non_null(dir);
    while (readdir(dir))
        count++;
    closedir(dir);
    return count;
}

static void test_descriptors(void **state)
{
    (void)state;
    need_store();
    struct cf_loader_params p = params_of();
    struct cf_loader *loader = NULL;
    struct cf_batch *batch = NULL;
    struct cf_error err = {0};
    int before = descriptors(), most = 0;
    p.steps = 300;
    victim = "clip2";
    assert_int_equal(cf_loader_open_with(&loader, store, &p, &failing, &err), CF_OK);
    for (int i = 0; cf_loader_next(loader, &batch, &err) == CF_OK; i++) {
        int now = descriptors();
        most = now > most ? now : most;
        cf_batch_release(&batch);
    }
    assert_int_equal(err.status, CF_EEND);
    /* the store's shard, perhaps a dictionary; the files that each thread keeps open */
    assert_true(most <= before + 3 + CF_OPEN_FILES * (int)p.threads);
    cf_loader_close(&loader);
    assert_int_equal(descriptors(), before);
    victim = NULL;
}

/* Closed right away, in the middle, with batches made and not taken, and while a thread hangs. */
static void test_closing_any_time(void **state)
{
    (void)state;
    need_store();
    static struct cf_reader_ops stalling;
    struct cf_error err = {0};
    stalling = cf_reader_posix;
    stalling.read = stalling_read;
    for (int i = 0; i < 30; i++) {
        struct cf_loader_params p = params_of();
        struct cf_loader *loader = NULL;
        p.threads = 4;
        p.deadline_ms = 60000;
        assert_int_equal(cf_loader_open(&loader, store, &p, &err), CF_OK);
        usleep((useconds_t)(i * 700));
        cf_loader_close(&loader);
        assert_null(loader);
    }
    for (int i = 0; i < 2; i++) { /* given up on before; not yet given up on: close waits its five seconds */
        struct cf_loader_params p = params_of();
        struct cf_loader *loader = NULL;
        struct cf_batch *batch = NULL;
        p.deadline_ms = i ? 60000 : 100;
        atomic_store(&stalled, 0);
        atomic_store(&released, 0);
        atomic_store(&stalls_left, 1);
        assert_int_equal(
            cf_loader_open_with(&loader, store, &p, &(struct cf_hooks){&stalling, &cf_decoder_libavcodec}, &err),
            CF_OK);
        if (!i) {
            assert_int_equal(cf_loader_next(loader, &batch, &err), CF_OK);
            cf_batch_release(&batch);
        }
        while (!atomic_load(&stalled))
            usleep(1000);
        time_t begin = time(NULL);
        cf_loader_close(&loader);
        assert_in_range(time(NULL) - begin, 0, 30);
        atomic_store(&released, 1);
        usleep(300000); /* the thread ends in what close has left to it */
    }
}

static _Thread_local bool signalled;
static atomic_int wrong_thread, right_thread;

static void on_signal(int number)
{
    (void)number;
    atomic_fetch_add(signalled ? &right_thread : &wrong_thread, 1);
}

static void test_signals_stay_with_the_caller(void **state)
{
    (void)state;
    need_store();
    struct cf_loader_params p = params_of();
    struct cf_loader *loader = NULL;
    struct cf_batch *batch = NULL;
    struct cf_error err = {0};
    signalled = true;
    signal(SIGUSR1, on_signal);
    assert_int_equal(cf_loader_open(&loader, store, &p, &err), CF_OK);
    sigset_t mask;
    assert_int_equal(pthread_sigmask(SIG_SETMASK, NULL, &mask), 0);
    assert_false(sigismember(&mask, SIGUSR1)); /* the caller's own mask is as it was */
    while (cf_loader_next(loader, &batch, &err) == CF_OK) {
        for (int i = 0; i < 20; i++)
            kill(getpid(), SIGUSR1);
        cf_batch_release(&batch);
    }
    cf_loader_close(&loader);
    assert_int_equal(err.status, CF_EEND);
    assert_int_equal(atomic_load(&wrong_thread), 0);
    assert_true(atomic_load(&right_thread) > 0);
    signal(SIGUSR1, SIG_DFL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reader_stalls),
        cmocka_unit_test(test_decoder_stalls),
        cmocka_unit_test(test_everything_stalls),
        cmocka_unit_test(test_closing_and_holding),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_failures_say_why),
        cmocka_unit_test(test_exhaustion_is_a_step),
        cmocka_unit_test(test_budget),
        cmocka_unit_test(test_descriptors),
        cmocka_unit_test(test_closing_any_time),
        cmocka_unit_test(test_signals_stay_with_the_caller),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
