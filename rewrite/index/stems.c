#include "index/stems.h"

#include <limits.h>

#include "base/error.h"

int cf_stemmer_open(struct cf_stemmer *s, sqlite3 *db, struct cf_error *err)
{
    static const char *arguments[] = {"unicode61", "remove_diacritics", "2"};
    fts5_api *api = NULL;
    void *context = NULL;
    sqlite3_stmt *statement = NULL;
    /* The documented way to FTS5's interface: https://www.sqlite.org/fts5.html#extending_fts5 */
    if (!sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &statement, NULL)) {
        sqlite3_bind_pointer(statement, 1, &api, "fts5_api_ptr", NULL);
        sqlite3_step(statement);
    }
    sqlite3_finalize(statement);
    *s = (struct cf_stemmer){0};
    if (!api || api->xFindTokenizer(api, "porter", &context, &s->module))
        return cf_fail(err, CF_EUNSUPPORTED, "SQLite %s: built without FTS5", sqlite3_libversion());
    if (s->module.xCreate(context, arguments, 3, &s->instance))
        return cf_fail(err, CF_ENOMEM, "FTS5's tokenizer: no memory");
    return CF_OK;
}

void cf_stemmer_close(struct cf_stemmer *s)
{
    if (s->instance)
        s->module.xDelete(s->instance);
    *s = (struct cf_stemmer){0};
}

struct walk {
    cf_stem_visit each;
    void *opaque;
};

static int take(void *context, int flags, const char *token, int size, int begin, int end)
{
    const struct walk *walk = context;
    (void)flags;
    return walk->each(walk->opaque, token, (size_t)size, (size_t)begin, (size_t)end) ? SQLITE_DONE : SQLITE_OK;
}

int cf_stemmer_walk(const struct cf_stemmer *s, const char *text, size_t size, cf_stem_visit each, void *opaque)
{
    struct walk walk = {each, opaque};
    int length = size < INT_MAX ? (int)size : INT_MAX;
    int rc = s->module.xTokenize(s->instance, &walk, FTS5_TOKENIZE_DOCUMENT, text, length, take);
    return rc == SQLITE_NOMEM ? CF_ENOMEM : CF_OK;
}
