/* One epoch of a store, and what the process holds before it and after every batch. Lines on stdout: clips handed out,
 * RssAnon, RssShmem and RssFile in KiB, open descriptors; for each candidate that was replaced "replaced", its clip id
 * and status. */
#include <dirent.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clipfeed/loader.h"
#include "clipfeed/status.h"

static long kilobytes(const char *status, const char *field)
{
    const char *found = strstr(status, field);
    return found ? strtol(found + strlen(field), NULL, 10) : -1;
}

static int count_descriptors(void)
{
    DIR *folder = opendir("/proc/self/fd");
    int count = -3; /* itself, "." and ".." */
    while (folder && readdir(folder))
        count++;
    if (folder)
        closedir(folder);
    return count;
}

static void sample(uint64_t clips)
{
    static char status[8192];
    FILE *file = fopen("/proc/self/status", "re");
    size_t size = file ? fread(status, 1, sizeof status - 1, file) : 0;
    status[size] = 0;
    if (file)
        fclose(file);
    printf("%" PRIu64 " %ld %ld %ld %d\n", clips, kilobytes(status, "RssAnon:"), kilobytes(status, "RssShmem:"),
           kilobytes(status, "RssFile:"), count_descriptors());
}

int main(int argc, char **argv)
{
    static char out[4096]; /* a page, touched at once: printing takes no memory later */
    struct cf_error err = {0};
    struct cf_loader *loader = NULL;
    struct cf_batch *batch = NULL;
    uint64_t clips = 0;
    if (argc != 9) {
        fprintf(stderr, "usage: helper_epoch store media threads batch seed side frames u8|f32\n");
        return 2;
    }
    setvbuf(stdout, out, _IOFBF, sizeof out);
    uint32_t side = (uint32_t)atoi(argv[6]);
    struct cf_loader_params params = {.media_root = argv[2],
                                      .threads = (uint32_t)atoi(argv[3]),
                                      .batch = (uint32_t)atoi(argv[4]),
                                      .seed = strtoull(argv[5], NULL, 10),
                                      .height = side,
                                      .width = side,
                                      .frames = (uint32_t)atoi(argv[7]),
                                      .interval = 2,
                                      .dtype = strcmp(argv[8], "f32") ? CF_DTYPE_U8 : CF_DTYPE_F32};
    sample(0); /* what the libraries alone take */
    int status = cf_loader_open(&loader, argv[1], &params, &err);
    while (!status && !(status = cf_loader_next(loader, &batch, &err))) {
        clips += batch->sample_count;
        for (uint32_t i = 0; i < batch->sample_count; i++)
            for (uint32_t k = 0; k < batch->samples[i].failure_count; k++)
                printf("replaced %s %s\n", batch->samples[i].failures[k].clip_id,
                       cf_status_name(batch->samples[i].failures[k].status));
        cf_batch_release(&batch);
        sample(clips);
    }
    cf_loader_close(&loader);
    if (status == CF_EEND)
        return 0;
    fprintf(stderr, "helper_epoch: %s\n", err.message);
    return 1;
}
