#include <string.h>
#include <xxhash.h>

#include "media/hevc.h"

enum { ROOM = 8192 }; /* bytes of a parameter set; what lies behind them would be needed: not understood */

size_t cf_hevc_unescape(uint8_t *out, size_t room, const uint8_t *nal, size_t size)
{
    size_t length = 0;
    int zeros = 0;
    for (size_t i = 2; i < size && length < room; i++) {
        if (zeros >= 2 && nal[i] == 3) {
            zeros = 0;
            continue;
        }
        zeros = nal[i] ? 0 : zeros + 1;
        out[length++] = nal[i];
    }
    return length;
}

int cf_hevc_bits_for(uint32_t value)
{
    int bits = 0;
    while (bits < 32 && (UINT64_C(1) << bits) < value)
        bits++;
    return bits;
}

uint32_t cf_hevc_read_ue(struct cf_bits *b, uint32_t most)
{
    int zeros = 0;
    while (zeros < 32 && !b->bad && !cf_bits_read(b, 1))
        zeros++;
    uint64_t value = zeros < 32 ? (UINT64_C(1) << zeros) - 1 + cf_bits_read(b, zeros) : UINT64_MAX;
    if (value > most)
        b->bad = 1;
    return b->bad ? 0 : (uint32_t)value;
}

static int flag(struct cf_bits *b)
{
    return (int)cf_bits_read(b, 1);
}

static int ue(struct cf_bits *b, uint32_t most)
{
    return (int)cf_hevc_read_ue(b, most);
}

/* ue(v) and se(v) are as long. */
static void skip_ue(struct cf_bits *b, int count)
{
    while (count-- > 0)
        cf_hevc_read_ue(b, UINT32_MAX - 1);
}

static void skip(struct cf_bits *b, int count)
{
    for (; count > 32; count -= 32)
        cf_bits_read(b, 32);
    cf_bits_read(b, count);
}

static void add_delta(struct cf_bits *b, struct cf_hevc_rps *rps, int32_t delta, int used)
{
    if (rps->count == CF_HEVC_PICTURES || delta == 0) {
        b->bad = 1;
        return;
    }
    rps->delta[rps->count] = delta;
    rps->used[rps->count++] = (uint8_t)used;
}

/* (7-61) and (7-62): the pictures of another set, seen from a picture `shift` away, and that set's own. */
static void predict_rps(struct cf_bits *b, struct cf_hevc_rps *out, const struct cf_hevc_rps *from, int32_t shift)
{
    uint8_t used[CF_HEVC_PICTURES + 1], kept[CF_HEVC_PICTURES + 1];
    for (int j = 0; j <= from->count; j++) {
        used[j] = (uint8_t)flag(b);
        kept[j] = (uint8_t)(used[j] || flag(b)); /* use_delta_flag */
    }
    for (int j = from->count - 1; j >= from->negative; j--)
        if (from->delta[j] + shift < 0 && kept[j])
            add_delta(b, out, from->delta[j] + shift, used[j]);
    if (shift < 0 && kept[from->count])
        add_delta(b, out, shift, used[from->count]);
    for (int j = 0; j < from->negative; j++)
        if (from->delta[j] + shift < 0 && kept[j])
            add_delta(b, out, from->delta[j] + shift, used[j]);
    out->negative = out->count;
    for (int j = from->negative - 1; j >= 0; j--)
        if (from->delta[j] + shift > 0 && kept[j])
            add_delta(b, out, from->delta[j] + shift, used[j]);
    if (shift > 0 && kept[from->count])
        add_delta(b, out, shift, used[from->count]);
    for (int j = from->negative; j < from->count; j++)
        if (from->delta[j] + shift > 0 && kept[j])
            add_delta(b, out, from->delta[j] + shift, used[j]);
}

