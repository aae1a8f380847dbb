/* Which packets decoding may start at and which nothing refers to, from their own headers: containers' flags are
 * too coarse (sync samples leave out recovery points) or missing (`sdtp`). */
#include <string.h>

#include "media/internal.h"

static const uint8_t *find_start_code(const uint8_t *p, const uint8_t *end)
{
    for (; end - p >= 3; p++)
        if (p[0] == 0 && p[1] == 0 && p[2] == 1)
            return p;
    return end;
}

int cf_nal_next(struct cf_nal_walk *walk, const uint8_t **nal, size_t *size)
{
    if (walk->length_size) {
        uint32_t length = 0;
        if (walk->end - walk->at < walk->length_size)
            return 0;
        for (int i = 0; i < walk->length_size; i++)
            length = length << 8 | *walk->at++;
        if (length > (size_t)(walk->end - walk->at))
            length = (uint32_t)(walk->end - walk->at);
        *nal = walk->at;
        *size = length;
        walk->at += length;
        return 1;
    }
    const uint8_t *start = find_start_code(walk->at, walk->end);
    if (walk->end - start < 4)
        return 0;
    start += 3;
    const uint8_t *stop = find_start_code(start, walk->end);
    walk->at = stop;
    *nal = start;
    *size = (size_t)(stop - start);
    return 1;
}

int cf_nal_length_size(enum cf_codec codec, const uint8_t *extradata, size_t size)
{
    if (codec == CF_CODEC_H264 && size >= 7 && extradata[0] == 1)
        return (extradata[4] & 3) + 1;
    if (codec == CF_CODEC_HEVC && size >= 23 && (extradata[0] || extradata[1] || extradata[2] > 1))
        return (extradata[21] & 3) + 1;
    return 0;
}

struct sei {
    unsigned type;
    size_t begin, payload, end; /* of the message, of its payload, and behind it: in bytes of the NAL unit */
};

/* The SEI message at `at`, 0 at the end or at damage. */
static int next_sei(struct sei *sei, const uint8_t *nal, size_t size, size_t at)
{
    unsigned fields[2] = {0, 0}; /* type, length */
    size_t i = at;
    if (at + 2 >= size)
        return 0;
    for (int f = 0; f < 2; f++) {
        while (i < size && nal[i] == 0xff)
            fields[f] += nal[i++];
        if (i >= size)
            return 0;
        fields[f] += nal[i++];
    }
    *sei = (struct sei){.type = fields[0], .begin = at, .payload = i};
    /* Emulation prevention bytes are part of the NAL unit but not of the length: count them. */
    unsigned zeros = 0;
    for (; fields[1] && i < size; i++) {
        if (zeros >= 2 && nal[i] == 3) {
            zeros = 0;
            continue;
        }
        zeros = nal[i] ? 0 : zeros + 1;
        fields[1]--;
    }
    sei->end = i;
    return fields[1] == 0;
}

/* An SEI recovery point with recovery_frame_cnt 0 and exact_match_flag 1: both are the payload's first two bits. */
static int exact_recovery_point(const uint8_t *nal, size_t size)
{
    struct sei sei;
    for (size_t at = 1; next_sei(&sei, nal, size, at); at = sei.end)
        if (sei.type == 6)
            return sei.end > sei.payload && (nal[sei.payload] & 0xc0) == 0xc0;
    return 0;
}

/* One NAL unit of one SEI message, framed like the stream's. */
static int add_sei(struct cf_buffer *out, int length_size, const uint8_t *message, size_t size)
{
    const uint8_t start_code[4] = {0, 0, 0, 1}, header = 6, stop = 0x80;
    uint64_t length = size + 2;
    uint8_t frame[4];
    for (int i = 0; i < length_size; i++)
        frame[i] = (uint8_t)(length >> (8 * (length_size - 1 - i)));
    int status = length_size ? cf_buffer_append(out, frame, (size_t)length_size)
                             : cf_buffer_append(out, start_code, sizeof start_code);
    if (status >= 0)
        status = cf_buffer_append(out, &header, 1);
    if (status >= 0)
        status = cf_buffer_append(out, message, size);
    if (status >= 0)
        status = cf_buffer_append(out, &stop, 1);
    return status;
}

int cf_packet_preamble(struct cf_buffer *out, enum cf_codec codec, int nal_length_size, const uint8_t *data,
                       size_t size)
{
    static const char mark[] = "x264 - core "; /* behind the 16 bytes of the UUID */
    struct cf_nal_walk walk = {data, data + size, nal_length_size};
    const uint8_t *nal;
    struct sei sei;
    int status = CF_OK;
    while (codec == CF_CODEC_H264 && cf_nal_next(&walk, &nal, &size)) {
        if (!size || (nal[0] & 31) != 6)
            continue;
        for (size_t at = 1; status >= 0 && next_sei(&sei, nal, size, at); at = sei.end) {
            size_t bytes = sei.end - sei.begin, frame = nal_length_size ? (size_t)nal_length_size : 4;
            if (sei.type == 5 && sei.end - sei.payload >= 16 + sizeof mark - 1 &&
                !memcmp(nal + sei.payload + 16, mark, sizeof mark - 1) &&
                out->size + frame + bytes + 2 <= CF_PREAMBLE_MAX)
                status = add_sei(out, nal_length_size, nal + sei.begin, bytes);
        }
    }
    return status;
}

