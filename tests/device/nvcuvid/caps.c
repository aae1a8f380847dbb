/* Capabilities, by profile. */
#include <stdlib.h>
#include <string.h>

#include "internal.h"

#define CHROMA420 cudaVideoChromaFormat_420
#define CHROMA444 cudaVideoChromaFormat_444

/* NV12 1, P016 2, YUV444 4, YUV444_16Bit 8 */
static const struct capability h100[] = {
    {cudaVideoCodec_H264, CHROMA420, 0, 48, 16, 4096, 4096, 65536, 1},
    {cudaVideoCodec_HEVC, CHROMA420, 0, 144, 144, 8192, 8192, 262144, 1},
    {cudaVideoCodec_HEVC, CHROMA420, 2, 144, 144, 8192, 8192, 262144, 3},
    {cudaVideoCodec_HEVC, CHROMA420, 4, 144, 144, 8192, 8192, 262144, 3},
    {cudaVideoCodec_HEVC, CHROMA444, 0, 144, 144, 8192, 8192, 262144, 4},
    {cudaVideoCodec_HEVC, CHROMA444, 2, 144, 144, 8192, 8192, 262144, 12},
    {cudaVideoCodec_HEVC, CHROMA444, 4, 144, 144, 8192, 8192, 262144, 12},
    {cudaVideoCodec_VP9, CHROMA420, 0, 128, 128, 8192, 8192, 262144, 1},
    {cudaVideoCodec_VP9, CHROMA420, 2, 128, 128, 8192, 8192, 262144, 3},
    {cudaVideoCodec_VP9, CHROMA420, 4, 128, 128, 8192, 8192, 262144, 3},
};

enum { ENGINES = 7 };

static _Atomic(int) everything = -1; /* -1: not chosen yet */
_Thread_local int in_sequence;
atomic_size_t live_objects;

void standin_caps(const char *profile)
{
    everything = !strcmp(profile, "all");
}

size_t standin_video_live(void)
{
    return live_objects;
}

static const struct capability *of_everything(cudaVideoCodec codec, cudaVideoChromaFormat chroma, unsigned depth)
{
    static _Thread_local struct capability found;
    if ((codec != cudaVideoCodec_H264 && codec != cudaVideoCodec_HEVC && codec != cudaVideoCodec_VP9 &&
         codec != cudaVideoCodec_AV1) ||
        (chroma != CHROMA420 && chroma != CHROMA444) || (depth != 0 && depth != 2 && depth != 4))
        return NULL;
    unsigned formats = (chroma == CHROMA420 ? 1u : 4u) | (depth ? chroma == CHROMA420 ? 2u : 8u : 0u);
    found = (struct capability){codec, chroma, depth, 16, 16, 8192, 8192, 262144, formats};
    return &found;
}

const struct capability *capability_of(cudaVideoCodec codec, cudaVideoChromaFormat chroma, unsigned depth_minus8)
{
    if (everything < 0) {
        const char *profile = getenv("STANDIN_CAPS");
        standin_caps(profile ? profile : "h100");
    }
    if (everything)
        return of_everything(codec, chroma, depth_minus8);
    for (size_t i = 0; i < sizeof h100 / sizeof *h100; i++)
        if (h100[i].codec == codec && h100[i].chroma == chroma && h100[i].depth_minus8 == depth_minus8)
            return &h100[i];
    return NULL;
}

STANDIN_API CUresult CUDAAPI cuvidGetDecoderCaps(CUVIDDECODECAPS *caps)
{
    CUresult result = standin_call("cuvidGetDecoderCaps", 1);
    if (result != CUDA_SUCCESS)
        return result;
    const struct capability *found = capability_of(caps->eCodecType, caps->eChromaFormat, caps->nBitDepthMinus8);
    caps->bIsSupported = found != NULL;
    caps->nNumNVDECs = found ? ENGINES : 0;
    caps->nOutputFormatMask = found ? (unsigned short)found->formats : 0;
    caps->nMaxWidth = found ? found->max_width : 0;
    caps->nMaxHeight = found ? found->max_height : 0;
    caps->nMaxMBCount = found ? found->max_macroblocks : 0;
    caps->nMinWidth = found ? (unsigned short)found->min_width : 0;
    caps->nMinHeight = found ? (unsigned short)found->min_height : 0;
    return CUDA_SUCCESS;
}
