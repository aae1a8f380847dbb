/* A store of 384 captions alike in form and some odd ones, for the index's tests; each program has its own, below /tmp.
 */
#ifndef TESTS_REWRITE_INDEX_STORE_H
#define TESTS_REWRITE_INDEX_STORE_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "clipfeed/store.h"
#include "index/index.h"
#include "language/language.h"

enum { SUBJECTS = 8, ACTIONS = 6, PLACES = 8, PLAIN = SUBJECTS * ACTIONS * PLACES };
static const char *const subjects[SUBJECTS] = {"golden retriever", "panda", "violinist", "sailboat",
                                               "steam train",      "chef",  "ballerina", "lighthouse"};
static const char *const actions[ACTIONS] = {"waits",        "rests", "glows in the dusk",
                                             "turns around", "leans", "appears in the distance"};
static const char *const places[PLACES] = {"harbour", "forest",  "kitchen", "desert",
                                           "market",  "library", "meadow",  "glacier"};

static char folder[] = "/tmp/clipfeed-index-XXXXXX";
static char dir[64];
static struct cf_language *language;
static struct cf_caption_index *shared;

static void put(FILE *f, const char *id, const char *text)
{
    json_t *line = json_pack("{s:s, s:s, s:[{s:s, s:s}]}", "video_id", id, "video_path", "a.mp4", "captions", "idx",
                             "-1", "content", text);
    assert_non_null(line);
    json_dumpf(line, f, JSON_COMPACT);
    fputc('\n', f);
    json_decref(line);
}

static void put_odd(FILE *f)
{
    char *huge = malloc(40001);
    for (int i = 0; i < 40000; i++)
        huge[i] = i % 6 == 5 ? ' ' : 'x';
    huge[40000] = 0;
    put(f, "odd-huge", huge);
    free(huge);
    put(f, "odd-two-words", "Two words.");
    put(f, "odd-marks", "... ! ? --- ,,, ;;;");
    put(f, "odd-sql", "Robert'); DROP TABLE captions;-- walks past a zeppelin \"NEAR\" OR a column: * AND ^ NOT.");
    put(f, "odd-chinese", "\xE4\xB8\x80\xE5\x8F\xAA \xE7\x8C\xAB \xE5\x9C\xA8 \xE7\xAA\x97\xE5\x8F\xB0 \xE4\xB8\x8A.");
    put(f, "twin-1",
        "An astronaut plants a turquoise flag on the moon while dust drifts slowly over the quiet crater.");
    put(f, "twin-2",
        "An astronaut plants a turquoise flag on the moon while dust drifts slowly over the silent crater.");
    fprintf(f, "{\"video_id\":\"no-dense\",\"video_path\":\"a.mp4\",\"captions\":[{\"idx\":\"0\",\"content\":\"Only a "
               "difference.\"}]}\n");
}

/* So that captions are no near-duplicates of each other: words of their own, the same in every run. */
static void add_filling(char *text, size_t size, int number)
{
    uint32_t seed = (uint32_t)number * 2654435761U + 1;
    for (int i = 0; i < 40; i++) {
        size_t n = strlen(text);
        seed = seed * 1664525 + 1013904223;
        snprintf(text + n, size - n, " %c%c%c%c", 'b' + seed / 65536 % 7, "aeiou"[seed / 524288 % 5],
                 'k' + seed / 4194304 % 9, "aeiou"[seed / 67108864 % 5]);
    }
}

static void make_store(const char *name, int plain, char path[64])
{
    char source[96], id[32], text[1024];
    snprintf(source, sizeof source, "%s/%s.jsonl", folder, name);
    snprintf(path, 64, "%s/%s", folder, name);
    FILE *f = fopen(source, "we");
    assert_non_null(f);
    for (int i = 0; i < plain; i++) {
        snprintf(id, sizeof id, "c%d", i);
        snprintf(text, sizeof text,
                 "A %s %s near a %s, number %d of its kind. The camera keeps a steady pace in soft light, and the "
                 "atmosphere stays calm from the first frame to the very last.",
                 subjects[i % SUBJECTS], actions[i / SUBJECTS % ACTIONS], places[i / SUBJECTS / ACTIONS % PLACES], i);
        add_filling(text, sizeof text, i);
        put(f, id, text);
    }
    put_odd(f);
    fclose(f);
    const char *sources[] = {source};
    struct cf_error err = {0};
    struct cf_ingest_params params = {
        .sources = sources, .source_count = 1, .store_dir = path, .shards = 2, .no_media = 1};
    if (cf_ingest(&params, NULL, &err))
        fail_msg("%s", err.message);
}

static struct cf_caption_index_params params_of(const char *store)
{
    return (struct cf_caption_index_params){.store_dir = store, .language = language};
}

static void build(const struct cf_caption_index_params *p, struct cf_caption_index_report *r)
{
    struct cf_error err = {0};
    if (cf_caption_index_build(p, r, &err))
        fail_msg("%s", err.message);
}

static struct cf_caption_index *open_index(const char *store)
{
    struct cf_caption_index *index = NULL;
    struct cf_error err = {0};
    if (cf_caption_index_open(&index, store, NULL, &err))
        fail_msg("%s", err.message);
    return index;
}

static int set_up(void **state)
{
    (void)state;
    struct cf_error err = {0};
    if (!mkdtemp(folder) || cf_language_open(&language, NULL, &err))
        return fprintf(stderr, "%s\n", err.message), -1;
    make_store("store", PLAIN, dir);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    char command[64];
    cf_caption_index_close(&shared);
    cf_language_close(&language);
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command);
}

static void path_of(char out[128], const char *store, const char *name)
{
    snprintf(out, 128, "%s/%s", store, name);
}
#endif
