/* cuvidParseVideoData over libavcodec: it is fed the packets, and what comes out of it, in display order, becomes the
 * parser's callbacks. Decode callbacks come in the packets' order, before the display callbacks of what they allow to
 * be shown. Surfaces are a ring as small as the client allows, and a displayed picture's is used again at once. */
#include <libavutil/pixdesc.h>
#include <stdlib.h>
#include <string.h>

#include "internal.h"

struct entry { /* a coded picture */
    struct picture *picture;
    CUvideotimestamp timestamp;
    int64_t packet;
    int surface; /* -1: not given to the decode callback yet */
    int hidden, existing, second_field;
    int done; /* displayed, or never to be */
};

struct parser {
    CUVIDPARSERPARAMS params;
    AVCodecContext *context;
    AVCodecParserContext *fields; /* H.264 */
    AVPacket *packet;
    AVFrame *frame;
    uint8_t *held; /* headers that came as a packet, to go before the next one */
    size_t held_size;
    struct entry *entries;
    int count, room, emitted;
    int64_t packets;
    int began_at_cra, pictures;
    int started, surfaces, references; /* since the sequence callback */
    unsigned coded_width, coded_height;
    int dead; /* a callback failed */
};

static atomic_int tells;
static atomic_uint least_surfaces;

void standin_min_surfaces(unsigned surfaces)
{
    least_surfaces = surfaces;
}

void standin_parser_tells(int on)
{
    tells = on;
}

void picture_unref(struct picture *picture)
{
    if (!picture || --picture->references)
        return;
    av_frame_free(&picture->frame);
    free(picture);
}

void picture_attach(CUVIDPICPARAMS *params, struct picture *picture)
{
    memcpy(params->Reserved, &picture, sizeof picture);
}

struct picture *picture_attached(const CUVIDPICPARAMS *params)
{
    struct picture *picture;
    memcpy(&picture, params->Reserved, sizeof picture);
    return picture;
}

static const AVCodec *codec_of(cudaVideoCodec codec)
{
    switch (codec) {
    case cudaVideoCodec_H264: return avcodec_find_decoder(AV_CODEC_ID_H264);
    case cudaVideoCodec_HEVC: return avcodec_find_decoder(AV_CODEC_ID_HEVC);
    case cudaVideoCodec_VP9: return avcodec_find_decoder(AV_CODEC_ID_VP9);
    case cudaVideoCodec_AV1: return avcodec_find_decoder_by_name("libdav1d");
    default: return NULL;
    }
}

static void close_parser(struct parser *p)
{
    for (int i = 0; i < p->count; i++)
        picture_unref(p->entries[i].picture);
    free(p->entries);
    free(p->held);
    avcodec_free_context(&p->context);
    av_packet_free(&p->packet);
    av_frame_free(&p->frame);
    av_parser_close(p->fields);
    free(p);
}

STANDIN_API CUresult CUDAAPI cuvidCreateVideoParser(CUvideoparser *out, CUVIDPARSERPARAMS *params)
{
    CUresult result = standin_call("cuvidCreateVideoParser", 0);
    const AVCodec *codec = codec_of(params->CodecType);
    if (result != CUDA_SUCCESS)
        return result;
    if (!codec || !params->pfnSequenceCallback || !params->pfnDecodePicture || !params->pfnDisplayPicture ||
        !params->ulMaxNumDecodeSurfaces || params->uReserved)
        return (CUresult)INVALID_VALUE;
    const CUVIDEOFORMATEX *known = params->pExtVideoInfo;
    if (known && params->CodecType == cudaVideoCodec_AV1 && known->format.seqhdr_data_length &&
        known->raw_seqhdr_data[0] & 0x80)
        return (CUresult)INVALID_VALUE; /* av1C's own bytes, no OBU */
    struct parser *p = calloc(1, sizeof *p);
    if (!p)
        return (CUresult)OUT_OF_MEMORY;
    p->params = *params;
    p->context = avcodec_alloc_context3(codec);
    p->packet = av_packet_alloc();
    p->frame = av_frame_alloc();
    if (params->CodecType == cudaVideoCodec_H264 && (p->fields = av_parser_init(AV_CODEC_ID_H264)))
        p->fields->flags |= PARSER_FLAG_COMPLETE_FRAMES;
    if (p->context) {
        p->context->thread_count = 1;
        p->context->apply_cropping = 0;
        p->context->flags |= AV_CODEC_FLAG_OUTPUT_CORRUPT;
        p->context->pkt_timebase = (AVRational){1, 1};
    }
    if (!p->context || !p->packet || !p->frame || avcodec_open2(p->context, codec, NULL) < 0) {
        close_parser(p);
        return (CUresult)OUT_OF_MEMORY;
    }
    live_objects++;
    *out = p;
    return CUDA_SUCCESS;
}

