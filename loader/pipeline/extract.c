/* Frames of one loose file: the batch path's rooms, used once. */
#include "clipfeed/media.h"

#include "base/error.h"
#include "decode/decode.h"
#include "pipeline/extract.h"
#include "pixels/pixels.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct cf_media {
    struct cf_table *table;
    char *path;
};

int cf_media_open(struct cf_media **out, const char *path, int prove, struct cf_error *err)
{
    struct cf_table_options options = {.skip_proof = !prove, .skip_hash = 1};
    struct cf_media *m = calloc(1, sizeof *m);
    if (!m || !(m->path = strdup(path))) {
        free(m);
        return cf_fail(err, CF_ENOMEM, "no memory to open '%s'", path);
    }
    int status = cf_table_build(&m->table, path, &options, err);
    if (status) {
        cf_media_close(&m);
        return status;
    }
    *out = m;
    return CF_OK;
}

int cf_media_adopt(struct cf_media **out, struct cf_table **table, const char *path, struct cf_error *err)
{
    struct cf_media *m = calloc(1, sizeof *m);
    char *copy = strdup(path);
    if (!m || !copy) {
        free(m);
        free(copy);
        cf_table_destroy(table);
        return cf_fail(err, CF_ENOMEM, "no memory to open '%s'", path);
    }
    *m = (struct cf_media){*table, copy};
    *table = NULL;
    *out = m;
    return CF_OK;
}

void cf_media_close(struct cf_media **media)
{
    if (!media || !*media)
        return;
    cf_table_destroy(&(*media)->table);
    free((*media)->path);
    free(*media);
    *media = NULL;
}

void cf_media_info(const struct cf_media *media, struct cf_media_info *info)
{
    const struct cf_table *t = media->table;
    bool turned = t->rotation == 90 || t->rotation == 270;
    *info = (struct cf_media_info){.codec = t->codec,
                                   .width = turned ? t->height : t->width,
                                   .height = turned ? t->width : t->height,
                                   .rotation = t->rotation,
                                   .color_range = t->color_range,
                                   .color_primaries = t->color_primaries,
                                   .color_trc = t->color_trc,
                                   .color_space = t->color_space,
                                   .time_base_num = t->time_base_num,
                                   .time_base_den = t->time_base_den,
                                   .proven = t->proven,
                                   .direct = t->direct,
                                   .fps = t->fps_den ? (double)t->fps_num / t->fps_den : 0,
                                   .frames = t->display_count};
    memcpy(info->pixel_format, t->pixel_format, sizeof info->pixel_format);
    if (t->display_count) {
        double span = cf_table_time(t, t->display_count - 1) - cf_table_time(t, 0);
        info->duration = span + (t->display_count > 1 ? span / (t->display_count - 1) : 0);
    }
}

double cf_media_pts(const struct cf_media *media, uint32_t frame)
{
    return cf_table_time(media->table, frame);
}

int cf_media_is_keyframe(const struct cf_media *media, uint32_t frame)
{
    return (media->table->packets[media->table->display[frame]].flags & CF_PACKET_START) != 0;
}

int cf_media_is_droppable(const struct cf_media *media, uint32_t frame)
{
    return (media->table->packets[media->table->display[frame]].flags & CF_PACKET_DROPPABLE) != 0;
}

int cf_media_frame_at(const struct cf_media *media, double seconds, uint32_t *frame, struct cf_error *err)
{
    return cf_table_frame_at(media->table, seconds, frame, err);
}

struct extraction {
    const struct cf_media *media;
    const struct cf_frames_request *request;
    struct cf_frames_result result;
    struct cf_scaler *scaler;
    struct cf_picture shape;
    void *scratch;
    int status, refused; /* of the job, of the last picture by take() */
    struct cf_error *err;
};

