/* Masses and kinds that a prompt may deny, and what shows each. */
#include "checks/internal.h"

static const struct cf_denied shows[] = {
    {"person people human humans individual crowd anyone anybody figure folk", "person",
     "people person crowd crowds couple couples throng family families team audience figure figures humans commuters "
     "passersby onlookers pedestrians tourists shoppers visitors staff crew everyone somebody someone"},
    {"vegetation plant plants greenery foliage flora", "plant|vegetation|tree",
     "cactus cacti grass grasses sagebrush foliage moss weeds reeds shrub shrubs leaves ferns ivy vines wildflowers "
     "bush "
     "bushes undergrowth"},
    {"animal animals wildlife creature creatures", "animal", "wildlife flock herd"},
    {"vehicle vehicles traffic", "vehicle", "traffic cars motorists drivers motorcyclists"},
    {"building buildings structure structures architecture house houses", "building|house|skyscraper|tower",
     "skyline cityscape village houses rooftops"},
    {"text writing word words lettering letter letters caption captions subtitle subtitles typography",
     "writing|inscription|subtitle", "lettering letters text caption inscription subtitles words slogan typography"},
    {"logo logos brand branding watermark", "logo|trademark|emblem", "watermark branding logo"},
    {"electronics technology device devices gadget gadgets screen screens",
     "telephone|computer|television|electronic device|monitor", "smartphone laptop tablet screens phones headphones"},
    {"water", "body of water|river|stream", "puddle puddles waves lake pond ripples"},
    {"wind breeze", "wind|breeze", "gusts gust gale windswept windy breezy windblown"},
    {"cloud clouds", "cloud", "overcast cloudy thunderhead cumulus cirrus"},
    {"light lights lighting", "lamp|lantern|candle", "lit glowing illuminated lamplight"},
    {"glass glasses spectacles eyewear", "spectacles|sunglasses|goggles", "spectacles eyeglasses bespectacled"},
    {"shoe shoes footwear", "footwear|shoe|boot", "boots sneakers sandals slippers"},
    {"hat hats headwear", "hat|cap|headdress", "beanie beret"},
    {"clothes clothing", "clothing|garment", "clothes"},
    {"jewelry jewellery", "jewelry|necklace|bracelet|earring|ring", "jewels earrings"},
    {"child children kid kids", "child", "toddler toddlers boy girl boys girls schoolchildren"},
    {"car cars", "car", "taxi taxis sedan suv van traffic"},
    {"sail sails", "sail", "sails"},
    {"smile smiling", "smile", "grin grins grinning smiling smiles beaming beams"},
    {"food", "food|meal|dish", "snacks"},
    {"furniture", "furniture", "sofa chair couch armchair bookcase furnishings"},
    {"music instrument instruments", "musical instrument", "guitar"},
    {"weapon weapons", "weapon", "sword gun rifle spear"},
    {"fire flame flames", "fire|flame", "blaze bonfire"},
    {"decoration decorations ornament ornaments", "decoration", "garland bunting baubles tinsel ribbons"},
    {"smoke", "smoke", "plume plumes fumes smoking"},
    {"snow", "snow", "snowy snow-covered snowfall snowflakes snowdrifts"},
    {"rain", "rain", "rainy raining downpour drizzle raindrops"},
    {"fog mist", "fog|mist", "foggy misty haze"},
    {"sound noise", "noise", "noisy"},
    {"makeup cosmetics", "cosmetic", "lipstick mascara eyeliner rouge eyeshadow"},
    {"beard", "beard|facial hair", "bearded stubble whiskers mustache moustache"},
    {"umbrella umbrellas", "umbrella|parasol", "brolly"},
    {"flower flowers", "flower|bloom", "peonies roses tulips bouquet blossoms petals"},
    {"tree trees", "tree", "oaks pines firs palms spruces"},
    {"bird birds", "bird", "gull gulls flock"},
    {"boat boats ship ships", "boat|ship|yacht|canoe", "sails dinghy kayak ferry trawler"},
    {"wave waves", "wave|surf", "whitecaps swell breakers"},
    {"star stars", "star|constellation", "starry starlit constellations"},
    {"moon", "moon", "moonlight moonlit crescent lunar"},
    {"sun", "sun", "sunlight sunshine sunlit sunny"},
    {"candle candles", "candle", "taper tapers candlelight candlelit"},
    {"leaf leaves", "leaf|foliage", "foliage leafy"},
    {"fence fences", "fence", "railing fencing"},
    {"curtain curtains", "curtain", "drapes blinds"},
    {"picture pictures painting paintings art artwork", "picture|painting|photograph", "portrait poster mural"},
    {"trash litter garbage rubbish", "waste|litter", "trash litter garbage wrappers debris"},
    {"graffiti", "graffito", "graffiti spray-painted mural"},
    {"footprint footprints track tracks", "footprint|track", "pawprints"},
    {"ice", "ice", "icicle icicles frozen icy"},
    {"thorn thorns", "thorn|spine", "spines prickles barbs"},
    {"lava magma", "lava|magma", "molten"},
    {"olive olives", "olive", "kalamata"},
    {"cheese", "cheese", "mozzarella cheddar"},
    {"gun guns", "gun", "rifle pistol"},
    {"leash", "leash", "tether"},
    {"glove gloves", "glove", "mittens"},
    {"toy toys", "toy|plaything|doll", "teddy"},
    {"insect insects bug bugs", "insect", "flies bees ants"},
};

const struct cf_denied *cf_denied_find(const char *noun)
{
    const struct cf_token t = {.word = noun};
    for (size_t k = 0; k < sizeof(shows) / sizeof(*shows); k++)
        if (cf_reading_is(&t, shows[k].denied))
            return &shows[k];
    return NULL;
}
