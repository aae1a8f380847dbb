/* The kernels of this build as PTX: kernels.cu by clang or nvcc, or nothing where the build found neither. */
#ifndef CF_PIXELS_CUDA_PTX_H
#define CF_PIXELS_CUDA_PTX_H

extern const char cf_cuda_ptx[];          /* NUL-terminated; "" without kernels */
extern const char cf_cuda_ptx_compiler[]; /* its name and version, or why there are none */
#endif
