/* doctor, probe and frames. */
#include "cli.h"

#include <stdlib.h>
#include <string.h>

#include "clipfeed/doctor.h"
#include "clipfeed/media.h"

static void doctor_line(void *object, const char *name, const char *value)
{
    if (object)
        json_object_set_new(object, name, json_string(value));
    else
        printf("%-14s %s\n", name, value);
}

int command_doctor(int argc, char **argv)
{
    static const struct option options[] = {{"json", 0, 0, 'j'}, {"help", 0, 0, 'h'}, {0}};
    json_t *object = NULL;
    for (int c; (c = next_option(argc, argv, options, NULL)) != OPTION_END;) {
        if (c == OPTION_WRONG)
            return 2;
        if (c == OPTION_HELP)
            return puts("usage: clipfeed doctor [--json]\n"
                        "Versions, processor, the decoder of each codec (or \"missing\"), and why there is no GPU "
                        "decoding.\n"
                        "  --json           one object on standard output\n" COMMON_HELP "example: clipfeed doctor"),
                   0;
        object = object ? object : json_object();
    }
    if (optind != argc)
        return usage_error("doctor", "'%s': expected no operand", argv[optind]);
    cf_doctor(doctor_line, object);
    return object ? print_json(object) : 0;
}

static json_t *frame_list(const struct cf_media *m, uint32_t frames, int (*is)(const struct cf_media *, uint32_t))
{
    json_t *list = json_array();
    for (uint32_t i = 0; i < frames; i++)
        if (is(m, i))
            json_array_append_new(list, json_integer(i));
    return list;
}

static int probe_json(const char *path, const struct cf_media *m, const struct cf_media_info *i)
{
    json_t *pts = json_array();
    for (uint32_t k = 0; k < i->frames; k++)
        json_array_append_new(pts, json_real(cf_media_pts(m, k)));
    return print_json(json_pack(
        "{s:s, s:s, s:i, s:i, s:i, s:s, s:{s:i, s:i, s:i, s:i}, s:I, s:f, s:f, s:[i,i], s:s, s:s, s:o, s:o, s:o}",
        "path", path, "codec", cf_codec_name(i->codec), "width", i->width, "height", i->height, "rotation", i->rotation,
        "pixel_format", i->pixel_format, "color", "range", i->color_range, "primaries", i->color_primaries, "transfer",
        i->color_trc, "matrix", i->color_space, "frames", (json_int_t)i->frames, "duration", i->duration, "fps", i->fps,
        "time_base", i->time_base_num, i->time_base_den, "order", i->proven ? "proven" : "unproven", "packets",
        i->direct ? "direct" : "demuxed", "pts", pts, "keyframes", frame_list(m, i->frames, cf_media_is_keyframe),
        "droppable", frame_list(m, i->frames, cf_media_is_droppable)));
}

/* ISO/IEC 23091-2 code points, by the names that files of this kind carry. */
static const char *matrix_name(int code)
{
    static const char *const names[] = {"RGB",
                                        "BT.709",
                                        "untagged",
                                        NULL,
                                        "FCC",
                                        "BT.601",
                                        "BT.601",
                                        "SMPTE 240M",
                                        "YCgCo",
                                        "BT.2020",
                                        "BT.2020 constant luminance"};
    return code >= 0 && code < (int)(sizeof names / sizeof *names) && names[code] ? names[code] : "other";
}

static void print_info(const char *path, const struct cf_media_info *i)
{
    static const char *const ranges[] = {"untagged", "limited", "full"};
    printf("%s\ncodec          %s, %s\nsize           %dx%d, height by width, as displayed; rotation %d degrees\n"
           "colour         matrix %s, range %s\nframes         %u, %.6g a second, %.6g s; time base %d/%d\n"
           "display order  %s\npackets        %s\n",
           path, cf_codec_name(i->codec), i->pixel_format, i->height, i->width, i->rotation,
           matrix_name(i->color_space), i->color_range >= 0 && i->color_range < 3 ? ranges[i->color_range] : "other",
           i->frames, i->fps, i->duration, i->time_base_num, i->time_base_den,
           i->proven ? "proved by a full decode" : "as the packets say; --prove decodes the file to be sure",
           i->direct ? "read straight from the file" : "read through libavformat");
}

