/* AVX2, FMA, F16C. The 16 lanes are two vectors of 8. */
#include <immintrin.h>

#include "x86.h"

/* ---- vertical ---- */

typedef __m256 load_fn(const uint8_t *samples);

ALWAYS_INLINE __m256 load_8(const uint8_t *samples)
{
    return _mm256_cvtepi32_ps(_mm256_cvtepu8_epi32(_mm_loadl_epi64((const __m128i *)(const void *)samples)));
}

ALWAYS_INLINE __m256 load_16(const uint8_t *samples)
{
    return _mm256_cvtepi32_ps(_mm256_cvtepu16_epi32(_mm_loadu_si128((const __m128i *)(const void *)samples)));
}

/* One entry over 8*vectors columns. */
ALWAYS_INLINE void sum_taps(float *sum, const uint8_t *row, ptrdiff_t stride, const float *weights, int taps,
                            int vectors, ptrdiff_t size, load_fn *load)
{
    __m256 s[8], w = _mm256_broadcast_ss(weights);
    for (int j = 0; j < vectors; j++)
        s[j] = _mm256_mul_ps(w, load(row + 8 * j * size));
    for (int t = 1; t < taps; t++) {
        row += stride;
        w = _mm256_broadcast_ss(weights + t);
        for (int j = 0; j < vectors; j++)
            s[j] = _mm256_add_ps(s[j], _mm256_mul_ps(w, load(row + 8 * j * size)));
    }
    for (int j = 0; j < vectors; j++)
        _mm256_store_ps(sum + 8 * j, s[j]);
}

/* In each half, 4 rows of 4 become 4 columns of 4. */
ALWAYS_INLINE void turn_4x4(__m256 x[4])
{
    __m256 a = _mm256_unpacklo_ps(x[0], x[1]), b = _mm256_unpackhi_ps(x[0], x[1]);
    __m256 c = _mm256_unpacklo_ps(x[2], x[3]), d = _mm256_unpackhi_ps(x[2], x[3]);
    x[0] = _mm256_shuffle_ps(a, c, 0x44);
    x[1] = _mm256_shuffle_ps(a, c, 0xee);
    x[2] = _mm256_shuffle_ps(b, d, 0x44);
    x[3] = _mm256_shuffle_ps(b, d, 0xee);
}

/* sums[16][width] -> columns[width][16] */
ALWAYS_INLINE void turn_sums(float *columns, const float *sums, int width)
{
    for (int i = 0; i < width; i += 4)
        for (int half = 0; half < 2; half++) {
            const float *from = sums + 8 * half * width + i;
            __m256 x[4];
            for (int r = 0; r < 4; r++)
                x[r] = _mm256_insertf128_ps(_mm256_castps128_ps256(_mm_load_ps(from + r * width)),
                                            _mm_load_ps(from + (r + 4) * width), 1);
            turn_4x4(x);
            for (int c = 0; c < 4; c++)
                _mm256_store_ps(columns + (i + c) * CF_LANES + 8 * half, x[c]);
        }
}

ALWAYS_INLINE void vertical_chunk(float *columns, const uint8_t *plane, ptrdiff_t stride, const struct cf_axis *axis,
                                  int k, int vectors, ptrdiff_t size, load_fn *load)
{
    _Alignas(64) float sums[CF_LANES * 64];
    int width = 8 * vectors;
    for (int r = 0; r < CF_LANES; r++) {
        int entry = k + r < axis->count ? k + r : axis->count - 1;
        const float *weights = axis->weights + (ptrdiff_t)entry * axis->stride;
        const uint8_t *row = plane + axis->first[entry] * stride;
        prefetch_entry(plane, stride, axis, entry + CF_LANES);
        switch (axis->taps[entry]) {
        case 1: sum_taps(sums + r * width, row, stride, weights, 1, vectors, size, load); break;
        case 2: sum_taps(sums + r * width, row, stride, weights, 2, vectors, size, load); break;
        default: sum_taps(sums + r * width, row, stride, weights, axis->taps[entry], vectors, size, load);
        }
    }
    turn_sums(columns, sums, width);
}

