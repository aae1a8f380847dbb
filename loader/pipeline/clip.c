/* One attempt at one part of a sample that draw.c has drawn: packets -> pictures -> its places in the batch. */
#include "pipeline/core.h"

#include "base/error.h"
#include "pipeline/device.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A read that takes longer did not come from the page cache. */
enum { SLOW_READ_NS = 2000000 };

struct attempt {
    struct cf_core *core;
    struct cf_scratch *scratch;
    const struct cf_task *task;
    uint64_t number;
    struct cf_part *part;
    const struct cf_scaler *scaler; /* the scratch's */
    struct cf_picture shape;        /* of the scaler */
    uint64_t pixel_ns;
    bool on_nvdec; /* the device's video engines take the clip */
    int status;    /* the decoder's, through done() */
    struct cf_error *err;
    bool done;
    pthread_mutex_t mutex;
    pthread_cond_t finished;
};

static bool batches_on_device(const struct cf_core *core)
{
    return core->device && core->device->batches;
}

static int choose_scaler(struct attempt *a, const struct cf_picture *picture, struct cf_error *err)
{
    const struct cf_shape *shape = cf_task_shape(a->core, a->task);
    struct cf_scaler_params params = {picture->width,     picture->height,   picture->shift_x,
                                      picture->shift_y,   picture->rotation, a->part->resize,
                                      (int)shape->height, (int)shape->width, a->part->flip};
    struct cf_scaler **kept = &a->scratch->scalers[a->task->part > 0];
    if (!cf_scaler_is_for(*kept, &params)) {
        cf_scaler_destroy(kept);
        int status = cf_scaler_create(kept, &params, err);
        if (status)
            return status;
    }
    a->scaler = *kept;
    a->shape = *picture;
    a->part->geometry = cf_scaler_geometry(a->scaler);
    struct cf_buffer *scratch = &a->scratch->pixels;
    if (cf_buffer_reserve(scratch, cf_scaler_scratch_bytes(a->scaler) + 64))
        return cf_fail(err, CF_ENOMEM, "no memory for pixel scratch");
    return CF_OK;
}

static struct cf_place place_of(const struct attempt *a, const struct cf_batch *batch, uint32_t frame)
{
    const struct cf_shape *shape = cf_task_shape(a->core, a->task);
    size_t plane = (size_t)shape->height * shape->width, total = shape->frames.frames + (size_t)shape->images;
    size_t at, channel, j = a->task->j;
    if (batch->layout == CF_LAYOUT_BFCHW) {
        at = (j * total + frame) * 3 * plane;
        channel = plane;
    } else {
        at = (j * 3 * total + frame) * plane;
        channel = total * plane;
    }
    return (struct cf_place){(uint8_t *)batch->video + at * (size_t)cf_dtype_size(batch->dtype), batch->dtype,
                             (ptrdiff_t)channel, (ptrdiff_t)shape->width, 1};
}

static int same_shape(const struct cf_picture *a, const struct cf_picture *b)
{
    return a->width == b->width && a->height == b->height && a->shift_x == b->shift_x && a->shift_y == b->shift_y &&
           a->rotation == b->rotation;
}

/* The scaler for a clip's pictures, all of which must be alike. */
static int fit_scaler(struct attempt *a, const struct cf_picture *picture)
{
    if (!a->scaler)
        return choose_scaler(a, picture, a->err);
    if (!same_shape(picture, &a->shape))
        return cf_fail(a->err, CF_EUNSUPPORTED, "'%s': picture size or format changes within the clip", a->part->path);
    return CF_OK;
}

/* Where in its place the part's frames begin. */
static uint32_t first_frame(const struct attempt *a)
{
    return a->task->part ? cf_task_shape(a->core, a->task)->frames.frames + a->task->part - 1 : 0;
}

static int claim(struct attempt *a)
{
    uint64_t expected = a->number << 1;
    if (atomic_load(&a->core->stopping))
        return CF_ECANCELLED;
    struct cf_place_state *place = &a->task->slot->places[a->task->j];
    return atomic_compare_exchange_strong(&place->claim, &expected, expected | 1) ? CF_OK : CF_ECANCELLED;
}

static void release_claim(struct attempt *a)
{
    atomic_store(&a->task->slot->places[a->task->j].claim, a->number << 1);
}

