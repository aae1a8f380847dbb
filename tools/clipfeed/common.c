#include "cli.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

int verbosity;

double seconds_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

int next_option(int argc, char **argv, const struct option *options, int *index)
{
    opterr = 0;
    int c;
    while ((c = getopt_long(argc, argv, ":hqv", options, index)) == 'q' || c == 'v')
        verbosity = c == 'q' ? -1 : 1;
    if (c != ':' && c != OPTION_WRONG)
        return c;
    const char *word = argv[optind - 1];
    if (c == ':')
        usage_error(argv[0], "%s: expected a value after it", word);
    else if (optopt && !strncmp(word, "--", 2) && strchr(word, '='))
        usage_error(argv[0], "%s: expected no value", word);
    else if (optopt)
        usage_error(argv[0], "-%c: no such option", optopt);
    else
        usage_error(argv[0], "%s: no such option", word);
    return OPTION_WRONG;
}

int usage_error(const char *command, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    progress_end();
    fprintf(stderr, "clipfeed %s: ", command);
    vfprintf(stderr, format, args);
    fprintf(stderr, "\ntry: clipfeed %s --help\n", command);
    va_end(args);
    return 2;
}

int work_error(const struct cf_error *err)
{
    progress_end();
    fprintf(stderr, "clipfeed: %s (%s)\n", err->message, cf_status_name(err->status));
    return err->status == CF_EINVAL ? 2 : 1;
}

bool parse_u64(const char *text, uint64_t *out)
{
    char *end;
    errno = 0;
    unsigned long long value = strtoull(text, &end, 10);
    if (errno || end == text || *end || text[0] == '-')
        return false;
    *out = value;
    return true;
}

bool parse_u32(const char *text, uint32_t *out)
{
    uint64_t value;
    if (!parse_u64(text, &value) || value > UINT32_MAX)
        return false;
    *out = (uint32_t)value;
    return true;
}

bool parse_double(const char *text, double *out)
{
    char *end;
    errno = 0;
    double value = strtod(text, &end);
    if (errno || end == text || *end)
        return false;
    *out = value;
    return true;
}

bool parse_size(const char *text, uint32_t *height, uint32_t *width)
{
    char *end;
    unsigned long h = strtoul(text, &end, 10);
    if (end == text || *end != 'x')
        return false;
    const char *second = end + 1;
    unsigned long w = strtoul(second, &end, 10);
    if (end == second || *end || !h || !w || h > 16384 || w > 16384)
        return false;
    *height = (uint32_t)h;
    *width = (uint32_t)w;
    return true;
}

const char *dtype_name(enum cf_dtype dtype)
{
    static const char *const names[] = {"", "u8", "f16", "bf16", "f32"};
    return names[dtype];
}

bool parse_dtype(const char *text, enum cf_dtype *out)
{
    for (int i = CF_DTYPE_U8; i <= CF_DTYPE_F32; i++)
        if (!strcmp(text, dtype_name((enum cf_dtype)i))) {
            *out = (enum cf_dtype)i;
            return true;
        }
    return false;
}

const char *npy_descr(enum cf_dtype dtype)
{
    static const char *const descriptions[] = {"", "|u1", "<f2", "<u2", "<f4"};
    return descriptions[dtype];
}

/* NumPy's format, version 1.0. */
bool write_npy(const char *path, const char *descr, const int64_t *shape, int dimensions, const void *data,
               size_t bytes)
{
    char text[256], header[320];
    int n = snprintf(text, sizeof text, "{'descr': '%s', 'fortran_order': False, 'shape': (", descr);
    for (int i = 0; i < dimensions; i++)
        n += snprintf(text + n, sizeof text - (size_t)n, "%lld,", (long long)shape[i]);
    n += snprintf(text + n, sizeof text - (size_t)n, "), }");
    int padded = (10 + n + 1 + 63) / 64 * 64 - 10;
    memcpy(header, "\x93NUMPY\x01\x00", 8);
    header[8] = (char)(padded & 255);
    header[9] = (char)(padded >> 8);
    memset(header + 10, ' ', (size_t)padded);
    memcpy(header + 10, text, (size_t)n);
    header[10 + padded - 1] = '\n';
    FILE *f = fopen(path, "wbe");
    if (!f) {
        fprintf(stderr, "clipfeed: '%s' cannot be written: %s\n", path, strerror(errno));
        return false;
    }
    bool ok = fwrite(header, 1, (size_t)padded + 10, f) == (size_t)padded + 10 && fwrite(data, 1, bytes, f) == bytes;
    ok = fclose(f) == 0 && ok;
    if (!ok) {
        fprintf(stderr, "clipfeed: '%s' cannot be written: %s\n", path, strerror(errno));
        unlink(path); /* half an array is worse than none */
    }
    return ok;
}

int print_json(json_t *object)
{
    bool ok = object && json_dumpf(object, stdout, JSON_COMPACT | JSON_REAL_PRECISION(17)) == 0 && putchar('\n') > 0;
    json_decref(object);
    return ok ? 0 : 1; /* main says why the output failed */
}
