#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "import/pipeline.h"
#include "media/table.h"
#include "store/format.h"
#include "store/manifest.h"

enum { DICTIONARY_RECORDS = 20000, DICTIONARY_SAMPLE_BYTES = 16 << 20 };

struct ingest {
    struct cf_ingest_params params; /* resolved */
    char *dir, *partial, *description;
    char **sources, **roots;
    enum cf_source_format *formats;
    struct cf_writer *writer;
    int lock;
    uint64_t stored, skipped;
    struct cf_buffer samples;
    size_t *sizes;
    unsigned sample_count;
};

static int parse_format(const char *name, enum cf_source_format *format)
{
    static const char *const names[] = {"auto", "sharegpt4video", "open-sora-plan", "pairs"};
    for (int i = 0; i < 4; i++)
        if (!strcmp(name ? name : "auto", names[i])) {
            *format = (enum cf_source_format)i;
            return CF_OK;
        }
    return CF_EINVAL;
}

static int resolve_source(struct ingest *in, int i, enum cf_source_format format, struct cf_error *err)
{
    const char *path = in->params.sources[i];
    int status = cf_source_detect(path, &in->formats[i], err);
    if (format != CF_SOURCE_AUTO && (!status || status == CF_EUNSUPPORTED)) {
        if ((format == CF_SOURCE_PAIRS) != (in->formats[i] == CF_SOURCE_PAIRS))
            return cf_fail(err, CF_ENOTFILE, "'%s': expected a %s", path,
                           format == CF_SOURCE_PAIRS ? "folder" : "file");
        in->formats[i] = format;
        status = CF_OK;
    }
    if (status)
        return status;
    in->sources[i] = realpath(path, NULL);
    if (!in->sources[i])
        return cf_fail(err, CF_EIO, "'%s': %s", path, strerror(errno));
    if (in->params.media_root) {
        in->roots[i] = realpath(in->params.media_root, NULL);
        if (!in->roots[i] && in->params.no_media)
            in->roots[i] = strdup(in->params.media_root);
        if (!in->roots[i])
            return cf_fail(err, CF_ENOENT, "'%s': media root: %s", in->params.media_root, strerror(errno));
    } else if ((in->roots[i] = strdup(in->sources[i])) && in->formats[i] != CF_SOURCE_PAIRS) {
        char *slash = strrchr(in->roots[i], '/');
        slash[slash == in->roots[i]] = 0;
    }
    return in->roots[i] ? CF_OK : cf_fail(err, CF_ENOMEM, "'%s': no memory", path);
}

/* A source as JSON: a file's size and time; what a folder holds. NULL where err is filled. */
static json_t *describe_source(struct ingest *in, int i, struct cf_error *err)
{
    struct stat st;
    char digest[33];
    json_t *json =
        json_pack("{s:s,s:s,s:i}", "path", in->sources[i], "media", in->roots[i], "format", (int)in->formats[i]);
    int status = CF_OK;
    if (!json) {
        status = cf_fail(err, CF_EINVAL, "'%s': the path is not UTF-8", in->params.sources[i]);
    } else if (in->formats[i] == CF_SOURCE_PAIRS) {
        status = cf_pairs_digest(in->sources[i], digest, err);
        if (!status)
            json_object_set_new(json, "files", json_string(digest));
    } else if (stat(in->sources[i], &st)) {
        status = cf_fail(err, CF_EIO, "'%s': %s", in->sources[i], strerror(errno));
    } else {
        json_object_set_new(json, "bytes", json_integer(st.st_size));
        json_object_set_new(json, "mtime_ns",
                            json_integer((json_int_t)st.st_mtim.tv_sec * 1000000000 + st.st_mtim.tv_nsec));
    }
    if (!status)
        return json;
    json_decref(json);
    return NULL;
}

