/* What the sources of this room share. */
#ifndef CF_CHECKS_INTERNAL_H
#define CF_CHECKS_INTERNAL_H
#include "checks/checks.h"
#include "language/arena.h"
#include "language/language.h"

/* ---- reading.c: a text as things, their modifiers and relations ---- */

/* A noun phrase, by its head. Token indices. */
struct cf_phrase {
    uint32_t begin, head; /* begin..head are its tokens, determiner included */
    uint32_t number;      /* said of it; 0: none */
    bool singular;        /* "a", "an", "one" or "the" with a singular head */
    bool concrete;        /* something that a picture shows */
    bool name;
    const char *noun; /* the head's base form, or the WordNet collocation that ends in it: "traffic light" */
    const char *base; /* the head's base form alone */
};

enum cf_relation_kind {
    CF_REL_NONE,
    CF_REL_LEFT,
    CF_REL_RIGHT,
    CF_REL_ABOVE,
    CF_REL_BELOW,
    CF_REL_ON,
    CF_REL_IN,
    CF_REL_BEHIND,
    CF_REL_FRONT,
    CF_REL_NEXT,
    CF_REL_BETWEEN,
    CF_REL_AMONG,
    CF_REL_AROUND,
    CF_REL_ACROSS,
    CF_REL_THROUGH,
    CF_REL_AGAINST,
    CF_REL_ALONG,
    CF_REL_OUTSIDE,
    CF_REL_BOTTOM,
    CF_REL_TOWARD,
    CF_REL_OUT,    /* "out of": the way from inside */
    CF_REL_FLANKS, /* the subjects stand on either side of the object */
    CF_REL_FAR,    /* "far from", "away from" */
    CF_REL_HOLDS   /* the subject has the object in or on it: "a bowl full of apples" */
};

struct cf_relation {
    enum cf_relation_kind kind;
    uint32_t begin, end;     /* tokens of the words that say it; end is behind the last */
    int32_t subject, object; /* the likeliest phrases; -1: none */
    bool pronoun;            /* the object is a pronoun: "beside it" */
    bool relative;           /* the object stands before it: "a tunnel through which", "a square where" */
    bool bare;               /* it has no object: "overhead", "on the left of the picture" */
};

/* What a relation may be said of, the likeliest first. */
enum { CF_ENDS_MAX = 10 };
struct cf_ends {
    int32_t subjects[CF_ENDS_MAX], objects[CF_ENDS_MAX];
    size_t subjects_count, objects_count;
    size_t sure, sure_objects; /* as many are what the grammar says; those behind them, what a reader may take it for */
};

struct cf_reading {
    const struct cf_language *language;
    struct cf_analysis *analysis;
    struct cf_arena *arena;
    struct cf_phrase *phrases;
    size_t phrases_count;
    int32_t *phrase_of; /* of each token; -1: in none */
    struct cf_relation *relations;
    size_t relations_count;
};

/* Reads the text into `reading`, whose strings live in the arena. CF_OK, CF_ENOMEM. */
int cf_reading_create(struct cf_reading *reading, struct cf_arena *arena, const struct cf_language *language,
                      const char *text, size_t size, struct cf_error *err);
void cf_reading_destroy(struct cf_reading *reading);

/* The phrase's words without its determiner: "small red cars". NULL: no memory. */
char *cf_reading_surface(const struct cf_reading *reading, struct cf_arena *arena, const struct cf_phrase *phrase);
/* The bytes of tokens [begin, end) as they stand in the text. NULL: no memory. */
char *cf_reading_words(const struct cf_reading *reading, struct cf_arena *arena, size_t begin, size_t end);
/* The noun is, most of all, one of these kinds of thing (a list that ends with NULL). */
bool cf_kind_is(const struct cf_reading *reading, const char *noun, const char *const *kinds);
bool cf_word_is(const char *word, const char *words);                /* one of these, blank-separated */
bool cf_reading_is(const struct cf_token *token, const char *words); /* one of these, blank-separated */
/* The tokens from `at` on spell the words (by word or lemma); how many tokens, 0: they do not. Between words that a
 * blank separates a hyphen is read as a blank. */
size_t cf_reading_spells(const struct cf_reading *reading, size_t at, const char *words);
bool cf_reading_is_measure(const struct cf_reading *reading, const struct cf_phrase *phrase);
/* sayings.c: fills relations. */
void cf_reading_relations(struct cf_reading *reading);
/* ends.c: both ends of the relation: by word order, pronouns, "and". */
void cf_reading_ends(const struct cf_reading *reading, const struct cf_relation *relation, struct cf_ends *ends);
/* doers.c: whom the verb at token i is said of, as far as word order tells; -1: of nobody whom its sentence names. */
int32_t cf_reading_doer(const struct cf_reading *reading, size_t i);
/* "the truck" of "the truck's engine"; NULL: none. */
const struct cf_phrase *cf_reading_possessor(const struct cf_reading *reading, const struct cf_phrase *p);
/* The verb at token i with the particle behind it or its object, where WordNet has the two as one: "put out". false:
 * there is none. */
