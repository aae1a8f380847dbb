/* The loader with its batches in device memory, on the stand-ins: the same values as in host memory whatever the
 * element, layout, profile and decoder, read by a stream that waits for nothing but what it is told to; nothing that
 * blocks or allocates in the course of a run; and injected failures, each a status or a clean end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "clipfeed/loader.h"
#include "clipfeed/store.h"
#include "decode/cuda_device.h"
#include "decode/cuda_driver.h"
#include "device/nvcuvid/standin_nvcuvid.h"
#include "device/standin.h"
#include "pixels/cuda/ptx.h"

enum { MOST = 400, WAITING = 5, DECODERS = 9, DEAR = 10 };

/* Calls that wait, or free what queued work may use; from WAITING on: calls that allocate. */
static const char *const dear[DEAR] = {
    "cuStreamSynchronize", "cuEventSynchronize", "cuMemcpyDtoHAsync", "cuMemFree",      "cuMemFreeHost",
    "cuMemAlloc",          "cuMemHostAlloc",     "cuEventCreate",     "cuStreamCreate", "cuvidCreateDecoder"};

static char root[] = "/tmp/clipfeed-device-XXXXXX";
static char mixed[4096], alike[4096], alike_media[4096], refused[4096], refused_media[4096];
static const char *fixtures;
static struct cf_cuda *cuda;

/* What a batch's pictures were when a stream came to read them. */
struct snapshot {
    uint64_t address;
    size_t bytes;
    uint8_t *copy;
    char clips[400]; /* their ids and decoders */
};
struct epoch {
    struct snapshot batches[MOST];
    int count;
    char decoders[MOST * 4]; /* n: nvdec, l: libavcodec, a letter for each sample */
    int samples;
    enum cf_status status;
    struct cf_loader_stats stats;
    uint64_t dear[DEAR];
};

static void free_epoch(struct epoch *e)
{
    for (int i = 0; i < e->count; i++)
        free(e->batches[i].copy);
    free(e);
}

static void take_copy(void *argument)
{
    struct snapshot *s = argument;
    memcpy(s->copy, standin_host(s->address, s->bytes), s->bytes);
}

static size_t video_bytes(const struct cf_batch *b)
{
    size_t bytes = (size_t)cf_dtype_size(b->dtype);
    for (int i = 0; i < 5; i++)
        bytes *= (size_t)b->shape[i];
    return bytes;
}

/* Reads a batch as a training loop does: its stream waits, reads, is said to use it; the batch is given back at once.
 */
static int read_batch(struct cf_batch *b, struct snapshot *s, struct cf_cuda_stream *stream, struct cf_error *err)
{
    *s = (struct snapshot){
        .address = (uint64_t)(uintptr_t)b->video, .bytes = video_bytes(b), .copy = malloc(video_bytes(b))};
    if (b->device == CF_DEVICE_CPU || b->device == CF_DEVICE_CUDA_HOST) {
        memcpy(s->copy, b->video, s->bytes);
        return CF_OK;
    }
    memset(s->copy, 0, s->bytes);
    int status = cf_batch_wait_dlpack(b, (int64_t)(intptr_t)stream->handle, err);
    if (!status && standin_enqueue(stream->handle, take_copy, s) != CUDA_SUCCESS)
        status = CF_EDEVICE;
    return status ? status : cf_batch_used(b, stream->handle, err);
}

static void name_clips(const struct cf_batch *b, struct snapshot *s)
{
    for (uint32_t i = 0; i < b->sample_count; i++) {
        size_t used = strlen(s->clips);
        snprintf(s->clips + used, sizeof s->clips - used, " %s (%s, %u replaced)", b->samples[i].clip_id,
                 b->samples[i].decoder, b->samples[i].failure_count);
    }
}

/* warm: steps after which calls are counted anew; 0: never. */
static struct epoch *run(const char *store, const char *media, struct cf_loader_params p, int warm)
{
    struct epoch *e = calloc(1, sizeof *e);
    struct cf_loader *loader = NULL;
    struct cf_error err = {0};
    struct cf_cuda_stream *stream = NULL;
    p.media_root = media;
    int status = cf_cuda_enter(cuda, &err);
    if (!status)
        status = cf_cuda_stream_create(&stream, cuda, &err);
    if (!status)
        status = cf_loader_open(&loader, store, &p, &err);
    struct cf_batch *batch;
    while (!status && e->count < MOST && !(status = cf_loader_next(loader, &batch, &err))) {
        for (uint32_t i = 0; i < batch->sample_count; i++)
            e->decoders[e->samples++] = batch->samples[i].decoder[0];
        status = read_batch(batch, &e->batches[e->count], stream, &err);
        name_clips(batch, &e->batches[e->count]);
        e->count++;
        cf_batch_release(&batch);
        if (warm && e->count == warm)
            standin_reset(5);
    }
    e->status = status == CF_EEND ? CF_OK : (enum cf_status)status;
    if (e->status)
        print_message("[%s] ", err.message);
    if (loader)
        cf_loader_get_stats(loader, &e->stats);
    if (stream)
        standin_drain(stream->handle);
    for (size_t i = 0; i < DEAR; i++) /* what follows the run is not counted against it */
        e->dear[i] = standin_calls(dear[i]);
    cf_loader_close(&loader);
    cf_cuda_stream_destroy(&stream);
    for (CUcontext popped; standin_current();) /* a pop may have been the call that failed */
        cuda->driver->cuCtxPopCurrent(&popped);
    return e;
}

