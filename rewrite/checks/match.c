#include "checks/internal.h"
#include <stdio.h>
#include <string.h>

enum { WORD_MAX = 64 };

/* What people call people, where WordNet's tree has the words apart. */
static bool is_person_word(const struct cf_token *t)
{
    return t->classes & CF_CLASS_PERSON;
}

static bool match_person(const struct cf_reading *reading, size_t i, const char *base)
{
    const struct cf_token *t = &reading->analysis->tokens[i];
    if (cf_word_is(base, "person people human individual someone adult"))
        return is_person_word(t);
    static const char *const alike[] = {"man guy gentleman male fellow",
                                        "woman lady female gal",
                                        "boy lad",
                                        "girl lass",
                                        "kid child toddler youngster baby infant",
                                        "couple pair lovers duo partners",
                                        "crowd throng mass group audience spectators people onlookers",
                                        "friend companion",
                                        "mother mom mum",
                                        "father dad",
                                        "rider motorcyclist biker cyclist horseman"};
    for (size_t k = 0; k < sizeof(alike) / sizeof(*alike); k++)
        if (cf_word_is(base, alike[k]) && cf_word_is(t->lemma, alike[k]))
            return true;
    return cf_word_is(base, "kid child toddler youngster") && cf_word_is(t->lemma, "boy girl schoolboy schoolgirl");
}

/* "rain" in "raindrops", "snow" in "snowy", "cliff" in "cliffside"; but no apple in a pineapple. */
static bool match_inside(const struct cf_token *t, const char *base)
{
    size_t size = strlen(base), length = strlen(t->word);
    if (size < 4 || length <= size || strchr(t->word, '-') ||
        t->classes & (CF_CLASS_ANIMAL | CF_CLASS_FOOD | CF_CLASS_PERSON))
        return false;
    if (strncmp(t->word, base, size) == 0)
        return true;
    size_t lemma = strlen(t->lemma); /* "sailboat", "wildflowers": WordNet does not hang them under boat and flower */
    return lemma > size && strcmp(t->lemma + lemma - size, base) == 0;
}

static bool match_hyphened(const struct cf_reading *reading, const struct cf_token *t, const char *base)
{
    char part[WORD_MAX];
    for (const char *p = t->word; *p; p += strcspn(p, "-"), p += *p == '-') {
        size_t size = strcspn(p, "-");
        if (!size || size >= sizeof(part) || size == strlen(t->word))
            continue;
        /* a tiger-striped cat is no tiger */
        if (p[size] &&
            cf_word_is(p + size + 1, "striped like shaped print printed patterned colored coloured themed style "
                                     "styled inspired sized eyed headed faced spotted free less looking tailed "
                                     "legged scented flavored flavoured tinted hued"))
            continue;
        if (p[size] &&
            cf_language_colour(reading->language, p + size + 1, 0)) /* nor is a lobster-pink glow a lobster */
            continue;
        memcpy(part, p, size);
        part[size] = '\0';
        if (strcmp(part, base) == 0 || (size > 2 && cf_language_synonyms(reading->language, part, base, CF_POS_NOUN)))
            return true;
    }
    return false;
}

/* Whether the text has, before or at i, the words of a collocation in a row, or the head with the others near. */
static bool match_collocation(const struct cf_reading *reading, size_t i, const char *noun)
{
    const struct cf_token *tokens = reading->analysis->tokens;
    size_t words = 1;
    for (const char *p = noun; *p; p++)
        words += *p == ' ';
    if (i + 1 >= words && cf_reading_spells(reading, i + 1 - words, noun) == words)
        return true;
    /* "remote control" as "remotecontrol" or "remote-control" */
    char joined[WORD_MAX];
    size_t n = 0;
    for (const char *p = noun; *p && n + 1 < sizeof(joined); p++)
        if (*p != ' ')
            joined[n++] = *p;
    joined[n] = '\0';
    const char *last = strrchr(noun, ' ') + 1;
    if (strcmp(tokens[i].lemma, joined) == 0 || cf_reading_spells(reading, i, noun))
        return true;
    bool same = strcmp(tokens[i].lemma, last) == 0;
    if (!same && !cf_language_synonyms(reading->language, tokens[i].lemma, last, CF_POS_NOUN))
        return false;
    /* Every other word within eight tokens: "a coffee-filled cup", "cup of coffee"; of a synonym, within three. */
    size_t reach = same ? 8 : 3;
    for (const char *p = noun; p < last; p += strcspn(p, " ") + 1) {
        char word[WORD_MAX];
        size_t size = strcspn(p, " ");
        if (size >= sizeof(word))
            return false;
        memcpy(word, p, size);
        word[size] = '\0';
        bool found = false;
        for (size_t j = i > reach ? i - reach : 0; j <= i + reach && j < reading->analysis->tokens_count && !found; j++)
            found = strcmp(tokens[j].word, word) == 0 || strcmp(tokens[j].lemma, word) == 0 ||
                    match_hyphened(reading, &tokens[j], word);
        if (!found)
            return false;
    }
    return true;
}

