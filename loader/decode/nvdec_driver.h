/* The entry points of the driver's video library that clipfeed calls, found at run time. */
#ifndef CF_DECODE_NVDEC_DRIVER_H
#define CF_DECODE_NVDEC_DRIVER_H
#include <ffnvcodec/dynlink_cuda.h>
#include <ffnvcodec/dynlink_nvcuvid.h>

#include "clipfeed/status.h"

/* Results that the headers of ffnvcodec leave out. */
enum { CF_CUDA_NOT_SUPPORTED = 801 };

struct cf_cuvid {
    tcuvidGetDecoderCaps *cuvidGetDecoderCaps;
    tcuvidCreateDecoder *cuvidCreateDecoder;
    tcuvidDestroyDecoder *cuvidDestroyDecoder;
    tcuvidDecodePicture *cuvidDecodePicture;
    tcuvidGetDecodeStatus *cuvidGetDecodeStatus;
    tcuvidReconfigureDecoder *cuvidReconfigureDecoder;
    tcuvidMapVideoFrame64 *cuvidMapVideoFrame64;
    tcuvidUnmapVideoFrame64 *cuvidUnmapVideoFrame64;
    tcuvidCreateVideoParser *cuvidCreateVideoParser;
    tcuvidParseVideoData *cuvidParseVideoData;
    tcuvidDestroyVideoParser *cuvidDestroyVideoParser;
};

/* The process's table: libnvcuvid.so.1, or the file that the environment variable CLIPFEED_LIBNVCUVID names, opened by
 * the first call that succeeds, never closed. Thread-safe. CF_EUNSUPPORTED: no such library, or a symbol is missing;
 * the message says which. */
int cf_cuvid(const struct cf_cuvid **out, struct cf_error *err);
#endif
