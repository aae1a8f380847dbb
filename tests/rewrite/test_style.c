/* Style: lengths and draws from them, fragments and nothing else, measures of texts whose values are known, the way
 * through JSON. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "language/language.h"
#include "style/style.h"

static struct cf_language *language;

static int set_up(void **state)
{
    (void)state;
    struct cf_error err = {0};
    if (cf_language_open(&language, NULL, &err))
        fprintf(stderr, "%s\n", err.message);
    return language ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    cf_language_close(&language);
    return 0;
}

static void test_lengths(void **state)
{
    (void)state;
    struct cf_style_lengths l = {0};
    assert_int_equal(cf_style_lengths_quantile(&l, 0.5), 0);
    assert_int_equal(cf_style_lengths_draw(&l, 300, 0.5), 0);
    assert_true(cf_style_lengths_above(&l, 300) == 0);
    for (uint64_t i = 1; i <= 100; i++)
        cf_style_lengths_add(&l, i * 10);
    assert_true(fabs(l.mean - 505) < 1e-9);
    assert_int_equal(cf_style_lengths_quantile(&l, 0.05), 50);
    assert_int_equal(cf_style_lengths_quantile(&l, 0.5), 500);
    assert_int_equal(cf_style_lengths_quantile(&l, 1), 1000);
    assert_true(fabs(cf_style_lengths_above(&l, 300) - 0.7) < 1e-9);
    assert_true(cf_style_lengths_above(&l, 1000) == 0);
    /* Of those that fit, each as often as any other. */
    for (int i = 0; i < 30; i++)
        assert_int_equal(cf_style_lengths_draw(&l, 300, (i + 0.5) / 30), (i + 1) * 10);
    assert_int_equal(cf_style_lengths_draw(&l, 300, 0), 10);
    assert_int_equal(cf_style_lengths_draw(&l, 300, 0.999999), 300);
    assert_int_equal(cf_style_lengths_draw(&l, 9, 0.5), 0);
    cf_style_lengths_add(&l, 1000000);
    assert_int_equal(cf_style_lengths_quantile(&l, 1), CF_STYLE_LENGTH_MAX);
}

struct seen {
    char text[4096];
};

static void note_fragment(void *opaque, const struct cf_fragment *f)
{
    struct seen *seen = opaque;
    size_t n = strlen(seen->text);
    snprintf(seen->text + n, sizeof seen->text - n, "%s%s:%s:%s", n ? "; " : "", cf_fragment_kind_name(f->kind),
             cf_fragment_form_name(f->form), f->text);
}

static void test_fragments(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"A wide shot of a dog in soft, warm light.", "camera:singular:wide shot; light:mass:warm light"},
        {"The scene has a shallow depth of field and gentle shadows.",
         "lens:singular:shallow depth of field; light:plural:gentle shadows"},
        {"A calm and serene atmosphere fills the room.", "surroundings:singular:calm and serene atmosphere"},
        {"The background is a softly blurred background.", "lens:singular:softly blurred background"},
        {"The camera moves slowly at a steady pace.", "pace:adverb:slowly; pace:singular:steady pace"},
        /* What brings in a thing, a colour, a place or a time of day is none. */
        {"Golden light falls on a red wall.", ""},
        {"Warm sunlight over a busy street background.", ""},
        {"A soft light bulb hangs low.", ""},
        {"There is no soft light and no wide shot.", ""},
        {"A sign reads \"soft light\".", ""},
        {"Camera angle.", ""},
        {"", ""},
        {"...", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct seen seen = {{0}};
        struct cf_analysis *a = NULL;
        assert_int_equal(cf_analysis_create(&a, language, cases[i][0], strlen(cases[i][0]), NULL), CF_OK);
        cf_fragments_find(a, note_fragment, &seen);
        if (strcmp(seen.text, cases[i][1]))
            fail_msg("'%s': found '%s', expected '%s'", cases[i][0], seen.text, cases[i][1]);
        cf_analysis_destroy(&a);
    }
}

static struct cf_style *measure(const char *const *texts, size_t count)
{
    struct cf_style_meter *meter = NULL;
    struct cf_style *style = NULL;
    struct cf_error err = {0};
    assert_int_equal(cf_style_meter_create(&meter, &err), CF_OK);
    for (size_t i = 0; i < count; i++) {
        struct cf_analysis *a = NULL;
        assert_int_equal(cf_analysis_create(&a, language, texts[i], strlen(texts[i]), &err), CF_OK);
        cf_style_meter_add_words(meter, a->words_count);
        assert_int_equal(cf_style_meter_add(meter, a, &err), CF_OK);
        cf_analysis_destroy(&a);
    }
    assert_int_equal(cf_style_create(&style, meter, &err), CF_OK);
    cf_style_meter_destroy(&meter);
    return style;
}

