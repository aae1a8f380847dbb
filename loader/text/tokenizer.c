#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "clipfeed/tokenizer.h"
#include "text/sentencepiece_shim.h"

/* Far above any vocabulary or caption; what is larger is not one. */
#define MODEL_LIMIT_BYTES ((off_t)256 << 20)
#define TEXT_LIMIT_BYTES ((size_t)64 << 20)

struct cf_tokenizer {
    struct cf_spm *spm;
    int64_t end_id, pad_id;
    uint32_t vocabulary;
};

static int read_all(int fd, char *data, size_t size, const char *path, struct cf_error *err)
{
    size_t done = 0;
    while (done < size) {
        ssize_t n = read(fd, data + done, size - done);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return cf_fail(err, CF_EIO, "'%s': read failed: %s", path, strerror(errno));
        if (n == 0)
            return cf_fail(err, CF_EFORMAT, "'%s': ended at byte %zu of %zu", path, done, size);
        done += (size_t)n;
    }
    return CF_OK;
}

/* The file's bytes, to be freed. */
static int read_model(const char *path, char **data, size_t *size, struct cf_error *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* non-blocking: a FIFO must not hang the open */
    if (fd < 0) {
        int missing = errno == ENOENT || errno == ENOTDIR;
        return cf_fail(err, missing ? CF_ENOENT : CF_EIO, "'%s': cannot open: %s", path, strerror(errno));
    }
    struct stat st;
    char *bytes = NULL;
    int status;
    if (fstat(fd, &st) != 0)
        status = cf_fail(err, CF_EIO, "'%s': %s", path, strerror(errno));
    else if (!S_ISREG(st.st_mode) || st.st_size == 0 || st.st_size > MODEL_LIMIT_BYTES)
        status = cf_fail(err, CF_EFORMAT, "'%s': expected a SentencePiece model, found %s", path,
                         !S_ISREG(st.st_mode) ? "no regular file"
                         : st.st_size == 0    ? "an empty file"
                                              : "a huge file");
    else if ((bytes = malloc((size_t)st.st_size)) == NULL)
        status = cf_fail(err, CF_ENOMEM, "'%s': out of memory", path);
    else
        status = read_all(fd, bytes, (size_t)st.st_size, path, err);
    close(fd);
    if (status != CF_OK) {
        free(bytes);
        return status;
    }
    *data = bytes;
    *size = (size_t)st.st_size;
    return CF_OK;
}

int cf_tokenizer_open(struct cf_tokenizer **out, const char *path, struct cf_error *err)
{
    char *data = NULL, why[512] = "";
    size_t size = 0;
    int status = read_model(path, &data, &size, err);
    if (status != CF_OK)
        return status;
    struct cf_spm *spm = NULL;
    status = cf_spm_load(&spm, data, size, why, sizeof why);
    free(data);
    if (status != CF_OK)
        return cf_fail(err, (enum cf_status)status, "'%s': not a usable SentencePiece model: %s", path, why);
    struct cf_spm_ids ids = cf_spm_special_ids(spm);
    if (ids.end < 0) {
        cf_spm_free(spm);
        return cf_fail(err, CF_EFORMAT, "'%s': the model has no end-of-sentence id", path);
    }
    struct cf_tokenizer *t = malloc(sizeof *t);
    if (t == NULL) {
        cf_spm_free(spm);
        return cf_fail(err, CF_ENOMEM, "'%s': out of memory", path);
    }
    *t = (struct cf_tokenizer){
        .spm = spm, .end_id = ids.end, .pad_id = ids.pad >= 0 ? ids.pad : 0, .vocabulary = (uint32_t)ids.vocabulary};
    *out = t;
    return CF_OK;
}

void cf_tokenizer_close(struct cf_tokenizer **tokenizer)
{
    if (*tokenizer == NULL)
        return;
    cf_spm_free((*tokenizer)->spm);
    free(*tokenizer);
    *tokenizer = NULL;
}

int cf_tokenizer_encode(const struct cf_tokenizer *t, const char *text, size_t size, int64_t *ids, int64_t *mask,
                        uint32_t length, uint32_t *used, struct cf_error *err)
{
    if (length == 0)
        return cf_fail(err, CF_EINVAL, "token length is 0, expected at least 1");
    if (size > TEXT_LIMIT_BYTES)
        return cf_fail(err, CF_EINVAL, "text has %zu bytes, expected at most %zu", size, TEXT_LIMIT_BYTES);
    char why[512] = "";
    size_t count = 0;
    int status = CF_OK;
    if (size > 0)
        status = cf_spm_encode(t->spm, text, size, ids, length - 1, &count, why, sizeof why);
    if (status != CF_OK)
        return cf_fail(err, (enum cf_status)status, "cannot tokenize a text: %s", why);
    ids[count++] = t->end_id;
    for (size_t i = 0; i < length; i++) {
        mask[i] = i < count;
        if (i >= count)
            ids[i] = t->pad_id;
    }
    if (used != NULL)
        *used = (uint32_t)count;
    return CF_OK;
}

int cf_tokenizer_count(const struct cf_tokenizer *t, const char *text, size_t size, uint32_t *out, struct cf_error *err)
{
    if (size > TEXT_LIMIT_BYTES)
        return cf_fail(err, CF_EINVAL, "text has %zu bytes, expected at most %zu", size, TEXT_LIMIT_BYTES);
    if (size == 0)
        return *out = 1, CF_OK;
    char why[512] = "";
    int64_t *ids = NULL;
    size_t count = 0, capacity = size + 16;
    int status = CF_OK;
    do { /* normalizing may make a text longer than it was */
        free(ids);
        ids = malloc(capacity * sizeof *ids);
        if (ids == NULL)
            return cf_fail(err, CF_ENOMEM, "out of memory for the ids of %zu bytes", size);
        status = cf_spm_encode(t->spm, text, size, ids, capacity, &count, why, sizeof why);
        capacity *= 2;
    } while (status == CF_OK && count == capacity / 2);
    free(ids);
    if (status != CF_OK)
        return cf_fail(err, (enum cf_status)status, "cannot tokenize a text: %s", why);
    *out = (uint32_t)count + 1;
    return CF_OK;
}

uint32_t cf_tokenizer_vocabulary(const struct cf_tokenizer *t)
{
    return t->vocabulary;
}
