/* What each kind of odd, broken or hostile source becomes: kept or refused by rule, named, and nothing else lost. */
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

#define CAPTION "\"captions\":[{\"idx\":\"-1\",\"content\":\"A cat.\"}]"
static char folder[] = "/tmp/clipfeed-sources-XXXXXX";
static int stores;

static void in_folder(char path[256], const char *name)
{
    snprintf(path, 256, "%s/%s", folder, name);
}

static void save_bytes(const char *name, const void *data, size_t size)
{
    char path[256];
    in_folder(path, name);
    FILE *file = fopen(path, "we");
    assert_non_null(file);
    assert_int_equal(fwrite(data, 1, size, file), size);
    fclose(file);
}

static void save(const char *name, const char *text)
{
    save_bytes(name, text, strlen(text));
}

/* One line per skipped item: "ordinal id|reason|message". */
struct skips {
    char text[1 << 16];
};

static void on_skip(void *opaque, uint64_t ordinal, const char *id, const char *reason, const char *message)
{
    struct skips *skips = opaque;
    size_t n = strlen(skips->text);
    snprintf(skips->text + n, sizeof skips->text - n, "%llu %s|%s|%s\n", (unsigned long long)ordinal, id, reason,
             message);
}

struct result {
    struct cf_ingest_report report;
    struct skips skips;
    char dir[256];
};

static struct result *ingest(const char *name, const char *format)
{
    char path[256], store[32];
    struct result *r = calloc(1, sizeof *r);
    struct cf_error err = {0};
    in_folder(path, name);
    snprintf(store, sizeof store, "store-%d", stores++);
    in_folder(r->dir, store);
    const char *sources[] = {path};
    struct cf_ingest_params params = {.sources = sources,
                                      .source_count = 1,
                                      .store_dir = r->dir,
                                      .format = format,
                                      .jobs = 2,
                                      .shards = 2,
                                      .no_media = 1,
                                      .skipped = on_skip,
                                      .opaque = &r->skips};
    if (cf_ingest(&params, &r->report, &err))
        fail_msg("%s: %s", name, err.message);
    uint64_t faults = 1;
    assert_int_equal(cf_store_verify(r->dir, NULL, NULL, NULL, &faults, &err), CF_OK);
    assert_int_equal(faults, 0);
    return r;
}

/* Checks counts, and that each wanted piece stands in the skips. */
static void expect(struct result *r, uint64_t stored, uint64_t skipped, const char *const *pieces)
{
    int wrong = r->report.stored != stored || r->report.skipped != skipped || r->report.read != stored + skipped;
    for (; *pieces; pieces++)
        if (!strstr(r->skips.text, *pieces)) {
            print_error("missing: %s\n", *pieces);
            wrong = 1;
        }
    if (wrong)
        fail_msg("%llu stored, %llu skipped, expected %llu and %llu:\n%s", (unsigned long long)r->report.stored,
                 (unsigned long long)r->report.skipped, (unsigned long long)stored, (unsigned long long)skipped,
                 r->skips.text);
    free(r);
}
#define EXPECT(r, stored, skipped, ...) expect(r, stored, skipped, (const char *const[]){__VA_ARGS__, NULL})

static char *get(const char *dir, const char *id, struct cf_record **r)
{
    struct cf_store *store = NULL;
    struct cf_error err = {0};
    assert_int_equal(cf_store_open(&store, dir, &err), CF_OK);
    if (cf_store_get(store, id, r, &err))
        fail_msg("%s", err.message);
    cf_store_close(&store);
    return (char *)(uintptr_t)(*r)->extra_json;
}

