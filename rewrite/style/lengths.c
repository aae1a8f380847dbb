#include "style/style.h"

void cf_style_lengths_add(struct cf_style_lengths *l, uint64_t length)
{
    l->captions++;
    l->mean += ((double)length - l->mean) / (double)l->captions;
    l->counts[length < CF_STYLE_LENGTH_MAX ? length : CF_STYLE_LENGTH_MAX]++;
}

/* The length of the caption with `before` shorter ones before it. */
static uint32_t at_rank(const struct cf_style_lengths *l, double before)
{
    double sum = 0;
    uint32_t last = 0;
    for (uint32_t i = 0; i <= CF_STYLE_LENGTH_MAX; i++) {
        if (!l->counts[i])
            continue;
        sum += l->counts[i];
        last = i;
        if (sum > before)
            return i;
    }
    return last;
}

uint32_t cf_style_lengths_quantile(const struct cf_style_lengths *l, double q)
{
    double sum = 0;
    uint32_t last = 0;
    for (uint32_t i = 0; i <= CF_STYLE_LENGTH_MAX; i++) {
        if (!l->counts[i])
            continue;
        sum += l->counts[i];
        last = i;
        if (sum >= q * (double)l->captions)
            return i;
    }
    return last;
}

static double no_longer_than(const struct cf_style_lengths *l, uint32_t cap)
{
    double sum = 0;
    for (uint32_t i = 0; i <= CF_STYLE_LENGTH_MAX && i <= cap; i++)
        sum += l->counts[i];
    return sum;
}

double cf_style_lengths_above(const struct cf_style_lengths *l, uint32_t cap)
{
    return l->captions ? 1 - no_longer_than(l, cap) / (double)l->captions : 0;
}

uint32_t cf_style_lengths_draw(const struct cf_style_lengths *l, uint32_t cap, double u)
{
    double fit = no_longer_than(l, cap);
    return fit > 0 ? at_rank(l, u * fit) : 0;
}
