/* The arithmetic of one value, for every processor: the C kernels, the GPU's, and the reference of the vector kernels.
 *
 * Compiled without contraction (-ffp-contract=off, nvcc's -fmad=false), so that all give the same bits. A compiler for
 * a GPU defines CF_PIXEL_FN first. README.md has the formulas. */
#ifndef CF_PIXELS_PIXEL_MATHS_H
#define CF_PIXELS_PIXEL_MATHS_H
#include <stdint.h>

#ifndef CF_PIXEL_FN
#define CF_PIXEL_FN static inline
#endif

/* y = (Y - y_zero) * y_scale, u = U - c_zero, v = V - c_zero;
 * R = y + rv*v, G = (y + gu*u) + gv*v, B = y + bu*u. */
struct cf_colour {
    float y_zero, y_scale, c_zero;
    float rv, gu, gv, bu;
};

/* A sum over taps begins at 0: no product is negative, so that is the first product's bits. */
CF_PIXEL_FN float cf_pixel_tap(float sum, float weight, float sample)
{
    return sum + weight * sample;
}

CF_PIXEL_FN float cf_pixel_clamp(float value)
{
    return value < 0.0f ? 0.0f : value > 255.0f ? 255.0f : value;
}

/* Of a plane that is R, G, B or grey already. */
CF_PIXEL_FN float cf_pixel_range(float value, const struct cf_colour *colour)
{
    return cf_pixel_clamp((value - colour->y_zero) * colour->y_scale);
}

/* Y, U, V become R, G, B in place. */
CF_PIXEL_FN void cf_pixel_matrix(float *c0, float *c1, float *c2, const struct cf_colour *colour)
{
    float y = (*c0 - colour->y_zero) * colour->y_scale;
    float u = *c1 - colour->c_zero, v = *c2 - colour->c_zero;
    *c0 = cf_pixel_clamp(y + colour->rv * v);
    *c1 = cf_pixel_clamp((y + colour->gu * u) + colour->gv * v);
    *c2 = cf_pixel_clamp(y + colour->bu * u);
}

/* [0,255] -> [-1,1] */
CF_PIXEL_FN float cf_pixel_unit(float value)
{
    return value / 127.5f - 1.0f;
}

/* [0,255] -> the nearest integer, halves up */
CF_PIXEL_FN int cf_pixel_whole(float value)
{
    return (int)(value + 0.5f);
}

CF_PIXEL_FN uint32_t cf_pixel_bits(float value)
{
    union {
        float value;
        uint32_t bits;
    } pun;
    pun.value = value;
    return pun.bits;
}

/* binary32 -> the bits of bfloat16, to nearest, ties to even; not for NaN */
CF_PIXEL_FN uint32_t cf_pixel_bfloat(float value)
{
    uint32_t bits = cf_pixel_bits(value);
    return (bits + 0x7fff + (bits >> 16 & 1)) >> 16;
}

/* bits >> shift, to nearest, ties to even; 1 <= shift <= 31 */
CF_PIXEL_FN uint32_t cf_pixel_shift_even(uint32_t bits, unsigned shift)
{
    uint32_t kept = bits >> shift, rest = bits & ((1u << shift) - 1), half = 1u << (shift - 1);
    return kept + (rest > half || (rest == half && (kept & 1)));
}

/* binary32 -> the bits of binary16, to nearest, ties to even */
CF_PIXEL_FN uint32_t cf_pixel_half(float value)
{
    uint32_t bits = cf_pixel_bits(value), sign = bits >> 16 & 0x8000, magnitude = bits & 0x7fffffff;
    if (magnitude > 0x7f800000)
        return sign | 0x7e00; /* NaN */
    if (magnitude >= 0x47800000)
        return sign | 0x7c00; /* 65536 and more: infinity; what rounds up to it carries below */
    if (magnitude >= 0x38800000)
        return sign | cf_pixel_shift_even(magnitude - 0x38000000, 13);
    if (magnitude >= 0x33000000) /* subnormal */
        return sign | cf_pixel_shift_even((magnitude & 0x7fffff) | 0x800000, 126 - (magnitude >> 23));
    return sign;
}
#endif
