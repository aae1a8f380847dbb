/* gpu-prepare OUT.pack check:FILE... speed:FILE... costs:FILE... : decodes on the host what a GPU is to decode, and
 * writes it all into one file (gpu/pack.h). Streams in a pixel format other than 4:2:0 or 4:4:4 are left out. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "decode/decode.h"
#include "gpu/pack.h"

enum { FRAMES = 16, SPEED_SETS = 12, RAW_PICTURES = 8 };

static FILE *out;
static struct cf_decoder *decoder;
static uint64_t rng_state = 5;
static struct pack_picture raws[RAW_PICTURES];
static uint32_t raw_count;

static uint32_t rng(uint32_t below)
{
    rng_state = rng_state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(rng_state >> 33) % below;
}

static void fail(const char *message)
{
    fprintf(stderr, "gpu-prepare: %s\n", message);
    exit(1);
}

static void put(const void *data, size_t size)
{
    static const uint8_t zeros[8];
    if (fwrite(data, 1, size, out) != size || fwrite(zeros, 1, -size & 7, out) != (-size & 7))
        fail("the file cannot be written");
}

static void put_number(uint64_t n)
{
    put(&n, 8);
}

static void put_list(const uint32_t *list, uint32_t count)
{
    put_number(count);
    put(list, (size_t)count * 4);
}

struct taken {
    struct cf_picture pictures[FRAMES];
    const uint32_t *frames;
    uint32_t count;
    int status;
    struct cf_error err;
};

static void keep_copy(struct cf_picture *to, const struct cf_picture *from)
{
    *to = *from;
    for (int c = 0; c < 3; c++) {
        size_t bytes = from->depth > 8 ? 2 : 1;
        size_t width = (size_t)(c ? -(-from->width >> from->shift_x) : from->width) * bytes;
        int height = c ? -(-from->height >> from->shift_y) : from->height;
        uint8_t *plane = malloc(width * (size_t)height);
        for (int y = 0; y < height; y++)
            memcpy(plane + (size_t)y * width, from->plane[c] + y * from->stride[c], width);
        to->plane[c] = plane;
        to->stride[c] = (ptrdiff_t)width;
    }
}

static int take(void *opaque, uint32_t frame, const struct cf_picture *picture)
{
    struct taken *t = opaque;
    for (uint32_t i = 0; i < t->count; i++)
        if (t->frames[i] == frame)
            keep_copy(&t->pictures[i], picture);
    return CF_OK;
}

static void done(void *opaque, int status, const struct cf_error *err)
{
    struct taken *t = opaque;
    t->status = status;
    t->err = *err;
}

struct set { /* one clip, not yet written */
    uint32_t frames[FRAMES], count, *needed, needed_count, first, last;
    uint64_t planes[FRAMES], batch;
};

/* Of each kind of picture one goes along as it is. */
static int is_new_kind(const struct cf_picture *p)
{
    int fresh = raw_count < RAW_PICTURES && p->width <= 720;
    for (uint32_t i = 0; fresh && i < raw_count; i++) {
        const struct cf_picture *q = &raws[i].picture;
        fresh = p->depth != q->depth || p->shift_x != q->shift_x || p->rotation != q->rotation ||
                p->full_range != q->full_range;
    }
    return fresh;
}

/* Decodes the set, and adds its packets' bytes to those of the file that are known. */
static void make_set(struct set *set, const struct cf_table *table, const char *path, uint8_t **bytes)
{
    struct cf_need need = {.no_gaps = 1};
    struct cf_packets packets = {0};
    struct taken t = {.frames = set->frames, .count = set->count};
    if (cf_need_compute(&need, table, set->frames, set->count, &t.err))
        fail(t.err.message);
    set->needed_count = need.count;
    set->needed = malloc(need.count * sizeof *set->needed);
    memcpy(set->needed, need.packets, need.count * sizeof *set->needed);
    set->first = need.packets[0];
    set->last = need.packets[need.count - 1];
    need.packets = realloc(need.packets, (set->last - set->first + 1) * sizeof *need.packets);
    for (need.count = 0; need.count <= set->last - set->first; need.count++)
        need.packets[need.count] = set->first + need.count;
    cf_need_skip(&need, table, 0);
    if (cf_packets_read(&packets, table, &need, path, &cf_reader_posix, &t.err))
        fail(t.err.message);
    for (uint32_t i = 0; i < need.count; i++) {
        uint32_t index = need.packets[i], size = table->packets[index].size;
        if (bytes[index])
            continue;
        bytes[index] = calloc(1, (size_t)size + 64);
        memcpy(bytes[index], packets.data.data + packets.offsets[i], size);
    }
    struct cf_decode_job job = {.table = table,
                                .path = path,
                                .need = &need,
                                .packets = &packets,
                                .frames = set->frames,
                                .frame_count = set->count,
                                .sink = {.opaque = &t, .picture = take},
                                .done = done};
    cf_decoder_libavcodec.submit(decoder, &job);
    if (t.status)
        fail(t.err.message);
    uint8_t *batch = pack_convert(t.pictures, set->count, &t.err);
    if (!batch)
        fail(t.err.message);
    set->batch = XXH3_64bits(batch, set->count * pack_frame_bytes());
    for (uint32_t i = 0; i < set->count; i++)
        set->planes[i] = pack_hash(&t.pictures[i]);
    if (is_new_kind(&t.pictures[0])) {
        raws[raw_count].picture = t.pictures[0];
        raws[raw_count++].batch = XXH3_64bits(batch, pack_frame_bytes());
        t.pictures[0].plane[0] = t.pictures[0].plane[1] = t.pictures[0].plane[2] = NULL;
    }
    for (uint32_t i = 0; i < set->count; i++)
        for (int c = 0; c < 3; c++)
            free((void *)(uintptr_t)t.pictures[i].plane[c]);
    free(batch);
    cf_need_free(&need);
    cf_packets_free(&packets);
}

