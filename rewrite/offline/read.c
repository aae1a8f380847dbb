/* What a prompt says of camera, light and pace, what its subject is, and whether it is a sentence. */
#include "language/language.h"
#include "offline/internal.h"
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LONG_WORDS = 14 }; /* a prompt of more bears no appended clause */

/* Words and runs of words by what they say; "x*" is any word that begins so. Hyphens count as blanks. */
static const struct {
    uint32_t says;
    const char *words;
} cues[] = {
    {SAYS_MOVE,
     "zoom*|pan left|pan right|pans|panning|panned|camera pan|slow pan|tilt up|tilt down|tilts|tilting|dolly*|"
     "truck left|truck right|orbit*|circling|tracking|track shot|follow shot|follows|crane*|push in|pushes in|"
     "pull back|pulls back|pull out|drone*|helicopter|flyover|fly through|fly over|arc shot|arcs|"
     "hyperlapse|steadicam|moving camera|slow reveal|travelling shot|traveling shot|camera follows|"
     "camera moves|camera glides|roll left|roll right|whip pan|gimbal"},
    {SAYS_STATIC,
     "static*|still frame|locked off|locked|fixed camera|fixed shot|stationary camera|tripod|tableau|steady "
     "camera|steady shot|no camera movement|camera does not move|still life|still image|still shot"},
    {SAYS_SHAKE, "handheld|hand held|shaky|shaking|shake*|jittery|found footage|home movie|bodycam|gopro"},
    {SAYS_SIZE, "close up*|closeup*|macro|wide shot|wide angle|wide view|long shot|medium shot|full shot|establishing*|"
                "portrait|headshot|wide|extreme close|telephoto|full body|panoram*"},
    {SAYS_ANGLE,
     "low angle|high angle|overhead|from above|from below|bird s eye|birds eye|top down|top view|front view|"
     "side view|rear view|pov|point of view|first person|eye level|aerial*|drone*|dutch angle|profile|isometric|"
     "worm s eye|fisheye|water level|underside|over the shoulder|from behind|seen from"},
    {SAYS_FOCUS,
     "focus*|bokeh|depth of field|blur*|racking|rack|macro|tilt shift|sharp|soft focus|shallow|out of focus"},
    {SAYS_DRAWN,
     "painting*|painted|watercolor|watercolour|oil paint*|drawing|sketch|pixel art|pixelated|pixel "
     "style|animat*|anime|cartoon*|"
     "claymation|clay|stop motion|3d|render*|illustrat*|ukiyo*|van gogh|hokusai|surreal*|cyberpunk style|comic|"
     "papercraft|origami|cg|cgi|pixar|ghibli|disney|low poly|voxel|lego|felt|mosaic|collage|sculpture style|"
     "abstract*|abstraction|pencil|charcoal|ink|impressionis*|cubis*|minecraft|vector"},
    {SAYS_MONO, "black and white|monochrom*|grayscale|greyscale|sepia|noir"},
    {SAYS_NIGHT, "night*|midnight|moon*|starry|stars|milky way|aurora*|nocturnal|after dark"},
    {SAYS_DAY, "noon|midday|sunny|daylight|daytime|sunlit|sunlight|sunshine|blue sky|clear sky|bright day|summer "
               "day|broad daylight"},
    {SAYS_LOW_SUN, "sunset*|sunrise*|dusk|dawn|golden hour|twilight|setting sun|rising sun|low sun|blue hour"},
    {SAYS_LIGHT,
     "light*|lit|neon|candle*|lantern*|lamp*|spotlight*|backlit|glow*|firelight|fire*|sunbeam*|sunbeams|rays|"
     "shadow*|silhouette*|overcast|cloudy|stormy|storm|morning|afternoon|evening|torch*|bright|flash*|lightning|"
     "shining|"
     "fireworks|bulb|illuminat*|flame*|space|underwater|ocean floor|sea floor|deep sea|cave|cavern|rain*|"
     "downpour|snowstorm|fog*|misty|mist|blackout|sun|studio|solar|electric|laser*|bonfire|campfire|lava"},
    {SAYS_SLOW, "slow motion|slow mo|slowmo|slowed"},
    {SAYS_FAST, "time lapse|timelapse|hyperlapse|fast motion|fast forward|sped up|rapidly|high speed"},
    {SAYS_CALM,
     "calm*|tranquil*|quiet*|seren*|peaceful*|sleep*|asleep|resting|rests|gentl*|leisurely|cozy|cosy|meditat*|"
     "silent*|silence|still|empty|deserted|slowly|relax*|nap*|dozing|stroll*|float*|drift*|yoga|lullaby"},
    {SAYS_ENERGY,
     "run|runs|running|race*|racing|raceway|gallop*|chas*|danc*|jump*|leap*|explo*|fight*|battl*|surf|surfing|"
     "surfs|skat*|accelerat*|speed*|storm*|crowd*|busy|bustling|firework*|splash*|crash*|juggl*|sprint*|rush*|"
     "boxing|boxer|karate|kick*|rodeo|stampede|parade|party|dj|drum*|war|attack*|erupt*|tornado*|hurricane|"
     "volcano*|chaos|chaotic|riot|charge*|hectic|energetic|wild*|avalanche|shak*|motorcycl*|skydiv*|bungee|"
     "snowboard*|skiing|skis|exercis*|aerobic*|workout|trampolin*|throw*|hurl*|burst*|lightning|downpour"},
    {SAYS_FROZEN,
     "frozen in time|still life|still image|photograph|freeze frame|motionless|nothing moves|frozen moment"},
    {SAYS_SIDE, "left of|right of|on the left|on the right|to the left|to the right|left side|right side|his left|"
                "her left|its left|its right|his right|her right|left lane|left shoulder|the left one|above|below|on "
                "the top|on the bottom|on top|beneath|underneath|under|between"},
    {SAYS_BACKGROUND, "background|backdrop|surround*|environment|setting|scenery"},
    {SAYS_CAMERA, "camera*|lens*|photograph*|cinematographer|filming|filmed|footage|recording|frame"},
    {SAYS_HAZE,
     "rain*|fog*|mist*|haz*|smok*|dust*|steam*|snowstorm|blizzard|snowfall|underwater|downpour|storm*|cloud*|"
     "sandstorm|ocean|sea|swimming|reef|snow|spray|ink"},
    {SAYS_DARK, "dark*|dim|dimly|shadowy|gloom*|pitch black|noir|cave|cavern|night*|midnight|candle*|haunted|basement|"
                "black background|unlit|cellar|tunnel"},
    {SAYS_PLAIN, "white background|black background|plain background|isolated|studio|minimal*|empty|bare"},
    {SAYS_MOOD,
     "mood*|atmospher*|eerie|spooky|scary|horror|joyful|melanchol*|dramatic|romantic|happy|sad|ominous|gloomy|"
     "mysterious|cheerful|tense|haunted|nightmar*|creepy|angry|grief|funeral|war|apocalyp*|battl*|fight*|"
     "attack*|cry*|scream*|tornado*"},
    {SAYS_TEXTURE, "texture*|detailed|highly detailed|smooth|rough|grain*"},
    {SAYS_TONE,
     "contrast|saturat*|pastel|vibrant|colorful|colourful|palette|warm tones|cool tones|tones|desaturated|hdr|"
     "washed out|faded|vintage|retro|film grain|sepia|teal and orange|1970s|historical footage"},
    {SAYS_END, "ends|finally|then|cut to|cuts to|montage|trailer|loop*|transition*"},
    {SAYS_WIDE,
     "wide*|aerial*|distant|panoram*|expansive|sweeping|establishing|bird s eye|overhead|top down|long shot|drone*"},
    {SAYS_NEAR, "close*|detail*|macro|intimate|medium*|mid|portrait"},
    {SAYS_ANGLE | SAYS_SIZE | SAYS_MOVE, "orbit shot|flying over|selfie|dashcam|security camera|cctv"},
};

