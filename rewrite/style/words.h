/* The closed lists that fragments are made of, and cue words. */
#ifndef CF_STYLE_WORDS_H
#define CF_STYLE_WORDS_H
#include <stdbool.h>
#include <stdint.h>

#include "style/style.h"

/* A word that fragments end in: of a kind, with the form of the whole. */
struct cf_style_head {
    const char *word;
    enum cf_fragment_kind kind;
    enum cf_fragment_form form;
};
const struct cf_style_head *cf_style_head(const char *word); /* NULL: none */
/* The kinds, as bits, whose heads a word may stand before; 0: none. */
uint32_t cf_style_modifier(const char *word);
/* "softly" and the like, which may stand before a modifier. */
bool cf_style_is_degree(const char *word);
/* A word of pace that is a fragment by itself: "slowly". */
bool cf_style_is_manner(const char *word);
/* A noun that says where a scene is without being a place: background, foreground, distance. */
bool cf_style_is_setting(const char *word);
/* Sets the order from the aspects. */
void cf_style_set_order(struct cf_style *style);
#endif
