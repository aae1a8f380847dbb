/* The entry points of libcuda that clipfeed calls, found at run time: the same program runs where there is none.
 *
 * Names and types are the driver's own, versioned symbols included: a table's member cuMemAlloc is the library's
 * cuMemAlloc_v2, as cuda.h has it by macros. */
#ifndef CF_DECODE_CUDA_DRIVER_H
#define CF_DECODE_CUDA_DRIVER_H
#include <ffnvcodec/dynlink_cuda.h>

#include "clipfeed/status.h"

/* What the headers of ffnvcodec leave out. */
enum {
    CF_CUDA_INVALID_VALUE = 1,
    CF_CUDA_OUT_OF_MEMORY = 2,
    CF_CUDA_NO_DEVICE = 100,
    CF_CUDA_NO_BINARY_FOR_GPU = 209,
    CF_CUDA_INVALID_PTX = 218,
    CF_CUDA_UNSUPPORTED_PTX_VERSION = 222,
    CF_CUDA_HOST_ALLOC_PORTABLE = 1, /* flag of cuMemHostAlloc: page-locked for every context */
};

struct cf_cuda_driver {
    tcuInit *cuInit;
    CUresult(CUDAAPI *cuDriverGetVersion)(int *version); /* 1000 * major + 10 * minor of the CUDA it serves */
    tcuGetErrorName *cuGetErrorName;
    tcuGetErrorString *cuGetErrorString;
    tcuDeviceGetCount *cuDeviceGetCount;
    tcuDeviceGet *cuDeviceGet;
    tcuDeviceGetName *cuDeviceGetName;
    tcuDeviceGetAttribute *cuDeviceGetAttribute;
    CUresult(CUDAAPI *cuDeviceTotalMem)(size_t *bytes, CUdevice device);
    tcuDevicePrimaryCtxRetain *cuDevicePrimaryCtxRetain;
    tcuDevicePrimaryCtxRelease *cuDevicePrimaryCtxRelease;
    tcuCtxPushCurrent_v2 *cuCtxPushCurrent;
    tcuCtxPopCurrent_v2 *cuCtxPopCurrent;
    CUresult(CUDAAPI *cuMemGetInfo)(size_t *free, size_t *total);
    tcuMemAlloc_v2 *cuMemAlloc;
    tcuMemFree_v2 *cuMemFree;
    CUresult(CUDAAPI *cuMemHostAlloc)(void **address, size_t bytes, unsigned flags);
    CUresult(CUDAAPI *cuMemFreeHost)(void *address);
    tcuMemcpyHtoDAsync_v2 *cuMemcpyHtoDAsync;
    tcuMemcpyDtoHAsync_v2 *cuMemcpyDtoHAsync;
    tcuStreamCreate *cuStreamCreate;
    tcuStreamDestroy_v2 *cuStreamDestroy;
    tcuStreamSynchronize *cuStreamSynchronize;
    CUresult(CUDAAPI *cuStreamWaitEvent)(CUstream stream, CUevent event, unsigned flags);
    tcuEventCreate *cuEventCreate;
    tcuEventDestroy_v2 *cuEventDestroy;
    tcuEventQuery *cuEventQuery;
    tcuEventRecord *cuEventRecord;
    tcuModuleLoadData *cuModuleLoadData;
    tcuModuleUnload *cuModuleUnload;
    tcuModuleGetFunction *cuModuleGetFunction;
    tcuLaunchKernel *cuLaunchKernel;
};

/* The process's table: libcuda.so.1, or the file that the environment variable CLIPFEED_LIBCUDA names, opened and
 * initialised (cuInit) by the first call that succeeds, never closed. Thread-safe. CF_ENOENT: no such library;
 * CF_EUNSUPPORTED: a symbol is missing; CF_EDEVICE: cuInit refuses. The message says why there is no CUDA here. */
int cf_cuda_driver(const struct cf_cuda_driver **out, struct cf_error *err);

/* What a call that did not return CUDA_SUCCESS means: CF_ENOMEM for CUDA_ERROR_OUT_OF_MEMORY, else CF_EDEVICE; the
 * message names call and error. */
int cf_cuda_fail(const struct cf_cuda_driver *driver, CUresult result, const char *call, struct cf_error *err);
#endif
