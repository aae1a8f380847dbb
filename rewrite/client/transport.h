/* HTTP exchanges for many threads over one libcurl multi loop: what client.h says of requests, without the protocol. */
#ifndef CF_CLIENT_TRANSPORT_H
#define CF_CLIENT_TRANSPORT_H
#include "base/buffer.h"
#include "client/client.h"

struct cf_transport;
int cf_transport_open(struct cf_transport **out, const struct cf_client_params *params, struct cf_error *err);
void cf_transport_close(struct cf_transport **transport);

struct cf_exchange {
    const char *path; /* behind the base URL: "/chat/completions" */
    const char *body; /* JSON to post; NULL: GET */
    size_t body_size;
    const struct cf_call *call;

    long http_status;        /* 0: there is no answer */
    struct cf_buffer answer; /* to be freed by the caller, also after a failure */
    uint32_t requests;
};

/* CF_OK: there is an answer, whatever its http_status; one that is to be tried again was, as often as allowed.
 * CF_EDEADLINE, CF_ECANCELLED, CF_EIO (no answer), CF_EFORMAT (longer than the limit), CF_ENOMEM. */
int cf_transport_exchange(struct cf_transport *transport, struct cf_exchange *exchange, struct cf_error *err);
#endif
