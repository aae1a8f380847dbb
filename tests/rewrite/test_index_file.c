/* The index's file: what is refused, damage, builds that end early or stand beside each other. */
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clipfeed/layer.h"
#include "index_store.h"

static void copy_file(const char *from, const char *to, size_t limit)
{
    char buffer[4096];
    FILE *in = fopen(from, "rbe"), *out = fopen(to, "wbe");
    assert_true(in && out);
    for (size_t n, done = 0; done < limit && (n = fread(buffer, 1, sizeof buffer, in)) > 0; done += n)
        fwrite(buffer, 1, n < limit - done ? n : limit - done, out);
    fclose(in);
    fclose(out);
}

static void expect_refused(const char *store, const char *file, int status, const char *word)
{
    struct cf_caption_index *index = NULL;
    struct cf_error err = {0};
    int found = cf_caption_index_open(&index, store, file, &err);
    if (found != status || !strstr(err.message, word))
        fail_msg("'%s': %s: %s; expected %s with '%s'", file, cf_status_name(found), err.message,
                 cf_status_name(status), word);
    assert_null(index);
}

static void patch(const char *file, long at, const char *bytes, size_t size)
{
    FILE *f = fopen(file, "r+be");
    fseek(f, at, SEEK_SET);
    fwrite(bytes, 1, size, f);
    fclose(f);
}

static void test_refused(void **state)
{
    (void)state;
    char path[128], copy[128], other[64];
    path_of(path, dir, "captions.index");
    path_of(copy, folder, "copy");
    make_store("other", 20, other);
    expect_refused(other, path, CF_EMISMATCH, "clipfeed index-captions");
    copy_file(path, copy, 100);
    expect_refused(dir, copy, CF_EFORMAT, "no index of captions");
    copy_file(path, copy, 65536);
    expect_refused(dir, copy, CF_ECORRUPT, "expected");
    copy_file(path, copy, SIZE_MAX);
    patch(copy, 60, "\0\0\0\x63", 4);
    expect_refused(dir, copy, CF_EMISMATCH, "version 99");
    patch(copy, 0, "junk", 4);
    expect_refused(dir, copy, CF_EFORMAT, "no index of captions");
    path_of(copy, dir, "manifest.json");
    expect_refused(dir, copy, CF_EFORMAT, "no index of captions");
    expect_refused(dir, folder, CF_ENOTFILE, "regular file");
    expect_refused(folder, path, CF_ENOENT, "manifest");
}

/* Bytes changed anywhere: refused, or a search that fails or answers; nothing else. */
static void test_damaged(void **state)
{
    (void)state;
    char path[128], copy[128];
    struct stat st;
    uint32_t seed = 4711;
    path_of(path, dir, "captions.index");
    path_of(copy, folder, "damaged");
    assert_int_equal(stat(path, &st), 0);
    printf("seed %u\n", seed);
    int refused = 0, failed = 0, answered = 0;
    for (int round = 0; round < 120; round++) {
        copy_file(path, copy, SIZE_MAX);
        for (int i = 0; i < 64; i++) {
            seed = seed * 1664525 + 1013904223;
            char byte = (char)(seed >> 9);
            patch(copy, (long)(seed % (uint32_t)(st.st_size - 100)) + 100, &byte, 1);
        }
        struct cf_caption_index *index = NULL;
        if (cf_caption_index_open(&index, dir, copy, NULL)) {
            refused++;
            continue;
        }
        struct cf_exemplars *e = NULL;
        if (cf_caption_index_search(index, "a panda by the glacier", 22, NULL, &e, NULL))
            failed++;
        else
            answered++;
        cf_exemplars_free(&e);
        cf_caption_index_close(&index);
    }
    printf("%d refused, %d failed, %d answered\n", refused, failed, answered);
    assert_int_equal(refused + failed + answered, 120);
    assert_true(refused + failed > 0);
}

struct stop {
    const char *what;
    uint64_t at;
    int kill;
};

