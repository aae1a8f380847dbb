/* Packet tables: what is refused and how, the stored form, what is needed, and damaged bytes. */
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
#include <fcntl.h>
#include <libavutil/log.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include "media/reader.h"

static uint64_t rng_state;
static char folder[] = "/tmp/clipfeed-media-XXXXXX";
static int have_ffmpeg;

static uint32_t rng(void)
{
    rng_state = rng_state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(rng_state >> 33);
}

static const char *in_folder(const char *name)
{
    static char path[512];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void write_file(const char *path, const void *data, size_t size)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(data, 1, size, file), size);
    fclose(file);
}

static uint8_t *read_file(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    struct stat info;
    assert_non_null(file);
    assert_int_equal(fstat(fileno(file), &info), 0);
    *size = (size_t)info.st_size;
    uint8_t *data = malloc(*size + 1);
    assert_int_equal(fread(data, 1, *size, file), *size);
    fclose(file);
    return data;
}

static int make(const char *name, const char *options)
{
    char command[1024];
    snprintf(command, sizeof command,
             "ffmpeg -v quiet -y -nostdin -f lavfi -i testsrc2=size=160x120:rate=25:duration=2 %s %s/%s 2>/dev/null",
             options, folder, name);
    return have_ffmpeg && system(command) == 0;
}

/* A table without media, with everything that a table can hold. */
static struct cf_table *invent(uint32_t packets)
{
    struct cf_table *t = calloc(1, sizeof *t);
    *t = (struct cf_table){.codec = CF_CODEC_H264,
                           .width = 640,
                           .height = 360,
                           .coded_width = 640,
                           .coded_height = 368,
                           .rotation = 90,
                           .shift_x = 1,
                           .shift_y = 1,
                           .depth = 8,
                           .pixel_format = "yuv420p",
                           .profile = 100,
                           .level = 31,
                           .reorder_depth = 2,
                           .nal_length_size = 4,
                           .color_range = 1,
                           .color_primaries = 1,
                           .color_trc = 1,
                           .color_space = 1,
                           .chroma_location = 1,
                           .sar_num = 1,
                           .sar_den = 1,
                           .time_base_num = 1,
                           .time_base_den = 12800,
                           .fps_num = 25,
                           .fps_den = 1,
                           .stream_index = 1,
                           .direct = 1,
                           .proven = 1,
                           .extradata_size = 40,
                           .preamble_size = packets % 2 ? 30 : 0,
                           .packet_count = packets};
    t->extradata = malloc(40);
    memset(t->extradata, 7, 40);
    if (t->preamble_size)
        t->preamble = memset(malloc(t->preamble_size), 9, t->preamble_size);
    t->packets = calloc(packets, sizeof *t->packets);
    int64_t at = 48;
    for (uint32_t i = 0; i < packets; i++) {
        t->packets[i] = (struct cf_packet){.offset = at,
                                           .pts = (int64_t)i * 512,
                                           .dts = (int64_t)i * 512 - 1024,
                                           .size = 1 + rng() % 9000,
                                           .checksum = rng(),
                                           .shown = 1,
                                           .flags = i % 12 ? i % 3 ? 0 : CF_PACKET_DROPPABLE : CF_PACKET_START};
        at += t->packets[i].size + rng() % 500;
    }
    if (packets > 3)
        t->packets[3].dts = INT64_MIN;
    t->file_bytes = at + 100;
    t->display_count = packets;
    t->display = malloc(packets * sizeof *t->display);
    for (uint32_t i = 0; i < packets; i++)
        t->display[i] = i;
    return t;
}

static void assert_same(const struct cf_table *a, const struct cf_table *b)
{
    struct cf_table x = *a, y = *b;
    x.extradata = y.extradata = NULL;
    x.packets = y.packets = NULL;
    x.display = y.display = NULL;
    assert_memory_equal(&x, &y, offsetof(struct cf_table, extradata));
    assert_int_equal(a->extradata_size, b->extradata_size);
    if (a->extradata_size)
        assert_memory_equal(a->extradata, b->extradata, a->extradata_size);
    assert_int_equal(a->preamble_size, b->preamble_size);
    if (a->preamble_size)
        assert_memory_equal(a->preamble, b->preamble, a->preamble_size);
    assert_int_equal(a->packet_count, b->packet_count);
    for (uint32_t i = 0; i < a->packet_count; i++) {
        const struct cf_packet *p = &a->packets[i], *q = &b->packets[i];
        assert_true(p->offset == q->offset && p->pts == q->pts && p->dts == q->dts && p->size == q->size);
        assert_true(p->checksum == q->checksum && p->flags == q->flags && p->shown == q->shown);
    }
    assert_int_equal(a->display_count, b->display_count);
    assert_memory_equal(a->display, b->display, a->display_count * sizeof *a->display);
}

