/* A media file -> its packet table. The only place that probes. */
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/display.h>
#include <libavutil/pixdesc.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "media/internal.h"
#include "media/references.h"

struct build {
    const char *path;
    void *file; /* cf_reader_posix */
    struct cf_table *table;
    AVFormatContext *context;
    AVPacket *packet;
    uint32_t capacity;
    uint8_t *scratch; /* of the direct proof */
    size_t scratch_bytes;
    int8_t *temporal; /* HEVC: TemporalId of each packet */
    uint8_t *held;    /* 1: a later packet refers to it, or must find it */
    uint32_t missing_pts;
    int highest_temporal;
    int interlaced;             /* H.264, HEVC: as the parser or the container has it */
    struct cf_tracker *tracker; /* NULL: no references are known */
    uint32_t references, reference_capacity;
};

static int grow(struct build *build, struct cf_error *err)
{
    struct cf_table *table = build->table;
    if (table->packet_count < build->capacity)
        return CF_OK;
    uint32_t capacity = build->capacity ? build->capacity * 2 : 256;
    struct cf_packet *packets = realloc(table->packets, capacity * sizeof *packets);
    if (packets)
        table->packets = packets;
    int8_t *temporal = realloc(build->temporal, capacity);
    if (temporal)
        build->temporal = temporal;
    uint8_t *held = realloc(build->held, capacity);
    if (held)
        build->held = held;
    if (!packets || !temporal || !held)
        return cf_fail(err, CF_ENOMEM, "'%s': no memory for %u packets", build->path, capacity);
    uint32_t *begin = realloc(table->reference_begin, (capacity + (size_t)1) * sizeof *begin);
    if (!begin)
        return cf_fail(err, CF_ENOMEM, "'%s': no memory for %u packets", build->path, capacity);
    begin[0] = 0;
    table->reference_begin = begin;
    build->capacity = capacity;
    return CF_OK;
}

static void forget_references(struct build *build)
{
    cf_tracker_close(&build->tracker);
    free(build->table->references);
    build->table->references = NULL;
}

static int take_references(struct build *build, uint32_t packet, struct cf_error *err)
{
    struct cf_table *table = build->table;
    struct cf_references found;
    if (!build->tracker)
        return CF_OK;
    if (!cf_tracker_packet(build->tracker, packet, build->packet->data, (size_t)build->packet->size, &found)) {
        forget_references(build);
        return CF_OK;
    }
    if (build->references + CF_REFERENCES_MAX > build->reference_capacity) {
        uint32_t capacity = 2 * build->reference_capacity + 1024;
        uint32_t *references = realloc(table->references, capacity * sizeof *references);
        if (!references)
            return cf_fail(err, CF_ENOMEM, "'%s': no memory for %u references", build->path, capacity);
        table->references = references;
        build->reference_capacity = capacity;
    }
    build->held[packet] = 0;
    for (int i = 0; i < found.count; i++) {
        table->references[build->references++] = found.packets[i];
        build->held[found.packets[i]] = 1;
    }
    for (int i = 0; i < found.held_count; i++)
        build->held[found.held[i]] = 1;
    table->reference_begin[packet + 1] = build->references;
    return CF_OK;
}

/* Keeps the references if they were understood to the end, and drops what nothing refers to. */
static void settle_references(struct build *build)
{
    struct cf_table *table = build->table;
    if (!build->tracker) {
        free(table->reference_begin);
        table->reference_begin = NULL;
        return;
    }
    for (uint32_t i = 0; i < table->packet_count; i++) {
        table->packets[i].flags &= (uint8_t)~CF_PACKET_DROPPABLE;
        if (!build->held[i] && !(table->packets[i].flags & CF_PACKET_START))
            table->packets[i].flags |= CF_PACKET_DROPPABLE;
    }
}

static uint64_t big_endian(const uint8_t *p, int bytes)
{
    uint64_t value = 0;
    for (int i = 0; i < bytes; i++)
        value = value << 8 | p[i];
    return value;
}

