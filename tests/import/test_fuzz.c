/* Everything that is parsed, under random changes of good inputs: whatever comes, it is refused or read, and memory is
 * only touched where it is ours (which the sanitizers' builds see). The seed is printed; CLIPFEED_TEST_SEED sets it. */
#include <jansson.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>
#define XXH_INLINE_ALL
#include <xxhash.h>
#include <zstd.h>

#include "clipfeed/layer.h"
#include "import/items.h"
#include "media/reader.h"
#include "media/table.h"
#include "store/dictionary.h"
#include "store/format.h"
#include "store/manifest.h"
#include "store/record.h"

static char folder[] = "/tmp/clipfeed-fuzz-XXXXXX";
static unsigned rounds = 1;
static uint64_t draws;

static uint32_t draw(uint32_t below)
{
    draws = draws * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((draws >> 33) % below);
}

static void append(struct cf_buffer *b, const void *data, size_t size)
{
    assert_int_equal(cf_buffer_append(b, data, size), CF_OK);
}

/* A copy of from with a few changes: bits, bytes, runs cut out, doubled, put elsewhere, numbers set to extremes. The
 * copy has exactly its size (and the spare bytes asked for), so that a read beyond it is seen. */
static void mutate(const struct cf_buffer *from, size_t spare, struct cf_buffer *out)
{
    static const uint8_t special[] = {0x00, 0xFF, 0x7F, 0x80, 0x9F, 0xBF, 0x1B, 0x3B, 0x5B, 0x7B, 0x9B,
                                      0xBB, '"',  '\\', '{',  '}',  '[',  ']',  ',',  ':',  '\n'};
    struct cf_buffer work = {0};
    append(&work, from->data, from->size);
    for (uint32_t n = 1 + draw(4); n; n--) {
        uint32_t size = (uint32_t)work.size, at = size ? draw(size) : 0, run = size ? 1 + draw(size - at) % 40 : 0;
        switch (size ? draw(8) : 7) {
        case 0: work.data[at] ^= (uint8_t)(1u << draw(8)); break;
        case 1: work.data[at] = (uint8_t)draw(256); break;
        case 2: work.data[at] = special[draw(sizeof special)]; break;
        case 3: work.size = at; break;
        case 4:
            run = run > size - at ? size - at : run;
            memmove(work.data + at, work.data + at + run, size - at - run);
            work.size -= run;
            break;
        case 5:
            run = run > size - at ? size - at : run;
            assert_int_equal(cf_buffer_reserve(&work, size + run), CF_OK);
            memmove(work.data + at + run, work.data + at, size - at);
            work.size += run;
            break;
        case 6: memset(work.data + at, draw(2) ? 0xFF : 0, at + 8 <= size ? 8 : size - at); break;
        default:
            for (uint32_t i = draw(12); i; i--) {
                uint8_t byte = (uint8_t)draw(256);
                append(&work, &byte, 1);
            }
        }
    }
    out->data = malloc(work.size + spare + !(work.size + spare));
    assert_non_null(out->data);
    if (work.size)
        memcpy(out->data, work.data, work.size);
    out->size = out->capacity = work.size;
    out->capacity += spare;
    cf_buffer_free(&work);
}

static void a_record(struct cf_buffer *out, unsigned captions)
{
    struct cf_caption list[8];
    static const char *const text =
        "A cat \xC3\xA9 sits on a mat, and then another cat comes along and sits there too.";
    for (unsigned i = 0; i < captions; i++)
        list[i] =
            (struct cf_caption){.kind = 1 + (int)i % 4, .text = text, .size = strlen(text) - i, .time = (double)NAN};
    if (captions)
        list[0].time = 1.5;
    struct cf_record record = {.clip_id = "videos/a.mp4#0:99",
                               .path = "videos/a.mp4",
                               .window_end = 1000000,
                               .captions = list,
                               .caption_count = captions,
                               .extra_json = "{\"score\":1.5,\"more\":[1,2,{}]}",
                               .media_key = {1, 2, 3}};
    assert_int_equal(cf_record_encode(&record, out), CF_OK);
}

