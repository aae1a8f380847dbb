#include <assert.h>

#include "plan/plan.h"

__extension__ typedef unsigned __int128 u128;

/* Bits of half the Feistel block: the block is the smallest of even width that holds n-1, so less than 4n. */
static unsigned half_bits(uint64_t n)
{
    unsigned bits = 0;
    while (bits < 64 && (n - 1) >> bits != 0)
        bits++;
    return bits < 2 ? 1 : (bits + 1) / 2;
}

static uint64_t feistel(uint64_t block, unsigned half, uint64_t seed, uint32_t epoch, enum cf_draw draw, uint32_t list)
{
    uint64_t mask = (UINT64_C(1) << half) - 1;
    uint64_t left = block >> half, right = block & mask;
    for (uint32_t round = 0; round < 4; round++) {
        uint64_t next = left ^ (cf_plan_bits(seed, epoch, right, draw, list << 2 | round) & mask);
        left = right;
        right = next;
    }
    return left << half | right;
}

uint64_t cf_plan_permute_for(uint64_t n, uint64_t seed, uint32_t epoch, uint64_t position, enum cf_draw draw,
                             uint32_t list)
{
    assert(position < n && list < 1u << 22);
    unsigned half = half_bits(n);
    uint64_t at = position;
    do /* ends: the cycle of position comes back to it, and it lies below n */
        at = feistel(at, half, seed, epoch, draw, list);
    while (at >= n);
    return at;
}

uint64_t cf_plan_permute(uint64_t n, uint64_t seed, uint32_t epoch, uint64_t position)
{
    return cf_plan_permute_for(n, seed, epoch, position, CF_DRAW_ORDER, 0);
}

struct cf_plan_local cf_plan_local_at(uint64_t n, uint64_t seed, uint32_t epoch, uint64_t position, uint32_t run,
                                      uint64_t columns)
{
    assert(position < n && run > 0 && columns > 0);
    uint64_t groups = n / run, offset = cf_plan_below(cf_plan_bits(seed, epoch, 0, CF_DRAW_ROTATION, 0), n);
    struct cf_plan_local at = {(uint64_t)(((u128)offset + position) % n), UINT64_MAX, 0};
    if (position >= groups * run)
        return at;
    u128 block_size = (u128)columns * run;
    uint64_t block = (uint64_t)(position / block_size), within = (uint64_t)(position % block_size);
    uint64_t first = block * columns, width = groups - first < columns ? groups - first : columns;
    at.group = cf_plan_permute(groups, seed, epoch, first + within % width);
    at.member = (uint32_t)(within / width);
    at.item = (uint64_t)(((u128)offset + at.group * run + at.member) % n);
    return at;
}

struct cf_plan_sample cf_plan_sample_at(uint64_t n, uint32_t first_epoch, uint64_t step, uint32_t rank, uint32_t world,
                                        uint32_t batch, uint32_t j)
{
    assert(n > 0 && rank < world && j < batch);
    u128 g = ((u128)step * world + rank) * batch + j;
    struct cf_plan_sample sample = {
        .epoch = first_epoch + (uint32_t)(g / n),
        .position = (uint64_t)(g % n),
    };
    return sample;
}

uint64_t cf_plan_epoch_steps(uint64_t n, uint32_t world, uint32_t batch)
{
    uint64_t samples = (uint64_t)world * batch;
    assert(samples > 0);
    return n / samples + (n % samples != 0);
}

uint64_t cf_plan_candidate(uint64_t n, uint64_t seed, uint32_t epoch, uint64_t position, uint32_t c)
{
    if (c == 0)
        return cf_plan_permute(n, seed, epoch, position);
    return cf_plan_below(cf_plan_bits(seed, epoch, position, CF_DRAW_REPLACEMENT, c), n);
}