static void test_lines(void **state)
{
    (void)state;
    static const char text[] =
        "\xEF\xBB\xBF{\"video_id\":\"mark\",\"video_path\":\"a/b/c.mp4\"," CAPTION "}\r\n"           /* 0 line 1 */
        "\r\n   \n"                                                                                  /*   lines 2, 3 */
        "{\"video_id\":7,\"video_path\":\"n.mp4\"," CAPTION "}\r\n"                                  /* 1 line 4 */
        "{\"video_id\":\"nan\",\"video_path\":\"n.mp4\",\"s\":NaN," CAPTION "}\n"                    /* 2 line 5 */
        "{\"video_id\":\"nul\\u0000\",\"video_path\":\"n.mp4\"," CAPTION "}\n"                       /* 3 line 6 */
        "{\"video_id\":\"half\\ud800\",\"video_path\":\"n.mp4\"," CAPTION "}\n"                      /* 4 line 7 */
        "{\"video_id\":\"twice\",\"video_id\":\"two\",\"video_path\":\"n.mp4\"," CAPTION "}\n"       /* 5 line 8 */
        "[1,2]\n"                                                                                    /* 6 line 9 */
        "{\"video_id\":\"x\",\"video_path\":5," CAPTION "}\n"                                        /* 7 line 10 */
        "{\"video_id\":\"\",\"video_path\":\"p\"," CAPTION "}\n"                                     /* 8 line 11 */
        "{\"video_id\":\"none\",\"video_path\":\"p\",\"captions\":[]}\n"                             /* 9 line 12 */
        "{\"video_id\":\"number\",\"video_path\":\"p\",\"captions\":[{\"idx\":-1,\"content\":3}]}\n" /* 10 line 13 */
        "{\"video_id\":\"list\",\"video_path\":\"p\",\"captions\":[\"x\"]}\n"                        /* 11 line 14 */
        "{\"video_id\":\"mark\",\"video_path\":\"p\"," CAPTION "}\n"                                 /* 12 line 15 */
        "{\"video_id\":\"max\",\"video_path\":\"p\",\"n\":1e999," CAPTION "}\n"                      /* 13 line 16 */
        "\x00\x01\x02\n"                                                                             /* 14 line 17 */
        "{\"video_id\":\"big\",\"video_path\":\"p\",\"n\":99999999999999999999,\"captions\":[{\"idx\":-1,\"content\":"
        "\"A dog.\"}]}\n"                                                                             /* 15 line 18 */
        "{\"video_id\":\"cut\",\"video_path\":\"p\",\"captions\":[{\"idx\":\"-1\",\"content\":\"A c"; /* 16 line 19 */
    save_bytes("lines.jsonl", text, sizeof text - 1);
    struct result *r = ingest("lines.jsonl", NULL);
    struct cf_record *record = NULL;
    assert_string_equal(get(r->dir, "7", &record), "{}");
    assert_string_equal(record->path, "n.mp4");
    cf_record_free(&record);
    assert_string_equal(get(r->dir, "big", &record), "{\"n\":99999999999999999999}");
    assert_int_equal(record->captions[0].kind, CF_CAPTION_DENSE);
    cf_record_free(&record);
    EXPECT(r, 3, 14, "2 |format|", "line 5: byte", "3 |format|", "line 6: byte", "line 7: byte", "line 8: byte",
           "line 9: no object", "no text \"video_path\"", "8 |id|", "line 11: clip id of 0 bytes",
           "9 none|empty-caption|", "line 13: caption 0 is not", "line 14: caption 0 is not", "12 mark|duplicate|",
           "as item 0", "line 16: byte", "line 17: byte", "16 |format|", "line 19: byte");
}

static void test_arrays(void **state)
{
    (void)state;
    static const char *const closed = "[{\"path\":\"a\",\"cap\":\"x\"},{\"path\":\"b\",\"cap\":\"y\"}";
    char text[4096];
    save("whole.json", "\xEF\xBB\xBF\r\n[{\"path\":\"a\",\r\n\"cap\":\"x\"} , {\"path\":\"b\",\"cap\":\"y\"}]\r\n");
    EXPECT(ingest("whole.json", NULL), 2, 0, "");
    save("empty.json", "[ ]");
    EXPECT(ingest("empty.json", NULL), 0, 0, "");
    save("open.json", closed);
    EXPECT(ingest("open.json", NULL), 2, 1, "2 |truncated|", "element 3: the file ends without");
    snprintf(text, sizeof text, "%s,", closed);
    save("comma.json", text);
    EXPECT(ingest("comma.json", NULL), 2, 1, "2 |truncated|", "element 3: the file ends inside");
    snprintf(text, sizeof text, "%s,{\"path\":\"c\",\"cap", closed);
    save("inside.json", text);
    EXPECT(ingest("inside.json", NULL), 2, 1, "2 |truncated|", "element 3: the file ends inside");
    snprintf(text, sizeof text, "%s] [", closed);
    save("more.json", text);
    EXPECT(ingest("more.json", NULL), 2, 1, "2 |truncated|", "element 3: there is more behind");
    snprintf(text, sizeof text, "%s,]", closed);
    save("trailing.json", text);
    EXPECT(ingest("trailing.json", NULL), 2, 1, "2 |format|", "element 3: byte");
    save("quote.json", "[{\"path\":\"a\",\"cap\":\"not closed}\n,{\"path\":\"b\",\"cap\":\"y\"}\n,5,\"s\",null,"
                       "{\"path\":\"c\",\"cap\":[\"x\",\"\"]},{\"path\":\"d\",\"cap\":{}},{\"cap\":\"x\"},"
                       "{\"path\":\"e\",\"cap\":\"z\",\"frame_idx\":[\"1\",\"2\"]},"
                       "{\"path\":\"f\",\"cap\":\"z\",\"cut\":[3,9],\"n\":1e5,\"m\":123456789012345678901234567890}]");
    EXPECT(ingest("quote.json", NULL), 2, 8, "element 1: it is not closed where", "element 3: byte", "element 4: byte",
           "element 5: byte", "5 c|empty-caption|", "element 7: \"cap\" is no text", "element 8: no text \"path\"",
           "element 9: frame_idx or cut is neither");
}

