#include "clipfeed/loader.h"

#include "base/error.h"
#include "pipeline/core.h"
#include "pipeline/device.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

/* How often a caller that waits looks at deadlines and interrupts. */
enum { LOOK_NS = 20000000 };

struct cf_loader {
    struct cf_core *core;
};

struct cf_core *cf_loader_core(const struct cf_loader *loader)
{
    return loader->core;
}

int cf_core_here(const struct cf_core *core, struct cf_error *err)
{
    long here = (long)getpid();
    return core->process == here
               ? CF_OK
               : cf_fail(err, CF_EFORKED,
                         "this process, %ld, was forked from the one that opened the loader, %ld, and has none of its "
                         "threads: open a loader here",
                         here, core->process);
}

static void free_core(struct cf_core *core)
{
    cf_ring_free(core);
    while (core->workers) {
        struct cf_worker *next = core->workers->next;
        free(core->workers);
        core->workers = next;
    }
    cf_device_close(core);
    cf_tokenizer_close(&core->tokenizer);
    cf_sources_close(core);
    cf_template_free(&core->prefix);
    cf_template_free(&core->suffix);
    free(core->buckets);
    free(core->bucket_of);
    while (core->run) {
        struct cf_run *before = core->run->before;
        free(core->run);
        core->run = before;
    }
    free(core->pools);
    free(core->parts);
    free(core->shapes);
    free(core->retries);
    free(core->give_ups);
    free(core->eligible);
    free(core->stills);
    free(core->quarantine);
    pthread_mutex_destroy(&core->mutex);
    pthread_cond_destroy(&core->work);
    pthread_cond_destroy(&core->ready);
    free(core);
}

void cf_core_unref(struct cf_core *core)
{
    bool last = --core->references == 0;
    pthread_mutex_unlock(&core->mutex);
    if (last)
        free_core(core);
}

int cf_core_spawn(struct cf_core *core)
{
    static const int faults[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP, SIGSYS, SIGPROF};
    struct cf_worker *w = calloc(1, sizeof *w);
    pthread_attr_t attributes;
    sigset_t blocked, before;
    if (!w)
        return CF_ENOMEM;
    w->core = core;
    pthread_attr_init(&attributes);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    /* Signals are for the caller's threads; what a fault of this one raises, it gets. */
    sigfillset(&blocked);
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
        sigdelset(&blocked, faults[i]);
    pthread_sigmask(SIG_SETMASK, &blocked, &before);
    int failed = pthread_create(&w->thread, &attributes, cf_worker_run, w);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&attributes);
    if (failed) {
        free(w);
        return CF_ENOMEM;
    }
    w->next = core->workers;
    core->workers = w;
    core->references++;
    return CF_OK;
}

/* A quarter of what the process may open, shared among the workers: the rest is the store's and the caller's. */
static int open_files_each(uint32_t threads)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) || limit.rlim_cur / 4 / threads >= CF_OPEN_FILES)
        return CF_OPEN_FILES;
    return limit.rlim_cur / 4 < 2 * (rlim_t)threads ? 1 : (int)(limit.rlim_cur / 4 / threads);
}

static int make_ring(struct cf_core *core, struct cf_error *err)
{
    const struct cf_loader_params *p = &core->effective.params;
    /* Clips in parallel; threads inside a clip only where there are fewer clips in the making than threads. */
    uint64_t places = (uint64_t)core->pools[0].batch * (p->locality > 1 ? 1 : p->prefetch);
    core->decode_threads = p->threads > places ? (int)(p->threads / places) : 1;
    core->open_files = open_files_each(p->threads);
    return cf_ring_init(core, err);
}

static int start_workers(struct cf_core *core, struct cf_error *err)
{
    int status = CF_OK;
    pthread_mutex_lock(&core->mutex);
    for (uint32_t i = 0; !status && i < core->effective.params.threads; i++)
        status = cf_core_spawn(core);
    pthread_mutex_unlock(&core->mutex);
    return status ? cf_fail(err, status, "%u threads could not be started", core->effective.params.threads) : CF_OK;
}

static void init_sync(struct cf_core *core)
{
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_mutex_init(&core->mutex, NULL);
    pthread_cond_init(&core->work, NULL);
    pthread_cond_init(&core->ready, &monotonic);
    pthread_condattr_destroy(&monotonic);
}