void cf_hevc_read_rps(struct cf_bits *b, struct cf_hevc_rps *out, const struct cf_hevc_rps *sets, int index, int count)
{
    *out = (struct cf_hevc_rps){0};
    if (index && flag(b)) { /* inter_ref_pic_set_prediction_flag */
        int back = index == count ? ue(b, (uint32_t)index - 1) + 1 : 1;
        int minus = flag(b);
        int32_t distance = ue(b, 32767) + 1;
        predict_rps(b, out, &sets[index - back], minus ? -distance : distance);
        return;
    }
    int negative = ue(b, CF_HEVC_PICTURES), positive = ue(b, CF_HEVC_PICTURES);
    int32_t at = 0;
    for (int i = 0; i < negative + positive && !b->bad; i++) {
        if (i == negative)
            at = 0;
        int32_t step = ue(b, 32767) + 1;
        at += i < negative ? -step : step;
        add_delta(b, out, at, flag(b));
    }
    out->negative = negative;
}

/* Version 1 and 2 profiles of one layer: those above bring screen content coding or layers. */
static void read_profile(struct cf_bits *b, int sub_layers_above)
{
    int profile_present[8], level_present[8];
    skip(b, 3); /* general_profile_space, general_tier_flag */
    uint32_t profile = cf_bits_read(b, 5), compatible = cf_bits_read(b, 32);
    if (profile < 1 || profile > 5 || compatible & (1u << (31 - 9) | 1u << (31 - 11)))
        b->bad = 1;
    skip(b, 48 + 8);
    for (int i = 0; i < sub_layers_above; i++) {
        profile_present[i] = flag(b);
        level_present[i] = flag(b);
    }
    if (sub_layers_above)
        skip(b, 2 * (8 - sub_layers_above));
    for (int i = 0; i < sub_layers_above; i++)
        skip(b, (profile_present[i] ? 88 : 0) + (level_present[i] ? 8 : 0));
}

static void skip_scaling_lists(struct cf_bits *b)
{
    for (int size = 0; size < 4; size++)
        for (int matrix = 0; matrix < 6 && !b->bad; matrix += size == 3 ? 3 : 1) {
            if (flag(b))
                skip_ue(b, (size > 1) + (size ? 64 : 16)); /* scaling_list_dc_coef_minus8 and the deltas */
            else
                skip_ue(b, 1); /* scaling_list_pred_matrix_id_delta */
        }
}

static void read_long_terms(struct cf_bits *b, struct cf_hevc_sps *s)
{
    s->long_terms_present = flag(b);
    if (!s->long_terms_present)
        return;
    s->long_term_count = ue(b, 32);
    for (int i = 0; i < s->long_term_count; i++) {
        s->long_term_lsb[i] = cf_bits_read(b, s->log2_max_poc_lsb);
        s->long_term_used[i] = (uint8_t)flag(b);
    }
}

/* Returns the id. */
static int read_sps(struct cf_bits *b, struct cf_hevc_sps *s)
{
    skip(b, 4); /* sps_video_parameter_set_id */
    int above = (int)cf_bits_read(b, 3);
    if (above > 6)
        b->bad = 1;
    flag(b);
    read_profile(b, b->bad ? 0 : above);
    int id = ue(b, 15), chroma = ue(b, 3);
    s->separate_colour_planes = chroma == 3 && flag(b);
    s->chroma_array_type = s->separate_colour_planes ? 0 : chroma;
    uint32_t width = cf_hevc_read_ue(b, 65535), height = cf_hevc_read_ue(b, 65535);
    if (flag(b)) /* conformance_window_flag */
        skip_ue(b, 4);
    skip_ue(b, 2); /* bit depths */
    s->log2_max_poc_lsb = ue(b, 12) + 4;
    skip_ue(b, flag(b) ? 3 * (above + 1) : 3); /* sps_sub_layer_ordering_info */
    int log2_block = ue(b, 3) + 3;
    int log2_tree = log2_block + ue(b, 3);
    skip_ue(b, 4); /* transform block sizes and depths */
    if (flag(b) && flag(b))
        skip_scaling_lists(b);
    flag(b); /* amp_enabled_flag */
    s->sample_adaptive_offset = flag(b);
    if (flag(b)) { /* pcm_enabled_flag */
        skip(b, 8);
        skip_ue(b, 2);
        flag(b);
    }
    s->rps_count = ue(b, 64);
    for (int i = 0; i < s->rps_count && !b->bad; i++)
        cf_hevc_read_rps(b, &s->rps[i], s->rps, i, s->rps_count);
    read_long_terms(b, s);
    s->temporal_mvp = flag(b);
    uint32_t tree = 1u << log2_tree;
    s->address_bits = cf_hevc_bits_for(((width + tree - 1) / tree) * ((height + tree - 1) / tree));
    return id;
}

