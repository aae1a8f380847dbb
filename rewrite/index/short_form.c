#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "index/index.h"
#include "language/language.h"

enum { MOST_WORDS = 20, LEAST_WORDS = 3, MOST_BYTES = 240 };

static bool is_one_of(const char *word, const char *const *list)
{
    for (; *list; list++)
        if (!strcmp(word, *list))
            return true;
    return false;
}

/* "The video", "this clip": what captions call themselves. */
static bool is_frame(const struct cf_token *t)
{
    static const char *const words[] = {"video",    "clip", "footage", "scene", "image",   "film", "animation",
                                        "sequence", "shot", "frame",   "photo", "picture", NULL};
    return t->pos == CF_POS_NOUN && is_one_of(t->lemma, words);
}

static bool is_showing(const struct cf_token *t)
{
    static const char *const words[] = {"show",    "capture", "feature", "depict",     "showcase",
                                        "present", "open",    "begin",   "start",      "display",
                                        "portray", "focus",   "contain", "illustrate", NULL};
    return is_one_of(t->lemma, words);
}

static bool is_comma(const struct cf_analysis *a, const struct cf_token *t)
{
    return t->size == 1 && a->text[t->begin] == ',';
}

static bool ends_clause(const struct cf_analysis *a, const struct cf_token *t)
{
    static const char *const marks[] = {";", ":", "\xe2\x80\x94", "\xe2\x80\x93", NULL};
    if (t->pos != CF_POS_PUNCTUATION)
        return false;
    for (size_t i = 0; marks[i]; i++)
        if (t->size == strlen(marks[i]) && !memcmp(a->text + t->begin, marks[i], t->size))
            return true;
    return false;
}

static bool begins_clause(const struct cf_token *t)
{
    static const char *const words[] = {"which", "while", "where", "whose", "as", "who", "creating", "adding", NULL};
    return is_one_of(t->word, words);
}

/* Behind "The video shows", "In this clip,". */
static size_t skip_frame(const struct cf_analysis *a, size_t begin, size_t end)
{
    bool frame = false;
    for (size_t i = begin; i < end && i < begin + 8; i++) {
        const struct cf_token *t = &a->tokens[i];
        bool in_this = frame && is_comma(a, t) && a->tokens[begin].pos == CF_POS_PREPOSITION && i <= begin + 3 &&
                       strcmp(a->tokens[i - 1].word, "frame");
        if (in_this)
            return i + 1;
        if (frame && is_showing(t)) {
            size_t next = i + 1;
            while (next < end && (a->tokens[next].pos == CF_POS_PREPOSITION || a->tokens[next].pos == CF_POS_ADVERB))
                next++;
            return end - next >= 2 ? next : begin;
        }
        if (t->classes & (CF_CLASS_PERSON | CF_CLASS_ANIMAL) && t->pos == CF_POS_NOUN)
            return begin;
        frame |= is_frame(t);
    }
    return begin;
}

/* The token behind the main clause, at most 20 words on. */
static size_t clause_end(const struct cf_analysis *a, size_t begin, size_t end)
{
    bool noun = false, verb = false, comma = false;
    size_t words = 0, i = begin;
    for (; i < end; i++) {
        const struct cf_token *t = &a->tokens[i];
        bool complete = words >= LEAST_WORDS && noun && verb;
        if (words >= LEAST_WORDS && noun && ends_clause(a, t))
            break;
        bool series = is_comma(a, t) && i > begin && t[-1].pos == CF_POS_ADJECTIVE; /* "a serene, misty lake" */
        bool aside = is_comma(a, t) && i + 1 < end && begins_clause(t + 1);         /* ", while ..." */
        if ((complete && ((is_comma(a, t) && !series) || begins_clause(t))) || (aside && words >= LEAST_WORDS && noun))
            break;
        comma |= is_comma(a, t);
        if (t->pos == CF_POS_PUNCTUATION)
            continue;
        if (words == MOST_WORDS || t->begin + t->size - a->tokens[begin].begin > MOST_BYTES)
            break;
        words++;
        noun |= t->pos == CF_POS_NOUN || t->pos == CF_POS_NAME || t->pos == CF_POS_PRONOUN;
        /* "a giraffe, its neck swaying, stands": the verb is yet to come */
        verb |= (t->pos == CF_POS_VERB && !(comma && t->flags & CF_TOKEN_GERUND)) || t->pos == CF_POS_AUXILIARY;
    }
    return i;
}

/* A noun phrase that was cut before its noun, "a soft, warm": where it begins, else end. */
static size_t before_adjectives(const struct cf_analysis *a, size_t begin, size_t end)
{
    size_t i = end;
    while (i > begin && (a->tokens[i - 1].pos == CF_POS_ADJECTIVE || a->tokens[i - 1].pos == CF_POS_ADVERB ||
                         is_comma(a, &a->tokens[i - 1]) || !strcmp(a->tokens[i - 1].word, "and")))
        i--;
    return i < end && i > begin && a->tokens[i - 1].pos == CF_POS_DETERMINER ? i - 1 : end;
}

static bool may_end(const struct cf_token *t)
{
    switch (t->pos) {
    case CF_POS_PUNCTUATION:
    case CF_POS_DETERMINER:
    case CF_POS_PREPOSITION:
    case CF_POS_CONJUNCTION:
    case CF_POS_AUXILIARY: return false;
    default: return true;
    }
}

static char *slice(const char *text, size_t begin, size_t end)
{
    size_t size = end - begin;
    if (size > MOST_BYTES)
        for (size = MOST_BYTES; size && ((unsigned char)text[begin + size] & 0xc0) == 0x80;)
            size--; /* not within a character */
    char *copy = strndup(text + begin, size);
    for (char *c = copy; c && *c; c++)
        if (*c == '\n' || *c == '\r' || *c == '\t')
            *c = ' ';
    return copy;
}

static char *extract(const struct cf_analysis *a)
{
    size_t begin = 0, end = 0;
    for (uint32_t sentence = 0; sentence < a->sentences_count; sentence++) {
        size_t words = 0;
        for (begin = end; end < a->tokens_count && a->tokens[end].sentence == sentence; end++)
            words += a->tokens[end].pos != CF_POS_PUNCTUATION;
        if (words >= LEAST_WORDS)
            break;
    }
    if (begin == end || a->sentences_count == 0)
        begin = 0, end = a->tokens_count;
    begin = skip_frame(a, begin, end);
    end = clause_end(a, begin, end);
    while (begin < end && a->tokens[begin].pos == CF_POS_PUNCTUATION)
        begin++;
    size_t last = before_adjectives(a, begin, end);
    while (last > begin && !may_end(&a->tokens[last - 1]))
        last--;
    while (last == begin && end > begin && a->tokens[end - 1].pos == CF_POS_PUNCTUATION)
        end--;
    last = last > begin ? last : end; /* function words alone are better than nothing */
    if (last <= begin)
        return slice(a->text, 0, a->text_size);
    return slice(a->text, a->tokens[begin].begin, a->tokens[last - 1].begin + a->tokens[last - 1].size);
}

int cf_short_form_extract(char **out, const struct cf_language *language, const char *dense, size_t size,
                          struct cf_error *err)
{
    enum { READ = 2048 }; /* the main clause lies in it, or the caption has none */
    struct cf_analysis *a = NULL;
    int status = cf_analysis_create(&a, language, dense, size < READ ? size : READ, err);
    char *text = status ? NULL : extract(a);
    if (!status && !text)
        status = cf_fail(err, CF_ENOMEM, "short form: no memory");
    if (!status)
        *out = text;
    cf_analysis_destroy(&a);
    return status;
}