/* SPS, PPS and the extensions of the first; VPS, SPS, PPS. */
static int is_parameter_set(enum cf_codec codec, uint8_t header)
{
    int h264 = header & 31, hevc = header >> 1 & 63;
    if (codec == CF_CODEC_H264)
        return h264 == 7 || h264 == 8 || h264 == 13 || h264 == 15;
    return hevc >= 32 && hevc <= 34;
}

static void classify_h264(struct cf_packet_kind *kind, struct cf_nal_walk walk)
{
    const uint8_t *nal;
    size_t size;
    int slices = 0, references = 0;
    while (cf_nal_next(&walk, &nal, &size)) {
        if (!size)
            continue;
        int type = nal[0] & 31;
        if (type == 5 || (type == 6 && exact_recovery_point(nal, size)))
            kind->start = 1;
        if (type >= 1 && type <= 5) {
            slices++;
            references += (nal[0] >> 5 & 3) != 0;
        }
        references += is_parameter_set(CF_CODEC_H264, nal[0]); /* later pictures may be written by it */
    }
    kind->droppable = slices && !references && !kind->start;
}

static void classify_hevc(struct cf_packet_kind *kind, struct cf_nal_walk walk)
{
    const uint8_t *nal;
    size_t size;
    int slices = 0, references = 0;
    while (cf_nal_next(&walk, &nal, &size)) {
        if (size < 2)
            continue;
        int type = nal[0] >> 1 & 63;
        references += is_parameter_set(CF_CODEC_HEVC, nal[0]);
        if (type > 31)
            continue;
        slices++;
        if (type >= 16 && type <= 21)
            kind->start = 1;
        if (type > 14 || type % 2)
            references++;
        if ((nal[1] & 7) - 1 > kind->temporal_id)
            kind->temporal_id = (nal[1] & 7) - 1;
    }
    kind->droppable = slices && !references && !kind->start;
}

static void classify_vp9(struct cf_packet_kind *kind, const uint8_t *data, size_t size)
{
    if (!size || data[0] >> 6 != 2)
        return;
    int profile = (data[0] >> 5 & 1) | (data[0] >> 4 & 1) << 1;
    int bits = data[0] << (profile == 3 ? 5 : 4) & 0xff; /* show_existing_frame, frame_type, ... */
    kind->start = (bits & 0xc0) == 0;
}

static void classify_av1(struct cf_packet_kind *kind, int container_key, const uint8_t *data, size_t size)
{
    size_t at = 0;
    int sequence = 0;
    while (at < size) {
        int type = data[at] >> 3 & 15, extension = data[at] >> 2 & 1, has_size = data[at] >> 1 & 1;
        uint64_t length = 0;
        at += 1 + (size_t)extension;
        if (has_size) {
            for (unsigned shift = 0; at < size && shift < 56; shift += 7) {
                uint8_t byte = data[at++];
                length |= (uint64_t)(byte & 127) << shift;
                if (!(byte & 128))
                    break;
            }
        } else if (at < size) {
            length = size - at;
        }
        if (at >= size || length > size - at)
            return;
        if (type == 1)
            sequence = 1;
        if ((type == 3 || type == 6) && length) {
            /* show_existing_frame 0, frame_type KEY_FRAME (00), show_frame 1 */
            kind->start = container_key && sequence && (data[at] & 0xf0) == 0x10;
            return;
        }
        at += (size_t)length;
    }
}

void cf_packet_classify(struct cf_packet_kind *kind, enum cf_codec codec, int nal_length_size, int container_key,
                        const uint8_t *data, size_t size)
{
    struct cf_nal_walk walk = {data, data + size, nal_length_size};
    memset(kind, 0, sizeof *kind);
    switch (codec) {
    case CF_CODEC_H264: classify_h264(kind, walk); break;
    case CF_CODEC_HEVC: classify_hevc(kind, walk); break;
    case CF_CODEC_VP9: classify_vp9(kind, data, size); break;
    case CF_CODEC_AV1: classify_av1(kind, container_key, data, size); break;
    case CF_CODEC_JPEG:
    case CF_CODEC_PNG: kind->start = 1; break;
    case CF_CODEC_NONE: break;
    }
}

int cf_packet_leaves_traces(enum cf_codec codec, int nal_length_size, const uint8_t *data, size_t size)
{
    struct cf_nal_walk walk = {data, data + size, nal_length_size};
    const uint8_t *nal;
    if (codec == CF_CODEC_VP9 || codec == CF_CODEC_AV1)
        return 0;
    if ((codec != CF_CODEC_H264 && codec != CF_CODEC_HEVC) || !nal_length_size)
        return 1;
    while (cf_nal_next(&walk, &nal, &size))
        if (size && is_parameter_set(codec, nal[0]))
            return 1;
    return 0;
}
