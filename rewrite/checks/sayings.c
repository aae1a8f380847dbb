/* The words that say where things stand, and what they are said of: as far as their order in the sentence tells. */
#include "checks/internal.h"
#include <string.h>

enum {
    BARE = 1, /* needs no object: "a bridge arches overhead" */
    VERB = 2, /* says it as a verb alone */
};

/* The subject's relation to the object. Of words that begin alike the longest say it. */
static const struct {
    enum cf_relation_kind kind;
    unsigned flags;
    const char *words;
} sayings[] = {
    {CF_REL_ON, 0,
     "on top of|on the top of|atop of|at the top of|at the summit of|on the summit of|on the back of|on the crest "
     "of|atop|upon|onto|on|aboard|hang from|hung from|dangle from|swing from|suspend from|suspended from|droop "
     "from|attach to|attached to|fasten to|fastened to|fix to|fixed to|cling to|stick to|pinned to|pin to|mounted "
     "to|balance on"},
    {CF_REL_ON, BARE, "on top|on its back|on its top|on its surface"},
    {CF_REL_BOTTOM, BARE, "at the bottom|at its bottom|at the base|at its base|at the very bottom"},
    {CF_REL_BOTTOM, 0, "on the bottom of|at the bottom of|to the bottom of|on the underside of|to the underside of"},
    {CF_REL_FRONT, 0,
     "in front of|in the front of|ahead of|before|against a backdrop of|against the backdrop of|with its back to|with "
     "his back to|with her back to|opposite|opposite to|across from|across the road from|across the street from|across "
     "the table "
     "from"},
    {CF_REL_FRONT, BARE, "in front|in the foreground"},
    {CF_REL_NEXT, 0,
     "next to|close to|adjacent to|side by side with|by the side of|at the side of|to the side of|at the edge of|on "
     "the edge of|on the shore of|at the shore of|on the banks of|at the bank of|on the bank "
     "of|beside|besides|near|nearby|alongside|by|past|shoulder to shoulder "
     "with|a step from|a few steps from|a few inches from|inches from|within reach of|at the foot of|at the base of|at "
     "the end of|at the head of|at the corner of|in the company of"},
    {CF_REL_NEXT, BARE,
     "nearby|close by|alongside|beside|side by side|at its side|at his side|at her side|by its side|by his side|by her "
     "side|at their side|next door|shoulder to shoulder"},
    {CF_REL_AMONG, 0,
     "entwined with|twined with|wreathed in|wreathed with|wrapped with|swathed in|shrouded in|encased in|surrounded "
     "by|surrounded on all sides by|in the middle of|in the midst of|in the center of|in the centre of|at the heart "
     "of|in the heart "
     "of|ringed by|encircled by|framed by|frame by|enveloped by|enveloped in|hemmed in "
     "by|amid|amidst|among|amongst|surround by|ring by|encircle by|envelop by|envelop in|surrounded with|engulfed "
     "in|engulf in"},
    {CF_REL_AROUND, 0, "all around|around|round|surrounding|encircling"},
    {CF_REL_AROUND, VERB, "surround|encircle|circle|orbit|envelop"},
    {CF_REL_BEHIND, 0,
     "in back of|at the back of|at the rear of|behind|from behind|out from behind|on the other side of|on the far side "
     "of|in the wake of|on the tail of|hide by|hidden by|concealed by|conceal by|obscured by|obscure by|screened "
     "by|screen by|led by|shielded by|shield by|masked by|speed after|race after|run after|chase after|trot after|come "
     "after|walk after|roll after|go after|tear after|beyond"},
    {CF_REL_BEHIND, BARE,
     "behind|close behind|in back|in the background|in the distance|at the rear|in its wake|bring up the rear"},
    {CF_REL_BEHIND, VERB, "follow|trail|tail|pursue"},
    {CF_REL_FRONT, 0, "followed by|follow by|trailed by|trail by|tailed by|tail by|pursued by|pursue by|backed by"},
    {CF_REL_FRONT, VERB, "lead|precede|face|hide|conceal|obscure|block"},
    {CF_REL_IN, 0,
     "on the inside of|inside of|inside|within|into|in|enclosed by|wrapped in|clad in|dressed in|trapped in|set "
     "in|enclose by|in the hold of|in the depths of"},
    {CF_REL_IN, BARE, "inside"},
    {CF_REL_IN, VERB, "fill|crowd|pack|line|enter|wear|don|sport|form"}, /* "oranges fill a crate" */
    {CF_REL_ON, VERB,
     "share|ride|straddle|occupy|mount|top|crown|cap|cover|blanket|coat|dust|carpet|grip|clutch|grasp|grab"},
    {CF_REL_AGAINST, VERB, "kiss|caress|lick|wash|brush|strike|hit|stroke"}, /* what waves do to a shore */
    {CF_REL_ABOVE, 0, "high above|above|overhead of|over|over the top of"},
    {CF_REL_ABOVE, VERB, "overlook|overhang"},
    {CF_REL_ABOVE, BARE, "overhead|above|high overhead|from above"},
    {CF_REL_BELOW, 0,
     "below|beneath|underneath|under|from under|from beneath|from below|from underneath|in the shade of|in the shadow "
     "of|in the shelter of|shaded by|shade by|sheltered by|shelter by|overlooked by|overhung by"},
    {CF_REL_BELOW, BARE, "below|beneath|underneath|down below|far below|under"},
    {CF_REL_BETWEEN, 0,
     "flanked on either side by|flanked on both sides by|flanked on each side by|in between|between|from between|flank "
     "by|flanked by|sandwiched between|sandwiched by|wedged between|bracketed "
     "by|with one of|halfway from"},
    {CF_REL_FLANKS, 0, "on either side of|on both sides of|on each side of|at either side of|to either side of"},
    {CF_REL_FLANKS, BARE, "on either side|on both sides|on each side|to either side|at either side|at both sides"},
    {CF_REL_FLANKS, VERB, "flank|bracket"},
    {CF_REL_HOLDS, 0,
     "crossed by|traversed by|full of|fill with|filled with|brim with|laden with|cover with|covered with|cover "
     "in|covered in|covered by|top "
     "with|topped with|top by|topped by|crown with|crowned by|crown by|crowned with|cap with|capped by|capped with|cap "
     "by|adorn with|adorned with|lined with|stack with|heaped with|piled with|packed with|loaded with|strewn "
     "with|dotted with|scattered with|decorated with|dusted with|coated with|blanketed with|occupied by|draped with"},
    {CF_REL_HOLDS, VERB, "enclose|encase|hold|contain|carry|bear|cradle|support|house|hug"},
    {CF_REL_ACROSS, 0, "across|from one side to the other of"},
    {CF_REL_ACROSS, VERB, "cross|span|traverse"},
    {CF_REL_THROUGH, 0, "through|throughout"},
    {CF_REL_AGAINST, 0, "against|lean on|propped on|pressed to"},
    {CF_REL_ALONG, 0, "along|down the length of|the length of|down|up"},
    {CF_REL_NEXT, VERB, "border|skirt|fringe|touch|accompany"},
    {CF_REL_NEXT, 0, "accompanied by|joined by|accompany by|bordered by|fringed by|edged by"},
    {CF_REL_OUT, 0, "out of|out from|from|from inside|from within|up from|down from"},
    {CF_REL_OUT, VERB, "leave|exit"},
    {CF_REL_OUTSIDE, 0, "outside of|outside|off of"},
    {CF_REL_OUTSIDE, BARE, "outside"},
    {CF_REL_TOWARD, 0, "toward|towards|up to|in the direction of|closer to|nearer to"},
    {CF_REL_TOWARD, VERB, "approach|near|reach"},
    {CF_REL_FAR, VERB, "abandon|flee"},
    {CF_REL_FAR, 0,
     "off from|walk from|run from|retreat from|far from|far away from|away from|well away from|a long way "
     "from|miles from|at a distance from|distant from|apart from|across the room from|clear of|off in the distance "
     "from"},
};

