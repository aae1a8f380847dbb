/* AVX-512 F, BW, DQ, VL. The 16 lanes are one vector. */
#include <immintrin.h>

#include "x86.h"

/* ---- vertical ---- */

typedef __m512 load_fn(const uint8_t *samples);

ALWAYS_INLINE __m512 load_8(const uint8_t *samples)
{
    return _mm512_cvtepi32_ps(_mm512_cvtepu8_epi32(_mm_loadu_si128((const __m128i *)(const void *)samples)));
}

ALWAYS_INLINE __m512 load_16(const uint8_t *samples)
{
    return _mm512_cvtepi32_ps(_mm512_cvtepu16_epi32(_mm256_loadu_si256((const __m256i *)(const void *)samples)));
}

/* One entry over 16*vectors columns. */
ALWAYS_INLINE void sum_taps(float *sum, const uint8_t *row, ptrdiff_t stride, const float *weights, int taps,
                            int vectors, ptrdiff_t size, load_fn *load)
{
    __m512 s[4], w = _mm512_set1_ps(weights[0]);
    for (int j = 0; j < vectors; j++)
        s[j] = _mm512_mul_ps(w, load(row + 16 * j * size));
    for (int t = 1; t < taps; t++) {
        row += stride;
        w = _mm512_set1_ps(weights[t]);
        for (int j = 0; j < vectors; j++)
            s[j] = _mm512_add_ps(s[j], _mm512_mul_ps(w, load(row + 16 * j * size)));
    }
    for (int j = 0; j < vectors; j++)
        _mm512_store_ps(sum + 16 * j, s[j]);
}

/* In each quarter, 4 rows of 4 become 4 columns of 4. */
ALWAYS_INLINE void turn_4x4(__m512 x[4])
{
    __m512 a = _mm512_unpacklo_ps(x[0], x[1]), b = _mm512_unpackhi_ps(x[0], x[1]);
    __m512 c = _mm512_unpacklo_ps(x[2], x[3]), d = _mm512_unpackhi_ps(x[2], x[3]);
    x[0] = _mm512_shuffle_ps(a, c, 0x44);
    x[1] = _mm512_shuffle_ps(a, c, 0xee);
    x[2] = _mm512_shuffle_ps(b, d, 0x44);
    x[3] = _mm512_shuffle_ps(b, d, 0xee);
}

/* sums[16][width] -> columns[width][16] */
ALWAYS_INLINE void turn_sums(float *columns, const float *sums, int width)
{
    for (int i = 0; i < width; i += 4) {
        __m512 x[4];
        for (int r = 0; r < 4; r++) {
            const float *from = sums + r * width + i;
            x[r] = _mm512_castps128_ps512(_mm_load_ps(from));
            x[r] = _mm512_insertf32x4(x[r], _mm_load_ps(from + 4 * width), 1);
            x[r] = _mm512_insertf32x4(x[r], _mm_load_ps(from + 8 * width), 2);
            x[r] = _mm512_insertf32x4(x[r], _mm_load_ps(from + 12 * width), 3);
        }
        turn_4x4(x);
        for (int c = 0; c < 4; c++)
            _mm512_store_ps(columns + (i + c) * CF_LANES, x[c]);
    }
}

