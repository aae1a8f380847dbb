/* Memory that is given back all at once. One thread at a time. */
#ifndef CF_LANGUAGE_ARENA_H
#define CF_LANGUAGE_ARENA_H
#include <stddef.h>

struct cf_arena_block;
struct cf_arena { /* zero-initialised is empty */
    struct cf_arena_block *blocks;
    size_t used, size; /* of the newest block */
};

/* Aligned for any type, zeroed; NULL: no memory. */
void *cf_arena_alloc(struct cf_arena *arena, size_t size);
/* A copy of size bytes and a NUL. */
char *cf_arena_copy(struct cf_arena *arena, const char *text, size_t size);
char *cf_arena_format(struct cf_arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
void cf_arena_free(struct cf_arena *arena);
#endif
