/* The progress bar. Calls come from one thread at a time. */
#include "cli.h"

#include <inttypes.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

enum { BAR = 28 };
static const double REDRAW_S = 0.1;

static struct {
    const char *what;
    uint64_t total, first; /* first: done before this run began, where the first report says so */
    double begin, drawn;
    bool open, visible, started;
} bar;

void progress_begin(const char *what, uint64_t total)
{
    bar.what = what;
    bar.total = total;
    bar.begin = seconds_now();
    bar.drawn = 0;
    bar.started = false;
    bar.visible = false;
    bar.open = verbosity >= 0 && isatty(STDERR_FILENO);
}

static void erase(void)
{
    if (bar.visible)
        fputs("\r\033[K", stderr);
    bar.visible = false;
}

static void print_left(double seconds)
{
    uint64_t s = (uint64_t)(seconds + 0.5);
    if (s >= 3600)
        fprintf(stderr, "  %" PRIu64 ":%02" PRIu64 ":%02" PRIu64 " left", s / 3600, s / 60 % 60, s % 60);
    else
        fprintf(stderr, "  %" PRIu64 ":%02" PRIu64 " left", s / 60, s % 60);
}

void progress_show(uint64_t done, const char *text)
{
    double now = seconds_now();
    if (!bar.open)
        return;
    if (!bar.started) {
        bar.started = true;
        bar.first = done ? done - 1 : 0; /* an ingest that goes on begins where it stopped */
    }
    if (now - bar.drawn < REDRAW_S && done != bar.total)
        return;
    bar.drawn = now;
    double elapsed = now - bar.begin, rate = elapsed > 0 ? (double)(done - bar.first) / elapsed : 0;
    erase();
    fprintf(stderr, "%s ", bar.what);
    if (bar.total) {
        uint64_t shown = done < bar.total ? done : bar.total;
        int filled = (int)((double)BAR * (double)shown / (double)bar.total);
        char cells[BAR + 1];
        memset(cells, '.', BAR);
        memset(cells, '#', (size_t)filled);
        cells[BAR] = 0;
        fprintf(stderr, "[%s] %3.0f %%  %" PRIu64 "/%" PRIu64, cells, 100.0 * (double)shown / (double)bar.total, done,
                bar.total);
    } else {
        fprintf(stderr, "%" PRIu64, done);
    }
    fprintf(stderr, "%s%s  %.1f/s", *text ? ", " : "", text, rate);
    if (bar.total > done && rate > 0)
        print_left((double)(bar.total - done) / rate);
    fflush(stderr);
    bar.visible = true;
}

void progress_end(void)
{
    erase();
    bar.open = false;
}

void note(const char *format, ...)
{
    if (verbosity < 0)
        return;
    va_list args;
    va_start(args, format);
    erase();
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
}
