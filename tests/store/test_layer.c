/* Layers: added to a store that stays as it was, resumed, read back by threads and after fork, verified, removed. */
#include <math.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "clipfeed/layer.h"

/* The sanitizers' allocators do not survive a fork while other threads use them, as the C library's does. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
enum { FORK_UNDER_THREADS = 0 };
#else
enum { FORK_UNDER_THREADS = 1 };
#endif
enum { RECORDS = 500, THREADS = 8, DIMENSIONS = 64 };
static char folder[] = "/tmp/clipfeed-layer-XXXXXX";
static char dir[64];
static char fingerprint[33];

static void make_store(const char *name, const char *word, char path[64])
{
    char source[96];
    snprintf(source, sizeof source, "%s/%s.jsonl", folder, name);
    snprintf(path, 64, "%s/%s", folder, name);
    FILE *file = fopen(source, "we");
    for (int i = 0; i < RECORDS; i++)
        fprintf(
            file,
            "{\"video_id\":\"c%d\",\"video_path\":\"%d.mp4\",\"captions\":[{\"idx\":\"-1\",\"content\":\"Clip number "
            "%d shows a %s that runs over %d stones.\"}]}\n",
            i, i, i, word, i * 7);
    fclose(file);
    const char *sources[] = {source};
    struct cf_ingest_params params = {
        .sources = sources, .source_count = 1, .store_dir = path, .shards = 3, .no_media = 1};
    assert_int_equal(cf_ingest(&params, NULL, NULL), CF_OK);
}

static int set_up(void **state)
{
    (void)state;
    struct cf_store *store = NULL;
    if (!mkdtemp(folder))
        return -1;
    make_store("store", "dog", dir);
    if (cf_store_open(&store, dir, NULL))
        return -1;
    strcpy(fingerprint, cf_store_fingerprint(store));
    cf_store_close(&store);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    char command[64];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command);
}

static uint64_t faults_of(const char *path)
{
    uint64_t found = 0;
    struct cf_error err;
    assert_int_equal(cf_store_verify(path, NULL, NULL, NULL, &found, &err), CF_OK);
    return found;
}

static void clean_text(uint64_t i, char text[80])
{
    snprintf(text, 80, "A clean caption, number %llu, \xC3\xA9t\xC3\xA9.", (unsigned long long)i);
}

static const struct cf_layer_params clean = {
    .name = "clean", .type = CF_LAYER_CAPTIONS, .about_json = "{\"by\": \"rules\", \"version\": 3}"};

static void put_clean(struct cf_layer_writer *w, uint64_t i)
{
    char text[80];
    struct cf_error err = {0};
    clean_text(i, text);
    struct cf_caption captions[2] = {{CF_CAPTION_CLEAN, text, strlen(text), (double)NAN},
                                     {CF_CAPTION_SHORT, "Short.", 6, (double)i / 4}};
    if (cf_layer_writer_put_captions(w, i, captions, 1 + i % 2, &err))
        fail_msg("%s", err.message);
}

/* Every third record has none. A writer is closed, another killed; the third goes on and publishes. */
static void test_make(void **state)
{
    (void)state;
    struct cf_layer_writer *w = NULL;
    struct cf_error err = {0};
    assert_int_equal(cf_layer_writer_open(&w, dir, &clean, &err), CF_OK);
    for (uint64_t i = RECORDS; i-- > 400;) /* any order */
        if (i % 3)
            put_clean(w, i);
    assert_int_equal(cf_layer_writer_close(&w, &err), CF_OK);
    assert_null(w);
    pid_t child = fork();
    if (!child) {
        if (cf_layer_writer_open(&w, dir, &clean, NULL))
            _exit(1);
        for (uint64_t i = 300; i < 400; i++)
            if (i % 3)
                put_clean(w, i);
        if (cf_layer_writer_commit(w, NULL))
            _exit(1);
        put_clean(w, 1);
        raise(SIGKILL);
    }
    int status;
    waitpid(child, &status, 0);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(faults_of(dir), 0); /* an unfinished layer is none */
    struct cf_layer_params other = clean;
    other.about_json = "{\"by\":\"somebody else\"}";
    assert_int_equal(cf_layer_writer_open(&w, dir, &other, &err), CF_EMISMATCH);
    assert_int_equal(cf_layer_writer_open(&w, dir, &clean, &err), CF_OK);
    struct cf_layer_writer *second = NULL;
    assert_int_equal(cf_layer_writer_open(&second, dir, &clean, &err), CF_EIO);
    assert_non_null(strstr(err.message, "another writer"));
    int had = 0;
    for (uint64_t i = 0; i < RECORDS; i++) {
        had += cf_layer_writer_has(w, i);
        if (i % 3 && !cf_layer_writer_has(w, i))
            put_clean(w, i);
    }
    assert_int_equal(had, 133); /* of 300 to 499 */
    assert_false(cf_layer_writer_has(w, 1 << 20));
    put_clean(w, 1); /* again: replaces */
    struct cf_caption wrong = {CF_CAPTION_CLEAN + 1, "x", 1, 0};
    assert_int_equal(cf_layer_writer_put_captions(w, 1, &wrong, 1, &err), CF_EINVAL);
    assert_int_equal(cf_layer_writer_put_captions(w, RECORDS, &wrong, 1, &err), CF_EINVAL);
    assert_int_equal(cf_layer_writer_put_bytes(w, 1, "x", 1, &err), CF_EINVAL);
    assert_int_equal(cf_layer_writer_publish(&w, &err), CF_OK);
    assert_null(w);
    assert_int_equal(cf_layer_writer_open(&w, dir, &clean, &err), CF_EDUPLICATE);
    assert_int_equal(faults_of(dir), 0);
}

