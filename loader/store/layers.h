/* What layer.c, layer_write.c and verify share. */
#ifndef CF_STORE_LAYERS_H
#define CF_STORE_LAYERS_H
#include "clipfeed/layer.h"
#include "store/format.h"
#include "store/manifest.h"

#define CF_LAYER_PARTIAL ".partial"

int cf_layer_name_is_good(const char *name);
/* STORE/layers/NAME and a suffix; malloc'd. */
char *cf_layer_path(const char *store_dir, const char *name, const char *suffix);
const struct cf_manifest *cf_layer_manifest(const struct cf_layer *layer);
struct cf_shard *cf_layer_shard(const struct cf_layer *layer, uint32_t number);
#endif
