#include "pipeline/core.h"

#include "base/error.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct profile {
    const char *name;
    uint32_t frames, interval, height, width, tokens;
    double fps, fps_max;
    int images, pad_last;
    enum cf_layout layout;
    enum cf_sampling sampling;
    enum cf_temporal_crop crop;
    enum cf_resize resize, image_resize; /* image_resize 0: as clips */
    bool only_4k1;
};

static const struct profile profiles[] = {
    {.name = "latte",
     .frames = 16,
     .interval = 3,
     .height = 256,
     .width = 256,
     .tokens = 120,
     .layout = CF_LAYOUT_BFCHW,
     .sampling = CF_SAMPLING_LINSPACE,
     .crop = CF_CROP_RANDOM,
     .resize = CF_RESIZE_LATTE},
    {.name = "open-sora-plan-1.1",
     .frames = 65,
     .interval = 1,
     .height = 512,
     .width = 512,
     .tokens = 300,
     .images = 4,
     .layout = CF_LAYOUT_BCFHW,
     .sampling = CF_SAMPLING_STRIDE,
     .crop = CF_CROP_HEAD,
     .resize = CF_RESIZE_OPEN_SORA_PLAN,
     .only_4k1 = true},
    {.name = "open-sora",
     .frames = 129,
     .interval = 1,
     .height = 256,
     .width = 256,
     .tokens = 512,
     .fps_max = 24,
     .layout = CF_LAYOUT_BCFHW,
     .sampling = CF_SAMPLING_LINSPACE,
     .crop = CF_CROP_RANDOM,
     .resize = CF_RESIZE_LATTE,
     .image_resize = CF_RESIZE_BICUBIC_ANTIALIAS},
    {.name = "cogvideo",
     .frames = 49,
     .interval = 1,
     .height = 480,
     .width = 720,
     .tokens = 226,
     .fps = 8,
     .pad_last = 1,
     .layout = CF_LAYOUT_BFCHW,
     .sampling = CF_SAMPLING_FPS,
     .crop = CF_CROP_RANDOM,
     .resize = CF_RESIZE_BICUBIC},
    {.name = "wan",
     .frames = 81,
     .interval = 1,
     .height = 480,
     .width = 832,
     .tokens = 512,
     .fps = 16,
     .layout = CF_LAYOUT_BCFHW,
     .sampling = CF_SAMPLING_PTS,
     .crop = CF_CROP_RANDOM,
     .resize = CF_RESIZE_BICUBIC_ANTIALIAS,
     .only_4k1 = true},
};

static int lookup(const char *value, const char *const *names, int count, int otherwise)
{
    if (!value)
        return otherwise;
    for (int i = 0; i < count; i++)
        if (!strcmp(value, names[i]))
            return i + 1;
    return -1;
}

#define DEFAULT(field, value) (p->field = p->field ? p->field : (value))

static void fill(struct cf_loader_params *p, const struct profile *profile)
{
    DEFAULT(batch, 2);
    if (!p->interval && !(p->fps > 0) &&
        !(p->fps_max > 0)) { /* one of them that is given replaces the profile's pace */
        p->fps = profile->fps;
        p->fps_max = profile->fps_max;
    }
    DEFAULT(pad_last, profile->pad_last);
    p->pad_last = p->pad_last > 0;
    DEFAULT(frames, profile->frames);
    DEFAULT(interval, profile->interval);
    DEFAULT(height, profile->height);
    DEFAULT(width, profile->width);
    DEFAULT(layout, profile->layout);
    DEFAULT(dtype, CF_DTYPE_BF16);
    DEFAULT(max_tokens, profile->tokens);
    DEFAULT(images, profile->images);
    DEFAULT(world, 1);
    DEFAULT(caption, "dense");
    DEFAULT(split, "all");
    p->val_share = p->val_share == 0 ? 0.01 : p->val_share;
    DEFAULT(null_caption, "");
    DEFAULT(device, "cpu");
    long online = sysconf(_SC_NPROCESSORS_ONLN);
    DEFAULT(threads, online > 0 ? (uint32_t)online : 1);
    DEFAULT(prefetch, 4);
    DEFAULT(deadline_ms, 60000);
    DEFAULT(budget_packets, 20000);
    DEFAULT(budget_bytes, UINT64_C(1) << 30);
    DEFAULT(max_candidates, 64);
    DEFAULT(max_abandoned, 8);
    p->images = p->images < 0 ? 0 : p->images;
    DEFAULT(locality, 1);
    if (p->locality > 1 && p->prefetch < 2 * p->locality)
        p->prefetch = 2 * p->locality;
}

