/* The trade's terms, in rows. */
#ifndef CF_CHECKS_CONCEPTS_H
#define CF_CHECKS_CONCEPTS_H
#include "checks/internal.h"

/* Variants are separated by '|', each a row of base forms; '*' stands for at most three words between. Those before the
 * '~' ask for the concept and say it; those behind it say it where a rewrite should, but ask for nothing in a prompt:
 * "smooth stones" ask for no camera. One behind a '^' counts only where the picture is meant by it: "the camera glides
 * smoothly", "a vintage look", and not "a vintage car". */
const struct cf_concept *cf_concepts_camera(size_t *count);
const struct cf_concept *cf_concepts_style(size_t *count);
#endif
