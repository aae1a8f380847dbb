/* Saved states: a run that goes on from one, at any world size, hands out what the uninterrupted run would have. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <jansson.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "clipfeed/loader.h"
#include "clipfeed/store.h"
#include "pipeline/core.h"

static char root[] = "/tmp/clipfeed-state-XXXXXX";
static char store[64], media[64];
static atomic_int stalls_left, released;

enum { CLIPS = 7, WORLDS = 5, MOST_RANKS = 8 };
static const uint32_t worlds[WORLDS] = {1, 2, 3, 4, 8};

static bool run(const char *format, ...) CF_PRINTF(1, 2);
static bool run(const char *format, ...)
{
    char command[1024];
    va_list args;
    va_start(args, format);
    vsnprintf(command, sizeof command, format, args);
    va_end(args);
    return system(command) == 0;
}

static int setup(void **state)
{
    (void)state;
    if (!run("command -v ffmpeg >/dev/null") || !mkdtemp(root))
        return 0; /* the tests say that they skip */
    snprintf(media, sizeof media, "%s/media", root);
    snprintf(store, sizeof store, "%s/store", root);
    if (!run("mkdir -p %s", media))
        return -1;
    for (int i = 0; i < CLIPS; i++)
        if (!run("ffmpeg -v error -f lavfi -i testsrc2=size=96x64:rate=10:duration=%d -vf hue=h=%d -c:v libx264 -g 12 "
                 "%s/clip%d.mp4 && echo 'clip %d, a test pattern' > %s/clip%d.txt",
                 1 + i % 3, i * 40, media, i, i, media, i))
            return -1;
    const char *sources[] = {media};
    struct cf_ingest_params p = {.sources = sources, .source_count = 1, .store_dir = store, .format = "pairs"};
    struct cf_ingest_report report;
    struct cf_error err = {0};
    if (cf_ingest(&p, &report, &err) || report.stored != CLIPS) {
        fprintf(stderr, "ingest: %s\n", err.message);
        return -1;
    }
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    atomic_store(&released, 1);
    usleep(200000); /* stalled threads go home before the process ends */
    return store[0] && !run("rm -rf %s", root) ? -1 : 0;
}

static void need_store(void)
{
    if (!store[0]) {
        print_message("skipped: the ffmpeg program is not installed\n");
        skip();
    }
}

static struct cf_loader_params params_of(uint32_t world, uint32_t rank)
{
    return (struct cf_loader_params){.media_root = media,
                                     .batch = 2,
                                     .frames = 2,
                                     .interval = 2,
                                     .height = 16,
                                     .width = 16,
                                     .dtype = CF_DTYPE_U8,
                                     .flip = 0.5,
                                     .caption_dropout = 0.3,
                                     .threads = 1,
                                     .prefetch = 1,
                                     .seed = 77,
                                     .world = world,
                                     .rank = rank,
                                     .forever = 1};
}

static struct cf_loader *open_loader(const struct cf_loader_params *p)
{
    struct cf_loader *loader = NULL;
    struct cf_error err = {0};
    if (cf_loader_open(&loader, store, p, &err))
        fail_msg("open: %s", err.message);
    return loader;
}

static struct cf_batch *next(struct cf_loader *loader)
{
    struct cf_batch *batch = NULL;
    struct cf_error err = {0};
    if (cf_loader_next(loader, &batch, &err))
        fail_msg("next: %s", err.message);
    return batch;
}

static char *save(struct cf_loader *loader)
{
    char *json = NULL;
    struct cf_error err = {0};
    if (cf_loader_state_save(loader, &json, &err))
        fail_msg("save: %s", err.message);
    return json;
}

static int load(struct cf_loader *loader, const char *json, int discard, struct cf_state_report *report,
                struct cf_error *err)
{
    return cf_loader_state_load(loader, &json, 1, discard, report, err);
}

/* The uninterrupted run, sample by sample. */
struct reference {
    struct cf_loader *loader;
    struct cf_batch *batch;
    uint32_t at;
};

static const struct cf_sample *expect(struct reference *r, const uint8_t **pixels, uint64_t *bytes)
{
    if (!r->batch || r->at == r->batch->sample_count) {
        cf_batch_release(&r->batch);
        r->batch = next(r->loader);
        r->at = 0;
    }
    const struct cf_batch *b = r->batch;
    *bytes = (uint64_t)(b->shape[1] * b->shape[2] * b->shape[3] * b->shape[4]);
    *pixels = (const uint8_t *)b->video + r->at * *bytes;
    return &b->samples[r->at++];
}

