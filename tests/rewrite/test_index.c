/* The caption index: what it holds, what a search returns and leaves out, prompts made to break it, threads and forks.
 */
#include <fcntl.h>
#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

#include "index_store.h"
#include "style/style.h"

/* The sanitizers' allocators do not survive a fork while other threads use them, as the C library's does. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
enum { FORK_UNDER_THREADS = 0 };
#else
enum { FORK_UNDER_THREADS = 1 };
#endif

enum { THREADS = 8 };

/* Before there is an index, opening says what makes it. */
static void test_build(void **state)
{
    (void)state;
    struct cf_caption_index_report r = {0}, again = {0};
    struct cf_error err = {0};
    char path[128];
    assert_int_equal(cf_caption_index_open(&shared, dir, NULL, &err), CF_ENOENT);
    assert_non_null(strstr(err.message, "clipfeed index-captions"));
    struct cf_caption_index_params p = params_of(dir);
    build(&p, &r);
    assert_int_equal(r.records, PLAIN + 8);
    assert_int_equal(r.read, PLAIN + 7);
    assert_int_equal(r.no_dense, 1);
    assert_int_equal(r.unfit, 3);
    assert_int_equal(r.damaged, 0);
    assert_int_equal(r.pool, PLAIN + 4);
    assert_int_equal(r.short_made, PLAIN + 4);
    assert_int_equal(r.short_layer, PLAIN + 4);
    build(&p, &again);
    assert_int_equal(again.short_made, 0);
    assert_int_equal(again.short_layer, PLAIN + 4);
    assert_int_equal(again.bytes, r.bytes);
    path_of(path, dir, "captions.index.partial");
    assert_int_not_equal(access(path, F_OK), 0);
    /* The store itself is as it was. */
    uint64_t records = 0, faults = 0;
    assert_int_equal(cf_store_verify(dir, NULL, NULL, &records, &faults, &err), CF_OK);
    assert_int_equal(faults, 0);
    shared = open_index(dir);
    assert_int_equal(cf_caption_index_count(shared), PLAIN + 4);
    assert_int_equal(cf_caption_index_style(shared)->captions, PLAIN + 4);
    assert_string_equal(cf_caption_index_tokenizer(shared), "");
    assert_int_equal(cf_caption_index_dimensions(shared), 0);
}

static struct cf_exemplars *search(const char *prompt, const struct cf_search_params *p)
{
    struct cf_exemplars *e = NULL;
    struct cf_error err = {0};
    if (cf_caption_index_search(shared, prompt, strlen(prompt), p, &e, &err))
        fail_msg("'%.80s': %s", prompt, err.message);
    return e;
}

static void test_nearest(void **state)
{
    (void)state;
    struct cf_search_params p = {.count = 6, .like_prompt = 2};
    struct cf_exemplars *e = search("violinists at the glaciers", &p);
    assert_int_equal(e->count, 6);
    /* Stems meet; the caption that has both words comes first, and all have one. */
    assert_non_null(strstr(e->items[0].dense, "violinist"));
    assert_non_null(strstr(e->items[0].dense, "glacier"));
    for (size_t i = 0; i < e->count; i++) {
        assert_true(e->items[i].score > 0 && e->items[i].score <= 1);
        assert_true(strstr(e->items[i].dense, "violinist") || strstr(e->items[i].dense, "glacier"));
        assert_int_equal(strlen(e->items[i].dense), e->items[i].dense_size);
        assert_true(*e->items[i].short_form && *e->items[i].clip_id);
    }
    cf_exemplars_free(&e);
    assert_null(e);
    cf_exemplars_free(&e);
}

