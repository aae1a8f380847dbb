/* The states that exclude each other, in rows. */
#ifndef CF_CHECKS_AXES_H
#define CF_CHECKS_AXES_H
#include <stddef.h>

enum cf_bearer {
    CF_BEARER_ANIMATE, /* said of a person or an animal */
    CF_BEARER_THING,   /* of anything that a picture shows */
    CF_BEARER_OWN,     /* of anything, as a modifier of its noun alone: "a wooden table" */
    CF_BEARER_SCENE,   /* of a thing or a person; its contraries, of the whole scene: "an empty hall", "spectators" */
    CF_BEARER_WORLD    /* of the whole scene */
};
enum { CF_AXIS_POLES = 8 };

/* Each pole excludes the others; of CF_BEARER_SCENE only the first may be asked for. Words of a pole are separated by
 * '|', each as it is spelled; behind a '*' any form of a verb. Several words are base forms, or as spelled. */
struct cf_axis {
    enum cf_bearer bearer;
    const char *poles[CF_AXIS_POLES];
};
const struct cf_axis *cf_axes_said(size_t *count);  /* both poles said of the same bearer */
const struct cf_axis *cf_axes_scene(size_t *count); /* CF_BEARER_SCENE */
#endif
