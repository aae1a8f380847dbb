/* Which packets a clip needs, and their bytes. */
#ifndef CF_MEDIA_READER_H
#define CF_MEDIA_READER_H
#include "media/table.h"

/* The packets to feed, in decode order: from the last start that serves every wanted frame to the last wanted one,
 * without those that no wanted frame refers to (where the table has references) or nothing refers to (droppable).
 * packets[] holds packet indices. */
struct cf_need {
    uint32_t *packets;
    uint8_t *marks; /* scratch */
    uint32_t count, capacity;
    /* In: the decoder is to go on from here with a later clip of the file. Then nothing that anything refers to is
     * left out, and enough packets follow the last wanted one that every wanted picture comes out before the end. */
    int keep;
    /* In: the decoder takes no HEVC stream from which a picture is missing that a fed one's reference picture set
     * names, even where nothing refers to it. */
    int no_gaps;
    int64_t span_offset, span_bytes; /* DIRECT: the one byte range that holds them */
    uint64_t packet_bytes;           /* sum of the needed packets' sizes */
};

/* frames: display indices in any order, repeats allowed. need may be reused. CF_EWINDOW, CF_ENOMEM. */
int cf_need_compute(struct cf_need *need, const struct cf_table *table, const uint32_t *frames, uint32_t frame_count,
                    struct cf_error *err);
/* Leaves out the first n packets. */
void cf_need_skip(struct cf_need *need, const struct cf_table *table, uint32_t n);
void cf_need_free(struct cf_need *need);

/* How bytes come in: replaceable, so that tests can stall or rot them. read returns CF_OK with size bytes at
 * offset, or CF_ETRUNCATED / CF_EIO. open checks that it is a regular file (O_NONBLOCK: a FIFO never hangs). */
struct cf_reader_ops {
    int (*open)(void **file, const char *path, int64_t *file_bytes, struct cf_error *err);
    int (*read)(void *file, void *data, size_t size, int64_t offset, struct cf_error *err);
    void (*close)(void *file);
    void (*advise)(void *file, int64_t offset, int64_t size); /* these bytes will be read soon; NULL: not told */
};
extern const struct cf_reader_ops cf_reader_posix;

/* The needed packets' bytes of one clip, back to back, each followed by 64 zero bytes (decoder padding) and proved
 * against its checksum. offsets[i] is where need->packets[i] starts in data. Reused from clip to clip. */
enum { CF_OPEN_FILES = 8 };
struct cf_open_file {
    char *path; /* NULL: free */
    void *file;
    const struct cf_reader_ops *ops;
    int64_t bytes;
    uint64_t used;
};
struct cf_packets {
    struct cf_open_file files[CF_OPEN_FILES]; /* the last ones read stay open */
    int open_limit;                           /* in: keeps fewer; 0: as many */
    uint64_t clock;
    struct cf_buffer data, raw;
    size_t *offsets;
    uint32_t capacity;
    uint64_t bytes_read;
};
/* CF_ENOENT, CF_ENOTFILE, CF_ECHANGED (file size), CF_ETRUNCATED, CF_ECORRUPT (names the packet), CF_EIO, CF_ENOMEM
 * (also where the process may open no more files).
 * DEMUXED tables go through libavformat (never avformat_find_stream_info), whatever ops says. */
int cf_packets_read(struct cf_packets *packets, const struct cf_table *table, const struct cf_need *need,
                    const char *path, const struct cf_reader_ops *ops, struct cf_error *err);
/* Tells the system that the needed bytes will be read soon: it fetches them while this thread decodes something else.
 * DIRECT tables only; what fails here fails again, and is reported, when it is read. */
void cf_packets_advise(struct cf_packets *packets, const struct cf_table *table, const struct cf_need *need,
                       const char *path, const struct cf_reader_ops *ops);
void cf_packets_free(struct cf_packets *packets);
#endif
