/* What the model of tagger.c gets wrong in captions, and grammar tells: gerunds, verbs in -s and plurals, what stands
 * behind an article. */
#include "language/internal.h"
#include <stdio.h>
#include <string.h>

/* "gnawing a trunk and dragging branches": an earlier gerund stands in the sentence, as a verb. */
static bool is_behind_gerund(const struct cf_token *tokens, size_t i)
{
    for (size_t j = i; j-- > 0 && tokens[j].sentence == tokens[i].sentence;)
        if (tokens[j].pos == CF_POS_VERB && cf_word_ends(tokens[j].word, strlen(tokens[j].word), "ing"))
            return true;
    return false;
}

/* The model takes many a gerund for a noun or an adjective: "is knitting", "a panda drinking coffee". */
static void mend_gerund(const struct cf_language *language, struct cf_token *tokens, size_t count, size_t i)
{
    struct cf_token *token = &tokens[i];
    size_t size = strlen(token->word);
    if ((token->pos != CF_POS_NOUN && token->pos != CF_POS_ADJECTIVE) || !cf_word_ends(token->word, size, "ing") ||
        !i || tokens[i - 1].sentence != token->sentence || !cf_morphology_base(language, CF_WN_VERB, token->word, size))
        return;
    const struct cf_lexeme *lexeme = cf_lexicon_find(language->lexicon, token->word, size);
    size_t before = i - 1;
    while (before && tokens[before].pos == CF_POS_ADVERB)
        before--;
    bool behind_noun = tokens[i - 1].pos == CF_POS_NOUN || tokens[i - 1].pos == CF_POS_NAME ||
                       (strcmp(tokens[i - 1].word, "and") == 0 && is_behind_gerund(tokens, i));
    if ((lexeme && lexeme->classes) || (tokens[before].pos != CF_POS_AUXILIARY && !behind_noun))
        return;
    char pair[CF_WORD_MAX]; /* "swimming pool" is a thing */
    if (i + 1 < count && size + strlen(tokens[i + 1].word) + 2 <= sizeof(pair)) {
        size_t length = (size_t)snprintf(pair, sizeof(pair), "%s_%s", token->word, tokens[i + 1].word);
        bool drinks = strcmp(pair, "drinking_water") == 0 && tokens[before].pos != CF_POS_DETERMINER;
        if (!drinks && cf_morphology_base(language, CF_WN_NOUN, pair, length))
            return;
    }
    token->pos = CF_POS_VERB;
}

static bool is_noun(const struct cf_token *token)
{
    return token->pos == CF_POS_NOUN || token->pos == CF_POS_NAME;
}

/* No word of its sentence follows, or a stop or comma does. */
static bool ends_clause(const struct cf_token *tokens, size_t count, size_t i)
{
    return i + 1 == count || tokens[i + 1].pos == CF_POS_PUNCTUATION || tokens[i + 1].sentence != tokens[i].sentence;
}

/* WordNet has the words as one thing to see: "traffic lights", but not "a cat sleeps" ("cat sleep" is a nap). */
static bool is_visible(const struct cf_language *language, const char *words, size_t size)
{
    uint32_t visible = CF_CLASS_PERSON | CF_CLASS_ANIMAL | CF_CLASS_PLACE | CF_CLASS_OBJECT;
    const struct cf_wn_word *noun = cf_morphology_base(language, CF_WN_NOUN, words, size);
    return noun && cf_classes_noun(language, noun) & visible;
}

static bool is_particle(const char *word)
{
    static const char *const particles[] = {"up", "off", "down", "away", "out", "over"};
    for (size_t k = 0; k < sizeof(particles) / sizeof(*particles); k++)
        if (strcmp(word, particles[k]) == 0)
            return true;
    return false;
}

/* "a yellow raincoat": from i back to "a" there are only its noun and what modifies it. */
static bool is_behind_article(const struct cf_token *tokens, size_t i)
{
    for (size_t j = i; j-- > 0 && tokens[j].sentence == tokens[i].sentence;) {
        if (strcmp(tokens[j].word, "a") == 0 || strcmp(tokens[j].word, "an") == 0)
            return true;
        if (tokens[j].pos != CF_POS_NOUN && tokens[j].pos != CF_POS_ADJECTIVE)
            return false;
    }
    return false;
}

