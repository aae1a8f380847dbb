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
};

/* A decoded picture in device memory. plane[] are device addresses of the first visible sample; what reads them is
 * enqueued on the stream that was given with the picture. Grey has plane[1] 0. */
struct cf_surface {
    uint64_t plane[3];
    uint32_t stride[3];   /* bytes */
    int interleaved;      /* 1: plane[1] holds Cb and Cr in turn, plane[2] is 0 (NV12, P016); 0: planar */
    int width, height;    /* visible luma samples, before rotation */
    int shift_x, shift_y; /* log2 chroma subsampling */
    int depth;            /* bits per sample, 8..16; above 8: 16-bit words, the sample in bits lift to lift+depth-1 */
    int lift;             /* 0 for a host decoder's pictures; 16-depth for NVDEC's */
    enum cf_matrix matrix;
    int full_range; /* 0 limited, 1 full */
    int rotation;   /* as in cf_picture */
};
#endif
