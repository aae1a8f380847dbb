/* Compression of records: a trained dictionary and one encoder per thread. */
#ifndef CF_STORE_DICTIONARY_H
#define CF_STORE_DICTIONARY_H
#include "base/buffer.h"
#include "clipfeed/status.h"
#include <stddef.h>

/* samples lie one behind another. out stays empty where training fails (too few or too equal samples). CF_ENOMEM. */
int cf_dictionary_train(const struct cf_buffer *samples, const size_t *sizes, unsigned count, struct cf_buffer *out);

struct cf_dictionary; /* immutable, for any number of threads; NULL is no dictionary */
struct cf_dictionary *cf_dictionary_create(const struct cf_buffer *bytes);
void cf_dictionary_destroy(struct cf_dictionary **dictionary);

struct cf_encoder; /* one thread */
struct cf_encoder *cf_encoder_create(void);
struct cf_encoder *cf_encoder_create_fast(void); /* for what hardly compresses */
void cf_encoder_destroy(struct cf_encoder **encoder);
/* Replaces out's contents by one frame with its size and checksum. CF_OK or CF_ENOMEM. */
int cf_encoder_run(struct cf_encoder *encoder, const struct cf_dictionary *dictionary, const struct cf_buffer *in,
                   struct cf_buffer *out);
#endif
