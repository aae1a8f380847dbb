/* Where things stand. A relation is kept where the rewrite has it, or one that comes to the same, between the same two,
 * in whatever order and construction. It is not where the two stand otherwise, or where the rewrite leaves it open. */
#include "checks/relations.h"
#include <stdio.h>
#include <string.h>

#define BIT(kind) CF_REL_BIT(kind)

static bool is_absent(const struct cf_reading *r, const struct cf_thing *thing)
{
    return thing->noun && cf_match_find(r, 0, thing->noun, thing->base, true) == r->analysis->tokens_count;
}

/* ---- evidence ---- */

struct evidence {
    bool same, other;
    bool loose;    /* it may be said of the two */
    bool away;     /* the one is in another place */
    bool outright; /* both are said in so many words */
};

/* The phrase is another thing that the prompt asks for. */
static bool is_other(const struct cf_reading *r, const struct cf_sought *s, int32_t phrase,
                     const struct cf_thing *thing)
{
    const char *said = r->phrases[phrase].base;
    for (size_t i = 0; i < s->facts->count; i++) {
        const struct cf_need *n = &s->facts->needs[i];
        if (n->fact.check == CF_CHECK_ENTITY && strcmp(n->base, thing->base) != 0 &&
            (strcmp(n->base, said) == 0 || cf_language_mainly_is_a(r->language, said, n->base)))
            return true;
    }
    return false;
}

/* Somebody or something is meant there that stands in the sentence before. */
static bool has_pronoun(const struct cf_reading *r, const struct cf_relation *rel)
{
    const struct cf_token *tokens = r->analysis->tokens;
    for (size_t i = 0; i < r->analysis->tokens_count; i++)
        if (tokens[i].sentence == tokens[rel->begin].sentence && (i < rel->begin || i >= rel->end) &&
            cf_reading_is(&tokens[i], "it he she they its his her their one other"))
            return true;
    return false;
}

/* Order and commas tell subjects only roughly: any thing of the sentence may be it, unless the likeliest is another
 * that was asked for. */
static bool may_say(const struct cf_reading *r, const struct cf_sought *s, const struct cf_relation *rel,
                    const struct cf_ends *ends, const struct cf_thing *one, const struct cf_thing *two)
{
    const struct cf_token *tokens = r->analysis->tokens;
    bool even = rel->kind == CF_REL_AGAINST || rel->kind == CF_REL_NEXT;
    bool itself = even && rel->pronoun && ends->sure && /* "a wall props up an umbrella, leaning against it" */
                  cf_phrase_is(r, ends->subjects[0], two) == CF_SAME;
    if (!itself && ends->sure && is_other(r, s, ends->subjects[0], one) &&
        cf_list_is(r, ends->subjects, 1, one) == CF_UNLIKE && !cf_phrase_is_joined(r, ends->subjects[0], one))
        return false;
    if (cf_sentence_is(r, rel->begin, has_pronoun(r, rel), rel->object, one) < CF_PERHAPS)
        return false;
    if (itself)
        return true;
    if (rel->object >= 0 && !cf_reading_is(&tokens[r->phrases[rel->object].begin], "its his her their"))
        return cf_list_is(r, ends->objects, ends->objects_count, two) >= CF_PERHAPS;
    if (rel->pronoun && !even && ends->sure && cf_phrase_is(r, ends->subjects[0], two) == CF_SAME)
        return false;                                         /* it is said of the other */
    size_t first = rel->object >= 0 ? ends->sure_objects : 0; /* whom the pronoun may mean */
    size_t left = ends->objects_count - first, most = rel->object >= 0 ? 1 : 3;
    return cf_sentence_is(r, rel->begin, has_pronoun(r, rel), rel->object, one) == CF_SAME &&
           cf_list_is(r, ends->objects + first, left < most ? left : most, two) == CF_SAME;
}

