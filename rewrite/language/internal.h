/* What the sources of this room share. */
#ifndef CF_LANGUAGE_INTERNAL_H
#define CF_LANGUAGE_INTERNAL_H
#include "language/arena.h"
#include "language/language.h"
#include "language/lexicon.h"
#include "language/text.h"
#include "language/wordnet.h"

enum { SENSES_MAX = 4 }; /* a word's senses beyond these are unlikely in a caption */

struct cf_language {
    struct cf_wordnet *wordnet;
    struct cf_lexicon *lexicon;
    uint8_t *places; /* of each noun synset: 1 where it is a place */
    uint32_t *kinds; /* of each noun synset: how many are below it, itself among them */
};

/* The base form of a word as a part of speech, into `base` (CF_WORD_MAX bytes); NULL: WordNet has none. */
enum { CF_WORD_MAX = 64 };
const struct cf_wn_word *cf_morphology_base(const struct cf_language *language, enum cf_wn_part part, const char *word,
                                            size_t size);

/* The CF_CLASS bits that WordNet alone gives. */
uint32_t cf_classes_noun(const struct cf_language *language, const struct cf_wn_word *word);
/* By its main sense a noun of something that is done, felt or heard: leap, roar. */
bool cf_classes_is_act(const struct cf_language *language, const struct cf_wn_word *word);
uint32_t cf_classes_verb(const struct cf_language *language, const struct cf_wn_word *word);
/* Whether all senses of the noun are individuals (Paris), or its synsets are written with capitals alone. */
bool cf_classes_is_name(const struct cf_language *language, const struct cf_wn_word *word);

/* Fills places of a new language. CF_OK, CF_ENOMEM. */
int cf_classes_prepare(struct cf_language *language);

/* Fills kinds of a new language. CF_OK, CF_ENOMEM. */
int cf_near_prepare(struct cf_language *language);

/* Cuts the text into tokens: word, begin, size, sentence, CAPITAL and FIRST. NULL: no memory. */
struct cf_token *cf_tokens_cut(struct cf_arena *arena, const char *text, size_t size, size_t *count, size_t *sentences);
/* Sets pos, lemma, classes and the other flags. CF_OK, CF_ENOMEM. */
int cf_tokens_tag(struct cf_arena *arena, const struct cf_language *language, struct cf_token *tokens, size_t count);
/* mends.c: pos once more, where grammar knows better than the model. */
void cf_tokens_mend(const struct cf_language *language, struct cf_token *tokens, size_t count);
bool cf_word_ends(const char *word, size_t size, const char *ending); /* and has at least two letters before it */
/* Sets negated and number. */
void cf_tokens_scope(struct cf_token *tokens, size_t count, const struct cf_language *language);

enum cf_wn_part cf_pos_part(enum cf_pos pos); /* CF_WN_PARTS: none */
#endif
