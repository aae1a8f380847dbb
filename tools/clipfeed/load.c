#include "cli.h"

#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "clipfeed/loader.h"

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static json_t *sample_json(const struct cf_sample *s)
{
    json_t *frames = json_array(), *pts = json_array(), *images = json_array(), *failures = json_array();
    for (uint32_t i = 0; i < s->frame_count; i++) {
        json_array_append_new(frames, json_integer(s->frames[i]));
        json_array_append_new(pts, json_real(s->pts[i]));
    }
    for (uint32_t i = 0; i < s->image_count; i++)
        json_array_append_new(images, json_pack("{s:s, s:s, s:s}", "clip_id", s->images[i].clip_id, "path",
                                                s->images[i].path, "caption", s->images[i].caption));
    for (uint32_t i = 0; i < s->failure_count; i++)
        json_array_append_new(failures, json_pack("{s:s, s:s}", "clip_id", s->failures[i].clip_id, "status",
                                                  cf_status_name(s->failures[i].status)));
    return json_pack("{s:s, s:s, s:o, s:o, s:[i,i,i,i], s:[i,i], s:b, s:s, s:i, s:s, s:s, s:i, s:I, s:o, s:o}",
                     "clip_id", s->clip_id, "path", s->path, "frames", frames, "pts", pts, "crop", (int)s->crop_top,
                     (int)s->crop_left, (int)s->crop_h, (int)s->crop_w, "resized", (int)s->resized_h, (int)s->resized_w,
                     "flip", s->flip, "caption", s->caption, "caption_index", (int)s->caption_index, "decoder",
                     s->decoder, "status", s->failure_count ? "replaced" : "ok", "epoch", (int)s->epoch, "position",
                     (json_int_t)s->position, "replaced", failures, "images", images);
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
        fprintf(stderr, "clipfeed: '%s' cannot be written\n", path);
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
    int status, failed = 0;
    while ((status = cf_loader_next(loader, &batch, &err)) == CF_OK) {
        for (uint32_t i = 0; i < batch->sample_count; i++)
            for (uint32_t k = 0; k < batch->samples[i].failure_count; k++)
                fprintf(stderr, "step %" PRIu64 ": '%s' replaced: %s\n", batch->step,
                        batch->samples[i].failures[k].clip_id, cf_status_name(batch->samples[i].failures[k].status));
        if (dump_dir && !dump(dump_dir, batch))
            failed = 1;
        cf_batch_release(&batch);
        if (failed)
            break;
    }
    double seconds = now() - begin;
    if (!failed)
        failed = status == CF_EEND ? report(loader, seconds, json) : work_error(&err);
    cf_loader_close(&loader);
    return failed;
}

enum {
    BATCH = 256,
    FRAMES,
    INTERVAL,
    MAX_TOKENS,
    EPOCH,
    RANK,
    WORLD,
    THREADS,
    PREFETCH,
    DEADLINE,
    SEED,
    START_STEP,
    STEPS,
    FPS,
    FLIP,
    IMAGES,
    MEDIA,
    PROFILE,
    SAMPLING,
    CROP,
    TOKENIZER,
    CAPTION,
    DUMP,
    SIZE,
    LAYOUT,
    DTYPE,
    PAD,
    DEVICE,
    JSON,
    HELP
};

static const struct option options[] = {{"batch", 1, 0, BATCH},
                                        {"frames", 1, 0, FRAMES},
                                        {"interval", 1, 0, INTERVAL},
                                        {"max-tokens", 1, 0, MAX_TOKENS},
                                        {"epoch", 1, 0, EPOCH},
                                        {"rank", 1, 0, RANK},
                                        {"world", 1, 0, WORLD},
                                        {"threads", 1, 0, THREADS},
                                        {"prefetch", 1, 0, PREFETCH},
                                        {"deadline-ms", 1, 0, DEADLINE},
                                        {"seed", 1, 0, SEED},
                                        {"start-step", 1, 0, START_STEP},
                                        {"steps", 1, 0, STEPS},
                                        {"fps", 1, 0, FPS},
                                        {"flip", 1, 0, FLIP},
                                        {"images", 1, 0, IMAGES},
                                        {"media", 1, 0, MEDIA},
                                        {"profile", 1, 0, PROFILE},
                                        {"sampling", 1, 0, SAMPLING},
                                        {"temporal-crop", 1, 0, CROP},
                                        {"tokenizer", 1, 0, TOKENIZER},
                                        {"caption", 1, 0, CAPTION},
                                        {"dump", 1, 0, DUMP},
                                        {"size", 1, 0, SIZE},
                                        {"layout", 1, 0, LAYOUT},
                                        {"dtype", 1, 0, DTYPE},
                                        {"pad", 1, 0, PAD},
                                        {"device", 1, 0, DEVICE},
                                        {"json", 0, 0, JSON},
                                        {"help", 0, 0, HELP},
                                        {0}};

