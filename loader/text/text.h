/* Caption -> T5 ids and mask, through libsentencepiece. */
#ifndef CF_TEXT_TEXT_H
#define CF_TEXT_TEXT_H
#include <stddef.h>
#include <stdint.h>
#include "clipfeed/status.h"

struct cf_tokenizer; /* immutable after it was opened: any number of threads may encode */

/* path: a SentencePiece model. CF_ENOENT, CF_EFORMAT, CF_ENOMEM. */
int cf_tokenizer_open(struct cf_tokenizer **out, const char *path, struct cf_error *err);
void cf_tokenizer_close(struct cf_tokenizer **tokenizer);
/* Writes length ids and mask values: pieces, the end id (id 1 in T5; kept when the pieces are cut), then the pad id
 * with mask 0. length >= 1. text: UTF-8, size bytes. CF_EINVAL, CF_ENOMEM. */
int cf_tokenizer_encode(const struct cf_tokenizer *tokenizer, const char *text, size_t size, int64_t *ids,
                        int64_t *mask, uint32_t length, uint32_t *used, struct cf_error *err);
uint32_t cf_tokenizer_vocabulary(const struct cf_tokenizer *tokenizer);
#endif
