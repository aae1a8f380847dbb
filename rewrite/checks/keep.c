/* Each requirement: does the rewrite keep it? */
#include "checks/internal.h"
#include "language/text.h"
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MESSAGE_MAX = 1024 };

void cf_trial_failf(struct cf_trial *trial, size_t index, const char *asked, const char *found, const char *format, ...)
{
    char message[MESSAGE_MAX];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof(message), format, arguments);
    va_end(arguments);
    cf_trial_fail(trial, trial->facts->needs[index].fact.check, (int64_t)index, asked, found, message);
}

const char *cf_trial_words(const struct cf_trial *trial, size_t from, size_t to, char *buffer, size_t size)
{
    const struct cf_analysis *a = trial->reading.analysis;
    size_t begin = a->tokens[from].begin, end = a->tokens[to].begin + a->tokens[to].size;
    snprintf(buffer, size, "%.*s", (int)(end - begin < size ? end - begin : size - 1), a->text + begin);
    return buffer;
}

const struct cf_phrase *cf_reading_phrase(const struct cf_reading *reading, size_t token)
{
    int32_t p = reading->phrase_of[token];
    return p < 0 ? NULL : &reading->phrases[p];
}

/* ---- quoted text ---- */

/* Case folded and marks made plain, blanks run together, closing stop or comma off; at most size bytes. */
static void plain_text(const char *text, size_t length, char *out, size_t size)
{
    size_t n = 0;
    bool blank = true;
    for (size_t i = 0; i < length && n + 1 < size; i++) {
        char c = text[i];
        if (strncmp(text + i, "\xe2\x80\x99", 3) == 0 || strncmp(text + i, "\xe2\x80\x98", 3) == 0) {
            c = '\'';
            i += 2;
        }
        if (c == ' ' || c == '\n' || c == '\t') {
            if (!blank)
                out[n++] = ' ';
            blank = true;
            continue;
        }
        blank = false;
        out[n++] = c;
    }
    while (n && (out[n - 1] == ' ' || out[n - 1] == '.' || out[n - 1] == ','))
        n--;
    out[n] = '\0';
}

static bool is_edge(char c)
{
    return !c || strchr("\xe2\xc2\xe3", c) || /* a typographic, angle or corner mark */
           !(isalnum((unsigned char)c) || (c & 0x80));
}

/* The text as a whole word, its first letter in either case. */
static bool has_text(const char *haystack, const char *needle)
{
    size_t size = strlen(needle);
    for (const char *p = haystack; *p; p++) {
        bool first =
            *p == *needle || ((*p & 0x80) == 0 && tolower((unsigned char)*p) == tolower((unsigned char)*needle));
        if (first && strncmp(p + 1, needle + 1, size - 1) == 0 && (is_edge(p[size]) || (needle[0] & 0x80)) &&
            (p == haystack || is_edge(p[-1]) || (needle[0] & 0x80) || (unsigned char)p[-1] >= 0x80))
            return true;
    }
    return false;
}

static void keep_quoted(struct cf_trial *trial, size_t index)
{
    const struct cf_need *need = &trial->facts->needs[index];
    const struct cf_analysis *a = trial->reading.analysis;
    size_t size = a->text_size + 1;
    char *text = malloc(size), *wanted = malloc(strlen(need->fact.surface) + 1);
    if (!text || !wanted) {
        trial->verdict->failed = true;
    } else {
        plain_text(a->text, a->text_size, text, size);
        plain_text(need->fact.surface, strlen(need->fact.surface), wanted, strlen(need->fact.surface) + 1);
        if (*wanted && !has_text(text, wanted)) {
            char found[128] = "";
            if (a->quotes_count)
                snprintf(found, sizeof(found), "%.*s", (int)(a->quotes[0].size < 100 ? a->quotes[0].size : 100),
                         a->text + a->quotes[0].begin);
            cf_trial_failf(trial, index, need->fact.surface, found,
                           "The exact text \"%s\" must appear, in quotation marks.", need->fact.surface);
        }
    }
    free(text);
    free(wanted);
}

/* ---- counts ---- */

