/* The NVDEC pool on the stand-in: which way each file goes, as paths.tsv has it, and that what NVDEC's sessions lend
 * are the host decoder's pictures. On a difference the table as found stands in paths.found.tsv, in the working folder.
 */
#include "device/bench.h"

#include <time.h>

#include "decode/colour.h"
#include "decode/cuda_device.h"

static const char *const profiles[] = {"h100", "all"};
static struct clips fixtures, media;
static struct cf_cuda *cuda;

static struct cf_nvdec *open_pool(struct cf_nvdec_params params)
{
    struct cf_error err = {CF_OK, ""};
    struct cf_nvdec *nvdec = NULL;
    if (cf_nvdec_open(&nvdec, cuda, &params, &err))
        fail_msg("%s", err.message);
    return nvdec;
}

/* Writes "nvdec", or why not. What comes must be right, each wanted frame once. */
static void decode(struct cf_nvdec *nvdec, const struct clip *clip, const uint32_t *frames, uint32_t count,
                   struct cf_error *way)
{
    struct work work;
    bench_init(&work);
    bench_prepare(&work, clip, frames, count);
    bench_submit(&work, nvdec);
    bench_wait(&work);
    *way = work.err;
    if (!work.status) {
        const struct cf_picture *seen = &work.seen;
        struct cf_picture expected = cf_colour_picture(clip->table);
        snprintf(way->message, sizeof way->message, "nvdec");
        assert_int_equal(work.lent, bench_distinct(&work));
        assert_true(seen->width == expected.width && seen->rotation == clip->table->rotation);
    } else if (work.status != CF_EUNSUPPORTED) {
        fail_msg("%s: %s", clip->name, work.err.message);
    }
    if (atomic_load(&work.wrong))
        fail_msg("%s: %d of %d pictures differ", clip->name, atomic_load(&work.wrong), work.lent);
    bench_free(&work);
}

/* A fixture by all of its pictures, a file of the demo's by a few of its first. */
static void find_way(struct cf_nvdec *nvdec, const struct clip *clip, uint32_t most, struct cf_error *way)
{
    uint32_t n = clip->table->display_count < most ? clip->table->display_count : most;
    uint32_t *frames = malloc(n * sizeof *frames);
    for (uint32_t i = 0; i < n; i++)
        frames[i] = i;
    if (most < UINT32_MAX && clip->table->codec < CF_CODEC_JPEG)
        bench_decode_host(clip, frames, n);
    decode(nvdec, clip, frames, n, way);
    free(frames);
}

static void note_ways(FILE *table, struct cf_nvdec *nvdec[2], const struct clips *clips, uint32_t most)
{
    for (int i = 0; i < clips->count; i++) {
        fprintf(table, "%s", clips->at[i].name);
        for (int p = 0; p < 2; p++) {
            struct cf_error way;
            standin_caps(profiles[p]);
            find_way(nvdec[p], &clips->at[i], most, &way);
            const char *text = strstr(way.message, "': ") ? strstr(way.message, "': ") + 3 : way.message;
            fprintf(table, "\t%s", text);
        }
        fprintf(table, "\n");
    }
}

static char *read_all(const char *path)
{
    FILE *file = fopen(path, "r");
    char *text = calloc(1, 1 << 20);
    if (file) {
        assert_true(fread(text, 1, (1 << 20) - 1, file) > 0);
        fclose(file);
    }
    return text;
}

static void test_ways(void **state)
{
    (void)state;
    char path[4096];
    struct cf_nvdec *nvdec[2];
    for (int p = 0; p < 2; p++) {
        standin_caps(profiles[p]);
        nvdec[p] = open_pool((struct cf_nvdec_params){.sessions = 1});
    }
    FILE *table = fopen("paths.found.tsv", "w");
    assert_non_null(table);
    fprintf(table, "file\tlike an H100\twith every capability\n");
    note_ways(table, nvdec, &fixtures, UINT32_MAX);
    note_ways(table, nvdec, &media, 6);
    fclose(table);
    for (int p = 0; p < 2; p++)
        cf_nvdec_close(&nvdec[p]);
    snprintf(path, sizeof path, "%s/tests/device/paths.tsv", getenv("CLIPFEED_SOURCE"));
    char *expected = read_all(path), *found = read_all("paths.found.tsv");
    if (strcmp(expected, found) != 0)
        fail_msg("paths.found.tsv differs from %s", path);
    free(expected);
    free(found);
    remove("paths.found.tsv");
}

