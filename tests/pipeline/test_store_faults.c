/* A store whose records or packet tables are damaged or of another version, under a loader. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>
#include <zstd.h>

#include "clipfeed/loader.h"
#include "media/table.h"
#include "store/format.h"
#include "store/manifest.h"

static char root[] = "/tmp/clipfeed-store-faults-XXXXXX";
static char store[64], spoilt[64], media[64];

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
    snprintf(spoilt, sizeof spoilt, "%s/spoilt", root);
    if (!run("mkdir -p %s", media))
        return -1;
    for (int i = 0; i < CLIPS; i++)
        if (!run("ffmpeg -v error -f lavfi -i testsrc2=size=96x64:rate=10:duration=1 -vf hue=h=%d -c:v libx264 "
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
    return store[0] && !run("rm -rf %s", root) ? -1 : 0;
}

static void need_store(void)
{
    if (!store[0]) {
        print_message("skipped: the ffmpeg program is not installed\n");
        skip();
    }
}

typedef void change(struct cf_buffer *value);

/* In a copy of the store, changes every value of a database whose number in key order has its bit set in which. */
static void spoil(enum cf_db db, unsigned which, change *act)
{
    struct cf_shard shard = {0};
    struct cf_manifest manifest = {0};
    MDB_txn *txn;
    MDB_cursor *cursor;
    MDB_val k, v;
    char path[128];
    assert_true(run("rm -rf %s && cp -r %s %s", spoilt, store, spoilt));
    snprintf(path, sizeof path, "%s/shard-00000.mdb", spoilt);
    assert_int_equal(cf_shard_open(&shard, path, CF_SHARD_PUBLISH, 16 << 20, NULL), CF_OK);
    assert_int_equal(mdb_txn_begin(shard.env, NULL, 0, &txn), 0);
    assert_int_equal(mdb_cursor_open(txn, shard.db[db], &cursor), 0);
    for (unsigned i = 0; !mdb_cursor_get(cursor, &k, &v, MDB_NEXT); i++) {
        uint8_t key[512];
        struct cf_buffer value = {0};
        if (!(which >> i & 1))
            continue;
        assert_true(k.mv_size <= sizeof key);
        memcpy(key, k.mv_data, k.mv_size);
        assert_int_equal(cf_buffer_append(&value, v.mv_data, v.mv_size), CF_OK);
        act(&value);
        MDB_val at = {k.mv_size, key}, to = {value.size, value.data};
        assert_int_equal(mdb_cursor_put(cursor, &at, &to, MDB_CURRENT), 0);
        cf_buffer_free(&value);
    }
    mdb_cursor_close(cursor);
    assert_int_equal(mdb_txn_commit(txn), 0);
    cf_shard_close(&shard);
    assert_int_equal(cf_manifest_load(&manifest, spoilt, NULL), CF_OK); /* the damage is not in a file's size */
    cf_manifest_file_clear(&manifest.shards[0]);
    assert_int_equal(cf_manifest_hash(&manifest.shards[0], spoilt, "shard-00000.mdb", NULL), CF_OK);
    assert_int_equal(cf_manifest_save(&manifest, spoilt, "{}", NULL), CF_OK);
    cf_manifest_clear(&manifest);
}

static void rot(struct cf_buffer *value)
{
    value->data[value->size - 1] ^= 0x55; /* the zstd frame's checksum */
}

static void wreck(struct cf_buffer *value)
{
    memset(value->data + 4, 0xA5, value->size - 4); /* all but the magic number */
}

static void other_version(struct cf_buffer *value)
{
    size_t size = ZSTD_getFrameContentSize(value->data, value->size), bound = ZSTD_compressBound(size);
    uint8_t *table = malloc(size);
    assert_int_equal(ZSTD_decompress(table, size, value->data, value->size), size);
    assert_int_equal(table[4], CF_TABLE_VERSION);
    table[4]--;
    uint32_t sum = (uint32_t)XXH3_64bits(table, size - 4);
    for (int i = 0; i < 4; i++)
        table[size - 4 + (size_t)i] = (uint8_t)(sum >> 8 * i);
    assert_int_equal(cf_buffer_reserve(value, bound), CF_OK);
    value->size = ZSTD_compress(value->data, bound, table, size, 3);
    assert_false(ZSTD_isError(value->size));
    free(table);
}

static struct cf_loader_params params_of(void)
{
    return (struct cf_loader_params){
        .media_root = media, .frames = 4, .interval = 1, .height = 32, .width = 32, .threads = 2, .steps = 6};
}

