/* One recorded sample again: the frames that were drawn, by the store's tables, through the same pixels. */
#include "pipeline/core.h"
#include "pipeline/extract.h"

#include "base/error.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

struct replaying {
    struct cf_store *store;
    const char *media_root;
    struct cf_effective effective; /* of the profile */
    enum cf_layout layout;
    enum cf_dtype dtype;
    uint32_t height, width;
    int flip;
    uint32_t frames, images;
    uint8_t *video;
    struct cf_buffer table_bytes;
};

static const char *text_of(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

static int no_sample(struct cf_error *err, const char *what)
{
    return cf_fail(err, CF_EFORMAT, "no sample of 'load --dump': expected %s", what);
}

static enum cf_dtype dtype_of(const char *name)
{
    static const struct {
        const char *name;
        enum cf_dtype dtype;
    } known[] = {{"u8", CF_DTYPE_U8}, {"f16", CF_DTYPE_F16}, {"bf16", CF_DTYPE_BF16}, {"f32", CF_DTYPE_F32}};
    for (size_t i = 0; name && i < sizeof known / sizeof *known; i++)
        if (!strcmp(name, known[i].name))
            return known[i].dtype;
    return 0;
}

static int read_made(struct replaying *r, const json_t *sample, struct cf_error *err)
{
    const json_t *made = json_object_get(sample, "made"), *size = json_object_get(made, "size");
    const char *layout = text_of(made, "layout"), *store = text_of(made, "store"), *profile = text_of(made, "profile");
    json_int_t height = json_integer_value(json_array_get(size, 0)),
               width = json_integer_value(json_array_get(size, 1));
    r->dtype = dtype_of(text_of(made, "dtype"));
    if (!layout || !store || !profile || !r->dtype || (strcmp(layout, "BFCHW") && strcmp(layout, "BCFHW")))
        return no_sample(err, "\"made\" with store, profile, size, dtype and layout");
    if (height < 1 || height > 16384 || width < 1 || width > 16384)
        return no_sample(err, "a \"size\" of two numbers from 1 to 16384");
    if (strcmp(store, cf_store_fingerprint(r->store)))
        return cf_fail(err, CF_EMISMATCH, "the sample is of the store %.64s, this one is %s", store,
                       cf_store_fingerprint(r->store));
    r->layout = strcmp(layout, "BFCHW") ? CF_LAYOUT_BCFHW : CF_LAYOUT_BFCHW;
    r->height = (uint32_t)height;
    r->width = (uint32_t)width;
    r->flip = json_is_true(json_object_get(sample, "flip"));
    return cf_params_resolve(&r->effective, &(struct cf_loader_params){.profile = profile}, err);
}

/* The part's pictures to their place among the sample's. */
static void put(const struct replaying *r, const void *data, uint32_t at, uint32_t count)
{
    size_t plane = (size_t)r->height * r->width * (size_t)cf_dtype_size(r->dtype), total = r->frames + r->images;
    if (r->layout == CF_LAYOUT_BFCHW)
        memcpy(r->video + at * 3 * plane, data, count * 3 * plane);
    else
        for (size_t c = 0; c < 3; c++)
            memcpy(r->video + (c * total + at) * plane, (const uint8_t *)data + c * count * plane, count * plane);
}

static int extract(struct replaying *r, const struct cf_record *record, const struct cf_frames_request *request,
                   uint32_t at, struct cf_error *err)
{
    char path[4096];
    struct cf_table *table = NULL;
    struct cf_media *media = NULL;
    struct cf_frames_result result = {0};
    int status = cf_media_path(r->media_root, record->path, path, err);
    if (!status)
        status = cf_core_table(r->store, record, &r->table_bytes, &table, err);
    if (!status)
        status = cf_media_adopt(&media, &table, path, err);
    if (!status)
        status = cf_media_frames(media, request, &result, err);
    if (!status)
        put(r, result.data, at, request->count);
    cf_frames_free(&result);
    cf_media_close(&media);
    return status;
}

static int replay_part(struct replaying *r, const char *clip_id, const uint32_t *frames, uint32_t count, uint32_t at,
                       struct cf_error *err)
{
    struct cf_record *record = NULL;
    uint64_t position;
    bool is_clip = at == 0;
    if (!clip_id)
        return no_sample(err, "a \"clip_id\"");
    int status = cf_store_get(r->store, clip_id, &record, err);
    if (!status)
        status = cf_store_position(r->store, record->ordinal, &position)
                     ? cf_fail(err, CF_ENOTFOUND, "'%s' is not in the store's index", clip_id)
                     : CF_OK;
    if (!status) {
        bool is_image = !is_clip || (cf_store_index(r->store)[position].flags & CF_INDEX_IMAGE);
        struct cf_frames_request request = {.frames = frames,
                                            .count = count,
                                            .resize = is_image ? r->effective.image_resize : r->effective.resize,
                                            .height = (int)r->height,
                                            .width = (int)r->width,
                                            .flip = is_clip && r->flip,
                                            .dtype = r->dtype,
                                            .channels_first = r->layout == CF_LAYOUT_BCFHW};
        status = extract(r, record, &request, at, err);
    }
    cf_record_free(&record);
    return status;
}

/* An index below 2^32 - 1. */
static bool read_frame(const json_t *value, uint32_t *frame)
{
    json_int_t n = json_is_integer(value) ? json_integer_value(value) : -1;
    *frame = (uint32_t)n;
    return n >= 0 && n < UINT32_MAX;
}

static int replay_all(struct replaying *r, const json_t *sample, struct cf_error *err)
{
    const json_t *list = json_object_get(sample, "frames"), *images = json_object_get(sample, "images");
    enum { MOST = 65536 };
    if (!json_array_size(list) || json_array_size(list) > MOST || json_array_size(images) > MOST)
        return no_sample(err, "\"frames\", from 1 to 65536 display indices");
    r->frames = (uint32_t)json_array_size(list);
    r->images = (uint32_t)json_array_size(images);
    size_t plane = (size_t)r->height * r->width * (size_t)cf_dtype_size(r->dtype);
    uint32_t *frames = calloc(r->frames, sizeof *frames);
    r->video = malloc((r->frames + r->images) * 3 * plane);
    int status = frames && r->video ? CF_OK : cf_fail(err, CF_ENOMEM, "no memory for %u frames", r->frames);
    for (uint32_t i = 0; !status && i < r->frames; i++)
        if (!read_frame(json_array_get(list, i), &frames[i]))
            status = no_sample(err, "\"frames\", each a display index");
    if (!status)
        status = replay_part(r, text_of(sample, "clip_id"), frames, r->frames, 0, err);
    free(frames);
    for (uint32_t i = 0; !status && i < r->images; i++) {
        const json_t *image = json_array_get(images, i);
        uint32_t frame;
        status = read_frame(json_object_get(image, "frame"), &frame)
                     ? replay_part(r, text_of(image, "clip_id"), &frame, 1, r->frames + i, err)
                     : no_sample(err, "\"images\", each with a \"frame\"");
    }
    return status;
}

static void describe(const struct replaying *r, struct cf_replay *out)
{
    int64_t total = (int64_t)r->frames + r->images;
    bool frames_first = r->layout == CF_LAYOUT_BFCHW;
    *out = (struct cf_replay){
        .video = r->video,
        .shape = {frames_first ? total : 3, frames_first ? 3 : total, r->height, r->width},
        .dtype = r->dtype,
    };
}

int cf_replay_open(struct cf_replay *out, const char *store_dir, const char *media_root, const char *sample_json,
                   struct cf_error *err)
{
    struct replaying r = {.media_root = media_root};
    json_error_t where;
    if (!out || !store_dir || !sample_json)
        return cf_fail(err, CF_EINVAL, "replay: needs a store, a sample and a place for the result");
    json_t *sample = json_loads(sample_json, 0, &where);
    if (!json_is_object(sample)) {
        json_decref(sample);
        return no_sample(err, "a JSON object");
    }
    int status = cf_store_open(&r.store, store_dir, err);
    if (!status)
        status = read_made(&r, sample, err);
    if (!status)
        status = replay_all(&r, sample, err);
    json_decref(sample);
    cf_store_close(&r.store);
    cf_buffer_free(&r.table_bytes);
    if (status)
        free(r.video);
    else
        describe(&r, out);
    return status;
}

void cf_replay_close(struct cf_replay *replay)
{
    free(replay->video);
    *replay = (struct cf_replay){0};
}
