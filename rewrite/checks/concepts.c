/* The trade's terms, and where a text says them. */
#include "checks/concepts.h"
#include <string.h>

enum { GAP_MAX = 3, NEAR_BEFORE = 10, NEAR_BEHIND = 8, WORD_MAX = 64 };

/* What shows that a word is about the picture, and not about a thing in it. */
static const char camera_words[] =
    "camera cameras camera's lens lenses viewfinder shot shots view views viewpoint vantage perspective pov frame "
    "frames framing framed footage filmed filming cinematography angle angles composition image images picture "
    "pictures photographed video film clip movie sequence captured recorded seen viewed we us viewer viewer's "
    "viewers tracking dolly drone gimbal steadicam zoom screen pan pans tilt tilts movement cameraman operator";
static const char style_words[] =
    "photo photos photograph photographs photography scene animation animated style styles styled stylized look "
    "looks aesthetic aesthetics feel feels feeling vibe vibes effect effects mood atmosphere tone tones toned "
    "palette color colors colour colours hues grading graded graphics graphic rendering rendered renders render "
    "drawn drawings illustration illustrations illustrated painting painted paintings art artwork print prints "
    "visual visuals texture textures finish quality rendition depiction depicted portrayed presented treatment "
    "treated design designed poster sketch sketched linework shading cartoon documentary commercial trailer reel "
    "edit charm warmth flair sensibility contrast imagery realism lighting whole everything everywhere crafted "
    "made modeled modelled sculpted sitcom film's broadcast tv television show filter spirit manner language "
    "elegance style's recalls evokes evoking recalling reminiscent resembles echoes";

static bool is_picture_word(const struct cf_token *t, enum cf_check check)
{
    return cf_reading_is(t, camera_words) || (check == CF_CHECK_STYLE && cf_reading_is(t, style_words));
}

static bool has_picture_word(const struct cf_reading *reading, size_t begin, size_t end, size_t sentence,
                             enum cf_check check)
{
    const struct cf_token *tokens = reading->analysis->tokens;
    for (size_t i = begin; i < end && i < reading->analysis->tokens_count; i++)
        if (tokens[i].sentence == sentence && is_picture_word(&tokens[i], check))
            return true;
    return false;
}

static bool ends_element(const struct cf_reading *reading, size_t at)
{
    const struct cf_analysis *a = reading->analysis;
    return at >= a->tokens_count || !at || a->tokens[at].sentence != a->tokens[at - 1].sentence ||
           a->tokens[at].pos == CF_POS_PUNCTUATION;
}

/* The words [begin, end) stand by themselves: "From above, a dog", ", vintage,". */
static bool is_element(const struct cf_reading *reading, size_t begin, size_t end)
{
    const struct cf_token *tokens = reading->analysis->tokens;
    bool first =
        !begin || tokens[begin - 1].sentence != tokens[begin].sentence || tokens[begin - 1].pos == CF_POS_PUNCTUATION;
    return first && ends_element(reading, end);
}

/* "a jar of ink", "beside a pencil": the word is a thing of the scene. */
static bool is_thing(const struct cf_reading *reading, const struct cf_phrase *p, size_t at, enum cf_check check)
{
    const struct cf_token *tokens = reading->analysis->tokens;
    if (at > p->begin && tokens[at - 1].pos == CF_POS_NOUN && !is_picture_word(&tokens[at - 1], check))
        return true; /* "pool tiles" */
    if (!p->begin || tokens[p->begin - 1].sentence != tokens[p->begin].sentence)
        return false;
    const struct cf_phrase *owner = p->begin >= 2 ? cf_reading_phrase(reading, p->begin - 2) : NULL;
    if (owner && cf_reading_is(&tokens[p->begin - 1], "of"))
        return cf_reading_is(&tokens[owner->head], "roll spool bottle jar pot box piece stick pile stack bowl bag") ||
               (owner->concrete && !is_picture_word(&tokens[owner->head], check));
    return cf_reading_is(&tokens[p->begin - 1], "beside near behind under beneath above against holding holds hold "
                                                "gripping clutching carrying dropping lifting between among");
}

