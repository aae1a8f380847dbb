#include "store/format.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#define XXH_INLINE_ALL
#include <xxhash.h>
#include <zstd.h>

#include "base/error.h"

static const char *const db_names[CF_DB_COUNT] = {"records", "ids", "media", "paths", "skipped", "meta", "index"};

void cf_put_be64(uint8_t out[8], uint64_t value)
{
    for (int i = 7; i >= 0; i--, value >>= 8)
        out[i] = (uint8_t)value;
}

uint64_t cf_get_be64(const uint8_t in[8])
{
    uint64_t value = 0;
    for (int i = 0; i < 8; i++)
        value = value << 8 | in[i];
    return value;
}

uint32_t cf_shard_of(const void *key, size_t size, uint32_t shards)
{
    return (uint32_t)(XXH3_64bits(key, size) % shards);
}

void cf_text_key(const char *text, uint8_t key[16])
{
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(&canonical, XXH3_128bits(text, strlen(text)));
    memcpy(key, &canonical, 16);
}

void cf_shard_name(char name[32], enum cf_shard_mode mode, uint32_t number)
{
    snprintf(name, 32, "%s-%05u.mdb", mode == CF_SHARD_BUILD ? "building" : "shard", number);
}

int cf_shard_open(struct cf_shard *shard, const char *path, enum cf_shard_mode mode, uint64_t map_bytes,
                  struct cf_error *err)
{
    MDB_env *env = NULL;
    MDB_txn *txn = NULL;
    int write = mode != CF_SHARD_READ, count = mode == CF_SHARD_BUILD ? CF_DB_COUNT : CF_DB_PUBLISHED;
    struct stat st;
    /* A disk that was full when LMDB began: less than its two first pages holds nothing, and LMDB refuses it. */
    int torn = write && !stat(path, &st) && S_ISREG(st.st_mode) && st.st_size < 2 * sysconf(_SC_PAGESIZE);
    int rc = torn && truncate(path, 0) ? errno : mdb_env_create(&env);
    if (!rc)
        rc = mdb_env_set_maxdbs(env, CF_DB_COUNT);
    if (!rc)
        rc = mdb_env_set_mapsize(env, map_bytes);
    /* NOLOCK: a published shard is never written; a shard being built has one writer, whose readers wait at commits.
     * A published shard in the making is synced once, at its end. */
    unsigned flags = MDB_NOSUBDIR | MDB_NOLOCK | MDB_NOTLS | (write ? 0u : (unsigned)(MDB_RDONLY | MDB_NORDAHEAD)) |
                     (mode == CF_SHARD_PUBLISH ? (unsigned)MDB_NOSYNC : 0u);
    if (!rc)
        rc = mdb_env_open(env, path, flags, 0644);
    mdb_filehandle_t fd;
    if (!rc && !(rc = mdb_env_get_fd(env, &fd)) && fcntl(fd, F_SETFD, FD_CLOEXEC)) /* LMDB does not pass it to open */
        rc = errno;
    if (!rc)
        rc = mdb_txn_begin(env, NULL, write ? 0 : MDB_RDONLY, &txn);
    for (int i = 0; !rc && i < count; i++)
        rc = mdb_dbi_open(txn, db_names[i], write ? MDB_CREATE : 0, &shard->db[i]);
    if (!rc) {
        rc = mdb_txn_commit(txn);
        txn = NULL;
    }
    if (!rc) {
        shard->env = env;
        return CF_OK;
    }
    if (txn)
        mdb_txn_abort(txn);
    if (env)
        mdb_env_close(env);
    if (rc == ENOMEM)
        return cf_fail(err, CF_ENOMEM, "'%s': no memory to map it", path);
    return cf_fail(err,
                   rc == ENOENT ? CF_ENOENT
                   : rc > 0     ? CF_EIO
                                : CF_EFORMAT,
                   "'%s': shard does not open: %s", path, mdb_strerror(rc));
}

