#include "store/record.h"

#include <cbor.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct owned {
    struct cf_record record; /* first: cf_record_free casts back */
    struct cf_buffer bytes;
    struct cf_caption *captions;
};

const char *cf_caption_kind_name(int kind)
{
    static const char *const names[] = {"unknown", "dense", "diff", "short", "clean"};
    return kind > 0 && kind <= CF_CAPTION_CLEAN ? names[kind] : names[0];
}

uint64_t cf_length_bin_begin(int bin)
{
    return bin > 0 ? (uint64_t)8 << bin : 0;
}

static int put_head(struct cf_buffer *out, size_t (*encode)(size_t, unsigned char *, size_t), size_t value)
{
    unsigned char bytes[16];
    return cf_buffer_append(out, bytes, encode(value, bytes, sizeof bytes));
}

static int put_text(struct cf_buffer *out, const char *text, size_t size)
{
    int status = put_head(out, cbor_encode_string_start, size);
    return status ? status : cf_buffer_append(out, text, size);
}

static int put_string(struct cf_buffer *out, const char *text)
{
    return put_text(out, text, strlen(text));
}

static int put_int(struct cf_buffer *out, int64_t value)
{
    unsigned char bytes[16];
    size_t n = value >= 0 ? cbor_encode_uint((uint64_t)value, bytes, sizeof bytes)
                          : cbor_encode_negint((uint64_t)(-1 - value), bytes, sizeof bytes);
    return cf_buffer_append(out, bytes, n);
}

static int put_time(struct cf_buffer *out, double value)
{
    unsigned char bytes[16];
    size_t n = isnan(value) ? cbor_encode_null(bytes, sizeof bytes) : cbor_encode_double(value, bytes, sizeof bytes);
    return cf_buffer_append(out, bytes, n);
}

int cf_captions_encode(const struct cf_caption *captions, uint32_t count, struct cf_buffer *out)
{
    int bad = put_head(out, cbor_encode_array_start, count);
    for (uint32_t i = 0; !bad && i < count; i++) {
        const struct cf_caption *c = &captions[i];
        bad = put_head(out, cbor_encode_array_start, 3) || put_int(out, c->kind) || put_text(out, c->text, c->size) ||
              put_time(out, c->time);
    }
    return bad ? CF_ENOMEM : CF_OK;
}

int cf_record_encode(const struct cf_record *r, struct cf_buffer *out)
{
    int bad = put_head(out, cbor_encode_map_start, r->origin_json ? 6 : 5) || put_string(out, "id") ||
              put_string(out, r->clip_id) || put_string(out, "path") || put_string(out, r->path) ||
              put_string(out, "window") || put_head(out, cbor_encode_array_start, 2) || put_int(out, r->window_begin) ||
              put_int(out, r->window_end) || put_string(out, "media") ||
              put_head(out, cbor_encode_bytestring_start, sizeof r->media_key) ||
              cf_buffer_append(out, r->media_key, sizeof r->media_key) || put_string(out, "extra") ||
              put_string(out, r->extra_json) ||
              (r->origin_json && (put_string(out, "origin") || put_string(out, r->origin_json))) ||
              cf_captions_encode(r->captions, r->caption_count, out);
    return bad ? CF_ENOMEM : CF_OK;
}

int cf_skip_encode(const char *id, const char *reason, const char *message, struct cf_buffer *out)
{
    return put_head(out, cbor_encode_array_start, 3) || put_string(out, id) || put_string(out, reason) ||
                   put_string(out, message)
               ? CF_ENOMEM
               : CF_OK;
}

/* One CBOR item head at a time, strings whole, through libcbor's streaming decoder. */
enum token_type { TOKEN_BAD, TOKEN_INT, TOKEN_TEXT, TOKEN_BYTES, TOKEN_ARRAY, TOKEN_MAP, TOKEN_DOUBLE, TOKEN_NULL };
struct token {
    enum token_type type;
    int64_t value; /* of an int; of the others a size */
    double number;
    uint8_t *data;
};
struct cursor {
    uint8_t *data;
    size_t size, at;
    struct token token;
};

