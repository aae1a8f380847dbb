#include "transcode/result.h"

#include <errno.h>
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/error.h"
#include "transcode/files.h"

void cf_key_hex(const uint8_t key[24], char out[49])
{
    for (int i = 0; i < 24; i++)
        snprintf(out + 2 * i, 3, "%02x", key[i]);
}

/* The hash first: its first byte spreads the files over 256 folders. */
static void name_of(const uint8_t from[24], const char *top, const char *extension, char *out, size_t size)
{
    unsigned long long bytes = 0;
    char hex[49];
    cf_key_hex(from, hex);
    for (int i = 7; i >= 0; i--)
        bytes = bytes << 8 | from[i];
    snprintf(out, size, "%s%.2s/%s-%llx%s", top, hex + 16, hex + 16, bytes, extension);
}

void cf_result_media_name(const uint8_t from[24], const char *extension, char out[80])
{
    name_of(from, "", extension, out, 80);
}

static const char *const outcomes[] = {"", "transcoded", "kept", "failed"};

static json_t *describe(const struct cf_result *r, const char *path, const char *settings)
{
    char from[49], key[49];
    cf_key_hex(r->from, from);
    cf_key_hex(r->key, key);
    json_t *j = json_pack("{s:s, s:s, s:s, s:s, s:s, s:I, s:I, s:I, s:[i,i], s:[i,i]}", "outcome", outcomes[r->outcome],
                          "reason", r->reason, "media_key", from, "made", r->made, "made_key", key, "frames",
                          (json_int_t)r->frames, "bytes_before", (json_int_t)r->bytes_before, "bytes_after",
                          (json_int_t)r->bytes_after, "size_before", r->source_height, r->source_width, "size",
                          r->height, r->width);
    if (j && path)
        json_object_set_new(j, "path", json_string(path));
    if (!j)
        return NULL;
    int least = r->source_width < r->source_height ? r->source_width : r->source_height;
    int now = r->width < r->height ? r->width : r->height;
    json_object_set_new(j, "scale", json_real(least ? (double)now / least : 1));
    json_object_set_new(j, "encoder", json_string(r->encoder));
    if (settings && *r->encoder)
        json_object_set_new(j, "settings", json_string(settings));
    json_object_set_new(j, "quality", json_integer(r->quality));
    json_object_set_new(j, "ssim", json_real(r->ssim));
    json_object_set_new(j, "ssim_least", json_real(r->ssim_least));
    json_object_set_new(j, "droppable", json_real(r->droppable));
    json_object_set_new(j, "speed_up", json_real(r->speed_up));
    return j;
}

static char *dump(json_t *j)
{
    char *text = j ? json_dumps(j, JSON_COMPACT | JSON_REAL_PRECISION(6) | JSON_SORT_KEYS) : NULL;
    json_decref(j);
    return text;
}

/* Where no coding was tried, nothing was measured. */
static void strip(json_t *j)
{
    static const char *const measured[] = {"encoder",    "settings",  "quality", "ssim",
                                           "ssim_least", "droppable", "speed_up"};
    const char *encoder = json_string_value(json_object_get(j, "encoder"));
    const char *reason = json_string_value(json_object_get(j, "reason"));
    if (reason && !*reason)
        json_object_del(j, "reason");
    if (encoder && !*encoder)
        for (size_t i = 0; i < sizeof measured / sizeof *measured; i++)
            json_object_del(j, measured[i]);
}

char *cf_result_line(const struct cf_result *r, const char *path, const char *settings)
{
    json_t *j = describe(r, path, settings);
    strip(j);
    return dump(j);
}

char *cf_result_origin(const struct cf_result *r, const char *path, const char *settings, const char *older)
{
    json_t *j = describe(r, path, settings);
    if (j && older)
        json_object_set_new(j, "origin", json_loads(older, 0, NULL));
    strip(j);
    json_object_del(j, "made"); /* it is the record's path */
    return dump(j);
}

