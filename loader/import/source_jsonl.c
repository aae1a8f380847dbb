#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "import/items.h"

struct jsonl {
    struct cf_reader reader;
    FILE *file;
    char *path;
    uint64_t line;
};

static int jsonl_next(struct cf_reader *reader, struct cf_raw *raw, struct cf_error *err)
{
    struct jsonl *j = (struct jsonl *)reader;
    for (;;) {
        int c, blank = 1, any = 0;
        raw->bytes.size = 0;
        raw->fault = NULL;
        raw->reason = "format";
        while ((c = getc_unlocked(j->file)) != EOF && c != '\n') {
            any = 1;
            blank &= c == ' ' || c == '\t' || c == '\r';
            if (raw->bytes.size >= CF_ITEM_BYTES_MAX) {
                raw->fault = "line of more than 16 MiB";
                raw->reason = "too-large";
                continue;
            }
            if (raw->bytes.size == raw->bytes.capacity && cf_buffer_reserve(&raw->bytes, raw->bytes.size + 4096))
                return cf_fail(err, CF_ENOMEM, "'%s': no memory for line %llu", j->path, (unsigned long long)j->line);
            raw->bytes.data[raw->bytes.size++] = (uint8_t)c;
        }
        if (c == EOF && ferror(j->file))
            return cf_fail(err, CF_EIO, "'%s': read failed: %s", j->path, strerror(errno));
        if (c == EOF && !any)
            return CF_EEND;
        raw->number = ++j->line;
        if (!blank)
            return CF_OK;
    }
}

static void jsonl_close(struct cf_reader *reader)
{
    struct jsonl *j = (struct jsonl *)reader;
    if (j->file)
        fclose(j->file);
    free(j->path);
    free(j);
}

int cf_jsonl_open(struct cf_reader **out, const char *path, struct cf_error *err)
{
    struct jsonl *j = calloc(1, sizeof *j);
    if (!j)
        return cf_fail(err, CF_ENOMEM, "'%s': no memory", path);
    j->reader = (struct cf_reader){.next = jsonl_next, .close = jsonl_close};
    j->path = strdup(path);
    int status = j->path ? cf_source_file(&j->file, path, err) : cf_fail(err, CF_ENOMEM, "'%s': no memory", path);
    if (status) {
        jsonl_close(&j->reader);
        return status;
    }
    *out = &j->reader;
    return CF_OK;
}
