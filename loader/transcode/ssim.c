#include "transcode/ssim.h"

#include <string.h>

/* Sums over a block of 4x4: of a, of b, of a^2 + b^2, of a*b. */
struct sums {
    int32_t a, b, squares, product;
};

static void sum_row(struct sums *out, const uint8_t *a, ptrdiff_t stride_a, const uint8_t *b, ptrdiff_t stride_b,
                    int blocks)
{
    for (int i = 0; i < blocks; i++) {
        struct sums s = {0};
        for (int y = 0; y < 4; y++)
            for (int x = 0; x < 4; x++) {
                int p = a[y * stride_a + 4 * i + x], q = b[y * stride_b + 4 * i + x];
                s.a += p;
                s.b += q;
                s.squares += p * p + q * q;
                s.product += p * q;
            }
        out[i] = s;
    }
}

/* One window of four neighbouring blocks; the constants are scaled to sums over 64 samples. */
static double window(const struct sums *top, const struct sums *bottom)
{
    static const int c1 = (int)(.01 * .01 * 255 * 255 * 64 + .5), c2 = (int)(.03 * .03 * 255 * 255 * 64 * 63 + .5);
    int a = top[0].a + top[1].a + bottom[0].a + bottom[1].a;
    int b = top[0].b + top[1].b + bottom[0].b + bottom[1].b;
    int squares = top[0].squares + top[1].squares + bottom[0].squares + bottom[1].squares;
    int product = top[0].product + top[1].product + bottom[0].product + bottom[1].product;
    int variance = squares * 64 - a * a - b * b, covariance = product * 64 - a * b;
    return (double)(2 * a * b + c1) * (double)(2 * covariance + c2) /
           ((double)(a * a + b * b + c1) * (double)(variance + c2));
}

size_t cf_ssim_scratch_bytes(int width)
{
    return 2 * (size_t)(width / 4) * sizeof(struct sums);
}

double cf_ssim_plane(const uint8_t *a, ptrdiff_t stride_a, const uint8_t *b, ptrdiff_t stride_b, int width, int height,
                     void *scratch)
{
    int blocks = width / 4, rows = height / 4;
    struct sums *above = scratch, *row = above + blocks;
    double total = 0;
    sum_row(above, a, stride_a, b, stride_b, blocks);
    for (int y = 1; y < rows; y++) {
        sum_row(row, a + 4 * y * stride_a, stride_a, b + 4 * y * stride_b, stride_b, blocks);
        for (int x = 0; x + 1 < blocks; x++)
            total += window(above + x, row + x);
        struct sums *done = above;
        above = row;
        row = done;
    }
    return total / ((double)(rows - 1) * (blocks - 1));
}

double cf_ssim_420(const uint8_t *const a[3], const int stride_a[3], const uint8_t *const b[3], const int stride_b[3],
                   int width, int height, void *scratch)
{
    double all = 0;
    for (int i = 0; i < 3; i++) {
        int half = i > 0;
        double plane = cf_ssim_plane(a[i], stride_a[i], b[i], stride_b[i], width >> half, height >> half, scratch);
        all += plane * (half ? 1.0 / 6 : 4.0 / 6);
    }
    return all;
}
