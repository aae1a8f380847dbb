/* States that exclude each other: asleep and awake, closed and open, empty and crowded. A prompt that asks for one of a
 * thing is contradicted by a rewrite that says another of the same thing and never says the one. */
#include "checks/axes.h"
#include "checks/internal.h"
#include <stdio.h>
#include <string.h>

/* ---- words ---- */

static bool spells_form(const struct cf_reading *r, size_t i, const char *word, size_t size)
{
    const struct cf_token *t = &r->analysis->tokens[i];
    char lemma[64];
    if (t->pos != CF_POS_VERB || !cf_language_lemma(r->language, t->word, CF_POS_VERB, lemma, sizeof(lemma)))
        return false;
    bool whole = i + 1 == r->analysis->tokens_count || !cf_reading_is(&t[1], "out"); /* "stands out" is no posture */
    return whole && strlen(lemma) == size && memcmp(lemma, word, size) == 0;
}

/* The tokens from i on say the pole: how many, else 0. */
static size_t says(const struct cf_reading *r, size_t i, const char *pole)
{
    const struct cf_token *t = &r->analysis->tokens[i];
    if (t->negated || t->quoted || t->pos == CF_POS_PUNCTUATION ||
        (t->pos == CF_POS_ADVERB && cf_reading_is(t, "still")))
        return 0;
    size_t length = strlen(t->word), found = 0;
    for (const char *w = pole; *w && !found; w += strcspn(w, "|"), w += *w == '|') {
        size_t size = strcspn(w, "|");
        if (*w == '*')
            found = spells_form(r, i, w + 1, size - 1);
        else if (memchr(w, ' ', size))
            found = cf_reading_spells(r, i, w);
        else
            found = size == length && memcmp(w, t->word, size) == 0;
    }
    return found;
}

static bool sees_camera(const struct cf_reading *r, size_t i)
{
    const struct cf_token *tokens = r->analysis->tokens;
    for (size_t j = i; j-- > 0 && i - j <= 8 && tokens[j].sentence == tokens[i].sentence;) {
        if (tokens[j].classes & CF_CLASS_CAMERA && !(tokens[j].classes & CF_CLASS_LIGHT))
            return true;
        if (cf_reading_is(&tokens[j], ", ; as while where"))
            break;
    }
    return i + 1 < r->analysis->tokens_count && cf_reading_is(&tokens[i + 1], "motion zoom pan shutter dolly shot");
}

/* "filled with light", "full of wonder", "busy patterns": fills nothing. */
static bool fills_nothing(const struct cf_reading *r, size_t i)
{
    const struct cf_token *tokens = r->analysis->tokens;
    size_t count = r->analysis->tokens_count;
    if (!cf_reading_is(&tokens[i], "full filled fills fill filling brimming overflowing teeming laden heaped"))
        return false;
    if (i + 1 < count && cf_reading_is(&tokens[i + 1], "moon bloom speed length view"))
        return true;
    for (size_t j = i + 1; j < count && j <= i + 6 && tokens[j].sentence == tokens[i].sentence; j++) {
        int32_t p = r->phrase_of[j];
        if (p >= 0) {
            const struct cf_token *head = &tokens[r->phrases[p].head];
            return !r->phrases[p].concrete ||
                   head->classes & (CF_CLASS_LIGHT | CF_CLASS_ABSTRACT | CF_CLASS_TIME | CF_CLASS_COLOUR) ||
                   cf_reading_is(head, "silence fog mist haze smoke dust wind scent aroma smell echo echoes shadow "
                                       "shadows darkness dusk moonlight quiet stillness sky breeze air frame screen");
        }
    }
    return false;
}

/* ---- who bears a state ---- */

enum verdict { NO, PERHAPS, YES };

struct owner {
    const char *noun, *base; /* NULL: none known */
    enum cf_bearer bearer;
    bool person;
    bool sole; /* the prompt has no other animate thing */
};

