#include "load_options.h"

#include "clipfeed/store.h"

#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

json_t *planned_json(const struct cf_sample *s)
{
    json_t *frames = json_array(), *pts = json_array(), *images = json_array();
    for (uint32_t i = 0; i < s->frame_count; i++) {
        json_array_append_new(frames, json_integer(s->frames[i]));
        json_array_append_new(pts, json_real(s->pts[i]));
    }
    for (uint32_t i = 0; i < s->image_count; i++)
        json_array_append_new(images, json_pack("{s:s, s:s, s:s, s:i, s:i, s:b}", "clip_id", s->images[i].clip_id,
                                                "path", s->images[i].path, "caption", s->images[i].caption, "frame",
                                                (int)s->images[i].frame, "source", (int)s->images[i].source, "dropped",
                                                s->images[i].dropped));
    return json_pack("{s:s, s:s, s:o, s:o, s:b, s:s, s:i, s:s, s:s?, s:b, s:i, s:I, s:f, s:i, s:I, s:o}", "clip_id",
                     s->clip_id, "path", s->path, "frames", frames, "pts", pts, "flip", s->flip, "caption", s->caption,
                     "caption_index", (int)s->caption_index, "caption_kind", cf_caption_kind_name(s->caption_kind),
                     "caption_layer", s->caption_layer, "dropped", s->dropped, "source", (int)s->source, "ordinal",
                     (json_int_t)s->ordinal, "fps", s->fps, "epoch", (int)s->epoch, "position", (json_int_t)s->position,
                     "images", images);
}

/* What 'replay' needs to know beside the sample itself. */
static json_t *made_json(const struct cf_loader *loader, const struct cf_batch *b, const struct cf_sample *s)
{
    struct cf_loader_params p;
    cf_loader_params_in_effect(loader, &p);
    return json_pack("{s:s?, s:s, s:[i, i], s:s, s:s}", "store", cf_loader_fingerprint(loader, s->source), "profile",
                     p.profile ? p.profile : "latte", "size", (int)b->shape[3], (int)b->shape[4], "dtype",
                     dtype_name(b->dtype), "layout", b->layout == CF_LAYOUT_BFCHW ? "BFCHW" : "BCFHW");
}

static json_t *sample_json(const struct cf_loader *loader, const struct cf_batch *b, const struct cf_sample *s)
{
    json_t *failures = json_array(), *object = planned_json(s);
    for (uint32_t i = 0; i < s->failure_count; i++)
        json_array_append_new(failures, json_pack("{s:s, s:s}", "clip_id", s->failures[i].clip_id, "status",
                                                  cf_status_name(s->failures[i].status)));
    json_t *made = json_pack("{s:[i,i,i,i], s:[i,i], s:s, s:s, s:o}", "crop", (int)s->crop_top, (int)s->crop_left,
                             (int)s->crop_h, (int)s->crop_w, "resized", (int)s->resized_h, (int)s->resized_w, "decoder",
                             s->decoder, "status", s->failure_count ? "replaced" : "ok", "replaced", failures);
    json_object_update(object, made);
    json_object_set_new(object, "made", made_json(loader, b, s));
    json_decref(made);
    return object;
}

static bool dump_video(const char *path, const struct cf_batch *b, size_t bytes)
{
    struct cf_error err = {0};
    if (b->device != CF_DEVICE_CUDA)
        return write_npy(path, npy_descr(b->dtype), b->shape, 5, b->video, bytes);
    void *copy = malloc(bytes);
    bool ok = copy && !cf_batch_copy(b, copy, bytes, &err);
    if (!ok)
        fprintf(stderr, "clipfeed: step %" PRIu64 ": %s\n", b->step, copy ? err.message : "no memory for a copy");
    ok = ok && write_npy(path, npy_descr(b->dtype), b->shape, 5, copy, bytes);
    free(copy);
    return ok;
}

