#include "store/dictionary.h"

#include <stdlib.h>
#include <zdict.h>
#include <zstd.h>

enum { LEVEL = 14, LEVEL_FAST = 1, DICTIONARY_BYTES = 1 << 20, MIN_SAMPLES = 64 };

int cf_dictionary_train(const struct cf_buffer *samples, const size_t *sizes, unsigned count, struct cf_buffer *out)
{
    out->size = 0;
    if (count < MIN_SAMPLES)
        return CF_OK;
    /* zstd wants about ten times the dictionary in samples; a large dictionary of few would only repeat them. */
    size_t limit = samples->size / 10 < DICTIONARY_BYTES ? samples->size / 10 : DICTIONARY_BYTES;
    if (limit < 1024)
        return CF_OK;
    if (cf_buffer_reserve(out, limit))
        return CF_ENOMEM;
    size_t size = ZDICT_trainFromBuffer(out->data, limit, samples->data, sizes, count);
    out->size = ZDICT_isError(size) ? 0 : size;
    return CF_OK;
}

struct cf_dictionary *cf_dictionary_create(const struct cf_buffer *bytes)
{
    return bytes->size ? (struct cf_dictionary *)ZSTD_createCDict(bytes->data, bytes->size, LEVEL) : NULL;
}

void cf_dictionary_destroy(struct cf_dictionary **dictionary)
{
    ZSTD_freeCDict((ZSTD_CDict *)*dictionary);
    *dictionary = NULL;
}

static struct cf_encoder *create(int level)
{
    ZSTD_CCtx *context = ZSTD_createCCtx();
    if (context) {
        ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
        ZSTD_CCtx_setParameter(context, ZSTD_c_dictIDFlag, 0); /* a store has one dictionary: four bytes a record */
        ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, level);
    }
    return (struct cf_encoder *)context;
}

struct cf_encoder *cf_encoder_create(void)
{
    return create(LEVEL);
}

struct cf_encoder *cf_encoder_create_fast(void)
{
    return create(LEVEL_FAST);
}

void cf_encoder_destroy(struct cf_encoder **encoder)
{
    ZSTD_freeCCtx((ZSTD_CCtx *)*encoder);
    *encoder = NULL;
}

int cf_encoder_run(struct cf_encoder *encoder, const struct cf_dictionary *dictionary, const struct cf_buffer *in,
                   struct cf_buffer *out)
{
    ZSTD_CCtx *context = (ZSTD_CCtx *)encoder;
    out->size = 0;
    if (cf_buffer_reserve(out, ZSTD_compressBound(in->size)))
        return CF_ENOMEM;
    ZSTD_CCtx_refCDict(context, (const ZSTD_CDict *)dictionary);
    size_t size = ZSTD_compress2(context, out->data, out->capacity, in->data, in->size);
    if (ZSTD_isError(size))
        return CF_ENOMEM;
    out->size = size;
    return CF_OK;
}