/* Every failure of a run is of that clip and status; -> how many. */
static int load(const char *clip, int status, const char *words)
{
    struct cf_loader_params p = params_of();
    struct cf_loader *loader = NULL;
    struct cf_batch *batch = NULL;
    struct cf_error err = {0};
    int count = 0, batches = 0;
    assert_int_equal(cf_loader_open(&loader, spoilt, &p, &err), CF_OK);
    for (; cf_loader_next(loader, &batch, &err) == CF_OK; batches++) {
        for (uint32_t i = 0; i < batch->sample_count; i++)
            for (uint32_t k = 0; k < batch->samples[i].failure_count; k++, count++) {
                assert_string_equal(batch->samples[i].failures[k].clip_id, clip);
                assert_int_equal(batch->samples[i].failures[k].status, status);
                assert_non_null(strstr(batch->samples[i].failures[k].message, words));
            }
        cf_batch_release(&batch);
    }
    assert_int_equal(err.status, CF_EEND);
    assert_int_equal(batches, 6);
    cf_loader_close(&loader);
    return count;
}

static void note_unreadable(void *opaque, uint64_t step, const struct cf_sample *sample, int status,
                            const char *message)
{
    int *count = opaque;
    (void)step;
    assert_non_null(sample->clip_id);
    if (status) {
        assert_string_equal(sample->clip_id, "clip2");
        assert_int_equal(status, CF_ECORRUPT);
        assert_non_null(message);
        ++*count;
    }
}

static void test_unreadable_record(void **state)
{
    (void)state;
    need_store();
    spoil(CF_DB_RECORDS, 1 << 2, rot);
    assert_true(load("clip2", CF_ECORRUPT, "record 2 of shard 0") >= 2);
    spoil(CF_DB_RECORDS, 1 << 2, wreck);
    assert_true(load("record 2", CF_ECORRUPT, "record 2 of shard 0") >= 2);
    spoil(CF_DB_RECORDS, 1 << 2, rot);
    struct cf_loader_params p = params_of();
    struct cf_plan_report report;
    int count = 0;
    struct cf_plan_visitor visitor = {.sample = note_unreadable, .opaque = &count};
    assert_int_equal(cf_loader_plan(spoilt, &p, &visitor, &report, NULL), CF_OK);
    assert_true(count >= 2);
}

static void test_unreadable_table(void **state)
{
    (void)state;
    need_store();
    char clip[8], words[16];
    for (unsigned i = 0, found = 0; i < CLIPS; i++) { /* keys are hashes: which clip it is, is seen from the run */
        struct cf_loader_params p = params_of();
        struct cf_loader *loader = NULL;
        struct cf_batch *batch = NULL;
        struct cf_error err = {0};
        spoil(CF_DB_MEDIA, 1u << i, rot);
        clip[0] = 0;
        assert_int_equal(cf_loader_open(&loader, spoilt, &p, &err), CF_OK);
        while (cf_loader_next(loader, &batch, &err) == CF_OK) {
            for (uint32_t k = 0; k < batch->sample_count && !*clip; k++)
                if (batch->samples[k].failure_count)
                    snprintf(clip, sizeof clip, "%s", batch->samples[k].failures[0].clip_id);
            cf_batch_release(&batch);
        }
        cf_loader_close(&loader);
        snprintf(words, sizeof words, "%s.mp4", clip);
        assert_true(load(clip, CF_ECORRUPT, words) >= 2);
        unsigned bit = 1u << (clip[4] - '0');
        assert_false(found & bit);
        found |= bit;
    }
}

static void test_other_version(void **state)
{
    (void)state;
    need_store();
    struct cf_loader_params p = params_of();
    struct cf_loader *loader = NULL;
    struct cf_plan_report report;
    struct cf_error err = {0};
    spoil(CF_DB_MEDIA, ~0u, other_version);
    assert_int_equal(cf_loader_open(&loader, spoilt, &p, &err), CF_EMISMATCH);
    assert_null(loader);
    assert_non_null(strstr(err.message, "of version"));
    assert_non_null(strstr(err.message, "ingest"));
    assert_non_null(strstr(err.message, spoilt));
    assert_int_equal(cf_loader_plan(spoilt, &p, NULL, &report, &err), CF_EMISMATCH);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_unreadable_record),
        cmocka_unit_test(test_unreadable_table),
        cmocka_unit_test(test_other_version),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
