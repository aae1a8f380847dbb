/* Which records can be drawn, decided from the store before step 0. */
#include "pipeline/core.h"

#include "base/error.h"

#include <stdlib.h>

enum refusal { NONE, NO_MEDIA, NO_CAPTION, TOO_SHORT };

static enum refusal refusal_of(const struct cf_core *core, const struct cf_index_entry *e)
{
    const struct cf_effective *f = &core->effective;
    if (!(e->flags & CF_INDEX_MEDIA))
        return NO_MEDIA;
    if (!(e->caption_kinds >> f->caption_kind & 1))
        return NO_CAPTION;
    return e->frames >= cf_frames_needed(&f->frames, (double)e->fps) ? NONE : TOO_SHORT;
}

static bool is_still(const struct cf_index_entry *e)
{
    return (e->flags & CF_INDEX_MEDIA) && (e->flags & CF_INDEX_IMAGE) && (e->caption_kinds >> CF_CAPTION_DENSE & 1);
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
static int check_tables(const struct cf_core *core, const char *store_dir, struct cf_error *err)
{
    enum { TRIES = 8 };
    struct cf_buffer bytes = {0};
    struct cf_error inner = {0};
    int status = CF_ENOTFOUND;
    for (uint64_t i = 0; i < core->eligible_count && i < TRIES && status && status != CF_EMISMATCH; i++) {
        struct cf_record *record = NULL;
        struct cf_table *table = NULL;
        status = cf_store_get_at(core->store, core->eligible[i], &record, NULL);
        if (!status)
            status = cf_core_table(core, record, &bytes, &table, &inner);
        cf_table_destroy(&table);
        cf_record_free(&record);
    }
    cf_buffer_free(&bytes);
    if (status != CF_EMISMATCH) /* the others are their records' own faults */
        return CF_OK;
    return cf_fail(err, status, "'%.300s': made by another version of clipfeed: ingest its sources again (%.500s)",
                   store_dir, inner.message);
}

/* Every batch is alike: one pool of all clips. */
static int make_pools(struct cf_core *core, struct cf_error *err)
{
    const struct cf_effective *e = &core->effective;
    const struct cf_loader_params *p = &e->params;
    core->pools = calloc(1, sizeof *core->pools);
    core->parts = calloc(1, sizeof *core->parts);
    core->shapes = calloc(1, sizeof *core->shapes);
    core->run = calloc(1, sizeof *core->run);
    if (!core->run || !core->pools || !core->parts || !core->shapes)
        return cf_fail(err, CF_ENOMEM, "no memory for the plan");
    core->parts[0] = (struct cf_pool_part){0, core->eligible_count, core->eligible_count};
    core->pools[0] = (struct cf_pool){core->eligible_count, p->batch, 1, core->parts};
    core->shapes[0] =
        (struct cf_shape){.height = p->height, .width = p->width, .images = (uint32_t)p->images, .frames = e->frames};
    core->pool_count = 1;
    core->run->stream = (struct cf_stream){
        .seed = p->seed, .rank = p->rank, .world = p->world, .pool_count = 1, .pools = core->pools, .epoch0 = p->epoch};
    cf_stream_settle(&core->run->stream);
    core->run->end_step = cf_core_end_step(core, &core->run->stream, p->start_step);
    return CF_OK;
}

int cf_core_select(struct cf_core *core, const char *store_dir, struct cf_error *err)
{
    uint64_t count = cf_store_count(core->store), clips = 0, *const refused = core->refused;
    const struct cf_index_entry *index = cf_store_index(core->store);
    core->eligible = malloc((count + 1) * sizeof *core->eligible);
    core->stills = malloc((count + 1) * sizeof *core->stills);
    core->quarantine = calloc(count + 1, sizeof *core->quarantine);
    if (!core->eligible || !core->stills || !core->quarantine)
        return cf_fail(err, CF_ENOMEM, "no memory for %llu records", (unsigned long long)count);
    for (uint64_t i = 0; i < count; i++) {
        if (is_still(&index[i]))
            core->stills[core->still_count++] = i;
        if (index[i].flags & CF_INDEX_IMAGE)
            continue;
        clips++;
        enum refusal refusal = refusal_of(core, &index[i]);
        refused[refusal]++;
        if (refusal == NONE)
            core->eligible[core->eligible_count++] = i;
    }
    if (core->effective.params.locality > 1)
        qsort_r(core->eligible, core->eligible_count, sizeof *core->eligible, by_file_and_window,
                (void *)(uintptr_t)index);
    core->stats.ineligible = clips - core->eligible_count;
    if (!core->eligible_count)
        return cf_fail(err, CF_EINELIGIBLE,
                       "none of %llu clips can be drawn: %llu have no media, %llu no %s caption, %llu fewer than the "
                       "%u frames asked for",
                       (unsigned long long)clips, (unsigned long long)refused[NO_MEDIA],
                       (unsigned long long)refused[NO_CAPTION], core->effective.params.caption,
                       (unsigned long long)refused[TOO_SHORT], core->effective.params.frames);
    if (core->effective.params.images && !core->still_count)
        return cf_fail(err, CF_EINELIGIBLE,
                       "%d images are to be joined, and the store has no still image with a dense caption",
                       core->effective.params.images);
    int status = check_tables(core, store_dir, err);
    return status ? status : make_pools(core, err);
}
