/* The index's file: an SQLite database. Its tables are described in README.md. */
#ifndef CF_INDEX_DATABASE_H
#define CF_INDEX_DATABASE_H
#include <sqlite3.h>

#include "clipfeed/status.h"

enum {
    CF_INDEX_APPLICATION = 0x63666469, /* application_id: "cfdi" */
    CF_INDEX_VERSION = 1,              /* user_version */
};
extern const char cf_index_schema[];

/* Reports what the connection's last call failed with. */
int cf_index_failed(sqlite3 *db, const char *file, struct cf_error *err);
/* The path of a store's index: index_file, or STORE/captions.index; malloc'd. NULL: no memory. */
char *cf_index_path(const char *store_dir, const char *index_file);
/* Runs SQL that gives no rows. */
int cf_index_run(sqlite3 *db, const char *file, const char *sql, struct cf_error *err);
#endif
