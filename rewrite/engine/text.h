/* Prompts and answers as bytes. Pure and thread-safe. */
#ifndef CF_ENGINE_TEXT_H
#define CF_ENGINE_TEXT_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The first byte that begins no well-formed UTF-8 (RFC 3629), or is NUL; size where there is none. */
size_t cf_text_first_bad(const char *text, size_t size);
/* Valid UTF-8, to be freed: bad bytes become U+FFFD. NULL: no memory. */
char *cf_text_make_valid(const char *text, size_t size);
/* Blanks and control characters become single blanks, none at the ends; NBSP and its kind are left. In place. */
size_t cf_text_collapse(char *text);
/* The same but for line ends, of which single ones stay. */
size_t cf_text_collapse_lines(char *text);
/* It has a letter or digit of some script: anything but ASCII blanks and punctuation. */
bool cf_text_has_word(const char *text);
/* Ends the text behind its last whole sentence (. ! ? and closing quotes or brackets) before `size`; 0: none ends
 * there, and the text is as it was. */
size_t cf_text_cut_sentence(char *text, size_t size);
/* An estimate of an encoder's tokens where its vocabulary is not at hand, the end token included: a token for every
 * begun 5 bytes of a word's ASCII letters, for every other ASCII character and every other code point, and a sixteenth
 * more. At least what T5's vocabulary counts for 99 % of dense captions, 15 % above it at the median. */
uint32_t cf_text_estimate_tokens(const char *text, size_t size);
#endif
