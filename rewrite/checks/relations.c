/* Where things stand: the same relation between the same two, or its mirror. */
#include "checks/internal.h"
#include <stdio.h>
#include <string.h>

static bool phrase_is(const struct cf_reading *r, int32_t phrase, const char *noun, const char *base)
{
    return phrase >= 0 && cf_match_phrase(r, &r->phrases[phrase], noun, base);
}

/* Whether a mention stands in the sentence, or in the one before when that names no thing of its own. */
static bool in_sentence(const struct cf_reading *r, uint32_t sentence, const char *noun, const char *base, int32_t but,
                        uint32_t back)
{
    for (size_t i = 0; i < r->phrases_count; i++) {
        uint32_t s = r->analysis->tokens[r->phrases[i].head].sentence;
        if ((int32_t)i != but && s <= sentence && s + back >= sentence &&
            cf_match_phrase(r, &r->phrases[i], noun, base))
            return true;
    }
    return false;
}

/* "On the left, a cat sits": the thing right before the words or, where a comma or verb follows them, behind. */
static bool stands_at(const struct cf_reading *r, const struct cf_relation *rel, const char *noun, const char *base)
{
    const struct cf_analysis *a = r->analysis;
    uint32_t sentence = a->tokens[rel->begin].sentence;
    bool fronted = rel->begin == 0 || a->tokens[rel->begin].flags & CF_TOKEN_FIRST || rel->subject < 0 ||
                   (a->tokens[rel->begin - 1].pos == CF_POS_PUNCTUATION && rel->end < a->tokens_count &&
                    (strcmp(a->tokens[rel->end].word, ",") == 0 || a->tokens[rel->end].pos == CF_POS_DETERMINER)) ||
                   (a->tokens[rel->begin - 1].pos == CF_POS_CONJUNCTION && rel->end < a->tokens_count &&
                    strcmp(a->tokens[rel->end].word, ",") == 0);
    if (!fronted && phrase_is(r, rel->subject, noun, base))
        return true;
    for (size_t i = rel->end; fronted && i < a->tokens_count && a->tokens[i].sentence == sentence; i++)
        if (r->phrase_of[i] >= 0 && r->phrases[r->phrase_of[i]].concrete &&
            !cf_reading_is_measure(r, &r->phrases[r->phrase_of[i]]))
            return phrase_is(r, r->phrase_of[i], noun, base);
    return false;
}

/* Relations that a loose eye takes for one another. */
static bool is_like(enum cf_relation_kind asked, enum cf_relation_kind found)
{
    if (asked == found)
        return true;
    switch (asked) {
    case CF_REL_ABOVE: return found == CF_REL_ACROSS;
    case CF_REL_ACROSS:
        return found == CF_REL_ABOVE || found == CF_REL_ALONG || found == CF_REL_THROUGH || found == CF_REL_ON;
    case CF_REL_ALONG:
        return found == CF_REL_ACROSS || found == CF_REL_ON || found == CF_REL_THROUGH || found == CF_REL_NEXT;
    case CF_REL_THROUGH:
        return found == CF_REL_ACROSS || found == CF_REL_IN || found == CF_REL_ALONG || found == CF_REL_AMONG;
    case CF_REL_IN: return found == CF_REL_AMONG || found == CF_REL_THROUGH || found == CF_REL_ACROSS;
    case CF_REL_ON: return found == CF_REL_ACROSS || found == CF_REL_ALONG || found == CF_REL_AGAINST;
    case CF_REL_AMONG:
        return found == CF_REL_IN || found == CF_REL_THROUGH || found == CF_REL_BETWEEN || found == CF_REL_AROUND;
    case CF_REL_AROUND: return found == CF_REL_AMONG;
    case CF_REL_AGAINST: return found == CF_REL_ON || found == CF_REL_NEXT;
    case CF_REL_FRONT: return found == CF_REL_AGAINST;
    case CF_REL_NEXT:
        return found == CF_REL_AGAINST || found == CF_REL_ALONG || found == CF_REL_LEFT || found == CF_REL_RIGHT ||
               found == CF_REL_ACROSS;
    default: return false;
    }
}

/* Does the relation `rel` of the rewrite say: one `kind` other? */
static bool says(const struct cf_reading *r, const struct cf_relation *rel, enum cf_relation_kind kind,
                 const char *noun, const char *base, const char *noun2, const char *base2, uint32_t back)
{
    uint32_t sentence = r->analysis->tokens[rel->begin].sentence;
    if (!is_like(kind, rel->kind) || r->analysis->tokens[rel->begin].negated)
        return false;
    if (!noun2) /* "a dog on the left" */
        return stands_at(r, rel, noun, base);
    if (rel->object >= 0)
        return phrase_is(r, rel->object, noun2, base2) && in_sentence(r, sentence, noun, base, rel->object, back);
    if (rel->pronoun && rel->subject >= 0 && !phrase_is(r, rel->subject, noun, base) && !back)
        return false;
    if (rel->pronoun && rel->begin && r->analysis->tokens[rel->begin - 1].pos == CF_POS_PRONOUN)
        return false; /* "everything in it" */
    if (rel->pronoun) /* "the dog lies beside it" */
        return in_sentence(r, sentence, noun, base, -1, back) && in_sentence(r, sentence, noun2, base2, -1, 1);
    return stands_at(r, rel, noun, base) && cf_match_find(r, 0, noun2, base2, true) < r->analysis->tokens_count;
}

