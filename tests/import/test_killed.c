/* An ingest that is killed, or runs out of disk, and is run again: the store is that of a run that was left alone. */
#include <dirent.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "clipfeed/store.h"
#include "store/tables.h"

enum { ITEMS = 20000, KILLS = 20, MEDIA_KILLS = 8 };
static char folder[] = "/tmp/clipfeed-killed-XXXXXX";
static volatile uint64_t *reached; /* shared with the child: items taken */

static char *in_folder(const char *name)
{
    char *path = NULL;
    assert_true(asprintf(&path, "%s/%s", folder, name) > 0);
    return path;
}

static void on_progress(void *opaque, uint64_t read, uint64_t stored, uint64_t skipped)
{
    (void)opaque;
    (void)stored;
    (void)skipped;
    *reached = read;
}

struct run {
    char *source, *media; /* media NULL: captions only */
    int shards;
};

static int ingest(const struct run *run, const char *dir, struct cf_ingest_report *report, struct cf_error *err)
{
    const char *sources[] = {run->source};
    struct cf_ingest_params params = {.sources = sources,
                                      .source_count = 1,
                                      .store_dir = dir,
                                      .media_root = run->media,
                                      .shards = run->shards,
                                      .jobs = 2,
                                      .no_media = !run->media,
                                      .progress = on_progress};
    return cf_ingest(&params, report, err);
}

/* Lets a child ingest until it has taken some items and a random time has passed, then kills it. 1: it was at work. */
static int run_and_kill(const struct run *run, const char *dir, uint64_t target, unsigned most_us)
{
    *reached = 0;
    pid_t child = fork();
    assert_true(child >= 0);
    if (!child) {
        struct cf_error err = {0};
        _exit(ingest(run, dir, NULL, &err) ? 1 : 0);
    }
    int status = 0;
    pid_t ended = 0;
    while (*reached < target && !(ended = waitpid(child, &status, WNOHANG)))
        usleep(200);
    usleep(most_us ? (useconds_t)rand() % most_us : 0);
    if (!ended) {
        kill(child, SIGKILL);
        waitpid(child, &status, 0);
    }
    if (WIFEXITED(status))
        assert_int_equal(WEXITSTATUS(status), 0);
    return WIFSIGNALED(status);
}

static void same_record(const struct cf_record *a, const struct cf_record *b)
{
    assert_int_equal(a->ordinal, b->ordinal);
    assert_string_equal(a->clip_id, b->clip_id);
    assert_string_equal(a->path, b->path);
    assert_string_equal(a->extra_json, b->extra_json);
    assert_int_equal(a->window_begin, b->window_begin);
    assert_int_equal(a->window_end, b->window_end);
    assert_memory_equal(a->media_key, b->media_key, sizeof a->media_key);
    assert_int_equal(a->caption_count, b->caption_count);
    for (uint32_t i = 0; i < a->caption_count; i++) {
        assert_int_equal(a->captions[i].kind, b->captions[i].kind);
        assert_string_equal(a->captions[i].text, b->captions[i].text);
        assert_memory_equal(&a->captions[i].time, &b->captions[i].time, sizeof(double));
    }
}

static void same_tables(struct cf_store *a, struct cf_store *b, const uint8_t key[24])
{
    static const uint8_t none[24];
    struct cf_buffer x = {0}, y = {0};
    struct cf_error err = {0};
    if (!memcmp(key, none, sizeof none))
        return;
    assert_int_equal(cf_store_table(a, key, &x, &err), CF_OK);
    assert_int_equal(cf_store_table(b, key, &y, &err), CF_OK);
    assert_int_equal(x.size, y.size);
    assert_memory_equal(x.data, y.data, x.size);
    cf_buffer_free(&x);
    cf_buffer_free(&y);
}

static void on_fault(void *opaque, const char *message)
{
    (void)opaque;
    print_error("%s\n", message);
}

static void same_store(const char *dir, const char *reference)
{
    struct cf_store *a = NULL, *b = NULL;
    struct cf_error err = {0};
    struct cf_store_stats s, t;
    uint64_t records = 0, faults = 1;
    assert_int_equal(cf_store_verify(dir, on_fault, NULL, &records, &faults, &err), CF_OK);
    assert_int_equal(faults, 0);
    assert_int_equal(cf_store_open(&a, dir, &err), CF_OK);
    assert_int_equal(cf_store_open(&b, reference, &err), CF_OK);
    assert_int_equal(cf_store_count(a), cf_store_count(b));
    assert_int_equal(records, cf_store_count(b));
    assert_string_equal(cf_store_fingerprint(a), cf_store_fingerprint(b));
    for (uint64_t i = 0; i < cf_store_count(a); i++) {
        struct cf_record *x = NULL, *y = NULL;
        assert_memory_equal(&cf_store_index(a)[i], &cf_store_index(b)[i], sizeof(struct cf_index_entry));
        assert_int_equal(cf_store_get_at(a, i, &x, &err), CF_OK);
        assert_int_equal(cf_store_get(b, x->clip_id, &y, &err), CF_OK);
        same_record(x, y);
        same_tables(a, b, x->media_key);
        cf_record_free(&x);
        cf_record_free(&y);
    }
    cf_store_stats(a, &s);
    cf_store_stats(b, &t);
    s.bytes_stored = t.bytes_stored; /* pages that lie free differ */
    assert_memory_equal(&s, &t, sizeof s);
    cf_store_close(&a);
    cf_store_close(&b);
}