int command_probe(int argc, char **argv)
{
    static const struct option options[] = {{"json", 0, 0, 'j'}, {"prove", 0, 0, 'p'}, {"help", 0, 0, 'h'}, {0}};
    bool json = false, prove = false;
    for (int c; (c = next_option(argc, argv, options, NULL)) != OPTION_END;) {
        if (c == OPTION_HELP)
            return puts("usage: clipfeed probe FILE [--json] [--prove]\n"
                        "  --json           one object: adds pts (seconds, in display order), keyframes and droppable\n"
                        "                   (display indices from 0); colour as ISO/IEC 23091-2 code points\n"
                        "  --prove          decode the whole file to prove the display order (default: do "
                        "not)\n" COMMON_HELP "example: clipfeed probe clip.mp4 --json"),
                   0;
        if (c == OPTION_WRONG)
            return 2;
        json |= c == 'j';
        prove |= c == 'p';
    }
    if (optind + 1 != argc)
        return usage_error("probe", "%d operands: expected one FILE", argc - optind);
    struct cf_media *m = NULL;
    struct cf_media_info i;
    struct cf_error err = {0};
    if (cf_media_open(&m, argv[optind], prove, &err))
        return work_error(&err);
    cf_media_info(m, &i);
    int status = 0;
    if (json)
        status = probe_json(argv[optind], m, &i);
    else
        print_info(argv[optind], &i);
    cf_media_close(&m);
    return status;
}

struct frames_options {
    const char *index, *time, *layout, *out, *profile;
    uint32_t height, width;
    enum cf_dtype dtype;
    bool raw, has_dtype;
};

static int read_frame_list(const struct frames_options *o, const struct cf_media *m, uint32_t **frames, uint32_t *count)
{
    char *text = strdup(o->index ? o->index : o->time), *save = NULL;
    struct cf_error err = {0};
    *frames = malloc(strlen(text) * sizeof **frames + sizeof **frames);
    *count = 0;
    int status = 0;
    for (char *word = strtok_r(text, ",", &save); word && !status; word = strtok_r(NULL, ",", &save)) {
        double seconds;
        if (o->index ? !parse_u32(word, &(*frames)[*count]) : !parse_double(word, &seconds))
            status = usage_error("frames", "'%s' is no %s", word, o->index ? "frame index" : "time in seconds");
        else if (!o->index && cf_media_frame_at(m, seconds, &(*frames)[*count], &err))
            status = work_error(&err);
        ++*count;
    }
    free(text);
    return status;
}

static int frames_request(const struct frames_options *o, struct cf_frames_request *q)
{
    const char *layout = o->layout ? o->layout : "FHWC";
    q->raw = o->raw;
    q->dtype = o->has_dtype ? o->dtype : CF_DTYPE_U8;
    q->height = (int)o->height;
    q->width = (int)o->width;
    q->channels_last = !strcmp(layout, "FHWC");
    q->channels_first = !strcmp(layout, "CFHW");
    if (!q->channels_last && !q->channels_first && strcmp(layout, "FCHW"))
        return usage_error("frames", "--layout '%s': expected FHWC, FCHW or CFHW", layout);
    if (o->raw && (o->height || o->profile || o->layout || o->has_dtype))
        return usage_error("frames", "--raw excludes --size, --profile, --layout and --dtype");
    static const struct {
        const char *name;
        enum cf_resize resize;
        int height, width;
    } profiles[] = {{"latte", CF_RESIZE_LATTE, 256, 256},
                    {"open-sora-plan-1.1", CF_RESIZE_OPEN_SORA_PLAN, 512, 512},
                    {"open-sora", CF_RESIZE_LATTE, 256, 256},
                    {"cogvideo", CF_RESIZE_BICUBIC, 480, 720},
                    {"wan", CF_RESIZE_BICUBIC_ANTIALIAS, 480, 832}};
    enum { PROFILES = sizeof profiles / sizeof *profiles };
    int at = 0;
    while (o->profile && at < PROFILES && strcmp(o->profile, profiles[at].name))
        at++;
    if (at == PROFILES)
        return usage_error("frames", "--profile '%s': expected latte, open-sora-plan-1.1, open-sora, cogvideo or wan",
                           o->profile);
    q->resize = o->height || o->profile ? profiles[at].resize : CF_RESIZE_NONE;
    if (o->profile && !o->height) {
        q->height = profiles[at].height;
        q->width = profiles[at].width;
    }
    return 0;
}

