/* The stores that a run draws from, as one row of records. */
#include "pipeline/core.h"

#include "base/error.h"

#include <stdlib.h>
#include <string.h>

const char *cf_core_keep(struct cf_core *core, const char *text)
{
    size_t size = text ? strlen(text) + 1 : 0;
    struct cf_text *kept = text ? malloc(sizeof *kept + size) : NULL;
    if (!kept)
        return NULL;
    memcpy(kept->text, text, size);
    kept->next = core->texts;
    core->texts = kept;
    return kept->text;
}

struct cf_core_source *cf_core_source(const struct cf_core *core, uint64_t position, uint64_t *local)
{
    uint32_t low = 0, high = core->source_count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (core->sources[middle].base <= position)
            low = middle;
        else
            high = middle;
    }
    if (local)
        *local = position - core->sources[low].base;
    return &core->sources[low];
}

const struct cf_index_entry *cf_core_entry(const struct cf_core *core, uint64_t position)
{
    uint64_t local;
    const struct cf_core_source *source = cf_core_source(core, position, &local);
    return &cf_store_index(source->store)[local];
}

int cf_core_record(const struct cf_core *core, uint64_t position, struct cf_record **record, struct cf_error *err)
{
    uint64_t local;
    const struct cf_core_source *source = cf_core_source(core, position, &local);
    return cf_store_get_at(source->store, local, record, err);
}

static int open_layers(struct cf_core *core, struct cf_core_source *s, struct cf_error *err)
{
    const struct cf_effective *e = &core->effective;
    int status = CF_OK;
    for (uint32_t i = 0; !status && i < e->caption_count; i++) {
        if (!e->captions[i].layer[0])
            continue;
        status = cf_layer_open(&s->captions[i], s->store, e->captions[i].layer, err);
        if (!status && cf_layer_info(s->captions[i])->type != CF_LAYER_CAPTIONS)
            status = cf_fail(err, CF_EINVAL, "caption: layer '%s' of '%.300s' holds no captions", e->captions[i].layer,
                             s->dir);
    }
    for (uint32_t i = 0; !status && i < e->params.layer_count; i++) {
        status = cf_layer_open(&s->layers[i], s->store, e->params.layers[i], err);
        if (!status && cf_layer_info(s->layers[i])->type != CF_LAYER_BYTES)
            status = cf_fail(err, CF_EINVAL, "layer '%s' of '%.300s' holds captions: name it in caption",
                             e->params.layers[i], s->dir);
    }
    return status;
}

/* Empties the store's memory of what params say: what outlives the call is the core's. */
static int keep_source(struct cf_core *core, struct cf_core_source *s, const struct cf_loader_source *given,
                       struct cf_error *err)
{
    const char *media = given->media_root ? given->media_root : core->effective.params.media_root;
    if (!given->dir)
        return cf_fail(err, CF_EINVAL, "source %d has no folder", (int)(s - core->sources) + 1);
    if (!(given->weight >= 0) || given->weight > 1e9 || !(given->repeats >= 0) || given->repeats > 1e6)
        return cf_fail(err, CF_EINVAL, "'%.300s': weight %g, repeats %g: expected above 0, at most 1e9 and 1e6",
                       given->dir, given->weight, given->repeats);
    s->dir = cf_core_keep(core, given->dir);
    s->media_root = cf_core_keep(core, media);
    s->weight = given->weight;
    s->repeats = given->repeats > 0 ? given->repeats : 1;
    if (!s->dir || (media && !s->media_root))
        return cf_fail(err, CF_ENOMEM, "no memory for a loader");
    return CF_OK;
}

int cf_sources_open(struct cf_core *core, const char *store_dir, struct cf_error *err)
{
    const struct cf_loader_params *p = &core->effective.params;
    struct cf_loader_source single = {.dir = store_dir};
    const struct cf_loader_source *given = p->source_count ? p->sources : &single;
    uint32_t count = p->source_count ? p->source_count : 1, weighted = 0;
    if (!store_dir == !p->source_count || count > CF_SOURCES_MAX)
        return cf_fail(err, CF_EINVAL, "expected one store, or 1 to %d sources", CF_SOURCES_MAX);
    core->sources = calloc(count, sizeof *core->sources);
    if (!core->sources)
        return cf_fail(err, CF_ENOMEM, "no memory for a loader");
    int status = CF_OK;
    for (uint32_t i = 0; !status && i < count; i++) {
        struct cf_core_source *s = &core->sources[core->source_count++];
        weighted += given[i].weight > 0;
        status = keep_source(core, s, &given[i], err);
        if (!status)
            status = cf_store_open(&s->store, s->dir, err);
        if (!status)
            status = open_layers(core, s, err);
        s->base = core->record_count;
        core->record_count += status ? 0 : cf_store_count(s->store);
    }
    if (!status && weighted && weighted < count)
        status = cf_fail(err, CF_EINVAL, "%u of %u sources have a weight: expected all or none", weighted, count);
    return status;
}

void cf_sources_close(struct cf_core *core)
{
    for (uint32_t i = 0; i < core->source_count; i++) {
        struct cf_core_source *s = &core->sources[i];
        for (int k = 0; k < CF_CAPTION_TERMS; k++)
            cf_layer_close(&s->captions[k]);
        for (int k = 0; k < CF_LAYERS_MAX; k++)
            cf_layer_close(&s->layers[k]);
        cf_store_close(&s->store);
    }
    free(core->sources);
    while (core->texts) {
        struct cf_text *next = core->texts->next;
        free(core->texts);
        core->texts = next;
    }
}
