#include "language/text.h"
#include <string.h>

/* Marks that open a quote, with those that may close it. The straight marks close themselves. */
static const struct {
    int32_t open, close, close2;
} marks[] = {
    {'"', '"', 0x201d},       {0x201c, 0x201d, '"'},    {0x201e, 0x201c, 0x201d}, {0xab, 0xbb, 0xbb},
    {0x2039, 0x203a, 0x203a}, {0x300c, 0x300d, 0x300d}, {0x300e, 0x300f, 0x300f}, {0x300a, 0x300b, 0x300b},
    {0x2018, 0x2019, 0x2019}, {0x201a, 0x2018, 0x2018}, {'\'', '\'', 0x2019},     {'`', '`', '\''},
    {0x201d, 0x201d, 0x201d}, {0xff02, 0xff02, 0xff02}, {0x2033, 0x2033, 0x2033},
};

/* A quote longer than this is an unclosed mark, and so is one with an empty line in it. */
enum { QUOTE_MAX = 400 };

static bool is_word(int32_t c)
{
    return (c >= '0' && c <= '9') || cf_text_script(c) != CF_SCRIPT_NONE;
}

static bool is_single(int32_t c)
{
    return c == '\'' || c == 0x2018 || c == 0x2019 || c == '`';
}

/* The mark that ends the quote opened at `start`: its offset, or 0. A single mark between letters is an apostrophe, and
 * so is one behind an s that another mark follows later ("the boys' bikes"). */
static size_t find_end(const char *text, size_t size, size_t start, int32_t close, int32_t close2)
{
    size_t limit = size - start > QUOTE_MAX ? start + QUOTE_MAX : size;
    int32_t before = 0;
    size_t length;
    for (size_t i = start; i < limit; i += length) {
        int32_t c = cf_text_codepoint(text + i, size - i, &length);
        if (c == '\n' && before == '\n')
            return 0;
        if (c == close || c == close2) {
            size_t skip;
            int32_t after = i + length < size ? cf_text_codepoint(text + i + length, size - i - length, &skip) : 0;
            if (!is_single(c) || (!is_word(after) && before != ' '))
                return i;
        }
        before = c;
    }
    return 0;
}

/* Where a single mark can open a quote: not behind a letter or digit, and not in 'tis or '90s. */
static bool can_open(const char *text, size_t size, size_t at, int32_t mark, int32_t before)
{
    size_t length;
    int32_t after = at < size ? cf_text_codepoint(text + at, size - at, &length) : 0;
    if (after == ' ' || after == 0 || after == '\n')
        return mark == '"' && after != 0; /* sloppy, but meant */
    if (!is_single(mark))
        return true;
    if (is_word(before))
        return false;
    static const char *const elided[] = {"tis ", "twas ", "em ", "til ", "n' ", "cause "};
    for (size_t i = 0; i < sizeof(elided) / sizeof(*elided); i++)
        if (size - at >= strlen(elided[i]) && memcmp(text + at, elided[i], strlen(elided[i])) == 0)
            return false;
    return !(after >= '0' && after <= '9' && at + 3 <= size && text[at + 2] == 's');
}

struct cf_quote *cf_text_quotes(struct cf_arena *arena, const char *text, size_t size, size_t *count)
{
    struct cf_quote *quotes = NULL;
    size_t capacity = 0;
    *count = 0;
    int32_t before = 0;
    for (size_t i = 0, length; i < size; i += length) {
        int32_t c = cf_text_codepoint(text + i, size - i, &length);
        size_t end = 0, inside = i + length;
        for (size_t m = 0; m < sizeof(marks) / sizeof(*marks) && !end; m++)
            if (c == marks[m].open && can_open(text, size, inside, c, before))
                end = find_end(text, size, inside, marks[m].close, marks[m].close2);
        before = c;
        if (!end || end == inside)
            continue;
        if (*count == capacity) {
            capacity = capacity ? 2 * capacity : 4;
            struct cf_quote *more = cf_arena_alloc(arena, capacity * sizeof(*more));
            if (!more) {
                *count = 1;
                return NULL;
            }
            if (*count)
                memcpy(more, quotes, *count * sizeof(*more));
            quotes = more;
        }
        quotes[(*count)++] = (struct cf_quote){(uint32_t)inside, (uint32_t)(end - inside)};
        size_t close;
        cf_text_codepoint(text + end, size - end, &close);
        length = end + close - i;
        before = '"';
    }
    return quotes;
}
