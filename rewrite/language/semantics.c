/* Synonyms, hypernyms, antonyms; and the language that all rooms share. */
#include "base/error.h"
#include "language/internal.h"
#include <stdlib.h>
#include <string.h>

int cf_language_open(struct cf_language **out, const char *folder, struct cf_error *err)
{
    if (!folder)
        folder = getenv("CLIPFEED_WORDNET");
    if (!folder || !*folder)
        folder = "/usr/share/wordnet";
    struct cf_language *language = calloc(1, sizeof(*language));
    if (!language)
        return cf_fail(err, CF_ENOMEM, "no memory for the language's data");
    int rc = cf_wordnet_open(&language->wordnet, folder, err);
    if (rc)
        goto fail;
    rc = CF_ENOMEM;
    if (cf_lexicon_create(&language->lexicon) || cf_classes_prepare(language) || cf_near_prepare(language)) {
        cf_fail(err, rc, "no memory for the language's data");
        goto fail;
    }
    *out = language;
    return CF_OK;
fail:
    cf_language_close(&language);
    return rc;
}

void cf_language_close(struct cf_language **language)
{
    if (!*language)
        return;
    cf_wordnet_close(&(*language)->wordnet);
    cf_lexicon_destroy(&(*language)->lexicon);
    free((*language)->places);
    free((*language)->kinds);
    free(*language);
    *language = NULL;
}

static const struct cf_wn_word *find(const struct cf_language *language, enum cf_wn_part part, const char *word)
{
    return cf_morphology_base(language, part, word, strlen(word));
}

static unsigned senses(const struct cf_wn_word *word)
{
    return word->senses_count < SENSES_MAX ? word->senses_count : SENSES_MAX;
}

bool cf_language_synonyms(const struct cf_language *language, const char *a, const char *b, enum cf_pos pos)
{
    enum cf_wn_part part = cf_pos_part(pos);
    if (part == CF_WN_PARTS)
        return strcmp(a, b) == 0;
    const struct cf_wn_word *wa = find(language, part, a), *wb = find(language, part, b);
    if (!wa || !wb)
        return strcmp(a, b) == 0;
    for (unsigned i = 0; i < senses(wa); i++)
        for (unsigned j = 0; j < senses(wb); j++)
            if (cf_wordnet_sense(language->wordnet, part, wa, i) == cf_wordnet_sense(language->wordnet, part, wb, j))
                return true;
    return false;
}

/* Whether `wanted` is the synset or above it. */
static bool is_above(const struct cf_language *language, enum cf_wn_part part, uint32_t index, uint32_t wanted,
                     int depth)
{
    if (index == wanted)
        return true;
    const struct cf_wn_synset *synset = cf_wordnet_synset(language->wordnet, part, index);
    for (unsigned i = 0; i < synset->parents_count && depth < 24; i++)
        if (is_above(language, part, cf_wordnet_parent(language->wordnet, part, synset, i), wanted, depth + 1))
            return true;
    return false;
}

bool cf_language_is_a(const struct cf_language *language, const char *word, const char *kind, enum cf_pos pos)
{
    enum cf_wn_part part = cf_pos_part(pos);
    if (part == CF_WN_PARTS)
        return strcmp(word, kind) == 0;
    const struct cf_wn_word *w = find(language, part, word), *k = find(language, part, kind);
    if (!w || !k)
        return strcmp(word, kind) == 0;
    for (unsigned i = 0; i < senses(w); i++)
        for (unsigned j = 0; j < senses(k); j++)
            if (is_above(language, part, cf_wordnet_sense(language->wordnet, part, w, i),
                         cf_wordnet_sense(language->wordnet, part, k, j), 0))
                return true;
    return false;
}

bool cf_language_mainly_is_a(const struct cf_language *language, const char *word, const char *kind)
{
    const struct cf_wn_word *w = find(language, CF_WN_NOUN, word), *k = find(language, CF_WN_NOUN, kind);
    if (!w || !k || !w->senses_count)
        return strcmp(word, kind) == 0;
    for (unsigned j = 0; j < k->senses_count && j < 2; j++)
        if (is_above(language, CF_WN_NOUN, cf_wordnet_sense(language->wordnet, CF_WN_NOUN, w, 0),
                     cf_wordnet_sense(language->wordnet, CF_WN_NOUN, k, j), 0))
            return true;
    return false;
}

