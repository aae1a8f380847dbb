#include "client/transport.h"

#include <curl/curl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "base/error.h"
#include "client/cancel.h"
#include "client/retry.h"

#define NS_PER_MS INT64_C(1000000)
enum { HEADER_LIMIT_BYTES = 256 << 10, DOWN_MS = 2000, IDLE_WAIT_MS = 60000 };

/* One exchange under way; it lives on its caller's stack, and the loop touches it until `done` is set. */
struct job {
    struct cf_transport *transport;
    struct cf_exchange *x;
    struct job *next;
    pthread_cond_t finished;
    bool done, aborted; /* under the lock */
    int status;
    struct cf_error err;
    /* The loop's alone. */
    CURL *easy;
    int64_t not_before_ns;
    uint32_t tries;
    size_t header_bytes;
    int64_t retry_after_ms;
    bool too_long, out_of_memory;
    char why[CURL_ERROR_SIZE];
};

struct cf_transport {
    char *base_url;
    struct curl_slist *headers, *headers_get;
    char *ca_path;
    bool loopback;
    uint32_t in_flight, retries, connect_ms, pause_ms;
    size_t answer_limit;
    CURLM *multi;
    pthread_t thread;
    pthread_mutex_t lock;
    struct job *incoming, **incoming_end; /* under the lock */
    bool closing, abort_asked;            /* under the lock */
    /* The loop's alone. */
    struct job *waiting, **waiting_end; /* in the order in which they came */
    struct job *active;
    uint32_t active_count;
    int64_t hold_until_ns; /* the server asked for quiet */
    int64_t down_until_ns; /* it was not reached */
    char down_why[CURL_ERROR_SIZE];
    uint64_t random;
};

int64_t cf_client_now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static uint64_t draw(struct cf_transport *t)
{
    t->random ^= t->random << 13; /* Marsaglia's xorshift64; only pauses depend on it */
    t->random ^= t->random >> 7;
    t->random ^= t->random << 17;
    return t->random;
}

static size_t take_body(char *data, size_t size, size_t count, void *opaque)
{
    struct job *job = opaque;
    struct cf_buffer *answer = &job->x->answer;
    if (size * count > job->transport->answer_limit - answer->size) {
        job->too_long = true;
        return 0;
    }
    if (cf_buffer_append(answer, data, size * count)) {
        job->out_of_memory = true;
        return 0;
    }
    return size * count;
}

static size_t take_header(char *data, size_t size, size_t count, void *opaque)
{
    static const char name[] = "retry-after:";
    struct job *job = opaque;
    size_t bytes = size * count;
    job->header_bytes += bytes;
    if (job->header_bytes > HEADER_LIMIT_BYTES) {
        job->too_long = true;
        return 0;
    }
    if (bytes > sizeof name - 1 && !strncasecmp(data, name, sizeof name - 1))
        job->retry_after_ms = cf_retry_after_ms(data + sizeof name - 1, bytes - (sizeof name - 1), time(NULL));
    return bytes;
}

static int set_options(struct job *job, const char *url, int64_t left_ms)
{
    struct cf_transport *t = job->transport;
    CURL *e = job->easy;
    int64_t timeout = job->x->call->timeout_ms;
    timeout = timeout && timeout < left_ms ? timeout : left_ms;
    bool failed = false;
    failed = failed || curl_easy_setopt(e, CURLOPT_URL, url);
    failed = failed || curl_easy_setopt(e, CURLOPT_PROTOCOLS_STR, "http,https");
    failed = failed || curl_easy_setopt(e, CURLOPT_FOLLOWLOCATION, 0L); /* the key goes to no other host */
    failed = failed || curl_easy_setopt(e, CURLOPT_NOSIGNAL, 1L);
    failed = failed || curl_easy_setopt(e, CURLOPT_QUICK_EXIT, 1L); /* an abort does not wait for a name server */
    failed = failed || curl_easy_setopt(e, CURLOPT_HTTPHEADER, job->x->body ? t->headers : t->headers_get);
    failed = failed || curl_easy_setopt(e, CURLOPT_TIMEOUT_MS, (long)timeout);
    failed = failed || curl_easy_setopt(e, CURLOPT_CONNECTTIMEOUT_MS, (long)t->connect_ms);
    failed = failed || curl_easy_setopt(e, CURLOPT_ERRORBUFFER, job->why);
    failed = failed || curl_easy_setopt(e, CURLOPT_WRITEFUNCTION, take_body);
    failed = failed || curl_easy_setopt(e, CURLOPT_WRITEDATA, job);
    failed = failed || curl_easy_setopt(e, CURLOPT_HEADERFUNCTION, take_header);
    failed = failed || curl_easy_setopt(e, CURLOPT_HEADERDATA, job);
    failed = failed || curl_easy_setopt(e, CURLOPT_PRIVATE, job);
    failed = failed || curl_easy_setopt(e, CURLOPT_USERAGENT, "clipfeed");
    if (t->loopback) /* a proxy would look for the server on its own host */
        failed = failed || curl_easy_setopt(e, CURLOPT_PROXY, "");
    if (t->ca_path)
        failed = failed || curl_easy_setopt(e, CURLOPT_CAINFO, t->ca_path);
    if (job->x->body) {
        failed = failed || curl_easy_setopt(e, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)job->x->body_size);
        failed = failed || curl_easy_setopt(e, CURLOPT_POSTFIELDS, job->x->body);
    }
    return failed ? CF_EIO : CF_OK;
}

