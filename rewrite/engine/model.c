#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/error.h"
#include "engine/run.h"
#include "engine/text.h"

enum { CHECKS_TOLD = 16, SHARECAPTIONER_TOKENS = 2048 };
static const char field[] = "caption";

/* One after the other: what was asked, and what came of it. */
struct dialogue {
    struct cf_conversation first; /* without exemplars where one of them leaked */
    bool sharecaptioner;
    const char *model;
    struct cf_judgement last; /* of the last text; nothing where there was none */
    bool last_was_named;      /* it was asked for with the failures of the one before it */
    uint32_t texts;
};

static void set_cause(struct cf_run *run, const char *what, const char *message)
{
    snprintf(run->cause, sizeof run->cause, "%.80s%s%.400s", what, *message ? ": " : "", message);
}

static bool wants_sharecaptioner(const struct cf_rewriter *r, const char *model)
{
    const char *name = r->params.template_name;
    return name ? !strcmp(name, "sharecaptioner") : strcasestr(model, "sharecaptioner") != NULL;
}

static int begin(struct cf_run *run, struct dialogue *d, bool exemplars)
{
    if (d->sharecaptioner)
        return cf_conversation_begin_sharecaptioner(&d->first, run->prompt);
    struct cf_exemplars shown = {0};
    if (run->exemplars) {
        shown = *run->exemplars;
        shown.count = run->shown;
    }
    double u = (double)(cf_mix(run->seed, run->prompt_size) >> 11) * 0x1p-53;
    struct cf_task task = {.rewriter = run->rewriter,
                           .facts = run->facts,
                           .exemplars = exemplars && shown.count ? &shown : NULL,
                           .prompt = run->prompt,
                           .target_words = cf_target_words(run->rewriter, u)};
    return cf_conversation_begin(&d->first, &task);
}

/* The cache, else the server. A text that was cut off ends behind its last sentence. */
static int ask(struct cf_run *run, const struct cf_chat *chat, char **out, struct cf_error *err)
{
    struct cf_rewriter *r = run->rewriter;
    struct cf_chat_answer answer = {0};
    struct cf_rewrite *open = cf_result_open(run->result);
    int status = CF_OK;
    if (r->cache && cf_cache_get(r->cache, chat, &answer.text, &answer.cut)) {
        atomic_fetch_add(&r->from_cache, 1);
    } else {
        status = cf_client_chat(r->client, chat, &run->call, &answer, err);
        open->requests += answer.requests;
        atomic_fetch_add(&r->requests, answer.requests);
        if (!status && r->cache)
            cf_cache_put(r->cache, chat, answer.text, answer.cut);
    }
    if (status)
        return status;
    if (answer.cut && !cf_text_cut_sentence(answer.text, strlen(answer.text))) {
        free(answer.text);
        return cf_fail(err, CF_EFORMAT, "the text was cut off within its first sentence");
    }
    *out = answer.text;
    return CF_OK;
}

/* Asks once, with the last text's failures named or anew, and judges. Statuses of the client, CF_ENOMEM. */
static int ask_and_judge(struct cf_run *run, struct dialogue *d, uint32_t n, bool named, struct cf_error *err)
{
    const struct cf_rewriter_params *p = &run->rewriter->params;
    struct cf_conversation again = {0};
    struct cf_chat chat = {.model = d->model,
                           .messages = d->first.messages,
                           .message_count = d->first.count,
                           .temperature = d->sharecaptioner ? 0 : p->temperature,
                           .max_tokens = d->sharecaptioner ? SHARECAPTIONER_TOKENS : p->answer_tokens,
                           .seed = (uint32_t)(cf_mix(run->seed, n) & INT32_MAX),
                           .field = d->sharecaptioner ? NULL : field};
    int status = CF_OK;
    for (size_t i = 0; named && !status && i < d->first.count; i++)
        status = cf_conversation_add(&again, d->first.messages[i].role, d->first.messages[i].text);
    if (named && !status)
        status = cf_conversation_object(&again, d->last.text, cf_verdict_request(d->last.verdict), field);
    if (named) {
        chat.messages = again.messages;
        chat.message_count = again.count;
    }
    char *text = NULL;
    status = status ? cf_fail(err, CF_ENOMEM, "out of memory for a request") : ask(run, &chat, &text, err);
    cf_conversation_free(&again);
    if (status)
        return status;
    d->texts++;
    struct cf_judgement judgement = {0};
    status = cf_run_judge(run, text, &judgement, err);
    if (status)
        return status;
    if (named)
        for (size_t i = 0; i < cf_verdict_count(d->last.verdict); i++) {
            const struct cf_failure *f = cf_verdict_at(d->last.verdict, i);
            if (judgement.accepted)
                cf_result_check(run->result, cf_check_name(f->check), CF_REWRITE_CHECK_ASKED, "%s", f->message);
        }
    cf_judgement_free(&d->last);
    d->last = judgement;
    d->last_was_named = named;
    return CF_OK;
}

