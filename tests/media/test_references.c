/* What is left out because nothing wanted refers to it is not missed: random sets of frames, decoded from the packets
 * that they rest on, against a full decode, picture for picture. CLIPFEED_TEST_ROUNDS: how many sets of each stream
 * (default 40). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include <libavutil/log.h>
#include <unistd.h>
#include <xxhash.h>

#include "decode/decode.h"
#include "media/internal.h"
#include "media/references.h"

static uint64_t rng_state;
static uint32_t rng(void)
{
    rng_state = rng_state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(rng_state >> 33);
}

struct catch
{
    uint64_t *hashes;
    uint8_t *times;
    int status;
    struct cf_error err;
};

static int take(void *opaque, uint32_t frame, const struct cf_picture *picture)
{
    struct catch *to = opaque;
    uint64_t hash = 0;
    for (int p = 0; p < 3 && picture->plane[p]; p++) {
        int sx = p ? picture->shift_x : 0, sy = p ? picture->shift_y : 0;
        size_t bytes = (size_t)((picture->width + (1 << sx) - 1) >> sx) * (picture->depth > 8 ? 2 : 1);
        for (int y = 0; y < (picture->height + (1 << sy) - 1) >> sy; y++)
            hash = XXH3_64bits_withSeed(picture->plane[p] + y * picture->stride[p], bytes, hash);
    }
    to->times[frame]++;
    to->hashes[frame] = hash;
    return CF_OK;
}

static void done(void *opaque, int status, const struct cf_error *err)
{
    struct catch *to = opaque;
    to->status = status;
    to->err = *err;
}

struct bench {
    const char *path;
    struct cf_table *table;
    struct cf_need need;
    struct cf_packets packets;
    struct cf_decoder *decoder;
    struct catch all, some;
    uint32_t *frames;
};

static void decode(struct bench *bench, uint32_t count, struct catch *to)
{
    const struct cf_table *table = bench->table;
    struct cf_error err = {CF_OK, ""};
    memset(to->times, 0, table->display_count);
    if (cf_need_compute(&bench->need, table, bench->frames, count, &err) < 0 ||
        cf_packets_read(&bench->packets, table, &bench->need, bench->path, &cf_reader_posix, &err) < 0)
        fail_msg("%s", err.message);
    struct cf_decode_job job = {.table = table,
                                .path = bench->path,
                                .need = &bench->need,
                                .packets = &bench->packets,
                                .frames = bench->frames,
                                .frame_count = count,
                                .sink = {.opaque = to, .picture = take},
                                .done = done};
    cf_decoder_libavcodec.submit(bench->decoder, &job);
    if (to->status < 0)
        fail_msg("%s", to->err.message);
}

/* Every packet from the first to the last: the table as if nothing were known of what refers to what. */
static void decode_all(struct bench *bench)
{
    struct cf_table *table = bench->table;
    uint32_t *begin = table->reference_begin, n = table->packet_count;
    uint8_t *flags = malloc(n);
    assert_non_null(flags);
    table->reference_begin = NULL;
    for (uint32_t i = 0; i < n; i++) {
        flags[i] = table->packets[i].flags;
        table->packets[i].flags &= (uint8_t)~CF_PACKET_DROPPABLE;
    }
    for (uint32_t i = 0; i < table->display_count; i++)
        bench->frames[i] = i;
    decode(bench, table->display_count, &bench->all);
    assert_int_equal(bench->need.count, n);
    for (uint32_t i = 0; i < n; i++)
        table->packets[i].flags = flags[i];
    table->reference_begin = begin;
    free(flags);
}

/* Packets that the droppable rule alone would have decoded. */
static uint32_t count_without(struct bench *bench, uint32_t count)
{
    struct cf_table *table = bench->table;
    uint32_t *begin = table->reference_begin;
    struct cf_error err = {CF_OK, ""};
    table->reference_begin = NULL;
    assert_int_equal(cf_need_compute(&bench->need, table, bench->frames, count, &err), CF_OK);
    table->reference_begin = begin;
    return bench->need.count;
}

