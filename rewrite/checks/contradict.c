/* What the rewrite says against the prompt while it keeps, elsewhere, what was asked for. */
#include "checks/axes.h"
#include <ctype.h>
#include <stdio.h>
#include <string.h>

static void contradict(struct cf_trial *trial, int64_t fact, const char *asked, const char *found)
{
    char message[640];
    snprintf(message, sizeof(message), "The prompt asks for \"%.200s\"; the caption must not have \"%.200s\".", asked,
             found);
    cf_trial_fail(trial, CF_CHECK_CONTRADICTION, fact, asked, found, message);
}

/* ---- times and places that exclude each other ---- */

/* `says` asks for it or shows it; `strong` alone is enough to contradict a rival. */
static const struct {
    const char *says, *strong;
    const char *rivals; /* indices, as digits, of what it excludes */
} worlds[] = {
    /* 0 */ {"night|midnight|nighttime|night-time|moonlit|starry", "night|midnight|nighttime|starry|moonlit", "1"},
    /* 1 */
    {"daytime|noon|midday|daylight|sunny|afternoon|morning|day",
     "midday|noon|daytime|daylight|sunny|sunshine|sunlit|blue sky|sunlight", "0"},
    /* 2 */ {"winter|wintertime|midwinter", "winter|wintertime|midwinter", "3"},
    /* 3 */ {"summer|midsummer", "summer|midsummer|summery", "2 4 5"},
    /* 4 */ {"autumn|autumnal", "autumn|autumnal", "3 5"},
    /* 5 */ {"springtime|in spring|spring day|spring morning|early spring", "springtime|in spring", "2 4"},
    /* 6 */ {"indoor|indoors", "indoor|indoors", "7"},
    /* 7 */
    {"outdoor|outdoors",
     "outdoor|outdoors|open air|open-air|open sky|out in the open|open meadow|al fresco|open field|under the sky|open "
     "lawn|on the lawn|on the grass|in the meadow|under the stars|wide sky|summer sky|across the field|beneath the sky",
     "6"},
};
enum { WORLDS = sizeof(worlds) / sizeof(*worlds) };
static const char twilight[] =
    "sunset|sunrise|dusk|dawn|twilight|evening|daybreak|nightfall|sundown|time-lapse|timelapse|into";

static size_t find_any(const struct cf_reading *r, const char *words, size_t *length)
{
    for (size_t i = 0; i < r->analysis->tokens_count; i++) {
        if (r->analysis->tokens[i].negated || r->analysis->tokens[i].quoted)
            continue;
        for (const char *w = words; w; w = strchr(w, '|')) {
            w += *w == '|';
            if ((*length = cf_reading_spells(r, i, w)))
                return i;
        }
    }
    return SIZE_MAX;
}

/* One of these stands at i, adverbs between its words passed over: how many tokens. */
static size_t spells_any(const struct cf_reading *r, size_t i, const char *words)
{
    const struct cf_analysis *a = r->analysis;
    char word[64];
    for (const char *w = words; *w; w += strcspn(w, "|"), w += *w == '|') {
        size_t at = i, size = strcspn(w, "|"), n;
        bool whole = true;
        for (const char *p = w; whole && p < w + size; p += n, p += p < w + size) {
            n = strcspn(p, " |");
            snprintf(word, sizeof(word), "%.*s", (int)n, p);
            while (at > i && at < a->tokens_count && a->tokens[at].pos == CF_POS_ADVERB &&
                   strcmp(a->tokens[at].word, word) != 0)
                at++;
            whole = at < a->tokens_count && a->tokens[at].sentence == a->tokens[i].sentence &&
                    (strcmp(a->tokens[at].word, word) == 0 || strcmp(a->tokens[at].lemma, word) == 0);
            at += whole;
        }
        if (whole)
            return at - i;
    }
    return 0;
}

/* A comparison, or another time: "like a summer day", "by autumn these boughs will bend". */
static bool is_simile(const struct cf_reading *r, size_t at)
{
    if (cf_match_other_time(r->analysis, at))
        return true;
    for (size_t j = at; j-- > 0 && at - j <= 4 && r->analysis->tokens[j].sentence == r->analysis->tokens[at].sentence;)
        if (cf_reading_is(&r->analysis->tokens[j], "like as reminiscent recalling memory memories before after since"))
            return true;
    return false;
}

/* Seen through a window, or painted: what is outside of a room may be spoken of in it. */
static bool is_beyond(const struct cf_reading *r, size_t at)
{
    const struct cf_token *tokens = r->analysis->tokens;
    for (size_t i = 0; i < r->analysis->tokens_count; i++)
        if (tokens[i].sentence == tokens[at].sentence &&
            cf_reading_is(&tokens[i],
                          "window windows pane panes glass beyond outside through view doorway balcony skylight "
                          "painting mural screen poster wallpaper photograph"))
            return true;
    return false;
}

/* "a summer pavilion", "winter tires": a season that only names a kind of thing. */
static bool is_kind_of_thing(const struct cf_reading *r, size_t at)
{
    const struct cf_phrase *p = cf_reading_phrase(r, at);
    static const char *const things[] = {"structure", "covering", "instrumentality", "commodity", "food",
                                         "clothing",  NULL};
    return p && p->head > at && cf_kind_is(r, p->base, things);
}