/* Where the phrase begins that the words from token i on lead to: behind an article or adjective that stands apart from
 * it ("a gently sloping roof"); tokens_count: nowhere. */
static size_t thing_at(const struct cf_reading *reading, size_t i)
{
    const struct cf_analysis *a = reading->analysis;
    for (size_t j = i; j < a->tokens_count && j < i + 5 && a->tokens[j].sentence == a->tokens[i].sentence; j++) {
        uint8_t pos = a->tokens[j].pos;
        if (reading->phrase_of[j] >= 0)
            return j;
        if (pos != CF_POS_DETERMINER && pos != CF_POS_ADJECTIVE && pos != CF_POS_ADVERB && pos != CF_POS_NUMBER &&
            !(pos == CF_POS_VERB && j > i && a->tokens[j].flags & (CF_TOKEN_GERUND | CF_TOKEN_PAST)))
            break;
    }
    return a->tokens_count;
}

/* "a single round hole" */
static bool is_shape(const struct cf_analysis *a, size_t i)
{
    return i && cf_reading_is(&a->tokens[i], "round") && a->tokens[i - 1].sentence == a->tokens[i].sentence &&
           (a->tokens[i - 1].pos == CF_POS_DETERMINER || a->tokens[i - 1].pos == CF_POS_ADJECTIVE ||
            a->tokens[i - 1].pos == CF_POS_NUMBER);
}

