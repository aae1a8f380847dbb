#include "checks/internal.h"
#include <stdio.h>
#include <string.h>

bool cf_reading_is(const struct cf_token *token, const char *words)
{
    size_t size = strlen(token->word);
    for (const char *p = words; size && (p = strstr(p, token->word)); p += size)
        if ((p == words || p[-1] == ' ') && (p[size] == ' ' || !p[size]))
            return true;
    return false;
}

/* One word of a pattern against a token's word or base form; how much of the token it spells, up to a hyphen. */
static bool spells_word(const struct cf_token *token, const char *word, size_t size)
{
    return (strlen(token->word) == size && memcmp(token->word, word, size) == 0) ||
           (strlen(token->lemma) == size && memcmp(token->lemma, word, size) == 0);
}

size_t cf_reading_spells(const struct cf_reading *reading, size_t at, const char *words)
{
    const struct cf_analysis *a = reading->analysis;
    size_t i = at;
    while (*words && *words != '|') {
        size_t size = strcspn(words, " |");
        if (i >= a->tokens_count || a->tokens[i].sentence != a->tokens[at].sentence)
            return 0;
        if (spells_word(&a->tokens[i], words, size)) {
            i++;
        } else { /* "close up" in the pattern, "close-up" in the text */
            const char *word = a->tokens[i].word;
            size_t length = strlen(word), whole = strcspn(words, "|");
            if (!strchr(word, '-') || length > whole || (words[length] && words[length] != ' ' && words[length] != '|'))
                return 0;
            for (size_t k = 0; k < length; k++)
                if (word[k] != words[k] && !(word[k] == '-' && words[k] == ' '))
                    return 0;
            size = length;
            i++;
        }
        words += size;
        words += *words == ' ';
    }
    return i - at;
}

char *cf_reading_words(const struct cf_reading *reading, struct cf_arena *arena, size_t begin, size_t end)
{
    const struct cf_token *tokens = reading->analysis->tokens;
    if (begin >= end)
        return cf_arena_copy(arena, "", 0);
    size_t from = tokens[begin].begin, to = tokens[end - 1].begin + tokens[end - 1].size;
    return cf_arena_copy(arena, reading->analysis->text + from, to - from);
}

char *cf_reading_surface(const struct cf_reading *reading, struct cf_arena *arena, const struct cf_phrase *phrase)
{
    size_t begin = phrase->begin;
    while (begin < phrase->head && reading->analysis->tokens[begin].pos == CF_POS_DETERMINER)
        begin++;
    return cf_reading_words(reading, arena, begin, phrase->head + 1);
}

static bool is_noun(const struct cf_token *t)
{
    return t->pos == CF_POS_NOUN || t->pos == CF_POS_NAME;
}

/* The head of the noun run that holds i. */
static size_t run_end(const struct cf_analysis *a, size_t i)
{
    while (i + 1 < a->tokens_count && is_noun(&a->tokens[i + 1]) &&
           a->tokens[i + 1].sentence == a->tokens[i].sentence && a->tokens[i + 1].quoted == a->tokens[i].quoted)
        i++;
    return i;
}

static bool may_modify(const struct cf_analysis *a, size_t i)
{
    const struct cf_token *t = &a->tokens[i];
    switch (t->pos) {
    case CF_POS_NOUN:
    case CF_POS_NAME:
    case CF_POS_ADJECTIVE:
    case CF_POS_NUMBER:
    case CF_POS_DETERMINER: return true;
    case CF_POS_ADVERB: /* "a very tall man", "a neatly made bed" */
        return i + 1 < a->tokens_count &&
               (a->tokens[i + 1].pos == CF_POS_ADJECTIVE ||
                (a->tokens[i + 1].pos == CF_POS_VERB && a->tokens[i + 1].flags & CF_TOKEN_PAST));
    case CF_POS_VERB: return t->flags & (CF_TOKEN_GERUND | CF_TOKEN_PAST);
    case CF_POS_PARTICLE: return strcmp(t->word, "'s") == 0;
    case CF_POS_AUXILIARY: return strcmp(t->word, "'s") == 0 && i && is_noun(&a->tokens[i - 1]);
    default: return false;
    }
}