static size_t raw_plane(const struct cf_picture *p, int plane, size_t *row, int *rows)
{
    int w = plane && p->matrix != CF_MATRIX_RGB ? (p->width + (1 << p->shift_x) - 1) >> p->shift_x : p->width;
    *rows = plane && p->matrix != CF_MATRIX_RGB ? (p->height + (1 << p->shift_y) - 1) >> p->shift_y : p->height;
    *row = (size_t)w * (p->depth > 8 ? 2 : 1);
    return p->plane[plane] ? *row * (size_t)*rows : 0;
}

static int allocate(struct extraction *x, size_t bytes)
{
    x->result.data = malloc(bytes ? bytes : 1);
    return x->result.data ? CF_OK : cf_fail(x->err, CF_ENOMEM, "no memory for %zu bytes of frames", bytes);
}

/* The stream's own order: the decoder lends RGB as planes R, G, B, whatever the stream has. */
static void write_raw(const struct extraction *x, const struct cf_picture *p, uint8_t *to)
{
    static const int own[] = {0, 1, 2}, gbr[] = {1, 2, 0};
    bool is_rgb = p->matrix == CF_MATRIX_RGB;
    size_t row;
    int rows;
    if (is_rgb && !strcmp(x->media->table->pixel_format, "rgb24")) {
        for (int y = 0; y < p->height; y++)
            for (int c = 0; c < p->width; c++)
                for (int i = 0; i < 3; i++)
                    *to++ = p->plane[i][y * p->stride[i] + c];
        return;
    }
    for (int i = 0; i < 3; i++) {
        int plane = is_rgb ? gbr[i] : own[i];
        if (raw_plane(p, plane, &row, &rows))
            for (int y = 0; y < rows; y++, to += row)
                memcpy(to, p->plane[plane] + y * p->stride[plane], row);
    }
}

static int take_raw(struct extraction *x, uint32_t index, const struct cf_picture *p)
{
    size_t row, bytes = 0;
    int rows;
    for (int i = 0; i < 3; i++)
        bytes += raw_plane(p, i, &row, &rows);
    const char *format = x->media->table->pixel_format;
    if (strcmp(format, "rgb24") && strncmp(format, "gbrp", 4) && strncmp(format, "yuv", 3) &&
        strncmp(format, "gray", 4))
        return cf_fail(x->err, CF_EUNSUPPORTED, "'%s': raw bytes of %s are not to be had", x->media->path, format);
    struct cf_frames_result *r = &x->result;
    if (!r->data) {
        r->dimensions = 2;
        r->element_bytes = p->depth > 8 ? 2 : 1;
        r->shape[0] = x->request->count;
        r->shape[1] = (int64_t)(bytes / (size_t)r->element_bytes);
        int status = allocate(x, bytes * x->request->count);
        if (status)
            return status;
    }
    if (bytes != (size_t)(r->shape[1] * r->element_bytes))
        return cf_fail(x->err, CF_EUNSUPPORTED, "'%s': frame %u has another size than those before", x->media->path,
                       index);
    for (uint32_t k = 0; k < x->request->count; k++)
        if (x->request->frames[k] == index)
            write_raw(x, p, (uint8_t *)r->data + bytes * k);
    return CF_OK;
}

static int prepare(struct extraction *x, const struct cf_picture *p)
{
    const struct cf_frames_request *q = x->request;
    struct cf_scaler_params params = {p->width,   p->height,   p->shift_x,
                                      p->shift_y, p->rotation, q->resize ? q->resize : CF_RESIZE_NONE,
                                      q->height,  q->width,    q->flip};
    int h, w, status = cf_scaler_create(&x->scaler, &params, x->err);
    if (status)
        return status;
    x->shape = *p;
    cf_scaler_output_size(x->scaler, &h, &w);
    x->scratch = aligned_alloc(64, (cf_scaler_scratch_bytes(x->scaler) + 127) & ~(size_t)63);
    int64_t f = q->count;
    struct cf_frames_result *r = &x->result;
    r->dimensions = 4;
    r->element_bytes = cf_dtype_size(q->dtype ? q->dtype : CF_DTYPE_U8);
    int64_t last[4] = {f, h, w, 3}, second[4] = {f, 3, h, w}, first[4] = {3, f, h, w};
    memcpy(r->shape, q->channels_last ? last : q->channels_first ? first : second, sizeof last);
    return x->scratch ? allocate(x, (size_t)(f * 3 * h * w) * (size_t)r->element_bytes)
                      : cf_fail(x->err, CF_ENOMEM, "no memory for pixel scratch");
}

