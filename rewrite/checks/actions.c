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

bool cf_match_action(const struct cf_reading *reading, size_t i, const char *verb)
{
    const struct cf_token *t = &reading->analysis->tokens[i];
    if (t->negated || t->quoted || t->pos >= CF_POS_NUMBER || t->classes & CF_CLASS_STOP)
        return false;
    char lemma[WORD_MAX]; /* taken for a noun, it may yet be the verb: "eyes shining, frolics in the park" */
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
    if ((strcmp(t->lemma, verb) == 0 || strcmp(lemma, verb) == 0) && at_work)
        return true;
    bool told = does && (t->pos != CF_POS_NOUN || bare || is_taken_up(reading, i) || is_happening(reading, t->lemma));
    if (told && (cf_verbs_show(verb, lemma) || cf_verbs_show(verb, t->lemma)))
        return true;
    bool participle = t->pos == CF_POS_ADJECTIVE && strcmp(lemma, t->word) != 0; /* "is torn" */
    if ((t->pos == CF_POS_VERB || participle) && (cf_language_synonyms(reading->language, lemma, verb, CF_POS_VERB) ||
                                                  cf_language_is_a(reading->language, lemma, verb, CF_POS_VERB) ||
                                                  cf_language_entails(reading->language, lemma, verb)))
        return true;
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

/* "the shot reveals a blacksmith hammering": who is shown acts. */
static bool is_shown_by(const struct cf_token *verb)
{
    return cf_word_is(verb->lemma,
                      "reveal show capture follow feature depict present observe find catch frame see watch "
                      "film track study picture");
}

/* "It pauses, its light blinking, then turns": no more than how it is. */
static bool is_absolute(const struct cf_reading *reading, int32_t phrase, size_t i)
{
    const struct cf_token *tokens = reading->analysis->tokens;
    const struct cf_phrase *p = &reading->phrases[phrase];
    bool whose = cf_reading_is(&tokens[p->begin], "its his her their") && p->begin &&
                 strcmp(tokens[p->begin - 1].word, ",") == 0;
    bool participle = p->head + 1u < i && tokens[p->head + 1].flags & (CF_TOKEN_GERUND | CF_TOKEN_PAST);
    for (size_t j = p->head + 1u; whose && participle && j < i; j++)
        if (strcmp(tokens[j].word, ",") == 0)
            return true;
    return false;
}

/* Whom the verb at token i is said of, as far as the nearest thing before it that stands behind no preposition tells;
 * -1: of nobody in the sentence. */
static int32_t doer(const struct cf_reading *reading, size_t i)
{
    const struct cf_token *tokens = reading->analysis->tokens;
    for (size_t j = i + 1; tokens[i].flags & CF_TOKEN_GERUND && j < i + 8 && j + 1 < reading->analysis->tokens_count;
         j++)
        if (cf_reading_is(&tokens[j], "is are") &&
            tokens[j].sentence == tokens[i].sentence && /* "riding on it is a cat" */
            !(i && reading->phrase_of[i - 1] >= 0) && reading->phrase_of[j + 1] >= 0)
            return reading->phrase_of[j + 1];
    if (tokens[i].flags & CF_TOKEN_PAST) /* "is chased by a dog" */
        for (size_t j = i + 1; j < i + 4 && j + 1 < reading->analysis->tokens_count; j++)
            if (cf_reading_is(&tokens[j], "by") && tokens[j].sentence == tokens[i].sentence)
                return reading->phrase_of[j + 1];
    if (i && tokens[i].flags & CF_TOKEN_PAST && reading->phrase_of[i - 1] >= 0)
        return reading->phrase_of[i - 1]; /* "a slide titled" */
    if (i && tokens[i].flags & CF_TOKEN_PAST && tokens[i - 1].pos == CF_POS_AUXILIARY &&
        !cf_reading_is(&tokens[i - 1], "has have had"))
        return -1; /* "a dragon is conjured": by whom is not said */
    if (i && cf_reading_is(&tokens[i - 1], "which that who"))
        for (size_t j = i - 1; j-- > 0 && i - j < 4 && tokens[j].sentence == tokens[i].sentence;)
            if (reading->phrase_of[j] >= 0)
                return reading->phrase_of[j]; /* "a hologram, which floats" */
    bool comma = false;
    for (size_t j = i; j-- > 0 && tokens[j].sentence == tokens[i].sentence;) {
        int32_t p = reading->phrase_of[j];
        size_t begin = p >= 0 ? reading->phrases[p].begin : 0;
        if (cf_reading_is(&tokens[j], "he she it they them none each"))
            return -1;
        comma |= strcmp(tokens[j].word, ",") == 0;
        bool participle = tokens[i].flags & CF_TOKEN_GERUND && i - j <= 3 && !comma; /* "shows waves gently lapping" */
        bool oblique = p >= 0 && begin && !participle && tokens[begin - 1].sentence == tokens[i].sentence &&
                       ((tokens[begin - 1].pos == CF_POS_PREPOSITION &&
                         !cf_reading_is(&tokens[begin - 1], "as until while after before")) ||
                        (tokens[begin - 1].pos == CF_POS_VERB && !is_shown_by(&tokens[begin - 1])));
        if (p >= 0 && is_absolute(reading, p, i))
            continue;
        if (p >= 0 && reading->phrases[p].concrete && !oblique)
            return p;
    }
    return -1;
}

static bool is_animal(const struct cf_reading *reading, const char *noun)
{
    return cf_language_mainly_is_a(reading->language, noun, "animal");
}

static bool is_living(const struct cf_reading *reading, const char *noun)
{
    return is_animal(reading, noun) || cf_language_mainly_is_a(reading->language, noun, "person");
}

/* Somebody else does it: an animal instead of a person, a gull instead of a duck, a passer-by instead of the train. */
static bool is_another(const struct cf_reading *reading, const struct cf_need *need, const struct cf_phrase *who)
{
    if (!is_living(reading, who->base) || cf_language_is_a(reading->language, need->base3, who->base, CF_POS_NOUN))
        return false;
    return is_animal(reading, who->base) || !is_living(reading, need->base3) || is_animal(reading, need->base3);
}

/* "A boy feeds pigeons while a girl chases them": between the boy and the girl stands a verb of his own. */
static bool has_own_verb(const struct cf_facts *facts, const struct cf_need *who, const struct cf_need *need)
{
    const struct cf_analysis *a = facts->reading.analysis;
    uint32_t owner = 0;
    for (size_t k = 0; k < facts->count; k++)
        if (facts->needs[k].fact.check == CF_CHECK_ENTITY && strcmp(facts->needs[k].base, need->base3) == 0 &&
            facts->needs[k].fact.begin < need->fact.begin)
            owner = facts->needs[k].fact.begin;
    for (size_t i = 0; i < a->tokens_count; i++)
        if (a->tokens[i].begin > who->fact.begin && a->tokens[i].begin < owner && a->tokens[i].pos == CF_POS_VERB &&
            !(a->tokens[i].flags & (CF_TOKEN_GERUND | CF_TOKEN_PAST)))
            return true;
    return false;
}

/* "he tosses" is said of no audience, "they scatter" of no boy. */
static bool is_pronoun_of_another(const struct cf_reading *reading, const struct cf_need *need, size_t i)
{
    const struct cf_token *tokens = reading->analysis->tokens;
    bool many =
        need->plural || cf_word_is(need->base3, "audience crowd group people couple band orchestra family team pair");
    for (size_t j = i; j-- > 0 && i - j < 6 && tokens[j].sentence == tokens[i].sentence;) {
        if (reading->phrase_of[j] >= 0 || tokens[j].pos == CF_POS_PUNCTUATION)
            return false;
        if (cf_reading_is(&tokens[j], "he she"))
            return many;
        if (cf_reading_is(&tokens[j], "they"))
            return !many && cf_word_is(need->base3, "boy girl man woman king queen");
    }
    return false;
}

/* Who does it has his own part in the prompt: the crow steals from the squirrel. */
static bool is_swapped(const struct cf_facts *facts, const struct cf_reading *reading, const struct cf_need *need,
                       const struct cf_phrase *who)
{
    if (!is_living(reading, who->base) || cf_language_is_a(reading->language, need->base3, who->base, CF_POS_NOUN))
        return false;
    for (size_t k = 0; k < facts->count; k++) {
        const struct cf_need *n = &facts->needs[k];
        bool apart = n->fact.begin > need->fact.begin || has_own_verb(facts, n, need);
        if (n->fact.check == CF_CHECK_ENTITY && apart && strcmp(n->base, who->base) == 0 &&
            strcmp(n->base, need->base3) != 0)
            return true;
    }
    return false;
}

/* "a neighbor carries the child" where the firefighter stands by: somebody whom the rewrite brings in does it. */
static bool is_newcomer(const struct cf_reading *reading, const struct cf_need *need, const struct cf_phrase *who)
{
    const struct cf_token *tokens = reading->analysis->tokens;
    if (!cf_reading_is(&tokens[who->begin], "a an another") || !is_living(reading, who->base) ||
        !is_living(reading, need->base3) || cf_match_phrase(reading, who, need->noun3, need->base3) ||
        cf_language_is_a(reading->language, need->base3, who->base, CF_POS_NOUN))
        return false;
    for (size_t i = 0; i < reading->phrases_count; i++)
        if (&reading->phrases[i] != who && strcmp(reading->phrases[i].base, need->base3) == 0)
            return true;
    return false;
}

/* "is shot by a goblin": outright by another. */
static bool is_done_by(const struct cf_reading *reading, const struct cf_need *need, size_t i)
{
    const struct cf_token *tokens = reading->analysis->tokens;
    for (size_t j = i + 1; tokens[i].flags & CF_TOKEN_PAST && j < i + 3 && j + 1 < reading->analysis->tokens_count;
         j++) {
        int32_t p = cf_reading_is(&tokens[j], "by") ? reading->phrase_of[j + 1] : -1;
        uint32_t living = CF_CLASS_PERSON | CF_CLASS_ANIMAL;
        if (p >= 0 && tokens[reading->phrases[p].head].classes & living &&
            !cf_match_phrase(reading, &reading->phrases[p], need->noun3, need->base3) &&
            !cf_language_is_a(reading->language, need->base3, reading->phrases[p].base, CF_POS_NOUN))
            return true;
    }
    return false;
}

/* "arms thrown high" is not the bouquet that is to be tossed: what stands right before a participle suffers it. */
static bool is_of_another(const struct cf_reading *reading, const struct cf_need *need, size_t i)
{
    const struct cf_token *tokens = reading->analysis->tokens;
    int32_t p = i ? reading->phrase_of[i - 1] : -1;
    if (!need->object || p < 0)
        return false;
    bool own =
        cf_reading_is(&tokens[reading->phrases[p].begin], "its his her their") && /* "her chest heaving" */
        !cf_word_is(reading->phrases[p].base, "hand finger paw arm foot leg beak trunk tongue tail tooth claw wing "
                                              "jaw mouth palm fist head body crew team");
    if (own && tokens[i].flags & CF_TOKEN_GERUND)
        return !cf_match_phrase(reading, &reading->phrases[p], need->noun3, need->base3);
    if (!(tokens[i].flags & CF_TOKEN_PAST))
        return false;
    const struct cf_phrase *what = &reading->phrases[p];
    bool absolute = what->begin && cf_reading_is(&tokens[what->begin - 1], ", with");
    return absolute && !cf_match_phrase(reading, what, need->object, need->object) &&
           !cf_match_phrase(reading, what, need->noun3, need->base3);
}

/* "Captured through a telephoto lens": the camera's. */
static bool is_filming(const struct cf_reading *reading, size_t i)
{
    const struct cf_token *tokens = reading->analysis->tokens;
    if (!cf_reading_is(&tokens[i], "captured filmed shot framed seen viewed caught recorded rendered drawn painted"))
        return false;
    for (size_t j = i + 1; j < i + 6 && j < reading->analysis->tokens_count; j++)
        if (tokens[j].sentence == tokens[i].sentence &&
            (tokens[j].classes & (CF_CLASS_CAMERA | CF_CLASS_STYLE) || cf_reading_is(&tokens[j], "lens camera film")))
            return true;
    return false;
}

/* Whether what is done at token i is done by what cannot be meant: the camera; dust, light and clothes where somebody
 * is asked to do it. */
static bool is_others(const struct cf_facts *facts, const struct cf_reading *reading, const struct cf_need *need,
                      size_t i)
{
    static const char *const kinds[] = {"substance",
                                        "weather",
                                        "phenomenon",
                                        "plant",
                                        "process",
                                        "garment",
                                        "cloud",
                                        "shadow",
                                        "celestial body",
                                        "structure",
                                        "fire",
                                        "plant part",
                                        "geological formation",
                                        "fabric",
                                        NULL};
    int32_t who = doer(reading, i);
    const struct cf_token *t = &reading->analysis->tokens[i];
    if (t->pos == CF_POS_NOUN && need->object && strcmp(t->lemma, need->object) == 0 &&
        strcmp(t->lemma, need->verb) != 0)
        return true; /* the bell that is to be rung */
    if (is_filming(reading, i))
        return true;
    if (need->noun3 && t->pos == CF_POS_VERB && is_pronoun_of_another(reading, need, i))
        return true;
    if (!need->noun3 || who < 0)
        return false;
    int32_t within = reading->phrase_of[i]; /* "a flowing dress": the dress */
    if (within >= 0 && reading->phrases[within].begin < i && reading->phrases[within].head != i &&
        t->flags & CF_TOKEN_GERUND)
        return !cf_match_phrase(reading, &reading->phrases[within], need->noun3, need->base3);
    if (!(t->pos == CF_POS_VERB || t->flags & CF_TOKEN_PLURAL))
        return false;
    const struct cf_phrase *p = &reading->phrases[who];
    int32_t first = who; /* of the sentence: "the cat, claws skittering, charges" */
    for (size_t j = i; j-- > 0 && reading->analysis->tokens[j].sentence == reading->analysis->tokens[i].sentence;)
        if (reading->phrase_of[j] >= 0 && reading->phrases[reading->phrase_of[j]].begin == j &&
            !(j && reading->analysis->tokens[j - 1].pos == CF_POS_PREPOSITION)) {
            first = reading->phrase_of[j];
            if (cf_match_phrase(reading, &reading->phrases[first], need->noun3, need->base3))
                break; /* who is asked to do it stands there as well */
        }
    uint32_t classes = reading->analysis->tokens[p->head].classes;
    if (cf_match_phrase(reading, p, need->noun3, need->base3))
        return false;
    if (need->object && cf_match_phrase(reading, &reading->phrases[first], need->object, need->object) &&
        is_living(reading, need->object) && is_living(reading, need->base3))
        return true; /* the cat chases, and not the mouse */
    if (t->pos != CF_POS_VERB)
        return false;
    if (classes & CF_CLASS_CAMERA || cf_reading_is(&reading->analysis->tokens[p->head], "lens view scene shot image"))
        return true;
    uint32_t whose = cf_language_classes(reading->language, need->noun3);
    bool living = whose & (CF_CLASS_PERSON | CF_CLASS_ANIMAL) && !(whose & CF_CLASS_OBJECT);
    if (is_swapped(facts, reading, need, p) || is_done_by(reading, need, i) || is_newcomer(reading, need, p))
        return true;
    if (strcmp(reading->analysis->tokens[i].lemma, need->verb) == 0)
        return false;
    if (is_of_another(reading, need, i))
        return true;
    if (is_another(reading, need, p))
        return true;
    if (classes & (CF_CLASS_LIGHT | CF_CLASS_TIME) && !(whose & (CF_CLASS_LIGHT | CF_CLASS_TIME)))
        return true;
    return living && cf_kind_is(reading, p->base, kinds);
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
                !is_others(facts, reading, need, j))
                return true;
    }
    return false;
}

void cf_trial_action(struct cf_trial *trial, size_t index)
{
    const struct cf_need *need = &trial->facts->needs[index];
    const struct cf_reading *r = &trial->reading;
    for (size_t i = 0; i < r->analysis->tokens_count; i++)
        if ((cf_match_action(r, i, need->verb) && !cf_match_denied(r->analysis, i) &&
             !is_others(trial->facts, r, need, i)) ||
            is_way(trial->facts, r, need, i))
            return;
    if (is_worn(r, need))
        return;
    char message[640];
    snprintf(message, sizeof(message), "The action \"%.500s\" must be shown.", need->fact.surface);
    cf_trial_fail(trial, CF_CHECK_ACTION, (int64_t)index, need->fact.surface, "", message);
}
