/* A growing byte buffer. Zero-initialised is empty. Not thread-safe. */
#ifndef CF_BASE_BUFFER_H
#define CF_BASE_BUFFER_H
#include <stddef.h>
#include <stdint.h>

struct cf_buffer {
    uint8_t *data;
    size_t size, capacity;
};

int cf_buffer_reserve(struct cf_buffer *b, size_t capacity); /* CF_OK or CF_ENOMEM; contents kept */
int cf_buffer_append(struct cf_buffer *b, const void *data, size_t size);
void cf_buffer_free(struct cf_buffer *b); /* leaves it empty and usable */
#endif
