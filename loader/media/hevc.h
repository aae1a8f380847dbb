/* HEVC parameter sets as far as the slice headers' reference pictures need them (ITU-T H.265, 7.3.2 and 7.4.3; names
 * as there). hevc_sets.c reads them, hevc.c follows the pictures. */
#ifndef CF_MEDIA_HEVC_H
#define CF_MEDIA_HEVC_H
#include "media/references.h"

enum { CF_HEVC_PICTURES = 16 }; /* the most a decoded picture buffer holds beside the current one */

struct cf_hevc_rps { /* short-term: the negative deltas, from the nearest back, then the positive ones */
    int negative, count;
    int32_t delta[CF_HEVC_PICTURES];
    uint8_t used[CF_HEVC_PICTURES]; /* by the current picture */
};

struct cf_hevc_sps {
    uint64_t hash; /* of the NAL unit; 0: none was seen */
    int separate_colour_planes, chroma_array_type, address_bits, log2_max_poc_lsb;
    int sample_adaptive_offset, temporal_mvp;
    int rps_count;
    struct cf_hevc_rps rps[64];
    int long_terms_present, long_term_count;
    uint32_t long_term_lsb[32];
    uint8_t long_term_used[32];
};

struct cf_hevc_pps {
    uint64_t hash;
    int sps;
    int dependent_slices, output_flag_present, extra_slice_header_bits, lists_modification_present;
    int default_active[2]; /* references in RefPicList0, RefPicList1 */
};

struct cf_hevc_sets {
    uint64_t vps[16]; /* hashes */
    struct cf_hevc_sps sps[16];
    struct cf_hevc_pps pps[64];
};

/* Takes a parameter set (nal_unit_type 32 to 34). 0: it is damaged or not understood, or another of its id was there
 * before; or, unless `define`, none was: packets that bring new ones cannot be left out. */
int cf_hevc_sets_take(struct cf_hevc_sets *sets, const uint8_t *nal, size_t size, int define);

/* st_ref_pic_set(index) behind `count` sets; in a slice header index is count. */
void cf_hevc_read_rps(struct cf_bits *bits, struct cf_hevc_rps *out, const struct cf_hevc_rps *sets, int index,
                      int count);
/* ue(v): above `most` is bad, and 0. */
uint32_t cf_hevc_read_ue(struct cf_bits *bits, uint32_t most);
/* The least n with 2^n >= value. */
int cf_hevc_bits_for(uint32_t value);
/* A NAL unit's payload without its two bytes of header and its emulation prevention bytes, cut to `room`. */
size_t cf_hevc_unescape(uint8_t *out, size_t room, const uint8_t *nal, size_t size);
#endif