/* "snow on the peaks far away" says nothing of the season here. */
static bool is_far_off(const struct cf_reading *r, size_t at)
{
    const struct cf_token *tokens = r->analysis->tokens;
    for (size_t i = 0; i < r->analysis->tokens_count; i++)
        if (tokens[i].sentence == tokens[at].sentence &&
            (cf_reading_is(&tokens[i], "distant faraway peaks summits") ||
             (cf_reading_is(&tokens[i], "far") && i + 1 < r->analysis->tokens_count &&
              cf_reading_is(&tokens[i + 1], "away off beyond mountains peaks"))))
            return true;
    return false;
}

static void contradict_worlds(struct cf_trial *trial)
{
    const struct cf_reading *prompt = &trial->facts->reading, *rewrite = &trial->reading;
    size_t length, found;
    bool between = find_any(prompt, twilight, &length) != SIZE_MAX;
    for (size_t w = 0; w < WORLDS; w++) {
        size_t asked = find_any(prompt, worlds[w].says, &length);
        if (asked == SIZE_MAX || (w < 2 && between))
            continue;
        size_t asked_length = length;
        for (const char *rival = worlds[w].rivals; *rival; rival++) {
            if (!isdigit((unsigned char)*rival))
                continue;
            size_t k = (size_t)(*rival - '0');
            if (find_any(prompt, worlds[k].says, &length) != SIZE_MAX ||
                find_any(prompt, worlds[k].strong, &length) != SIZE_MAX)
                continue;
            found = find_any(rewrite, worlds[k].strong, &length);
            bool season = w >= 2 && w <= 5;
            if (found == SIZE_MAX || is_simile(rewrite, found) || (w >= 6 && is_beyond(rewrite, found)) ||
                (season && (is_kind_of_thing(rewrite, found) || is_far_off(rewrite, found))))
                continue;
            struct cf_arena arena = {0};
            const char *a = cf_reading_words(prompt, &arena, asked, asked + asked_length);
            const char *f = cf_reading_words(rewrite, &arena, found, found + length);
            if (a && f)
                contradict(trial, -1, a, f);
            cf_arena_free(&arena);
        }
    }
}

/* ---- a camera that stands still, and moves ---- */

static void contradict_stillness(struct cf_trial *trial)
{
    static const char still[] =
        "static shot|static camera|fixed shot|fixed camera|still camera|stationary camera|locked "
        "off|locked-off|static frame";
    const struct cf_reading *prompt = &trial->facts->reading, *r = &trial->reading;
    const struct cf_token *tokens = r->analysis->tokens;
    size_t length, asked = find_any(prompt, still, &length);
    for (size_t i = 0; asked != SIZE_MAX && i < r->analysis->tokens_count; i++) {
        if (!cf_reading_is(&tokens[i], "camera lens shot") || tokens[i].negated)
            continue;
        for (size_t j = i + 1; j < r->analysis->tokens_count && j <= i + 3 && tokens[j].sentence == tokens[i].sentence;
             j++)
            if (!tokens[j].negated && !cf_match_denied(r->analysis, j) &&
                cf_reading_is(&tokens[j], "pans tilts zooms dollies tracks follows circles orbits swoops sweeps moves "
                                          "glides pushes pulls races rises descends cranes flies spins rotates")) {
                contradict(trial, -1, "a still camera", tokens[j].word);
                return;
            }
    }
}

/* ---- a camera or a look that does the opposite ---- */

static const struct {
    const char *one, *other;
} opposites[] = {
    {"zoom in|zooms in|zooming in|push in|pushes in|push-in|dolly in|dollies in|dolly-in|zoom-in",
     "zoom out|zooms out|zooming out|zoom-out|pull back|pulls back|pulling back|pull out|pulls out|dolly out|dollies "
     "out|dolly back|dollies back|retreats|draws back|backs away"},
    {"pan left|pans left|panning left|pan to the left|pans to the left|pan slowly left|pans slowly left",
     "pan right|pans right|panning right|pan to the right|pans to the right|pans slowly right|pans slowly to the "
     "right"},
    {"tilt up|tilts up|tilting up|tilt upward|tilts upward|tilts slowly up",
     "tilt down|tilts down|tilting down|tilt downward|tilts downward|tilts slowly down"},
    {"truck left|trucks left|tracks left|moves left|slides left", "trucks right|tracks right|moves right|slides right"},
    {"crane up|cranes up|rises|pedestal up", "cranes down|pedestals down"},
    {"high angle|high-angle|bird's-eye|bird's eye|overhead shot|overhead view|top-down|aerial",
     "low angle|low-angle|worm's-eye|worm's eye|from below"},
    {"side view|from the side|side-on|in profile|side profile",
     "head-on|from the front|front view|frontal view|rear view"},
    {"front view|frontal view|head-on", "rear view|seen from behind|viewed from behind|side view|in profile"},
    {"first-person|first person|pov|point-of-view", "third-person|third person"},
    {"static shot|static camera|fixed camera|locked-off|tripod shot", "handheld|hand-held|shaky|whip pan"},
    {"slow motion|slow-motion|slow-mo|slowed down",
     "fast motion|fast-motion|sped up|sped-up|double speed|time-lapse|timelapse|hyperlapse|high speed playback|fast "
     "forward|fast-forward|real time|normal speed"},
    {"close-up|close up|closeup|extreme close-up", "extreme wide shot|extreme long shot|very wide shot"},
    {"handheld|hand-held|shaky",
     "perfectly steady|locked-off|locked off|on a tripod|rock-steady|perfectly still camera"},
    {"shallow depth of field|shallow focus",
     "deep focus|everything in focus|everything is in focus|sharp from front to"},
    {"black and white|black-and-white|monochrome|monochromatic|grayscale|greyscale",
     "full color|full colour|vivid color|vivid colour|vibrant color|vibrant colour|saturated color|saturated "
     "colour|rich color|rich colour|technicolor|rainbow color|rainbow colour|bright color|bright colour"},
};

