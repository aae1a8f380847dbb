/* What no parsed requirement holds: counts, colours, denials and places in the picture whose owner was not found. They
 * are required by the word: it, or one of its kind, must still stand in the rewrite. */
#include "checks/internal.h"
#include <stdio.h>
#include <string.h>

static bool is_held(const struct cf_facts *facts, const struct cf_token *t, unsigned kinds)
{
    for (size_t i = 0; i < facts->count; i++) {
        const struct cf_fact *fact = &facts->needs[i].fact;
        if (kinds >> fact->check & 1 && t->begin < fact->begin + fact->size && fact->begin < t->begin + t->size)
            return true;
    }
    return false;
}

static struct cf_need *require(struct cf_facts *facts, enum cf_check check, size_t i, const char *word, uint32_t number)
{
    struct cf_need *need = cf_facts_add(facts, check, i, i + 1);
    if (!need)
        return NULL;
    need->loose = word;
    need->noun = need->base = "";
    need->fact.number = number;
    return need;
}

/* Words said elsewhere of the prompt, and affirmed. */
static bool is_affirmed(const struct cf_facts *facts, const char *lemma)
{
    const struct cf_analysis *a = facts->reading.analysis;
    for (size_t i = 0; i < a->tokens_count; i++)
        if (!a->tokens[i].negated && strcmp(a->tokens[i].lemma, lemma) == 0)
            return true;
    return false;
}

/* What stands first behind "no", "not", "never" ...: the words up to the first noun or verb, whatever they are taken
 * for in the rewrite ("never ripples", "ripples"). Colours and the trade's own words are left to the other
 * requirements. */
static void require_denial(struct cf_facts *facts, size_t i, bool *open)
{
    const struct cf_analysis *a = facts->reading.analysis;
    const struct cf_token *t = &a->tokens[i];
    bool no_one = i + 1 < a->tokens_count && cf_reading_is(t, "no") && cf_reading_is(t + 1, "one");
    uint32_t left_out = CF_CLASS_STOP | CF_CLASS_COLOUR | CF_CLASS_CAMERA | CF_CLASS_LIGHT | CF_CLASS_STYLE;
    if (cf_word_is(t->word, "pan pans panning zoom zooms zooming tilt tilts tilting movement motion move moves"))
        left_out = CF_CLASS_STOP;
    bool noun_or_verb = t->pos == CF_POS_NOUN || t->pos == CF_POS_NAME || t->pos == CF_POS_VERB;
    if (cf_reading_is(t, "nobody no-one") || no_one)
        require(facts, CF_CHECK_NEGATION, i, "nobody", 0);
    bool of_things = i + 2 < a->tokens_count && cf_reading_is(t + 1, "of") && t[2].pos != CF_POS_PRONOUN;
    if (cf_reading_is(t, "none") && !of_things)
        require(facts, CF_CHECK_NEGATION, i, "none", 0);
    if (cf_reading_is(t, "nothing") && i + 1 < a->tokens_count && cf_reading_is(t + 1, "else"))
        require(facts, CF_CHECK_NEGATION, i, "else", 0);
    /* "no visible buttons", "do not show her face": the word itself may stand elsewhere */
    bool idle = t->pos == CF_POS_ADJECTIVE
                    ? cf_reading_is(t, "visible present included") ||
                          (i + 1 < a->tokens_count && t[1].negated && t[1].pos != CF_POS_PREPOSITION)
                    : cf_reading_is(t, "show shows have has get got wear wearing see seen include "
                                       "including let hold holding carry carrying put add use "
                                       "look looking make making");
    bool restricted = i && noun_or_verb && t->pos == CF_POS_NOUN && t[-1].negated && t[-1].pos == CF_POS_ADJECTIVE &&
                      !cf_reading_is(t - 1, "visible single other more extra additional real actual");
    /* "no candles lit": they may be there unlit */
    restricted |= i + 1 < a->tokens_count && t[1].negated && cf_reading_is(t + 1, CF_STATES_OF_DENIED);
    if (*open && t->negated && (noun_or_verb || t->pos == CF_POS_ADJECTIVE) && !(t->classes & left_out) && !idle &&
        !restricted && !is_affirmed(facts, t->lemma))
        require(facts, CF_CHECK_NEGATION, i, t->lemma, 0);
    *open = t->negated ? *open && (!noun_or_verb || t->classes & left_out) : true;
}

