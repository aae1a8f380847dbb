#include <ctype.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buffer.h"
#include "base/error.h"
#include "client/client.h"

/* Bytes of a text, never past them. */
struct span {
    const char *begin, *end;
};

static size_t size_of(struct span s)
{
    return (size_t)(s.end - s.begin);
}

static struct span trim(struct span s)
{
    while (s.begin < s.end && isspace((unsigned char)*s.begin))
        s.begin++;
    while (s.begin < s.end && isspace((unsigned char)s.end[-1]))
        s.end--;
    return s;
}

static bool begins(struct span s, const char *word)
{
    return size_of(s) >= strlen(word) && !memcmp(s.begin, word, strlen(word));
}

static const char *find(struct span s, const char *word)
{
    return memmem(s.begin, size_of(s), word, strlen(word));
}

/* A reasoning model's thoughts, which may lack their beginning (the template wrote it) or their end (cut off). */
static struct span without_thoughts(struct span s)
{
    static const char *const tags[][2] = {{"<think>", "</think>"}, {"<thinking>", "</thinking>"}};
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        const char *end = NULL;
        for (const char *at; (at = find((struct span){end ? end : s.begin, s.end}, tags[i][1]));)
            end = at + strlen(tags[i][1]);
        if (end)
            s.begin = end;
        else if (begins(trim(s), tags[i][0]))
            s.begin = s.end;
    }
    return trim(s);
}

static struct span without_markers(struct span s)
{
    static const char *const markers[] = {
        "[UNUSED_TOKEN_145]", "<|im_end|>", "<|endoftext|>", "<|eot_id|>", "</s>", "<|end|>", "<end_of_turn>"};
    for (size_t i = 0; i < sizeof markers / sizeof *markers; i++) {
        const char *at = find(s, markers[i]);
        if (at)
            s.end = at;
    }
    return trim(s);
}

/* ``` and a word, a line's end, the text, ```; nothing around it. */
static struct span without_fence(struct span s)
{
    const char *line = begins(s, "```") ? memchr(s.begin, '\n', size_of(s)) : NULL;
    if (!line || size_of(s) < 7 || memcmp(s.end - 3, "```", 3) || line > s.end - 4)
        return s;
    return trim((struct span){line + 1, s.end - 3});
}

/* "Caption:", "**Rewritten prompt:**", "Here is the caption:" before the text. A colon within the first six words, all
 * of them of a label's kind, is a label's. */
static struct span without_label(struct span s)
{
    static const char *const kinds[] = {"caption",  "prompt",    "description", "rewrite",  "rewritten", "video",
                                        "output",   "answer",    "here",        "here's",   "is",        "the",
                                        "a",        "sure",      "dense",       "detailed", "your",      "final",
                                        "expanded", "certainly", "text"};
    struct span rest = s;
    bool labelled = false;
    for (int words = 0; words < 7 && rest.begin < rest.end; words++) {
        while (rest.begin < rest.end && strchr(" *_#\"!,", *rest.begin))
            rest.begin++;
        const char *end = rest.begin;
        while (end < rest.end && (isalpha((unsigned char)*end) || *end == '\''))
            end++;
        bool known = false;
        for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
            known = known || (strlen(kinds[i]) == (size_t)(end - rest.begin) &&
                              !strncasecmp(kinds[i], rest.begin, strlen(kinds[i])));
        if (!known)
            return s;
        const char *colon = end;
        while (colon < rest.end && strchr("*_\"", *colon))
            colon++;
        if (colon < rest.end && *colon == ':') {
            labelled = true;
            rest.begin = colon + 1;
            break;
        }
        rest.begin = end;
    }
    while (labelled && rest.begin < rest.end && strchr(" *_\n\r\t", *rest.begin))
        rest.begin++;
    return labelled ? trim(rest) : s;
}

/* Marks around the whole, of which none stands inside. */
static struct span without_quotes(struct span s)
{
    static const char *const marks[][2] = {{"\"", "\""}, {"\xE2\x80\x9C", "\xE2\x80\x9D"}, {"**", "**"}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t a = strlen(marks[i][0]), b = strlen(marks[i][1]);
        if (size_of(s) < a + b || !begins(s, marks[i][0]) || memcmp(s.end - b, marks[i][1], b))
            continue;
        struct span inside = {s.begin + a, s.end - b};
        if (!find(inside, marks[i][0]) && !find(inside, marks[i][1]))
            return trim(inside);
    }
    return s;
}

/* The end of a string that was cut off, without the escape of which only a part is there. */
static const char *whole_escapes(struct span s)
{
    const char *slash = memrchr(s.begin, '\\', size_of(s)), *run = slash;
    if (!slash)
        return s.end;
    while (run > s.begin && run[-1] == '\\')
        run--;
    bool escapes = (slash - run) % 2 == 0; /* the last of an odd number */
    size_t size = (size_t)(s.end - slash), needs = size > 1 && slash[1] == 'u' ? 6 : 2;
    return escapes && size < needs ? slash : s.end;
}

/* An object whose last string, or whose end alone, was cut off. NULL: it is not that. */
static json_t *load_cut_object(struct span s)
{
    const char *ends[] = {"\"}", "}"};
    json_t *object = NULL;
    s.end = whole_escapes(s);
    for (size_t i = 0; i < 2 && !object; i++) {
        struct cf_buffer b = {0};
        if (!cf_buffer_append(&b, s.begin, size_of(s)) && !cf_buffer_append(&b, ends[i], strlen(ends[i])))
            object = json_loadb((const char *)b.data, b.size, 0, NULL);
        cf_buffer_free(&b);
    }
    return object;
}

/* The string of an object; where it has another name, the object's only string. */
static int read_object(char **out, struct span s, const char *field, bool cut, struct cf_error *err)
{
    json_error_t why;
    json_t *object = json_loadb(s.begin, size_of(s), 0, &why), *value;
    if (!object && cut)
        object = load_cut_object(s);
    if (!object)
        return cf_fail(err, CF_EFORMAT, "the answer begins like a JSON object and is none: %s", why.text);
    const char *text = json_string_value(json_object_get(object, field)), *key;
    int strings = 0;
    if (!text)
        json_object_foreach(object, key, value) if (json_is_string(value) && strings++ == 0) text =
            json_string_value(value);
    struct span inside = text && strings < 2 ? (struct span){text, text + strlen(text)} : (struct span){0};
    inside = text ? trim(inside) : inside;
    int status = CF_OK;
    char *copy = NULL;
    if (!inside.begin || inside.begin == inside.end)
        status = cf_fail(err, CF_EFORMAT, "the answer is a JSON object without a text in '%s'", field);
    else if (!(copy = strndup(inside.begin, size_of(inside))))
        status = cf_fail(err, CF_ENOMEM, "out of memory for an answer");
    json_decref(object);
    if (!status)
        *out = copy;
    return status;
}

int cf_answer_read(char **out, const char *content, const char *field, bool cut, struct cf_error *err)
{
    struct span s = {content, content + strlen(content)};
    s = without_fence(without_markers(without_thoughts(s)));
    if (field && begins(s, "{"))
        return read_object(out, s, field, cut, err);
    s = without_quotes(without_label(s));
    if (s.begin == s.end)
        return cf_fail(err, CF_EFORMAT, "the answer holds no text");
    char *copy = strndup(s.begin, size_of(s));
    if (!copy)
        return cf_fail(err, CF_ENOMEM, "out of memory for an answer");
    *out = copy;
    return CF_OK;
}
