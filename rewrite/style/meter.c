#include <math.h>
#include <stdlib.h>
#include <string.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/error.h"
#include "language/language.h"
#include "style/style.h"
#include "style/words.h"

enum { WINDOW = 50, OPENER = 3, FRAGMENTS_A_KIND = 200 };

struct sighting {
    char *text;
    enum cf_fragment_kind kind;
    enum cf_fragment_form form;
    uint32_t captions;
};

struct cf_style_meter {
    struct cf_style_lengths words, tokens;
    uint64_t captions, total_words, nouns, adjectives, verbs, adverbs, sentences, ratios;
    double ratio_sum; /* type-token */
    struct {
        uint64_t captions;
        double position_sum;
    } aspects[CF_ASPECTS];
    uint64_t *openers;
    size_t opener_count, opener_capacity;
    struct sighting *sightings; /* each fragment once a caption */
    size_t sighting_count, sighting_capacity, sighting_begin;
    int failed;
};

const char *cf_aspect_name(enum cf_aspect aspect)
{
    static const char *const names[] = {"subject", "action", "setting", "camera", "light"};
    return aspect < CF_ASPECTS ? names[aspect] : "unknown";
}

int cf_style_meter_create(struct cf_style_meter **out, struct cf_error *err)
{
    struct cf_style_meter *m = calloc(1, sizeof *m);
    if (!m)
        return cf_fail(err, CF_ENOMEM, "style: no memory");
    *out = m;
    return CF_OK;
}

void cf_style_meter_destroy(struct cf_style_meter **meter)
{
    struct cf_style_meter *m = *meter;
    for (size_t i = 0; m && i < m->sighting_count; i++)
        free(m->sightings[i].text);
    if (m) {
        free(m->sightings);
        free(m->openers);
    }
    free(m);
    *meter = NULL;
}

void cf_style_meter_add_words(struct cf_style_meter *meter, uint64_t words)
{
    cf_style_lengths_add(&meter->words, words);
}

void cf_style_meter_add_tokens(struct cf_style_meter *meter, uint64_t tokens)
{
    cf_style_lengths_add(&meter->tokens, tokens);
}

/* Room for one more element; 0 or CF_ENOMEM. */
static int room(void *array, size_t count, size_t *capacity, size_t element)
{
    if (count < *capacity)
        return CF_OK;
    size_t wanted = *capacity * 2 + 64;
    void *grown = realloc(*(void **)array, wanted * element);
    if (!grown)
        return CF_ENOMEM;
    *(void **)array = grown;
    *capacity = wanted;
    return CF_OK;
}

static bool is_word(const struct cf_token *t)
{
    return t->pos != CF_POS_PUNCTUATION;
}

static bool shows(const struct cf_token *t, enum cf_aspect aspect)
{
    bool noun = t->pos == CF_POS_NOUN;
    switch (aspect) {
    case CF_ASPECT_SUBJECT:
        return t->pos == CF_POS_NAME || (noun && t->classes & (CF_CLASS_PERSON | CF_CLASS_ANIMAL | CF_CLASS_OBJECT) &&
                                         !(t->classes & (CF_CLASS_CAMERA | CF_CLASS_LIGHT | CF_CLASS_STYLE)));
    case CF_ASPECT_ACTION: return t->pos == CF_POS_VERB && t->classes & CF_CLASS_ACTION;
    case CF_ASPECT_SETTING: return noun && (t->classes & CF_CLASS_PLACE || cf_style_is_setting(t->word));
    case CF_ASPECT_CAMERA: return t->classes & CF_CLASS_CAMERA;
    default: return t->classes & CF_CLASS_LIGHT;
    }
}

static void add_aspects(struct cf_style_meter *m, const struct cf_analysis *a)
{
    bool seen[CF_ASPECTS] = {false};
    size_t word = 0;
    for (size_t i = 0; i < a->tokens_count; i++) {
        if (!is_word(&a->tokens[i]))
            continue;
        double position = a->words_count > 1 ? (double)word / (double)(a->words_count - 1) : 0;
        for (int k = 0; k < CF_ASPECTS; k++)
            if (!seen[k] && shows(&a->tokens[i], (enum cf_aspect)k)) {
                seen[k] = true;
                m->aspects[k].captions++;
                m->aspects[k].position_sum += position;
            }
        word++;
    }
}