/* The caller's strings go when open returns. */
static int keep_texts(struct cf_core *core, struct cf_error *err)
{
    struct cf_loader_params *p = &core->effective.params;
    const char **const texts[] = {&p->media_root,   &p->caption,        &p->where,          &p->split,
                                  &p->null_caption, &p->caption_prefix, &p->caption_suffix, &p->images_from,
                                  &p->buckets,      &p->tokenizer,      &p->device};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (*texts[i] && !(*texts[i] = cf_core_keep(core, *texts[i])))
            return cf_fail(err, CF_ENOMEM, "no memory for a loader");
    int status = p->caption_prefix ? cf_template_parse(&core->prefix, p->caption_prefix, err) : CF_OK;
    if (!status && p->caption_suffix)
        status = cf_template_parse(&core->suffix, p->caption_suffix, err);
    return status;
}

int cf_core_open(struct cf_core **out, const char *store_dir, const struct cf_loader_params *params,
                 const struct cf_hooks *hooks, struct cf_error *err)
{
    struct cf_effective effective;
    int status = cf_params_resolve(&effective, params, err);
    if (status)
        return status;
    struct cf_core *core = calloc(1, sizeof *core);
    if (!core)
        return cf_fail(err, CF_ENOMEM, "no memory for a loader");
    core->effective = effective;
    core->hooks = *hooks;
    core->process = (long)getpid();
    core->references = 1;
    core->stop_step = UINT64_MAX;
    init_sync(core);
    status = keep_texts(core, err);
    if (!status)
        status = cf_sources_open(core, store_dir, err);
    if (!status)
        status = cf_layers_open(core, err);
    core->effective.params.sources = NULL;
    core->effective.params.layers = NULL;
    if (!status)
        status = cf_core_select(core, err);
    if (status) {
        free_core(core);
        return status;
    }
    *out = core;
    return CF_OK;
}

int cf_loader_open_with(struct cf_loader **out, const char *store_dir, const struct cf_loader_params *params,
                        const struct cf_hooks *hooks, struct cf_error *err)
{
    if (!out)
        return cf_fail(err, CF_EINVAL, "a loader needs a place to be put");
    struct cf_loader *loader = calloc(1, sizeof *loader);
    if (!loader)
        return cf_fail(err, CF_ENOMEM, "no memory for a loader");
    int status = cf_core_open(&loader->core, store_dir, params, hooks, err);
    if (status) {
        free(loader);
        return status;
    }
    struct cf_core *core = loader->core;
    if (core->effective.params.tokenizer)
        status = cf_tokenizer_open(&core->tokenizer, core->effective.params.tokenizer, err);
    if (!status)
        status = cf_device_open(core, err);
    if (!status && (!params || !params->threads))
        core->effective.params.threads = cf_device_threads(core);
    if (!status)
        status = make_ring(core, err);
    if (!status)
        status = start_workers(core, err);
    if (status) {
        cf_loader_close(&loader);
        return status;
    }
    *out = loader;
    return CF_OK;
}

int cf_loader_open(struct cf_loader **out, const char *store_dir, const struct cf_loader_params *params,
                   struct cf_error *err)
{
    static const struct cf_hooks hooks = {&cf_reader_posix, &cf_decoder_libavcodec};
    return cf_loader_open_with(out, store_dir, params, &hooks, err);
}

/* Moves the place to its next attempt, unless the worker is between claim and release of one picture: that takes
 * milliseconds, and the next look finds it free. */