/* The other pole's words must be the camera's own: nothing else rises, or is shaky. */
static bool is_of_camera(const struct cf_reading *r, size_t at, size_t length)
{
    static const char camera[] =
        "camera lens shot view frame footage drone perspective angle viewpoint film picture image "
        "clip scene zoom pan it";
    const struct cf_token *tokens = r->analysis->tokens;
    bool anyone = cf_reading_is(&tokens[at], "retreats draws backs pull pulls pulling"); /* a tiger backs away too */
    if ((length > 1 && !anyone) || strchr(tokens[at].word, '-'))
        return true;
    for (size_t j = at > 8 ? at - 8 : 0; j < r->analysis->tokens_count && j < at + 3; j++)
        if (j != at && tokens[j].sentence == tokens[at].sentence && cf_reading_is(&tokens[j], camera))
            return true;
    return false;
}

/* What the camera does in a clause of its own, against what is asked: verbs in any form, and where. */
static const struct {
    const char *asked, *does;
} moves[] = {
    {"zoom out|zooms out|zooming out|zoom-out|pull back|pulls back|pulling back|pull out|pull-back|pullback|dolly "
     "out|dolly back|dolly-out|crane out|retreating camera|receding camera",
     "creep closer|move closer|inch closer|draw closer|edge closer|glide closer|drift closer|come closer|push "
     "closer|press closer|ease closer|get closer|ever closer|creep nearer|move nearer|draw nearer|close "
     "in|tighten|move "
     "in|drift in|glide in|creep in|ease in|inch in|push in|zoom in|dolly in|advance|push toward|glide toward|move "
     "toward|drift toward|creep toward|inch toward|press in|press forward|push forward|glide forward|move "
     "forward|narrow|home in|punch in"},
    {"zoom in|zooms in|zooming in|zoom-in|push in|pushes in|pushing in|push-in|dolly in|dollies in|dolly-in|slow "
     "push|dolly forward|move closer|moving closer|closing in|closes in",
     "retreat|back away|draw back|recede|widen|withdraw|pull away|pull back|pull out|drift back|drift away|move "
     "back|move "
     "away|glide back|glide backward|drift backward|move backward|glide away|ease back|ease away|zoom out|dolly "
     "out|dolly back|ever farther|ever further|farther away|further away|back off|slide back|edge back"},
    {"pan left|pans left|panning left|pan to the left|pans to the left|moves left|tracks left|track left|truck "
     "left|slides left|leftward pan",
     "pan right|sweep right|drift right|glide right|swing right|slide right|move right|turn right|travel right|track "
     "right|pan to the right|sweep to the right|drift to the right|glide to the right|swing to the right|slide to the "
     "right|move to the right|rightward|from left to right"},
    {"pan right|pans right|panning right|pan to the right|pans to the right|moves right|tracks right|track right|truck "
     "right|slides right|rightward pan",
     "pan left|sweep left|drift left|glide left|swing left|slide left|move left|turn left|travel left|track left|pan "
     "to "
     "the left|sweep to the left|drift to the left|glide to the left|swing to the left|slide to the left|move to the "
     "left|leftward|from right to left"},
    {"tilt up|tilts up|tilting up|tilt upward|crane up|cranes up|crane shot up|rising shot|rising camera|camera "
     "rises|camera rising|pedestal up|ascending shot|camera ascends|boom up",
     "descend|sink|lower|drop|tilt down|crane down|drift down|move down|glide down|dip down|pedestal down|tilt "
     "downward|plunge|downward"},
    {"tilt down|tilts down|tilting down|tilt downward|crane down|cranes down|descending shot|camera descends|camera "
     "descending|pedestal down|boom down|lowering camera",
     "rise|climb|ascend|lift|tilt up|crane up|drift up|move up|glide up|soar|tilt upward|pedestal up|upward|upwards"},
    {"static shot|static camera|fixed shot|fixed camera|still camera|stationary camera|locked off|locked-off|static "
     "frame|static wide shot|static wide|static close-up|static medium shot|static|tripod shot|locked-down|on a tripod",
     "whip|swoop|circle|orbit|pan|tilt|zoom|dolly|track|follow|glide|push|pull|race|rise|descend|crane|fly|spin|"
     "rotate|drift|creep|inch|sway|wobble|jolt|advance|retreat|swing|trail|arc|chase|weave|lurch|sweep|shake|bob|roam|"
     "wander|hurtle|dart|tumble|sail|dive|climb|lunge|ride"},
    {"handheld|hand-held|shaky|tracking shot|tracking camera|camera follows|follow shot|following shot|orbit "
     "shot|orbiting camera|orbiting|camera orbits|camera circles|dolly shot|panning shot|slow pan|drone "
     "flyover|fly-through|flythrough|arc shot|whip pan|sweeping camera|moving camera",
     "stay fixed|stay still|stay put|stay static|stay locked|remain fixed|remain still|remain static|remain "
     "motionless|remain locked|remain stationary|hold still|hold perfectly still|never move|not move|be static|be "
     "fixed|be locked|bolted|stand still|never budge|not budge|rest on a tripod|sit on a tripod|lock off|locked "
     "off|anchored|stationary|immobile|unmoving|motionless"},
    {"high angle|high-angle|bird's-eye|bird's eye|overhead shot|overhead view|top-down|top down|aerial|aerial "
     "view|drone shot|from above",
     "look up|gaze up|peer up|point up|tilt up from the ground|at ground level|from ground level|upward from|from "
     "below|at ankle height|from the floor looking"},
    {"low angle|low-angle|worm's-eye|worm's eye|ground level|ground-level|from below|looking up",
     "look down|gaze down|peer down|point down|stare down|hover above|hover overhead|hang overhead|from above|from "
     "overhead|from high above|from the ceiling|straight down"},
    {"close-up|close up|closeup|extreme close-up|macro|macro shot|tight shot",
     "from far away|from a great distance|from a distance|from afar|from across the|keep far back|stay far back|"
     "distant speck|never approach|keep its distance"},
    {"wide shot|establishing shot|long shot|extreme wide shot|wide angle|wide-angle",
     "fill the frame with|press against|inches from|centimeters from|centimetres from|extreme close-up|tight on|in "
     "tight close-up"},
    {"shallow depth of field|shallow focus|bokeh|blurred background|rack focus",
     "everything in focus|everything sharp|every plane|entire scene sharp|front to back|foreground to "
     "background|edge to edge|foreground to horizon"},
    {"first-person|first person|pov|point-of-view|point of view",
     "watch him from|watch her from|observe him from|observe her from|follow him from behind|follow her from "
     "behind|third-person|third person"},
    {"slow motion|slow-motion|slow-mo|slowed down|slow mo",
     "accelerate|speed up|sped up|sped-up|double speed|twice the speed|breakneck|real time|real-time|normal "
     "speed|frantic pace|blistering|fast forward|fast-forward|hyperlapse|time-lapse"},
    {"time-lapse|timelapse|hyperlapse|time lapse|fast motion|sped up|sped-up",
     "slow motion|slow-motion|real time|real-time|normal speed|slow to a crawl|slowed to a crawl|slowed down"},
    {"slow zoom|slow push|slow pan|slow dolly|slow camera|slowly zooms|slow tracking",
     "whip|crash zoom|snap zoom|lunge|hurtle|rocket|race|dart|snap"},
    {"eye level|eye-level", "bird's-eye|worm's-eye|top-down|look straight down|from directly above|from the ground up"},
};

