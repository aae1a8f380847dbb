#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "client/protocol.h"

/* {"type": "json_schema", ...}: an object with that one string. llama-server, vLLM, SGLang and lmdeploy take this form
 * of the OpenAI protocol. */
static json_t *schema_of(const char *field)
{
    return json_pack("{s:s, s:{s:s, s:b, s:{s:s, s:{s:{s:s}}, s:[s], s:b}}}", "type", "json_schema", "json_schema",
                     "name", field, "strict", 1, "schema", "type", "object", "properties", field, "type", "string",
                     "required", field, "additionalProperties", 0);
}

/* Without the role "system" its text opens the first message of the user's. */
static json_t *messages_of(const struct cf_chat *chat, unsigned quirks)
{
    json_t *list = json_array();
    const char *system = NULL;
    for (size_t i = 0; i < chat->message_count; i++) {
        const struct cf_message *m = &chat->messages[i];
        json_t *entry;
        if ((quirks & CF_QUIRK_NO_SYSTEM) && !strcmp(m->role, "system")) {
            system = m->text;
            continue;
        }
        if (system)
            entry = json_pack("{s:s, s:s++}", "role", m->role, "content", system, "\n\n", m->text);
        else
            entry = json_pack("{s:s, s:s}", "role", m->role, "content", m->text);
        system = NULL;
        if (!entry || json_array_append_new(list, entry)) {
            json_decref(list);
            return NULL;
        }
    }
    return list;
}

static json_t *body_of(const struct cf_chat *chat, unsigned quirks)
{
    json_t *messages = messages_of(chat, quirks);
    json_t *body =
        messages ? json_pack("{s:s, s:o, s:b}", "model", chat->model, "messages", messages, "stream", 0) : NULL;
    const char *limit = quirks & CF_QUIRK_COMPLETION_TOKENS ? "max_completion_tokens" : "max_tokens";
    int failed = !body || json_object_set_new(body, limit, json_integer(chat->max_tokens));
    if (!failed && !(quirks & CF_QUIRK_NO_TEMPERATURE))
        failed = json_object_set_new(body, "temperature", json_real(chat->temperature));
    if (!failed && !(quirks & CF_QUIRK_NO_SEED))
        failed = json_object_set_new(body, "seed", json_integer(chat->seed));
    if (!failed && chat->field && !(quirks & CF_QUIRK_NO_SCHEMA))
        failed = json_object_set_new(body, "response_format", schema_of(chat->field));
    if (!failed)
        return body;
    json_decref(body);
    return NULL;
}

/* Which of what was sent the server may have refused: what its message names, else the schema, the most often refused.
 * 0: nothing more to leave out. */
static unsigned refused(const struct cf_chat *chat, unsigned quirks, long http_status, const char *message)
{
    static const struct {
        unsigned quirk;
        const char *names[3];
    } table[] = {
        {CF_QUIRK_COMPLETION_TOKENS, {"max_completion_tokens"}},
        {CF_QUIRK_NO_SYSTEM, {"system role", "role 'system'", "System role"}},
        {CF_QUIRK_NO_SCHEMA, {"response_format", "json_schema", "grammar"}},
        {CF_QUIRK_NO_TEMPERATURE, {"temperature"}},
        {CF_QUIRK_NO_SEED, {"seed"}},
    };
    bool own_failure = http_status == 500 || http_status == 501; /* llama-server's, where a template refuses a role */
    if (http_status != 400 && http_status != 404 && http_status != 422 && !own_failure)
        return 0;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        for (size_t n = 0; n < 3 && table[i].names[n]; n++)
            if (!(quirks & table[i].quirk) && strstr(message, table[i].names[n]))
                return table[i].quirk;
    bool guess = (http_status == 400 || http_status == 422 || http_status == 501) && chat->field;
    return guess && !(quirks & CF_QUIRK_NO_SCHEMA) ? CF_QUIRK_NO_SCHEMA : 0;
}

/* The text of a message: a string, or a list of parts with text in them. To be freed; NULL: there is none. */
static char *content_of(const json_t *message)
{
    const json_t *content = json_object_get(message, "content");
    if (json_is_string(content))
        return strdup(json_string_value(content));
    struct cf_buffer text = {0};
    size_t i;
    json_t *part;
    json_array_foreach(content, i, part)
    {
        const char *piece = json_string_value(json_object_get(part, "text"));
        if (piece && cf_buffer_append(&text, piece, strlen(piece)))
            break;
    }
    if (text.size && !cf_buffer_append(&text, "", 1))
        return (char *)text.data;
    cf_buffer_free(&text);
    return NULL;
}

static int read_choice(const json_t *answer, const char *field, struct cf_chat_answer *out, struct cf_error *err)
{
    const json_t *choice = json_array_get(json_object_get(answer, "choices"), 0);
    const json_t *message = json_object_get(choice, "message");
    const char *end = json_string_value(json_object_get(choice, "finish_reason"));
    const char *refusal = json_string_value(json_object_get(message, "refusal"));
    bool cut = end && !strcmp(end, "length");
    if (!json_is_object(message))
        return cf_fail(err, CF_EFORMAT, "the answer has no choices[0].message");
    char *content = content_of(message);
    if (!content || !*content) {
        free(content);
        if (refusal && *refusal)
            return cf_fail(err, CF_EFORMAT, "the model refused: %.200s", refusal);
        return cf_fail(err, CF_EFORMAT, "the answer's message is empty%s",
                       cut ? ": all tokens went before the text" : "");
    }
    char *text = NULL;
    int status = cf_answer_read(&text, content, field, cut, err);
    free(content);
    if (status)
        return status;
    out->text = text;
    out->cut = cut;
    return CF_OK;
}

int cf_client_chat(struct cf_client *client, const struct cf_chat *chat, const struct cf_call *call,
                   struct cf_chat_answer *answer, struct cf_error *err)
{
    struct cf_error why = {0};
    struct cf_chat_answer made = {0};
    json_t *object = NULL;
    int status;
    for (;;) {
        long http_status;
        unsigned quirks = atomic_load(&client->quirks);
        json_t *body = body_of(chat, quirks);
        if (!body)
            return cf_fail(err, CF_ENOMEM, "out of memory for a request, or a message is no UTF-8");
        status = cf_protocol_ask(client, "/chat/completions", body, call, &object, &http_status, &made.requests, &why);
        unsigned more = status ? refused(chat, quirks, http_status, why.message) : 0;
        if (!more)
            break;
        atomic_fetch_or(&client->quirks, more);
    }
    answer->requests = made.requests;
    if (status)
        return cf_fail(err, (enum cf_status)status, "%s", why.message);
    status = read_choice(object, chat->field, &made, err);
    json_decref(object);
    if (!status)
        *answer = made;
    return status;
}

int cf_client_first_model(struct cf_client *client, const struct cf_call *call, char **model, struct cf_error *err)
{
    json_t *object = NULL;
    long http_status;
    int status = cf_protocol_ask(client, "/models", NULL, call, &object, &http_status, NULL, err);
    if (status)
        return status;
    const char *id = json_string_value(json_object_get(json_array_get(json_object_get(object, "data"), 0), "id"));
    char *copy = id ? strdup(id) : NULL;
    if (!id)
        status = cf_fail(err, CF_EFORMAT, "'/models': the server lists no model");
    else if (!copy)
        status = cf_fail(err, CF_ENOMEM, "out of memory for a model's name");
    json_decref(object);
    if (!status)
        *model = copy;
    return status;
}
