#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

int cf_fail(struct cf_error *err, enum cf_status status, const char *format, ...)
{
    if (err) {
        va_list args;
        va_start(args, format);
        err->status = status;
        vsnprintf(err->message, sizeof err->message, format, args);
        va_end(args);
        for (char *c = err->message; *c; c++) /* file names may hold line breaks, messages may not */
            if ((unsigned char)*c < 0x20 || *c == 0x7f)
                *c = '?';
    }
    return status;
}

const char *cf_status_name(int status)
{
    static const char *const names[] = {
        "ok",       "invalid",   "no-memory", "io",        "missing",    "not-a-file", "format",    "unsupported",
        "changed",  "corrupt",   "truncated", "decode",    "window",     "not-found",  "duplicate", "budget",
        "deadline", "exhausted", "end",       "cancelled", "ineligible", "mismatch",   "device",
        "forked",
    };
    int i = -status;
    return i >= 0 && i < (int)(sizeof names / sizeof *names) ? names[i] : "unknown";
}
