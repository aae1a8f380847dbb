/* Colours: said of the thing, of what covers most of it, or of the light that it gives. */
#include "checks/axes.h"
#include "checks/internal.h"
#include <stdio.h>
#include <string.h>
#include <strings.h>

/* What covers an animal or a person; what covers or makes up a thing. Their colour is the whole's. */
static const char animate_cover[] = "fur coat hair plumage feather feathers wing wings skin pelt fleece wool hide "
                                    "scales flank flanks mane body back down bristles";
static const char thing_cover[] =
    "body surface paint exterior frame petal petals leather fabric shade shades hue hues color colors colour colours "
    "tone tones tint finish hull bodywork upholstery material silk velvet cotton plastic metal shell paintwork glaze "
    "leaves casing metallic wood stripes stripe bands band pattern patches markings spots face sides walls wool skin "
    "panels panel planks boards bricks brick tiles cloth canvas canopy folds knit weave fibers fibres threads thread "
    "yarn satin lace denim lacquer enamel varnish coating polish sheen gloss cladding facade façade siding shingles "
    "porcelain ceramic clay glass liquid water waters ripples sand sands dunes soil flame flames light glow beam beams "
    "radiance shimmer gleam flesh peel rind foliage blossoms blooms bloom sleeves hem skirt skirts pleats bodice "
    "chassis hood fenders bonnet fuselage livery steel stone vinyl fur feathers flash splash streak blaze blur burst "
    "expanse ribbon sea field carpet cloud cushions linen wax layer skins tarp wrapping cover covers rock frosting "
    "icing neon mesh netting twine plating patchwork mix mixture blend";
/* Covers of what grows alone. */
static const char plant_cover[] = "petal petals leaves foliage blossoms blooms bloom field";

/* Shades that are things as well, and so colours only where a colour is looked for. */
static const char *const shades[][2] = {
    {"red", "ginger auburn copper coppery wine claret cherry strawberry vermillion carmine cardinal rosewood "
            "terracotta oxblood poppy garnet flame "
            "fiery ruby-red rusty ruddy redness reddened"},
    {"orange", "pumpkin tangerine carrot apricot peach persimmon marigold ochre ocher fiery flame terracotta"},
    {"yellow", "butter honey straw flaxen blond blonde canary buttercup butter-yellow primrose lemons sunny sunshine "
               "ochre ocher sulphur dandelion yellowed buttery lemony"},
    {"green", "moss mossy pea forest pine fern grassy avocado pistachio malachite seafoam leafy chartreuse celadon"},
    {"blue", "sky cornflower denim powder-blue midnight-blue steel-blue sea-blue ice-blue electric-blue denim-blue "
             "peacock blueness lapis"},
    {"purple", "mulberry aubergine eggplant grape orchid wisteria heather wine purpled burgundy"},
    {"pink", "rose roses peach blush cerise raspberry bubblegum flamingo carnation pinkened shell-pink"},
    {"brown", "chocolate walnut cocoa coffee cinnamon sienna earthy earthen russet sorrel bay mahogany toffee mocha "
              "hazelnut fawn rust chocolatey nut-brown wooden ochre sable"},
    {"black",
     "inky coal sable jet midnight raven ink soot sooty pitch blackness blackened coal-black ink-black charcoal"},
    {"white", "snowy chalk chalky bone eggshell snow pale pearl whitewashed bleached milk frosted whiteness ghostly "
              "vanilla linen whitened"},
    {"grey", "ash ashen pewter steel smoke smoky smoke-colored lead leaden steely graphite dove stony iron"},
    {"gold", "brass honey gilded bronze amber"},
    {"silver", "pewter chrome steel steely grey gray metallic aluminum silvered sterling moonlit"},
    {"beige", "sand sandy oatmeal buff fawn khaki camel taupe biscuit"},
};

/* The word, or the part before its hyphen where the rest says that it is a colour: "ash-colored". */
static bool names_shade(const char *word, const char *names)
{
    char part[64];
    size_t size = strcspn(word, "-");
    if (cf_word_is(word, names))
        return true;
    if (!word[size] || size >= sizeof(part) ||
        !cf_word_is(
            word + size + 1,
            "colored coloured tinted hued toned white black red pink blue green yellow brown grey gray dark pale"))
        return false;
    snprintf(part, sizeof(part), "%.*s", (int)size, word);
    return cf_word_is(part, names);
}

