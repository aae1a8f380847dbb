/* What a relation is said of. English has the subject before the words or, where they stand first, behind them; between
 * it and them may stand the things that it acts on. Pronouns mean what was spoken of last. */
#include "checks/internal.h"
#include <string.h>

static void put(int32_t *list, size_t *count, int32_t phrase)
{
    for (size_t i = 0; i < *count; i++)
        if (list[i] == phrase)
            return;
    if (phrase >= 0 && *count < CF_ENDS_MAX)
        list[(*count)++] = phrase;
}

/* "Passing over a forest, ...": what is done first, no thing. */
static bool is_fronted_gerund(const struct cf_reading *r, size_t i)
{
    const struct cf_token *t = &r->analysis->tokens[i];
    size_t size = strlen(t->word);
    return t->flags & CF_TOKEN_FIRST && size > 4 && strcmp(t->word + size - 3, "ing") == 0;
}

static bool is_thing(const struct cf_reading *r, int32_t phrase)
{
    const struct cf_phrase *p = &r->phrases[phrase];
    if (p->begin == p->head &&
        (is_fronted_gerund(r, p->head) || cf_reading_is(&r->analysis->tokens[p->head], "right left")))
        return false;
    return p->concrete && !cf_reading_is_measure(r, p) && !r->analysis->tokens[p->head].quoted &&
           !cf_reading_is(&r->analysis->tokens[p->head],
                          "metre metres meter meters foot feet inch inches step steps yard "
                          "yards mile miles moment time kilometre kilometres");
}

/* Whether the phrase stands behind a preposition: it is where or of what, not who. */
static bool is_oblique(const struct cf_reading *r, const struct cf_phrase *p)
{
    size_t i = p->begin;
    if (i && cf_reading_is(&r->analysis->tokens[i], "'s") && r->phrase_of[i - 1] >= 0)
        i = r->phrases[r->phrase_of[i - 1]].begin; /* "over the tavern's door" */
    if (!i || r->analysis->tokens[i - 1].sentence != r->analysis->tokens[p->head].sentence)
        return false;
    const struct cf_token *before = &r->analysis->tokens[i - 1];
    if (p > r->phrases && strcmp(before->word, "of") == 0 && p[-1].head + 2 == i && cf_reading_is_measure(r, p - 1))
        return is_oblique(r, p - 1); /* "a pack of wolves" */
    return before->pos == CF_POS_PREPOSITION && !cf_reading_is(before, "with as like");
}

static size_t sentence_begin(const struct cf_analysis *a, size_t i)
{
    while (i && a->tokens[i - 1].sentence == a->tokens[i].sentence)
        i--;
    return i;
}

static bool ends_clause(const struct cf_token *t)
{
    return cf_reading_is(t, ", ; : and while as where but with -- \xe2\x80\x94 \xe2\x80\x93");
}

/* What a clause's first word stands behind, an empty word for the sentence's beginning; NULL: the words at `begin` do
 * not stand first in a clause. Where and how it is may go before them: "Higher up, on the wall over the bed, a clock".
 */
static const struct cf_token *boundary(const struct cf_reading *r, size_t begin)
{
    const struct cf_analysis *a = r->analysis;
    static const struct cf_token start = {.word = ""};
    const struct cf_token *found = NULL;
    bool near = true; /* nothing but adverbs yet */
    size_t i = begin;
    while (i && a->tokens[i - 1].sentence == a->tokens[begin].sentence) {
        const struct cf_token *t = &a->tokens[i - 1];
        bool participle =
            t->pos == CF_POS_VERB && t->flags & (CF_TOKEN_GERUND | CF_TOKEN_PAST); /* "Seated in a boat" */
        if (ends_clause(t) && near && !found)
            found = t;
        if (ends_clause(t) && strcmp(t->word, ",") != 0)
            return found;
        if (r->phrase_of[i - 1] >= 0 && !is_fronted_gerund(r, i - 1) && !cf_reading_is(t, "right")) {
            const struct cf_phrase *p = &r->phrases[r->phrase_of[i - 1]];
            bool distance =
                cf_reading_is(&a->tokens[p->head], "way distance paces steps metres meters feet inches miles");
            if (distance && p->begin < i) { /* "some way behind it" */
                i = p->begin;
                continue;
            }
            if (!is_oblique(r, p) || p->begin >= i)
                return found;
            near = false;
            i = p->begin;
            continue;
        }
        if (t->pos != CF_POS_ADVERB && t->pos != CF_POS_ADJECTIVE && t->pos != CF_POS_PREPOSITION && !ends_clause(t) &&
            !participle && !is_fronted_gerund(r, i - 1) &&
            !cf_reading_is(t, "directly just right from out far high low slightly only over there down up opposite"))
            return found;
        i--;
    }
    return &start;
}

