/* What the device can decode, asked once for each codec, chroma format and depth: an uncached query takes the driver up
 * to a millisecond, a third or more of a short clip. */
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "decode/cuda_driver.h"
#include "decode/nvdec_internal.h"

int cf_nvdec_codec(enum cf_codec codec)
{
    switch (codec) {
    case CF_CODEC_H264: return cudaVideoCodec_H264;
    case CF_CODEC_HEVC: return cudaVideoCodec_HEVC;
    case CF_CODEC_VP9: return cudaVideoCodec_VP9;
    case CF_CODEC_AV1: return cudaVideoCodec_AV1;
    default: return -1;
    }
}

static int chroma_format(int chroma_shift)
{
    switch (chroma_shift) {
    case 0: return cudaVideoChromaFormat_444;
    case 2: return cudaVideoChromaFormat_422;
    case 3: return cudaVideoChromaFormat_420;
    default: return -1;
    }
}

void cf_nvdec_describe(char *out, size_t size, enum cf_codec codec, int chroma_shift, int depth)
{
    static const char *const names[] = {"4:4:4", "4:4:0", "4:2:2", "4:2:0"};
    snprintf(out, size, "%s %s %d bits", cf_codec_name(codec), names[chroma_shift & 3], depth);
}

static int ask(struct cf_nvdec *nvdec, CUVIDDECODECAPS *query, struct cf_nvdec_caps *caps, struct cf_error *err)
{
    int status = cf_cuda_enter(nvdec->cuda, err);
    if (status)
        return status;
    CUresult result = nvdec->api->cuvidGetDecoderCaps(query);
    cf_cuda_leave(nvdec->cuda);
    *caps = (struct cf_nvdec_caps){0};
    if ((int)result == CF_CUDA_NOT_SUPPORTED || (int)result == CF_CUDA_INVALID_VALUE)
        return CF_OK;             /* what some drivers say instead of bIsSupported 0 */
    if (result != CUDA_SUCCESS) { /* a driver that cannot be asked decodes nothing: no clip's data are to blame */
        struct cf_error why;
        status = cf_nvdec_fail(nvdec, result, "cuvidGetDecoderCaps", &why);
        return cf_fail(err, status == CF_EDEVICE ? CF_EDEVICE : CF_EUNSUPPORTED, "%.900s", why.message);
    }
    *caps = (struct cf_nvdec_caps){.supported = query->bIsSupported,
                                   .engines = query->nNumNVDECs,
                                   .min_width = query->nMinWidth,
                                   .min_height = query->nMinHeight,
                                   .max_width = query->nMaxWidth,
                                   .max_height = query->nMaxHeight,
                                   .max_macroblocks = query->nMaxMBCount,
                                   .output_formats = query->nOutputFormatMask};
    return CF_OK;
}

int cf_nvdec_capability(struct cf_nvdec *nvdec, enum cf_codec codec, int chroma_shift, int depth,
                        struct cf_nvdec_caps *caps, struct cf_error *err)
{
    int number = cf_nvdec_codec(codec), chroma = chroma_format(chroma_shift), status = CF_OK;
    char what[64];
    cf_nvdec_describe(what, sizeof what, codec, chroma_shift, depth);
    if (number < 0 || chroma < 0 || depth < 8 || depth >= 8 + CF_NVDEC_DEPTHS)
        return cf_fail(err, CF_EUNSUPPORTED, "NVDEC has no %s", what);
    CUVIDDECODECAPS query = {.eCodecType = (cudaVideoCodec)number,
                             .eChromaFormat = (cudaVideoChromaFormat)chroma,
                             .nBitDepthMinus8 = (unsigned)depth - 8};
    pthread_mutex_lock(&nvdec->caps_mutex);
    struct cf_nvdec_capability *kept = &nvdec->caps[codec - CF_CODEC_H264][chroma][depth - 8];
    if (!kept->known)
        status = ask(nvdec, &query, &kept->caps, err);
    kept->known = kept->known || !status;
    if (!status)
        *caps = kept->caps;
    pthread_mutex_unlock(&nvdec->caps_mutex);
    return status;
}

int cf_nvdec_check_size(const struct cf_nvdec_caps *caps, const char *what, unsigned width, unsigned height,
                        struct cf_error *err)
{
    if (width < caps->min_width || height < caps->min_height)
        return cf_fail(err, CF_EUNSUPPORTED, "%s of %ux%u: the device's least is %ux%u", what, width, height,
                       caps->min_width, caps->min_height);
    if (width > caps->max_width || height > caps->max_height)
        return cf_fail(err, CF_EUNSUPPORTED, "%s of %ux%u: the device's most is %ux%u", what, width, height,
                       caps->max_width, caps->max_height);
    if ((uint64_t)width * height / 256 > caps->max_macroblocks)
        return cf_fail(err, CF_EUNSUPPORTED, "%s of %ux%u: the device takes at most %u macroblocks", what, width,
                       height, caps->max_macroblocks);
    return CF_OK;
}

/* What no capability query tells. */
static const char *oddity(const struct cf_table *table)
{
    enum { HIGH_444_PREDICTIVE = 244, CAVLC_444 = 44 };
    if (!strncmp(table->pixel_format, "gray", 4))
        return "grey pictures";
    if (!strncmp(table->pixel_format, "gbr", 3) || !strncmp(table->pixel_format, "rgb", 3))
        return "RGB pictures";
    if (strncmp(table->pixel_format, "yuv", 3) != 0 || !strncmp(table->pixel_format, "yuva", 4))
        return table->pixel_format;
    if (table->shift_x != table->shift_y)
        return "4:2:2";
    /* Lossless 4:2:0, and 4:2:0 of predictive profiles: the engine knows neither, but is asked for no profile. */
    if (table->codec == CF_CODEC_H264 && (table->shift_x || table->shift_y) &&
        (table->profile == HIGH_444_PREDICTIVE || table->profile == CAVLC_444))
        return "4:2:0 of a 4:4:4 profile";
    return NULL;
}

static int output_format(int chroma_shift, int depth)
{
    if (chroma_shift == 0)
        return depth > 8 ? cudaVideoSurfaceFormat_YUV444_16Bit : cudaVideoSurfaceFormat_YUV444;
    return depth > 8 ? cudaVideoSurfaceFormat_P016 : cudaVideoSurfaceFormat_NV12;
}

int cf_nvdec_accepts(struct cf_nvdec *nvdec, const struct cf_table *table, struct cf_error *err)
{
    struct cf_nvdec_caps caps;
    int chroma = 2 * table->shift_x + table->shift_y;
    char what[64];
    if (cf_nvdec_codec(table->codec) < 0)
        return cf_fail(err, CF_EUNSUPPORTED, "NVDEC has no %s", cf_codec_name(table->codec));
    const char *odd = oddity(table);
    if (odd)
        return cf_fail(err, CF_EUNSUPPORTED, "NVDEC has no %s: %s", cf_codec_name(table->codec), odd);
    int status = cf_nvdec_capability(nvdec, table->codec, chroma, table->depth, &caps, err);
    if (status)
        return status;
    cf_nvdec_describe(what, sizeof what, table->codec, chroma, table->depth);
    if (!caps.supported)
        return cf_fail(err, CF_EUNSUPPORTED, "the device decodes no %s", what);
    if (!(caps.output_formats >> output_format(chroma, table->depth) & 1))
        return cf_fail(err, CF_EUNSUPPORTED, "the device decodes %s to no format that is known here", what);
    return cf_nvdec_check_size(&caps, what, (unsigned)table->coded_width, (unsigned)table->coded_height, err);
}