static void give_up(struct cf_core *core, struct cf_worker *w)
{
    struct cf_slot *slot = w->task.slot;
    struct cf_place_state *place = &slot->places[w->task.j];
    uint64_t idle = w->attempt << 1;
    if (!atomic_compare_exchange_strong(&place->claim, &idle, (w->attempt + 1) << 1))
        return;
    w->abandoned = true;
    core->stats.abandoned++;
    bool wanted = w->task.generation == core->generation;
    cf_ring_leave(slot);
    if (!wanted) {
        core->abandoned++;
        if (cf_core_spawn(core))
            cf_core_fail(core, core->next_step, CF_ENOMEM, "no thread could be started in place of one that hangs");
        return;
    }
    struct cf_record *record = NULL;
    char message[1024];
    uint64_t position = cf_task_record(core, &w->task);
    cf_core_record(core, position, &record, NULL);
    snprintf(message, sizeof message, "'%.700s': not done after %u ms: its thread was given up on",
             record ? record->path : "?", core->effective.params.deadline_ms);
    char *unread = record ? NULL : cf_core_unread_name(core, position);
    cf_place_fail(core, place, record ? record->clip_id : unread, CF_EDEADLINE, message);
    free(unread);
    cf_record_free(&record);
    if (cf_core_note_give_up(core, &w->task))
        cf_core_fail(core, w->task.at.step, CF_ENOMEM, "no memory to remember what was given up on");
    if (++core->abandoned > core->effective.params.max_abandoned) {
        char report[1024];
        snprintf(report, sizeof report,
                 "%u threads were given up on after their deadline, max_abandoned allows %u; the last: %.800s",
                 core->abandoned, core->effective.params.max_abandoned, message);
        cf_core_fail(core, w->task.at.step, CF_EEXHAUSTED, report);
        return;
    }
    struct cf_task task = w->task;
    task.candidate++;
    core->retries[core->retry_count++] = task;
    if (cf_core_spawn(core))
        cf_core_fail(core, w->task.at.step, CF_ENOMEM, "no thread could be started in place of one that hangs");
    pthread_cond_broadcast(&core->work);
}

static void watch(struct cf_core *core)
{
    uint64_t now = cf_now_ns(), limit = (uint64_t)core->effective.params.deadline_ms * 1000000u;
    for (struct cf_worker *w = core->workers; w && !core->stopping; w = w->next)
        if (w->busy && !w->abandoned && w->task.at.step < core->stop_step && now - w->started_ns > limit &&
            now > w->started_ns)
            give_up(core, w);
}

static void wait_ready(struct cf_core *core, uint64_t ns)
{
    uint64_t until = cf_now_ns() + ns;
    struct timespec t = {(time_t)(until / 1000000000u), (long)(until % 1000000000u)};
    pthread_cond_timedwait(&core->ready, &core->mutex, &t);
}

/* mutex held. "held: steps 3, 4, 5 and 2 more" */
static int name_held(const struct cf_core *core, struct cf_error *err)
{
    char steps[256] = "";
    uint32_t held = 0, named = 0;
    for (uint64_t from = 0;; named++) {
        const struct cf_slot *first = NULL;
        held = 0;
        for (const struct cf_slot *s = core->slots; s; s = s->next)
            if (s->state == CF_SLOT_HELD) {
                held++;
                if (s->at.step >= from && (!first || s->at.step < first->at.step))
                    first = s;
            }
        if (!first || named == 8)
            break;
        size_t used = strlen(steps);
        snprintf(steps + used, sizeof steps - used, "%s%llu", named ? ", " : "", (unsigned long long)first->at.step);
        from = first->at.step + 1;
    }
    return cf_fail(
        err, CF_EINVAL,
        "step %llu has no room: all %u batches of the ring are held (steps %s%s), %llu bytes of %llu; release "
        "some of them, or raise ring_bytes",
        (unsigned long long)core->next_step, held, steps, held > named ? ", ..." : "",
        (unsigned long long)core->video_bytes, (unsigned long long)core->video_limit);
}

/* mutex held. The next step's batch is made, or CF_EDEADLINE, CF_ECANCELLED, or what stopped the run. */
static int await_slot(struct cf_core *core, uint64_t until, struct cf_slot **out, struct cf_error *err)
{
    for (;;) {
        cf_ring_extend(core);
        struct cf_slot *slot = cf_ring_slot(core, core->next_step);
        if (slot && slot->done == slot->at.batch) {
            *out = slot;
            return CF_OK;
        }
        if (core->failure.status && core->next_step >= core->stop_step)
            return cf_fail(err, core->failure.status, "%s", core->failure.message);
        if (cf_ring_is_held(core))
            return name_held(core, err);
        if (atomic_exchange(&core->interrupted, false))
            return cf_fail(err, CF_ECANCELLED, "interrupted while waiting for step %llu",
                           (unsigned long long)core->next_step);
        uint64_t now = cf_now_ns();
        if (now >= until)
            return cf_fail(err, CF_EDEADLINE, "step %llu is not ready yet", (unsigned long long)core->next_step);
        wait_ready(core, until - now < LOOK_NS ? until - now : LOOK_NS);
        watch(core);
    }
}

