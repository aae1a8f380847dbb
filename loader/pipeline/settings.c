/* What a run's samples follow from: the settings that its states bear, and the plan's hash over them. */
#include "pipeline/core.h"

#include "base/error.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

static json_t *sources_json(const struct cf_core *core)
{
    json_t *list = json_array();
    for (uint32_t i = 0; i < core->source_count; i++) {
        const struct cf_core_source *s = &core->sources[i];
        json_array_append_new(list, json_pack("{s:s, s:f, s:f}", "fingerprint", cf_store_fingerprint(s->store),
                                              "weight", s->weight, "repeats", s->repeats));
    }
    return list;
}

/* Rows as they were understood: how the text spells them does not matter. */
static json_t *buckets_json(const struct cf_core *core)
{
    json_t *list = core->buckets ? json_array() : json_null();
    for (uint32_t i = 0; core->buckets && i < core->buckets->row_count; i++) {
        const struct cf_bucket_row *row = &core->buckets->rows[i];
        json_array_append_new(list, json_pack("[s, i, f, f, i]", row->resolution, (int)row->frames, row->keep,
                                              row->next, (int)row->batch));
    }
    return list;
}

static json_t *layers_json(const struct cf_core *core)
{
    json_t *list = json_array();
    for (uint32_t i = 0; i < core->effective.params.layer_count; i++)
        json_array_append_new(list, json_string(cf_layer_info(core->sources[0].layers[i])->name));
    return list;
}

/* The batch size is not among them: without buckets a sample does not depend on it, but for locality's columns. */
json_t *cf_core_settings(const struct cf_core *core)
{
    const struct cf_effective *e = &core->effective;
    const struct cf_loader_params *p = &e->params;
    char seed[24];
    snprintf(seed, sizeof seed, "%" PRIu64, p->seed);
    json_t *all = json_pack("{s:s, s:o, s:o, s:o, s:s?, s:s, s:f, s:i, s:I}", "seed", seed, "sources",
                            sources_json(core), "buckets", buckets_json(core), "layers", layers_json(core), "where",
                            p->where, "split", p->split, "val_share", p->val_share, "locality", (int)p->locality,
                            "locality_columns", p->locality > 1 ? (json_int_t)p->world * p->batch : (json_int_t)0);
    json_t *frames =
        json_pack("{s:i, s:i, s:f, s:f, s:s, s:s, s:b, s:[i, i], s:i, s:i, s:b}", "frames",
                  core->buckets ? 0 : (int)p->frames, "interval", (int)p->interval, "fps", p->fps, "fps_max",
                  p->fps_max, "sampling", p->sampling, "temporal_crop", p->temporal_crop, "pad_last", p->pad_last,
                  "size", core->buckets ? 0 : (int)p->height, core->buckets ? 0 : (int)p->width, "resize",
                  (int)e->resize, "image_resize", (int)e->image_resize, "no_video", p->no_video);
    json_t *texts = json_pack("{s:s, s:f, s:s, s:b, s:s?, s:s?, s:i, s:s, s:f, s:i, s:I}", "caption", p->caption,
                              "caption_dropout", p->caption_dropout, "null_caption", p->null_caption, "dropout_flag",
                              p->dropout_flag, "caption_prefix", p->caption_prefix, "caption_suffix", p->caption_suffix,
                              "images", p->images, "images_from", p->images_from, "flip", p->flip, "budget_packets",
                              (int)p->budget_packets, "budget_bytes", (json_int_t)p->budget_bytes);
    bool whole = all && frames && texts && !json_object_update(all, frames) && !json_object_update(all, texts);
    json_decref(frames);
    json_decref(texts);
    if (whole)
        return all;
    json_decref(all);
    return NULL;
}

bool cf_settings_hash(const json_t *settings, char out[33])
{
    char *text = settings ? json_dumps(settings, JSON_COMPACT | JSON_SORT_KEYS) : NULL;
    if (!text)
        return false;
    XXH128_canonical_t hash;
    XXH128_canonicalFromHash(&hash, XXH3_128bits(text, strlen(text)));
    for (int i = 0; i < 16; i++)
        snprintf(out + 2 * i, 3, "%02x", hash.digest[i]);
    free(text);
    return true;
}

int cf_settings_compare(const json_t *saved, const json_t *own, struct cf_error *err)
{
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)(uintptr_t)own, key, value)
    {
        const json_t *other = json_object_get(saved, key);
        if (other && json_equal(other, value))
            continue;
        char *was = other ? json_dumps(other, JSON_COMPACT | JSON_ENCODE_ANY) : NULL;
        char *is = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
        bool store = !strcmp(key, "sources");
        int status =
            cf_fail(err, CF_EMISMATCH, "the state is of another %s: its %s %s %.300s, the loader's %.300s",
                    store ? "store" : "plan", key, store ? "are" : "is", was ? was : "not there", is ? is : "?");
        free(was);
        free(is);
        return status;
    }
    return CF_OK;
}