static void skip_tiles(struct cf_bits *b)
{
    int columns = ue(b, 1023), rows = ue(b, 1023);
    if (!flag(b)) /* uniform_spacing_flag */
        skip_ue(b, columns + rows);
    flag(b);
}

static int read_pps(struct cf_bits *b, struct cf_hevc_pps *p)
{
    int id = ue(b, 63);
    p->sps = ue(b, 15);
    p->dependent_slices = flag(b);
    p->output_flag_present = flag(b);
    p->extra_slice_header_bits = (int)cf_bits_read(b, 3);
    skip(b, 2);
    p->default_active[0] = ue(b, 14) + 1;
    p->default_active[1] = ue(b, 14) + 1;
    skip_ue(b, 1); /* init_qp_minus26 */
    skip(b, 2);
    if (flag(b)) /* cu_qp_delta_enabled_flag */
        skip_ue(b, 1);
    skip_ue(b, 2); /* chroma QP offsets */
    skip(b, 4);
    int tiles = flag(b);
    flag(b); /* entropy_coding_sync_enabled_flag */
    if (tiles)
        skip_tiles(b);
    flag(b);
    if (flag(b)) { /* deblocking_filter_control_present_flag */
        flag(b);
        if (!flag(b))
            skip_ue(b, 2);
    }
    if (flag(b))
        skip_scaling_lists(b);
    p->lists_modification_present = flag(b);
    skip_ue(b, 1);
    flag(b);
    if (flag(b)) { /* pps_extension_present_flag: only the range extension leaves the slice header as it is */
        flag(b);
        if (cf_bits_read(b, 7))
            b->bad = 1;
    }
    return id;
}

/* 1 if the slot may hold this content: it does already, or is empty and may be defined. */
static int settle(uint64_t held, uint64_t hash, int define)
{
    return held ? held == hash : define;
}

int cf_hevc_sets_take(struct cf_hevc_sets *sets, const uint8_t *nal, size_t size, int define)
{
    enum { VPS = 32, SPS = 33 };
    uint8_t payload[ROOM];
    while (size && !nal[size - 1]) /* zeros behind a NAL unit are not its own */
        size--;
    if (size < 3)
        return 0;
    struct cf_bits b = {payload, cf_hevc_unescape(payload, sizeof payload, nal, size), 0, 0};
    uint64_t hash = XXH3_64bits(nal, size) | 1;
    int type = nal[0] >> 1 & 63;
    if (type == VPS) {
        uint64_t *held = &sets->vps[cf_bits_read(&b, 4)];
        if (!settle(*held, hash, define))
            return 0;
        *held = hash;
        return 1;
    }
    if (type == SPS) {
        struct cf_hevc_sps sps = {.hash = hash};
        int id = read_sps(&b, &sps);
        if (b.bad || !settle(sets->sps[id].hash, hash, define))
            return 0;
        sets->sps[id] = sps;
        return 1;
    }
    struct cf_hevc_pps pps = {.hash = hash};
    int id = read_pps(&b, &pps);
    if (b.bad || !settle(sets->pps[id].hash, hash, define))
        return 0;
    sets->pps[id] = pps;
    return 1;
}