static void test_quote_recovers(void **state)
{
    (void)state;
    save("recover.json", "[{\"path\":\"a\",\"cap\":\"not closed\n},\n{\"path\":\"b\",\"cap\":\"y\"},\n"
                         "{\"path\":\"c\",\"cap\":\"y\", {\"path\":\"d\",\"cap\":\"y\"}]");
    EXPECT(ingest("recover.json", NULL), 2, 2, "0 |format|", "element 1: a text is not closed", "2 |format|",
           "element 3: it is not closed where the next element begins");
}

/* Deeper than the parser goes, and larger than an item may be, in both kinds of file. */
static void test_huge(void **state)
{
    (void)state;
    static const char *const good[] = {"{\"video_id\":\"a\",\"video_path\":\"p\"," CAPTION "}",
                                       "{\"path\":\"a\",\"cap\":\"x\"}"};
    size_t deep = 100000, large = (size_t)17 << 20;
    char *nest = malloc(2 * deep + 1), *filler = malloc(large + 1);
    memset(nest, '[', deep);
    memset(nest + deep, ']', deep);
    nest[2 * deep] = 0;
    memset(filler, 'x', large);
    filler[large] = 0;
    for (int array = 0; array < 2; array++) {
        const char *name = array ? "huge.json" : "huge.jsonl", *comma = array ? "," : "";
        char path[256];
        in_folder(path, name);
        FILE *file = fopen(path, "we");
        fprintf(file, "%s%s%s\n{\"deep\":%s}%s\n", array ? "[" : "", good[array], comma, nest, comma);
        fprintf(file, "{\"large\":\"%s\"}%s\n%s%s\n", filler, comma, nest, comma);
        fprintf(file, "%s%s",
                array ? "{\"path\":\"b\",\"cap\":\"x\"}" : "{\"video_id\":\"b\",\"video_path\":\"p\"," CAPTION "}",
                array ? "]" : "");
        fclose(file);
        EXPECT(ingest(name, NULL), 2, 3, "1 |format|", "2 |too-large|", "more than 16 MiB", "3 |format|");
    }
    free(nest);
    free(filler);
}

static void test_unknown_fields(void **state)
{
    (void)state;
    save("extra.jsonl",
         "{\"video_id\":\"a\",\"video_path\":\"p\",\"score\":1.10e1,\"\\u006be\\\"y\":{ \"z\" : [ 1 , \" s p \" ] },"
         "\"captions\":[{\"idx\":\"0\",\"content\":\"x\"},{\"content\":\"A cat.\",\"by\":\"mo\\\"del\",\"idx\":\"-1\","
         "\"p\": 0.50}],\"timestamp\":[\"00:01\"]}\n"
         "{\"video_id\":\"b\",\"video_path\":\"p\",\"captions\":[{\"idx\":\"-1\",\"content\":\"x\",\"k\":null}]}\n"
         "{\"video\\u005fid\":\"c\",\"video_path\":\"p\"," CAPTION "}\n");
    struct result *r = ingest("extra.jsonl", NULL);
    struct cf_record *record = NULL;
    assert_string_equal(get(r->dir, "a", &record),
                        "{\"score\":1.10e1,\"\\u006be\\\"y\":{\"z\":[1,\" s p \"]},\"timestamp\":[\"00:01\"],"
                        "\"captions\":[{},{\"by\":\"mo\\\"del\",\"p\":0.50}]}");
    assert_true(record->captions[0].time == 1.0);
    cf_record_free(&record);
    assert_string_equal(get(r->dir, "b", &record), "{\"captions\":[{\"k\":null}]}");
    cf_record_free(&record);
    assert_string_equal(get(r->dir, "c", &record), "{}");
    cf_record_free(&record);
    EXPECT(r, 3, 0, "");
    save("both.json", "[{\"path\":\"a\",\"cap\":\"x\",\"frame_idx\":\"0:4\",\"cut\":[0,9],\"fps\":24.0},"
                      "{\"path\":\"a\",\"cap\":\"x\",\"frame_idx\":null,\"cut\":[0,9]}]");
    r = ingest("both.json", NULL);
    assert_string_equal(get(r->dir, "a#0:4", &record), "{\"cut\":[0,9],\"fps\":24.0}");
    cf_record_free(&record);
    assert_string_equal(get(r->dir, "a#0:9", &record), "{}");
    cf_record_free(&record);
    EXPECT(r, 2, 0, "");
}