/* Whether `text`, of words between single blanks and with a blank at both ends, has the cue. */
static bool has_cue(const char *text, const char *cue, size_t size)
{
    char wanted[64];
    bool open = cue[size - 1] == '*';
    int length = snprintf(wanted, sizeof wanted, " %.*s%s", (int)(size - open), cue, open ? "" : " ");
    return length > 0 && (size_t)length < sizeof wanted && strstr(text, wanted) != NULL;
}

static uint32_t says(const char *text)
{
    uint32_t bits = 0;
    for (size_t i = 0; i < sizeof cues / sizeof *cues; i++) {
        for (const char *cue = cues[i].words; *cue && (bits & cues[i].says) != cues[i].says;) {
            size_t size = strcspn(cue, "|");
            if (has_cue(text, cue, size))
                bits |= cues[i].says;
            cue += size + (cue[size] == '|');
        }
    }
    return bits;
}

/* Lower case, every run of other bytes than letters and digits one blank; a blank at both ends. To be freed. */
static char *words_of(const char *text, size_t size)
{
    char *words = malloc(size + 3);
    if (!words)
        return NULL;
    size_t n = 0;
    words[n++] = ' ';
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)text[i];
        if (isalnum(c) || c >= 0x80)
            words[n++] = (char)tolower(c);
        else if (words[n - 1] != ' ')
            words[n++] = ' ';
    }
    if (words[n - 1] != ' ')
        words[n++] = ' ';
    words[n] = '\0';
    return words;
}

