#include "cli.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "clipfeed/transcode.h"

static const char help[] =
    "usage: clipfeed transcode STORE --out STORE2 --media-out DIR [OPTION...]\n"
    "  --media ROOT       paths are relative to it (the working directory)\n"
    "  --short-side 256   pictures are scaled down to it, never up; the other side keeps the aspect\n"
    "  --gop 16           pictures from one key frame to the next\n"
    "  --quality N        the encoder's own scale (crf): x264 18, SVT-AV1 22, VP9 18; less is better\n"
    "  --ssim 0.99        quality is raised until a file's mean SSIM reaches it\n"
    "  --encoder NAME     libx264, libsvtav1, libvpx-vp9: the first that libavcodec has\n"
    "  --part I/N         only the I-th of N shares of the files (1/N to N/N), and no store\n"
    "  --jobs N           files at a time: the online processors\n"
    "  --json             one object on standard output\n" COMMON_HELP
    "Interrupted, the same command goes on where it stopped. Parts may run on any machines at the same time, into one\n"
    "folder or into several whose contents are then copied together; last, the command without --part does what is\n"
    "left and makes STORE2. A report of each file is written to DIR/transcode.jsonl.\n"
    "example: clipfeed transcode store --media videos --out store256 --media-out videos256";

struct shown {
    json_t *files;
    bool json, head;
};

static void show_progress(void *opaque, uint64_t done, uint64_t total)
{
    (void)opaque;
    char text[64];
    snprintf(text, sizeof text, "%" PRIu64 " of %" PRIu64 " files", done, total);
    progress_show(done, text);
}

static const char *outcome_name(enum cf_transcode_outcome outcome)
{
    return outcome == CF_TRANSCODE_MADE ? "transcoded" : outcome == CF_TRANSCODE_KEPT ? "kept" : "failed";
}

static void show_file(void *opaque, const struct cf_transcode_file *f)
{
    struct shown *shown = opaque;
    if (f->outcome == CF_TRANSCODE_FAILED)
        fprintf(stderr, "failed '%s': %s\n", f->path, f->reason);
    if (shown->json) {
        json_array_append_new(
            shown->files,
            json_pack("{s:s, s:s, s:s, s:s, s:s, s:i, s:I, s:[i,i], s:I, s:I, s:f, s:f, s:f, s:f}", "path", f->path,
                      "outcome", outcome_name(f->outcome), "made", f->made, "reason", f->reason, "encoder", f->encoder,
                      "quality", f->quality, "frames", (json_int_t)f->frames, "size", f->height, f->width,
                      "bytes_before", (json_int_t)f->bytes_before, "bytes_after", (json_int_t)f->bytes_after, "ssim",
                      f->ssim, "ssim_least", f->ssim_least, "droppable", f->droppable, "speed_up", f->speed_up));
        return;
    }
    if (!shown->head)
        printf("%-10s %12s %12s %7s  %6s  %7s %9s %7s\n", "outcome", "bytes", "become", "share", "SSIM", "quality",
               "droppable", "faster");
    shown->head = true;
    if (f->outcome == CF_TRANSCODE_MADE)
        printf("%-10s %12" PRIu64 " %12" PRIu64 " %5.0f %%  %.4f  %7d %7.0f %% %7.1f  %s\n", "transcoded",
               f->bytes_before, f->bytes_after, 100.0 * (double)f->bytes_after / (double)f->bytes_before, f->ssim,
               f->quality, 100 * f->droppable, f->speed_up, f->path);
    else
        printf("%-10s %12" PRIu64 " %12" PRIu64 " %35s  %s: %s\n", outcome_name(f->outcome), f->bytes_before,
               f->bytes_after, "", f->path, f->reason);
}

static void show_layer(void *opaque, const char *name, int carried)
{
    (void)opaque;
    if (!carried)
        note("layer '%s' is left behind: its bytes may be made from the original pictures", name);
}

