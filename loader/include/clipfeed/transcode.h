/* Training-ready media: each distinct file of a store coded anew at the training size, quick to decode, and a store
 * that points at the results. What is done, and why so: loader/transcode/README.md. */
#ifndef CLIPFEED_TRANSCODE_H
#define CLIPFEED_TRANSCODE_H
#include "clipfeed/types.h"
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum cf_transcode_outcome {
    CF_TRANSCODE_MADE = 1, /* coded anew */
    CF_TRANSCODE_KEPT,     /* the original serves better: the reason says why */
    CF_TRANSCODE_FAILED,   /* the original could not be read whole: it is kept as it is; the reason is the error */
};

/* One distinct file. Strings live until the call that hands it over returns. */
struct cf_transcode_file {
    enum cf_transcode_outcome outcome;
    const char *path;    /* of the original, as the first record that names it has it */
    const char *made;    /* of the result, relative to media_out */
    const char *reason;  /* "" where made */
    const char *encoder; /* libavcodec's name; "" where none was tried */
    int quality;         /* the encoder's own scale (crf), as used at last */
    uint32_t frames;
    int width, height; /* of the result, displayed */
    uint64_t bytes_before, bytes_after;
    double ssim, ssim_least; /* FFmpeg's "All", mean and least over pictures; 0 where none was measured */
    double droppable;        /* share of the result's pictures that nothing refers to */
    double speed_up;         /* estimated cost of a clip's decoding before, over after */
};

struct cf_transcode_params {
    const char *store_dir;  /* the store to start from */
    const char *out_dir;    /* the store to make; must not be there. With parts > 0 it is only checked */
    const char *media_out;  /* folder for the media; made if missing */
    const char *media_root; /* paths of the store are relative to it; NULL: the working directory */
    uint32_t short_side;    /* 0: 256; even, 16 or more */
    uint32_t gop;           /* 0: 16; pictures from one key frame to the next, at most */
    int quality;            /* 0: the encoder's default; the scale is the encoder's (crf), lower is better */
    double ssim;            /* 0: 0.99; quality is raised until a file's mean SSIM reaches it */
    uint32_t part, parts;   /* 1..parts: only that share of the files, and no store; 0,0: all, and the store */
    int jobs;               /* 0: the online processors */
    const char *encoder;    /* NULL: the first of libx264, libsvtav1, libvpx-vp9 that libavcodec has */
    /* Called from one thread at a time; may be NULL. */
    void (*progress)(void *opaque, uint64_t done, uint64_t total);
    void (*file)(void *opaque, const struct cf_transcode_file *file); /* at the end, one call per file, by media key */
    /* Once per layer of the store: captions layers are carried into the new store; those of bytes, which may be made
     * from pixels, are left behind (carried 0). */
    void (*layer)(void *opaque, const char *name, int carried);
    void *opaque;
};

struct cf_transcode_report {
    uint64_t files, made, kept, failed;
    uint64_t bytes_before, bytes_after;
};

/* Interrupted, the same call goes on where it stopped; finished, it returns at once with the same report. Parts may
 * run at the same time on any machines; the call without parts does what is left and makes the store. CF_OK also
 * where single files failed: see the report. CF_EINVAL (an option; out_dir is another store), CF_EMISMATCH (media_out
 * was begun with other options), CF_EUNSUPPORTED (no encoder), CF_ENOENT, CF_EIO, CF_ENOMEM. */
CF_API int cf_transcode(const struct cf_transcode_params *params, struct cf_transcode_report *report,
                        struct cf_error *err);

#ifdef __cplusplus
}
#endif
#endif
