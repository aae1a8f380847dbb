/* States that exclude each other: asleep and awake, closed and open, empty and crowded. A prompt that asks for one of a
 * thing is contradicted by a rewrite that says another of the same thing and never says the one. */
#include "checks/internal.h"
#include <stdio.h>
#include <string.h>

enum bearer {
    ANIMATE, /* said of a person or an animal */
    THING,   /* of anything that a picture shows */
    OWN,     /* of anything, as a modifier of its noun alone: "a wooden table" */
    SCENE,   /* of a thing or a person; its contraries, of the whole scene: "an empty hall", "spectators" */
    WORLD    /* of the whole scene */
};
enum { POLES = 8 };

/* Words of a pole are separated by '|', each as it is spelled; behind a '*' any form of a verb. */
static const struct axis {
    enum bearer bearer;
    const char *poles[POLES];
} axes[] = {
    {ANIMATE,
     {"asleep|sleeping|sleepy|*sleep|*nap|*doze|*slumber|*snooze|fast asleep|dozing|eyes closed|unconscious",
      "awake|wide-awake|wide awake|wakeful|bright-eyed|eyes wide open|eyes open|eyes are open|eyes are wide|eyes be "
      "wide|wide-eyed|sleepless|alert"}},
    {ANIMATE, {"*stand|standing", "*sit|seated|sitting|*kneel|*crouch|*recline|*squat"}},
    {ANIMATE,
     {"happy|happily|smiling|*smile|cheerful|joyful|joyfully|*laugh|*giggle|delighted|*beam|*grin|overjoyed|gleeful|"
      "merry|jubilant|ecstatic|elated",
      "sad|sadly|crying|*weep|*sob|*cry|tearful|gloomy|sorrowful|mournful|miserable|angry|angrily|furious|*frown|"
      "*scowl|dejected|despondent|heartbroken|grief-stricken|melancholy|morose|sullen|glum|forlorn|tear-stained"}},
    {ANIMATE,
     {"calm|calmly|relaxed|composed|serene|serenely|placid|unhurried|unruffled|peacefully|tranquil",
      "furious|furiously|enraged|panicked|panicking|frantic|frantically|agitated|hysterical|terrified|panic-stricken|"
      "distraught|thrashing|screaming|raging"}},
    {ANIMATE,
     {"young|youthful|teenage|little|youngish|young-looking|adolescent",
      "old|elderly|aged|aging|ageing|grey-haired|gray-haired|white-haired|silver-haired|wrinkled|wizened|middle-aged|"
      "sixty-year-old|seventy-year-old|eighty-year-old|ninety-year-old|fifty-year-old|white beard|gray beard|grey "
      "beard|gnarled|ancient|grizzled|octogenarian|stooped|withered"}},
    {SCENE,
     {"alone|lone|solitary|by himself|by herself|by itself|on his own|on her own|unaccompanied",
      "dozen "
      "companions|friend|friends|husband|wife|companion|companions|girlfriend|boyfriend|colleague|colleagues|buddies|"
      "accompanied|"
      "teammates|classmates|chat with her|chat with him|beside her|beside him|next to her|next to him|with her "
      "friends"}},
    {SCENE,
     {"empty|deserted|vacant|unoccupied|abandoned|desolate|uninhabited|unpopulated",
      "spectators|commuters|crowd|crowds|audience|throng|throngs|shoulder to shoulder|onlookers|customers|shoppers|"
      "passengers|pedestrians|tourists|diners|patrons|visitors|passersby|vendors|families|workers|students"}},
    {ANIMATE,
     {"*whisper|whispering|*murmur|quietly|silently|silent|hushed|in whispers|in silence|soundlessly",
      "*shout|*yell|*scream|*holler|*bellow|loudly|noisily|*shriek|raucous|raucously|boisterous|*roar"}},
    {ANIMATE, {"bald|bald-headed|hairless|shaven-headed", "long-haired|ponytail|curly-haired|curls|braids|tresses"}},
    {ANIMATE, {"bearded|beard|unshaven|moustached", "clean-shaven|beardless|smooth-shaven"}},
    {ANIMATE, {"barefoot|shoeless|barefooted|bare feet", "boots|shoes|sneakers|sandals|in heels|high heels|slippers"}},
    {ANIMATE, {"alive|living", "dead|lifeless|deceased"}},
    {ANIMATE, {"male", "female"}},
    {ANIMATE,
     {"fat|plump|chubby|obese|overweight|stout|portly|rotund|burly|heavyset", "thin|slim|skinny|slender|lean|gaunt|"
                                                                              "lanky|scrawny|emaciated|bony"}},
    {THING,
     {"open|opened|wide-open|ajar|unlocked|unlatched|unfurled|spread wide|spread open|flung "
      "wide|yawning|gaping|propped "
      "wide|outspread",
      "closed|shut|locked|sealed|bolted|latched|shuttered|padlocked|boarded-up"}},
    {THING,
     {"empty|deserted|vacant|unoccupied|abandoned|desolate|uninhabited|unpeopled|emptied|depopulated|unpopulated|"
      "drained|last drops|nothing left|nothing remains",
      "crowded|packed|full|filled|*fill|bustling|busy|thronged|*throng|*teem|jammed|crammed|*crowd|brimming|"
      "overflowing|swarming|*swarm|*bustle|occupied|populated|jam-packed|stuffed|heaped|laden|mobbed|rush-hour"}},
    {THING,
     {"wet|soaked|drenched|dripping|rain-soaked|soggy|damp|flooded|waterlogged|sodden|moist|rain-slick|rain-slicked|"
      "soaking|sopping|swollen|rushing water|flowing water|full of water|filled with water|filled with rushing|torrent",
      "dry|bone-dry|parched|arid|dusty|sun-baked|dried|dried-up|dried-out|drought-stricken|waterless|desiccated"}},
    {THING,
     {"calm|still|placid|glassy|tranquil|serene|mirror-like|mirror-smooth|peaceful|flat|windless|unruffled|smooth",
      "stormy|raging|*rage|rough|choppy|turbulent|churning|*churn|violent|violently|roiling|tempestuous|wild|heaving|*"
      "heave|"
      "furious|*seethe|seething|storm-tossed|wind-whipped|whitecaps|storm-lashed|surging|tumultuous|crashing"}},
    {THING,
     {"lit|lighted|illuminated|burning|*burn|*glow|glowing|alight|aglow|ablaze|*flicker|flickering|switched on|turned "
      "on|brightly lit",
      "unlit|extinguished|snuffed|unilluminated|burnt-out|burned-out|switched off|turned off|gone out|darkened|dead"}},
    {THING,
     {"dark|gloomy|dim|dimly lit|pitch-dark|pitch-black|unlit|shadowy|darkened|murky|dim-lit",
      "brightly lit|sun-drenched|sunlit|well-lit|brilliantly lit|sunny|flooded with light|bathed in sunlight|bathed in "
      "sunshine|sun-filled|brightly illuminated|floodlit|dazzlingly bright|bright|brilliant"}},
    {THING,
     {"fast|quickly|rapidly|swiftly|speeding|*speed|*race|*hurtle|full speed|high speed|high-speed|*sprint|*dash|"
      "fast-moving|great speed|top speed|breakneck|*gallop|swift|rapid|fast-paced|*streak|lightning-fast",
      "slow|slowly|leisurely|*crawl|snail's pace|sluggish|sluggishly|*plod|*inch|*creep|*amble|unhurried|standstill|"
      "motionless|stationary|slow-moving|stopped|lazily|*trudge|*dawdle|*shuffle|idling|*limp"}},
    {THING,
     {"parked|stationary|motionless|docked|moored|anchored|at anchor|standstill|*park|idle|stopped",
      "*speed|*race|*hurtle|*zoom|*careen|*roll|moving|*drive|*cruise|*sail|*swerve|*accelerate|*steam|*rush"}},
    {THING,
     {"ascending|ascends|climbing|climbs|upward|upwards|rising|rises|ascend|soaring",
      "descending|descends|downward|downwards|sinking|sinks|plunging|plummeting|descend|plummets|falls|falling"}},
    {THING,
     {"quiet|silent|hushed|silence|noiseless|soundless|peaceful|tranquil|hush|calm|still|sleepy",
      "noisy|loud|deafening|*blare|thunderous|raucous|boisterous|clamorous|rowdy|cacophony|uproarious|chaotic|"
      "frenetic|ear-splitting|riotous|booming|bustling|frantic"}},
    {THING,
     {"clean|spotless|immaculate|pristine|unsoiled|tidy|neat|orderly|uncluttered|spick-and-span|well-kept|unsullied",
      "dirty|filthy|grimy|stained|soiled|mud-caked|muddy|littered|messy|cluttered|untidy|grubby|squalid|grime-covered|"
      "mud-splattered|strewn|chaotic|disorderly|unkempt"}},
    {THING,
     {"broken|cracked|shattered|ruined|damaged|smashed|collapsed|wrecked|crumbling|fractured|ruins|dilapidated|"
      "derelict|tumbledown|ramshackle",
      "intact|unbroken|undamaged|flawless|pristine|unscathed|brand-new|unblemished|newly built|newly-built|"
      "gleaming new|restored|immaculate"}},
    {THING,
     {"old|ancient|antique|vintage|rusty|weathered|worn|battered|dilapidated|centuries-old|age-old|old-fashioned|"
      "rusted|time-worn|medieval|worn-out|tattered|ageing|aging",
      "new|brand-new|brand "
      "new|modern|state-of-the-art|futuristic|contemporary|ultramodern|newly|high-tech|cutting-edge"}},
    {THING,
     {"hot|steaming|boiling|scalding|piping|simmering|*steam|sizzling|scorching|red-hot|sweltering|warm",
      "cold|iced|icy|chilled|frozen|ice-cold|freezing|frosty|frosted|frigid|ice-filled"}},
    {THING,
     {"frozen|frozen over|icebound|iced-over|ice-covered|frozen-over|frozen solid|ice",
      "thawed|melted|unfrozen|*ripple|rippling|*lap|flowing|*flow|liquid|warm|*splash|open water"}},
    {THING,
     {"blooming|*bloom|in bloom|blossoming|*blossom|flowering|in full bloom|in flower|lush|thriving|flourishing|"
      "leafy|verdant|fresh",
      "wilted|withered|dead|shriveled|shrivelled|drooping|leafless|bare|barren|wilting|dried-up|parched|rotten|"
      "skeletal|withering|decayed"}},
    {THING, {"raw|uncooked|unbaked", "cooked|baked|roasted|grilled|fried|charred|roast|seared"}},
    {THING, {"full moon|moon is full|fully rounded moon", "crescent moon|new moon|half moon|half-moon|moonless"}},
    {THING, {"straight|arrow-straight", "winding|curving|twisting|serpentine|meandering|*wind|zigzag|curvy|snaking"}},
    {OWN,
     {"tiny|small|little|miniature|minuscule|petite|diminutive|wee|dwarf|palm-sized|thumb-sized|pint-sized|toy-sized",
      "huge|giant|enormous|massive|gigantic|colossal|immense|towering|hulking|oversized|monstrous|gargantuan|"
      "mammoth|titanic"}},
    {OWN,
     {"wooden|wood|timber|oak|oaken|pine|mahogany|walnut|bamboo|wicker",
      "metal|metallic|steel|iron|aluminum|aluminium|"
      "chrome|brass|copper|bronze|wrought-iron",
      "glass|crystal|glazed", "plastic|acrylic|rubber|vinyl", "stone|marble|granite|concrete|brick|cobblestone|slate",
      "ceramic|porcelain|clay|terracotta|earthenware", "cardboard|paper"}},
    {OWN,
     {"leather|suede", "denim|jean", "silk|satin|silken", "wool|woolen|woollen|knit|knitted|cashmere|tweed",
      "cotton|linen|flannel", "velvet", "fur|furry", "nylon|polyester"}},
    {OWN,
     {"striped|stripy|pinstriped", "spotted|polka-dot|polka-dotted|dotted", "plaid|checkered|checked|tartan",
      "plain|solid-colored|unpatterned", "floral|flowered|flower-patterned"}},
    {OWN, {"round|circular|oval", "square|rectangular", "triangular", "hexagonal", "octagonal"}},
    {WORLD,
     {"sunrise|dawn|daybreak|first light|sun rise|sun come up|rising sun|break of day|early morning",
      "sunset|dusk|sundown|nightfall|sun set|sun go down|setting sun|sun sink|sun dip|last light|end of the day"}},
    {WORLD,
     {"morning|breakfast time", "night|midnight|nighttime|dusk|sunset|sundown|moonlit|evening|starlit|nightfall"}},
    {WORLD, {"evening|nightfall|dusk", "morning|noon|midday|dawn|sunrise|daybreak"}},
    {WORLD, {"afternoon|noon|midday", "night|midnight|moonlit|starlit|dawn|sunrise|daybreak|starry"}},
    {WORLD,
     {"sunny|sunshine|cloudless|clear sky|clear blue sky|blue sky|bright day|clear day|fair weather",
      "rainy|raining|downpour|overcast|thunderstorm|drizzle|rainstorm|storm clouds|leaden sky|thick fog|dense fog|"
      "pouring rain|heavy rain|gray sky|grey sky|blizzard|stormy|drizzly|foggy"}},
    {WORLD,
     {"rain|rainy|rainstorm|storm|stormy|thunderstorm|downpour|overcast|foggy|fog|blizzard|cloudy|snowstorm",
      "cloudless|clear blue sky|sunny|bright sunshine|blazing sunshine|clear skies|brilliant sunshine|blue sky|clear "
      "sky|sun-drenched"}},
    {WORLD,
     {"summer|summery|midsummer|heatwave|hot day|tropical",
      "snowfall|snowdrift|snowdrifts|snowflakes|blizzard|frosty|icicles|wintry|snow-covered ground|deep snow|fresh "
      "snow|falling snow|blanket of snow|snowy|bundled in"}},
    {WORLD,
     {"winter|wintry|wintertime|snowy|snowstorm|snowfall|blizzard",
      "sweltering|heatwave|scorching heat|tropical heat|summer heat|summertime|wildflowers|sunbathers|blossoming|"
      "lush green|spring blossoms|in full bloom"}},
    {WORLD,
     {"spring|springtime", "falling leaves|autumn leaves|autumnal|snowdrift|blizzard|wintry|snowfall|fallen leaves"}},
    {WORLD, {"autumn|autumnal", "spring blossoms|cherry blossoms|snowdrift|blizzard|midsummer|springtime|wintry"}},
};
enum { AXES = sizeof(axes) / sizeof(*axes) };

