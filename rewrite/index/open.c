#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "clipfeed/store.h"
#include "index/grams.h"
#include "index/reader.h"
#include "style/style.h"

static int map_file(struct cf_caption_index *x, const char *store_dir, struct cf_error *err)
{
    struct stat st;
    int fd = open(x->path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 && errno == ENOENT)
        return cf_fail(err, CF_ENOENT, "'%s': no index of captions; 'clipfeed index-captions %s' makes it", x->path,
                       store_dir);
    int status = CF_OK;
    if (fd < 0 || fstat(fd, &st))
        status = cf_fail(err, CF_EIO, "'%s': %s", x->path, strerror(errno));
    else if (!S_ISREG(st.st_mode))
        status = cf_fail(err, CF_ENOTFILE, "'%s': expected a regular file", x->path);
    else if (st.st_size < 512)
        status = cf_fail(err, CF_EFORMAT, "'%s': %lld bytes are no index of captions", x->path, (long long)st.st_size);
    if (!status) {
        x->map_size = (size_t)st.st_size;
        x->map = mmap(NULL, x->map_size, PROT_READ, MAP_SHARED, fd, 0);
        if (x->map == MAP_FAILED) {
            x->map = NULL;
            status = cf_fail(err, CF_EIO, "'%s': %s", x->path, strerror(errno));
        }
    }
    if (fd >= 0)
        close(fd);
    return status;
}

static int64_t pragma(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *s = NULL;
    int64_t value = -1;
    if (!sqlite3_prepare_v2(db, sql, -1, &s, NULL) && sqlite3_step(s) == SQLITE_ROW)
        value = sqlite3_column_int64(s, 0);
    sqlite3_finalize(s);
    return value;
}

/* Bytes 16 to 100 of an SQLite file hold what is checked before SQLite reads it. */
static int check_header(const struct cf_caption_index *x, struct cf_error *err)
{
    const unsigned char *h = x->map;
    uint32_t application = (uint32_t)h[68] << 24 | (uint32_t)h[69] << 16 | (uint32_t)h[70] << 8 | h[71];
    uint32_t version = (uint32_t)h[60] << 24 | (uint32_t)h[61] << 16 | (uint32_t)h[62] << 8 | h[63];
    uint64_t pages = (uint64_t)h[28] << 24 | (uint64_t)h[29] << 16 | (uint64_t)h[30] << 8 | h[31];
    uint64_t page = (uint64_t)h[16] << 8 | h[17];
    page = page == 1 ? 65536 : page;
    if (memcmp(h, "SQLite format 3", 16) || application != CF_INDEX_APPLICATION)
        return cf_fail(err, CF_EFORMAT, "'%s': no index of captions", x->path);
    if (version != CF_INDEX_VERSION)
        return cf_fail(err, CF_EMISMATCH, "'%s': index version %u, expected %d: run 'clipfeed index-captions' again",
                       x->path, version, CF_INDEX_VERSION);
    if (pages * page != x->map_size)
        return cf_fail(err, CF_ECORRUPT, "'%s': %zu bytes, %llu expected", x->path, x->map_size,
                       (unsigned long long)(pages * page));
    return CF_OK;
}

/* A text value of the table meta, malloc'd; "" where there is none. NULL: no memory. */
static char *meta(sqlite3 *db, const char *name)
{
    sqlite3_stmt *s = NULL;
    const char *text = NULL;
    if (!sqlite3_prepare_v2(db, "SELECT value FROM meta WHERE name = ?1", -1, &s, NULL)) {
        sqlite3_bind_text(s, 1, name, -1, SQLITE_STATIC);
        text = sqlite3_step(s) == SQLITE_ROW ? (const char *)sqlite3_column_text(s, 0) : NULL;
    }
    char *copy = strdup(text ? text : "");
    sqlite3_finalize(s);
    return copy;
}

static int by_hash(const void *a, const void *b)
{
    const struct cf_idiom *x = a, *y = b;
    return x->hash < y->hash ? -1 : x->hash > y->hash;
}

static int load_idioms(struct cf_caption_index *x, sqlite3 *db, struct cf_error *err)
{
    sqlite3_stmt *s = NULL;
    int64_t rows = pragma(db, "SELECT count(*) FROM idioms");
    if (rows < 0 || !(x->idioms = calloc((size_t)rows + 1, sizeof *x->idioms)))
        return rows < 0 ? cf_index_failed(db, x->path, err) : cf_fail(err, CF_ENOMEM, "'%s': no memory", x->path);
    int rc = sqlite3_prepare_v2(db, "SELECT hash, share FROM idioms", -1, &s, NULL);
    while (!rc && (rc = sqlite3_step(s)) == SQLITE_ROW && x->idiom_count < (size_t)rows) {
        x->idioms[x->idiom_count++] =
            (struct cf_idiom){(uint64_t)sqlite3_column_int64(s, 0), sqlite3_column_double(s, 1)};
        rc = 0;
    }
    int status = rc == SQLITE_DONE ? CF_OK : cf_index_failed(db, x->path, err);
    sqlite3_finalize(s);
    qsort(x->idioms, x->idiom_count, sizeof *x->idioms, by_hash);
    return status;
}

