/* Random pictures, reproducible from one seed. */
#ifndef TESTS_PIXELS_RANDOM_H
#define TESTS_PIXELS_RANDOM_H
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "pixels/pixels.h"

static uint64_t random_state;

/* CF_TEST_SEED repeats a run. */
static inline void random_seed(uint64_t seed)
{
    random_state = seed * 0x9e3779b97f4a7c15u + 1;
}

static inline void random_seed_printed(void)
{
    const char *given = getenv("CF_TEST_SEED");
    uint64_t seed = given ? strtoull(given, NULL, 0) : (uint64_t)time(NULL);
    printf("seed %llu\n", (unsigned long long)seed);
    random_seed(seed);
}

static inline uint32_t random_bits(void)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return (uint32_t)(random_state >> 32);
}

static inline int random_in(int low, int high)
{
    return low + (int)(random_bits() % (uint32_t)(high - low + 1));
}

static inline void *checked(void *memory)
{
    if (!memory)
        abort();
    return memory;
}

static inline void random_plane(struct cf_picture *p, int c, int w, int h)
{
    int bytes = p->depth > 8 ? 2 : 1, stride = (w + random_in(0, 9)) * bytes;
    uint8_t *plane = checked(malloc((size_t)(stride * h)));
    memset(plane, 0xff, (size_t)(stride * h));
    int smooth = random_in(0, 1), top = (1 << p->depth) - 1;
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) {
            int v = smooth ? (x * 7 + y * 5 + random_in(0, 9)) * (top / 255) & top : random_in(0, top);
            if (bytes == 2)
                memcpy(plane + y * stride + 2 * x, &(uint16_t){(uint16_t)v}, 2);
            else
                plane[y * stride + x] = (uint8_t)v;
        }
    p->plane[c] = plane;
    p->stride[c] = stride;
}

static inline struct cf_picture random_picture(int longest_side)
{
    static const int shifts[][2] = {{1, 1}, {1, 1}, {1, 0}, {0, 0}, {2, 0}, {0, 1}};
    static const int depths[] = {8, 8, 8, 10, 12, 16};
    struct cf_picture p = {0}; /* one draw a statement: initialisers have no order */
    const int *shift = shifts[random_in(0, 5)];
    p.width = random_in(1, longest_side);
    p.height = random_in(1, longest_side);
    p.depth = depths[random_in(0, 5)];
    p.shift_x = shift[0];
    p.shift_y = shift[1];
    p.matrix = (enum cf_matrix)random_in(CF_MATRIX_BT601, CF_MATRIX_SMPTE240M);
    p.full_range = random_in(0, 1);
    p.rotation = 90 * random_in(0, 3);
    if (p.matrix == CF_MATRIX_RGB)
        p.shift_x = p.shift_y = 0;
    int grey = random_in(0, 7) == 0;
    random_plane(&p, 0, p.width, p.height);
    for (int c = 1; c < 3 && !grey; c++)
        random_plane(&p, c, (p.width + (1 << p.shift_x) - 1) >> p.shift_x,
                     (p.height + (1 << p.shift_y) - 1) >> p.shift_y);
    return p;
}

static inline void free_picture(struct cf_picture *p)
{
    for (int c = 0; c < 3; c++)
        free((void *)(uintptr_t)p->plane[c]);
}

/* A random resize of such a picture. */
static inline struct cf_scaler_params random_params(const struct cf_picture *p, int longest_side)
{
    int side = random_in(1, longest_side), square = random_in(0, 1);
    struct cf_scaler_params params = {.width = p->width, .height = p->height, .rotation = p->rotation};
    params.shift_x = p->shift_x;
    params.shift_y = p->shift_y;
    params.resize = (enum cf_resize)random_in(CF_RESIZE_LATTE, CF_RESIZE_BICUBIC_ANTIALIAS);
    params.out_h = side;
    params.out_w = square ? side : random_in(1, longest_side);
    params.flip = random_in(0, 1);
    return params;
}
#endif
