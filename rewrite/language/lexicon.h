/* The words whose kinds are few enough to be listed: function words, numbers, colours, and the trade's terms for
 * camera, style, light and pace. Immutable once made. */
#ifndef CF_LANGUAGE_LEXICON_H
#define CF_LANGUAGE_LEXICON_H
#include <stddef.h>
#include <stdint.h>

struct cf_lexeme {
    const char *word;
    uint16_t size;
    uint16_t tags;    /* 1 << enum cf_pos: what it may be; 0: what WordNet says */
    uint32_t classes; /* CF_CLASS bits */
    uint32_t number;
    uint8_t colour; /* index into the basic colours + 1; 0: none */
    uint8_t colour2;
};

struct cf_lexicon;
int cf_lexicon_create(struct cf_lexicon **out); /* CF_OK, CF_ENOMEM */
void cf_lexicon_destroy(struct cf_lexicon **lexicon);
/* word: lower case. NULL: not listed. */
const struct cf_lexeme *cf_lexicon_find(const struct cf_lexicon *lexicon, const char *word, size_t size);
/* The basic colour's name: "red", ... */
const char *cf_lexicon_colour_name(unsigned colour);
#endif
