/* Bytes -> valid UTF-8 in NFC, words and quotes. */
#ifndef CF_LANGUAGE_TEXT_H
#define CF_LANGUAGE_TEXT_H
#include "language/arena.h"
#include "language/language.h"

/* Any bytes as valid UTF-8 in NFC: each invalid byte U+FFFD, controls but the newline a blank, CR LF a newline.
 * NULL: no memory. */
char *cf_text_normalise(struct cf_arena *arena, const char *text, size_t size, size_t *out_size);
/* A copy in lower case with typographic apostrophes and hyphens made plain. text is valid. NULL: no memory. */
char *cf_text_lower(struct cf_arena *arena, const char *text, size_t size);
/* The text without accents where it is of Latin letters ("caf\u00e9" -> "cafe"), else itself. NULL: no memory. */
const char *cf_text_unaccented(struct cf_arena *arena, const char *text);
/* The code point at p, at most `size` bytes away from the end; *length: its bytes. text is valid. */
int32_t cf_text_codepoint(const char *p, size_t size, size_t *length);

/* Finds the quoted passages of a normalised text. NULL and *count 0 where there are none; NULL and *count 1: no memory.
 */
struct cf_quote *cf_text_quotes(struct cf_arena *arena, const char *text, size_t size, size_t *count);

enum cf_script {
    CF_SCRIPT_NONE,
    CF_SCRIPT_LATIN,
    CF_SCRIPT_HAN,
    CF_SCRIPT_KANA,
    CF_SCRIPT_HANGUL,
    CF_SCRIPT_CYRILLIC,
    CF_SCRIPT_GREEK,
    CF_SCRIPT_ARABIC,
    CF_SCRIPT_HEBREW,
    CF_SCRIPT_DEVANAGARI,
    CF_SCRIPT_THAI,
    CF_SCRIPT_OTHER,
    CF_SCRIPTS
};
/* The script of a letter; NONE for anything else. */
enum cf_script cf_text_script(int32_t codepoint);
#endif
