/* Streams that run late: a thread takes, of the streams whose first work may run, one at random. */
#include "device/cuda/internal.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum kind { RUN, RECORD, WAIT };

struct operation {
    struct operation *next;
    enum kind kind;
    void (*run)(void *argument);
    void *argument;
    struct CUevent_st *event;
    uint64_t generation; /* of the event: what a record completes, what a wait waits for */
    uint64_t due_ns;
    int use_count;
    struct standin_use uses[];
};

struct CUstream_st {
    struct CUstream_st *next;
    CUcontext context;
    struct operation *first, **last, *running;
    int live;
};

/* An event is a count of records and how far they have come. */
struct CUevent_st {
    struct CUevent_st *next;
    uint64_t recorded, done;
    int live;
};

static struct CUstream_st defaults[2];     /* legacy, per thread */
static struct CUstream_st *streams, *dead; /* dead: destroyed, and nothing is queued */
static struct CUevent_st *events;          /* dead ones too: their handles stay known */
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static unsigned late;

static uint64_t now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static int may_run(const struct CUstream_st *s, uint64_t now, uint64_t *soonest)
{
    const struct operation *op = s->running ? NULL : s->first;
    if (!op || (op->kind == WAIT && op->event->done < op->generation))
        return 0;
    if (op->due_ns > now) {
        *soonest = op->due_ns < *soonest ? op->due_ns : *soonest;
        return 0;
    }
    return 1;
}

static void bury(void)
{
    struct CUstream_st *s;
    for (struct CUstream_st **at = &streams; (s = *at);) {
        if (s->live || s->first || s->running) {
            at = &s->next;
            continue;
        }
        *at = s->next;
        s->next = dead;
        dead = s;
    }
}

static struct CUstream_st *choose(uint64_t *soonest)
{
    struct CUstream_st *chosen = NULL;
    uint64_t now = now_ns(), seen = 0;
    bury();
    for (struct CUstream_st *s = streams; s; s = s->next)
        if (may_run(s, now, soonest) && standin_random_locked(++seen) == 0)
            chosen = s;
    return chosen;
}

static void *executor(void *unused)
{
    (void)unused;
    pthread_mutex_lock(&standin_mutex);
    for (;;) {
        uint64_t soonest = now_ns() + 1000000000;
        struct CUstream_st *s = choose(&soonest);
        if (!s) {
            struct timespec until = {(time_t)(soonest / 1000000000), (long)(soonest % 1000000000)};
            pthread_cond_timedwait(&changed, &standin_mutex, &until);
            continue;
        }
        struct operation *op = s->running = s->first;
        s->first = op->next;
        if (!s->first)
            s->last = &s->first;
        if (op->kind == RUN) {
            pthread_mutex_unlock(&standin_mutex);
            op->run(op->argument);
            pthread_mutex_lock(&standin_mutex);
        } else if (op->kind == RECORD && op->event->done < op->generation) {
            op->event->done = op->generation;
        }
        s->running = NULL;
        free(op);
        pthread_cond_broadcast(&changed);
    }
    return NULL;
}

void standin_streams_start(unsigned late_us)
{
    pthread_t thread;
    late = late_us;
    for (int i = 0; i < 2; i++) {
        defaults[i].last = &defaults[i].first;
        defaults[i].live = 1;
        defaults[i].next = streams;
        streams = &defaults[i];
    }
    if (pthread_create(&thread, NULL, executor, NULL))
        standin_breach("no thread for the streams");
    pthread_detach(thread);
}

void standin_late(unsigned microseconds)
{
    pthread_mutex_lock(&standin_mutex);
    late = microseconds;
    pthread_mutex_unlock(&standin_mutex);
}

/* mutex held; NULL: no stream of this context. */
static struct CUstream_st *find(CUstream stream)
{
    if ((uintptr_t)stream <= 2)
        return &defaults[(uintptr_t)stream == 2];
    return stream->live && stream->context == standin_current() ? stream : NULL;
}

static int is_event(CUevent event)
{
    return event && event->live;
}

/* mutex held */
static CUresult append(CUstream stream, struct operation *op)
{
    struct CUstream_st *s = find(stream);
    if (!s) {
        free(op);
        return STANDIN_INVALID_HANDLE;
    }
    /* Now and then far later than the others. */
    uint64_t most = (uint64_t)late * 1000 * (standin_random_locked(8) ? 1 : 4);
    op->due_ns = now_ns() + (most ? standin_random_locked(most) : 0);
    op->next = NULL;
    *s->last = op;
    s->last = &op->next;
    pthread_cond_broadcast(&changed);
    return CUDA_SUCCESS;
}

CUresult standin_enqueue_using(CUstream stream, void (*run)(void *argument), void *argument,
                               const struct standin_use *uses, int count)
{
    struct operation *op = calloc(1, sizeof *op + (size_t)count * sizeof *uses);
    if (!op)
        return (CUresult)2;
    op->kind = RUN;
    op->run = run;
    op->argument = argument;
    op->use_count = count;
    if (count)
        memcpy(op->uses, uses, (size_t)count * sizeof *uses);
    pthread_mutex_lock(&standin_mutex);
    CUresult result = append(stream, op);
    pthread_mutex_unlock(&standin_mutex);
    return result;
}

