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
    cf_text_clean(item->message);
}

/* The length of the UTF-8 sequence at p; 0 if there is none. */
static size_t sequence(const unsigned char *p)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t n = *p < 0x80 ? 1 : *p >= 0xF5 ? 0 : *p >= 0xF0 ? 4 : *p >= 0xE0 ? 3 : *p >= 0xC2 ? 2 : 0;
    uint32_t value = n < 2 ? *p : *p & (0x7Fu >> n);
    for (size_t i = 1; i < n; i++) {
        if ((p[i] & 0xC0) != 0x80) /* the NUL at the end too */
            return 0;
        value = value << 6 | (p[i] & 0x3F);
    }
    return n > 1 && (value < least[n] || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) ? 0 : n;
}

void cf_text_clean(char *text)
{
    for (unsigned char *p = (unsigned char *)text; *p;) {
        size_t n = *p < 0x20 || *p == 0x7F ? 0 : sequence(p);
        if (!n)
            *p = '?';
        p += n ? n : 1;
    }
}

static int is_utf8(const char *text, size_t size)
{
    const unsigned char *p = (const unsigned char *)text, *end = p + size;
    for (size_t n; p < end; p += n)
        if (!*p || !(n = sequence(p)))
            return 0;
    return 1;
}

void cf_item_clear(struct cf_item *item)
{
    json_decref(item->json);
    free(item->captions);
    free(item->id);
    cf_buffer_free(&item->extra);
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

/* An integer, also where other numbers of the object are too large and all are read as doubles. */
static int is_integer(const json_t *value, long long *out)
{
    double number = json_number_value(value);
    if (!json_is_number(value) || fabs(number) > 9007199254740992.0 || floor(number) != number)
        return 0;
    *out = json_is_integer(value) ? json_integer_value(value) : (long long)number;
    return 1;
}

static int add_caption(struct cf_item *item, int kind, const json_t *text, double time)
{
    struct cf_caption *c = &item->captions[item->record.caption_count++];
    *c = (struct cf_caption){
        .kind = kind, .text = json_string_value(text), .size = json_string_length(text), .time = time};
    return c->size > 0 && strspn(c->text, " \t\r\n") < c->size;
}

/* {"idx": "-1" or -1 for the whole video, else a key frame's, "content": text}. 0: not of that form. */
static int sharegpt_caption(const json_t *entry, int *dense, const json_t **content)
{
    const json_t *idx = json_object_get(entry, "idx");
    const char *name = json_string_value(idx);
    long long number = 0;
    *content = json_object_get(entry, "content");
    if ((!name && !is_integer(idx, &number)) || !json_is_string(*content))
        return 0;
    *dense = name ? !strcmp(name, "-1") : number == -1;
    return 1;
}

static int sharegpt_captions(struct cf_item *item, const char *at, json_t *list, json_t *times)
{
    size_t i, diffs = 0, seen = 0;
    json_t *entry;
    const json_t *content;
    int dense;
    if (!json_array_size(list)) {
        cf_item_fail(item, "empty-caption", "%s: no captions, expected an array of {idx, content}", at);
        return 0;
    }
    if (!(item->captions = calloc(json_array_size(list), sizeof *item->captions)))
        return -1;
    json_array_foreach(list, i, entry)
    {
        if (!sharegpt_caption(entry, &dense, &content)) {
            cf_item_fail(item, "format", "%s: caption %zu is not {\"idx\": text, \"content\": text}", at, i);
            return 0;
        }
        diffs += !dense;
    }
    json_array_foreach(list, i, entry)
    {
        sharegpt_caption(entry, &dense, &content);
        int timed = !dense && json_array_size(times) == diffs;
        double time = timed ? parse_time(json_array_get(times, seen++)) : (double)NAN;
        if (!add_caption(item, dense ? CF_CAPTION_DENSE : CF_CAPTION_DIFF, content, time)) {
            cf_item_fail(item, "empty-caption", "%s: caption %zu of %zu is empty", at, i, json_array_size(list));
            return 0;
        }
    }
    return 0;
}

static int parse_sharegpt(struct cf_item *item, const char *at, json_t *root)
{
    const json_t *name = json_object_get(root, "video_id");
    const char *id = json_string_value(name), *path = json_string_value(json_object_get(root, "video_path"));
    char digits[32];
    if (json_is_integer(name)) {
        snprintf(digits, sizeof digits, "%lld", (long long)json_integer_value(name));
        id = digits;
    }
    if (id && *id && !(item->id = strdup(id)))
        return -1;
    if (!id || !path || !*path) {
        cf_item_fail(item, "format", "%s: no text \"%s\", expected one", at, id ? "video_path" : "video_id");
        return 0;
    }
    item->record.path = path;
    return sharegpt_captions(item, at, json_object_get(root, "captions"), json_object_get(root, "timestamp"));
}

static int parse_window(json_t *value, int64_t *begin, int64_t *end)
{
    long long a, b;
    char tail;
    if (json_is_string(value)) {
        if (sscanf(json_string_value(value), "%lld:%lld%c", &a, &b, &tail) != 2)
            return -1;
    } else if (json_array_size(value) != 2 || !is_integer(json_array_get(value, 0), &a) ||
               !is_integer(json_array_get(value, 1), &b)) {
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
    if (!path || !*path) {
        cf_item_fail(item, "format", "%s: no text \"path\", expected one", at);
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

/* A pair's text without a byte order mark and without white space at its end. */
static int pair_text(struct cf_item *item, const char *at, const char *name)
{
    struct cf_buffer *b = &item->text;
    size_t mark = b->size >= 3 && !memcmp(b->data, "\xEF\xBB\xBF", 3) ? 3 : 0;
    while (b->size > mark && strchr(" \t\r\n", b->data[b->size - 1]))
        b->data[--b->size] = 0;
    const char *text = (char *)b->data + mark;
    size_t size = b->size - mark;
    if (!is_utf8(text, size)) {
        cf_item_fail(item, "format", "%s: '%s' is not UTF-8 text", at, name);
    } else if (!size) {
        cf_item_fail(item, "empty-caption", "%s: '%s' is empty", at, name);
    } else {
        if (!(item->captions = calloc(1, sizeof *item->captions)))
            return -1;
        *item->captions =
            (struct cf_caption){.kind = CF_CAPTION_DENSE, .text = text, .size = size, .time = (double)NAN};
        item->record.caption_count = 1;
    }
    return 0;
}

static int parse_pair(struct cf_item *item, const char *at, const char *source, const struct cf_raw *raw)
{
    const char *media = (const char *)raw->bytes.data, *text = media + strlen(media) + 1;
    struct cf_error err = {0};
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
    if (!is_utf8(media, strlen(media)))
        cf_item_fail(item, "format", "%s: the name '%s' is not UTF-8", at, media);
    else if (status)
        cf_item_fail(item, status == CF_ENOENT ? "no-text" : cf_status_name(status), "%s: %s", at, err.message);
    else
        return pair_text(item, at, text);
    return 0;
}

static int parse_json(struct cf_item *item, const char *at, enum cf_source_format format, const struct cf_raw *raw)
{
    static const char *const sharegpt[] = {"video_id", "video_path", "captions", NULL};
    static const char *const caption[] = {"idx", "content", NULL};
    static const char *const plan[] = {"path", "frame_idx", "cut", "cap", NULL};
    static const char *const plan_cut[] = {"path", "frame_idx", "cap", NULL};
    json_error_t error;
    const char *text = (const char *)raw->bytes.data;
    json_t *root = json_loadb(text, raw->bytes.size, JSON_REJECT_DUPLICATES, &error);
    if (!root && json_error_code(&error) == json_error_numeric_overflow)
        root = json_loadb(text, raw->bytes.size, JSON_REJECT_DUPLICATES | JSON_DECODE_INT_AS_REAL, &error);
    item->json = root;
    if (!root)
        cf_item_fail(item, "format", "%s: byte %d: %s, expected a JSON object", at, error.position, error.text);
    else if (!json_is_object(root))
        cf_item_fail(item, "format", "%s: no object, expected a JSON object", at);
    if (*item->reason)
        return 0;
    if (format != CF_SOURCE_OPEN_SORA_PLAN)
        return cf_json_rest(text, raw->bytes.size, sharegpt, "captions", caption, &item->extra)
                   ? -1
                   : parse_sharegpt(item, at, root);
    const json_t *window = json_object_get(root, "frame_idx");
    const char *const *known = !window || json_is_null(window) ? plan : plan_cut;
    return cf_json_rest(text, raw->bytes.size, known, NULL, NULL, &item->extra) ? -1 : parse_plan(item, at, root);
}

/* A folder that was not read stands in the source as an item of its own. */
static int parse_fault(struct cf_item *item, const char *at, enum cf_source_format format, const struct cf_raw *raw)
{
    const char *path = format == CF_SOURCE_PAIRS ? (const char *)raw->bytes.data : "";
    cf_item_fail(item, raw->reason, *path ? "%s: %s: '%s'" : "%s: %s", at, raw->fault, path);
    item->id = strdup(path);
    if (!item->id)
        return -1;
    cf_text_clean(item->id);
    return 0;
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
        status = parse_fault(item, at, format, raw);
    else
        status = format == CF_SOURCE_PAIRS ? parse_pair(item, at, source, raw) : parse_json(item, at, format, raw);
    item->record.clip_id = item->id ? item->id : "";
    item->record.captions = item->captions;
    item->record.extra_json = item->extra.size ? (const char *)item->extra.data : "{}";
    size_t size = strlen(item->record.clip_id);
    if (!*item->reason && (!size || size > CF_STORE_MAX_ID))
        cf_item_fail(item, "id", "%s: clip id of %zu bytes, expected 1 to %d", at, size, CF_STORE_MAX_ID);
    return status ? CF_ENOMEM : CF_OK;
}
