#include "engine/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "engine/text.h"

static int failed(const struct cf_output *o, const char *what, struct cf_error *err)
{
    return cf_fail(err, CF_EIO, "'%s': %s: %s", o->path, what, strerror(errno));
}

static void count_status(struct cf_rewrite_report *report, const char *name)
{
    for (int i = CF_REWRITE_OK; name && i <= CF_REWRITE_FAILED; i++)
        report->by_status[i] += !strcmp(name, cf_rewrite_status_name(i));
}

/* A written line against the input's next item. */
static int keep_line(struct cf_output *o, const char *text, size_t size, struct cf_lines *input,
                     struct cf_rewrite_report *report, struct cf_error *err)
{
    struct cf_line_item item;
    unsigned long long line = (unsigned long long)o->kept + 1;
    int status = cf_lines_next(input, &item, err);
    if (status == CF_EEND)
        return cf_fail(err, CF_EMISMATCH, "'%s': line %llu has no counterpart in '%s'", o->path, line, input->path);
    if (status)
        return status;
    json_t *object = json_loadb(text, size, 0, NULL);
    char *prompt = cf_text_make_valid(item.prompt, item.size);
    const char *written = json_string_value(json_object_get(object, "prompt"));
    const char *name = json_string_value(json_object_get(object, "status"));
    if (!prompt)
        status = cf_fail(err, CF_ENOMEM, "'%s': out of memory for line %llu", o->path, line);
    else if (!written || !name)
        status = cf_fail(err, CF_EMISMATCH, "'%s': line %llu is no result of a rewrite", o->path, line);
    else if (strcmp(written, prompt) || !json_equal(json_object_get(object, "id"), item.id))
        status = cf_fail(err, CF_EMISMATCH, "'%s': line %llu is of another prompt than item %llu of '%s'", o->path,
                         line, line, input->path);
    else
        count_status(report, name);
    json_decref(object);
    free(prompt);
    cf_line_item_free(&item);
    o->kept += status == CF_OK;
    return status;
}

/* Goes through what is there, and leaves the file's position behind its last whole line, cut there. */
static int keep_lines(struct cf_output *o, struct cf_lines *input, struct cf_rewrite_report *report,
                      struct cf_error *err)
{
    char *text = NULL;
    size_t capacity = 0;
    off_t end = 0;
    int status = CF_OK;
    errno = 0;
    for (ssize_t n; !status && (n = getline(&text, &capacity, o->file)) > 0 && text[n - 1] == '\n'; end += n)
        status = keep_line(o, text, (size_t)n - 1, input, report, err);
    free(text);
    if (!status && ferror(o->file))
        status = failed(o, "read failed", err);
    if (!status && (fseeko(o->file, end, SEEK_SET) || ftruncate(fileno(o->file), end)))
        status = failed(o, "cannot be cut behind its last whole line", err);
    return status;
}

static int check_files(const struct cf_output *o, const struct cf_lines *input, struct cf_error *err)
{
    struct stat in, out;
    if (fstat(fileno(input->file), &in) || fstat(fileno(o->file), &out))
        return failed(o, "cannot be examined", err);
    if (in.st_dev == out.st_dev && in.st_ino == out.st_ino && S_ISREG(in.st_mode))
        return cf_fail(err, CF_EINVAL, "'%s': the output is the input", o->path);
    if (flock(fileno(o->file), LOCK_EX | LOCK_NB) && errno == EWOULDBLOCK)
        return cf_fail(err, CF_EDUPLICATE, "'%s': another process is writing it", o->path);
    return CF_OK;
}

int cf_output_open(struct cf_output *o, const char *path, int restart, struct cf_lines *input,
                   struct cf_rewrite_report *report, struct cf_error *err)
{
    *o = (struct cf_output){.path = path ? path : "-"};
    if (!strcmp(o->path, "-")) {
        o->file = stdout;
        return CF_OK;
    }
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    o->file = fd < 0 ? NULL : fdopen(fd, "r+");
    if (!o->file) {
        int status = failed(o, "cannot be written", err);
        if (fd >= 0)
            close(fd);
        return status;
    }
    struct stat st;
    bool regular = !fstat(fd, &st) && S_ISREG(st.st_mode); /* a pipe or a terminal has nothing to go on with */
    int status = check_files(o, input, err);
    if (!status && restart && regular && ftruncate(fd, 0))
        status = failed(o, "cannot be emptied", err);
    if (!status && regular)
        status = keep_lines(o, input, report, err);
    report->resumed = o->kept;
    if (status) {
        fclose(o->file);
        o->file = NULL;
    }
    return status;
}

int cf_output_line(struct cf_output *o, char *text, struct cf_error *err)
{
    size_t size = strlen(text);
    bool ok = fwrite(text, 1, size, o->file) == size && putc('\n', o->file) != EOF && !fflush(o->file);
    free(text);
    return ok ? CF_OK : failed(o, "write failed", err);
}

int cf_output_close(struct cf_output *o, struct cf_error *err)
{
    if (!o->file)
        return CF_OK;
    int bad = o->file == stdout ? fflush(stdout) : fclose(o->file);
    o->file = NULL;
    return bad ? failed(o, "write failed", err) : CF_OK;
}
