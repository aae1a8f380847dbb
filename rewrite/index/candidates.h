/* The captions that a search weighs, and the choice among them. */
#ifndef CF_INDEX_CANDIDATES_H
#define CF_INDEX_CANDIDATES_H
#include "index/reader.h"
#include "index/words.h"

/* A distinct word of the prompt. */
struct cf_query_term {
    uint64_t hash;
    char *stem;          /* malloc'd, NUL-terminated */
    const char *surface; /* in the prompt */
    size_t surface_size;
    uint64_t captions; /* of the index that hold it */
    double weight;     /* idf */
};
enum { CF_QUERY_TERMS = 256 }; /* more distinct words than that are left out of a prompt */
struct cf_query {
    struct cf_query_term terms[CF_QUERY_TERMS]; /* the rarest first, those that no caption holds last */
    size_t count, known;                        /* known: that some caption holds */
    double most;                                /* BM25 of a caption that has every word endlessly often */
};
int cf_query_create(struct cf_query **out, struct cf_caption_index *index, struct cf_reader *reader, const char *prompt,
                    size_t size, struct cf_error *err);
void cf_query_destroy(struct cf_query **query);

struct cf_candidate {
    uint32_t id;
    float rough; /* sum of the weights of the terms that were looked up */
    uint64_t position;
    char *clip_id, *short_form, *dense; /* malloc'd */
    size_t dense_size;
    uint64_t *stems; /* distinct, sorted; malloc'd */
    size_t stem_count;
    double bm25, cosine, nearness; /* nearness: what MMR takes; the best candidate has about 1 */
    int gone;                      /* left out or chosen already */
};
struct cf_candidates {
    struct cf_candidate *items;
    size_t count;
};
/* The `limit` captions with the greatest sum of the weights of the prompt's rarest terms. */
int cf_candidates_find(struct cf_candidates *out, struct cf_caption_index *index, struct cf_reader *reader,
                       const struct cf_query *query, size_t limit, struct cf_error *err);
/* Reads and weighs a candidate whose id is set. vector: of the index's dimensions and length 1, or NULL. */
int cf_candidate_load(struct cf_candidate *candidate, struct cf_caption_index *index, struct cf_reader *reader,
                      const struct cf_query *query, const float *vector, struct cf_error *err);
void cf_candidates_clear(struct cf_candidates *candidates);
#endif
