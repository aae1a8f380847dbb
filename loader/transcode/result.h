/* What became of one distinct file, and its place in the folder of the media. A result is a line of JSON and behind it
 * the new packet table; it is published after the media file, so whoever finds it need not do the work again. */
#ifndef CF_TRANSCODE_RESULT_H
#define CF_TRANSCODE_RESULT_H
#include "base/buffer.h"
#include "clipfeed/store.h"
#include "clipfeed/transcode.h"

struct cf_result {
    enum cf_transcode_outcome outcome;
    char made[80], encoder[16], reason[160];
    int quality, source_width, source_height, width, height, codec, proven, image;
    uint32_t frames;
    uint64_t bytes_before, bytes_after;
    double ssim, ssim_least, droppable, speed_up;
    uint8_t from[24], key[24];
};

void cf_key_hex(const uint8_t key[24], char out[49]);
/* Relative to the folder: "ab/HASH-SIZE.ext". */
void cf_result_media_name(const uint8_t from[24], const char *extension, char out[80]);

int cf_result_save(const struct cf_result *result, const struct cf_buffer *table, const char *folder,
                   struct cf_error *err);
/* CF_ENOTFOUND where there is none, or it or its media file is not whole; a failure is found too. table may be NULL. */
int cf_result_load(struct cf_result *result, struct cf_buffer *table, const char *folder, const uint8_t from[24],
                   struct cf_error *err);

/* One object, malloc'd. path: of the original. settings: the encoder's. */
char *cf_result_line(const struct cf_result *result, const char *path, const char *settings);
/* The same as a record's origin; older: the origin that the record has already, or NULL. */
char *cf_result_origin(const struct cf_result *result, const char *path, const char *settings, const char *older);
#endif
