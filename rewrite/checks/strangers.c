/* Whether what is done in the rewrite is done by, or to, another than the prompt has do it. */
#include "checks/axes.h"
#include <string.h>

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

/* What stands behind "of" after token i; NULL: nothing. */
static const struct cf_phrase *behind_of(const struct cf_reading *reading, size_t i)
{
    bool of = i + 2 < reading->analysis->tokens_count && cf_reading_is(&reading->analysis->tokens[i + 1], "of");
    return of ? cf_reading_phrase(reading, i + 2) : NULL;
}

static bool is_doer(const struct cf_reading *reading, const struct cf_need *need, const struct cf_phrase *p)
{
    return cf_match_phrase(reading, p, need->noun3, need->base3);
}

static bool is_object(const struct cf_reading *reading, const struct cf_need *need, const struct cf_phrase *p)
{
    return need->object && cf_match_phrase(reading, p, need->object, need->object);
}

static const char body[] =
    "figure silhouette form shape duo pair trio quartet group one body whole hand finger paw arm foot "
    "leg beak trunk tongue tail tooth claw wing jaw mouth palm fist head eye lip face";

/* The one that is asked to do it in another word, a part of it, or what it is done to: "the curtain sways in the wind",
 * "a gang of kids", "the truck's engine". */
static bool is_kin(const struct cf_facts *facts, const struct cf_reading *reading, const struct cf_need *need,
                   const struct cf_phrase *p)
{
    struct cf_owner owner = cf_owner_describe(&facts->reading, &facts->reading.phrases[need->doer], CF_BEARER_THING);
    bool other = cf_reading_is(&reading->analysis->tokens[p->begin], "another");
    const struct cf_phrase *of = behind_of(reading, p->head), *owned = cf_reading_possessor(reading, p);
    return is_doer(reading, need, p) || cf_owner_is(reading, p, &owner) || cf_owner_has(reading, p, &owner, NULL) ||
           (!other && cf_language_is_a(reading->language, need->base3, p->base, CF_POS_NOUN)) ||
           is_object(reading, need, p) ||
           (need->object && cf_language_has_part(reading->language, need->object, p->base)) ||
           (of && is_doer(reading, need, of)) || (owned && is_doer(reading, need, owned));
}

/* Neither the one that is asked to do it nor what might be meant instead: the rain that taps where the busker's foot
 * should. Judged only where the asked one is named too, since else another word may stand for it. */
static bool is_stranger(const struct cf_facts *facts, const struct cf_reading *reading, const struct cf_need *need,
                        const struct cf_phrase *p)
{
    const struct cf_token *first = &reading->analysis->tokens[p->begin], *head = &reading->analysis->tokens[p->head];
    if (need->doer < 0 || !p->concrete)
        return false;
    bool many = head->flags & CF_TOKEN_PLURAL || p->number > 1;
    if (need->plural && !many && is_somebody(reading, p->base) && is_somebody(reading, need->base3))
        return true; /* the vendor counts, and not the kids */
    bool named = cf_match_find(reading, 0, need->noun3, need->base3, false) < reading->analysis->tokens_count;
    if (!named || is_kin(facts, reading, need, p) || cf_word_is(p->base, body))
        return false;
    enum sort theirs = sort_of(reading, p), ours = sort_of(&facts->reading, &facts->reading.phrases[need->doer]);
    bool definite = cf_reading_is(first, "the his her its their"); /* known from before, if in another word */
    bool near = cf_language_near(reading->language, p->base, need->base3) ||
                cf_language_near(reading->language, need->base3, p->base);
    if (theirs == PERSON || theirs == ANIMAL) /* "the driver" moves a car */
        return ours != PLACE && !(definite && (ours == theirs || (theirs == PERSON && ours == MADE)));
    if (ours == theirs && ours == NATURE)
        return cf_reading_is(first, "a an another") && !near;
    if (ours == PERSON || ours == ANIMAL || (ours == MADE && theirs == MADE))
        return !definite;
    if (ours == MADE)
        return theirs == NATURE && !(head->classes & CF_CLASS_LIGHT);
    return ours == NATURE && theirs == MADE;
}

/* The phrase is who does it or what it is done to, or has it behind "of": "the mirrored outline of the mountains". */
static bool is_about(const struct cf_reading *reading, const struct cf_need *need, const struct cf_phrase *p)
{
    const struct cf_phrase *of = behind_of(reading, p->head);
    return is_doer(reading, need, p) || is_object(reading, need, p) ||
           (of && (is_doer(reading, need, of) || is_object(reading, need, of)));
}

/* "waves of brown water", for waving: the noun's own matter stands behind "of". */
static bool is_matter(const struct cf_reading *reading, const struct cf_need *need, size_t i)
{
    const struct cf_token *tokens = reading->analysis->tokens;
    const struct cf_phrase *of = tokens[i].pos == CF_POS_NOUN && need->noun3 ? behind_of(reading, i) : NULL;
    return of && of->concrete && !cf_reading_is(&tokens[of->begin], "his her its their") &&
           !is_doer(reading, need, of) && !is_object(reading, need, of);
}

/* "a wind blows the curtain", for blowing out candles: its object stands right behind it, and is another. "The load",
 * where the right one does it, may be the asked one in another word. */