/* One relation of the rewrite, in one order of its ends. */
static void weigh(const struct cf_reading *r, const struct cf_sought *s, const struct cf_relation *rel,
                  const struct cf_ends *ends, bool turned, struct evidence *e)
{
    uint32_t same, other;
    cf_stance(r, s, rel, turned, &same, &other);
    bool for_it = same >> rel->kind & 1, against = other >> rel->kind & 1;
    if (!for_it && !against)
        return;
    const struct cf_thing *one = turned ? &s->object : &s->subject, *two = turned ? &s->subject : &s->object;
    if (for_it && !cf_relation_is_hard(s->need->relation) && may_say(r, s, rel, ends, one, two))
        e->loose = true;
    enum cf_likeness sure = cf_list_is(r, ends->subjects, ends->sure, one);
    if (sure < CF_PERHAPS && cf_list_is(r, ends->subjects, ends->sure, two) == CF_SAME)
        return; /* it is said of the other */
    size_t likely = sure || rel->object < 0 ? ends->sure : ends->subjects_count;
    enum cf_likeness said = !for_it                 ? CF_UNLIKE
                            : one->absent && likely ? CF_SAME
                                                    : cf_list_is(r, ends->subjects, likely, one);
    /* "its head" is of somebody, "it" is something: both at once are too loose */
    bool overhead =
        rel->bare && !turned && (rel->kind == CF_REL_ABOVE || rel->kind == CF_REL_BELOW); /* of all there is */
    size_t objects = said == CF_SAME ? ends->objects_count : rel->object >= 0 ? ends->sure_objects : 0;
    bool all = overhead && said == CF_SAME, any = two->absent && objects; /* no end is asked of it */
    if (said != CF_UNLIKE && (all || any || cf_list_is(r, ends->objects, objects, two))) {
        size_t first = ends->sure_objects; /* whom "its" means most likely */
        bool whose = !all && !any && rel->object >= 0 && ends->objects_count > first &&
                     cf_list_is(r, ends->objects, first, two) < CF_PERHAPS;
        bool told = whose && sure == CF_SAME && cf_list_is(r, ends->objects + first, 1, two) == CF_SAME;
        bool beside = rel->kind != s->need->relation && !turned && !all &&
                      !any && /* "along the shore" is not in the sea */
                      cf_list_is(r, ends->objects, objects, two) == CF_PART;
        bool parts = said == CF_PART && !all && !any && /* a bumper and a windshield: of either */
                     cf_list_is(r, ends->objects, objects, two) == CF_PART;
        e->same |= (!whose && !parts && !beside) || told;
        e->loose |= whose; /* "its bark": of the log, or of another */
    }
    bool its = rel->object >= 0 && ends->objects_count > ends->sure_objects;
    bool own = sure == CF_PART && ends->sure && /* "its fuselage skims above the clouds" */
               cf_reading_is(&r->analysis->tokens[r->phrases[ends->subjects[0]].begin], "its his her their");
    if (against && (sure >= CF_PERHAPS || own) &&
        cf_list_is(r, ends->objects, ends->sure_objects + its, two) >= CF_PERHAPS) {
        e->other = true;
        e->outright |= rel->object >= 0 && cf_phrase_is(r, rel->object, two) == CF_SAME && rel->subject >= 0 &&
                       cf_phrase_is(r, rel->subject, one) == CF_SAME;
    }
}

/* Left and right in the picture, of either end: the one on the left and the other on the right. */
static uint32_t frame_side(const struct cf_reading *r, const struct cf_thing *thing)
{
    uint32_t sides = 0;
    for (size_t i = 0; i < r->relations_count; i++) {
        const struct cf_relation *rel = &r->relations[i];
        struct cf_ends ends;
        if ((rel->kind != CF_REL_LEFT && rel->kind != CF_REL_RIGHT) || r->analysis->tokens[rel->begin].negated)
            continue;
        cf_reading_ends(r, rel, &ends);
        if (cf_list_is(r, ends.subjects, ends.sure, thing) >= CF_PERHAPS)
            sides |= 1u << rel->kind;
    }
    return sides;
}

static void weigh_frame(const struct cf_reading *r, const struct cf_sought *s, struct evidence *e)
{
    enum cf_relation_kind kind = s->need->relation, mirror = cf_relation_mirror(kind);
    if (kind != CF_REL_LEFT && kind != CF_REL_RIGHT)
        return;
    uint32_t sides = frame_side(r, &s->subject), sides2 = s->object.noun ? frame_side(r, &s->object) : 0;
    if (!s->object.noun) {
        e->same |= sides >> kind & 1;
        e->other |= sides >> mirror & 1;
    } else if (!e->same && !e->other) {
        /* one is on the left, and the other on the right or somewhere */
        e->same |= sides != sides2 && (sides >> kind & 1 || sides2 >> mirror & 1);
        e->other |= sides != sides2 && (sides >> mirror & 1 || sides2 >> kind & 1);
    }
}