STANDIN_API CUresult CUDAAPI cuvidDestroyVideoParser(CUvideoparser parser)
{
    CUresult result = standin_call("cuvidDestroyVideoParser", 0);
    close_parser(parser); /* even where a failure is injected: nobody calls it again */
    live_objects--;
    return result;
}

static struct entry *add_entry(struct parser *p, const struct coded *coded, CUvideotimestamp timestamp)
{
    if (p->count == p->room) {
        p->room = p->room ? 2 * p->room : 64;
        p->entries = realloc(p->entries, (size_t)p->room * sizeof *p->entries);
    }
    struct entry *e = &p->entries[p->count++];
    *e = (struct entry){.picture = calloc(1, sizeof *e->picture),
                        .timestamp = timestamp,
                        .packet = p->packets,
                        .surface = -1,
                        .hidden = coded->hidden,
                        .existing = coded->existing,
                        .second_field = coded->second_field,
                        .done = coded->second_field};
    *e->picture = (struct picture){1, p->params.CodecType, NULL};
    return e;
}

static void start(struct parser *p, const AVFrame *frame)
{
    const AVCodecContext *c = p->context;
    const AVPixFmtDescriptor *desc = av_pix_fmt_desc_get((enum AVPixelFormat)frame->format);
    int alignment = p->params.CodecType == cudaVideoCodec_VP9 || p->params.CodecType == cudaVideoCodec_AV1 ? 8 : 1;
    int held = p->params.CodecType == cudaVideoCodec_H264   ? c->refs
               : p->params.CodecType == cudaVideoCodec_HEVC ? 4
                                                            : 8;
    CUVIDEOFORMAT format = {.codec = p->params.CodecType, .progressive_sequence = 1};
    p->coded_width = (unsigned)(frame->width + alignment - 1) / (unsigned)alignment * (unsigned)alignment;
    p->coded_height = (unsigned)(frame->height + alignment - 1) / (unsigned)alignment * (unsigned)alignment;
    format.bit_depth_luma_minus8 = format.bit_depth_chroma_minus8 = (unsigned char)(desc->comp[0].depth - 8);
    format.min_num_decode_surfaces = (unsigned char)(held + c->has_b_frames + 2);
    if (least_surfaces)
        format.min_num_decode_surfaces = (unsigned char)least_surfaces;
    format.coded_width = p->coded_width;
    format.coded_height = p->coded_height;
    format.display_area.left = (int)frame->crop_left;
    format.display_area.top = (int)frame->crop_top;
    format.display_area.right = frame->width - (int)frame->crop_right;
    format.display_area.bottom = frame->height - (int)frame->crop_bottom;
    format.chroma_format = desc->nb_components < 3 ? cudaVideoChromaFormat_Monochrome
                           : desc->log2_chroma_h   ? cudaVideoChromaFormat_420
                           : desc->log2_chroma_w   ? cudaVideoChromaFormat_422
                                                   : cudaVideoChromaFormat_444;
    format.video_signal_description.video_format = 5;
    if (p->params.CodecType != cudaVideoCodec_VP9) /* the real one never tells of VP9's */
        format.video_signal_description.video_full_range_flag = frame->color_range == AVCOL_RANGE_JPEG;
    format.video_signal_description.matrix_coefficients = (unsigned char)frame->colorspace;
    in_sequence = 1;
    p->surfaces = p->params.pfnSequenceCallback(p->params.pUserData, &format);
    in_sequence = 0;
    if (p->surfaces == 1)
        p->surfaces = (int)p->params.ulMaxNumDecodeSurfaces;
    p->dead = p->surfaces <= 0 || p->surfaces > SURFACES_MAX;
    p->references = held < p->surfaces - 2 ? held : p->surfaces - 2;
    p->started = 1;
}

