/* Whether what the prompt has done is done in the rewrite, in whatever words. */
#include "checks/axes.h"
#include <stdio.h>
#include <string.h>
#include <stdlib.h>

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
    if (is_joined(t->lemma, need->phrasal) || (verb && strcmp(lemma, need->verb) != 0 && says(reading, lemma, need->phrasal)))
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
    char lemma[WORD_MAX], own[WORD_MAX]; /* taken for a noun, it may yet be the verb: "eyes shining, frolics in the park" */
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

static bool is_somebody(const struct cf_reading *reading, const char *noun)
{
    return cf_language_mainly_is_a(reading->language, noun, "person") &&
           !cf_word_is(noun, "people crowd group team band crew couple audience family pair");
}

/* What a thing is, most of all. */
enum sort { PERSON, ANIMAL, MADE, PLACE, NATURE };

static enum sort sort_of(const struct cf_reading *reading, const struct cf_phrase *p)
{
    uint32_t classes = reading->analysis->tokens[p->head].classes;
    if (p->name || cf_language_mainly_is_a(reading->language, p->base, "person") ||
        cf_word_is(p->base, "people crowd group team band crew couple audience family"))
        return PERSON;
    if (is_animal(reading, p->base))
        return ANIMAL;
    if (classes & CF_CLASS_PLACE)
        return PLACE;
    return cf_language_mainly_is_a(reading->language, p->base, "artifact") ? MADE : NATURE;
}

/* Not the one that is asked to do it, in whatever word, no part of it, and nothing that does it for it: the rain that
 * taps where the busker's foot should. */
static bool is_stranger(const struct cf_facts *facts, const struct cf_reading *reading, const struct cf_need *need,
                        const struct cf_phrase *p)
{
    const struct cf_token *tokens = reading->analysis->tokens;
    if (need->doer < 0 || !p->concrete)
        return false;
    const struct cf_phrase *asked = &facts->reading.phrases[need->doer];
    struct cf_owner owner = cf_owner_describe(&facts->reading, asked, CF_BEARER_THING);
    bool other = cf_reading_is(&tokens[p->begin], "another");
    bool many = tokens[p->head].flags & CF_TOKEN_PLURAL || p->number > 1;
    if (need->plural && !many && is_somebody(reading, p->base) && is_somebody(reading, need->base3))
        return true; /* the vendor counts, and not the kids */
    if (cf_match_phrase(reading, p, need->noun3, need->base3) || cf_owner_is(reading, p, &owner) ||
        cf_owner_has(reading, p, &owner, NULL) ||
        (!other && cf_language_is_a(reading->language, need->base3, p->base, CF_POS_NOUN)) ||
        (need->object && (cf_match_phrase(reading, p, need->object, need->object) ||
                          cf_language_has_part(reading->language, need->object, p->base))))
        return false;
    const struct cf_phrase *of = p->head + 2u < reading->analysis->tokens_count && cf_reading_is(&tokens[p->head + 1], "of")
                                     ? cf_reading_phrase(reading, p->head + 2)
                                     : NULL; /* "a gang of kids" */
    const struct cf_phrase *owned = cf_reading_possessor(reading, p); /* "the truck's engine" */
    if ((of && cf_match_phrase(reading, of, need->noun3, need->base3)) ||
        (owned && cf_match_phrase(reading, owned, need->noun3, need->base3)))
        return false;
    bool named = cf_match_find(reading, 0, need->noun3, need->base3, false) < reading->analysis->tokens_count;
    bool whose = cf_reading_is(&tokens[p->begin], "his her its their");
    if (!named || cf_word_is(p->base, "figure silhouette form shape duo pair trio quartet group one body whole hand finger paw arm "
                                         "foot leg beak trunk tongue tail tooth claw wing jaw mouth palm fist head eye lip "
                                         "face"))
        return false;
    enum sort theirs = sort_of(reading, p), ours = sort_of(&facts->reading, asked);
    bool definite = whose || cf_reading_is(&tokens[p->begin], "the");
    if (theirs == PERSON && ours == MADE && definite) /* its driver */
        return false;
    if (theirs == PERSON || theirs == ANIMAL)
        return ours != PLACE && !(definite && ours == theirs);
    if (ours == PERSON || ours == ANIMAL)
        return !definite;
    if (ours == MADE && theirs == MADE)
        return !definite;
    if (ours == NATURE && theirs == NATURE)
        return cf_reading_is(&tokens[p->begin], "a an another") && !cf_language_near(reading->language, p->base, need->base3) &&
               !cf_language_near(reading->language, need->base3, p->base);
    return ours == MADE ? theirs == NATURE && !(tokens[p->head].classes & CF_CLASS_LIGHT) : ours == NATURE && theirs == MADE;
}

/* The phrase is who does it or what it is done to, or has it behind "of": "the mirrored outline of the mountains". */
static bool is_about(const struct cf_reading *reading, const struct cf_need *need, const struct cf_phrase *p)
{
    const struct cf_token *tokens = reading->analysis->tokens;
    for (int step = 0; p && step < 2; step++) {
        if (cf_match_phrase(reading, p, need->noun3, need->base3) ||
            (need->object && cf_match_phrase(reading, p, need->object, need->object)))
            return true;
        bool of = p->head + 2u < reading->analysis->tokens_count && cf_reading_is(&tokens[p->head + 1], "of");
        p = of ? cf_reading_phrase(reading, p->head + 2) : NULL;
    }
    return false;
}

