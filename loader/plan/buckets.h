/* Buckets: which resolution, number of frames and aspect a record is trained at. The configuration is Open-Sora 2.0's,
 *
 *     {"256px": {1: (1.0, 64), 129: ((1.0, 0.5), 3)}, "768px": {129: (0.4, 1)}}
 *
 * resolution -> frames -> (probability, batch), as JSON or as the Python dictionary that it stands as there; a
 * probability may be a pair (keep, next). Resolutions are "Npx" or "N" (N x N pixels) and "Np" (16:9 at height N).
 *
 * cf_buckets_assign, for a record of T frames (1: an image), H x W, and a strided length of T_s frames:
 *  1. Rows of one resolution stand together, resolutions by area from the largest, equal ones as they are given. A
 *     resolution is passed over where H*W < 0.8 * area.
 *  2. An image takes the resolution's row of 1 frame, if there is one: draw u, and take it if u < keep; else on to the
 *     next resolution.
 *  3. A video looks at rows of more than 1 frame by frames from the most. A row with T_s < frames is passed over. Where
 *     the row has a pair, draw u: if u <= next it is passed over too. The first row left is the candidate: draw u, and
 *     take it if u <= keep; else, or if no row is left, on to the next resolution.
 *  4. No resolution left: no bucket.
 *  5. The aspect is the one of the resolution's list that is nearest to H/W, the first of equals.
 * Draws are numbered from 0 in the order in which they are made; each is a uniform number from [0,1).
 *
 * Aspects (width:height): 2.39, 2, 16:9, 1.85, 9:16, 5:8, 3:2, 4:3, 1, and then the transpose of each that is not
 * there. A size of area A at w:h: width = 16*floor(sqrt(A*w/h)/16), height = 16*floor(A/width/16); then of that and
 * its neighbours one step of 16 up or down in height, then in width, the first whose area is nearest to A; transposes
 * turn their original's. Aspects of one size are one bucket. */
#ifndef CF_PLAN_BUCKETS_H
#define CF_PLAN_BUCKETS_H
#include <stdint.h>

#include "clipfeed/status.h"

enum { CF_BUCKET_ASPECTS = 18, CF_BUCKET_ROWS = 256 };

struct cf_bucket_row {
    char resolution[16];
    uint64_t area;
    uint32_t frames, batch;
    double keep, next; /* next < 0: no pair */
};

struct cf_bucket_size {
    uint32_t height, width;
    double aspect; /* H/W, the nominal one */
};

struct cf_buckets {
    uint32_t row_count;
    struct cf_bucket_row rows[CF_BUCKET_ROWS]; /* in the order of rule 1; in one resolution by frames, from the most */
    uint32_t size_counts[CF_BUCKET_ROWS];
    struct cf_bucket_size sizes[CF_BUCKET_ROWS][CF_BUCKET_ASPECTS];
};

/* CF_EFORMAT: the message says where and what was expected. CF_ENOMEM. */
int cf_buckets_parse(struct cf_buckets **out, const char *text, struct cf_error *err);

struct cf_bucket_choice {
    int row; /* -1: no bucket */
    uint32_t height, width;
};
typedef double cf_bucket_draw(void *opaque, uint32_t k); /* draw k of the record, in [0,1) */
struct cf_bucket_choice cf_buckets_assign(const struct cf_buckets *buckets, int is_image, uint64_t strided_frames,
                                          uint32_t height, uint32_t width, cf_bucket_draw *draw, void *opaque);
#endif
