/* What NVIDIA's parser is fed: NAL units behind start codes, whatever the container framed them by. Thread-safe. */
#ifndef CF_MEDIA_ANNEXB_H
#define CF_MEDIA_ANNEXB_H
#include "base/buffer.h"
#include "clipfeed/status.h"
#include "media/table.h"

/* The stream's headers as a packet of their own: avcC's and hvcC's parameter sets behind start codes, av1C's OBUs
 * without its first four bytes; nothing for VP9. Replaces what `out` held. CF_ECORRUPT (extradata that breaks off),
 * CF_ENOMEM. */
int cf_annexb_headers(struct cf_buffer *out, const struct cf_table *table, struct cf_error *err);

/* One packet: *bytes and *size stand in `scratch`, or are `data` itself where there is nothing to convert (VP9, AV1,
 * streams that have start codes already). A NAL unit longer than the packet is cut. CF_ENOMEM. */
int cf_annexb_packet(struct cf_buffer *scratch, const struct cf_table *table, const uint8_t *data, size_t size,
                     const uint8_t **bytes, size_t *bytes_size);
#endif
