/* The host decoder: one thread, one context kept from job to job while the stream parameters stay the same. */
#include <libavcodec/avcodec.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "base/error.h"
#include "decode/decode.h"
#include "decode/internal.h"
#include "media/internal.h"

struct wanted {
    uint32_t packet, frame;
    int delivered;
};

struct cf_decoder {
    AVCodecContext *context;
    AVFrame *frame;
    AVPacket *packet;
    struct cf_buffer scratch;
    int threads;
    struct wanted *wanted;
    uint32_t wanted_count, wanted_capacity, delivered;
    /* what the context was opened with */
    enum cf_codec codec;
    int32_t width, height, reorder_depth;
    int opened_threads;
    /* what a kept context has decoded: packets of the file `key`, from run_first on, the last of them run_last */
    int kept, resumes;
    struct cf_media_key key;
    uint8_t *run;
    uint32_t run_first, run_last, run_capacity;
    uint64_t preamble;   /* hash: what the context has learnt from one stream's must not serve another */
    int traced;          /* it has learnt what no flush takes from it: it serves no other clip but one that goes on */
    char complaint[160]; /* the decoder's first refusal in this job */
};

static int create(struct cf_decoder **out, int threads, struct cf_error *err)
{
    struct cf_decoder *decoder = calloc(1, sizeof *decoder);
    if (decoder) {
        decoder->frame = av_frame_alloc();
        decoder->packet = av_packet_alloc();
    }
    if (!decoder || !decoder->frame || !decoder->packet) {
        if (decoder) {
            av_frame_free(&decoder->frame);
            av_packet_free(&decoder->packet);
        }
        free(decoder);
        return cf_fail(err, CF_ENOMEM, "no memory for a decoder");
    }
    decoder->threads = threads;
    *out = decoder;
    return CF_OK;
}

static void destroy(struct cf_decoder **decoder)
{
    if (!decoder || !*decoder)
        return;
    avcodec_free_context(&(*decoder)->context);
    av_frame_free(&(*decoder)->frame);
    av_packet_free(&(*decoder)->packet);
    cf_buffer_free(&(*decoder)->scratch);
    free((*decoder)->wanted);
    free((*decoder)->run);
    free(*decoder);
    *decoder = NULL;
}

/* libavcodec's frame threads take a field in a packet of its own for a damaged frame. */
static int threads_for(const struct cf_decoder *decoder, const struct cf_table *table)
{
    if (decoder->threads == 1 || table->codec != CF_CODEC_H264)
        return decoder->threads;
    for (uint32_t i = 0; i < table->packet_count; i++)
        if (!table->packets[i].shown && !(table->packets[i].flags & CF_PACKET_DISCARD))
            return 1;
    return decoder->threads;
}

static int prepare_context(struct cf_decoder *decoder, const struct cf_table *table, struct cf_error *err)
{
    const AVCodecContext *old = decoder->context;
    int threads = threads_for(decoder, table);
    uint64_t preamble = table->preamble_size ? XXH3_64bits(table->preamble, table->preamble_size) : 0;
    if (old && !decoder->traced && decoder->codec == table->codec && decoder->width == table->width &&
        decoder->height == table->height && decoder->reorder_depth == table->reorder_depth &&
        decoder->preamble == preamble && decoder->opened_threads == threads &&
        old->extradata_size == (int)table->extradata_size &&
        (!table->extradata_size || !memcmp(old->extradata, table->extradata, table->extradata_size)))
        return CF_OK;
    avcodec_free_context(&decoder->context);
    int status = cf_codec_open(&decoder->context, table, table->reorder_depth, threads, err);
    decoder->opened_threads = threads;
    decoder->codec = table->codec;
    decoder->width = table->width;
    decoder->height = table->height;
    decoder->reorder_depth = table->reorder_depth;
    decoder->preamble = preamble;
    decoder->traced = 0;
    /* An H.264 leading picture whose references were not fed is withheld otherwise, and libavcodec takes such a gap
     * while it drains for the end: the pictures behind it would be lost. A wanted one fails by cf_frame_fault. */
    if (status >= 0)
        decoder->context->flags |= AV_CODEC_FLAG_OUTPUT_CORRUPT;
    return status;
}

