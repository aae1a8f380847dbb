/* One clip: packets -> NVIDIA's parser -> its callbacks -> decoder -> surfaces lent to the sink.
 *
 * Which picture is which: every packet goes in with its index in the table plus one as its timestamp, and the parser
 * hands each picture that it displays the timestamp of the packet it came from, whatever was left out, hidden or shown
 * again. A picture without one, or one that comes out of order, ends the clip: the host decoder's turn. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "decode/colour.h"
#include "decode/nvdec_internal.h"
#include "media/annexb.h"

/* The first failure stays. What it returns, 0, is a callback's word to the parser that it failed; some parsers do not
 * hand it on to whoever called them, so every parse call is followed by a look at session->status. */
static int stop(struct cf_nvdec_session *session, int status)
{
    if (!session->status)
        session->status = status;
    return 0;
}

static int stop_call(struct cf_nvdec_session *session, CUresult result, const char *call)
{
    return session->status ? 0 : stop(session, cf_nvdec_fail(session->nvdec, result, call, &session->err));
}

static int compare_wanted(const void *a, const void *b)
{
    const struct cf_nvdec_wanted *x = a, *y = b;
    return x->packet < y->packet ? -1 : x->packet > y->packet;
}

static int prepare_wanted(struct cf_nvdec_session *session, const struct cf_decode_job *job)
{
    uint32_t n = 0;
    if (job->frame_count > session->wanted_capacity) {
        struct cf_nvdec_wanted *grown = realloc(session->wanted, job->frame_count * sizeof *grown);
        if (!grown)
            return cf_fail(&session->err, CF_ENOMEM, "'%s': no memory for %u frames", job->path, job->frame_count);
        session->wanted = grown;
        session->wanted_capacity = job->frame_count;
    }
    for (uint32_t i = 0; i < job->frame_count; i++) {
        if (job->frames[i] >= job->table->display_count)
            return cf_fail(&session->err, CF_EWINDOW, "'%s': frame %u wanted of %u", job->path, job->frames[i],
                           job->table->display_count);
        session->wanted[i] = (struct cf_nvdec_wanted){job->table->display[job->frames[i]], job->frames[i], false};
    }
    qsort(session->wanted, job->frame_count, sizeof *session->wanted, compare_wanted);
    for (uint32_t i = 0; i < job->frame_count; i++)
        if (!n || session->wanted[n - 1].packet != session->wanted[i].packet)
            session->wanted[n++] = session->wanted[i];
    session->wanted_count = n;
    return CF_OK;
}

/* Pictures that rest on what lies before the stream's beginning come out of every decoder, but of no two alike. */
static int check_start(struct cf_nvdec_session *session, const struct cf_decode_job *job)
{
    const struct cf_packet *packets = job->table->packets, *first = &packets[job->need->packets[0]];
    for (uint32_t i = 0; i < session->wanted_count; i++)
        if (!(first->flags & CF_PACKET_START) || packets[session->wanted[i].packet].pts < first->pts)
            return cf_fail(&session->err, CF_EUNSUPPORTED, "'%s': frame %u rests on pictures that the stream lacks",
                           job->path, session->wanted[i].frame);
    return CF_OK;
}

/* Hands the mapped pictures to the sink, all at once, and back to the decoder: what the sink queued reads them before
 * anything that is queued later can write them. */
static void lend(struct cf_nvdec_session *session)
{
    const struct cf_sink *sink = &session->job->sink;
    unsigned count = session->mapped_count;
    if (!count)
        return;
    if (!session->status) {
        int status = sink->surfaces(sink->opaque, session->stream, session->mapped, (int)count);
        if (status < 0)
            stop(session, cf_fail(&session->err, (enum cf_status)status, "'%s': frame %u: the sink ended the job",
                                  session->job->path, session->mapped[0].frame));
        session->stats.groups++;
        session->stats.pictures_lent += count;
        session->delivered += count;
    }
    for (unsigned i = 0; i < count; i++) {
        CUresult result = session->nvdec->api->cuvidUnmapVideoFrame64(session->decoder->handle, session->addresses[i]);
        if (result != CUDA_SUCCESS)
            stop_call(session, result, "cuvidUnmapVideoFrame");
    }
    session->mapped_count = 0;
}

