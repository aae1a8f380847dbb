#include "base/error.h"
#include "checks/internal.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

struct cf_need *cf_facts_add(struct cf_facts *facts, enum cf_check check, size_t begin, size_t end)
{
    if (facts->count == CF_FACTS_MAX || facts->failed)
        return NULL;
    const struct cf_token *tokens = facts->reading.analysis->tokens;
    struct cf_need *need = &facts->needs[facts->count];
    *need = (struct cf_need){.fact = {.check = check, .hard = cf_check_is_hard(check), .owner = "", .other = ""}};
    need->fact.surface = cf_reading_words(&facts->reading, &facts->arena, begin, end);
    need->fact.begin = tokens[begin].begin;
    need->fact.size = tokens[end - 1].begin + tokens[end - 1].size - tokens[begin].begin;
    facts->failed |= !need->fact.surface;
    facts->count++;
    return need;
}

static bool is_taken(const struct cf_facts *facts, size_t begin, size_t end)
{
    for (size_t i = begin; i < end; i++)
        if (facts->taken[i])
            return true;
    return false;
}

static void take(struct cf_facts *facts, size_t begin, size_t end)
{
    memset(facts->taken + begin, 1, end - begin);
}

static void add_quotes(struct cf_facts *facts)
{
    const struct cf_analysis *a = facts->reading.analysis;
    size_t t = 0;
    for (size_t q = 0; q < a->quotes_count; q++) {
        uint32_t begin = a->quotes[q].begin, end = begin + a->quotes[q].size;
        while (t < a->tokens_count && a->tokens[t].begin < begin)
            t++;
        size_t last = t;
        while (last < a->tokens_count && a->tokens[last].begin < end)
            last++;
        if (last == t || is_taken(facts, t, last))
            continue;
        struct cf_need *need = cf_facts_add(facts, CF_CHECK_QUOTED, t, last);
        if (need) {
            need->fact.surface = cf_arena_copy(&facts->arena, a->text + begin, end - begin);
            need->fact.begin = begin;
            need->fact.size = end - begin;
            facts->failed |= !need->fact.surface;
        }
        take(facts, t, last);
    }
}

/* "a black and white cat" has colours; "..., black and white" is a style. */
static bool is_colour_pair(const struct cf_facts *facts, size_t at, size_t length)
{
    const struct cf_analysis *a = facts->reading.analysis;
    size_t next = at + length;
    return a->tokens[at].classes & CF_CLASS_COLOUR && next < a->tokens_count &&
           a->tokens[next].sentence == a->tokens[at].sentence && a->tokens[next].pos == CF_POS_NOUN &&
           !(a->tokens[next].classes & (CF_CLASS_STYLE | CF_CLASS_CAMERA)) &&
           !cf_reading_is(&a->tokens[next],
                          "photo photograph photography video movie footage picture image tones filter");
}

/* The concept with the longest row at i; *length: its tokens. NULL: none. */
static const struct cf_concept *concept_at(const struct cf_facts *facts, size_t i, size_t *length)
{
    const struct cf_concept *best = NULL;
    *length = 0;
    for (size_t c = 0; c < cf_concepts_count() && !facts->taken[i]; c++) {
        size_t size = cf_concept_spells(&facts->reading, i, cf_concepts_at(c), true);
        if (size > *length) {
            *length = size;
            best = cf_concepts_at(c);
        }
    }
    return best;
}

/* "camera pans" in "camera pans slowly to the left": the kind of it whose row begins there and goes on. */
static const struct cf_concept *concept_in_full(const struct cf_facts *facts, size_t i, size_t *length)
{
    const struct cf_concept *best = concept_at(facts, i, length);
    for (size_t j = i + 1; best && j < i + *length; j++) {
        size_t size;
        const struct cf_concept *kind = concept_at(facts, j, &size);
        if (kind && j + size > i + *length && strncmp(kind->name, best->name, strlen(best->name)) == 0) {
            *length = j + size - i;
            return kind;
        }
    }
    return best;
}