/* "a letter that trembles", "as a dog slowly approaches": the verb has a subject, and it is not the camera. */
static bool is_done_by_thing(const struct cf_reading *reading, size_t verb, enum cf_check check)
{
    const struct cf_token *tokens = reading->analysis->tokens;
    size_t i = verb;
    while (i && tokens[i - 1].sentence == tokens[verb].sentence &&
           (tokens[i - 1].pos == CF_POS_ADVERB || tokens[i - 1].pos == CF_POS_AUXILIARY ||
            cf_reading_is(&tokens[i - 1], "that which who")))
        i--;
    const struct cf_phrase *subject =
        i && tokens[i - 1].sentence == tokens[verb].sentence ? cf_reading_phrase(reading, i - 1) : NULL;
    return subject && subject->head + 1u == i && tokens[verb].pos == CF_POS_VERB && subject->concrete &&
           !is_picture_word(&tokens[subject->head], check);
}

/* A rewrite's words [begin, end) are about the picture: near a word of it, and not a quality of a thing. */
static bool is_said_of_picture(const struct cf_reading *reading, size_t begin, size_t end, enum cf_check check)
{
    const struct cf_token *tokens = reading->analysis->tokens;
    size_t sentence = tokens[begin].sentence;
    const struct cf_phrase *p = cf_reading_phrase(reading, begin);
    if (end > begin + 1 && has_picture_word(reading, begin, end, sentence, check))
        return true;
    if (is_element(reading, begin, end))
        return true;
    if (tokens[begin].pos == CF_POS_NOUN && end == begin + 1 && end < reading->analysis->tokens_count &&
        cf_reading_is(&tokens[end], "of")) /* "A tapestry of a hunt", and not "every grain of sand" */
        return p && (!p->begin || tokens[p->begin - 1].sentence != sentence);
    if (p && p->head >= end) {
        if (has_picture_word(reading, end, p->head + 1u, sentence, check))
            return true;
        if (p->concrete || cf_reading_is(&tokens[p->head], "eyes eye face smile grin gaze hands arms mouth"))
            return false;
    } else if (p && is_thing(reading, p, begin, check)) {
        return false;
    } else if (p && check == CF_CHECK_STYLE && p->begin && tokens[p->begin].pos != CF_POS_DETERMINER &&
               cf_reading_is(&tokens[p->begin - 1], "in like as")) {
        return true; /* "scribbled in waxy crayon" */
    }
    if (check == CF_CHECK_CAMERA && is_done_by_thing(reading, begin, check))
        return false;
    return has_picture_word(reading, begin > NEAR_BEFORE ? begin - NEAR_BEFORE : 0, begin, sentence, check) ||
           has_picture_word(reading, end, end + NEAR_BEHIND, sentence, check);
}

static bool asks_at(const struct cf_reading *reading, size_t at)
{
    for (size_t c = 0; c < cf_concepts_count(); c++)
        if (cf_concept_spells(reading, at, cf_concepts_at(c), true))
            return true;
    return false;
}

/* "drone shot following a car" */
static bool is_camera_act(const struct cf_token *tokens, size_t at)
{
    size_t size = strlen(tokens[at].word);
    return at && tokens[at - 1].sentence == tokens[at].sentence && size > 4 &&
           strcmp(tokens[at].word + size - 3, "ing") == 0 &&
           cf_reading_is(&tokens[at - 1], "shot camera drone view footage video clip lens");
}

/* A prompt's words [begin, end) ask for a picture of that kind: by themselves, or before a word of the picture:
 * "vintage 8mm footage". */
static bool is_asked_of_picture(const struct cf_reading *reading, size_t begin, size_t end, enum cf_check check)
{
    const struct cf_token *tokens = reading->analysis->tokens;
    if (check == CF_CHECK_CAMERA && is_camera_act(tokens, begin))
        return true;
    bool headed =
        !begin || tokens[begin - 1].sentence != tokens[begin].sentence || tokens[begin - 1].pos == CF_POS_PUNCTUATION;
    if (is_element(reading, begin, end) || (headed && cf_reading_is(&tokens[end], "of"))) /* "Hologram of a dog" */
        return true;
    for (size_t i = end; !ends_element(reading, i); i++) {
        if (is_picture_word(&tokens[i], check) || asks_at(reading, i))
            return true;
        if (tokens[i].pos != CF_POS_ADJECTIVE && tokens[i].pos != CF_POS_NUMBER)
            return false;
    }
    return false;
}

