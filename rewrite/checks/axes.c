#include "checks/axes.h"

static const struct cf_axis said[] = {
    {CF_BEARER_ANIMATE,
     {"asleep|sleeping|sleepy|*sleep|*nap|*doze|*slumber|*snooze|fast asleep|dozing|eyes closed|unconscious",
      "awake|wide-awake|wide awake|wakeful|bright-eyed|eyes wide open|eyes open|eyes are open|eyes are wide|eyes be "
      "wide|wide-eyed|sleepless|alert"}},
    {CF_BEARER_ANIMATE, {"*stand|standing", "*sit|seated|sitting|*kneel|*crouch|*recline|*squat"}},
    {CF_BEARER_ANIMATE,
     {"happy|happily|smiling|*smile|cheerful|joyful|joyfully|*laugh|*giggle|delighted|*beam|*grin|overjoyed|gleeful|"
      "merry|jubilant|ecstatic|elated",
      "sad|sadly|crying|*weep|*sob|*cry|tearful|gloomy|sorrowful|mournful|miserable|angry|angrily|furious|*frown|*"
      "scowl|dejected|despondent|heartbroken|grief-stricken|melancholy|morose|sullen|glum|forlorn|tear-stained"}},
    {CF_BEARER_ANIMATE,
     {"calm|calmly|relaxed|composed|serene|serenely|placid|unhurried|unruffled|peacefully|tranquil",
      "furious|furiously|enraged|panicked|panicking|frantic|frantically|agitated|hysterical|terrified|panic-stricken|"
      "distraught|thrashing|screaming|raging"}},
    {CF_BEARER_ANIMATE,
     {"young|youthful|teenage|little|youngish|young-looking|adolescent",
      "old|elderly|aged|aging|ageing|grey-haired|gray-haired|white-haired|silver-haired|wrinkled|wizened|middle-aged|"
      "sixty-year-old|seventy-year-old|eighty-year-old|ninety-year-old|fifty-year-old|white beard|gray beard|grey "
      "beard|gnarled|ancient|grizzled|octogenarian|stooped|withered"}},
    {CF_BEARER_ANIMATE,
     {"*whisper|whispering|*murmur|quietly|silently|silent|hushed|in whispers|in silence|soundlessly",
      "*shout|*yell|*scream|*holler|*bellow|loudly|noisily|*shriek|raucous|raucously|boisterous|*roar"}},
    {CF_BEARER_ANIMATE,
     {"bald|bald-headed|hairless|shaven-headed", "long-haired|ponytail|curly-haired|curls|braids|tresses"}},
    {CF_BEARER_ANIMATE, {"bearded|beard|unshaven|moustached", "clean-shaven|beardless|smooth-shaven"}},
    {CF_BEARER_ANIMATE,
     {"barefoot|shoeless|barefooted|bare feet", "boots|shoes|sneakers|sandals|in heels|high heels|slippers"}},
    {CF_BEARER_ANIMATE, {"alive|living", "dead|lifeless|deceased"}},
    {CF_BEARER_ANIMATE, {"male", "female"}},
    {CF_BEARER_ANIMATE,
     {"fat|plump|chubby|obese|overweight|stout|portly|rotund|burly|heavyset",
      "thin|slim|skinny|slender|lean|gaunt|lanky|scrawny|emaciated|bony"}},
    {CF_BEARER_THING,
     {"open|opened|wide-open|ajar|unlocked|unlatched|unfurled|spread wide|spread open|flung "
      "wide|yawning|gaping|propped wide|outspread",
      "closed|shut|locked|sealed|bolted|latched|shuttered|padlocked|boarded-up"}},
    {CF_BEARER_THING,
     {"empty|deserted|vacant|unoccupied|abandoned|desolate|uninhabited|unpeopled|emptied|depopulated|unpopulated|"
      "drained|last drops|nothing left|nothing remains",
      "crowded|packed|full|filled|*fill|bustling|busy|thronged|*throng|*teem|jammed|crammed|*crowd|brimming|"
      "overflowing|swarming|*swarm|*bustle|occupied|populated|jam-packed|stuffed|heaped|laden|mobbed|rush-hour"}},
    {CF_BEARER_THING,
     {"wet|soaked|drenched|dripping|rain-soaked|soggy|damp|flooded|waterlogged|sodden|moist|rain-slick|rain-slicked|"
      "soaking|sopping|swollen|rushing water|flowing water|full of water|filled with water|filled with rushing|torrent",
      "dry|bone-dry|parched|arid|dusty|sun-baked|dried|dried-up|dried-out|drought-stricken|waterless|desiccated"}},
    {CF_BEARER_THING,
     {"calm|still|placid|glassy|tranquil|serene|mirror-like|mirror-smooth|peaceful|flat|windless|unruffled|smooth",
      "stormy|raging|*rage|rough|choppy|turbulent|churning|*churn|violent|violently|roiling|tempestuous|wild|heaving|*"
      "heave|furious|*seethe|seething|storm-tossed|wind-whipped|whitecaps|storm-lashed|surging|tumultuous|crashing"}},
    {CF_BEARER_THING,
     {"lit|lighted|illuminated|burning|*burn|*glow|glowing|alight|aglow|ablaze|*flicker|flickering|switched on|turned "
      "on|brightly lit",
      "unlit|extinguished|snuffed|unilluminated|burnt-out|burned-out|switched off|turned off|gone out|darkened|dead"}},
    {CF_BEARER_THING,
     {"dark|gloomy|dim|dimly lit|pitch-dark|pitch-black|unlit|shadowy|darkened|murky|dim-lit",
      "brightly lit|sun-drenched|sunlit|well-lit|brilliantly lit|sunny|flooded with light|bathed in sunlight|bathed in "
      "sunshine|sun-filled|brightly illuminated|floodlit|dazzlingly bright|bright|brilliant"}},
    {CF_BEARER_THING,
     {"fast|quickly|rapidly|swiftly|speeding|*speed|*race|*hurtle|full speed|high "
      "speed|high-speed|*sprint|*dash|fast-moving|great speed|top "
      "speed|breakneck|*gallop|swift|rapid|fast-paced|*streak|lightning-fast",
      "slow|slowly|leisurely|*crawl|snail's "
      "pace|sluggish|sluggishly|*plod|*inch|*creep|*amble|unhurried|standstill|motionless|stationary|slow-moving|"
      "stopped|lazily|*trudge|*dawdle|*shuffle|idling|*limp"}},
    {CF_BEARER_THING,
     {"parked|stationary|motionless|docked|moored|anchored|at anchor|standstill|*park|idle|stopped",
      "*speed|*race|*hurtle|*zoom|*careen|*roll|moving|*drive|*cruise|*sail|*swerve|*accelerate|*steam|*rush"}},
    {CF_BEARER_THING,
     {"ascending|ascends|climbing|climbs|upward|upwards|rising|rises|ascend|soaring",
      "descending|descends|downward|downwards|sinking|sinks|plunging|plummeting|descend|plummets|falls|falling"}},
    {CF_BEARER_THING,
     {"quiet|silent|hushed|silence|noiseless|soundless|peaceful|tranquil|hush|calm|still|sleepy",
      "noisy|loud|busy|deafening|*blare|thunderous|raucous|boisterous|clamorous|rowdy|cacophony|uproarious|chaotic|frenetic|"
      "ear-splitting|riotous|booming|bustling|frantic"}},
    {CF_BEARER_THING,
     {"clean|spotless|immaculate|pristine|unsoiled|tidy|neat|orderly|uncluttered|spick-and-span|well-kept|unsullied",
      "dirty|filthy|grimy|stained|soiled|mud-caked|muddy|littered|messy|cluttered|untidy|grubby|squalid|grime-covered|"
      "mud-splattered|strewn|chaotic|disorderly|unkempt"}},
    {CF_BEARER_THING,
     {"broken|cracked|shattered|ruined|damaged|smashed|collapsed|wrecked|crumbling|fractured|ruins|dilapidated|"
      "derelict|tumbledown|ramshackle",
      "intact|whole|unbroken|undamaged|flawless|pristine|unscathed|brand-new|unblemished|newly built|newly-built|gleaming "
      "new|restored|immaculate"}},
    {CF_BEARER_THING,
     {"old|ancient|antique|vintage|rusty|weathered|worn|battered|dilapidated|centuries-old|age-old|old-fashioned|"
      "rusted|time-worn|medieval|worn-out|tattered|ageing|aging",
      "new|brand-new|brand "
      "new|modern|state-of-the-art|futuristic|contemporary|ultramodern|newly|high-tech|cutting-edge"}},
    {CF_BEARER_THING,
     {"hot|steaming|boiling|scalding|piping|simmering|*steam|sizzling|scorching|red-hot|sweltering|warm",
      "cold|iced|icy|chilled|frozen|ice-cold|freezing|frosty|frosted|frigid|ice-filled"}},
    {CF_BEARER_THING,
     {"frozen|frozen over|icebound|iced-over|ice-covered|frozen-over|frozen solid|ice",
      "thawed|melted|unfrozen|*ripple|rippling|*lap|flowing|*flow|liquid|warm|*splash|open water"}},
    {CF_BEARER_THING,
     {"blooming|*bloom|in bloom|blossoming|*blossom|flowering|in full bloom|in "
      "flower|lush|thriving|flourishing|leafy|verdant|fresh",
      "wilted|withered|dead|shriveled|shrivelled|drooping|leafless|bare|barren|wilting|dried-up|parched|rotten|"
      "skeletal|withering|decayed"}},
    {CF_BEARER_THING, {"raw|uncooked|unbaked", "cooked|baked|roasted|grilled|fried|charred|roast|seared"}},
    {CF_BEARER_THING,
     {"full moon|moon is full|fully rounded moon", "crescent moon|new moon|half moon|half-moon|moonless"}},
    {CF_BEARER_THING,
     {"straight|arrow-straight", "winding|curving|twisting|serpentine|meandering|*wind|zigzag|curvy|snaking"}},
    {CF_BEARER_OWN,
     {"tiny|small|little|miniature|minuscule|petite|diminutive|wee|dwarf|palm-sized|thumb-sized|pint-sized|toy-sized",
      "huge|giant|enormous|massive|gigantic|colossal|immense|towering|hulking|oversized|monstrous|gargantuan|mammoth|"
      "titanic"}},
    {CF_BEARER_OWN,
     {"wooden|wood|timber|oak|oaken|pine|mahogany|walnut|bamboo|wicker",
      "metal|metallic|steel|iron|aluminum|aluminium|chrome|brass|copper|bronze|wrought-iron", "glass|crystal|glazed",
      "plastic|acrylic|rubber|vinyl", "stone|marble|granite|concrete|brick|cobblestone|slate",
      "ceramic|porcelain|clay|terracotta|earthenware", "cardboard|paper"}},
    {CF_BEARER_OWN,
     {"leather|suede", "denim|jean", "silk|satin|silken", "wool|woolen|woollen|knit|knitted|cashmere|tweed",
      "cotton|linen|flannel", "velvet", "fur|furry", "nylon|polyester"}},
    {CF_BEARER_OWN,
     {"striped|stripy|pinstriped", "spotted|polka-dot|polka-dotted|dotted", "plaid|checkered|checked|tartan",
      "plain|solid-colored|unpatterned", "floral|flowered|flower-patterned"}},
    {CF_BEARER_OWN, {"round|circular|oval", "square|rectangular", "triangular", "hexagonal", "octagonal"}},
    {CF_BEARER_WORLD,
     {"sunrise|dawn|daybreak|first light|sun rise|sun come up|rising sun|break of day|early morning",
      "sunset|dusk|sundown|nightfall|sun set|sun go down|setting sun|sun sink|sun dip|last light|end of the day"}},
    {CF_BEARER_WORLD,
     {"morning|breakfast time", "night|midnight|nighttime|dusk|sunset|sundown|moonlit|evening|starlit|nightfall"}},
    {CF_BEARER_WORLD, {"evening|nightfall|dusk", "morning|noon|midday|dawn|sunrise|daybreak"}},
    {CF_BEARER_WORLD, {"afternoon|noon|midday", "night|midnight|moonlit|starlit|dawn|sunrise|daybreak|starry"}},
    {CF_BEARER_WORLD,
     {"sunny|sunshine|cloudless|clear sky|clear blue sky|blue sky|bright day|clear day|fair weather",
      "rainy|raining|downpour|overcast|thunderstorm|drizzle|rainstorm|storm clouds|leaden sky|thick fog|dense "
      "fog|pouring rain|heavy rain|gray sky|grey sky|blizzard|stormy|drizzly|foggy"}},
    {CF_BEARER_WORLD,
     {"rain|rainy|rainstorm|storm|stormy|thunderstorm|downpour|overcast|foggy|fog|blizzard|cloudy|snowstorm",
      "cloudless|clear blue sky|sunny|bright sunshine|blazing sunshine|clear skies|brilliant sunshine|blue sky|clear "
      "sky|sun-drenched"}},
    {CF_BEARER_WORLD,
     {"summer|summery|midsummer|heatwave|hot day|tropical",
      "snowfall|snowdrift|snowdrifts|snowflakes|blizzard|frosty|icicles|wintry|snow-covered ground|deep snow|fresh "
      "snow|falling snow|blanket of snow|snowy|bundled in"}},
    {CF_BEARER_WORLD,
     {"winter|wintry|wintertime|snowy|snowstorm|snowfall|blizzard",
      "sweltering|heatwave|scorching heat|tropical heat|summer heat|summertime|wildflowers|sunbathers|blossoming|lush "
      "green|spring blossoms|in full bloom"}},
    {CF_BEARER_WORLD,
     {"spring|springtime", "falling leaves|autumn leaves|autumnal|snowdrift|blizzard|wintry|snowfall|fallen leaves"}},
    {CF_BEARER_WORLD,
     {"autumn|autumnal", "spring blossoms|cherry blossoms|snowdrift|blizzard|midsummer|springtime|wintry"}},
};

const struct cf_axis *cf_axes_said(size_t *count)
{
    *count = sizeof(said) / sizeof(*said);
    return said;
}
