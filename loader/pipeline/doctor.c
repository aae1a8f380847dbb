#include "clipfeed/doctor.h"

#include "decode/doctor.h"
#include "decode/nvdec.h"
#include "pixels/cuda_convert.h"

void cf_doctor(void (*line)(void *opaque, const char *name, const char *value), void *opaque)
{
    cf_decode_report(line, opaque);
    cf_cuda_kernels_report(line, opaque);
    cf_nvdec_report(line, opaque);
}
