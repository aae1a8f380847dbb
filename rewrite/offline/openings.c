/* How a prompt becomes the caption's first sentence. {P} is the prompt, never changed. */
#include "offline/internal.h"

#define FRAMED (SAYS_SIZE | SAYS_ANGLE | SAYS_MOVE | SAYS_STATIC | SAYS_FROZEN | SAYS_SHAKE)

const struct opening cf_offline_openings[] = {
    /* whole sentences stand as they are */
    {SHAPE_SENTENCE, 0, 0, "{P}"},

    /* "a shark is swimming in the ocean" */
    {SHAPE_LOWER_CLAUSE, FRAMED, 0, "In {camera}, {P}"},
    {SHAPE_LOWER_CLAUSE, 0, 0, "In this [shot|scene|clip|footage], {P}"},
    {SHAPE_LOWER_CLAUSE, 0, 0, "[As the shot opens|From the very start|Throughout the shot], {P}"},
    {SHAPE_LOWER_CLAUSE, FRAMED, 0, "Seen in {camera}, {P}"},
    {SHAPE_LOWER_CLAUSE, SAYS_LIGHT | SAYS_NIGHT | SAYS_DAY | SAYS_LOW_SUN | SAYS_DARK | SAYS_DRAWN, SAYS_LIGHT,
     "[In|Under] {light}, {P}"},

    /* "a red bicycle" */
    {SHAPE_LOWER_THING, FRAMED, 0, "{camera} shows {P}"},
    {SHAPE_LOWER_THING, FRAMED, 0, "{camera} [presents|captures|takes in|frames|features|opens on] {P}"},
    {SHAPE_LOWER_THING, 0, 0, "The [video|footage|clip|scene] [shows|presents|features] {P}"},
    {SHAPE_LOWER_THING, SAYS_DRAWN, 0, "[The shot|The video|The clip] [captures|takes in|records|opens on] {P}"},
    {SHAPE_LOWER_THING, SAYS_CAMERA, 0, "The camera [captures|frames|is trained on|takes in] {P}"},
    {SHAPE_LOWER_THING, SAYS_SCENE, 0, "[At the heart of the scene is|In full view is|The shot is built around] {P}"},
    {SHAPE_LOWER_THING, SAYS_LIGHT | SAYS_NIGHT | SAYS_DAY | SAYS_LOW_SUN | SAYS_DARK | SAYS_DRAWN, SAYS_LIGHT,
     "{light} [reveals|shapes|sets off] {P}"},

    /* "A panda drinking coffee in a cafe in Paris" */
    {SHAPE_UPPER_THING, FRAMED, 0, "{P}, [captured|seen|shown|presented] in {camera}"},
    {SHAPE_UPPER_THING, SAYS_DRAWN, 0,
     "{P}, [captured|filmed|recorded] [with care and clarity|with close attention to detail]"},
    {SHAPE_UPPER_THING, 0, 0, "{P}, [shown|presented] [in clear view|without distraction|in careful detail]"},
    {SHAPE_UPPER_THING, SAYS_LIGHT | SAYS_NIGHT | SAYS_DAY | SAYS_LOW_SUN | SAYS_DARK | SAYS_DRAWN, SAYS_LIGHT,
     "{P}, [seen|shown|filmed] in {light}"},
};
const size_t cf_offline_opening_count = sizeof cf_offline_openings / sizeof *cf_offline_openings;
