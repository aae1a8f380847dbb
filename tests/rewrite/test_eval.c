/* The evaluation's measures against values worked out by hand, and its reading of files. */
#include "clipfeed/rewrite_eval.h"
#include "eval/eval.h"
#include <jansson.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static void distances_of_samples(void **state)
{
    (void)state;
    double a[] = {3, 1, 2, 4}, b[] = {2, 4, 1, 3}, c[] = {5, 6, 7, 8}, d[] = {1, 1, 4}, e[] = {1, 2};
    struct cf_eval_distance equal = cf_eval_distance(a, 4, b, 4), apart = cf_eval_distance(a, 4, c, 4);
    assert_true(equal.ks == 0 && equal.w1 == 0);
    assert_true(apart.ks == 1 && fabs(apart.w1 - 4) < 1e-12);
    /* distribution functions: 2/3, 2/3, 2/3, 1 and 1/2, 1, 1, 1 at 1, 2, 3, 4 */
    struct cf_eval_distance uneven = cf_eval_distance(d, 3, e, 2);
    assert_true(fabs(uneven.ks - 1.0 / 3) < 1e-12);
    assert_true(fabs(uneven.w1 - (1.0 / 6 + 1.0 / 3 + 1.0 / 3)) < 1e-12);
    assert_true(isnan(cf_eval_distance(a, 4, b, 0).ks));
    double sorted[] = {10, 20, 30, 40, 50};
    assert_true(cf_eval_quantile(sorted, 5, 0) == 10 && cf_eval_quantile(sorted, 5, 1) == 50);
    assert_true(fabs(cf_eval_quantile(sorted, 5, 0.625) - 35) < 1e-12);
}

static void fill(struct cf_eval_corpus *corpus, struct cf_eval_words *words, const char *const *texts, size_t count)
{
    cf_eval_corpus_init(corpus, words);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(cf_eval_corpus_add(corpus, texts[i], strlen(texts[i])), 0);
    assert_int_equal(corpus->count, count);
}

static void divergences_of_corpora(void **state)
{
    (void)state;
    static const char *const same[] = {"A cat sits.", "a cat sits", "A CAT, sits!", "a cat sits"},
                             *const other[] = {"two dogs run", "two dogs run", "two dogs run", "two dogs run"},
                             *const half[] = {"a cat two dogs", "a cat two dogs", "a cat two dogs", "a cat two dogs"};
    struct cf_eval_words *words = NULL;
    struct cf_eval_corpus a, b, c;
    assert_int_equal(cf_eval_words_create(&words), 0);
    fill(&a, words, same, 4);
    fill(&b, words, other, 4);
    fill(&c, words, half, 4);
    assert_int_equal(a.begins[4], 12);
    assert_true(fabs(cf_eval_distinct(&a, 1) - 3.0 / 12) < 1e-12);
    assert_true(fabs(cf_eval_distinct(&a, 2) - 2.0 / 8) < 1e-12);
    for (int n = 1; n <= 2; n++) {
        struct cf_eval_jsd equal = cf_eval_jsd(&a, &a, n, 3), apart = cf_eval_jsd(&a, &b, n, 3);
        assert_true(fabs(equal.jsd) < 1e-12 && fabs(equal.floor) < 1e-12);
        assert_true(fabs(apart.jsd - 1) < 1e-12 && fabs(apart.floor) < 1e-12);
    }
    /* P = 1/3 1/3 1/3 0 0 and Q = 1/4 1/4 0 1/4 1/4 over a, cat, sits, two, dogs */
    double p[] = {1 / 3.0, 1 / 3.0, 1 / 3.0, 0, 0}, q[] = {0.25, 0.25, 0, 0.25, 0.25}, expected = 0;
    for (int i = 0; i < 5; i++) {
        double m = (p[i] + q[i]) / 2;
        expected += (p[i] > 0 ? p[i] * log2(p[i] / m) / 2 : 0) + (q[i] > 0 ? q[i] * log2(q[i] / m) / 2 : 0);
    }
    assert_true(fabs(cf_eval_jsd(&a, &c, 1, 3).jsd - expected) < 1e-12);
    cf_eval_corpus_free(&a);
    cf_eval_corpus_free(&b);
    cf_eval_corpus_free(&c);
    cf_eval_words_destroy(&words);
}

static void rows_of_eight_words(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "one two three four five six seven eight nine",
        "zero, one two three four five six seven eight; one two three four five six seven eight",
        "one two three four five six seven"};
    struct cf_eval_words *words = NULL;
    struct cf_eval_corpus corpus;
    struct cf_eval_runs *runs = NULL;
    assert_int_equal(cf_eval_words_create(&words), 0);
    fill(&corpus, words, texts, 3);
    assert_int_equal(cf_eval_runs_create(&runs, &corpus), 0);
    assert_int_equal(cf_eval_runs_texts(runs, corpus.ids), 2);     /* one to eight: twice in one text counts once */
    assert_int_equal(cf_eval_runs_texts(runs, corpus.ids + 1), 1); /* two to nine */
    cf_eval_runs_destroy(&runs);
    cf_eval_corpus_free(&corpus);
    cf_eval_words_destroy(&words);
}