/* The top-level boxes of MP4/MOV must end within the file. */
static int check_boxes(struct build *build, int64_t file_bytes, struct cf_error *err)
{
    uint8_t head[16];
    for (int64_t at = 0; at + 8 <= file_bytes;) {
        size_t have = file_bytes - at < 16 ? 8 : 16;
        int status = cf_reader_posix.read(build->file, head, have, at, err);
        if (status < 0)
            return status;
        uint64_t size = big_endian(head, 4);
        if (size == 1 && have == 16)
            size = big_endian(head + 8, 8);
        if (size == 0)
            return CF_OK;
        if (size < 8)
            return CF_OK; /* for the demuxer to judge */
        if (size > (uint64_t)(file_bytes - at)) {
            int text = 1; /* trailing garbage is no box */
            for (int i = 4; i < 8; i++)
                text &= head[i] >= 0x20 && head[i] < 0x7f;
            return text ? cf_fail(err, CF_ETRUNCATED,
                                  "'%s': the box '%.4s' at %lld promises %llu bytes, but the file ends after %lld",
                                  build->path, (const char *)head + 4, (long long)at, (unsigned long long)size,
                                  (long long)(file_bytes - at))
                        : CF_OK;
        }
        at += (int64_t)size;
    }
    return CF_OK;
}

static int vint(const uint8_t *p, size_t have, uint64_t *value)
{
    int length = 1;
    while (length <= 8 && have && !(p[0] >> (8 - length)))
        length++;
    if (length > 8 || (size_t)length > have)
        return 0;
    *value = big_endian(p, length) & ((UINT64_C(1) << (7 * length)) - 1);
    return length;
}

/* So must Matroska's segment, if its size is known. */
static int check_segment(struct build *build, int64_t file_bytes, struct cf_error *err)
{
    uint8_t head[512];
    size_t have = file_bytes < (int64_t)sizeof head ? (size_t)file_bytes : sizeof head;
    uint64_t size = 0;
    int status = cf_reader_posix.read(build->file, head, have, 0, err);
    if (status < 0 || have < 5)
        return status;
    int length = vint(head + 4, have - 4, &size);
    if (!length || size > have - 4 - (size_t)length)
        return CF_OK;
    size_t at = 4 + (size_t)length + (size_t)size;
    if (have - at < 12 || big_endian(head + at, 4) != 0x18538067)
        return CF_OK;
    length = vint(head + at + 4, have - at - 4, &size);
    if (!length || size == (UINT64_C(1) << (7 * length)) - 1)
        return CF_OK;
    uint64_t end = at + 4 + (uint64_t)length + size;
    if (end > (uint64_t)file_bytes)
        return cf_fail(err, CF_ETRUNCATED, "'%s': the Matroska segment ends at %llu, but the file at %lld", build->path,
                       (unsigned long long)end, (long long)file_bytes);
    return CF_OK;
}

/* What the bytes are, before anything is parsed: a playlist or an image in disguise never reaches its demuxer. */
static int check_container(struct build *build, int64_t file_bytes, struct cf_error *err)
{
    static const char *const accepted[] = {"mov,mp4,m4a,3gp,3g2,mj2", "matroska,webm", "avi", "mpegts", "flv", "ivf"};
    size_t have = file_bytes < (1 << 18) ? (size_t)file_bytes : 1 << 18;
    uint8_t *data = calloc(1, have + AVPROBE_PADDING_SIZE);
    if (!data)
        return cf_fail(err, CF_ENOMEM, "'%s': no memory", build->path);
    int status = cf_reader_posix.read(build->file, data, have, 0, err);
    if (status >= 0) {
        int score = 0;
        AVProbeData probe = {.filename = "", .buf = data, .buf_size = (int)have};
        const AVInputFormat *format = av_probe_input_format3(&probe, 1, &score);
        size_t i = 0;
        while (format && i < sizeof accepted / sizeof *accepted && strcmp(format->name, accepted[i]) != 0)
            i++;
        if (!format || score < 10)
            status = cf_fail(err, CF_EFORMAT, "'%s': no known container, expected a video", build->path);
        else if (i == sizeof accepted / sizeof *accepted)
            status = cf_fail(err, CF_EFORMAT, "'%s': found %s (%s), expected a video in MP4, MOV, Matroska or WebM",
                             build->path, format->name, format->long_name ? format->long_name : "?");
        else if (i == 0)
            status = check_boxes(build, file_bytes, err);
        else if (i == 1)
            status = check_segment(build, file_bytes, err);
    }
    free(data);
    return status;
}

