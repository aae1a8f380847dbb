/* Distances of two samples of numbers. */
#include "eval/eval.h"
#include <math.h>
#include <stdlib.h>

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

struct cf_eval_distance cf_eval_distance(double *a, size_t a_count, double *b, size_t b_count)
{
    struct cf_eval_distance distance = {0, 0};
    if (!a_count || !b_count)
        return (struct cf_eval_distance){NAN, NAN};
    qsort(a, a_count, sizeof *a, ascending);
    qsort(b, b_count, sizeof *b, ascending);
    /* Both distribution functions are steps: between two neighbouring numbers of either their difference is constant.
     */
    double last = fmin(a[0], b[0]), difference = 0;
    for (size_t i = 0, j = 0; i < a_count || j < b_count;) {
        double x = j == b_count || (i < a_count && a[i] <= b[j]) ? a[i] : b[j];
        distance.w1 += fabs(difference) * (x - last);
        while (i < a_count && a[i] == x)
            i++;
        while (j < b_count && b[j] == x)
            j++;
        difference = (double)i / (double)a_count - (double)j / (double)b_count;
        distance.ks = fmax(distance.ks, fabs(difference));
        last = x;
    }
    return distance;
}

double cf_eval_quantile(const double *sorted, size_t count, double q)
{
    if (!count)
        return NAN;
    double at = q * (double)(count - 1);
    size_t low = (size_t)at;
    if (low + 1 >= count)
        return sorted[count - 1];
    return sorted[low] + (at - (double)low) * (sorted[low + 1] - sorted[low]);
}
