#include "style/words.h"

#include <stdlib.h>
#include <string.h>

enum {
    C = 1 << CF_FRAGMENT_CAMERA,
    L = 1 << CF_FRAGMENT_LIGHT,
    N = 1 << CF_FRAGMENT_LENS,
    P = 1 << CF_FRAGMENT_PACE,
    S = 1 << CF_FRAGMENT_SURROUNDINGS,
};

/* All lists are in strcmp's order. What is left out on purpose: words that are, or imply, a colour (golden, amber), a
 * place or time of day (sunlight, moonlit, outdoor), a thing (lamp, cloud) or a count. */
static const struct cf_style_head heads[] = {
    {"ambiance", CF_FRAGMENT_SURROUNDINGS, CF_FRAGMENT_SINGULAR},
    {"ambience", CF_FRAGMENT_SURROUNDINGS, CF_FRAGMENT_SINGULAR},
    {"angle", CF_FRAGMENT_CAMERA, CF_FRAGMENT_SINGULAR},
    {"angles", CF_FRAGMENT_CAMERA, CF_FRAGMENT_PLURAL},
    {"atmosphere", CF_FRAGMENT_SURROUNDINGS, CF_FRAGMENT_SINGULAR},
    {"backdrop", CF_FRAGMENT_SURROUNDINGS, CF_FRAGMENT_SINGULAR},
    {"background", CF_FRAGMENT_SURROUNDINGS, CF_FRAGMENT_SINGULAR},
    {"bokeh", CF_FRAGMENT_LENS, CF_FRAGMENT_MASS},
    {"clarity", CF_FRAGMENT_LENS, CF_FRAGMENT_MASS},
    {"close-up", CF_FRAGMENT_CAMERA, CF_FRAGMENT_SINGULAR},
    {"close-ups", CF_FRAGMENT_CAMERA, CF_FRAGMENT_PLURAL},
    {"composition", CF_FRAGMENT_CAMERA, CF_FRAGMENT_SINGULAR},
    {"contrast", CF_FRAGMENT_LIGHT, CF_FRAGMENT_MASS},
    {"contrasts", CF_FRAGMENT_LIGHT, CF_FRAGMENT_PLURAL},
    {"depth-of-field", CF_FRAGMENT_LENS, CF_FRAGMENT_SINGULAR},
    {"detail", CF_FRAGMENT_LENS, CF_FRAGMENT_MASS},
    {"details", CF_FRAGMENT_LENS, CF_FRAGMENT_PLURAL},
    {"environment", CF_FRAGMENT_SURROUNDINGS, CF_FRAGMENT_SINGULAR},
    {"focus", CF_FRAGMENT_LENS, CF_FRAGMENT_MASS},
    {"framing", CF_FRAGMENT_CAMERA, CF_FRAGMENT_MASS},
    {"glow", CF_FRAGMENT_LIGHT, CF_FRAGMENT_SINGULAR},
    {"highlights", CF_FRAGMENT_LIGHT, CF_FRAGMENT_PLURAL},
    {"illumination", CF_FRAGMENT_LIGHT, CF_FRAGMENT_MASS},
    {"light", CF_FRAGMENT_LIGHT, CF_FRAGMENT_MASS},
    {"lighting", CF_FRAGMENT_LIGHT, CF_FRAGMENT_MASS},
    {"mood", CF_FRAGMENT_SURROUNDINGS, CF_FRAGMENT_SINGULAR},
    {"motion", CF_FRAGMENT_PACE, CF_FRAGMENT_MASS},
    {"movement", CF_FRAGMENT_PACE, CF_FRAGMENT_MASS},
    {"movements", CF_FRAGMENT_PACE, CF_FRAGMENT_PLURAL},
    {"pace", CF_FRAGMENT_PACE, CF_FRAGMENT_SINGULAR},
    {"pan", CF_FRAGMENT_CAMERA, CF_FRAGMENT_SINGULAR},
    {"perspective", CF_FRAGMENT_CAMERA, CF_FRAGMENT_SINGULAR},
    {"resolution", CF_FRAGMENT_LENS, CF_FRAGMENT_MASS},
    {"rhythm", CF_FRAGMENT_PACE, CF_FRAGMENT_SINGULAR},
    {"setting", CF_FRAGMENT_SURROUNDINGS, CF_FRAGMENT_SINGULAR},
    {"shadows", CF_FRAGMENT_LIGHT, CF_FRAGMENT_PLURAL},
    {"shot", CF_FRAGMENT_CAMERA, CF_FRAGMENT_SINGULAR},
    {"shots", CF_FRAGMENT_CAMERA, CF_FRAGMENT_PLURAL},
    {"surroundings", CF_FRAGMENT_SURROUNDINGS, CF_FRAGMENT_PLURAL},
    {"textures", CF_FRAGMENT_LENS, CF_FRAGMENT_PLURAL},
    {"tilt", CF_FRAGMENT_CAMERA, CF_FRAGMENT_SINGULAR},
    {"tones", CF_FRAGMENT_LIGHT, CF_FRAGMENT_PLURAL},
    {"view", CF_FRAGMENT_CAMERA, CF_FRAGMENT_SINGULAR},
    {"viewpoint", CF_FRAGMENT_CAMERA, CF_FRAGMENT_SINGULAR},
    {"zoom", CF_FRAGMENT_CAMERA, CF_FRAGMENT_SINGULAR},
};

