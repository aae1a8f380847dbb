#include <math.h>
#include <stdlib.h>
#include <string.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/error.h"
#include "index/candidates.h"

enum { MOST_CANDIDATES = 1000 };

static struct cf_search_params resolve(const struct cf_search_params *params)
{
    struct cf_search_params p = params ? *params : (struct cf_search_params){0};
    p.count = p.count ? p.count : 4;
    p.candidates = p.candidates ? p.candidates : 200;
    p.candidates = p.candidates < p.count ? p.count : p.candidates;
    p.candidates = p.candidates > MOST_CANDIDATES ? MOST_CANDIDATES : p.candidates;
    p.count = p.count > p.candidates ? p.candidates : p.count;
    p.diversity = p.diversity < 0 ? 0 : p.diversity > 0 ? fmin(p.diversity, 1) : 0.3;
    p.duplicate = p.duplicate > 0 ? p.duplicate : 0.6;
    p.like_prompt = p.like_prompt > 0 ? p.like_prompt : 0.3;
    return p;
}

struct search {
    struct cf_caption_index *index;
    struct cf_reader *reader;
    struct cf_search_params p;
    struct cf_query *query;
    struct cf_candidates all;
    struct cf_words *prompts; /* of the prompt, then of those held out */
    size_t prompt_count;
    const struct cf_candidate *chosen[MOST_CANDIDATES];
    size_t chosen_count;
    struct cf_exemplars counts;
};

static int is_listed(const struct search *s, const char *clip_id)
{
    for (size_t i = 0; i < s->p.hold_out_id_count; i++)
        if (!strcmp(s->p.hold_out_ids[i], clip_id))
            return 1;
    return 0;
}

/* A short form like the prompt's, or a caption that is a dense prompt over again. 1, 0, or CF_ENOMEM. */
static int is_like_prompt(const struct search *s, const struct cf_candidate *c)
{
    struct cf_words form = {0}, dense = {0};
    int like = cf_words_set(&form, c->short_form, strlen(c->short_form));
    if (!like)
        like = cf_words_set(&dense, c->dense, c->dense_size);
    for (size_t i = 0; !like && i < s->prompt_count; i++) {
        const struct cf_words *p = &s->prompts[i];
        like = p->count && (cf_hashes_jaccard(p->hashes, p->count, form.hashes, form.count) >= s->p.like_prompt ||
                            cf_hashes_jaccard(p->hashes, p->count, dense.hashes, dense.count) >= s->p.duplicate);
    }
    free(form.hashes);
    free(dense.hashes);
    return like;
}

static double likeness(const struct cf_candidate *a, const struct cf_candidate *b)
{
    return cf_hashes_jaccard(a->stems, a->stem_count, b->stems, b->stem_count);
}

/* Leaves out what must not be shown. */
static int sieve(struct search *s, struct cf_candidate *c, struct cf_error *err)
{
    if (is_listed(s, c->clip_id)) {
        s->counts.held_out++;
        c->gone = 1;
        return CF_OK;
    }
    int like = is_like_prompt(s, c);
    if (like < 0)
        return cf_fail(err, CF_ENOMEM, "'%s': no memory to search it", s->index->path);
    s->counts.like_prompt += like > 0;
    c->gone = like > 0;
    return CF_OK;
}

static void weigh_all(struct search *s)
{
    double most = 0;
    for (size_t i = 0; i < s->all.count; i++)
        most = fmax(most, s->all.items[i].bm25);
    for (size_t i = 0; i < s->all.count; i++) {
        struct cf_candidate *c = &s->all.items[i];
        c->nearness = most > 0 ? c->bm25 / most : 0;
        if (s->p.vector)
            c->nearness = (c->nearness + fmax(c->cosine, 0)) / 2;
    }
}

/* Maximal marginal relevance (Carbonell, Goldstein 1998); the likeness of two captions is the Jaccard index of their
 * stems. One from `duplicate` on is no choice at all. */
static struct cf_candidate *next_choice(struct search *s)
{
    struct cf_candidate *best = NULL;
    double best_value = -INFINITY;
    for (size_t i = 0; i < s->all.count; i++) {
        struct cf_candidate *c = &s->all.items[i];
        double most = 0;
        for (size_t k = 0; !c->gone && k < s->chosen_count; k++)
            most = fmax(most, likeness(c, s->chosen[k]));
        if (!c->gone && most >= s->p.duplicate) {
            c->gone = 1;
            s->counts.duplicates++;
        }
        double value = (1 - s->p.diversity) * c->nearness - s->p.diversity * most;
        if (!c->gone && value > best_value) {
            best = c;
            best_value = value;
        }
    }
    return best;
}

/* Captions to show the style by where no word of the prompt is known, chosen by the prompt's hash. */
static int add_strangers(struct search *s, const char *prompt, size_t size, struct cf_error *err)
{
    size_t wanted = 8 * s->p.count, first = s->all.count;
    struct cf_candidate *items = realloc(s->all.items, (first + wanted) * sizeof *items);
    if (!items)
        return cf_fail(err, CF_ENOMEM, "'%s': no memory to search it", s->index->path);
    s->all.items = items;
    uint64_t begin = XXH3_64bits(prompt, size) % s->index->count;
    int status = CF_OK;
    for (uint64_t i = 0; !status && i < wanted && i < s->index->count; i++) {
        struct cf_candidate *c = &items[s->all.count];
        *c = (struct cf_candidate){.id = (uint32_t)((begin + i) % s->index->count) + 1};
        int known = 0;
        for (size_t k = 0; k < first; k++)
            known |= items[k].id == c->id;
        if (known)
            continue;
        s->all.count++;
        status = cf_candidate_load(c, s->index, s->reader, s->query, NULL, err);
        c->bm25 = c->cosine = 0;
        if (!status)
            status = sieve(s, c, err);
    }
    return status;
}

