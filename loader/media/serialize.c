/* The stored form of a table, README.md: fixed head, varints, checksum. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "media/internal.h"
#include "media/references.h"

enum { HEAD_BYTES = 8, FIELD_COUNT = 26, PACKET_MIN_BYTES = 9, SHOWN_BIT = 128 };
static const uint8_t magic[4] = {'C', 'F', 'P', 'T'};

/* The scalar fields in stored order, each a zigzag varint. */
static void list_fields(struct cf_table *t, int32_t *fields[FIELD_COUNT])
{
    int32_t *all[FIELD_COUNT] = {
        &t->width,         &t->height,          &t->coded_width, &t->coded_height,    &t->rotation,
        &t->shift_x,       &t->shift_y,         &t->depth,       &t->profile,         &t->level,
        &t->reorder_depth, &t->nal_length_size, &t->color_range, &t->color_primaries, &t->color_trc,
        &t->color_space,   &t->chroma_location, &t->sar_num,     &t->sar_den,         &t->time_base_num,
        &t->time_base_den, &t->fps_num,         &t->fps_den,     &t->stream_index,    &t->direct,
        &t->proven,
    };
    memcpy(fields, all, sizeof all);
}

static int put(struct cf_buffer *out, uint64_t value)
{
    uint8_t bytes[10];
    size_t n = 0;
    do {
        bytes[n++] = (uint8_t)(value & 127) | (value > 127 ? 128 : 0);
        value >>= 7;
    } while (value);
    return cf_buffer_append(out, bytes, n);
}

static uint64_t zigzag(uint64_t difference)
{
    return difference << 1 ^ (difference >> 63 ? UINT64_MAX : 0);
}

static uint64_t unzigzag(uint64_t value)
{
    return value >> 1 ^ (value & 1 ? UINT64_MAX : 0);
}

static int put_packets(const struct cf_table *table, struct cf_buffer *out)
{
    int status = CF_OK;
    uint64_t offset = 0, pts = 0;
    for (uint32_t i = 0; i < table->packet_count && status >= 0; i++) {
        uint8_t flags = (uint8_t)(table->packets[i].flags | (table->packets[i].shown ? SHOWN_BIT : 0));
        status = cf_buffer_append(out, &flags, 1);
    }
    for (uint32_t i = 0; i < table->packet_count && status >= 0; i++)
        status = put(out, table->packets[i].size);
    for (uint32_t i = 0; i < table->packet_count && status >= 0; i++) {
        status = put(out, zigzag((uint64_t)table->packets[i].offset - offset));
        offset = (uint64_t)table->packets[i].offset + table->packets[i].size;
    }
    for (uint32_t i = 0; i < table->packet_count && status >= 0; i++) {
        status = put(out, zigzag((uint64_t)table->packets[i].pts - pts));
        pts = (uint64_t)table->packets[i].pts;
    }
    for (uint32_t i = 0; i < table->packet_count && status >= 0; i++)
        status = put(out, zigzag((uint64_t)table->packets[i].dts - (uint64_t)table->packets[i].pts));
    for (uint32_t i = 0; i < table->packet_count && status >= 0; i++) {
        uint32_t sum = table->packets[i].checksum;
        uint8_t bytes[4] = {(uint8_t)sum, (uint8_t)(sum >> 8), (uint8_t)(sum >> 16), (uint8_t)(sum >> 24)};
        status = cf_buffer_append(out, bytes, 4);
    }
    return status;
}

/* Per packet: how many it refers to, and each as the distance back from the one before it. */
static int put_references(const struct cf_table *table, struct cf_buffer *out)
{
    int status = put(out, table->reference_begin ? 1 : 0);
    for (uint32_t i = 0; table->reference_begin && i < table->packet_count && status >= 0; i++) {
        uint32_t begin = table->reference_begin[i], end = table->reference_begin[i + 1], from = i;
        status = put(out, end - begin);
        for (uint32_t k = end; k > begin && status >= 0; k--) {
            status = put(out, from - table->references[k - 1]);
            from = table->references[k - 1];
        }
    }
    return status;
}