static void add_classes(struct cf_style_meter *m, const struct cf_analysis *a)
{
    for (size_t i = 0; i < a->tokens_count; i++) {
        uint8_t pos = a->tokens[i].pos;
        m->nouns += pos == CF_POS_NOUN || pos == CF_POS_NAME;
        m->adjectives += pos == CF_POS_ADJECTIVE;
        m->verbs += pos == CF_POS_VERB;
        m->adverbs += pos == CF_POS_ADVERB;
    }
    m->total_words += a->words_count;
    m->sentences += a->sentences_count;
}

struct spelled {
    const char *word;
    uint32_t place;
};

static int by_spelling(const void *a, const void *b)
{
    return strcmp(((const struct spelled *)a)->word, ((const struct spelled *)b)->word);
}

/* Mean over all windows of 50 words of the share of distinct ones; of fewer words, of all. ids: of the words, below
 * count; seen: count zeros. */
static double type_token_ratio(const uint32_t *ids, uint32_t *seen, size_t count)
{
    size_t window = count < WINDOW ? count : WINDOW, distinct = 0;
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        distinct += !seen[ids[i]]++;
        if (i >= window)
            distinct -= !--seen[ids[i - window]];
        if (i + 1 >= window)
            sum += (double)distinct / (double)window;
    }
    return sum / (double)(count - window + 1);
}

static int add_ratio(struct cf_style_meter *m, const struct cf_analysis *a)
{
    size_t n = 0;
    if (!a->words_count)
        return CF_OK;
    struct spelled *words = malloc(a->tokens_count * sizeof *words);
    uint32_t *ids = malloc(a->tokens_count * sizeof *ids), *seen = calloc(a->tokens_count, sizeof *seen);
    int status = words && ids && seen ? CF_OK : CF_ENOMEM;
    for (size_t i = 0; !status && i < a->tokens_count; i++)
        if (is_word(&a->tokens[i])) {
            words[n] = (struct spelled){a->tokens[i].word, (uint32_t)n};
            n++;
        }
    if (!status && n) {
        uint32_t id = 0;
        qsort(words, n, sizeof *words, by_spelling);
        for (size_t i = 0; i < n; i++) {
            id += i && strcmp(words[i - 1].word, words[i].word);
            ids[words[i].place] = id;
        }
        m->ratio_sum += type_token_ratio(ids, seen, n);
        m->ratios++;
    }
    free(words);
    free(ids);
    free(seen);
    return status;
}

static int add_opener(struct cf_style_meter *m, const struct cf_analysis *a)
{
    uint64_t hash = 0;
    for (size_t i = 0, n = 0; i < a->tokens_count && n < OPENER; i++)
        if (is_word(&a->tokens[i])) {
            hash = XXH3_64bits_withSeed(a->tokens[i].word, strlen(a->tokens[i].word), hash + 1);
            n++;
        }
    if (room(&m->openers, m->opener_count, &m->opener_capacity, sizeof *m->openers))
        return CF_ENOMEM;
    m->openers[m->opener_count++] = hash;
    return CF_OK;
}

static void add_fragment(void *opaque, const struct cf_fragment *f)
{
    struct cf_style_meter *m = opaque;
    for (size_t i = m->sighting_begin; i < m->sighting_count; i++)
        if (m->sightings[i].kind == f->kind && !strcmp(m->sightings[i].text, f->text))
            return;
    char *text = NULL;
    if (room(&m->sightings, m->sighting_count, &m->sighting_capacity, sizeof *m->sightings) ||
        !(text = strdup(f->text))) {
        m->failed = 1;
        return;
    }
    m->sightings[m->sighting_count++] = (struct sighting){text, f->kind, f->form, 1};
}

int cf_style_meter_add(struct cf_style_meter *m, const struct cf_analysis *a, struct cf_error *err)
{
    add_classes(m, a);
    add_aspects(m, a);
    m->sighting_begin = m->sighting_count;
    cf_fragments_find(a, add_fragment, m);
    m->captions++;
    if (m->failed || add_ratio(m, a) || add_opener(m, a))
        return cf_fail(err, CF_ENOMEM, "style: no memory after %llu captions", (unsigned long long)m->captions);
    return CF_OK;
}

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

/* Bits, of values that were sorted. */
static double entropy(const uint64_t *values, size_t count)
{
    double bits = 0;
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && values[end] == values[i];)
            end++;
        double share = (double)(end - i) / (double)count;
        bits -= share * log2(share);
    }
    return bits;
}