static const char help[] =
    "usage: clipfeed load STORE [OPTION...]\n"
    "  --media ROOT        paths are relative to it (the working directory)\n"
    "  --profile NAME      latte, open-sora-plan-1.1\n"
    "  --batch 2  --frames 16  --interval 3  --fps R  --size 256x256\n"
    "  --sampling S        linspace, stride, fps, pts    --temporal-crop C  random, head, center\n"
    "  --pad none|last     --flip P   --layout BFCHW|BCFHW   --dtype bf16|u8|f16|f32\n"
    "  --tokenizer FILE    a SentencePiece model         --max-tokens 120\n"
    "  --images N          still images joined to every clip\n"
    "  --caption KIND      dense, diff, short, clean, diff-joined\n"
    "  --seed 0  --epoch 0  --rank 0  --world 1  --start-step 0  --steps N (one epoch)\n"
    "  --threads N         the online processors         --prefetch 4  --deadline-ms 60000\n"
    "  --device cpu        --dump DIR   --json\n"
    "example: clipfeed load store --media videos --profile latte --steps 10 --dump out";

static bool is_number(int c, struct cf_loader_params *p)
{
    uint32_t *const fields[] = {&p->batch, &p->frames, &p->interval, &p->max_tokens, &p->epoch,
                                &p->rank,  &p->world,  &p->threads,  &p->prefetch,   &p->deadline_ms};
    uint64_t *const wide[] = {&p->seed, &p->start_step, &p->steps};
    bool zero = c == EPOCH || c == RANK;
    if (c <= DEADLINE)
        return parse_u32(optarg, fields[c - BATCH]) && (zero || *fields[c - BATCH]);
    return parse_u64(optarg, wide[c - SEED]) && (c != STEPS || p->steps);
}

static bool is_word(int c, struct cf_loader_params *p, const char **dump_dir)
{
    const char **const fields[] = {&p->media_root, &p->profile, &p->sampling, &p->temporal_crop,
                                   &p->tokenizer,  &p->caption, dump_dir};
    *fields[c - MEDIA] = optarg;
    return true;
}

static bool is_choice(int c, struct cf_loader_params *p)
{
    uint32_t images;
    switch (c) {
    case FPS: return parse_double(optarg, &p->fps) && p->fps > 0;
    case FLIP: return parse_double(optarg, &p->flip);
    case IMAGES:
        if (!parse_u32(optarg, &images) || images > 1024)
            return false;
        p->images = images ? (int)images : -1;
        return true;
    case SIZE: return parse_size(optarg, &p->height, &p->width);
    case DTYPE: return parse_dtype(optarg, &p->dtype);
    case LAYOUT:
        p->layout = !strcmp(optarg, "BFCHW") ? CF_LAYOUT_BFCHW : CF_LAYOUT_BCFHW;
        return !strcmp(optarg, "BFCHW") || !strcmp(optarg, "BCFHW");
    case PAD: p->pad_last = !strcmp(optarg, "last"); return p->pad_last || !strcmp(optarg, "none");
    case DEVICE: return !strcmp(optarg, "cpu");
    default: return false;
    }
}

int command_load(int argc, char **argv)
{
    struct cf_loader_params p = {0};
    const char *dump_dir = NULL;
    bool json = false;
    int index = 0;
    for (int c; (c = getopt_long(argc, argv, "qv", options, &index)) != -1;) {
        bool ok = true;
        if (c == HELP)
            return puts(help), 0;
        if (c == '?')
            return usage_error("load", "wrong option");
        if (c == JSON)
            json = true;
        else if (c >= BATCH && c <= STEPS)
            ok = is_number(c, &p);
        else if (c >= MEDIA && c <= DUMP)
            ok = is_word(c, &p, &dump_dir);
        else if (c >= BATCH)
            ok = is_choice(c, &p);
        if (!ok)
            return usage_error("load", "--%s '%s' is not taken", options[index].name, optarg);
    }
    if (optind + 1 != argc)
        return usage_error("load", "expected one STORE");
    return run(argv[optind], &p, dump_dir, json);
}
