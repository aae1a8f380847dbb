/* AV1 sequence and frame headers, as far as the references (AV1 Bitstream & Decoding Process Specification, 5.5.1 and
 * 5.9.2; names as there). */
#include <stdlib.h>
#include <string.h>

#include "media/references.h"

enum { KEY_FRAME, INTER_FRAME, INTRA_ONLY_FRAME, SWITCH_FRAME };
enum { SLOTS = 8, SELECT = 2, NO_PACKET = -1 };

struct sequence {
    int known, reduced_still_picture_header;
    int equal_picture_interval, decoder_model_info_present;
    int buffer_removal_time_length, frame_presentation_time_length;
    int operating_points;
    int operating_point_idc[32], decoder_model_present[32];
    int frame_id_numbers_present, delta_frame_id_length, frame_id_length;
    int enable_order_hint, order_hint_bits;
    int force_screen_content_tools, force_integer_mv;
};

struct slot {
    int64_t packet; /* that wrote it */
    int key;        /* what it wrote was a KEY_FRAME */
};

struct cf_av1_tracker {
    struct sequence sequence;
    struct slot slots[SLOTS];
};

struct obu {
    int type, temporal_id, spatial_id;
    const uint8_t *data;
    size_t size;
};

/* The next OBU, 0 at the end, -1 at damage. */
static int next_obu(struct obu *obu, const uint8_t **at, const uint8_t *end)
{
    const uint8_t *p = *at;
    uint64_t size = 0;
    if (p == end)
        return 0;
    int header = *p++, extension = 0;
    if (header >> 2 & 1) {
        if (p == end)
            return -1;
        extension = *p++;
    }
    if (header >> 1 & 1) {
        unsigned shift = 0;
        for (;; shift += 7) {
            if (p == end || shift > 49)
                return -1;
            size |= (uint64_t)(*p & 127) << shift;
            if (!(*p++ & 128))
                break;
        }
    } else {
        size = (uint64_t)(end - p);
    }
    if (size > (uint64_t)(end - p))
        return -1;
    *obu = (struct obu){header >> 3 & 15, extension >> 5, extension >> 3 & 3, p, (size_t)size};
    *at = p + size;
    return 1;
}

static void skip_uvlc(struct cf_bits *b)
{
    int zeros = 0;
    while (!b->bad && zeros < 32 && !cf_bits_read(b, 1))
        zeros++;
    if (zeros < 32)
        cf_bits_read(b, zeros);
}

static int flag(struct cf_bits *b)
{
    return (int)cf_bits_read(b, 1);
}

static void read_timing(struct cf_bits *b, struct sequence *s, int *buffer_delay_length)
{
    cf_bits_read(b, 32); /* num_units_in_display_tick */
    cf_bits_read(b, 32); /* time_scale */
    s->equal_picture_interval = flag(b);
    if (s->equal_picture_interval)
        skip_uvlc(b); /* num_ticks_per_picture_minus_1 */
    s->decoder_model_info_present = flag(b);
    if (!s->decoder_model_info_present)
        return;
    *buffer_delay_length = (int)cf_bits_read(b, 5) + 1;
    cf_bits_read(b, 32); /* num_units_in_decoding_tick */
    s->buffer_removal_time_length = (int)cf_bits_read(b, 5) + 1;
    s->frame_presentation_time_length = (int)cf_bits_read(b, 5) + 1;
}

static void read_operating_points(struct cf_bits *b, struct sequence *s)
{
    int buffer_delay_length = 0;
    if (flag(b)) /* timing_info_present_flag */
        read_timing(b, s, &buffer_delay_length);
    int display_delay = flag(b);
    s->operating_points = (int)cf_bits_read(b, 5) + 1;
    for (int i = 0; i < s->operating_points; i++) {
        s->operating_point_idc[i] = (int)cf_bits_read(b, 12);
        if (cf_bits_read(b, 5) > 7) /* seq_level_idx */
            flag(b);                /* seq_tier */
        if (s->decoder_model_info_present) {
            s->decoder_model_present[i] = flag(b);
            if (s->decoder_model_present[i]) {
                cf_bits_read(b, buffer_delay_length);
                cf_bits_read(b, buffer_delay_length);
                flag(b); /* low_delay_mode_flag */
            }
        }
        if (display_delay && flag(b))
            cf_bits_read(b, 4);
    }
}

