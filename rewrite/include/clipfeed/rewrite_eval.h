/* The quality of rewrites, measured without a judge: what of each prompt survives, and how near the rewrites' language
 * lies to a store's captions. Every number's formula and source: rewrite/eval/README.md. */
#ifndef CLIPFEED_REWRITE_EVAL_H
#define CLIPFEED_REWRITE_EVAL_H
#include "clipfeed/status.h"
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Zero is the default everywhere. */
struct cf_rewrite_eval_params {
    /* JSON lines as `clipfeed rewrite --out` writes them (prompt, rewrite, and where known id, status, exemplars); or,
     * with prompts_path, plain text, line n the rewrite of line n there. */
    const char *rewrites_path;
    const char *prompts_path;
    const char *store_dir;  /* NULL: nothing is compared with captions */
    const char *tokenizer;  /* SentencePiece model; NULL: lengths are in words */
    uint32_t max_tokens;    /* the encoder's cap, 300 */
    uint32_t store_sample;  /* captions of the store to compare with, evenly spaced; 20000 */
    const char *language;   /* what rewrites must be in; NULL: "en" */
    const char *server;     /* OpenAI-compatible base URL with /embeddings; NULL: no embeddings */
    const char *model;      /* the embedding model's name; NULL: the server's first */
    uint64_t seed;          /* of the split halves, 0 */
    void (*progress)(void *opaque, uint64_t done, uint64_t total); /* may be NULL */
    void *opaque;
};

struct cf_rewrite_eval;
/* CF_ENOENT, CF_EFORMAT (names the line), CF_EMISMATCH (files of different lengths), CF_EIO, CF_ENOMEM, and those of
 * cf_store_open. Lines without a rewrite count by their status alone. */
CF_API int cf_rewrite_eval_run(struct cf_rewrite_eval **out, const struct cf_rewrite_eval_params *params,
                               struct cf_error *err);
CF_API void cf_rewrite_eval_free(struct cf_rewrite_eval **eval);
/* All figures: one JSON object; lives as long as the evaluation. */
CF_API const char *cf_rewrite_eval_json(const struct cf_rewrite_eval *eval);
/* The same as lines of text. */
CF_API const char *cf_rewrite_eval_table(const struct cf_rewrite_eval *eval);
/* The distributions drawn: an SVG document. */
CF_API const char *cf_rewrite_eval_svg(const struct cf_rewrite_eval *eval);

#ifdef __cplusplus
}
#endif
#endif
