/* A store's captions, indexed for retrieval: a stratified pool of dense captions with their short forms in one file,
 * which also holds the store's style. Format, formulas and speed: README.md. */
#ifndef CF_INDEX_INDEX_H
#define CF_INDEX_INDEX_H
#include "clipfeed/status.h"
#include <stddef.h>
#include <stdint.h>

struct cf_language;      /* language/language.h */
struct cf_style;         /* style/style.h */
struct cf_style_lengths; /* style/style.h */
struct cf_tokenizer;     /* clipfeed/tokenizer.h */

/* Short forms of dense captions, one a text, as somebody would type them to get that clip: out[i] is malloc'd, or left
 * NULL where it failed (the extractive form then stands in). Called from one thread; may work on the batch in parallel.
 * Not CF_OK: the build ends with that status; what was made so far is kept. */
typedef int (*cf_shorten)(void *opaque, const char *const *dense, size_t count, char **out, struct cf_error *err);
/* Vectors of texts, `dimensions` floats each, one after the other in out. As above. */
typedef int (*cf_embed)(void *opaque, const char *const *texts, size_t count, float *out, struct cf_error *err);

struct cf_caption_index_params { /* zero is the default */
    const char *store_dir;
    const char *index_file;             /* NULL: STORE/captions.index */
    const struct cf_language *language; /* needed */
    uint64_t pool;                      /* captions in the index, 100000 */
    uint64_t sample;                    /* captions that the style is measured on, 20000 */
    uint64_t seed;                      /* of pool and sample, 0 */
    const char *layer;                  /* captions layer of the short forms; NULL: "short"; "": none is made or read */
    int remake_short;                   /* 1: a layer that is there is made anew */
    cf_shorten shorten;                 /* NULL: the extractive form */
    const char *shortener;              /* its name, kept in the layer: who made the forms; needed with shorten */
    cf_embed embed;                     /* NULL: no vectors */
    const char *embedder;               /* its name; a search's vectors must come from the same; needed with embed */
    uint32_t dimensions;                /* of embed's vectors */
    const struct cf_tokenizer *tokenizer; /* NULL: no token lengths */
    const char *tokenizer_name;           /* its name; needed with tokenizer */
    /* May be NULL. what: "read", "short", "measure", "index". Not 0 cancels the build: CF_ECANCELLED. */
    int (*progress)(void *opaque, const char *what, uint64_t done, uint64_t total);
    void *opaque; /* of all three */
};

