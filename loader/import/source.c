#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/error.h"
#include "import/items.h"

struct cf_source {
    struct cf_reader *reader;
};

static int has_suffix(const char *path, const char *suffix)
{
    size_t n = strlen(path), m = strlen(suffix);
    return n > m && !strcasecmp(path + n - m, suffix);
}

int cf_is_image(const char *path)
{
    return has_suffix(path, ".jpg") || has_suffix(path, ".jpeg") || has_suffix(path, ".png");
}

int cf_source_file(FILE **out, const char *path, struct cf_error *err)
{
    unsigned char mark[3];
    FILE *file = fopen(path, "rbe");
    if (!file)
        return cf_fail(err, errno == ENOENT ? CF_ENOENT : CF_EIO, "'%s': %s", path, strerror(errno));
    if (fread(mark, 1, 3, file) != 3 || memcmp(mark, "\xEF\xBB\xBF", 3))
        rewind(file);
    *out = file;
    return CF_OK;
}

int cf_source_detect(const char *path, enum cf_source_format *format, struct cf_error *err)
{
    struct stat st;
    if (stat(path, &st))
        return cf_fail(err, errno == ENOENT ? CF_ENOENT : CF_EIO, "'%s': %s", path, strerror(errno));
    if (S_ISDIR(st.st_mode)) {
        *format = CF_SOURCE_PAIRS;
        return CF_OK;
    }
    if (!S_ISREG(st.st_mode))
        return cf_fail(err, CF_ENOTFILE, "'%s': neither a file nor a folder", path);
    if (has_suffix(path, ".jsonl")) {
        *format = CF_SOURCE_SHAREGPT4VIDEO;
        return CF_OK;
    }
    FILE *file = NULL;
    int c, status = cf_source_file(&file, path, err);
    if (status)
        return status;
    do
        c = getc(file);
    while (c == ' ' || c == '\n' || c == '\r' || c == '\t');
    fclose(file);
    *format = c == '[' ? CF_SOURCE_OPEN_SORA_PLAN : CF_SOURCE_SHAREGPT4VIDEO;
    return c == '[' || c == '{' ? CF_OK
                                : cf_fail(err, CF_EUNSUPPORTED,
                                          "'%s': format not recognised: expected a folder, .jsonl, or JSON that "
                                          "begins with '[' or '{'",
                                          path);
}

int cf_source_open(struct cf_source **out, const char *path, enum cf_source_format format, struct cf_error *err)
{
    struct cf_source *source = calloc(1, sizeof *source);
    if (!source)
        return cf_fail(err, CF_ENOMEM, "'%s': no memory", path);
    int status = format == CF_SOURCE_PAIRS            ? cf_pairs_open(&source->reader, path, err)
                 : format == CF_SOURCE_OPEN_SORA_PLAN ? cf_array_open(&source->reader, path, err)
                                                      : cf_jsonl_open(&source->reader, path, err);
    if (status)
        free(source);
    else
        *out = source;
    return status;
}

void cf_source_close(struct cf_source **source)
{
    if (*source) {
        (*source)->reader->close((*source)->reader);
        free(*source);
    }
    *source = NULL;
}

int cf_source_next(struct cf_source *source, struct cf_raw *raw, struct cf_error *err)
{
    return source->reader->next(source->reader, raw, err);
}
