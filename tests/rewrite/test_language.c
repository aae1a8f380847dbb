/* Words, parts of speech, negation, quotes, meanings and languages, on sentences whose reading is beyond dispute. */
#include "language/language.h"
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct cf_language *language;

static int open_language(void **state)
{
    (void)state;
    struct cf_error err = {0};
    int rc = cf_language_open(&language, NULL, &err);
    if (rc)
        fprintf(stderr, "%s\n", err.message);
    return rc;
}

static int close_language(void **state)
{
    (void)state;
    cf_language_close(&language);
    cf_language_close(&language);
    return 0;
}

static struct cf_analysis *analyse(const char *text)
{
    struct cf_analysis *a = NULL;
    assert_int_equal(cf_analysis_create(&a, language, text, strlen(text), NULL), CF_OK);
    return a;
}

/* The first token with this word; fails where there is none. */
static const struct cf_token *word(const struct cf_analysis *a, const char *w)
{
    for (size_t i = 0; i < a->tokens_count; i++)
        if (strcmp(a->tokens[i].word, w) == 0)
            return &a->tokens[i];
    fail_msg("no '%s' in '%s'", w, a->text);
    return NULL;
}

static void test_missing_files(void **state)
{
    (void)state;
    struct cf_error err = {0};
    struct cf_language *none = NULL;
    assert_int_equal(cf_language_open(&none, "/nowhere", &err), CF_ENOENT);
    assert_null(none);
    assert_non_null(strstr(err.message, "/nowhere/index.noun"));
    assert_non_null(strstr(err.message, "wordnet-base"));
}

static void test_parts_and_lemmas(void **state)
{
    (void)state;
    static const struct {
        const char *text, *word, *lemma;
        enum cf_pos pos;
    } cases[] = {
        {"two cats are sleeping on a sofa", "cats", "cat", CF_POS_NOUN},
        {"two cats are sleeping on a sofa", "sleeping", "sleep", CF_POS_VERB},
        {"two cats are sleeping on a sofa", "are", "are", CF_POS_AUXILIARY},
        {"the mice ran under the old oak", "mice", "mouse", CF_POS_NOUN},
        {"the mice ran under the old oak", "ran", "run", CF_POS_VERB},
        {"the mice ran under the old oak", "old", "old", CF_POS_ADJECTIVE},
        {"a panda drinking coffee in a cafe in Paris", "drinking", "drink", CF_POS_VERB},
        {"a panda drinking coffee in a cafe in Paris", "paris", "paris", CF_POS_NAME},
        {"Gwen Stacy reading a book", "gwen", "gwen", CF_POS_NAME},
        {"a person is knitting", "knitting", "knit", CF_POS_VERB},
        {"waves crashing on rocks", "waves", "wave", CF_POS_NOUN},
        {"In a still frame, a stop sign", "still", "still", CF_POS_ADJECTIVE},
        {"it runs very quickly", "quickly", "quickly", CF_POS_ADVERB},
        {"A Dog And A Cat Sitting On A Red Sofa", "dog", "dog", CF_POS_NOUN},
        {"she doesn't smile", "n't", "n't", CF_POS_PARTICLE},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct cf_analysis *a = analyse(cases[i].text);
        const struct cf_token *t = word(a, cases[i].word);
        if (t->pos != cases[i].pos && !(cases[i].pos == CF_POS_PARTICLE && t->pos == CF_POS_ADVERB))
            fail_msg("'%s' in '%s': part %d, expected %d", cases[i].word, cases[i].text, t->pos, cases[i].pos);
        assert_string_equal(t->lemma, cases[i].lemma);
        cf_analysis_destroy(&a);
        assert_null(a);
    }
}

