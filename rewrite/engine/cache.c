#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <xxhash.h>

#include "base/error.h"
#include "engine/internal.h"

/* A file of this format bears these as application_id and user_version. */
enum { APPLICATION = 0x63666361, VERSION = 1, BUSY_MS = 2000 };

struct cf_cache {
    sqlite3 *db;
    sqlite3_stmt *get, *put;
    pthread_mutex_t lock; /* of the statements */
};

/* 128 bits over all that the model was asked; every string with its length before it. False: no memory. */
static bool key_of(const struct cf_chat *chat, XXH128_hash_t *key)
{
    XXH3_state_t *state = XXH3_createState();
    if (!state)
        return false;
    XXH3_128bits_reset(state);
    const char *field = chat->field ? chat->field : "";
    struct {
        double temperature;
        uint64_t max_tokens, seed, messages, model, field;
    } head = {chat->temperature, chat->max_tokens, chat->seed, chat->message_count, strlen(chat->model), strlen(field)};
    XXH3_128bits_update(state, &head, sizeof head);
    XXH3_128bits_update(state, chat->model, head.model);
    XXH3_128bits_update(state, field, head.field);
    for (size_t i = 0; i < chat->message_count; i++) {
        const struct cf_message *m = &chat->messages[i];
        uint64_t sizes[2] = {strlen(m->role), strlen(m->text)};
        XXH3_128bits_update(state, sizes, sizeof sizes);
        XXH3_128bits_update(state, m->role, sizes[0]);
        XXH3_128bits_update(state, m->text, sizes[1]);
    }
    *key = XXH3_128bits_digest(state);
    XXH3_freeState(state);
    return true;
}

static int pragma_of(sqlite3 *db, const char *sql, int *value)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(db, sql, -1, &statement, NULL);
    code = code ? code : sqlite3_step(statement);
    if (code == SQLITE_ROW)
        *value = sqlite3_column_int(statement, 0);
    sqlite3_finalize(statement);
    return code == SQLITE_ROW ? SQLITE_OK : code;
}

/* A new file gets the tables; an old one must be of this kind. */
static int prepare(struct cf_cache *c, const char *path, struct cf_error *err)
{
    static const char make[] = "pragma journal_mode = wal; pragma synchronous = normal;"
                               "create table if not exists answers(key blob primary key, text text not null,"
                               " cut integer not null) without rowid;";
    int application = 0, version = 0, schema = 0;
    char mark[80];
    sqlite3_busy_timeout(c->db, BUSY_MS);
    int code = pragma_of(c->db, "pragma application_id", &application);
    code = code ? code : pragma_of(c->db, "pragma user_version", &version);
    code = code ? code : pragma_of(c->db, "pragma schema_version", &schema);
    if (!code && schema && application != APPLICATION)
        return cf_fail(err, CF_EFORMAT, "'%s': a database of another program's, no cache of answers", path);
    if (!code && schema && version != VERSION)
        return cf_fail(err, CF_EMISMATCH, "'%s': a cache of version %d, expected %d", path, version, VERSION);
    snprintf(mark, sizeof mark, "pragma application_id = %d; pragma user_version = %d;", APPLICATION, VERSION);
    if (!code && !schema)
        code = sqlite3_exec(c->db, mark, NULL, NULL, NULL);
    code = code ? code : sqlite3_exec(c->db, make, NULL, NULL, NULL);
    code = code ? code : sqlite3_prepare_v2(c->db, "select text, cut from answers where key = ?", -1, &c->get, NULL);
    code = code ? code : sqlite3_prepare_v2(c->db, "insert or replace into answers values(?, ?, ?)", -1, &c->put, NULL);
    if (code == SQLITE_NOTADB || code == SQLITE_CORRUPT)
        return cf_fail(err, CF_EFORMAT, "'%s': no SQLite database, or a damaged one", path);
    if (code)
        return cf_fail(err, CF_EIO, "'%s': %s", path, sqlite3_errmsg(c->db));
    return CF_OK;
}

int cf_cache_open(struct cf_cache **out, const char *path, struct cf_error *err)
{
    struct cf_cache *c = calloc(1, sizeof *c);
    if (!c)
        return cf_fail(err, CF_ENOMEM, "out of memory for a cache");
    pthread_mutex_init(&c->lock, NULL);
    int status = CF_OK;
    int code = sqlite3_open_v2(path, &c->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
    if (code)
        status = cf_fail(err, CF_EIO, "'%s': %s", path, c->db ? sqlite3_errmsg(c->db) : "out of memory");
    else
        status = prepare(c, path, err);
    if (status) {
        cf_cache_close(&c);
        return status;
    }
    *out = c;
    return CF_OK;
}

void cf_cache_close(struct cf_cache **cache)
{
    struct cf_cache *c = *cache;
    if (!c)
        return;
    sqlite3_finalize(c->get);
    sqlite3_finalize(c->put);
    sqlite3_close(c->db);
    pthread_mutex_destroy(&c->lock);
    free(c);
    *cache = NULL;
}

bool cf_cache_get(struct cf_cache *c, const struct cf_chat *chat, char **text, bool *cut)
{
    XXH128_hash_t key;
    bool found = false;
    if (!key_of(chat, &key))
        return false;
    pthread_mutex_lock(&c->lock);
    sqlite3_bind_blob(c->get, 1, &key, sizeof key, SQLITE_TRANSIENT);
    if (sqlite3_step(c->get) == SQLITE_ROW) {
        const char *stored = (const char *)sqlite3_column_text(c->get, 0);
        *cut = sqlite3_column_int(c->get, 1) != 0;
        *text = stored ? strdup(stored) : NULL;
        found = *text != NULL;
    }
    sqlite3_reset(c->get);
    pthread_mutex_unlock(&c->lock);
    return found;
}

/* What cannot be kept is asked for again some time: no reason to fail. */
void cf_cache_put(struct cf_cache *c, const struct cf_chat *chat, const char *text, bool cut)
{
    XXH128_hash_t key;
    if (!key_of(chat, &key))
        return;
    pthread_mutex_lock(&c->lock);
    sqlite3_bind_blob(c->put, 1, &key, sizeof key, SQLITE_TRANSIENT);
    sqlite3_bind_text(c->put, 2, text, -1, SQLITE_TRANSIENT);
    sqlite3_bind_int(c->put, 3, cut);
    sqlite3_step(c->put);
    sqlite3_reset(c->put);
    pthread_mutex_unlock(&c->lock);
}
