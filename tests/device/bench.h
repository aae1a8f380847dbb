/* For the tests of the NVDEC pool: clips with the host decoder's hashes of all of their pictures, and jobs whose sink
 * hashes surfaces when their stream gets to it, as a kernel would. */
#ifndef TESTS_DEVICE_BENCH_H
#define TESTS_DEVICE_BENCH_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <dirent.h>
#include <jansson.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <xxhash.h>

#include "decode/cuda_device.h"
#include "decode/decode.h"
#include "decode/nvdec.h"
#include "device/nvcuvid/standin_nvcuvid.h"
#include "device/standin.h"

enum { BENCH_FRAMES = 24 };

struct clip {
    char name[256], path[4096];
    struct cf_table *table;
    uint64_t *hashes; /* by display index */
};

struct clips {
    struct clip *at;
    int count;
};

/* A job of a few frames. */
struct work {
    struct cf_decode_job job;
    const struct clip *clip;
    struct cf_need need;
    struct cf_packets packets;
    uint32_t frames[BENCH_FRAMES], last; /* last frame lent, and one */
    pthread_mutex_t mutex;
    pthread_cond_t finished;
    int done, status, lent, sink_status; /* sink_status: what the sink returns */
    atomic_int hashed, wrong;
    struct cf_error err;
    struct cf_picture seen; /* the last picture */
};

static uint64_t rng_state;
static inline uint32_t rng(uint32_t below)
{
    rng_state = rng_state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(rng_state >> 33) % below;
}

/* Of planar samples without their meaningless bits, whatever the layout. host: what device addresses differ by. */
static inline uint64_t bench_hash(const struct cf_picture *p, uintptr_t host)
{
    uint64_t hash = 0;
    size_t bytes = p->depth > 8 ? 2 : 1;
    uint8_t *row = malloc((size_t)p->width * 2);
    for (int c = 0; c < 3 && p->plane[c]; c++) {
        int sx = c ? p->shift_x : 0, sy = c ? p->shift_y : 0;
        size_t step = bytes * (c && p->interleaved ? 2 : 1), n = (size_t)((p->width + (1 << sx) - 1) >> sx);
        for (int y = 0; y < (p->height + (1 << sy) - 1) >> sy; y++) {
            const uint8_t *from = (const uint8_t *)((uintptr_t)p->plane[c] - host) + y * p->stride[c];
            for (size_t x = 0; x < n; x++) {
                uint16_t value = from[x * step];
                if (bytes == 2) {
                    memcpy(&value, from + x * step, 2);
                    value = (uint16_t)(value >> p->low_bits);
                }
                memcpy(row + x * bytes, &value, bytes);
            }
            hash = XXH3_64bits_withSeed(row, n * bytes, hash);
        }
    }
    free(row);
    return hash;
}

static inline int bench_take_host(void *opaque, uint32_t frame, const struct cf_picture *picture)
{
    struct work *work = opaque;
    work->clip->hashes[frame] = bench_hash(picture, 0);
    work->seen = *picture;
    return CF_OK;
}

static inline void bench_done(void *opaque, int status, const struct cf_error *err)
{
    struct work *work = opaque;
    pthread_mutex_lock(&work->mutex);
    work->status = status;
    work->err = *err;
    work->done++;
    pthread_cond_signal(&work->finished);
    pthread_mutex_unlock(&work->mutex);
}

static inline void bench_prepare(struct work *work, const struct clip *clip, const uint32_t *frames, uint32_t count)
{
    struct cf_error err = {CF_OK, ""};
    work->clip = clip;
    work->need.no_gaps = 1;
    if (cf_need_compute(&work->need, clip->table, frames, count, &err) ||
        cf_packets_read(&work->packets, clip->table, &work->need, clip->path, &cf_reader_posix, &err))
        fail_msg("%s: %s", clip->name, err.message);
    work->job = (struct cf_decode_job){.table = clip->table,
                                       .path = clip->path,
                                       .need = &work->need,
                                       .packets = &work->packets,
                                       .frames = frames,
                                       .frame_count = count,
                                       .sink = {.opaque = work},
                                       .done = bench_done};
    work->done = work->lent = work->status = work->sink_status = 0;
    work->last = 0;
    atomic_store(&work->hashed, 0);
    atomic_store(&work->wrong, 0);
}

static inline void bench_init(struct work *work)
{
    memset(work, 0, sizeof *work);
    pthread_mutex_init(&work->mutex, NULL);
    pthread_cond_init(&work->finished, NULL);
}

static inline void bench_free(struct work *work)
{
    cf_need_free(&work->need);
    cf_packets_free(&work->packets);
    pthread_mutex_destroy(&work->mutex);
    pthread_cond_destroy(&work->finished);
}

/* The host decoder's hashes of these frames. */
static inline void bench_decode_host(const struct clip *clip, const uint32_t *frames, uint32_t count)
{
    struct cf_error err = {CF_OK, ""};
    struct cf_decoder *decoder = NULL;
    struct work work;
    bench_init(&work);
    bench_prepare(&work, clip, frames, count);
    work.job.sink.picture = bench_take_host;
    assert_int_equal(cf_decoder_libavcodec.create(&decoder, 1, &err), CF_OK);
    cf_decoder_libavcodec.submit(decoder, &work.job);
    if (work.status)
        fail_msg("%s: %s", clip->name, work.err.message);
    cf_decoder_libavcodec.destroy(&decoder);
    bench_free(&work);
}