static void draw(struct set *set, const struct cf_table *table, uint32_t n)
{
    uint32_t stride = n % 2 ? 3 : 1, most = table->display_count, at;
    set->count = FRAMES * stride <= most ? FRAMES : most / stride ? most / stride : 1;
    at = n == 0 ? 0 : n == 1 ? most - (set->count - 1) * stride - 1 : rng(most - (set->count - 1) * stride);
    for (uint32_t i = 0; i < set->count; i++)
        set->frames[i] = at + i * stride;
}

static void write_clip(const char *name, enum pack_role role, const struct cf_table *table, const struct set *sets,
                       uint32_t count, uint8_t **bytes)
{
    struct cf_buffer form = {0};
    char label[PACK_NAME] = "";
    uint64_t total = 0, at = 0;
    snprintf(label, sizeof label, "%s", name);
    if (cf_table_serialize(table, &form))
        fail("no memory");
    put(label, sizeof label);
    put_number(role);
    put_number(form.size);
    put(form.data, form.size);
    for (uint32_t i = 0; i < table->packet_count; i++) {
        put_number(bytes[i] ? total : UINT64_MAX);
        total += bytes[i] ? (table->packets[i].size + 64 + 7) & ~UINT64_C(7) : 0;
    }
    put_number(total);
    for (uint32_t i = 0; i < table->packet_count; i++)
        if (bytes[i])
            put(bytes[i], table->packets[i].size + 64), at += table->packets[i].size;
    put_number(count);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t all = sets[i].last - sets[i].first + 1, *range = malloc(all * sizeof *range);
        for (uint32_t k = 0; k < all; k++)
            range[k] = sets[i].first + k;
        put_list(sets[i].frames, sets[i].count);
        put_list(sets[i].needed, sets[i].needed_count);
        put_list(range, all);
        put(sets[i].planes, (size_t)sets[i].count * 8);
        put_number(sets[i].batch);
        free(range);
    }
    printf("%-28s %4u packets, %6llu KiB, %u sets\n", label, table->packet_count, (unsigned long long)at >> 10, count);
    cf_buffer_free(&form);
}

/* 1: written. */
static int pack_file(enum pack_role role, const char *path)
{
    struct cf_table *table = NULL;
    struct cf_error err = {CF_OK, ""};
    uint32_t count = role == PACK_CHECK ? 2 : role == PACK_SPEED ? SPEED_SETS : 1;
    struct set sets[SPEED_SETS] = {0};
    const char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
    if (cf_table_build(&table, path, NULL, &err)) {
        fprintf(stderr, "%s\n", err.message);
        return 0;
    }
    int fits =
        !strncmp(table->pixel_format, "yuv", 3) && table->shift_x == table->shift_y && table->codec <= CF_CODEC_AV1;
    uint8_t **bytes = calloc(table->packet_count, sizeof *bytes);
    for (uint32_t i = 0; fits && i < count; i++) {
        draw(&sets[i], table, i);
        make_set(&sets[i], table, path, bytes);
    }
    if (fits)
        write_clip(name, role, table, sets, count, bytes);
    for (uint32_t i = 0; i < count; i++)
        free(sets[i].needed);
    for (uint32_t i = 0; i < table->packet_count; i++)
        free(bytes[i]);
    free(bytes);
    cf_table_destroy(&table);
    return fits;
}

static void write_pictures(void)
{
    for (uint32_t i = 0; i < raw_count; i++) {
        const struct cf_picture *p = &raws[i].picture;
        put(p, sizeof *p);
        put_number(raws[i].batch);
        for (int c = 0; c < 3; c++)
            put(p->plane[c], (size_t)p->stride[c] * (size_t)(c ? -(-p->height >> p->shift_y) : p->height));
    }
}

int main(int argc, char **argv)
{
    uint64_t clips = 0;
    if (argc < 3)
        fail("usage: gpu-prepare OUT.pack check:FILE... speed:FILE... costs:FILE...");
    if (!(out = fopen(argv[1], "wb")) || cf_decoder_libavcodec.create(&decoder, 1, NULL))
        fail("the file cannot be written");
    put("CFGPU 1", 8);
    put_number(0);
    put_number(0);
    for (int i = 2; i < argc; i++) {
        static const char *const roles[] = {"check:", "speed:", "costs:"};
        for (int r = 0; r < 3; r++)
            if (!strncmp(argv[i], roles[r], 6))
                clips += (uint64_t)pack_file((enum pack_role)r, argv[i] + 6);
    }
    write_pictures();
    fseek(out, 8, SEEK_SET);
    put_number(clips);
    put_number(raw_count);
    cf_decoder_libavcodec.destroy(&decoder);
    if (fclose(out))
        fail("the file cannot be written");
    printf("%llu clips\n", (unsigned long long)clips);
    return 0;
}
