#include "pixels/kernels.h"

void cf_kernels_init_arch(struct cf_kernels *kernels, unsigned flags)
{
    (void)kernels;
    (void)flags;
}
