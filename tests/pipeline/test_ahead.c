/* Reads that take time are begun for clips to come; threads inside a clip change no byte of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clipfeed/loader.h"
#include "clipfeed/store.h"
#include "pipeline/core.h"

static char root[] = "/tmp/clipfeed-ahead-XXXXXX";
static char store[64], media[64];

enum { CLIPS = 12 };

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
        if (!run("ffmpeg -v error -f lavfi -i testsrc2=size=160x96:rate=10:duration=6 -vf hue=h=%d -c:v libx264 -g 30 "
                 "%s/clip%d.mp4 && echo 'clip %d, a test pattern' > %s/clip%d.txt",
                 i * 25, media, i, i, media, i))
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
    return store[0] && !run("rm -rf %s", root) ? -1 : 0;
}

static void need_store(void)
{
    if (!store[0]) {
        print_message("skipped: the ffmpeg program is not installed\n");
        skip();
    }
}

/* All video bytes of a run, in order. */
static uint8_t *all_bytes(const struct cf_loader_params *params, const struct cf_hooks *hooks, size_t *total)
{
    struct cf_loader *loader = NULL;
    struct cf_batch *batch = NULL;
    struct cf_error err = {0};
    uint8_t *bytes = NULL;
    *total = 0;
    assert_int_equal(cf_loader_open_with(&loader, store, params, hooks, &err), CF_OK);
    while (cf_loader_next(loader, &batch, &err) == CF_OK) {
        size_t size = 1;
        for (int i = 0; i < 5; i++)
            size *= (size_t)batch->shape[i];
        bytes = realloc(bytes, *total + size);
        assert_non_null(bytes);
        memcpy(bytes + *total, batch->video, size);
        *total += size;
        for (uint32_t i = 0; i < batch->sample_count; i++)
            assert_int_equal(batch->samples[i].failure_count, 0);
        cf_batch_release(&batch);
    }
    assert_int_equal(err.status, CF_EEND);
    cf_loader_close(&loader);
    return bytes;
}

static struct cf_loader_params params_of(uint32_t batch, uint32_t prefetch, uint32_t threads)
{
    return (struct cf_loader_params){.media_root = media,
                                     .batch = batch,
                                     .prefetch = prefetch,
                                     .threads = threads,
                                     .frames = 8,
                                     .interval = 2,
                                     .height = 32,
                                     .width = 48,
                                     .dtype = CF_DTYPE_U8};
}

static void test_threads_inside_a_clip(void **state)
{
    (void)state;
    need_store();
    const struct cf_hooks hooks = {&cf_reader_posix, &cf_decoder_libavcodec};
    struct cf_loader_params alone = params_of(1, 4, 1), inside = params_of(1, 1, 6);
    size_t a, b;
    uint8_t *x = all_bytes(&alone, &hooks, &a), *y = all_bytes(&inside, &hooks, &b);
    assert_true(a > 0 && a == b);
    assert_memory_equal(x, y, a);
    free(x);
    free(y);
}

/* A slow disk: which ranges were announced before they were read? One file handle belongs to one name. */
static struct {
    pthread_mutex_t mutex;
    int advised, reads, announced;
    struct {
        void *file;
        int64_t offset;
    } ranges[256];
} disk = {.mutex = PTHREAD_MUTEX_INITIALIZER};

static void noting_advise(void *file, int64_t offset, int64_t size)
{
    pthread_mutex_lock(&disk.mutex);
    if (disk.advised < 256) {
        disk.ranges[disk.advised].file = file;
        disk.ranges[disk.advised].offset = offset;
        disk.advised++;
    }
    pthread_mutex_unlock(&disk.mutex);
    cf_reader_posix.advise(file, offset, size);
}

static int slow_read(void *file, void *data, size_t size, int64_t offset, struct cf_error *err)
{
    pthread_mutex_lock(&disk.mutex);
    disk.reads++;
    for (int i = 0; i < disk.advised; i++)
        if (disk.ranges[i].file == file && disk.ranges[i].offset == offset) {
            disk.announced++;
            break;
        }
    pthread_mutex_unlock(&disk.mutex);
    usleep(5000);
    return cf_reader_posix.read(file, data, size, offset, err);
}

static void test_slow_reads_are_announced(void **state)
{
    (void)state;
    need_store();
    static struct cf_reader_ops slow;
    const struct cf_hooks fast = {&cf_reader_posix, &cf_decoder_libavcodec}, hooks = {&slow, &cf_decoder_libavcodec};
    struct cf_loader_params p = params_of(3, 4, 1); /* one worker: what it announces it reads itself */
    size_t a, b;
    slow = cf_reader_posix;
    slow.read = slow_read;
    slow.advise = noting_advise;
    uint8_t *x = all_bytes(&p, &fast, &a), *y = all_bytes(&p, &hooks, &b);
    assert_true(a > 0 && a == b);
    assert_memory_equal(x, y, a);
    free(x);
    free(y);
    assert_int_equal(disk.reads, CLIPS);
    assert_int_equal(disk.advised, CLIPS - 1);
    assert_int_equal(disk.announced, CLIPS - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_threads_inside_a_clip),
        cmocka_unit_test(test_slow_reads_are_announced),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