/* Adjectives that deny a thing. What a leafless tree has shed may lie on the ground, a headless rider carry his head:
 * these deny nothing of the scene. */
static const struct {
    const char *says, *denied;
} denials[] = {
    {"cloudless", "cloud"},
    {"treeless", "tree"},
    {"starless", "star"},
    {"moonless", "moon"},
    {"windless", "wind"},
    {"sunless", "sun"},
    {"rainless", "rain"},
    {"snowless", "snow"},
    {"hatless bareheaded bare-headed", "hat"},
    {"helmetless", "helmet"},
    {"maskless unmasked", "mask"},
    {"beardless clean-shaven", "beard"},
    {"barefoot barefooted shoeless", "shoe"},
    {"sleeveless", "sleeve"},
    {"shirtless bare-chested", "shirt"},
    {"gloveless", "glove"},
    {"collarless", "collar"},
    {"wingless", "wing"},
    {"driverless", "driver"},
    {"riderless", "rider"},
    {"uninhabited unpeopled unpopulated", "inhabitant"},
    {"unarmed weaponless", "weapon"},
    {"unfurnished", "furniture"},
    {"undecorated", "decoration"},
    {"unlabeled unlabelled", "label"},
    {"unbranded", "logo"},
    {"windowless", "window"},
    {"doorless", "door"},
    {"fenceless unfenced", "fence"},
    {"flowerless", "flower"},
    {"grassless", "grass"},
    {"birdless", "bird"},
    {"textless", "text"},
    {"makeup-free bare-faced", "makeup"},
    {"thornless", "thorn"},
    {"wordless", "talk"},
    {"unsmiling unamused", "smile"},
    {"toothless", "tooth"},
    {"tailless", "tail"},
    {"hornless", "horn"},
    {"roofless", "roof"},
    {"seedless", "seed"},
    {"boneless", "bone"},
    {"crustless", "crust"},
    {"frameless", "frame"},
    {"strapless", "strap"},
    {"cordless", "cord"},
    {"smokeless", "smoke"},
    {"flameless", "flame"},
    {"waveless", "wave"},
    {"lidless", "lid"},
    {"sugarless", "sugar"},
    {"meatless", "meat"},
    {"cheeseless", "cheese"},
    {"bridgeless", "bridge"},
    {"unadorned unornamented", "decoration"},
    {"untattooed", "tattoo"},
    {"uncarpeted", "carpet"},
};

/* "a treeless plain", "a car-free street" */
static void require_by_adjective(struct cf_facts *facts, size_t i)
{
    const struct cf_analysis *a = facts->reading.analysis;
    const struct cf_token *t = &a->tokens[i];
    const char *denied = NULL;
    for (size_t k = 0; k < sizeof denials / sizeof *denials && !denied; k++)
        if (cf_reading_is(t, denials[k].says))
            denied = denials[k].denied;
    size_t size = strcspn(t->word, "-");
    if (!denied && strcmp(t->word + size, "-free") == 0) {
        char *noun = cf_arena_alloc(&facts->arena, size + 1);
        if (!noun)
            return;
        memcpy(noun, t->word, size);
        uint32_t visible = CF_CLASS_PERSON | CF_CLASS_ANIMAL | CF_CLASS_OBJECT;
        if (cf_denied_find(noun) ||
            (cf_language_classes(facts->reading.language, noun) & visible && !cf_word_is(noun, "hands hand care duty")))
            denied = noun;
    }
    bool people = false;
    for (size_t k = 0; denied && k < a->tokens_count; k++)
        people |= a->tokens[k].classes & CF_CLASS_PERSON && a->tokens[k].pos == CF_POS_NOUN;
    if (!denied || (people && strcmp(denied, "inhabitant") == 0))
        return;
    struct cf_need *need = cf_facts_add(facts, CF_CHECK_NEGATION, i, i + 1);
    if (need) {
        need->noun = need->base = denied;
        need->fact.owner = denied;
    }
}

