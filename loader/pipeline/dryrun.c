/* The run before it runs: every sample's record, caption and frames, no byte of media read. */
#include "pipeline/core.h"

#include "base/error.h"

#include <jansson.h>
#include <stdlib.h>

struct dryrun {
    struct cf_core *core;
    struct cf_buffer table_bytes;
    struct cf_part *parts; /* the clip, then the joined images */
    struct cf_image *images;
    struct cf_plan_report *report;
};

static int draw_parts(struct dryrun *d, const struct cf_task *task, struct cf_error *err)
{
    uint32_t count = 1 + cf_task_shape(d->core, task)->images;
    struct cf_task at = *task;
    int status = CF_OK;
    for (at.part = 0; !status && at.part < count; at.part++) {
        uint64_t record = cf_task_record(d->core, &at);
        cf_part_free(&d->parts[at.part]);
        status = cf_part_draw(d->core, &d->table_bytes, &at, record, &d->parts[at.part], err);
    }
    return status;
}

static void hand_over(struct dryrun *d, const struct cf_task *task, int status, const struct cf_error *err,
                      const struct cf_plan_visitor *visitor)
{
    const struct cf_part *clip = &d->parts[0];
    uint32_t images = cf_task_shape(d->core, task)->images;
    struct cf_stream_sample at = cf_task_sample(task);
    for (uint32_t i = 0; i < images; i++)
        d->images[i] = cf_part_image(&d->parts[i + 1]);
    struct cf_sample sample = {
        .clip_id = clip->clip_id,
        .path = clip->path,
        .caption = clip->caption,
        .caption_index = clip->caption_index,
        .source = clip->source,
        .ordinal = clip->ordinal,
        .caption_kind = clip->caption_kind,
        .caption_layer = clip->caption_layer,
        .dropped = clip->dropped,
        .fps = clip->fps,
        .epoch = at.epoch,
        .position = at.position,
        .frame_count = clip->frame_count,
        .frames = clip->frames,
        .pts = clip->pts,
        .flip = clip->flip,
        .images = d->images,
        .image_count = status ? 0 : images,
    };
    visitor->sample(visitor->opaque, task->at.step, &sample, status, status ? err->message : NULL);
}

static int walk(struct dryrun *d, const struct cf_plan_visitor *visitor, struct cf_error *err)
{
    const struct cf_loader_params *p = &d->core->effective.params;
    for (uint64_t step = p->start_step, end = step + d->report->steps; step < end; step++) {
        struct cf_task task = cf_run_task(d->core->run, step, 0);
        for (; task.j < task.at.batch; task.j++) {
            struct cf_error inner = {0};
            int status = draw_parts(d, &task, &inner);
            if (status == CF_ENOMEM)
                return cf_fail(err, CF_ENOMEM, "%s", inner.message);
            hand_over(d, &task, status, &inner, visitor);
        }
    }
    return CF_OK;
}

static uint64_t count_samples(const struct cf_core *core, uint64_t steps)
{
    const struct cf_stream *stream = &core->run->stream;
    uint64_t first = core->effective.params.start_step, samples = 0;
    if (!stream->elastic)
        return steps * core->pools[0].batch;
    for (uint64_t step = first, n; step < first + steps; step += n) { /* the rest of a group at a time */
        struct cf_stream_step at = cf_stream_step_at(stream, step);
        n = (stream->elastic - at.round) / stream->world;
        n = n < first + steps - step ? n : first + steps - step;
        samples += n * at.batch;
    }
    return samples;
}

static void hand_over_bucket(const struct cf_core *core, uint32_t b, const struct cf_plan_visitor *visitor)
{
    const struct cf_stream *stream = &core->run->stream;
    const struct cf_shape *shape = &core->shapes[b];
    uint32_t epoch = cf_stream_step_at(stream, core->effective.params.start_step).epoch;
    uint64_t group = (uint64_t)stream->elastic * core->pools[b].batch, groups = cf_stream_groups(stream, b, epoch);
    struct cf_plan_bucket bucket = {
        .resolution = shape->resolution,
        .frames = shape->frames.frames,
        .height = shape->height,
        .width = shape->width,
        .batch = core->pools[b].batch,
        .members = core->pools[b].total,
        .group = group,
        .steps = groups * (stream->elastic / stream->world),
        .carried = ((uint64_t)epoch + 1) * core->pools[b].total -
                   (cf_stream_groups_before(stream, b, epoch) + groups) * group,
    };
    visitor->bucket(visitor->opaque, &bucket);
}

