#include <stdlib.h>
#include <string.h>

#include "engine/run.h"
#include "engine/text.h"

void cf_judgement_free(struct cf_judgement *j)
{
    free(j->text);
    cf_verdict_destroy(&j->verdict);
    *j = (struct cf_judgement){0};
}

static bool only_cap_is_hard(const struct cf_verdict *v)
{
    for (size_t i = 0; i < cf_verdict_count(v); i++)
        if (cf_verdict_at(v, i)->hard && cf_verdict_at(v, i)->check != CF_CHECK_CAP)
            return false;
    return cf_verdict_hard(v) > 0;
}

static int judge_text(struct cf_run *run, const char *text, struct cf_verdict **out, struct cf_error *err)
{
    return cf_verdict_create(out, run->facts, text, strlen(text), &run->options, err);
}

/* Leaves out sentences at the end until the text fits the encoder. The verdict is replaced. */
static int cut_to_cap(struct cf_run *run, char *text, struct cf_verdict **verdict, struct cf_error *err)
{
    size_t size = strlen(text);
    while (cf_rewriter_count_tokens(run->rewriter, text, strlen(text)) > (int64_t)run->options.max_tokens) {
        size = size ? cf_text_cut_sentence(text, size - 1) : 0;
        if (!size)
            return CF_OK; /* one sentence alone is too long: the verdict stands */
    }
    struct cf_verdict *again = NULL;
    int status = judge_text(run, text, &again, err);
    if (!status) {
        cf_verdict_destroy(verdict);
        *verdict = again;
    }
    return status;
}

/* Adds clauses for what is softly wrong; *out stays NULL where that does not make it right. */
static int add_clauses(struct cf_run *run, const char *text, const struct cf_verdict *verdict, char **out,
                       struct cf_error *err)
{
    char *mended = NULL;
    struct cf_verdict *again = NULL;
    int status = cf_rewrite_repair(&mended, run->facts, text, strlen(text), verdict, err);
    if (status == CF_EINVAL)
        return CF_OK;
    if (!status)
        status = judge_text(run, mended, &again, err);
    if (!status && !cf_verdict_count(again)) {
        *out = mended;
        mended = NULL;
    }
    cf_verdict_destroy(&again);
    free(mended);
    return status;
}

int cf_run_judge(struct cf_run *run, char *text, struct cf_judgement *out, struct cf_error *err)
{
    struct cf_judgement j = {.text = text};
    struct cf_verdict *now = NULL;
    char *work = NULL, *mended = NULL;
    cf_text_collapse_lines(text); /* lists are seen by their lines */
    int status = judge_text(run, text, &j.verdict, err);
    if (status)
        goto fail;
    if (!cf_verdict_count(j.verdict)) {
        cf_text_collapse(text);
        j.accepted = true;
        *out = j;
        return CF_OK;
    }
    work = strdup(text);
    if (!work) {
        status = CF_ENOMEM;
        goto fail;
    }
    cf_text_collapse(work);
    const struct cf_verdict *stands = j.verdict;
    if (only_cap_is_hard(j.verdict)) {
        status = judge_text(run, work, &now, err);
        status = status ? status : cut_to_cap(run, work, &now, err);
        stands = now;
    }
    if (!status && stands && !cf_verdict_count(stands)) {
        mended = work;
        work = NULL;
    } else if (!status && stands && !cf_verdict_hard(stands)) {
        status = add_clauses(run, work, stands, &mended, err);
    }
    if (status)
        goto fail;
    if (mended) {
        free(j.text);
        j.text = mended;
        j.accepted = j.mended = true;
    }
    cf_verdict_destroy(&now);
    free(work);
    *out = j;
    return CF_OK;
fail:
    cf_verdict_destroy(&now);
    free(work);
    cf_judgement_free(&j);
    return status;
}
