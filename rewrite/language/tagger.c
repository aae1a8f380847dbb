/* Parts of speech: the best path of a bigram model. What a word may be, and how often it is, come from WordNet (the
 * uses of each part in its tagged corpora) and the lexicon; which part follows which from the table below, in bits. */
#include "language/internal.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { TAGS = CF_POS_COUNT, START = TAGS };

/* Bits that it costs to go from one part (row) to the next, set by hand from English word order. */
static const uint8_t costs[TAGS + 1][TAGS] = {
    /*               OTH NOU NAM VER ADJ ADV NUM PRO DET PRE CON AUX PAR PUN */
    [CF_POS_OTHER] = {1, 2, 2, 3, 3, 4, 3, 4, 3, 3, 3, 4, 4, 2},
    [CF_POS_NOUN] = {4, 2, 4, 2, 6, 4, 5, 5, 5, 1, 2, 2, 3, 1},
    [CF_POS_NAME] = {4, 2, 1, 2, 5, 4, 5, 5, 5, 2, 2, 2, 2, 1},
    [CF_POS_VERB] = {4, 2, 3, 5, 3, 3, 3, 3, 1, 1, 4, 6, 3, 2},
    [CF_POS_ADJECTIVE] = {4, 0, 2, 5, 2, 5, 5, 6, 6, 3, 3, 6, 4, 2},
    [CF_POS_ADVERB] = {4, 4, 4, 1, 2, 3, 3, 4, 3, 2, 4, 3, 4, 2},
    [CF_POS_NUMBER] = {4, 0, 3, 5, 1, 5, 3, 6, 6, 3, 4, 6, 5, 2},
    [CF_POS_PRONOUN] = {4, 5, 5, 1, 4, 3, 4, 6, 4, 3, 4, 1, 4, 3},
    [CF_POS_DETERMINER] = {4, 0, 1, 6, 1, 4, 2, 6, 6, 7, 8, 8, 6, 8},
    [CF_POS_PREPOSITION] = {4, 1, 1, 3, 2, 5, 3, 2, 0, 5, 6, 8, 5, 6},
    [CF_POS_CONJUNCTION] = {4, 1, 2, 2, 2, 3, 3, 3, 1, 3, 7, 4, 5, 5},
    [CF_POS_AUXILIARY] = {5, 4, 5, 0, 1, 2, 4, 4, 2, 2, 6, 3, 1, 4},
    [CF_POS_PARTICLE] = {5, 1, 3, 0, 2, 3, 3, 5, 2, 4, 6, 6, 6, 4},
    [CF_POS_PUNCTUATION] = {3, 2, 2, 2, 2, 3, 3, 3, 1, 2, 1, 4, 5, 3},
    [START] = {3, 1, 1, 5, 2, 3, 2, 3, 0, 2, 5, 7, 7, 3},
};

enum { FUNCTION_USES = 300 }; /* a function word's uses as each of its parts, beside WordNet's counts */

struct guess {
    float uses[TAGS];
};

static void guess_unknown(struct guess *guess, const char *word, size_t size)
{
    static const struct {
        const char *ending;
        enum cf_pos pos;
    } endings[] = {{"ly", CF_POS_ADVERB},       {"ing", CF_POS_VERB},      {"ed", CF_POS_VERB},
                   {"ous", CF_POS_ADJECTIVE},   {"ful", CF_POS_ADJECTIVE}, {"less", CF_POS_ADJECTIVE},
                   {"ish", CF_POS_ADJECTIVE},   {"ive", CF_POS_ADJECTIVE}, {"able", CF_POS_ADJECTIVE},
                   {"esque", CF_POS_ADJECTIVE}, {"like", CF_POS_ADJECTIVE}};
    guess->uses[CF_POS_NOUN] = 1;
    for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++)
        if (cf_word_ends(word, size, endings[i].ending))
            guess->uses[endings[i].pos] += 8;
}

