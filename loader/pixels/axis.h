/* One source axis of a scaler: for each output sample the source samples that make it and their weights. */
#ifndef CF_PIXELS_AXIS_H
#define CF_PIXELS_AXIS_H
#include "clipfeed/types.h"

/* How one displayed axis is sampled. README.md has the formulas. */
struct cf_sampling {
    enum cf_resize rule;
    int source;    /* samples along the whole source axis */
    int input;     /* samples that the filter sees: the crop with OPEN_SORA_PLAN, else all of them */
    int input_at;  /* the first of them, in displayed order */
    int output;    /* samples delivered */
    int output_at; /* the cover-resizes: the first of them on the resized axis */
    int identity;  /* 1: output sample i is input sample i */
    int mirrored;  /* 1: displayed order runs against the stored one */
    int reversed;  /* 1: the output's order runs against the displayed one */
    float scale;   /* source samples per output sample */
};

/* Entries run in the order of the output, so that `first` only rises or only falls; taps run in stored order.
 * Every entry has `stride` taps inside the source: those beyond its own, at either end, have weight 0, which changes no
 * bit of a sum of finite products, but for a sum of -0, which the conversion makes 0. */
struct cf_axis {
    int count;
    int stride;     /* taps of the entry that has most of them */
    int *first;     /* count: the stored sample under the first tap */
    int *taps;      /* count: taps after which only weights of 0 follow */
    float *weights; /* count rows of `stride` */
};

/* The stored samples [*begin, *end) under n entries from entry k. */
void cf_axis_span(const struct cf_axis *axis, int k, int n, int *begin, int *end);

/* shift folds the weights over nearest replication: stored sample i serves luma samples i<<shift and on.
 * CF_OK or CF_ENOMEM; the axis is left empty on failure. */
int cf_axis_init(struct cf_axis *axis, const struct cf_sampling *sampling, int shift);
void cf_axis_clear(struct cf_axis *axis);
#endif