static void test_left_out(void **state)
{
    (void)state;
    /* The nearest by far, unless it is listed. */
    struct cf_exemplars *e = search("zeppelin", NULL);
    assert_string_equal(e->items[0].clip_id, "odd-sql");
    cf_exemplars_free(&e);
    const char *ids[] = {"odd-sql", "none"};
    struct cf_search_params p = {.hold_out_ids = ids, .hold_out_id_count = 2};
    e = search("zeppelin", &p);
    assert_int_equal(e->held_out, 1);
    assert_int_equal(e->count, 4);
    for (size_t i = 0; i < e->count; i++)
        assert_string_not_equal(e->items[i].clip_id, "odd-sql");
    cf_exemplars_free(&e);
    /* Of two that say the same, one. */
    p = (struct cf_search_params){.like_prompt = 2};
    e = search("turquoise", &p);
    int twins = 0;
    for (size_t i = 0; i < e->count; i++)
        twins += !strncmp(e->items[i].clip_id, "twin-", 5);
    assert_int_equal(twins, 1);
    assert_int_equal(e->duplicates, 1);
    cf_exemplars_free(&e);
    /* A short form like the prompt, or like one held out. */
    e = search("an astronaut plants a turquoise flag on the moon", NULL);
    for (size_t i = 0; i < e->count; i++)
        assert_int_not_equal(strncmp(e->items[i].clip_id, "twin-", 5), 0);
    assert_true(e->like_prompt >= 2);
    cf_exemplars_free(&e);
    const char *prompts[] = {"An astronaut plants a flag on the moon"};
    p = (struct cf_search_params){.hold_out_prompts = prompts, .hold_out_prompt_count = 1};
    e = search("turquoise", &p);
    for (size_t i = 0; i < e->count; i++)
        assert_int_not_equal(strncmp(e->items[i].clip_id, "twin-", 5), 0);
    cf_exemplars_free(&e);
}

static void test_diversity(void **state)
{
    (void)state;
    /* "panda": 48 captions that differ in verb and place; without diversity the nearest are as they come. */
    struct cf_search_params alike = {.count = 6, .diversity = -1, .like_prompt = 2, .duplicate = 2},
                            unlike = {.count = 6, .diversity = 0.9, .like_prompt = 2, .duplicate = 2};
    double overlap[2] = {0, 0};
    for (int k = 0; k < 2; k++) {
        struct cf_exemplars *e = search("a panda", k ? &unlike : &alike);
        for (size_t i = 0; i < e->count; i++)
            for (size_t j = 0; j < i; j++)
                overlap[k] += cf_word_jaccard(e->items[i].dense, e->items[i].dense_size, e->items[j].dense,
                                              e->items[j].dense_size);
        cf_exemplars_free(&e);
    }
    assert_true(overlap[1] < overlap[0]);
}

static void test_hostile_prompts(void **state)
{
    (void)state;
    static const char *const prompts[] = {"",
                                          " ",
                                          "\"",
                                          "\"\"\"",
                                          "'",
                                          "NEAR(a b)",
                                          "panda AND",
                                          "AND OR NOT",
                                          "dense: panda",
                                          "panda*",
                                          "^panda",
                                          "-panda",
                                          "{dense} : x",
                                          "(((((",
                                          "'; DROP TABLE captions; --",
                                          "\xff\xfe\xfd panda \xc3",
                                          "\xe2\x80",
                                          "%s%n%d",
                                          "\xE7\x8C\xAB",
                                          "\xF0\x9F\x90\xBC\xF0\x9F\x90\xBC",
                                          "a\tb\r\nc",
                                          "...",
                                          "0",
                                          "\x01\x02\x1b[2J"};
    struct cf_error err = {0};
    for (size_t i = 0; i < sizeof prompts / sizeof *prompts; i++) {
        struct cf_exemplars *e = search(prompts[i], NULL);
        assert_int_equal(e->count, 4);
        for (size_t k = 0; k < e->count; k++)
            for (size_t j = 0; j < k; j++)
                assert_string_not_equal(e->items[k].clip_id, e->items[j].clip_id);
        cf_exemplars_free(&e);
    }
    struct cf_exemplars *e = NULL;
    assert_int_equal(cf_caption_index_search(shared, "panda\0sailboat", 14, NULL, &e, &err), CF_OK);
    assert_int_equal(e->count, 4);
    cf_exemplars_free(&e);
    assert_int_equal(cf_caption_index_search(shared, NULL, 0, NULL, &e, &err), CF_OK);
    cf_exemplars_free(&e);
    assert_int_equal(cf_caption_index_search(shared, NULL, 3, NULL, &e, &err), CF_EINVAL);
    float vector[4] = {1, 0, 0, 0};
    struct cf_search_params p = {.vector = vector, .dimensions = 4};
    assert_int_equal(cf_caption_index_search(shared, "panda", 5, &p, &e, &err), CF_EINVAL);
    /* 100 KB: one word, and many. */
    char *text = malloc(100000);
    for (int kind = 0; kind < 2; kind++) {
        for (int i = 0; i < 100000; i++)
            text[i] = (char)(kind && i % 5 == 4 ? ' ' : 'a' + (i / 5 * 7 + i) % 26);
        assert_int_equal(cf_caption_index_search(shared, text, 100000, NULL, &e, &err), CF_OK);
        cf_exemplars_free(&e);
    }
    free(text);
    /* More than there are. */
    p = (struct cf_search_params){.count = 5000, .like_prompt = 2, .duplicate = 2};
    e = search("panda", &p);
    assert_in_range(e->count, 100, PLAIN + 4);
    cf_exemplars_free(&e);
}

