/* Contraries that are plain wherever they are said of the scene. */
#include "checks/axes.h"

static const struct cf_axis scene[] = {
    /* times of day */
    {CF_BEARER_WORLD,
     {"night|midnight|nighttime|night-time|moonlit|starry|starlit",
      "midday|noon|noonday|high noon|broad daylight|daylight|sunlight|sunshine|sunlit|sunrise|daybreak|blue "
      "sky|sun-drenched|sun blaze|sun beat|sun shine|sun stand|sun climb|sun burn|sun glare|sun hang|sun pour|sun "
      "stream|sun bake|bright sun|blazing sun|hot sun|morning sun|afternoon sun|noon sun|morning light|afternoon "
      "light|lunchtime|sunny|sunbather|sunbeam|sunbeams|shaft of sun|sun overhead"}},
    {CF_BEARER_WORLD,
     {"dawn|sunrise|daybreak|first light|early morning",
      "sunset|sundown|dusk|nightfall|midnight|noon|midday|noonday|high noon|afternoon|evening|setting sun|sun sink|sun "
      "set|sun dip|sun slip|sun go down|sun lower|last light|last rays|last ray|dying light|day end|end of the day|day "
      "draws to a close|close of day|first star|stars come out|stars emerge|stars begin to|moon climb|moonlit|after "
      "dark|lunchtime|sun overhead|sun directly overhead|sun stands high|sun at its zenith|night sky|day fade"}},
    {CF_BEARER_WORLD,
     {"morning",
      "sunset|sundown|dusk|nightfall|midnight|evening|setting sun|sun sink|sun set|sun dip|last light|last "
      "rays|moonlit|"
      "starlit|starry|first star|stars come out|stars emerge|stars glitter|stars shine|stars twinkle|moonlight|"
      "moonbeam|end of the day|late afternoon|night sky|after dark|milky way|noonday|high noon|midday|dinner "
      "time|suppertime|day draws to a close|dead of night|moon rise|moon hang|moon climb|moon shine"}},
    {CF_BEARER_WORLD,
     {"noon|midday|noontime|high noon|midafternoon|afternoon|lunchtime",
      "sunrise|dawn|daybreak|first light|midnight|moonlight|moonlit|starlight|starlit|starry|rising sun|newly "
      "risen|sun "
      "rise|sun peek|stars twinkle|stars glitter|stars shine|stars come out|stars emerge|first star|night sky|milky "
      "way|moon hang|moon rise|moon shine|moon climb|dead of night|after dark|break of day|day break|rooster "
      "crow|breakfast|nighttime|nightfall"}},
    {CF_BEARER_WORLD,
     {"noon|midday|noontime|high noon",
      "sunset|dusk|sundown|evening|setting sun|sun sink|sun set|sun dip|last light|last rays|twilight|low sun|sun hang "
      "low|sun sits low|morning light|morning sun"}},
    {CF_BEARER_WORLD,
     {"sunset|dusk|sundown|evening|nightfall|late afternoon",
      "sunrise|dawn|daybreak|midday|noon|noonday|high noon|morning|rising sun|newly risen|sun rise|sun climb|sun "
      "peek|first light|day break|break of day|new day|rooster crow|breakfast|sun overhead|sun directly overhead|sun "
      "high overhead|sun stands high|sun at its zenith|lunchtime|midmorning|dew before"}},
    {CF_BEARER_WORLD,
     {"golden hour|twilight|blue hour",
      "midday|noon|noonday|high noon|midnight|sun overhead|sun directly overhead|sun high overhead|sun at its "
      "zenith|sun stands high|dead of night|lunchtime|midmorning|harsh noon"}},
    {CF_BEARER_WORLD,
     {"daytime|daylight|sunlit|sunny|sunshine|broad daylight|sun-drenched|midday sun",
      "midnight|moonlight|moonlit|starlight|starlit|starry|night sky|after dark|dead of night|milky way|stars "
      "twinkle|stars glitter|stars shine|stars come out|stars prick|moon hang|moon rise|moon shine|moon "
      "glow|nightfall|pitch-dark|pitch-black|dark of night|black night|full moon|crescent moon"}},
    /* seasons */
    {CF_BEARER_WORLD,
     {"winter|wintry|wintertime|midwinter",
      "midsummer|summertime|summer heat|summer sun|heat haze|heat shimmer|sweltering|sunbather|sunbathers|wildflower|"
      "wildflowers|in full bloom|in bloom|lush|verdant|green leaves|leafy|spring day|balmy|tulip|daffodil|bluebell|"
      "cherry blossom|apple blossom|spring blossom|first blossom|swimsuit|bikini|sundress|flip-flops|in shorts|falling "
      "leaves|autumn leaves|june|july|august|may morning|scorching|tropical|fresh buds|new buds|swimming pool|heatwave|"
      "green meadow|blooming|blossoming"}},
    {CF_BEARER_WORLD,
     {"summer|summery|midsummer|summertime",
      "snowfall|snowdrift|snowflake|blizzard|icicle|wintry|fresh snow|falling snow|snow fall|snow lie|snow cover|deep "
      "snow|snowy|snow-covered|hard frost|thick frost|hoarfrost|bare branches|bare trees|leafless|autumn leaves|fallen "
      "leaves|falling leaves|russet leaves|dead leaves|leaves have turned|breath fog|breath cloud|breath "
      "steam|mittens|earmuffs|woolly hat|knitted hat|bundled|sleet|january|february|december|november|october|"
      "midwinter|first frost|crust of ice|frozen pond|sled|pumpkin|cherry blossoms|spring thaw"}},
    {CF_BEARER_WORLD,
     {"autumn|autumnal|fall foliage|fall colors|fall leaves",
      "blossom of spring|spring blossom|cherry blossom|apple blossom|first blossom|blossoms have|blossoms open|new "
      "buds|new bud|fresh bud|into bud|burst into leaf|tender green|tulip|tulips|daffodil|daffodils|bluebell|bluebells|"
      "crocus|crocuses|nestling|nestlings|snowdrop|snowdrift|snowdrifts|deep snow|blizzard|midsummer|summer "
      "heat|summer "
      "sun|springtime|spring has|of spring|wintry|midwinter|april|week of may|in may|june|july|january|february|lambs|"
      "heatwave|sweltering|sunbather|sunbathers|icicle|icicles|snow lie|snow cover"}},
    {CF_BEARER_WORLD,
     {"spring|springtime|cherry blossom|cherry blossoms",
      "fallen leaves|autumn leaves|falling leaves|dead leaves|russet leaves|golden leaves fall|leaves turn|bare "
      "branches|bare winter|bare trees|leafless|snowdrift|snowdrifts|deep snow|blizzard|icicle|icicles|snow fall|snow "
      "lie|falling snow|frozen solid|pumpkin|pumpkins|harvest moon|autumn|autumnal|midsummer|summer heat|september|"
      "october|november|december|january|july|august|heatwave|midwinter|wintry|hoarfrost"}},
    /* weather */
    {CF_BEARER_WORLD,
     {"sunny|sunshine|clear sky|clear skies|blue sky|blue skies|cloudless|sunlit|sun-drenched",
      "rain fall|rain pour|rain lash|rain drum|rain pelt|rain hammer|raindrop|raindrops|drizzle|downpour|thunder|"
      "lightning|storm cloud|storm clouds|dark clouds|black clouds|heavy clouds|thick clouds|gray clouds|grey "
      "clouds|low clouds|overcast|thunderhead|sleet|hail|hailstones|leaden|sunless|no sun|clouds smother|clouds "
      "hide|clouds cover|clouds blot|clouds block|thick fog|dense fog|heavy fog|blizzard|sheets of rain|pouring "
      "rain|steady rain|gray sky|grey sky|slate sky|rainstorm|thunderstorm|dripping umbrellas|umbrella against"}},
    {CF_BEARER_WORLD,
     {"rain|rainy|raining|rainstorm|downpour|drizzle|rain-soaked|thunderstorm|storm|monsoon|stormy",
      "dry asphalt|dry pavement|dry ground|dry road|dry street|dry dust|dry earth|clouds of dust|dust rise|dust "
      "billow|dust kick|dust swirl|parched|sun-baked|sunbaked|blazing sun|scorching sun|bright sun|drought|cracked "
      "earth|cloudless|blue sky|clear sky|clear skies|without a cloud|not a "
      "cloud|sunshine|sunbather|sunbathers|bone-dry|"
      "bone dry|dusty|perfectly dry|completely dry|sun beat|sun blaze|sun shine|unbroken blue"}},
    {CF_BEARER_WORLD,
     {"foggy|fog|misty|mist|hazy|thick fog|dense fog",
      "crystal-clear|crystal clear|razor-sharp visibility|perfectly clear|not a wisp|visibility is|air is clear|air is "
      "perfectly|cloudless|for miles|clear to the horizon|unbroken blue|brilliant sunshine|sharp to the "
      "horizon|crisp clear air|without a trace of haze"}},
    {CF_BEARER_WORLD,
     {"snowy|snow|snowstorm|snow-covered|snowing|snowfall|blizzard",
      "green grass|lush grass|lush green|green lawn|wildflower|wildflowers|sunbather|sunbathers|palm tree|heat "
      "haze|heatwave|sweltering|summer heat|snow has gone|snow has melted|no snow|bare of snow|blooming flowers|in "
      "full "
      "bloom|midsummer|swimsuit|bikini|dry grass|dust rise|scorching|tropical"}},
    {CF_BEARER_WORLD,
     {"windy|windswept|gale|blustery|gusty|strong wind|breezy|windblown",
      "hang limp|hangs limp|limp flag|windless|not a breath|still air|air is still|air is perfectly|air is "
      "completely|no breeze|no wind|not a leaf|dead calm|without a breath|motionless air|mirror-smooth|stir not"}},
    {CF_BEARER_WORLD,
     {"windless|no wind|still air",
      "flag snap|flags snap|gust|gusts|gale|wind tug|wind tear|wind howl|wind whip|breeze tug|trees sway|branches "
      "sway|blustery|wind-whipped|windswept|hair whip|fierce wind|strong wind"}},
    /* places under a roof, and without */
    {CF_BEARER_WORLD,
     {"indoors|indoor|inside",
      "no roof|no ceiling|no walls|open sky|open air|open-air|under the stars|beneath the stars|under the milky "
      "way|beneath the sky|under the sky|blue sky overhead|clouds drift overhead|stars wheel overhead|grass "
      "underfoot|grass blow|in the open|open prairie|open field|open meadow|open plain|wide sky|outdoors|al "
      "fresco|treetops overhead|out on the lawn|surrounded by trees|in the middle of a field|sky above"}},
    {CF_BEARER_WORLD,
     {"outdoors|outdoor|outside|al fresco|open-air|open air|picnic",
      "four walls|indoors|ceiling|ceilings|cubicle|cubicles|windowless room|carpeted|fluorescent tube|fluorescent "
      "tubes|wallpaper|living room|chandelier|hallway|inside the room|under the roof|skirting board|plaster "
      "walls|walls "
      "enclose|drywall|basement|elevator"}},
    /* signs of the contrary state of a thing */
    {CF_BEARER_ANIMATE,
     {"asleep|sleeping|napping|dozing|slumbering|snoozing|sleeps|naps|dozes|*sleep|*nap|*doze|*slumber",
      "staring eyes|round eyes|open eyes|bright eyes|eyes follow|eyes track|eyes roam|hands reach up|reach up|reach "
      "out|*babble|*giggle|*wriggle|sit up|stand up|eyes wide|eyes dart|eyes flick|eyes watch|eyes are open|eyes "
      "stay|unblinking|unblinking eyes|wide-eyed|*stare|*watch|*gaze|*chatter|*gallop|*sprint|*pounce|*chase|"
      "*prowl|*scamper|*bark|*munch|*wave|*laugh|*shout|*read|alert|restless|vigilant|keeping watch|wide awake|not "
      "sleep|never sleep"}},
    {CF_BEARER_SCENE,
     {"awake|wide-awake|alert|sleepless|vigilant|watchful",
      "*snore|snores|*doze|*slumber|*nap|*snooze|dreaming|deep in dreams|lost in dreams|drool|eyelids closed|eyelids "
      "shut|closed eyes|closed lids|sunk in sleep|dead to the world|out cold|curled up asleep|gentle snore|snoring"}},
    {CF_BEARER_SCENE,
     {"eyes closed|closed eyes|eyes shut|with his eyes closed|with her eyes closed",
      "*wink|*blink|*stare|*gaze|*read|*glance|staring|gaze never|eyes open|open eyes|wide eyes|eyes wide|eyes follow|"
      "eyes scan|eyes dart|her gaze|his gaze|*peer|eyes locked|eyes fixed|eyes blaze|eyes sweep"}},
    {CF_BEARER_SCENE,
     {"unlit|extinguished|burned-out|burnt-out|snuffed|cold fireplace",
      "flame dance|flame lick|flame leap|flame rise|flame curl|flame crackle|flame flicker|glowing ember|fire "
      "crackle|fire roar|fire burn|logs burn|logs blaze|*blaze|*burn|*glow|*flicker|"
      "*flare|aglow|ablaze|alight|burning|glowing|wax melt|wax drip|shine brightly|blazes|roaring fire|cast a warm "
      "glow|throws light|spill light|throw light|beam sweep|rotating beam|sweeping beam|beam of light|beam cut|beam "
      "rake|lamp shine|light sweep|light pulse"}},
    {CF_BEARER_SCENE,
     {"burning|lit|lighted|blazing|flickering|glowing|flaming|ablaze",
      "cold ash|cold ashes|cold wick|wick is cold|wick is black|wick black|black wick|wick cold|unlit|no flame|no "
      "light|no glow|burned out|burnt out|"
      "extinguished|snuffed|gone out|gone dark|dark and cold|has died|have died|dead coals|stays dark|remain "
      "dark|remains "
      "dark|switched off|turned off|long dead|never been lit|untouched by fire|stone cold"}},
    {CF_BEARER_SCENE,
     {"motionless|stationary|parked|still|immobile|unmoving|idle|frozen in place|standing still|at rest",
      "*stride|*pace|*flap|*jab|*gallop|*race|*sprint|*dash|*run|*dance|*leap|*bound|*hop|*spin|*whirl|*twirl|*hurtle|"
      "*careen|*zoom|*accelerate|*swerve|*chase|*charge|*jog|*trot|*march|*bounce|*rock|*thrash|*writhe|*scurry|*dart|"
      "*lunge|*tumble|*wave|in motion|at full speed|at top speed|back and forth|from side to side|under way|wheels "
      "spin|wheels turn|tires squeal|tyres squeal|weaves through|roars down|roars along|speeds away|pulls away"}},
    {CF_BEARER_SCENE,
     {"racing|speeding|moving|running|galloping|sprinting|flying|fast-moving|rushing|hurtling|fast|*speed|*race|*"
      "gallop|"
      "*sprint|*hurtle",
      "never moves|not move|parked|stationary|motionless|standstill|at rest|has stopped|have "
      "stopped|halted|stock-still|"
      "rooted to|stands still|stand still|stands motionless|engine off|engine is off|wheels locked|wheels chocked|on "
      "blocks|not moving|without moving|frozen in place|frozen mid|idle|crawls along|at a crawl|snail's "
      "pace|inches along|inches forward|ambles|plods|dawdles|stays put"}},
    {CF_BEARER_ANIMATE,
     {"sitting|seated|*sit|cross-legged",
      "on his feet|on her feet|on their feet|on its feet|to his feet|to her feet|standing|*stand|upright with|stands "
      "upright|lying down|lies flat|flat on his back|flat on her back|stretched out flat|*stride|*jog|*march|*walk"}},
    {CF_BEARER_ANIMATE,
     {"standing|*stand|upright",
      "sits|seated|slumped in|slouched in|lying down|lies down|lies flat|flat on his back|flat on her back|on his "
      "back|on her back|on its back|reclines|kneels|crouches|cross-legged|sprawled"}},
    {CF_BEARER_ANIMATE,
     {"lying|lies|reclining|*lie",
      "stands upright|on his feet|on her feet|stands tall|standing upright|bolt upright|sits upright"}},
    {CF_BEARER_SCENE,
     {"dark|unlit|dim|gloomy|pitch-dark|pitch-black|shadowy|darkened|dimly lit",
      "brilliant white|brilliant light|blinding|glaring|dazzling|floodlight|floodlights|floodlit|flooded with|flood "
      "every corner|lights blaze|light floods|no shadow|without shadow|no shadows|shadowless|leaving no shadow|bright "
      "as day|bright sunlight|bright daylight|sun-drenched|brightly lit|every corner|fluorescent|full glare|every "
      "light "
      "on|all the lights"}},
    {CF_BEARER_SCENE,
     {"bright|brightly lit|sunlit|illuminated|well-lit|brilliant|sunny",
      "pitch-dark|pitch-black|total darkness|complete darkness|deep darkness|in darkness|unlit|plunged into|blackness|"
      "black as|murk|swallowed by shadow|swallowed by darkness|lost in shadow|barely visible|cannot be seen|lights are "
      "out|lights are off|power is out|inky"}},
    {CF_BEARER_SCENE,
     {"empty|bare|vacant|drained|unoccupied|deserted|abandoned",
      "to the ceiling|to the rafters|to the brim|stacked high|piled high|stacked to|piled "
      "to|crammed|packed|jammed|heaped|"
      "brimming|overflowing|overflows|barely a gap|no room left|no space left|standing room|every seat|every chair|"
      "every table|filled with|filled by|full "
      "of|stuffed|loaded|laden|jostle|*jostle|*crowd|*throng|*bustle|*swarm|*mill|"
      "queue|queues|crowds press|crowd press|shoppers|diners|commuters|spectators|passengers|pedestrians"}},
    {CF_BEARER_SCENE,
     {"full|filled|brimming|laden|overflowing|loaded|packed|crowded|crammed|busy|bustling",
      "nothing inside|nothing in it|nothing but air|contains nothing|holds nothing|nothing remains inside|nothing "
      "remains in|nothing is left|drained|last drop|last drops|dregs|"
      "empty|emptied|hollow|bare|not a soul|nobody|no one|deserted|vacant|unoccupied|without a single|not a "
      "single|tumbleweed|abandoned|scraped clean|licked clean|swept bare|lifeless|uninhabited"}},
    {CF_BEARER_SCENE,
     {"wet|soaked|drenched|dripping|rain-soaked|flooded|soggy|damp|rain-slick|rain-slicked|puddled|waterlogged",
      "bone-dry|bone dry|parched|dusty|dust|sun-baked|sunbaked|baked|cracked earth|crisp and dry|dry dust|arid|dry|"
      "crackling dry|dry as|without moisture|no moisture|drought|dried out"}},
    {CF_BEARER_SCENE,
     {"dry|parched|arid|dusty|bone-dry|sun-baked|dried-up|dried",
      "puddle|puddles|soaked|drenched|dripping|drips|sodden|flooded|wet|damp|slick with|water pool|water stand|water "
      "run|"
      "water flow|water gush|rain-soaked|soggy|muddy|splash|splashes|brims|stream run|stream flow|"
      "waterlogged|swamp|marshy|moist|running water|knee-deep|ankle-deep"}},
    {CF_BEARER_SCENE,
     {"frozen|icy|ice-covered|iced-over|frozen-over|icebound",
      "rushing water|*gush|*flow|*pour|*cascade|*thunder|*lap|*ripple|*splash|*swim|in full flow|in full "
      "spate|foaming|foam|torrent|thawed|melted|thaw|open water|liquid|warm water|steaming|steam rise|swimmer|swimmers|"
      "paddle|rowing|rowboat|waves roll|water run|free of ice|without ice|no ice|tropical|*surge|*babble"}},
    {CF_BEARER_SCENE,
     {"flowing|rushing|running|gushing|cascading|raging|babbling|*flow|*cascade|*gush",
      "frozen solid|frozen stiff|frozen|bone-dry|dried up|dried-up|dry bed|solid ice|iced over|sheet of ice|completely "
      "dry|run dry|stagnant|not a drop|not a trickle|stands still|trickle has stopped|no water"}},
    {CF_BEARER_SCENE,
     {"iced|cold|chilled|frosty|icy|ice-cold|freezing|frigid|frozen",
      "scalding|boiling|boil|steaming|steam rise|thick steam|steam pour|steam curl|piping|scorching|searing|burn "
      "the|burns|sizzling|simmering|sweltering|blistering|tropical heat|heat haze|off the boil|hot to the touch|*steam|"
      "*sizzle|*simmer|sweat run|sweating|sweat drip"}},
    {CF_BEARER_SCENE,
     {"hot|steaming|boiling|scorching|sweltering|sizzling|piping|*steam",
      "ice-cold|ice cube|ice cubes|iced|frosty|chilled|frost|frozen|freezing|stone-cold|gone cold|long cold|"
      "icy|stone cold|lukewarm|cooled|cold to the touch|frigid"}},
    {CF_BEARER_SCENE,
     {"alive|living|live|thriving|healthy", "*die|died|dead|lifeless|skeleton|corpse|carcass|bleached|withered|rotting|"
                                            "decayed|extinct|fossil|has perished|have "
                                            "perished|no life|nothing lives|survived"}},
    {CF_BEARER_SCENE,
     {"dead|lifeless|withered|wilted|dying|dried-up|leafless|bare|barren",
      "in full leaf|full leaf|in bloom|full bloom|blossoming|blooming|*bloom|*blossom|flourishing|thriving|lush|leafy|"
      "verdant|fresh green|green leaves|foliage|budding|new leaves|sprouting|*sprout|bursting with|heavy with fruit|"
      "breathes|alive and"}},
    {CF_BEARER_SCENE,
     {"blooming|blossoming|flowering|leafy|lush|in bloom|thriving|verdant|green|blossoms|in full bloom",
      "withered|wilted|shriveled|shrivelled|leafless|barren|bare branches|bare twigs|dead twigs|dead "
      "stalks|brittle|dried "
      "husks|brown and dead|brown and brittle|no blossom|no petals|without a single blossom|not a single blossom|not a "
      "single leaf|not a leaf|stripped of leaves|skeletal|rotted|rotten|drooping|drought|dried stems|dust"}},
    {CF_BEARER_SCENE,
     {"ripe|ripened|juicy|fresh|freshly",
      "unripe|rock-hard|still green|sour young|hard and green|hard and unripe|weeks from|not yet ripe|rotten|rotting|"
      "moldy|mouldy|mold|mould|shriveled|shrivelled|stale|spoiled|flies buzz|bruised and brown|wilted|decayed"}},
    {CF_BEARER_SCENE,
     {"broken|shattered|ruined|smashed|cracked|wrecked|damaged|crumbling|dilapidated|derelict|torn",
      "flawless|one flawless piece|in one piece|intact|unbroken|hairline crack|without a crack|without a chip|without "
      "a "
      "scratch|not a scratch|not a crack|unscathed|undamaged|pristine|good as new|brand-new|brand new|perfect "
      "condition|"
      "perfectly whole|newly built|fully restored|immaculate|unblemished|works perfectly|freshly painted"}},
    {CF_BEARER_SCENE,
     {"intact|whole|pristine|undamaged|unbroken|new|brand-new|flawless|polished|gleaming|shiny",
      "shards|fragments|splinters|shattered|smashed|broken|cracked|in pieces|in "
      "ruins|crumbling|collapsed|dented|rusted|"
      "rusty|rust|battered|chipped|falling apart|peeling|corroded|moth-eaten|threadbare|tattered|dilapidated|decades "
      "of|"
      "ravages of|cobwebs|dull with|tarnished|tarnish|grime|scuffed"}},
    {CF_BEARER_SCENE,
     {"rusty|rusted|corroded|tarnished", "polished steel|polished metal|speck of corrosion|spot of rust|without "
                                         "rust|rust-free|freshly polished|gleam like "
                                         "new|spotless metal|flawless chrome"}},
    {CF_BEARER_SCENE,
     {"freshly painted|newly painted|fresh paint",
      "paint peel|peel paint|peeling|flake off|flaking|faded paint|blistered|bare wood show|years of weather"}},
    {CF_BEARER_SCENE,
     {"rusty|rusted|old|ancient|antique|weathered|worn|battered|tarnished|vintage|centuries-old|dilapidated|tattered|"
      "faded|crumbling",
      "brand-new|brand new|factory|showroom|mint condition|without a blemish|pristine|unused|never used|newly "
      "made|newly "
      "built|built last|state-of-the-art|mirror-bright|speck of rust|fresh off|fresh from|straight from the "
      "box|flawless|unblemished|still in its wrapper|price tag|gleaming new|freshly built|just unwrapped"}},
    {CF_BEARER_SCENE,
     {"clean|tidy|spotless|neat|immaculate|pristine|orderly|uncluttered|minimalist",
      "smeared|smudged|soiled|grubby|mud clings|grease|stains|stained|filthy|grimy|messy|litter|littered|clutter|"
      "cluttered|garbage|trash|rubbish|caked|dirty|grime|in disarray|strewn|muddy|dust lies|thick dust|crumbs|sticky|"
      "spilled|heaps of|piles of|overflowing|dirty dishes|cobwebs|crumpled"}},
    {CF_BEARER_SCENE,
     {"dirty|filthy|messy|muddy|grimy|cluttered|untidy|dusty|littered",
      "spotless|spotlessly|immaculate|pristine|sparkling|gleams|gleaming|*gleam|*sparkle|not a speck|without a speck|"
      "freshly washed|freshly scrubbed|scrubbed|polished to|squeaky clean|perfectly tidy|perfectly clean|neatly "
      "arranged|neatly stacked|swept clean|in perfect order|spick-and-span|wiped clean"}},
    {CF_BEARER_SCENE,
     {"happy|smiling|cheerful|joyful|laughing|delighted|grinning|smiles|laughs|joyous|merry|jubilant|*smile|*laugh|*"
      "grin",
      "*sob|*weep|*scowl|*frown|*glower|*glare|*grimace|*mourn|*wail|*cry|in tears|tears roll|tears stream|tears "
      "run|tear-streaked|grief|miserable|despair|sorrow|mournful|sullen|glum|gloomy|downcast|dejected|bitter|stony-"
      "faced|"
      "corners of her mouth turn down|corners of his mouth turn down|in misery|heartbroken"}},
    {CF_BEARER_SCENE,
     {"sad|crying|weeping|sobbing|tearful|mourning|gloomy|grieving|heartbroken|lonely|melancholy|cries|weeps|miserable|"
      "*cry|*weep|*sob",
      "*laugh|*beam|*grin|*giggle|*chuckle|*smile|*cheer|*rejoice|with joy|for joy|overjoyed|cheerful|gleeful|wide "
      "smile|broad smile|big smile|jolly|in high spirits|happily|delight|dancing with|whoops|ecstatic|celebrating"}},
    {CF_BEARER_SCENE,
     {"angry|furious|enraged|raging",
      "serene|gentle smile|warm smile|placid|peacefully|relaxed|contented|good-humored|laughs warmly|*chuckle|*grin|"
      "*beam|tenderly|soothing|smiles warmly|smiles softly|at peace"}},
    {CF_BEARER_SCENE,
     {"calm|relaxed|serene|peaceful|tranquil|placid|gentle",
      "*panic|*rage|*thrash|*scream|frantic|frantically|hysterical|furious|violent|violently|chaos|chaotic|turmoil|"
      "whitecaps|crashing|raging|storm-tossed|howling|breakers|towering "
      "waves|*roar|*churn|*heave|*seethe|*crash|foaming|"
      "tempest|gale|pandemonium|clenched fists"}},
    {CF_BEARER_SCENE,
     {"stormy|rough|raging|choppy|turbulent|violent|tempestuous|churning",
      "mirror-smooth|glassy|like glass|smooth as|as a mirror|perfectly calm|not a ripple|without a ripple|hardly a "
      "ripple|not a breath|windless|utterly still|perfectly still|perfectly flat|placid|flat calm|dead calm|like a "
      "mirror|"
      "motionless water|barely stirs|gentle ripples|still as"}},
    {CF_BEARER_SCENE,
     {"young|youthful|teenage|boyish|girlish|newborn|little|baby",
      "wrinkled|wrinkle|wrinkles|elderly|gnarled|white beard|gray beard|grey "
      "beard|white-haired|grizzled|octogenarian|old "
      "age|in his eighties|in her eighties|in his seventies|in her seventies|in his nineties|in her nineties|aged|"
      "stooped|frail|liver-spotted|toothless|decades of|great-grandmother|great-grandfather|walking stick|pensioner|"
      "crow's feet|retired|silver hair|white hair|snow-white hair|grown old|past eighty|past seventy|past sixty|past "
      "ninety|in his sixties|in her sixties|old man|old woman|old hands|advanced age|age spots|bent with age"}},
    {CF_BEARER_SCENE,
     {"old|elderly|aged|ancient|aging|retired|gray-haired|grey-haired|white-haired",
      "boyish|girlish|teenager|teenage|youthful|barely twenty|in her twenties|in his twenties|in his teens|in her "
      "teens|"
      "twenty-year-old|ten-year-old|fresh-faced|unlined|smooth-cheeked|smooth cheeks|toddler|schoolboy|schoolgirl|"
      "adolescent|wrinkle-free|not yet twenty|baby face|baby-faced|childlike face|just a child|still a child"}},
    {CF_BEARER_SCENE,
     {"tiny|small|little|miniature|minuscule|diminutive|toy-sized",
      "so vast|so huge|so big|so large|so enormous|is vast|is huge|is enormous|is gigantic|is massive|is colossal|"
      "gigantic|colossal|gargantuan|dwarfs|*dwarf|towers over|towers above|*tower|*loom|size of a house|size of a "
      "bus|size of a building|as a house|as big as|tall as|metres tall|meters tall|metres high|meters high|storeys|"
      "stories tall|blocks out the|rafters"}},
    {CF_BEARER_SCENE,
     {"huge|giant|enormous|massive|gigantic|colossal|immense|towering|oversized|gargantuan",
      "no bigger than|no larger than|no taller than|size of a thimble|size of a coin|size of a thumb|size of a "
      "pea|fits in the palm|in the palm of|thumbnail|thimble|tiny|minuscule|small enough to|palm-sized|knee-high|"
      "miniature|pocket-sized"}},
    {CF_BEARER_ANIMATE,
     {"alone|by himself|by herself|on his own|on her own|unaccompanied",
      "companions|his friends|her friends|two friends|side by side with|accompanied|flanked by|joined by|every seat is "
      "taken|every seat in the house|full house|packed house|on both sides of him|on both sides of her|arm in "
      "arm|hand "
      "in hand|surrounded by"}},
    {CF_BEARER_SCENE,
     {"alone|lone|solitary|by himself|by herself|by itself|on his own|on her own|unaccompanied|single",
      "his friends|her friends|his friend|her friend|two friends|companions|companion|side by side with|accompanied|"
      "flanked by|surrounded by friends|joined by|arm in arm|hand in hand|the pair of them|the three of them|the two "
      "of "
      "them|another surfer|his wife|her husband|his partner|her partner|his brother|her sister|teammates|shoulder to "
      "shoulder with"}},
    {CF_BEARER_SCENE,
     {"open|opened|wide-open|ajar|unlocked|unfolded|unfurled",
      "closed tight|shut tight|locked|padlocked|padlock|tightly shut|tightly closed|firmly shut|firmly closed|bolted|"
      "slammed shut|sealed|sealed shut|nailed shut|boarded up|folded shut|clamped shut|is closed|is shut|remains "
      "closed|"
      "stays closed|stays shut|remains shut|latched|barred|unopened|furled|zipped"}},
    {CF_BEARER_SCENE,
     {"closed|shut|locked|sealed|unopened|folded|wrapped|shuttered|bolted",
      "torn open|ripped open|unfolded|unsealed|unwrapped|wide open|spread open|lies open|stands open|hangs open|swings "
      "open|swung open|spread wide|pried open|thrown open|flung open|propped open|gapes|gaping|*gape|fully open|is "
      "open|"
      "is ajar|ajar|seal is broken|open pages|pages turn|pages flutter|yawns open|people walk in|customers stream in"}},
    {CF_BEARER_SCENE,
     {"transparent|clear|see-through|glass|translucent",
      "opaque|solid as|blocks everything|blocks the view|cannot be seen through|impenetrable|blackout|hides everything "
      "behind"}},
    {CF_BEARER_WORLD,
     {"underwater|submerged|sunken|undersea",
      "open air|above the waterline|above the water|above the surface|on dry land|dry land|on the beach|wind has "
      "dried|dried her|dried his|dried its|gusts of wind|high and dry|in midair|out of the water|dry sand|desert"}},
    {CF_BEARER_SCENE,
     {"floating|hovering|levitating|flying|airborne|midair",
      "rests on the ground|on the bottom|sunken|has sunk|firmly on the ground|on the ground|lies on the "
      "floor|sank|landed|"
      "grounded|feet on the|has crashed|planted on|sits on the floor|bolted to the floor"}},
    {CF_BEARER_SCENE,
     {"silent|quiet|hushed|noiseless|tranquil|peaceful|still",
      "*blare|*shout|*yell|*scream|*bellow|*roar|*boom|*shriek|*honk|*wail|din|racket|uproar|clamor|clamour|commotion|"
      "hubbub|pandemonium|cacophony|deafening|jackhammer|sirens|loud music|cheering crowd|thunderous|raucous"}},
    {CF_BEARER_SCENE,
     {"noisy|loud|raucous|bustling|boisterous|rowdy|deafening|lively",
      "dead silence|silent|silence|complete silence|utter silence|hushed|not a sound|pin drop|soundless|no "
      "sound|without "
      "a sound|hush|muted stillness|deserted|empty and"}},
    {CF_BEARER_SCENE,
     {"slow|slowly|leisurely|sluggish|crawling|plodding|gentle|gently|unhurried",
      "breakneck|lightning speed|full speed|top "
      "speed|blistering|*hurtle|*sprint|*gallop|*race|*rocket|*bolt|*careen|at "
      "great speed|in a blur|lightning-fast|full tilt|at a sprint|frantic|furious pace"}},
    {CF_BEARER_SCENE,
     {"tired|exhausted|weary|sleepy|drowsy",
      "bursting with energy|full of energy|energetic|well-rested|bounding|springs about|tireless|fresh as|wide "
      "awake|*bound|*cartwheel|lively"}},
    {CF_BEARER_SCENE,
     {"energetic|lively|playful|excited|hyper",
      "exhausted|weary|listless|lethargic|sluggish|bored|*yawn|slumped|lifeless|half asleep|*droop|too tired"}},
    {CF_BEARER_SCENE,
     {"alone|lone|solitary|by himself|by herself|by itself|on his own|on her own|unaccompanied",
      "dozen companions|accompanied|chat with her|chat with him|beside her|beside him|next to her|next to him|with her "
      "friends|with his friends|arm in arm|hand in hand"}},
    {CF_BEARER_SCENE,
     {"empty|deserted|vacant|unoccupied|abandoned|desolate|uninhabited|unpopulated",
      "spectators|commuters|crowd|crowds|audience|throng|throngs|shoulder to "
      "shoulder|onlookers|customers|shoppers|passengers|pedestrians|tourists|diners|patrons|visitors|passersby|vendors|"
      "families|workers|students"}},
    {CF_BEARER_SCENE,
     {"silent|quiet|hushed|noiseless|tranquil",
      "shouts|shout|music blares|loud music|music pounds|engines roar|horns|shrieks|bursts of music|laughter "
      "echoes|bellowing|din|racket|uproar|brass band|deafening|blaring|blares|shouting|shouts|shout "
      "across|yelling|yells|cacophony|clamor|clamour|commotion|hubbub|pandemonium|booms|booming|jackhammer|sirens "
      "wail|heavy metal|rock band|roaring crowd|loud music|screaming|cheering"}},
    {CF_BEARER_SCENE,
     {"noisy|loud|raucous|bustling|boisterous|rowdy", "dead silence|silent|complete silence|utter silence|total "
                                                      "silence|hushed|not a sound|pin drop|soundless|no sound"}},
    {CF_BEARER_SCENE,
     {"crowded|packed|busy|bustling|thronged|teeming|full of people|jam-packed",
      "not a single passenger|not a single visitor|not a single customer|not a single shopper|not a single guest|not a "
      "single spectator|sits empty|sit empty|lie empty|stand empty|stays vacant|stay vacant|empty seats|rows of "
      "empty|are all empty|is empty|are empty|not one person|not a soul|not a single person|no "
      "one|nobody|deserted|unattended|uninhabited|vacant|empty "
      "from|empty of|no people|not another soul|not one customer|entirely empty|completely empty|totally empty|utterly "
      "empty|stands empty|lies empty|abandoned"}},
    {CF_BEARER_SCENE,
     {"burning|lit|lighted|blazing|flickering|glowing",
      "never lit|unlit|wick is cold|no flame|burned out|burnt out|extinguished|snuffed|without spark|gone out|never "
      "been lit|cold ashes|long dead|gone cold"}},
    {CF_BEARER_SCENE,
     {"unlit|extinguished",
      "flames crackle|flames lick|flames leap|flames dance|flames flicker|flame licks|roaring fire|crackling fire|fire "
      "crackles|fire roars|fire burns|logs burn|logs blaze|blazing fire|glowing embers|bright and burning|flame "
      "dances|flame flickers|flame trembles|flame burns|burns brightly|burning "
      "flame|bright flame|steady flame|golden flame|alight|is lit|burns"}},
    {CF_BEARER_SCENE,
     {"ripe|ripened|juicy", "unripe|still green|green and hard|hard and green|rotten|moldy|mouldy|rotting|not yet "
                            "ripe|weeks from being|shriveled|shrivelled"}},
    {CF_BEARER_SCENE, {"unripe", "fully ripe|perfectly ripe|ripe and|juicy|overripe"}},
    {CF_BEARER_SCENE,
     {"fresh|freshly", "stale|moldy|mouldy|rotten|rotting|wilted|withered|shriveled|shrivelled|spoiled|decayed"}},
    {CF_BEARER_SCENE,
     {"rotten|stale|moldy|wilted|withered",
      "crisp and fresh|perfectly fresh|freshly picked|fresh and|in full bloom|lush and|vibrant and fresh"}},
    {CF_BEARER_SCENE,
     {"barefoot|barefooted|shoeless|bare-footed",
      "boots|shoes|sneakers|sandals|slippers|high heels|stilettos|trainers|loafers|moccasins|clogs"}},
    {CF_BEARER_SCENE,
     {"bald|hairless|shaven-headed|balding",
      "locks|curls|ponytail|tresses|braids|dreadlocks|thick hair|long hair|curly hair|full head|mane "
      "of|pigtails|fringe|flowing hair|dark hair|head of hair|through his hair|through her hair|shaggy"}},
    {CF_BEARER_SCENE,
     {"long-haired|long hair|curly hair|curly-haired|ponytail|braided",
      "bald|shaven head|shaved head|crew cut|buzz cut|hairless|cropped short"}},
    {CF_BEARER_SCENE,
     {"bearded|beard|mustache|moustache|mustached",
      "clean-shaven|cleanly shaven|beardless|smooth-shaven|smooth chin|freshly shaved|hairless chin|smooth jaw"}},
    {CF_BEARER_SCENE, {"clean-shaven|beardless", "beard|bearded|whiskers|stubble|mustache|moustache"}},
    {CF_BEARER_SCENE,
     {"unopened|sealed|closed|shut|folded|unread|wrapped",
      "torn open|torn wide|ripped open|unfolded|unsealed|unwrapped|wide open|spread open|lies open|stands open|spread "
      "wide|pried open|thrown open|flung open|propped open|gapes open|gaping|gapes|fully open|seal is broken"}},
    {CF_BEARER_SCENE,
     {"open|opened|unfolded|unlocked",
      "closed tight|shut tight|locked|tightly shut|tightly closed|firmly shut|firmly closed|bolted|padlocked|slammed "
      "shut|sealed shut|nailed shut|boarded up|folded shut|clamped shut|is closed|is shut"}},
    {CF_BEARER_SCENE,
     {"smooth|even|paved|new|brand-new|pristine|intact|undamaged|polished|gleaming|spotless|clean|unbroken|whole",
      "potholes|pothole|cracked and|broken and|in ruins|crumbling|dilapidated|decades of "
      "neglect|rusted|rust|rusty|smashed|shattered|battered|dented|scratched and|grimy|filthy|stained|caked in|caked "
      "with|shards|covered in dirt|falling apart|peeling|collapsed|bumpy|rutted|tattered|threadbare"}},
    {CF_BEARER_SCENE,
     {"broken|shattered|ruined|smashed|cracked|wrecked|damaged|crumbling|dilapidated|derelict|ruinous",
      "intact|unbroken|flawless|without a scratch|not a scratch|brand-new|brand new|perfectly whole|fully "
      "restored|newly built|undamaged|in perfect condition|without a crack|not a crack|good as "
      "new|immaculate|unscathed"}},
    {CF_BEARER_SCENE,
     {"rusty|rusted|old|ancient|antique|weathered|worn|battered|tarnished|vintage|centuries-old",
      "brand-new|brand new|factory-fresh|fresh from the factory|just left the factory|showroom|mint "
      "condition|unused|newly made|newly built|state-of-the-art|mirror-bright|without a speck of rust|fresh off"}},
    {CF_BEARER_SCENE,
     {"frozen|icy|ice-covered|iced-over",
      "rushing water|torrents|torrent|flows freely|flowing freely|gushing|gushes|running "
      "water|lapping|laps|ripples|thawed|open water|warm water|splashing|waves roll|waves lap|liquid "
      "water|swimmers|surges"}},
    {CF_BEARER_SCENE,
     {"flowing|rushing|running|gushing|cascading", "frozen solid|frozen stiff|bone-dry|dried up|solid ice|iced "
                                                   "over|dry bed|completely dry|not a drop|ice has locked"}},
    {CF_BEARER_SCENE,
     {"melting|thawing", "frozen solid|rock-hard|hard as stone|deep frost|bitter frost|sub-zero|freezing hard|solid "
                         "and unmelted|without a drip"}},
    {CF_BEARER_SCENE,
     {"dry|parched|arid|drained|waterless|bone-dry|dried-up|dried",
      "muddy water|water swirls|water rushes|water flows|water fills|water pours|river "
      "flows|ankle-deep|knee-deep|waist-deep|wet through|wet sand|streams with|sodden|rushing "
      "water|flooded|soaked|dripping|drenched|filled with water|full of "
      "water|brimming|sopping|waterlogged|puddles|splashes|splashing|torrent|swimmers|brims|water laps|deep water|wet "
      "through|wringing|overflowing"}},
    {CF_BEARER_SCENE,
     {"wet|soaked|drenched|dripping|rain-soaked|muddy|flooded|soggy|damp",
      "bone-dry|perfectly dry|completely dry|parched|dusty|without a trace of moisture|dry as|sun-baked|dry "
      "and dusty|cracked earth|entirely dry|fluffy and dry|dry and fluffy"}},
    {CF_BEARER_SCENE,
     {"full|filled|brimming|laden|overflowing|loaded",
      "not a single car|not a single seat|not a single person|every space is empty|every seat is empty|are empty|stand "
      "empty|sits empty|sit empty|last drops|nothing but air|nothing inside|contains nothing|holds nothing|nothing in "
      "it|drained|quite empty|is "
      "empty|stands empty|completely empty|empty except|utterly bare|not a crumb|bare and empty|emptied|dregs"}},
    {CF_BEARER_SCENE,
     {"empty|bare|vacant|drained|unoccupied",
      "filled to the brim|full to the brim|to the brim|brimming|crammed|overflowing|overflows|heaped|piled high|full "
      "of|packed with|stuffed|loaded with|laden with|jam-packed|every seat|shoulder to shoulder|elbow to "
      "elbow|spectators|crowds|diners|teems"}},
    {CF_BEARER_SCENE,
     {"abandoned|deserted|derelict|uninhabited|ghost",
      "bustling|bustles|families|workers|guests|children play|shoppers|thriving|lively crowd|busy "
      "with|residents|staff|tourists|customers|laughing children|inhabited|market day|commuters"}},
    {CF_BEARER_SCENE,
     {"asleep|sleeping|napping|dozing|slumbering|snoozing|sleeps|naps|dozes|resting",
      "eyes blaze|eyes follow|eyes track|wide awake|wide-awake|fully awake|eyes wide open|eyes are wide|eyes "
      "open|fully alert|bright-eyed|never sleeps|has not slept|alert and"}},
    {CF_BEARER_SCENE,
     {"awake|wide-awake|alert|sleepless|vigilant",
      "fast asleep|sound asleep|deep sleep|asleep|snores|snoring|eyes shut|eyes "
      "closed|slumbers|slumber|dozing|dozes|lost in sleep|sleeping"}},
    {CF_BEARER_SCENE,
     {"motionless|stationary|parked|still|immobile|unmoving|idle|docked|moored|standing still|frozen in place",
      "races along|hurtles|hurtling|speeds down|speeding|sprinting|sprints|full speed|full "
      "throttle|races|gallops|dashes|careens|zooms|in full motion|jogs|runs"}},
    {CF_BEARER_SCENE,
     {"racing|speeding|moving|running|galloping|sprinting|fast|flying",
      "completely still|utterly still|absolutely still|stands motionless|dead still|stands still|stand still|stand "
      "idle|stands idle|has stopped|have stopped|halted|rusts in place|parked|stationary|motionless|standstill|frozen "
      "in place|does not move|perfectly still|without "
      "moving|stock-still|never moves|rooted to|engine off|at rest|fast asleep"}},
    {CF_BEARER_SCENE,
     {"slow|slowly|leisurely|sluggish|crawling|plodding",
      "breakneck|lightning speed|full speed|top speed|blistering|hurtles|hurtling|at great speed|in a blur|at a "
      "sprint|sprints|gallops|breakneck speed|lightning-fast"}},
    {CF_BEARER_SCENE,
     {"happy|smiling|cheerful|joyful|laughing|delighted|grinning|smiles|laughs|joyous|merry|jubilant",
      "sobbing|sobs|weeping|weeps|in tears|tears stream|tears streaming|tears "
      "roll|scowl|scowls|scowling|frowning|frowns|grief|miserable|gloomy "
      "faces|despair|sorrow|heartbroken|mournful|sullen|glum|sad eyes"}},
    {CF_BEARER_SCENE,
     {"sad|crying|weeping|sobbing|tearful|mourning|gloomy|grieving|heartbroken|lonely|melancholy|cries|weeps",
      "laughing|laughs|beaming|grinning|grins|broad grin|broad smile|bursts out laughing|giggling|giggles|with "
      "joy|overjoyed|cheerful|gleeful|wide smile|jolly|cheers|in high spirits|happily"}},
    {CF_BEARER_SCENE,
     {"angry|furious|enraged",
      "calm and|serene|gentle smile|placid|peacefully|relaxed|contented|good-humored|laughs warmly"}},
    {CF_BEARER_SCENE,
     {"hungry|starving|famished|thin|skinny|gaunt|emaciated|slim|slender",
      "well-fed|plump|chubby|overfed|fat|stuffed|belly full|full belly|bloated|rotund|obese|sated|corpulent|stout"}},
    {CF_BEARER_SCENE,
     {"fat|plump|chubby|obese|overweight|rotund",
      "skinny|gaunt|bony|ribs showing|emaciated|scrawny|rail-thin|skeletal"}},
    {CF_BEARER_SCENE,
     {"young|youthful|teenage|little|boyish|girlish|newborn",
      "wrinkled|wrinkles|eighty-year-old|seventy-year-old|ninety-year-old|sixty-year-old|elderly|gnarled|white "
      "beard|gray beard|grey beard|grizzled|octogenarian|old age|in his eighties|in her eighties|in his seventies|in "
      "her seventies|aged|stooped|frail|liver-spotted|toothless"}},
    {CF_BEARER_SCENE,
     {"old|elderly|aged|ancient|aging|retired",
      "boyish|girlish|teenager|teenage|youthful|barely twenty|in her twenties|in his "
      "twenties|twenty-year-old|fresh-faced|unlined|smooth-cheeked|toddler|schoolboy|schoolgirl|adolescent|wrinkle-"
      "free"}},
    {CF_BEARER_SCENE,
     {"calm|still|glassy|placid|tranquil|peaceful|windless|serene|gentle",
      "whitecaps|choppy|raging|storm-tossed|crashing waves|waves crash|rough waves|howling "
      "wind|gale|tempest|roaring|breakers|violent|violently|towering "
      "waves|hurricane|heaving|stormy|churns|churning|whips|gusts"}},
    {CF_BEARER_SCENE,
     {"stormy|rough|raging|choppy|turbulent|violent|windy|tempestuous",
      "mirror-smooth|glassy|like glass|smooth as glass|perfectly calm|not a ripple|without a ripple|not a "
      "breath|windless|utterly still|perfectly still|placid|mirror-still|flat calm|dead calm|mirror"}},
    {CF_BEARER_SCENE,
     {"dark|unlit|dim|gloomy|pitch-dark|pitch-black|shadowy",
      "floodlights|floodlight|harsh white|blinding light|glaring|dazzling|dazzlingly|blazing light|brightly "
      "lit|floodlit|blazing with light|floods of light|flooded with light|flooded with "
      "sunlight|sun-drenched|bathed in sunlight|bright sunshine|dazzling light|brilliantly lit|well-lit|harsh "
      "fluorescent|every lamp"}},
    {CF_BEARER_SCENE,
     {"bright|brightly lit|sunlit|illuminated|well-lit|sun-drenched",
      "pitch-dark|pitch-black|total darkness|complete darkness|in darkness|unlit|not a light|plunged in "
      "darkness|blackness|no light|without any light"}},
    {CF_BEARER_SCENE,
     {"hot|steaming|boiling|scorching|sweltering|sizzling|piping",
      "ice-cold|ice cubes|iced|frosty|chilled|frost|frozen|freezing|stone-cold|gone cold|icy"}},
    {CF_BEARER_SCENE,
     {"cold|chilled|iced|icy|freezing|frosty|frigid",
      "steaming|steam rises|boiling|scalding|piping hot|sweltering|scorching|sizzling|blistering heat|searing|tropical "
      "heat|sweating"}},
    {CF_BEARER_SCENE,
     {"clean|tidy|spotless|neat|immaculate|pristine|orderly",
      "grease|smeared|smudged|soiled|grubby|mud clings|covered in "
      "mud|stains|filthy|grimy|messy|littered|clutter|cluttered|garbage|trash|heaps of "
      "rubbish|mud-caked|caked|dirty|stained|grime|in disarray|chaos|strewn"}},
    {CF_BEARER_SCENE,
     {"dirty|filthy|messy|muddy|grimy|cluttered|untidy|dusty",
      "spotless|spotlessly|immaculate|pristine|gleams|sparkling clean|not a speck|without a speck|freshly "
      "washed|squeaky clean|perfectly tidy|neatly arranged|scrubbed clean"}},
    {CF_BEARER_SCENE,
     {"blooming|blossoming|flowering|leafy|lush|in bloom|thriving|blooms|verdant|green",
      "withered|leafless|bare branches|barren|shriveled|shrivelled|dead twigs|dried husks|brown and dead|no "
      "blossom|not a single blossom|bare twigs|brittle|wilted"}},
    {CF_BEARER_SCENE,
     {"leafless|bare|withered|barren|dead|wilted|dying",
      "lush|in full bloom|full bloom|thick foliage|dense foliage|green leaves|leafy|covered in blossoms|in full "
      "leaf|flourishing|thriving|bursting with"}},
    {CF_BEARER_SCENE, {"raw|uncooked", "roasted|grilled|fried|charred|sizzling|well-done|cooked|browned|baked"}},
    {CF_BEARER_SCENE, {"cooked|roasted|grilled|fried|baked", "raw|uncooked"}},
    {CF_BEARER_SCENE, {"full moon", "crescent|thin sliver|moonless|new moon|half moon|half-moon|sickle moon"}},
    {CF_BEARER_SCENE, {"crescent moon|moonless|new moon", "full moon|round moon|fully round"}},
    {CF_BEARER_SCENE,
     {"straight|level|flat",
      "winding|zigzags|zigzag|hairpin|serpentine|twists and turns|curves sharply|steep|snaking"}},
    {CF_BEARER_SCENE,
     {"winding|curving|twisting|steep",
      "dead straight|perfectly straight|arrow-straight|straight as|ruler-straight|perfectly flat|dead flat"}},
    {CF_BEARER_SCENE, {"erupting|active", "dormant|extinct|long asleep|has not erupted|cold crater"}},
    {CF_BEARER_SCENE, {"dormant|extinct|sleeping", "erupts|erupting|spews|spewing|lava pours|lava fountains"}},
    {CF_BEARER_SCENE,
     {"floating|hovering|levitating",
      "rests on the ground|on the bottom|sunken|has sunk|firmly on the ground|lies on the floor|sank|landed"}},
    {CF_BEARER_SCENE,
     {"sunken|sinking|submerged", "floats on the surface|rides the waves|sails proudly|floats high|bobs on"}},
    {CF_BEARER_SCENE, {"inflated", "deflated|limp|collapsed|flat and"}},
    {CF_BEARER_SCENE,
     {"blank|unwritten|unmarked", "scrawled|covered with writing|covered in writing|handwriting|filled with "
                                  "text|densely written|full of writing|scribbled|printed with"}},
    {CF_BEARER_SCENE,
     {"masked|veiled|hooded|blindfolded", "unmasked|maskless|bare face|bare-faced|face uncovered|uncovered face"}},
    {CF_BEARER_SCENE, {"armed", "unarmed|empty hands|no weapon|weaponless"}},
    {CF_BEARER_SCENE, {"unarmed", "sword|rifle|pistol|gun|spear|dagger|shotgun"}},
    {CF_BEARER_SCENE, {"whole|uncut|unpeeled|unsliced", "sliced|slices|cut in half|halved|peeled|chopped|cut into"}},
    {CF_BEARER_SCENE, {"sliced|chopped|halved|peeled", "whole and uncut|uncut|unpeeled|in its peel|unsliced"}},
    {CF_BEARER_SCENE,
     {"injured|wounded|limping|bandaged",
      "unhurt|unharmed|uninjured|in perfect health|without a scratch|perfectly healthy"}},
    {CF_BEARER_SCENE,
     {"poor|ragged|shabby|homeless", "lavish|designer suit|jewels|luxurious|expensive suit|elegantly dressed|opulent"}},
    {CF_BEARER_SCENE,
     {"rich|luxurious|opulent|elegant|lavish", "ragged|shabby|threadbare|squalid|patched rags|tattered|beggar"}},
    {CF_BEARER_SCENE,
     {"ascending|climbing|rising|upward",
      "descends|descending|plummets|plunges|sinks|drops toward|comes down|going down|lose altitude|losing height|lose "
      "height|drop lower|ever lower|sink lower|ground rush up"}},
    {CF_BEARER_SCENE,
     {"descending|sinking|falling|landing|diving",
      "ascends|ascending|climbs higher|soars upward|rises into|takes off|climbs into|soars|ever higher|gain altitude|"
      "gain height|climb away|climb steeply|lift off|ground shrink|ground fall away|upward into|blast off"}},
    {CF_BEARER_SCENE,
     {"arriving|landing|docking|approaching",
      "departs|departing|takes off|leaves the station|sets sail|sails away|pulls away|pulling away|recedes"}},
    {CF_BEARER_SCENE, {"departing|leaving", "arrives|arriving|pulls in|lands|docks|draws in|comes in"}},
    {CF_BEARER_SCENE,
     {"whispering|whispers|quietly|murmuring",
      "shouts|shouting|yells|yelling|screams|screaming|top of their lungs|at full volume|bellows|bellowing|roars"}},
    {CF_BEARER_SCENE,
     {"shouting|screaming|yelling|roaring|shouts|screams",
      "whispers|whispering|in a whisper|silently|without a sound|murmurs|hushed"}},
    {CF_BEARER_SCENE,
     {"cloudless|clear sky|sunny|blue sky|clear",
      "overcast|heavy clouds|thick clouds|storm clouds|leaden|gray sky|grey sky|rain pours|downpour|pouring "
      "rain|raindrops|rain falls|thunder|drizzle|clouds cover|thunderclouds|blanket of cloud"}},
    {CF_BEARER_SCENE,
     {"foggy|misty", "crystal-clear|crystal clear|stands out sharply|stand out sharply|crystal-clear air|perfectly "
                     "clear|clear to the horizon|not a wisp|cloudless|razor-sharp "
                     "visibility|brilliant sunshine|visibility is perfect"}},
    {CF_BEARER_SCENE,
     {"rainy|raining|rain", "not a drop|cloudless|brilliant sunshine|bright sunshine|bone-dry|blazing sun|dry as "
                            "dust|sun blazes|clear blue sky|sun-baked"}},
    {CF_BEARER_SCENE,
     {"snowy|snow-covered|wintry|winter", "midsummer|summer heat|sunbathers|wildflowers|palm trees sway|sweltering|hot "
                                          "summer|green grass|lush green|in bloom|blossoming"}},
    {CF_BEARER_SCENE,
     {"summer|midsummer", "snowdrifts|snowflakes|blizzard|snow falls|falling snow|icicles|frost|deep snow|snow "
                          "lies|snow covers|wintry|fresh snow|heavy snow|frozen"}},
    {CF_BEARER_SCENE,
     {"autumn|autumnal", "spring blossoms|cherry blossoms|snowdrifts|blizzard|snow falls|tulips|summer "
                         "heat|midsummer|daffodils|deep snow"}},
    {CF_BEARER_SCENE,
     {"spring|springtime", "autumn leaves|fallen leaves|falling leaves|snowdrifts|blizzard|deep snow|bare "
                           "branches|midwinter|october|november|december"}},
    {CF_BEARER_SCENE,
     {"indoors|indoor|inside",
      "open lawn|wide sky|open meadow|open sky|out in the open|under the stars|nothing but sky|open air|in the "
      "street|outdoors|on the lawn|open field|beneath the sky"}},
    {CF_BEARER_SCENE,
     {"outdoors|outdoor|outside",
      "four walls|indoors|ceiling|inside the room|living room|under the ceiling|windowless room|carpeted"}},
    {CF_BEARER_SCENE,
     {"night|midnight|nighttime|moonlit",
      "midday sun|noon|noonday|bright daylight|broad daylight|blazing sun|blue sky|sun stands|sun shines|sun "
      "blazes|high sun|morning sun|afternoon sun|sunlit"}},
    {CF_BEARER_SCENE,
     {"noon|midday|daytime|afternoon|morning|daylight",
      "starry|moonlight|moonlit|midnight|stars glitter|full moon|stars shine|dead of night|in the dark of "
      "night|starlight"}},
    {CF_BEARER_SCENE,
     {"dawn|sunrise|daybreak",
      "sunset|dusk|midnight|noon|sun sets|setting sun|midday|end of the day|nightfall|starry|moonlit"}},
    {CF_BEARER_SCENE,
     {"sunset|dusk|twilight|sundown",
      "sunrise|midday|noon|sun rises|rising sun|daybreak|noonday|midnight|high noon|early morning"}},
};

const struct cf_axis *cf_axes_scene(size_t *count)
{
    *count = sizeof(scene) / sizeof(*scene);
    return scene;
}
