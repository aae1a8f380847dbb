/* Where things stand. A relation is kept where the rewrite has it, or one that comes to the same, between the same two,
 * in whatever order and construction. It is not where the two stand otherwise, or where the rewrite leaves it open. */
#include "checks/internal.h"
#include <stdio.h>
#include <string.h>

/* The ends that a requirement asks for, and what the rewrite shows of them. */
struct sought {
    const struct cf_facts *facts;
    const struct cf_need *need;
    const char *noun, *base, *noun2, *base2;
    bool absent, absent2; /* the rewrite has it under no name that the reading knows */
};

enum match { NO, PART, PERHAPS, YES };

/* The phrase is the thing; or is made of it, full of it, a part of it; or calls it by its kind: "the animal". */
static enum match phrase_is(const struct cf_reading *r, int32_t phrase, const char *noun, const char *base)
{
    const struct cf_token *tokens = r->analysis->tokens;
    const struct cf_phrase *p = &r->phrases[phrase];
    if (cf_match_phrase(r, p, noun, base))
        return YES;
    for (size_t depth = 0, q = (size_t)phrase; depth < 3 && q + 1 < r->phrases_count; depth++, q++) {
        size_t from = r->phrases[q].head + 1, to = r->phrases[q + 1].begin;
        bool owned = to == from && cf_reading_is(&tokens[to], "'s"); /* "the streets of the town's hills" */
        if (owned && depth)
            return cf_match_phrase(r, &r->phrases[q + 1], noun, base) ? YES : NO;
        bool chained = to > from && to - from <= 2 && tokens[from].sentence == tokens[to].sentence &&
                       cf_reading_is(&tokens[to - 1], "of with") &&
                       (to - from == 1 || cf_reading_is(&tokens[from], "full filled heaped piled laden brimming made"));
        if (!chained || (to - from == 1 && cf_reading_is(&tokens[from], "with")))
            break;
        if (cf_match_phrase(r, &r->phrases[q + 1], noun, base))
            return YES;
    }
    for (size_t i = p->begin; i < p->head; i++) /* "the bus's bumper", "the forest floor" */
        if ((tokens[i].pos == CF_POS_NOUN || tokens[i].pos == CF_POS_NAME) && cf_match_token(r, i, noun, base))
            return YES;
    if (cf_reading_is(&tokens[p->begin], "'s") && phrase && cf_match_phrase(r, p - 1, noun, base))
        return YES;
    bool known = cf_reading_is(&tokens[p->begin], "the this that both these those its their his her");
    if (cf_reading_is(&tokens[p->begin], "this that these those")) /* "beneath that frozen keel": what was spoken of */
        return PART;
    if (known && (cf_language_is_a(r->language, base, p->base, CF_POS_NOUN) ||
                  cf_word_is(p->base, "figure creature structure craft vessel machine contraption")))
        return PERHAPS;
    return (known && cf_language_has_part(r->language, base, p->base)) || cf_language_near(r->language, p->base, base)
               ? PART
               : NO;
}

static bool is_absent(const struct cf_reading *r, const char *noun, const char *base)
{
    return cf_match_find(r, 0, noun, base, true) == r->analysis->tokens_count;
}

/* ---- what one relation says of another ---- */

#define BIT(kind) (1u << CF_REL_##kind)

/* Relations between the same two, in the same order: those that come to the same, and those that cannot be true as
 * well; then in the other order. What is in neither says nothing. */
