/* A look at one loose media file: what it is, and exactly the frames that are asked for. Thread-safe. */
#ifndef CLIPFEED_MEDIA_H
#define CLIPFEED_MEDIA_H
#include <stdint.h>
#include "clipfeed/types.h"

#ifdef __cplusplus
extern "C" {
#endif

struct cf_media_info {
    enum cf_codec codec;
    int width, height;  /* displayed: after rotation */
    int rotation;       /* degrees clockwise, applied for display */
    char pixel_format[24];
    int color_range, color_primaries, color_trc, color_space; /* ISO/IEC 23091-2 code points; range 1 limited, 2 full */
    int time_base_num, time_base_den;
    int proven, direct; /* display order proved by a full decode; packets lie verbatim in the file */
    double fps, duration; /* average rate; seconds from the first frame to the end of the last */
    uint32_t frames;
};

struct cf_media;
/* prove: 1 decodes the whole file to prove the display order. The codes of cf_table_build. */
CF_API int cf_media_open(struct cf_media **out, const char *path, int prove, struct cf_error *err);
CF_API void cf_media_close(struct cf_media **media);
CF_API void cf_media_info(const struct cf_media *media, struct cf_media_info *info);
CF_API double cf_media_pts(const struct cf_media *media, uint32_t frame);      /* seconds */
CF_API int cf_media_is_keyframe(const struct cf_media *media, uint32_t frame); /* decoding may start there */
CF_API int cf_media_is_droppable(const struct cf_media *media, uint32_t frame); /* nothing refers to it */
/* The frame on display at a time. CF_EWINDOW outside the stream. */
CF_API int cf_media_frame_at(const struct cf_media *media, double seconds, uint32_t *frame, struct cf_error *err);

struct cf_frames_request {
    const uint32_t *frames; /* display indices, any order, repeats allowed */
    uint32_t count;
    int raw;                /* 1: rows of bytes in the stream's own format, unrotated; the rest is ignored */
    enum cf_resize resize;  /* 0: CF_RESIZE_NONE */
    int height, width;
    int flip;               /* 1: mirrored left to right */
    enum cf_dtype dtype;    /* 0: u8 */
    int channels_last;      /* 1: FHWC; else FCHW, or CFHW with channels_first */
    int channels_first;
};
struct cf_frames_result {
    void *data;        /* the caller frees it with cf_frames_free */
    int64_t shape[4];
    int dimensions;    /* 4, or 2 for raw: [F, N] */
    int element_bytes; /* raw: 1, or 2 above 8 bits */
};
/* CF_EWINDOW, CF_EDECODE, CF_ECORRUPT, CF_EUNSUPPORTED, CF_ENOMEM ... */
CF_API int cf_media_frames(const struct cf_media *media, const struct cf_frames_request *request,
                           struct cf_frames_result *out, struct cf_error *err);
CF_API void cf_frames_free(struct cf_frames_result *result);

#ifdef __cplusplus
}
#endif
#endif
