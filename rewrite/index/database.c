#include "index/database.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "index/stems.h"

const char cf_index_schema[] =
    "CREATE TABLE meta(name TEXT PRIMARY KEY, value) WITHOUT ROWID;"
    "CREATE TABLE captions(id INTEGER PRIMARY KEY, position INTEGER, clip_id TEXT, short TEXT, stems INTEGER,"
    " weight REAL, dense TEXT, vector BLOB);"
    "CREATE VIRTUAL TABLE words USING fts5(dense, content='', columnsize=0, detail=none, tokenize='" CF_STEMS_TOKENIZE
    "');"
    "CREATE TABLE terms(term TEXT PRIMARY KEY, captions INTEGER) WITHOUT ROWID;"
    "CREATE TABLE idioms(hash INTEGER PRIMARY KEY, share REAL);";

int cf_index_failed(sqlite3 *db, const char *file, struct cf_error *err)
{
    int code = db ? sqlite3_errcode(db) : SQLITE_NOMEM;
    enum cf_status status = CF_EIO;
    switch (code) {
    case SQLITE_NOMEM: status = CF_ENOMEM; break;
    case SQLITE_CORRUPT: status = CF_ECORRUPT; break;
    case SQLITE_NOTADB:
    case SQLITE_ERROR: status = CF_EFORMAT; break;
    default: break;
    }
    return cf_fail(err, status, "'%s': %s", file, db ? sqlite3_errmsg(db) : "no memory");
}

char *cf_index_path(const char *store_dir, const char *index_file)
{
    static const char name[] = "/captions.index";
    size_t size = strlen(store_dir) + sizeof name;
    char *path = index_file ? strdup(index_file) : malloc(size);
    if (path && !index_file)
        snprintf(path, size, "%s%s", store_dir, name);
    return path;
}

int cf_index_run(sqlite3 *db, const char *file, const char *sql, struct cf_error *err)
{
    return sqlite3_exec(db, sql, NULL, NULL, NULL) ? cf_index_failed(db, file, err) : CF_OK;
}
