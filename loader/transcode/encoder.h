/* The encoders that training-ready media may be made with, and their settings: quick to decode, closed short GOPs, the
 * same bytes on every machine. Found at run time in whatever libavcodec is installed. */
#ifndef CF_TRANSCODE_ENCODER_H
#define CF_TRANSCODE_ENCODER_H
#include "base/error.h"
#include "transcode/shape.h"

struct AVCodecContext;

struct cf_encoder_kind {
    const char *name;           /* libavcodec's */
    int quality, best, least;   /* the default, and the scale's ends: smaller is better */
    const char *settings;       /* as recorded: options of libavcodec */
    const char *private_name;   /* the option that takes the encoder's own parameters, or NULL */
    const char *private_values; /* %u: the GOP */
};

/* NULL name: the first that libavcodec has. CF_EUNSUPPORTED, CF_EINVAL (a name that is not one of ours). */
int cf_encoder_choose(const struct cf_encoder_kind **out, const char *name, struct cf_error *err);

struct cf_encoder_params {
    int width, height, sar_num, sar_den, fps_num, fps_den;
    uint32_t gop;
    int quality;
    struct cf_shape_colour colour;
};
/* A context whose time base counts pictures. CF_EUNSUPPORTED, CF_ENOMEM. */
int cf_encoder_open(struct AVCodecContext **out, const struct cf_encoder_kind *kind,
                    const struct cf_encoder_params *params, struct cf_error *err);
#endif
