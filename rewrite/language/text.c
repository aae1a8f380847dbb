#include "language/text.h"
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

int32_t cf_text_codepoint(const char *p, size_t size, size_t *length)
{
    utf8proc_int32_t c;
    utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)p, size > 8 ? 8 : (utf8proc_ssize_t)size, &c);
    *length = n > 0 ? (size_t)n : 1;
    return n > 0 ? c : -1;
}

static bool is_control(int32_t c)
{
    /* C0, DEL, C1, and the invisible marks of direction and width that hide text from a reader. */
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xad || (c >= 0x200b && c <= 0x200f) ||
           (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff;
}

/* More combining marks in a row than any script needs are dropped: sorting them takes quadratic time. */
enum { MARKS_MAX = 8 };

/* Writes the valid text without controls; at most 3 bytes for one. */
static size_t clean(char *out, const char *text, size_t size)
{
    size_t n = 0, marks = 0;
    for (size_t i = 0, length; i < size; i += length) {
        int32_t c = cf_text_codepoint(text + i, size - i, &length);
        marks = c > 0x2ff && utf8proc_get_property(c)->combining_class ? marks + 1 : 0;
        if (marks > MARKS_MAX)
            continue;
        if (c < 0) {
            memcpy(out + n, "\xef\xbf\xbd", 3);
            n += 3;
        } else if (c == '\n' || c == 0x2028 || c == 0x2029) {
            out[n++] = '\n';
        } else if (c == '\r') {
            if (i + 1 == size || text[i + 1] != '\n')
                out[n++] = '\n';
        } else if (c == 0x200b || c == 0x200d || c == 0xfeff || c == 0xad || c == 0x2060) {
            continue; /* of no width: "ca\u200bt" reads "cat" */
        } else if (is_control(c) || c == 0xa0 || c == 0x3000) {
            out[n++] = ' ';
        } else {
            memcpy(out + n, text + i, length);
            n += length;
        }
    }
    return n;
}

char *cf_text_normalise(struct cf_arena *arena, const char *text, size_t size, size_t *out_size)
{
    char *cleaned = size < SIZE_MAX / 4 ? malloc(3 * size + 1) : NULL;
    if (!cleaned)
        return NULL;
    size_t n = clean(cleaned, text, size);
    utf8proc_uint8_t *composed = NULL;
    utf8proc_ssize_t length = utf8proc_map((const utf8proc_uint8_t *)cleaned, (utf8proc_ssize_t)n, &composed,
                                           UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    char *out = length < 0 ? NULL : cf_arena_copy(arena, (const char *)composed, (size_t)length);
    *out_size = length < 0 ? 0 : (size_t)length;
    free(composed);
    free(cleaned);
    return out;
}

char *cf_text_lower(struct cf_arena *arena, const char *text, size_t size)
{
    char *out = cf_arena_alloc(arena, 4 * size + 1);
    if (!out)
        return NULL;
    size_t n = 0;
    for (size_t i = 0, length; i < size; i += length) {
        int32_t c = cf_text_codepoint(text + i, size - i, &length);
        if (c == 0x2019 || c == 0x2018 || c == 0x02bc)
            c = '\'';
        else if (c == 0x2010 || c == 0x2011)
            c = '-';
        n += (size_t)utf8proc_encode_char(utf8proc_tolower(c), (utf8proc_uint8_t *)out + n);
    }
    return out;
}

enum cf_script cf_text_script(int32_t c)
{
    static const struct {
        int32_t first, last;
        enum cf_script script;
    } ranges[] = {
        {'A', 'Z', CF_SCRIPT_LATIN},       {'a', 'z', CF_SCRIPT_LATIN},        {0xc0, 0x24f, CF_SCRIPT_LATIN},
        {0x370, 0x3ff, CF_SCRIPT_GREEK},   {0x400, 0x52f, CF_SCRIPT_CYRILLIC}, {0x590, 0x5ff, CF_SCRIPT_HEBREW},
        {0x600, 0x6ff, CF_SCRIPT_ARABIC},  {0x750, 0x77f, CF_SCRIPT_ARABIC},   {0x900, 0x97f, CF_SCRIPT_DEVANAGARI},
        {0xe00, 0xe7f, CF_SCRIPT_THAI},    {0x1100, 0x11ff, CF_SCRIPT_HANGUL}, {0x1e00, 0x1eff, CF_SCRIPT_LATIN},
        {0x1f00, 0x1fff, CF_SCRIPT_GREEK}, {0x3040, 0x30ff, CF_SCRIPT_KANA},   {0x3400, 0x4dbf, CF_SCRIPT_HAN},
        {0x4e00, 0x9fff, CF_SCRIPT_HAN},   {0xac00, 0xd7af, CF_SCRIPT_HANGUL}, {0xf900, 0xfaff, CF_SCRIPT_HAN},
        {0xff66, 0xff9f, CF_SCRIPT_KANA},  {0x20000, 0x3ffff, CF_SCRIPT_HAN},
    };
    if (c < 0x80 && !((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')))
        return CF_SCRIPT_NONE;
    for (size_t i = 0; i < sizeof(ranges) / sizeof(*ranges); i++)
        if (c >= ranges[i].first && c <= ranges[i].last && c != 0xd7 && c != 0xf7)
            return ranges[i].script;
    utf8proc_category_t category = utf8proc_category(c);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO ? CF_SCRIPT_OTHER : CF_SCRIPT_NONE;
}

const char *cf_text_unaccented(struct cf_arena *arena, const char *text)
{
    bool plain = true;
    for (const char *p = text; *p && plain; p++)
        plain = !(*p & 0x80);
    if (plain)
        return text;
    utf8proc_uint8_t *stripped = NULL;
    utf8proc_ssize_t size = utf8proc_map((const utf8proc_uint8_t *)text, 0, &stripped,
                                         UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_STRIPMARK);
    char *out = size < 0 ? NULL : cf_arena_copy(arena, (const char *)stripped, (size_t)size);
    free(stripped);
    return out;
}