/* The pair of tokens that ends at i as a thing of its own: "teddy bear" is no bear. */
bool cf_match_pair(const struct cf_reading *reading, size_t i, char *lemma, size_t size)
{
    const struct cf_token *tokens = reading->analysis->tokens;
    if (!i || tokens[i].pos != CF_POS_NOUN || tokens[i - 1].sentence != tokens[i].sentence ||
        !(tokens[i - 1].pos == CF_POS_NOUN || tokens[i - 1].pos == CF_POS_ADJECTIVE ||
          tokens[i - 1].pos == CF_POS_NAME) ||
        (tokens[i].classes & CF_CLASS_PERSON && cf_reading_is(&tokens[i - 1], "old young little"))) /* no set phrase */
        return false;
    char pair[2 * WORD_MAX];
    int length = snprintf(pair, sizeof(pair), "%s %s", tokens[i - 1].word, tokens[i].lemma);
    return length > 0 && (size_t)length < sizeof(pair) &&
           cf_language_lemma(reading->language, pair, CF_POS_NOUN, lemma, size);
}

/* "a Clydesdale", "two Cadillacs": kinds that are written as names. Behind a determiner, since a robin is a bird and
 * Robin is not. */
static bool match_kind_name(const struct cf_reading *reading, size_t i, const char *base)
{
    const struct cf_token *t = &reading->analysis->tokens[i];
    char lemma[WORD_MAX];
    return t->pos == CF_POS_NAME && i && t[-1].sentence == t->sentence && !(t->flags & CF_TOKEN_FIRST) &&
           (t[-1].pos == CF_POS_DETERMINER || t[-1].pos == CF_POS_NUMBER || t[-1].pos == CF_POS_ADJECTIVE) &&
           cf_language_lemma(reading->language, t->word, CF_POS_NOUN, lemma, sizeof(lemma)) &&
           cf_language_is_a(reading->language, lemma, base, CF_POS_NOUN);
}

/* "the pool" of a swimming pool: a kind of its head, spoken of as known. */
static bool match_definite_head(const struct cf_reading *reading, size_t i, const char *noun, const char *base)
{
    const struct cf_token *tokens = reading->analysis->tokens;
    bool of = i + 2 < reading->analysis->tokens_count && cf_reading_is(&tokens[i + 1], "of"); /* another's */
    size_t size = strlen(tokens[i].lemma); /* "the wheat" of a wheat field */
    if (i && !of && tokens[i].pos == CF_POS_NOUN && cf_word_is(base, "field forest grove patch orchard") &&
        strcmp(tokens[i - 1].word, "the") == 0 && strncmp(noun, tokens[i].lemma, size) == 0 && noun[size] == ' ')
        return true;
    return i && !of && tokens[i].pos == CF_POS_NOUN && strcmp(tokens[i].lemma, base) == 0 &&
           strcmp(tokens[i - 1].word, "the") == 0 && cf_language_is_a(reading->language, noun, base, CF_POS_NOUN);
}

/* "Spiderman" for "Spider-Man" */
static bool match_joined(const char *a, const char *b)
{
    while (*a || *b) {
        a += *a == '-';
        b += *b == '-';
        if (*a != *b)
            return false;
        a += *a != '\0';
        b += *b != '\0';
    }
    return true;
}

/* WordNet's "old man" and "lone wolf" are, in a prompt, a man who is old and a wolf that is alone. */
static bool is_plain_pair(const struct cf_language *language, const char *noun, const char *base)
{
    const uint32_t lives = CF_CLASS_PERSON | CF_CLASS_ANIMAL;
    return (strncmp(noun, "lone ", 5) == 0 || strncmp(noun, "old ", 4) == 0 || strncmp(noun, "young ", 6) == 0 ||
            strncmp(noun, "little ", 7) == 0) &&
           cf_language_classes(language, base) & lives && strcmp(strchr(noun, ' ') + 1, base) == 0;
}

