/* What relations.c, stances.c and likeness.c share: the two things that a relation is asked of, and how surely a phrase
 * of the rewrite is one of them. */
#ifndef CF_CHECKS_RELATIONS_H
#define CF_CHECKS_RELATIONS_H
#include "checks/internal.h"

/* One end that is asked for. */
struct cf_thing {
    const char *noun, *base; /* NULL: none */
    const char *mark; /* a word that tells it from the other end: "amber", of two bottles; NULL: none is needed */
    bool absent;      /* the rewrite has it under no name that the reading knows */
};

struct cf_sought {
    const struct cf_facts *facts;
    const struct cf_need *need;
    struct cf_thing subject, object;
};

enum cf_likeness { CF_UNLIKE, CF_PART, CF_PERHAPS, CF_SAME };

/* ---- likeness.c ---- */

/* The phrase is the thing; or is made of it, full of it, a part of it; or calls it by its kind: "the animal". */
enum cf_likeness cf_phrase_is(const struct cf_reading *r, int32_t phrase, const struct cf_thing *thing);
/* How well the best of them is the thing. */
enum cf_likeness cf_list_is(const struct cf_reading *r, const int32_t *list, size_t count,
                            const struct cf_thing *thing);
/* The thing stands in the sentence of token `at`, or in as many as `reach` before it; but not as phrase `but`. */
enum cf_likeness cf_sentence_is(const struct cf_reading *r, size_t at, uint32_t reach, int32_t but,
                                const struct cf_thing *thing);
/* "a dog and a parrot": the phrase and the thing are joined. */
bool cf_phrase_is_joined(const struct cf_reading *r, int32_t phrase, const struct cf_thing *thing);

/* ---- stances.c ---- */

#define CF_REL_BIT(kind) (1u << CF_REL_##kind)

/* The relations (bits by kind) that come to the same as the one asked for, and those that cannot be true as well, as
 * `found` says them of subject and object; turned: of object and subject. */
void cf_stance(const struct cf_reading *r, const struct cf_sought *s, const struct cf_relation *found, bool turned,
               uint32_t *same, uint32_t *other);
bool cf_is_wide(const struct cf_reading *r, const char *base);  /* who is by it or over it is there: the sea */
bool cf_is_place(const struct cf_reading *r, const char *base); /* where people and things are */
bool cf_is_sky(const struct cf_reading *r, const char *base);   /* what is above everything */
bool cf_is_worn(const struct cf_reading *r, const char *base);  /* clothes, hats, jewels */
#endif