static bool failed_in(const struct cf_verdict *verdict, size_t fact)
{
    for (size_t i = 0; verdict && i < cf_verdict_count(verdict); i++)
        if (cf_verdict_at(verdict, i)->fact == (int64_t)fact)
            return true;
    return false;
}

static void take(struct cf_run *run, const struct dialogue *d)
{
    const struct cf_judgement *j = &d->last;
    bool repaired = j->mended || d->last_was_named;
    cf_result_text(run->result, repaired ? CF_REWRITE_REPAIRED : CF_REWRITE_OK, j->text, strlen(j->text));
    cf_result_model(run->result, d->model);
    for (size_t i = 0; i < run->shown; i++)
        cf_result_exemplar(run->result, run->exemplars->items[i].clip_id);
    for (size_t i = 0; j->mended && i < cf_verdict_count(j->verdict); i++) {
        const struct cf_failure *f = cf_verdict_at(j->verdict, i);
        cf_result_check(run->result, cf_check_name(f->check), CF_REWRITE_CHECK_REPAIRED, "%s", f->message);
    }
    if (repaired)
        cf_result_reason(run->result, "%s%s%s", d->last_was_named ? "mended by the model, its failures named" : "",
                         d->last_was_named && j->mended ? "; " : "",
                         j->mended ? "mended by a clause or fewer sentences" : "");
    for (size_t i = 0; i < cf_facts_count(run->facts); i++) {
        const struct cf_fact *f = cf_facts_at(run->facts, i);
        if (!failed_in(j->mended ? j->verdict : NULL, i))
            cf_result_check(run->result, cf_check_name(f->check), CF_REWRITE_CHECK_PASSED, "%s%s%s", f->surface,
                            *f->owner ? " / " : "", f->owner);
    }
}

/* Why the last text was not taken, for the result and its reason. */
static void tell_failures(struct cf_run *run, const struct dialogue *d)
{
    const struct cf_verdict *v = d->last.verdict;
    for (size_t i = 0; v && i < cf_verdict_count(v) && i < CHECKS_TOLD; i++) {
        const struct cf_failure *f = cf_verdict_at(v, i);
        cf_result_check(run->result, cf_check_name(f->check), CF_REWRITE_CHECK_FAILED, "%s", f->message);
    }
}

static bool leaked(const struct cf_verdict *v)
{
    for (size_t i = 0; v && i < cf_verdict_count(v); i++)
        if (cf_verdict_at(v, i)->check == CF_CHECK_LEAK)
            return true;
    return false;
}

/* The first text, then it again with its failures named, then others anew. */
static int converse(struct cf_run *run, struct dialogue *d, bool *done, struct cf_error *err)
{
    uint32_t texts = d->sharecaptioner ? 1 : run->rewriter->params.candidates;
    bool asked_again = false, gone_without = false;
    struct cf_error why = {0};
    for (uint32_t n = 0; n < texts; n++) {
        bool named = d->last.text && !asked_again;
        asked_again = asked_again || named;
        if (!named && !gone_without && leaked(d->last.verdict)) {
            gone_without = true; /* what was copied is not shown again */
            cf_conversation_free(&d->first);
            run->shown = 0;
            run->options.exemplars_count = 0;
            if (begin(run, d, false))
                return cf_fail(err, CF_ENOMEM, "out of memory for a request");
        }
        int status = ask_and_judge(run, d, n, named, &why);
        if (status == CF_ECANCELLED || status == CF_ENOMEM)
            return cf_fail(err, (enum cf_status)status, "%s", why.message);
        if (status == CF_EFORMAT) {
            set_cause(run, "the model's answer", why.message); /* another may be well-formed */
            continue;
        }
        if (status) {
            set_cause(run, "the server", why.message);
            return CF_OK;
        }
        if (d->last.accepted) {
            take(run, d);
            *done = true;
            return CF_OK;
        }
        char count[64];
        snprintf(count, sizeof count, "%u text%s failed the checks, the last by", d->texts, d->texts == 1 ? "" : "s");
        set_cause(run, count, cf_verdict_at(d->last.verdict, 0)->message);
    }
    return CF_OK;
}

int cf_run_model(struct cf_run *run, bool *done, struct cf_error *err)
{
    struct dialogue d = {0};
    struct cf_error why = {0};
    int status = cf_rewriter_model(run->rewriter, &run->call, &d.model, &why);
    if (status == CF_ECANCELLED || status == CF_ENOMEM)
        return cf_fail(err, (enum cf_status)status, "%s", why.message);
    if (status) {
        set_cause(run, "the server", why.message);
        return CF_OK;
    }
    d.sharecaptioner = wants_sharecaptioner(run->rewriter, d.model);
    if (d.sharecaptioner)
        run->shown = 0;
    run->options.exemplars_count = run->shown;
    status =
        begin(run, &d, true) ? cf_fail(err, CF_ENOMEM, "out of memory for a request") : converse(run, &d, done, err);
    if (!status && !*done)
        tell_failures(run, &d);
    cf_conversation_free(&d.first);
    cf_judgement_free(&d.last);
    return status;
}
