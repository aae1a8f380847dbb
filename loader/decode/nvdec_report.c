/* The doctor's lines: which codecs the devices decode, and how much of them. */
#include <stdio.h>

#include "decode/nvdec_internal.h"

struct report {
    void (*line)(void *opaque, const char *name, const char *value);
    void *opaque;
};

/* Appends " 4:2:0 8 bits 48x16 to 4096x4096;" for each depth of a chroma format. */
static size_t add_depths(struct cf_nvdec *nvdec, enum cf_codec codec, int chroma_shift, char *text, size_t room,
                         int *engines)
{
    size_t used = 0;
    for (int depth = 8; depth <= 12 && used < room; depth += 2) {
        struct cf_nvdec_caps caps;
        struct cf_error err;
        if (cf_nvdec_capability(nvdec, codec, chroma_shift, depth, &caps, &err) || !caps.supported)
            continue;
        int wrote = snprintf(text + used, room - used, "%s%s %d bits %ux%u to %ux%u", used ? ", " : "",
                             chroma_shift ? "4:2:0" : "4:4:4", depth, caps.min_width, caps.min_height, caps.max_width,
                             caps.max_height);
        used += wrote > 0 ? (size_t)wrote : 0;
        *engines = caps.engines > *engines ? caps.engines : *engines;
    }
    return used < room ? used : room - 1;
}

static void report_codec(const struct report *to, struct cf_nvdec *nvdec, enum cf_codec codec)
{
    char name[48], text[640] = "";
    int engines = 0;
    size_t used = add_depths(nvdec, codec, 3, text, sizeof text / 2, &engines);
    if (used)
        used += (size_t)snprintf(text + used, sizeof text - used, ", ");
    size_t more = add_depths(nvdec, codec, 0, text + used, sizeof text / 2 - 2, &engines);
    if (used && !more)
        text[used -= 2] = 0;
    used += more;
    if (used)
        snprintf(text + used, sizeof text - used, "; %d engines", engines);
    snprintf(name, sizeof name, "nvdec.%d.%s", nvdec->cuda->ordinal, cf_codec_name(codec));
    to->line(to->opaque, name, used ? text : "not decoded");
}

void cf_nvdec_report(void (*line)(void *opaque, const char *name, const char *value), void *opaque)
{
    const struct report to = {line, opaque};
    struct cf_error err = {CF_OK, ""};
    const struct cf_cuvid *api;
    if (cf_cuvid(&api, &err)) {
        line(opaque, "nvdec", err.message);
        return;
    }
    for (int ordinal = 0;; ordinal++) {
        struct cf_nvdec nvdec = {.api = api};
        int status = cf_cuda_open(&nvdec.cuda, ordinal, &err);
        if (status && (!ordinal || status != CF_EINVAL))
            line(opaque, "nvdec", err.message);
        if (status)
            return;
        pthread_mutex_init(&nvdec.caps_mutex, NULL);
        for (enum cf_codec codec = CF_CODEC_H264; codec <= CF_CODEC_AV1; codec++)
            report_codec(&to, &nvdec, codec);
        pthread_mutex_destroy(&nvdec.caps_mutex);
        cf_cuda_close(&nvdec.cuda);
    }
}
