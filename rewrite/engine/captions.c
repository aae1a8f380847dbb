#include "clipfeed/captions.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/error.h"
#include "clipfeed/tokenizer.h"
#include "engine/captions_server.h"
#include "index/index.h"
#include "language/language.h"
#include "style/style.h"

/* What a call opens. */
struct session {
    const struct cf_captions_params *params;
    struct cf_captions_server *server; /* NULL: none is asked */
    struct cf_language *language;
    struct cf_tokenizer *tokenizer;
    char tokenizer_name[33]; /* the file's XXH3-128, hex: the same model has the same name anywhere */
};

static int name_tokenizer(struct session *s, const char *path, struct cf_error *err)
{
    enum { WINDOW = 1 << 16 };
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    XXH3_state_t *state = XXH3_createState();
    char *window = malloc(WINDOW);
    ssize_t n = fd < 0 || !state || !window ? -1 : 1;
    if (state)
        XXH3_128bits_reset(state);
    while (n > 0 && (n = read(fd, window, WINDOW)) > 0)
        XXH3_128bits_update(state, window, (size_t)n);
    int status = n ? cf_fail(err, CF_EIO, "'%s': %s", path, strerror(errno)) : CF_OK;
    if (!status) {
        XXH128_hash_t hash = XXH3_128bits_digest(state);
        snprintf(s->tokenizer_name, sizeof s->tokenizer_name, "%016llx%016llx", (unsigned long long)hash.high64,
                 (unsigned long long)hash.low64);
    }
    free(window);
    XXH3_freeState(state);
    if (fd >= 0)
        close(fd);
    return status;
}

static int open_session(struct session *s, const struct cf_captions_params *p, struct cf_error *err)
{
    int status = CF_OK;
    if (!p || !p->store_dir)
        return cf_fail(err, CF_EINVAL, "captions: store_dir is needed");
    if (!p->server_url && (p->model || p->embedding_model))
        return cf_fail(err, CF_EINVAL, "captions: a model needs server_url");
    s->params = p;
    if (p->tokenizer_path) {
        status = cf_tokenizer_open(&s->tokenizer, p->tokenizer_path, err);
        if (!status)
            status = name_tokenizer(s, p->tokenizer_path, err);
    }
    return status ? status : cf_language_open(&s->language, NULL, err);
}

static void close_session(struct session *s)
{
    cf_captions_server_close(&s->server);
    cf_language_close(&s->language);
    cf_tokenizer_close(&s->tokenizer);
}

static int report_progress(void *opaque, const char *what, uint64_t done, uint64_t total)
{
    const struct session *s = opaque;
    return s->params->progress ? s->params->progress(s->params->opaque, what, done, total) : 0;
}

static int shorten(void *opaque, const char *const *dense, size_t count, char **out, struct cf_error *err)
{
    const struct session *s = opaque;
    return cf_captions_server_shorten(s->server, dense, count, out, err);
}

static int embed(void *opaque, const char *const *texts, size_t count, float *out, struct cf_error *err)
{
    const struct session *s = opaque;
    return cf_captions_server_embed(s->server, texts, count, out, err);
}

static struct cf_caption_index_params index_params(struct session *s)
{
    const struct cf_captions_params *p = s->params;
    uint32_t dimensions = s->server ? cf_captions_server_dimensions(s->server) : 0;
    return (struct cf_caption_index_params){.store_dir = p->store_dir,
                                            .index_file = p->index_path,
                                            .language = s->language,
                                            .pool = p->pool,
                                            .sample = p->sample,
                                            .seed = p->seed,
                                            .layer = p->layer,
                                            .remake_short = p->remake_short,
                                            .shorten = s->server ? shorten : NULL,
                                            .shortener = s->server ? cf_captions_server_model(s->server) : NULL,
                                            .embed = dimensions ? embed : NULL,
                                            .embedder = p->embedding_model,
                                            .dimensions = dimensions,
                                            .tokenizer = s->tokenizer,
                                            .tokenizer_name = s->tokenizer ? s->tokenizer_name : NULL,
                                            .progress = report_progress,
                                            .opaque = s};
}

