/* ingest, stats, get and verify. */
#include "cli.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "clipfeed/layer.h"

static void show_skipped(void *opaque, uint64_t ordinal, const char *clip_id, const char *reason, const char *message)
{
    (void)opaque;
    note("skipped %" PRIu64 " %s: %s: %s", ordinal, clip_id ? clip_id : "", reason, message);
}

static void show_progress(void *opaque, uint64_t read, uint64_t stored, uint64_t skipped)
{
    (void)opaque;
    char text[80];
    snprintf(text, sizeof text, "%" PRIu64 " stored, %" PRIu64 " skipped", stored, skipped);
    progress_show(read, text);
}

static int ingest_table(const struct cf_ingest_report *r, bool json)
{
    if (json) {
        json_t *reasons = json_object();
        for (int i = 0; i < r->reason_count; i++)
            json_object_set_new(reasons, r->reasons[i].reason, json_integer((json_int_t)r->reasons[i].count));
        int status =
            print_json(json_pack("{s:I, s:I, s:I, s:o}", "read", (json_int_t)r->read, "stored", (json_int_t)r->stored,
                                 "skipped", (json_int_t)r->skipped, "reasons", reasons));
        return status || r->skipped ? 1 : 0;
    }
    printf("read     %10" PRIu64 "\nstored   %10" PRIu64 "\nskipped  %10" PRIu64 "\n", r->read, r->stored, r->skipped);
    for (int i = 0; i < r->reason_count; i++)
        printf("  %-14s %4" PRIu64 "\n", r->reasons[i].reason, r->reasons[i].count);
    return r->skipped ? 1 : 0;
}

static const char ingest_help[] =
    "usage: clipfeed ingest SOURCE... --store DIR [OPTION...]\n"
    "SOURCE: a .jsonl or .json file of annotations, or a folder of media with a .txt or .json beside each.\n"
    "  --store DIR      the store to make\n"
    "  --format F       auto (default), sharegpt4video, open-sora-plan, pairs\n"
    "  --media ROOT     the annotations' paths are relative to it (default: each source's own folder)\n"
    "  --shards N       files that the store is split into, 1 to 4096 (default 1)\n"
    "  --jobs N         threads, 1 to 4096 (default: the online processors)\n"
    "  --no-media       captions only: nothing there for 'load'\n"
    "  --no-proof       do not prove the display order by a full decode\n"
    "  --on-error E     skip (default): leave a bad item out and count it; stop: end at it\n"
    "  --json           one object on standard output\n" COMMON_HELP
    "Interrupted, the same command goes on where it stopped. Exit status 1 where an item was skipped.\n"
    "example: clipfeed ingest captions.jsonl --media videos --store store";

/* -1: go on; else the exit status */
static int ingest_options(int argc, char **argv, struct cf_ingest_params *p, bool *json)
{
    static const struct option options[] = {{"store", 1, 0, 's'},
                                            {"format", 1, 0, 'f'},
                                            {"media", 1, 0, 'm'},
                                            {"shards", 1, 0, 'S'},
                                            {"jobs", 1, 0, 'J'},
                                            {"no-media", 0, 0, 'n'},
                                            {"no-proof", 0, 0, 'p'},
                                            {"on-error", 1, 0, 'e'},
                                            {"json", 0, 0, 'j'},
                                            {"help", 0, 0, 'h'},
                                            {0}};
    uint32_t number;
    for (int c; (c = next_option(argc, argv, options, NULL)) != OPTION_END;)
        switch (c) {
        case 's': p->store_dir = optarg; break;
        case 'f': p->format = optarg; break;
        case 'm': p->media_root = optarg; break;
        case 'S':
        case 'J':
            if (!parse_u32(optarg, &number) || !number || number > 4096)
                return usage_error("ingest", "--%s '%s': expected a number from 1 to 4096",
                                   c == 'S' ? "shards" : "jobs", optarg);
            *(c == 'S' ? &p->shards : &p->jobs) = (int)number;
            break;
        case 'n': p->no_media = 1; break;
        case 'p': p->skip_proof = 1; break;
        case 'e':
            if (strcmp(optarg, "skip") && strcmp(optarg, "stop"))
                return usage_error("ingest", "--on-error '%s': expected skip or stop", optarg);
            p->stop_on_error = !strcmp(optarg, "stop");
            break;
        case 'j': *json = true; break;
        case OPTION_HELP: return puts(ingest_help), 0;
        default: return 2;
        }
    if (optind == argc)
        return usage_error("ingest", "expected at least one SOURCE");
    if (!p->store_dir)
        return usage_error("ingest", "expected --store DIR");
    p->sources = (const char *const *)(argv + optind);
    p->source_count = argc - optind;
    return -1;
}

