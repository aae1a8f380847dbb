/* HEVC pictures and what they refer to (ITU-T H.265, 7.3.6, 8.3.1, 8.3.2 and 8.3.4; names as there).
 *
 * A picture refers to the entries of its active RefPicList0 and RefPicList1, over all of its slices; the collocated
 * picture is one of them. Two more things go from picture to picture, and are references too: picture order counts
 * are told from the last picture of the lowest sub-layer, modulo a power of two (see refer_to_anchor), and decoders
 * know whether to show a RASL picture from its CRA picture. */
#include <stdlib.h>
#include <string.h>

#include "media/hevc.h"
#include "media/internal.h"

enum { RADL_N = 6, RASL_N = 8, RASL_R = 9, HIGHEST_TRAILING = 9, BLA_W_LP = 16, BLA_N_LP = 18, IDR_W_RADL = 19 };
enum { IDR_N_LP = 20, CRA = 21, RESERVED_IRAP = 23, LAST_VCL = 31, VPS = 32, PPS = 34, EOS = 36, EOB = 37 };
enum { B_SLICE, P_SLICE, I_SLICE };
enum { NO_PACKET = -1, HEADER_ROOM = 1024 };

struct picture {
    int64_t order, packet; /* PicOrderCntVal */
};

struct long_term {
    uint32_t lsb, msb_cycle; /* DeltaPocMsbCycleLt */
    int has_msb, used;
};

struct slice {
    int first, type, no_output_of_prior_pictures;
    const struct cf_hevc_sps *sps;
    uint32_t order_lsb;
    struct cf_hevc_rps rps;
    int long_term_count;
    struct long_term long_terms[CF_HEVC_PICTURES];
    int active[2], modified[2];
    uint8_t entries[2][CF_HEVC_PICTURES];
};

struct cf_hevc_tracker {
    int nal_length_size, started, ended; /* a picture was seen, the end of its sequence was */
    struct cf_hevc_sets sets;
    struct picture pictures[CF_HEVC_PICTURES + 1]; /* the decoded picture buffer */
    int picture_count;
    struct picture lists[3][CF_HEVC_PICTURES]; /* PocStCurrBefore, PocStCurrAfter, PocLtCurr of the picture */
    int list_counts[3];
    struct picture lowest; /* prevTid0Pic */
    struct picture anchor;
    int64_t least, most;                   /* orders of the pictures that were prevTid0Pic from the anchor on */
    int64_t sequence_least, sequence_most; /* orders since the last picture that forgets all before it */
    int64_t intra;                         /* the last IRAP picture's packet */
    int skips_leading;                     /* its NoRaslOutputFlag */
    uint8_t header[HEADER_ROOM];
};

static int flag(struct cf_bits *b)
{
    return (int)cf_bits_read(b, 1);
}

static int is_idr(int nal_type)
{
    return nal_type == IDR_W_RADL || nal_type == IDR_N_LP;
}

static int is_irap(int nal_type)
{
    return nal_type >= BLA_W_LP && nal_type <= RESERVED_IRAP;
}

static void read_long_terms(struct cf_bits *b, struct slice *s)
{
    const struct cf_hevc_sps *sps = s->sps;
    uint32_t listed = sps->long_term_count ? cf_hevc_read_ue(b, (uint32_t)sps->long_term_count) : 0;
    uint32_t count = listed + cf_hevc_read_ue(b, CF_HEVC_PICTURES);
    if (count > CF_HEVC_PICTURES)
        b->bad = 1;
    for (uint32_t i = 0; i < count && !b->bad; i++) {
        struct long_term *to = &s->long_terms[i];
        if (i < listed) {
            uint32_t at = cf_bits_read(b, cf_hevc_bits_for((uint32_t)sps->long_term_count));
            if (at >= (uint32_t)sps->long_term_count) {
                b->bad = 1;
                return;
            }
            to->lsb = sps->long_term_lsb[at];
            to->used = sps->long_term_used[at];
        } else {
            to->lsb = cf_bits_read(b, sps->log2_max_poc_lsb);
            to->used = flag(b);
        }
        to->has_msb = flag(b);
        to->msb_cycle = to->has_msb ? cf_hevc_read_ue(b, 1u << 28) : 0;
        if (i && i != listed) /* (7-52) */
            to->msb_cycle += to[-1].msb_cycle;
        s->long_term_count = (int)i + 1;
    }
}

static int count_current(const struct slice *s)
{
    int count = 0;
    for (int i = 0; i < s->rps.count; i++)
        count += s->rps.used[i];
    for (int i = 0; i < s->long_term_count; i++)
        count += s->long_terms[i].used;
    return count;
}

