/* From sources to items: raw pieces, read in order, and what a piece says. */
#ifndef CF_IMPORT_ITEMS_H
#define CF_IMPORT_ITEMS_H
#include "base/buffer.h"
#include "clipfeed/store.h"
#include <stdio.h>

enum cf_source_format { CF_SOURCE_AUTO, CF_SOURCE_SHAREGPT4VIDEO, CF_SOURCE_OPEN_SORA_PLAN, CF_SOURCE_PAIRS };
enum { CF_ITEM_BYTES_MAX = 16 << 20 };

/* A piece of a source. */
struct cf_raw {
    uint64_t number;        /* line, element or pair of its source, from 1 */
    struct cf_buffer bytes; /* JSON text; of a pair: media path, NUL, text path, NUL, both relative to the source */
    const char *fault;      /* static: the piece cannot be read, and why; of a pair, bytes is the folder's path */
    const char *reason;     /* static: of a fault, what it is counted as */
};

/* One source open for reading; one thread. */
struct cf_source;
int cf_source_open(struct cf_source **out, const char *path, enum cf_source_format format, struct cf_error *err);
void cf_source_close(struct cf_source **source);
/* CF_OK, CF_EEND, CF_EIO, CF_ENOMEM. Replaces raw's contents. */
int cf_source_next(struct cf_source *source, struct cf_raw *raw, struct cf_error *err);
/* What a path holds, by suffix and first bytes. CF_ENOENT, CF_EUNSUPPORTED. */
int cf_source_detect(const char *path, enum cf_source_format *format, struct cf_error *err);
int cf_is_image(const char *path);

/* A piece understood. Free with cf_item_clear. */
struct cf_item {
    struct cf_record record; /* strings point into text or json */
    char reason[32];         /* empty: good */
    char message[512];
    struct cf_caption *captions;
    char *id;
    void *json; /* keeps strings alive */
    struct cf_buffer text, extra;
};
/* source is named in messages and is the folder of pairs. Zero-initialised before. CF_OK (bad data is in reason) or
 * CF_ENOMEM. */
int cf_item_parse(struct cf_item *item, const char *source, enum cf_source_format format, const struct cf_raw *raw);
void cf_item_fail(struct cf_item *item, const char *reason, const char *format, ...) CF_PRINTF(3, 4);
void cf_item_clear(struct cf_item *item);

/* Of an object's text (valid JSON), the members whose names are not in the NULL-terminated list, as an object in the
 * source's own characters, white space between tokens apart. If list is given and some object in the member of that
 * name, an array, has members whose names are not in known_inside, "list" is the array of what these objects hold
 * beside them. Replaces out's contents; NUL-terminated. CF_OK or CF_ENOMEM. */
int cf_json_rest(const char *text, size_t size, const char *const *known, const char *list,
                 const char *const *known_inside, struct cf_buffer *out);

/* Control characters and what is not UTF-8 become '?'. */
void cf_text_clean(char *text);

/* XXH3-128 (hex) over the names and sizes of a folder's media and the names, sizes and times of its texts.
 * CF_EIO, CF_ENOMEM. */
int cf_pairs_digest(const char *path, char out[33], struct cf_error *err);

/* Readers behind cf_source. */
struct cf_reader {
    int (*next)(struct cf_reader *reader, struct cf_raw *raw, struct cf_error *err);
    void (*close)(struct cf_reader *reader);
};
/* A file open behind its byte order mark, if it has one. */
int cf_source_file(FILE **out, const char *path, struct cf_error *err);
int cf_jsonl_open(struct cf_reader **out, const char *path, struct cf_error *err);
int cf_array_open(struct cf_reader **out, const char *path, struct cf_error *err);
int cf_pairs_open(struct cf_reader **out, const char *path, struct cf_error *err);
#endif
