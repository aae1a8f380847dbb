#include "pixels/axis.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static bool is_cubic(const struct cf_sampling *s)
{
    return s->rule == CF_RESIZE_BICUBIC_ANTIALIAS;
}

static float support_of(const struct cf_sampling *s)
{
    float reach = is_cubic(s) ? 2.0f : 1.0f;
    return s->scale >= 1.0f ? reach * s->scale : reach;
}

static int max_taps(const struct cf_sampling *s)
{
    if (s->identity)
        return 1;
    if (s->rule == CF_RESIZE_OPEN_SORA_PLAN || is_cubic(s))
        return 2 * (int)ceilf(support_of(s)) + 1;
    return s->rule == CF_RESIZE_BICUBIC ? 4 : 2;
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

/* Keys' cubic at distance x in [0,1) and in [1,2). */
static float cubic_near(float x, float a)
{
    return ((a + 2.0f) * x - (a + 3.0f)) * x * x + 1.0f;
}

static float cubic_far(float x, float a)
{
    return ((a * x - 5.0f * a) * x + 8.0f * a) * x - 4.0f * a;
}

/* Four taps around scale*(i+0.5)-0.5, all in float32 as torch has it; those beyond an edge fall on the edge's sample.
 */
static int cubic_taps(const struct cf_sampling *s, int i, int *first, float *weights)
{
    static const float a = -0.75f;
    float at = s->scale * ((float)(s->output_at + i) + 0.5f) - 0.5f, whole = floorf(at), t = at - whole;
    const float four[4] = {cubic_far(t + 1.0f, a), cubic_near(t, a), cubic_near(1.0f - t, a), cubic_far(2.0f - t, a)};
    int low = (int)whole - 1, last = s->input - 1, n = 0;
    *first = low < 0 ? 0 : low > last ? last : low;
    for (int k = 0; k < 4; k++) {
        int place = low + k < 0 ? 0 : low + k > last ? last : low + k;
        if (place - *first >= n)
            weights[n++] = 0.0f;
        weights[place - *first] += four[k];
    }
    return n;
}

static float window(const struct cf_sampling *s, float x)
{
    if (is_cubic(s))
        return x < 1.0f ? cubic_near(x, -0.5f) : x < 2.0f ? cubic_far(x, -0.5f) : 0.0f;
    return x < 1.0f ? 1.0f - x : 0.0f;
}

/* The antialiased triangle or cubic. The mixture of float and double is torch's, so that the taps are too. */
static int window_taps(const struct cf_sampling *s, int i, int *first, float *weights)
{
    float support = support_of(s);
    float inverse = s->scale >= 1.0f ? (float)(1.0 / (double)s->scale) : 1.0f;
    float center = (float)((double)s->scale * (s->output_at + i + 0.5));
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
        weights[t] = window(s, x);
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
    } else if (s->rule == CF_RESIZE_OPEN_SORA_PLAN || is_cubic(s)) {
        n = window_taps(s, i, first, weights);
    } else if (s->rule == CF_RESIZE_BICUBIC) {
        n = cubic_taps(s, i, first, weights);
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

/* Taps of entry k in stored order, none of weight 0 at the ends: their number, the stored sample under the first. */
static int stored_taps(const struct cf_sampling *s, int k, int shift, int *first, float *folded, float *taps)
{
    int at, n = displayed_taps(s, s->reversed ? s->output - 1 - k : k, &at, taps);
    if (s->mirrored) {
        reverse(taps, n);
        at = s->source - at - n;
    }
    /* A cubic is 0 one sample from its centre too: trimmed, the first taps of neighbours would not only rise. */
    bool has_holes = s->rule == CF_RESIZE_BICUBIC || is_cubic(s);
    int skip = has_holes ? 0 : trim(taps, &n);
    at += skip;
    *first = at >> shift;
    int count = ((at + n - 1) >> shift) - *first + 1;
    memset(folded, 0, (size_t)count * sizeof *folded);
    for (int t = 0; t < n; t++)
        folded[((at + t) >> shift) - *first] += taps[skip + t]; /* in tap order, from zero */
    return count;
}

static int allocate(struct cf_axis *axis, unsigned count, unsigned stride)
{
    axis->count = (int)count;
    axis->stride = (int)stride;
    axis->first = malloc(count * sizeof *axis->first);
    axis->taps = malloc(count * sizeof *axis->taps);
    axis->weights = calloc(count, stride * sizeof *axis->weights);
    return axis->first && axis->taps && axis->weights;
}

int cf_axis_init(struct cf_axis *axis, const struct cf_sampling *s, int shift)
{
    int stride = 1, first = 0, source = ((s->source - 1) >> shift) + 1;
    unsigned room = (unsigned)max_taps(s);
    float *folded = calloc((size_t)2 * room, sizeof *folded), *taps = folded + room;
    memset(axis, 0, sizeof *axis);
    if (!folded)
        return CF_ENOMEM;
    for (int k = 0; k < s->output; k++) {
        int n = stored_taps(s, k, shift, &first, folded, taps);
        stride = n > stride ? n : stride;
    }
    if (!allocate(axis, (unsigned)s->output, (unsigned)stride)) {
        free(folded);
        cf_axis_clear(axis);
        return CF_ENOMEM;
    }
    for (int k = 0; k < s->output; k++) {
        int n = stored_taps(s, k, shift, &first, folded, taps);
        int lead = first > source - stride ? first - (source - stride) : 0;
        axis->first[k] = first - lead;
        axis->taps[k] = lead + n;
        memcpy(axis->weights + (size_t)k * (size_t)stride + lead, folded, (size_t)n * sizeof *folded);
    }
    free(folded);
    return CF_OK;
}

void cf_axis_span(const struct cf_axis *axis, int k, int n, int *begin, int *end)
{
    int a = axis->first[k], b = axis->first[k + n - 1];
    *begin = a < b ? a : b;
    *end = (a < b ? b : a) + axis->stride;
}

void cf_axis_clear(struct cf_axis *axis)
{
    free(axis->first);
    free(axis->taps);
    free(axis->weights);
    memset(axis, 0, sizeof *axis);
}