/* "tracking shot following a fox" asks once. */
static bool is_asked(const struct cf_facts *facts, const struct cf_concept *concept)
{
    for (size_t i = 0; i < facts->count; i++)
        if (facts->needs[i].concept == concept)
            return true;
    return false;
}

/* Who made what a style is like is a name besides, and is kept as one: "Kurosawa style". */
static void leave_makers(struct cf_facts *facts, size_t begin, size_t end)
{
    const struct cf_token *tokens = facts->reading.analysis->tokens;
    for (size_t i = begin; i < end; i++)
        if (tokens[i].pos == CF_POS_NAME &&
            cf_reading_is(&tokens[i], "ghibli miyazaki pixar disney wes anderson hokusai monet kurosawa tarantino dali "
                                      "gogh picasso klimt hopper hitchcock kubrick lynch burton nolan aardman lego"))
            facts->taken[i] = 0;
}

static void add_concepts(struct cf_facts *facts)
{
    const struct cf_analysis *a = facts->reading.analysis;
    for (size_t i = 0; i < a->tokens_count; i++) {
        size_t longest;
        const struct cf_concept *best = a->tokens[i].negated ? NULL : concept_in_full(facts, i, &longest);
        if (!best || is_taken(facts, i, i + longest) || is_colour_pair(facts, i, longest))
            continue;
        struct cf_need *need = is_asked(facts, best) ? NULL : cf_facts_add(facts, best->check, i, i + longest);
        if (need)
        need->concept = best;
        take(facts, i, i + longest);
        leave_makers(facts, i, i + longest);
        /* "watercolor painting", "cyberpunk style", "aerial shot": the words behind say what it is, not what is seen */
        for (size_t j = i + longest;
             j < a->tokens_count && a->tokens[j].sentence == a->tokens[i].sentence && a->tokens[j].pos == CF_POS_NOUN &&
             (a->tokens[j].classes & (CF_CLASS_STYLE | CF_CLASS_CAMERA) ||
              cf_reading_is(&a->tokens[j], "view video effect shot look photography"));
             j++)
            take(facts, j, j + 1);
        i += longest - 1;
    }
}

/* "style"; "1970s look"; "linocut animation of ...", at a sentence's beginning or behind a comma. */
static bool names_style(const struct cf_facts *facts, size_t i)
{
    const struct cf_token *tokens = facts->reading.analysis->tokens;
    if (cf_reading_is(&tokens[i], "style styles aesthetic aesthetics"))
        return true;
    int32_t p = facts->reading.phrase_of[i];
    uint32_t begin = p < 0 ? 0 : facts->reading.phrases[p].begin;
    if (p < 0 || facts->reading.phrases[p].head != i || begin == i || tokens[i].pos != CF_POS_NOUN ||
        facts->taken[i - 1] || tokens[i - 1].pos == CF_POS_DETERMINER || tokens[i - 1].pos == CF_POS_NUMBER)
        return false;
    if (cf_reading_is(&tokens[i], "look vibe vibes feel"))
        return true;
    bool first = !begin || tokens[begin - 1].sentence != tokens[i].sentence || strcmp(tokens[begin - 1].word, ",") == 0;
    return first && cf_reading_is(&tokens[i], "animation drawing illustration footage sketch engraving");
}

/* "in the style of X", "X style": a style that no list has. */
static void add_named_styles(struct cf_facts *facts)
{
    const struct cf_analysis *a = facts->reading.analysis;
    for (size_t i = 0; i < a->tokens_count; i++) {
        if (facts->taken[i] || a->tokens[i].negated || !names_style(facts, i))
            continue;
        size_t begin = i, end = i;
        bool of = cf_reading_is(&a->tokens[i], "style styles aesthetic look feel") && i + 2 < a->tokens_count &&
                  cf_reading_is(&a->tokens[i + 1], "of");
        if (of && facts->reading.phrase_of[i + 2] >= 0) {
            begin = i + 2;
            end = facts->reading.phrases[facts->reading.phrase_of[i + 2]].head + 1;
        } else if (i && facts->reading.phrase_of[i] >= 0) {
            begin = facts->reading.phrases[facts->reading.phrase_of[i]].begin;
        }
        while (begin < end && a->tokens[begin].pos == CF_POS_DETERMINER)
            begin++;
        if (begin < end && cf_reading_is(&a->tokens[begin], "different various many several all other mixed own"))
            continue; /* "works in different styles" */
        if (begin >= end || is_taken(facts, begin, end))
            continue;
        struct cf_need *need = cf_facts_add(facts, CF_CHECK_STYLE, begin, end);
        if (need)
            need->noun = a->tokens[end - 1].lemma;
        if (a->tokens[begin].pos != CF_POS_NAME) /* a name is to be kept as a name as well */
            take(facts, begin, end);
        take(facts, i, i + 1);
    }
}

