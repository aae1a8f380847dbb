/* The text of a bucket configuration: JSON, or a Python dictionary made JSON first. */
#include <ctype.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "plan/sizes.h"

static int put(struct cf_buffer *out, const char *text, size_t size)
{
    return cf_buffer_append(out, text, size);
}

/* Python's differences from JSON: comments, 'text', (tuples), numbers as keys, a comma before a closing bracket, a name
 * and '=' in front. */
static int to_json(const char *text, struct cf_buffer *out)
{
    const char *at = text + strspn(text, " \t\r\n");
    size_t name = 0;
    while (isalnum((unsigned char)at[name]) || at[name] == '_')
        name++;
    const char *equals = at + name + strspn(at + name, " \t");
    at = name && *equals == '=' ? equals + 1 : at;
    int status = CF_OK;
    while (!status && *at) {
        size_t n = 1;
        if (*at == '#') {
            n = strcspn(at, "\n");
        } else if (*at == '\'' || *at == '"') {
            const char *end = strchr(at + 1, *at);
            n = end ? (size_t)(end - at) + 1 : strlen(at);
            status = put(out, "\"", 1);
            status = status ? status : put(out, at + 1, n - (end ? 2 : 1));
            status = status ? status : put(out, "\"", end ? 1 : 0);
        } else if (*at == '(' || *at == ')') {
            status = put(out, *at == '(' ? "[" : "]", 1);
        } else if (*at == ',' && strchr("]})", at[1 + strspn(at + 1, " \t\r\n")])) {
            n = 1;
        } else if (isdigit((unsigned char)*at) || *at == '.') {
            n = strspn(at, "0123456789.eE+-");
            bool is_key = at[n + strspn(at + n, " \t")] == ':';
            status = put(out, "\"", is_key ? 1 : 0);
            if (!status && *at == '.') /* JSON wants the 0 */
                status = put(out, "0", 1);
            status = status ? status : put(out, at, n);
            if (!status && at[n - 1] == '.')
                status = put(out, "0", 1);
            status = status ? status : put(out, "\"", is_key ? 1 : 0);
        } else {
            status = put(out, at, 1);
        }
        at += n;
    }
    return status ? status : put(out, "", 1);
}

/* "256px", "256": a square's; "720p": 16:9 at that height. 0: neither. */
static uint64_t area_of(const char *resolution)
{
    char *end;
    if (!isdigit((unsigned char)resolution[0]) || strlen(resolution) > 15)
        return 0;
    unsigned long n = strtoul(resolution, &end, 10);
    if (n < 64 || n > 16384)
        return 0;
    if (!strcmp(end, "px") || !*end)
        return (uint64_t)n * n;
    return strcmp(end, "p") ? 0 : (uint64_t)n * n * 16 / 9;
}

static int is_probability(const json_t *v)
{
    return json_is_number(v) && json_number_value(v) >= 0 && json_number_value(v) <= 1;
}

/* [probability, batch], the probability a number or [keep, next]. */
static int read_row(struct cf_bucket_row *row, const json_t *value, struct cf_error *err)
{
    const json_t *p = json_array_get(value, 0), *batch = json_array_get(value, 1), *keep = p, *next = NULL;
    if (json_is_array(p) && json_array_size(p) == 2) {
        keep = json_array_get(p, 0);
        next = json_array_get(p, 1);
    }
    if (!json_is_array(value) || json_array_size(value) != 2 || !is_probability(keep) ||
        (next && !is_probability(next)))
        return cf_fail(err, CF_EFORMAT,
                       "buckets: \"%s\", %u frames: expected (probability, batch), the probability from 0 to 1 or a "
                       "pair of such",
                       row->resolution, row->frames);
    if (!json_is_integer(batch) || json_integer_value(batch) < 1 || json_integer_value(batch) > 65536)
        return cf_fail(err, CF_EFORMAT, "buckets: \"%s\", %u frames: expected a batch size from 1 to 65536",
                       row->resolution, row->frames);
    row->keep = json_number_value(keep);
    row->next = next ? json_number_value(next) : -1;
    row->batch = (uint32_t)json_integer_value(batch);
    return CF_OK;
}

