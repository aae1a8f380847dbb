#include "import/items.h"

#include <jansson.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "store/format.h"

void cf_item_fail(struct cf_item *item, const char *reason, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    snprintf(item->reason, sizeof item->reason, "%s", reason);
    vsnprintf(item->message, sizeof item->message, format, args);
    va_end(args);
}

void cf_item_clear(struct cf_item *item)
{
    json_decref(item->json);
    free(item->captions);
    free(item->id);
    free(item->extra);
    cf_buffer_free(&item->text);
    *item = (struct cf_item){0};
}

/* "[HH:]MM:SS[.mmm]", or seconds as a number or text. */
static double parse_time(const json_t *value)
{
    if (json_is_number(value))
        return json_number_value(value);
    const char *text = json_string_value(value);
    double total = 0;
    for (int field = 0; text && *text && field < 3; field++) {
        char *end;
        double part = strtod(text, &end);
        if (end == text || part < 0 || !isfinite(part))
            break;
        total = total * 60 + part;
        if (!*end)
            return total;
        if (*end != ':')
            break;
        text = end + 1;
    }
    return (double)NAN;
}

static int add_caption(struct cf_item *item, int kind, const json_t *text, double time)
{
    struct cf_caption *c = &item->captions[item->record.caption_count++];
    *c = (struct cf_caption){
        .kind = kind, .text = json_string_value(text), .size = json_string_length(text), .time = time};
    return c->size > 0 && strspn(c->text, " \t\r\n") < c->size;
}

static int parse_sharegpt(struct cf_item *item, const char *at, json_t *root)
{
    json_t *list = json_object_get(root, "captions"), *times = json_object_get(root, "timestamp"), *entry;
    const char *id = json_string_value(json_object_get(root, "video_id"));
    const char *path = json_string_value(json_object_get(root, "video_path"));
    if (id && *id)
        item->id = strdup(id);
    if (!id || !path) {
        cf_item_fail(item, "format", "%s: no string \"%s\", expected one", at, id ? "video_path" : "video_id");
        return 0;
    }
    size_t i, diffs = 0, seen = 0;
    if (!json_array_size(list)) {
        cf_item_fail(item, "empty-caption", "%s: no captions, expected an array of {idx, content}", at);
        return 0;
    }
    if (!(item->captions = calloc(json_array_size(list), sizeof *item->captions)))
        return -1;
    item->record.path = path;
    for (int pass = 0; pass < 2; pass++)
        json_array_foreach(list, i, entry)
        {
            json_t *idx = json_object_get(entry, "idx"), *content = json_object_get(entry, "content");
            const char *name = json_string_value(idx);
            int dense = name ? !strcmp(name, "-1") : json_is_integer(idx) && json_integer_value(idx) == -1;
            if ((!name && !json_is_integer(idx)) || !json_is_string(content)) {
                cf_item_fail(item, "format", "%s: caption %zu is not {\"idx\": text, \"content\": text}", at, i);
                return 0;
            }
            diffs += !pass && !dense;
            if (!pass)
                continue;
            int timed = !dense && json_array_size(times) == diffs;
            double time = timed ? parse_time(json_array_get(times, seen++)) : (double)NAN;
            if (!add_caption(item, dense ? CF_CAPTION_DENSE : CF_CAPTION_DIFF, content, time)) {
                cf_item_fail(item, "empty-caption", "%s: caption %zu (idx %s) is empty", at, i, name ? name : "number");
                return 0;
            }
        }
    return 0;
}

static int parse_window(json_t *value, int64_t *begin, int64_t *end)
{
    long long a, b;
    char tail;
    if (json_is_string(value)) {
        if (sscanf(json_string_value(value), "%lld:%lld%c", &a, &b, &tail) != 2)
            return -1;
    } else if (json_array_size(value) == 2 && json_is_integer(json_array_get(value, 0)) &&
               json_is_integer(json_array_get(value, 1))) {
        a = json_integer_value(json_array_get(value, 0));
        b = json_integer_value(json_array_get(value, 1));
    } else {
        return -1;
    }
    *begin = a;
    *end = b;
    return 0;
}

static int parse_plan(struct cf_item *item, const char *at, json_t *root)
{
    const char *path = json_string_value(json_object_get(root, "path"));
    json_t *window = json_object_get(root, "frame_idx"), *cap = json_object_get(root, "cap"), *entry;
    struct cf_record *r = &item->record;
    if (!window || json_is_null(window))
        window = json_object_get(root, "cut");
    if (!path) {
        cf_item_fail(item, "format", "%s: no string \"path\", expected one", at);
        return 0;
    }
    if (window && !json_is_null(window)) {
        if (parse_window(window, &r->window_begin, &r->window_end)) {
            cf_item_fail(item, "format", "%s: frame_idx or cut is neither \"a:b\" nor [a, b]", at);
            return 0;
        }
        if (asprintf(&item->id, "%s#%lld:%lld", path, (long long)r->window_begin, (long long)r->window_end) < 0)
            return -1;
        if (r->window_begin < 0 || r->window_end <= r->window_begin || r->window_end > UINT32_MAX) {
            cf_item_fail(item, "window", "%s: window %lld:%lld, expected 0 <= a < b", at, (long long)r->window_begin,
                         (long long)r->window_end);
            return 0;
        }
    } else {
        item->id = strdup(path);
    }
    r->path = path;
    size_t i, count = json_is_array(cap) ? json_array_size(cap) : 1;
    if (!(item->captions = calloc(count + 1, sizeof *item->captions)))
        return -1;
    for (i = 0; i < count; i++) {
        entry = json_is_array(cap) ? json_array_get(cap, i) : cap;
        if (!json_is_string(entry)) {
            cf_item_fail(item, "format", "%s: \"cap\" is no text, expected one or an array of them", at);
            return 0;
        }
        if (!add_caption(item, CF_CAPTION_DENSE, entry, (double)NAN)) {
            cf_item_fail(item, "empty-caption", "%s: caption %zu is empty", at, i);
            return 0;
        }
    }
    if (!count)
        cf_item_fail(item, "empty-caption", "%s: \"cap\" is empty, expected a caption", at);
    return 0;
}

