/* native.Loader: cf_loader_* with the parameters as a dict of the struct's fields. */
#include "native.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct loader {
    PyObject ob_base;
    struct cf_loader *loader;
    pid_t pid;
    bool busy; /* a thread is inside a call without the interpreter lock */
};

enum kind { TEXT, INT, U32, U64, REAL };
#define PARAM(field, kind)                                                                                             \
    {                                                                                                                  \
#field, kind, offsetof(struct cf_loader_params, field)                                                         \
    }
static const struct param {
    const char *name;
    enum kind kind;
    size_t offset;
} params_known[] = {
    PARAM(media_root, TEXT),    PARAM(profile, TEXT),     PARAM(batch, U32),           PARAM(frames, U32),
    PARAM(interval, U32),       PARAM(fps, REAL),         PARAM(sampling, TEXT),       PARAM(temporal_crop, TEXT),
    PARAM(locality, U32),       PARAM(pad_last, INT),     PARAM(height, U32),          PARAM(width, U32),
    PARAM(layout, INT),         PARAM(dtype, INT),        PARAM(tokenizer, TEXT),      PARAM(max_tokens, U32),
    PARAM(images, INT),         PARAM(flip, REAL),        PARAM(caption, TEXT),        PARAM(seed, U64),
    PARAM(epoch, U32),          PARAM(rank, U32),         PARAM(world, U32),           PARAM(start_step, U64),
    PARAM(steps, U64),          PARAM(threads, U32),      PARAM(prefetch, U32),        PARAM(deadline_ms, U32),
    PARAM(budget_packets, U32), PARAM(budget_bytes, U64), PARAM(max_candidates, U32),  PARAM(max_abandoned, U32),
    PARAM(where, TEXT),         PARAM(split, TEXT),       PARAM(val_share, REAL),      PARAM(caption_dropout, REAL),
    PARAM(null_caption, TEXT),  PARAM(dropout_flag, INT), PARAM(caption_prefix, TEXT), PARAM(caption_suffix, TEXT),
    PARAM(images_from, TEXT),   PARAM(buckets, TEXT),     PARAM(elastic, U32),         PARAM(no_video, INT),
    PARAM(forever, INT),        PARAM(ring_bytes, U64),   PARAM(device, TEXT),         PARAM(pin_memory, INT),
};
enum { PARAM_COUNT = sizeof params_known / sizeof *params_known };

static bool set_number(const struct param *p, void *field, PyObject *value)
{
    if (p->kind == REAL) {
        *(double *)field = PyFloat_AsDouble(value);
        return !PyErr_Occurred();
    }
    if (p->kind == U64) {
        *(uint64_t *)field = PyLong_AsUnsignedLongLong(value);
        return !PyErr_Occurred();
    }
    long long number = PyLong_AsLongLong(value);
    long long least = p->kind == U32 ? 0 : INT32_MIN, most = p->kind == U32 ? (long long)UINT32_MAX : INT32_MAX;
    if (!PyErr_Occurred() && (number < least || number > most))
        PyErr_Format(PyExc_ValueError, "%s %R: expected a number from %lld to %lld", p->name, value, least, most);
    if (p->kind == U32)
        *(uint32_t *)field = (uint32_t)number;
    else
        *(int *)field = (int)number;
    return !PyErr_Occurred();
}

/* Texts belong to the dict, which lives until open returns. */
static bool set_param(struct cf_loader_params *params, PyObject *key, PyObject *value)
{
    const char *name = PyUnicode_AsUTF8(key);
    for (int i = 0; name && i < PARAM_COUNT; i++) {
        const struct param *p = &params_known[i];
        void *field = (char *)params + p->offset;
        if (strcmp(name, p->name))
            continue;
        if (p->kind != TEXT)
            return set_number(p, field, value);
        return (*(const char **)field = PyUnicode_AsUTF8(value)) != NULL;
    }
    if (name)
        PyErr_Format(PyExc_TypeError, "the loader has no parameter '%s'", name);
    return false;
}

/* Lists that the struct points to; freed after open. */
struct lists {
    struct cf_loader_source *sources;
    const char **layers;
};