static char folder[] = "/tmp/clipfeed-eval-XXXXXX";

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    return rmdir(folder);
}

/* The path stays valid until the next call but three. */
static const char *write_file(const char *name, const char *text)
{
    static char paths[4][128];
    static int next;
    char *path = paths[next++ % 4];
    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
    return path;
}

static void retention_by_kind_and_group(void **state)
{
    (void)state;
    const char *path = write_file(
        "rewrites.jsonl",
        "{\"prompt\": \"two cats on a red sofa\", \"rewrite\": \"Two cats lie on a red sofa in a quiet room.\", "
        "\"status\": "
        "\"ok\"}\n"
        "\n"
        "{\"prompt\": \"two cats on a red sofa\", \"rewrite\": \"Three cats lie on a red sofa in a quiet room.\", "
        "\"status\": \"offline\"}\n"
        "{\"prompt\": \"a sign that says \\\"OPEN\\\"\", \"rewrite\": null, \"status\": \"failed\"}\n");
    const struct cf_rewrite_eval_params params = {.rewrites_path = path};
    struct cf_rewrite_eval *eval = NULL;
    struct cf_error err = {0};
    if (cf_rewrite_eval_run(&eval, &params, &err))
        fail_msg("%s", err.message);
    json_t *report = json_loads(cf_rewrite_eval_json(eval), 0, NULL);
    int rewrites = 0, without = 0, all_asked = 0, all_kept = 0, asked = 0, kept = 0, colours = 0;
    double ok = 0, mean = 0;
    assert_int_equal(
        json_unpack(report, "{s:i, s:i, s:{s:{s:F}}, s:{s:{s:{s:{s:i, s:i}, s:{s:i}}, s:{s:F}}, s:{s:{s:{s:i, s:i}}}}}",
                    "rewrites", &rewrites, "without_text", &without, "status", "ok", "share", &ok, "groups", "all",
                    "retention", "count", "asked", &all_asked, "kept", &all_kept, "colour", "kept", &colours, "length",
                    "mean", &mean, "accepted", "retention", "count", "asked", &asked, "kept", &kept),
        0);
    assert_int_equal(rewrites, 2);
    assert_int_equal(without, 1);
    assert_true(fabs(ok - 1.0 / 3) < 1e-5);
    assert_int_equal(all_asked, 2);
    assert_int_equal(all_kept, 1);
    assert_int_equal(asked, 1);
    assert_int_equal(kept, 1);
    assert_int_equal(colours, 2);
    assert_true(fabs(mean - 11) < 1e-9);
    assert_non_null(strstr(cf_rewrite_eval_table(eval), "count (2 asked)"));
    assert_int_equal(strncmp(cf_rewrite_eval_svg(eval), "<svg ", 5), 0);
    json_decref(report);
    cf_rewrite_eval_free(&eval);
    assert_null(eval);
    unlink(path);
}

static void bad_files_are_named(void **state)
{
    (void)state;
    static const struct {
        const char *rewrites, *prompts; /* prompts NULL: JSON lines */
        int status;
        const char *message;
    } cases[] = {
        {"{\"prompt\": \"a\", \"rewrite\": \"b\"}\n{broken\n", NULL, CF_EFORMAT, "line 2"},
        {"{\"prompt\": 5, \"rewrite\": \"b\"}\n", NULL, CF_EFORMAT, "must be texts"},
        {"[1]\n", NULL, CF_EFORMAT, "no object"},
        {"", NULL, CF_EFORMAT, "no rewrites"},
        {"one\ntwo\n", "a\n", CF_EMISMATCH, "has 1 lines"},
        {"one\n", "a\nb\n", CF_EMISMATCH, "has 1 lines"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct cf_rewrite_eval_params params = {.rewrites_path = write_file("rewrites", cases[i].rewrites)};
        if (cases[i].prompts)
            params.prompts_path = write_file("prompts", cases[i].prompts);
        struct cf_rewrite_eval *eval = NULL;
        struct cf_error err = {0};
        assert_int_equal(cf_rewrite_eval_run(&eval, &params, &err), cases[i].status);
        assert_null(eval);
        if (!strstr(err.message, cases[i].message))
            fail_msg("case %zu: '%s' lacks '%s'", i, err.message, cases[i].message);
        unlink(params.rewrites_path);
        if (params.prompts_path)
            unlink(params.prompts_path);
    }
    const struct cf_rewrite_eval_params missing = {.rewrites_path = "/nowhere/rewrites.jsonl"};
    struct cf_rewrite_eval *eval = NULL;
    struct cf_error err = {0};
    assert_int_equal(cf_rewrite_eval_run(&eval, &missing, &err), CF_ENOENT);
    assert_non_null(strstr(err.message, "/nowhere/rewrites.jsonl"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(distances_of_samples), cmocka_unit_test(divergences_of_corpora),
        cmocka_unit_test(rows_of_eight_words),  cmocka_unit_test(retention_by_kind_and_group),
        cmocka_unit_test(bad_files_are_named),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