/* "a blooming rose", "a long, screeching grind": a verb that has a noun's form, behind an article and what can only
 * modify a noun. */
static bool is_modified(const struct cf_language *language, const struct cf_token *tokens, size_t i)
{
    size_t size = strlen(tokens[i].word), j = i;
    const struct cf_wn_word *noun = cf_morphology_base(language, CF_WN_NOUN, tokens[i].word, size);
    if (tokens[i].pos != CF_POS_VERB || !noun || noun->lemma_size != size || cf_word_ends(tokens[i].word, size, "ed"))
        return false;
    while (j && tokens[j - 1].sentence == tokens[i].sentence &&
           (tokens[j - 1].pos == CF_POS_ADJECTIVE || strcmp(tokens[j - 1].word, ",") == 0 ||
            cf_word_ends(tokens[j - 1].word, strlen(tokens[j - 1].word), "ing")))
        j--;
    return j && j < i && strcmp(tokens[i - 1].word, ",") != 0 && tokens[j - 1].sentence == tokens[i].sentence &&
           (strcmp(tokens[j - 1].word, "a") == 0 || strcmp(tokens[j - 1].word, "an") == 0);
}

static bool is_animal(const struct cf_language *language, const char *word)
{
    const struct cf_wn_word *noun = cf_morphology_base(language, CF_WN_NOUN, word, strlen(word));
    return noun && cf_classes_noun(language, noun) & CF_CLASS_ANIMAL;
}

static bool is_living(const struct cf_language *language, const char *word)
{
    const struct cf_wn_word *noun = cf_morphology_base(language, CF_WN_NOUN, word, strlen(word));
    uint32_t classes = noun ? cf_classes_noun(language, noun) : 0;
    return classes & (CF_CLASS_PERSON | CF_CLASS_ANIMAL) && !(classes & (CF_CLASS_OBJECT | CF_CLASS_PLACE));
}

/* And many a verb in -s for a plural: "a polished spoon rests on the table". */
static void mend_verb(const struct cf_language *language, struct cf_token *tokens, size_t count, size_t i)
{
    struct cf_token *token = &tokens[i];
    size_t size = strlen(token->word);
    static const struct cf_token end = {.word = ".", .pos = CF_POS_PUNCTUATION};
    if (i && token->pos == CF_POS_NOUN && token->word[size - 1] == 's' && tokens[i - 1].pos == CF_POS_ADJECTIVE &&
        is_behind_article(tokens, i) && is_animal(language, tokens[i - 1].word))
        tokens[i - 1].pos = CF_POS_NOUN; /* "a yellow canary perches" */
    if (token->pos != CF_POS_NOUN || !i || token->word[size - 1] != 's' || !is_noun(&tokens[i - 1]) ||
        tokens[i - 1].sentence != token->sentence)
        return;
    const struct cf_token *next = i + 1 < count ? token + 1 : &end, *before = token - 1;
    bool open = next->pos == CF_POS_ADVERB || next->pos == CF_POS_PREPOSITION || next->pos == CF_POS_DETERMINER ||
                next->pos == CF_POS_PARTICLE || next->quoted || next->pos == CF_POS_PRONOUN ||
                strcmp(next->word, "open") == 0 ||
                (next->pos == CF_POS_VERB && cf_word_ends(next->word, strlen(next->word), "ed")); /* "sleeps curled" */
    if (i + 2 < count && strcmp(next->word, "and") == 0) { /* "a kite dips and climbs" */
        size_t length = strlen(next[1].word);
        open = next[1].word[length - 1] == 's' && cf_morphology_base(language, CF_WN_VERB, next[1].word, length);
    }
    const struct cf_wn_word *verb = cf_morphology_base(language, CF_WN_VERB, token->word, size);
    bool plural = before->pos == CF_POS_NOUN && before->word[strlen(before->word) - 1] == 's';
    bool living = before->pos == CF_POS_NOUN && is_noun(next) && is_living(language, before->word);
    if (verb && verb->lemma_size != size && !plural && (living || is_behind_article(tokens, i))) {
        token->pos = CF_POS_VERB; /* "a girl in a raincoat waves": no plural goes with "a"; "her son juggles apples" */
        return;
    }
    char pair[2 * CF_WORD_MAX]; /* "traffic lights" */
    int length = snprintf(pair, sizeof(pair), "%s %s", before->word, token->word);
    bool one_thing = length > 0 && (size_t)length < sizeof(pair) && is_visible(language, pair, (size_t)length);
    bool stops = next->pos == CF_POS_PUNCTUATION || next->sentence != token->sentence; /* "a barefoot girl dances" */
    if ((!open && !stops) || !verb || verb->lemma_size == size || plural || one_thing)
        return;
    const struct cf_wn_word *noun = cf_morphology_base(language, CF_WN_NOUN, token->word, size);
    bool first = true; /* "peregrine falcon dives at a pigeon", "black stallion rears up" */
    for (size_t j = i; j-- > 0 && tokens[j].sentence == token->sentence;)
        first &= is_noun(&tokens[j]) || tokens[j].pos == CF_POS_ADJECTIVE;
    bool particle = is_particle(next->word);
    if (first && open && noun && (verb->uses > noun->uses || particle || is_living(language, before->word)))
        token->pos = CF_POS_VERB;
    bool alone = noun && cf_classes_is_act(language, noun) && open; /* "a man in a shirt leaps over": no other verb */
    for (size_t j = i + 1; j < count && tokens[j].sentence == token->sentence && strcmp(tokens[j].word, ",") != 0; j++)
        alone &= tokens[j].pos != CF_POS_AUXILIARY &&
                 !(tokens[j].pos == CF_POS_VERB && tokens[j].word[strlen(tokens[j].word) - 1] == 's');
    for (size_t j = i - 1; j-- > 0 && tokens[j].sentence == token->sentence && i - j < 8;) {
        if (tokens[j].pos == CF_POS_VERB || tokens[j].pos == CF_POS_AUXILIARY)
            return;
        if (tokens[j].pos == CF_POS_PREPOSITION && next->pos != CF_POS_DETERMINER && !alone)
            return; /* but "a woman in a dress cradles a rabbit" */
        bool one = strcmp(tokens[j].word, "a") == 0 || strcmp(tokens[j].word, "an") == 0;
        if (!open && tokens[j].pos == CF_POS_DETERMINER && !one)
            return;
        if (tokens[j].pos == CF_POS_DETERMINER && !(j && tokens[j - 1].pos == CF_POS_PREPOSITION)) {
            token->pos = CF_POS_VERB;
            return;
        }
    }
}

