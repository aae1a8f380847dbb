/* One JSON array, an element at a time: a scanner over braces and strings that holds one element. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "import/items.h"

struct array {
    struct cf_reader reader;
    FILE *file;
    char *path;
    uint64_t element;
    int begun, ended;
};

static int is_space(int c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static int skip_space(FILE *file)
{
    int c;
    do
        c = getc_unlocked(file);
    while (is_space(c) || c == 0xEF || c == 0xBB || c == 0xBF); /* and a byte order mark */
    return c;
}

static int keep(struct cf_raw *raw, int c)
{
    if (raw->bytes.size >= CF_ITEM_BYTES_MAX) {
        raw->fault = "element of more than 16 MiB";
        return 0;
    }
    if (raw->bytes.size == raw->bytes.capacity && cf_buffer_reserve(&raw->bytes, raw->bytes.size + 4096))
        return -1;
    raw->bytes.data[raw->bytes.size++] = (uint8_t)c;
    return 0;
}

/* Up to the comma or bracket behind the element, which is returned. */
static int element(struct array *a, int c, struct cf_raw *raw)
{
    int depth = 0, string = 0, escaped = 0;
    for (; c != EOF; c = getc_unlocked(a->file)) {
        if (!string && !depth && (c == ',' || c == ']'))
            return c;
        if (keep(raw, c))
            return -2;
        if (string) {
            string = escaped || c != '"';
            escaped = !escaped && c == '\\';
        } else if (c == '"') {
            string = 1;
        } else {
            depth += (c == '{' || c == '[') - (c == '}' || c == ']');
        }
    }
    raw->fault = "the file ends inside this element";
    return EOF;
}

static int array_next(struct cf_reader *reader, struct cf_raw *raw, struct cf_error *err)
{
    struct array *a = (struct array *)reader;
    raw->bytes.size = 0;
    raw->fault = NULL;
    raw->number = a->element + 1;
    if (a->ended)
        return CF_EEND;
    int c = skip_space(a->file);
    if (!a->begun) {
        if (c != '[')
            return cf_fail(err, CF_EFORMAT, "'%s': no JSON array, expected '['", a->path);
        a->begun = 1;
        c = skip_space(a->file);
        if (c == ']') {
            a->ended = 1;
            return CF_EEND;
        }
    }
    a->element++;
    int end = element(a, c, raw);
    if (end == -2)
        return cf_fail(err, CF_ENOMEM, "'%s': no memory for element %llu", a->path, (unsigned long long)a->element);
    if (end == EOF && ferror(a->file))
        return cf_fail(err, CF_EIO, "'%s': read failed: %s", a->path, strerror(errno));
    a->ended = end != ',';
    return CF_OK;
}

static void array_close(struct cf_reader *reader)
{
    struct array *a = (struct array *)reader;
    if (a->file)
        fclose(a->file);
    free(a->path);
    free(a);
}

int cf_array_open(struct cf_reader **out, const char *path, struct cf_error *err)
{
    struct array *a = calloc(1, sizeof *a);
    if (!a)
        return cf_fail(err, CF_ENOMEM, "'%s': no memory", path);
    a->reader = (struct cf_reader){.next = array_next, .close = array_close};
    a->path = strdup(path);
    a->file = fopen(path, "rbe");
    if (!a->path || !a->file) {
        int status = cf_fail(err, errno == ENOENT ? CF_ENOENT : CF_EIO, "'%s': %s", path, strerror(errno));
        array_close(&a->reader);
        return status;
    }
    *out = &a->reader;
    return CF_OK;
}
