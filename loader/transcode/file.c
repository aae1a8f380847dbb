#include "transcode/file.h"

#include <libavutil/mathematics.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/tables.h"
#include "transcode/cost.h"
#include "transcode/files.h"
#include "transcode/pass.h"

enum { LEAST_SIDE = 16 };

struct work {
    const struct cf_settings *settings;
    const char *record_path;
    char path[PATH_MAX];     /* of the original */
    char made[80], kept[80]; /* names in the folder */
    struct cf_table *table, *fresh;
    struct cf_buffer bytes; /* of the table */
    struct cf_pass_result pass;
    int quality, lock;
    struct cf_result *result;
};

static void extension_of(const char *path, char out[12])
{
    const char *slash = strrchr(path, '/'), *dot = strrchr(slash ? slash : path, '.');
    size_t n = dot ? strlen(dot) : 0;
    out[0] = 0;
    if (n > 1 && n < 12 && strspn(dot + 1, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == n - 1)
        memcpy(out, dot, n + 1);
}

static int prepare(struct work *w, struct cf_error *err)
{
    const struct cf_settings *s = w->settings;
    const char *root = *w->record_path == '/' ? NULL : s->media_root;
    int n = snprintf(w->path, sizeof w->path, "%s%s%s", root ? root : "", root ? "/" : "", w->record_path);
    if (n < 0 || (size_t)n >= sizeof w->path)
        return cf_fail(err, CF_ENOENT, "the path is longer than %zu bytes", sizeof w->path - 1);
    int status = cf_store_table(s->store, w->result->from, &w->bytes, err);
    if (!status)
        status = cf_table_parse(&w->table, w->bytes.data, w->bytes.size, err);
    if (status)
        return status;
    int turned = w->table->rotation % 180 != 0;
    w->result->frames = w->table->display_count;
    w->result->source_width = turned ? w->table->height : w->table->width;
    w->result->source_height = turned ? w->table->width : w->table->height;
    w->result->image = w->table->codec == CF_CODEC_PNG || w->table->codec == CF_CODEC_JPEG;
    return CF_OK;
}

/* Codes until the quality suffices. CF_EUNSUPPORTED: it never does, or the pictures are not for this encoder. */
static int code(struct work *w, const char *scratch, int *source, struct cf_error *err)
{
    const struct cf_settings *s = w->settings;
    struct cf_pass_params p = {.table = w->table,
                               .path = w->path,
                               .out = scratch,
                               .encoder = s->encoder,
                               .short_side = s->short_side,
                               .gop = s->gop,
                               .quality = s->quality ? s->quality : s->encoder->quality,
                               .enough = s->ssim};
    for (;;) {
        int status = cf_pass_run(&p, &w->pass, source, err);
        if (status)
            return status;
        w->quality = p.quality;
        if (w->pass.pictures == w->table->display_count && w->pass.ssim >= s->ssim)
            return CF_OK;
        if (p.quality <= s->encoder->best)
            return cf_fail(err, CF_EUNSUPPORTED, "SSIM %.4f at quality %d of %s, which has no better", w->pass.ssim,
                           p.quality, s->encoder->name);
        /* The loss doubles every six steps of x264's crf: as many as are needed, but not one too many. */
        int steps = (int)floor(6 * log2((1 - w->pass.ssim) / (1 - s->ssim)));
        p.quality -= steps > 1 ? steps : 1;
        if (p.quality < s->encoder->best)
            p.quality = s->encoder->best;
    }
}

static int same_time(const struct cf_table *a, const struct cf_table *b, uint32_t i)
{
    return !av_compare_ts(a->packets[a->display[i]].pts, (AVRational){a->time_base_num, a->time_base_den},
                          b->packets[b->display[i]].pts, (AVRational){b->time_base_num, b->time_base_den});
}

/* A tag that the source leaves open may come back as what it stands for. */
static int same_tag(int wanted, int found, int open)
{
    return wanted == found || (!wanted && found == open) || (wanted == open && !found);
}

/* The new file as every reader will see it: each picture once, at its time, as it should be. */
static int check(struct work *w, struct cf_error *err)
{
    const struct cf_table *a = w->table, *b = w->fresh;
    const struct cf_shape_colour *c = &w->pass.colour;
    int width, height;
    cf_shape_size(a, w->settings->short_side, &width, &height);
    if (b->display_count != a->display_count || !b->proven)
        return cf_fail(err, CF_EUNSUPPORTED, "the result shows %u pictures of %u%s", b->display_count, a->display_count,
                       b->proven ? "" : ", in an order that is not proved");
    for (uint32_t i = 0; i < a->display_count; i++)
        if (!same_time(a, b, i))
            return cf_fail(err, CF_EUNSUPPORTED, "picture %u comes at %.9f s, expected %.9f s", i, cf_table_time(b, i),
                           cf_table_time(a, i));
    if (b->width != width || b->height != height || b->rotation ||
        (strcmp(b->pixel_format, "yuv420p") && strcmp(b->pixel_format, "yuvj420p")))
        return cf_fail(err, CF_EUNSUPPORTED, "the result is %dx%d %s, expected %dx%d", b->width, b->height,
                       b->pixel_format, width, height);
    if (!same_tag(c->range, b->color_range, 1) || !same_tag(c->space, b->color_space, 2) ||
        !same_tag(c->primaries, b->color_primaries, 2) || !same_tag(c->trc, b->color_trc, 2) ||
        !same_tag(c->chroma_location, b->chroma_location, 1))
        return cf_fail(err, CF_EUNSUPPORTED, "colour tags %d %d %d %d %d became %d %d %d %d %d", c->range, c->space,
                       c->primaries, c->trc, c->chroma_location, b->color_range, b->color_space, b->color_primaries,
                       b->color_trc, b->chroma_location);
    return CF_OK;
}

/* CF_EUNSUPPORTED: the original serves better. */
static int weigh(struct work *w, struct cf_error *err)
{
    struct cf_result *r = w->result;
    double before = 0, after = 0;
    int status = cf_cost_estimate(&before, w->table, err);
    if (!status)
        status = cf_cost_estimate(&after, w->fresh, err);
    if (status)
        return status;
    snprintf(r->encoder, sizeof r->encoder, "%s", w->settings->encoder->name);
    r->quality = w->quality;
    r->ssim = w->pass.ssim;
    r->ssim_least = w->pass.ssim_least;
    r->droppable = cf_cost_droppable(w->fresh);
    r->speed_up = before / after;
    if (w->fresh->file_bytes >= w->table->file_bytes && after >= before)
        return cf_fail(err, CF_EUNSUPPORTED, "neither smaller nor quicker: %lld bytes for %lld, %.2f of the speed",
                       (long long)w->fresh->file_bytes, (long long)w->table->file_bytes, r->speed_up);
    return CF_OK;
}

static int make(struct work *w, int *source, struct cf_error *err)
{
    char scratch[PATH_MAX];
    int n = snprintf(scratch, sizeof scratch, "%s/%s.tmp", w->settings->folder, w->made);
    if (n < 0 || (size_t)n >= sizeof scratch)
        return cf_fail(err, CF_EIO, "'%s': the path is too long", w->settings->folder);
    int status = code(w, scratch, source, err);
    if (!status)
        status = cf_table_build(&w->fresh, scratch, NULL, err);
    if (!status)
        status = check(w, err);
    if (!status)
        status = weigh(w, err);
    return status;
}

static void settle(struct cf_result *r, enum cf_transcode_outcome outcome, const char *made, const char *reason)
{
    r->outcome = outcome;
    snprintf(r->made, sizeof r->made, "%s", made);
    snprintf(r->reason, sizeof r->reason, "%.*s", (int)sizeof r->reason - 1, reason);
    for (char *p = r->reason; *p; p++) /* a message may be cut within a character */
        if ((unsigned char)*p < 32 || (unsigned char)*p > 126)
            *p = '?';
}

static int keep(struct work *w, enum cf_transcode_outcome outcome, const char *reason, struct cf_error *err)
{
    struct cf_result *r = w->result;
    struct cf_error why;
    cf_claim_drop(w->settings->folder, w->made, &w->lock);
    int status = cf_link_or_copy(w->path, w->settings->folder, w->kept, &why);
    if (status == CF_ENOENT || status == CF_ENOTFILE)
        outcome = CF_TRANSCODE_FAILED;
    else if (status)
        return cf_fail(err, (enum cf_status)status, "%s", why.message);
    settle(r, outcome, w->kept, status && !*reason ? why.message : reason);
    memcpy(r->key, r->from, sizeof r->key);
    r->bytes_after = r->bytes_before;
    r->width = r->source_width;
    r->height = r->source_height;
    if (w->table) {
        r->codec = (int)w->table->codec;
        r->proven = w->table->proven;
    }
    return cf_result_save(r, &w->bytes, w->settings->folder, err);
}

static int publish(struct work *w, struct cf_error *err)
{
    struct cf_result *r = w->result;
    settle(r, CF_TRANSCODE_MADE, w->made, "");
    memcpy(r->key, w->fresh->key.bytes, sizeof r->key);
    r->bytes_after = (uint64_t)w->fresh->file_bytes;
    r->width = w->fresh->width;
    r->height = w->fresh->height;
    r->codec = (int)w->fresh->codec;
    r->proven = w->fresh->proven;
    /* Sampling by time goes by the average rate: the containers' roundings of it must not differ. */
    w->fresh->fps_num = w->table->fps_num;
    w->fresh->fps_den = w->table->fps_den;
    w->bytes.size = 0;
    if (cf_table_serialize(w->fresh, &w->bytes))
        return cf_fail(err, CF_ENOMEM, "'%s': no memory for its packet table", w->record_path);
    int status = cf_claim_publish(w->settings->folder, w->made, &w->lock, err);
    return status ? status : cf_result_save(r, &w->bytes, w->settings->folder, err);
}

/* 1 if it was done before, and need not be tried again. */
static int done_before(const struct work *w)
{
    struct cf_result found;
    int done = !cf_result_load(&found, NULL, w->settings->folder, w->result->from, NULL) &&
               found.outcome != CF_TRANSCODE_FAILED;
    if (done)
        *w->result = found;
    return done;
}

static int run(struct work *w, int wait, struct cf_error *err)
{
    struct cf_error why = {0};
    int source = 0, status = prepare(w, &why);
    if (status == CF_ENOMEM)
        return cf_fail(err, CF_ENOMEM, "%s", why.message);
    if (status)
        return keep(w, CF_TRANSCODE_FAILED, why.message, err);
    if (w->result->image)
        return keep(w, CF_TRANSCODE_KEPT, "a still image", err);
    if (w->table->width < LEAST_SIDE || w->table->height < LEAST_SIDE)
        return keep(w, CF_TRANSCODE_KEPT, "a side of less than 16", err);
    status = cf_claim(w->settings->folder, w->made, wait, &w->lock, err);
    if (status || w->lock < 0)
        return status ? status : 1;
    if (done_before(w))
        return CF_OK;
    status = make(w, &source, &why);
    if (!status)
        return publish(w, err);
    if (source)
        return keep(w, CF_TRANSCODE_FAILED, why.message, err);
    if (status == CF_EUNSUPPORTED)
        return keep(w, CF_TRANSCODE_KEPT, why.message, err);
    return cf_fail(err, (enum cf_status)status, "'%.300s': %.600s", w->path, why.message);
}

int cf_file_run(const struct cf_settings *settings, const uint8_t from[24], const char *path, int wait,
                struct cf_result *result, struct cf_error *err)
{
    struct work w = {.settings = settings, .record_path = path, .lock = -1, .result = result};
    char extension[12];
    *result = (struct cf_result){0};
    memcpy(result->from, from, sizeof result->from);
    for (int i = 7; i >= 0; i--)
        result->bytes_before = result->bytes_before << 8 | from[i];
    extension_of(path, extension);
    cf_result_media_name(from, extension, w.kept);
    /* another file's name than the original's, which may come to lie here too */
    cf_result_media_name(from, ".clip.mp4", w.made);
    int status = done_before(&w) ? CF_OK : run(&w, wait, err);
    cf_claim_drop(settings->folder, w.made, &w.lock);
    cf_table_destroy(&w.table);
    cf_table_destroy(&w.fresh);
    cf_buffer_free(&w.bytes);
    return status;
}