/* What must not be refused, whatever the table says. */
static void test_taken(void **state)
{
    (void)state;
    int taken = 0;
    standin_caps("h100");
    struct cf_nvdec *nvdec = open_pool((struct cf_nvdec_params){.sessions = 1});
    for (int i = 0; i < fixtures.count; i++) {
        const struct cf_table *t = fixtures.at[i].table;
        struct cf_error err = {CF_OK, ""};
        int least = t->codec == CF_CODEC_HEVC ? 144 : t->codec == CF_CODEC_VP9 ? 128 : 48;
        int planar = !strncmp(t->pixel_format, "yuv", 3) && t->shift_x == 1 && t->shift_y == 1;
        int must = planar && t->coded_width >= least && t->coded_height >= (least == 48 ? 16 : least) &&
                   (t->depth == 8 ? t->codec <= CF_CODEC_VP9 : t->depth == 10 && t->codec == CF_CODEC_HEVC);
        if (must && cf_nvdec_accepts(nvdec, t, &err))
            fail_msg("%s: %s", fixtures.at[i].name, err.message);
        taken += must;
    }
    assert_true(taken > 40);
    cf_nvdec_close(&nvdec);
}

/* Matrix, range and rotation as the host decoder finds them in the pictures: VP9's range too, which the parser does not
 * tell. */
static void test_colour(void **state)
{
    (void)state;
    standin_caps("all");
    struct cf_nvdec *nvdec = open_pool((struct cf_nvdec_params){.sessions = 1});
    for (int i = 0; i < fixtures.count; i++) {
        const struct clip *clip = &fixtures.at[i];
        struct cf_error err;
        struct cf_decoder *decoder = NULL;
        struct work host, device;
        uint32_t frame = clip->table->display_count / 2;
        if (cf_nvdec_accepts(nvdec, clip->table, &err))
            continue;
        bench_init(&host);
        bench_init(&device);
        bench_prepare(&host, clip, &frame, 1);
        bench_prepare(&device, clip, &frame, 1);
        host.job.sink.picture = bench_take_host;
        assert_int_equal(cf_decoder_libavcodec.create(&decoder, 1, &err), CF_OK);
        cf_decoder_libavcodec.submit(decoder, &host.job);
        bench_submit(&device, nvdec);
        bench_wait(&device);
        if (host.seen.matrix != device.seen.matrix || host.seen.full_range != device.seen.full_range ||
            host.seen.rotation != device.seen.rotation || host.seen.depth != device.seen.depth)
            fail_msg("%s: matrix %d and %d, full range %d and %d", clip->name, (int)host.seen.matrix,
                     (int)device.seen.matrix, host.seen.full_range, device.seen.full_range);
        cf_decoder_libavcodec.destroy(&decoder);
        bench_free(&host);
        bench_free(&device);
    }
    cf_nvdec_close(&nvdec);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_taken), cmocka_unit_test(test_colour),
                                       cmocka_unit_test(test_ways)};
    const char *folder = getenv("CLIPFEED_TEST_FIXTURES"), *demo = getenv("CLIPFEED_TEST_MEDIA");
    const struct cf_table_options quick = {.skip_proof = 1, .skip_hash = 1};
    struct cf_error err = {CF_OK, ""};
    if (!folder || !demo || !getenv("CLIPFEED_SOURCE")) {
        printf("skipped: CLIPFEED_TEST_FIXTURES, CLIPFEED_TEST_MEDIA or CLIPFEED_SOURCE is not set\n");
        return 77;
    }
    if (cf_cuda_open(&cuda, 0, &err)) {
        printf("%s\n", err.message);
        return 1;
    }
    fixtures = bench_open(folder, NULL, NULL, 1);
    media = bench_open(demo, NULL, &quick, 0);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    bench_close(&fixtures);
    bench_close(&media);
    cf_cuda_close(&cuda);
    return failed;
}