static bool parse_part(const char *text, struct cf_transcode_params *p)
{
    char first[16];
    const char *slash = strchr(text, '/');
    if (!slash || (size_t)(slash - text) >= sizeof first)
        return false;
    memcpy(first, text, (size_t)(slash - text));
    first[slash - text] = 0;
    return parse_u32(first, &p->part) && parse_u32(slash + 1, &p->parts) && p->part >= 1 && p->part <= p->parts;
}

/* -1: go on; else the exit status. */
static int parse(int argc, char **argv, struct cf_transcode_params *p, struct shown *shown)
{
    static const struct option options[] = {{"out", 1, 0, 'o'},
                                            {"media-out", 1, 0, 'd'},
                                            {"media", 1, 0, 'm'},
                                            {"short-side", 1, 0, 's'},
                                            {"gop", 1, 0, 'g'},
                                            {"quality", 1, 0, 'Q'},
                                            {"ssim", 1, 0, 'S'},
                                            {"encoder", 1, 0, 'e'},
                                            {"part", 1, 0, 'P'},
                                            {"jobs", 1, 0, 'J'},
                                            {"json", 0, 0, 'j'},
                                            {"help", 0, 0, 'h'},
                                            {0}};
    uint32_t number = 0;
    for (int c; (c = next_option(argc, argv, options, NULL)) != OPTION_END;) {
        if (strchr("sgQJ", c) && (!parse_u32(optarg, &number) || !number || number > 100000))
            return usage_error("transcode", "'%s': expected a number above 0", optarg);
        switch (c) {
        case 'o': p->out_dir = optarg; break;
        case 'd': p->media_out = optarg; break;
        case 'm': p->media_root = optarg; break;
        case 's': p->short_side = number; break;
        case 'g': p->gop = number; break;
        case 'Q': p->quality = (int)number; break;
        case 'J': p->jobs = (int)number; break;
        case 'e': p->encoder = optarg; break;
        case 'S':
            if (!parse_double(optarg, &p->ssim) || p->ssim <= 0 || p->ssim >= 1)
                return usage_error("transcode", "ssim '%s': expected a number between 0 and 1", optarg);
            break;
        case 'P':
            if (!parse_part(optarg, p))
                return usage_error("transcode", "part '%s': expected I/N with 1 <= I <= N", optarg);
            break;
        case 'j': shown->json = true; break;
        case OPTION_HELP: return puts(help), 0;
        default: return 2;
        }
    }
    if (optind + 1 != argc || !p->out_dir || !p->media_out)
        return usage_error("transcode", "expected STORE, --out and --media-out");
    p->store_dir = argv[optind];
    return -1;
}

int command_transcode(int argc, char **argv)
{
    struct shown shown = {.files = json_array()};
    struct cf_transcode_params p = {.file = show_file, .layer = show_layer, .opaque = &shown};
    struct cf_transcode_report r = {0};
    struct cf_error err = {0};
    int status = parse(argc, argv, &p, &shown);
    if (status >= 0) {
        json_decref(shown.files);
        return status;
    }
    p.progress = show_progress;
    progress_begin("transcode", 0);
    status = cf_transcode(&p, &r, &err);
    progress_end();
    if (status) {
        json_decref(shown.files);
        return work_error(&err);
    }
    if (shown.json)
        status = print_json(json_pack("{s:I, s:I, s:I, s:I, s:I, s:I, s:o}", "files", (json_int_t)r.files, "transcoded",
                                      (json_int_t)r.made, "kept", (json_int_t)r.kept, "failed", (json_int_t)r.failed,
                                      "bytes_before", (json_int_t)r.bytes_before, "bytes_after",
                                      (json_int_t)r.bytes_after, "list", shown.files));
    else {
        printf("%" PRIu64 " files: %" PRIu64 " transcoded, %" PRIu64 " kept, %" PRIu64 " failed; %" PRIu64
               " bytes became %" PRIu64 "\n",
               r.files, r.made, r.kept, r.failed, r.bytes_before, r.bytes_after);
        json_decref(shown.files);
    }
    return r.failed ? 1 : status;
}