/* ---- words ---- */

static bool spells_form(const struct cf_reading *r, size_t i, const char *word, size_t size)
{
    const struct cf_token *t = &r->analysis->tokens[i];
    char lemma[64];
    if (t->pos != CF_POS_VERB || !cf_language_lemma(r->language, t->word, CF_POS_VERB, lemma, sizeof(lemma)))
        return false;
    return strlen(lemma) == size && memcmp(lemma, word, size) == 0;
}

/* The tokens from i on say the pole: how many, else 0. */
static size_t says(const struct cf_reading *r, size_t i, const char *pole)
{
    const struct cf_token *t = &r->analysis->tokens[i];
    if (t->negated || t->quoted || t->pos == CF_POS_PUNCTUATION ||
        (t->pos == CF_POS_ADVERB && cf_reading_is(t, "still")))
        return 0;
    size_t length = strlen(t->word), found = 0;
    for (const char *w = pole; *w && !found; w += strcspn(w, "|"), w += *w == '|') {
        size_t size = strcspn(w, "|");
        if (*w == '*')
            found = spells_form(r, i, w + 1, size - 1);
        else if (memchr(w, ' ', size))
            found = cf_reading_spells(r, i, w);
        else
            found = size == length && memcmp(w, t->word, size) == 0;
    }
    return found;
}

