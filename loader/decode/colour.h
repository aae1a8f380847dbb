/* Colour by ISO/IEC 23091-2 code points, as AVCodecParameters and packet tables have them. */
#ifndef CF_DECODE_COLOUR_H
#define CF_DECODE_COLOUR_H
#include "decode/picture.h"
#include "media/table.h"

/* MatrixCoefficients; unspecified and unknown ones are BT.601. */
enum cf_matrix cf_colour_matrix(int matrix_coefficients);

/* Everything of a YUV stream's pictures but planes and strides, from its table alone: unspecified range is limited. */
struct cf_picture cf_colour_picture(const struct cf_table *table);
#endif