static void read_lists(struct cf_bits *b, struct slice *s, const struct cf_hevc_pps *pps)
{
    int lists = s->type == B_SLICE ? 2 : 1, override = flag(b), total = count_current(s);
    for (int l = 0; l < lists; l++)
        s->active[l] = override ? (int)cf_hevc_read_ue(b, 14) + 1 : pps->default_active[l];
    if (!pps->lists_modification_present || total <= 1)
        return;
    for (int l = 0; l < lists; l++) {
        s->modified[l] = flag(b);
        for (int i = 0; s->modified[l] && i < s->active[l]; i++) {
            s->entries[l][i] = (uint8_t)cf_bits_read(b, cf_hevc_bits_for((uint32_t)total));
            if (s->entries[l][i] >= total)
                b->bad = 1;
        }
    }
}

static void read_pictures(struct cf_bits *b, struct slice *s)
{
    const struct cf_hevc_sps *sps = s->sps;
    s->order_lsb = cf_bits_read(b, sps->log2_max_poc_lsb);
    if (!flag(b)) { /* short_term_ref_pic_set_sps_flag */
        cf_hevc_read_rps(b, &s->rps, sps->rps, sps->rps_count, sps->rps_count);
    } else {
        uint32_t index = cf_bits_read(b, cf_hevc_bits_for((uint32_t)sps->rps_count));
        if (index >= (uint32_t)sps->rps_count)
            b->bad = 1;
        else
            s->rps = sps->rps[index];
    }
    if (sps->long_terms_present)
        read_long_terms(b, s);
    if (sps->temporal_mvp)
        flag(b);
    if (s->rps.count + s->long_term_count > CF_HEVC_PICTURES)
        b->bad = 1;
}

/* slice_segment_header() to its reference lists. 1, 0 for a dependent segment, -1: not understood. */
static int read_slice(const struct cf_hevc_tracker *t, struct slice *s, int nal_type, struct cf_bits *b)
{
    *s = (struct slice){0};
    s->first = flag(b);
    if (is_irap(nal_type))
        s->no_output_of_prior_pictures = flag(b);
    uint32_t id = cf_hevc_read_ue(b, 63);
    const struct cf_hevc_pps *pps = &t->sets.pps[id];
    s->sps = &t->sets.sps[pps->sps];
    if (b->bad || !pps->hash || !s->sps->hash)
        return -1;
    if (!s->first) {
        int dependent = pps->dependent_slices && flag(b);
        cf_bits_read(b, s->sps->address_bits);
        if (dependent)
            return b->bad ? -1 : 0;
        /* x265 makes streams of several slices a picture in which pictures rest on others than their slices name. */
        return -1;
    }
    cf_bits_read(b, pps->extra_slice_header_bits);
    s->type = (int)cf_hevc_read_ue(b, I_SLICE);
    if (pps->output_flag_present)
        flag(b);
    if (s->sps->separate_colour_planes)
        cf_bits_read(b, 2);
    if (!is_idr(nal_type))
        read_pictures(b, s);
    if (s->sps->sample_adaptive_offset)
        cf_bits_read(b, s->sps->chroma_array_type ? 2 : 1);
    if (s->type != I_SLICE)
        read_lists(b, s, pps);
    return b->bad ? -1 : 1;
}

/* 8.3.1 */
static int64_t derive_order(const struct cf_hevc_tracker *t, const struct slice *s, int forgets)
{
    int64_t size = (int64_t)1 << s->sps->log2_max_poc_lsb, lsb = s->order_lsb;
    int64_t before = t->lowest.order & (size - 1), msb = t->lowest.order - before;
    if (forgets)
        return lsb;
    if (lsb < before && before - lsb >= size / 2)
        return msb + size + lsb;
    if (lsb > before && lsb - before > size / 2)
        return msb - size + lsb;
    return msb + lsb;
}

static struct picture *find(struct cf_hevc_tracker *t, int64_t order, int64_t mask)
{
    for (int i = 0; i < t->picture_count; i++)
        if ((t->pictures[i].order & mask) == order)
            return &t->pictures[i];
    return NULL;
}

/* Moves what the set names to kept[], and to its list what the picture may refer to. */
static void keep(struct cf_hevc_tracker *t, struct picture *kept, int *count, const struct picture *found,
                 int64_t order, int list)
{
    struct picture picture = found ? *found : (struct picture){order, NO_PACKET};
    if (found)
        kept[(*count)++] = picture;
    if (list >= 0)
        t->lists[list][t->list_counts[list]++] = picture;
}

