/* What this build and machine can do, line by line. */
#ifndef CLIPFEED_DOCTOR_H
#define CLIPFEED_DOCTOR_H
#include "clipfeed/status.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Calls line with (name, value) pairs; both live for the call. Names: version, libavformat, libavcodec, cpu,
 * decoder.h264 and so on (the decoder's name, or "missing"); cuda (the driver, or why there is none), cuda:0 and so on
 * (its devices), cuda kernels (of this build). Thread-safe. */
CF_API void cf_doctor(void (*line)(void *opaque, const char *name, const char *value), void *opaque);

#ifdef __cplusplus
}
#endif
#endif
