#include <math.h>
#include <stddef.h>

#include "base/error.h"
#include "plan/plan.h"

/* Times are doubles made from ticks: a target counts as reached this much early (seconds). */
static const double time_slop = 1e-9;
/* The last frame's end is estimated; containers round times to a millisecond at worst. */
static const double end_slop = 1e-3;

static int is_rate(double rate)
{
    return isfinite(rate) && rate > 0.0;
}

/* Frame of grid point k: trunc(k * source_fps / fps), relative to the window; in double, since k may lie far out. */
static double grid_at(uint64_t k, double source_fps, double fps)
{
    return trunc((double)k * source_fps / fps);
}

/* Grid points inside a window of count frames: the first k outside, by bisection (the grid never descends). */
static uint64_t grid_points(uint32_t count, double source_fps, double fps)
{
    uint64_t low = 0, high = UINT64_C(1) << 52;
    while (low < high) {
        uint64_t middle = low + (high - low) / 2;
        if (grid_at(middle, source_fps, fps) < (double)count)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static uint32_t saturate(double frames)
{
    return frames < (double)UINT32_MAX ? (uint32_t)frames : UINT32_MAX;
}

static uint64_t stride_span(const struct cf_frames_params *p)
{
    return (uint64_t)(p->frames - 1) * p->interval + 1;
}

struct cf_frames_params cf_frames_for(const struct cf_frames_params *p, double source_fps)
{
    struct cf_frames_params found = *p;
    if (p->fps_max > 0) {
        double interval = is_rate(source_fps) ? ceil(source_fps / p->fps_max) : 1.0;
        found.interval = interval < 1.0 ? 1 : saturate(interval);
    }
    return found;
}

uint64_t cf_frames_strided(const struct cf_frames_params *p, uint32_t count, double source_fps)
{
    if (p->sampling == CF_SAMPLING_LINSPACE || p->sampling == CF_SAMPLING_STRIDE)
        return count / p->interval;
    return is_rate(source_fps) && count ? grid_points(count, source_fps, p->fps) : count;
}

uint32_t cf_frames_needed(const struct cf_frames_params *p, double source_fps)
{
    if (p->pad_last || p->frames == 0)
        return 1;
    switch (p->sampling) {
    case CF_SAMPLING_LINSPACE: return p->frames;
    case CF_SAMPLING_STRIDE: return stride_span(p) < UINT32_MAX ? (uint32_t)stride_span(p) : UINT32_MAX;
    case CF_SAMPLING_FPS:
        if (!is_rate(source_fps))
            return UINT32_MAX;
        return saturate(grid_at(p->frames - 1, source_fps, p->fps) + 1.0);
    case CF_SAMPLING_PTS:
        if (!is_rate(source_fps))
            return 1; /* only the times can tell */
        return saturate(grid_at(p->frames - 1, source_fps, p->fps) + 1.0);
    }
    return UINT32_MAX;
}

/* Place of the clip among the legal starts 0..last_legal. `drawn` is how many of them a random crop draws from:
 * TemporalRandomCrop, which Latte and Open-Sora-Plan share, never draws the last. */
static uint64_t start_of(const struct cf_frames_params *p, uint64_t last_legal, uint64_t drawn, uint64_t bits)
{
    switch (p->crop) {
    case CF_CROP_RANDOM:
    case CF_CROP_KEYFRAME: return cf_plan_below(bits, drawn);
    case CF_CROP_CENTER: return last_legal / 2;
    case CF_CROP_HEAD: break;
    }
    return 0;
}

/* A random start moved to where decoding is cheap; at and last_legal are relative to the window. */
static uint64_t snap(const struct cf_frames_params *p, const struct cf_frames_window *w, uint64_t at,
                     uint64_t last_legal)
{
    if (p->crop != CF_CROP_KEYFRAME)
        return at;
    uint32_t found = w->cheap_start(w->opaque, w->begin + (uint32_t)at, -1);
    if (found != UINT32_MAX && found >= w->begin)
        return found - w->begin;
    found = w->cheap_start(w->opaque, w->begin + (uint32_t)at, 1);
    if (found != UINT32_MAX && found >= w->begin && found - w->begin <= last_legal)
        return found - w->begin;
    return at;
}

/* Number of starts that TemporalRandomCrop draws from: rand_end + 1 = max(0, total-size-1) + 1. */
static uint64_t temporal_crop_starts(uint64_t total, uint64_t size)
{
    return total > size ? total - size : 1;
}

/* numpy's linspace(begin, end-1, frames, dtype=int): a single frame is the begin. */
static void fill_linspace(const struct cf_frames_params *p, const struct cf_frames_window *w, uint64_t bits,
                          uint32_t *out)
{
    uint64_t size = (uint64_t)p->frames * p->interval;
    uint64_t last_legal = w->count > size ? w->count - size : 0;
    uint64_t begin = snap(p, w, start_of(p, last_legal, temporal_crop_starts(w->count, size), bits), last_legal);
    uint64_t end = begin + size < w->count ? begin + size : w->count;
    uint32_t n = p->frames;
    if (end - begin < n) { /* a short window, padded: every frame once, then the last */
        for (uint32_t k = 0; k < n; k++)
            out[k] = w->begin + (k < w->count ? k : w->count - 1);
        return;
    }
    double step = n > 1 ? (double)(end - 1 - begin) / (double)(n - 1) : 0.0;
    for (uint32_t k = 0; k < n; k++)
        out[k] = w->begin + (uint32_t)floor((double)k * step + (double)begin);
    if (n > 1)
        out[n - 1] = w->begin + (uint32_t)(end - 1);
}

static void fill_stride(const struct cf_frames_params *p, const struct cf_frames_window *w, uint64_t bits,
                        uint32_t *out)
{
    uint64_t span = stride_span(p);
    uint64_t last_legal = w->count > span ? w->count - span : 0;
    uint64_t begin = snap(p, w, start_of(p, last_legal, last_legal + 1, bits), last_legal);
    for (uint32_t k = 0; k < p->frames; k++) {
        uint64_t at = begin + (uint64_t)k * p->interval;
        out[k] = w->begin + (at < w->count ? (uint32_t)at : w->count - 1);
    }
}

/* The grid point of the snapped frame: the first at or behind it. */
static uint64_t snap_grid(const struct cf_frames_params *p, const struct cf_frames_window *w, uint64_t point,
                          uint64_t last_legal)
{
    if (p->crop != CF_CROP_KEYFRAME)
        return point;
    uint64_t frame = (uint64_t)grid_at(point, w->source_fps, p->fps);
    uint64_t at = snap(p, w, frame, (uint64_t)grid_at(last_legal, w->source_fps, p->fps));
    uint64_t moved = (uint64_t)ceil((double)at * p->fps / w->source_fps);
    while (moved && grid_at(moved - 1, w->source_fps, p->fps) >= (double)at)
        moved--;
    while (grid_at(moved, w->source_fps, p->fps) < (double)at)
        moved++;
    return moved < last_legal ? moved : last_legal;
}

static void fill_fps(const struct cf_frames_params *p, const struct cf_frames_window *w, uint64_t bits, uint32_t *out)
{
    uint64_t points = grid_points(w->count, w->source_fps, p->fps);
    uint64_t last_legal = points > p->frames ? points - p->frames : 0;
    uint64_t begin = start_of(p, last_legal, temporal_crop_starts(points, p->frames), bits);
    begin = snap_grid(p, w, begin, last_legal);
    for (uint32_t k = 0; k < p->frames; k++) {
        double at = grid_at(begin + k, w->source_fps, p->fps);
        out[k] = w->begin + (at < (double)w->count ? (uint32_t)at : w->count - 1);
    }
}

static double time_at(const struct cf_frames_window *w, uint32_t i)
{
    return w->time_of(w->opaque, w->begin + i);
}

/* The frame on display at a time: the last one, from `low` on, that begins no later. */
static uint32_t on_display(const struct cf_frames_window *w, double time, uint32_t low)
{
    uint32_t high = w->count; /* low is on display or earlier; high is not reached yet */
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (time_at(w, middle) <= time + time_slop)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* When the window's last frame leaves the display, estimated from the rate, else from the mean gap. */
static double end_of_display(const struct cf_frames_window *w)
{
    double last = time_at(w, w->count - 1);
    if (is_rate(w->source_fps))
        return last + 1.0 / w->source_fps;
    if (w->count < 2)
        return last;
    return last + (last - time_at(w, 0)) / (double)(w->count - 1);
}

static int fits_in_time(const struct cf_frames_params *p, const struct cf_frames_window *w, uint32_t start, double end)
{
    double last_wanted = time_at(w, start) + (double)(p->frames - 1) / p->fps;
    return p->frames == 1 || last_wanted < end + end_slop;
}

static void fill_pts(const struct cf_frames_params *p, const struct cf_frames_window *w, uint64_t bits, uint32_t *out)
{
    double end = end_of_display(w);
    uint32_t low = 0, high = w->count; /* low is legal, or a short window's only start */
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (fits_in_time(p, w, middle, end))
            low = middle;
        else
            high = middle;
    }
    uint32_t at = (uint32_t)snap(p, w, start_of(p, low, (uint64_t)low + 1, bits), low);
    double start_time = time_at(w, at);
    for (uint32_t k = 0; k < p->frames; k++) {
        if (k > 0)
            at = on_display(w, start_time + (double)k / p->fps, at);
        out[k] = w->begin + at;
    }
}

static int check_params(const struct cf_frames_params *p, struct cf_error *err)
{
    if (p->frames == 0)
        return cf_fail(err, CF_EINVAL, "frames is 0, expected at least 1");
    if (p->crop < CF_CROP_RANDOM || p->crop > CF_CROP_KEYFRAME)
        return cf_fail(err, CF_EINVAL, "unknown temporal crop %d", (int)p->crop);
    switch (p->sampling) {
    case CF_SAMPLING_LINSPACE:
    case CF_SAMPLING_STRIDE:
        if (p->interval == 0)
            return cf_fail(err, CF_EINVAL, "interval is 0, expected at least 1");
        return CF_OK;
    case CF_SAMPLING_FPS:
    case CF_SAMPLING_PTS:
        if (!is_rate(p->fps))
            return cf_fail(err, CF_EINVAL, "fps is %g, expected a positive rate", p->fps);
        return CF_OK;
    }
    return cf_fail(err, CF_EINVAL, "unknown sampling %d", (int)p->sampling);
}

static int check_window(const struct cf_frames_params *p, const struct cf_frames_window *w, struct cf_error *err)
{
    if (w->count == 0)
        return cf_fail(err, CF_EWINDOW, "the window is empty");
    if (w->count - 1 > UINT32_MAX - w->begin)
        return cf_fail(err, CF_EWINDOW, "window of %u frames from %u passes the largest index", w->count, w->begin);
    if (p->sampling == CF_SAMPLING_FPS && !is_rate(w->source_fps))
        return cf_fail(err, CF_EWINDOW, "the source's frame rate is %g: fps sampling needs one", w->source_fps);
    if (p->sampling == CF_SAMPLING_PTS && w->time_of == NULL)
        return cf_fail(err, CF_EINVAL, "pts sampling needs the frames' times");
    if (p->crop == CF_CROP_KEYFRAME && w->cheap_start == NULL)
        return cf_fail(err, CF_EINVAL, "the keyframe crop needs to know the key frames");
    if (p->pad_last)
        return CF_OK;
    if (p->sampling == CF_SAMPLING_PTS) {
        if (fits_in_time(p, w, 0, end_of_display(w)))
            return CF_OK;
        return cf_fail(err, CF_EWINDOW, "window of %u frames lasts %g s, expected %g s", w->count,
                       end_of_display(w) - time_at(w, 0), (double)(p->frames - 1) / p->fps);
    }
    uint32_t needed = cf_frames_needed(p, w->source_fps);
    if (w->count < needed)
        return cf_fail(err, CF_EWINDOW, "window has %u frames, expected at least %u", w->count, needed);
    return CF_OK;
}

int cf_frames_pick(const struct cf_frames_params *params, const struct cf_frames_window *window, uint64_t bits,
                   uint32_t *out, struct cf_error *err)
{
    int status = check_params(params, err);
    if (status == CF_OK)
        status = check_window(params, window, err);
    if (status != CF_OK)
        return status;
    switch (params->sampling) {
    case CF_SAMPLING_LINSPACE: fill_linspace(params, window, bits, out); break;
    case CF_SAMPLING_STRIDE: fill_stride(params, window, bits, out); break;
    case CF_SAMPLING_FPS: fill_fps(params, window, bits, out); break;
    case CF_SAMPLING_PTS: fill_pts(params, window, bits, out); break;
    }
    return CF_OK;
}

int cf_frames_is_4k1(uint32_t n)
{
    return n % 4 == 1;
}