static bool sees_camera(const struct cf_reading *r, size_t i)
{
    const struct cf_token *tokens = r->analysis->tokens;
    for (size_t j = i; j-- > 0 && i - j <= 8 && tokens[j].sentence == tokens[i].sentence;) {
        if (tokens[j].classes & CF_CLASS_CAMERA && !(tokens[j].classes & CF_CLASS_LIGHT))
            return true;
        if (cf_reading_is(&tokens[j], ", ; as while where"))
            break;
    }
    return i + 1 < r->analysis->tokens_count && cf_reading_is(&tokens[i + 1], "motion zoom pan shutter dolly shot");
}

/* "filled with light", "full of wonder", "busy patterns": fills nothing. */
static bool fills_nothing(const struct cf_reading *r, size_t i)
{
    const struct cf_token *tokens = r->analysis->tokens;
    size_t count = r->analysis->tokens_count;
    if (!cf_reading_is(&tokens[i], "full filled fills fill filling brimming overflowing teeming laden heaped"))
        return false;
    if (i + 1 < count && cf_reading_is(&tokens[i + 1], "moon bloom speed length view"))
        return true;
    for (size_t j = i + 1; j < count && j <= i + 6 && tokens[j].sentence == tokens[i].sentence; j++) {
        int32_t p = r->phrase_of[j];
        if (p >= 0) {
            const struct cf_token *head = &tokens[r->phrases[p].head];
            return !r->phrases[p].concrete ||
                   head->classes & (CF_CLASS_LIGHT | CF_CLASS_ABSTRACT | CF_CLASS_TIME | CF_CLASS_COLOUR) ||
                   cf_reading_is(head, "silence fog mist haze smoke dust wind scent aroma smell echo echoes shadow "
                                       "shadows darkness dusk moonlight quiet stillness sky breeze air frame screen");
        }
    }
    return false;
}

