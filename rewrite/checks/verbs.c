/* What shows an action: the verbs that say the same visible thing, and the nouns that do, where WordNet has them apart.
 * Each line has the verbs that are asked for, any of which shows any other, and behind the colon what shows them too
 * but is not shown by them: whoever nibbles eats, whoever eats need not nibble. */
#include "checks/internal.h"
#include <string.h>

static const char *const shows[] = {
    /* how one moves */
    "walk stroll wander stride trek amble saunter march hike pace tread trudge plod promenade roam strut stalk meander "
    "step ramble: come go pass pad waddle shuffle limp tiptoe foot footstep footfall stride",
    "run sprint gallop dash race bound jog charge trot scamper dart hurtle bolt rush scurry canter lope tear scramble "
    "pelt: stampede hooves stride",
    "fly soar hover glide flutter swoop wing float flap: drift circle dive wheel airborne aloft wingbeat flight skim",
    "jump leap bound hop vault spring pounce hurdle: bounce clear launch sail skip somersault airborne",
    "swim paddle glide float dive: drift dart stroke snorkel weave slip cruise undulate circle",
    "climb scale ascend clamber mount scramble: haul summit rung rungs ascent",
    "crawl creep inch slither scuttle: traverse cross edge clamber crawl",
    "slide glide slip skid skim toboggan sled sledge coast slither: skate",
    "skate glide: skater skating rollerblade blades pirouette",
    "ski snowboard carve slalom: skier piste downhill glide",
    "surf: ride carve wave board surfboard",
    "ride pedal cycle gallop: saddle astride mount rider bike steer handlebars gallop canter trot coast reins",
    "drive cruise speed roll race steer navigate motor accelerate: wheel weave rumble barrel glide travel hurtle zoom "
    "hum speed",
    "speed race hurtle zoom rush dash streak barrel tear whiz fly shoot charge: blur roar fast",
    "sail cruise navigate voyage: glide drift ply plough plow cut slice tack billow skim",
    "row paddle: oar oars scull canoe kayak",
    "canoe kayak paddle: row",
    "fall tumble drop cascade descend plummet plunge collapse topple: drift rain shower pour fell flutter float settle "
    "come spill sink swirl",
    "rise ascend soar climb lift: emerge loom tower float drift surge swell appear dawn peek break",
    "descend land lower drop: touch alight settle sink touchdown",
    "land alight touchdown settle: slam drop thud touch wheels descend perch swoop",
    "cross traverse span: across ford plough plow pass ferry negotiate voyage ",
    "pass move travel go: plunge glide slip roll thread cross traverse wind sweep drift emerge rumble hurtle race "
    "speed trundle run walk fly sail drive flow",
    "enter: step walk slip come emerge push",
    "leave depart exit: walk step go drive pull retreat",
    "arrive come approach: pull near reach roll draw enter step return arrival stop",
    "follow trail pursue chase tail track shadow: ",
    "chase pursue hunt hound: race dash run bound sprint charge ",
    "hunt stalk prowl track pursue: creep ambush",
    "flow stream run pour cascade course: ripple rush wind snake tumble gush trickle spill swirl drift rise curl",
    "drift float waft glide: hover bob swirl sail wander hang slide fall cascade tumble flutter settle descend rise",
    "spin twirl rotate whirl revolve swirl turn pirouette gyrate: circle wheel roll tumble",
    "roll: tumble spin turn wheel",
    "swing sway rock dangle: arc pendulum back-and-forth",
    "shake tremble shiver quiver vibrate shudder wobble: rattle quake jiggle",
    "bounce: bob rebound spring jump hop leap dribble ricochet",
    "bow bend stoop lean: curtsy dip nod incline",
    "turn rotate spin pivot twist swivel: swing wheel glance",
    "stop halt brake: standstill pause rest standing",
    "slow decelerate brake: halt stop ease gradual deceleration",
    "accelerate speed: faster throttle surge roar shoot",
    "dive plunge swoop: plummet headfirst leap submerge",
    "breach: leap burst surge launch erupt break explode vault",
    "emerge appear surface: glide swim out rise break poke peek come step burst push climb materialize",
    "dance twirl spin sway whirl pirouette waltz tango jive boogie: step leap glide move choreography ballet groove "
    "dancer moonwalk dip",
    "play frolic romp cavort gambol frisk: tumble bat pounce chase roll toss strum perform pluck bound wrestle paw "
    "splash leap game dribble kick bow pound beat strum press dance keys melody notes chord tune rhythm swat tug dart "
    "juggle build match checkmate bishop pawn rook knight opponent score mix swing sway antics pour press roam run "
    "strike manipulate blow",
    "strum pluck: chord string strings guitar play",
    "drum: beat pound strike play drumstick tap",
    "perform: play sing dance stage act show juggle",
    "juggle: toss throw catch air airborne",
    "skip: jump hop bound",
    "skateboard: ollie kickflip grind roll board ramp",
    "exercise train stretch: lift squat push-up sit-up crunch lunge jog run yoga workout",
    "stretch extend: reach yawn arch elongate limber",
    "meditate: still breathe lotus cross-legged serene contemplation closed",
    /* postures */
    "sit perch settle lounge rest recline squat seat slump nestle: sprawl curl straddle cross-legged saddle occupy "
    "roost",
    "lie rest recline sprawl lounge stretch: lay curl nestle slump repose sleep bask",
    "stand wait pose tower rise: balance rest loom pause upright still poised lean perch position plant stop stay "
    "linger",
    "kneel: crouch knee knees genuflect",
    "crouch squat: hunker kneel huddle",
    "lean: prop rest recline slouch tilt brace incline",
    "hang dangle suspend swing: droop drape sway cling string mount",
    "float hover bob: drift suspend hang glide",
    "sleep doze nap slumber snooze drowse: dream asleep sleepy slumber dreamer nap curl",
    "rest relax lounge recline unwind: sit lie settle bask nap repose laze sprawl nestle",
    "hide conceal lurk: peek peep duck crouch camouflage cover shelter",
    "park: stand rest wait sit idle stationary",
    "moor anchor dock berth: tie rest float tether",
    "camp: tent pitch campfire bivouac encamp",
    "hold grip clutch grasp cradle carry clasp: hand hands raise lift hoist brandish support arms paws embrace wield "
    "bear hug fingers palm",
    "carry bear haul lug transport tote: hold lift shoulder balance cradle drag bring",
    "wear don sport: dress clothe adorn drape clad wrap garb in outfit neck fit fasten perch tie attire",
    /* with hands */
    "throw hurl toss launch fling cast lob pitch chuck: scatter release sling let hurtle spin arc",
    "catch snatch seize grab capture grip: pluck clutch snag snap reel palm close",
    "kick: strike boot punt volley send",
    "hit strike beat pound slam whack punch smack swing bat: knock hammer swat slap",
    "punch box strike jab: hit hook fist fists uppercut glove spar pummel",
    "shoot fire: aim release launch arrow trigger strike throw hoop arc swish net",
    "dunk slam: jam rim hoop",
    "push shove press: nudge wheel heave thrust propel guide",
    "pull drag tug haul tow draw heave: yank lead strain hoist",
    "lift raise hoist heave: hold pick elevate haul overhead brandish press",
    "pick pluck gather harvest collect: reap scoop choose snip twist reach basket",
    "open unlock unfasten unwrap unfold: lift lid ajar swing pry creak part push slide spread tear unlatch throw apart "
    "bloom unfurl reveal prop wide trade",
    "close shut: slam seal swing latch lock fold draw",
    "pour: stream tip flow decant splash spill fill cascade drizzle trickle tilt ladle",
    "fill: pour load brim top heap",
    "cut slice chop carve trim snip dice: blade knife sever saw divide mince cleave shear",
    "carve whittle chisel sculpt engrave: knife blade shave shape cut chip",
    "saw: cut blade teeth sawdust",
    "hammer pound: strike beat blow nail blows swing forge anvil ring",
    "forge: hammer strike pound anvil shape",
    "shape mold mould sculpt form: press pinch fingers coax model throw pull draw thumb smooth guide",
    "knead: fold press push squeeze work stretch punch turn heel",
    "stir whisk mix blend: swirl spoon ladle fold beat whip circle",
    "cook stir simmer saute prepare fry grill roast bake sear boil: flip sizzle season pan wok skillet toss spatula "
    "turn stove chop",
    "bake: oven knead roast",
    "grill barbecue roast: sear flip sizzle char turn skewer coals",
    "flip toss: turn somersault spin spatula ",
    "wash rinse scrub clean lather scour bathe: soap sponge suds wipe shower dunk foam dip",
    "clean wipe scrub polish sweep dust mop tidy: wash brush cloth vacuum rub broom",
    "sweep brush: broom clean",
    "polish buff shine: rub wipe cloth",
    "iron press: crease steam",
    "shave: razor blade lather stubble scrape stroke",
    "brush comb groom: stroke bristle hair smooth run",
    "paint draw sketch: brush brushstroke dab canvas color colour palette pigment easel apply coat bristle pencil",
    "draw sketch doodle: pencil trace line pen chalk crayon charcoal",
    "write scribble pen jot sign scrawl compose: pencil quill ink handwriting letter note",
    "type: tap key keys keyboard keystroke click clatter press finger",
    "read peruse pore study: leaf page pages engross absorb immerse scan story line lines text paragraph browse lost",
    "study examine inspect scrutinize: pore read peer scan look notes",
    "build construct assemble erect: grow grip link span stack pile weave lay raise shape pack hammer block blocks "
    "mold pat add",
    "repair fix mend restore: tighten replace weld patch tinker swap wrench screwdriver solder reconnect bolt adjust "
    "tool stitch tools",
    "sew stitch embroider: needle thread mend seam",
    "knit crochet: needle needles stitch yarn loop weave clack",
    "weave: loom thread braid interlace shuttle",
    "dig burrow excavate shovel: scrape hole spade scoop claw paw trench unearth soil scratch",
    "bury: dig cover tuck hole soil earth inter hide",
    "plant: dig seed soil sow seedling bed tuck pat press",
    "water: sprinkle spray hose pour douse drench can",
    "light ignite kindle: match flame strike spark glow flare lighter burn flicker wick touch",
    "burn blaze flicker glow flame smolder: fire lick crackle char ember",
    "tie knot lace fasten bind: bow loop lace ribbon tighten",
    "wrap swaddle bundle: fold envelop tape ribbon cover swathe tuck roll",
    "touch stroke pet caress pat: hand fingertips brush rub graze run scratch finger feel palm",
    "hug embrace cuddle hold: arms snuggle squeeze wrap clasp nestle",
    "kiss: lips peck embrace press smooch",
    "shake: handshake clasp grip grasp hand",
    "wave: hand flag flutter gesture greet farewell goodbye raise hello",
    "clap applaud: hands ovation cheer",
    "point gesture: finger indicate direct extend",
    "press push: tap click button squeeze finger",
    "feed nourish: scatter toss throw offer crumbs breadcrumb breadcrumbs spoon give seed hand hold morsel",
    "give offer hand present: pass extend hold deliver receive",
    "fish angle: cast angler rod line reel hook fisherman bait net catch",
    "milk: udder squeeze pail",
    "rake: gather pile heap leaves tines",
    "balance: teeter poise wobble steady",
    "crash break pound collide smash: surge slam strike crumple shatter impact burst roar foam tumble roll",
    "explode burst erupt detonate: blast fireball shatter blow bloom pop",
    "break shatter crack smash snap: fragment split splinter shard shards",
    "hatch: emerge crack shell break free push poke newborn hatchling peck",
    "lap wash break lick: caress kiss roll ripple crash foam swash retreat",
    "splash: spray splatter leap burst plunge droplets drop drench",
    "drip trickle leak: drop fall bead droplet run",
    "melt thaw dissolve: drip soften liquefy run",
    "grow sprout bloom flourish: rise bud shoot unfurl emerge climb thrive bear",
    "bloom blossom flower: open unfurl petal petals bud burst",
    "rain pour drizzle: raindrop raindrops downpour shower drop fall",
    "snow: snowflake snowflakes flake flakes fall blizzard flurry",
    "blow: wind breeze gust drift sweep whip drive swirl breath puff blown waft rustle carry lash billow toss exhale",
    "lips",
    "flutter flap wave billow: ripple beat wing snap dance stream",
    "shine glow gleam glimmer shimmer sparkle glitter twinkle: light radiant beam bright cast illuminate glint flash "
    "bathe",
    "illuminate light brighten: glow shine beam cast bathe glowing lamp radiate spill",
    "reflect mirror: reflection shimmer glass gleam",
    "blanket cover cloak coat dust carpet drape: layer lie wrap strew spread swathe",
    "melt drip: run thaw",
    /* body, mouth, face */
    "eat munch nibble chew devour savor savour bite feast gobble snack taste enjoy graze dine consume: lick mouthful "
    "swallow peck crunch bite morsel meal spoonful forkful gnaw slurp browse tuck",
    "graze: eat munch nibble crop feed browse pasture",
    "drink sip lap gulp savor savour taste quench swig slurp: mouth swallow lips drain straw draw sipping thirst dip",
    "lick lap: tongue",
    "smoke puff: inhale exhale cigarette draw drag",
    "breathe inhale exhale pant: breath sigh",
    "cry weep sob wail: tear tears blubber",
    "laugh giggle chuckle guffaw: laughter mirth chortle crack grin",
    "smile grin beam: smile laugh smirk",
    "yawn: mouth jaw sleepy gape",
    "blink wink: eyelid lid eyelids eyes flutter",
    "look gaze stare peer watch observe glance view face peek: eye eyes scan study survey turn fixed behold "
    "contemplate  admire regard",
    "watch observe view look gaze stare: eye eyes fix follow spectate study",
    "sniff smell: nose scent snout inhale nuzzle muzzle",
    "listen hear: ear ears headphones attentive",
    "talk chat converse discuss speak debate whisper confer: conversation words gesture exchange gossip say nod listen "
    "dialogue tell murmur mouth lecture mutter point animated",
    "whisper murmur: hush ear breath lean",
    "argue quarrel debate fight: shout gesture yell dispute",
    "shout yell scream cry call: holler bellow roar voice",
    "sing croon chant hum serenade: song voice tune melody trill warble microphone chorus vocal belt carol note lyrics",
    "bark howl growl yap: bay woof",
    "howl bay: wail moon",
    "roar growl bellow: snarl thunder",
    "pray worship: prayer kneel palms clasp bow",
    "cheer celebrate: applaud clap shout raise party toast roar throw confetti joy fist whoop arms",
    "fight spar battle clash duel wrestle brawl: punch strike swing combat kick lunge trade blows fencing parry swords",
    "attack: charge strike lunge pounce ravage descend assault clash destroy hurl rampage",
    "teach instruct: explain lesson point classroom lecture blackboard demonstrate",
    "shop browse: buy purchase basket cart aisle pick bag bags",
    "sell vend: offer stall customer hand wares trade vendor market",
    "work labor labour toil: type desk hammer tool tools task craft build",
    "photograph film snap shoot: camera picture shutter selfie capture lens",
    "gather assemble congregate cluster: crowd throng group huddle together collect circle join surround",
    "join meet: approach reach near toward welcome alongside",
    "line flank border: row rows",
    "bandage dress: wrap wind gauze knot bind tie dressing bind",
    "drop release lose: slip fall tumble clatter let spill fling",
    "braid plait: weave strand strands lock tress twist loop interlace",
    "sneeze cough: achoo sniffle sneeze splutter",
    "deliver bring: set place drop lower hand carry drop-off release leave",
    "squeeze: slip wedge press gap thread crush",
    "circle orbit: pace round loop wheel ring rotate circumference surround",
    "arrange set place: lower put turn pluck position line stack lay adjust order",
    "ring toll: bell peal clang chime strike swing rope",
    "plant: trowel",
    "draw unsheathe: pull scabbard",
    "guard protect: watch stand sentry shield",
    "wait: stand sit queue pause idle linger",
    "decorate adorn: hang string drape ribbon bauble garland ornament trim",
    "inflate blow: puff swell balloon breath lung",
    "peel: skin rind strip zest curl",
    "crush grind squash: press stomp pound pestle mill smash",
    "sift sprinkle dust scatter: shake drift fall powder sieve toss shower",
    "taste sample: spoon lip tongue sip savor bite",
    "cheer wave: flag flags scarf",
    "salute greet welcome: wave bow nod hand hat brow",
    "escape flee: run dash bolt sprint rush break slip scramble dart race",
    "rescue save: pull lift carry drag haul lower free",
    "search seek look explore: scan hunt comb probe rummage sift sweep wander torch",
    "measure: tape ruler rod length mark",
    "weigh: scale scales balance",
    "count: finger fingers tally number coins",
    "trim prune clip shear mow: cut snip shears scissors clipper blade",
    "vacuum mop: push floor hose",
    "load unload stack pile: lift carry heave haul place truck crate boxes",
    "spray mist: hose nozzle can jet fan",
    "erupt explode: lava ash spew spit fountain burst plume blast",
    "collapse crumble topple: fall tumble give buckle cave dust come",
    "race compete: sprint gallop surge finish lap overtake neck speed dash charge gallop thunder",
    "conduct: baton arms gesture wave sweep orchestra",
    "clap dance sing: rhythm beat",
    "propose: kneel ring knee",
    "marry wed: vow vows ring bride groom altar kiss",
    "vote sign: pen ballot signature ink",
    "scratch claw: rake paw nail nails scrape",
    "bite gnaw chew: teeth jaws chomp sink nip",
    "howl sing: throat",
    "nurse suckle: milk",
    "groom preen: lick beak feather feathers fur",
    "sunbathe bask: lie sprawl sun towel stretch",
    "surface breach: spout blow rise burst",
    "charge recharge: cable plug",
    "wrestle grapple: pin throw grip lock hold tumble",
    "aim point: bow arrow barrel sight scope level",
    "mend darn: needle thread patch stitch",
    "stare gaze: eye eyes look",
};

