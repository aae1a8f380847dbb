#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "engine/run.h"
#include "engine/text.h"
#include "offline/offline.h"

enum { PROMPT_LIMIT_BYTES = 16384, REASON_PROMPT_WORDS = 60 };

static int no_memory(struct cf_error *err)
{
    return cf_fail(err, CF_ENOMEM, "out of memory for a rewrite");
}

/* The prompt as it is to be read. Not *usable: the result says why. */
static int take_prompt(struct cf_run *run, const struct cf_rewrite_request *q, bool *usable, struct cf_error *err)
{
    struct cf_result *r = run->result;
    size_t bad = cf_text_first_bad(q->prompt, q->size);
    *usable = false;
    if (q->size > PROMPT_LIMIT_BYTES) {
        cf_result_reason(r, "the prompt has %zu bytes, more than %d", q->size, PROMPT_LIMIT_BYTES);
    } else if (bad < q->size && !q->prompt[bad]) {
        cf_result_reason(r, "the prompt has a NUL at byte %zu", bad);
    } else if (bad < q->size) {
        cf_result_reason(r, "the prompt is no UTF-8 at byte %zu", bad);
    } else {
        run->prompt = strndup(q->size ? q->prompt : "", q->size);
        if (!run->prompt)
            return no_memory(err);
        run->prompt_size = cf_text_collapse(run->prompt);
        *usable = cf_text_has_word(run->prompt);
        if (!*usable)
            cf_result_reason(r, run->prompt_size ? "the prompt has no word" : "the prompt is empty");
    }
    return CF_OK;
}

static double share_in_store(void *context, const char *words)
{
    return cf_caption_index_share(context, words);
}

static void set_options(struct cf_run *run)
{
    struct cf_rewriter *r = run->rewriter;
    bool same = !strcmp(r->params.output_language, "same");
    run->options = (struct cf_check_options){.language = same ? cf_facts_tongue(run->facts) : r->params.output_language,
                                             .max_tokens = r->params.max_tokens,
                                             .tokens = cf_rewriter_count_tokens,
                                             .tokens_context = r,
                                             .exemplars = run->dense,
                                             .share = r->index ? share_in_store : NULL,
                                             .share_context = r->index,
                                             .shortest_words = r->shortest_words,
                                             .dense_words = r->dense_words};
}

static bool right_language(const struct cf_run *run)
{
    const char *tongue = cf_facts_tongue(run->facts);
    return !strcmp(tongue, run->options.language) || !strcmp(tongue, "und");
}

static int seek_exemplars(struct cf_run *run, struct cf_error *err)
{
    struct cf_rewriter *r = run->rewriter;
    const struct cf_rewriter_params *p = &r->params;
    if (!r->index)
        return CF_OK;
    struct cf_search_params search = {.count = p->exemplars > CF_EXEMPLARS_SOUGHT ? p->exemplars : CF_EXEMPLARS_SOUGHT,
                                      .hold_out_ids = p->hold_out_ids,
                                      .hold_out_id_count = p->hold_out_id_count};
    const char *texts[] = {run->prompt};
    float *vector = NULL;
    struct cf_error why;
    /* Without vectors the words do: no reason to fail. */
    if (p->embedding_model && r->client &&
        !cf_client_embed(r->client, p->embedding_model, texts, 1, &run->call, &vector, &search.dimensions, &why))
        search.vector = vector;
    if (search.vector && search.dimensions != cf_caption_index_dimensions(r->index))
        search.vector = NULL;
    int status = cf_caption_index_search(r->index, run->prompt, run->prompt_size, &search, &run->exemplars, err);
    free(vector);
    if (status)
        return status;
    size_t count = run->exemplars->count < CF_EXEMPLARS_MAX ? run->exemplars->count : CF_EXEMPLARS_MAX;
    for (size_t i = 0; i < count; i++)
        run->dense[i] = run->exemplars->items[i].dense;
    run->shown = p->no_exemplars ? 0 : count < p->exemplars ? count : p->exemplars;
    return CF_OK;
}

/* The prompt itself, cut to what the encoder reads where it must be. */
static void give_original(struct cf_run *run, const char *reason)
{
    struct cf_result *r = run->result;
    size_t size = run->prompt_size;
    int64_t tokens = cf_rewriter_count_tokens(run->rewriter, run->prompt, size), cap = run->options.max_tokens;
    while (size && cf_rewriter_count_tokens(run->rewriter, run->prompt, size) > cap)
        size = cf_text_cut_sentence(run->prompt, size - 1);
    if (!size) {
        cf_result_reason(r, "%s; the prompt's first sentence alone exceeds the %lld tokens that the encoder reads",
                         reason, (long long)cap);
        return; /* failed, as a result begins */
    }
    cf_result_text(r, CF_REWRITE_ORIGINAL, run->prompt, size);
    if (size < run->prompt_size)
        cf_result_reason(r, "%s; cut from %lld tokens behind the last sentence that the encoder reads whole", reason,
                         (long long)tokens);
    else
        cf_result_reason(r, "%s", reason);
}