/* "Beneath the car a cat crouches", "; to the right rests a bowl": what they are said of stands behind. A phrase
 * between two commas is said of what stands before it. */
static bool is_fronted(const struct cf_reading *r, size_t begin, size_t behind)
{
    const struct cf_analysis *a = r->analysis;
    const struct cf_token *before = boundary(r, begin);
    if (!before || behind >= a->tokens_count || a->tokens[behind].sentence != a->tokens[begin].sentence)
        return false;
    const struct cf_token *next = &a->tokens[behind];
    if (!*before->word || cf_reading_is(before, "; : while where but as"))
        return true;
    if (strcmp(next->word, ",") == 0)
        return !cf_reading_is(before, ",") && !cf_reading_is(before, "with");
    return next->pos == CF_POS_AUXILIARY || next->pos == CF_POS_DETERMINER || r->phrase_of[behind] >= 0 ||
           (next->pos == CF_POS_VERB && !(next->flags & CF_TOKEN_GERUND));
}

/* Who acts, what is acted on, and where: subjects stand behind neither verb nor preposition. */
static int role(const struct cf_reading *r, int32_t phrase)
{
    const struct cf_phrase *p = &r->phrases[phrase];
    if (is_oblique(r, p))
        return 2;
    return p->begin && r->analysis->tokens[p->begin - 1].pos == CF_POS_VERB &&
           r->analysis->tokens[p->begin - 1].sentence == r->analysis->tokens[p->head].sentence;
}

/* Things of this sentence before token i, by role and then the nearest first. */
static void put_before(const struct cf_reading *r, size_t i, int32_t *list, size_t *count)
{
    const struct cf_analysis *a = r->analysis;
    for (int wanted = 0; wanted < 3; wanted++)
        for (size_t j = i; j-- > 0 && a->tokens[j].sentence == a->tokens[i].sentence;) {
            int32_t p = r->phrase_of[j];
            if (p >= 0 && r->phrases[p].head == j && is_thing(r, p) && role(r, p) == wanted)
                put(list, count, p);
        }
}

/* Things of the sentence before that one. */
static void put_last_sentence(const struct cf_reading *r, size_t i, int32_t *list, size_t *count)
{
    const struct cf_analysis *a = r->analysis;
    size_t begin = sentence_begin(a, i);
    size_t last = begin ? sentence_begin(a, begin - 1) : 0;
    for (int oblique = 0; begin && oblique < 2; oblique++)
        for (size_t j = last; j < begin; j++) {
            int32_t p = r->phrase_of[j];
            if (p >= 0 && r->phrases[p].head == j && is_thing(r, p) && is_oblique(r, &r->phrases[p]) == (oblique != 0))
                put(list, count, p);
        }
}

/* The hull, of "a ship's hull". */
static int32_t owned_by(const struct cf_reading *r, int32_t phrase)
{
    while ((size_t)phrase + 1 < r->phrases_count && r->phrases[phrase + 1].begin == r->phrases[phrase].head + 1u &&
           cf_reading_is(&r->analysis->tokens[r->phrases[phrase + 1].begin], "'s"))
        phrase++;
    return phrase;
}

/* "On a desk cluttered with papers, a lamp": where what is said of the place ends. */
static size_t behind_participle(const struct cf_reading *r, size_t i)
{
    const struct cf_analysis *a = r->analysis;
    if (i >= a->tokens_count || !(a->tokens[i].flags & (CF_TOKEN_PAST | CF_TOKEN_GERUND)) || r->phrase_of[i] >= 0)
        return i;
    for (size_t j = i; j < a->tokens_count && j < i + 14 && a->tokens[j].sentence == a->tokens[i].sentence; j++)
        if (strcmp(a->tokens[j].word, ",") == 0)
            return j;
    return i;
}