bool cf_reading_phrasal(const struct cf_reading *reading, size_t i, char *verb, size_t size);
/* "is chased", "gets soaked" */
bool cf_reading_is_passive(const struct cf_reading *reading, size_t i);
bool cf_relation_is_hard(enum cf_relation_kind kind);
enum cf_relation_kind cf_relation_mirror(enum cf_relation_kind kind); /* of its ends swapped; NONE: has none */

struct cf_facts;
struct cf_need;

/* ---- match.c: whether a text has a thing ---- */

/* Whether the token at i shows the noun (base form or collocation): itself, a synonym, a kind of it. */
bool cf_match_token(const struct cf_reading *reading, size_t i, const char *noun, const char *base);
/* The next token from `from` on that shows it; tokens_count: none. affirmed: tokens in a negation's scope do not count.
 */
size_t cf_match_find(const struct cf_reading *reading, size_t from, const char *noun, const char *base, bool affirmed);
/* The token of the phrase's noun: its head, or the one before it where what follows is its verb after all: "nuns race",
 * "a plume curls". */
uint32_t cf_match_noun(const struct cf_reading *reading, const struct cf_phrase *phrase);
/* WordNet has the two words for one thing, and a picture tells them apart: hedgehog, porcupine. */
bool cf_match_apart(const char *a, const char *b);
/* The pair of tokens that ends at i as a thing of its own: "teddy bear". */
bool cf_match_pair(const struct cf_reading *reading, size_t i, char *lemma, size_t size);
/* "as graceful as a swan": what stands there is only what something is likened to. */
bool cf_match_likened(const struct cf_reading *reading, size_t i);
/* strangers.c: what is done at token i of the rewrite is not what this requirement means: another does it, or it is
 * done to another. */
bool cf_act_is_others(const struct cf_facts *facts, const struct cf_reading *reading, const struct cf_need *need,
                      size_t i);
/* verbs.c, base forms: whether the word shows what the verb says. */
bool cf_verbs_show(const char *verb, const char *word);
bool cf_match_phrase(const struct cf_reading *reading, const struct cf_phrase *phrase, const char *noun,
                     const char *base);
/* alike.c: words of daily use that stand for each other. */
bool cf_match_alike(const char *noun, const char *word);
/* Two words name one basic colour; a hyphenated word by its parts. */
bool cf_match_colour(const struct cf_language *language, const char *a, const char *b);

/* ---- concepts.c, concepts_camera.c, concepts_style.c: the trade's terms, each with its variants ---- */

struct cf_concept {
    enum cf_check check; /* CAMERA or STYLE */
    const char *name;
    const char *variants; /* see concepts.h */
    const char *clause;   /* a whole sentence that says it */
};
size_t cf_concepts_count(void);
const struct cf_concept *cf_concepts_at(size_t index);
/* The tokens from `at` on say the concept: how many, else 0. asks: as a prompt asks for it. */
size_t cf_concept_spells(const struct cf_reading *reading, size_t at, const struct cf_concept *concept, bool asks);
/* The rewrite says it, and where only in words that may mean something else, no term that excludes it, unless the
 * prompt asks for both. */
bool cf_concept_in(const struct cf_reading *reading, const struct cf_reading *prompt, const struct cf_concept *concept);

/* ---- facts.c ---- */

/* What a fact needs beyond what callers see. */
struct cf_need {
    struct cf_fact fact;
    const char *noun, *base;   /* ENTITY; the owner of COUNT, COLOUR, SIDE and RELATION; what a NEGATION denies */
    const char *noun2, *base2; /* the other end of SIDE and RELATION */
    const char *noun3, *base3; /* SIDE and RELATION: what may be meant instead of the owner; ACTION: who does it; NULL:
                                * nothing */
    const char *mark, *mark2;  /* SIDE and RELATION of two of a kind: what tells them apart, "amber"; NULL: nothing */
    const char *object;        /* ACTION: the base form of what it is done to; NULL: nothing */
    bool direct;               /* ACTION: no preposition stands before the object */
    const char *phrasal;       /* ACTION: the verb with its particle, where WordNet has it: "put out"; else NULL */
    int32_t doer;              /* ACTION: the prompt's phrase for who does it; -1: none */
    enum cf_relation_kind relation;
    const struct cf_concept *concept; /* CAMERA and STYLE; NULL: a style named by its own words, in noun */
    const char *verb;                 /* ACTION, and NEGATION of a verb */
    bool plural;                      /* the owner stands in the plural */
    bool colour;                      /* NEGATION of a colour */
    const char *shade;                /* NEGATION of a thing of that colour alone: "no white pieces"; else NULL */
    const char *loose;                /* the word that must stay, where its owner is not known; else NULL: loose.c */
};

