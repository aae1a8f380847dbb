/* One coding of a whole file at one quality, measured as it goes: what the encoder gives is decoded at once and
 * compared with what went in. One thread. */
#ifndef CF_TRANSCODE_PASS_H
#define CF_TRANSCODE_PASS_H
#include "clipfeed/status.h"
#include "media/table.h"
#include "transcode/encoder.h"

struct cf_pass_params {
    const struct cf_table *table; /* of the source */
    const char *path;             /* of the source */
    const char *out;              /* file to write, replaced */
    const struct cf_encoder_kind *encoder;
    uint32_t short_side, gop;
    int quality;
    double enough; /* the pass may stop once the mean SSIM cannot reach this any more; 0: never */
};
struct cf_pass_result {
    double ssim, ssim_least; /* "All", mean and least over the pictures that were measured */
    uint32_t pictures;       /* measured: the table's display_count unless it stopped */
    struct cf_shape_colour colour;
};

/* CF_OK also where it stopped early. The codes of reading and decoding the source; CF_EUNSUPPORTED where the pictures
 * or their times are not for this encoder or MP4; CF_EIO, CF_ENOMEM. *source: 1 if the failure is the source's. */
int cf_pass_run(const struct cf_pass_params *params, struct cf_pass_result *result, int *source, struct cf_error *err);
#endif