static void test_measures(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "A dog runs on a beach. The camera pans. Soft light falls.",
        "A dog runs on a beach. The camera pans. Soft light falls.",
        "A cat sleeps in a kitchen. A wide shot in soft light.",
        "A cat sleeps in a garden. A wide shot in soft light.",
    };
    struct cf_style *s = measure(texts, 4);
    assert_int_equal(s->captions, 4);
    assert_int_equal(s->words.captions, 4);
    assert_true(fabs(s->sentences - 2.5) < 1e-9);
    /* Openers: "a dog runs" and "a cat sleeps", two of four each. */
    assert_true(fabs(s->opener_entropy - 1) < 1e-9);
    assert_true(fabs(s->opener_entropy_most - 2) < 1e-9);
    /* 12 words, 11 distinct; 12 words, 9 distinct ("a" three times, "in" twice). */
    assert_true(fabs(s->mattr50 - (11.0 / 12 + 9.0 / 12) / 2) < 1e-9);
    assert_int_equal(s->order[0], CF_ASPECT_SUBJECT);
    assert_int_equal(s->order[1], CF_ASPECT_ACTION);
    assert_int_equal(s->order[2], CF_ASPECT_SETTING);
    assert_int_equal(s->order[3], CF_ASPECT_CAMERA);
    assert_int_equal(s->order[4], CF_ASPECT_LIGHT);
    assert_true(s->aspects[CF_ASPECT_SUBJECT].share == 1 && s->aspects[CF_ASPECT_LIGHT].share == 1);
    assert_int_equal(s->fragment_count, 2);
    assert_string_equal(s->fragments[0].text, "wide shot");
    assert_int_equal(s->fragments[0].captions, 2);
    assert_string_equal(s->fragments[1].text, "soft light");
    assert_int_equal(s->fragments[1].captions, 4);
    cf_style_destroy(&s);
}

/* 120 words, ten that recur: every window of 50 has ten. */
static void test_moving_window(void **state)
{
    (void)state;
    char text[2048] = "";
    for (int i = 0; i < 120; i++) {
        size_t n = strlen(text);
        snprintf(text + n, sizeof text - n, "word%c ", 'a' + i % 10);
    }
    const char *const texts[] = {text};
    struct cf_style *s = measure(texts, 1);
    assert_true(fabs(s->mattr50 - 10.0 / 50) < 1e-9);
    cf_style_destroy(&s);
}

static void test_json(void **state)
{
    (void)state;
    static const char *const texts[] = {"A dog runs on a beach in soft light, slowly.", "A wide shot of a cat."};
    struct cf_style *s = measure(texts, 2), *again = NULL;
    struct cf_error err = {0};
    char *json = cf_style_json(s);
    assert_int_equal(cf_style_read(&again, json, strlen(json), &err), CF_OK);
    char *second = cf_style_json(again);
    assert_string_equal(json, second);
    assert_memory_equal(&s->words, &again->words, sizeof s->words);
    assert_memory_equal(s->order, again->order, sizeof s->order);
    cf_style_destroy(&again);
    /* Cut anywhere, it is refused. */
    for (size_t i = 0; i < strlen(json); i += 7)
        assert_int_equal(cf_style_read(&again, json, i, &err), CF_EFORMAT);
    /* One byte changed: refused, or read into something that can be written. */
    for (size_t i = 0; i < strlen(json); i++) {
        char kept = json[i];
        json[i] = "0}]\"-x,"[i % 7];
        if (!cf_style_read(&again, json, strlen(second), &err)) {
            char *third = cf_style_json(again);
            assert_non_null(third);
            free(third);
            cf_style_destroy(&again);
        }
        json[i] = kept;
    }
    free(json);
    free(second);
    cf_style_destroy(&s);
}

static void test_builtin(void **state)
{
    (void)state;
    const struct cf_style *s = cf_style_builtin();
    uint64_t words = 0, tokens = 0;
    for (int i = 0; i <= CF_STYLE_LENGTH_MAX; i++) {
        words += s->words.counts[i];
        tokens += s->tokens.counts[i];
    }
    assert_int_equal(words, s->words.captions);
    assert_int_equal(tokens, s->tokens.captions);
    assert_in_range(cf_style_lengths_quantile(&s->tokens, 0.5), 60, 300);
    assert_true(s->noun > 0.2 && s->noun < 0.5 && s->mattr50 > 0.6 && s->mattr50 < 1);
    int kinds[CF_FRAGMENT_KINDS] = {0};
    for (size_t i = 0; i < s->fragment_count; i++)
        kinds[s->fragments[i].kind]++;
    for (int k = 0; k < CF_FRAGMENT_KINDS; k++)
        assert_true(kinds[k] >= 3);
    /* The table and JSON of it are what a store's would be. */
    struct cf_style *again = NULL;
    char *json = cf_style_json(s);
    assert_int_equal(cf_style_read(&again, json, strlen(json), NULL), CF_OK);
    assert_memory_equal(s->order, again->order, sizeof s->order);
    cf_style_destroy(&again);
    free(json);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lengths),       cmocka_unit_test(test_fragments), cmocka_unit_test(test_measures),
        cmocka_unit_test(test_moving_window), cmocka_unit_test(test_json),      cmocka_unit_test(test_builtin),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