static bool is_animate(const struct cf_reading *r, const struct cf_phrase *p)
{
    uint32_t classes = r->analysis->tokens[p->head].classes;
    if (p->name || !(classes & (CF_CLASS_PERSON | CF_CLASS_ANIMAL)))
        return p->name;
    /* a tree is an actor too, by a rare meaning */
    return !(classes & (CF_CLASS_OBJECT | CF_CLASS_PLACE)) || cf_language_mainly_is_a(r->language, p->base, "person") ||
           cf_language_mainly_is_a(r->language, p->base, "animal");
}

static bool may_bear(const struct cf_reading *r, const struct cf_phrase *p, enum cf_bearer bearer)
{
    return bearer == CF_BEARER_ANIMATE ? is_animate(r, p) : p->concrete;
}

static bool is_owner(const struct cf_reading *r, const struct cf_phrase *p, const struct owner *owner)
{
    const struct cf_token *tokens = r->analysis->tokens;
    if (cf_match_phrase(r, p, owner->noun, owner->base) || strcmp(p->base, owner->base) == 0)
        return true;
    if (owner->person && owner->sole && tokens[p->head].classes & CF_CLASS_PERSON &&
        !(tokens[p->head].flags & CF_TOKEN_PLURAL))
        return true;
    /* the waves of a lake, the surface of a sea */
    if (cf_reading_is(&tokens[p->head], "wave waves water waters surface swell swells surf current currents tide") &&
        cf_language_is_a(r->language, owner->base, "body of water", CF_POS_NOUN))
        return true;
    /* "the animal", "the vehicle": said again of what was named */
    return cf_reading_is(&tokens[p->begin], "the this") &&
           cf_language_is_a(r->language, owner->base, p->base, CF_POS_NOUN) && p->concrete;
}

/* "his gnarled hands", "its canopy": a part of the only one that may be meant */
static bool is_own_part(const struct cf_reading *r, const struct cf_phrase *p, const struct owner *owner)
{
    const struct cf_token *tokens = r->analysis->tokens;
    bool animate = owner->bearer == CF_BEARER_ANIMATE || owner->person;
    const char *own = animate ? "his her its their" : "its";
    if (!owner->sole ||
        !(cf_reading_is(&tokens[p->begin], own) || (p->begin && cf_reading_is(&tokens[p->begin - 1], own))))
        return false;
    return cf_reading_is(
        &tokens[p->head],
        "eyes face hands hair beard coat fur skin body canopy surface door doors lid cover pages interior "
        "sides bottom walls petals leaves rooms seats windows feathers brow cheeks head eyelids lips voice "
        "limbs legs paws paint panels waters mane wings");
}

static enum verdict borne_before(const struct cf_reading *r, size_t i, const struct owner *owner)
{
    const struct cf_token *tokens = r->analysis->tokens;
    unsigned passed = 0;
    for (size_t j = i; j-- > 0 && i - j <= 24 && tokens[j].sentence == tokens[i].sentence;) {
        if (cf_reading_is(&tokens[j], owner->bearer == CF_BEARER_ANIMATE ? "he she it they" : "it they"))
            return owner->sole ? YES : PERHAPS;
        int32_t p = r->phrase_of[j];
        if (p >= 0 && r->phrases[p].begin == j && is_own_part(r, &r->phrases[p], owner))
            return YES;
        if (p < 0 || r->phrases[p].head != j || !may_bear(r, &r->phrases[p], owner->bearer) || p == r->phrase_of[i])
            continue;
        if (is_owner(r, &r->phrases[p], owner))
            return YES;
        if (owner->bearer == CF_BEARER_ANIMATE || ++passed == 2)
            return NO;
    }
    return PERHAPS;
}

