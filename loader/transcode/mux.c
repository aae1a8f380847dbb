#include "transcode/mux.h"

#include <libavcodec/avcodec.h>
#include <libavcodec/bsf.h>
#include <libavformat/avformat.h>
#include <libavutil/opt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"

struct cf_mux {
    const char *path;
    const struct cf_table *source;
    AVFormatContext *context;
    AVBSFContext *filter;
    AVPacket *packet;
    AVRational time_base; /* of one tick: the source's, or 1/den of it */
    int64_t factor;       /* ticks of the file in one of the source */
    int64_t delay;        /* pictures that decoding runs ahead of display */
    int64_t step, count;
};

static int failed(const struct cf_mux *mux, int code, const char *what, struct cf_error *err)
{
    char text[AV_ERROR_MAX_STRING_SIZE];
    av_strerror(code, text, sizeof text);
    return cf_fail(err, code == AVERROR(ENOMEM) ? CF_ENOMEM : CF_EIO, "'%s': %s: %s", mux->path, what, text);
}

static int64_t time_of(const struct cf_mux *mux, int64_t picture)
{
    return mux->source->packets[mux->source->display[picture]].pts * mux->factor;
}

static int check_times(struct cf_mux *mux, struct cf_error *err)
{
    const struct cf_table *t = mux->source;
    int64_t n = t->display_count;
    for (int64_t i = 1; i < n; i++)
        if (time_of(mux, i) <= time_of(mux, i - 1) || time_of(mux, i) - time_of(mux, i - 1) > INT32_MAX)
            return cf_fail(err, CF_EUNSUPPORTED, "pictures %lld and %lld are %lld ticks apart", (long long)i - 1,
                           (long long)i, (long long)(time_of(mux, i) - time_of(mux, i - 1)));
    mux->step = n > 1 ? (time_of(mux, n - 1) - time_of(mux, 0)) / (n - 1) : 1;
    return CF_OK;
}

/* x264 states its version and options in an SEI of some 700 bytes: the record has them, and short files feel it. */
static int open_filter(struct cf_mux *mux, const AVCodecContext *encoder)
{
    const AVBitStreamFilter *filter = encoder->codec_id == AV_CODEC_ID_H264 ? av_bsf_get_by_name("filter_units") : NULL;
    if (!filter)
        return 0;
    int code = av_bsf_alloc(filter, &mux->filter);
    if (code >= 0)
        code = av_opt_set(mux->filter->priv_data, "remove_types", "6", 0);
    if (code >= 0)
        code = avcodec_parameters_from_context(mux->filter->par_in, encoder);
    if (code >= 0) {
        mux->filter->time_base_in = encoder->time_base;
        code = av_bsf_init(mux->filter);
    }
    return code;
}

static int open_file(struct cf_mux *mux, const AVCodecContext *encoder, const char *url)
{
    AVDictionary *options = NULL;
    int code = avformat_alloc_output_context2(&mux->context, NULL, "mp4", url);
    if (code < 0)
        return code;
    AVStream *stream = avformat_new_stream(mux->context, NULL);
    if (!stream)
        return AVERROR(ENOMEM);
    mux->context->flags |= AVFMT_FLAG_BITEXACT; /* no version, no date: equal work gives equal bytes */
    code = avcodec_parameters_from_context(stream->codecpar, encoder);
    stream->time_base = mux->time_base;
    stream->sample_aspect_ratio = encoder->sample_aspect_ratio;
    if (code >= 0)
        code = avio_open(&mux->context->pb, url, AVIO_FLAG_WRITE);
    av_dict_set(&options, "movflags", "+faststart", 0);
    av_dict_set_int(&options, "video_track_timescale", mux->time_base.den, 0);
    av_dict_set_int(&options, "movie_timescale", mux->time_base.den, 0); /* edit lists count in it */
    if (code >= 0)
        code = avformat_write_header(mux->context, &options);
    av_dict_free(&options);
    return code;
}