static void compare(const struct cf_batch *b, struct reference *r)
{
    for (uint32_t j = 0; j < b->sample_count; j++) {
        const uint8_t *pixels;
        uint64_t bytes;
        const struct cf_sample *is = &b->samples[j], *was = expect(r, &pixels, &bytes);
        assert_string_equal(is->clip_id, was->clip_id);
        assert_string_equal(is->caption, was->caption);
        assert_int_equal(is->epoch, was->epoch);
        assert_int_equal(is->position, was->position);
        assert_int_equal(is->flip, was->flip);
        assert_int_equal(is->frame_count, was->frame_count);
        assert_memory_equal(is->frames, was->frames, is->frame_count * sizeof *is->frames);
        assert_int_equal(b->shape[1] * b->shape[2] * b->shape[3] * b->shape[4], bytes);
        assert_memory_equal((const uint8_t *)b->video + j * bytes, pixels, bytes);
    }
}

struct ranks {
    struct cf_loader *of[WORLDS][MOST_RANKS];
};

static void open_ranks(struct ranks *ranks, struct cf_loader_params (*params)(uint32_t world, uint32_t rank))
{
    for (int w = 0; w < WORLDS; w++)
        for (uint32_t r = 0; r < worlds[w]; r++) {
            struct cf_loader_params p = params(worlds[w], r);
            ranks->of[w][r] = open_loader(&p);
        }
}

static void close_ranks(struct ranks *ranks)
{
    for (int w = 0; w < WORLDS; w++)
        for (uint32_t r = 0; r < worlds[w]; r++)
            cf_loader_close(&ranks->of[w][r]);
}

static void load_all(struct ranks *ranks, int w, const char *json)
{
    struct cf_error err = {0};
    for (uint32_t r = 0; r < worlds[w]; r++)
        if (load(ranks->of[w][r], json, 0, NULL, &err))
            fail_msg("load at rank %u of %u: %s", r, worlds[w], err.message);
}

static void take_steps(struct ranks *ranks, int w, uint32_t steps, struct reference *reference)
{
    for (uint32_t s = 0; s < steps; s++)
        for (uint32_t r = 0; r < worlds[w]; r++) {
            struct cf_batch *b = next(ranks->of[w][r]);
            compare(b, reference);
            cf_batch_release(&b);
        }
}

static uint32_t seed_of_test(void)
{
    const char *given = getenv("CLIPFEED_TEST_SEED");
    uint32_t seed = given ? (uint32_t)strtoul(given, NULL, 10) : (uint32_t)time(NULL);
    print_message("seed %u\n", seed);
    return seed;
}

/* At 200 random points the run goes on from one rank's state with another world size, any of 1, 2, 3, 4, 8. */
static void test_random_points(void **state)
{
    (void)state;
    need_store();
    uint32_t seed = seed_of_test();
    struct ranks ranks;
    struct cf_loader_params p = params_of(1, 0);
    struct reference reference = {open_loader(&p), NULL, 0};
    open_ranks(&ranks, params_of);
    char *json = save(ranks.of[0][0]);
    for (int point = 0; point < 200; point++) {
        int w = rand_r(&seed) % WORLDS;
        load_all(&ranks, w, json);
        take_steps(&ranks, w, 1 + (uint32_t)rand_r(&seed) % 3, &reference);
        free(json);
        json = save(ranks.of[w][(uint32_t)rand_r(&seed) % worlds[w]]);
    }
    free(json);
    cf_batch_release(&reference.batch);
    cf_loader_close(&reference.loader);
    close_ranks(&ranks);
}

static void refuses(struct cf_loader *loader, const char *json, int status, const char *says)
{
    struct cf_error err = {0};
    assert_int_equal(load(loader, json, 0, NULL, &err), status);
    if (!strstr(err.message, says))
        fail_msg("expected '%s' in: %s", says, err.message);
}

static struct cf_loader_params bucket_params(uint32_t world, uint32_t rank)
{
    struct cf_loader_params p = params_of(world, rank);
    p.buckets = "{'64px': {4: ((1.0, 0.5), 1), 2: (1.0, 2)}}";
    return p;
}