static bool is_shade(const struct cf_language *language, const char *colour, const char *word)
{
    for (size_t k = 0; k < sizeof(shades) / sizeof(*shades); k++)
        for (unsigned n = 0; n < 2; n++) {
            const char *basic = cf_language_colour(language, colour, n);
            if (basic && strcmp(basic, shades[k][0]) == 0 && names_shade(word, shades[k][1]))
                return true;
        }
    return false;
}

/* The token is of the colour, or (other) of another. */
static bool has_colour(const struct cf_reading *r, size_t i, const char *colour, bool other)
{
    const struct cf_token *t = &r->analysis->tokens[i];
    if (t->negated || t->quoted)
        return false;
    bool same = cf_match_colour(r->language, colour, t->word) || is_shade(r->language, colour, t->word) ||
                is_shade(r->language, colour, t->lemma);
    return other ? t->classes & CF_CLASS_COLOUR && !same : same;
}

static const char *colour_in(const struct cf_reading *r, size_t begin, size_t end, const char *colour, bool other)
{
    for (size_t i = begin; i < end; i++)
        if (has_colour(r, i, colour, other))
            return r->analysis->tokens[i].word;
    return NULL;
}

static bool is_cover(const struct cf_token *t)
{
    return cf_reading_is(t, animate_cover) || cf_reading_is(t, thing_cover);
}

/* "The scarf knotted at her throat is violet": what stands between the head and "is"; 0: no such verb follows. */
static size_t after_be(const struct cf_reading *r, size_t head)
{
    const struct cf_token *tokens = r->analysis->tokens;
    for (size_t i = head + 1; i < r->analysis->tokens_count && i <= head + 12; i++) {
        if (tokens[i].sentence != tokens[head].sentence || cf_reading_is(&tokens[i], ", ; and but while as"))
            return 0;
        if (cf_reading_is(&tokens[i], "is are was were"))
            return i + 1;
    }
    return 0;
}

/* Whether the phrase names what covers a thing, be its head another word: "black fur naps on a sofa". */
static bool names_cover(const struct cf_reading *r, const struct cf_phrase *p)
{
    const struct cf_token *tokens = r->analysis->tokens, *head = &tokens[p->head];
    bool verb = head->word[strlen(head->word) - 1] == 's' && p->head > p->begin &&
                cf_reading_is(head - 1, animate_cover); /* a verb that was taken for the head */
    bool colour = head->classes & CF_CLASS_COLOUR && p->head > p->begin && is_cover(head - 1); /* "its paint red" */
    return is_cover(head) || ((verb || colour) && is_cover(head - 1));
}

/* What covers a thing, and of what gives light, its light. */
static bool may_cover(const struct cf_reading *r, const struct cf_phrase *p, const struct cf_need *need)
{
    static const char lights[] = "light lights glow beam beams radiance shimmer gleam neon";
    const struct cf_token *head = &r->analysis->tokens[p->head];
    const uint32_t lives = CF_CLASS_PERSON | CF_CLASS_ANIMAL;
    if (!names_cover(r, p) || (!cf_reading_is(head, thing_cover) && cf_reading_is(head, animate_cover) &&
                               !(cf_language_classes(r->language, need->base) & lives)))
        return false;
    if (cf_reading_is(head, plant_cover) && !cf_language_is_a(r->language, need->base, "plant", CF_POS_NOUN) &&
        !cf_word_is(need->base,
                    "flower bouquet hedge garden field meadow forest wood grove vine hill mountain valley tree"))
        return false;
    if (cf_word_is(need->base, "eye"))
        return cf_reading_is(head, "iris irises color colors colour colours hue shade tone");
    return !cf_reading_is(head, lights) || cf_language_classes(r->language, need->base) & CF_CLASS_LIGHT ||
           cf_word_is(need->base, "sign lamp lantern candle bulb screen moon sun star fire flame torch crystal orb "
                                  "jellyfish laser lightsaber portal hologram window");
}

/* "waves of clear turquoise crash": the colour is a noun there, and what follows it the verb. */
static bool is_of_colour(const struct cf_reading *r, const struct cf_phrase *next, size_t at)
{
    const struct cf_token *tokens = r->analysis->tokens;
    char verb[64];
    return next->head > next->begin && at <= next->head && tokens[next->head - 1].classes & CF_CLASS_COLOUR &&
           next->begin &&
           cf_reading_is(&tokens[next->begin - 1], "of in painted dyed colored coloured glazed lacquered finished") &&
           cf_language_lemma(r->language, tokens[next->head].word, CF_POS_VERB, verb, sizeof(verb));
}