static bool has(const char *words, size_t size, const char *word)
{
    size_t length = strlen(word);
    for (const char *p = words; p < words + size;) {
        size_t n = strcspn(p, " :");
        if (n == length && memcmp(p, word, n) == 0)
            return true;
        p += n;
        p += strspn(p, " :");
    }
    return false;
}

bool cf_verbs_show(const char *verb, const char *word)
{
    for (size_t i = 0; i < sizeof(shows) / sizeof(*shows); i++)
        if (has(shows[i], strcspn(shows[i], ":"), verb) && has(shows[i], strlen(shows[i]), word))
            return true;
    return false;
}

/* The things among the words above. */
static const char tools[] =
    "foot footstep footfall stride hooves rung rungs skater rider skier snowboard surfboard bike handlebars saddle "
    "reins wheel oar oars canoe kayak dancer keys melody notes chord tune rhythm checkmate bishop pawn rook knight "
    "opponent string strings guitar drumstick baton choreography ballet campfire tent tents campsite fist fists "
    "uppercut glove net arrow hoop rim basket lid blade knife saw sawdust nail blows anvil spoon ladle pan wok skillet "
    "spatula stove oven soap sponge suds cloth vacuum broom razor lather stubble bristle brushstroke canvas palette "
    "pigment easel pencil pen chalk crayon charcoal quill ink handwriting keyboard key page pages story lines text "
    "paragraph wrench screwdriver bolt tool tools stitch needle needles thread yarn loom shuttle hole spade shovel "
    "soil trench seed seedling hose match flame spark lighter wick ribbon lips crumbs breadcrumb breadcrumbs morsel "
    "hook line reel bait rod udder pail heap shard shards fragment newborn hatchling droplets raindrop raindrops "
    "downpour snowflake snowflakes flake flakes blizzard flurry breeze wind gust beam glass reflection mouthful meal "
    "straw cigarette tear tears eyelid eyelids nose snout muzzle ear ears headphones microphone chorus song voice note "
    "lyrics trill prayer confetti gauze strand strands bell trowel bauble garland ornament balloon pestle sieve lava "
    "plume baton shears scissors nozzle teeth jaws ruler scale scales coins ovation crib cart aisle stall customer bag "
    "bags shutter selfie crowd throng row rows rope";

bool cf_verbs_tool(const char *word)
{
    return has(tools, sizeof(tools) - 1, word);
}

bool cf_verbs_know(const char *verb)
{
    for (size_t i = 0; i < sizeof(shows) / sizeof(*shows); i++)
        if (has(shows[i], strcspn(shows[i], ":"), verb))
            return true;
    return false;
}
