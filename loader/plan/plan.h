/* What is drawn, when, and which frames of it: pure functions of (counts, seed, epoch, rank, world, step). No I/O, no
 * clock, no threads; the same arguments give the same answer on every machine.
 *
 * Randomness is Philox4x32-10 (Salmon et al., SC 2011): key = seed, counter = (position, epoch, purpose and index).
 * Position is the sample's place in its epoch, so that a run begun at epoch e draws what a run that reached e draws. */
#ifndef CF_PLAN_PLAN_H
#define CF_PLAN_PLAN_H
#include <stdint.h>
#include "clipfeed/status.h"

enum cf_draw { CF_DRAW_ORDER = 1, CF_DRAW_REPLACEMENT, CF_DRAW_CROP, CF_DRAW_FLIP, CF_DRAW_CAPTION, CF_DRAW_IMAGE, CF_DRAW_IMAGE_CAPTION, CF_DRAW_ROTATION,
    CF_DRAW_GROUP, CF_DRAW_SOURCE, CF_DRAW_BUCKET, CF_DRAW_CAPTION_KIND, CF_DRAW_DROPOUT, CF_DRAW_IMAGE_FRAME };

/* Philox4x32-10, as published (known-answer vectors in the tests). */
void cf_philox4x32(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4]);
/* 64 random bits of sample (epoch, position) for one purpose; index numbers the draws of that purpose. */
uint64_t cf_plan_bits(uint64_t seed, uint32_t epoch, uint64_t position, enum cf_draw draw, uint32_t index);
/* Uniform in [0, n), n > 0, by multiplication of 64 bits; and in [0,1) with 53 bits. */
uint64_t cf_plan_below(uint64_t bits, uint64_t n);
double cf_plan_unit(uint64_t bits);

/* The keyed permutation of [0, n) of an epoch: a four-round Feistel network with cycle walking. */
uint64_t cf_plan_permute(uint64_t n, uint64_t seed, uint32_t epoch, uint64_t position);
/* The same for another purpose, and for each of up to 2^22 lists of that purpose. */
uint64_t cf_plan_permute_for(uint64_t n, uint64_t seed, uint32_t epoch, uint64_t position, enum cf_draw draw,
                             uint32_t list);

/* Sample j of rank r at step s in a stream that began at sample 0 of first_epoch. n: eligible records, > 0. */
struct cf_plan_sample { uint32_t epoch; uint64_t position; };
struct cf_plan_sample cf_plan_sample_at(uint64_t n, uint32_t first_epoch, uint64_t step, uint32_t rank, uint32_t world,
                                        uint32_t batch, uint32_t j);
/* Steps until the one whose last sample completes the first epoch: ceil(n / (world * batch)). */
uint64_t cf_plan_epoch_steps(uint64_t n, uint32_t world, uint32_t batch);

/* Candidate c of a sample: c = 0 is the permutation's, others are uniform over the eligible. */
uint64_t cf_plan_candidate(uint64_t n, uint64_t seed, uint32_t epoch, uint64_t position, uint32_t c);

/* Locality: the order in which runs of `run` neighbours of the list [0, n) stay close. The list is cut, from a keyed
 * offset on, into groups of `run`; the groups are permuted; `columns` of them at a time are dealt side by side: the
 * first member of each, then the second of each, and so on, so that neighbours stand `columns` positions apart and
 * nothing moves further than run * columns from where it would be dealt alone. What n leaves over comes last. */
struct cf_plan_local {
    uint64_t item, group; /* group UINT64_MAX: a left-over, which has no neighbours */
    uint32_t member;      /* of the group, from 0 */
};
struct cf_plan_local cf_plan_local_at(uint64_t n, uint64_t seed, uint32_t epoch, uint64_t position, uint32_t run,
                                      uint64_t columns);

enum cf_sampling { CF_SAMPLING_LINSPACE = 1, CF_SAMPLING_STRIDE, CF_SAMPLING_FPS, CF_SAMPLING_PTS };
enum cf_temporal_crop { CF_CROP_RANDOM = 1, CF_CROP_HEAD, CF_CROP_CENTER, CF_CROP_KEYFRAME };

struct cf_frames_params {
    enum cf_sampling sampling;
    enum cf_temporal_crop crop;
    uint32_t frames;   /* > 0 */
    uint32_t interval; /* LINSPACE, STRIDE: > 0 */
    double fps;        /* FPS, PTS: > 0 */
    double fps_max;    /* LINSPACE, STRIDE: > 0: see cf_frames_for */
    int pad_last;      /* short windows repeat their last frame */
};

/* The window a clip is drawn from. */
struct cf_frames_window {
    uint32_t begin, count;  /* display indices begin .. begin+count-1 */
    double source_fps;      /* FPS sampling */
    /* PTS sampling: seconds of display index begin+i, non-decreasing; else NULL. */
    double (*time_of)(const void *opaque, uint32_t display_index);
    /* KEYFRAME: the greatest display index at or below one (step -1), or the least at or above it (step 1), where
     * decoding can begin at that very frame; UINT32_MAX: none. */
    uint32_t (*cheap_start)(const void *opaque, uint32_t display_index, int step);
    const void *opaque;
};

/* The params for a source: with fps_max, Open-Sora's interval, ceil(source_fps / fps_max), 1 where the rate is not known
 * or lower. */
struct cf_frames_params cf_frames_for(const struct cf_frames_params *params, double source_fps);
/* How many frames a window of `count` gives at the params' pace, as buckets count them: LINSPACE, STRIDE: count/interval;
 * FPS, PTS: the points of FPS's grid inside, count where the source's rate is not known. params from cf_frames_for. */
uint64_t cf_frames_strided(const struct cf_frames_params *params, uint32_t count, double source_fps);

/* Fewest frames (LINSPACE: `frames`, the stride compressed to fit; STRIDE: (frames-1)*interval+1; FPS, PTS: what the
 * rates ask for) that a window needs; 1 with pad_last. */
uint32_t cf_frames_needed(const struct cf_frames_params *params, double source_fps);

/* Fills out[params->frames] with ascending display indices; bits decides a random start. CF_EWINDOW, CF_EINVAL.
 * KEYFRAME draws as RANDOM does, then moves the start back to the last frame of the window where decoding can begin,
 * else on to the first one from which the clip still fits, else leaves it. The bias: a clip begins at key frames, each
 * with the weight of the frames up to the next; windows between two key frames are drawn from as before. FPS moves to
 * the first grid point at or behind such a frame.
 * LINSPACE is Latte's: size = frames*interval, rand_end = max(0, count-size-1), begin uniform in [0, rand_end],
 * end = min(begin+size, count), floor(linspace(begin, end-1, frames)) in float64, the last forced to end-1.
 * FPS is Open-Sora-Plan's: trunc(k * source_fps / fps). PTS: the frame on display at t0 + k/fps. */
int cf_frames_pick(const struct cf_frames_params *params, const struct cf_frames_window *window, uint64_t bits,
                   uint32_t *out, struct cf_error *err);
/* 1 where n is 4k+1: what temporally compressing autoencoders take. */
int cf_frames_is_4k1(uint32_t n);
#endif
