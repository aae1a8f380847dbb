/* Captions of a part: which kind, which one, what is put around it, whether it is dropped. */
#include "pipeline/core.h"

#include "base/buffer.h"
#include "base/error.h"

#include <ctype.h>
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int parse_kind(const char *name, size_t length, struct cf_caption_term *term)
{
    static const char *const kinds[] = {"dense", "diff", "short", "clean", "diff-joined"};
    for (int i = 0; i < 5; i++)
        if (length == strlen(kinds[i]) && !strncmp(name, kinds[i], length)) {
            term->joined = i == 4;
            term->kind = i == 4 ? CF_CAPTION_DIFF : i + 1;
            return 1;
        }
    return 0;
}

/* KIND[@LAYER][:WEIGHT] */
static int parse_term(const char *text, size_t length, struct cf_caption_term *term, struct cf_error *err)
{
    const char *end = text + length, *at = memchr(text, '@', length), *colon = memchr(text, ':', length);
    const char *kind_end = at ? at : colon ? colon : end;
    char *number_end = NULL;
    *term = (struct cf_caption_term){.weight = 1};
    if (!parse_kind(text, (size_t)(kind_end - text), term))
        return cf_fail(err, CF_EINVAL, "caption '%.*s': expected dense, diff, short, clean or diff-joined",
                       (int)(kind_end - text), text);
    if (at) {
        size_t size = (size_t)((colon ? colon : end) - at) - 1;
        if (!size || size > CF_LAYER_NAME_MAX)
            return cf_fail(err, CF_EINVAL, "caption '%.*s': expected a layer's name behind '@'", (int)length, text);
        memcpy(term->layer, at + 1, size);
    }
    if (colon) {
        term->weight = isdigit((unsigned char)colon[1]) || colon[1] == '.' ? strtod(colon + 1, &number_end) : -1;
        if (!(term->weight > 0) || term->weight > 1e9 || number_end != end)
            return cf_fail(err, CF_EINVAL, "caption '%.*s': expected a weight above 0, at most 1e9, behind ':'",
                           (int)length, text);
    }
    return CF_OK;
}

int cf_caption_terms(struct cf_effective *out, const char *text, struct cf_error *err)
{
    out->caption_count = 0;
    for (;;) {
        size_t length = strcspn(text, ",");
        if (out->caption_count == CF_CAPTION_TERMS)
            return cf_fail(err, CF_EINVAL, "caption: more than %d kinds", CF_CAPTION_TERMS);
        int status = parse_term(text, length, &out->captions[out->caption_count++], err);
        if (status)
            return status;
        if (!text[length])
            return CF_OK;
        text += length + 1;
    }
}

bool cf_core_has_caption(const struct cf_core *core, uint64_t position, uint32_t term)
{
    uint64_t local;
    const struct cf_core_source *source = cf_core_source(core, position, &local);
    uint32_t kinds = source->captions[term] ? cf_layer_index(source->captions[term])[local]
                                            : cf_store_index(source->store)[local].caption_kinds;
    return kinds >> core->effective.captions[term].kind & 1;
}

/* One of the terms that the record has, by weight; -1: none. */
static int draw_term(const struct cf_core *core, uint64_t position, uint64_t bits)
{
    const struct cf_effective *e = &core->effective;
    double sum = 0, at = 0;
    int last = -1;
    for (uint32_t k = 0; k < e->caption_count; k++)
        sum += cf_core_has_caption(core, position, k) ? e->captions[k].weight : 0;
    for (uint32_t k = 0; k < e->caption_count; k++) {
        if (!cf_core_has_caption(core, position, k))
            continue;
        at += e->captions[k].weight;
        last = (int)k;
        if (cf_plan_unit(bits) * sum < at)
            break;
    }
    return last;
}

/* The nth caption of a kind, or all of them joined by spaces; *index is its place among the captions. malloc'd. */
static char *take_text(const struct cf_caption *captions, uint32_t count, const struct cf_caption_term *term,
                       uint64_t bits, uint32_t *index)
{
    uint32_t matching = 0, seen = 0;
    size_t bytes = 1;
    for (uint32_t i = 0; i < count; i++)
        if (captions[i].kind == term->kind) {
            matching++;
            bytes += captions[i].size + 1;
        }
    uint64_t nth = matching ? cf_plan_below(bits, matching) : 0;
    char *text = malloc(bytes), *end = text;
    if (!text)
        return NULL;
    for (uint32_t i = 0; i < count; i++) {
        if (captions[i].kind != term->kind)
            continue;
        if (seen == (term->joined ? 0 : nth))
            *index = i;
        if (term->joined || seen == nth) {
            if (end != text)
                *end++ = ' ';
            memcpy(end, captions[i].text, captions[i].size);
            end += captions[i].size;
        }
        seen++;
    }
    *end = 0;
    return text;
}

