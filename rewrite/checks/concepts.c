#include "checks/internal.h"
#include <string.h>

/* Each variant is a row of base forms; '*' stands for at most three words between. One behind a '~' says the concept
 * where a rewrite should, but asks for nothing in a prompt: "smooth stones" ask for no camera. */
static const struct cf_concept concepts[] = {
    {CF_CHECK_CAMERA, "zoom in",
     "zoom in|push in|dolly in|slow zoom|~zoom slowly in|~zoom * in|~zoom closer|~move closer|~zoom on|~zoom "
     "toward|~zoom into|~draw closer|~get closer",
     "The camera zooms in."},
    {CF_CHECK_CAMERA, "zoom out",
     "zoom out|pull back|dolly out|~zoom * out|~pull away|~pull out|~zoom back|~widen out|~move back",
     "The camera zooms out."},
    {CF_CHECK_CAMERA, "pan left",
     "pan left|pan * left|left pan|leftward pan|~pan * leftward|~pan * leftwards|~pan from right|~sweep left|~move "
     "left|~shift left|~sweep * left|~glide * left|~move * left",
     "The camera pans left."},
    {CF_CHECK_CAMERA, "pan right",
     "pan right|pan * right|right pan|rightward pan|~pan * rightward|~pan * rightwards|~pan from left|~sweep "
     "right|~move right|~shift right|~sweep * right|~glide * right|~move * right",
     "The camera pans right."},
    {CF_CHECK_CAMERA, "tilt up", "tilt up|tilt * upward|upward tilt|~tilt * up|~tilt * upwards|~look up|~angle upward",
     "The camera tilts up."},
    {CF_CHECK_CAMERA, "tilt down",
     "tilt down|tilt * downward|downward tilt|~tilt * down|~tilt * downwards|~angle downward",
     "The camera tilts down."},
    {CF_CHECK_CAMERA, "aerial view",
     "aerial|bird's-eye|bird 's eye|bird 's-eye|drone shot|drone view|drone footage|from above|overhead shot|overhead "
     "view|top-down|~drone|~from high above|~top down|~view from the air|~from the air|~air view",
     "The scene is seen in an aerial view."},
    {CF_CHECK_CAMERA, "close-up",
     "close-up|closeup|close up|macro|extreme close|~tight shot|~close framing|~tight portrait|~close view|~closely|~"
     "extreme magnification|~fill the frame|~fill the picture|~close shot|~detail shot",
     "The shot is a close-up."},
    {CF_CHECK_CAMERA, "wide shot",
     "wide shot|wide view|wide-angle|wide angle|establishing shot|panoramic|long shot|~wide * shot|~sweeping view",
     "The scene is seen in a wide shot."},
    {CF_CHECK_CAMERA, "medium shot", "medium shot|mid shot|medium-shot|medium close",
     "The scene is seen in a medium shot."},
    {CF_CHECK_CAMERA, "slow motion",
     "slow motion|slow-motion|slow-mo|slo-mo|slow mo|~slowed down|~slowed-down|~slowed|~time slow|~high frame rate",
     "The motion is slow motion."},
    {CF_CHECK_CAMERA, "time-lapse", "time-lapse|timelapse|time lapse|hyperlapse|hyper-lapse",
     "The scene passes in time-lapse."},
    {CF_CHECK_CAMERA, "tracking shot",
     "tracking shot|follow shot|dolly shot|~track|~camera follow|~camera * follow|~tracking|~following shot",
     "It is a tracking shot."},
    {CF_CHECK_CAMERA, "handheld camera", "handheld|hand-held|hand held", "The camera is handheld."},
    {CF_CHECK_CAMERA, "low angle",
     "low angle|low-angle|~from below|~worm's-eye|~looking up|~look up|~ground level|~ground-level",
     "The scene is seen from a low angle."},
    {CF_CHECK_CAMERA, "high angle", "high angle|high-angle|~from above|~looking down|~elevated angle",
     "The scene is seen from a high angle."},
    {CF_CHECK_CAMERA, "first-person view", "first-person|first person|pov|point-of-view|~point of view",
     "The scene is seen in first-person view."},
    {CF_CHECK_CAMERA, "still frame",
     "still frame|static shot|static camera|fixed camera|still shot|~camera hold still|~camera remain still|~frozen in "
     "time|~still image|~stationary camera|~freeze frame|~camera remain static|~static frame",
     "It is held in a still frame."},
    {CF_CHECK_CAMERA, "racking focus",
     "racking focus|rack focus|rack-focus|~focus shift|~focus pull|~focus rack|~shift focus|~shift * focus|~shifting "
     "focus|~pull focus|~focus * shift|~focus * move",
     "The shot is made with racking focus."},
    {CF_CHECK_CAMERA, "shaking",
     "shaking effect|camera shake|shaky "
     "camera|shaky|~shake|~shaking|~tremble|~jitter|~vibrate|~trembling|~unsteady|~quake|~vibration|~tremor|~jolt",
     "The picture shakes intensely."},
    {CF_CHECK_CAMERA, "steady and smooth",
     "steady and smooth|smooth and steady|steady camera|smooth "
     "camera|~steady|~smooth|~smoothly|~steadily|~stable|~fluid|~seamless|~seamlessly",
     "The perspective is steady and smooth."},
    {CF_CHECK_CAMERA, "front view",
     "front view|frontal view|viewed from front|~from the front|~front-facing|~frontal|~face the camera|~facing the "
     "camera|~face forward|~facing forward|~face the viewer|~facing the viewer|~head-on|~front-on|~straight on|~face "
     "the lens|~facing the lens|~frontally",
     "It is seen in a front view."},
    {CF_CHECK_CAMERA, "fisheye", "fisheye|fish-eye|fish eye", "It is seen through a fisheye lens."},
    {CF_CHECK_CAMERA, "depth of field", "depth of field|bokeh|~blurred background|~background * blur|~soft focus",
     "The depth of field is shallow."},
    {CF_CHECK_CAMERA, "tilt-shift", "tilt-shift|tilt shift", "It is a tilt-shift shot."},
    {CF_CHECK_CAMERA, "orbit",
     "orbit shot|camera orbit|camera circle|360-degree|~orbit|~camera * circle|~circle around|~360 degree|~rotate "
     "around",
     "The camera orbits the scene."},
    {CF_CHECK_CAMERA, "side view", "side view|in profile|profile view|from the side", "It is seen from the side."},
    {CF_CHECK_STYLE, "watercolor painting", "watercolor|watercolour", "It is painted in watercolor."},
    {CF_CHECK_STYLE, "oil painting",
     "oil painting|oil-painting|oil on canvas|~oil paint|~oil-painted|~painted in "
     "oil|~brushstroke|~brushstrokes|~brush strokes|~brush stroke|~impasto|~textured stroke",
     "It is an oil painting."},
    {CF_CHECK_STYLE, "anime", "anime|manga|~japanese animation|~japanese animated|~cel shading|~cel-shaded",
     "It is drawn in anime style."},
    {CF_CHECK_STYLE, "cartoon", "cartoon|~cartoonish|~animated|~animation|~toon", "It is drawn as a cartoon."},
    {CF_CHECK_STYLE, "animated",
     "animated|animation|~cartoon|~cartoonish|~anime|~pixar|~stop-motion|~frame by frame|~frame to "
     "frame|~frame-by-frame|~claymation|~puppet|~puppets|~sprite|~sprites|~multiplane|~flipbook|~cel-shaded|~cardstock|"
     "~cutout|~cut-out|~rotoscope|~computer-modelled|~drawn",
     "It is in an animated style."},
    {CF_CHECK_STYLE, "cyberpunk", "cyberpunk", "It is in cyberpunk style."},
    {CF_CHECK_STYLE, "steampunk", "steampunk", "It is in steampunk style."},
    {CF_CHECK_STYLE, "surrealism", "surrealism|surreal|surrealist|~surrealistic|~dreamlike|~dalí|~dali|~dream-like",
     "It is in a surrealist style."},
    {CF_CHECK_STYLE, "pixel art", "pixel art|pixel-art|8-bit|16-bit|~pixelated|~pixel|~pixelate|~pixels",
     "It is pixel art."},
    {CF_CHECK_STYLE, "black and white",
     "black and white|black-and-white|monochrome|grayscale|~monochromatic|~greyscale|~b&w",
     "It is in black and white."},
    {CF_CHECK_STYLE, "claymation",
     "claymation|clay animation|~clay-animation|~clay|~stop-motion|~stop motion|~plasticine", "It is a claymation."},
    {CF_CHECK_STYLE, "stop motion", "stop motion|stop-motion|claymation", "It is animated in stop motion."},
    {CF_CHECK_STYLE, "3D render", "3d|cgi|cg|computer-generated|~computer generated|~rendered|~render",
     "It is a 3D render."},
    {CF_CHECK_STYLE, "sketch",
     "pencil drawing|line drawing|hand-drawn|line art|pencil sketch|sketch style|~sketch|~drawn in pencil|~charcoal "
     "drawing",
     "It is a sketch."},
    {CF_CHECK_STYLE, "photorealistic",
     "photorealistic|photo-realistic|realistic|hyperrealistic|hyper-realistic|~lifelike|~photorealism|~photographic",
     "It looks photorealistic."},
    {CF_CHECK_STYLE, "cinematic", "cinematic|~cinematically|~cinema|~film-like|~filmic|~movie-like",
     "It looks cinematic."},
    {CF_CHECK_STYLE, "vintage",
     "vintage style|retro style|vintage look|vintage film|retro look|~vintage|~retro|~old-fashioned|~nostalgic|~sepia",
     "It has a vintage look."},
    {CF_CHECK_STYLE, "sepia", "sepia", "It is toned in sepia."},
    {CF_CHECK_STYLE, "impressionism", "impressionism|impressionist|impressionistic",
     "It is in an impressionist style."},
    {CF_CHECK_STYLE, "minimalist", "minimalist style|minimalistic style|minimalism|~minimalist|~minimalistic|~minimal",
     "It is in a minimalist style."},
    {CF_CHECK_STYLE, "low-poly", "low-poly|low poly|lowpoly|~polygon|~polygons|~facets|~faceted",
     "It is in low-poly style."},
    {CF_CHECK_STYLE, "vaporwave", "vaporwave", "It is in vaporwave style."},
    {CF_CHECK_STYLE, "film noir", "film noir|~noir", "It is in film-noir style."},
    {CF_CHECK_STYLE, "ukiyo-e", "ukiyo|ukiyo-e|woodblock", "It is in the style of ukiyo-e."},
    {CF_CHECK_STYLE, "comic book", "comic book|comic-book|comic style|graphic novel|~comic", "It is drawn as a comic."},
    {CF_CHECK_STYLE, "documentary", "documentary|documentary-style", "It looks like a documentary."},
    {CF_CHECK_STYLE, "origami", "origami|papercraft|folded paper|paper-folded|paper craft", "It is made of origami."},
    {CF_CHECK_STYLE, "paper cut-out",
     "paper cut-out|paper cutout|cut-out animation|cutout animation|cut "
     "paper|~cut-out|~cutout|~cardstock|~papercut|~snipped|~layers of paper|~folded paper",
     "It is made of paper cut-outs."},
    {CF_CHECK_STYLE, "35mm film", "35mm|35 mm|35-mm|16mm|~film grain|~grain|~grainy|~celluloid|~analog film",
     "It is shot on film."},
    {CF_CHECK_STYLE, "home movie",
     "8mm|super 8|super-8|home movie|home video|~eight-millimeter|~eight-millimetre|~amateur",
     "It looks like an old home movie."},
    {CF_CHECK_STYLE, "VHS", "vhs|camcorder|~videotape|~tape", "It looks like a VHS tape."},
    {CF_CHECK_STYLE, "silent film", "silent film|silent movie|~intertitle|~silent-era|~silent-film|~title card",
     "It looks like a silent film."},
    {CF_CHECK_STYLE, "thermal", "thermal|infrared|~heat signature|~heat map|~false colour|~false color|~thermographic",
     "It is seen by a thermal camera."},
    {CF_CHECK_STYLE, "night vision", "night vision|night-vision|~phosphor", "It is seen by night vision."},
    {CF_CHECK_STYLE, "security footage",
     "cctv|security camera|surveillance camera|surveillance footage|~surveillance|~security",
     "It looks like a security camera's footage."},
    {CF_CHECK_STYLE, "stained glass",
     "stained glass style|stained-glass style|stained glass animation|stained-glass animation|style of stained "
     "glass|~stained glass|~stained-glass|~leaded glass|~leaded",
     "It looks like stained glass."},
    {CF_CHECK_STYLE, "charcoal", "charcoal sketch|charcoal drawing|charcoal animation|charcoal style|~charcoal",
     "It is drawn in charcoal."},
    {CF_CHECK_STYLE, "chalk", "chalk drawing|chalk animation|chalk style|chalk art|~chalk|~blackboard|~chalkboard",
     "It is drawn in chalk."},
    {CF_CHECK_STYLE, "crayon", "crayon drawing|crayon style|crayon animation|~crayon|~crayons|~wax crayon",
     "It is drawn in crayon."},
    {CF_CHECK_STYLE, "ink wash", "ink wash|ink-wash|sumi-e|ink painting|~brush and ink|~inked|~ink",
     "It is an ink painting."},
    {CF_CHECK_STYLE, "pastel drawing", "pastel drawing|pastel painting|oil pastel|soft pastel|~pastel|~pastels",
     "It is drawn in pastel."},
    {CF_CHECK_STYLE, "gouache", "gouache", "It is painted in gouache."},
    {CF_CHECK_STYLE, "mosaic", "mosaic style|mosaic animation|mosaic art|style of a mosaic|~mosaic|~tesserae|~tiles",
     "It looks like a mosaic."},
    {CF_CHECK_STYLE, "collage", "collage|~pasted|~cut from magazines", "It is a collage."},
    {CF_CHECK_STYLE, "pop art", "pop art|pop-art|~halftone|~ben-day", "It is pop art."},
    {CF_CHECK_STYLE, "art nouveau", "art nouveau|art-nouveau", "It is in art-nouveau style."},
    {CF_CHECK_STYLE, "art deco", "art deco style|art-deco style|style of art deco|~art deco|~art-deco",
     "It is in art-deco style."},
    {CF_CHECK_STYLE, "cubism", "cubist|cubism", "It is in a cubist style."},
    {CF_CHECK_STYLE, "pointillism",
     "pointillist|pointillism|~dots of paint|~dots of color|~stippled|~dots of pure color",
     "It is in a pointillist style."},
    {CF_CHECK_STYLE, "voxel art", "voxel|voxel art|~cubes|~blocky", "It is voxel art."},
    {CF_CHECK_STYLE, "isometric", "isometric|~three-quarter view from above", "It is seen in isometric view."},
    {CF_CHECK_STYLE, "shadow puppets",
     "shadow puppet|shadow puppets|shadow theater|shadow theatre|silhouette animation|~silhouette|~silhouettes",
     "It is played by shadow puppets."},
    {CF_CHECK_STYLE, "puppet animation",
     "puppet animation|puppet show|felt puppet|felt animation|marionette|~puppet|~puppets|~felt|~strings",
     "It is played by puppets."},
    {CF_CHECK_STYLE, "embroidery",
     "embroidery style|embroidered style|embroidery animation|tapestry "
     "style|~embroidered|~embroidery|~stitches|~stitched|~thread|~tapestry|~woven",
     "It looks embroidered."},
    {CF_CHECK_STYLE, "blueprint",
     "blueprint style|blueprint drawing|blueprint animation|~blueprint|~white lines on blue",
     "It is drawn as a blueprint."},
    {CF_CHECK_STYLE, "storybook",
     "storybook illustration|children's book illustration|storybook style|~storybook|~picture-book|~picture book",
     "It looks like a storybook illustration."},
    {CF_CHECK_STYLE, "psychedelic", "psychedelic|~kaleidoscopic|~trippy", "It is in a psychedelic style."},
    {CF_CHECK_STYLE, "glitch", "glitch art|glitch effect|glitch style|~glitch|~glitches|~glitching",
     "It is glitch art."},
    {CF_CHECK_STYLE, "double exposure", "double exposure|double-exposure|~superimposed", "It is a double exposure."},
    {CF_CHECK_STYLE, "long exposure", "long exposure|long-exposure|~light trails", "It is a long exposure."},
    {CF_CHECK_STYLE, "lego", "lego|brick-built", "It is built of Lego."},
};