/* The token is the word, in any form of its noun or verb. */
static bool is_word(const struct cf_reading *reading, const struct cf_token *t, const char *word, size_t size)
{
    size_t length = strlen(t->word);
    /* "brushstrokes", "dollying": WordNet lacks them */
    bool ended = size > 3 && length > size && cf_word_is(t->word + size, "s ing ed");
    if ((length == size || ended) && memcmp(t->word, word, size) == 0)
        return true;
    if (strlen(t->lemma) == size && memcmp(t->lemma, word, size) == 0)
        return true;
    char lemma[WORD_MAX];
    static const enum cf_pos parts[] = {CF_POS_NOUN, CF_POS_VERB};
    for (size_t k = 0; size > 2 && strncmp(t->word, word, 2) == 0 && k < sizeof(parts) / sizeof(*parts); k++)
        if (cf_language_lemma(reading->language, t->word, parts[k], lemma, sizeof(lemma)) && strlen(lemma) == size &&
            memcmp(lemma, word, size) == 0)
            return true;
    return false;
}

/* "close up" in the row, "close-up" in the text: how much of the row the hyphened word spells. */
static size_t hyphened_size(const char *word, const char *row)
{
    size_t size = strlen(word);
    if (!strchr(word, '-') || strcspn(row, "|~*") < size)
        return 0;
    for (size_t k = 0; k < size; k++)
        if (word[k] != row[k] && !(word[k] == '-' && row[k] == ' '))
            return 0;
    return !row[size] || strchr(" |~", row[size]) ? size : 0;
}

/* "zooms out slowly in" is no zoom in: a gap before a way to go holds no other. */
static const char ways[] = "in out up down left right back away forward backward upward downward";

static bool is_other_way(const struct cf_token *t, const char *row)
{
    char way[WORD_MAX];
    size_t size = strcspn(row, " |~");
    if (size >= sizeof(way))
        return false;
    memcpy(way, row, size);
    way[size] = '\0';
    return cf_word_is(way, ways) && cf_reading_is(t, ways);
}

/* An adverb that the row has not. */
static bool is_manner(const struct cf_token *t, const char *row)
{
    size_t size = strlen(t->word);
    return t->pos == CF_POS_ADVERB && size > 4 && strcmp(t->word + size - 2, "ly") == 0 &&
           strncmp(t->word, row, size) != 0;
}

/* How many tokens from `at` on spell the row, up to its '|' or '~'. */
static size_t spells(const struct cf_reading *reading, size_t at, const char *row)
{
    const struct cf_analysis *a = reading->analysis;
    size_t i = at;
    for (;; i++) {
        row += *row == ' ';
        if (!*row || *row == '|' || *row == '~')
            return i - at;
        for (size_t gap = 0; *row == '*' && gap <= GAP_MAX && i + gap < a->tokens_count; gap++) {
            size_t rest = spells(reading, i + gap, row + 2);
            if (rest && a->tokens[i + gap].sentence == a->tokens[at].sentence)
                return i - at + gap + rest;
            if (is_other_way(&a->tokens[i + gap], row + 2))
                return 0;
        }
        if (*row == '*' || i >= a->tokens_count || a->tokens[i].sentence != a->tokens[at].sentence)
            return 0;
        size_t size = strcspn(row, " |~");
        if (i > at && is_manner(&a->tokens[i], row)) /* "eases gradually closer" */
            continue;
        if (!is_word(reading, &a->tokens[i], row, size)) {
            size = hyphened_size(a->tokens[i].word, row);
            size = size ? size : hyphened_size(a->tokens[i].lemma, row);
            if (!size)
                return 0;
        }
        row += size;
    }
}

/* "sepia-toned", "cyberpunk-inspired"; where a rewrite says it, "faux-vintage" too: a one-word row in a hyphened word.
 */
