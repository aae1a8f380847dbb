/* Who does what a verb says, by word order: the subject of its clause, the agent behind "by", the noun that a
 * participle or a relative clause stands behind. */
#include "checks/internal.h"
#include <stdio.h>
#include <string.h>

/* "the shot reveals a blacksmith hammering": who is shown acts. */
static bool is_shown_by(const struct cf_token *verb)
{
    return cf_word_is(verb->lemma,
                      "reveal show capture follow feature depict present observe find catch frame see watch "
                      "film track study picture hear notice spot send leave keep set");
}

static bool is_finite(const struct cf_token *verb)
{
    return verb->pos == CF_POS_AUXILIARY ||
           (verb->pos == CF_POS_VERB && !(verb->flags & (CF_TOKEN_GERUND | CF_TOKEN_PAST)));
}

static bool has_finite(const struct cf_reading *reading, size_t from, size_t to)
{
    for (size_t j = from; j < to; j++)
        if (is_finite(&reading->analysis->tokens[j]))
            return true;
    return false;
}

/* Behind the last comma or subordinating word before i. */
static size_t clause_begin(const struct cf_reading *reading, size_t i)
{
    const struct cf_token *tokens = reading->analysis->tokens;
    while (i && tokens[i - 1].sentence == tokens[i].sentence && tokens[i - 1].pos != CF_POS_PUNCTUATION &&
           !cf_reading_is(&tokens[i - 1], "while as when where until because"))
        i--;
    return i;
}

const struct cf_phrase *cf_reading_possessor(const struct cf_reading *reading, const struct cf_phrase *p)
{
    const struct cf_token *tokens = reading->analysis->tokens;
    size_t begin = p->begin + (cf_reading_is(&tokens[p->begin], "'s '") ? 1u : 0u);
    return begin > 1 && cf_reading_is(&tokens[begin - 1], "'s '") ? cf_reading_phrase(reading, begin - 2) : NULL;
}

/* Behind a preposition, or the object of the verb before it. */
static bool is_governed(const struct cf_reading *reading, const struct cf_phrase *p)
{
    const struct cf_token *tokens = reading->analysis->tokens;
    if (!p->begin || tokens[p->begin - 1].sentence != tokens[p->head].sentence)
        return false;
    size_t begin = p->begin;
    const struct cf_phrase *owner = cf_reading_possessor(reading, p); /* "about a customer's chest" */
    if (owner && owner->begin)
        begin = owner->begin;
    while (begin > 1 && tokens[begin].pos != CF_POS_DETERMINER && /* "with shoulder-length brown hair" */
           tokens[begin - 1].sentence == tokens[p->head].sentence &&
           (tokens[begin - 1].pos == CF_POS_NOUN || tokens[begin - 1].pos == CF_POS_ADJECTIVE))
        begin--;
    const struct cf_token *before = &tokens[begin - 1];
    if (begin > 1 && before[-1].pos == CF_POS_VERB && /* "cracking open clams", "draws back a beam" */
        cf_reading_is(before, "open shut back up down off away out over aside"))
        before--;
    if (before->pos == CF_POS_PREPOSITION || cf_reading_is(before, "about around"))
        return !cf_reading_is(before, "as until while after before");
    return (before->pos == CF_POS_VERB && !is_shown_by(before)) || cf_reading_is(before, "has have had having");
}

/* "a vet in gloves and loupes": with what is governed, unless it has a verb of its own: "eats and the dog barks". */
static bool is_chained(const struct cf_reading *reading, const struct cf_phrase *p, size_t i)
{
    const struct cf_token *tokens = reading->analysis->tokens;
    const struct cf_phrase *before = p->begin > 1 && cf_reading_is(&tokens[p->begin - 1], "and or")
                                         ? cf_reading_phrase(reading, p->begin - 2)
                                         : NULL;
    bool own =
        p->head + 1u == i && is_finite(&tokens[i]) && has_finite(reading, clause_begin(reading, p->begin), p->begin);
    return before && is_governed(reading, before) && !own;
}

static bool is_picture(const struct cf_reading *reading, const struct cf_phrase *p)
{
    const struct cf_token *head = &reading->analysis->tokens[p->head];
    return cf_reading_is(head, "composition scene frame image picture animation footage clip video rendering "
                               "illustration art artwork design style view painting");
}