static enum verdict borne(const struct cf_reading *r, size_t i, size_t length, const struct owner *owner)
{
    const struct cf_token *tokens = r->analysis->tokens;
    int32_t p = r->phrase_of[i];
    if (owner->bearer == CF_BEARER_WORLD)
        return YES;
    if (p >= 0 && i + length - 1 < r->phrases[p].head) {
        const struct cf_phrase *phrase = &r->phrases[p];
        if (is_owner(r, phrase, owner))
            return YES;
        if (is_own_part(r, phrase, owner))
            return YES;
        if (owner->bearer == CF_BEARER_SCENE && !phrase->concrete)
            return YES;
        return phrase->concrete || owner->bearer == CF_BEARER_OWN ? NO : PERHAPS;
    }
    if (owner->bearer == CF_BEARER_OWN)
        return p >= 0 && strcmp(r->phrases[p].base, owner->base) == 0 ? PERHAPS : NO;
    if (owner->bearer == CF_BEARER_SCENE)
        return YES;
    enum verdict before = borne_before(r, i, owner);
    if (before != PERHAPS)
        return before;
    for (size_t j = i + length;
         j < r->analysis->tokens_count && j <= i + 12 && tokens[j].sentence == tokens[i].sentence;
         j++) { /* "Fast asleep, the cat ..." */
        p = r->phrase_of[j];
        if (p >= 0 && r->phrases[p].head == j && may_bear(r, &r->phrases[p], owner->bearer))
            return is_owner(r, &r->phrases[p], owner) ? YES : NO;
    }
    return PERHAPS;
}

/* ---- what the prompt asks ---- */

/* The prompt wants something to change. */
static bool wants_change(const struct cf_reading *prompt)
{
    for (size_t i = 0; i < prompt->analysis->tokens_count; i++)
        if (cf_reading_is(&prompt->analysis->tokens[i],
                          "turn turns turning become becomes becoming transform transforms transforming until then "
                          "before after transition transitions transitioning gradually change changes changing morph "
                          "morphs morphing wakes waking slowly into timelapse time-lapse melts melting"))
            return true;
    return false;
}

static const struct cf_phrase *owner_in_prompt(const struct cf_reading *r, size_t i, size_t length,
                                               enum cf_bearer bearer)
{
    const struct cf_token *tokens = r->analysis->tokens;
    int32_t p = r->phrase_of[i];
    if (p >= 0 && i + length - 1 < r->phrases[p].head)
        return may_bear(r, &r->phrases[p], bearer) ? &r->phrases[p] : NULL;
    if (bearer == CF_BEARER_OWN)
        return NULL;
    for (size_t j = i; j-- > 0 && tokens[j].sentence == tokens[i].sentence;)
        if ((p = r->phrase_of[j]) >= 0 && r->phrases[p].head == j && may_bear(r, &r->phrases[p], bearer))
            return &r->phrases[p];
    for (size_t j = i + length; j < r->analysis->tokens_count && tokens[j].sentence == tokens[i].sentence; j++)
        if ((p = r->phrase_of[j]) >= 0 && r->phrases[p].head == j && may_bear(r, &r->phrases[p], bearer))
            return &r->phrases[p];
    return NULL;
}

static struct owner describe(const struct cf_reading *r, const struct cf_phrase *p, enum cf_bearer bearer)
{
    struct owner owner = {.bearer = bearer};
    if (!p)
        return owner;
    owner.noun = p->noun;
    owner.base = p->base;
    owner.person = r->analysis->tokens[p->head].classes & CF_CLASS_PERSON;
    owner.sole = true;
    bool animate = is_animate(r, p);
    for (size_t i = 0; i < r->phrases_count; i++) /* of things, the first is meant by "its" */
        owner.sole &= strcmp(r->phrases[i].base, p->base) == 0 || !is_animate(r, &r->phrases[i]) ||
                      (!animate && &r->phrases[i] > p);
    for (const struct cf_phrase *q = r->phrases; !animate && q < p; q++)
        owner.sole &= !q->concrete;
    return owner;
}

/* Whether the text says one of the axis's poles, or (but) any but that one. */
static size_t find_pole(const struct cf_reading *r, const struct cf_axis *axis, unsigned pole, bool but,
                        const struct owner *owner, enum verdict least, size_t *length)
{
    for (size_t i = 0; i < r->analysis->tokens_count; i++)
        for (unsigned k = 0; k < CF_AXIS_POLES && axis->poles[k]; k++) {
            if ((k == pole) == but || !(*length = says(r, i, axis->poles[k])))
                continue;
            if (but && (sees_camera(r, i) || fills_nothing(r, i) || cf_match_denied(r->analysis, i)))
                continue;
            if (!owner || borne(r, i, *length, owner) >= least)
                return i;
        }
    return SIZE_MAX;
}