/* "a city street" for a street in a city, "a tower of cakes" for cakes in a tower. */
static bool is_built_in(const struct cf_reading *r, const struct cf_sought *s)
{
    const struct cf_token *tokens = r->analysis->tokens;
    if (s->need->relation != CF_REL_IN && s->need->relation != CF_REL_ON)
        return false;
    for (size_t i = 0; i < r->phrases_count; i++) {
        const struct cf_phrase *p = &r->phrases[i], *next = p + 1;
        bool of = i + 1 < r->phrases_count && next->begin == p->head + 2 && cf_reading_is(&tokens[p->head + 1], "of");
        if (of && s->need->relation == CF_REL_IN && cf_match_phrase(r, p, s->object.noun, s->object.base) &&
            cf_match_phrase(r, next, s->subject.noun, s->subject.base))
            return true;
        bool whose = cf_reading_is(&tokens[p->begin], "its their"); /* "a bus, its tire" */
        if (whose && cf_match_phrase(r, p, s->subject.noun, s->subject.base) &&
            cf_sentence_is(r, p->head, 0, (int32_t)i, &s->object) == CF_SAME)
            return true;
        for (size_t k = p->begin; k < p->head && cf_match_phrase(r, p, s->subject.noun, s->subject.base); k++)
            if ((tokens[k].pos == CF_POS_NOUN || tokens[k].pos == CF_POS_NAME) &&
                (cf_match_token(r, k, s->object.noun, s->object.base) || strcmp(tokens[k].lemma, s->object.base) == 0))
                return true;
    }
    return false;
}

static struct evidence gather(const struct cf_reading *r, const struct cf_sought *s)
{
    struct evidence e = {0};
    for (size_t i = 0; s->object.noun && i < r->relations_count; i++) {
        struct cf_ends ends;
        if (r->analysis->tokens[r->relations[i].begin].negated)
            continue;
        cf_reading_ends(r, &r->relations[i], &ends);
        weigh(r, s, &r->relations[i], &ends, false, &e);
        weigh(r, s, &r->relations[i], &ends, true, &e);
    }
    e.loose |= s->object.noun && is_built_in(r, s);
    weigh_frame(r, s, &e);
    return e;
}

/* ---- where nothing is said of the two ---- */

/* Both in one sentence, or in two that follow each other. */
static bool are_near(const struct cf_reading *r, const struct cf_sought *s, uint32_t reach)
{
    for (size_t i = 0; i < r->phrases_count; i++) {
        if (cf_phrase_is(r, (int32_t)i, &s->subject) < CF_PERHAPS)
            continue;
        uint32_t at = r->analysis->tokens[r->phrases[i].head].sentence;
        for (size_t j = 0; j < r->phrases_count; j++) {
            uint32_t there = r->analysis->tokens[r->phrases[j].head].sentence;
            if (j != i && there + reach >= at && at + reach >= there &&
                cf_phrase_is(r, (int32_t)j, &s->object) == CF_SAME)
                return true;
        }
    }
    return false;
}

/* The one is on, in or beside something else, in a sentence without the other. */
static bool is_elsewhere(const struct cf_reading *r, const struct cf_sought *s)
{
    const struct cf_token *tokens = r->analysis->tokens;
    bool place = cf_is_place(r, s->object.base);
    uint32_t places = place ? 0 : BIT(ON) | BIT(NEXT) | BIT(BELOW) | BIT(BEHIND) | BIT(AGAINST);
    for (size_t i = 0; i < r->relations_count; i++) {
        const struct cf_relation *rel = &r->relations[i];
        struct cf_ends ends;
        if (rel->kind == CF_REL_IN && rel->object >= 0 &&
            cf_reading_is(&tokens[r->phrases[rel->object].head], "air sky")) {
            cf_reading_ends(r, rel, &ends);
            if (cf_list_is(r, ends.subjects, ends.sure, &s->subject) == CF_SAME)
                return true;
        }
        if (are_near(r, s, 0))
            continue;
        if (!(places >> rel->kind & 1) || rel->object < 0 || tokens[rel->begin].pos == CF_POS_VERB)
            continue;
        cf_reading_ends(r, rel, &ends);
        const struct cf_phrase *o = &r->phrases[rel->object];
        uint32_t thing = CF_CLASS_OBJECT | CF_CLASS_PLACE;
        if (cf_list_is(r, ends.subjects, ends.sure, &s->subject) == CF_SAME && o->concrete &&
            tokens[o->head].classes & thing && !cf_is_wide(r, o->base) &&
            !cf_reading_is(&tokens[o->begin], "the its his her their") &&
            cf_phrase_is(r, rel->object, &s->object) == CF_UNLIKE)
            return true;
    }
    return false;
}