/* A frame or shot is the camera's, unless it is a bicycle's. */
static bool is_camera_subject(const struct cf_reading *r, size_t at)
{
    const struct cf_token *tokens = r->analysis->tokens;
    for (size_t j = at; j-- > 0 && at - j <= 14 && tokens[j].sentence == tokens[at].sentence;) {
        const struct cf_phrase *p = cf_reading_phrase(r, j);
        if (!p || p->head != j)
            continue;
        bool own = cf_reading_is(&tokens[p->begin], "its their his her 's");
        if (!own && cf_reading_is(&tokens[j], "camera lens shot view frame footage drone perspective viewpoint framing "
                                              "clip film video picture"))
            return true;
        bool governed =
            p->begin && (tokens[p->begin - 1].pos == CF_POS_PREPOSITION || tokens[p->begin - 1].pos == CF_POS_VERB);
        if (p->concrete && !governed)
            return false;
    }
    return false;
}

static void contradict_moves(struct cf_trial *trial)
{
    const struct cf_reading *prompt = &trial->facts->reading, *r = &trial->reading;
    for (size_t k = 0; k < sizeof(moves) / sizeof(*moves); k++) {
        size_t length, rest, asked = find_any(prompt, moves[k].asked, &length);
        if (asked == SIZE_MAX || find_any(prompt, moves[k].does, &rest) != SIZE_MAX)
            continue;
        for (size_t i = 0; i < r->analysis->tokens_count; i++) {
            const struct cf_token *t = &r->analysis->tokens[i];
            size_t found = t->quoted ? 0 : spells_any(r, i, moves[k].does);
            if (!found || (found == 1 && t->pos == CF_POS_NOUN) || !is_camera_subject(r, i) ||
                (t->negated && !strstr(moves[k].does, "never move")) ||
                (cf_match_denied(r->analysis, i) && !cf_reading_is(t, "never not")))
                continue;
            char a[160], f[160];
            struct cf_arena arena = {0};
            const char *words = cf_reading_words(prompt, &arena, asked, asked + length);
            snprintf(a, sizeof(a), "%s", words ? words : "");
            contradict(trial, -1, a, cf_trial_words(trial, i, i + found - 1, f, sizeof(f)));
            cf_arena_free(&arena);
            return;
        }
    }
}

