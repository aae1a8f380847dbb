/* gpu-check --part correctness|costs|speed|soak [--minutes N] [--seconds N] [--pack FILE] [--json FILE]
 * Exit 0: done and right; 1: something is wrong; 3: there is no CUDA device here. */
#include <stdlib.h>
#include <string.h>

#include "decode/cuda_driver.h"
#include "gpu/check.h"

static void put_text(FILE *json, const char *name, const char *value)
{
    fprintf(json, "\"%s\": \"", name);
    for (; *value; value++)
        fputc(*value == '"' || *value == '\\' || *value == '\n' ? '\'' : *value, json);
    fprintf(json, "\",\n");
}

static void report_line(void *opaque, const char *name, const char *value)
{
    struct check *check = opaque;
    printf("%s: %s\n", name, value);
    put_text(check->json, name, value);
}

static void open_device(struct check *check)
{
    struct cf_error err = {CF_OK, ""};
    if (cf_cuda_open(&check->cuda, 0, &err) || cf_cuda_enter(check->cuda, &err)) {
        printf("no CUDA device: %s\n", err.message);
        put_text(check->json, "no_device", err.message);
        return;
    }
    cf_cuda_report(report_line, check);
    cf_cuda_kernels_report(report_line, check);
    cf_nvdec_report(report_line, check);
    if (cf_cuda_converter_create(&check->converter, check->cuda, &err))
        snprintf(check->why_no_kernels, sizeof check->why_no_kernels, "%s", err.message);
    if (cf_nvdec_library(&err))
        snprintf(check->why_no_nvdec, sizeof check->why_no_nvdec, "%s", err.message);
    if (check->why_no_kernels[0])
        put_text(check->json, "no_kernels", check->why_no_kernels);
    if (check->why_no_nvdec[0])
        put_text(check->json, "no_nvdec", check->why_no_nvdec);
}

static int run(struct check *check, const char *part)
{
    static const struct {
        const char *name;
        void (*run)(struct check *check);
    } parts[] = {{"correctness", part_correctness}, {"costs", part_costs}, {"speed", part_speed}, {"soak", part_soak}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (!strcmp(parts[i].name, part)) {
            parts[i].run(check);
            return 1;
        }
    return 0;
}

int main(int argc, char **argv)
{
    struct check check = {.seconds = 3, .minutes = 7.5};
    struct cf_error err = {CF_OK, ""};
    const char *part = "correctness", *pack = "clips.pack", *json = NULL;
    for (int i = 1; i + 1 < argc; i += 2) {
        part = !strcmp(argv[i], "--part") ? argv[i + 1] : part;
        pack = !strcmp(argv[i], "--pack") ? argv[i + 1] : pack;
        json = !strcmp(argv[i], "--json") ? argv[i + 1] : json;
        check.minutes = !strcmp(argv[i], "--minutes") ? strtod(argv[i + 1], NULL) : check.minutes;
        check.seconds = !strcmp(argv[i], "--seconds") ? strtod(argv[i + 1], NULL) : check.seconds;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    check.json = fopen(json ? json : "/dev/null", "w");
    if (!check.json || pack_open(&check.pack, pack, &err)) {
        fprintf(stderr, "gpu-check: %s\n", check.json ? err.message : "the report cannot be written");
        return 2;
    }
    fprintf(check.json, "{");
    put_text(check.json, "part", part);
    double begin = now_seconds();
    open_device(&check);
    int known = !check.cuda || run(&check, part);
    fprintf(check.json, "\"failures\": %d, \"seconds\": %.1f}\n", check.failures, now_seconds() - begin);
    fclose(check.json);
    if (!known) {
        fprintf(stderr, "gpu-check: --part correctness|costs|speed|soak\n");
        return 2;
    }
    if (!check.cuda)
        return 3;
    cf_cuda_converter_destroy(&check.converter);
    cf_cuda_leave(check.cuda);
    cf_cuda_close(&check.cuda);
    printf("%s: %s\n", part, check.failures ? "FAILED" : "passed");
    return check.failures != 0;
}