static void embedding_of(uint64_t i, float out[DIMENSIONS])
{
    for (int d = 0; d < DIMENSIONS; d++)
        out[d] = (float)(sin((double)i * 0.7 + d) / (d + 1));
}

static void test_bytes(void **state)
{
    (void)state;
    struct cf_layer_params params = {.name = "embedding.v1", .type = CF_LAYER_BYTES};
    struct cf_layer_writer *w = NULL;
    struct cf_error err = {0};
    float values[DIMENSIONS];
    assert_int_equal(cf_layer_writer_open(&w, dir, &params, &err), CF_OK);
    assert_int_equal(cf_store_count(cf_layer_writer_store(w)), RECORDS);
    for (uint64_t i = 0; i < RECORDS; i++) {
        embedding_of(i, values);
        assert_int_equal(cf_layer_writer_put_bytes(w, i, values, i == 5 ? 0 : sizeof values, &err), CF_OK);
    }
    assert_int_equal(cf_layer_writer_publish(&w, &err), CF_OK);
    static const char *const names[] = {"", ".hidden", "a/b", "x.partial", "\xC3\xA9"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        params.name = names[i];
        assert_int_equal(cf_layer_writer_open(&w, dir, &params, &err), CF_EINVAL);
    }
    params.name = "about";
    params.about_json = "[1]";
    assert_int_equal(cf_layer_writer_open(&w, dir, &params, &err), CF_EINVAL);
}

static void check_clean(const struct cf_layer *layer, const struct cf_record *record)
{
    struct cf_layer_value *value = NULL;
    struct cf_error err = {0};
    char text[80];
    uint64_t i = record->ordinal;
    int status = cf_layer_get(layer, record, &value, &err);
    assert_int_equal(status, i % 3 ? CF_OK : CF_ENOTFOUND);
    assert_int_equal(cf_layer_index(layer)[i], !(i % 3) ? 0 : i % 2 ? 1 | 16 | 8 : 1 | 16);
    if (status)
        return;
    clean_text(i, text);
    assert_int_equal(value->caption_count, 1 + i % 2);
    assert_string_equal(value->captions[0].text, text);
    assert_int_equal(value->captions[0].kind, CF_CAPTION_CLEAN);
    assert_true(isnan(value->captions[0].time));
    if (i % 2)
        assert_true(value->captions[1].time == (double)i / 4);
    assert_null(value->data);
    cf_layer_value_free(&value);
    assert_null(value);
}

static void check_embedding(const struct cf_layer *layer, uint64_t i)
{
    struct cf_layer_value *value = NULL;
    float values[DIMENSIONS];
    embedding_of(i, values);
    assert_int_equal(cf_layer_get_at(layer, i, &value, NULL), CF_OK);
    assert_int_equal(value->size, i == 5 ? 0 : sizeof values);
    assert_memory_equal(value->data, values, value->size);
    assert_null(value->captions);
    cf_layer_value_free(&value);
}

struct reading {
    struct cf_store *store;
    struct cf_layer *clean, *embedding;
    unsigned seed;
};

static void *read_some(void *opaque)
{
    struct reading r = *(struct reading *)opaque;
    for (int n = 0; n < 2000; n++) {
        uint64_t i = (uint64_t)rand_r(&r.seed) % RECORDS;
        struct cf_record *record = NULL;
        char id[16];
        snprintf(id, sizeof id, "c%d", (int)i);
        assert_int_equal(cf_store_get(r.store, id, &record, NULL), CF_OK);
        assert_int_equal(record->ordinal, i);
        check_clean(r.clean, record);
        check_embedding(r.embedding, i);
        cf_record_free(&record);
    }
    return NULL;
}

static void fork_readers(const struct reading *all, pid_t children[4])
{
    for (int c = 0; c < 4; c++) {
        children[c] = fork();
        if (!children[c]) {
            struct reading mine = *all;
            mine.seed = 100 + (unsigned)c;
            read_some(&mine);
            _exit(0);
        }
    }
}