static inline int bench_open_clip(struct clip *clip, const char *folder, const char *name,
                                  const struct cf_table_options *options)
{
    struct cf_error err = {CF_OK, ""};
    snprintf(clip->name, sizeof clip->name, "%s", name);
    snprintf(clip->path, sizeof clip->path, "%s/%s", folder, name);
    if (cf_table_build(&clip->table, clip->path, options, &err))
        fail_msg("%s: %s", name, err.message);
    clip->hashes = calloc(clip->table->display_count, sizeof *clip->hashes);
    return 1;
}

/* Every picture as the host decoder has it. */
static inline void bench_decode_all(const struct clip *clip)
{
    uint32_t n = clip->table->display_count;
    uint32_t *frames = malloc(n * sizeof *frames);
    for (uint32_t i = 0; i < n; i++)
        frames[i] = i;
    bench_decode_host(clip, frames, n);
    free(frames);
}

static inline int bench_compare_names(const void *a, const void *b)
{
    return strcmp(((const struct clip *)a)->name, ((const struct clip *)b)->name);
}

/* What of a folder the host decodes, by name. only: those with this in their name; hash: with all pictures' hashes. */
static inline struct clips bench_open(const char *folder, const char *only, const struct cf_table_options *options,
                                      int hash)
{
    struct clips clips = {0};
    char path[4096];
    snprintf(path, sizeof path, "%s/manifest.json", folder);
    json_t *refused = json_load_file(path, 0, NULL);
    DIR *dir = opendir(folder);
    struct dirent *entry;
    assert_non_null(dir);
    clips.at = calloc(256, sizeof *clips.at);
    while ((entry = readdir(dir)) && clips.count < 256) {
        const char *dot = strrchr(entry->d_name, '.');
        if (!dot || entry->d_name[0] == '.' || !strstr(".mp4.mov.mkv.webm.ts.avi.flv.ivf.png.jpg.", dot) ||
            (only && !strstr(entry->d_name, only)) || json_is_string(json_object_get(refused, entry->d_name)))
            continue;
        struct clip *clip = &clips.at[clips.count];
        clips.count += bench_open_clip(clip, folder, entry->d_name, options);
        if (hash && clip->table->codec < CF_CODEC_JPEG)
            bench_decode_all(clip);
    }
    closedir(dir);
    json_decref(refused);
    qsort(clips.at, (size_t)clips.count, sizeof *clips.at, bench_compare_names);
    return clips;
}

static inline void bench_close(struct clips *clips)
{
    for (int i = 0; i < clips->count; i++) {
        cf_table_destroy(&clips->at[i].table);
        free(clips->at[i].hashes);
    }
    free(clips->at);
}

static inline const struct clip *bench_find(const struct clips *clips, const char *name)
{
    for (int i = 0; i < clips->count; i++)
        if (!strcmp(clips->at[i].name, name))
            return &clips->at[i];
    fail_msg("no clip %s", name);
    return NULL;
}

struct glance { /* at one surface, when its stream gets there */
    struct work *work;
    struct cf_surface surface;
};

static inline void bench_look(void *argument)
{
    struct glance *g = argument;
    uint64_t expected = g->work->clip->hashes[g->surface.frame];
    if (bench_hash(&g->surface.picture, STANDIN_TAG) != expected) {
        atomic_fetch_add(&g->work->wrong, 1);
        fprintf(stderr, "%s: frame %u differs\n", g->work->clip->name, g->surface.frame);
    }
    atomic_fetch_add(&g->work->hashed, 1);
    free(g);
}

static inline int bench_take_surfaces(void *opaque, struct cf_cuda_stream *stream, const struct cf_surface *surfaces,
                                      int count)
{
    struct work *work = opaque;
    for (int i = 0; i < count; i++) {
        struct glance *g = malloc(sizeof *g);
        *g = (struct glance){work, surfaces[i]};
        if (standin_enqueue(stream->handle, bench_look, g) != CUDA_SUCCESS) {
            free(g);
            return CF_EDEVICE;
        }
        work->lent++;
        work->seen = surfaces[i].picture;
    }
    return work->sink_status;
}

static inline void bench_submit(struct work *work, struct cf_nvdec *nvdec)
{
    work->job.sink.surfaces = bench_take_surfaces;
    cf_nvdec_submit(nvdec, &work->job);
}

/* Until done() and until all that was queued has run. */
static inline void bench_wait(struct work *work)
{
    pthread_mutex_lock(&work->mutex);
    while (!work->done)
        pthread_cond_wait(&work->finished, &work->mutex);
    pthread_mutex_unlock(&work->mutex);
    while (atomic_load(&work->hashed) < work->lent)
        sched_yield();
}

/* A start and a stride, as a loader draws them. */
static inline uint32_t bench_draw(uint32_t *frames, const struct clip *clip)
{
    uint32_t n = clip->table->display_count, count = 1 + rng(16), stride = 1 + rng(4), at = rng(n), got = 0;
    for (; got < count && at < n; at += stride)
        frames[got++] = at;
    return got;
}

static inline uint32_t bench_distinct(const struct work *work)
{
    uint32_t distinct = 0;
    for (uint32_t i = 0; i < work->job.frame_count; i++) {
        uint32_t k = 0;
        while (work->job.frames[k] != work->job.frames[i])
            k++;
        distinct += k == i;
    }
    return distinct;
}
#endif