static uint32_t draw(const struct bench *bench, int round)
{
    uint32_t n = bench->table->display_count, count = 1 + rng() % 16, stride = 1 + rng() % 6, first = rng() % n;
    if (count > n)
        count = n;
    for (uint32_t i = 0; i < count; i++)
        bench->frames[i] = round % 3 == 0 ? rng() % n : (first + i * stride) % n;
    return count;
}

static void bench_open(struct bench *bench, const char *path)
{
    struct cf_error err = {CF_OK, ""};
    *bench = (struct bench){.path = path};
    if (cf_table_build(&bench->table, path, NULL, &err) < 0)
        fail_msg("%s", err.message);
    uint32_t n = bench->table->display_count;
    bench->all = (struct catch){calloc(n, 8), calloc(n, 1), 0, {CF_OK, ""}};
    bench->some = (struct catch){calloc(n, 8), calloc(n, 1), 0, {CF_OK, ""}};
    bench->frames = calloc(n > 16 ? n : 16, sizeof *bench->frames);
    assert_int_equal(cf_decoder_libavcodec.create(&bench->decoder, 1, NULL), CF_OK);
}

static void bench_close(struct bench *bench)
{
    cf_decoder_libavcodec.destroy(&bench->decoder);
    cf_need_free(&bench->need);
    cf_packets_free(&bench->packets);
    free(bench->all.hashes);
    free(bench->all.times);
    free(bench->some.hashes);
    free(bench->some.times);
    free(bench->frames);
    cf_table_destroy(&bench->table);
}

/* Returns the share of packets, in percent, that the references leave of those the droppable rule would decode. */
static double try_stream(const char *path)
{
    struct bench bench;
    const char *rounds = getenv("CLIPFEED_TEST_ROUNDS");
    uint64_t fed = 0, without = 0;
    bench_open(&bench, path);
    if (!bench.table->reference_begin)
        fail_msg("%s: its references were not understood", path);
    decode_all(&bench);
    for (int round = 0, most = rounds ? atoi(rounds) : 40; round < most; round++) {
        uint32_t count = draw(&bench, round);
        decode(&bench, count, &bench.some);
        fed += bench.need.count;
        for (uint32_t i = 0; i < count; i++) {
            uint32_t frame = bench.frames[i];
            if (bench.some.times[frame] != 1)
                fail_msg("%s: frame %u came %u times", path, frame, bench.some.times[frame]);
            if (bench.some.hashes[frame] != bench.all.hashes[frame])
                fail_msg("%s: frame %u differs from the full decode", path, frame);
        }
        without += count_without(&bench, count);
    }
    uint32_t droppable = 0;
    for (uint32_t i = 0; i < bench.table->packet_count; i++)
        droppable += !!(bench.table->packets[i].flags & CF_PACKET_DROPPABLE);
    double share = 100.0 * (double)fed / (double)without;
    print_message("%s: %u packets, %u droppable; %.1f %% of what the droppable rule decodes\n", strrchr(path, '/') + 1,
                  bench.table->packet_count, droppable, share);
    bench_close(&bench);
    return share;
}

/* Damage to a few bytes, or a shorter end. The copy ends where its memory does. */
static uint8_t *damage(const uint8_t *data, size_t *size, uint32_t times)
{
    size_t kept = rng() % 8 ? *size : rng() % (*size + 1), front = kept < 48 || rng() % 4 == 0 ? kept : 48;
    uint8_t *copy = malloc(kept ? kept : 1);
    assert_non_null(copy);
    memcpy(copy, data, kept);
    for (; kept && times; times--)
        copy[rng() % front] ^= (uint8_t)(1u << rng() % 8);
    *size = kept;
    return copy;
}

