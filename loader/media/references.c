#include "media/references.h"

#include <stdlib.h>

struct cf_tracker {
    struct cf_av1_tracker *av1;
    struct cf_hevc_tracker *hevc;
};

uint32_t cf_bits_read(struct cf_bits *bits, int count)
{
    uint64_t value = 0;
    for (int i = 0; i < count; i++, bits->at++) {
        size_t byte = bits->at >> 3;
        if (byte >= bits->size)
            bits->bad = 1;
        else
            value |= (uint64_t)(bits->data[byte] >> (7 - (bits->at & 7)) & 1) << (count - 1 - i);
    }
    return (uint32_t)value;
}

int cf_references_add(struct cf_references *references, uint32_t packet)
{
    int at = references->count;
    while (at && references->packets[at - 1] > packet)
        at--;
    if (at && references->packets[at - 1] == packet)
        return 1;
    if (references->count == CF_REFERENCES_MAX)
        return 0;
    for (int i = references->count++; i > at; i--)
        references->packets[i] = references->packets[i - 1];
    references->packets[at] = packet;
    return 1;
}

struct cf_tracker *cf_tracker_open(enum cf_codec codec, const uint8_t *extradata, size_t extradata_size,
                                   int nal_length_size)
{
    if (codec != CF_CODEC_AV1 && codec != CF_CODEC_HEVC)
        return NULL;
    struct cf_tracker *tracker = calloc(1, sizeof *tracker);
    if (!tracker)
        return NULL;
    if (codec == CF_CODEC_AV1)
        tracker->av1 = cf_av1_tracker_open(extradata, extradata_size);
    else
        tracker->hevc = cf_hevc_tracker_open(extradata, extradata_size, nal_length_size);
    if (!tracker->av1 && !tracker->hevc)
        cf_tracker_close(&tracker);
    return tracker;
}

int cf_tracker_packet(struct cf_tracker *tracker, uint32_t index, const uint8_t *data, size_t size,
                      struct cf_references *references)
{
    references->count = references->held_count = 0;
    if (tracker->hevc)
        return cf_hevc_tracker_packet(tracker->hevc, index, data, size, references);
    return cf_av1_tracker_packet(tracker->av1, index, data, size, references);
}

void cf_tracker_close(struct cf_tracker **tracker)
{
    if (!tracker || !*tracker)
        return;
    free((*tracker)->av1);
    free((*tracker)->hevc);
    free(*tracker);
    *tracker = NULL;
}
