/* Signs of how things are: what a caption gives the contrary of a state away by, wherever it is said. No
 * phrase stands here that captions say at random: of the world none that one right caption in 500 has. */
#include "checks/axes.h"

static const struct cf_axis things[] = {
    /* full and empty vessels */
    {CF_BEARER_THING,
     {"empty|drained|bare|hollow|unfilled",
      "filled to the|full to the|to the brim|near the brim|up to the brim|to the rim|up to the rim|to the top|full to "
      "bursting|filled to bursting|bursting with|brimful|brim with|brims with|brimming with|overflow with|overflows "
      "with|spill over|spills over|spill over the|spills over the|slosh|sloshes|sloshing|half full|half-full|half "
      "filled|half-filled|three-quarters full|packed full|heaped with|heaped high|heaps with|loaded with|laden "
      "with|piled with|piled high|stuffed with|stuffed full|crammed with|crammed full|chock-full|chock "
      "full|bulging|bulge with|bulges with|stocked|well-stocked|fully stocked|stacked with|lined with books|crowded "
      "with|groan under|groans under|groaning under|groaning with|topped up|freshly filled|refilled|furnished|fully "
      "furnished|contents spill|no space left|no room left|cannot hold another|cannot hold more"}},
    {CF_BEARER_THING,
     {"full|filled|brimming|overflowing|loaded|laden|heaped|stuffed|stocked|brimful",
      "completely empty|utterly empty|totally empty|quite empty|bone-dry inside|nothing left|nothing in it|nothing "
      "inside|nothing on it|nothing remains|bottom of the glass is visible|bare bottom|bottom shows|drunk dry|drained "
      "dry|drained to the|last sip|only dregs|only the dregs|only a few drops|a few drops left|a few drops remain|only "
      "crumbs|a few crumbs|nothing but crumbs|only crumbs remain|picked clean|wiped clean|scraped clean|cleaned "
      "out|cleared out|hollow inside|bare shelves|shelves are bare|shelves stand bare|bare shelf|not a crumb|not a "
      "drop|without a drop|unfilled|not a thing|turned upside down|upturned|tipped over and empty|ring hollow|rings "
      "hollow|echo hollow|gapes empty|almost empty|nearly empty|half empty|half-empty|dust settles inside|not a "
      "coin|not a single item|emptied out|unladen|unloaded"}},
    /* lit and unlit */
    {CF_BEARER_THING,
     {"burning|lit|lighted|blazing|flickering|glowing|flaming|ablaze|illuminated|alight",
      "wick has never been lit|never been lit|never lit|wick is white|white wick|clean wick|pristine wick|fresh "
      "wick|untouched wick|unburned wick|unburnt wick|unburned|unburnt|no flame|without a flame|no flicker|without a "
      "flicker|not a flicker|no spark|without a spark|not a spark|no glow|without a glow|no light comes|gives no "
      "light|give no light|sheds no light|shed no light|casts no light|emits no light|bulb is dead|dead bulb|dead "
      "bulbs|burned-out bulb|burnt-out bulb|broken bulb|bulb missing|tubes are dead|dead tubes|dead "
      "neon|unplugged|switched off|turned off|powered down|power cut|power outage|blackout|goes dark|go dark|gone "
      "dark|went dark|blown out|blows out|snuffed out|put out|doused|smothered|wisp of smoke from the wick|cold "
      "hearth|hearth is cold|hearth lies cold|cold grate|grate is empty|empty grate|swept hearth|heap of ash|only "
      "ash|only ashes|nothing but ash|nothing but ashes|cold embers|dead embers|gray ash|grey ash|cold charcoal|logs "
      "unlit|unlit logs|unlit wood|matches untouched|dark windows|windows are dark|window is dark|windows stay "
      "dark|lamp is dark|lamp stays dark|lantern is dark|sign is dark|dark bulb|dark bulbs"}},
    {CF_BEARER_THING,
     {"unlit|extinguished|burned-out|burnt-out|snuffed|switched off|turned off",
      "tongues of flame|tongue of flame|flame sway|flame waver|flame quiver|flame flutter|flame burn|flame glow|flame "
      "shine|flame gutter|flame shoot|flame spread|lively flame|tall flame|steady flame|tiny flame|small flame|bright "
      "flame|golden flame|orange flame|yellow flame|burning wick|glowing wick|wick burn|wick glow|pool of melted "
      "wax|molten wax|wax run down|melted wax|wax trickle|candlelight dance|candlelight flicker|flickering "
      "light|flickering glow|warm glow|golden glow|amber glow|soft glow|halo of light|pool of light|circle of "
      "light|cone of light|throw shadows|cast dancing|dancing shadows|sparks fly|spark fly|shower of sparks|crackling "
      "flames|burning logs|burning log|glowing coals|red-hot coals|embers glow|ember glow|fire blaze|fire leap|fire "
      "dance|roaring blaze|smoke and flame|buzz with neon|neon buzz|neon glow|neon blaze|neon flicker|blink on and "
      "off|light up the room|lights up the room|illuminate the room|illuminates the room|light the room|glow "
      "brightly|glows brightly|glow warmly|glows warmly|burn brightly|burns brightly|shines brightly|light blaze|light "
      "glow|set alight"}},
    {CF_BEARER_SCENE,
     {"dark|unlit|dim|gloomy|pitch-dark|pitch-black|shadowy|darkened|dimly lit|candlelit|moonlit",
      "glare of spotlights|glare of floodlights|banks of floodlights|bank of floodlights|stadium lights|stadium "
      "lamps|overhead fluorescents|fluorescent light|fluorescent lights|fluorescent tubes|spotlights blaze|lights "
      "blaze|every light is on|every lamp is on|every lamp lit|every lamp burns|every lamp blazes|lights at full|full "
      "brightness|dazzling brightness|dazzling white|dazzlingly bright|brilliantly lit|brightly "
      "illuminated|brilliantly illuminated|blazing with light|ablaze with light|awash with light|awash in light|awash "
      "with sunlight|awash in sunlight|drenched in sunlight|drenched in light|flooded by sunlight|flood with "
      "sunlight|sunlight flood|sunlight pour|sunlight stream|sun pour through|sun stream through|bathed in "
      "daylight|bathed in bright|light in every corner|not a shadow|not a single shadow|squint in the glare|squint "
      "against the|shield his eyes from|shield her eyes from|sunglasses against|midday brightness|bright as "
      "noon|bright as daylight|overexposed|blinding brightness|blinding white"}},
    {CF_BEARER_SCENE,
     {"bright|brightly lit|sunlit|illuminated|well-lit|brilliant|sunny|floodlit|sun-drenched",
      "pitch dark|pitch black|total blackness|utter darkness|utter blackness|near darkness|near-darkness|near-total "
      "darkness|absolute darkness|gloom swallow|darkness swallow|darkness engulf|darkness cover|cloaked in "
      "darkness|shrouded in darkness|shrouded in shadow|shrouded in gloom|cloaked in shadow|steeped in shadow|sunk in "
      "gloom|sunk in shadow|wrapped in darkness|grope in the dark|grope through the dark|feel his way|feel her "
      "way|only a sliver of light|single candle|lone candle|by the light of a single|flashlight beam|beam of a "
      "flashlight|only the glow of|faint glimmer|too dark to|hardly visible|barely discernible|barely make out|dimly "
      "visible|curtains drawn tight|blackout curtains|windows boarded|lights out|no light at all|without a light|not a "
      "glimmer|without a glimmer|impenetrable dark|inky black|inky darkness|murky gloom|dim and gloomy|power "
      "failure|bulbs are dead"}},
    /* open and closed */
    {CF_BEARER_THING,
     {"open|opened|wide-open|ajar|unlocked|unfolded|unfurled|unsealed|unlatched",
      "lid is down|lid is closed|lid is shut|lid closed|lid shut tight|lid screwed|cover closed|drawn shut|pulled "
      "shut|pulled to|shut fast|closed fast|firmly bolted|deadbolt|deadbolts|heavy padlock|rusted padlock|chained "
      "shut|chain across|chained and|barricaded|barricade|bricked up|bricked-up|boarded over|boarded-up|boarded "
      "shut|welded shut|glued shut|nailed shut|screwed shut|taped shut|stapled shut|wired shut|jammed shut|sealed with "
      "wax|wax seal intact|wax seal unbroken|seal intact|seal unbroken|unbroken seal|tightly sealed|hermetically "
      "sealed|never been opened|never opened|will not open|refuse to open|refuses to open|does not budge|tightly "
      "folded|folded tight|tightly furled|tightly wrapped|curled tight|buttoned tight|zipped tight|clasped shut|clasp "
      "fastened|buckled shut|bars across|closed sign|rolled-down shutter|shutter is down|shutters are down|shutters "
      "closed|shuttered|clenched tight|pinched shut|squeezed shut|pressed shut|screwed tight|tightly "
      "corked|corked|cork in place|cap on"}},
    {CF_BEARER_THING,
     {"closed|shut|locked|sealed|unopened|folded|wrapped|shuttered|bolted|latched|furled|padlocked|zipped|corked",
      "stands ajar|stand ajar|hangs ajar|half open|half-open|left open|wedged open|kicked open|forced open|prised "
      "open|burst open|bursts open|blown open|cracked open|splayed open|lying open|laid open|held open|swinging "
      "open|wide-open|open wide|opened "
      "wide|unlocked|unlatched|unbolted|unbuckled|uncorked|unzipped|unbuttoned|unfurled|unrolled|uncapped|unscrewed|"
      "lid off|lid is off|lid lifted|lid raised|lid thrown back|lid propped|lid tilted back|without its lid|broken "
      "seal|seal broken|seals broken|through the gap|through the open|through the doorway|through its open|open "
      "doorway|swing on its hinges|swings on its hinges|off its hinges|torn wrapping|torn wrapper|wrapping "
      "torn|contents on display|contents exposed|contents spill|contents visible inside|pages fan|pages riffle|pages "
      "lie|leafing through|leaf through|leafs through|spread out flat|spread flat|customers walk in|customers pour "
      "in|people stream in|walks straight in|walk straight in|flap open|gaped open|yawning open|key turn|padlock hangs "
      "open|chain removed|outspread|spread wings"}},
    /* wet and dry, hot and cold */
    {CF_BEARER_THING,
     {"wet|soaked|drenched|dripping|rain-soaked|flooded|soggy|damp|waterlogged|sodden|rain-slicked|moist|puddled",
      "dry as a bone|dry as dust|dry as tinder|dry as paper|dry to the touch|tinder-dry|tinder dry|crisp-dry|crackle "
      "with dryness|powdery|powdery dust|cracked mud|cracked soil|cracked "
      "clay|sun-cracked|sun-dried|sun-scorched|desiccated|dried-up|dried up|waterless|rainless|dehydrated|parched "
      "soil|parched earth|not a puddle|without a puddle|no puddles|not a drop of|without a drop|no trace of "
      "moisture|not a trace of moisture|no dampness|completely dry|perfectly dry|thoroughly dry|wholly dry|entirely "
      "dry|warm and dry|clean and dry|fresh from the dryer|from the dryer|blow-dried|freshly dried|towel-dried|dust "
      "puff|puffs of dust|puff of dust|cloud of dust|clouds of dust|dust rise|dust cling|coat of dust|layer of "
      "dust|coated with dust|coated in dust|not been rained on|never seen rain|months without rain|dry and "
      "cracked|cracked and dry|kick up dust|kicks up dust"}},
    {CF_BEARER_THING,
     {"dry|parched|arid|dusty|bone-dry|sun-baked|dried-up|dried|drought-stricken|waterless|cracked",
      "dripping wet|soaking wet|sopping wet|sopping|wringing wet|soaked through|soaked to the skin|soaked to the "
      "bone|drenched to|wet through|water drip|water trickle|water stream|water pour|water drop|beads of water|bead of "
      "water|droplets of water|droplet of water|glisten with water|glistens with water|glisten with rain|glistens with "
      "rain|glistening wet|slick with rain|slick with water|rain-slick|rain-slicked|rain-soaked|rain-drenched|swollen "
      "by rain|swollen with rain|flood water|floodwater|floodwaters|swamped|submerged|inundated|awash|underwater|lush "
      "reeds|reeds thrive|frogs croak|ducks swim|ducks paddle|fish swim|fish dart|lily "
      "pads|saturated|squelch|squelches|squelching|squelchy|boggy|soggy ground|sloppy mud|thick wet mud|muddy "
      "puddle|muddy puddles|wring out|wrings out|puddle forms|puddle spread|brimming with water|overflow its "
      "banks|overflows its banks|bursts its banks|swift current|rushing current|lush green"}},
    {CF_BEARER_THING,
     {"hot|steaming|boiling|scorching|sweltering|sizzling|piping|warm|simmering|scalding|*steam|molten|red-hot|fiery",
      "ice float|ice clink|ice rattle|clink of ice|floating ice|crushed ice|ice crystals|crust of ice|film of ice|skin "
      "of ice|sheet of ice|rimed|rime|frost cover|frost coat|frost cling|frost form|frosted over|frozen solid|frozen "
      "stiff|beads of cold|cold as ice|cold as stone|cold as the|cold and congealed|congealed|congealed fat|skin has "
      "formed|gone stone-cold|gone cold|went cold|grown cold|long since cooled|long gone cold|has cooled|cooled "
      "completely|stone-cold|unheated|no steam|without steam|without a wisp of steam|not a wisp of steam|no "
      "heat|without heat|refrigerated|refrigerator-cold|fridge-cold|straight from the fridge|from the freezer|chilled "
      "to|well chilled|ice bucket|iced over|icy cold|ice-cold|subzero|sub-zero|freezing "
      "cold|shiver|shivers|shivering|chill to the touch|tepid|lukewarm|hardened and cold|solidified"}},
    {CF_BEARER_THING,
     {"iced|cold|chilled|frosty|icy|ice-cold|freezing|frigid|frozen|cool",
      "wisps of steam|wisp of steam|clouds of steam|cloud of steam|plume of steam|plumes of steam|curl of steam|curls "
      "of steam|steam billow|steam drift|steam waft|steam hiss|steam escape|steam cloud|steaming hot|piping "
      "hot|burning hot|blazing hot|boiling hot|scalding hot|red-hot|red hot|white-hot|white hot|too hot to|hot enough "
      "to|fresh from the oven|straight from the oven|hot from the oven|straight off the stove|off the "
      "grill|bubbling|bubble on the stove|bubbles on the stove|rolling boil|come to a boil|comes to a boil|boil "
      "over|boils over|simmer|simmers|scald|scalds|burn his tongue|burn her tongue|burns his tongue|burns her "
      "tongue|blow on it to cool|blows on it to cool|heat shimmer|shimmering heat|heat radiate|waves of heat|wave of "
      "heat|heat rise|sweat pour|sweat bead|beads of sweat|fan himself|fan herself|fans himself|fans "
      "herself|oppressive heat|stifling heat|scorching heat|blazing heat|baking heat|molten|oven-hot|mop his brow|mops "
      "his brow|mop her brow|mops her brow"}},
    {CF_BEARER_THING,
     {"frozen|icy|ice-covered|iced-over|frozen-over|icebound|frozen solid",
      "free-flowing|flows freely|flow freely|flowing freely|fully thawed|long since thawed|thawed out|thawing|melted "
      "away|has melted|ice has gone|ice-free|ice is gone|no trace of ice|not a trace of ice|swimmers splash|children "
      "splash|swim across|swims across|dive in|dives in|rowboat glide|sailboat glide|canoe "
      "glide|kayak|kayaks|kayaker|canoe|canoes|swan glide|swans glide|ducks paddle|duck paddle|fish leap|water "
      "lilies|lily pads|dragonflies|ripples spread|ripple spread|waves splash|waves lap|water lap|water splash|water "
      "tumble|water plunge|water thunder|water crash|whitewater|white water|rapids|current rush|skip stones|skips "
      "stones|balmy|bathers|spray rise|mist of spray|roaring torrent|bubbling brook|lukewarm"}},
    {CF_BEARER_THING,
     {"flowing|rushing|running|gushing|cascading|raging|babbling|*flow|*cascade|*gush|tumbling",
      "locked in ice|bound in ice|encased in ice|turned to ice|wall of ice|curtain of ice|pillar of "
      "ice|icebound|frozen in place|frozen mid-fall|frozen over|frozen hard|hangs frozen|hang frozen|icicles "
      "hang|trickle dry|trickles dry|dried to a trickle|reduced to a trickle|dried to nothing|dry riverbed|dry "
      "streambed|dry stones|cracked bed|cracked riverbed|cracked mud|bare rock where|no water flows|no longer "
      "flows|not flow|never flows|ceased to flow|stopped flowing|has run dry|ran dry|waterless|bone dry|stands "
      "motionless|stagnant pool|stagnant water|scum-covered|without a current|no current|still as glass|motionless "
      "water|mirror-still"}},
    {CF_BEARER_THING,
     {"melting|melted|thawing|molten|dripping",
      "frozen hard|rock-solid|rock solid|hard as rock|hard as iron|as hard as|solid as|keep its shape|keeps its "
      "shape|holds its shape|hold its shape|perfectly solid|completely solid|firm and frozen|firmly frozen|still "
      "frozen|refreeze|refreezes|refrozen|not a drip|not a drop falls|no sign of melting|shows no sign of "
      "melting|stays frozen|remains frozen|stay frozen|remain frozen|hardened|solidified|unmelted|cold and "
      "hard|crisp-edged"}},
    /* materials */
    {CF_BEARER_OWN,
     {"wooden|wood|timber|oak|oaken|pine|mahogany|walnut|bamboo|wicker|teak|cedar|log|rattan|plank",
      "steel|iron|metal|metallic|aluminum|aluminium|chrome|chromed|brass|copper|bronze|titanium|tin|wrought-iron|cast-"
      "iron|stainless-steel|zinc|pewter|plastic|acrylic|plexiglass|perspex|fiberglass|fibreglass|rubber|vinyl|pvc|"
      "styrofoam|polystyrene|inflatable|marble|granite|concrete|brick|limestone|sandstone|cement|stone|cinderblock|"
      "glass|crystal|ceramic|porcelain|terracotta|cardboard|carbon-fiber|cobblestone"}},
    {CF_BEARER_OWN,
     {"metal|metallic|steel|iron|aluminum|chrome|brass|copper|bronze|stainless-steel|wrought-iron|titanium|tin",
      "wooden|wood|timber|oak|oaken|pine|mahogany|walnut|bamboo|wicker|teak|cedar|rattan|plastic|acrylic|plexiglass|"
      "perspex|fiberglass|fibreglass|rubber|vinyl|styrofoam|polystyrene|inflatable|marble|granite|concrete|brick|"
      "limestone|sandstone|stone|glass|crystal|ceramic|porcelain|clay|terracotta|earthenware|cardboard|paper|papier-"
      "mache|cloth|fabric"}},
    {CF_BEARER_OWN,
     {"glass|crystal", "wooden|oak|oaken|pine|mahogany|bamboo|wicker|steel|iron|metal|aluminum|aluminium|brass|copper|"
                       "bronze|pewter|tin|plastic|styrofoam|polystyrene|rubber|vinyl|marble|granite|concrete|brick|"
                       "stone|ceramic|porcelain|clay|terracotta|earthenware|stoneware|cardboard|paper|leather|cloth"}},
    {CF_BEARER_OWN,
     {"stone|marble|granite|concrete|brick|cobblestone|slate|limestone|sandstone|rock",
      "wooden|timber|oak|oaken|pine|mahogany|bamboo|wicker|plank|log|steel|iron|metal|aluminum|aluminium|chrome|brass|"
      "copper|plastic|acrylic|fiberglass|fibreglass|rubber|vinyl|styrofoam|polystyrene|inflatable|glass|crystal|"
      "cardboard|paper|papier-mache|canvas|wax|thatched|straw"}},
    {CF_BEARER_OWN,
     {"plastic|acrylic|rubber|vinyl",
      "wooden|oak|pine|mahogany|bamboo|wicker|rattan|steel|iron|metal|aluminum|brass|copper|bronze|pewter|marble|"
      "granite|concrete|brick|stone|glass|crystal|ceramic|porcelain|clay|terracotta|earthenware|leather|cardboard"}},
    {CF_BEARER_OWN,
     {"ceramic|porcelain|clay|terracotta|earthenware|china",
      "wooden|oak|bamboo|steel|stainless-steel|iron|metal|aluminum|brass|copper|pewter|tin|plastic|styrofoam|rubber|"
      "vinyl|cardboard|leather|glass|crystal"}},
    {CF_BEARER_OWN,
     {"paper|cardboard|origami|papier-mache",
      "wooden|oak|bamboo|steel|iron|metal|metallic|aluminum|brass|copper|bronze|plastic|rubber|vinyl|marble|granite|"
      "concrete|stone|glass|crystal|ceramic|porcelain|leather"}},
    {CF_BEARER_OWN,
     {"ice|icy", "wooden|oak|bamboo|steel|iron|metal|brass|copper|bronze|plastic|rubber|marble|granite|concrete|brick|"
                 "sandstone|ceramic|porcelain|terracotta|cardboard|leather"}},
    {CF_BEARER_OWN,
     {"golden|gold|gilded", "wooden|tin|pewter|iron|rusty|lead|plastic|cardboard|clay|silver|copper|bronze|stone|"
                            "concrete|rubber|paper|terracotta|aluminum"}},
    {CF_BEARER_OWN,
     {"silver",
      "wooden|gold|golden|gilded|bronze|copper|brass|plastic|cardboard|clay|terracotta|stone|concrete|rubber|paper"}},
    {CF_BEARER_OWN,
     {"leather", "denim|silk|satin|woolen|woollen|wool|cotton|linen|velvet|nylon|polyester|knit|knitted|corduroy|tweed|"
                 "fleece|lace|plastic|canvas|chiffon|flannel|cashmere"}},
    {CF_BEARER_OWN,
     {"silk|satin|silken|velvet|lace|chiffon", "denim|leather|woolen|woollen|wool|tweed|nylon|polyester|corduroy|"
                                               "fleece|burlap|canvas|sackcloth|flannel|plastic|rubber|hessian"}},
    {CF_BEARER_OWN,
     {"wool|woolen|woollen|knit|knitted|cashmere|tweed",
      "denim|leather|silk|satin|silken|nylon|polyester|latex|vinyl|lace|chiffon|plastic|rubber|sequined|spandex"}},
    {CF_BEARER_OWN,
     {"denim",
      "leather|silk|satin|silken|woolen|woollen|tweed|velvet|lace|chiffon|fleece|knitted|cashmere|fur|nylon|corduroy"}},
    /* condition */
    {CF_BEARER_THING,
     {"old|ancient|antique|vintage|rusty|weathered|worn|battered|dilapidated|centuries-old|old-fashioned|rusted|"
      "tattered|faded|crumbling|worn-out|decrepit|aging",
      "just built|built last year|built this year|built last week|only just finished|just been finished|just been "
      "built|just been bought|bought yesterday|bought this morning|just been delivered|still in its packaging|still in "
      "its box|still in its plastic|plastic wrap still|protective film|protective plastic|tags still attached|tag "
      "still attached|price tag still|price tag hang|smell of fresh paint|smells of fresh paint|fresh coat of "
      "paint|gleaming fresh paint|paint still wet|still wet with paint|new-car smell|new car smell|freshly "
      "manufactured|freshly unboxed|newly manufactured|newly constructed|newly minted|newly forged|off the assembly "
      "line|off the production line|off the showroom|showroom-fresh|showroom floor|showroom "
      "condition|factory-new|factory-fresh|latest model|this year's "
      "model|cutting-edge|high-tech|ultramodern|ultra-modern|touchscreen|not a scratch|without a scratch|without a "
      "mark|never been worn|never worn|never been used|never been driven|never been read|unworn|unread|crisp "
      "new|spotless new|immaculate condition|pristine condition|perfect condition|crisp and unfaded|shiny "
      "new|sparkling new"}},
    {CF_BEARER_THING,
     {"new|brand-new|pristine|modern|state-of-the-art|newly built|gleaming|shiny|polished|immaculate|sleek|mint",
      "centuries old|centuries-old|decades old|decades-old|a hundred years|hundred years old|generations of use|years "
      "of use|decades of use|years of neglect|decades of neglect|years of wear|long neglected|long-neglected|long "
      "abandoned|long-abandoned|passed down through|worn thin|worn smooth|worn through|worn-out|worn out|wear and "
      "tear|frayed|fraying|frayed edges|faded by|sun-bleached|bleached by the|yellowed|yellowed with age|cracked with "
      "age|weather-beaten|weatherbeaten|weathered|time-worn|timeworn|rust-eaten|rust-covered|rust-streaked|rust-"
      "colored streaks|streaked with rust|eaten by rust|eaten away by|flecked with rust|patches of rust|spots of "
      "rust|flakes of rust|rust bloom|rust creep|rusted through|peeling paint|paint peel|paint flake|flaking "
      "paint|faded paint|cracked paint|chipped paint|dented|dents|scratched|scratches|scuffs|scuff marks|held together "
      "with|patched with|duct "
      "tape|rickety|creaky|decrepit|ramshackle|derelict|tumbledown|moss-grown|moss-covered|overgrown with|ivy "
      "creep|weeds push|weeds sprout|weeds grow|cobweb|cobwebbed|mildew|mildewed|moldy|rotting|rotten boards|broken "
      "windows|cracked windshield|threadbare|moth-eaten|dusty relic|antiquated|obsolete|vintage|antique|ancient"}},
    {CF_BEARER_THING,
     {"clean|tidy|spotless|neat|immaculate|pristine|orderly|uncluttered|minimalist|sparkling",
      "caked with|caked in|mud-caked|mud-spattered|mud-splattered|mud-streaked|spattered with mud|splattered with "
      "mud|streaked with mud|smeared with|smeared in|covered in mud|covered with mud|covered in grime|covered in "
      "dust|coated in dust|coated in grime|coated with grime|coated in grease|layer of grime|layer of dust|film of "
      "grease|film of dust|thick with dust|thick with "
      "grime|grease-stained|oil-stained|coffee-stained|wine-stained|sweat-stained|grass-stained|coffee stain|coffee "
      "stains|sauce stain|ink stains|mold grow|mildew|soot-blackened|sooty|soot-covered|blackened with "
      "soot|greasy|dingy|scruffy|squalid|unwashed|unwashed dishes|dirty laundry|piles of laundry|pile of "
      "laundry|clothes strewn|clothes scattered|toys strewn|toys scattered|papers strewn|papers scattered|scattered "
      "across the floor|strewn across|strewn with|strewn about|littered with|pizza boxes|empty cans|candy "
      "wrappers|food wrappers|cigarette butts|overflowing ashtray|overflowing bin|garbage bags|trash "
      "bags|fingerprints|greasy fingerprints|muddy footprints|muddy pawprints|paw prints|footprints "
      "across|spiderwebs|spider webs|cobwebbed|flies buzz|fly buzz|cockroach|cockroaches|mess everywhere|messy "
      "heap|jumble|jumbled|topsy-turvy|unmade bed|bed is unmade|higgledy-piggledy|knee-deep in"}},
    {CF_BEARER_THING,
     {"dirty|filthy|messy|muddy|grimy|cluttered|untidy|dusty|littered|stained|greasy|squalid|chaotic",
      "spotlessly clean|immaculately clean|perfectly clean|sparkling clean|sparkling white|gleaming white|pristine "
      "white|snow-white|snowy white|brilliantly white|freshly laundered|freshly ironed|freshly polished|freshly "
      "mopped|freshly swept|freshly cleaned|freshly vacuumed|freshly waxed|freshly bathed|just been washed|just been "
      "cleaned|just been scrubbed|fresh from the wash|fresh from the laundry|scrubbed clean|polished to a|mirror "
      "shine|high shine|mirror-like shine|not a speck of|without a speck of|not a speck of dust|not a stain|without a "
      "stain|not a spot|without a spot|without a smudge|not a "
      "smudge|stainless|unstained|unsoiled|unsullied|dust-free|dustless|sterile|hygienic|everything in its place|in "
      "its proper place|in its place|neatly folded|neatly lined|neat rows|neat stacks|neat piles|neatly "
      "organized|perfectly organized|meticulously|meticulously arranged|meticulously organized|bed is neatly "
      "made|neatly made bed|crisp clean|clean enough to|uncluttered|clutter-free|well-ordered|orderly rows|spick and "
      "span"}},
    {CF_BEARER_THING,
     {"broken|cracked|shattered|ruined|smashed|damaged|wrecked|crumbling|collapsed|torn|dilapidated|dented|derelict",
      "without a flaw|not a flaw|without a blemish|not a blemish|without a dent|not a dent|without a tear|not a tear "
      "in|without a chip|not a chip|without a single crack|not a single crack|no cracks|no crack|free of "
      "cracks|perfectly intact|completely intact|fully intact|wholly intact|entirely intact|still intact|in one "
      "piece|all in one piece|perfectly smooth surface|flawlessly|flawless condition|pristine condition|excellent "
      "condition|mint condition|perfect working order|working order|perfectly preserved|beautifully "
      "preserved|well-preserved|beautifully maintained|well-maintained|well maintained|perfectly maintained|newly "
      "repaired|freshly repaired|fully repaired|newly restored|lovingly restored|beautifully restored|newly "
      "renovated|freshly renovated|newly refurbished|refurbished|renovated|solid and sound|structurally sound|stand "
      "proud and whole|undented|untorn|unmarred|unharmed|undamaged|runs perfectly|ticks perfectly|works "
      "flawlessly|runs like new|every pane in place|every pane intact|every brick in place|straight from the factory"}},
    {CF_BEARER_THING,
     {"intact|whole|undamaged|unbroken|flawless|pristine|complete",
      "crack run|cracks run|crack spread|cracks spread|cracks spider|spiderweb of cracks|web of cracks|spiderweb "
      "crack|hairline cracks|deep cracks|deep crack|jagged crack|jagged hole|gaping hole|gaping holes|riddled with "
      "holes|bullet holes|full of holes|missing a piece|missing pieces|pieces missing|chunk missing|chunks "
      "missing|broken in two|broken in half|split in two|split in half|snapped in two|snapped in half|torn in "
      "half|torn in two|torn to shreds|ripped to shreds|in tatters|in shreds|in shards|in fragments|in splinters|in a "
      "thousand pieces|pieces scattered|pieces lie scattered|fragments scatter|shards scatter|lies in pieces|lie in "
      "pieces|lies shattered|lie shattered|reduced to rubble|heap of rubble|pile of rubble|rubble|caved in|caves "
      "in|crumpled|mangled|splintered|fractured|wrecked|charred remains|burned shell|glued back together|taped back "
      "together|patched up|smithereens"}},
    /* food and plants */
    {CF_BEARER_THING,
     {"ripe|ripened|juicy|fresh|freshly",
      "hard as wood|hard as a stone|hard as stone|hard as rock|bitterly sour|too sour|too hard to bite|weeks away "
      "from|not ready to pick|not ready for picking|underripe|under-ripe|immature|hard green|fuzzy with mold|furred "
      "with mold|fuzz of mold|patches of mold|spots of mold|mold cover|mold creep|mold grow|mold spread|blue "
      "mold|green mold|maggot|maggots|worm-eaten|wormy|fruit flies|flies swarm|flies "
      "crawl|putrid|putrefied|putrefying|decaying|decomposing|decomposed|overripe|slimy|mushy|brown and mushy|brown "
      "and soft|collapsed into mush|foul-smelling|rank smell|stench|wizened|shriveled up|dried-out|dried out|limp "
      "and|wilting|days old|weeks old|week-old|past its best|gone off|gone bad|rancid"}},
    {CF_BEARER_THING,
     {"rotten|rotting|moldy|stale|spoiled|decaying|overripe",
      "perfectly ripe|just picked|freshly picked|fresh-picked|freshly baked|fresh-baked|freshly cut|crisp bite|crisp "
      "and sweet|firm and glossy|firm and shiny|firm and juicy|glossy and firm|plump and juicy|plump and "
      "firm|juicy|unblemished|flawless skin|without a blemish|not a blemish|not a spot of mold|no "
      "mold|dewy|dew-fresh|garden-fresh|mouthwatering|mouth-watering|appetizing|delicious|delectable|sweet "
      "fragrance|fresh fragrance|bursting with juice|still warm from the oven|straight from the oven|straight from the "
      "tree|fresh from the garden|fresh from the tree|in perfect condition"}},
    {CF_BEARER_THING,
     {"raw|uncooked|unbaked",
      "grill marks|golden crust|golden-brown|golden brown|crispy skin|crisp skin|crackling skin|browned "
      "edges|seared|pan-seared|charred edges|well done|well-done|cooked through|fully cooked|cooked to|thoroughly "
      "cooked|fresh from the oven|hot from the oven|straight from the oven|off the grill|straight off the "
      "grill|deep-fried|stir-fried|pan-fried|barbecued|braised|stewed|poached|steamed|boiled|toasted|sizzle on "
      "the|sizzles on the|sizzle in the|sizzles in the|caramelized|crusty|blackened crust|roasted to|baked to|risen "
      "and golden"}},
    {CF_BEARER_THING,
     {"cooked|roasted|grilled|fried|baked|toasted|boiled|seared",
      "raw|uncooked|unbaked|uncooked dough|raw dough|raw meat|raw flesh|raw and bloody|bloody and raw|cold and "
      "raw|pink and raw|still raw|completely raw|straight from the butcher|never seen a flame|never been near|not yet "
      "cooked|still frozen|frozen solid|soft pale dough|unrisen|waiting to be cooked|untoasted|cold oven|unlit "
      "oven|oven is cold|blood seeps|still bleeding|freshly slaughtered"}},
    {CF_BEARER_THING,
     {"burnt|burned|charred|overcooked|scorched|blackened",
      "golden-brown|golden brown|lightly browned|lightly toasted|perfectly cooked|perfectly baked|perfectly "
      "toasted|perfectly golden|cooked to perfection|baked to perfection|done to a turn|pale and "
      "doughy|doughy|undercooked|underdone|raw|uncooked|not a trace of char|unburnt|unburned|unscorched|untouched by "
      "fire|untouched by flame|soft and pale|evenly golden|light gold"}},
    {CF_BEARER_THING,
     {"whole|uncut|unpeeled|unsliced|uneaten|untouched",
      "cut in two|cut in half|cut into|split in half|split open|sliced in half|sliced into|sliced open|sliced "
      "thin|thin slices|thick slices|wedges|into "
      "wedges|cubes|cubed|diced|chunks|quartered|shredded|grated|minced|mashed|crumbled|carved|carved up|one slice "
      "missing|a slice missing|slice missing|slice is missing|missing slice|bite taken|bite missing|bitten into|bite "
      "mark|bite marks|half-eaten|half eaten|nibbled|peel curls|peel lies|peeled back|peels lie|strips of peel|only "
      "crumbs|eaten down to|gnawed|cross section|exposed flesh|seeds exposed"}},
    {CF_BEARER_THING,
     {"sliced|chopped|halved|peeled|diced|cut|quartered|shredded",
      "perfectly whole|whole and unpeeled|still whole|left whole|completely whole|uncut|unsliced|unpeeled|unchopped|in "
      "one piece|all in one piece|never been cut|not been cut|not yet cut|skin intact|skin unbroken|unbroken "
      "skin|unbroken peel|peel intact|still in its skin|still in its peel|untouched by the knife|untouched by a "
      "knife|stem still attached"}},
    {CF_BEARER_THING,
     {"blooming|blossoming|flowering|leafy|lush|in bloom|thriving|verdant|green|in full "
      "bloom|flourishing|*bloom|*blossom|budding",
      "brown and withered|brown and shriveled|brown and dry|brown and crisp|brown and curled|yellowed and dry|dried to "
      "a crisp|dry and brown|dry brown|dead brown|dead leaves|dead petals|dead flowers|dead branches|dead stems|dead "
      "wood|dried petals|dried flowers|dry stalks|brittle stalks|brittle stems|brittle twigs|brittle branches|petals "
      "fall to the ground|petals litter|petals drop|petals have fallen|shed its petals|shed its leaves|shed all "
      "its|lost its leaves|lost all its|without a leaf|without leaves|without a single leaf|no leaves|no leaf|not one "
      "leaf|no flowers|without flowers|not a flower|not a single flower|without a flower|without a bud|not a bud|bare "
      "twig|bare branch|bare stems|bare stalks|bare soil|naked branches|naked twigs|bleached skeleton|skeletal "
      "branches|gray branches|long dead|dying|drooping heads|droop lifelessly|hang limp|hangs "
      "limp|wilting|parched|scorched brown|blighted|frostbitten|killed by frost|decaying|buds closed|buds stay "
      "closed|tightly closed buds|tight green buds"}},
    {CF_BEARER_THING,
     {"leafless|bare|withered|barren|dead|wilted|dying|skeletal|bare-branched",
      "covered in leaves|covered with leaves|covered in blossom|covered with blossom|covered in flowers|covered with "
      "flowers|clothed in leaves|clothed in green|cloaked in green|laden with fruit|laden with blossom|laden with "
      "apples|loaded with fruit|hung with fruit|heavy with blossom|heavy with leaves|leaves rustle|leaf rustle|leaves "
      "flutter|leaves sway|canopy of leaves|dense canopy|leafy canopy|green canopy|thick canopy|lush canopy|thick with "
      "leaves|dense with leaves|green foliage|lush foliage|rich foliage|fresh leaves|green shoots|fresh shoots|new "
      "shoots|tender shoots|fresh buds|new buds|buds burst|buds open|petals open|petals unfurl|bright petals|vibrant "
      "petals|vivid petals|vibrant green|emerald green|luxuriant|bountiful|fertile|dappled shade beneath|shade of its "
      "leaves|bursting into|in leaf|in flower|full of life|bees buzz around|bees hover|butterflies visit"}},
    {CF_BEARER_THING,
     {"harvested|plowed|ploughed|fallow|mown|mowed|stubble",
      "unharvested|uncut|ripe wheat|ripe grain|ripe barley|ripe corn|golden wheat|waving wheat|wheat wave|wheat "
      "sway|wheat ripple|corn sway|corn stand tall|stand "
      "waist-high|waist-high|waist-deep|chest-high|shoulder-high|head-high|heavy heads of|ears of wheat|ears of "
      "corn|ready for harvest|awaiting harvest|awaits harvest|unmown|overgrown|tall grass|long grass|crop stands|thick "
      "crop|dense crop|sunflowers|in full bloom"}},
    /* motion and sound */
    {CF_BEARER_THING,
     {"motionless|stationary|parked|still|immobile|unmoving|idle|docked|moored|anchored|at rest|standing still",
      "roar past|roars past|speed past|speeds past|race past|races past|rush past|rushes past|whizz past|whizzes "
      "past|zip past|zips past|zoom past|zooms past|hurtle past|flash past|flashes past|streak past|streaks "
      "past|thunder past|thunders past|glide past|glides past|sail past|sails past|roll past|rolls past|race "
      "down|speed down|speeds down|barrel down|barrels down|hurtle down|tear down the|tears down the|race along|race "
      "across|races across|speed across|speeds across|accelerate|accelerates|accelerating|gather speed|gathers "
      "speed|pick up speed|picks up speed|set off|sets off|take off|takes off|lurch forward|lurches forward|lurch into "
      "motion|wheel spin|wheels whirl|wheels blur|wheels churn|wheels kick up|propeller spin|propellers spin|propeller "
      "whirl|rotor spin|rotors spin|rotor blades spin|blades whirl|blades "
      "spin|skid|skids|swerve|swerves|overtake|overtakes|sway back and forth|sways back and forth|rock back and "
      "forth|rocks back and forth|swing back and forth|swings back and forth|spin wildly|spins wildly|flap "
      "wildly|flaps wildly|flutter wildly|whip in the wind|whips in the wind|constant motion|never stops "
      "moving|perpetual motion|dart about|darts about|flit about|flits about|scamper|scampers|cut through the "
      "waves|cuts through the waves|wake foam|leaves a wake|under full sail|at full throttle"}},
    {CF_BEARER_THING,
     {"racing|speeding|moving|running|galloping|sprinting|flying|rushing|hurtling|fast|spinning|rotating|fluttering|"
      "swaying|waving|*spin|*rotate|*flutter|*sway|*speed|*race",
      "not moving|not move|without moving|never moves|does not move|refuse to move|refuses to move|no movement|without "
      "movement|not the slightest movement|no longer moves|no longer turns|no longer spins|not spin|not "
      "turn|completely motionless|utterly motionless|perfectly motionless|hangs motionless|hang motionless|stands "
      "motionless|stand motionless|sits motionless|sit motionless|lies motionless|lie motionless|frozen in "
      "place|frozen to the spot|rooted to the spot|riveted to the spot|stock still|stock-still|dead still|still as a "
      "statue|statue-still|like a statue|hang limp|hangs limp|hanging limp|droop limply|droops limply|limply|hang "
      "lifeless|hangs lifeless|come to a halt|comes to a halt|came to a halt|come to a stop|comes to a stop|come to "
      "rest|comes to rest|ground to a halt|grind to a halt|grinds to a halt|at a standstill|engine silent|engine is "
      "silent|engine cold|engine switched off|engine cut|handbrake on|brake on|wheels clamped|flat tires|flat "
      "tyres|flat tire|up on blocks|on bricks|chocks|tied to the dock|tied to the pier|tied up at|at its "
      "berth|berthed|moored|docked|parked|stalled|stuck fast|stuck in the mud|mired in|bogged down|stopped dead|bolted "
      "in place"}},
    {CF_BEARER_SCENE,
     {"fast|quickly|rapidly|swiftly|speeding|rapid|swift|hurried|high-speed|frantic|frenetic",
      "at a crawl|slow to a crawl|slows to a crawl|crawling pace|crawl along|creep along|creeps along|creep "
      "forward|creeps forward|inch along|inch forward|inching forward|inching along|snail-paced|at walking "
      "pace|walking pace|leisurely pace|unhurried pace|sedate "
      "pace|sedately|ponderous|ponderously|sluggishly|languidly|in no hurry|no hurry|take its time|takes its "
      "time|takes his time|takes her time|amble along|ambles "
      "along|saunter|saunters|sauntering|stroll|strolls|strolling|dawdle|dawdling|plod along|plods "
      "along|plodding|trundle|trundles|trundling|at a slow pace|painfully slow|painfully slowly|agonizingly "
      "slow|slow-motion pace|barely moves|barely moving|hardly moves|lumber along|lumbers along|lumbering|tortoise "
      "pace|overtaken by a|at a standstill"}},
    {CF_BEARER_SCENE,
     {"slow|slowly|leisurely|sluggish|crawling|plodding|unhurried|ambling|strolling",
      "lightning-quick|lightning pace|at lightning|at a gallop|at full gallop|full gallop|at a run|flat "
      "out|flat-out|at breakneck|breakneck pace|breakneck speed|blinding speed|dizzying speed|incredible "
      "speed|tremendous speed|terrific speed|great speed|high speed|top speed|full speed|full "
      "throttle|supersonic|meteoric|like a rocket|like a bullet|like lightning|in a flash|blur of motion|blur of "
      "speed|tires screech|tyres screech|tires smoke|tires squeal|engine scream|engine roar|shoots past|rocket "
      "past|rockets past|whizz by|whizzes by|zip along|zips along|zip by|zips by|zoom along|zooms along|zoom by|zooms "
      "by|tear along|tears along|blaze past|blazes past|streak across|streaks across|in record time|hell for "
      "leather|hastily|hurriedly|speedily|at a furious"}},
    {CF_BEARER_SCENE,
     {"silent|quiet|hushed|noiseless|tranquil|peaceful|soundless|serene",
      "honking horns|horn honk|horns honk|horns blare|horn blare|car horns|air horns|siren wail|sirens wail|siren "
      "scream|alarm blare|alarms blare|alarms wail|alarm bells|music blast|music thump|music boom|music pound|music "
      "pulse|bass thump|bass pound|pounding bass|thumping bass|drums pound|drum beat wildly|drummers|trumpets "
      "blare|trumpet blare|marching band|crowd roar|crowd cheer|crowd chant|crowd scream|cheering fans|fans chant|fans "
      "cheer|children shriek|children scream|children shout|people shout|people yell|shouting match|vendors shout|dogs "
      "bark|dog bark wildly|engines rev|engine rev|engines roar|engine roar|chainsaw|chainsaws|chainsaw "
      "buzz|drill|jackhammers|hammering|gunfire|gunshots|explosion|explosions|fireworks explode|fireworks "
      "burst|thunderclap|thunderclaps|thunder crash|thunder "
      "boom|ear-splitting|earsplitting|hullabaloo|bedlam|mayhem|boisterous|rowdy|riotous|noisy|noisily|wild "
      "applause|thunderous applause|megaphone|megaphones|loudspeaker blare|loudspeakers blare|blasting music|babble of "
      "voices|hubbub of voices|roar of traffic|traffic roar"}},
    {CF_BEARER_SCENE,
     {"noisy|loud|raucous|bustling|boisterous|rowdy|deafening|chaotic|roaring",
      "could hear a pin|hear a pin drop|quiet as a|silent as a|silent as the|deathly quiet|deathly silent|deathly "
      "hush|deathly silence|dead quiet|eerily silent|eerily quiet|eerie silence|pindrop silence|pin-drop silence|total "
      "silence|perfect silence|absolute silence|profound silence|unbroken silence|deep silence|silence reign|silence "
      "hang|silence fall|silence settle|silence fill|hush fall|hush hang|hush settle|no one speaks|nobody speaks|not a "
      "word is|not a whisper|without a word|only sound is|only the ticking|only the "
      "faint|soundlessly|noiselessly|noiseless|hushed tones|speak in whispers|speaks in whispers|on "
      "tiptoe|tiptoe|tiptoes|meditative|monastic|muffled|still and silent"}},
    {CF_BEARER_SCENE,
     {"calm|still|glassy|placid|tranquil|peaceful|windless|serene|gentle|smooth",
      "white caps|white-capped|whitecapped|foam-flecked|foam-capped|foaming crest|foaming crests|crests break|waves "
      "batter|wave batter|waves pound|wave pound|waves smash|wave smash|waves slam|wave slam|waves hammer|waves break "
      "violently|waves rear|wave rear|waves tower|wave tower|waves surge|wave surge|waves toss|waves rage|wave "
      "rage|waves explode|huge waves|giant waves|giant wave|massive waves|monstrous waves|mountainous "
      "waves|mountainous|enormous waves|wild waves|angry waves|churning water|churning surf|pounding surf|crashing "
      "surf|heaving sea|heavy seas|high seas pitch|rough sea|rough seas|stormy sea|storm surge|swell heave|spray "
      "fly|spray explode|sheets of spray|sea boil|sea rage|sea heave|tossed about|toss about|pitch and roll|pitches "
      "and rolls|pitch wildly|pitches wildly|lashed by|battered by|buffeted by|wind howl|wind shriek|wind "
      "scream|gale-force|storm-lashed|storm-swept|rapids|whitewater|whirlpool|whirlpools|maelstrom|turbulent|"
      "tumultuous|tempestuous|squall|squalls"}},
    {CF_BEARER_SCENE,
     {"stormy|rough|raging|choppy|turbulent|violent|tempestuous|churning|storm-tossed|crashing",
      "smooth as silk|smooth as oil|smooth as a mirror|calm as a|calm as glass|still as a|still as glass|flat as "
      "a|flat as glass|like a sheet of glass|sheet of glass|like polished glass|like a "
      "millpond|millpond|mirror-flat|mirror-calm|mirror-like|mirrorlike|glass-like|glasslike|perfect "
      "reflection|perfect mirror|mirrored surface|perfectly mirrored|reflect the sky perfectly|reflects the sky "
      "perfectly|unruffled|unrippled|rippleless|waveless|not a wave|without a wave|without a single wave|no waves|no "
      "wave|no swell|barely a ripple|scarcely a ripple|never a ripple|tiny ripples lap|lap gently|laps gently|lapping "
      "gently|gently lapping|gentle lapping|serenely|becalmed|sails hang limp|sails slack|slack sails|drift "
      "lazily|drifts lazily|float lazily|floats lazily|absolute stillness|complete calm|utter calm|perfect calm|oily "
      "calm|lies calm|lie calm"}},
    /* shape, size, place of a thing */
    {CF_BEARER_THING,
     {"tiny|small|little|miniature|minuscule|diminutive|toy-sized|microscopic|pocket-sized",
      "tower into the sky|towers into the sky|tower over the|tower above the|rise into the clouds|rises into the "
      "clouds|touch the clouds|touches the clouds|scrape the sky|scrapes the sky|big as a house|large as a house|big "
      "as a bus|large as a bus|big as a car|large as a car|big as a mountain|large as a mountain|size of a car|size of "
      "a truck|size of a mountain|size of a whale|size of an elephant|size of a skyscraper|size of a stadium|as tall "
      "as a|taller than a house|taller than the|larger than a house|bigger than a house|fill the entire room|fills the "
      "entire room|fill the whole room|fills the whole room|fill the horizon|fills the horizon|blot out the sun|blots "
      "out the sun|block out the sun|blocks out the sun|ground shake under|shake the ground|shakes the ground|stories "
      "high|storeys high|feet tall|feet high|mountainous|monumental|mammoth|titanic|monstrous|immense|hulking|vast "
      "bulk|gargantuan|cavernous|sprawling|palatial|enormous bulk|crane needed|a crane lift"}},
    {CF_BEARER_THING,
     {"huge|giant|enormous|massive|gigantic|colossal|immense|towering|gargantuan|vast",
      "no bigger than a|no larger than a|no taller than a|smaller than a|size of a fingernail|size of a grain|size of "
      "a marble|size of a bean|size of an ant|size of a matchbox|size of a mouse|size of a walnut|size of a "
      "button|size of a raisin|size of a fist|fit in a matchbox|fits in a matchbox|fit in a pocket|fits in a "
      "pocket|fit in the palm|fits in the palm|fit in one hand|fits in one hand|fit on a fingertip|fits on a "
      "fingertip|on a fingertip|on the tip of a finger|balance on a fingertip|between thumb and finger|between finger "
      "and thumb|barely visible to|through a magnifying glass|under a magnifying glass|under a microscope|through a "
      "microscope|inches tall|inch tall|inches high|inch high|centimeters tall|centimetres "
      "tall|ankle-high|thumb-sized|pea-sized|bite-sized|pint-sized|doll-sized|toy-sized|dollhouse|doll's "
      "house|dainty|puny|microscopic|diminutive|minute|teeny"}},
    {CF_BEARER_THING,
     {"straight|arrow-straight|level",
      "hairpin bend|hairpin bends|hairpin turn|hairpin turns|switchback|switchbacks|series of bends|sharp bend|sharp "
      "bends|sharp curve|sharp curves|blind curve|blind bends|snake through|snakes through|snake up|snakes up|snake "
      "around|snakes around|wind through|winds through|wind up the|winds up the|wind around|winds around|wind its "
      "way|winds its way|meander|meanders|meandering|curve back on|curves back on|double back|doubles back|loop "
      "back|loops back|coil around|coils around|corkscrew|corkscrews|zigzagging|zigzagged|twist and turn|twists and "
      "turns|twist through|twists through|crooked|bent out of shape|bent "
      "double|warped|squiggly|serpentine|s-curve|s-curves|s-bend|sinuous"}},
    {CF_BEARER_THING,
     {"winding|curving|twisting|serpentine|meandering|crooked|zigzag|curved",
      "straight as an|straight as a|ruler straight|ruler-straight|without a bend|without a curve|without a single "
      "bend|without a single curve|without a single turn|without a turn|not a bend|not a curve|not a single bend|not a "
      "single curve|never bends|never curves|no bends|no curves|run straight to|runs straight to|run straight "
      "ahead|runs straight ahead|stretch straight|stretches straight|in a straight line|perfectly "
      "straight|dead-straight|ramrod straight|unbending|straight to the horizon|straight all the "
      "way|laser-straight|unswerving"}},
    {CF_BEARER_THING,
     {"steep|sheer|precipitous|hilly|mountainous",
      "perfectly flat|completely flat|flat as a pancake|pancake-flat|flat as a table|tabletop flat|perfectly "
      "level|completely level|dead level|level ground|flat ground|flat plain|flat plains|gentle slope|gently "
      "sloping|slope gently|slopes gently|gentle incline|barely slopes|not a hill|without a hill|not a hill in "
      "sight|no hills|featureless plain|billiard table|smooth and level"}},
    {CF_BEARER_THING,
     {"flat|level",
      "near-vertical|nearly vertical|sheer drop|sheer cliff|sheer cliffs|steeply|rise steeply|rises steeply|drop "
      "steeply|drops steeply|climb steeply|climbs steeply|precipitous|precipitously|jagged peaks|towering "
      "peaks|craggy|deep ravine|deep ravines|deep gorge|plunging valley|mountainous|hilly|rolling "
      "hills|undulate|undulates|undulating|lumpy|mounded|bulging|humped"}},
    {CF_BEARER_THING,
     {"smooth|polished|sleek|paved|silky",
      "rough as|rough to the touch|rough-hewn|rough hewn|roughly hewn|coarse-grained|gritty|sandpapery|like "
      "sandpaper|bumps and ridges|ridged|gouged|deep gouges|scored "
      "with|pockmarked|pock-marked|cratered|lumpy|knobbly|knobby|gnarly|splintery|splintered|jagged "
      "edges|jagged|serrated|barnacled|barnacle-encrusted|crusty|scaly|scabrous|wrinkled|corrugated|rutted|deep "
      "ruts|potholed|riddled with potholes|bone-jarring|jolt over|jolts over|bristling|spiky|prickly|thorny|uneven"}},
    {CF_BEARER_THING,
     {"rough|coarse|bumpy|jagged|gnarled|rugged|craggy|uneven|textured",
      "smooth as glass|smooth as silk|smooth as marble|smooth as a|glass-smooth|silky-smooth|silky "
      "smooth|satin-smooth|velvety smooth|mirror-smooth|perfectly smooth|completely smooth|polished smooth|worn "
      "smooth|sanded smooth|sanded|polished to a|highly polished|glossy|sleek|flawlessly smooth|without a bump|not a "
      "bump|without a ridge|frictionless|slick as|like polished marble|ironed flat"}},
    {CF_BEARER_THING,
     {"sharp|pointed|razor-sharp|pointy|keen|jagged",
      "worn blunt|worn dull|dull-edged|blunt-edged|blunt edge|dull edge|dulled edge|blunted edge|blunted tip|blunt "
      "tip|rounded tip|rounded edges|rounded end|too dull to|too blunt to|cannot cut|fail to cut|fails to cut|could "
      "not cut butter|edge is gone|edge has gone|lost its edge|filed down|filed smooth|ground flat|snapped tip|tip "
      "broken off|broken tip|butter knife"}},
    {CF_BEARER_THING,
     {"blunt|dull|rounded|blunted",
      "razor-sharp|razor sharp|sharp as a razor|sharp as a needle|needle-sharp|needle sharp|knife-sharp|honed "
      "to|finely honed|freshly sharpened|newly sharpened|keen edge|keen-edged|slice cleanly|slices cleanly|cut "
      "effortlessly|cuts effortlessly|slice effortlessly|slices effortlessly|slice through|slices through|draw "
      "blood|draws blood|wicked point|wickedly sharp|needle-like|cut a hair"}},
    {CF_BEARER_THING,
     {"transparent|see-through|clear|translucent|crystal-clear",
      "completely opaque|totally opaque|entirely opaque|solid black|painted over|frosted over|blacked "
      "out|blacked-out|caked with mud|thick with silt|clouded with|silty|murky|milky|muddy brown|brown with "
      "silt|churned to mud|nothing can be seen through|cannot see through|impossible to see through|no light "
      "passes|lets no light|let no light|bottom cannot be seen|hide what lies behind|hides what lies behind|conceal "
      "what|conceals what|cardboard walls|solid walls"}},
    {CF_BEARER_THING,
     {"opaque|murky|cloudy|muddy|frosted",
      "crystal-clear|crystal clear|clear as glass|clear as crystal|clear as|perfectly clear|perfectly "
      "transparent|completely transparent|see-through|see through it|see straight through|look straight through|every "
      "pebble|every detail behind|visible through it|visible all the way|down to the bottom|bottom is "
      "visible|transparent as|limpid|pellucid|gin-clear|glass-clear"}},
    {CF_BEARER_THING,
     {"inflated|puffed|bulging|pumped-up|blown-up",
      "deflated|deflate|deflates|sagging|sag on the ground|limp on the ground|lie limp|lies limp|lies flat|lie "
      "flat|crumpled|crumple to the|crumples to the|air leaks|air hiss out|air hisses out|leaking "
      "air|punctured|puncture|burst balloon|has burst|popped|pops|shriveled|wrinkled and limp|flaccid|no air|without "
      "air|folded flat|collapsed heap|heap of fabric|flat tire|flat tyre|flat on its rim"}},
    {CF_BEARER_THING,
     {"deflated|punctured|popped",
      "fully inflated|filled with air|full of air|filled with helium|pumped up|plump with air|taut with air|swollen "
      "with air|puffed up|bulging with air|bounce high|bounces high|float up|floats up|rise into the air|rises into "
      "the air|soar into the|soars into the|drum-tight|firm and round|round and taut|perfectly round|swell with hot "
      "air"}},
    {CF_BEARER_THING,
     {"floating|hovering|levitating|flying|airborne|midair|soaring|aloft",
      "rests on the floor|rest on the floor|rests on the table|rest on the table|sits on the table|sit on the "
      "table|sits on the ground|sit on the ground|rests on the seabed|on the seabed|at the bottom of|to the bottom "
      "of|sink to the bottom|sinks to the bottom|sunk to the bottom|sink like a stone|sinks like a stone|sink "
      "beneath|sinks beneath|sink below the|sinks below the|settle on the bottom|settles on the bottom|settle in the "
      "mud|half-buried|half buried|buried in|embedded in|anchored to the ground|chained to the|nailed to the|bolted "
      "to|fixed to the floor|rooted in the|firmly grounded|planted firmly|feet on the ground|perched on|perch "
      "on|perches on|wings folded|folded wings|in the hangar|on the runway|on the tarmac|on its landing gear|taxi "
      "along|taxis along|crash to the ground|crashes to the ground|drop to the ground|drops to the ground|fall to the "
      "ground|falls to the ground|pinned down|earthbound|cannot fly|too heavy to"}},
    {CF_BEARER_THING,
     {"sunken|sinking|submerged|sunk|shipwrecked|wrecked",
      "bob on the|bobs on the|bobbing on|float high|float on the surface|floats on the|floating on the surface|ride "
      "the waves|ride high|rides high|ride at anchor|rides at anchor|sail across|sails across|sail smoothly|sails "
      "smoothly|sail into|sails into|set sail|sets sail|in full sail|under full sail|skim across|skims across|skim the "
      "waves|skims the waves|cut through the waves|cuts through the waves|afloat|seaworthy|high and dry|in dry dock|on "
      "dry land|buoyant|buoyantly|unsinkable|glide across the surface|glides across the surface|dock safely|docks "
      "safely"}},
    {CF_BEARER_THING,
     {"landed|grounded|perched|nesting",
      "soar overhead|soars overhead|soar through|soars through|soar above|soars above|circle overhead|circles "
      "overhead|circle in the sky|circles in the sky|wheel overhead|wheels overhead|cruise at altitude|cruises at "
      "altitude|high above the clouds|above the clouds|through the clouds|streak across the sky|streaks across the "
      "sky|in mid-flight|in midair|mid-air|mid-flight|in full flight|take flight|takes flight|take wing|takes "
      "wing|wings beat|wing beat|wings flap|wings outstretched|wings spread|climb into the sky|climbs into the "
      "sky|hover in the air|hovers in the air|hover above|hovers above|swoop through|swoops through|airborne"}},
    {CF_BEARER_THING,
     {"locked|padlocked|bolted|barred|chained|sealed",
      "swing freely|swings freely|swing open|swings open|push open|pushes open|open at a touch|opens at a touch|open "
      "with ease|opens with ease|open easily|opens easily|left unlocked|unlocked|unbarred|unbolted|unchained|key left "
      "in|keys left in|lock hangs|lock is broken|broken lock|lock has been|padlock lies|padlock hangs|no lock|without "
      "a lock|bolt drawn back|bolts drawn back|stroll right in|walk right in|walks right in|ajar|propped open|wide "
      "open"}},
    {CF_BEARER_THING,
     {"heavy|weighty|ponderous|massive",
      "light as a feather|light as air|weigh nothing|weighs nothing|weigh almost nothing|weighs almost "
      "nothing|feather-light|featherlight|featherweight|weightless|lift with one finger|lifts with one finger|lift it "
      "with one|lifts it with one|on one finger|with a single finger|with one finger|drift up like|float away|floats "
      "away|carried off by the breeze|blow away in|blows away in|toss it lightly|tosses it "
      "lightly|paper-light|papery"}},
    {CF_BEARER_THING,
     {"lightweight|weightless|feather-light|delicate",
      "heavy as lead|heavy as stone|leaden|weigh a ton|weighs a ton|weighs tons|too heavy "
      "to|ponderous|ponderously|strain to lift|strains to lift|struggle to lift|struggles to lift|two men to "
      "lift|crane to lift|ground shakes under|floor groan under|sink under its weight|thud to the floor|thuds to the "
      "floor|land with a thud|lands with a thud|crash down with|hulking|immense weight|great weight|heavy-duty"}},
    {CF_BEARER_THING,
     {"narrow|cramped|tight",
      "wide enough for|broad enough for|wide open space|room to spare|plenty of room|ample room|vast hall|vast "
      "expanse|spacious|roomy|airy|expansive|sprawling|cavernous|wide as a|broad as a|eight lanes|six lanes|ten "
      "lanes|four lanes|eight-lane|six-lane|four-lane|multi-lane|multilane|ten abreast|side by side with room|broad "
      "avenue|wide boulevard|wide avenue"}},
    {CF_BEARER_THING,
     {"wide|broad|spacious|roomy|vast|cavernous|expansive",
      "barely wide enough|hardly wide enough|scarcely wide enough|just wide enough|single file|in single file|squeeze "
      "through|squeezes through|squeeze past|squeezes past|squeeze sideways|sideways to "
      "pass|cramped|claustrophobic|hemmed in|walls press in|walls close in|elbows touch|arm's width|shoulder width|no "
      "room to turn|no room to move|cheek by jowl|closet-sized|shoebox|poky|tight quarters|too narrow|narrow as a"}},
    {CF_BEARER_THING,
     {"deep|bottomless|fathomless",
      "ankle-deep|ankle deep|barely ankle|knee-deep|inch-deep|inches deep|only inches|few inches of|wade across|wades "
      "across|wading|paddling toddlers|shallow enough|bottom is visible|bottom clearly visible|puddle-deep|barely "
      "covers|barely cover|skin-deep|shallow as"}},
    {CF_BEARER_THING,
     {"shallow|ankle-deep|knee-deep",
      "bottomless|fathomless|unfathomable|fathoms deep|hundreds of feet deep|dive deep|dives deep|over his head|over "
      "her head|out of its depth|out of his depth|out of her depth|sink out of sight|sinks out of sight|plunge into "
      "the depths|plunges into the depths|abyss|abyssal|no bottom|bottom cannot be|swallowed by the depths|inky "
      "depths|dark depths|black depths"}},
    {CF_BEARER_THING,
     {"soft|fluffy|plush|squishy|cuddly|velvety|pillowy",
      "hard as rock|hard as a rock|hard as stone|hard as iron|hard as nails|hard as concrete|rock-hard|rock "
      "hard|stone-hard|brick-hard|iron-hard|unyielding|rigid|stiff as a board|stiff as|board-stiff|coarse "
      "bristles|bristly|prickly|scratchy|wiry|spiky|thorny|spines|clang|clangs|clatter on the|clatters on the|rap on "
      "it|raps on it|solid as a|brittle"}},
    {CF_BEARER_THING,
     {"hard|rigid|stiff|rock-hard|solid",
      "soft as|soft to the touch|squishy|squashy|spongy|pliable|floppy|flop over|flops over|yield to the touch|yields "
      "to the touch|sink into it|sinks into it|dent under a finger|mushy|gooey|doughy|rubbery|jelly-like|wobble like "
      "jelly|wobbles like jelly|pillowy|cushiony|fluffy|limp as|bend easily|bends easily|supple"}},
    {CF_BEARER_THING,
     {"blank|unmarked|unwritten|featureless",
      "covered in graffiti|covered with graffiti|graffiti|scribbles|scribbled over|scrawled across|densely "
      "written|dense with writing|lines of text|rows of text|columns of text|handwritten notes|crammed with "
      "notes|covered in notes|covered with notes|covered in equations|covered with equations|equations fill|words "
      "fill|writing fill|text fill|doodles|doodled|sketches cover|full of drawings|covered in drawings|painted with a "
      "mural|ink fills|every page filled|every inch covered|intricate pattern|ornate pattern|brightly "
      "patterned|inscribed|engraved"}},
    {CF_BEARER_THING,
     {"erupting|active volcano|spewing|active",
      "long dormant|lies dormant|lie dormant|dormant|extinct|long extinct|has not erupted|not erupted|not a wisp of "
      "smoke|without a wisp|no smoke|no lava|no ash|peaceful crater|quiet crater|cold crater|crater lake|grass grows "
      "in the crater|snow fills the crater|slumbering|asleep for centuries|silent for centuries"}},
    {CF_BEARER_THING,
     {"dormant|extinct",
      "lava flow|lava flows|lava pour|lava stream|lava spill|lava spurt|lava fountain|lava glow|rivers of lava|river "
      "of lava|molten lava|molten rock|ash cloud|ash plume|plume of ash|column of ash|ash rain|ash billow|smoke billow "
      "from|smoke pour from|spit fire|spits fire|belch|belches|belching|explode|explodes|explosive|erupt|eruption|hurl "
      "rocks|hurls rocks|ground shake"}},
    {CF_BEARER_SCENE,
     {"full moon",
      "crescent moon|slender crescent|thin crescent|sliver of moon|sliver of a moon|sliver of the moon|moonless "
      "sky|moonless night|no moon|without a moon|half a moon|quarter moon|waning moon|waxing moon|waning "
      "crescent|waxing crescent|moon is new|moon has not risen|fingernail moon|moon thin as"}},
    {CF_BEARER_SCENE,
     {"crescent moon|moonless|new moon|crescent|half moon",
      "moon is full|perfectly round moon|big round moon|great round moon|huge round moon|complete disc|complete "
      "disk|full disc of|full disk of|full lunar disc|moon hangs round|moon like a coin|supermoon|harvest moon|round "
      "full|moon's full face"}},
    {CF_BEARER_SCENE,
     {"colorful|colourful|vibrant|multicolored|rainbow-colored|vivid",
      "entirely gray|entirely grey|all gray|all grey|shades of gray|shades of grey|drained of color|drained of "
      "colour|devoid of color|devoid of colour|without color|without "
      "colour|colorless|colourless|monochrome|monochromatic|black and white|black-and-white|sepia|drab|dull gray|dull "
      "grey|washed-out|washed out|bleached of color|faded to gray|uniformly gray|uniformly grey|uniform gray|uniform "
      "grey|only gray|plain beige|beige on beige"}},
    {CF_BEARER_SCENE,
     {"black and white|black-and-white|monochrome|monochromatic|sepia|grayscale",
      "vivid colors|vivid colours|vivid color|vibrant colours|vibrant color|full color|full colour|brilliant "
      "colors|brilliant colours|bright colors|bright colours|technicolor|rainbow colors|rainbow of colors|riot of "
      "color|riot of colour|kaleidoscope of|kaleidoscopic|saturated colors|saturated "
      "colours|multicolored|multicoloured|rich colors|rich colours|vivid hues|bursts of color|splashes of color"}},
};

const struct cf_axis *cf_axes_things(size_t *count)
{
    *count = sizeof(things) / sizeof(*things);
    return things;
}