static bool moves(const struct cf_language *language, const struct cf_wn_word *verb)
{
    enum { MOTION = 38 }; /* lexnames(5WN) */
    for (unsigned i = 0; i < verb->senses_count && i < 2; i++) {
        uint32_t sense = cf_wordnet_sense(language->wordnet, CF_WN_VERB, verb, i);
        if (cf_wordnet_synset(language->wordnet, CF_WN_VERB, sense)->category == MOTION)
            return true;
    }
    return false;
}

/* "her assistant dusts them": what governs a pronoun is a verb, and who stands before it a noun. */
static bool is_before_pronoun(const struct cf_language *language, struct cf_token *tokens, size_t count, size_t i)
{
    static const char *const objects[] = {"them", "him", "it", "me", "us"};
    size_t size = strlen(tokens[i].word);
    bool governs = false;
    for (size_t k = 0; i + 1 < count && k < sizeof(objects) / sizeof(*objects); k++)
        governs |= strcmp(tokens[i + 1].word, objects[k]) == 0;
    if (!governs || !i || tokens[i].pos != CF_POS_NOUN || tokens[i].word[size - 1] != 's' ||
        tokens[i + 1].sentence != tokens[i].sentence || tokens[i - 1].sentence != tokens[i].sentence ||
        !cf_morphology_base(language, CF_WN_VERB, tokens[i].word, size))
        return false;
    if (tokens[i - 1].pos == CF_POS_ADJECTIVE &&
        cf_morphology_base(language, CF_WN_NOUN, tokens[i - 1].word, strlen(tokens[i - 1].word)))
        tokens[i - 1].pos = CF_POS_NOUN;
    return is_noun(&tokens[i - 1]);
}

