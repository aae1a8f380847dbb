#include "language/wordnet.h"
#include "base/error.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct file {
    const char *data;
    size_t size;
};

/* From a key of bytes to an index; open addressing, at most half full. */
struct table {
    uint32_t *slots; /* index + 1 */
    uint32_t mask;
};

struct exception {
    const char *word, *base;
    uint16_t word_size, base_size;
};

struct part {
    struct file index, data, exc;
    struct cf_wn_word *words;
    struct exception *exceptions;
    struct cf_wn_synset *synsets;
    uint32_t *offsets; /* of the synsets, ascending */
    uint32_t *senses;  /* synset indices of all words */
    uint32_t *parents;
    size_t words_count, exceptions_count, synsets_count, senses_count, parents_count;
    struct table by_lemma, by_form;
};

struct cf_wordnet {
    struct part parts[CF_WN_PARTS];
    struct file counts;
};

static const char *const part_names[CF_WN_PARTS] = {"noun", "verb", "adj", "adv"};
static const char part_letters[CF_WN_PARTS] = {'n', 'v', 'a', 'r'};

static uint32_t hash(const char *text, size_t size)
{
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < size; i++)
        h = (h ^ (uint8_t)(text[i] == ' ' ? '_' : text[i])) * 16777619u;
    return h ^ h >> 15;
}

static bool equal(const char *lemma, size_t lemma_size, const char *text, size_t size)
{
    if (lemma_size != size)
        return false;
    for (size_t i = 0; i < size; i++)
        if (lemma[i] != (text[i] == ' ' ? '_' : text[i]))
            return false;
    return true;
}

static int map_file(struct file *out, const char *folder, const char *stem, const char *name, struct cf_error *err)
{
    char path[4096];
    struct stat st;
    snprintf(path, sizeof(path), "%s/%s%s%s", folder, stem, *stem && *name ? "." : "", name);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return cf_fail(err, errno == ENOENT ? CF_ENOENT : CF_EIO,
                       "'%s': %s: WordNet's files are missing; Debian's package wordnet-base has them", path,
                       strerror(errno));
    if (fstat(fd, &st) || st.st_size <= 0 || st.st_size > INT32_MAX) {
        close(fd);
        return cf_fail(err, CF_EFORMAT, "'%s' is empty, or no file of WordNet", path);
    }
    void *data = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    close(fd);
    if (data == MAP_FAILED)
        return cf_fail(err, CF_EIO, "'%s': mmap: %s", path, strerror(errno));
    *out = (struct file){data, (size_t)st.st_size};
    return CF_OK;
}

/* The next blank-separated field of a line, moving *at behind it; NULL at the line's end. */
static const char *field(const char **at, const char *end, size_t *size)
{
    const char *p = *at;
    while (p < end && *p == ' ')
        p++;
    const char *start = p;
    while (p < end && *p != ' ')
        p++;
    *at = p;
    *size = (size_t)(p - start);
    return *size ? start : NULL;
}

static uint32_t number(const char *text, size_t size, unsigned base)
{
    uint32_t n = 0;
    for (size_t i = 0; i < size; i++) {
        int c = text[i];
        uint32_t digit = c >= '0' && c <= '9'   ? (uint32_t)(c - '0')
                         : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a') + 10
                                                : 99;
        if (digit >= base)
            break;
        n = n * base + digit;
    }
    return n;
}

/* Calls line() for each line that begins with neither a blank (the licence) nor a newline. */
static int each_line(const struct file *file, int (*line)(void *context, const char *begin, const char *end),
                     void *context)
{
    const char *p = file->data, *stop = file->data + file->size;
    while (p < stop) {
        const char *end = memchr(p, '\n', (size_t)(stop - p));
        if (!end)
            end = stop;
        if (end > p && *p != ' ') {
            int rc = line(context, p, end);
            if (rc)
                return rc;
        }
        p = end + 1;
    }
    return CF_OK;
}

static int count_line(void *context, const char *begin, const char *end)
{
    (void)begin, (void)end;
    ++*(size_t *)context;
    return CF_OK;
}

static size_t lines_of(const struct file *file)
{
    size_t n = 0;
    each_line(file, count_line, &n);
    return n;
}

static int table_create(struct table *table, size_t count)
{
    size_t size = 16;
    while (size < 2 * count)
        size *= 2;
    table->slots = calloc(size, sizeof(*table->slots));
    table->mask = (uint32_t)size - 1;
    return table->slots ? CF_OK : CF_ENOMEM;
}