static const struct modifier {
    const char *word;
    uint32_t kinds;
} modifiers[] = {
    {"aerial", C},
    {"airy", S},
    {"ambient", L},
    {"balanced", C | L},
    {"blurred", S},
    {"blurry", S},
    {"bright", L},
    {"brisk", P},
    {"broad", C},
    {"calm", P | S},
    {"calming", S},
    {"captivating", S},
    {"centered", C},
    {"cinematic", C | L | S},
    {"clean", C | S},
    {"clear", C | L | N},
    {"close", C},
    {"contemplative", S},
    {"controlled", P},
    {"cool", L},
    {"cozy", S},
    {"crisp", L | N},
    {"deep", L | N},
    {"deliberate", P},
    {"delicate", L | N},
    {"detailed", C},
    {"diffuse", L},
    {"diffused", L},
    {"dim", L},
    {"distant", C | S},
    {"dramatic", C | L | S},
    {"dreamlike", S},
    {"dreamy", L | S},
    {"dynamic", C | P},
    {"elegant", P},
    {"elevated", C},
    {"establishing", C},
    {"ethereal", L | S},
    {"even", L},
    {"evocative", S},
    {"expansive", C},
    {"eye-level", C},
    {"faint", L},
    {"fine", N},
    {"fixed", C},
    {"flattering", L},
    {"flowing", P},
    {"fluid", C | P},
    {"frontal", C},
    {"full", C},
    {"gentle", C | L | P | S},
    {"graceful", P},
    {"gradual", C | P},
    {"handheld", C},
    {"harmonious", S},
    {"hazy", L},
    {"high", C | L | N},
    {"high-angle", C},
    {"hushed", S},
    {"immersive", C | S},
    {"intimate", C | S},
    {"intricate", N},
    {"inviting", L | S},
    {"leisurely", P},
    {"level", C},
    {"lively", P | S},
    {"long", C},
    {"low", C | L},
    {"low-angle", C},
    {"low-key", L},
    {"magical", S},
    {"measured", P},
    {"medium", C},
    {"minimal", S},
    {"minimalist", C | S},
    {"moderate", P},
    {"moody", L | S},
    {"muted", L | S},
    {"mysterious", S},
    {"natural", L | P},
    {"neutral", L | S},
    {"nostalgic", S},
    {"out-of-focus", S},
    {"overhead", C},
    {"panning", C},
    {"panoramic", C},
    {"peaceful", S},
    {"plain", S},
    {"playful", S},
    {"pleasing", N},
    {"quick", P},
    {"quiet", S},
    {"rapid", P},
    {"reflective", S},
    {"relaxed", P | S},
    {"rhythmic", P},
    {"rich", L | N},
    {"selective", N},
    {"serene", S},
    {"shallow", N},
    {"sharp", L | N},
    {"simple", C | S},
    {"sleek", S},
    {"slight", C},
    {"slow", C | P},
    {"slow-motion", C},
    {"smooth", C | N | P},
    {"soft", L | N | S},
    {"softened", L | S},
    {"soothing", S},
    {"spacious", S},
    {"stable", C},
    {"static", C},
    {"stationary", C},
    {"steady", C | P},
    {"straight", C},
    {"striking", C | L},
    {"strong", L},
    {"subdued", L | S},
    {"subtle", C | L | N | P | S},
    {"surreal", S},
    {"sweeping", C},
    {"swift", P},
    {"symmetrical", C},
    {"tender", S},
    {"tight", C},
    {"timeless", S},
    {"top-down", C},
    {"tracking", C},
    {"tranquil", S},
    {"uncluttered", S},
    {"understated", L | S},
    {"unhurried", P},
    {"uniform", L},
    {"unobstructed", C},
    {"vibrant", S},
    {"vivid", L | N},
    {"warm", L | S},
    {"whimsical", S},
    {"wide", C},
    {"wide-angle", C},
};

static const char *const degrees[] = {"beautifully", "gently", "slightly", "softly", "subtly"};
static const char *const manners[] = {"calmly",    "deliberately", "gently",     "gracefully", "gradually",
                                      "leisurely", "rhythmically", "slowly",     "smoothly",   "softly",
                                      "steadily",  "swiftly",      "unhurriedly"};
static const char *const settings[] = {"backdrop",   "background", "distance",    "environment",
                                       "foreground", "setting",    "surroundings"};

static int compare_text(const void *key, const void *entry)
{
    return strcmp(key, *(const char *const *)entry);
}

static bool has(const char *word, const char *const *list, size_t count)
{
    return bsearch(word, list, count, sizeof *list, compare_text);
}

/* In both structures the word stands first. */
const struct cf_style_head *cf_style_head(const char *word)
{
    return bsearch(word, heads, sizeof heads / sizeof *heads, sizeof *heads, compare_text);
}

uint32_t cf_style_modifier(const char *word)
{
    const struct modifier *m =
        bsearch(word, modifiers, sizeof modifiers / sizeof *modifiers, sizeof *modifiers, compare_text);
    return m ? m->kinds : 0;
}

bool cf_style_is_degree(const char *word)
{
    return has(word, degrees, sizeof degrees / sizeof *degrees);
}

bool cf_style_is_manner(const char *word)
{
    return has(word, manners, sizeof manners / sizeof *manners);
}

bool cf_style_is_setting(const char *word)
{
    return has(word, settings, sizeof settings / sizeof *settings);
}
