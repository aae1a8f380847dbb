/* Decoders: surfaces that hold libavcodec's frames, and maps that copy them, late, into pitched device memory. */
#include <libavutil/pixdesc.h>
#include <stdlib.h>
#include <string.h>

#include "internal.h"

enum { MAPS_MAX = 16, PITCH = 256 };

struct area {
    int left, top, right, bottom;
};

struct decoder {
    cudaVideoCodec codec;
    cudaVideoChromaFormat chroma;
    cudaVideoSurfaceFormat output;
    unsigned depth_minus8;
    unsigned max_width, max_height, width, height, surfaces, outputs;
    struct area area;
    struct picture *pictures[SURFACES_MAX];
    CUdeviceptr surface_memory, memory[MAPS_MAX];
    size_t bytes; /* of each output */
    unsigned pitch;
    int mapped[MAPS_MAX];
    CUstream streams[MAPS_MAX];
};

static int sample_bytes(const struct decoder *d)
{
    return d->output == cudaVideoSurfaceFormat_P016 || d->output == cudaVideoSurfaceFormat_YUV444_16Bit ? 2 : 1;
}

static int is_planar(const struct decoder *d)
{
    return d->output == cudaVideoSurfaceFormat_YUV444 || d->output == cudaVideoSurfaceFormat_YUV444_16Bit;
}

static int good_geometry(unsigned width, unsigned height, struct area area, unsigned target_width,
                         unsigned target_height)
{
    return area.left >= 0 && area.top >= 0 && area.right <= (int)width && area.bottom <= (int)height &&
           area.right - area.left == (int)target_width && area.bottom - area.top == (int)target_height &&
           target_width && target_height && !(target_width & 1) && !(target_height & 1);
}

static int good_create(const CUVIDDECODECREATEINFO *info, struct area area)
{
    const struct capability *cap = capability_of(info->CodecType, info->ChromaFormat, (unsigned)info->bitDepthMinus8);
    if (!cap || !(cap->formats >> info->OutputFormat & 1) || info->Reserved1 || info->enableHistogram)
        return 0;
    if (info->ulWidth < cap->min_width || info->ulHeight < cap->min_height || info->ulMaxWidth > cap->max_width ||
        info->ulMaxHeight > cap->max_height || info->ulWidth > info->ulMaxWidth || info->ulHeight > info->ulMaxHeight ||
        info->ulMaxWidth * info->ulMaxHeight / 256 > cap->max_macroblocks)
        return 0;
    return info->ulNumDecodeSurfaces >= 1 && info->ulNumDecodeSurfaces <= SURFACES_MAX &&
           info->ulNumOutputSurfaces >= 1 && info->ulNumOutputSurfaces <= MAPS_MAX && info->ulWidth % 2 == 0 &&
           info->ulHeight % 2 == 0 &&
           good_geometry((unsigned)info->ulWidth, (unsigned)info->ulHeight, area, (unsigned)info->ulTargetWidth,
                         (unsigned)info->ulTargetHeight);
}

static void free_outputs(struct decoder *d)
{
    for (unsigned i = 0; i < d->outputs; i++) {
        if (d->memory[i])
            standin_free(d->memory[i]);
        d->memory[i] = 0;
    }
}

static int allocate_outputs(struct decoder *d)
{
    size_t width = (size_t)(d->area.right - d->area.left), height = (size_t)(d->area.bottom - d->area.top);
    d->pitch = (unsigned)(width * (size_t)sample_bytes(d) + PITCH - 1) / PITCH * PITCH;
    d->bytes = d->pitch * height * (is_planar(d) ? 3 : 1) + (is_planar(d) ? 0 : d->pitch * height / 2);
    for (unsigned i = 0; i < d->outputs; i++)
        if (!(d->memory[i] = standin_alloc(d->bytes)))
            return 0;
    return 1;
}

