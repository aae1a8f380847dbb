/* The offline method: what it keeps, what it must not bring in, what it must not contradict. */
#include "language/language.h"
#include "offline/internal.h"
#include "offline/offline.h"
#include <ctype.h>
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
    if (cf_language_open(&language, NULL, &err))
        fail_msg("%s", err.message);
    return 0;
}

static int close_language(void **state)
{
    (void)state;
    cf_language_close(&language);
    return 0;
}

static struct cf_offline_result make(const char *prompt, uint64_t seed, uint32_t target, uint32_t cap)
{
    const struct cf_offline_params params = {.language = language,
                                             .prompt = prompt,
                                             .size = strlen(prompt),
                                             .seed = seed,
                                             .target_tokens = target,
                                             .max_tokens = cap};
    struct cf_offline_result result = {0};
    struct cf_error err = {0};
    if (cf_offline_make(&params, &result, &err))
        fail_msg("'%s': %s", prompt, err.message);
    assert_int_equal(result.size, strlen(result.text));
    return result;
}

static const char *const prompts[] = {
    "a red bicycle",
    "A panda drinking coffee in a cafe in Paris",
    "a shark is swimming in the ocean",
    "corridor",
    "Three owls on a branch, the one on the right never opens its eyes",
    "A neon sign reading \"OPEN LATE\" flickers above a ramen bar in the rain",
    "Turtle swimming in ocean.",
    "a cat and a dog",
    "A street with no people, only five cats sitting on doorsteps",
    "snow rocky mountains. the canyons twist and bend",
    "An astronaut flying in space, in super slow motion",
    "In a still frame, a stop sign",
};
enum { PROMPTS = sizeof prompts / sizeof *prompts };

static void the_prompt_is_there_word_for_word(void **state)
{
    (void)state;
    for (size_t i = 0; i < PROMPTS; i++)
        for (uint64_t seed = 0; seed < 20; seed++) {
            struct cf_offline_result result = make(prompts[i], seed, 0, 0);
            char core[128];
            size_t size = strlen(prompts[i]) - (prompts[i][strlen(prompts[i]) - 1] == '.');
            snprintf(core, sizeof core, "%.*s", (int)size, prompts[i]);
            assert_int_equal(result.outcome, CF_OFFLINE_MADE);
            assert_non_null(strstr(result.text, core));
            assert_null(strchr(result.text, '\n'));
            assert_null(strpbrk(result.text, "[]{}|"));
            assert_true(result.text[0] < 'a' || result.text[0] > 'z');
            assert_int_equal(result.text[result.size - 1], '.');
            assert_null(strstr(result.text, ".."));
            cf_offline_free(&result);
        }
}

static void equal_seeds_give_equal_texts_and_others_do_not(void **state)
{
    (void)state;
    for (size_t i = 0; i < PROMPTS; i++) {
        struct cf_offline_result a = make(prompts[i], 7, 0, 0), b = make(prompts[i], 7, 0, 0),
                                 c = make(prompts[i], 8, 0, 0);
        assert_string_equal(a.text, b.text);
        assert_string_not_equal(a.text, c.text);
        cf_offline_free(&a);
        cf_offline_free(&b);
        cf_offline_free(&c);
    }
}

static void the_length_is_near_the_target_and_never_above_the_cap(void **state)
{
    (void)state;
    static const uint32_t targets[] = {60, 90, 130, 170};
    for (size_t t = 0; t < sizeof targets / sizeof *targets; t++)
        for (size_t i = 0; i < PROMPTS; i++) {
            struct cf_offline_result free_of_cap = make(prompts[i], t, targets[t], 0);
            struct cf_offline_result capped = make(prompts[i], t, targets[t], 80);
            assert_in_range(free_of_cap.tokens, targets[t] - 22, targets[t] + 22);
            assert_true(capped.tokens <= 80);
            cf_offline_free(&free_of_cap);
            cf_offline_free(&capped);
        }
}