static int compare_wanted(const void *a, const void *b)
{
    const struct wanted *x = a, *y = b;
    return x->packet < y->packet ? -1 : x->packet > y->packet;
}

static int prepare_wanted(struct cf_decoder *decoder, const struct cf_decode_job *job, struct cf_error *err)
{
    if (job->frame_count > decoder->wanted_capacity) {
        struct wanted *wanted = realloc(decoder->wanted, job->frame_count * sizeof *wanted);
        if (!wanted)
            return cf_fail(err, CF_ENOMEM, "'%s': no memory for %u frames", job->path, job->frame_count);
        decoder->wanted = wanted;
        decoder->wanted_capacity = job->frame_count;
    }
    for (uint32_t i = 0; i < job->frame_count; i++) {
        if (job->frames[i] >= job->table->display_count)
            return cf_fail(err, CF_EWINDOW, "'%s': frame %u wanted of %u", job->path, job->frames[i],
                           job->table->display_count);
        decoder->wanted[i] = (struct wanted){job->table->display[job->frames[i]], job->frames[i], 0};
    }
    qsort(decoder->wanted, job->frame_count, sizeof *decoder->wanted, compare_wanted);
    uint32_t n = 0;
    for (uint32_t i = 0; i < job->frame_count; i++)
        if (!n || decoder->wanted[n - 1].packet != decoder->wanted[i].packet)
            decoder->wanted[n++] = decoder->wanted[i];
    decoder->wanted_count = n;
    decoder->delivered = 0;
    return CF_OK;
}

static int deliver(struct cf_decoder *decoder, struct cf_decode_job *job, struct cf_error *err)
{
    const AVFrame *frame = decoder->frame;
    if (frame->pts < 0 || frame->pts >= job->table->packet_count)
        return CF_OK;
    struct wanted key = {.packet = (uint32_t)frame->pts};
    struct wanted *found = bsearch(&key, decoder->wanted, decoder->wanted_count, sizeof key, compare_wanted);
    if (!found || found->delivered)
        return CF_OK;
    const char *fault = cf_frame_fault(frame);
    if (fault)
        return cf_fail(err, CF_EDECODE, "'%s': frame %u: %s", job->path, found->frame, fault);
    if (frame->width != job->table->width || frame->height != job->table->height)
        return cf_fail(err, CF_EDECODE, "'%s': frame %u is %dx%d, expected %dx%d", job->path, found->frame,
                       frame->width, frame->height, job->table->width, job->table->height);
    struct cf_picture picture;
    struct cf_error inner;
    int status = cf_picture_from_frame(&picture, &decoder->scratch, frame, job->table, &inner);
    if (status < 0)
        return cf_fail(err, (enum cf_status)status, "'%s': frame %u: %.600s", job->path, found->frame, inner.message);
    found->delivered = 1;
    decoder->delivered++;
    status = job->sink.picture(job->sink.opaque, found->frame, &picture);
    if (status < 0)
        return cf_fail(err, (enum cf_status)status, "'%s': frame %u: the sink ended the job", job->path, found->frame);
    return CF_OK;
}

static void complain(struct cf_decoder *decoder, uint32_t packet, int code)
{
    char text[AV_ERROR_MAX_STRING_SIZE];
    if (decoder->complaint[0])
        return;
    av_strerror(code, text, sizeof text);
    snprintf(decoder->complaint, sizeof decoder->complaint, "; packet %u: %s", packet, text);
}

