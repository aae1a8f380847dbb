/* Random and late-only wanted sets, in reused and in fresh contexts, against a full sequential decode by libavcodec,
 * picture for picture. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include <dirent.h>
#include <jansson.h>
#include <libavutil/log.h>
#include <xxhash.h>

#include "decode/decode.h"

static uint64_t rng_state;
static uint32_t rng(void)
{
    rng_state = rng_state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(rng_state >> 33);
}

struct catch
{
    uint64_t *hashes;
    uint32_t *times;
    int status, done;
    struct cf_error err;
};

static uint64_t hash_picture(const struct cf_picture *picture)
{
    uint64_t hash = 0;
    for (int p = 0; p < 3 && picture->plane[p]; p++) {
        int sx = p ? picture->shift_x : 0, sy = p ? picture->shift_y : 0;
        size_t bytes = (size_t)((picture->width + (1 << sx) - 1) >> sx) * (picture->depth > 8 ? 2 : 1);
        for (int y = 0; y < (picture->height + (1 << sy) - 1) >> sy; y++)
            hash = XXH3_64bits_withSeed(picture->plane[p] + y * picture->stride[p], bytes, hash);
    }
    return hash;
}

static int take(void *opaque, uint32_t frame, const struct cf_picture *picture)
{
    struct catch *to = opaque;
    to->times[frame]++;
    to->hashes[frame] = hash_picture(picture);
    return CF_OK;
}

static void done(void *opaque, int status, const struct cf_error *err)
{
    struct catch *to = opaque;
    to->status = status;
    to->done++;
    to->err = *err;
}

struct bench {
    struct cf_need need;
    struct cf_packets packets;
    struct cf_decoder *decoder, *threaded;
    uint64_t decoded; /* pictures, */
    uint64_t lead_in; /* packets from each job's start to its last one, */
    uint32_t sets;    /* and random jobs, of this clip or all */
};

static void decode(struct bench *bench, const struct cf_table *table, const char *path, const uint32_t *frames,
                   uint32_t count, struct catch *to)
{
    struct cf_error err = {CF_OK, ""};
    memset(to->times, 0, table->display_count * sizeof *to->times);
    to->done = 0;
    assert_int_equal(cf_need_compute(&bench->need, table, frames, count, &err), CF_OK);
    int status = cf_packets_read(&bench->packets, table, &bench->need, path, &cf_reader_posix, &err);
    if (status < 0)
        fail_msg("%s", err.message);
    struct cf_decode_job job = {.table = table,
                                .path = path,
                                .need = &bench->need,
                                .packets = &bench->packets,
                                .frames = frames,
                                .frame_count = count,
                                .sink = {.opaque = to, .picture = take},
                                .done = done};
    cf_decoder_libavcodec.submit(bench->decoder, &job);
    assert_int_equal(to->done, 1);
    if (to->status < 0)
        fail_msg("%s", to->err.message);
    bench->decoded += job.pictures_decoded;
    bench->lead_in += bench->need.packets[bench->need.count - 1] - bench->need.packets[0] + 1;
}

static void check(const char *path, const uint32_t *frames, uint32_t count, const struct catch *some,
                  const struct catch *all)
{
    for (uint32_t i = 0; i < count; i++) {
        if (some->times[frames[i]] != 1)
            fail_msg("%s: frame %u came %u times", path, frames[i], some->times[frames[i]]);
        if (some->hashes[frames[i]] != all->hashes[frames[i]])
            fail_msg("%s: frame %u differs from the full decode", path, frames[i]);
    }
}

/* From every later start, first in a context that has seen nothing of the stream: one that the full decode has used
 * remembers what packet 0 said. Then again in the same context, which was flushed. */
static void try_late(struct bench *bench, const struct cf_table *table, const char *path, struct catch *some,
                     const struct catch *all)
{
    uint32_t frames[3], tried = 0;
    for (uint32_t f = 1; f < table->display_count && tried < 12; f++) {
        if (!(table->packets[table->display[f]].flags & CF_PACKET_START))
            continue;
        uint32_t count = 0;
        for (uint32_t at = f; at < table->display_count && count < 3; at += 3)
            frames[count++] = at;
        tried++;
        cf_decoder_libavcodec.destroy(&bench->decoder);
        assert_int_equal(cf_decoder_libavcodec.create(&bench->decoder, 1, NULL), CF_OK);
        for (int again = 0; again < 2; again++) {
            fprintf(stderr, "late %u x%u\n", frames[0], count);
            decode(bench, table, path, frames, count, some);
            assert_true(bench->need.packets[0] > 0);
            check(path, frames, count, some, all);
        }
    }
}