static void touch_captions(const struct cf_caption *captions, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        assert_int_equal(captions[i].text[captions[i].size], 0);
}

static void test_records(void **state)
{
    (void)state;
    unsigned good = 0;
    for (unsigned i = 0; i < 40000 * rounds; i++) {
        struct cf_buffer from = {0}, bytes;
        struct cf_record *record = NULL;
        a_record(&from, i % 6);
        mutate(&from, 1, &bytes);
        int status = cf_record_decode(&record, i, &bytes);
        assert_true(status == CF_OK || status == CF_ECORRUPT);
        if (!status) {
            good++;
            touch_captions(record->captions, record->caption_count);
            assert_true(strlen(record->clip_id) + strlen(record->path) + strlen(record->extra_json) <= 2 * from.size);
        }
        cf_record_free(&record);
        cf_buffer_free(&bytes);
        cf_buffer_free(&from);
    }
    print_message("%u of %u were still records\n", good, 40000 * rounds);
}

static void test_captions_and_skips(void **state)
{
    (void)state;
    struct cf_buffer from = {0}, skip = {0};
    struct cf_caption list[2] = {{CF_CAPTION_DENSE, "One caption.", 12, 0.5},
                                 {CF_CAPTION_CLEAN, "Another caption.", 16, (double)NAN}};
    assert_int_equal(cf_captions_encode(list, 2, &from), CF_OK);
    assert_int_equal(cf_skip_encode("an id", "format", "a message", &skip), CF_OK);
    for (unsigned i = 0; i < 20000 * rounds; i++) {
        struct cf_buffer bytes;
        struct cf_caption *captions = NULL;
        uint32_t count = 0;
        char reason[32];
        mutate(&from, 1, &bytes);
        if (!cf_captions_decode(&captions, &count, &bytes))
            touch_captions(captions, count);
        free(captions);
        cf_buffer_free(&bytes);
        mutate(&skip, 0, &bytes);
        if (!cf_skip_reason(bytes.data, bytes.size, reason))
            assert_true(strlen(reason) < sizeof reason);
        cf_buffer_free(&bytes);
    }
    cf_buffer_free(&from);
    cf_buffer_free(&skip);
}

static void test_frames(void **state)
{
    (void)state;
    struct cf_buffer plain = {0}, frame = {0};
    struct cf_encoder *encoder = cf_encoder_create();
    ZSTD_DCtx *context = ZSTD_createDCtx();
    a_record(&plain, 5);
    assert_int_equal(cf_encoder_run(encoder, NULL, &plain, &frame), CF_OK);
    for (unsigned i = 0; i < 20000 * rounds; i++) {
        struct cf_buffer bytes, out = {0};
        struct cf_error err;
        mutate(&frame, 0, &bytes);
        int status = cf_decompress(context, NULL, bytes.data, bytes.size, &out, "frame", &err);
        assert_true(status == CF_OK || status == CF_ECORRUPT || status == CF_ENOMEM);
        if (!status && !memcmp(bytes.data, frame.data, 4) && bytes.data[4] & 4) { /* it still has a checksum */
            assert_int_equal(out.size, plain.size);
            assert_memory_equal(out.data, plain.data, plain.size);
        }
        cf_buffer_free(&bytes);
        cf_buffer_free(&out);
    }
    ZSTD_freeDCtx(context);
    cf_encoder_destroy(&encoder);
    cf_buffer_free(&plain);
    cf_buffer_free(&frame);
}