static void contradict_camera(struct cf_trial *trial)
{
    const struct cf_reading *prompt = &trial->facts->reading, *r = &trial->reading;
    for (size_t k = 0; k < sizeof(opposites) / sizeof(*opposites); k++)
        for (unsigned turned = 0; turned < 2; turned++) {
            const char *one = turned ? opposites[k].other : opposites[k].one;
            const char *other = turned ? opposites[k].one : opposites[k].other;
            size_t length, rest, asked = find_any(prompt, one, &length);
            if (asked == SIZE_MAX || !is_of_camera(prompt, asked, length) || find_any(prompt, other, &rest) != SIZE_MAX)
                continue;
            size_t found = find_any(r, other, &rest);
            if (found == SIZE_MAX || !is_of_camera(r, found, rest) || cf_match_denied(r->analysis, found))
                continue;
            struct cf_arena arena = {0};
            const char *a = cf_reading_words(prompt, &arena, asked, asked + length);
            const char *f = cf_reading_words(r, &arena, found, found + rest);
            if (a && f)
                contradict(trial, -1, a, f);
            cf_arena_free(&arena);
        }
}

/* ---- other numbers and colours of what was asked for ---- */

/* The prompt itself has as many of them too: "one red balloon and six white balloons". */
static bool asks_number(const struct cf_trial *trial, const struct cf_need *need, uint32_t number)
{
    const struct cf_reading *prompt = &trial->facts->reading;
    for (size_t i = 0; i < prompt->phrases_count; i++)
        if (prompt->phrases[i].number == number && strcmp(prompt->phrases[i].base, need->base) == 0)
            return true;
    return false;
}

/* "a third dancer steps in", of two; "another dancer joins them". */
static bool is_one_more(const struct cf_reading *r, const struct cf_phrase *p, const struct cf_need *need)
{
    static const char *const ordinals[] = {"second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"};
    uint32_t number = need->fact.number;
    if (!number || number > sizeof(ordinals) / sizeof(*ordinals))
        return false;
    for (size_t i = p->begin; i < p->head; i++)
        if (cf_reading_is(&r->analysis->tokens[i], ordinals[number - 1]))
            return true;
    return false;
}

/* "only one duck is left", of three */
static bool is_only_one(const struct cf_reading *r, const struct cf_phrase *p)
{
    const struct cf_token *tokens = r->analysis->tokens;
    if (tokens[p->head].flags & CF_TOKEN_PLURAL)
        return false;
    for (size_t i = p->begin; i < p->head; i++)
        if (cf_reading_is(&tokens[i], "lone single solitary only sole"))
            return true;
    return p->begin && cf_reading_is(&tokens[p->begin - 1], "only just");
}

/* Some of them were told apart before: "two drift ahead, the two ...". */
static bool tells_apart(const struct cf_reading *r, const struct cf_phrase *p)
{
    for (size_t i = 0; i < p->begin; i++)
        if (r->analysis->tokens[i].number == p->number ||
            cf_reading_is(&r->analysis->tokens[i], "other others rest some"))
            return true;
    return false;
}

/* "the", "all", "both", "the pair of": those that were named before. */
static bool is_definite(const struct cf_reading *r, const struct cf_phrase *p)
{
    const struct cf_token *tokens = r->analysis->tokens;
    return cf_reading_is(&tokens[p->begin], "the both all these") ||
           (p->begin && cf_reading_is(&tokens[p->begin - 1], "the both only all these")) ||
           (p->begin >= 3 && cf_reading_is(&tokens[p->begin - 1], "of") &&
            cf_reading_is(&tokens[p->begin - 2], "pair trio quartet") && cf_reading_is(&tokens[p->begin - 3], "the"));
}

/* "all five children", of three boys and two girls */
static bool sums_up(const struct cf_trial *trial, uint32_t number)
{
    uint32_t sum = 0;
    for (size_t k = 0; k < trial->facts->count; k++)
        if (trial->facts->needs[k].fact.check == CF_CHECK_COUNT)
            sum += trial->facts->needs[k].fact.number;
    return sum == number;
}

/* "all five boats", of three sailboats; "the pair of balloons", of five hot air balloons. */
static bool is_counted_kind(const struct cf_reading *r, const struct cf_phrase *p, const struct cf_need *need)
{
    if (!p->number || !is_definite(r, p))
        return false;
    if (strchr(need->noun, ' ')) /* a traffic light has three lights */
        return strcmp(p->base, need->base) == 0 && p->number < need->fact.number;
    size_t size = strlen(need->base), tail = strlen(p->base);
    return p->number > need->fact.number && r->analysis->tokens[p->head].flags & CF_TOKEN_PLURAL &&
           (cf_language_is_a(r->language, need->base, p->base, CF_POS_NOUN) ||
            (size > tail && strcmp(need->base + size - tail, p->base) == 0));
}

