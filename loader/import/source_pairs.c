/* A folder of media with texts beside them: x.mp4 and x.txt, or videos/x.mp4 and labels/x.txt. In order of path.
 * Names that begin with a dot are passed over. A folder inside that cannot be read is an item with a fault. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/error.h"
#include "import/items.h"

enum { DEPTH_MAX = 32 };

struct entry {
    char *path; /* of a media file, or of a folder that has a fault; below the source */
    const char *fault;
};

struct pairs {
    struct cf_reader reader;
    char *folder;
    struct entry *entries;
    size_t count, capacity, at;
};

/* The folders that a walk stands in. */
struct above {
    const struct above *next;
    dev_t device;
    ino_t inode;
    int depth;
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

static int add(struct pairs *p, char *path, const char *fault)
{
    if (p->count == p->capacity) {
        size_t capacity = p->capacity ? 2 * p->capacity : 256;
        struct entry *entries = realloc(p->entries, capacity * sizeof *entries);
        if (!entries)
            return -1;
        p->entries = entries;
        p->capacity = capacity;
    }
    p->entries[p->count++] = (struct entry){.path = path, .fault = fault};
    return 0;
}

/* NULL, or why the folder is not to be read. */
static const char *folder_fault(const struct above *above, const struct stat *st)
{
    for (const struct above *a = above; a; a = a->next)
        if (a->device == st->st_dev && a->inode == st->st_ino)
            return "a link that leads back to a folder above it";
    return above && above->depth >= DEPTH_MAX ? "more than 32 folders deep: not read" : NULL;
}

static int list(struct pairs *p, char *below, const struct stat *st, const struct above *next, struct cf_error *err);

/* Takes over relative's memory if it keeps it, and says so. */
static int list_entry(struct pairs *p, char **relative, const struct above *above, struct cf_error *err)
{
    struct stat st;
    char *full = NULL;
    int status = CF_OK;
    if (asprintf(&full, "%s/%s", p->folder, *relative) < 0)
        return cf_fail(err, CF_ENOMEM, "'%s': no memory", p->folder);
    int folder = !stat(full, &st) && S_ISDIR(st.st_mode);
    free(full);
    if (folder || is_media(*relative)) {
        const char *fault = folder ? folder_fault(above, &st) : NULL;
        char *kept = *relative;
        *relative = NULL;
        if (folder && !fault)
            return list(p, kept, &st, above, err);
        status = add(p, kept, fault) ? cf_fail(err, CF_ENOMEM, "'%s': no memory", p->folder) : CF_OK;
        if (status)
            free(kept);
    }
    return status;
}

/* Takes over below's memory. */
static int list(struct pairs *p, char *below, const struct stat *st, const struct above *next, struct cf_error *err)
{
    struct above above = {.next = next, .device = st->st_dev, .inode = st->st_ino, .depth = next ? next->depth + 1 : 0};
    char *path = NULL;
    int status = asprintf(&path, "%s/%s", p->folder, below) < 0 ? CF_ENOMEM : CF_OK;
    DIR *dir = status ? NULL : opendir(path);
    if (!status && !dir && *below && !add(p, below, "a folder that cannot be read")) {
        free(path);
        return CF_OK;
    }
    if (status || !dir)
        status = cf_fail(err, CF_EIO, "'%s/%s': %s", p->folder, below, strerror(errno));
    for (struct dirent *entry; !status && (entry = readdir(dir));) {
        char *relative = NULL;
        if (*entry->d_name == '.')
            continue;
        if (asprintf(&relative, "%s%s%s", below, *below ? "/" : "", entry->d_name) < 0)
            status = cf_fail(err, CF_ENOMEM, "'%s': no memory", path);
        else
            status = list_entry(p, &relative, &above, err);
        free(relative);
    }
    if (dir)
        closedir(dir);
    free(path);
    free(below);
    return status;
}

static int by_path(const void *a, const void *b)
{
    return strcmp(((const struct entry *)a)->path, ((const struct entry *)b)->path);
}

/* Appends the path of the text that belongs to a media file. */
static int text_of(const char *media, struct cf_buffer *out)
{
    int labels = !strncmp(media, "videos/", 7);
    const char *stem = labels ? media + 7 : media, *dot = strrchr(media, '.');
    return (labels && cf_buffer_append(out, "labels/", 7)) || cf_buffer_append(out, stem, (size_t)(dot - stem)) ||
           cf_buffer_append(out, ".txt", 5);
}

static int pairs_next(struct cf_reader *reader, struct cf_raw *raw, struct cf_error *err)
{
    struct pairs *p = (struct pairs *)reader;
    raw->bytes.size = 0;
    raw->fault = NULL;
    raw->number = p->at + 1;
    if (p->at == p->count)
        return CF_EEND;
    const struct entry *entry = &p->entries[p->at++];
    raw->fault = entry->fault;
    raw->reason = "folder";
    int bad = cf_buffer_append(&raw->bytes, entry->path, strlen(entry->path) + 1);
    bad = bad || (!entry->fault && text_of(entry->path, &raw->bytes));
    return bad ? cf_fail(err, CF_ENOMEM, "'%s': no memory", entry->path) : CF_OK;
}

static void pairs_close(struct cf_reader *reader)
{
    struct pairs *p = (struct pairs *)reader;
    for (size_t i = 0; i < p->count; i++)
        free(p->entries[i].path);
    free(p->entries);
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
    struct stat st;
    char *below = strdup("");
    int status = !below || stat(path, &st) ? cf_fail(err, CF_EIO, "'%s': %s", path, strerror(errno))
                                           : list(p, below, &st, NULL, err);
    if (status) {
        pairs_close(&p->reader);
        return status;
    }
    if (p->count)
        qsort(p->entries, p->count, sizeof *p->entries, by_path);
    *out = &p->reader;
    return CF_OK;
}

static int digest_file(XXH3_state_t *state, const char *folder, const char *relative, int timed)
{
    struct stat st = {0};
    char *path = NULL;
    if (asprintf(&path, "%s/%s", folder, relative) < 0)
        return CF_ENOMEM;
    if (stat(path, &st))
        st = (struct stat){.st_size = -1};
    free(path);
    int64_t numbers[3] = {st.st_size, timed ? st.st_mtim.tv_sec : 0, timed ? st.st_mtim.tv_nsec : 0};
    XXH3_128bits_update(state, relative, strlen(relative) + 1);
    XXH3_128bits_update(state, numbers, sizeof numbers);
    return CF_OK;
}

int cf_pairs_digest(const char *path, char out[33], struct cf_error *err)
{
    struct cf_reader *reader = NULL;
    struct cf_buffer text = {0};
    XXH3_state_t *state = XXH3_createState();
    int status = state ? cf_pairs_open(&reader, path, err) : CF_ENOMEM;
    struct pairs *p = (struct pairs *)reader;
    if (!status)
        XXH3_128bits_reset(state);
    for (size_t i = 0; !status && i < p->count; i++) {
        const struct entry *entry = &p->entries[i];
        text.size = 0;
        status = digest_file(state, path, entry->path, 0);
        if (!status && !entry->fault)
            status = text_of(entry->path, &text) ? CF_ENOMEM : digest_file(state, path, (char *)text.data, 1);
    }
    if (!status) {
        XXH128_hash_t digest = XXH3_128bits_digest(state);
        snprintf(out, 33, "%016llx%016llx", (unsigned long long)digest.high64, (unsigned long long)digest.low64);
    }
    if (reader)
        pairs_close(reader);
    XXH3_freeState(state);
    cf_buffer_free(&text);
    return status == CF_ENOMEM ? cf_fail(err, CF_ENOMEM, "'%s': no memory", path) : status;
}
