/* Short prompt in, a caption of the kind that the generator was trained on out.
 *
 * A rewriter shows a language model the captions of a store that lie nearest to the prompt, asks for the prompt in
 * their style, and checks what comes back: what the prompt asked for must still be there. Without a server, and where
 * nothing that the model wrote passes, the text is made without a model, and the result says so.
 *
 * One struct cf_rewriter may be used by any number of threads at once; not in a forked child. The API key is read from
 * the environment variable CLIPFEED_API_KEY (where that is not set, OPENAI_API_KEY) when the rewriter is opened; it is
 * sent to the server and nowhere else. */
#ifndef CLIPFEED_REWRITE_H
#define CLIPFEED_REWRITE_H
#include "clipfeed/status.h"
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum cf_rewrite_method {
    CF_REWRITE_METHOD_AUTO = 0, /* the model, and without one the offline method */
    CF_REWRITE_METHOD_OFFLINE,  /* no server is asked */
};

enum cf_rewrite_status {
    CF_REWRITE_OK = 1,   /* the model's text passed every check */
    CF_REWRITE_REPAIRED, /* it passed after a named repair or an added clause */
    CF_REWRITE_OFFLINE,  /* made without a model; `reason` says why */
    CF_REWRITE_ORIGINAL, /* the prompt itself: dense already, or nothing better is allowed; `reason` says which */
    CF_REWRITE_FAILED,   /* no usable prompt; `text` is empty, `reason` says why */
};
CF_API const char *cf_rewrite_status_name(int status); /* "ok", "repaired", "offline", "original", "failed" */

/* Zero is the default of every field. Pointers need to live only until cf_rewriter_open returns. */
struct cf_rewriter_params {
    const char *store_dir;       /* exemplars and style come from it; NULL: a built-in style card */
    const char *server_url;      /* an OpenAI-compatible API's base, "http://127.0.0.1:8000/v1"; NULL: offline */
    const char *model;           /* NULL: the first that the server lists */
    const char *embedding_model; /* exemplars are ranked by the server's embeddings too; NULL: by words alone */
    const char *tokenizer_path;  /* the encoder's spiece.model; NULL: tokens are estimated, rather too high */
    const char *output_language; /* of the text: an ISO 639-1 code; NULL: "en"; "same": the prompt's */
    const char *cache_path;      /* an SQLite file of what the model answered; made where it is missing; NULL: none */
    const char *ca_path;         /* a PEM file of certificates to trust instead of the system's */
    enum cf_rewrite_method method;
    const char *template_name;       /* how the model is asked: "chat", or "sharecaptioner", that model's own query and
                                      * nothing else; NULL: the latter where the model's name has "sharecaptioner" in it */
    const char *const *hold_out_ids; /* clip ids of captions never to be shown */
    size_t hold_out_id_count;
    uint32_t max_tokens;    /* that the encoder reads, the end token among them; 0: 300 */
    uint32_t exemplars;     /* shown to the model; 0: 3; at most 16 */
    int32_t no_exemplars;   /* 1: none are shown */
    uint32_t candidates;    /* texts asked for, at most, before the offline method; 0: 3; at most 16 */
    uint32_t in_flight;     /* requests at the server at once; 0: 64; at most 1024 */
    uint32_t retries;       /* of a request that met an overloaded or failing server; 0: 4 */
    uint32_t deadline_ms;   /* of one whole call, repairs included; 0: 20000 */
    uint32_t timeout_ms;    /* of one request; 0: the call's deadline */
    uint32_t answer_tokens; /* the model may write; 0: 2 x max_tokens, at least 512. A reasoning model needs more */
    double temperature;     /* 0: 0.7; below 0: greedy */
};

struct cf_rewriter;
/* Opens store, index, tokenizer and cache; the server is first asked when a prompt is. CF_EINVAL (names the field),
 * CF_ENOENT, CF_EFORMAT, CF_EIO, CF_ENOMEM and those of cf_store_open. params may be NULL. */
CF_API int cf_rewriter_open(struct cf_rewriter **out, const struct cf_rewriter_params *params, struct cf_error *err);
/* No call may be under way. */
CF_API void cf_rewriter_close(struct cf_rewriter **rewriter);
/* What is in effect; valid until the rewriter is closed. */
CF_API const struct cf_rewriter_params *cf_rewriter_params(const struct cf_rewriter *rewriter);

/* The share, in [0,1], of the store's captions that are longer than max_tokens: lengths are drawn from the others. */
CF_API double cf_rewriter_share_above_cap(const struct cf_rewriter *rewriter);

