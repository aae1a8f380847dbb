#include "offline/offline.h"
#include "base/error.h"
#include "checks/checks.h"
#include "language/language.h"
#include "offline/internal.h"
#include <assert.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    DEFAULT_TARGET = 130,
    DEFAULT_CAP = 300,
    SENTENCE_TOKENS = 22, /* about what one of this room's sentences has */
    TRIES = 4,            /* expansions that are weighed for one place */
    ROUNDS = 4,           /* texts that are made before the one with the fewest failed checks is taken */
    CLOSE_TOKENS = 6,     /* from the target: close enough */
};
static const char prompt_mark[] = "\x01"; /* stands for the prompt inside an opening */

struct sentence {
    enum slot slot;
    char text[SENTENCE_MAX];
    uint32_t asserts;
};

/* One text in the making. */
struct draft {
    const struct cf_offline_params *params;
    const struct cf_analysis *analysis;
    const struct reading *reading;
    const struct fragments *fragments;
    const char *core; /* the prompt without blanks at its ends and without a closing full stop */
    const char *stop; /* what closes the prompt as a sentence: "." or "" */
    uint64_t random;
    uint32_t opening_asserts;
    char before[SENTENCE_MAX], after[SENTENCE_MAX]; /* around the prompt */
    struct sentence sentences[SLOTS];
    size_t count;
    char *text;
    size_t size;
    int64_t tokens;
};

static int64_t estimate(void *opaque, const char *text, size_t size)
{
    (void)opaque;
    int64_t words = 0;
    for (size_t i = 0; i < size; i++)
        words += !isspace((unsigned char)text[i]) && (i == 0 || isspace((unsigned char)text[i - 1]));
    return (words * 4 + 2) / 3 + 1;
}

static int64_t count(const struct cf_offline_params *params, const char *text, size_t size)
{
    return params->count_tokens ? params->count_tokens(params->opaque, text, size) : estimate(NULL, text, size);
}

/* FNV-1a. */
static uint64_t hash(const char *text, size_t size, uint64_t seed)
{
    uint64_t h = 0xcbf29ce484222325u ^ seed * 0x9e3779b97f4a7c15u;
    for (size_t i = 0; i < size; i++)
        h = (h ^ (unsigned char)text[i]) * 0x100000001b3u;
    return h;
}

static uint32_t said(const struct draft *d)
{
    uint32_t bits = d->reading->says | d->opening_asserts;
    for (size_t i = 0; i < d->count; i++)
        bits |= d->sentences[i].asserts;
    return bits;
}

/* How much the sentence repeats: of a hundred words, those of five letters and more that stand already, by their first
 * five letters, each as often as it does. */
static int repeated(const struct draft *d, const char *sentence)
{
    int shared = 0, words = 0;
    for (const char *w = sentence; *w;) {
        size_t size = strcspn(w, " ,.:;");
        words++;
        if (size >= 5) {
            char stem[6] = {(char)tolower((unsigned char)w[0])};
            memcpy(stem + 1, w + 1, 4);
            for (size_t i = 0; i < d->count; i++)
                shared += strcasestr(d->sentences[i].text, stem) != NULL;
            shared += strcasestr(d->after, stem) != NULL || strcasestr(d->before, stem) != NULL;
        }
        w += size;
        w += strspn(w, " ,.:;");
    }
    return shared * 100 / words;
}

