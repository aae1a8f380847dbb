#include "language/arena.h"
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct cf_arena_block {
    struct cf_arena_block *older;
    _Alignas(max_align_t) char data[];
};

enum { BLOCK_SIZE = 16 * 1024 };

void *cf_arena_alloc(struct cf_arena *arena, size_t size)
{
    const size_t align = _Alignof(max_align_t);
    if (size > SIZE_MAX / 2)
        return NULL;
    size = (size + align - 1) / align * align;
    if (!arena->blocks || arena->size - arena->used < size) {
        size_t block_size = size > BLOCK_SIZE ? size : BLOCK_SIZE;
        struct cf_arena_block *block = calloc(1, sizeof(*block) + block_size);
        if (!block)
            return NULL;
        block->older = arena->blocks;
        arena->blocks = block;
        arena->used = 0;
        arena->size = block_size;
    }
    void *p = arena->blocks->data + arena->used;
    arena->used += size;
    return p;
}

char *cf_arena_copy(struct cf_arena *arena, const char *text, size_t size)
{
    char *copy = cf_arena_alloc(arena, size + 1);
    if (copy && size)
        memcpy(copy, text, size);
    return copy;
}

char *cf_arena_format(struct cf_arena *arena, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    char *text = length < 0 ? NULL : cf_arena_alloc(arena, (size_t)length + 1);
    if (text)
        vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}

void cf_arena_free(struct cf_arena *arena)
{
    while (arena->blocks) {
        struct cf_arena_block *block = arena->blocks;
        arena->blocks = block->older;
        free(block);
    }
    *arena = (struct cf_arena){0};
}