/* A saying that may be read in two ways is bare only where no thing follows it. */
static size_t saying_at(const struct cf_reading *reading, size_t i, enum cf_relation_kind *kind, bool *bare)
{
    const struct cf_analysis *a = reading->analysis;
    size_t longest = 0;
    for (size_t s = 0; s < sizeof(sayings) / sizeof(*sayings); s++) {
        if (sayings[s].flags & VERB && a->tokens[i].pos != CF_POS_VERB)
            continue;
        if (is_shape(a, i))
            continue;
        for (const char *words = sayings[s].words; words; words = strchr(words, '|')) {
            words += *words == '|';
            size_t length = cf_reading_spells(reading, i, words);
            size_t next = i + length;
            bool thing = next < a->tokens_count && a->tokens[next].sentence == a->tokens[i].sentence &&
                         (thing_at(reading, next) < a->tokens_count || a->tokens[next].pos == CF_POS_PRONOUN ||
                          cf_reading_is(&a->tokens[next], "which whom"));
            bool is_bare = sayings[s].flags & BARE;
            if (length < longest || !length || (is_bare ? thing && length == longest : !thing))
                continue;
            longest = length;
            *kind = sayings[s].kind;
            *bare = is_bare;
        }
    }
    return longest;
}

/* Camera moves and turns go left and right without saying where anything stands. */
static bool is_move(const struct cf_analysis *a, size_t i)
{
    for (size_t back = 1; back <= 4 && back <= i; back++) {
        const struct cf_token *t = &a->tokens[i - back];
        if (t->sentence != a->tokens[i].sentence || t->pos == CF_POS_PUNCTUATION)
            break;
        if (cf_reading_is(t, "frame framing framed foreground background drone composition"))
            continue;
        if (t->classes & CF_CLASS_CAMERA ||
            cf_reading_is(t, "turns turn turning leans leaning tilts tilted tilting moves moving shifts shifting "
                             "sweeps sweeping glances looks gazes swipes"))
            return true;
    }
    return false;
}

static size_t skip_back(const struct cf_analysis *a, size_t i, const char *words)
{
    while (i && a->tokens[i - 1].sentence == a->tokens[i].sentence && cf_reading_is(&a->tokens[i - 1], words))
        i--;
    return i;
}

static size_t skip_on(const struct cf_analysis *a, size_t i, size_t from, const char *words)
{
    while (i < a->tokens_count && a->tokens[i].sentence == a->tokens[from].sentence &&
           cf_reading_is(&a->tokens[i], words))
        i++;
    return i;
}

static const char picture[] = "frame picture image screen shot scene composition canvas view photo photograph painting "
                              "painted video camera viewer foreground background";

/* "to the left of", "on its far left side", "in the left half of the frame", "left of": where it ends behind token i,
 * which says left or right; 0: it says something else ("her left hand", "turns left"). */
static size_t side_at(const struct cf_reading *reading, size_t i, size_t *begin, bool *bare, bool *pronoun)
{
    const struct cf_analysis *a = reading->analysis;
    size_t from = skip_back(a, i, "the far immediate very just slightly lower upper extreme directly a little");
    bool whose = from && cf_reading_is(&a->tokens[from - 1], "its his her their 's");
    from -= whose;
    if (whose && cf_reading_is(&a->tokens[from], "'s"))
        while (from && reading->phrase_of[from - 1] >= 0 && a->tokens[from - 1].sentence == a->tokens[i].sentence)
            from--;
    bool placed =
        from && a->tokens[from - 1].sentence == a->tokens[i].sentence &&
        (cf_reading_is(&a->tokens[from - 1], "to on at in toward towards along from off") ||
         cf_reading_is(&a->tokens[from - 1], "occupy occupies occupying fill fills filling dominates dominating"));
    size_t end = skip_on(a, i + 1, i,
                         "side hand sides half third edge corner foreground background part portion end flank quarter "
                         "hand-hand margin part");
    bool of = end < a->tokens_count && a->tokens[end].sentence == a->tokens[i].sentence &&
              cf_reading_is(&a->tokens[end], "of");
    if ((!placed && !of) || (!of && end == i + 1 && end < a->tokens_count && reading->phrase_of[end] >= 0 &&
                             reading->phrase_of[end] == reading->phrase_of[i]))
        return 0;
    if (placed && cf_reading_is(&a->tokens[from - 1], "from") && end < a->tokens_count &&
        cf_reading_is(&a->tokens[end], "to"))
        return 0;
    *begin = placed ? from - 1 : from;
    *pronoun = whose;
    *bare = !of;
    if (of) {
        size_t j = end + 1;
        int32_t p = j < a->tokens_count ? reading->phrase_of[j] : -1;
        *bare = p < 0 ? !(j < a->tokens_count && a->tokens[j].pos == CF_POS_PRONOUN)
                      : reading->phrases[p].head <= reading->phrases[p].begin + 1 &&
                            cf_reading_is(&a->tokens[reading->phrases[p].begin], "the this") &&
                            cf_reading_is(&a->tokens[reading->phrases[p].head], picture);
        end = *bare && p >= 0 ? reading->phrases[p].head + 1 : j;
    }
    return end;
}