static size_t spells_part(const struct cf_reading *reading, size_t at, const char *row, bool asks)
{
    static const char ends[] =
        "-style -styled -inspired -like -esque -toned -tinted -themed -looking -tinged -core -era";
    const char *word = reading->analysis->tokens[at].word;
    size_t size = strcspn(row, " |~");
    if (row[size] == ' ' || size <= 3 || !strchr(word, '-'))
        return 0;
    if (strncmp(word, row, size) == 0 && word[size] == '-' && cf_word_is(word + size, ends))
        return 1;
    for (const char *p = word; *p && !asks; p += strcspn(p, "-"), p += *p == '-')
        if (strncmp(p, row, size) == 0 && (p[size] == '-' || !p[size]))
            return 1;
    return 0;
}

/* "without a cut", "no camera movement": rows that deny something themselves. */
static bool is_denial(const struct cf_token *t)
{
    return cf_reading_is(t, "no not never without nothing");
}

/* How many tokens from `at` on say it. weak: only as a word that is about the picture where it stands. */
static size_t says(const struct cf_reading *reading, size_t at, const struct cf_concept *concept, bool asks, bool *weak)
{
    bool behind = false;
    size_t best = 0;
    for (const char *v = concept->variants; *v && !(behind && asks); v += strcspn(v, "|~")) {
        behind |= *v == '~';
        if (behind && asks)
            break;
        v += *v == '|' || *v == '~';
        bool meant = *v == '^';
        v += meant;
        size_t length = spells(reading, at, v);
        length = length ? length : spells_part(reading, at, v, asks);
        if (!length ||
            (meant && !(asks ? is_asked_of_picture : is_said_of_picture)(reading, at, at + length, concept->check)))
            continue;
        if (!meant || !best)
            *weak = meant;
        best = length > best ? length : best;
    }
    return best;
}

/* "anime stickers", "VHS cassettes": a thing of the scene, and no word of its picture. */
static bool is_merchandise(const struct cf_reading *reading, size_t begin, size_t end)
{
    static const char things[] = "sticker stickers poster posters cassette cassettes tapes figurine figurines magazine "
                                 "magazines museum store shop convention arch arches cathedral church window windows "
                                 "t-shirt shirt mug doll dolls toy toys book books cushion lamp jacket";
    const struct cf_token *tokens = reading->analysis->tokens;
    return end < reading->analysis->tokens_count && tokens[end].sentence == tokens[begin].sentence &&
           cf_reading_is(&tokens[end], things);
}

size_t cf_concept_spells(const struct cf_reading *reading, size_t at, const struct cf_concept *concept, bool asks)
{
    bool weak;
    return says(reading, at, concept, asks, &weak);
}

/* ---- terms that exclude each other ---- */

