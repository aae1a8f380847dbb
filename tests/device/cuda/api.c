/* libcuda's entry points, as the loader's table and the stand-in of libnvcuvid want them. */
#include "device/cuda/internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define API STANDIN_API CUresult CUDAAPI
/* Every entry point begins so. */
#define BEGIN(name, needs_context)                                                                                     \
    do {                                                                                                               \
        CUresult begun = standin_call(name, needs_context);                                                            \
        if (begun != CUDA_SUCCESS)                                                                                     \
            return begun;                                                                                              \
    } while (0)

/* What gives something back does so whatever it returns: nobody calls it again. On a device that is lost nothing queued
 * comes to an end of its own; here it does, before memory goes. */
#define BEGIN_GIVING_BACK(name, needs_context)                                                                         \
    CUresult begun = standin_call(name, needs_context);                                                                \
    do {                                                                                                               \
        if (begun == STANDIN_INVALID_CONTEXT)                                                                          \
            return begun;                                                                                              \
        if (standin_is_lost(begun))                                                                                    \
            standin_drain_all();                                                                                       \
    } while (0)

enum { DEVICES = 8 };

struct CUctx_st {
    CUdevice device;
    int retained;
};
static struct CUctx_st contexts[DEVICES];

struct CUfunc_st {
    char name[64];
};
struct CUmod_st {
    char *text;
    struct CUfunc_st functions[8];
};

static int environment(const char *name, int otherwise)
{
    const char *text = getenv(name);
    return text && *text ? atoi(text) : otherwise;
}

static int device_count(void)
{
    int count = environment("STANDIN_DEVICES", 1);
    return count < DEVICES ? count : DEVICES;
}

API cuInit(unsigned flags)
{
    BEGIN("cuInit", 0);
    if (flags)
        return STANDIN_INVALID_VALUE;
    return device_count() ? CUDA_SUCCESS : (CUresult)100;
}

API cuDriverGetVersion(int *version)
{
    BEGIN("cuDriverGetVersion", 0);
    *version = environment("STANDIN_DRIVER", 12020);
    return CUDA_SUCCESS;
}

API cuGetErrorName(CUresult error, const char **name)
{
    static const struct {
        int code;
        const char *name;
    } known[] = {
        {1, "CUDA_ERROR_INVALID_VALUE"},     {2, "CUDA_ERROR_OUT_OF_MEMORY"},    {100, "CUDA_ERROR_NO_DEVICE"},
        {201, "CUDA_ERROR_INVALID_CONTEXT"}, {400, "CUDA_ERROR_INVALID_HANDLE"}, {700, "CUDA_ERROR_ILLEGAL_ADDRESS"},
        {719, "CUDA_ERROR_LAUNCH_FAILED"},   {801, "CUDA_ERROR_NOT_SUPPORTED"},  {999, "CUDA_ERROR_UNKNOWN"}};
    *name = "CUDA_ERROR_OF_THE_STANDIN";
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (known[i].code == (int)error)
            *name = known[i].name;
    return CUDA_SUCCESS;
}

API cuGetErrorString(CUresult error, const char **text)
{
    (void)error;
    *text = "as the stand-in was told";
    return CUDA_SUCCESS;
}

API cuDeviceGetCount(int *count)
{
    BEGIN("cuDeviceGetCount", 0);
    *count = device_count();
    return CUDA_SUCCESS;
}

API cuDeviceGet(CUdevice *device, int ordinal)
{
    BEGIN("cuDeviceGet", 0);
    if (ordinal < 0 || ordinal >= device_count())
        return (CUresult)101;
    *device = ordinal;
    return CUDA_SUCCESS;
}

API cuDeviceGetName(char *name, int size, CUdevice device)
{
    BEGIN("cuDeviceGetName", 0);
    snprintf(name, (size_t)size, "stand-in %d of an H100", device);
    return CUDA_SUCCESS;
}

API cuDeviceGetAttribute(int *value, CUdevice_attribute attribute, CUdevice device)
{
    BEGIN("cuDeviceGetAttribute", 0);
    int capability = environment("STANDIN_CAPABILITY", 90);
    (void)device;
    *value = attribute == CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR   ? capability / 10
             : attribute == CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR ? capability % 10
             : attribute == CU_DEVICE_ATTRIBUTE_UNIFIED_ADDRESSING       ? 1
                                                                         : 0;
    return CUDA_SUCCESS;
}