static int export_pairs(const struct cf_captions_params *p, struct cf_error *err)
{
    struct cf_caption_index *index = NULL;
    if (!p->pairs_path)
        return CF_OK;
    int status = cf_caption_index_open(&index, p->store_dir, p->index_path, err);
    if (!status)
        status = cf_caption_index_export(index, p->pairs_path, err);
    cf_caption_index_close(&index);
    return status;
}

int cf_captions_index(const struct cf_captions_params *params, struct cf_captions_report *report, struct cf_error *err)
{
    struct session s = {0};
    struct cf_caption_index_report r = {0};
    int status = open_session(&s, params, err);
    if (!status && params->server_url)
        status = cf_captions_server_open(&s.server, params, err);
    if (!status) {
        struct cf_caption_index_params p = index_params(&s);
        status = cf_caption_index_build(&p, &r, err);
    }
    if (!status)
        status = export_pairs(params, err);
    close_session(&s);
    if (!status && report)
        *report = (struct cf_captions_report){r.records,         r.read,  r.no_dense,     r.unfit,       r.damaged,
                                              r.strata,          r.pool,  r.short_source, r.short_layer, r.short_made,
                                              r.short_extracted, r.terms, r.bytes};
    return status;
}

struct cf_captions_stats {
    char *json, *table;
};

/* Of the index where it is there, current, and has what is asked for; *out stays NULL where not. */
static int read_index(const struct session *s, const struct cf_captions_params *p, struct cf_caption_index **out,
                      struct cf_error *err)
{
    struct cf_caption_index *index = NULL;
    struct cf_error refused = {0};
    int status = cf_caption_index_open(&index, p->store_dir, p->index_path, &refused);
    if (status == CF_ENOENT || status == CF_EMISMATCH)
        return CF_OK; /* where the store itself is not there, measuring will say so */
    if (status)
        return cf_fail(err, refused.status, "%s", refused.message);
    if (s->tokenizer && strcmp(cf_caption_index_tokenizer(index), s->tokenizer_name))
        cf_caption_index_close(&index);
    *out = index;
    return CF_OK;
}

static int print_style(struct cf_captions_stats *stats, const struct cf_style *style, struct cf_error *err)
{
    stats->json = cf_style_json(style);
    stats->table = cf_style_table(style);
    return stats->json && stats->table ? CF_OK : cf_fail(err, CF_ENOMEM, "style of captions: no memory");
}

int cf_captions_stats_create(struct cf_captions_stats **out, const struct cf_captions_params *params,
                             struct cf_error *err)
{
    struct session s = {0};
    struct cf_caption_index *index = NULL;
    struct cf_style *measured = NULL;
    if (!out)
        return cf_fail(err, CF_EINVAL, "captions: out is needed");
    struct cf_captions_stats *stats = calloc(1, sizeof *stats);
    int status = stats ? open_session(&s, params, err) : cf_fail(err, CF_ENOMEM, "captions: no memory");
    if (!status)
        status = read_index(&s, params, &index, err);
    if (!status && !index) {
        struct cf_caption_index_params p = index_params(&s);
        status = cf_caption_style_measure(&p, &measured, err);
    }
    if (!status)
        status = print_style(stats, index ? cf_caption_index_style(index) : measured, err);
    cf_caption_index_close(&index);
    cf_style_destroy(&measured);
    close_session(&s);
    if (status)
        cf_captions_stats_destroy(&stats);
    else
        *out = stats;
    return status;
}

void cf_captions_stats_destroy(struct cf_captions_stats **stats)
{
    struct cf_captions_stats *s = stats ? *stats : NULL;
    if (!s)
        return;
    free(s->json);
    free(s->table);
    free(s);
    *stats = NULL;
}

const char *cf_captions_stats_json(const struct cf_captions_stats *stats)
{
    return stats->json;
}

const char *cf_captions_stats_table(const struct cf_captions_stats *stats)
{
    return stats->table;
}