/* "no one talking", "nobody stops": what nobody does; "nothing pink": a colour that nothing has. */
static void require_of_none(struct cf_facts *facts, size_t i)
{
    const struct cf_analysis *a = facts->reading.analysis;
    const struct cf_token *t = &a->tokens[i];
    size_t next = i + 1 + (cf_reading_is(t, "no") && i + 1 < a->tokens_count && cf_reading_is(t + 1, "one"));
    bool nobody = next > i + 1 || cf_reading_is(t, "nobody no-one"), nothing = cf_reading_is(t, "nothing");
    while (next < a->tokens_count && cf_reading_is(&a->tokens[next], "is are in")) /* "nothing in pink" */
        next++;
    if (next >= a->tokens_count || !(nobody || nothing) || a->tokens[next].sentence != t->sentence)
        return;
    char verb[64];
    bool does = nobody && (a->tokens[next].pos == CF_POS_VERB || a->tokens[next].flags & CF_TOKEN_GERUND) &&
                cf_language_lemma(facts->reading.language, a->tokens[next].word, CF_POS_VERB, verb, sizeof verb);
    if (!does && !(nothing && a->tokens[next].classes & CF_CLASS_COLOUR))
        return;
    struct cf_need *need = cf_facts_add(facts, CF_CHECK_NEGATION, i, next + 1);
    char *copy = does ? cf_arena_alloc(&facts->arena, strlen(verb) + 1) : NULL;
    if (!need || (does && !copy))
        return;
    need->noun = need->base = a->tokens[next].word;
    need->colour = nothing;
    if (does) {
        need->verb = strcpy(copy, verb);
        need->noun2 = need->base2 = "person";
    }
}

static const struct {
    const char *asked, *kept;
    enum cf_relation_kind kind; /* or any such relation to a thing */
} places[] = {
    {"behind", "behind back background beyond backdrop rear past", CF_REL_BEHIND},
    {"front", "front before facing foreground ahead", CF_REL_FRONT},
    {"beside next", "beside next near nearby alongside adjacent side", CF_REL_NEXT},
    {"inside", "inside within into enclosed containing contains contained", CF_REL_NONE},
    {"top", "top atop upon", CF_REL_ON},
};

static void require_place(struct cf_facts *facts, size_t i)
{
    const struct cf_analysis *a = facts->reading.analysis;
    const struct cf_token *t = &a->tokens[i];
    if (cf_reading_is(t, "inside") && (i + 1 == a->tokens_count || t[1].pos == CF_POS_PUNCTUATION))
        return; /* "nobody inside" */
    for (size_t k = 0; k < sizeof places / sizeof *places; k++) {
        struct cf_need *need =
            cf_reading_is(t, places[k].asked) ? require(facts, CF_CHECK_RELATION, i, places[k].kept, 0) : NULL;
        if (need)
            need->relation = places[k].kind;
    }
}

static void require_count(struct cf_facts *facts, size_t i)
{
    const struct cf_analysis *a = facts->reading.analysis;
    const struct cf_token *t = &a->tokens[i];
    bool several = i && t[-1].number && cf_reading_is(t, "dozen hundred thousand"); /* "two dozen" */
    bool range = i + 2 < a->tokens_count && cf_reading_is(t + 1, "or to") && t[2].number;
    if (several || range)
        return;
    uint32_t group = cf_reading_is(t, "pair") ? 2 : cf_reading_is(t, "trio") ? 3 : cf_reading_is(t, "dozen") ? 12 : 0;
    if (group || (t->pos == CF_POS_NUMBER && t->number > 1))
        require(facts, CF_CHECK_COUNT, i, t->word, group ? group : t->number);
    else if (cf_reading_is(t, "one") && i + 1 < a->tokens_count && (t[1].pos == CF_POS_NOUN || t[1].pos == CF_POS_VERB))
        require(facts, CF_CHECK_COUNT, i, t[1].word, 1);
}