/* "a dragon curls around a tower and roars": a second verb, that is nothing to see. */
static bool is_second_verb(const struct cf_language *language, const struct cf_token *tokens, size_t count, size_t i)
{
    size_t size = strlen(tokens[i].word);
    if (tokens[i].pos != CF_POS_NOUN || i < 3 || tokens[i].word[size - 1] != 's' ||
        strcmp(tokens[i - 1].word, "and") != 0 || (i + 1 < count && is_noun(&tokens[i + 1])))
        return false;
    const struct cf_wn_word *verb = cf_morphology_base(language, CF_WN_VERB, tokens[i].word, size);
    const struct cf_wn_word *noun = cf_morphology_base(language, CF_WN_NOUN, tokens[i].word, size);
    bool particle = i + 2 < count && tokens[i + 2].pos == CF_POS_DETERMINER && /* "and flags down a taxi" */
                    is_particle(tokens[i + 1].word);
    if (!verb || verb->lemma_size == size || !noun)
        return false;
    bool act = particle || cf_classes_is_act(language, noun);
    bool led = i + 1 < count && (tokens[i + 1].pos == CF_POS_PREPOSITION || tokens[i + 1].pos == CF_POS_ADVERB);
    for (size_t j = i - 1; j-- > 0 && tokens[j].sentence == tokens[i].sentence;) {
        size_t length = strlen(tokens[j].word);
        if (tokens[j].pos != CF_POS_VERB || tokens[j].word[length - 1] != 's')
            continue;
        const struct cf_wn_word *other = cf_morphology_base(language, CF_WN_VERB, tokens[j].word, length);
        /* "swings around the bar and lands on a mat": moves, as the first does */
        return act || (led && other && moves(language, verb) && moves(language, other));
    }
    return false;
}

/* "begins to play": a verb, where it ends the sentence. */
static bool is_infinitive(const struct cf_language *language, const struct cf_token *tokens, size_t count, size_t i)
{
    if (tokens[i].pos != CF_POS_NOUN || i < 2 || !ends_clause(tokens, count, i) ||
        strcmp(tokens[i - 1].word, "to") != 0 || tokens[i - 2].pos != CF_POS_VERB)
        return false;
    const struct cf_wn_word *verb = cf_morphology_base(language, CF_WN_VERB, tokens[i].word, strlen(tokens[i].word));
    return verb && verb->lemma_size == strlen(tokens[i].word);
}

/* "Three dogs lie": behind a number no verb. */
static bool is_counted(const struct cf_language *language, const struct cf_token *tokens, size_t i)
{
    size_t size = strlen(tokens[i].word);
    if (tokens[i].pos != CF_POS_VERB || !i || tokens[i - 1].pos != CF_POS_NUMBER ||
        tokens[i - 1].sentence != tokens[i].sentence || tokens[i].word[size - 1] != 's')
        return false;
    size_t of =
        i > 1 && (strcmp(tokens[i - 2].word, "about") == 0 || strcmp(tokens[i - 2].word, "some") == 0) ? i - 2 : i - 1;
    if (of > 1 && strcmp(tokens[of - 1].word, "of") == 0 && is_living(language, tokens[of - 2].word))
        return false; /* "a boy of about fifteen skateboards" */
    return cf_morphology_base(language, CF_WN_NOUN, tokens[i].word, size) != NULL;
}

/* "dogs", "men"; "eggs", which WordNet lists as such. */
static bool is_plural(const struct cf_language *language, const char *word)
{
    size_t size = strlen(word);
    const struct cf_wn_word *base = cf_morphology_base(language, CF_WN_NOUN, word, size);
    if (!base)
        return false;
    if (base->lemma_size != size || memcmp(base->lemma, word, size) != 0)
        return true;
    if (size > 4 && memcmp(word + size - 3, "ies", 3) == 0) { /* "flies", which WordNet lists as such */
        char one[CF_WORD_MAX];
        if (size < sizeof(one)) {
            memcpy(one, word, size - 3);
            one[size - 3] = 'y';
            return cf_morphology_base(language, CF_WN_NOUN, one, size - 2) != NULL;
        }
    }
    return size > 3 && word[size - 1] == 's' && word[size - 2] != 's' &&
           cf_morphology_base(language, CF_WN_NOUN, word, size - 1);
}

/* "A woman and a man in a suit (dance)": two that "and" joins stand before token i, and no verb. */
static bool are_several(const struct cf_token *tokens, size_t i)
{
    bool joined = false;
    for (size_t j = i; j-- > 0 && tokens[j].sentence == tokens[i].sentence;) {
        if (tokens[j].pos == CF_POS_VERB || tokens[j].pos == CF_POS_AUXILIARY || tokens[j].pos == CF_POS_PUNCTUATION)
            return false;
        joined |= strcmp(tokens[j].word, "and") == 0 && tokens[j + 1].pos == CF_POS_DETERMINER;
    }
    return joined;
}

