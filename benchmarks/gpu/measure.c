/* What decoders cost, how fast clips come, and whether a long run keeps its memory. */
#include <stdlib.h>
#include <string.h>

#include "decode/cuda_driver.h"
#include "gpu/check.h"

enum { SWEEP_MAX = 8 };

static struct cf_nvdec *open_pool(struct check *check, int sessions)
{
    struct cf_nvdec *nvdec = NULL;
    struct cf_nvdec_params params = {.sessions = sessions};
    struct cf_error err = {CF_OK, ""};
    if (check->why_no_nvdec[0] || cf_nvdec_open(&nvdec, check->cuda, &params, &err)) {
        printf("not measured: %s\n", err.message[0] ? err.message : check->why_no_nvdec);
        return NULL;
    }
    return nvdec;
}

static int run_one(struct crew *crew, struct cf_nvdec *nvdec, const struct pack_clip *clip)
{
    job_submit(&crew->jobs[0], nvdec, clip, &clip->sets[0], JOB_NOTHING, 1);
    job_wait(&crew->jobs[0]);
    if (crew->jobs[0].status)
        printf("%s: %s\n", clip->name, crew->jobs[0].err.message);
    return crew->jobs[0].status;
}

/* Two clips whose sizes share a bucket: created for the one, reconfigured for the other and back. 1: in the report. */
static int cost_of(struct check *check, struct crew *crew, const struct pack_clip *a, const struct pack_clip *b,
                   const char *comma)
{
    struct cf_nvdec *nvdec = open_pool(check, 1);
    struct cf_nvdec_stats stats;
    if (!nvdec)
        return 0;
    double begin = now_seconds();
    int status = run_one(crew, nvdec, a);
    double first = now_seconds() - begin;
    for (int i = 0; !status && i < 6; i++)
        status = run_one(crew, nvdec, i % 2 ? a : b);
    begin = now_seconds();
    if (!status)
        status = run_one(crew, nvdec, a);
    double again = now_seconds() - begin;
    cf_nvdec_stats(nvdec, &stats);
    cf_nvdec_close(&nvdec);
    double create = stats.created ? 1e3 * stats.create_seconds / (double)stats.created : -1;
    double change = stats.reconfigured ? 1e3 * stats.reconfigure_seconds / (double)stats.reconfigured : -1;
    if (status || create < 0 || change < 0) {
        printf("%dx%d: not measured: %llu decoders created, %llu reconfigured\n", a->table->width, a->table->height,
               (unsigned long long)stats.created, (unsigned long long)stats.reconfigured);
        check->failures++;
        return 0;
    }
    fprintf(check->json,
            "%s\n  {\"width\": %d, \"height\": %d, \"create_ms\": %.2f, \"reconfigure_ms\": %.2f, "
            "\"first_clip_ms\": %.2f, \"same_clip_again_ms\": %.2f, \"estimated_bytes\": %llu}",
            comma, a->table->width, a->table->height, create, change, 1e3 * first, 1e3 * again,
            (unsigned long long)stats.decoder_bytes);
    printf("%dx%d: create %.1f ms, reconfigure %.1f ms, the first clip %.1f ms, the same again %.1f ms\n",
           a->table->width, a->table->height, create, change, 1e3 * first, 1e3 * again);
    return 1;
}

void part_costs(struct check *check)
{
    struct crew crew;
    struct cf_error err;
    const struct pack_clip *waiting = NULL;
    const char *comma = "";
    if (crew_open(&crew, check, 1, &err)) {
        printf("costs: %s\n", err.message);
        check->failures++;
    }
    fprintf(check->json, "\"sizes\": [");
    for (uint32_t i = 0; i < check->pack.clip_count; i++) {
        const struct pack_clip *clip = &check->pack.clips[i];
        if (clip->role != PACK_COSTS)
            continue;
        if (waiting) {
            comma = cost_of(check, &crew, waiting, clip, comma) ? "," : comma;
        }
        waiting = waiting ? NULL : clip;
    }
    fprintf(check->json, "],\n");
    crew_close(&crew);
}