/* The picture in the mapped surface: luma, then chroma from an even row on, or two more planes as high as the first. */
static struct cf_picture describe(const struct cf_nvdec_session *session, uint64_t address, unsigned pitch)
{
    const struct cf_nvdec_shape *shape = &session->decoder->shape;
    struct cf_picture picture = cf_colour_picture(session->job->table);
    size_t bytes = picture.depth > 8 ? 2 : 1, height = (size_t)(shape->area.bottom - shape->area.top);
    size_t chroma = ((height + 1) & ~(size_t)1) * pitch;
    /* The area begins at an even sample, the picture perhaps one behind it. */
    size_t left = (size_t)(session->format.display_area.left - shape->area.left) * bytes;
    size_t top = (size_t)(session->format.display_area.top - shape->area.top) * pitch;
    picture.interleaved = shape->chroma == cudaVideoChromaFormat_420;
    picture.low_bits = picture.depth > 8 ? 16 - picture.depth : 0;
    for (int c = 0; c < 3; c++)
        picture.stride[c] = pitch;
    picture.plane[0] = (const uint8_t *)(uintptr_t)(address + top + left);
    if (picture.interleaved) {
        picture.plane[1] = (const uint8_t *)(uintptr_t)(address + chroma);
        picture.plane[2] = (const uint8_t *)(uintptr_t)(address + chroma + bytes);
    } else {
        picture.plane[1] = (const uint8_t *)(uintptr_t)(address + chroma + top + left);
        picture.plane[2] = (const uint8_t *)(uintptr_t)(address + 2 * chroma + top + left);
    }
    return picture;
}

/* Decoded with an error: the host decoder's turn. Codecs that the query does not serve answer with an error. */
static void check_decoded(struct cf_nvdec_session *session, const struct cf_nvdec_shown *shown)
{
    CUVIDGETDECODESTATUS state = {.decodeStatus = cuvidDecodeStatus_Invalid};
    CUresult result =
        session->nvdec->api->cuvidGetDecodeStatus(session->decoder->handle, shown->info.picture_index, &state);
    if (result == CUDA_SUCCESS &&
        (state.decodeStatus == cuvidDecodeStatus_Error || state.decodeStatus == cuvidDecodeStatus_Error_Concealed))
        stop(session, cf_fail(&session->err, CF_EDECODE, "'%s': frame %u: NVDEC found it damaged", session->job->path,
                              shown->frame));
}

/* Maps the picture displayed first. The host waits here until it is decoded. */
static void map_first(struct cf_nvdec_session *session)
{
    struct cf_nvdec_shown shown = session->shown[0];
    unsigned long long address = 0;
    unsigned pitch = 0, n = session->mapped_count;
    CUVIDPROCPARAMS params = {.progressive_frame = shown.info.progressive_frame,
                              .second_field = shown.info.repeat_first_field + 1,
                              .top_field_first = shown.info.top_field_first,
                              .unpaired_field = shown.info.repeat_first_field < 0,
                              .output_stream = session->stream->handle};
    session->shown_count--;
    memmove(session->shown, session->shown + 1, session->shown_count * sizeof *session->shown);
    uint64_t begin = cf_nvdec_now_ns();
    CUresult result = session->nvdec->api->cuvidMapVideoFrame64(session->decoder->handle, shown.info.picture_index,
                                                                &address, &pitch, &params);
    session->map_ns += cf_nvdec_now_ns() - begin;
    if (result != CUDA_SUCCESS) {
        stop_call(session, result, "cuvidMapVideoFrame");
        return;
    }
    session->addresses[n] = address;
    session->mapped[n] = (struct cf_surface){shown.frame, describe(session, address, pitch)};
    session->mapped_count++;
    check_decoded(session, &shown);
    if (session->mapped_count == (unsigned)session->nvdec->params.group)
        lend(session);
}

static void round_area(struct cf_nvdec_shape *shape, const CUVIDEOFORMAT *format)
{
    shape->width = (format->coded_width + 1) & ~1u;
    shape->height = (format->coded_height + 1) & ~1u;
    shape->area.left = (short)(format->display_area.left & ~1);
    shape->area.top = (short)(format->display_area.top & ~1);
    shape->area.right = (short)((format->display_area.right + 1) & ~1);
    shape->area.bottom = (short)((format->display_area.bottom + 1) & ~1);
}

/* The least of a ladder of sizes: streams that share it share decoders. */
static unsigned bucket(unsigned size, unsigned most)
{
    static const unsigned ladder[] = {512, 768, 1152, 1536, 2048, 2304, 3072, 4096, 6144, 8192};
    for (size_t i = 0; i < sizeof ladder / sizeof *ladder; i++)
        if (ladder[i] >= size && ladder[i] <= most)
            return ladder[i];
    return size > most ? size : most;
}

