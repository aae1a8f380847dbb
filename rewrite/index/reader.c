#include "index/reader.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/error.h"

/* A fork waits for the searches that run, and holds back new ones: SQLite's own locks are then free in the child. */
static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER; /* of the two below; held over a fork */
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static unsigned searches, forks;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void enter(void)
{
    pthread_mutex_lock(&gate);
    while (forks)
        pthread_cond_wait(&changed, &gate);
    searches++;
    pthread_mutex_unlock(&gate);
}

static void leave(void)
{
    pthread_mutex_lock(&gate);
    if (!--searches)
        pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&gate);
}

static void before_fork(void)
{
    pthread_mutex_lock(&gate);
    forks++;
    while (searches)
        pthread_cond_wait(&changed, &gate);
}

static void after_fork(void)
{
    forks--;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&gate);
}

static void in_child(void)
{
    changed = (pthread_cond_t)PTHREAD_COND_INITIALIZER; /* those who wait there are the parent's */
    forks = 0;
    pthread_mutex_unlock(&gate);
}

static void watch_forks(void)
{
    pthread_atfork(before_fork, after_fork, in_child);
}

static void destroy(struct cf_reader *r)
{
    sqlite3_finalize(r->term);
    sqlite3_finalize(r->match);
    sqlite3_finalize(r->caption);
    cf_stemmer_close(&r->stemmer);
    sqlite3_close(r->db);
    free(r->scores);
    free(r);
}

static int prepare(const struct cf_caption_index *index, struct cf_reader *r, struct cf_error *err)
{
    static const char *const sql[] = {
        "SELECT captions FROM terms WHERE term = ?1", "SELECT rowid FROM words WHERE words MATCH ?1 LIMIT ?2",
        "SELECT position, clip_id, short, stems, dense, vector FROM captions WHERE id=?1"};
    sqlite3_stmt **statements[] = {&r->term, &r->match, &r->caption};
    if (sqlite3_open_v2(":memory:", &r->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) ||
        sqlite3_deserialize(r->db, "main", index->map, (sqlite3_int64)index->map_size, (sqlite3_int64)index->map_size,
                            SQLITE_DESERIALIZE_READONLY))
        return cf_index_failed(r->db, index->path, err);
    sqlite3_db_config(r->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    int status = cf_index_run(r->db, index->path,
                              "PRAGMA trusted_schema = OFF; PRAGMA query_only = ON; PRAGMA cell_size_check = ON;"
                              "PRAGMA cache_size = -8192",
                              err);
    for (size_t i = 0; !status && i < 3; i++)
        if (sqlite3_prepare_v3(r->db, sql[i], -1, SQLITE_PREPARE_PERSISTENT, statements[i], NULL))
            status = cf_index_failed(r->db, index->path, err);
    return status;
}

static int create(const struct cf_caption_index *index, struct cf_reader **out, struct cf_error *err)
{
    struct cf_reader *r = calloc(1, sizeof *r);
    if (!r)
        return cf_fail(err, CF_ENOMEM, "'%s': no memory", index->path);
    r->pid = getpid();
    r->scores = calloc(index->count + 1, sizeof *r->scores);
    int status = r->scores ? prepare(index, r, err) : cf_fail(err, CF_ENOMEM, "'%s': no memory", index->path);
    if (!status)
        status = cf_stemmer_open(&r->stemmer, r->db, err);
    if (status) {
        destroy(r);
        return status;
    }
    *out = r;
    return CF_OK;
}

int cf_reader_acquire(struct cf_caption_index *index, struct cf_reader **out, struct cf_error *err)
{
    pthread_once(&once, watch_forks);
    enter();
    pthread_mutex_lock(&index->mutex);
    struct cf_reader *r = index->free;
    if (r && r->pid != getpid())
        r = index->free = NULL; /* the parent's: neither to be used nor to be closed here */
    if (r)
        index->free = r->next;
    pthread_mutex_unlock(&index->mutex);
    int status = CF_OK;
    if (!r)
        status = create(index, &r, err);
    if (status)
        leave();
    else
        *out = r;
    return status;
}

void cf_reader_release(struct cf_caption_index *index, struct cf_reader *reader)
{
    pthread_mutex_lock(&index->mutex);
    reader->next = index->free;
    index->free = reader;
    pthread_mutex_unlock(&index->mutex);
    leave();
}

void cf_reader_destroy_all(struct cf_caption_index *index)
{
    struct cf_reader *next = index->free;
    if (next && next->pid != getpid())
        next = NULL;
    while (next) {
        struct cf_reader *r = next;
        next = r->next;
        destroy(r);
    }
    index->free = NULL;
}
