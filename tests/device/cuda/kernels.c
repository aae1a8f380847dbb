/* The kernels, run on the host: the very source that the GPU's PTX is made of. */
#include "device/cuda/internal.h"

#include <stdlib.h>
#include <string.h>

#include "pixels/cuda/kernel.h"

struct launch {
    struct cf_cuda_params params;
    int wide;
    unsigned grid[3], block[3];
};

static const char *const names[2] = {"cf_convert_8", "cf_convert_16"};

int standin_kernel_exists(const char *name)
{
    return !strcmp(name, names[0]) || !strcmp(name, names[1]);
}

/* Makes the addresses the host's; what the entries span of a plane. */
static void open_axis(struct cf_cuda_axis *axis, int *begin, int *end)
{
    size_t count = (size_t)axis->count, most = 1;
    const int32_t *first = standin_host(axis->first, count * 4), *taps = standin_host(axis->taps, count * 4);
    *begin = first[0];
    *end = first[0] + taps[0];
    for (size_t k = 0; k < count; k++) {
        *begin = first[k] < *begin ? first[k] : *begin;
        *end = first[k] + taps[k] > *end ? first[k] + taps[k] : *end;
        most = (size_t)taps[k] > most ? (size_t)taps[k] : most;
    }
    if (*begin < 0 || *end > 65535)
        standin_breach("weights for samples %d to %d: the table holds something else", *begin, *end);
    axis->weights = (uint64_t)(uintptr_t)standin_host(axis->weights, count * most * 4);
    axis->first = (uint64_t)(uintptr_t)first;
    axis->taps = (uint64_t)(uintptr_t)taps;
}

static void open_plane(struct launch *l, struct cf_cuda_item *item, int c, const int v[2], const int h[2])
{
    int step = c ? l->params.step : 1;
    int64_t pitch = item->pitch[c], offset = v[0] * pitch + ((int64_t)h[0] * step << l->wide);
    int64_t bytes = (v[1] - v[0] - 1) * pitch + (((int64_t)(h[1] - h[0] - 1) * step + 1) << l->wide);
    uint8_t *host = standin_host(item->plane[c] + (uint64_t)offset, (size_t)bytes);
    item->plane[c] = (uint64_t)(uintptr_t)host - (uint64_t)offset;
}

static void run(void *argument)
{
    static const int sizes[] = {0, 1, 2, 2, 4};
    struct launch *l = argument;
    struct cf_cuda_params *p = &l->params;
    int v[2][2], h[2][2];
    for (int i = 0; i < 2; i++) {
        open_axis(&p->vertical[i], &v[i][0], &v[i][1]);
        open_axis(&p->horizontal[i], &h[i][0], &h[i][1]);
    }
    int64_t elements = (p->height - 1) * p->stride_y + (p->width - 1) * p->stride_x + 2 * p->stride_c + 1;
    for (int i = 0; i < p->count; i++) {
        struct cf_cuda_item *item = &p->items[i];
        item->place = (uint64_t)(uintptr_t)standin_host(item->place, (size_t)(elements * sizes[p->dtype]));
        for (int c = 0; c < p->planes; c++)
            open_plane(l, item, c, v[c > 0], h[c > 0]);
    }
    for (unsigned z = 0; z < l->grid[2] * l->block[2]; z++)
        for (unsigned y = 0; y < l->grid[1] * l->block[1]; y++)
            for (unsigned x = 0; x < l->grid[0] * l->block[0]; x++)
                cf_cuda_pixel(p, l->wide, (int)x, (int)y, (int)z);
    free(l);
}

CUresult standin_launch(const char *name, unsigned gx, unsigned gy, unsigned gz, unsigned bx, unsigned by, unsigned bz,
                        CUstream stream, void **arguments)
{
    struct standin_use uses[12 + CF_CUDA_ITEMS];
    if (!gx || !gy || !gz || gy > 65535 || gz > 65535 || !bx || !by || !bz || bx * by * bz > 1024)
        return STANDIN_INVALID_VALUE;
    struct launch *l = calloc(1, sizeof *l);
    if (!l)
        return (CUresult)2;
    *l = (struct launch){.wide = !strcmp(name, names[1]), .grid = {gx, gy, gz}, .block = {bx, by, bz}};
    memcpy(&l->params, arguments[0], sizeof l->params); /* as the driver does, before the call returns */
    int n = 0;
    const struct cf_cuda_axis *axes[4] = {&l->params.vertical[0], &l->params.vertical[1], &l->params.horizontal[0],
                                          &l->params.horizontal[1]};
    for (int i = 0; i < 4; i++) {
        uses[n++] = (struct standin_use){axes[i]->first, 1};
        uses[n++] = (struct standin_use){axes[i]->taps, 1};
        uses[n++] = (struct standin_use){axes[i]->weights, 1};
    }
    for (int i = 0; i < l->params.count; i++)
        uses[n++] = (struct standin_use){l->params.items[i].place, 1};
    CUresult result = standin_enqueue_using(stream, run, l, uses, n);
    if (result != CUDA_SUCCESS)
        free(l);
    return result;
}
