#include "engine/captions_server.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "client/client.h"

enum { MOST_BYTES = 240, ANSWER_TOKENS = 80, MOST_THREADS = 64 };

static const char order[] =
    "You are given the long description of a video. Write the short prompt that somebody would type to get that video: "
    "one phrase of 5 to 15 words that names the main subject, what it does and where. Use the description's own words. "
    "Leave out camera, light, mood and details. Answer with the prompt alone.";

struct cf_captions_server {
    struct cf_client *client;
    char *model;
    const char *embedding_model;
    uint32_t dimensions, threads, timeout_ms;
};

static struct cf_call call_of(const struct cf_captions_server *s)
{
    return (struct cf_call){.deadline_ns = cf_client_now_ns() + (int64_t)s->timeout_ms * 1000000};
}

static int find_dimensions(struct cf_captions_server *s, struct cf_error *err)
{
    const char *text = "a video";
    float *vector = NULL;
    struct cf_call call = call_of(s);
    if (!s->embedding_model)
        return CF_OK;
    int status = cf_client_embed(s->client, s->embedding_model, &text, 1, &call, &vector, &s->dimensions, err);
    free(vector);
    return status;
}

int cf_captions_server_open(struct cf_captions_server **out, const struct cf_captions_params *p, struct cf_error *err)
{
    struct cf_captions_server *s = calloc(1, sizeof *s);
    if (!s)
        return cf_fail(err, CF_ENOMEM, "'%s': no memory", p->server_url);
    s->threads = p->in_flight ? p->in_flight : MOST_THREADS;
    s->threads = s->threads < MOST_THREADS ? s->threads : MOST_THREADS;
    s->timeout_ms = p->timeout_ms ? p->timeout_ms : 120000;
    s->embedding_model = p->embedding_model;
    struct cf_client_params client = {.server_url = p->server_url,
                                      .api_key = cf_client_environment_key(),
                                      .ca_path = p->ca_path,
                                      .in_flight = s->threads};
    int status = cf_client_open(&s->client, &client, err);
    struct cf_call call = call_of(s);
    if (!status && !p->model)
        status = cf_client_first_model(s->client, &call, &s->model, err);
    else if (!status && !(s->model = strdup(p->model)))
        status = cf_fail(err, CF_ENOMEM, "'%s': no memory", p->server_url);
    if (!status)
        status = find_dimensions(s, err);
    if (status)
        cf_captions_server_close(&s);
    else
        *out = s;
    return status;
}

void cf_captions_server_close(struct cf_captions_server **server)
{
    struct cf_captions_server *s = *server;
    if (!s)
        return;
    cf_client_close(&s->client);
    free(s->model);
    free(s);
    *server = NULL;
}

const char *cf_captions_server_model(const struct cf_captions_server *s)
{
    return s->model;
}

uint32_t cf_captions_server_dimensions(const struct cf_captions_server *s)
{
    return s->dimensions;
}

/* Blanks at the ends and a full stop go. 0 where what is left is no short form: several lines, too long, not shorter
 * than the caption. */
static int trim(char *text, const char *dense)
{
    size_t size = strlen(text), skip = strspn(text, " \t\r\n");
    while (size > skip && strchr(" \t\r\n.", text[size - 1]))
        size--;
    memmove(text, text + skip, size - skip);
    text[size - skip] = 0;
    return size > skip && size - skip <= MOST_BYTES && size - skip < strlen(dense) && !strchr(text, '\n');
}

struct batch {
    struct cf_captions_server *server;
    const char *const *dense;
    size_t count;
    char **out;
    atomic_size_t next, answered;
    pthread_mutex_t mutex; /* of first */
    struct cf_error first;
};

static void shorten_one(struct batch *b, size_t i)
{
    const struct cf_message messages[] = {{"system", order}, {"user", b->dense[i]}};
    const struct cf_chat chat = {
        .model = b->server->model, .messages = messages, .message_count = 2, .max_tokens = ANSWER_TOKENS};
    struct cf_call call = call_of(b->server);
    struct cf_chat_answer answer = {0};
    struct cf_error err = {0};
    if (cf_client_chat(b->server->client, &chat, &call, &answer, &err)) {
        pthread_mutex_lock(&b->mutex);
        if (!b->first.status)
            b->first = err;
        pthread_mutex_unlock(&b->mutex);
        return;
    }
    atomic_fetch_add(&b->answered, 1);
    if (!answer.cut && trim(answer.text, b->dense[i]))
        b->out[i] = answer.text;
    else
        free(answer.text);
}

static void *work(void *opaque)
{
    struct batch *b = opaque;
    for (size_t i; (i = atomic_fetch_add(&b->next, 1)) < b->count;)
        shorten_one(b, i);
    return NULL;
}

int cf_captions_server_shorten(struct cf_captions_server *s, const char *const *dense, size_t count, char **out,
                               struct cf_error *err)
{
    struct batch b = {.server = s, .dense = dense, .count = count, .out = out, .mutex = PTHREAD_MUTEX_INITIALIZER};
    pthread_t threads[MOST_THREADS];
    size_t started = 0, wanted = count < s->threads ? count : s->threads;
    while (started + 1 < wanted && !pthread_create(&threads[started], NULL, work, &b))
        started++;
    work(&b); /* this thread is one of them */
    for (size_t i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
    pthread_mutex_destroy(&b.mutex);
    return count && !b.answered ? cf_fail(err, b.first.status, "%s", b.first.message) : CF_OK;
}

int cf_captions_server_embed(struct cf_captions_server *s, const char *const *texts, size_t count, float *out,
                             struct cf_error *err)
{
    struct cf_call call = call_of(s);
    float *vectors = NULL;
    uint32_t dimensions = 0;
    int status = cf_client_embed(s->client, s->embedding_model, texts, count, &call, &vectors, &dimensions, err);
    if (!status && dimensions != s->dimensions)
        status = cf_fail(err, CF_EFORMAT, "'%s': vectors of %u dimensions after such of %u", s->embedding_model,
                         dimensions, s->dimensions);
    if (!status)
        memcpy(out, vectors, count * dimensions * sizeof *out);
    free(vectors);
    return status;
}
