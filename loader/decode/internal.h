/* Shared by the files of this folder. */
#ifndef CF_DECODE_INTERNAL_H
#define CF_DECODE_INTERNAL_H
#include "base/buffer.h"
#include "decode/picture.h"
#include "media/table.h"

struct AVFrame;

/* Describes a decoded frame; layouts that are not planar are unpacked into scratch. CF_EUNSUPPORTED, CF_ENOMEM. */
int cf_picture_from_frame(struct cf_picture *out, struct cf_buffer *scratch, const struct AVFrame *frame,
                          const struct cf_table *table, struct cf_error *err);
#endif
