#include <libavcodec/avcodec.h>
#include <pthread.h>
#include <string.h>

#include "media/internal.h"

_Static_assert(CF_PACKET_PADDING >= AV_INPUT_BUFFER_PADDING_SIZE, "libavcodec wants more padding");

static const AVCodec *find(enum cf_codec codec)
{
    const AVCodec *dav1d;
    switch (codec) {
    case CF_CODEC_H264: return avcodec_find_decoder(AV_CODEC_ID_H264);
    case CF_CODEC_HEVC: return avcodec_find_decoder(AV_CODEC_ID_HEVC);
    case CF_CODEC_VP9: return avcodec_find_decoder(AV_CODEC_ID_VP9);
    case CF_CODEC_AV1:
        /* The native one decodes only through hardware. */
        dav1d = avcodec_find_decoder_by_name("libdav1d");
        return dav1d ? dav1d : avcodec_find_decoder(AV_CODEC_ID_AV1);
    case CF_CODEC_JPEG: return avcodec_find_decoder(AV_CODEC_ID_MJPEG);
    case CF_CODEC_PNG: return avcodec_find_decoder(AV_CODEC_ID_PNG);
    case CF_CODEC_NONE: break;
    }
    return NULL;
}

static void set_log_level(void)
{
    if (av_log_get_level() == AV_LOG_INFO)
        av_log_set_level(AV_LOG_QUIET);
}

void cf_libraries_quiet(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, set_log_level);
}

int cf_codec_open(struct AVCodecContext **out, const struct cf_table *table, int32_t reorder_depth, int threads,
                  struct cf_error *err)
{
    cf_libraries_quiet();
    const AVCodec *codec = find(table->codec);
    if (!codec)
        return cf_fail(err, CF_EUNSUPPORTED, "libavcodec has no decoder for %s", cf_codec_name(table->codec));
    AVCodecContext *context = avcodec_alloc_context3(codec);
    if (!context)
        return cf_fail(err, CF_ENOMEM, "no memory for a decoder");
    if (table->extradata_size) {
        context->extradata = av_mallocz((size_t)table->extradata_size + AV_INPUT_BUFFER_PADDING_SIZE);
        if (!context->extradata) {
            avcodec_free_context(&context);
            return cf_fail(err, CF_ENOMEM, "no memory for a decoder");
        }
        memcpy(context->extradata, table->extradata, table->extradata_size);
        context->extradata_size = (int)table->extradata_size;
    }
    context->width = table->width;
    context->height = table->height;
    context->has_b_frames = reorder_depth;
    context->thread_count = threads;
    context->pkt_timebase = (AVRational){1, 1};
    int code = avcodec_open2(context, codec, NULL);
    if (code < 0) {
        char text[AV_ERROR_MAX_STRING_SIZE];
        av_strerror(code, text, sizeof text);
        avcodec_free_context(&context);
        return cf_fail(err, code == AVERROR(ENOMEM) ? CF_ENOMEM : CF_EDECODE, "%s refused the parameters: %s",
                       codec->name, text);
    }
    *out = context;
    return CF_OK;
}

/* libavcodec 59 to 61 put a grey picture in the place of each that a HEVC picture's reference picture set names and
 * that they were not fed, and decode what does not look at it as ever. 62 takes the whole set for referred to, and
 * marks such a picture corrupt. */
int cf_codec_spans_gaps(enum cf_codec codec)
{
    return codec != CF_CODEC_HEVC || avcodec_version() >> 16 < 62;
}

const char *cf_frame_fault(const struct AVFrame *frame)
{
    if (frame->decode_error_flags & FF_DECODE_ERROR_MISSING_REFERENCE)
        return "a reference is missing";
    if (frame->decode_error_flags)
        return "damaged slices were concealed";
    if (frame->flags & AV_FRAME_FLAG_CORRUPT)
        return "marked corrupt by the decoder";
    return NULL;
}