int command_ingest(int argc, char **argv)
{
    struct cf_ingest_params p = {.skipped = show_skipped, .progress = show_progress};
    bool json = false;
    int status = ingest_options(argc, argv, &p, &json);
    if (status >= 0)
        return status;
    struct cf_ingest_report report = {0};
    struct cf_error err = {0};
    progress_begin("ingest", 0);
    status = cf_ingest(&p, &report, &err);
    progress_end();
    return status ? work_error(&err) : ingest_table(&report, json);
}

/* -1: go on, with the store open where store is not NULL; else the exit status */
static int open_store(int argc, char **argv, const char *about, int operands, bool *json, struct cf_store **store)
{
    static const struct option options[] = {{"json", 0, 0, 'j'}, {"help", 0, 0, 'h'}, {0}};
    for (int c; (c = next_option(argc, argv, options, NULL)) != OPTION_END;) {
        if (c == OPTION_HELP) {
            printf("usage: clipfeed %s STORE%s [--json]\n%s\n"
                   "  --json           one object on standard output\n" COMMON_HELP "example: clipfeed %s store%s\n",
                   argv[0], operands > 1 ? " CLIP_ID" : "", about, argv[0], operands > 1 ? " 'videos/a.mp4'" : "");
            return 0;
        }
        if (c == OPTION_WRONG)
            return 2;
        *json |= c == 'j';
    }
    if (optind + operands != argc)
        return usage_error(argv[0], "%d operands: expected %s", argc - optind,
                           operands > 1 ? "STORE and CLIP_ID" : "one STORE");
    struct cf_error err = {0};
    if (store && cf_store_open(store, argv[optind], &err))
        return work_error(&err);
    return -1;
}

struct picture_size {
    uint32_t width, height;
    uint64_t clips;
};

static int by_size(const void *a, const void *b)
{
    const struct picture_size *x = a, *y = b;
    uint64_t p = (uint64_t)x->height << 32 | x->width, q = (uint64_t)y->height << 32 | y->width;
    return p < q ? -1 : p > q;
}

static int by_clips(const void *a, const void *b)
{
    const struct picture_size *x = a, *y = b;
    return x->clips != y->clips ? (x->clips < y->clips ? 1 : -1) : by_size(a, b);
}

enum { CODECS = 7 };
struct media_stats {
    struct picture_size *sizes; /* the most frequent first */
    size_t size_count;
    uint64_t codecs[CODECS];
};

/* Of the records that have media. */
static int count_media(const struct cf_store *store, struct media_stats *m)
{
    const struct cf_index_entry *index = cf_store_index(store);
    uint64_t count = cf_store_count(store), n = 0, kept = 0;
    struct picture_size *sizes = calloc(count + 1, sizeof *sizes);
    if (!sizes)
        return -1;
    for (uint64_t i = 0; i < count; i++) {
        if (!(index[i].flags & CF_INDEX_MEDIA))
            continue;
        sizes[n++] = (struct picture_size){index[i].width, index[i].height, 1};
        m->codecs[index[i].codec < CODECS ? index[i].codec : 0]++;
    }
    qsort(sizes, n, sizeof *sizes, by_size);
    for (uint64_t i = 0; i < n; i++)
        if (kept && !by_size(&sizes[kept - 1], &sizes[i]))
            sizes[kept - 1].clips++;
        else
            sizes[kept++] = sizes[i];
    qsort(sizes, kept, sizeof *sizes, by_clips);
    m->sizes = sizes;
    m->size_count = kept;
    return 0;
}

/* {kind: [{from, to, count}]}: captions of from to to-1 characters; to is null in the last bin. */
static json_t *lengths_json(const struct cf_store_stats *s)
{
    json_t *kinds = json_object();
    for (int k = 1; k < 5; k++) {
        json_t *bins = s->captions_by_kind[k] ? json_array() : NULL;
        for (int b = 0; bins && b < CF_LENGTH_BINS; b++)
            if (s->caption_lengths[k][b])
                json_array_append_new(
                    bins, json_pack("{s:I, s:o, s:I}", "from", (json_int_t)cf_length_bin_begin(b), "to",
                                    b + 1 < CF_LENGTH_BINS ? json_integer((json_int_t)cf_length_bin_begin(b + 1))
                                                           : json_null(),
                                    "count", (json_int_t)s->caption_lengths[k][b]));
        if (bins)
            json_object_set_new(kinds, cf_caption_kind_name(k), bins);
    }
    return kinds;
}

