/* Measures over numbers and over sets of texts, from which clipfeed/rewrite_eval.h's report is made. Formulas and
 * sources: README.md. Pure, but for what a corpus holds; each is used by one thread at a time. */
#ifndef CF_EVAL_EVAL_H
#define CF_EVAL_EVAL_H
#include <stddef.h>
#include <stdint.h>

/* Two samples of lengths, or of any numbers; the call sorts both. NAN where one is empty. */
struct cf_eval_distance {
    double ks; /* greatest distance of the two distribution functions (Kolmogorov-Smirnov), 0 to 1 */
    double w1; /* area between them (Wasserstein-1), in the numbers' unit */
};
struct cf_eval_distance cf_eval_distance(double *a, size_t a_count, double *b, size_t b_count);

/* The quantile q (0 to 1) of a sorted sample, linear between ranks; NAN where it is empty. */
double cf_eval_quantile(const double *sorted, size_t count, double q);

/* Words and their numbers: runs of letters, digits and apostrophes, lower case. Shared by the corpora to compare; it
 * must outlive them. */
struct cf_eval_words;
int cf_eval_words_create(struct cf_eval_words **out); /* CF_OK, CF_ENOMEM */
void cf_eval_words_destroy(struct cf_eval_words **words);

/* Texts as rows of word numbers. */
struct cf_eval_corpus {
    struct cf_eval_words *words;
    uint32_t *ids;  /* of all texts, one after the other */
    size_t *begins; /* text i is ids[begins[i]] to ids[begins[i + 1]] */
    size_t count;   /* texts */
    size_t ids_capacity, begins_capacity;
};
void cf_eval_corpus_init(struct cf_eval_corpus *corpus, struct cf_eval_words *words); /* empty */
void cf_eval_corpus_free(struct cf_eval_corpus *corpus);
int cf_eval_corpus_add(struct cf_eval_corpus *corpus, const char *text, size_t size); /* CF_OK, CF_ENOMEM */

/* Distinct n-grams over n-grams, all texts together; NAN where there are none, or no memory. */
double cf_eval_distinct(const struct cf_eval_corpus *corpus, int n);
/* Jensen-Shannon divergences, in bits, of n-gram distributions, the corpora of one cf_eval_words. Of the captions
 * `texts` are drawn by the seed (the lesser of both corpora's texts and half of the captions); what is left of them is
 * compared with as many texts drawn from the corpus, and with those drawn captions: what sampling alone makes of equal
 * distributions. Both NAN where there are none, or no memory. */
struct cf_eval_jsd {
    double jsd, floor;
};
struct cf_eval_jsd cf_eval_jsd(const struct cf_eval_corpus *corpus, const struct cf_eval_corpus *captions, int n,
                               uint64_t seed);

/* Rows of eight words and in how many texts of a corpus each stands. */
enum { CF_EVAL_RUN = 8 };
struct cf_eval_runs;
int cf_eval_runs_create(struct cf_eval_runs **out, const struct cf_eval_corpus *corpus); /* CF_OK, CF_ENOMEM */
void cf_eval_runs_destroy(struct cf_eval_runs **runs);
uint32_t cf_eval_runs_texts(const struct cf_eval_runs *runs, const uint32_t *ids); /* that have these eight words */
#endif
