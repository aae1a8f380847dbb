/* Short forms and vectors of captions by a server, for the building of an index. */
#ifndef CF_ENGINE_CAPTIONS_SERVER_H
#define CF_ENGINE_CAPTIONS_SERVER_H
#include "clipfeed/captions.h"
#include <stddef.h>

struct cf_captions_server;
/* Of params: server_url, model, embedding_model, ca_path, in_flight, timeout_ms. Asks the server for its first model
 * where none is named, and for the vectors' dimensions. Errors as in client/client.h. */
int cf_captions_server_open(struct cf_captions_server **out, const struct cf_captions_params *params,
                            struct cf_error *err);
void cf_captions_server_close(struct cf_captions_server **server);
const char *cf_captions_server_model(const struct cf_captions_server *server);
uint32_t cf_captions_server_dimensions(const struct cf_captions_server *server); /* 0: no vectors are asked for */

/* As cf_shorten and cf_embed of index/index.h. A form that is no short form of its caption is left NULL; a batch of
 * which every request failed fails with the first one's error. */
int cf_captions_server_shorten(struct cf_captions_server *server, const char *const *dense, size_t count, char **out,
                               struct cf_error *err);
int cf_captions_server_embed(struct cf_captions_server *server, const char *const *texts, size_t count, float *out,
                             struct cf_error *err);
#endif
