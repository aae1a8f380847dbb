/* Every codec's planes and batches against the host's hashes, with and without the packets that can be left out; and
 * the kernels on pictures that are uploaded, which need no video engine. */
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "gpu/check.h"

struct verdict {
    int planes_wrong, batch_wrong, most; /* most: the largest difference in the batch, of 255 */
};

static int difference(const uint8_t *a, const uint8_t *b, size_t size)
{
    int most = 0;
    for (size_t i = 0; i < size; i++)
        if (abs(a[i] - b[i]) > most)
            most = abs(a[i] - b[i]);
    return most;
}

static void compare_batch(struct check *check, struct job *job, struct cf_cuda_stream *stream, struct verdict *v)
{
    size_t size = job->set->frames.count * pack_frame_bytes();
    uint8_t *found = malloc(size);
    struct cf_error err;
    if (cf_cuda_download(stream, found, job->batch, size, &err)) {
        v->batch_wrong = 1;
        v->most = 255;
    } else if (XXH3_64bits(found, size) != job->set->batch) {
        uint8_t *expected = pack_convert(job->pictures, job->set->frames.count, &err);
        v->batch_wrong = 1;
        v->most = expected ? difference(found, expected, size) : 255;
        free(expected);
    }
    free(found);
    (void)check;
}

/* One row of the report. */
static void row(struct check *check, const struct pack_clip *clip, const char *packets, const char *way,
                const struct verdict *v, int frames, int first)
{
    fprintf(check->json,
            "%s\n  {\"clip\": \"%s\", \"packets\": \"%s\", \"way\": \"%s\", \"frames\": %d, "
            "\"planes_wrong\": %d, \"batches_wrong\": %d, \"largest_difference\": %d}",
            first ? "" : ",", clip->name, packets, way, frames, v->planes_wrong, v->batch_wrong, v->most);
    printf("%-28s %-7s %s", clip->name, packets, way);
    if (frames)
        printf(": %d frames, %d planes differ, batch %s", frames, v->planes_wrong,
               !v->batch_wrong ? "equal"
               : v->most > 1   ? "WRONG"
                               : "within 1 of 255");
    printf("\n");
    check->failures += v->planes_wrong > 0 || v->most > 1;
}

/* JSON has no room for these. */
static void plain(char *text)
{
    for (; *text; text++)
        if (*text == '"' || *text == '\\')
            *text = '\'';
}

static void check_clip(struct check *check, struct job *job, struct cf_nvdec *nvdec, struct cf_cuda_stream *stream,
                       const struct pack_clip *clip, int *first)
{
    for (int dropping = 1; dropping >= 0; dropping--) {
        struct verdict v = {0};
        struct cf_error way = {CF_OK, "nvdec"}; /* or why the host decoder would take over */
        int frames = 0;
        for (uint32_t s = 0; s < clip->set_count && (s < 2 || clip->role == PACK_CHECK); s++) {
            const struct pack_set *set = &clip->sets[s];
            job_submit(job, nvdec, clip, set, JOB_VERIFY, dropping);
            job_wait(job);
            if (job->status) {
                way = job->err;
                check->failures += job->status != CF_EUNSUPPORTED; /* no capability's refusal */
                continue;
            }
            for (uint32_t i = 0; i < set->frames.count; i++)
                v.planes_wrong += pack_hash(&job->pictures[i]) != set->planes[i];
            frames += (int)set->frames.count;
            if (check->converter)
                compare_batch(check, job, stream, &v);
        }
        plain(way.message);
        row(check, clip, dropping ? "needed" : "all", way.message, &v, frames, *first);
        *first = 0;
    }
}