/* What the result depends on, as JSON: compared as text. */
static int describe(struct ingest *in, struct cf_error *err)
{
    json_t *sources = json_array();
    for (int i = 0; i < in->params.source_count; i++) {
        struct cf_error why = {0};
        json_t *source = describe_source(in, i, &why);
        if (!source) {
            json_decref(sources);
            return cf_fail(err, why.status, "%s", why.message);
        }
        json_array_append_new(sources, source);
    }
    json_t *root = json_pack("{s:i,s:i,s:o,s:i,s:b,s:b}", "version", CF_STORE_VERSION, "tables", CF_TABLE_VERSION,
                             "sources", sources, "shards", in->params.shards, "no_media", in->params.no_media,
                             "skip_proof", in->params.skip_proof);
    in->description = root ? json_dumps(root, JSON_INDENT(1) | JSON_SORT_KEYS) : NULL;
    json_decref(root);
    return in->description ? CF_OK : cf_fail(err, CF_ENOMEM, "no memory to describe the sources");
}

static int resolve(struct ingest *in, const struct cf_ingest_params *params, struct cf_error *err)
{
    enum cf_source_format format;
    if (!params || params->source_count < 1 || !params->sources || !params->store_dir || !*params->store_dir)
        return cf_fail(err, CF_EINVAL, "ingest: at least one source and a store folder are needed");
    if (parse_format(params->format, &format))
        return cf_fail(err, CF_EINVAL, "format '%s': expected auto, sharegpt4video, open-sora-plan or pairs",
                       params->format);
    in->params = *params;
    in->params.shards = params->shards ? params->shards : 1;
    in->params.jobs = params->jobs ? params->jobs : (int)sysconf(_SC_NPROCESSORS_ONLN);
    in->params.no_media = params->no_media != 0;
    in->params.skip_proof = params->skip_proof != 0;
    if (in->params.shards < 1 || in->params.shards > CF_STORE_MAX_SHARDS)
        return cf_fail(err, CF_EINVAL, "shards: %d, expected 1 to %d", params->shards, CF_STORE_MAX_SHARDS);
    if (in->params.jobs < 1 || in->params.jobs > 256)
        return cf_fail(err, CF_EINVAL, "jobs: %d, expected 1 to 256", in->params.jobs);
    size_t count = (size_t)params->source_count;
    in->sources = calloc(count, sizeof *in->sources);
    in->roots = calloc(count, sizeof *in->roots);
    in->formats = calloc(count, sizeof *in->formats);
    in->dir = strdup(params->store_dir);
    for (size_t n = in->dir ? strlen(in->dir) : 0; n > 1 && in->dir[n - 1] == '/'; n--)
        in->dir[n - 1] = 0;
    if (!in->sources || !in->roots || !in->formats || !in->dir || asprintf(&in->partial, "%s.partial", in->dir) < 0)
        return cf_fail(err, CF_ENOMEM, "no memory for %zu sources", count);
    for (int i = 0; i < params->source_count; i++) {
        int status = resolve_source(in, i, format, err);
        if (status)
            return status;
    }
    return describe(in, err);
}

/* 1: the folder's ingest.json is ours; 0: it has none; CF_EMISMATCH and other statuses. */
static int compare(struct ingest *in, const char *dir, struct cf_error *err)
{
    struct cf_buffer text = {0};
    char *path = cf_path_join(dir, "ingest.json");
    int status = path ? cf_file_load(path, 1 << 26, &text, err) : CF_ENOMEM;
    if (!status)
        status = !strcmp((char *)text.data, in->description)
                     ? 1
                     : cf_fail(err, CF_EMISMATCH,
                               "'%s' was begun with other sources or options: compare '%s', or "
                               "remove the folder to start again",
                               dir, path);
    cf_buffer_free(&text);
    free(path);
    return status == CF_ENOENT ? 0 : status;
}

