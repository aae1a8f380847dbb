/* libsentencepiece behind C: nothing thrown leaves it. For tokenizer.c only. */
#ifndef CF_TEXT_SENTENCEPIECE_SHIM_H
#define CF_TEXT_SENTENCEPIECE_SHIM_H
#include "clipfeed/status.h"
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct cf_spm; /* immutable: any number of threads may encode */

/* The special ids are -1 where the model has none. */
struct cf_spm_ids {
    int end, pad, vocabulary;
};

/* data: a serialized model, copied. CF_EFORMAT, CF_ENOMEM; why says what the library said. */
int cf_spm_load(struct cf_spm **out, const void *data, size_t size, char *why, size_t why_size);
void cf_spm_free(struct cf_spm *spm);
struct cf_spm_ids cf_spm_special_ids(const struct cf_spm *spm);
/* Writes the first `capacity` piece ids and, to count, how many were written. CF_EINVAL, CF_ENOMEM. */
int cf_spm_encode(const struct cf_spm *spm, const char *text, size_t size, int64_t *ids, size_t capacity, size_t *count,
                  char *why, size_t why_size);

#ifdef __cplusplus
}
#endif
#endif