/* Whom fronted words are said of: behind token i, the thing that stands behind its verb ("beneath it, pressed in the
 * soil, lies a key"); else the first that is no end of another preposition. */
static int32_t follower(const struct cf_reading *r, size_t i, size_t from)
{
    const struct cf_analysis *a = r->analysis;
    int32_t first = -1;
    i = behind_participle(r, i);
    for (size_t j = i; j < a->tokens_count && j < i + 26 && a->tokens[j].sentence == a->tokens[from].sentence; j++) {
        int32_t p = r->phrase_of[j];
        if (p >= 0 && r->phrases[p].begin == j && j > i && (j == i + 1 || cf_reading_is(&a->tokens[j - 2], ", :")) &&
            cf_reading_is(
                &a->tokens[j - 1],
                "lies stands sits rests hangs rises looms leans waits burns sleeps crouches floats hovers glows "
                "perches stretches lie stand sit rest hang rise wait is are")) {
            while (cf_reading_is_measure(r, &r->phrases[p]) && (size_t)p + 1 < r->phrases_count)
                p++;
            return owned_by(r, p);
        }
        bool free = p >= 0 && r->phrases[p].begin >= i && is_thing(r, p) &&
                    (!is_oblique(r, &r->phrases[p]) ||
                     (p > 0 && r->phrases[p - 1].begin >= i && cf_reading_is_measure(r, &r->phrases[p - 1])));
        /* "overhead, wings spread wide, an eagle": no more than how it is */
        size_t behind = free ? r->phrases[p].head + 1u : 0;
        bool absolute =
            free && r->phrases[p].begin == r->phrases[p].head && behind + 1 < a->tokens_count && r->phrases[p].begin &&
            strcmp(a->tokens[r->phrases[p].begin - 1].word, ",") == 0 &&
            (a->tokens[behind].flags & (CF_TOKEN_PAST | CF_TOKEN_GERUND) || a->tokens[behind].pos == CF_POS_ADJECTIVE);
        if (free && first < 0 && !absolute) {
            first = owned_by(r, p);
        }
        if (j > i + 1 && cf_reading_is(&a->tokens[j], "; :"))
            break;
    }
    return first;
}

/* A pronoun that is somebody stands between the clause's beginning and token i, and no noun behind it. */
static bool has_pronoun(const struct cf_reading *r, size_t i)
{
    const struct cf_analysis *a = r->analysis;
    for (size_t j = i; j-- > 0 && i - j < 12 && a->tokens[j].sentence == a->tokens[i].sentence;) {
        if (cf_reading_is(&a->tokens[j], "it he she they one another"))
            return true;
        if (r->phrase_of[j] >= 0 && !is_oblique(r, &r->phrases[r->phrase_of[j]]))
            return false;
    }
    return false;
}

static void put_joined(const struct cf_reading *r, int32_t phrase, int32_t *list, size_t *count)
{
    const struct cf_analysis *a = r->analysis;
    for (int32_t p = phrase; p >= 0 && (size_t)p + 1 < r->phrases_count && *count < 5; p++) {
        size_t from = r->phrases[p].head + 1, to = r->phrases[p + 1].begin;
        bool joined = to > from && to - from <= 2 && a->tokens[to].sentence == a->tokens[from - 1].sentence &&
                      cf_reading_is(&a->tokens[to - 1], "and or") && !cf_reading_is(&a->tokens[from], ",");
        if (!joined)
            break;
        put(list, count, p + 1);
    }
}

/* Behind the phrase and what is said of it: "the hush of a library". */
static size_t chain_end(const struct cf_reading *r, int32_t phrase)
{
    const struct cf_analysis *a = r->analysis;
    size_t p = (size_t)phrase;
    while (p + 1 < r->phrases_count && r->phrases[p + 1].begin == r->phrases[p].head + 2 &&
           cf_reading_is(&a->tokens[r->phrases[p].head + 1], "of"))
        p++;
    return r->phrases[p].head + 1;
}

