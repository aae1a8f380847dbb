#include <cpuid.h>

#include "base/cpu.h"

/* XCR0: which registers the operating system saves. */
static unsigned saved_state(void)
{
    unsigned low, high;
    __asm__("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
    return low;
}

unsigned cf_cpu_detect(void)
{
    enum { YMM = 0x6, ZMM = 0xe6 };
    const unsigned leaf_1 = bit_OSXSAVE | bit_AVX | bit_FMA | bit_F16C;
    const unsigned wide = bit_AVX512F | bit_AVX512BW | bit_AVX512DQ | bit_AVX512VL;
    unsigned a, b, c, d;
    if (!__get_cpuid(1, &a, &b, &c, &d) || (c & leaf_1) != leaf_1)
        return 0;
    unsigned state = saved_state();
    if (!__get_cpuid_count(7, 0, &a, &b, &c, &d) || !(b & bit_AVX2) || (state & YMM) != YMM)
        return 0;
    return CF_CPU_AVX2 | ((b & wide) == wide && (state & ZMM) == ZMM ? CF_CPU_AVX512 : 0u);
}