/* "a wind blows the curtain" for blowing out candles: its object stands right behind it, and is another. */
static bool is_done_to_another(const struct cf_reading *reading, const struct cf_need *need, size_t i)
{
    const struct cf_token *tokens = reading->analysis->tokens;
    size_t count = reading->analysis->tokens_count, j = i + 1;
    if (j < count && cf_reading_is(&tokens[j], "up off down away out over back"))
        j++;
    const struct cf_phrase *o = j < count ? cf_reading_phrase(reading, j) : NULL;
    if (!need->direct || strcmp(tokens[i].lemma, need->verb) != 0 || !o || o->begin != j || !o->concrete || tokens[i].pos != CF_POS_VERB ||
        tokens[i].flags & CF_TOKEN_PAST || tokens[j].sentence != tokens[i].sentence ||
        cf_language_is_a(reading->language, need->object, o->base, CF_POS_NOUN) ||
        cf_language_has_part(reading->language, need->object, o->base) ||
        !(cf_language_classes(reading->language, need->object) &
          (CF_CLASS_PERSON | CF_CLASS_ANIMAL | CF_CLASS_OBJECT | CF_CLASS_PLACE)))
        return false;
    for (; j < count && tokens[j].sentence == tokens[i].sentence; j++) {
        if (tokens[j].pos == CF_POS_PUNCTUATION || (tokens[j].pos == CF_POS_VERB && reading->phrase_of[j] < 0))
            break;
        if (cf_match_token(reading, j, need->object, need->object) || cf_reading_is(&tokens[j], "it its them their"))
            return false;
    }
    return true;
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
    int32_t who = cf_reading_doer(reading, i);
    const struct cf_token *t = &reading->analysis->tokens[i];
    if (t->pos == CF_POS_NOUN && need->object && strcmp(t->lemma, need->object) == 0 &&
        strcmp(t->lemma, need->verb) != 0)
        return true; /* the bell that is to be rung */
    const struct cf_phrase *of = t->pos == CF_POS_NOUN && i + 2 < reading->analysis->tokens_count &&
                                         cf_reading_is(t + 1, "of")
                                     ? cf_reading_phrase(reading, i + 2)
                                     : NULL;
    bool his = of && cf_reading_is(&reading->analysis->tokens[of->begin], "his her its their");
    if (of && !his && of->concrete && need->noun3 && !cf_match_phrase(reading, of, need->noun3, need->base3) &&
        !(need->object && cf_match_phrase(reading, of, need->object, need->object)))
        return true; /* "waves of brown water" */
    bool suffers = who >= 0 && need->object && cf_match_phrase(reading, &reading->phrases[who], need->object, need->object);
    if (is_filming(reading, i) || (!suffers && is_done_to_another(reading, need, i)))
        return true;
    if (need->noun3 && t->pos == CF_POS_VERB && is_pronoun_of_another(reading, need, i))
        return true;
    int32_t within = reading->phrase_of[i]; /* "a flowing dress": the dress */
    if (!need->noun3 || (who < 0 && within < 0))
        return false;
    if (within >= 0 && reading->phrases[within].begin <= i && reading->phrases[within].head != i &&
        (t->flags & CF_TOKEN_GERUND || (t->pos == CF_POS_ADJECTIVE && strcmp(t->lemma, need->verb) != 0)))
        return !is_about(reading, need, &reading->phrases[within]);
    if (who < 0 || !(t->pos == CF_POS_VERB || t->flags & CF_TOKEN_PLURAL || (t->pos == CF_POS_ADJECTIVE && within < 0)))
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
    if (t->pos != CF_POS_VERB && within != who && is_stranger(facts, reading, need, p))
        return true;
    if (t->pos != CF_POS_VERB)
        return false;
    if (classes & CF_CLASS_CAMERA || cf_reading_is(&reading->analysis->tokens[p->head], "lens view scene shot image"))
        return true;
    uint32_t whose = cf_language_classes(reading->language, need->noun3);
    bool living = whose & (CF_CLASS_PERSON | CF_CLASS_ANIMAL) && !(whose & CF_CLASS_OBJECT);
    if (is_swapped(facts, reading, need, p) || is_done_by(reading, need, i) || is_newcomer(reading, need, p))
        return true;
    if (is_stranger(facts, reading, need, p)) {
        if (getenv("CF_DEBUG")) fprintf(stderr, "stranger %s does %s, not %s\n", p->noun, t->word, need->noun3);
        return true;
    }
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
    for (size_t i = 0; i < r->analysis->tokens_count; i++) /* CFDBG */
        if (getenv("CF_DEBUG") && shows(r, i, need)) { /* CFDBG */
            int32_t d = cf_reading_doer(r, i); /* CFDBG */
            fprintf(stderr, "  need[%s|%s|%s|%s] token %s:%u pos %d doer %s denied %d others %d\n", need->verb, need->phrasal ? need->phrasal : "-", need->base3 ? need->base3 : "-", need->object ? need->object : "-", r->analysis->tokens[i].word, r->analysis->tokens[i].sentence, r->analysis->tokens[i].pos, d < 0 ? "-" : r->phrases[d].noun, cf_match_denied(r->analysis, i), is_others(trial->facts, r, need, i)); } /* CFDBG */
    for (size_t i = 0; i < r->analysis->tokens_count; i++)
        if ((shows(r, i, need) && !cf_match_denied(r->analysis, i) &&
             !is_others(trial->facts, r, need, i)) ||
            is_way(trial->facts, r, need, i))
            return;
    if (is_worn(r, need))
        return;
    char message[640];
    snprintf(message, sizeof(message), "The action \"%.500s\" must be shown.", need->fact.surface);
    cf_trial_fail(trial, CF_CHECK_ACTION, (int64_t)index, need->fact.surface, "", message);
}