static void display(struct parser *p, struct entry *e, const struct entry *shown)
{
    CUVIDPARSERDISPINFO info = {.picture_index = e->surface, .progressive_frame = 1, .timestamp = shown->timestamp};
    e->done = 1;
    if (!p->dead)
        p->dead = p->params.pfnDisplayPicture(p->params.pUserData, &info) < 1;
}

static int is_taken(const struct parser *p, int surface)
{
    int behind = 0;
    for (int i = p->emitted - 1; i >= 0; i--) {
        const struct entry *e = &p->entries[i];
        if (e->second_field || e->surface < 0)
            continue;
        if (e->surface == surface && (behind < p->references || !e->done))
            return 1;
        behind++;
    }
    return 0;
}

/* The lowest surface that nothing waits in. A client that said it had fewer surfaces than the stream needs makes the
 * parser display what is not due. */
static int choose_surface(struct parser *p)
{
    enum { PATIENCE = 24 }; /* pictures after which one that libavcodec has not shown never will be */
    for (int i = 0; i < p->emitted - PATIENCE; i++)
        p->entries[i].done = 1;
    for (;;) {
        for (int s = 0; s < p->surfaces; s++)
            if (!is_taken(p, s))
                return s;
        struct entry *oldest = NULL;
        for (int i = 0; i < p->emitted && !oldest; i++)
            if (!p->entries[i].done && p->entries[i].surface >= 0)
                oldest = &p->entries[i];
        if (!oldest) {
            if (!p->references)
                return 0;
            p->references--;
        } else if (oldest->hidden) {
            oldest->done = 1;
        } else {
            display(p, oldest, oldest);
        }
    }
}

static void emit_decode(struct parser *p, struct entry *e, const uint8_t *data, size_t size)
{
    static const uint8_t nothing[1];
    static const unsigned offsets[1];
    CUVIDPICPARAMS params = {.PicWidthInMbs = (int)(p->coded_width + 15) / 16,
                             .FrameHeightInMbs = (int)(p->coded_height + 15) / 16,
                             .second_field = e->second_field,
                             .field_pic_flag = e->second_field,
                             .pBitstreamData = data ? data : nothing,
                             .nBitstreamDataLen = (unsigned)(data ? size : 1),
                             .nNumSlices = 1,
                             .pSliceDataOffsets = offsets};
    e->surface = e->second_field && e > p->entries ? e[-1].surface : choose_surface(p);
    params.CurrPicIdx = e->surface;
    if (p->params.CodecType == cudaVideoCodec_AV1)
        params.CodecSpecific.av1.decodePicIdx = e->surface;
    picture_attach(&params, e->second_field && e > p->entries ? e[-1].picture : e->picture);
    if (!p->dead)
        p->dead = p->params.pfnDecodePicture(p->params.pUserData, &params) < 1;
}

static void emit_decodes(struct parser *p, const uint8_t *data, size_t size)
{
    for (; p->emitted < p->count && !p->dead; p->emitted++) {
        struct entry *e = &p->entries[p->emitted];
        if (!e->existing)
            emit_decode(p, e, e->packet == p->packets ? data : NULL, size);
    }
}

/* What is shown by this packet; a picture shown again has no surface of its own: the last hidden one has. */
static struct entry *entry_of(struct parser *p, int64_t packet, struct entry **shown)
{
    for (int i = p->count - 1; i >= 0; i--) {
        struct entry *e = &p->entries[i];
        if (e->packet != packet || e->hidden || e->second_field)
            continue;
        *shown = e;
        for (int k = i; e->existing && k >= 0; k--)
            if (p->entries[k].hidden && !p->entries[k].done && p->entries[k].surface >= 0)
                return &p->entries[k];
        return e;
    }
    return NULL;
}

