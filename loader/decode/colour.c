#include "decode/colour.h"

#include <string.h>

enum cf_matrix cf_colour_matrix(int matrix_coefficients)
{
    switch (matrix_coefficients) {
    case 1: return CF_MATRIX_BT709;
    case 4: return CF_MATRIX_FCC;
    case 7: return CF_MATRIX_SMPTE240M;
    case 9:
    case 10: return CF_MATRIX_BT2020;
    default: return CF_MATRIX_BT601;
    }
}

struct cf_picture cf_colour_picture(const struct cf_table *table)
{
    enum { FULL = 2 }; /* AVCOL_RANGE_JPEG */
    return (struct cf_picture){.width = table->width,
                               .height = table->height,
                               .shift_x = table->shift_x,
                               .shift_y = table->shift_y,
                               .depth = table->depth,
                               .matrix = cf_colour_matrix(table->color_space),
                               .full_range = table->color_range == FULL || !strncmp(table->pixel_format, "yuvj", 4),
                               .rotation = table->rotation};
}
