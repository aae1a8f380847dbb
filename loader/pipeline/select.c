/* Which records can be drawn, decided from the stores before step 0. */
#include "pipeline/core.h"

#include "base/error.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool has_caption(const struct cf_core *core, uint64_t position)
{
    for (uint32_t k = 0; k < core->effective.caption_count; k++)
        if (cf_core_has_caption(core, position, k))
            return true;
    return false;
}

static bool has_layers(const struct cf_core *core, uint64_t position)
{
    uint64_t local;
    const struct cf_core_source *source = cf_core_source(core, position, &local);
    for (uint32_t k = 0; k < core->effective.params.layer_count; k++)
        if (!(cf_layer_index(source->layers[k])[local] & 1))
            return false;
    return true;
}

static enum cf_refusal refusal_of(struct cf_core *core, uint64_t position)
{
    const struct cf_index_entry *e = cf_core_entry(core, position);
    if (!(e->flags & CF_INDEX_MEDIA) && !core->effective.params.no_video)
        return CF_REFUSE_MEDIA;
    if (!has_caption(core, position))
        return CF_REFUSE_CAPTION;
    if (!has_layers(core, position))
        return CF_REFUSE_LAYER;
    if (core->buckets) {
        int bucket = cf_core_bucket(core, position);
        core->bucket_of[core->eligible_count] = (uint16_t)bucket;
        return bucket < 0 ? CF_REFUSE_BUCKET : CF_REFUSE_NONE;
    }
    struct cf_frames_params frames = cf_frames_for(&core->effective.frames, (double)e->fps);
    bool fits = core->effective.params.no_video || e->frames >= cf_frames_needed(&frames, (double)e->fps);
    return fits ? CF_REFUSE_NONE : CF_REFUSE_SHORT;
}

static bool is_still(const struct cf_core *core, uint64_t position)
{
    const struct cf_index_entry *e = cf_core_entry(core, position);
    return (e->flags & CF_INDEX_MEDIA) && (e->flags & CF_INDEX_IMAGE) && (e->caption_kinds >> CF_CAPTION_DENSE & 1) &&
           has_layers(core, position);
}

static int by_file_and_window(const void *a, const void *b, void *opaque)
{
    const struct cf_index_entry *index = opaque, *x = &index[*(const uint64_t *)a], *y = &index[*(const uint64_t *)b];
    if (x->media != y->media)
        return x->media < y->media ? -1 : 1;
    if (x->window_begin != y->window_begin)
        return x->window_begin < y->window_begin ? -1 : 1;
    return x->ordinal < y->ordinal ? -1 : x->ordinal > y->ordinal;
}

/* One program wrote all of a store's tables: the first that can be read says whether this one reads them. */
static int check_tables(const struct cf_core *core, const struct cf_core_source *source, struct cf_error *err)
{
    enum { TRIES = 8 };
    struct cf_buffer bytes = {0};
    struct cf_error inner = {0};
    int status = CF_ENOTFOUND;
    uint64_t count = cf_store_count(source->store), tried = 0, local;
    for (uint64_t i = 0; i < core->eligible_count && tried < TRIES && status && status != CF_EMISMATCH; i++) {
        struct cf_record *record = NULL;
        struct cf_table *table = NULL;
        if (cf_core_source(core, core->eligible[i], &local) != source || local >= count)
            continue;
        tried++;
        status = cf_store_get_at(source->store, local, &record, NULL);
        if (!status)
            status = cf_core_table(source->store, record, &bytes, &table, &inner);
        cf_table_destroy(&table);
        cf_record_free(&record);
    }
    cf_buffer_free(&bytes);
    if (status != CF_EMISMATCH) /* the others are their records' own faults */
        return CF_OK;
    return cf_fail(err, status, "'%.300s': made by another version of clipfeed: ingest its sources again (%.500s)",
                   source->dir, inner.message);
}

static int refuse_all(const struct cf_core *core, struct cf_error *err)
{
    const struct cf_loader_params *p = &core->effective.params;
    const uint64_t *refused = core->refused;
    char also[256] = "", frames[64];
    snprintf(frames, sizeof frames, "%llu fewer than the %u frames asked for",
             (unsigned long long)refused[CF_REFUSE_SHORT], p->frames);
    if (core->buckets)
        snprintf(frames, sizeof frames, "%llu fit no bucket", (unsigned long long)refused[CF_REFUSE_BUCKET]);
    if (refused[CF_REFUSE_FILTERED])
        snprintf(also, sizeof also, "; where and split leave out %llu",
                 (unsigned long long)refused[CF_REFUSE_FILTERED]);
    if (refused[CF_REFUSE_LAYER])
        snprintf(also + strlen(also), sizeof also - strlen(also), "; %llu have no value in a layer",
                 (unsigned long long)refused[CF_REFUSE_LAYER]);
    return cf_fail(err, CF_EINELIGIBLE, "none of %llu clips can be drawn: %llu have no media, %llu no %s caption, %s%s",
                   (unsigned long long)core->clips, (unsigned long long)refused[CF_REFUSE_MEDIA],
                   (unsigned long long)refused[CF_REFUSE_CAPTION], p->caption, frames, also);
}

