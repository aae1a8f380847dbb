#include "index/vector.h"

#include <math.h>

size_t cf_vector_bytes(uint32_t dimensions)
{
    return dimensions;
}

int cf_vector_pack(const float *vector, uint32_t dimensions, void *packed)
{
    float most = 0;
    for (uint32_t i = 0; i < dimensions; i++) {
        if (!isfinite(vector[i]))
            return 0;
        most = fmaxf(most, fabsf(vector[i]));
    }
    for (uint32_t i = 0; most > 0 && i < dimensions; i++)
        ((int8_t *)packed)[i] = (int8_t)lrintf(vector[i] / most * 127);
    return most > 0;
}

double cf_vector_cosine(const void *packed, const float *vector, uint32_t dimensions)
{
    const int8_t *p = packed;
    double product = 0, a = 0, b = 0;
    for (uint32_t i = 0; i < dimensions; i++) {
        product += (double)p[i] * (double)vector[i];
        a += (double)p[i] * (double)p[i];
        b += (double)vector[i] * (double)vector[i];
    }
    double norms = sqrt(a) * sqrt(b);
    return norms > 0 && isfinite(norms) ? product / norms : 0;
}
