#include "transcode/encoder.h"

#include <libavcodec/avcodec.h>
#include <libavutil/opt.h>
#include <stdio.h>
#include <string.h>

/* x264: seven pictures that nothing refers to between two that are (no pyramid, none left out): a clip of every third
 * picture decodes 23 pictures where the plain preset with fastdecode decodes 41, in as many bytes at equal SSIM.
 * Everywhere one thread: more would make the bytes depend on their number. cpu-independent: nor on the machine. */
static const struct cf_encoder_kind kinds[] = {
    {"libx264", 18, 2, 40, "preset=medium:tune=fastdecode:bf=7", "x264-params",
     "b-adapt=0:b-pyramid=none:cpu-independent=1:threads=1:lookahead-threads=1"},
    {"libsvtav1", 22, 2, 50, "preset=6", "svtav1-params", "lp=1:fast-decode=1:irefresh-type=2:keyint=%u"},
    {"libvpx-vp9", 18, 2, 50, "deadline=good:cpu-used=2:lag-in-frames=16:auto-alt-ref=1:row-mt=0:tile-columns=0:b=0",
     NULL, NULL},
};
enum { KINDS = sizeof kinds / sizeof *kinds };

int cf_encoder_choose(const struct cf_encoder_kind **out, const char *name, struct cf_error *err)
{
    for (int i = 0; i < KINDS; i++) {
        if (name && strcmp(name, kinds[i].name) != 0)
            continue;
        if (avcodec_find_encoder_by_name(kinds[i].name)) {
            *out = &kinds[i];
            return CF_OK;
        }
        if (name)
            return cf_fail(err, CF_EUNSUPPORTED, "this libavcodec has no encoder %s", name);
    }
    if (name)
        return cf_fail(err, CF_EINVAL, "encoder '%s': expected libx264, libsvtav1 or libvpx-vp9", name);
    return cf_fail(err, CF_EUNSUPPORTED,
                   "this libavcodec has none of libx264, libsvtav1 and libvpx-vp9: the decoders here take H.264, HEVC, "
                   "VP9 and AV1");
}

static int set_options(AVCodecContext *c, const struct cf_encoder_kind *kind, const struct cf_encoder_params *p,
                       AVDictionary **options)
{
    char text[256], gop[16];
    int code = av_dict_parse_string(options, kind->settings, "=", ":", 0);
    snprintf(text, sizeof text, "%d", p->quality);
    if (code >= 0)
        code = av_dict_set(options, "crf", text, 0);
    if (code >= 0 && kind->private_name) {
        const char *mark = strstr(kind->private_values, "%u");
        int before = mark ? (int)(mark - kind->private_values) : (int)strlen(kind->private_values);
        snprintf(gop, sizeof gop, "%u", p->gop);
        snprintf(text, sizeof text, "%.*s%s%s", before, kind->private_values, mark ? gop : "", mark ? mark + 2 : "");
        code = av_dict_set(options, kind->private_name, text, 0);
    }
    c->gop_size = (int)p->gop;
    c->thread_count = 1;
    c->flags |= (int)(AV_CODEC_FLAG_CLOSED_GOP | AV_CODEC_FLAG_GLOBAL_HEADER);
    return code;
}

int cf_encoder_open(struct AVCodecContext **out, const struct cf_encoder_kind *kind, const struct cf_encoder_params *p,
                    struct cf_error *err)
{
    const AVCodec *codec = avcodec_find_encoder_by_name(kind->name);
    AVCodecContext *c = codec ? avcodec_alloc_context3(codec) : NULL;
    AVDictionary *options = NULL;
    if (!c)
        return cf_fail(err, CF_ENOMEM, "no memory for %s", kind->name);
    c->width = p->width;
    c->height = p->height;
    c->pix_fmt = AV_PIX_FMT_YUV420P;
    c->sample_aspect_ratio =
        p->sar_num > 0 && p->sar_den > 0 ? (AVRational){p->sar_num, p->sar_den} : (AVRational){0, 1};
    c->framerate = p->fps_num > 0 && p->fps_den > 0 ? (AVRational){p->fps_num, p->fps_den} : (AVRational){25, 1};
    if (av_q2d(c->framerate) > 240 || av_q2d(c->framerate) < 1) /* for rate control only: times are set in the file */
        c->framerate = (AVRational){25, 1};
    c->time_base = av_inv_q(c->framerate);
    c->color_range = (enum AVColorRange)p->colour.range;
    c->color_primaries = (enum AVColorPrimaries)p->colour.primaries;
    c->color_trc = (enum AVColorTransferCharacteristic)p->colour.trc;
    c->colorspace = (enum AVColorSpace)p->colour.space;
    c->chroma_sample_location = (enum AVChromaLocation)p->colour.chroma_location;
    int code = set_options(c, kind, p, &options);
    if (code >= 0)
        code = avcodec_open2(c, codec, &options);
    const AVDictionaryEntry *left = code >= 0 ? av_dict_get(options, "", NULL, AV_DICT_IGNORE_SUFFIX) : NULL;
    char text[AV_ERROR_MAX_STRING_SIZE] = "";
    if (code < 0)
        av_strerror(code, text, sizeof text);
    else if (left)
        snprintf(text, sizeof text, "no option %.32s", left->key);
    av_dict_free(&options);
    if (code < 0 || *text) {
        avcodec_free_context(&c);
        return cf_fail(err, code == AVERROR(ENOMEM) ? CF_ENOMEM : CF_EUNSUPPORTED, "%s does not open for %dx%d: %s",
                       kind->name, p->width, p->height, text);
    }
    *out = c;
    return CF_OK;
}