/* Twice as many clips in flight as there are sessions: none of them waits for its next. */
static int pool_rate(struct check *check, const struct pack_clip *clip, int sessions, enum job_mode mode,
                     struct rate *rate)
{
    struct cf_nvdec *nvdec = open_pool(check, sessions);
    struct crew crew;
    struct cf_error err = {CF_OK, ""};
    uint32_t next = 0;
    uint64_t clips = 0, pictures = 0;
    if (!nvdec)
        return 0;
    int status = crew_open(&crew, check, 2 * cf_nvdec_sessions(nvdec), &err), measuring = 0;
    for (int i = 0; !status && i < crew.count; i++)
        job_submit(&crew.jobs[i], nvdec, clip, &clip->sets[next++ % clip->set_count], mode, 1);
    double begin = now_seconds();
    while (!status) {
        struct job *job = crew_wait(&crew);
        status = job->status;
        err = job->err;
        double now = now_seconds();
        if (!measuring && now - begin > check->seconds / 4) {
            measuring = 1;
            begin = now;
            clips = pictures = 0;
            engine_begin(check->cuda->ordinal);
        } else if (measuring && now - begin > check->seconds) {
            break;
        }
        clips++;
        pictures += job->set->frames.count;
        job_submit(job, nvdec, clip, &clip->sets[next++ % clip->set_count], mode, 1);
    }
    double seconds = now_seconds() - begin;
    *rate = (struct rate){(double)clips / seconds, (double)pictures / seconds, measuring ? engine_end() : -1};
    cf_nvdec_close(&nvdec); /* what is in flight ends */
    crew_close(&crew);
    if (status)
        printf("%s: %s\n", clip->name, err.message);
    return !status;
}

static void put_rate(struct check *check, const char *what, int ok, const struct rate *rate)
{
    if (ok)
        fprintf(check->json, ", \"%s\": {\"clips_per_s\": %.2f, \"pictures_per_s\": %.1f, \"engine_percent\": %d}",
                what, rate->clips, rate->pictures, rate->engine_percent);
    else
        fprintf(check->json, ", \"%s\": null", what);
}

static int by_engines(struct check *check, int *sessions)
{
    struct cf_nvdec *nvdec = open_pool(check, 0);
    int n = 0, engines = nvdec ? cf_nvdec_sessions(nvdec) : 0;
    const int tried[] = {1, 2, engines / 2, engines, engines + engines / 2, 2 * engines};
    cf_nvdec_close(&nvdec);
    for (size_t i = 0; engines && i < sizeof tried / sizeof *tried; i++)
        if (tried[i] > 0 && (!n || tried[i] > sessions[n - 1]))
            sessions[n++] = tried[i];
    return n;
}

static void speed_of(struct check *check, const struct pack_clip *clip, const int *sessions, int n, const char *comma)
{
    struct rate best[3] = {{0}};
    fprintf(check->json, "%s\n  {\"clip\": \"%s\", \"frames\": %u, \"sweep\": [", comma, clip->name,
            clip->sets[0].frames.count);
    for (int i = 0; i < n; i++) {
        static const char *const names[] = {"batches", "pool", "bare"};
        struct rate rates[3] = {{0}};
        int ok[3] = {check->converter && pool_rate(check, clip, sessions[i], JOB_CONVERT, &rates[0]),
                     pool_rate(check, clip, sessions[i], JOB_NOTHING, &rates[1]),
                     bare_rate(check, clip, sessions[i], &rates[2])};
        fprintf(check->json, "%s\n    {\"sessions\": %d", i ? "," : "", sessions[i]);
        for (int k = 0; k < 3; k++) {
            put_rate(check, names[k], ok[k], &rates[k]);
            best[k] = ok[k] && rates[k].clips > best[k].clips ? rates[k] : best[k];
        }
        fprintf(check->json, "}");
        printf("%-24s %2d sessions: batches %8.1f clips/s, without kernels %8.1f, bare NVDEC %8.1f; engines %d %%\n",
               clip->name, sessions[i], rates[0].clips, rates[1].clips, rates[2].clips, rates[0].engine_percent);
    }
    double ratio = best[2].clips > 0 ? best[0].clips / best[2].clips : 0;
    fprintf(check->json, "], \"of_bare\": %.3f}", ratio);
    printf("%-24s best batches / best bare: %.2f\n", clip->name, ratio);
}

