/* The writer's maps: they grow with what is put, whatever the sizes, and a large item never fills one. */
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

#include "store/format.h"
#include "store/write.h"

static char folder[] = "/tmp/clipfeed-writer-XXXXXX";

static int set_up(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    char command[64];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command);
}

/* 120 MB of frames of 1 byte to 3 MB, in two shards whose maps begin with 8 MB. */
static void test_growth(void **state)
{
    (void)state;
    enum { ITEMS = 12000, LARGEST = 3 << 20 };
    const uint64_t headroom = 4 << 20;
    struct cf_writer *w = NULL;
    struct cf_error err = {0};
    unsigned seed = (unsigned)time(NULL);
    uint8_t *noise = malloc(LARGEST);
    uint64_t put_bytes = 0;
    print_message("seed %u\n", seed);
    srand(seed);
    for (int i = 0; i < LARGEST; i++)
        noise[i] = (uint8_t)rand();
    assert_int_equal(cf_writer_open_mapped(&w, folder, 2, headroom, &err), CF_OK);
    struct cf_caption caption = {CF_CAPTION_DENSE, "x", 1, (double)NAN};
    for (uint64_t i = 0; i < ITEMS; i++) {
        char id[32];
        snprintf(id, sizeof id, "clip-%d", (int)i);
        struct cf_record record = {.ordinal = i,
                                   .clip_id = id,
                                   .path = "p",
                                   .window_end = -1,
                                   .captions = &caption,
                                   .caption_count = 1,
                                   .extra_json = "{}"};
        size_t size = 1 + (size_t)rand() % (i % 500 ? 14000 : LARGEST);
        struct cf_writer_item item = {.record = &record, .frame = {.data = noise, .size = size}};
        put_bytes += size;
        if (cf_writer_put(w, &item, &err) || cf_writer_commit(w, i + 1, 0, &err))
            fail_msg("item %d of %zu bytes: %s", (int)i, size, err.message);
    }
    assert_int_equal(cf_writer_commit(w, ITEMS, 1, &err), CF_OK);
    uint32_t count;
    const char *dir;
    struct cf_shard *shards = cf_writer_shards(w, &count, &dir);
    uint64_t mapped = 0, entries = 0;
    for (uint32_t i = 0; i < count; i++) {
        MDB_envinfo info;
        MDB_txn *txn;
        MDB_stat st;
        assert_int_equal(mdb_env_info(shards[i].env, &info), 0);
        assert_int_equal(mdb_txn_begin(shards[i].env, NULL, MDB_RDONLY, &txn), 0);
        assert_int_equal(mdb_stat(txn, shards[i].db[CF_DB_RECORDS], &st), 0);
        mdb_txn_abort(txn);
        mapped += info.me_mapsize;
        entries += st.ms_entries;
    }
    assert_int_equal(entries, ITEMS);
    assert_true(mapped >= put_bytes && put_bytes > 16 * headroom);
    cf_writer_close(&w);
    assert_int_equal(cf_writer_open_mapped(&w, folder, 2, headroom, &err), CF_OK);
    assert_int_equal(cf_writer_done(w), ITEMS);
    cf_writer_close(&w);
    free(noise);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_growth)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
