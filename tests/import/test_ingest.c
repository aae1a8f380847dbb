/* Ingest: what is stored, named and left out, whatever the jobs and shards. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "clipfeed/store.h"

enum { ITEMS = 3000 };
static char folder[] = "/tmp/clipfeed-ingest-XXXXXX";

static char *in_folder(const char *name)
{
    static char paths[8][256];
    static int turn;
    char *path = paths[turn++ % 8];
    snprintf(path, 256, "%s/%s", folder, name);
    return path;
}

static char *save(const char *name, const char *text)
{
    char *path = in_folder(name);
    FILE *file = fopen(path, "we");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    return path;
}

static void caption_of(int i, int k, char out[400])
{
    uint32_t state = (uint32_t)(i * 7 + k) * 2654435761u;
    size_t n = (size_t)snprintf(out, 400, "Item %d says %d: \xC3\xA9", i, k);
    for (int w = 0; w < 30; w++, state = state * 1664525u + 1013904223u)
        n += (size_t)snprintf(out + n, 400 - n, " word%u", state >> 23);
}

static char *synthetic(void)
{
    char *path = in_folder("items.jsonl"), text[400];
    FILE *file = fopen(path, "we");
    for (int i = 0; i < ITEMS; i++) {
        fprintf(file, "{\"video_id\":\"clip-%d\",\"video_path\":\"v/%d.mp4\",\"score\":1.10e1,\"captions\":[", i, i);
        caption_of(i, 0, text);
        fprintf(file, "{\"idx\":\"0\",\"content\":\"%s\"},", text);
        caption_of(i, 1, text);
        fprintf(file, "{\"idx\":\"-1\",\"content\":\"%s\"}],\"timestamp\":[\"01:0%d.5\"]}\n", text, i % 10);
    }
    fclose(file);
    return path;
}

static int ingest(const char *source, const char *dir, int shards, int jobs, struct cf_ingest_report *report,
                  struct cf_error *err)
{
    struct cf_ingest_params params = {
        .sources = &source, .source_count = 1, .store_dir = dir, .shards = shards, .jobs = jobs, .no_media = 1};
    return cf_ingest(&params, report, err);
}

static void check_store(const char *dir)
{
    struct cf_store *store = NULL;
    struct cf_error err = {0};
    uint64_t records = 0, faults = 1;
    assert_int_equal(cf_store_verify(dir, NULL, NULL, &records, &faults, &err), CF_OK);
    assert_int_equal(records, ITEMS);
    assert_int_equal(faults, 0);
    assert_int_equal(cf_store_open(&store, dir, &err), CF_OK);
    assert_int_equal(cf_store_count(store), ITEMS);
    for (int i = 0; i < ITEMS; i++) {
        struct cf_record *r = NULL;
        char id[32], text[400];
        snprintf(id, sizeof id, "clip-%d", i);
        assert_int_equal(cf_store_get(store, id, &r, &err), CF_OK);
        assert_int_equal(r->ordinal, i);
        assert_int_equal(cf_store_index(store)[i].ordinal, i);
        assert_string_equal(r->clip_id, id);
        assert_int_equal(r->caption_count, 2);
        caption_of(i, 0, text);
        assert_string_equal(r->captions[0].text, text);
        assert_int_equal(r->captions[0].kind, CF_CAPTION_DIFF);
        assert_true(r->captions[0].time == 60.5 + i % 10);
        caption_of(i, 1, text);
        assert_string_equal(r->captions[1].text, text);
        assert_int_equal(r->captions[1].kind, CF_CAPTION_DENSE);
        assert_non_null(strstr(r->extra_json, "\"score\":1.10e1"));
        cf_record_free(&r);
    }
    cf_store_close(&store);
}

static void test_jobs_and_shards(void **state)
{
    (void)state;
    char *source = strdup(synthetic()), fingerprints[2][33];
    struct cf_ingest_report report;
    struct cf_error err = {0};
    for (int i = 0; i < 4; i++) {
        char name[32];
        snprintf(name, sizeof name, "jobs-%d", i);
        char *dir = strdup(in_folder(name));
        assert_int_equal(ingest(source, dir, i < 2 ? 1 : 3, i % 2 ? 4 : 1, &report, &err), CF_OK);
        assert_int_equal(report.stored, ITEMS);
        check_store(dir);
        struct cf_store *store = NULL;
        assert_int_equal(cf_store_open(&store, dir, &err), CF_OK);
        strcpy(fingerprints[i % 2], cf_store_fingerprint(store));
        cf_store_close(&store);
        if (i % 2)
            assert_string_equal(fingerprints[0], fingerprints[1]);
        assert_int_equal(ingest(source, dir, i < 2 ? 1 : 3, 2, &report, &err), CF_OK); /* again: at once */
        assert_int_equal(report.stored, ITEMS);
        assert_int_equal(ingest(source, dir, 2, 2, &report, &err), CF_EMISMATCH);
        free(dir);
    }
    free(source);
}

static uint64_t count_of(const struct cf_ingest_report *report, const char *reason)
{
    for (int i = 0; i < report->reason_count; i++)
        if (!strcmp(report->reasons[i].reason, reason))
            return report->reasons[i].count;
    return 0;
}

