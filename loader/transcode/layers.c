#include "transcode/layers.h"

#include "base/error.h"

struct carry {
    const struct cf_store *from;
    const char *to_dir;
    void (*seen)(void *opaque, const char *name, int carried);
    void *opaque;
    struct cf_error *err;
    int status;
};

static int copy_values(const struct carry *c, const struct cf_layer *layer, struct cf_layer_writer *writer)
{
    const uint8_t *index = cf_layer_index(layer);
    int status = CF_OK;
    for (uint64_t i = 0, n = cf_store_count(c->from); !status && i < n; i++) {
        struct cf_layer_value *value = NULL;
        if (!(index[i] & 1) || cf_layer_writer_has(writer, i))
            continue;
        status = cf_layer_get_at(layer, i, &value, c->err);
        if (!status)
            status = cf_layer_writer_put_captions(writer, i, value->captions, value->caption_count, c->err);
        cf_layer_value_free(&value);
    }
    return status;
}

static int copy_layer(const struct carry *c, const struct cf_layer *layer)
{
    const struct cf_layer_info *info = cf_layer_info(layer);
    struct cf_layer_params params = {.name = info->name, .type = info->type, .about_json = info->about_json};
    struct cf_layer_writer *writer = NULL;
    int status = cf_layer_writer_open(&writer, c->to_dir, &params, c->err);
    if (status == CF_EDUPLICATE)
        return CF_OK; /* an earlier run published it */
    if (!status)
        status = copy_values(c, layer, writer);
    if (!status)
        return cf_layer_writer_publish(&writer, c->err);
    cf_layer_writer_close(&writer, NULL);
    return status;
}

static void carry(void *opaque, const char *name)
{
    struct carry *c = opaque;
    struct cf_layer *layer = NULL;
    if (c->status)
        return;
    c->status = cf_layer_open(&layer, c->from, name, c->err);
    int carried = !c->status && cf_layer_info(layer)->type == CF_LAYER_CAPTIONS;
    if (carried)
        c->status = copy_layer(c, layer);
    if (!c->status && c->seen)
        c->seen(c->opaque, name, carried);
    cf_layer_close(&layer);
}

int cf_layers_carry(const struct cf_store *from, const char *to_dir,
                    void (*seen)(void *opaque, const char *name, int carried), void *opaque, struct cf_error *err)
{
    struct carry c = {.from = from, .to_dir = to_dir, .seen = seen, .opaque = opaque, .err = err};
    int status = cf_layer_list(from, carry, &c, err);
    return status ? status : c.status;
}