static void same_report(const struct cf_ingest_report *a, const struct cf_ingest_report *b)
{
    assert_int_equal(a->read, b->read);
    assert_int_equal(a->stored, b->stored);
    assert_int_equal(a->skipped, b->skipped);
    assert_int_equal(a->reason_count, b->reason_count);
    for (int i = 0; i < a->reason_count; i++) {
        assert_string_equal(a->reasons[i].reason, b->reasons[i].reason);
        assert_int_equal(a->reasons[i].count, b->reasons[i].count);
    }
}

static unsigned seeded(void)
{
    const char *given = getenv("CLIPFEED_TEST_SEED");
    unsigned seed = given ? (unsigned)strtoul(given, NULL, 10) : (unsigned)time(NULL) ^ (unsigned)getpid();
    print_message("CLIPFEED_TEST_SEED=%u\n", seed);
    srand(seed);
    return seed;
}

/* Items of 1 to 4 captions; every hundredth has an id that stood before, every 150th is no JSON. */
static char *synthetic(unsigned seed)
{
    char *path = in_folder("items.jsonl");
    uint32_t state = seed;
    FILE *file = fopen(path, "we");
    assert_non_null(file);
    for (int i = 0; i < ITEMS; i++) {
        if (i % 150 == 149)
            fputs("{no json", file);
        fprintf(file, "{\"video_id\":\"clip-%d\",\"video_path\":\"v/%d.mp4\",\"n\":%d,\"captions\":[",
                i % 100 == 99 ? i / 2 : i, i, i);
        for (int k = i % 4; k >= 0; k--) {
            fprintf(file, "{\"idx\":\"%d\",\"content\":\"Item %d:", k - 1, i);
            for (int w = 0; w < 30; w++, state = state * 1664525u + 1013904223u)
                fprintf(file, " word%u", state >> 22);
            fputs(k ? ".\"}," : ".\"}", file);
        }
        fputs("]}\n", file);
    }
    fclose(file);
    return path;
}

static int ascending(const void *a, const void *b)
{
    return *(const int *)a < *(const int *)b ? -1 : *(const int *)a > *(const int *)b;
}