static const struct {
    uint32_t same, other, turned_same, turned_other;
} stances[] = {
    [CF_REL_LEFT] = {BIT(LEFT), BIT(RIGHT), BIT(RIGHT), BIT(LEFT)},
    [CF_REL_RIGHT] = {BIT(RIGHT), BIT(LEFT), BIT(LEFT), BIT(RIGHT)},
    [CF_REL_ABOVE] = {BIT(ABOVE) | BIT(ACROSS), BIT(BELOW) | BIT(BOTTOM), BIT(BELOW) | BIT(BOTTOM),
                      BIT(ABOVE) | BIT(ON)},
    [CF_REL_BELOW] = {BIT(BELOW) | BIT(BOTTOM), BIT(ABOVE) | BIT(ON), BIT(ABOVE) | BIT(ACROSS),
                      BIT(BELOW) | BIT(BOTTOM)},
    [CF_REL_ON] = {BIT(ON) | BIT(ACROSS) | BIT(ALONG) | BIT(AGAINST) | BIT(THROUGH),
                   BIT(BELOW) | BIT(BOTTOM) | BIT(NEXT) | BIT(BEHIND) | BIT(FRONT) | BIT(BETWEEN) | BIT(FAR) |
                       BIT(OUTSIDE) | BIT(LEFT) | BIT(RIGHT),
                   BIT(BELOW) | BIT(HOLDS), BIT(ON) | BIT(ABOVE) | BIT(NEXT) | BIT(LEFT) | BIT(RIGHT)},
    [CF_REL_IN] = {BIT(IN) | BIT(AMONG) | BIT(THROUGH) | BIT(ACROSS) | BIT(BETWEEN), BIT(OUTSIDE) | BIT(FAR),
                   BIT(HOLDS) | BIT(AROUND), BIT(IN)},
    [CF_REL_BEHIND] = {BIT(BEHIND),
                       BIT(FRONT) | BIT(NEXT) | BIT(ON) | BIT(IN) | BIT(ABOVE) | BIT(BELOW) | BIT(AGAINST) | BIT(LEFT) |
                           BIT(RIGHT) | BIT(BETWEEN),
                       BIT(FRONT), BIT(BEHIND) | BIT(NEXT) | BIT(ON)},
    [CF_REL_FRONT] = {BIT(FRONT),
                      BIT(BEHIND) | BIT(ON) | BIT(IN) | BIT(ABOVE) | BIT(BELOW) | BIT(LEFT) | BIT(RIGHT) | BIT(NEXT),
                      BIT(BEHIND), BIT(FRONT) | BIT(NEXT) | BIT(ON)},
    [CF_REL_NEXT] = {BIT(NEXT) | BIT(AGAINST) | BIT(ALONG) | BIT(LEFT) | BIT(RIGHT) | BIT(ACROSS) | BIT(BETWEEN) |
                         BIT(FLANKS) | BIT(AROUND) | BIT(AMONG),
                     BIT(FAR) | BIT(BEHIND) | BIT(ABOVE) | BIT(BELOW) | BIT(ON) | BIT(IN) | BIT(FRONT),
                     BIT(NEXT) | BIT(AGAINST) | BIT(LEFT) | BIT(RIGHT) | BIT(FLANKS) | BIT(BETWEEN) | BIT(AROUND) |
                         BIT(AMONG),
                     BIT(FAR) | BIT(BEHIND) | BIT(ABOVE) | BIT(BELOW) | BIT(ON) | BIT(IN) | BIT(FRONT)},
    [CF_REL_BETWEEN] = {BIT(BETWEEN) | BIT(AMONG),
                        BIT(FRONT) | BIT(BEHIND) | BIT(ON) | BIT(ABOVE) | BIT(BELOW) | BIT(NEXT) | BIT(FAR) |
                            BIT(LEFT) | BIT(RIGHT),
                        BIT(FLANKS) | BIT(AROUND), BIT(BETWEEN)},
    [CF_REL_AMONG] = {BIT(AMONG) | BIT(IN) | BIT(THROUGH) | BIT(BETWEEN) | BIT(ACROSS),
                      BIT(FAR) | BIT(OUTSIDE) | BIT(ABOVE) | BIT(BEHIND) | BIT(FRONT), BIT(AROUND) | BIT(FLANKS),
                      BIT(AMONG)},
    [CF_REL_AROUND] = {BIT(AROUND) | BIT(FLANKS), BIT(FAR) | BIT(IN) | BIT(ON), BIT(AMONG) | BIT(IN), BIT(AROUND)},
    [CF_REL_ACROSS] = {BIT(ACROSS) | BIT(ABOVE) | BIT(ALONG) | BIT(THROUGH) | BIT(ON) | BIT(IN),
                       BIT(BELOW) | BIT(NEXT) | BIT(BEHIND) | BIT(FAR) | BIT(OUTSIDE) | BIT(AROUND), BIT(BELOW),
                       BIT(ACROSS) | BIT(ON)},
    [CF_REL_ALONG] = {BIT(ALONG) | BIT(ON) | BIT(THROUGH) | BIT(NEXT) | BIT(IN),
                      BIT(FAR) | BIT(BELOW) | BIT(OUTSIDE) | BIT(BEHIND) | BIT(ACROSS), 0, 0},
    [CF_REL_THROUGH] = {BIT(THROUGH) | BIT(ACROSS) | BIT(IN) | BIT(ALONG) | BIT(AMONG) | BIT(ON) | BIT(BETWEEN),
                        BIT(FAR) | BIT(OUTSIDE) | BIT(ABOVE) | BIT(BEHIND) | BIT(FRONT), BIT(AROUND), 0},
    [CF_REL_AGAINST] = {BIT(AGAINST) | BIT(ON) | BIT(NEXT), BIT(ABOVE) | BIT(BELOW) | BIT(FAR) | BIT(BEHIND) | BIT(IN),
                        BIT(NEXT) | BIT(BEHIND), 0},
    [CF_REL_OUTSIDE] = {BIT(OUTSIDE) | BIT(FRONT) | BIT(NEXT) | BIT(BEHIND), BIT(IN), 0, 0},
    [CF_REL_BOTTOM] = {BIT(BOTTOM) | BIT(BELOW), BIT(ON) | BIT(ABOVE), BIT(ON) | BIT(ABOVE), BIT(BELOW)},
    [CF_REL_TOWARD] = {BIT(TOWARD) | BIT(NEXT) | BIT(IN) | BIT(ON), BIT(FAR), 0, 0},
    [CF_REL_OUT] = {BIT(OUT), BIT(IN) | BIT(NEXT), 0, BIT(OUT)},
    [CF_REL_HOLDS] = {0},
};

