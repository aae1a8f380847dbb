/* The decoder's floor: bare libavcodec on a list of clips, packets already in memory, nothing done with the pictures.
 *
 *     floor STORE LIST.json [--all] [--threads T] [--from I] [--to J]
 *
 * LIST.json is {"media": ROOT, "clips": [{"clip_id": "...", "frames": [...]}, ...]}. T threads, each with one
 * one-thread decoder context per file, kept from clip to clip; a clip is the packets that cf_need_compute names (--all:
 * every packet between the first and the last of these), fed until its last wanted picture is out. Reading tables and
 * packets and opening decoders is not timed. Prints one JSON object. */
#include <getopt.h>
#include <jansson.h>
#include <libavcodec/avcodec.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "media/internal.h"
#include "store/tables.h"

struct clip {
    const struct cf_table *table;
    uint32_t table_index, frame_count, *frames;
    uint8_t *wanted; /* by packet index */
    struct cf_need need;
    struct cf_packets packets;
};

struct work {
    struct cf_store *store;
    struct clip *clips;
    uint32_t clip_count, table_count;
    char **paths;
    struct cf_table **tables;
    atomic_uint next;
    atomic_ullong decoded, delivered;
    atomic_int failed;
    pthread_barrier_t start, end;
};

static void give_up(const char *what, const char *detail)
{
    fprintf(stderr, "floor: %s: %s\n", what, detail);
    exit(1);
}