static void read_tools(struct cf_bits *b, struct sequence *s)
{
    s->force_screen_content_tools = s->force_integer_mv = SELECT;
    if (s->reduced_still_picture_header)
        return;
    cf_bits_read(b, 4); /* interintra, masked compound, warped motion, dual filter */
    s->enable_order_hint = flag(b);
    if (s->enable_order_hint)
        cf_bits_read(b, 2); /* jnt_comp, ref_frame_mvs */
    if (!flag(b))           /* seq_choose_screen_content_tools */
        s->force_screen_content_tools = flag(b);
    if (s->force_screen_content_tools && !flag(b)) /* seq_choose_integer_mv */
        s->force_integer_mv = flag(b);
    if (s->enable_order_hint)
        s->order_hint_bits = (int)cf_bits_read(b, 3) + 1;
}

static int read_sequence(struct sequence *out, const uint8_t *data, size_t size)
{
    struct cf_bits b = {data, size, 0, 0};
    struct sequence s = {.known = 1, .operating_points = 1};
    cf_bits_read(&b, 3); /* seq_profile */
    flag(&b);            /* still_picture */
    s.reduced_still_picture_header = flag(&b);
    if (s.reduced_still_picture_header)
        cf_bits_read(&b, 5);
    else
        read_operating_points(&b, &s);
    int width_bits = (int)cf_bits_read(&b, 4) + 1, height_bits = (int)cf_bits_read(&b, 4) + 1;
    cf_bits_read(&b, width_bits);
    cf_bits_read(&b, height_bits);
    if (!s.reduced_still_picture_header)
        s.frame_id_numbers_present = flag(&b);
    if (s.frame_id_numbers_present) {
        s.delta_frame_id_length = (int)cf_bits_read(&b, 4) + 2;
        s.frame_id_length = (int)cf_bits_read(&b, 3) + s.delta_frame_id_length + 1;
    }
    cf_bits_read(&b, 3); /* 128x128 superblocks, filter intra, intra edge filter */
    read_tools(&b, &s);
    if (!b.bad)
        *out = s;
    return !b.bad;
}

static int refer(struct cf_references *references, const struct slot *slot, uint32_t index)
{
    if (slot->packet == NO_PACKET)
        return 0;
    return slot->packet == index || cf_references_add(references, (uint32_t)slot->packet);
}

static int refer_all(struct cf_av1_tracker *t, struct cf_references *references, uint32_t index)
{
    for (int i = 0; i < SLOTS; i++)
        if (t->slots[i].packet != NO_PACKET && !refer(references, &t->slots[i], index))
            return 0;
    return 1;
}

static void refresh(struct cf_av1_tracker *t, unsigned flags, uint32_t index, int key)
{
    for (int i = 0; i < SLOTS; i++)
        if (flags >> i & 1)
            t->slots[i] = (struct slot){index, key};
}

static int show_existing(struct cf_av1_tracker *t, struct cf_bits *b, uint32_t index, struct cf_references *references)
{
    const struct slot shown = t->slots[cf_bits_read(b, 3)];
    if (!refer(references, &shown, index))
        return 0;
    if (shown.key) /* shown, a key frame is loaded into every slot */
        refresh(t, 0xff, index, 1);
    return 1;
}

static void skip_removal_times(struct cf_bits *b, const struct sequence *s, const struct obu *obu)
{
    if (!s->decoder_model_info_present || !flag(b))
        return;
    for (int i = 0; i < s->operating_points; i++) {
        int idc = s->operating_point_idc[i];
        int inside = (idc >> obu->temporal_id & 1) && (idc >> (obu->spatial_id + 8) & 1);
        if (s->decoder_model_present[i] && (!idc || inside))
            cf_bits_read(b, s->buffer_removal_time_length);
    }
}

static int read_references(struct cf_av1_tracker *t, struct cf_bits *b, uint32_t index,
                           struct cf_references *references)
{
    const struct sequence *s = &t->sequence;
    if (s->enable_order_hint && flag(b)) /* frame_refs_short_signaling: derived from the order hints of all slots */
        return refer_all(t, references, index);
    for (int i = 0; i < 7; i++) {
        const struct slot *slot = &t->slots[cf_bits_read(b, 3)];
        if (!refer(references, slot, index))
            return 0;
        cf_bits_read(b, s->frame_id_numbers_present ? s->delta_frame_id_length : 0);
    }
    return 1;
}

