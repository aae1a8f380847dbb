/* WordNet 3's files, read into memory: words, synsets, hypernyms, exceptions. libwn is not used: it seeks in shared
 * FILEs and answers from static buffers, so two threads cannot use it. Immutable once open. */
#ifndef CF_LANGUAGE_WORDNET_H
#define CF_LANGUAGE_WORDNET_H
#include "clipfeed/status.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum cf_wn_part { CF_WN_NOUN, CF_WN_VERB, CF_WN_ADJ, CF_WN_ADV, CF_WN_PARTS };

struct cf_wn_synset {
    uint32_t parents;      /* index of the first in cf_wordnet.parents */
    uint8_t parents_count; /* hypernyms, also of instances */
    uint8_t category;      /* the lexicographer's file, lexnames(5WN) */
    uint8_t instance;      /* one individual: Paris */
    uint8_t lower;         /* one of its words begins in lower case */
    const char *line;      /* of the data file, for what is rarely wanted */
    uint32_t line_size;
};

struct cf_wn_word {
    const char *lemma; /* blanks as '_'; lemma_size bytes, no NUL */
    uint16_t lemma_size;
    uint16_t senses_count; /* by frequency */
    uint32_t senses;       /* index of the first in cf_wordnet.senses */
    uint32_t uses;         /* in the corpora that WordNet's makers tagged */
};

struct cf_wordnet;
int cf_wordnet_open(struct cf_wordnet **out, const char *folder, struct cf_error *err);
void cf_wordnet_close(struct cf_wordnet **wordnet);

/* A base form, lower case, '_' or blank between the words of a collocation; NULL: unknown. */
const struct cf_wn_word *cf_wordnet_find(const struct cf_wordnet *wordnet, enum cf_wn_part part, const char *lemma,
                                         size_t size);
/* The synset of a word's n-th sense: an index for cf_wordnet_synset. */
uint32_t cf_wordnet_sense(const struct cf_wordnet *wordnet, enum cf_wn_part part, const struct cf_wn_word *word,
                          unsigned n);
const struct cf_wn_synset *cf_wordnet_synset(const struct cf_wordnet *wordnet, enum cf_wn_part part, uint32_t index);
size_t cf_wordnet_synsets(const struct cf_wordnet *wordnet, enum cf_wn_part part); /* how many there are */
uint32_t cf_wordnet_parent(const struct cf_wordnet *wordnet, enum cf_wn_part part, const struct cf_wn_synset *synset,
                           unsigned n);
/* The irregular form's base, "mice" -> "mouse": not NUL-terminated; NULL: none. */
const char *cf_wordnet_exception(const struct cf_wordnet *wordnet, enum cf_wn_part part, const char *word, size_t size,
                                 size_t *base_size);
/* Visits the synset's pointers of one kind ("!": antonyms, "&": similar, "+": derived); ends where found says true. */
bool cf_wordnet_pointers(const struct cf_wordnet *wordnet, enum cf_wn_part part, uint32_t index, char kind,
                         bool (*found)(void *context, enum cf_wn_part part, uint32_t index, unsigned from, unsigned to),
                         void *context);
/* The n-th word (from 1) of a synset, as written; false: there is none. */
bool cf_wordnet_synset_word(const struct cf_wn_synset *synset, unsigned n, const char **word, size_t *size);
#endif
