#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "style/words.h"

enum { VERSION = 1 };

static json_t *counts_json(const struct cf_style_lengths *l)
{
    json_t *pairs = json_array();
    for (uint32_t i = 0; i <= CF_STYLE_LENGTH_MAX; i++)
        if (l->counts[i])
            json_array_append_new(pairs, json_pack("[I,I]", (json_int_t)i, (json_int_t)l->counts[i]));
    return pairs;
}

static json_t *lengths_json(const struct cf_style_lengths *l)
{
    if (!l->captions)
        return json_null();
    json_t *object = json_pack("{s:I, s:f}", "captions", (json_int_t)l->captions, "mean", l->mean);
    static const int percents[] = {5, 25, 50, 75, 95};
    for (size_t i = 0; i < sizeof percents / sizeof *percents; i++) {
        char name[8] = {'p', (char)('0' + percents[i] / 10), (char)('0' + percents[i] % 10)};
        json_object_set_new(object, percents[i] < 10 ? "p5" : name,
                            json_integer(cf_style_lengths_quantile(l, percents[i] / 100.0)));
    }
    json_object_set_new(object, "counts", counts_json(l));
    return object;
}

static json_t *aspects_json(const struct cf_style *s)
{
    json_t *list = json_array();
    for (int i = 0; i < CF_ASPECTS; i++) {
        enum cf_aspect k = s->order[i];
        json_array_append_new(list, json_pack("{s:s, s:f, s:f}", "aspect", cf_aspect_name(k), "share",
                                              s->aspects[k].share, "position", s->aspects[k].position));
    }
    return list;
}

static json_t *fragments_json(const struct cf_style *s)
{
    json_t *kinds = json_object();
    for (int k = 0; k < CF_FRAGMENT_KINDS; k++)
        json_object_set_new(kinds, cf_fragment_kind_name((enum cf_fragment_kind)k), json_array());
    for (size_t i = 0; i < s->fragment_count; i++) {
        const struct cf_fragment *f = &s->fragments[i];
        json_array_append_new(json_object_get(kinds, cf_fragment_kind_name(f->kind)),
                              json_pack("{s:s, s:s, s:I}", "text", f->text, "form", cf_fragment_form_name(f->form),
                                        "captions", (json_int_t)f->captions));
    }
    return kinds;
}

char *cf_style_json(const struct cf_style *s)
{
    json_t *root = json_pack("{s:i, s:I, s:o, s:o, s:f, s:f, s:f, s:f, s:f, s:f, s:f, s:f, s:o, s:o}", "version",
                             VERSION, "captions", (json_int_t)s->captions, "words", lengths_json(&s->words), "tokens",
                             lengths_json(&s->tokens), "noun", s->noun, "adjective", s->adjective, "verb", s->verb,
                             "adverb", s->adverb, "mattr50", s->mattr50, "opener_entropy", s->opener_entropy,
                             "opener_entropy_most", s->opener_entropy_most, "sentences", s->sentences, "order",
                             aspects_json(s), "fragments", fragments_json(s));
    char *text = root ? json_dumps(root, JSON_COMPACT | JSON_REAL_PRECISION(12)) : NULL;
    json_decref(root);
    return text;
}

static int read_lengths(struct cf_style_lengths *l, const json_t *object)
{
    json_t *counts = json_object_get(object, "counts"), *pair;
    size_t i;
    if (json_is_null(object))
        return 0;
    json_array_foreach(counts, i, pair)
    {
        json_int_t length = json_integer_value(json_array_get(pair, 0)),
                   count = json_integer_value(json_array_get(pair, 1));
        if (length < 0 || length > CF_STYLE_LENGTH_MAX || count < 1 || count > UINT32_MAX)
            return -1;
        l->counts[length] = (uint32_t)count;
        l->captions += (uint64_t)count;
    }
    l->mean = json_number_value(json_object_get(object, "mean"));
    return json_is_array(counts) && l->captions && isfinite(l->mean) ? 0 : -1;
}

static double share(const json_t *root, const char *name, int *bad)
{
    const json_t *value = json_object_get(root, name);
    double number = json_number_value(value);
    *bad |= !json_is_number(value) || !isfinite(number) || number < 0;
    return number;
}

