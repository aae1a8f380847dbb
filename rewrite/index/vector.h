/* Embedding vectors as the index keeps them: a signed byte for each dimension, scaled so that the greatest is
 * 127; a length says nothing here. */
#ifndef CF_INDEX_VECTOR_H
#define CF_INDEX_VECTOR_H
#include <stddef.h>
#include <stdint.h>

size_t cf_vector_bytes(uint32_t dimensions);
/* 1 where the vector has a direction (finite, not all 0), which packed then holds; else 0. */
int cf_vector_pack(const float *vector, uint32_t dimensions, void *packed);
/* Cosine of a packed vector, of any alignment, and another; 0 where one has no direction. */
double cf_vector_cosine(const void *packed, const float *vector, uint32_t dimensions);
#endif