/* What WordNet knows the word, or a hyphenated word's last part, as. */
static void guess_wordnet(const struct cf_language *language, struct guess *guess, const char *word, size_t size)
{
    static const enum cf_pos poses[CF_WN_PARTS] = {CF_POS_NOUN, CF_POS_VERB, CF_POS_ADJECTIVE, CF_POS_ADVERB};
    for (int part = 0; part < CF_WN_PARTS; part++) {
        const struct cf_wn_word *found = cf_morphology_base(language, (enum cf_wn_part)part, word, size);
        if (!found)
            continue;
        bool base = found->lemma_size == size;
        bool participle =
            part == CF_WN_VERB && !base && (cf_word_ends(word, size, "ing") || !cf_word_ends(word, size, "s"));
        float uses = (float)found->uses + 1;
        if (part == CF_WN_NOUN && cf_classes_is_name(language, found)) {
            guess->uses[CF_POS_NAME] += uses;
            continue;
        }
        /* The base form is all but one of a verb's, and a noun's singular most of its. */
        guess->uses[poses[part]] += part == CF_WN_VERB ? uses / 3 : part == CF_WN_NOUN && !base ? uses / 2 : uses;
        if (participle)
            guess->uses[CF_POS_ADJECTIVE] += uses / 10;
    }
}

static bool is_number(const char *word)
{
    return *word >= '0' && *word <= '9' && strspn(word, "0123456789.,:") == strlen(word);
}

static bool is_name_candidate(const struct cf_token *tokens, size_t count, size_t i, bool capitals_tell,
                              const struct cf_lexeme *lexeme, const struct guess *guess)
{
    const struct cf_token *token = &tokens[i];
    if (!(token->flags & CF_TOKEN_CAPITAL) || !capitals_tell || token->size < 2)
        return false;
    if (lexeme && (lexeme->tags || lexeme->classes & (CF_CLASS_CAMERA | CF_CLASS_STYLE | CF_CLASS_NUMBER)))
        return false;
    bool common = guess->uses[CF_POS_NOUN] + guess->uses[CF_POS_VERB] + guess->uses[CF_POS_ADJECTIVE] +
                      guess->uses[CF_POS_ADVERB] >
                  0;
    if (!(token->flags & CF_TOKEN_FIRST))
        return true;
    bool next = i + 1 < count && tokens[i + 1].flags & CF_TOKEN_CAPITAL && !(tokens[i + 1].flags & CF_TOKEN_FIRST);
    return !common || next;
}

/* Whether capitals mark names: not in a text all in capitals or in Title Case. */
static bool capitals_tell(const struct cf_language *language, const struct cf_token *tokens, size_t count)
{
    size_t words = 0, capitals = 0, known = 0;
    for (size_t i = 0; i < count; i++) {
        if (tokens[i].pos == CF_POS_PUNCTUATION || tokens[i].flags & CF_TOKEN_FIRST)
            continue;
        size_t size = strlen(tokens[i].word);
        const struct cf_lexeme *lexeme = cf_lexicon_find(language->lexicon, tokens[i].word, size);
        if (lexeme && lexeme->classes & CF_CLASS_STOP)
            continue;
        words++;
        if (!(tokens[i].flags & CF_TOKEN_CAPITAL))
            continue;
        capitals++;
        const struct cf_wn_word *noun = cf_morphology_base(language, CF_WN_NOUN, tokens[i].word, size);
        known += (noun && !cf_classes_is_name(language, noun)) ||
                 cf_morphology_base(language, CF_WN_VERB, tokens[i].word, size);
    }
    return !(words >= 3 && capitals * 10 >= words * 7 && known * 2 >= capitals);
}

