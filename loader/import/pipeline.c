#include "import/pipeline.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "store/format.h"
#include "store/record.h"

enum { SLOTS = 256, BYTES_MAX = 32 << 20 };
enum state { FREE, RAW, DONE };

struct pipeline {
    const struct cf_pipeline_params *params;
    pthread_mutex_t lock;
    pthread_cond_t freed, filled, done;
    struct cf_job jobs[SLOTS];
    enum state states[SLOTS];
    uint64_t read, taken, written; /* ordinals */
    size_t bytes;                  /* of raw items in flight */
    int ended, stop, status;
    struct cf_error err;
};

static void clear_job(struct cf_job *job)
{
    cf_item_clear(&job->item);
    cf_buffer_free(&job->raw.bytes);
    cf_buffer_free(&job->out.frame);
    cf_buffer_free(&job->table);
    free(job->media_path);
    *job = (struct cf_job){0};
}

/* Takes over raw's memory. 0 when the run is over. */
static int hand_on(struct pipeline *p, uint64_t ordinal, int source, struct cf_raw *raw)
{
    pthread_mutex_lock(&p->lock);
    while (!p->stop && p->read > p->written &&
           (p->read - p->written >= SLOTS || p->bytes + raw->bytes.size > BYTES_MAX))
        pthread_cond_wait(&p->freed, &p->lock);
    int go = !p->stop;
    if (go) {
        struct cf_job *job = &p->jobs[ordinal % SLOTS];
        *job = (struct cf_job){.ordinal = ordinal, .source = source, .raw = *raw};
        *raw = (struct cf_raw){0};
        p->bytes += job->raw.bytes.size;
        p->states[ordinal % SLOTS] = RAW;
        p->read = ordinal + 1;
        pthread_cond_signal(&p->filled);
    }
    pthread_mutex_unlock(&p->lock);
    return go;
}

static void *read_all(void *opaque)
{
    struct pipeline *p = opaque;
    const struct cf_pipeline_params *params = p->params;
    struct cf_raw raw = {0};
    struct cf_error err = {0};
    uint64_t ordinal = 0;
    int status = CF_OK, go = 1;
    for (int s = 0; go && !status && s < params->source_count; s++) {
        struct cf_source *source = NULL;
        status = cf_source_open(&source, params->sources[s], params->formats[s], &err);
        while (go && !status && ordinal < params->limit && !(status = cf_source_next(source, &raw, &err)))
            if (ordinal++ >= params->first)
                go = hand_on(p, ordinal - 1, s, &raw);
        if (status == CF_EEND)
            status = CF_OK;
        cf_source_close(&source);
    }
    cf_buffer_free(&raw.bytes);
    pthread_mutex_lock(&p->lock);
    p->ended = 1;
    if (p->read < ordinal && ordinal <= params->first)
        p->read = p->taken = p->written = ordinal;
    if (status && !p->status) {
        p->status = status;
        p->err = err;
    }
    pthread_cond_broadcast(&p->filled);
    pthread_cond_broadcast(&p->done);
    pthread_mutex_unlock(&p->lock);
    return NULL;
}

static void media_facts(struct pipeline *p, struct cf_job *job, struct cf_encoder *encoder)
{
    struct cf_item *item = &job->item;
    struct cf_record *r = &item->record;
    struct cf_index_entry *entry = &job->out.entry;
    struct cf_error err = {0};
    job->media_path = cf_path_join(p->params->roots[job->source], r->path);
    int status = job->media_path
                     ? cf_media_cache_get(p->params->media, job->media_path, encoder, &job->facts, &job->table, &err)
                     : CF_ENOMEM;
    if (status == CF_ENOMEM) {
        job->status = cf_fail(&job->err, CF_ENOMEM, "'%s': no memory to read it", r->path);
        return;
    }
    const char *source = p->params->sources[job->source];
    if (status) {
        cf_item_fail(item, cf_status_name(status), "'%.160s' item %llu: %.320s", source,
                     (unsigned long long)job->raw.number, err.message);
        return;
    }
    const struct cf_media_facts *f = &job->facts;
    memcpy(r->media_key, f->key, sizeof r->media_key);
    memcpy(&entry->media, f->key + 8, sizeof entry->media);
    int64_t end = r->window_end < 0 ? f->frames : r->window_end;
    if (end > f->frames || r->window_begin >= end) {
        cf_item_fail(item, "window", "'%.160s' item %llu: window %lld:%lld of '%.160s', which has %u frames", source,
                     (unsigned long long)job->raw.number, (long long)r->window_begin, (long long)end, r->path,
                     f->frames);
        return;
    }
    entry->frames = (uint32_t)(end - r->window_begin);
    entry->width = f->width;
    entry->height = f->height;
    entry->codec = f->codec;
    entry->flags = f->flags;
    entry->fps = f->fps;
    entry->seconds = f->fps > 0 && !(f->flags & CF_INDEX_IMAGE) ? (float)entry->frames / f->fps : 0.0f;
}

