/* Words that stand for a noun though they are neither synonyms nor kinds of it: what it is a kind of, where that is
 * narrow enough (a timepiece for a clock), and what its definition, or theirs, names (a tarn is "a mountain lake"). */
#include "language/internal.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { NEAR_SENSES = 3, NARROW = 300, UP = 3, COMMON = 10 };

static void count_up(struct cf_language *language, uint32_t index, int depth)
{
    const struct cf_wn_synset *synset = cf_wordnet_synset(language->wordnet, CF_WN_NOUN, index);
    language->kinds[index]++;
    for (unsigned i = 0; i < synset->parents_count && depth < 24; i++)
        count_up(language, cf_wordnet_parent(language->wordnet, CF_WN_NOUN, synset, i), depth + 1);
}

int cf_near_prepare(struct cf_language *language)
{
    size_t count = cf_wordnet_synsets(language->wordnet, CF_WN_NOUN);
    language->kinds = calloc(count + 1, sizeof(*language->kinds));
    if (!language->kinds)
        return CF_ENOMEM;
    for (size_t i = 0; i < count; i++)
        count_up(language, (uint32_t)i, 0);
    return CF_OK;
}

static unsigned near_senses(const struct cf_wn_word *word)
{
    return word->senses_count < NEAR_SENSES ? word->senses_count : NEAR_SENSES;
}

/* Whether `wanted` is at most `steps` above the synset, and narrow. */
static bool is_narrow_kind(const struct cf_language *language, uint32_t index, uint32_t wanted, int steps)
{
    const struct cf_wn_synset *synset = cf_wordnet_synset(language->wordnet, CF_WN_NOUN, index);
    for (unsigned i = 0; i < synset->parents_count && steps > 0; i++) {
        uint32_t parent = cf_wordnet_parent(language->wordnet, CF_WN_NOUN, synset, i);
        if (language->kinds[parent] > NARROW)
            continue;
        if (parent == wanted || is_narrow_kind(language, parent, wanted, steps - 1))
            return true;
    }
    return false;
}

/* "one side of one leaf of a book": what is defined is the noun's part, and does not stand for it. */
static bool is_part_there(const char *line, const char *at)
{
    static const char *const of[] = {" of ", " of a ", " of an ", " of the "};
    for (size_t i = 0; i < sizeof(of) / sizeof(*of); i++) {
        size_t size = strlen(of[i]);
        if ((size_t)(at - line) > size && memcmp(at - size, of[i], size) == 0)
            return true;
    }
    return false;
}

/* The noun stands in the synset's definition, its examples left out. */
static bool is_in_definition(const struct cf_language *language, uint32_t index, const char *noun)
{
    const struct cf_wn_synset *synset = cf_wordnet_synset(language->wordnet, CF_WN_NOUN, index);
    const char *end = synset->line + synset->line_size, *at = memchr(synset->line, '|', synset->line_size);
    size_t size = strlen(noun);
    for (; at && at < end && *at != '"'; at++) {
        if ((size_t)(end - at) < size || isalpha((unsigned char)at[-1]) || at[-1] == '-' ||
            strncmp(at, noun, size) != 0 || is_part_there(synset->line, at))
            continue;
        const char *rest = at + size;
        rest += rest < end && *rest == 's';
        if (rest >= end || (!isalpha((unsigned char)*rest) && *rest != '-'))
            return true;
    }
    return false;
}

static bool shares_synset(const struct cf_language *language, const struct cf_wn_word *w, const struct cf_wn_word *n)
{
    for (unsigned i = 0; i < w->senses_count; i++)
        for (unsigned j = 0; j < n->senses_count && j < 2; j++)
            if (cf_wordnet_sense(language->wordnet, CF_WN_NOUN, w, i) ==
                cf_wordnet_sense(language->wordnet, CF_WN_NOUN, n, j))
                return true;
    return false;
}

struct pertained {
    const struct cf_language *language;
    const struct cf_wn_word *noun;
};