static json_t *captions_json(const struct cf_caption *captions, uint32_t count)
{
    json_t *array = json_array();
    for (uint32_t i = 0; i < count; i++) {
        const struct cf_caption *c = &captions[i];
        json_array_append_new(array,
                              json_pack("{s:s, s:o, s:s%}", "kind", cf_caption_kind_name(c->kind), "time",
                                        isnan(c->time) ? json_null() : json_real(c->time), "text", c->text, c->size));
    }
    return array;
}

struct layers {
    const struct cf_store *store;
    const struct cf_record *record;
    json_t *json; /* by name */
    int failed;
};

/* What a layer has for the record: its captions, or how many bytes. */
static void add_value(void *opaque, const char *name)
{
    struct layers *l = opaque;
    struct cf_layer *layer = NULL;
    struct cf_layer_value *value = NULL;
    struct cf_error err = {0};
    int status = cf_layer_open(&layer, l->store, name, &err);
    if (!status)
        status = cf_layer_get(layer, l->record, &value, &err);
    if (!status)
        json_object_set_new(l->json, name,
                            value->captions ? captions_json(value->captions, value->caption_count)
                                            : json_pack("{s:I}", "bytes", (json_int_t)value->size));
    else if (status != CF_ENOTFOUND)
        l->failed = work_error(&err);
    cf_layer_value_free(&value);
    cf_layer_close(&layer);
}

static void add_layer(void *opaque, const char *name)
{
    struct layers *l = opaque;
    struct cf_layer *layer = NULL;
    struct cf_error err = {0};
    if (cf_layer_open(&layer, l->store, name, &err)) {
        l->failed = work_error(&err);
        return;
    }
    const struct cf_layer_info *info = cf_layer_info(layer);
    json_t *about = json_loads(info->about_json, 0, NULL);
    json_object_set_new(l->json, name,
                        json_pack("{s:s, s:I, s:I, s:I, s:o}", "type", cf_layer_type_name(info->type), "records",
                                  (json_int_t)info->records, "bytes_raw", (json_int_t)info->bytes_raw, "bytes_stored",
                                  (json_int_t)info->bytes_stored, "about", about ? about : json_object()));
    cf_layer_close(&layer);
}

/* {name: ...} of all layers; *failed: one could not be read, and standard error says why. */
static json_t *layers_json(const struct cf_store *store, const struct cf_record *record, int *failed)
{
    struct layers l = {.store = store, .record = record, .json = json_object()};
    struct cf_error err = {0};
    if (cf_layer_list(store, record ? add_value : add_layer, &l, &err))
        l.failed = work_error(&err);
    *failed |= l.failed;
    return l.json;
}

static int print_layers(const struct cf_store *store)
{
    int failed = 0;
    const char *name;
    json_t *layers = layers_json(store, NULL, &failed), *layer;
    if (json_object_size(layers))
        printf("layers\n");
    json_object_foreach(layers, name, layer)
        printf("  %-13s %10lld records of %s, %lld bytes raw, %lld stored\n", name,
               (long long)json_integer_value(json_object_get(layer, "records")),
               json_string_value(json_object_get(layer, "type")),
               (long long)json_integer_value(json_object_get(layer, "bytes_raw")),
               (long long)json_integer_value(json_object_get(layer, "bytes_stored")));
    json_decref(layers);
    return failed;
}

static int stats_as_json(const struct cf_store *store, const struct cf_store_stats *s, const struct media_stats *m)
{
    json_t *sizes = json_array(), *codecs = json_object();
    char name[32];
    for (size_t i = 0; i < m->size_count; i++) {
        snprintf(name, sizeof name, "%ux%u", m->sizes[i].height, m->sizes[i].width);
        json_array_append_new(sizes, json_pack("{s:s, s:I}", "size", name, "clips", (json_int_t)m->sizes[i].clips));
    }
    for (int c = 0; c < CODECS; c++)
        if (m->codecs[c])
            json_object_set_new(codecs, cf_codec_name((enum cf_codec)c), json_integer((json_int_t)m->codecs[c]));
    json_t *root = json_pack("{s:I, s:I, s:I, s:f, s:I, s:I}", "clips", (json_int_t)s->clips, "images",
                             (json_int_t)s->images, "captions", (json_int_t)s->captions, "hours", s->hours, "skipped",
                             (json_int_t)s->skipped, "media_files", (json_int_t)s->media_files);
    for (int k = 1; k < 5; k++)
        json_object_set_new(root, cf_caption_kind_name(k), json_integer((json_int_t)s->captions_by_kind[k]));
    json_object_set_new(root, "sizes", sizes);
    json_object_set_new(root, "codecs", codecs);
    json_object_set_new(root, "caption_lengths", lengths_json(s));
    json_object_set_new(root, "bytes_raw", json_integer((json_int_t)s->bytes_raw));
    json_object_set_new(root, "bytes_stored", json_integer((json_int_t)s->bytes_stored));
    json_object_set_new(root, "bytes_tables", json_integer((json_int_t)s->bytes_tables));
    json_object_set_new(root, "shards", json_integer(s->shards));
    json_object_set_new(root, "fingerprint", json_string(cf_store_fingerprint(store)));
    int failed = 0;
    json_object_set_new(root, "layers", layers_json(store, NULL, &failed));
    return print_json(root) || failed;
}