static void contradict_count(struct cf_trial *trial, size_t index)
{
    const struct cf_need *need = &trial->facts->needs[index];
    const struct cf_reading *r = &trial->reading;
    bool kept = false;
    const struct cf_phrase *other = NULL;
    for (size_t i = 0; i < r->phrases_count; i++) {
        const struct cf_phrase *p = &r->phrases[i];
        const char *noun = r->analysis->tokens[cf_match_noun(r, p)].lemma;
        if (r->analysis->tokens[p->head].negated)
            continue;
        bool simple = !strchr(need->noun, ' '); /* a traffic light has three lights */
        if (strcmp(p->noun, need->noun) != 0 &&
            !(simple && (strcmp(p->base, need->base) == 0 || strcmp(noun, need->base) == 0))) {
            kept |= p->number == need->fact.number && cf_match_phrase(r, p, need->noun, need->base);
            if (!is_counted_kind(r, p, need) || sums_up(trial, p->number))
                continue;
        }
        kept |= p->number == need->fact.number || (need->fact.number == 1 && p->singular);
        bool more = p->number > 1 && p->number > need->fact.number;
        /* "the pair of balloons", of five; but not of those that were told apart before */
        bool all = is_definite(r, p);
        bool fewer = all && p->number > 1 && p->number < need->fact.number && !tells_apart(r, p);
        bool less = (need->fact.number > 1 && is_only_one(r, p)) || fewer;
        if ((more && !asks_number(trial, need, p->number)) ||
            ((less || is_one_more(r, p, need)) && !asks_number(trial, need, fewer ? p->number : 1)))
            other = p;
    }
    if (!kept || !other) /* without the right number it is a failed count, reported as that */
        return;
    char asked[160], found[160];
    snprintf(asked, sizeof(asked), "%s %s", need->fact.surface, need->fact.owner);
    contradict(trial, (int64_t)index, asked, cf_trial_words(trial, other->begin, other->head, found, sizeof(found)));
}

/* "a dog" has become three. */
static void contradict_single(struct cf_trial *trial, const struct cf_phrase *p)
{
    const struct cf_reading *prompt = &trial->facts->reading, *r = &trial->reading;
    /* "a stork's nest" may have two */
    if (!p->singular || p->number > 1 || !p->concrete || cf_reading_is(&prompt->analysis->tokens[p->begin], "the") ||
        trial->facts->taken[p->head] == 1 ||
        (p->head + 1u < prompt->analysis->tokens_count &&
         cf_reading_is(&prompt->analysis->tokens[p->head + 1], "'s '")))
        return;
    size_t twice = 0; /* "a cat and a cat" */
    for (size_t i = 0; i < prompt->phrases_count && i < CF_FACTS_MAX; i++)
        twice += strcmp(prompt->phrases[i].base, p->base) == 0;
    for (size_t i = 0; i < r->phrases_count && twice == 1; i++) {
        const struct cf_phrase *q = &r->phrases[i];
        const struct cf_token *noun = &r->analysis->tokens[cf_match_noun(r, q)];
        bool both = cf_reading_is(&r->analysis->tokens[q->begin], "both");
        bool simple = !strchr(p->noun, ' '); /* a traffic light has three lights */
        if ((q->number < 2 && !both) ||
            (strcmp(q->noun, p->noun) != 0 && !(simple && strcmp(noun->lemma, p->base) == 0)) || noun->negated ||
            !(noun->flags & CF_TOKEN_PLURAL))
            continue;
        bool other = false, definite = both || cf_reading_is(&r->analysis->tokens[q->begin], "the all these");
        for (size_t k = 0; k < i && !definite; k++) /* "joined by two more dogs" keeps the one */
            other |= r->phrases[k].singular && cf_match_phrase(r, &r->phrases[k], p->noun, p->base);
        for (size_t k = 0; k < i && definite; k++) /* "the three dogs" does not, unless others have come */
            other |= r->analysis->tokens[r->phrases[k].head].flags & CF_TOKEN_PLURAL &&
                     cf_match_phrase(r, &r->phrases[k], p->noun, p->base);
        if (other)
            continue;
        char asked[160], found[160];
        snprintf(asked, sizeof(asked), "one %s", p->noun);
        snprintf(found, sizeof(found), "%u %s", q->number ? q->number : 2, noun->word);
        contradict(trial, -1, asked, found);
        return;
    }
}

/* ---- people where it is empty ---- */

static bool has_people(const struct cf_reading *r)
{
    for (size_t i = 0; i < r->phrases_count; i++)
        if (r->phrases[i].name || cf_match_shown(r, r->phrases[i].head, "person", "person"))
            return true;
    return false;
}

static void contradict_emptiness(struct cf_trial *trial)
{
    const struct cf_reading *prompt = &trial->facts->reading, *r = &trial->reading;
    const struct cf_token *tokens = r->analysis->tokens;
    const struct cf_phrase *p = NULL;
    size_t at = 0;
    for (size_t i = 0; i < prompt->analysis->tokens_count && !p; at = i++)
        if (cf_reading_is(&prompt->analysis->tokens[i], "empty deserted vacant uninhabited unpeopled abandoned"))
            p = cf_owner_in(prompt, i, 1, CF_BEARER_THING);
    static const char crowds[] = "crowded|packed|busy|bustling|full|crowd|party|concert|thronged";
    size_t length;
    bool holds = p && find_any(prompt, crowds, &length) == SIZE_MAX &&
                 (prompt->analysis->tokens[p->head].classes & CF_CLASS_PLACE ||
                  cf_language_mainly_is_a(r->language, p->base, "vehicle"));
    if (!holds || has_people(prompt))
        return;
    for (size_t i = 0; i < r->phrases_count; i++) {
        const struct cf_phrase *q = &r->phrases[i];
        if (!(tokens[q->head].flags & CF_TOKEN_PLURAL) || !cf_match_shown(r, q->head, "person", "person") ||
            cf_match_denied(r->analysis, q->head) || is_simile(r, q->head) ||
            tokens[q->head].classes & CF_CLASS_OBJECT || !cf_language_mainly_is_a(r->language, q->base, "person"))
            continue;
        char asked[160];
        snprintf(asked, sizeof(asked), "%s %s", prompt->analysis->tokens[at].word, p->noun);
        contradict(trial, -1, asked, tokens[q->head].word);
        return;
    }
}