/* The one is in, on or along another place: "over a plain" for through a forest. */
static bool is_in_another_place(const struct cf_reading *r, const struct cf_sought *s)
{
    static const char *const kinds[] = {"weather",     "light", "atmosphere", "precipitation",
                                        "temperature", "sky",   "cloud",      NULL};
    uint32_t ways = BIT(ON) | BIT(IN) | BIT(ACROSS) | BIT(ALONG) | BIT(THROUGH) | BIT(NEXT);
    for (size_t i = 0; i < r->relations_count; i++) {
        const struct cf_relation *rel = &r->relations[i];
        struct cf_ends ends;
        if (!(ways >> rel->kind & 1) || rel->object < 0 || !r->phrases[rel->object].concrete ||
            cf_phrase_is(r, rel->object, &s->object) > (rel->kind == CF_REL_NEXT ? CF_PART : CF_UNLIKE))
            continue;
        const char *base = r->phrases[rel->object].base;
        if (!cf_is_place(r, base) || cf_language_classes(r->language, base) & (CF_CLASS_LIGHT | CF_CLASS_TIME) ||
            cf_kind_is(r, base, kinds))
            continue;
        cf_reading_ends(r, rel, &ends);
        if (cf_list_is(r, ends.subjects, ends.sure ? 1 : 0, &s->subject) == CF_SAME)
            return true;
    }
    return false;
}

/* Nothing says where the thing is. */
static bool is_unplaced(const struct cf_reading *r, const struct cf_sought *s)
{
    for (size_t i = 0; i < r->relations_count; i++) {
        const struct cf_relation *rel = &r->relations[i];
        struct cf_ends ends;
        if (rel->bare || rel->kind == CF_REL_HOLDS || rel->kind == CF_REL_OUT || rel->kind == CF_REL_TOWARD ||
            (rel->object >= 0 &&
             (!r->phrases[rel->object].concrete || cf_reading_is(&r->analysis->tokens[r->phrases[rel->object].head],
                                                                 "file line row circle formation unison pairs step"))))
            continue;
        cf_reading_ends(r, rel, &ends);
        if (cf_list_is(r, ends.subjects, ends.sure, &s->subject) >= CF_PERHAPS)
            return false;
    }
    return true;
}

/* "A slab of marble. An orchid stands there": the place is in the sentence before. */
static bool is_there(const struct cf_reading *r, const struct cf_sought *s)
{
    const struct cf_token *tokens = r->analysis->tokens;
    for (size_t i = 0; i < r->analysis->tokens_count; i++)
        if (cf_reading_is(&tokens[i], "there") && i && tokens[i - 1].pos == CF_POS_VERB &&
            cf_sentence_is(r, i, 0, -1, &s->subject) == CF_SAME && cf_sentence_is(r, i, 1, -1, &s->object) == CF_SAME)
            return true;
    return false;
}

/* "Miles away, on the horizon": the other end is told to be far. */
static bool is_far(const struct cf_reading *r, const struct cf_sought *s)
{
    const struct cf_token *tokens = r->analysis->tokens;
    for (size_t i = 0; i < r->analysis->tokens_count; i++)
        if (cf_reading_is(&tokens[i], "away far faraway distant distance remote miles kilometers") &&
            cf_sentence_is(r, i, 0, -1, &s->object) == CF_SAME)
            return true;
    return false;
}

/* Where the scene is, it need not be said of each thing in it: "a cafe glows at a corner ... a panda sips". */
static bool is_understood(const struct cf_reading *r, const struct cf_sought *s)
{
    if (!s->object.noun)
        return false;
    if (!s->subject.absent && !s->object.absent && is_in_another_place(r, s))
        return false;
    if (s->need->relation == CF_REL_BELOW)
        return cf_is_sky(r, s->object.base) && !s->object.absent; /* "under a starry sky" */
    if (s->need->relation == CF_REL_ABOVE)
        return cf_is_sky(r, s->subject.base) && !s->subject.absent && !s->object.absent;
    if (cf_relation_is_hard(s->need->relation))
        return false;
    if (s->object.absent || s->subject.absent)
        return true; /* the things' own checks tell */
    bool inside = strstr(s->need->fact.surface, "inside") || strstr(s->need->fact.surface, "within");
    switch (s->need->relation) {
    case CF_REL_IN:
        return is_there(r, s) || (!inside && cf_is_place(r, s->object.base) && !is_elsewhere(r, s)) ||
               (cf_is_worn(r, s->object.base) && are_near(r, s, 1)) || (are_near(r, s, 0) && is_unplaced(r, s));
    case CF_REL_ON:
        return is_there(r, s) || (cf_is_place(r, s->object.base) && !is_elsewhere(r, s)) ||
               (are_near(r, s, 0) && is_unplaced(r, s));
    case CF_REL_ACROSS:
    case CF_REL_THROUGH:
    case CF_REL_ALONG: return cf_is_wide(r, s->object.base) && is_unplaced(r, s);
    case CF_REL_AMONG: return cf_is_place(r, s->object.base) && is_unplaced(r, s);
    case CF_REL_BETWEEN: return false;
    case CF_REL_BEHIND: return cf_is_wide(r, s->subject.base) && !is_elsewhere(r, s);
    case CF_REL_NEXT:
        if (strncmp(s->need->fact.surface, "at ", 3) == 0)
            return cf_is_place(r, s->object.base) && are_near(r, s, 0);
        return cf_is_wide(r, s->object.base) && !is_elsewhere(r, s) && !is_far(r, s);
    default: return cf_is_wide(r, s->object.base) && !is_elsewhere(r, s);
    }
}