static void print_lengths(const struct cf_store_stats *s)
{
    for (int k = 1; k < 5; k++) {
        if (!s->captions_by_kind[k])
            continue;
        printf("%s captions by characters\n", cf_caption_kind_name(k));
        for (int b = 0; b < CF_LENGTH_BINS; b++)
            if (s->caption_lengths[k][b])
                printf("  from %-8" PRIu64 " %10" PRIu64 "  %5.1f %%\n", cf_length_bin_begin(b),
                       s->caption_lengths[k][b],
                       100.0 * (double)s->caption_lengths[k][b] / (double)s->captions_by_kind[k]);
    }
}

static void print_stats(const struct cf_store *store, const struct cf_store_stats *s, const struct media_stats *m)
{
    enum { SHOWN = 20 };
    printf("clips         %" PRIu64 "\nimages        %" PRIu64 "\nhours         %.4f\ncaptions      %" PRIu64 " (",
           s->clips, s->images, s->hours, s->captions);
    for (int k = 1; k < 5; k++)
        printf("%s%s %" PRIu64, k > 1 ? ", " : "", cf_caption_kind_name(k), s->captions_by_kind[k]);
    printf(")\nmedia files   %" PRIu64 "\nskipped       %" PRIu64 "\nbytes         %" PRIu64 " raw, %" PRIu64
           " stored, %" PRIu64 " of packet tables\nshards        %u\nfingerprint   %s\n",
           s->media_files, s->skipped, s->bytes_raw, s->bytes_stored, s->bytes_tables, s->shards,
           cf_store_fingerprint(store));
    if (m->size_count)
        printf("clips by codec\n");
    for (int c = 0; c < CODECS; c++)
        if (m->codecs[c])
            printf("  %-13s %10" PRIu64 "\n", cf_codec_name((enum cf_codec)c), m->codecs[c]);
    if (m->size_count)
        printf("clips by size\n");
    for (size_t i = 0; i < m->size_count && i < SHOWN; i++) {
        char name[32];
        snprintf(name, sizeof name, "%ux%u", m->sizes[i].height, m->sizes[i].width);
        printf("  %-13s %10" PRIu64 "\n", name, m->sizes[i].clips);
    }
    if (m->size_count > SHOWN)
        printf("  and %zu other sizes\n", m->size_count - SHOWN);
    print_lengths(s);
}

int command_stats(int argc, char **argv)
{
    struct cf_store *store = NULL;
    struct media_stats media = {0};
    struct cf_store_stats s;
    bool json = false;
    int status =
        open_store(argc, argv, "Clips, captions, hours, media by codec and size, caption lengths in characters, bytes.",
                   1, &json, &store);
    if (status >= 0)
        return status;
    status = 0;
    cf_store_stats(store, &s);
    if (count_media(store, &media)) {
        fprintf(stderr, "clipfeed stats: no memory\n");
        status = 1;
    } else if (json) {
        status = stats_as_json(store, &s, &media);
    } else {
        print_stats(store, &s, &media);
        status = print_layers(store);
    }
    free(media.sizes);
    cf_store_close(&store);
    return status;
}