static struct guess guess_token(const struct cf_language *language, const struct cf_token *tokens, size_t count,
                                size_t i, bool capitals)
{
    struct guess guess = {0};
    const char *word = tokens[i].word;
    size_t size = strlen(word);
    if (tokens[i].pos == CF_POS_PUNCTUATION) {
        guess.uses[strcmp(word, "&") == 0 ? CF_POS_CONJUNCTION : CF_POS_PUNCTUATION] = 1;
        return guess;
    }
    if (is_number(word)) {
        guess.uses[CF_POS_NUMBER] = 1;
        return guess;
    }
    const struct cf_lexeme *lexeme = cf_lexicon_find(language->lexicon, word, size);
    for (int pos = 0; lexeme && pos < TAGS; pos++)
        if (lexeme->tags & (1u << pos))
            guess.uses[pos] += pos >= CF_POS_NUMBER || pos == CF_POS_ADVERB ? FUNCTION_USES : 20;
    /* WordNet counts every "is" as the verb, and "two" as an adjective. */
    if (!lexeme || !(lexeme->tags & (1u << CF_POS_AUXILIARY | 1u << CF_POS_NUMBER)))
        guess_wordnet(language, &guess, word, size);
    const char *hyphen = strrchr(word, '-');
    if (hyphen && hyphen[1]) {
        bool known = guess.uses[CF_POS_NOUN] + guess.uses[CF_POS_ADJECTIVE] + guess.uses[CF_POS_ADVERB] > 0;
        if (!known)
            guess_wordnet(language, &guess, hyphen + 1, strlen(hyphen + 1));
        guess.uses[CF_POS_ADJECTIVE] += 5;
        guess.uses[CF_POS_VERB] /= 4;
    }
    if (lexeme && lexeme->colour)
        guess.uses[CF_POS_ADJECTIVE] += 10;
    if (is_name_candidate(tokens, count, i, capitals, lexeme, &guess)) {
        struct guess name = {0};
        name.uses[CF_POS_NAME] = 1;
        return name;
    }
    float all = 0;
    for (int pos = 0; pos < TAGS; pos++)
        all += guess.uses[pos];
    size_t length;
    int32_t first = cf_text_codepoint(word, size, &length);
    if (all == 0 && cf_text_script(first) != CF_SCRIPT_LATIN)
        guess.uses[CF_POS_OTHER] = 1;
    else if (all == 0)
        guess_unknown(&guess, word, size);
    return guess;
}

/* "shoes", which WordNet lists for a place in life: the things, unless none is ever alone. */
static const struct cf_wn_word *singular_of(const struct cf_language *language, const struct cf_wn_word *plural,
                                            const char *word, size_t size)
{
    static const char *const pairs[] = {"glasses",    "clothes",    "woods",   "goggles", "scissors", "pants",  "jeans",
                                        "shorts",     "trousers",   "pyjamas", "pajamas", "stairs",   "news",   "arms",
                                        "headphones", "binoculars", "tights",  "tongs",   "pliers",   "remains"};
    if (size < 4 || word[size - 1] != 's' || word[size - 2] == 's' || plural->lemma_size != size)
        return plural;
    for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++)
        if (strcmp(word, pairs[i]) == 0)
            return plural;
    const struct cf_wn_word *one = cf_morphology_base(language, CF_WN_NOUN, word, size - 1);
    return one && one->lemma_size == size - 1 && one->uses > plural->uses ? one : plural;
}

