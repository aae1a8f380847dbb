/* What the engine's files share. */
#ifndef CF_ENGINE_INTERNAL_H
#define CF_ENGINE_INTERNAL_H
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

#include "checks/checks.h"
#include "client/cancel.h"
#include "client/client.h"
#include "clipfeed/rewrite.h"
#include "clipfeed/tokenizer.h"
#include "index/index.h"
#include "language/language.h"
#include "style/style.h"

struct cf_cache;

struct cf_rewriter {
    struct cf_rewriter_params params; /* resolved; its strings are owned */
    struct cf_language *language;
    struct cf_caption_index *index; /* NULL: no store */
    const struct cf_style *style;
    struct cf_tokenizer *tokenizer; /* NULL: tokens are estimated */
    struct cf_client *client;       /* NULL: no server */
    struct cf_cache *cache;         /* NULL: none */
    uint32_t shortest_words, dense_words;
    atomic_uint_fast64_t requests, from_cache;
    pthread_mutex_t lock;
    char *model; /* as given or as the server said; under the lock until it is set, never changed then */
};

/* Defaults and copies; what is in `out` is freed by cf_rewriter_params_free, also after a failure. CF_EINVAL names the
 * field. */
int cf_rewriter_params_resolve(struct cf_rewriter_params *out, const struct cf_rewriter_params *params,
                               struct cf_error *err);
void cf_rewriter_params_free(struct cf_rewriter_params *params);

/* How many tokens the encoder sees; of no tokenizer, an estimate. context: the rewriter. Negative: it failed. */
int64_t cf_rewriter_count_tokens(void *context, const char *text, size_t size);
/* The model to ask, asking the server for it where none was given. Lives as long as the rewriter. */
int cf_rewriter_model(struct cf_rewriter *rewriter, const struct cf_call *call, const char **model,
                      struct cf_error *err);

/* A number from others, the same on every machine (SplitMix64's finalizer over their mixture). */
uint64_t cf_mix(uint64_t a, uint64_t b);

/* A result under construction: strings are copied. What fails for want of memory is remembered, and told at the end. */
struct cf_result;
struct cf_result *cf_result_create(void); /* NULL: no memory */
void cf_result_text(struct cf_result *result, enum cf_rewrite_status status, const char *text, size_t size);
void cf_result_reason(struct cf_result *result, const char *format, ...) CF_PRINTF(2, 3);
void cf_result_check(struct cf_result *result, const char *kind, enum cf_rewrite_verdict verdict, const char *format,
                     ...) CF_PRINTF(4, 5);
void cf_result_drop_checks(struct cf_result *result);
void cf_result_exemplar(struct cf_result *result, const char *clip_id);
void cf_result_model(struct cf_result *result, const char *model);
struct cf_rewrite *cf_result_open(struct cf_result *result); /* the plain fields, to be filled */
int cf_result_finish(struct cf_result **result, struct cf_rewrite **out, struct cf_error *err); /* CF_ENOMEM */

/* Messages to a model, grown one by one; texts are copied. */
struct cf_conversation {
    struct cf_message *messages;
    size_t count;
};
int cf_conversation_add(struct cf_conversation *conversation, const char *role, const char *text); /* CF_ENOMEM */
void cf_conversation_free(struct cf_conversation *conversation);

/* What the model is to be asked. */
struct cf_task {
    const struct cf_rewriter *rewriter;
    const struct cf_facts *facts;
    const struct cf_exemplars *exemplars; /* NULL: none */
    const char *prompt;                   /* valid UTF-8, collapsed */
    uint32_t target_words;
};
enum { CF_TARGET_DEFAULT_WORDS = 95 };
/* A length in words for a caption that fits the cap, drawn from the style's histogram by u in [0,1). */
uint32_t cf_target_words(const struct cf_rewriter *rewriter, double u);
uint32_t cf_target_tokens(const struct cf_rewriter *rewriter, double u); /* the same in the encoder's tokens */
/* System message, exemplars as turns, the prompt quoted as data. CF_ENOMEM. */
int cf_conversation_begin(struct cf_conversation *conversation, const struct cf_task *task);
/* ShareCaptioner-Video's query for prompts, verbatim, and nothing else. CF_ENOMEM. */
int cf_conversation_begin_sharecaptioner(struct cf_conversation *conversation, const char *prompt);
/* The model's own text and what is wrong with it, one failure a line. CF_ENOMEM. */
int cf_conversation_object(struct cf_conversation *conversation, const char *text, const char *failures,
                           const char *field);

/* Answers that a model gave: text and whether it was cut, by all that it was asked. Thread-safe. */
int cf_cache_open(struct cf_cache **out, const char *path, struct cf_error *err);
void cf_cache_close(struct cf_cache **cache);
/* True: *text (to be freed) and *cut were found. */
bool cf_cache_get(struct cf_cache *cache, const struct cf_chat *chat, char **text, bool *cut);
void cf_cache_put(struct cf_cache *cache, const struct cf_chat *chat, const char *text, bool cut);

/* JSON of a result with an id's value (borrowed; NULL: none) and the prompt; a new object, NULL: no memory. */
struct json_t;
struct json_t *cf_result_json(const struct cf_rewrite *rewrite, struct json_t *id, const char *prompt, size_t size);
#endif