static bool is_group(const struct cf_trial *trial, const struct cf_need *need)
{
    return cf_language_classes(trial->reading.language, need->base) & (CF_CLASS_PERSON | CF_CLASS_ANIMAL);
}

/* "a man and a woman" are two people. */
static bool counts_apart(const struct cf_trial *trial, const struct cf_need *need)
{
    const struct cf_reading *r = &trial->reading;
    uint32_t run = 0;
    for (size_t i = 0; i < r->phrases_count; i++) {
        const struct cf_phrase *p = &r->phrases[i];
        bool one = p->singular && cf_match_phrase(r, p, need->noun, need->base);
        bool joined = run && i && p->begin >= 1 && p->begin - r->phrases[i - 1].head <= 8 &&
                      r->analysis->tokens[p->begin].sentence == r->analysis->tokens[r->phrases[i - 1].head].sentence;
        run = one ? (joined ? run + 1 : 1) : p->concrete && !joined ? 0 : run;
        if (one && run >= need->fact.number && need->fact.number <= 4)
            return true;
    }
    return false;
}

static bool counts_bare(const struct cf_trial *trial, const struct cf_need *need, bool owner_there)
{
    const struct cf_analysis *a = trial->reading.analysis;
    bool one = false, other = false;
    for (size_t i = 0; i < a->tokens_count; i++) {
        const struct cf_token *t = &a->tokens[i];
        const struct cf_phrase *p = cf_reading_phrase(&trial->reading, i);
        /* "the two of them", "all three" */
        if (owner_there && t->number == need->fact.number && !p && !t->quoted)
            return true;
        /* "the two friends", for cats that are there */
        if (owner_there && p && p->number == need->fact.number && is_group(trial, need) && p->head > i && t->number &&
            (cf_reading_is(&a->tokens[p->head], "friends companions figures siblings others partners") ||
             cf_language_is_a(trial->reading.language, need->base, p->base, CF_POS_NOUN)))
            return true;
        if (need->fact.number == 2 && owner_there &&
            (cf_reading_is(t, "both twins") ||
             (cf_reading_is(t, "either") && i + 1 < a->tokens_count && cf_reading_is(t + 1, "side end hand"))))
            return true;
        one |= cf_reading_is(t, "one first");
        other |= one && cf_reading_is(t, "other another second");
    }
    return owner_there && need->fact.number == 2 && other && is_group(trial, need);
}

static bool is_couple(const struct cf_trial *trial, size_t head, const struct cf_need *need)
{
    return need->fact.number == 2 &&
           cf_reading_is(&trial->reading.analysis->tokens[head], "couple pair duo lovers twins");
}

/* "three or four geese": the least of them that will do. */
static uint32_t least_number(const struct cf_trial *trial, const struct cf_need *need)
{
    const struct cf_analysis *a = trial->facts->reading.analysis;
    for (size_t i = 2; i < a->tokens_count; i++)
        if (a->tokens[i].begin == need->fact.begin && cf_reading_is(&a->tokens[i - 1], "or to") &&
            a->tokens[i - 2].number && a->tokens[i - 2].number < need->fact.number)
            return a->tokens[i - 2].number;
    return need->fact.number;
}

static void keep_count(struct cf_trial *trial, size_t index)
{
    const struct cf_need *need = &trial->facts->needs[index];
    const struct cf_reading *r = &trial->reading;
    char asked[256], found[160] = "";
    if (!need->noun) { /* digits of a prompt in another language */
        for (size_t i = 0; i < r->analysis->tokens_count; i++)
            if (r->analysis->tokens[i].number == need->fact.number)
                return;
        cf_trial_failf(trial, index, need->fact.surface, "", "The number %s must stay.", need->fact.surface);
        return;
    }
    bool there = false, singular = false;
    for (size_t i = 0; i < r->phrases_count; i++) {
        const struct cf_phrase *p = &r->phrases[i];
        if (r->analysis->tokens[p->head].negated)
            continue;
        if (is_couple(trial, p->head, need) && is_group(trial, need))
            return;
        if (!cf_match_phrase(r, p, need->noun, need->base))
            continue;
        there = true;
        singular |= p->singular;
        if (p->number >= least_number(trial, need) && p->number <= need->fact.number)
            return;
        if (p->number && !*found)
            cf_trial_words(trial, p->begin, p->head, found, sizeof(found));
    }
    if (need->fact.number == 1 && singular)
        return;
    bool person = is_group(trial, need);
    if (counts_bare(trial, need, there) || (person && counts_apart(trial, need)))
        return;
    snprintf(asked, sizeof(asked), "%s %s", need->fact.surface, need->fact.owner);
    if (*found)
        cf_trial_failf(trial, index, asked, found, "The prompt asks for \"%s\"; the caption has \"%s\".", asked, found);
    else
        cf_trial_failf(trial, index, asked, found, "The caption must say \"%s\": the number %u is missing.", asked,
                       need->fact.number);
}