/* Hands the job back; it must be in no list, and is gone afterwards. */
static void finish(struct job *job, int status)
{
    struct cf_transport *t = job->transport;
    pthread_mutex_lock(&t->lock);
    job->status = status;
    job->done = true;
    pthread_cond_signal(&job->finished);
    pthread_mutex_unlock(&t->lock);
}

static void end_try(struct job *job)
{
    struct cf_transport *t = job->transport;
    struct job **at = &t->active;
    while (*at != job)
        at = &(*at)->next;
    *at = job->next;
    t->active_count--;
    curl_multi_remove_handle(t->multi, job->easy);
    curl_easy_cleanup(job->easy);
    job->easy = NULL;
}

static void wait_again(struct job *job)
{
    struct cf_transport *t = job->transport;
    job->next = NULL;
    *t->waiting_end = job;
    t->waiting_end = &job->next;
}

static int begin_try(struct job *job, int64_t now)
{
    struct cf_transport *t = job->transport;
    char url[2048];
    int64_t left_ms = (job->x->call->deadline_ns - now + NS_PER_MS - 1) / NS_PER_MS;
    snprintf(url, sizeof url, "%s%s", t->base_url, job->x->path);
    job->why[0] = 0;
    job->header_bytes = 0;
    job->retry_after_ms = -1;
    job->too_long = false;
    job->x->answer.size = 0;
    job->x->http_status = 0;
    job->easy = curl_easy_init();
    if (!job->easy)
        return cf_fail(&job->err, CF_ENOMEM, "out of memory for a request");
    if (set_options(job, url, left_ms) || curl_multi_add_handle(t->multi, job->easy)) {
        curl_easy_cleanup(job->easy);
        job->easy = NULL;
        return cf_fail(&job->err, CF_EIO, "'%s': libcurl does not take the request", url);
    }
    job->tries++;
    job->x->requests++;
    job->next = t->active;
    t->active = job;
    t->active_count++;
    return CF_OK;
}

static int deadline_passed(struct job *job)
{
    return cf_fail(&job->err, CF_EDEADLINE, "'%s%s': no answer by the deadline, after %u request%s%s%s",
                   job->transport->base_url, job->x->path, job->tries, job->tries == 1 ? "" : "s",
                   job->why[0] ? "; the last: " : "", job->why);
}

/* Not reached at all: nothing listens, the name is unknown, the certificate is not good. */
static bool is_unreachable(CURLcode code)
{
    return code == CURLE_COULDNT_CONNECT || code == CURLE_COULDNT_RESOLVE_HOST || code == CURLE_COULDNT_RESOLVE_PROXY ||
           code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE;
}

static bool is_permanent(CURLcode code)
{
    return code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE ||
           code == CURLE_UNSUPPORTED_PROTOCOL || code == CURLE_URL_MALFORMAT;
}

/* Tries the job later, if there is a later. */
static void retry(struct job *job, int64_t now)
{
    struct cf_transport *t = job->transport;
    int64_t pause = cf_retry_pause_ms(t->pause_ms, job->tries - 1, draw(t));
    if (job->retry_after_ms >= 0) {
        /* those that wait for one server do not come back at one moment */
        int64_t asked = job->retry_after_ms + (int64_t)(draw(t) % (uint64_t)(t->pause_ms + 1));
        pause = asked > pause ? asked : pause;
        int64_t hold = now + job->retry_after_ms * NS_PER_MS;
        t->hold_until_ns = hold > t->hold_until_ns ? hold : t->hold_until_ns;
    }
    job->not_before_ns = now + pause * NS_PER_MS;
    wait_again(job);
}

