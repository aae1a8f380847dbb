/* What the calls of one client share. */
#ifndef CF_CLIENT_PROTOCOL_H
#define CF_CLIENT_PROTOCOL_H
#include <jansson.h>
#include <stdatomic.h>

#include "client/transport.h"

/* What a server may refuse; learned from its answers, never forgotten while the client is open. */
enum {
    CF_QUIRK_NO_SCHEMA = 1,         /* response_format */
    CF_QUIRK_NO_SEED = 2,           /* seed */
    CF_QUIRK_NO_TEMPERATURE = 4,    /* temperature other than the model's own */
    CF_QUIRK_COMPLETION_TOKENS = 8, /* max_tokens is called max_completion_tokens */
    CF_QUIRK_NO_SYSTEM = 16,        /* messages of the role "system" */
};

struct cf_client {
    struct cf_transport *transport;
    atomic_uint quirks;
};

/* Posts body (consumed; NULL: GET) and gives the object that came back. Statuses as in client.h; err quotes what the
 * server said, and http_status is set where it said something. requests may be NULL. */
int cf_protocol_ask(struct cf_client *client, const char *path, json_t *body, const struct cf_call *call, json_t **out,
                    long *http_status, uint32_t *requests, struct cf_error *err);
#endif
