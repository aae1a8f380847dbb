#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "base/error.h"
#include "engine/internal.h"
#include "engine/text.h"

struct cf_result {
    struct cf_rewrite public; /* first: a cf_rewrite that was handed out is its result */
    char *text, *reason, *model;
    struct cf_rewrite_check *checks;
    char **exemplars;
    bool failed;
};

struct cf_result *cf_result_create(void)
{
    struct cf_result *r = calloc(1, sizeof *r);
    if (r)
        r->public.status = CF_REWRITE_FAILED;
    return r;
}

static char *keep(struct cf_result *r, char *copy)
{
    r->failed = r->failed || !copy;
    return copy;
}

void cf_result_text(struct cf_result *r, enum cf_rewrite_status status, const char *text, size_t size)
{
    free(r->text);
    r->text = keep(r, strndup(text, size));
    r->public.status = status;
    r->public.size = size;
}

void cf_result_reason(struct cf_result *r, const char *format, ...)
{
    char *text = NULL;
    va_list args;
    va_start(args, format);
    if (vasprintf(&text, format, args) < 0)
        text = NULL;
    va_end(args);
    free(r->reason);
    r->reason = keep(r, text);
}

void cf_result_check(struct cf_result *r, const char *kind, enum cf_rewrite_verdict verdict, const char *format, ...)
{
    char *text = NULL;
    va_list args;
    va_start(args, format);
    if (vasprintf(&text, format, args) < 0)
        text = NULL;
    va_end(args);
    struct cf_rewrite_check *more = realloc(r->checks, (r->public.check_count + 1) * sizeof *more);
    if (more)
        r->checks = more;
    if (!more || !text) {
        r->failed = true;
        free(text);
        return;
    }
    r->checks[r->public.check_count++] = (struct cf_rewrite_check){kind, text, verdict};
}

void cf_result_drop_checks(struct cf_result *r)
{
    for (uint32_t i = 0; i < r->public.check_count; i++)
        free((char *)r->checks[i].detail);
    r->public.check_count = 0;
}

void cf_result_exemplar(struct cf_result *r, const char *clip_id)
{
    char **more = realloc(r->exemplars, (r->public.exemplar_count + 1) * sizeof *more), *copy = strdup(clip_id);
    if (more)
        r->exemplars = more;
    if (!more || !copy) {
        r->failed = true;
        free(copy);
        return;
    }
    r->exemplars[r->public.exemplar_count++] = copy;
}

void cf_result_model(struct cf_result *r, const char *model)
{
    free(r->model);
    r->model = keep(r, strdup(model));
}

struct cf_rewrite *cf_result_open(struct cf_result *r)
{
    return &r->public;
}

int cf_result_finish(struct cf_result **result, struct cf_rewrite **out, struct cf_error *err)
{
    struct cf_result *r = *result;
    struct cf_rewrite *p = &r->public;
    *result = NULL;
    p->text = r->text ? r->text : "";
    p->reason = r->reason ? r->reason : "";
    p->model = r->model ? r->model : "";
    p->checks = r->checks;
    p->exemplars = (const char *const *)r->exemplars;
    if (!r->failed)
        return *out = p, CF_OK;
    cf_rewrite_free(&p);
    return cf_fail(err, CF_ENOMEM, "out of memory for a result");
}

void cf_rewrite_free(struct cf_rewrite **rewrite)
{
    struct cf_result *r = (struct cf_result *)*rewrite;
    if (!r)
        return;
    cf_result_drop_checks(r);
    for (uint32_t i = 0; i < r->public.exemplar_count; i++)
        free(r->exemplars[i]);
    free(r->exemplars);
    free(r->checks);
    free(r->text);
    free(r->reason);
    free(r->model);
    free(r);
    *rewrite = NULL;
}

static json_t *text_json(const char *text, size_t size)
{
    char *valid = cf_text_make_valid(text, size);
    json_t *value = valid ? json_string(valid) : NULL;
    free(valid);
    return value;
}

static json_t *checks_json(const struct cf_rewrite *r)
{
    json_t *checks = json_array();
    for (uint32_t i = 0; i < r->check_count; i++) {
        const struct cf_rewrite_check *c = &r->checks[i];
        json_array_append_new(checks, json_pack("{s:s, s:o, s:s}", "check", c->kind, "detail",
                                                text_json(c->detail, strlen(c->detail)), "verdict",
                                                cf_rewrite_verdict_name((int)c->verdict)));
    }
    return checks;
}

json_t *cf_result_json(const struct cf_rewrite *r, json_t *id, const char *prompt, size_t size)
{
    json_t *object = json_object(), *exemplars = json_array();
    for (uint32_t i = 0; i < r->exemplar_count; i++)
        json_array_append_new(exemplars, text_json(r->exemplars[i], strlen(r->exemplars[i])));
    int failed = 0;
    if (id)
        failed |= json_object_set(object, "id", id);
    failed |= json_object_set_new(object, "prompt", text_json(prompt, size));
    failed |= json_object_set_new(object, "rewrite", json_stringn(r->text, r->size));
    failed |= json_object_set_new(object, "status", json_string(cf_rewrite_status_name((int)r->status)));
    failed |= json_object_set_new(object, "reason", text_json(r->reason, strlen(r->reason)));
    failed |= json_object_set_new(object, "checks", checks_json(r));
    failed |= json_object_set_new(object, "exemplars", exemplars);
    failed |= json_object_set_new(object, "model", json_string(r->model));
    failed |= json_object_set_new(object, "seed", json_integer((json_int_t)r->seed));
    failed |= json_object_set_new(object, "tokens", json_integer((json_int_t)r->tokens));
    failed |= json_object_set_new(object, "ms", json_real((double)(int64_t)(r->ms * 10) / 10));
    if (!failed)
        return object;
    json_decref(object);
    return NULL;
}

char *cf_rewrite_json(const struct cf_rewrite *rewrite, const char *id_json, const char *prompt, size_t size)
{
    json_t *id = id_json ? json_loads(id_json, JSON_DECODE_ANY, NULL) : NULL;
    json_t *object = cf_result_json(rewrite, id, prompt, size);
    char *text = object ? json_dumps(object, JSON_COMPACT | JSON_REAL_PRECISION(9)) : NULL;
    json_decref(object);
    json_decref(id);
    return text;
}
