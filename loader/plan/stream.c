#include "plan/stream.h"

#include <assert.h>

__extension__ typedef unsigned __int128 u128;

static uint64_t group_size(const struct cf_stream *s, uint32_t pool)
{
    return (uint64_t)s->elastic * s->pools[pool].batch;
}

uint64_t cf_stream_groups_before(const struct cf_stream *s, uint32_t pool, uint32_t epoch)
{
    return (uint64_t)((u128)epoch * s->pools[pool].total / group_size(s, pool));
}

uint64_t cf_stream_groups(const struct cf_stream *s, uint32_t pool, uint32_t epoch)
{
    u128 total = s->pools[pool].total;
    return (uint64_t)(((u128)epoch + 1) * total / group_size(s, pool)) - cf_stream_groups_before(s, pool, epoch);
}

/* Of all pools, in the epochs below `epoch`, which may be one past the last. */
static uint64_t all_before(const struct cf_stream *s, uint64_t epoch)
{
    uint64_t sum = 0;
    for (uint32_t b = 0; b < s->pool_count; b++)
        sum += (uint64_t)((u128)epoch * s->pools[b].total / group_size(s, b));
    return sum;
}

/* The epoch of a group, by its number among all groups of all epochs: the last one with no more before it. */
static uint32_t epoch_of(const struct cf_stream *s, uint64_t group)
{
    uint64_t low = s->epoch0, step = 1;
    while (low + step <= UINT32_MAX && all_before(s, low + step) <= group) {
        low += step;
        step *= 2;
    }
    for (; step; step /= 2)
        if (low + step <= UINT32_MAX && all_before(s, low + step) <= group)
            low += step;
    return (uint32_t)low;
}

bool cf_stream_settle(struct cf_stream *s)
{
    uint64_t total = 0;
    s->stride = 0;
    for (uint32_t b = 0; b < s->pool_count; b++) {
        total += s->pools[b].total;
        s->stride = group_size(s, b) > s->stride ? group_size(s, b) : s->stride;
    }
    if (!s->elastic || !total)
        return total > 0;
    uint64_t before = all_before(s, s->epoch0), group = before + s->position0;
    if (all_before(s, UINT32_MAX) <= group)
        return false;
    uint32_t epoch = epoch_of(s, group);
    if (epoch != s->epoch0)
        s->position0 = group - all_before(s, epoch);
    s->epoch0 = epoch;
    return true;
}

/* Which pool's group stands at a place of the epoch's order. */
static void find_group(const struct cf_stream *s, struct cf_stream_step *at)
{
    uint64_t count = all_before(s, (uint64_t)at->epoch + 1) - all_before(s, at->epoch);
    uint64_t left = cf_plan_permute_for(count, s->seed, at->epoch, at->group, CF_DRAW_GROUP, 0);
    for (at->pool = 0; at->pool + 1 < s->pool_count; at->pool++) {
        uint64_t here = cf_stream_groups(s, at->pool, at->epoch);
        if (left < here)
            break;
        left -= here;
    }
    at->queue = cf_stream_groups_before(s, at->pool, at->epoch) + left;
}

/* Samples between the start of epoch0 and the step's first. */
static u128 samples_before(const struct cf_stream *s, uint64_t step)
{
    return (u128)(step - s->step0) * s->world * s->pools[0].batch + s->position0;
}

struct cf_stream_step cf_stream_step_at(const struct cf_stream *s, uint64_t step)
{
    assert(step >= s->step0 && s->pool_count);
    struct cf_stream_step at = {.step = step, .batch = s->pools[0].batch};
    if (!s->elastic) {
        at.epoch = s->epoch0 + (uint32_t)(samples_before(s, step) / s->pools[0].total);
        return at;
    }
    uint32_t steps = s->elastic / s->world;
    uint64_t count = step - s->step0 + s->round0 / s->world;
    uint64_t group = all_before(s, s->epoch0) + s->position0 + count / steps;
    at.round = (uint32_t)(count % steps) * s->world;
    at.epoch = epoch_of(s, group);
    at.group = group - all_before(s, at.epoch);
    find_group(s, &at);
    at.batch = s->pools[at.pool].batch;
    return at;
}