int cf_table_serialize(const struct cf_table *table, struct cf_buffer *out)
{
    const uint8_t head[4] = {CF_TABLE_VERSION, (uint8_t)table->codec, 0, 0};
    size_t begin = out->size, name = strnlen(table->pixel_format, sizeof table->pixel_format - 1);
    struct cf_table copy = *table;
    int32_t *fields[FIELD_COUNT];
    list_fields(&copy, fields);
    int status = cf_buffer_append(out, magic, sizeof magic);
    if (status >= 0)
        status = cf_buffer_append(out, head, sizeof head);
    for (int i = 0; i < FIELD_COUNT && status >= 0; i++)
        status = put(out, zigzag((uint64_t)(int64_t)*fields[i]));
    if (status >= 0)
        status = put(out, name);
    if (status >= 0)
        status = cf_buffer_append(out, table->pixel_format, name);
    if (status >= 0)
        status = put(out, (uint64_t)table->file_bytes);
    if (status >= 0)
        status = cf_buffer_append(out, table->key.bytes, sizeof table->key.bytes);
    if (status >= 0)
        status = put(out, table->extradata_size);
    if (status >= 0 && table->extradata_size)
        status = cf_buffer_append(out, table->extradata, table->extradata_size);
    if (status >= 0)
        status = put(out, table->preamble_size);
    if (status >= 0 && table->preamble_size)
        status = cf_buffer_append(out, table->preamble, table->preamble_size);
    if (status >= 0)
        status = put(out, table->packet_count);
    if (status >= 0)
        status = put_packets(table, out);
    if (status >= 0)
        status = put_references(table, out);
    if (status >= 0) {
        uint32_t sum = cf_packet_checksum(out->data + begin, out->size - begin);
        uint8_t bytes[4] = {(uint8_t)sum, (uint8_t)(sum >> 8), (uint8_t)(sum >> 16), (uint8_t)(sum >> 24)};
        status = cf_buffer_append(out, bytes, 4);
    }
    if (status < 0)
        out->size = begin;
    return status;
}

struct input {
    const uint8_t *at, *end;
    int bad;
};

static uint64_t get(struct input *in)
{
    uint64_t value = 0;
    for (unsigned shift = 0; shift < 64 && in->at < in->end; shift += 7) {
        uint8_t byte = *in->at++;
        value |= (uint64_t)(byte & 127) << shift;
        if (!(byte & 128))
            return value;
    }
    in->bad = 1;
    return 0;
}

static void get_bytes(struct input *in, void *to, size_t size)
{
    if (in->bad || size > (size_t)(in->end - in->at)) {
        in->bad = 1;
        return;
    }
    if (size)
        memcpy(to, in->at, size);
    in->at += size;
}