/* Random bytes, words of FTS5's grammar among them. */
static void test_fuzz_prompts(void **state)
{
    (void)state;
    static const char *const parts[] = {"panda", "\"",   "NEAR", "(", ")", "OR ", "*",
                                        ":",     "\xff", "^",    "-", "+", ",",   "2"};
    uint32_t seed = 20240817;
    printf("seed %u\n", seed);
    for (int round = 0; round < 300; round++) {
        char prompt[256];
        size_t size = 0;
        for (int i = 0; i < 12; i++) {
            seed = seed * 1664525 + 1013904223;
            const char *part = parts[(seed >> 16) % (sizeof parts / sizeof *parts)];
            size += (size_t)snprintf(prompt + size, sizeof prompt - size, "%s%s", part, seed >> 31 ? " " : "");
            prompt[size++] = (char)(seed >> 8);
        }
        struct cf_exemplars *e = NULL;
        struct cf_error err = {0};
        if (cf_caption_index_search(shared, prompt, size, NULL, &e, &err))
            fail_msg("round %d: %s", round, err.message);
        assert_int_equal(e->count, 4);
        cf_exemplars_free(&e);
    }
}

static void test_share(void **state)
{
    (void)state;
    double all = (double)PLAIN / (PLAIN + 4);
    double share = cf_caption_index_share(shared, "the camera keeps a steady pace in soft");
    assert_true(share > all - 1e-9 && share < all + 1e-9);
    assert_true(cf_caption_index_share(shared, "the camera keeps a steady pace in hard") == 0);
    /* 48 captions of the panda, 8 of each verb: more than a hundredth; one of each number: less. */
    assert_true(cf_caption_index_share(shared, "a panda waits near a harbour number 1") == 0);
    assert_true(cf_caption_index_share(shared, "") == 0);
    assert_true(cf_caption_index_share(shared, "an astronaut plants a turquoise flag on the") == 0); /* two: too few */
}

static char *answers(int thread)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    for (int i = 0; i < 40; i++) {
        char prompt[64];
        int k = (i + thread) % 40;
        snprintf(prompt, sizeof prompt, "%s by the %s", subjects[k % SUBJECTS], places[k % PLACES]);
        struct cf_exemplars *e = NULL;
        if (cf_caption_index_search(shared, prompt, strlen(prompt), NULL, &e, NULL))
            fprintf(out, "failed ");
        for (size_t j = 0; e && j < e->count; j++)
            fprintf(out, "%s %.9f ", e->items[j].clip_id, e->items[j].score);
        cf_exemplars_free(&e);
    }
    fclose(out);
    return text;
}

static void *answer_thread(void *argument)
{
    return answers(*(const int *)argument);
}

static void test_threads_and_forks(void **state)
{
    (void)state;
    pthread_t threads[THREADS];
    int numbers[THREADS];
    for (int i = 0; i < THREADS; i++) {
        numbers[i] = i;
        assert_int_equal(pthread_create(&threads[i], NULL, answer_thread, &numbers[i]), 0);
    }
    pid_t children[4] = {0};
    for (int i = 0; FORK_UNDER_THREADS && i < 4; i++) {
        children[i] = fork();
        if (!children[i]) {
            alarm(60); /* a child that waits for a lock of its parent's would wait for ever */
            char *text = answers(i);
            _exit(strstr(text, "failed") ? 1 : 0);
        }
    }
    for (int i = 0; i < THREADS; i++) {
        void *text = NULL;
        pthread_join(threads[i], &text);
        char *alone = answers(i);
        assert_string_equal(text, alone);
        free(alone);
        free(text);
    }
    for (int i = 0; FORK_UNDER_THREADS && i < 4; i++) {
        int status = -1;
        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_int_equal(status, 0);
    }
    /* A child that asks the same of the same index, and closes it. */
    char *before = answers(3);
    pid_t child = fork();
    if (!child) {
        alarm(60);
        char *text = answers(3);
        int wrong = strcmp(text, before);
        cf_caption_index_close(&shared);
        _exit(wrong ? 1 : 0);
    }
    int status = -1;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    char *after = answers(3);
    assert_string_equal(before, after);
    free(before);
    free(after);
}