/* "the mesh, bright tangerine orange, spills": between commas stands a colour, and no other thing. */
static bool is_apposed(const struct cf_reading *r, size_t comma)
{
    const struct cf_token *tokens = r->analysis->tokens;
    bool colour = false;
    for (size_t i = comma + 1; i < r->analysis->tokens_count && i <= comma + 6; i++) {
        if (tokens[i].pos == CF_POS_PUNCTUATION)
            return colour;
        if (tokens[i].pos == CF_POS_VERB || tokens[i].pos == CF_POS_PREPOSITION)
            return false;
        colour |= tokens[i].classes & CF_CLASS_COLOUR;
    }
    return false;
}

/* Colours said of the phrase: in it; or behind it, before the next thing begins. */
static const char *colour_of(const struct cf_reading *r, const struct cf_phrase *p, const struct cf_need *need,
                             const char *colour, bool other)
{
    bool part = is_cover(&r->analysis->tokens[p->head]) && !cf_match_phrase(r, p, need->noun, need->base);
    const struct cf_token *tokens = r->analysis->tokens;
    /* the head itself is the thing, be its name a colour's: coral, flamingo */
    bool shade = tokens[p->head].classes & CF_CLASS_COLOUR &&
                 (is_cover(&tokens[p->head]) || (p->head > p->begin && is_cover(&tokens[p->head - 1])));
    const char *word = colour_in(r, p->begin, p->head + shade, colour, other);
    size_t be = after_be(r, p->head), end = be ? be : p->head + 1u, last = end + 14;
    bool said = be;
    for (; !word && end < r->analysis->tokens_count && end < last && tokens[end].sentence == tokens[p->head].sentence;
         end++) {
        const struct cf_phrase *next = cf_reading_phrase(r, end);
        bool coloured = tokens[end].classes & CF_CLASS_COLOUR || (next && has_colour(r, next->head, colour, false)) ||
                        (next && said && is_of_colour(r, next, end));
        if (next && cf_reading_is(&tokens[next->head], "glows gleams shines blazes shimmers burns")) { /* verbs */
            said = true;
            continue;
        }
        size_t after = next ? next->head + 1u : end; /* "a kayak on a lake, painted a bright yellow" */
        if (next && after + 1 < r->analysis->tokens_count && cf_reading_is(&tokens[after], ",") &&
            cf_reading_is(&tokens[after + 1], "painted dyed lacquered glazed") && !next->number) {
            end = after;
            last = end + 14;
            continue;
        }
        if ((next && !may_cover(r, next, need) && !(tokens[next->head].classes & CF_CLASS_COLOUR) &&
             !(said && coloured)) ||
            cf_reading_is(&tokens[end], "that which who from against beside while") ||
            (part && cf_reading_is(&tokens[end], ",") && !is_apposed(r, end)))
            break;
        said |= tokens[end].pos == CF_POS_AUXILIARY ||
                cf_reading_is(&tokens[end], "in painted colored coloured dyed tinted hued toned trimmed glazed "
                                            "lacquered sprayed , of as turned glows glow glowing gleam gleams "
                                            "shine shines blaze blazes turn turns banded striped stained finished");
        /* "its hull a deep brown" */
        bool absolute = end > p->head + 1u &&
                        (tokens[end - 1].pos == CF_POS_ADJECTIVE || cf_reading_is(&tokens[end - 1], "a an all"));
        if (said || next || absolute)
            word = colour_in(r, end, end + 1, colour, other);
    }
    return word;
}

/* "Crimson and taut, the balloon ...": said before the thing, at its sentence's beginning. */
static const char *colour_before(const struct cf_reading *r, const struct cf_phrase *p, const char *colour, bool other)
{
    const struct cf_token *tokens = r->analysis->tokens;
    if (!p->begin || strcmp(tokens[p->begin - 1].word, ",") != 0)
        return NULL;
    size_t i = p->begin;
    while (i && tokens[i - 1].sentence == tokens[p->begin].sentence) {
        const struct cf_phrase *q = cf_reading_phrase(r, i - 1);
        if (q && q->concrete && !names_cover(r, q) && !(tokens[q->head].classes & CF_CLASS_COLOUR))
            return NULL;
        i--;
    }
    return colour_in(r, i, p->begin, colour, other);
}