static int check(const struct cf_loader_params *p, struct cf_error *err)
{
    if (p->rank >= p->world)
        return cf_fail(err, CF_EINVAL, "rank %u: expected below the world size %u", p->rank, p->world);
    if (p->batch > 65536 || p->frames > 65536 || p->height > 16384 || p->width > 16384 || p->images > 1024)
        return cf_fail(err, CF_EINVAL, "batch %u, frames %u, size %ux%u, images %d: too large", p->batch, p->frames,
                       p->height, p->width, p->images);
    if (p->locality > 256)
        return cf_fail(err, CF_EINVAL, "locality %u: expected at most 256", p->locality);
    if (!(p->flip >= 0 && p->flip <= 1))
        return cf_fail(err, CF_EINVAL, "flip %g: expected a probability in [0,1]", p->flip);
    if (!(p->fps >= 0 && p->fps <= 1000))
        return cf_fail(err, CF_EINVAL, "fps %g: expected above 0, at most 1000", p->fps);
    if (!cf_dtype_size(p->dtype))
        return cf_fail(err, CF_EINVAL, "dtype %d is unknown", (int)p->dtype);
    if (p->layout != CF_LAYOUT_BFCHW && p->layout != CF_LAYOUT_BCFHW)
        return cf_fail(err, CF_EINVAL, "layout %d is unknown", (int)p->layout);
    return CF_OK;
}

/* "cpu", "cuda", "cuda:N" */
static int parse_device(const char *text, int *device, struct cf_error *err)
{
    char *end = NULL;
    *device = -1;
    if (!text || !strcmp(text, "cpu"))
        return CF_OK;
    *device = 0;
    if (!strcmp(text, "cuda"))
        return CF_OK;
    long ordinal = !strncmp(text, "cuda:", 5) && text[5] >= '0' && text[5] <= '9' ? strtol(text + 5, &end, 10) : -1;
    if (ordinal < 0 || ordinal > 1023 || *end)
        return cf_fail(err, CF_EINVAL, "device '%s': expected cpu, cuda or cuda:N", text);
    *device = (int)ordinal;
    return CF_OK;
}

static int check_choices(const struct cf_loader_params *p, struct cf_error *err)
{
    bool shares = p->caption_dropout >= 0 && p->caption_dropout <= 1 && p->val_share > 0 && p->val_share < 1;
    if (strcmp(p->split, "all") && strcmp(p->split, "train") && strcmp(p->split, "val"))
        return cf_fail(err, CF_EINVAL, "split '%s': expected all, train or val", p->split);
    if (!shares)
        return cf_fail(err, CF_EINVAL, "caption_dropout %g, val_share %g: expected in [0,1] and in (0,1)",
                       p->caption_dropout, p->val_share);
    if (p->images_from && strcmp(p->images_from, "stills") && strcmp(p->images_from, "frames"))
        return cf_fail(err, CF_EINVAL, "images_from '%s': expected stills or frames", p->images_from);
    if (p->layer_count > CF_LAYERS_MAX)
        return cf_fail(err, CF_EINVAL, "%u layers: expected at most %d", p->layer_count, CF_LAYERS_MAX);
    if (p->no_video && p->device && strcmp(p->device, "cpu"))
        return cf_fail(err, CF_EINVAL, "no_video: there is nothing to make on device '%s'", p->device);
    if (p->no_video && p->buckets)
        return cf_fail(err, CF_EUNSUPPORTED, "no_video: not with buckets");
    if (p->locality > 1 && (p->buckets || p->source_count > 1))
        return cf_fail(err, CF_EUNSUPPORTED, "locality: not with %s", p->buckets ? "buckets" : "several stores");
    if (!(p->fps_max >= 0 && p->fps_max <= 1000))
        return cf_fail(err, CF_EINVAL, "fps_max %g: expected above 0, at most 1000", p->fps_max);
    return CF_OK;
}

