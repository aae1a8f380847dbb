/* The options of `load`, which `plan` takes as well. */
#include "load_options.h"

#include <stdlib.h>
#include <string.h>

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
    LOCALITY,
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
    JSON
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
                                        {"locality", 1, 0, LOCALITY},
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
                                        {"help", 0, 0, OPTION_HELP},
                                        {0}};

static const char *expected(int c)
{
    switch (c) {
    case EPOCH:
    case RANK: return "a number from 0 to 4294967295";
    case SEED:
    case START_STEP: return "a number from 0 to 18446744073709551615";
    case STEPS: return "a number from 1 on";
    case FPS: return "frames a second, above 0";
    case FLIP: return "a probability from 0 to 1";
    case IMAGES: return "a number from 0 to 1024";
    case SIZE: return "HxW, each from 1 to 16384";
    case DTYPE: return "bf16, f16, f32 or u8";
    case LAYOUT: return "BFCHW or BCFHW";
    case PAD: return "none or last";
    case DEVICE: return "cpu, cuda or cuda:N";
    default: return "a number from 1 to 4294967295";
    }
}

static bool is_number(int c, struct cf_loader_params *p)
{
    uint32_t *const fields[] = {&p->batch, &p->frames,  &p->interval, &p->max_tokens,  &p->epoch,   &p->rank,
                                &p->world, &p->threads, &p->prefetch, &p->deadline_ms, &p->locality};
    uint64_t *const wide[] = {&p->seed, &p->start_step, &p->steps};
    bool zero = c == EPOCH || c == RANK;
    if (c <= LOCALITY)
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

static bool is_device(const char *text)
{
    uint32_t ordinal;
    return !strcmp(text, "cpu") || !strcmp(text, "cuda") ||
           (!strncmp(text, "cuda:", 5) && parse_u32(text + 5, &ordinal) && ordinal < 1024);
}

static bool is_choice(int c, struct cf_loader_params *p)
{
    uint32_t images;
    switch (c) {
    case FPS: return parse_double(optarg, &p->fps) && p->fps > 0;
    case FLIP: return parse_double(optarg, &p->flip) && p->flip >= 0 && p->flip <= 1;
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
    case DEVICE: p->device = optarg; return is_device(optarg);
    default: return false;
    }
}

static const char load_options_help[] =
    "  --media ROOT        the records' paths are relative to it (default: the working directory)\n"
    "  --profile NAME      latte: 16 frames, interval 3, 256x256, 120 tokens, BFCHW\n"
    "                      open-sora-plan-1.1: 65 frames, interval 1, 512x512, 300 tokens, 4 images, BCFHW\n"
    "                      (default: latte's values); an option given beside it wins\n"
    "  --batch N           clips a batch (default 2)\n"
    "  --frames N          frames a clip (default 16)\n"
    "  --interval N        take every Nth frame (default 3)\n"
    "  --fps R             take R frames a second instead\n"
    "  --size HxW          pixels (default 256x256)\n"
    "  --sampling S        linspace (default), stride, fps, pts: which frames of the window\n"
    "  --temporal-crop C   random (default), head, center; keyframe: random, moved to where decoding can begin\n"
    "  --pad P             none (default): too short a clip is not drawn; last: its last frame is repeated\n"
    "  --flip P            probability of a left-right flip, 0 to 1 (default 0: captions say left and right)\n"
    "  --layout L          BFCHW (default), BCFHW\n"
    "  --dtype T           bf16 (default; .npy holds it as uint16), f16, f32: in [-1,1]; u8: 0 to 255\n"
    "  --images N          still images joined to every clip, 0 to 1024 (default 0)\n"
    "  --caption KIND      dense (default), diff, short, clean, diff-joined\n"
    "  --tokenizer FILE    a SentencePiece model; without it no tokens are made\n"
    "  --max-tokens N      ids a caption (default 120)\n"
    "  --seed N            of every draw (default 0)\n"
    "  --epoch N           begin at sample 0 of this epoch (default 0)\n"
    "  --rank N --world N  this process among how many (default 0 of 1)\n"
    "  --start-step N      begin at this step (default 0)\n"
    "  --steps N           batches to make (default: to the end of the epoch)\n"
    "  --threads N         workers (default: the online processors)\n"
    "  --prefetch N        batches in memory at once (default 4)\n"
    "  --locality N        N clips of one file in N successive steps, going on from one another's decoder (default 1)\n"
    "  --deadline-ms N     milliseconds of wall clock for one clip (default 60000)\n"
    "  --device D          cpu (default); cuda:N: batches are made in that GPU's memory\n";

int parse_load(int argc, char **argv, const char *about, const char *ending, struct load_options *out)
{
    int index = 0;
    *out = (struct load_options){0};
    for (int c; (c = next_option(argc, argv, options, &index)) != OPTION_END;) {
        bool ok = true;
        if (c == OPTION_HELP)
            return printf("%s%s%s\n", about, load_options_help, ending), PARSED_HELP;
        if (c == OPTION_WRONG)
            return 2;
        if (c == JSON)
            out->json = true;
        else if (c <= STEPS)
            ok = is_number(c, &out->params);
        else if (c >= MEDIA && c <= DUMP)
            ok = is_word(c, &out->params, &out->dump_dir);
        else
            ok = is_choice(c, &out->params);
        if (!ok)
            return usage_error(argv[0], "--%s '%s': expected %s", options[index].name, optarg, expected(c));
    }
    if (optind + 1 != argc)
        return usage_error(argv[0], "%d operands: expected one STORE", argc - optind);
    out->store = argv[optind];
    return PARSED;
}
