#include "base/error.h"
#include "checks/internal.h"
#include <stdlib.h>
#include <string.h>

static const char *keep_string(struct cf_verdict *verdict, const char *text)
{
    const char *copy = cf_arena_copy(&verdict->arena, text, strlen(text));
    verdict->failed |= !copy;
    return copy ? copy : "";
}

void cf_trial_fail(struct cf_trial *trial, enum cf_check check, int64_t fact, const char *asked, const char *found,
                   const char *message)
{
    struct cf_verdict *v = trial->verdict;
    if (v->count == v->capacity) {
        size_t capacity = v->capacity ? 2 * v->capacity : 8;
        struct cf_failure *more = realloc(v->failures, capacity * sizeof(*more));
        if (!more) {
            v->failed = true;
            return;
        }
        v->failures = more;
        v->capacity = capacity;
    }
    bool hard = cf_check_is_hard(check);
    v->failures[v->count++] =
        (struct cf_failure){check, hard, fact, keep_string(v, asked), keep_string(v, found), keep_string(v, message)};
    v->hard += hard;
}

static void make_request(struct cf_verdict *v)
{
    size_t size = 1;
    for (size_t i = 0; i < v->count; i++)
        size += strlen(v->failures[i].message) + 1;
    char *request = cf_arena_alloc(&v->arena, size), *end = request;
    v->failed |= !request;
    for (size_t i = 0; request && i < v->count; i++) {
        if (i)
            *end++ = '\n';
        size_t length = strlen(v->failures[i].message);
        memcpy(end, v->failures[i].message, length);
        end += length;
    }
    v->request = request;
}

int cf_verdict_create(struct cf_verdict **out, const struct cf_facts *facts, const char *rewrite, size_t size,
                      const struct cf_check_options *options, struct cf_error *err)
{
    static const struct cf_check_options defaults;
    struct cf_verdict *verdict = calloc(1, sizeof(*verdict));
    if (!verdict)
        return cf_fail(err, CF_ENOMEM, "no memory for a verdict");
    struct cf_trial trial = {.facts = facts, .options = options ? options : &defaults, .verdict = verdict};
    int rc = cf_reading_create(&trial.reading, &trial.arena, facts->reading.language, rewrite, size, err);
    if (rc)
        goto fail;
    cf_trial_form(&trial);
    cf_trial_whole(&trial);
    if (facts->english)
        cf_trial_contradict(&trial);
    cf_trial_keep(&trial);
    make_request(verdict);
    cf_reading_destroy(&trial.reading);
    rc = verdict->failed ? CF_ENOMEM : CF_OK;
    if (rc)
        goto fail;
    cf_arena_free(&trial.arena);
    *out = verdict;
    return CF_OK;
fail:
    cf_arena_free(&trial.arena);
    cf_verdict_destroy(&verdict);
    return cf_fail(err, rc, "no memory to verify a rewrite of %zu bytes", size);
}

void cf_verdict_destroy(struct cf_verdict **verdict)
{
    if (!*verdict)
        return;
    free((*verdict)->failures);
    cf_arena_free(&(*verdict)->arena);
    free(*verdict);
    *verdict = NULL;
}

size_t cf_verdict_count(const struct cf_verdict *verdict)
{
    return verdict->count;
}

const struct cf_failure *cf_verdict_at(const struct cf_verdict *verdict, size_t index)
{
    return &verdict->failures[index];
}

size_t cf_verdict_hard(const struct cf_verdict *verdict)
{
    return verdict->hard;
}

const char *cf_verdict_request(const struct cf_verdict *verdict)
{
    return verdict->request;
}
