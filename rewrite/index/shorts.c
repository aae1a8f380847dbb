#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "index/build.h"

static const char extractive[] = "extractive";

/* What the layer says of itself; malloc'd. */
static char *about_json(const char *maker)
{
    json_t *about = json_pack("{s:s, s:s}", "content", "short forms of dense captions", "maker", maker);
    char *text = about ? json_dumps(about, JSON_COMPACT) : NULL;
    json_decref(about);
    return text;
}

static int check_maker(const struct cf_layer *layer, const struct cf_build *b, struct cf_error *err)
{
    if (cf_layer_info(layer)->type != CF_LAYER_CAPTIONS)
        return cf_fail(err, CF_EMISMATCH, "layer '%s' of '%s': expected captions, it holds %s", b->p.layer,
                       b->p.store_dir, cf_layer_type_name(cf_layer_info(layer)->type));
    json_t *about = json_loads(cf_layer_info(layer)->about_json, 0, NULL);
    const char *maker = json_string_value(json_object_get(about, "maker"));
    int status = CF_OK;
    /* Without a maker of its own, a build takes whatever there is. */
    if (b->p.shorten && (!maker || strcmp(maker, b->p.shortener)))
        status = cf_fail(err, CF_EMISMATCH,
                         "layer '%s' of '%s': made by '%s', not by '%s'; it is made anew only when asked for",
                         b->p.layer, b->p.store_dir, maker ? maker : "?", b->p.shortener);
    json_decref(about);
    return status;
}

/* A short caption among others, copied; NULL where there is none. */
static char *short_among(const struct cf_caption *captions, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (captions[i].kind == CF_CAPTION_SHORT && captions[i].size)
            return strdup(captions[i].text);
    return NULL;
}

/* By the function given; forms[i] stays NULL where it failed. */
static int shorten(struct cf_build *b, struct cf_record *const *records, size_t count, char **forms,
                   struct cf_error *err)
{
    const char *dense[CF_BUILD_BATCH] = {0};
    if (!count)
        return CF_OK;
    for (size_t i = 0; i < count; i++)
        dense[i] = cf_build_dense(records[i])->text;
    int status = b->p.shorten(b->p.opaque, dense, count, forms, err);
    for (size_t i = 0; i < count; i++)
        if (forms[i] && (status || !*forms[i])) {
            free(forms[i]);
            forms[i] = NULL;
        }
    return status;
}

static int make(struct cf_build *b, struct cf_record *const *records, size_t count, char **forms, struct cf_error *err)
{
    if (b->p.shorten)
        return shorten(b, records, count, forms, err);
    int status = CF_OK;
    for (size_t i = 0; !status && i < count; i++) {
        const struct cf_caption *dense = cf_build_dense(records[i]);
        status = cf_short_form_extract(&forms[i], b->p.language, dense->text, dense->size, err);
    }
    return status;
}

/* Makes and puts the forms of a batch of entries. One that failed gets no value: a later maker may do better. */
static int put_batch(struct cf_layer_writer *writer, struct cf_build *b, const struct cf_pool_entry *entries,
                     size_t count, struct cf_error *err)
{
    struct cf_record *records[CF_BUILD_BATCH] = {0};
    char *forms[CF_BUILD_BATCH] = {0};
    int status = cf_build_records(b, entries, count, records, err);
    if (!status)
        status = make(b, records, count, forms, err);
    for (size_t i = 0; i < count; i++) {
        if (!status && forms[i]) {
            struct cf_caption caption = {CF_CAPTION_SHORT, forms[i], strlen(forms[i]), NAN};
            status = cf_layer_writer_put_captions(writer, entries[i].position, &caption, 1, err);
            b->r.short_made++;
        }
        free(forms[i]);
        cf_record_free(&records[i]);
    }
    return status;
}