static void test_captions(void **state)
{
    (void)state;
    struct run run = {.source = synthetic(seeded()), .shards = 2};
    char *reference = in_folder("captions"), *dir = in_folder("captions-killed");
    struct cf_ingest_report whole, report;
    struct cf_error err = {0};
    int targets[KILLS], at_work = 0;
    assert_int_equal(ingest(&run, reference, &whole, &err), CF_OK);
    assert_int_equal(whole.read, ITEMS);
    for (int i = 0; i < KILLS; i++)
        targets[i] = i < 3 ? 0 : 1 + rand() % (ITEMS + ITEMS / 10); /* the first while the dictionary is made */
    qsort(targets, KILLS, sizeof *targets, ascending);
    for (int i = 0; i < KILLS; i++) {
        uint64_t target = targets[i] > ITEMS ? ITEMS : (uint64_t)targets[i]; /* the last while the store is finished */
        at_work += run_and_kill(&run, dir, target, targets[i] ? targets[i] > ITEMS ? 30000 : 3000 : 300000);
    }
    print_message("%d of %d were killed at work\n", at_work, KILLS);
    assert_true(at_work > 0);
    assert_int_equal(ingest(&run, dir, &report, &err), CF_OK);
    same_report(&report, &whole);
    same_store(dir, reference);
    free(run.source);
    free(reference);
    free(dir);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Two windows and a whole of every file of at most 700 KB, as an array; the number of elements. */
static uint64_t media_elements(const char *media, const char *path)
{
    char *names[256];
    int count = 0;
    DIR *dir = opendir(media);
    assert_non_null(dir);
    for (struct dirent *entry; (entry = readdir(dir)) && count < 256;) {
        struct stat st;
        char *full = NULL;
        assert_true(asprintf(&full, "%s/%s", media, entry->d_name) > 0);
        if (*entry->d_name != '.' && !stat(full, &st) && S_ISREG(st.st_mode) && st.st_size <= 700000)
            names[count++] = strdup(entry->d_name);
        free(full);
    }
    closedir(dir);
    qsort(names, (size_t)count, sizeof *names, by_name);
    FILE *file = fopen(path, "we");
    assert_non_null(file);
    fputs("[\n", file);
    for (int i = 0; i < count; i++) {
        for (int w = 0; w < 2; w++)
            fprintf(file, "{\"path\":\"%s\",\"frame_idx\":\"%d:%d\",\"cap\":\"Window %d of %s.\"},\n", names[i], w,
                    w + 9, w, names[i]);
        fprintf(file, "{\"path\":\"%s\",\"cap\":\"All of %s.\"}%s\n", names[i], names[i], i + 1 < count ? "," : "]");
        free(names[i]);
    }
    fclose(file);
    return (uint64_t)count * 3;
}

static void test_media(void **state)
{
    (void)state;
    char *media = getenv("CLIPFEED_TEST_MEDIA");
    if (!media) {
        print_message("CLIPFEED_TEST_MEDIA is not set\n");
        skip();
        return;
    }
    struct run run = {.source = in_folder("media.json"), .media = media, .shards = 2};
    char *reference = in_folder("media"), *dir = in_folder("media-killed");
    struct cf_ingest_report whole, report;
    struct cf_error err = {0};
    struct timespec begin, end;
    int at_work = 0, targets[MEDIA_KILLS];
    seeded();
    uint64_t count = media_elements(media, run.source);
    assert_true(count >= 30);
    clock_gettime(CLOCK_MONOTONIC, &begin);
    assert_int_equal(ingest(&run, reference, &whole, &err), CF_OK);
    clock_gettime(CLOCK_MONOTONIC, &end);
    assert_int_equal(whole.read, count);
    assert_true(whole.stored > count / 3);
    unsigned us = (unsigned)((end.tv_sec - begin.tv_sec) * 1000000 + (end.tv_nsec - begin.tv_nsec) / 1000);
    for (int i = 0; i < MEDIA_KILLS; i++)
        targets[i] = rand() % (int)(count - 1);
    qsort(targets, MEDIA_KILLS, sizeof *targets, ascending);
    for (int i = 0; i < MEDIA_KILLS; i++)
        at_work += run_and_kill(&run, dir, (uint64_t)targets[i], us / 20);
    print_message("%d of %d were killed at work\n", at_work, MEDIA_KILLS);
    assert_true(at_work > 0);
    assert_int_equal(ingest(&run, dir, &report, &err), CF_OK);
    same_report(&report, &whole);
    same_store(dir, reference);
    free(run.source);
    free(reference);
    free(dir);
}

/* No file may grow beyond a limit: writes fail as on a full disk. */
static void test_full(void **state)
{
    (void)state;
    struct run run = {.source = in_folder("items.jsonl"), .shards = 2};
    char *reference = in_folder("captions"), *dir = in_folder("captions-full"), *log = in_folder("full.log");
    struct cf_ingest_report report;
    struct cf_error err = {0};
    static const long limits[] = {200 << 10, 1 << 20, 1500 << 10, 2 << 20};
    int refused = 0;
    for (int i = 0; i < 4; i++) {
        pid_t child = fork();
        assert_true(child >= 0);
        if (!child) {
            struct rlimit limit = {(rlim_t)limits[i], RLIM_INFINITY};
            signal(SIGXFSZ, SIG_IGN);
            FILE *file = fopen(log, "we");
            setrlimit(RLIMIT_FSIZE, &limit);
            int status = ingest(&run, dir, NULL, &err);
            fprintf(file, "%d %s", status, err.message);
            fclose(file);
            _exit(0);
        }
        int status, code = 0;
        char message[512] = "";
        waitpid(child, &status, 0);
        assert_int_equal(status, 0);
        FILE *file = fopen(log, "re");
        assert_true(fscanf(file, "%d %511[^\n]", &code, message) >= 1);
        fclose(file);
        print_message("limit %ld: %d %s\n", limits[i], code, message);
        refused += code != 0;
        if (code) {
            assert_int_equal(code, CF_EIO);
            assert_non_null(strstr(message, "captions-full"));
            assert_true(strstr(message, "File too large") || strstr(message, "Input/output error"));
        }
    }
    assert_true(refused > 1);
    assert_int_equal(ingest(&run, dir, &report, &err), CF_OK);
    same_store(dir, reference);
    free(run.source);
    free(reference);
    free(dir);
    free(log);
}

static int set_up(void **state)
{
    (void)state;
    reached = mmap(NULL, sizeof *reached, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    return reached != MAP_FAILED && mkdtemp(folder) ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    char command[64];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_captions),
        cmocka_unit_test(test_full), /* after test_captions, whose source and store it takes */
        cmocka_unit_test(test_media),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
