/* A store's layers as arrays of the batch. What a value is, its layer's `about` says: clipfeed/loader.h. */
#include "pipeline/core.h"

#include "base/error.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name;
    uint32_t bytes;
} types[] = {{"u8", 1}, {"f16", 2}, {"bf16", 2}, {"f32", 4}, {"i32", 4}, {"i64", 8}};

static int read_shape(struct cf_layer_shape *shape, const json_t *list, const char *name, struct cf_error *err)
{
    enum { MOST = 1 << 30 };
    size_t i;
    json_t *value;
    uint64_t elements = 1;
    shape->dimensions = (uint32_t)json_array_size(list);
    bool good = shape->dimensions >= 1 && shape->dimensions <= CF_LAYER_DIMENSIONS;
    json_array_foreach((json_t *)(uintptr_t)list, i, value)
    {
        json_int_t n = json_integer_value(value);
        good = good && n >= 1 && n <= MOST && (elements *= (uint64_t)n) <= MOST;
        if (good)
            shape->shape[i] = n;
    }
    if (!good)
        return cf_fail(err, CF_EFORMAT, "layer '%s': its about has no \"shape\" of 1 to %d numbers above 0", name,
                       CF_LAYER_DIMENSIONS);
    shape->bytes = elements * shape->element_bytes;
    shape->row_bytes = shape->bytes / (uint64_t)shape->shape[0];
    return CF_OK;
}

static int read_about(struct cf_layer_shape *shape, const struct cf_layer_info *info, struct cf_error *err)
{
    json_t *about = json_loads(info->about_json, 0, NULL);
    const char *dtype = json_string_value(json_object_get(about, "dtype"));
    *shape = (struct cf_layer_shape){.variable = json_is_true(json_object_get(about, "variable"))};
    for (size_t i = 0; dtype && i < sizeof types / sizeof *types; i++)
        if (!strcmp(dtype, types[i].name)) {
            shape->dtype = types[i].name;
            shape->element_bytes = types[i].bytes;
        }
    int status = shape->dtype
                     ? read_shape(shape, json_object_get(about, "shape"), info->name, err)
                     : cf_fail(err, CF_EFORMAT,
                               "layer '%s': its about has no \"dtype\" of u8, f16, bf16, f32, i32 and i64", info->name);
    json_decref(about);
    return status;
}

static bool is_same(const struct cf_layer_shape *a, const struct cf_layer_shape *b)
{
    bool same = a->dtype == b->dtype && a->dimensions == b->dimensions && a->variable == b->variable;
    for (uint32_t i = 0; same && i < a->dimensions; i++)
        same = a->shape[i] == b->shape[i];
    return same;
}

int cf_layers_open(struct cf_core *core, struct cf_error *err)
{
    for (uint32_t k = 0; k < core->effective.params.layer_count; k++)
        for (uint32_t i = 0; i < core->source_count; i++) {
            const struct cf_layer_info *info = cf_layer_info(core->sources[i].layers[k]);
            struct cf_layer_shape *first = &core->layer_shapes[k], here;
            int status = read_about(&here, info, err);
            if (status)
                return status;
            if (i && !is_same(first, &here))
                return cf_fail(err, CF_EMISMATCH, "layer '%s': '%.300s' and '%.300s' have values of different kinds",
                               info->name, core->sources[0].dir, core->sources[i].dir);
            *first = here;
        }
    return CF_OK;
}

/* Values of the largest batch with all images. */
static int allocate(const struct cf_layer_shape *shape, uint64_t values, struct cf_batch_layer *layer)
{
    layer->data = aligned_alloc(64, (values * shape->bytes + 63) & ~UINT64_C(63));
    layer->mask = shape->variable ? calloc(values * (uint64_t)shape->shape[0], sizeof *layer->mask) : NULL;
    return layer->data && (layer->mask || !shape->variable) ? CF_OK : CF_ENOMEM;
}

int cf_layers_make(struct cf_slot *slot, uint32_t samples)
{
    const struct cf_core *core = slot->core;
    uint32_t count = core->effective.params.layer_count;
    slot->layers = count ? calloc(count, sizeof *slot->layers) : NULL;
    if (count && !slot->layers)
        return CF_ENOMEM;
    for (uint32_t k = 0; k < count; k++)
        if (allocate(&core->layer_shapes[k], (uint64_t)samples * (1 + (uint32_t)core->effective.params.images),
                     &slot->layers[k]))
            return CF_ENOMEM;
    return CF_OK;
}

void cf_layers_free(struct cf_slot *slot)
{
    for (uint32_t k = 0; slot->layers && k < slot->core->effective.params.layer_count; k++) {
        free(slot->layers[k].data);
        free(slot->layers[k].mask);
    }
    free(slot->layers);
}

void cf_layers_shape(struct cf_slot *slot, uint32_t images)
{
    const struct cf_core *core = slot->core;
    for (uint32_t k = 0; k < core->effective.params.layer_count; k++) {
        const struct cf_layer_shape *shape = &core->layer_shapes[k];
        struct cf_batch_layer *layer = &slot->layers[k];
        uint32_t d = 0;
        layer->name = cf_layer_info(core->sources[0].layers[k])->name;
        layer->dtype = shape->dtype;
        layer->shape[d++] = slot->at.batch;
        if (images)
            layer->shape[d++] = 1 + (int64_t)images;
        for (uint32_t i = 0; i < shape->dimensions; i++)
            layer->shape[d++] = shape->shape[i];
        layer->dimensions = d;
    }
}

static int put_value(const struct cf_layer_shape *shape, const struct cf_batch_layer *to, size_t at,
                     const struct cf_layer_value *value, const char *clip_id, struct cf_error *err)
{
    bool fits = shape->variable ? value->size <= shape->bytes && value->size % shape->row_bytes == 0
                                : value->size == shape->bytes;
    if (!fits)
        return cf_fail(err, CF_EFORMAT, "'%s': its value of layer '%s' has %zu bytes, expected %s%llu", clip_id,
                       to->name, value->size, shape->variable ? "whole rows of at most " : "",
                       (unsigned long long)shape->bytes);
    uint8_t *data = (uint8_t *)to->data + at * shape->bytes;
    memcpy(data, value->data, value->size);
    memset(data + value->size, 0, shape->bytes - value->size);
    for (uint64_t row = 0; to->mask && row < (uint64_t)shape->shape[0]; row++)
        to->mask[at * (uint64_t)shape->shape[0] + row] = row < value->size / shape->row_bytes;
    return CF_OK;
}

int cf_layers_write(const struct cf_core *core, const struct cf_task *task, const struct cf_part *part,
                    struct cf_error *err)
{
    uint64_t local;
    const struct cf_core_source *source = cf_core_source(core, part->position, &local);
    size_t at = (size_t)task->j * (1 + cf_task_shape(core, task)->images) + task->part;
    int status = CF_OK;
    for (uint32_t k = 0; !status && k < core->effective.params.layer_count; k++) {
        struct cf_layer_value *value = NULL;
        status = cf_layer_get_at(source->layers[k], local, &value, err);
        if (!status)
            status = put_value(&core->layer_shapes[k], &task->slot->layers[k], at, value, part->clip_id, err);
        cf_layer_value_free(&value);
    }
    return status;
}
