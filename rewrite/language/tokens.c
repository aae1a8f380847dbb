/* Cutting text into words, marks and sentences. */
#include "language/internal.h"
#include <string.h>
#include <utf8proc.h>

struct cutter {
    struct cf_arena *arena;
    const char *text;
    size_t size;
    struct cf_token *tokens;
    size_t count, capacity;
    uint32_t sentence;
    bool ended; /* the next word begins a sentence */
    bool failed;
};

static bool is_letter(int32_t c)
{
    return cf_text_script(c) != CF_SCRIPT_NONE || (c > 0x2ff && utf8proc_get_property(c)->combining_class);
}

static bool is_digit(int32_t c)
{
    return c >= '0' && c <= '9';
}

static bool is_ideograph(int32_t c)
{
    enum cf_script script = cf_text_script(c);
    return script == CF_SCRIPT_HAN || script == CF_SCRIPT_KANA || script == CF_SCRIPT_THAI;
}

static bool is_apostrophe(int32_t c)
{
    return c == '\'' || c == 0x2019 || c == 0x2bc;
}

static void push(struct cutter *cut, size_t begin, size_t end)
{
    if (cut->count == cut->capacity) {
        size_t capacity = cut->capacity ? 2 * cut->capacity : 64;
        struct cf_token *more = cf_arena_alloc(cut->arena, capacity * sizeof(*more));
        if (!more) {
            cut->failed = true;
            return;
        }
        if (cut->count)
            memcpy(more, cut->tokens, cut->count * sizeof(*more));
        cut->tokens = more;
        cut->capacity = capacity;
    }
    size_t length;
    int32_t first = cf_text_codepoint(cut->text + begin, cut->size - begin, &length);
    bool word = is_letter(first) || is_digit(first) || (first == '\'' && end - begin > 1);
    struct cf_token *token = &cut->tokens[cut->count];
    *token = (struct cf_token){.begin = (uint32_t)begin, .size = (uint32_t)(end - begin)};
    token->word = cf_text_lower(cut->arena, cut->text + begin, end - begin);
    if (!token->word) {
        cut->failed = true;
        return;
    }
    if (word && cut->ended && cut->count)
        cut->sentence++;
    if (word && (cut->ended || !cut->count))
        token->flags |= CF_TOKEN_FIRST;
    if (word)
        cut->ended = false;
    if (first > 0 && utf8proc_tolower(first) != first)
        token->flags |= CF_TOKEN_CAPITAL;
    token->pos = word ? CF_POS_OTHER : CF_POS_PUNCTUATION;
    token->sentence = cut->sentence;
    cut->count++;
}

/* Contractions are two words: do|n't, it|'s. */
static void push_word(struct cutter *cut, size_t begin, size_t end)
{
    static const char *const tails[] = {"n't", "'s", "'re", "'ve", "'ll", "'d", "'m"};
    char last[4] = {0};
    size_t size = end - begin;
    /* The apostrophe may be the three-byte one. */
    for (size_t i = 0; i < sizeof(tails) / sizeof(*tails); i++) {
        size_t plain = strlen(tails[i]), curly = plain + 2;
        const char *mark = strchr(tails[i], '\'');
        for (int k = 0; k < 2; k++) {
            size_t tail = k ? curly : plain, before = (size_t)(mark - tails[i]);
            if (size <= tail)
                continue;
            const char *p = cut->text + end - tail;
            memcpy(last, p, before);
            bool same = memcmp(p, tails[i], before) == 0 &&
                        memcmp(p + before, k ? "\xe2\x80\x99" : "'", k ? 3 : 1) == 0 &&
                        memcmp(p + before + (k ? 3 : 1), mark + 1, strlen(mark + 1)) == 0;
            if (same) {
                push(cut, begin, end - tail);
                push(cut, end - tail, end);
                return;
            }
        }
    }
    push(cut, begin, end);
}

/* Where the word that begins at `begin` ends. */
static size_t word_end(const struct cutter *cut, size_t begin)
{
    size_t at = begin, length;
    int32_t before = 0;
    while (at < cut->size) {
        int32_t c = cf_text_codepoint(cut->text + at, cut->size - at, &length);
        if (is_ideograph(c))
            return at == begin ? at + length : at;
        if (!is_letter(c) && !is_digit(c)) {
            size_t skip;
            int32_t after = at + length < cut->size
                                ? cf_text_codepoint(cut->text + at + length, cut->size - at - length, &skip)
                                : 0;
            bool letters = is_letter(before) && is_letter(after) && !is_ideograph(after);
            bool digits = is_digit(before) && is_digit(after);
            bool joined = (is_apostrophe(c) && letters) || ((c == '.' || c == ',' || c == ':') && digits) ||
                          ((c == '-' || c == 0x2010 || c == 0x2011 || c == '_') && before &&
                           (is_letter(after) || is_digit(after)));
            if (!joined)
                return at;
        }
        before = c;
        at += length;
    }
    return at;
}

static bool is_abbreviation(const struct cutter *cut)
{
    static const char *const known[] = {"mr",  "mrs", "ms",   "dr", "st", "vs", "etc",
                                        "e.g", "i.e", "prof", "jr", "sr", "no", "mt"};
    if (!cut->count)
        return false;
    const struct cf_token *last = &cut->tokens[cut->count - 1];
    for (size_t i = 0; i < sizeof(known) / sizeof(*known) - 2; i++)
        if (strcmp(last->word, known[i]) == 0)
            return true;
    return strlen(last->word) == 1 && (last->flags & CF_TOKEN_CAPITAL) && *last->word != 'i';
}

/* Whether the mark at `at` ends a sentence. */
static bool ends_sentence(const struct cutter *cut, size_t at, int32_t c, size_t length)
{
    if (c == 0x3002 || c == 0xff01 || c == 0xff1f)
        return true;
    if (c != '.' && c != '!' && c != '?' && c != 0x2026)
        return false;
    char next = at + length < cut->size ? cut->text[at + length] : ' ';
    char then = at + length + 1 < cut->size ? cut->text[at + length + 1] : 0;
    if (c == '.' && next == ' ' && then >= 'a' && then <= 'z')
        return false; /* "10 a.m. sharp" */
    return (next == ' ' || next == '\n' || next == '"' || next == '\'' || next == ')' || (next & 0x80)) &&
           !(c == '.' && is_abbreviation(cut));
}

struct cf_token *cf_tokens_cut(struct cf_arena *arena, const char *text, size_t size, size_t *count, size_t *sentences)
{
    struct cutter cut = {.arena = arena, .text = text, .size = size};
    for (size_t at = 0, length; at < size && !cut.failed; at += length) {
        int32_t c = cf_text_codepoint(text + at, size - at, &length);
        if (c == '\n') {
            cut.ended = true;
        } else if (is_letter(c) || is_digit(c)) {
            length = word_end(&cut, at) - at;
            push_word(&cut, at, at + length);
        } else if (c != ' ' && c != '\t') {
            bool ends = ends_sentence(&cut, at, c, length);
            push(&cut, at, at + length);
            cut.ended |= ends;
        }
    }
    *count = cut.count;
    *sentences = cut.count ? cut.sentence + 1 : 0;
    if (!cut.failed && !cut.count)
        return cf_arena_alloc(arena, sizeof(*cut.tokens));
    return cut.failed ? NULL : cut.tokens;
}
