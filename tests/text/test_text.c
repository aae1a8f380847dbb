/* Tokens of one text; check_tokens.py compares ids with the sentencepiece program. The model: CLIPFEED_TEST_SPIECE,
 * else a small one trained here. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "clipfeed/tokenizer.h"

#define LENGTH 2048

static char folder[256], model[512];
static int trainer;
static struct cf_tokenizer *tokenizer;
static uint64_t random_state;

static uint32_t next_random(uint32_t n)
{
    random_state = random_state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)((random_state >> 33) % n);
}

static const char *const words[] = {
    "a",
    "the",
    "camera",
    "pans",
    "slowly",
    "over",
    "Mountains",
    "covered",
    "in",
    "snow,",
    "while",
    "golden",
    "light",
    "spreads",
    "across",
    "lake;",
    "woman",
    "wearing",
    "red",
    "coat",
    "walks",
    "toward",
    "1080p",
    "3.5",
    "(left)",
    "caf\xc3\xa9",
    "na\xc3\xafve",
    "\xe6\x9d\xb1\xe4\xba\xac",
    "\xf0\x9f\x8e\xa5",
    "\xef\xbc\xa1\xef\xbd\x82",
    "\xef\xac\x81sh",
    "\xe2\x80\x9cquoted\xe2\x80\x9d",
    "e\xcc\x81t\xc3\xa9",
    "\xd0\xbc\xd0\xb8\xd1\x80",
    "</s>",
    "<pad>",
    "<unk>",
    "\xe2\x96\x81",
    "\xe3\x80\x80",
    "don't",
    "well-lit",
    "\t",
    "CLOSE-UP",
    "...",
    "\xc2\xa0",
};

static void make_sentence(char *out, size_t size)
{
    size_t used = 0;
    uint32_t n = 1 + next_random(40);
    out[0] = '\0';
    for (uint32_t i = 0; i < n; i++) {
        const char *word = words[next_random(sizeof words / sizeof *words)];
        const char *space = i == 0 && next_random(8) ? "" : next_random(10) ? " " : "  ";
        if (used + strlen(space) + strlen(word) + 1 > size)
            return;
        used += (size_t)snprintf(out + used, size - used, "%s%s", space, word);
    }
}

static int run(const char *command)
{
    int status = system(command);
    return status == 0 ? 0 : -1;
}

static void in_folder(char *out, size_t size, const char *name)
{
    snprintf(out, size, "%s/%s", folder, name);
}

static int write_sentences(const char *name, int count)
{
    char path[512], sentence[1024];
    in_folder(path, sizeof path, name);
    FILE *f = fopen(path, "w");
    if (f == NULL)
        return -1;
    for (int i = 0; i < count; i++) {
        make_sentence(sentence, sizeof sentence);
        fprintf(f, "%s\n", sentence);
    }
    return fclose(f);
}

static int train(const char *prefix, const char *options)
{
    char command[2048];
    if (write_sentences("corpus.txt", 3000) != 0)
        return -1;
    snprintf(command, sizeof command,
             "cd '%s' && spm_train --input=corpus.txt --model_prefix=%s --vocab_size=200 --hard_vocab_limit=false "
             "--num_threads=2 %s >train.log 2>&1 || { cat train.log >&2; exit 1; }",
             folder, prefix, options);
    return run(command);
}

static int set_up(void **state)
{
    (void)state;
    const char *seed = getenv("CLIPFEED_TEST_SEED"), *given = getenv("CLIPFEED_TEST_SPIECE");
    random_state = seed ? strtoull(seed, NULL, 0) : (uint64_t)time(NULL);
    print_message("seed %llu (CLIPFEED_TEST_SEED)\n", (unsigned long long)random_state);
    const char *parent = getenv("TMPDIR");
    snprintf(folder, sizeof folder, "%s/clipfeed-text-XXXXXX", parent && *parent ? parent : "/tmp");
    if (mkdtemp(folder) == NULL)
        return -1;
    trainer = run("command -v spm_train >/dev/null") == 0;
    if (given != NULL && *given != '\0') {
        if (snprintf(model, sizeof model, "%s", given) >= (int)sizeof model)
            return -1;
    } else if (trainer) {
        if (train("t5", "--pad_id=0 --eos_id=1 --unk_id=2 --bos_id=-1") != 0)
            return -1;
        in_folder(model, sizeof model, "t5.model");
    } else {
        print_message("no model: CLIPFEED_TEST_SPIECE is unset and there is no spm_train program\n");
        return 0;
    }
    struct cf_error err = {CF_OK, ""};
    int status = cf_tokenizer_open(&tokenizer, model, &err);
    if (status != CF_OK)
        print_message("%s\n", err.message);
    return status;
}

static int tear_down(void **state)
{
    (void)state;
    char command[512];
    cf_tokenizer_close(&tokenizer);
    assert_null(tokenizer);
    cf_tokenizer_close(&tokenizer);
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return run(command);
}

static void need_model(void)
{
    if (tokenizer == NULL) {
        print_message("skipped: no SentencePiece model\n");
        skip();
    }
}

static uint32_t encode(const char *text, size_t size, int64_t *ids, int64_t *mask, uint32_t length)
{
    struct cf_error err = {CF_OK, ""};
    uint32_t used = 0;
    assert_int_equal(cf_tokenizer_encode(tokenizer, text, size, ids, mask, length, &used, &err), CF_OK);
    assert_in_range(used, 1, length);
    for (uint32_t i = 0; i < length; i++) {
        assert_int_equal(mask[i], i < used);
        assert_true(ids[i] >= 0 && ids[i] < cf_tokenizer_vocabulary(tokenizer));
        if (i >= used)
            assert_int_equal(ids[i], 0);
    }
    assert_int_equal(ids[used - 1], 1);
    return used;
}

static void cuts_and_pads_at_any_length(void **state)
{
    (void)state;
    need_model();
    static const char text[] = "a woman wearing the red coat walks slowly toward the camera";
    int64_t whole[256], whole_mask[256], ids[256 + 2], mask[256];
    uint32_t all = encode(text, strlen(text), whole, whole_mask, 256);
    assert_in_range(all, 5, 100);
    for (uint32_t length = 1; length <= 256; length++) {
        ids[length] = -7; /* guard */
        uint32_t used = encode(text, strlen(text), ids, mask, length);
        assert_int_equal(used, length < all ? length : all);
        assert_memory_equal(ids, whole, (used - 1) * sizeof *ids);
        assert_true(ids[length] == -7);
    }
}