/* The part of uncompressed_header() between frame_type and refresh_frame_flags; gives error_resilient_mode. */
static int read_prelude(struct cf_bits *b, const struct sequence *s, const struct obu *obu, int type, int *show_frame)
{
    *show_frame = flag(b);
    if (*show_frame && s->decoder_model_info_present && !s->equal_picture_interval)
        cf_bits_read(b, s->frame_presentation_time_length);
    if (!*show_frame)
        flag(b); /* showable_frame */
    int resilient = type == SWITCH_FRAME || (type == KEY_FRAME && *show_frame) ? 1 : flag(b);
    flag(b); /* disable_cdf_update */
    int screen = s->force_screen_content_tools == SELECT ? flag(b) : s->force_screen_content_tools;
    if (screen && s->force_integer_mv == SELECT)
        flag(b); /* force_integer_mv */
    cf_bits_read(b, s->frame_id_numbers_present ? s->frame_id_length : 0);
    if (type != SWITCH_FRAME)
        flag(b); /* frame_size_override_flag */
    cf_bits_read(b, s->order_hint_bits);
    if (type != KEY_FRAME && type != INTRA_ONLY_FRAME && !resilient)
        cf_bits_read(b, 3); /* primary_ref_frame: one of the seven */
    skip_removal_times(b, s, obu);
    return resilient;
}

static int read_frame(struct cf_av1_tracker *t, const struct obu *obu, uint32_t index, struct cf_references *references)
{
    const struct sequence *s = &t->sequence;
    struct cf_bits b = {obu->data, obu->size, 0, 0};
    if (!s->known)
        return 0;
    if (s->reduced_still_picture_header) {
        refresh(t, 0xff, index, 1);
        return 1;
    }
    if (flag(&b))
        return show_existing(t, &b, index, references) && !b.bad;
    int type = (int)cf_bits_read(&b, 2), show_frame;
    int resilient = read_prelude(&b, s, obu, type, &show_frame), known = 1;
    int whole = type == SWITCH_FRAME || (type == KEY_FRAME && show_frame),
        intra = type == KEY_FRAME || type == INTRA_ONLY_FRAME;
    unsigned flags = whole ? 0xff : cf_bits_read(&b, 8);
    if ((!intra || flags != 0xff) && resilient && s->enable_order_hint) {
        cf_bits_read(&b, 8 * s->order_hint_bits > 32 ? 32 : 8 * s->order_hint_bits);
        cf_bits_read(&b, 8 * s->order_hint_bits > 32 ? 8 * s->order_hint_bits - 32 : 0);
        known = refer_all(t, references, index); /* the hints are compared with every slot's */
    }
    if (known && !intra)
        known = read_references(t, &b, index, references);
    refresh(t, flags, index, type == KEY_FRAME);
    return known && !b.bad;
}

struct cf_av1_tracker *cf_av1_tracker_open(const uint8_t *extradata, size_t extradata_size)
{
    struct cf_av1_tracker *t = calloc(1, sizeof *t);
    if (!t)
        return NULL;
    for (int i = 0; i < SLOTS; i++)
        t->slots[i].packet = NO_PACKET;
    if (extradata_size > 4) { /* av1C: four bytes, then OBUs */
        const uint8_t *at = extradata + 4;
        struct obu obu;
        while (next_obu(&obu, &at, extradata + extradata_size) > 0)
            if (obu.type == 1)
                read_sequence(&t->sequence, obu.data, obu.size);
    }
    return t;
}

int cf_av1_tracker_packet(struct cf_av1_tracker *t, uint32_t index, const uint8_t *data, size_t size,
                          struct cf_references *references)
{
    enum { SEQUENCE_HEADER = 1, FRAME_HEADER = 3, FRAME = 6, REDUNDANT_FRAME_HEADER = 7 };
    const uint8_t *at = data;
    struct obu obu;
    int more, headers = 0;
    while ((more = next_obu(&obu, &at, data + size)) > 0) {
        /* Not followed: layers of one picture, layers that the decoder leaves out, a copy of a header that is lost. */
        if (obu.spatial_id || (obu.temporal_id && !(t->sequence.operating_point_idc[0] >> obu.temporal_id & 1)) ||
            (obu.type == REDUNDANT_FRAME_HEADER && !headers))
            return 0;
        headers += obu.type == FRAME_HEADER || obu.type == FRAME;
        if (obu.type == SEQUENCE_HEADER && !read_sequence(&t->sequence, obu.data, obu.size))
            return 0;
        if ((obu.type == FRAME_HEADER || obu.type == FRAME) && !read_frame(t, &obu, index, references))
            return 0;
    }
    return more == 0;
}