/* Things that have an inside: what is in them is not on, beside or under them. */
static bool is_holder(const struct cf_reading *r, const struct sought *s)
{
    static const char *const kinds[] = {"container", "furniture", "building", "room", "safe", "vehicle"};
    if (strstr(s->need->fact.surface, "inside") || strstr(s->need->fact.surface, "within"))
        return true;
    for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
        if (cf_language_is_a(r->language, s->base2, kinds[i], CF_POS_NOUN))
            return true;
    return false;
}

/* What is so wide that who is by it or over it is there: sea, land, sky, weather, light. */
static bool is_wide(const struct cf_reading *r, const char *base)
{
    static const char *const kinds[] = {"body of water", "geological formation",
                                        "land",          "celestial body",
                                        "weather",       "light",
                                        "sky",           "shore",
                                        "vegetation",    "geographical area",
                                        "cloud",         "ground",
                                        "precipitation", "natural phenomenon",
                                        "temperature",   "soil"};
    if (cf_language_mainly_is_a(r->language, base, "person") || cf_language_mainly_is_a(r->language, base, "animal"))
        return false;
    for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
        if (cf_language_mainly_is_a(r->language, base, kinds[i]))
            return true;
    return cf_language_classes(r->language, base) & (CF_CLASS_LIGHT | CF_CLASS_TIME);
}

/* Where people and things are, rather than what they are on or in. */
static bool is_place(const struct cf_reading *r, const char *base)
{
    if (cf_word_is(base, "screen background hall") || cf_language_is_a(r->language, base, "room", CF_POS_NOUN))
        return true;
    static const char *const kinds[] = {"building", "room", "way", "area", "location", "region", "bridge", "tract"};
    for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
        if (cf_language_mainly_is_a(r->language, base, kinds[i]))
            return true;
    return is_wide(r, base);
}

/* What is above everything. */
static bool is_sky(const struct cf_reading *r, const char *base)
{
    static const char *const kinds[] = {"celestial body", "weather", "sky", "cloud", "light", "precipitation"};
    for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
        if (cf_language_mainly_is_a(r->language, base, kinds[i]))
            return true;
    return cf_language_classes(r->language, base) & (CF_CLASS_LIGHT | CF_CLASS_TIME);
}

