/* Shared by the files of this folder, and cf_codec_open by decode/: nothing for others. */
#ifndef CF_MEDIA_INTERNAL_H
#define CF_MEDIA_INTERNAL_H
#include "base/error.h"
#include "media/reader.h"
#include "media/table.h"

struct AVCodecContext;
struct AVFrame;

#define CF_PACKET_PADDING 64

/* An opened decoder context from the table alone. CF_EUNSUPPORTED, CF_ENOMEM. */
int cf_codec_open(struct AVCodecContext **out, const struct cf_table *table, int32_t reorder_depth, int threads,
                  struct cf_error *err);

/* FFmpeg's libraries print nothing from here on, unless the program has chosen a log level: decode.h. */
void cf_libraries_quiet(void);

/* 1: the decoder at hand decodes pictures that refer to nothing absent, whatever else is absent. 0: no packet may be
 * left out that another finds in the decoder though it does not refer to it; the droppable ones are none. */
int cf_codec_spans_gaps(enum cf_codec codec);
/* Why a decoded picture cannot be trusted or is not what the table says; NULL if it is fine. */
const char *cf_frame_fault(const struct AVFrame *frame);

struct cf_nal_walk {
    const uint8_t *at, *end;
    int length_size; /* 0: start codes */
};
/* The next NAL unit, 0 at the end or at damage. One that reaches behind the end is cut. */
int cf_nal_next(struct cf_nal_walk *walk, const uint8_t **nal, size_t *size);

/* Packet properties read from its NAL units or frame headers. */
struct cf_packet_kind {
    int start, droppable; /* droppable: for HEVC only if temporal_id is the stream's highest */
    int temporal_id;
};
void cf_packet_classify(struct cf_packet_kind *kind, enum cf_codec codec, int nal_length_size, int container_key,
                        const uint8_t *data, size_t size);

/* 1: a decoder that was fed this packet knows something that a flush does not take from it and that another clip must
 * not meet: parameter sets, a picture's tables. 0 for VP9 and AV1, whose starts replace all there is. Not looked for
 * behind start codes: that takes as long as opening a decoder, and streams that have them repeat their sets. */
int cf_packet_leaves_traces(enum cf_codec codec, int nal_length_size, const uint8_t *data, size_t size);

/* Appends the SEI messages with x264's version, each as a NAL unit of its own: table.h's preamble. CF_ENOMEM. */
int cf_packet_preamble(struct cf_buffer *out, enum cf_codec codec, int nal_length_size, const uint8_t *data,
                       size_t size);

/* NAL length size as extradata states it: 1..4, 0 for start codes. */
int cf_nal_length_size(enum cf_codec codec, const uint8_t *extradata, size_t size);

/* (Re)derives display[] from pts and shown. */
int cf_table_order(struct cf_table *table, struct cf_error *err);
/* Decodes the whole table and settles shown, display, reorder depth, size and pixel format. */
int cf_table_prove(struct cf_table *table, const char *path, struct cf_error *err);
/* XXH3-128 over the file. */
int cf_media_key_compute(struct cf_media_key *key, void *file, int64_t file_bytes, struct cf_error *err);

uint32_t cf_packet_checksum(const void *data, size_t size);

int cf_need_fill(struct cf_need *need, const struct cf_table *table, uint32_t first, uint32_t count,
                 struct cf_error *err);
void cf_need_span(struct cf_need *need, const struct cf_table *table);

int cf_packets_place(struct cf_packets *packets, const struct cf_table *table, const struct cf_need *need,
                     struct cf_error *err);
int cf_packets_demux(struct cf_packets *packets, const struct cf_table *table, const struct cf_need *need,
                     const char *path, struct cf_error *err);
#endif