/* The next thing of the prompt, from index `from` on, that the words may be said of as well: "a heartbeat in a clinic",
 * where the doctor is in it. None stands behind a comma or "and", which begin something else; count: none. */
static size_t next_owner(const struct cf_facts *facts, const struct cf_need *need, size_t from)
{
    const struct cf_analysis *a = facts->reading.analysis;
    for (size_t i = from; i < facts->count; i++) {
        const struct cf_need *n = &facts->needs[i];
        if (n->fact.check != CF_CHECK_ENTITY || n->fact.begin >= need->fact.begin ||
            (need->noun2 && strcmp(n->base, need->base2) == 0))
            continue;
        bool apart = false;
        for (size_t t = 0; t < a->tokens_count; t++)
            apart |= a->tokens[t].begin > n->fact.begin && a->tokens[t].begin < need->fact.begin &&
                     (cf_reading_is(&a->tokens[t], ", ; : and while as") || a->tokens[t].flags & CF_TOKEN_FIRST);
        if (!apart)
            return i;
    }
    return facts->count;
}

/* Whether the relation is kept with the thing as its owner; e->other: the rewrite has it otherwise. */
static bool is_kept(const struct cf_trial *trial, const struct cf_need *need, const char *noun, const char *base,
                    struct evidence *e)
{
    const struct cf_reading *r = &trial->reading;
    struct cf_sought s = {trial->facts, need, {noun, base, NULL, false}, {need->noun2, need->base2, NULL, false}};
    if (noun == need->noun) {
        s.subject.mark = need->mark;
        s.object.mark = need->mark2;
    }
    s.subject.absent = is_absent(r, &s.subject);
    s.object.absent = is_absent(r, &s.object);
    bool other = e->other, away = e->away;
    *e = gather(r, &s);
    e->other |= other;
    e->away = away;
    if (noun == need->noun)
        e->away = need->noun2 && is_in_another_place(r, &s);
    return e->same || (!e->other && (e->loose || (!e->away && is_understood(r, &s))));
}

void cf_trial_relation(struct cf_trial *trial, size_t index)
{
    const struct cf_need *need = &trial->facts->needs[index];
    const struct cf_facts *facts = trial->facts;
    struct evidence e = {0};
    bool kept = is_kept(trial, need, need->noun, need->base, &e);
    if (!kept && need->noun3)
        kept = is_kept(trial, need, need->noun3, need->base3, &e);
    bool soft = !cf_relation_is_hard(need->relation);
    for (size_t i = soft ? next_owner(facts, need, 0) : facts->count; !kept && i < facts->count;
         i = next_owner(facts, need, i + 1))
        kept = is_kept(trial, need, facts->needs[i].noun, facts->needs[i].base, &e);
    char asked[384], message[640];
    snprintf(asked, sizeof(asked), "%s %s%s%s", need->fact.owner, need->fact.surface, *need->fact.other ? " " : "",
             need->fact.other);
    if (kept && e.same && e.outright && cf_relation_is_hard(need->relation)) {
        snprintf(message, sizeof(message), "The caption says both that \"%s\" and the opposite.", asked);
        cf_trial_fail(trial, CF_CHECK_CONTRADICTION, (int64_t)index, asked, "the opposite as well", message);
    }
    if (kept)
        return;
    snprintf(message, sizeof(message),
             e.other ? "The caption has it otherwise: it must be \"%s\"." : "The caption must say where: \"%s\".",
             asked);
    cf_trial_fail(trial, need->fact.check, (int64_t)index, asked, e.other ? "another place" : "", message);
}