static int by_text(const void *a, const void *b)
{
    const struct sighting *x = a, *y = b;
    return x->kind != y->kind ? (x->kind < y->kind ? -1 : 1) : strcmp(x->text, y->text);
}

static int by_frequency(const void *a, const void *b)
{
    const struct sighting *x = a, *y = b;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    return x->captions != y->captions ? (x->captions > y->captions ? -1 : 1) : strcmp(x->text, y->text);
}

/* The fragments with their counts, copied. */
static int count_fragments(struct cf_style *style, const struct cf_style_meter *m)
{
    size_t distinct = 0, kept = 0, of_kind = 0;
    struct sighting *all = malloc((m->sighting_count + 1) * sizeof *all);
    struct cf_fragment *out = malloc((CF_FRAGMENT_KINDS * FRAGMENTS_A_KIND + 1) * sizeof *out);
    style->fragments = out;
    if (!all || !out) {
        free(all);
        return CF_ENOMEM;
    }
    if (m->sighting_count)
        memcpy(all, m->sightings, m->sighting_count * sizeof *all);
    qsort(all, m->sighting_count, sizeof *all, by_text);
    for (size_t i = 0; i < m->sighting_count; i++)
        if (distinct && !by_text(&all[distinct - 1], &all[i]))
            all[distinct - 1].captions++;
        else
            all[distinct++] = all[i];
    qsort(all, distinct, sizeof *all, by_frequency);
    int status = CF_OK;
    for (size_t i = 0; !status && i < distinct; i++) {
        of_kind = i && all[i - 1].kind == all[i].kind ? of_kind + 1 : 0;
        if (of_kind >= FRAGMENTS_A_KIND)
            continue;
        char *text = strdup(all[i].text);
        if (text)
            out[kept++] = (struct cf_fragment){text, all[i].kind, all[i].form, all[i].captions};
        else
            status = CF_ENOMEM;
    }
    style->fragment_count = kept;
    free(all);
    return status;
}

void cf_style_set_order(struct cf_style *style)
{
    for (int i = 0; i < CF_ASPECTS; i++) {
        int place = i;
        for (; place > 0; place--) {
            enum cf_aspect before = style->order[place - 1];
            bool silent = style->aspects[before].share <= 0, later = style->aspects[i].share > 0;
            if (!later || (!silent && style->aspects[before].position <= style->aspects[i].position))
                break;
            style->order[place] = before;
        }
        style->order[place] = (enum cf_aspect)i;
    }
}

int cf_style_create(struct cf_style **out, const struct cf_style_meter *m, struct cf_error *err)
{
    struct cf_style *s = calloc(1, sizeof *s);
    uint64_t *openers = malloc((m->opener_count + 1) * sizeof *openers);
    int status = s && openers ? count_fragments(s, m) : CF_ENOMEM;
    if (!status) {
        double words = m->total_words ? (double)m->total_words : 1, captions = m->captions ? (double)m->captions : 1;
        if (m->opener_count)
            memcpy(openers, m->openers, m->opener_count * sizeof *openers);
        qsort(openers, m->opener_count, sizeof *openers, by_value);
        s->captions = m->captions;
        s->words = m->words;
        s->tokens = m->tokens;
        s->noun = (double)m->nouns / words;
        s->adjective = (double)m->adjectives / words;
        s->verb = (double)m->verbs / words;
        s->adverb = (double)m->adverbs / words;
        s->mattr50 = m->ratios ? m->ratio_sum / (double)m->ratios : 0;
        s->opener_entropy = entropy(openers, m->opener_count);
        s->opener_entropy_most = log2(captions);
        s->sentences = (double)m->sentences / captions;
        for (int i = 0; i < CF_ASPECTS; i++) {
            s->aspects[i].share = (double)m->aspects[i].captions / captions;
            if (m->aspects[i].captions)
                s->aspects[i].position = m->aspects[i].position_sum / (double)m->aspects[i].captions;
        }
        cf_style_set_order(s);
        *out = s;
    } else {
        cf_style_destroy(&s);
        cf_fail(err, CF_ENOMEM, "style: no memory");
    }
    free(openers);
    return status;
}

void cf_style_destroy(struct cf_style **style)
{
    struct cf_style *s = *style;
    for (size_t i = 0; s && i < s->fragment_count; i++)
        free((char *)s->fragments[i].text);
    if (s)
        free((struct cf_fragment *)s->fragments);
    free(s);
    *style = NULL;
}