struct cf_stream_sample cf_stream_sample_at(const struct cf_stream *s, const struct cf_stream_step *at, uint32_t j)
{
    if (!s->elastic) {
        u128 g = samples_before(s, at->step) + (u128)s->rank * at->batch + j, n = s->pools[0].total;
        struct cf_stream_sample plain = {.epoch = s->epoch0 + (uint32_t)(g / n), .position = (uint64_t)(g % n)};
        plain.pass = plain.epoch;
        plain.index = plain.position;
        return plain;
    }
    uint64_t within = ((uint64_t)at->round + s->rank) * at->batch + j;
    u128 place = (u128)at->queue * group_size(s, at->pool) + within;
    return (struct cf_stream_sample){.epoch = at->epoch,
                                     .pool = at->pool,
                                     .position = at->group * s->stride + within,
                                     .pass = (uint32_t)(place / s->pools[at->pool].total),
                                     .index = (uint64_t)(place % s->pools[at->pool].total)};
}

/* The part of a pool's sample, and its place there. */
static const struct cf_pool_part *part_of(const struct cf_pool *pool, uint64_t *at)
{
    const struct cf_pool_part *part = pool->parts;
    for (; *at >= part->take; part++)
        *at -= part->take;
    return part;
}

uint64_t cf_stream_uniform(const struct cf_stream *s, uint32_t pool, uint64_t bits)
{
    uint64_t at = cf_plan_below(bits, s->pools[pool].total);
    const struct cf_pool_part *part = part_of(&s->pools[pool], &at);
    return part->first + (part->take == part->count ? at : (uint64_t)((u128)at * part->count / part->take));
}

uint64_t cf_stream_record(const struct cf_stream *s, const struct cf_stream_sample *sample, uint32_t c)
{
    const struct cf_pool *pool = &s->pools[sample->pool];
    if (c)
        return cf_stream_uniform(s, sample->pool,
                                 cf_plan_bits(s->seed, sample->epoch, sample->position, CF_DRAW_REPLACEMENT, c));
    uint64_t at = cf_plan_permute_for(pool->total, s->seed, sample->pass, sample->index, CF_DRAW_ORDER, sample->pool);
    const struct cf_pool_part *part = part_of(pool, &at);
    if (part->take == part->count)
        return part->first + at;
    u128 place = (u128)sample->pass * part->take + at;
    uint32_t list = sample->pool * pool->part_count + (uint32_t)(part - pool->parts);
    return part->first + cf_plan_permute_for(part->count, s->seed, (uint32_t)(place / part->count),
                                             (uint64_t)(place % part->count), CF_DRAW_SOURCE, list);
}

void cf_stream_move(struct cf_stream *s, uint64_t step)
{
    struct cf_stream_step at = cf_stream_step_at(s, step);
    s->position0 = s->elastic ? at.group : (uint64_t)(samples_before(s, step) % s->pools[0].total);
    s->round0 = at.round;
    s->epoch0 = at.epoch;
    s->step0 = step;
}

static uint64_t ceil_div(u128 a, uint64_t b)
{
    return (uint64_t)((a + b - 1) / b);
}

uint64_t cf_stream_epoch_end(const struct cf_stream *s, uint64_t step)
{
    struct cf_stream_step at = cf_stream_step_at(s, step);
    uint64_t samples = (uint64_t)s->world * at.batch;
    if (!s->elastic)
        return s->step0 + ceil_div(((u128)(at.epoch - s->epoch0) + 1) * s->pools[0].total - s->position0, samples);
    uint64_t groups = all_before(s, (uint64_t)at.epoch + 1) - all_before(s, at.epoch);
    return step + (groups - at.group) * (s->elastic / s->world) - at.round / s->world;
}

uint64_t cf_stream_epoch_steps(const struct cf_stream *s, uint64_t step)
{
    struct cf_stream_step at = cf_stream_step_at(s, step);
    if (s->elastic)
        return (all_before(s, (uint64_t)at.epoch + 1) - all_before(s, at.epoch)) * (s->elastic / s->world);
    /* The epoch's first sample that begins a step: steps lie `samples` apart, one of them at position0. */
    uint64_t samples = (uint64_t)s->world * at.batch, n = s->pools[0].total;
    u128 begin = (u128)(at.epoch - s->epoch0) * n;
    uint64_t first = (uint64_t)((s->position0 % samples + ((u128)samples - begin % samples)) % samples);
    return ceil_div(n - (first < n ? first : n), samples);
}