static void compare(const struct epoch *host, const struct epoch *device, const char *what)
{
    if (host->status || device->status)
        fail_msg("%s: status %d in host memory, %d on the device", what, host->status, device->status);
    assert_true(host->count > 0);
    assert_int_equal(host->count, device->count);
    for (int i = 0; i < host->count; i++) {
        const struct snapshot *h = &host->batches[i], *d = &device->batches[i];
        assert_int_equal(h->bytes, d->bytes);
        for (size_t k = 0; k < h->bytes; k++)
            if (h->copy[k] != d->copy[k])
                fail_msg("%s: batch %d of %d, byte %zu of %zu: %d in host memory, %d on the device; in host memory%s; "
                         "on the device%s",
                         what, i, host->count, k, h->bytes, h->copy[k], d->copy[k], h->clips, d->clips);
    }
}

static void compare_runs(const char *store, const char *media, struct cf_loader_params p, const char *what)
{
    struct epoch *host = run(store, media, p, 0);
    p.device = "cuda:0";
    struct epoch *device = run(store, media, p, 0);
    compare(host, device, what);
    assert_int_equal(device->stats.clips_nvdec + device->stats.clips_uploaded, (uint64_t)device->samples);
    print_message("%s: %d batches the same; %llu clips by NVDEC, %llu uploaded\n", what, host->count,
                  (unsigned long long)device->stats.clips_nvdec, (unsigned long long)device->stats.clips_uploaded);
    free_epoch(host);
    free_epoch(device);
}

/* Every fixture once for each element, in both layouts and both ways of resizing. */
static void test_fixtures(void **state)
{
    (void)state;
    static const struct {
        enum cf_dtype dtype;
        enum cf_layout layout;
        const char *profile, *caps;
    } runs[] = {{CF_DTYPE_BF16, CF_LAYOUT_BFCHW, "latte", "all"},
                {CF_DTYPE_U8, CF_LAYOUT_BCFHW, "open-sora-plan-1.1", "h100"},
                {CF_DTYPE_F16, CF_LAYOUT_BCFHW, "latte", "h100"},
                {CF_DTYPE_F32, CF_LAYOUT_BFCHW, "open-sora-plan-1.1", "all"}};
    for (size_t i = 0; i < sizeof runs / sizeof *runs; i++) {
        char what[128];
        standin_caps(runs[i].caps);
        standin_reset(i + 1);
        snprintf(what, sizeof what, "dtype %d, layout %d, %s, capabilities %s", (int)runs[i].dtype, (int)runs[i].layout,
                 runs[i].profile, runs[i].caps);
        compare_runs(mixed, fixtures,
                     (struct cf_loader_params){.profile = runs[i].profile,
                                               .frames = 5,
                                               .images = -1,
                                               .height = 40,
                                               .width = 56,
                                               .dtype = runs[i].dtype,
                                               .layout = runs[i].layout,
                                               .flip = 0.5,
                                               .pad_last = 1,
                                               .threads = 4},
                     what);
    }
    standin_caps("h100");
}

/* A short ring whose memory is written anew as soon as may be, and streams that run late. */
static void test_reuse(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 4; seed++) {
        standin_reset(seed);
        standin_late(20000);
        compare_runs(alike, alike_media,
                     (struct cf_loader_params){.frames = 4,
                                               .height = 32,
                                               .width = 32,
                                               .prefetch = 1,
                                               .batch = 3,
                                               .steps = 20,
                                               .threads = 3,
                                               .seed = seed},
                     "a ring of one batch");
    }
    standin_late(2000);
}

/* Clips that the device refuses, many a thread in one batch, and copies so late that even a busy machine could fill all
 * of a thread's page-locked memory again before the first is done. */
static void test_staging(void **state)
{
    (void)state;
    standin_reset(1);
    standin_late(300000);
    compare_runs(refused, refused_media,
                 (struct cf_loader_params){
                     .frames = 4, .height = 32, .width = 32, .prefetch = 1, .batch = 16, .steps = 3, .threads = 2},
                 "clips by page-locked memory");
    standin_late(2000);
}

