/* What the rewrite says against the prompt while it keeps, elsewhere, what was asked for. */
#include "checks/internal.h"
#include <ctype.h>
#include <stdio.h>
#include <string.h>

static void contradict(struct cf_trial *trial, int64_t fact, const char *asked, const char *found)
{
    char message[640];
    snprintf(message, sizeof(message), "The prompt asks for \"%.200s\"; the caption must not have \"%.200s\".", asked,
             found);
    cf_trial_fail(trial, CF_CHECK_CONTRADICTION, fact, asked, found, message);
}

/* ---- times and places that exclude each other ---- */

/* `says` asks for it or shows it; `strong` alone is enough to contradict a rival. */
static const struct {
    const char *says, *strong;
    const char *rivals; /* indices, as digits, of what it excludes */
} worlds[] = {
    /* 0 */ {"night|midnight|nighttime|night-time|moonlit|starry", "night|midnight|nighttime|starry|moonlit", "1"},
    /* 1 */
    {"daytime|noon|midday|daylight|sunny|afternoon|morning|day",
     "midday|noon|daytime|daylight|sunny|sunshine|sunlit|blue sky|sunlight", "0"},
    /* 2 */ {"winter|wintertime|midwinter", "winter|wintertime|midwinter", "3"},
    /* 3 */ {"summer|midsummer", "summer|midsummer|summery", "2 4 5"},
    /* 4 */ {"autumn|autumnal", "autumn|autumnal", "3 5"},
    /* 5 */ {"springtime|in spring|spring day|spring morning|early spring", "springtime|in spring", "2 4"},
    /* 6 */ {"indoor|indoors", "indoor|indoors", "7"},
    /* 7 */
    {"outdoor|outdoors",
     "outdoor|outdoors|open air|open-air|open sky|out in the open|open meadow|al fresco|open field|under the sky", "6"},
};
enum { WORLDS = sizeof(worlds) / sizeof(*worlds) };
static const char twilight[] =
    "sunset|sunrise|dusk|dawn|twilight|evening|daybreak|nightfall|sundown|time-lapse|timelapse|into";

static size_t find_any(const struct cf_reading *r, const char *words, size_t *length)
{
    for (size_t i = 0; i < r->analysis->tokens_count; i++) {
        if (r->analysis->tokens[i].negated || r->analysis->tokens[i].quoted)
            continue;
        for (const char *w = words; w; w = strchr(w, '|')) {
            w += *w == '|';
            if ((*length = cf_reading_spells(r, i, w)))
                return i;
        }
    }
    return SIZE_MAX;
}

/* A comparison or a memory of another time: "like a summer day", "as bright as daylight". */
static bool is_simile(const struct cf_reading *r, size_t at)
{
    for (size_t j = at; j-- > 0 && at - j <= 4 && r->analysis->tokens[j].sentence == r->analysis->tokens[at].sentence;)
        if (cf_reading_is(&r->analysis->tokens[j], "like as reminiscent recalling memory memories before after since"))
            return true;
    return false;
}

static void contradict_worlds(struct cf_trial *trial)
{
    const struct cf_reading *prompt = &trial->facts->reading, *rewrite = &trial->reading;
    size_t length, found;
    bool between = find_any(prompt, twilight, &length) != SIZE_MAX;
    for (size_t w = 0; w < WORLDS; w++) {
        size_t asked = find_any(prompt, worlds[w].says, &length);
        if (asked == SIZE_MAX || (w < 2 && between))
            continue;
        size_t asked_length = length;
        for (const char *rival = worlds[w].rivals; *rival; rival++) {
            if (!isdigit((unsigned char)*rival))
                continue;
            size_t k = (size_t)(*rival - '0');
            if (find_any(prompt, worlds[k].says, &length) != SIZE_MAX ||
                find_any(prompt, worlds[k].strong, &length) != SIZE_MAX)
                continue;
            found = find_any(rewrite, worlds[k].strong, &length);
            if (found == SIZE_MAX || is_simile(rewrite, found))
                continue;
            struct cf_arena arena = {0};
            const char *a = cf_reading_words(prompt, &arena, asked, asked + asked_length);
            const char *f = cf_reading_words(rewrite, &arena, found, found + length);
            if (a && f)
                contradict(trial, -1, a, f);
            cf_arena_free(&arena);
        }
    }
}

/* ---- a camera that stands still, and moves ---- */

