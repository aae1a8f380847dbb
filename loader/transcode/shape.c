#include "transcode/shape.h"

#include <libavutil/frame.h>
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>
#include <libswscale/swscale.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"

struct cf_shape {
    const struct cf_table *table;
    int width, height;   /* displayed */
    int chroma_location; /* of pictures and result alike */
    struct SwsContext *scaler;
    SwsFilter *filter;
    enum AVPixelFormat format; /* that the scaler was made for */
    int source_width, source_height, rotation, full_range;
    AVFrame *upright; /* scaled, not yet turned */
};

void cf_shape_size(const struct cf_table *table, uint32_t short_side, int *width, int *height)
{
    int turned = table->rotation % 180 != 0;
    int w = turned ? table->height : table->width, h = turned ? table->width : table->height;
    int least = w < h ? w : h, most = w < h ? h : w, target = (int)short_side;
    if (least > target) {
        int wanted = (int)(2 * (((int64_t)most * target + least) / (2 * (int64_t)least)));
        most = wanted < (most & ~1) ? wanted : most & ~1;
        least = target;
    }
    *width = (w < h ? least : most) & ~1;
    *height = (w < h ? most : least) & ~1;
}

static int default_location(const struct cf_table *table)
{
    return table->chroma_location ? table->chroma_location : AVCHROMA_LOC_LEFT;
}

static int space_of(enum cf_matrix matrix)
{
    switch (matrix) {
    case CF_MATRIX_BT709: return AVCOL_SPC_BT709;
    case CF_MATRIX_BT2020: return AVCOL_SPC_BT2020_NCL;
    case CF_MATRIX_FCC: return AVCOL_SPC_FCC;
    case CF_MATRIX_SMPTE240M: return AVCOL_SPC_SMPTE240M;
    default: return AVCOL_SPC_SMPTE170M;
    }
}

static int matrix_of(int space)
{
    switch (space) {
    case AVCOL_SPC_BT709: return CF_MATRIX_BT709;
    case AVCOL_SPC_FCC: return CF_MATRIX_FCC;
    case AVCOL_SPC_SMPTE240M: return CF_MATRIX_SMPTE240M;
    case AVCOL_SPC_BT2020_NCL:
    case AVCOL_SPC_BT2020_CL: return CF_MATRIX_BT2020;
    default: return CF_MATRIX_BT601;
    }
}

int cf_shape_tags(const struct cf_table *table, const struct cf_picture *picture, struct cf_shape_colour *colour,
                  struct cf_error *err)
{
    if (picture->matrix == CF_MATRIX_RGB)
        return cf_fail(err, CF_EUNSUPPORTED, "RGB pictures, which 4:2:0 cannot tag");
    *colour = (struct cf_shape_colour){table->color_range, table->color_primaries, table->color_trc, table->color_space,
                                       default_location(table)};
    /* The bitstream's word comes before the container's, as in every sample that is loaded. */
    if (matrix_of(colour->space) != (int)picture->matrix)
        colour->space = space_of(picture->matrix);
    if ((colour->range == AVCOL_RANGE_JPEG) != picture->full_range)
        colour->range = picture->full_range ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG;
    return CF_OK;
}

int cf_shape_create(struct cf_shape **out, const struct cf_table *table, int width, int height, struct cf_error *err)
{
    struct cf_shape *s = calloc(1, sizeof *s);
    if (!s)
        return cf_fail(err, CF_ENOMEM, "no memory to scale pictures");
    *s = (struct cf_shape){.table = table, .width = width, .height = height, .format = AV_PIX_FMT_NONE};
    s->chroma_location = default_location(table);
    *out = s;
    return CF_OK;
}

void cf_shape_destroy(struct cf_shape **shape)
{
    if (!*shape)
        return;
    sws_freeContext((*shape)->scaler);
    sws_freeFilter((*shape)->filter);
    av_frame_free(&(*shape)->upright);
    free(*shape);
    *shape = NULL;
}