/* By the stores alone, filters apart: a split without stills does not turn to frames where its sibling has stills. */
static void choose_images_from(struct cf_core *core)
{
    struct cf_loader_params *p = &core->effective.params;
    bool stills = !p->images;
    for (uint64_t i = 0; !p->images_from && !stills && i < core->record_count; i++) {
        uint32_t flags = cf_core_entry(core, i)->flags;
        stills = (flags & CF_INDEX_IMAGE) && (flags & CF_INDEX_MEDIA);
    }
    if (!p->images_from)
        p->images_from = stills ? "stills" : "frames";
    core->effective.images_from_frames = !strcmp(p->images_from, "frames");
}

static int check_images(const struct cf_core *core, struct cf_error *err)
{
    int images = core->effective.params.images;
    if (!images)
        return CF_OK;
    if (core->effective.images_from_frames)
        return core->eligible_count > 1
                   ? CF_OK
                   : cf_fail(err, CF_EINELIGIBLE, "images_from frames: there is one clip, and images come from others");
    if (!core->still_count)
        return cf_fail(err, CF_EINELIGIBLE,
                       "%d images are to be joined, and the store has no still image with a dense caption: take them "
                       "from other clips with images_from frames, or join none",
                       images);
    return CF_OK;
}

static int allocate(struct cf_core *core, uint8_t **keep, struct cf_error *err)
{
    uint64_t room = core->record_count + 1;
    *keep = malloc(room);
    core->eligible = malloc(room * sizeof *core->eligible);
    core->stills = malloc(room * sizeof *core->stills);
    core->quarantine = calloc(room, sizeof *core->quarantine);
    if (core->buckets)
        core->bucket_of = malloc(room * sizeof *core->bucket_of);
    if (!*keep || !core->eligible || !core->stills || !core->quarantine || (core->buckets && !core->bucket_of))
        return cf_fail(err, CF_ENOMEM, "no memory for %llu records", (unsigned long long)core->record_count);
    memset(*keep, 1, room);
    return CF_OK;
}

/* Image records are clips where a bucket has one frame. */
static bool draws_images(const struct cf_core *core)
{
    bool found = false;
    for (uint32_t i = 0; core->buckets && i < core->buckets->row_count; i++)
        found = found || core->buckets->rows[i].frames == 1;
    return found;
}

static void sort_out(struct cf_core *core, const uint8_t *keep)
{
    bool images = draws_images(core);
    for (uint64_t i = 0; i < core->record_count; i++) {
        bool is_image = (cf_core_entry(core, i)->flags & CF_INDEX_IMAGE) != 0;
        if (keep[i] && is_still(core, i))
            core->stills[core->still_count++] = i;
        if (is_image && !images)
            continue;
        core->clips++;
        enum cf_refusal refusal = keep[i] ? refusal_of(core, i) : CF_REFUSE_FILTERED;
        core->refused[refusal]++;
        if (refusal != CF_REFUSE_NONE)
            continue;
        cf_core_source(core, i, NULL)->eligible++;
        core->eligible[core->eligible_count++] = i;
    }
    core->stats.ineligible = core->clips - core->eligible_count;
}

static int read_buckets(struct cf_core *core, struct cf_error *err)
{
    const struct cf_loader_params *p = &core->effective.params;
    int status = p->buckets ? cf_buckets_parse(&core->buckets, p->buckets, err) : CF_OK;
    for (uint32_t i = 0; !status && core->buckets && i < core->buckets->row_count; i++) {
        uint32_t frames = core->buckets->rows[i].frames;
        if (core->effective.only_4k1 && !cf_frames_is_4k1(frames))
            status = cf_fail(err, CF_EINVAL, "buckets: profile '%s' takes 4k+1 frames; found a bucket of %u",
                             p->profile, frames);
    }
    return status;
}

int cf_core_select(struct cf_core *core, struct cf_error *err)
{
    const struct cf_loader_params *p = &core->effective.params;
    uint8_t *keep = NULL;
    int status = read_buckets(core, err);
    if (!status)
        status = allocate(core, &keep, err);
    if (!status)
        status = cf_core_filter(core, keep, err);
    if (!status) {
        choose_images_from(core);
        sort_out(core, keep);
    }
    free(keep);
    if (!status && !core->eligible_count)
        status = refuse_all(core, err);
    if (!status && p->locality > 1)
        qsort_r(core->eligible, core->eligible_count, sizeof *core->eligible, by_file_and_window,
                (void *)(uintptr_t)cf_store_index(core->sources[0].store));
    if (!status)
        status = check_images(core, err);
    for (uint32_t i = 0; !status && !p->no_video && i < core->source_count; i++)
        status = check_tables(core, &core->sources[i], err);
    return status ? status : cf_core_pools(core, err);
}
