/* Distances and measures over sets of texts, from which clipfeed/rewrite_eval.h's report is made. All are pure and
 * thread-safe. Formulas and sources: rewrite/eval/README.md. */
#ifndef CF_REWRITE_EVAL_EVAL_H
#define CF_REWRITE_EVAL_EVAL_H
#include <stddef.h>
#include <stdint.h>

/* Two samples of lengths (or of any numbers). Both arrays are sorted by the call. NAN where one is empty. */
struct cf_eval_distance {
    double ks; /* greatest distance of the two distribution functions (Kolmogorov-Smirnov), 0 to 1 */
    double w1; /* area between them (Wasserstein-1), in the numbers' unit */
};
struct cf_eval_distance cf_eval_distance(double *a, size_t a_count, double *b, size_t b_count);

/* The q-quantile (0 to 1) of a sorted sample, linear between ranks; NAN where empty. */
double cf_eval_quantile(const double *sorted, size_t count, double q);

/* Texts as sequences of word ids, one id per distinct lower-case word. */
struct cf_eval_corpus;
int cf_eval_corpus_create(struct cf_eval_corpus **out); /* CF_OK, CF_ENOMEM */
void cf_eval_corpus_destroy(struct cf_eval_corpus **corpus);
int cf_eval_corpus_add(struct cf_eval_corpus *corpus, const char *text, size_t size); /* CF_OK, CF_ENOMEM */
size_t cf_eval_corpus_texts(const struct cf_eval_corpus *corpus);

/* Mean over texts of the moving-average type-token ratio with windows of 50 words (shorter texts: their ratio). */
double cf_eval_mattr50(const struct cf_eval_corpus *corpus);
/* Distinct n-grams over n-grams, all texts together; n 1 to 4. */
double cf_eval_distinct(const struct cf_eval_corpus *corpus, int n);
/* Entropy, in bits, of the texts' first `words` words, and the most it could be: log2 of the number of texts. */
double cf_eval_opener_entropy(const struct cf_eval_corpus *corpus, int words, double *most);
/* Jensen-Shannon divergence, in bits, of the n-gram distributions of two corpora of one vocabulary (words are compared
 * by spelling); n 1 to 4. */
double cf_eval_jsd(const struct cf_eval_corpus *a, const struct cf_eval_corpus *b, int n);
/* The same between two random halves of one corpus: what sampling alone makes of equal distributions. */
double cf_eval_jsd_floor(const struct cf_eval_corpus *corpus, int n, uint64_t seed);
#endif