API cuDeviceTotalMem_v2(size_t *bytes, CUdevice device)
{
    BEGIN("cuDeviceTotalMem", 0);
    (void)device;
    *bytes = standin_memory_total();
    return CUDA_SUCCESS;
}

API cuDevicePrimaryCtxRetain(CUcontext *context, CUdevice device)
{
    BEGIN("cuDevicePrimaryCtxRetain", 0);
    if (device < 0 || device >= device_count())
        return (CUresult)101;
    pthread_mutex_lock(&standin_mutex);
    contexts[device].device = device;
    contexts[device].retained++;
    pthread_mutex_unlock(&standin_mutex);
    standin_object(1);
    *context = &contexts[device];
    return CUDA_SUCCESS;
}

API cuDevicePrimaryCtxRelease(CUdevice device)
{
    BEGIN_GIVING_BACK("cuDevicePrimaryCtxRelease", 0);
    pthread_mutex_lock(&standin_mutex);
    int released = device >= 0 && device < DEVICES && contexts[device].retained > 0;
    if (released)
        contexts[device].retained--;
    pthread_mutex_unlock(&standin_mutex);
    if (released)
        standin_object(-1);
    return released ? begun : STANDIN_INVALID_CONTEXT;
}

API cuCtxPushCurrent_v2(CUcontext context)
{
    BEGIN("cuCtxPushCurrent", 0);
    pthread_mutex_lock(&standin_mutex);
    int retained = context && context->retained > 0;
    pthread_mutex_unlock(&standin_mutex);
    return retained ? standin_push(context) : STANDIN_INVALID_CONTEXT;
}

API cuCtxPopCurrent_v2(CUcontext *context)
{
    BEGIN_GIVING_BACK("cuCtxPopCurrent", 1);
    CUresult result = standin_pop(context); /* the stack is the thread's, whatever becomes of the device */
    return begun != CUDA_SUCCESS ? begun : result;
}

API cuCtxGetDevice(CUdevice *device)
{
    BEGIN("cuCtxGetDevice", 1);
    *device = standin_current()->device;
    return CUDA_SUCCESS;
}

API cuMemGetInfo_v2(size_t *available, size_t *total)
{
    BEGIN("cuMemGetInfo", 1);
    *total = standin_memory_total();
    *available = *total - standin_memory_used();
    return CUDA_SUCCESS;
}

API cuMemAlloc_v2(CUdeviceptr *address, size_t bytes)
{
    BEGIN("cuMemAlloc", 1);
    if (!bytes)
        return STANDIN_INVALID_VALUE;
    CUdeviceptr got = standin_alloc(bytes);
    if (got)
        *address = got;
    return got ? CUDA_SUCCESS : (CUresult)2;
}

API cuMemFree_v2(CUdeviceptr address)
{
    BEGIN_GIVING_BACK("cuMemFree", 1);
    standin_free(address);
    return begun;
}

API cuMemHostAlloc(void **address, size_t bytes, unsigned flags)
{
    BEGIN("cuMemHostAlloc", 1);
    (void)flags;
    void *got = standin_host_alloc(bytes);
    if (got)
        *address = got;
    return got ? CUDA_SUCCESS : (CUresult)2;
}

API cuMemFreeHost(void *address)
{
    BEGIN_GIVING_BACK("cuMemFreeHost", 1);
    standin_host_free(address);
    return begun;
}

/* A copy that is done when its turn comes, from memory as it is then. */
struct copy {
    CUdeviceptr device;
    void *host;
    size_t bytes;
    int up;
};

static void copy_now(void *argument)
{
    struct copy *c = argument;
    void *device = standin_host(c->device, c->bytes);
    memcpy(c->up ? device : c->host, c->up ? c->host : device, c->bytes);
    free(c);
}

static CUresult queue_copy(CUdeviceptr device, void *host, size_t bytes, int up, CUstream stream)
{
    struct standin_use uses[2] = {{device, bytes}, {(CUdeviceptr)(uintptr_t)host, bytes}};
    struct copy *c = malloc(sizeof *c);
    if (!c)
        return (CUresult)2;
    *c = (struct copy){device, host, bytes, up};
    CUresult result = standin_enqueue_using(stream, copy_now, c, uses, 2);
    if (result != CUDA_SUCCESS)
        free(c);
    return result;
}