/* Behind each group of one shape any world takes over from any other: all 20 pairs, each way. */
static void test_bucket_pairs(void **state)
{
    (void)state;
    need_store();
    enum { ELASTIC = 24 };
    struct ranks ranks;
    struct cf_loader_params p = bucket_params(1, 0);
    struct reference reference = {open_loader(&p), NULL, 0};
    open_ranks(&ranks, bucket_params);
    char *json = save(ranks.of[0][0]);
    uint32_t pairs = 0, batches = 0;
    for (int a = 0; a < WORLDS; a++)
        for (int b = 0; b < WORLDS; b++) {
            if (a == b)
                continue;
            const int both[2] = {a, b};
            for (int k = 0; k < 2; k++) {
                load_all(&ranks, both[k], json);
                take_steps(&ranks, both[k], ELASTIC / worlds[both[k]], &reference);
                free(json);
                json = save(ranks.of[both[k]][worlds[both[k]] - 1]);
                batches |= 1U << reference.batch->shape[0];
            }
            pairs++;
        }
    assert_int_equal(pairs, 20);
    assert_int_equal(batches, 1U << 1 | 1U << 2); /* both buckets had groups */
    free(json);
    cf_batch_release(&reference.batch);
    cf_loader_close(&reference.loader);
    close_ranks(&ranks);
}

/* Inside a group another world is refused, with the step that would do, or leaves out the rest when asked to. */
static void test_inside_a_group(void **state)
{
    (void)state;
    need_store();
    struct cf_loader_params p = bucket_params(2, 1);
    struct cf_loader *two = open_loader(&p), *four, *five = NULL, *one;
    struct cf_batch *batch;
    struct cf_state_report report;
    struct cf_error err = {0};
    for (int i = 0; i < 5; i++) {
        batch = next(two);
        cf_batch_release(&batch);
    }
    char *json = save(two), *whole;
    p = bucket_params(4, 0);
    four = open_loader(&p);
    assert_int_equal(load(four, json, 0, &report, &err), CF_EMISMATCH);
    assert_non_null(strstr(err.message, "from step 12"));
    assert_int_equal(load(four, json, 1, &report, &err), CF_OK);
    assert_int_equal(report.step, 5);
    for (int i = 5; i < 12; i++) { /* what four begin with is what two have behind the group */
        batch = next(two);
        report.discarded -= 2 * batch->sample_count;
        cf_batch_release(&batch);
    }
    assert_int_equal(report.discarded, 0);
    free(json);
    whole = save(two);
    p = bucket_params(1, 0);
    one = open_loader(&p);
    assert_int_equal(load(one, whole, 0, &report, &err), CF_OK);
    struct reference reference = {one, NULL, 0};
    batch = next(four);
    compare(batch, &reference);
    cf_batch_release(&batch);
    cf_batch_release(&reference.batch);
    p = bucket_params(5, 0); /* its own elastic would be 120, the run's is 24 */
    five = open_loader(&p);
    refuses(five, whole, CF_EMISMATCH, "legal are 1, 2, 3, 4, 6, 8, 12, 24");
    free(whole);
    cf_loader_close(&one);
    cf_loader_close(&two);
    cf_loader_close(&four);
    cf_loader_close(&five);
}

static int stalling_read(void *file, void *data, size_t size, int64_t offset, struct cf_error *err)
{
    if (atomic_fetch_sub(&stalls_left, 1) > 0)
        for (int i = 0; i < 6000 && !atomic_load(&released); i++)
            usleep(10000);
    return cf_reader_posix.read(file, data, size, offset, err);
}

