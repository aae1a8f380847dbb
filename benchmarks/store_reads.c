/* Random reads of a store beside bare LMDB and zstd over the same files.
 *
 *     store_reads STORE [--reads N] [--rounds R]
 *
 * One thread reads N random records (200,000) through cf_store_get_at and cf_store_get, and through loops of mdb_get
 * and ZSTD_decompress_usingDDict in one long transaction with one context and one buffer; by id the bare loop looks the
 * id's hash up too. R rounds (5) alternate, the first of them warms and is not counted; the median ratio of CPU time is
 * shown, since other work on the machine hardly disturbs it. Prints one JSON object. */
#include <getopt.h>
#include <jansson.h>
#include <lmdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <zstd.h>

#include "store/format.h"

enum { ROUNDS_MAX = 99 };

struct bench {
    struct cf_store *store;
    const char *dir;
    uint32_t shards;
    struct cf_shard *open;
    MDB_txn **txns;
    ZSTD_DCtx *context;
    ZSTD_DDict *dictionary;
    struct cf_buffer out;
    uint64_t count, reads, sum; /* sum: of what was read, so that nothing is left out */
    uint64_t *positions;
    char **ids; /* by read */
};

static double cpu_seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void die(const char *what)
{
    fprintf(stderr, "store_reads: %s\n", what);
    exit(1);
}

static void open_bare(struct bench *b)
{
    struct cf_store_stats stats;
    struct cf_buffer bytes = {0};
    struct cf_error err;
    cf_store_stats(b->store, &stats);
    b->shards = stats.shards;
    b->open = calloc(b->shards, sizeof *b->open);
    b->txns = calloc(b->shards, sizeof(MDB_txn *));
    for (uint32_t i = 0; i < b->shards; i++) {
        char name[32];
        cf_shard_name(name, CF_SHARD_READ, i);
        char *path = cf_path_join(b->dir, name);
        if (cf_shard_open(&b->open[i], path, CF_SHARD_READ, (uint64_t)1 << 36, &err))
            die(err.message);
        if (mdb_txn_begin(b->open[i].env, NULL, MDB_RDONLY, &b->txns[i]))
            die("no transaction");
        free(path);
    }
    char *path = cf_path_join(b->dir, "dictionary.zdict");
    if (!cf_file_load(path, CF_STORE_MAX_DICTIONARY, &bytes, &err))
        b->dictionary = ZSTD_createDDict(bytes.data, bytes.size);
    b->context = ZSTD_createDCtx();
    cf_buffer_free(&bytes);
    free(path);
}

static void bare_read(struct bench *b, uint32_t shard, const uint8_t key[8])
{
    MDB_val k = {.mv_size = 8, .mv_data = (void *)(uintptr_t)key}, v;
    if (mdb_get(b->txns[shard], b->open[shard].db[CF_DB_RECORDS], &k, &v))
        die("a record is missing");
    size_t size = (size_t)ZSTD_getFrameContentSize(v.mv_data, v.mv_size);
    if (cf_buffer_reserve(&b->out, size))
        die("no memory");
    size = ZSTD_decompress_usingDDict(b->context, b->out.data, size, v.mv_data, v.mv_size, b->dictionary);
    if (ZSTD_isError(size))
        die("a frame does not decompress");
    b->sum += b->out.data[size / 2];
}

static void bare_by_position(struct bench *b)
{
    const struct cf_index_entry *index = cf_store_index(b->store);
    for (uint64_t i = 0; i < b->reads; i++) {
        uint8_t key[8];
        cf_put_be64(key, index[b->positions[i]].ordinal);
        bare_read(b, index[b->positions[i]].shard, key);
    }
}

static void bare_by_id(struct bench *b)
{
    for (uint64_t i = 0; i < b->reads; i++) {
        uint8_t id[16];
        uint32_t shard = cf_shard_of(b->ids[i], strlen(b->ids[i]), b->shards);
        cf_text_key(b->ids[i], id);
        MDB_val k = {.mv_size = 16, .mv_data = id}, v;
        if (mdb_get(b->txns[shard], b->open[shard].db[CF_DB_IDS], &k, &v))
            die("an id is missing");
        bare_read(b, shard, v.mv_data);
    }
}