static int choose(const struct cf_core *core, const struct cf_task *task, uint64_t position,
                  const struct cf_record *record, struct cf_part *part, struct cf_error *err)
{
    static const struct cf_caption_term dense = {.kind = CF_CAPTION_DENSE, .weight = 1};
    const struct cf_effective *e = &core->effective;
    struct cf_stream_sample s = cf_task_sample(task);
    uint32_t index = task->part << 16 | task->candidate;
    const struct cf_caption_term *term = &dense;
    const struct cf_caption *captions = record->captions;
    uint32_t count = record->caption_count;
    struct cf_layer_value *value = NULL;
    uint64_t local;
    if (!task->part || e->images_from_frames) {
        int k = e->caption_count == 1
                    ? 0
                    : draw_term(core, position,
                                cf_plan_bits(e->params.seed, s.epoch, s.position, CF_DRAW_CAPTION_KIND, index));
        term = &e->captions[k < 0 ? 0 : k];
        struct cf_layer *layer = cf_core_source(core, position, &local)->captions[k < 0 ? 0 : k];
        if (layer) {
            int status = cf_layer_get_at(layer, local, &value, err);
            if (status)
                return status;
            captions = value->captions;
            count = value->caption_count;
            part->caption_layer = term->layer;
        }
    }
    bool found = false;
    for (uint32_t i = 0; i < count; i++)
        found = found || captions[i].kind == term->kind;
    if (!found) {
        cf_layer_value_free(&value);
        return cf_fail(err, CF_ENOTFOUND, "'%s' has no %s caption", record->clip_id, cf_caption_kind_name(term->kind));
    }
    enum cf_draw draw = task->part ? CF_DRAW_IMAGE_CAPTION : CF_DRAW_CAPTION;
    part->caption_kind = term->kind;
    part->caption = take_text(captions, count, term, cf_plan_bits(e->params.seed, s.epoch, s.position, draw, index),
                              &part->caption_index);
    cf_layer_value_free(&value);
    return part->caption ? CF_OK : cf_fail(err, CF_ENOMEM, "no memory for a caption");
}

/* A piece is text, or a field behind text. */
struct piece {
    char *text, *field;
    int digits; /* behind the point; -1: as short as 6 digits allow */
};
struct cf_template {
    struct piece *pieces;
    uint32_t count;
};

void cf_template_free(struct cf_template **tmpl)
{
    if (!tmpl || !*tmpl)
        return;
    for (uint32_t i = 0; i < (*tmpl)->count; i++) {
        free((*tmpl)->pieces[i].text);
        free((*tmpl)->pieces[i].field);
    }
    free((*tmpl)->pieces);
    free(*tmpl);
    *tmpl = NULL;
}

/* "}", ":d}" or ":.2f}" behind a field's name: what it is as digits, and where it ends; NULL: none of them. */
static const char *parse_format(const char *at, int *digits)
{
    *digits = -1;
    if (*at == '}')
        return at + 1;
    if (!strncmp(at, ":d}", 3)) {
        *digits = 0;
        return at + 3;
    }
    if (strncmp(at, ":.", 2) || !isdigit((unsigned char)at[2]) || strncmp(at + 3, "f}", 2))
        return NULL;
    *digits = at[2] - '0';
    return at + 5;
}

/* Reads up to the end of a piece. NULL: err says why. */
static const char *parse_piece(struct piece *piece, const char *text, const char *at, struct cf_error *err)
{
    struct cf_buffer literal = {0};
    int status = CF_OK;
    while (!status && *at && (*at != '{' || at[1] == '{')) {
        if ((*at == '}' && at[1] != '}'))
            break;
        status = cf_buffer_append(&literal, at, 1);
        at += *at == '{' || *at == '}' ? 2 : 1;
    }
    status = status ? status : cf_buffer_append(&literal, "", 1);
    piece->text = (char *)literal.data;
    if (status) {
        cf_fail(err, CF_ENOMEM, "no memory for a template");
        return NULL;
    }
    if (!*at)
        return at;
    size_t length = 0;
    while (*at == '{' && (isalnum((unsigned char)at[1 + length]) || strchr("_.", at[1 + length])) && at[1 + length])
        length++;
    const char *end = length ? parse_format(at + 1 + length, &piece->digits) : NULL;
    if (!end) {
        cf_fail(
            err, CF_EINVAL,
            "template, column %d: expected {FIELD}, {FIELD:d} or {FIELD:.Nf}, and {{ or }} for a brace, in \"%.300s\"",
            (int)(at - text) + 1, text);
        return NULL;
    }
    piece->field = strndup(at + 1, length);
    if (!piece->field)
        cf_fail(err, CF_ENOMEM, "no memory for a template");
    return piece->field ? end : NULL;
}

