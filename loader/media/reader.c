#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include "media/internal.h"

struct posix_file {
    int fd;
};

static int posix_open(void **file, const char *path, int64_t *file_bytes, struct cf_error *err)
{
    struct stat info;
    /* Without O_NONBLOCK the open of a FIFO waits for a writer, for ever. */
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
        return cf_fail(err, CF_ENOENT, "'%s': no such file", path);
    if (fd < 0 && errno == ENXIO)
        return cf_fail(err, CF_ENOTFILE, "'%s': a socket or device, expected a regular file", path);
    if (fd < 0 && (errno == EMFILE || errno == ENFILE)) /* not the file's fault: another clip must not take its place */
        return cf_fail(err, CF_ENOMEM, "'%s': open failed: %s; `ulimit -n` allows more", path, strerror(errno));
    if (fd < 0)
        return cf_fail(err, CF_EIO, "'%s': open failed: %s", path, strerror(errno));
    if (fstat(fd, &info) < 0) {
        int saved = errno;
        close(fd);
        return cf_fail(err, CF_EIO, "'%s': fstat failed: %s", path, strerror(saved));
    }
    if (!S_ISREG(info.st_mode)) {
        close(fd);
        return cf_fail(err, CF_ENOTFILE, "'%s': a %s, expected a regular file", path,
                       S_ISDIR(info.st_mode)    ? "directory"
                       : S_ISFIFO(info.st_mode) ? "FIFO"
                                                : "device or socket");
    }
    struct posix_file *made = malloc(sizeof *made);
    if (!made) {
        close(fd);
        return cf_fail(err, CF_ENOMEM, "'%s': no memory", path);
    }
    made->fd = fd;
    *file = made;
    *file_bytes = info.st_size;
    return CF_OK;
}

static int posix_read(void *file, void *data, size_t size, int64_t offset, struct cf_error *err)
{
    const struct posix_file *from = file;
    size_t done = 0;
    while (done < size) {
        ssize_t got = pread(from->fd, (uint8_t *)data + done, size - done, (off_t)(offset + (int64_t)done));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return cf_fail(err, CF_EIO, "read of %zu bytes at %lld failed: %s", size, (long long)offset,
                           strerror(errno));
        if (got == 0)
            return cf_fail(err, CF_ETRUNCATED, "the file ends at %lld, expected bytes up to %lld",
                           (long long)(offset + (int64_t)done), (long long)(offset + (int64_t)size));
        done += (size_t)got;
    }
    return CF_OK;
}

static void posix_close(void *file)
{
    struct posix_file *from = file;
    close(from->fd);
    free(from);
}

static void posix_advise(void *file, int64_t offset, int64_t size)
{
    const struct posix_file *from = file;
    posix_fadvise(from->fd, (off_t)offset, (off_t)size, POSIX_FADV_WILLNEED);
}

const struct cf_reader_ops cf_reader_posix = {posix_open, posix_read, posix_close, posix_advise};

int cf_media_key_compute(struct cf_media_key *key, void *file, int64_t file_bytes, struct cf_error *err)
{
    const size_t block = 1 << 20;
    uint8_t *data = malloc(block);
    XXH3_state_t *state = XXH3_createState();
    int status = CF_OK;
    if (!data || !state)
        status = cf_fail(err, CF_ENOMEM, "no memory to hash");
    else
        XXH3_128bits_reset(state);
    for (int64_t at = 0; status >= 0 && at < file_bytes;) {
        size_t size = file_bytes - at < (int64_t)block ? (size_t)(file_bytes - at) : block;
        status = cf_reader_posix.read(file, data, size, at, err);
        if (status >= 0)
            XXH3_128bits_update(state, data, size);
        at += (int64_t)size;
    }
    if (status >= 0) {
        XXH128_canonical_t canonical;
        XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(state));
        for (int i = 0; i < 8; i++)
            key->bytes[i] = (uint8_t)((uint64_t)file_bytes >> (8 * i));
        memcpy(key->bytes + 8, canonical.digest, 16);
    }
    XXH3_freeState(state);
    free(data);
    return status;
}

/* Lays out data for the needed packets: offsets, and zeros behind each. */
int cf_packets_place(struct cf_packets *packets, const struct cf_table *table, const struct cf_need *need,
                     struct cf_error *err)
{
    size_t total = 0;
    if (need->count > packets->capacity) {
        size_t *offsets = realloc(packets->offsets, need->count * sizeof *offsets);
        if (!offsets)
            return cf_fail(err, CF_ENOMEM, "no memory for %u packets", need->count);
        packets->offsets = offsets;
        packets->capacity = need->count;
    }
    for (uint32_t i = 0; i < need->count; i++)
        total += (size_t)table->packets[need->packets[i]].size + CF_PACKET_PADDING;
    if (cf_buffer_reserve(&packets->data, total) < 0)
        return cf_fail(err, CF_ENOMEM, "no memory for %zu bytes of packets", total);
    packets->data.size = total;
    total = 0;
    for (uint32_t i = 0; i < need->count; i++) {
        uint32_t size = table->packets[need->packets[i]].size;
        packets->offsets[i] = total;
        memset(packets->data.data + total + size, 0, CF_PACKET_PADDING);
        total += (size_t)size + CF_PACKET_PADDING;
    }
    return CF_OK;
}