/* ---- names and things ---- */

static bool has_word(const struct cf_trial *trial, const char *word, size_t size)
{
    const struct cf_analysis *a = trial->reading.analysis;
    for (size_t i = 0; i < a->tokens_count; i++) {
        const struct cf_token *t = &a->tokens[i];
        size_t length = strlen(t->word);
        if ((length == size && memcmp(t->word, word, size) == 0) ||
            (strlen(t->lemma) == size && memcmp(t->lemma, word, size) == 0))
            return true;
        /* "Japan" for "Japanese", "Corgi" for "corgis", "Paris-style" */
        size_t shared = 0;
        while (shared < size && shared < length && t->word[shared] == word[shared])
            shared++;
        if (shared >= 4 && shared + 3 >= size && (length <= shared + 3 || t->word[shared] == '-'))
            return true;
        char name[64]; /* "Alpine" for the Alps */
        if (t->pos != CF_POS_PUNCTUATION && size < sizeof(name)) {
            snprintf(name, sizeof(name), "%.*s", (int)size, word);
            if (cf_language_pertains(trial->reading.language, t->word, name))
                return true;
        }
        const char *hyphen = strchr(t->word, '-');
        if (hyphen && length > size && memcmp(t->word + length - size, word, size) == 0)
            return true;
    }
    return false;
}

/* "NYC" for New York City, "first-person-view" for FPV: the one of letters that the words of the other begin with. */
static bool is_spelled_out(const char *letters, const char *words)
{
    for (; *letters; letters++) {
        if (*words != *letters)
            return false;
        words += strcspn(words, " -");
        words += *words != '\0';
    }
    return !*words;
}

static bool has_initials(const struct cf_trial *trial, const char *name)
{
    const struct cf_analysis *a = trial->reading.analysis;
    size_t words = 1, letters = strlen(name);
    for (const char *p = name; *p; p++)
        words += *p == ' ' || *p == '-';
    for (size_t i = 0; i < a->tokens_count; i++) {
        const char *word = a->tokens[i].word;
        if (words >= 2 && strlen(word) == words && is_spelled_out(word, name))
            return true;
        if (words > 1 || letters < 2 || letters > 4)
            continue;
        char spelled[128] = "";
        size_t n = 0;
        for (size_t j = i; j < a->tokens_count && j < i + letters && n < sizeof(spelled); j++) {
            n += (size_t)snprintf(spelled + n, sizeof(spelled) - n, "%s%s", n ? " " : "", a->tokens[j].word);
            if (n < sizeof(spelled) && is_spelled_out(name, spelled))
                return true;
        }
    }
    return false;
}

/* "River", "Tower" and "Mount" alone name nothing. */
static bool is_common(const struct cf_trial *trial, const char *word, size_t size)
{
    char buffer[64];
    if (size >= sizeof(buffer))
        return false;
    memcpy(buffer, word, size);
    buffer[size] = '\0';
    if (cf_word_is(buffer, "dr mr mrs ms prof sir st saint mt"))
        return true;
    return cf_language_classes(trial->reading.language, buffer) & (CF_CLASS_PLACE | CF_CLASS_OBJECT | CF_CLASS_STOP) &&
           cf_word_is(buffer, "river tower mount mountain street city lake sea ocean bridge castle "
                              "park bay island beach temple palace avenue road hall square "
                              "museum canyon valley desert of the and");
}

