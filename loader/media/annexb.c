#include "media/annexb.h"

#include <stddef.h>

#include "base/error.h"
#include "media/internal.h"

static int add_nal(struct cf_buffer *out, const uint8_t *nal, size_t size)
{
    static const uint8_t start_code[4] = {0, 0, 0, 1};
    int status = cf_buffer_append(out, start_code, sizeof start_code);
    return status < 0 ? status : cf_buffer_append(out, nal, size);
}

/* `count` NAL units, each behind a length of two bytes. Returns the bytes they take, or a status. */
static ptrdiff_t add_sets(struct cf_buffer *out, const uint8_t *data, size_t size, int count)
{
    size_t at = 0;
    for (int i = 0; i < count; i++) {
        if (size - at < 2)
            return CF_ECORRUPT;
        size_t length = (size_t)data[at] << 8 | data[at + 1];
        at += 2;
        if (size - at < length)
            return CF_ECORRUPT;
        int status = add_nal(out, data + at, length);
        if (status < 0)
            return status;
        at += length;
    }
    return (ptrdiff_t)at;
}

/* ISO/IEC 14496-15, 5.3.3.1: sequence parameter sets, then picture parameter sets. */
static int add_avcc(struct cf_buffer *out, const uint8_t *data, size_t size)
{
    if (size < 7)
        return CF_ECORRUPT;
    ptrdiff_t taken = add_sets(out, data + 6, size - 6, data[5] & 31);
    if (taken < 0)
        return (int)taken;
    size_t at = 6 + (size_t)taken;
    if (at >= size)
        return CF_ECORRUPT;
    taken = add_sets(out, data + at + 1, size - at - 1, data[at]);
    return taken < 0 ? (int)taken : CF_OK;
}

/* ISO/IEC 14496-15, 8.3.3.1: arrays of NAL units of one type each. */
static int add_hvcc(struct cf_buffer *out, const uint8_t *data, size_t size)
{
    size_t at = 23;
    if (size < at)
        return CF_ECORRUPT;
    for (int arrays = data[22]; arrays > 0; arrays--) {
        if (size - at < 3)
            return CF_ECORRUPT;
        int count = data[at + 1] << 8 | data[at + 2];
        ptrdiff_t taken = add_sets(out, data + at + 3, size - at - 3, count);
        if (taken < 0)
            return (int)taken;
        at += 3 + (size_t)taken;
    }
    return CF_OK;
}

/* The four bytes before av1C's OBUs begin with a set bit, which is forbidden in an OBU's first byte. */
static int add_av1c(struct cf_buffer *out, const uint8_t *data, size_t size)
{
    size_t skip = data[0] & 0x80 ? 4 : 0;
    return size > skip ? cf_buffer_append(out, data + skip, size - skip) : CF_OK;
}

int cf_annexb_headers(struct cf_buffer *out, const struct cf_table *table, struct cf_error *err)
{
    const uint8_t *data = table->extradata;
    size_t size = table->extradata_size;
    int status = CF_OK;
    out->size = 0;
    if (!size || table->codec == CF_CODEC_VP9)
        return CF_OK;
    if (table->codec == CF_CODEC_AV1)
        status = add_av1c(out, data, size);
    else if (!table->nal_length_size)
        status = cf_buffer_append(out, data, size);
    else
        status = table->codec == CF_CODEC_HEVC ? add_hvcc(out, data, size) : add_avcc(out, data, size);
    if (status == CF_ECORRUPT)
        return cf_fail(err, CF_ECORRUPT, "the stream's %u bytes of headers break off within a parameter set",
                       table->extradata_size);
    return status < 0 ? cf_fail(err, CF_ENOMEM, "no memory for the stream's headers") : CF_OK;
}

int cf_annexb_packet(struct cf_buffer *scratch, const struct cf_table *table, const uint8_t *data, size_t size,
                     const uint8_t **bytes, size_t *bytes_size)
{
    struct cf_nal_walk walk = {data, data + size, table->nal_length_size};
    const uint8_t *nal;
    size_t length;
    if (!table->nal_length_size) {
        *bytes = data;
        *bytes_size = size;
        return CF_OK;
    }
    scratch->size = 0;
    while (cf_nal_next(&walk, &nal, &length)) {
        int status = length ? add_nal(scratch, nal, length) : CF_OK;
        if (status < 0)
            return status;
    }
    *bytes = scratch->data;
    *bytes_size = scratch->size;
    return CF_OK;
}
