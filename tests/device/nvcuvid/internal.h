/* Shared by the files of this folder. */
#ifndef STANDIN_NVCUVID_INTERNAL_H
#define STANDIN_NVCUVID_INTERNAL_H
#include <ffnvcodec/dynlink_cuda.h>
#include <ffnvcodec/dynlink_nvcuvid.h>
#include <libavcodec/avcodec.h>
#include <stdatomic.h>

#include "../standin.h"
#include "standin_nvcuvid.h"

enum { SURFACES_MAX = 32, INVALID_VALUE = 1, OUT_OF_MEMORY = 2, NOT_SUPPORTED = 801 };

/* A coded picture: the parser makes it and puts in the frame when libavcodec has decoded it, a decoder's surface holds
 * it from cuvidDecodePicture on. One thread at a time: that of the parser. */
struct picture {
    int references;
    cudaVideoCodec codec;
    AVFrame *frame; /* NULL: libavcodec has not shown it */
};
void picture_unref(struct picture *picture);

/* The picture that picparams are of, in a place that the driver reserves. */
void picture_attach(CUVIDPICPARAMS *params, struct picture *picture);
struct picture *picture_attached(const CUVIDPICPARAMS *params);

/* The calling thread is inside a sequence callback. */
extern _Thread_local int in_sequence;
extern atomic_size_t live_objects;

/* What the capabilities in force say; NULL: unsupported. */
struct capability {
    cudaVideoCodec codec;
    cudaVideoChromaFormat chroma;
    unsigned depth_minus8;
    unsigned min_width, min_height, max_width, max_height, max_macroblocks, formats;
};
const struct capability *capability_of(cudaVideoCodec codec, cudaVideoChromaFormat chroma, unsigned depth_minus8);

/* frames.c: the coded frames of a packet. */
struct coded {
    int hidden;   /* decoded, never displayed by this packet */
    int existing; /* displayed, decoded by an earlier one */
    int second_field;
};
/* At most `room`; VP9 superframes and AV1 temporal units hold several. */
int coded_frames(cudaVideoCodec codec, AVCodecParserContext *parser, AVCodecContext *context, const uint8_t *data,
                 size_t size, struct coded *out, int room);
/* 1: a HEVC picture that a parser which began at its CRA picture leaves out. */
int is_rasl(const uint8_t *data, size_t size);
#endif