/* Words of the grammar that WordNet has among things, places, people or deeds, and which speak of the picture here. */
static const char *const of_the_picture[] = {
    "camera",       "lens",       "frame",       "light",      "shadow",        "background",   "foreground",
    "image",        "picture",    "clip",        "shot",       "scene",         "surroundings", "setting",
    "backdrop",     "edge",       "center",      "point",      "focus",         "surface",      "texture",
    "material",     "color",      "detail",      "outline",    "contour",       "shape",        "composition",
    "perspective",  "depth",      "space",       "distance",   "highlight",     "still",        "zoom",
    "tilt",         "pan",        "environment", "crease",     "filter",        "silhouette",   "design",
    "pattern",      "palette",    "key",         "fill",       "subject",       "element",      "side",
    "corner",       "layer",      "look",        "blur",       "field",         "range",        "end",
    "beginning",    "middle",     "area",        "zone",       "plane",         "line",         "source",
    "form",         "balance",    "style",       "blend",      "wash",          "motion",       "push-in",
    "framing",      "grain",      "finish",      "moment",     "spacing",       "layout",       "arrangement",
    "part",         "parts",      "footage",     "video",      "treatment",     "photograph",   "mark",
    "view",         "bokeh",      "close-up",    "point",      "trace",         "presence",     "angle",
    "substance",    "interest",   "accent",      "grade",      "radiance",      "glow",         "ambiance",
    "context",      "position",   "volume",      "take",       "cut",           "work",         "essential",
    "hue",          "aberration", "geometry",    "proportion", "viewpoint",     "opening",      "close",
    "cast",         "character",  "noise",       "reframing",  "room",          "tone",         "attention",
    "gradation",    "transition", "shading",     "change",     "lighting",      "weight",       "patient",
    "fluid",        "chosen",     "result",      "faithful",   "shift",         "resolution",   "progress",
    "place",        "fore",       "distortion",  "daylight",   "darkness",      "jolt",         "roll",
    "drift",        "model",      "start",       "medium",     "contemplative", "stable",       "spirit",
    "interruption", "back",       "arc",         "mid-range",  "strain",        "spread",       "break",
    "impact",
};

static bool allowed(const struct cf_token *token)
{
    for (size_t i = 0; i < sizeof of_the_picture / sizeof *of_the_picture; i++)
        if (strcmp(token->lemma, of_the_picture[i]) == 0 || strcmp(token->word, of_the_picture[i]) == 0)
            return true;
    return false;
}

/* Reads a sentence of the grammar; false, and said, where it brings something into the picture. */
static bool brings_nothing(const char *sentence)
{
    struct cf_analysis *analysis = NULL;
    assert_int_equal(cf_analysis_create(&analysis, language, sentence, strlen(sentence), NULL), CF_OK);
    bool nothing = true;
    for (size_t i = 0; i < analysis->tokens_count; i++) {
        const struct cf_token *t = &analysis->tokens[i];
        bool noun = t->pos == CF_POS_NOUN || t->pos == CF_POS_NAME;
        uint32_t things = CF_CLASS_PERSON | CF_CLASS_ANIMAL | CF_CLASS_PLACE | CF_CLASS_OBJECT | CF_CLASS_FOOD;
        bool thing = noun && (t->classes & things) && !allowed(t);
        bool number = t->pos == CF_POS_NUMBER;
        bool colour = t->pos == CF_POS_ADJECTIVE && (t->classes & CF_CLASS_COLOUR);
        if (thing || number || colour) {
            print_error("'%s' brings in '%s'\n", sentence, t->word);
            nothing = false;
        }
    }
    cf_analysis_destroy(&analysis);
    return nothing;
}

static void the_grammar_brings_nothing_into_the_picture(void **state)
{
    (void)state;
    struct fragments *fragments = calloc(1, sizeof *fragments);
    assert_non_null(fragments);
    assert_int_equal(cf_offline_collect(fragments, language, NULL, 0, NULL), CF_OK);
    assert_true(fragments->count > 0);
    uint64_t random = 20;
    int guilty = 0, read = 0;
    struct expansion with = {"it", "", 0, fragments, &random};
    for (size_t i = 0; i < cf_offline_phrase_count; i++)
        for (int k = 0; k < 24; k++) {
            char sentence[SENTENCE_MAX];
            uint32_t asserts;
            if (!cf_offline_expand(sentence, cf_offline_phrases[i].text, &with, &asserts))
                fail_msg("phrase %zu cannot be expanded: %s", i, cf_offline_phrases[i].text);
            guilty += !brings_nothing(sentence);
            read++;
        }
    free(fragments);
    print_message("%d sentences read\n", read);
    assert_int_equal(guilty, 0);
}

static const struct {
    const char *prompt, *words; /* that must not be added, between bars */
} denials[] = {
    {"a castle, pan left", "push-in|pushes in|moves in|eases forward|pulls "
                           "back|arcs|curves|lateral|drift|floats|rises|lifts|holds still|locked"},
    {"a castle, zoom in",
     "push-in|pulls back|arcs|curves|lateral|drift|floats|rises|lifts|holds still|holds its|holds steady|locked"},
    {"a horse in a field, static shot",
     "push-in|moves in|eases|pulls back|arcs|curves|drift|floats|rises|lifts|tracking|handheld"},
    {"a dog runs in a park, handheld camera",
     "smooth and|steady|locked|holds still|holds its|fluid|push-in|arcs|perfectly"},
    {"a quiet street at night", "daylight|sunlight|bright natural|bright and|sunny|sunlit"},
    {"a beach at noon", "night|darkness|moonlight|low light"},
    {"a dog, close-up", "medium shot|wide shot|wide lens|wide view|long shot|distant|mid-range"},
    {"an aerial view of a vineyard", "close-up|medium shot|low angle|lowered viewpoint|level and natural"},
    {"a couple on a bridge, black and white", "color|hue|saturation|warm"},
    {"a fox in the snow, pixel art", "lens|realism|cinematic yet|optical|photograph|documentary"},
    {"two armies fight a battle", "calm|serene|tranquil|unhurried|peaceful|relaxed|quiet"},
    {"a sleeping baby", "lively|energy|dynamic|vigorous|momentum"},
    {"waves on a beach, time-lapse", "real time|natural pace|unhurried|slow"},
    {"a drop of water falling, slow motion", "rapid|real time|natural pace|lively"},
    {"a woman in a studio without any shadows", "shadow"},
    {"a vase on a white background", "surroundings comes into view|setting recedes"},
    {"a boy looks at the camera", "The camera|the camera"},
};

