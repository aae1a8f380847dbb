/* Where a run stands, and going on from there. */
#include "pipeline/core.h"

#include "base/error.h"

int cf_loader_state_save(struct cf_loader *loader, char **json, struct cf_error *err)
{
    (void)loader, (void)json;
    return cf_fail(err, CF_EUNSUPPORTED, "state_save: this build does not have it");
}

int cf_loader_state_load(struct cf_loader *loader, const char *const *states, uint32_t count, int discard,
                         struct cf_state_report *report, struct cf_error *err)
{
    (void)loader, (void)states, (void)count, (void)discard, (void)report;
    return cf_fail(err, CF_EUNSUPPORTED, "state_load: this build does not have it");
}

int cf_loader_set_epoch(struct cf_loader *loader, uint32_t epoch, struct cf_error *err)
{
    (void)loader, (void)epoch;
    return cf_fail(err, CF_EUNSUPPORTED, "set_epoch: this build does not have it");
}