static int fill_layer(struct cf_layer_writer *writer, struct cf_build *b, struct cf_error *err)
{
    const struct cf_index_entry *index = cf_store_index(b->store);
    struct cf_pool_entry batch[CF_BUILD_BATCH];
    size_t n = 0;
    int status = CF_OK;
    for (size_t i = 0; !status && i < b->pool; i++) {
        uint64_t position = b->entries[i].position;
        int known = index[position].caption_kinds >> CF_CAPTION_SHORT & 1;
        if (!known && !cf_layer_writer_has(writer, position))
            batch[n++] = b->entries[i];
        if (n == CF_BUILD_BATCH || (n && i + 1 == b->pool)) {
            status = put_batch(writer, b, batch, n, err);
            n = 0;
        }
        if (!status && (i % CF_BUILD_BATCH == 0 || i + 1 == b->pool))
            status = cf_build_progress(b, "short", i, b->pool, err);
    }
    return status;
}

static int make_layer(struct cf_build *b, struct cf_error *err)
{
    struct cf_layer_writer *writer = NULL;
    struct cf_error gone = {0};
    if (b->p.remake_short && cf_layer_remove(b->p.store_dir, b->p.layer, &gone) && gone.status != CF_ENOENT)
        return cf_fail(err, gone.status, "%s", gone.message);
    char *about = about_json(b->p.shorten ? b->p.shortener : extractive);
    struct cf_layer_params params = {b->p.layer, CF_LAYER_CAPTIONS, about};
    int status = about ? cf_layer_writer_open(&writer, b->p.store_dir, &params, err)
                       : cf_fail(err, CF_ENOMEM, "layer '%s': no memory", b->p.layer);
    free(about);
    if (status)
        return status;
    status = fill_layer(writer, b, err);
    if (!status)
        return cf_layer_writer_publish(&writer, err);
    cf_layer_writer_close(&writer, NULL); /* what was made is kept for the next build */
    return status;
}

int cf_shorts_open(struct cf_shorts *s, struct cf_build *b, struct cf_error *err)
{
    struct cf_error refused = {0};
    int status = CF_ENOENT;
    *s = (struct cf_shorts){0};
    if (!*b->p.layer)
        return CF_OK;
    if (!b->p.remake_short)
        status = cf_layer_open(&s->layer, b->store, b->p.layer, &refused);
    if (status == CF_ENOENT) {
        status = make_layer(b, err);
        return status ? status : cf_layer_open(&s->layer, b->store, b->p.layer, err);
    }
    return status ? cf_fail(err, refused.status, "%s", refused.message) : check_maker(s->layer, b, err);
}

void cf_shorts_close(struct cf_shorts *s)
{
    cf_layer_close(&s->layer);
}

/* Of the layer; a value that fails its checksum is as good as none. */
static char *layer_form(const struct cf_shorts *s, const struct cf_record *record)
{
    struct cf_layer_value *value = NULL;
    if (!s->layer || cf_layer_get(s->layer, record, &value, NULL))
        return NULL;
    char *form = short_among(value->captions, value->caption_count);
    cf_layer_value_free(&value);
    return form;
}

int cf_shorts_fill(struct cf_shorts *s, struct cf_build *b, struct cf_record *const *records, size_t count,
                   char **forms, struct cf_error *err)
{
    struct cf_record *wanting[CF_BUILD_BATCH];
    char *made[CF_BUILD_BATCH] = {0};
    size_t places[CF_BUILD_BATCH], wanted = 0;
    for (size_t i = 0; i < count; i++) {
        forms[i] = short_among(records[i]->captions, records[i]->caption_count);
        b->r.short_source += forms[i] != NULL;
        if (!forms[i] && (forms[i] = layer_form(s, records[i])))
            b->r.short_layer++;
        if (!forms[i]) {
            wanting[wanted] = records[i];
            places[wanted++] = i;
        }
    }
    int status = !s->layer && b->p.shorten ? shorten(b, wanting, wanted, made, err) : CF_OK;
    for (size_t i = 0; i < wanted; i++) {
        const struct cf_caption *dense = cf_build_dense(wanting[i]);
        if (made[i]) {
            b->r.short_made++;
        } else if (!status) {
            b->r.short_extracted++;
            status = cf_short_form_extract(&made[i], b->p.language, dense->text, dense->size, err);
        }
        forms[places[i]] = made[i];
    }
    return status;
}
