/* The members of an object that are not understood, as their own text: no number or escape is rewritten. */
#include <stdlib.h>
#include <string.h>

#include "import/items.h"

static const char *string_end(const char *p)
{
    for (p++; *p != '"'; p++)
        p += *p == '\\';
    return p + 1;
}

static const char *space(const char *p, const char *end)
{
    while (p < end && strchr(" \t\r\n", *p))
        p++;
    return p;
}

static const char *value_end(const char *p, const char *end)
{
    for (int depth = 0; p < end; p++) {
        if (*p == '"') {
            p = string_end(p) - 1;
        } else if (*p == '{' || *p == '[') {
            depth++;
        } else if (!depth && (*p == ',' || *p == '}' || *p == ']')) {
            break;
        } else if (*p == '}' || *p == ']') {
            depth--;
        }
    }
    return p;
}

char *cf_json_rest(const char *text, size_t size, const char *const *known)
{
    char *out = malloc(size + 3), *to = out;
    if (!out)
        return NULL;
    const char *end = text + size, *p = memchr(text, '{', size);
    *to++ = '{';
    for (p = p ? space(p + 1, end) : end; p < end && *p == '"'; p = space(p, end)) {
        const char *key = p, *name_end = string_end(p), *stop = value_end(name_end, end);
        size_t name = (size_t)(name_end - key) - 2;
        int skip = 0;
        for (size_t i = 0; known[i]; i++)
            skip |= strlen(known[i]) == name && !memcmp(known[i], key + 1, name);
        const char *trimmed = stop;
        while (trimmed > key && strchr(" \t\r\n", trimmed[-1]))
            trimmed--;
        if (!skip) {
            if (to != out + 1)
                *to++ = ',';
            memcpy(to, key, (size_t)(trimmed - key));
            to += trimmed - key;
        }
        p = stop < end && *stop == ',' ? space(stop + 1, end) : end;
    }
    *to++ = '}';
    *to = 0;
    return out;
}
