/* The report's distributions, drawn: lengths beside the store's, what is kept, what words are. */
#include "eval/internal.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH = 960, HEIGHT = 760, LEFT = 60 };

static const char *const colours[] = {"#1f77b4", "#ff7f0e"}; /* the groups, in their order */
static const char store_colour[] = "#555555";

static void text_at(FILE *out, double x, double y, const char *anchor, int size, const char *text)
{
    fprintf(out, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-size=\"%d\">%s</text>\n", x, y, anchor, size,
            text);
}

static void line(FILE *out, double x1, double y1, double x2, double y2, const char *colour, const char *dash)
{
    fprintf(out, "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-dasharray=\"%s\"/>\n", x1,
            y1, x2, y2, colour, dash);
}

/* A rectangle of the page, in which a panel is drawn. */
struct box {
    double x, y, width, height;
};

struct range {
    size_t last;    /* bin drawn last */
    double highest; /* share in one bin */
};

static double total(const json_t *counts)
{
    double sum = 0;
    for (size_t i = 0; i < json_array_size(counts); i++)
        sum += json_number_value(json_array_get(counts, i));
    return sum;
}

static void stretch(struct range *range, const json_t *counts)
{
    double sum = total(counts);
    for (size_t i = 0; i < json_array_size(counts) && sum > 0; i++) {
        double share = json_number_value(json_array_get(counts, i)) / sum;
        if (share > range->highest)
            range->highest = share;
        if (share > 0 && i > range->last)
            range->last = i;
    }
}

/* Steps, one a bin; filled where it is the store's. */
static void draw_histogram(FILE *out, struct box box, struct range range, const json_t *counts, const char *colour,
                           const char *fill)
{
    double sum = total(counts), step = box.width / (double)(range.last + 1);
    if (sum <= 0)
        return;
    fprintf(out, "<path d=\"M%.1f %.1f", box.x, box.y + box.height);
    for (size_t i = 0; i <= range.last && i < json_array_size(counts); i++) {
        double share = json_number_value(json_array_get(counts, i)) / sum;
        fprintf(out, "V%.1fH%.1f", box.y + box.height * (1 - share / range.highest), box.x + step * (double)(i + 1));
    }
    fprintf(out, "V%.1f\" fill=\"%s\" fill-opacity=\"0.25\" stroke=\"%s\" stroke-width=\"1.5\"/>\n", box.y + box.height,
            fill, colour);
}

static void draw_axis(FILE *out, struct box box, struct range range, double bin)
{
    char label[32];
    double most = bin * (double)(range.last + 1), step = most > 400 ? 100 : most > 160 ? 40 : 20;
    line(out, box.x, box.y + box.height, box.x + box.width, box.y + box.height, "#000", "none");
    for (double at = 0; at <= most; at += step) {
        double x = box.x + box.width * at / most;
        line(out, x, box.y + box.height, x, box.y + box.height + 4, "#000", "none");
        snprintf(label, sizeof label, "%.0f", at);
        text_at(out, x, box.y + box.height + 17, "middle", 11, label);
    }
    for (int k = 0; k <= 2; k++) {
        double share = range.highest * k / 2;
        snprintf(label, sizeof label, "%.0f %%", share * 100);
        text_at(out, box.x - 6, box.y + box.height * (1 - k / 2.0) + 4, "end", 11, label);
    }
}

static void draw_lengths(FILE *out, const json_t *report, struct box box)
{
    char title[160];
    const char *name;
    json_t *group, *groups = json_object_get(report, "groups");
    const json_t *first = json_object_get(json_object_get(groups, "all"), "length");
    const json_t *store = json_object_get(first, "store_histogram");
    double bin = json_number_value(json_object_get(first, "bin"));
    struct range range = {0};
    stretch(&range, store);
    json_object_foreach(groups, name, group)
        stretch(&range, json_object_get(json_object_get(group, "length"), "histogram"));
    if (range.highest <= 0)
        return;
    const char *unit = json_string_value(json_object_get(report, "unit"));
    snprintf(title, sizeof title, "Length in %s: share of texts per %.0f %s", unit, bin, unit);
    text_at(out, box.x, box.y - 14, "start", 14, title);
    draw_histogram(out, box, range, store, store_colour, store_colour);
    size_t i = 0;
    json_object_foreach(groups, name, group) draw_histogram(
        out, box, range, json_object_get(json_object_get(group, "length"), "histogram"), colours[i++ % 2], "none");
    draw_axis(out, box, range, bin);
    double cap = json_number_value(json_object_get(report, "cap")), most = bin * (double)(range.last + 1);
    if (cap < most && strcmp(unit, "tokens") == 0) {
        double x = box.x + box.width * cap / most;
        line(out, x, box.y, x, box.y + box.height, "#d62728", "5 3");
        text_at(out, x - 5, box.y + 12, "end", 11, "cap");
    }
}

