#include "language/lexicon.h"
#include "clipfeed/status.h"
#include "language/language.h"
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define TAG(x) (1u << CF_POS_##x)

/* Words of a group are separated by blanks; a word may stand in several groups. */
static const struct {
    unsigned tags, classes;
    const char *words;
} groups[] = {
    {TAG(DETERMINER), CF_CLASS_STOP,
     "the a an this that these those my your his her its our their every each some any no another all both either "
     "neither what which whose such several many few much more most various numerous multiple"},
    {TAG(PRONOUN), CF_CLASS_STOP,
     "i you he she it we they me him us them himself herself itself themselves myself yourself ourselves who whom "
     "someone somebody anyone anybody everyone everybody nobody nothing something anything everything none hers ours "
     "theirs mine yours others other this that these those all both each which his her there what"},
    {TAG(PREPOSITION), CF_CLASS_STOP,
     "of at by for with from during before after since until till like as via per despite except to amid amidst than "
     "against about throughout"},
    {TAG(PREPOSITION), CF_CLASS_STOP | CF_CLASS_SPATIAL,
     "in on into onto upon over under above below beneath underneath behind beside between among amongst around round "
     "across along toward towards through within inside outside near past off up down beyond opposite alongside atop "
     "aboard without"},
    {TAG(ADVERB), CF_CLASS_STOP,
     "up down off away out back over around through along very too so quite rather just only even also still already "
     "again always never ever often sometimes here there now then thus hence however moreover perhaps maybe almost "
     "nearly not well far apart together forth aside below above inside outside nearby once twice further overhead "
     "yet as soon later instead meanwhile when where how why more most less least"},
    {TAG(CONJUNCTION), CF_CLASS_STOP,
     "and or but nor yet so while as because although though if when whereas where whether than that until unless "
     "since "
     "once before after & plus"},
    {TAG(AUXILIARY), CF_CLASS_STOP,
     "is are was were be been being am has have had having do does did can could will would shall should may might "
     "must "
     "'re 've 'll 'd 'm cannot"},
    {TAG(VERB), CF_CLASS_STOP, "has have had having do does did doing"},
    {TAG(PARTICLE), CF_CLASS_STOP, "not n't to 's '"},
    {TAG(AUXILIARY), CF_CLASS_STOP, "'s"},
    {TAG(NOUN), 0, "can will may"},
    {TAG(ADJECTIVE), 0, "other many few several left right more further still overhead vintage"},
    {TAG(ADJECTIVE) | TAG(ADVERB), CF_CLASS_SPATIAL, "left right top bottom upper lower front back rear"},
    {TAG(NOUN), CF_CLASS_SPATIAL, "left right side top bottom front back middle center centre foreground background"},
    {TAG(NUMBER), CF_CLASS_NUMBER,
     "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
     "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion dozen"},
    {TAG(PRONOUN), 0, "one"},
    {0, CF_CLASS_CAMERA,
     "camera shot shots close-up closeup close-ups closeups zoom zooms zooming zoomed pan pans panning panned tilt "
     "tilts "
     "tilting dolly lens lenses angle angles frame frames framing framed focus focuses bokeh footage handheld "
     "hand-held "
     "tracking aerial drone wide-angle fisheye macro panoramic panorama viewpoint perspective pov composition viewer "
     "cinematography depth-of-field steadicam gimbal crane overhead bird's-eye establishing medium-shot tripod shutter "
     "exposure telephoto foreground background timelapse time-lapse hyperlapse slow-motion vantage"},
    {0, CF_CLASS_STYLE,
     "style styled stylized watercolor watercolour painting anime cartoon animated animation cyberpunk steampunk "
     "surrealism surreal surrealist impressionist impressionism expressionist photorealistic realistic hyperrealistic "
     "realism cinematic render rendered rendering cgi 3d 2d pixel pixelated claymation stop-motion sketch "
     "black-and-white monochrome sepia vintage retro noir minimalist abstract ukiyo-e ukiyo vaporwave low-poly voxel "
     "documentary aesthetic artistic illustration comic manga pixar disney ghibli baroque gothic oil-painting "
     "art-deco grainy vhs film futuristic"},
    {0, CF_CLASS_LIGHT,
     "light lights lighting lit sunlight sunlit moonlight moonlit daylight lamplight candlelight firelight glow glows "
     "glowing shadow shadows shade shaded illuminated illuminating illuminates illumination backlit backlight "
     "backlighting "
     "bright brightness dim dimly rays ray beam beams radiance radiant shimmering shimmer gleam gleaming sparkle "
     "sparkling highlights highlight silhouette silhouetted reflections golden-hour sunbeam sunbeams haze hazy dappled "
     "luminous neon"},
    {0, CF_CLASS_PACE,
     "slow slowly gentle gently rapid rapidly quick quickly swift swiftly steady steadily smooth smoothly gradual "
     "gradually "
     "leisurely calmly fast-paced pace tempo rhythm rhythmic slow-motion timelapse time-lapse sudden suddenly briskly "
     "gracefully fluidly fluid languid"},
    {0, CF_CLASS_ABSTRACT,
     "scene scenes atmosphere mood essence sense moment view views ambiance ambience feeling touch hint air backdrop "
     "beauty tranquility serenity energy charm elegance detail details sight depth contrast movement motion presence "
     "surroundings setting environment style tableau display mix array series variety number group kind type way "
     "part piece bit lot amount range effect sound sounds quality sort set face-to-face life world image video clip "
     "picture caption time silence harmony warmth texture pattern patterns tone tones hue hues color colors colour "
     "colours shape form forms journey story narrative"},
    /* WordNet's topmost nouns and its groups, which its categories do not tell apart. */
    {0, CF_CLASS_PERSON,
     "person persons people couple couples crowd crowds family families audience team individual individuals human "
     "humans figure figures folk passersby onlookers pedestrians youth"},
    {0, CF_CLASS_ANIMAL, "animal animals wildlife cattle livestock poultry creature creatures"},
    {0, CF_CLASS_OBJECT,
     "plant plants food thing things object objects legs hands vehicle vehicles cube cubes cone cones cylinder "
     "cylinders spiral spirals ufo ufos"},
    {0, CF_CLASS_OBJECT,
     "sign signs signboard letter letters poster posters map rainbow wave waves fire flame flames smoke rain snow fog "
     "mist "
     "cloud clouds storm lightning wind explosion fireworks music song text word words logo title book books newspaper "
     "magazine photo photograph crowd traffic card cards message banner droplet droplets dewdrop dewdrops peak peaks "
     "buoy "
     "buoys signpost signposts placard placards scroll scrolls manuscript manuscripts tome tomes grimoire textbook "
     "textbooks badge badges receipt receipts gift gifts scepter sceptre rut ruts checklist timetable tears peanuts"},
    {0, CF_CLASS_TIME,
     "day night dawn dusk sunrise sunset morning afternoon evening noon midnight midday twilight daytime nighttime "
     "daybreak nightfall spring summer autumn fall winter moonrise golden-hour midsummer midwinter"},
};

/* Basic colours, each with the names of its shades. A shade may stand under two. */
static const char *const colours[][2] = {
    {"red", "red crimson scarlet ruby vermilion burgundy maroon cherry-red reddish blood-red brick-red rust russet "
            "rust-colored auburn"},
    {"orange", "orange tangerine amber apricot orangish coral ginger copper"},
    {"yellow", "yellow golden lemon canary saffron yellowish mustard amber gold sunflower-yellow"},
    {"green", "green emerald olive lime jade teal turquoise greenish mint sage verdant viridian khaki aquamarine"},
    {"blue", "blue azure navy cobalt sapphire cerulean cyan indigo turquoise teal bluish sky-blue aqua aquamarine "
             "ultramarine periwinkle"},
    {"purple", "purple violet lavender lilac magenta plum mauve amethyst purplish indigo"},
    {"pink", "pink rose fuchsia magenta salmon pinkish blush rosy coral rose-pink"},
    {"brown", "brown chestnut tan chocolate bronze mahogany brownish sepia umber tawny caramel hazel"},
    {"black", "black ebony jet-black onyx blackish obsidian raven-black pitch-black"},
    {"white", "white ivory snow-white whitish pearl-white alabaster snowy-white cream milky off-white pearly"},
    {"grey", "grey gray silver charcoal slate ash-grey greyish grayish ash-gray gunmetal slate-gray slate-grey"},
    {"gold", "gold golden gilded gilt"},
    {"silver", "silver silvery"},
    {"beige", "beige cream tan sand-colored ecru"},
};

static const struct {
    const char *word;
    uint32_t number;
} numbers[] = {
    {"zero", 0},          {"one", 1},       {"two", 2},       {"three", 3},    {"four", 4},      {"five", 5},
    {"six", 6},           {"seven", 7},     {"eight", 8},     {"nine", 9},     {"ten", 10},      {"eleven", 11},
    {"twelve", 12},       {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15}, {"sixteen", 16},  {"seventeen", 17},
    {"eighteen", 18},     {"nineteen", 19}, {"twenty", 20},   {"thirty", 30},  {"forty", 40},    {"fifty", 50},
    {"sixty", 60},        {"seventy", 70},  {"eighty", 80},   {"ninety", 90},  {"hundred", 100}, {"thousand", 1000},
    {"million", 1000000}, {"dozen", 12},
};

enum { SLOTS = 8192, LEXEMES = 2048 };

struct cf_lexicon {
    size_t count;
    uint16_t slots[SLOTS];
    struct cf_lexeme lexemes[LEXEMES];
};

static uint32_t hash(const char *word, size_t size)
{
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < size; i++)
        h = (h ^ (uint8_t)word[i]) * 16777619u;
    return h ^ h >> 15;
}