static void set(void *opaque, enum token_type type, uint64_t value, const unsigned char *data)
{
    struct cursor *c = opaque;
    c->token = (struct token){.type = value > INT64_MAX ? TOKEN_BAD : type, .value = (int64_t)value};
    if (data)
        c->token.data = c->data + (data - c->data);
}
static void on_u8(void *o, uint8_t v)
{
    set(o, TOKEN_INT, v, NULL);
}
static void on_u16(void *o, uint16_t v)
{
    set(o, TOKEN_INT, v, NULL);
}
static void on_u32(void *o, uint32_t v)
{
    set(o, TOKEN_INT, v, NULL);
}
static void on_u64(void *o, uint64_t v)
{
    set(o, TOKEN_INT, v, NULL);
}
static void negate(struct cursor *c)
{
    c->token.value = -1 - c->token.value;
}
static void on_n8(void *o, uint8_t v)
{
    set(o, TOKEN_INT, v, NULL), negate(o);
}
static void on_n16(void *o, uint16_t v)
{
    set(o, TOKEN_INT, v, NULL), negate(o);
}
static void on_n32(void *o, uint32_t v)
{
    set(o, TOKEN_INT, v, NULL), negate(o);
}
static void on_n64(void *o, uint64_t v)
{
    set(o, TOKEN_INT, v, NULL), negate(o);
}
static void on_text(void *o, cbor_data d, size_t n)
{
    set(o, TOKEN_TEXT, n, d);
}
static void on_bytes(void *o, cbor_data d, size_t n)
{
    set(o, TOKEN_BYTES, n, d);
}
static void on_array(void *o, size_t n)
{
    set(o, TOKEN_ARRAY, n, NULL);
}
static void on_map(void *o, size_t n)
{
    set(o, TOKEN_MAP, n, NULL);
}
static void on_null(void *o)
{
    set(o, TOKEN_NULL, 0, NULL);
}
static void on_double(void *o, double v)
{
    set(o, TOKEN_DOUBLE, 0, NULL);
    ((struct cursor *)o)->token.number = v;
}

static int next(struct cursor *c, enum token_type type)
{
    static const struct cbor_callbacks callbacks = {
        .uint8 = on_u8,
        .uint16 = on_u16,
        .uint32 = on_u32,
        .uint64 = on_u64,
        .negint8 = on_n8,
        .negint16 = on_n16,
        .negint32 = on_n32,
        .negint64 = on_n64,
        .byte_string = on_bytes,
        .byte_string_start = cbor_null_byte_string_start_callback,
        .string = on_text,
        .string_start = cbor_null_string_start_callback,
        .indef_array_start = cbor_null_indef_array_start_callback,
        .array_start = on_array,
        .indef_map_start = cbor_null_indef_map_start_callback,
        .map_start = on_map,
        .tag = cbor_null_tag_callback,
        .float2 = cbor_null_float2_callback,
        .float4 = cbor_null_float4_callback,
        .float8 = on_double,
        .undefined = cbor_null_undefined_callback,
        .null = on_null,
        .boolean = cbor_null_boolean_callback,
        .indef_break = cbor_null_indef_break_callback,
    };
    c->token.type = TOKEN_BAD;
    struct cbor_decoder_result result = cbor_stream_decode(c->data + c->at, c->size - c->at, &callbacks, c);
    if (result.status != CBOR_DECODER_FINISHED)
        return 0;
    c->at += result.read;
    return c->token.type != TOKEN_BAD && (!type || c->token.type == type);
}

static int is_text(const struct token *t, const char *text)
{
    return t->type == TOKEN_TEXT && (size_t)t->value == strlen(text) && !memcmp(t->data, text, (size_t)t->value);
}

int cf_skip_reason(const void *data, size_t size, char reason[32])
{
    struct cursor c = {.data = (uint8_t *)(uintptr_t)data, .size = size};
    if (!next(&c, TOKEN_ARRAY) || !next(&c, TOKEN_TEXT) || !next(&c, TOKEN_TEXT))
        return CF_ECORRUPT;
    size_t n = c.token.value < 31 ? (size_t)c.token.value : 31;
    memcpy(reason, c.token.data, n);
    reason[n] = 0;
    return CF_OK;
}

int cf_record_id(void *data, size_t size, char id[512])
{
    struct cursor c = {.data = data, .size = size};
    if (!next(&c, TOKEN_MAP) || !next(&c, TOKEN_TEXT) || !is_text(&c.token, "id") || !next(&c, TOKEN_TEXT) ||
        c.token.value > 511 || memchr(c.token.data, 0, (size_t)c.token.value))
        return CF_ECORRUPT;
    memcpy(id, c.token.data, (size_t)c.token.value);
    id[c.token.value] = 0;
    return CF_OK;
}

static int skip_value(struct cursor *c, int depth)
{
    if (depth > 16 || !next(c, 0))
        return 0; /* an item is a byte at least: no count beyond the size can be met */
    if ((c->token.type == TOKEN_ARRAY || c->token.type == TOKEN_MAP) && (uint64_t)c->token.value > c->size)
        return 0;
    int64_t items = c->token.type == TOKEN_ARRAY ? c->token.value : c->token.type == TOKEN_MAP ? 2 * c->token.value : 0;
    for (int64_t i = 0; i < items; i++)
        if (!skip_value(c, depth + 1))
            return 0;
    return 1;
}