/* ---- company for who is alone ---- */

/* Companions, or more of the owner's kind, said to be his or with him. */
static bool is_company(const struct cf_reading *r, const struct cf_phrase *q, const struct cf_owner *owner)
{
    static const char near[] = "with beside alongside accompanied joined among amid";
    static const char others[] =
        "friend companion partner suitor escort pack herd flock crowd group mate partner sibling brother sister cub "
        "buddy wife husband girlfriend boyfriend colleague teammate family child son daughter";
    const struct cf_token *tokens = r->analysis->tokens, *head = &tokens[q->head];
    bool same = strcmp(q->noun, owner->noun) == 0, many = head->flags & CF_TOKEN_PLURAL;
    if (head->negated || cf_match_denied(r->analysis, q->head))
        return false;
    for (size_t i = q->begin; same && i < q->head; i++)
        if (cf_reading_is(&tokens[i], "another second other"))
            return true;
    if (same && many)
        return true;
    bool bag = strcmp(q->base, "pack") == 0 && cf_reading_is(&tokens[q->begin], "his her"); /* a hiker's */
    if (bag || !(same ? many : cf_word_is(q->base, others)))
        return false;
    bool his = cf_owner_has(r, q, owner, head->word);
    for (size_t j = q->begin; !his && j-- > 0 && q->begin - j <= 4 && tokens[j].sentence == head->sentence;)
        his = cf_reading_is(&tokens[j], near);
    return his;
}

static void contradict_alone(struct cf_trial *trial)
{
    const struct cf_reading *prompt = &trial->facts->reading, *r = &trial->reading;
    for (size_t i = 0; i < prompt->analysis->tokens_count; i++) {
        if (!cf_reading_is(&prompt->analysis->tokens[i], "lone solitary alone unaccompanied"))
            continue;
        const struct cf_phrase *p = cf_owner_in(prompt, i, 1, CF_BEARER_ANIMATE); /* "a man mending nets alone" */
        if (!p)
            p = cf_owner_in(prompt, i, 1, CF_BEARER_THING);
        struct cf_owner owner = cf_owner_describe(prompt, p, CF_BEARER_THING);
        size_t times = 0;
        for (size_t k = 0; p && k < prompt->phrases_count; k++)
            times += strcmp(prompt->phrases[k].base, p->base) == 0 || is_company(prompt, &prompt->phrases[k], &owner);
        for (size_t k = 0; times == 1 && !owner.plural && k < r->phrases_count; k++)
            if (is_company(r, &r->phrases[k], &owner)) {
                char asked[160], found[160];
                snprintf(asked, sizeof(asked), "%s %s", prompt->analysis->tokens[i].word, p->noun);
                contradict(trial, -1, asked,
                           cf_trial_words(trial, r->phrases[k].begin, r->phrases[k].head, found, sizeof(found)));
                return;
            }
    }
}

/* What covers a thing so that its colour is the thing's. */
static const char covers[] =
    "coat fur feathers plumage hide pelt fleece wool scales body paint paintwork bodywork hull "
    "exterior surface walls facade petals fabric shell frame panels sides boards planks "
    "leather silk velvet lacquer skin flesh peel casing upholstery";

/* A colour that the prompt has nowhere, said in the phrase or behind "is"; NULL: none, or the asked one as well. */
static const char *other_colour(const struct cf_trial *trial, const struct cf_phrase *p, const struct cf_need *need)
{
    const struct cf_reading *r = &trial->reading;
    const struct cf_token *tokens = r->analysis->tokens;
    const struct cf_analysis *prompt = trial->facts->reading.analysis;
    const char *other = NULL;
    size_t end = p->head, last = p->head;
    if (end + 1 < r->analysis->tokens_count &&
        cf_reading_is(&tokens[end + 1], "is are was were has have had painted turns gleams glows"))
        last = end + 7; /* "is a solid scarlet" */
    for (size_t m = p->begin; m <= last && m < r->analysis->tokens_count; m++) {
        if (tokens[m].sentence != tokens[p->head].sentence || (m > end && tokens[m].pos == CF_POS_PUNCTUATION) ||
            (m > end && tokens[m].pos == CF_POS_PREPOSITION))
            break;
        if (m == p->head || !(tokens[m].classes & CF_CLASS_COLOUR) || tokens[m].pos == CF_POS_VERB || tokens[m].negated)
            continue;
        if (cf_match_colour(r->language, need->verb, tokens[m].word))
            return NULL;
        other = tokens[m].word;
        for (size_t k = 0; k < prompt->tokens_count; k++) /* "a red and white car" */
            if (prompt->tokens[k].classes & CF_CLASS_COLOUR &&
                cf_match_colour(r->language, prompt->tokens[k].word, other))
                return NULL;
    }
    return other;
}

/* Only where the colour was kept on one mention, and another mention of the very thing, alone, or what covers it, has
 * another. */