static struct epoch *course(int steps, int warm)
{
    standin_reset(3);
    struct epoch *e = run(alike, alike_media,
                          (struct cf_loader_params){.frames = 4,
                                                    .height = 32,
                                                    .width = 32,
                                                    .batch = 4,
                                                    .prefetch = 4,
                                                    .steps = (uint64_t)steps,
                                                    .threads = 8,
                                                    .device = "cuda"},
                          warm);
    assert_int_equal(e->status, CF_OK);
    assert_int_equal(e->count, steps);
    assert_int_equal(e->stats.clips_nvdec, e->samples);
    return e;
}

/* Nothing waits; nothing is allocated but by a session that a clip reaches for the first time, whenever that is: at
 * most one decoder and one table of weights for each, however many clips there are. */
static void test_course(void **state)
{
    (void)state;
    enum { SESSIONS = 7 };
    standin_late(200);
    struct epoch *e = course(90, 45);
    for (size_t i = 0; i < DEAR; i++)
        if (e->dear[i] && (i < WAITING || e->dear[i] > 2 * SESSIONS))
            fail_msg("after warm-up %s was called %llu times", dear[i], (unsigned long long)e->dear[i]);
    free_epoch(e);
    uint64_t made[2][DEAR];
    for (int k = 0; k < 2; k++) {
        struct epoch *whole = course(k ? 160 : 40, 0);
        for (size_t i = 0; i < DEAR; i++)
            made[k][i] = whole->dear[i];
        free_epoch(whole);
    }
    for (size_t i = WAITING; i < DEAR; i++)
        if (made[1][i] > made[0][i] + 2 * SESSIONS)
            fail_msg("%s: %llu calls for 160 clips, %llu for 640", dear[i], (unsigned long long)made[0][i],
                     (unsigned long long)made[1][i]);
    assert_true(made[1][DECODERS] > 0 && made[1][DECODERS] <= SESSIONS);
    standin_late(2000);
}

static void test_host_batches(void **state)
{
    (void)state;
    struct cf_loader_params p = {.frames = 4, .height = 32, .width = 32, .steps = 6, .threads = 2};
    struct epoch *plain = run(alike, alike_media, p, 0);
    p.pin_memory = CF_PIN_ALWAYS;
    uint64_t before = standin_calls("cuMemHostAlloc");
    struct epoch *pinned = run(alike, alike_media, p, 0);
    assert_true(standin_calls("cuMemHostAlloc") > before);
    compare(plain, pinned, "page-locked batches");
    free_epoch(plain);
    free_epoch(pinned);
}

static void test_interface(void **state)
{
    (void)state;
    struct cf_error err = {0};
    struct cf_loader *loader = NULL;
    struct cf_batch *batch = NULL;
    struct cf_loader_params p = {
        .media_root = alike_media, .frames = 2, .height = 16, .width = 16, .steps = 1, .device = "cuda:0"};
    p.device = "cuda:7";
    assert_int_equal(cf_loader_open(&loader, alike, &p, &err), CF_EINVAL);
    assert_non_null(strstr(err.message, "device 7"));
    p.device = "gpu";
    assert_int_equal(cf_loader_open(&loader, alike, &p, &err), CF_EINVAL);
    p.device = "cuda:0";
    assert_int_equal(cf_loader_open(&loader, alike, &p, &err), CF_OK);
    assert_null(cf_loader_warning(loader));
    assert_int_equal(cf_loader_next(loader, &batch, &err), CF_OK);
    assert_int_equal(batch->device, CF_DEVICE_CUDA);
    assert_non_null(batch->ready);
    assert_int_equal(cf_batch_wait_dlpack(batch, 0, &err), CF_EINVAL);
    assert_int_equal(cf_batch_wait_dlpack(batch, -1, &err), CF_OK);
    for (int64_t stream = 1; stream <= 2; stream++)
        assert_int_equal(cf_batch_wait_dlpack(batch, stream, &err), CF_OK);
    assert_int_equal(cf_batch_wait(batch, NULL, &err), CF_OK);
    for (int i = 0; i < 7; i++)
        assert_int_equal(cf_batch_used(batch, NULL, &err), CF_OK);
    uint8_t *copy = malloc(video_bytes(batch));
    assert_int_equal(cf_batch_copy(batch, copy, video_bytes(batch) - 1, &err), CF_EINVAL);
    assert_int_equal(cf_batch_copy(batch, copy, video_bytes(batch), &err), CF_OK);
    assert_null(standin_current());
    free(copy);
    cf_batch_release(&batch);
    cf_loader_close(&loader);
}