static int open_container(struct build *build, struct cf_error *err)
{
    char text[AV_ERROR_MAX_STRING_SIZE];
    size_t length = strlen(build->path) + 6;
    char *url = malloc(length);
    AVDictionary *options = NULL;
    if (!url)
        return cf_fail(err, CF_ENOMEM, "'%s': no memory", build->path);
    snprintf(url, length, "file:%s", build->path);
    av_dict_set(&options, "protocol_whitelist", "file", 0);
    int code = avformat_open_input(&build->context, url, NULL, &options);
    av_dict_free(&options);
    free(url);
    if (code >= 0)
        code = avformat_find_stream_info(build->context, NULL);
    if (code < 0) {
        av_strerror(code, text, sizeof text);
        return cf_fail(err, code == AVERROR(ENOMEM) ? CF_ENOMEM : CF_EFORMAT, "'%s': the container does not open: %s",
                       build->path, text);
    }
    return CF_OK;
}

static enum cf_codec codec_of(enum AVCodecID id)
{
    switch ((int)id) {
    case AV_CODEC_ID_H264: return CF_CODEC_H264;
    case AV_CODEC_ID_HEVC: return CF_CODEC_HEVC;
    case AV_CODEC_ID_VP9: return CF_CODEC_VP9;
    case AV_CODEC_ID_AV1: return CF_CODEC_AV1;
    default: return CF_CODEC_NONE;
    }
}

static int take_rotation(struct build *build, const AVStream *stream, struct cf_error *err)
{
    const int32_t *matrix =
        (const int32_t *)(const void *)av_stream_get_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, NULL);
    if (!matrix)
        return CF_OK;
    double determinant = (double)matrix[0] * matrix[4] - (double)matrix[1] * matrix[3];
    double angle = av_display_rotation_get(matrix); /* anticlockwise */
    if (isnan(angle))
        return CF_OK;
    long clockwise = lround(-angle);
    clockwise = (clockwise % 360 + 360) % 360;
    if (determinant < 0 || clockwise % 90)
        return cf_fail(err, CF_EUNSUPPORTED, "'%s': the display matrix mirrors or turns by %ld degrees", build->path,
                       clockwise);
    build->table->rotation = (int32_t)clockwise;
    return CF_OK;
}

static int take_parameters(struct build *build, const AVStream *stream, struct cf_error *err)
{
    struct cf_table *table = build->table;
    const AVCodecParameters *par = stream->codecpar;
    table->codec = codec_of(par->codec_id);
    if (table->codec == CF_CODEC_NONE)
        return cf_fail(err, CF_EUNSUPPORTED, "'%s': codec %s, expected h264, hevc, vp9 or av1", build->path,
                       avcodec_get_name(par->codec_id));
    table->stream_index = stream->index;
    table->width = table->coded_width = par->width;
    table->height = table->coded_height = par->height;
    const AVPixFmtDescriptor *desc = av_pix_fmt_desc_get((enum AVPixelFormat)par->format);
    table->depth = 8;
    if (desc) {
        snprintf(table->pixel_format, sizeof table->pixel_format, "%s", desc->name);
        table->shift_x = desc->log2_chroma_w;
        table->shift_y = desc->log2_chroma_h;
        table->depth = desc->comp[0].depth;
    }
    table->profile = par->profile;
    table->level = par->level;
    table->reorder_depth = par->video_delay;
    build->interlaced = par->field_order > AV_FIELD_PROGRESSIVE;
    table->color_range = (int32_t)par->color_range;
    table->color_primaries = (int32_t)par->color_primaries;
    table->color_trc = (int32_t)par->color_trc;
    table->color_space = (int32_t)par->color_space;
    table->chroma_location = (int32_t)par->chroma_location;
    table->sar_num = par->sample_aspect_ratio.num;
    table->sar_den = par->sample_aspect_ratio.den;
    table->time_base_num = stream->time_base.num;
    table->time_base_den = stream->time_base.den;
    table->fps_num = stream->avg_frame_rate.num;
    table->fps_den = stream->avg_frame_rate.den;
    if (par->extradata_size > 0) {
        table->extradata = malloc((size_t)par->extradata_size);
        if (!table->extradata)
            return cf_fail(err, CF_ENOMEM, "'%s': no memory", build->path);
        memcpy(table->extradata, par->extradata, (size_t)par->extradata_size);
        table->extradata_size = (uint32_t)par->extradata_size;
    }
    table->nal_length_size = cf_nal_length_size(table->codec, table->extradata, table->extradata_size);
    return take_rotation(build, stream, err);
}

