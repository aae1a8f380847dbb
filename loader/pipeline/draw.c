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
    const struct cf_index_entry *index = cf_store_index(core->store);
    if (core->effective.params.locality <= 1 || task->at.step + 1 >= task->run->end_step)
        return 0;
    *follower = cf_run_task(task->run, task->at.step + 1, task->j);
    struct cf_stream_sample here = cf_task_sample(task), there = cf_task_sample(follower);
    if (here.epoch != there.epoch)
        return 0;
    struct cf_plan_local a = local_at(core, here), b = local_at(core, there);
    return a.group != UINT64_MAX && a.group == b.group &&
           index[core->eligible[a.item]].media == index[core->eligible[b.item]].media;
}

uint64_t cf_task_record(const struct cf_core *core, const struct cf_task *task)
{
    const struct cf_loader_params *p = &core->effective.params;
    struct cf_stream_sample s = cf_task_sample(task);
    if (!task->part && !task->candidate && p->locality > 1)
        return core->eligible[local_at(core, s).item];
    if (!task->part)
        return core->eligible[cf_stream_record(&task->run->stream, &s, task->candidate)];
    uint32_t index = (task->part - 1) << 16 | task->candidate;
    return core
        ->stills[cf_plan_below(cf_plan_bits(p->seed, s.epoch, s.position, CF_DRAW_IMAGE, index), core->still_count)];
}

static int choose_caption(const struct cf_core *core, const struct cf_task *task, const struct cf_record *record,
                          struct cf_part *part, struct cf_error *err)
{
    int kind = task->part ? CF_CAPTION_DENSE : core->effective.caption_kind;
    bool joined = !task->part && core->effective.caption_joined;
    uint32_t matching = 0, chosen = 0;
    size_t bytes = 1;
    for (uint32_t i = 0; i < record->caption_count; i++)
        if (record->captions[i].kind == kind) {
            matching++;
            bytes += record->captions[i].size + 1;
        }
    if (!matching)
        return cf_fail(err, CF_ENOTFOUND, "'%s' has no %s caption", record->clip_id, cf_caption_kind_name(kind));
    struct cf_stream_sample s = cf_task_sample(task);
    enum cf_draw draw = task->part ? CF_DRAW_IMAGE_CAPTION : CF_DRAW_CAPTION;
    uint32_t index = task->part << 16 | task->candidate;
    uint64_t nth = cf_plan_below(cf_plan_bits(core->effective.params.seed, s.epoch, s.position, draw, index), matching);
    char *text = malloc(bytes);
    if (!text)
        return cf_fail(err, CF_ENOMEM, "no memory for a caption of %zu bytes", bytes);
    char *end = text;
    *end = 0;
    for (uint32_t i = 0, seen = 0; i < record->caption_count; i++) {
        const struct cf_caption *c = &record->captions[i];
        if (c->kind != kind)
            continue;
        if (seen == (joined ? 0 : nth))
            chosen = i;
        if (joined || seen == nth) {
            if (end != text)
                *end++ = ' ';
            memcpy(end, c->text, c->size);
            end += c->size;
            *end = 0;
        }
        seen++;
    }
    part->caption = text;
    part->caption_index = chosen;
    return CF_OK;
}

static double time_of(const void *table, uint32_t index)
{
    return cf_table_time(table, index);
}

static uint32_t start_near(const void *table, uint32_t index, int step)
{
    return cf_table_start_near(table, index, step);
}

static int choose_frames(const struct cf_core *core, const struct cf_task *task, const struct cf_index_entry *entry,
                         struct cf_part *part, struct cf_error *err)
{
    const struct cf_effective *e = &core->effective;
    const struct cf_table *table = part->table;
    const struct cf_frames_params *frames = &cf_task_shape(core, task)->frames;
    part->frame_count = task->part ? 1 : frames->frames;
    part->frames = calloc(part->frame_count, sizeof *part->frames);
    part->pts = calloc(part->frame_count, sizeof *part->pts);
    if (!part->frames || !part->pts)
        return cf_fail(err, CF_ENOMEM, "no memory for %u frame indices", part->frame_count);
    if (!task->part) {
        if ((uint64_t)entry->window_begin + entry->frames > table->display_count)
            return cf_fail(err, CF_EWINDOW, "'%s': window %u:%llu; found %u frames", part->path, entry->window_begin,
                           (unsigned long long)entry->window_begin + entry->frames, table->display_count);
        struct cf_stream_sample s = cf_task_sample(task);
        struct cf_frames_window window = {entry->window_begin, entry->frames, (double)entry->fps, time_of,
                                          start_near,          table};
        int status = cf_frames_pick(frames, &window,
                                    cf_plan_bits(e->params.seed, s.epoch, s.position, CF_DRAW_CROP, task->candidate),
                                    part->frames, err);
        if (status)
            return status;
        part->flip = e->params.flip > 0 &&
                     cf_plan_unit(cf_plan_bits(e->params.seed, s.epoch, s.position, CF_DRAW_FLIP, 0)) < e->params.flip;
    }
    for (uint32_t i = 0; i < part->frame_count; i++)
        part->pts[i] = cf_table_time(table, part->frames[i]);
    return CF_OK;
}

char *cf_core_unread_name(const struct cf_core *core, uint64_t position)
{
    char name[512];
    if (cf_store_clip_id(core->store, position, name, NULL))
        snprintf(name, sizeof name, "record %llu", (unsigned long long)cf_store_index(core->store)[position].ordinal);
    return strdup(name);
}

int cf_core_table(const struct cf_core *core, const struct cf_record *record, struct cf_buffer *bytes,
                  struct cf_table **table, struct cf_error *err)
{
    struct cf_error inner = {0};
    int status = cf_store_table(core->store, record->media_key, bytes, &inner);
    if (!status)
        status = cf_table_parse(table, bytes->data, bytes->size, &inner);
    return status ? cf_fail(err, (enum cf_status)status, "'%.500s': %.400s", record->path, inner.message) : CF_OK;
}

int cf_part_draw(struct cf_core *core, struct cf_buffer *table_bytes, const struct cf_task *task, uint64_t position,
                 struct cf_part *part, struct cf_error *err)
{
    const struct cf_index_entry *entry = &cf_store_index(core->store)[position];
    struct cf_record *record = NULL;
    *part = (struct cf_part){0};
    int status = cf_store_get_at(core->store, position, &record, err);
    if (status) {
        part->clip_id = cf_core_unread_name(core, position);
        return status;
    }
    part->clip_id = strdup(record->clip_id);
    part->path = strdup(record->path);
    if (!part->clip_id || !part->path)
        status = cf_fail(err, CF_ENOMEM, "no memory for the sample's names");
    if (!status)
        status = choose_caption(core, task, record, part, err);
    if (!status)
        status = cf_core_table(core, record, table_bytes, &part->table, err);
    if (!status)
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
