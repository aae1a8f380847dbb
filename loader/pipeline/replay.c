/* One recorded sample again. */
#include "pipeline/core.h"

#include "base/error.h"

#include <stdlib.h>

int cf_replay_open(struct cf_replay *out, const char *store_dir, const char *media_root, const char *sample_json,
                   struct cf_error *err)
{
    (void)out, (void)store_dir, (void)media_root, (void)sample_json;
    return cf_fail(err, CF_EUNSUPPORTED, "replay: this build does not have it");
}

void cf_replay_close(struct cf_replay *replay)
{
    free(replay->video);
    *replay = (struct cf_replay){0};
}