/* "blonde hair skateboards in": the last of the run may be the verb of what stands before it. */
static bool owns_before_verb(const struct cf_reading *r, const struct cf_phrase *p, const struct cf_need *need)
{
    const struct cf_token *head = &r->analysis->tokens[p->head];
    char verb[64];
    return p->head > p->begin && head[-1].pos == CF_POS_NOUN && !(head[-1].flags & CF_TOKEN_PLURAL) &&
           head->flags & CF_TOKEN_PLURAL &&
           cf_language_lemma(r->language, head->word, CF_POS_VERB, verb, sizeof(verb)) &&
           cf_match_token(r, p->head - 1, need->noun, need->base);
}

static bool owns(const struct cf_reading *r, const struct cf_phrase *p, const struct cf_need *need)
{
    if (cf_match_phrase(r, p, need->noun, need->base) || owns_before_verb(r, p, need))
        return true;
    /* "the bird" of a parrot that was named */
    return p->concrete && cf_reading_is(&r->analysis->tokens[p->begin], "the this") &&
           cf_language_is_a(r->language, need->base, p->base, CF_POS_NOUN);
}

/* Whether a part's phrase is the owner's: no other thing that the prompt gives a colour stands nearer before it. */
static bool belongs(const struct cf_trial *trial, const struct cf_phrase *part, const struct cf_need *need)
{
    const struct cf_reading *r = &trial->reading;
    const struct cf_token *tokens = r->analysis->tokens;
    const uint32_t lives = CF_CLASS_PERSON | CF_CLASS_ANIMAL;
    bool animate =
        cf_reading_is(&tokens[part->head], animate_cover) && cf_language_classes(r->language, need->base) & lives;
    bool mine = cf_reading_is(&tokens[part->begin], "its his her their whose the");
    unsigned between = 0;
    for (size_t i = (size_t)(part - r->phrases); i-- > 0;) {
        const struct cf_phrase *p = &r->phrases[i];
        if (animate && !(tokens[p->head].classes & lives))
            continue;
        if (owns(r, p, need))
            return true;
        between += p->concrete && !names_cover(r, p);
        if (!mine && !animate && between > 2) /* "under the lamp, where an emerald ribbon lies": another thing's */
            return false;
        for (size_t k = 0; k < trial->facts->count; k++) {
            const struct cf_need *n = &trial->facts->needs[k];
            if (n->fact.check == CF_CHECK_COLOUR && n->noun && *n->noun && cf_match_phrase(r, p, n->noun, n->base))
                return false;
        }
    }
    return true; /* it comes first: "Its red paint flaking, the car ..." */
}

/* "whose towers and cables are red": the last of what "whose" owns. */
static bool is_whose(const struct cf_reading *r, const struct cf_phrase *p)
{
    const struct cf_token *tokens = r->analysis->tokens;
    if (cf_reading_is(&tokens[p->begin], "whose") || (p->begin && cf_reading_is(&tokens[p->begin - 1], "whose")))
        return true;
    const struct cf_phrase *q =
        p->begin > 1 && cf_reading_is(&tokens[p->begin - 1], "and") ? cf_reading_phrase(r, p->begin - 2) : NULL;
    return q && q != p && is_whose(r, q);
}

/* "its envelope", of a balloon: a thing's colour may be told by any part of it but small ones. */
static bool is_its_part(const struct cf_reading *r, const struct cf_phrase *p, const struct cf_need *need)
{
    static const char small[] =
        "key keys button buttons handle handles wheel wheels knob knobs lace laces strap straps "
        "tire tires tyre tyres eye eyes headlight headlights bell trim logo label stitching "
        "bolt bolts rivet rivets tip tag buckle lining hinge hinges spokes pedals needle dial "
        "dials badge antenna bumper";
    const struct cf_token *tokens = r->analysis->tokens;
    const char *mine = need->plural ? "its their" : "its";
    return !cf_reading_is(&tokens[p->head], small) &&
           !(cf_language_classes(r->language, need->base) & (CF_CLASS_PERSON | CF_CLASS_ANIMAL)) &&
           (cf_reading_is(&tokens[p->begin], mine) || (p->begin && cf_reading_is(&tokens[p->begin - 1], mine)) ||
            is_whose(r, p));
}