static void contradict_colour(struct cf_trial *trial, size_t index)
{
    const struct cf_need *need = &trial->facts->needs[index];
    const struct cf_reading *prompt = &trial->facts->reading, *r = &trial->reading;
    if (!need->noun || !*need->noun || !cf_trial_colour(trial, need, need->verb, false) ||
        cf_language_classes(r->language, need->verb) & (CF_CLASS_FOOD | CF_CLASS_ANIMAL)) /* a fillet of salmon */
        return;
    const struct cf_phrase *asked_phrase = NULL;
    for (size_t i = 0; i < prompt->phrases_count; i++) {
        if (strcmp(prompt->phrases[i].base, need->base) != 0)
            continue;
        if (asked_phrase)
            return; /* "a black cat and a white cat" */
        asked_phrase = &prompt->phrases[i];
    }
    if (!asked_phrase)
        return;
    struct cf_owner owner = cf_owner_describe(prompt, asked_phrase, CF_BEARER_THING);
    for (size_t i = 0; i < r->phrases_count; i++) {
        const struct cf_phrase *p = &r->phrases[i];
        const struct cf_token *tokens = r->analysis->tokens;
        bool plural = tokens[p->head].flags & CF_TOKEN_PLURAL;
        bool same = strcmp(p->base, need->base) == 0 && plural == need->plural && !tokens[p->head].negated &&
                    !cf_reading_is(&tokens[p->begin], "another other second a an") &&
                    (!need->plural || cf_reading_is(&tokens[p->begin], "the these"));
        same |= !tokens[p->head].negated && plural == need->plural && cf_reading_is(&tokens[p->begin], "the this") &&
                cf_owner_is(r, p, &owner);
        if (!same && !cf_owner_has(r, p, &owner, covers))
            continue;
        const char *other = other_colour(trial, p, need);
        if (other) {
            char asked[160], found[160];
            snprintf(asked, sizeof(asked), "%s %s", need->fact.surface, need->fact.owner);
            snprintf(found, sizeof(found), "%s %s", other, p->noun);
            contradict(trial, (int64_t)index, asked, found);
            return;
        }
    }
}

/* ---- text in quotes that nobody asked for ---- */

static bool shows_text(const struct cf_reading *r, uint32_t begin)
{
    const struct cf_analysis *a = r->analysis;
    size_t i = 0;
    while (i < a->tokens_count && a->tokens[i].begin < begin)
        i++;
    for (size_t j = i; j-- > 0 && i - j <= 6 && a->tokens[j].sentence == a->tokens[i ? i - 1 : 0].sentence;)
        if (cf_reading_is(
                &a->tokens[j],
                "read reads reading says saying say sign signs titled labeled labelled written words word text "
                "letters lettering inscription caption spelling spells spelled displays displaying logo "
                "slogan title banner message inscribed printed engraved"))
            return true;
    return false;
}

static void fold(const char *text, size_t size, char *out, size_t out_size)
{
    size_t n = 0;
    for (size_t i = 0; i < size && n + 1 < out_size; i++)
        if (isalnum((unsigned char)text[i]) || (text[i] & 0x80))
            out[n++] = (char)tolower((unsigned char)text[i]);
    out[n] = '\0';
}

static bool is_in_prompt(const struct cf_trial *trial, const char *text, size_t size)
{
    char quote[512], prompt[4096];
    fold(text, size, quote, sizeof(quote));
    const char *whole = cf_facts_prompt(trial->facts);
    size_t length = strlen(whole);
    fold(whole, length, prompt, sizeof(prompt));
    return strstr(prompt, quote) != NULL || length >= sizeof(prompt);
}

static void contradict_quotes(struct cf_trial *trial)
{
    const struct cf_analysis *a = trial->reading.analysis;
    bool asked = trial->facts->reading.analysis->quotes_count > 0;
    for (size_t q = 0; q < a->quotes_count; q++) {
        const char *text = a->text + a->quotes[q].begin;
        if (is_in_prompt(trial, text, a->quotes[q].size) || !(asked || shows_text(&trial->reading, a->quotes[q].begin)))
            continue;
        char found[160];
        snprintf(found, sizeof(found), "%.*s", (int)(a->quotes[q].size < 120 ? a->quotes[q].size : 120), text);
        /* Where the text asked for is missing, this one is what was found of it: one failure, of the quote. */
        for (size_t i = 0; asked && i < trial->facts->count; i++)
            if (trial->facts->needs[i].fact.check == CF_CHECK_QUOTED &&
                !strstr(a->text, trial->facts->needs[i].fact.surface))
                return;
        contradict(trial, -1, asked ? "only the quoted text of the prompt" : "no written text", found);
        return;
    }
}

void cf_trial_contradict(struct cf_trial *trial)
{
    const struct cf_facts *facts = trial->facts;
    contradict_worlds(trial);
    contradict_stillness(trial);
    contradict_camera(trial);
    contradict_moves(trial);
    contradict_alone(trial);
    contradict_emptiness(trial);
    contradict_quotes(trial);
    for (size_t i = 0; i < facts->count; i++) {
        if (facts->needs[i].fact.check == CF_CHECK_COUNT && facts->needs[i].noun)
            contradict_count(trial, i);
        if (facts->needs[i].fact.check == CF_CHECK_COLOUR)
            contradict_colour(trial, i);
    }
    for (size_t i = 0; i < facts->reading.phrases_count && i < CF_FACTS_MAX; i++)
        contradict_single(trial, &facts->reading.phrases[i]);
    cf_trial_states(trial);
}
