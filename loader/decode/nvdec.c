/* The pool: its sessions' threads and the queue that they take clips from. */
#include "decode/nvdec.h"

#include <signal.h>
#include <stdlib.h>
#include <time.h>

#include "base/error.h"
#include "decode/cuda_driver.h"
#include "decode/nvdec_internal.h"

static const char *const hint = "; the host decoder takes over";

/* Neither the clip's nor a shortage: what the driver cannot recover from. Not CUDA_ERROR_UNKNOWN: the parser says that
 * of data that it cannot read. */
static bool is_lost(CUresult result)
{
    switch ((int)result) {
    case 3:   /* CUDA_ERROR_NOT_INITIALIZED: also in a forked child */
    case 4:   /* CUDA_ERROR_DEINITIALIZED: the process is going */
    case 46:  /* CUDA_ERROR_DEVICE_UNAVAILABLE */
    case 101: /* CUDA_ERROR_INVALID_DEVICE */
    case 201: /* CUDA_ERROR_INVALID_CONTEXT */
    case 214: /* CUDA_ERROR_ECC_UNCORRECTABLE */ return true;
    default: return (int)result >= 700 && (int)result <= 720;
    }
}

int cf_nvdec_fail(const struct cf_nvdec *nvdec, CUresult result, const char *call, struct cf_error *err)
{
    const char *name = NULL, *text = NULL;
    nvdec->cuda->driver->cuGetErrorName(result, &name);
    nvdec->cuda->driver->cuGetErrorString(result, &text);
    bool scarce = (int)result == CF_CUDA_OUT_OF_MEMORY || (int)result == CF_CUDA_NOT_SUPPORTED;
    enum cf_status status = is_lost(result) ? CF_EDEVICE : scarce ? CF_EUNSUPPORTED : CF_EDECODE;
    return cf_fail(err, status, "%s: %s (%d, %s)%s", call, text ? text : "unknown error", (int)result,
                   name ? name : "no name", status == CF_EDEVICE ? "" : hint);
}

int cf_nvdec_library(struct cf_error *err)
{
    const struct cf_cuvid *api;
    return cf_cuvid(&api, err);
}

uint64_t cf_nvdec_now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

/* Taken off the queue: decoded, or refused where the pool is closing or the device lost. */
static void serve(struct cf_nvdec_session *session, struct cf_decode_job *job, bool closing, bool lost)
{
    struct cf_nvdec *nvdec = session->nvdec;
    uint64_t begin = cf_nvdec_now_ns();
    int status;
    session->job = job;
    session->stats = (struct cf_nvdec_stats){0};
    session->map_ns = 0;
    if (lost)
        status = cf_fail(&session->err, CF_EDEVICE, "'%s': the device was lost before", job->path);
    else if (closing)
        status = cf_fail(&session->err, CF_ECANCELLED, "'%s': closed before it was decoded", job->path);
    else
        status = cf_nvdec_run(session);
    pthread_mutex_lock(&nvdec->mutex);
    nvdec->stats.clips += !status;
    nvdec->stats.failed += status != 0;
    nvdec->stats.pictures_decoded += job->pictures_decoded;
    nvdec->stats.pictures_lent += session->stats.pictures_lent;
    nvdec->stats.groups += session->stats.groups;
    nvdec->stats.map_seconds += 1e-9 * (double)session->map_ns;
    nvdec->stats.clip_seconds += 1e-9 * (double)(cf_nvdec_now_ns() - begin);
    nvdec->lost = nvdec->lost || status == CF_EDEVICE;
    pthread_mutex_unlock(&nvdec->mutex);
    session->job = NULL;
    job->done(job->sink.opaque, status, &session->err);
}

static void *session_thread(void *opaque)
{
    struct cf_nvdec_session *session = opaque;
    struct cf_nvdec *nvdec = session->nvdec;
    struct cf_error err = {CF_OK, ""};
    bool entered = !cf_cuda_enter(nvdec->cuda, &err);
    pthread_mutex_lock(&nvdec->mutex);
    nvdec->lost = nvdec->lost || !entered;
    for (;;) {
        while (!nvdec->first && !nvdec->closing)
            pthread_cond_wait(&nvdec->work, &nvdec->mutex);
        struct cf_decode_job *job = nvdec->first;
        if (!job)
            break;
        nvdec->first = job->next;
        bool closing = nvdec->closing, lost = nvdec->lost;
        pthread_mutex_unlock(&nvdec->mutex);
        serve(session, job, closing, lost);
        pthread_mutex_lock(&nvdec->mutex);
    }
    pthread_mutex_unlock(&nvdec->mutex);
    if (entered)
        cf_cuda_leave(nvdec->cuda);
    return NULL;
}

void cf_nvdec_submit(struct cf_nvdec *nvdec, struct cf_decode_job *job)
{
    job->next = NULL;
    pthread_mutex_lock(&nvdec->mutex);
    if (nvdec->first)
        nvdec->last->next = job;
    else
        nvdec->first = job;
    nvdec->last = job;
    pthread_cond_signal(&nvdec->work);
    pthread_mutex_unlock(&nvdec->mutex);
}

