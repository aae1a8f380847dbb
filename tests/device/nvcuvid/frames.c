/* The coded frames of a packet, from as few header bits as tell them apart. */
#include <string.h>

#include "internal.h"

/* VP9 bitstream specification, 6.2: frame_marker, profile, show_existing_frame, frame_type, show_frame. */
static struct coded vp9_frame(uint8_t first)
{
    int profile = (first >> 5 & 1) | (first >> 4 & 1) << 1, at = profile == 3 ? 5 : 4;
    int existing = first >> (7 - at) & 1, shown = first >> (7 - at - 2) & 1;
    return (struct coded){.hidden = !existing && !shown, .existing = existing};
}

/* Annex B: the sizes of a superframe's frames stand at its end. */
static int vp9_frames(const uint8_t *data, size_t size, struct coded *out, int room)
{
    uint8_t last = size ? data[size - 1] : 0;
    int frames = 1, bytes = 0, n = 0;
    size_t index = 0, at = 0;
    if ((last & 0xe0) == 0xc0) {
        frames = (last & 7) + 1;
        bytes = (last >> 3 & 3) + 1;
        index = 2 + (size_t)(frames * bytes);
        if (index > size || data[size - index] != last)
            frames = 1, bytes = 0;
    }
    for (int i = 0; i < frames && n < room && at < size; i++) {
        size_t length = bytes ? 0 : size;
        for (int b = 0; b < bytes; b++)
            length |= (size_t)data[size - index + 1 + (size_t)(i * bytes + b)] << 8 * b;
        if (length)
            out[n++] = vp9_frame(data[at]);
        at += length;
    }
    return n;
}

/* AV1, 5.9.2: show_existing_frame, frame_type (2), show_frame. */
static int av1_frames(const uint8_t *data, size_t size, struct coded *out, int room)
{
    size_t at = 0;
    int n = 0;
    while (at < size && n < room) {
        int type = data[at] >> 3 & 15, extension = data[at] >> 2 & 1, has_size = data[at] >> 1 & 1;
        uint64_t length = 0;
        at += 1 + (size_t)extension;
        for (unsigned shift = 0; has_size && at < size; shift += 7) {
            length |= (uint64_t)(data[at] & 127) << shift;
            if (!(data[at++] & 128))
                break;
        }
        if (!has_size)
            length = size - at;
        if (length > size - at)
            break;
        if ((type == 3 || type == 6) && length) {
            int existing = data[at] >> 7, shown = data[at] >> 4 & 1;
            out[n++] = (struct coded){.hidden = !existing && !shown, .existing = existing};
        }
        at += (size_t)length;
    }
    return n;
}

int coded_frames(cudaVideoCodec codec, AVCodecParserContext *parser, AVCodecContext *context, const uint8_t *data,
                 size_t size, struct coded *out, int room)
{
    if (codec == cudaVideoCodec_VP9)
        return vp9_frames(data, size, out, room);
    if (codec == cudaVideoCodec_AV1)
        return av1_frames(data, size, out, room);
    out[0] = (struct coded){0};
    if (codec == cudaVideoCodec_H264 && parser) {
        uint8_t *unused;
        int unused_size, before = (int)parser->picture_structure;
        av_parser_parse2(parser, context, &unused, &unused_size, data, (int)size, AV_NOPTS_VALUE, AV_NOPTS_VALUE, 0);
        int now = (int)parser->picture_structure;
        out[0].second_field = (before == AV_PICTURE_STRUCTURE_TOP_FIELD && now == AV_PICTURE_STRUCTURE_BOTTOM_FIELD) ||
                              (before == AV_PICTURE_STRUCTURE_BOTTOM_FIELD && now == AV_PICTURE_STRUCTURE_TOP_FIELD);
        if (out[0].second_field)
            parser->picture_structure = AV_PICTURE_STRUCTURE_UNKNOWN;
    }
    return 1;
}

int is_rasl(const uint8_t *data, size_t size)
{
    for (size_t i = 0; i + 4 < size; i++) {
        if (data[i] || data[i + 1] || data[i + 2] != 1)
            continue;
        int type = data[i + 3] >> 1 & 63;
        if (type < 32)
            return type == 8 || type == 9;
    }
    return 0;
}
