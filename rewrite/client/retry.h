/* When a failed request is sent again. Pure. */
#ifndef CF_CLIENT_RETRY_H
#define CF_CLIENT_RETRY_H
#include <stdbool.h>
#include <stdint.h>
#include <time.h>

/* 408, 425, 429, and the 5xx that pass (not 501, 505): the same request may succeed later. */
bool cf_retry_status(long http_status);
/* Milliseconds before retry n (from 0): pause_ms doubled n times, at most 8000, times a factor in [0.5,1] by the draw.
 */
uint32_t cf_retry_pause_ms(uint32_t pause_ms, uint32_t n, uint64_t draw);
/* Milliseconds that a Retry-After header asks for, delta-seconds or an HTTP date (RFC 9110, 10.2.3), at most a day; -1:
 * it says nothing. value: `size` bytes without the name. */
int64_t cf_retry_after_ms(const char *value, size_t size, time_t now);
#endif
