/* What the steps of a build share. */
#ifndef CF_INDEX_BUILD_H
#define CF_INDEX_BUILD_H
#include "clipfeed/layer.h"
#include "index/index.h"

struct cf_pool_entry {
    uint64_t position, key; /* key: random, from the seed and the clip id */
    uint32_t stratum;
    float weight; /* how many of the store's captions it stands for */
};

struct cf_build {
    struct cf_caption_index_params p; /* resolved */
    struct cf_caption_index_report r;
    const struct cf_store *store;
    struct cf_pool_entry *entries; /* captions fit for the index: the pool first, after cf_pool_choose */
    size_t count, pool;
    struct cf_style_meter *meter;
    int whole; /* every record was read */
};

/* CF_ECANCELLED where the caller wants no more. */
int cf_build_progress(const struct cf_build *build, const char *what, uint64_t done, uint64_t total,
                      struct cf_error *err);

/* The record's dense caption, its first; NULL where there is none or it is unfit for the index. */
const struct cf_caption *cf_build_dense(const struct cf_record *record);
uint64_t cf_build_words(const char *text, size_t size); /* between blanks, with a letter or digit */

/* Reads the store: entries, and the words' lengths. */
int cf_pool_read(struct cf_build *build, struct cf_error *err);
/* Moves the pool, in the order of their keys, to the front of the entries, and sets weights. */
int cf_pool_choose(struct cf_build *build, struct cf_error *err);

/* The style, of a random sample of the entries; grams, if given, of the same. */
struct cf_grams;
int cf_build_measure(struct cf_build *build, struct cf_grams *grams, struct cf_error *err);

/* Short forms of the pool: what records bring along, then the layer's, then, where no layer is kept, what the function
 * given makes, then the extractive form. */
struct cf_shorts {
    struct cf_layer *layer; /* NULL: none is kept */
};
/* Makes the layer where it is not there yet, going on with one that was begun. */
int cf_shorts_open(struct cf_shorts *shorts, struct cf_build *build, struct cf_error *err);
/* Fills forms[0..count-1], malloc'd, of records that have a dense caption; at most CF_BUILD_BATCH. */
enum { CF_BUILD_BATCH = 64 };
int cf_shorts_fill(struct cf_shorts *shorts, struct cf_build *build, struct cf_record *const *records, size_t count,
                   char **forms, struct cf_error *err);
void cf_shorts_close(struct cf_shorts *shorts);

/* Reads the records of entries; those that were read are the caller's whatever is returned. */
int cf_build_records(struct cf_build *build, const struct cf_pool_entry *entries, size_t count,
                     struct cf_record **records, struct cf_error *err);

/* The index's file, beside its place. */
struct cf_index_file;
int cf_index_file_create(struct cf_index_file **out, const struct cf_build *build, struct cf_error *err);
int cf_index_file_add(struct cf_index_file *file, const struct cf_pool_entry *entry, const struct cf_record *record,
                      const char *short_form, const float *vector, struct cf_error *err);
int cf_index_file_add_idioms(struct cf_index_file *file, struct cf_grams *grams, int whole, struct cf_error *err);
/* Puts it into place. style_json: what cf_style_read takes. */
int cf_index_file_finish(struct cf_index_file *file, struct cf_build *build, const char *style_json,
                         struct cf_error *err);
void cf_index_file_close(struct cf_index_file **file);
#endif
