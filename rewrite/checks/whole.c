/* The rewrite as a whole: its language, its length, how much of it is new, and how much of it is stolen. */
#include "checks/internal.h"
#include "language/text.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LEAK_WORDS = 8, ECHO_WORDS = 10, SHORTEST_WORDS = 40, DENSE_WORDS = 60, SENTENCE_WORDS = 6 };
static const double leak_share = 0.01;

/* ---- language ---- */

static const char *wanted_language(const struct cf_trial *trial)
{
    return trial->options->language ? trial->options->language : "en";
}

static bool same_tongue(const char *a, const char *b)
{
    return strncmp(a, b, 2) == 0 || strcmp(b, "und") == 0;
}

static void fail_language(struct cf_trial *trial, const char *found)
{
    char message[128];
    snprintf(message, sizeof(message), "The whole caption must be in the language \"%.8s\".", wanted_language(trial));
    cf_trial_fail(trial, CF_CHECK_LANGUAGE, -1, wanted_language(trial), found, message);
}

/* The text with what is quoted blanked out, and words of the prompt in other scripts: they were asked for. */
static char *own_words(struct cf_trial *trial)
{
    const struct cf_analysis *a = trial->reading.analysis;
    char *text = cf_arena_copy(&trial->arena, a->text, a->text_size);
    if (!text) {
        trial->verdict->failed = true;
        return NULL;
    }
    for (size_t q = 0; q < a->quotes_count; q++)
        memset(text + a->quotes[q].begin, ' ', a->quotes[q].size);
    return text;
}

/* A letter of a script that the language does not use and the prompt, if it is in that language, does not bring. */
static bool has_foreign_letter(const struct cf_trial *trial, const char *text, size_t size, char *found)
{
    const char *prompt = cf_facts_prompt(trial->facts);
    bool from_prompt = same_tongue(wanted_language(trial), cf_facts_tongue(trial->facts));
    static const char *const latin = "en fr de es it pt nl sv da no fi pl cs tr vi id ms ro hu";
    bool wants_latin = strstr(latin, wanted_language(trial)) != NULL;
    for (size_t i = 0, length; wants_latin && i < size; i += length) {
        enum cf_script script = cf_text_script(cf_text_codepoint(text + i, size - i, &length));
        if (script == CF_SCRIPT_NONE || script == CF_SCRIPT_LATIN)
            continue;
        memcpy(found, text + i, length);
        found[length] = '\0';
        if (!from_prompt || !strstr(prompt, found))
            return true;
    }
    return false;
}

static void check_language(struct cf_trial *trial)
{
    const struct cf_analysis *a = trial->reading.analysis;
    char *text = own_words(trial);
    struct cf_tongue tongue;
    char letter[8];
    if (!text)
        return;
    cf_language_identify(trial->reading.language, text, a->text_size, &tongue);
    if (!same_tongue(wanted_language(trial), tongue.code)) {
        fail_language(trial, tongue.code);
        return;
    }
    if (has_foreign_letter(trial, text, a->text_size, letter)) {
        fail_language(trial, letter);
        return;
    }
    for (size_t begin = 0, end; begin < a->tokens_count; begin = end) {
        for (end = begin + 1; end < a->tokens_count && a->tokens[end].sentence == a->tokens[begin].sentence;)
            end++;
        size_t from = a->tokens[begin].begin, to = a->tokens[end - 1].begin + a->tokens[end - 1].size;
        if (end - begin < SENTENCE_WORDS || end - begin == a->tokens_count)
            continue;
        cf_language_identify(trial->reading.language, text + from, to - from, &tongue);
        if (tongue.reliable && !same_tongue(wanted_language(trial), tongue.code)) {
            fail_language(trial, tongue.code);
            return;
        }
    }
}

/* ---- length ---- */

