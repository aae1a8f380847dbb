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

/* "nothing but open sky": affirmed. */
static bool is_nothing_but(const struct cf_reading *r, size_t i)
{
    for (size_t j = i; j >= 2 && i - j <= 2; j--)
        if (cf_reading_is(&r->analysis->tokens[j - 1], "but") && cf_reading_is(&r->analysis->tokens[j - 2], "nothing"))
            return true;
    return false;
}

/* The pole's words from i on, hyphens as blanks, adverbs between them passed over: "bone dry" for "bone-dry", "stands
 * completely still". How many tokens, 0: they do not. */
static size_t spells_loosely(const struct cf_reading *r, size_t i, const char *words, size_t size)
{
    const struct cf_analysis *a = r->analysis;
    size_t at = i, n = 0;
    char word[64];
    for (const char *p = words; p < words + size; p += n, p += p < words + size) {
        n = strcspn(p, " -|");
        snprintf(word, sizeof(word), "%.*s", (int)n, p);
        while (at > i && at < a->tokens_count && a->tokens[at].pos == CF_POS_ADVERB &&
               strcmp(a->tokens[at].word, word) != 0)
            at++;
        if (at >= a->tokens_count || a->tokens[at].sentence != a->tokens[i].sentence ||
            (strcmp(a->tokens[at].word, word) != 0 && strcmp(a->tokens[at].lemma, word) != 0))
            return 0;
        at++;
    }
    return at - i;
}

/* The tokens from i on say the pole: how many, else 0. */
static size_t says(const struct cf_reading *r, size_t i, const char *pole)
{
    const struct cf_token *t = &r->analysis->tokens[i];
    if (i && cf_reading_is(t - 1, "as like") && i > 1 && t[-2].pos == CF_POS_ADJECTIVE)
        return 0; /* "bright as daylight" */
    if ((t->negated && !is_nothing_but(r, i)) || t->quoted || t->pos == CF_POS_PUNCTUATION ||
        (t->pos == CF_POS_ADVERB && cf_reading_is(t, "still hard long deep tight flat straight short close loose light"
                                                     " wide even level full")))
        return 0;
    size_t length = strlen(t->word), found = 0;
    for (const char *w = pole; *w && !found; w += strcspn(w, "|"), w += *w == '|') {
        size_t size = strcspn(w, "|");
        if (*w == '*')
            found = spells_form(r, i, w + 1, size - 1);
        else if (memchr(w, ' ', size))
            found = (found = cf_reading_spells(r, i, w)) ? found : spells_loosely(r, i, w, size);
        else if (memchr(w, '-', size) && !strchr(t->word, '-'))
            found = spells_loosely(r, i, w, size);
        else
            found = size == length && memcmp(w, t->word, size) == 0;
    }
    return found;
}

static bool sees_camera(const struct cf_reading *r, size_t i)
{
    const struct cf_token *tokens = r->analysis->tokens;
    for (size_t j = i; j-- > 0 && i - j <= 8 && tokens[j].sentence == tokens[i].sentence;) {
        bool own = j && cf_reading_is(&tokens[j - 1], "its their 's"); /* a bicycle's frame */
        if (tokens[j].classes & CF_CLASS_CAMERA && !(tokens[j].classes & CF_CLASS_LIGHT) && !own)
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
                   cf_reading_is(head, "silence flakes snow snowflakes ash leaves fog mist haze smoke dust wind scent "
                                       "aroma smell echo echoes shadow "
                                       "shadows darkness dusk moonlight quiet stillness sky breeze air frame screen");
        }
    }
    return false;
}

/* ---- what the prompt asks ---- */

/* The prompt wants something to change. */
static bool wants_change(const struct cf_reading *prompt)
{
    for (size_t i = 0; i < prompt->analysis->tokens_count; i++)
        if (cf_reading_is(&prompt->analysis->tokens[i],
                          "turn turns turning become becomes becoming transform transforms transforming until then "
                          "transition transitions transitioning gradually change changes changing morph "
                          "morphs morphing wakes waking timelapse time-lapse melts melting"))
            return true;
    return false;
}

/* Whether the text says one of the axis's poles, or (but) any but that one. */
static size_t find_pole(const struct cf_reading *r, const struct cf_axis *axis, unsigned pole, bool but,
                        const struct cf_owner *owner, enum cf_borne least, size_t *length)
{
    for (size_t i = 0; i < r->analysis->tokens_count; i++)
        for (unsigned k = 0; k < CF_AXIS_POLES && axis->poles[k]; k++) {
            if ((k == pole) == but || !(*length = says(r, i, axis->poles[k])))
                continue;
            if (but && (sees_camera(r, i) || fills_nothing(r, i) ||
                        (!strstr(r->analysis->tokens[i].word, "less") && cf_match_denied(r->analysis, i) &&
                         !is_nothing_but(r, i))))
                continue;
            if (!owner || cf_owner_bears(r, i, *length, owner) >= least)
                return i;
        }
    return SIZE_MAX;
}