/* Where the packet's bytes stand in the file as they are, or -1. Matroska's pos is that of the block's header. */
static int64_t find_bytes(struct build *build)
{
    const AVPacket *packet = build->packet;
    const size_t slack = 64;
    size_t size = (size_t)packet->size, want = size + slack;
    if (packet->pos < 0 || packet->pos + packet->size > build->table->file_bytes)
        return -1;
    if (want > (uint64_t)(build->table->file_bytes - packet->pos))
        want = (size_t)(build->table->file_bytes - packet->pos);
    if (want > build->scratch_bytes) {
        uint8_t *scratch = realloc(build->scratch, want);
        if (!scratch)
            return -1;
        build->scratch = scratch;
        build->scratch_bytes = want;
    }
    if (cf_reader_posix.read(build->file, build->scratch, want, packet->pos, NULL) < 0)
        return -1;
    for (size_t at = 0; at + size <= want; at++)
        if (!memcmp(build->scratch + at, packet->data, size))
            return packet->pos + (int64_t)at;
    return -1;
}

static int take_preamble(struct build *build, struct cf_error *err)
{
    struct cf_table *table = build->table;
    struct cf_buffer preamble = {0};
    int status = cf_packet_preamble(&preamble, table->codec, table->nal_length_size, build->packet->data,
                                    (size_t)build->packet->size);
    if (status >= 0 && preamble.size) {
        table->preamble = malloc(preamble.size);
        if (table->preamble) {
            memcpy(table->preamble, preamble.data, preamble.size);
            table->preamble_size = (uint32_t)preamble.size;
        }
    }
    int kept = status >= 0 && table->preamble_size == preamble.size;
    cf_buffer_free(&preamble);
    return kept ? CF_OK : cf_fail(err, CF_ENOMEM, "'%s': no memory", build->path);
}

static int take_packet(struct build *build, struct cf_error *err)
{
    struct cf_table *table = build->table;
    const AVPacket *packet = build->packet;
    struct cf_packet_kind kind;
    size_t side_bytes = 0;
    if (packet->size <= 0)
        return CF_OK;
    if (packet->flags & AV_PKT_FLAG_CORRUPT)
        return cf_fail(err, CF_ETRUNCATED, "'%s': packet %u is cut short", build->path, table->packet_count);
    const uint8_t *side = av_packet_get_side_data(packet, AV_PKT_DATA_NEW_EXTRADATA, &side_bytes);
    if (side &&
        (side_bytes != table->extradata_size || (side_bytes && memcmp(side, table->extradata, side_bytes) != 0)))
        return cf_fail(err, CF_EUNSUPPORTED, "'%s': the decoder parameters change at packet %u", build->path,
                       table->packet_count);
    int status = grow(build, err);
    if (status >= 0 && !table->packet_count)
        status = take_preamble(build, err);
    if (status < 0)
        return status;
    cf_packet_classify(&kind, table->codec, table->nal_length_size, packet->flags & AV_PKT_FLAG_KEY, packet->data,
                       (size_t)packet->size);
    struct cf_packet *to = &table->packets[table->packet_count];
    *to = (struct cf_packet){.pts = packet->pts, .dts = packet->dts, .size = (uint32_t)packet->size, .shown = 1};
    to->checksum = cf_packet_checksum(packet->data, to->size);
    to->flags = (uint8_t)((kind.start ? CF_PACKET_START : 0) | (kind.droppable ? CF_PACKET_DROPPABLE : 0));
    if (packet->flags & AV_PKT_FLAG_DISCARD) {
        to->flags |= CF_PACKET_DISCARD;
        to->shown = 0;
    }
    build->temporal[table->packet_count] = (int8_t)kind.temporal_id;
    if (kind.temporal_id > build->highest_temporal)
        build->highest_temporal = kind.temporal_id;
    build->missing_pts += packet->pts == AV_NOPTS_VALUE;
    status = take_references(build, table->packet_count, err);
    if (table->direct) {
        to->offset = find_bytes(build);
        table->direct = to->offset >= 0;
    }
    table->packet_count++;
    return status;
}