static void destroy(struct decoder *d)
{
    for (unsigned i = 0; i < SURFACES_MAX; i++)
        picture_unref(d->pictures[i]);
    free_outputs(d);
    if (d->surface_memory)
        standin_free(d->surface_memory);
    free(d);
}

STANDIN_API CUresult CUDAAPI cuvidCreateDecoder(CUvideodecoder *out, CUVIDDECODECREATEINFO *info)
{
    CUresult result = standin_call("cuvidCreateDecoder", 1);
    struct area area = {info->display_area.left, info->display_area.top, info->display_area.right,
                        info->display_area.bottom};
    if (result != CUDA_SUCCESS)
        return result;
    if (!good_create(info, area))
        return (CUresult)INVALID_VALUE;
    struct decoder *d = calloc(1, sizeof *d);
    if (!d)
        return (CUresult)OUT_OF_MEMORY;
    *d = (struct decoder){.codec = info->CodecType,
                          .chroma = info->ChromaFormat,
                          .output = info->OutputFormat,
                          .depth_minus8 = (unsigned)info->bitDepthMinus8,
                          .max_width = (unsigned)info->ulMaxWidth,
                          .max_height = (unsigned)info->ulMaxHeight,
                          .width = (unsigned)info->ulWidth,
                          .height = (unsigned)info->ulHeight,
                          .surfaces = (unsigned)info->ulNumDecodeSurfaces,
                          .outputs = (unsigned)info->ulNumOutputSurfaces,
                          .area = area};
    size_t picture = (size_t)d->max_width * d->max_height * (is_planar(d) ? 6 : 3) / 2 * (size_t)sample_bytes(d);
    d->surface_memory = standin_alloc(picture * d->surfaces);
    if (!d->surface_memory || !allocate_outputs(d)) {
        destroy(d);
        return (CUresult)OUT_OF_MEMORY;
    }
    live_objects++;
    *out = d;
    return CUDA_SUCCESS;
}

/* On a device that is lost queued work comes to no end, and its memory stays: listed here for leak checkers. */
struct abandoned {
    struct abandoned *next;
    void *memory;
};
static _Atomic(struct abandoned *) abandoned;

static void abandon_outputs(struct decoder *d)
{
    for (unsigned i = 0; i < d->outputs; i++) {
        struct abandoned *a = malloc(sizeof *a);
        *a = (struct abandoned){abandoned, (void *)(uintptr_t)(d->memory[i] - STANDIN_TAG)};
        while (!atomic_compare_exchange_weak(&abandoned, &a->next, a))
            ;
        d->memory[i] = 0;
    }
}

STANDIN_API CUresult CUDAAPI cuvidDestroyDecoder(CUvideodecoder decoder)
{
    CUresult result = standin_call("cuvidDestroyDecoder", 1);
    struct decoder *d = decoder;
    if (result != CUDA_SUCCESS)
        abandon_outputs(d);
    destroy(d); /* even where a failure is injected: nobody calls it again */
    live_objects--;
    return result;
}

STANDIN_API CUresult CUDAAPI cuvidReconfigureDecoder(CUvideodecoder decoder, CUVIDRECONFIGUREDECODERINFO *info)
{
    CUresult result = standin_call("cuvidReconfigureDecoder", 1);
    struct decoder *d = decoder;
    struct area area = {info->display_area.left, info->display_area.top, info->display_area.right,
                        info->display_area.bottom};
    if (result != CUDA_SUCCESS)
        return result;
    if (!in_sequence || info->ulWidth > d->max_width || info->ulHeight > d->max_height || info->ulWidth % 2 ||
        info->ulHeight % 2 || info->ulNumDecodeSurfaces < 1 || info->ulNumDecodeSurfaces > SURFACES_MAX ||
        !good_geometry(info->ulWidth, info->ulHeight, area, info->ulTargetWidth, info->ulTargetHeight))
        return (CUresult)INVALID_VALUE;
    for (unsigned i = 0; i < d->outputs; i++)
        if (d->mapped[i])
            return (CUresult)INVALID_VALUE;
    for (unsigned i = 0; i < SURFACES_MAX; i++) {
        picture_unref(d->pictures[i]);
        d->pictures[i] = NULL;
    }
    d->width = info->ulWidth;
    d->height = info->ulHeight;
    d->surfaces = info->ulNumDecodeSurfaces;
    d->area = area;
    free_outputs(d);
    return allocate_outputs(d) ? CUDA_SUCCESS : (CUresult)OUT_OF_MEMORY;
}