/* FFmpeg's name for planes as a decoder lends them. */
static enum AVPixelFormat format_of(const struct cf_picture *p)
{
    int planes = p->plane[1] ? 3 : 1, bytes = p->depth > 8 ? 2 : 1;
    for (const AVPixFmtDescriptor *d = av_pix_fmt_desc_next(NULL); d; d = av_pix_fmt_desc_next(d)) {
        int fits = d->nb_components == planes &&
                   !(d->flags &
                     (AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_HWACCEL | AV_PIX_FMT_FLAG_PAL | AV_PIX_FMT_FLAG_FLOAT)) &&
                   d->log2_chroma_w == (planes == 3 ? p->shift_x : 0) &&
                   d->log2_chroma_h == (planes == 3 ? p->shift_y : 0) && strncmp(d->name, "yuvj", 4) &&
                   (bytes == 1 || !!(d->flags & AV_PIX_FMT_FLAG_BE) == (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__));
        for (int c = 0; fits && c < planes; c++)
            fits = d->comp[c].plane == c && d->comp[c].depth == p->depth && !d->comp[c].shift && !d->comp[c].offset &&
                   d->comp[c].step == bytes;
        if (fits)
            return av_pix_fmt_desc_get_id(d);
    }
    return AV_PIX_FMT_NONE;
}

/* Where a chroma sample lies among its luma samples, in 1/256 of one: 0 on the first, 256 on the second. */
static void place_of(int location, int *x, int *y)
{
    *x = location == AVCHROMA_LOC_LEFT || location == AVCHROMA_LOC_TOPLEFT || location == AVCHROMA_LOC_BOTTOMLEFT ? 0
                                                                                                                  : 128;
    *y = location == AVCHROMA_LOC_TOPLEFT || location == AVCHROMA_LOC_TOP         ? 0
         : location == AVCHROMA_LOC_BOTTOMLEFT || location == AVCHROMA_LOC_BOTTOM ? 256
                                                                                  : 128;
}

/* The place before the picture is turned that is (x, y) after it. */
static void unturn(int rotation, int *x, int *y)
{
    int a = *x, b = *y;
    switch (rotation) {
    case 90: *x = b, *y = 256 - a; break;
    case 180: *x = 256 - a, *y = 256 - b; break;
    case 270: *x = 256 - b, *y = a; break;
    default: break;
    }
}

/* swscale moves no chroma where no size changes, unless a filter is asked for: one that does nothing. */
static SwsFilter *still_filter(void)
{
    SwsFilter *filter = sws_getDefaultFilter(0, 0, 0, 0, 0, 0, 0);
    if (!filter)
        return NULL;
    SwsVector *vectors[] = {filter->lumH, filter->lumV, filter->chrH, filter->chrV};
    for (int i = 0; i < 4; i++) {
        SwsVector *three = sws_allocVec(3);
        if (!three)
            continue;
        three->coeff[0] = three->coeff[2] = 0;
        three->coeff[1] = 1;
        sws_freeVec(vectors[i]);
        *(SwsVector * *[]){&filter->lumH, &filter->lumV, &filter->chrH, &filter->chrV}[i] = three;
    }
    return filter;
}