static int settle_pts(struct build *build, struct cf_error *err)
{
    struct cf_table *table = build->table;
    if (!build->missing_pts)
        return CF_OK;
    int usable = build->missing_pts == table->packet_count && table->reorder_depth == 0;
    for (uint32_t i = 0; i < table->packet_count; i++)
        usable = usable && table->packets[i].dts != INT64_MIN;
    if (!usable)
        return cf_fail(err, CF_EUNSUPPORTED,
                       "'%s': %u of %u packets have no presentation time and the stream reorders its pictures",
                       build->path, build->missing_pts, table->packet_count);
    for (uint32_t i = 0; i < table->packet_count; i++)
        table->packets[i].pts = table->packets[i].dts;
    return CF_OK;
}

static int build_video(struct build *build, struct cf_error *err)
{
    struct cf_table *table = build->table;
    int status = check_container(build, table->file_bytes, err);
    if (status >= 0)
        status = open_container(build, err);
    if (status < 0)
        return status;
    int best = av_find_best_stream(build->context, AVMEDIA_TYPE_VIDEO, -1, -1, NULL, 0);
    if (best < 0)
        return cf_fail(err, CF_EFORMAT, "'%s': %s without a video stream", build->path, build->context->iformat->name);
    status = take_parameters(build, build->context->streams[best], err);
    if (status < 0)
        return status;
    build->tracker = cf_tracker_open(table->codec, table->extradata, table->extradata_size, table->nal_length_size);
    table->direct = 1;
    for (unsigned i = 0; i < build->context->nb_streams; i++)
        if ((int)i != best)
            build->context->streams[i]->discard = AVDISCARD_ALL;
    int code = 0;
    while (status >= 0 && (code = av_read_frame(build->context, build->packet)) >= 0) {
        if (build->packet->stream_index == best)
            status = take_packet(build, err);
        av_packet_unref(build->packet);
    }
    if (status < 0)
        return status;
    if (code != AVERROR_EOF) {
        char text[AV_ERROR_MAX_STRING_SIZE];
        av_strerror(code, text, sizeof text);
        return cf_fail(err, code == AVERROR(EIO) ? CF_EIO : CF_ETRUNCATED, "'%s': reading stopped after %u packets: %s",
                       build->path, table->packet_count, text);
    }
    if (!table->packet_count)
        return cf_fail(err, CF_ETRUNCATED, "'%s': a video stream without packets", build->path);
    for (uint32_t i = 0; i < table->packet_count; i++) {
        if (!table->direct)
            table->packets[i].offset = 0;
        if (build->temporal[i] != build->highest_temporal)
            table->packets[i].flags &= (uint8_t)~CF_PACKET_DROPPABLE;
    }
    /* libavcodec invents what an HEVC picture refers to and does not find, and says nothing. */
    if (table->codec == CF_CODEC_HEVC && !(table->packets[0].flags & CF_PACKET_START))
        return cf_fail(err, CF_EDECODE, "'%s': packet 0 refers to pictures before it, expected one to start at",
                       build->path);
    return settle_pts(build, err);
}

/* Whether only a decode tells which packets give a picture, and when: fields may come in packets of their own, pictures
 * before the first start, or shown before it, lack what they refer to, and times that only ascend in a stream that
 * reorders are those of decoding. */
static int needs_proof(const struct build *build)
{
    const struct cf_table *table = build->table;
    if (build->interlaced || !(table->packets[0].flags & CF_PACKET_START))
        return 1;
    int ascending = 1;
    for (uint32_t i = 1; i < table->packet_count; i++) {
        ascending = ascending && table->packets[i].pts > table->packets[i - 1].pts;
        if (table->packets[i].pts < table->packets[0].pts && !(table->packets[i].flags & CF_PACKET_DISCARD))
            return 1;
    }
    return ascending && table->reorder_depth > 0;
}

static int image_suffix(const char *path)
{
    const char *dot = strrchr(path, '.');
    return dot && (!strcasecmp(dot, ".png") || !strcasecmp(dot, ".jpg") || !strcasecmp(dot, ".jpeg"));
}