static double seconds_of(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* The file's packet table, out of the store, once per file. */
static uint32_t table_of(struct work *work, const char *root, const char *clip_id)
{
    struct cf_error err = {0};
    struct cf_record *record = NULL;
    struct cf_buffer bytes = {0};
    char path[4096];
    if (cf_store_get(work->store, clip_id, &record, &err))
        give_up(clip_id, err.message);
    snprintf(path, sizeof path, "%s/%s", root, record->path);
    uint32_t i = 0;
    while (i < work->table_count && strcmp(work->paths[i], path) != 0)
        i++;
    if (i == work->table_count) {
        work->tables = realloc(work->tables, (i + 1) * sizeof *work->tables);
        work->paths = realloc(work->paths, (i + 1) * sizeof *work->paths);
        if (!work->tables || !work->paths || cf_store_table(work->store, record->media_key, &bytes, &err) ||
            cf_table_parse(&work->tables[i], bytes.data, bytes.size, &err))
            give_up(path, err.message);
        work->paths[i] = strdup(path);
        work->table_count++;
    }
    cf_buffer_free(&bytes);
    cf_record_free(&record);
    return i;
}

static void load_clip(struct work *work, struct clip *clip, const char *root, const json_t *from, int all)
{
    struct cf_error err = {0};
    const char *clip_id = json_string_value(json_object_get(from, "clip_id"));
    const json_t *frames = json_object_get(from, "frames");
    if (!clip_id || !json_array_size(frames))
        give_up("a clip", "has no clip_id or no frames");
    clip->table_index = table_of(work, root, clip_id);
    const char *path = work->paths[clip->table_index];
    const struct cf_table *table = work->tables[clip->table_index];
    clip->table = table;
    clip->frames = calloc(json_array_size(frames), sizeof *clip->frames);
    clip->wanted = calloc(table->packet_count, 1);
    if (!clip->frames || !clip->wanted)
        give_up(path, "no memory");
    for (size_t i = 0; i < json_array_size(frames); i++)
        clip->frames[clip->frame_count++] = (uint32_t)json_integer_value(json_array_get(frames, i));
    if (cf_need_compute(&clip->need, table, clip->frames, clip->frame_count, &err))
        give_up(path, err.message);
    if (all) {
        uint32_t first = clip->need.packets[0], last = clip->need.packets[clip->need.count - 1];
        if (cf_need_fill(&clip->need, table, first, last - first + 1, &err))
            give_up(path, err.message);
    }
    if (cf_packets_read(&clip->packets, table, &clip->need, path, &cf_reader_posix, &err))
        give_up(path, err.message);
    uint32_t distinct = 0;
    for (uint32_t i = 0; i < clip->frame_count; i++) {
        distinct += !clip->wanted[table->display[clip->frames[i]]];
        clip->wanted[table->display[clip->frames[i]]] = 1;
    }
    clip->frame_count = distinct;
}

static void keep(void *opaque, uint8_t *data)
{
    (void)opaque;
    (void)data;
}

static uint32_t receive(struct work *work, const struct clip *clip, AVCodecContext *context, AVFrame *frame)
{
    uint32_t got = 0;
    while (avcodec_receive_frame(context, frame) >= 0) {
        atomic_fetch_add_explicit(&work->decoded, 1, memory_order_relaxed);
        if (frame->pts >= 0 && frame->pts < clip->table->packet_count && clip->wanted[frame->pts])
            got++;
        av_frame_unref(frame);
    }
    return got;
}

static void decode(struct work *work, const struct clip *clip, AVCodecContext *context, AVPacket *packet,
                   AVFrame *frame)
{
    uint32_t got = 0;
    for (uint32_t i = 0; i < clip->need.count && got < clip->frame_count; i++) {
        uint32_t index = clip->need.packets[i];
        uint8_t *data = clip->packets.data.data + clip->packets.offsets[i];
        size_t size = clip->table->packets[index].size;
        packet->buf = av_buffer_create(data, size + CF_PACKET_PADDING, keep, NULL, AV_BUFFER_FLAG_READONLY);
        packet->data = data;
        packet->size = (int)size;
        packet->pts = index;
        if (!packet->buf || avcodec_send_packet(context, packet) < 0)
            atomic_store(&work->failed, 1);
        av_packet_unref(packet);
        got += receive(work, clip, context, frame);
    }
    if (got < clip->frame_count) {
        avcodec_send_packet(context, NULL);
        got += receive(work, clip, context, frame);
    }
    avcodec_flush_buffers(context);
    atomic_fetch_add(&work->delivered, got);
    if (got != clip->frame_count)
        atomic_store(&work->failed, 1);
}

static void *run(void *opaque)
{
    struct work *work = opaque;
    AVCodecContext **contexts = calloc(work->table_count, sizeof *contexts);
    AVPacket *packet = av_packet_alloc();
    AVFrame *frame = av_frame_alloc();
    struct cf_error err = {0};
    if (!contexts || !packet || !frame)
        give_up("a thread", "no memory");
    for (uint32_t i = 0; i < work->table_count; i++)
        if (cf_codec_open(&contexts[i], work->tables[i], work->tables[i]->reorder_depth, 1, &err))
            give_up(work->paths[i], err.message);
    pthread_barrier_wait(&work->start);
    for (uint32_t i; (i = atomic_fetch_add(&work->next, 1)) < work->clip_count;)
        decode(work, &work->clips[i], contexts[work->clips[i].table_index], packet, frame);
    pthread_barrier_wait(&work->end);
    for (uint32_t i = 0; i < work->table_count; i++)
        avcodec_free_context(&contexts[i]);
    free(contexts);
    av_packet_free(&packet);
    av_frame_free(&frame);
    return NULL;
}

static void report(const struct work *work, double seconds, double cpu)
{
    unsigned version = avcodec_version();
    char name[32];
    uint64_t packets = 0;
    for (uint32_t i = 0; i < work->clip_count; i++)
        packets += work->clips[i].need.count;
    snprintf(name, sizeof name, "%u.%u.%u", version >> 16, version >> 8 & 255, version & 255);
    json_t *out =
        json_pack("{s:i, s:f, s:f, s:I, s:I, s:I, s:s}", "clips", (int)work->clip_count, "seconds", seconds,
                  "cpu_seconds", cpu, "packets", (json_int_t)packets, "pictures_decoded", (json_int_t)work->decoded,
                  "pictures_kept", (json_int_t)work->delivered, "libavcodec", name);
    json_dumpf(out, stdout, JSON_COMPACT | JSON_REAL_PRECISION(9));
    putchar('\n');
    json_decref(out);
}

static void measure(struct work *work, unsigned threads)
{
    pthread_t *ids = calloc(threads, sizeof *ids);
    pthread_barrier_init(&work->start, NULL, threads + 1);
    pthread_barrier_init(&work->end, NULL, threads + 1);
    for (unsigned i = 0; i < threads; i++)
        if (!ids || pthread_create(&ids[i], NULL, run, work))
            give_up("a thread", "cannot be made");
    pthread_barrier_wait(&work->start);
    double begin = seconds_of(CLOCK_MONOTONIC), cpu = seconds_of(CLOCK_PROCESS_CPUTIME_ID);
    pthread_barrier_wait(&work->end);
    report(work, seconds_of(CLOCK_MONOTONIC) - begin, seconds_of(CLOCK_PROCESS_CPUTIME_ID) - cpu);
    for (unsigned i = 0; i < threads; i++)
        pthread_join(ids[i], NULL);
    free(ids);
}

static void release(struct work *work)
{
    for (uint32_t i = 0; i < work->clip_count; i++) {
        free(work->clips[i].frames);
        free(work->clips[i].wanted);
        cf_need_free(&work->clips[i].need);
        cf_packets_free(&work->clips[i].packets);
    }
    for (uint32_t i = 0; i < work->table_count; i++) {
        free(work->paths[i]);
        cf_table_destroy(&work->tables[i]);
    }
    cf_store_close(&work->store);
    free(work->clips);
    free(work->paths);
    free(work->tables);
}

int main(int argc, char **argv)
{
    static const struct option options[] = {
        {"all", 0, 0, 'a'}, {"threads", 1, 0, 't'}, {"from", 1, 0, 'f'}, {"to", 1, 0, 'o'}, {0}};
    unsigned threads = 1;
    size_t first = 0, last = SIZE_MAX;
    int all = 0;
    for (int c; (c = getopt_long(argc, argv, "", options, NULL)) != -1;)
        switch (c) {
        case 'a': all = 1; break;
        case 't': threads = (unsigned)strtoul(optarg, NULL, 10); break;
        case 'f': first = strtoul(optarg, NULL, 10); break;
        case 'o': last = strtoul(optarg, NULL, 10); break;
        default: return 2;
        }
    json_error_t why = {.text = "usage: floor STORE LIST.json [--all] [--threads T] [--from I] [--to J]"};
    struct cf_error err = {0};
    json_t *root = optind + 2 == argc && threads ? json_load_file(argv[optind + 1], 0, &why) : NULL;
    const char *media = json_string_value(json_object_get(root, "media"));
    if (!root || !media)
        give_up("no list", root ? "it has no \"media\"" : why.text);
    const json_t *clips = json_object_get(root, "clips");
    if (last > json_array_size(clips))
        last = json_array_size(clips);
    struct work work = {.clips = calloc(last > first ? last - first : 1, sizeof *work.clips)};
    if (!work.clips || cf_store_open(&work.store, argv[optind], &err))
        give_up(argv[optind], err.message);
    for (size_t i = first; i < last; i++)
        load_clip(&work, &work.clips[work.clip_count++], media, json_array_get(clips, i), all);
    measure(&work, threads);
    release(&work);
    json_decref(root);
    if (work.failed)
        give_up("a clip", "some packets were refused or some wanted pictures did not come out");
    return 0;
}
