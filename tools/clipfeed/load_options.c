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
    ELASTIC,
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
    WHERE,
    NULL_CAPTION,
    PREFIX,
    SUFFIX,
    DUMP,
    SIZE,
    LAYOUT,
    DTYPE,
    PAD,
    DEVICE,
    BUCKETS,
    IMAGES_FROM,
    SPLIT,
    VAL_SHARE,
    DROPOUT,
    FPS_MAX,
    WEIGHTS,
    REPEATS,
    DROPOUT_FLAG,
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
                                        {"elastic", 1, 0, ELASTIC},
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
                                        {"where", 1, 0, WHERE},
                                        {"null-caption", 1, 0, NULL_CAPTION},
                                        {"caption-prefix", 1, 0, PREFIX},
                                        {"caption-suffix", 1, 0, SUFFIX},
                                        {"dump", 1, 0, DUMP},
                                        {"size", 1, 0, SIZE},
                                        {"layout", 1, 0, LAYOUT},
                                        {"dtype", 1, 0, DTYPE},
                                        {"pad", 1, 0, PAD},
                                        {"device", 1, 0, DEVICE},
                                        {"buckets", 1, 0, BUCKETS},
                                        {"images-from", 1, 0, IMAGES_FROM},
                                        {"split", 1, 0, SPLIT},
                                        {"val-share", 1, 0, VAL_SHARE},
                                        {"caption-dropout", 1, 0, DROPOUT},
                                        {"dropout-flag", 0, 0, DROPOUT_FLAG},
                                        {"fps-max", 1, 0, FPS_MAX},
                                        {"weights", 1, 0, WEIGHTS},
                                        {"repeats", 1, 0, REPEATS},
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
    case BUCKETS: return "a file of at most 1 MiB that can be read";
    case IMAGES_FROM: return "stills or frames";
    case SPLIT: return "all, train or val";
    case VAL_SHARE: return "a share between 0 and 1";
    case DROPOUT: return "a probability from 0 to 1";
    case FPS_MAX: return "frames a second, above 0, at most 1000";
    case WEIGHTS:
    case REPEATS: return "numbers above 0 with commas between them, one for each STORE";
    default: return "a number from 1 to 4294967295";
    }
}

static bool is_number(int c, struct cf_loader_params *p)
{
    uint32_t *const fields[] = {&p->batch, &p->frames,  &p->interval, &p->max_tokens,  &p->epoch,    &p->rank,
                                &p->world, &p->threads, &p->prefetch, &p->deadline_ms, &p->locality, &p->elastic};
    uint64_t *const wide[] = {&p->seed, &p->start_step, &p->steps};
    bool zero = c == EPOCH || c == RANK;
    if (c <= ELASTIC)
        return parse_u32(optarg, fields[c - BATCH]) && (zero || *fields[c - BATCH]);
    return parse_u64(optarg, wide[c - SEED]) && (c != STEPS || p->steps);
}

static bool is_word(int c, struct cf_loader_params *p, const char **dump_dir)
{
    const char **const fields[] = {&p->media_root,     &p->profile,        &p->sampling, &p->temporal_crop,
                                   &p->tokenizer,      &p->caption,        &p->where,    &p->null_caption,
                                   &p->caption_prefix, &p->caption_suffix, dump_dir};
    *fields[c - MEDIA] = optarg;
    return true;
}

static bool is_device(const char *text)
{
    uint32_t ordinal;
    return !strcmp(text, "cpu") || !strcmp(text, "cuda") ||
           (!strncmp(text, "cuda:", 5) && parse_u32(text + 5, &ordinal) && ordinal < 1024);
}

/* The text of a configuration. */
static bool read_buckets(const char *path, const char **text)
{
    static char buffer[(1 << 20) + 1];
    FILE *file = fopen(path, "re");
    size_t size = file ? fread(buffer, 1, sizeof buffer, file) : 0;
    bool ok = file && !ferror(file) && size < sizeof buffer && !memchr(buffer, 0, size);
    if (file)
        fclose(file);
    buffer[ok ? size : 0] = 0;
    *text = buffer;
    return ok;
}

/* "3,1": one number for each of the stores, which are not known yet. */
static bool read_list(const char *text, double *values, uint32_t *count)
{
    for (*count = 0; *count < LOAD_SOURCES_MAX;) {
        char item[64];
        size_t length = strcspn(text, ",");
        if (length >= sizeof item)
            return false;
        memcpy(item, text, length);
        item[length] = 0;
        if (!parse_double(item, &values[*count]) || !(values[*count] > 0))
            return false;
        ++*count;
        if (!text[length])
            return true;
        text += length + 1;
    }
    return false;
}

static bool is_of_data(int c, struct load_options *o)
{
    struct cf_loader_params *p = &o->params;
    switch (c) {
    case BUCKETS: return read_buckets(optarg, &p->buckets);
    case IMAGES_FROM: p->images_from = optarg; return !strcmp(optarg, "stills") || !strcmp(optarg, "frames");
    case SPLIT: p->split = optarg; return !strcmp(optarg, "all") || !strcmp(optarg, "train") || !strcmp(optarg, "val");
    case VAL_SHARE: return parse_double(optarg, &p->val_share) && p->val_share > 0 && p->val_share < 1;
    case DROPOUT:
        return parse_double(optarg, &p->caption_dropout) && p->caption_dropout >= 0 && p->caption_dropout <= 1;
    case FPS_MAX: return parse_double(optarg, &p->fps_max) && p->fps_max > 0 && p->fps_max <= 1000;
    case WEIGHTS: return read_list(optarg, o->weights, &o->weight_count);
    case REPEATS: return read_list(optarg, o->repeats, &o->repeat_count);
    default: return false;
    }
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
    case PAD: p->pad_last = strcmp(optarg, "last") ? -1 : 1; return p->pad_last > 0 || !strcmp(optarg, "none");
    case DEVICE: p->device = optarg; return is_device(optarg);
    default: return false;
    }
}

