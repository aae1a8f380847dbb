/* How near rewrites lie to their prompts and to the store's captions, by a server's embeddings. */
#include "base/error.h"
#include "client/client.h"
#include "eval/internal.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BATCH = 32, NEIGHBOURS = 5 };
static const int64_t batch_deadline_ns = 120000000000;

/* count unit vectors. */
struct vectors {
    float *data;
    size_t count;
    uint32_t dimensions;
};

static void normalise(float *v, uint32_t dimensions)
{
    double sum = 0;
    for (uint32_t i = 0; i < dimensions; i++)
        sum += (double)v[i] * (double)v[i];
    for (uint32_t i = 0; i < dimensions; i++)
        v[i] = sum > 0 ? (float)((double)v[i] / sqrt(sum)) : 0;
}

static double dot(const float *a, const float *b, uint32_t dimensions)
{
    double sum = 0;
    for (uint32_t i = 0; i < dimensions; i++)
        sum += (double)a[i] * (double)b[i];
    return sum;
}

static int embed(struct vectors *out, struct cf_client *client, const char *model, const char *const *texts,
                 size_t count, struct cf_error *err)
{
    for (size_t i = 0; i < count;) {
        size_t n = count - i < BATCH ? count - i : BATCH;
        struct cf_call call = {.deadline_ns = cf_client_now_ns() + batch_deadline_ns};
        float *vectors = NULL;
        uint32_t dimensions = 0;
        int status = cf_client_embed(client, model, texts + i, n, &call, &vectors, &dimensions, err);
        if (status)
            return status;
        if (!out->data) {
            out->dimensions = dimensions;
            out->data = malloc(count * dimensions * sizeof *out->data);
        }
        if (!out->data || out->dimensions != dimensions) {
            status = out->data ? cf_fail(err, CF_EFORMAT, "embeddings of %u and of %u dimensions", out->dimensions,
                                         dimensions)
                               : cf_fail(err, CF_ENOMEM, "%zu embeddings: out of memory", count);
            free(vectors);
            return status;
        }
        memcpy(out->data + i * dimensions, vectors, n * dimensions * sizeof *vectors);
        free(vectors);
        i += n;
    }
    for (size_t i = 0; i < count; i++)
        normalise(out->data + i * out->dimensions, out->dimensions);
    out->count = count;
    return CF_OK;
}

/* Mean distance (1 - cosine) of v to its nearest NEIGHBOURS of the vectors from `begin` in steps of `step`. */
static double neighbours(const struct vectors *vectors, const float *v, size_t begin, size_t step)
{
    double nearest[NEIGHBOURS];
    size_t have = 0;
    for (size_t i = begin; i < vectors->count; i += step) {
        double d = 1 - dot(v, vectors->data + i * vectors->dimensions, vectors->dimensions);
        size_t at = have < NEIGHBOURS ? have++ : NEIGHBOURS;
        if (at == NEIGHBOURS && d >= nearest[NEIGHBOURS - 1])
            continue;
        for (at = at == NEIGHBOURS ? NEIGHBOURS - 1 : at; at > 0 && nearest[at - 1] > d; at--)
            nearest[at] = nearest[at - 1];
        nearest[at] = d;
    }
    double sum = 0;
    for (size_t i = 0; i < have; i++)
        sum += nearest[i];
    return have ? sum / (double)have : NAN;
}

struct space {
    struct vectors prompts, rewrites, captions;
};

static json_t *figures(const struct group *group, const struct space *s)
{
    double cosine = 0, near = 0, floor = 0;
    size_t floors = 0;
    for (size_t i = 0; i < group->count; i++) {
        size_t at = group->members[i] * s->rewrites.dimensions;
        cosine += dot(s->prompts.data + at, s->rewrites.data + at, s->rewrites.dimensions);
        near += neighbours(&s->captions, s->rewrites.data + at, 0, 1);
    }
    /* What captions themselves have: each of the first half in turn against the other half. */
    for (size_t i = 0; i < s->captions.count; i += 2, floors++)
        floor += neighbours(&s->captions, s->captions.data + i * s->captions.dimensions, 1, 2);
    double n = (double)group->count;
    return json_pack("{s:o, s:o, s:o}", "cosine", cf_eval_number(cosine / n), "knn",
                     cf_eval_number(s->captions.count ? near / n : NAN), "knn_floor",
                     cf_eval_number(floors > 1 ? floor / (double)floors : NAN));
}

static int embed_all(struct space *s, struct cf_client *client, const char *model, const struct items *items,
                     const struct captions *captions, struct cf_error *err)
{
    const char **texts = calloc(items->count, sizeof *texts);
    if (!texts)
        return cf_fail(err, CF_ENOMEM, "%zu texts: out of memory", items->count);
    for (size_t i = 0; i < items->count; i++)
        texts[i] = items->list[i].prompt;
    int status = embed(&s->prompts, client, model, texts, items->count, err);
    for (size_t i = 0; i < items->count; i++)
        texts[i] = items->list[i].rewrite;
    if (!status)
        status = embed(&s->rewrites, client, model, texts, items->count, err);
    if (!status && captions->text_count)
        status = embed(&s->captions, client, model, (const char *const *)captions->texts, captions->text_count, err);
    free(texts);
    return status;
}

int cf_eval_embed(json_t *groups_json, const struct group *groups, size_t group_count, const struct items *items,
                  const struct captions *captions, const struct tools *tools, struct cf_error *err)
{
    struct cf_client *client = NULL;
    struct space space = {0};
    char *model = NULL;
    const struct cf_client_params params = {.server_url = tools->params.server, .api_key = cf_client_environment_key()};
    const struct cf_call call = {.deadline_ns = cf_client_now_ns() + batch_deadline_ns};
    int status = cf_client_open(&client, &params, err);
    if (!status && !tools->params.model)
        status = cf_client_first_model(client, &call, &model, err);
    if (!status)
        status = embed_all(&space, client, model ? model : tools->params.model, items, captions, err);
    for (size_t i = 0; i < group_count && !status; i++)
        if (groups[i].count)
            json_object_set_new(json_object_get(groups_json, groups[i].name), "embedding", figures(&groups[i], &space));
    free(space.prompts.data);
    free(space.rewrites.data);
    free(space.captions.data);
    free(model);
    cf_client_close(&client);
    return status;
}
