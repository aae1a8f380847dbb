/* The states that exclude each other, in rows; and who bears a state. */
#ifndef CF_CHECKS_AXES_H
#define CF_CHECKS_AXES_H
#include "checks/internal.h"

enum cf_bearer {
    CF_BEARER_ANIMATE, /* said of a person or an animal */
    CF_BEARER_THING,   /* of anything that a picture shows */
    CF_BEARER_OWN,     /* of anything, as a modifier of its noun alone: "a wooden table" */
    CF_BEARER_SCENE,   /* of a thing or a person; its contraries, of the whole scene: "an empty hall", "spectators" */
    CF_BEARER_WORLD    /* of the whole scene */
};
enum { CF_AXIS_POLES = 8 };

/* Each pole excludes the others; in cf_axes_scene only the first may be asked for. Words of a pole are separated by
 * '|', each as it is spelled; behind a '*' any form of a verb. Several words are base forms, or as spelled. */
struct cf_axis {
    enum cf_bearer bearer;
    const char *poles[CF_AXIS_POLES];
};
const struct cf_axis *cf_axes_said(size_t *count);  /* both poles said of the same bearer */
const struct cf_axis *cf_axes_scene(size_t *count); /* CF_BEARER_SCENE and CF_BEARER_WORLD: signs of the contrary */

const struct cf_axis *cf_axes_people(size_t *count); /* these three as cf_axes_scene */
const struct cf_axis *cf_axes_world(size_t *count);
const struct cf_axis *cf_axes_things(size_t *count);

/* ---- bearer.c ---- */

/* What the prompt says a state of. */
struct cf_owner {
    const char *noun, *base; /* NULL: none known */
    enum cf_bearer bearer;
    const struct cf_reading *prompt;
    const char *content; /* of a vessel: "a bowl of soup"; NULL: it is none */
    bool person, animate, place, plural;
    bool single; /* "a window": no windows are it */
    bool sole;   /* nothing else in the prompt may be meant by its pronoun */
    bool strict; /* the prompt has the contrary too, of something else: it counts only where it is said of the owner */
};
enum cf_borne { CF_BORNE_NO, CF_BORNE_PERHAPS, CF_BORNE_YES };

/* phrase: NULL: no owner, the state is the world's. */
struct cf_owner cf_owner_describe(const struct cf_reading *prompt, const struct cf_phrase *phrase,
                                  enum cf_bearer bearer);
/* The phrase that the prompt says the words of [i, i + length) of; NULL: none. */
const struct cf_phrase *cf_owner_in(const struct cf_reading *prompt, size_t i, size_t length, enum cf_bearer bearer);
/* The phrase is the owner, said again in its own or another word. */
bool cf_owner_is(const struct cf_reading *r, const struct cf_phrase *p, const struct cf_owner *owner);
/* The phrase is one of these parts of the owner: "its canopy", "the barn's walls", "the walls of the barn". parts:
 * NULL: whatever shows the state of the whole. */
bool cf_owner_has(const struct cf_reading *r, const struct cf_phrase *p, const struct cf_owner *owner,
                  const char *parts);
/* 1: he, 2: she, 0: not told by the word. */
int cf_owner_sex(const char *base);
/* The rewrite says the words of [i, i + length) of the owner. */
enum cf_borne cf_owner_bears(const struct cf_reading *r, size_t i, size_t length, const struct cf_owner *owner);
#endif
