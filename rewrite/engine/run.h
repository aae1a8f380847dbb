/* One call under way: from a prompt to a result. */
#ifndef CF_ENGINE_RUN_H
#define CF_ENGINE_RUN_H
#include "engine/internal.h"

enum { CF_EXEMPLARS_SOUGHT = 12, CF_EXEMPLARS_MAX = 16 };

struct cf_run {
    struct cf_rewriter *rewriter;
    struct cf_call call;
    uint64_t seed;
    struct cf_result *result;
    char *prompt; /* valid UTF-8, collapsed */
    size_t prompt_size;
    struct cf_facts *facts;
    struct cf_exemplars *exemplars; /* NULL: none */
    const char *dense[CF_EXEMPLARS_MAX];
    size_t shown; /* of the exemplars, to the model */
    struct cf_check_options options;
    char cause[512]; /* why no text of the model's was taken, so far */
};

/* What a text came to. */
struct cf_judgement {
    bool accepted;
    bool mended; /* a clause was added, or the end cut off */
    char *text;  /* to be freed; as it is to be handed out where it was accepted, as the model wrote it where not */
    struct cf_verdict *verdict; /* what was wrong with it before it was mended */
};
/* Judges a text of the model's (consumed), and mends what a clause, or fewer sentences, can mend. CF_ENOMEM. */
int cf_run_judge(struct cf_run *run, char *text, struct cf_judgement *out, struct cf_error *err);
void cf_judgement_free(struct cf_judgement *judgement);

/* Asks the model until a text is accepted, the candidates are used up, or the deadline passes. CF_OK: *done says
 * whether the result is complete; if not, the run's cause says why. CF_ECANCELLED, CF_ENOMEM. */
int cf_run_model(struct cf_run *run, bool *done, struct cf_error *err);
#endif
