#include "transcode/pass.h"

#include <libavcodec/avcodec.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "decode/decode.h"
#include "transcode/mux.h"
#include "transcode/ssim.h"

enum { CHUNK = 64 };

struct pass {
    const struct cf_pass_params *params;
    const struct cf_table *table;
    int width, height;
    struct cf_shape *shape;
    AVCodecContext *encoder, *decoder;
    struct cf_mux *mux;
    AVPacket *packet;
    AVFrame *decoded;
    AVFrame **waiting; /* pictures that went in and did not come out yet: a ring */
    uint32_t waiting_capacity;
    uint32_t in, out; /* pictures so far */
    void *scratch;
    double sum, least;
    struct cf_shape_colour colour;
    int stopped;
    int status; /* of what follows the source's decoder */
    struct cf_error err;
    int source_status;
    struct cf_error source_err;
};

static int code_failed(struct pass *p, int code, const char *what)
{
    char text[AV_ERROR_MAX_STRING_SIZE];
    av_strerror(code, text, sizeof text);
    return cf_fail(&p->err, code == AVERROR(ENOMEM) ? CF_ENOMEM : CF_EUNSUPPORTED, "%s of %s: %s", what,
                   p->params->encoder->name, text);
}

static int open_coding(struct pass *p, const struct cf_picture *picture)
{
    const struct cf_table *t = p->table;
    int turned = t->rotation % 180 != 0;
    int status = cf_shape_tags(t, picture, &p->colour, &p->err);
    if (status)
        return status;
    struct cf_encoder_params params = {.width = p->width,
                                       .height = p->height,
                                       .sar_num = turned ? t->sar_den : t->sar_num,
                                       .sar_den = turned ? t->sar_num : t->sar_den,
                                       .fps_num = t->fps_num,
                                       .fps_den = t->fps_den,
                                       .gop = p->params->gop,
                                       .quality = p->params->quality,
                                       .colour = p->colour};
    status = cf_encoder_open(&p->encoder, p->params->encoder, &params, &p->err);
    if (status)
        return status;
    const AVCodec *codec = avcodec_find_decoder(p->encoder->codec_id);
    const AVCodec *dav1d = avcodec_find_decoder_by_name("libdav1d");
    if (p->encoder->codec_id == AV_CODEC_ID_AV1 && dav1d)
        codec = dav1d;
    AVCodecParameters *par = avcodec_parameters_alloc();
    p->decoder = codec && par ? avcodec_alloc_context3(codec) : NULL;
    int code = p->decoder ? avcodec_parameters_from_context(par, p->encoder) : AVERROR(ENOMEM);
    if (code >= 0)
        code = avcodec_parameters_to_context(p->decoder, par);
    if (code >= 0) {
        p->decoder->thread_count = 1;
        code = avcodec_open2(p->decoder, codec, NULL);
    }
    avcodec_parameters_free(&par);
    if (code < 0)
        return code_failed(p, code, "the decoder for the output");
    return cf_mux_open(&p->mux, p->params->out, p->encoder, t, &p->err);
}

static int compare(struct pass *p)
{
    const AVFrame *frame = p->decoded;
    if (p->out >= p->in || frame->pts != p->out || frame->width != p->width || frame->height != p->height ||
        (frame->format != AV_PIX_FMT_YUV420P && frame->format != AV_PIX_FMT_YUVJ420P))
        return cf_fail(&p->err, CF_EUNSUPPORTED, "%s gave back picture %lld as %dx%d where %u was due",
                       p->params->encoder->name, (long long)frame->pts, frame->width, frame->height, p->out);
    AVFrame **kept = &p->waiting[p->out % p->waiting_capacity];
    const uint8_t *a[3], *b[3];
    for (int i = 0; i < 3; i++) {
        a[i] = (*kept)->data[i];
        b[i] = frame->data[i];
    }
    double ssim = cf_ssim_420(a, (*kept)->linesize, b, frame->linesize, p->width, p->height, p->scratch);
    av_frame_free(kept);
    p->sum += ssim;
    if (!p->out || ssim < p->least)
        p->least = ssim;
    p->out++;
    /* Were all the others perfect, would the mean still fall short? */
    double best = (p->sum + (p->table->display_count - p->out)) / p->table->display_count;
    p->stopped |= best < p->params->enough;
    return CF_OK;
}

static int measure(struct pass *p, const AVPacket *packet)
{
    int status = CF_OK, code = avcodec_send_packet(p->decoder, packet);
    while (code >= 0 && !status && (code = avcodec_receive_frame(p->decoder, p->decoded)) >= 0) {
        status = compare(p);
        av_frame_unref(p->decoded);
    }
    return status                                           ? status
           : code == AVERROR(EAGAIN) || code == AVERROR_EOF ? CF_OK
                                                            : code_failed(p, code, "the output");
}

/* NULL: the end. */
static int encode(struct pass *p, AVFrame *frame)
{
    int status = CF_OK, code = avcodec_send_frame(p->encoder, frame);
    while (code >= 0 && !status && (code = avcodec_receive_packet(p->encoder, p->packet)) >= 0) {
        status = measure(p, p->packet);
        if (!status)
            status = cf_mux_write(p->mux, p->packet, &p->err);
        av_packet_unref(p->packet);
    }
    return status                                           ? status
           : code == AVERROR(EAGAIN) || code == AVERROR_EOF ? CF_OK
                                                            : code_failed(p, code, "the encoder");
}

