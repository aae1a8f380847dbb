#include <math.h>
#include <stdlib.h>

#include "base/error.h"
#include "client/protocol.h"

enum { DIMENSIONS_LIMIT = 65536 };

static json_t *body_of(const char *model, const char *const *texts, size_t count)
{
    json_t *input = json_array();
    for (size_t i = 0; i < count; i++)
        if (!input || json_array_append_new(input, json_string(texts[i]))) {
            json_decref(input);
            return NULL;
        }
    return json_pack("{s:s, s:o, s:s}", "model", model, "input", input, "encoding_format", "float");
}

/* data[i].embedding at data[i].index: servers need not keep the order. */
static int read_vectors(const json_t *data, size_t count, float *vectors, size_t dimensions, struct cf_error *err)
{
    size_t i, k;
    json_t *item, *value;
    char *seen = calloc(count, 1);
    if (!seen)
        return cf_fail(err, CF_ENOMEM, "out of memory for %zu vectors", count);
    int status = CF_OK;
    json_array_foreach(data, i, item)
    {
        const json_t *vector = json_object_get(item, "embedding"), *index = json_object_get(item, "index");
        json_int_t at = index ? json_integer_value(index) : (json_int_t)i;
        if (at < 0 || (size_t)at >= count || seen[at] || json_array_size(vector) != dimensions) {
            status = cf_fail(err, CF_EFORMAT, "'/embeddings': item %zu: index %lld with %zu numbers, expected %zu", i,
                             (long long)at, json_array_size(vector), dimensions);
            break;
        }
        seen[at] = 1;
        json_array_foreach(vector, k, value)
        {
            double number = json_number_value(value);
            vectors[(size_t)at * dimensions + k] = json_is_number(value) && isfinite(number) ? (float)number : 0;
        }
    }
    free(seen);
    return status;
}

int cf_client_embed(struct cf_client *client, const char *model, const char *const *texts, size_t count,
                    const struct cf_call *call, float **vectors, uint32_t *dimensions, struct cf_error *err)
{
    if (!count)
        return cf_fail(err, CF_EINVAL, "no texts to embed");
    json_t *body = body_of(model, texts, count), *object = NULL;
    if (!body)
        return cf_fail(err, CF_ENOMEM, "out of memory for a request, or a text is no UTF-8");
    long http_status;
    int status = cf_protocol_ask(client, "/embeddings", body, call, &object, &http_status, NULL, err);
    if (status)
        return status;
    const json_t *data = json_object_get(object, "data");
    size_t size = json_array_size(json_object_get(json_array_get(data, 0), "embedding"));
    float *out = NULL;
    if (json_array_size(data) != count || !size || size > DIMENSIONS_LIMIT)
        status = cf_fail(err, CF_EFORMAT, "'/embeddings': %zu vectors of %zu numbers, expected %zu vectors",
                         json_array_size(data), size, count);
    else if (!(out = malloc(count * size * sizeof *out)))
        status = cf_fail(err, CF_ENOMEM, "out of memory for %zu vectors", count);
    else
        status = read_vectors(data, count, out, size, err);
    json_decref(object);
    if (status) {
        free(out);
        return status;
    }
    *vectors = out;
    *dimensions = (uint32_t)size;
    return CF_OK;
}