static void round_trip(const struct cf_table *table)
{
    struct cf_buffer out = {0};
    struct cf_table *again = NULL;
    assert_int_equal(cf_buffer_append(&out, "xyz", 3), CF_OK); /* it appends */
    assert_int_equal(cf_table_serialize(table, &out), CF_OK);
    assert_int_equal(cf_table_parse(&again, out.data + 3, out.size - 3, NULL), CF_OK);
    assert_same(table, again);
    cf_table_destroy(&again);
    cf_buffer_free(&out);
}

static void test_round_trip(void **state)
{
    (void)state;
    for (uint32_t n = 1; n < 300; n += 37) {
        struct cf_table *table = invent(n);
        round_trip(table);
        cf_table_destroy(&table);
    }
}

static void seal(uint8_t *data, size_t size)
{
    uint32_t sum = (uint32_t)XXH3_64bits(data, size - 4);
    for (int i = 0; i < 4; i++)
        data[size - 4 + (size_t)i] = (uint8_t)(sum >> (8 * i));
}

/* Sealed again, so that the damage gets past the checksum to the parser. */
static void test_parse_damage(void **state)
{
    (void)state;
    struct cf_table *table = invent(61), *parsed = NULL;
    struct cf_buffer out = {0};
    uint32_t accepted = 0;
    assert_int_equal(cf_table_serialize(table, &out), CF_OK);
    for (size_t size = 0; size < out.size; size++)
        for (int sealed = 0; sealed < 2; sealed++) {
            uint8_t *copy = malloc(size + 1);
            memcpy(copy, out.data, size);
            if (sealed && size > 12)
                seal(copy, size);
            uint8_t *exact = malloc(size ? size : 1); /* for the address sanitizer: nothing behind it */
            memcpy(exact, copy, size);
            assert_int_equal(cf_table_parse(&parsed, exact, size, NULL), CF_ECORRUPT);
            free(exact);
            free(copy);
        }
    for (int round = 0; round < 4000; round++) {
        uint8_t *copy = malloc(out.size);
        memcpy(copy, out.data, out.size);
        int sealed = round % 2;
        for (uint32_t flips = 1 + rng() % 3; flips; flips--)
            copy[rng() % (sealed && round % 4 == 1 ? 160 : out.size)] ^= (uint8_t)(1 + rng() % 255);
        if (sealed)
            seal(copy, out.size);
        int status = cf_table_parse(&parsed, copy, out.size, NULL);
        if (status == CF_OK) {
            struct cf_need need = {0};
            uint32_t last = parsed->display_count ? parsed->display_count - 1 : 0;
            cf_need_compute(&need, parsed, &last, 1, NULL);
            cf_need_free(&need);
            round_trip(parsed);
            cf_table_destroy(&parsed);
            accepted++;
            assert_true(sealed || !memcmp(copy, out.data, out.size));
        } else {
            int other = sealed && copy[4] != CF_TABLE_VERSION && !memcmp(copy, out.data, 4);
            assert_int_equal(status, other ? CF_EMISMATCH : CF_ECORRUPT);
        }
        free(copy);
    }
    print_message("%u of 2000 sealed flips were still tables\n", accepted);
    cf_buffer_free(&out);
    cf_table_destroy(&table);
}

static void test_need(void **state)
{
    (void)state;
    struct cf_table *table = invent(60);
    struct cf_need need = {0};
    uint32_t frames[] = {30, 28, 30}, far = 60;
    assert_int_equal(cf_need_compute(&need, table, frames, 3, NULL), CF_OK);
    assert_int_equal(need.packets[0], 24);
    assert_int_equal(need.packets[need.count - 1], 30);
    assert_int_equal(need.count, 6); /* 24 25 26 28 29 30: 27 is droppable and not wanted, 30 is wanted */
    assert_true(need.span_offset == table->packets[24].offset);
    assert_true(need.span_bytes == table->packets[30].offset + table->packets[30].size - need.span_offset);
    assert_int_equal(cf_need_compute(&need, table, &far, 1, NULL), CF_EWINDOW);
    /* A picture shown before the start that precedes it in the file needs the start before. */
    table->packets[25].pts = table->packets[24].pts - 1;
    uint32_t leading = 25;
    assert_int_equal(cf_need_compute(&need, table, &leading, 1, NULL), CF_OK);
    assert_int_equal(need.packets[0], 12);
    cf_need_free(&need);
    cf_table_destroy(&table);
}

static void assert_build(const char *path, int expected)
{
    struct cf_table *table = NULL;
    struct cf_error err = {CF_OK, ""};
    int status = cf_table_build(&table, path, NULL, &err);
    if (status != expected)
        fail_msg("%s: %s (%s), expected %s", path, cf_status_name(status), err.message, cf_status_name(expected));
    assert_null(table);
    assert_non_null(strstr(err.message, path));
    print_message("%s\n", err.message);
}

