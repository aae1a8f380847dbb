/* What a decoder lends and a scaler reads. */
#ifndef CF_DECODE_PICTURE_H
#define CF_DECODE_PICTURE_H
#include "clipfeed/types.h"
#include <stddef.h>
#include <stdint.h>

/* A decoded picture in host memory, lent for the duration of a call. Planar; grey has plane[1] == NULL.
 * RGB (matrix CF_MATRIX_RGB) has planes in the order R, G, B, no shifts. Depth above 8: uint16, native order. */
struct cf_picture {
    const uint8_t *plane[3];
    ptrdiff_t stride[3];  /* bytes */
    int width, height;    /* visible luma samples, before rotation */
    int shift_x, shift_y; /* log2 chroma subsampling */
    int depth;            /* bits per sample, 8..16 */
    enum cf_matrix matrix;
    int full_range; /* 0 limited, 1 full */
    int rotation;   /* 0, 90, 180, 270: degrees clockwise that the picture must be turned for display */
    /* Of surfaces only, 0 in host memory: */
    int interleaved; /* 1: U and V alternate, as in NV12; plane[2] is one sample behind plane[1] */
    int low_bits;    /* bits of no meaning below each sample of 16: P016 has 16 - depth */
};

/* A decoded picture in the memory of a CUDA device: planes are addresses there, which the host never follows. */
struct cf_surface {
    uint32_t frame; /* display index */
    struct cf_picture picture;
};
#endif
