/* The table's proof: decode everything as a worker would, and see which packet each picture comes from. */
#include <libavcodec/avcodec.h>
#include <libavutil/pixdesc.h>
#include <stdlib.h>
#include <string.h>

#include "media/internal.h"

struct proof {
    struct cf_table *table;
    const char *path;
    AVCodecContext *context;
    AVFrame *frame;
    AVPacket *packet;
    struct cf_need need;
    struct cf_packets packets;
    uint32_t *order; /* packets in the order their pictures came */
    uint32_t count;
    uint8_t *seen;
    int fault_status; /* of the first picture that is not right */
    struct cf_error fault;
};

static void adopt_size(struct cf_table *table, const AVFrame *frame, const AVCodecContext *context)
{
    const AVPixFmtDescriptor *desc = av_pix_fmt_desc_get((enum AVPixelFormat)frame->format);
    table->width = frame->width;
    table->height = frame->height;
    table->coded_width = context->coded_width > 0 ? context->coded_width : frame->width;
    table->coded_height = context->coded_height > 0 ? context->coded_height : frame->height;
    if (desc) {
        snprintf(table->pixel_format, sizeof table->pixel_format, "%s", desc->name);
        table->shift_x = desc->log2_chroma_w;
        table->shift_y = desc->log2_chroma_h;
        table->depth = desc->comp[0].depth;
    }
    table->color_range = table->color_range ? table->color_range : (int32_t)frame->color_range;
    table->profile = context->profile;
    table->level = context->level;
}

static void note_picture(struct proof *proof)
{
    struct cf_table *table = proof->table;
    const AVFrame *frame = proof->frame;
    int64_t index = frame->pts;
    const char *fault = cf_frame_fault(frame);
    if (index < 0 || index >= table->packet_count)
        return;
    if (table->packets[index].flags & CF_PACKET_DISCARD)
        return;
    if (!proof->count)
        adopt_size(table, frame, proof->context);
    if (proof->seen[index])
        return; /* a second picture of one packet has no place of its own: the first one counts */
    proof->seen[index] = 1;
    if (fault && !proof->fault_status)
        proof->fault_status = cf_fail(&proof->fault, CF_EDECODE, "'%s': the picture of packet %lld: %s", proof->path,
                                      (long long)index, fault);
    const AVPixFmtDescriptor *desc = av_pix_fmt_desc_get((enum AVPixelFormat)frame->format);
    if (!proof->fault_status && (frame->width != table->width || frame->height != table->height || !desc ||
                                 strcmp(desc->name, table->pixel_format) != 0))
        proof->fault_status = cf_fail(&proof->fault, CF_EUNSUPPORTED,
                                      "'%s': the picture changes from %dx%d %s to %dx%d %s at packet %lld", proof->path,
                                      table->width, table->height, table->pixel_format, frame->width, frame->height,
                                      desc ? desc->name : "unknown", (long long)index);
    proof->order[proof->count++] = (uint32_t)index;
}

static void note_refusal(struct proof *proof, uint32_t index, int code)
{
    char text[AV_ERROR_MAX_STRING_SIZE];
    if (proof->fault_status ||
        (index < proof->table->packet_count && proof->table->packets[index].flags & CF_PACKET_DISCARD))
        return;
    av_strerror(code, text, sizeof text);
    proof->fault_status =
        cf_fail(&proof->fault, CF_EDECODE, "'%s': the decoder refused packet %u: %s", proof->path, index, text);
}

static void receive(struct proof *proof, uint32_t index)
{
    for (;;) {
        int code = avcodec_receive_frame(proof->context, proof->frame);
        if (code == AVERROR(EAGAIN) || code == AVERROR_EOF)
            return;
        if (code < 0) {
            note_refusal(proof, index, code);
            if (code == AVERROR(ENOMEM))
                return;
            continue;
        }
        note_picture(proof);
        av_frame_unref(proof->frame);
    }
}

static int feed(struct proof *proof, struct cf_error *err)
{
    const struct cf_table *table = proof->table;
    const uint64_t limit = table->direct ? 8u << 20 : 256u << 20;
    for (uint32_t first = 0; first < table->packet_count;) {
        uint32_t count = 0;
        uint64_t bytes = 0;
        while (first + count < table->packet_count && (!count || bytes + table->packets[first + count].size <= limit))
            bytes += table->packets[first + count++].size;
        int status = cf_need_fill(&proof->need, table, first, count, err);
        if (status >= 0)
            status = cf_packets_read(&proof->packets, table, &proof->need, proof->path, &cf_reader_posix, err);
        if (status < 0)
            return status;
        for (uint32_t i = 0; i < count; i++) {
            const struct cf_packet *packet = &table->packets[first + i];
            proof->packet->data = proof->packets.data.data + proof->packets.offsets[i];
            proof->packet->size = (int)packet->size;
            proof->packet->pts = first + i;
            proof->packet->flags = packet->flags & CF_PACKET_START ? AV_PKT_FLAG_KEY : 0;
            int code = avcodec_send_packet(proof->context, proof->packet);
            if (code < 0 && code != AVERROR(EAGAIN))
                note_refusal(proof, first + i, code);
            receive(proof, first + i);
        }
        first += count;
    }
    avcodec_send_packet(proof->context, NULL);
    receive(proof, table->packet_count);
    return CF_OK;
}

