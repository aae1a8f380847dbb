/* The options of `load`, which `plan` takes as well. */
#ifndef LOAD_OPTIONS_H
#define LOAD_OPTIONS_H
#include "cli.h"
#include "clipfeed/loader.h"

enum { LOAD_SOURCES_MAX = 64 };
struct load_options {
    const char *store, *dump_dir; /* store NULL: the params' sources */
    struct cf_loader_params params;
    bool json;
    struct cf_loader_source sources[LOAD_SOURCES_MAX];
    double weights[LOAD_SOURCES_MAX], repeats[LOAD_SOURCES_MAX];
    uint32_t weight_count, repeat_count;
};

/* PARSED; PARSED_HELP after --help was answered, with about above and ending below the options; else the exit status
 * of wrong usage, which was reported. */
enum { PARSED = -1, PARSED_HELP = 0 };
int parse_load(int argc, char **argv, const char *about, const char *ending, struct load_options *out);
json_t *planned_json(const struct cf_sample *sample); /* what is known before it is made */
#endif
