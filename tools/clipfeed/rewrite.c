/* rewrite: one prompt from the command line, or a file of them. */
#include "cli.h"

#include <errno.h>
#include <inttypes.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clipfeed/rewrite.h"

struct rewrite_options {
    struct cf_rewriter_params params;
    struct cf_rewrite_batch_params batch;
    const char *prompt;
    char *hold_out; /* the file's text, which the ids point into */
    bool json, require_model;
};

static const char rewrite_help[] =
    "usage: clipfeed rewrite PROMPT [OPTION...]\n"
    "       clipfeed rewrite --in FILE [--out FILE] [OPTION...]\n"
    "A short prompt becomes a dense caption in the style of a store's. What the prompt asks for is kept, and checked.\n"
    "  --in FILE            JSON lines {\"id\",\"prompt\"} or text, a prompt a line; - is standard input\n"
    "  --out FILE           JSON lines in the same order (default: standard output); a file that an earlier run began\n"
    "                       is gone on with\n"
    "  --restart            begin the output anew\n"
    "  --store DIR          style and exemplars come from it (see index-captions); default: a built-in style\n"
    "  --hold-out FILE      clip ids, one a line, of captions never to be shown\n"
    "  --exemplars N        captions shown to the model, 0 to 16 (default 3)\n"
    "  --server URL         of an OpenAI-compatible server, http://127.0.0.1:8000/v1 (default: none: offline). A key\n"
    "                       comes from the environment: CLIPFEED_API_KEY, else OPENAI_API_KEY\n"
    "  --model NAME         default: the first that the server lists\n"
    "  --embedding-model M  rank exemplars by the server's embeddings too\n"
    "  --template T         chat, or sharecaptioner: that model's own query (default: by the model's name)\n"
    "  --method M           auto (default): the model, and where it fails offline; offline: no server is asked\n"
    "  --require-model      exit 1 where a text was made offline\n"
    "  --language CODE      of the texts (default en); same: the prompt's\n"
    "  --tokenizer FILE     the generator's spiece.model (default: tokens are estimated, rather too high)\n"
    "  --max-tokens N       that the generator's encoder reads, 16 to 8192 (default 300)\n"
    "  --candidates N       texts asked of the model at most, 1 to 16 (default 3)\n"
    "  --temperature T      default 0.7; 0: greedy\n"
    "  --answer-tokens N    that the model may write (default: twice --max-tokens, at least 512)\n"
    "  --seed N             default 0; line n of a file, from 0, has this plus n\n"
    "  --cache FILE         keep the model's answers in this SQLite file, and take them from it\n"
    "  --deadline-ms N      of one prompt, repairs included (default 20000)\n"
    "  --timeout-ms N       of one request (default: the deadline)\n"
    "  --retries N          of a request that an overloaded or failing server refused (default 4)\n"
    "  --in-flight N        requests at once, 1 to 1024 (default 64)\n"
    "  --ca FILE            PEM certificates to trust instead of the system's\n"
    "  --json               PROMPT: the whole result as one object; --in with --out: the counts as one\n" COMMON_HELP
    "Exit status 1 where a prompt failed, or was rewritten offline with --require-model.\n"
    "example: clipfeed rewrite \"a cat playing piano\" --store store --server http://127.0.0.1:8000/v1";

/* One id a line. */
static bool read_hold_out(const char *path, struct rewrite_options *o)
{
    FILE *f = fopen(path, "rbe");
    size_t capacity = 0, count = 0;
    ssize_t size = f ? getdelim(&o->hold_out, &capacity, 0, f) : -1;
    bool ok = f && !ferror(f);
    if (f)
        fclose(f);
    if (!ok)
        return false;
    const char **ids = NULL;
    char *rest = NULL;
    for (char *line = size > 0 ? strtok_r(o->hold_out, "\r\n", &rest) : NULL; line;
         line = strtok_r(NULL, "\r\n", &rest)) {
        const char **more = realloc(ids, (count + 1) * sizeof *ids);
        if (!more) {
            free(ids);
            return false;
        }
        ids = more;
        ids[count++] = line;
    }
    o->params.hold_out_ids = ids;
    o->params.hold_out_id_count = count;
    return true;
}