static void test_classes(void **state)
{
    (void)state;
    static const struct {
        const char *word;
        uint32_t classes;
    } cases[] = {
        {"fisherman", CF_CLASS_PERSON}, {"people", CF_CLASS_PERSON},       {"Dogs", CF_CLASS_ANIMAL},
        {"animal", CF_CLASS_ANIMAL},    {"kitchen", CF_CLASS_PLACE},       {"street", CF_CLASS_PLACE},
        {"mountain", CF_CLASS_PLACE},   {"beach", CF_CLASS_PLACE},         {"violin", CF_CLASS_OBJECT},
        {"pizza", CF_CLASS_FOOD},       {"crimson", CF_CLASS_COLOUR},      {"atmosphere", CF_CLASS_ABSTRACT},
        {"zoom", CF_CLASS_CAMERA},      {"watercolor", CF_CLASS_STYLE},    {"sunlight", CF_CLASS_LIGHT},
        {"slowly", CF_CLASS_PACE},      {"dusk", CF_CLASS_TIME},           {"the", CF_CLASS_STOP},
        {"jump", CF_CLASS_ACTION},      {"fire hydrant", CF_CLASS_OBJECT}, {"teddy bear", CF_CLASS_OBJECT},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
        if (!(cf_language_classes(language, cases[i].word) & cases[i].classes))
            fail_msg("'%s': classes %x lack %x", cases[i].word, cf_language_classes(language, cases[i].word),
                     cases[i].classes);
    assert_int_equal(cf_language_classes(language, "gently") & (CF_CLASS_OBJECT | CF_CLASS_PERSON), 0);
    assert_int_equal(cf_language_classes(language, "xqzzt"), 0);
}

static void test_meanings(void **state)
{
    (void)state;
    assert_true(cf_language_is_a(language, "corgi", "dog", CF_POS_NOUN));
    assert_true(cf_language_is_a(language, "robin", "bird", CF_POS_NOUN));
    assert_true(cf_language_is_a(language, "fisherman", "person", CF_POS_NOUN));
    assert_false(cf_language_is_a(language, "dog", "corgi", CF_POS_NOUN));
    assert_false(cf_language_is_a(language, "cat", "dog", CF_POS_NOUN));
    assert_true(cf_language_synonyms(language, "car", "automobile", CF_POS_NOUN));
    assert_true(cf_language_synonyms(language, "sofa", "couch", CF_POS_NOUN));
    assert_false(cf_language_synonyms(language, "car", "bicycle", CF_POS_NOUN));
    assert_true(cf_language_antonyms(language, "open", "closed"));
    assert_true(cf_language_antonyms(language, "young", "old"));
    assert_false(cf_language_antonyms(language, "open", "red"));
    assert_true(cf_language_derived(language, "dancer", "dance"));
    char lemma[32];
    assert_true(cf_language_lemma(language, "running", CF_POS_VERB, lemma, sizeof(lemma)));
    assert_string_equal(lemma, "run");
    assert_false(cf_language_lemma(language, "running", CF_POS_VERB, lemma, 3));
    assert_string_equal(cf_language_colour(language, "crimson", 0), "red");
    assert_string_equal(cf_language_colour(language, "teal", 1), "blue");
    assert_null(cf_language_colour(language, "table", 0));
}

/* Marks the words that must be negated with a leading '!'. */
static void test_negation(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "an empty street with no !people",
        "a forest without !any !animals, mist between the trunks",
        "a road, no !cars, !trucks !or !people, just rain",
        "a car that is not !red",
        "a man who never !smiles",
        "a valley free of !clouds, green and wide",
        "the fog no longer hides the tower",
        "she does n't !run but walks",
        "no !dogs in the garden",
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        char plain[256] = "", want[64][2] = {{0}};
        size_t words = 0, n = 0;
        for (const char *p = cases[i]; *p; p++) {
            if (*p == '!')
                want[words][0] = 1;
            else
                plain[n++] = *p;
            words += *p == ' ';
        }
        struct cf_analysis *a = analyse(plain);
        size_t at = 0;
        for (size_t t = 0; t < a->tokens_count; t++) {
            if (a->tokens[t].pos == CF_POS_PUNCTUATION)
                continue;
            if (a->tokens[t].negated != want[at][0])
                fail_msg("'%s': '%s' is %snegated", plain, a->tokens[t].word, a->tokens[t].negated ? "" : "not ");
            at++;
        }
        cf_analysis_destroy(&a);
    }
}

