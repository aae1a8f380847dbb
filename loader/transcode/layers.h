/* Layers of a store that stay true when its media are coded anew. */
#ifndef CF_TRANSCODE_LAYERS_H
#define CF_TRANSCODE_LAYERS_H
#include "clipfeed/layer.h"

/* Copies each captions layer of `from` into the store in to_dir, whose records have the same positions, and leaves what
 * is there already: interrupted, the same call goes on. Layers of bytes are not copied, since they may be made from
 * pixels. `seen` is called once per layer; may be NULL. The layers' and the writer's codes. */
int cf_layers_carry(const struct cf_store *from, const char *to_dir,
                    void (*seen)(void *opaque, const char *name, int carried), void *opaque, struct cf_error *err);
#endif