ALWAYS_INLINE void vertical_chunk(float *columns, const uint8_t *plane, ptrdiff_t stride, const struct cf_axis *axis,
                                  int k, int vectors, ptrdiff_t size, load_fn *load)
{
    _Alignas(64) float sums[CF_LANES * 64];
    int width = 16 * vectors;
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

/* Whole chunks; the last of them overlaps what is done already. */
ALWAYS_INLINE void vertical(float *columns, const uint8_t *plane, ptrdiff_t stride, const struct cf_axis *axis, int k,
                            int n, ptrdiff_t size, load_fn *load)
{
    int i = 0;
    for (; i + 64 <= n; i += 64)
        vertical_chunk(columns + i * CF_LANES, plane + i * size, stride, axis, k, 4, size, load);
    for (; i < n; i += 16) {
        int at = i + 16 <= n ? i : n - 16;
        vertical_chunk(columns + at * CF_LANES, plane + at * size, stride, axis, k, 1, size, load);
    }
}

static void vertical_8(float *columns, const uint8_t *plane, ptrdiff_t stride, const struct cf_axis *axis, int k, int n)
{
    if (n < 16)
        cf_vertical_8_avx2(columns, plane, stride, axis, k, n);
    else
        vertical(columns, plane, stride, axis, k, n, 1, load_8);
}

static void vertical_16(float *columns, const uint8_t *plane, ptrdiff_t stride, const struct cf_axis *axis, int k,
                        int n)
{
    if (n < 16)
        cf_vertical_16_avx2(columns, plane, stride, axis, k, n);
    else
        vertical(columns, plane, stride, axis, k, n, 2, load_16);
}

/* ---- horizontal ---- */

ALWAYS_INLINE void horizontal_taps(float *values, const float *columns, int from, const int *first,
                                   const float *weights, int n, int taps)
{
    for (int i = 0; i < n; i++, weights += taps, values += CF_LANES) {
        const float *column = columns + (ptrdiff_t)(first[i] - from) * CF_LANES;
        __m512 sum = _mm512_mul_ps(_mm512_set1_ps(weights[0]), _mm512_load_ps(column));
        for (int t = 1; t < taps; t++)
            sum = _mm512_add_ps(sum, _mm512_mul_ps(_mm512_set1_ps(weights[t]), _mm512_load_ps(column + t * CF_LANES)));
        _mm512_store_ps(values, sum);
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
ALWAYS_INLINE __m512 clamp(__m512 value)
{
    return _mm512_min_ps(_mm512_set1_ps(255.0f), _mm512_max_ps(_mm512_setzero_ps(), value));
}

ALWAYS_INLINE __m512 luma(__m512 value, const struct cf_colour *colour)
{
    return _mm512_mul_ps(_mm512_sub_ps(value, _mm512_set1_ps(colour->y_zero)), _mm512_set1_ps(colour->y_scale));
}

static void range(float *values, int n, const struct cf_colour *colour)
{
    for (int i = 0; i < n; i += 16)
        _mm512_store_ps(values + i, clamp(luma(_mm512_load_ps(values + i), colour)));
}

static void matrix(float *c0, float *c1, float *c2, int n, const struct cf_colour *colour)
{
    const __m512 zero = _mm512_set1_ps(colour->c_zero), rv = _mm512_set1_ps(colour->rv);
    const __m512 gu = _mm512_set1_ps(colour->gu), gv = _mm512_set1_ps(colour->gv), bu = _mm512_set1_ps(colour->bu);
    for (int i = 0; i < n; i += 16) {
        __m512 y = luma(_mm512_load_ps(c0 + i), colour);
        __m512 u = _mm512_sub_ps(_mm512_load_ps(c1 + i), zero), v = _mm512_sub_ps(_mm512_load_ps(c2 + i), zero);
        __m512 g = _mm512_add_ps(_mm512_add_ps(y, _mm512_mul_ps(gu, u)), _mm512_mul_ps(gv, v));
        _mm512_store_ps(c0 + i, clamp(_mm512_add_ps(y, _mm512_mul_ps(rv, v))));
        _mm512_store_ps(c1 + i, clamp(g));
        _mm512_store_ps(c2 + i, clamp(_mm512_add_ps(y, _mm512_mul_ps(bu, u))));
    }
}

/* ---- store ---- */

/* v/127.5 - 1, the quotient as in avx2.c */
ALWAYS_INLINE __m512 normalised(__m512 value)
{
    const __m512 divisor = _mm512_set1_ps(127.5f), reciprocal = _mm512_set1_ps(1.0f / 127.5f);
    __m512 quotient = _mm512_mul_ps(value, reciprocal);
    quotient = _mm512_fmadd_ps(_mm512_fnmadd_ps(quotient, divisor, value), reciprocal, quotient);
    return _mm512_sub_ps(quotient, _mm512_set1_ps(1.0f));
}

ALWAYS_INLINE __m512i bytes(const float *values)
{
    return _mm512_cvttps_epi32(_mm512_add_ps(_mm512_load_ps(values), _mm512_set1_ps(0.5f)));
}

/* The bfloat16 in the upper half of each element, whatever in the lower. */
ALWAYS_INLINE __m512i bfloats(const float *values)
{
    __m512i bits = _mm512_castps_si512(normalised(_mm512_load_ps(values)));
    __m512i odd = _mm512_and_si512(_mm512_srli_epi32(bits, 16), _mm512_set1_epi32(1));
    return _mm512_add_epi32(bits, _mm512_add_epi32(odd, _mm512_set1_epi32(0x7fff)));
}

ALWAYS_INLINE __m256i halves(const float *values)
{
    const __mmask16 all = 0xffff; /* without a mask gcc's macro, used at -O0, warns of its own */
    return _mm512_maskz_cvtps_ph(all, normalised(_mm512_load_ps(values)),
                                 _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
}

/* So many columns as fill 32 bits, the first lowest. */
typedef __m512 pack_fn(const float *values);

ALWAYS_INLINE __m512 pack_u8(const float *values)
{
    __m512i low = _mm512_or_si512(bytes(values), _mm512_slli_epi32(bytes(values + CF_LANES), 8));
    __m512i high = _mm512_or_si512(bytes(values + 2 * CF_LANES), _mm512_slli_epi32(bytes(values + 3 * CF_LANES), 8));
    return _mm512_castsi512_ps(_mm512_or_si512(low, _mm512_slli_epi32(high, 16)));
}

ALWAYS_INLINE __m512 pack_f16(const float *values)
{
    __m512i high = _mm512_slli_epi32(_mm512_cvtepu16_epi32(halves(values + CF_LANES)), 16);
    return _mm512_castsi512_ps(_mm512_or_si512(_mm512_cvtepu16_epi32(halves(values)), high));
}

ALWAYS_INLINE __m512 pack_bf16(const float *values)
{
    __m512i low = _mm512_srli_epi32(bfloats(values), 16);
    return _mm512_castsi512_ps(_mm512_mask_mov_epi16(low, 0xaaaaaaaa, bfloats(values + CF_LANES)));
}

ALWAYS_INLINE __m512 pack_f32(const float *values)
{
    return normalised(_mm512_load_ps(values));
}

ALWAYS_INLINE void put(uint8_t *out, __m128 x)
{
    _mm_storeu_ps((float *)(void *)out, x);
}

/* 16 bytes of each of 16 rows from 4 packed vectors. */
ALWAYS_INLINE void put_rows(uint8_t *out, ptrdiff_t step, __m512 x[4])
{
    turn_4x4(x);
    for (int r = 0; r < 4; r++) {
        put(out + r * step, _mm512_castps512_ps128(x[r]));
        put(out + (r + 4) * step, _mm512_extractf32x4_ps(x[r], 1));
        put(out + (r + 8) * step, _mm512_extractf32x4_ps(x[r], 2));
        put(out + (r + 12) * step, _mm512_extractf32x4_ps(x[r], 3));
    }
}

ALWAYS_INLINE void put_wide(uint8_t *out, __m512 x)
{
    _mm256_storeu_ps((float *)(void *)out, _mm512_castps512_ps256(x));
}

/* 32 bytes of each of 16 rows from 8 packed vectors. */
ALWAYS_INLINE void put_wide_rows(uint8_t *out, ptrdiff_t step, __m512 x[8])
{
    const __m512i low = _mm512_set_epi64(11, 10, 3, 2, 9, 8, 1, 0), high = _mm512_set_epi64(15, 14, 7, 6, 13, 12, 5, 4);
    turn_4x4(x);
    turn_4x4(x + 4);
    for (int r = 0; r < 4; r++) {
        __m512d a = _mm512_castps_pd(x[r]), b = _mm512_castps_pd(x[r + 4]);
        __m512 upper = _mm512_castpd_ps(_mm512_permutex2var_pd(a, low, b));
        __m512 lower = _mm512_castpd_ps(_mm512_permutex2var_pd(a, high, b));
        put_wide(out + r * step, upper);
        put_wide(out + (r + 4) * step, _mm512_shuffle_f32x4(upper, upper, 0xee));
        put_wide(out + (r + 8) * step, lower);
        put_wide(out + (r + 12) * step, _mm512_shuffle_f32x4(lower, lower, 0xee));
    }
}

ALWAYS_INLINE void wide_tile(uint8_t *out, ptrdiff_t step, const float *values, int per_vector, pack_fn *pack)
{
    for (int i = 0; i < CF_LANES; i += 8 * per_vector) {
        __m512 x[8];
        for (int j = 0; j < 8; j++)
            x[j] = pack(values + (i + j * per_vector) * CF_LANES);
        put_wide_rows(out + i / per_vector * 4, step, x);
    }
}

static void tile_u8(uint8_t *out, ptrdiff_t step, const float *values)
{
    __m512 x[4];
    for (int j = 0; j < 4; j++)
        x[j] = pack_u8(values + 4 * j * CF_LANES);
    put_rows(out, step, x);
}

static void tile_f16(uint8_t *out, ptrdiff_t step, const float *values)
{
    wide_tile(out, step, values, 2, pack_f16);
}

static void tile_bf16(uint8_t *out, ptrdiff_t step, const float *values)
{
    wide_tile(out, step, values, 2, pack_bf16);
}

static void tile_f32(uint8_t *out, ptrdiff_t step, const float *values)
{
    wide_tile(out, step, values, 1, pack_f32);
}

static void lane_u8(uint8_t *out, const float *values)
{
    _mm_storeu_si128((__m128i *)(void *)out, _mm512_cvtepi32_epi8(bytes(values)));
}

static void lane_f16(uint8_t *out, const float *values)
{
    _mm256_storeu_si256((__m256i *)(void *)out, halves(values));
}

static void lane_bf16(uint8_t *out, const float *values)
{
    __m512i x = _mm512_srli_epi32(bfloats(values), 16);
    _mm256_storeu_si256((__m256i *)(void *)out, _mm512_cvtepi32_epi16(x));
}

static void lane_f32(uint8_t *out, const float *values)
{
    _mm512_storeu_ps((float *)(void *)out, normalised(_mm512_load_ps(values)));
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

void cf_kernels_init_avx512(struct cf_kernels *kernels)
{
    *kernels = (struct cf_kernels){
        .vertical = {vertical_8, vertical_16},
        .horizontal = horizontal,
        .matrix = matrix,
        .range = range,
        .store = {[CF_DTYPE_U8] = store_u8,
                  [CF_DTYPE_F16] = store_f16,
                  [CF_DTYPE_BF16] = store_bf16,
                  [CF_DTYPE_F32] = store_f32},
    };
}
