#include "base/cpu.h"
#include "x86.h"

void cf_kernels_init_arch(struct cf_kernels *kernels, unsigned flags)
{
    if (flags & CF_CPU_AVX2)
        cf_kernels_init_avx2(kernels);
    if (flags & CF_CPU_AVX512)
        cf_kernels_init_avx512(kernels);
}
