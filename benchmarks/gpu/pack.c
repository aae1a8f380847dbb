#include "gpu/pack.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include "base/error.h"
#include "pixels/pixels.h"

struct cursor {
    const uint8_t *at, *end;
    int bad;
};

static const void *take(struct cursor *c, size_t size)
{
    static const uint64_t none[8];
    if ((size_t)(c->end - c->at) < size) {
        c->bad = 1;
        return none;
    }
    const void *here = c->at;
    c->at += (size + 7) & ~(size_t)7;
    return here;
}

static uint64_t number(struct cursor *c)
{
    return *(const uint64_t *)take(c, 8);
}

static struct pack_list list(struct cursor *c)
{
    struct pack_list l = {(uint32_t)number(c), NULL};
    l.at = take(c, (size_t)l.count * 4);
    l.count = c->bad ? 0 : l.count;
    return l;
}

static void read_set(struct cursor *c, struct pack_set *set)
{
    set->frames = list(c);
    set->needed = list(c);
    set->all = list(c);
    set->planes = take(c, (size_t)set->frames.count * 8);
    set->batch = number(c);
}

static int read_clip(struct cursor *c, struct pack_clip *clip, struct cf_error *err)
{
    memcpy(clip->name, take(c, PACK_NAME), PACK_NAME);
    clip->role = (uint32_t)number(c);
    uint64_t size = number(c);
    int status = cf_table_parse(&clip->table, take(c, size), size, err);
    if (status)
        return status;
    clip->offsets = malloc(clip->table->packet_count * sizeof *clip->offsets);
    const uint64_t *offsets = take(c, (size_t)clip->table->packet_count * 8);
    if (!clip->offsets || c->bad)
        return c->bad ? CF_EFORMAT : CF_ENOMEM;
    memcpy(clip->offsets, offsets, (size_t)clip->table->packet_count * 8);
    size = number(c);
    clip->bytes = take(c, size);
    clip->set_count = (uint32_t)number(c);
    clip->sets = c->bad ? NULL : calloc(clip->set_count, sizeof *clip->sets);
    for (uint32_t i = 0; clip->sets && i < clip->set_count; i++)
        read_set(c, &clip->sets[i]);
    return c->bad ? CF_EFORMAT : clip->sets || !clip->set_count ? CF_OK : CF_ENOMEM;
}

static void read_picture(struct cursor *c, struct pack_picture *p)
{
    p->picture = *(const struct cf_picture *)take(c, sizeof p->picture);
    p->batch = number(c);
    for (int i = 0; i < 3; i++) {
        int height = i ? -(-p->picture.height >> p->picture.shift_y) : p->picture.height;
        p->picture.plane[i] = take(c, (size_t)p->picture.stride[i] * (size_t)height);
    }
}

int pack_open(struct pack *out, const char *path, struct cf_error *err)
{
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    void *map = fd >= 0 && !fstat(fd, &st) ? mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0) : MAP_FAILED;
    if (fd >= 0)
        close(fd);
    if (map == MAP_FAILED)
        return cf_fail(err, CF_EIO, "'%s': %s", path, strerror(errno));
    struct cursor c = {map, (const uint8_t *)map + st.st_size, 0};
    int status = CF_OK;
    if (memcmp(take(&c, 8), "CFGPU 1", 8) != 0)
        return cf_fail(err, CF_EFORMAT, "'%s': not what gpu-prepare wrote", path);
    *out = (struct pack){.clip_count = (uint32_t)number(&c), .picture_count = (uint32_t)number(&c)};
    out->clips = calloc(out->clip_count, sizeof *out->clips);
    out->pictures = calloc(out->picture_count, sizeof *out->pictures);
    if (!out->clips || !out->pictures)
        return cf_fail(err, CF_ENOMEM, "'%s': no memory", path);
    for (uint32_t i = 0; !status && i < out->clip_count; i++)
        status = read_clip(&c, &out->clips[i], err);
    for (uint32_t i = 0; !status && i < out->picture_count; i++)
        read_picture(&c, &out->pictures[i]);
    return status || c.bad ? cf_fail(err, CF_EFORMAT, "'%s': cut or damaged", path) : CF_OK;
}

uint64_t pack_hash(const struct cf_picture *p)
{
    uint64_t hash = 0;
    size_t bytes = p->depth > 8 ? 2 : 1;
    for (int c = 0; c < 3; c++) {
        size_t width = (size_t)(c ? -(-p->width >> p->shift_x) : p->width);
        int height = c ? -(-p->height >> p->shift_y) : p->height;
        for (int y = 0; y < height; y++)
            hash = XXH3_64bits_withSeed(p->plane[c] + y * p->stride[c], width * bytes, hash);
    }
    return hash;
}

size_t pack_frame_bytes(void)
{
    return (size_t)3 * PACK_OUT * PACK_OUT;
}

uint8_t *pack_convert(const struct cf_picture *pictures, uint32_t count, struct cf_error *err)
{
    const struct cf_picture *p = pictures;
    struct cf_scaler_params params = {.width = p->width,
                                      .height = p->height,
                                      .shift_x = p->shift_x,
                                      .shift_y = p->shift_y,
                                      .rotation = p->rotation,
                                      .resize = CF_RESIZE_LATTE,
                                      .out_h = PACK_OUT,
                                      .out_w = PACK_OUT};
    struct cf_scaler *scaler = NULL;
    if (cf_scaler_create(&scaler, &params, err))
        return NULL;
    uint8_t *batch = aligned_alloc(64, count * pack_frame_bytes());
    void *scratch = aligned_alloc(64, (cf_scaler_scratch_bytes(scaler) + 127) & ~(size_t)63);
    for (uint32_t i = 0; batch && scratch && i < count; i++) {
        struct cf_place place = {batch + i * pack_frame_bytes(), CF_DTYPE_U8, PACK_OUT * PACK_OUT, PACK_OUT, 1};
        cf_scaler_convert(scaler, &pictures[i], &place, scratch);
    }
    free(scratch);
    cf_scaler_destroy(&scaler);
    if (!batch)
        cf_fail(err, CF_ENOMEM, "no memory for a batch");
    return batch;
}
