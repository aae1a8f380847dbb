#include "plan/buckets.h"

#include <math.h>
#include <string.h>

#include "plan/sizes.h"

/* Rows [begin, end) of one resolution: the row of 1 frame that an image takes, or -1. */
static int image_row(const struct cf_buckets *b, uint32_t begin, uint32_t end, cf_bucket_draw *draw, void *opaque,
                     uint32_t *k)
{
    for (uint32_t i = begin; i < end; i++)
        if (b->rows[i].frames == 1)
            return draw(opaque, (*k)++) < b->rows[i].keep ? (int)i : -1;
    return -1;
}

static int video_row(const struct cf_buckets *b, uint32_t begin, uint32_t end, uint64_t frames, cf_bucket_draw *draw,
                     void *opaque, uint32_t *k)
{
    for (uint32_t i = begin; i < end; i++) {
        const struct cf_bucket_row *row = &b->rows[i];
        if (row->frames == 1 || frames < row->frames)
            continue;
        if (row->next >= 0 && draw(opaque, (*k)++) <= row->next)
            continue;
        return draw(opaque, (*k)++) <= row->keep ? (int)i : -1;
    }
    return -1;
}

static const struct cf_bucket_size *nearest(const struct cf_buckets *b, int row, double aspect)
{
    const struct cf_bucket_size *best = &b->sizes[row][0];
    for (uint32_t i = 1; i < b->size_counts[row]; i++)
        if (fabs(aspect - b->sizes[row][i].aspect) < fabs(aspect - best->aspect))
            best = &b->sizes[row][i];
    return best;
}

struct cf_bucket_choice cf_buckets_assign(const struct cf_buckets *b, int is_image, uint64_t strided_frames,
                                          uint32_t height, uint32_t width, cf_bucket_draw *draw, void *opaque)
{
    struct cf_bucket_choice choice = {.row = -1};
    uint32_t k = 0;
    for (uint32_t begin = 0, end; begin < b->row_count && choice.row < 0; begin = end) {
        for (end = begin + 1; end < b->row_count && !strcmp(b->rows[end].resolution, b->rows[begin].resolution);)
            end++;
        if ((double)height * width < 0.8 * (double)b->rows[begin].area)
            continue;
        choice.row = is_image ? image_row(b, begin, end, draw, opaque, &k)
                              : video_row(b, begin, end, strided_frames, draw, opaque, &k);
    }
    if (choice.row < 0 || !width)
        return (struct cf_bucket_choice){.row = -1};
    const struct cf_bucket_size *size = nearest(b, choice.row, (double)height / width);
    choice.height = size->height;
    choice.width = size->width;
    return choice;
}

/* A size near w:h with just about that area, both sides multiples of 16. */
static struct cf_bucket_size fit(double area, double w, double h)
{
    enum { STEP = 16 };
    double width = floor(sqrt(area * (w / h)) / STEP) * STEP, height = floor(area / width / STEP) * STEP;
    const double ways[4][2] = {{-STEP, 0}, {STEP, 0}, {0, -STEP}, {0, STEP}};
    double best_h = height, best_w = width;
    for (int i = 0; i < 4; i++) {
        double tried_h = height + ways[i][0], tried_w = width + ways[i][1];
        if (tried_h > 0 && tried_w > 0 && fabs(tried_h * tried_w - area) < fabs(best_h * best_w - area)) {
            best_h = tried_h;
            best_w = tried_w;
        }
    }
    return (struct cf_bucket_size){(uint32_t)best_h, (uint32_t)best_w, h / w};
}

static uint32_t add_size(struct cf_bucket_size *sizes, uint32_t count, struct cf_bucket_size size)
{
    for (uint32_t i = 0; i < count; i++)
        if (sizes[i].aspect == size.aspect)
            return count;
    sizes[count] = size;
    return count + 1;
}

uint32_t cf_bucket_sizes(uint64_t area, struct cf_bucket_size sizes[CF_BUCKET_ASPECTS])
{
    static const double ratios[][2] = {{2.39, 1}, {2, 1}, {16, 9}, {1.85, 1}, {9, 16}, {5, 8}, {3, 2}, {4, 3}, {1, 1}};
    enum { RATIOS = sizeof ratios / sizeof *ratios };
    uint32_t count = 0;
    for (int i = 0; i < RATIOS; i++)
        count = add_size(sizes, count, fit((double)area, ratios[i][0], ratios[i][1]));
    for (int i = 0; i < RATIOS; i++) {
        struct cf_bucket_size s = fit((double)area, ratios[i][0], ratios[i][1]);
        count = add_size(sizes, count, (struct cf_bucket_size){s.width, s.height, ratios[i][0] / ratios[i][1]});
    }
    return count;
}
