/* Workers: take a sample, try candidates until each of its parts stands in the batch. */
#include "pipeline/core.h"

#include "base/error.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

uint64_t cf_now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

/* mutex held. The slot of a place that nobody has taken, or NULL. */
static struct cf_slot *free_place(const struct cf_core *core, uint64_t step, uint32_t j)
{
    struct cf_slot *slot = step < core->stop_step ? cf_ring_slot(core, step) : NULL;
    return slot && j < slot->at.batch && !slot->places[j].taken ? slot : NULL;
}

static bool take(struct cf_core *core, struct cf_slot *slot, uint32_t j, struct cf_task *task)
{
    *task = (struct cf_task){.run = core->run, .at = slot->at, .j = j, .slot = slot, .generation = core->generation};
    slot->workers++;
    cf_place_reset(&slot->places[j], (uint32_t)core->effective.params.images);
    return slot->places[j].taken = true;
}

/* mutex held. What was given up on first, then the clip that follows the worker's last one in its file, then the
 * earliest place that nobody has taken. */
static bool take_task(struct cf_core *core, struct cf_task *task)
{
    struct cf_task follower;
    struct cf_slot *slot;
    if (core->retry_count) {
        *task = core->retries[--core->retry_count];
        task->slot->workers++;
        return true;
    }
    /* The worker may have waited, and the follower may have been made and handed out meanwhile. */
    if (task->slot && task->generation == core->generation && cf_task_follower(core, task, &follower) &&
        (slot = free_place(core, follower.at.step, follower.j)))
        return take(core, slot, follower.j, task);
    if (core->next_task < core->next_step) {
        core->next_task = core->next_step;
        core->next_place = 0;
    }
    while (core->next_task < core->stop_step && (slot = cf_ring_slot(core, core->next_task))) {
        for (; core->next_place < slot->at.batch; core->next_place++)
            if (!slot->places[core->next_place].taken)
                return take(core, slot, core->next_place++, task);
        core->next_task++;
        core->next_place = 0;
    }
    return false;
}

/* Failures that belong to the file and not to the frames drawn from it: known bad files fail fast, and no result
 * depends on which thread met the file first. */
static bool is_lasting(int status)
{
    return status == CF_ENOENT || status == CF_ENOTFILE || status == CF_ECHANGED || status == CF_EFORMAT;
}

/* CF_EINVAL too is the data's: the options were checked before, and a clip may be too large for a room's limits. */
static bool is_data(int status)
{
    return status != CF_ENOMEM && status != CF_ECANCELLED && status != CF_EDEVICE;
}

void cf_place_fail(struct cf_core *core, struct cf_place_state *place, const char *clip_id, int status,
                   const char *message)
{
    uint32_t n = place->sample.failure_count;
    struct cf_failure *grown = realloc(place->failures, (n + 1) * sizeof *grown);
    if (grown)
        place->failures = grown;
    char *id = strdup(clip_id ? clip_id : "?"), *text = strdup(message);
    if (!grown || !id || !text) {
        free(id);
        free(text);
        return;
    }
    place->failures[n] = (struct cf_failure){id, status, text};
    place->sample.failure_count = n + 1;
    core->stats.replaced++;
}

static void publish(struct cf_place_state *place, uint32_t part_index, struct cf_part *part)
{
    struct cf_sample *s = &place->sample;
    if (part_index) {
        place->images[part_index - 1] = cf_part_image(part);
        part->clip_id = part->path = part->caption = NULL;
        return;
    }
    place->strings[0] = part->clip_id;
    place->strings[1] = part->path;
    place->strings[2] = part->caption;
    place->frames = part->frames;
    place->pts = part->pts;
    s->clip_id = part->clip_id;
    s->path = part->path;
    s->caption = part->caption;
    s->caption_index = part->caption_index;
    s->source = part->source;
    s->ordinal = part->ordinal;
    s->caption_kind = part->caption_kind;
    s->caption_layer = part->caption_layer;
    s->dropped = part->dropped;
    s->fps = part->fps;
    s->frame_count = part->frame_count;
    s->frames = part->frames;
    s->pts = part->pts;
    s->resized_h = (uint32_t)part->geometry.resized_h;
    s->resized_w = (uint32_t)part->geometry.resized_w;
    s->crop_top = (uint32_t)part->geometry.crop_top;
    s->crop_left = (uint32_t)part->geometry.crop_left;
    s->crop_h = (uint32_t)part->geometry.crop_h;
    s->crop_w = (uint32_t)part->geometry.crop_w;
    s->flip = part->flip;
    s->decoder = part->decoder;
    part->clip_id = part->path = part->caption = NULL;
    part->frames = NULL;
    part->pts = NULL;
}

static void add_stats(struct cf_loader_stats *to, struct cf_loader_stats *from)
{
    to->pictures_decoded += from->pictures_decoded;
    to->pictures_kept += from->pictures_kept;
    to->bytes_read += from->bytes_read;
    to->read_seconds += from->read_seconds;
    to->decode_seconds += from->decode_seconds;
    to->pixels_seconds += from->pixels_seconds;
    to->text_seconds += from->text_seconds;
    to->clips_nvdec += from->clips_nvdec;
    to->clips_uploaded += from->clips_uploaded;
    *from = (struct cf_loader_stats){0};
}

