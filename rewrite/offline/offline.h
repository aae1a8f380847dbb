/* A dense caption made without a model: the prompt word for word, then what a camera operator would add to it (framing,
 * lens, movement, light, air, surroundings, pace), phrased from a grammar of this room's own and from short fragments of
 * the nearest captions. It brings in no object, person, animal, place, count, colour or action, and says nothing that
 * the prompt denies. How it is made: rewrite/offline/README.md. */
#ifndef CF_REWRITE_OFFLINE_OFFLINE_H
#define CF_REWRITE_OFFLINE_OFFLINE_H
#include "clipfeed/status.h"
#include <stddef.h>
#include <stdint.h>

/* Tokens that the generator's text encoder makes of a text, its end token included. Pure; any thread may call it. */
typedef uint32_t (*cf_offline_count)(const void *opaque, const char *text, size_t size);

struct cf_offline_params {
    const char *prompt; /* UTF-8, valid, trimmed or not; may hold several sentences */
    size_t size;
    uint64_t seed;
    uint32_t target_tokens; /* the length aimed at; 0: 130 */
    uint32_t max_tokens;    /* never exceeded; 0: 300 */
    cf_offline_count count; /* NULL: 4 tokens for 3 words, rounded up, and one at the end */
    const void *count_opaque;
    /* Of the nearest captions, nearest first; their fragments are used where they suit. May be none. */
    const char *const *captions;
    size_t caption_count;
};

enum cf_offline_outcome {
    CF_OFFLINE_MADE = 1, /* text is the completed prompt */
    CF_OFFLINE_PROMPT,   /* text is the prompt, only trimmed and closed; reason says why nothing could be added */
};

struct cf_offline_result {
    enum cf_offline_outcome outcome;
    char *text; /* UTF-8, NUL-terminated, one line; freed by cf_offline_free */
    uint32_t tokens;
    char reason[160]; /* "" where made; else "the prompt is in Chinese, not in English", "the prompt alone ..." */
};

/* The same result for the same params, on any machine. Thread-safe. A prompt that is not English, or that leaves no room
 * under max_tokens, comes back as CF_OFFLINE_PROMPT. CF_EINVAL (no word in the prompt, invalid UTF-8, a NUL),
 * CF_ENOMEM. */
int cf_offline_make(const struct cf_offline_params *params, struct cf_offline_result *out, struct cf_error *err);
void cf_offline_free(struct cf_offline_result *result); /* leaves it empty */
#endif