/* By a rate or by counting, as the pace is given; which of each, the profile says. */
static int usual_sampling(const struct cf_loader_params *p, const struct profile *profile)
{
    bool by_rate = profile->sampling == CF_SAMPLING_FPS || profile->sampling == CF_SAMPLING_PTS;
    if (p->fps > 0)
        return by_rate ? (int)profile->sampling : CF_SAMPLING_FPS;
    return by_rate ? CF_SAMPLING_LINSPACE : (int)profile->sampling;
}

int cf_params_resolve(struct cf_effective *out, const struct cf_loader_params *params, struct cf_error *err)
{
    static const char *const samplings[] = {"linspace", "stride", "fps", "pts"};
    static const char *const crops[] = {"random", "head", "center", "keyframe"};
    struct cf_effective e = {.params = params ? *params : (struct cf_loader_params){0}};
    struct cf_loader_params *p = &e.params;
    const struct profile *profile = &profiles[0];
    if (p->profile) {
        profile = NULL;
        for (size_t i = 0; i < sizeof profiles / sizeof *profiles; i++)
            if (!strcmp(p->profile, profiles[i].name))
                profile = &profiles[i];
        if (!profile)
            return cf_fail(err, CF_EINVAL,
                           "profile '%s' is unknown: expected latte, open-sora-plan-1.1, open-sora, cogvideo or wan",
                           p->profile);
    }
    p->profile = p->profile ? profile->name : NULL;
    fill(p, profile);
    int status = check(p, err);
    if (!status)
        status = check_choices(p, err);
    if (!status)
        status = parse_device(p->device, &e.device, err);
    if (!status)
        status = cf_caption_terms(&e, p->caption, err);
    if (status)
        return status;
    int sampling = lookup(p->sampling, samplings, 4, usual_sampling(p, profile));
    int crop = lookup(p->temporal_crop, crops, 4, (int)profile->crop);
    if (sampling < 0)
        return cf_fail(err, CF_EINVAL, "sampling '%s': expected linspace, stride, fps or pts", p->sampling);
    if (crop < 0)
        return cf_fail(err, CF_EINVAL, "temporal_crop '%s': expected random, head, center or keyframe",
                       p->temporal_crop);
    if ((sampling == CF_SAMPLING_FPS || sampling == CF_SAMPLING_PTS) && !(p->fps > 0))
        return cf_fail(err, CF_EINVAL, "sampling '%s' needs fps", samplings[sampling - 1]);
    e.only_4k1 = profile->only_4k1;
    if (e.only_4k1 && !cf_frames_is_4k1(p->frames))
        return cf_fail(err, CF_EINVAL, "profile '%s' takes 4k+1 frames; found %u", profile->name, p->frames);
    p->sampling = samplings[sampling - 1];
    p->temporal_crop = crops[crop - 1];
    e.resize = profile->resize;
    e.image_resize = profile->image_resize ? profile->image_resize : profile->resize;
    e.frames = (struct cf_frames_params){(enum cf_sampling)sampling,
                                         (enum cf_temporal_crop)crop,
                                         p->frames,
                                         p->interval,
                                         p->fps,
                                         p->fps_max,
                                         p->pad_last};
    *out = e;
    return CF_OK;
}
