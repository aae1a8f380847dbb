/* A store's layers in the batch: each value beside its clip, short ones padded, wrong ones named and replaced. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clipfeed/layer.h"
#include "clipfeed/loader.h"
#include "clipfeed/store.h"

static char root[] = "/tmp/clipfeed-layers-XXXXXX";
static char store[64], media[64];

enum { CLIPS = 5, ROWS = 6, WIDE = 3 };

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

/* Row r, column c of a clip's embedding; a clip has 1 + its position rows. */
static float embedding(uint64_t position, uint32_t r, uint32_t c)
{
    return (float)(position * 100 + r * 10 + c) + 0.5f;
}

static struct cf_layer_writer *begin_layer(const char *name, const char *about)
{
    struct cf_layer_writer *writer = NULL;
    struct cf_layer_params p = {.name = name, .type = CF_LAYER_BYTES, .about_json = about};
    struct cf_error err = {0};
    if (cf_layer_writer_open(&writer, store, &p, &err))
        fail_msg("layer: %s", err.message);
    return writer;
}

static void put(struct cf_layer_writer *writer, uint64_t position, const void *data, size_t size)
{
    assert_int_equal(cf_layer_writer_put_bytes(writer, position, data, size, NULL), CF_OK);
}

static void make_layers(void)
{
    struct cf_layer_writer *writer =
        begin_layer("text", "{\"dtype\": \"f32\", \"shape\": [6, 3], \"variable\": true, \"model\": \"t5\"}");
    for (uint64_t i = 0; i < CLIPS; i++) {
        float rows[ROWS][WIDE];
        for (uint32_t r = 0; r <= i; r++)
            for (uint32_t c = 0; c < WIDE; c++)
                rows[r][c] = embedding(i, r, c);
        put(writer, i, rows, (i + 1) * sizeof *rows);
    }
    assert_int_equal(cf_layer_writer_publish(&writer, NULL), CF_OK);
    writer = begin_layer("latents", "{\"dtype\": \"u8\", \"shape\": [2, 2, 2]}");
    for (uint64_t i = 0; i < CLIPS - 1; i++) { /* the last clip has none */
        uint8_t latents[9] = {(uint8_t)i, 1, 2, 3, 4, 5, 6, 7};
        put(writer, i, latents, i == 1 ? 9 : 8); /* clip 1's is of a wrong size */
    }
    assert_int_equal(cf_layer_writer_publish(&writer, NULL), CF_OK);
    writer = begin_layer("nameless", "{\"dtype\": \"f8\"}");
    put(writer, 0, "x", 1);
    assert_int_equal(cf_layer_writer_publish(&writer, NULL), CF_OK);
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
        if (!run("ffmpeg -v error -f lavfi -i testsrc2=size=96x64:rate=10:duration=%d -vf hue=h=%d -c:v libx264 -g 12 "
                 "%s/clip%d.mp4 && echo 'clip %d, a test pattern' > %s/clip%d.txt",
                 1 + i % 3, i * 40, media, i, i, media, i))
            return -1;
    const char *sources[] = {media};
    struct cf_ingest_params p = {.sources = sources, .source_count = 1, .store_dir = store, .format = "pairs"};
    struct cf_ingest_report report;
    struct cf_error err = {0};
    if (cf_ingest(&p, &report, &err) || report.stored != CLIPS) {
        fprintf(stderr, "ingest: %s\n", err.message);
        return -1;
    }
    make_layers();
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

static struct cf_loader_params params_of(const char *const *layers, uint32_t count)
{
    return (struct cf_loader_params){.media_root = media,
                                     .batch = 3,
                                     .frames = 2,
                                     .interval = 2,
                                     .height = 16,
                                     .width = 16,
                                     .dtype = CF_DTYPE_U8,
                                     .threads = 2,
                                     .steps = 12,
                                     .layers = layers,
                                     .layer_count = count};
}

static struct cf_loader *open_loader(const struct cf_loader_params *p)
{
    struct cf_loader *loader = NULL;
    struct cf_error err = {0};
    if (cf_loader_open(&loader, store, p, &err))
        fail_msg("open: %s", err.message);
    return loader;
}

/* The text value at place `at`, of the clip with that id. */
static void check_text(const struct cf_batch_layer *layer, size_t at, const char *clip_id)
{
    uint64_t position = (uint64_t)(clip_id[strlen("clip")] - '0');
    const float *values = (const float *)layer->data + at * ROWS * WIDE;
    for (uint32_t r = 0; r < ROWS; r++) {
        assert_int_equal(layer->mask[at * ROWS + r], r <= position);
        for (uint32_t c = 0; c < WIDE; c++)
            assert_true(values[r * WIDE + c] == (r <= position ? embedding(position, r, c) : 0));
    }
}

static void test_with_video(void **state)
{
    (void)state;
    need_store();
    const char *layers[] = {"text"};
    struct cf_loader_params p = params_of(layers, 1);
    p.images = 2;
    p.images_from = "frames";
    struct cf_loader *loader = open_loader(&p);
    struct cf_batch *b = NULL;
    uint32_t batches = 0;
    for (; cf_loader_next(loader, &b, NULL) == CF_OK; batches++, cf_batch_release(&b)) {
        const struct cf_batch_layer *l = &b->layers[0];
        const int64_t shape[] = {3, 3, ROWS, WIDE};
        assert_int_equal(b->layer_count, 1);
        assert_string_equal(l->name, "text");
        assert_string_equal(l->dtype, "f32");
        assert_int_equal(l->dimensions, 4);
        assert_memory_equal(l->shape, shape, sizeof shape);
        assert_int_equal((uintptr_t)l->data % 64, 0);
        assert_non_null(b->video);
        for (uint32_t j = 0; j < 3; j++) {
            check_text(l, j * 3, b->samples[j].clip_id);
            for (uint32_t i = 0; i < 2; i++)
                check_text(l, j * 3 + 1 + i, b->samples[j].images[i].clip_id);
        }
    }
    assert_int_equal(batches, 12);
    cf_loader_close(&loader);
}

/* No picture is decoded, the file may be gone; a clip without a value is not drawn, one with a wrong value replaced. */
static void test_without_video(void **state)
{
    (void)state;
    need_store();
    const char *layers[] = {"latents", "text"};
    struct cf_loader_params p = params_of(layers, 2);
    p.media_root = "/nowhere";
    p.no_video = 1;
    struct cf_loader *loader = open_loader(&p);
    struct cf_batch *b = NULL, *held = NULL;
    struct cf_loader_stats stats;
    uint32_t replaced = 0;
    for (; cf_loader_next(loader, &b, NULL) == CF_OK; cf_batch_release(&held), held = b) {
        assert_null(b->video);
        assert_int_equal(b->layers[0].dimensions, 4);
        assert_null(b->layers[0].mask);
        for (uint32_t j = 0; j < 3; j++) {
            const struct cf_sample *s = &b->samples[j];
            const uint8_t *latents = (const uint8_t *)b->layers[0].data + j * 8;
            assert_int_equal(s->frame_count, 0);
            assert_int_equal(latents[0], s->clip_id[strlen("clip")] - '0');
            assert_int_equal(latents[7], 7);
            check_text(&b->layers[1], j, s->clip_id);
            assert_string_not_equal(s->clip_id, "clip1");
            assert_string_not_equal(s->clip_id, "clip4");
            replaced += s->failure_count;
            for (uint32_t k = 0; k < s->failure_count; k++)
                assert_string_equal(s->failures[k].clip_id, "clip1");
        }
    }
    cf_batch_release(&held);
    assert_true(replaced > 0);
    cf_loader_get_stats(loader, &stats);
    assert_int_equal(stats.pictures_decoded, 0);
    assert_int_equal(stats.ineligible, 1);
    cf_loader_close(&loader);
}

static void refuses(const char *layer, int status, const char *says)
{
    struct cf_loader_params p = params_of(&layer, 1);
    struct cf_loader *loader = NULL;
    struct cf_error err = {0};
    assert_int_equal(cf_loader_open(&loader, store, &p, &err), status);
    if (!strstr(err.message, says))
        fail_msg("expected '%s' in: %s", says, err.message);
}

static void test_refusals(void **state)
{
    (void)state;
    need_store();
    refuses("nameless", CF_EFORMAT, "has no \"dtype\"");
    refuses("none", CF_ENOENT, "none");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_with_video),
        cmocka_unit_test(test_without_video),
        cmocka_unit_test(test_refusals),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