static void complete(struct job *job, CURLcode code)
{
    struct cf_transport *t = job->transport;
    struct cf_exchange *x = job->x;
    int64_t now = cf_client_now_ns();
    curl_easy_getinfo(job->easy, CURLINFO_RESPONSE_CODE, &x->http_status);
    end_try(job);
    if (job->out_of_memory) {
        finish(job, cf_fail(&job->err, CF_ENOMEM, "out of memory for an answer"));
    } else if (job->too_long) {
        finish(job, cf_fail(&job->err, CF_EFORMAT, "'%s%s': the answer is longer than %zu bytes", t->base_url, x->path,
                            t->answer_limit));
    } else if (code == CURLE_OK && (!cf_retry_status(x->http_status) || job->tries > t->retries)) {
        t->down_until_ns = 0;
        finish(job, CF_OK);
    } else if (code == CURLE_OK) {
        snprintf(job->why, sizeof job->why, "the server answered %ld", x->http_status);
        retry(job, now);
    } else {
        x->http_status = 0;
        if (!job->why[0])
            snprintf(job->why, sizeof job->why, "%s", curl_easy_strerror(code));
        if (now >= x->call->deadline_ns) {
            finish(job, deadline_passed(job));
        } else if (job->tries > t->retries || is_permanent(code)) {
            if (is_unreachable(code)) {
                t->down_until_ns = now + DOWN_MS * NS_PER_MS;
                memcpy(t->down_why, job->why, sizeof t->down_why);
            }
            finish(job, cf_fail(&job->err, CF_EIO, "'%s%s': %s, after %u request%s", t->base_url, x->path, job->why,
                                job->tries, job->tries == 1 ? "" : "s"));
        } else {
            retry(job, now);
        }
    }
}

static void take_answers(struct cf_transport *t)
{
    int left;
    for (CURLMsg *m; (m = curl_multi_info_read(t->multi, &left));)
        if (m->msg == CURLMSG_DONE) {
            struct job *job = NULL;
            CURLcode code = m->data.result; /* m goes with the handle */
            curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, &job);
            complete(job, code);
        }
}

/* Takes in what callers asked for. False: the transport is closing. */
static bool take_orders(struct cf_transport *t)
{
    pthread_mutex_lock(&t->lock);
    if (t->incoming) {
        *t->waiting_end = t->incoming;
        t->waiting_end = t->incoming_end;
        t->incoming = NULL;
        t->incoming_end = &t->incoming;
    }
    bool aborts = t->abort_asked, closing = t->closing;
    t->abort_asked = false;
    pthread_mutex_unlock(&t->lock);
    for (struct job *job = t->active, *next; aborts && job; job = next) {
        next = job->next;
        pthread_mutex_lock(&t->lock);
        bool aborted = job->aborted;
        pthread_mutex_unlock(&t->lock);
        if (aborted) {
            end_try(job);
            finish(job, cf_fail(&job->err, CF_ECANCELLED, "cancelled"));
        }
    }
    return !closing;
}

/* Decides one waiting job. True: it goes on waiting, until *until at the latest. */
static bool still_waits(struct cf_transport *t, struct job *job, int64_t now, int64_t *until)
{
    pthread_mutex_lock(&t->lock);
    bool aborted = job->aborted;
    pthread_mutex_unlock(&t->lock);
    int64_t from = job->not_before_ns > t->hold_until_ns ? job->not_before_ns : t->hold_until_ns;
    if (aborted) {
        finish(job, cf_fail(&job->err, CF_ECANCELLED, "cancelled"));
        return false;
    }
    if (now >= job->x->call->deadline_ns) {
        finish(job, deadline_passed(job));
        return false;
    }
    if (now < t->down_until_ns && !job->tries) {
        finish(job, cf_fail(&job->err, CF_EIO, "'%s%s': %s, a moment ago", t->base_url, job->x->path, t->down_why));
        return false;
    }
    if (now >= from && t->active_count < t->in_flight) {
        int status = begin_try(job, now);
        if (status)
            finish(job, status);
        return false;
    }
    if (t->hold_until_ns > now && !job->why[0])
        snprintf(job->why, sizeof job->why, "the server asked for a pause");
    int64_t wake = now >= from || from > job->x->call->deadline_ns ? job->x->call->deadline_ns : from;
    *until = wake < *until ? wake : *until;
    return true;
}

