#include "clipfeed/transcode.h"

#include <errno.h>
#include <jansson.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/repoint.h"
#include "store/tables.h"
#include "transcode/file.h"
#include "transcode/files.h"
#include "transcode/layers.h"

struct item {
    uint8_t from[24];
    char *path;
    int mine; /* of this part */
    int busy; /* another process was at work on it */
    struct cf_result result;
};

struct run {
    struct cf_transcode_params params; /* resolved */
    struct cf_settings settings;
    struct cf_store *store;
    struct item *items; /* by media key once gathered */
    size_t count, capacity;
    uint32_t *slots; /* while gathering: hash table of items */
    size_t slot_count;
    uint32_t *order;                     /* of work: the largest first */
    char *description, *made, *encoding; /* encoding: the encoder's settings as records tell them */
    pthread_mutex_t lock;
    size_t next, done, todo;
    int wait, status;
    struct cf_error err;
};

static uint64_t hash_of(const uint8_t key[24])
{
    uint64_t h = 0;
    for (int i = 8; i < 16; i++)
        h = h << 8 | key[i];
    return h;
}

static int rehash(struct run *r)
{
    size_t n = r->slot_count ? 2 * r->slot_count : 1024;
    uint32_t *slots = malloc(n * sizeof *slots);
    if (!slots)
        return -1;
    memset(slots, 0xff, n * sizeof *slots);
    for (size_t i = 0; i < r->count; i++) {
        size_t at = hash_of(r->items[i].from) & (n - 1);
        while (slots[at] != UINT32_MAX)
            at = (at + 1) & (n - 1);
        slots[at] = (uint32_t)i;
    }
    free(r->slots);
    r->slots = slots;
    r->slot_count = n;
    return 0;
}

static int add(struct run *r, const uint8_t key[24], const char *path)
{
    if (2 * (r->count + 1) > r->slot_count && rehash(r))
        return -1;
    size_t at = hash_of(key) & (r->slot_count - 1);
    for (; r->slots[at] != UINT32_MAX; at = (at + 1) & (r->slot_count - 1))
        if (!memcmp(r->items[r->slots[at]].from, key, 24))
            return 0;
    if (r->count == r->capacity) {
        size_t capacity = r->capacity ? 2 * r->capacity : 256;
        struct item *items = realloc(r->items, capacity * sizeof *items);
        if (!items)
            return -1;
        r->items = items;
        r->capacity = capacity;
    }
    struct item *item = &r->items[r->count];
    *item = (struct item){.path = strdup(path)};
    memcpy(item->from, key, 24);
    r->slots[at] = (uint32_t)r->count++;
    return item->path ? 0 : -1;
}

static int by_key(const void *a, const void *b)
{
    return memcmp(((const struct item *)a)->from, ((const struct item *)b)->from, 24);
}

/* The distinct files, each by the path of the first record that names it. */
static int gather(struct run *r, struct cf_error *err)
{
    static const uint8_t none[24];
    int status = CF_OK;
    for (uint64_t i = 0; !status && i < cf_store_count(r->store); i++) {
        struct cf_record *record = NULL;
        status = cf_store_get_at(r->store, i, &record, err);
        if (!status && memcmp(record->media_key, none, 24) && add(r, record->media_key, record->path))
            status = cf_fail(err, CF_ENOMEM, "no memory for the list of files");
        cf_record_free(&record);
    }
    if (status)
        return status;
    if (!r->count)
        return cf_fail(err, CF_EINELIGIBLE, "'%s': no record has media", r->params.store_dir);
    qsort(r->items, r->count, sizeof *r->items, by_key);
    r->order = malloc(r->count * sizeof *r->order);
    if (!r->order)
        return cf_fail(err, CF_ENOMEM, "no memory for the list of files");
    for (size_t i = 0; i < r->count; i++) {
        struct item *item = &r->items[i];
        item->mine = !r->params.parts || hash_of(item->from) % r->params.parts == r->params.part - 1;
    }
    return CF_OK;
}

static uint64_t bytes_of(const struct item *item)
{
    uint64_t bytes = 0;
    for (int i = 7; i >= 0; i--)
        bytes = bytes << 8 | item->from[i];
    return bytes;
}

/* Keys begin with the size's low byte, so their order is none by size. */
struct weight {
    uint64_t bytes;
    uint32_t item;
};

static int by_weight(const void *a, const void *b)
{
    const struct weight *x = a, *y = b;
    return x->bytes != y->bytes ? (x->bytes < y->bytes ? 1 : -1) : x->item < y->item ? -1 : x->item > y->item;
}