static bool holds(const struct cf_reading *r, const struct cf_need *need, enum cf_relation_kind kind, uint32_t back)
{
    enum cf_relation_kind mirror = cf_relation_mirror(kind);
    for (size_t i = 0; i < r->relations_count; i++) {
        if (says(r, &r->relations[i], kind, need->noun, need->base, need->noun2, need->base2, back))
            return true;
        if (need->noun2 && mirror != CF_REL_NONE &&
            says(r, &r->relations[i], mirror, need->noun2, need->base2, need->noun, need->base,
                 r->relations[i].pronoun ? 0 : back))
            return true;
        if (need->noun2 && kind == CF_REL_ON && /* "a cake carries six candles" */
            says(r, &r->relations[i], CF_REL_HOLDS, need->noun2, need->base2, need->noun, need->base, back))
            return true;
    }
    return false;
}

/* As `holds`, by relations that name both ends alone: "on the left" may be said of a head that turns. */
static bool holds_outright(const struct cf_reading *r, const struct cf_need *need, enum cf_relation_kind kind)
{
    for (size_t i = 0; i < r->relations_count; i++)
        if (r->relations[i].object >= 0 && kind == r->relations[i].kind &&
            phrase_is(r, r->relations[i].object, need->noun2, need->base2) &&
            phrase_is(r, r->relations[i].subject, need->noun, need->base))
            return true;
    return false;
}

/* Where the scene is, it need not be said of the thing: "a cafe glows at a corner ... a panda sips". Containers hold or
 * do not hold; places, weather and traffic are all around. */
static bool is_scene(const struct cf_trial *trial, const struct cf_need *need)
{
    const struct cf_reading *r = &trial->reading;
    if (!need->noun2 || cf_match_find(r, 0, need->noun2, need->base2, true) == r->analysis->tokens_count)
        return false;
    bool place = cf_language_classes(r->language, need->noun2) & CF_CLASS_PLACE;
    bool inside = strstr(need->fact.surface, "inside") || strstr(need->fact.surface, "within");
    bool holder = inside || cf_language_is_a(r->language, need->noun2, "container", CF_POS_NOUN) ||
                  cf_language_is_a(r->language, need->noun2, "furniture", CF_POS_NOUN) ||
                  cf_language_is_a(r->language, need->noun2, "garment", CF_POS_NOUN);
    bool wide = cf_language_is_a(r->language, need->base2, "body of water", CF_POS_NOUN) ||
                cf_language_is_a(r->language, need->base2, "geological formation", CF_POS_NOUN) ||
                cf_language_is_a(r->language, need->base2, "land", CF_POS_NOUN) ||
                cf_language_is_a(r->language, need->base2, "celestial body", CF_POS_NOUN);
    switch (need->relation) {
    case CF_REL_IN: return !inside && (place || !holder);
    case CF_REL_ON: return wide;
    case CF_REL_THROUGH:
    case CF_REL_ALONG:
    case CF_REL_ACROSS:
    case CF_REL_AROUND: return place;
    default: return false;
    }
}

/* A soft relation between things of which one may go under another name is kept where the object has it at all. */
static bool holds_loosely(const struct cf_reading *r, const struct cf_need *need)
{
    for (size_t i = 0; i < r->relations_count; i++)
        if ((is_like(need->relation, r->relations[i].kind) ||
             (need->relation == CF_REL_ON && r->relations[i].kind == CF_REL_ABOVE && /* "glides over the snow" */
              cf_reading_is(&r->analysis->tokens[r->relations[i].begin], "over")) ||
             (need->relation == CF_REL_IN && r->relations[i].kind == CF_REL_ON &&
              cf_language_is_a(r->language, need->noun2, "vehicle", CF_POS_NOUN))) && /* "on a boat" */
            phrase_is(r, r->relations[i].object, need->noun2, need->base2))
            return true;
    return false;
}

void cf_trial_relation(struct cf_trial *trial, size_t index)
{
    const struct cf_need *need = &trial->facts->needs[index];
    const struct cf_reading *r = &trial->reading;
    bool hard = cf_relation_is_hard(need->relation);
    bool kept = holds(r, need, need->relation, hard ? 0 : 1);
    if (!kept && hard)
        kept = holds(r, need, need->relation, 1) && !holds(r, need, cf_relation_opposite(need->relation), 0);
    if (!kept && !hard)
        kept = is_scene(trial, need) || holds_loosely(r, need);
    bool opposite = hard && holds(r, need, cf_relation_opposite(need->relation), 0);
    char asked[384], message[640];
    snprintf(asked, sizeof(asked), "%s %s%s%s", need->fact.owner, need->fact.surface, *need->fact.other ? " " : "",
             need->fact.other);
    if (kept && need->noun2 && holds_outright(r, need, cf_relation_opposite(need->relation))) {
        snprintf(message, sizeof(message), "The caption says both that \"%s\" and the opposite.", asked);
        cf_trial_fail(trial, CF_CHECK_CONTRADICTION, (int64_t)index, asked, "the opposite as well", message);
    }
    if (kept)
        return;
    snprintf(message, sizeof(message),
             opposite ? "The caption has it the wrong way round: it must be \"%s\"."
                      : "The caption must say where: \"%s\".",
             asked);
    cf_trial_fail(trial, need->fact.check, (int64_t)index, asked, opposite ? "the opposite" : "", message);
}