static const struct option options[] = {{"in", 1, 0, 'i'},
                                        {"out", 1, 0, 'o'},
                                        {"restart", 0, 0, 'R'},
                                        {"store", 1, 0, 's'},
                                        {"hold-out", 1, 0, 'H'},
                                        {"exemplars", 1, 0, 'x'},
                                        {"server", 1, 0, 'S'},
                                        {"model", 1, 0, 'm'},
                                        {"embedding-model", 1, 0, 'E'},
                                        {"template", 1, 0, 'T'},
                                        {"method", 1, 0, 'M'},
                                        {"require-model", 0, 0, 'r'},
                                        {"language", 1, 0, 'L'},
                                        {"tokenizer", 1, 0, 't'},
                                        {"max-tokens", 1, 0, 'k'},
                                        {"candidates", 1, 0, 'c'},
                                        {"temperature", 1, 0, 'p'},
                                        {"answer-tokens", 1, 0, 'a'},
                                        {"seed", 1, 0, 'd'},
                                        {"cache", 1, 0, 'C'},
                                        {"deadline-ms", 1, 0, 'D'},
                                        {"timeout-ms", 1, 0, 'O'},
                                        {"retries", 1, 0, 'y'},
                                        {"in-flight", 1, 0, 'F'},
                                        {"ca", 1, 0, 'A'},
                                        {"json", 0, 0, 'j'},
                                        {"help", 0, 0, 'h'},
                                        {0}};

static const char **text_option(struct rewrite_options *o, int c)
{
    switch (c) {
    case 'i': return &o->batch.in_path;
    case 'o': return &o->batch.out_path;
    case 's': return &o->params.store_dir;
    case 'S': return &o->params.server_url;
    case 'm': return &o->params.model;
    case 'E': return &o->params.embedding_model;
    case 'T': return &o->params.template_name;
    case 'L': return &o->params.output_language;
    case 't': return &o->params.tokenizer_path;
    case 'C': return &o->params.cache_path;
    case 'A': return &o->params.ca_path;
    default: return NULL;
    }
}

static uint32_t *number_option(struct rewrite_options *o, int c)
{
    switch (c) {
    case 'x': return &o->params.exemplars;
    case 'k': return &o->params.max_tokens;
    case 'c': return &o->params.candidates;
    case 'a': return &o->params.answer_tokens;
    case 'D': return &o->params.deadline_ms;
    case 'O': return &o->params.timeout_ms;
    case 'y': return &o->params.retries;
    case 'F': return &o->params.in_flight;
    default: return NULL;
    }
}

/* -1: taken; else the exit status */
static int take_option(struct rewrite_options *o, int c, const char *name)
{
    double temperature;
    if (text_option(o, c)) {
        if (!*optarg)
            return usage_error("rewrite", "--%s: expected more than nothing", name);
        *text_option(o, c) = optarg;
        return -1;
    }
    if (number_option(o, c)) {
        uint32_t *number = number_option(o, c);
        if (!parse_u32(optarg, number) || (!*number && c != 'x'))
            return usage_error("rewrite", "--%s '%s': expected a number from 1 on", name, optarg);
        o->params.no_exemplars = c == 'x' ? !*number : o->params.no_exemplars;
        return -1;
    }
    switch (c) {
    case 'R': o->batch.restart = 1; return -1;
    case 'r': o->require_model = true; return -1;
    case 'j': o->json = true; return -1;
    case 'M':
        if (strcmp(optarg, "auto") && strcmp(optarg, "offline"))
            return usage_error("rewrite", "--method '%s': expected auto or offline", optarg);
        o->params.method = *optarg == 'o' ? CF_REWRITE_METHOD_OFFLINE : CF_REWRITE_METHOD_AUTO;
        return -1;
    case 'p':
        if (!parse_double(optarg, &temperature) || !(temperature >= 0 && temperature <= 5))
            return usage_error("rewrite", "--temperature '%s': expected a number from 0 to 5", optarg);
        o->params.temperature = temperature > 0 ? temperature : -1;
        return -1;
    case 'd':
        if (!parse_u64(optarg, &o->batch.seed) || o->batch.seed > INT64_MAX)
            return usage_error("rewrite", "--seed '%s': expected a number from 0 to 2^63-1", optarg);
        return -1;
    case 'H':
        if (!read_hold_out(optarg, o)) {
            fprintf(stderr, "clipfeed: '%s': cannot be read: %s\n", optarg, strerror(errno));
            return 1;
        }
        return -1;
    case OPTION_HELP: return puts(rewrite_help), 0;
    default: return 2;
    }
}