void cf_shard_close(struct cf_shard *shard)
{
    if (shard->env)
        mdb_env_close(shard->env);
    shard->env = NULL;
}

int cf_shard_reserve(struct cf_shard *shard, uint64_t bytes)
{
    MDB_envinfo info;
    MDB_stat st;
    int rc = mdb_env_info(shard->env, &info);
    if (!rc)
        rc = mdb_env_stat(shard->env, &st);
    uint64_t used = rc ? 0 : ((uint64_t)info.me_last_pgno + 1) * st.ms_psize;
    if (!rc && info.me_mapsize < used + bytes)
        rc = mdb_env_set_mapsize(shard->env, 2 * used + 2 * bytes);
    return rc;
}

/* A commit now and then, so that the pages in memory stay few. */
static int turn_over(struct cf_shard *shard, MDB_txn **txn)
{
    int rc = mdb_txn_commit(*txn);
    *txn = NULL;
    return rc ? rc : mdb_txn_begin(shard->env, NULL, 0, txn);
}

static int copy_database(struct cf_shard *from, MDB_txn *read, struct cf_shard *to, enum cf_db db, MDB_txn **txn)
{
    enum { TURN_BYTES = 8 << 20 };
    MDB_cursor *cursor = NULL;
    MDB_val k, v;
    size_t bytes = 0;
    int rc = mdb_cursor_open(read, from->db[db], &cursor);
    while (!rc && !(rc = mdb_cursor_get(cursor, &k, &v, MDB_NEXT))) {
        rc = mdb_put(*txn, to->db[db], &k, &v, MDB_APPEND);
        bytes += k.mv_size + v.mv_size + 16;
        if (!rc && bytes >= TURN_BYTES) {
            rc = turn_over(to, txn);
            bytes = 0;
        }
    }
    if (cursor)
        mdb_cursor_close(cursor);
    return rc == MDB_NOTFOUND ? 0 : rc;
}

static int publish(struct cf_shard *shard, const char *path, struct cf_error *err)
{
    MDB_envinfo info;
    MDB_stat st;
    MDB_txn *read = NULL, *txn = NULL;
    struct cf_shard out = {0};
    if (unlink(path) && errno != ENOENT)
        return cf_fail(err, CF_EIO, "'%s': %s", path, strerror(errno));
    int rc = mdb_env_info(shard->env, &info);
    if (!rc)
        rc = mdb_env_stat(shard->env, &st);
    uint64_t map = rc ? 0 : 2 * ((uint64_t)info.me_last_pgno + 1) * st.ms_psize + ((uint64_t)64 << 20);
    int status = rc ? CF_OK : cf_shard_open(&out, path, CF_SHARD_PUBLISH, map, err);
    if (status)
        return status;
    if (!rc)
        rc = mdb_txn_begin(shard->env, NULL, MDB_RDONLY, &read);
    if (!rc)
        rc = mdb_txn_begin(out.env, NULL, 0, &txn);
    for (int db = 0; !rc && db < CF_DB_PUBLISHED; db++)
        rc = copy_database(shard, read, &out, (enum cf_db)db, &txn);
    if (!rc) {
        rc = mdb_txn_commit(txn);
        txn = NULL;
    }
    if (!rc)
        rc = mdb_env_sync(out.env, 1);
    if (txn)
        mdb_txn_abort(txn);
    if (read)
        mdb_txn_abort(read);
    cf_shard_close(&out);
    return rc ? cf_fail(err, rc == ENOMEM ? CF_ENOMEM : CF_EIO, "'%s': %s", path, mdb_strerror(rc)) : CF_OK;
}