struct cf_caption_index_report {
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

/* Makes the index and puts it into place by rename; one that was there stays until then, and stays open for who has it
 * open. Killed or cancelled, it leaves the layer of short forms to go on with; killed, also a file INDEX.partial, which
 * the next build takes over. CF_EINVAL, CF_EINELIGIBLE (no dense caption fit for the index), CF_EDUPLICATE (another
 * process is building it), CF_EIO, CF_ENOMEM, CF_ECANCELLED, those of cf_store_open, of the layer and of the functions
 * given. */
int cf_caption_index_build(const struct cf_caption_index_params *params, struct cf_caption_index_report *report,
                           struct cf_error *err);

/* The style alone, measured as a build does, nothing written; of the params, store_dir, language, pool, sample, seed,
 * tokenizer, progress. */
int cf_caption_style_measure(const struct cf_caption_index_params *params, struct cf_style **out, struct cf_error *err);

/* An index open for reading: any number of threads may use one, also in a forked child, which may fork at any time.
 * The file may be replaced meanwhile. */
struct cf_caption_index;
/* index_file: NULL: STORE/captions.index. CF_ENOENT (with the command that makes it), CF_EMISMATCH (made from another
 * state of the store, or by another version), CF_EFORMAT, CF_ECORRUPT, CF_EIO, CF_ENOMEM, those of cf_store_open. */
int cf_caption_index_open(struct cf_caption_index **out, const char *store_dir, const char *index_file,
                          struct cf_error *err);
void cf_caption_index_close(struct cf_caption_index **index);
uint64_t cf_caption_index_count(const struct cf_caption_index *index);
/* The style of the store, measured when the index was made. Lives as long as the index. */
const struct cf_style *cf_caption_index_style(const struct cf_caption_index *index);
const char *cf_caption_index_tokenizer(const struct cf_caption_index *index); /* of style's tokens; "" */
/* The store's lengths in tokens of any tokenizer, from at most 2000 captions of the index, weighted as the store has
 * them. CF_ECORRUPT, CF_EIO, CF_ENOMEM. */
int cf_caption_index_lengths(struct cf_caption_index *index, const struct cf_tokenizer *tokenizer,
                             struct cf_style_lengths *out, struct cf_error *err);
const char *cf_caption_index_embedder(const struct cf_caption_index *index); /* ""; no vectors */
uint32_t cf_caption_index_dimensions(const struct cf_caption_index *index);  /* 0: no vectors */

struct cf_exemplar {
    const char *clip_id;
    const char *short_form; /* what somebody would type to get the clip */
    const char *dense;      /* the caption, UTF-8, NUL-terminated */
    size_t dense_size;
    double score;      /* nearness to the prompt in [0,1]; 0: it has no word of it */
    uint64_t position; /* in cf_store_index */
};

struct cf_exemplars {
    const struct cf_exemplar *items; /* as chosen: nearest first, then the nearest that differ from those before */
    size_t count;                    /* may be less than asked for */
    size_t candidates;               /* that were weighed */
    size_t held_out, like_prompt, duplicates; /* of them, left out: listed, short form too near, near-duplicate */
};

struct cf_search_params { /* zero is the default */
    size_t count;         /* exemplars wanted, 4 */
    size_t candidates;    /* weighed in full, 200; at most 1000 */
    double diversity;     /* MMR's weight of being unlike those chosen, in (0,1]; 0.3. Negative: 0, nearness alone */
    double duplicate;     /* Jaccard of the words of two dense captions from which one goes, 0.6 */
    double like_prompt;   /* word Jaccard of prompt and short form from which an exemplar goes, 0.3 */
    const char *const *hold_out_ids; /* clip ids never to return */
    size_t hold_out_id_count;
    const char *const *hold_out_prompts; /* treated as the prompt is by like_prompt */
    size_t hold_out_prompt_count;
    const float *vector; /* the prompt's, from the index's embedder; NULL: words alone */
    uint32_t dimensions; /* of it */
};

/* The dense captions nearest to a prompt. Any bytes will do for a prompt: words are found in it, nothing is an
 * operator. Where fewer than `count` captions have a word of it, others stand in, chosen by the prompt, with score 0.
 * The same prompt and params give the same exemplars. Thread-safe. CF_EINVAL (vector of another size), CF_ECORRUPT,
 * CF_EIO, CF_ENOMEM. */
int cf_caption_index_search(struct cf_caption_index *index, const char *prompt, size_t size,
                            const struct cf_search_params *params, struct cf_exemplars **out, struct cf_error *err);
void cf_exemplars_free(struct cf_exemplars **exemplars);

/* The share of the store's captions that hold these eight words in a row (as cf_analysis has them: lower case; single
 * blanks between). 0 where that is 1 % or less, or where it is not certain: only what is above is kept. Thread-safe. */
double cf_caption_index_share(const struct cf_caption_index *index, const char *words);

/* Training pairs of a recaptioner: a JSON line {"clip_id", "short", "dense"} for each caption of the index, in the
 * store's order, into a file made aside and put there by rename. CF_EIO, CF_ECORRUPT, CF_ENOMEM. */
int cf_caption_index_export(struct cf_caption_index *index, const char *path, struct cf_error *err);

/* Size of the intersection over that of the union of two texts' sets of words (lower case); 1 where neither has any. */
double cf_word_jaccard(const char *a, size_t a_size, const char *b, size_t b_size);

/* The extractive short form of a dense caption: README.md has the rule. malloc'd, never empty where the caption has a
 * word. CF_ENOMEM. */
int cf_short_form_extract(char **out, const struct cf_language *language, const char *dense, size_t size,
                          struct cf_error *err);
#endif