void cf_facts_loose(struct cf_facts *facts)
{
    const struct cf_analysis *a = facts->reading.analysis;
    unsigned terms = 1u << CF_CHECK_NAME | 1u << CF_CHECK_STYLE | 1u << CF_CHECK_CAMERA | 1u << CF_CHECK_ENTITY;
    unsigned sides = 1u << CF_CHECK_SIDE | 1u << CF_CHECK_RELATION | 1u << CF_CHECK_CAMERA | 1u << CF_CHECK_NAME;
    bool open = true, up = false, down = false;
    for (size_t i = 0; i < a->tokens_count; i++) {
        up |= cf_reading_is(&a->tokens[i], "above");
        down |= cf_reading_is(&a->tokens[i], "below");
    }
    for (size_t i = 0; i < a->tokens_count; i++) {
        const struct cf_token *t = &a->tokens[i];
        if (t->quoted || facts->ordered[i])
            continue;
        require_denial(facts, i, &open);
        require_by_adjective(facts, i);
        require_of_none(facts, i);
        if (t->negated)
            continue;
        bool colour = t->classes & CF_CLASS_COLOUR && (t->pos == CF_POS_ADJECTIVE || t->pos == CF_POS_NOUN);
        if (!is_held(facts, t, 1u << CF_CHECK_COUNT | terms))
            require_count(facts, i);
        if (colour && !is_held(facts, t, 1u << CF_CHECK_COLOUR | terms))
            require(facts, CF_CHECK_COLOUR, i, t->word, 0);
        if (is_held(facts, t, sides) && !(up && down && cf_reading_is(t, "above below")))
            continue;
        bool last = i + 1 == a->tokens_count || t[1].pos == CF_POS_PUNCTUATION; /* "points left," */
        if ((cf_reading_is(t, "left right") && (t->pos != CF_POS_VERB || last)) ||
            (cf_reading_is(t, "above below under beneath underneath over") &&
             (t->pos == CF_POS_PREPOSITION || (i && cf_reading_is(t - 1, "from")))))
            require(facts, CF_CHECK_SIDE, i, t->word, 0);
        else
            require_place(facts, i);
    }
}

static bool has_number(const struct cf_trial *trial, uint32_t number)
{
    const struct cf_analysis *a = trial->reading.analysis;
    for (size_t i = 0; i < a->tokens_count; i++) {
        const struct cf_token *t = &a->tokens[i];
        if (t->number == number || (number == 2 && cf_reading_is(t, "pair couple both twin duo")) ||
            (number == 3 && cf_reading_is(t, "trio")) || (number == 12 && cf_reading_is(t, "dozen")))
            return true;
    }
    return false;
}

static bool has_colour(const struct cf_trial *trial, const char *colour)
{
    const struct cf_analysis *a = trial->reading.analysis;
    for (size_t i = 0; i < a->tokens_count; i++)
        if (!a->tokens[i].negated && cf_match_colour(trial->reading.language, colour, a->tokens[i].word))
            return true;
    return false;
}

static bool has_any(const struct cf_trial *trial, const char *words)
{
    const struct cf_analysis *a = trial->reading.analysis;
    for (size_t i = 0; i < a->tokens_count; i++)
        if (!a->tokens[i].quoted && cf_reading_is(&a->tokens[i], words))
            return true;
    return false;
}

static bool has_relation(const struct cf_trial *trial, enum cf_relation_kind kind)
{
    const struct cf_reading *r = &trial->reading;
    for (size_t i = 0; kind != CF_REL_NONE && i < r->relations_count; i++)
        if (r->relations[i].kind == kind && r->relations[i].object >= 0 && r->phrases[r->relations[i].object].concrete)
            return true;
    return false;
}

static const char above[] = "above over atop overhead overlooking",
                  below[] = "below under beneath underneath underside bottom lower";

/* Left and right must stand as they are; above and below must not have turned into each other. */
static bool has_side(const struct cf_trial *trial, const char *word)
{
    const struct cf_token asked = {.word = word};
    if (cf_reading_is(&asked, "left right"))
        return has_any(trial, word);
    bool up = cf_reading_is(&asked, above);
    return has_any(trial, up ? above : below) || !has_any(trial, up ? below : above);
}