static const char *const families[] = {
    "close-up|wide shot|full shot|aerial view",
    "wide shot|close-up|medium close-up|medium shot",
    "medium shot|close-up|wide shot|aerial view",
    "zoom in|zoom out|still frame",
    "zoom out|zoom in|still frame",
    "dolly zoom|still frame",
    "pan left|pan right|still frame",
    "pan right|pan left|still frame",
    "pan|still frame",
    "whip pan|still frame",
    "fly-through|still frame",
    "tilt up|tilt down|still frame",
    "tilt down|tilt up|still frame",
    "crane up|crane down|still frame|handheld camera",
    "crane down|crane up|still frame|handheld camera",
    "crane|still frame|handheld camera",
    "low angle|high angle|aerial view|top-down|eye level",
    "high angle|low angle|ground level|eye level",
    "top-down|low angle|eye level|ground level|side view",
    "aerial view|low angle|ground level|eye level",
    "eye level|low angle|high angle|aerial view|top-down",
    "front view|from behind|side view",
    "from behind|front view|first-person view",
    "side view|front view|from behind",
    "over the shoulder|front view|aerial view",
    "slow motion|time-lapse|fast motion|hyperlapse",
    "time-lapse|slow motion",
    "fast motion|slow motion",
    "still frame|handheld camera|orbit|tracking shot|zoom in|zoom out|pan left|pan right|crane up|whip pan",
    "orbit|still frame",
    "tracking shot|still frame",
    "handheld camera|still frame",
    "shaking|still frame|steady and smooth",
    "steady and smooth|handheld camera|shaking",
    "depth of field|deep focus",
    "deep focus|depth of field",
    "fisheye|telephoto",
    "telephoto|fisheye",
    "vintage|modern look|futuristic",
    "home movie|commercial|cinematic",
    "8mm film|modern look",
    "35mm film|modern look|cartoon|pixel art",
    "VHS|modern look|cinematic",
    "found footage|commercial",
    "cinematic|home movie|security footage|pixel art",
    "minimalist|baroque|maximalist",
    "impressionism|cubism|expressionism|photorealistic",
    "expressionism|impressionism|cubism|photorealistic",
    "claymation|photorealistic",
    "mosaic|photorealistic",
    "muted colors|vibrant colors|neon",
    "vibrant colors|muted colors|black and white|sepia",
    "2D animation|3D render|photorealistic|claymation",
    "flat design|3D render|photorealistic|baroque|oil painting",
    "ink wash|oil painting|watercolor painting|3D render|photorealistic|pixel art",
    "ink drawing|oil painting|watercolor painting|3D render|photorealistic|pixel art",
    "sketch|oil painting|watercolor painting|3D render|photorealistic|pixel art",
    "line art|oil painting|3D render|photorealistic|pixel art|claymation",
    "hand-drawn|3D render|photorealistic|claymation|pixel art",
    "charcoal|oil painting|watercolor painting|3D render|photorealistic|pastel drawing",
    "pastel drawing|oil painting|3D render|photorealistic|charcoal",
    "painting|3D render|photorealistic|pixel art|claymation",
};

static bool is_named(const char *name, const char *names)
{
    size_t size = strlen(name);
    for (const char *p = names; p; p = strchr(p, '|'), p += p != NULL)
        if (strncmp(p, name, size) == 0 && (p[size] == '|' || !p[size]))
            return true;
    return false;
}

/* 0: the text does not say it; 1: only in words that may mean something else; 2: in its terms. */
static int said_in(const struct cf_reading *reading, const struct cf_concept *concept)
{
    int said = 0;
    for (size_t i = 0; i < reading->analysis->tokens_count && said < 2; i++) {
        const struct cf_token *t = &reading->analysis->tokens[i];
        bool weak = false;
        size_t length = (!t->negated || is_denial(t)) && !t->quoted ? says(reading, i, concept, false, &weak) : 0;
        bool thing = length && concept->check == CF_CHECK_STYLE && is_merchandise(reading, i, i + length);
        if (length && !thing && said < 2 - weak)
            said = 2 - weak;
    }
    return said;
}

/* A term of the family that the text has, and that the prompt did not ask for too. */
static bool has_rival(const struct cf_reading *reading, const struct cf_reading *prompt,
                      const struct cf_concept *concept)
{
    size_t size = strlen(concept->name);
    for (size_t f = 0; f < sizeof(families) / sizeof(*families); f++) {
        if (strncmp(families[f], concept->name, size) != 0 || families[f][size] != '|')
            continue;
        for (size_t c = 0; c < cf_concepts_count(); c++) {
            const struct cf_concept *rival = cf_concepts_at(c);
            if (is_named(rival->name, families[f] + size + 1) && said_in(reading, rival) == 2 &&
                said_in(prompt, rival) < 2)
                return true;
        }
    }
    return false;
}

bool cf_concept_in(const struct cf_reading *reading, const struct cf_reading *prompt, const struct cf_concept *concept)
{
    int said = said_in(reading, concept);
    return said == 2 || (said == 1 && !has_rival(reading, prompt, concept));
}

size_t cf_concepts_count(void)
{
    size_t camera, styles;
    cf_concepts_camera(&camera);
    cf_concepts_style(&styles);
    return camera + styles;
}

const struct cf_concept *cf_concepts_at(size_t index)
{
    size_t camera, styles;
    const struct cf_concept *c = cf_concepts_camera(&camera), *s = cf_concepts_style(&styles);
    return index < camera ? &c[index] : &s[index - camera];
}
