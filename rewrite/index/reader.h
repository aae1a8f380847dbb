/* What reading an index shares: the mapped file and its connections. */
#ifndef CF_INDEX_READER_H
#define CF_INDEX_READER_H
#include <pthread.h>
#include <sys/types.h>

#include "index/database.h"
#include "index/index.h"
#include "index/stems.h"

/* One thread's way into the file. */
struct cf_reader {
    struct cf_reader *next;
    pid_t pid; /* SQLite's connections do not outlive a fork */
    sqlite3 *db;
    sqlite3_stmt *term, *match, *caption;
    struct cf_stemmer stemmer;
    float *scores; /* one a caption, from id 1 on; all 0 between searches */
};

struct cf_caption_index {
    char *path;
    void *map; /* the file: it may be replaced meanwhile */
    size_t map_size;
    uint64_t count;
    double stems; /* of a caption, mean */
    struct cf_style *style;
    char *tokenizer, *embedder;
    uint32_t dimensions;
    struct cf_idiom {
        uint64_t hash;
        double share;
    } * idioms; /* by hash */
    size_t idiom_count;
    pthread_mutex_t mutex; /* of free */
    struct cf_reader *free;
};

/* A reader of this process for one thread until its release. No fork happens between. CF_ENOMEM, CF_ECORRUPT. */
int cf_reader_acquire(struct cf_caption_index *index, struct cf_reader **out, struct cf_error *err);
void cf_reader_release(struct cf_caption_index *index, struct cf_reader *reader);
/* Those of this process; none may be in use. */
void cf_reader_destroy_all(struct cf_caption_index *index);
#endif
