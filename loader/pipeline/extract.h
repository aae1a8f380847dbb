/* Frames by a packet table that is at hand: a store's, instead of one made from the file. */
#ifndef CF_PIPELINE_EXTRACT_H
#define CF_PIPELINE_EXTRACT_H
#include "clipfeed/media.h"
#include "media/table.h"

/* Takes the table, which becomes NULL, also on failure. CF_ENOMEM. */
int cf_media_adopt(struct cf_media **out, struct cf_table **table, const char *path, struct cf_error *err);
#endif