static void choose_bucket(struct cf_nvdec_shape *shape, const struct cf_nvdec_caps *caps)
{
    shape->max_width = bucket(shape->width, caps->max_width);
    shape->max_height = bucket(shape->height, caps->max_height);
    if ((uint64_t)shape->max_width * shape->max_height / 256 > caps->max_macroblocks) {
        shape->max_width = shape->width;
        shape->max_height = shape->height;
    }
}

static cudaVideoSurfaceFormat output_of(cudaVideoChromaFormat chroma, unsigned depth_minus8)
{
    if (chroma == cudaVideoChromaFormat_444)
        return depth_minus8 ? cudaVideoSurfaceFormat_YUV444_16Bit : cudaVideoSurfaceFormat_YUV444;
    return depth_minus8 ? cudaVideoSurfaceFormat_P016 : cudaVideoSurfaceFormat_NV12;
}

/* What the parser found is what the table says. */
static int check_format(struct cf_nvdec_session *session, const CUVIDEOFORMAT *format)
{
    const struct cf_table *table = session->job->table;
    int width = format->display_area.right - format->display_area.left;
    int height = format->display_area.bottom - format->display_area.top;
    int chroma = table->shift_x ? cudaVideoChromaFormat_420 : cudaVideoChromaFormat_444;
    unsigned depth = (unsigned)table->depth - 8;
    /* VP9 and AV1 have one depth: what a parser says of chroma there is of no account. */
    int one_depth = table->codec == CF_CODEC_VP9 || table->codec == CF_CODEC_AV1;
    if ((int)format->codec != cf_nvdec_codec(table->codec) || (int)format->chroma_format != chroma ||
        format->bit_depth_luma_minus8 != depth || (!one_depth && format->bit_depth_chroma_minus8 != depth))
        return cf_fail(&session->err, CF_EDECODE,
                       "'%s': NVDEC's parser found codec %d, chroma format %d, %d bits; expected %d, %d, %d",
                       session->job->path, (int)format->codec, (int)format->chroma_format,
                       format->bit_depth_luma_minus8 + 8, cf_nvdec_codec(table->codec), chroma, table->depth);
    if (width != table->width || height != table->height || format->display_area.left < 0 ||
        format->display_area.top < 0 || format->display_area.right > (int)format->coded_width ||
        format->display_area.bottom > (int)format->coded_height || format->display_area.right >= INT16_MAX ||
        format->display_area.bottom >= INT16_MAX)
        return cf_fail(&session->err, CF_EDECODE,
                       "'%s': NVDEC's parser found a picture of %dx%d in %ux%u; expected %dx%d", session->job->path,
                       width, height, format->coded_width, format->coded_height, table->width, table->height);
    return CF_OK;
}

static int choose_shape(struct cf_nvdec_session *session, const CUVIDEOFORMAT *format, struct cf_nvdec_shape *shape)
{
    const struct cf_table *table = session->job->table;
    struct cf_nvdec_caps caps;
    char what[64];
    int status = check_format(session, format), chroma = 2 * table->shift_x + table->shift_y;
    if (!status)
        status = cf_nvdec_capability(session->nvdec, table->codec, chroma, table->depth, &caps, &session->err);
    if (status)
        return status;
    *shape = (struct cf_nvdec_shape){.codec = format->codec,
                                     .chroma = format->chroma_format,
                                     .output = output_of(format->chroma_format, format->bit_depth_luma_minus8),
                                     .depth_minus8 = format->bit_depth_luma_minus8};
    round_area(shape, format);
    cf_nvdec_describe(what, sizeof what, table->codec, chroma, table->depth);
    status = cf_nvdec_check_size(&caps, what, shape->width, shape->height, &session->err);
    if (status)
        return status;
    choose_bucket(shape, &caps);
    /* Beside those that the stream needs, one for each displayed picture that is not mapped yet. */
    shape->surfaces = format->min_num_decode_surfaces;
    if (shape->surfaces > CF_NVDEC_SURFACES_MAX)
        return cf_fail(&session->err, CF_EUNSUPPORTED, "'%s': the stream needs %u decode surfaces, NVDEC has %d",
                       session->job->path, shape->surfaces, CF_NVDEC_SURFACES_MAX);
    shape->surfaces = (shape->surfaces + CF_NVDEC_AHEAD + 3) & ~3u;
    if (shape->surfaces > CF_NVDEC_SURFACES_MAX)
        shape->surfaces = CF_NVDEC_SURFACES_MAX;
    return CF_OK;
}