/* The phrase that the words from token i on mean: over nouns that modify ("a vintage wooden chair") and measures. */
static int32_t object_at(const struct cf_reading *reading, size_t i)
{
    const struct cf_analysis *a = reading->analysis;
    int32_t p = reading->phrase_of[i];
    while (p >= 0 && (size_t)p + 1 < reading->phrases_count) {
        const struct cf_phrase *this = &reading->phrases[p], *next = this + 1;
        bool adjoins = next->begin == this->head + 1 &&
                       (a->tokens[next->begin].pos == CF_POS_ADJECTIVE || cf_reading_is(&a->tokens[next->begin], "'s"));
        bool measured = cf_reading_is_measure(reading, this) && next->begin <= this->head + 2;
        if (!adjoins && !measured)
            break;
        p++;
    }
    return p;
}

/* "by Hokusai", "framed by hills": who made it, not where it is. */
static bool is_author(const struct cf_reading *reading, const struct cf_relation *r)
{
    const struct cf_analysis *a = reading->analysis;
    size_t i = r->begin;
    if (!cf_reading_is(&a->tokens[i], "by") || r->end != i + 1)
        return false;
    bool posture =
        i &&
        cf_reading_is(&a->tokens[i - 1],
                      "seated parked huddled perched gathered crouched nestled curled stretched "
                      "sprawled moored anchored stood placed planted sat slumped stationed hard close cross-legged "
                      "still alone asleep motionless upright");
    return !posture && ((r->object >= 0 && reading->phrases[r->object].name) || (r->object < 0 && !r->pronoun) ||
                        (i && (a->tokens[i - 1].flags & CF_TOKEN_PAST || a->tokens[i - 1].pos == CF_POS_ADJECTIVE)));
}

/* The thing that "which" or "where" at token i takes up; -1. */
static int32_t antecedent(const struct cf_reading *reading, size_t i)
{
    const struct cf_analysis *a = reading->analysis;
    for (size_t j = i; j-- > 0 && a->tokens[j].sentence == a->tokens[i].sentence && i - j < 4;)
        if (reading->phrase_of[j] >= 0)
            return reading->phrase_of[j];
    return -1;
}

/* "a tunnel through which a train passes", "a square where dancers whirl". */
static bool add_relative(struct cf_reading *reading, size_t i, size_t end, enum cf_relation_kind kind)
{
    const struct cf_analysis *a = reading->analysis;
    bool where = cf_reading_is(&a->tokens[i], "where");
    if (!where && (end >= a->tokens_count || !cf_reading_is(&a->tokens[end], "which whom")))
        return false;
    int32_t object = antecedent(reading, i);
    if (object < 0)
        return false;
    struct cf_relation *r = &reading->relations[reading->relations_count];
    *r = (struct cf_relation){.kind = where ? CF_REL_IN : kind, .begin = (uint32_t)i, .end = (uint32_t)end};
    r->object = object;
    r->subject = -1;
    r->relative = true;
    reading->relations_count++;
    struct cf_ends ends;
    cf_reading_ends(reading, r, &ends);
    r->subject = ends.subjects_count ? ends.subjects[0] : -1;
    return true;
}