static void contradict_stillness(struct cf_trial *trial)
{
    static const char still[] =
        "static shot|static camera|fixed shot|fixed camera|still camera|stationary camera|locked "
        "off|locked-off|static frame";
    const struct cf_reading *prompt = &trial->facts->reading, *r = &trial->reading;
    const struct cf_token *tokens = r->analysis->tokens;
    size_t length, asked = find_any(prompt, still, &length);
    for (size_t i = 0; asked != SIZE_MAX && i < r->analysis->tokens_count; i++) {
        if (!cf_reading_is(&tokens[i], "camera lens shot") || tokens[i].negated)
            continue;
        for (size_t j = i + 1; j < r->analysis->tokens_count && j <= i + 3 && tokens[j].sentence == tokens[i].sentence;
             j++)
            if (!tokens[j].negated && !cf_match_denied(r->analysis, j) &&
                cf_reading_is(&tokens[j], "pans tilts zooms dollies tracks follows circles orbits swoops sweeps moves "
                                          "glides pushes pulls races rises descends cranes flies spins rotates")) {
                contradict(trial, -1, "a still camera", tokens[j].word);
                return;
            }
    }
}

/* ---- other numbers and colours of what was asked for ---- */

static void contradict_count(struct cf_trial *trial, size_t index)
{
    const struct cf_need *need = &trial->facts->needs[index];
    const struct cf_reading *r = &trial->reading;
    bool kept = false;
    size_t other = SIZE_MAX;
    for (size_t i = 0; i < r->phrases_count; i++) {
        const struct cf_phrase *p = &r->phrases[i];
        if (strcmp(p->noun, need->noun) != 0 && strcmp(p->base, need->base) != 0)
            continue;
        if (r->analysis->tokens[p->head].negated)
            continue;
        kept |= p->number == need->fact.number;
        if (p->number > 1 && p->number > need->fact.number)
            other = i;
    }
    if (!kept || other == SIZE_MAX) /* without the right number it is a failed count, reported as that */
        return;
    char asked[160], found[160];
    snprintf(asked, sizeof(asked), "%s %s", need->fact.surface, need->fact.owner);
    snprintf(found, sizeof(found), "%u %s", r->phrases[other].number, r->phrases[other].noun);
    contradict(trial, (int64_t)index, asked, found);
}

/* "a dog" has become three. */
static void contradict_single(struct cf_trial *trial, const struct cf_phrase *p)
{
    const struct cf_reading *prompt = &trial->facts->reading, *r = &trial->reading;
    /* "a stork's nest" may have two */
    if (!p->singular || p->number > 1 || !p->concrete || cf_reading_is(&prompt->analysis->tokens[p->begin], "the") ||
        trial->facts->taken[p->head] == 1 ||
        (p->head + 1u < prompt->analysis->tokens_count &&
         cf_reading_is(&prompt->analysis->tokens[p->head + 1], "'s '")))
        return;
    size_t twice = 0; /* "a cat and a cat" */
    for (size_t i = 0; i < prompt->phrases_count && i < CF_FACTS_MAX; i++)
        twice += strcmp(prompt->phrases[i].base, p->base) == 0;
    for (size_t i = 0; i < r->phrases_count && twice == 1; i++) {
        const struct cf_phrase *q = &r->phrases[i];
        if (q->number < 2 || strcmp(q->noun, p->noun) != 0 || r->analysis->tokens[q->head].negated ||
            !(r->analysis->tokens[q->head].flags & CF_TOKEN_PLURAL))
            continue;
        bool other = false; /* "joined by two more dogs" keeps the one */
        for (size_t k = 0; k < i; k++)
            other |= r->phrases[k].singular && cf_match_phrase(r, &r->phrases[k], p->noun, p->base);
        if (other)
            continue;
        char asked[160], found[160];
        snprintf(asked, sizeof(asked), "one %s", p->noun);
        snprintf(found, sizeof(found), "%u %s", q->number, r->analysis->tokens[q->head].word);
        contradict(trial, -1, asked, found);
        return;
    }
}