static void test_quotes(void **state)
{
    (void)state;
    static const struct {
        const char *text, *quotes; /* joined by | */
    } cases[] = {
        {"a sign \"OPEN\" and a sign 'CLOSED'", "OPEN|CLOSED"},
        {"the dog's ball and the boys' bikes", ""},
        {"\xe2\x80\x9cHello\xe2\x80\x9d, \xe2\x80\x98it\xe2\x80\x99s me\xe2\x80\x99", "Hello|it\xe2\x80\x99s me"},
        {"\xc2\xab"
         "Bonjour\xc2\xbb \xe3\x80\x8c\xe3\x81\x8a\xe8\x8c\xb6\xe3\x80\x8d",
         "Bonjour|\xe3\x81\x8a\xe8\x8c\xb6"},
        {"rock 'n' roll in the '90s, don't stop", ""},
        {"an unclosed \" mark", ""},
        {"'don't panic' on a wall", "don't panic"},
        {"\xe2\x80\x9eGuten Tag\xe2\x80\x9c", "Guten Tag"},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct cf_analysis *a = analyse(cases[i].text);
        char joined[256] = "";
        for (size_t q = 0; q < a->quotes_count; q++) {
            strcat(joined, q ? "|" : "");
            strncat(joined, a->text + a->quotes[q].begin, a->quotes[q].size);
        }
        assert_string_equal(joined, cases[i].quotes);
        cf_analysis_destroy(&a);
    }
}

static void test_numbers(void **state)
{
    (void)state;
    struct cf_analysis *a =
        analyse("two cats, 3 dogs, twenty-one birds, a dozen eggs, a pair of swans, a couple of kids, 1,000 ants");
    assert_int_equal(word(a, "two")->number, 2);
    assert_int_equal(word(a, "3")->number, 3);
    assert_int_equal(word(a, "twenty-one")->number, 21);
    assert_int_equal(word(a, "dozen")->number, 12);
    assert_int_equal(word(a, "pair")->number, 2);
    assert_int_equal(word(a, "couple")->number, 2);
    assert_int_equal(word(a, "1,000")->number, 1000);
    cf_analysis_destroy(&a);
}

static void test_sentences(void **state)
{
    (void)state;
    struct cf_analysis *a =
        analyse("Dr. Smith walks at 10.30 a.m. toward St. Paul. He waves! \"Stop.\" Then rain falls");
    assert_int_equal(a->sentences_count, 4);
    cf_analysis_destroy(&a);
    a = analyse("");
    assert_int_equal(a->sentences_count, 0);
    assert_int_equal(a->tokens_count, 0);
    cf_analysis_destroy(&a);
}

static void test_bytes(void **state)
{
    (void)state;
    struct cf_analysis *a = NULL;
    assert_int_equal(cf_analysis_create(&a, language, "a\0b\xff\xc3(c\xed\xa0\x80", 10, NULL), CF_OK);
    assert_int_equal(strlen(a->text), a->text_size);
    assert_non_null(strstr(a->text, "a b\xef\xbf\xbd"));
    cf_analysis_destroy(&a);
    a = analyse("cafe\xcc\x81 ca\xe2\x80\x8bt"); /* decomposed; a zero-width blank */
    assert_string_equal(a->text, "caf\xc3\xa9 cat");
    cf_analysis_destroy(&a);
}