/* "under a red helmet": the thing itself has another colour, in its own phrase, and the prompt gives it only one. */
static bool is_coloured_otherwise(const struct cf_trial *trial, const struct cf_need *need, const char *colour)
{
    const struct cf_reading *r = &trial->reading;
    for (size_t k = 0; k < trial->facts->count; k++) {
        const struct cf_need *n = &trial->facts->needs[k];
        if (n != need && n->fact.check == CF_CHECK_COLOUR && n->base && need->base && strcmp(n->base, need->base) == 0)
            return false;
    }
    for (size_t i = 0; i < r->phrases_count; i++) {
        const struct cf_phrase *p = &r->phrases[i];
        bool own = !cf_reading_possessor(r, p) && strcmp(r->analysis->tokens[p->head].lemma, need->base) == 0;
        if (own && colour_in(r, p->begin, p->head, colour, true))
            return true;
    }
    return false;
}

const char *cf_trial_colour(const struct cf_trial *trial, const struct cf_need *need, const char *colour, bool other)
{
    const struct cf_reading *r = &trial->reading;
    bool there = false;
    for (size_t i = 0; i < r->phrases_count; i++) {
        const struct cf_phrase *p = &r->phrases[i];
        if (!owns(r, p, need))
            continue;
        there = true;
        const char *word = colour_of(r, p, need, colour, other);
        word = word ? word : colour_before(r, p, colour, other);
        if (word)
            return word;
    }
    if (!other && is_coloured_otherwise(trial, need, colour))
        return NULL;
    for (size_t i = 0; there && i < r->phrases_count; i++) {
        const struct cf_phrase *p = &r->phrases[i];
        if (!(may_cover(r, p, need) || (!other && is_its_part(r, p, need))) ||
            cf_match_phrase(r, p, need->noun, need->base))
            continue;
        const char *word = colour_of(r, p, need, colour, other);
        if (word && belongs(trial, p, need))
            return word;
    }
    return NULL;
}

const char *cf_trial_any_colour(const struct cf_trial *trial, const char *colour)
{
    const struct cf_reading *r = &trial->reading;
    for (size_t i = 0; i < r->analysis->tokens_count; i++) {
        const struct cf_token *t = &r->analysis->tokens[i];
        bool part = strchr(t->word, '-') && cf_match_colour(r->language, colour, t->word); /* "rose-blush" */
        if (!t->negated && !cf_match_denied(r->analysis, i) &&
            (part || (t->classes & CF_CLASS_COLOUR && has_colour(r, i, colour, false))))
            return t->word;
    }
    return NULL;
}

/* A noun between the colour and its phrase's head: "a blue suit dance", where the verb was taken for the head. */
static bool kept_by_inner(const struct cf_trial *trial, const struct cf_need *need)
{
    const struct cf_reading *prompt = &trial->facts->reading;
    const struct cf_analysis *a = prompt->analysis;
    size_t i = 0;
    while (i < a->tokens_count && a->tokens[i].begin != need->fact.begin)
        i++;
    const struct cf_phrase *p = i < a->tokens_count ? cf_reading_phrase(prompt, i) : NULL;
    for (size_t k = i + 1; p && k < p->head; k++) {
        struct cf_need inner = {.noun = a->tokens[k].lemma, .base = a->tokens[k].lemma};
        if (a->tokens[k].pos == CF_POS_NOUN && cf_trial_colour(trial, &inner, need->verb, false))
            return true;
    }
    return false;
}

/* The owner stands there in words that no rule ties to it, which the entity's own check judges: then the colour must be
 * there, and not on a thing that the prompt gives a colour of its own. */
static bool kept_unowned(const struct cf_trial *trial, const struct cf_need *need)
{
    const struct cf_reading *r = &trial->reading;
    for (size_t i = 0; i < r->phrases_count; i++)
        if (need->mark || owns(r, &r->phrases[i], need))
            return false;
    for (size_t i = 1; i < r->analysis->tokens_count; i++) /* "her burgundy scrubs are": taken for a verb */
        if (strcmp(r->analysis->tokens[i].lemma, need->base) == 0 &&
            r->analysis->tokens[i - 1].classes & CF_CLASS_COLOUR)
            return has_colour(r, i - 1, need->verb, false);
    for (size_t i = 0; i < r->analysis->tokens_count; i++) {
        const struct cf_phrase *p = cf_reading_phrase(r, i);
        bool taken = false;
        for (size_t k = 0; p && k < trial->facts->count; k++) {
            const struct cf_need *n = &trial->facts->needs[k];
            taken |= n != need && n->fact.check == CF_CHECK_COLOUR && n->noun && *n->noun &&
                     cf_match_phrase(r, p, n->noun, n->base);
        }
        if (!taken && has_colour(r, i, need->verb, false))
            return true;
    }
    return false;
}