static void folder_at(const char *name)
{
    char path[256];
    in_folder(path, name);
    assert_int_equal(mkdir(path, 0755), 0);
}

static void test_folders(void **state)
{
    (void)state;
    char path[256], deep[512];
    folder_at("pairs");
    folder_at("pairs/nested");
    folder_at("pairs/nested/more");
    save("pairs/nested/more/a.mp4", "");
    save("pairs/nested/more/a.txt", "\xEF\xBB\xBF"
                                    "A cat.\r\n");
    save("pairs/nested/b.mp4", "");
    save("pairs/nested/b.txt", "\xff\xfe");
    save("pairs/nested/c.mp4", "");
    save("pairs/nested/c.txt", " \n");
    save("pairs/.hidden.mp4", "");
    save("pairs/bad\xff.mp4", "");
    save("pairs/bad\xff.txt", "x");
    save("pairs/two.mp4", "");
    save("pairs/two.png", "");
    save("pairs/two.txt", "Two.");
    save_bytes("pairs/nul.mp4", "", 0);
    save_bytes("pairs/nul.txt", "a\0b", 3);
    in_folder(path, "pairs/nested/loop");
    assert_int_equal(symlink("..", path), 0);
    size_t n = (size_t)snprintf(deep, sizeof deep, "%s/pairs/deep", folder);
    for (int i = 0; i < 40; i++, n += 2) {
        assert_int_equal(mkdir(deep, 0755), 0);
        memcpy(deep + n, "/d", 3);
    }
    struct result *r = ingest("pairs", NULL);
    struct cf_record *record = NULL;
    get(r->dir, "nested/more/a", &record);
    assert_string_equal(record->captions[0].text, "A cat.");
    cf_record_free(&record);
    EXPECT(r, 2, 7, "bad?|format|", "is not UTF-8", "nested/b|format|", "nested/c|empty-caption|", "two|duplicate|",
           "nul|format|", "nested/loop|folder|", "leads back", "more than 32 folders deep: not read: 'deep/d/d/d");
}

/* A folder is the same source only while what it holds is the same. */
static void test_folder_changed(void **state)
{
    (void)state;
    char path[256], dir[256];
    struct cf_error err = {0};
    folder_at("grow");
    folder_at("grow/in");
    save("grow/in/a.mp4", "");
    save("grow/in/a.txt", "A cat.");
    in_folder(path, "grow");
    in_folder(dir, "grow-store");
    const char *sources[] = {path};
    struct cf_ingest_params params = {.sources = sources, .source_count = 1, .store_dir = dir, .no_media = 1};
    assert_int_equal(cf_ingest(&params, NULL, &err), CF_OK);
    save("grow/unread.log", "x");
    assert_int_equal(cf_ingest(&params, NULL, &err), CF_OK);
    save("grow/in/a.txt", "A dog, changed.");
    assert_int_equal(cf_ingest(&params, NULL, &err), CF_EMISMATCH);
    assert_non_null(strstr(err.message, "grow-store"));
    save("grow/in/b.mp4", "");
    in_folder(dir, "grow-store-2");
    assert_int_equal(cf_ingest(&params, NULL, &err), CF_OK);
    in_folder(path, "grow/in/b.mp4");
    assert_int_equal(unlink(path), 0);
    in_folder(path, "grow");
    assert_int_equal(cf_ingest(&params, NULL, &err), CF_EMISMATCH);
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
        cmocka_unit_test(test_lines),          cmocka_unit_test(test_arrays),
        cmocka_unit_test(test_quote_recovers), cmocka_unit_test(test_huge),
        cmocka_unit_test(test_unknown_fields), cmocka_unit_test(test_folders),
        cmocka_unit_test(test_folder_changed),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