static void empty_text_is_the_end_id(void **state)
{
    (void)state;
    need_model();
    int64_t ids[4], mask[4];
    assert_int_equal(encode("", 0, ids, mask, 4), 1);
    assert_int_equal(encode(NULL, 0, ids, mask, 4), 1);
    assert_int_equal(encode("   ", 3, ids, mask, 4), 1);
    assert_int_equal(encode("a", 1, ids, mask, 1), 1);
    struct cf_error err = {CF_OK, ""};
    assert_int_equal(cf_tokenizer_encode(tokenizer, "a", 1, ids, mask, 0, NULL, &err), CF_EINVAL);
    assert_true(err.message[0] != '\0');
    assert_int_equal(cf_tokenizer_encode(tokenizer, "a", 1, ids, mask, 4, NULL, NULL), CF_OK);
}

static void any_bytes_are_taken(void **state)
{
    (void)state;
    need_model();
    static const char *const bad[] = {"\xff",           "\x80\x80",   "a \xc3",           "\xe6\x9d",
                                      "\xed\xa0\x80 b", "\xc0\x80",   "\xf4\x90\x80\x80", "\xf8\x88\x80\x80",
                                      "\xef\xbf\xbf",   "x\xfe\xfey", "\xf0\x9f\x8e",     "\xe2\x96"};
    static const char nuls[] = "a\0b\0\0 camera\0";
    int64_t *ids = malloc(LENGTH * sizeof *ids), *mask = malloc(LENGTH * sizeof *mask);
    assert_non_null(ids);
    assert_non_null(mask);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        encode(bad[i], strlen(bad[i]), ids, mask, 64);
    encode(nuls, sizeof nuls, ids, mask, 64);
    for (int i = 0; i < 3000; i++) {
        uint32_t size = next_random(300);
        char *noise = malloc(size + 1); /* exact size: a sanitizer sees reads past it */
        assert_non_null(noise);
        char *text = noise + 1;
        for (uint32_t k = 0; k < size; k++)
            text[k] = (char)(next_random(3) ? next_random(256) : 'a' + next_random(26));
        encode(text, size, ids, mask, LENGTH);
        free(noise);
    }
    free(ids);
    free(mask);
}

