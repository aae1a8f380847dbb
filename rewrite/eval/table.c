/* The report as lines of text. */
#include "eval/internal.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct page {
    char *text;
    size_t size;
    FILE *stream;
};

static const json_t *at(const json_t *json, const char *path)
{
    char name[64];
    while (json && *path) {
        size_t size = strcspn(path, ".");
        snprintf(name, sizeof name, "%.*s", (int)size, path);
        json = json_object_get(json, name);
        path += size + (path[size] == '.');
    }
    return json;
}

static void cell(FILE *out, const json_t *value, const char *format, double scale)
{
    char text[32] = "-";
    if (json_is_number(value))
        snprintf(text, sizeof text, format, json_number_value(value) * scale);
    fprintf(out, "  %12s", text);
}

/* One line: a label, then the figure at `path` of each group, and the store's at `store_path`. */
static void row(FILE *out, const json_t *report, const char *label, const char *path, const char *store_path,
                const char *format, double scale)
{
    const char *name;
    json_t *group;
    fprintf(out, "%-34s", label);
    json_object_foreach((json_t *)at(report, "groups"), name, group) cell(out, at(group, path), format, scale);
    if (at(report, "store"))
        cell(out, store_path ? at(at(report, "store"), store_path) : NULL, format, scale);
    fputc('\n', out);
}

static void head(FILE *out, const json_t *report, const char *title)
{
    const char *name;
    json_t *group;
    fprintf(out, "\n%-34s", title);
    json_object_foreach((json_t *)at(report, "groups"), name, group) fprintf(out, "  %12s", name);
    fprintf(out, at(report, "store") ? "  %12s\n" : "\n", "store");
}

static void put_retention(FILE *out, const json_t *report)
{
    const char *kind;
    json_t *value;
    head(out, report, "kept of what prompts ask for, %");
    json_object_foreach((json_t *)at(report, "groups.all.retention"), kind, value)
    {
        char label[64], path[64];
        snprintf(label, sizeof label, "%s (%lld asked)", kind, (long long)json_integer_value(at(value, "asked")));
        snprintf(path, sizeof path, "retention.%s.share", kind);
        row(out, report, label, path, NULL, "%.2f", 100);
    }
}

static void put_failures(FILE *out, const json_t *report)
{
    static const char *const kinds[] = {"leak",    "echo",       "contradiction", "list", "preach",
                                        "refusal", "repetition", "injection",     "meta"};
    head(out, report, "rewrites that fail a check, %");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        char path[64];
        snprintf(path, sizeof path, i ? "failed.%s" : "%s", kinds[i]);
        row(out, report, kinds[i], path, NULL, "%.2f", 100);
    }
    row(out, report, "8 words in a row of any caption", "copied", NULL, "%.2f", 100);
    row(out, report, "wrong language", "wrong_language", NULL, "%.2f", 100);
    row(out, report, "over the cap", "over_cap", NULL, "%.2f", 100);
    row(out, report, "passes every hard check", "passes_hard_checks", NULL, "%.2f", 100);
}

static void put_language(FILE *out, const json_t *report)
{
    char title[64];
    snprintf(title, sizeof title, "length in %s", json_string_value(at(report, "unit")));
    head(out, report, title);
    row(out, report, "mean", "length.mean", "length.mean", "%.1f", 1);
    row(out, report, "5th percentile", "length.p5", "length.p5", "%.0f", 1);
    row(out, report, "median", "length.p50", "length.p50", "%.0f", 1);
    row(out, report, "95th percentile", "length.p95", "length.p95", "%.0f", 1);
    row(out, report, "KS distance to the store", "length.ks", NULL, "%.3f", 1);
    row(out, report, "W1 distance to the store", "length.w1", NULL, "%.1f", 1);
    head(out, report, "language");
    row(out, report, "nouns, % of words", "lexical.noun", "lexical.noun", "%.1f", 100);
    row(out, report, "adjectives, %", "lexical.adjective", "lexical.adjective", "%.1f", 100);
    row(out, report, "verbs, %", "lexical.verb", "lexical.verb", "%.1f", 100);
    row(out, report, "adverbs, %", "lexical.adverb", "lexical.adverb", "%.1f", 100);
    row(out, report, "sentences", "sentences", "sentences", "%.1f", 1);
    row(out, report, "MATTR-50", "mattr50", "mattr50", "%.3f", 1);
    row(out, report, "distinct words / words", "distinct1", NULL, "%.4f", 1);
    row(out, report, "distinct pairs / pairs", "distinct2", NULL, "%.4f", 1);
    row(out, report, "opener entropy, bits", "opener_entropy", "opener_entropy", "%.2f", 1);
    row(out, report, "  of at most", "opener_entropy_most", "opener_entropy_most", "%.2f", 1);
    row(out, report, "JSD of words to the store, bits", "jsd1", NULL, "%.4f", 1);
    row(out, report, "  noise floor", "jsd1_floor", NULL, "%.4f", 1);
    row(out, report, "JSD of word pairs, bits", "jsd2", NULL, "%.4f", 1);
    row(out, report, "  noise floor", "jsd2_floor", NULL, "%.4f", 1);
}

char *cf_eval_table(const json_t *report)
{
    struct page page = {0};
    const char *status;
    json_t *value;
    page.stream = open_memstream(&page.text, &page.size);
    if (!page.stream)
        return NULL;
    fprintf(page.stream, "%lld rewrites, %lld prompts without one\n",
            (long long)json_integer_value(at(report, "rewrites")),
            (long long)json_integer_value(at(report, "without_text")));
    json_object_foreach((json_t *)at(report, "status"), status, value)
        fprintf(page.stream, "%-34s  %12lld  %11.1f%%\n", status, (long long)json_integer_value(at(value, "count")),
                100 * json_number_value(at(value, "share")));
    put_retention(page.stream, report);
    put_failures(page.stream, report);
    put_language(page.stream, report);
    if (at(report, "groups.all.embedding")) {
        head(page.stream, report, "embeddings");
        row(page.stream, report, "cosine of prompt and rewrite", "embedding.cosine", NULL, "%.3f", 1);
        row(page.stream, report, "distance to 5 nearest captions", "embedding.knn", NULL, "%.3f", 1);
        row(page.stream, report, "  of captions themselves", "embedding.knn_floor", NULL, "%.3f", 1);
    }
    if (fclose(page.stream)) {
        free(page.text);
        return NULL;
    }
    return page.text;
}
