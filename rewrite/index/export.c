/* What is read from all of an index: training pairs, and lengths in tokens. */
#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "clipfeed/tokenizer.h"
#include "index/reader.h"
#include "style/style.h"

static int write_pairs(FILE *out, const char *path, const struct cf_caption_index *index, sqlite3 *db,
                       struct cf_error *err)
{
    sqlite3_stmt *s = NULL;
    int rc = sqlite3_prepare_v2(db, "SELECT clip_id, short, dense FROM captions ORDER BY position", -1, &s, NULL);
    int status = rc ? cf_index_failed(db, index->path, err) : CF_OK;
    while (!status && (rc = sqlite3_step(s)) == SQLITE_ROW) {
        json_t *line =
            json_pack("{s:s, s:s, s:s}", "clip_id", (const char *)sqlite3_column_text(s, 0), "short",
                      (const char *)sqlite3_column_text(s, 1), "dense", (const char *)sqlite3_column_text(s, 2));
        if (!line)
            continue; /* text that is no UTF-8 has no place in JSON */
        if (json_dumpf(line, out, JSON_COMPACT) || fputc('\n', out) == EOF)
            status = cf_fail(err, CF_EIO, "'%s': %s", path, strerror(errno));
        json_decref(line);
    }
    if (!status && rc != SQLITE_DONE)
        status = cf_index_failed(db, index->path, err);
    sqlite3_finalize(s);
    return status;
}

int cf_caption_index_export(struct cf_caption_index *index, const char *path, struct cf_error *err)
{
    struct cf_reader *reader = NULL;
    size_t size = strlen(path) + sizeof ".partial";
    char *partial = malloc(size);
    if (!partial)
        return cf_fail(err, CF_ENOMEM, "'%s': no memory", path);
    snprintf(partial, size, "%s.partial", path);
    FILE *out = fopen(partial, "wbe");
    int status = out ? CF_OK : cf_fail(err, CF_EIO, "'%s': %s", partial, strerror(errno));
    if (!status && !(status = cf_reader_acquire(index, &reader, err))) {
        status = write_pairs(out, path, index, reader->db, err);
        cf_reader_release(index, reader);
    }
    if (out && (fflush(out) || fsync(fileno(out))) && !status)
        status = cf_fail(err, CF_EIO, "'%s': %s", path, strerror(errno));
    if (out && fclose(out) && !status)
        status = cf_fail(err, CF_EIO, "'%s': %s", path, strerror(errno));
    if (!status && rename(partial, path))
        status = cf_fail(err, CF_EIO, "'%s' does not become '%s': %s", partial, path, strerror(errno));
    if (status && out)
        unlink(partial);
    free(partial);
    return status;
}

/* Every caption stands for `weight` of the store's; one is taken each time their sum passes a further step. */
static int sample_lengths(const struct cf_caption_index *index, sqlite3 *db, double step,
                          const struct cf_tokenizer *tokenizer, struct cf_style_lengths *out, struct cf_error *err)
{
    sqlite3_stmt *s = NULL;
    double sum = step / 2;
    int rc = sqlite3_prepare_v2(db, "SELECT weight, dense FROM captions ORDER BY id", -1, &s, NULL);
    int status = rc ? cf_index_failed(db, index->path, err) : CF_OK;
    while (!status && (rc = sqlite3_step(s)) == SQLITE_ROW) {
        uint32_t tokens = 0;
        sum += sqlite3_column_double(s, 0);
        const char *text = sum >= step ? (const char *)sqlite3_column_text(s, 1) : NULL;
        if (text)
            status = cf_tokenizer_count(tokenizer, text, strlen(text), &tokens, err);
        for (; text && !status && sum >= step; sum -= step)
            cf_style_lengths_add(out, tokens);
    }
    if (!status && rc != SQLITE_DONE)
        status = cf_index_failed(db, index->path, err);
    sqlite3_finalize(s);
    return status;
}

int cf_caption_index_lengths(struct cf_caption_index *index, const struct cf_tokenizer *tokenizer,
                             struct cf_style_lengths *out, struct cf_error *err)
{
    enum { CAPTIONS = 2000 };
    struct cf_reader *reader = NULL;
    sqlite3_stmt *s = NULL;
    struct cf_style_lengths *lengths = calloc(1, sizeof *lengths);
    int status =
        lengths ? cf_reader_acquire(index, &reader, err) : cf_fail(err, CF_ENOMEM, "'%s': no memory", index->path);
    if (status) {
        free(lengths);
        return status;
    }
    double total = 0;
    if (!sqlite3_prepare_v2(reader->db, "SELECT sum(weight) FROM captions", -1, &s, NULL) &&
        sqlite3_step(s) == SQLITE_ROW)
        total = sqlite3_column_double(s, 0);
    else
        status = cf_index_failed(reader->db, index->path, err);
    sqlite3_finalize(s);
    if (!status)
        status = sample_lengths(index, reader->db, total > CAPTIONS ? total / CAPTIONS : 1, tokenizer, lengths, err);
    cf_reader_release(index, reader);
    if (!status)
        *out = *lengths;
    free(lengths);
    return status;
}