/* Starts, ends or leaves each waiting job. Returns how long nothing else will be due. */
static int serve_waiting(struct cf_transport *t)
{
    int64_t now = cf_client_now_ns(), until = now + IDLE_WAIT_MS * NS_PER_MS;
    struct job *job = t->waiting;
    t->waiting = NULL;
    t->waiting_end = &t->waiting;
    for (struct job *next; job; job = next) {
        next = job->next;
        if (still_waits(t, job, now, &until))
            wait_again(job);
    }
    return until <= now ? 0 : (int)((until - now + NS_PER_MS - 1) / NS_PER_MS);
}

static void *loop(void *opaque)
{
    struct cf_transport *t = opaque;
    while (take_orders(t)) {
        int wait_ms = serve_waiting(t), running;
        curl_multi_perform(t->multi, &running);
        uint32_t active = t->active_count;
        take_answers(t);
        if (t->active_count == active) /* else places are free, or pauses have begun */
            curl_multi_poll(t->multi, NULL, 0, wait_ms, NULL);
    }
    return NULL;
}

static void abort_job(void *opaque)
{
    struct job *job = opaque;
    struct cf_transport *t = job->transport;
    pthread_mutex_lock(&t->lock);
    job->aborted = true;
    t->abort_asked = true;
    pthread_mutex_unlock(&t->lock);
    curl_multi_wakeup(t->multi);
}

int cf_transport_exchange(struct cf_transport *t, struct cf_exchange *x, struct cf_error *err)
{
    struct job job = {.transport = t, .x = x, .finished = PTHREAD_COND_INITIALIZER};
    struct cf_cancel_watch watch = {.requested = abort_job, .opaque = &job};
    cf_cancel_watch(x->call->cancel, &watch);
    pthread_mutex_lock(&t->lock);
    *t->incoming_end = &job;
    t->incoming_end = &job.next;
    pthread_mutex_unlock(&t->lock);
    curl_multi_wakeup(t->multi);
    pthread_mutex_lock(&t->lock);
    while (!job.done)
        pthread_cond_wait(&job.finished, &t->lock);
    pthread_mutex_unlock(&t->lock);
    cf_cancel_unwatch(x->call->cancel, &watch);
    pthread_cond_destroy(&job.finished);
    if (job.status != CF_OK)
        return cf_fail(err, (enum cf_status)job.status, "%s", job.err.message);
    return CF_OK;
}

static CURLcode curl_started;

static void start_curl(void)
{
    curl_started = curl_global_init(CURL_GLOBAL_DEFAULT);
}

/* The URL without a slash at its end, and whether its host is this one. */
static int read_url(struct cf_transport *t, const char *text, struct cf_error *err)
{
    char *host = NULL, *scheme = NULL, *user = NULL;
    CURLU *url = curl_url();
    size_t size = strlen(text);
    while (size && text[size - 1] == '/')
        size--;
    t->base_url = strndup(text, size);
    int status = CF_OK;
    if (!url || !t->base_url)
        status = cf_fail(err, CF_ENOMEM, "out of memory for a URL");
    else if (size > 1024 || curl_url_set(url, CURLUPART_URL, t->base_url, 0) ||
             curl_url_get(url, CURLUPART_SCHEME, &scheme, 0) || curl_url_get(url, CURLUPART_HOST, &host, 0) ||
             (strcmp(scheme, "http") && strcmp(scheme, "https")))
        status = cf_fail(err, CF_EINVAL, "server '%.200s': expected a URL like http://127.0.0.1:8000/v1", text);
    else if (!curl_url_get(url, CURLUPART_USER, &user, 0))
        status = cf_fail(err, CF_EINVAL, "the server's URL holds a user name: keys come from the environment alone");
    else
        t->loopback = !strcmp(host, "localhost") || !strncmp(host, "127.", 4) || !strcmp(host, "[::1]");
    curl_free(scheme);
    curl_free(host);
    curl_free(user);
    curl_url_cleanup(url);
    return status;
}

