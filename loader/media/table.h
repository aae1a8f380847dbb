/* The packet table of a video: everything that decoding any frame of it needs, with no probing.
 *
 * Built once, at ingest (or by `probe`/`frames` for a loose file), then kept serialised in the store. A table is
 * immutable after it was built or parsed: any number of threads may read it. */
#ifndef CF_MEDIA_TABLE_H
#define CF_MEDIA_TABLE_H
#include "base/buffer.h"
#include "clipfeed/types.h"
#include <stddef.h>
#include <stdint.h>

enum cf_packet_flags {
    CF_PACKET_START = 1,     /* decoding may start here: IDR, exact recovery point, CRA/BLA, VP9/AV1 key frame */
    CF_PACKET_DISCARD = 2,   /* decoded but never shown (edit lists) */
    CF_PACKET_DROPPABLE = 4, /* nothing refers to it: may be left out when it is not wanted */
};

struct cf_packet {
    int64_t offset;    /* of its bytes in the file, DIRECT tables only */
    int64_t pts, dts;  /* in time_base; INT64_MIN is none */
    uint32_t size;     /* bytes as fed to the decoder */
    uint32_t checksum; /* low 32 bits of XXH3-64 of these bytes */
    uint8_t flags;     /* cf_packet_flags */
    uint8_t shown;     /* pictures that it puts on display: 0 or 1 */
};

/* 24 bytes that name a file's content: little-endian size, then XXH3-128 (canonical form) of all its bytes. */
struct cf_media_key {
    uint8_t bytes[24];
};

enum { CF_TABLE_VERSION = 3 }; /* of the serialised form */
#define CF_PREAMBLE_MAX 4096

struct cf_table {
    enum cf_codec codec;
    int32_t width, height; /* visible, before rotation */
    int32_t coded_width, coded_height;
    int32_t rotation;                /* degrees clockwise for display: 0, 90, 180, 270 */
    int32_t shift_x, shift_y, depth; /* pixel format; also by FFmpeg's name: */
    char pixel_format[24];
    int32_t profile, level, reorder_depth, nal_length_size; /* nal_length_size 0: no length-prefixed NAL units */
    int32_t color_range, color_primaries, color_trc, color_space,
        chroma_location; /* ISO/IEC 23091-2 code points as in AVCodecParameters */
    int32_t sar_num, sar_den, time_base_num, time_base_den, fps_num, fps_den; /* fps: average */
    int64_t file_bytes;
    struct cf_media_key key;
    int32_t stream_index;
    int32_t direct; /* 1: pread(offset,size) gives each packet; 0: libavformat supplies the bytes */
    int32_t proven; /* 1: display order equalled that of a full decode */
    uint8_t *extradata;
    uint32_t extradata_size;
    /* H.264: x264's version as packet 0 states it (its user_data_unregistered SEI messages and nothing else, at most
     * CF_PREAMBLE_MAX bytes), framed like the stream's packets; NULL if there is none. It stands nowhere else in the
     * stream, and libavcodec decodes the 4:4:4 pictures of old versions, which do not follow the standard, only once
     * it has seen it: a decode that does not start at packet 0 feeds it first. */
    uint8_t *preamble;
    uint32_t preamble_size;
    uint32_t packet_count; /* decode order */
    struct cf_packet *packets;
    /* Where the stream's headers prove it (AV1, HEVC): the packets that packet i may refer to are
     * references[reference_begin[i]] to references[reference_begin[i+1]-1], ascending and below i. Else both NULL. */
    uint32_t *reference_begin; /* packet_count + 1 */
    uint32_t *references;
    uint32_t display_count; /* frames on display */
    uint32_t *display;      /* display index -> packet index, ascending pts */
};

struct cf_table_options {
    int skip_proof; /* 1: leave out the full decode that proves the display order, where the headers settle it */
    int skip_hash;  /* 1: leave key zero: for a look at a loose file */
};

/* Reads a media file. Regular files only; a PNG or JPEG still becomes a table of one packet.
 * CF_ENOENT, CF_ENOTFILE, CF_EFORMAT, CF_EUNSUPPORTED, CF_ETRUNCATED, CF_EDECODE (the proof found pictures that do
 * not decode), CF_EIO, CF_ENOMEM. NULL options are all defaults. */
int cf_table_build(struct cf_table **out, const char *path, const struct cf_table_options *options,
                   struct cf_error *err);
void cf_table_destroy(struct cf_table **table);

/* Serialised form (loader/media/README.md, version 3): little-endian, columns of delta varints. Appends. */
int cf_table_serialize(const struct cf_table *table, struct cf_buffer *out);
/* CF_ECORRUPT if the bytes are no table, CF_EMISMATCH if they are one of another version. Never reads outside them. */
int cf_table_parse(struct cf_table **out, const void *data, size_t size, struct cf_error *err);

/* Seconds of display frame i on the stream's presentation time line. */
double cf_table_time(const struct cf_table *table, uint32_t display_index);
/* The frame on display at a time: the greatest pts not above it. CF_EWINDOW outside the stream. */
int cf_table_frame_at(const struct cf_table *table, double seconds, uint32_t *display_index, struct cf_error *err);
/* The greatest display index at or below one (step -1), or the least at or above it (step 1), from which on decoding
 * can begin at that very frame; UINT32_MAX: none. */
uint32_t cf_table_start_near(const struct cf_table *table, uint32_t display_index, int step);
#endif