static int split(struct cf_packets *packets, const struct cf_table *table, const struct cf_need *need, const char *path,
                 struct cf_error *err)
{
    for (uint32_t i = 0; i < need->count; i++) {
        const struct cf_packet *packet = &table->packets[need->packets[i]];
        const uint8_t *from = packets->raw.data + (packet->offset - need->span_offset);
        uint32_t checksum = cf_packet_checksum(from, packet->size);
        if (checksum != packet->checksum)
            return cf_fail(err, CF_ECORRUPT,
                           "'%s': packet %u (%u bytes at %lld) has checksum %08x, expected %08x: not the bytes that "
                           "were ingested",
                           path, need->packets[i], packet->size, (long long)packet->offset, checksum, packet->checksum);
        memcpy(packets->data.data + packets->offsets[i], from, packet->size);
    }
    return CF_OK;
}

static int prefix_path(struct cf_error *err, const char *path, int status)
{
    struct cf_error inner;
    if (err) {
        inner = *err;
        inner.message[sizeof inner.message / 2] = 0;
        cf_fail(err, (enum cf_status)status, "'%.500s': %s", path, inner.message);
    }
    return status;
}

static void close_file(struct cf_open_file *entry)
{
    if (!entry->path)
        return;
    entry->ops->close(entry->file);
    free(entry->path);
    *entry = (struct cf_open_file){0};
}

/* The file, open: since an earlier clip, or now, in the place of the one used longest ago. */
static int open_file(struct cf_packets *packets, const char *path, const struct cf_reader_ops *ops,
                     struct cf_open_file **out, struct cf_error *err)
{
    struct cf_open_file *oldest = &packets->files[0];
    int limit = packets->open_limit > 0 && packets->open_limit < CF_OPEN_FILES ? packets->open_limit : CF_OPEN_FILES;
    for (int i = 0; i < limit; i++) {
        struct cf_open_file *entry = &packets->files[i];
        if (entry->path && entry->ops == ops && !strcmp(entry->path, path)) {
            entry->used = ++packets->clock;
            *out = entry;
            return CF_OK;
        }
        if (entry->used < oldest->used)
            oldest = entry;
    }
    close_file(oldest);
    char *copy = strdup(path);
    if (!copy)
        return cf_fail(err, CF_ENOMEM, "'%s': no memory", path);
    int status = ops->open(&oldest->file, path, &oldest->bytes, err);
    if (status == CF_ENOMEM) { /* what is open only for later clips may be what is missing */
        for (int i = 0; i < limit; i++)
            close_file(&packets->files[i]);
        status = ops->open(&oldest->file, path, &oldest->bytes, err);
    }
    if (status < 0) {
        free(copy);
        return status;
    }
    oldest->path = copy;
    oldest->ops = ops;
    oldest->used = ++packets->clock;
    *out = oldest;
    return CF_OK;
}

void cf_packets_advise(struct cf_packets *packets, const struct cf_table *table, const struct cf_need *need,
                       const char *path, const struct cf_reader_ops *ops)
{
    struct cf_open_file *file = NULL;
    if (!table->direct || !ops->advise || open_file(packets, path, ops, &file, NULL) < 0)
        return;
    if (file->bytes == table->file_bytes)
        ops->advise(file->file, need->span_offset, need->span_bytes);
    else
        close_file(file);
}

int cf_packets_read(struct cf_packets *packets, const struct cf_table *table, const struct cf_need *need,
                    const char *path, const struct cf_reader_ops *ops, struct cf_error *err)
{
    struct cf_open_file *file = NULL;
    packets->bytes_read = 0;
    if (!table->direct || !ops)
        ops = &cf_reader_posix;
    int status = open_file(packets, path, ops, &file, err);
    if (status < 0)
        return status;
    const int64_t file_bytes = file->bytes;
    if (file_bytes != table->file_bytes) {
        status = cf_fail(err, CF_ECHANGED, "'%s': %lld bytes, but %lld were ingested", path, (long long)file_bytes,
                         (long long)table->file_bytes);
        goto end;
    }
    status = cf_packets_place(packets, table, need, err);
    if (status < 0 || !need->count)
        goto end;
    if (!table->direct) {
        status = cf_packets_demux(packets, table, need, path, err);
        goto end;
    }
    if (need->span_offset < 0 || need->span_bytes < 0 || need->span_offset > file_bytes - need->span_bytes) {
        status =
            cf_fail(err, CF_ETRUNCATED, "'%s': packets end behind the file's %lld bytes", path, (long long)file_bytes);
        goto end;
    }
    if (cf_buffer_reserve(&packets->raw, (size_t)need->span_bytes) < 0) {
        status = cf_fail(err, CF_ENOMEM, "'%s': no memory for %lld bytes", path, (long long)need->span_bytes);
        goto end;
    }
    status = ops->read(file->file, packets->raw.data, (size_t)need->span_bytes, need->span_offset, err);
    if (status < 0) {
        prefix_path(err, path, status);
        goto end;
    }
    packets->raw.size = (size_t)need->span_bytes;
    packets->bytes_read = (uint64_t)need->span_bytes;
    status = split(packets, table, need, path, err);
end:
    if (status < 0 || !table->direct) /* a file that failed is looked at anew */
        close_file(file);
    return status;
}

void cf_packets_free(struct cf_packets *packets)
{
    for (int i = 0; i < CF_OPEN_FILES; i++)
        close_file(&packets->files[i]);
    cf_buffer_free(&packets->data);
    cf_buffer_free(&packets->raw);
    free(packets->offsets);
    *packets = (struct cf_packets){0};
}