void part_speed(struct check *check)
{
    int sessions[SWEEP_MAX], n = by_engines(check, sessions);
    const char *comma = "";
    fprintf(check->json, "\"clips\": [");
    for (uint32_t i = 0; n && i < check->pack.clip_count; i++) {
        if (check->pack.clips[i].role != PACK_SPEED)
            continue;
        speed_of(check, &check->pack.clips[i], sessions, n, comma);
        comma = ",";
    }
    fprintf(check->json, "],\n");
}

static size_t used_memory(struct check *check)
{
    size_t free_bytes = 0, total = 0;
    check->cuda->driver->cuMemGetInfo(&free_bytes, &total);
    return total - free_bytes;
}

/* Any clip of the pack that the device takes, sizes and codecs as they come. */
static const struct pack_clip *draw(struct check *check, struct cf_nvdec *nvdec, unsigned *seed)
{
    struct cf_error err;
    for (int tries = 0; tries < 1000; tries++) {
        const struct pack_clip *clip = &check->pack.clips[(unsigned)rand_r(seed) % check->pack.clip_count];
        if (!cf_nvdec_accepts(nvdec, clip->table, &err))
            return clip;
    }
    return NULL;
}

void part_soak(struct check *check)
{
    struct cf_nvdec *nvdec = open_pool(check, 0);
    struct crew crew;
    struct cf_error err;
    unsigned seed = 1;
    uint64_t clips = 0, failed = 0;
    if (!nvdec)
        return;
    int status = crew_open(&crew, check, 2 * cf_nvdec_sessions(nvdec), &err);
    double begin = now_seconds(), end = begin + 60 * check->minutes, quarter = begin + 15 * check->minutes;
    size_t early = 0, most = 0, last = 0;
    for (int i = 0; !status && i < crew.count; i++) {
        const struct pack_clip *clip = draw(check, nvdec, &seed);
        if (!clip)
            break;
        job_submit(&crew.jobs[i], nvdec, clip, &clip->sets[0], JOB_CONVERT, 1);
    }
    while (!status && now_seconds() < end) {
        struct job *job = crew_wait(&crew);
        const struct pack_clip *clip = draw(check, nvdec, &seed);
        failed += job->status != CF_OK;
        if (job->status && failed < 10)
            printf("%s: %s\n", job->clip->name, job->err.message);
        if (++clips % 16 == 0) {
            last = used_memory(check);
            early = !early || (now_seconds() < quarter && last > early) ? last : early;
            most = last > most ? last : most;
        }
        job_submit(job, nvdec, clip, &clip->sets[(unsigned)rand_r(&seed) % clip->set_count], JOB_CONVERT, 1);
    }
    struct cf_nvdec_stats stats;
    cf_nvdec_stats(nvdec, &stats);
    cf_nvdec_close(&nvdec);
    crew_close(&crew);
    double growth = ((double)most - (double)early) / 1048576;
    fprintf(check->json,
            "\"minutes\": %.2f, \"clips\": %llu, \"failed\": %llu, \"created\": %llu, \"reconfigured\": %llu, "
            "\"exact\": %llu, \"device_MiB\": {\"most_in_first_quarter\": %.1f, \"most\": %.1f, \"end\": %.1f},\n",
            check->minutes, (unsigned long long)clips, (unsigned long long)failed, (unsigned long long)stats.created,
            (unsigned long long)stats.reconfigured, (unsigned long long)stats.exact, (double)early / 1048576,
            (double)most / 1048576, (double)last / 1048576);
    printf(
        "%llu clips, %llu failed; decoders: %llu created, %llu reconfigured, %llu as they were; device memory grew by "
        "%.1f MiB after the first quarter\n",
        (unsigned long long)clips, (unsigned long long)failed, (unsigned long long)stats.created,
        (unsigned long long)stats.reconfigured, (unsigned long long)stats.exact, growth);
    check->failures += failed > 0 || growth > 256;
}
