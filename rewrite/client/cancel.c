#include "client/cancel.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "base/error.h"

struct cf_rewrite_cancel {
    pthread_mutex_t lock; /* held while watchers are called; a transport's lock may be taken under it, not above it */
    atomic_bool requested;
    struct cf_cancel_watch *watches;
};

int cf_rewrite_cancel_create(struct cf_rewrite_cancel **out, struct cf_error *err)
{
    struct cf_rewrite_cancel *cancel = calloc(1, sizeof *cancel);
    if (!cancel || pthread_mutex_init(&cancel->lock, NULL)) {
        free(cancel);
        return cf_fail(err, CF_ENOMEM, "out of memory for a cancellation");
    }
    *out = cancel;
    return CF_OK;
}

void cf_rewrite_cancel_destroy(struct cf_rewrite_cancel **cancel)
{
    if (!*cancel)
        return;
    pthread_mutex_destroy(&(*cancel)->lock);
    free(*cancel);
    *cancel = NULL;
}

void cf_rewrite_cancel_request(struct cf_rewrite_cancel *cancel)
{
    pthread_mutex_lock(&cancel->lock);
    if (!atomic_exchange(&cancel->requested, true))
        for (struct cf_cancel_watch *w = cancel->watches; w; w = w->next)
            w->requested(w->opaque);
    pthread_mutex_unlock(&cancel->lock);
}

bool cf_cancel_is_requested(const struct cf_rewrite_cancel *cancel)
{
    return cancel && atomic_load(&cancel->requested);
}

void cf_cancel_watch(struct cf_rewrite_cancel *cancel, struct cf_cancel_watch *watch)
{
    if (!cancel)
        return;
    pthread_mutex_lock(&cancel->lock);
    watch->next = cancel->watches;
    cancel->watches = watch;
    if (atomic_load(&cancel->requested))
        watch->requested(watch->opaque);
    pthread_mutex_unlock(&cancel->lock);
}

void cf_cancel_unwatch(struct cf_rewrite_cancel *cancel, struct cf_cancel_watch *watch)
{
    if (!cancel)
        return;
    pthread_mutex_lock(&cancel->lock);
    struct cf_cancel_watch **at = &cancel->watches;
    while (*at && *at != watch)
        at = &(*at)->next;
    if (*at)
        *at = watch->next;
    pthread_mutex_unlock(&cancel->lock);
}
