/* Text -> the ids and mask that a T5 encoder is fed, through a SentencePiece model (spiece.model).
 *
 * A struct cf_tokenizer is immutable after it was opened: any number of threads may use it. */
#ifndef CLIPFEED_TOKENIZER_H
#define CLIPFEED_TOKENIZER_H
#include "clipfeed/status.h"
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct cf_tokenizer;
/* path: a SentencePiece model. CF_ENOENT, CF_EFORMAT, CF_EIO, CF_ENOMEM. */
CF_API int cf_tokenizer_open(struct cf_tokenizer **out, const char *path, struct cf_error *err);
CF_API void cf_tokenizer_close(struct cf_tokenizer **tokenizer);
/* Writes length ids and mask values: pieces, the end id (id 1 in T5; kept when the pieces are cut), then the pad id
 * with mask 0. length >= 1. text: UTF-8, size bytes. CF_EINVAL, CF_ENOMEM. */
CF_API int cf_tokenizer_encode(const struct cf_tokenizer *tokenizer, const char *text, size_t size, int64_t *ids,
                               int64_t *mask, uint32_t length, uint32_t *used, struct cf_error *err);
/* How many ids the whole text has, the end id among them: it fits an encoder of that many tokens. CF_EINVAL (more than
 * 64 MiB), CF_ENOMEM. */
CF_API int cf_tokenizer_count(const struct cf_tokenizer *tokenizer, const char *text, size_t size, uint32_t *count,
                              struct cf_error *err);
CF_API uint32_t cf_tokenizer_vocabulary(const struct cf_tokenizer *tokenizer);

#ifdef __cplusplus
}
#endif
#endif
