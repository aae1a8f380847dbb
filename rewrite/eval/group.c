/* Figures over a group of rewrites, as JSON. */
#include "eval/internal.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

json_t *cf_eval_number(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
}

json_t *cf_eval_summary(const double *sorted, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += sorted[i];
    return json_pack("{s:o, s:o, s:o, s:o}", "mean", cf_eval_number(count ? sum / (double)count : NAN), "p5",
                     cf_eval_number(cf_eval_quantile(sorted, count, 0.05)), "p50",
                     cf_eval_number(cf_eval_quantile(sorted, count, 0.5)), "p95",
                     cf_eval_number(cf_eval_quantile(sorted, count, 0.95)));
}

json_t *cf_eval_style_json(const struct cf_style_meter *meter)
{
    struct cf_style *style = NULL;
    if (cf_style_create(&style, meter, NULL))
        return NULL;
    json_t *json = json_pack("{s:{s:f, s:f, s:f, s:f}, s:f, s:f, s:f, s:f}", "lexical", "noun", style->noun,
                             "adjective", style->adjective, "verb", style->verb, "adverb", style->adverb, "sentences",
                             style->sentences, "mattr50", style->mattr50, "opener_entropy", style->opener_entropy,
                             "opener_entropy_most", style->opener_entropy_most);
    cf_style_destroy(&style);
    return json;
}

static double share(uint64_t part, uint64_t whole)
{
    return whole ? (double)part / (double)whole : NAN;
}

static bool is_requirement(int check)
{
    return check <= CF_CHECK_SIDE || (check >= CF_CHECK_CAMERA && check <= CF_CHECK_ACTION);
}

static json_t *retention(const struct group *group, const struct measure *measures)
{
    json_t *kinds = json_object();
    for (int check = 0; check < CF_CHECK_COUNT_OF_KINDS; check++) {
        uint64_t asked = 0, kept = 0;
        for (size_t i = 0; i < group->count; i++) {
            asked += measures[group->members[i]].asked[check];
            kept += measures[group->members[i]].kept[check];
        }
        if (is_requirement(check))
            json_object_set_new(kinds, cf_check_name((enum cf_check)check),
                                json_pack("{s:I, s:I, s:o}", "asked", (json_int_t)asked, "kept", (json_int_t)kept,
                                          "share", cf_eval_number(share(kept, asked))));
    }
    return kinds;
}

static json_t *failures(const struct group *group, const struct measure *measures)
{
    json_t *kinds = json_object();
    for (int check = 0; check < CF_CHECK_COUNT_OF_KINDS; check++) {
        uint64_t failed = 0;
        for (size_t i = 0; i < group->count; i++)
            failed += measures[group->members[i]].failed >> check & 1;
        json_object_set_new(kinds, cf_check_name((enum cf_check)check), cf_eval_number(share(failed, group->count)));
    }
    return kinds;
}

static void put_shares(json_t *json, const struct group *group, const struct measure *measures)
{
    uint64_t accepted = 0, over = 0, wrong = 0, leaks = 0, copies = 0;
    for (size_t i = 0; i < group->count; i++) {
        const struct measure *m = &measures[group->members[i]];
        accepted += !m->hard;
        over += m->over_cap;
        wrong += m->wrong_language;
        leaks += m->leaks;
        copies += m->copies;
    }
    json_object_set_new(json, "passes_hard_checks", cf_eval_number(share(accepted, group->count)));
    json_object_set_new(json, "over_cap", cf_eval_number(share(over, group->count)));
    json_object_set_new(json, "wrong_language", cf_eval_number(share(wrong, group->count)));
    json_object_set_new(json, "leak", cf_eval_number(share(leaks, group->count)));
    json_object_set_new(json, "copied", cf_eval_number(share(copies, group->count)));
}