static int read_aspects(struct cf_style *s, const json_t *list)
{
    json_t *entry;
    size_t i;
    int seen = 0, bad = 0;
    json_array_foreach(list, i, entry)
    {
        const char *name = json_string_value(json_object_get(entry, "aspect"));
        for (int k = 0; name && k < CF_ASPECTS; k++)
            if (!strcmp(name, cf_aspect_name((enum cf_aspect)k))) {
                seen |= 1 << k;
                s->aspects[k].share = share(entry, "share", &bad);
                s->aspects[k].position = share(entry, "position", &bad);
            }
    }
    cf_style_set_order(s);
    return bad || seen != (1 << CF_ASPECTS) - 1 ? -1 : 0;
}

static int read_form(const char *name)
{
    for (int i = 0; name && i <= CF_FRAGMENT_ADVERB; i++)
        if (!strcmp(name, cf_fragment_form_name((enum cf_fragment_form)i)))
            return i;
    return -1;
}

/* 0, CF_ENOMEM, or 1: not of the form. */
static int read_kind(struct cf_style *s, struct cf_fragment *out, int kind, const json_t *list)
{
    json_t *entry;
    size_t i;
    json_array_foreach(list, i, entry)
    {
        const char *text = json_string_value(json_object_get(entry, "text"));
        int form = read_form(json_string_value(json_object_get(entry, "form")));
        json_int_t captions = json_integer_value(json_object_get(entry, "captions"));
        if (!text || form < 0 || captions < 1 || captions > UINT32_MAX)
            return 1;
        char *copy = strdup(text);
        if (!copy)
            return CF_ENOMEM;
        out[s->fragment_count++] =
            (struct cf_fragment){copy, (enum cf_fragment_kind)kind, (enum cf_fragment_form)form, (uint32_t)captions};
    }
    return 0;
}

static int read_fragments(struct cf_style *s, const json_t *kinds)
{
    size_t count = 0;
    for (int k = 0; k < CF_FRAGMENT_KINDS; k++)
        count += json_array_size(json_object_get(kinds, cf_fragment_kind_name((enum cf_fragment_kind)k)));
    struct cf_fragment *out = calloc(count + 1, sizeof *out);
    s->fragments = out;
    int status = out ? 0 : CF_ENOMEM;
    for (int k = 0; !status && k < CF_FRAGMENT_KINDS; k++)
        status = read_kind(s, out, k, json_object_get(kinds, cf_fragment_kind_name((enum cf_fragment_kind)k)));
    return status;
}

static int read_root(struct cf_style *s, const json_t *root, struct cf_error *err)
{
    int bad = json_integer_value(json_object_get(root, "version")) != VERSION;
    bad |= read_lengths(&s->words, json_object_get(root, "words")) != 0;
    bad |= read_lengths(&s->tokens, json_object_get(root, "tokens")) != 0;
    s->captions = (uint64_t)json_integer_value(json_object_get(root, "captions"));
    s->noun = share(root, "noun", &bad);
    s->adjective = share(root, "adjective", &bad);
    s->verb = share(root, "verb", &bad);
    s->adverb = share(root, "adverb", &bad);
    s->mattr50 = share(root, "mattr50", &bad);
    s->opener_entropy = share(root, "opener_entropy", &bad);
    s->opener_entropy_most = share(root, "opener_entropy_most", &bad);
    s->sentences = share(root, "sentences", &bad);
    bad |= read_aspects(s, json_object_get(root, "order")) != 0;
    int fragments = bad ? 1 : read_fragments(s, json_object_get(root, "fragments"));
    if (fragments < 0)
        return cf_fail(err, CF_ENOMEM, "style: no memory");
    return fragments ? cf_fail(err, CF_EFORMAT, "style: a field is missing or of the wrong form") : CF_OK;
}

int cf_style_read(struct cf_style **out, const char *json, size_t size, struct cf_error *err)
{
    json_error_t error;
    json_t *root = json_loadb(json, size, 0, &error);
    if (!root)
        return cf_fail(err, CF_EFORMAT, "style: line %d: %s", error.line, error.text);
    struct cf_style *s = calloc(1, sizeof *s);
    int status = s ? read_root(s, root, err) : cf_fail(err, CF_ENOMEM, "style: no memory");
    json_decref(root);
    if (status)
        cf_style_destroy(&s);
    else
        *out = s;
    return status;
}