static struct cf_lexeme *find(const struct cf_lexicon *lexicon, const char *word, size_t size, uint32_t *slot)
{
    for (*slot = hash(word, size) % SLOTS; lexicon->slots[*slot]; *slot = (*slot + 1) % SLOTS) {
        const struct cf_lexeme *lexeme = &lexicon->lexemes[lexicon->slots[*slot] - 1];
        if (lexeme->size == size && memcmp(lexeme->word, word, size) == 0)
            return (struct cf_lexeme *)lexeme;
    }
    return NULL;
}

static struct cf_lexeme *enter(struct cf_lexicon *lexicon, const char *word, size_t size)
{
    uint32_t slot;
    struct cf_lexeme *lexeme = find(lexicon, word, size, &slot);
    if (lexeme || lexicon->count == LEXEMES)
        return lexeme;
    lexeme = &lexicon->lexemes[lexicon->count++];
    lexicon->slots[slot] = (uint16_t)lexicon->count;
    lexeme->word = word;
    lexeme->size = (uint16_t)size;
    return lexeme;
}

static bool enter_all(struct cf_lexicon *lexicon, const char *words, unsigned tags, unsigned classes, unsigned colour)
{
    while (*words) {
        size_t size = strcspn(words, " ");
        struct cf_lexeme *lexeme = enter(lexicon, words, size);
        if (!lexeme)
            return false;
        lexeme->tags |= (uint16_t)tags;
        lexeme->classes |= classes;
        if (colour && lexeme->colour)
            lexeme->colour2 = (uint8_t)colour;
        else if (colour)
            lexeme->colour = (uint8_t)colour;
        words += size;
        words += strspn(words, " ");
    }
    return true;
}