static void test_refused(void **state)
{
    (void)state;
    static const uint8_t png[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I',  'H',  'D',  'R', 0,
                                  0,    0,   1,   0,   0,    0,    1,    8,    2, 0, 0, 0,  0x90, 0x77, 0x53, 0xde};
    assert_build(in_folder("absent.mp4"), CF_ENOENT);
    assert_int_equal(mkfifo(in_folder("fifo.mp4"), 0600), 0);
    assert_build(in_folder("fifo.mp4"), CF_ENOTFILE);
    assert_build(folder, CF_ENOTFILE);
    write_file(in_folder("empty.mp4"), "", 0);
    assert_build(in_folder("empty.mp4"), CF_EFORMAT);
    write_file(in_folder("image.mp4"), png, sizeof png);
    assert_build(in_folder("image.mp4"), CF_EFORMAT);
    write_file(in_folder("text.mp4"), "no video at all\n", 16);
    assert_build(in_folder("text.mp4"), CF_EFORMAT);
    write_file(in_folder("list.mp4"), "#EXTM3U\n#EXTINF:1,\n/etc/passwd\n", 32);
    assert_build(in_folder("list.mp4"), CF_EFORMAT);
    write_file(in_folder("text.jpg"), "no image at all\n", 16);
    assert_build(in_folder("text.jpg"), CF_EFORMAT);
    write_file(in_folder("cut.png"), png, sizeof png);
    assert_build(in_folder("cut.png"), CF_EDECODE);
}

static int read_frames(const struct cf_table *table, const char *path, struct cf_error *err)
{
    struct cf_need need = {0};
    struct cf_packets packets = {0};
    uint32_t frames[2] = {0, table->display_count - 1};
    assert_int_equal(cf_need_compute(&need, table, frames, 2, NULL), CF_OK);
    int status = cf_packets_read(&packets, table, &need, path, &cf_reader_posix, err);
    cf_need_free(&need);
    cf_packets_free(&packets);
    return status;
}

static void damage_one(const char *name)
{
    struct cf_table *table = NULL;
    struct cf_error err = {CF_OK, ""};
    const char *copy_name = "copy.bin";
    size_t size = 0;
    if (cf_table_build(&table, in_folder(name), NULL, &err) < 0)
        fail_msg("%s", err.message);
    round_trip(table);
    assert_true(table->proven);
    for (uint32_t i = 0; i < table->display_count; i++) {
        uint32_t found = 0;
        assert_int_equal(cf_table_frame_at(table, cf_table_time(table, i), &found, NULL), CF_OK);
        assert_int_equal(found, i);
    }
    uint8_t *data = read_file(in_folder(name), &size);
    write_file(in_folder(copy_name), data, size);
    assert_int_equal(read_frames(table, in_folder(copy_name), &err), CF_OK);
    write_file(in_folder(copy_name), data, size - 1);
    assert_int_equal(read_frames(table, in_folder(copy_name), &err), CF_ECHANGED);
    if (table->direct) {
        const struct cf_packet *packet = &table->packets[0];
        data[packet->offset + packet->size / 2] ^= 1;
        write_file(in_folder(copy_name), data, size);
        assert_int_equal(read_frames(table, in_folder(copy_name), &err), CF_ECORRUPT);
        print_message("%s\n", err.message);
    }
    free(data);
    unlink(in_folder(copy_name));
    assert_int_equal(read_frames(table, in_folder(copy_name), &err), CF_ENOENT);
    cf_table_destroy(&table);
}

/* The track header's matrix as a phone held upright writes it: (0 1 -1 0) turns clockwise by 90 degrees. */
static void turn_quarter(void)
{
    static const uint8_t straight[] = {0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0};
    static const uint8_t quarter[] = {0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0, 0, 0, 0, 0};
    struct cf_table *table = NULL;
    size_t size = 0;
    uint8_t *data = read_file(in_folder("flat.mp4"), &size), *at = memmem(data, size, "tkhd", 4);
    assert_non_null(at);
    at = memmem(at, 100, straight, sizeof straight);
    assert_non_null(at);
    memcpy(at, quarter, sizeof quarter);
    write_file(in_folder("quarter.mp4"), data, size);
    free(data);
    assert_int_equal(cf_table_build(&table, in_folder("quarter.mp4"), NULL, NULL), CF_OK);
    assert_int_equal(table->rotation, 90);
    cf_table_destroy(&table);
}