static int make_headers(struct cf_transport *t, const char *key)
{
    char line[4200];
    struct curl_slist *list = curl_slist_append(NULL, "Accept: application/json"), *more = NULL;
    if (list && key) {
        snprintf(line, sizeof line, "Authorization: Bearer %s", key);
        more = curl_slist_append(list, line);
        explicit_bzero(line, sizeof line);
        if (!more) {
            curl_slist_free_all(list);
            return CF_ENOMEM;
        }
    }
    t->headers_get = list;
    struct curl_slist *post = NULL;
    for (struct curl_slist *l = list; l; l = l->next) {
        more = curl_slist_append(post, l->data);
        if (!more)
            break;
        post = more;
    }
    more = post ? curl_slist_append(post, "Content-Type: application/json") : NULL;
    /* no "Expect: 100-continue": it costs a second where a server ignores it */
    more = more ? curl_slist_append(more, "Expect:") : NULL;
    t->headers = more ? more : post;
    return more ? CF_OK : CF_ENOMEM;
}

static int start(struct cf_transport *t, struct cf_error *err)
{
    t->multi = curl_multi_init();
    if (!t->multi)
        return cf_fail(err, CF_ENOMEM, "out of memory for libcurl's multi interface");
    curl_multi_setopt(t->multi, CURLMOPT_MAXCONNECTS, (long)t->in_flight);
    curl_multi_setopt(t->multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, (long)t->in_flight);
    sigset_t all, before; /* handlers run in threads of the caller's */
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int failed = pthread_create(&t->thread, NULL, loop, t);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (!failed)
        return CF_OK;
    curl_multi_cleanup(t->multi);
    t->multi = NULL;
    return cf_fail(err, CF_EIO, "no thread for the requests: %s", strerror(failed));
}

int cf_transport_open(struct cf_transport **out, const struct cf_client_params *p, struct cf_error *err)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, start_curl);
    if (curl_started)
        return cf_fail(err, CF_EIO, "libcurl cannot be initialised");
    if (p->api_key && (strlen(p->api_key) > 4096 || strpbrk(p->api_key, "\r\n")))
        return cf_fail(err, CF_EINVAL, "the API key is no single line of at most 4096 bytes");
    struct cf_transport *t = calloc(1, sizeof *t);
    if (!t)
        return cf_fail(err, CF_ENOMEM, "out of memory for a client");
    pthread_mutex_init(&t->lock, NULL);
    t->incoming_end = &t->incoming;
    t->waiting_end = &t->waiting;
    t->in_flight = p->in_flight ? p->in_flight : 64;
    t->retries = p->retries ? p->retries : 4;
    t->connect_ms = p->connect_ms ? p->connect_ms : 5000;
    t->pause_ms = p->pause_ms ? p->pause_ms : 250;
    t->answer_limit = p->answer_limit_bytes ? p->answer_limit_bytes : (size_t)4 << 20;
    t->random = (uint64_t)cf_client_now_ns() ^ (uint64_t)(uintptr_t)t ^ UINT64_C(0x9E3779B97F4A7C15);
    int status = read_url(t, p->server_url ? p->server_url : "", err);
    if (!status && make_headers(t, p->api_key))
        status = cf_fail(err, CF_ENOMEM, "out of memory for a client");
    if (!status && p->ca_path && !(t->ca_path = strdup(p->ca_path)))
        status = cf_fail(err, CF_ENOMEM, "out of memory for a client");
    if (!status)
        status = start(t, err);
    if (status) {
        cf_transport_close(&t);
        return status;
    }
    *out = t;
    return CF_OK;
}

void cf_transport_close(struct cf_transport **transport)
{
    struct cf_transport *t = *transport;
    if (!t)
        return;
    if (t->multi) {
        pthread_mutex_lock(&t->lock);
        t->closing = true;
        pthread_mutex_unlock(&t->lock);
        curl_multi_wakeup(t->multi);
        pthread_join(t->thread, NULL);
        curl_multi_cleanup(t->multi);
    }
    for (struct curl_slist *l = t->headers; l; l = l->next)
        explicit_bzero(l->data, strlen(l->data));
    for (struct curl_slist *l = t->headers_get; l; l = l->next)
        explicit_bzero(l->data, strlen(l->data));
    curl_slist_free_all(t->headers);
    curl_slist_free_all(t->headers_get);
    pthread_mutex_destroy(&t->lock);
    free(t->base_url);
    free(t->ca_path);
    free(t);
    *transport = NULL;
}