static void take_frames(struct parser *p, const uint8_t *data, size_t size)
{
    while (!p->dead && avcodec_receive_frame(p->context, p->frame) >= 0) {
        struct entry *shown = NULL;
        if (!p->started)
            start(p, p->frame);
        emit_decodes(p, data, size);
        struct entry *e = entry_of(p, p->frame->pts, &shown);
        if (e && e->existing && e->surface < 0 && !p->dead)
            emit_decode(p, e, NULL, 0);
        if (e && !p->dead) {
            av_frame_free(&e->picture->frame);
            e->picture->frame = av_frame_clone(p->frame);
            display(p, e, shown);
        }
        av_frame_unref(p->frame);
    }
    if (p->started && !p->dead)
        emit_decodes(p, data, size);
}

static void add_entries(struct parser *p, const uint8_t *data, size_t size, CUvideotimestamp timestamp)
{
    struct coded coded[16];
    int n = coded_frames(p->params.CodecType, p->fields, p->context, data, size, coded, 16);
    if (p->params.CodecType == cudaVideoCodec_HEVC && is_rasl(data, size) && p->pictures == 1)
        return; /* the parser began at the CRA picture before it */
    for (int i = 0; i < n; i++)
        add_entry(p, &coded[i], timestamp);
    if (!(p->params.CodecType == cudaVideoCodec_HEVC && is_rasl(data, size)))
        p->pictures++;
}

static void feed(struct parser *p, const CUVIDSOURCEDATAPACKET *source)
{
    size_t size = p->held_size + source->payload_size;
    if (av_new_packet(p->packet, (int)size) < 0)
        return;
    if (p->held_size)
        memcpy(p->packet->data, p->held, p->held_size);
    memcpy(p->packet->data + p->held_size, source->payload, source->payload_size);
    add_entries(p, source->payload, source->payload_size, source->timestamp);
    p->held_size = 0;
    p->packet->pts = p->packets;
    avcodec_send_packet(p->context, p->packet);
    av_packet_unref(p->packet);
    take_frames(p, source->payload, source->payload_size);
    p->packets++;
}

/* Headers, which come by themselves and without a time. They are the ones that the client named when it opened. */
static CUresult hold(struct parser *p, const CUVIDSOURCEDATAPACKET *source)
{
    const CUVIDEOFORMATEX *known = p->params.pExtVideoInfo;
    size_t length = known ? known->format.seqhdr_data_length : 0;
    if (source->payload_size <= sizeof known->raw_seqhdr_data &&
        (length != source->payload_size || memcmp(known->raw_seqhdr_data, source->payload, length) != 0))
        return (CUresult)INVALID_VALUE;
    free(p->held);
    p->held = malloc(source->payload_size);
    p->held_size = source->payload_size;
    memcpy(p->held, source->payload, source->payload_size);
    return CUDA_SUCCESS;
}

STANDIN_API CUresult CUDAAPI cuvidParseVideoData(CUvideoparser parser, CUVIDSOURCEDATAPACKET *source)
{
    struct parser *p = parser;
    CUresult result = standin_call("cuvidParseVideoData", 0);
    if (result != CUDA_SUCCESS)
        return result;
    if (source->payload_size && !source->payload)
        return (CUresult)INVALID_VALUE;
    if (source->flags & CUVID_PKT_DISCONTINUITY) { /* forgets what it has, and displays none of it */
        avcodec_flush_buffers(p->context);
        return CUDA_SUCCESS;
    }
    if (p->dead)
        return tells ? CUDA_ERROR_UNKNOWN : CUDA_SUCCESS;
    if (source->payload_size && !(source->flags & CUVID_PKT_TIMESTAMP))
        return hold(p, source);
    if (source->payload_size)
        feed(p, source);
    if (source->flags & CUVID_PKT_ENDOFSTREAM && !p->dead) {
        avcodec_send_packet(p->context, NULL);
        take_frames(p, NULL, 0);
    }
    return p->dead && tells ? CUDA_ERROR_UNKNOWN : CUDA_SUCCESS;
}