/* The best of a few expansions of phrases fit for the slot; false where none is fit. */
static bool choose(struct draft *d, enum slot slot, struct sentence *out)
{
    int best = -1;
    for (int try = 0; try < TRIES; try++) {
        const struct phrase *phrase = NULL;
        uint32_t bits = said(d), seen = 0;
        for (size_t i = 0; i < cf_offline_phrase_count; i++) {
            const struct phrase *p = &cf_offline_phrases[i];
            /* what answers the prompt's own words comes twice as often as what would suit any prompt */
            uint32_t weight = p->needs ? 2 : 1;
            if (p->slot != (uint32_t)slot || (p->needs & ~bits) || ((p->forbids | p->asserts) & ~p->needs & bits))
                continue;
            seen += weight;
            if (cf_offline_random(&d->random) % seen < weight)
                phrase = p;
        }
        if (!phrase)
            return false;
        char text[SENTENCE_MAX];
        uint32_t asserts = 0;
        struct expansion with = {d->reading->subject, prompt_mark, bits, d->fragments, &d->random};
        if (!cf_offline_expand(text, phrase->text, &with, &asserts) ||
            cf_offline_denied(d->params->language, d->analysis, text))
            continue;
        int score = repeated(d, text);
        if (best < 0 || score < best) {
            best = score;
            *out = (struct sentence){.slot = slot, .asserts = asserts | phrase->asserts};
            strcpy(out->text, text);
        }
    }
    return best >= 0;
}

static void open_text(struct draft *d)
{
    for (int try = 0; try < 8 * TRIES; try++) {
        const struct opening *opening = NULL;
        uint32_t seen = 0;
        for (size_t i = 0; i < cf_offline_opening_count; i++) {
            const struct opening *o = &cf_offline_openings[i];
            if (o->shape == d->reading->shape && !((o->forbids | o->asserts) & d->reading->says) &&
                cf_offline_random(&d->random) % ++seen == 0)
                opening = o;
        }
        char text[SENTENCE_MAX];
        uint32_t asserts = 0;
        struct expansion with = {d->reading->subject, prompt_mark, d->reading->says, d->fragments, &d->random};
        if (!opening || !cf_offline_expand(text, opening->text, &with, &asserts) ||
            cf_offline_denied(d->params->language, d->analysis, text))
            continue;
        char *mark = strchr(text, prompt_mark[0]);
        assert(mark);
        snprintf(d->before, sizeof d->before, "%.*s%s", (int)(mark - text), text, d->reading->article);
        strcpy(d->after, mark + 1);
        d->opening_asserts = asserts | opening->asserts;
        return;
    }
    d->before[0] = d->after[0] = '\0';
    d->opening_asserts = 0;
}

/* The text of the sentences as they are; CF_EIO where tokens could not be counted. */
static int render(struct draft *d, struct cf_error *err)
{
    size_t size = strlen(d->before) + strlen(d->core) + strlen(d->after) + strlen(d->stop) + 1;
    for (size_t i = 0; i < d->count; i++)
        size += strlen(d->sentences[i].text) + 1;
    char *text = malloc(size);
    if (!text)
        return cf_fail(err, CF_ENOMEM, "a text of %zu bytes: out of memory", size);
    char *end = stpcpy(stpcpy(stpcpy(stpcpy(text, d->before), d->core), d->after), d->stop);
    for (size_t i = 0; i < d->count; i++)
        end = stpcpy(stpcpy(end, " "), d->sentences[i].text);
    free(d->text);
    d->text = text;
    d->size = (size_t)(end - text);
    d->tokens = count(d->params, text, d->size);
    return d->tokens < 0 ? cf_fail(err, CF_EIO, "the tokens of %zu bytes could not be counted", d->size) : CF_OK;
}

static void insert(struct draft *d, const struct sentence *sentence, const enum slot *order)
{
    size_t place = 0, rank = 0, at = 0;
    while (order[rank] != sentence->slot)
        rank++;
    for (; at < d->count; at++) {
        size_t r = 0;
        while (order[r] != d->sentences[at].slot)
            r++;
        if (r < rank)
            place = at + 1;
    }
    memmove(&d->sentences[place + 1], &d->sentences[place], (d->count - place) * sizeof *d->sentences);
    d->sentences[place] = *sentence;
    d->count++;
}

static void take_out(struct draft *d, size_t place)
{
    d->count--;
    memmove(&d->sentences[place], &d->sentences[place + 1], (d->count - place) * sizeof *d->sentences);
}

