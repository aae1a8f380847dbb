/* The members of an object that are not understood, as their own text: no number or escape is rewritten. */
#include <jansson.h>
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

/* Behind the value at p: its comma, bracket or the end. */
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

/* Appends without the white space between tokens. */
static int put(struct cf_buffer *out, const char *p, const char *end)
{
    int status = CF_OK;
    while (!status && p < end) {
        const char *from = p = space(p, end);
        while (p < end && !strchr(" \t\r\n", *p))
            p = *p == '"' ? string_end(p) : p + 1;
        status = cf_buffer_append(out, from, (size_t)(p - from));
    }
    return status;
}

/* key is a JSON string with its quotes; an escaped one is compared by what it means. */
static int is_key(const char *key, size_t size, const char *name)
{
    if (!memchr(key, '\\', size))
        return strlen(name) == size - 2 && !memcmp(name, key + 1, size - 2);
    json_t *decoded = json_loadb(key, size, JSON_DECODE_ANY, NULL);
    int same = decoded && !strcmp(json_string_value(decoded), name);
    json_decref(decoded);
    return same;
}

struct member {
    const char *key, *value, *end;
    size_t key_size;
};

/* The next member or element from *at on, which begins behind the opening bracket; 0: no more. */
static int next(const char **at, const char *end, int keyed, struct member *m)
{
    const char *p = space(*at, end);
    if (p >= end || *p == '}' || *p == ']')
        return 0;
    *m = (struct member){.key = p, .value = p};
    if (keyed) {
        m->value = string_end(p);
        m->key_size = (size_t)(m->value - p);
        m->value = space(space(m->value, end) + 1, end);
    }
    m->end = value_end(m->value, end);
    *at = m->end < end && *m->end == ',' ? m->end + 1 : m->end;
    return 1;
}

/* Appends the object; *found if anything is left of it. list_value is where the member called list was. */
static int rest(const char *text, const char *end, const char *const *known, const char *list,
                struct member *list_value, struct cf_buffer *out, int *found)
{
    struct member m;
    const char *at = space(text, end) + 1;
    int status = cf_buffer_append(out, "{", 1), first = 1;
    while (!status && next(&at, end, 1, &m)) {
        int skip = 0;
        for (size_t i = 0; !skip && known[i]; i++)
            skip = is_key(m.key, m.key_size, known[i]);
        if (skip && list && is_key(m.key, m.key_size, list))
            *list_value = m;
        if (skip)
            continue;
        if (!first)
            status = cf_buffer_append(out, ",", 1);
        if (!status)
            status = put(out, m.key, m.end);
        first = 0;
    }
    *found |= !first;
    return status ? status : cf_buffer_append(out, "}", 1);
}

static int rest_of_list(const struct member *list, const char *const *known, struct cf_buffer *out, int *found)
{
    struct member m;
    const char *at = list->value + 1;
    int status = cf_buffer_append(out, "[", 1), first = 1;
    for (; !status && next(&at, list->end, 0, &m); first = 0) {
        if (!first)
            status = cf_buffer_append(out, ",", 1);
        if (!status)
            status = *m.value == '{' ? rest(m.value, m.end, known, NULL, NULL, out, found)
                                     : cf_buffer_append(out, "null", 4);
    }
    return status ? status : cf_buffer_append(out, "]", 1);
}

int cf_json_rest(const char *text, size_t size, const char *const *known, const char *list,
                 const char *const *known_inside, struct cf_buffer *out)
{
    struct member where = {0};
    struct cf_buffer inside = {0};
    int found = 0, found_inside = 0;
    out->size = 0;
    int status = rest(text, text + size, known, list, &where, out, &found);
    if (!status && where.value && *where.value == '[')
        status = rest_of_list(&where, known_inside, &inside, &found_inside);
    if (!status && found_inside) {
        out->data[--out->size] = 0; /* the closing brace */
        if ((found && cf_buffer_append(out, ",", 1)) || cf_buffer_append(out, "\"", 1) ||
            cf_buffer_append(out, list, strlen(list)) || cf_buffer_append(out, "\":", 2) ||
            cf_buffer_append(out, inside.data, inside.size) || cf_buffer_append(out, "}", 1))
            status = CF_ENOMEM;
    }
    cf_buffer_free(&inside);
    return status ? CF_ENOMEM : cf_buffer_append(out, "", 1);
}