/* A verb in its base form, whatever else it may be. */
static bool is_bare_verb(const struct cf_language *language, const char *word)
{
    const struct cf_wn_word *verb = cf_morphology_base(language, CF_WN_VERB, word, strlen(word));
    return verb && verb->lemma_size == strlen(word) && !is_plural(language, word);
}

/* "jellyfish pulse": one word for one and many, with no article that makes it one. */
static bool is_herd(const struct cf_token *tokens, size_t i)
{
    size_t size = strlen(tokens[i].word);
    bool both = cf_word_ends(tokens[i].word, size, "fish") || strcmp(tokens[i].word, "deer") == 0 ||
                strcmp(tokens[i].word, "sheep") == 0 || strcmp(tokens[i].word, "salmon") == 0;
    for (size_t j = i; both && j-- > 0 && i - j < 4 && tokens[j].sentence == tokens[i].sentence;)
        if (strcmp(tokens[j].word, "a") == 0 || strcmp(tokens[j].word, "an") == 0 || strcmp(tokens[j].word, "one") == 0)
            return false;
    return both;
}

/* "Three dogs race along a beach": a bare verb behind a plural. */
static bool is_plain_verb(const struct cf_language *language, const struct cf_token *tokens, size_t count, size_t i)
{
    const struct cf_token *token = &tokens[i];
    size_t size = strlen(token->word);
    static const struct cf_token end = {.word = ".", .pos = CF_POS_PUNCTUATION};
    if (token->pos != CF_POS_NOUN || !i || tokens[i - 1].pos != CF_POS_NOUN ||
        tokens[i - 1].sentence != token->sentence)
        return false;
    const struct cf_wn_word *verb = cf_morphology_base(language, CF_WN_VERB, token->word, size);
    const struct cf_token *next = i + 1 < count ? token + 1 : &end;
    char pair[2 * CF_WORD_MAX]; /* "sports car" */
    int length = snprintf(pair, sizeof(pair), "%s %s", tokens[i - 1].word, token->word);
    if (length > 0 && (size_t)length < sizeof(pair) &&
        cf_wordnet_find(language->wordnet, CF_WN_NOUN, pair, (size_t)length))
        return false;
    bool open = next->pos == CF_POS_ADVERB || next->pos == CF_POS_PREPOSITION || next->pos == CF_POS_DETERMINER ||
                next->pos == CF_POS_PRONOUN || next->pos == CF_POS_VERB || next->pos == CF_POS_PUNCTUATION ||
                (next->pos == CF_POS_NOUN && is_plural(language, next->word)) || /* "dancers hold hands" */
                (strcmp(next->word, "and") == 0 && i + 2 < count && is_bare_verb(language, next[1].word));
    bool plural = is_plural(language, tokens[i - 1].word) && !is_behind_article(tokens, i); /* "a graffiti wall" */
    return (plural || is_herd(tokens, i - 1) || (next != &end && are_several(tokens, i))) && verb &&
           verb->lemma_size == size && open;
}

/* "a brown and white cow": the first colour is no thing. "to drink water": a verb. */
static void mend_others(const struct cf_language *language, struct cf_token *tokens, size_t count, size_t i)
{
    struct cf_token *token = &tokens[i];
    size_t size = strlen(token->word);
    if (token->pos != CF_POS_NOUN || i + 1 >= count)
        return;
    const struct cf_lexeme *lexeme = cf_lexicon_find(language->lexicon, token->word, size);
    const struct cf_token *next = token + 1;
    if (lexeme && lexeme->colour && i + 2 < count && (strcmp(next->word, "and") == 0 || strcmp(next->word, ",") == 0)) {
        const struct cf_lexeme *other = cf_lexicon_find(language->lexicon, next[1].word, strlen(next[1].word));
        if (other && other->colour && i + 3 < count && is_noun(&next[2]))
            token->pos = CF_POS_ADJECTIVE;
    }
    bool after_to = i && strcmp(tokens[i - 1].word, "to") == 0;
    const struct cf_wn_word *verb = after_to ? cf_morphology_base(language, CF_WN_VERB, token->word, size) : NULL;
    if (verb && verb->lemma_size == size &&
        (is_noun(next) || next->pos == CF_POS_DETERMINER || next->pos == CF_POS_PRONOUN))
        token->pos = CF_POS_VERB;
}