static int take_picture(void *opaque, uint32_t frame, const struct cf_picture *picture)
{
    struct attempt *a = opaque;
    uint64_t begin = cf_now_ns();
    int status = fit_scaler(a, picture);
    void *scratch = (void *)(((uintptr_t)a->scratch->pixels.data + 63) & ~(uintptr_t)63);
    for (uint32_t i = 0; !status && i < a->part->frame_count; i++) {
        if (a->part->frames[i] != frame)
            continue;
        status = claim(a);
        if (status)
            break;
        struct cf_place to = place_of(a, &a->task->slot->batch, first_frame(a) + i);
        cf_scaler_convert(a->scaler, picture, &to, scratch);
        release_claim(a);
    }
    a->pixel_ns += cf_now_ns() - begin;
    return status;
}

/* Queues conversions under one claim. */
static int write_claimed(struct attempt *a, struct cf_cuda_stream *stream, const struct cf_cuda_work *work, int count)
{
    int status = claim(a);
    if (status)
        return status;
    status = cf_device_write(a->task->slot, a->task->j, stream, a->scaler, work, count, a->err);
    release_claim(a);
    return status;
}

/* Converts what was uploaded, unless the attempt has failed; the memory is free for the next pictures either way. */
static int flush_uploads(struct attempt *a, int status)
{
    struct cf_device_group *group = a->scratch->group;
    if (!status && group->count)
        status = write_claimed(a, group->stream, group->work, group->count);
    group->count = group->picture_count = 0;
    int ended = cf_cuda_stage_end(group->stream, status ? NULL : a->err);
    return status ? status : ended;
}

/* A host picture on its way to the device: uploaded at once, converted with others of the clip. */
static int upload_picture(void *opaque, uint32_t frame, const struct cf_picture *picture)
{
    struct attempt *a = opaque;
    struct cf_device_group *group = a->scratch->group;
    uint64_t begin = cf_now_ns();
    int status = fit_scaler(a, picture);
    if (!status && group->picture_count == CF_CUDA_GROUP)
        status = flush_uploads(a, status);
    for (int full = 1; !status && full;) {
        status = cf_cuda_stage(group->stream, a->scaler, picture, &group->pictures[group->picture_count], a->err);
        full = status == CF_CUDA_STAGE_FULL;
        if (full)
            status = flush_uploads(a, CF_OK);
    }
    const struct cf_picture *kept = &group->pictures[group->picture_count];
    for (uint32_t i = 0; !status && i < a->part->frame_count; i++) {
        if (a->part->frames[i] != frame)
            continue;
        if (group->count == CF_CUDA_GROUP) {
            status = write_claimed(a, group->stream, group->work, group->count);
            group->count = 0;
        }
        struct cf_place to = place_of(a, &a->task->slot->batch, first_frame(a) + i);
        group->work[group->count++] = (struct cf_cuda_work){kept, to};
    }
    group->picture_count += !status;
    a->pixel_ns += cf_now_ns() - begin;
    return status;
}

/* Pictures that the device's video engines hold; on a session's thread, while the worker waits. */
static int take_surfaces(void *opaque, struct cf_cuda_stream *stream, const struct cf_surface *surfaces, int count)
{
    struct attempt *a = opaque;
    struct cf_cuda_work work[CF_CUDA_GROUP];
    uint64_t begin = cf_now_ns();
    int n = 0, status = CF_OK;
    for (int i = 0; !status && i < count; i++) {
        status = fit_scaler(a, &surfaces[i].picture);
        for (uint32_t f = 0; !status && f < a->part->frame_count; f++) {
            if (a->part->frames[f] != surfaces[i].frame)
                continue;
            if (n == CF_CUDA_GROUP) {
                status = write_claimed(a, stream, work, n);
                n = 0;
            }
            struct cf_place to = place_of(a, &a->task->slot->batch, first_frame(a) + f);
            work[n++] = (struct cf_cuda_work){&surfaces[i].picture, to};
        }
    }
    if (!status && n)
        status = write_claimed(a, stream, work, n);
    a->pixel_ns += cf_now_ns() - begin;
    return status;
}

static void decoded(void *opaque, int status, const struct cf_error *err)
{
    struct attempt *a = opaque;
    pthread_mutex_lock(&a->mutex);
    a->status = status;
    if (status && err && !a->err->message[0]) /* the sink's own words say more */
        *a->err = *err;
    a->done = true;
    pthread_cond_signal(&a->finished);
    pthread_mutex_unlock(&a->mutex);
}