size_t cf_concepts_count(void)
{
    return sizeof(concepts) / sizeof(*concepts);
}

const struct cf_concept *cf_concepts_at(size_t index)
{
    return &concepts[index];
}

/* One variant with a '*': its first part, then at most three words, then the rest. */
static size_t spells_gap(const struct cf_reading *reading, size_t at, const char *variant, size_t star)
{
    char first[64];
    if (star < 1 || star > sizeof(first))
        return 0;
    memcpy(first, variant, star - 1);
    first[star - 1] = '\0';
    size_t begin = cf_reading_spells(reading, at, first);
    for (size_t gap = 0; begin && gap <= 3; gap++) {
        size_t i = at + begin + gap;
        if (i >= reading->analysis->tokens_count ||
            reading->analysis->tokens[i].sentence != reading->analysis->tokens[at].sentence)
            return 0;
        size_t rest = cf_reading_spells(reading, i, variant + star + 2);
        if (rest)
            return begin + gap + rest;
    }
    return 0;
}

/* "sepia-toned", "cyberpunk-inspired": a one-word variant before a hyphen. */
static size_t spells_hyphened(const struct cf_reading *reading, size_t at, const char *variant)
{
    const char *word = reading->analysis->tokens[at].word;
    size_t size = strcspn(variant, " *|");
    return variant[size] != ' ' && size > 3 && strncmp(word, variant, size) == 0 && word[size] == '-';
}

size_t cf_concept_spells(const struct cf_reading *reading, size_t at, const struct cf_concept *concept, bool asks)
{
    for (const char *v = concept->variants; v; v = strchr(v, '|')) {
        v += *v == '|';
        if (*v == '~' && asks)
            continue;
        v += *v == '~';
        size_t star = strcspn(v, "*|");
        size_t length = v[star] == '*' ? spells_gap(reading, at, v, star) : cf_reading_spells(reading, at, v);
        length = length ? length : spells_hyphened(reading, at, v);
        if (length)
            return length;
    }
    return 0;
}

bool cf_concept_in(const struct cf_reading *reading, const struct cf_concept *concept)
{
    for (size_t i = 0; i < reading->analysis->tokens_count; i++)
        if (!reading->analysis->tokens[i].negated && !reading->analysis->tokens[i].quoted &&
            cf_concept_spells(reading, i, concept, false))
            return true;
    return false;
}
