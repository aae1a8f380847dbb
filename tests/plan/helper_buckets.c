/* Buckets of records that standard input lists: the program that check_buckets.py compares with its own evaluation.
 *
 *     helper_buckets CONFIGURATION SEED FPS_MAX <LINES
 *
 * A line is "T H W FPS", T = 1 an image, the line's number the ordinal; the answer "RESOLUTION FRAMES HEIGHT WIDTH" or
 * "none". */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "plan/buckets.h"
#include "plan/plan.h"

struct draws {
    uint64_t seed, ordinal;
};

static double draw(void *opaque, uint32_t k)
{
    const struct draws *d = opaque;
    return cf_plan_unit(cf_plan_bits(d->seed, 0, d->ordinal, CF_DRAW_BUCKET, k));
}

int main(int argc, char **argv)
{
    struct cf_buckets *buckets = NULL;
    struct cf_error err = {0};
    if (argc != 4 || cf_buckets_parse(&buckets, argv[1], &err)) {
        fprintf(stderr, "helper_buckets: %s\n", err.message);
        return 1;
    }
    struct draws d = {strtoull(argv[2], NULL, 10), 0};
    struct cf_frames_params params = {.sampling = CF_SAMPLING_LINSPACE, .frames = 1, .interval = 1};
    params.fps_max = strtod(argv[3], NULL);
    uint32_t t, h, w;
    double fps;
    for (; scanf("%" SCNu32 " %" SCNu32 " %" SCNu32 " %lf", &t, &h, &w, &fps) == 4; d.ordinal++) {
        struct cf_frames_params at = cf_frames_for(&params, fps);
        struct cf_bucket_choice c =
            cf_buckets_assign(buckets, t == 1, cf_frames_strided(&at, t, fps), h, w, draw, &d);
        if (c.row < 0)
            puts("none");
        else
            printf("%s %u %u %u\n", buckets->rows[c.row].resolution, buckets->rows[c.row].frames, c.height, c.width);
    }
    free(buckets);
    return 0;
}