/* What a deadline passed on while its batch was not handed out yet is passed on again, by whichever rank has it now. */
static void test_give_up(void **state)
{
    (void)state;
    need_store();
    static struct cf_reader_ops reader; /* outlives the test: a thread that was given up on goes home when it can */
    reader = cf_reader_posix;
    reader.read = stalling_read;
    struct cf_hooks hooks = {&reader, &cf_decoder_libavcodec};
    struct cf_loader_params p = params_of(2, 1);
    struct cf_loader *loader = NULL, *other;
    struct cf_batch *batch = NULL;
    struct cf_loader_stats stats = {0};
    struct cf_error err = {0};
    p.deadline_ms = 300;
    atomic_store(&released, 0);
    atomic_store(&stalls_left, 2); /* the second candidate stalls as well: the batch is not ready when it is saved */
    assert_int_equal(cf_loader_open_with(&loader, store, &p, &hooks, &err), CF_OK);
    for (int i = 0; i < 1000 && !stats.abandoned; i++) {
        assert_int_equal(cf_loader_next_within(loader, 10, &batch, &err), CF_EDEADLINE);
        cf_loader_get_stats(loader, &stats);
    }
    assert_int_equal(stats.abandoned, 1);
    char *states[2] = {NULL, save(loader)};
    atomic_store(&released, 1);
    cf_loader_close(&loader);

    p = params_of(2, 0);
    other = open_loader(&p);
    states[0] = save(other);
    cf_loader_close(&other);

    struct cf_state_report report;
    p = params_of(1, 0);
    other = open_loader(&p);
    assert_int_equal(load(other, states[0], 0, &report, &err), CF_OK);
    assert_int_equal(report.ranks, 2);
    assert_int_equal(report.ranks_known, 1);
    assert_int_equal(cf_loader_state_load(other, (const char *const *)states, 2, 0, &report, &err), CF_OK);
    assert_int_equal(report.ranks_known, 2);
    uint32_t deadlines = 0;
    for (int step = 0; step < 4; step++) {
        batch = next(other);
        for (uint32_t j = 0; j < batch->sample_count; j++)
            for (uint32_t k = 0; k < batch->samples[j].failure_count; k++) {
                assert_int_equal(batch->samples[j].failures[k].status, CF_EDEADLINE);
                assert_int_equal(batch->samples[j].position, 2); /* rank 1's first */
                deadlines++;
            }
        cf_batch_release(&batch);
    }
    assert_int_equal(deadlines, 1);
    json_t *later = json_loads(states[1], 0, NULL);
    assert_int_equal(json_array_size(json_object_get(later, "give_ups")), 1);
    json_decref(later);
    free(states[0]);
    free(states[1]);
    states[0] = save(other); /* behind it, it is forgotten */
    assert_non_null(strstr(states[0], "\"give_ups\":[]"));
    free(states[0]);
    cf_loader_close(&other);
}

/* Known bad files travel too, and make no difference to what is drawn. */
static void test_bad_records(void **state)
{
    (void)state;
    need_store();
    struct cf_loader_params p = params_of(1, 0);
    struct cf_error err = {0};
    assert_true(run("mv %s/clip2.mp4 %s/away", media, media));
    struct cf_loader *a = open_loader(&p), *b = open_loader(&p);
    for (int i = 0; i < 6; i++) {
        struct cf_batch *batch = next(a);
        cf_batch_release(&batch);
    }
    char *json = save(a);
    assert_non_null(strstr(json, "\"status\":\"missing\""));
    assert_int_equal(load(b, json, 0, NULL, &err), CF_OK);
    for (int i = 0; i < 12; i++) {
        struct cf_batch *x = next(a), *y = next(b);
        for (uint32_t j = 0; j < x->sample_count; j++)
            assert_string_equal(x->samples[j].clip_id, y->samples[j].clip_id);
        cf_batch_release(&x);
        cf_batch_release(&y);
    }
    free(json);
    cf_loader_close(&a);
    cf_loader_close(&b);
    assert_true(run("mv %s/away %s/clip2.mp4", media, media));
}

static void test_refusals(void **state)
{
    (void)state;
    need_store();
    struct cf_loader_params p = params_of(1, 0);
    p.prefetch = 4;
    struct cf_loader_params q = p;
    struct cf_loader *a = open_loader(&p);
    struct cf_batch *first = next(a), *second;
    char *json = save(a);
    q.seed = 78;
    struct cf_loader *b = open_loader(&q);
    refuses(b, json, CF_EMISMATCH, "its seed is \"77\", the loader's \"78\"");
    cf_loader_close(&b);
    q = p;
    q.where = "frames > 12";
    b = open_loader(&q);
    refuses(b, json, CF_EMISMATCH, "where");
    cf_loader_close(&b);
    q = p;
    q.frames = 3;
    b = open_loader(&q);
    refuses(b, json, CF_EMISMATCH, "frames");
    refuses(b, "", CF_EFORMAT, "no loader's state");
    refuses(b, "{\"a\": 1}", CF_EFORMAT, "no loader's state");
    refuses(b, "{\"clipfeed_state\": 9}", CF_EMISMATCH, "version 9");
    /* What refused stands where it stood. */
    second = next(b);
    assert_int_equal(second->step, 0);
    cf_batch_release(&second);
    cf_loader_close(&b);
    char *later;
    second = next(a);
    later = save(a);
    const char *two[] = {json, later};
    struct cf_error err = {0};
    assert_int_equal(cf_loader_state_load(a, two, 2, 0, NULL, &err), CF_EMISMATCH);
    assert_non_null(strstr(err.message, "not of one moment"));
    cf_batch_release(&first);
    cf_batch_release(&second);
    free(json);
    free(later);
    cf_loader_close(&a);
}