static void keep_name(struct cf_trial *trial, size_t index)
{
    const struct cf_need *need = &trial->facts->needs[index];
    struct cf_arena arena = {0};
    char *name = cf_text_lower(&arena, need->fact.surface, strlen(need->fact.surface));
    if (!name) {
        trial->verdict->failed = true;
        return;
    }
    for (const char *p = has_initials(trial, name) ? "" : name; *p;) {
        size_t size = strcspn(p, " ");
        size_t word = size > 2 && memcmp(p + size - 2, "'s", 2) == 0 ? size - 2 : size;
        bool whole = strlen(name) == size && !cf_word_is(name, "dr mr mrs ms prof st mt");
        if (word && (whole || !is_common(trial, p, word)) && !has_word(trial, p, word)) {
            cf_trial_failf(trial, index, need->fact.surface, "", "The name \"%s\" must appear.", need->fact.surface);
            break;
        }
        p += size;
        p += strspn(p, " ");
    }
    cf_arena_free(&arena);
}

/* "a man" where the rewrite has "the chef ... his knife". */
static bool is_told_by_pronoun(const struct cf_trial *trial, const struct cf_need *need)
{
    static const struct {
        const char *base, *pronouns;
    } tells[] = {{"man", "he his him himself"},    {"boy", "he his him himself"}, {"woman", "she her hers herself"},
                 {"girl", "she her hers herself"}, {"guy", "he his him himself"}, {"lady", "she her hers herself"}};
    const struct cf_analysis *a = trial->reading.analysis;
    for (size_t k = 0; k < sizeof(tells) / sizeof(*tells); k++) {
        bool pronoun = false, person = false;
        if (strcmp(need->base, tells[k].base) != 0)
            continue;
        for (size_t i = 0; i < a->tokens_count; i++) {
            pronoun |= cf_reading_is(&a->tokens[i], tells[k].pronouns);
            person |= a->tokens[i].classes & CF_CLASS_PERSON && a->tokens[i].pos == CF_POS_NOUN;
        }
        return pronoun && person;
    }
    return false;
}

/* "snowy" for snow, "icy", "wooden": a word of the same root. */
static bool is_told_by_root(const struct cf_trial *trial, const struct cf_need *need)
{
    const struct cf_analysis *a = trial->reading.analysis;
    for (size_t i = 0; i < a->tokens_count; i++)
        if (!a->tokens[i].negated && (a->tokens[i].pos == CF_POS_ADJECTIVE || a->tokens[i].pos == CF_POS_VERB) &&
            strncmp(a->tokens[i].word, need->base, 3) == 0 &&
            cf_language_derived(trial->reading.language, a->tokens[i].lemma, need->base))
            return true;
    return false;
}

/* "the setting sun" for a sunset: said in a few words instead of one. */
static bool is_told_in_words(const struct cf_trial *trial, const struct cf_need *need)
{
    static const struct {
        const char *base, *says;
    } tells[] = {{"sunset", "setting sun|sun set|sun dip|sun sink|sink sun|golden hour|sun descend|sun go|sun slip|sun "
                            "drop|sun melt|last light|last ray"},
                 {"sunrise", "rising sun|sun rise|first light|early light|break of day|sun come up|sun lift|sun "
                             "climb|sun crest|sun peek|sun break|sun emerge|sun appear|sun clear"},
                 {"night", "starry sky|star|moonlight|moonlit|midnight"},
                 {"rain", "raindrop|rainy|rain-soaked|downpour|drizzle"},
                 {"crowd", "people|throng|onlooker"},
                 {"outdoors", "open sky|open air|under the sky"},
                 {"traffic", "vehicle|car|line of cars|honking"}};
    for (size_t k = 0; k < sizeof(tells) / sizeof(*tells); k++) {
        if (strcmp(need->base, tells[k].base) != 0)
            continue;
        for (size_t i = 0; i < trial->reading.analysis->tokens_count; i++)
            for (const char *says = tells[k].says; says; says = strchr(says, '|')) {
                says += *says == '|';
                if (!trial->reading.analysis->tokens[i].negated && cf_reading_spells(&trial->reading, i, says))
                    return true;
            }
    }
    return false;
}

