#include "decode/nvdec_driver.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"

static const struct {
    const char *name;
    size_t offset;
} entries[] = {
    {"cuvidGetDecoderCaps", offsetof(struct cf_cuvid, cuvidGetDecoderCaps)},
    {"cuvidCreateDecoder", offsetof(struct cf_cuvid, cuvidCreateDecoder)},
    {"cuvidDestroyDecoder", offsetof(struct cf_cuvid, cuvidDestroyDecoder)},
    {"cuvidDecodePicture", offsetof(struct cf_cuvid, cuvidDecodePicture)},
    {"cuvidGetDecodeStatus", offsetof(struct cf_cuvid, cuvidGetDecodeStatus)},
    {"cuvidReconfigureDecoder", offsetof(struct cf_cuvid, cuvidReconfigureDecoder)},
    {"cuvidMapVideoFrame64", offsetof(struct cf_cuvid, cuvidMapVideoFrame64)},
    {"cuvidUnmapVideoFrame64", offsetof(struct cf_cuvid, cuvidUnmapVideoFrame64)},
    {"cuvidCreateVideoParser", offsetof(struct cf_cuvid, cuvidCreateVideoParser)},
    {"cuvidParseVideoData", offsetof(struct cf_cuvid, cuvidParseVideoData)},
    {"cuvidDestroyVideoParser", offsetof(struct cf_cuvid, cuvidDestroyVideoParser)},
};

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static struct cf_cuvid table; /* guarded by the mutex until it is loaded */
static int loaded;

static int load(struct cf_error *err)
{
    const char *given = getenv("CLIPFEED_LIBNVCUVID");
    const char *name = given && *given ? given : "libnvcuvid.so.1";
    struct cf_cuvid found;
    void *library = dlopen(name, RTLD_NOW | RTLD_LOCAL);
    if (!library)
        return cf_fail(err, CF_EUNSUPPORTED,
                       "no NVDEC: %s (a container has the driver's video library only if it was started with the "
                       "capability: NVIDIA_DRIVER_CAPABILITIES=compute,utility,video)",
                       dlerror());
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
        void *symbol = dlsym(library, entries[i].name);
        if (!symbol) {
            dlclose(library);
            return cf_fail(err, CF_EUNSUPPORTED, "no NVDEC: %s has no %s: the driver is too old", name,
                           entries[i].name);
        }
        memcpy((char *)&found + entries[i].offset, &symbol, sizeof symbol);
    }
    table = found;
    return CF_OK;
}

int cf_cuvid(const struct cf_cuvid **out, struct cf_error *err)
{
    int status = CF_OK;
    pthread_mutex_lock(&mutex);
    if (!loaded)
        status = load(err);
    loaded = loaded || !status;
    pthread_mutex_unlock(&mutex);
    if (!status)
        *out = &table;
    return status;
}