static int take_sample(void *opaque, struct cf_job *job, struct cf_error *err)
{
    struct ingest *in = opaque;
    const struct cf_buffer *bytes = &job->out.frame;
    if (*job->item.reason || bytes->size + in->samples.size > DICTIONARY_SAMPLE_BYTES)
        return CF_OK;
    if (cf_buffer_append(&in->samples, bytes->data, bytes->size))
        return cf_fail(err, CF_ENOMEM, "no memory for the dictionary's samples");
    in->sizes[in->sample_count++] = bytes->size;
    return CF_OK;
}

static void fill(struct cf_pipeline_params *p, struct ingest *in)
{
    *p = (struct cf_pipeline_params){.sources = (const char *const *)in->sources,
                                     .roots = (const char *const *)in->roots,
                                     .formats = in->formats,
                                     .source_count = in->params.source_count,
                                     .jobs = in->params.jobs,
                                     .limit = UINT64_MAX,
                                     .opaque = in};
}

/* Trains from the first records, before anything is written with it; ingest.json follows, so it is there on resume. */
static int make_dictionary(struct ingest *in, struct cf_error *err)
{
    struct cf_pipeline_params p;
    struct cf_buffer bytes = {0};
    uint64_t total;
    fill(&p, in);
    p.limit = DICTIONARY_RECORDS;
    p.encode_only = 1;
    p.take = take_sample;
    in->sizes = calloc(DICTIONARY_RECORDS, sizeof *in->sizes);
    char *path = cf_path_join(in->partial, "dictionary.zdict");
    int status =
        in->sizes && path ? cf_pipeline_run(&p, &total, err) : cf_fail(err, CF_ENOMEM, "no memory for samples");
    if (!status)
        status = cf_dictionary_train(&in->samples, in->sizes, in->sample_count, &bytes);
    if (!status && bytes.size)
        status = cf_file_save(path, bytes.data, bytes.size, err);
    cf_buffer_free(&bytes);
    cf_buffer_free(&in->samples);
    free(path);
    return status;
}

static int take_item(void *opaque, struct cf_job *job, struct cf_error *err)
{
    struct ingest *in = opaque;
    struct cf_item *item = &job->item;
    int status = CF_OK;
    if (job->table.size)
        status = cf_writer_table(in->writer, job->media_path, &job->facts, &job->table, err);
    if (!status && !*item->reason) {
        struct cf_error why;
        status = cf_writer_put(in->writer, &job->out, &why);
        if (status == CF_EDUPLICATE) {
            cf_item_fail(item, "duplicate", "'%.160s' item %llu: %.320s", in->sources[job->source],
                         (unsigned long long)job->raw.number, why.message);
            status = CF_OK;
        } else if (status && err) {
            *err = why;
        }
    }
    if (!status && *item->reason) {
        if (in->params.stop_on_error)
            return cf_fail(err, CF_EFORMAT, "%s: %s", item->reason, item->message);
        in->skipped++;
        char id[CF_STORE_MAX_ID + 1];
        snprintf(id, sizeof id, "%s", item->record.clip_id);
        cf_text_clean(id);
        status = cf_writer_skip(in->writer, job->ordinal, id, item->reason, item->message, err);
        if (!status && in->params.skipped)
            in->params.skipped(in->params.opaque, job->ordinal, id, item->reason, item->message);
    } else if (!status) {
        in->stored++;
    }
    if (!status)
        status = cf_writer_commit(in->writer, job->ordinal + 1, 0, err);
    if (!status && in->params.progress)
        in->params.progress(in->params.opaque, job->ordinal + 1, in->stored, in->skipped);
    return status;
}