static uint32_t little_endian(const uint8_t *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static void get_packets(struct input *in, struct cf_table *table)
{
    uint64_t offset = 0, pts = 0;
    uint32_t count = table->packet_count;
    struct cf_packet *packets = table->packets;
    for (uint32_t i = 0; i < count; i++) {
        uint8_t flags = 0;
        get_bytes(in, &flags, 1);
        packets[i].shown = flags & SHOWN_BIT ? 1 : 0;
        packets[i].flags = flags & (uint8_t)~SHOWN_BIT;
        in->bad |= packets[i].flags > 7;
    }
    for (uint32_t i = 0; i < count; i++) {
        uint64_t size = get(in);
        in->bad |= size > INT32_MAX - CF_PACKET_PADDING || !size;
        packets[i].size = (uint32_t)size;
    }
    for (uint32_t i = 0; i < count; i++) {
        offset += unzigzag(get(in));
        /* file_bytes was checked to be no more than INT64_MAX */
        if (table->direct)
            in->bad |= offset > (uint64_t)table->file_bytes || packets[i].size > (uint64_t)table->file_bytes - offset;
        packets[i].offset = table->direct ? (int64_t)offset : 0;
        offset = (uint64_t)packets[i].offset + packets[i].size;
    }
    for (uint32_t i = 0; i < count; i++) {
        pts += unzigzag(get(in));
        packets[i].pts = (int64_t)pts;
    }
    for (uint32_t i = 0; i < count; i++)
        packets[i].dts = (int64_t)((uint64_t)packets[i].pts + unzigzag(get(in)));
    for (uint32_t i = 0; i < count; i++) {
        uint8_t sum[4] = {0};
        get_bytes(in, sum, 4);
        packets[i].checksum = little_endian(sum);
    }
}

static void get_references(struct input *in, struct cf_table *table, int *no_memory)
{
    uint64_t known = get(in);
    size_t room = (size_t)(in->end - in->at); /* each reference takes a byte at least */
    in->bad |= known > 1;
    if (in->bad || !known)
        return;
    table->reference_begin = calloc((size_t)table->packet_count + 1, sizeof *table->reference_begin);
    table->references = calloc(room + 1, sizeof *table->references);
    if (!table->reference_begin || !table->references) {
        *no_memory = 1;
        return;
    }
    uint32_t n = 0;
    for (uint32_t i = 0; i < table->packet_count && !in->bad; i++) {
        uint64_t count = get(in), from = i;
        in->bad |= count > CF_REFERENCES_MAX || count > room - n;
        for (uint64_t k = in->bad ? 0 : count; k > 0; k--) {
            uint64_t back = get(in);
            in->bad |= !back || back > from;
            from -= in->bad ? from : back;
            table->references[n + k - 1] = (uint32_t)from;
        }
        n += in->bad ? 0 : (uint32_t)count;
        table->reference_begin[i + 1] = n;
    }
    uint32_t *fitted = in->bad ? NULL : realloc(table->references, ((size_t)n + 1) * sizeof *fitted);
    table->references = fitted ? fitted : table->references;
}

static int plausible(const struct cf_table *t)
{
    return t->codec > CF_CODEC_NONE && t->codec <= CF_CODEC_PNG && t->width > 0 && t->width <= 65536 && t->height > 0 &&
           t->height <= 65536 && t->coded_width > 0 && t->coded_height > 0 && t->coded_width <= 1 << 17 &&
           t->coded_height <= 1 << 17 && t->rotation >= 0 && t->rotation <= 270 && t->rotation % 90 == 0 &&
           t->shift_x >= 0 && t->shift_x <= 3 && t->shift_y >= 0 && t->shift_y <= 3 && t->depth >= 1 &&
           t->depth <= 16 && t->reorder_depth >= 0 && t->reorder_depth <= 16 && t->nal_length_size >= 0 &&
           t->nal_length_size <= 4 && t->time_base_num > 0 && t->time_base_den > 0 && t->stream_index >= 0 &&
           (t->direct | 1) == 1 && (t->proven | 1) == 1;
}

static void get_table(struct input *in, struct cf_table *table, int *no_memory)
{
    int32_t *fields[FIELD_COUNT];
    list_fields(table, fields);
    for (int i = 0; i < FIELD_COUNT; i++) {
        int64_t value = (int64_t)unzigzag(get(in));
        in->bad |= value < INT32_MIN || value > INT32_MAX;
        *fields[i] = (int32_t)value;
    }
    uint64_t name = get(in);
    in->bad |= name >= sizeof table->pixel_format;
    get_bytes(in, table->pixel_format, in->bad ? 0 : (size_t)name);
    in->bad = in->bad || strlen(table->pixel_format) != name;
    uint64_t file_bytes = get(in);
    in->bad |= file_bytes > INT64_MAX;
    table->file_bytes = (int64_t)file_bytes;
    get_bytes(in, table->key.bytes, sizeof table->key.bytes);
    uint64_t extradata = get(in);
    in->bad |= extradata > (uint64_t)(in->end - in->at) || extradata > INT32_MAX - CF_PACKET_PADDING;
    if (in->bad || !plausible(table)) {
        in->bad = 1;
        return;
    }
    if (extradata) {
        table->extradata = malloc((size_t)extradata);
        if (!table->extradata) {
            *no_memory = 1;
            return;
        }
        table->extradata_size = (uint32_t)extradata;
        get_bytes(in, table->extradata, (size_t)extradata);
    }
    uint64_t preamble = get(in);
    in->bad |= preamble > (uint64_t)(in->end - in->at) || preamble > CF_PREAMBLE_MAX;
    if (in->bad)
        return;
    if (preamble) {
        table->preamble = malloc((size_t)preamble);
        if (!table->preamble) {
            *no_memory = 1;
            return;
        }
        table->preamble_size = (uint32_t)preamble;
        get_bytes(in, table->preamble, (size_t)preamble);
    }
    uint64_t count = get(in);
    in->bad |= !count || count > (uint64_t)(in->end - in->at) / PACKET_MIN_BYTES || count > UINT32_MAX / 2;
    if (in->bad)
        return;
    table->packet_count = (uint32_t)count;
    table->packets = calloc((size_t)count, sizeof *table->packets);
    if (!table->packets) {
        *no_memory = 1;
        return;
    }
    get_packets(in, table);
    get_references(in, table, no_memory);
    in->bad |= in->at != in->end;
}

int cf_table_parse(struct cf_table **out, const void *data, size_t size, struct cf_error *err)
{
    const uint8_t *bytes = data;
    int no_memory = 0;
    if (size < HEAD_BYTES + 4 || memcmp(bytes, magic, sizeof magic) != 0)
        return cf_fail(err, CF_ECORRUPT, "%zu bytes that are no packet table", size);
    if (cf_packet_checksum(bytes, size - 4) != little_endian(bytes + size - 4))
        return cf_fail(err, CF_ECORRUPT, "a packet table of %zu bytes whose checksum does not match", size);
    if (bytes[4] != CF_TABLE_VERSION)
        return cf_fail(err, CF_EMISMATCH, "a packet table of version %u, expected %d", bytes[4], CF_TABLE_VERSION);
    struct cf_table *table = calloc(1, sizeof *table);
    if (!table)
        return cf_fail(err, CF_ENOMEM, "no memory for a packet table");
    struct input in = {bytes + HEAD_BYTES, bytes + size - 4, bytes[6] || bytes[7]};
    table->codec = (enum cf_codec)bytes[5];
    get_table(&in, table, &no_memory);
    int status = CF_OK;
    if (no_memory)
        status = cf_fail(err, CF_ENOMEM, "no memory for a packet table");
    else if (in.bad)
        status = cf_fail(err, CF_ECORRUPT, "a packet table of %zu bytes with impossible contents", size);
    else
        status = cf_table_order(table, err);
    if (status < 0) {
        cf_table_destroy(&table);
        return status;
    }
    *out = table;
    return CF_OK;
}