API cuMemcpyHtoDAsync_v2(CUdeviceptr to, const void *from, size_t bytes, CUstream stream)
{
    BEGIN("cuMemcpyHtoDAsync", 1);
    if (!standin_is_pinned(from, bytes))
        standin_breach("an upload of %zu bytes from memory that is not page-locked: the driver would block", bytes);
    return queue_copy(to, (void *)(uintptr_t)from, bytes, 1, stream);
}

API cuMemcpyDtoHAsync_v2(void *to, CUdeviceptr from, size_t bytes, CUstream stream)
{
    BEGIN("cuMemcpyDtoHAsync", 1);
    CUresult result = queue_copy(from, to, bytes, 0, stream);
    if (result == CUDA_SUCCESS && !standin_is_pinned(to, bytes))
        standin_drain(stream); /* the driver returns only when such a copy is done */
    return result;
}

API cuStreamCreate(CUstream *stream, unsigned flags)
{
    BEGIN("cuStreamCreate", 1);
    if (flags != CU_STREAM_NON_BLOCKING)
        standin_breach("a stream that the legacy default stream blocks");
    return standin_stream_create(stream);
}

API cuStreamDestroy_v2(CUstream stream)
{
    BEGIN_GIVING_BACK("cuStreamDestroy", 1);
    CUresult result = standin_stream_destroy(stream);
    return begun != CUDA_SUCCESS ? begun : result;
}

API cuStreamSynchronize(CUstream stream)
{
    BEGIN("cuStreamSynchronize", 1);
    standin_drain(stream);
    return CUDA_SUCCESS;
}

API cuStreamWaitEvent(CUstream stream, CUevent event, unsigned flags)
{
    BEGIN("cuStreamWaitEvent", 1);
    return flags ? STANDIN_INVALID_VALUE : standin_stream_wait(stream, event);
}

API cuEventCreate(CUevent *event, unsigned flags)
{
    BEGIN("cuEventCreate", 1);
    (void)flags;
    return standin_event_create(event);
}

API cuEventDestroy_v2(CUevent event)
{
    BEGIN_GIVING_BACK("cuEventDestroy", 1);
    CUresult result = standin_event_destroy(event);
    return begun != CUDA_SUCCESS ? begun : result;
}

API cuEventQuery(CUevent event)
{
    BEGIN("cuEventQuery", 1);
    return standin_event_query(event);
}

API cuEventSynchronize(CUevent event)
{
    BEGIN("cuEventSynchronize", 1);
    standin_event_drain(event);
    return CUDA_SUCCESS;
}

API cuEventRecord(CUevent event, CUstream stream)
{
    BEGIN("cuEventRecord", 1);
    return standin_event_record(event, stream);
}

API cuModuleLoadData(CUmodule *module, const void *image)
{
    BEGIN("cuModuleLoadData", 1);
    if (!strstr(image, ".version ") || !strstr(image, ".target sm_"))
        return (CUresult)218; /* CUDA_ERROR_INVALID_PTX */
    struct CUmod_st *m = calloc(1, sizeof *m);
    if (!m || !(m->text = strdup(image))) {
        free(m);
        return (CUresult)2;
    }
    standin_object(1);
    *module = m;
    return CUDA_SUCCESS;
}

API cuModuleUnload(CUmodule module)
{
    BEGIN_GIVING_BACK("cuModuleUnload", 1);
    free(module->text);
    free(module);
    standin_object(-1);
    return begun;
}

API cuModuleGetFunction(CUfunction *function, CUmodule module, const char *name)
{
    BEGIN("cuModuleGetFunction", 1);
    char entry[96];
    snprintf(entry, sizeof entry, ".entry %.60s(", name);
    if (!strstr(module->text, entry) || !standin_kernel_exists(name))
        return (CUresult)500; /* CUDA_ERROR_NOT_FOUND */
    struct CUfunc_st *f = module->functions;
    while (f->name[0] && strcmp(f->name, name))
        if (++f == module->functions + 8)
            return (CUresult)2;
    snprintf(f->name, sizeof f->name, "%s", name);
    *function = f;
    return CUDA_SUCCESS;
}

API cuLaunchKernel(CUfunction function, unsigned gx, unsigned gy, unsigned gz, unsigned bx, unsigned by, unsigned bz,
                   unsigned shared, CUstream stream, void **arguments, void **extra)
{
    BEGIN("cuLaunchKernel", 1);
    (void)shared;
    return extra ? STANDIN_INVALID_VALUE : standin_launch(function->name, gx, gy, gz, bx, by, bz, stream, arguments);
}
