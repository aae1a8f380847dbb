/* Calls through one client: helper_client URL COUNT THREADS DEADLINE_MS [OPTION=VALUE...]; options: in_flight, retries,
 * pause_ms, limit, ca, timeout_ms, cancel_ms (all calls are cancelled then), field, embed (texts instead of chats).
 * Prints one JSON object a call: status, text, cut, requests, ms, message. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <jansson.h>

#include "client/client.h"
#include "clipfeed/rewrite.h"

static struct cf_client *client;
static struct cf_rewrite_cancel *cancel;
static const char *field;
static long count, deadline_ms, timeout_ms, cancel_ms;
static int embed;
static atomic_long next;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static json_t *call_once(long n)
{
    char text[64];
    int64_t begin = cf_client_now_ns();
    struct cf_error err = {0};
    struct cf_chat_answer answer = {0};
    struct cf_call call = {begin + deadline_ms * 1000000, (uint32_t)timeout_ms, cancel};
    snprintf(text, sizeof text, "{\"prompt\": \"prompt %ld\"}", n);
    int status;
    if (embed) {
        const char *texts[] = {"one", "two", text};
        float *vectors = NULL;
        uint32_t dimensions = 0;
        status = cf_client_embed(client, "embedder", texts, 3, &call, &vectors, &dimensions, &err);
        if (!status && asprintf(&answer.text, "%u: %g %g", dimensions, (double)vectors[0],
                                (double)vectors[2 * dimensions + dimensions - 1]) < 0)
            abort();
        free(vectors);
    } else {
        const struct cf_message messages[] = {{"system", "be brief"}, {"user", text}};
        struct cf_chat chat = {.model = "scripted",
                               .messages = messages,
                               .message_count = 2,
                               .temperature = 0.5,
                               .max_tokens = 64,
                               .seed = (uint32_t)n,
                               .field = field};
        status = cf_client_chat(client, &chat, &call, &answer, &err);
    }
    double ms = (double)(cf_client_now_ns() - begin) * 1e-6;
    json_t *line = json_pack("{s:I, s:s, s:s, s:b, s:I, s:f, s:s}", "n", (json_int_t)n, "status",
                             cf_status_name(status), "text", answer.text ? answer.text : "", "cut", answer.cut,
                             "requests", (json_int_t)answer.requests, "ms", ms, "message", err.message);
    free(answer.text);
    return line;
}

static void *work(void *opaque)
{
    (void)opaque;
    for (long n; (n = atomic_fetch_add(&next, 1)) < count;) {
        json_t *line = call_once(n);
        pthread_mutex_lock(&lock);
        json_dumpf(line, stdout, JSON_COMPACT);
        putchar('\n');
        pthread_mutex_unlock(&lock);
        json_decref(line);
    }
    return NULL;
}

static void *end_calls(void *opaque)
{
    (void)opaque;
    nanosleep(&(struct timespec){cancel_ms / 1000, cancel_ms % 1000 * 1000000}, NULL);
    cf_rewrite_cancel_request(cancel);
    return NULL;
}

static void take_option(struct cf_client_params *p, const char *word)
{
    const char *value = strchr(word, '=');
    size_t size = value ? (size_t)(value++ - word) : 0;
    struct {
        const char *name;
        uint32_t *to;
    } numbers[] = {{"in_flight", &p->in_flight}, {"retries", &p->retries}, {"pause_ms", &p->pause_ms}};
    for (size_t i = 0; i < 3; i++)
        if (size == strlen(numbers[i].name) && !memcmp(word, numbers[i].name, size)) {
            *numbers[i].to = (uint32_t)atol(value);
            return;
        }
    if (!strncmp(word, "limit=", 6))
        p->answer_limit_bytes = (uint64_t)atol(value);
    else if (!strncmp(word, "ca=", 3))
        p->ca_path = value;
    else if (!strncmp(word, "timeout_ms=", 11))
        timeout_ms = atol(value);
    else if (!strncmp(word, "cancel_ms=", 10))
        cancel_ms = atol(value);
    else if (!strncmp(word, "field=", 6))
        field = value;
    else if (!strncmp(word, "embed=", 6))
        embed = 1;
    else
        exit(2);
}

int main(int argc, char **argv)
{
    if (argc < 5)
        return 2;
    struct cf_error err = {0};
    struct cf_client_params params = {.server_url = argv[1], .api_key = cf_client_environment_key()};
    count = atol(argv[2]);
    long threads = atol(argv[3]);
    deadline_ms = atol(argv[4]);
    for (int i = 5; i < argc; i++)
        take_option(&params, argv[i]);
    if (cf_client_open(&client, &params, &err) || (cancel_ms && cf_rewrite_cancel_create(&cancel, &err)))
        return fprintf(stderr, "%s\n", err.message), 1;
    pthread_t *ids = calloc((size_t)threads + 1, sizeof *ids);
    for (long i = 0; i < threads; i++)
        pthread_create(&ids[i], NULL, work, NULL);
    if (cancel)
        pthread_create(&ids[threads], NULL, end_calls, NULL);
    for (long i = 0; i < threads + (cancel != NULL); i++)
        pthread_join(ids[i], NULL);
    free(ids);
    cf_client_close(&client);
    cf_rewrite_cancel_destroy(&cancel);
    return 0;
}
