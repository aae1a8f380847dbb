/* A folder of media with texts beside them: x.mp4 and x.txt, or videos/x.mp4 and labels/x.txt. In order of path. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/error.h"
#include "import/items.h"

struct pairs {
    struct cf_reader reader;
    char *folder;
    char **paths;
    size_t count, capacity, at;
};

static int is_media(const char *name)
{
    static const char *const suffixes[] = {".mp4", ".mov", ".mkv", ".webm", ".jpg", ".jpeg", ".png"};
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; dot && dot != name && i < sizeof suffixes / sizeof *suffixes; i++)
        if (!strcasecmp(dot, suffixes[i]))
            return 1;
    return 0;
}

static int add(struct pairs *p, char *path)
{
    if (p->count == p->capacity) {
        size_t capacity = p->capacity ? 2 * p->capacity : 256;
        char **paths = realloc(p->paths, capacity * sizeof *paths);
        if (!paths)
            return -1;
        p->paths = paths;
        p->capacity = capacity;
    }
    p->paths[p->count++] = path;
    return 0;
}

static int list(struct pairs *p, const char *below, int depth, struct cf_error *err)
{
    char *path = NULL;
    if (asprintf(&path, "%s/%s", p->folder, below) < 0)
        return cf_fail(err, CF_ENOMEM, "'%s': no memory", p->folder);
    DIR *dir = opendir(path);
    int status = dir ? CF_OK : cf_fail(err, CF_EIO, "'%s': %s", path, strerror(errno));
    struct dirent *entry;
    while (!status && (entry = readdir(dir))) {
        char *relative = NULL, *full = NULL;
        struct stat st;
        if (*entry->d_name == '.')
            continue;
        if (asprintf(&relative, "%s%s%s", below, *below ? "/" : "", entry->d_name) < 0 ||
            asprintf(&full, "%s/%s", p->folder, relative) < 0) {
            status = cf_fail(err, CF_ENOMEM, "'%s': no memory", path);
        } else if (!stat(full, &st) && S_ISDIR(st.st_mode)) {
            status = depth < 32 ? list(p, relative, depth + 1, err) : CF_OK;
        } else if (is_media(entry->d_name)) {
            status = add(p, relative) ? cf_fail(err, CF_ENOMEM, "'%s': no memory", path) : CF_OK;
            relative = status ? relative : NULL;
        }
        free(relative);
        free(full);
    }
    if (dir)
        closedir(dir);
    free(path);
    return status;
}

static int by_path(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static int pairs_next(struct cf_reader *reader, struct cf_raw *raw, struct cf_error *err)
{
    struct pairs *p = (struct pairs *)reader;
    raw->bytes.size = 0;
    raw->fault = NULL;
    raw->number = p->at + 1;
    if (p->at == p->count)
        return CF_EEND;
    const char *media = p->paths[p->at++], *dot = strrchr(media, '.');
    int labels = !strncmp(media, "videos/", 7);
    int bad = cf_buffer_append(&raw->bytes, media, strlen(media) + 1);
    if (labels)
        bad = bad || cf_buffer_append(&raw->bytes, "labels/", 7);
    const char *stem = labels ? media + 7 : media;
    bad = bad || cf_buffer_append(&raw->bytes, stem, (size_t)(dot - stem)) || cf_buffer_append(&raw->bytes, ".txt", 5);
    return bad ? cf_fail(err, CF_ENOMEM, "'%s': no memory", media) : CF_OK;
}

static void pairs_close(struct cf_reader *reader)
{
    struct pairs *p = (struct pairs *)reader;
    for (size_t i = 0; i < p->count; i++)
        free(p->paths[i]);
    free(p->paths);
    free(p->folder);
    free(p);
}

int cf_pairs_open(struct cf_reader **out, const char *path, struct cf_error *err)
{
    struct pairs *p = calloc(1, sizeof *p);
    if (!p || !(p->folder = strdup(path))) {
        free(p);
        return cf_fail(err, CF_ENOMEM, "'%s': no memory", path);
    }
    p->reader = (struct cf_reader){.next = pairs_next, .close = pairs_close};
    int status = list(p, "", 0, err);
    if (status) {
        pairs_close(&p->reader);
        return status;
    }
    if (p->count)
        qsort(p->paths, p->count, sizeof *p->paths, by_path);
    *out = &p->reader;
    return CF_OK;
}
