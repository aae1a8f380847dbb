#include "cli.h"
#include "clipfeed/loader.h"

#include <stdlib.h>
#include <string.h>

static const char help[] =
    "usage: clipfeed replay SAMPLE.json --store STORE --out X.npy [OPTION...]\n"
    "One recorded sample again, the same values: [F,C,H,W], or [C,F,H,W] for BCFHW, joined images last.\n"
    "SAMPLE.json is a batch's JSON of 'load --dump', or one object of it.\n"
    "  --store STORE       the store that it was drawn from\n"
    "  --media ROOT        the records' paths are relative to it (default: the working directory)\n"
    "  --sample N          which sample of the batch, from 0\n"
    "  --out X.npy         the array to write\n" COMMON_HELP
    "example: clipfeed replay out/batch-000003.json --sample 1 --store store --media videos --out sample.npy";

struct replay_options {
    const char *sample, *store, *media, *out;
    uint32_t index;
    bool has_index;
};

/* -1: go on; else the exit status */
static int parse(int argc, char **argv, struct replay_options *o)
{
    static const struct option options[] = {{"store", 1, 0, 's'}, {"media", 1, 0, 'm'}, {"sample", 1, 0, 'n'},
                                            {"out", 1, 0, 'o'},   {"help", 0, 0, 'h'},  {0}};
    for (int c; (c = next_option(argc, argv, options, NULL)) != OPTION_END;)
        switch (c) {
        case 's': o->store = optarg; break;
        case 'm': o->media = optarg; break;
        case 'o': o->out = optarg; break;
        case 'n':
            if (!parse_u32(optarg, &o->index))
                return usage_error("replay", "--sample '%s': expected a number from 0 on", optarg);
            o->has_index = true;
            break;
        case OPTION_HELP: return puts(help), 0;
        default: return 2;
        }
    if (optind + 1 != argc)
        return usage_error("replay", "%d operands: expected one SAMPLE.json", argc - optind);
    if (!o->store || !o->out)
        return usage_error("replay", "expected --store STORE and --out X.npy");
    o->sample = argv[optind];
    return -1;
}

/* The object's text, malloc'd; NULL: *status is the exit status. */
static char *read_sample(const struct replay_options *o, int *status)
{
    json_error_t where;
    json_t *root = json_load_file(o->sample, 0, &where), *sample = root;
    size_t count = json_array_size(root);
    char *text = NULL;
    *status = 1;
    if (!root)
        fprintf(stderr, "clipfeed replay: '%s', line %d: %s\n", o->sample, where.line, where.text);
    else if (json_is_array(root) && (o->has_index ? o->index >= count : count != 1))
        *status = usage_error("replay", "'%s' has %zu samples: expected --sample N, N below that", o->sample, count);
    else
        text = json_dumps(json_is_array(root) ? json_array_get(root, o->index) : sample, JSON_ENCODE_ANY);
    json_decref(root);
    return text;
}

int command_replay(int argc, char **argv)
{
    struct replay_options o = {0};
    struct cf_replay replay;
    struct cf_error err = {0};
    int status = parse(argc, argv, &o);
    if (status >= 0)
        return status;
    char *text = read_sample(&o, &status);
    if (!text)
        return status;
    status = cf_replay_open(&replay, o.store, o.media, text, &err);
    free(text);
    if (status)
        return work_error(&err);
    size_t bytes = (size_t)cf_dtype_size(replay.dtype);
    for (int i = 0; i < 4; i++)
        bytes *= (size_t)replay.shape[i];
    bool ok = write_npy(o.out, npy_descr(replay.dtype), replay.shape, 4, replay.video, bytes);
    cf_replay_close(&replay);
    return ok ? 0 : 1;
}