int cf_lexicon_create(struct cf_lexicon **out)
{
    struct cf_lexicon *lexicon = calloc(1, sizeof(*lexicon));
    if (!lexicon)
        return CF_ENOMEM;
    bool fits = true;
    for (size_t i = 0; i < sizeof(groups) / sizeof(*groups); i++)
        fits &= enter_all(lexicon, groups[i].words, groups[i].tags, groups[i].classes, 0);
    for (size_t i = 0; i < sizeof(colours) / sizeof(*colours); i++)
        fits &= enter_all(lexicon, colours[i][1], 0, CF_CLASS_COLOUR, (unsigned)i + 1);
    for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++) {
        struct cf_lexeme *lexeme = enter(lexicon, numbers[i].word, strlen(numbers[i].word));
        if (lexeme)
            lexeme->number = numbers[i].number;
    }
    if (!fits) {
        cf_lexicon_destroy(&lexicon);
        return CF_ENOMEM;
    }
    *out = lexicon;
    return CF_OK;
}

void cf_lexicon_destroy(struct cf_lexicon **lexicon)
{
    free(*lexicon);
    *lexicon = NULL;
}

const struct cf_lexeme *cf_lexicon_find(const struct cf_lexicon *lexicon, const char *word, size_t size)
{
    uint32_t slot;
    return find(lexicon, word, size, &slot);
}

const char *cf_lexicon_colour_name(unsigned colour)
{
    return colour && colour <= sizeof(colours) / sizeof(*colours) ? colours[colour - 1][0] : "";
}