static void table_put(struct table *table, uint32_t h, size_t index)
{
    uint32_t slot = h & table->mask;
    while (table->slots[slot])
        slot = (slot + 1) & table->mask;
    table->slots[slot] = (uint32_t)index + 1;
}

/* Reads the head of a synset's line: its category, whether it has a word in lower case, and where its pointers begin.
 */
static const char *synset_head(struct cf_wn_synset *synset, const char *line, const char *end, uint32_t *pointers)
{
    size_t size;
    const char *at = line, *f;
    *pointers = 0;
    if (!field(&at, end, &size) || !(f = field(&at, end, &size)))
        return NULL;
    synset->category = (uint8_t)number(f, size, 10);
    if (!field(&at, end, &size) || !(f = field(&at, end, &size)))
        return NULL;
    for (uint32_t n = number(f, size, 16); n; n--) {
        if (!(f = field(&at, end, &size)))
            return NULL;
        synset->lower |= !(*f >= 'A' && *f <= 'Z');
        if (!field(&at, end, &size))
            return NULL;
    }
    if (!(f = field(&at, end, &size)))
        return NULL;
    *pointers = number(f, size, 10);
    return at;
}

static int synset_line(void *context, const char *begin, const char *end)
{
    struct part *part = context;
    struct cf_wn_synset *synset = &part->synsets[part->synsets_count];
    *synset = (struct cf_wn_synset){.line = begin, .line_size = (uint32_t)(end - begin)};
    part->offsets[part->synsets_count] = (uint32_t)(begin - part->data.data);
    uint32_t pointers;
    if (!synset_head(synset, begin, end, &pointers))
        return CF_EFORMAT;
    part->synsets_count++;
    return CF_OK;
}