static bool is_compared(const struct cf_reading *r, size_t at)
{
    const struct cf_token *tokens = r->analysis->tokens;
    for (size_t j = at; j-- > 0 && at - j <= 5 && tokens[j].sentence == tokens[at].sentence;)
        if (cf_reading_is(&tokens[j], "like if reminiscent recalling memory memories before after since until once "
                                      "soon almost nearly promising awaiting back tomorrow next despite unlike than") ||
            (at - j <= 2 && cf_reading_is(&tokens[j], "from where")))
            return true;
    return false;
}

/* A sentence that tells how the one state turned into the other. */
static bool has_changed(const struct cf_reading *r, size_t at, bool world)
{
    const struct cf_token *tokens = r->analysis->tokens;
    for (size_t i = 0; i < r->analysis->tokens_count; i++)
        if (tokens[i].sentence == tokens[at].sentence && i <= at + 2 &&
            ((!world && cf_reading_is(&tokens[i], "turns")) ||
             cf_reading_is(&tokens[i], "then until now suddenly begins begin soon eventually finally become becomes "
                                       "becoming awakens wakes waking gives giving gradually")))
            return true;
    return false;
}

/* Whether the prompt has a contrary of the words at `at` as well, by any axis: of the same thing, so that nothing can
 * be told apart, or (*strict) of another. */
static bool has_contrary(const struct cf_reading *prompt, const struct cf_axis *axes, size_t count, size_t at,
                         size_t length, const struct cf_phrase *p, bool *strict)
{
    for (size_t k = 0; k < count; k++)
        for (unsigned pole = 0; pole < CF_AXIS_POLES && axes[k].poles[pole]; pole++) {
            size_t rest, other;
            if (!says(prompt, at, axes[k].poles[pole]))
                continue;
            other = find_pole(prompt, &axes[k], pole, true, NULL, CF_BORNE_NO, &rest);
            if (other == SIZE_MAX || (other >= at && other < at + length))
                continue;
            const struct cf_phrase *q =
                p ? cf_owner_in(prompt, other, rest,
                                axes[k].bearer == CF_BEARER_WORLD ? CF_BEARER_SCENE : axes[k].bearer)
                  : NULL;
            if (!q || q == p || strcmp(q->base, p->base) == 0)
                return true;
            *strict = true;
        }
    return false;
}

/* Another phrase of the prompt has the same head: "a raw steak and a cooked steak". */
static bool is_twofold(const struct cf_reading *prompt, const struct cf_phrase *p)
{
    for (size_t i = 0; p && i < prompt->phrases_count; i++)
        if (&prompt->phrases[i] != p && strcmp(prompt->phrases[i].base, p->base) == 0)
            return true;
    return false;
}

/* The word belongs to the noun: a hot spring is no spring that is hot. */
static bool names_a_kind(const struct cf_reading *prompt, const struct cf_phrase *p, size_t at, size_t length)
{
    const char *word = prompt->analysis->tokens[at].word;
    size_t size = strlen(word);
    if (p &&
        cf_reading_is(&prompt->analysis->tokens[p->head], "light lights lighting sidelight backlight sunlight glow"))
        return true; /* soft or hard, it is the light's own kind */
    return p && length == 1 && strncmp(p->noun, word, size) == 0 && p->noun[size] == ' ' &&
           !cf_word_is(word, "old young little iced lone");
}

static void fail(struct cf_trial *trial, size_t at, size_t length, const struct cf_phrase *p, size_t other, size_t rest)
{
    struct cf_arena arena = {0};
    const char *a = cf_reading_words(&trial->facts->reading, &arena, at, at + length);
    const char *f = cf_reading_words(&trial->reading, &arena, other, other + rest);
    char asked[160], message[640];
    if (a && f) {
        snprintf(asked, sizeof(asked), "%s%s%s", a, p ? " " : "", p ? p->noun : "");
        snprintf(message, sizeof(message), "The prompt asks for \"%.200s\"; the caption must not have \"%.200s\".",
                 asked, f);
        cf_trial_fail(trial, CF_CHECK_CONTRADICTION, -1, asked, f, message);
    }
    cf_arena_free(&arena);
}

static bool check_axis(struct cf_trial *trial, const struct cf_axis *axis, size_t at, unsigned pole, size_t length)
{
    const struct cf_reading *prompt = &trial->facts->reading, *r = &trial->reading;
    size_t other, rest, said_count, scene_count;
    const struct cf_axis *said = cf_axes_said(&said_count), *scene = cf_axes_scene(&scene_count);
    const struct cf_phrase *p = axis->bearer == CF_BEARER_WORLD ? NULL : cf_owner_in(prompt, at, length, axis->bearer);
    if (p && prompt->analysis->tokens[p->head].classes & CF_CLASS_CAMERA) /* "a still frame" */
        return false;
    if ((axis->bearer != CF_BEARER_WORLD && !p) || is_twofold(prompt, p) || names_a_kind(prompt, p, at, length))
        return false;
    struct cf_owner owner = cf_owner_describe(prompt, p, axis->bearer);
    if (has_contrary(prompt, said, said_count, at, length, p, &owner.strict) ||
        has_contrary(prompt, scene, scene_count, at, length, p, &owner.strict))
        return false;
    bool kept = find_pole(r, axis, pole, false, &owner, CF_BORNE_PERHAPS, &rest) != SIZE_MAX;
    other = find_pole(r, axis, pole, true, &owner, CF_BORNE_YES, &rest);
    if (other == SIZE_MAX || (axis->bearer >= CF_BEARER_SCENE && is_compared(r, other)) ||
        (kept && has_changed(r, other, axis->bearer == CF_BEARER_WORLD)))
        return false;
    fail(trial, at, length, p, other, rest);
    return true;
}