/* What WordNet has for one thing and a picture tells apart. */
bool cf_match_apart(const char *a, const char *b)
{
    static const char *const apart[] = {"hedgehog porcupine", "pancake waffle", "leopard jaguar", "violin viola"};
    for (size_t k = 0; k < sizeof(apart) / sizeof(*apart); k++)
        if (strcmp(a, b) != 0 && cf_word_is(a, apart[k]) && cf_word_is(b, apart[k]))
            return true;
    return false;
}

/* "a cellist", for a cello player */
static bool is_player(const struct cf_token *t, const char *instrument)
{
    size_t stem = strlen(instrument) - 1, length = strlen(t->word);
    return stem >= 3 && t->classes & CF_CLASS_PERSON && length > stem + 1 && strncmp(t->word, instrument, stem) == 0 &&
           (strstr(t->word + stem, "ist") || strstr(t->word + stem, "er"));
}

/* "tram rails", "a bus stop": what belongs to the traffic of a thing does not show it. "A raft of ducks", "a sea of
 * faces": a number of them. */
static bool is_not_itself(const struct cf_reading *reading, size_t i)
{
    const struct cf_token *t = &reading->analysis->tokens[i], *next = t + 1;
    if (t->pos != CF_POS_NOUN || i + 2 >= reading->analysis->tokens_count || next->sentence != t->sentence)
        return false;
    if (next->pos == CF_POS_NOUN && !(t->flags & CF_TOKEN_PLURAL) &&
        cf_word_is(t->lemma, "tram train bus car boat ferry taxi ship plane truck bicycle bike streetcar trolley") &&
        cf_word_is(next->lemma, "rail track line stop station depot ticket bell horn wire cable lane road stall "
                                "platform shelter timetable schedule terminal terminus yard"))
        return true;
    const struct cf_phrase *of = cf_reading_is(next, "of") ? cf_reading_phrase(reading, i + 2) : NULL;
    return of && cf_word_is(t->lemma, "raft sea river ocean forest wall blanket carpet curtain crown mountain lake") &&
           reading->analysis->tokens[of->head].classes & (CF_CLASS_PERSON | CF_CLASS_ANIMAL | CF_CLASS_LIGHT);
}

static const char cars[] =
    "ferrari porsche lamborghini bugatti mclaren corvette mustang bmw audi mercedes tesla toyota "
    "honda ford chevrolet chevy jaguar maserati cadillac volkswagen";

bool cf_match_token(const struct cf_reading *reading, size_t i, const char *noun, const char *base)
{
    const struct cf_language *language = reading->language;
    const struct cf_token *t = &reading->analysis->tokens[i];
    if (is_plain_pair(language, noun, base))
        noun = base;
    if (cf_match_apart(base, t->lemma) || (strcmp(t->lemma, base) == 0 && is_not_itself(reading, i)))
        return false;
    if (strcmp(base, "car") == 0 &&
        ((t->pos == CF_POS_NAME && cf_word_is(t->word, cars)) || cf_word_is(t->lemma, "supercar hypercar racecar")))
        return true;
    if (match_kind_name(reading, i, noun))
        return true;
    if (cf_word_is(base, "interior inside") && cf_reading_is(t, "inside within indoors interior"))
        return true;
    if (t->pos >= CF_POS_NUMBER && t->pos != CF_POS_PRONOUN)
        return false;
    if (strchr(noun, ' ')) {
        char pair[2 * WORD_MAX];
        return match_collocation(reading, i, noun) || match_definite_head(reading, i, noun, base) ||
               (t->pos == CF_POS_NOUN && cf_language_is_a(language, t->lemma, noun, CF_POS_NOUN)) ||
               (cf_match_pair(reading, i, pair, sizeof(pair)) && cf_language_is_a(language, pair, noun, CF_POS_NOUN));
    }
    char pair[2 * WORD_MAX];
    bool same = strcmp(t->lemma, base) == 0 || strcmp(t->word, base) == 0;
    if (same && cf_match_pair(reading, i, pair, sizeof(pair))) { /* "silver spoon" is a spoon, "teddy bear" no bear */
        uint32_t visible = CF_CLASS_PERSON | CF_CLASS_ANIMAL | CF_CLASS_PLACE | CF_CLASS_OBJECT;
        uint32_t whole = cf_language_classes(language, pair) & visible,
                 head = cf_language_classes(language, base) & visible;
        return cf_language_is_a(language, pair, base, CF_POS_NOUN) || !whole || whole & head;
    }
    if (same || (strchr(base, '-') && match_joined(base, t->word)) || cf_match_alike(base, t->lemma) ||
        cf_match_alike(base, t->word) || match_person(reading, i, base) || match_inside(t, base) ||
        (is_player(t, base) && cf_language_is_a(language, base, "musical instrument", CF_POS_NOUN)) ||
        (strchr(t->word, '-') && match_hyphened(reading, t, base)))
        return true;
    if (t->pos == CF_POS_NOUN) {
        if (cf_match_pair(reading, i, pair, sizeof(pair)))
            return cf_language_is_a(language, pair, base, CF_POS_NOUN);
        return cf_language_is_a(language, t->lemma, base, CF_POS_NOUN);
    }
    char lemma[WORD_MAX]; /* a noun that was taken for a verb or an adjective */
    return (t->pos == CF_POS_VERB || t->pos == CF_POS_ADJECTIVE) &&
           cf_language_lemma(language, t->word, CF_POS_NOUN, lemma, sizeof(lemma)) && strcmp(lemma, base) == 0;
}

