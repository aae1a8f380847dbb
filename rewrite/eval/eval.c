#include "base/error.h"
#include "clipfeed/rewrite_eval.h"
#include "eval/internal.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { DEFAULT_CAP = 300, DEFAULT_SAMPLE = 20000, GROUPS = 2 };

struct cf_rewrite_eval {
    char *json, *table, *svg;
};

/* Everything that a run holds. */
struct run {
    struct tools tools;
    struct items items;
    struct captions captions;
    struct cf_eval_words *words;
    struct measure *measures;
    struct group groups[GROUPS];
    size_t group_count;
};

static void run_free(struct run *run)
{
    for (size_t i = 0; i < GROUPS; i++)
        free(run->groups[i].members);
    free(run->measures);
    cf_eval_captions_free(&run->captions);
    cf_eval_items_free(&run->items);
    cf_eval_words_destroy(&run->words);
    cf_store_close(&run->tools.store);
    cf_tokenizer_close(&run->tools.tokenizer);
    cf_language_close(&run->tools.language);
}

static int open_tools(struct tools *tools, const struct cf_rewrite_eval_params *params, struct cf_error *err)
{
    tools->params = *params;
    if (!tools->params.max_tokens)
        tools->params.max_tokens = DEFAULT_CAP;
    if (!tools->params.store_sample)
        tools->params.store_sample = DEFAULT_SAMPLE;
    if (!tools->params.language)
        tools->params.language = "en";
    int status = cf_language_open(&tools->language, NULL, err);
    if (!status && params->tokenizer)
        status = cf_tokenizer_open(&tools->tokenizer, params->tokenizer, err);
    if (!status && params->store_dir)
        status = cf_store_open(&tools->store, params->store_dir, err);
    return status;
}

static int measure_all(struct run *run, struct cf_error *err)
{
    struct items *items = &run->items;
    run->measures = calloc(items->count, sizeof *run->measures);
    if (!run->measures)
        return cf_fail(err, CF_ENOMEM, "%zu rewrites: out of memory", items->count);
    for (size_t i = 0; i < items->count; i++) {
        int status = items->list[i].rewrite_size ? cf_eval_measure(&run->measures[i], &items->list[i], &run->tools,
                                                                   &run->captions, run->words, err)
                                                 : CF_OK;
        if (status)
            return status;
        if (run->tools.params.progress)
            run->tools.params.progress(run->tools.params.opaque, i + 1, items->count);
    }
    return CF_OK;
}

static bool accepted(const struct item *item)
{
    return strcmp(item->status, "ok") == 0 || strcmp(item->status, "repaired") == 0;
}

/* All rewrites; and where statuses are named, those that the model wrote and the checks let through. */
static int make_groups(struct run *run, struct cf_error *err)
{
    run->group_count = run->items.statuses ? 2 : 1;
    for (size_t g = 0; g < run->group_count; g++) {
        struct group *group = &run->groups[g];
        group->name = g ? "accepted" : "all";
        group->members = malloc((run->items.count + 1) * sizeof *group->members);
        if (!group->members)
            return cf_fail(err, CF_ENOMEM, "%zu rewrites: out of memory", run->items.count);
        for (size_t i = 0; i < run->items.count; i++)
            if (run->items.list[i].rewrite_size && (!g || accepted(&run->items.list[i])))
                group->members[group->count++] = i;
    }
    return CF_OK;
}

static json_t *statuses_json(const struct items *items)
{
    static const char *const names[] = {"ok", "repaired", "offline", "original", "failed"};
    json_t *json = json_object();
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        size_t count = 0;
        for (size_t i = 0; i < items->count; i++)
            count += strcmp(items->list[i].status, names[k]) == 0;
        json_object_set_new(
            json, names[k],
            json_pack("{s:I, s:f}", "count", (json_int_t)count, "share", (double)count / (double)items->count));
    }
    return json;
}

static json_t *store_json(const struct captions *captions)
{
    json_t *json = cf_eval_style_json(captions->meter);
    if (!json)
        return NULL;
    json_object_set_new(json, "captions", json_integer((json_int_t)captions->count));
    json_object_set_new(json, "length", cf_eval_summary(captions->lengths, captions->count));
    return json;
}