static bool check_axes(struct cf_trial *trial, const struct cf_axis *axes, size_t count, bool one_way, size_t i)
{
    for (size_t k = 0; k < count; k++)
        for (unsigned pole = 0; pole < (one_way ? 1 : CF_AXIS_POLES) && axes[k].poles[pole]; pole++) {
            size_t length = says(&trial->facts->reading, i, axes[k].poles[pole]);
            if (length && check_axis(trial, &axes[k], i, pole, length))
                return true;
        }
    return false;
}

/* ---- antonyms of the dictionary ---- */

static bool is_quality(const struct cf_token *t)
{
    return t->pos == CF_POS_ADJECTIVE && !t->negated && !t->quoted &&
           !(t->classes & (CF_CLASS_COLOUR | CF_CLASS_SPATIAL));
}

/* Where the rewrite says an antonym of the prompt's adjective of its very owner; SIZE_MAX: nowhere. */
static size_t find_antonym(const struct cf_reading *r, const struct cf_token *asked, const struct cf_owner *owner)
{
    const struct cf_token *tokens = r->analysis->tokens;
    for (size_t i = 0; i + 1 < r->analysis->tokens_count; i++) {
        int32_t p = r->phrase_of[i];
        if (!is_quality(&tokens[i]) || strcmp(asked->lemma, tokens[i].lemma) == 0 ||
            !cf_language_antonyms(r->language, asked->lemma, tokens[i].lemma) || sees_camera(r, i) ||
            cf_match_denied(r->analysis, i))
            continue;
        bool inside = p >= 0 && i < r->phrases[p].head;
        bool said = i && (tokens[i - 1].pos == CF_POS_AUXILIARY || tokens[i - 1].pos == CF_POS_ADVERB ||
                          cf_reading_is(&tokens[i - 1], "looks look seems seem stays stay remains remain stands lies "
                                                        "grows grown feels turned left , and"));
        bool first = tokens[i].flags & CF_TOKEN_FIRST && cf_reading_is(&tokens[i + 1], ", and"); /* "Drunk, he sways" */
        said |= first;
        if (inside ? cf_owner_is(r, &r->phrases[p], owner) : said && cf_owner_bears(r, i, 1, owner) == CF_BORNE_YES)
            return i;
    }
    return SIZE_MAX;
}

static void check_antonyms(struct cf_trial *trial)
{
    const struct cf_reading *prompt = &trial->facts->reading, *r = &trial->reading;
    for (size_t i = 0; i < prompt->analysis->tokens_count; i++) {
        const struct cf_token *t = &prompt->analysis->tokens[i];
        const struct cf_phrase *p = is_quality(t) ? cf_owner_in(prompt, i, 1, CF_BEARER_THING) : NULL;
        if (!p || trial->facts->ordered[i] || trial->facts->taken[p->head] == 1 || is_twofold(prompt, p) ||
            prompt->analysis->tokens[p->head].classes & CF_CLASS_LIGHT)
            continue;
        struct cf_owner owner = cf_owner_describe(prompt, p, CF_BEARER_THING);
        for (size_t k = 0; k < prompt->analysis->tokens_count; k++) /* both are asked for */
            owner.strict |= k != i && cf_language_antonyms(r->language, t->lemma, prompt->analysis->tokens[k].lemma);
        size_t other = find_antonym(r, t, &owner);
        if (other == SIZE_MAX || is_compared(r, other) || has_changed(r, other, false))
            continue;
        fail(trial, i, 1, p, other, 1);
        return;
    }
}

void cf_trial_states(struct cf_trial *trial)
{
    static const struct cf_axis *(*const tables[])(size_t *) = {cf_axes_said, cf_axes_scene, cf_axes_people,
                                                                cf_axes_world, cf_axes_things};
    const struct cf_reading *prompt = &trial->facts->reading;
    if (!trial->facts->english || wants_change(prompt))
        return;
    for (size_t i = 0; i < prompt->analysis->tokens_count; i++)
        for (size_t k = 0; !trial->facts->ordered[i] && k < sizeof(tables) / sizeof(*tables); k++) {
            size_t count;
            const struct cf_axis *axes = tables[k](&count);
            if (check_axes(trial, axes, count, tables[k] != cf_axes_said, i))
                return; /* one is enough to ask again for */
        }
    check_antonyms(trial);
}