/* "Two cats ... the black one": the thing stands elsewhere, "one" for it here. */
static bool kept_by_one(const struct cf_trial *trial, const struct cf_need *need)
{
    const struct cf_reading *r = &trial->reading;
    bool there = false, one = false;
    for (size_t i = 0; i < r->phrases_count; i++)
        there |= owns(r, &r->phrases[i], need);
    for (size_t i = 1; i < r->analysis->tokens_count; i++)
        one |=
            cf_reading_is(&r->analysis->tokens[i], "one ones other others") && has_colour(r, i - 1, need->verb, false);
    return there && one;
}

/* "a bluebird" for a blue bird; and a coral reef is not to be coral. */
static bool kept_by_name(const struct cf_trial *trial, const struct cf_need *need)
{
    const struct cf_analysis *a = trial->reading.analysis;
    size_t size = strlen(need->fact.surface);
    char compound[96];
    if (!need->noun || !need->base)
        return false;
    if (strncasecmp(need->noun, need->fact.surface, size) == 0 && need->noun[size] == ' ')
        return true;
    snprintf(compound, sizeof(compound), "%s%s", need->verb, need->base);
    for (size_t i = 0; i < a->tokens_count; i++)
        if (strcmp(a->tokens[i].lemma, compound) == 0)
            return true;
    return false;
}

/* "the white of the suit" */
static bool kept_by_of(const struct cf_trial *trial, const struct cf_need *need)
{
    const struct cf_reading *r = &trial->reading;
    for (size_t i = 0; i + 2 < r->analysis->tokens_count; i++) {
        const struct cf_phrase *of =
            cf_reading_is(&r->analysis->tokens[i + 1], "of") ? cf_reading_phrase(r, i + 2) : NULL;
        if (of && has_colour(r, i, need->verb, false) && owns(r, of, need))
            return true;
    }
    return false;
}

/* "silver-haired", "with silver curls" */
static bool kept_by_part(const struct cf_trial *trial, const struct cf_need *need)
{
    const struct cf_reading *r = &trial->reading;
    for (size_t i = 0; need->mark && i < r->analysis->tokens_count; i++) {
        const struct cf_token *t = &r->analysis->tokens[i];
        const char *hyphen = strrchr(t->word, '-');
        const struct cf_phrase *p = cf_reading_phrase(r, i);
        bool part = hyphen && need->mark && strcmp(hyphen + 1, need->mark) == 0;
        bool curls = strcmp(need->base, "hair") == 0 && p &&
                     cf_reading_is(&r->analysis->tokens[p->head],
                                   "curls locks braid braids ponytail bun strands tresses mane bob waves fringe");
        if ((part || curls) && has_colour(r, i, need->verb, false))
            return true;
    }
    return false;
}

/* "a scarlet convertible made by Ferrari": what bears a name is told by its kind. */
static bool kept_by_brand(const struct cf_trial *trial, const struct cf_need *need)
{
    const struct cf_reading *r = &trial->reading, *prompt = &trial->facts->reading;
    bool named = false;
    for (size_t i = 0; i < prompt->phrases_count; i++)
        named |= prompt->phrases[i].name && need->noun && strcmp(prompt->phrases[i].base, need->base) == 0;
    for (size_t i = 0; named && i < r->analysis->tokens_count; i++)
        for (size_t k = 0; has_colour(r, i, need->verb, false) && k < r->analysis->tokens_count; k++)
            if (r->analysis->tokens[k].sentence == r->analysis->tokens[i].sentence &&
                strcmp(r->analysis->tokens[k].lemma, need->base) == 0)
                return true;
    return false;
}

/* ---- two of one noun, each with its owner ---- */