STANDIN_API CUresult CUDAAPI cuvidDecodePicture(CUvideodecoder decoder, CUVIDPICPARAMS *params)
{
    CUresult result = standin_call("cuvidDecodePicture", 1);
    struct decoder *d = decoder;
    struct picture *picture = picture_attached(params);
    if (result != CUDA_SUCCESS)
        return result;
    if (params->CurrPicIdx < 0 || params->CurrPicIdx >= (int)d->surfaces || picture->codec != d->codec ||
        params->PicWidthInMbs != (int)(d->width + 15) / 16 || params->FrameHeightInMbs != (int)(d->height + 15) / 16)
        return (CUresult)INVALID_VALUE;
    if (!params->second_field) {
        picture_unref(d->pictures[params->CurrPicIdx]);
        d->pictures[params->CurrPicIdx] = picture;
        picture->references++;
    }
    return CUDA_SUCCESS;
}

STANDIN_API CUresult CUDAAPI cuvidGetDecodeStatus(CUvideodecoder decoder, int surface, CUVIDGETDECODESTATUS *status)
{
    CUresult result = standin_call("cuvidGetDecodeStatus", 1);
    const struct decoder *d = decoder;
    if (result != CUDA_SUCCESS)
        return result;
    if (surface < 0 || surface >= (int)d->surfaces || !d->pictures[surface])
        return (CUresult)INVALID_VALUE;
    if (d->codec != cudaVideoCodec_H264 && d->codec != cudaVideoCodec_HEVC)
        return (CUresult)NOT_SUPPORTED;
    const AVFrame *frame = d->pictures[surface]->frame;
    int bad = frame && frame->decode_error_flags;
    status->decodeStatus = !frame ? cuvidDecodeStatus_InProgress
                           : bad  ? cuvidDecodeStatus_Error_Concealed
                                  : cuvidDecodeStatus_Success;
    return CUDA_SUCCESS;
}

struct copy {
    AVFrame *frame;
    CUdeviceptr memory;
    size_t bytes;
    unsigned pitch;
    struct area area;
    int planar, wide;
};

static void copy_row(uint8_t *to, size_t step, const uint8_t *from, int count, int wide, int lift)
{
    for (int x = 0; x < count; x++) {
        if (wide) {
            uint16_t value;
            memcpy(&value, from + 2 * x, 2);
            value = (uint16_t)(value << lift);
            memcpy(to + (size_t)x * step, &value, 2);
        } else {
            to[(size_t)x * step] = from[x];
        }
    }
}

/* The area's samples; what lies outside libavcodec's frame stays poison. */
static void copy_plane(const struct copy *c, uint8_t *to, int plane, size_t step)
{
    const AVPixFmtDescriptor *desc = av_pix_fmt_desc_get((enum AVPixelFormat)c->frame->format);
    int sx = plane ? desc->log2_chroma_w : 0, sy = plane ? desc->log2_chroma_h : 0, bytes = c->wide ? 2 : 1;
    int width = -(-c->frame->width >> sx), height = -(-c->frame->height >> sy);
    int left = c->area.left >> sx, top = c->area.top >> sy;
    int right = c->area.right >> sx < width ? c->area.right >> sx : width;
    int bottom = c->area.bottom >> sy < height ? c->area.bottom >> sy : height;
    for (int y = top; y < bottom; y++)
        copy_row(to + (size_t)(y - top) * c->pitch, step,
                 c->frame->data[plane] + y * c->frame->linesize[plane] + left * bytes, right - left, c->wide,
                 16 - desc->comp[0].depth);
}

