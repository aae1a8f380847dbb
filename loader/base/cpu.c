#include "base/cpu.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

static pthread_once_t once = PTHREAD_ONCE_INIT;
static unsigned detected;
static atomic_uint mask;

static void detect(void)
{
    const char *given = getenv("CLIPFEED_CPU_MASK");
    detected = cf_cpu_detect();
    atomic_store(&mask, given ? (unsigned)strtoul(given, NULL, 0) : ~0u);
}

unsigned cf_cpu_flags(void)
{
    pthread_once(&once, detect);
    unsigned flags = detected & atomic_load(&mask);
    return flags & CF_CPU_AVX2 ? flags : 0;
}

void cf_cpu_set_mask(unsigned value)
{
    pthread_once(&once, detect);
    atomic_store(&mask, value);
}

const char *cf_cpu_name(unsigned flags)
{
    return flags & CF_CPU_AVX512 ? "AVX-512" : flags & CF_CPU_AVX2 ? "AVX2" : "C";
}
