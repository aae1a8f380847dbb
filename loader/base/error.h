/* Filling error buffers: `return cf_fail(err, CF_EIO, "'%s': read failed: %s", path, strerror(errno));` */
#ifndef CF_BASE_ERROR_H
#define CF_BASE_ERROR_H
#include "clipfeed/status.h"

/* Stores status and message (cut at the buffer's size) where err is given; returns status. */
int cf_fail(struct cf_error *err, enum cf_status status, const char *format, ...) CF_PRINTF(3, 4);
#endif