/* A comma or "and" between two modifiers: "a big, red and shiny car". */
static bool joins_modifiers(const struct cf_analysis *a, size_t i)
{
    const struct cf_token *t = &a->tokens[i];
    if (strcmp(t->word, ",") != 0 && strcmp(t->word, "and") != 0)
        return false;
    const struct cf_token *before = i ? &a->tokens[i - 1] : NULL, *after = i + 1 < a->tokens_count ? t + 1 : NULL;
    return before && after && (before->pos == CF_POS_ADJECTIVE || before->classes & CF_CLASS_COLOUR) &&
           (after->pos == CF_POS_ADJECTIVE || after->classes & CF_CLASS_COLOUR);
}

static uint32_t phrase_begin(const struct cf_analysis *a, size_t head)
{
    size_t i = head;
    while (i && a->tokens[i - 1].sentence == a->tokens[head].sentence && head - i < 12) {
        const struct cf_token *t = &a->tokens[i - 1];
        if (!may_modify(a, i - 1) && !joins_modifiers(a, i - 1))
            break;
        /* A participle modifies only behind a determiner or modifier: "a running dog", not "man walking dogs". */
        if (t->pos == CF_POS_VERB &&
            !(i >= 2 && (a->tokens[i - 2].pos == CF_POS_DETERMINER || a->tokens[i - 2].pos == CF_POS_ADJECTIVE ||
                         a->tokens[i - 2].pos == CF_POS_ADVERB)))
            break;
        i--;
        if (t->pos == CF_POS_DETERMINER && !(i && a->tokens[i - 1].pos == CF_POS_DETERMINER))
            break;
    }
    while (i < head && (a->tokens[i].pos == CF_POS_PUNCTUATION || a->tokens[i].pos == CF_POS_CONJUNCTION))
        i++;
    return (uint32_t)i;
}

/* The longest WordNet collocation of up to three words that ends in the head. */
static const char *collocation(struct cf_reading *reading, size_t begin, size_t head)
{
    const struct cf_token *tokens = reading->analysis->tokens;
    for (size_t words = 3; words >= 2; words--) {
        if (head + 1 < begin + words ||
            cf_reading_is(&tokens[head + 1 - words], "red yellow green blue purple pink brown black white grey gray"))
            continue; /* "a white horse" is a horse, and white */
        char text[128];
        int length = 0;
        for (size_t i = head + 1 - words; i <= head && length >= 0 && (size_t)length < sizeof(text); i++)
            length += snprintf(text + length, sizeof(text) - (size_t)length, "%s%s", length ? " " : "",
                               i == head ? tokens[i].lemma : tokens[i].word);
        char lemma[128];
        if ((size_t)length >= sizeof(text))
            continue;
        if (cf_language_lemma(reading->language, text, CF_POS_NOUN, lemma, sizeof(lemma)))
            return cf_arena_copy(reading->arena, lemma, strlen(lemma));
        if (words == 2) { /* "cell phone": WordNet has it in one word */
            char *blank = strchr(text, ' ');
            memmove(blank, blank + 1, strlen(blank));
            if (cf_language_lemma(reading->language, text, CF_POS_NOUN, lemma, sizeof(lemma)))
                return cf_arena_copy(reading->arena, text, strlen(text));
        }
    }
    return NULL;
}

static uint32_t number_of(const struct cf_analysis *a, size_t begin, size_t head)
{
    for (size_t i = begin; i < head; i++)
        if (a->tokens[i].number && !a->tokens[i].quoted)
            return a->tokens[i].number;
    /* "a pair of swans" */
    if (begin >= 2 && strcmp(a->tokens[begin - 1].word, "of") == 0 && a->tokens[begin - 2].number)
        return a->tokens[begin - 2].number;
    for (size_t i = begin; i < head; i++)
        if (cf_reading_is(&a->tokens[i], "single lone solitary one"))
            return 1;
        else if (cf_reading_is(&a->tokens[i], "twin both"))
            return 2;
    return 0;
}