static bool has_slot(const struct draft *d, enum slot slot)
{
    for (size_t i = 0; i < d->count; i++)
        if (d->sentences[i].slot == slot)
            return true;
    return false;
}

/* The slots in the order in which they are filled: camera, light and setting first, the rest at random. */
static void shuffle(struct draft *d, enum slot slots[SLOTS])
{
    static const enum slot all[SLOTS] = {SLOT_CAMERA, SLOT_LIGHT, SLOT_SETTING, SLOT_PACE, SLOT_FRAME,
                                         SLOT_DETAIL, SLOT_LENS,  SLOT_TONE,    SLOT_MOOD, SLOT_END};
    memcpy(slots, all, sizeof all);
    for (size_t i = SLOTS - 1; i > 3; i--) {
        size_t j = 3 + cf_offline_random(&d->random) % (i - 2);
        enum slot t = slots[i];
        slots[i] = slots[j];
        slots[j] = t;
    }
}

/* Adds, takes out and exchanges sentences until the text is about as long as it should be. */
static int approach(struct draft *d, int64_t target, int64_t cap, const enum slot *slots, const enum slot *order,
                    struct cf_error *err)
{
    int status = render(d, err);
    for (int step = 0; step < 24 && !status; step++) {
        int64_t off = d->tokens - target;
        bool over = d->tokens > cap;
        if (!over && llabs(off) <= CLOSE_TOKENS)
            return CF_OK;
        if (over || (off > SENTENCE_TOKENS / 2 && d->count)) {
            if (!d->count)
                return CF_OK;
            take_out(d, cf_offline_random(&d->random) % d->count);
        } else if (off < -SENTENCE_TOKENS / 2 && d->count < SLOTS) {
            struct sentence sentence;
            bool added = false;
            for (size_t i = 0; i < SLOTS && !added; i++)
                if (!has_slot(d, slots[i]) && choose(d, slots[i], &sentence)) {
                    insert(d, &sentence, order);
                    added = true;
                }
            if (!added)
                return CF_OK;
        } else if (d->count) { /* another sentence in one's place, kept only where that comes nearer */
            size_t place = cf_offline_random(&d->random) % d->count;
            struct sentence old = d->sentences[place], sentence;
            take_out(d, place);
            if (!choose(d, old.slot, &sentence))
                sentence = old;
            insert(d, &sentence, order);
            status = render(d, err);
            if (!status && (d->tokens > cap || llabs(d->tokens - target) >= llabs(off))) {
                for (place = 0; d->sentences[place].slot != old.slot;)
                    place++;
                d->sentences[place] = old;
            }
        } else {
            return CF_OK;
        }
        if (!status)
            status = render(d, err);
    }
    return status;
}

static int write_draft(struct draft *d, struct cf_error *err)
{
    static const enum slot orders[][SLOTS] = {
        {SLOT_FRAME, SLOT_SETTING, SLOT_DETAIL, SLOT_CAMERA, SLOT_LENS, SLOT_LIGHT, SLOT_TONE, SLOT_PACE, SLOT_MOOD,
         SLOT_END},
        {SLOT_SETTING, SLOT_CAMERA, SLOT_FRAME, SLOT_LENS, SLOT_LIGHT, SLOT_TONE, SLOT_DETAIL, SLOT_PACE, SLOT_MOOD,
         SLOT_END},
        {SLOT_CAMERA, SLOT_FRAME, SLOT_LENS, SLOT_PACE, SLOT_DETAIL, SLOT_LIGHT, SLOT_SETTING, SLOT_TONE, SLOT_MOOD,
         SLOT_END},
        {SLOT_FRAME, SLOT_LIGHT, SLOT_TONE, SLOT_SETTING, SLOT_DETAIL, SLOT_CAMERA, SLOT_LENS, SLOT_PACE, SLOT_END,
         SLOT_MOOD},
    };
    const enum slot *order = orders[cf_offline_random(&d->random) % 4];
    int64_t target = d->params->target_tokens ? d->params->target_tokens : DEFAULT_TARGET;
    int64_t cap = d->params->max_tokens ? d->params->max_tokens : DEFAULT_CAP;
    if (target > cap)
        target = cap;
    enum slot slots[SLOTS];
    shuffle(d, slots);
    d->count = 0;
    open_text(d);
    int status = render(d, err);
    int64_t wanted = status ? 0 : (target - d->tokens + SENTENCE_TOKENS / 2) / SENTENCE_TOKENS;
    for (size_t i = 0; i < SLOTS && (int64_t)d->count < wanted; i++) {
        struct sentence sentence;
        if (choose(d, slots[i], &sentence))
            insert(d, &sentence, order);
    }
    if (!status)
        status = approach(d, target, cap, slots, order, err);
    if (!status && d->tokens > cap) { /* the opening alone is too long: the prompt itself may still fit */
        d->before[0] = d->after[0] = '\0';
        status = render(d, err);
    }
    return status;
}

