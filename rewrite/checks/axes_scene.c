/* Contraries that are plain wherever they are said of the scene. */
#include "checks/axes.h"

static const struct cf_axis scene[] = {
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
      "bone-dry|perfectly dry|completely dry|parched|dusty|without a trace of moisture|dry as|sun-baked|not a drop|dry "
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
      "ice-cold|ice cubes|iced|frosty|chilled|frost|frozen|freezing|stone-cold|gone cold|icicles|icy"}},
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
      "descends|descending|plummets|plunges|sinks|drops toward|comes down|going down"}},
    {CF_BEARER_SCENE,
     {"descending|sinking|falling|landing|diving",
      "ascends|ascending|climbs higher|soars upward|rises into|takes off|climbs into|soars"}},
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