static int grow(struct pass *p)
{
    if (p->in - p->out < p->waiting_capacity)
        return CF_OK;
    uint32_t capacity = p->waiting_capacity ? 2 * p->waiting_capacity : 128;
    AVFrame **waiting = calloc(capacity, sizeof(AVFrame *));
    if (!waiting)
        return cf_fail(&p->err, CF_ENOMEM, "no memory for %u pictures", capacity);
    for (uint32_t i = p->out; i < p->in; i++)
        waiting[i % capacity] = p->waiting[i % p->waiting_capacity];
    free(p->waiting);
    p->waiting = waiting;
    p->waiting_capacity = capacity;
    return CF_OK;
}

static int take(void *opaque, uint32_t index, const struct cf_picture *picture)
{
    struct pass *p = opaque;
    AVFrame *frame = NULL;
    p->status =
        index == p->in ? CF_OK : cf_fail(&p->err, CF_EUNSUPPORTED, "picture %u came where %u was due", index, p->in);
    if (!p->status && !p->encoder)
        p->status = open_coding(p, picture);
    if (!p->status)
        p->status = cf_shape_run(p->shape, picture, &frame, &p->err);
    if (!p->status)
        p->status = grow(p);
    if (!p->status) {
        frame->pts = index;
        frame->sample_aspect_ratio = p->encoder->sample_aspect_ratio;
        p->waiting[p->in % p->waiting_capacity] = frame;
        p->in++;
        p->status = encode(p, frame);
    } else {
        av_frame_free(&frame);
    }
    return p->status ? p->status : p->stopped ? CF_ECANCELLED : CF_OK;
}

struct source {
    struct cf_need need;
    struct cf_packets packets;
    struct cf_decoder *decoder;
    uint32_t *frames;
};

static void done(void *opaque, int status, const struct cf_error *err)
{
    struct pass *p = opaque;
    p->source_status = status;
    if (status && err)
        p->source_err = *err;
}

/* A stretch that ends before a start, so that no picture is decoded twice. */
static uint32_t stretch(const struct cf_table *table, uint32_t first)
{
    uint32_t n = table->display_count;
    uint32_t next = n - first > CHUNK ? cf_table_start_near(table, first + CHUNK, 1) : n;
    return (next < n ? next : n) - first;
}

static int decode_all(struct pass *p, struct source *s, struct cf_error *err)
{
    uint32_t n = p->table->display_count, count;
    int status = cf_decoder_libavcodec.create(&s->decoder, 1, err);
    s->frames = malloc(n * sizeof *s->frames);
    if (!status && !s->frames)
        status = cf_fail(err, CF_ENOMEM, "'%s': no memory", p->params->path);
    for (uint32_t first = 0; !status && !p->stopped && first < n; first += count) {
        count = stretch(p->table, first);
        for (uint32_t i = 0; i < count; i++)
            s->frames[i] = first + i;
        status = cf_need_compute(&s->need, p->table, s->frames, count, err);
        if (!status)
            status = cf_packets_read(&s->packets, p->table, &s->need, p->params->path, &cf_reader_posix, err);
        if (status)
            break;
        struct cf_decode_job job = {.table = p->table,
                                    .path = p->params->path,
                                    .need = &s->need,
                                    .packets = &s->packets,
                                    .frames = s->frames,
                                    .frame_count = count,
                                    .sink = {.opaque = p, .picture = take},
                                    .done = done};
        cf_decoder_libavcodec.submit(s->decoder, &job);
        status = p->source_status;
        if (status && !p->stopped && err)
            *err = p->source_err;
    }
    return status;
}

static void clear(struct pass *p, struct source *s)
{
    for (uint32_t i = p->out; i < p->in; i++)
        av_frame_free(&p->waiting[i % p->waiting_capacity]);
    free(p->waiting);
    free(p->scratch);
    cf_mux_close(&p->mux);
    cf_shape_destroy(&p->shape);
    avcodec_free_context(&p->encoder);
    avcodec_free_context(&p->decoder);
    av_packet_free(&p->packet);
    av_frame_free(&p->decoded);
    cf_decoder_libavcodec.destroy(&s->decoder);
    cf_need_free(&s->need);
    cf_packets_free(&s->packets);
    free(s->frames);
}

static int prepare(struct pass *p)
{
    cf_shape_size(p->table, p->params->short_side, &p->width, &p->height);
    p->packet = av_packet_alloc();
    p->decoded = av_frame_alloc();
    p->scratch = malloc(cf_ssim_scratch_bytes(p->width));
    if (!p->packet || !p->decoded || !p->scratch)
        return cf_fail(&p->err, CF_ENOMEM, "no memory to code '%s'", p->params->path);
    return cf_shape_create(&p->shape, p->table, p->width, p->height, &p->err);
}

int cf_pass_run(const struct cf_pass_params *params, struct cf_pass_result *result, int *source, struct cf_error *err)
{
    struct pass p = {.params = params, .table = params->table};
    struct source s = {0};
    *source = 0;
    int status = p.status = prepare(&p);
    if (!status)
        status = decode_all(&p, &s, err);
    if (p.stopped && !p.status)
        status = CF_OK;
    *source = status && !p.status;
    if (!status && !p.stopped)
        status = p.status = encode(&p, NULL);
    if (!status && !p.stopped)
        status = p.status = measure(&p, NULL);
    if (!status && !p.stopped && p.out != params->table->display_count)
        status = p.status = cf_fail(&p.err, CF_EUNSUPPORTED, "%s gave back %u of %u pictures", params->encoder->name,
                                    p.out, params->table->display_count);
    if (!status && !p.stopped)
        status = p.status = cf_mux_finish(p.mux, &p.err);
    if (!status)
        *result = (struct cf_pass_result){p.sum / p.out, p.least, p.out, p.colour};
    else if (p.status && err)
        *err = p.err;
    clear(&p, &s);
    return status;
}