static void work_on(struct pipeline *p, struct cf_job *job, struct cf_encoder *encoder)
{
    const struct cf_pipeline_params *params = p->params;
    struct cf_item *item = &job->item;
    struct cf_buffer bytes = {0};
    job->status = cf_item_parse(item, params->sources[job->source], params->formats[job->source], &job->raw);
    item->record.ordinal = job->ordinal;
    job->out.record = &item->record;
    job->out.entry.flags = cf_is_image(item->record.path) ? CF_INDEX_IMAGE : 0;
    job->out.entry.window_begin = (uint32_t)item->record.window_begin;
    for (uint32_t i = 0; i < item->record.caption_count; i++)
        job->out.entry.caption_kinds |= 1u << item->captions[i].kind;
    if (!job->status && !*item->reason && params->media && !params->encode_only)
        media_facts(p, job, encoder);
    if (!job->status && !*item->reason) {
        if (cf_record_encode(&item->record, &bytes))
            job->status = CF_ENOMEM;
        job->out.bytes_raw = bytes.size;
        if (params->encode_only) {
            job->out.frame = bytes;
            return;
        }
        if (!job->status && cf_encoder_run(encoder, params->dictionary, &bytes, &job->out.frame))
            job->status = CF_ENOMEM;
    }
    if (job->status && !job->err.status)
        cf_fail(&job->err, CF_ENOMEM, "item %llu: no memory", (unsigned long long)job->ordinal);
    cf_buffer_free(&bytes);
}

static void *work(void *opaque)
{
    struct pipeline *p = opaque;
    struct cf_encoder *encoder = cf_encoder_create();
    pthread_mutex_lock(&p->lock);
    for (;;) {
        while (!p->stop && !p->ended && p->taken == p->read)
            pthread_cond_wait(&p->filled, &p->lock);
        if (p->stop || p->taken == p->read)
            break;
        struct cf_job *job = &p->jobs[p->taken % SLOTS];
        p->taken++;
        pthread_mutex_unlock(&p->lock);
        if (encoder)
            work_on(p, job, encoder);
        else
            job->status = cf_fail(&job->err, CF_ENOMEM, "no memory for a worker");
        pthread_mutex_lock(&p->lock);
        p->states[job->ordinal % SLOTS] = DONE;
        pthread_cond_signal(&p->done);
    }
    pthread_mutex_unlock(&p->lock);
    cf_encoder_destroy(&encoder);
    return NULL;
}

static int write_all(struct pipeline *p, struct cf_error *err)
{
    int status = CF_OK;
    pthread_mutex_lock(&p->lock);
    while (!status) {
        size_t slot = p->written % SLOTS;
        while (p->states[slot] != DONE && !(p->ended && p->written == p->read))
            pthread_cond_wait(&p->done, &p->lock);
        if (p->states[slot] != DONE)
            break;
        struct cf_job *job = &p->jobs[slot];
        pthread_mutex_unlock(&p->lock);
        size_t size = job->raw.bytes.size;
        status = job->status;
        if (status && err)
            *err = job->err;
        if (!status)
            status = p->params->take(p->params->opaque, job, err);
        clear_job(job);
        pthread_mutex_lock(&p->lock);
        p->states[slot] = FREE;
        p->written++;
        p->bytes -= size;
        pthread_cond_signal(&p->freed);
    }
    p->stop = 1;
    pthread_cond_broadcast(&p->freed);
    pthread_cond_broadcast(&p->filled);
    pthread_mutex_unlock(&p->lock);
    return status;
}

int cf_pipeline_run(const struct cf_pipeline_params *params, uint64_t *total, struct cf_error *err)
{
    struct pipeline *p = calloc(1, sizeof *p);
    pthread_t *threads = calloc((size_t)params->jobs + 1, sizeof *threads);
    if (!p || !threads) {
        free(p);
        free(threads);
        return cf_fail(err, CF_ENOMEM, "no memory for the queues");
    }
    p->params = params;
    p->read = p->taken = p->written = params->first;
    pthread_mutex_init(&p->lock, NULL);
    pthread_cond_init(&p->freed, NULL);
    pthread_cond_init(&p->filled, NULL);
    pthread_cond_init(&p->done, NULL);
    int started = 0, status = CF_OK;
    while (started <= params->jobs && !pthread_create(&threads[started], NULL, started ? work : read_all, p))
        started++;
    if (started < 2) {
        status = cf_fail(err, CF_EIO, "no threads to ingest with");
        pthread_mutex_lock(&p->lock);
        p->stop = 1;
        pthread_cond_broadcast(&p->freed);
        pthread_mutex_unlock(&p->lock);
    } else {
        status = write_all(p, err);
    }
    for (int i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
    if (!status && p->status) {
        status = p->status;
        if (err)
            *err = p->err;
    }
    *total = p->written;
    for (int i = 0; i < SLOTS; i++)
        clear_job(&p->jobs[i]);
    pthread_mutex_destroy(&p->lock);
    pthread_cond_destroy(&p->freed);
    pthread_cond_destroy(&p->filled);
    pthread_cond_destroy(&p->done);
    free(threads);
    free(p);
    return status;
}