static bool dump(const char *dir, const struct cf_loader *loader, const struct cf_batch *b)
{
    char path[4096];
    size_t bytes = (size_t)cf_dtype_size(b->dtype);
    for (int i = 0; i < 5; i++)
        bytes *= (size_t)b->shape[i];
    snprintf(path, sizeof path, "%s/batch-%06" PRIu64 ".video.npy", dir, b->step);
    bool ok = dump_video(path, b, bytes);
    if (b->tokens) {
        int64_t rows[3] = {b->sample_count, b->token_rows, b->token_length}, flat[2] = {rows[0], rows[2]};
        bool single = b->token_rows == 1;
        size_t size = (size_t)(rows[0] * rows[1] * rows[2]) * sizeof(int64_t);
        snprintf(path, sizeof path, "%s/batch-%06" PRIu64 ".tokens.npy", dir, b->step);
        ok = ok && write_npy(path, "<i8", single ? flat : rows, single ? 2 : 3, b->tokens, size);
        snprintf(path, sizeof path, "%s/batch-%06" PRIu64 ".mask.npy", dir, b->step);
        ok = ok && write_npy(path, "<i8", single ? flat : rows, single ? 2 : 3, b->mask, size);
    }
    if (!ok) /* the JSON comes last: where it is, the batch is whole */
        return false;
    json_t *list = json_array();
    for (uint32_t i = 0; i < b->sample_count; i++)
        json_array_append_new(list, sample_json(loader, b, &b->samples[i]));
    snprintf(path, sizeof path, "%s/batch-%06" PRIu64 ".json", dir, b->step);
    FILE *file = fopen(path, "we");
    ok = file && !json_dumpf(list, file, JSON_INDENT(1) | JSON_REAL_PRECISION(17));
    ok = file && !fclose(file) && ok;
    if (!ok) {
        fprintf(stderr, "clipfeed: '%s' cannot be written: %s\n", path, strerror(errno));
        unlink(path);
    }
    json_decref(list);
    return ok;
}

static int report(struct cf_loader *loader, double seconds, bool json)
{
    struct cf_loader_stats s;
    cf_loader_get_stats(loader, &s);
    double rate = seconds > 0 ? (double)s.samples / seconds : 0;
    if (json)
        return print_json(json_pack(
            "{s:I, s:I, s:f, s:f, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:{s:f, s:f, s:f, s:f, s:f}}", "batches",
            (json_int_t)s.batches, "samples", (json_int_t)s.samples, "seconds", seconds, "samples_per_s", rate,
            "pictures_decoded", (json_int_t)s.pictures_decoded, "pictures_kept", (json_int_t)s.pictures_kept,
            "replaced", (json_int_t)s.replaced, "ineligible", (json_int_t)s.ineligible, "bytes_read",
            (json_int_t)s.bytes_read, "clips_nvdec", (json_int_t)s.clips_nvdec, "clips_uploaded",
            (json_int_t)s.clips_uploaded, "stage_seconds", "read", s.read_seconds, "decode", s.decode_seconds, "pixels",
            s.pixels_seconds, "text", s.text_seconds, "wait", s.wait_seconds));
    printf("%" PRIu64 " batches, %" PRIu64 " samples in %.2f s: %.2f a second\n"
           "pictures decoded %" PRIu64 ", kept %" PRIu64 "; replaced %" PRIu64 ", ineligible %" PRIu64 "\n"
           "seconds over all threads: read %.2f, decode %.2f, pixels %.2f, text %.2f; waited %.2f\n",
           s.batches, s.samples, seconds, rate, s.pictures_decoded, s.pictures_kept, s.replaced, s.ineligible,
           s.read_seconds, s.decode_seconds, s.pixels_seconds, s.text_seconds, s.wait_seconds);
    return 0;
}

/* The first ends the run after the batch at hand, the second ends the process. */
static volatile sig_atomic_t interrupted;

static void interrupt(int signal)
{
    interrupted = signal;
}

static void catch_interrupts(void)
{
    static const int signals[] = {SIGINT, SIGTERM};
    struct sigaction action = {.sa_handler = interrupt, .sa_flags = (int)SA_RESETHAND}, before;
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < 2; i++)
        if (!sigaction(signals[i], NULL, &before) && before.sa_handler != SIG_IGN)
            sigaction(signals[i], &action, NULL);
}

static const char *or_none(const char *text)
{
    return text ? text : "none";
}