/* "on the seat of a car", "beneath the ceiling of a station": within it, unless it is its outside that is named. */
static bool is_part_of(const struct cf_reading *r, const struct sought *s, const struct cf_relation *found)
{
    if (found->object < 0)
        return false;
    const struct cf_phrase *p = &r->phrases[found->object];
    return !cf_match_phrase(r, p, s->noun2, s->base2) && phrase_is(r, found->object, s->noun2, s->base2) == YES &&
           !cf_reading_is(&r->analysis->tokens[p->head],
                          "roof top outside hood bonnet lid front back rear side edge rim foot base exterior wall door "
                          "entrance mouth shadow height glow reflection");
}

/* Adjusts a kind's row by the words in which it was asked for and said. */
static void stance(const struct cf_reading *r, const struct sought *s, const struct cf_relation *found, uint32_t *same,
                   uint32_t *other)
{
    const struct cf_token *word = &r->analysis->tokens[found->begin];
    const char *asked = s->need->fact.surface;
    enum cf_relation_kind kind = s->need->relation;
    bool wide = is_wide(r, s->base2);
    if (kind == CF_REL_ON && (cf_reading_is(word, "over") || wide))
        *same |= BIT(ABOVE);
    else if (kind == CF_REL_ON)
        *other |= BIT(ABOVE);
    if (kind == CF_REL_ON && strstr(asked, "top") == NULL && !cf_reading_is(word, "inside within"))
        *same |= BIT(IN);
    else if (kind == CF_REL_ON)
        *other |= BIT(IN);
    if (kind == CF_REL_IN && is_holder(r, s)) {
        bool on = !cf_language_is_a(r->language, s->base2, "vehicle", CF_POS_NOUN) || found->end > found->begin + 1;
        *other |= BIT(NEXT) | BIT(ABOVE) | BIT(BELOW) | BIT(BEHIND) | BIT(FRONT) | BIT(AGAINST) | BIT(LEFT) |
                  BIT(RIGHT) | (on ? BIT(ON) : 0);
        *same |= on ? 0 : BIT(ON);
    } else if (kind == CF_REL_IN) {
        *same |= BIT(ON) | BIT(ALONG);
    }
    if (kind == CF_REL_AGAINST && (cf_reading_is(word, "atop onto upon") ||
                                   (found->end > found->begin + 1 && cf_reading_is(word + 1, "top the")))) {
        *same &= ~BIT(ON);
        *other |= BIT(ON);
    }
    if (kind == CF_REL_AGAINST && found->begin && /* what lies on a thing does not lean on it */
        cf_reading_is(word - 1, "lies lying lay laid stands standing sits sitting perches perched flat")) {
        *same &= ~BIT(ON);
        *other |= BIT(ON);
    }
    if (kind == CF_REL_BOTTOM && cf_reading_is(word, "at")) /* "at the foot of" */
        *same |= BIT(NEXT);
    if (strstr(asked, "over") && cf_reading_is(word, "onto into upon")) { /* jumped over, and not onto */
        *same &= ~(BIT(ON) | BIT(IN));
        *other |= BIT(ON) | BIT(IN);
    }
    if (kind == CF_REL_IN && !wide && cf_reading_is(word, "next beside alongside outside in")) { /* "in front of" */
        *other |= BIT(NEXT) | BIT(FRONT) | BIT(OUTSIDE);
    }
    bool within = kind == CF_REL_IN || kind == CF_REL_ON || kind == CF_REL_THROUGH || kind == CF_REL_ACROSS;
    if (within && is_part_of(r, s, found)) {
        *same |= BIT(ON) | BIT(IN) | BIT(BELOW) | BIT(AGAINST) | BIT(NEXT) | BIT(AMONG) | BIT(THROUGH) | BIT(ACROSS);
        *other = BIT(OUTSIDE) | BIT(FAR);
    }
    if (found->kind == CF_REL_NEXT && cf_reading_is(word, "at on") && (kind == CF_REL_ON || kind == CF_REL_IN)) {
        *same |= BIT(NEXT); /* "at the end of the pier" */
        *other &= ~BIT(NEXT);
    }
    if (kind == CF_REL_ABOVE && strstr(asked, "over"))
        *same |= BIT(ON) | BIT(AROUND);
    if (kind == CF_REL_NEXT && (strstr(asked, "near") || strstr(asked, "close") || cf_word_is(asked, "by past"))) {
        *other &= ~(BIT(FRONT) | BIT(BEHIND) | BIT(ABOVE) | BIT(BELOW));
        *same |= BIT(FRONT) | BIT(BEHIND) | BIT(OUTSIDE) | BIT(BELOW) | BIT(ABOVE);
    }
    if (wide && !cf_relation_is_hard(kind))
        *other &= BIT(FAR) | BIT(OUTSIDE) | (kind == CF_REL_IN || kind == CF_REL_ON ? BIT(BELOW) : 0) |
                  (kind == CF_REL_THROUGH || kind == CF_REL_AMONG ? BIT(ABOVE) : 0);
}

