#include "engine/text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Bytes of the well-formed code point at text, RFC 3629; 0: there is none. */
static size_t code_point(const unsigned char *t, size_t size)
{
    if (t[0] < 0x80)
        return t[0] ? 1 : 0;
    size_t n = t[0] >= 0xF0 ? 4 : t[0] >= 0xE0 ? 3 : 2;
    if (t[0] < 0xC2 || t[0] > 0xF4 || size < n)
        return 0;
    for (size_t i = 1; i < n; i++)
        if ((t[i] & 0xC0) != 0x80)
            return 0;
    if ((t[0] == 0xE0 && t[1] < 0xA0) || (t[0] == 0xED && t[1] > 0x9F) || (t[0] == 0xF0 && t[1] < 0x90) ||
        (t[0] == 0xF4 && t[1] > 0x8F))
        return 0; /* overlong, a surrogate, or above U+10FFFF */
    return n;
}

size_t cf_text_first_bad(const char *text, size_t size)
{
    size_t at = 0;
    for (size_t n; at < size && (n = code_point((const unsigned char *)text + at, size - at)) > 0;)
        at += n;
    return at;
}

char *cf_text_make_valid(const char *text, size_t size)
{
    char *out = malloc(3 * size + 1);
    size_t n = 0;
    for (size_t at = 0; out && at < size;) {
        size_t good = cf_text_first_bad(text + at, size - at);
        memcpy(out + n, text + at, good);
        n += good;
        at += good;
        if (at < size) {
            memcpy(out + n, "\xEF\xBF\xBD", 3);
            n += 3;
            at++;
        }
    }
    if (out)
        out[n] = 0;
    return out;
}

static size_t collapse(char *text, bool keep_lines)
{
    size_t n = 0;
    bool blank = false, line = false;
    for (const char *c = text; *c; c++) {
        unsigned char u = (unsigned char)*c;
        if (u <= ' ' || u == 127) {
            blank = true;
            line = line || u == '\n';
            continue;
        }
        if (blank && n)
            text[n++] = keep_lines && line ? '\n' : ' ';
        blank = line = false;
        text[n++] = *c;
    }
    text[n] = 0;
    return n;
}

size_t cf_text_collapse(char *text)
{
    return collapse(text, false);
}

size_t cf_text_collapse_lines(char *text)
{
    return collapse(text, true);
}

bool cf_text_has_word(const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text >= 0x80 || isalnum((unsigned char)*text))
            return true;
    return false;
}

/* Where a sentence ends whose last mark stands at text[i]: behind closing quotes and brackets; 0: none ends there. */
static size_t sentence_end(const char *text, size_t i, size_t size)
{
    static const char *const closers[] = {"\"", "'", ")", "]", "\xE2\x80\x9D", "\xE2\x80\x99"};
    size_t end = i + 1;
    for (bool more = true; more;) {
        more = false;
        for (size_t c = 0; c < sizeof closers / sizeof *closers; c++) {
            size_t n = strlen(closers[c]);
            if (end + n <= size && !memcmp(text + end, closers[c], n)) {
                end += n;
                more = true;
            }
        }
    }
    return end == size || isspace((unsigned char)text[end]) ? end : 0;
}

size_t cf_text_cut_sentence(char *text, size_t size)
{
    for (size_t i = size; i-- > 0;)
        if (strchr(".!?", text[i])) {
            size_t end = sentence_end(text, i, size);
            if (end)
                return text[end] = 0, end;
        }
    return 0;
}

uint32_t cf_text_estimate_tokens(const char *text, size_t size)
{
    enum { LETTERS = 5 };
    size_t tokens = 1, letters = 0;
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c < 0x80 && isalpha(c)) {
            tokens += letters++ % LETTERS == 0;
            continue;
        }
        letters = 0;
        tokens += c < 0x80 ? !isspace(c) : (c & 0xC0) == 0xC0;
    }
    tokens += tokens / 16;
    return tokens < UINT32_MAX ? (uint32_t)tokens : UINT32_MAX;
}
