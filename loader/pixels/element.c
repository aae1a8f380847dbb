#include "pixels/element.h"

#include <string.h>

static uint32_t bits_of(float value)
{
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

/* bits >> shift, to nearest even; 1 <= shift <= 31 */
static uint32_t shift_even(uint32_t bits, unsigned shift)
{
    uint32_t kept = bits >> shift, rest = bits & ((1u << shift) - 1), half = 1u << (shift - 1);
    return kept + (rest > half || (rest == half && (kept & 1)));
}

uint16_t cf_half_from_float(float value)
{
    uint32_t bits = bits_of(value), sign = bits >> 16 & 0x8000, magnitude = bits & 0x7fffffff;
    uint32_t half;
    if (magnitude > 0x7f800000) {
        half = 0x7e00; /* NaN */
    } else if (magnitude >= 0x47800000) {
        half = 0x7c00; /* 65536 and more: infinity; what rounds up to it carries below */
    } else if (magnitude >= 0x38800000) {
        half = shift_even(magnitude - 0x38000000, 13);
    } else if (magnitude >= 0x33000000) {
        half = shift_even((magnitude & 0x7fffff) | 0x800000, 126 - (magnitude >> 23)); /* subnormal */
    } else {
        half = 0;
    }
    return (uint16_t)(sign | half);
}