/* "out of its hood billows thick smoke": the place stands first, and nothing else before the verb. */
static int32_t behind_place(const struct cf_reading *reading, size_t i)
{
    const struct cf_token *tokens = reading->analysis->tokens;
    size_t begin = i;
    while (begin && tokens[begin - 1].sentence == tokens[i].sentence && tokens[begin - 1].pos != CF_POS_PUNCTUATION &&
           tokens[begin - 1].pos != CF_POS_CONJUNCTION)
        begin--;
    if (!is_finite(&tokens[i]) || tokens[i].pos != CF_POS_VERB || tokens[begin].pos != CF_POS_PREPOSITION ||
        i + 1 >= reading->analysis->tokens_count || reading->phrase_of[i + 1] < 0)
        return -1;
    for (size_t j = begin; j < i; j++)
        if (tokens[j].pos == CF_POS_VERB || tokens[j].pos == CF_POS_AUXILIARY ||
            (reading->phrase_of[j] >= 0 && !is_governed(reading, &reading->phrases[reading->phrase_of[j]])))
            return -1;
    return reading->phrase_of[i + 1];
}

/* No subject of the verb at i. */
static bool is_oblique(const struct cf_reading *reading, const struct cf_phrase *p, size_t i)
{
    const struct cf_token *tokens = reading->analysis->tokens;
    bool comma = false;
    for (size_t j = p->head + 1u; j < i; j++)
        comma |= cf_reading_is(&tokens[j], ", while before after as when");
    bool beside = tokens[i].flags & CF_TOKEN_GERUND && i - p->head <= 3 && !comma && p->begin;
    if (beside && cf_reading_is(&tokens[p->begin - 1], "of with"))
        return false; /* "with waves gently lapping" */
    bool subject = p->begin && behind_place(reading, p->begin - 1) == p - reading->phrases;
    return (is_governed(reading, p) && !subject) || is_chained(reading, p, i);
}

/* "It pauses, its light blinking, then turns", "a welder, sweat beading on her brow, grins": no more than how it is. */
static bool is_absolute(const struct cf_reading *reading, const struct cf_phrase *p, size_t i)
{
    const struct cf_token *tokens = reading->analysis->tokens;
    bool whose = cf_reading_is(&tokens[p->begin], "whose") || /* "a man, whose coat is torn, runs" */
                 (p->begin && cf_reading_is(&tokens[p->begin - 1], "as while where when until because"));
    if (!p->begin || p->head + 1u >= i || (!whose && !cf_reading_is(&tokens[p->begin - 1], ", with and")))
        return false;

    const struct cf_token *next = &tokens[p->head + 1];
    bool how = next->pos == CF_POS_ADVERB && p->head + 2u < i; /* "its crown askew," */
    if (how)
        next++;
    if (!whose && !(how && strcmp(next->word, ",") == 0) && !(next->flags & (CF_TOKEN_GERUND | CF_TOKEN_PAST)) &&
        next->pos != CF_POS_ADJECTIVE && next->pos != CF_POS_PREPOSITION)
        return false;
    for (size_t j = p->head + 1u; j < i; j++) {
        if (!whose && is_finite(&tokens[j]))
            return false;
        if (strcmp(tokens[j].word, ",") == 0)
            return true;
    }
    return false;
}

/* "a gardener, a woman of sixty, trims": the same one again, between commas. */
static bool is_apposition(const struct cf_reading *reading, const struct cf_phrase *p, size_t i)
{
    const struct cf_token *tokens = reading->analysis->tokens;
    const struct cf_phrase *first = p->begin > 1 ? cf_reading_phrase(reading, p->begin - 2) : NULL;
    if (p->begin < 2 || strcmp(tokens[p->begin - 1].word, ",") != 0 || (first && is_picture(reading, first)) ||
        (reading->phrase_of[p->begin - 2] < 0 && !cf_reading_is(&tokens[p->begin - 2], "them one")) ||
        tokens[p->begin - 2].sentence != tokens[i].sentence || !cf_reading_is(&tokens[p->begin], "a an the"))
        return false;
    for (size_t j = p->head + 1u; j < i; j++) {
        if (tokens[j].pos == CF_POS_VERB || tokens[j].pos == CF_POS_AUXILIARY || tokens[j].pos == CF_POS_CONJUNCTION)
            return false;
        if (strcmp(tokens[j].word, ",") == 0)
            return true;
    }
    return false;
}

/* "riding on it is a cat" */
static int32_t inverted(const struct cf_reading *reading, size_t i)
{
    const struct cf_token *tokens = reading->analysis->tokens;
    if (!(tokens[i].flags & CF_TOKEN_GERUND) || (i && reading->phrase_of[i - 1] >= 0))
        return -1;
    for (size_t j = i + 1; j < i + 8 && j + 1 < reading->analysis->tokens_count; j++)
        if (cf_reading_is(&tokens[j], "is are") && tokens[j].sentence == tokens[i].sentence)
            return reading->phrase_of[j + 1];
    return -1;
}