static int parse_pair(struct cf_item *item, const char *at, const char *source, const struct cf_raw *raw)
{
    const char *media = (const char *)raw->bytes.data, *text = media + strlen(media) + 1;
    struct cf_error err;
    item->id = strndup(media, (size_t)(strrchr(media, '.') - media));
    char *path = cf_path_join(source, text);
    if (!item->id || !path) {
        free(path);
        return -1;
    }
    item->record.path = media;
    int status = cf_file_load(path, CF_ITEM_BYTES_MAX, &item->text, &err);
    free(path);
    if (status == CF_ENOMEM)
        return -1;
    if (status) {
        cf_item_fail(item, status == CF_ENOENT ? "no-text" : cf_status_name(status), "%s: %s", at, err.message);
        return 0;
    }
    struct cf_buffer *b = &item->text;
    while (b->size && strchr(" \t\r\n", b->data[b->size - 1]))
        b->data[--b->size] = 0;
    json_t *check = json_stringn((char *)b->data, b->size);
    if (!check || memchr(b->data, 0, b->size)) {
        cf_item_fail(item, "format", "%s: '%s' is not UTF-8 text", at, text);
    } else {
        if (!(item->captions = calloc(1, sizeof *item->captions)))
            return -1;
        *item->captions = (struct cf_caption){
            .kind = CF_CAPTION_DENSE, .text = (char *)b->data, .size = b->size, .time = (double)NAN};
        item->record.caption_count = 1;
        if (!b->size)
            cf_item_fail(item, "empty-caption", "%s: '%s' is empty", at, text);
    }
    json_decref(check);
    return 0;
}

static int parse_json(struct cf_item *item, const char *at, enum cf_source_format format, const struct cf_raw *raw)
{
    static const char *const sharegpt[] = {"video_id", "video_path", "captions", NULL};
    static const char *const plan[] = {"path", "frame_idx", "cut", "cap", NULL};
    static const char *const plan_cut[] = {"path", "frame_idx", "cap", NULL};
    json_error_t error;
    const char *text = (const char *)raw->bytes.data;
    json_t *root = json_loadb(text, raw->bytes.size, 0, &error);
    if (!root && json_error_code(&error) == json_error_numeric_overflow)
        root = json_loadb(text, raw->bytes.size, JSON_DECODE_INT_AS_REAL, &error);
    item->json = root;
    if (!json_is_object(root)) {
        cf_item_fail(item, "format", "%s: %s, expected a JSON object", at, root ? "no object" : error.text);
        return 0;
    }
    const char *const *known = sharegpt;
    if (format == CF_SOURCE_OPEN_SORA_PLAN)
        known =
            json_is_null(json_object_get(root, "frame_idx")) || !json_object_get(root, "frame_idx") ? plan : plan_cut;
    item->extra = cf_json_rest(text, raw->bytes.size, known);
    if (!item->extra)
        return -1;
    return format == CF_SOURCE_OPEN_SORA_PLAN ? parse_plan(item, at, root) : parse_sharegpt(item, at, root);
}

int cf_item_parse(struct cf_item *item, const char *source, enum cf_source_format format, const struct cf_raw *raw)
{
    char at[256];
    static const char *const units[] = {"item", "line", "element", "pair"};
    snprintf(at, sizeof at, "'%.200s' %s %llu", source, units[format], (unsigned long long)raw->number);
    item->record.window_end = -1;
    item->record.path = item->record.extra_json = "";
    int status = 0;
    if (raw->fault)
        cf_item_fail(item, "format", "%s: %s", at, raw->fault);
    else
        status = format == CF_SOURCE_PAIRS ? parse_pair(item, at, source, raw) : parse_json(item, at, format, raw);
    item->record.clip_id = item->id ? item->id : "";
    item->record.captions = item->captions;
    item->record.extra_json = item->extra ? item->extra : "{}";
    size_t size = strlen(item->record.clip_id);
    if (!*item->reason && (!size || size > CF_STORE_MAX_ID))
        cf_item_fail(item, "id", "%s: clip id of %zu bytes, expected 1 to %d", at, size, CF_STORE_MAX_ID);
    return status ? CF_ENOMEM : CF_OK;
}