/* 8.3.2: what is not in the picture's set leaves the buffer. */
static int apply_rps(struct cf_hevc_tracker *t, const struct slice *s, int64_t order)
{
    enum { BEFORE, AFTER, LONG };
    struct picture kept[CF_HEVC_PICTURES];
    int64_t size = (int64_t)1 << s->sps->log2_max_poc_lsb;
    int count = 0;
    memset(t->list_counts, 0, sizeof t->list_counts);
    for (int i = 0; i < s->rps.count; i++) {
        int64_t wanted = order + s->rps.delta[i];
        keep(t, kept, &count, find(t, wanted, -1), wanted, !s->rps.used[i] ? -1 : i < s->rps.negative ? BEFORE : AFTER);
    }
    for (int i = 0; i < s->long_term_count; i++) {
        const struct long_term *from = &s->long_terms[i];
        int64_t wanted = from->lsb, mask = size - 1;
        if (from->has_msb) {
            wanted += order - (int64_t)from->msb_cycle * size - (order & (size - 1));
            mask = -1;
        } else if (t->sequence_most - t->sequence_least >= size) {
            return 0; /* with pictures left out, others of these bits could still be in the buffer */
        }
        keep(t, kept, &count, find(t, wanted, mask), wanted, from->used ? LONG : -1);
    }
    memcpy(t->pictures, kept, (size_t)count * sizeof *kept);
    t->picture_count = count;
    return 1;
}

/* 8.3.4. A picture that is not there is another's substitute in every decoder: what that is, is not known. */
static int refer(const struct cf_hevc_tracker *t, const struct slice *s, struct cf_references *references)
{
    static const int places[2][3] = {{0, 1, 2}, {1, 0, 2}};
    int lists = s->type == I_SLICE ? 0 : s->type == P_SLICE ? 1 : 2;
    for (int l = 0; l < lists; l++) {
        struct picture all[CF_HEVC_PICTURES];
        int total = 0;
        for (int p = 0; p < 3; p++)
            for (int i = 0; i < t->list_counts[places[l][p]]; i++)
                all[total++] = t->lists[places[l][p]][i];
        if (!total || total != count_current(s))
            return 0;
        for (int i = 0; i < s->active[l]; i++) {
            const struct picture *picture = &all[s->modified[l] ? s->entries[l][i] : i % total];
            if (picture->packet == NO_PACKET || !cf_references_add(references, (uint32_t)picture->packet))
                return 0;
        }
    }
    return 1;
}

/* With pictures left out, prevTid0Pic is another one than in the full stream, and must still be less than half of
 * MaxPicOrderCntLsb away. So every picture refers to an anchor from which on, up to itself, no picture of the lowest
 * sub-layer is farther from it than that: whichever of them was the last, its order is told right. */
static int refer_to_anchor(struct cf_hevc_tracker *t, const struct slice *s, int64_t order,
                           struct cf_references *references)
{
    int64_t half = (int64_t)1 << (s->sps->log2_max_poc_lsb - 1);
    if (order - t->least >= half || t->most - order >= half) {
        t->anchor = t->lowest;
        t->least = t->most = t->lowest.order;
    }
    return cf_references_add(references, (uint32_t)t->anchor.packet);
}

static void forget(struct cf_hevc_tracker *t, const struct picture *picture)
{
    t->picture_count = 0;
    memset(t->list_counts, 0, sizeof t->list_counts);
    t->anchor = *picture;
    t->least = t->most = t->sequence_least = t->sequence_most = picture->order;
}

static void note_order(struct cf_hevc_tracker *t, const struct picture *picture, int nal_type, int temporal_id)
{
    int leading = nal_type >= RADL_N && nal_type <= RASL_R, sub_layer = nal_type < RADL_N && nal_type % 2 == 0;
    t->sequence_least = picture->order < t->sequence_least ? picture->order : t->sequence_least;
    t->sequence_most = picture->order > t->sequence_most ? picture->order : t->sequence_most;
    if (temporal_id || leading || sub_layer)
        return;
    t->lowest = *picture;
    t->least = picture->order < t->least ? picture->order : t->least;
    t->most = picture->order > t->most ? picture->order : t->most;
}