/* "causing the wheels to slow" */
static int32_t made_to(const struct cf_reading *reading, size_t i)
{
    const struct cf_token *tokens = reading->analysis->tokens;
    int32_t p = i > 1 && cf_reading_is(&tokens[i - 1], "to") ? reading->phrase_of[i - 2] : -1;
    if (p < 0 || !reading->phrases[p].begin)
        return -1;
    return cf_word_is(tokens[reading->phrases[p].begin - 1].lemma, "cause force allow help enable let make urge get")
               ? p
               : -1;
}

/* "is chased by a dog" */
static int32_t agent(const struct cf_reading *reading, size_t i)
{
    const struct cf_token *tokens = reading->analysis->tokens;
    for (size_t j = i + 1; j < i + 4 && j + 1 < reading->analysis->tokens_count; j++)
        if (cf_reading_is(&tokens[j], "by") && tokens[j].sentence == tokens[i].sentence)
            return reading->phrase_of[j + 1];
    return -1;
}

bool cf_reading_phrasal(const struct cf_reading *reading, size_t i, char *verb, size_t size)
{
    const struct cf_token *tokens = reading->analysis->tokens;
    size_t count = reading->analysis->tokens_count, j = i + 1;
    char lemma[64], pair[80];
    if (j >= count || !cf_language_lemma(reading->language, tokens[i].word, CF_POS_VERB, lemma, sizeof(lemma)))
        return false;
    if (reading->phrase_of[j] >= 0) /* "blows the candles out" */
        j = reading->phrases[reading->phrase_of[j]].head + 1u;
    else if (cf_reading_is(&tokens[j], "it them him her"))
        j++;
    if (j >= count || tokens[j].sentence != tokens[i].sentence ||
        !cf_reading_is(&tokens[j], "up off down away out over back on in"))
        return false;
    if (j + 1 < count && cf_reading_is(&tokens[j + 1], "of")) /* "out of the ditch" */
        return false;
    bool ends = j + 1 == count || tokens[j + 1].sentence != tokens[j].sentence ||
                tokens[j + 1].pos == CF_POS_PUNCTUATION || tokens[j + 1].pos == CF_POS_PREPOSITION ||
                tokens[j + 1].pos == CF_POS_CONJUNCTION;
    if (tokens[j].pos != CF_POS_ADVERB && !ends) /* "runs up the stairs" */
        return false;
    snprintf(pair, sizeof(pair), "%s %s", lemma, tokens[j].word);
    return cf_language_lemma(reading->language, pair, CF_POS_VERB, verb, size);
}

bool cf_reading_is_passive(const struct cf_reading *reading, size_t i)
{
    const struct cf_token *tokens = reading->analysis->tokens;
    if (!i || !(tokens[i].flags & CF_TOKEN_PAST) || tokens[i - 1].sentence != tokens[i].sentence)
        return false;
    const struct cf_token *before = &tokens[i - 1];
    if (before->pos == CF_POS_ADVERB && i > 1)
        before--;
    return cf_reading_is(before, "is are was were be been being gets get getting");
}

int32_t cf_reading_doer(const struct cf_reading *reading, size_t i)
{
    const struct cf_token *tokens = reading->analysis->tokens;
    int32_t by = inverted(reading, i), aside = -1;
    if (by >= 0 || (by = behind_place(reading, i)) >= 0)
        return by;
    if (tokens[i].flags & CF_TOKEN_PAST) {
        if ((by = agent(reading, i)) >= 0)
            return by;
        if (i && reading->phrase_of[i - 1] >= 0)
            return reading->phrase_of[i - 1]; /* "a slide titled" */
        if (i && tokens[i - 1].pos == CF_POS_AUXILIARY && !cf_reading_is(&tokens[i - 1], "has have had"))
            return -1; /* "a dragon is conjured": by whom is not said */
    }
    if (i && cf_reading_is(&tokens[i - 1], "which that who"))
        for (size_t j = i - 1; j-- > 0 && i - j < 4 && tokens[j].sentence == tokens[i].sentence;)
            if (reading->phrase_of[j] >= 0)
                return reading->phrase_of[j]; /* "a hologram, which floats" */
    if ((by = made_to(reading, i)) >= 0)
        return by;
    for (size_t j = i; j-- > 0 && tokens[j].sentence == tokens[i].sentence;) {
        int32_t p = reading->phrase_of[j];
        if (cf_reading_is(&tokens[j], "he she it they them none each"))
            return -1;
        if (p < 0 || !reading->phrases[p].concrete || tokens[reading->phrases[p].head].quoted ||
            is_picture(reading, &reading->phrases[p]) || is_oblique(reading, &reading->phrases[p], i))
            continue;
        if (!is_absolute(reading, &reading->phrases[p], i) && !is_apposition(reading, &reading->phrases[p], i))
            return p;
        if (aside < 0)
            aside = p;
        j = reading->phrases[p].begin;
    }
    return aside;
}