/* "one monitor": the monitor, where it is there, not in the plural alone. */
static bool has_one(const struct cf_trial *trial, const char *word)
{
    const struct cf_analysis *a = trial->reading.analysis;
    size_t size = strlen(word);
    bool plural = false;
    for (size_t i = 0; i < a->tokens_count; i++) {
        const char *other = a->tokens[i].word;
        if (strcmp(other, word) == 0)
            return true;
        plural |=
            strncmp(other, word, size) == 0 && (strcmp(other + size, "s") == 0 || strcmp(other + size, "es") == 0);
    }
    return !plural || has_any(trial, "one single lone solitary sole");
}

static bool prompt_has_people(const struct cf_trial *trial)
{
    const struct cf_analysis *a = trial->facts->reading.analysis;
    for (size_t i = 0; i < a->tokens_count; i++)
        if (!a->tokens[i].negated && a->tokens[i].pos == CF_POS_NOUN && a->tokens[i].classes & CF_CLASS_PERSON &&
            !(i + 1 < a->tokens_count && a->tokens[i + 1].pos == CF_POS_NOUN) && /* "the pilot seat" */
            !(a->tokens[i].classes & (CF_CLASS_ANIMAL | CF_CLASS_PLACE | CF_CLASS_OBJECT)))
            return true;
    return false;
}

static bool is_of_camera(const struct cf_analysis *prompt, const char *denied)
{
    for (size_t i = 0; i < prompt->tokens_count; i++)
        for (size_t j = i; j > 0 && i - j < 4 && strcmp(prompt->tokens[i].lemma, denied) == 0; j--)
            if (cf_reading_is(&prompt->tokens[j - 1], "camera lens"))
                return true;
    return false;
}

/* "no camera movement", "no zoom", "the camera never pans", and a camera that does: what it does; NULL: nothing. */
const char *cf_trial_camera_moves(const struct cf_trial *trial, const char *denied)
{
    const struct cf_analysis *a = trial->reading.analysis, *prompt = trial->facts->reading.analysis;
    static const char all[] =
        "circle orbit pan tilt zoom dolly track truck crane glide drift push pull sweep rise descend "
        "travel swing arc creep follow move retreat advance swoop rotate spin climb float roll "
        "shake inch ease lurch whip fly soar";
    bool camera = cf_word_is(denied, "zoom zooms zooming pan pans panning tilt tilts tilting dolly");
    camera |= is_of_camera(prompt, denied);
    const char *moves = cf_word_is(denied, "movement motion move moves moving movements") ? all
                        : cf_word_is(denied, "zoom zooms zooming")                        ? "zoom"
                        : cf_word_is(denied, "pan pans panning")                          ? "pan sweep swing"
                        : cf_word_is(denied, "tilt tilts tilting")                        ? "tilt"
                        : cf_word_is(denied, "shake shaking shakes") ? "shake jitter wobble judder sway"
                                                                     : "";
    for (size_t i = 0; camera && i < a->tokens_count; i++) {
        const struct cf_token *t = &a->tokens[i];
        if (t->negated || !cf_reading_is(t, "camera lens view shot frame perspective viewpoint"))
            continue;
        for (size_t j = i + 1; j < a->tokens_count && j <= i + 4 && a->tokens[j].sentence == t->sentence; j++) {
            char verb[64];
            if (a->tokens[j].pos == CF_POS_PUNCTUATION || a->tokens[j].pos == CF_POS_PREPOSITION)
                break;
            if (cf_language_lemma(trial->reading.language, a->tokens[j].word, CF_POS_VERB, verb, sizeof verb) &&
                cf_word_is(verb, moves) && !cf_match_denied(a, j))
                return a->tokens[j].word;
            if (moves == all && cf_word_is(a->tokens[j].lemma, "movement motion") && !cf_match_denied(a, j))
                return a->tokens[j].word;
        }
    }
    return NULL;
}

/* "nobody else there": somebody new, who is none of those that the prompt asks for. */
static bool is_another_person(const struct cf_trial *trial, size_t i)
{
    const struct cf_reading *r = &trial->reading;
    const struct cf_phrase *p = cf_reading_phrase(r, i);
    if (!p || cf_match_noun(r, p) != i || !cf_match_shown(r, i, "person", "person") ||
        !(cf_reading_is(&r->analysis->tokens[p->begin], "a an another some several many few") || p->number > 1))
        return false;
    for (size_t k = 0; k < trial->facts->count; k++) {
        const struct cf_need *n = &trial->facts->needs[k];
        if (n->fact.check == CF_CHECK_ENTITY &&
            (cf_match_phrase(r, p, n->noun, n->base) || cf_language_is_a(r->language, n->base, p->base, CF_POS_NOUN)))
            return false;
    }
    return true;
}