static void add_relation(struct cf_reading *reading, size_t i, size_t end, enum cf_relation_kind kind, bool bare,
                         bool pronoun)
{
    const struct cf_analysis *a = reading->analysis;
    struct cf_relation *r = &reading->relations[reading->relations_count];
    *r = (struct cf_relation){
        .kind = kind, .begin = (uint32_t)i, .end = (uint32_t)end, .subject = -1, .object = -1, .bare = bare};
    r->pronoun = pronoun;
    if (!bare && !pronoun && end < a->tokens_count && a->tokens[end].sentence == a->tokens[i].sentence) {
        r->pronoun = a->tokens[end].pos == CF_POS_PRONOUN && !cf_reading_is(&a->tokens[end], "that this which who");
        size_t thing = r->pronoun ? end : thing_at(reading, end);
        r->object = thing < a->tokens_count ? object_at(reading, thing) : -1;
    }
    /* "over" behind a verb of motion is a way, not a place. */
    if (kind == CF_REL_ABOVE && i && cf_reading_is(&a->tokens[i], "over") &&
        a->tokens[i - 1].classes & CF_CLASS_ACTION && a->tokens[i - 1].pos == CF_POS_VERB &&
        !cf_reading_is(&a->tokens[i - 1], "hanging hangs floating floats hovering hovers"))
        r->kind = CF_REL_ACROSS;
    bool left_or_right = kind == CF_REL_LEFT || kind == CF_REL_RIGHT;
    if (is_author(reading, r) || (left_or_right && is_move(a, i)) || !(bare || r->object >= 0 || r->pronoun))
        return;
    reading->relations_count++;
    struct cf_ends ends;
    cf_reading_ends(reading, r, &ends);
    r->subject = ends.subjects_count ? ends.subjects[0] : -1;
}

void cf_reading_relations(struct cf_reading *reading)
{
    const struct cf_analysis *a = reading->analysis;
    for (size_t i = 0; i < a->tokens_count; i++) {
        const struct cf_token *t = &a->tokens[i];
        bool head = reading->phrase_of[i] >= 0 && reading->phrases[reading->phrase_of[i]].head == i;
        if (t->quoted)
            continue;
        enum cf_relation_kind kind = CF_REL_NONE;
        bool bare = false, pronoun = false;
        size_t begin = i, end = 0;
        if (cf_reading_is(t, "left right left-hand right-hand lefthand righthand")) {
            end = side_at(reading, i, &begin, &bare, &pronoun);
            kind = strncmp(t->word, "left", 4) == 0 ? CF_REL_LEFT : CF_REL_RIGHT;
        } else if (reading->phrase_of[i] < 0 || (head && t->classes & CF_CLASS_SPATIAL)) {
            size_t length = saying_at(reading, i, &kind, &bare);
            end = length ? i + length : 0;
        }
        if (!end && cf_reading_is(t, "where"))
            add_relative(reading, i, i + 1, CF_REL_IN);
        if (!end)
            continue;
        if (end + 2 < a->tokens_count && cf_reading_is(&a->tokens[end], "the its") &&
            cf_reading_is(&a->tokens[end + 1], "bottom underside") && cf_reading_is(&a->tokens[end + 2], "of"))
            kind = CF_REL_BOTTOM; /* "attached to the bottom of" */
        /* "on the left": the preposition alone said nothing yet. */
        if (reading->relations_count && reading->relations[reading->relations_count - 1].begin >= begin)
            reading->relations_count--;
        if (!add_relative(reading, begin, end, kind))
            add_relation(reading, begin, end, kind, bare, pronoun);
        i = end - 1;
    }
}

bool cf_relation_is_hard(enum cf_relation_kind kind)
{
    return kind >= CF_REL_LEFT && kind <= CF_REL_BELOW;
}

enum cf_relation_kind cf_relation_mirror(enum cf_relation_kind kind)
{
    switch (kind) {
    case CF_REL_LEFT: return CF_REL_RIGHT;
    case CF_REL_RIGHT: return CF_REL_LEFT;
    case CF_REL_ABOVE: return CF_REL_BELOW;
    case CF_REL_BELOW: return CF_REL_ABOVE;
    case CF_REL_BEHIND: return CF_REL_FRONT;
    case CF_REL_FRONT: return CF_REL_BEHIND;
    case CF_REL_NEXT: return CF_REL_NEXT;
    case CF_REL_BETWEEN: return CF_REL_FLANKS;
    case CF_REL_FLANKS: return CF_REL_BETWEEN;
    case CF_REL_AMONG: return CF_REL_AROUND;
    case CF_REL_AROUND: return CF_REL_AMONG;
    case CF_REL_ON: return CF_REL_BELOW;
    case CF_REL_BOTTOM: return CF_REL_ON;
    case CF_REL_IN: return CF_REL_HOLDS;
    default: return CF_REL_NONE;
    }
}
