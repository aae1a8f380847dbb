#include "decode/doctor.h"

#include "media/table.h"

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <stdio.h>
#include <unistd.h>

#include "base/cpu.h"
#include "decode/cuda_device.h"

static void report_version(void (*line)(void *, const char *, const char *), void *opaque, const char *name, unsigned v)
{
    char text[64];
    snprintf(text, sizeof text, "%u.%u.%u", v >> 16, v >> 8 & 255, v & 255);
    line(opaque, name, text);
}

void cf_decode_report(void (*line)(void *opaque, const char *name, const char *value), void *opaque)
{
    static const struct {
        const char *name;
        enum AVCodecID id;
    } codecs[] = {{"decoder.h264", AV_CODEC_ID_H264},  {"decoder.hevc", AV_CODEC_ID_HEVC},
                  {"decoder.vp9", AV_CODEC_ID_VP9},    {"decoder.av1", AV_CODEC_ID_AV1},
                  {"decoder.jpeg", AV_CODEC_ID_MJPEG}, {"decoder.png", AV_CODEC_ID_PNG}};
    char cpus[64], tables[32];
    line(opaque, "version", CLIPFEED_VERSION);
    snprintf(tables, sizeof tables, "version %d", CF_TABLE_VERSION);
    line(opaque, "packet tables", tables);
    report_version(line, opaque, "libavformat", avformat_version());
    report_version(line, opaque, "libavcodec", avcodec_version());
    snprintf(cpus, sizeof cpus, "%ld online, %s kernels", sysconf(_SC_NPROCESSORS_ONLN), cf_cpu_name(cf_cpu_flags()));
    line(opaque, "cpu", cpus);
    for (size_t i = 0; i < sizeof codecs / sizeof *codecs; i++) {
        const AVCodec *codec = avcodec_find_decoder(codecs[i].id);
        line(opaque, codecs[i].name, codec ? codec->name : "missing");
    }
    cf_cuda_report(line, opaque);
}
