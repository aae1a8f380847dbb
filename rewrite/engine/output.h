/* A batch's results on their way out: whole lines in the input's order, gone on with where an earlier run ended. */
#ifndef CF_ENGINE_OUTPUT_H
#define CF_ENGINE_OUTPUT_H
#include <stdio.h>

#include "clipfeed/rewrite.h"
#include "engine/lines.h"

struct cf_output {
    FILE *file;
    const char *path;
    uint64_t kept; /* lines of an earlier run */
};

/* path: NULL or "-" is standard output. Lines that are there already are compared with the items of the input, which
 * are read in doing so, and counted in the report; what follows the last whole line is cut off. CF_EMISMATCH (a line is
 * of another item, or no result), CF_EDUPLICATE (another process writes it), CF_EINVAL (it is the input), CF_EIO,
 * CF_ENOMEM. */
int cf_output_open(struct cf_output *output, const char *path, int restart, struct cf_lines *input,
                   struct cf_rewrite_report *report, struct cf_error *err);
/* One line, handed to the system as one. Takes and frees the text. CF_EIO. */
int cf_output_line(struct cf_output *output, char *text, struct cf_error *err);
int cf_output_close(struct cf_output *output, struct cf_error *err);
#endif