static void try_clip(struct bench *bench, const char *path)
{
    struct cf_table *table = NULL;
    struct cf_error err = {CF_OK, ""};
    if (cf_table_build(&table, path, NULL, &err) < 0)
        fail_msg("%s", err.message);
    uint32_t n = table->display_count;
    uint32_t *frames = malloc(n * sizeof *frames);
    struct catch all = {calloc(n, 8), calloc(n, 4), 0, 0, {CF_OK, ""}};
    struct catch some = {calloc(n, 8), calloc(n, 4), 0, 0, {CF_OK, ""}};
    uint32_t starts = 0, droppable = 0;
    for (uint32_t i = 0; i < table->packet_count; i++) {
        starts += table->packets[i].flags & CF_PACKET_START;
        droppable += !!(table->packets[i].flags & CF_PACKET_DROPPABLE);
    }
    print_message("%s: %s %s %dx%d depth %d, %u packets, %u frames, %u starts, %u droppable, direct %d, proven %d\n",
                  path, cf_codec_name(table->codec), table->pixel_format, table->width, table->height,
                  table->reorder_depth, table->packet_count, n, starts, droppable, table->direct, table->proven);
    assert_int_equal(table->proven, 1);
    for (uint32_t i = 0; i < n; i++)
        frames[i] = i;
    /* The reference: nothing dropped, every packet from the first on. */
    uint8_t *flags = malloc(table->packet_count);
    for (uint32_t i = 0; i < table->packet_count; i++) {
        flags[i] = table->packets[i].flags;
        table->packets[i].flags &= CF_PACKET_START | CF_PACKET_DISCARD;
    }
    decode(bench, table, path, frames, n, &all);
    for (uint32_t i = 0; i < table->packet_count; i++)
        table->packets[i].flags = flags[i];
    free(flags);
    bench->decoded = bench->lead_in = 0;
    for (int round = 0; round < (n > 1 ? 16 : 2); round++) {
        uint32_t count = 1 + rng() % 16, stride = 1 + rng() % 4, first = rng() % n;
        for (uint32_t i = 0; i < count; i++)
            frames[i < n ? i : n - 1] = round % 2 ? rng() % n : (first + i * stride) % n;
        if (count > n)
            count = n;
        struct cf_decoder *one = bench->decoder;
        if (round % 4 > 1)
            bench->decoder = bench->threaded;
        decode(bench, table, path, frames, count, &some);
        bench->decoder = one;
        check(path, frames, count, &some, &all);
        bench->sets++;
    }
    if (droppable * 10 > n * 3 && bench->decoded >= bench->lead_in)
        fail_msg("%s: %u of %u pictures droppable, but %llu decoded of lead-ins of %llu", path, droppable, n,
                 (unsigned long long)bench->decoded, (unsigned long long)bench->lead_in);
    if (strstr(path, "cockatoo.mp4") || strstr(path, "h264-420.mp4"))
        assert_true(table->preamble_size > 0);
    try_late(bench, table, path, &some, &all);
    free(frames);
    free(all.hashes);
    free(all.times);
    free(some.hashes);
    free(some.times);
    cf_table_destroy(&table);
}

/* refused: what tests/fixtures/make says of its files, NULL where all is good. */
static void try_folder(const char *folder, const json_t *refused)
{
    struct bench bench = {0};
    struct dirent *entry;
    DIR *dir = opendir(folder);
    assert_non_null(dir);
    assert_int_equal(cf_decoder_libavcodec.create(&bench.decoder, 1, NULL), CF_OK);
    assert_int_equal(cf_decoder_libavcodec.create(&bench.threaded, 4, NULL), CF_OK);
    while ((entry = readdir(dir))) {
        const char *dot = strrchr(entry->d_name, '.');
        char path[4096];
        if (!dot || entry->d_name[0] == '.' || !strstr(".mp4.mov.mkv.webm.png.jpg.jpeg.ts.avi.flv.ivf.", dot))
            continue;
        if (refused && json_is_string(json_object_get(refused, entry->d_name)))
            continue;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        try_clip(&bench, path);
    }
    closedir(dir);
    print_message("%u random sets of frames\n", bench.sets);
    cf_need_free(&bench.need);
    cf_packets_free(&bench.packets);
    cf_decoder_libavcodec.destroy(&bench.decoder);
    cf_decoder_libavcodec.destroy(&bench.threaded);
}

static void test_media_folder(void **state)
{
    (void)state;
    const char *folder = getenv("CLIPFEED_TEST_MEDIA");
    if (!folder) {
        print_message("skipped: CLIPFEED_TEST_MEDIA is not set\n");
        skip();
        return;
    }
    try_folder(folder, NULL);
}

static void test_fixtures(void **state)
{
    (void)state;
    const char *folder = getenv("CLIPFEED_TEST_FIXTURES");
    char path[4096];
    if (!folder) {
        print_message("skipped: CLIPFEED_TEST_FIXTURES is not set\n");
        skip();
        return;
    }
    snprintf(path, sizeof path, "%s/manifest.json", folder);
    json_t *refused = json_load_file(path, 0, NULL);
    assert_non_null(refused);
    try_folder(folder, refused);
    json_decref(refused);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_fixtures), cmocka_unit_test(test_media_folder)};
    const char *seed = getenv("CLIPFEED_TEST_SEED");
    rng_state = seed ? strtoull(seed, NULL, 10) : (uint64_t)time(NULL);
    print_message("seed %llu\n", (unsigned long long)rng_state);
    av_log_set_level(AV_LOG_QUIET);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