static int read_resolution(struct cf_buckets *b, const char *resolution, const json_t *frames, struct cf_error *err)
{
    const char *key;
    json_t *value;
    uint64_t area = area_of(resolution);
    if (!area)
        return cf_fail(err, CF_EFORMAT,
                       "buckets: resolution \"%.40s\": expected \"Npx\", \"Np\" or \"N\", N from 64 to 16384",
                       resolution);
    if (!json_is_object(frames))
        return cf_fail(err, CF_EFORMAT, "buckets: \"%s\": expected {frames: (probability, batch), ...}", resolution);
    json_object_foreach((json_t *)(uintptr_t)frames, key, value)
    {
        char *end;
        unsigned long n = strtoul(key, &end, 10);
        if (!isdigit((unsigned char)key[0]) || *end || !n || n > 65536)
            return cf_fail(err, CF_EFORMAT, "buckets: \"%s\": \"%.40s\": expected a number of frames from 1 to 65536",
                           resolution, key);
        if (b->row_count == CF_BUCKET_ROWS)
            return cf_fail(err, CF_EFORMAT, "buckets: more than %d rows", CF_BUCKET_ROWS);
        struct cf_bucket_row *row = &b->rows[b->row_count];
        *row = (struct cf_bucket_row){.area = area, .frames = (uint32_t)n};
        memcpy(row->resolution, resolution, strlen(resolution) + 1);
        int status = read_row(row, value, err);
        if (status)
            return status;
        b->row_count++;
    }
    return CF_OK;
}

/* Insertion: stable, and the rows are few. Rows of a resolution come in together. */
static void sort_rows(struct cf_buckets *b)
{
    for (uint32_t i = 1; i < b->row_count; i++) {
        struct cf_bucket_row row = b->rows[i];
        uint32_t at = i;
        for (; at; at--) {
            const struct cf_bucket_row *before = &b->rows[at - 1];
            bool same = !strcmp(before->resolution, row.resolution);
            if (before->area > row.area || (before->area == row.area && (!same || before->frames > row.frames)))
                break;
            b->rows[at] = *before;
        }
        b->rows[at] = row;
    }
}

static int read_all(struct cf_buckets *b, const json_t *root, struct cf_error *err)
{
    const char *resolution;
    json_t *frames;
    if (!json_is_object(root))
        return cf_fail(err, CF_EFORMAT, "buckets: expected {resolution: {frames: (probability, batch)}}");
    json_object_foreach((json_t *)(uintptr_t)root, resolution, frames)
    {
        int status = read_resolution(b, resolution, frames, err);
        if (status)
            return status;
    }
    if (!b->row_count)
        return cf_fail(err, CF_EFORMAT, "buckets: there is none");
    sort_rows(b);
    for (uint32_t i = 0; i < b->row_count; i++)
        b->size_counts[i] = cf_bucket_sizes(b->rows[i].area, b->sizes[i]);
    return CF_OK;
}

int cf_buckets_parse(struct cf_buckets **out, const char *text, struct cf_error *err)
{
    struct cf_buffer json = {0};
    json_error_t where;
    struct cf_buckets *b = calloc(1, sizeof *b);
    json_t *root = NULL;
    int status = b && !to_json(text, &json) ? CF_OK : cf_fail(err, CF_ENOMEM, "no memory for buckets");
    if (!status && !(root = json_loads((char *)json.data, JSON_REJECT_DUPLICATES, &where)))
        status = cf_fail(err, CF_EFORMAT, "buckets, line %d: %s", where.line, where.text);
    if (!status)
        status = read_all(b, root, err);
    json_decref(root);
    cf_buffer_free(&json);
    if (status)
        free(b);
    else
        *out = b;
    return status;
}