/* What the decoder still holds from the clip before need not be read and decoded again. */
static void skip_fed(struct attempt *a, const struct cf_table *table)
{
    const struct cf_decoder_ops *ops = a->core->hooks.decoder;
    struct cf_scratch *s = a->scratch;
    struct cf_decoder *decoder = s->decoders[a->task->part > 0];
    if (!decoder || !ops->fed)
        return;
    uint32_t fed = ops->fed(decoder, table, &s->need, a->part->frames, a->part->frame_count);
    if (fed)
        cf_need_skip(&s->need, table, fed);
}

int cf_media_path(const char *media_root, const char *path, char out[4096], struct cf_error *err)
{
    enum { SIZE = 4096 };
    int length = path[0] == '/' || !media_root ? snprintf(out, SIZE, "%s", path)
                                               : snprintf(out, SIZE, "%s/%s", media_root, path);
    if (length < 0 || length >= SIZE)
        return cf_fail(err, CF_ENOENT, "'%s': the path is longer than %d bytes", path, SIZE - 1);
    return CF_OK;
}

/* The place that this worker, or one of its fellows, comes to next. */
static int task_ahead(const struct cf_core *core, const struct cf_task *task, struct cf_task *ahead)
{
    const struct cf_loader_params *p = &core->effective.params;
    if (cf_task_follower(core, task, ahead))
        return 1;
    uint64_t j = task->j + (uint64_t)p->threads;
    *ahead = cf_run_task(task->run, task->at.step, task->j);
    while (j >= ahead->at.batch) {
        j -= ahead->at.batch;
        *ahead = cf_run_task(task->run, ahead->at.step + 1, 0);
    }
    ahead->j = (uint32_t)j;
    return ahead->at.step < task->run->end_step;
}

/* Where reads take time, those of clips to come are begun before this one is decoded. */
static void read_ahead(struct cf_core *core, struct cf_scratch *s, const struct cf_task *task)
{
    struct cf_task ahead;
    struct cf_part part = {0};
    char path[4096];
    if (task->part || task->candidate || !task_ahead(core, task, &ahead))
        return;
    uint64_t record = cf_task_record(core, &ahead);
    if (atomic_load(&core->quarantine[record]))
        return;
    if (!cf_part_draw(core, &s->table_bytes, &ahead, record, &part, NULL) &&
        !cf_media_path(core->sources[part.source].media_root, part.path, path, NULL) &&
        !cf_need_compute(&s->ahead, part.table, part.frames, part.frame_count, NULL))
        cf_packets_advise(&s->packets, part.table, &s->ahead, path, core->hooks.reader);
    cf_part_free(&part);
}

/* Whether the clip that follows in the file comes cheaper from this one's decoder than from a key frame: going on
 * means to decode all that is referred to, there and here, and must leave no wanted frame behind. */
static int worth_keeping(struct attempt *a, const struct cf_table *table)
{
    struct cf_core *core = a->core;
    struct cf_scratch *s = a->scratch;
    struct cf_task follower;
    struct cf_part part = {0};
    if (a->task->part || a->task->candidate || !cf_task_follower(core, a->task, &follower))
        return 0;
    uint64_t record = cf_task_record(core, &follower), alone, shared = 0;
    s->need.keep = 0;
    int usable = !atomic_load(&core->quarantine[record]) &&
                 !cf_part_draw(core, &s->table_bytes, &follower, record, &part, NULL) &&
                 !cf_need_compute(&s->ahead, part.table, part.frames, part.frame_count, NULL) &&
                 !cf_need_compute(&s->need, table, a->part->frames, a->part->frame_count, NULL);
    if (usable) {
        uint32_t last = s->need.packets[s->need.count - 1];
        alone = (uint64_t)s->need.count + s->ahead.count;
        usable = s->ahead.packets[0] <= last;
        for (uint32_t i = 0; i < part.frame_count; i++)
            usable = usable && part.table->display[part.frames[i]] > last;
        for (uint32_t i = 0; i < s->ahead.count; i++)
            shared += s->ahead.packets[i] > last;
        s->need.keep = 1;
        usable = usable && !cf_need_compute(&s->need, table, a->part->frames, a->part->frame_count, NULL) &&
                 shared + s->need.count < alone;
    }
    cf_part_free(&part);
    return usable;
}