/* 60 packets that refer back, or not; small, so that a change meets every field. */
static void a_table(struct cf_buffer *out)
{
    enum { PACKETS = 60 };
    struct cf_packet packets[PACKETS];
    uint32_t display[PACKETS];
    uint8_t extradata[20] = {1, 2, 3};
    for (uint32_t i = 0; i < PACKETS; i++) {
        packets[i] = (struct cf_packet){.offset = 100 + 1000 * (int64_t)i,
                                        .pts = 512 * (int64_t)i,
                                        .dts = i == 3 ? INT64_MIN : 512 * ((int64_t)i - 2),
                                        .size = 900 + i,
                                        .checksum = 77 * i,
                                        .shown = i != 7,
                                        .flags = i % 12 ? i % 3 ? 0 : CF_PACKET_DROPPABLE : CF_PACKET_START};
        display[i] = i < 7 ? i : i + 1;
    }
    struct cf_table table = {.codec = CF_CODEC_H264,
                             .width = 640,
                             .height = 360,
                             .coded_width = 640,
                             .coded_height = 368,
                             .shift_x = 1,
                             .shift_y = 1,
                             .depth = 8,
                             .pixel_format = "yuv420p",
                             .reorder_depth = 2,
                             .nal_length_size = 4,
                             .sar_num = 1,
                             .sar_den = 1,
                             .time_base_num = 1,
                             .time_base_den = 12800,
                             .fps_num = 25,
                             .fps_den = 1,
                             .file_bytes = 100000,
                             .direct = 1,
                             .proven = 1,
                             .extradata = extradata,
                             .extradata_size = sizeof extradata,
                             .packet_count = PACKETS,
                             .packets = packets,
                             .display_count = PACKETS - 1,
                             .display = display};
    assert_int_equal(cf_table_serialize(&table, out), CF_OK);
}

static void use_table(const struct cf_table *table)
{
    struct cf_need need = {0};
    struct cf_error err;
    uint32_t frames[5], index;
    for (int i = 0; i < 5; i++)
        frames[i] = draw(table->display_count + 2);
    need.keep = (int)draw(2);
    if (!cf_need_compute(&need, table, frames, 1 + draw(5), &err)) {
        assert_true(need.count <= table->packet_count);
        for (uint32_t i = 0; i < need.count; i++)
            assert_true(need.packets[i] < table->packet_count);
    }
    cf_need_free(&need);
    for (uint32_t i = 0; i < table->display_count; i++)
        assert_true(table->display[i] < table->packet_count);
    if (!cf_table_frame_at(table, (double)draw(1000) / 100, &index, &err))
        assert_true(index < table->display_count);
    if (table->display_count) {
        index = cf_table_start_near(table, draw(table->display_count), draw(2) ? 1 : -1);
        assert_true(index == UINT32_MAX || index < table->display_count);
    }
}

static void test_tables(void **state)
{
    (void)state;
    struct cf_buffer from = {0};
    unsigned good = 0;
    a_table(&from);
    for (unsigned i = 0; i < 40000 * rounds; i++) {
        struct cf_buffer bytes;
        struct cf_table *table = NULL;
        struct cf_error err;
        mutate(&from, 0, &bytes);
        if (i % 4 && bytes.size > 4) { /* past the checksum */
            uint32_t sum = (uint32_t)XXH3_64bits(bytes.data, bytes.size - 4);
            for (size_t k = 0; k < 4; k++)
                bytes.data[bytes.size - 4 + k] = (uint8_t)(sum >> 8 * k);
        }
        int status = cf_table_parse(&table, bytes.data, bytes.size, &err);
        assert_true(status == CF_OK || status == CF_ECORRUPT || status == CF_EMISMATCH || status == CF_ENOMEM);
        if (!status) {
            good++;
            use_table(table);
        }
        cf_table_destroy(&table);
        cf_buffer_free(&bytes);
    }
    print_message("%u of %u were still tables\n", good, 40000 * rounds);
    cf_buffer_free(&from);
}

