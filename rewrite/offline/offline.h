/* A dense caption made without a model: the prompt word for word, then what a camera operator would add to it (framing,
 * lens, movement, light, surroundings, pace), phrased from a grammar of this room's own and from short fragments of the
 * nearest captions. It brings in no object, person, animal, place, count, colour or action, and says nothing that the
 * prompt denies. How it is made: README.md. */
#ifndef CF_OFFLINE_OFFLINE_H
#define CF_OFFLINE_OFFLINE_H
#include "clipfeed/status.h"
#include <stddef.h>
#include <stdint.h>

struct cf_language; /* language/language.h */

struct cf_offline_params {              /* zero is the default */
    const struct cf_language *language; /* needed */
    const char *prompt;                 /* any bytes; may hold several sentences */
    size_t size;
    uint64_t seed;
    const char *output_language; /* NULL: "en". Only English is made: for any other the prompt comes back */
    uint32_t target_tokens;      /* the length aimed at; 0: 130 */
    uint32_t max_tokens;         /* never exceeded; 0: 300 */
    /* How many tokens the text encoder sees, its end token included; negative: it failed. NULL: 4 for 3 words. */
    int64_t (*count_tokens)(void *opaque, const char *text, size_t size);
    void *opaque;
    /* Of the nearest captions, nearest first: their fragments are used where they suit. May be none. */
    const char *const *captions;
    size_t caption_count;
};

enum cf_offline_outcome {
    CF_OFFLINE_MADE = 1, /* text is the prompt, completed */
    CF_OFFLINE_PROMPT,   /* text is the prompt alone, trimmed: reason says why nothing was added */
};

struct cf_offline_result {
    enum cf_offline_outcome outcome;
    char *text; /* UTF-8, NUL-terminated, one line; freed by cf_offline_free */
    size_t size;
    uint32_t tokens;
    char reason[160]; /* "" where made; else "the prompt is in zh, not in en", "the prompt alone has 300 tokens ..." */
};

/* Equal params give the same text, on any machine. Thread-safe. A prompt that is not in English, or that leaves no room
 * under max_tokens, comes back as CF_OFFLINE_PROMPT. CF_EINVAL (no word in the prompt), CF_ENOMEM, CF_EIO (tokens could
 * not be counted). */
int cf_offline_make(const struct cf_offline_params *params, struct cf_offline_result *out, struct cf_error *err);
void cf_offline_free(struct cf_offline_result *result); /* leaves it empty */
#endif