/* Damaged headers: whatever they say, a packet refers to such before it. */
static void rot(const char *path)
{
    struct bench bench;
    struct cf_references found;
    uint32_t understood = 0, refused = 0;
    bench_open(&bench, path);
    decode_all(&bench);
    const struct cf_table *table = bench.table;
    for (int round = 0; round < 300; round++) {
        size_t size = table->extradata_size;
        uint8_t *copy = damage(table->extradata, &size, rng() % 3);
        struct cf_tracker *t = cf_tracker_open(table->codec, copy, size, table->nal_length_size);
        free(copy);
        refused += !t;
        for (uint32_t i = 0; t && i < table->packet_count && i < 60; i++) {
            size = table->packets[i].size;
            copy = damage(bench.packets.data.data + bench.packets.offsets[i], &size, rng() % 16 ? 0 : 1 + rng() % 3);
            int known = cf_tracker_packet(t, i, copy, size, &found);
            free(copy);
            for (int k = 0; known && k < found.count; k++)
                assert_true(found.packets[k] < i && (!k || found.packets[k] > found.packets[k - 1]));
            for (int k = 0; known && k < found.held_count; k++)
                assert_true(found.held[k] < i);
            understood += !!known;
            refused += !known;
            if (!known)
                break;
        }
        cf_tracker_close(&t);
    }
    assert_true(understood > 0 && refused > 0);
    bench_close(&bench);
}

static const struct stream {
    const char *name, *options;
    int share; /* percent, at most */
} streams[] = {
    {"x265.mp4", "-c:v libx265 -x265-params log-level=none:keyint=60", 100},
    {"x265-layers.mp4",
     "-c:v libx265 -x265-params log-level=none:keyint=60:temporal-layers=1:bframes=7:ref=2:b-adapt=0", 100},
    {"x265-closed.mkv", "-c:v libx265 -x265-params log-level=none:keyint=30:open-gop=0:ref=1:bframes=8:b-adapt=0", 95},
    {"x265-444.ts", "-c:v libx265 -pix_fmt yuv444p -x265-params log-level=none:keyint=250:intra-refresh=1:bframes=0",
     100},
    {"svtav1.mp4", "-c:v libsvtav1 -g 60 -preset 12", 90},
};

static void test_streams(void **state)
{
    (void)state;
    char folder[] = "/tmp/clipfeed-references-XXXXXX", path[256], command[1024];
    if (system("ffmpeg -version >/dev/null 2>&1") != 0) {
        print_message("skipped: the ffmpeg program is not installed\n");
        skip();
        return;
    }
    assert_non_null(mkdtemp(folder));
    for (size_t i = 0; i < sizeof streams / sizeof *streams; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, streams[i].name);
        snprintf(command, sizeof command,
                 "ffmpeg -v quiet -y -nostdin -f lavfi -i testsrc2=size=208x112:rate=25:duration=6 %s %s 2>/dev/null",
                 streams[i].options, path);
        if (system(command) != 0) {
            print_message("%s: this ffmpeg does not encode it\n", streams[i].name);
            continue;
        }
        rot(path);
        double share = try_stream(path);
        if (share > (strstr(path, "x265") && !cf_codec_spans_gaps(CF_CODEC_HEVC) ? 100 : streams[i].share))
            fail_msg("%s: %.1f %% of the droppable rule's packets, expected at most %d", path, share, streams[i].share);
    }
    snprintf(command, sizeof command, "rm -r %s", folder);
    assert_int_equal(system(command), 0);
}

/* HEVC headers that no encoder at hand writes. */
struct writer {
    uint8_t bytes[256];
    size_t bits;
};

static void put(struct writer *w, int count, uint32_t value)
{
    for (int i = count - 1; i >= 0; i--, w->bits++)
        if (value >> i & 1)
            w->bytes[w->bits >> 3] |= (uint8_t)(0x80 >> (w->bits & 7));
}