/* Whole chunks; the last of them overlaps what is done already. Fewer than 8 columns are left to C. */
ALWAYS_INLINE void vertical(float *columns, const uint8_t *plane, ptrdiff_t stride, const struct cf_axis *axis, int k,
                            int n, ptrdiff_t size, load_fn *load)
{
    int i = 0;
    for (; i + 64 <= n; i += 64)
        vertical_chunk(columns + i * CF_LANES, plane + i * size, stride, axis, k, 8, size, load);
    for (; i < n; i += 8) {
        int at = i + 8 <= n ? i : n - 8;
        vertical_chunk(columns + at * CF_LANES, plane + at * size, stride, axis, k, 1, size, load);
    }
}

void cf_vertical_8_avx2(float *columns, const uint8_t *plane, ptrdiff_t stride, const struct cf_axis *axis, int k,
                        int n)
{
    if (n < 8)
        cf_vertical_8_c(columns, plane, stride, axis, k, n);
    else
        vertical(columns, plane, stride, axis, k, n, 1, load_8);
}

void cf_vertical_16_avx2(float *columns, const uint8_t *plane, ptrdiff_t stride, const struct cf_axis *axis, int k,
                         int n)
{
    if (n < 8)
        cf_vertical_16_c(columns, plane, stride, axis, k, n);
    else
        vertical(columns, plane, stride, axis, k, n, 2, load_16);
}

/* ---- horizontal ---- */

ALWAYS_INLINE void horizontal_taps(float *values, const float *columns, int from, const int *first,
                                   const float *weights, int n, int taps)
{
    for (int i = 0; i < n; i++, weights += taps, values += CF_LANES) {
        const float *column = columns + (ptrdiff_t)(first[i] - from) * CF_LANES;
        __m256 w = _mm256_broadcast_ss(weights);
        __m256 a = _mm256_mul_ps(w, _mm256_load_ps(column)), b = _mm256_mul_ps(w, _mm256_load_ps(column + 8));
        for (int t = 1; t < taps; t++) {
            w = _mm256_broadcast_ss(weights + t);
            a = _mm256_add_ps(a, _mm256_mul_ps(w, _mm256_load_ps(column + t * CF_LANES)));
            b = _mm256_add_ps(b, _mm256_mul_ps(w, _mm256_load_ps(column + t * CF_LANES + 8)));
        }
        _mm256_store_ps(values, a);
        _mm256_store_ps(values + 8, b);
    }
}

static void horizontal(float *values, const float *columns, int from, const struct cf_axis *axis, int k, int n)
{
    const float *weights = axis->weights + (ptrdiff_t)k * axis->stride;
    const int *first = axis->first + k;
    switch (axis->stride) {
    case 1: horizontal_taps(values, columns, from, first, weights, n, 1); break;
    case 2: horizontal_taps(values, columns, from, first, weights, n, 2); break;
    case 3: horizontal_taps(values, columns, from, first, weights, n, 3); break;
    case 4: horizontal_taps(values, columns, from, first, weights, n, 4); break;
    case 5: horizontal_taps(values, columns, from, first, weights, n, 5); break;
    case 6: horizontal_taps(values, columns, from, first, weights, n, 6); break;
    default: horizontal_taps(values, columns, from, first, weights, n, axis->stride);
    }
}

/* ---- colour ---- */

/* The value comes second: where both are zero its sign stays. */
ALWAYS_INLINE __m256 clamp(__m256 value)
{
    return _mm256_min_ps(_mm256_set1_ps(255.0f), _mm256_max_ps(_mm256_setzero_ps(), value));
}

ALWAYS_INLINE __m256 luma(__m256 value, const struct cf_colour *colour)
{
    return _mm256_mul_ps(_mm256_sub_ps(value, _mm256_set1_ps(colour->y_zero)), _mm256_set1_ps(colour->y_scale));
}

static void range(float *values, int n, const struct cf_colour *colour)
{
    for (int i = 0; i < n; i += 8)
        _mm256_store_ps(values + i, clamp(luma(_mm256_load_ps(values + i), colour)));
}

