/* What the evaluation's parts share. */
#ifndef CF_EVAL_INTERNAL_H
#define CF_EVAL_INTERNAL_H
#include "checks/checks.h"
#include "clipfeed/rewrite_eval.h"
#include "clipfeed/store.h"
#include "clipfeed/tokenizer.h"
#include "eval/eval.h"
#include "language/language.h"
#include "style/style.h"
#include <jansson.h>
#include <stdbool.h>

/* One line of the input. */
struct item {
    char *prompt, *rewrite; /* rewrite "" where there is none */
    size_t prompt_size, rewrite_size;
    char status[16];   /* "" where the line names none */
    json_t *exemplars; /* clip ids, or NULL */
};
struct items {
    struct item *list;
    size_t count, capacity;
    bool statuses; /* some line names one */
};
int cf_eval_read(struct items *items, const struct cf_rewrite_eval_params *params, struct cf_error *err);
void cf_eval_items_free(struct items *items);

/* The params with their defaults, and what they open. */
struct tools {
    struct cf_rewrite_eval_params params;
    struct cf_language *language;
    struct cf_tokenizer *tokenizer; /* NULL: lengths are in words */
    struct cf_store *store;         /* NULL: none */
};
/* Tokens of a text, or its words where there is no tokenizer; negative: not to be counted. */
int64_t cf_eval_length(void *tools, const char *text, size_t size);

/* The store's dense captions, or an evenly spaced sample of them. */
struct captions {
    size_t count;
    double *lengths;              /* of all of the sample, sorted */
    uint32_t shortest_words;      /* the 5th percentile */
    struct cf_eval_corpus corpus; /* of all of the sample */
    struct cf_eval_runs *runs;    /* of corpus */
    struct cf_style_meter *meter; /* of ANALYSED_MAX of them */
    char **texts;                 /* of EMBEDDED_MAX of them, for embeddings; only where a server was given */
    size_t text_count;
};
enum { ANALYSED_MAX = 2000, EMBEDDED_MAX = 2000 };
int cf_eval_captions_read(struct captions *captions, const struct tools *tools, struct cf_eval_words *words,
                          struct cf_error *err);
void cf_eval_captions_free(struct captions *captions);

/* One rewrite, measured. */
struct measure {
    double length;
    bool over_cap, wrong_language, leaks, copies;
    uint32_t asked[CF_CHECK_COUNT_OF_KINDS], kept[CF_CHECK_COUNT_OF_KINDS]; /* requirements by kind */
    uint32_t failed;                                                        /* bit k: check k failed */
    bool hard;                                                              /* a hard one among them */
};
/* exemplars and captions may have count 0. */
int cf_eval_measure(struct measure *out, const struct item *item, const struct tools *tools,
                    const struct captions *captions, struct cf_eval_words *words, struct cf_error *err);

/* Rewrites that are reported on together. */
struct group {
    const char *name;
    size_t count;
    size_t *members; /* indices of items */
};
/* The report of one group; NULL: no memory. vectors: of embeddings, or NULL. */
json_t *cf_eval_group_json(const struct group *group, const struct items *items, const struct measure *measures,
                           const struct tools *tools, const struct captions *captions, struct cf_eval_words *words);
/* What a style meter found: lexical shares, MATTR, openers. NULL: no memory. */
json_t *cf_eval_style_json(const struct cf_style_meter *meter);
json_t *cf_eval_number(double value); /* null where it is no number */
/* mean, p5, p50, p95 of sorted numbers. */
json_t *cf_eval_summary(const double *sorted, size_t count);

/* Cosines and distances of neighbours, put into report and groups' reports under "embedding". */
int cf_eval_embed(json_t *groups_json, const struct group *groups, size_t group_count, const struct items *items,
                  const struct captions *captions, const struct tools *tools, struct cf_error *err);

/* Text and picture of the report; to be freed, NULL: no memory. */
char *cf_eval_table(const json_t *report);
char *cf_eval_svg(const json_t *report);
#endif