/* -1: go on; else the exit status */
static int rewrite_options(int argc, char **argv, struct rewrite_options *o)
{
    int index = 0;
    for (int c; (c = next_option(argc, argv, options, &index)) != OPTION_END;) {
        int status = take_option(o, c, options[index].name);
        if (status >= 0)
            return status;
    }
    if (argc - optind > 1)
        return usage_error("rewrite", "found %d PROMPTs, expected one: put it in quotation marks", argc - optind);
    o->prompt = optind < argc ? argv[optind] : NULL;
    if (!o->prompt == !o->batch.in_path)
        return usage_error("rewrite", "expected %s",
                           o->prompt ? "a PROMPT or --in, not both" : "a PROMPT or --in FILE");
    if (o->prompt && o->batch.out_path)
        return usage_error("rewrite", "--out goes with --in: one PROMPT's text is on standard output");
    return -1;
}

/* The first SIGINT or SIGTERM ends the calls under way, a second the program. */
static void *wait_for_signals(void *opaque)
{
    sigset_t set;
    int number;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    for (int n = 0; !sigwait(&set, &number); n++) {
        if (n)
            _exit(128 + number);
        cf_rewrite_cancel_request(opaque);
    }
    return NULL;
}

static int begin_waiting(pthread_t *thread, struct cf_rewrite_cancel *cancel)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &set, NULL);
    return pthread_create(thread, NULL, wait_for_signals, cancel);
}

static bool is_bad(const struct rewrite_options *o, int status)
{
    return status == CF_REWRITE_FAILED || (o->require_model && status == CF_REWRITE_OFFLINE);
}

static int rewrite_one(struct cf_rewriter *rewriter, const struct rewrite_options *o)
{
    struct cf_rewrite_request q = {
        .prompt = o->prompt, .size = strlen(o->prompt), .seed = o->batch.seed, .cancel = o->batch.cancel};
    struct cf_rewrite *made = NULL;
    struct cf_error err = {0};
    if (cf_rewriter_rewrite(rewriter, &q, &made, &err))
        return work_error(&err);
    if (o->json) {
        char *text = cf_rewrite_json(made, NULL, o->prompt, q.size);
        if (text)
            puts(text);
        free(text);
    } else if (made->size) {
        puts(made->text);
    }
    int status = is_bad(o, (int)made->status);
    if (status)
        fprintf(stderr, "clipfeed rewrite: %s: %s\n", cf_rewrite_status_name((int)made->status), made->reason);
    else if (*made->reason)
        note("%s: %s", cf_rewrite_status_name((int)made->status), made->reason);
    else
        note("%s", cf_rewrite_status_name((int)made->status));
    for (uint32_t i = 0; verbosity > 0 && i < made->check_count; i++)
        note("  %-13s %-8s %s", made->checks[i].kind, cf_rewrite_verdict_name((int)made->checks[i].verdict),
             made->checks[i].detail);
    cf_rewrite_free(&made);
    return status;
}

static void show_progress(void *opaque, uint64_t done, uint64_t total)
{
    bool *begun = opaque;
    if (!*begun)
        progress_begin("rewrite", total);
    *begun = true;
    progress_show(done, "");
}