static bool set_layers(struct cf_loader_params *params, struct lists *lists, PyObject *names)
{
    Py_ssize_t count = PyTuple_Size(names);
    if (count < 0 || !(lists->layers = calloc((size_t)count + 1, sizeof *lists->layers)))
        return PyErr_Occurred() || PyErr_NoMemory();
    for (Py_ssize_t i = 0; i < count; i++)
        if (!(lists->layers[i] = PyUnicode_AsUTF8(PyTuple_GET_ITEM(names, i))))
            return false;
    params->layers = lists->layers;
    params->layer_count = (uint32_t)count;
    return true;
}

/* A tuple of (dir, media root or None, weight, repeats). */
static bool set_sources(struct cf_loader_params *params, struct lists *lists, PyObject *sources)
{
    Py_ssize_t count = PyTuple_Size(sources);
    if (count < 0 || !(lists->sources = calloc((size_t)count + 1, sizeof *lists->sources)))
        return PyErr_Occurred() || PyErr_NoMemory();
    for (Py_ssize_t i = 0; i < count; i++) {
        struct cf_loader_source *s = &lists->sources[i];
        if (!PyArg_ParseTuple(PyTuple_GET_ITEM(sources, i), "szdd", &s->dir, &s->media_root, &s->weight, &s->repeats))
            return false;
    }
    params->sources = lists->sources;
    params->source_count = (uint32_t)count;
    return true;
}

static bool set_params(struct cf_loader_params *params, struct lists *lists, PyObject *dict)
{
    PyObject *key, *value;
    Py_ssize_t at = 0;
    while (PyDict_Next(dict, &at, &key, &value)) {
        bool set = false;
        if (!PyUnicode_CompareWithASCIIString(key, "layers"))
            set = set_layers(params, lists, value);
        else if (!PyUnicode_CompareWithASCIIString(key, "sources"))
            set = set_sources(params, lists, value);
        else
            set = set_param(params, key, value);
        if (!set || PyErr_Occurred())
            return false;
    }
    return true;
}

static PyObject *loader_new(PyTypeObject *type, PyObject *args, PyObject *keywords)
{
    const char *store = NULL;
    PyObject *dict = NULL;
    struct cf_loader_params params = {0};
    struct lists lists = {0};
    struct cf_error err = {0};
    struct cf_loader *opened = NULL;
    (void)keywords;
    if (!PyArg_ParseTuple(args, "zO!", &store, &PyDict_Type, &dict))
        return NULL;
    int status = CF_OK;
    if (set_params(&params, &lists, dict)) {
        Py_BEGIN_ALLOW_THREADS status = cf_loader_open(&opened, store, &params, &err);
        Py_END_ALLOW_THREADS
    }
    free(lists.sources);
    free(lists.layers);
    if (status)
        return native_raise(&err);
    struct loader *self = opened ? (struct loader *)type->tp_alloc(type, 0) : NULL;
    if (self) {
        self->loader = opened;
        self->pid = getpid();
    } else {
        cf_loader_close(&opened);
    }
    return (PyObject *)self;
}

static bool usable(struct loader *self)
{
    if (!native_usable(self->loader, self->pid, "loader"))
        return false;
    if (self->busy)
        PyErr_SetString(PyExc_RuntimeError, "the loader is in use by another thread: take batches from one at a time");
    return !self->busy;
}

/* The workers' threads end here, at most some seconds later. Batches that are still held stay valid. */
static PyObject *loader_close(PyObject *object, PyObject *unused)
{
    struct loader *self = (struct loader *)object;
    (void)unused;
    if (!self->loader || self->pid != getpid())
        Py_RETURN_NONE;
    if (!usable(self))
        return NULL;
    struct cf_loader *loader = self->loader;
    self->loader = NULL;
    Py_BEGIN_ALLOW_THREADS cf_loader_close(&loader);
    Py_END_ALLOW_THREADS Py_RETURN_NONE;
}

static void loader_dealloc(PyObject *object)
{
    struct loader *self = (struct loader *)object;
    if (self->loader && self->pid == getpid()) {
        Py_BEGIN_ALLOW_THREADS cf_loader_close(&self->loader);
        Py_END_ALLOW_THREADS
    }
    Py_TYPE(object)->tp_free(object);
}

