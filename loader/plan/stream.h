/* From a step to its samples: one endless stream of epochs over a pool of records, or, with buckets, of groups that
 * each belong to one pool. Pure functions, as everything in plan/.
 *
 * Without groups sample j of rank r at step s is g = position0 + ((s-step0)*world + r)*batch + j, counted from the
 * start of epoch0; an epoch is as long as the pool, and is a keyed permutation of it.
 *
 * With groups every pool b is an endless queue: keyed permutations of its `total` samples, one pass after the other. It
 * is cut into groups of G = elastic*batch. The groups that end within the first (e+1)*total samples and not within the
 * first e*total are epoch e's: floor((e+1)*total/G) - floor(e*total/G) of them. What is left over thus goes into a
 * later epoch's group, and an epoch depends on no other. The groups of all pools stand in a keyed order; each takes
 * elastic/world steps, and sample x of a group goes to step x/(world*batch), rank x/batch%world. */
#ifndef CF_PLAN_STREAM_H
#define CF_PLAN_STREAM_H
#include <stdbool.h>

#include "plan/plan.h"

/* The records [first, first+count) of one source; a pass over the pool has `take` samples of them. take != count: they
 * come from keyed permutations of their own, one after the other through all passes. */
struct cf_pool_part {
    uint64_t first, count, take;
};
struct cf_pool {
    uint64_t total; /* the sum of take */
    uint32_t batch;
    uint32_t part_count;
    const struct cf_pool_part *parts;
};

struct cf_stream {
    uint64_t seed;
    uint32_t rank, world;
    uint32_t elastic; /* 0: no groups, one pool */
    uint32_t pool_count;
    const struct cf_pool *pools;
    /* Where steps are counted from: step0 has epoch0's sample position0; with groups round `round0` (of `elastic`; a
     * step takes `world` of them) of epoch0's group position0. */
    uint64_t step0, position0;
    uint32_t epoch0, round0;
    uint64_t stride; /* of the largest pool's group; set by cf_stream_settle */
};

struct cf_stream_step {
    uint64_t step;
    uint64_t group; /* in its epoch; 0 without groups */
    uint64_t queue; /* the group's number in its pool's queue */
    uint32_t epoch; /* of rank 0's first sample */
    uint32_t pool, batch;
    uint32_t round; /* rounds of the group that were taken before */
};

/* A sample's key is (epoch, position): the position in the epoch, counted, with groups, as if each were as large as the
 * largest. pass and index say where it stands in its pool. */
struct cf_stream_sample {
    uint64_t position, index;
    uint32_t epoch, pass, pool;
};

/* To be called before any other: sets stride and, with groups, moves (epoch0, position0) on to the first group that
 * there is. False: there is nothing to draw in any epoch. */
bool cf_stream_settle(struct cf_stream *stream);
/* step >= step0. */
struct cf_stream_step cf_stream_step_at(const struct cf_stream *stream, uint64_t step);
struct cf_stream_sample cf_stream_sample_at(const struct cf_stream *stream, const struct cf_stream_step *at,
                                            uint32_t j);
/* The record of candidate c of a sample: c = 0 is the permutation's, others are uniform over the pool. */
uint64_t cf_stream_record(const struct cf_stream *stream, const struct cf_stream_sample *sample, uint32_t c);
/* A record of a pool, uniform over its samples by these bits. */
uint64_t cf_stream_uniform(const struct cf_stream *stream, uint32_t pool, uint64_t bits);
/* The same order, counted from another step on. */
void cf_stream_move(struct cf_stream *stream, uint64_t step);
/* The step after the last one of the epoch that `step` is in, and how many steps that epoch has, those before step0
 * included, if the world was always this one. */
uint64_t cf_stream_epoch_end(const struct cf_stream *stream, uint64_t step);
uint64_t cf_stream_epoch_steps(const struct cf_stream *stream, uint64_t step);

/* Groups of a pool in one epoch, and in all epochs before it. */
uint64_t cf_stream_groups(const struct cf_stream *stream, uint32_t pool, uint32_t epoch);
uint64_t cf_stream_groups_before(const struct cf_stream *stream, uint32_t pool, uint32_t epoch);
#endif
