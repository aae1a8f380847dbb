#include "transcode/files.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"

static int failed(const char *path, const char *what, struct cf_error *err)
{
    int code = errno;
    return cf_fail(err,
                   code == ENOMEM   ? CF_ENOMEM
                   : code == ENOENT ? CF_ENOENT
                                    : CF_EIO,
                   "'%s': %s: %s", path, what, strerror(code));
}

static int join(char path[PATH_MAX], const char *dir, const char *name, const char *suffix, struct cf_error *err)
{
    int n = snprintf(path, PATH_MAX, "%s/%s%s", dir, name, suffix);
    return n > 0 && n < PATH_MAX ? CF_OK : cf_fail(err, CF_EINVAL, "'%.200s...': the path is too long", dir);
}

int cf_make_folders(const char *dir, const char *name, struct cf_error *err)
{
    char path[PATH_MAX];
    int status = join(path, dir, name, "", err);
    for (char *slash = path + strlen(dir); !status && (slash = strchr(slash + 1, '/'));) {
        *slash = 0;
        if (mkdir(path, 0755) && errno != EEXIST)
            status = failed(path, "the folder cannot be made", err);
        *slash = '/';
    }
    return status;
}

static int sync_parent(const char *path)
{
    char folder[PATH_MAX];
    snprintf(folder, sizeof folder, "%s", path);
    char *slash = strrchr(folder, '/');
    if (slash)
        *slash = 0;
    int fd = open(slash ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int bad = fd < 0 || fsync(fd);
    if (fd >= 0)
        close(fd);
    return bad;
}

static int write_all(int fd, const void *data, size_t size)
{
    for (size_t done = 0; done < size;) {
        ssize_t n = write(fd, (const char *)data + done, size - done);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return -1;
        done += (size_t)n;
    }
    return 0;
}

int cf_publish_bytes(const char *dir, const char *name, const void *data, size_t size, struct cf_error *err)
{
    char path[PATH_MAX], final[PATH_MAX], suffix[32];
    snprintf(suffix, sizeof suffix, ".%ld.tmp", (long)getpid());
    int status = cf_make_folders(dir, name, err);
    if (!status)
        status = join(path, dir, name, suffix, err);
    if (!status)
        status = join(final, dir, name, "", err);
    if (status)
        return status;
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    int bad = fd < 0 || write_all(fd, data, size) || fsync(fd);
    if (fd >= 0 && close(fd))
        bad = 1;
    if (bad || rename(path, final) || sync_parent(final))
        return failed(path, "write failed", err);
    return CF_OK;
}

int cf_load_bytes(const char *dir, const char *name, struct cf_buffer *out, struct cf_error *err)
{
    char path[PATH_MAX];
    struct stat st;
    int status = join(path, dir, name, "", err);
    if (status)
        return status;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0 && errno == ENOENT)
        return cf_fail(err, CF_ENOTFOUND, "'%s': no such file", path);
    out->size = 0;
    if (fd < 0 || fstat(fd, &st))
        status = failed(path, "read failed", err);
    else if (cf_buffer_reserve(out, (size_t)st.st_size + 1))
        status = cf_fail(err, CF_ENOMEM, "'%s': no memory", path);
    while (!status && out->size < (size_t)st.st_size) {
        ssize_t n = read(fd, out->data + out->size, (size_t)st.st_size - out->size);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            status = failed(path, "read failed", err);
        if (n <= 0)
            break;
        out->size += (size_t)n;
    }
    if (fd >= 0)
        close(fd);
    return status;
}

int cf_claim(const char *dir, const char *name, int wait, int *lock, struct cf_error *err)
{
    char path[PATH_MAX];
    int status = cf_make_folders(dir, name, err);
    if (!status)
        status = join(path, dir, name, ".tmp", err);
    while (!status) {
        struct stat by_name, held;
        int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
        if (fd < 0)
            return failed(path, "the file cannot be made", err);
        if (flock(fd, LOCK_EX | (wait ? 0 : LOCK_NB))) {
            int busy = errno == EWOULDBLOCK || errno == EINTR;
            status = busy ? CF_OK : failed(path, "the file system has no locks", err);
            close(fd);
            *lock = -1;
            if (!status && wait)
                continue;
            return status;
        }
        /* While it was waited for, the file may have been published or removed: then this is not the one. */
        if (!fstat(fd, &held) && !stat(path, &by_name) && held.st_ino == by_name.st_ino &&
            held.st_dev == by_name.st_dev) {
            *lock = fd;
            return CF_OK;
        }
        close(fd);
    }
    return status;
}

int cf_claim_publish(const char *dir, const char *name, int *lock, struct cf_error *err)
{
    char path[PATH_MAX], final[PATH_MAX];
    int status = join(path, dir, name, ".tmp", err);
    if (!status)
        status = join(final, dir, name, "", err);
    if (!status && (fsync(*lock) || rename(path, final) || sync_parent(final)))
        status = failed(final, "the file cannot be published", err);
    close(*lock);
    *lock = -1;
    return status;
}

void cf_claim_drop(const char *dir, const char *name, int *lock)
{
    char path[PATH_MAX];
    if (*lock < 0)
        return;
    if (!join(path, dir, name, ".tmp", NULL))
        unlink(path);
    close(*lock);
    *lock = -1;
}

static int copy(const char *from, const char *to, struct cf_error *err)
{
    enum { BLOCK = 1 << 20 };
    char *block = malloc(BLOCK);
    int in = open(from, O_RDONLY | O_CLOEXEC | O_NONBLOCK), out = open(to, O_WRONLY | O_TRUNC | O_CLOEXEC);
    ssize_t n = 0;
    int bad = !block || in < 0 || out < 0;
    while (!bad && (n = read(in, block, BLOCK)) != 0) {
        if (n < 0 && errno == EINTR)
            continue;
        bad = n < 0 || write_all(out, block, (size_t)n);
    }
    int status = bad ? failed(to, "copying failed", err) : CF_OK;
    if (in >= 0)
        close(in);
    if (out >= 0)
        close(out);
    free(block);
    return status;
}

int cf_link_or_copy(const char *path, const char *dir, const char *name, struct cf_error *err)
{
    char final[PATH_MAX], scratch[PATH_MAX];
    struct stat st, there;
    int lock = -1, status = cf_claim(dir, name, 1, &lock, err);
    if (!status)
        status = join(final, dir, name, "", err);
    if (!status)
        status = join(scratch, dir, name, ".tmp", err);
    if (!status && stat(path, &st))
        status = failed(path, "the original is not there", err);
    if (!status && !S_ISREG(st.st_mode))
        status = cf_fail(err, CF_ENOTFILE, "'%s': not a regular file", path);
    int same = !status && !stat(final, &there) && there.st_size == st.st_size;
    if (!status && !same && linkat(AT_FDCWD, path, AT_FDCWD, final, AT_SYMLINK_FOLLOW)) {
        status = copy(path, scratch, err);
        if (!status)
            return cf_claim_publish(dir, name, &lock, err);
    }
    cf_claim_drop(dir, name, &lock);
    return status;
}