static int choose(struct search *s, const char *prompt, size_t size, struct cf_error *err)
{
    int status = cf_candidates_find(&s->all, s->index, s->reader, s->query, s->p.candidates, err);
    for (size_t i = 0; !status && i < s->all.count; i++) {
        status = cf_candidate_load(&s->all.items[i], s->index, s->reader, s->query, s->p.vector, err);
        if (!status)
            status = sieve(s, &s->all.items[i], err);
    }
    s->counts.candidates = s->all.count;
    weigh_all(s);
    uint32_t order[MOST_CANDIDATES]; /* by number: the array may move */
    size_t count = 0;
    for (int strangers = 0; !status && count < s->p.count;) {
        struct cf_candidate *c = next_choice(s);
        if (!c && strangers)
            break;
        if (!c) {
            strangers = 1;
            status = add_strangers(s, prompt, size, err);
            for (size_t i = 0; i < count; i++)
                s->chosen[i] = &s->all.items[order[i]];
            continue;
        }
        c->gone = 1;
        order[count++] = (uint32_t)(c - s->all.items);
        s->chosen[s->chosen_count++] = c;
    }
    return status;
}

static int hash_prompts(struct search *s, const char *prompt, size_t size, struct cf_error *err)
{
    s->prompts = calloc(s->p.hold_out_prompt_count + 1, sizeof *s->prompts);
    int status = s->prompts ? cf_words_set(&s->prompts[s->prompt_count++], prompt, size) : CF_ENOMEM;
    for (size_t i = 0; !status && i < s->p.hold_out_prompt_count; i++) {
        const char *text = s->p.hold_out_prompts[i];
        status = cf_words_set(&s->prompts[s->prompt_count++], text, strlen(text));
    }
    return status ? cf_fail(err, status, "'%s': no memory to search it", s->index->path) : CF_OK;
}

/* The chosen candidates' strings go over to the result. */
static int hand_over(struct search *s, struct cf_exemplars **out, struct cf_error *err)
{
    struct cf_exemplars *result = malloc(sizeof *result);
    struct cf_exemplar *items = calloc(s->chosen_count + 1, sizeof *items);
    if (!result || !items) {
        free(result);
        free(items);
        return cf_fail(err, CF_ENOMEM, "'%s': no memory to search it", s->index->path);
    }
    for (size_t i = 0; i < s->chosen_count; i++) {
        struct cf_candidate *c = (struct cf_candidate *)s->chosen[i];
        double words = s->query->most > 0 ? c->bm25 / s->query->most : 0;
        items[i] = (struct cf_exemplar){.clip_id = c->clip_id,
                                        .short_form = c->short_form,
                                        .dense = c->dense,
                                        .dense_size = c->dense_size,
                                        .score = s->p.vector ? (words + fmax(c->cosine, 0)) / 2 : words,
                                        .position = c->position};
        c->clip_id = c->short_form = c->dense = NULL;
    }
    *result = s->counts;
    result->items = items;
    result->count = s->chosen_count;
    *out = result;
    return CF_OK;
}

int cf_caption_index_search(struct cf_caption_index *index, const char *prompt, size_t size,
                            const struct cf_search_params *params, struct cf_exemplars **out, struct cf_error *err)
{
    if (!index || !out || (size && !prompt))
        return cf_fail(err, CF_EINVAL, "search of captions: index, prompt and out are needed");
    struct search *s = calloc(1, sizeof *s);
    if (!s)
        return cf_fail(err, CF_ENOMEM, "'%s': no memory to search it", index->path);
    s->index = index;
    s->p = resolve(params);
    int status = CF_OK;
    if (s->p.vector && (!index->dimensions || s->p.dimensions != index->dimensions))
        status = cf_fail(err, CF_EINVAL, "'%s': a vector of %u dimensions, the index has %u", index->path,
                         s->p.dimensions, index->dimensions);
    if (!status)
        status = hash_prompts(s, prompt, size, err);
    if (!status && !(status = cf_reader_acquire(index, &s->reader, err))) {
        status = cf_query_create(&s->query, index, s->reader, prompt, size, err);
        if (!status)
            status = choose(s, prompt, size, err);
        cf_reader_release(index, s->reader);
    }
    if (!status)
        status = hand_over(s, out, err);
    for (size_t i = 0; i < s->prompt_count; i++)
        free(s->prompts[i].hashes);
    free(s->prompts);
    cf_query_destroy(&s->query);
    cf_candidates_clear(&s->all);
    free(s);
    return status;
}

void cf_exemplars_free(struct cf_exemplars **exemplars)
{
    struct cf_exemplars *e = exemplars ? *exemplars : NULL;
    for (size_t i = 0; e && i < e->count; i++) {
        free((char *)e->items[i].clip_id);
        free((char *)e->items[i].short_form);
        free((char *)e->items[i].dense);
    }
    if (e)
        free((struct cf_exemplar *)e->items);
    free(e);
    if (exemplars)
        *exemplars = NULL;
}
