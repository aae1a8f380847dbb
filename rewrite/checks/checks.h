/* What a prompt asks for, and whether a rewrite keeps it. README.md has every check, its rule and its limits. */
#ifndef CF_CHECKS_CHECKS_H
#define CF_CHECKS_CHECKS_H
#include "clipfeed/status.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct cf_language; /* language/language.h */

/* A thing wrong is reported once, under the first kind that holds it: a caption with three cats instead of two fails as
 * COUNT, whose `found` says three, and not as CONTRADICTION too. */
enum cf_check {
    /* Requirements that hard checks keep: a rewrite without them fails. */
    CF_CHECK_QUOTED,   /* text in quotation marks, verbatim but for case of the first letter and the marks' style */
    CF_CHECK_COUNT,    /* "two cats": the number, with its owner */
    CF_CHECK_COLOUR,   /* "red car": the colour, on its owner */
    CF_CHECK_NEGATION, /* "no people": stated, or the thing not mentioned at all */
    CF_CHECK_NAME,     /* proper nouns */
    CF_CHECK_ENTITY,   /* things, people, animals, places: the word, a WordNet synonym or a hyponym */
    CF_CHECK_SIDE,     /* left of, right of, above, below: the relation with its two ends, or its mirror */
    CF_CHECK_LANGUAGE, /* not in the language wanted, or with a passage in another */
    CF_CHECK_CAP,      /* more tokens than the encoder takes */
    /* Requirements that soft checks keep: a clause can repair them. */
    CF_CHECK_CAMERA,
    CF_CHECK_STYLE,
    CF_CHECK_RELATION, /* on, in, behind, next to, between ... */
    CF_CHECK_ACTION,   /* verbs, up to a synonym */
    /* What a rewrite must not be or do: hard. */
    CF_CHECK_LEAK,          /* eight words in a row of an exemplar */
    CF_CHECK_ECHO,          /* too short, or too little added */
    CF_CHECK_CONTRADICTION, /* what was asked for is there, and so is another count, colour or side of it; another time
                             * of day, season or place inside or outside; an antonym; new text in quotes */
    CF_CHECK_LIST,          /* bullets, numbered points, headings, markdown, JSON */
    CF_CHECK_PREACH,        /* advice, morals, safety talk */
    CF_CHECK_REFUSAL,       /* "I'm sorry", "As an AI" */
    CF_CHECK_REPETITION,    /* the same sentence or phrase over and over */
    CF_CHECK_INJECTION,     /* an instruction hidden in the prompt was carried out */
    CF_CHECK_META,          /* speaks of the prompt, the caption or the task instead of the scene */
    CF_CHECK_COUNT_OF_KINDS
};

/* "quoted", "count", ... ; the name that results and tables show. */
const char *cf_check_name(enum cf_check check);
bool cf_check_is_hard(enum cf_check check);

/* One requirement. Strings live as long as the facts. */
struct cf_fact {
    enum cf_check check;
    bool hard;
    const char *surface;  /* as the prompt has it: "two", "red", "no people", "to the left of", "zoom in" */
    const char *owner;    /* what it belongs to: "cats", "car", "the cat"; "" where nothing */
    const char *other;    /* SIDE and RELATION: the second end; else "" */
    uint32_t number;      /* COUNT: its value */
    uint32_t begin, size; /* of the surface, in bytes of the normalised prompt */
};

/* All that a prompt asks for. Immutable: any number of threads may verify against it. */
struct cf_facts;

/* prompt: any bytes. A prompt in a language other than English yields its quoted texts, numbers in digits and names in
 * Latin letters. CF_ENOMEM. */
int cf_facts_create(struct cf_facts **out, const struct cf_language *language, const char *prompt, size_t size,
                    struct cf_error *err);
void cf_facts_destroy(struct cf_facts **facts);
size_t cf_facts_count(const struct cf_facts *facts);
const struct cf_fact *cf_facts_at(const struct cf_facts *facts, size_t index);
const char *cf_facts_prompt(const struct cf_facts *facts); /* normalised, as in language.h */
const char *cf_facts_tongue(const struct cf_facts *facts); /* its language's code */
size_t cf_facts_words(const struct cf_facts *facts);       /* words in the prompt */
bool cf_facts_has_injection(const struct cf_facts *facts); /* the prompt gives the writer orders */

/* Zero is the default everywhere. */
struct cf_check_options {
    const char *language; /* wanted of the rewrite: a code of cf_language_identify; NULL: "en" */
    uint32_t max_tokens;  /* the cap; 0: none */
    int64_t (*tokens)(void *context, const char *text, size_t size); /* how many the encoder sees, its end token
                                                                      * included; negative: unknown. NULL: no cap */
    void *tokens_context;
    const char *const *exemplars; /* the captions shown to the model */
    size_t exemplars_count;
    /* The share, in [0,1], of the store's captions that hold these eight words in a row (lower case, single blanks).
     * NULL: 0, so that any eight words leak. */
    double (*share)(void *context, const char *words);
    void *share_context;
    uint32_t shortest_words; /* the store's 5th percentile; 0: 40 */
    uint32_t dense_words;    /* a prompt of as many is dense, and exempt from ECHO; 0: 60 */
};

struct cf_failure {
    enum cf_check check;
    bool hard;
    int64_t fact;        /* index of the fact that was not kept; -1: none */
    const char *asked;   /* "two cats" */
    const char *found;   /* "three cats", or "" where nothing was */
    const char *message; /* one sentence, fit for the model: "The prompt asks for two cats; the caption has three." */
};

/* What is wrong with one rewrite. Immutable. Strings live as long as it; the facts may go before it. */
struct cf_verdict;

/* rewrite: any bytes. options: NULL is all defaults. The callbacks are called on this thread. CF_ENOMEM. */
int cf_verdict_create(struct cf_verdict **out, const struct cf_facts *facts, const char *rewrite, size_t size,
                      const struct cf_check_options *options, struct cf_error *err);
void cf_verdict_destroy(struct cf_verdict **verdict);
size_t cf_verdict_count(const struct cf_verdict *verdict); /* failures; 0: accepted */
const struct cf_failure *cf_verdict_at(const struct cf_verdict *verdict, size_t index);
size_t cf_verdict_hard(const struct cf_verdict *verdict); /* hard failures among them */
/* All messages, one a line, as a request to the model. */
const char *cf_verdict_request(const struct cf_verdict *verdict);

/* The rewrite with a clause added for each soft failure of its verdict, grammatically: *out is a new string (free()).
 * Verify it again: only what then passes is `repaired`. CF_EINVAL where the verdict has a hard failure or none that a
 * clause could repair; CF_ENOMEM. */
int cf_rewrite_repair(char **out, const struct cf_facts *facts, const char *rewrite, size_t size,
                      const struct cf_verdict *verdict, struct cf_error *err);
#endif
