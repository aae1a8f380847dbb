/* Files of the media folder: published by rename, made by one process at a time. */
#ifndef CF_TRANSCODE_FILES_H
#define CF_TRANSCODE_FILES_H
#include "base/buffer.h"
#include "clipfeed/status.h"

/* Makes the folders above DIR/name. */
int cf_make_folders(const char *dir, const char *name, struct cf_error *err);
/* Writes, fsyncs and renames into place. */
int cf_publish_bytes(const char *dir, const char *name, const void *data, size_t size, struct cf_error *err);
/* Replaces out's contents by the whole file. CF_ENOTFOUND, CF_EIO, CF_ENOMEM. */
int cf_load_bytes(const char *dir, const char *name, struct cf_buffer *out, struct cf_error *err);

/* The right to make DIR/name: a lock on DIR/name.tmp, which goes with the process that holds it. *lock: a descriptor;
 * -1: another process has it (only where wait is 0). The file is there, of any content. */
int cf_claim(const char *dir, const char *name, int wait, int *lock, struct cf_error *err);
/* The claimed file becomes DIR/name. Ends the claim. */
int cf_claim_publish(const char *dir, const char *name, int *lock, struct cf_error *err);
/* Removes the claimed file. */
void cf_claim_drop(const char *dir, const char *name, int *lock);

/* DIR/name becomes another name of the file at path, or a copy where the file system has no such thing. */
int cf_link_or_copy(const char *path, const char *dir, const char *name, struct cf_error *err);
#endif