static int receive(struct cf_decoder *decoder, struct cf_decode_job *job, uint32_t packet, struct cf_error *err)
{
    int status = CF_OK;
    while (status >= 0 && decoder->delivered < decoder->wanted_count) {
        int code = avcodec_receive_frame(decoder->context, decoder->frame);
        if (code == AVERROR(EAGAIN) || code == AVERROR_EOF)
            break;
        if (code == AVERROR(ENOMEM))
            return cf_fail(err, CF_ENOMEM, "'%s': no memory to decode", job->path);
        if (code < 0) {
            complain(decoder, packet, code);
            continue;
        }
        job->pictures_decoded++;
        status = deliver(decoder, job, err);
        av_frame_unref(decoder->frame);
    }
    return status;
}

static void keep(void *opaque, uint8_t *data)
{
    (void)opaque;
    (void)data;
}

/* The bytes stay the job's: the decoder gets a reference that frees nothing, and lets go of it in the flush. A context
 * that is kept is not flushed: it gets a copy. */
static int send(struct cf_decoder *decoder, const struct cf_decode_job *job, uint32_t i, struct cf_error *err)
{
    AVPacket *packet = decoder->packet;
    uint32_t index = job->need->packets[i];
    const struct cf_packet *from = &job->table->packets[index];
    uint8_t *data = job->packets->data.data + job->packets->offsets[i];
    if (!job->keep)
        packet->buf =
            av_buffer_create(data, (size_t)from->size + CF_PACKET_PADDING, keep, NULL, AV_BUFFER_FLAG_READONLY);
    if (!job->keep && !packet->buf)
        return cf_fail(err, CF_ENOMEM, "'%s': no memory to decode", job->path);
    packet->data = data;
    packet->size = (int)from->size;
    decoder->traced =
        decoder->traced || cf_packet_leaves_traces(job->table->codec, job->table->nal_length_size, data, from->size);
    packet->pts = index;
    packet->flags = from->flags & CF_PACKET_START ? AV_PKT_FLAG_KEY : 0;
    int code = avcodec_send_packet(decoder->context, packet);
    av_packet_unref(packet);
    if (code == AVERROR(ENOMEM))
        return cf_fail(err, CF_ENOMEM, "'%s': no memory to decode", job->path);
    if (code < 0)
        complain(decoder, index, code);
    return CF_OK;
}

/* x264's version before a start that is not packet 0. It holds no picture, and libavcodec says so by an error: only
 * the memory can really fail. The data stays the table's, so libavcodec copies it. */
static int send_preamble(struct cf_decoder *decoder, const struct cf_decode_job *job, struct cf_error *err)
{
    const struct cf_table *table = job->table;
    AVPacket *packet = decoder->packet;
    if (!table->preamble_size || !job->need->count || job->need->packets[0] == 0)
        return CF_OK;
    int code = av_new_packet(packet, (int)table->preamble_size);
    if (code >= 0) {
        memcpy(packet->data, table->preamble, table->preamble_size);
        packet->pts = -1; /* no packet's: deliver() passes over it */
        code = avcodec_send_packet(decoder->context, packet);
        av_packet_unref(packet);
    }
    while (code != AVERROR(ENOMEM) && code != AVERROR(EAGAIN) && code != AVERROR_EOF) {
        code = avcodec_receive_frame(decoder->context, decoder->frame);
        av_frame_unref(decoder->frame);
    }
    return code == AVERROR(ENOMEM) ? cf_fail(err, CF_ENOMEM, "'%s': no memory to decode", job->path) : CF_OK;
}

static int report_missing(const struct cf_decoder *decoder, const struct cf_decode_job *job, struct cf_error *err)
{
    char list[200] = "";
    size_t used = 0;
    uint32_t listed = 0;
    for (uint32_t i = 0; i < decoder->wanted_count; i++) {
        if (decoder->wanted[i].delivered)
            continue;
        if (listed++ == 8) {
            snprintf(list + used, sizeof list - used, ", ...");
            break;
        }
        used +=
            (size_t)snprintf(list + used, sizeof list - used, "%s%u", listed > 1 ? ", " : "", decoder->wanted[i].frame);
    }
    return cf_fail(err, CF_EDECODE, "'%s': %u of %u frames did not come out of the decoder: %s%s", job->path,
                   decoder->wanted_count - decoder->delivered, decoder->wanted_count, list, decoder->complaint);
}