int cf_result_save(const struct cf_result *r, const struct cf_buffer *table, const char *folder, struct cf_error *err)
{
    char name[96];
    struct cf_buffer bytes = {0};
    json_t *j = describe(r, NULL, NULL);
    if (j) {
        json_object_set_new(j, "codec", json_integer(r->codec));
        json_object_set_new(j, "proven", json_integer(r->proven));
        json_object_set_new(j, "image", json_integer(r->image));
    }
    char *text = dump(j);
    name_of(r->from, ".transcode/", ".result", name, sizeof name);
    int bad = !text || cf_buffer_append(&bytes, text, strlen(text)) || cf_buffer_append(&bytes, "\n", 1) ||
              cf_buffer_append(&bytes, table->data, table->size);
    int status = bad ? cf_fail(err, CF_ENOMEM, "'%s': no memory", name)
                     : cf_publish_bytes(folder, name, bytes.data, bytes.size, err);
    free(text);
    cf_buffer_free(&bytes);
    return status;
}

static int parse_key(const char *text, uint8_t key[24])
{
    if (!text || strlen(text) != 48)
        return -1;
    for (int i = 0; i < 24; i++) {
        unsigned value;
        if (sscanf(text + 2 * i, "%2x", &value) != 1)
            return -1;
        key[i] = (uint8_t)value;
    }
    return 0;
}

static int parse(struct cf_result *r, json_t *j)
{
    const char *outcome, *reason, *from, *made, *key, *encoder;
    json_int_t frames, before, after;
    *r = (struct cf_result){0};
    if (json_unpack(j,
                    "{s:s, s:s, s:s, s:s, s:s, s:I, s:I, s:I, s:[i,i], s:[i,i], s:s, s:i, s:F, s:F, s:F, s:F, s:i, "
                    "s:i, s:i}",
                    "outcome", &outcome, "reason", &reason, "media_key", &from, "made", &made, "made_key", &key,
                    "frames", &frames, "bytes_before", &before, "bytes_after", &after, "size_before", &r->source_height,
                    &r->source_width, "size", &r->height, &r->width, "encoder", &encoder, "quality", &r->quality,
                    "ssim", &r->ssim, "ssim_least", &r->ssim_least, "droppable", &r->droppable, "speed_up",
                    &r->speed_up, "codec", &r->codec, "proven", &r->proven, "image", &r->image))
        return -1;
    for (int i = CF_TRANSCODE_MADE; i <= CF_TRANSCODE_FAILED; i++)
        if (!strcmp(outcome, outcomes[i]))
            r->outcome = (enum cf_transcode_outcome)i;
    snprintf(r->made, sizeof r->made, "%s", made);
    snprintf(r->reason, sizeof r->reason, "%s", reason);
    snprintf(r->encoder, sizeof r->encoder, "%s", encoder);
    r->frames = (uint32_t)frames;
    r->bytes_before = (uint64_t)before;
    r->bytes_after = (uint64_t)after;
    return !r->outcome || parse_key(from, r->from) || parse_key(key, r->key) ? -1 : 0;
}

/* The media file that the result speaks of is there, as long as it was. */
static int is_whole(const struct cf_result *r, const char *folder)
{
    struct stat st;
    char *path = NULL;
    if (r->outcome == CF_TRANSCODE_FAILED)
        return 1;
    int whole = asprintf(&path, "%s/%s", folder, r->made) >= 0 && !stat(path, &st) && S_ISREG(st.st_mode) &&
                (uint64_t)st.st_size == r->bytes_after;
    free(path);
    return whole;
}

int cf_result_load(struct cf_result *r, struct cf_buffer *table, const char *folder, const uint8_t from[24],
                   struct cf_error *err)
{
    char name[96];
    struct cf_buffer bytes = {0};
    name_of(from, ".transcode/", ".result", name, sizeof name);
    int status = cf_load_bytes(folder, name, &bytes, err);
    if (!status) {
        const uint8_t *end = bytes.size ? memchr(bytes.data, '\n', bytes.size) : NULL;
        json_t *j = end ? json_loadb((const char *)bytes.data, (size_t)(end - bytes.data), 0, NULL) : NULL;
        if (!j || parse(r, j) || memcmp(r->from, from, 24) || !is_whole(r, folder))
            status = cf_fail(err, CF_ENOTFOUND, "'%s/%s': no result", folder, name);
        size_t line = end ? (size_t)(end - bytes.data) + 1 : 0;
        if (!status && table) {
            table->size = 0;
            if (cf_buffer_append(table, bytes.data + line, bytes.size - line))
                status = cf_fail(err, CF_ENOMEM, "'%s/%s': no memory", folder, name);
        }
        json_decref(j);
    }
    cf_buffer_free(&bytes);
    return status;
}
