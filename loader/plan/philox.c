#include "plan/plan.h"

__extension__ typedef unsigned __int128 u128;

/* One multiplication of a round: 32 x 32 bits to a high and a low word. */
static void multiply(uint32_t a, uint32_t b, uint32_t *high, uint32_t *low)
{
    uint64_t product = (uint64_t)a * b;
    *high = (uint32_t)(product >> 32);
    *low = (uint32_t)product;
}

void cf_philox4x32(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4])
{
    uint32_t x0 = counter[0], x1 = counter[1], x2 = counter[2], x3 = counter[3];
    uint32_t k0 = key[0], k1 = key[1];
    for (int round = 0; round < 10; round++) {
        uint32_t high0, low0, high1, low1;
        multiply(0xD2511F53u, x0, &high0, &low0);
        multiply(0xCD9E8D57u, x2, &high1, &low1);
        x0 = high1 ^ x1 ^ k0;
        x1 = low1;
        x2 = high0 ^ x3 ^ k1;
        x3 = low0;
        k0 += 0x9E3779B9u;
        k1 += 0xBB67AE85u;
    }
    out[0] = x0;
    out[1] = x1;
    out[2] = x2;
    out[3] = x3;
}

/* The last counter word holds the purpose in its high 8 bits and the index in the other 24. */
uint64_t cf_plan_bits(uint64_t seed, uint32_t epoch, uint64_t position, enum cf_draw draw, uint32_t index)
{
    uint32_t counter[4] = {(uint32_t)position, (uint32_t)(position >> 32), epoch,
                           (uint32_t)draw << 24 | (index & 0xFFFFFFu)};
    uint32_t key[2] = {(uint32_t)seed, (uint32_t)(seed >> 32)};
    uint32_t out[4];
    cf_philox4x32(counter, key, out);
    return (uint64_t)out[1] << 32 | out[0];
}

uint64_t cf_plan_below(uint64_t bits, uint64_t n)
{
    return (uint64_t)(((u128)bits * n) >> 64);
}

double cf_plan_unit(uint64_t bits)
{
    return (double)(bits >> 11) * 0x1p-53;
}
