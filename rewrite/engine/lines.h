/* The prompts of a file, line by line, as cf_rewriter_batch takes them. One thread. */
#ifndef CF_ENGINE_LINES_H
#define CF_ENGINE_LINES_H
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>

#include "base/buffer.h"
#include "clipfeed/status.h"

struct cf_lines {
    FILE *file;
    const char *path; /* for messages */
    struct cf_buffer line;
    uint64_t lines, items; /* read so far */
    enum { CF_LINES_UNKNOWN, CF_LINES_TEXT, CF_LINES_JSON } kind;
};

struct cf_line_item {
    uint64_t number; /* from 0 */
    json_t *id;      /* the line's, else its number from 1 */
    char *prompt;    /* any bytes; of a line that is no item, the line itself */
    size_t size;
    bool has_seed;
    uint64_t seed;
    char fault[200]; /* why the line is no item; "" */
};

/* path: "-" is standard input. CF_ENOENT, CF_EIO. */
int cf_lines_open(struct cf_lines *lines, const char *path, struct cf_error *err);
void cf_lines_close(struct cf_lines *lines);
/* Items in the whole file, or rather its lines; 0 where it cannot be read twice. Before the first item is read. */
uint64_t cf_lines_total(struct cf_lines *lines);
/* CF_EEND behind the last one; CF_EIO, CF_ENOMEM. */
int cf_lines_next(struct cf_lines *lines, struct cf_line_item *item, struct cf_error *err);
void cf_line_item_free(struct cf_line_item *item);
#endif