static void test_damaged(void **state)
{
    (void)state;
    if (!have_ffmpeg) {
        print_message("skipped: the ffmpeg program is not installed\n");
        skip();
        return;
    }
    static const char *const clips[][2] = {
        {"late.mp4", "-c:v libx264 -g 12 -bf 2"},
        {"early.mp4", "-c:v libx264 -g 12 -movflags +faststart"},
        {"clip.mkv", "-c:v libx264 -g 12"},
        {"clip.ts", "-c:v libx264 -g 12"},
        {"clip.webm", "-c:v libvpx-vp9 -deadline realtime -cpu-used 8"},
    };
    for (size_t i = 0; i < sizeof clips / sizeof *clips; i++) {
        size_t size = 0;
        if (!make(clips[i][0], clips[i][1])) {
            print_message("%s: not generated\n", clips[i][0]);
            continue;
        }
        damage_one(clips[i][0]);
        if (strstr(clips[i][0], ".ts"))
            continue; /* a stream: it may end anywhere */
        uint8_t *data = read_file(in_folder(clips[i][0]), &size);
        write_file(in_folder(clips[i][0]), data, size * 2 / 3);
        assert_build(in_folder(clips[i][0]), CF_ETRUNCATED);
        free(data);
    }
    if (make("cut.jpg", "-frames:v 1")) {
        size_t size = 0;
        uint8_t *data = read_file(in_folder("cut.jpg"), &size);
        write_file(in_folder("cut.jpg"), data, size / 2);
        assert_build(in_folder("cut.jpg"), CF_ETRUNCATED);
        free(data);
    }
    if (make("old.mp4", "-c:v mpeg4"))
        assert_build(in_folder("old.mp4"), CF_EUNSUPPORTED);
    if (make("reordered.avi", "-c:v libx264 -bf 3"))
        assert_build(in_folder("reordered.avi"), CF_EUNSUPPORTED);
    /* A flipped slice: found by the proof. */
    if (make("slice.mp4", "-c:v libx264 -g 50 -bf 0")) {
        struct cf_table *table = NULL;
        size_t size = 0;
        assert_int_equal(cf_table_build(&table, in_folder("slice.mp4"), NULL, NULL), CF_OK);
        uint8_t *data = read_file(in_folder("slice.mp4"), &size);
        const struct cf_packet *packet = &table->packets[20];
        for (uint32_t i = packet->size / 4; i < packet->size; i++)
            data[packet->offset + i] ^= 0x5a;
        write_file(in_folder("slice.mp4"), data, size);
        assert_build(in_folder("slice.mp4"), CF_EDECODE);
        free(data);
        cf_table_destroy(&table);
    }
    /* Turned for display, by the display matrix. FFmpeg's rotate tag has had both senses: 180 is the same in each. */
    if (make("flat.mp4", "-c:v libx264")) {
        char command[1200];
        struct cf_table *table = NULL;
        snprintf(command, sizeof command,
                 "cd %s && ffmpeg -v quiet -y -nostdin -i flat.mp4 -c copy -metadata:s:v:0 rotate=180 turned.mp4",
                 folder);
        assert_int_equal(system(command), 0);
        assert_int_equal(cf_table_build(&table, in_folder("turned.mp4"), NULL, NULL), CF_OK);
        assert_int_equal(table->rotation, 180);
        cf_table_destroy(&table);
        turn_quarter();
    }
}

static void test_media_folder(void **state)
{
    (void)state;
    const char *media = getenv("CLIPFEED_TEST_MEDIA");
    struct dirent *entry;
    if (!media) {
        print_message("skipped: CLIPFEED_TEST_MEDIA is not set\n");
        skip();
        return;
    }
    DIR *dir = opendir(media);
    assert_non_null(dir);
    while ((entry = readdir(dir))) {
        const char *dot = strrchr(entry->d_name, '.');
        char path[4096];
        struct cf_table *table = NULL;
        struct cf_table_options options = {.skip_proof = 1};
        struct cf_error err = {CF_OK, ""};
        if (!dot || entry->d_name[0] == '.' || !strstr(".mp4.mov.mkv.webm.png.jpg.", dot))
            continue;
        snprintf(path, sizeof path, "%s/%s", media, entry->d_name);
        if (cf_table_build(&table, path, &options, &err) < 0)
            fail_msg("%s", err.message);
        round_trip(table);
        assert_int_equal(read_frames(table, path, &err), CF_OK);
        cf_table_destroy(&table);
    }
    closedir(dir);
}

static int set_up(void **state)
{
    (void)state;
    have_ffmpeg = system("ffmpeg -version >/dev/null 2>&1") == 0;
    return mkdtemp(folder) ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    char command[64];
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip), cmocka_unit_test(test_parse_damage), cmocka_unit_test(test_need),
        cmocka_unit_test(test_refused),    cmocka_unit_test(test_damaged),      cmocka_unit_test(test_media_folder),
    };
    const char *seed = getenv("CLIPFEED_TEST_SEED");
    rng_state = seed ? strtoull(seed, NULL, 10) : (uint64_t)time(NULL);
    print_message("seed %llu\n", (unsigned long long)rng_state);
    av_log_set_level(AV_LOG_QUIET);
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