static int read_packets(struct attempt *a, const struct cf_table *table, const char *path, struct cf_error *err)
{
    const struct cf_loader_params *p = &a->core->effective.params;
    struct cf_scratch *s = a->scratch;
    s->need.no_gaps = a->on_nvdec;
    s->need.keep = !a->on_nvdec && worth_keeping(a, table);
    int status = cf_need_compute(&s->need, table, a->part->frames, a->part->frame_count, err);
    if (status)
        return status;
    /* What is read at once, too: packets may lie far apart in the file. */
    uint64_t bytes = s->need.packet_bytes;
    if (s->need.span_bytes > 0 && (uint64_t)s->need.span_bytes > bytes)
        bytes = (uint64_t)s->need.span_bytes;
    if (s->need.count > p->budget_packets || bytes > p->budget_bytes)
        return cf_fail(err, CF_EBUDGET, "'%s': the clip needs %u packets, %llu bytes; the budget is %u, %llu", path,
                       s->need.count, (unsigned long long)bytes, p->budget_packets,
                       (unsigned long long)p->budget_bytes);
    if (!a->on_nvdec)
        skip_fed(a, table);
    uint64_t begin = cf_now_ns();
    status = cf_packets_read(&s->packets, table, &s->need, path, a->core->hooks.reader, err);
    uint64_t ns = cf_now_ns() - begin;
    s->stats.read_seconds += (double)ns * 1e-9;
    s->stats.bytes_read += s->packets.bytes_read;
    if (!status && ns > SLOW_READ_NS)
        read_ahead(a->core, s, a->task);
    return status;
}

static struct cf_decode_job job_of(struct attempt *a, const char *path)
{
    struct cf_scratch *s = a->scratch;
    return (struct cf_decode_job){.table = a->part->table,
                                  .path = path,
                                  .need = &s->need,
                                  .packets = &s->packets,
                                  .frames = a->part->frames,
                                  .frame_count = a->part->frame_count,
                                  .keep = s->need.keep,
                                  .done = decoded};
}

/* Waits for the job that was submitted at `begin`. */
static int await_job(struct attempt *a, const struct cf_decode_job *job, uint64_t begin)
{
    struct cf_scratch *s = a->scratch;
    pthread_mutex_lock(&a->mutex);
    while (!a->done)
        pthread_cond_wait(&a->finished, &a->mutex);
    pthread_mutex_unlock(&a->mutex);
    int status = job->sink.picture == upload_picture ? flush_uploads(a, a->status) : a->status;
    double seconds = (double)(cf_now_ns() - begin) * 1e-9, pixels = (double)a->pixel_ns * 1e-9;
    s->stats.pixels_seconds += pixels;
    s->stats.decode_seconds += seconds > pixels ? seconds - pixels : 0;
    s->stats.pictures_decoded += job->pictures_decoded;
    if (!status)
        s->stats.pictures_kept += a->part->frame_count;
    return status;
}

/* On the CPU. With batches on a device the thread has entered it. */
static int decode(struct attempt *a, const char *path, struct cf_error *err)
{
    struct cf_scratch *s = a->scratch;
    struct cf_decoder **decoder = &s->decoders[a->task->part > 0];
    int status = *decoder ? CF_OK : a->core->hooks.decoder->create(decoder, a->core->decode_threads, err);
    if (status)
        return status;
    struct cf_decode_job job = job_of(a, path);
    job.sink = (struct cf_sink){a, batches_on_device(a->core) ? upload_picture : take_picture, NULL};
    uint64_t begin = cf_now_ns();
    a->part->decoder = a->core->hooks.decoder->name;
    a->core->hooks.decoder->submit(*decoder, &job);
    return await_job(a, &job, begin);
}

static int decode_on_nvdec(struct attempt *a, const char *path)
{
    struct cf_decode_job job = job_of(a, path);
    job.sink = (struct cf_sink){a, NULL, take_surfaces};
    uint64_t begin = cf_now_ns();
    a->part->decoder = "nvdec";
    cf_nvdec_submit(a->core->device->nvdec, &job);
    int status = await_job(a, &job, begin);
    a->scratch->stats.clips_nvdec += !status;
    return status;
}

static int make_group(struct attempt *a, struct cf_error *err)
{
    struct cf_scratch *s = a->scratch;
    if (!s->group)
        s->group = calloc(1, sizeof *s->group);
    if (!s->group)
        return cf_fail(err, CF_ENOMEM, "no memory for pictures on their way to the device");
    return s->group->stream ? CF_OK : cf_cuda_stream_create(&s->group->stream, a->core->device->cuda, err);
}

