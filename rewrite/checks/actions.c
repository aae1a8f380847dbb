/* Whether what the prompt has done is done in the rewrite, in whatever words. */
#include "checks/internal.h"
#include <stdio.h>
#include <string.h>

enum { WORD_MAX = 64, MOTION = 38 }; /* MOTION: lexnames(5WN) */

/* "takes a big bite", "goes for a stroll": the noun says what is done. */
static bool is_taken_up(const struct cf_reading *reading, size_t i)
{
    const struct cf_token *tokens = reading->analysis->tokens;
    if (tokens[i].pos != CF_POS_NOUN)
        return false;
    for (size_t j = i; j-- > 0 && i - j <= 6 && tokens[j].sentence == tokens[i].sentence;)
        if (cf_reading_is(&tokens[j], "take takes taking took have having give gives gave go goes going enjoy enjoys "
                                      "enjoying"))
            return true;
    return false;
}

/* Nothing is done by it: whoever stands, waits or holds may do anything else, or nothing. */
static bool is_static(const char *verb)
{
    return cf_word_is(verb,
                      "be have stand sit lie rest wait pause hold remain stay hang lean perch idle contain keep seem "
                      "appear look watch admire study gaze stare sleep");
}

/* A tool shows what is done where a verb right before it is done with it: "pounds with a hammer". */
static bool is_at_work(const struct cf_reading *reading, size_t i)
{
    const struct cf_token *tokens = reading->analysis->tokens;
    for (size_t j = i > 4 ? i - 4 : 0; j < i; j++)
        if (tokens[j].sentence == tokens[i].sentence && tokens[j].pos == CF_POS_VERB && !tokens[j].negated &&
            tokens[j].classes & CF_CLASS_ACTION && reading->phrase_of[j] < 0 && !is_static(tokens[j].lemma))
            return true;
    return false;
}

/* What the word says as a verb; the word itself where it is none. */
static void verb_of(const struct cf_reading *reading, const struct cf_token *t, char *lemma)
{
    const char *hyphen = strrchr(t->word, '-'); /* "snow-covered" */
    const char *word = hyphen ? hyphen + 1 : t->word;
    if (!cf_language_lemma(reading->language, word, CF_POS_VERB, lemma, WORD_MAX))
        snprintf(lemma, WORD_MAX, "%.63s", hyphen ? word : t->lemma);
}

/* A noun that is something done or heard: a leap, a song, no drop. */
static bool is_happening(const struct cf_reading *reading, const char *noun)
{
    static const char *const kinds[] = {"act",      "event", "sound", "communication", "process", "light",
                                        "activity", "state", NULL};
    return cf_kind_is(reading, noun, kinds);
}

/* The word stands there as a thing, and no more: "smooth rocks border the bed" rocks nobody. */
static bool is_thing(const struct cf_reading *reading, size_t i)
{
    const struct cf_token *t = &reading->analysis->tokens[i];
    const struct cf_phrase *p = cf_reading_phrase(reading, i);
    static const char *const kinds[] = {"plant part", "animal", "natural object", "plant", "material", NULL};
    if (t->pos != CF_POS_NOUN || !p || p->head != i || is_happening(reading, t->lemma) || is_at_work(reading, i) ||
        !cf_kind_is(reading, t->lemma, kinds))
        return false;
    return p->begin < i || t->flags & CF_TOKEN_PLURAL;
}

/* The two verbs, base forms, say the same. */
static bool says(const struct cf_reading *reading, const char *word, const char *verb)
{
    return strcmp(word, verb) == 0 || cf_verbs_show(verb, word) ||
           cf_language_synonyms(reading->language, word, verb, CF_POS_VERB);
}

/* "wipeout", "take-off" */
static bool is_joined(const char *noun, const char *phrasal)
{
    size_t head = strcspn(phrasal, " ");
    return phrasal[head] && strncmp(noun, phrasal, head) == 0 &&
           strcmp(noun + head + (noun[head] == '-'), phrasal + head + 1) == 0;
}

/* The verb with its particle, where without it it says something else: "put out", not "run off". */
static bool shows_phrasal(const struct cf_reading *reading, size_t i, const struct cf_need *need, bool *settled)
{
    const struct cf_token *t = &reading->analysis->tokens[i];
    char lemma[WORD_MAX], own[WORD_MAX];
    verb_of(reading, t, lemma);
    bool pair = cf_reading_phrasal(reading, i, own, sizeof(own));
    *settled = false;
    if (pair && says(reading, own, need->phrasal))
        return true;
    bool verb = t->pos == CF_POS_VERB || (t->pos == CF_POS_ADJECTIVE && strcmp(lemma, t->word) != 0);
    if (is_joined(t->lemma, need->phrasal) ||
        (verb && strcmp(lemma, need->verb) != 0 && says(reading, lemma, need->phrasal)))
        return true;
    *settled = strcmp(lemma, need->verb) == 0 && cf_language_field(reading->language, need->verb) != MOTION &&
               !cf_language_synonyms(reading->language, need->phrasal, need->verb, CF_POS_VERB);
    return false;
}