/* One bar and its figure in per cent; nothing but a dash where there is no figure. */
static void draw_bar(FILE *out, double x, double y, double width, const json_t *share, const char *colour)
{
    char label[32] = "-";
    double value = json_number_value(share);
    if (json_is_number(share)) {
        fprintf(out, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"8\" fill=\"%s\"/>\n", x, y, width * value,
                colour);
        snprintf(label, sizeof label, "%.1f", value * 100);
    }
    text_at(out, x + width * value + 4, y + 8, "start", 10, label);
}

/* One row of bars a kind: each group's, then the store's. path: "retention" (whose kinds hold a share) or "lexical". */
static void draw_bars(FILE *out, const json_t *report, struct box box, const char *title, const char *path,
                      double scale)
{
    const char *kind, *name;
    json_t *value, *group, *groups = json_object_get(report, "groups");
    const json_t *store = json_object_get(json_object_get(report, "store"), path);
    double y = box.y;
    size_t bars = json_object_size(groups) + (store != NULL);
    text_at(out, box.x, box.y - 14, "start", 14, title);
    json_object_foreach(json_object_get(json_object_get(groups, "all"), path), kind, value)
    {
        size_t i = 0;
        text_at(out, box.x + 72, y + (double)(bars * 5) + 3, "end", 11, kind);
        json_object_foreach(groups, name, group)
        {
            const json_t *figure = json_object_get(json_object_get(group, path), kind);
            if (json_is_object(figure))
                figure = json_object_get(figure, "share");
            draw_bar(out, box.x + 80, y, (box.width - 120) * scale, figure, colours[i++ % 2]);
            y += 10;
        }
        if (store) {
            draw_bar(out, box.x + 80, y, (box.width - 120) * scale, json_object_get(store, kind), store_colour);
            y += 10;
        }
        y += 8;
    }
}

static void draw_legend(FILE *out, const json_t *report)
{
    char label[96];
    const char *name;
    json_t *group;
    double x = LEFT;
    size_t i = 0;
    json_object_foreach(json_object_get(report, "groups"), name, group)
    {
        fprintf(out, "<rect x=\"%.1f\" y=\"18\" width=\"14\" height=\"14\" fill=\"%s\"/>\n", x, colours[i++ % 2]);
        snprintf(label, sizeof label, "%s: %lld rewrites", name,
                 (long long)json_integer_value(json_object_get(group, "rewrites")));
        text_at(out, x + 20, 30, "start", 13, label);
        x += 220;
    }
    const json_t *store = json_object_get(report, "store");
    if (store) {
        fprintf(out, "<rect x=\"%.1f\" y=\"18\" width=\"14\" height=\"14\" fill=\"%s\"/>\n", x, store_colour);
        snprintf(label, sizeof label, "store: %lld captions",
                 (long long)json_integer_value(json_object_get(store, "captions")));
        text_at(out, x + 20, 30, "start", 13, label);
    }
}

char *cf_eval_svg(const json_t *report)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (!out)
        return NULL;
    fprintf(out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" "
            "font-family=\"sans-serif\">\n<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>\n",
            WIDTH, HEIGHT, WIDTH, HEIGHT);
    draw_legend(out, report);
    draw_lengths(out, report, (struct box){LEFT, 80, WIDTH - 2 * LEFT, 200});
    draw_bars(out, report, (struct box){LEFT - 20, 370, 440, 360}, "Kept of what prompts ask for, %", "retention", 1);
    draw_bars(out, report, (struct box){LEFT + 460, 370, 420, 360}, "Words by class, %", "lexical", 2);
    fputs("</svg>\n", out);
    if (fclose(out)) {
        free(text);
        return NULL;
    }
    return text;
}
