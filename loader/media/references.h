/* Which packets a packet may refer to, where the bitstream's own headers prove it: AV1 (frame headers: ref_frame_idx
 * and refresh_frame_flags) and HEVC (reference picture sets and active reference lists). What nothing wanted refers to,
 * directly or through others, need not be decoded. H.264 says it only to a decoder that has seen every reference
 * picture before, and VP9 carries probabilities from one picture to the next whatever it refers to: for them there is
 * no such list. */
#ifndef CF_MEDIA_REFERENCES_H
#define CF_MEDIA_REFERENCES_H
#include "clipfeed/types.h"
#include <stddef.h>
#include <stdint.h>

enum { CF_REFERENCES_MAX = 32, CF_HELD_MAX = 16 };

struct cf_references {                   /* of one packet */
    uint32_t packets[CF_REFERENCES_MAX]; /* indices below its own, distinct, ascending */
    int count;
    /* What it must find in the decoder though it does not refer to it: a decoder puts something in its place, at some
     * cost. */
    uint32_t held[CF_HELD_MAX];
    int held_count;
};

/* The state of one stream's headers, fed packet by packet in decode order. */
struct cf_tracker;
/* NULL for a codec without a proof, or without memory. */
struct cf_tracker *cf_tracker_open(enum cf_codec codec, const uint8_t *extradata, size_t extradata_size,
                                   int nal_length_size);
/* 1, or 0: the headers are damaged or hold what is not understood, and nothing is known of any packet of the stream. */
int cf_tracker_packet(struct cf_tracker *tracker, uint32_t index, const uint8_t *data, size_t size,
                      struct cf_references *references);
void cf_tracker_close(struct cf_tracker **tracker);

/* Adds one, once, in order. 0 when there is no room. */
int cf_references_add(struct cf_references *references, uint32_t packet);

/* Bits, most significant first. Behind the end they are 0 and `bad` is set. */
struct cf_bits {
    const uint8_t *data;
    size_t size, at; /* bytes; the next bit */
    int bad;
};
uint32_t cf_bits_read(struct cf_bits *bits, int count); /* 0 to 32 */

/* Per codec, behind the tracker. */
struct cf_av1_tracker;
struct cf_av1_tracker *cf_av1_tracker_open(const uint8_t *extradata, size_t extradata_size);
int cf_av1_tracker_packet(struct cf_av1_tracker *tracker, uint32_t index, const uint8_t *data, size_t size,
                          struct cf_references *references);
struct cf_hevc_tracker;
struct cf_hevc_tracker *cf_hevc_tracker_open(const uint8_t *extradata, size_t extradata_size, int nal_length_size);
int cf_hevc_tracker_packet(struct cf_hevc_tracker *tracker, uint32_t index, const uint8_t *data, size_t size,
                           struct cf_references *references);
#endif