static int load_meta(struct cf_caption_index *x, sqlite3 *db, const char *fingerprint, const char *store_dir,
                     struct cf_error *err)
{
    char *made_from = meta(db, "fingerprint"), *style = meta(db, "style"), *dimensions = meta(db, "dimensions"),
         *stems = meta(db, "stems");
    x->tokenizer = meta(db, "tokenizer");
    x->embedder = meta(db, "embedder");
    int status = CF_OK;
    if (!made_from || !style || !dimensions || !stems || !x->tokenizer || !x->embedder)
        status = cf_fail(err, CF_ENOMEM, "'%s': no memory", x->path);
    else if (strcmp(made_from, fingerprint))
        status = cf_fail(err, CF_EMISMATCH,
                         "'%s': made from a store of fingerprint %.40s, '%s' has %s: run 'clipfeed index-captions %s'",
                         x->path, *made_from ? made_from : "none", store_dir, fingerprint, store_dir);
    else
        status = cf_style_read(&x->style, style, strlen(style), err);
    if (!status) {
        x->dimensions = (uint32_t)strtoul(dimensions, NULL, 10);
        x->stems = strtod(stems, NULL);
    }
    free(made_from);
    free(style);
    free(dimensions);
    free(stems);
    return status;
}

static int load(struct cf_caption_index *x, const char *fingerprint, const char *store_dir, struct cf_error *err)
{
    struct cf_reader *reader = NULL;
    int status = cf_reader_acquire(x, &reader, err);
    if (status)
        return status;
    status = load_meta(x, reader->db, fingerprint, store_dir, err);
    int64_t count = status ? 0 : pragma(reader->db, "SELECT max(id) FROM captions");
    if (!status && (count < 1 || count > UINT32_MAX))
        status = cf_fail(err, CF_ECORRUPT, "'%s': no captions in it", x->path);
    x->count = (uint64_t)count;
    if (!status)
        status = load_idioms(x, reader->db, err);
    cf_reader_release(x, reader);
    cf_reader_destroy_all(x); /* it was made before the number of captions was known */
    return status;
}

int cf_caption_index_open(struct cf_caption_index **out, const char *store_dir, const char *index_file,
                          struct cf_error *err)
{
    struct cf_store *store = NULL;
    if (!out || !store_dir)
        return cf_fail(err, CF_EINVAL, "caption index: out and store_dir are needed");
    int status = cf_store_open(&store, store_dir, err);
    if (status)
        return status;
    struct cf_caption_index *x = calloc(1, sizeof *x);
    if (x)
        pthread_mutex_init(&x->mutex, NULL);
    if (!x || !(x->path = cf_index_path(store_dir, index_file)))
        status = cf_fail(err, CF_ENOMEM, "'%s': no memory", store_dir);
    if (!status)
        status = map_file(x, store_dir, err);
    if (!status)
        status = check_header(x, err);
    if (!status)
        status = load(x, cf_store_fingerprint(store), store_dir, err);
    cf_store_close(&store);
    if (status)
        cf_caption_index_close(&x);
    else
        *out = x;
    return status;
}

void cf_caption_index_close(struct cf_caption_index **index)
{
    struct cf_caption_index *x = index ? *index : NULL;
    if (!x)
        return;
    cf_reader_destroy_all(x);
    if (x->map)
        munmap(x->map, x->map_size);
    cf_style_destroy(&x->style);
    pthread_mutex_destroy(&x->mutex);
    free(x->path);
    free(x->tokenizer);
    free(x->embedder);
    free(x->idioms);
    free(x);
    *index = NULL;
}

uint64_t cf_caption_index_count(const struct cf_caption_index *index)
{
    return index->count;
}

const struct cf_style *cf_caption_index_style(const struct cf_caption_index *index)
{
    return index->style;
}

const char *cf_caption_index_tokenizer(const struct cf_caption_index *index)
{
    return index->tokenizer;
}

const char *cf_caption_index_embedder(const struct cf_caption_index *index)
{
    return index->embedder;
}

uint32_t cf_caption_index_dimensions(const struct cf_caption_index *index)
{
    return index->dimensions;
}

double cf_caption_index_share(const struct cf_caption_index *index, const char *words)
{
    struct cf_idiom wanted = {.hash = cf_gram_hash(words, strlen(words))};
    const struct cf_idiom *found = bsearch(&wanted, index->idioms, index->idiom_count, sizeof *index->idioms, by_hash);
    return found ? found->share : 0;
}