/* The synset at an offset of the data file; UINT32_MAX: none begins there. */
static uint32_t synset_at(const struct part *part, uint32_t offset)
{
    size_t low = 0, high = part->synsets_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (part->offsets[middle] < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low < part->synsets_count && part->offsets[low] == offset ? (uint32_t)low : UINT32_MAX;
}

enum { PARENTS_MAX = 6 };

static int read_parents(struct part *part)
{
    part->parents = malloc((part->synsets_count * PARENTS_MAX + 1) * sizeof(*part->parents));
    if (!part->parents)
        return CF_ENOMEM;
    for (size_t i = 0; i < part->synsets_count; i++) {
        struct cf_wn_synset *synset = &part->synsets[i];
        const char *end = synset->line + synset->line_size, *f;
        uint32_t pointers;
        size_t size;
        const char *at = synset_head(synset, synset->line, end, &pointers);
        synset->parents = (uint32_t)part->parents_count;
        for (; at && pointers && synset->parents_count < PARENTS_MAX; pointers--) {
            if (!(f = field(&at, end, &size)))
                return CF_EFORMAT;
            bool up = *f == '@';
            synset->instance |= up && size == 2;
            if (!(f = field(&at, end, &size)))
                return CF_EFORMAT;
            uint32_t target = up ? synset_at(part, number(f, size, 10)) : UINT32_MAX;
            if (!field(&at, end, &size) || !field(&at, end, &size))
                return CF_EFORMAT;
            if (target != UINT32_MAX) {
                part->parents[part->parents_count++] = target;
                synset->parents_count++;
            }
        }
    }
    return CF_OK;
}

static int word_line(void *context, const char *begin, const char *end)
{
    struct part *part = context;
    const char *at = begin, *f;
    size_t size, lemma_size;
    const char *lemma = field(&at, end, &lemma_size);
    if (!lemma || lemma_size > UINT16_MAX || !field(&at, end, &size) || !(f = field(&at, end, &size)))
        return CF_EFORMAT;
    uint32_t senses = number(f, size, 10);
    if (!(f = field(&at, end, &size)))
        return CF_EFORMAT;
    /* pointer symbols, the count of senses again, the count of tagged ones */
    for (uint32_t skip = number(f, size, 10) + 2; skip; skip--)
        if (!field(&at, end, &size))
            return CF_EFORMAT;
    struct cf_wn_word *word = &part->words[part->words_count];
    *word = (struct cf_wn_word){lemma, (uint16_t)lemma_size, 0, (uint32_t)part->senses_count, 0};
    for (; senses && (f = field(&at, end, &size)); senses--) {
        uint32_t synset = synset_at(part, number(f, size, 10));
        if (synset == UINT32_MAX || word->senses_count == UINT16_MAX)
            return CF_EFORMAT;
        part->senses[part->senses_count++] = synset;
        word->senses_count++;
    }
    table_put(&part->by_lemma, hash(lemma, lemma_size), part->words_count++);
    return CF_OK;
}

static int exception_line(void *context, const char *begin, const char *end)
{
    struct part *part = context;
    const char *at = begin;
    size_t word_size, base_size;
    const char *word = field(&at, end, &word_size), *base = field(&at, end, &base_size);
    if (!word || !base || word_size > UINT16_MAX || base_size > UINT16_MAX)
        return CF_OK; /* a form without a base says nothing */
    part->exceptions[part->exceptions_count] = (struct exception){word, base, (uint16_t)word_size, (uint16_t)base_size};
    table_put(&part->by_form, hash(word, word_size), part->exceptions_count++);
    return CF_OK;
}

static int read_part(struct part *part, const char *folder, const char *name, struct cf_error *err)
{
    int rc;
    if ((rc = map_file(&part->index, folder, "index", name, err)) ||
        (rc = map_file(&part->data, folder, "data", name, err)) ||
        (rc = map_file(&part->exc, folder, name, "exc", err)))
        return rc;
    size_t words = lines_of(&part->index), synsets = lines_of(&part->data), forms = lines_of(&part->exc);
    part->words = malloc((words + 1) * sizeof(*part->words));
    part->synsets = malloc((synsets + 1) * sizeof(*part->synsets));
    part->offsets = malloc((synsets + 1) * sizeof(*part->offsets));
    part->exceptions = malloc((forms + 1) * sizeof(*part->exceptions));
    part->senses = malloc((part->index.size / 9 + 1) * sizeof(*part->senses)); /* a sense is 8 digits and a blank */
    if (!part->words || !part->synsets || !part->offsets || !part->exceptions || !part->senses ||
        table_create(&part->by_lemma, words) || table_create(&part->by_form, forms))
        return cf_fail(err, CF_ENOMEM, "no memory for WordNet's %ss", name);
    if ((rc = each_line(&part->data, synset_line, part)) || (rc = read_parents(part)) ||
        (rc = each_line(&part->index, word_line, part)) || (rc = each_line(&part->exc, exception_line, part)))
        return cf_fail(err, rc, "'%s': the files of WordNet's %ss are damaged, or not version 3", folder, name);
    return CF_OK;
}

/* Lines "lemma%type:...: sense count" tell how often each sense was met. */
static int counts_line(void *context, const char *begin, const char *end)
{
    struct cf_wordnet *wordnet = context;
    const char *percent = memchr(begin, '%', (size_t)(end - begin));
    if (!percent || percent + 1 >= end)
        return CF_OK;
    const char *last = end;
    while (last > begin && last[-1] != ' ')
        last--;
    static const int part_of_type[6] = {-1, CF_WN_NOUN, CF_WN_VERB, CF_WN_ADJ, CF_WN_ADV, CF_WN_ADJ};
    int type = percent[1] - '0';
    if (type < 1 || type > 5)
        return CF_OK;
    struct cf_wn_word *word = (struct cf_wn_word *)cf_wordnet_find(wordnet, (enum cf_wn_part)part_of_type[type], begin,
                                                                   (size_t)(percent - begin));
    if (word)
        word->uses += number(last, (size_t)(end - last), 10);
    return CF_OK;
}

int cf_wordnet_open(struct cf_wordnet **out, const char *folder, struct cf_error *err)
{
    struct cf_wordnet *wordnet = calloc(1, sizeof(*wordnet));
    if (!wordnet)
        return cf_fail(err, CF_ENOMEM, "no memory for WordNet");
    int rc = CF_OK;
    for (int i = 0; i < CF_WN_PARTS; i++)
        if ((rc = read_part(&wordnet->parts[i], folder, part_names[i], err)))
            goto fail;
    if ((rc = map_file(&wordnet->counts, folder, "cntlist", "rev", err)))
        goto fail;
    each_line(&wordnet->counts, counts_line, wordnet);
    *out = wordnet;
    return CF_OK;
fail:
    cf_wordnet_close(&wordnet);
    return rc;
}

static void unmap(struct file *file)
{
    if (file->data)
        munmap((void *)file->data, file->size);
}

void cf_wordnet_close(struct cf_wordnet **wordnet)
{
    if (!*wordnet)
        return;
    for (int i = 0; i < CF_WN_PARTS; i++) {
        struct part *part = &(*wordnet)->parts[i];
        free(part->words);
        free(part->exceptions);
        free(part->synsets);
        free(part->offsets);
        free(part->senses);
        free(part->parents);
        free(part->by_lemma.slots);
        free(part->by_form.slots);
        unmap(&part->index);
        unmap(&part->data);
        unmap(&part->exc);
    }
    unmap(&(*wordnet)->counts);
    free(*wordnet);
    *wordnet = NULL;
}

const struct cf_wn_word *cf_wordnet_find(const struct cf_wordnet *wordnet, enum cf_wn_part which, const char *lemma,
                                         size_t size)
{
    const struct part *part = &wordnet->parts[which];
    for (uint32_t slot = hash(lemma, size);; slot++) {
        uint32_t index = part->by_lemma.slots[slot & part->by_lemma.mask];
        if (!index)
            return NULL;
        const struct cf_wn_word *word = &part->words[index - 1];
        if (equal(word->lemma, word->lemma_size, lemma, size))
            return word;
    }
}

const char *cf_wordnet_exception(const struct cf_wordnet *wordnet, enum cf_wn_part which, const char *word, size_t size,
                                 size_t *base_size)
{
    const struct part *part = &wordnet->parts[which];
    for (uint32_t slot = hash(word, size);; slot++) {
        uint32_t index = part->by_form.slots[slot & part->by_form.mask];
        if (!index)
            return NULL;
        const struct exception *e = &part->exceptions[index - 1];
        if (equal(e->word, e->word_size, word, size)) {
            *base_size = e->base_size;
            return e->base;
        }
    }
}

uint32_t cf_wordnet_sense(const struct cf_wordnet *wordnet, enum cf_wn_part part, const struct cf_wn_word *word,
                          unsigned n)
{
    return wordnet->parts[part].senses[word->senses + n];
}

const struct cf_wn_synset *cf_wordnet_synset(const struct cf_wordnet *wordnet, enum cf_wn_part part, uint32_t index)
{
    return &wordnet->parts[part].synsets[index];
}

size_t cf_wordnet_synsets(const struct cf_wordnet *wordnet, enum cf_wn_part part)
{
    return wordnet->parts[part].synsets_count;
}

uint32_t cf_wordnet_parent(const struct cf_wordnet *wordnet, enum cf_wn_part part, const struct cf_wn_synset *synset,
                           unsigned n)
{
    return wordnet->parts[part].parents[synset->parents + n];
}

bool cf_wordnet_pointers(const struct cf_wordnet *wordnet, enum cf_wn_part part, uint32_t index, char kind,
                         bool (*found)(void *context, enum cf_wn_part part, uint32_t index, unsigned from, unsigned to),
                         void *context)
{
    const struct cf_wn_synset *synset = cf_wordnet_synset(wordnet, part, index);
    struct cf_wn_synset head = {0};
    const char *end = synset->line + synset->line_size, *f;
    uint32_t pointers;
    size_t size;
    const char *at = synset_head(&head, synset->line, end, &pointers);
    for (; at && pointers; pointers--) {
        if (!(f = field(&at, end, &size)))
            return false;
        bool wanted = *f == kind;
        const char *offset = field(&at, end, &size);
        size_t letter_size, ends_size;
        const char *letter = field(&at, end, &letter_size), *ends = field(&at, end, &ends_size);
        if (!offset || !letter || !ends || ends_size != 4)
            return false;
        for (int p = 0; wanted && p < CF_WN_PARTS; p++) {
            if (part_letters[p] != (*letter == 's' ? 'a' : *letter))
                continue;
            uint32_t target = synset_at(&wordnet->parts[p], number(offset, size, 10));
            if (target != UINT32_MAX &&
                found(context, (enum cf_wn_part)p, target, number(ends, 2, 16), number(ends + 2, 2, 16)))
                return true;
        }
    }
    return false;
}

bool cf_wordnet_synset_word(const struct cf_wn_synset *synset, unsigned n, const char **word, size_t *size)
{
    const char *at = synset->line, *end = synset->line + synset->line_size, *f;
    for (int i = 0; i < 3; i++)
        field(&at, end, size);
    if (!(f = field(&at, end, size)) || n < 1 || n > number(f, *size, 16))
        return false;
    for (unsigned i = 1; i <= n; i++) {
        size_t skip;
        *word = field(&at, end, size);
        if (!*word || !field(&at, end, &skip))
            return false;
    }
    return true;
}