/* A native.Batch, or None after the last. Signals are looked at twenty times a second while it waits. */
static PyObject *loader_next(PyObject *object, PyObject *unused)
{
    enum { SLICE_MS = 50 };
    struct loader *self = (struct loader *)object;
    struct cf_batch *batch = NULL;
    (void)unused;
    if (!usable(self))
        return NULL;
    for (;;) {
        struct cf_error err = {0};
        int status;
        self->busy = true;
        Py_BEGIN_ALLOW_THREADS status = cf_loader_next_within(self->loader, SLICE_MS, &batch, &err);
        Py_END_ALLOW_THREADS self->busy = false;
        if (!status)
            return native_batch_create(batch);
        if (status == CF_EEND)
            Py_RETURN_NONE;
        if (status != CF_EDEADLINE)
            return status == CF_EINVAL ? native_raise_held(&err) : native_raise(&err);
        if (PyErr_CheckSignals())
            return NULL;
    }
}

static PyObject *loader_state(PyObject *object, PyObject *unused)
{
    struct loader *self = (struct loader *)object;
    struct cf_error err = {0};
    char *json = NULL;
    (void)unused;
    if (!usable(self))
        return NULL;
    if (cf_loader_state_save(self->loader, &json, &err))
        return native_raise(&err);
    PyObject *text = PyUnicode_FromString(json);
    free(json);
    return text;
}

/* (tuple of JSON texts, discard) -> what the report says */
static PyObject *loader_load_state(PyObject *object, PyObject *args)
{
    struct loader *self = (struct loader *)object;
    struct cf_error err = {0};
    struct cf_state_report report;
    PyObject *texts = NULL;
    int discard = 0, status = CF_OK;
    if (!PyArg_ParseTuple(args, "O!p", &PyTuple_Type, &texts, &discard) || !usable(self))
        return NULL;
    Py_ssize_t count = PyTuple_GET_SIZE(texts);
    const char **states = calloc((size_t)count + 1, sizeof *states);
    if (!states)
        return PyErr_NoMemory();
    for (Py_ssize_t i = 0; i < count && !PyErr_Occurred(); i++)
        states[i] = PyUnicode_AsUTF8(PyTuple_GET_ITEM(texts, i));
    if (!PyErr_Occurred()) {
        self->busy = true;
        Py_BEGIN_ALLOW_THREADS status =
            cf_loader_state_load(self->loader, states, (uint32_t)count, discard, &report, &err);
        Py_END_ALLOW_THREADS self->busy = false;
    }
    free(states);
    if (status)
        return native_raise(&err);
    if (PyErr_Occurred())
        return NULL;
    return Py_BuildValue("{s:K,s:I,s:K,s:I,s:I}", "step", (unsigned long long)report.step, "epoch", report.epoch,
                         "discarded", (unsigned long long)report.discarded, "ranks", report.ranks, "ranks_known",
                         report.ranks_known);
}

static PyObject *loader_set_epoch(PyObject *object, PyObject *epoch)
{
    struct loader *self = (struct loader *)object;
    struct cf_error err = {0};
    int status;
    unsigned long number = PyLong_AsUnsignedLong(epoch);
    if (PyErr_Occurred() || !usable(self))
        return NULL;
    if (number > UINT32_MAX)
        return PyErr_Format(PyExc_ValueError, "epoch %lu: expected a number from 0 to %lu", number,
                            (unsigned long)UINT32_MAX);
    self->busy = true;
    Py_BEGIN_ALLOW_THREADS status = cf_loader_set_epoch(self->loader, (uint32_t)number, &err);
    Py_END_ALLOW_THREADS self->busy = false;
    if (status)
        return native_raise(&err);
    Py_RETURN_NONE;
}

/* (epoch, its steps, those left) */
static PyObject *loader_epoch(PyObject *object, PyObject *unused)
{
    struct loader *self = (struct loader *)object;
    (void)unused;
    if (!usable(self))
        return NULL;
    return Py_BuildValue("(IKK)", cf_loader_epoch(self->loader),
                         (unsigned long long)cf_loader_epoch_steps(self->loader),
                         (unsigned long long)cf_loader_epoch_left(self->loader));
}

#define STAT(field, kind)                                                                                              \
    {                                                                                                                  \
#field, kind, offsetof(struct cf_loader_stats, field)                                                          \
    }