static void test_bad_items(void **state)
{
    (void)state;
    char text[4096], id[600];
    memset(id, 'x', 599);
    id[599] = 0;
    const char *caption = "\"captions\":[{\"idx\":\"-1\",\"content\":\"A cat.\"}]";
    snprintf(
        text, sizeof text,
        "{\"video_id\":\"a\",\"video_path\":\"a.mp4\",%s}\n\n{\"video_id\":\"a\",\"video_path\":\"b.mp4\",%s}\n"
        "{\"video_id\":\"%s\",\"video_path\":\"c.mp4\",%s}\n{broken\n{\"video_id\":\"\xff\",\"video_path\":\"d\",%s}\n"
        "{\"video_id\":\"e\",\"video_path\":\"e.mp4\",\"captions\":[{\"idx\":\"-1\",\"content\":\" \"}]}\n"
        "{\"video_id\":\"last\",\"video_path\":\"f.mp4\",%s}",
        caption, caption, id, caption, caption, caption);
    struct cf_ingest_report report;
    struct cf_error err = {0};
    char *source = save("bad.jsonl", text), *dir = in_folder("bad");
    assert_int_equal(ingest(source, dir, 2, 2, &report, &err), CF_OK);
    assert_int_equal(report.read, 7);
    assert_int_equal(report.stored, 2);
    assert_int_equal(count_of(&report, "duplicate"), 1);
    assert_int_equal(count_of(&report, "id"), 1);
    assert_int_equal(count_of(&report, "format"), 2);
    assert_int_equal(count_of(&report, "empty-caption"), 1);
    assert_int_equal(ingest(in_folder("nothing.jsonl"), in_folder("none"), 1, 1, &report, &err), CF_ENOENT);
}

static void test_array(void **state)
{
    (void)state;
    char *source =
        save("plan.json",
             " [ {\"path\":\"v/1.mp4\",\"frame_idx\":\"5:9\",\"cap\":[\"One, ]}\\\" two\",\"Three\"],\"big\":"
             "123456789012345678901234567890},\n{\"path\":\"v/1.mp4\",\"cut\":[0,5],\"cap\":\"x\"} ,"
             "{\"path\":\"i.png\",\"cap\":\"A still\"},{\"path\":\"w.mp4\",\"frame_idx\":\"9:3\",\"cap\":\"y\"}]");
    struct cf_ingest_report report;
    struct cf_error err = {0};
    struct cf_store *store = NULL;
    struct cf_record *r = NULL;
    assert_int_equal(ingest(source, in_folder("plan"), 2, 2, &report, &err), CF_OK);
    assert_int_equal(report.read, 4);
    assert_int_equal(report.stored, 3);
    assert_int_equal(count_of(&report, "window"), 1);
    assert_int_equal(cf_store_open(&store, in_folder("plan"), &err), CF_OK);
    assert_int_equal(cf_store_get(store, "v/1.mp4#5:9", &r, &err), CF_OK);
    assert_int_equal(r->window_begin, 5);
    assert_int_equal(r->window_end, 9);
    assert_int_equal(r->caption_count, 2);
    assert_string_equal(r->captions[0].text, "One, ]}\" two");
    assert_string_equal(r->extra_json, "{\"big\":123456789012345678901234567890}");
    cf_record_free(&r);
    assert_int_equal(cf_store_get(store, "v/1.mp4#0:5", &r, &err), CF_OK);
    cf_record_free(&r);
    assert_int_equal(cf_store_get_at(store, 2, &r, &err), CF_OK);
    assert_string_equal(r->clip_id, "i.png");
    assert_int_equal(cf_store_index(store)[2].flags, CF_INDEX_IMAGE);
    cf_record_free(&r);
    cf_store_close(&store);
}

static void test_pairs(void **state)
{
    (void)state;
    struct cf_ingest_report report;
    struct cf_error err = {0};
    struct cf_store *store = NULL;
    struct cf_record *r = NULL;
    mkdir(in_folder("pairs"), 0755);
    mkdir(in_folder("pairs/videos"), 0755);
    mkdir(in_folder("pairs/labels"), 0755);
    save("pairs/b.mp4", "");
    save("pairs/b.txt", "A bee.\n");
    save("pairs/c.png", "");
    save("pairs/videos/a.webm", "");
    save("pairs/labels/a.txt", "An ant.");
    assert_int_equal(ingest(in_folder("pairs"), in_folder("pairs-store"), 1, 2, &report, &err), CF_OK);
    assert_int_equal(report.stored, 2);
    assert_int_equal(count_of(&report, "no-text"), 1);
    assert_int_equal(cf_store_open(&store, in_folder("pairs-store"), &err), CF_OK);
    assert_int_equal(cf_store_get(store, "b", &r, &err), CF_OK);
    assert_string_equal(r->captions[0].text, "A bee.");
    cf_record_free(&r);
    assert_int_equal(cf_store_get(store, "videos/a", &r, &err), CF_OK);
    assert_string_equal(r->captions[0].text, "An ant.");
    cf_record_free(&r);
    cf_store_close(&store);
}

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_jobs_and_shards),
        cmocka_unit_test(test_bad_items),
        cmocka_unit_test(test_array),
        cmocka_unit_test(test_pairs),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
