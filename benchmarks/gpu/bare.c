/* NVDEC without clipfeed around it: what its parser and decoder give at most on the same packets. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "decode/cuda_driver.h"
#include "decode/nvdec_driver.h"
#include "gpu/check.h"
#include "media/annexb.h"

enum { SETS_MAX = 16 };

struct prepared { /* a set's packets, behind start codes */
    struct cf_buffer bytes;
    size_t *ends;
    uint32_t count;
};

struct shared {
    struct check *check;
    const struct pack_clip *clip;
    const struct cf_cuvid *api;
    struct cf_buffer headers;
    struct prepared sets[SETS_MAX];
    atomic_int failed, stop;
    atomic_ullong clips, pictures;
};

struct bare {
    struct shared *shared;
    pthread_t thread;
    struct cf_cuda_stream *stream;
    CUvideodecoder decoder;
    const struct pack_set *set;
    int surfaces;
};

static int fail(struct bare *b, CUresult result, const char *call)
{
    if (!atomic_exchange(&b->shared->failed, 1))
        fprintf(stderr, "bare NVDEC: %s: %d\n", call, (int)result);
    return 0;
}

static int CUDAAPI on_sequence(void *opaque, CUVIDEOFORMAT *f)
{
    struct bare *b = opaque;
    if (b->decoder)
        return b->surfaces;
    b->surfaces = f->min_num_decode_surfaces + 4 > 32 ? 32 : f->min_num_decode_surfaces + 4;
    int wide = f->bit_depth_luma_minus8 > 0, planar = f->chroma_format == cudaVideoChromaFormat_444;
    CUVIDDECODECREATEINFO info = {.ulWidth = (f->coded_width + 1) & ~1u,
                                  .ulHeight = (f->coded_height + 1) & ~1u,
                                  .ulNumDecodeSurfaces = (unsigned)b->surfaces,
                                  .CodecType = f->codec,
                                  .ChromaFormat = f->chroma_format,
                                  .ulCreationFlags = cudaVideoCreate_PreferCUVID,
                                  .bitDepthMinus8 = f->bit_depth_luma_minus8,
                                  .OutputFormat = (cudaVideoSurfaceFormat)(2 * planar + wide),
                                  .DeinterlaceMode = cudaVideoDeinterlaceMode_Weave,
                                  .ulNumOutputSurfaces = 2};
    info.ulMaxWidth = info.ulWidth;
    info.ulMaxHeight = info.ulHeight;
    info.display_area.right = (short)((f->display_area.right + 1) & ~1);
    info.display_area.bottom = (short)((f->display_area.bottom + 1) & ~1);
    info.ulTargetWidth = (unsigned)((f->display_area.right + 1) & ~1);
    info.ulTargetHeight = (unsigned)((f->display_area.bottom + 1) & ~1);
    CUresult result = b->shared->api->cuvidCreateDecoder(&b->decoder, &info);
    return result == CUDA_SUCCESS ? b->surfaces : fail(b, result, "cuvidCreateDecoder");
}

static int CUDAAPI on_decode(void *opaque, CUVIDPICPARAMS *picture)
{
    struct bare *b = opaque;
    CUresult result = b->shared->api->cuvidDecodePicture(b->decoder, picture);
    return result == CUDA_SUCCESS ? 1 : fail(b, result, "cuvidDecodePicture");
}

static int CUDAAPI on_display(void *opaque, CUVIDPARSERDISPINFO *info)
{
    struct bare *b = opaque;
    const struct cf_table *table = b->shared->clip->table;
    uint32_t i = 0;
    while (info && i < b->set->frames.count && table->display[b->set->frames.at[i]] + 1 != info->timestamp)
        i++;
    if (!info || i == b->set->frames.count)
        return 1;
    CUVIDPROCPARAMS params = {.progressive_frame = info->progressive_frame,
                              .second_field = info->repeat_first_field + 1,
                              .top_field_first = info->top_field_first,
                              .unpaired_field = info->repeat_first_field < 0,
                              .output_stream = b->stream->handle};
    unsigned long long address;
    unsigned pitch;
    CUresult result = b->shared->api->cuvidMapVideoFrame64(b->decoder, info->picture_index, &address, &pitch, &params);
    if (result == CUDA_SUCCESS)
        result = b->shared->api->cuvidUnmapVideoFrame64(b->decoder, address);
    b->shared->pictures++;
    return result == CUDA_SUCCESS ? 1 : fail(b, result, "cuvidMapVideoFrame");
}

