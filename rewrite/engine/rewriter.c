#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "engine/internal.h"
#include "engine/text.h"

enum { SHORTEST_WORDS = 40, DENSE_WORDS = 60, MEASURED_CAPTIONS = 20, MODEL_ASK_MS = 5000 };

uint64_t cf_mix(uint64_t a, uint64_t b)
{
    uint64_t z = a + (b + 1) * UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

int64_t cf_rewriter_count_tokens(void *context, const char *text, size_t size)
{
    const struct cf_rewriter *r = context;
    uint32_t count = 0;
    if (!r->tokenizer)
        return cf_text_estimate_tokens(text, size);
    return cf_tokenizer_count(r->tokenizer, text, size, &count, NULL) ? -1 : (int64_t)count;
}

/* What counts as too short and as dense, by the store's own lengths where it has enough captions to tell. */
static void take_lengths(struct cf_rewriter *r)
{
    const struct cf_style_lengths *words = &r->style->words;
    r->shortest_words = SHORTEST_WORDS;
    r->dense_words = DENSE_WORDS;
    if (words->captions >= MEASURED_CAPTIONS) {
        r->shortest_words = cf_style_lengths_quantile(words, 0.05);
        uint32_t half = cf_style_lengths_quantile(words, 0.5);
        r->dense_words = half < DENSE_WORDS ? half : DENSE_WORDS;
    }
    /* A low cap leaves no room for a store's shortest captions: half of it, in words, is then enough. */
    uint32_t room = r->params.max_tokens / 3;
    r->shortest_words = r->shortest_words < room ? r->shortest_words : room;
}

static int open_parts(struct cf_rewriter *r, struct cf_error *err)
{
    const struct cf_rewriter_params *p = &r->params;
    int status = cf_language_open(&r->language, NULL, err);
    r->style = cf_style_builtin();
    if (!status && p->store_dir) {
        status = cf_caption_index_open(&r->index, p->store_dir, NULL, err);
        r->style = status ? r->style : cf_caption_index_style(r->index);
    }
    take_lengths(r);
    if (!status && p->tokenizer_path)
        status = cf_tokenizer_open(&r->tokenizer, p->tokenizer_path, err);
    if (!status && p->cache_path)
        status = cf_cache_open(&r->cache, p->cache_path, err);
    if (!status && p->server_url && p->method == CF_REWRITE_METHOD_AUTO) {
        struct cf_client_params client = {.server_url = p->server_url,
                                          .api_key = cf_client_environment_key(),
                                          .ca_path = p->ca_path,
                                          .in_flight = p->in_flight,
                                          .retries = p->retries};
        status = cf_client_open(&r->client, &client, err);
    }
    if (!status && p->model && !(r->model = strdup(p->model)))
        status = cf_fail(err, CF_ENOMEM, "out of memory for a model's name");
    const char *embedder = r->index ? cf_caption_index_embedder(r->index) : "";
    if (!status && p->embedding_model && strcmp(embedder, p->embedding_model))
        status = cf_fail(err, CF_EMISMATCH, "the index has %s%s%s, expected those of '%s': see clipfeed index-captions",
                         *embedder ? "vectors of '" : "no vectors", embedder, *embedder ? "'" : "", p->embedding_model);
    return status;
}

int cf_rewriter_open(struct cf_rewriter **out, const struct cf_rewriter_params *params, struct cf_error *err)
{
    struct cf_rewriter *r = calloc(1, sizeof *r);
    if (!r)
        return cf_fail(err, CF_ENOMEM, "out of memory for a rewriter");
    pthread_mutex_init(&r->lock, NULL);
    int status = cf_rewriter_params_resolve(&r->params, params, err);
    status = status ? status : open_parts(r, err);
    if (status) {
        cf_rewriter_close(&r);
        return status;
    }
    *out = r;
    return CF_OK;
}

void cf_rewriter_close(struct cf_rewriter **rewriter)
{
    struct cf_rewriter *r = *rewriter;
    if (!r)
        return;
    cf_client_close(&r->client);
    cf_cache_close(&r->cache);
    cf_tokenizer_close(&r->tokenizer);
    cf_caption_index_close(&r->index);
    cf_language_close(&r->language);
    cf_rewriter_params_free(&r->params);
    free(r->model);
    pthread_mutex_destroy(&r->lock);
    free(r);
    *rewriter = NULL;
}

const struct cf_rewriter_params *cf_rewriter_params(const struct cf_rewriter *rewriter)
{
    return &rewriter->params;
}

int cf_rewriter_model(struct cf_rewriter *r, const struct cf_call *call, const char **model, struct cf_error *err)
{
    pthread_mutex_lock(&r->lock);
    *model = r->model;
    pthread_mutex_unlock(&r->lock);
    if (*model)
        return CF_OK;
    char *found = NULL; /* several threads may ask at once: the first answer is taken */
    struct cf_call soon = *call;
    int64_t limit = cf_client_now_ns() + MODEL_ASK_MS * INT64_C(1000000);
    soon.deadline_ns = soon.deadline_ns < limit ? soon.deadline_ns : limit;
    int status = cf_client_first_model(r->client, &soon, &found, err);
    if (status)
        return status;
    pthread_mutex_lock(&r->lock);
    if (!r->model) {
        r->model = found;
        found = NULL;
    }
    *model = r->model;
    pthread_mutex_unlock(&r->lock);
    free(found);
    return CF_OK;
}