bool cf_language_often_is_a(const struct cf_language *language, const char *word, const char *kind)
{
    const struct cf_wn_word *w = find(language, CF_WN_NOUN, word), *k = find(language, CF_WN_NOUN, kind);
    if (!w || !k || !w->senses_count || !k->senses_count)
        return strcmp(word, kind) == 0;
    uint32_t wanted = cf_wordnet_sense(language->wordnet, CF_WN_NOUN, k, 0);
    for (unsigned i = 0; i < w->senses_count && i < 2; i++)
        if (is_above(language, CF_WN_NOUN, cf_wordnet_sense(language->wordnet, CF_WN_NOUN, w, i), wanted, 0))
            return true;
    return false;
}

bool cf_language_names(const struct cf_language *language, const char *noun)
{
    const struct cf_wn_word *w = find(language, CF_WN_NOUN, noun);
    return w && w->senses_count &&
           cf_wordnet_synset(language->wordnet, CF_WN_NOUN, cf_wordnet_sense(language->wordnet, CF_WN_NOUN, w, 0))
               ->instance;
}

struct wanted {
    const struct cf_language *language;
    const struct cf_wn_word *word;
    enum cf_wn_part part;
};

static bool is_wanted(void *context, enum cf_wn_part part, uint32_t index, unsigned from, unsigned to)
{
    (void)from, (void)to;
    const struct wanted *w = context;
    for (unsigned i = 0; part == w->part && i < senses(w->word); i++)
        if (cf_wordnet_sense(w->language->wordnet, part, w->word, i) == index)
            return true;
    return false;
}

bool cf_language_entails(const struct cf_language *language, const char *verb, const char *other)
{
    const struct cf_wn_word *w = find(language, CF_WN_VERB, verb);
    struct wanted wanted = {language, find(language, CF_WN_VERB, other), CF_WN_VERB};
    for (unsigned i = 0; w && wanted.word && i < senses(w); i++)
        for (const char *kind = "*$"; *kind; kind++)
            if (cf_wordnet_pointers(language->wordnet, CF_WN_VERB,
                                    cf_wordnet_sense(language->wordnet, CF_WN_VERB, w, i), *kind, is_wanted, &wanted))
                return true;
    return false;
}

unsigned cf_language_field(const struct cf_language *language, const char *verb)
{
    const struct cf_wn_word *w = find(language, CF_WN_VERB, verb);
    return w ? cf_wordnet_synset(language->wordnet, CF_WN_VERB, cf_wordnet_sense(language->wordnet, CF_WN_VERB, w, 0))
                   ->category
             : 0;
}

bool cf_language_antonyms(const struct cf_language *language, const char *a, const char *b)
{
    for (int part = 0; part < CF_WN_PARTS; part++) {
        const struct cf_wn_word *wa = find(language, (enum cf_wn_part)part, a),
                                *wb = find(language, (enum cf_wn_part)part, b);
        if (!wa || !wb)
            continue;
        struct wanted wanted = {language, wb, (enum cf_wn_part)part};
        for (unsigned i = 0; i < senses(wa); i++)
            if (cf_wordnet_pointers(language->wordnet, (enum cf_wn_part)part,
                                    cf_wordnet_sense(language->wordnet, (enum cf_wn_part)part, wa, i), '!', is_wanted,
                                    &wanted))
                return true;
    }
    return false;
}

bool cf_language_derived(const struct cf_language *language, const char *a, const char *b)
{
    for (int pa = 0; pa < CF_WN_PARTS; pa++) {
        const struct cf_wn_word *wa = find(language, (enum cf_wn_part)pa, a);
        for (int pb = 0; wa && pb < CF_WN_PARTS; pb++) {
            const struct cf_wn_word *wb = find(language, (enum cf_wn_part)pb, b);
            struct wanted wanted = {language, wb, (enum cf_wn_part)pb};
            for (unsigned i = 0; wb && i < senses(wa); i++) {
                uint32_t sense = cf_wordnet_sense(language->wordnet, (enum cf_wn_part)pa, wa, i);
                if ((pa == pb && is_wanted(&wanted, (enum cf_wn_part)pa, sense, 0, 0)) ||
                    cf_wordnet_pointers(language->wordnet, (enum cf_wn_part)pa, sense, '+', is_wanted, &wanted))
                    return true;
            }
        }
    }
    return false;
}