uint32_t cf_offline_says(const char *text)
{
    char *words = words_of(text, strlen(text));
    uint32_t bits = words ? says(words) : ~0u;
    free(words);
    return bits;
}

/* The prompt's words without those that it negates or quotes. */
static uint32_t prompt_says(const struct cf_analysis *prompt)
{
    char *text = malloc(prompt->text_size + prompt->tokens_count + 2);
    if (!text)
        return ~0u;
    size_t n = 0;
    for (size_t i = 0; i < prompt->tokens_count; i++) {
        const struct cf_token *t = &prompt->tokens[i];
        if (t->quoted || t->negated)
            continue;
        memcpy(text + n, prompt->text + t->begin, t->size);
        n += t->size;
        text[n++] = ' ';
    }
    char *words = words_of(text, n);
    uint32_t bits = words ? says(words) : ~0u;
    free(words);
    free(text);
    words = words_of(prompt->text, prompt->text_size); /* what only a negation says */
    if (words && (strstr(words, " camera movement ") || strstr(words, " camera motion ")) && !(bits & SAYS_MOVE))
        bits |= SAYS_STATIC;
    if (words && strstr(words, " in colour ") && strstr(words, " none "))
        bits |= SAYS_MONO;
    free(words);
    return bits;
}

static bool is_word(const struct cf_token *token, const char *word)
{
    return strcmp(token->word, word) == 0;
}

static bool in_list(const char *word, const char *const *list)
{
    for (; *list; list++)
        if (strcmp(word, *list) == 0)
            return true;
    return false;
}