static void store_by_position(struct bench *b)
{
    for (uint64_t i = 0; i < b->reads; i++) {
        struct cf_record *record = NULL;
        if (cf_store_get_at(b->store, b->positions[i], &record, NULL))
            die("a record cannot be read");
        b->sum += record->caption_count;
        cf_record_free(&record);
    }
}

static void store_by_id(struct bench *b)
{
    for (uint64_t i = 0; i < b->reads; i++) {
        struct cf_record *record = NULL;
        if (cf_store_get(b->store, b->ids[i], &record, NULL))
            die("a record cannot be read");
        b->sum += record->caption_count;
        cf_record_free(&record);
    }
}

static void choose(struct bench *b)
{
    uint64_t state = 88172645463325252u;
    b->positions = calloc(b->reads, sizeof *b->positions);
    b->ids = calloc(b->reads, sizeof *b->ids);
    for (uint64_t i = 0; i < b->reads; i++) {
        struct cf_record *record = NULL;
        state ^= state << 13, state ^= state >> 7, state ^= state << 17;
        b->positions[i] = state % b->count;
        if (cf_store_get_at(b->store, b->positions[i], &record, NULL))
            die("a record cannot be read");
        b->ids[i] = strdup(record->clip_id);
        cf_record_free(&record);
    }
}

static int ascending(const void *a, const void *b)
{
    return *(const double *)a < *(const double *)b ? -1 : *(const double *)a > *(const double *)b;
}

static double median(double *values, int count)
{
    qsort(values, (size_t)count, sizeof *values, ascending);
    return values[count / 2];
}

int main(int argc, char **argv)
{
    static const struct option options[] = {{"reads", 1, 0, 'n'}, {"rounds", 1, 0, 'r'}, {0}};
    static void (*const loops[4])(struct bench *) = {store_by_position, bare_by_position, store_by_id, bare_by_id};
    static const char *const names[4] = {"store_by_position", "bare_by_position", "store_by_id", "bare_by_id"};
    struct bench b = {.reads = 200000};
    struct cf_error err;
    double seconds[4][ROUNDS_MAX], ratios[2][ROUNDS_MAX];
    int rounds = 5;
    for (int c; (c = getopt_long(argc, argv, "", options, NULL)) != -1;)
        if (c == 'n')
            b.reads = strtoull(optarg, NULL, 10);
        else if (c == 'r')
            rounds = atoi(optarg);
    if (optind + 1 != argc || rounds < 1 || rounds > ROUNDS_MAX || !b.reads)
        die("usage: store_reads STORE [--reads N] [--rounds R]");
    b.dir = argv[optind];
    if (cf_store_open(&b.store, b.dir, &err))
        die(err.message);
    if (!(b.count = cf_store_count(b.store)))
        die("the store is empty");
    open_bare(&b);
    choose(&b);
    for (int r = -1; r < rounds; r++)
        for (int k = 0; k < 4; k++) {
            int loop = (k + r + 4) % 4;
            double begin = cpu_seconds();
            loops[loop](&b);
            if (r >= 0)
                seconds[loop][r] = cpu_seconds() - begin;
        }
    for (int r = 0; r < rounds; r++) {
        ratios[0][r] = seconds[1][r] / seconds[0][r];
        ratios[1][r] = seconds[3][r] / seconds[2][r];
    }
    json_t *root = json_pack("{s:I, s:I, s:i, s:f, s:f, s:I}", "records", (json_int_t)b.count, "reads",
                             (json_int_t)b.reads, "rounds", rounds, "ratio_by_position", median(ratios[0], rounds),
                             "ratio_by_id", median(ratios[1], rounds), "sum", (json_int_t)b.sum);
    for (int k = 0; k < 4; k++)
        json_object_set_new(root, names[k], json_real((double)b.reads / median(seconds[k], rounds)));
    json_dumpf(root, stdout, JSON_INDENT(1) | JSON_REAL_PRECISION(5));
    putchar('\n');
    return 0;
}
