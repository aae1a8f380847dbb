/* The store: unknown ids, damage found, wrong sizes refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "clipfeed/store.h"

static char folder[] = "/tmp/clipfeed-store-XXXXXX";
static char dir[64];

static int set_up(void **state)
{
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    char source[64];
    snprintf(source, sizeof source, "%s/items.jsonl", folder);
    snprintf(dir, sizeof dir, "%s/store", folder);
    FILE *file = fopen(source, "we");
    for (int i = 0; i < 300; i++)
        fprintf(file,
                "{\"video_id\":\"c%d\",\"video_path\":\"%d.mp4\",\"captions\":[{\"idx\":\"-1\",\"content\":\"Clip "
                "number %d shows a dog that runs over %d stones.\"}]}\n",
                i, i, i, i * 7);
    fclose(file);
    const char *sources[] = {source};
    struct cf_ingest_params params = {
        .sources = sources, .source_count = 1, .store_dir = dir, .shards = 2, .no_media = 1};
    return cf_ingest(&params, NULL, NULL);
}

static int tear_down(void **state)
{
    (void)state;
    char command[64];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command);
}

static void flip(const char *name, long offset)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    FILE *file = fopen(path, "r+e");
    assert_non_null(file);
    fseek(file, offset, SEEK_SET);
    int c = getc(file);
    fseek(file, offset, SEEK_SET);
    putc(c ^ 0x40, file);
    fclose(file);
}

static uint64_t faults(void)
{
    uint64_t found = 0;
    struct cf_error err;
    assert_int_equal(cf_store_verify(dir, NULL, NULL, NULL, &found, &err), CF_OK);
    return found;
}

static void test_get(void **state)
{
    (void)state;
    struct cf_store *store = NULL;
    struct cf_record *record = NULL;
    struct cf_error err;
    struct cf_store_stats stats;
    assert_int_equal(cf_store_open(&store, dir, &err), CF_OK);
    assert_int_equal(cf_store_get(store, "nobody", &record, &err), CF_ENOTFOUND);
    assert_null(record);
    assert_int_equal(cf_store_get(store, "", &record, &err), CF_ENOTFOUND);
    assert_int_equal(cf_store_get_at(store, 300, &record, &err), CF_ENOTFOUND);
    cf_store_stats(store, &stats);
    assert_int_equal(stats.clips, 300);
    assert_int_equal(stats.captions_by_kind[CF_CAPTION_DENSE], 300);
    assert_int_equal(strlen(cf_store_fingerprint(store)), 32);
    pid_t child = fork();
    if (!child)
        _exit(cf_store_get(store, "c7", &record, &err) || strcmp(record->path, "7.mp4"));
    int status;
    waitpid(child, &status, 0);
    assert_int_equal(status, 0);
    cf_store_close(&store);
    cf_store_close(&store);
    assert_int_equal(cf_store_open(&store, folder, &err), CF_ENOENT);
}

static void test_damage(void **state)
{
    (void)state;
    static const char *const names[] = {"shard-00000.mdb", "shard-00001.mdb", "index.bin"};
    assert_int_equal(faults(), 0);
    for (int i = 0; i < 3; i++) {
        flip(names[i], 5000 + i);
        assert_int_equal(faults(), 1);
        flip(names[i], 5000 + i);
    }
    assert_int_equal(faults(), 0);
}

static void test_changed(void **state)
{
    (void)state;
    char path[128];
    struct cf_store *store = NULL;
    struct cf_error err;
    snprintf(path, sizeof path, "%s/shard-00001.mdb", dir);
    FILE *file = fopen(path, "ae");
    putc(0, file);
    fclose(file);
    assert_int_equal(cf_store_open(&store, dir, &err), CF_ECHANGED);
    assert_null(store);
    assert_int_equal(faults(), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_get),
        cmocka_unit_test(test_damage),
        cmocka_unit_test(test_changed),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