static void settle(const struct cf_language *language, struct cf_arena *arena, struct cf_token *token, bool *failed)
{
    size_t size = strlen(token->word);
    const struct cf_lexeme *lexeme = cf_lexicon_find(language->lexicon, token->word, size);
    enum cf_wn_part part = cf_pos_part((enum cf_pos)token->pos);
    const struct cf_wn_word *word = part == CF_WN_PARTS ? NULL : cf_morphology_base(language, part, token->word, size);
    const char *hyphen = strrchr(token->word, '-');
    bool accented = false;
    token->lemma = token->word;
    if (word && part == CF_WN_NOUN)
        word = singular_of(language, word, token->word, size);
    if (!word && part != CF_WN_PARTS) { /* "café" */
        const char *plain = cf_text_unaccented(arena, token->word);
        *failed |= !plain;
        accented = plain && plain != token->word;
        if (accented)
            word = cf_morphology_base(language, part, plain, strlen(plain));
    }
    if (word && (word->lemma_size != size || memcmp(word->lemma, token->word, size) != 0)) {
        token->lemma = cf_arena_copy(arena, word->lemma, word->lemma_size);
        *failed |= !token->lemma;
        if (token->pos == CF_POS_NOUN && !accented)
            token->flags |= CF_TOKEN_PLURAL;
    }
    if (token->pos == CF_POS_NOUN && strcmp(token->word, "people") == 0)
        token->flags |= CF_TOKEN_PLURAL;
    if (token->pos == CF_POS_VERB && cf_word_ends(token->word, size, "ing"))
        token->flags |= CF_TOKEN_GERUND;
    else if (token->pos == CF_POS_VERB && token->lemma != token->word && !cf_word_ends(token->word, size, "s"))
        token->flags |= CF_TOKEN_PAST;
    token->classes = lexeme ? lexeme->classes : 0;
    bool function = token->pos >= CF_POS_PRONOUN || (token->pos == CF_POS_ADVERB && lexeme);
    if (!function && token->pos != CF_POS_ADJECTIVE)
        token->classes &= ~(uint32_t)CF_CLASS_STOP;
    if (!word && hyphen && part != CF_WN_PARTS)
        word = cf_morphology_base(language, part, hyphen + 1, strlen(hyphen + 1));
    if (token->pos == CF_POS_NOUN && word && !(token->classes & CF_CLASS_ABSTRACT))
        token->classes |= cf_classes_noun(language, word);
    uint32_t concrete = CF_CLASS_PERSON | CF_CLASS_ANIMAL | CF_CLASS_PLACE | CF_CLASS_OBJECT;
    if (lexeme && lexeme->classes & concrete)
        token->classes &= ~(uint32_t)CF_CLASS_ABSTRACT;
    if (token->pos == CF_POS_VERB && word)
        token->classes |= cf_classes_verb(language, word);
    if (token->pos == CF_POS_NUMBER)
        token->classes |= CF_CLASS_NUMBER;
    if (token->pos != CF_POS_NOUN && token->pos != CF_POS_NAME)
        token->classes &= ~(uint32_t)CF_CLASS_OBJECT;
}

int cf_tokens_tag(struct cf_arena *arena, const struct cf_language *language, struct cf_token *tokens, size_t count)
{
    bool capitals = capitals_tell(language, tokens, count), failed = false;
    struct step {
        float cost[TAGS];
        uint8_t from[TAGS];
    } *steps = cf_arena_alloc(arena, (count + 1) * sizeof(*steps));
    if (!steps)
        return CF_ENOMEM;
    for (size_t i = 0; i < count; i++) {
        struct guess guess = guess_token(language, tokens, count, i, capitals);
        float all = 0;
        for (int pos = 0; pos < TAGS; pos++)
            all += guess.uses[pos];
        bool start = i == 0 || tokens[i].sentence != tokens[i - 1].sentence;
        for (int pos = 0; pos < TAGS; pos++) {
            steps[i].cost[pos] = HUGE_VALF;
            if (guess.uses[pos] <= 0)
                continue;
            float rare = log2f(all / guess.uses[pos]);
            for (int from = 0; from < TAGS; from++) {
                float before = i ? steps[i - 1].cost[from] : 0;
                float cost = before + costs[start ? START : from][pos] + rare;
                if (cost < steps[i].cost[pos]) {
                    steps[i].cost[pos] = cost;
                    steps[i].from[pos] = (uint8_t)from;
                }
            }
        }
        float least = HUGE_VALF; /* kept near zero, so that a long text loses no precision */
        for (int pos = 0; pos < TAGS; pos++)
            least = fminf(least, steps[i].cost[pos]);
        for (int pos = 0; pos < TAGS; pos++)
            steps[i].cost[pos] -= least;
    }
    int best = 0;
    for (int pos = 0; count && pos < TAGS; pos++)
        if (steps[count - 1].cost[pos] < steps[count - 1].cost[best])
            best = pos;
    for (size_t i = count; i-- > 0;) {
        tokens[i].pos = (uint8_t)best;
        best = steps[i].from[best];
    }
    cf_tokens_mend(language, tokens, count);
    for (size_t i = 0; i < count; i++)
        settle(language, arena, &tokens[i], &failed);
    return failed ? CF_ENOMEM : CF_OK;
}
