/* Words as FTS5 indexes them: its porter stemmer over its unicode61 tokenizer, so that prompts, captions and the index
 * agree on what a word is. */
#ifndef CF_INDEX_STEMS_H
#define CF_INDEX_STEMS_H
#include <sqlite3.h>
#include <stddef.h>

#include "clipfeed/status.h"

#define CF_STEMS_TOKENIZE "porter unicode61 remove_diacritics 2" /* FTS5's tokenize option */

/* Belongs to its connection, and goes before it. One thread at a time. */
struct cf_stemmer {
    fts5_tokenizer module;
    Fts5Tokenizer *instance;
};
/* CF_EUNSUPPORTED (an SQLite without FTS5), CF_ENOMEM. */
int cf_stemmer_open(struct cf_stemmer *stemmer, sqlite3 *db, struct cf_error *err);
void cf_stemmer_close(struct cf_stemmer *stemmer);

/* Calls each with a stem, size bytes without a NUL, and the bytes begin..end-1 of the text that it came from. Not 0
 * ends the walk. CF_OK, CF_ENOMEM. */
typedef int (*cf_stem_visit)(void *opaque, const char *stem, size_t size, size_t begin, size_t end);
int cf_stemmer_walk(const struct cf_stemmer *stemmer, const char *text, size_t size, cf_stem_visit each, void *opaque);
#endif