/* At a picture's first slice: its order and its set. 1, 0: not understood. */
static int begin_picture(struct cf_hevc_tracker *t, const struct slice *s, int nal_type, int temporal_id,
                         uint32_t index, struct cf_references *references)
{
    int irap = is_irap(nal_type);
    int forgets = irap && (nal_type != CRA || !t->started);
    /* What is shown of what was before would hang on how much of that was decoded. */
    if (t->ended || (!t->started && !irap) || (t->started && s->no_output_of_prior_pictures))
        return 0;
    t->started = 1;
    struct picture picture = {derive_order(t, s, forgets), index};
    if (irap) {
        t->intra = index;
        t->skips_leading = forgets;
    }
    if (forgets)
        forget(t, &picture);
    else if (find(t, picture.order, -1) || !apply_rps(t, s, picture.order) ||
             !refer_to_anchor(t, s, picture.order, references))
        return 0;
    for (int i = 0; i < t->picture_count; i++)
        references->held[references->held_count++] = (uint32_t)t->pictures[i].packet;
    if ((nal_type == RASL_N || nal_type == RASL_R) && !cf_references_add(references, (uint32_t)t->intra))
        return 0;
    t->pictures[t->picture_count++] = picture;
    note_order(t, &picture, nal_type, temporal_id);
    return 1;
}

static int take_slice(struct cf_hevc_tracker *t, const uint8_t *nal, size_t size, uint32_t index, int *pictures,
                      struct cf_references *references)
{
    int nal_type = nal[0] >> 1 & 63, temporal_id = (nal[1] & 7) - 1;
    if ((nal_type > HIGHEST_TRAILING && nal_type < BLA_W_LP) || nal_type > CRA || temporal_id < 0)
        return 0;
    struct cf_bits b = {t->header, cf_hevc_unescape(t->header, sizeof t->header, nal, size), 0, 0};
    struct slice slice;
    int kind = read_slice(t, &slice, nal_type, &b);
    if (kind < 0)
        return 0;
    *pictures += slice.first;
    if (*pictures != 1) /* two pictures, or half of one */
        return 0;
    if (slice.first && !begin_picture(t, &slice, nal_type, temporal_id, index, references))
        return 0;
    if (kind == 0)
        return 1;
    if (is_irap(nal_type))
        return slice.type == I_SLICE;
    /* Of leading pictures whose references were never there, nothing is decoded. */
    if (t->skips_leading && (nal_type == RASL_N || nal_type == RASL_R))
        return 1;
    return refer(t, &slice, references);
}

int cf_hevc_tracker_packet(struct cf_hevc_tracker *t, uint32_t index, const uint8_t *data, size_t size,
                           struct cf_references *references)
{
    struct cf_nal_walk walk = {data, data + size, t->nal_length_size};
    const uint8_t *nal;
    size_t length;
    int pictures = 0;
    while (cf_nal_next(&walk, &nal, &length)) {
        if (length < 2)
            continue;
        int type = nal[0] >> 1 & 63;
        if ((nal[0] & 1) || nal[1] >> 3) /* nuh_layer_id */
            continue;
        if (type <= LAST_VCL && !take_slice(t, nal, length, index, &pictures, references))
            return 0;
        if (type >= VPS && type <= PPS && !cf_hevc_sets_take(&t->sets, nal, length, !index))
            return 0;
        if (type == EOS || type == EOB)
            t->ended = 1;
    }
    return pictures == 1;
}

static int take_extradata(struct cf_hevc_tracker *t, const uint8_t *data, size_t size)
{
    struct cf_nal_walk walk = {data, data + size, t->nal_length_size ? 2 : 0};
    const uint8_t *nal;
    size_t length;
    int arrays = 1, units;
    if (t->nal_length_size) {
        arrays = data[22];
        walk.at = data + 23;
    }
    for (; arrays > 0; arrays--) {
        units = -1; /* all there are */
        if (t->nal_length_size) {
            if (walk.end - walk.at < 3)
                return 0;
            units = walk.at[1] << 8 | walk.at[2];
            walk.at += 3;
        }
        for (; units && cf_nal_next(&walk, &nal, &length); units--) {
            int type = length < 2 ? EOB : nal[0] >> 1 & 63;
            if (type >= VPS && type <= PPS && !(nal[0] & 1) && !(nal[1] >> 3) &&
                !cf_hevc_sets_take(&t->sets, nal, length, 1))
                return 0;
        }
    }
    return 1;
}

struct cf_hevc_tracker *cf_hevc_tracker_open(const uint8_t *extradata, size_t extradata_size, int nal_length_size)
{
    struct cf_hevc_tracker *t = calloc(1, sizeof *t);
    if (!t)
        return NULL;
    t->nal_length_size = nal_length_size;
    if ((nal_length_size && extradata_size < 23) || !take_extradata(t, extradata, extradata_size)) {
        free(t);
        return NULL;
    }
    return t;
}