/* By rename: a kill at any time leaves the shard being built whole. */
int cf_shard_publish(struct cf_shard *shard, const char *dir, uint32_t number, struct cf_error *err)
{
    char name[32];
    cf_shard_name(name, CF_SHARD_PUBLISH, number);
    char *path = cf_path_join(dir, name), *fresh = NULL;
    int status = !path || asprintf(&fresh, "%s.new", path) < 0 ? cf_fail(err, CF_ENOMEM, "'%s': no memory", dir)
                                                               : publish(shard, fresh, err);
    if (!status && rename(fresh, path))
        status = cf_fail(err, CF_EIO, "'%s': %s", path, strerror(errno));
    free(path);
    free(fresh);
    return status;
}

int cf_decompress(ZSTD_DCtx *context, const ZSTD_DDict *dictionary, const void *data, size_t size,
                  struct cf_buffer *out, const char *what, struct cf_error *err)
{
    unsigned long long raw = ZSTD_getFrameContentSize(data, size);
    if (raw == ZSTD_CONTENTSIZE_ERROR || raw == ZSTD_CONTENTSIZE_UNKNOWN || raw > (1u << 30))
        return cf_fail(err, CF_ECORRUPT, "%s: not a zstd frame of known size", what);
    out->size = 0;
    if (cf_buffer_reserve(out, (size_t)raw + 1))
        return cf_fail(err, CF_ENOMEM, "%s: no memory for %llu bytes", what, raw);
    size_t got = ZSTD_decompress_usingDDict(context, out->data, (size_t)raw, data, size, dictionary);
    if (ZSTD_isError(got) || got != raw)
        return cf_fail(err, CF_ECORRUPT, "%s: %s", what, ZSTD_isError(got) ? ZSTD_getErrorName(got) : "wrong size");
    out->size = got;
    return CF_OK;
}

char *cf_path_join(const char *dir, const char *name)
{
    char *path = NULL;
    if (*name == '/')
        return strdup(name);
    return asprintf(&path, "%s/%s", dir, name) < 0 ? NULL : path;
}

int cf_file_load(const char *path, size_t limit, struct cf_buffer *out, struct cf_error *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return cf_fail(err, errno == ENOENT ? CF_ENOENT : CF_EIO, "'%s': %s", path, strerror(errno));
    int status = CF_OK;
    struct stat st;
    out->size = 0;
    if (fstat(fd, &st) || !S_ISREG(st.st_mode))
        status = cf_fail(err, CF_ENOTFILE, "'%s': not a regular file", path);
    else if ((uint64_t)st.st_size > limit)
        status = cf_fail(err, CF_EFORMAT, "'%s': %lld bytes, expected at most %zu", path, (long long)st.st_size, limit);
    else if (cf_buffer_reserve(out, (size_t)st.st_size + 1))
        status = cf_fail(err, CF_ENOMEM, "'%s': no memory for %lld bytes", path, (long long)st.st_size);
    while (!status && out->size < (size_t)st.st_size) {
        ssize_t n = read(fd, out->data + out->size, (size_t)st.st_size - out->size);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            status = cf_fail(err, CF_EIO, "'%s': read failed: %s", path, n ? strerror(errno) : "it became shorter");
        else
            out->size += (size_t)n;
    }
    if (!status)
        out->data[out->size] = 0;
    close(fd);
    return status;
}

int cf_file_save(const char *path, const void *data, size_t size, struct cf_error *err)
{
    char *temporary = NULL;
    if (asprintf(&temporary, "%s.new", path) < 0)
        return cf_fail(err, CF_ENOMEM, "'%s': no memory", path);
    int fd = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    int failed = fd < 0;
    for (size_t done = 0; !failed && done < size;) {
        ssize_t n = write(fd, (const char *)data + done, size - done);
        if (n < 0 && errno == EINTR)
            continue;
        failed = n <= 0;
        done += failed ? 0 : (size_t)n;
    }
    failed = failed || fsync(fd);
    int code = errno;
    if (fd >= 0 && close(fd) && !failed)
        failed = 1, code = errno;
    if (!failed && rename(temporary, path))
        failed = 1, code = errno;
    free(temporary);
    return failed ? cf_fail(err, CF_EIO, "'%s': write failed: %s", path, strerror(code)) : CF_OK;
}