CUresult standin_enqueue(CUstream stream, void (*run)(void *argument), void *argument)
{
    return standin_enqueue_using(stream, run, argument, NULL, 0);
}

static void check_unused(const struct operation *op, CUdeviceptr address, size_t bytes)
{
    for (int i = 0; op && i < op->use_count; i++)
        if (op->uses[i].address < address + bytes && address < op->uses[i].address + op->uses[i].bytes)
            standin_breach("memory is freed that queued work uses: %zu bytes at %llx", bytes, address);
}

void standin_streams_unused(CUdeviceptr address, size_t bytes)
{
    for (const struct CUstream_st *s = streams; s; s = s->next) {
        check_unused(s->running, address, bytes);
        for (const struct operation *op = s->first; op; op = op->next)
            check_unused(op, address, bytes);
    }
}

/* mutex held */
static void drain(struct CUstream_st *s)
{
    while (s->first || s->running)
        pthread_cond_wait(&changed, &standin_mutex);
}

void standin_drain(CUstream stream)
{
    pthread_mutex_lock(&standin_mutex);
    struct CUstream_st *s = find(stream);
    if (s)
        drain(s);
    pthread_mutex_unlock(&standin_mutex);
}

void standin_drain_all(void)
{
    pthread_mutex_lock(&standin_mutex);
    for (struct CUstream_st *s = streams; s;) {
        int idle = !s->first && !s->running;
        if (!idle)
            pthread_cond_wait(&changed, &standin_mutex);
        s = idle ? s->next : streams; /* the list may have changed meanwhile */
    }
    pthread_mutex_unlock(&standin_mutex);
}

CUresult standin_stream_create(CUstream *stream)
{
    struct CUstream_st *s = calloc(1, sizeof *s);
    if (!s)
        return (CUresult)2;
    s->last = &s->first;
    s->live = 1;
    s->context = standin_current();
    pthread_mutex_lock(&standin_mutex);
    s->next = streams;
    streams = s;
    pthread_mutex_unlock(&standin_mutex);
    standin_object(1);
    *stream = s;
    return CUDA_SUCCESS;
}

/* As the driver has it, what is queued is still done. The handle stays known as dead. */
CUresult standin_stream_destroy(CUstream stream)
{
    pthread_mutex_lock(&standin_mutex);
    struct CUstream_st *s = (uintptr_t)stream > 2 ? find(stream) : NULL;
    if (s)
        s->live = 0;
    pthread_mutex_unlock(&standin_mutex);
    if (s)
        standin_object(-1);
    return s ? CUDA_SUCCESS : STANDIN_INVALID_HANDLE;
}

CUresult standin_stream_wait(CUstream stream, CUevent event)
{
    struct operation *op = calloc(1, sizeof *op);
    if (!op)
        return (CUresult)2;
    pthread_mutex_lock(&standin_mutex);
    CUresult result = STANDIN_INVALID_HANDLE;
    if (is_event(event)) {
        op->kind = WAIT;
        op->event = event;
        op->generation = event->recorded;
        result = append(stream, op);
    } else {
        free(op);
    }
    pthread_mutex_unlock(&standin_mutex);
    return result;
}

CUresult standin_event_create(CUevent *event)
{
    struct CUevent_st *e = calloc(1, sizeof *e);
    if (!e)
        return (CUresult)2;
    e->live = 1;
    pthread_mutex_lock(&standin_mutex);
    e->next = events;
    events = e;
    pthread_mutex_unlock(&standin_mutex);
    standin_object(1);
    *event = e;
    return CUDA_SUCCESS;
}

CUresult standin_event_destroy(CUevent event)
{
    pthread_mutex_lock(&standin_mutex);
    int known = is_event(event);
    if (known)
        event->live = 0;
    pthread_mutex_unlock(&standin_mutex);
    if (known)
        standin_object(-1);
    return known ? CUDA_SUCCESS : STANDIN_INVALID_HANDLE;
}

CUresult standin_event_record(CUevent event, CUstream stream)
{
    struct operation *op = calloc(1, sizeof *op);
    if (!op)
        return (CUresult)2;
    pthread_mutex_lock(&standin_mutex);
    CUresult result = STANDIN_INVALID_HANDLE;
    if (is_event(event) && find(stream)) {
        op->kind = RECORD;
        op->event = event;
        op->generation = ++event->recorded;
        result = append(stream, op);
    } else {
        free(op);
    }
    pthread_mutex_unlock(&standin_mutex);
    return result;
}

CUresult standin_event_query(CUevent event)
{
    pthread_mutex_lock(&standin_mutex);
    CUresult result = !is_event(event)                ? STANDIN_INVALID_HANDLE
                      : event->done < event->recorded ? CUDA_ERROR_NOT_READY
                                                      : CUDA_SUCCESS;
    pthread_mutex_unlock(&standin_mutex);
    return result;
}

void standin_event_drain(CUevent event)
{
    pthread_mutex_lock(&standin_mutex);
    uint64_t until = is_event(event) ? event->recorded : 0;
    while (event->done < until)
        pthread_cond_wait(&changed, &standin_mutex);
    pthread_mutex_unlock(&standin_mutex);
}