static int stop_there(void *opaque, const char *what, uint64_t done, uint64_t total)
{
    const struct stop *stop = opaque;
    (void)total;
    int now = !strcmp(what, stop->what) && done >= stop->at;
    if (now && stop->kill)
        kill(getpid(), SIGKILL);
    return now;
}

static void test_interrupted(void **state)
{
    (void)state;
    static const char *const stages[] = {"read", "short", "measure", "index"};
    char store[64], path[128], partial[128];
    struct cf_error err = {0};
    struct cf_caption_index_report r = {0};
    make_store("interrupted", PLAIN, store);
    path_of(path, store, "captions.index");
    path_of(partial, store, "captions.index.partial");
    for (int k = 0; k < 8; k++) {
        struct stop stop = {stages[k % 4], 200, k >= 4};
        cf_layer_remove(store, "short", NULL);
        struct cf_caption_index_params p = params_of(store);
        p.progress = stop_there;
        p.opaque = &stop;
        if (stop.kill) {
            int status = 0;
            pid_t child = fork();
            if (!child)
                _exit(cf_caption_index_build(&p, NULL, NULL) ? 1 : 0);
            waitpid(child, &status, 0);
            assert_true(WIFSIGNALED(status));
        } else {
            assert_int_equal(cf_caption_index_build(&p, NULL, &err), CF_ECANCELLED);
            assert_int_not_equal(access(partial, F_OK), 0);
        }
        assert_int_not_equal(access(path, F_OK), 0);
        if (k == 1) { /* what was made of the layer is not made again */
            p.progress = NULL;
            build(&p, &r);
            assert_in_range(r.short_made, 1, PLAIN - 100);
            assert_int_equal(r.short_layer, PLAIN + 4);
            assert_int_equal(unlink(path), 0);
            assert_int_equal(cf_layer_remove(store, "short", NULL), CF_OK);
        }
    }
    struct cf_caption_index_params p = params_of(store);
    build(&p, &r);
    assert_int_equal(r.pool, PLAIN + 4);
    assert_int_not_equal(access(partial, F_OK), 0);
    struct cf_caption_index *index = open_index(store);
    assert_int_equal(cf_caption_index_count(index), PLAIN + 4);
    /* One that is open stays what it is while another takes its place. */
    p.pool = 50;
    p.seed = 7;
    build(&p, &r);
    struct cf_exemplars *e = NULL;
    assert_int_equal(cf_caption_index_search(index, "panda", 5, NULL, &e, &err), CF_OK);
    assert_int_equal(cf_caption_index_count(index), PLAIN + 4);
    cf_exemplars_free(&e);
    cf_caption_index_close(&index);
    index = open_index(store);
    assert_in_range(cf_caption_index_count(index), 40, 50);
    cf_caption_index_close(&index);
}

/* While a process builds, another is refused. */
static int build_beside(void *opaque, const char *what, uint64_t done, uint64_t total)
{
    struct cf_error *err = opaque;
    (void)done;
    (void)total;
    if (!strcmp(what, "index") && !err->status) {
        struct cf_caption_index_params p = params_of(dir);
        cf_caption_index_build(&p, NULL, err);
    }
    return 0;
}

static void test_two_builders(void **state)
{
    (void)state;
    struct cf_error err = {0};
    struct cf_caption_index_report r = {0};
    struct cf_caption_index_params p = params_of(dir);
    p.progress = build_beside;
    p.opaque = &err;
    build(&p, &r);
    assert_int_equal(err.status, CF_EDUPLICATE);
    assert_int_equal(r.pool, PLAIN + 4);
}

static int set_up_index(void **state)
{
    struct cf_caption_index_report r = {0};
    if (set_up(state))
        return -1;
    struct cf_caption_index_params p = params_of(dir);
    build(&p, &r);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_refused), cmocka_unit_test(test_damaged),
                                       cmocka_unit_test(test_interrupted), cmocka_unit_test(test_two_builders)};
    return cmocka_run_group_tests(tests, set_up_index, tear_down);
}
