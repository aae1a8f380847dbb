/* As many threads as requests may be at the server, each with one prompt at a time; lines leave in their order. */
#include <assert.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "engine/internal.h"
#include "engine/output.h"

enum { WINDOW_PER_THREAD = 8, STACK_BYTES = 1 << 20 };

struct batch {
    struct cf_rewriter *rewriter;
    const struct cf_rewrite_batch_params *params;
    struct cf_rewrite_report *report;
    pthread_mutex_t lock;
    pthread_cond_t written; /* the window has moved, or the batch stops */
    /* Under the lock. */
    struct cf_lines input;
    struct cf_output output;
    char **window; /* lines made and not yet written; item n at n % size */
    size_t window_size;
    uint64_t next_out, total;
    bool ended; /* no further items are handed out */
    int status;
    struct cf_error err;
};

static void stop(struct batch *b, int status, const struct cf_error *err)
{
    if (!b->status) {
        b->status = status;
        b->err = *err;
    }
    b->ended = true;
    pthread_cond_broadcast(&b->written);
}

/* The next item, once there is room for its line. False: there is none for this thread. */
static bool take_item(struct batch *b, struct cf_line_item *item)
{
    struct cf_error err = {0};
    pthread_mutex_lock(&b->lock);
    while (!b->ended && b->input.items >= b->next_out + b->window_size)
        pthread_cond_wait(&b->written, &b->lock);
    int status = b->ended ? CF_EEND : cf_lines_next(&b->input, item, &err);
    if (status == CF_EEND)
        b->ended = true;
    else if (status)
        stop(b, status, &err);
    pthread_mutex_unlock(&b->lock);
    return status == CF_OK;
}

/* Puts a line in its place, and writes those that are due. */
static void give_line(struct batch *b, uint64_t number, char *line, int result)
{
    struct cf_error err = {0};
    pthread_mutex_lock(&b->lock);
    b->window[number % b->window_size] = line;
    b->report->by_status[result]++;
    while (!b->status && b->window[b->next_out % b->window_size]) {
        char **place = &b->window[b->next_out % b->window_size];
        int status = cf_output_line(&b->output, *place, &err);
        *place = NULL;
        b->next_out++;
        b->report->lines = b->next_out;
        if (status)
            stop(b, status, &err);
        else if (b->params->progress)
            b->params->progress(b->params->opaque, b->next_out, b->total);
    }
    pthread_cond_broadcast(&b->written);
    pthread_mutex_unlock(&b->lock);
}

/* A line that is no item gets a result all the same. */
static int failed_result(const struct cf_line_item *item, struct cf_rewrite **out, struct cf_error *err)
{
    struct cf_result *result = cf_result_create();
    if (!result)
        return cf_fail(err, CF_ENOMEM, "out of memory for a result");
    cf_result_reason(result, "%s", item->fault);
    return cf_result_finish(&result, out, err);
}

static int make_line(struct batch *b, const struct cf_line_item *item, char **line, int *result, struct cf_error *err)
{
    struct cf_rewrite *made = NULL;
    struct cf_rewrite_request q = {.prompt = item->prompt,
                                   .size = item->size,
                                   .seed = item->has_seed ? item->seed : b->params->seed + item->number,
                                   .cancel = b->params->cancel};
    int status = *item->fault ? failed_result(item, &made, err) : cf_rewriter_rewrite(b->rewriter, &q, &made, err);
    if (status)
        return status;
    json_t *object = cf_result_json(made, item->id, item->prompt, item->size);
    *line = object ? json_dumps(object, JSON_COMPACT | JSON_REAL_PRECISION(9)) : NULL;
    *result = (int)made->status;
    json_decref(object);
    cf_rewrite_free(&made);
    return *line ? CF_OK : cf_fail(err, CF_ENOMEM, "out of memory for a line");
}

static void *work(void *opaque)
{
    struct batch *b = opaque;
    struct cf_line_item item;
    while (take_item(b, &item)) {
        struct cf_error err = {0};
        char *line = NULL;
        int result = 0, status = make_line(b, &item, &line, &result, &err);
        if (!status) {
            give_line(b, item.number, line, result);
        } else {
            pthread_mutex_lock(&b->lock);
            stop(b, status, &err);
            pthread_mutex_unlock(&b->lock);
        }
        cf_line_item_free(&item);
    }
    return NULL;
}

static int run(struct batch *b, struct cf_error *err)
{
    size_t wanted = b->rewriter->client ? b->rewriter->params.in_flight : 4, started = 0;
    pthread_t *threads = calloc(wanted, sizeof *threads);
    b->window_size = wanted * WINDOW_PER_THREAD;
    b->window = calloc(b->window_size, sizeof *b->window);
    if (!threads || !b->window) {
        free(threads);
        return cf_fail(err, CF_ENOMEM, "out of memory for %zu threads", wanted);
    }
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, STACK_BYTES);
    sigset_t all, before; /* handlers run in threads of the caller's */
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    while (started < wanted && !pthread_create(&threads[started], &attributes, work, b))
        started++;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&attributes);
    for (size_t i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
    free(threads);
    for (size_t i = 0; i < b->window_size; i++)
        free(b->window[i]);
    free(b->window);
    if (!started)
        return cf_fail(err, CF_EIO, "no thread could be started");
    return b->status ? cf_fail(err, (enum cf_status)b->status, "%s", b->err.message) : CF_OK;
}

int cf_rewriter_batch(struct cf_rewriter *r, const struct cf_rewrite_batch_params *params,
                      struct cf_rewrite_report *report, struct cf_error *err)
{
    assert(r && params && report);
    if (!params->in_path)
        return cf_fail(err, CF_EINVAL, "in_path is NULL, expected a file or \"-\"");
    struct batch b = {.rewriter = r, .params = params, .report = report};
    uint64_t requests = atomic_load(&r->requests), from_cache = atomic_load(&r->from_cache);
    int64_t begin = cf_client_now_ns();
    *report = (struct cf_rewrite_report){0};
    pthread_mutex_init(&b.lock, NULL);
    pthread_cond_init(&b.written, NULL);
    int status = cf_lines_open(&b.input, params->in_path, err);
    if (!status) {
        b.total = cf_lines_total(&b.input);
        status = cf_output_open(&b.output, params->out_path, params->restart, &b.input, report, err);
    }
    b.next_out = report->lines = b.output.kept;
    if (!status)
        status = run(&b, err);
    int closed = cf_output_close(&b.output, status ? NULL : err);
    status = status ? status : closed;
    cf_lines_close(&b.input);
    pthread_cond_destroy(&b.written);
    pthread_mutex_destroy(&b.lock);
    report->requests = atomic_load(&r->requests) - requests;
    report->from_cache = atomic_load(&r->from_cache) - from_cache;
    report->seconds = (double)(cf_client_now_ns() - begin) * 1e-9;
    return status;
}