static void check_cap(struct cf_trial *trial)
{
    const struct cf_check_options *o = trial->options;
    const struct cf_analysis *a = trial->reading.analysis;
    if (!o->max_tokens || !o->tokens)
        return;
    int64_t tokens = o->tokens(o->tokens_context, a->text, a->text_size);
    if (tokens <= (int64_t)o->max_tokens)
        return;
    char asked[64], found[64], message[160];
    snprintf(asked, sizeof(asked), "at most %u tokens", o->max_tokens);
    snprintf(found, sizeof(found), "%lld tokens", (long long)tokens);
    /* A model counts words better than tokens. */
    long long words = (long long)a->words_count * o->max_tokens / tokens * 9 / 10;
    snprintf(message, sizeof(message), "The caption is too long: it must have at most %lld words.",
             words > 1 ? words : 1);
    cf_trial_fail(trial, CF_CHECK_CAP, -1, asked, found, message);
}

static bool is_content(const struct cf_token *t)
{
    bool foreign = t->pos == CF_POS_OTHER && (*t->word & 0x80);
    return foreign || (t->pos >= CF_POS_NOUN && t->pos <= CF_POS_NUMBER && !(t->classes & CF_CLASS_STOP));
}

static int compare_strings(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The distinct base forms of a text's content words, sorted. NULL: no memory. */
static const char **content_of(struct cf_arena *arena, const struct cf_analysis *a, size_t *count)
{
    const char **lemmas = cf_arena_alloc(arena, (a->tokens_count + 1) * sizeof(*lemmas));
    size_t n = 0, distinct = 0;
    for (size_t i = 0; lemmas && i < a->tokens_count; i++)
        if (is_content(&a->tokens[i]))
            lemmas[n++] = a->tokens[i].lemma;
    if (n)
        qsort(lemmas, n, sizeof(*lemmas), compare_strings);
    for (size_t i = 0; i < n; i++)
        if (!i || strcmp(lemmas[i], lemmas[i - 1]) != 0)
            lemmas[distinct++] = lemmas[i];
    *count = distinct;
    return lemmas;
}

static void check_echo(struct cf_trial *trial)
{
    const struct cf_check_options *o = trial->options;
    const struct cf_analysis *prompt = trial->facts->reading.analysis, *a = trial->reading.analysis;
    uint32_t dense = o->dense_words ? o->dense_words : DENSE_WORDS;
    uint32_t shortest = o->shortest_words ? o->shortest_words : SHORTEST_WORDS;
    if (prompt->words_count >= dense)
        return;
    size_t known_count, count, added = 0;
    const char **known = content_of(&trial->arena, prompt, &known_count), **all = content_of(&trial->arena, a, &count);
    if (!known || !all) {
        trial->verdict->failed = true;
        return;
    }
    for (size_t i = 0; i < count; i++)
        added += !known_count || !bsearch(&all[i], known, known_count, sizeof(*known), compare_strings);
    char asked[64], found[64], message[160];
    if (a->words_count < shortest) {
        snprintf(asked, sizeof(asked), "at least %u words", shortest);
        snprintf(found, sizeof(found), "%zu words", a->words_count);
        snprintf(message, sizeof(message), "The caption is too short: it must have at least %u words.", shortest);
    } else if (added < ECHO_WORDS) {
        snprintf(asked, sizeof(asked), "at least %d new content words", ECHO_WORDS);
        snprintf(found, sizeof(found), "%zu", added);
        snprintf(message, sizeof(message), "The caption must add detail: setting, light, movement and camera.");
    } else {
        return;
    }
    cf_trial_fail(trial, CF_CHECK_ECHO, -1, asked, found, message);
}

/* ---- leaks ---- */

/* A text's words in lower case, and the hash of each eight in a row. */
struct rows {
    const char **words;
    uint64_t *hashes;
    size_t words_count, count; /* count: of hashes */
};

/* A token's words: "close-up" is two. */
static bool add_words(struct rows *rows, struct cf_arena *arena, const char *word)
{
    if (!strchr(word, '-')) {
        rows->words[rows->words_count++] = word;
        return true;
    }
    while (*word) {
        size_t length = strcspn(word, "-");
        const char *part = length ? cf_arena_copy(arena, word, length) : NULL;
        if (length && !part)
            return false;
        if (length)
            rows->words[rows->words_count++] = part;
        word += length + (word[length] == '-');
    }
    return true;
}

static bool make_rows(struct rows *rows, struct cf_arena *arena, const struct cf_token *tokens, size_t tokens_count)
{
    size_t most = 1;
    *rows = (struct rows){0};
    for (size_t i = 0; i < tokens_count; i++)
        most += strlen(tokens[i].word) / 2 + 1;
    rows->words = cf_arena_alloc(arena, most * sizeof(*rows->words));
    rows->hashes = cf_arena_alloc(arena, most * sizeof(*rows->hashes));
    if (!rows->words || !rows->hashes)
        return false;
    for (size_t i = 0; i < tokens_count; i++)
        if (tokens[i].pos != CF_POS_PUNCTUATION && !add_words(rows, arena, tokens[i].word))
            return false;
    for (size_t i = 0; i + LEAK_WORDS <= rows->words_count; i++) {
        uint64_t h = 1469598103934665603u;
        for (size_t k = i; k < i + LEAK_WORDS; k++) {
            for (const char *p = rows->words[k]; *p; p++)
                h = (h ^ (uint8_t)*p) * 1099511628211u;
            h = (h ^ ' ') * 1099511628211u;
        }
        rows->hashes[rows->count++] = h;
    }
    return true;
}

static int compare_hashes(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

static bool has_row(const struct rows *sorted, uint64_t hash)
{
    return sorted->count && bsearch(&hash, sorted->hashes, sorted->count, sizeof(hash), compare_hashes);
}

static void sort_rows(struct rows *rows)
{
    if (rows->count)
        qsort(rows->hashes, rows->count, sizeof(*rows->hashes), compare_hashes);
}

static bool join_words(char *out, size_t size, const char *const *words)
{
    size_t n = 0;
    for (size_t i = 0; i < LEAK_WORDS; i++) {
        int length = snprintf(out + n, size - n, "%s%s", i ? " " : "", words[i]);
        if (length < 0 || (size_t)length >= size - n)
            return false;
        n += (size_t)length;
    }
    return true;
}

static bool check_exemplar(struct cf_trial *trial, const struct rows *own, const struct rows *prompt,
                           const char *exemplar)
{
    struct cf_arena arena = {0};
    struct cf_analysis *analysis = NULL;
    struct rows rows;
    bool leaked = false;
    if (cf_analysis_create(&analysis, trial->reading.language, exemplar, strlen(exemplar), NULL) ||
        !make_rows(&rows, &arena, analysis->tokens, analysis->tokens_count)) {
        trial->verdict->failed = true;
        goto done;
    }
    sort_rows(&rows);
    for (size_t i = 0; i < own->count && !leaked; i++) {
        char words[1024];
        if (!has_row(&rows, own->hashes[i]) || has_row(prompt, own->hashes[i]) ||
            !join_words(words, sizeof(words), own->words + i))
            continue;
        if (trial->options->share && trial->options->share(trial->options->share_context, words) > leak_share)
            continue;
        char message[1200];
        snprintf(message, sizeof(message), "Do not copy from the examples: \"%s\" stands in one of them.", words);
        cf_trial_fail(trial, CF_CHECK_LEAK, -1, "", words, message);
        leaked = true;
    }
done:
    cf_analysis_destroy(&analysis);
    cf_arena_free(&arena);
    return leaked;
}

static void check_leak(struct cf_trial *trial)
{
    const struct cf_analysis *p = trial->facts->reading.analysis, *a = trial->reading.analysis;
    struct rows own, prompt;
    if (!trial->options->exemplars_count)
        return;
    if (!make_rows(&own, &trial->arena, a->tokens, a->tokens_count) ||
        !make_rows(&prompt, &trial->arena, p->tokens, p->tokens_count)) {
        trial->verdict->failed = true;
        return;
    }
    sort_rows(&prompt);
    for (size_t i = 0; i < trial->options->exemplars_count; i++)
        if (check_exemplar(trial, &own, &prompt, trial->options->exemplars[i]))
            return;
}

void cf_trial_whole(struct cf_trial *trial)
{
    check_language(trial);
    check_cap(trial);
    check_leak(trial);
    check_echo(trial);
}