/* The token at i shows the action: the verb, a synonym, a kind of it, or a close relative. */
static bool shows(const struct cf_reading *reading, size_t i, const struct cf_need *need)
{
    const struct cf_token *t = &reading->analysis->tokens[i];
    const char *verb = need->verb;
    if (t->negated || t->quoted || t->pos >= CF_POS_NUMBER || t->classes & CF_CLASS_STOP)
        return false;
    bool settled = false;
    if (need->phrasal && shows_phrasal(reading, i, need, &settled))
        return true;
    if (settled)
        return false;
    char lemma[WORD_MAX],
        own[WORD_MAX]; /* taken for a noun, it may yet be the verb: "eyes shining, frolics in the park" */
    verb_of(reading, t, lemma);
    const char *hyphen = strchr(t->word, '-'); /* "push-ups" */
    if (hyphen && strlen(verb) == (size_t)(hyphen - t->word) && strncmp(t->word, verb, strlen(verb)) == 0)
        return true;
    uint32_t visible = CF_CLASS_PERSON | CF_CLASS_ANIMAL | CF_CLASS_PLACE | CF_CLASS_OBJECT | CF_CLASS_CAMERA;
    /* "flat and toboggan down the hill": a singular noun without article is the verb */
    bool bare = reading->phrase_of[i] >= 0 && reading->phrases[reading->phrase_of[i]].begin == i &&
                reading->phrases[reading->phrase_of[i]].head == i && !(t->flags & CF_TOKEN_PLURAL);
    bool does = t->pos != CF_POS_NOUN || !(t->classes & visible) || bare || is_taken_up(reading, i);
    /* a hammer alone hammers nothing, but a nap is napping */
    bool at_work = does || !cf_language_mainly_is_a(reading->language, t->lemma, "artifact") || is_at_work(reading, i);
    if (strcmp(t->lemma, verb) == 0 || strcmp(lemma, verb) == 0)
        return at_work && !is_thing(reading, i);
    bool told = does && (t->pos != CF_POS_NOUN || bare || is_taken_up(reading, i) || is_happening(reading, t->lemma));
    if (told && (cf_verbs_show(verb, lemma) || cf_verbs_show(verb, t->lemma)))
        return true;
    bool participle = t->pos == CF_POS_ADJECTIVE && strcmp(lemma, t->word) != 0; /* "is torn" */
    if ((t->pos == CF_POS_VERB || participle) && (cf_language_synonyms(reading->language, lemma, verb, CF_POS_VERB) ||
                                                  cf_language_is_a(reading->language, lemma, verb, CF_POS_VERB) ||
                                                  cf_language_entails(reading->language, lemma, verb)))
        return true;
    if (t->pos == CF_POS_VERB && cf_reading_phrasal(reading, i, own, sizeof(own)) && says(reading, own, verb))
        return true; /* "takes off" for removes */
    return at_work && strncmp(t->word, verb, 3) == 0 && cf_language_derived(reading->language, t->lemma, verb);
}

/* What is worn is seen on somebody, unless it is in his hands or lies about. */
static bool is_worn(const struct cf_reading *reading, const struct cf_need *need)
{
    const struct cf_token *tokens = reading->analysis->tokens;
    if (!need->object || !cf_word_is(need->verb, "wear don sport"))
        return false;
    for (size_t i = 0; i < reading->analysis->tokens_count; i++) {
        if (tokens[i].negated || !cf_match_token(reading, i, need->object, need->object))
            continue;
        bool off = false;
        for (size_t j = i; j-- > 0 && i - j <= 6 && tokens[j].sentence == tokens[i].sentence;)
            off |= cf_reading_is(&tokens[j], "holds holding folds folding folded carries carrying hangs hanging "
                                             "removes removing tosses beside off unworn without");
        if (!off)
            return true;
    }
    return false;
}

/* Where it goes says it: "across" for crossing, "slips out" for emerging, "aboard" for boarding. */
static bool is_way(const struct cf_facts *facts, const struct cf_reading *reading, const struct cf_need *need, size_t i)
{
    static const char *const ways[][2] = {
        {"cross traverse", "across over"},
        {"emerge exit leave", "out"},
        {"board", "aboard"},
        {"enter", "into"},
        {"ascend climb", "upward"},
        {"descend", "downward down"},
        {"return", "back"},
        {"approach", "toward towards"},
        {"chase pursue", "after"},
        {"flee escape", "lives life"},
        {"escape flee", "away"},
        {"leave", "away"},
    };
    const struct cf_token *tokens = reading->analysis->tokens;
    for (size_t k = 0; k < sizeof(ways) / sizeof(*ways); k++) {
        if (!cf_word_is(need->verb, ways[k][0]) || !cf_reading_is(&tokens[i], ways[k][1]))
            continue;
        for (size_t j = i > 9 ? i - 9 : 0; j < i + 9 && j < reading->analysis->tokens_count; j++)
            if (tokens[j].sentence == tokens[i].sentence && tokens[j].pos == CF_POS_VERB &&
                (cf_language_field(reading->language, tokens[j].lemma) == MOTION ||
                 cf_reading_is(&tokens[j], "makes make making")) && /* "makes its way" */
                !cf_act_is_others(facts, reading, need, j))
                return true;
    }
    return false;
}

void cf_trial_action(struct cf_trial *trial, size_t index)
{
    const struct cf_need *need = &trial->facts->needs[index];
    const struct cf_reading *r = &trial->reading;
    for (size_t i = 0; i < r->analysis->tokens_count; i++)
        if ((shows(r, i, need) && !cf_match_denied(r->analysis, i) && !cf_act_is_others(trial->facts, r, need, i)) ||
            is_way(trial->facts, r, need, i))
            return;
    if (is_worn(r, need))
        return;
    char message[640];
    snprintf(message, sizeof(message), "The action \"%.500s\" must be shown.", need->fact.surface);
    cf_trial_fail(trial, CF_CHECK_ACTION, (int64_t)index, need->fact.surface, "", message);
}
