#include "load_options.h"

#include <inttypes.h>
#include <stdlib.h>

static const char about[] = "usage: clipfeed plan STORE [OPTION...]\n"
                            "What 'load' with the same options would hand out if no file failed; no media is read.\n";
static const char ending[] =
    "  --json              one object that lists each sample of this rank with its clip id, path, frames (display\n"
    "                      indices from 0) and pts (seconds), so that another program can replay them\n" COMMON_HELP
    "example: clipfeed plan store --profile latte --steps 10 --json";

struct listing {
    json_t *samples;
    uint64_t faults;
};

static void add_sample(void *opaque, uint64_t step, const struct cf_sample *sample, int status, const char *message)
{
    struct listing *listing = opaque;
    if (status) {
        listing->faults++;
        fprintf(stderr, "clipfeed: step %" PRIu64 ": '%s': %s (%s)\n", step, sample->clip_id ? sample->clip_id : "?",
                message, cf_status_name(status));
    }
    if (!listing->samples)
        return;
    json_t *object = status ? json_pack("{s:s?, s:s}", "clip_id", sample->clip_id, "status", cf_status_name(status))
                            : planned_json(sample);
    json_object_set_new(object, "step", json_integer((json_int_t)step));
    json_array_append_new(listing->samples, object);
}

static int print_report(const struct cf_plan_report *r)
{
    printf("%" PRIu64 " steps, %" PRIu64 " samples\n"
           "clips: %" PRIu64 " eligible; ineligible: %" PRIu64 " without media, %" PRIu64
           " without the caption asked for, %" PRIu64 " too short; still images: %" PRIu64 "\n",
           r->steps, r->samples, r->eligible, r->no_media, r->no_caption, r->too_short, r->stills);
    return 0;
}

static int print_listing(const struct cf_plan_report *r, json_t *samples)
{
    return print_json(json_pack("{s:I, s:I, s:I, s:{s:I, s:I, s:I}, s:I, s:o}", "steps", (json_int_t)r->steps,
                                "samples", (json_int_t)r->samples, "eligible", (json_int_t)r->eligible, "ineligible",
                                "no_media", (json_int_t)r->no_media, "no_caption", (json_int_t)r->no_caption,
                                "too_short", (json_int_t)r->too_short, "stills", (json_int_t)r->stills, "list",
                                samples));
}

int command_plan(int argc, char **argv)
{
    struct load_options o;
    int parsed = parse_load(argc, argv, about, ending, &o);
    if (parsed != PARSED)
        return parsed;
    if (o.dump_dir)
        return usage_error("plan", "--dump: only 'load' makes batches");
    struct listing listing = {o.json ? json_array() : NULL, 0};
    struct cf_plan_visitor visitor = {.sample = add_sample, .opaque = &listing};
    struct cf_plan_report report;
    struct cf_error err = {0};
    if (cf_loader_plan(o.store, &o.params, o.json ? &visitor : NULL, &report, &err)) {
        json_decref(listing.samples);
        return work_error(&err);
    }
    int status = o.json ? print_listing(&report, listing.samples) : print_report(&report);
    return status || listing.faults ? 1 : 0;
}
