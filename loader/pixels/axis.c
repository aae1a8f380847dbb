#include "pixels/axis.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static float support_of(const struct cf_sampling *s)
{
    return s->scale >= 1.0f ? s->scale : 1.0f;
}

static int max_taps(const struct cf_sampling *s)
{
    if (s->identity)
        return 1;
    return s->rule == CF_RESIZE_OPEN_SORA_PLAN ? 2 * (int)ceilf(support_of(s)) + 1 : 2;
}

/* Two taps around scale*(i+0.5)-0.5, all in float32 as torch has it. Returns the number of taps. */
static int linear_taps(const struct cf_sampling *s, int i, int *first, float *weights)
{
    float at = s->scale * ((float)(s->output_at + i) + 0.5f) - 0.5f;
    if (at < 0.0f)
        at = 0.0f;
    int low = at < (float)s->input ? (int)at : s->input - 1;
    if (low > s->input - 1)
        low = s->input - 1;
    float fraction = at - (float)low;
    if (fraction > 1.0f)
        fraction = 1.0f;
    *first = low;
    if (low == s->input - 1) { /* both taps would be the last sample */
        weights[0] = 1.0f;
        return 1;
    }
    weights[0] = 1.0f - fraction;
    weights[1] = fraction;
    return 2;
}

/* The antialiased triangle. The mixture of float and double is torch's, so that the taps are too. */
static int triangle_taps(const struct cf_sampling *s, int i, int *first, float *weights)
{
    float support = support_of(s);
    float inverse = s->scale >= 1.0f ? (float)(1.0 / (double)s->scale) : 1.0f;
    float center = (float)((double)s->scale * (i + 0.5));
    int low = (int)((double)(center - support) + 0.5);
    int high = (int)((double)(center + support) + 0.5);
    if (low < 0)
        low = 0;
    if (high > s->input)
        high = s->input;
    int n = high - low, limit = max_taps(s);
    if (n > limit)
        n = limit;
    assert(n > 0);
    float total = 0.0f;
    for (int t = 0; t < n; t++) {
        float x = fabsf((float)(((double)((float)(low + t) - center) + 0.5) * (double)inverse));
        weights[t] = x < 1.0f ? 1.0f - x : 0.0f;
        total += weights[t];
    }
    for (int t = 0; t < n; t++)
        weights[t] /= total;
    *first = low;
    return n;
}

/* Taps of displayed sample i, in displayed order and positions. */
static int displayed_taps(const struct cf_sampling *s, int i, int *first, float *weights)
{
    int n = 1;
    if (s->identity) {
        *first = s->output_at + i;
        weights[0] = 1.0f;
    } else if (s->rule == CF_RESIZE_OPEN_SORA_PLAN) {
        n = triangle_taps(s, i, first, weights);
    } else {
        n = linear_taps(s, i, first, weights);
    }
    *first += s->input_at;
    return n;
}

static void reverse(float *values, int n)
{
    for (int a = 0, b = n - 1; a < b; a++, b--) {
        float v = values[a];
        values[a] = values[b];
        values[b] = v;
    }
}

/* Drops weightless taps at both ends; they add nothing and would make rows be read. Returns the first one kept. */
static int trim(const float *weights, int *n)
{
    int skip = 0;
    while (*n > 1 && weights[*n - 1] == 0.0f)
        --*n;
    while (*n > 1 && weights[skip] == 0.0f) {
        skip++;
        --*n;
    }
    return skip;
}

static void set_entry(struct cf_axis *axis, int k, int first, const float *weights, int n, int shift)
{
    float *row = axis->weights + (size_t)k * (size_t)axis->stride;
    axis->first[k] = first >> shift;
    axis->taps[k] = ((first + n - 1) >> shift) - (first >> shift) + 1;
    assert(axis->taps[k] <= axis->stride);
    for (int t = 0; t < n; t++)
        row[((first + t) >> shift) - axis->first[k]] += weights[t]; /* in tap order, from zero */
    if (axis->first[k] < axis->begin)
        axis->begin = axis->first[k];
    if (axis->first[k] + axis->taps[k] > axis->end)
        axis->end = axis->first[k] + axis->taps[k];
}

int cf_axis_init(struct cf_axis *axis, const struct cf_sampling *s, int shift)
{
    int stride = max_taps(s);
    size_t count = (size_t)s->output;
    float *taps = malloc((size_t)stride * sizeof *taps);
    memset(axis, 0, sizeof *axis);
    axis->first = malloc(count * sizeof *axis->first);
    axis->taps = malloc(count * sizeof *axis->taps);
    axis->weights = calloc(count * (size_t)stride, sizeof *axis->weights);
    if (!taps || !axis->first || !axis->taps || !axis->weights) {
        free(taps);
        cf_axis_clear(axis);
        return CF_ENOMEM;
    }
    axis->count = s->output;
    axis->stride = stride;
    axis->begin = s->source;
    for (int k = 0; k < s->output; k++) {
        int first, n = displayed_taps(s, s->mirrored ? s->output - 1 - k : k, &first, taps);
        if (s->mirrored) {
            reverse(taps, n);
            first = s->source - first - n;
        }
        int skip = trim(taps, &n);
        set_entry(axis, k, first + skip, taps + skip, n, shift);
    }
    free(taps);
    return CF_OK;
}

void cf_axis_clear(struct cf_axis *axis)
{
    free(axis->first);
    free(axis->taps);
    free(axis->weights);
    memset(axis, 0, sizeof *axis);
}