/* ---- who bears a state ---- */

enum verdict { NO, PERHAPS, YES };

struct owner {
    const char *noun, *base; /* NULL: none known */
    enum bearer bearer;
    bool person;
    bool sole; /* the prompt has no other animate thing */
};

static bool is_animate(const struct cf_reading *r, const struct cf_phrase *p)
{
    uint32_t classes = r->analysis->tokens[p->head].classes;
    if (p->name || !(classes & (CF_CLASS_PERSON | CF_CLASS_ANIMAL)))
        return p->name;
    /* a tree is an actor too, by a rare meaning */
    return !(classes & (CF_CLASS_OBJECT | CF_CLASS_PLACE)) || cf_language_mainly_is_a(r->language, p->base, "person") ||
           cf_language_mainly_is_a(r->language, p->base, "animal");
}

static bool may_bear(const struct cf_reading *r, const struct cf_phrase *p, enum bearer bearer)
{
    return bearer == ANIMATE ? is_animate(r, p) : p->concrete;
}

static bool is_owner(const struct cf_reading *r, const struct cf_phrase *p, const struct owner *owner)
{
    const struct cf_token *tokens = r->analysis->tokens;
    if (cf_match_phrase(r, p, owner->noun, owner->base) || strcmp(p->base, owner->base) == 0)
        return true;
    if (owner->person && owner->sole && tokens[p->head].classes & CF_CLASS_PERSON &&
        !(tokens[p->head].flags & CF_TOKEN_PLURAL))
        return true;
    /* the waves of a lake, the surface of a sea */
    if (cf_reading_is(&tokens[p->head], "wave waves water waters surface swell swells surf current currents tide") &&
        cf_language_is_a(r->language, owner->base, "body of water", CF_POS_NOUN))
        return true;
    /* "the animal", "the vehicle": said again of what was named */
    return cf_reading_is(&tokens[p->begin], "the this") &&
           cf_language_is_a(r->language, owner->base, p->base, CF_POS_NOUN) && p->concrete;
}