/* Returns how many decode surfaces the parser may use: all that the decoder has. */
static int CUDAAPI on_sequence(void *opaque, CUVIDEOFORMAT *format)
{
    struct cf_nvdec_session *session = opaque;
    struct cf_nvdec_shape shape;
    if (session->status)
        return 0;
    if (session->decoder) {
        const CUVIDEOFORMAT *old = &session->format;
        if (format->coded_width == old->coded_width && format->coded_height == old->coded_height &&
            !memcmp(&format->display_area, &old->display_area, sizeof old->display_area) &&
            format->min_num_decode_surfaces <= session->decoder->shape.surfaces)
            return (int)session->decoder->shape.surfaces;
        return stop(session, cf_fail(&session->err, CF_EDECODE, "'%s': the stream changes from %ux%u to %ux%u",
                                     session->job->path, old->coded_width, old->coded_height, format->coded_width,
                                     format->coded_height));
    }
    int status = choose_shape(session, format, &shape);
    if (!status)
        status = cf_nvdec_acquire(session, &shape, &session->err);
    if (status)
        return stop(session, status);
    session->format = *format;
    return (int)session->decoder->shape.surfaces;
}

/* The parser takes a displayed picture's surface for free: what still waits there is mapped before it is overwritten.
 * It waits in display order, so what was displayed before it goes first. */
static void save(struct cf_nvdec_session *session, int surface)
{
    unsigned n = 0;
    for (unsigned i = 0; i < session->shown_count; i++)
        if (session->shown[i].info.picture_index == surface)
            n = i + 1;
    while (n-- > 0 && !session->status)
        map_first(session);
}

static int CUDAAPI on_decode(void *opaque, CUVIDPICPARAMS *picture)
{
    struct cf_nvdec_session *session = opaque;
    if (session->status)
        return 0;
    if (!session->decoder || picture->CurrPicIdx < 0 || picture->CurrPicIdx >= (int)session->decoder->shape.surfaces)
        return stop(session, cf_fail(&session->err, CF_EDECODE, "'%s': NVDEC's parser chose surface %d of %u",
                                     session->job->path, picture->CurrPicIdx,
                                     session->decoder ? session->decoder->shape.surfaces : 0));
    save(session, picture->CurrPicIdx);
    /* With film grain AV1 writes two: what is shown, and what is referred to. */
    if (session->job->table->codec == CF_CODEC_AV1)
        save(session, picture->CodecSpecific.av1.decodePicIdx);
    if (session->status)
        return 0;
    CUresult result = session->nvdec->api->cuvidDecodePicture(session->decoder->handle, picture);
    if (result != CUDA_SUCCESS)
        return stop_call(session, result, "cuvidDecodePicture");
    session->job->pictures_decoded += !picture->second_field;
    return 1;
}

static int CUDAAPI on_display(void *opaque, CUVIDPARSERDISPINFO *info)
{
    struct cf_nvdec_session *session = opaque;
    if (session->status)
        return 0;
    if (!info) /* the end of the stream */
        return 1;
    const struct cf_table *table = session->job->table;
    if (info->timestamp < 1 || info->timestamp > table->packet_count)
        return stop(session,
                    cf_fail(&session->err, CF_EDECODE, "'%s': NVDEC's parser displays a picture of no packet (%lld)",
                            session->job->path, info->timestamp));
    /* Not one of the wanted: a picture that only others need, or one that the host decoder does not show either. */
    uint32_t packet = (uint32_t)(info->timestamp - 1);
    struct cf_nvdec_wanted key = {.packet = packet};
    struct cf_nvdec_wanted *wanted = bsearch(&key, session->wanted, session->wanted_count, sizeof key, compare_wanted);
    if (!wanted || wanted->shown) /* of two pictures in one packet the first counts, as in the table */
        return 1;
    if (table->packets[packet].pts < session->last_pts)
        return stop(session,
                    cf_fail(&session->err, CF_EDECODE, "'%s': NVDEC's parser displays frame %u behind a later one",
                            session->job->path, wanted->frame));
    wanted->shown = true;
    session->last_pts = table->packets[packet].pts;
    if (session->shown_count == CF_NVDEC_AHEAD)
        map_first(session);
    session->shown[session->shown_count++] = (struct cf_nvdec_shown){*info, wanted->frame};
    return !session->status;
}

static int parse(struct cf_nvdec_session *session, CUvideoparser parser, CUVIDSOURCEDATAPACKET *packet)
{
    CUresult result = session->nvdec->api->cuvidParseVideoData(parser, packet);
    if (result != CUDA_SUCCESS && !session->status)
        stop_call(session, result, "cuvidParseVideoData");
    return session->status;
}

/* Opens the parser and gives it the stream's headers, by both of the ways that it has for them: some codecs and
 * versions look at the one, some at the other. */