/* "Not a breath stirs the ocean": what is denied there, the ocean is not. */
static bool is_told_definitely(const struct cf_trial *trial, const struct cf_need *need)
{
    const struct cf_reading *r = &trial->reading;
    for (size_t i = 0; i < r->phrases_count; i++) {
        const struct cf_phrase *p = &r->phrases[i];
        bool denied = p->begin && cf_reading_is(&r->analysis->tokens[p->begin - 1], "no not without of");
        if (!denied && cf_reading_is(&r->analysis->tokens[p->begin], "the its his her their") &&
            cf_match_phrase(r, p, need->noun, need->base) && !cf_match_likened(r, p->head))
            return true;
    }
    return false;
}

static bool is_shown(const struct cf_trial *trial, const struct cf_need *need)
{
    const struct cf_reading *r = &trial->reading, *prompt = &trial->facts->reading;
    bool likened = false;
    for (size_t i = 0; i < prompt->analysis->tokens_count; i++)
        likened |= cf_reading_is(&prompt->analysis->tokens[i], "like as resembling shaped");
    for (size_t i = 0; (i = cf_match_find(r, i, need->noun, need->base, true)) < r->analysis->tokens_count; i++)
        if (likened || !cf_match_likened(r, i))
            return true;
    return false;
}

/* "a coffee shop" with flowers on its bench, for a flower shop: the thing that it is to modify has another thing's name
 * before it, wherever it stands, and none of its own near. */
static bool is_of_another(const struct cf_trial *trial, const struct cf_need *need)
{
    enum { REACH = 5 };
    const struct cf_reading *r = &trial->reading;
    const struct cf_token *tokens = r->analysis->tokens;
    bool another = false;
    for (size_t i = 0; need->noun2 && i < r->analysis->tokens_count; i++) {
        if (tokens[i].pos != CF_POS_NOUN || strcmp(tokens[i].lemma, need->base2) != 0)
            continue;
        const struct cf_token *before = i && tokens[i - 1].sentence == tokens[i].sentence ? &tokens[i - 1] : NULL;
        bool of = i + 2 < r->analysis->tokens_count && cf_reading_is(&tokens[i + 1], "of");
        const struct cf_phrase *what = of ? cf_reading_phrase(r, i + 2) : NULL;
        bool named = before && before->pos == CF_POS_NOUN && before->classes & (CF_CLASS_OBJECT | CF_CLASS_PLACE) &&
                     !cf_match_token(r, i - 1, need->noun, need->base);
        bool rival = what && cf_language_rivals(r->language, what->base, need->base);
        if (!named && !rival)
            return false;
        another = true;
        for (size_t j = i > REACH ? i - REACH : 0; j <= i + REACH && j < r->analysis->tokens_count; j++)
            if (j != i && cf_match_token(r, j, need->noun, need->base))
                return false;
    }
    return another;
}

/* "train station platform": before the same word as in the prompt. */
static bool has_as_modifier(const struct cf_trial *trial, const struct cf_need *need)
{
    const struct cf_analysis *prompt = trial->facts->reading.analysis, *a = trial->reading.analysis;
    size_t at = 0;
    while (at < prompt->tokens_count && prompt->tokens[at].begin != need->fact.begin)
        at++;
    if (*need->fact.owner || at + 1 >= prompt->tokens_count)
        return false;
    for (size_t i = 0; i + 1 < a->tokens_count; i++)
        if (strcmp(a->tokens[i].lemma, need->base) == 0 &&
            strcmp(a->tokens[i + 1].lemma, prompt->tokens[at + 1].lemma) == 0)
            return true;
    return false;
}

