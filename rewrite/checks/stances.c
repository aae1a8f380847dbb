/* What one relation says of another, between the same two things. */
#include "checks/relations.h"
#include <string.h>

#define BIT(kind) CF_REL_BIT(kind)

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
                       BIT(BELOW) | BIT(NEXT) | BIT(BEHIND) | BIT(FAR) | BIT(OUTSIDE) | BIT(AROUND),
                       BIT(BELOW) | BIT(HOLDS), BIT(ACROSS) | BIT(ON)},
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
static bool is_holder(const struct cf_reading *r, const struct cf_sought *s)
{
    static const char *const kinds[] = {"container", "furniture", "building", "room", "safe", "vehicle"};
    if (strstr(s->need->fact.surface, "inside") || strstr(s->need->fact.surface, "within"))
        return true;
    for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
        if (cf_language_is_a(r->language, s->object.base, kinds[i], CF_POS_NOUN))
            return true;
    return false;
}

/* What is so wide that who is by it or over it is there: sea, land, sky, weather, light. */
bool cf_is_wide(const struct cf_reading *r, const char *base)
{
    static const char *const kinds[] = {"body of water",
                                        "geological formation",
                                        "land",
                                        "celestial body",
                                        "weather",
                                        "light",
                                        "sky",
                                        "shore",
                                        "vegetation",
                                        "geographical area",
                                        "cloud",
                                        "ground",
                                        "precipitation",
                                        "natural phenomenon",
                                        "temperature",
                                        "soil",
                                        NULL};
    bool animal = cf_language_classes(r->language, base) & CF_CLASS_ANIMAL && !cf_word_is(base, "bay coral ray sea");
    if (animal || cf_language_mainly_is_a(r->language, base, "person"))
        return false;
    return cf_kind_is(r, base, kinds) || cf_language_classes(r->language, base) & (CF_CLASS_LIGHT | CF_CLASS_TIME);
}

/* Where people and things are, rather than what they are on or in. */
bool cf_is_place(const struct cf_reading *r, const char *base)
{
    if (cf_word_is(base, "screen background hall") || cf_language_is_a(r->language, base, "room", CF_POS_NOUN))
        return true;
    static const char *const kinds[] = {"building", "room",   "way",   "area", "location",
                                        "region",   "bridge", "tract", NULL};
    if (cf_language_mainly_is_a(r->language, base, "body part"))
        return false;
    return cf_kind_is(r, base, kinds) || cf_is_wide(r, base);
}

/* What is above everything. */
bool cf_is_sky(const struct cf_reading *r, const char *base)
{
    static const char *const kinds[] = {"celestial body", "weather", "sky", "cloud", "light", "precipitation", NULL};
    return cf_kind_is(r, base, kinds) || cf_language_classes(r->language, base) & (CF_CLASS_LIGHT | CF_CLASS_TIME);
}

/* What is worn is on whoever it is spoken of with. */
bool cf_is_worn(const struct cf_reading *r, const char *base)
{
    static const char *const kinds[] = {"clothing", "covering", "jewelry", "eyeglasses", "helmet", NULL};
    if (cf_word_is(base,
                   "hoodie beanie onesie tutu kimono poncho parka tracksuit jumpsuit leggings sneakers sunglasses"))
        return true;
    return cf_kind_is(r, base, kinds);
}

/* "on the seat of a car", "beneath the ceiling of a station": within it, unless it is its outside that is named. */
static bool is_part_of(const struct cf_reading *r, const struct cf_sought *s, const struct cf_relation *found)
{
    if (found->object < 0)
        return false;
    const struct cf_phrase *p = &r->phrases[found->object];
    return !cf_match_phrase(r, p, s->object.noun, s->object.base) &&
           cf_phrase_is(r, found->object, &s->object) == CF_SAME &&
           !cf_reading_is(&r->analysis->tokens[p->head],
                          "roof top outside hood bonnet lid front back rear side edge rim foot base exterior wall door "
                          "entrance mouth shadow height glow reflection");
}