static const char load_options_help[] =
    "  --media ROOT        the records' paths are relative to it (default: the working directory)\n"
    "  --profile NAME      latte: 16 frames, interval 3, 256x256, 120 tokens, BFCHW\n"
    "                      open-sora-plan-1.1: 65 frames, interval 1, 512x512, 300 tokens, 4 images, BCFHW\n"
    "                      open-sora: 129 frames, at most 24 a second, 256x256, 512 tokens, BCFHW\n"
    "                      cogvideo: 49 frames at 8 a second, padded, 480x720, bicubic, 226 tokens, BFCHW\n"
    "                      wan: 81 frames at 16 a second by time, 480x832, bicubic, 512 tokens, BCFHW\n"
    "                      (default: latte's values); an option given beside it wins\n"
    "  --batch N           clips a batch (default 2)\n"
    "  --frames N          frames a clip (default 16)\n"
    "  --interval N        take every Nth frame (default 3)\n"
    "  --fps R             take R frames a second instead\n"
    "  --fps-max R         the interval is ceil(the video's rate / R), 1 where its rate is not known\n"
    "  --size HxW          pixels (default 256x256)\n"
    "  --buckets FILE      {\"256px\": {129: (1.0, 3)}}: resolution -> frames -> (probability, batch), Open-Sora's; "
    "each\n"
    "                      step has one bucket's shape on every rank; --batch, --frames and --size are ignored\n"
    "  --elastic N         batches of one bucket that stand together; the world size divides it (default: the least\n"
    "                      common multiple of 24 and --world)\n"
    "  --sampling S        linspace (default), stride, fps, pts: which frames of the window\n"
    "  --temporal-crop C   random (default), head, center; keyframe: random, moved to where decoding can begin\n"
    "  --pad P             none (default): too short a clip is not drawn; last (cogvideo's): its last frame is "
    "repeated\n"
    "  --flip P            probability of a left-right flip, 0 to 1 (default 0: captions say left and right)\n"
    "  --layout L          BFCHW (default), BCFHW\n"
    "  --dtype T           bf16 (default; .npy holds it as uint16), f16, f32: in [-1,1]; u8: 0 to 255\n"
    "  --images N          images joined to every clip, 0 to 1024 (default 0)\n"
    "  --images-from S     stills: image records, the default where the store has any; frames: one frame of another\n"
    "                      clip\n"
    "  --where EXPR        only records for which it holds: 'aes >= 5 and not (flow < 20 or lang == \"de\")'\n"
    "  --split S           all (default), train, val: by hash of the clip id\n"
    "  --val-share P       val's share of the clip ids (default 0.01)\n"
    "  --caption KIND      dense (default), diff, short, clean, diff-joined; or several with weights, and from "
    "layers:\n"
    "                      dense:0.7,short:0.3 or dense@recaptioned\n"
    "  --caption-dropout P probability that a caption becomes the null caption (default 0)\n"
    "  --null-caption TEXT (default: empty)\n"
    "  --dropout-flag      a dropped caption stays, and is marked as dropped\n"
    "  --caption-prefix T, --caption-suffix T\n"
    "                      put round a clip's caption: ' {fps:.0f} FPS, {motion:.1f} motion score.', fields from the\n"
    "                      record; left out whole where it lacks one\n"
    "  --weights W,...     of several STOREs: their shares of an epoch that has as many samples as all have clips\n"
    "  --repeats R,...     of several STOREs: how often an epoch has each clip (default 1)\n"
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

/* The operands become the stores that the samples come from. */
static int take_stores(int argc, char **argv, struct load_options *o)
{
    uint32_t count = (uint32_t)(argc - optind);
    if (argc - optind < 1 || argc - optind > LOAD_SOURCES_MAX)
        return usage_error(argv[0], "%d operands: expected a STORE, or several, at most %d", argc - optind,
                           LOAD_SOURCES_MAX);
    if ((o->weight_count && o->weight_count != count) || (o->repeat_count && o->repeat_count != count))
        return usage_error(argv[0], "--weights has %u numbers, --repeats %u: expected one for each of %u stores",
                           o->weight_count, o->repeat_count, count);
    if (count == 1 && !o->weight_count && !o->repeat_count) {
        o->store = argv[optind];
        return PARSED;
    }
    for (uint32_t i = 0; i < count; i++)
        o->sources[i] =
            (struct cf_loader_source){.dir = argv[optind + (int)i], .weight = o->weights[i], .repeats = o->repeats[i]};
    o->params.sources = o->sources;
    o->params.source_count = count;
    return PARSED;
}

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
        else if (c == DROPOUT_FLAG)
            out->params.dropout_flag = 1;
        else if (c >= BUCKETS)
            ok = is_of_data(c, out);
        else
            ok = is_choice(c, &out->params);
        if (!ok)
            return usage_error(argv[0], "--%s '%s': expected %s", options[index].name, optarg, expected(c));
    }
    return take_stores(argc, argv, out);
}
