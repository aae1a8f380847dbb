/* Which records where and split leave in, and what fields they have. */
#include "pipeline/core.h"

#include "base/error.h"
#include "store/ids.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct cf_value number(double n)
{
    return isfinite(n) ? (struct cf_value){.kind = CF_VALUE_NUMBER, .number = n} : (struct cf_value){0};
}

static struct cf_value text(const char *t)
{
    return (struct cf_value){.kind = CF_VALUE_TEXT, .text = t};
}

static const char *const indexed[] = {"frames", "width", "height", "fps", "seconds", "image", "codec", "ordinal"};

bool cf_field_is_indexed(const char *name)
{
    for (size_t i = 0; i < sizeof indexed / sizeof *indexed; i++)
        if (!strcmp(name, indexed[i]))
            return true;
    return false;
}

/* What the store knows of its own; media fields have no value where there are no media. */
static bool own_field(const struct cf_fields *f, const char *name, struct cf_value *value)
{
    const struct cf_index_entry *e = f->entry;
    bool media = (e->flags & CF_INDEX_MEDIA) != 0;
    *value = (struct cf_value){0};
    if (!strcmp(name, "frames"))
        *value = media ? number(e->frames) : *value;
    else if (!strcmp(name, "width"))
        *value = media ? number(e->width) : *value;
    else if (!strcmp(name, "height"))
        *value = media ? number(e->height) : *value;
    else if (!strcmp(name, "fps"))
        *value = media && e->fps > 0 ? number((double)e->fps) : *value;
    else if (!strcmp(name, "seconds"))
        *value = media ? number((double)e->seconds) : *value;
    else if (!strcmp(name, "ordinal"))
        *value = number((double)e->ordinal);
    else if (!strcmp(name, "image"))
        *value = (struct cf_value){.kind = CF_VALUE_TRUTH, .number = (e->flags & CF_INDEX_IMAGE) != 0};
    else if (!strcmp(name, "codec"))
        *value = media ? text(cf_codec_name((enum cf_codec)e->codec)) : *value;
    else if (f->record && !strcmp(name, "clip_id"))
        *value = text(f->record->clip_id);
    else if (f->record && !strcmp(name, "path"))
        *value = text(f->record->path);
    else
        return false;
    return true;
}

struct cf_value cf_record_field(const struct cf_fields *f, const char *name)
{
    struct cf_value value;
    if (own_field(f, name, &value))
        return value;
    const json_t *at = json_object_get(f->extra, name); /* a key may itself hold dots */
    for (const json_t *in = f->extra; !at && in;) {
        char key[256];
        size_t length = strcspn(name, ".");
        if (length >= sizeof key)
            break;
        memcpy(key, name, length);
        key[length] = 0;
        in = json_object_get(in, key);
        at = name[length] ? NULL : in;
        if (!name[length])
            break;
        name += length + 1;
    }
    if (json_is_number(at))
        return number(json_number_value(at));
    if (json_is_boolean(at))
        return (struct cf_value){.kind = CF_VALUE_TRUTH, .number = json_is_true(at)};
    return json_is_string(at) ? text(json_string_value(at)) : (struct cf_value){0};
}

static struct cf_value field_of(void *opaque, const char *name)
{
    return cf_record_field(opaque, name);
}

struct share { /* of the records, one thread's */
    struct cf_core *core;
    const struct cf_where *where;
    uint8_t *keep;
    uint64_t begin, end;
    bool reads; /* the expression names fields that only the record has */
    int status;
    struct cf_error err;
    pthread_t thread;
};

/* A record that cannot be read stays in: load names it when it is drawn. */
static void *look_at_share(void *opaque)
{
    struct share *s = opaque;
    for (uint64_t i = s->begin; i < s->end && !s->status; i++) {
        struct cf_record *record = NULL;
        struct cf_fields fields = {.entry = cf_core_entry(s->core, i)};
        if (!s->keep[i])
            continue;
        int status = s->reads ? cf_core_record(s->core, i, &record, &s->err) : CF_OK;
        if (status == CF_ENOMEM)
            s->status = status;
        if (status)
            continue;
        fields.record = record;
        fields.extra = record ? json_loads(record->extra_json, 0, NULL) : NULL;
        s->keep[i] = cf_where_holds(s->where, field_of, &fields);
        json_decref(fields.extra);
        cf_record_free(&record);
    }
    return NULL;
}

static void note_field(void *opaque, const char *name)
{
    bool *reads = opaque;
    *reads = *reads || !cf_field_is_indexed(name);
}

/* One pass over the records, shared out among the threads that the loader may have. */
static int apply_where(struct cf_core *core, const struct cf_where *where, uint8_t *keep, struct cf_error *err)
{
    enum { LEAST = 1024 };
    bool reads = false;
    cf_where_fields(where, note_field, &reads);
    uint64_t n = core->record_count, count = n / LEAST + 1;
    if (count > core->effective.params.threads)
        count = core->effective.params.threads;
    struct share *shares = calloc(count, sizeof *shares);
    if (!shares)
        return cf_fail(err, CF_ENOMEM, "no memory for a pass over the records");
    uint64_t started = 0;
    int status = CF_OK;
    for (uint64_t i = 0; i < count; i++) {
        shares[i] = (struct share){core, where, keep, n / count * i, i + 1 == count ? n : n / count * (i + 1), reads,
                                   0,    {0},   0};
        if (i + 1 < count && started == i && !pthread_create(&shares[i].thread, NULL, look_at_share, &shares[i]))
            started++;
        else
            look_at_share(&shares[i]);
    }
    for (uint64_t i = 0; i < count; i++) {
        if (i < started)
            pthread_join(shares[i].thread, NULL);
        if (shares[i].status && !status)
            status = cf_fail(err, (enum cf_status)shares[i].status, "%s", shares[i].err.message);
    }
    free(shares);
    return status;
}

struct splitting {
    const struct cf_core_source *source;
    uint8_t *keep;
    double share;
    bool val;
};

/* The hash's first 53 bits as a number from [0,1): val's are those below the share. */
static void place_id(void *opaque, const uint8_t hash[16], uint64_t ordinal)
{
    struct splitting *s = opaque;
    uint64_t bits = 0, position;
    for (int i = 0; i < 8; i++)
        bits = bits << 8 | hash[i];
    if (cf_store_position(s->source->store, ordinal, &position))
        return;
    if ((cf_plan_unit(bits) < s->share) != s->val)
        s->keep[s->source->base + position] = 0;
}

static int apply_split(struct cf_core *core, uint8_t *keep, struct cf_error *err)
{
    const struct cf_loader_params *p = &core->effective.params;
    int status = CF_OK;
    for (uint32_t i = 0; !status && i < core->source_count; i++) {
        struct splitting s = {&core->sources[i], keep, p->val_share, !strcmp(p->split, "val")};
        status = cf_store_each_id(s.source->store, place_id, &s, err);
    }
    return status;
}

int cf_core_filter(struct cf_core *core, uint8_t *keep, struct cf_error *err)
{
    const struct cf_loader_params *p = &core->effective.params;
    int status = CF_OK;
    if (strcmp(p->split, "all"))
        status = apply_split(core, keep, err);
    if (!status && p->where) {
        struct cf_where *where = NULL;
        status = cf_where_parse(&where, p->where, err);
        if (!status)
            status = apply_where(core, where, keep, err);
        cf_where_free(&where);
    }
    return status;
}