static void keep_entity(struct cf_trial *trial, size_t index)
{
    const struct cf_need *need = &trial->facts->needs[index];
    const struct cf_reading *r = &trial->reading;
    if (cf_language_names(r->language, need->base) && isupper((unsigned char)*need->fact.surface)) {
        if (!has_word(trial, need->base, strlen(need->base))) /* "a stout French general" */
            cf_trial_fail(trial, CF_CHECK_NAME, (int64_t)index, need->fact.surface, "",
                          "The name must appear as the prompt has it.");
        return;
    }
    bool apart = need->noun2 && is_of_another(trial, need);
    if (!apart && has_as_modifier(trial, need))
        return;
    if (!apart && (is_shown(trial, need) || is_told_by_pronoun(trial, need) || is_told_by_root(trial, need) ||
                   is_told_in_words(trial, need) || is_told_definitely(trial, need) || cf_trial_near(trial, need)))
        return;
    cf_trial_failf(trial, index, need->fact.surface, "", "The caption must show \"%s\".", need->fact.surface);
}

/* ---- camera, style ---- */

static bool has_synonym(const struct cf_trial *trial, const char *word)
{
    const struct cf_analysis *a = trial->reading.analysis;
    for (size_t i = 0; i < a->tokens_count; i++)
        if (!a->tokens[i].negated &&
            (cf_language_synonyms(trial->reading.language, a->tokens[i].lemma, word, CF_POS_ADJECTIVE) ||
             cf_language_synonyms(trial->reading.language, a->tokens[i].lemma, word, CF_POS_NOUN)))
            return true;
    return false;
}

/* A style of no list, "flat pastel gradients": each word that says something, or a synonym of it, must stand there. */
static bool has_style(const struct cf_trial *trial, const char *surface)
{
    struct cf_arena arena = {0};
    const char *name = cf_text_lower(&arena, surface, strlen(surface));
    bool whole = true;
    trial->verdict->failed |= !name;
    for (const char *p = name; p && whole && *p; p += strspn(p, " -")) {
        char word[64];
        size_t size = strcspn(p, " -"), owner = size > 2 && memcmp(p + size - 2, "'s", 2) == 0 ? size - 2 : size;
        snprintf(word, sizeof(word), "%.*s", (int)owner, p);
        p += size;
        if (cf_language_classes(trial->reading.language, word) & CF_CLASS_STOP ||
            cf_word_is(word, "style styles styled aesthetic look beautiful stunning nice very a an the of"))
            continue;
        whole = has_word(trial, word, strlen(word)) || has_synonym(trial, word);
    }
    cf_arena_free(&arena);
    return whole;
}

static void keep_concept(struct cf_trial *trial, size_t index)
{
    const struct cf_need *need = &trial->facts->needs[index];
    if (need->concept ? cf_concept_in(&trial->reading, &trial->facts->reading, need->concept)
                      : has_style(trial, need->fact.surface))
        return;
    cf_trial_failf(trial, index, need->fact.surface, "",
                   need->fact.check == CF_CHECK_CAMERA ? "The camera work \"%s\" must be mentioned."
                                                       : "The style \"%s\" must be mentioned.",
                   need->fact.surface);
}

void cf_trial_keep(struct cf_trial *trial)
{
    for (size_t i = 0; i < trial->facts->count; i++) {
        if (trial->facts->needs[i].loose) {
            cf_trial_loose(trial, i);
            continue;
        }
        switch (trial->facts->needs[i].fact.check) {
        case CF_CHECK_QUOTED: keep_quoted(trial, i); break;
        case CF_CHECK_COUNT: keep_count(trial, i); break;
        case CF_CHECK_COLOUR: cf_trial_keep_colour(trial, i); break;
        case CF_CHECK_NEGATION: cf_trial_keep_negation(trial, i); break;
        case CF_CHECK_NAME: keep_name(trial, i); break;
        case CF_CHECK_ENTITY:
            if (strncmp(trial->facts->needs[i].fact.owner, "nothing ", 8) != 0) /* "nothing pink" */
                keep_entity(trial, i);
            break;
        case CF_CHECK_SIDE:
        case CF_CHECK_RELATION: cf_trial_relation(trial, i); break;
        case CF_CHECK_CAMERA:
        case CF_CHECK_STYLE: keep_concept(trial, i); break;
        case CF_CHECK_ACTION: cf_trial_action(trial, i); break;
        default: break;
        }
    }
}
