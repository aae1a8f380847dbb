/* The options of `load`, which `plan` takes as well. */
#include "load_options.h"

#include <getopt.h>
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

int parse_load(int argc, char **argv, const char *help, struct load_options *out)
{
    int index = 0;
    *out = (struct load_options){0};
    for (int c; (c = getopt_long(argc, argv, "qv", options, &index)) != -1;) {
        bool ok = true;
        if (c == HELP)
            return puts(help), PARSED_HELP;
        if (c == '?')
            return usage_error(argv[0], "wrong option");
        if (c == JSON)
            out->json = true;
        else if (c >= BATCH && c <= STEPS)
            ok = is_number(c, &out->params);
        else if (c >= MEDIA && c <= DUMP)
            ok = is_word(c, &out->params, &out->dump_dir);
        else if (c >= BATCH)
            ok = is_choice(c, &out->params);
        if (!ok)
            return usage_error(argv[0], "--%s '%s' is not taken", options[index].name, optarg);
    }
    if (optind + 1 != argc)
        return usage_error(argv[0], "expected one STORE");
    out->store = argv[optind];
    return PARSED;
}
