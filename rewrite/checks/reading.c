#include "checks/internal.h"
#include <stdio.h>
#include <string.h>

bool cf_kind_is(const struct cf_reading *reading, const char *noun, const char *const *kinds)
{
    for (; *kinds; kinds++)
        if (cf_language_mainly_is_a(reading->language, noun, *kinds))
            return true;
    return false;
}

bool cf_word_is(const char *word, const char *words)
{
    size_t size = strlen(word);
    for (const char *p = words; size && (p = strstr(p, word)); p += size)
        if ((p == words || p[-1] == ' ') && (p[size] == ' ' || !p[size]))
            return true;
    return false;
}

bool cf_reading_is(const struct cf_token *token, const char *words)
{
    return cf_word_is(token->word, words);
}

/* One word of a pattern against a token's word or base form; how much of the token it spells, up to a hyphen. */
static bool spells_word(const struct cf_token *token, const char *word, size_t size)
{
    return (strlen(token->word) == size && memcmp(token->word, word, size) == 0) ||
           (strlen(token->lemma) == size && memcmp(token->lemma, word, size) == 0);
}

size_t cf_reading_spells(const struct cf_reading *reading, size_t at, const char *words)
{
    const struct cf_analysis *a = reading->analysis;
    size_t i = at;
    while (*words && *words != '|') {
        size_t size = strcspn(words, " |");
        if (i >= a->tokens_count || a->tokens[i].sentence != a->tokens[at].sentence)
            return 0;
        if (spells_word(&a->tokens[i], words, size)) {
            i++;
        } else if (i > at && i + 1 < a->tokens_count &&
                   strcmp(a->tokens[i].word, "very") == 0) { /* "at the very edge" */
            i++;
            continue;
        } else { /* "close up" in the pattern, "close-up" in the text */
            const char *word = a->tokens[i].word;
            size_t length = strlen(word), whole = strcspn(words, "|");
            if (!strchr(word, '-') || length > whole || (words[length] && words[length] != ' ' && words[length] != '|'))
                return 0;
            for (size_t k = 0; k < length; k++)
                if (word[k] != words[k] && !(word[k] == '-' && words[k] == ' '))
                    return 0;
            size = length;
            i++;
        }
        words += size;
        words += *words == ' ';
    }
    return i - at;
}

char *cf_reading_words(const struct cf_reading *reading, struct cf_arena *arena, size_t begin, size_t end)
{
    const struct cf_token *tokens = reading->analysis->tokens;
    if (begin >= end)
        return cf_arena_copy(arena, "", 0);
    size_t from = tokens[begin].begin, to = tokens[end - 1].begin + tokens[end - 1].size;
    return cf_arena_copy(arena, reading->analysis->text + from, to - from);
}

char *cf_reading_surface(const struct cf_reading *reading, struct cf_arena *arena, const struct cf_phrase *phrase)
{
    size_t begin = phrase->begin;
    while (begin < phrase->head && reading->analysis->tokens[begin].pos == CF_POS_DETERMINER)
        begin++;
    return cf_reading_words(reading, arena, begin, phrase->head + 1);
}

static bool is_noun(const struct cf_token *t)
{
    return t->pos == CF_POS_NOUN || t->pos == CF_POS_NAME;
}

/* "a pair of scissors rests,": the last of a noun run, where it is nothing to see, is its verb. */
static bool is_verb_after_all(const struct cf_reading *reading, size_t i)
{
    const struct cf_analysis *a = reading->analysis;
    uint32_t visible = CF_CLASS_PERSON | CF_CLASS_ANIMAL | CF_CLASS_PLACE | CF_CLASS_OBJECT;
    const struct cf_token *t = &a->tokens[i], *next = i + 1 < a->tokens_count ? t + 1 : NULL;
    char verb[64];
    /* "green eyes holding a rose" */
    if (t->flags & CF_TOKEN_GERUND && next &&
        (next->pos == CF_POS_DETERMINER || cf_reading_is(next, "his her its their")))
        return true;
    return t->flags & CF_TOKEN_PLURAL && !(t->classes & (visible | CF_CLASS_LIGHT)) && next &&
           (next->pos == CF_POS_PUNCTUATION || next->pos == CF_POS_PREPOSITION || next->pos == CF_POS_ADVERB) &&
           cf_language_lemma(reading->language, t->word, CF_POS_VERB, verb, sizeof(verb)) && strcmp(verb, t->word) != 0;
}

/* The head of the noun run that holds i. */
static size_t run_end(const struct cf_reading *reading, size_t i)
{
    const struct cf_analysis *a = reading->analysis;
    while (i + 1 < a->tokens_count && is_noun(&a->tokens[i + 1]) &&
           a->tokens[i + 1].sentence == a->tokens[i].sentence && a->tokens[i + 1].quoted == a->tokens[i].quoted &&
           !is_verb_after_all(reading, i + 1))
        i++;
    return i;
}

