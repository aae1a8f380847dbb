/* The ABI by which array libraries lend each other memory: DLPack 1.0, its specification's layout. A capsule named
 * "dltensor" holds a struct dl_managed, one named "dltensor_versioned" a struct dl_managed_versioned; who takes it
 * renames it to "used_..." and calls the deleter, from any thread, when done. */
#ifndef CLIPFEED_DLPACK_H
#define CLIPFEED_DLPACK_H
#include <stdint.h>

enum dl_device_type { DL_CPU = 1, DL_CUDA = 2, DL_CUDA_HOST = 3 };
enum dl_type_code { DL_INT = 0, DL_UINT = 1, DL_FLOAT = 2, DL_BFLOAT = 4 };

struct dl_device {
    int32_t type, id;
};

struct dl_type {
    uint8_t code, bits;
    uint16_t lanes;
};

struct dl_tensor {
    void *data;
    struct dl_device device;
    int32_t ndim;
    struct dl_type dtype;
    int64_t *shape, *strides; /* strides in elements; NULL: contiguous, last dimension fastest */
    uint64_t byte_offset;
};

struct dl_managed {
    struct dl_tensor tensor;
    void *context;
    void (*deleter)(struct dl_managed *self);
};

struct dl_managed_versioned {
    uint32_t major, minor;
    void *context;
    void (*deleter)(struct dl_managed_versioned *self);
    uint64_t flags;
    struct dl_tensor tensor;
};
#endif