static void add_foreign(struct cf_facts *facts)
{
    const struct cf_analysis *a = facts->reading.analysis;
    for (size_t i = 0; i < a->tokens_count; i++) {
        const struct cf_token *t = &a->tokens[i];
        if (facts->taken[i])
            continue;
        if (t->pos == CF_POS_NUMBER && isdigit((unsigned char)*t->word)) {
            struct cf_need *need = cf_facts_add(facts, CF_CHECK_COUNT, i, i + 1);
            if (need)
                need->fact.number = t->number;
        } else if (strncmp(facts->tongue.code, "zh", 2) == 0 && isalpha((unsigned char)*t->word) && t->size > 2) {
            cf_facts_add(facts, CF_CHECK_NAME, i, i + 1);
        }
    }
}

int cf_facts_create(struct cf_facts **out, const struct cf_language *language, const char *prompt, size_t size,
                    struct cf_error *err)
{
    struct cf_facts *facts = calloc(1, sizeof(*facts));
    if (!facts)
        return cf_fail(err, CF_ENOMEM, "no memory for a prompt's requirements");
    int rc = cf_reading_create(&facts->reading, &facts->arena, language, prompt, size, err);
    if (rc)
        goto fail;
    const struct cf_analysis *a = facts->reading.analysis;
    facts->needs = calloc(CF_FACTS_MAX, sizeof(*facts->needs));
    facts->taken = cf_arena_alloc(&facts->arena, a->tokens_count + 1);
    facts->ordered = cf_arena_alloc(&facts->arena, a->tokens_count + 1);
    rc = CF_ENOMEM;
    if (!facts->needs || !facts->taken || !facts->ordered)
        goto fail;
    cf_language_identify(language, a->text, a->text_size, &facts->tongue);
    facts->english = strcmp(facts->tongue.code, "en") == 0 || strcmp(facts->tongue.code, "und") == 0;
    cf_facts_orders(facts);
    memcpy(facts->ordered, facts->taken, a->tokens_count);
    add_quotes(facts);
    if (facts->english) {
        add_concepts(facts);
        add_named_styles(facts);
        cf_facts_scene(facts);
        cf_facts_loose(facts);
    } else {
        add_foreign(facts);
    }
    if (facts->failed)
        goto fail;
    *out = facts;
    return CF_OK;
fail:
    cf_facts_destroy(&facts);
    return cf_fail(err, rc, "no memory for the requirements of a prompt of %zu bytes", size);
}

void cf_facts_destroy(struct cf_facts **facts)
{
    if (!*facts)
        return;
    cf_reading_destroy(&(*facts)->reading);
    free((*facts)->needs);
    cf_arena_free(&(*facts)->arena);
    free(*facts);
    *facts = NULL;
}

size_t cf_facts_count(const struct cf_facts *facts)
{
    return facts->count;
}

const struct cf_fact *cf_facts_at(const struct cf_facts *facts, size_t index)
{
    return &facts->needs[index].fact;
}

const char *cf_facts_prompt(const struct cf_facts *facts)
{
    return facts->reading.analysis->text;
}

const char *cf_facts_tongue(const struct cf_facts *facts)
{
    return facts->tongue.code;
}

size_t cf_facts_words(const struct cf_facts *facts)
{
    return facts->reading.analysis->words_count;
}

bool cf_facts_has_injection(const struct cf_facts *facts)
{
    return facts->injection;
}
