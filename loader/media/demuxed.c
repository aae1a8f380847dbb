/* Packets of files whose bytes do not stand in the file as the decoder wants them: transport streams, lacing, header
 * stripping. Never avformat_find_stream_info: the table has it all. */
#include <libavformat/avformat.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "media/internal.h"

static int open_container(AVFormatContext **out, const char *path, struct cf_error *err)
{
    size_t length = strlen(path) + 6;
    char *url = malloc(length);
    AVDictionary *options = NULL;
    AVFormatContext *context = NULL;
    if (!url)
        return cf_fail(err, CF_ENOMEM, "'%s': no memory", path);
    snprintf(url, length, "file:%s", path);
    av_dict_set(&options, "protocol_whitelist", "file", 0);
    int code = avformat_open_input(&context, url, NULL, &options);
    av_dict_free(&options);
    free(url);
    if (code < 0) {
        char text[AV_ERROR_MAX_STRING_SIZE];
        av_strerror(code, text, sizeof text);
        int ours = code == AVERROR(ENOMEM) || code == AVERROR(EMFILE) || code == AVERROR(ENFILE);
        return cf_fail(err, ours ? CF_ENOMEM : CF_ECORRUPT, "'%s': the container does not open: %s", path, text);
    }
    *out = context;
    return CF_OK;
}

/* Fills packets from *next on; fewer than all if the stream ends first. */
static void collect(struct cf_packets *packets, const struct cf_table *table, const struct cf_need *need,
                    AVFormatContext *context, AVPacket *packet, uint32_t *next)
{
    while (*next < need->count && av_read_frame(context, packet) >= 0) {
        const struct cf_packet *wanted = &table->packets[need->packets[*next]];
        int64_t pts = packet->pts == AV_NOPTS_VALUE ? packet->dts : packet->pts;
        if (packet->stream_index == table->stream_index) {
            packets->bytes_read += (uint64_t)packet->size;
            if (pts == wanted->pts && (uint32_t)packet->size == wanted->size &&
                cf_packet_checksum(packet->data, wanted->size) == wanted->checksum) {
                memcpy(packets->data.data + packets->offsets[*next], packet->data, wanted->size);
                (*next)++;
            }
        }
        av_packet_unref(packet);
    }
}

int cf_packets_demux(struct cf_packets *packets, const struct cf_table *table, const struct cf_need *need,
                     const char *path, struct cf_error *err)
{
    cf_libraries_quiet();
    AVPacket *packet = av_packet_alloc();
    uint32_t next = 0;
    int status = packet ? CF_OK : cf_fail(err, CF_ENOMEM, "'%s': no memory", path);
    /* A seek may land behind the first needed packet: then from the file's start. */
    for (int pass = need->packets[0] == 0; status >= 0 && pass < 2 && next < need->count; pass++) {
        AVFormatContext *context = NULL;
        const struct cf_packet *first = &table->packets[need->packets[0]];
        int64_t target = first->dts != INT64_MIN && first->dts < first->pts ? first->dts : first->pts;
        status = open_container(&context, path, err);
        if (status < 0)
            break;
        next = 0;
        if (pass || (table->stream_index < (int)context->nb_streams &&
                     av_seek_frame(context, table->stream_index, target, AVSEEK_FLAG_BACKWARD) >= 0))
            collect(packets, table, need, context, packet, &next);
        avformat_close_input(&context);
    }
    if (status >= 0 && next < need->count)
        status = cf_fail(err, CF_ECORRUPT, "'%s': packet %u (pts %lld, %u bytes) is not in the stream as ingested",
                         path, need->packets[next], (long long)table->packets[need->packets[next]].pts,
                         table->packets[need->packets[next]].size);
    av_packet_free(&packet);
    return status;
}