static bool is_pertained(void *context, enum cf_wn_part part, uint32_t index, unsigned from, unsigned to)
{
    (void)from, (void)to;
    const struct pertained *p = context;
    for (unsigned i = 0; part == CF_WN_NOUN && i < near_senses(p->noun); i++)
        if (cf_wordnet_sense(p->language->wordnet, CF_WN_NOUN, p->noun, i) == index)
            return true;
    return false;
}

bool cf_language_pertains(const struct cf_language *language, const char *adjective, const char *noun)
{
    const struct cf_wn_word *a = cf_morphology_base(language, CF_WN_ADJ, adjective, strlen(adjective)),
                            *n = cf_morphology_base(language, CF_WN_NOUN, noun, strlen(noun));
    for (unsigned i = 0; a && n && i < near_senses(a); i++) {
        struct pertained p = {language, n};
        if (cf_wordnet_pointers(language->wordnet, CF_WN_ADJ, cf_wordnet_sense(language->wordnet, CF_WN_ADJ, a, i),
                                '\\', is_pertained, &p))
            return true;
    }
    return false;
}

bool cf_language_defines(const struct cf_language *language, const char *noun, const char *word)
{
    const struct cf_wn_word *n = cf_morphology_base(language, CF_WN_NOUN, noun, strlen(noun));
    return n && n->senses_count && strlen(word) > 3 &&
           is_in_definition(language, cf_wordnet_sense(language->wordnet, CF_WN_NOUN, n, 0), word);
}

bool cf_language_near(const struct cf_language *language, const char *word, const char *noun)
{
    const struct cf_wn_word *w = cf_morphology_base(language, CF_WN_NOUN, word, strlen(word)),
                            *n = cf_morphology_base(language, CF_WN_NOUN, noun, strlen(noun));
    if (w && n && shares_synset(language, w, n))
        return true;
    /* a much commoner word is a class of its own in daily use: a building for a hospital, a pot for a kettle */
    bool common = w && n && w->uses >= COMMON && w->uses > 2 * n->uses;
    for (unsigned i = 0; w && i < near_senses(w); i++) {
        uint32_t sense = cf_wordnet_sense(language->wordnet, CF_WN_NOUN, w, i);
        for (unsigned j = 0; n && !common && j < near_senses(n); j++)
            if (is_narrow_kind(language, cf_wordnet_sense(language->wordnet, CF_WN_NOUN, n, j), sense, UP))
                return true;
        if (i == 0 && is_in_definition(language, sense, noun))
            return true;
    }
    return false;
}

bool cf_language_rivals(const struct cf_language *language, const char *a, const char *b)
{
    const struct cf_wn_word *wa = cf_morphology_base(language, CF_WN_NOUN, a, strlen(a)),
                            *wb = cf_morphology_base(language, CF_WN_NOUN, b, strlen(b));
    if (!wa || !wb || !wa->senses_count || !wb->senses_count)
        return false;
    uint32_t x = cf_wordnet_sense(language->wordnet, CF_WN_NOUN, wa, 0),
             y = cf_wordnet_sense(language->wordnet, CF_WN_NOUN, wb, 0);
    const struct cf_wn_synset *sx = cf_wordnet_synset(language->wordnet, CF_WN_NOUN, x);
    if (x == y || is_narrow_kind(language, x, y, UP) || is_narrow_kind(language, y, x, UP))
        return false;
    for (unsigned i = 0; i < sx->parents_count; i++) {
        uint32_t parent = cf_wordnet_parent(language->wordnet, CF_WN_NOUN, sx, i);
        if (language->kinds[parent] <= NARROW && is_narrow_kind(language, y, parent, 2))
            return true;
        const struct cf_wn_synset *up = cf_wordnet_synset(language->wordnet, CF_WN_NOUN, parent);
        for (unsigned j = 0; j < up->parents_count; j++)
            if (is_narrow_kind(language, y, cf_wordnet_parent(language->wordnet, CF_WN_NOUN, up, j), 2))
                return true;
    }
    return false;
}
