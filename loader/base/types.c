#include "clipfeed/types.h"

int cf_dtype_size(enum cf_dtype dtype)
{
    switch (dtype) {
    case CF_DTYPE_U8: return 1;
    case CF_DTYPE_F16:
    case CF_DTYPE_BF16: return 2;
    case CF_DTYPE_F32: return 4;
    }
    return 0;
}

const char *cf_codec_name(enum cf_codec codec)
{
    static const char *const names[] = {"none", "h264", "hevc", "vp9", "av1", "jpeg", "png"};
    return (unsigned)codec < sizeof names / sizeof *names ? names[codec] : "unknown";
}
