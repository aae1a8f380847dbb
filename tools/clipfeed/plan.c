#include "load_options.h"

#include <inttypes.h>
#include <stdlib.h>

static const char about[] = "usage: clipfeed plan STORE... [OPTION...]\n"
                            "What 'load' with the same options would hand out if no file failed; no media is read.\n";
static const char ending[] =
    "  --json              one object that lists each sample of this rank with its clip id, path, frames (display\n"
    "                      indices from 0) and pts (seconds), so that another program can replay them\n" COMMON_HELP
    "example: clipfeed plan store --profile latte --steps 10 --json";

struct listing {
    json_t *samples, *buckets; /* NULL: as a table */
    uint64_t faults, bucket_count;
};

static void add_sample(void *opaque, uint64_t step, const struct cf_sample *sample, int status, const char *message)
{
    struct listing *listing = opaque;
    if (status) {
        listing->faults++;
        fprintf(stderr, "clipfeed: step %" PRIu64 ": '%s': %s (%s)\n", step, sample->clip_id ? sample->clip_id : "?",
                message, cf_status_name(status));
    }
    json_t *object = status ? json_pack("{s:s?, s:s}", "clip_id", sample->clip_id, "status", cf_status_name(status))
                            : planned_json(sample);
    json_object_set_new(object, "step", json_integer((json_int_t)step));
    json_array_append_new(listing->samples, object);
}

static void add_bucket(void *opaque, const struct cf_plan_bucket *b)
{
    struct listing *listing = opaque;
    if (!b->members)
        note("bucket %s, %u frames: no clip goes there", b->resolution, b->frames);
    else if (!b->steps)
        note("bucket %s, %u frames, %ux%u: its %" PRIu64 " clips do not fill %" PRIu64
             " places in this epoch; they are carried into the next",
             b->resolution, b->frames, b->height, b->width, b->members, b->group);
    if (listing->buckets)
        json_array_append_new(listing->buckets,
                              json_pack("{s:s, s:i, s:[i, i], s:i, s:I, s:I, s:I, s:I}", "resolution", b->resolution,
                                        "frames", (int)b->frames, "size", (int)b->height, (int)b->width, "batch",
                                        (int)b->batch, "clips", (json_int_t)b->members, "group", (json_int_t)b->group,
                                        "steps", (json_int_t)b->steps, "carried", (json_int_t)b->carried));
    else {
        if (!listing->bucket_count++)
            printf("%-10s %6s %11s %6s %9s %8s %9s %8s\n", "bucket", "frames", "size", "batch", "clips", "steps",
                   "samples", "carried");
        char size[32];
        snprintf(size, sizeof size, "%ux%u", b->height, b->width);
        printf("%-10s %6u %11s %6u %9" PRIu64 " %8" PRIu64 " %9" PRIu64 " %8" PRIu64 "\n", b->resolution, b->frames,
               b->height ? size : "-", b->batch, b->members, b->steps, b->steps * b->batch, b->carried);
    }
}

static int print_report(const struct cf_plan_report *r)
{
    printf("%" PRIu64 " steps, %" PRIu64 " samples\n"
           "clips: %" PRIu64 " eligible; ineligible: %" PRIu64 " without media, %" PRIu64
           " without the caption asked for, %" PRIu64 " too short; still images: %" PRIu64 "\n",
           r->steps, r->samples, r->eligible, r->no_media, r->no_caption, r->too_short, r->stills);
    if (r->filtered || r->no_layer || r->no_bucket)
        printf("left out: %" PRIu64 " by --where and --split, %" PRIu64 " without a layer's value, %" PRIu64
               " that fit no bucket\n",
               r->filtered, r->no_layer, r->no_bucket);
    printf("plan %s\n", r->plan_hash);
    return 0;
}

static int print_listing(const struct cf_plan_report *r, const struct listing *listing)
{
    return print_json(json_pack(
        "{s:I, s:I, s:I, s:{s:I, s:I, s:I, s:I, s:I, s:I}, s:I, s:s, s:o, s:o}", "steps", (json_int_t)r->steps,
        "samples", (json_int_t)r->samples, "eligible", (json_int_t)r->eligible, "ineligible", "no_media",
        (json_int_t)r->no_media, "no_caption", (json_int_t)r->no_caption, "too_short", (json_int_t)r->too_short,
        "filtered", (json_int_t)r->filtered, "no_layer", (json_int_t)r->no_layer, "no_bucket", (json_int_t)r->no_bucket,
        "stills", (json_int_t)r->stills, "plan", r->plan_hash, "buckets", listing->buckets, "list", listing->samples));
}

int command_plan(int argc, char **argv)
{
    struct load_options o;
    int parsed = parse_load(argc, argv, about, ending, &o);
    if (parsed != PARSED)
        return parsed;
    if (o.dump_dir)
        return usage_error("plan", "--dump: only 'load' makes batches");
    struct listing listing = {0};
    struct cf_plan_visitor visitor = {.bucket = add_bucket, .opaque = &listing};
    if (o.json) {
        listing.samples = json_array();
        listing.buckets = json_array();
        visitor.sample = add_sample;
    }
    struct cf_plan_report report;
    struct cf_error err = {0};
    if (cf_loader_plan(o.store, &o.params, &visitor, &report, &err)) {
        json_decref(listing.samples);
        json_decref(listing.buckets);
        return work_error(&err);
    }
    int status = o.json ? print_listing(&report, &listing) : print_report(&report);
    return status || listing.faults ? 1 : 0;
}