struct parts {
    const struct wanted *part;
    int depth;
};

/* The part itself, or a part that has it: the bark of the trunk of a tree. */
static bool is_or_has(void *context, enum cf_wn_part part, uint32_t index, unsigned from, unsigned to)
{
    const struct parts *parts = context;
    if (part != CF_WN_NOUN)
        return false;
    if (is_wanted((void *)(uintptr_t)parts->part, part, index, from, to))
        return true;
    struct parts below = {parts->part, parts->depth + 1};
    return parts->depth < 2 &&
           cf_wordnet_pointers(parts->part->language->wordnet, CF_WN_NOUN, index, '%', is_or_has, &below);
}

static bool has_part(const struct cf_language *language, uint32_t whole, const struct wanted *part, int depth)
{
    struct parts parts = {part, 0};
    if (cf_wordnet_pointers(language->wordnet, CF_WN_NOUN, whole, '%', is_or_has, &parts))
        return true;
    const struct cf_wn_synset *synset = cf_wordnet_synset(language->wordnet, CF_WN_NOUN, whole);
    for (unsigned i = 0; i < synset->parents_count && depth < 8; i++)
        if (has_part(language, cf_wordnet_parent(language->wordnet, CF_WN_NOUN, synset, i), part, depth + 1))
            return true;
    return false;
}

bool cf_language_has_part(const struct cf_language *language, const char *whole, const char *part)
{
    const struct cf_wn_word *w = find(language, CF_WN_NOUN, whole);
    struct wanted wanted = {language, find(language, CF_WN_NOUN, part), CF_WN_NOUN};
    for (unsigned i = 0; w && wanted.word && i < senses(w); i++)
        if (has_part(language, cf_wordnet_sense(language->wordnet, CF_WN_NOUN, w, i), &wanted, 0))
            return true;
    return false;
}

bool cf_language_lemma(const struct cf_language *language, const char *word, enum cf_pos pos, char *lemma, size_t size)
{
    enum cf_wn_part part = cf_pos_part(pos);
    const struct cf_wn_word *found = part == CF_WN_PARTS ? NULL : find(language, part, word);
    if (!found || found->lemma_size >= size)
        return false;
    for (unsigned i = 0; i < found->lemma_size; i++)
        lemma[i] = found->lemma[i] == '_' ? ' ' : found->lemma[i];
    lemma[found->lemma_size] = '\0';
    return true;
}

uint32_t cf_language_classes(const struct cf_language *language, const char *word)
{
    size_t size = strlen(word);
    struct cf_arena arena = {0};
    char *lower = cf_text_lower(&arena, word, size);
    uint32_t classes = 0;
    if (lower) {
        size = strlen(lower);
        const struct cf_lexeme *lexeme = cf_lexicon_find(language->lexicon, lower, size);
        const struct cf_wn_word *noun = cf_morphology_base(language, CF_WN_NOUN, lower, size);
        const struct cf_wn_word *verb = cf_morphology_base(language, CF_WN_VERB, lower, size);
        classes = lexeme ? lexeme->classes : 0;
        if (noun && !(classes & (CF_CLASS_STOP | CF_CLASS_ABSTRACT)))
            classes |= cf_classes_noun(language, noun);
        if (verb && !(classes & CF_CLASS_STOP) && (!noun || verb->uses > noun->uses))
            classes |= cf_classes_verb(language, verb);
    }
    cf_arena_free(&arena);
    return classes;
}

const char *cf_language_colour(const struct cf_language *language, const char *word, unsigned n)
{
    const struct cf_lexeme *lexeme = cf_lexicon_find(language->lexicon, word, strlen(word));
    const char *name = !lexeme || n > 1 ? "" : cf_lexicon_colour_name(n ? lexeme->colour2 : lexeme->colour);
    return *name ? name : NULL;
}