static const struct param stats_known[] = {
    STAT(batches, U64),         STAT(samples, U64),        STAT(pictures_decoded, U64), STAT(pictures_kept, U64),
    STAT(replaced, U64),        STAT(abandoned, U64),      STAT(ineligible, U64),       STAT(bytes_read, U64),
    STAT(ready, U64),           STAT(in_hand, U64),        STAT(ring_bytes, U64),       STAT(dropped, U64),
    STAT(clips_nvdec, U64),     STAT(clips_uploaded, U64), STAT(read_seconds, REAL),    STAT(decode_seconds, REAL),
    STAT(pixels_seconds, REAL), STAT(text_seconds, REAL),  STAT(wait_seconds, REAL),
};
enum { STAT_COUNT = sizeof stats_known / sizeof *stats_known };

static PyObject *value_of(const struct param *p, const void *values)
{
    const void *field = (const char *)values + p->offset;
    switch (p->kind) {
    case TEXT: return Py_BuildValue("z", *(const char *const *)field);
    case INT: return PyLong_FromLong(*(const int *)field);
    case U32: return PyLong_FromUnsignedLong(*(const uint32_t *)field);
    case U64: return PyLong_FromUnsignedLongLong(*(const uint64_t *)field);
    default: return PyFloat_FromDouble(*(const double *)field);
    }
}

static PyObject *dict_of(const struct param *known, int count, const void *values)
{
    PyObject *dict = PyDict_New();
    for (int i = 0; dict && i < count; i++) {
        PyObject *value = value_of(&known[i], values);
        if (!value || PyDict_SetItemString(dict, known[i].name, value))
            Py_CLEAR(dict);
        Py_XDECREF(value);
    }
    return dict;
}

/* Any thread, also while another waits for a batch. */
static PyObject *loader_stats(PyObject *object, PyObject *unused)
{
    struct loader *self = (struct loader *)object;
    struct cf_loader_stats stats;
    (void)unused;
    if (!native_usable(self->loader, self->pid, "loader"))
        return NULL;
    cf_loader_get_stats(self->loader, &stats);
    return dict_of(stats_known, STAT_COUNT, &stats);
}

/* What should be known though the run goes on, or None. */
static PyObject *loader_warning(PyObject *object, PyObject *unused)
{
    struct loader *self = (struct loader *)object;
    (void)unused;
    return usable(self) ? Py_BuildValue("z", cf_loader_warning(self->loader)) : NULL;
}

/* Of a source's store. */
static PyObject *loader_fingerprint(PyObject *object, PyObject *source)
{
    struct loader *self = (struct loader *)object;
    unsigned long number = PyLong_AsUnsignedLong(source);
    if (PyErr_Occurred() || !usable(self))
        return NULL;
    return Py_BuildValue("z", cf_loader_fingerprint(self->loader, (uint32_t)number));
}

static PyObject *loader_params(PyObject *object, PyObject *unused)
{
    struct loader *self = (struct loader *)object;
    struct cf_loader_params params;
    (void)unused;
    if (!usable(self))
        return NULL;
    cf_loader_params_in_effect(self->loader, &params);
    return dict_of(params_known, PARAM_COUNT, &params);
}

static PyMethodDef methods[] = {
    {"next", loader_next, METH_NOARGS, NULL},
    {"close", loader_close, METH_NOARGS, NULL},
    {"state", loader_state, METH_NOARGS, NULL},
    {"load_state", loader_load_state, METH_VARARGS, NULL},
    {"set_epoch", loader_set_epoch, METH_O, NULL},
    {"epoch", loader_epoch, METH_NOARGS, NULL},
    {"stats", loader_stats, METH_NOARGS, NULL},
    {"params", loader_params, METH_NOARGS, NULL},
    {"warning", loader_warning, METH_NOARGS, NULL},
    {"fingerprint", loader_fingerprint, METH_O, NULL},
    {0},
};

PyTypeObject native_loader_type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "clipfeed._native.Loader",
    .tp_basicsize = sizeof(struct loader),
    .tp_new = loader_new,
    .tp_dealloc = loader_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_doc = "Loader(store, params): cf_loader_open. A closed one raises ValueError.",
    .tp_methods = methods,
};
