#include "client/protocol.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "client/retry.h"

const char *cf_client_environment_key(void)
{
    const char *key = getenv("CLIPFEED_API_KEY");
    key = key && *key ? key : getenv("OPENAI_API_KEY");
    return key && *key ? key : NULL;
}

int cf_client_open(struct cf_client **out, const struct cf_client_params *params, struct cf_error *err)
{
    struct cf_client *client = calloc(1, sizeof *client);
    if (!client)
        return cf_fail(err, CF_ENOMEM, "out of memory for a client");
    int status = cf_transport_open(&client->transport, params, err);
    if (status) {
        free(client);
        return status;
    }
    *out = client;
    return CF_OK;
}

void cf_client_close(struct cf_client **client)
{
    if (!*client)
        return;
    cf_transport_close(&(*client)->transport);
    free(*client);
    *client = NULL;
}

/* The server's own words: {"error": {"message": ...}}, {"error": ...}, {"message": ...}, {"detail": ...}, or its
 * bytes. On one line, printable, cut. */
static void server_words(const struct cf_buffer *answer, const json_t *object, char *out, size_t out_size)
{
    const json_t *said = json_object_get(object, "error");
    said = json_is_object(said) ? json_object_get(said, "message") : said;
    said = said ? said : json_object_get(object, "message");
    said = said ? said : json_object_get(object, "detail");
    const char *text = json_string_value(said);
    size_t size = text ? json_string_length(said) : answer->size, n = 0;
    text = text ? text : (const char *)answer->data;
    for (size_t i = 0; i < size && n + 1 < out_size && n < 240; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c > 32 && c < 127)
            out[n++] = (char)c;
        else if (c <= 32 && n && out[n - 1] != ' ')
            out[n++] = ' ';
    }
    while (n && out[n - 1] == ' ')
        n--;
    out[n] = 0;
}

int cf_protocol_ask(struct cf_client *client, const char *path, json_t *body, const struct cf_call *call, json_t **out,
                    long *http_status, uint32_t *requests, struct cf_error *err)
{
    char words[256];
    struct cf_exchange x = {.path = path, .call = call};
    json_t *object = NULL;
    json_error_t why;
    char *text = body ? json_dumps(body, JSON_COMPACT) : NULL;
    int status = body && !text ? cf_fail(err, CF_ENOMEM, "out of memory for a request") : CF_OK;
    json_decref(body);
    x.body = text;
    x.body_size = text ? strlen(text) : 0;
    if (!status)
        status = cf_transport_exchange(client->transport, &x, err);
    *http_status = x.http_status;
    if (requests)
        *requests += x.requests;
    if (status)
        goto end;
    object = json_loadb(x.answer.data ? (const char *)x.answer.data : "", x.answer.size, 0, &why);
    if (x.http_status >= 200 && x.http_status < 300) {
        if (!json_is_object(object))
            status = cf_fail(err, CF_EFORMAT, "'%s': the answer is no JSON object%s%s", path, object ? "" : ": ",
                             object ? "" : why.text);
    } else {
        server_words(&x.answer, object, words, sizeof words);
        bool own = cf_retry_status(x.http_status);
        status = cf_fail(err, own ? CF_EIO : CF_EUNSUPPORTED, "'%s': the server answered %ld%s%s, after %u request%s",
                         path, x.http_status, *words ? ": " : "", words, x.requests, x.requests == 1 ? "" : "s");
    }
end:
    free(text);
    cf_buffer_free(&x.answer);
    if (status)
        json_decref(object);
    else
        *out = object;
    return status;
}