static bool add_phrase(struct cf_reading *reading, size_t head)
{
    const struct cf_analysis *a = reading->analysis;
    const struct cf_token *h = &a->tokens[head];
    uint32_t begin = phrase_begin(a, head);
    if (reading->phrases_count && reading->phrases[reading->phrases_count - 1].head >= begin)
        begin = reading->phrases[reading->phrases_count - 1].head + 1;
    struct cf_phrase *p = &reading->phrases[reading->phrases_count];
    *p = (struct cf_phrase){.begin = begin, .head = (uint32_t)head, .name = h->pos == CF_POS_NAME, .base = h->lemma};
    const char *joined = collocation(reading, begin, head);
    p->noun = joined ? joined : h->lemma;
    p->number = number_of(a, begin, head);
    p->singular = !(h->flags & CF_TOKEN_PLURAL) && cf_reading_is(&a->tokens[begin], "a an one the");
    uint32_t visible = CF_CLASS_PERSON | CF_CLASS_ANIMAL | CF_CLASS_PLACE | CF_CLASS_OBJECT;
    uint32_t classes = joined ? cf_language_classes(reading->language, joined) | h->classes : h->classes;
    p->concrete = p->name || classes & visible || !(classes & ~(uint32_t)CF_CLASS_COLOUR);
    if (h->classes & CF_CLASS_ABSTRACT && !(h->classes & visible))
        p->concrete = p->name;
    for (size_t i = begin; i <= head; i++)
        reading->phrase_of[i] = (int32_t)reading->phrases_count;
    reading->phrases_count++;
    return p->noun != NULL;
}

static const struct {
    enum cf_relation_kind kind;
    bool whole; /* needs no object */
    const char *words;
} sayings[] = {
    {CF_REL_LEFT, false,
     "to the left side of|on the left side of|on the left hand side of|to the left of|on the left of|"
     "at the left of|left of|to the immediate left of|in the left of"},
    {CF_REL_RIGHT, false,
     "to the right side of|on the right side of|on the right hand side of|to the right of|"
     "on the right of|at the right of|right of|to the immediate right of|in the right of"},
    {CF_REL_LEFT, true,
     "on the left side|on the left hand side|on the left|to the left|at the left|to its left|on its left|"
     "to his left|to her left|on the far left"},
    {CF_REL_RIGHT, true,
     "on the right side|on the right hand side|on the right|to the right|at the right|to its right|"
     "on its right|to his right|to her right|on the far right"},
    {CF_REL_ON, false, "on top of|on the top of|atop of|at the top of"},
    {CF_REL_BOTTOM, false, "on the bottom of|at the bottom of"},
    {CF_REL_FRONT, false, "in front of|in the front of|ahead of"},
    {CF_REL_NEXT, false, "next to|close to|adjacent to|side by side with|by the side of"},
    {CF_REL_AMONG, false, "surrounded by|in the middle of|in the midst of|in the center of"},
    {CF_REL_AROUND, false, "all around|around|round|surrounding|encircling"},
    {CF_REL_BEHIND, false, "in back of|at the back of|behind"},
    {CF_REL_IN, false, "on the inside of|inside of|inside|within|into|in"},
    {CF_REL_ON, false,
     "atop|upon|onto|on|hang from|hung from|dangle from|swing from|suspend from|suspended from|droop from"},
    {CF_REL_ON, false, "share|ride|straddle|occupy|mount"}, /* "two boys share a bench" */
    {CF_REL_ABOVE, false, "high above|above|overhead of|over"},
    {CF_REL_BELOW, false, "below|beneath|underneath|under"},
    {CF_REL_NEXT, false, "beside|besides|near|nearby|alongside|by|past"},
    {CF_REL_BETWEEN, false, "in between|between|flank by|flanked by"},
    {CF_REL_HOLDS, false,
     "full of|fill with|filled with|brim with|laden with|cover with|covered with|cover in|covered in|top with|topped "
     "with|"
     "crown with|adorn with|adorned with|lined with|stack with|hold|contain|carry|bear|cradle|support|house|hug"},
    {CF_REL_IN, false, "fill|crowd|pack|line"}, /* "oranges fill a crate" */
    {CF_REL_AMONG, false, "among|amongst|amid|amidst"},
    {CF_REL_ACROSS, false, "across"},
    {CF_REL_THROUGH, false, "through"},
    {CF_REL_AGAINST, false, "against"},
    {CF_REL_ALONG, false, "along"},
    {CF_REL_OUTSIDE, false, "outside of|outside"},
};

