/* The video engine's use, by the driver's management library, where it is. */
#include <dlfcn.h>
#include <string.h>
#include <time.h>

#include "gpu/check.h"

static struct {
    void *library, *device;
    int (*init)(void);
    int (*handle)(unsigned index, void **device);
    int (*decoder)(void *device, unsigned *percent, unsigned *period_us);
    pthread_t thread;
    atomic_int running;
    double sum;
    int samples;
} nvml;

static void find(const char *name, void *entry, size_t size)
{
    void *symbol = dlsym(nvml.library, name);
    memcpy(entry, &symbol, size);
}

static int ready(int ordinal)
{
    if (nvml.device)
        return 1;
    nvml.library = dlopen("libnvidia-ml.so.1", RTLD_NOW);
    if (!nvml.library)
        return 0;
    find("nvmlInit_v2", &nvml.init, sizeof nvml.init);
    find("nvmlDeviceGetHandleByIndex_v2", &nvml.handle, sizeof nvml.handle);
    find("nvmlDeviceGetDecoderUtilization", &nvml.decoder, sizeof nvml.decoder);
    return nvml.init && nvml.handle && nvml.decoder && !nvml.init() && !nvml.handle((unsigned)ordinal, &nvml.device) &&
           nvml.device;
}

static void *sample(void *unused)
{
    struct timespec nap = {0, 100000000};
    unsigned percent, period;
    (void)unused;
    while (nvml.running) {
        nanosleep(&nap, NULL);
        if (!nvml.decoder(nvml.device, &percent, &period)) {
            nvml.sum += percent;
            nvml.samples++;
        }
    }
    return NULL;
}

void engine_begin(int ordinal)
{
    nvml.sum = nvml.samples = 0;
    nvml.running = ready(ordinal);
    if (nvml.running && pthread_create(&nvml.thread, NULL, sample, NULL))
        nvml.running = 0;
}

int engine_end(void)
{
    if (!nvml.running)
        return -1;
    nvml.running = 0;
    pthread_join(nvml.thread, NULL);
    return nvml.samples ? (int)(nvml.sum / nvml.samples + 0.5) : -1;
}