static json_t *media_json(const struct cf_record *r, const struct cf_index_entry *e)
{
    char key[2 * sizeof r->media_key + 1];
    if (!e || !(e->flags & CF_INDEX_MEDIA))
        return json_null();
    for (size_t i = 0; i < sizeof r->media_key; i++)
        snprintf(key + 2 * i, 3, "%02x", r->media_key[i]);
    return json_pack("{s:s, s:i, s:i, s:I, s:s, s:f, s:f, s:b, s:b}", "key", key, "width", e->width, "height",
                     e->height, "frames", (json_int_t)e->frames, "codec", cf_codec_name((enum cf_codec)e->codec), "fps",
                     (double)e->fps, "seconds", (double)e->seconds, "image", e->flags & CF_INDEX_IMAGE, "proven",
                     e->flags & CF_INDEX_PROVEN);
}

/* One line. The fields that are not understood stand last, in the source's own characters: no number changes. */
static int print_record(const struct cf_store *store, const struct cf_record *r)
{
    uint64_t position;
    int failed = 0;
    const struct cf_index_entry *e =
        cf_store_position(store, r->ordinal, &position) ? NULL : &cf_store_index(store)[position];
    json_t *json = json_pack("{s:s, s:I, s:s, s:[I,I], s:o, s:o, s:o}", "clip_id", r->clip_id, "ordinal",
                             (json_int_t)r->ordinal, "path", r->path, "window", (json_int_t)r->window_begin,
                             (json_int_t)r->window_end, "captions", captions_json(r->captions, r->caption_count),
                             "media", media_json(r, e), "layers", layers_json(store, r, &failed));
    if (r->origin_json)
        json_object_set_new(json, "origin", json_loads(r->origin_json, 0, NULL));
    char *text = json ? json_dumps(json, JSON_COMPACT | JSON_REAL_PRECISION(17)) : NULL;
    failed |= !text || printf("%.*s,\"extra\":%s}\n", (int)strlen(text) - 1, text, r->extra_json) < 0;
    free(text);
    json_decref(json);
    return failed || fflush(stdout) ? 1 : 0;
}

static void print_captions(const char *layer, const struct cf_caption *captions, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        printf("\n%s%s%s", layer, *layer ? ": " : "", cf_caption_kind_name(captions[i].kind));
        if (!isnan(captions[i].time))
            printf(" at %g s", captions[i].time);
        printf(": %s\n", captions[i].text);
    }
}

static void print_value(void *opaque, const char *name)
{
    struct layers *l = opaque;
    struct cf_layer *layer = NULL;
    struct cf_layer_value *value = NULL;
    struct cf_error err = {0};
    int status = cf_layer_open(&layer, l->store, name, &err);
    if (!status)
        status = cf_layer_get(layer, l->record, &value, &err);
    if (!status && value->captions)
        print_captions(name, value->captions, value->caption_count);
    else if (!status)
        printf("\n%s: %zu bytes\n", name, value->size);
    else if (status != CF_ENOTFOUND)
        l->failed = work_error(&err);
    cf_layer_value_free(&value);
    cf_layer_close(&layer);
}

int command_get(int argc, char **argv)
{
    struct cf_store *store = NULL;
    struct cf_record *r = NULL;
    struct cf_error err = {0};
    bool json = false;
    int status =
        open_store(argc, argv, "One record: its path, captions and media. Times are in seconds.", 2, &json, &store);
    if (status >= 0)
        return status;
    status = 0;
    if (cf_store_get(store, argv[optind + 1], &r, &err)) {
        status = work_error(&err);
    } else if (json) {
        status = print_record(store, r);
    } else {
        struct layers l = {.store = store, .record = r};
        printf("%s  ordinal %" PRIu64 "  %s\n", r->clip_id, r->ordinal, r->path);
        print_captions("", r->captions, r->caption_count);
        if (cf_layer_list(store, print_value, &l, &err))
            l.failed = work_error(&err);
        status = l.failed;
    }
    cf_record_free(&r);
    cf_store_close(&store);
    return status;
}

static void report_fault(void *opaque, const char *message)
{
    (void)opaque;
    fprintf(stderr, "%s\n", message);
}

int command_verify(int argc, char **argv)
{
    bool json = false;
    int status = open_store(argc, argv,
                            "Reads every record and table, against its checksum and the manifest. Exit status 1\n"
                            "where there is a fault; each is named on standard error.",
                            1, &json, NULL);
    if (status >= 0)
        return status;
    uint64_t records = 0, faults = 0;
    struct cf_error err = {0};
    if (cf_store_verify(argv[optind], report_fault, NULL, &records, &faults, &err))
        return work_error(&err);
    if (json)
        print_json(json_pack("{s:I, s:I}", "records", (json_int_t)records, "faults", (json_int_t)faults));
    else
        printf("%" PRIu64 " records, %" PRIu64 " faults\n", records, faults);
    return faults ? 1 : 0;
}
