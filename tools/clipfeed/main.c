#include "cli.h"

#include <errno.h>
#include <string.h>

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
    {"plan", command_plan, "what load would hand out, nothing read"},
};

static int usage(FILE *to, int status)
{
    fprintf(to, "usage: clipfeed COMMAND [OPTION...]\n\n");
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        fprintf(to, "  %-8s %s\n", commands[i].name, commands[i].about);
    fprintf(to,
            "\nclipfeed COMMAND --help shows a command's options. Exit: 0 done, 1 bad data or failed work, 2 usage.\n");
    return status;
}

/* Results that did not reach their reader are failed work, whatever the command thought. */
static int finish(int status)
{
    if (!fflush(stdout) && !ferror(stdout))
        return status;
    fprintf(stderr, "clipfeed: standard output is not written: %s\n", strerror(errno));
    return status ? status : 1;
}

int main(int argc, char **argv)
{
    if (argc < 2)
        return usage(stderr, 2);
    if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "help"))
        return finish(usage(stdout, 0));
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (!strcmp(argv[1], commands[i].name))
            return finish(commands[i].run(argc - 1, argv + 1));
    fprintf(stderr, "clipfeed: '%s' is no command\n", argv[1]);
    return usage(stderr, 2);
}
