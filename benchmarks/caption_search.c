/* How long a search of the caption index takes: captions of a Zipfian vocabulary are made, ingested and indexed, then
 * searched with prompts of the same vocabulary by one thread.
 *
 * bench_caption_search [CAPTIONS 100000] [WORDS 250] [PROMPTS 1000] [FOLDER]
 * With FOLDER, what was made stays there for the next run. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "clipfeed/store.h"
#include "index/index.h"
#include "language/language.h"

enum { VOCABULARY = 50000, PROMPT_WORDS = 8 };
static double cumulative[VOCABULARY];
static uint64_t state = 1;

static uint64_t next_random(void) /* SplitMix64 (Steele, Lea, Flood 2014) */
{
    uint64_t z = state += 0x9e3779b97f4a7c15;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
}

/* Rank r has weight 1/(r+1). */
static int zipf(void)
{
    double u = (double)(next_random() >> 11) * 0x1p-53 * cumulative[VOCABULARY - 1];
    int low = 0, high = VOCABULARY - 1;
    while (low < high) {
        int middle = (low + high) / 2;
        if (cumulative[middle] > u)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* A word for a rank, of syllables; no two ranks share one. */
static int print_word(char *out, int rank)
{
    static const char *const syllables[] = {"ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru",
                                            "sa", "te", "vi", "zo", "ka", "lo", "mi", "na", "pe", "ri"};
    int n = 0;
    do {
        n += sprintf(out + n, "%s", syllables[rank % 20]);
        rank /= 20;
    } while (rank);
    return n;
}

static void print_words(FILE *out, int words)
{
    char word[32];
    for (int i = 0; i < words; i++) {
        print_word(word, zipf());
        fprintf(out, "%s%s%s", i ? " " : "", word, i % 17 == 16 || i + 1 == words ? "." : "");
    }
}

static int make_store(const char *folder, const char *store, int captions, int words, struct cf_error *err)
{
    char source[512];
    snprintf(source, sizeof source, "%s/captions.jsonl", folder);
    FILE *out = fopen(source, "we");
    if (!out)
        return -1;
    for (int i = 0; i < captions; i++) {
        fprintf(out, "{\"video_id\":\"c%d\",\"video_path\":\"%d.mp4\",\"captions\":[{\"idx\":\"-1\",\"content\":\"", i,
                i);
        print_words(out, words);
        fputs("\"}]}\n", out);
    }
    fclose(out);
    const char *sources[] = {source};
    struct cf_ingest_params p = {.sources = sources, .source_count = 1, .store_dir = store, .no_media = 1};
    return cf_ingest(&p, NULL, err);
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static int search(struct cf_caption_index *index, int prompts, struct cf_error *err)
{
    double *ms = malloc((size_t)prompts * sizeof *ms);
    uint64_t found = 0;
    for (int i = 0; ms && i < prompts; i++) {
        char prompt[512], *text = prompt;
        for (int w = 0; w < PROMPT_WORDS; w++) {
            text += print_word(text, zipf());
            *text++ = ' ';
        }
        struct cf_exemplars *e = NULL;
        double begin = now();
        if (cf_caption_index_search(index, prompt, (size_t)(text - prompt), NULL, &e, err))
            return -1;
        ms[i] = (now() - begin) * 1e3;
        found += e->count;
        cf_exemplars_free(&e);
    }
    qsort(ms, (size_t)prompts, sizeof *ms, by_value);
    printf("%d searches of %d words: p50 %.2f ms, p95 %.2f ms, p99 %.2f ms, most %.2f ms; %.2f exemplars each\n",
           prompts, PROMPT_WORDS, ms[prompts / 2], ms[prompts * 95 / 100], ms[prompts * 99 / 100], ms[prompts - 1],
           (double)found / prompts);
    free(ms);
    return 0;
}

static int run(const char *folder, int captions, int words, int prompts, struct cf_error *err)
{
    char store[512], file[600];
    struct cf_language *language = NULL;
    struct cf_caption_index *index = NULL;
    snprintf(store, sizeof store, "%s/store", folder);
    snprintf(file, sizeof file, "%s/captions.index", store);
    if (access(store, F_OK) && make_store(folder, store, captions, words, err))
        return -1;
    if (cf_language_open(&language, NULL, err))
        return -1;
    if (access(file, F_OK)) {
        struct cf_caption_index_params p = {.store_dir = store, .language = language, .pool = (uint64_t)captions};
        struct cf_caption_index_report r;
        double begin = now();
        if (cf_caption_index_build(&p, &r, err))
            return -1;
        printf("index of %llu captions made in %.1f s: %.1f MiB\n", (unsigned long long)r.pool, now() - begin,
               (double)r.bytes / 1048576);
    }
    if (cf_caption_index_open(&index, store, NULL, err) || search(index, prompts, err))
        return -1;
    cf_caption_index_close(&index);
    cf_language_close(&language);
    return 0;
}

int main(int argc, char **argv)
{
    int captions = argc > 1 ? atoi(argv[1]) : 100000, words = argc > 2 ? atoi(argv[2]) : 250,
        prompts = argc > 3 ? atoi(argv[3]) : 1000;
    char made[] = "/tmp/clipfeed-search-XXXXXX";
    struct cf_error err = {0};
    if (captions < 1 || words < 3 || prompts < 1 || argc > 5 || (argc < 5 && !mkdtemp(made)))
        return fprintf(stderr, "usage: bench_caption_search [CAPTIONS] [WORDS] [PROMPTS] [FOLDER]\n"), 2;
    const char *folder = argc > 4 ? argv[4] : made;
    for (int i = 0; i < VOCABULARY; i++)
        cumulative[i] = (i ? cumulative[i - 1] : 0) + 1.0 / (i + 1);
    mkdir(folder, 0777);
    int failed = run(folder, captions, words, prompts, &err);
    if (failed)
        fprintf(stderr, "%s\n", err.message);
    if (argc < 5) {
        char command[64];
        snprintf(command, sizeof command, "rm -rf %s", made);
        failed |= system(command) != 0;
    }
    return failed ? 1 : 0;
}