static int print_report(const struct rewrite_options *o, const struct cf_rewrite_report *r)
{
    bool to_file = o->batch.out_path && strcmp(o->batch.out_path, "-");
    if (o->json && to_file) {
        json_t *statuses = json_object();
        for (int i = CF_REWRITE_OK; i <= CF_REWRITE_FAILED; i++)
            json_object_set_new(statuses, cf_rewrite_status_name(i), json_integer((json_int_t)r->by_status[i]));
        return print_json(json_pack("{s:I, s:I, s:o, s:I, s:I, s:f}", "lines", (json_int_t)r->lines, "resumed",
                                    (json_int_t)r->resumed, "status", statuses, "requests", (json_int_t)r->requests,
                                    "from_cache", (json_int_t)r->from_cache, "seconds", r->seconds));
    }
    FILE *to = to_file ? stdout : stderr;
    if (to == stderr && verbosity < 0)
        return 0;
    fprintf(to, "lines      %8" PRIu64 "\n", r->lines);
    for (int i = CF_REWRITE_OK; i <= CF_REWRITE_FAILED; i++)
        fprintf(to, "  %-8s %8" PRIu64 "  %5.1f %%\n", cf_rewrite_status_name(i), r->by_status[i],
                r->lines ? 100.0 * (double)r->by_status[i] / (double)r->lines : 0);
    if (r->resumed)
        fprintf(to, "kept       %8" PRIu64 "  of an earlier run\n", r->resumed);
    fprintf(to, "requests   %8" PRIu64 "\nfrom cache %8" PRIu64 "\nseconds    %8.1f\n", r->requests, r->from_cache,
            r->seconds);
    return 0;
}

static int rewrite_file(struct cf_rewriter *rewriter, struct rewrite_options *o)
{
    struct cf_rewrite_report report = {0};
    struct cf_error err = {0};
    bool begun = false;
    o->batch.progress = show_progress;
    o->batch.opaque = &begun;
    int status = cf_rewriter_batch(rewriter, &o->batch, &report, &err);
    progress_end();
    if (status == CF_ECANCELLED && o->batch.out_path)
        note("interrupted behind line %" PRIu64 ": the same command goes on there", report.lines);
    if (status)
        return work_error(&err);
    status = print_report(o, &report);
    for (int i = CF_REWRITE_OK; i <= CF_REWRITE_FAILED; i++)
        status = report.by_status[i] && is_bad(o, i) ? 1 : status;
    return status;
}

static int rewrite_with(struct rewrite_options *o)
{
    struct cf_rewriter *rewriter = NULL;
    struct cf_error err = {0};
    pthread_t waiting;
    if (cf_rewrite_cancel_create(&o->batch.cancel, &err) || cf_rewriter_open(&rewriter, &o->params, &err)) {
        cf_rewrite_cancel_destroy(&o->batch.cancel);
        return work_error(&err);
    }
    const struct cf_rewriter_params *p = cf_rewriter_params(rewriter);
    double above = cf_rewriter_share_above_cap(rewriter);
    if (p->store_dir && above > 0)
        note("%.1f %% of the store's captions are longer than %u tokens: lengths are drawn from the others",
             100 * above, p->max_tokens);
    int status = begin_waiting(&waiting, o->batch.cancel)
                     ? (fprintf(stderr, "clipfeed rewrite: no thread could be started\n"), 1)
                 : o->prompt ? rewrite_one(rewriter, o)
                             : rewrite_file(rewriter, o);
    cf_rewriter_close(&rewriter);
    return status; /* the cancellation is the waiting thread's as long as the program runs */
}

int command_rewrite(int argc, char **argv)
{
    struct rewrite_options o = {0};
    int status = rewrite_options(argc, argv, &o);
    if (status < 0)
        status = rewrite_with(&o);
    free((void *)o.params.hold_out_ids);
    free(o.hold_out);
    return status;
}