static void contradict_colour(struct cf_trial *trial, size_t index)
{
    const struct cf_need *need = &trial->facts->needs[index];
    const struct cf_reading *r = &trial->reading;
    /* Only where the colour was kept on one mention, and another mention of the very thing, alone, has another. */
    if (need->plural || !cf_trial_colour(trial, need, need->verb, false))
        return;
    for (size_t i = 0; i < r->phrases_count; i++) {
        const struct cf_phrase *p = &r->phrases[i];
        const struct cf_token *tokens = r->analysis->tokens;
        if (strcmp(p->base, need->base) != 0 || tokens[p->head].flags & CF_TOKEN_PLURAL || tokens[p->head].negated ||
            cf_reading_is(&tokens[p->begin], "another other second a an"))
            continue;
        const char *other = NULL;
        bool same = false, wanted = false;
        for (size_t m = p->begin; m < p->head; m++) {
            if (!(tokens[m].classes & CF_CLASS_COLOUR) || tokens[m].pos == CF_POS_VERB)
                continue;
            if (cf_match_colour(r->language, need->verb, tokens[m].word))
                same = true;
            else
                other = tokens[m].word;
        }
        for (size_t k = 0; other && k < trial->facts->count; k++) { /* "a red and white car" */
            const struct cf_need *n = &trial->facts->needs[k];
            wanted |= n->fact.check == CF_CHECK_COLOUR && strcmp(n->base, need->base) == 0 &&
                      cf_match_colour(r->language, n->verb, other);
        }
        if (other && !same && !wanted) {
            char asked[160], found[160];
            snprintf(asked, sizeof(asked), "%s %s", need->fact.surface, need->fact.owner);
            snprintf(found, sizeof(found), "%s %s", other, p->noun);
            contradict(trial, (int64_t)index, asked, found);
            return;
        }
    }
}

/* ---- text in quotes that nobody asked for ---- */

static bool shows_text(const struct cf_reading *r, uint32_t begin)
{
    const struct cf_analysis *a = r->analysis;
    size_t i = 0;
    while (i < a->tokens_count && a->tokens[i].begin < begin)
        i++;
    for (size_t j = i; j-- > 0 && i - j <= 6 && a->tokens[j].sentence == a->tokens[i ? i - 1 : 0].sentence;)
        if (cf_reading_is(
                &a->tokens[j],
                "read reads reading says saying say sign signs titled labeled labelled written words word text "
                "letters lettering inscription caption spelling spells spelled displays displaying logo "
                "slogan title banner message inscribed printed engraved"))
            return true;
    return false;
}

static void fold(const char *text, size_t size, char *out, size_t out_size)
{
    size_t n = 0;
    for (size_t i = 0; i < size && n + 1 < out_size; i++)
        if (isalnum((unsigned char)text[i]) || (text[i] & 0x80))
            out[n++] = (char)tolower((unsigned char)text[i]);
    out[n] = '\0';
}

static bool is_in_prompt(const struct cf_trial *trial, const char *text, size_t size)
{
    char quote[512], prompt[4096];
    fold(text, size, quote, sizeof(quote));
    const char *whole = cf_facts_prompt(trial->facts);
    size_t length = strlen(whole);
    fold(whole, length, prompt, sizeof(prompt));
    return strstr(prompt, quote) != NULL || length >= sizeof(prompt);
}

static void contradict_quotes(struct cf_trial *trial)
{
    const struct cf_analysis *a = trial->reading.analysis;
    bool asked = trial->facts->reading.analysis->quotes_count > 0;
    for (size_t q = 0; q < a->quotes_count; q++) {
        const char *text = a->text + a->quotes[q].begin;
        if (is_in_prompt(trial, text, a->quotes[q].size) || !(asked || shows_text(&trial->reading, a->quotes[q].begin)))
            continue;
        char found[160];
        snprintf(found, sizeof(found), "%.*s", (int)(a->quotes[q].size < 120 ? a->quotes[q].size : 120), text);
        /* Where the text asked for is missing, this one is what was found of it: one failure, of the quote. */
        for (size_t i = 0; asked && i < trial->facts->count; i++)
            if (trial->facts->needs[i].fact.check == CF_CHECK_QUOTED &&
                !strstr(a->text, trial->facts->needs[i].fact.surface))
                return;
        contradict(trial, -1, asked ? "only the quoted text of the prompt" : "no written text", found);
        return;
    }
}

void cf_trial_contradict(struct cf_trial *trial)
{
    const struct cf_facts *facts = trial->facts;
    contradict_worlds(trial);
    contradict_stillness(trial);
    contradict_quotes(trial);
    for (size_t i = 0; i < facts->count; i++) {
        if (facts->needs[i].fact.check == CF_CHECK_COUNT && facts->needs[i].noun)
            contradict_count(trial, i);
        if (facts->needs[i].fact.check == CF_CHECK_COLOUR)
            contradict_colour(trial, i);
    }
    for (size_t i = 0; i < facts->reading.phrases_count && i < CF_FACTS_MAX; i++)
        contradict_single(trial, &facts->reading.phrases[i]);
    cf_trial_states(trial);
}