static void matrix(float *c0, float *c1, float *c2, int n, const struct cf_colour *colour)
{
    const __m256 zero = _mm256_set1_ps(colour->c_zero), rv = _mm256_set1_ps(colour->rv);
    const __m256 gu = _mm256_set1_ps(colour->gu), gv = _mm256_set1_ps(colour->gv), bu = _mm256_set1_ps(colour->bu);
    for (int i = 0; i < n; i += 8) {
        __m256 y = luma(_mm256_load_ps(c0 + i), colour);
        __m256 u = _mm256_sub_ps(_mm256_load_ps(c1 + i), zero), v = _mm256_sub_ps(_mm256_load_ps(c2 + i), zero);
        __m256 g = _mm256_add_ps(_mm256_add_ps(y, _mm256_mul_ps(gu, u)), _mm256_mul_ps(gv, v));
        _mm256_store_ps(c0 + i, clamp(_mm256_add_ps(y, _mm256_mul_ps(rv, v))));
        _mm256_store_ps(c1 + i, clamp(g));
        _mm256_store_ps(c2 + i, clamp(_mm256_add_ps(y, _mm256_mul_ps(bu, u))));
    }
}

/* ---- store ---- */

/* v/127.5 - 1. The quotient by Markstein's theorem: the product with the rounded reciprocal, corrected by its exact
 * remainder, is the rounded quotient; where the remainder would be subnormal the difference is -1 all the same. */
ALWAYS_INLINE __m256 normalised(__m256 value)
{
    const __m256 divisor = _mm256_set1_ps(127.5f), reciprocal = _mm256_set1_ps(1.0f / 127.5f);
    __m256 quotient = _mm256_mul_ps(value, reciprocal);
    quotient = _mm256_fmadd_ps(_mm256_fnmadd_ps(quotient, divisor, value), reciprocal, quotient);
    return _mm256_sub_ps(quotient, _mm256_set1_ps(1.0f));
}

ALWAYS_INLINE __m256i bytes(const float *values)
{
    return _mm256_cvttps_epi32(_mm256_add_ps(_mm256_load_ps(values), _mm256_set1_ps(0.5f)));
}

/* The bfloat16 in the upper half of each element, whatever in the lower. */
ALWAYS_INLINE __m256i bfloats(const float *values)
{
    __m256i bits = _mm256_castps_si256(normalised(_mm256_load_ps(values)));
    __m256i odd = _mm256_and_si256(_mm256_srli_epi32(bits, 16), _mm256_set1_epi32(1));
    return _mm256_add_epi32(bits, _mm256_add_epi32(odd, _mm256_set1_epi32(0x7fff)));
}

