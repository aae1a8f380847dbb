#include "decode/cuda_driver.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"

static const struct symbol {
    const char *name;
    size_t offset;
} symbols[] = {
#define SYMBOL(member, name)                                                                                           \
    {                                                                                                                  \
        name, offsetof(struct cf_cuda_driver, member)                                                                  \
    }
    SYMBOL(cuInit, "cuInit"),
    SYMBOL(cuDriverGetVersion, "cuDriverGetVersion"),
    SYMBOL(cuGetErrorName, "cuGetErrorName"),
    SYMBOL(cuGetErrorString, "cuGetErrorString"),
    SYMBOL(cuDeviceGetCount, "cuDeviceGetCount"),
    SYMBOL(cuDeviceGet, "cuDeviceGet"),
    SYMBOL(cuDeviceGetName, "cuDeviceGetName"),
    SYMBOL(cuDeviceGetAttribute, "cuDeviceGetAttribute"),
    SYMBOL(cuDeviceTotalMem, "cuDeviceTotalMem_v2"),
    SYMBOL(cuDevicePrimaryCtxRetain, "cuDevicePrimaryCtxRetain"),
    SYMBOL(cuDevicePrimaryCtxRelease, "cuDevicePrimaryCtxRelease"),
    SYMBOL(cuCtxPushCurrent, "cuCtxPushCurrent_v2"),
    SYMBOL(cuCtxPopCurrent, "cuCtxPopCurrent_v2"),
    SYMBOL(cuMemGetInfo, "cuMemGetInfo_v2"),
    SYMBOL(cuMemAlloc, "cuMemAlloc_v2"),
    SYMBOL(cuMemFree, "cuMemFree_v2"),
    SYMBOL(cuMemHostAlloc, "cuMemHostAlloc"),
    SYMBOL(cuMemFreeHost, "cuMemFreeHost"),
    SYMBOL(cuMemcpyHtoDAsync, "cuMemcpyHtoDAsync_v2"),
    SYMBOL(cuMemcpyDtoHAsync, "cuMemcpyDtoHAsync_v2"),
    SYMBOL(cuStreamCreate, "cuStreamCreate"),
    SYMBOL(cuStreamDestroy, "cuStreamDestroy_v2"),
    SYMBOL(cuStreamSynchronize, "cuStreamSynchronize"),
    SYMBOL(cuStreamWaitEvent, "cuStreamWaitEvent"),
    SYMBOL(cuEventCreate, "cuEventCreate"),
    SYMBOL(cuEventDestroy, "cuEventDestroy_v2"),
    SYMBOL(cuEventQuery, "cuEventQuery"),
    SYMBOL(cuEventRecord, "cuEventRecord"),
    SYMBOL(cuModuleLoadData, "cuModuleLoadData"),
    SYMBOL(cuModuleUnload, "cuModuleUnload"),
    SYMBOL(cuModuleGetFunction, "cuModuleGetFunction"),
    SYMBOL(cuLaunchKernel, "cuLaunchKernel"),
#undef SYMBOL
};
_Static_assert(sizeof(struct cf_cuda_driver) == sizeof symbols / sizeof *symbols * sizeof(void *),
               "each member of the table has its symbol");

int cf_cuda_fail(const struct cf_cuda_driver *driver, CUresult result, const char *call, struct cf_error *err)
{
    const char *name = NULL, *text = NULL;
    enum cf_status status = (int)result == CF_CUDA_OUT_OF_MEMORY ? CF_ENOMEM : CF_EDEVICE;
    if (driver->cuGetErrorName(result, &name) != CUDA_SUCCESS || !name)
        name = "an error without a name";
    if (driver->cuGetErrorString(result, &text) != CUDA_SUCCESS || !text)
        text = "no description";
    return cf_fail(err, status, "CUDA: %s: %s (%d): %s", call, name, (int)result, text);
}

static int find_symbols(struct cf_cuda_driver *driver, void *library, const char *file, struct cf_error *err)
{
    for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++) {
        void *address = dlsym(library, symbols[i].name);
        if (!address)
            return cf_fail(err, CF_EUNSUPPORTED, "CUDA: '%s' has no %s: the driver is too old", file, symbols[i].name);
        memcpy((char *)driver + symbols[i].offset, &address, sizeof address);
    }
    return CF_OK;
}

static int load(struct cf_cuda_driver *driver, struct cf_error *err)
{
    const char *named = getenv("CLIPFEED_LIBCUDA"), *file = named && *named ? named : "libcuda.so.1";
    void *library = dlopen(file, RTLD_NOW | RTLD_LOCAL);
    if (!library)
        return cf_fail(err, CF_ENOENT, "no CUDA driver: %s", dlerror());
    int status = find_symbols(driver, library, file, err);
    CUresult result = status ? CUDA_SUCCESS : driver->cuInit(0);
    if (result != CUDA_SUCCESS) {
        cf_cuda_fail(driver, result, "cuInit", err);
        status = CF_EDEVICE;
    }
    if (status)
        dlclose(library);
    return status;
}

int cf_cuda_driver(const struct cf_cuda_driver **out, struct cf_error *err)
{
    static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
    static struct cf_cuda_driver driver;
    static int loaded;
    pthread_mutex_lock(&mutex);
    int status = loaded ? CF_OK : load(&driver, err);
    loaded = !status;
    pthread_mutex_unlock(&mutex);
    if (!status)
        *out = &driver;
    return status;
}
