/* libcld2 behind C: nothing thrown leaves it. For identify.c only. */
#ifndef CF_LANGUAGE_CLD2_SHIM_H
#define CF_LANGUAGE_CLD2_SHIM_H
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

struct cf_cld2 {
    char code[8]; /* "en", "zh-Hant"; "" where it cannot tell */
    int percent;  /* of the text's letters in it */
    int reliable;
};
/* text: valid UTF-8. Thread-safe. */
void cf_cld2_detect(const char *text, size_t size, struct cf_cld2 *out);

#ifdef __cplusplus
}
#endif
#endif
