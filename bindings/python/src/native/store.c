/* native.Store and native.LayerWriter: cf_store_*, cf_layer_* and cf_layer_writer_*. */
#include "native.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct store {
    PyObject ob_base;
    struct cf_store *store;
};

static PyObject *store_new(PyTypeObject *type, PyObject *args, PyObject *keywords)
{
    const char *dir;
    struct cf_store *opened = NULL;
    struct cf_error err = {0};
    int status;
    (void)keywords;
    if (!PyArg_ParseTuple(args, "s", &dir))
        return NULL;
    Py_BEGIN_ALLOW_THREADS status = cf_store_open(&opened, dir, &err);
    Py_END_ALLOW_THREADS if (status) return native_raise(&err);
    struct store *self = (struct store *)type->tp_alloc(type, 0);
    if (self)
        self->store = opened;
    else
        cf_store_close(&opened);
    return (PyObject *)self;
}

static void store_dealloc(PyObject *object)
{
    cf_store_close(&((struct store *)object)->store);
    Py_TYPE(object)->tp_free(object);
}

static Py_ssize_t store_length(PyObject *object)
{
    return (Py_ssize_t)cf_store_count(((struct store *)object)->store);
}

static PyObject *store_fingerprint(PyObject *object, PyObject *unused)
{
    (void)unused;
    return PyUnicode_FromString(cf_store_fingerprint(((struct store *)object)->store));
}

static PyObject *captions_of(const struct cf_caption *captions, uint32_t count)
{
    PyObject *list = PyList_New(count);
    for (uint32_t i = 0; list && i < count; i++) {
        const struct cf_caption *c = &captions[i];
        PyObject *item = Py_BuildValue("(sNN)", cf_caption_kind_name(c->kind),
                                       PyUnicode_DecodeUTF8(c->text, (Py_ssize_t)c->size, "surrogateescape"),
                                       isnan(c->time) ? Py_NewRef(Py_None) : PyFloat_FromDouble(c->time));
        if (!item)
            Py_CLEAR(list);
        else
            PyList_SET_ITEM(list, i, item);
    }
    return list;
}

static PyObject *text(const char *value)
{
    return PyUnicode_DecodeUTF8(value, (Py_ssize_t)strlen(value), "surrogateescape");
}

/* Takes the record. */
static PyObject *record_dict(const struct cf_store *store, struct cf_record *record)
{
    uint64_t position = 0;
    cf_store_position(store, record->ordinal, &position);
    const struct cf_index_entry *e = &cf_store_index(store)[position];
    PyObject *dict = Py_BuildValue(
        "{s:K,s:K,s:N,s:N,s:(LL),s:N,s:N,s:O,s:O,s:O,s:I,s:I,s:I,s:f,s:f,s:s}", "position",
        (unsigned long long)position, "ordinal", (unsigned long long)record->ordinal, "clip_id", text(record->clip_id),
        "path", text(record->path), "window", (long long)record->window_begin, (long long)record->window_end,
        "captions", captions_of(record->captions, record->caption_count), "extra_json", text(record->extra_json),
        "has_media", e->flags & CF_INDEX_MEDIA ? Py_True : Py_False, "is_image",
        e->flags & CF_INDEX_IMAGE ? Py_True : Py_False, "proven", e->flags & CF_INDEX_PROVEN ? Py_True : Py_False,
        "frames", e->frames, "width", (unsigned)e->width, "height", (unsigned)e->height, "fps", (double)e->fps,
        "seconds", (double)e->seconds, "codec", cf_codec_name((enum cf_codec)e->codec));
    cf_record_free(&record);
    return dict;
}

static PyObject *store_get(PyObject *object, PyObject *args)
{
    const struct cf_store *store = ((struct store *)object)->store;
    struct cf_record *record = NULL;
    struct cf_error err = {0};
    PyObject *id = NULL;
    if (!PyArg_ParseTuple(args, "O&", PyUnicode_FSConverter, &id))
        return NULL;
    int status = cf_store_get(store, PyBytes_AS_STRING(id), &record, &err);
    Py_DECREF(id);
    return status ? native_raise(&err) : record_dict(store, record);
}

static PyObject *store_get_at(PyObject *object, PyObject *args)
{
    const struct cf_store *store = ((struct store *)object)->store;
    struct cf_record *record = NULL;
    struct cf_error err = {0};
    unsigned long long position;
    if (!PyArg_ParseTuple(args, "K", &position))
        return NULL;
    return cf_store_get_at(store, position, &record, &err) ? native_raise(&err) : record_dict(store, record);
}

static PyObject *store_clip_id(PyObject *object, PyObject *args)
{
    char id[512];
    struct cf_error err = {0};
    unsigned long long position;
    if (!PyArg_ParseTuple(args, "K", &position))
        return NULL;
    if (cf_store_clip_id(((struct store *)object)->store, position, id, &err))
        return native_raise(&err);
    return text(id);
}