/* "followed by gulls": behind a preposition no verb with an ending of its own. */
static bool is_governed(const struct cf_language *language, const struct cf_token *tokens, size_t i)
{
    bool led = i >= 2 && tokens[i].pos == CF_POS_VERB && tokens[i - 2].pos == CF_POS_VERB && /* "blows out candles" */
               (strcmp(tokens[i - 1].word, "out") == 0 || strcmp(tokens[i - 1].word, "up") == 0 ||
                strcmp(tokens[i - 1].word, "down") == 0 || strcmp(tokens[i - 1].word, "off") == 0);
    if (led && tokens[i].sentence == tokens[i - 2].sentence && is_plural(language, tokens[i].word))
        return true;
    return i && tokens[i].pos == CF_POS_VERB && tokens[i - 1].pos == CF_POS_PREPOSITION &&
           tokens[i].sentence == tokens[i - 1].sentence && strcmp(tokens[i - 1].word, "than") != 0 &&
           strcmp(tokens[i - 1].word, "as") != 0 && is_plural(language, tokens[i].word);
}

/* "a table set for tea": no thing, unless WordNet has the two as one ("a chess set"). */
static bool is_set(const struct cf_language *language, const struct cf_token *tokens, size_t count, size_t i)
{
    char pair[2 * CF_WORD_MAX];
    if (!i || i + 1 >= count || tokens[i].pos != CF_POS_NOUN || strcmp(tokens[i].word, "set") != 0 ||
        tokens[i - 1].pos != CF_POS_NOUN || tokens[i + 1].pos != CF_POS_PREPOSITION ||
        strcmp(tokens[i + 1].word, "of") == 0)
        return false;
    int size = snprintf(pair, sizeof(pair), "%s set", tokens[i - 1].word);
    return size > 0 && (size_t)size < sizeof(pair) &&
           !cf_wordnet_find(language->wordnet, CF_WN_NOUN, pair, (size_t)size);
}

/* "among autumn leaves": no verb behind a noun that stands alone behind a preposition. */
static bool is_oblique_plural(const struct cf_language *language, const struct cf_token *tokens, size_t count, size_t i)
{
    return i >= 2 && tokens[i].pos == CF_POS_VERB && tokens[i - 1].pos == CF_POS_NOUN &&
           tokens[i - 2].pos == CF_POS_PREPOSITION && tokens[i - 2].sentence == tokens[i].sentence &&
           ends_clause(tokens, count, i) && !is_plural(language, tokens[i - 1].word) &&
           is_plural(language, tokens[i].word);
}

/* The field of the main sense of a plural's singular, one of lexnames(5WN); -1: no noun. */
static int noun_field(const struct cf_language *language, const char *word)
{
    size_t size = strlen(word);
    const struct cf_wn_word *noun = cf_morphology_base(language, CF_WN_NOUN, word, size);
    if (noun && noun->lemma_size == size && size > 3) /* WordNet lists "wings" as well */
        noun = cf_morphology_base(language, CF_WN_NOUN, word, size - 1);
    if (!noun)
        return -1;
    uint32_t sense = cf_wordnet_sense(language->wordnet, CF_WN_NOUN, noun, 0);
    return cf_wordnet_synset(language->wordnet, CF_WN_NOUN, sense)->category;
}

/* "autumn leaves falling": a plural with its participle, and no verb before another. */
static bool is_absolute_plural(const struct cf_language *language, const struct cf_token *tokens, size_t count,
                               size_t i)
{
    static const char *const leads[] = {"keeps", "starts", "stops", "begins", "goes",  "comes",
                                        "sits",  "stands", "lies",  "hangs",  "stays", "continues"};
    if (!i || i + 1 >= count || tokens[i].pos != CF_POS_VERB || tokens[i - 1].pos != CF_POS_NOUN ||
        tokens[i + 1].sentence != tokens[i].sentence || tokens[i - 1].sentence != tokens[i].sentence ||
        !cf_word_ends(tokens[i + 1].word, strlen(tokens[i + 1].word), "ing") ||
        is_living(language, tokens[i - 1].word) || is_behind_article(tokens, i) ||
        !is_plural(language, tokens[i].word) || is_plural(language, tokens[i - 1].word))
        return false;
    for (size_t k = 0; k < sizeof(leads) / sizeof(*leads); k++)
        if (strcmp(tokens[i].word, leads[k]) == 0)
            return false;
    return i < 2 || tokens[i - 2].pos == CF_POS_PUNCTUATION || tokens[i - 2].sentence != tokens[i].sentence ||
           tokens[i - 2].pos == CF_POS_PREPOSITION || tokens[i - 2].pos == CF_POS_ADJECTIVE;
}

