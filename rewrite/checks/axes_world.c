/* Signs of weather, season, time, place and era: what a caption gives the contrary of a state away by, wherever it is
 * said. No phrase stands here that captions say at random: of the world none that one right caption in 500 has. */
#include "checks/axes.h"

static const struct cf_axis world[] = {
    /* weather, season, time */
    {CF_BEARER_WORLD,
     {"sunny|sunshine|clear sky|clear skies|blue sky|blue skies|cloudless|sunlit|sun-drenched",
      "rain patter|rain beat|rain sweep|rain slant|rain stream|rain soak|driving rain|light rain|fine rain|cold "
      "rain|torrential|torrential rain|cloudburst|storm rage|storm break|storm brew|storm roll in|gathering "
      "storm|gloomy sky|gray clouds cover|ceiling of cloud|blanket of clouds|blanket of gray|blanket of grey|bank of "
      "clouds|wall of cloud|thick cloud|cloud cover|solid gray|solid grey|sky the color of "
      "lead|lead-colored|lead-gray|iron-gray sky|ashen sky|sodden sky|murky sky|dull gray sky|dull grey "
      "sky|dreary|drizzly|sunless sky|sun is hidden|sun hidden|sun nowhere|sun never|sun cannot|sun is lost|sun has "
      "vanished|sun disappears behind|sun obscured|snow fall|snowstorm|snow swirl|fog roll|fog hang|fog "
      "drift|pea-soup|open umbrella|under umbrellas|under an umbrella|umbrellas open|raincoats|windshield wipers|wet "
      "asphalt|rain-slicked|puddles form"}},
    {CF_BEARER_WORLD,
     {"cloudy|overcast|gray sky|grey sky|gloomy weather|gray skies|grey skies",
      "not a cloud|without a cloud|without a single cloud|not a single cloud|no clouds|brilliant blue sky|bright blue "
      "sky|deep blue sky|perfectly blue|spotless sky|spotless blue|cobalt sky|unbroken blue|blazing sun|blazing "
      "sunshine|brilliant sunshine|bright sunshine|dazzling sunshine|glaring sun|scorching sun|harsh sun|sun beat|sun "
      "blaze|sun glare|sun-drenched|sunbather|sunbathers|sharp shadows|hard shadows|crisp shadows|starry "
      "sky|star-filled sky|sky full of stars|stars twinkle|stars glitter|milky way"}},
    {CF_BEARER_WORLD,
     {"rain|rainy|raining|rainstorm|downpour|drizzle|thunderstorm|storm|monsoon|stormy|torrential",
      "not a drop of rain|no rain|without rain|no sign of rain|rain has stopped|rain never|has not rained|brilliant "
      "blue sky|bright blue sky|bright sunshine|brilliant sunshine|blazing sunshine|glorious sunshine|unbroken "
      "sunshine|baking sun|scorching sun|relentless sun|merciless sun|hot sun|sun-drenched|sun-scorched|sun-baked|not "
      "a puddle|no puddles|dry as dust|dry as bone|dry leaves skitter|dry soil|dry dirt|dry cobbles|dry "
      "cobblestones|dry sidewalk|dry stone|dust cloud|dust drift|dust devil|dust devils|heat shimmer|months of "
      "drought|perfectly dry|calm clear|stars twinkle|starry sky|milky way|sunbathe|sunbathes|picnic blanket|folded "
      "umbrellas|umbrellas stay folded|gentle sunshine|snow fall"}},
    {CF_BEARER_WORLD,
     {"foggy|fog|misty|mist|hazy|smoggy|thick fog|dense fog",
      "visibility stretches|visibility extends|unlimited visibility|perfect visibility|excellent visibility|as far as "
      "the eye|see for miles|seen for miles|visible for miles|miles in every direction|every detail of the "
      "distant|distant peaks stand|pin-sharp|pin sharp|razor-sharp|crystalline air|crystal air|crystal clarity|crisp "
      "clarity|no fog|no mist|no haze|without fog|without mist|without haze|fog-free|free of fog|free of mist|fog has "
      "lifted|fog has burned|mist has lifted|mist has cleared|fog has cleared|haze has cleared|cloudless "
      "blue|brilliant blue sky|blazing sun|dazzling sunshine|bright sunshine|sun blaze|sun beat|hard shadows|sharp "
      "shadows|crisp shadows"}},
    {CF_BEARER_WORLD,
     {"snowy|snow|snowstorm|snow-covered|snowing|snowfall|blizzard|snowbound",
      "heat shimmer|summer sun|summery|sun-baked|sun-scorched|baking sun|scorching "
      "sun|sunbathe|sunbathes|sunbathing|shorts and sandals|t-shirts and shorts|flip-flops|sundresses|leafy trees|lush "
      "meadow|green meadows|green pasture|lush pasture|emerald grass|fields of green|flowers bloom|flowers in "
      "bloom|roses bloom|poppies|bees buzz|bee buzz|cicadas|crickets chirp|dragonflies|pouring rain|rain fall|rain "
      "pour|palm fronds|snow-free|snowless|free of snow|without snow|not a flake|not a snowflake|not a trace of "
      "snow|no trace of snow|balmy|mowed lawn|mown lawn"}},
    {CF_BEARER_WORLD,
     {"windy|windswept|gale|blustery|gusty|strong wind|windblown|hurricane|tornado|howling wind",
      "perfectly still air|still and windless|breathless air|air hang still|air hang heavy|air hang motionless|not a "
      "blade of grass|not a leaf stirs|no leaf stirs|not a branch|no breath of wind|not a breath of|not a whisper of "
      "wind|without a breath of|without a breeze|not the slightest breeze|motionless leaves|leaves hang "
      "motionless|leaves hang still|flag droop|flags droop|flag hang|flags hang|hanging limp|hang straight down|smoke "
      "rise straight|smoke rises straight|straight up from the chimney|becalmed|sails hang|sails slack|slack "
      "sails|mirror-flat|mirror-calm|glassy calm"}},
    {CF_BEARER_WORLD,
     {"windless|no wind|still air|calm day",
      "wind blow|wind rush|wind roar|wind scream|wind shriek|wind moan|wind rip|wind rattle|wind buffet|wind "
      "lash|wind-blown|windblown|howling wind|howling gale|stiff breeze|brisk breeze|strong breeze|breeze "
      "ruffle|breeze stir|breeze lift|breeze toss|breeze blow|breeze catch|breeze carry|flag flutter|flags "
      "flutter|flag ripple|flag stream|flag whip|flag wave|trees bend|branches bend|branches thrash|branches "
      "toss|leaves rustle in|leaves swirl|leaves flutter|grass ripple|grass wave|grass bend|billowing sails|sails "
      "billow|sail billow|curtains billow|curtain billow|kite soar|gusty|hurricane|tornado|windstorm|squall"}},
    {CF_BEARER_WORLD,
     {"winter|wintry|wintertime|midwinter|snowy winter",
      "barbecue|sprinkler|sprinklers|lemonade|ice cream cone|ice cream cones|ice-cream van|ice cream "
      "truck|cicada|cicadas|crickets chirp|bumblebee|bumblebees|bees buzz|bee hum|honeybees|butterflies "
      "flutter|butterfly flutter|dragonfly|dragonflies|barefoot in the grass|bare legs|tank "
      "tops|sandals|sunscreen|sunburn|suntan|beach umbrella|parasols|sunhat|sun "
      "hat|shirtless|shirtsleeves|poppies|lavender fields|roses bloom|roses in bloom|ripe wheat|golden wheat|wheat "
      "ripen|corn stand tall|haymaking|hay bales|harvesters|ripe strawberries|lush grass|thick green|fields are "
      "green|leaves are green|trees in leaf|trees in full leaf|full leaf|swallows "
      "dart|lambs|ducklings|nestlings|crocuses|tulips bloom|spring has come|warm summer|hot summer|sultry|muggy|leaves "
      "turn red|crimson leaves"}},
    {CF_BEARER_WORLD,
     {"summer|summery|midsummer|summertime",
      "snowman|snowmen|snowball|snowballs|snowplow|snowplough|snowfield|snow crunch|snow blanket|snow drift|snow "
      "swirl|snow settle|snow melt|snow pile|snow-laden|snow-dusted|snow-clad|snowbound|snow-capped rooftops|snow "
      "shovel|toboggan|toboggans|sledding|sledge|ice skaters|ice skater|skate on the frozen|skates on the "
      "frozen|skaters glide|frozen lake|frozen river|frozen ground|iced-over|icy road|icy roads|icy pavement|icy "
      "wind|icy path|thick scarf|wool scarf|woolen scarf|woollen scarf|scarf wrapped|fur hat|fur coat|winter "
      "coat|winter coats|heavy coat|heavy coats|overcoats|thick coat|parka|gloves and scarf|puffer "
      "jacket|mitten|mittened|visible breath|breath hang|breath mist|breath rise in|breath plume|christmas "
      "tree|christmas lights|christmas market|santa|skeletal trees|skeletal branches|naked branches|naked trees|bare "
      "boughs|frost cover|frost glitter|frost sparkle|frosty|chill of winter|bitter cold|biting cold|freezing "
      "wind|subzero|first snow|carpet of leaves|carpet of fallen|pile of leaves|piles of leaves|rake leaves|rakes "
      "leaves|raking leaves|leaves crunch|jack-o'-lantern|halloween|harvest moon|crisp "
      "autumn|daffodils|crocuses|snowdrops"}},
    {CF_BEARER_WORLD,
     {"autumn|autumnal|fall foliage|fall colors|fall leaves",
      "snowman|snowmen|snowball|snowfall|snowflake|snow-laden|snow fall|snow blanket|falling snow|frozen lake|skaters "
      "glide|sledding|toboggan|christmas tree|christmas lights|santa|hoarfrost|breath of spring|spring day|spring "
      "flowers|spring sunshine|ducklings|newborn lambs|leaf buds|buds swell|buds open|buds burst|buds unfurl|unfurling "
      "leaves|fresh green leaves|bright green leaves|pale green leaves|all in green|in full bloom|trees bloom|trees "
      "blossom|blossoming|pink blossom|pink blossoms|white blossom|white blossoms|magnolia|magnolias|lilac "
      "bloom|hyacinth|hyacinths|primrose|primroses|summer afternoon|summer "
      "breeze|poppies|bikini|swimsuit|swimsuits|sunscreen|ice cream cone|barbecue|cicadas|scorching sun|blazing heat"}},
    {CF_BEARER_WORLD,
     {"spring|springtime|cherry blossom|cherry blossoms|spring day",
      "snowman|snowmen|snowball|snowflake|snowfall|snow-laden|snow blanket|heavy snow|frozen lake|frozen river|skaters "
      "glide|sledding|toboggan|christmas tree|christmas lights|santa|bare boughs|naked branches|skeletal "
      "trees|skeletal branches|brown leaves|yellow leaves|red leaves|crimson leaves|orange leaves|golden "
      "leaves|withered leaves|leaves crunch|leaves have fallen|carpet of leaves|piles of leaves|pile of leaves|rake "
      "leaves|raking leaves|jack-o'-lantern|halloween|acorns|chestnuts fall|harvesters|ripe wheat|stubble fields|fall "
      "colors|fall foliage|scorching sun|sweltering|cicadas|sun-scorched|parched grass|blizzards|sleigh|sleet"}},
    {CF_BEARER_WORLD,
     {"night|midnight|nighttime|night-time|moonlit|starry|starlit|nocturnal|moonless",
      "sun directly overhead|sun high overhead|sun overhead|sun high in|sun hangs high|under the sun|beneath the "
      "sun|in the sun|dappled sun|full sun|golden sun|warm sun|summer sun|winter sun|sun sink|sun set|sun "
      "rise|sunlight stream|sunlight pour|sunlight flood|sunlight filter|sunlight sparkle|sunlight glint|bright "
      "day|bright as day sky|bright blue sky|brilliant blue sky|cumulus|daytime|in full daylight|morning rush|school "
      "bus|lunch break|lunch hour|sunscreen|parasol|parasols|sunbathing"}},
    {CF_BEARER_WORLD,
     {"morning|dawn|sunrise|daybreak|early morning|breakfast time",
      "moon is high|moon high|full moon hang|crescent moon|stars fill|stars blaze|stars dot|stars "
      "appear|star-filled|galaxy stretch|night deepen|night fall|night has fallen|evening star|evening glow|evening "
      "sun|twilight deepen|dusk settle|dusk fall|bats flit|bats swoop|streetlights flicker on|streetlamps flicker "
      "on|street lamps flicker on|streetlights come on|streetlamps come on|lamps are lit for|lights come on "
      "across|candlelit dinner|bedtime|nightcap|midnight feast|long after midnight|stroke of midnight|clock strike "
      "twelve|clock strikes twelve|sun has set|sun has gone down|sun has already set|sun slip below|sun disappear "
      "below|sun drop below|sun sink below|high noon|sun directly overhead|sun at its zenith|shadows lengthen toward "
      "evening|nightclub"}},
    {CF_BEARER_WORLD,
     {"sunset|dusk|sundown|evening|nightfall|late afternoon|twilight",
      "sun directly above|sun is directly|straight overhead|sun is high|sun high in|shadows are short|short "
      "shadows|shortest shadows|shadowless noon|noon sun|midday glare|midday heat|noon heat|harsh "
      "midday|high-noon|morning dew|morning coffee|crack of dawn|crack of day|dawn chorus|dawn light|first rays|first "
      "ray of|sun just risen|sun has just risen|sun come up|sun creep up|sun edge up|cock crow|cockcrow|roosters "
      "crow|alarm clock|paperboy|milkman|school run|commute to work|lunch break|lunch hour|lunch crowd|bright "
      "midday|broad daylight|bright blue sky"}},
    {CF_BEARER_WORLD,
     {"noon|midday|noontime|high noon|afternoon|lunchtime|daytime|daylight|sunny",
      "stars fill|stars blaze|stars dot|stars appear|stars sparkle|star-filled|starry sky|galaxy "
      "stretch|constellations|night air|night deepen|night fall|night has fallen|night "
      "breeze|nocturnal|moonbeam|moonbeams|moonlit|moonless|light of the moon|glow of the moon|silver moon|pale "
      "moon|bats flit|owl hoot|owls hoot|streetlights glow|streetlamps glow|street lamps glow|streetlight "
      "glow|streetlamp glow|headlights pierce|headlights cut|lanterns glow|lit windows glow|neon signs glow|city "
      "lights twinkle|torchlight|flashlight beam|flashlight beams|under cover of darkness|cloak of darkness|darkness "
      "has fallen|darkness fall|dead of the night|long after midnight|stroke of midnight|bedtime"}},
    /* place */
    {CF_BEARER_WORLD,
     {"underwater|submerged|undersea|seabed|ocean floor|deep sea",
      "dry land|desert sand|desert dunes|sand dunes|dusty road|dusty trail|dusty street|blue sky overhead|clouds "
      "drift|clouds overhead|rain fall|rain pour|snow fall|wind blow|wind rustle|wind whip|wind howl|breeze "
      "rustle|breeze stir|birds sing|birdsong|bees buzz|mountaintop|mountain top|skyscraper|sidewalks|traffic "
      "lights|bonfire|dust swirl|dust rise|clouds of dust|bone-dry|stars twinkle|leafy branches|hot air balloon"}},
    {CF_BEARER_WORLD,
     {"underground|cave|cavern|subway tunnel|catacomb|subterranean|basement",
      "open sky|wide sky|starry sky|sky overhead|under the stars|beneath the stars|stars twinkle|stars overhead|clouds "
      "drift|clouds overhead|sun overhead|sun blaze|sun beat|sun shine|mountaintop|mountain peak|hilltop|open "
      "field|open fields|open meadow|open plain|meadows|rain fall|rain pour|snow fall|wind in the trees|birds "
      "wheel|birds soar|hot air balloon"}},
    {CF_BEARER_WORLD,
     {"outer space|space station|orbit|zero gravity|lunar surface|surface of the moon|asteroid|weightless|spacewalk",
      "cloudy sky|birdsong|birds sing|rain fall|rain pour|snow fall|wind blow|wind rustle|gust of wind|sandy "
      "beach|seashore|rustling leaves|traffic jam|river flow|open-air market"}},
    {CF_BEARER_WORLD,
     {"desert|sand dunes|sahara|dunes|arid desert",
      "lush jungle|rainforest|thick forest|pine forest|dense undergrowth|green meadows|lush meadow|lush grass|grassy "
      "hills|wheat fields|cornfield|rice paddies|swamp|marsh|wetland|bog|rushing "
      "river|snowdrift|snowdrifts|snowfield|glacier|iceberg|icebergs|pouring rain|seashore|pine needles|birch "
      "trees|flooded|lily pads"}},
    {CF_BEARER_WORLD,
     {"jungle|rainforest|tropical forest",
      "sand dunes|barren desert|desert sand|endless sand|barren plain|treeless|snowdrift|snowdrifts|snowfield|snow "
      "fall|glacier|iceberg|icebergs|icicles|ice floe|tundra|pine forest|snowy pines|frozen lake|cactus|cacti|cracked "
      "earth|parched|frost-covered|bare branches|leafless trees|sagebrush|tumbleweed|tumbleweeds"}},
    {CF_BEARER_WORLD,
     {"forest|woodland|woods|wooded",
      "treeless|not a tree in sight|no trees|without a tree|without a single tree|not a single tree|barren "
      "plain|barren wasteland|sand dunes|endless dunes|desert sand|open ocean|subway platform|shopping mall|traffic "
      "jam|office cubicles|clear-cut|clearcut|felled trees|only stumps|tree stumps as far"}},
    {CF_BEARER_WORLD,
     {"city|urban|downtown|metropolis|cityscape",
      "not a building in sight|no buildings|miles from any town|miles from civilization|far from any city|far from the "
      "city|haystack|haystacks|hay bales|barnyard|farmyard|cow pasture|cornfield|cornfields|wheat fields|wheat "
      "field|plowed field|ploughed field|dirt track|rolling pasture|rolling pastures|grazing cows|cows graze|sheep "
      "graze|grazing sheep|tractor plow|untouched wilderness|sand dunes|open ocean|dense jungle|primeval forest"}},
    {CF_BEARER_WORLD,
     {"rural|countryside|farmland|farm|village|pastoral|country road|wilderness",
      "skyscraper|high-rise|high-rises|high rise|skyline of|glass towers|office towers|office blocks|tower "
      "blocks|apartment blocks|subway station|subway train|metro station|traffic jam|gridlock|taxis|yellow cab|yellow "
      "cabs|shopping mall|department "
      "store|multi-lane|eight-lane|six-lane|overpass|flyover|skateboarders|downtown|metropolitan|pedestrian "
      "crossing|crosswalk|honking horns|parking garage"}},
    {CF_BEARER_WORLD,
     {"indoors|indoor|inside a room|living room|bedroom|kitchen|office|classroom|library interior",
      "out in the rain|under open skies|under an open sky|wind in the grass|grass beneath his feet|grass beneath her "
      "feet|sand beneath his feet|sand beneath her feet|on a mountaintop|on the hilltop|on the beach|on a beach|on the "
      "shore|in the meadow|in a meadow|in the forest|in a forest|on the street corner|in the middle of the street|in "
      "the middle of a forest|in the middle of the desert|on the lawn|on a lawn|on the grass|in the woods|sand "
      "dunes|hiking trail|campsite|tent pitched|canopy of leaves|mountain peaks rise around|waves lap at|al "
      "fresco|alfresco|open countryside|roofless"}},
    {CF_BEARER_WORLD,
     {"outdoors|outdoor|outside|al fresco|open-air|open air|picnic|in the park|in a park|on the beach|in a field|in a "
      "meadow|in the garden",
      "low ceiling|high ceiling|vaulted ceiling|ceiling fan|ceiling fans|ceiling light|ceiling tiles|ceiling "
      "lamp|wall-to-wall carpet|carpeting|linoleum|parquet floor|hardwood floor|kitchen counter|kitchen sink|kitchen "
      "table|living-room|television set|fluorescent light|fluorescent lights|fluorescent lighting|office desk|desk "
      "lamp|conference room|windowless|painted backdrop|air conditioner|air conditioning|interior walls|papered "
      "walls|gymnasium|warehouse|shopping mall|food court|curtain rod|closed curtains|fireplace mantel|mantelpiece"}},
    /* era */
    {CF_BEARER_WORLD,
     {"medieval|ancient|ancient rome|ancient egypt|ancient greece|middle ages|viking|roman "
      "empire|feudal|renaissance|biblical",
      "automobile|automobiles|sedan|pickup truck|motorcycles|motorbike|bus stop|school "
      "bus|airplanes|helicopter|helicopters|jet plane|drone hover|drones|smartphones|cell phone|cellphone|mobile "
      "phone|mobile "
      "phones|telephone|laptops|computer|computers|television|televisions|flat-screen|flatscreen|touchscreen|tablet "
      "computer|headphones|earbuds|microphone|loudspeaker|loudspeakers|electric light|electric lights|electric "
      "lamp|light bulbs|lightbulb|traffic lights|skyscraper|escalator|elevator|wristwatch|digital "
      "clock|t-shirts|baseball cap|zipper|plastic bottle|plastic bag|refrigerator|machine "
      "gun|rifle|pistol|revolver|power lines|telephone poles|satellite dish|solar panels|vending machine|security "
      "camera|barcode|wi-fi|selfie|selfies|steam engine|credit card|supermarket"}},
    {CF_BEARER_WORLD,
     {"victorian|edwardian|19th century|nineteenth century|wild west|regency|old west|18th century|colonial",
      "smartphones|cell phone|cellphone|mobile phone|mobile "
      "phones|laptops|computer|computers|television|televisions|flat-screen|flatscreen|flat-screen "
      "television|touchscreen|headphones|earbuds|led lights|led screen|traffic lights|skyscraper|jet "
      "plane|airliner|helicopter|drones|electric scooter|motor scooter|pickup truck|suv|minivan|taxi "
      "cab|t-shirts|baseball cap|track suit|tracksuit|miniskirt|plastic bottle|plastic bag|plastic "
      "chairs|dishwasher|refrigerator|satellite dish|solar panels|vending machine|security "
      "camera|selfie|selfies|wi-fi|digital clock|supermarket|parking meters|escalator|credit card|video game"}},
    {CF_BEARER_WORLD,
     {"1920s|1930s|1940s|1950s|twenties|roaring twenties|prohibition-era",
      "smartphones|cell phone|cellphone|mobile phone|mobile phones|laptops|flat-screen|flatscreen|touchscreen|tablet "
      "computer|earbuds|wireless headphones|led lights|led screen|led billboard|drones|electric scooter|electric "
      "car|suv|suvs|minivan|hybrid car|hoodies|yoga pants|leggings|sneakers with|tracksuit|plastic bottle|satellite "
      "dish|solar panels|security camera|selfie|selfies|wi-fi|barcode|video game|video games|game console|credit card "
      "reader|digital billboard|digital billboards|digital screens|self-driving|hologram|holograms|vape|shopping "
      "mall"}},
    {CF_BEARER_WORLD,
     {"prehistoric|stone age|jurassic|cretaceous|ice age|dinosaur|dinosaurs|primeval",
      "paved road|skyscraper|village square|cathedral|telephone|computer|television|electric light|power "
      "lines|helicopter|train station|railway|wristwatch|steel sword|armour|horse-drawn|plowed field|wheat "
      "field|barbed wire|glass window|shopping mall|billboard"}},
    {CF_BEARER_WORLD,
     {"futuristic|far future|cyberpunk|sci-fi|23rd century|22nd century|25th century|space-age|distant future",
      "horse-drawn|horse-drawn carriage|horse-drawn carriages|hay cart|ox cart|oxcart|ox-drawn|thatched roof|thatched "
      "roofs|thatched cottage|thatched cottages|gas lamps|gaslight|gaslit|gas lamp|oil lamp|oil "
      "lamps|candlesticks|quill|inkwell|typewriter|typewriters|rotary phone|rotary telephone|rotary "
      "dial|gramophone|phonograph|telegraph|model t|top hats|bonnets|bonneted|hoop "
      "skirts|crinoline|corsets|chainmail|suit of armor|broadsword|longbow|cobblestone lane|muddy lane|wooden "
      "cart|wooden carts|wooden wheels|wagon wheels|spinning wheel|butter churn|flintlock|muskets|parchment "
      "scroll|cassette player|floppy disk"}},
    {CF_BEARER_WORLD,
     {"modern|contemporary|present-day|modern-day|21st century",
      "horse-drawn|horse-drawn carriage|horse-drawn carriages|ox cart|oxcart|hansom cab|hansom cabs|gas "
      "lamps|gaslight|gaslit|quill pen|inkwell|typewriter|rotary phone|rotary "
      "telephone|gramophone|phonograph|telegraph|town crier|crinoline|hoop skirts|corsets|powdered wig|powdered "
      "wigs|chainmail|broadsword|thatched roofs|rushlights|spinning wheel|butter "
      "churn|washboard|hand-cranked|woodstove|wood-burning stove|kerosene lamp|kerosene lamps|oil "
      "lamps|black-and-white television"}},
};

const struct cf_axis *cf_axes_world(size_t *count)
{
    *count = sizeof(world) / sizeof(*world);
    return world;
}