/* At the beginning of a word. */
static bool has_word(const char *text, const char *word)
{
    for (const char *at = text; (at = strcasestr(at, word)); at++)
        if (at == text || !isalpha((unsigned char)at[-1]))
            return true;
    return false;
}

static void nothing_that_the_prompt_says_is_contradicted(void **state)
{
    (void)state;
    int guilty = 0;
    for (size_t i = 0; i < sizeof denials / sizeof *denials; i++)
        for (uint64_t seed = 0; seed < 60; seed++) {
            struct cf_offline_result result = make(denials[i].prompt, seed, 160, 0);
            const char *behind = strstr(result.text, denials[i].prompt);
            assert_non_null(behind);
            char *added = strdup(result.text);
            assert_non_null(added);
            memset(added + (behind - result.text), ' ', strlen(denials[i].prompt));
            for (const char *word = denials[i].words; *word;) {
                char wanted[64];
                size_t size = strcspn(word, "|");
                snprintf(wanted, sizeof wanted, "%.*s", (int)size, word);
                if (has_word(added, wanted)) {
                    print_error("'%s', seed %llu, gets '%s': %s\n", denials[i].prompt, (unsigned long long)seed, wanted,
                                result.text);
                    guilty++;
                }
                word += size + (word[size] == '|');
            }
            free(added);
            cf_offline_free(&result);
        }
    assert_int_equal(guilty, 0);
}

static void other_languages_come_back_with_the_reason(void **state)
{
    (void)state;
    static const struct {
        const char *prompt, *code;
    } foreign[] = {
        {"一只猫在屋顶上睡觉", "zh"},
        {"Ein alter Mann sitzt auf einer Bank und füttert die Tauben im Park", "de"},
        {"Un vieil homme est assis sur un banc et nourrit les pigeons dans le parc", "fr"},
        {"Старик сидит на скамейке и кормит голубей в парке", "ru"},
    };
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++) {
        struct cf_offline_result result = make(foreign[i].prompt, 0, 0, 0);
        assert_int_equal(result.outcome, CF_OFFLINE_PROMPT);
        assert_non_null(strstr(result.text, foreign[i].prompt));
        assert_non_null(strstr(result.reason, foreign[i].code));
        cf_offline_free(&result);
    }
}

static void prompts_of_any_bytes(void **state)
{
    (void)state;
    struct cf_error err = {0};
    static const char blank[] = " \n\t ... !? ", broken[] = "a \xff\xfe red \x80 car\0 on a road";
    struct cf_offline_params params = {.language = language, .prompt = "", .size = 0};
    struct cf_offline_result result = {0};
    assert_int_equal(cf_offline_make(&params, &result, &err), CF_EINVAL);
    assert_null(result.text);
    params.prompt = blank;
    params.size = sizeof blank - 1;
    assert_int_equal(cf_offline_make(&params, &result, &err), CF_EINVAL);
    params.prompt = broken;
    params.size = sizeof broken - 1;
    assert_int_equal(cf_offline_make(&params, &result, &err), CF_OK);
    assert_non_null(strstr(result.text, "car"));
    cf_offline_free(&result);

    size_t size = 100000;
    char *large = malloc(size);
    assert_non_null(large);
    for (size_t i = 0; i < size; i++)
        large[i] = "a red car and "[i % 14];
    params.prompt = large;
    params.size = size;
    assert_int_equal(cf_offline_make(&params, &result, &err), CF_OK);
    assert_int_equal(result.outcome, CF_OFFLINE_PROMPT);
    assert_non_null(strstr(result.reason, "tokens"));
    cf_offline_free(&result);
    free(large);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_prompt_is_there_word_for_word),
        cmocka_unit_test(equal_seeds_give_equal_texts_and_others_do_not),
        cmocka_unit_test(the_length_is_near_the_target_and_never_above_the_cap),
        cmocka_unit_test(the_grammar_brings_nothing_into_the_picture),
        cmocka_unit_test(nothing_that_the_prompt_says_is_contradicted),
        cmocka_unit_test(other_languages_come_back_with_the_reason),
        cmocka_unit_test(prompts_of_any_bytes),
    };
    return cmocka_run_group_tests(tests, open_language, close_language);
}
