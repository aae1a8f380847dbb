/* What the offline method's parts share. */
#ifndef CF_OFFLINE_INTERNAL_H
#define CF_OFFLINE_INTERNAL_H
#include "clipfeed/status.h"
#include "style/style.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct cf_analysis;
struct cf_language;

/* What a text says already, as bits: of the prompt at first, then also of each sentence that was added. A sentence is
 * fit where its needs are among them and none of what it forbids is. */
enum {
    SAYS_MOVE = 1 << 0,        /* the camera moves, in a way that is named: pan, zoom, orbit, drone, tracking */
    SAYS_STATIC = 1 << 1,      /* it does not: static shot, still frame, tableau */
    SAYS_SHAKE = 1 << 2,       /* handheld, shaking */
    SAYS_SIZE = 1 << 3,        /* how large the subject is in the frame: close-up, wide shot */
    SAYS_ANGLE = 1 << 4,       /* where it is seen from: aerial, low angle, front view */
    SAYS_FOCUS = 1 << 5,       /* what is sharp: racking focus, bokeh, shallow depth of field */
    SAYS_DRAWN = 1 << 6,       /* not photographed: painting, pixel art, animation */
    SAYS_MONO = 1 << 7,        /* black and white */
    SAYS_NIGHT = 1 << 8,       /* night, midnight, stars */
    SAYS_DAY = 1 << 9,         /* noon, sunny, daylight */
    SAYS_LOW_SUN = 1 << 10,    /* sunrise, sunset, dusk, golden hour */
    SAYS_LIGHT = 1 << 11,      /* its light: candlelight, neon, spotlight, sunlit, dark */
    SAYS_SLOW = 1 << 12,       /* slow motion, slowly */
    SAYS_FAST = 1 << 13,       /* time-lapse, fast, rushing */
    SAYS_CALM = 1 << 14,       /* calm, tranquil, quiet, sleeping */
    SAYS_ENERGY = 1 << 15,     /* running, storm, battle, crowd */
    SAYS_FROZEN = 1 << 16,     /* nothing moves: frozen in time, still life, a photograph */
    SAYS_SIDE = 1 << 17,       /* places things left, right, above, below */
    SAYS_BACKGROUND = 1 << 18, /* its background or surroundings */
    SAYS_CAMERA = 1 << 19,     /* the word camera */
    SAYS_SCENE = 1 << 20,      /* its subject is a place, or none was found */
    SAYS_NEAR = 1 << 21,       /* only a small thing may be seen so: detail, close view */
    SAYS_HAZE = 1 << 22,       /* rain, fog, snow, dust, water: nothing is clear and crisp */
    SAYS_DARK = 1 << 23,       /* dark, dim, shadowy */
    SAYS_PLAIN = 1 << 24,      /* white background, studio, empty */
    SAYS_MOOD = 1 << 25,
    SAYS_END = 1 << 26, /* how the shot ends, or that it is one take */
    SAYS_TEXTURE = 1 << 27,
    SAYS_TONE = 1 << 28,
    SAYS_MOVED = 1 << 29, /* a sentence of ours spoke of the camera's movement, or of its stillness */
    SAYS_WIDE = 1 << 30,  /* only a place may be seen so: aerial, distant, panoramic */
};

/* The order in which a caption speaks of them. */
enum slot {
    SLOT_FRAME,
    SLOT_SETTING,
    SLOT_DETAIL,
    SLOT_CAMERA,
    SLOT_LENS,
    SLOT_LIGHT,
    SLOT_TONE,
    SLOT_PACE,
    SLOT_MOOD,
    SLOT_END,
    SLOTS
};

/* A sentence with choices: "[a|b]" is one of them (nested, may be empty), {S} the subject, {camera}, {light}, {lens},
 * {pace}, {surroundings} a fragment of that kind, with its article. */
struct phrase {
    uint32_t slot;
    uint32_t needs, forbids, asserts; /* SAYS bits; what it asserts it also forbids */
    const char *text;
};
extern const struct phrase cf_offline_phrases[];
extern const size_t cf_offline_phrase_count;

/* How a prompt that is no sentence is made one: {P} is the prompt. */
enum shape { SHAPE_SENTENCE = 1, SHAPE_LOWER_CLAUSE, SHAPE_LOWER_THING, SHAPE_UPPER_THING };
struct opening {
    enum shape shape;
    uint32_t forbids, asserts;
    const char *text;
};
extern const struct opening cf_offline_openings[];
extern const size_t cf_offline_opening_count;

/* What is known of a prompt. */
struct reading {
    uint32_t says;
    enum shape shape;
    char subject[64];    /* "the panda", "Gwen Stacy"; "" where none is certain */
    const char *article; /* what stands before a bare noun: "a ", "an ", "" */
};
void cf_offline_read(struct reading *reading, const struct cf_language *language, const struct cf_analysis *prompt);
/* The bits that words of a fragment or sentence assert. */
uint32_t cf_offline_says(const char *words);
/* A sentence contradicts the prompt: it has a word that the prompt negates, or the antonym of one of its adjectives. */
bool cf_offline_denied(const struct cf_language *language, const struct cf_analysis *prompt, const char *sentence);

/* Fragments at hand, of the nearest captions first. */
enum { FRAGMENTS_MAX = 64 };
struct fragments {
    struct {
        char text[64];
        enum cf_fragment_kind kind;
        enum cf_fragment_form form;
        uint32_t asserts;
    } items[FRAGMENTS_MAX];
    size_t count;
};
/* CF_ENOMEM. */
int cf_offline_collect(struct fragments *fragments, const struct cf_language *language, const char *const *captions,
                       size_t caption_count, struct cf_error *err);

/* Numbers that look random, the same on every machine: splitmix64. */
uint64_t cf_offline_random(uint64_t *state);

/* Writes a phrase with its choices made; false where it does not fit the buffer, or wants a fragment that is not there
 * or not allowed by `says`. *asserts gets what the fragments used say. */
struct expansion {
    const char *subject; /* for {S} */
    const char *prompt;  /* for {P} */
    uint32_t says;
    const struct fragments *fragments;
    uint64_t *random;
};
enum { SENTENCE_MAX = 512 };
bool cf_offline_expand(char out[SENTENCE_MAX], const char *text, const struct expansion *with, uint32_t *asserts);
#endif