static int next_until(struct cf_loader *loader, uint64_t until, struct cf_batch **out, struct cf_error *err)
{
    if (!loader || !out)
        return cf_fail(err, CF_EINVAL, "next: needs a loader and a place for the batch");
    struct cf_core *core = loader->core;
    struct cf_slot *slot;
    uint64_t begin = cf_now_ns();
    int status = cf_core_here(core, err);
    if (status)
        return status;
    pthread_mutex_lock(&core->mutex);
    if (core->next_step >= core->run->end_step)
        status = cf_fail(err, CF_EEND, "the run ended after step %llu", (unsigned long long)core->run->end_step);
    else
        status = await_slot(core, until, &slot, err);
    if (!status && slot->events)
        status = cf_device_hand_out(slot, err);
    if (!status) {
        cf_ring_hand_out(core, slot);
        *out = &slot->batch;
        core->references++; /* the batch's own: it may outlive the loader */
    }
    core->stats.wait_seconds += (double)(cf_now_ns() - begin) * 1e-9;
    pthread_mutex_unlock(&core->mutex);
    return status;
}

int cf_loader_next(struct cf_loader *loader, struct cf_batch **out, struct cf_error *err)
{
    return next_until(loader, UINT64_MAX, out, err);
}

int cf_loader_next_within(struct cf_loader *loader, uint32_t timeout_ms, struct cf_batch **out, struct cf_error *err)
{
    return next_until(loader, cf_now_ns() + timeout_ms * UINT64_C(1000000), out, err);
}

void cf_loader_interrupt(struct cf_loader *loader)
{
    atomic_store(&loader->core->interrupted, true);
}

void cf_batch_release(struct cf_batch **batch)
{
    if (!batch || !*batch)
        return;
    struct cf_slot *slot = (struct cf_slot *)(void *)*batch; /* its first member */
    struct cf_core *core = slot->core;
    *batch = NULL;
    if (cf_core_here(core, NULL))
        return;
    pthread_mutex_lock(&core->mutex);
    cf_ring_release(slot);
    pthread_cond_broadcast(&core->work);
    cf_core_unref(core);
}

uint64_t cf_loader_epoch_steps(const struct cf_loader *loader)
{
    return cf_stream_epoch_steps(&loader->core->run->stream, loader->core->next_step);
}

uint64_t cf_loader_epoch_left(const struct cf_loader *loader)
{
    return cf_stream_epoch_end(&loader->core->run->stream, loader->core->next_step) - loader->core->next_step;
}

uint32_t cf_loader_epoch(const struct cf_loader *loader)
{
    return cf_stream_step_at(&loader->core->run->stream, loader->core->next_step).epoch;
}

const char *cf_loader_warning(const struct cf_loader *loader)
{
    const struct cf_device *device = loader->core->device;
    return device && device->warning[0] ? device->warning : NULL;
}

void cf_loader_params_in_effect(const struct cf_loader *loader, struct cf_loader_params *params)
{
    *params = loader->core->effective.params;
}

const char *cf_loader_fingerprint(const struct cf_loader *loader, uint32_t source)
{
    const struct cf_core *core = loader->core;
    return source < core->source_count ? cf_store_fingerprint(core->sources[source].store) : NULL;
}

void cf_loader_get_stats(struct cf_loader *loader, struct cf_loader_stats *stats)
{
    pthread_mutex_lock(&loader->core->mutex);
    *stats = loader->core->stats;
    for (const struct cf_slot *s = loader->core->slots; s; s = s->next) {
        stats->in_hand += s->state == CF_SLOT_HELD;
        stats->ready += s->state == CF_SLOT_MAKING && s->done == s->at.batch;
    }
    stats->ring_bytes = loader->core->video_bytes;
    pthread_mutex_unlock(&loader->core->mutex);
}

static bool all_finished(const struct cf_core *core)
{
    for (const struct cf_worker *w = core->workers; w; w = w->next)
        if (!w->finished && !w->abandoned)
            return false;
    return true;
}

void cf_loader_close(struct cf_loader **loader)
{
    enum { GRACE_MS = 5000 };
    if (!loader || !*loader)
        return;
    struct cf_core *core = (*loader)->core;
    free(*loader);
    *loader = NULL;
    if (cf_core_here(core, NULL))
        return;
    pthread_mutex_lock(&core->mutex);
    core->stopping = true;
    pthread_cond_broadcast(&core->work);
    uint64_t until = cf_now_ns() + GRACE_MS * UINT64_C(1000000);
    while (!all_finished(core) && cf_now_ns() < until)
        wait_ready(core, LOOK_NS);
    cf_core_unref(core);
}