static bool is_compared(const struct cf_reading *r, size_t at)
{
    const struct cf_token *tokens = r->analysis->tokens;
    for (size_t j = at; j-- > 0 && at - j <= 5 && tokens[j].sentence == tokens[at].sentence;)
        if (cf_reading_is(&tokens[j],
                          "like if reminiscent recalling memory memories before after since until once "
                          "soon almost nearly promising awaiting back tomorrow next despite unlike than from where"))
            return true;
    return false;
}

/* A sentence that tells how the one state turned into the other. */
static bool has_changed(const struct cf_reading *r, size_t at)
{
    const struct cf_token *tokens = r->analysis->tokens;
    for (size_t i = 0; i < r->analysis->tokens_count; i++)
        if (tokens[i].sentence == tokens[at].sentence &&
            cf_reading_is(&tokens[i],
                          "then until now suddenly begins begin soon eventually finally turns become becomes "
                          "becoming awakens wakes waking gives giving gradually"))
            return true;
    return false;
}

static bool check_axis(struct cf_trial *trial, const struct cf_axis *axis, size_t at, unsigned pole, size_t length)
{
    const struct cf_reading *prompt = &trial->facts->reading, *r = &trial->reading;
    size_t other, rest;
    const struct cf_phrase *p =
        axis->bearer == CF_BEARER_WORLD ? NULL : owner_in_prompt(prompt, at, length, axis->bearer);
    if (axis->bearer != CF_BEARER_WORLD && !p)
        return false;
    struct owner owner = describe(prompt, p, axis->bearer);
    if (find_pole(prompt, axis, pole, true, NULL, NO, &rest) != SIZE_MAX) /* both are asked for */
        return false;
    bool kept = find_pole(r, axis, pole, false, &owner, PERHAPS, &rest) != SIZE_MAX;
    other = find_pole(r, axis, pole, true, &owner, YES, &rest);
    if (other == SIZE_MAX || (axis->bearer >= CF_BEARER_SCENE && is_compared(r, other)) ||
        (kept && has_changed(r, other)))
        return false;
    struct cf_arena arena = {0};
    const char *a = cf_reading_words(prompt, &arena, at, at + length);
    const char *f = cf_reading_words(r, &arena, other, other + rest);
    char asked[160], message[640];
    if (a && f) {
        snprintf(asked, sizeof(asked), "%s%s%s", a, p ? " " : "", p ? p->noun : "");
        snprintf(message, sizeof(message), "The prompt asks for \"%.200s\"; the caption must not have \"%.200s\".",
                 asked, f);
        cf_trial_fail(trial, CF_CHECK_CONTRADICTION, -1, asked, f, message);
    }
    cf_arena_free(&arena);
    return true;
}

static bool check_axes(struct cf_trial *trial, const struct cf_axis *axes, size_t count, size_t i)
{
    for (size_t k = 0; k < count; k++)
        for (unsigned pole = 0; pole < (axes[k].bearer == CF_BEARER_SCENE ? 1 : CF_AXIS_POLES) && axes[k].poles[pole];
             pole++) {
            size_t length = says(&trial->facts->reading, i, axes[k].poles[pole]);
            if (length && check_axis(trial, &axes[k], i, pole, length))
                return true;
        }
    return false;
}

void cf_trial_states(struct cf_trial *trial)
{
    const struct cf_reading *prompt = &trial->facts->reading;
    size_t said_count, scene_count;
    const struct cf_axis *said = cf_axes_said(&said_count), *scene = cf_axes_scene(&scene_count);
    if (!trial->facts->english || wants_change(prompt))
        return;
    for (size_t i = 0; i < prompt->analysis->tokens_count; i++)
        if (!trial->facts->ordered[i] &&
            (check_axes(trial, said, said_count, i) || check_axes(trial, scene, scene_count, i)))
            return; /* one is enough to ask again for */
}
