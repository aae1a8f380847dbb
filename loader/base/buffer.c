#include "base/buffer.h"

#include "clipfeed/status.h"

#include <stdlib.h>
#include <string.h>

int cf_buffer_reserve(struct cf_buffer *b, size_t capacity)
{
    if (capacity <= b->capacity)
        return CF_OK;
    size_t grown = b->capacity + b->capacity / 2;
    size_t wanted = capacity > grown ? capacity : grown;
    uint8_t *data = realloc(b->data, wanted);
    if (!data)
        return CF_ENOMEM;
    b->data = data;
    b->capacity = wanted;
    return CF_OK;
}

int cf_buffer_append(struct cf_buffer *b, const void *data, size_t size)
{
    if (!size)
        return CF_OK;
    int status = cf_buffer_reserve(b, b->size + size);
    if (status)
        return status;
    memcpy(b->data + b->size, data, size);
    b->size += size;
    return CF_OK;
}

void cf_buffer_free(struct cf_buffer *b)
{
    free(b->data);
    *b = (struct cf_buffer){0};
}