static void run_copy(void *argument)
{
    struct copy *c = argument;
    uint8_t *to = standin_host(c->memory, c->bytes);
    size_t bytes = c->wide ? 2 : 1, plane = (size_t)(c->area.bottom - c->area.top) * c->pitch;
    memset(to, STANDIN_POISON, c->bytes);
    copy_plane(c, to, 0, bytes);
    copy_plane(c, to + plane, 1, c->planar ? bytes : 2 * bytes);
    copy_plane(c, c->planar ? to + 2 * plane : to + plane + bytes, 2, c->planar ? bytes : 2 * bytes);
    av_frame_free(&c->frame);
    free(c);
}

struct poison {
    CUdeviceptr memory;
    size_t bytes;
};

static void run_poison(void *argument)
{
    struct poison *p = argument;
    memset(standin_host(p->memory, p->bytes), STANDIN_POISON, p->bytes);
    free(p);
}

static struct copy *prepare_copy(const struct decoder *d, const AVFrame *frame, CUdeviceptr memory)
{
    struct copy *c = calloc(1, sizeof *c);
    *c = (struct copy){av_frame_clone(frame), memory, d->bytes, d->pitch, d->area, is_planar(d), sample_bytes(d) == 2};
    return c;
}

STANDIN_API CUresult CUDAAPI cuvidMapVideoFrame64(CUvideodecoder decoder, int surface, unsigned long long *address,
                                                  unsigned *pitch, CUVIDPROCPARAMS *params)
{
    CUresult result = standin_call("cuvidMapVideoFrame", 1);
    struct decoder *d = decoder;
    if (result != CUDA_SUCCESS)
        return result;
    if (surface < 0 || surface >= (int)d->surfaces || !d->pictures[surface] || !d->pictures[surface]->frame)
        return (CUresult)INVALID_VALUE; /* never decoded, or not the picture that was */
    const AVPixFmtDescriptor *desc = av_pix_fmt_desc_get((enum AVPixelFormat)d->pictures[surface]->frame->format);
    if (desc->comp[0].depth - 8 != (int)d->depth_minus8 || (desc->log2_chroma_h == 0) != is_planar(d))
        return (CUresult)INVALID_VALUE;
    unsigned slot = 0;
    while (slot < d->outputs && d->mapped[slot])
        slot++;
    if (slot == d->outputs)
        return (CUresult)INVALID_VALUE; /* more maps than output surfaces */
    struct copy *c = prepare_copy(d, d->pictures[surface]->frame, d->memory[slot]);
    result = standin_enqueue(params->output_stream, run_copy, c);
    if (result != CUDA_SUCCESS) {
        av_frame_free(&c->frame);
        free(c);
        return result;
    }
    d->mapped[slot] = 1;
    d->streams[slot] = params->output_stream;
    *address = d->memory[slot];
    *pitch = d->pitch;
    return CUDA_SUCCESS;
}

STANDIN_API CUresult CUDAAPI cuvidUnmapVideoFrame64(CUvideodecoder decoder, unsigned long long address)
{
    CUresult result = standin_call("cuvidUnmapVideoFrame", 1);
    struct decoder *d = decoder;
    if (result != CUDA_SUCCESS)
        return result;
    for (unsigned i = 0; i < d->outputs; i++) {
        if (d->memory[i] != address || !d->mapped[i])
            continue;
        d->mapped[i] = 0;
        struct poison *p = malloc(sizeof *p);
        *p = (struct poison){d->memory[i], d->bytes};
        return standin_enqueue(d->streams[i], run_poison, p);
    }
    return (CUresult)INVALID_VALUE;
}
