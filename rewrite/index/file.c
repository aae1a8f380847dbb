/* Writing the index's file. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "index/build.h"
#include "index/database.h"
#include "index/grams.h"
#include "index/stems.h"
#include "index/vector.h"

struct cf_index_file {
    char *path, *partial;
    int lock; /* held on the partial file while it is built */
    sqlite3 *db;
    sqlite3_stmt *caption, *words, *idiom, *meta;
    struct cf_stemmer stemmer;
    uint64_t count, stems;
    int is_ours, in_place; /* locked; renamed */
    uint32_t dimensions;
    int8_t *vector;
};

static int no_memory(const struct cf_index_file *f, struct cf_error *err)
{
    return cf_fail(err, CF_ENOMEM, "'%s': no memory", f->path ? f->path : "index of captions");
}

/* Takes the partial file over, empty; whoever holds it is at work on it. */
static int lock_partial(struct cf_index_file *f, struct cf_error *err)
{
    f->lock = open(f->partial, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (f->lock < 0)
        return cf_fail(err, CF_EIO, "'%s': %s", f->partial, strerror(errno));
    if (flock(f->lock, LOCK_EX | LOCK_NB))
        return errno == EWOULDBLOCK ? cf_fail(err, CF_EDUPLICATE, "'%s': another process is building it", f->path)
                                    : cf_fail(err, CF_EIO, "'%s': %s", f->partial, strerror(errno));
    struct stat held, there;
    if (fstat(f->lock, &held) || stat(f->partial, &there) || held.st_ino != there.st_ino)
        return cf_fail(err, CF_EDUPLICATE, "'%s': another process has just built it", f->path);
    f->is_ours = 1;
    return ftruncate(f->lock, 0) ? cf_fail(err, CF_EIO, "'%s': %s", f->partial, strerror(errno)) : CF_OK;
}

static int prepare(struct cf_index_file *f, struct cf_error *err)
{
    static const char *const sql[] = {
        "INSERT INTO captions VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)", "INSERT INTO words(rowid, dense) VALUES(?1, ?2)",
        "INSERT INTO idioms(hash, share) VALUES(?1, ?2)", "INSERT INTO meta(name, value) VALUES(?1, ?2)"};
    sqlite3_stmt **statements[] = {&f->caption, &f->words, &f->idiom, &f->meta};
    char begin[512];
    snprintf(begin, sizeof begin,
             "PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;"
             "PRAGMA temp_store = MEMORY; PRAGMA application_id = %d; PRAGMA user_version = %d; BEGIN EXCLUSIVE;",
             CF_INDEX_APPLICATION, CF_INDEX_VERSION);
    int status = cf_index_run(f->db, f->partial, begin, err);
    if (!status)
        status = cf_index_run(f->db, f->partial, cf_index_schema, err);
    for (size_t i = 0; !status && i < 4; i++)
        if (sqlite3_prepare_v3(f->db, sql[i], -1, SQLITE_PREPARE_PERSISTENT, statements[i], NULL))
            status = cf_index_failed(f->db, f->partial, err);
    return status ? status : cf_stemmer_open(&f->stemmer, f->db, err);
}

int cf_index_file_create(struct cf_index_file **out, const struct cf_build *b, struct cf_error *err)
{
    struct cf_index_file *f = calloc(1, sizeof *f);
    if (!f)
        return cf_fail(err, CF_ENOMEM, "index of captions: no memory");
    f->lock = -1;
    f->path = cf_index_path(b->p.store_dir, b->p.index_file);
    size_t size = f->path ? strlen(f->path) + sizeof ".partial" : 0;
    f->partial = f->path ? malloc(size) : NULL;
    f->dimensions = b->p.embed ? b->p.dimensions : 0;
    f->vector = malloc(cf_vector_bytes(f->dimensions) + 1);
    int status = f->partial && f->vector ? CF_OK : no_memory(f, err);
    if (!status) {
        snprintf(f->partial, size, "%s.partial", f->path);
        status = lock_partial(f, err);
    }
    if (!status && sqlite3_open_v2(f->partial, &f->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL))
        status = cf_index_failed(f->db, f->partial, err);
    if (!status)
        status = prepare(f, err);
    if (status)
        cf_index_file_close(&f);
    else
        *out = f;
    return status;
}

/* Runs a statement that gives no rows. */
static int step(struct cf_index_file *f, sqlite3_stmt *s, struct cf_error *err)
{
    int status = sqlite3_step(s) == SQLITE_DONE ? CF_OK : cf_index_failed(f->db, f->partial, err);
    sqlite3_reset(s);
    sqlite3_clear_bindings(s);
    return status;
}

static int count_stem(void *opaque, const char *stem, size_t size, size_t begin, size_t end)
{
    (void)stem;
    (void)size;
    (void)begin;
    (void)end;
    ++*(uint64_t *)opaque;
    return 0;
}

int cf_index_file_add(struct cf_index_file *f, const struct cf_pool_entry *entry, const struct cf_record *record,
                      const char *short_form, const float *vector, struct cf_error *err)
{
    const struct cf_caption *dense = cf_build_dense(record);
    sqlite3_int64 id = (sqlite3_int64)f->count + 1;
    uint64_t stems = 0;
    if (cf_stemmer_walk(&f->stemmer, dense->text, dense->size, count_stem, &stems))
        return no_memory(f, err);
    sqlite3_bind_int64(f->caption, 1, id);
    sqlite3_bind_int64(f->caption, 2, (sqlite3_int64)entry->position);
    sqlite3_bind_text(f->caption, 3, record->clip_id, -1, SQLITE_STATIC);
    sqlite3_bind_text(f->caption, 4, short_form, -1, SQLITE_STATIC);
    sqlite3_bind_int64(f->caption, 5, (sqlite3_int64)stems);
    sqlite3_bind_double(f->caption, 6, (double)entry->weight);
    sqlite3_bind_text(f->caption, 7, dense->text, -1, SQLITE_STATIC);
    if (vector && cf_vector_pack(vector, f->dimensions, f->vector))
        sqlite3_bind_blob(f->caption, 8, f->vector, (int)cf_vector_bytes(f->dimensions), SQLITE_STATIC);
    int status = step(f, f->caption, err);
    if (!status) {
        sqlite3_bind_int64(f->words, 1, id);
        sqlite3_bind_text(f->words, 2, dense->text, -1, SQLITE_STATIC);
        status = step(f, f->words, err);
    }
    f->count++;
    f->stems += stems;
    return status;
}

struct idioms {
    struct cf_index_file *file;
    struct cf_error *err;
};

static int add_idiom(void *opaque, uint64_t hash, double share)
{
    struct idioms *i = opaque;
    sqlite3_bind_int64(i->file->idiom, 1, (sqlite3_int64)hash);
    sqlite3_bind_double(i->file->idiom, 2, share);
    return step(i->file, i->file->idiom, i->err);
}

int cf_index_file_add_idioms(struct cf_index_file *f, struct cf_grams *grams, int whole, struct cf_error *err)
{
    struct idioms idioms = {f, err};
    return cf_grams_common(grams, whole, add_idiom, &idioms);
}

static int set_meta(struct cf_index_file *f, const char *name, const char *value, struct cf_error *err)
{
    sqlite3_bind_text(f->meta, 1, name, -1, SQLITE_STATIC);
    sqlite3_bind_text(f->meta, 2, value ? value : "", -1, SQLITE_STATIC);
    return step(f, f->meta, err);
}

static int write_meta(struct cf_index_file *f, const struct cf_build *b, const char *style_json, struct cf_error *err)
{
    char dimensions[24], stems[40], parameters[120];
    snprintf(dimensions, sizeof dimensions, "%u", f->dimensions);
    snprintf(stems, sizeof stems, "%.17g", (double)f->stems / (double)f->count);
    snprintf(parameters, sizeof parameters, "pool %llu, sample %llu, seed %llu", (unsigned long long)b->p.pool,
             (unsigned long long)b->p.sample, (unsigned long long)b->p.seed);
    const char *const values[][2] = {{"fingerprint", cf_store_fingerprint(b->store)},
                                     {"style", style_json},
                                     {"dimensions", dimensions},
                                     {"stems", stems},
                                     {"parameters", parameters},
                                     {"tokenizer", b->p.tokenizer ? b->p.tokenizer_name : ""},
                                     {"embedder", b->p.embed ? b->p.embedder : ""}};
    int status = CF_OK;
    for (size_t i = 0; !status && i < sizeof values / sizeof *values; i++)
        status = set_meta(f, values[i][0], values[i][1], err);
    return status;
}

static void finalize(struct cf_index_file *f)
{
    sqlite3_finalize(f->caption);
    sqlite3_finalize(f->words);
    sqlite3_finalize(f->idiom);
    sqlite3_finalize(f->meta);
    f->caption = f->words = f->idiom = f->meta = NULL;
    cf_stemmer_close(&f->stemmer);
}

static int count_terms(struct cf_index_file *f, uint64_t *terms, struct cf_error *err)
{
    sqlite3_stmt *s = NULL;
    int status = cf_index_run(f->db, f->partial,
                              "INSERT INTO words(words) VALUES('optimize');"
                              "CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab('main', 'words', 'row');"
                              "INSERT INTO terms SELECT term, doc FROM temp.vocabulary;"
                              "DROP TABLE temp.vocabulary",
                              err);
    if (!status && !sqlite3_prepare_v2(f->db, "SELECT count(*) FROM terms", -1, &s, NULL) &&
        sqlite3_step(s) == SQLITE_ROW)
        *terms = (uint64_t)sqlite3_column_int64(s, 0);
    sqlite3_finalize(s);
    return status;
}

static int sync_folder(const char *path)
{
    char *folder = strdup(path);
    char *slash = folder ? strrchr(folder, '/') : NULL;
    if (slash)
        slash[slash == folder] = 0;
    int fd = folder ? open(slash ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    int failed = fd < 0 || fsync(fd);
    if (fd >= 0)
        close(fd);
    free(folder);
    return failed;
}

int cf_index_file_finish(struct cf_index_file *f, struct cf_build *b, const char *style_json, struct cf_error *err)
{
    struct stat st = {0};
    int status = count_terms(f, &b->r.terms, err);
    if (!status)
        status = write_meta(f, b, style_json, err);
    finalize(f);
    if (!status)
        status = cf_index_run(f->db, f->partial, "COMMIT", err);
    if (!status && sqlite3_close(f->db))
        status = cf_index_failed(f->db, f->partial, err);
    else if (!status)
        f->db = NULL;
    if (!status && (fsync(f->lock) || fstat(f->lock, &st) || rename(f->partial, f->path) || sync_folder(f->path)))
        status = cf_fail(err, CF_EIO, "'%s' does not become '%s': %s", f->partial, f->path, strerror(errno));
    f->in_place = !status;
    b->r.bytes = (uint64_t)st.st_size;
    b->r.pool = f->count;
    return status;
}

void cf_index_file_close(struct cf_index_file **file)
{
    struct cf_index_file *f = *file;
    if (!f)
        return;
    finalize(f);
    sqlite3_close(f->db);
    if (f->lock >= 0 && !f->in_place && f->is_ours)
        unlink(f->partial);
    if (f->lock >= 0)
        close(f->lock);
    free(f->path);
    free(f->partial);
    free(f->vector);
    free(f);
    *file = NULL;
}
