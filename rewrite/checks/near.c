/* Things that nothing ties to the asked word but WordNet's tree and definitions: "a timepiece" for a clock. */
#include "checks/internal.h"
#include <stdio.h>
#include <string.h>

static bool is_noun(const struct cf_token *t)
{
    return !t->negated && !t->quoted && (t->pos == CF_POS_NOUN || t->pos == CF_POS_NAME);
}

static bool shows_another(const struct cf_trial *trial, const struct cf_need *need, size_t i)
{
    for (size_t k = 0; k < trial->facts->count; k++) {
        const struct cf_need *n = &trial->facts->needs[k];
        if (n != need && n->fact.check == CF_CHECK_ENTITY && cf_match_token(&trial->reading, i, n->noun, n->base))
            return true;
    }
    return false;
}

/* A thing of the noun's definition stands there: the bicycle of a cyclist, the wood of a carpenter. */
static bool has_trade(const struct cf_reading *r, const char *noun)
{
    for (size_t i = 0; i < r->analysis->tokens_count; i++) {
        const struct cf_token *t = &r->analysis->tokens[i];
        if (is_noun(t) && !(t->classes & (CF_CLASS_PERSON | CF_CLASS_ABSTRACT)) &&
            cf_language_defines(r->language, noun, t->lemma))
            return true;
    }
    return false;
}

/* People and animals: by the narrow kind that they are of ("the crustacean", for a crab), people by their trade's
 * things
 * ("a man ... his bicycle", for a cyclist); alone or several as they were asked for, unless another kind of animal, or
 * a rival of the person, has the place. A wide kind alone ("a dog", for a corgi) leaves out what was asked for. */
static bool lives_nearly(const struct cf_trial *trial, const struct cf_need *need, const char *life)
{
    const struct cf_reading *r = &trial->reading;
    bool near = false, animal = strcmp(life, "animal") == 0;
    for (size_t i = 0; i < r->analysis->tokens_count; i++) {
        const struct cf_token *t = &r->analysis->tokens[i];
        char pair[128]; /* "a harbor seal"; a house cat is no tiger */
        bool paired = animal && cf_match_pair(r, i, pair, sizeof(pair));
        bool lives = (paired && cf_language_mainly_is_a(r->language, pair, life)) ||
                     cf_language_mainly_is_a(r->language, t->lemma, life) ||
                     (animal && t->classes & CF_CLASS_ANIMAL && !(t->classes & (CF_CLASS_OBJECT | CF_CLASS_PLACE)));
        if (!lives || !is_noun(t) || shows_another(trial, need, i) || cf_match_likened(r, i))
            continue;
        if (cf_match_apart(need->base, t->lemma) || (paired && cf_language_mainly_is_a(r->language, pair, life) &&
                                                     !cf_language_is_a(r->language, pair, need->noun, CF_POS_NOUN)))
            return false;
        bool above = cf_language_near(r->language, t->lemma, need->noun) ||
                     (!animal && cf_reading_is(t, "man woman figure person individual guy lady boy girl fellow lad") &&
                      has_trade(r, need->noun));
        if (above)
            near |= !(t->flags & CF_TOKEN_PLURAL) == !need->plural;
        else if (animal || cf_language_rivals(r->language, t->lemma, need->noun))
            return false;
    }
    return near;
}

/* Two nouns of its definition in one sentence: "a nut", "the oak", for an acorn. */
static bool is_described(const struct cf_trial *trial, const struct cf_need *need)
{
    const struct cf_reading *r = &trial->reading;
    const struct cf_token *tokens = r->analysis->tokens;
    for (size_t i = 0; i < r->analysis->tokens_count; i++) {
        if (!is_noun(&tokens[i]) || shows_another(trial, need, i) ||
            !cf_language_defines(r->language, need->noun, tokens[i].lemma))
            continue;
        for (size_t j = i + 1; j < r->analysis->tokens_count && tokens[j].sentence == tokens[i].sentence; j++)
            if (is_noun(&tokens[j]) && strcmp(tokens[j].lemma, tokens[i].lemma) != 0 &&
                !shows_another(trial, need, j) && cf_language_defines(r->language, need->noun, tokens[j].lemma))
                return true;
    }
    return false;
}

