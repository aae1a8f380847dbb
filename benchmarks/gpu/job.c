#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "gpu/check.h"

double now_seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static uint32_t place_of(const struct job *job, uint32_t frame)
{
    uint32_t i = 0;
    while (job->set->frames.at[i] != frame)
        i++;
    return i;
}

/* Downloads a surface's planes and makes them planar. Waits: this is no measurement. */
static int fetch(struct job *job, struct cf_cuda_stream *stream, const struct cf_surface *surface)
{
    const struct cf_picture *from = &surface->picture;
    struct cf_picture *to = &job->pictures[place_of(job, surface->frame)];
    size_t bytes = from->depth > 8 ? 2 : 1;
    int low_bits = from->low_bits, interleaved = from->interleaved;
    *to = *from;
    to->interleaved = to->low_bits = 0;
    for (int c = 0; c < 3; c++) {
        size_t width = (size_t)(c ? -(-from->width >> from->shift_x) : from->width), step = c && interleaved ? 2 : 1;
        size_t height = (size_t)(c ? -(-from->height >> from->shift_y) : from->height);
        size_t pitch = (size_t)from->stride[c], size = pitch * (height - 1) + ((width - 1) * step + 1) * bytes;
        uint8_t *rows = malloc(size), *plane = malloc(width * height * bytes);
        int status = cf_cuda_download(stream, rows, (uint64_t)(uintptr_t)from->plane[c], size, &job->err);
        for (size_t y = 0; !status && y < height; y++)
            for (size_t x = 0; x < width; x++) {
                uint16_t value = rows[y * pitch + x * step];
                if (bytes == 2) {
                    memcpy(&value, rows + y * pitch + x * step * 2, 2);
                    value = (uint16_t)(value >> low_bits);
                }
                memcpy(plane + (y * width + x) * bytes, &value, bytes);
            }
        free(rows);
        to->plane[c] = plane;
        to->stride[c] = (ptrdiff_t)(width * bytes);
        if (status)
            return status;
    }
    return CF_OK;
}

static int fit_scaler(struct job *job, const struct cf_picture *p)
{
    struct cf_scaler_params params = {.width = p->width,
                                      .height = p->height,
                                      .shift_x = p->shift_x,
                                      .shift_y = p->shift_y,
                                      .rotation = p->rotation,
                                      .resize = CF_RESIZE_LATTE,
                                      .out_h = PACK_OUT,
                                      .out_w = PACK_OUT};
    if (cf_scaler_is_for(job->scaler, &params))
        return CF_OK;
    cf_scaler_destroy(&job->scaler);
    return cf_scaler_create(&job->scaler, &params, &job->err);
}

static int take_surfaces(void *opaque, struct cf_cuda_stream *stream, const struct cf_surface *surfaces, int count)
{
    struct job *job = opaque;
    struct cf_cuda_work work[CF_NVDEC_GROUP_MAX];
    int status = CF_OK;
    if (job->mode == JOB_NOTHING)
        return CF_OK;
    for (int i = 0; job->mode == JOB_VERIFY && !status && i < count; i++)
        status = fetch(job, stream, &surfaces[i]);
    if (status || !job->check->converter)
        return status;
    status = fit_scaler(job, &surfaces[0].picture);
    for (int i = 0; i < count; i++) {
        uint64_t at = job->batch + place_of(job, surfaces[i].frame) * pack_frame_bytes();
        work[i] = (struct cf_cuda_work){&surfaces[i].picture,
                                        {(void *)(uintptr_t)at, CF_DTYPE_U8, PACK_OUT * PACK_OUT, PACK_OUT, 1}};
    }
    if (!status)
        status = cf_cuda_convert(job->check->converter, stream, job->scaler, work, count, &job->err);
    if (!status)
        status = cf_cuda_event_record(job->check->cuda, job->over, stream->handle, &job->err);
    return status;
}

