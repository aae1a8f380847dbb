/* Names shared by the whole public interface. */
#ifndef CLIPFEED_TYPES_H
#define CLIPFEED_TYPES_H
#include <stdint.h>
#include "clipfeed/status.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Element types of delivered tensors. Floats lie in [-1,1], bf16 as its 16 bits; u8 in [0,255]. */
enum cf_dtype { CF_DTYPE_U8 = 1, CF_DTYPE_F16, CF_DTYPE_BF16, CF_DTYPE_F32 };

enum cf_codec { CF_CODEC_NONE, CF_CODEC_H264, CF_CODEC_HEVC, CF_CODEC_VP9, CF_CODEC_AV1, CF_CODEC_JPEG, CF_CODEC_PNG };

/* How a profile resizes and crops; the formulas stand in loader/pixels/README.md. */
enum cf_resize {
    CF_RESIZE_LATTE = 1,  /* cover-resize (bilinear, no antialias, corners not aligned), then centre crop */
    CF_RESIZE_OPEN_SORA_PLAN, /* centre square-by-aspect crop, then bilinear with antialias, corners aligned by scale */
    CF_RESIZE_NONE,       /* source size, no resampling */
    CF_RESIZE_BICUBIC,    /* cover-resize (bicubic, a = -0.75, no antialias), then centre crop */
    CF_RESIZE_BICUBIC_ANTIALIAS, /* cover-resize (bicubic, a = -0.5, antialias), then centre crop */
};

enum cf_matrix { CF_MATRIX_BT601 = 1, CF_MATRIX_BT709, CF_MATRIX_BT2020, CF_MATRIX_RGB, CF_MATRIX_FCC, CF_MATRIX_SMPTE240M };

/* Bytes of one element; 0 for an unknown type. */
CF_API int cf_dtype_size(enum cf_dtype dtype);
CF_API const char *cf_codec_name(enum cf_codec codec);

#ifdef __cplusplus
}
#endif
#endif