static void check_nvdec(struct check *check)
{
    struct cf_nvdec *nvdec = NULL;
    struct cf_error err = {CF_OK, ""};
    struct crew crew;
    struct cf_cuda_stream *stream = NULL;
    int first = 1;
    fprintf(check->json, "\"clips\": [");
    if (!check->why_no_nvdec[0] && cf_nvdec_open(&nvdec, check->cuda, NULL, &err)) {
        plain(err.message);
        snprintf(check->why_no_nvdec, sizeof check->why_no_nvdec, "%s", err.message);
    }
    if (nvdec && !crew_open(&crew, check, 1, &err) && !cf_cuda_stream_create(&stream, check->cuda, &err)) {
        for (uint32_t i = 0; i < check->pack.clip_count; i++)
            check_clip(check, &crew.jobs[0], nvdec, stream, &check->pack.clips[i], &first);
        cf_nvdec_close(&nvdec);
        cf_cuda_stream_destroy(&stream);
        crew_close(&crew);
    }
    fprintf(check->json, "],\n");
    if (check->why_no_nvdec[0])
        printf("NVDEC is not checked: %s\n", check->why_no_nvdec);
}

/* One uploaded picture, converted; then for a while, for the rate. */
static int check_upload(struct check *check, struct cf_cuda_stream *stream, const struct pack_picture *p,
                        uint64_t batch, int *most, double *rate, struct cf_error *err)
{
    struct cf_scaler_params params = {.width = p->picture.width,
                                      .height = p->picture.height,
                                      .shift_x = p->picture.shift_x,
                                      .shift_y = p->picture.shift_y,
                                      .rotation = p->picture.rotation,
                                      .resize = CF_RESIZE_LATTE,
                                      .out_h = PACK_OUT,
                                      .out_w = PACK_OUT};
    struct cf_scaler *scaler = NULL;
    struct cf_picture there;
    int status = cf_scaler_create(&scaler, &params, err), n = 0;
    double begin = now_seconds();
    while (!status && (!n || now_seconds() - begin < check->seconds / 4)) {
        status = cf_cuda_stage(stream, scaler, &p->picture, &there, err);
        if (status == CF_CUDA_STAGE_FULL) {
            status = cf_cuda_stage_end(stream, err);
            continue;
        }
        struct cf_cuda_work work = {&there, {(void *)(uintptr_t)batch, CF_DTYPE_U8, PACK_OUT * PACK_OUT, PACK_OUT, 1}};
        if (!status)
            status = cf_cuda_convert(check->converter, stream, scaler, &work, 1, err);
        if (!status)
            status = cf_cuda_stage_end(stream, err);
        n++;
    }
    uint8_t *found = malloc(pack_frame_bytes()), *expected = pack_convert(&p->picture, 1, err);
    if (!status)
        status = cf_cuda_download(stream, found, batch, pack_frame_bytes(), err);
    *rate = n / (now_seconds() - begin);
    *most = status || !expected ? 255 : difference(found, expected, pack_frame_bytes());
    free(found);
    free(expected);
    cf_scaler_destroy(&scaler);
    return status;
}

static void check_kernels(struct check *check)
{
    struct cf_error err = {CF_OK, ""};
    struct cf_cuda_stream *stream = NULL;
    uint64_t batch = 0;
    int status = cf_cuda_alloc(check->cuda, pack_frame_bytes(), &batch, &err), most;
    double rate;
    if (!status)
        status = cf_cuda_stream_create(&stream, check->cuda, &err);
    fprintf(check->json, "\"uploaded\": [");
    for (uint32_t i = 0; !status && check->converter && i < check->pack.picture_count; i++) {
        const struct cf_picture *p = &check->pack.pictures[i].picture;
        status = check_upload(check, stream, &check->pack.pictures[i], batch, &most, &rate, &err);
        fprintf(check->json,
                "%s\n  {\"width\": %d, \"height\": %d, \"depth\": %d, \"largest_difference\": %d, "
                "\"pictures_per_s\": %.1f}",
                i ? "," : "", p->width, p->height, p->depth, most, rate);
        printf("uploaded %dx%d, %d bits: difference at most %d of 255, %.0f pictures/s\n", p->width, p->height,
               p->depth, most, rate);
        check->failures += most > 1;
    }
    if (status || !check->converter)
        printf("kernels: %s\n", status ? err.message : check->why_no_kernels);
    check->failures += status != CF_OK;
    fprintf(check->json, "],\n");
    cf_cuda_stream_destroy(&stream);
    cf_cuda_free(check->cuda, &batch);
}

void part_correctness(struct check *check)
{
    check_kernels(check);
    check_nvdec(check);
}
