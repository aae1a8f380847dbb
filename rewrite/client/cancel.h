/* Who is told when a cancellation is requested. */
#ifndef CF_CLIENT_CANCEL_H
#define CF_CLIENT_CANCEL_H
#include <stdbool.h>

#include "clipfeed/rewrite.h"

struct cf_cancel_watch {
    void (*requested)(void *opaque); /* from the requesting thread; must not watch or unwatch */
    void *opaque;
    struct cf_cancel_watch *next;
};

bool cf_cancel_is_requested(const struct cf_rewrite_cancel *cancel); /* NULL: no */
/* Calls back when the end is requested, at once where it was. After unwatch returned it does so no more. NULL: never.
 */
void cf_cancel_watch(struct cf_rewrite_cancel *cancel, struct cf_cancel_watch *watch);
void cf_cancel_unwatch(struct cf_rewrite_cancel *cancel, struct cf_cancel_watch *watch);
#endif