static int make_report(json_t **out, struct run *run, struct cf_error *err)
{
    json_t *groups = json_object();
    size_t texts = 0;
    int status = CF_OK;
    for (size_t g = 0; g < run->group_count && !status; g++) {
        json_t *json =
            cf_eval_group_json(&run->groups[g], &run->items, run->measures, &run->tools, &run->captions, run->words);
        if (!json || json_object_set_new(groups, run->groups[g].name, json))
            status = cf_fail(err, CF_ENOMEM, "the report: out of memory");
    }
    if (!status && run->tools.params.server)
        status = cf_eval_embed(groups, run->groups, run->group_count, &run->items, &run->captions, &run->tools, err);
    for (size_t i = 0; i < run->items.count; i++)
        texts += run->items.list[i].rewrite_size > 0;
    json_t *report = json_pack(
        "{s:I, s:I, s:s, s:I}", "rewrites", (json_int_t)texts, "without_text", (json_int_t)(run->items.count - texts),
        "unit", run->tools.tokenizer ? "tokens" : "words", "cap", (json_int_t)run->tools.params.max_tokens);
    if (report && run->items.statuses)
        json_object_set_new(report, "status", statuses_json(&run->items));
    if (report && run->tools.store)
        json_object_set_new(report, "store", store_json(&run->captions));
    if (!report || json_object_set_new(report, "groups", groups))
        status = status ? status : cf_fail(err, CF_ENOMEM, "the report: out of memory");
    if (status)
        json_decref(report);
    else
        *out = report;
    return status;
}

static int run_all(struct run *run, const struct cf_rewrite_eval_params *params, json_t **report, struct cf_error *err)
{
    int status = open_tools(&run->tools, params, err);
    if (!status)
        status = cf_eval_read(&run->items, params, err);
    if (!status && cf_eval_words_create(&run->words))
        status = cf_fail(err, CF_ENOMEM, "words: out of memory");
    if (!status && run->tools.store)
        status = cf_eval_captions_read(&run->captions, &run->tools, run->words, err);
    if (!status)
        status = measure_all(run, err);
    if (!status)
        status = make_groups(run, err);
    if (!status)
        status = make_report(report, run, err);
    return status;
}

int cf_rewrite_eval_run(struct cf_rewrite_eval **out, const struct cf_rewrite_eval_params *params, struct cf_error *err)
{
    assert(out && params && params->rewrites_path);
    if (!out || !params || !params->rewrites_path)
        return cf_fail(err, CF_EINVAL, "cf_rewrite_eval_run: no file of rewrites");
    struct run run = {0};
    json_t *report = NULL;
    int status = run_all(&run, params, &report, err);
    run_free(&run);
    if (status)
        return status;
    struct cf_rewrite_eval *eval = calloc(1, sizeof *eval);
    if (eval) {
        eval->json = json_dumps(report, JSON_INDENT(1) | JSON_REAL_PRECISION(6));
        eval->table = cf_eval_table(report);
        eval->svg = cf_eval_svg(report);
    }
    json_decref(report);
    if (!eval || !eval->json || !eval->table || !eval->svg) {
        cf_rewrite_eval_free(&eval);
        return cf_fail(err, CF_ENOMEM, "the report: out of memory");
    }
    *out = eval;
    return CF_OK;
}

void cf_rewrite_eval_free(struct cf_rewrite_eval **eval)
{
    if (!*eval)
        return;
    free((*eval)->json);
    free((*eval)->table);
    free((*eval)->svg);
    free(*eval);
    *eval = NULL;
}

const char *cf_rewrite_eval_json(const struct cf_rewrite_eval *eval)
{
    return eval->json;
}

const char *cf_rewrite_eval_table(const struct cf_rewrite_eval *eval)
{
    return eval->table;
}

const char *cf_rewrite_eval_svg(const struct cf_rewrite_eval *eval)
{
    return eval->svg;
}