static int give_offline(struct cf_run *run, struct cf_error *err)
{
    struct cf_rewriter *r = run->rewriter;
    double u = (double)(cf_mix(run->seed, run->prompt_size) >> 11) * 0x1p-53;
    size_t captions = run->exemplars ? run->exemplars->count : 0;
    struct cf_offline_params p = {.language = r->language,
                                  .prompt = run->prompt,
                                  .size = run->prompt_size,
                                  .seed = run->seed,
                                  .output_language = run->options.language,
                                  .target_tokens = cf_target_tokens(r, u),
                                  .max_tokens = r->params.max_tokens,
                                  .count_tokens = cf_rewriter_count_tokens,
                                  .opaque = r,
                                  .captions = run->dense,
                                  .caption_count = captions < CF_EXEMPLARS_MAX ? captions : CF_EXEMPLARS_MAX};
    struct cf_offline_result made = {0};
    struct cf_error why = {0};
    int status = cf_offline_make(&p, &made, &why);
    char reason[sizeof run->cause + sizeof made.reason + 8];
    snprintf(reason, sizeof reason, "%s%s%s", run->cause, *run->cause && *made.reason ? "; " : "", made.reason);
    if (status == CF_EINVAL) {
        give_original(run, why.message);
    } else if (status) {
        return cf_fail(err, (enum cf_status)status, "%s", why.message);
    } else if (made.outcome == CF_OFFLINE_MADE) {
        cf_result_text(run->result, CF_REWRITE_OFFLINE, made.text, strlen(made.text));
        cf_result_reason(run->result, "%s", reason);
        for (size_t i = 0; i < p.caption_count; i++)
            cf_result_exemplar(run->result, run->exemplars->items[i].clip_id);
    } else {
        give_original(run, reason);
    }
    cf_offline_free(&made);
    return CF_OK;
}

static int rewrite(struct cf_run *run, struct cf_error *err)
{
    struct cf_rewriter *r = run->rewriter;
    int status = cf_facts_create(&run->facts, r->language, run->prompt, run->prompt_size, err);
    if (status)
        return status;
    set_options(run);
    size_t words = cf_facts_words(run->facts);
    int64_t tokens = cf_rewriter_count_tokens(r, run->prompt, run->prompt_size);
    if (words >= r->dense_words && right_language(run) && tokens <= (int64_t)r->params.max_tokens) {
        char reason[80];
        snprintf(reason, sizeof reason, "the prompt is dense already: %zu words", words);
        give_original(run, reason);
        return CF_OK;
    }
    status = seek_exemplars(run, err);
    if (status)
        return status;
    bool done = false;
    if (r->client)
        status = cf_run_model(run, &done, err);
    else
        snprintf(run->cause, sizeof run->cause, "%s",
                 r->params.method == CF_REWRITE_METHOD_OFFLINE ? "the offline method was asked for"
                                                               : "no server was given");
    if (!status && cf_cancel_is_requested(run->call.cancel))
        status = cf_fail(err, CF_ECANCELLED, "cancelled");
    return status || done ? status : give_offline(run, err);
}

int cf_rewriter_rewrite(struct cf_rewriter *r, const struct cf_rewrite_request *q, struct cf_rewrite **out,
                        struct cf_error *err)
{
    assert(r && q && out);
    if (!q->prompt && q->size)
        return cf_fail(err, CF_EINVAL, "the prompt is NULL and has %zu bytes", q->size);
    int64_t begin = cf_client_now_ns();
    uint32_t deadline_ms = q->deadline_ms ? q->deadline_ms : r->params.deadline_ms;
    struct cf_run run = {.rewriter = r,
                         .seed = q->seed,
                         .call = {begin + (int64_t)deadline_ms * 1000000, r->params.timeout_ms, q->cancel},
                         .result = cf_result_create()};
    if (!run.result)
        return no_memory(err);
    bool usable = false;
    int status = cf_cancel_is_requested(q->cancel) ? cf_fail(err, CF_ECANCELLED, "cancelled") : CF_OK;
    status = status ? status : take_prompt(&run, q, &usable, err);
    if (!status && usable)
        status = rewrite(&run, err);
    struct cf_rewrite *open = cf_result_open(run.result), *made = NULL;
    open->seed = q->seed;
    open->ms = (double)(cf_client_now_ns() - begin) * 1e-6;
    int finished = cf_result_finish(&run.result, &made, status ? NULL : err);
    if (!status && !finished && made->size) {
        int64_t tokens = cf_rewriter_count_tokens(r, made->text, made->size);
        made->tokens = tokens < 0 ? 0 : (uint32_t)tokens;
    }
    free(run.prompt);
    cf_facts_destroy(&run.facts);
    cf_exemplars_free(&run.exemplars);
    status = status ? status : finished;
    if (status) {
        cf_rewrite_free(&made);
        return status;
    }
    *out = made;
    return CF_OK;
}