/* Failed checks of a draft, hard ones weighing more; length apart, which is the caller's to ask for. */
static int faults_of(const struct draft *d, const struct cf_facts *facts, int *faults, struct cf_error *err)
{
    struct cf_verdict *verdict = NULL;
    int status = cf_verdict_create(&verdict, facts, d->text, d->size, NULL, err);
    if (status)
        return status;
    *faults = 0;
    for (size_t i = 0; i < cf_verdict_count(verdict); i++) {
        const struct cf_failure *failure = cf_verdict_at(verdict, i);
        if (failure->check != CF_CHECK_ECHO)
            *faults += failure->hard ? 4 : 1;
    }
    cf_verdict_destroy(&verdict);
    return CF_OK;
}

static int hand_over(struct cf_offline_result *out, struct draft *d, enum cf_offline_outcome outcome,
                     const char *reason)
{
    *out =
        (struct cf_offline_result){.outcome = outcome, .text = d->text, .size = d->size, .tokens = (uint32_t)d->tokens};
    snprintf(out->reason, sizeof out->reason, "%s", reason);
    d->text = NULL;
    return CF_OK;
}

static int hand_over_prompt(struct cf_offline_result *out, struct draft *d, const char *reason, struct cf_error *err)
{
    d->count = 0;
    d->before[0] = d->after[0] = '\0';
    int status = render(d, err);
    return status ? status : hand_over(out, d, CF_OFFLINE_PROMPT, reason);
}

/* The draft with the fewest faults of a few. */
static int write_best(struct draft *d, const struct cf_facts *facts, struct cf_error *err)
{
    char *best = NULL;
    size_t best_size = 0;
    int64_t best_tokens = 0;
    int least = -1, status = CF_OK;
    for (int round = 0; round < ROUNDS && least != 0 && !status; round++) {
        int faults = 0;
        status = write_draft(d, err);
        if (!status)
            status = faults_of(d, facts, &faults, err);
        if (!status && (least < 0 || faults < least)) {
            free(best);
            best = d->text;
            best_size = d->size;
            best_tokens = d->tokens;
            d->text = NULL;
            least = faults;
        }
    }
    if (status) {
        free(best);
        return status;
    }
    free(d->text);
    d->text = best;
    d->size = best_size;
    d->tokens = best_tokens;
    return CF_OK;
}