/* Ends calls from another thread. Any thread may request the end, before or while a call runs; it stays requested. */
struct cf_rewrite_cancel;
CF_API int cf_rewrite_cancel_create(struct cf_rewrite_cancel **out, struct cf_error *err);
CF_API void cf_rewrite_cancel_destroy(struct cf_rewrite_cancel **cancel); /* no call may be using it */
CF_API void cf_rewrite_cancel_request(struct cf_rewrite_cancel *cancel);

struct cf_rewrite_request {
    const char *prompt; /* `size` bytes; needs no NUL */
    size_t size;
    uint64_t seed;                    /* the same request and seed ask the model the same */
    uint32_t deadline_ms;             /* 0: the rewriter's */
    struct cf_rewrite_cancel *cancel; /* NULL: none */
};

/* What one check came to. */
enum cf_rewrite_verdict {
    CF_REWRITE_CHECK_PASSED = 1,
    CF_REWRITE_CHECK_REPAIRED, /* it failed, and a clause was added, or sentences left out at the end, for it */
    CF_REWRITE_CHECK_ASKED,    /* it failed, and the model mended it when asked again with it named */
    CF_REWRITE_CHECK_FAILED,   /* it failed in the model's last text, which was not taken */
};
CF_API const char *cf_rewrite_verdict_name(int verdict); /* "passed", "repaired", "asked", "failed" */
struct cf_rewrite_check {
    const char *kind; /* "quote", "count", "colour", "negation", "name", "entity", "relation", "length", "leak", ... */
    const char *detail; /* what was asked for or found, UTF-8 */
    enum cf_rewrite_verdict verdict;
};

struct cf_rewrite {
    const char *text; /* UTF-8; never NULL */
    size_t size;
    enum cf_rewrite_status status;
    const char *reason;                    /* why it is not `ok`; "" where it is */
    const struct cf_rewrite_check *checks; /* those that decided */
    uint32_t check_count;
    const char *const *exemplars; /* clip ids of the captions shown */
    uint32_t exemplar_count;
    const char *model; /* "" where no model wrote the text */
    uint64_t seed;
    uint32_t tokens;   /* of the text, as the encoder counts or as estimated */
    uint32_t requests; /* sent for it */
    double ms;
};

/* One prompt. A bad prompt and a bad server are no failed call: they are a status. CF_ECANCELLED, CF_ENOMEM,
 * CF_EINVAL. */
CF_API int cf_rewriter_rewrite(struct cf_rewriter *rewriter, const struct cf_rewrite_request *request,
                               struct cf_rewrite **out, struct cf_error *err);
CF_API void cf_rewrite_free(struct cf_rewrite **rewrite);
/* The result as a line of JSON without its end, as cf_rewriter_batch writes it; id_json: a JSON value, NULL: none. To
 * be freed with free(). NULL: no memory. */
CF_API char *cf_rewrite_json(const struct cf_rewrite *rewrite, const char *id_json, const char *prompt, size_t size);

/* Many prompts: JSON lines {"id", "prompt"} (also "seed") or plain text, one prompt a line, told apart by the first
 * byte that is no blank; JSON lines out, in the input's order:
 * {"id","prompt","rewrite","status","checks","exemplars","model","seed","ms"}. A line without an id gets its number.
 * Lines written by an earlier run of the same input are kept, and the run goes on behind them. */
struct cf_rewrite_batch_params {
    const char *in_path;  /* "-": standard input */
    const char *out_path; /* NULL or "-": standard output, not resumable */
    uint64_t seed;        /* of each line that brings none: this plus its number, from 0 */
    int32_t restart;      /* 1: an output that is there is made anew */
    struct cf_rewrite_cancel *cancel;
    /* Called from one thread at a time after every line; may be NULL. */
    void (*progress)(void *opaque, uint64_t done, uint64_t total);
    void *opaque;
};
struct cf_rewrite_report {
    uint64_t lines, resumed;       /* all; of them from an earlier run */
    uint64_t by_status[6];         /* by enum cf_rewrite_status */
    uint64_t requests, from_cache; /* sent; not sent since they stood in the cache */
    double seconds;
};
/* CF_EINVAL, CF_ENOENT, CF_EIO, CF_EMISMATCH (the output is of other lines), CF_ECANCELLED (what was written is whole
 * lines, and the report is filled), CF_ENOMEM. */
CF_API int cf_rewriter_batch(struct cf_rewriter *rewriter, const struct cf_rewrite_batch_params *params,
                             struct cf_rewrite_report *report, struct cf_error *err);

#ifdef __cplusplus
}
#endif
#endif
