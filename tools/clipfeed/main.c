#include "cli.h"

#include <errno.h>
#include <string.h>
#include <sys/resource.h>

static const struct command {
    const char *name;
    int (*run)(int argc, char **argv);
    const char *about;
} commands[] = {
    {"doctor", command_doctor, "versions, decoders and what is missing"},
    {"probe", command_probe, "what a media file is"},
    {"frames", command_frames, "exactly those frames of a media file"},
    {"ingest", command_ingest, "annotations and media become a store"},
    {"stats", command_stats, "what a store holds"},
    {"get", command_get, "one record of a store"},
    {"verify", command_verify, "every record and chunk against its checksum"},
    {"load", command_load, "runs the loader"},
    {"transcode", command_transcode, "training-ready media, and a store that points at them"},
    {"plan", command_plan, "what load would hand out, nothing read"},
    {"replay", command_replay, "one recorded sample of load --dump again"},
    {"index-captions", command_index_captions, "what 'rewrite' retrieves from"},
    {"caption-stats", command_caption_stats, "how a store's captions are written"},
    {"rewrite", command_rewrite, "short prompts become captions of the kind the generator was trained on"},
    {"rewrite-eval", command_rewrite_eval, "how good rewrites of prompts are"},
};

static int usage(FILE *to, int status)
{
    fprintf(to, "usage: clipfeed COMMAND [OPTION...]\n\n");
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        fprintf(to, "  %-14s %s\n", commands[i].name, commands[i].about);
    fprintf(to, "\n"
                "Every command takes --help, -q (errors only on standard error) and -v (more there); all but frames\n"
                "take --json. clipfeed --version prints the version.\n"
                "Exit status: 0 done, 1 bad data or failed work, 2 wrong usage.\n"
                "example: clipfeed ingest captions.jsonl --media videos --store store\n");
    return status;
}

/* What a command wrote must have arrived: a full disk behind '>' is failed work. */
static int finish(const char *name, int status, double begin)
{
    if (fflush(stdout) || ferror(stdout)) {
        fprintf(stderr, "clipfeed %s: standard output is not written: %s\n", name, strerror(errno));
        status = status ? status : 1;
    }
    if (verbosity > 0 && status != 2) {
        struct rusage usage;
        getrusage(RUSAGE_SELF, &usage);
        note("clipfeed %s: %.2f s, at most %ld MiB of memory", name, seconds_now() - begin, usage.ru_maxrss / 1024);
    }
    return status;
}

int main(int argc, char **argv)
{
    if (argc < 2)
        return usage(stderr, 2);
    double begin = seconds_now();
    if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h") || !strcmp(argv[1], "help"))
        return finish("help", usage(stdout, 0), begin);
    if (!strcmp(argv[1], "--version")) {
        puts("clipfeed " CLIPFEED_VERSION);
        return finish("version", 0, begin);
    }
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (!strcmp(argv[1], commands[i].name))
            return finish(argv[1], commands[i].run(argc - 1, argv + 1), begin);
    if (argv[1][0] == '-')
        fprintf(stderr, "clipfeed: '%s': expected a COMMAND first, its options after it\n", argv[1]);
    else
        fprintf(stderr, "clipfeed: '%s': no such command\n", argv[1]);
    fputs("try: clipfeed --help\n", stderr);
    return 2;
}