static void finish(void *opaque, int status, const struct cf_error *err)
{
    struct job *job = opaque;
    pthread_mutex_lock(&job->crew->mutex);
    job->status = status;
    job->err = *err;
    job->done = 1;
    pthread_cond_broadcast(&job->crew->changed);
    pthread_mutex_unlock(&job->crew->mutex);
}

static void forget_pictures(struct job *job)
{
    for (int i = 0; i < JOB_FRAMES; i++) {
        for (int c = 0; c < 3; c++)
            free((void *)(uintptr_t)job->pictures[i].plane[c]);
        job->pictures[i] = (struct cf_picture){0};
    }
}

void job_submit(struct job *job, struct cf_nvdec *nvdec, const struct pack_clip *clip, const struct pack_set *set,
                enum job_mode mode, int dropping)
{
    const struct pack_list *list = dropping ? &set->needed : &set->all;
    if (list->count > job->packets.capacity) {
        job->packets.offsets = realloc(job->packets.offsets, list->count * sizeof *job->packets.offsets);
        job->need.packets = realloc(job->need.packets, list->count * sizeof *job->need.packets);
        job->packets.capacity = list->count;
    }
    forget_pictures(job);
    job->clip = clip;
    job->set = set;
    job->mode = mode;
    job->done = 0;
    job->need.count = list->count;
    memcpy(job->need.packets, list->at, list->count * sizeof *list->at);
    job->packets.data.data = (uint8_t *)(uintptr_t)clip->bytes; /* read only */
    for (uint32_t i = 0; i < list->count; i++)
        job->packets.offsets[i] = clip->offsets[list->at[i]];
    job->decode = (struct cf_decode_job){.table = clip->table,
                                         .path = clip->name,
                                         .need = &job->need,
                                         .packets = &job->packets,
                                         .frames = set->frames.at,
                                         .frame_count = set->frames.count,
                                         .sink = {.opaque = job, .surfaces = take_surfaces},
                                         .done = finish};
    cf_nvdec_submit(nvdec, &job->decode);
}

void job_wait(struct job *job)
{
    pthread_mutex_lock(&job->crew->mutex);
    while (!job->done)
        pthread_cond_wait(&job->crew->changed, &job->crew->mutex);
    pthread_mutex_unlock(&job->crew->mutex);
    cf_cuda_event_poll(job->check->cuda, job->over, NULL);
}

struct job *crew_wait(struct crew *crew)
{
    struct job *found = NULL;
    pthread_mutex_lock(&crew->mutex);
    while (!found) {
        for (int i = 0; i < crew->count && !found; i++)
            found = crew->jobs[i].done ? &crew->jobs[i] : NULL;
        if (!found)
            pthread_cond_wait(&crew->changed, &crew->mutex);
    }
    pthread_mutex_unlock(&crew->mutex);
    return found;
}

int crew_open(struct crew *crew, struct check *check, int count, struct cf_error *err)
{
    int status = CF_OK;
    pthread_mutex_init(&crew->mutex, NULL);
    pthread_cond_init(&crew->changed, NULL);
    crew->count = count;
    crew->jobs = calloc((size_t)count, sizeof *crew->jobs);
    for (int i = 0; !status && i < count; i++) {
        crew->jobs[i].check = check;
        crew->jobs[i].crew = crew;
        status = cf_cuda_event_create(check->cuda, &crew->jobs[i].over, err);
        if (!status)
            status = cf_cuda_alloc(check->cuda, JOB_FRAMES * pack_frame_bytes(), &crew->jobs[i].batch, err);
    }
    return status;
}

void crew_close(struct crew *crew)
{
    for (int i = 0; i < crew->count; i++) {
        struct job *job = &crew->jobs[i];
        forget_pictures(job);
        cf_scaler_destroy(&job->scaler);
        cf_cuda_free(job->check->cuda, &job->batch);
        cf_cuda_event_destroy(job->check->cuda, &job->over);
        free(job->need.packets);
        free(job->packets.offsets);
    }
    free(crew->jobs);
    pthread_cond_destroy(&crew->changed);
    pthread_mutex_destroy(&crew->mutex);
}