/* The items still to do, the largest first. */
static int arrange(struct run *r, struct cf_error *err)
{
    struct weight *weights = malloc(r->count * sizeof *weights);
    if (!weights)
        return cf_fail(err, CF_ENOMEM, "no memory for the list of files");
    r->todo = 0;
    for (size_t i = 0; i < r->count; i++)
        if (r->items[i].mine && (!r->wait || r->items[i].busy))
            weights[r->todo++] = (struct weight){bytes_of(&r->items[i]), (uint32_t)i};
    qsort(weights, r->todo, sizeof *weights, by_weight);
    for (size_t i = 0; i < r->todo; i++)
        r->order[i] = weights[i].item;
    free(weights);
    return CF_OK;
}

static void *work(void *opaque)
{
    struct run *r = opaque;
    pthread_mutex_lock(&r->lock);
    while (!r->status && r->next < r->todo) {
        struct item *item = &r->items[r->order[r->next++]];
        pthread_mutex_unlock(&r->lock);
        struct cf_error err = {0};
        int status = cf_file_run(&r->settings, item->from, item->path, r->wait, &item->result, &err);
        pthread_mutex_lock(&r->lock);
        item->busy = status == 1;
        if (status < 0 && !r->status) {
            r->status = status;
            r->err = err;
        } else if (status == 0) {
            r->done++;
            if (r->params.progress)
                r->params.progress(r->params.opaque, r->done, r->count);
        }
    }
    pthread_mutex_unlock(&r->lock);
    return NULL;
}

