/* The rules of WordNet's morphy(7WN): exceptions, then endings taken off until a word is found. */
#include "language/internal.h"
#include <string.h>

enum { COMMON_USES = 20 };

static const struct {
    enum cf_wn_part part;
    const char *ending, *instead;
} rules[] = {
    {CF_WN_NOUN, "s", ""},      {CF_WN_NOUN, "ses", "s"},   {CF_WN_NOUN, "xes", "x"},   {CF_WN_NOUN, "zes", "z"},
    {CF_WN_NOUN, "ches", "ch"}, {CF_WN_NOUN, "shes", "sh"}, {CF_WN_NOUN, "men", "man"}, {CF_WN_NOUN, "ies", "y"},
    {CF_WN_VERB, "s", ""},      {CF_WN_VERB, "ies", "y"},   {CF_WN_VERB, "es", "e"},    {CF_WN_VERB, "es", ""},
    {CF_WN_VERB, "ed", "e"},    {CF_WN_VERB, "ed", ""},     {CF_WN_VERB, "ing", "e"},   {CF_WN_VERB, "ing", ""},
    {CF_WN_ADJ, "er", ""},      {CF_WN_ADJ, "est", ""},     {CF_WN_ADJ, "er", "e"},     {CF_WN_ADJ, "est", "e"},
};

const struct cf_wn_word *cf_morphology_base(const struct cf_language *language, enum cf_wn_part part, const char *word,
                                            size_t size)
{
    const struct cf_wordnet *wordnet = language->wordnet;
    size_t base_size;
    const char *base = cf_wordnet_exception(wordnet, part, word, size, &base_size);
    const struct cf_wn_word *found = base ? cf_wordnet_find(wordnet, part, base, base_size) : NULL;
    if (!found)
        found = cf_wordnet_find(wordnet, part, word, size);
    /* a plural that is a name as well: "windows" are more often those of a wall */
    if (found && part == CF_WN_NOUN && size > 5 && word[size - 1] == 's' && cf_classes_is_name(language, found)) {
        const struct cf_wn_word *single = cf_wordnet_find(wordnet, part, word, size - 1);
        if (single && single->uses > COMMON_USES && !cf_classes_is_name(language, single))
            return single;
    }
    if (found || size < 3 || size + 2 > CF_WORD_MAX)
        return found;
    if (part == CF_WN_NOUN && word[size - 1] == 's' && word[size - 2] == 's')
        return NULL; /* "glass" is no plural */
    for (size_t i = 0; i < sizeof(rules) / sizeof(*rules) && !found; i++) {
        size_t ending = strlen(rules[i].ending), instead = strlen(rules[i].instead);
        if (rules[i].part != part || size <= ending || memcmp(word + size - ending, rules[i].ending, ending) != 0)
            continue;
        char stem[CF_WORD_MAX];
        memcpy(stem, word, size - ending);
        memcpy(stem + size - ending, rules[i].instead, instead);
        found = cf_wordnet_find(wordnet, part, stem, size - ending + instead);
    }
    return found;
}

bool cf_word_ends(const char *word, size_t size, const char *ending)
{
    size_t n = strlen(ending);
    return size > n + 1 && memcmp(word + size - n, ending, n) == 0;
}
