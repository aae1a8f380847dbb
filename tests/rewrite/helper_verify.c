/* helper_verify: JSON lines in, {"prompt", "rewrite"} and a case's options; JSON lines out, {"facts", "failures",
 * "repaired"}. For check_cases.py, and for looking at what the checks make of a file of rewrites. */
#include "checks/checks.h"
#include "language/language.h"
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct cf_language *language;

/* Words and marks stand in for an encoder's tokens. */
static int64_t count_tokens(void *context, const char *text, size_t size)
{
    (void)context;
    struct cf_analysis *a = NULL;
    if (cf_analysis_create(&a, language, text, size, NULL))
        return -1;
    int64_t count = (int64_t)a->tokens_count;
    cf_analysis_destroy(&a);
    return count;
}

static double share(void *context, const char *words)
{
    (void)words;
    return *(const double *)context;
}

static const char *text_of(json_t *line, const char *key, size_t *size)
{
    json_t *value = json_object_get(line, key);
    *size = json_string_length(value);
    return json_is_string(value) ? json_string_value(value) : NULL;
}

static json_t *facts_json(const struct cf_facts *facts)
{
    json_t *list = json_array();
    for (size_t i = 0; i < cf_facts_count(facts); i++) {
        const struct cf_fact *f = cf_facts_at(facts, i);
        json_array_append_new(list, json_pack("{s:s, s:b, s:s, s:s, s:s, s:i}", "kind", cf_check_name(f->check), "hard",
                                              f->hard, "surface", f->surface, "owner", f->owner, "other", f->other,
                                              "number", (int)f->number));
    }
    return list;
}

static json_t *failures_json(const struct cf_verdict *verdict)
{
    json_t *list = json_array();
    for (size_t i = 0; i < cf_verdict_count(verdict); i++) {
        const struct cf_failure *f = cf_verdict_at(verdict, i);
        json_array_append_new(list, json_pack("{s:s, s:b, s:I, s:s, s:s, s:s}", "kind", cf_check_name(f->check), "hard",
                                              f->hard, "fact", (json_int_t)f->fact, "asked", f->asked, "found",
                                              f->found, "message", f->message));
    }
    return list;
}

static int verify_line(json_t *line, json_t *answer, struct cf_error *err)
{
    size_t prompt_size, rewrite_size, language_size;
    const char *prompt = text_of(line, "prompt", &prompt_size), *rewrite = text_of(line, "rewrite", &rewrite_size);
    double shared = json_number_value(json_object_get(line, "share"));
    const char *exemplars[16];
    struct cf_check_options options = {.language = text_of(line, "language", &language_size),
                                       .tokens = count_tokens,
                                       .exemplars = exemplars,
                                       .share = share,
                                       .share_context = &shared};
    options.max_tokens = (uint32_t)json_integer_value(json_object_get(line, "max_tokens"));
    options.shortest_words = (uint32_t)json_integer_value(json_object_get(line, "shortest_words"));
    json_t *exemplar;
    size_t i;
    json_array_foreach(json_object_get(line, "exemplars"), i, exemplar) if (i < 16)
        exemplars[options.exemplars_count++] = json_string_value(exemplar);
    struct cf_facts *facts = NULL;
    struct cf_verdict *verdict = NULL;
    int rc = cf_facts_create(&facts, language, prompt ? prompt : "", prompt_size, err);
    if (!rc && rewrite)
        rc = cf_verdict_create(&verdict, facts, rewrite, rewrite_size, &options, err);
    if (!rc) {
        json_object_set_new(answer, "facts", facts_json(facts));
        json_object_set_new(answer, "tongue", json_string(cf_facts_tongue(facts)));
    }
    char *repaired = NULL;
    if (!rc && verdict) {
        json_object_set_new(answer, "failures", failures_json(verdict));
        if (cf_verdict_count(verdict) && !cf_verdict_hard(verdict) &&
            !cf_rewrite_repair(&repaired, facts, rewrite, rewrite_size, verdict, NULL))
            json_object_set_new(answer, "repaired", json_string(repaired));
    }
    free(repaired);
    cf_verdict_destroy(&verdict);
    cf_facts_destroy(&facts);
    return rc;
}

int main(void)
{
    struct cf_error err = {0};
    struct cf_language *opened = NULL;
    if (cf_language_open(&opened, NULL, &err))
        return fprintf(stderr, "%s\n", err.message), 1;
    language = opened;
    char *text = NULL;
    size_t capacity = 0;
    int rc = 0;
    while (!rc && getline(&text, &capacity, stdin) > 0) {
        json_t *line = json_loads(text, JSON_ALLOW_NUL, NULL), *answer = json_object();
        rc = line ? verify_line(line, answer, &err) : CF_EFORMAT;
        if (rc)
            fprintf(stderr, "%s\n", line ? err.message : "a line is no JSON");
        else
            json_dumpf(answer, stdout, JSON_COMPACT), putchar('\n');
        json_decref(answer);
        json_decref(line);
    }
    free(text);
    cf_language_close(&opened);
    return rc != 0;
}