/* ---- evidence ---- */

struct evidence {
    bool same, other;
    bool loose;    /* it may be said of the two */
    bool outright; /* both are said in so many words */
};

/* How well the best of them is the thing. */
static enum match in_list(const struct cf_reading *r, const int32_t *list, size_t count, const char *noun,
                          const char *base, bool absent)
{
    enum match best = NO;
    for (size_t i = 0; i < count && best != YES; i++) {
        enum match match = absent ? YES : phrase_is(r, list[i], noun, base);
        best = match > best ? match : best;
    }
    return best;
}

/* The phrase is another thing that the prompt asks for. */
static bool is_other(const struct cf_reading *r, const struct sought *s, int32_t phrase, const char *base)
{
    const char *said = r->phrases[phrase].base;
    for (size_t i = 0; i < s->facts->count; i++) {
        const struct cf_need *n = &s->facts->needs[i];
        if (n->fact.check == CF_CHECK_ENTITY && strcmp(n->base, base) != 0 &&
            (strcmp(n->base, said) == 0 || cf_language_mainly_is_a(r->language, said, n->base)))
            return true;
    }
    return false;
}

/* "a dog and a parrot": the two phrases are joined. */
static bool is_joined(const struct cf_reading *r, int32_t phrase, const char *noun, const char *base)
{
    for (int32_t p = phrase - 1; p <= phrase; p++) {
        if (p < 0 || (size_t)p + 1 >= r->phrases_count)
            continue;
        size_t from = r->phrases[p].head + 1, to = r->phrases[p + 1].begin;
        if (to == from + 1 && cf_reading_is(&r->analysis->tokens[from], "and") &&
            phrase_is(r, p == phrase ? p + 1 : p, noun, base) == YES)
            return true;
    }
    return false;
}