/* The decoder fills the rest of a cut JPEG with grey and says nothing. Entropy-coded data hold no markers, so a
 * complete file has an end of image behind its last start of scan; a thumbnail's stands before it. */
static int jpeg_complete(const uint8_t *data, size_t size)
{
    for (size_t i = size - 1; i-- > 0;) {
        if (data[i] == 0xff && data[i + 1] == 0xd9)
            return 1;
        if (data[i] == 0xff && data[i + 1] == 0xda)
            return 0;
    }
    return 0;
}

static int build_image(struct build *build, struct cf_error *err)
{
    static const uint8_t png[8] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    static const uint8_t jpeg[3] = {0xff, 0xd8, 0xff};
    struct cf_table *table = build->table;
    if (table->file_bytes > INT32_MAX / 2)
        return cf_fail(err, CF_EUNSUPPORTED, "'%s': an image of %lld bytes", build->path, (long long)table->file_bytes);
    size_t size = (size_t)table->file_bytes;
    build->scratch = malloc(size);
    int status = build->scratch ? grow(build, err) : cf_fail(err, CF_ENOMEM, "'%s': no memory", build->path);
    if (status >= 0)
        status = cf_reader_posix.read(build->file, build->scratch, size, 0, err);
    if (status < 0)
        return status;
    if (size > sizeof png && !memcmp(build->scratch, png, sizeof png))
        table->codec = CF_CODEC_PNG;
    else if (size > sizeof jpeg && !memcmp(build->scratch, jpeg, sizeof jpeg))
        table->codec = CF_CODEC_JPEG;
    else
        return cf_fail(err, CF_EFORMAT, "'%s': starts with neither PNG's nor JPEG's signature", build->path);
    if (table->codec == CF_CODEC_JPEG && !jpeg_complete(build->scratch, size))
        return cf_fail(err, CF_ETRUNCATED, "'%s': the JPEG ends after %zu bytes without its end of image", build->path,
                       size);
    table->direct = 1;
    table->depth = 8;
    table->time_base_num = table->time_base_den = 1;
    table->fps_den = 1;
    table->sar_den = 1;
    table->packet_count = 1;
    table->packets[0] = (struct cf_packet){.size = (uint32_t)size, .flags = CF_PACKET_START, .shown = 1};
    table->packets[0].checksum = cf_packet_checksum(build->scratch, size);
    return CF_OK;
}

int cf_table_build(struct cf_table **out, const char *path, const struct cf_table_options *options,
                   struct cf_error *err)
{
    static const struct cf_table_options defaults;
    struct build build = {.path = path};
    int image = image_suffix(path);
    cf_libraries_quiet();
    if (!options)
        options = &defaults;
    int64_t file_bytes = 0;
    int status = cf_reader_posix.open(&build.file, path, &file_bytes, err);
    if (status < 0)
        return status;
    if (!file_bytes) {
        status = cf_fail(err, CF_EFORMAT, "'%s': an empty file, expected a video or image", path);
        goto end;
    }
    build.table = calloc(1, sizeof *build.table);
    build.packet = av_packet_alloc();
    if (!build.table || !build.packet) {
        status = cf_fail(err, CF_ENOMEM, "'%s': no memory for a table", path);
        goto end;
    }
    build.table->file_bytes = file_bytes;
    status = image ? build_image(&build, err) : build_video(&build, err);
    if (status >= 0) {
        settle_references(&build);
        status = cf_table_order(build.table, err);
    }
    /* An image's size is known only by decoding it. */
    if (status >= 0 && (image || !options->skip_proof || needs_proof(&build)))
        status = cf_table_prove(build.table, path, err);
    if (status >= 0 && !build.table->display_count)
        status = cf_fail(err, CF_EUNSUPPORTED, "'%s': no picture is on display", path);
    if (status >= 0 && !options->skip_hash)
        status = cf_media_key_compute(&build.table->key, build.file, file_bytes, err);
    if (status >= 0) {
        *out = build.table;
        build.table = NULL;
    }
end:
    cf_table_destroy(&build.table);
    avformat_close_input(&build.context);
    av_packet_free(&build.packet);
    free(build.scratch);
    free(build.temporal);
    free(build.held);
    cf_tracker_close(&build.tracker);
    cf_reader_posix.close(build.file);
    return status;
}
