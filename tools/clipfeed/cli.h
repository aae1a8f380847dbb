/* What the commands share. Each takes its own argc/argv (argv[0] is the command) and returns the exit status:
 * 0 done, 1 bad data or failed work, 2 wrong usage. */
#ifndef CLI_H
#define CLI_H
#include <getopt.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "clipfeed/status.h"
#include "clipfeed/types.h"

int command_doctor(int argc, char **argv);
int command_probe(int argc, char **argv);
int command_frames(int argc, char **argv);
int command_ingest(int argc, char **argv);
int command_stats(int argc, char **argv);
int command_get(int argc, char **argv);
int command_verify(int argc, char **argv);
int command_load(int argc, char **argv);
int command_plan(int argc, char **argv);
int command_replay(int argc, char **argv);
int command_rewrite(int argc, char **argv);
int command_transcode(int argc, char **argv);
int command_index_captions(int argc, char **argv);
int command_caption_stats(int argc, char **argv);
int command_rewrite_eval(int argc, char **argv);

extern int verbosity; /* -1 with -q: errors only; 1 with -v: what was in effect, too */

/* What every command's --help ends with. */
#define COMMON_HELP                                                                                                    \
    "  -q               nothing on standard error but errors: no progress, no note on items left out\n"                \
    "  -v               say more on standard error: what was in effect, time and memory taken\n"                       \
    "  --help, -h       this\n"

/* getopt_long's next option; -q and -v are taken here. OPTION_WRONG: it was reported, and the exit status is 2. */
enum { OPTION_END = -1, OPTION_WRONG = '?', OPTION_HELP = 'h' };
int next_option(int argc, char **argv, const struct option *options, int *index);

int usage_error(const char *command, const char *format, ...) CF_PRINTF(2, 3);
int work_error(const struct cf_error *err);

/* One bar at a time, on standard error and only when that is a terminal; not with -q. total 0: not known. */
void progress_begin(const char *what, uint64_t total);
void progress_show(uint64_t done, const char *note);
void progress_end(void);
/* A line on standard error, above the bar. Not with -q. */
void note(const char *format, ...) CF_PRINTF(1, 2);

bool parse_u64(const char *text, uint64_t *out);
bool parse_u32(const char *text, uint32_t *out);
bool parse_double(const char *text, double *out);
bool parse_size(const char *text, uint32_t *height, uint32_t *width); /* HxW */
bool parse_dtype(const char *text, enum cf_dtype *out);
bool write_npy(const char *path, const char *descr, const int64_t *shape, int dimensions, const void *data,
               size_t bytes);
const char *dtype_name(enum cf_dtype dtype);
const char *npy_descr(enum cf_dtype dtype);
int print_json(json_t *object); /* consumes it; exit status */
double seconds_now(void);       /* of a clock that only goes forward */
#endif