/* The steps of the run. */
static uint64_t show_effect(const struct cf_loader *loader)
{
    struct cf_loader_params p;
    cf_loader_params_in_effect(loader, &p);
    if (verbosity > 0) {
        note("media '%s', profile %s, tokenizer %s", p.media_root ? p.media_root : ".", or_none(p.profile),
             or_none(p.tokenizer));
        note("batch %u, frames %u, interval %u, fps %g, sampling %s, temporal crop %s", p.batch, p.frames, p.interval,
             p.fps, or_none(p.sampling), or_none(p.temporal_crop));
        note("size %ux%u, layout %s, dtype %s, images %d, tokens %u, flip %g, caption %s", p.height, p.width,
             p.layout == CF_LAYOUT_BFCHW ? "BFCHW" : "BCFHW", dtype_name(p.dtype), p.images, p.max_tokens, p.flip,
             or_none(p.caption));
        note("seed %" PRIu64 ", epoch %u, rank %u of %u, first step %" PRIu64
             ", threads %u, prefetch %u, deadline %u ms",
             p.seed, p.epoch, p.rank, p.world, p.start_step, p.threads, p.prefetch, p.deadline_ms);
    }
    uint64_t epoch = cf_loader_epoch_steps(loader);
    return p.steps ? p.steps : epoch > p.start_step ? epoch - p.start_step : 0;
}

static void show_batch(const struct cf_batch *b)
{
    for (uint32_t i = 0; i < b->sample_count; i++) {
        const struct cf_sample *s = &b->samples[i];
        for (uint32_t k = 0; k < s->failure_count; k++)
            note("step %" PRIu64 ": '%s' replaced: %s: %s", b->step, s->failures[k].clip_id,
                 cf_status_name(s->failures[k].status), s->failures[k].message);
        if (verbosity > 0)
            note("step %" PRIu64 ": %s, frames %u to %u", b->step, s->clip_id, s->frames[0],
                 s->frames[s->frame_count - 1]);
    }
}

static int run(const char *store, const struct cf_loader_params *p, const char *dump_dir, bool json)
{
    struct cf_loader *loader = NULL;
    struct cf_batch *batch = NULL;
    struct cf_error err = {0};
    if (dump_dir && mkdir(dump_dir, 0777) && errno != EEXIST) {
        fprintf(stderr, "clipfeed load: '%s' cannot be made: %s\n", dump_dir, strerror(errno));
        return 1;
    }
    double begin = seconds_now();
    if (cf_loader_open(&loader, store, p, &err))
        return work_error(&err);
    if (cf_loader_warning(loader))
        note("%s", cf_loader_warning(loader));
    int status = CF_OK, failed = 0;
    catch_interrupts();
    progress_begin("load", show_effect(loader));
    for (uint64_t done = 0; !failed && !interrupted && (status = cf_loader_next(loader, &batch, &err)) == CF_OK;) {
        show_batch(batch);
        if (dump_dir && !dump(dump_dir, loader, batch))
            failed = 1;
        cf_batch_release(&batch);
        progress_show(++done, "");
    }
    progress_end();
    double seconds = seconds_now() - begin;
    if (!failed)
        failed = status == CF_EEND || (interrupted && !status) ? report(loader, seconds, json) : work_error(&err);
    cf_loader_close(&loader);
    if (interrupted) {
        fprintf(stderr, "clipfeed: interrupted; what was dumped is whole\n");
        fflush(stdout);
        raise(interrupted); /* the caller sees what ended the run */
    }
    return failed;
}

static const char about[] =
    "usage: clipfeed load STORE... [OPTION...]\n"
    "Runs the loader: makes batches, and reports its speed. Bad clips are replaced and named on standard error.\n";
static const char ending[] =
    "  --dump DIR          write each batch there: batch-000000.video.npy, .tokens.npy, .mask.npy and .json\n"
    "  --json              one object on standard output\n" COMMON_HELP
    "example: clipfeed load store --media videos --profile latte --steps 10 --dump out";

int command_load(int argc, char **argv)
{
    struct load_options o;
    int parsed = parse_load(argc, argv, about, ending, &o);
    return parsed == PARSED ? run(o.store, &o.params, o.dump_dir, o.json) : parsed;
}
