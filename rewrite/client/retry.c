#include "client/retry.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>

enum { PAUSE_LIMIT_MS = 8000 };
#define DAY_S 86400

bool cf_retry_status(long http_status)
{
    if (http_status == 408 || http_status == 425 || http_status == 429)
        return true;
    return http_status >= 500 && http_status < 600 && http_status != 501 && http_status != 505;
}

uint32_t cf_retry_pause_ms(uint32_t pause_ms, uint32_t n, uint64_t draw)
{
    uint64_t pause = pause_ms;
    for (uint32_t i = 0; i < n && pause < PAUSE_LIMIT_MS; i++)
        pause *= 2;
    pause = pause < PAUSE_LIMIT_MS ? pause : PAUSE_LIMIT_MS;
    return (uint32_t)(pause - draw % (pause / 2 + 1));
}

int64_t cf_retry_after_ms(const char *value, size_t size, time_t now)
{
    char text[64];
    while (size && (*value == ' ' || *value == '\t'))
        value++, size--;
    while (size && strchr(" \t\r\n", value[size - 1]))
        size--;
    if (!size || size >= sizeof text)
        return -1;
    memcpy(text, value, size);
    text[size] = 0;
    int64_t seconds;
    if (strspn(text, "0123456789") == size) {
        seconds = size > 6 ? DAY_S : strtol(text, NULL, 10);
    } else {
        time_t at = curl_getdate(text, NULL);
        if (at < 0)
            return -1;
        seconds = at > now ? (int64_t)(at - now) : 0;
    }
    return (seconds < DAY_S ? seconds : DAY_S) * 1000;
}