static void long_texts(void **state)
{
    (void)state;
    need_model();
    size_t size = 1 << 20;
    char *text = malloc(size);
    assert_non_null(text);
    int64_t ids[300], mask[300];
    memset(text, 'a', size);
    assert_int_equal(encode(text, size, ids, mask, 300), 300);
    for (size_t i = 0; i < size; i += 5)
        text[i] = ' ';
    assert_int_equal(encode(text, size, ids, mask, 300), 300);
    free(text);
}

#define TEXTS 200

static struct {
    char text[TEXTS][512];
    int64_t ids[TEXTS][64];
} shared;

/* Returns NULL where every text gave the ids that were computed before. */
static void *encode_shared(void *argument)
{
    int64_t ids[64], mask[64];
    for (int i = 0; i < TEXTS; i++) {
        const char *text = shared.text[i];
        if (cf_tokenizer_encode(tokenizer, text, strlen(text), ids, mask, 64, NULL, NULL) != CF_OK)
            return argument;
        if (memcmp(ids, shared.ids[i], sizeof ids) != 0)
            return argument;
    }
    return NULL;
}

static void threads_share_a_tokenizer(void **state)
{
    (void)state;
    need_model();
    int64_t mask[64];
    pthread_t threads[4];
    void *failed = NULL;
    for (int i = 0; i < TEXTS; i++) {
        make_sentence(shared.text[i], sizeof shared.text[i]);
        encode(shared.text[i], strlen(shared.text[i]), shared.ids[i], mask, 64);
    }
    for (int i = 0; i < 4; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, encode_shared, &shared), 0);
    for (int i = 0; i < 4; i++) {
        void *result = NULL;
        assert_int_equal(pthread_join(threads[i], &result), 0);
        if (result != NULL)
            failed = result;
    }
    assert_null(failed);
}

static void special_ids_are_the_models(void **state)
{
    (void)state;
    if (!trainer) {
        print_message("skipped: no spm_train program\n");
        skip();
    }
    static const struct {
        const char *prefix, *options;
        int status, end, pad;
    } models[] = {
        {"default", "", CF_OK, 2, 0}, /* no pad id: 0 */
        {"other", "--pad_id=3", CF_OK, 2, 3},
        {"endless", "--eos_id=-1", CF_EFORMAT, 0, 0},
    };
    for (size_t i = 0; i < sizeof models / sizeof *models; i++) {
        char path[512];
        assert_int_equal(train(models[i].prefix, models[i].options), 0);
        snprintf(path, sizeof path, "%s/%s.model", folder, models[i].prefix);
        struct cf_tokenizer *t = NULL;
        struct cf_error err = {CF_OK, ""};
        assert_int_equal(cf_tokenizer_open(&t, path, &err), models[i].status);
        if (models[i].status != CF_OK) {
            assert_null(t);
            continue;
        }
        int64_t ids[2], mask[2];
        uint32_t used;
        assert_int_equal(cf_tokenizer_encode(t, "", 0, ids, mask, 2, &used, &err), CF_OK);
        assert_int_equal(used, 1);
        assert_int_equal(ids[0], models[i].end);
        assert_int_equal(ids[1], models[i].pad);
        cf_tokenizer_close(&t);
    }
}

static void refused(const char *path, int status)
{
    struct cf_tokenizer *t = NULL;
    struct cf_error err = {CF_OK, ""};
    assert_int_equal(cf_tokenizer_open(&t, path, &err), status);
    assert_null(t);
    assert_int_equal(err.status, status);
    assert_non_null(strstr(err.message, path));
}

static void what_is_no_model_is_refused(void **state)
{
    (void)state;
    char path[512];
    in_folder(path, sizeof path, "missing.model");
    refused(path, CF_ENOENT);
    refused(folder, CF_EFORMAT);
    in_folder(path, sizeof path, "fifo");
    assert_int_equal(mkfifo(path, 0600), 0);
    refused(path, CF_EFORMAT);
    in_folder(path, sizeof path, "empty");
    fclose(fopen(path, "w"));
    refused(path, CF_EFORMAT);
    in_folder(path, sizeof path, "text");
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs("this is no model\n", f);
    fclose(f);
    refused(path, CF_EFORMAT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cuts_and_pads_at_any_length), cmocka_unit_test(empty_text_is_the_end_id),
        cmocka_unit_test(any_bytes_are_taken),         cmocka_unit_test(long_texts),
        cmocka_unit_test(special_ids_are_the_models),  cmocka_unit_test(what_is_no_model_is_refused),
        cmocka_unit_test(threads_share_a_tokenizer),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