/* The engines of the first codec that the device decodes. */
static int count_engines(struct cf_nvdec *nvdec, int *engines, struct cf_error *err)
{
    static const enum cf_codec codecs[] = {CF_CODEC_H264, CF_CODEC_HEVC, CF_CODEC_VP9, CF_CODEC_AV1};
    struct cf_nvdec_caps caps;
    *engines = 0;
    for (size_t i = 0; i < sizeof codecs / sizeof *codecs; i++) {
        int status = cf_nvdec_capability(nvdec, codecs[i], 3, 8, &caps, err);
        if (status)
            return status;
        int count = caps.supported && !caps.engines ? 1 : caps.engines; /* drivers before SDK 11 do not count them */
        if (caps.supported && count > *engines)
            *engines = count;
    }
    return *engines ? CF_OK : cf_fail(err, CF_EUNSUPPORTED, "%s has no video engine", nvdec->cuda->name);
}

static int start(struct cf_nvdec *nvdec, struct cf_error *err)
{
    int status = cf_cuda_enter(nvdec->cuda, err);
    if (status)
        return status;
    for (int i = 0; !status && i < nvdec->params.sessions; i++)
        status = cf_cuda_stream_create(&nvdec->sessions[i].stream, nvdec->cuda, err);
    cf_cuda_leave(nvdec->cuda);
    /* Signals are for the caller's threads; what a fault of these raises, they get. */
    sigset_t blocked, before;
    sigfillset(&blocked);
    static const int faults[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP, SIGSYS, SIGPROF};
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
        sigdelset(&blocked, faults[i]);
    pthread_sigmask(SIG_SETMASK, &blocked, &before);
    while (!status && nvdec->started < nvdec->params.sessions) {
        struct cf_nvdec_session *session = &nvdec->sessions[nvdec->started];
        session->nvdec = nvdec;
        if (pthread_create(&session->thread, NULL, session_thread, session))
            status = cf_fail(err, CF_ENOMEM, "no thread for an NVDEC session");
        else
            nvdec->started++;
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return status;
}

int cf_nvdec_open(struct cf_nvdec **out, struct cf_cuda *cuda, const struct cf_nvdec_params *params,
                  struct cf_error *err)
{
    enum { SESSIONS_MAX = 64 };
    struct cf_nvdec_params p = params ? *params : (struct cf_nvdec_params){0};
    if (!out || !cuda || p.sessions < 0 || p.sessions > SESSIONS_MAX || p.budget_bytes < 0 || p.group < 0 ||
        p.group > CF_NVDEC_GROUP_MAX)
        return cf_fail(err, CF_EINVAL, "an NVDEC pool takes a device, 0 to %d sessions, groups of up to %d",
                       SESSIONS_MAX, CF_NVDEC_GROUP_MAX);
    const struct cf_cuvid *api;
    int status = cf_cuvid(&api, err), engines = 0;
    if (status)
        return status;
    struct cf_nvdec *nvdec = calloc(1, sizeof *nvdec);
    if (!nvdec)
        return cf_fail(err, CF_ENOMEM, "no memory for an NVDEC pool");
    nvdec->cuda = cuda;
    nvdec->api = api;
    pthread_mutex_init(&nvdec->caps_mutex, NULL);
    pthread_mutex_init(&nvdec->mutex, NULL);
    pthread_cond_init(&nvdec->work, NULL);
    status = count_engines(nvdec, &engines, err);
    nvdec->params.sessions = p.sessions ? p.sessions : engines;
    nvdec->params.budget_bytes = p.budget_bytes ? p.budget_bytes : INT64_C(2) << 30;
    nvdec->params.group = p.group ? p.group : 4;
    if (!status && !(nvdec->sessions = calloc((size_t)nvdec->params.sessions, sizeof *nvdec->sessions)))
        status = cf_fail(err, CF_ENOMEM, "no memory for an NVDEC pool");
    if (!status)
        status = start(nvdec, err);
    if (status) {
        cf_nvdec_close(&nvdec);
        return status;
    }
    *out = nvdec;
    return CF_OK;
}

void cf_nvdec_close(struct cf_nvdec **out)
{
    if (!out || !*out)
        return;
    struct cf_nvdec *nvdec = *out;
    *out = NULL;
    pthread_mutex_lock(&nvdec->mutex);
    nvdec->closing = true;
    pthread_cond_broadcast(&nvdec->work);
    pthread_mutex_unlock(&nvdec->mutex);
    for (int i = 0; i < nvdec->started; i++)
        pthread_join(nvdec->sessions[i].thread, NULL);
    bool entered = !cf_cuda_enter(nvdec->cuda, NULL);
    cf_nvdec_destroy_decoders(nvdec); /* they wait for the sessions' streams */
    for (int i = 0; nvdec->sessions && i < nvdec->params.sessions; i++) {
        cf_cuda_stream_destroy(&nvdec->sessions[i].stream);
        cf_buffer_free(&nvdec->sessions[i].headers);
        cf_buffer_free(&nvdec->sessions[i].packet);
        free(nvdec->sessions[i].wanted);
    }
    if (entered)
        cf_cuda_leave(nvdec->cuda);
    pthread_cond_destroy(&nvdec->work);
    pthread_mutex_destroy(&nvdec->mutex);
    pthread_mutex_destroy(&nvdec->caps_mutex);
    free(nvdec->sessions);
    free(nvdec);
}

int cf_nvdec_sessions(const struct cf_nvdec *nvdec)
{
    return nvdec->params.sessions;
}

void cf_nvdec_stats(struct cf_nvdec *nvdec, struct cf_nvdec_stats *stats)
{
    pthread_mutex_lock(&nvdec->mutex);
    *stats = nvdec->stats;
    pthread_mutex_unlock(&nvdec->mutex);
}