/* By the video engines, and where these do not bring all pictures by the CPU, whose verdict counts. */
static int decode_for_device(struct attempt *a, const char *path, struct cf_error *err)
{
    struct cf_cuda *cuda = a->core->device->cuda;
    int status = a->on_nvdec ? decode_on_nvdec(a, path) : CF_EUNSUPPORTED;
    if (status != CF_EUNSUPPORTED && status != CF_EDECODE)
        return status;
    *err = (struct cf_error){0};
    a->done = false;
    a->scaler = NULL;
    a->pixel_ns = 0;
    status = cf_cuda_enter(cuda, err);
    if (status)
        return status;
    status = make_group(a, err);
    if (!status)
        status = decode(a, path, err);
    a->scratch->stats.clips_uploaded += !status;
    cf_cuda_leave(cuda);
    return status;
}

/* Which decoder the clip goes to, before its packets are chosen. */
static int choose_decoder(struct attempt *a, struct cf_error *err)
{
    struct cf_error why = {0};
    if (!batches_on_device(a->core) || !a->core->device->nvdec)
        return CF_OK;
    int status = cf_nvdec_accepts(a->core->device->nvdec, a->part->table, &why);
    a->on_nvdec = !status;
    return !status || status == CF_EUNSUPPORTED ? CF_OK : cf_fail(err, (enum cf_status)status, "%s", why.message);
}

static int tokenise(struct attempt *a, struct cf_error *err)
{
    struct cf_core *core = a->core;
    if (!core->tokenizer)
        return CF_OK;
    const struct cf_batch *b = &a->task->slot->batch;
    size_t row = (size_t)((int64_t)a->task->j * b->token_rows + a->task->part) * (size_t)b->token_length;
    uint64_t begin = cf_now_ns();
    int status = claim(a);
    if (status)
        return status;
    status = cf_tokenizer_encode(core->tokenizer, a->part->caption, strlen(a->part->caption), b->tokens + row,
                                 b->mask + row, (uint32_t)b->token_length, NULL, err);
    release_claim(a);
    a->scratch->stats.text_seconds += (double)(cf_now_ns() - begin) * 1e-9;
    return status;
}

static int write_layers(struct attempt *a, struct cf_error *err)
{
    if (!a->core->effective.params.layer_count)
        return CF_OK;
    int status = claim(a);
    if (status)
        return status;
    status = cf_layers_write(a->core, a->task, a->part, err);
    release_claim(a);
    return status;
}

static int make_video(struct attempt *a, struct cf_error *err)
{
    char path[4096];
    if (a->core->effective.params.no_video)
        return CF_OK;
    int status = cf_media_path(a->core->sources[a->part->source].media_root, a->part->path, path, err);
    if (!status)
        status = choose_decoder(a, err);
    if (!status)
        status = read_packets(a, a->part->table, path, err);
    if (!status)
        status = batches_on_device(a->core) ? decode_for_device(a, path, err) : decode(a, path, err);
    return status;
}

static int make_drawn(struct attempt *a, struct cf_error *err)
{
    int status = make_video(a, err);
    if (!status)
        status = tokenise(a, err);
    return status ? status : write_layers(a, err);
}

int cf_part_make(struct cf_core *core, struct cf_scratch *scratch, const struct cf_task *task, uint64_t attempt,
                 uint64_t position, struct cf_part *part, struct cf_error *err)
{
    struct attempt a = {.core = core, .scratch = scratch, .task = task, .number = attempt, .part = part, .err = err};
    int status = cf_part_draw(core, &scratch->table_bytes, task, position, part, err);
    if (status)
        return status;
    pthread_mutex_init(&a.mutex, NULL);
    pthread_cond_init(&a.finished, NULL);
    status = make_drawn(&a, err);
    pthread_cond_destroy(&a.finished);
    pthread_mutex_destroy(&a.mutex);
    return status;
}

static void free_group(struct cf_core *core, struct cf_device_group *group)
{
    if (!group)
        return;
    int entered = !cf_cuda_enter(core->device->cuda, NULL);
    cf_cuda_stream_destroy(&group->stream);
    if (entered)
        cf_cuda_leave(core->device->cuda);
    free(group);
}

void cf_scratch_free(struct cf_core *core, struct cf_scratch *scratch)
{
    free_group(core, scratch->group);
    for (int i = 0; i < 2; i++) {
        if (scratch->decoders[i])
            core->hooks.decoder->destroy(&scratch->decoders[i]);
        cf_scaler_destroy(&scratch->scalers[i]);
    }
    cf_need_free(&scratch->need);
    cf_need_free(&scratch->ahead);
    cf_packets_free(&scratch->packets);
    cf_buffer_free(&scratch->table_bytes);
    cf_buffer_free(&scratch->pixels);
}
