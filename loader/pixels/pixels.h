/* Pictures -> tensor values, in one pass: crop, resize, colour matrix, normalise, store.
 *
 * The contract (loader/pixels/README.md has the formulas): every component is resampled with the same separable
 * weights, vertical taps first, then horizontal, each sum in tap order in float32; chroma uses the luma weights
 * folded over nearest replication (chroma sample i serves luma samples i<<shift ...). Then the matrix, one clamp
 * to [0,255], and the conversion to dtype. No rounding before the output. Compiled with -ffp-contract=off. */
#ifndef CF_PIXELS_PIXELS_H
#define CF_PIXELS_PIXELS_H
#include <stddef.h>
#include <stdint.h>
#include "decode/picture.h"

/* What was done to a picture, in displayed (rotated) source pixels; recorded with each sample.
 * LATTE: the picture is resized to resized_h x resized_w and the crop is taken there.
 * OPEN_SORA_PLAN: the crop is taken from the source and resized to the output. NONE: the whole picture. */
struct cf_geometry {
    int resized_h, resized_w;
    int crop_top, crop_left, crop_h, crop_w;
};

/* The place of one frame in a tensor. Strides in elements; y and x run over the output picture. */
struct cf_place {
    void *data;
    enum cf_dtype dtype;
    ptrdiff_t stride_c, stride_y, stride_x;
};

/* Prepared weights for one (source shape, resize, output size) combination. Immutable once created: any number
 * of threads may convert with one scaler, each with scratch of its own. */
struct cf_scaler;
struct cf_scaler_params {
    int width, height, shift_x, shift_y, rotation; /* of the pictures to come, as in cf_picture */
    enum cf_resize resize;
    int out_h, out_w; /* ignored by CF_RESIZE_NONE */
    int flip;         /* 1: mirrored left to right after everything else */
};

int cf_scaler_create(struct cf_scaler **out, const struct cf_scaler_params *params, struct cf_error *err);
void cf_scaler_destroy(struct cf_scaler **scaler);
/* 1: the scaler was made from just these params; 0: from others, or it is NULL. */
int cf_scaler_is_for(const struct cf_scaler *scaler, const struct cf_scaler_params *params);
struct cf_geometry cf_scaler_geometry(const struct cf_scaler *scaler);
void cf_scaler_output_size(const struct cf_scaler *scaler, int *out_h, int *out_w);
size_t cf_scaler_scratch_bytes(const struct cf_scaler *scaler); /* alignment 64 */
/* Converts one picture into its place. The picture must have the scaler's shape: asserted. Never fails. */
void cf_scaler_convert(const struct cf_scaler *scaler, const struct cf_picture *picture, const struct cf_place *place,
                       void *scratch);
#endif
