/* The entry points of the kernels. No header of CUDA's is needed: clang alone makes PTX of it, nvcc too. */
#ifdef __NVCC__
#define KERNEL extern "C" __global__ void
#define PIXEL_FN static __device__ __forceinline__
#define AT(axis) ((int)(blockIdx.axis * blockDim.axis + threadIdx.axis))
#else
#define KERNEL extern "C" __attribute__((global)) void
#define PIXEL_FN static __attribute__((device, always_inline)) inline
#define AT(axis)                                                                                                       \
    ((int)(__nvvm_read_ptx_sreg_ctaid_##axis() * __nvvm_read_ptx_sreg_ntid_##axis() +                                  \
           __nvvm_read_ptx_sreg_tid_##axis()))
#endif
#define CF_PIXEL_FN PIXEL_FN
#include "pixels/cuda/kernel.h"

KERNEL cf_convert_8(struct cf_cuda_params params)
{
    cf_cuda_pixel(&params, 0, AT(x), AT(y), AT(z));
}

KERNEL cf_convert_16(struct cf_cuda_params params)
{
    cf_cuda_pixel(&params, 1, AT(x), AT(y), AT(z));
}
