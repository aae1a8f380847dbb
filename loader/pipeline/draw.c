/* What one part of a sample is, before any byte of media is read: record, caption, table, frames. */
#include "pipeline/core.h"

#include "base/error.h"
#include "store/tables.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct cf_task cf_run_task(const struct cf_run *run, uint64_t step, uint32_t j)
{
    return (struct cf_task){.run = run, .at = cf_stream_step_at(&run->stream, step), .j = j};
}

const struct cf_shape *cf_task_shape(const struct cf_core *core, const struct cf_task *task)
{
    return &core->shapes[task->at.pool];
}

struct cf_stream_sample cf_task_sample(const struct cf_task *task)
{
    return cf_stream_sample_at(&task->run->stream, &task->at, task->j);
}

static struct cf_plan_local local_at(const struct cf_core *core, struct cf_stream_sample s)
{
    const struct cf_loader_params *p = &core->effective.params;
    return cf_plan_local_at(core->eligible_count, p->seed, s.epoch, s.position, p->locality,
                            (uint64_t)p->world * p->batch);
}

int cf_task_follower(const struct cf_core *core, const struct cf_task *task, struct cf_task *follower)
{
    if (core->effective.params.locality <= 1 || task->at.step + 1 >= task->run->end_step)
        return 0;
    *follower = cf_run_task(task->run, task->at.step + 1, task->j);
    struct cf_stream_sample here = cf_task_sample(task), there = cf_task_sample(follower);
    if (here.epoch != there.epoch)
        return 0;
    struct cf_plan_local a = local_at(core, here), b = local_at(core, there);
    return a.group != UINT64_MAX && a.group == b.group &&
           cf_core_entry(core, core->eligible[a.item])->media == cf_core_entry(core, core->eligible[b.item])->media;
}

/* Candidate c of the sample's clip, by its place among the eligible. */
static uint64_t clip_of(const struct cf_core *core, const struct cf_task *task, uint32_t c)
{
    struct cf_stream_sample s = cf_task_sample(task);
    if (!c && core->effective.params.locality > 1)
        return local_at(core, s).item;
    return cf_stream_record(&task->run->stream, &s, c);
}

/* A clip of the sample's pool to take an image from: not the sample's own, unless there is no other. */
static uint64_t other_clip(const struct cf_core *core, const struct cf_task *task, uint64_t bits)
{
    const struct cf_stream *stream = &task->run->stream;
    const struct cf_pool *pool = &stream->pools[task->at.pool];
    uint64_t own = clip_of(core, task, 0), found = cf_stream_uniform(stream, task->at.pool, bits);
    const struct cf_pool_part *last = &pool->parts[pool->part_count - 1];
    if (found == own)
        found = found + 1 < last->first + last->count ? found + 1 : pool->parts[0].first;
    return core->eligible[found];
}

uint64_t cf_task_record(const struct cf_core *core, const struct cf_task *task)
{
    const struct cf_loader_params *p = &core->effective.params;
    struct cf_stream_sample s = cf_task_sample(task);
    if (!task->part)
        return core->eligible[clip_of(core, task, task->candidate)];
    uint32_t index = (task->part - 1) << 16 | task->candidate;
    uint64_t bits = cf_plan_bits(p->seed, s.epoch, s.position, CF_DRAW_IMAGE, index);
    return core->effective.images_from_frames ? other_clip(core, task, bits)
                                              : core->stills[cf_plan_below(bits, core->still_count)];
}

static double time_of(const void *table, uint32_t index)
{
    return cf_table_time(table, index);
}

static uint32_t start_near(const void *table, uint32_t index, int step)
{
    return cf_table_start_near(table, index, step);
}

/* A clip's frames, by the profile's rule; an image record has one. */
static int pick_clip(const struct cf_core *core, const struct cf_task *task, const struct cf_index_entry *entry,
                     struct cf_part *part, struct cf_error *err)
{
    const struct cf_loader_params *p = &core->effective.params;
    struct cf_frames_params frames = cf_frames_for(&cf_task_shape(core, task)->frames, (double)entry->fps);
    struct cf_stream_sample s = cf_task_sample(task);
    struct cf_frames_window window = {entry->window_begin, entry->frames, (double)entry->fps, time_of,
                                      start_near,          part->table};
    part->flip = p->flip > 0 && cf_plan_unit(cf_plan_bits(p->seed, s.epoch, s.position, CF_DRAW_FLIP, 0)) < p->flip;
    if (entry->flags & CF_INDEX_IMAGE) {
        for (uint32_t i = 0; i < part->frame_count; i++)
            part->frames[i] = entry->window_begin;
        return CF_OK;
    }
    return cf_frames_pick(&frames, &window, cf_plan_bits(p->seed, s.epoch, s.position, CF_DRAW_CROP, task->candidate),
                          part->frames, err);
}

