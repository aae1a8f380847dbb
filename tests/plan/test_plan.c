#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "plan/plan.h"

#define MAX_FRAMES 128

/* Random123's published known-answer vectors. */
static void philox_known_answers(void **state)
{
    (void)state;
    static const struct {
        uint32_t counter[4], key[2], out[4];
    } vectors[] = {
        {{0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
        {{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
         {0xffffffff, 0xffffffff},
         {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
        {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
         {0xa4093822, 0x299f31d0},
         {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
    };
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
        uint32_t out[4];
        cf_philox4x32(vectors[i].counter, vectors[i].key, out);
        assert_memory_equal(out, vectors[i].out, sizeof out);
    }
}

static void bits_depend_on_every_argument(void **state)
{
    (void)state;
    uint64_t base = cf_plan_bits(1, 2, 3, CF_DRAW_CROP, 4);
    assert_true(base == cf_plan_bits(1, 2, 3, CF_DRAW_CROP, 4));
    assert_true(base != cf_plan_bits(2, 2, 3, CF_DRAW_CROP, 4));
    assert_true(base != cf_plan_bits(1 | UINT64_C(1) << 40, 2, 3, CF_DRAW_CROP, 4));
    assert_true(base != cf_plan_bits(1, 3, 3, CF_DRAW_CROP, 4));
    assert_true(base != cf_plan_bits(1, 2, 3 | UINT64_C(1) << 40, CF_DRAW_CROP, 4));
    assert_true(base != cf_plan_bits(1, 2, 3, CF_DRAW_FLIP, 4));
    assert_true(base != cf_plan_bits(1, 2, 3, CF_DRAW_CROP, 5));
}

static void uniform_draws_stay_in_range(void **state)
{
    (void)state;
    assert_true(cf_plan_below(0, 7) == 0);
    assert_true(cf_plan_below(UINT64_MAX, 7) == 6);
    assert_true(cf_plan_below(UINT64_MAX, 1) == 0);
    assert_true(cf_plan_below(UINT64_MAX, UINT64_MAX) == UINT64_MAX - 1);
    assert_true(cf_plan_unit(0) == 0.0);
    assert_true(cf_plan_unit(UINT64_MAX) < 1.0);
    int seen[7] = {0};
    for (uint64_t i = 0; i < 70000; i++)
        seen[cf_plan_below(cf_plan_bits(5, 0, i, CF_DRAW_CROP, 0), 7)]++;
    for (int i = 0; i < 7; i++)
        assert_in_range(seen[i], 9500, 10500);
}

static void is_bijection(uint64_t n, uint64_t seed, uint32_t epoch)
{
    unsigned char *seen = calloc((size_t)n, 1);
    assert_non_null(seen);
    for (uint64_t i = 0; i < n; i++) {
        uint64_t at = cf_plan_permute(n, seed, epoch, i);
        assert_true(at < n);
        assert_int_equal(seen[at], 0);
        seen[at] = 1;
    }
    free(seen);
}

static void permutation_is_a_bijection(void **state)
{
    (void)state;
    for (uint64_t n = 1; n <= 300; n++)
        for (uint32_t epoch = 0; epoch < 3; epoch++)
            is_bijection(n, n * 7919, epoch);
    is_bijection(100000, 0, 0);
    is_bijection(100000, UINT64_MAX, UINT32_MAX);
    uint64_t huge = UINT64_MAX; /* the widest block there is */
    assert_true(cf_plan_permute(huge, 1, 1, huge - 1) < huge);
}

static void seeds_and_epochs_give_other_orders(void **state)
{
    (void)state;
    int same_seed = 0, same_epoch = 0, in_place = 0;
    for (uint64_t i = 0; i < 1000; i++) {
        uint64_t at = cf_plan_permute(1000, 1, 1, i);
        same_seed += at == cf_plan_permute(1000, 2, 1, i);
        same_epoch += at == cf_plan_permute(1000, 1, 2, i);
        in_place += at == i;
    }
    assert_in_range(same_seed, 0, 10); /* 1 is expected of independent permutations */
    assert_in_range(same_epoch, 0, 10);
    assert_in_range(in_place, 0, 10);
}

/* With any world size, the steps' ranks and places in turn walk one stream. */
static void worlds_share_one_order(void **state)
{
    (void)state;
    const uint64_t n = 37;
    const uint32_t batch = 4, first_epoch = 5;
    for (uint32_t world = 1; world <= 3; world++) {
        uint64_t g = 0;
        for (uint64_t step = 0; step < 40; step++)
            for (uint32_t rank = 0; rank < world; rank++)
                for (uint32_t j = 0; j < batch; j++, g++) {
                    struct cf_plan_sample s = cf_plan_sample_at(n, first_epoch, step, rank, world, batch, j);
                    assert_int_equal(s.epoch, first_epoch + g / n);
                    assert_int_equal(s.position, g % n);
                }
    }
    struct cf_plan_sample far = cf_plan_sample_at(UINT64_MAX, 0, UINT64_MAX / 2, 2, 3, 1, 0);
    assert_int_equal(far.epoch, 1); /* no overflow on the way */
}

/* Every item once; members of a group stand `columns` apart, in order; one keyed order a seed and epoch. */
static void locality_is_a_bijection(void **state)
{
    (void)state;
    static const uint64_t sizes[] = {1, 5, 6, 24, 97, 1000};
    for (size_t s = 0; s < 6; s++)
        for (uint32_t run = 1; run < 8; run += 2)
            for (uint64_t columns = 1; columns < 20; columns += 6) {
                uint64_t n = sizes[s];
                int seen[1000] = {0}, moved = 0;
                for (uint64_t p = 0; p < n; p++) {
                    struct cf_plan_local at = cf_plan_local_at(n, 7, 2, p, run, columns);
                    assert_true(at.item < n && !seen[at.item]++);
                    moved += at.item != cf_plan_local_at(n, 8, 2, p, run, columns).item;
                    if (at.group == UINT64_MAX || at.member + 1 == run || p / (columns * run) < n / (columns * run))
                        continue;
                    uint64_t width = n / run - p / (columns * run) * columns;
                    struct cf_plan_local next = cf_plan_local_at(n, 7, 2, p + width, run, columns);
                    assert_true(next.group == at.group && next.member == at.member + 1);
                }
                for (uint64_t p = 0; p + columns * run <= n; p++) {
                    struct cf_plan_local at = cf_plan_local_at(n, 7, 2, p, run, columns);
                    if (p / (columns * run) == n / (columns * run) || at.member + 1 == run)
                        continue;
                    struct cf_plan_local next = cf_plan_local_at(n, 7, 2, p + columns, run, columns);
                    assert_true(next.group == at.group && next.member == at.member + 1);
                    assert_true(next.item == (at.item + 1) % n);
                }
                assert_true(n < 97 || moved > 0);
            }
}

static void epoch_steps_cover_the_epoch(void **state)
{
    (void)state;
    assert_int_equal(cf_plan_epoch_steps(12, 3, 4), 1);
    assert_int_equal(cf_plan_epoch_steps(13, 3, 4), 2);
    assert_int_equal(cf_plan_epoch_steps(1, 3, 4), 1);
    assert_int_equal(cf_plan_epoch_steps(100, 1, 1), 100);
    assert_true(cf_plan_epoch_steps(UINT64_MAX, 1, 1) == UINT64_MAX);
}

static void candidates(void **state)
{
    (void)state;
    int changed = 0;
    for (uint64_t i = 0; i < 100; i++) {
        assert_true(cf_plan_candidate(100, 3, 4, i, 0) == cf_plan_permute(100, 3, 4, i));
        for (uint32_t c = 1; c < 5; c++)
            assert_true(cf_plan_candidate(100, 3, 4, i, c) < 100);
        changed += cf_plan_candidate(100, 3, 4, i, 1) != cf_plan_candidate(100, 3, 4, i, 2);
    }
    assert_in_range(changed, 90, 100);
}

static struct cf_frames_params params_of(enum cf_sampling sampling, enum cf_temporal_crop crop, uint32_t frames,
                                         uint32_t interval, double fps)
{
    struct cf_frames_params p = {sampling, crop, frames, interval, fps, 0, 0};
    return p;
}

static struct cf_frames_window window_of(uint32_t begin, uint32_t count, double source_fps)
{
    struct cf_frames_window w = {begin, count, source_fps, NULL, NULL, NULL};
    return w;
}

static void picks(const struct cf_frames_params *p, const struct cf_frames_window *w, uint64_t bits,
                  const uint32_t *expected)
{
    uint32_t out[MAX_FRAMES];
    struct cf_error err = {CF_OK, ""};
    assert_int_equal(cf_frames_pick(p, w, bits, out, &err), CF_OK);
    for (uint32_t i = 0; i < p->frames; i++)
        assert_int_equal(out[i], expected[i]);
}

static void refuses(const struct cf_frames_params *p, const struct cf_frames_window *w, int status)
{
    uint32_t out[MAX_FRAMES], untouched[MAX_FRAMES];
    memset(out, 0x5a, sizeof out);
    memset(untouched, 0x5a, sizeof untouched);
    struct cf_error err = {CF_OK, ""};
    assert_int_equal(cf_frames_pick(p, w, 0, out, &err), status);
    assert_int_equal(err.status, status);
    assert_true(err.message[0] != '\0');
    assert_memory_equal(out, untouched, sizeof out);
    assert_int_equal(cf_frames_pick(p, w, 0, out, NULL), status);
}

static void latte_linspace(void **state)
{
    (void)state;
    static const uint32_t expected[] = {0, 3, 6, 9, 12, 15, 18, 21, 25, 28, 31, 34, 37, 40, 43, 47};
    struct cf_frames_params p = params_of(CF_SAMPLING_LINSPACE, CF_CROP_RANDOM, 16, 3, 0);
    struct cf_frames_window w = window_of(0, 48, 0);
    picks(&p, &w, 0, expected);
    picks(&p, &w, UINT64_MAX, expected); /* rand_end is 0 */
    w.count = 49;                        /* start 1 is legal, and never drawn */
    picks(&p, &w, UINT64_MAX, expected);
    uint32_t shifted[16];
    for (int i = 0; i < 16; i++)
        shifted[i] = expected[i] + 100;
    w.begin = 100;
    picks(&p, &w, 0, shifted);
}

static void last_legal_start_is_never_drawn(void **state)
{
    (void)state;
    struct cf_frames_params p = params_of(CF_SAMPLING_LINSPACE, CF_CROP_RANDOM, 16, 3, 0);
    struct cf_frames_window w = window_of(0, 58, 0); /* legal 0..10, drawn 0..9 */
    int seen[11] = {0};
    for (uint64_t i = 0; i < 5000; i++) {
        uint32_t out[16];
        assert_int_equal(cf_frames_pick(&p, &w, cf_plan_bits(9, 0, i, CF_DRAW_CROP, 0), out, NULL), CF_OK);
        assert_in_range(out[0], 0, 10);
        assert_int_equal(out[15], out[0] + 47);
        seen[out[0]]++;
    }
    for (int i = 0; i < 10; i++)
        assert_in_range(seen[i], 350, 650);
    assert_int_equal(seen[10], 0);
}

static void linspace_compresses_the_stride(void **state)
{
    (void)state;
    struct cf_frames_params p = params_of(CF_SAMPLING_LINSPACE, CF_CROP_RANDOM, 4, 3, 0);
    static const uint32_t seven[] = {0, 2, 4, 6}, four[] = {0, 1, 2, 3}, six[] = {0, 1, 3, 5};
    struct cf_frames_window w = window_of(0, 7, 0);
    picks(&p, &w, UINT64_MAX, seven);
    w.count = 6;
    picks(&p, &w, UINT64_MAX, six);
    w.count = 4;
    picks(&p, &w, UINT64_MAX, four);
    w.count = 3;
    refuses(&p, &w, CF_EWINDOW);
    assert_int_equal(cf_frames_needed(&p, 0), 4);
    struct cf_frames_params one = params_of(CF_SAMPLING_LINSPACE, CF_CROP_HEAD, 1, 5, 0);
    static const uint32_t first[] = {0};
    picks(&one, &w, 0, first);
}

static void crops_head_and_center(void **state)
{
    (void)state;
    struct cf_frames_params p = params_of(CF_SAMPLING_STRIDE, CF_CROP_HEAD, 3, 4, 0);
    struct cf_frames_window w = window_of(10, 15, 0); /* span 9: legal starts 0..6 */
    static const uint32_t head[] = {10, 14, 18}, center[] = {13, 17, 21}, last[] = {16, 20, 24};
    picks(&p, &w, UINT64_MAX, head);
    p.crop = CF_CROP_CENTER;
    picks(&p, &w, UINT64_MAX, center);
    p.crop = CF_CROP_RANDOM;
    picks(&p, &w, 0, head);
    picks(&p, &w, UINT64_MAX, last);
    assert_int_equal(cf_frames_needed(&p, 0), 9);
    w.count = 9;
    picks(&p, &w, UINT64_MAX, head);
    w.count = 8;
    refuses(&p, &w, CF_EWINDOW);
}

static void pads_with_the_last_frame(void **state)
{
    (void)state;
    static const uint32_t strided[] = {5, 7, 8, 8}, each[] = {5, 6, 7, 7}, only[] = {5, 5, 5, 5};
    struct cf_frames_params p = params_of(CF_SAMPLING_STRIDE, CF_CROP_RANDOM, 4, 2, 0);
    p.pad_last = 1;
    assert_int_equal(cf_frames_needed(&p, 0), 1);
    struct cf_frames_window w = window_of(5, 4, 24);
    picks(&p, &w, UINT64_MAX, strided);
    w.count = 1;
    picks(&p, &w, UINT64_MAX, only);
    p.sampling = CF_SAMPLING_LINSPACE;
    picks(&p, &w, UINT64_MAX, only);
    w.count = 3;
    picks(&p, &w, UINT64_MAX, each);
    p.sampling = CF_SAMPLING_FPS;
    p.fps = 24;
    picks(&p, &w, UINT64_MAX, each);
    w.count = 0;
    refuses(&p, &w, CF_EWINDOW);
}

static void resamples_by_fps(void **state)
{
    (void)state;
    static const uint32_t down[] = {0, 3, 7, 11, 15}, up[] = {0, 0, 1, 1, 2};
    struct cf_frames_params p = params_of(CF_SAMPLING_FPS, CF_CROP_HEAD, 5, 0, 8);
    struct cf_frames_window w = window_of(0, 16, 30);
    assert_int_equal(cf_frames_needed(&p, 30), 16);
    picks(&p, &w, 0, down);
    w.count = 15;
    refuses(&p, &w, CF_EWINDOW);
    p.fps = 60;
    assert_int_equal(cf_frames_needed(&p, 30), 3);
    w.count = 3;
    picks(&p, &w, 0, up);
    w.source_fps = 0;
    refuses(&p, &w, CF_EWINDOW);
    assert_int_equal(cf_frames_needed(&p, NAN), UINT32_MAX);
    p.fps = 1e-300;
    assert_int_equal(cf_frames_needed(&p, 30), UINT32_MAX);
}

static void random_fps_starts_on_the_grid(void **state)
{
    (void)state;
    struct cf_frames_params p = params_of(CF_SAMPLING_FPS, CF_CROP_RANDOM, 4, 0, 10);
    struct cf_frames_window w = window_of(0, 100, 30); /* grid 0,3,..99: 34 points, legal starts 0..30 */
    uint32_t most = 0;
    for (uint64_t i = 0; i < 2000; i++) {
        uint32_t out[4];
        assert_int_equal(cf_frames_pick(&p, &w, cf_plan_bits(1, 0, i, CF_DRAW_CROP, 0), out, NULL), CF_OK);
        for (uint32_t k = 0; k < 4; k++)
            assert_int_equal(out[k], out[0] + 3 * k);
        assert_int_equal(out[0] % 3, 0);
        if (out[0] > most)
            most = out[0];
    }
    assert_int_equal(most, 87); /* TemporalRandomCrop leaves the start at 90 out */
}

struct times {
    const double *values;
    uint32_t begin, count;
};

static double time_of(const void *opaque, uint32_t index)
{
    const struct times *t = opaque;
    assert_in_range(index, t->begin, t->begin + t->count - 1);
    return t->values[index - t->begin];
}

static void follows_pts_on_vfr(void **state)
{
    (void)state;
    static const double values[] = {1.0, 1.04, 1.05, 1.30, 1.31, 1.32, 1.60, 1.80, 2.00};
    struct times times = {values, 20, 9};
    struct cf_frames_params p = params_of(CF_SAMPLING_PTS, CF_CROP_HEAD, 5, 0, 5);
    struct cf_frames_window w = {20, 9, 9, time_of, NULL, &times};
    static const uint32_t expected[] = {20, 22, 25, 26, 27}; /* 1.0, 1.2, 1.4, 1.6, 1.8 */
    picks(&p, &w, 0, expected);
    p.crop = CF_CROP_RANDOM;
    static const uint32_t latest[] = {24, 25, 26, 27, 28}; /* 1.31 .. 2.11, the last still on display */
    picks(&p, &w, UINT64_MAX, latest);
    w.count = 5;
    times.count = 5;
    refuses(&p, &w, CF_EWINDOW);
    p.pad_last = 1;
    static const uint32_t padded[] = {20, 22, 24, 24, 24};
    picks(&p, &w, UINT64_MAX, padded);
    w.time_of = NULL;
    refuses(&p, &w, CF_EINVAL);
}

/* At a constant rate the fewest frames that the rates ask for are also enough, whatever container rounded the times. */
static void pts_agrees_with_needed(void **state)
{
    (void)state;
    static const double rates[] = {12, 23.976, 24, 25, 29.97, 30, 50, 60};
    double values[1200];
    uint32_t out[33];
    for (size_t s = 0; s < 8; s++)
        for (size_t r = 0; r < 8; r++)
            for (int ticks = 0; ticks < 2; ticks++) {
                struct cf_frames_params p = params_of(CF_SAMPLING_PTS, CF_CROP_RANDOM, 33, 0, rates[r]);
                uint32_t needed = cf_frames_needed(&p, rates[s]);
                assert_in_range(needed, 2, 1200);
                for (uint32_t i = 0; i < needed; i++)
                    values[i] = ticks ? round(i / rates[s] * 1000.0) / 1000.0 : i / rates[s];
                struct times times = {values, 0, needed};
                struct cf_frames_window w = {0, needed, rates[s], time_of, NULL, &times};
                assert_int_equal(cf_frames_pick(&p, &w, UINT64_MAX, out, NULL), CF_OK);
            }
}

struct keys {
    uint32_t at[4], count;
};

static uint32_t key_near(const void *opaque, uint32_t index, int step)
{
    const struct keys *keys = opaque;
    uint32_t found = UINT32_MAX;
    for (uint32_t i = 0; i < keys->count; i++)
        if (step < 0 ? keys->at[i] <= index : keys->at[i] >= index && found == UINT32_MAX)
            found = keys->at[i];
    return found;
}

/* Every start of every sampling goes where the contract says: back to a key frame of the window, else on to one that
 * the clip still fits behind, else nowhere. */
static void keyframe_crop_snaps(void **state)
{
    (void)state;
    static const struct keys sets[] = {{{0}, 0},  {{3}, 1}, {{100, 350}, 2}, {{120, 121}, 2}, {{130, 170, 180}, 3},
                                       {{199}, 1}};
    for (size_t k = 0; k < sizeof sets / sizeof *sets; k++)
        for (int sampling = CF_SAMPLING_LINSPACE; sampling <= CF_SAMPLING_FPS; sampling++) {
            struct cf_frames_params p =
                params_of((enum cf_sampling)sampling, CF_CROP_RANDOM, 16, 3, 10); /* 46 to 48 frames */
            struct cf_frames_window w = {100, 100, 30, NULL, key_near, &sets[k]};
            for (uint64_t draw = 0; draw < 64; draw++) {
                uint32_t from[16], to[16];
                p.crop = CF_CROP_RANDOM;
                assert_int_equal(cf_frames_pick(&p, &w, draw << 58, from, NULL), CF_OK);
                p.crop = CF_CROP_KEYFRAME;
                assert_int_equal(cf_frames_pick(&p, &w, draw << 58, to, NULL), CF_OK);
                uint32_t back = key_near(&sets[k], from[0], -1), on = key_near(&sets[k], from[0], 1);
                uint32_t last = sampling == CF_SAMPLING_STRIDE ? 154 : sampling == CF_SAMPLING_FPS ? 153 : 152;
                uint32_t want = back != UINT32_MAX && back >= 100 ? back : on <= last ? on : from[0];
                if (sampling == CF_SAMPLING_FPS) /* on the grid of every third frame from the window's first */
                    want = 100 + (want - 100 + 2) / 3 * 3;
                assert_int_equal(to[0], want);
                assert_int_equal(to[15] - to[0], from[15] - from[0]);
            }
        }
}

static void refuses_wrong_params(void **state)
{
    (void)state;
    struct cf_frames_window w = window_of(0, 100, 30);
    struct cf_frames_params p = params_of(CF_SAMPLING_LINSPACE, CF_CROP_HEAD, 0, 1, 0);
    refuses(&p, &w, CF_EINVAL);
    p = params_of(CF_SAMPLING_LINSPACE, CF_CROP_HEAD, 4, 0, 0);
    refuses(&p, &w, CF_EINVAL);
    p = params_of(CF_SAMPLING_STRIDE, CF_CROP_HEAD, 4, 0, 0);
    refuses(&p, &w, CF_EINVAL);
    p = params_of(CF_SAMPLING_FPS, CF_CROP_HEAD, 4, 1, -1);
    refuses(&p, &w, CF_EINVAL);
    p = params_of(CF_SAMPLING_FPS, CF_CROP_HEAD, 4, 1, NAN);
    refuses(&p, &w, CF_EINVAL);
    p = params_of((enum cf_sampling)9, CF_CROP_HEAD, 4, 1, 1);
    refuses(&p, &w, CF_EINVAL);
    p = params_of(CF_SAMPLING_STRIDE, (enum cf_temporal_crop)9, 4, 1, 1);
    refuses(&p, &w, CF_EINVAL);
    p = params_of(CF_SAMPLING_STRIDE, CF_CROP_HEAD, 2, UINT32_MAX, 1);
    refuses(&p, &w, CF_EWINDOW);
    w = window_of(UINT32_MAX, 2, 30);
    p = params_of(CF_SAMPLING_STRIDE, CF_CROP_HEAD, 2, 1, 1);
    refuses(&p, &w, CF_EWINDOW);
}

static void legal_frame_counts(void **state)
{
    (void)state;
    assert_true(cf_frames_is_4k1(1) && cf_frames_is_4k1(17) && cf_frames_is_4k1(65));
    assert_false(cf_frames_is_4k1(0) || cf_frames_is_4k1(16) || cf_frames_is_4k1(64));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(philox_known_answers),
        cmocka_unit_test(bits_depend_on_every_argument),
        cmocka_unit_test(uniform_draws_stay_in_range),
        cmocka_unit_test(permutation_is_a_bijection),
        cmocka_unit_test(seeds_and_epochs_give_other_orders),
        cmocka_unit_test(worlds_share_one_order),
        cmocka_unit_test(locality_is_a_bijection),
        cmocka_unit_test(epoch_steps_cover_the_epoch),
        cmocka_unit_test(candidates),
        cmocka_unit_test(latte_linspace),
        cmocka_unit_test(last_legal_start_is_never_drawn),
        cmocka_unit_test(linspace_compresses_the_stride),
        cmocka_unit_test(crops_head_and_center),
        cmocka_unit_test(pads_with_the_last_frame),
        cmocka_unit_test(resamples_by_fps),
        cmocka_unit_test(random_fps_starts_on_the_grid),
        cmocka_unit_test(follows_pts_on_vfr),
        cmocka_unit_test(pts_agrees_with_needed),
        cmocka_unit_test(keyframe_crop_snaps),
        cmocka_unit_test(refuses_wrong_params),
        cmocka_unit_test(legal_frame_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