static size_t saying_at(const struct cf_reading *reading, size_t i, enum cf_relation_kind *kind, bool *whole)
{
    for (size_t s = 0; s < sizeof(sayings) / sizeof(*sayings); s++) {
        for (const char *words = sayings[s].words; words; words = strchr(words, '|')) {
            words += *words == '|';
            size_t length = cf_reading_spells(reading, i, words);
            if (length) {
                *kind = sayings[s].kind;
                *whole = sayings[s].whole;
                return length;
            }
        }
    }
    return 0;
}

/* Camera moves and turns go left and right without saying where anything stands. */
static bool is_move(const struct cf_analysis *a, size_t i)
{
    for (size_t back = 1; back <= 4 && back <= i; back++) {
        const struct cf_token *t = &a->tokens[i - back];
        if (t->sentence != a->tokens[i].sentence)
            break;
        if (t->classes & CF_CLASS_CAMERA ||
            cf_reading_is(t, "turns turn turning leans leaning tilts tilted tilting moves moving shifts shifting "
                             "sweeps sweeping glances looks gazes swipes"))
            return true;
    }
    return false;
}

/* Heads that stand for what follows: "a pair of skis". */
bool cf_reading_is_measure(const struct cf_reading *reading, const struct cf_phrase *p)
{
    const struct cf_analysis *a = reading->analysis;
    return p->head + 1 < a->tokens_count && strcmp(a->tokens[p->head + 1].word, "of") == 0 &&
           cf_reading_is(
               &a->tokens[p->head],
               "pair couple group bunch set row number lot trio duo dozen series piece kind type tableau view "
               "scene image picture photo photograph video footage clip shot portrait pile array collection "
               "variety sea end top bottom front back side middle center left right edge rest part painting "
               "drawing model handful stack cluster bouquet herd flock");
}

/* The phrase that the words from token i on mean: over nouns that modify ("a vintage wooden chair") and measures. */
static int32_t object_at(const struct cf_reading *reading, size_t i)
{
    const struct cf_analysis *a = reading->analysis;
    int32_t p = reading->phrase_of[i];
    while (p >= 0 && (size_t)p + 1 < reading->phrases_count) {
        const struct cf_phrase *this = &reading->phrases[p], *next = this + 1;
        bool adjoins = next->begin == this->head + 1 && a->tokens[next->begin].pos == CF_POS_ADJECTIVE;
        bool measured = cf_reading_is_measure(reading, this) && next->begin <= this->head + 2;
        if (!adjoins && !measured)
            break;
        p++;
    }
    return p;
}

