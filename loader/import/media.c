#include "import/media.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "import/items.h"
#include "media/table.h"

enum { ENTRIES = 512 };

struct entry {
    char *path;
    uint64_t used;
    int building, status;
    struct cf_error err;
    struct cf_media_facts facts;
};

struct cf_media_cache {
    struct cf_writer *writer;
    int skip_proof;
    pthread_mutex_t lock;
    pthread_cond_t built;
    uint64_t clock;
    struct entry entries[ENTRIES];
};

struct cf_media_cache *cf_media_cache_create(struct cf_writer *writer, int skip_proof)
{
    struct cf_media_cache *cache = calloc(1, sizeof *cache);
    if (!cache)
        return NULL;
    cache->writer = writer;
    cache->skip_proof = skip_proof;
    pthread_mutex_init(&cache->lock, NULL);
    pthread_cond_init(&cache->built, NULL);
    return cache;
}

void cf_media_cache_destroy(struct cf_media_cache **out)
{
    struct cf_media_cache *cache = *out;
    *out = NULL;
    if (!cache)
        return;
    for (int i = 0; i < ENTRIES; i++)
        free(cache->entries[i].path);
    pthread_mutex_destroy(&cache->lock);
    pthread_cond_destroy(&cache->built);
    free(cache);
}

static int build(struct cf_media_cache *cache, const char *path, struct cf_encoder *encoder, struct entry *e,
                 struct cf_buffer *out)
{
    struct cf_table *table = NULL;
    struct cf_table_options options = {.skip_proof = cache->skip_proof};
    struct cf_buffer bytes = {0};
    int status = cf_table_build(&table, path, &options, &e->err);
    if (status)
        return status;
    int turned = table->rotation % 180 != 0;
    e->facts = (struct cf_media_facts){
        .frames = table->display_count,
        .width = (uint16_t)(turned ? table->height : table->width),
        .height = (uint16_t)(turned ? table->width : table->height),
        .codec = (uint16_t)table->codec,
        .flags = (uint16_t)(CF_INDEX_MEDIA | (table->proven ? CF_INDEX_PROVEN : 0) |
                            (cf_is_image(path) ? CF_INDEX_IMAGE : 0)),
        .fps = table->fps_den > 0 ? (float)table->fps_num / (float)table->fps_den : 0.0f,
    };
    memcpy(e->facts.key, table->key.bytes, sizeof e->facts.key);
    if (cf_table_serialize(table, &bytes) || cf_encoder_run(encoder, NULL, &bytes, out))
        status = cf_fail(&e->err, CF_ENOMEM, "'%s': no memory for its packet table", path);
    cf_buffer_free(&bytes);
    cf_table_destroy(&table);
    return status;
}

static struct entry *find(struct cf_media_cache *cache, const char *path)
{
    for (int i = 0; i < ENTRIES; i++)
        if (cache->entries[i].path && !strcmp(cache->entries[i].path, path))
            return &cache->entries[i];
    return NULL;
}

static struct entry *claim(struct cf_media_cache *cache, const char *path)
{
    struct entry *best = NULL;
    for (int i = 0; i < ENTRIES; i++) {
        struct entry *e = &cache->entries[i];
        if (!e->building && (!best || e->used < best->used))
            best = e;
    }
    if (best) {
        free(best->path);
        *best = (struct entry){.path = strdup(path), .building = 1};
    }
    return best;
}

int cf_media_cache_get(struct cf_media_cache *cache, const char *path, struct cf_encoder *encoder,
                       struct cf_media_facts *facts, struct cf_buffer *table, struct cf_error *err)
{
    struct entry *e;
    pthread_mutex_lock(&cache->lock);
    while ((e = find(cache, path)) && e->building)
        pthread_cond_wait(&cache->built, &cache->lock);
    if (!e) {
        e = claim(cache, path);
        struct entry work = {0};
        pthread_mutex_unlock(&cache->lock);
        if (!e) /* more workers than entries */
            return cf_fail(err, CF_ENOMEM, "'%s': no room to read it", path);
        if (!cf_writer_path_get(cache->writer, path, &work.facts))
            work.status = build(cache, path, encoder, &work, table);
        pthread_mutex_lock(&cache->lock);
        e->status = work.status;
        e->err = work.err;
        e->facts = work.facts;
        e->building = 0;
        pthread_cond_broadcast(&cache->built);
    }
    e->used = ++cache->clock;
    int status = e->status;
    if (status && err)
        *err = e->err;
    if (!status)
        *facts = e->facts;
    pthread_mutex_unlock(&cache->lock);
    return status;
}
