/* AVFrame -> cf_picture. */
#include <libavutil/frame.h>
#include <libavutil/imgutils.h>
#include <libavutil/pixdesc.h>
#include <string.h>

#include "base/error.h"
#include "decode/colour.h"
#include "decode/internal.h"

static int host_endian(const AVPixFmtDescriptor *desc)
{
    return desc->comp[0].depth <= 8 || !!(desc->flags & AV_PIX_FMT_FLAG_BE) == (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__);
}

/* Whether the planes can be lent as they are. */
static int lendable(const AVPixFmtDescriptor *desc, int colours)
{
    const uint64_t odd = AV_PIX_FMT_FLAG_PAL | AV_PIX_FMT_FLAG_BITSTREAM | AV_PIX_FMT_FLAG_HWACCEL |
                         AV_PIX_FMT_FLAG_FLOAT | AV_PIX_FMT_FLAG_BAYER;
    int bytes = desc->comp[0].depth > 8 ? 2 : 1;
    if (desc->flags & odd || !host_endian(desc))
        return 0;
    for (int c = 0; c < colours; c++)
        if (desc->comp[c].step != bytes || desc->comp[c].shift || desc->comp[c].offset ||
            desc->comp[c].depth != desc->comp[0].depth || desc->comp[c].depth < 8)
            return 0;
    return 1;
}

/* Colour c of R, G, B. The palette's entries are 32 bits each, ARGB in native order. */
static void look_up(uint8_t *to, const uint16_t *indices, size_t width, const uint8_t *palette, int c)
{
    for (size_t x = 0; x < width; x++) {
        uint32_t entry;
        memcpy(&entry, palette + 4 * (size_t)indices[x], sizeof entry);
        to[x] = (uint8_t)(entry >> (16 - 8 * c));
    }
}

/* Packed, palette and big-endian layouts of still images, sample by sample. */
static int unpack(struct cf_picture *out, struct cf_buffer *scratch, const AVFrame *frame,
                  const AVPixFmtDescriptor *desc, int colours, struct cf_error *err)
{
    int palette = !!(desc->flags & AV_PIX_FMT_FLAG_PAL), depth = palette ? 8 : desc->comp[0].depth;
    int mono = depth == 1;
    size_t bytes = depth > 8 ? 2 : 1, width = (size_t)frame->width, height = (size_t)frame->height;
    size_t stride = width * bytes, plane = stride * height;
    if ((depth < 8 && !mono) || desc->log2_chroma_w || desc->log2_chroma_h ||
        desc->flags & (AV_PIX_FMT_FLAG_HWACCEL | AV_PIX_FMT_FLAG_FLOAT | AV_PIX_FMT_FLAG_BAYER))
        return cf_fail(err, CF_EUNSUPPORTED, "pixel format %s", desc->name);
    if (cf_buffer_reserve(scratch, plane * (size_t)colours + width * 2) < 0)
        return cf_fail(err, CF_ENOMEM, "no memory for a picture of %dx%d", frame->width, frame->height);
    uint16_t *line = (uint16_t *)(void *)(scratch->data); /* row by row in front, planes behind it */
    uint8_t *planes = scratch->data + width * 2;
    for (int c = 0; c < colours; c++) {
        for (size_t y = 0; y < height; y++) {
            uint8_t *to = planes + (size_t)c * plane + y * stride;
            av_read_image_line2(line, (const uint8_t **)(void *)frame->data, frame->linesize, desc, 0, (int)y,
                                palette ? 0 : c, (int)width, 0, 2);
            if (bytes == 2)
                memcpy(to, line, stride);
            else if (mono)
                for (size_t x = 0; x < width; x++)
                    to[x] = (line[x] != 0) ^ (frame->format == AV_PIX_FMT_MONOWHITE) ? 255 : 0;
            else if (palette)
                look_up(to, line, width, frame->data[1], c);
            else
                for (size_t x = 0; x < width; x++)
                    to[x] = (uint8_t)line[x];
        }
        out->plane[c] = planes + (size_t)c * plane;
        out->stride[c] = (ptrdiff_t)stride;
    }
    out->depth = mono ? 8 : depth;
    return CF_OK;
}

int cf_picture_from_frame(struct cf_picture *out, struct cf_buffer *scratch, const AVFrame *frame,
                          const struct cf_table *table, struct cf_error *err)
{
    const AVPixFmtDescriptor *desc = av_pix_fmt_desc_get((enum AVPixelFormat)frame->format);
    if (!desc)
        return cf_fail(err, CF_EUNSUPPORTED, "unknown pixel format %d", frame->format);
    int rgb = !!(desc->flags & (AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL));
    int palette = !!(desc->flags & AV_PIX_FMT_FLAG_PAL);
    int colours = palette || desc->nb_components >= 3 ? 3 : 1;
    int full = strncmp(desc->name, "yuvj", 4) == 0;
    int range = frame->color_range != AVCOL_RANGE_UNSPECIFIED ? (int)frame->color_range : table->color_range;
    int space = frame->colorspace != AVCOL_SPC_UNSPECIFIED ? (int)frame->colorspace : table->color_space;
    *out = (struct cf_picture){.width = frame->width,
                               .height = frame->height,
                               .shift_x = colours == 3 && !rgb ? desc->log2_chroma_w : 0,
                               .shift_y = colours == 3 && !rgb ? desc->log2_chroma_h : 0,
                               .depth = desc->comp[0].depth,
                               .rotation = table->rotation};
    out->matrix = rgb ? CF_MATRIX_RGB : cf_colour_matrix(space);
    /* Untagged grey is full range, as swscale has it. */
    if (range == AVCOL_RANGE_UNSPECIFIED)
        range = colours == 1 ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG;
    out->full_range = rgb || full || table->codec == CF_CODEC_PNG || range == AVCOL_RANGE_JPEG;
    if (!lendable(desc, colours))
        return unpack(out, scratch, frame, desc, colours, err);
    for (int c = 0; c < colours; c++) {
        int p = desc->comp[c].plane;
        out->plane[c] = frame->data[p];
        out->stride[c] = frame->linesize[p];
    }
    return CF_OK;
}