/* A pool smaller than the store has rare subjects in it, and its weights make the store again. */
static void test_pool(void **state)
{
    (void)state;
    char store[64], index_file[128], source[96], id[32], text[160];
    snprintf(source, sizeof source, "%s/skew.jsonl", folder);
    path_of(index_file, folder, "skew.index");
    snprintf(store, sizeof store, "%s/skew", folder);
    FILE *f = fopen(source, "we");
    for (int i = 0; i < 3000; i++) { /* 2900 dogs, ten each of ten other animals */
        static const char *const rare[] = {"panda", "zebra", "otter",  "camel", "lynx",
                                           "moose", "heron", "badger", "koala", "walrus"};
        snprintf(id, sizeof id, "c%d", i);
        snprintf(text, sizeof text, "A %s walks along the road while number %d passes by.",
                 i < 2900 ? "dog" : rare[i % 10], i);
        put(f, id, text);
    }
    fclose(f);
    const char *sources[] = {source};
    struct cf_ingest_params ingest = {.sources = sources, .source_count = 1, .store_dir = store, .no_media = 1};
    assert_int_equal(cf_ingest(&ingest, NULL, NULL), CF_OK);
    struct cf_caption_index_params p = params_of(store);
    struct cf_caption_index_report r = {0};
    struct cf_error err = {0};
    p.pool = 380;
    p.sample = 1000;
    p.index_file = index_file;
    p.layer = "";
    build(&p, &r);
    assert_int_equal(r.strata, 11);
    assert_in_range(r.pool, 350, 380);
    assert_int_equal(r.short_extracted, r.pool);
    struct cf_caption_index *index = NULL;
    assert_int_equal(cf_caption_index_open(&index, store, index_file, &err), CF_OK);
    assert_int_equal(cf_caption_index_style(index)->captions, 1000);
    assert_int_equal(cf_caption_index_style(index)->words.captions, 3000);
    struct cf_exemplars *e = NULL;
    struct cf_search_params sp = {.count = 1, .like_prompt = 2};
    assert_int_equal(cf_caption_index_search(index, "walrus", 6, &sp, &e, &err), CF_OK);
    assert_non_null(strstr(e->items[0].dense, "walrus"));
    cf_exemplars_free(&e);
    cf_caption_index_close(&index);
}

static int shorten(void *opaque, const char *const *dense, size_t count, char **out, struct cf_error *err)
{
    int *calls = opaque;
    (void)err;
    ++*calls;
    for (size_t i = 0; i < count; i++)
        out[i] = strstr(dense[i], "panda") ? NULL : strstr(dense[i], "chef") ? strdup("") : strndup(dense[i], 12);
    return CF_OK;
}

static int embed(void *opaque, const char *const *texts, size_t count, float *out, struct cf_error *err)
{
    (void)opaque;
    (void)err;
    for (size_t i = 0; i < count; i++)
        for (int d = 0; d < 4; d++) /* one direction for a kitchen, another for all else */
            out[i * 4 + (size_t)d] = (d == 0) == (strstr(texts[i], "kitchen") != NULL) ? 0.5F : 0.01F;
    return CF_OK;
}

static void test_functions(void **state)
{
    (void)state;
    char store[64];
    int calls = 0;
    struct cf_error err = {0};
    struct cf_caption_index_report r = {0};
    make_store("functions", PLAIN, store);
    struct cf_caption_index_params p = params_of(store);
    p.shorten = shorten;
    p.embed = embed;
    p.opaque = &calls;
    assert_int_equal(cf_caption_index_build(&p, &r, &err), CF_EINVAL); /* names are needed */
    p.shortener = "m";
    p.embedder = "e";
    p.dimensions = 4;
    build(&p, &r);
    assert_int_equal(r.short_made, PLAIN + 4 - 2 * PLAIN / SUBJECTS);
    assert_int_equal(r.short_extracted, 2 * PLAIN / SUBJECTS);
    int made = calls;
    build(&p, &r);
    assert_int_equal(calls, made);
    p.shortener = "another";
    assert_int_equal(cf_caption_index_build(&p, &r, &err), CF_EMISMATCH);
    p.remake_short = 1;
    build(&p, &r);
    assert_int_equal(calls, 2 * made);
    struct cf_caption_index *index = open_index(store);
    assert_string_equal(cf_caption_index_embedder(index), "e");
    assert_int_equal(cf_caption_index_dimensions(index), 4);
    float vector[4] = {9, 0, 0, 0};
    struct cf_search_params sp = {.count = 4, .vector = vector, .dimensions = 4, .like_prompt = 2, .diversity = -1};
    struct cf_exemplars *e = NULL;
    assert_int_equal(cf_caption_index_search(index, "sailboat", 8, &sp, &e, &err), CF_OK);
    for (size_t i = 0; i < e->count; i++)
        assert_true(strstr(e->items[i].dense, "sailboat") && strstr(e->items[i].dense, "kitchen"));
    cf_exemplars_free(&e);
    cf_caption_index_close(&index);
}