/* "twigs and leaves", "feeding ducks on a sunny afternoon": a plural beside its like, or behind what is done to it. */
static bool is_second_plural(const struct cf_language *language, const struct cf_token *tokens, size_t i)
{
    if (i < 2 || tokens[i].pos != CF_POS_VERB || tokens[i - 2].sentence != tokens[i].sentence ||
        !is_plural(language, tokens[i].word))
        return false;
    if (tokens[i - 1].pos == CF_POS_VERB && cf_word_ends(tokens[i - 1].word, strlen(tokens[i - 1].word), "ing"))
        return true;
    return strcmp(tokens[i - 1].word, "and") == 0 && tokens[i - 2].pos == CF_POS_NOUN &&
           is_plural(language, tokens[i - 2].word) &&
           noun_field(language, tokens[i].word) == noun_field(language, tokens[i - 2].word);
}

/* "a teddy bear", "palm trees": a verb behind a noun, with which WordNet has it as one thing; "dew drops" in one word.
 */
static bool is_compound(const struct cf_language *language, const struct cf_token *tokens, size_t i)
{
    static const char *const joined[] = {"drops", "flakes", "flowers", "balls"};
    char pair[2 * CF_WORD_MAX];
    if (!i || tokens[i].pos != CF_POS_VERB || tokens[i - 1].pos != CF_POS_NOUN ||
        tokens[i].sentence != tokens[i - 1].sentence || is_plural(language, tokens[i - 1].word))
        return false;
    bool one_word = false;
    for (size_t k = 0; k < sizeof(joined) / sizeof(*joined); k++)
        one_word |= strcmp(tokens[i].word, joined[k]) == 0;
    int size = snprintf(pair, sizeof(pair), one_word ? "%s%s" : "%s %s", tokens[i - 1].word, tokens[i].word);
    if (size <= 0 || (size_t)size >= sizeof(pair))
        return false;
    if (one_word)
        return cf_morphology_base(language, CF_WN_NOUN, pair, (size_t)size) != NULL;
    return cf_wordnet_find(language->wordnet, CF_WN_NOUN, pair, (size_t)size) ||
           is_visible(language, pair, (size_t)size);
}

/* "Pixar look": how it looks, no verb. */
static bool is_look(const struct cf_token *tokens, size_t count, size_t i)
{
    return tokens[i].pos == CF_POS_VERB && i && ends_clause(tokens, count, i) &&
           tokens[i - 1].sentence == tokens[i].sentence &&
           (is_noun(&tokens[i - 1]) || tokens[i - 1].pos == CF_POS_ADJECTIVE) &&
           (strcmp(tokens[i].word, "look") == 0 || strcmp(tokens[i].word, "feel") == 0);
}

/* "a neon sign that buzzes": behind an article and a noun no bare verb, but where somebody is seen or made to do it. */
static bool is_bare_noun(const struct cf_language *language, const struct cf_token *tokens, size_t count, size_t i)
{
    size_t size = strlen(tokens[i].word);
    if (i < 2 || i + 1 >= count || tokens[i].pos != CF_POS_VERB || tokens[i - 1].pos != CF_POS_NOUN ||
        (strcmp(tokens[i - 2].word, "a") != 0 && strcmp(tokens[i - 2].word, "an") != 0) ||
        is_plural(language, tokens[i - 1].word))
        return false;
    const struct cf_wn_word *noun = cf_morphology_base(language, CF_WN_NOUN, tokens[i].word, size);
    const struct cf_wn_word *verb = cf_morphology_base(language, CF_WN_VERB, tokens[i].word, size);
    bool apart = strcmp(tokens[i + 1].word, "that") == 0 || tokens[i + 1].pos == CF_POS_PUNCTUATION ||
                 tokens[i + 1].pos == CF_POS_VERB;
    return noun && noun->lemma_size == size && verb && verb->lemma_size == size && apart &&
           !(i >= 3 && tokens[i - 3].pos == CF_POS_VERB);
}