static void run_set(struct bare *b, uint32_t s)
{
    struct shared *shared = b->shared;
    const struct prepared *p = &shared->sets[s];
    CUvideoparser parser = NULL;
    CUVIDEOFORMATEX known = {0};
    b->set = &shared->clip->sets[s];
    if (shared->headers.size <= sizeof known.raw_seqhdr_data && shared->headers.size) {
        known.format.seqhdr_data_length = (unsigned)shared->headers.size;
        memcpy(known.raw_seqhdr_data, shared->headers.data, shared->headers.size);
    }
    static const cudaVideoCodec codecs[] = {0, cudaVideoCodec_H264, cudaVideoCodec_HEVC, cudaVideoCodec_VP9,
                                            cudaVideoCodec_AV1};
    CUVIDPARSERPARAMS params = {.CodecType = codecs[shared->clip->table->codec],
                                .ulMaxNumDecodeSurfaces = 1,
                                .pUserData = b,
                                .pfnSequenceCallback = on_sequence,
                                .pfnDecodePicture = on_decode,
                                .pfnDisplayPicture = on_display,
                                .pExtVideoInfo = &known};
    CUresult result = shared->api->cuvidCreateVideoParser(&parser, &params);
    if (result != CUDA_SUCCESS) {
        fail(b, result, "cuvidCreateVideoParser");
        return;
    }
    CUVIDSOURCEDATAPACKET headers = {.payload = shared->headers.data,
                                     .payload_size = (unsigned long)shared->headers.size};
    if (shared->headers.size)
        shared->api->cuvidParseVideoData(parser, &headers);
    for (uint32_t i = 0; i < p->count && !shared->failed; i++) {
        size_t begin = i ? p->ends[i - 1] : 0;
        CUVIDSOURCEDATAPACKET packet = {.flags = CUVID_PKT_TIMESTAMP,
                                        .payload = p->bytes.data + begin,
                                        .payload_size = (unsigned long)(p->ends[i] - begin),
                                        .timestamp = (CUvideotimestamp)b->set->needed.at[i] + 1};
        shared->api->cuvidParseVideoData(parser, &packet);
    }
    CUVIDSOURCEDATAPACKET end = {.flags = CUVID_PKT_ENDOFSTREAM};
    shared->api->cuvidParseVideoData(parser, &end);
    shared->api->cuvidDestroyVideoParser(parser);
    shared->clips++;
}

static void *run_thread(void *opaque)
{
    struct bare *b = opaque;
    if (cf_cuda_enter(b->shared->check->cuda, NULL))
        return NULL;
    for (uint32_t s = 0; !b->shared->stop && !b->shared->failed; s++)
        run_set(b, s % b->shared->clip->set_count);
    b->shared->check->cuda->driver->cuStreamSynchronize(b->stream->handle); /* maps may be queued still */
    if (b->decoder)
        b->shared->api->cuvidDestroyDecoder(b->decoder);
    cf_cuda_leave(b->shared->check->cuda);
    return NULL;
}

static int prepare(struct shared *shared)
{
    const struct pack_clip *clip = shared->clip;
    struct cf_buffer scratch = {0};
    int status = cf_annexb_headers(&shared->headers, clip->table, NULL);
    for (uint32_t s = 0; s < clip->set_count && s < SETS_MAX; s++) {
        struct prepared *p = &shared->sets[s];
        p->count = clip->sets[s].needed.count;
        p->ends = malloc(p->count * sizeof *p->ends);
        for (uint32_t i = 0; !status && i < p->count; i++) {
            uint32_t index = clip->sets[s].needed.at[i];
            const uint8_t *bytes;
            size_t size;
            status = cf_annexb_packet(&scratch, clip->table, clip->bytes + clip->offsets[index],
                                      clip->table->packets[index].size, &bytes, &size);
            if (!status)
                status = cf_buffer_append(&p->bytes, bytes, size);
            p->ends[i] = p->bytes.size;
        }
    }
    cf_buffer_free(&scratch);
    return status;
}

int bare_rate(struct check *check, const struct pack_clip *clip, int threads, struct rate *rate)
{
    enum { THREADS_MAX = 64 };
    struct shared shared = {.check = check, .clip = clip};
    struct bare bares[THREADS_MAX] = {0};
    struct timespec nap = {0, 20000000};
    int started = 0;
    if (threads > THREADS_MAX || cf_cuvid(&shared.api, NULL) || prepare(&shared))
        return 0;
    for (; started < threads; started++) {
        bares[started].shared = &shared;
        if (cf_cuda_stream_create(&bares[started].stream, check->cuda, NULL))
            break;
    }
    for (int i = 0; i < started; i++)
        pthread_create(&bares[i].thread, NULL, run_thread, &bares[i]);
    double warm = now_seconds() + check->seconds / 4;
    while (now_seconds() < warm && !shared.failed)
        nanosleep(&nap, NULL);
    unsigned long long clips = shared.clips, pictures = shared.pictures;
    double begin = now_seconds();
    engine_begin(check->cuda->ordinal);
    while (now_seconds() < begin + check->seconds && !shared.failed)
        nanosleep(&nap, NULL);
    double seconds = now_seconds() - begin;
    *rate = (struct rate){(double)(shared.clips - clips) / seconds, (double)(shared.pictures - pictures) / seconds,
                          engine_end()};
    shared.stop = 1;
    for (int i = 0; i < started; i++)
        pthread_join(bares[i].thread, NULL);
    for (int i = 0; i < started; i++)
        cf_cuda_stream_destroy(&bares[i].stream);
    cf_buffer_free(&shared.headers);
    for (int s = 0; s < SETS_MAX; s++) {
        cf_buffer_free(&shared.sets[s].bytes);
        free(shared.sets[s].ends);
    }
    return !shared.failed;
}