static int compare_times(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* Times in another order than the pictures (decoding times, mostly) are dealt out anew: the earliest to the first. */
static int deal_times(struct proof *proof, struct cf_error *err)
{
    struct cf_table *table = proof->table;
    if (!table->direct) /* libavformat's packets are known by their times */
        return cf_fail(err, CF_EUNSUPPORTED, "'%s': the pictures come in another order than their times", proof->path);
    int64_t *times = malloc(proof->count * sizeof *times);
    if (!times)
        return cf_fail(err, CF_ENOMEM, "'%s': no memory for the proof", proof->path);
    for (uint32_t i = 0; i < proof->count; i++)
        times[i] = table->packets[proof->order[i]].pts;
    qsort(times, proof->count, sizeof *times, compare_times);
    for (uint32_t i = 0; i < proof->count; i++)
        table->packets[proof->order[i]].pts = times[i];
    free(times);
    return cf_table_order(table, err);
}

static int in_order(const struct proof *proof)
{
    return proof->count == proof->table->display_count &&
           !memcmp(proof->order, proof->table->display, proof->count * sizeof *proof->order);
}

static int settle(struct proof *proof, struct cf_error *err)
{
    struct cf_table *table = proof->table;
    if (proof->fault_status) {
        if (err)
            *err = proof->fault;
        return proof->fault_status;
    }
    if (!proof->count)
        return cf_fail(err, CF_EDECODE, "'%s': none of its %u packets gave a picture", proof->path,
                       table->packet_count);
    for (uint32_t i = 0; i < table->packet_count; i++)
        table->packets[i].shown = proof->seen[i];
    int status = cf_table_order(table, err);
    if (status >= 0 && !in_order(proof))
        status = deal_times(proof, err);
    if (status < 0)
        return status;
    if (!in_order(proof))
        return cf_fail(err, CF_EUNSUPPORTED, "'%s': several pictures have one time, and their order is another one",
                       proof->path);
    table->proven = 1;
    return CF_OK;
}

int cf_table_prove(struct cf_table *table, const char *path, struct cf_error *err)
{
    struct proof proof = {.table = table, .path = path};
    int status = CF_OK;
    proof.order = malloc(table->packet_count * sizeof *proof.order);
    proof.seen = malloc(table->packet_count);
    proof.frame = av_frame_alloc();
    proof.packet = av_packet_alloc();
    if (!proof.order || !proof.seen || !proof.frame || !proof.packet)
        status = cf_fail(err, CF_ENOMEM, "'%s': no memory for the proof", path);
    /* H.264 that does not state its reorder depth loses pictures until the decoder has found it: start over then. */
    for (int pass = 0; status >= 0 && pass < 17; pass++) {
        memset(proof.seen, 0, table->packet_count);
        proof.count = 0;
        proof.fault_status = 0;
        status = cf_codec_open(&proof.context, table, table->reorder_depth, 1, err);
        if (status >= 0) {
            /* Else a slice of HEVC that breaks off, or a picture or chunk whose checksum is wrong, is kept silent
             * about. H.264 tells by cf_frame_fault, and calls much an error that harms no picture. */
            if (table->codec == CF_CODEC_HEVC || table->codec == CF_CODEC_PNG)
                proof.context->err_recognition |= AV_EF_EXPLODE | AV_EF_CRCCHECK;
            status = feed(&proof, err);
        }
        if (status < 0)
            break;
        int deeper = proof.context->has_b_frames > table->reorder_depth;
        if (deeper)
            table->reorder_depth = proof.context->has_b_frames;
        avcodec_free_context(&proof.context);
        if (!deeper)
            break;
    }
    if (status >= 0)
        status = settle(&proof, err);
    avcodec_free_context(&proof.context);
    av_frame_free(&proof.frame);
    av_packet_free(&proof.packet);
    cf_need_free(&proof.need);
    cf_packets_free(&proof.packets);
    free(proof.order);
    free(proof.seen);
    return status;
}