/* Texts are not ended yet: the byte behind one may be the head of what follows. */
static int decode_head(struct cursor *c, struct cf_record *r, struct token text[4])
{
    static const char *const names[] = {"id", "path", "extra", "origin"};
    if (!next(c, TOKEN_MAP))
        return 0;
    for (int64_t left = c->token.value; left > 0; left--) {
        if (!next(c, TOKEN_TEXT))
            return 0;
        struct token key = c->token;
        int known = -1;
        for (int i = 0; i < 4; i++)
            known = is_text(&key, names[i]) ? i : known;
        if (known >= 0) {
            if (!next(c, TOKEN_TEXT))
                return 0;
            text[known] = c->token;
        } else if (is_text(&key, "window")) {
            if (!next(c, TOKEN_ARRAY) || c->token.value != 2 || !next(c, TOKEN_INT))
                return 0;
            r->window_begin = c->token.value;
            if (!next(c, TOKEN_INT))
                return 0;
            r->window_end = c->token.value;
        } else if (is_text(&key, "media")) {
            if (!next(c, TOKEN_BYTES) || c->token.value != sizeof r->media_key)
                return 0;
            memcpy(r->media_key, c->token.data, sizeof r->media_key);
        } else if (!skip_value(c, 0)) {
            return 0;
        }
    }
    return text[0].data && text[1].data && text[2].data;
}

/* CF_OK, CF_ECORRUPT, CF_ENOMEM. */
static int decode_captions(struct cursor *c, struct cf_caption **captions, uint32_t *counted)
{
    if (!next(c, TOKEN_ARRAY) || (uint64_t)c->token.value > c->size - c->at)
        return CF_ECORRUPT;
    uint32_t count = (uint32_t)c->token.value;
    struct cf_caption *list = *captions = calloc(count + 1u, sizeof *list);
    if (!list)
        return CF_ENOMEM;
    for (uint32_t i = 0; i < count; i++) {
        struct cf_caption *caption = &list[i];
        if (!next(c, TOKEN_ARRAY) || c->token.value != 3 || !next(c, TOKEN_INT))
            return CF_ECORRUPT;
        caption->kind = (int)c->token.value;
        if (!next(c, TOKEN_TEXT))
            return CF_ECORRUPT;
        caption->text = (char *)c->token.data;
        caption->size = (size_t)c->token.value;
        if (!next(c, 0) || (c->token.type != TOKEN_DOUBLE && c->token.type != TOKEN_NULL))
            return CF_ECORRUPT;
        caption->time = c->token.type == TOKEN_DOUBLE ? c->token.number : (double)NAN;
    }
    *counted = count;
    return c->at == c->size ? CF_OK : CF_ECORRUPT;
}

/* Every head has been read, so the byte behind a text is free. */
static const char *end_text(uint8_t *text, size_t size)
{
    text[size] = 0;
    return (const char *)text;
}

static void end_captions(struct cf_buffer *bytes, const struct cf_caption *captions, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        end_text(bytes->data + ((const uint8_t *)captions[i].text - bytes->data), captions[i].size);
}

int cf_captions_decode(struct cf_caption **captions, uint32_t *count, struct cf_buffer *bytes)
{
    struct cursor c = {.data = bytes->data, .size = bytes->size};
    struct cf_caption *list = NULL;
    int status = decode_captions(&c, &list, count);
    if (status) {
        free(list);
        return status;
    }
    end_captions(bytes, list, *count);
    *captions = list;
    return CF_OK;
}

int cf_record_decode(struct cf_record **out, uint64_t ordinal, struct cf_buffer *bytes)
{
    struct owned *o = calloc(1, sizeof *o);
    struct cursor c = {.data = bytes->data, .size = bytes->size};
    struct token text[4] = {{0}};
    if (!o)
        return CF_ENOMEM;
    struct cf_record *r = &o->record;
    int status = decode_head(&c, r, text) ? decode_captions(&c, &o->captions, &r->caption_count) : CF_ECORRUPT;
    if (status) {
        free(o->captions);
        free(o);
        return status;
    }
    o->bytes = *bytes;
    r->ordinal = ordinal;
    r->clip_id = end_text(text[0].data, (size_t)text[0].value);
    r->path = end_text(text[1].data, (size_t)text[1].value);
    r->extra_json = end_text(text[2].data, (size_t)text[2].value);
    if (text[3].data)
        r->origin_json = end_text(text[3].data, (size_t)text[3].value);
    r->captions = o->captions;
    end_captions(bytes, o->captions, r->caption_count);
    *bytes = (struct cf_buffer){0};
    *out = r;
    return CF_OK;
}

void cf_record_free(struct cf_record **record)
{
    if (!record || !*record)
        return;
    struct owned *o = (struct owned *)*record;
    cf_buffer_free(&o->bytes);
    free(o->captions);
    free(o);
    *record = NULL;
}
