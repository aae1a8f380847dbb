/* What the rewriter reads of a store's captions: an index to retrieve exemplars from, and the style they are written
 * in. The rewriter finds the index by itself. */
#ifndef CLIPFEED_CAPTIONS_H
#define CLIPFEED_CAPTIONS_H
#include "clipfeed/status.h"
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Zero is the default of every field. Pointers need to live only until the call returns. */
struct cf_captions_params {
    const char *store_dir;      /* needed */
    const char *index_path;     /* NULL: STORE/captions.index */
    const char *tokenizer_path; /* SentencePiece model, for lengths in tokens; NULL: lengths are in words alone */
    const char *pairs_path; /* cf_captions_index: (short, dense) pairs are written there as JSON lines; NULL: none */
    const char *layer;      /* of the short forms; NULL: "short"; "": none is made or read */
    int32_t remake_short;   /* 1: a layer of short forms that is there is made anew */
    /* cf_captions_index: an OpenAI-compatible server that makes the short forms; NULL: they are taken from the captions
     * by rule. Its API key is read as in clipfeed/rewrite.h. */
    const char *server_url;
    const char *model;           /* NULL: the first that the server lists */
    const char *embedding_model; /* vectors for the rewriter's search come from it; NULL: none */
    const char *ca_path;         /* a PEM file of certificates to trust instead of the system's */
    uint32_t in_flight;          /* requests at the server at once; 0: 64, which is the most */
    uint32_t timeout_ms;         /* of one request, retries included; 0: 120000 */
    uint64_t pool;               /* captions in the index, 100000 */
    uint64_t sample;             /* captions that the style is measured on, 20000 */
    uint64_t seed;               /* of pool and sample */
    /* Called from one thread; not 0 ends the call with CF_ECANCELLED. what: "read", "short", "measure", "index". */
    int (*progress)(void *opaque, const char *what, uint64_t done, uint64_t total);
    void *opaque;
};

struct cf_captions_report {
    uint64_t records;  /* of the store */
    uint64_t read;     /* of them, by chance where the store has more than 8 times the pool */
    uint64_t no_dense; /* without a dense caption */
    uint64_t unfit;    /* fewer than 3 words or more than 16 KiB: kept out of the index */
    uint64_t damaged;  /* failed their checksum */
    uint64_t strata;   /* that the pool was drawn from */
    uint64_t pool;     /* captions in the index */
    uint64_t short_source, short_layer, short_made, short_extracted; /* where their short forms come from */
    uint64_t terms, bytes;                                           /* distinct words, and the file's size */
};

/* Makes the index beside its place and puts it there by rename. Interrupted, the same call goes on with the short forms
 * it had made. CF_EINVAL, CF_EINELIGIBLE (no dense caption fit for the index), CF_EDUPLICATE (another process is at
 * it), CF_EIO, CF_ENOMEM, CF_ECANCELLED, CF_EMISMATCH (the layer is another maker's), those of
 * cf_store_open, cf_tokenizer_open and the layer's; where a server is given CF_EDEADLINE, CF_EFORMAT and
 * CF_EUNSUPPORTED too. */
CF_API int cf_captions_index(const struct cf_captions_params *params, struct cf_captions_report *report,
                             struct cf_error *err);

/* The style of a store's captions: from its index where that is current, else measured. */
struct cf_captions_stats;
/* As cf_captions_index, which need not have run. */
CF_API int cf_captions_stats_create(struct cf_captions_stats **out, const struct cf_captions_params *params,
                                    struct cf_error *err);
CF_API void cf_captions_stats_destroy(struct cf_captions_stats **stats);
CF_API const char *cf_captions_stats_json(const struct cf_captions_stats *stats);  /* one object */
CF_API const char *cf_captions_stats_table(const struct cf_captions_stats *stats); /* lines of text */

#ifdef __cplusplus
}
#endif
#endif
