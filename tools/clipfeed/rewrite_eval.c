/* rewrite-eval. */
#include "cli.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "clipfeed/rewrite_eval.h"

static const char help[] =
    "usage: clipfeed rewrite-eval --in FILE [OPTION...]\n"
    "What rewrites keep of their prompts, and how near their language lies to a store's captions.\n"
    "  --in FILE             JSON lines as 'rewrite' writes them, with prompt and rewrite at least;\n"
    "                        with --prompts, plain text: line n the rewrite of line n there\n"
    "  --prompts FILE        plain text, a prompt a line\n"
    "  --store DIR           the store whose dense captions they are compared with\n"
    "  --sample N            of its captions, evenly spaced (default 20000)\n"
    "  --tokenizer FILE      the text encoder's SentencePiece model; without it lengths are in words, and no cap is "
    "held\n"
    "  --max-tokens N        the encoder's cap (default 300)\n"
    "  --language CODE       that rewrites must be in (default en)\n"
    "  --svg FILE            the distributions, drawn\n"
    "  --server URL          an OpenAI-compatible server's base, .../v1: embeddings are compared, too\n"
    "  --embedding-model M   its model (default: the first that it lists)\n"
    "  --seed N              of the halves that noise floors are taken from (default 0)\n"
    "  --json                one object on standard output instead of the table\n" COMMON_HELP
    "Where the lines name a status, figures are given for all and for 'accepted': ok and repaired alone.\n"
    "example: clipfeed rewrite-eval --in rewrites.jsonl --store store --tokenizer spiece.model --svg rewrites.svg";

struct request {
    struct cf_rewrite_eval_params params;
    const char *svg;
    bool json;
};

/* -1: go on; else the exit status */
static int read_options(int argc, char **argv, struct request *r)
{
    static const struct option options[] = {{"in", 1, 0, 'i'},        {"prompts", 1, 0, 'p'},
                                            {"store", 1, 0, 's'},     {"sample", 1, 0, 'n'},
                                            {"tokenizer", 1, 0, 't'}, {"max-tokens", 1, 0, 'm'},
                                            {"language", 1, 0, 'l'},  {"svg", 1, 0, 'g'},
                                            {"server", 1, 0, 'u'},    {"embedding-model", 1, 0, 'M'},
                                            {"seed", 1, 0, 'S'},      {"json", 0, 0, 'j'},
                                            {"help", 0, 0, 'h'},      {0}};
    for (int c; (c = next_option(argc, argv, options, NULL)) != OPTION_END;)
        switch (c) {
        case 'i': r->params.rewrites_path = optarg; break;
        case 'p': r->params.prompts_path = optarg; break;
        case 's': r->params.store_dir = optarg; break;
        case 'n':
            if (!parse_u32(optarg, &r->params.store_sample) || !r->params.store_sample)
                return usage_error("rewrite-eval", "--sample '%s': expected a number above 0", optarg);
            break;
        case 't': r->params.tokenizer = optarg; break;
        case 'm':
            if (!parse_u32(optarg, &r->params.max_tokens) || !r->params.max_tokens)
                return usage_error("rewrite-eval", "--max-tokens '%s': expected a number above 0", optarg);
            break;
        case 'l': r->params.language = optarg; break;
        case 'g': r->svg = optarg; break;
        case 'u': r->params.server = optarg; break;
        case 'M': r->params.model = optarg; break;
        case 'S':
            if (!parse_u64(optarg, &r->params.seed))
                return usage_error("rewrite-eval", "--seed '%s': expected a number", optarg);
            break;
        case 'j': r->json = true; break;
        case OPTION_HELP: puts(help); return 0;
        default: return 2;
        }
    if (!r->params.rewrites_path)
        return usage_error("rewrite-eval", "expected --in FILE");
    if (optind < argc)
        return usage_error("rewrite-eval", "'%s': expected no argument", argv[optind]);
    return -1;
}

static void show_progress(void *opaque, uint64_t done, uint64_t total)
{
    (void)opaque;
    (void)total;
    progress_show(done, "");
}

static bool write_text(const char *path, const char *text)
{
    FILE *file = fopen(path, "we");
    bool written = file && fputs(text, file) >= 0;
    written = (!file || fclose(file) == 0) && written;
    if (!written)
        fprintf(stderr, "clipfeed rewrite-eval: '%s' is not written: %s\n", path, strerror(errno));
    return written;
}

int command_rewrite_eval(int argc, char **argv)
{
    struct request request = {.params.progress = show_progress};
    int status = read_options(argc, argv, &request);
    if (status >= 0)
        return status;
    struct cf_error err = {0};
    struct cf_rewrite_eval *eval = NULL;
    progress_begin("measuring", 0);
    status = cf_rewrite_eval_run(&eval, &request.params, &err);
    progress_end();
    if (status)
        return work_error(&err);
    puts(request.json ? cf_rewrite_eval_json(eval) : cf_rewrite_eval_table(eval));
    bool drawn = !request.svg || write_text(request.svg, cf_rewrite_eval_svg(eval));
    cf_rewrite_eval_free(&eval);
    return drawn ? 0 : 1;
}