static void put_ue(struct writer *w, uint32_t value)
{
    int length = 0;
    while ((value + 1) >> (length + 1))
        length++;
    put(w, length, 0);
    put(w, length + 1, value + 1);
}

/* Behind a start code, with its stop bit and its emulation prevention bytes. */
static size_t write_nal(uint8_t *out, int type, int layer, struct writer *w)
{
    size_t length = 0;
    int zeros = 0;
    const uint8_t head[5] = {0, 0, 1, (uint8_t)(type << 1), (uint8_t)(layer << 3 | 1)};
    put(w, 1, 1);
    memcpy(out, head, sizeof head);
    length = sizeof head;
    for (size_t i = 0; i < (w->bits + 7) / 8; i++) {
        if (zeros == 2 && w->bytes[i] <= 3) {
            out[length++] = 3;
            zeros = 0;
        }
        zeros = w->bytes[i] ? 0 : zeros + 1;
        out[length++] = w->bytes[i];
    }
    return length;
}

/* 64x64, orders modulo 16, the sets {-1, -2} and, predicted from it, {-1, -2 but not for the picture itself}. */
static size_t write_sets(uint8_t *out, int profile)
{
    struct writer sps = {0}, pps = {0};
    const uint32_t sizes[] = {0, 1, 64, 64};
    put(&sps, 8, 1);
    put(&sps, 8, (uint32_t)profile);
    put(&sps, 32, 0x60000000);
    put(&sps, 32, 0);
    put(&sps, 16, 0);
    put(&sps, 8, 93);
    for (int i = 0; i < 4; i++)
        put_ue(&sps, sizes[i]);
    put(&sps, 1, 0);
    for (int i = 0; i < 3; i++)
        put_ue(&sps, 0); /* bit depths, log2_max_pic_order_cnt_lsb_minus4 */
    put(&sps, 1, 1);
    put_ue(&sps, 5);
    put_ue(&sps, 2);
    put_ue(&sps, 0);
    put_ue(&sps, 0);
    put_ue(&sps, 3);
    for (int i = 0; i < 4; i++)
        put_ue(&sps, 0);
    put(&sps, 4, 2); /* sample_adaptive_offset_enabled_flag alone */
    put_ue(&sps, 2);
    put_ue(&sps, 2);
    put_ue(&sps, 0);
    put(&sps, 4, 0xf); /* twice: delta_poc_s0_minus1 0, used_by_curr_pic_s0_flag */
    put(&sps, 2, 3);   /* inter_ref_pic_set_prediction_flag, delta_rps_sign */
    put_ue(&sps, 0);
    put(&sps, 5, 0x9); /* 01: kept, not used; 00: gone; 1: used */
    put(&sps, 1, 1);   /* long_term_ref_pics_present_flag */
    put_ue(&sps, 0);
    put(&sps, 4, 8); /* sps_temporal_mvp_enabled_flag */
    size_t length = write_nal(out, 33, 0, &sps);
    put_ue(&pps, 0);
    put_ue(&pps, 0);
    put(&pps, 2, 0);
    put(&pps, 3, 2); /* num_extra_slice_header_bits */
    put(&pps, 2, 0);
    put_ue(&pps, 0);
    put_ue(&pps, 0);
    put_ue(&pps, 0);
    put(&pps, 3, 0);
    put_ue(&pps, 0);
    put_ue(&pps, 0);
    put(&pps, 8, 0);
    put(&pps, 1, 0); /* pps_scaling_list_data_present_flag */
    put(&pps, 1, 1); /* lists_modification_present_flag */
    put_ue(&pps, 0);
    put(&pps, 2, 0);
    return length + write_nal(out + length, 34, 0, &pps);
}