/* Counts of lengths in bins of `bin`, the last one open. */
static json_t *histogram(const double *lengths, size_t count, double bin, size_t bins)
{
    json_t *counts = json_array();
    for (size_t b = 0; b < bins; b++) {
        uint64_t in = 0;
        for (size_t i = 0; i < count; i++) {
            size_t at = (size_t)(lengths[i] / bin);
            in += (at < bins ? at : bins - 1) == b;
        }
        json_array_append_new(counts, json_integer((json_int_t)in));
    }
    return counts;
}

enum { BINS = 60 };
static const double bin_width = 8;

static bool put_lengths(json_t *json, const struct group *group, const struct measure *measures,
                        const struct captions *captions)
{
    double *lengths = malloc((group->count + 1) * sizeof *lengths);
    if (!lengths)
        return false;
    for (size_t i = 0; i < group->count; i++)
        lengths[i] = measures[group->members[i]].length;
    struct cf_eval_distance distance = cf_eval_distance(lengths, group->count, captions->lengths, captions->count);
    json_t *summary = cf_eval_summary(lengths, group->count);
    json_object_set_new(summary, "ks", cf_eval_number(distance.ks));
    json_object_set_new(summary, "w1", cf_eval_number(distance.w1));
    json_object_set_new(summary, "bin", json_real(bin_width));
    json_object_set_new(summary, "histogram", histogram(lengths, group->count, bin_width, BINS));
    if (captions->count)
        json_object_set_new(summary, "store_histogram", histogram(captions->lengths, captions->count, bin_width, BINS));
    json_object_set_new(json, "length", summary);
    free(lengths);
    return true;
}

static bool put_words(json_t *json, const struct group *group, const struct items *items, const struct tools *tools,
                      const struct captions *captions, struct cf_eval_words *words)
{
    struct cf_eval_corpus corpus;
    struct cf_style_meter *meter = NULL;
    cf_eval_corpus_init(&corpus, words);
    bool done = !cf_style_meter_create(&meter, NULL);
    for (size_t i = 0; i < group->count && done; i++) {
        const struct item *item = &items->list[group->members[i]];
        struct cf_analysis *analysis = NULL;
        done = !cf_eval_corpus_add(&corpus, item->rewrite, item->rewrite_size) &&
               !cf_analysis_create(&analysis, tools->language, item->rewrite, item->rewrite_size, NULL) &&
               !cf_style_meter_add(meter, analysis, NULL);
        cf_analysis_destroy(&analysis);
    }
    json_t *style = done ? cf_eval_style_json(meter) : NULL;
    done = done && style && json_object_update(json, style) == 0;
    json_decref(style);
    static const char *const distinct[] = {"distinct1", "distinct2"}, *const jsd[] = {"jsd1", "jsd2"},
                             *const floors[] = {"jsd1_floor", "jsd2_floor"};
    for (int n = 1; n <= 2 && done; n++) {
        json_object_set_new(json, distinct[n - 1], cf_eval_number(cf_eval_distinct(&corpus, n)));
        if (captions->count) {
            struct cf_eval_jsd found = cf_eval_jsd(&corpus, &captions->corpus, n, tools->params.seed);
            json_object_set_new(json, jsd[n - 1], cf_eval_number(found.jsd));
            json_object_set_new(json, floors[n - 1], cf_eval_number(found.floor));
        }
    }
    cf_style_meter_destroy(&meter);
    cf_eval_corpus_free(&corpus);
    return done;
}

json_t *cf_eval_group_json(const struct group *group, const struct items *items, const struct measure *measures,
                           const struct tools *tools, const struct captions *captions, struct cf_eval_words *words)
{
    json_t *json = json_object();
    if (!json)
        return NULL;
    json_object_set_new(json, "rewrites", json_integer((json_int_t)group->count));
    json_object_set_new(json, "retention", retention(group, measures));
    json_object_set_new(json, "failed", failures(group, measures));
    put_shares(json, group, measures);
    if (!put_lengths(json, group, measures, captions) || !put_words(json, group, items, tools, captions, words)) {
        json_decref(json);
        return NULL;
    }
    return json;
}