/* "his gnarled hands", "its canopy": a part of the only one that may be meant */
static bool is_own_part(const struct cf_reading *r, const struct cf_phrase *p, const struct owner *owner)
{
    const struct cf_token *tokens = r->analysis->tokens;
    bool animate = owner->bearer == ANIMATE || owner->person;
    const char *own = animate ? "his her its their" : "its";
    if (!owner->sole ||
        !(cf_reading_is(&tokens[p->begin], own) || (p->begin && cf_reading_is(&tokens[p->begin - 1], own))))
        return false;
    return cf_reading_is(
        &tokens[p->head],
        "eyes face hands hair beard coat fur skin body canopy surface door doors lid cover pages interior "
        "sides bottom walls petals leaves rooms seats windows feathers brow cheeks head eyelids lips voice "
        "limbs legs paws paint panels waters mane wings");
}

static enum verdict borne_before(const struct cf_reading *r, size_t i, const struct owner *owner)
{
    const struct cf_token *tokens = r->analysis->tokens;
    unsigned passed = 0;
    for (size_t j = i; j-- > 0 && i - j <= 24 && tokens[j].sentence == tokens[i].sentence;) {
        if (cf_reading_is(&tokens[j], owner->bearer == ANIMATE ? "he she it they" : "it they"))
            return owner->sole ? YES : PERHAPS;
        int32_t p = r->phrase_of[j];
        if (p >= 0 && r->phrases[p].begin == j && is_own_part(r, &r->phrases[p], owner))
            return YES;
        if (p < 0 || r->phrases[p].head != j || !may_bear(r, &r->phrases[p], owner->bearer) || p == r->phrase_of[i])
            continue;
        if (is_owner(r, &r->phrases[p], owner))
            return YES;
        if (owner->bearer == ANIMATE || ++passed == 2)
            return NO;
    }
    return PERHAPS;
}

