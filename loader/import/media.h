/* Facts of the media files that items name; each file is read once. Any number of threads. */
#ifndef CF_IMPORT_MEDIA_H
#define CF_IMPORT_MEDIA_H
#include "base/buffer.h"
#include "store/dictionary.h"
#include "store/write.h"

struct cf_media_cache;
struct cf_media_cache *cf_media_cache_create(struct cf_writer *writer, int skip_proof);
void cf_media_cache_destroy(struct cf_media_cache **cache);
/* A status of the file, its message in err; table is filled (one zstd frame) by the call that read the file. */
int cf_media_cache_get(struct cf_media_cache *cache, const char *path, struct cf_encoder *encoder,
                       struct cf_media_facts *facts, struct cf_buffer *table, struct cf_error *err);
#endif
