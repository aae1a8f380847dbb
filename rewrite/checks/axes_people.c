/* Signs of people and animals: what a caption gives the contrary of a state away by, wherever it is said. No
 * phrase stands here that captions say at random: of the world none that one right caption in 500 has. */
#include "checks/axes.h"

static const struct cf_axis people[] = {
    /* ages */
    {CF_BEARER_ANIMATE,
     {"elderly|old|aged|white-haired|gray-haired|grey-haired|silver-haired|octogenarian|senior|wrinkled|aging",
      "scarcely eighteen|barely eighteen|scarcely twenty|hardly twenty|barely out of school|fresh out of school|fresh "
      "out of college|still in college|still in school|in her early twenties|in his early twenties|in her thirties|in "
      "his thirties|in her early thirties|in his early thirties|not yet thirty|barely thirty|under thirty|in the prime "
      "of youth|in the flush of youth|bloom of youth|flush of youth|first flush of|not a wrinkle|without a "
      "wrinkle|without a single wrinkle|not a single wrinkle|not a gray hair|not a grey hair|without a gray "
      "hair|without a grey hair|smooth young face|smooth young skin|youthful face|youthful skin|young face|young "
      "hands|teenage acne|acne|braces on his teeth|braces on her teeth|school uniform|schoolbag|college "
      "student|undergraduate|barely a teenager|barely an adult|barely more than a boy|barely more than a girl|hardly "
      "more than a boy|hardly more than a girl|little more than a child|little more than a boy|little more than a "
      "girl|teens|preteen|tween|twenty-something|twentysomething|thirty-something|millennial|kindergartner|preschooler|"
      "infant|puppyish|chubby cheeks|milk teeth|missing baby teeth|peach fuzz|first whiskers"}},
    {CF_BEARER_ANIMATE,
     {"teenage|teenaged|adolescent|teen",
      "forty-something|fifty-something|in his forties|in her forties|in his fifties|in her fifties|in his sixties|in "
      "her sixties|in his seventies|in her seventies|in his thirties|in her thirties|middle-aged|middle "
      "age|elderly|gray hair|grey hair|graying|greying|gray-haired|grey-haired|silver hair|white "
      "hair|white-haired|bald spot|receding hairline|receding hair|wrinkle|wrinkles|wrinkled|crow's feet|age "
      "spots|liver spots|gray temples|grey temples|graying temples|greying temples|walking stick|zimmer frame|walker "
      "frame|pensioner|retiree|retired|grandfather|grandmother|his grandchildren|her "
      "grandchildren|octogenarian|toddler|infant|newborn|stooped|bifocals|dentures|salt-and-pepper|decades of hard "
      "work|past sixty|past fifty|past forty|nearing sixty|nearing fifty|nearing forty|approaching sixty|approaching "
      "fifty|approaching forty|gnarled hands"}},
    {CF_BEARER_ANIMATE,
     {"newborn|infant|baby|toddler|day-old|hatchling",
      "full-grown|fully grown|full grown|grown adult|adult-sized|grown-up|teenage|teenager|elderly|aged|wrinkled "
      "old|gray muzzle|grey muzzle|graying muzzle|greying muzzle|graying|greying|grizzled|long past childhood|years "
      "old and|in the prime of life|in its prime|his beard|her beard|his mustache|his moustache|driver's seat|drive a "
      "car|ride a motorcycle|business suit|high heels|type on a laptop|college student|full set of teeth|fully "
      "mature|mature adult|massive antlers|full antlers|curled horns|fully feathered|ancient"}},
    {CF_BEARER_ANIMATE,
     {"middle-aged|fortysomething|fiftysomething|in his forties|in her forties|in his fifties|in her fifties",
      "teenage|teenager|adolescent|in his teens|in her teens|in his twenties|in her twenties|barely twenty|scarcely "
      "twenty|barely eighteen|scarcely eighteen|toddler|infant|schoolboy|schoolgirl|school uniform|college "
      "student|baby-faced|boyish|girlish|octogenarian|nonagenarian|centenarian|in his eighties|in her eighties|in his "
      "nineties|in her nineties|past eighty|past ninety|nearly ninety|nearly a hundred|nearing ninety|frail with "
      "age|bent with age|bent double with "
      "age|ten-year-old|twelve-year-old|twenty-year-old|eighty-year-old|ninety-year-old|peach fuzz|acne|milk "
      "teeth|braces on his teeth|braces on her teeth"}},
    {CF_BEARER_ANIMATE,
     {"young|youthful|little|small child|adult",
      "nonagenarian|centenarian|septuagenarian|sexagenarian|dotage|twilight years|golden years|senior citizen|zimmer "
      "frame|walking frame|dentures|false teeth|hearing aid|stooped with age|bowed by age|bent by age|bent with "
      "years|lined with age|creased with age|weathered by decades|weathered by years|eight decades|seven decades|nine "
      "decades|his great-grandchildren|her great-grandchildren|his grandchildren|her grandchildren|papery skin|sagging "
      "skin|sagging jowls|hunched with age|thin white hair|wispy white hair|wisps of white hair|white "
      "eyebrows|hoary|arthritic|arthritic hands|rheumy eyes|rheumy|deeply lined face|deep wrinkles|furrowed by "
      "age|ancient face|wizened|wizened face|long past youth|no longer young|gray muzzle|grey muzzle|graying "
      "muzzle|greying muzzle"}},
    /* hair */
    {CF_BEARER_ANIMATE,
     {"bald|balding|hairless|shaven-headed|bald-headed|shaved head",
      "long hair flow|hair flow|hair fall over|hair fall to|hair cascade|hair tumble|hair spill|hair stream|hair "
      "whip|hair toss|hair blow|wavy hair|wavy locks|tousled hair|tousled locks|messy hair|mop of hair|mop of "
      "curls|shock of hair|afro|mohawk|mullet|quiff|pompadour|cornrows|topknot|man bun|hair tied back|hair pulled "
      "back|hair slicked back|slicked-back hair|comb his hair|comb her hair|brush her hair|brush his hair|brush hair "
      "from|sweep hair from|tuck a strand|tuck a lock|strand of hair|strands of hair|lock of hair|bangs|hairpin|hair "
      "clip|scrunchie|thick head of|neatly parted|side parting|unruly hair|windswept hair|hair swing|hair brush his "
      "shoulders|hair brush her shoulders|hair ripple|ringlets|plaits|bushy hair|wild hair|hair falls"}},
    {CF_BEARER_ANIMATE,
     {"long-haired|long hair|flowing hair|ponytail|braided|braids|pigtails|curly-haired|curly hair|dreadlocks|afro",
      "shaven head|shaven scalp|shaved scalp|bald head|bald scalp|bald pate|bald crown|bare scalp|gleaming scalp|shiny "
      "scalp|smooth scalp|head gleams|buzzed hair|buzzed head|buzzcut|close-cropped|closely cropped|cropped "
      "close|cropped hair|short-cropped|pixie cut|short hair|short back and sides|crewcut|not a hair on|not a single "
      "hair|without a hair on|cut to the scalp|clipped to the scalp|shorn|hair barely covers|hair cut short|stubble on "
      "his scalp|stubble on her scalp|hair no longer than"}},
    {CF_BEARER_ANIMATE,
     {"short-haired|short hair|cropped hair|pixie cut|bob haircut|buzz cut|crew cut",
      "waist-length|waist-length hair|hip-length|floor-length hair|ankle-length hair|hair down to|long "
      "hair|long-haired|long locks|long tresses|tresses|long braid|long braids|braids|braid "
      "down|ponytail|pigtails|plaits|flowing mane|flowing hair|flowing locks|hair cascade|hair tumble|hair fall to her "
      "waist|hair fall past|hair spill down|hair spill over her shoulders|hair stream behind|dreadlocks|to her "
      "waist|down to her waist|hair trail"}},
    {CF_BEARER_ANIMATE,
     {"bearded|beard|mustached|mustachioed|moustached|unshaven|stubbly|long-bearded",
      "smooth chin|smooth cheeks|smooth face|smooth-faced|smooth-cheeked|hairless face|hairless cheeks|bare chin|bare "
      "cheeks|bare jaw|bare upper lip|freshly shaven|newly shaven|close-shaven|closely shaven|no facial hair|without "
      "facial hair|not a whisker|without a whisker|without a trace of stubble|no stubble|no beard|without a beard|no "
      "trace of a beard|razor-smooth|baby-smooth|just shaved|cleanly shaved|clean shaven|clean-shaved|shaved "
      "smooth|shaved clean"}},
    {CF_BEARER_ANIMATE,
     {"clean-shaven|beardless|smooth-shaven|clean shaven|freshly shaved",
      "goatee|sideburns|muttonchops|mutton chops|handlebar|five o'clock shadow|unshaven|scruff|facial hair|stroke his "
      "beard|tug at his beard|tug his beard|scratch his beard|comb his beard|bristly chin|bristly jaw|bristles on "
      "his|bushy beard|thick beard|long beard|white beard|grizzled jaw|stubbled|stubbly|whiskered|bearded face|soul "
      "patch|days of growth|week of growth|mustachioed|moustachioed"}},
    {CF_BEARER_ANIMATE,
     {"curly-haired|curly hair|curls|frizzy hair|wavy hair",
      "straight hair|poker-straight|stick-straight|pin-straight|dead straight hair|sleek straight|ironed straight|hair "
      "hang straight|hair fall straight|straightened hair|without a curl|not a curl|bald|shaved head|shaven head|bald "
      "head|crew cut|buzz cut|limp straight|lank hair"}},
    {CF_BEARER_ANIMATE,
     {"blond|blonde|fair-haired|golden-haired|blonde-haired|blond-haired",
      "raven hair|raven-haired|jet-black hair|black hair|black-haired|dark-haired|dark hair|brunette|brown "
      "hair|brown-haired|chestnut hair|auburn hair|auburn|red hair|red-haired|redhead|redheaded|ginger hair|gray "
      "hair|grey hair|white hair|silver hair|ebony hair|dark curls|black curls|dark locks|black locks|dark "
      "braids|black braids|dark ponytail|black ponytail|copper hair|coppery hair|bald"}},
    {CF_BEARER_ANIMATE,
     {"red-haired|redhead|redheaded|ginger|ginger-haired|auburn-haired",
      "blond hair|blonde hair|blonde|blond|black hair|black-haired|dark-haired|raven hair|raven-haired|jet-black "
      "hair|brunette|brown hair|brown-haired|gray hair|grey hair|white hair|silver hair|golden hair|flaxen|platinum "
      "hair|dark curls|black curls|golden curls|blonde curls|blond curls|golden locks|dark locks"}},
    {CF_BEARER_ANIMATE,
     {"dark-haired|black-haired|brunette|brown-haired|raven-haired",
      "blond hair|blonde hair|blonde|blond|golden hair|golden-haired|fair-haired|fair hair|flaxen|platinum "
      "blonde|platinum hair|golden curls|blonde curls|blond curls|golden locks|blonde locks|red "
      "hair|red-haired|redhead|ginger hair|copper hair|white hair|white-haired|silver "
      "hair|silver-haired|gray-haired|grey-haired|gray hair|grey hair|bald|straw-colored hair|hair as white|hair pale "
      "as|hair like straw|hair the color of straw|sandy hair"}},
    /* builds */
    {CF_BEARER_ANIMATE,
     {"thin|skinny|slim|slender|lean|gaunt|lanky|scrawny|emaciated|bony|petite|slight",
      "potbelly|pot belly|paunch|beer belly|beer gut|big belly|bulging belly|ample belly|huge belly|round belly|belly "
      "hang|belly bulge|belly strain|belly spill|double chin|triple chin|rolls of fat|layers of fat|folds of fat|rolls "
      "of "
      "flesh|jowls|jowly|chubby|plump|pudgy|podgy|tubby|corpulent|portly|rotund|obese|overweight|heavyset|thickset|"
      "stocky|burly|bulky|beefy|barrel-chested|hulking|ample girth|broad girth|strain at the buttons|button "
      "strain|buttons strain|waddle under|well-padded|love handles|massive shoulders|massive frame|massive "
      "bulk|bulging muscles|bulging biceps|muscle-bound|heavy-set|roly-poly|stout"}},
    {CF_BEARER_ANIMATE,
     {"fat|plump|chubby|obese|overweight|rotund|stout|portly|pudgy|heavyset|round-bellied|tubby",
      "thin as a rail|thin as a rake|thin as a stick|stick-thin|stick thin|wafer-thin|pencil-thin|lean frame|slender "
      "frame|slim frame|slight frame|wiry frame|bony frame|narrow waist|tiny waist|flat stomach|flat belly|sunken "
      "cheeks|hollow cheeks|hollow-cheeked|sunken stomach|ribs show|rib show|ribs protrude|ribs jut|rib jut|ribs "
      "visible|ribs poke|collarbones jut|protruding ribs|cheekbones jut|jutting "
      "hip|wasp-waisted|lithe|svelte|willowy|spindly|spindly legs|matchstick "
      "legs|waif|waifish|lanky|slim|slender|skinny|wiry|underfed|undernourished|malnourished|underweight|skin and "
      "bone|skin and bones|clothes hang loose|hang off his frame|six-pack|washboard|chiseled "
      "abs|famished|half-starved"}},
    {CF_BEARER_ANIMATE,
     {"muscular|strong|brawny|burly|athletic|buff|well-built|mighty|powerful|muscled",
      "spindly arms|thin arms|skinny arms|stick-thin|scrawny|puny|weedy|feeble|frail|gaunt|emaciated|sunken "
      "chest|narrow shoulders|potbelly|pot belly|paunch|beer belly|double chin|flabby|flabby arms|out of shape|skin "
      "and bone|skin and bones|matchstick|waif|waifish|can barely lift|cannot lift|unable to lift|too weak|struggle to "
      "lift|weak arms|bony arms|bony shoulders|slight build|slight frame|rolls of fat|pudgy|tubby|no muscle|not an "
      "ounce of muscle|trembling with weakness"}},
    {CF_BEARER_ANIMATE,
     {"weak|frail|feeble|puny|fragile",
      "muscle-bound|bulging muscles|bulging biceps|rippling muscles|muscle ripple|hoist overhead|effortlessly "
      "lift|lift effortlessly|lift with ease|with ease lift|bench press|bench-press|barbell overhead|powerful "
      "shoulders|powerful arms|broad-shouldered|broad shoulders|mighty "
      "arms|herculean|strapping|vigorous|vigorously|brute strength|great strength|immense strength|iron "
      "grip|barrel-chested|burly|hulking|stout-limbed|crush with one hand|one-handed lift|sprint"}},
    {CF_BEARER_ANIMATE,
     {"pregnant|heavily pregnant|expecting",
      "flat stomach|flat belly|flat abdomen|toned abs|six-pack|washboard stomach|narrow waist|tiny waist|no bump|wasp "
      "waist|bare midriff flat|toned stomach"}},
    {CF_BEARER_ANIMATE,
     {"tall|lanky|long-legged|towering",
      "barely reach the counter|barely reach his waist|barely reach her waist|barely reach the table|on tiptoe to "
      "reach|stand on a stool to|stands on a box|stand on a box|waist-high to|knee-high to|shortest|diminutive|short "
      "of stature|short stature|small stature|pint-sized|petite|squat|stumpy|stubby|stubby legs|short legs|legs "
      "dangle|feet dangle|no taller than|half the height|barely five feet|under five feet|looks up at everyone|dwarfed "
      "by"}},
    {CF_BEARER_ANIMATE,
     {"short|petite|diminutive|stocky|squat|small-statured",
      "lanky|long-legged|long-limbed|gangly|gangling|towering|tower over|tower above|towers over|towers above|stoop "
      "under the|stoop through the|duck under the doorway|duck through the doorway|duck beneath the lintel|head brush "
      "the ceiling|head scrape the ceiling|tallest|head and shoulders above|over six feet|well over six|six foot "
      "five|seven feet tall|seven-foot|statuesque|giraffe-like|looms over|a head taller|looks down on everyone"}},
    /* emotions and conduct */
    {CF_BEARER_ANIMATE,
     {"happy|smiling|cheerful|joyful|laughing|delighted|grinning|joyous|merry|jubilant|excited|elated|overjoyed|"
      "gleeful|*smile|*laugh|*grin|*beam",
      "shoulders slump|shoulders shake with sobs|shoulder slump|slumped shoulders|head hang|head hangs low|hangs his "
      "head|hangs her head|hang his head|hang her head|head bowed in|buries his face|buries her face|bury his "
      "face|bury her face|face in his hands|face in her hands|lip quiver|lips quiver|lip tremble|lips tremble|chin "
      "tremble|eyes brim with tears|brim with tears|well with tears|well up|red-rimmed eyes|red-rimmed|puffy "
      "eyes|swollen eyes|tear-filled|tear-stained|tears well|tears spill|tears fall|tears slide|tear slide|tear "
      "roll|tear run|wipe away a tear|wipe her tears|wipe his tears|dab her eyes|dab his "
      "eyes|sniffle|grieving|sorrowful|crestfallen|despondent|forlorn|morose|dour|grim-faced|stone-faced|tight-lipped|"
      "deep frown|brow furrow in anger|mouth turned down|downturned "
      "mouth|sulk|sulks|sulking|pout|pouts|pouting|mope|mopes|moping|inconsolable|woebegone|anguished|anguish|joyless|"
      "unsmiling|without a smile|not a smile|no smile|wounded look|lost in sorrow"}},
    {CF_BEARER_ANIMATE,
     {"sad|crying|weeping|sobbing|tearful|mourning|gloomy|grieving|heartbroken|melancholy|miserable|dejected|depressed|"
      "upset|*cry|*weep|*sob|sorrowful",
      "dry-eyed|eyes dry|eyes are dry|eyes twinkle|eyes sparkle|eyes shine with joy|eyes dance|eyes crinkle|eyes light "
      "up|face light up|lights up with joy|skip along|skip merrily|skips|jump for joy|leap for joy|punch the air|pump "
      "his fist|pump her fist|fist pump|clap with delight|clap her hands in|clap his hands in|shriek with "
      "laughter|shake with laughter|roar with laughter|double over with laughter|burst into laughter|burst out "
      "laughing|bursts into laughter|peals of laughter|laughter ring|grin from ear to ear|ear to ear|wide grin|broad "
      "grin|toothy grin|beaming face|beaming smile|radiant smile|bright smile|dazzling "
      "smile|jubilant|elated|exultant|blissful|blissfully|merry|merrily|hum a tune|hum a cheerful|whistle a "
      "cheerful|whistle cheerfully|without a "
      "care|carefree|delighted|giddy|joyous|joyful|joyfully|gleefully|thrilled|triumphant"}},
    {CF_BEARER_ANIMATE,
     {"angry|furious|enraged|raging|irate|livid|seething|outraged",
      "kindly smile|kind smile|kindly eyes|soft smile|sweet smile|faint "
      "smile|beatific|blissful|blissfully|contentedly|easy "
      "smile|easygoing|good-natured|good-humoured|amiable|amiably|affable|genial|genially|cheery|cheerful|cheerfully|"
      "happily|jovial|jolly|giggle|giggles|giggling|laugh happily|laugh gently|laughing happily|hug warmly|embrace "
      "warmly|gently "
      "pat|lovingly|affectionate|affectionately|fondly|unruffled|tranquil|tranquilly|serenely|calmly|calm "
      "face|composed|unperturbed|untroubled|without a trace of anger|no trace of anger|dreamy "
      "smile|mild-mannered|mildly|patiently|forgiving|delighted|nod kindly|beams"}},
    {CF_BEARER_ANIMATE,
     {"calm|relaxed|serene|peaceful|composed|content|meditating|tranquil",
      "teeth clenched|clench his teeth|clench her teeth|clenched jaw|jaw clench|clench his fists|clench her "
      "fists|wring his hands|wring her hands|pace nervously|pace "
      "frantically|nervously|anxiously|agitated|agitatedly|fidget|fidgets|fidgeting|bite her nails|bite his nails|chew "
      "her nails|chew his nails|sweat bead|knuckles white|white-knuckled|wild-eyed|eyes wild|red-faced|purple with "
      "rage|red with rage|vein throb|vein bulge|veins bulge|bare its teeth|bared "
      "teeth|snarling|snarl|snarls|seething|livid|irate|enraged|raging|shriek|shrieks|shrieking|scream|screams|"
      "screaming|yells|yelling|flail|flails|flailing|stomp|stomps|stomping|slam his fist|slam her fist|pound the "
      "table|pound his fist|hurl insults|tear at his hair|tear at her "
      "hair|panicky|panic-stricken|distraught|terrified|tantrum|overwrought|hyperventilate|trembling|tremble with "
      "fear|shake with rage"}},
    {CF_BEARER_ANIMATE,
     {"scared|frightened|terrified|fearful|afraid|startled|panicked|nervous|anxious",
      "without fear|without a trace of fear|no fear|not a trace of "
      "fear|unafraid|fearless|fearlessly|bravely|boldly|undaunted|unflinching|unflinchingly|steady hands|steady "
      "gaze|calmly|serenely|serene|nonchalant|nonchalantly|casually|confidently|swagger|swaggers|swaggering|stroll "
      "casually|shrug|shrugs|yawn|yawns|yawning|smirk|smirks|smirking|laugh in the "
      "face|chuckle|chuckles|grin|grins|grinning|relaxed|at ease|unperturbed|unfazed|cool as|cool and "
      "collected|steely|steely-eyed|chest puffed|hums contentedly|hum contentedly|heroic"}},
    {CF_BEARER_ANIMATE,
     {"brave|fearless|heroic|courageous|confident|bold|proud|determined",
      "cower|cowers|cowering|cringe|cringes|cringing|tremble with fear|trembling with fear|shake with fear|shaking "
      "with fear|quake with fear|quiver with fear|hide behind|hides behind|hiding behind|hide under|hides under|run "
      "away in terror|flee in terror|flees in terror|flees|turn and flee|turn and run|turns and runs|turns tail|turn "
      "tail|knees knock|knees tremble|whimper|whimpers|whimpering|in terror|in "
      "fear|petrified|panic-stricken|timidly|sheepishly|hesitantly|shrink back|shrinks back|shrink away|back away in "
      "fear|ashamed|hang his head|hang her head|bury his face|bury her face|give up|gives up|too afraid|too scared|too "
      "frightened"}},
    {CF_BEARER_ANIMATE,
     {"shy|timid|bashful|meek|reserved|introverted",
      "swagger|swaggers|swaggering|strut|struts|strutting|show off|shows off|showing "
      "off|boastful|brashly|boldly|brazenly|hog the spotlight|bask in the spotlight|centre of attention|center of "
      "attention|grab the microphone|seize the microphone|belt out|belts out|shout at the crowd|address the crowd|look "
      "straight into|stare straight into|wink at the camera|blow a kiss|blow "
      "kisses|flamboyant|flamboyantly|cocky|cocksure|loudmouthed|chest thrust out"}},
    {CF_BEARER_ANIMATE,
     {"bored|indifferent|uninterested",
      "on the edge of her seat|on the edge of his seat|edge of their seats|rapt|rapt "
      "attention|spellbound|riveted|enthralled|captivated|transfixed|engrossed|absorbed "
      "in|fascinated|eagerly|eager|excitedly|bouncing with excitement|bounce with excitement|jump up and down|clap "
      "excitedly|squeal with|shining eyes|eyes shine with|eyes wide with wonder|hang on every word|hanging on every "
      "word|leans forward eagerly|cheer wildly|enthusiastically"}},
    {CF_BEARER_ANIMATE,
     {"excited|thrilled|enthusiastic|eager|fascinated",
      "yawn|yawns|yawning|bored|boredom|listless|listlessly|stifle a yawn|glance at his watch|glance at her "
      "watch|check his watch|check her watch|half asleep|doze off|dozes off|nod off|nods off|eyes glaze|glazed "
      "eyes|expressionless|blank-faced|blank "
      "expression|deadpan|indifferent|indifferently|unmoved|uninterested|disinterested|apathetic|apathetically|stare "
      "blankly|drum his fingers|drum her fingers|slump in|slumped|slouch|slouched|sigh wearily"}},
    {CF_BEARER_ANIMATE,
     {"tired|exhausted|weary|sleepy|drowsy|fatigued|worn-out|weary-eyed",
      "spring in his step|spring in her step|spring in its step|leap to his feet|leap to her feet|leap up|jump up and "
      "down|bright-eyed|bright and "
      "alert|brisk|briskly|vigorous|vigorously|sprightly|peppy|perky|cartwheels|somersault|somersaults|turn "
      "cartwheels|skip along|skips|skipping|sprint|sprints|sprinting|brim with energy|brimming with energy|full of "
      "life|full of vigor|full of vigour|rejuvenated|refreshed|rested|well rested|invigorated|never tires|not tired|no "
      "sign of tiring|no sign of fatigue|bounce on|bounces on|bouncing on|raring to go|fresh and rested|boundless "
      "energy|inexhaustible"}},
    {CF_BEARER_ANIMATE,
     {"energetic|lively|playful|hyperactive|sprightly|vigorous|frisky",
      "barely lift|barely lifts|barely able to stand|barely stand|can hardly stand|hardly stir|too weary|too weak|drag "
      "its feet|drag his feet|drag her feet|dragging his feet|dragging her feet|heavy-lidded|eyelids droop|eyelids "
      "heavy|nod off|nods off|doze|dozes|dozing|slump|slumps|slumping|slouched|limp with|flop down|flops down|lie "
      "motionless|lies motionless|lie limp|lies "
      "limp|lethargically|languid|languidly|wearily|sluggishly|listlessly|fatigued|worn out|drained of "
      "energy|sleeps|sleeping|asleep|snore|snores|yawns|yawning|collapse in exhaustion|shuffle "
      "wearily|trudge|trudges|trudging|plod|plods|plodding"}},
    {CF_BEARER_ANIMATE,
     {"gentle|tame|friendly|docile|kind|domesticated|affectionate|kindly",
      "bare its fangs|bares its fangs|bared fangs|bared teeth|bare its teeth|bares its teeth|hackles raised|hackles "
      "rise|hackles up|snarl|snarls|snarling|growl menacingly|growls menacingly|growl|growls|growling|hiss and "
      "spit|hisses|hissing|lunge at|lunges at|lunging at|snap at|snaps at|snapping at|claw at|claws "
      "at|maul|mauls|mauling|bite his hand|bite her hand|bites his hand|bites her hand|foam at the mouth|foaming at "
      "the mouth|feral|man-eating|bloodthirsty|rip apart|tear apart|tears apart|charge at|charges "
      "at|attack|attacks|attacking|savagely|viciously|cruelly|cruel|sneer|sneers|sneering|hateful|untamed|bucks "
      "wildly|buck wildly|flee from people|shy away from people|brutal|brutally|merciless|mercilessly"}},
    {CF_BEARER_ANIMATE,
     {"fierce|ferocious|aggressive|savage|vicious|menacing|snarling|feral|angry",
      "wag its tail|wags its tail|wagging its tail|tail wag|roll on its back|roll over for|rolls over for|belly "
      "rub|tummy rub|scratch behind the ears|scratched behind the ears|nuzzle|nuzzles|nuzzling|purr|purrs|purring|lick "
      "his hand|lick her hand|licks his hand|licks her hand|eat from his hand|eat from her hand|eats from his "
      "hand|eats from her hand|curl up in her lap|curl up in his lap|curls up in her lap|curls up in his lap|in her "
      "lap|in his lap|docile|docilely|meekly|harmless|harmlessly|gentle as a lamb|meek as|on a leash|collar and "
      "leash|wear a collar|wears a collar|sit obediently|sits obediently|obedient|obediently|trained "
      "to|cuddle|cuddles|cuddly|affectionate|affectionately|tenderly|house cat|house pet|family pet|pet dog|let the "
      "children pet|snuggle|snuggles|whimper|whimpers|cower|cowers"}},
    {CF_BEARER_ANIMATE,
     {"wild|untamed|feral", "in a cage|in its cage|behind bars|bars of its cage|caged|on a leash|on a lead|collar and "
                            "leash|wear a collar|wears a collar|collar around its neck|leather "
                            "collar|bridle|bridled|saddle|saddled|harness|harnessed|halter|reins|tethered|hitched|"
                            "hitching post|in its stall|in its stable|in a "
                            "pen|penned|corralled|paddock|barnyard|farmyard|domesticated|tame|house-trained|zoo|"
                            "zookeeper|food bowl|water bowl|dog bed|circus|trainer|hand-fed|hand-reared|living "
                            "room|ear tag|tagged ear|branded flank|shod hooves|horseshoes"}},
    {CF_BEARER_ANIMATE,
     {"tame|domesticated|pet|trained|saddled|harnessed|leashed",
      "never been ridden|never ridden|never felt a saddle|never worn a saddle|never known a rope|no saddle|without a "
      "saddle|no bridle|no collar|wild and free|untamed|unbroken|feral|roam free|roams free|roams wild|runs wild|in "
      "the wild|wild herd|bolt at the sight of people|flee from people|never seen a human|off the "
      "leash|unleashed|without a leash|no leash"}},
    {CF_BEARER_ANIMATE,
     {"hungry|starving|famished",
      "push the plate away|push away the plate|pushes away her plate|pushes away his plate|too full|full stomach|pat "
      "his full|well-fed|belly bulge|bulging belly|belly taut|satiated|sated|gorged|cannot eat another|refuse "
      "food|refuses food|ignore the food|ignores the food|ignores its food|leave the food untouched|leaves its "
      "food|turn up its nose|turns up its nose|overfed|picks at the food|content after|no appetite|without "
      "appetite|burp|burps|belch|belches"}},
    {CF_BEARER_ANIMATE,
     {"sick|ill|ailing|feverish|sickly|bedridden|hospitalized",
      "picture of health|rosy-cheeked|rosy cheeks|rude health|robust health|perfect health|hale and hearty|hale|glow "
      "with health|glows with health|glowing with health|full of vigor|full of vigour|full recovery|fully "
      "recovered|sprint|sprints|sprinting|lift weights|lifts weights|do push-ups|does "
      "push-ups|cartwheel|cartwheels|leap out of bed|leaps out of bed|robust|vigorous|fit as a "
      "fiddle|jog|jogs|jogging"}},
    {CF_BEARER_ANIMATE,
     {"healthy|fit|well-fed|robust",
      "feverish|fever|hacking cough|cough violently|coughs violently|cough up|coughs up|ashen-faced|ashen "
      "face|pallid|sallow|sunken eyes|sunken cheeks|ribs show|ribs showing|mangy|mange|patchy fur|matted "
      "fur|scabs|open sores|sores|boils|oxygen mask|intravenous|iv drip|hospital bed|hospital "
      "gown|sickbed|wheeze|wheezes|wheezing|crutches|bedridden|at death's "
      "door|emaciated|diseased|infected|ailing|sickly|feeble|limp|limps|limping|skin and bones"}},
    {CF_BEARER_ANIMATE,
     {"injured|wounded|limping|bandaged|hurt|bleeding",
      "not a scratch|without a scratch|not a mark on|unscathed|unbruised|without a bruise|without a wound|no wound|no "
      "injuries|no injury|uninjured|unhurt|unharmed|no bandage|without a bandage|sprint|sprints|sprinting|leap "
      "effortlessly|cartwheel|cartwheels|sound of limb|fully healed|fully recovered|smooth unmarked|unmarked skin"}},
    {CF_BEARER_ANIMATE,
     {"drunk|tipsy|drunken|intoxicated",
      "stone-cold sober|stone cold sober|cold sober|sober|soberly|perfectly steady|steady on his feet|steady on her "
      "feet|clear-headed|clear-eyed|teetotal|teetotaler|walks a straight line|walk a straight line|not touched a "
      "drop|not a drop of alcohol"}},
    {CF_BEARER_ANIMATE,
     {"sober",
      "stagger drunkenly|drunkenly|staggers|slur his words|slurs his words|slurred speech|slurred|hiccup|hiccups|reek "
      "of whiskey|reeks of whiskey|swig from a bottle|swigs from a bottle|swig of whiskey|bloodshot eyes|stumble "
      "drunkenly|sways drunkenly|intoxicated|inebriated|sozzled|passed out"}},
    /* sleep and posture */
    {CF_BEARER_ANIMATE,
     {"asleep|sleeping|napping|dozing|slumbering|snoozing|*sleep|*nap|*doze|*slumber|unconscious|fast asleep",
      "blink|blinks|blinking|wink|winks|winking|stretch and rise|jump up|jumps up|leap up|leaps up|spring up|springs "
      "up|scratch itself|chase its tail|chases its tail|lap up|laps up|look around|looks around|look up at|looks up "
      "at|turn to look|turns to look|looks straight at|look straight at|look directly at|sits bolt upright|sit bolt "
      "upright|eyes gleam|eyes glint|eyes shine|eyes glow|eyes sparkle|eyes narrow|eyes open wide|open its eyes|open "
      "his eyes|open her eyes|opens its eyes|opens his eyes|opens her eyes|gaze out|peer out|peers out|peers|ears "
      "prick|ears pricked|ears perked|ears "
      "perk|talk|talks|talking|speak|speaks|speaking|sing|sings|singing|eat|eats|eating|type|types|typing|walk|walks|"
      "walking|run|runs|running|jump|jumps|jumping|crawl|crawls|crawling|bat at|bats "
      "at|pounces|paces|pacing|insomnia|insomniac|cannot sleep|unable to sleep|stand watch|stands watch|on "
      "patrol|plays with"}},
    {CF_BEARER_ANIMATE,
     {"awake|wide-awake|alert|sleepless|vigilant|watchful|attentive",
      "head lolls|head loll|chin on his chest|chin on her chest|chin sunk|chin drops|head nod forward|breathing slow "
      "and deep|breath slow and deep|slow even breath|breathes deeply in|in a deep slumber|deep slumber|deep in "
      "sleep|sleeps|sleep soundly|sleeps soundly|sleep peacefully|sleeps peacefully|slept|napping|naps|nods off|nod "
      "off|nodding off|drift off|drifts off|drifted off|unconscious|comatose|hibernating|hibernate|dead asleep|half "
      "asleep|lids closed|lids shut|lids lowered|eyes are closed|eyes are shut|eyes closed|eyelids closed|mouth "
      "slack|tucked up and|in dreamland|unaware of everything|oblivious"}},
    {CF_BEARER_ANIMATE,
     {"kneeling|*kneel|crouching|squatting|*crouch|*squat",
      "stands upright|stand upright|standing upright|stands tall|stand tall|on his feet|on her feet|on its feet|on "
      "tiptoe|at full height|full height|ramrod straight|lies flat|lie flat|flat on his back|flat on her "
      "back|strides|striding|stride across|in mid-stride|sits in a chair|sit in a chair|sits on a "
      "bench|seated|sprints|sprinting"}},
    {CF_BEARER_ANIMATE,
     {"sitting|seated|*sit|cross-legged|perched",
      "at full height|full height|ramrod straight|stands tall|stand tall|stands beside|stands by the|stands up|stand "
      "up|rise to his feet|rise to her feet|rises to his feet|rises to her feet|leap to his feet|leap to her "
      "feet|strides|striding|stride across|sprint|sprints|sprinting|run across|runs across|pace the room|paces the "
      "room|paces back and forth|pace back and forth|sprawl flat|sprawled flat|lies on his back|lies on her back|hangs "
      "upside down|handstand|on tiptoe|kneels|kneeling|crouches|crouching"}},
    {CF_BEARER_ANIMATE,
     {"standing|*stand|upright|on his feet|on her feet",
      "slump in a chair|slumps in a chair|sprawled on|sprawls on|sprawl on|lies on its side|lie on its side|lying on "
      "its side|lies sprawled|lie sprawled|sits cross-legged|sit cross-legged|in a wheelchair|wheelchair|in the "
      "armchair|perch on a stool|perches on a stool|perched on a stool|sits down|sit down|seated on|seated "
      "in|kneeling|on his knees|on her knees|on its haunches|squats|squatting|crouching|crawls|crawl on all fours|on "
      "all fours|lies face down|lie face down|face down|reclining|lounges|lounging|curled up|curl up|laid out "
      "flat|flat on its side"}},
    {CF_BEARER_ANIMATE,
     {"lying|reclining|*lie|lying down|sprawled",
      "at full height|on tiptoe|on its hind legs|rear up|rears up|stand "
      "on|strides|striding|sprint|sprints|sprinting|gallop|gallops|leap|leaps|leaping|jump|jumps|jumping|pace|paces|"
      "pacing|stands beside|stands by|sit upright|sit bolt upright|sits bolt "
      "upright|walks|walking|trots|trotting|runs|running"}},
    /* dress and gear */
    {CF_BEARER_ANIMATE,
     {"barefoot|barefooted|shoeless|bare-footed|bare feet",
      "sneaker|boot heels|booted feet|booted|heels click|heel click|clicking heels|shoelaces|laces tied|tie his "
      "laces|tie her laces|tie her shoelaces|tie his shoelaces|soles squeak|rubber "
      "soles|hobnailed|wellingtons|wellies|galoshes|flip-flops|flip flops|stockinged feet|in socks|wool socks|woolen "
      "socks|woollen socks|thick socks|socks|stockings|cleats|ballet shoes|pointe shoes|running shoes|tennis "
      "shoes|cowboy boots|leather boots|combat boots|rubber boots|ice skates|roller skates|clad in "
      "boots|shod|brogues|oxfords|pumps|espadrilles|ankle boots|stiletto|patent leather shoes"}},
    {CF_BEARER_ANIMATE,
     {"shod|in boots|wearing boots|wearing shoes|in high heels|booted|in sneakers|wearing sneakers|in sandals",
      "barefoot|barefooted|bare feet|bare foot|bare toes|naked feet|shoeless|unshod|without shoes|no shoes|kick off "
      "her shoes|kick off his shoes|wiggle her toes|wiggle his toes|wriggle her toes|wriggle his toes|toes sink "
      "into|toes dig into|toes curl into|bare soles|naked toes|in stockinged feet|in only socks"}},
    {CF_BEARER_ANIMATE,
     {"masked|veiled|hooded|helmeted|face covered|in a mask|wearing a mask|balaclava",
      "no mask|without a mask|mask off|takes off the mask|take off the mask|take off his mask|take off her mask|bare "
      "face|bare-faced|barefaced|face bare|face is bare|face fully visible|face in full view|features in full "
      "view|features are plain|fully exposed face|exposed face|face exposed|face "
      "unhidden|unmasked|unveiled|bareheaded|bare-headed|bare head|head bare|hoodless|hood down|hood thrown back|hood "
      "pushed back|helmetless|no helmet|without a helmet|no veil|without a veil|kiss on the lips|full lips|freckled "
      "cheeks|freckles on her|wide grin|toothy grin|bright smile"}},
    {CF_BEARER_ANIMATE,
     {"blindfolded|blindfold", "stare straight|stares straight|stare into|stares into|gaze into|gazes into|eyes "
                               "lock|eyes locked|eyes fixed on|eyes follow|eyes dart|eyes scan|eyes sweep|eyes "
                               "narrow|eyes wide|eyes meet|blink|blinks|wink|winks|squint|squints|peer at|peers "
                               "at|uncovered eyes|eyes uncovered|no blindfold|without a blindfold|eyes sparkle|eyes "
                               "gleam|bright eyes|clear-eyed|read the|reads the|glance at|glances at|watches the"}},
    {CF_BEARER_ANIMATE,
     {"blind|sightless",
      "stare straight at|eyes follow|eyes track|eyes lock|eyes dart|eyes scan|read a newspaper|reads a newspaper|read "
      "the newspaper|reads a book|read the sign|reads the sign|admire the painting|admires the painting|look through "
      "binoculars|looks through binoculars|peer through a telescope|peers through a "
      "telescope|keen-eyed|sharp-eyed|eagle-eyed|perfect vision|watch television|watches television|watches the "
      "screen"}},
    {CF_BEARER_ANIMATE,
     {"armed|sword-wielding|gun-wielding|wielding|heavily armed|armored|armoured",
      "bare hands|bare-handed|barehanded|empty-handed|empty hands|hands are empty|no weapon|no weapons|without a "
      "weapon|without weapons|without a sword|without a gun|weaponless|unarmed|unarmored|unarmoured|no armor|no "
      "armour|scabbard is empty|empty scabbard|empty holster|holster is empty|open palms|palms open|hands raised in "
      "surrender|raise his hands in surrender|raise her hands in surrender|disarmed|lay down his sword|lay down his "
      "weapon|defenseless|defenceless|nothing in his hands|nothing in her hands|only a bouquet|with only his fists"}},
    {CF_BEARER_ANIMATE,
     {"unarmed|weaponless|defenseless|empty-handed",
      "brandish|brandishes|brandishing|wield|wields|wielding|unsheathe|unsheathes|draw his sword|draw her sword|draws "
      "his sword|draws her sword|draw his pistol|draws his pistol|draw a knife|draws a knife|aim a gun|aims a gun|aim "
      "a rifle|aims a rifle|take aim|takes aim|fire a shot|fires a shot|pull the trigger|pulls the trigger|cock the "
      "hammer|holster|scabbard|bandolier|revolver|machine gun|crossbow|halberd|musket|machete|blade in hand|knife in "
      "hand|gun in hand|sword in hand|bow in hand|quiver of arrows|nock an arrow|nocks an arrow|grenade|grenades|armed "
      "to the teeth|shoulder a rifle|axe raised|nunchucks"}},
    {CF_BEARER_ANIMATE,
     {"shirtless|bare-chested|topless|naked|nude",
      "fully clothed|fully dressed|buttoned up|buttoned to the neck|buttoned to the collar|collar and "
      "tie|necktie|tailored suit|business suit|three-piece|tuxedo|turtleneck|sweatshirt|parka|overcoat|trench "
      "coat|raincoat|winter coat|heavy coat|fur coat|cardigan|pullover|waistcoat|hooded sweatshirt|zipped to the "
      "chin|zip up his|button his shirt|straighten his tie|adjust his tie|roll up his sleeves|sleeves "
      "rolled|long-sleeved|layers of clothing|thick sweater|woolen sweater|flannel shirt|polo shirt|tank top"}},
    {CF_BEARER_ANIMATE,
     {"well-dressed|dapper|elegant|in a suit|suited|formally dressed|in a tuxedo|glamorous",
      "ragged clothes|in rags|dressed in rags|tattered clothes|torn clothes|ripped jeans|torn jeans|stained "
      "t-shirt|stained shirt|grubby|grubby clothes|filthy "
      "clothes|unwashed|scruffy|shabby|threadbare|disheveled|dishevelled|unkempt|slovenly|sweatpants|tracksuit|pajamas|"
      "pyjamas|bathrobe|baggy sweatpants|baggy shorts|cargo shorts|swim trunks|patched clothes|holes in his|holes in "
      "her|moth-eaten|mud-spattered|mud-splattered|naked|barefoot|overalls|rumpled|crumpled clothes"}},
    {CF_BEARER_ANIMATE,
     {"poor|ragged|shabby|homeless|impoverished|destitute|beggar",
      "designer suit|designer dress|designer clothes|designer handbag|tailored suit|bespoke|bespoke suit|silk "
      "suit|silk tie|tuxedo|evening gown|ball gown|fur coat|mink coat|mink|diamond ring|diamond "
      "necklace|diamonds|pearls|gold watch|rolex|gold chain|gold "
      "rings|jewel-encrusted|jewelled|jeweled|chauffeur|limousine|yacht|private jet|mansion|penthouse|wads of "
      "cash|stacks of cash|bundles of cash|caviar|champagne|butler|opulent|luxury car|sports car|immaculately "
      "dressed|well-heeled|well-fed|wealthy|affluent"}},
    {CF_BEARER_ANIMATE,
     {"rich|wealthy|affluent|opulent|aristocratic",
      "in rags|dressed in rags|ragged clothes|tattered clothes|torn clothes|patched clothes|patched coat|holes in his "
      "shoes|worn-out shoes|beg for|begs for|begging for|begging bowl|tin cup|cardboard box|cardboard shelter|sleep "
      "rough|sleeps "
      "rough|penniless|destitute|impoverished|homeless|pauper|threadbare|squalid|squalor|hovel|shack|slum|rummage "
      "through the trash|rummages through|soup kitchen|food stamps|empty pockets|scavenge|scavenges"}},
    /* alone and in company */
    {CF_BEARER_SCENE,
     {"alone|lone|solitary|by himself|by herself|by itself|on his own|on her own|lonely|isolated|unaccompanied",
      "amid a crowd|amid the crowd|among the crowd|in the crowd|through the crowd|lost in the crowd|in a "
      "crowd|surrounded by friends|surrounded by people|surrounded by family|surrounded by his|surrounded by "
      "her|surrounded by colleagues|surrounded by admirers|mobbed by|swarmed by|his companions|her companions|its "
      "companions|his colleagues|her colleagues|his comrades|his crew|her crew|his family|her family|his children|her "
      "children|his fellow|her fellow|fellow travelers|fellow travellers|fellow hikers|fellow climbers|fellow "
      "passengers|elbow to elbow|shoulder to shoulder|cheek by jowl|side by side|hand in hand|arm in arm|back to "
      "back|holding hands|hold hands|hug each other|talk to each other|smile at each other|laugh together|the "
      "others|both of them|all of them|the whole group|the whole pack|the whole herd|the whole flock|rest of the "
      "pack|rest of the herd|rest of the flock|rest of the group|among its herd|in formation with|jostled by|flanked "
      "by|packed in with|dozens of others|hundreds of others|with his team|with her team|twin brother|twin sister|its "
      "mate|his mate|entourage|bodyguards"}},
    {CF_BEARER_SCENE,
     {"crowded|packed|busy|bustling|thronged|teeming|full of people|jam-packed|overcrowded|congested|lively",
      "the only passenger|only passenger aboard|the only customer|only customer|the only visitor|only visitor|the only "
      "person|only person|the only soul|only soul|the only guest|only guest|the only diner|only diner|the only "
      "spectator|a lone passenger|a lone customer|a lone figure|a single passenger|a single customer|a single figure|a "
      "solitary figure|no passengers|no customers|no visitors|no shoppers|no spectators|no pedestrians|no traffic|no "
      "cars|no crowd|no crowds|not a car in sight|not a single car|nobody in sight|no one in sight|not a person in "
      "sight|not a soul in sight|not a soul around|no one around|nobody around|nobody else|no one else|without a "
      "soul|without people|without a single person|devoid of people|devoid of life|devoid of|bereft of|every seat "
      "empty|every seat is empty|every seat vacant|every table empty|every table is empty|every chair is empty|empty "
      "tables|empty chairs|empty benches|empty aisles|empty stands|empty pavement|empty sidewalks|empty stalls|empty "
      "platform|empty corridors|chairs stacked on|shutters down|shuttered stalls|ghost town|footsteps echo|footstep "
      "echo|echoing emptiness|eerily quiet|tumbleweeds|closed for the day|closed for the night|after closing|hours "
      "after closing|long after closing|desolate|depopulated|evacuated"}},
    {CF_BEARER_SCENE,
     {"empty|deserted|vacant|unoccupied|abandoned|desolate|uninhabited|unpopulated|lonely|quiet",
      "crowded with|crowded|packed with|thronged|throngs of|crowds of|swarms of|hordes of|sea of people|sea of "
      "faces|rivers of people|wall of people|wall-to-wall|shoulder to shoulder|elbow to elbow|standing room|room "
      "only|sold-out|sold out|every seat taken|every seat is taken|every seat is occupied|every seat filled|every "
      "table taken|every table is taken|every table occupied|every chair is taken|every bench is taken|every stool|no "
      "seats left|not an empty seat|not a seat left|not an empty chair|not an empty table|hardly an empty|people "
      "squeeze|people crowd|people jostle|people stream|people pour|people mill|people rush|people hurry|people "
      "queue|people line|shoppers jostle|shoppers crowd|shoppers push|commuters rush|commuters pour|commuters "
      "hurry|passengers squeeze|passengers crowd|passengers jostle|fans cheer|fans roar|spectators cheer|crowd "
      "cheer|crowd roar|roar of the crowd|crowd surge|tourists jostle|vendors shout|vendors call|hawkers|waiters "
      "weave|waiters hurry|waiters rush|bumper to bumper|bumper-to-bumper|traffic jam|gridlock|gridlocked|rush "
      "hour|rush-hour|nose to tail|honking cars|cars honk|taxis honk|queue snake|queues snake|long queue|long "
      "queues|long lines of|teeming with|bustling with|alive with people|full of people|filled with people|full "
      "house|packed house|capacity crowd|overflow with "
      "people|passersby|bystanders|revelers|revellers|partygoers|concertgoers|worshippers|children play|children "
      "run|children chase|laughing children|residents|inhabitants"}},
    {CF_BEARER_SCENE,
     {"abandoned|derelict|ghost|uninhabited|forsaken|disused",
      "smoke rise from the chimney|smoke rises from the chimney|smoke curl from the chimney|smoke curls from the "
      "chimney|laundry hang|laundry hangs|laundry flaps|freshly mown|freshly mowed|freshly painted|newly "
      "painted|well-kept|well kept|well-tended|lovingly maintained|carefully maintained|immaculately kept|in full "
      "operation|fully operational|in use|in daily use|open for business|customers|shoppers|diners|staff|workers "
      "hurry|workers bustle|workers in|machines hum|machinery hums|machine hum|assembly line moves|conveyor "
      "belts|patients|nurses|doctors|pupils|schoolchildren|congregation|worshippers|visitors queue|guests check|guests "
      "arrive|guests mingle|hotel guests|receptionist|family dinner|family gathers|families picnic|children "
      "play|lights glow in every window|lights in every window|every window lit|dinner simmers|riders scream|riders "
      "shriek|screaming riders|queue for the rides|delivery trucks|parked cars line|trains arrive|trains depart"}},
};

const struct cf_axis *cf_axes_people(size_t *count)
{
    *count = sizeof(people) / sizeof(*people);
    return people;
}
