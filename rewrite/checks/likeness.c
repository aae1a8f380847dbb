/* How surely a phrase of the rewrite is a thing that a relation is asked of. */
#include "checks/relations.h"
#include <string.h>

/* The phrase has the word that tells the thing from its like: the word, or one for the same colour. */
static bool has_mark(const struct cf_reading *r, const struct cf_phrase *p, const char *mark)
{
    for (size_t i = p->begin; mark && i <= p->head; i++)
        if (strcmp(r->analysis->tokens[i].word, mark) == 0 || strcmp(r->analysis->tokens[i].lemma, mark) == 0 ||
            cf_match_colour(r->language, r->analysis->tokens[i].word, mark))
            return true;
    return !mark;
}

static bool is_named(const struct cf_reading *r, const struct cf_phrase *p, const struct cf_thing *thing)
{
    return cf_match_phrase(r, p, thing->noun, thing->base) && has_mark(r, p, thing->mark);
}

/* "a stack of books", "a jar full of honey", "the streets of the town's hills": the thing stands behind the phrase. */
static bool is_chained(const struct cf_reading *r, int32_t phrase, const struct cf_thing *thing)
{
    const struct cf_token *tokens = r->analysis->tokens;
    for (size_t depth = 0, q = (size_t)phrase; depth < 3 && q + 1 < r->phrases_count; depth++, q++) {
        size_t from = r->phrases[q].head + 1, to = r->phrases[q + 1].begin;
        if (to == from && depth && cf_reading_is(&tokens[to], "'s"))
            return is_named(r, &r->phrases[q + 1], thing);
        bool full = to == from + 2 && cf_reading_is(&tokens[from], "full filled heaped piled laden brimming made") &&
                    cf_reading_is(&tokens[to - 1], "of with");
        bool of = to == from + 1 && cf_reading_is(&tokens[from], "of");
        if ((!full && !of) || tokens[from].sentence != tokens[to].sentence)
            return false;
        if (is_named(r, &r->phrases[q + 1], thing))
            return true;
    }
    return false;
}

enum cf_likeness cf_phrase_is(const struct cf_reading *r, int32_t phrase, const struct cf_thing *thing)
{
    const struct cf_token *tokens = r->analysis->tokens;
    const struct cf_phrase *p = &r->phrases[phrase];
    if (is_named(r, p, thing) || is_chained(r, phrase, thing))
        return CF_SAME;
    for (size_t i = p->begin; i < p->head && !thing->mark; i++) /* "the bus's bumper", "the forest floor" */
        if ((tokens[i].pos == CF_POS_NOUN || tokens[i].pos == CF_POS_NAME) &&
            cf_match_token(r, i, thing->noun, thing->base))
            return CF_SAME;
    if (cf_reading_is(&tokens[p->begin], "'s") && phrase && is_named(r, p - 1, thing))
        return CF_SAME;
    if (thing->mark)
        return CF_UNLIKE;
    bool known = cf_reading_is(&tokens[p->begin], "the this that both these those its their his her");
    bool picture = cf_reading_is(&tokens[p->head], "scene view shot clip image picture vision frame moment footage");
    if (cf_reading_is(&tokens[p->begin], "this that these those") &&
        !picture) /* "beneath that frozen keel": what was spoken of */
        return CF_PART;
    if (known && (cf_language_is_a(r->language, thing->base, p->base, CF_POS_NOUN) ||
                  cf_language_is_a(r->language, thing->noun, p->base, CF_POS_NOUN) ||
                  cf_word_is(p->base, "figure creature structure craft vessel machine contraption")))
        return CF_PERHAPS;
    return known && cf_language_has_part(r->language, thing->base, p->base) ? CF_PART : CF_UNLIKE;
}

enum cf_likeness cf_list_is(const struct cf_reading *r, const int32_t *list, size_t count, const struct cf_thing *thing)
{
    enum cf_likeness best = CF_UNLIKE;
    for (size_t i = 0; i < count && best != CF_SAME; i++) {
        enum cf_likeness likeness = cf_phrase_is(r, list[i], thing);
        best = likeness > best ? likeness : best;
    }
    return best;
}

enum cf_likeness cf_sentence_is(const struct cf_reading *r, size_t at, uint32_t reach, int32_t but,
                                const struct cf_thing *thing)
{
    const struct cf_token *tokens = r->analysis->tokens;
    uint32_t here = tokens[at].sentence;
    enum cf_likeness best = CF_UNLIKE;
    for (size_t i = 0; i < r->phrases_count && best != CF_SAME; i++) {
        uint32_t sentence = tokens[r->phrases[i].head].sentence;
        if ((int32_t)i == but || sentence > here || sentence + reach < here)
            continue;
        enum cf_likeness likeness = cf_phrase_is(r, (int32_t)i, thing);
        best = likeness > best ? likeness : best;
    }
    for (size_t i = 0; i < r->analysis->tokens_count && best != CF_SAME; i++) { /* "an orange", taken for its colour */
        uint32_t sentence = tokens[i].sentence;
        if (r->phrase_of[i] < 0 && sentence <= here && sentence + reach >= here && !thing->mark &&
            cf_match_token(r, i, thing->noun, thing->base))
            best = CF_SAME;
    }
    return best;
}

bool cf_phrase_is_joined(const struct cf_reading *r, int32_t phrase, const struct cf_thing *thing)
{
    for (int32_t p = phrase - 1; p <= phrase; p++) {
        if (p < 0 || (size_t)p + 1 >= r->phrases_count)
            continue;
        size_t from = r->phrases[p].head + 1, to = r->phrases[p + 1].begin;
        if (to == from + 1 && cf_reading_is(&r->analysis->tokens[from], "and") &&
            cf_phrase_is(r, p == phrase ? p + 1 : p, thing) == CF_SAME)
            return true;
    }
    return false;
}