static int run_threads(struct run *r, struct cf_error *err)
{
    int status = arrange(r, err), started = 0;
    pthread_t *threads = calloc((size_t)r->params.jobs, sizeof *threads);
    if (!status && !threads)
        status = cf_fail(err, CF_ENOMEM, "no memory for %d threads", r->params.jobs);
    r->next = 0;
    while (!status && started < r->params.jobs && (size_t)started < r->todo &&
           !pthread_create(&threads[started], NULL, work, r))
        started++;
    if (!status && !started && r->todo)
        status = cf_fail(err, CF_EIO, "no thread could be started");
    for (int i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
    free(threads);
    if (!status && r->status) {
        status = r->status;
        if (err)
            *err = r->err;
    }
    return status;
}

static int load_table(void *opaque, size_t i, struct cf_buffer *out, struct cf_error *err)
{
    struct run *r = opaque;
    const struct item *item = &r->items[i];
    struct cf_result result;
    if (item->result.outcome != CF_TRANSCODE_MADE)
        return cf_store_table(r->store, item->from, out, err);
    return cf_result_load(&result, out, r->params.media_out, item->from, err);
}

static char *describe_origin(void *opaque, size_t i, const struct cf_record *record)
{
    struct run *r = opaque;
    return cf_result_origin(&r->items[i].result, record->path, r->encoding, record->origin_json);
}

static int make_store(struct run *r, struct cf_error *err)
{
    struct cf_repoint_media *media = calloc(r->count, sizeof *media);
    if (!media)
        return cf_fail(err, CF_ENOMEM, "no memory for %zu files", r->count);
    for (size_t i = 0; i < r->count; i++) {
        const struct cf_result *p = &r->items[i].result;
        media[i] = (struct cf_repoint_media){.path = p->made,
                                             .frames = p->frames,
                                             .width = (uint16_t)p->width,
                                             .height = (uint16_t)p->height,
                                             .codec = (uint16_t)p->codec,
                                             .flags = (uint16_t)(CF_INDEX_MEDIA | (p->proven ? CF_INDEX_PROVEN : 0))};
        memcpy(media[i].from, p->from, 24);
        memcpy(media[i].key, p->key, 24);
    }
    struct cf_repoint_params params = {.from = r->params.store_dir,
                                       .to = r->params.out_dir,
                                       .media = media,
                                       .media_count = r->count,
                                       .table = load_table,
                                       .origin = describe_origin,
                                       .opaque = r,
                                       .made_json = r->made};
    int status = cf_store_repoint(&params, err);
    free(media);
    return status;
}

static int write_lines(struct run *r, struct cf_error *err)
{
    struct cf_buffer text = {0};
    int bad = 0;
    for (size_t i = 0; !bad && i < r->count; i++) {
        char *line = cf_result_line(&r->items[i].result, r->items[i].path, r->encoding);
        bad = !line || cf_buffer_append(&text, line, strlen(line)) || cf_buffer_append(&text, "\n", 1);
        free(line);
    }
    int status = bad ? cf_fail(err, CF_ENOMEM, "no memory for the report")
                     : cf_publish_bytes(r->params.media_out, "transcode.jsonl", text.data, text.size, err);
    cf_buffer_free(&text);
    return status;
}

static void report(struct run *r, struct cf_transcode_report *report)
{
    for (size_t i = 0; i < r->count; i++) {
        const struct item *item = &r->items[i];
        const struct cf_result *p = &item->result;
        if (!item->mine || !p->outcome)
            continue;
        report->files++;
        report->made += p->outcome == CF_TRANSCODE_MADE;
        report->kept += p->outcome == CF_TRANSCODE_KEPT;
        report->failed += p->outcome == CF_TRANSCODE_FAILED;
        report->bytes_before += p->bytes_before;
        report->bytes_after += p->bytes_after;
        struct cf_transcode_file file = {.outcome = p->outcome,
                                         .path = item->path,
                                         .made = p->made,
                                         .reason = p->reason,
                                         .encoder = p->encoder,
                                         .quality = p->quality,
                                         .frames = p->frames,
                                         .width = p->width,
                                         .height = p->height,
                                         .bytes_before = p->bytes_before,
                                         .bytes_after = p->bytes_after,
                                         .ssim = p->ssim,
                                         .ssim_least = p->ssim_least,
                                         .droppable = p->droppable,
                                         .speed_up = p->speed_up};
        if (r->params.file)
            r->params.file(r->params.opaque, &file);
    }
}

/* What results depend on (compared in the media folder), and that with the store's fingerprint (in the new store). */
static int describe(struct run *r, struct cf_error *err)
{
    const struct cf_settings *s = &r->settings;
    json_t *j = json_pack("{s:i, s:i, s:i, s:i, s:f, s:s, s:s, s:s}", "version", 1, "short_side", (int)s->short_side,
                          "gop", (int)s->gop, "quality", s->quality ? s->quality : s->encoder->quality, "ssim", s->ssim,
                          "encoder", s->encoder->name, "settings", s->encoder->settings, "parameters",
                          s->encoder->private_values ? s->encoder->private_values : "");
    r->description = j ? json_dumps(j, JSON_INDENT(1) | JSON_SORT_KEYS | JSON_REAL_PRECISION(6)) : NULL;
    if (j)
        json_object_set_new(j, "store", json_string(cf_store_fingerprint(r->store)));
    r->made = j ? json_dumps(j, JSON_INDENT(1) | JSON_SORT_KEYS | JSON_REAL_PRECISION(6)) : NULL;
    json_decref(j);
    const struct cf_encoder_kind *k = s->encoder;
    int bad = asprintf(&r->encoding, "g=%u:%s%s%s%s%s", s->gop, k->settings, k->private_name ? ":" : "",
                       k->private_name ? k->private_name : "", k->private_name ? "=" : "",
                       k->private_name ? k->private_values : "") < 0;
    if (bad)
        r->encoding = NULL;
    return r->description && r->made && !bad ? CF_OK : cf_fail(err, CF_ENOMEM, "no memory");
}

/* 1 if the file says just this, 0 if there is none. */
static int compare(const char *dir, const char *name, const char *text, struct cf_buffer *found, struct cf_error *err)
{
    int status = cf_load_bytes(dir, name, found, err);
    if (status)
        return status == CF_ENOTFOUND ? 0 : status;
    return found->size == strlen(text) && !memcmp(found->data, text, found->size) ? 1 : CF_EMISMATCH;
}

/* 1 if the new store is there and is what would be made. */
static int check_folders(struct run *r, struct cf_error *err)
{
    struct cf_buffer found = {0};
    struct stat st;
    const struct cf_transcode_params *p = &r->params;
    int finished = 0, status = CF_OK;
    if (!stat(p->out_dir, &st)) {
        finished = compare(p->out_dir, "transcode.json", r->made, &found, err);
        if (finished == 0 || finished == CF_EMISMATCH)
            status = cf_fail(err, CF_EINVAL,
                             "'%s' is there already, and is not what would be made: it is left as it is", p->out_dir);
        else if (finished < 0)
            status = finished;
    }
    if (!status && p->media_root && (stat(p->media_root, &st) || !S_ISDIR(st.st_mode)))
        status = cf_fail(err, CF_ENOENT, "'%s': no such folder of media", p->media_root);
    if (!status && mkdir(p->media_out, 0755) && errno != EEXIST)
        status = cf_fail(err, errno == ENOENT ? CF_ENOENT : CF_EIO, "'%s': %s", p->media_out, strerror(errno));
    int same = status ? 0 : compare(p->media_out, "transcode.json", r->description, &found, err);
    if (!status && same == CF_EMISMATCH)
        status = cf_fail(err, CF_EMISMATCH,
                         "'%s' was begun with other options: compare its transcode.json, or take another folder",
                         p->media_out);
    else if (!status && same < 0)
        status = same;
    else if (!status && !same)
        status = cf_publish_bytes(p->media_out, "transcode.json", r->description, strlen(r->description), err);
    cf_buffer_free(&found);
    return status ? status : finished == 1;
}

static int resolve(struct run *r, const struct cf_transcode_params *params, struct cf_error *err)
{
    if (!params || !params->store_dir || !params->out_dir || !params->media_out || !*params->out_dir ||
        !*params->media_out)
        return cf_fail(err, CF_EINVAL, "transcode: a store, a new store and a folder for media are needed");
    r->params = *params;
    struct cf_transcode_params *p = &r->params;
    p->short_side = p->short_side ? p->short_side : 256;
    p->gop = p->gop ? p->gop : 16;
    p->jobs = p->jobs ? p->jobs : (int)sysconf(_SC_NPROCESSORS_ONLN);
    p->ssim = p->ssim > 0 ? p->ssim : 0.99;
    if (p->short_side % 2 || p->short_side < 16 || p->short_side > 8192)
        return cf_fail(err, CF_EINVAL, "short side %u: expected an even number from 16 to 8192", p->short_side);
    if (p->gop > 1000)
        return cf_fail(err, CF_EINVAL, "gop %u: expected 1 to 1000", p->gop);
    if (p->ssim >= 1)
        return cf_fail(err, CF_EINVAL, "SSIM %g: expected less than 1", p->ssim);
    if (p->jobs < 1 || p->jobs > 1024)
        return cf_fail(err, CF_EINVAL, "jobs: %d, expected 1 to 1024", p->jobs);
    if (p->parts && (p->part < 1 || p->part > p->parts))
        return cf_fail(err, CF_EINVAL, "part %u of %u: expected 1 to %u", p->part, p->parts, p->parts);
    struct cf_settings *s = &r->settings;
    int status = cf_encoder_choose(&s->encoder, p->encoder, err);
    if (status)
        return status;
    if (p->quality && (p->quality < s->encoder->best || p->quality > s->encoder->least))
        return cf_fail(err, CF_EINVAL, "quality %d: expected %d to %d for %s, where less is better", p->quality,
                       s->encoder->best, s->encoder->least, s->encoder->name);
    status = cf_store_open(&r->store, p->store_dir, err);
    s->store = r->store;
    s->media_root = p->media_root;
    s->folder = p->media_out;
    s->short_side = p->short_side;
    s->gop = p->gop;
    s->quality = p->quality;
    s->ssim = p->ssim;
    return status;
}

static int load_results(struct run *r, struct cf_error *err)
{
    int status = CF_OK;
    for (size_t i = 0; !status && i < r->count; i++)
        if (r->items[i].mine)
            status = cf_result_load(&r->items[i].result, NULL, r->params.media_out, r->items[i].from, err);
    return status;
}

static int produce(struct run *r, struct cf_error *err)
{
    int status = run_threads(r, err);
    r->wait = 1;
    if (!status)
        status = run_threads(r, err);
    size_t failures = 0;
    for (size_t i = 0; i < r->count; i++)
        failures += r->items[i].result.outcome == CF_TRANSCODE_FAILED;
    if (!status && !r->params.parts && failures == r->count)
        status = cf_fail(err, CF_EIO, "none of %zu files could be read, the first because: %s", r->count,
                         r->items[0].result.reason);
    if (!status && !r->params.parts)
        status = write_lines(r, err);
    if (!status && !r->params.parts)
        status = make_store(r, err);
    return status;
}

int cf_transcode(const struct cf_transcode_params *params, struct cf_transcode_report *out, struct cf_error *err)
{
    struct run r = {.lock = PTHREAD_MUTEX_INITIALIZER};
    struct cf_transcode_report totals = {0};
    int finished = 0, status = resolve(&r, params, err);
    if (!status)
        status = describe(&r, err);
    if (!status && (finished = check_folders(&r, err)) < 0)
        status = finished;
    if (!status)
        status = gather(&r, err);
    if (!status)
        status = finished ? load_results(&r, err) : produce(&r, err);
    if (!status && !r.params.parts)
        status = cf_layers_carry(r.store, r.params.out_dir, r.params.layer, r.params.opaque, err);
    if (!status) {
        report(&r, &totals);
        if (out)
            *out = totals;
    }
    cf_store_close(&r.store);
    for (size_t i = 0; i < r.count; i++)
        free(r.items[i].path);
    free(r.items);
    free(r.slots);
    free(r.order);
    free(r.description);
    free(r.made);
    free(r.encoding);
    pthread_mutex_destroy(&r.lock);
    return status;
}