/* What the prompt denies and the rewrite shows; NULL: nothing. */
static const char *shown(const struct cf_trial *trial, const char *denied)
{
    const struct cf_analysis *a = trial->reading.analysis, *prompt = trial->facts->reading.analysis;
    bool others = false; /* "no other vehicles": the sole one may be there */
    for (size_t i = 1; i < prompt->tokens_count; i++)
        others |= strcmp(prompt->tokens[i].lemma, denied) == 0 && cf_reading_is(&prompt->tokens[i - 1], "other");
    if (strcmp(denied, "none") == 0)
        return has_any(trial, "none no not never neither nor without n't cannot") ? NULL : "all";
    if (strcmp(denied, "else") == 0) /* "nothing else in frame" */
        return has_any(trial, "else alone sole solely solitary isolated uncluttered") ? NULL : "something else";
    const char *moves = cf_trial_camera_moves(trial, denied), *signs = cf_denied_signs(denied);
    if (moves || (cf_word_is(denied, "movement motion move moves moving") && is_of_camera(prompt, denied)))
        return moves;
    bool nobody = strcmp(denied, "nobody") == 0, peopled = prompt_has_people(trial), else_ = false;
    for (size_t i = 0; i + 1 < prompt->tokens_count; i++)
        else_ |=
            cf_reading_is(&prompt->tokens[i], "nobody one no-one") && cf_reading_is(&prompt->tokens[i + 1], "else");
    for (size_t i = 0; i < a->tokens_count; i++) {
        const struct cf_token *t = &a->tokens[i];
        if (t->quoted || cf_match_denied(a, i) ||
            (others && i && cf_reading_is(t - 1, "only sole single lone solitary one")))
            continue;
        char phrase[96];
        for (const char *p = cf_word_is(denied, "cut cuts cutting smile smiling laugh laughing cry crying") ? signs
                                                                                                            : "";
             p && *p; p += strcspn(p, "|"), p += *p == '|') {
            snprintf(phrase, sizeof phrase, "%.*s", (int)strcspn(p, "|"), p);
            if (cf_reading_spells(&trial->reading, i, phrase))
                return t->word;
        }
        bool someone = (else_ && is_another_person(trial, i)) ||
                       cf_reading_is(t, "somebody someone everybody everyone anybody anyone") ||
                       (!peopled && !else_ && cf_match_shown(&trial->reading, i, "person", "person"));
        if (nobody ? someone && !is_affirmed(trial->facts, t->lemma)
                   : strcmp(t->lemma, denied) == 0 || strcmp(t->word, denied) == 0)
            return t->word;
    }
    return NULL;
}

void cf_trial_loose(struct cf_trial *trial, size_t index)
{
    const struct cf_need *need = &trial->facts->needs[index];
    const char *word = need->loose, *found = NULL;
    char message[256];
    bool kept = true;
    switch (need->fact.check) {
    case CF_CHECK_COUNT:
        kept = need->fact.number == 1 ? has_one(trial, word) : has_number(trial, need->fact.number);
        break;
    case CF_CHECK_COLOUR: kept = has_colour(trial, word); break;
    case CF_CHECK_SIDE: kept = has_side(trial, word); break;
    case CF_CHECK_RELATION: kept = has_any(trial, word) || has_relation(trial, need->relation); break;
    default: found = shown(trial, word); break;
    }
    if (found)
        snprintf(message, sizeof message, "The prompt denies \"%.80s\", but the caption has \"%.80s\".", word, found);
    else if (!kept)
        snprintf(message, sizeof message, "The prompt says \"%.80s\": that must stay, and be said of the same thing.",
                 need->fact.surface);
    if (found || !kept)
        cf_trial_fail(trial, need->fact.check, (int64_t)index, need->fact.surface, found ? found : "", message);
}