static void add_relation(struct cf_reading *reading, size_t i, size_t length, enum cf_relation_kind kind, bool whole)
{
    const struct cf_analysis *a = reading->analysis;
    struct cf_relation *r = &reading->relations[reading->relations_count];
    *r = (struct cf_relation){
        .kind = kind, .begin = (uint32_t)i, .end = (uint32_t)(i + length), .subject = -1, .object = -1};
    for (size_t j = i; j-- > 0 && i - j < 60 && a->tokens[j].sentence == a->tokens[i].sentence && r->subject < 0;)
        if (reading->phrase_of[j] >= 0 && reading->phrases[reading->phrase_of[j]].concrete)
            r->subject = reading->phrase_of[j];
    size_t j = i + length;
    if (!whole && j < a->tokens_count && a->tokens[j].sentence == a->tokens[i].sentence) {
        r->pronoun = a->tokens[j].pos == CF_POS_PRONOUN;
        r->object = object_at(reading, j);
    }
    /* "over" behind a verb of motion is a way, not a place. */
    if (kind == CF_REL_ABOVE && i && cf_reading_is(&a->tokens[i], "over") &&
        a->tokens[i - 1].classes & CF_CLASS_ACTION && a->tokens[i - 1].pos == CF_POS_VERB &&
        !cf_reading_is(&a->tokens[i - 1], "hanging hangs floating floats hovering hovers"))
        r->kind = CF_REL_ACROSS;
    /* "by Hokusai", "framed by hills": who made it, not where it is. */
    bool posture =
        i && cf_reading_is(&a->tokens[i - 1], "seated parked huddled perched gathered crouched nestled curled "
                                              "stretched sprawled moored anchored");
    bool author = cf_reading_is(&a->tokens[i], "by") && !posture &&
                  (r->object < 0 || reading->phrases[r->object].name ||
                   (i && (a->tokens[i - 1].flags & CF_TOKEN_PAST || a->tokens[i - 1].pos == CF_POS_ADJECTIVE)));
    bool left_or_right = kind == CF_REL_LEFT || kind == CF_REL_RIGHT;
    if (author)
        return;
    if (whole ? !is_move(a, i) : r->object >= 0 || r->pronoun)
        reading->relations_count += !(left_or_right && is_move(a, i));
}

static void read_relations(struct cf_reading *reading)
{
    const struct cf_analysis *a = reading->analysis;
    for (size_t i = 0; i < a->tokens_count; i++) {
        const struct cf_token *t = &a->tokens[i];
        if (t->quoted || !(t->pos == CF_POS_PREPOSITION || t->classes & CF_CLASS_SPATIAL || t->pos == CF_POS_VERB ||
                           cf_reading_is(t, "to at next full laden flanked covered filled topped adorned lined close "
                                            "surrounded adjacent ahead side all high surrounding encircling")))
            continue;
        enum cf_relation_kind kind;
        bool whole;
        size_t length = saying_at(reading, i, &kind, &whole);
        if (!length)
            continue;
        add_relation(reading, i, length, kind, whole);
        i += length - 1;
    }
}

int cf_reading_create(struct cf_reading *reading, struct cf_arena *arena, const struct cf_language *language,
                      const char *text, size_t size, struct cf_error *err)
{
    *reading = (struct cf_reading){.language = language, .arena = arena};
    int rc = cf_analysis_create(&reading->analysis, language, text, size, err);
    if (rc)
        return rc;
    const struct cf_analysis *a = reading->analysis;
    reading->phrases = cf_arena_alloc(arena, (a->tokens_count + 1) * sizeof(*reading->phrases));
    reading->relations = cf_arena_alloc(arena, (a->tokens_count + 1) * sizeof(*reading->relations));
    reading->phrase_of = cf_arena_alloc(arena, (a->tokens_count + 1) * sizeof(*reading->phrase_of));
    bool whole = reading->phrases && reading->relations && reading->phrase_of;
    for (size_t i = 0; whole && i < a->tokens_count; i++)
        reading->phrase_of[i] = -1;
    for (size_t i = 0; whole && i < a->tokens_count; i++) {
        if (!is_noun(&a->tokens[i]))
            continue;
        i = run_end(a, i);
        whole = add_phrase(reading, i);
    }
    if (!whole) {
        cf_analysis_destroy(&reading->analysis);
        return CF_ENOMEM;
    }
    read_relations(reading);
    return CF_OK;
}

void cf_reading_destroy(struct cf_reading *reading)
{
    cf_analysis_destroy(&reading->analysis);
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
    case CF_REL_ON: return CF_REL_BELOW;
    case CF_REL_BOTTOM: return CF_REL_ON;
    case CF_REL_IN: return CF_REL_HOLDS;
    default: return CF_REL_NONE;
    }
}

enum cf_relation_kind cf_relation_opposite(enum cf_relation_kind kind)
{
    return cf_relation_is_hard(kind) ? cf_relation_mirror(kind) : CF_REL_NONE;
}