static bool opens_relative(const struct cf_token *t)
{
    static const char *const words[] = {"who",   "that",  "which",  "where", "while",   "as", "when",
                                        "whose", "until", "before", "after", "because", "if"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (is_word(t, words[i]))
            return true;
    return false;
}

/* A past form is finite where it cannot be a participle, or has an object: "stood", "offered a haven". */
static bool is_finite(const struct cf_analysis *a, size_t i)
{
    static const char *const past[] = {"stood", "sat",   "lay",  "rose",  "ran",  "fell",  "swam",
                                       "flew",  "drove", "sang", "slept", "grew", "shone", "took",
                                       "gave",  "came",  "went", "began", NULL};
    const struct cf_token *t = &a->tokens[i];
    if (t->pos == CF_POS_AUXILIARY)
        return true;
    if (t->pos != CF_POS_VERB || (t->flags & CF_TOKEN_GERUND))
        return false;
    if (!(t->flags & CF_TOKEN_PAST))
        return true;
    return in_list(t->word, past) || (i + 1 < a->tokens_count && a->tokens[i + 1].pos == CF_POS_DETERMINER);
}

/* A main verb in the first sentence: an auxiliary or a verb in the present, in no relative or subordinate clause. */
static bool is_clause(const struct cf_analysis *prompt)
{
    bool relative = false;
    for (size_t i = 0; i < prompt->tokens_count && prompt->tokens[i].sentence == 0; i++) {
        const struct cf_token *t = &prompt->tokens[i];
        if (t->quoted)
            continue;
        if (opens_relative(t))
            relative = true;
        else if (t->pos == CF_POS_PUNCTUATION || t->pos == CF_POS_CONJUNCTION)
            relative = false;
        bool finite = is_finite(prompt, i);
        bool infinitive = i > 0 && is_word(&prompt->tokens[i - 1], "to");
        if (finite && i > 0 && !relative && !infinitive)
            return true;
    }
    return false;
}

/* Nouns before "of" that only frame or measure what follows. */
static const char *const framing[] = {
    "tableau", "view",   "shot",     "close-up", "closeup", "footage",    "pair",  "dozen", "group", "trio",
    "couple",  "tour",   "portrait", "picture",  "photo",   "photograph", "scene", "video", "clip",  "animation",
    "image",   "bunch",  "herd",     "flock",    "crowd",   "series",     "set",   "model", "movie", "kind",
    "lot",     "number", "part",     "piece",    "macro",   "timelapse",  NULL};

/* Nouns that take no indefinite article. */
static const char *const mass[] = {"water",    "snow",     "food", "traffic",   "art",     "music",        "smoke",
                                   "fire",     "sand",     "ice",  "rain",      "grass",   "furniture",    "luggage",
                                   "broccoli", "downtown", "ink",  "lightning", "fog",     "mist",         "coffee",
                                   "tea",      "wine",     "beer", "steam",     "space",   "motion",       "footage",
                                   "clothing", "skis",     "hair", "wildlife",  "scenery", "architecture", "lava",
                                   "nature",   "weather",  "wood", NULL};
static const char *const unique[] = {"sky", "ocean", "sea", "moon", "sun", "earth", "world", NULL};

static bool may_precede_noun(const struct cf_token *t)
{
    return t->pos == CF_POS_ADJECTIVE || t->pos == CF_POS_NUMBER || t->pos == CF_POS_ADVERB;
}

static bool has_singular_article(const struct cf_analysis *a, size_t i)
{
    while (i > 0 && may_precede_noun(&a->tokens[i - 1]))
        i--;
    return i > 0 && (is_word(&a->tokens[i - 1], "a") || is_word(&a->tokens[i - 1], "an"));
}

/* The run of nouns that begins behind determiner and adjectives at i: [*begin, *end). */
static bool noun_run(const struct cf_analysis *a, size_t i, size_t *begin, size_t *end, bool *determined)
{
    *determined = i < a->tokens_count && (a->tokens[i].pos == CF_POS_DETERMINER || a->tokens[i].pos == CF_POS_NUMBER);
    i += *determined;
    while (i < a->tokens_count && may_precede_noun(&a->tokens[i]))
        i++;
    *begin = i;
    while (i < a->tokens_count && !a->tokens[i].quoted &&
           (a->tokens[i].pos == CF_POS_NOUN || (*determined && a->tokens[i].pos == CF_POS_NAME)))
        i++;
    /* "a parrot lands": a plural behind "a" is a verb that was taken for a noun. */
    if (i - *begin > 1 && (a->tokens[i - 1].flags & CF_TOKEN_PLURAL) && *begin > 0 && has_singular_article(a, *begin))
        i--;
    /* "20 boats drift": and so is a singular behind a plural. */
    if (i - *begin > 1 && !(a->tokens[i - 1].flags & CF_TOKEN_PLURAL) && (a->tokens[i - 2].flags & CF_TOKEN_PLURAL))
        i--;
    *end = i;
    return *end > *begin && *end - *begin <= 3;
}

static void join(char *out, size_t size, const char *before, const struct cf_analysis *a, size_t begin, size_t end)
{
    const struct cf_token *first = &a->tokens[begin], *last = &a->tokens[end - 1];
    int length =
        snprintf(out, size, "%s%.*s", before, (int)(last->begin + last->size - first->begin), a->text + first->begin);
    if (length < 0 || (size_t)length >= size || strchr(out, '\n'))
        out[0] = '\0';
}

static bool follows_subject(const struct cf_analysis *a, size_t end)
{
    if (end >= a->tokens_count)
        return true;
    const struct cf_token *t = &a->tokens[end];
    return t->pos == CF_POS_VERB || t->pos == CF_POS_AUXILIARY || t->pos == CF_POS_PREPOSITION ||
           t->pos == CF_POS_PUNCTUATION || opens_relative(t);
}

/* "teddy bear washing": the next word belongs to the noun where WordNet has both as one. */
static size_t with_collocation(const struct cf_language *language, const struct cf_analysis *a, size_t end)
{
    char both[96];
    if (end >= a->tokens_count || a->tokens[end].pos == CF_POS_PUNCTUATION)
        return end;
    int length = snprintf(both, sizeof both, "%s %s", a->tokens[end - 1].word, a->tokens[end].word);
    bool known =
        length > 0 && (size_t)length < sizeof both &&
        (cf_language_classes(language, both) & (CF_CLASS_PERSON | CF_CLASS_ANIMAL | CF_CLASS_OBJECT | CF_CLASS_PLACE));
    return known ? end + 1 : end;
}

static void read_subject(struct reading *r, const struct cf_language *language, const struct cf_analysis *a)
{
    size_t i = 0, begin, end;
    bool determined;
    /* "In a still frame, a stop sign": what stands before the comma frames the rest. */
    if (a->tokens_count && a->tokens[0].pos == CF_POS_PREPOSITION) {
        while (i < a->tokens_count && !is_word(&a->tokens[i], ","))
            i++;
        i++;
    }
    size_t name = i;
    while (name < a->tokens_count && a->tokens[name].pos == CF_POS_NAME && !a->tokens[name].quoted)
        name++;
    if (name > i && name - i <= 3 && follows_subject(a, name)) {
        join(r->subject, sizeof r->subject, "", a, i, name);
        return;
    }
    bool found = noun_run(a, i, &begin, &end, &determined);
    for (int k = 0; k < 2 && found && end < a->tokens_count && is_word(&a->tokens[end], "of"); k++) {
        if (!in_list(a->tokens[end - 1].lemma, framing))
            break;
        bool of_determined;
        found = noun_run(a, end + 1, &begin, &end, &of_determined);
        determined = true;
    }
    if (!found)
        return;
    end = with_collocation(language, a, end);
    const struct cf_token *head = &a->tokens[end - 1];
    bool joined = end < a->tokens_count && is_word(&a->tokens[end], "and");
    if (joined) {
        strcpy(r->subject, "the subjects");
        return;
    }
    if ((!determined && end < a->tokens_count) || !follows_subject(a, end) || in_list(head->lemma, framing) ||
        (head->classes & (CF_CLASS_CAMERA | CF_CLASS_STYLE)) || head->negated)
        return;
    if (head->pos != CF_POS_NAME &&
        !(head->classes & (CF_CLASS_PERSON | CF_CLASS_ANIMAL | CF_CLASS_PLACE | CF_CLASS_OBJECT | CF_CLASS_FOOD)))
        return;
    join(r->subject, sizeof r->subject, "the ", a, begin, end);
    if ((head->classes & CF_CLASS_PLACE) && !(head->classes & (CF_CLASS_PERSON | CF_CLASS_ANIMAL)))
        r->says |= SAYS_SCENE;
}

static void read_article(struct reading *r, const struct cf_analysis *a)
{
    size_t begin, end;
    bool determined;
    r->article = "";
    if (!noun_run(a, 0, &begin, &end, &determined) || determined)
        return;
    const struct cf_token *head = &a->tokens[end - 1];
    if ((head->flags & CF_TOKEN_PLURAL) || in_list(head->lemma, mass) || in_list(head->word, mass))
        return;
    if (in_list(head->word, unique))
        r->article = "the ";
    else
        r->article = strchr("aeiou", a->tokens[0].word[0]) ? "an " : "a ";
}

void cf_offline_read(struct reading *r, const struct cf_language *language, const struct cf_analysis *a)
{
    *r = (struct reading){.says = prompt_says(a), .article = ""};
    bool clause = is_clause(a);
    unsigned char first = a->text_size ? (unsigned char)a->text[0] : 0;
    char last = a->text_size ? a->text[a->text_size - 1] : '\0';
    bool lower = islower(first) != 0;
    if (lower)
        r->shape = clause ? SHAPE_LOWER_CLAUSE : SHAPE_LOWER_THING;
    else
        r->shape = clause || a->sentences_count > 1 || a->words_count > LONG_WORDS || !isalnum((unsigned char)last)
                       ? SHAPE_SENTENCE
                       : SHAPE_UPPER_THING;
    if (r->shape == SHAPE_LOWER_THING)
        read_article(r, a);
    read_subject(r, language, a);
    r->says |= !*r->subject ? SAYS_SCENE | SAYS_NEAR | SAYS_WIDE : r->says & SAYS_SCENE ? SAYS_NEAR : SAYS_WIDE;
    if (!*r->subject)
        strcpy(r->subject, "the scene");
}

bool cf_offline_denied(const struct cf_language *language, const struct cf_analysis *prompt, const char *sentence)
{
    char *words = words_of(sentence, strlen(sentence));
    if (!words)
        return true;
    bool denied = false;
    for (size_t i = 0; i < prompt->tokens_count && !denied; i++) {
        const struct cf_token *t = &prompt->tokens[i];
        bool content =
            t->pos == CF_POS_NOUN || t->pos == CF_POS_ADJECTIVE || t->pos == CF_POS_ADVERB || t->pos == CF_POS_VERB;
        if (!content || t->quoted)
            continue;
        char stem[48];
        if (t->negated) {
            int length = snprintf(stem, sizeof stem, " %s", t->lemma);
            denied = length > 3 && (size_t)length < sizeof stem && strstr(words, stem) != NULL;
        } else if (t->pos == CF_POS_ADJECTIVE || t->pos == CF_POS_ADVERB) {
            for (const char *w = words + 1; *w && !denied;) {
                size_t size = strcspn(w, " ");
                int length = snprintf(stem, sizeof stem, "%.*s", (int)size, w);
                denied = length > 2 && (size_t)length < sizeof stem && cf_language_antonyms(language, t->lemma, stem);
                w += size + 1;
            }
        }
    }
    free(words);
    return denied;
}