static int choose_frames(const struct cf_core *core, const struct cf_task *task, const struct cf_index_entry *entry,
                         struct cf_part *part, struct cf_error *err)
{
    const struct cf_table *table = part->table;
    part->frame_count = task->part ? 1 : cf_task_shape(core, task)->frames.frames;
    part->frames = calloc(part->frame_count, sizeof *part->frames);
    part->pts = calloc(part->frame_count, sizeof *part->pts);
    if (!part->frames || !part->pts)
        return cf_fail(err, CF_ENOMEM, "no memory for %u frame indices", part->frame_count);
    bool windowed = !task->part || core->effective.images_from_frames;
    if (windowed && (uint64_t)entry->window_begin + entry->frames > table->display_count)
        return cf_fail(err, CF_EWINDOW, "'%s': window %u:%llu; found %u frames", part->path, entry->window_begin,
                       (unsigned long long)entry->window_begin + entry->frames, table->display_count);
    int status = task->part ? CF_OK : pick_clip(core, task, entry, part, err);
    if (task->part && windowed) {
        struct cf_stream_sample s = cf_task_sample(task);
        uint64_t bits = cf_plan_bits(core->effective.params.seed, s.epoch, s.position, CF_DRAW_IMAGE_FRAME,
                                     (task->part - 1) << 16 | task->candidate);
        part->frames[0] = entry->window_begin + (uint32_t)cf_plan_below(bits, entry->frames);
    }
    for (uint32_t i = 0; !status && i < part->frame_count; i++)
        part->pts[i] = cf_table_time(table, part->frames[i]);
    return status;
}

/* The rate at which a clip's frames are taken; 0: not known. */
static double rate_of(const struct cf_frames_params *shape, const struct cf_index_entry *entry)
{
    struct cf_frames_params frames = cf_frames_for(shape, (double)entry->fps);
    if (entry->flags & CF_INDEX_IMAGE)
        return 0;
    if (frames.sampling == CF_SAMPLING_FPS || frames.sampling == CF_SAMPLING_PTS)
        return frames.fps;
    return entry->fps > 0 ? (double)entry->fps / frames.interval : 0;
}

char *cf_core_unread_name(const struct cf_core *core, uint64_t position)
{
    char name[512];
    uint64_t local;
    const struct cf_core_source *source = cf_core_source(core, position, &local);
    if (cf_store_clip_id(source->store, local, name, NULL))
        snprintf(name, sizeof name, "record %llu", (unsigned long long)cf_core_entry(core, position)->ordinal);
    return strdup(name);
}

int cf_core_table(const struct cf_store *store, const struct cf_record *record, struct cf_buffer *bytes,
                  struct cf_table **table, struct cf_error *err)
{
    struct cf_error inner = {0};
    int status = cf_store_table(store, record->media_key, bytes, &inner);
    if (!status)
        status = cf_table_parse(table, bytes->data, bytes->size, &inner);
    return status ? cf_fail(err, (enum cf_status)status, "'%.500s': %.400s", record->path, inner.message) : CF_OK;
}

int cf_part_draw(struct cf_core *core, struct cf_buffer *table_bytes, const struct cf_task *task, uint64_t position,
                 struct cf_part *part, struct cf_error *err)
{
    const struct cf_index_entry *entry = cf_core_entry(core, position);
    const struct cf_core_source *source = cf_core_source(core, position, NULL);
    const struct cf_effective *e = &core->effective;
    bool is_image = task->part || (entry->flags & CF_INDEX_IMAGE);
    struct cf_record *record = NULL;
    *part = (struct cf_part){.source = (uint32_t)(source - core->sources),
                             .position = position,
                             .ordinal = entry->ordinal,
                             .resize = is_image ? e->image_resize : e->resize,
                             .fps = task->part ? 0 : rate_of(&cf_task_shape(core, task)->frames, entry)};
    int status = cf_core_record(core, position, &record, err);
    if (status) {
        part->clip_id = cf_core_unread_name(core, position);
        return status;
    }
    part->clip_id = strdup(record->clip_id);
    part->path = strdup(record->path);
    if (!part->clip_id || !part->path)
        status = cf_fail(err, CF_ENOMEM, "no memory for the sample's names");
    if (!status)
        status = cf_part_caption(core, task, position, record, part, err);
    if (!status && !e->params.no_video)
        status = cf_core_table(source->store, record, table_bytes, &part->table, err);
    if (!status && !e->params.no_video)
        status = choose_frames(core, task, entry, part, err);
    cf_record_free(&record);
    return status;
}

struct cf_image cf_part_image(const struct cf_part *part)
{
    return (struct cf_image){.clip_id = part->clip_id,
                             .path = part->path,
                             .caption = part->caption,
                             .caption_index = part->caption_index,
                             .source = part->source,
                             .dropped = part->dropped,
                             .frame = part->frames ? part->frames[0] : 0};
}

void cf_part_free(struct cf_part *part)
{
    cf_table_destroy(&part->table);
    free(part->clip_id);
    free(part->path);
    free(part->caption);
    free(part->frames);
    free(part->pts);
    *part = (struct cf_part){0};
}
