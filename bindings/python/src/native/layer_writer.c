/* native.LayerWriter: cf_layer_writer_*. Records are named by their position in the store's index. */
#include "native.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct writer {
    PyObject ob_base;
    struct cf_layer_writer *writer;
    pid_t pid;
};

static bool is_open(const struct writer *self)
{
    return native_usable(self->writer, self->pid, "layer's writer");
}

static PyObject *writer_new(PyTypeObject *type, PyObject *args, PyObject *keywords)
{
    const char *dir;
    struct cf_layer_params params = {0};
    struct cf_layer_writer *opened = NULL;
    struct cf_error err = {0};
    int captions;
    (void)keywords;
    if (!PyArg_ParseTuple(args, "sspz", &dir, &params.name, &captions, &params.about_json))
        return NULL;
    params.type = captions ? CF_LAYER_CAPTIONS : CF_LAYER_BYTES;
    if (cf_layer_writer_open(&opened, dir, &params, &err))
        return native_raise(&err);
    struct writer *self = (struct writer *)type->tp_alloc(type, 0);
    if (self) {
        self->writer = opened;
        self->pid = getpid();
    } else {
        cf_layer_writer_close(&opened, NULL);
    }
    return (PyObject *)self;
}

static void writer_dealloc(PyObject *object)
{
    struct writer *self = (struct writer *)object;
    if (self->pid == getpid()) /* what was put is its parent's to keep */
        cf_layer_writer_close(&self->writer, NULL);
    Py_TYPE(object)->tp_free(object);
}

static PyObject *writer_has(PyObject *object, PyObject *args)
{
    struct writer *self = (struct writer *)object;
    unsigned long long position;
    if (!PyArg_ParseTuple(args, "K", &position) || !is_open(self))
        return NULL;
    return PyBool_FromLong(cf_layer_writer_has(self->writer, position));
}

static PyObject *writer_put_bytes(PyObject *object, PyObject *args)
{
    struct writer *self = (struct writer *)object;
    struct cf_error err = {0};
    struct native_bytes bytes;
    unsigned long long position;
    PyObject *array;
    if (!PyArg_ParseTuple(args, "KO", &position, &array) || !is_open(self) || !native_bytes_borrow(&bytes, array))
        return NULL;
    int status;
    Py_BEGIN_ALLOW_THREADS status = cf_layer_writer_put_bytes(self->writer, position, bytes.data, bytes.size, &err);
    Py_END_ALLOW_THREADS native_bytes_return(&bytes);
    if (status)
        return native_raise(&err);
    Py_RETURN_NONE;
}

/* (kind, text, seconds or None) */
static bool caption_from(PyObject *item, struct cf_caption *caption)
{
    static const int kinds[] = {CF_CAPTION_DENSE, CF_CAPTION_DIFF, CF_CAPTION_SHORT, CF_CAPTION_CLEAN};
    const char *kind;
    Py_ssize_t size;
    PyObject *time;
    if (!PyArg_ParseTuple(item, "ss#O", &kind, &caption->text, &size, &time))
        return false;
    caption->size = (size_t)size;
    caption->time = time == Py_None ? NAN : PyFloat_AsDouble(time);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (!strcmp(kind, cf_caption_kind_name(kinds[i])))
            caption->kind = kinds[i];
    if (!caption->kind)
        PyErr_Format(PyExc_ValueError, "caption kind '%s': expected dense, diff, short or clean", kind);
    return !PyErr_Occurred();
}

static PyObject *writer_put_captions(PyObject *object, PyObject *args)
{
    struct writer *self = (struct writer *)object;
    struct cf_error err = {0};
    unsigned long long position;
    PyObject *items;
    int status = CF_OK;
    if (!PyArg_ParseTuple(args, "KO!", &position, &PyTuple_Type, &items) || !is_open(self))
        return NULL;
    Py_ssize_t count = PyTuple_GET_SIZE(items);
    struct cf_caption *captions = calloc((size_t)count + 1, sizeof *captions);
    bool ok = captions != NULL;
    for (Py_ssize_t i = 0; ok && i < count; i++)
        ok = caption_from(PyTuple_GET_ITEM(items, i), &captions[i]);
    if (ok)
        status = cf_layer_writer_put_captions(self->writer, position, captions, (uint32_t)count, &err);
    free(captions);
    if (!ok)
        return PyErr_Occurred() ? NULL : PyErr_NoMemory();
    if (status)
        return native_raise(&err);
    Py_RETURN_NONE;
}

static PyObject *writer_commit(PyObject *object, PyObject *unused)
{
    struct writer *self = (struct writer *)object;
    struct cf_error err = {0};
    (void)unused;
    if (!is_open(self))
        return NULL;
    int status;
    Py_BEGIN_ALLOW_THREADS status = cf_layer_writer_commit(self->writer, &err);
    Py_END_ALLOW_THREADS if (status) return native_raise(&err);
    Py_RETURN_NONE;
}

static PyObject *writer_publish(PyObject *object, PyObject *unused)
{
    struct writer *self = (struct writer *)object;
    struct cf_error err = {0};
    int status;
    (void)unused;
    if (!is_open(self))
        return NULL;
    Py_BEGIN_ALLOW_THREADS status = cf_layer_writer_publish(&self->writer, &err);
    Py_END_ALLOW_THREADS if (status) return native_raise(&err);
    Py_RETURN_NONE;
}

static PyObject *writer_close(PyObject *object, PyObject *unused)
{
    struct writer *self = (struct writer *)object;
    struct cf_error err = {0};
    (void)unused;
    if (self->pid == getpid() && cf_layer_writer_close(&self->writer, &err))
        return native_raise(&err);
    Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"has", writer_has, METH_VARARGS, NULL},
    {"put_bytes", writer_put_bytes, METH_VARARGS, NULL},
    {"put_captions", writer_put_captions, METH_VARARGS, NULL},
    {"commit", writer_commit, METH_NOARGS, NULL},
    {"publish", writer_publish, METH_NOARGS, NULL},
    {"close", writer_close, METH_NOARGS, NULL},
    {0},
};

PyTypeObject native_layer_writer_type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "clipfeed._native.LayerWriter",
    .tp_basicsize = sizeof(struct writer),
    .tp_new = writer_new,
    .tp_dealloc = writer_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_doc = "LayerWriter(store, name, captions, about_json): cf_layer_writer_open.",
    .tp_methods = methods,
};