size_t cf_match_find(const struct cf_reading *reading, size_t from, const char *noun, const char *base, bool affirmed)
{
    size_t count = reading->analysis->tokens_count;
    for (size_t i = from; i < count; i++)
        if (!(affirmed && reading->analysis->tokens[i].negated) && cf_match_token(reading, i, noun, base))
            return i;
    return count;
}

static bool is_known_pair(const struct cf_reading *reading, size_t i)
{
    char pair[2 * WORD_MAX];
    return cf_match_pair(reading, i, pair, sizeof(pair));
}

uint32_t cf_match_noun(const struct cf_reading *reading, const struct cf_phrase *p)
{
    const struct cf_token *tokens = reading->analysis->tokens;
    char verb[WORD_MAX];
    bool one = cf_reading_is(&tokens[p->begin], "a an another each every one");
    bool group = p->begin && cf_reading_is(&tokens[p->begin - 1], "of"); /* "a pair of eagles circles" */
    for (uint32_t i = p->begin; i < p->head; i++) {
        const struct cf_token *t = &tokens[i], *next = t + 1;
        bool plural = t->flags & CF_TOKEN_PLURAL;
        if (t->pos != CF_POS_NOUN || next->pos != CF_POS_NOUN || is_known_pair(reading, i + 1) ||
            !cf_language_lemma(reading->language, next->word, CF_POS_VERB, verb, sizeof(verb)))
            continue;
        /* "eagles cross paths"; "a plume curls" */
        if (plural ? (strcmp(verb, next->word) == 0 && !(next->flags & CF_TOKEN_PLURAL)) || (group && i + 1 == p->head)
                   : one && i + 1 == p->head && next->flags & CF_TOKEN_PLURAL && strcmp(verb, next->word) != 0)
            return i;
    }
    return p->head;
}

bool cf_match_phrase(const struct cf_reading *reading, const struct cf_phrase *phrase, const char *noun,
                     const char *base)
{
    return cf_match_token(reading, cf_match_noun(reading, phrase), noun, base) ||
           cf_match_token(reading, phrase->head, noun, base);
}

static bool match_basic(const struct cf_language *language, const char *a, const char *b)
{
    for (unsigned i = 0; i < 2; i++)
        for (unsigned j = 0; j < 2; j++) {
            const char *ca = cf_language_colour(language, a, i), *cb = cf_language_colour(language, b, j);
            if (ca && cb && strcmp(ca, cb) == 0)
                return true;
        }
    return false;
}

bool cf_match_colour(const struct cf_language *language, const char *a, const char *b)
{
    if (strcmp(a, b) == 0 || match_basic(language, a, b))
        return true;
    char part[WORD_MAX];
    for (const char *p = b; strchr(b, '-') && *p; p += strcspn(p, "-"), p += *p == '-') {
        size_t size = strcspn(p, "-");
        if (size >= sizeof(part))
            return false;
        memcpy(part, p, size);
        part[size] = '\0';
        if (strcmp(part, a) == 0 || match_basic(language, a, part))
            return true;
    }
    return false;
}

/* "as graceful as a swan": what something is likened to is not there. */
bool cf_match_likened(const struct cf_reading *r, size_t i)
{
    const struct cf_phrase *p = cf_reading_phrase(r, i);
    const struct cf_token *tokens = r->analysis->tokens;
    size_t begin = p ? p->begin : i;
    if (!begin || tokens[begin - 1].sentence != tokens[i].sentence)
        return false;
    const struct cf_token *before = &tokens[begin - 1];
    if (cf_reading_is(before, "like resembling"))
        return true;
    for (size_t j = begin - 1; cf_reading_is(before, "as") && j-- > 0 && begin - j <= 4;)
        if (cf_reading_is(&tokens[j], "as"))
            return true;
    return begin >= 2 && cf_reading_is(before, "of") && cf_reading_is(before - 1, "reminiscent");
}
