/* Values in [0,255] -> elements of a tensor. */
#ifndef CF_PIXELS_STORE_H
#define CF_PIXELS_STORE_H
#include "clipfeed/types.h"
#include <stddef.h>
#include <stdint.h>

/* IEEE binary32 -> the bits of binary16 and bfloat16, to nearest, ties to even. */
uint16_t cf_half_from_float(float value);
uint16_t cf_bfloat_from_float(float value);

/* Stores n values at data[at], data[at+step], ... (elements of dtype). */
void cf_store_row(void *data, enum cf_dtype dtype, ptrdiff_t at, ptrdiff_t step, const float *values, int n);
#endif