static int make_scaler(struct cf_shape *s, const struct cf_picture *p, struct cf_error *err)
{
    int turned = p->rotation % 180 != 0, w = turned ? s->height : s->width, h = turned ? s->width : s->height;
    int x, y, from_x, from_y;
    enum AVPixelFormat format = format_of(p);
    if (p->matrix == CF_MATRIX_RGB || format == AV_PIX_FMT_NONE || !sws_isSupportedInput(format))
        return cf_fail(err, CF_EUNSUPPORTED, "pictures of %s", p->matrix == CF_MATRIX_RGB ? "RGB" : "this layout");
    place_of(s->chroma_location, &from_x, &from_y);
    x = from_x, y = from_y;
    unturn(p->rotation, &x, &y);
    sws_freeContext(s->scaler);
    s->scaler = sws_alloc_context();
    if (s->scaler) {
        const struct {
            const char *name;
            int64_t value;
        } options[] = {{"srcw", p->width},
                       {"srch", p->height},
                       {"src_format", format},
                       {"src_range", p->full_range},
                       {"dstw", w},
                       {"dsth", h},
                       {"dst_format", AV_PIX_FMT_YUV420P},
                       {"dst_range", p->full_range},
                       {"src_h_chr_pos", p->shift_x ? from_x : -513},
                       {"src_v_chr_pos", p->shift_y ? from_y : -513},
                       {"dst_h_chr_pos", x},
                       {"dst_v_chr_pos", y},
                       {"sws_flags", SWS_LANCZOS | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INP | SWS_FULL_CHR_H_INT}};
        for (size_t i = 0; i < sizeof options / sizeof *options; i++)
            av_opt_set_int(s->scaler, options[i].name, options[i].value, 0);
    }
    int moved = w == p->width && h == p->height && (x != from_x || y != from_y);
    if (moved && !s->filter)
        s->filter = still_filter();
    if (!s->scaler || (moved && !s->filter) || sws_init_context(s->scaler, moved ? s->filter : NULL, NULL) < 0)
        return cf_fail(err, CF_EUNSUPPORTED, "swscale does not take %s of %dx%d to %dx%d", av_get_pix_fmt_name(format),
                       p->width, p->height, w, h);
    s->format = format;
    s->source_width = p->width;
    s->source_height = p->height;
    s->rotation = p->rotation;
    s->full_range = p->full_range;
    return CF_OK;
}

static AVFrame *new_frame(int width, int height)
{
    AVFrame *frame = av_frame_alloc();
    if (!frame)
        return NULL;
    frame->width = width;
    frame->height = height;
    frame->format = AV_PIX_FMT_YUV420P;
    if (av_frame_get_buffer(frame, 0) < 0)
        av_frame_free(&frame);
    return frame;
}

/* w x h: of the turned plane. */
static void turn(uint8_t *to, int to_stride, const uint8_t *from, int stride, int w, int h, int rotation)
{
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++)
            to[y * to_stride + x] = rotation == 90    ? from[(w - 1 - x) * stride + y]
                                    : rotation == 180 ? from[(h - 1 - y) * stride + w - 1 - x]
                                                      : from[x * stride + h - 1 - y];
}

int cf_shape_run(struct cf_shape *s, const struct cf_picture *p, struct AVFrame **out, struct cf_error *err)
{
    if (s->format == AV_PIX_FMT_NONE || p->width != s->source_width || p->height != s->source_height ||
        p->full_range != s->full_range || format_of(p) != s->format) {
        int status = make_scaler(s, p, err);
        if (status)
            return status;
    }
    int turned = p->rotation % 180 != 0;
    AVFrame *frame = new_frame(s->width, s->height);
    if (p->rotation && !s->upright)
        s->upright = turned ? new_frame(s->height, s->width) : new_frame(s->width, s->height);
    AVFrame *to = p->rotation ? s->upright : frame;
    if (!frame || !to) {
        av_frame_free(&frame);
        return cf_fail(err, CF_ENOMEM, "no memory for a picture of %dx%d", s->width, s->height);
    }
    const uint8_t *planes[4] = {p->plane[0], p->plane[1], p->plane[2], NULL};
    const int strides[4] = {(int)p->stride[0], (int)p->stride[1], (int)p->stride[2], 0};
    sws_scale(s->scaler, planes, strides, 0, p->height, to->data, to->linesize);
    for (int i = 0; p->rotation && i < 3; i++)
        turn(frame->data[i], frame->linesize[i], to->data[i], to->linesize[i], s->width >> (i > 0),
             s->height >> (i > 0), p->rotation);
    *out = frame;
    return CF_OK;
}