static bool may_modify(const struct cf_analysis *a, size_t i)
{
    const struct cf_token *t = &a->tokens[i];
    switch (t->pos) {
    case CF_POS_NOUN:
    case CF_POS_NAME:
    case CF_POS_ADJECTIVE:
    case CF_POS_NUMBER:
    case CF_POS_DETERMINER: return true;
    case CF_POS_ADVERB: /* "a very tall man", "a neatly made bed" */
        return i + 1 < a->tokens_count &&
               (a->tokens[i + 1].pos == CF_POS_ADJECTIVE ||
                (a->tokens[i + 1].pos == CF_POS_VERB && a->tokens[i + 1].flags & CF_TOKEN_PAST));
    case CF_POS_VERB: return t->flags & (CF_TOKEN_GERUND | CF_TOKEN_PAST);
    case CF_POS_PARTICLE: return strcmp(t->word, "'s") == 0;
    case CF_POS_AUXILIARY: return strcmp(t->word, "'s") == 0 && i && is_noun(&a->tokens[i - 1]);
    default: return false;
    }
}

/* A comma or "and" between two modifiers: "a big, red and shiny car". */
static bool joins_modifiers(const struct cf_analysis *a, size_t i)
{
    const struct cf_token *t = &a->tokens[i];
    if (strcmp(t->word, ",") != 0 && strcmp(t->word, "and") != 0)
        return false;
    const struct cf_token *before = i ? &a->tokens[i - 1] : NULL, *after = i + 1 < a->tokens_count ? t + 1 : NULL;
    return before && after && (before->pos == CF_POS_ADJECTIVE || before->classes & CF_CLASS_COLOUR) &&
           (after->pos == CF_POS_ADJECTIVE || after->classes & CF_CLASS_COLOUR);
}

static uint32_t phrase_begin(const struct cf_analysis *a, size_t head)
{
    size_t i = head;
    while (i && a->tokens[i - 1].sentence == a->tokens[head].sentence && head - i < 12) {
        const struct cf_token *t = &a->tokens[i - 1];
        if (!may_modify(a, i - 1) && !joins_modifiers(a, i - 1))
            break;
        /* A participle modifies only behind a determiner or modifier: "a running dog", not "man walking dogs". */
        if (t->pos == CF_POS_VERB &&
            !(i >= 2 && (a->tokens[i - 2].pos == CF_POS_DETERMINER || a->tokens[i - 2].pos == CF_POS_ADJECTIVE ||
                         a->tokens[i - 2].pos == CF_POS_ADVERB)))
            break;
        i--;
        if (t->pos == CF_POS_DETERMINER && !(i && a->tokens[i - 1].pos == CF_POS_DETERMINER))
            break;
    }
    while (i < head && (a->tokens[i].pos == CF_POS_PUNCTUATION || a->tokens[i].pos == CF_POS_CONJUNCTION))
        i++;
    return (uint32_t)i;
}

/* The longest WordNet collocation of up to three words that ends in the head. */
static const char *collocation(struct cf_reading *reading, size_t begin, size_t head)
{
    const struct cf_token *tokens = reading->analysis->tokens;
    for (size_t words = 3; words >= 2; words--) {
        if (head + 1 < begin + words ||
            cf_reading_is(&tokens[head + 1 - words], "red yellow green blue purple pink brown black white grey gray"))
            continue; /* "a white horse" is a horse, and white */
        char text[128];
        int length = 0;
        for (size_t i = head + 1 - words; i <= head && length >= 0 && (size_t)length < sizeof(text); i++)
            length += snprintf(text + length, sizeof(text) - (size_t)length, "%s%s", length ? " " : "",
                               i == head ? tokens[i].lemma : tokens[i].word);
        char lemma[128];
        if ((size_t)length >= sizeof(text))
            continue;
        if (cf_language_lemma(reading->language, text, CF_POS_NOUN, lemma, sizeof(lemma)))
            return cf_arena_copy(reading->arena, lemma, strlen(lemma));
        if (words == 2 && tokens[head - 1].pos == CF_POS_NOUN) { /* "cell phone": WordNet has it in one word */
            char *blank = strchr(text, ' ');
            memmove(blank, blank + 1, strlen(blank));
            if (cf_language_lemma(reading->language, text, CF_POS_NOUN, lemma, sizeof(lemma)))
                return cf_arena_copy(reading->arena, text, strlen(text));
        }
    }
    return NULL;
}

