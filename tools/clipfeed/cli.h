/* What the commands share. Each takes its own argc/argv (argv[0] is the command) and returns the exit status:
 * 0 done, 1 bad data or failed work, 2 wrong usage. */
#ifndef CLI_H
#define CLI_H
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

extern int verbosity; /* -1 with -q, 0, 1 with -v */

/* Options of a command: getopt_long's, read in the order they come. */
int usage_error(const char *command, const char *format, ...) CF_PRINTF(2, 3);
int work_error(const struct cf_error *err);
bool parse_u64(const char *text, uint64_t *out);
bool parse_u32(const char *text, uint32_t *out);
bool parse_double(const char *text, double *out);
bool parse_size(const char *text, uint32_t *height, uint32_t *width); /* HxW */
bool parse_dtype(const char *text, enum cf_dtype *out);
bool write_npy(const char *path, const char *descr, const int64_t *shape, int dimensions, const void *data,
               size_t bytes);
const char *npy_descr(enum cf_dtype dtype);
int print_json(json_t *object); /* consumes it; exit status */
#endif