void cf_core_fail(struct cf_core *core, uint64_t step, enum cf_status status, const char *message)
{
    if (core->failure.status && core->stop_step <= step)
        return;
    core->stop_step = step;
    core->failure.status = status;
    snprintf(core->failure.message, sizeof core->failure.message, "%s", message);
    pthread_cond_broadcast(&core->work);
    pthread_cond_broadcast(&core->ready);
}

/* given_up: a state says that this candidate's deadline had passed. */
static int try_once(struct cf_worker *w, struct cf_scratch *scratch, bool given_up, struct cf_part *part,
                    struct cf_error *err)
{
    struct cf_core *core = w->core;
    uint64_t record = cf_task_record(core, &w->task);
    int known = given_up ? CF_EDEADLINE : -atomic_load(&core->quarantine[record]);
    *err = (struct cf_error){0};
    *part = (struct cf_part){0};
    if (known) {
        struct cf_record *named = NULL;
        char path[4096] = "?";
        cf_core_record(core, record, &named, NULL);
        part->clip_id = named ? strdup(named->clip_id) : cf_core_unread_name(core, record);
        if (named)
            cf_media_path(cf_core_source(core, record, NULL)->media_root, named->path, path, NULL);
        cf_record_free(&named);
        return cf_fail(err, (enum cf_status)known, "'%.900s': found %s before", path, cf_status_name(known));
    }
    int status = cf_part_make(core, scratch, &w->task, w->attempt, record, part, err);
    if (is_lasting(status))
        atomic_store(&core->quarantine[record], (int8_t)-status);
    return status;
}

static void stop_exhausted(struct cf_core *core, uint64_t step, const struct cf_place_state *place,
                           const struct cf_error *err)
{
    char message[1024];
    uint32_t n = place->sample.failure_count;
    snprintf(message, sizeof message,
             "step %llu: %u candidates in a row failed for one place; the last was '%.200s': %.500s",
             (unsigned long long)step, core->effective.params.max_candidates, n ? place->failures[n - 1].clip_id : "?",
             err->message);
    cf_core_fail(core, step, CF_EEXHAUSTED, message);
}

/* mutex held on entry and return. False: the sample is not there, and this run will not have it. */
static bool make_sample(struct cf_worker *w, struct cf_scratch *scratch)
{
    struct cf_core *core = w->core;
    struct cf_place_state *place = &w->task.slot->places[w->task.j];
    uint32_t parts = 1 + cf_task_shape(core, &w->task)->images;
    while (w->task.part < parts) {
        struct cf_part part;
        struct cf_error err;
        w->attempt = atomic_load(&place->claim) >> 1;
        w->started_ns = cf_now_ns();
        w->busy = true;
        bool given_up = cf_core_gave_up(core, &w->task);
        pthread_mutex_unlock(&core->mutex);
        int status = try_once(w, scratch, given_up, &part, &err);
        pthread_mutex_lock(&core->mutex);
        w->busy = false;
        if (w->abandoned || core->stopping || w->task.generation != core->generation) {
            cf_part_free(&part);
            return false;
        }
        add_stats(&core->stats, &scratch->stats);
        if (!status) {
            publish(place, w->task.part, &part);
            w->task.part++;
            w->task.candidate = 0;
        } else if (!is_data(status)) {
            cf_core_fail(core, w->task.at.step, (enum cf_status)status, err.message);
        } else {
            cf_place_fail(core, place, part.clip_id, status, err.message);
            if (++w->task.candidate >= core->effective.params.max_candidates)
                stop_exhausted(core, w->task.at.step, place, &err);
        }
        cf_part_free(&part);
        if (core->failure.status && w->task.at.step >= core->stop_step)
            return false;
    }
    return true;
}

static void finish_sample(struct cf_core *core, const struct cf_task *task)
{
    struct cf_slot *slot = task->slot;
    struct cf_place_state *place = &slot->places[task->j];
    struct cf_stream_sample s = cf_task_sample(task);
    place->sample.epoch = s.epoch;
    place->sample.position = s.position;
    place->sample.failures = place->failures;
    place->sample.images = place->images;
    place->sample.image_count = cf_task_shape(core, task)->images;
    slot->samples[task->j] = place->sample;
    core->stats.dropped += place->sample.dropped != 0;
    for (uint32_t i = 0; i < place->sample.image_count; i++)
        core->stats.dropped += place->images[i].dropped != 0;
    core->stats.samples++;
    if (++slot->done == slot->at.batch) {
        core->stats.batches++;
        pthread_cond_broadcast(&core->ready);
    }
}

void *cf_worker_run(void *opaque)
{
    struct cf_worker *w = opaque;
    struct cf_core *core = w->core;
    struct cf_scratch scratch = {.packets = {.open_limit = core->open_files}};
    pthread_mutex_lock(&core->mutex);
    for (;;) {
        while (!core->stopping && !take_task(core, &w->task))
            pthread_cond_wait(&core->work, &core->mutex);
        bool made = !core->stopping && make_sample(w, &scratch);
        if (core->stopping || w->abandoned)
            break;
        if (made)
            finish_sample(core, &w->task);
        cf_ring_leave(w->task.slot);
    }
    pthread_mutex_unlock(&core->mutex);
    cf_scratch_free(core, &scratch);
    pthread_mutex_lock(&core->mutex);
    w->finished = true;
    pthread_cond_broadcast(&core->ready);
    cf_core_unref(core);
    return NULL;
}