static uint32_t fed(struct cf_decoder *decoder, const struct cf_table *table, const struct cf_need *need,
                    const uint32_t *frames, uint32_t frame_count)
{
    uint32_t n = 0;
    decoder->resumes = 0;
    if (!decoder->kept || memcmp(&decoder->key, &table->key, sizeof table->key) != 0 || !need->count ||
        need->packets[0] < decoder->run_first || need->packets[0] > decoder->run_last)
        return 0;
    for (uint32_t i = 0; i < frame_count; i++)
        if (frames[i] >= table->display_count || table->display[frames[i]] <= decoder->run_last)
            return 0;
    for (; n < need->count && need->packets[n] <= decoder->run_last; n++)
        if (!decoder->run[need->packets[n]])
            return 0;
    decoder->resumes = 1;
    return n;
}

/* Notes which packets a context that is to be kept has been fed; without memory it is not kept. */
static int begin_run(struct cf_decoder *decoder, const struct cf_decode_job *job)
{
    const struct cf_table *table = job->table;
    if (!job->keep || !job->need->count || decoder->resumes)
        return job->keep && job->need->count;
    if (table->packet_count > decoder->run_capacity) {
        uint8_t *grown = realloc(decoder->run, table->packet_count);
        if (!grown)
            return 0;
        decoder->run = grown;
        decoder->run_capacity = table->packet_count;
    }
    memset(decoder->run, 0, table->packet_count);
    decoder->key = table->key;
    decoder->run_first = job->need->packets[0];
    return 1;
}

static int feed(struct cf_decoder *decoder, struct cf_decode_job *job, int keeps, struct cf_error *err)
{
    int status = decoder->resumes ? receive(decoder, job, job->need->packets[0], err) : CF_OK;
    for (uint32_t i = 0; status >= 0 && i < job->need->count && decoder->delivered < decoder->wanted_count; i++) {
        uint32_t packet = job->need->packets[i];
        status = send(decoder, job, i, err);
        if (status >= 0)
            status = receive(decoder, job, packet, err);
        if (keeps) {
            decoder->run[packet] = 1;
            decoder->run_last = packet;
        }
    }
    return status;
}

static int run(struct cf_decoder *decoder, struct cf_decode_job *job, struct cf_error *err)
{
    decoder->complaint[0] = 0;
    job->pictures_decoded = 0;
    int status = prepare_wanted(decoder, job, err);
    if (status >= 0 && !decoder->resumes) {
        if (decoder->kept)
            avcodec_flush_buffers(decoder->context);
        status = prepare_context(decoder, job->table, err);
        if (status >= 0)
            status = send_preamble(decoder, job, err);
    }
    decoder->kept = 0;
    if (status < 0)
        return status;
    int keeps = begin_run(decoder, job);
    status = feed(decoder, job, keeps, err);
    if (status >= 0 && decoder->delivered < decoder->wanted_count) {
        keeps = 0;
        avcodec_send_packet(decoder->context, NULL);
        status = receive(decoder, job, job->need->count ? job->need->packets[job->need->count - 1] : 0, err);
    }
    av_frame_unref(decoder->frame);
    if (keeps && status >= 0)
        decoder->kept = 1;
    else
        avcodec_flush_buffers(decoder->context);
    if (status >= 0 && decoder->delivered < decoder->wanted_count)
        status = report_missing(decoder, job, err);
    return status;
}

static void submit(struct cf_decoder *decoder, struct cf_decode_job *job)
{
    struct cf_error err = {CF_OK, ""};
    int status = run(decoder, job, &err);
    decoder->resumes = 0;
    if (status < 0) { /* whatever state the failure left behind, the next job starts from none */
        avcodec_free_context(&decoder->context);
        decoder->kept = 0;
    }
    job->done(job->sink.opaque, status, &err);
}

const struct cf_decoder_ops cf_decoder_libavcodec = {"libavcodec", create, fed, submit, destroy};