static void hand_over_buckets(const struct cf_core *core, const struct cf_plan_visitor *visitor)
{
    for (uint32_t b = 0; b < core->pool_count; b++)
        hand_over_bucket(core, b, visitor);
    for (uint32_t i = 0; i < core->buckets->row_count; i++) {
        const struct cf_bucket_row *row = &core->buckets->rows[i];
        bool used = false;
        for (uint32_t b = 0; b < core->pool_count; b++)
            used = used ||
                   (core->shapes[b].resolution == row->resolution && core->shapes[b].frames.frames == row->frames);
        struct cf_plan_bucket empty = {.resolution = row->resolution,
                                       .frames = row->frames,
                                       .batch = row->batch,
                                       .group = (uint64_t)core->run->stream.elastic * row->batch};
        if (!used)
            visitor->bucket(visitor->opaque, &empty);
    }
}

static int hash_plan(const struct cf_core *core, char out[33], struct cf_error *err)
{
    json_t *settings = cf_core_settings(core);
    bool ok = cf_settings_hash(settings, out);
    json_decref(settings);
    return ok ? CF_OK : cf_fail(err, CF_ENOMEM, "no memory for the plan");
}

int cf_loader_plan(const char *store_dir, const struct cf_loader_params *params, const struct cf_plan_visitor *visitor,
                   struct cf_plan_report *report, struct cf_error *err)
{
    static const struct cf_hooks hooks = {&cf_reader_posix, &cf_decoder_libavcodec};
    struct dryrun d = {.report = report};
    struct cf_loader_params bounded = params ? *params : (struct cf_loader_params){0};
    if (!report)
        return cf_fail(err, CF_EINVAL, "a plan needs a report");
    bounded.forever = 0; /* a plan of a run without end is the epoch's */
    int status = cf_core_open(&d.core, store_dir, &bounded, &hooks, err);
    if (status)
        return status;
    const struct cf_core *core = d.core;
    uint32_t parts = 1 + (uint32_t)core->effective.params.images;
    uint64_t steps = core->run->end_step - core->effective.params.start_step;
    *report = (struct cf_plan_report){
        .steps = steps,
        .samples = count_samples(core, steps),
        .eligible = core->eligible_count,
        .no_media = core->refused[CF_REFUSE_MEDIA],
        .no_caption = core->refused[CF_REFUSE_CAPTION],
        .too_short = core->refused[CF_REFUSE_SHORT],
        .stills = core->still_count,
        .filtered = core->refused[CF_REFUSE_FILTERED],
        .no_layer = core->refused[CF_REFUSE_LAYER],
        .no_bucket = core->refused[CF_REFUSE_BUCKET],
    };
    d.parts = calloc(parts, sizeof *d.parts);
    d.images = calloc(parts, sizeof *d.images);
    if (!d.parts || !d.images)
        status = cf_fail(err, CF_ENOMEM, "no memory for a sample of %u parts", parts);
    else
        status = hash_plan(core, report->plan_hash, err);
    if (!status && core->buckets && visitor && visitor->bucket)
        hand_over_buckets(core, visitor);
    if (!status && visitor && visitor->sample)
        status = walk(&d, visitor, err);
    for (uint32_t i = 0; d.parts && i < parts; i++)
        cf_part_free(&d.parts[i]);
    free(d.parts);
    free(d.images);
    cf_buffer_free(&d.table_bytes);
    pthread_mutex_lock(&d.core->mutex);
    cf_core_unref(d.core);
    return status;
}

uint64_t cf_core_end_step(const struct cf_core *core, const struct cf_stream *stream, uint64_t start_step)
{
    const struct cf_loader_params *p = &core->effective.params;
    if (p->steps)
        return start_step + p->steps < start_step ? UINT64_MAX : start_step + p->steps;
    if (p->forever)
        return UINT64_MAX;
    uint64_t end = cf_stream_epoch_end(stream, stream->step0);
    return end > start_step ? end : start_step;
}