static enum verdict borne(const struct cf_reading *r, size_t i, size_t length, const struct owner *owner)
{
    const struct cf_token *tokens = r->analysis->tokens;
    int32_t p = r->phrase_of[i];
    if (owner->bearer >= SCENE)
        return YES;
    if (p >= 0 && i + length - 1 < r->phrases[p].head) {
        const struct cf_phrase *phrase = &r->phrases[p];
        if (is_owner(r, phrase, owner))
            return YES;
        if (is_own_part(r, phrase, owner))
            return YES;
        return phrase->concrete || owner->bearer == OWN ? NO : PERHAPS;
    }
    if (owner->bearer == OWN)
        return p >= 0 && strcmp(r->phrases[p].base, owner->base) == 0 ? PERHAPS : NO;
    enum verdict before = borne_before(r, i, owner);
    if (before != PERHAPS)
        return before;
    for (size_t j = i + length;
         j < r->analysis->tokens_count && j <= i + 12 && tokens[j].sentence == tokens[i].sentence;
         j++) { /* "Fast asleep, the cat ..." */
        p = r->phrase_of[j];
        if (p >= 0 && r->phrases[p].head == j && may_bear(r, &r->phrases[p], owner->bearer))
            return is_owner(r, &r->phrases[p], owner) ? YES : NO;
    }
    return PERHAPS;
}

/* ---- what the prompt asks ---- */

/* The prompt wants something to change. */
static bool wants_change(const struct cf_reading *prompt)
{
    for (size_t i = 0; i < prompt->analysis->tokens_count; i++)
        if (cf_reading_is(&prompt->analysis->tokens[i],
                          "turn turns turning become becomes becoming transform transforms transforming until then "
                          "before after transition transitions transitioning gradually change changes changing morph "
                          "morphs morphing wakes waking slowly into timelapse time-lapse melts melting"))
            return true;
    return false;
}

static const struct cf_phrase *owner_in_prompt(const struct cf_reading *r, size_t i, size_t length, enum bearer bearer)
{
    const struct cf_token *tokens = r->analysis->tokens;
    int32_t p = r->phrase_of[i];
    if (p >= 0 && i + length - 1 < r->phrases[p].head)
        return may_bear(r, &r->phrases[p], bearer) ? &r->phrases[p] : NULL;
    if (bearer == OWN)
        return NULL;
    for (size_t j = i; j-- > 0 && tokens[j].sentence == tokens[i].sentence;)
        if ((p = r->phrase_of[j]) >= 0 && r->phrases[p].head == j && may_bear(r, &r->phrases[p], bearer))
            return &r->phrases[p];
    for (size_t j = i + length; j < r->analysis->tokens_count && tokens[j].sentence == tokens[i].sentence; j++)
        if ((p = r->phrase_of[j]) >= 0 && r->phrases[p].head == j && may_bear(r, &r->phrases[p], bearer))
            return &r->phrases[p];
    return NULL;
}

static struct owner describe(const struct cf_reading *r, const struct cf_phrase *p, enum bearer bearer)
{
    struct owner owner = {.bearer = bearer};
    if (!p)
        return owner;
    owner.noun = p->noun;
    owner.base = p->base;
    owner.person = r->analysis->tokens[p->head].classes & CF_CLASS_PERSON;
    owner.sole = true;
    bool animate = is_animate(r, p);
    for (size_t i = 0; i < r->phrases_count; i++) /* of things, the first is meant by "its" */
        owner.sole &= strcmp(r->phrases[i].base, p->base) == 0 || !is_animate(r, &r->phrases[i]) ||
                      (!animate && &r->phrases[i] > p);
    for (const struct cf_phrase *q = r->phrases; !animate && q < p; q++)
        owner.sole &= !q->concrete;
    return owner;
}