static void test_export(void **state)
{
    (void)state;
    char path[128], line[8192];
    struct cf_error err = {0};
    path_of(path, folder, "pairs.jsonl");
    assert_int_equal(cf_caption_index_export(shared, path, &err), CF_OK);
    FILE *f = fopen(path, "re");
    int lines = 0;
    while (fgets(line, sizeof line, f)) {
        json_t *pair = json_loads(line, 0, NULL);
        const char *form = json_string_value(json_object_get(pair, "short")),
                   *dense = json_string_value(json_object_get(pair, "dense"));
        assert_true(form && dense && *form && strlen(form) < strlen(dense));
        assert_non_null(json_string_value(json_object_get(pair, "clip_id")));
        if (!lines)
            assert_string_equal(form, "A golden retriever waits near a harbour");
        json_decref(pair);
        lines++;
    }
    fclose(f);
    assert_int_equal(lines, PLAIN + 4);
    assert_int_equal(cf_caption_index_export(shared, "/nowhere/pairs.jsonl", &err), CF_EIO);
}

static void test_short_forms(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"The video shows a man in a red coat walking his dog. He smiles.", "a man in a red coat walking his dog"},
        {"A cat sleeps on a sofa, its tail twitching, while rain falls.", "A cat sleeps on a sofa"},
        {"A golden retriever stands by a serene, clear stream in a forest.",
         "A golden retriever stands by a serene, clear stream in a forest"},
        {"In this clip, a chef slices onions; steam rises.", "a chef slices onions"},
        {"Waves. A boat drifts past the harbour as gulls circle.", "A boat drifts past the harbour"},
        {"One two", "One two"},
        {"...", "..."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *form = NULL;
        assert_int_equal(cf_short_form_extract(&form, language, cases[i][0], strlen(cases[i][0]), NULL), CF_OK);
        if (strcmp(form, cases[i][1]))
            fail_msg("'%s' became '%s', expected '%s'", cases[i][0], form, cases[i][1]);
        free(form);
    }
    char text[4000];
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = i % 2 ? '\xE7' : '\x8C'; /* no UTF-8 */
    char *form = NULL;
    assert_int_equal(cf_short_form_extract(&form, language, text, sizeof text, NULL), CF_OK);
    assert_in_range(strlen(form), 1, 400);
    free(form);
}

static void test_jaccard(void **state)
{
    (void)state;
    assert_true(cf_word_jaccard("A dog, a cat.", 13, "a CAT a dog", 11) == 1);
    assert_true(cf_word_jaccard("a b c", 5, "b c d", 5) == 0.5);
    assert_true(cf_word_jaccard("a b", 3, "c", 1) == 0);
    assert_true(cf_word_jaccard("\xC3\x89t\xC3\xA9", 5, "\xC3\xA9t\xC3\x89", 5) == 1);
    assert_true(cf_word_jaccard("", 0, "...", 3) == 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_jaccard),           cmocka_unit_test(test_short_forms),  cmocka_unit_test(test_build),
        cmocka_unit_test(test_nearest),           cmocka_unit_test(test_left_out),     cmocka_unit_test(test_diversity),
        cmocka_unit_test(test_hostile_prompts),   cmocka_unit_test(test_fuzz_prompts), cmocka_unit_test(test_share),
        cmocka_unit_test(test_threads_and_forks), cmocka_unit_test(test_export),       cmocka_unit_test(test_pool),
        cmocka_unit_test(test_functions),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