struct cf_facts {
    struct cf_arena arena;
    struct cf_reading reading; /* of the prompt */
    struct cf_need *needs;
    size_t count, capacity;
    bool failed; /* no memory */
    bool english;
    bool injection;
    uint8_t *ordered; /* of each token: it gives the writer orders */
    uint8_t *taken;   /* of each token: a requirement, or an order to the writer, holds it already */
    struct cf_tongue tongue;
};
enum { CF_FACTS_MAX = 200 }; /* a prompt with more is dense, and bound for itself */

/* A new requirement over tokens [begin, end); NULL: there are too many, or no memory. */
struct cf_need *cf_facts_add(struct cf_facts *facts, enum cf_check check, size_t begin, size_t end);
void cf_facts_scene(struct cf_facts *facts); /* scene.c: names, entities, counts, colours, relations, actions */
/* loose.c: counts, colours, denials and places that no requirement holds yet. */
void cf_facts_loose(struct cf_facts *facts);
/* orders.c: marks the sentences that give the writer orders as taken. */
void cf_facts_orders(struct cf_facts *facts);

/* ---- verdict.c ---- */

struct cf_verdict {
    struct cf_arena arena;
    struct cf_failure *failures;
    size_t count, capacity, hard;
    const char *request;
    bool failed; /* no memory */
};

/* The state of one verification. */
struct cf_trial {
    const struct cf_facts *facts;
    const struct cf_check_options *options;
    struct cf_verdict *verdict;
    struct cf_reading reading; /* of the rewrite */
    struct cf_arena arena;     /* of the reading */
};

/* Adds a failure; fact: index or -1. Strings are copied. */
void cf_trial_fail(struct cf_trial *trial, enum cf_check check, int64_t fact, const char *asked, const char *found,
                   const char *message);
/* The same for a requirement, with its message as printf makes it. */
__attribute__((format(printf, 5, 6))) void cf_trial_failf(struct cf_trial *trial, size_t index, const char *asked,
                                                          const char *found, const char *format, ...);
/* The rewrite's tokens from..to as they stand there, into the buffer, which is returned. */
const char *cf_trial_words(const struct cf_trial *trial, size_t from, size_t to, char *buffer, size_t size);
/* The phrase that holds a token; NULL: none. */
const struct cf_phrase *cf_reading_phrase(const struct cf_reading *reading, size_t token);
/* keep.c: each requirement kept? */
void cf_trial_keep(struct cf_trial *trial);
/* near.c: the entity stands there in words that only WordNet's tree and definitions tie to it. */
bool cf_trial_near(const struct cf_trial *trial, const struct cf_need *need);
/* colours.c, negation.c: one requirement of theirs. */
void cf_trial_keep_colour(struct cf_trial *trial, size_t index);
void cf_trial_keep_negation(struct cf_trial *trial, size_t index);
/* negation.c: the token is denied there: "free of people", "undisturbed by people". */
bool cf_match_denied(const struct cf_analysis *analysis, size_t token);
/* What stands there is of another time than the picture's: "last night's blaze". */
bool cf_match_other_time(const struct cf_analysis *a, size_t token);
/* "no candles lit", "no doors open": not the thing is denied, but that it is so. */
#define CF_STATES_OF_DENIED "lit burning open closed on off moving running flying glowing"
/* denied.c: what shows a mass or kind, as roots of WordNet's tree, separated by '|', and as words. */
struct cf_denied {
    const char *denied, *roots, *words;
};
const struct cf_denied *cf_denied_find(const char *noun); /* NULL: none is listed */
/* What gives away the denied noun or verb without being a kind of it: "applause" for an audience; phrases of base
 * forms, separated by '|'. NULL: none is listed. */
const char *cf_denied_signs(const char *word);
/* negation.c: the token shows what is denied as this noun, by its main meaning: cacti for "no vegetation". */
bool cf_match_shown(const struct cf_reading *reading, size_t token, const char *noun, const char *base);
/* loose.c: what the rewrite's camera does where this noun or verb is denied of it, "movement", "zoom"; NULL: nothing.
 */
const char *cf_trial_camera_moves(const struct cf_trial *trial, const char *denied);
/* loose.c: one of its requirements. */
void cf_trial_loose(struct cf_trial *trial, size_t index);
/* actions.c: ACTION of one requirement. */
void cf_trial_action(struct cf_trial *trial, size_t index);
/* relations.c: SIDE and RELATION of one requirement. */
void cf_trial_relation(struct cf_trial *trial, size_t index);
/* contradict.c, form.c (list, preach, refusal, meta, repetition, injection), whole.c (language, cap, leak, echo) */
void cf_trial_contradict(struct cf_trial *trial);
/* states.c: asleep and awake, closed and open ... */
void cf_trial_states(struct cf_trial *trial);
void cf_trial_form(struct cf_trial *trial);
void cf_trial_whole(struct cf_trial *trial);
/* The word of the colour, or a shade of it, that the rewrite says of anything; NULL: none. */
const char *cf_trial_any_colour(const struct cf_trial *trial, const char *colour);
/* The colour, of the asked basic one or (other) of another, that the rewrite puts on the owner; NULL: none. */
const char *cf_trial_colour(const struct cf_trial *trial, const struct cf_need *need, const char *colour, bool other);
#endif