/* The word, or one near it, stands there. */
static bool is_near(const struct cf_reading *r, size_t i, const char *word)
{
    const struct cf_token *t = &r->analysis->tokens[i];
    return !t->negated && !t->quoted &&
           (strcmp(t->word, word) == 0 || cf_match_token(r, i, word, word) ||
            (is_noun(t) && cf_language_near(r->language, t->lemma, word)) ||
            (t->pos < CF_POS_NUMBER && strncmp(t->word, word, 3) == 0 &&
             cf_language_derived(r->language, t->lemma, word)));
}

/* "a railway terminus" for a train station: each word of the collocation by itself, not far from each other. */
static bool has_parts(const struct cf_reading *r, const char *noun)
{
    enum { REACH = 6 };
    const char *last = strrchr(noun, ' ');
    char word[64];
    for (size_t i = 0; last && i < r->analysis->tokens_count; i++) {
        bool whole = is_near(r, i, last + 1);
        for (const char *p = noun; whole && p < last; p += strcspn(p, " "), p += *p == ' ') {
            snprintf(word, sizeof(word), "%.*s", (int)strcspn(p, " "), p);
            bool found = false;
            for (size_t j = i > REACH ? i - REACH : 0; j <= i + REACH && j < r->analysis->tokens_count; j++)
                found |= j != i && is_near(r, j, word);
            whole = found;
        }
        if (whole)
            return true;
    }
    return false;
}

static bool shows_part(const struct cf_reading *r, size_t i, const char *part)
{
    return is_noun(&r->analysis->tokens[i]) &&
           (cf_match_token(r, i, part, part) || cf_language_near(r->language, r->analysis->tokens[i].lemma, part));
}

/* "a man of snow", "a camp blaze": the two words of a compound by each other. */
static bool has_compound(const struct cf_reading *r, const char *noun)
{
    enum { SHORTEST = 3, REACH = 3 };
    size_t size = strlen(noun), count = r->analysis->tokens_count;
    char first[64];
    for (size_t cut = SHORTEST; cut + SHORTEST <= size && cut < sizeof(first) && !strchr(noun, ' '); cut++) {
        snprintf(first, sizeof(first), "%.*s", (int)cut, noun);
        if (!cf_language_classes(r->language, first) || !cf_language_classes(r->language, noun + cut))
            continue;
        for (size_t i = 0; i < count; i++)
            for (size_t j = i > REACH ? i - REACH : 0; shows_part(r, i, noun + cut) && j <= i + REACH && j < count; j++)
                if (j != i && r->analysis->tokens[j].sentence == r->analysis->tokens[i].sentence &&
                    shows_part(r, j, first))
                    return true;
    }
    return false;
}

/* "gems", where there are rubies and pearls were asked for: another kind has the wide word's place. */
static bool means_another(const struct cf_trial *trial, const struct cf_need *need, const char *wide)
{
    const struct cf_reading *r = &trial->reading;
    for (size_t i = 0; i < r->analysis->tokens_count; i++) {
        const struct cf_token *t = &r->analysis->tokens[i];
        if (is_noun(t) && strcmp(t->lemma, wide) != 0 && cf_language_mainly_is_a(r->language, t->lemma, wide) &&
            !cf_match_token(r, i, need->noun, need->base) && !shows_another(trial, need, i))
            return true;
    }
    return false;
}

bool cf_trial_near(const struct cf_trial *trial, const struct cf_need *need)
{
    const struct cf_reading *r = &trial->reading;
    if (has_parts(r, need->noun) || has_compound(r, need->noun))
        return true;
    uint32_t classes = cf_language_classes(r->language, need->noun);
    bool beast = classes & CF_CLASS_ANIMAL && !(classes & (CF_CLASS_FOOD | CF_CLASS_PLACE)); /* otters are fur, too */
    if (beast || cf_language_mainly_is_a(r->language, need->noun, "animal"))
        return lives_nearly(trial, need, "animal");
    if (cf_language_mainly_is_a(r->language, need->noun, "person"))
        return lives_nearly(trial, need, "person");
    bool near = is_described(trial, need);
    for (size_t i = 0; i < r->analysis->tokens_count; i++) {
        const struct cf_token *t = &r->analysis->tokens[i];
        near |= t->pos == CF_POS_ADJECTIVE && !t->negated && cf_language_pertains(r->language, t->lemma, need->noun);
        if (!is_noun(t) || shows_another(trial, need, i) || strcmp(t->lemma, need->base) == 0)
            continue;
        if (cf_language_near(r->language, t->lemma, need->noun) && !means_another(trial, need, t->lemma))
            near = true;
        else if (cf_language_rivals(r->language, t->lemma, need->noun))
            return false; /* a hotel, where a hospital was asked for */
    }
    return near;
}
