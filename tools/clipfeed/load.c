#include "load_options.h"

#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

json_t *planned_json(const struct cf_sample *s)
{
    json_t *frames = json_array(), *pts = json_array(), *images = json_array();
    for (uint32_t i = 0; i < s->frame_count; i++) {
        json_array_append_new(frames, json_integer(s->frames[i]));
        json_array_append_new(pts, json_real(s->pts[i]));
    }
    for (uint32_t i = 0; i < s->image_count; i++)
        json_array_append_new(images, json_pack("{s:s, s:s, s:s}", "clip_id", s->images[i].clip_id, "path",
                                                s->images[i].path, "caption", s->images[i].caption));
    return json_pack("{s:s, s:s, s:o, s:o, s:b, s:s, s:i, s:i, s:I, s:o}", "clip_id", s->clip_id, "path", s->path,
                     "frames", frames, "pts", pts, "flip", s->flip, "caption", s->caption, "caption_index",
                     (int)s->caption_index, "epoch", (int)s->epoch, "position", (json_int_t)s->position, "images",
                     images);
}

static json_t *sample_json(const struct cf_sample *s)
{
    json_t *failures = json_array(), *object = planned_json(s);
    for (uint32_t i = 0; i < s->failure_count; i++)
        json_array_append_new(failures, json_pack("{s:s, s:s}", "clip_id", s->failures[i].clip_id, "status",
                                                  cf_status_name(s->failures[i].status)));
    json_t *made = json_pack("{s:[i,i,i,i], s:[i,i], s:s, s:s, s:o}", "crop", (int)s->crop_top, (int)s->crop_left,
                             (int)s->crop_h, (int)s->crop_w, "resized", (int)s->resized_h, (int)s->resized_w, "decoder",
                             s->decoder, "status", s->failure_count ? "replaced" : "ok", "replaced", failures);
    json_object_update(object, made);
    json_decref(made);
    return object;
}

static bool dump(const char *dir, const struct cf_batch *b)
{
    char path[4096];
    size_t bytes = (size_t)cf_dtype_size(b->dtype);
    for (int i = 0; i < 5; i++)
        bytes *= (size_t)b->shape[i];
    snprintf(path, sizeof path, "%s/batch-%06" PRIu64 ".video.npy", dir, b->step);
    bool ok = write_npy(path, npy_descr(b->dtype), b->shape, 5, b->video, bytes);
    if (b->tokens) {
        int64_t rows[3] = {b->sample_count, b->token_rows, b->token_length}, flat[2] = {rows[0], rows[2]};
        bool single = b->token_rows == 1;
        size_t size = (size_t)(rows[0] * rows[1] * rows[2]) * sizeof(int64_t);
        snprintf(path, sizeof path, "%s/batch-%06" PRIu64 ".tokens.npy", dir, b->step);
        ok = ok && write_npy(path, "<i8", single ? flat : rows, single ? 2 : 3, b->tokens, size);
        snprintf(path, sizeof path, "%s/batch-%06" PRIu64 ".mask.npy", dir, b->step);
        ok = ok && write_npy(path, "<i8", single ? flat : rows, single ? 2 : 3, b->mask, size);
    }
    json_t *list = json_array();
    for (uint32_t i = 0; i < b->sample_count; i++)
        json_array_append_new(list, sample_json(&b->samples[i]));
    snprintf(path, sizeof path, "%s/batch-%06" PRIu64 ".json", dir, b->step);
    if (json_dump_file(list, path, JSON_INDENT(1) | JSON_REAL_PRECISION(17))) {
        fprintf(stderr, "clipfeed: '%s' cannot be written: %s\n", path, strerror(errno));
        unlink(path);
        ok = false;
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
        return print_json(json_pack("{s:I, s:I, s:f, s:f, s:I, s:I, s:I, s:I, s:I, s:{s:f, s:f, s:f, s:f, s:f}}",
                                    "batches", (json_int_t)s.batches, "samples", (json_int_t)s.samples, "seconds",
                                    seconds, "samples_per_s", rate, "pictures_decoded", (json_int_t)s.pictures_decoded,
                                    "pictures_kept", (json_int_t)s.pictures_kept, "replaced", (json_int_t)s.replaced,
                                    "ineligible", (json_int_t)s.ineligible, "bytes_read", (json_int_t)s.bytes_read,
                                    "stage_seconds", "read", s.read_seconds, "decode", s.decode_seconds, "pixels",
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

static void show_replaced(uint64_t step, const struct cf_failure *f)
{
    fprintf(stderr, "step %" PRIu64 ": '%s' replaced: %s: %s\n", step, f->clip_id, cf_status_name(f->status),
            f->message);
}

static int run(const char *store, const struct cf_loader_params *p, const char *dump_dir, bool json)
{
    struct cf_loader *loader = NULL;
    struct cf_batch *batch = NULL;
    struct cf_error err = {0};
    if (dump_dir && mkdir(dump_dir, 0777) && errno != EEXIST) {
        fprintf(stderr, "clipfeed: '%s' cannot be made: %s\n", dump_dir, strerror(errno));
        return 1;
    }
    double begin = now();
    if (cf_loader_open(&loader, store, p, &err))
        return work_error(&err);
    int status = CF_OK, failed = 0;
    catch_interrupts();
    while (!interrupted && (status = cf_loader_next(loader, &batch, &err)) == CF_OK) {
        for (uint32_t i = 0; i < batch->sample_count; i++)
            for (uint32_t k = 0; k < batch->samples[i].failure_count; k++)
                show_replaced(batch->step, &batch->samples[i].failures[k]);
        if (dump_dir && !dump(dump_dir, batch))
            failed = 1;
        cf_batch_release(&batch);
        if (failed)
            break;
    }
    double seconds = now() - begin;
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

static const char help[] =
    "usage: clipfeed load STORE [OPTION...]\n"
    "  --media ROOT        paths are relative to it (the working directory)\n"
    "  --profile NAME      latte, open-sora-plan-1.1\n"
    "  --batch 2  --frames 16  --interval 3  --fps R  --size 256x256\n"
    "  --sampling S        linspace, stride, fps, pts    --temporal-crop C  random, head, center, keyframe\n"
    "  --pad none|last     --flip P   --layout BFCHW|BCFHW   --dtype bf16|u8|f16|f32\n"
    "  --tokenizer FILE    a SentencePiece model         --max-tokens 120\n"
    "  --images N          still images joined to every clip\n"
    "  --caption KIND      dense, diff, short, clean, diff-joined\n"
    "  --seed 0  --epoch 0  --rank 0  --world 1  --start-step 0  --steps N (one epoch)\n"
    "  --threads N         the online processors         --prefetch 4  --deadline-ms 60000\n"
    "  --device cpu        --dump DIR   --json\n"
    "example: clipfeed load store --media videos --profile latte --steps 10 --dump out";

int command_load(int argc, char **argv)
{
    struct load_options o;
    int parsed = parse_load(argc, argv, help, &o);
    return parsed == PARSED ? run(o.store, &o.params, o.dump_dir, o.json) : parsed;
}