int cf_template_parse(struct cf_template **out, const char *text, struct cf_error *err)
{
    struct cf_error inner = {0};
    struct cf_template *t = calloc(1, sizeof *t);
    if (t)
        t->pieces = calloc(strlen(text) + 1, sizeof *t->pieces);
    const char *at = t && t->pieces ? text : NULL;
    if (!at)
        cf_fail(&inner, CF_ENOMEM, "no memory for a template");
    while (at && *at)
        at = parse_piece(&t->pieces[t->count++], text, at, &inner);
    if (!at) {
        cf_template_free(&t);
        return cf_fail(err, inner.status, "%s", inner.message);
    }
    *out = t;
    return CF_OK;
}

/* 1: filled in; 0: a field has no value; CF_ENOMEM. */
static int fill(const struct cf_template *t, const struct cf_fields *fields, const struct cf_part *part,
                uint32_t frames, struct cf_buffer *out)
{
    for (uint32_t i = 0; i < t->count; i++) {
        const struct piece *piece = &t->pieces[i];
        char digits[400];
        if (cf_buffer_append(out, piece->text, strlen(piece->text)))
            return CF_ENOMEM;
        if (!piece->field)
            continue;
        struct cf_value v = {.kind = CF_VALUE_NUMBER, .number = part->fps};
        if (!strcmp(piece->field, "frames"))
            v.number = frames;
        else if (strcmp(piece->field, "fps"))
            v = cf_record_field(fields, strcmp(piece->field, "source_fps") ? piece->field : "fps");
        if (v.kind == CF_VALUE_NONE || (!strcmp(piece->field, "fps") && !(v.number > 0)))
            return 0;
        if (v.kind == CF_VALUE_NUMBER && piece->digits < 0)
            snprintf(digits, sizeof digits, "%.6g", v.number);
        else if (v.kind == CF_VALUE_NUMBER)
            snprintf(digits, sizeof digits, "%.*f", piece->digits, v.number);
        const char *text = v.kind == CF_VALUE_NUMBER ? digits
                           : v.kind == CF_VALUE_TEXT ? v.text
                           : v.number != 0           ? "true"
                                                     : "false";
        if (cf_buffer_append(out, text, strlen(text)))
            return CF_ENOMEM;
    }
    return 1;
}

/* Appends what the template makes of the record; nothing where a field is missing. */
static int add_filled(const struct cf_template *t, const struct cf_fields *fields, const struct cf_part *part,
                      uint32_t frames, struct cf_buffer *out)
{
    size_t before = out->size;
    int filled = t ? fill(t, fields, part, frames, out) : 0;
    if (filled <= 0)
        out->size = before;
    return filled < 0 ? filled : CF_OK;
}

static int put_around(const struct cf_core *core, const struct cf_task *task, uint64_t position,
                      const struct cf_record *record, struct cf_part *part, struct cf_error *err)
{
    struct cf_fields fields = {cf_core_entry(core, position), record, json_loads(record->extra_json, 0, NULL)};
    uint32_t frames = cf_task_shape(core, task)->frames.frames;
    struct cf_buffer text = {0};
    int status = add_filled(core->prefix, &fields, part, frames, &text);
    status = status ? status : cf_buffer_append(&text, part->caption, strlen(part->caption));
    status = status ? status : add_filled(core->suffix, &fields, part, frames, &text);
    status = status ? status : cf_buffer_append(&text, "", 1);
    json_decref(fields.extra);
    if (status) {
        cf_buffer_free(&text);
        return cf_fail(err, CF_ENOMEM, "no memory for a caption");
    }
    free(part->caption);
    part->caption = (char *)text.data;
    return CF_OK;
}

int cf_part_caption(const struct cf_core *core, const struct cf_task *task, uint64_t position,
                    const struct cf_record *record, struct cf_part *part, struct cf_error *err)
{
    const struct cf_loader_params *p = &core->effective.params;
    int status = choose(core, task, position, record, part, err);
    bool is_clip = !task->part && !(cf_core_entry(core, position)->flags & CF_INDEX_IMAGE);
    if (!status && is_clip && (core->prefix || core->suffix))
        status = put_around(core, task, position, record, part, err);
    struct cf_stream_sample s = cf_task_sample(task);
    part->dropped = p->caption_dropout > 0 && cf_plan_unit(cf_plan_bits(p->seed, s.epoch, s.position, CF_DRAW_DROPOUT,
                                                                        task->part)) < p->caption_dropout;
    if (status || !part->dropped || p->dropout_flag)
        return status;
    free(part->caption);
    part->caption = strdup(p->null_caption);
    return part->caption ? CF_OK : cf_fail(err, CF_ENOMEM, "no memory for a caption");
}