/* Whether the text says one of the axis's poles, or (but) any but that one. */
static size_t find_pole(const struct cf_reading *r, const struct axis *axis, unsigned pole, bool but,
                        const struct owner *owner, enum verdict least, size_t *length)
{
    for (size_t i = 0; i < r->analysis->tokens_count; i++)
        for (unsigned k = 0; k < POLES && axis->poles[k]; k++) {
            if ((k == pole) == but || !(*length = says(r, i, axis->poles[k])))
                continue;
            if (but && (sees_camera(r, i) || fills_nothing(r, i) || cf_match_denied(r->analysis, i)))
                continue;
            if (!owner || borne(r, i, *length, owner) >= least)
                return i;
        }
    return SIZE_MAX;
}

static bool is_compared(const struct cf_reading *r, size_t at)
{
    const struct cf_token *tokens = r->analysis->tokens;
    for (size_t j = at; j-- > 0 && at - j <= 5 && tokens[j].sentence == tokens[at].sentence;)
        if (cf_reading_is(&tokens[j],
                          "like if reminiscent recalling memory memories before after since until once "
                          "soon almost nearly promising awaiting back tomorrow next despite unlike than from where"))
            return true;
    return false;
}

/* A sentence that tells how the one state turned into the other. */
static bool has_changed(const struct cf_reading *r, size_t at)
{
    const struct cf_token *tokens = r->analysis->tokens;
    for (size_t i = 0; i < r->analysis->tokens_count; i++)
        if (tokens[i].sentence == tokens[at].sentence &&
            cf_reading_is(&tokens[i],
                          "then until now suddenly begins begin soon eventually finally turns become becomes "
                          "becoming awakens wakes waking gives giving gradually"))
            return true;
    return false;
}

static bool check_axis(struct cf_trial *trial, const struct axis *axis, size_t at, unsigned pole, size_t length)
{
    const struct cf_reading *prompt = &trial->facts->reading, *r = &trial->reading;
    size_t other, rest;
    const struct cf_phrase *p = axis->bearer == WORLD ? NULL : owner_in_prompt(prompt, at, length, axis->bearer);
    if (axis->bearer != WORLD && !p)
        return false;
    struct owner owner = describe(prompt, p, axis->bearer);
    if (find_pole(prompt, axis, pole, true, NULL, NO, &rest) != SIZE_MAX) /* both are asked for */
        return false;
    bool kept = find_pole(r, axis, pole, false, &owner, PERHAPS, &rest) != SIZE_MAX;
    other = find_pole(r, axis, pole, true, &owner, YES, &rest);
    if (other == SIZE_MAX || (axis->bearer >= SCENE && is_compared(r, other)) || (kept && has_changed(r, other)))
        return false;
    struct cf_arena arena = {0};
    const char *a = cf_reading_words(prompt, &arena, at, at + length);
    const char *f = cf_reading_words(r, &arena, other, other + rest);
    char asked[160], message[640];
    if (a && f) {
        snprintf(asked, sizeof(asked), "%s%s%s", a, p ? " " : "", p ? p->noun : "");
        snprintf(message, sizeof(message), "The prompt asks for \"%.200s\"; the caption must not have \"%.200s\".",
                 asked, f);
        cf_trial_fail(trial, CF_CHECK_CONTRADICTION, -1, asked, f, message);
    }
    cf_arena_free(&arena);
    return true;
}

void cf_trial_states(struct cf_trial *trial)
{
    const struct cf_reading *prompt = &trial->facts->reading;
    if (!trial->facts->english || wants_change(prompt))
        return;
    for (size_t i = 0; i < prompt->analysis->tokens_count; i++)
        for (size_t k = 0; k < AXES && !trial->facts->ordered[i]; k++)
            for (unsigned pole = 0; pole < (axes[k].bearer == SCENE ? 1 : POLES) && axes[k].poles[pole]; pole++) {
                size_t length = says(prompt, i, axes[k].poles[pole]);
                if (length && check_axis(trial, &axes[k], i, pole, length))
                    return; /* one is enough to ask again for */
            }
}
