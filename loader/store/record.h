/* A record as bytes: a CBOR map and the array of its captions, one behind the other (README.md). Pure functions. */
#ifndef CF_STORE_RECORD_H
#define CF_STORE_RECORD_H
#include "base/buffer.h"
#include "clipfeed/store.h"

/* Appends. CF_OK or CF_ENOMEM. */
int cf_record_encode(const struct cf_record *record, struct cf_buffer *out);
int cf_skip_encode(const char *id, const char *reason, const char *message, struct cf_buffer *out);
/* reason is cut at its size. CF_ECORRUPT if it is none. */
int cf_skip_reason(const void *data, size_t size, char reason[32]);
/* The array of captions alone; as for records. */
int cf_captions_encode(const struct cf_caption *captions, uint32_t count, struct cf_buffer *out);
/* Texts point into bytes, which needs a spare byte of capacity; captions are malloc'd. CF_ECORRUPT, CF_ENOMEM. */
int cf_captions_decode(struct cf_caption **captions, uint32_t *count, struct cf_buffer *bytes);
/* The id at the beginning of a record that may be damaged behind it. CF_ECORRUPT if there is none. */
int cf_record_id(void *data, size_t size, char id[512]);
/* Takes over the buffer's memory (with a spare byte of capacity) on success. CF_ECORRUPT, CF_ENOMEM. */
int cf_record_decode(struct cf_record **out, uint64_t ordinal, struct cf_buffer *bytes);
#endif