static int open_parser(struct cf_nvdec_session *session, CUvideoparser *parser)
{
    struct cf_buffer *headers = &session->headers;
    int status = cf_annexb_headers(headers, session->job->table, &session->err);
    if (status)
        return status;
    memset(&session->known, 0, sizeof session->known);
    if (headers->size && headers->size <= sizeof session->known.raw_seqhdr_data) {
        session->known.format.seqhdr_data_length = (unsigned)headers->size;
        memcpy(session->known.raw_seqhdr_data, headers->data, headers->size);
    }
    CUVIDPARSERPARAMS params = {.CodecType = (cudaVideoCodec)cf_nvdec_codec(session->job->table->codec),
                                .ulMaxNumDecodeSurfaces = 1, /* until the sequence callback says how many */
                                .ulMaxDisplayDelay = 0,
                                .pUserData = session,
                                .pfnSequenceCallback = on_sequence,
                                .pfnDecodePicture = on_decode,
                                .pfnDisplayPicture = on_display,
                                .pExtVideoInfo = &session->known};
    CUresult result = session->nvdec->api->cuvidCreateVideoParser(parser, &params);
    if (result != CUDA_SUCCESS) {
        *parser = NULL;
        return cf_nvdec_fail(session->nvdec, result, "cuvidCreateVideoParser", &session->err);
    }
    CUVIDSOURCEDATAPACKET packet = {.payload = headers->data, .payload_size = (unsigned long)headers->size};
    return headers->size ? parse(session, *parser, &packet) : CF_OK;
}

static int feed(struct cf_nvdec_session *session, CUvideoparser parser)
{
    const struct cf_decode_job *job = session->job;
    for (uint32_t i = 0; i < job->need->count; i++) {
        uint32_t index = job->need->packets[i];
        const uint8_t *bytes;
        size_t size;
        int status = cf_annexb_packet(&session->packet, job->table, job->packets->data.data + job->packets->offsets[i],
                                      job->table->packets[index].size, &bytes, &size);
        if (status)
            return cf_fail(&session->err, CF_ENOMEM, "'%s': no memory for a packet", job->path);
        CUVIDSOURCEDATAPACKET packet = {.flags = CUVID_PKT_TIMESTAMP,
                                        .payload = bytes,
                                        .payload_size = (unsigned long)size,
                                        .timestamp = (CUvideotimestamp)index + 1};
        if (parse(session, parser, &packet))
            return session->status;
    }
    CUVIDSOURCEDATAPACKET end = {.flags = CUVID_PKT_ENDOFSTREAM};
    return parse(session, parser, &end);
}

static int report_missing(struct cf_nvdec_session *session)
{
    uint32_t first = 0;
    while (first < session->wanted_count && session->wanted[first].shown)
        first++;
    return cf_fail(&session->err, CF_EDECODE, "'%s': %u of %u frames did not come out of NVDEC, frame %u first",
                   session->job->path, session->wanted_count - session->delivered, session->wanted_count,
                   first < session->wanted_count ? session->wanted[first].frame : 0);
}

/* Messages of calls and capabilities name no clip. */
static void name_clip(struct cf_nvdec_session *session)
{
    char text[sizeof session->err.message];
    memcpy(text, session->err.message, sizeof text);
    if (session->status && text[0] != '\'')
        cf_fail(&session->err, session->err.status, "'%s': %.900s", session->job->path, text);
}

int cf_nvdec_run(struct cf_nvdec_session *session)
{
    struct cf_decode_job *job = session->job;
    CUvideoparser parser = NULL;
    job->pictures_decoded = 0;
    session->status = CF_OK;
    session->err = (struct cf_error){CF_OK, ""};
    session->delivered = session->shown_count = session->mapped_count = 0;
    session->last_pts = INT64_MIN;
    int status = cf_nvdec_accepts(session->nvdec, job->table, &session->err);
    if (!status)
        status = prepare_wanted(session, job);
    if (!status)
        status = check_start(session, job);
    if (!status)
        status = open_parser(session, &parser);
    if (!status)
        status = feed(session, parser);
    stop(session, status);
    while (session->shown_count && !session->status)
        map_first(session);
    lend(session); /* after a failure: unmaps */
    if (parser)
        session->nvdec->api->cuvidDestroyVideoParser(parser);
    if (!session->status && session->delivered < session->wanted_count)
        stop(session, report_missing(session));
    /* A clip that failed may have left anything in the decoder, but the sink's failure is none of its. */
    cf_nvdec_release(session, session->status == CF_EDECODE || session->status == CF_EDEVICE ||
                                  session->status == CF_EUNSUPPORTED);
    name_clip(session);
    return session->status;
}