struct header { /* of one P picture */
    uint32_t lsb;
    int set;         /* of the SPS; -1: the one below, of steps back */
    int back[4];     /* 0 ends them; all used */
    int long_term;   /* its lsb; 0: none */
    int msb_cycle;   /* 0: not told */
    int active;      /* entries of RefPicList0 */
    int entry;       /* -1: as they are; else the first one is this */
    int pictures;    /* 0: none is known */
    uint32_t all[4]; /* the packets referred to */
};

static size_t write_slice(uint8_t *out, const struct header *h)
{
    struct writer w = {0};
    int total = h->set < 0 ? 0 : h->set == 0 ? 2 : 1;
    put(&w, 1, 1);
    put_ue(&w, 0);
    put(&w, 2, 0);
    put_ue(&w, 1);
    put(&w, 4, h->lsb);
    put(&w, 1, h->set >= 0);
    if (h->set >= 0) {
        put(&w, 1, (uint32_t)h->set);
    } else {
        int count = 0;
        while (count < 4 && h->back[count])
            count++;
        put(&w, 1, 0);
        put_ue(&w, (uint32_t)count);
        put_ue(&w, 0);
        for (int i = 0; i < count; i++) {
            put_ue(&w, (uint32_t)(h->back[i] - (i ? h->back[i - 1] : 0) - 1));
            put(&w, 1, 1);
        }
        total = count;
    }
    put_ue(&w, h->long_term != 0);
    if (h->long_term) {
        put(&w, 4, (uint32_t)h->long_term);
        put(&w, 2, h->msb_cycle ? 3 : 2);
        if (h->msb_cycle)
            put_ue(&w, (uint32_t)h->msb_cycle);
        total++;
    }
    put(&w, 3, 4); /* slice_temporal_mvp_enabled_flag, slice_sao_luma_flag, slice_sao_chroma_flag */
    put(&w, 1, 1);
    put_ue(&w, (uint32_t)h->active - 1);
    if (total > 1) {
        put(&w, 1, h->entry >= 0);
        for (int i = 0; i < h->active && h->entry >= 0; i++)
            put(&w, total > 2 ? 2 : 1, i ? 0 : (uint32_t)h->entry);
    }
    return write_nal(out, 1, 0, &w);
}

static struct cf_tracker *begin_sequence(int profile)
{
    uint8_t bytes[256];
    struct writer idr = {0};
    struct cf_references found;
    struct cf_tracker *t = cf_tracker_open(CF_CODEC_HEVC, bytes, write_sets(bytes, profile), 0);
    if (!t)
        return NULL;
    put(&idr, 2, 2);
    put_ue(&idr, 0);
    put(&idr, 2, 0);
    put_ue(&idr, 2);
    put(&idr, 2, 0);
    assert_int_equal(cf_tracker_packet(t, 0, bytes, write_nal(bytes, 20, 0, &idr), &found), 1);
    assert_int_equal(found.count, 0);
    return t;
}