static uint32_t number_of(const struct cf_analysis *a, size_t begin, size_t head)
{
    for (size_t i = begin; i < head; i++)
        if (a->tokens[i].number && !a->tokens[i].quoted) {
            bool many = i + 1 < head && cf_reading_is(&a->tokens[i + 1], "dozen hundred thousand"); /* "two dozen" */
            return a->tokens[i].number * (many ? a->tokens[i + 1].number : 1);
        }
    /* "a pair of swans" */
    if (begin >= 2 && strcmp(a->tokens[begin - 1].word, "of") == 0 && a->tokens[begin - 2].number)
        return a->tokens[begin - 2].number;
    for (size_t i = begin; i < head; i++)
        if (cf_reading_is(&a->tokens[i], "single lone solitary one"))
            return 1;
        else if (cf_reading_is(&a->tokens[i], "twin both"))
            return 2;
    return 0;
}

/* Things to see that WordNet has among possessions, marks and shapes. */
static const char seen[] = "coin money cash banknote ticket footprint pawprint cube sphere pyramid scar pearl voucher "
                           "stamp postcard doubloon medal trophy prize hologram label sticker barcode";

static bool add_phrase(struct cf_reading *reading, size_t head)
{
    const struct cf_analysis *a = reading->analysis;
    const struct cf_token *h = &a->tokens[head];
    uint32_t begin = phrase_begin(a, head);
    if (reading->phrases_count && reading->phrases[reading->phrases_count - 1].head >= begin)
        begin = reading->phrases[reading->phrases_count - 1].head + 1;
    struct cf_phrase *p = &reading->phrases[reading->phrases_count];
    *p = (struct cf_phrase){.begin = begin, .head = (uint32_t)head, .name = h->pos == CF_POS_NAME, .base = h->lemma};
    const char *joined = collocation(reading, begin, head);
    p->noun = joined ? joined : h->lemma;
    p->number = number_of(a, begin, head);
    p->singular = !(h->flags & CF_TOKEN_PLURAL) && cf_reading_is(&a->tokens[begin], "a an one the");
    uint32_t visible = CF_CLASS_PERSON | CF_CLASS_ANIMAL | CF_CLASS_PLACE | CF_CLASS_OBJECT;
    uint32_t classes = joined ? cf_language_classes(reading->language, joined) | h->classes : h->classes;
    p->concrete = p->name || classes & visible || !(classes & ~(uint32_t)CF_CLASS_COLOUR);
    if (h->classes & CF_CLASS_ABSTRACT && !(h->classes & visible))
        p->concrete = p->name;
    p->concrete |= cf_word_is(h->lemma, seen);
    for (size_t i = begin; i <= head; i++)
        reading->phrase_of[i] = (int32_t)reading->phrases_count;
    reading->phrases_count++;
    return p->noun != NULL;
}

/* Heads that stand for what follows: "a pair of skis". */
bool cf_reading_is_measure(const struct cf_reading *reading, const struct cf_phrase *p)
{
    const struct cf_analysis *a = reading->analysis;
    return p->head + 1 < a->tokens_count && strcmp(a->tokens[p->head + 1].word, "of") == 0 &&
           cf_reading_is(
               &a->tokens[p->head],
               "pair couple group bunch set row number lot trio duo quartet quintet dozen series piece kind type "
               "tableau view "
               "scene image picture photo photograph video footage clip shot portrait pile array collection "
               "variety sea end top bottom front back side middle center left right edge rest part painting "
               "drawing model handful stack cluster bouquet herd flock pack swarm pod troop band team gang heap mound "
               "bundle");
}

int cf_reading_create(struct cf_reading *reading, struct cf_arena *arena, const struct cf_language *language,
                      const char *text, size_t size, struct cf_error *err)
{
    *reading = (struct cf_reading){.language = language, .arena = arena};
    int rc = cf_analysis_create(&reading->analysis, language, text, size, err);
    if (rc)
        return rc;
    const struct cf_analysis *a = reading->analysis;
    reading->phrases = cf_arena_alloc(arena, (a->tokens_count + 1) * sizeof(*reading->phrases));
    reading->relations = cf_arena_alloc(arena, (a->tokens_count + 1) * sizeof(*reading->relations));
    reading->phrase_of = cf_arena_alloc(arena, (a->tokens_count + 1) * sizeof(*reading->phrase_of));
    bool whole = reading->phrases && reading->relations && reading->phrase_of;
    for (size_t i = 0; whole && i < a->tokens_count; i++)
        reading->phrase_of[i] = -1;
    for (size_t i = 0; whole && i < a->tokens_count; i++) {
        if (!is_noun(&a->tokens[i]) || (i && reading->phrase_of[i - 1] >= 0 && is_verb_after_all(reading, i)))
            continue;
        i = run_end(reading, i);
        whole = add_phrase(reading, i);
    }
    if (!whole) {
        cf_analysis_destroy(&reading->analysis);
        return CF_ENOMEM;
    }
    cf_reading_relations(reading);
    return CF_OK;
}

void cf_reading_destroy(struct cf_reading *reading)
{
    cf_analysis_destroy(&reading->analysis);
}
