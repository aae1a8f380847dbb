/* What tests ask of the stand-in of libnvcuvid beside tests/device/standin.h: link libstandin_nvcuvid.so for it. */
#ifndef STANDIN_NVCUVID_H
#define STANDIN_NVCUVID_H
#include <stddef.h>

#define STANDIN_NVCUVID_API __attribute__((visibility("default")))

/* "h100": H.264 8 bits 4:2:0, HEVC 4:2:0 and 4:4:4, VP9 4:2:0, the least sizes of that card. "all": AV1, 4:4:4 and 10
 * bits of every codec too, and no least size. Also by the environment: STANDIN_CAPS. */
STANDIN_NVCUVID_API void standin_caps(const char *profile);
STANDIN_NVCUVID_API size_t standin_video_live(void); /* parsers and decoders */
/* 1: callbacks' failures come out of cuvidParseVideoData; 0, the default: they do not. */
STANDIN_NVCUVID_API void standin_parser_tells(int tells);
/* Streams need this many decode surfaces from now on; 0: as many as they do. */
STANDIN_NVCUVID_API void standin_min_surfaces(unsigned surfaces);
#endif