/* Who has the thing: the nearest person or animal before it in its sentence; NULL: nobody. */
static const struct cf_phrase *holder(const struct cf_reading *r, const struct cf_phrase *p)
{
    const struct cf_token *tokens = r->analysis->tokens;
    for (const struct cf_phrase *q = p; q-- > r->phrases && tokens[q->head].sentence == tokens[p->head].sentence;)
        if (tokens[q->head].classes & (CF_CLASS_PERSON | CF_CLASS_ANIMAL))
            return q;
    return NULL;
}

/* Whether the rewrite's phrase is the holder's, of two: 1, the other's: -1, or nothing tells: 0. */
static int is_held_by(const struct cf_reading *r, const struct cf_phrase *p, const struct cf_phrase *one,
                      const struct cf_phrase *other)
{
    const struct cf_token *first = &r->analysis->tokens[p->begin];
    int sex = cf_reading_is(first, "his") ? 1 : cf_reading_is(first, "her") ? 2 : 0;
    int mine = cf_owner_sex(one->base), yours = cf_owner_sex(other->base);
    if (sex && mine != yours && (mine || yours))
        return mine == sex || (!mine && yours != sex) ? 1 : -1;
    const struct cf_phrase *q = holder(r, p);
    if (!q)
        return 0;
    return cf_match_phrase(r, q, one->noun, one->base) ? 1 : cf_match_phrase(r, q, other->noun, other->base) ? -1 : 0;
}

/* "a clown with a green balloon and a mime with a yellow one", told the other way round. */
static bool is_swapped(const struct cf_trial *trial, const struct cf_need *need)
{
    const struct cf_reading *prompt = &trial->facts->reading, *r = &trial->reading;
    const struct cf_phrase *mine = NULL, *yours = NULL;
    const char *rival = NULL;
    for (size_t i = 0; i < prompt->phrases_count; i++) {
        const struct cf_phrase *p = &prompt->phrases[i];
        const char *colour = NULL;
        for (size_t k = p->begin; k < p->head && strcmp(p->base, need->base) == 0; k++)
            if (prompt->analysis->tokens[k].classes & CF_CLASS_COLOUR)
                colour = prompt->analysis->tokens[k].word;
        if (!colour)
            continue;
        if (cf_match_colour(r->language, need->verb, colour))
            mine = p;
        else
            yours = p, rival = colour;
    }
    const struct cf_phrase *one = mine ? holder(prompt, mine) : NULL, *other = yours ? holder(prompt, yours) : NULL;
    if (!one || !other || strcmp(one->base, other->base) == 0)
        return false;
    int right = 0, wrong = 0;
    for (size_t i = 0; i < r->phrases_count; i++) {
        const struct cf_phrase *p = &r->phrases[i];
        bool thing =
            cf_match_phrase(r, p, need->noun, need->base) || cf_reading_is(&r->analysis->tokens[p->head], "one");
        for (size_t k = p->begin; thing && k < p->head; k++) {
            int held = has_colour(r, k, need->verb, false) ? is_held_by(r, p, one, other)
                       : has_colour(r, k, rival, false)    ? -is_held_by(r, p, one, other)
                                                           : 0;
            right += held > 0;
            wrong += held < 0;
        }
    }
    return wrong && !right;
}

void cf_trial_keep_colour(struct cf_trial *trial, size_t index)
{
    const struct cf_need *need = &trial->facts->needs[index];
    if (need->noun && *need->noun && is_swapped(trial, need)) {
        cf_trial_failf(trial, index, need->fact.surface, "", "The %s %s is another's in the caption.",
                       need->fact.surface, need->fact.owner);
        return;
    }
    if (kept_by_name(trial, need) || kept_by_brand(trial, need) || kept_by_part(trial, need) || kept_by_of(trial, need))
        return;
    if (cf_trial_colour(trial, need, need->verb, false) || kept_by_inner(trial, need) || kept_by_one(trial, need) ||
        kept_unowned(trial, need))
        return;
    const char *other = cf_trial_colour(trial, need, need->verb, true);
    char asked[256], found[160] = "";
    snprintf(asked, sizeof(asked), "%s %s", need->fact.surface, need->fact.owner);
    if (other)
        snprintf(found, sizeof(found), "%s %s", other, need->fact.owner);
    cf_trial_failf(trial, index, asked, found, "The %s must be %s%s%s.", need->fact.owner, need->fact.surface,
                   other ? ", not " : "", other ? other : "");
}