static int convert(struct extraction *x, uint32_t index, const struct cf_picture *p)
{
    const struct cf_frames_request *q = x->request;
    if (q->raw)
        return take_raw(x, index, p);
    int status = x->scaler ? CF_OK : prepare(x, p);
    if (status)
        return status;
    if (p->width != x->shape.width || p->height != x->shape.height || p->shift_x != x->shape.shift_x)
        return cf_fail(x->err, CF_EUNSUPPORTED, "'%s': frame %u has another shape", x->media->path, index);
    int h, w;
    cf_scaler_output_size(x->scaler, &h, &w);
    ptrdiff_t plane = (ptrdiff_t)h * w, f = (ptrdiff_t)q->count;
    for (uint32_t k = 0; k < q->count; k++) {
        if (q->frames[k] != index)
            continue;
        ptrdiff_t at = q->channels_first ? k * plane : k * 3 * plane;
        struct cf_place to = {(uint8_t *)x->result.data + at * x->result.element_bytes,
                              q->dtype ? q->dtype : CF_DTYPE_U8,
                              q->channels_last    ? 1
                              : q->channels_first ? f * plane
                                                  : plane,
                              q->channels_last ? 3 * (ptrdiff_t)w : w, q->channels_last ? 3 : 1};
        cf_scaler_convert(x->scaler, p, &to, x->scratch);
    }
    return CF_OK;
}

static int take(void *opaque, uint32_t index, const struct cf_picture *p)
{
    struct extraction *x = opaque;
    return x->refused = convert(x, index, p);
}

/* The decoder's account, unless it was ended by take(), which has given its own. */
static void finished(void *opaque, int status, const struct cf_error *err)
{
    struct extraction *x = opaque;
    x->status = status;
    if (status && err && x->err && err->message[0] && !x->refused)
        *x->err = *err;
}

int cf_media_frames(const struct cf_media *media, const struct cf_frames_request *request, struct cf_frames_result *out,
                    struct cf_error *err)
{
    struct extraction x = {.media = media, .request = request, .err = err};
    struct cf_need need = {0};
    struct cf_packets packets = {0};
    struct cf_decoder *decoder = NULL;
    if (!request->count)
        return cf_fail(err, CF_EINVAL, "'%s': no frame was asked for", media->path);
    int status = cf_need_compute(&need, media->table, request->frames, request->count, err);
    if (!status)
        status = cf_packets_read(&packets, media->table, &need, media->path, &cf_reader_posix, err);
    if (!status)
        status = cf_decoder_libavcodec.create(&decoder, 1, err);
    if (!status) {
        struct cf_decode_job job = {.table = media->table,
                                    .path = media->path,
                                    .need = &need,
                                    .packets = &packets,
                                    .frames = request->frames,
                                    .frame_count = request->count,
                                    .sink = {.opaque = &x, .picture = take},
                                    .done = finished};
        cf_decoder_libavcodec.submit(decoder, &job);
        status = x.status;
        cf_decoder_libavcodec.destroy(&decoder);
    }
    cf_need_free(&need);
    cf_packets_free(&packets);
    cf_scaler_destroy(&x.scaler);
    free(x.scratch);
    if (status)
        free(x.result.data);
    else
        *out = x.result;
    return status;
}

void cf_frames_free(struct cf_frames_result *result)
{
    free(result->data);
    *result = (struct cf_frames_result){0};
}