/* A state with flipped, lost and added bytes is refused or taken, and the loader goes on in any case. */
static void test_hostile(void **state)
{
    (void)state;
    need_store();
    uint32_t seed = seed_of_test(), taken = 0;
    struct cf_loader_params p = params_of(1, 0);
    struct cf_loader *loader = open_loader(&p);
    char *json = save(loader);
    size_t size = strlen(json);
    for (int i = 0; i < 2000; i++) {
        char *copy = calloc(1, size + 2);
        struct cf_error err = {0};
        memcpy(copy, json, size);
        for (int k = rand_r(&seed) % 4; k >= 0; k--) {
            size_t at = (size_t)rand_r(&seed) % size;
            switch (rand_r(&seed) % 3) {
            case 0: copy[at] = (char)(' ' + rand_r(&seed) % 95); break;
            case 1: memmove(copy + at, copy + at + 1, size - at); break;
            default: copy[at] = (char)('0' + rand_r(&seed) % 10);
            }
        }
        int status = load(loader, copy, rand_r(&seed) % 2, NULL, &err);
        taken += status == CF_OK;
        assert_true(status <= CF_OK);
        assert_true(!status || err.message[0]);
        free(copy);
    }
    print_message("%u of 2000 were taken\n", taken);
    struct cf_error err = {0};
    assert_int_equal(load(loader, json, 0, NULL, &err), CF_OK);
    struct cf_batch *batch = next(loader);
    assert_int_equal(batch->step, 0);
    cf_batch_release(&batch);
    free(json);
    cf_loader_close(&loader);
}

static void test_set_epoch(void **state)
{
    (void)state;
    need_store();
    struct cf_loader_params p = params_of(1, 0);
    p.prefetch = 4;
    struct cf_loader *a = open_loader(&p), *b;
    struct cf_error err = {0};
    struct cf_batch *held = next(a);
    assert_int_equal(cf_loader_set_epoch(a, 5, &err), CF_OK);
    p.epoch = 5;
    b = open_loader(&p);
    for (int i = 0; i < 5; i++) {
        struct cf_batch *x = next(a), *y = next(b);
        assert_int_equal(x->step, i + 1);
        assert_int_equal(x->samples[0].epoch, y->samples[0].epoch);
        for (uint32_t j = 0; j < x->sample_count; j++)
            assert_string_equal(x->samples[j].clip_id, y->samples[j].clip_id);
        assert_int_equal(cf_loader_epoch(a), cf_loader_epoch(b));
        assert_int_equal(cf_loader_epoch_left(a), cf_loader_epoch_left(b));
        cf_batch_release(&x);
        cf_batch_release(&y);
    }
    cf_loader_close(&a);
    cf_batch_release(&held);
    cf_loader_close(&b);
}

static void test_forked(void **state)
{
    (void)state;
    need_store();
    struct cf_loader_params p = params_of(1, 0);
    struct cf_loader *loader = open_loader(&p);
    char *json = save(loader);
    pid_t child = fork();
    if (!child) {
        char *other = NULL;
        int wrong = cf_loader_state_save(loader, &other, NULL) != CF_EFORKED;
        wrong += load(loader, json, 0, NULL, NULL) != CF_EFORKED;
        wrong += cf_loader_set_epoch(loader, 1, NULL) != CF_EFORKED;
        _exit(wrong);
    }
    int ended = -1;
    assert_int_equal(waitpid(child, &ended, 0), child);
    assert_int_equal(ended, 0);
    free(json);
    cf_loader_close(&loader);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random_points),  cmocka_unit_test(test_bucket_pairs),
        cmocka_unit_test(test_inside_a_group), cmocka_unit_test(test_give_up),
        cmocka_unit_test(test_bad_records),    cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_hostile),        cmocka_unit_test(test_set_epoch),
        cmocka_unit_test(test_forked),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
