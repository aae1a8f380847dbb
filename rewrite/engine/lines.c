#include "engine/lines.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/error.h"

enum { LINE_LIMIT_BYTES = 1 << 20 };

int cf_lines_open(struct cf_lines *l, const char *path, struct cf_error *err)
{
    *l = (struct cf_lines){.path = path};
    l->file = strcmp(path, "-") ? fopen(path, "rbe") : stdin;
    if (!l->file)
        return cf_fail(err, errno == ENOENT || errno == ENOTDIR ? CF_ENOENT : CF_EIO, "'%s': cannot open: %s", path,
                       strerror(errno));
    return CF_OK;
}

void cf_lines_close(struct cf_lines *l)
{
    if (l->file && l->file != stdin)
        fclose(l->file);
    cf_buffer_free(&l->line);
    l->file = NULL;
}

uint64_t cf_lines_total(struct cf_lines *l)
{
    struct stat st;
    char block[16384];
    uint64_t total = 0;
    if (fstat(fileno(l->file), &st) || !S_ISREG(st.st_mode) || fseeko(l->file, 0, SEEK_CUR))
        return 0;
    off_t at = ftello(l->file);
    char last = '\n';
    for (size_t n; (n = fread(block, 1, sizeof block, l->file)) > 0; last = block[n - 1])
        for (const char *c = block; (c = memchr(c, '\n', n - (size_t)(c - block))); c++)
            total++;
    clearerr(l->file);
    return fseeko(l->file, at, SEEK_SET) ? 0 : total + (last != '\n');
}

/* One line without its end, NUL-terminated beyond its size. *too_long: the rest of it was passed over. */
static int read_line(struct cf_lines *l, bool *too_long, struct cf_error *err)
{
    int c, status = CF_OK;
    bool any = false;
    l->line.size = 0;
    *too_long = false;
    while (!status && (c = getc_unlocked(l->file)) != EOF && c != '\n') {
        char byte = (char)c;
        any = true;
        *too_long = *too_long || l->line.size >= LINE_LIMIT_BYTES;
        status = *too_long ? CF_OK : cf_buffer_append(&l->line, &byte, 1);
    }
    if (!status && ferror(l->file))
        return cf_fail(err, CF_EIO, "'%s': read failed behind line %llu", l->path, (unsigned long long)l->lines);
    if (!status && feof(l->file) && !any)
        return CF_EEND;
    l->lines++;
    if (l->line.size && l->line.data[l->line.size - 1] == '\r')
        l->line.size--;
    status = status ? status : cf_buffer_append(&l->line, "", 1);
    if (status)
        return cf_fail(err, CF_ENOMEM, "'%s': out of memory for line %llu", l->path, (unsigned long long)l->lines);
    l->line.size--;
    if (l->lines == 1 && l->line.size >= 3 && !memcmp(l->line.data, "\xEF\xBB\xBF", 3)) {
        l->line.size -= 3; /* a byte order mark */
        memmove(l->line.data, l->line.data + 3, l->line.size + 1);
    }
    return CF_OK;
}

static void copy_prompt(struct cf_line_item *item, const char *text, size_t size)
{
    item->prompt = malloc(size + 1);
    if (item->prompt) {
        memcpy(item->prompt, text, size);
        item->prompt[size] = 0;
    }
    item->size = size;
}

static void read_object(const struct cf_lines *l, struct cf_line_item *item)
{
    json_error_t why;
    const char *line = (const char *)l->line.data;
    json_t *object = json_loadb(line, l->line.size, JSON_ALLOW_NUL, &why);
    const json_t *prompt = json_object_get(object, "prompt"), *seed = json_object_get(object, "seed");
    json_t *id = json_object_get(object, "id");
    if (id && !json_is_object(id) && !json_is_array(id))
        item->id = json_incref(id);
    if (!object)
        snprintf(item->fault, sizeof item->fault, "line %llu is no JSON: %.150s", (unsigned long long)l->lines,
                 why.text);
    else if (!json_is_string(prompt))
        snprintf(item->fault, sizeof item->fault, "line %llu has no string \"prompt\"", (unsigned long long)l->lines);
    else if (seed && !(json_is_integer(seed) && json_integer_value(seed) >= 0))
        snprintf(item->fault, sizeof item->fault, "line %llu has a \"seed\" that is no number from 0 on",
                 (unsigned long long)l->lines);
    if (*item->fault)
        copy_prompt(item, line, l->line.size);
    else
        copy_prompt(item, json_string_value(prompt), json_string_length(prompt));
    item->has_seed = seed != NULL;
    item->seed = (uint64_t)json_integer_value(seed);
    json_decref(object);
}

static bool is_blank(const struct cf_buffer *line)
{
    for (size_t i = 0; i < line->size; i++)
        if (!isspace(line->data[i]))
            return false;
    return true;
}

int cf_lines_next(struct cf_lines *l, struct cf_line_item *item, struct cf_error *err)
{
    struct cf_line_item made = {0};
    bool too_long, blank;
    do {
        int status = read_line(l, &too_long, err);
        if (status)
            return status;
        blank = is_blank(&l->line);
        if (l->kind == CF_LINES_UNKNOWN && !blank)
            l->kind =
                l->line.data[strspn((const char *)l->line.data, " \t\r\v\f")] == '{' ? CF_LINES_JSON : CF_LINES_TEXT;
    } while (l->kind == CF_LINES_JSON && blank);
    made.number = l->items++;
    if (l->kind == CF_LINES_JSON && !too_long)
        read_object(l, &made);
    else
        copy_prompt(&made, (const char *)l->line.data, l->line.size);
    if (too_long)
        snprintf(made.fault, sizeof made.fault, "line %llu is longer than %d bytes", (unsigned long long)l->lines,
                 LINE_LIMIT_BYTES);
    if (!made.id)
        made.id = json_integer((json_int_t)made.number + 1);
    if (!made.id || !made.prompt) {
        cf_line_item_free(&made);
        return cf_fail(err, CF_ENOMEM, "'%s': out of memory for line %llu", l->path, (unsigned long long)l->lines);
    }
    *item = made;
    return CF_OK;
}

void cf_line_item_free(struct cf_line_item *item)
{
    json_decref(item->id);
    free(item->prompt);
    *item = (struct cf_line_item){0};
}
