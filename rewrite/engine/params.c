#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "engine/internal.h"

enum {
    MAX_TOKENS = 300,
    MAX_TOKENS_LIMIT = 8192,
    EXEMPLARS = 3,
    CANDIDATES = 3,
    COUNT_LIMIT = 16,
    IN_FLIGHT = 64,
    IN_FLIGHT_LIMIT = 1024,
    RETRIES = 4,
    DEADLINE_MS = 20000,
    ANSWER_TOKENS = 512,
    HOLD_OUT_LIMIT = 1 << 20,
};
#define TEMPERATURE 0.7

static const char **strings_of(struct cf_rewriter_params *p, size_t i)
{
    const char **const fields[] = {&p->store_dir,       &p->server_url,     &p->model,
                                   &p->embedding_model, &p->tokenizer_path, &p->cache_path,
                                   &p->ca_path,         &p->template_name,  &p->output_language};
    return i < sizeof fields / sizeof *fields ? fields[i] : NULL;
}

/* Each string its own copy, an empty one none at all. */
static int copy_strings(struct cf_rewriter_params *out, const struct cf_rewriter_params *p, struct cf_error *err)
{
    struct cf_rewriter_params given = *p;
    for (size_t i = 0; strings_of(out, i); i++)
        *strings_of(out, i) = NULL;
    out->hold_out_ids = NULL;
    out->hold_out_id_count = 0;
    for (size_t i = 0; strings_of(out, i); i++) {
        const char *text = *strings_of(&given, i);
        if (text && *text && !(*strings_of(out, i) = strdup(text)))
            return cf_fail(err, CF_ENOMEM, "out of memory for parameters");
    }
    if (!out->output_language && !(out->output_language = strdup("en")))
        return cf_fail(err, CF_ENOMEM, "out of memory for parameters");
    if (p->hold_out_id_count > HOLD_OUT_LIMIT || (p->hold_out_id_count && !p->hold_out_ids))
        return cf_fail(err, CF_EINVAL, "hold_out_id_count is %zu, expected at most %d and a list", p->hold_out_id_count,
                       HOLD_OUT_LIMIT);
    char **ids = calloc(p->hold_out_id_count + 1, sizeof *ids);
    out->hold_out_ids = (const char *const *)ids;
    for (size_t i = 0; ids && i < p->hold_out_id_count; i++)
        if ((ids[i] = strdup(p->hold_out_ids[i])))
            out->hold_out_id_count++;
    if (!ids || out->hold_out_id_count < p->hold_out_id_count)
        return cf_fail(err, CF_ENOMEM, "out of memory for a hold-out list");
    return CF_OK;
}

static int check_range(const char *name, uint32_t *value, uint32_t standard, uint32_t least, uint32_t most,
                       struct cf_error *err)
{
    *value = *value ? *value : standard;
    if (*value < least || *value > most)
        return cf_fail(err, CF_EINVAL, "%s is %u, expected %u to %u", name, *value, least, most);
    return CF_OK;
}

static int check_words(const struct cf_rewriter_params *p, struct cf_error *err)
{
    if (p->template_name && strcmp(p->template_name, "chat") && strcmp(p->template_name, "sharecaptioner"))
        return cf_fail(err, CF_EINVAL, "template '%s': expected chat or sharecaptioner", p->template_name);
    size_t size = strlen(p->output_language);
    bool code = size == strspn(p->output_language, "abcdefghijklmnopqrstuvwxyz") && (size == 2 || size == 3);
    if (!code && strcmp(p->output_language, "same") && strcmp(p->output_language, "zh-Hant"))
        return cf_fail(err, CF_EINVAL, "output language '%s': expected an ISO 639 code, zh-Hant or same",
                       p->output_language);
    if (p->method != CF_REWRITE_METHOD_AUTO && p->method != CF_REWRITE_METHOD_OFFLINE)
        return cf_fail(err, CF_EINVAL, "method %d: expected auto or offline", (int)p->method);
    if (isnan(p->temperature) || p->temperature > 5)
        return cf_fail(err, CF_EINVAL, "temperature is %g, expected at most 5", p->temperature);
    if (p->embedding_model && !p->server_url)
        return cf_fail(err, CF_EINVAL, "an embedding model is given, but no server");
    return CF_OK;
}

int cf_rewriter_params_resolve(struct cf_rewriter_params *out, const struct cf_rewriter_params *params,
                               struct cf_error *err)
{
    static const struct cf_rewriter_params none;
    *out = params ? *params : none;
    int status = copy_strings(out, params ? params : &none, err);
    status = status ? status : check_words(out, err);
    status = status ? status : check_range("max_tokens", &out->max_tokens, MAX_TOKENS, 16, MAX_TOKENS_LIMIT, err);
    status = status ? status : check_range("exemplars", &out->exemplars, EXEMPLARS, 1, COUNT_LIMIT, err);
    status = status ? status : check_range("candidates", &out->candidates, CANDIDATES, 1, COUNT_LIMIT, err);
    status = status ? status : check_range("in_flight", &out->in_flight, IN_FLIGHT, 1, IN_FLIGHT_LIMIT, err);
    status = status ? status : check_range("retries", &out->retries, RETRIES, 1, 1000, err);
    status = status ? status : check_range("deadline_ms", &out->deadline_ms, DEADLINE_MS, 1, 24 * 3600 * 1000, err);
    uint32_t answer = 2 * out->max_tokens < ANSWER_TOKENS ? ANSWER_TOKENS : 2 * out->max_tokens;
    status = status ? status : check_range("answer_tokens", &out->answer_tokens, answer, 16, 1 << 20, err);
    out->temperature = out->temperature > 0 ? out->temperature : out->temperature < 0 ? 0 : TEMPERATURE;
    return status;
}

void cf_rewriter_params_free(struct cf_rewriter_params *p)
{
    for (size_t i = 0; strings_of(p, i); i++)
        free((char *)*strings_of(p, i));
    for (size_t i = 0; i < p->hold_out_id_count; i++)
        free((char *)p->hold_out_ids[i]);
    free((void *)p->hold_out_ids);
    *p = (struct cf_rewriter_params){0};
}
