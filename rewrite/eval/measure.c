/* One rewrite: what of its prompt it keeps, and what it must not do. */
#include "base/error.h"
#include "eval/internal.h"
#include <ctype.h>
#include <string.h>

int64_t cf_eval_length(void *opaque, const char *text, size_t size)
{
    const struct tools *tools = opaque;
    uint32_t tokens = 0;
    if (tools->tokenizer)
        return cf_tokenizer_count(tools->tokenizer, text, size, &tokens, NULL) ? -1 : (int64_t)tokens;
    int64_t words = 0;
    for (size_t i = 0; i < size; i++)
        words += !isspace((unsigned char)text[i]) && (i == 0 || isspace((unsigned char)text[i - 1]));
    return words;
}

static bool has_run(const struct cf_eval_corpus *c, size_t text, const uint32_t *run)
{
    for (size_t i = c->begins[text]; i + CF_EVAL_RUN <= c->begins[text + 1]; i++)
        if (memcmp(c->ids + i, run, CF_EVAL_RUN * sizeof *run) == 0)
            return true;
    return false;
}

/* texts: the prompt, the rewrite, then the exemplars. Eight words in a row of the rewrite that the prompt lacks: of an
 * exemplar and in no more than 1 % of the captions, it leaks; of any caption, it copies. */
static void find_runs(struct measure *out, const struct cf_eval_corpus *texts, const struct captions *captions)
{
    for (size_t i = texts->begins[1]; i + CF_EVAL_RUN <= texts->begins[2]; i++) {
        const uint32_t *run = texts->ids + i;
        if (has_run(texts, 0, run))
            continue;
        uint32_t holders = captions->runs ? cf_eval_runs_texts(captions->runs, run) : 0;
        out->copies |= holders > 0;
        if (holders * 100 > captions->count)
            continue;
        for (size_t e = 2; e < texts->count && !out->leaks; e++)
            out->leaks = has_run(texts, e, run);
    }
}

static int add_exemplars(struct cf_eval_corpus *texts, const struct item *item, const struct tools *tools,
                         struct cf_error *err)
{
    size_t i;
    json_t *id;
    json_array_foreach(item->exemplars, i, id)
    {
        struct cf_record *record = NULL;
        if (!json_is_string(id) || !tools->store || cf_store_get(tools->store, json_string_value(id), &record, NULL))
            continue;
        int status = CF_OK;
        for (uint32_t k = 0; k < record->caption_count && !status; k++)
            if (record->captions[k].kind == CF_CAPTION_DENSE)
                status = cf_eval_corpus_add(texts, record->captions[k].text, record->captions[k].size);
        cf_record_free(&record);
        if (status)
            return cf_fail(err, CF_ENOMEM, "exemplars: out of memory");
    }
    return CF_OK;
}

static int measure_runs(struct measure *out, const struct item *item, const struct tools *tools,
                        const struct captions *captions, struct cf_eval_words *words, struct cf_error *err)
{
    struct cf_eval_corpus texts;
    cf_eval_corpus_init(&texts, words);
    int status = cf_eval_corpus_add(&texts, item->prompt, item->prompt_size) ||
                         cf_eval_corpus_add(&texts, item->rewrite, item->rewrite_size)
                     ? cf_fail(err, CF_ENOMEM, "a rewrite: out of memory")
                     : add_exemplars(&texts, item, tools, err);
    if (!status)
        find_runs(out, &texts, captions);
    cf_eval_corpus_free(&texts);
    return status;
}

static void tally(struct measure *out, const struct cf_facts *facts, const struct cf_verdict *verdict)
{
    for (size_t i = 0; i < cf_facts_count(facts); i++) {
        enum cf_check check = cf_facts_at(facts, i)->check;
        bool kept = true;
        for (size_t k = 0; k < cf_verdict_count(verdict) && kept; k++) {
            const struct cf_failure *failure = cf_verdict_at(verdict, k);
            kept = failure->fact != (int64_t)i || failure->check != check;
        }
        out->asked[check]++;
        out->kept[check] += kept;
    }
    for (size_t k = 0; k < cf_verdict_count(verdict); k++)
        out->failed |= 1u << cf_verdict_at(verdict, k)->check;
    out->hard = cf_verdict_hard(verdict) > 0;
}

int cf_eval_measure(struct measure *out, const struct item *item, const struct tools *tools,
                    const struct captions *captions, struct cf_eval_words *words, struct cf_error *err)
{
    *out = (struct measure){0};
    struct cf_facts *facts = NULL;
    struct cf_verdict *verdict = NULL;
    const struct cf_check_options options = {
        .language = tools->params.language,
        .max_tokens = tools->tokenizer ? tools->params.max_tokens : 0,
        .tokens = cf_eval_length,
        .tokens_context = (void *)tools,
        .shortest_words = captions->shortest_words,
    };
    int64_t length = cf_eval_length((void *)tools, item->rewrite, item->rewrite_size);
    int status = length < 0 ? cf_fail(err, CF_EIO, "tokens of a rewrite could not be counted")
                            : cf_facts_create(&facts, tools->language, item->prompt, item->prompt_size, err);
    if (!status)
        status = cf_verdict_create(&verdict, facts, item->rewrite, item->rewrite_size, &options, err);
    if (!status) {
        out->length = (double)length;
        out->over_cap = tools->tokenizer && length > (int64_t)tools->params.max_tokens;
        tally(out, facts, verdict);
        out->wrong_language = out->failed >> CF_CHECK_LANGUAGE & 1;
        status = measure_runs(out, item, tools, captions, words, err);
    }
    cf_verdict_destroy(&verdict);
    cf_facts_destroy(&facts);
    return status;
}