static char *in_folder(const char *name)
{
    static char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void save(const char *name, const struct cf_buffer *bytes)
{
    unlink(in_folder(name)); /* ext4 writes a file out at once that was cut to nothing */
    FILE *file = fopen(in_folder(name), "we");
    assert_non_null(file);
    if (bytes->size)
        assert_int_equal(fwrite(bytes->data, 1, bytes->size, file), bytes->size);
    fclose(file);
}

static const char lines[] =
    "{\"video_id\":\"a\",\"video_path\":\"a.mp4\",\"zip_folder\":\"z\",\"captions\":[{\"idx\":\"0\",\"content\":\"One."
    "\"},"
    "{\"idx\":-1,\"content\":\"Two \\u00e9.\",\"k\":[1,{}]}],\"timestamp\":[\"00:00:01.5\"],\"n\":1.5e3}\n"
    "{\"video_id\":7,\"video_path\":\"b.mp4\",\"captions\":[{\"idx\":\"-1\",\"content\":\"T\\\"w\\\\o\"}]}\r\n";
static const char elements[] =
    "[ {\"path\":\"v/1.mp4\",\"frame_idx\":\"5:9\",\"cap\":[\"One, ]}\\\" "
    "two\",\"Three\"],\"n\":1234567890123456789012},\n"
    "{\"path\":\"v/1.mp4\",\"cut\":[0,5],\"cap\":\"x\",\"frame_idx\":null} ,{\"path\":\"i.png\",\"cap\":\"A still\"}]";

/* What a reader gives is understood or refused, and what is kept of it is JSON again. */
static void read_source(const char *name, enum cf_source_format format)
{
    struct cf_source *source = NULL;
    struct cf_error err;
    struct cf_raw raw = {0};
    char path[256];
    strcpy(path, in_folder(name));
    if (cf_source_open(&source, path, format, &err))
        return;
    for (int n = 0; !cf_source_next(source, &raw, &err); n++) {
        struct cf_item item = {0};
        assert_true(n < 1000);
        assert_int_equal(cf_item_parse(&item, path, format, &raw), CF_OK);
        if (!*item.reason) {
            struct cf_buffer bytes = {0};
            struct cf_record *record = NULL;
            json_t *extra = json_loads(item.record.extra_json, 0, NULL);
            if (!extra && !strpbrk(item.record.extra_json, "0123456789")) /* an integer may be too large */
                fail_msg("no JSON: %s", item.record.extra_json);
            json_decref(extra);
            assert_int_equal(cf_record_encode(&item.record, &bytes), CF_OK);
            assert_int_equal(cf_buffer_reserve(&bytes, bytes.size + 1), CF_OK);
            assert_int_equal(cf_record_decode(&record, 0, &bytes), CF_OK);
            assert_string_equal(record->clip_id, item.record.clip_id);
            assert_string_equal(record->extra_json, item.record.extra_json);
            assert_int_equal(record->caption_count, item.record.caption_count);
            cf_record_free(&record);
        } else {
            json_t *message = json_string(item.message); /* UTF-8 */
            assert_non_null(message);
            json_decref(message);
        }
        cf_item_clear(&item);
    }
    cf_buffer_free(&raw.bytes);
    cf_source_close(&source);
}

static void test_sources(void **state)
{
    (void)state;
    const struct cf_buffer seeds[] = {{(uint8_t *)(uintptr_t)lines, sizeof lines - 1, 0},
                                      {(uint8_t *)(uintptr_t)elements, sizeof elements - 1, 0}};
    for (unsigned i = 0; i < 15000 * rounds; i++) {
        struct cf_buffer bytes;
        enum cf_source_format format;
        mutate(&seeds[i % 2], 0, &bytes);
        save("source", &bytes);
        cf_source_detect(in_folder("source"), &format, NULL);
        read_source("source", i % 16 < 14 ? (i % 2 ? CF_SOURCE_OPEN_SORA_PLAN : CF_SOURCE_SHAREGPT4VIDEO)
                                          : (i % 2 ? CF_SOURCE_SHAREGPT4VIDEO : CF_SOURCE_OPEN_SORA_PLAN));
        cf_buffer_free(&bytes);
    }
}

static void count_fault(void *opaque, const char *message)
{
    (void)message;
    ++*(int *)opaque;
}

/* Everything that a store's user may call. */
static void use_store(const char *dir)
{
    struct cf_store *store = NULL;
    struct cf_layer *layer = NULL;
    struct cf_error err;
    int faults = 0;
    if (!cf_store_open(&store, dir, &err)) {
        for (uint64_t i = 0; i < cf_store_count(store); i++) {
            struct cf_record *record = NULL;
            cf_store_get_at(store, i, &record, &err);
            cf_record_free(&record);
        }
        if (!cf_layer_open(&layer, store, "clean", &err))
            for (uint64_t i = 0; i < cf_store_count(store); i++) {
                struct cf_layer_value *value = NULL;
                cf_layer_get_at(layer, i, &value, &err);
                cf_layer_value_free(&value);
            }
        cf_layer_close(&layer);
        cf_store_close(&store);
    }
    cf_store_verify(dir, count_fault, &faults, NULL, NULL, &err);
}

static void load(const char *name, struct cf_buffer *out)
{
    assert_int_equal(cf_file_load(in_folder(name), 1 << 24, out, NULL), CF_OK);
}

/* manifest.json, index.bin, the dictionary and a layer's manifest and index, changed in turn. */
static void test_stores(void **state)
{
    (void)state;
    static const char *const names[] = {"store/manifest.json", "store/index.bin", "store/dictionary.zdict",
                                        "store/layers/clean/manifest.json", "store/layers/clean/index.bin"};
    char dir[256], source[256];
    FILE *file = fopen(in_folder("items.jsonl"), "we");
    for (int i = 0; i < 200; i++)
        fprintf(
            file,
            "{\"video_id\":\"c%d\",\"video_path\":\"%d.mp4\",\"captions\":[{\"idx\":\"-1\",\"content\":\"Clip %d, in "
            "which %d people walk %d miles over the %s hill and back to the %s house.\"}]}\n",
            i, i, i, i % 7, i * 13 % 101, i % 3 ? "green" : "steep", i % 5 ? "old" : "white");
    fclose(file);
    strcpy(source, in_folder("items.jsonl"));
    strcpy(dir, in_folder("store"));
    const char *sources[] = {source};
    struct cf_ingest_params params = {.sources = sources, .source_count = 1, .store_dir = dir, .no_media = 1};
    assert_int_equal(cf_ingest(&params, NULL, NULL), CF_OK);
    struct cf_layer_params clean = {.name = "clean", .type = CF_LAYER_CAPTIONS};
    struct cf_layer_writer *writer = NULL;
    struct cf_caption caption = {CF_CAPTION_CLEAN, "Clean.", 6, (double)NAN};
    assert_int_equal(cf_layer_writer_open(&writer, dir, &clean, NULL), CF_OK);
    for (uint64_t i = 0; i < 200; i += 2)
        assert_int_equal(cf_layer_writer_put_captions(writer, i, &caption, 1, NULL), CF_OK);
    assert_int_equal(cf_layer_writer_publish(&writer, NULL), CF_OK);
    for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
        struct cf_buffer good = {0};
        load(names[n], &good);
        for (unsigned i = 0; i < 200 * rounds; i++) {
            struct cf_buffer bytes;
            mutate(&good, 0, &bytes);
            save(names[n], &bytes);
            use_store(dir);
            cf_buffer_free(&bytes);
        }
        save(names[n], &good);
        cf_buffer_free(&good);
    }
    uint64_t faults = 1;
    assert_int_equal(cf_store_verify(dir, NULL, NULL, NULL, &faults, NULL), CF_OK);
    assert_int_equal(faults, 0);
}

static int set_up(void **state)
{
    (void)state;
    const char *seed = getenv("CLIPFEED_TEST_SEED"), *full = getenv("CLIPFEED_TEST_FULL");
    draws = seed ? (uint64_t)strtoull(seed, NULL, 10) : (uint64_t)time(NULL) * 1000003u ^ (uint64_t)getpid();
    rounds = full && *full ? 20 : 1;
    print_message("CLIPFEED_TEST_SEED=%llu\n", (unsigned long long)draws);
    return mkdtemp(folder) ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    char command[64];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_records), cmocka_unit_test(test_captions_and_skips),
        cmocka_unit_test(test_frames),  cmocka_unit_test(test_tables),
        cmocka_unit_test(test_sources), cmocka_unit_test(test_stores),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