static int fill_store(struct ingest *in, struct cf_error *err)
{
    struct cf_pipeline_params p;
    struct cf_buffer bytes = {0};
    struct cf_dictionary *dictionary = NULL;
    struct cf_ingest_report report;
    uint64_t total = 0;
    char *path = cf_path_join(in->partial, "dictionary.zdict");
    int status = path ? cf_file_load(path, CF_STORE_MAX_DICTIONARY, &bytes, err) : CF_ENOMEM;
    free(path);
    if (status == CF_ENOENT)
        status = CF_OK;
    if (!status)
        status = cf_writer_open(&in->writer, in->partial, (uint32_t)in->params.shards, err);
    if (!status) {
        fill(&p, in);
        p.dictionary = dictionary = cf_dictionary_create(&bytes);
        p.first = cf_writer_done(in->writer);
        p.media = in->params.no_media ? NULL : cf_media_cache_create(in->writer, in->params.skip_proof);
        p.take = take_item;
        status = (bytes.size && !dictionary) || (!in->params.no_media && !p.media)
                     ? cf_fail(err, CF_ENOMEM, "'%s': no memory", in->partial)
                     : cf_pipeline_run(&p, &total, err);
        cf_media_cache_destroy(&p.media);
    }
    if (!status)
        status = cf_writer_commit(in->writer, total, 1, err);
    if (!status)
        status = cf_writer_finish(in->writer, in->description, &report, err);
    if (in->writer)
        cf_writer_close(&in->writer);
    if (dictionary)
        cf_dictionary_destroy(&dictionary);
    cf_buffer_free(&bytes);
    return status;
}

static int sync_folder(const char *path)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int failed = fd < 0 || fsync(fd);
    if (fd >= 0)
        close(fd);
    return failed;
}

static int publish(struct ingest *in, struct cf_error *err)
{
    char *copy = strdup(in->dir);
    int failed = !copy || sync_folder(in->partial) || rename(in->partial, in->dir) || sync_folder(dirname(copy));
    int code = errno;
    free(copy);
    return failed ? cf_fail(err, CF_EIO, "'%s' does not become '%s': %s", in->partial, in->dir, strerror(code)) : CF_OK;
}

static int build(struct ingest *in, struct cf_error *err)
{
    if (mkdir(in->partial, 0755) && errno != EEXIST)
        return cf_fail(err, errno == ENOENT ? CF_ENOENT : CF_EIO, "'%s': %s", in->partial, strerror(errno));
    in->lock = open(in->partial, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (in->lock < 0 || flock(in->lock, LOCK_EX | LOCK_NB))
        return cf_fail(err, CF_EIO, "'%s': another ingest is at work there", in->partial);
    int status = compare(in, in->partial, err);
    if (status < 0)
        return status;
    if (!status) {
        char *path = cf_path_join(in->partial, "ingest.json");
        status = path ? make_dictionary(in, err) : CF_ENOMEM;
        if (!status)
            status = cf_file_save(path, in->description, strlen(in->description), err);
        free(path);
        if (status)
            return status;
    }
    status = cf_writer_is_finished(in->partial) ? CF_OK : fill_store(in, err);
    if (!status)
        status = cf_writer_clean(in->partial, err);
    return status ? status : publish(in, err);
}

int cf_ingest(const struct cf_ingest_params *params, struct cf_ingest_report *report, struct cf_error *err)
{
    struct ingest in = {.lock = -1};
    struct cf_manifest manifest = {0};
    struct stat st;
    int status = resolve(&in, params, err);
    if (!status && !stat(in.dir, &st)) {
        status = compare(&in, in.dir, err);
        if (!status)
            status = cf_fail(err, CF_EMISMATCH, "'%s' is there and is no store", in.dir);
        else if (status > 0)
            status = CF_OK;
    } else if (!status) {
        status = build(&in, err);
    }
    if (!status)
        status = cf_manifest_load(&manifest, in.dir, err);
    if (!status && report)
        *report = manifest.report;
    cf_manifest_clear(&manifest);
    if (in.lock >= 0)
        close(in.lock);
    for (int i = 0; in.sources && in.roots && i < in.params.source_count; i++) {
        free(in.sources[i]);
        free(in.roots[i]);
    }
    free(in.sources);
    free(in.roots);
    free(in.formats);
    free(in.sizes);
    free(in.dir);
    free(in.partial);
    free(in.description);
    return status;
}
