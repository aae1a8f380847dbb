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
    const char *end_fault; /* what is wrong behind the last element; told once */
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
    while (is_space(c));
    return c;
}

static int keep(struct cf_raw *raw, int c)
{
    if (raw->bytes.size >= CF_ITEM_BYTES_MAX) {
        raw->fault = "element of more than 16 MiB";
        raw->reason = "too-large";
        return 0;
    }
    if (raw->bytes.size == raw->bytes.capacity && cf_buffer_reserve(&raw->bytes, raw->bytes.size + 4096))
        return -1;
    raw->bytes.data[raw->bytes.size++] = (uint8_t)c;
    return 0;
}

/* Behind a comma in an object: no member begins with a brace, so the object was not closed. */
static int object_follows(FILE *file)
{
    int c = skip_space(file);
    if (c != EOF)
        ungetc(c, file);
    return c == '{';
}

/* Up to the comma or bracket behind the element, which is returned; EOF; -2 without memory. */
static int element(struct array *a, int c, struct cf_raw *raw)
{
    int depth = 0, string = 0, escaped = 0, object = c == '{';
    for (; c != EOF; c = getc_unlocked(a->file)) {
        if (!string && !depth && (c == ',' || c == ']'))
            return c;
        if (!string && depth == 1 && c == ',' && object && object_follows(a->file)) {
            raw->fault = "it is not closed where the next element begins";
            return c;
        }
        if (keep(raw, c))
            return -2;
        if (string && c == '\n') { /* no string holds one: it was not closed, and must not swallow what follows */
            raw->fault = "a text is not closed at its line's end";
            string = escaped = 0;
        } else if (string) {
            string = escaped || c != '"';
            escaped = !escaped && c == '\\';
        } else if (c == '"') {
            string = 1;
        } else {
            depth += (c == '{' || c == '[') - (c == '}' || c == ']');
        }
    }
    if (depth || string || !raw->bytes.size) {
        raw->fault = "the file ends inside this element: those behind it are missing";
        raw->reason = "truncated";
    } else {
        a->end_fault = "the file ends without the array's ']': elements may be missing";
    }
    return EOF;
}

/* Behind the array's end, or where the file ended early. */
static int array_end(struct array *a, struct cf_raw *raw)
{
    if (!a->end_fault)
        return CF_EEND;
    raw->number = ++a->element;
    raw->fault = a->end_fault;
    raw->reason = "truncated";
    a->end_fault = NULL;
    return CF_OK;
}

static void close_array(struct array *a)
{
    a->ended = 1;
    if (skip_space(a->file) != EOF)
        a->end_fault = "there is more behind the array's ']': it is not read";
}

static int array_next(struct cf_reader *reader, struct cf_raw *raw, struct cf_error *err)
{
    struct array *a = (struct array *)reader;
    raw->bytes.size = 0;
    raw->fault = NULL;
    raw->reason = "format";
    if (a->ended)
        return array_end(a, raw);
    int c = skip_space(a->file);
    if (!a->begun) {
        if (c != '[')
            return cf_fail(err, CF_EFORMAT, "'%s': no JSON array, expected '['", a->path);
        a->begun = 1;
        c = skip_space(a->file);
        if (c == ']') {
            close_array(a);
            return array_end(a, raw);
        }
    }
    raw->number = ++a->element;
    int end = element(a, c, raw);
    if (end == -2)
        return cf_fail(err, CF_ENOMEM, "'%s': no memory for element %llu", a->path, (unsigned long long)a->element);
    if (end == EOF && ferror(a->file))
        return cf_fail(err, CF_EIO, "'%s': read failed: %s", a->path, strerror(errno));
    if (end == ']')
        close_array(a);
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
    int status = a->path ? cf_source_file(&a->file, path, err) : cf_fail(err, CF_ENOMEM, "'%s': no memory", path);
    if (status) {
        array_close(&a->reader);
        return status;
    }
    *out = &a->reader;
    return CF_OK;
}