/* Adjusts a kind's row by the words in which it was asked for and said. */
static void adjust(const struct cf_reading *r, const struct cf_sought *s, const struct cf_relation *found,
                   uint32_t *same, uint32_t *other)
{
    const struct cf_token *word = &r->analysis->tokens[found->begin];
    const char *asked = s->need->fact.surface;
    enum cf_relation_kind kind = s->need->relation;
    bool wide = cf_is_wide(r, s->object.base);
    if (kind == CF_REL_ON && (cf_reading_is(word, "over") || wide))
        *same |= BIT(ABOVE);
    else if (kind == CF_REL_ON)
        *other |= BIT(ABOVE);
    if (kind == CF_REL_ON && strstr(asked, "top") == NULL && !cf_reading_is(word, "inside within"))
        *same |= BIT(IN);
    else if (kind == CF_REL_ON)
        *other |= BIT(IN);
    if (kind == CF_REL_IN && is_holder(r, s)) {
        bool on =
            !cf_language_is_a(r->language, s->object.base, "vehicle", CF_POS_NOUN) || found->end > found->begin + 1;
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
        bool past = kind == CF_REL_THROUGH; /* "past the opening of an arch" */
        *same |= BIT(ON) | BIT(IN) | BIT(BELOW) | BIT(AGAINST) | BIT(AMONG) | BIT(THROUGH) | BIT(ACROSS);
        *same |= past ? 0 : BIT(NEXT);
        *other = BIT(OUTSIDE) | BIT(FAR) | (past ? BIT(NEXT) : 0);
    }
    if (found->kind == CF_REL_NEXT && cf_reading_is(word, "at on") && !cf_reading_is(word + 2, "foot base side") &&
        (kind == CF_REL_ON || kind == CF_REL_IN)) {
        *same |= BIT(NEXT); /* "at the end of the pier" */
        *other &= ~BIT(NEXT);
    }
    if (kind == CF_REL_ABOVE && strstr(asked, "over"))
        *same |= BIT(ON) | BIT(AROUND);
    if (kind == CF_REL_NEXT && (strstr(asked, "near") || strstr(asked, "close") || cf_word_is(asked, "by past"))) {
        *other &= ~(BIT(FRONT) | BIT(BEHIND) | BIT(ABOVE) | BIT(BELOW));
        *same |= found->bare ? 0 : BIT(FRONT) | BIT(BEHIND) | BIT(OUTSIDE) | BIT(BELOW) | BIT(ABOVE);
    }
    if (kind == CF_REL_THROUGH && cf_reading_is(word, "past by beside alongside around"))
        *other |= BIT(NEXT) | BIT(AROUND);
    bool way = cf_language_mainly_is_a(r->language, s->object.base, "way") ||
               cf_language_mainly_is_a(r->language, s->object.base, "waterway") ||
               cf_word_is(s->object.base, "canal river stream creek");
    if (wide && !cf_relation_is_hard(kind))
        *other &= BIT(FAR) | BIT(OUTSIDE) | (kind == CF_REL_BEHIND ? BIT(FRONT) : 0) |
                  (kind == CF_REL_FRONT ? BIT(BEHIND) : 0) | (kind == CF_REL_ACROSS ? BIT(BELOW) : 0) |
                  (kind == CF_REL_ALONG && way ? BIT(ACROSS) : 0) |
                  (kind == CF_REL_IN || kind == CF_REL_ON ? BIT(BELOW) : 0) |
                  (kind == CF_REL_THROUGH || kind == CF_REL_AMONG ? BIT(ABOVE) : 0);
}

void cf_stance(const struct cf_reading *r, const struct cf_sought *s, const struct cf_relation *found, bool turned,
               uint32_t *same, uint32_t *other)
{
    enum cf_relation_kind kind = s->need->relation;
    *same = turned ? stances[kind].turned_same : stances[kind].same;
    *other = turned ? stances[kind].turned_other : stances[kind].other;
    if (!turned)
        adjust(r, s, found, same, other);
}