static void test_headers(void **state)
{
    (void)state;
    /* Every picture refers to its anchor, too: packet 0 up to order 7, then the picture before. */
    static const struct header pictures[] = {
        {1, -1, {1}, 0, 0, 1, -1, 1, {0}},       {2, 0, {0}, 0, 0, 2, -1, 2, {0, 1}},
        {3, 1, {0}, 0, 0, 1, -1, 2, {0, 2}},     {4, -1, {1, 2}, 0, 0, 1, 1, 2, {0, 2}},
        {5, -1, {1}, 2, 0, 2, -1, 3, {0, 2, 4}}, {10, -1, {5, 6}, 0, 0, 1, -1, 1, {5}},
        {1, -1, {7}, 5, 1, 2, -1, 2, {5, 6}}, /* order 17 */
        {2, -1, {1, 8}, 0, 0, 3, -1, 2, {6, 7}},
    };
    static const struct header refused[] = {
        {3, -1, {1}, 10, 0, 2, -1, 0, {0}}, /* orders span more than their bits: which picture is meant is not certain
                                             */
        {3, -1, {3}, 0, 0, 1, -1, 0, {0}},  /* not there any more */
        {2, -1, {1}, 0, 0, 1, -1, 0, {0}},  /* an order twice */
    };
    uint8_t bytes[256];
    struct cf_references found;
    size_t count = sizeof pictures / sizeof *pictures;
    for (size_t end = 0; end < sizeof refused / sizeof *refused; end++) {
        struct cf_tracker *t = begin_sequence(1);
        assert_non_null(t);
        for (size_t i = 0; i < count; i++) {
            const struct header *h = &pictures[i];
            size_t size = write_slice(bytes, h);
            if (!cf_tracker_packet(t, (uint32_t)i + 1, bytes, size, &found))
                fail_msg("picture %zu: not understood", i + 1);
            if (found.count != h->pictures)
                fail_msg("picture %zu: refers to %d, expected %d", i + 1, found.count, h->pictures);
            for (int k = 0; k < found.count; k++)
                assert_int_equal(found.packets[k], h->all[k]);
        }
        size_t size = write_slice(bytes, &refused[end]);
        if (cf_tracker_packet(t, (uint32_t)count + 1, bytes, size, &found))
            fail_msg("refused[%zu] was understood", end);
        cf_tracker_close(&t);
    }
    assert_null(begin_sequence(9)); /* screen content coding: a picture may refer to itself */
}

static void test_units(void **state)
{
    (void)state;
    static const struct header next = {1, -1, {1}, 0, 0, 1, -1, 1, {0}};
    enum { TWO_PICTURES, OTHER_SETS, SAME_SETS, OTHER_LAYER, NO_PICTURE, ENDED, CASES };
    static const int understood[CASES] = {0, 0, 1, 1, 0, 0};
    for (int i = 0; i < CASES; i++) {
        uint8_t bytes[1024];
        struct cf_references found;
        struct cf_tracker *t = begin_sequence(1);
        struct writer end = {0};
        assert_non_null(t);
        size_t size = i == NO_PICTURE ? write_sets(bytes, 1) : write_slice(bytes, &next);
        if (i == TWO_PICTURES)
            size += write_slice(bytes + size, &next);
        if (i == OTHER_SETS || i == SAME_SETS)
            size += write_sets(bytes + size, i == SAME_SETS ? 1 : 2);
        if (i == OTHER_LAYER) {
            size_t more = write_slice(bytes + size, &next);
            bytes[size + 4] |= 8;
            size += more;
        }
        if (i == ENDED) {
            assert_int_equal(cf_tracker_packet(t, 1, bytes, size, &found), 1);
            size = write_nal(bytes, 36, 0, &end);
            size += write_slice(bytes + size, &(struct header){2, 0, {0}, 0, 0, 1, -1, 0, {0}});
        }
        int known = cf_tracker_packet(t, 1, bytes, size, &found);
        if (known != understood[i])
            fail_msg("case %d: %d, expected %d", i, known, understood[i]);
        cf_tracker_close(&t);
    }
}

/* Files named in CLIPFEED_TEST_STREAMS, separated by blanks. */
static void test_named(void **state)
{
    (void)state;
    const char *named = getenv("CLIPFEED_TEST_STREAMS");
    if (!named) {
        print_message("skipped: CLIPFEED_TEST_STREAMS names no files\n");
        skip();
        return;
    }
    char *list = strdup(named), *rest = list;
    for (char *path; (path = strtok_r(rest, " ", &rest));)
        try_stream(path);
    free(list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_headers), cmocka_unit_test(test_units),
                                       cmocka_unit_test(test_streams), cmocka_unit_test(test_named)};
    const char *seed = getenv("CLIPFEED_TEST_SEED");
    rng_state = seed ? strtoull(seed, NULL, 10) : (uint64_t)time(NULL);
    print_message("seed %llu\n", (unsigned long long)rng_state);
    av_log_set_level(AV_LOG_QUIET);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