/* "a cat on a chair", "a lantern hanging above": the thing before the words, none but verbs and adverbs between; -1. */
static int32_t nearest(const struct cf_reading *r, size_t begin)
{
    const struct cf_analysis *a = r->analysis;
    for (size_t i = begin; i && a->tokens[i - 1].sentence == a->tokens[begin].sentence; i--) {
        const struct cf_token *t = &a->tokens[i - 1];
        if (r->phrase_of[i - 1] >= 0)
            return i == begin || !is_oblique(r, &r->phrases[r->phrase_of[i - 1]]) ? r->phrase_of[i - 1] : -1;
        if (t->pos != CF_POS_VERB && t->pos != CF_POS_ADVERB && t->pos != CF_POS_AUXILIARY &&
            t->pos != CF_POS_ADJECTIVE)
            break;
    }
    return -1;
}

/* "..., a rake leaning on the wall": what stands before the comma has no part in it. */
static bool opens_clause(const struct cf_reading *r, int32_t phrase)
{
    size_t begin = r->phrases[phrase].begin;
    return begin && cf_reading_is(&r->analysis->tokens[begin - 1], ", ; : while");
}

/* "On the floor in front of it sits a cat": behind what is said of the place, where a verb or a comma ends it. */
static size_t behind_places(const struct cf_reading *r, size_t i)
{
    const struct cf_analysis *a = r->analysis;
    if (i >= a->tokens_count || a->tokens[i].pos != CF_POS_PREPOSITION || cf_reading_is(&a->tokens[i], "with as like"))
        return i;
    for (size_t j = i; j < a->tokens_count && j < i + 12 && a->tokens[j].sentence == a->tokens[i].sentence; j++) {
        const struct cf_token *t = &a->tokens[j];
        bool finite = t->pos == CF_POS_VERB && !(t->flags & (CF_TOKEN_GERUND | CF_TOKEN_PAST)) && r->phrase_of[j] < 0;
        if (finite || t->pos == CF_POS_AUXILIARY || strcmp(t->word, ",") == 0)
            return j;
        if (r->phrase_of[j] >= 0 && !is_oblique(r, &r->phrases[r->phrase_of[j]]))
            return j; /* "outside it on the pavement a few smokers" */
    }
    return i;
}

/* "Inside the boat lie only oars", "on the seat there is nothing but snow": nothing else is there. */
static bool is_exclusive(const struct cf_reading *r, size_t behind)
{
    const struct cf_token *tokens = r->analysis->tokens;
    for (size_t i = behind; i < r->analysis->tokens_count && i < behind + 6; i++) {
        if (i > behind && (tokens[i].sentence != tokens[behind].sentence || cf_reading_is(&tokens[i], ", ;")))
            return false;
        if (cf_reading_is(&tokens[i], "only nothing"))
            return true;
    }
    return false;
}

static void put_subjects(const struct cf_reading *r, const struct cf_relation *rel, struct cf_ends *ends)
{
    size_t begin = rel->begin;
    if (rel->relative) {
        size_t next = rel->end + !cf_reading_is(&r->analysis->tokens[begin], "where");
        put(ends->subjects, &ends->subjects_count, follower(r, next, begin));
        ends->sure = ends->subjects_count;
        return;
    }
    size_t behind = rel->object >= 0 ? chain_end(r, rel->object) : rel->end + (rel->pronoun && !rel->bare ? 1u : 0u);
    behind = behind_places(r, behind);
    bool fronted = is_fronted(r, begin, behind);
    const struct cf_token *before = boundary(r, begin);
    bool first = fronted && before && !*before->word;
    bool pronoun = !fronted && has_pronoun(r, begin);
    if (fronted)
        put(ends->subjects, &ends->subjects_count, follower(r, behind, begin));
    ends->sure = ends->subjects_count;
    if (fronted && is_exclusive(r, behind))
        return;
    int32_t near = nearest(r, begin);
    if (near >= 0 && !pronoun && is_thing(r, near))
        put(ends->subjects, &ends->subjects_count, near);
    if (pronoun)
        put_last_sentence(r, begin, ends->subjects, &ends->subjects_count);
    if (!first)
        put_before(r, begin, ends->subjects, &ends->subjects_count);
    if (!ends->sure)
        ends->sure = ends->subjects_count < 2 || near < 0 || opens_clause(r, near) ? ends->subjects_count > 0 : 2;
    if (!ends->subjects_count || first)
        put_last_sentence(r, begin, ends->subjects, &ends->subjects_count);
}