static bool is_done_to_another(const struct cf_reading *reading, const struct cf_need *need, size_t i, bool rightly)
{
    const uint32_t visible = CF_CLASS_PERSON | CF_CLASS_ANIMAL | CF_CLASS_OBJECT | CF_CLASS_PLACE;
    const struct cf_token *tokens = reading->analysis->tokens;
    size_t count = reading->analysis->tokens_count, j = i + 1;
    if (!need->direct || strcmp(tokens[i].lemma, need->verb) != 0 || tokens[i].pos != CF_POS_VERB ||
        tokens[i].flags & CF_TOKEN_PAST || !(cf_language_classes(reading->language, need->object) & visible))
        return false;
    if (j < count && cf_reading_is(&tokens[j], "up off down away out over back"))
        j++;
    const struct cf_phrase *o = j < count ? cf_reading_phrase(reading, j) : NULL;
    if (!o || o->begin != j || !o->concrete || (rightly && cf_reading_is(&tokens[j], "the")) ||
        tokens[j].sentence != tokens[i].sentence ||
        cf_language_is_a(reading->language, need->object, o->base, CF_POS_NOUN) ||
        cf_language_has_part(reading->language, need->object, o->base))
        return false;
    for (; j < count && tokens[j].sentence == tokens[i].sentence; j++) {
        if (tokens[j].pos == CF_POS_PUNCTUATION || (tokens[j].pos == CF_POS_VERB && reading->phrase_of[j] < 0))
            break;
        if (cf_match_token(reading, j, need->object, need->object) || cf_reading_is(&tokens[j], "it its them their"))
            return false;
    }
    return true;
}

/* The first thing of the sentence before i, or the asked one where it stands nearer: "the cat, claws skittering,
 * charges". */
static const struct cf_phrase *topic(const struct cf_reading *reading, const struct cf_need *need, size_t i,
                                     const struct cf_phrase *who)
{
    const struct cf_token *tokens = reading->analysis->tokens;
    for (size_t j = i; j-- > 0 && tokens[j].sentence == tokens[i].sentence;) {
        const struct cf_phrase *p = cf_reading_phrase(reading, j);
        if (!p || p->begin != j || (j && tokens[j - 1].pos == CF_POS_PREPOSITION))
            continue;
        who = p;
        if (is_doer(reading, need, p))
            break;
    }
    return who;
}

/* No act of somebody's: what light, a time or, where somebody is asked to act, dust or clothes do. */
static bool is_of_nobody(const struct cf_reading *reading, const struct cf_need *need, const struct cf_phrase *p)
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
    uint32_t classes = reading->analysis->tokens[p->head].classes;
    uint32_t asked = cf_language_classes(reading->language, need->noun3);
    bool living = asked & (CF_CLASS_PERSON | CF_CLASS_ANIMAL) && !(asked & CF_CLASS_OBJECT);
    return (classes & (CF_CLASS_LIGHT | CF_CLASS_TIME) && !(asked & (CF_CLASS_LIGHT | CF_CLASS_TIME))) ||
           (living && cf_kind_is(reading, p->base, kinds));
}

/* The verb at i is said of the phrase, and the phrase is not who is asked to do it. */
static bool is_said_of_another(const struct cf_facts *facts, const struct cf_reading *reading,
                               const struct cf_need *need, size_t i, const struct cf_phrase *p)
{
    const struct cf_token *t = &reading->analysis->tokens[i], *head = &reading->analysis->tokens[p->head];
    if (head->classes & CF_CLASS_CAMERA || cf_reading_is(head, "lens view scene shot image") ||
        is_swapped(facts, reading, need, p) || is_done_by(reading, need, i) || is_newcomer(reading, need, p) ||
        is_stranger(facts, reading, need, p))
        return true;
    return strcmp(t->lemma, need->verb) != 0 &&
           (is_of_another(reading, need, i) || is_another(reading, need, p) || is_of_nobody(reading, need, p));
}

bool cf_act_is_others(const struct cf_facts *facts, const struct cf_reading *reading, const struct cf_need *need,
                      size_t i)
{
    const struct cf_token *t = &reading->analysis->tokens[i];
    int32_t who = cf_reading_doer(reading, i);
    const struct cf_phrase *p = who < 0 ? NULL : &reading->phrases[who], *within = cf_reading_phrase(reading, i);
    if (t->pos == CF_POS_NOUN && need->object && strcmp(t->lemma, need->object) == 0 &&
        strcmp(t->lemma, need->verb) != 0)
        return true; /* the bell that is to be rung */
    if (is_matter(reading, need, i) || is_filming(reading, i) ||
        (!(p && is_object(reading, need, p)) &&
         is_done_to_another(reading, need, i, !p || (need->noun3 && is_doer(reading, need, p)))))
        return true;
    if (!need->noun3)
        return false;
    if (t->pos == CF_POS_VERB && is_pronoun_of_another(reading, need, i))
        return true;
    bool modifies = t->flags & CF_TOKEN_GERUND || (t->pos == CF_POS_ADJECTIVE && strcmp(t->lemma, need->verb) != 0);
    if (within && within->head != i && modifies) /* "a flowing dress": the dress */
        return !is_about(reading, need, within);
    bool verb = t->pos == CF_POS_VERB, like = t->flags & CF_TOKEN_PLURAL || (t->pos == CF_POS_ADJECTIVE && !within);
    if (!p || !(verb || like) || is_doer(reading, need, p))
        return false;
    if (is_object(reading, need, topic(reading, need, i, p)) && is_living(reading, need->object) &&
        is_living(reading, need->base3))
        return true; /* the cat chases, and not the mouse */
    if (verb)
        return is_said_of_another(facts, reading, need, i, p);
    return within != p && is_stranger(facts, reading, need, p);
}