static void test_tongues(void **state)
{
    (void)state;
    static const struct {
        const char *text, *code;
    } cases[] = {
        {"a corgi", "en"},
        {"lighthouse", "en"},
        {"Gwen Stacy reading a book, zoom in", "en"},
        {"two red cars", "en"},
        {"un chat sur le toit", "fr"},
        {"un gato en el tejado", "es"},
        {"eine Katze auf dem Dach", "de"},
        {"un gatto sul tetto della casa", "it"},
        {"um gato no telhado da casa", "pt"},
        {"\xe4\xb8\x80\xe5\x8f\xaa\xe7\x8c\xab", "zh"},
        {"\xe5\xb1\x8b\xe6\xa0\xb9\xe3\x81\xae\xe7\x8c\xab", "ja"},
        {"\xea\xb3\xa0\xec\x96\x91\xec\x9d\xb4", "ko"},
        {"\xd0\xba\xd0\xbe\xd1\x82 \xd0\xbd\xd0\xb0 \xd0\xba\xd1\x80\xd1\x8b\xd1\x88\xd0\xb5 "
         "\xd0\xb4\xd0\xbe\xd0\xbc\xd0\xb0",
         "ru"},
        {"12345 !!", "und"},
        {"", "und"},
        {"Cinematic shot of Van Gogh's selfie, Van Gogh style", "en"},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct cf_tongue tongue;
        cf_language_identify(language, cases[i].text, strlen(cases[i].text), &tongue);
        if (strcmp(tongue.code, cases[i].code) != 0)
            fail_msg("'%s': %s, expected %s", cases[i].text, tongue.code, cases[i].code);
    }
}

/* Random bytes, and texts built to be slow: nothing may crash, and 100 KB must not take long (the test's own limit). */
static void test_hostile(void **state)
{
    (void)state;
    unsigned seed = 20240607;
    print_message("seed %u\n", seed);
    char *text = malloc(100000);
    for (int round = 0; round < 300; round++) {
        size_t size = (size_t)(rand_r(&seed) % 2000);
        for (size_t i = 0; i < size; i++)
            text[i] = (char)(round % 3 ? rand_r(&seed) % 256 : "'\"a-. \xe2\x80\x99,n't"[rand_r(&seed) % 14]);
        struct cf_analysis *a = NULL;
        struct cf_tongue tongue;
        assert_int_equal(cf_analysis_create(&a, language, text, size, NULL), CF_OK);
        cf_language_identify(language, text, size, &tongue);
        for (size_t i = 0; i < a->tokens_count; i++)
            assert_true(a->tokens[i].begin + a->tokens[i].size <= a->text_size);
        cf_analysis_destroy(&a);
    }
    static const char *const units[] = {
        "'",  "\"", "a",         "no ", "not not ",         "a-", "n't", "\xcc\x81", "\xe2\x80\x9c", "the cat ",
        "1,", "\n", "without ,", ".",   "\xf0\x9f\x98\x80", "x'"};
    for (size_t u = 0; u < sizeof(units) / sizeof(*units); u++) {
        for (size_t i = 0; i < 100000; i++)
            text[i] = units[u][i % strlen(units[u])];
        struct cf_analysis *a = NULL;
        struct cf_tongue tongue;
        assert_int_equal(cf_analysis_create(&a, language, text, 100000, NULL), CF_OK);
        cf_language_identify(language, text, 100000, &tongue);
        cf_analysis_destroy(&a);
    }
    free(text);
}

static void *reader(void *failed)
{
    for (int i = 0; i < 50; i++) {
        struct cf_analysis *a = NULL;
        static const char text[] = "Two corgis are running without leashes past a red barn in Paris";
        if (cf_analysis_create(&a, language, text, strlen(text), NULL) || a->words_count != 12 ||
            !cf_language_is_a(language, "corgi", "dog", CF_POS_NOUN))
            *(int *)failed = 1;
        cf_analysis_destroy(&a);
    }
    return NULL;
}

static void test_threads(void **state)
{
    (void)state;
    pthread_t threads[4];
    int failed[4] = {0};
    for (int i = 0; i < 4; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, reader, &failed[i]), 0);
    for (int i = 0; i < 4; i++) {
        pthread_join(threads[i], NULL);
        assert_int_equal(failed[i], 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_missing_files), cmocka_unit_test(test_parts_and_lemmas), cmocka_unit_test(test_classes),
        cmocka_unit_test(test_meanings),      cmocka_unit_test(test_negation),         cmocka_unit_test(test_quotes),
        cmocka_unit_test(test_numbers),       cmocka_unit_test(test_sentences),        cmocka_unit_test(test_bytes),
        cmocka_unit_test(test_tongues),       cmocka_unit_test(test_hostile),          cmocka_unit_test(test_threads),
    };
    return cmocka_run_group_tests(tests, open_language, close_language);
}
