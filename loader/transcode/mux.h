/* Coded pictures -> an MP4 whose packets come at the source's own times. One thread. */
#ifndef CF_TRANSCODE_MUX_H
#define CF_TRANSCODE_MUX_H
#include "clipfeed/status.h"
#include "media/table.h"

struct AVCodecContext;
struct AVPacket;

struct cf_mux;
/* source: its displayed pictures' times are taken. CF_EUNSUPPORTED (times that MP4 cannot hold), CF_EIO, CF_ENOMEM. */
int cf_mux_open(struct cf_mux **out, const char *path, const struct AVCodecContext *encoder,
                const struct cf_table *source, struct cf_error *err);
/* In coding order; pts and dts count pictures. The packet's own fields may be changed. */
int cf_mux_write(struct cf_mux *mux, struct AVPacket *packet, struct cf_error *err);
/* Writes the index in front of the media. */
int cf_mux_finish(struct cf_mux *mux, struct cf_error *err);
void cf_mux_close(struct cf_mux **mux);
#endif
