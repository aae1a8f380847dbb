/* index-captions and caption-stats. */
#include "cli.h"

#include <inttypes.h>
#include <string.h>

#include "clipfeed/captions.h"

static const char index_help[] =
    "usage: clipfeed index-captions STORE [OPTION...]\n"
    "What 'clipfeed rewrite --store STORE' retrieves from: a pool of its dense captions with their short forms, and "
    "the\n"
    "style they are written in.\n"
    "  --pool 100000    captions in the index, drawn by length and subject where the store has more\n"
    "  --sample 20000   captions that the style is measured on\n"
    "  --seed 0         of pool and sample\n"
    "  --tokenizer F    spiece.model: lengths in tokens too\n"
    "  --index FILE     where the index goes (default: STORE/captions.index)\n"
    "  --pairs FILE     training pairs of the index as JSON lines: clip_id, short, dense\n"
    "  --layer NAME     the store's layer that short forms are kept in (default: short)\n"
    "  --no-layer       keep short forms in the index alone\n"
    "  --remake-short   make short forms anew, though the layer is there\n"
    "  --server URL     an OpenAI-compatible server's base: short forms are a model's instead of a rule's\n"
    "  --model NAME     of the server (default: the first that it lists)\n"
    "  --embedding-model NAME  keep vectors of the captions, by which 'rewrite' then searches, too\n"
    "  --json           one object on standard output\n" COMMON_HELP
    "Interrupted, the same command goes on with the short forms that it had made.\n"
    "example: clipfeed index-captions store --tokenizer spiece.model --pairs pairs.jsonl";

static const char stats_help[] =
    "usage: clipfeed caption-stats STORE [OPTION...]\n"
    "How the store's dense captions are written: from its index where that is current, else measured.\n"
    "  --sample 20000   captions that are measured where there is no index\n"
    "  --seed 0         of the sample\n"
    "  --tokenizer F    spiece.model: lengths in tokens too\n"
    "  --index FILE     the index (default: STORE/captions.index)\n"
    "  --json           one object on standard output, with every fragment\n" COMMON_HELP
    "example: clipfeed caption-stats store --json";

static int show(void *opaque, const char *what, uint64_t done, uint64_t total)
{
    const char **shown = opaque;
    if (!*shown || strcmp(*shown, what)) {
        progress_end();
        progress_begin(what, total);
        *shown = what;
    }
    progress_show(done, "");
    return 0;
}

/* -1: go on; else the exit status. */
static int parse(int argc, char **argv, const char *help, struct cf_captions_params *p, bool *json)
{
    static const struct option options[] = {
        {"pool", 1, 0, 'p'},      {"sample", 1, 0, 's'},          {"seed", 1, 0, 'S'},
        {"tokenizer", 1, 0, 't'}, {"index", 1, 0, 'i'},           {"pairs", 1, 0, 'P'},
        {"layer", 1, 0, 'l'},     {"no-layer", 0, 0, 'n'},        {"json", 0, 0, 'j'},
        {"help", 0, 0, 'h'},      {"remake-short", 0, 0, 'r'},    {"server", 1, 0, 'u'},
        {"model", 1, 0, 'm'},     {"embedding-model", 1, 0, 'e'}, {0}};
    static const char only_index[] = "pPlnrume";
    int index = 0;
    for (int c; (c = next_option(argc, argv, options, &index)) != OPTION_END;) {
        if (help == stats_help && strchr(only_index, c))
            return usage_error(argv[0], "--%s: no such option", options[index].name);
        uint64_t *number = c == 'p' ? &p->pool : c == 's' ? &p->sample : c == 'S' ? &p->seed : NULL;
        if (number && (!parse_u64(optarg, number) || (!*number && c != 'S') || *number > UINT32_MAX))
            return usage_error(argv[0], "--%s '%s': expected a number from %d to %" PRIu32, options[index].name, optarg,
                               c != 'S', UINT32_MAX);
        switch (c) {
        case 'p':
        case 's':
        case 'S': break;
        case 't': p->tokenizer_path = optarg; break;
        case 'i': p->index_path = optarg; break;
        case 'P': p->pairs_path = optarg; break;
        case 'l': p->layer = optarg; break;
        case 'n': p->layer = ""; break;
        case 'u': p->server_url = optarg; break;
        case 'm': p->model = optarg; break;
        case 'e': p->embedding_model = optarg; break;
        case 'r': p->remake_short = 1; break;
        case 'j': *json = true; break;
        case OPTION_HELP: return puts(help), 0;
        default: return 2;
        }
    }
    if (optind + 1 != argc)
        return usage_error(argv[0], "%d operands: expected one STORE", argc - optind);
    if (!p->server_url && (p->model || p->embedding_model))
        return usage_error(argv[0], "--%s: expected --server with it", p->model ? "model" : "embedding-model");
    p->store_dir = argv[optind];
    return -1;
}

static int print_report(const struct cf_captions_report *r, bool json)
{
    if (json)
        return print_json(json_pack(
            "{s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:{s:I, s:I, s:I, s:I}, s:I, s:I}", "records", (json_int_t)r->records,
            "read", (json_int_t)r->read, "no_dense", (json_int_t)r->no_dense, "unfit", (json_int_t)r->unfit, "damaged",
            (json_int_t)r->damaged, "strata", (json_int_t)r->strata, "pool", (json_int_t)r->pool, "short", "source",
            (json_int_t)r->short_source, "layer", (json_int_t)r->short_layer, "made", (json_int_t)r->short_made,
            "extracted", (json_int_t)r->short_extracted, "terms", (json_int_t)r->terms, "bytes", (json_int_t)r->bytes));
    printf("records      %10" PRIu64 "\n"
           "read         %10" PRIu64 "\n"
           "  no dense   %10" PRIu64 "\n"
           "  unfit      %10" PRIu64 "\n"
           "  damaged    %10" PRIu64 "\n"
           "indexed      %10" PRIu64 " of %" PRIu64 " strata\n"
           "short forms  %10" PRIu64 " from the source, %" PRIu64 " from the layer, %" PRIu64 " made, %" PRIu64
           " extracted\n"
           "words        %10" PRIu64 "\n"
           "bytes        %10" PRIu64 "\n",
           r->records, r->read, r->no_dense, r->unfit, r->damaged, r->pool, r->strata, r->short_source, r->short_layer,
           r->short_made, r->short_extracted, r->terms, r->bytes);
    return 0;
}

int command_index_captions(int argc, char **argv)
{
    const char *shown = NULL;
    struct cf_captions_params p = {.progress = show, .opaque = &shown};
    struct cf_captions_report r = {0};
    struct cf_error err = {0};
    bool json = false;
    int status = parse(argc, argv, index_help, &p, &json);
    if (status >= 0)
        return status;
    status = cf_captions_index(&p, &r, &err);
    progress_end();
    if (status)
        return work_error(&err);
    status = print_report(&r, json);
    return status || r.damaged ? 1 : 0;
}

int command_caption_stats(int argc, char **argv)
{
    const char *shown = NULL;
    struct cf_captions_params p = {.progress = show, .opaque = &shown};
    struct cf_captions_stats *stats = NULL;
    struct cf_error err = {0};
    bool json = false;
    int status = parse(argc, argv, stats_help, &p, &json);
    if (status >= 0)
        return status;
    status = cf_captions_stats_create(&stats, &p, &err);
    progress_end();
    if (status)
        return work_error(&err);
    if (json)
        puts(cf_captions_stats_json(stats));
    else
        fputs(cf_captions_stats_table(stats), stdout);
    cf_captions_stats_destroy(&stats);
    return 0;
}