/* One store and its layers under eight threads, which go on while children that were forked meanwhile read too. */
static void test_threads_and_fork(void **state)
{
    (void)state;
    struct reading all[THREADS] = {{0}};
    struct cf_error err = {0};
    pthread_t threads[THREADS];
    assert_int_equal(cf_store_open(&all->store, dir, &err), CF_OK);
    assert_string_equal(cf_store_fingerprint(all->store), fingerprint);
    assert_int_equal(cf_layer_open(&all->clean, all->store, "clean", &err), CF_OK);
    assert_int_equal(cf_layer_open(&all->embedding, all->store, "embedding.v1", &err), CF_OK);
    const struct cf_layer_info *info = cf_layer_info(all->clean);
    assert_string_equal(info->name, "clean");
    assert_string_equal(info->about_json, "{\"by\":\"rules\",\"version\":3}");
    assert_int_equal(info->records, 333);
    assert_int_equal(info->type, CF_LAYER_CAPTIONS);
    assert_int_equal(cf_layer_info(all->embedding)->bytes_raw, (RECORDS - 1) * sizeof(float) * DIMENSIONS);
    for (int t = 0; t < THREADS; t++) {
        all[t] = all[0];
        all[t].seed = (unsigned)t;
    }
    pid_t children[4];
    if (!FORK_UNDER_THREADS)
        fork_readers(all, children);
    for (int t = 0; t < THREADS; t++)
        assert_int_equal(pthread_create(&threads[t], NULL, read_some, &all[t]), 0);
    if (FORK_UNDER_THREADS)
        fork_readers(all, children);
    for (int t = 0; t < THREADS; t++)
        pthread_join(threads[t], NULL);
    for (int c = 0; c < 4; c++) {
        int status = -1;
        waitpid(children[c], &status, 0);
        assert_int_equal(status, 0);
    }
    cf_layer_close(&all->clean);
    cf_layer_close(&all->clean);
    cf_layer_close(&all->embedding);
    cf_store_close(&all->store);
}

/* A folder that may not be written is read all the same. Root may write everywhere, so the modes only matter else. */
static void test_read_only(void **state)
{
    (void)state;
    char command[256];
    struct reading r = {0};
    struct cf_error err = {0};
    snprintf(command, sizeof command, "chmod -R a-w %s", dir);
    assert_int_equal(system(command), 0);
    assert_int_equal(cf_store_open(&r.store, dir, &err), CF_OK);
    assert_int_equal(cf_layer_open(&r.clean, r.store, "clean", &err), CF_OK);
    assert_int_equal(cf_layer_open(&r.embedding, r.store, "embedding.v1", &err), CF_OK);
    read_some(&r);
    cf_layer_close(&r.clean);
    cf_layer_close(&r.embedding);
    cf_store_close(&r.store);
    snprintf(command, sizeof command, "chmod -R u+w %s", dir);
    assert_int_equal(system(command), 0);
}

static void flip(const char *name, long offset)
{
    char path[160];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    FILE *file = fopen(path, "r+e");
    assert_non_null(file);
    fseek(file, offset, SEEK_SET);
    int c = getc(file);
    fseek(file, offset, SEEK_SET);
    putc(c ^ 0x40, file);
    fclose(file);
}

static void test_damage(void **state)
{
    (void)state;
    static const char *const names[] = {"layers/clean/shard-00000.mdb", "layers/clean/shard-00002.mdb",
                                        "layers/embedding.v1/index.bin", "layers/embedding.v1/shard-00001.mdb"};
    assert_int_equal(faults_of(dir), 0);
    for (int i = 0; i < 4; i++) {
        flip(names[i], 100 + 60 * i);
        assert_int_equal(faults_of(dir), 1);
        flip(names[i], 100 + 60 * i);
    }
    assert_int_equal(faults_of(dir), 0);
}

static void count_name(void *opaque, const char *name)
{
    int *count = opaque;
    ++*count;
    assert_non_null(name);
}

static void test_elsewhere(void **state)
{
    (void)state;
    char other[64], command[400];
    struct cf_store *store = NULL;
    struct cf_layer *layer = NULL;
    struct cf_error err = {0};
    int count = 0;
    make_store("other", "cat", other);
    snprintf(command, sizeof command, "cp -r %s/layers %s/layers", dir, other);
    assert_int_equal(system(command), 0);
    assert_int_equal(cf_store_open(&store, other, &err), CF_OK);
    assert_int_equal(cf_layer_open(&layer, store, "clean", &err), CF_EMISMATCH);
    assert_int_equal(cf_layer_open(&layer, store, "nothing", &err), CF_ENOENT);
    assert_int_equal(cf_layer_open(&layer, store, "../layers/clean", &err), CF_EINVAL);
    assert_null(layer);
    assert_int_equal(faults_of(other), 2);
    assert_int_equal(cf_layer_remove(other, "clean", &err), CF_OK);
    assert_int_equal(cf_layer_remove(other, "clean", &err), CF_ENOENT);
    assert_int_equal(cf_layer_remove(other, "embedding.v1", &err), CF_OK);
    assert_int_equal(faults_of(other), 0);
    assert_int_equal(cf_layer_list(store, count_name, &count, &err), CF_OK);
    assert_int_equal(count, 0);
    cf_store_close(&store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_make),      cmocka_unit_test(test_bytes),  cmocka_unit_test(test_threads_and_fork),
        cmocka_unit_test(test_read_only), cmocka_unit_test(test_damage), cmocka_unit_test(test_elsewhere),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