static PyObject *store_stats(PyObject *object, PyObject *unused)
{
    struct cf_store_stats s;
    (void)unused;
    cf_store_stats(((struct store *)object)->store, &s);
    PyObject *kinds = PyDict_New();
    for (int kind = CF_CAPTION_DENSE; kinds && kind <= CF_CAPTION_CLEAN; kind++) {
        PyObject *count = PyLong_FromUnsignedLongLong(s.captions_by_kind[kind]);
        if (!count || PyDict_SetItemString(kinds, cf_caption_kind_name(kind), count))
            Py_CLEAR(kinds);
        Py_XDECREF(count);
    }
    return Py_BuildValue("{s:K,s:K,s:K,s:N,s:K,s:K,s:d,s:K,s:K,s:K,s:I}", "clips", (unsigned long long)s.clips,
                         "images", (unsigned long long)s.images, "captions", (unsigned long long)s.captions,
                         "captions_by_kind", kinds, "skipped", (unsigned long long)s.skipped, "media_files",
                         (unsigned long long)s.media_files, "hours", s.hours, "bytes_raw",
                         (unsigned long long)s.bytes_raw, "bytes_stored", (unsigned long long)s.bytes_stored,
                         "bytes_tables", (unsigned long long)s.bytes_tables, "shards", s.shards);
}

static void append_name(void *list, const char *name)
{
    PyObject *value = text(name);
    if (value)
        PyList_Append(list, value);
    Py_XDECREF(value);
}

static PyObject *store_layers(PyObject *object, PyObject *unused)
{
    struct cf_error err = {0};
    PyObject *list = PyList_New(0);
    (void)unused;
    if (list && cf_layer_list(((struct store *)object)->store, append_name, list, &err)) {
        Py_DECREF(list);
        return native_raise(&err);
    }
    return list;
}

static PyObject *layer_info(const struct cf_layer_info *info)
{
    return Py_BuildValue("{s:N,s:s,s:N,s:K,s:K,s:K}", "name", text(info->name), "type", cf_layer_type_name(info->type),
                         "about_json", text(info->about_json), "records", (unsigned long long)info->records,
                         "bytes_raw", (unsigned long long)info->bytes_raw, "bytes_stored",
                         (unsigned long long)info->bytes_stored);
}

static PyObject *layer_value(const struct cf_layer *layer, uint64_t position, struct cf_error *err)
{
    struct cf_layer_value *value = NULL;
    int status = cf_layer_get_at(layer, position, &value, err);
    if (status == CF_ENOTFOUND)
        Py_RETURN_NONE;
    if (status)
        return native_raise(err);
    PyObject *result = value->captions ? captions_of(value->captions, value->caption_count)
                                       : PyBytes_FromStringAndSize(value->data, (Py_ssize_t)value->size);
    cf_layer_value_free(&value);
    return result;
}

/* (name, positions or None) -> (what the layer is, its values there) */
static PyObject *store_layer(PyObject *object, PyObject *args)
{
    struct cf_layer *layer = NULL;
    struct cf_error err = {0};
    const char *name;
    PyObject *positions;
    if (!PyArg_ParseTuple(args, "sO!", &name, &PyTuple_Type, &positions))
        return NULL;
    if (cf_layer_open(&layer, ((struct store *)object)->store, name, &err))
        return native_raise(&err);
    Py_ssize_t count = PyTuple_GET_SIZE(positions);
    PyObject *info = layer_info(cf_layer_info(layer)), *values = PyList_New(count);
    for (Py_ssize_t i = 0; values && i < count; i++) {
        uint64_t position = PyLong_AsUnsignedLongLong(PyTuple_GET_ITEM(positions, i));
        PyObject *value = PyErr_Occurred() ? NULL : layer_value(layer, position, &err);
        if (!value)
            Py_CLEAR(values);
        else
            PyList_SET_ITEM(values, i, value);
    }
    cf_layer_close(&layer);
    if (values && info)
        return Py_BuildValue("(NN)", info, values);
    Py_XDECREF(info);
    Py_XDECREF(values);
    return NULL;
}

static PyMethodDef store_methods[] = {
    {"fingerprint", store_fingerprint, METH_NOARGS, NULL},
    {"get", store_get, METH_VARARGS, NULL},
    {"get_at", store_get_at, METH_VARARGS, NULL},
    {"clip_id", store_clip_id, METH_VARARGS, NULL},
    {"stats", store_stats, METH_NOARGS, NULL},
    {"layers", store_layers, METH_NOARGS, NULL},
    {"layer", store_layer, METH_VARARGS, NULL},
    {0},
};
static PySequenceMethods store_sequence = {.sq_length = store_length};

PyTypeObject native_store_type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "clipfeed._native.Store",
    .tp_basicsize = sizeof(struct store),
    .tp_new = store_new,
    .tp_dealloc = store_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_doc = "Store(dir): cf_store_open.",
    .tp_methods = store_methods,
    .tp_as_sequence = &store_sequence,
};
