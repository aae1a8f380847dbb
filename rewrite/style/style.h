/* How a store's captions are written: their lengths, words, openings, order of contents, and the short phrases of
 * camera, light, lens, pace and surroundings that recur in them. Formulas: README.md. */
#ifndef CF_STYLE_STYLE_H
#define CF_STYLE_STYLE_H
#include "clipfeed/status.h"
#include <stddef.h>
#include <stdint.h>

struct cf_analysis; /* language/language.h */

/* Captions by length. Plain data: copy it, zero it, share it between threads that only read it. */
enum { CF_STYLE_LENGTH_MAX = 2047 }; /* longer ones are counted there */
struct cf_style_lengths {
    uint64_t captions; /* 0: not measured */
    double mean;       /* of the true lengths */
    uint32_t counts[CF_STYLE_LENGTH_MAX + 1];
};
void cf_style_lengths_add(struct cf_style_lengths *lengths, uint64_t length);
/* The least length that at least the share q of the captions do not exceed; 0 where there are none. */
uint32_t cf_style_lengths_quantile(const struct cf_style_lengths *lengths, double q);
/* The share, in [0,1], of the captions that are longer than the cap. */
double cf_style_lengths_above(const struct cf_style_lengths *lengths, uint32_t cap);
/* A length drawn from the captions that are no longer than the cap: the quantile u, in [0,1), of those. 0 where none
 * fits. Equal u give equal lengths, uniform u the captions' distribution. */
uint32_t cf_style_lengths_draw(const struct cf_style_lengths *lengths, uint32_t cap, double u);

/* What captions speak of, in the order in which they usually do. */
enum cf_aspect {
    CF_ASPECT_SUBJECT,
    CF_ASPECT_ACTION,
    CF_ASPECT_SETTING,
    CF_ASPECT_CAMERA,
    CF_ASPECT_LIGHT,
    CF_ASPECTS
};
const char *cf_aspect_name(enum cf_aspect aspect); /* "subject", "action", "setting", "camera", "light" */

/* Phrases of one to four words that say how a scene is filmed and lit, and nothing of what is in it: no thing, person,
 * animal, place, count, colour or action. Every word of one is from this room's closed lists. */
enum cf_fragment_kind {
    CF_FRAGMENT_CAMERA,       /* "wide shot", "low angle", "tracking shot" */
    CF_FRAGMENT_LIGHT,        /* "soft natural light", "gentle shadows" */
    CF_FRAGMENT_LENS,         /* "shallow depth of field", "sharp focus", "blurred background" */
    CF_FRAGMENT_PACE,         /* "slow motion", "steady pace", "slowly" */
    CF_FRAGMENT_SURROUNDINGS, /* "serene atmosphere", "calm surroundings" */
    CF_FRAGMENT_KINDS
};
enum cf_fragment_form { CF_FRAGMENT_SINGULAR, CF_FRAGMENT_PLURAL, CF_FRAGMENT_MASS, CF_FRAGMENT_ADVERB };
const char *cf_fragment_kind_name(enum cf_fragment_kind kind); /* "camera", "light", "lens", "pace", "surroundings" */
const char *cf_fragment_form_name(enum cf_fragment_form form); /* "singular", "plural", "mass", "adverb" */

struct cf_fragment {
    const char *text; /* lower case, single blanks, no article */
    enum cf_fragment_kind kind;
    enum cf_fragment_form form; /* which article and verb it takes; mass nouns take no article */
    uint32_t captions;          /* that hold it; 1 where one text was searched */
};

/* Visits the fragments of a text in its order, each once: the longest at each place. The fragment lives during the
 * call. Thread-safe. */
void cf_fragments_find(const struct cf_analysis *analysis,
                       void (*found)(void *opaque, const struct cf_fragment *fragment), void *opaque);

/* Immutable once made. */
struct cf_style {
    uint64_t captions;                    /* that the measures below were taken from */
    struct cf_style_lengths words;        /* of all captions that were read */
    struct cf_style_lengths tokens;       /* of the sample, by the tokenizer given; captions 0: none was */
    double noun, adjective, verb, adverb; /* shares of all words; names are nouns, auxiliaries are no verbs */
    double mattr50;             /* moving-average type-token ratio, windows of 50 words (Covington, McFall 2010) */
    double opener_entropy;      /* bits, of the captions' first three words */
    double opener_entropy_most; /* what it could be at most: log2 of the captions */
    double sentences;           /* a caption, mean */
    struct {
        double share;    /* of the captions that speak of it */
        double position; /* of its first cue word, mean, 0 the caption's beginning and 1 its end; 0 where share is 0 */
    } aspects[CF_ASPECTS];
    enum cf_aspect order[CF_ASPECTS];    /* by position; those that no caption speaks of last */
    const struct cf_fragment *fragments; /* by kind, the most frequent first; at most 200 a kind */
    size_t fragment_count;
};

/* The style where no store is given: what cf_style_create measures on a set of dense captions named in README.md.
 * Static; never freed. */
const struct cf_style *cf_style_builtin(void);

/* Measuring. One thread. */
struct cf_style_meter;
int cf_style_meter_create(struct cf_style_meter **out, struct cf_error *err); /* CF_ENOMEM */
void cf_style_meter_destroy(struct cf_style_meter **meter);
/* Length alone; cf_style_meter_add does not count it. */
void cf_style_meter_add_words(struct cf_style_meter *meter, uint64_t words);
void cf_style_meter_add_tokens(struct cf_style_meter *meter, uint64_t tokens);
/* Everything but the lengths. CF_ENOMEM. */
int cf_style_meter_add(struct cf_style_meter *meter, const struct cf_analysis *analysis, struct cf_error *err);
/* What was measured. CF_ENOMEM. */
int cf_style_create(struct cf_style **out, const struct cf_style_meter *meter, struct cf_error *err);
void cf_style_destroy(struct cf_style **style);

/* One JSON object, as cf_style_read takes it; freed with free(). NULL: no memory. */
char *cf_style_json(const struct cf_style *style);
/* Lines of text for people; freed with free(); NULL: no memory. */
char *cf_style_table(const struct cf_style *style);
/* CF_EFORMAT, CF_ENOMEM. */
int cf_style_read(struct cf_style **out, const char *json, size_t size, struct cf_error *err);
#endif
