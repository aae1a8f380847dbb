/* What samples are drawn from: one pool, or one for each bucket that has a record; in each the sources' shares. */
#include "pipeline/core.h"

#include "base/error.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

__extension__ typedef unsigned __int128 u128;

struct draws {
    uint64_t seed, ordinal;
    uint32_t source;
};

/* A record's draws do not depend on the epoch: buckets have their members for the whole run. */
static double draw(void *opaque, uint32_t k)
{
    const struct draws *d = opaque;
    return cf_plan_unit(cf_plan_bits(d->seed, d->source, d->ordinal, CF_DRAW_BUCKET, k));
}

int cf_core_bucket(const struct cf_core *core, uint64_t position)
{
    const struct cf_index_entry *e = cf_core_entry(core, position);
    const struct cf_core_source *source = cf_core_source(core, position, NULL);
    struct draws draws = {core->effective.params.seed, e->ordinal, (uint32_t)(source - core->sources)};
    struct cf_frames_params frames = cf_frames_for(&core->effective.frames, (double)e->fps);
    uint64_t strided = cf_frames_strided(&frames, e->frames, (double)e->fps);
    bool is_image = (e->flags & CF_INDEX_IMAGE) != 0;
    struct cf_bucket_choice choice =
        cf_buckets_assign(core->buckets, is_image, strided, e->height, e->width, draw, &draws);
    if (choice.row < 0)
        return -1;
    for (int i = 0; i < CF_BUCKET_ASPECTS; i++) {
        const struct cf_bucket_size *size = &core->buckets->sizes[choice.row][i];
        if (size->height == choice.height && size->width == choice.width)
            return choice.row * CF_BUCKET_ASPECTS + i;
    }
    return -1;
}

/* How many samples of each source an epoch has. */
static int share_out(struct cf_core *core, struct cf_error *err)
{
    double weights = 0;
    uint64_t total = core->eligible_count, given = 0;
    for (uint32_t i = 0; i < core->source_count; i++) {
        struct cf_core_source *s = &core->sources[i];
        weights += s->weight;
        s->take = (uint64_t)floor((double)s->eligible * s->repeats + 0.5);
        if (s->weight > 0 && !s->eligible)
            return cf_fail(err, CF_EINELIGIBLE, "'%.300s' has weight %g, and no clip that can be drawn", s->dir,
                           s->weight);
    }
    if (!(weights > 0))
        return CF_OK;
    double left[CF_SOURCES_MAX];
    for (uint32_t i = 0; i < core->source_count; i++) {
        double exact = (double)total * (core->sources[i].weight / weights);
        core->sources[i].take = (uint64_t)floor(exact);
        left[i] = exact - floor(exact);
        given += core->sources[i].take;
    }
    for (; given < total; given++) { /* one more each to those that were cut most, the first of equals */
        uint32_t best = 0;
        for (uint32_t i = 1; i < core->source_count; i++)
            best = left[i] > left[best] ? i : best;
        core->sources[best].take++;
        left[best] = -1;
    }
    return CF_OK;
}

/* eligible becomes bucket after bucket, each in the order that it had; counts: by bucket and source, and their sum. */
static int sort_by_bucket(struct cf_core *core, uint64_t *counts, uint32_t buckets, struct cf_error *err)
{
    uint64_t *sorted = malloc((core->eligible_count + 1) * sizeof *sorted), *at = calloc(buckets + 1, sizeof *at);
    if (!sorted || !at) {
        free(sorted);
        free(at);
        return cf_fail(err, CF_ENOMEM, "no memory for the plan");
    }
    for (uint64_t i = 0; i < core->eligible_count; i++) {
        uint32_t source = (uint32_t)(cf_core_source(core, core->eligible[i], NULL) - core->sources);
        uint32_t bucket = core->buckets ? core->bucket_of[i] : 0;
        counts[(size_t)bucket * core->source_count + source]++;
        at[bucket + 1]++;
    }
    for (uint32_t b = 0; b < buckets; b++)
        at[b + 1] += at[b];
    for (uint64_t i = 0; i < core->eligible_count; i++)
        sorted[at[core->buckets ? core->bucket_of[i] : 0]++] = core->eligible[i];
    free(at);
    free(core->eligible);
    core->eligible = sorted;
    return CF_OK;
}