/* The prompt as valid UTF-8 on one line, without blanks at its ends and double ones; to be freed. */
static int one_line(char **out, const struct cf_offline_params *params, struct cf_error *err)
{
    struct cf_analysis *analysis = NULL;
    int status = cf_analysis_create(&analysis, params->language, params->prompt, params->size, err);
    if (status)
        return status;
    char *line = malloc(analysis->text_size + 1);
    size_t n = 0;
    for (size_t i = 0; line && i < analysis->text_size; i++) {
        char c = analysis->text[i];
        if (!isspace((unsigned char)c))
            line[n++] = c;
        else if (n && line[n - 1] != ' ')
            line[n++] = ' ';
    }
    if (!line)
        status = cf_fail(err, CF_ENOMEM, "a prompt of %zu bytes: out of memory", analysis->text_size);
    else if (!analysis->words_count)
        status = cf_fail(err, CF_EINVAL, "the prompt has no word");
    cf_analysis_destroy(&analysis);
    if (status) {
        free(line);
        return status;
    }
    n -= line[n - 1] == ' ';
    line[n] = '\0';
    *out = line;
    return CF_OK;
}

static int complete(struct draft *d, struct cf_offline_result *out, struct cf_error *err)
{
    const struct cf_offline_params *params = d->params;
    const char *wanted = params->output_language ? params->output_language : "en";
    int64_t cap = params->max_tokens ? params->max_tokens : DEFAULT_CAP;
    char reason[160];
    struct cf_tongue tongue;
    cf_language_identify(params->language, d->analysis->text, d->analysis->text_size, &tongue);
    bool unknown = strcmp(tongue.code, "und") == 0;
    if (strcmp(wanted, "en") != 0) {
        snprintf(reason, sizeof reason, "without a model only English is written, and %s was asked for", wanted);
        return hand_over_prompt(out, d, reason, err);
    }
    if (!unknown && strcmp(tongue.code, "en") != 0) {
        snprintf(reason, sizeof reason, "the prompt is in %s, not in %s, and no model was there to translate it",
                 tongue.code, wanted);
        return hand_over_prompt(out, d, reason, err);
    }
    int status = render(d, err);
    if (!status && d->tokens > cap) {
        snprintf(reason, sizeof reason, "the prompt alone has %lld tokens, and %lld are allowed", (long long)d->tokens,
                 (long long)cap);
        return hand_over(out, d, CF_OFFLINE_PROMPT, reason);
    }
    struct cf_facts *facts = NULL;
    if (!status)
        status = cf_facts_create(&facts, params->language, d->analysis->text, d->analysis->text_size, err);
    if (!status)
        status = write_best(d, facts, err);
    cf_facts_destroy(&facts);
    return status ? status : hand_over(out, d, CF_OFFLINE_MADE, "");
}

int cf_offline_make(const struct cf_offline_params *params, struct cf_offline_result *out, struct cf_error *err)
{
    assert(params && out && params->language && (params->prompt || !params->size));
    if (!params || !out || !params->language || (!params->prompt && params->size))
        return cf_fail(err, CF_EINVAL, "cf_offline_make: no language, prompt or result");
    struct cf_analysis *analysis = NULL;
    struct reading reading;
    struct fragments *fragments = calloc(1, sizeof *fragments);
    char *core = NULL;
    size_t size = 0;
    struct draft d = {.params = params, .stop = "."};
    int status = fragments ? one_line(&core, params, err) : cf_fail(err, CF_ENOMEM, "fragments: out of memory");
    if (status)
        goto done;
    size = strlen(core);
    if (core[size - 1] == '.')
        core[--size] = '\0';
    else if (core[size - 1] == '!' || core[size - 1] == '?')
        d.stop = "";
    status = cf_analysis_create(&analysis, params->language, core, size, err);
    if (!status)
        status = cf_offline_collect(fragments, params->language, params->captions, params->caption_count, err);
    if (status)
        goto done;
    cf_offline_read(&reading, params->language, analysis);
    d.analysis = analysis;
    d.reading = &reading;
    d.fragments = fragments;
    d.core = core;
    d.random = hash(core, size, params->seed);
    status = complete(&d, out, err);
done:
    free(d.text);
    free(core);
    free(fragments);
    cf_analysis_destroy(&analysis);
    return status;
}

void cf_offline_free(struct cf_offline_result *result)
{
    free(result->text);
    *result = (struct cf_offline_result){0};
}