/* What the pronoun may not mean: "it" no people and no two, "him" and "her" no things; "them" no one, where there are
 * more. */
static bool disagrees(const struct cf_reading *r, const struct cf_relation *rel, int32_t phrase, bool plurals)
{
    const struct cf_analysis *a = r->analysis;
    size_t at = rel->object >= 0 ? r->phrases[rel->object].begin : rel->bare ? rel->begin : rel->end;
    for (; (rel->pronoun || rel->object >= 0) && at < a->tokens_count && (at <= rel->end || rel->object >= 0); at++) {
        const struct cf_token *t = &a->tokens[at], *head = &a->tokens[r->phrases[phrase].head];
        bool living = head->classes & (CF_CLASS_PERSON | CF_CLASS_ANIMAL) || head->pos == CF_POS_NAME ||
                      !head->classes;                                      /* unknown */
        bool open = r->phrases[phrase].begin == r->phrases[phrase].head || /* "jellyfish" may be many */
                    a->tokens[r->phrases[phrase].begin].pos == CF_POS_ADJECTIVE;
        const struct cf_phrase *p = &r->phrases[phrase];
        bool whole = phrase && p[-1].head + 2 == p->begin && cf_reading_is_measure(r, p - 1) && /* "a stack of books" */
                     !(a->tokens[p[-1].head].flags & CF_TOKEN_PLURAL);
        bool plural = !whole && (head->flags & CF_TOKEN_PLURAL || p->number > 1);
        if (cf_reading_is(t, "it its"))
            return plural || (head->classes & CF_CLASS_PERSON && !(head->classes & ~(uint32_t)CF_CLASS_PERSON));
        if (cf_reading_is(t, "him his her"))
            return plural || !living;
        if (cf_reading_is(t, "them their"))
            return plurals && !plural && !(open && head->classes & CF_CLASS_ANIMAL);
        if (rel->object >= 0)
            return false;
    }
    return false;
}

static void put_objects(const struct cf_reading *r, const struct cf_relation *rel, struct cf_ends *ends)
{
    const struct cf_analysis *a = r->analysis;
    if (rel->object >= 0) {
        put(ends->objects, &ends->objects_count, rel->object);
        put_joined(r, rel->object, ends->objects, &ends->objects_count);
        ends->sure_objects = ends->objects_count;
        if (rel->relative) /* "a bed heaped with quilts, where": the bed as well */
            put_before(r, rel->begin, ends->objects, &ends->objects_count);
        size_t begin = r->phrases[rel->object].begin;
        if (!cf_reading_is(&a->tokens[begin], "its his her their"))
            return; /* "beside its base": of whom? */
    }
    int32_t spoken[CF_ENDS_MAX];
    size_t count = 0;
    size_t with = ends->subjects_count ? r->phrases[ends->subjects[0]].begin : 0; /* "a lake with wolves on it" */
    if (with >= 2 && cf_reading_is(&a->tokens[with - 1], "with") && r->phrase_of[with - 2] >= 0 &&
        a->tokens[with - 2].sentence == a->tokens[rel->begin].sentence)
        put(spoken, &count, r->phrase_of[with - 2]);
    put_before(r, rel->begin, spoken, &count);
    put_last_sentence(r, rel->begin, spoken, &count);
    bool plurals = false;
    for (size_t i = 0; i < count; i++)
        plurals |= (a->tokens[r->phrases[spoken[i]].head].flags & CF_TOKEN_PLURAL) != 0;
    for (size_t i = 0; i < count; i++) { /* not of itself */
        bool subject = disagrees(r, rel, spoken[i], plurals);
        for (size_t k = 0; k < ends->sure && k < 1 && !subject; k++)
            subject = ends->subjects[k] == spoken[i];
        if (!subject)
            put(ends->objects, &ends->objects_count, spoken[i]);
    }
    if (rel->object < 0)
        ends->sure_objects = ends->objects_count < 2 ? ends->objects_count : 2;
}

void cf_reading_ends(const struct cf_reading *reading, const struct cf_relation *relation, struct cf_ends *ends)
{
    memset(ends, 0, sizeof(*ends));
    put_subjects(reading, relation, ends);
    put_objects(reading, relation, ends);
}