ALWAYS_INLINE __m128i halves(const float *values)
{
    return _mm256_cvtps_ph(normalised(_mm256_load_ps(values)), _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
}

/* Lanes 0-7 of so many columns as fill 32 bits, the first lowest. */
typedef __m256 pack_fn(const float *values);

ALWAYS_INLINE __m256 pack_u8(const float *values)
{
    __m256i low = _mm256_or_si256(bytes(values), _mm256_slli_epi32(bytes(values + CF_LANES), 8));
    __m256i high = _mm256_or_si256(bytes(values + 2 * CF_LANES), _mm256_slli_epi32(bytes(values + 3 * CF_LANES), 8));
    return _mm256_castsi256_ps(_mm256_or_si256(low, _mm256_slli_epi32(high, 16)));
}

ALWAYS_INLINE __m256 pack_f16(const float *values)
{
    __m256i high = _mm256_slli_epi32(_mm256_cvtepu16_epi32(halves(values + CF_LANES)), 16);
    return _mm256_castsi256_ps(_mm256_or_si256(_mm256_cvtepu16_epi32(halves(values)), high));
}

ALWAYS_INLINE __m256 pack_bf16(const float *values)
{
    __m256i low = _mm256_srli_epi32(bfloats(values), 16);
    return _mm256_castsi256_ps(_mm256_blend_epi16(low, bfloats(values + CF_LANES), 0xaa));
}

ALWAYS_INLINE __m256 pack_f32(const float *values)
{
    return normalised(_mm256_load_ps(values));
}

/* 16 bytes of each of 8 rows from 4 packed vectors. */
ALWAYS_INLINE void put_rows(uint8_t *out, ptrdiff_t step, __m256 x[4])
{
    turn_4x4(x);
    for (int r = 0; r < 4; r++) {
        _mm_storeu_ps((float *)(void *)(out + r * step), _mm256_castps256_ps128(x[r]));
        _mm_storeu_ps((float *)(void *)(out + (r + 4) * step), _mm256_extractf128_ps(x[r], 1));
    }
}

ALWAYS_INLINE void tile(uint8_t *out, ptrdiff_t step, const float *values, int per_vector, pack_fn *pack)
{
    for (int half = 0; half < 2; half++, out += 8 * step, values += 8)
        for (int i = 0; i < CF_LANES; i += 4 * per_vector) {
            __m256 x[4];
            for (int j = 0; j < 4; j++)
                x[j] = pack(values + (i + j * per_vector) * CF_LANES);
            put_rows(out + i / per_vector * 4, step, x);
        }
}

static void tile_u8(uint8_t *out, ptrdiff_t step, const float *values)
{
    tile(out, step, values, 4, pack_u8);
}

static void tile_f16(uint8_t *out, ptrdiff_t step, const float *values)
{
    tile(out, step, values, 2, pack_f16);
}

static void tile_bf16(uint8_t *out, ptrdiff_t step, const float *values)
{
    tile(out, step, values, 2, pack_bf16);
}

static void tile_f32(uint8_t *out, ptrdiff_t step, const float *values)
{
    tile(out, step, values, 1, pack_f32);
}

/* Two vectors of 32-bit integers -> 16 of 16 bits, in order. */
ALWAYS_INLINE __m256i narrowed(__m256i a, __m256i b)
{
    return _mm256_permute4x64_epi64(_mm256_packus_epi32(a, b), 0xd8);
}

static void lane_u8(uint8_t *out, const float *values)
{
    __m256i x = narrowed(bytes(values), bytes(values + 8));
    __m128i packed = _mm_packus_epi16(_mm256_castsi256_si128(x), _mm256_extracti128_si256(x, 1));
    _mm_storeu_si128((__m128i *)(void *)out, packed);
}

static void lane_f16(uint8_t *out, const float *values)
{
    _mm_storeu_si128((__m128i *)(void *)out, halves(values));
    _mm_storeu_si128((__m128i *)(void *)(out + 16), halves(values + 8));
}

static void lane_bf16(uint8_t *out, const float *values)
{
    __m256i low = _mm256_srli_epi32(bfloats(values), 16), high = _mm256_srli_epi32(bfloats(values + 8), 16);
    _mm256_storeu_si256((__m256i *)(void *)out, narrowed(low, high));
}

static void lane_f32(uint8_t *out, const float *values)
{
    _mm256_storeu_ps((float *)(void *)out, normalised(_mm256_load_ps(values)));
    _mm256_storeu_ps((float *)(void *)(out + 32), normalised(_mm256_load_ps(values + 8)));
}

static void store_u8(void *data, ptrdiff_t step_i, ptrdiff_t step_r, const float *values, int n, int rows)
{
    store_any(data, step_i, step_r, values, n, rows, 1, tile_u8, lane_u8);
}

static void store_f16(void *data, ptrdiff_t step_i, ptrdiff_t step_r, const float *values, int n, int rows)
{
    store_any(data, step_i, step_r, values, n, rows, 2, tile_f16, lane_f16);
}

static void store_bf16(void *data, ptrdiff_t step_i, ptrdiff_t step_r, const float *values, int n, int rows)
{
    store_any(data, step_i, step_r, values, n, rows, 2, tile_bf16, lane_bf16);
}

static void store_f32(void *data, ptrdiff_t step_i, ptrdiff_t step_r, const float *values, int n, int rows)
{
    store_any(data, step_i, step_r, values, n, rows, 4, tile_f32, lane_f32);
}

void cf_kernels_init_avx2(struct cf_kernels *kernels)
{
    *kernels = (struct cf_kernels){
        .vertical = {cf_vertical_8_avx2, cf_vertical_16_avx2},
        .horizontal = horizontal,
        .matrix = matrix,
        .range = range,
        .store = {[CF_DTYPE_U8] = store_u8,
                  [CF_DTYPE_F16] = store_f16,
                  [CF_DTYPE_BF16] = store_bf16,
                  [CF_DTYPE_F32] = store_f32},
    };
}
