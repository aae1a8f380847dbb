/* Takes the place of the PTX where there is no compiler for it. */
#include "pixels/cuda/ptx.h"

const char cf_cuda_ptx[] = "";
const char cf_cuda_ptx_compiler[] = "neither clang nor nvcc was found when this program was built";