static int write_frames(const struct frames_options *o, const struct cf_media *m)
{
    struct cf_frames_request q = {0};
    struct cf_frames_result r = {0};
    struct cf_error err = {0};
    uint32_t *frames = NULL;
    int status = frames_request(o, &q);
    if (!status)
        status = read_frame_list(o, m, &frames, &q.count);
    q.frames = frames;
    if (!status && cf_media_frames(m, &q, &r, &err))
        status = work_error(&err);
    if (!status) {
        size_t bytes = (size_t)r.element_bytes;
        for (int i = 0; i < r.dimensions; i++)
            bytes *= (size_t)r.shape[i];
        const char *descr = q.raw ? r.element_bytes == 2 ? "<u2" : "|u1" : npy_descr(q.dtype);
        status = !write_npy(o->out, descr, r.shape, r.dimensions, r.data, bytes);
        if (!status && verbosity > 0)
            note("%s: %lld frames, %zu bytes, NumPy type %s", o->out, (long long)r.shape[0], bytes, descr);
        cf_frames_free(&r);
    }
    free(frames);
    return status;
}

static const char frames_help[] =
    "usage: clipfeed frames FILE --index 0,5,9 --out X.npy [OPTION...]\n"
    "       clipfeed frames FILE --time 1.5,2 --out X.npy [OPTION...]\n"
    "  --index N,N,...  displayed frames, counted from 0\n"
    "  --time T,T,...   seconds, as 'probe --json' prints them in pts: the frame on display then\n"
    "  --out X.npy      the array to write\n"
    "  --size HxW       pixels (default: as displayed)\n"
    "  --profile NAME   how to resize: latte (default; 256x256 unless --size), open-sora-plan-1.1 (512x512),\n"
    "                   open-sora (256x256), cogvideo (480x720), wan (480x832)\n"
    "  --layout L       FHWC (default), FCHW, CFHW\n"
    "  --dtype T        u8 (default), f16, bf16 (stored as uint16), f32; floats are in [-1,1]\n"
    "  --raw            the stream's own pixel format, unrotated, one row a frame; excludes the four "
    "above\n" COMMON_HELP "example: clipfeed frames clip.mp4 --index 0,5,9 --size 256x256 --out frames.npy";

/* -1: go on; else the exit status */
static int frames_options(int argc, char **argv, struct frames_options *o)
{
    static const struct option options[] = {
        {"index", 1, 0, 'i'}, {"time", 1, 0, 't'}, {"size", 1, 0, 's'}, {"profile", 1, 0, 'P'}, {"layout", 1, 0, 'l'},
        {"dtype", 1, 0, 'd'}, {"raw", 0, 0, 'r'},  {"out", 1, 0, 'o'},  {"help", 0, 0, 'h'},    {0}};
    for (int c; (c = next_option(argc, argv, options, NULL)) != OPTION_END;)
        switch (c) {
        case 'i': o->index = optarg; break;
        case 't': o->time = optarg; break;
        case 's':
            if (!parse_size(optarg, &o->height, &o->width))
                return usage_error("frames", "--size '%s': expected HxW, each from 1 to 16384", optarg);
            break;
        case 'P': o->profile = optarg; break;
        case 'l': o->layout = optarg; break;
        case 'd':
            if (!parse_dtype(optarg, &o->dtype))
                return usage_error("frames", "--dtype '%s': expected u8, f16, bf16 or f32", optarg);
            o->has_dtype = true;
            break;
        case 'r': o->raw = true; break;
        case 'o': o->out = optarg; break;
        case OPTION_HELP: return puts(frames_help), 0;
        default: return 2;
        }
    if (optind + 1 != argc)
        return usage_error("frames", "%d operands: expected one FILE", argc - optind);
    if (!o->index == !o->time)
        return usage_error("frames", "expected --index or --time, %s", o->index ? "not both" : "found neither");
    if (!o->out)
        return usage_error("frames", "expected --out X.npy");
    return -1;
}

int command_frames(int argc, char **argv)
{
    struct frames_options o = {0};
    int status = frames_options(argc, argv, &o);
    if (status >= 0)
        return status;
    struct cf_media *m = NULL;
    struct cf_error err = {0};
    if (cf_media_open(&m, argv[optind], 0, &err))
        return work_error(&err);
    status = write_frames(&o, m);
    cf_media_close(&m);
    return status;
}
