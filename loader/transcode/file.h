/* One distinct file: coded until it is good enough, weighed against the original, published. */
#ifndef CF_TRANSCODE_FILE_H
#define CF_TRANSCODE_FILE_H
#include "transcode/encoder.h"
#include "transcode/result.h"

struct cf_store;

struct cf_settings {
    const struct cf_store *store;
    const char *media_root, *folder;
    const struct cf_encoder_kind *encoder;
    uint32_t short_side, gop;
    int quality;
    double ssim;
};

/* path: as a record has it. Settles the result and leaves it in the folder. 1: another process is at work on it (only
 * where wait is 0). A source that fails is a result; a folder that fails is a code: CF_EIO, CF_ENOMEM. */
int cf_file_run(const struct cf_settings *settings, const uint8_t from[24], const char *path, int wait,
                struct cf_result *result, struct cf_error *err);
#endif
