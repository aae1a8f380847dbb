/* Language models behind OpenAI-compatible servers (llama-server, vLLM, SGLang, lmdeploy, hosted APIs).
 *
 * One thread runs every exchange over libcurl's multi interface: connections are kept alive and shared, at most
 * `in_flight` requests are at the server at once, the others wait in the order in which they came. 408, 425, 429, 5xx
 * and failed transport are tried again, with doubled and jittered pauses, no sooner than Retry-After says. A server
 * that cannot be reached at all is left alone for two seconds, in which calls fail at once. Redirects are not followed,
 * TLS is verified, answers are bounded in size. Optional fields that a server refuses (JSON schema, seed, ...) are left
 * out, and so they are from then on.
 *
 * Any number of threads may use one client; not a forked child. Times are CLOCK_MONOTONIC in nanoseconds. Every call
 * returns by its deadline. */
#ifndef CF_CLIENT_CLIENT_H
#define CF_CLIENT_CLIENT_H
#include "clipfeed/status.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct cf_rewrite_cancel; /* clipfeed/rewrite.h */

struct cf_client_params {        /* zero is the default */
    const char *server_url;      /* the API's base, "http://127.0.0.1:8000/v1"; needed */
    const char *api_key;         /* sent as a bearer token, and never part of a message; NULL: none */
    const char *ca_path;         /* PEM certificates to trust instead of the system's */
    uint32_t in_flight;          /* 64 */
    uint32_t retries;            /* after the first try, 4 */
    uint32_t connect_ms;         /* 5000 */
    uint32_t pause_ms;           /* before the first retry, 250; doubled for each further one, at most 8000 */
    uint64_t answer_limit_bytes; /* 4 MiB */
};

struct cf_client;
/* Copies what it is given; asks nothing of the server. CF_EINVAL (no http or https URL), CF_ENOMEM, CF_EIO. */
int cf_client_open(struct cf_client **out, const struct cf_client_params *params, struct cf_error *err);
/* No call may be under way. */
void cf_client_close(struct cf_client **client);
/* The key that is to be sent: CLIPFEED_API_KEY, else OPENAI_API_KEY, from the environment; NULL: neither is set. */
const char *cf_client_environment_key(void);
int64_t cf_client_now_ns(void);

/* Bounds every call. */
struct cf_call {
    int64_t deadline_ns;              /* when the call ends, retries included; needed */
    uint32_t timeout_ms;              /* of one try; 0: until the deadline */
    struct cf_rewrite_cancel *cancel; /* NULL: none */
};

/* What calls fail with: CF_EDEADLINE, CF_ECANCELLED, CF_EIO (not reached, or the server's own failure), CF_EFORMAT
 * (no JSON, not what the protocol says, or too long), CF_EUNSUPPORTED (the server refused the request: 4xx), CF_ENOMEM.
 * Messages quote what the server said, and end on what was tried. */

struct cf_message {
    const char *role; /* "system", "user", "assistant" */
    const char *text; /* UTF-8 */
};

struct cf_chat {
    const char *model;
    const struct cf_message *messages;
    size_t message_count;
    double temperature;
    uint32_t max_tokens; /* of the answer */
    uint32_t seed;
    const char *field; /* the answer is to be a JSON object with this one string, where the server takes a schema;
                        * NULL: plain text */
};

struct cf_chat_answer {
    char *text;        /* what the model wrote, UTF-8, to be freed; of an object with `field`, its string */
    bool cut;          /* it ended at max_tokens */
    uint32_t requests; /* sent, retries included */
};
int cf_client_chat(struct cf_client *client, const struct cf_chat *chat, const struct cf_call *call,
                   struct cf_chat_answer *answer, struct cf_error *err);

/* count vectors, one after the other, `dimensions` each, to be freed. */
int cf_client_embed(struct cf_client *client, const char *model, const char *const *texts, size_t count,
                    const struct cf_call *call, float **vectors, uint32_t *dimensions, struct cf_error *err);

/* The first model that the server lists, to be freed. CF_EFORMAT where it lists none. */
int cf_client_first_model(struct cf_client *client, const struct cf_call *call, char **model, struct cf_error *err);

/* How an answer is read: reasoning in <think> tags, stop markers and what follows them, a code fence, a label before
 * the text ("Caption:") and quotes around it go; an object with `field` gives its string. `cut`: the server
 * ran out of tokens, and an object may end within its string. What is left is the text, to be freed. CF_EFORMAT:
 * nothing is left, the object lacks the field or is broken off. */
int cf_answer_read(char **out, const char *content, const char *field, bool cut, struct cf_error *err);
#endif