static bool is_word(const struct cf_token *tokens, size_t count, size_t i, const char *word)
{
    return i < count && strcmp(tokens[i].word, word) == 0;
}

/* "drifting close to the rings", "a lantern right of a tent": how or where, and no thing. */
static bool is_adverbial(const struct cf_token *tokens, size_t count, size_t i)
{
    if (tokens[i].pos != CF_POS_NOUN || (i && tokens[i - 1].pos == CF_POS_DETERMINER))
        return false;
    if (is_word(tokens, count, i, "half") && i + 1 < count &&
        (tokens[i + 1].pos == CF_POS_ADJECTIVE || cf_word_ends(tokens[i + 1].word, strlen(tokens[i + 1].word), "ed")))
        return true; /* "half buried" */
    bool close = strcmp(tokens[i].word, "close") == 0 || strcmp(tokens[i].word, "near") == 0;
    bool side = strcmp(tokens[i].word, "left") == 0 || strcmp(tokens[i].word, "right") == 0;
    return (close && (is_word(tokens, count, i + 1, "to") || is_word(tokens, count, i + 1, "by") ||
                      is_word(tokens, count, i + 1, "behind") || is_word(tokens, count, i + 1, "beside"))) ||
           (side && i && is_noun(&tokens[i - 1]) && is_word(tokens, count, i + 1, "of"));
}

/* "a large round trampoline": how it is, not where. */
static bool is_round(const struct cf_token *tokens, size_t count, size_t i)
{
    return strcmp(tokens[i].word, "round") == 0 && i && i + 1 < count && is_noun(&tokens[i + 1]) &&
           (tokens[i - 1].pos == CF_POS_ADJECTIVE || tokens[i - 1].pos == CF_POS_DETERMINER);
}

/* "a giant, glazed donut": behind an article and before a comma and another adjective. */
static bool is_first_of_adjectives(const struct cf_language *language, const struct cf_token *tokens, size_t count,
                                   size_t i)
{
    if (tokens[i].pos != CF_POS_NOUN || !i || i + 3 >= count || tokens[i - 1].pos != CF_POS_DETERMINER ||
        strcmp(tokens[i + 1].word, ",") != 0 || !is_noun(&tokens[i + 3]) ||
        tokens[i + 3].sentence != tokens[i].sentence)
        return false;
    return tokens[i + 2].pos == CF_POS_ADJECTIVE &&
           cf_morphology_base(language, CF_WN_ADJ, tokens[i].word, strlen(tokens[i].word));
}

void cf_tokens_mend(const struct cf_language *language, struct cf_token *tokens, size_t count)
{
    for (size_t i = 0; i < count; i++)
        mend_gerund(language, tokens, count, i);
    for (size_t i = 0; i < count; i++)
        mend_verb(language, tokens, count, i);
    for (size_t i = 0; i < count; i++)
        if (is_counted(language, tokens, i))
            tokens[i].pos = CF_POS_NOUN;
    for (size_t i = 0; i < count; i++)
        mend_others(language, tokens, count, i);
    for (size_t i = 0; i < count; i++)
        if (is_plain_verb(language, tokens, count, i) || is_set(language, tokens, count, i) ||
            is_second_verb(language, tokens, count, i) || is_before_pronoun(language, tokens, count, i) ||
            is_infinitive(language, tokens, count, i))
            tokens[i].pos = CF_POS_VERB;
    for (size_t i = 0; i < count; i++)
        if (is_compound(language, tokens, i) || is_bare_noun(language, tokens, count, i) || is_look(tokens, count, i) ||
            is_oblique_plural(language, tokens, count, i) || is_governed(language, tokens, i) ||
            is_modified(language, tokens, i) || is_second_plural(language, tokens, i) ||
            is_absolute_plural(language, tokens, count, i))
            tokens[i].pos = CF_POS_NOUN;
    for (size_t i = 0; i < count; i++)
        if (is_adverbial(tokens, count, i))
            tokens[i].pos = CF_POS_ADVERB;
        else if (is_round(tokens, count, i))
            tokens[i].pos = CF_POS_ADJECTIVE;
        else if (is_first_of_adjectives(language, tokens, count, i))
            tokens[i].pos = CF_POS_ADJECTIVE;
}