/* One call fails, of every kind and at every place that a run comes to. */
static void test_failures(void **state)
{
    (void)state;
    static const int results[] = {1, 2, 2, 400, 700, 719, 801, 999};
    const char *full = getenv("CLIPFEED_TEST_FULL");
    int rounds = full && *full ? 1000 : 150, statuses = 0, whole = 0;
    struct cf_loader_params p = {.frames = 3, .height = 16, .width = 16, .prefetch = 2, .steps = 4, .threads = 2};
    standin_late(100);
    standin_reset(9);
    struct epoch *host = run(alike, alike_media, p, 0);
    p.device = "cuda:0";
    struct epoch *device = run(alike, alike_media, p, 0);
    compare(host, device, "no failure");
    free_epoch(device);
    for (int i = 0; i < rounds; i++) {
        standin_reset((uint64_t)i);
        int n = 4 + (i * 37) % 700, result = results[i % 8];
        standin_fail_at((uint64_t)n, (CUresult)result);
        struct epoch *e = run(alike, alike_media, p, 0);
        char what[64];
        snprintf(what, sizeof what, "call %d: result %d", n, result);
        standin_reset(0);
        if (!e->status)
            compare(host, e, what);
        else if (e->status != CF_EDEVICE && e->status != CF_ENOMEM && e->status != CF_EUNSUPPORTED)
            fail_msg("%s: status %s", what, cf_status_name(e->status));
        whole += !e->status;
        statuses += e->status != CF_OK;
        free_epoch(e);
    }
    print_message("\n%d runs with a failed call: %d whole, %d ended by a status\n", rounds, whole, statuses);
    assert_true(whole && statuses);
    standin_late(2000);
    free_epoch(host);
}

static int ingest(const char *source, const char *format, const char *media, const char *store)
{
    struct cf_ingest_params p = {
        .sources = &source, .source_count = 1, .store_dir = store, .format = format, .media_root = media};
    struct cf_ingest_report report;
    struct cf_error err = {0};
    if (!cf_ingest(&p, &report, &err))
        return 0;
    fprintf(stderr, "ingest: %s\n", err.message);
    return -1;
}

/* Four copies of a fixture, each with a caption. */
static int copies(const char *fixture, const char *ending, const char *folder)
{
    char command[13000];
    snprintf(command, sizeof command,
             "mkdir %s && cd %s && for n in 1 2 3 4; do cp '%s/%s%s' $n%s && echo clip $n > $n.txt; done", folder,
             folder, fixtures, fixture, ending, ending);
    return system(command);
}

static int set_up(void **state)
{
    (void)state;
    char source[4200];
    struct cf_error err;
    if (!mkdtemp(root))
        return -1;
    snprintf(mixed, sizeof mixed, "%s/mixed", root);
    snprintf(alike, sizeof alike, "%s/alike", root);
    snprintf(alike_media, sizeof alike_media, "%s/media", root);
    snprintf(refused, sizeof refused, "%s/refused", root);
    snprintf(refused_media, sizeof refused_media, "%s/refused-media", root);
    if (copies("h264-420", ".mp4", alike_media) || copies("h264-444", ".mkv", refused_media))
        return -1;
    snprintf(source, sizeof source, "%s/annotations.jsonl", fixtures);
    if (ingest(source, "auto", fixtures, mixed) || ingest(alike_media, "pairs", alike_media, alike) ||
        ingest(refused_media, "pairs", refused_media, refused))
        return -1;
    standin_reset(1);
    if (cf_cuda_open(&cuda, 0, &err))
        fprintf(stderr, "%s\n", err.message);
    return cuda ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    char command[128];
    cf_cuda_close(&cuda);
    snprintf(command, sizeof command, "rm -rf %s", root);
    return system(command);
}

static int nothing_left(void **state)
{
    (void)state;
    assert_int_equal(standin_live(), 1); /* the test's own context */
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test_teardown(test_fixtures, nothing_left),
                                       cmocka_unit_test_teardown(test_reuse, nothing_left),
                                       cmocka_unit_test_teardown(test_staging, nothing_left),
                                       cmocka_unit_test_teardown(test_course, nothing_left),
                                       cmocka_unit_test_teardown(test_host_batches, nothing_left),
                                       cmocka_unit_test_teardown(test_interface, nothing_left),
                                       cmocka_unit_test(test_failures)};
    fixtures = getenv("CLIPFEED_TEST_FIXTURES");
    if (!fixtures || !cf_cuda_ptx[0]) {
        printf("skipped: %s\n", fixtures ? cf_cuda_ptx_compiler : "CLIPFEED_TEST_FIXTURES is not set");
        return 77;
    }
    const char *full = getenv("CLIPFEED_TEST_FULL");
    alarm(full && *full ? 2000 : 550); /* a hang is a failure */
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