int cf_mux_open(struct cf_mux **out, const char *path, const AVCodecContext *encoder, const struct cf_table *source,
                struct cf_error *err)
{
    struct cf_mux *mux = calloc(1, sizeof *mux);
    size_t length = strlen(path) + 6;
    char *url = malloc(length);
    int status = CF_OK;
    if (!mux || !url) {
        free(mux);
        free(url);
        return cf_fail(err, CF_ENOMEM, "'%s': no memory", path);
    }
    mux->path = path;
    mux->source = source;
    mux->delay = -1;
    mux->factor = source->time_base_num;
    mux->time_base = (AVRational){1, source->time_base_den};
    mux->packet = av_packet_alloc();
    snprintf(url, length, "file:%s", path);
    if (!mux->packet)
        status = cf_fail(err, CF_ENOMEM, "'%s': no memory", path);
    if (!status)
        status = check_times(mux, err);
    int code = status ? 0 : open_filter(mux, encoder);
    if (!status && code >= 0)
        code = open_file(mux, encoder, url);
    if (code < 0)
        status = failed(mux, code, "the file cannot be begun", err);
    free(url);
    if (status)
        cf_mux_close(&mux);
    else
        *out = mux;
    return status;
}

static int write(struct cf_mux *mux, AVPacket *packet, struct cf_error *err)
{
    int64_t n = mux->source->display_count, picture = packet->pts, k = mux->count++;
    if (picture < 0 || picture >= n)
        return cf_fail(err, CF_EFORMAT, "'%s': the encoder gave picture %lld of %lld", mux->path, (long long)picture,
                       (long long)n);
    if (mux->delay < 0)
        mux->delay = packet->dts != AV_NOPTS_VALUE && packet->dts < 0 ? -packet->dts : 0;
    packet->pts = time_of(mux, picture);
    packet->dts = k >= mux->delay ? time_of(mux, k - mux->delay) : time_of(mux, 0) - (mux->delay - k) * mux->step;
    packet->duration = picture + 1 < n ? time_of(mux, picture + 1) - packet->pts : mux->step;
    packet->stream_index = 0;
    packet->pos = -1;
    if (packet->dts > packet->pts)
        return cf_fail(err, CF_EFORMAT, "'%s': picture %lld is coded after its time", mux->path, (long long)picture);
    int code = av_write_frame(mux->context, packet);
    return code < 0 ? failed(mux, code, "write failed", err) : CF_OK;
}

static int drain(struct cf_mux *mux, struct cf_error *err)
{
    int status = CF_OK, code;
    while (!status && (code = av_bsf_receive_packet(mux->filter, mux->packet)) >= 0) {
        status = write(mux, mux->packet, err);
        av_packet_unref(mux->packet);
    }
    if (!status && code != AVERROR(EAGAIN) && code != AVERROR_EOF)
        status = failed(mux, code, "the bitstream filter failed", err);
    return status;
}

int cf_mux_write(struct cf_mux *mux, AVPacket *packet, struct cf_error *err)
{
    if (!mux->filter)
        return write(mux, packet, err);
    int code = av_bsf_send_packet(mux->filter, packet);
    return code < 0 ? failed(mux, code, "the bitstream filter failed", err) : drain(mux, err);
}

int cf_mux_finish(struct cf_mux *mux, struct cf_error *err)
{
    int status = CF_OK;
    if (mux->filter) {
        av_bsf_send_packet(mux->filter, NULL);
        status = drain(mux, err);
    }
    int code = status ? 0 : av_write_trailer(mux->context);
    if (code >= 0 && !status)
        code = avio_closep(&mux->context->pb);
    return code < 0 ? failed(mux, code, "the file cannot be ended", err) : status;
}

void cf_mux_close(struct cf_mux **out)
{
    struct cf_mux *mux = *out;
    *out = NULL;
    if (!mux)
        return;
    if (mux->context)
        avio_closep(&mux->context->pb);
    avformat_free_context(mux->context);
    av_bsf_free(&mux->filter);
    av_packet_free(&mux->packet);
    free(mux);
}
