/* The rounding of float elements. */
#ifndef CF_PIXELS_ELEMENT_H
#define CF_PIXELS_ELEMENT_H
#include <stdint.h>
#include <string.h>

/* IEEE binary32 -> the bits of binary16, to nearest, ties to even. */
uint16_t cf_half_from_float(float value);

/* The same for bfloat16; not for NaN. */
static inline uint32_t cf_bfloat_from_float(float value)
{
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    return (bits + 0x7fff + (bits >> 16 & 1)) >> 16;
}
#endif