static void fill_pool(struct cf_core *core, uint32_t bucket, const uint64_t *counts, uint64_t *first)
{
    uint32_t b = core->pool_count++;
    struct cf_pool *pool = &core->pools[b];
    struct cf_pool_part *parts = &core->parts[(size_t)b * core->source_count];
    const struct cf_effective *e = &core->effective;
    *pool = (struct cf_pool){.batch = e->params.batch, .part_count = core->source_count, .parts = parts};
    core->shapes[b] = (struct cf_shape){.height = e->params.height,
                                        .width = e->params.width,
                                        .images = (uint32_t)e->params.images,
                                        .frames = e->frames};
    if (core->buckets) {
        const struct cf_bucket_row *row = &core->buckets->rows[bucket / CF_BUCKET_ASPECTS];
        const struct cf_bucket_size *size =
            &core->buckets->sizes[bucket / CF_BUCKET_ASPECTS][bucket % CF_BUCKET_ASPECTS];
        pool->batch = row->batch;
        core->shapes[b] = (struct cf_shape){row->resolution, size->height, size->width,
                                            row->frames > 1 ? (uint32_t)e->params.images : 0, e->frames};
        core->shapes[b].frames.frames = row->frames;
    }
    for (uint32_t k = 0; k < core->source_count; k++) {
        const struct cf_core_source *s = &core->sources[k];
        u128 n = counts[(size_t)bucket * core->source_count + k];
        uint64_t take = s->eligible ? (uint64_t)((2 * s->take * n + s->eligible) / (2 * (u128)s->eligible)) : 0;
        parts[k] = (struct cf_pool_part){*first, (uint64_t)n, take};
        *first += (uint64_t)n;
        pool->total += take;
    }
}

static bool has_any(const struct cf_core *core, const uint64_t *counts, uint32_t bucket)
{
    for (uint32_t k = 0; k < core->source_count; k++)
        if (counts[(size_t)bucket * core->source_count + k])
            return true;
    return false;
}

static int make_pools(struct cf_core *core, struct cf_error *err)
{
    uint32_t buckets = core->buckets ? core->buckets->row_count * CF_BUCKET_ASPECTS : 1, used = 0;
    uint64_t *counts = calloc((size_t)buckets * core->source_count, sizeof *counts), first = 0;
    int status =
        counts ? sort_by_bucket(core, counts, buckets, err) : cf_fail(err, CF_ENOMEM, "no memory for the plan");
    for (uint32_t b = 0; !status && b < buckets; b++)
        used += has_any(core, counts, b);
    if (!status) {
        core->pools = calloc(used, sizeof *core->pools);
        core->parts = calloc((size_t)used * core->source_count, sizeof *core->parts);
        core->shapes = calloc(used, sizeof *core->shapes);
        core->run = calloc(1, sizeof *core->run);
        if (!core->run || !core->pools || !core->parts || !core->shapes)
            status = cf_fail(err, CF_ENOMEM, "no memory for the plan");
    }
    for (uint32_t b = 0; !status && b < buckets; b++)
        if (has_any(core, counts, b))
            fill_pool(core, b, counts, &first);
    free(counts);
    return status;
}

static uint64_t gcd(uint64_t a, uint64_t b)
{
    while (b) {
        uint64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

int cf_check_world(uint32_t elastic, uint32_t world, struct cf_error *err)
{
    char legal[256] = "";
    if (!elastic || elastic % world == 0)
        return CF_OK;
    for (uint32_t w = 1; w <= elastic && strlen(legal) + 16 < sizeof legal; w++)
        if (elastic % w == 0)
            snprintf(legal + strlen(legal), sizeof legal - strlen(legal), "%s%u", *legal ? ", " : "", w);
    return cf_fail(err, CF_EMISMATCH,
                   "world size %u does not divide the %u batches that stand together (elastic): legal are %s", world,
                   elastic, legal);
}

static int find_elastic(const struct cf_core *core, uint32_t *elastic, struct cf_error *err)
{
    const struct cf_loader_params *p = &core->effective.params;
    enum { USUAL = 24, MOST = 1 << 20 };
    *elastic = 0;
    if (!core->buckets)
        return CF_OK;
    uint64_t least = USUAL / gcd(USUAL, p->world) * (uint64_t)p->world;
    if (p->elastic > MOST || (!p->elastic && least > MOST))
        return cf_fail(err, CF_EINVAL, "elastic %llu: expected at most %d",
                       (unsigned long long)(p->elastic ? p->elastic : least), MOST);
    *elastic = p->elastic ? p->elastic : (uint32_t)least;
    return cf_check_world(*elastic, p->world, err);
}

int cf_core_pools(struct cf_core *core, struct cf_error *err)
{
    const struct cf_loader_params *p = &core->effective.params;
    uint32_t elastic;
    int status = find_elastic(core, &elastic, err);
    if (!status)
        status = share_out(core, err);
    if (!status)
        status = make_pools(core, err);
    if (status)
        return status;
    struct cf_stream *stream = &core->run->stream;
    *stream = (struct cf_stream){.seed = p->seed,
                                 .rank = p->rank,
                                 .world = p->world,
                                 .elastic = elastic,
                                 .pool_count = core->pool_count,
                                 .pools = core->pools,
                                 .epoch0 = p->epoch};
    if (!cf_stream_settle(stream))
        return cf_fail(err, CF_EINELIGIBLE, "an epoch of these sources has no sample: raise repeats");
    core->run->end_step = cf_core_end_step(core, stream, p->start_step);
    return CF_OK;
}
