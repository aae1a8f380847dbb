/* What travels to a machine with a GPU, in one file: packet tables, packets, wanted frames, and the host's hashes of
 * their planes and of the batch made of them; and a few raw pictures. Native integers; little-endian machines only. */
#ifndef GPU_PACK_H
#define GPU_PACK_H
#include <stdint.h>

#include "decode/picture.h"
#include "media/table.h"

enum { PACK_OUT = 256, PACK_NAME = 64 }; /* batches are of PACK_OUT x PACK_OUT u8, [F,C,H,W], resized as latte has it */

enum pack_role { PACK_CHECK, PACK_SPEED, PACK_COSTS };

struct pack_list {
    uint32_t count;
    const uint32_t *at;
};

struct pack_set {
    struct pack_list frames, needed, all; /* needed: packets without those that can be left out */
    const uint64_t *planes;               /* of each frame */
    uint64_t batch;
};

struct pack_clip {
    char name[PACK_NAME];
    uint32_t role;
    struct cf_table *table;
    const uint8_t *bytes;
    uint64_t *offsets; /* of each packet in bytes, SIZE_MAX: not here */
    uint32_t set_count;
    struct pack_set *sets;
};

struct pack_picture { /* a host picture and the hash of its batch of one */
    struct cf_picture picture;
    uint64_t batch;
};

struct pack {
    uint32_t clip_count, picture_count;
    struct pack_clip *clips;
    struct pack_picture *pictures;
};

/* Of planar samples without their meaningless bits. */
uint64_t pack_hash(const struct cf_picture *picture);
/* CF_EFORMAT, CF_EIO, CF_ENOMEM. The file stays mapped. */
int pack_open(struct pack *out, const char *path, struct cf_error *err);
/* One frame after the other; malloc'd. */
uint8_t *pack_convert(const struct cf_picture *pictures, uint32_t count, struct cf_error *err);
size_t pack_frame_bytes(void);
#endif