/* The thing stands in the sentence of token `at`, or in the one before; but not as that phrase. */
static enum match in_sentence(const struct cf_reading *r, size_t at, uint32_t reach, int32_t but, const char *noun,
                              const char *base)
{
    enum match best = NO;
    for (size_t i = 0; i < r->phrases_count && best != YES; i++) {
        uint32_t sentence = r->analysis->tokens[r->phrases[i].head].sentence, here = r->analysis->tokens[at].sentence;
        if ((int32_t)i == but || sentence > here || sentence + reach < here)
            continue;
        enum match match = phrase_is(r, (int32_t)i, noun, base);
        best = match > best ? match : best;
    }
    for (size_t i = 0; i < r->analysis->tokens_count && best != YES; i++) { /* "an orange", taken for its colour */
        uint32_t sentence = r->analysis->tokens[i].sentence, here = r->analysis->tokens[at].sentence;
        if (r->phrase_of[i] < 0 && sentence <= here && sentence + reach >= here && cf_match_token(r, i, noun, base))
            best = YES;
    }
    return best;
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
static bool may_say(const struct cf_reading *r, const struct sought *s, const struct cf_relation *rel,
                    const struct cf_ends *ends, const char *noun, const char *base, const char *noun2,
                    const char *base2)
{
    const struct cf_token *tokens = r->analysis->tokens;
    bool itself = rel->pronoun && ends->sure && /* "a wall props up an umbrella, leaning against it" */
                  phrase_is(r, ends->subjects[0], noun2, base2) == YES;
    if (!itself && ends->sure && is_other(r, s, ends->subjects[0], base) &&
        in_list(r, ends->subjects, 1, noun, base, false) == NO && !is_joined(r, ends->subjects[0], noun, base))
        return false;
    if (in_sentence(r, rel->begin, has_pronoun(r, rel), rel->object, noun, base) < PERHAPS)
        return false;
    if (rel->object >= 0 && !cf_reading_is(&tokens[r->phrases[rel->object].begin], "its his her their"))
        return in_list(r, ends->objects, ends->objects_count, noun2, base2, false) >= PERHAPS;
    bool single = rel->object >= 0 || (rel->pronoun && cf_reading_is(&tokens[rel->end], "it him her its"));
    return single && in_sentence(r, rel->begin, 1, -1, noun2, base2) == YES;
}

/* One relation of the rewrite, in one order of its ends. */
static void weigh(const struct cf_reading *r, const struct sought *s, const struct cf_relation *rel,
                  const struct cf_ends *ends, bool turned, struct evidence *e)
{
    uint32_t same = stances[s->need->relation].same, other = stances[s->need->relation].other;
    if (turned) {
        same = stances[s->need->relation].turned_same;
        other = stances[s->need->relation].turned_other;
    } else {
        stance(r, s, rel, &same, &other);
    }
    bool for_it = same >> rel->kind & 1, against = other >> rel->kind & 1;
    if (!for_it && !against)
        return;
    const char *noun = turned ? s->noun2 : s->noun, *base = turned ? s->base2 : s->base;
    const char *noun2 = turned ? s->noun : s->noun2, *base2 = turned ? s->base : s->base2;
    bool absent = turned ? s->absent2 : s->absent, absent2 = turned ? s->absent : s->absent2;
    if (for_it && !cf_relation_is_hard(s->need->relation) && may_say(r, s, rel, ends, noun, base, noun2, base2))
        e->loose = true;
    enum match sure = in_list(r, ends->subjects, ends->sure, noun, base, false);
    if (sure < PERHAPS && in_list(r, ends->subjects, ends->sure, noun2, base2, false) == YES)
        return; /* it is said of the other */
    size_t likely = sure || rel->object < 0 ? ends->sure : ends->subjects_count;
    enum match said = for_it ? in_list(r, ends->subjects, likely, noun, base, absent) : NO;
    /* "its head" is of somebody, "it" is something: both at once are too loose */
    bool overhead =
        rel->bare && !turned && (rel->kind == CF_REL_ABOVE || rel->kind == CF_REL_BELOW); /* of all there is */
    absent2 |= overhead && said == YES;
    size_t objects = said == YES ? ends->objects_count : rel->object >= 0 ? ends->sure_objects : 0;
    if (said != NO && ((overhead && absent2) || in_list(r, ends->objects, objects, noun2, base2, absent2))) {
        bool whose = rel->object >= 0 && ends->objects_count > ends->sure_objects &&
                     in_list(r, ends->objects, ends->sure_objects, noun2, base2, absent2) < PERHAPS;
        size_t first = ends->sure_objects; /* whom "its" means most likely */
        bool told = whose && sure == YES && in_list(r, ends->objects + first, 1, noun2, base2, false) == YES;
        e->same |= !whose || told;
        e->loose |= whose; /* "its bark": of the log, or of another */
    }
    bool its = rel->object >= 0 && ends->objects_count > ends->sure_objects;
    if (against && sure >= PERHAPS &&
        in_list(r, ends->objects, ends->sure_objects + its, noun2, base2, false) >= PERHAPS) {
        e->other = true;
        e->outright |= rel->object >= 0 && phrase_is(r, rel->object, noun2, base2) == YES && rel->subject >= 0 &&
                       phrase_is(r, rel->subject, noun, base) == YES;
    }
}

/* Left and right in the picture, of either end: the one on the left and the other on the right. */
static uint32_t frame_side(const struct cf_reading *r, const char *noun, const char *base)
{
    uint32_t sides = 0;
    for (size_t i = 0; i < r->relations_count; i++) {
        const struct cf_relation *rel = &r->relations[i];
        struct cf_ends ends;
        if ((rel->kind != CF_REL_LEFT && rel->kind != CF_REL_RIGHT) || r->analysis->tokens[rel->begin].negated)
            continue;
        cf_reading_ends(r, rel, &ends);
        if (in_list(r, ends.subjects, ends.sure, noun, base, false) >= PERHAPS)
            sides |= 1u << rel->kind;
    }
    return sides;
}

static void weigh_frame(const struct cf_reading *r, const struct sought *s, struct evidence *e)
{
    enum cf_relation_kind kind = s->need->relation, mirror = cf_relation_mirror(kind);
    if (kind != CF_REL_LEFT && kind != CF_REL_RIGHT)
        return;
    uint32_t sides = frame_side(r, s->noun, s->base), sides2 = s->noun2 ? frame_side(r, s->noun2, s->base2) : 0;
    if (!s->noun2) {
        e->same |= sides >> kind & 1;
        e->other |= sides >> mirror & 1;
    } else if (!e->same && !e->other) {
        /* one is on the left, and the other on the right or somewhere */
        e->same |= sides != sides2 && (sides >> kind & 1 || sides2 >> mirror & 1);
        e->other |= sides != sides2 && (sides >> mirror & 1 || sides2 >> kind & 1);
    }
}

/* "a city street" for a street in a city, "a tower of cakes" for cakes in a tower. */
static bool is_built_in(const struct cf_reading *r, const struct sought *s)
{
    const struct cf_token *tokens = r->analysis->tokens;
    if (s->need->relation != CF_REL_IN && s->need->relation != CF_REL_ON)
        return false;
    for (size_t i = 0; i < r->phrases_count; i++) {
        const struct cf_phrase *p = &r->phrases[i], *next = p + 1;
        bool of = i + 1 < r->phrases_count && next->begin == p->head + 2 && cf_reading_is(&tokens[p->head + 1], "of");
        if (of && s->need->relation == CF_REL_IN && cf_match_phrase(r, p, s->noun2, s->base2) &&
            cf_match_phrase(r, next, s->noun, s->base))
            return true;
        for (size_t k = p->begin; k < p->head && cf_match_phrase(r, p, s->noun, s->base); k++)
            if ((tokens[k].pos == CF_POS_NOUN || tokens[k].pos == CF_POS_NAME) &&
                (cf_match_token(r, k, s->noun2, s->base2) || strcmp(tokens[k].lemma, s->base2) == 0))
                return true;
    }
    return false;
}

static struct evidence gather(const struct cf_reading *r, const struct sought *s)
{
    struct evidence e = {0};
    for (size_t i = 0; s->noun2 && i < r->relations_count; i++) {
        struct cf_ends ends;
        if (r->analysis->tokens[r->relations[i].begin].negated)
            continue;
        cf_reading_ends(r, &r->relations[i], &ends);
        weigh(r, s, &r->relations[i], &ends, false, &e);
        weigh(r, s, &r->relations[i], &ends, true, &e);
    }
    e.loose |= s->noun2 && is_built_in(r, s);
    weigh_frame(r, s, &e);
    return e;
}

/* ---- where nothing is said of the two ---- */

/* Both in one sentence, or in two that follow each other. */
static bool are_near(const struct cf_reading *r, const struct sought *s, uint32_t reach)
{
    for (size_t i = 0; i < r->phrases_count; i++) {
        if (phrase_is(r, (int32_t)i, s->noun, s->base) < PERHAPS)
            continue;
        uint32_t at = r->analysis->tokens[r->phrases[i].head].sentence;
        for (size_t j = 0; j < r->phrases_count; j++) {
            uint32_t there = r->analysis->tokens[r->phrases[j].head].sentence;
            if (j != i && there + reach >= at && at + reach >= there &&
                phrase_is(r, (int32_t)j, s->noun2, s->base2) == YES)
                return true;
        }
    }
    return false;
}

/* The one is on, in or beside something else, in a sentence without the other. */
static bool is_elsewhere(const struct cf_reading *r, const struct sought *s)
{
    const struct cf_token *tokens = r->analysis->tokens;
    bool place = is_place(r, s->base2);
    uint32_t places = place ? 0 : BIT(ON) | BIT(NEXT) | BIT(BELOW) | BIT(BEHIND) | BIT(AGAINST);
    for (size_t i = 0; i < r->relations_count; i++) {
        const struct cf_relation *rel = &r->relations[i];
        struct cf_ends ends;
        if (rel->kind == CF_REL_IN && rel->object >= 0 &&
            cf_reading_is(&tokens[r->phrases[rel->object].head], "air sky")) {
            cf_reading_ends(r, rel, &ends);
            if (in_list(r, ends.subjects, ends.sure, s->noun, s->base, false) == YES)
                return true;
        }
        if (are_near(r, s, 0))
            continue;
        if (!(places >> rel->kind & 1) || rel->object < 0 || tokens[rel->begin].pos == CF_POS_VERB)
            continue;
        cf_reading_ends(r, rel, &ends);
        const struct cf_phrase *o = &r->phrases[rel->object];
        uint32_t thing = CF_CLASS_OBJECT | CF_CLASS_PLACE;
        if (in_list(r, ends.subjects, ends.sure, s->noun, s->base, false) == YES && o->concrete &&
            tokens[o->head].classes & thing && !is_wide(r, o->base) &&
            !cf_reading_is(&tokens[o->begin], "the its his her their") &&
            phrase_is(r, rel->object, s->noun2, s->base2) == NO)
            return true;
    }
    return false;
}

/* What is worn is on whoever it is spoken of with. */
static bool is_worn(const struct cf_reading *r, const char *base)
{
    static const char *const kinds[] = {"clothing", "covering", "jewelry", "eyeglasses", "helmet"};
    for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
        if (cf_language_mainly_is_a(r->language, base, kinds[i]))
            return true;
    return false;
}

/* Nothing says where the thing is. */
static bool is_unplaced(const struct cf_reading *r, const struct sought *s)
{
    for (size_t i = 0; i < r->relations_count; i++) {
        const struct cf_relation *rel = &r->relations[i];
        struct cf_ends ends;
        if (rel->bare || rel->kind == CF_REL_HOLDS || rel->kind == CF_REL_OUT || rel->kind == CF_REL_TOWARD ||
            (rel->object >= 0 && !r->phrases[rel->object].concrete))
            continue;
        cf_reading_ends(r, rel, &ends);
        if (in_list(r, ends.subjects, ends.sure, s->noun, s->base, false) >= PERHAPS)
            return false;
    }
    return true;
}

/* Where the scene is, it need not be said of each thing in it: "a cafe glows at a corner ... a panda sips". */
static bool is_understood(const struct cf_reading *r, const struct sought *s)
{
    if (!s->noun2)
        return false;
    if (s->need->relation == CF_REL_BELOW)
        return is_sky(r, s->base2) && !s->absent2; /* "under a starry sky" */
    if (s->need->relation == CF_REL_ABOVE)
        return is_sky(r, s->base) && !s->absent && !s->absent2;
    if (cf_relation_is_hard(s->need->relation))
        return false;
    if (s->absent2 || s->absent)
        return true; /* the things' own checks tell */
    switch (s->need->relation) {
    case CF_REL_IN:
        return (is_place(r, s->base2) && !is_elsewhere(r, s)) || (is_worn(r, s->base2) && are_near(r, s, 1)) ||
               (are_near(r, s, 0) && is_unplaced(r, s));
    case CF_REL_ON: return (is_place(r, s->base2) && !is_elsewhere(r, s)) || (are_near(r, s, 0) && is_unplaced(r, s));
    case CF_REL_ACROSS:
    case CF_REL_THROUGH:
    case CF_REL_ALONG: return is_wide(r, s->base2) && is_unplaced(r, s);
    case CF_REL_AMONG: return is_place(r, s->base2) && !is_elsewhere(r, s);
    case CF_REL_BETWEEN: return false;
    case CF_REL_BEHIND: return is_wide(r, s->base) && !is_elsewhere(r, s);
    case CF_REL_NEXT:
        if (strncmp(s->need->fact.surface, "at ", 3) == 0)
            return is_place(r, s->base2) && are_near(r, s, 0);
        return is_wide(r, s->base2) && !is_elsewhere(r, s);
    default: return is_wide(r, s->base2) && !is_elsewhere(r, s);
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
    struct sought s = {trial->facts, need, noun, base, need->noun2, need->base2, false, false};
    s.absent2 = need->noun2 && is_absent(r, need->noun2, need->base2);
    s.absent = is_absent(r, noun, base);
    bool other = e->other;
    *e = gather(r, &s);
    e->other |= other;
    return e->same || (!e->other && (e->loose || is_understood(r, &s)));
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
