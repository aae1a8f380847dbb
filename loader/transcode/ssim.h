/* SSIM between two pictures, FFmpeg's `ssim` filter's: windows of 8x8, every 4 samples, integer sums; "All" is the
 * mean of the planes weighted by their samples. */
#ifndef CF_TRANSCODE_SSIM_H
#define CF_TRANSCODE_SSIM_H
#include <stddef.h>
#include <stdint.h>

/* 8-bit planes of width x height samples, each at least 8; scratch: cf_ssim_scratch_bytes(width). */
double cf_ssim_plane(const uint8_t *a, ptrdiff_t stride_a, const uint8_t *b, ptrdiff_t stride_b, int width, int height,
                     void *scratch);
size_t cf_ssim_scratch_bytes(int width);

/* "All" of a 4:2:0 picture; width and height even, at least 16. */
double cf_ssim_420(const uint8_t *const a[3], const int stride_a[3], const uint8_t *const b[3], const int stride_b[3],
                   int width, int height, void *scratch);
#endif
