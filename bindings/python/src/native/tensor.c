/* native.Tensor: memory of a batch, lent to whoever speaks DLPack or the buffer protocol. */
#include "native.h"

#include <stdlib.h>
#include <string.h>

struct tensor {
    PyObject ob_base;
    struct native_owner *owner;
    struct native_view view;
    Py_ssize_t shape[NATIVE_DIMS], strides[NATIVE_DIMS]; /* for the buffer protocol, in bytes */
};

struct dl_type native_dtype(enum cf_dtype dtype)
{
    static const uint8_t codes[] = {
        [CF_DTYPE_U8] = DL_UINT, [CF_DTYPE_F16] = DL_FLOAT, [CF_DTYPE_BF16] = DL_BFLOAT, [CF_DTYPE_F32] = DL_FLOAT};
    return (struct dl_type){codes[dtype], (uint8_t)(8 * cf_dtype_size(dtype)), 1};
}

PyObject *native_tensor_create(struct native_owner *owner, const struct native_view *view)
{
    struct tensor *t = PyObject_New(struct tensor, &native_tensor_type);
    if (!t)
        return NULL;
    atomic_fetch_add(&owner->references, 1);
    t->owner = owner;
    t->view = *view;
    Py_ssize_t stride = view->dtype.bits / 8;
    for (int i = view->ndim - 1; i >= 0; i--) {
        t->shape[i] = (Py_ssize_t)view->shape[i];
        t->strides[i] = stride;
        stride *= t->shape[i];
    }
    return (PyObject *)t;
}

static void tensor_dealloc(PyObject *self)
{
    native_owner_unref(((struct tensor *)self)->owner);
    PyObject_Free(self);
}

/* What a capsule carries: the managed struct first, and the shape that it points to. */
struct lent {
    union {
        struct dl_managed plain;
        struct dl_managed_versioned versioned;
    };
    struct native_owner *owner;
    int64_t stream; /* on which the taker reads device memory; -1: it did not say */
    int64_t shape[NATIVE_DIMS];
};

/* The memory is written anew only behind what the taker's stream was given until now. */
static void lent_free(struct lent *lent)
{
    if (lent->owner->batch && lent->stream != -1)
        cf_batch_used(lent->owner->batch, (void *)(intptr_t)lent->stream, NULL);
    native_owner_unref(lent->owner);
    free(lent);
}

static void delete_plain(struct dl_managed *self)
{
    lent_free((struct lent *)(void *)self);
}

static void delete_versioned(struct dl_managed_versioned *self)
{
    lent_free((struct lent *)(void *)self);
}

/* A capsule that nobody took still bears its first name. */
static void capsule_free(PyObject *capsule)
{
    static const char *const names[] = {"dltensor", "dltensor_versioned"};
    for (int i = 0; i < 2; i++)
        if (PyCapsule_IsValid(capsule, names[i]))
            lent_free(PyCapsule_GetPointer(capsule, names[i]));
}

static PyObject *lend(struct tensor *t, bool versioned, int64_t stream)
{
    struct lent *lent = calloc(1, sizeof *lent);
    if (!lent)
        return PyErr_NoMemory();
    lent->owner = t->owner;
    lent->stream = stream;
    memcpy(lent->shape, t->view.shape, sizeof lent->shape);
    struct dl_tensor tensor = {.data = t->view.data,
                               .device = t->view.device,
                               .ndim = t->view.ndim,
                               .dtype = t->view.dtype,
                               .shape = lent->shape};
    if (versioned)
        lent->versioned = (struct dl_managed_versioned){.major = 1, .deleter = delete_versioned, .tensor = tensor};
    else
        lent->plain = (struct dl_managed){.tensor = tensor, .deleter = delete_plain};
    PyObject *capsule = PyCapsule_New(lent, versioned ? "dltensor_versioned" : "dltensor", capsule_free);
    if (!capsule) {
        free(lent);
        return NULL;
    }
    atomic_fetch_add(&t->owner->references, 1);
    return capsule;
}

static bool same_device(const struct tensor *t, PyObject *device)
{
    int type = 0, id = 0;
    if (device == Py_None)
        return true;
    if (!PyTuple_Check(device) || !PyArg_ParseTuple(device, "ii", &type, &id))
        return false;
    return type == t->view.device.type && id == t->view.device.id;
}

static PyObject *tensor_dlpack(PyObject *self, PyObject *args, PyObject *keywords)
{
    static char *names[] = {"stream", "max_version", "dl_device", "copy", NULL};
    struct tensor *t = (struct tensor *)self;
    PyObject *stream = Py_None, *version = Py_None, *device = Py_None, *copy = Py_None;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "|$OOOO", names, &stream, &version, &device, &copy))
        return NULL;
    if (t->view.device.type == DL_CPU && stream != Py_None)
        return PyErr_Format(PyExc_ValueError, "stream: expected None for memory of the CPU");
    if (copy == Py_True || !same_device(t, device)) {
        PyErr_Clear();
        return PyErr_Format(PyExc_BufferError, "the memory is lent where it lies, without a copy");
    }
    int major = 0, minor = 0;
    if (version != Py_None && (!PyTuple_Check(version) || !PyArg_ParseTuple(version, "ii", &major, &minor)))
        return PyErr_Format(PyExc_TypeError, "max_version: expected (major, minor)");
    int64_t number = stream == Py_None ? 1 : PyLong_AsLongLong(stream);
    struct cf_error err = {0};
    if (PyErr_Occurred())
        return NULL;
    if (t->view.device.type != DL_CUDA)
        number = -1;
    else if (cf_batch_wait_dlpack(t->owner->batch, number, &err))
        return native_raise(&err);
    return lend(t, major >= 1, number);
}

static PyObject *tensor_dlpack_device(PyObject *self, PyObject *unused)
{
    const struct tensor *t = (struct tensor *)self;
    (void)unused;
    return Py_BuildValue("(ii)", (int)t->view.device.type, (int)t->view.device.id);
}

/* The struct module knows no bf16: its 16 bits go as an unsigned number. */
static char *format_of(struct dl_type dtype)
{
    switch (dtype.code) {
    case DL_INT: return "q";
    case DL_UINT: return "B";
    case DL_BFLOAT: return "H";
    default: return dtype.bits == 16 ? "e" : "f";
    }
}

static int tensor_getbuffer(PyObject *self, Py_buffer *view, int flags)
{
    struct tensor *t = (struct tensor *)self;
    if (t->view.device.type == DL_CUDA) {
        PyErr_SetString(PyExc_BufferError, "the memory lies in a GPU");
        view->obj = NULL;
        return -1;
    }
    *view = (Py_buffer){.buf = t->view.data,
                        .obj = Py_NewRef(self),
                        .itemsize = t->view.dtype.bits / 8,
                        .len = t->view.dtype.bits / 8,
                        .format = flags & PyBUF_FORMAT ? format_of(t->view.dtype) : NULL,
                        .ndim = t->view.ndim,
                        .shape = t->shape,
                        .strides = t->strides};
    for (int i = 0; i < t->view.ndim; i++)
        view->len *= t->shape[i];
    return 0;
}

static PyObject *tensor_shape(PyObject *self, void *unused)
{
    const struct tensor *t = (struct tensor *)self;
    (void)unused;
    PyObject *shape = PyTuple_New(t->view.ndim);
    for (int i = 0; shape && i < t->view.ndim; i++)
        PyTuple_SET_ITEM(shape, i, PyLong_FromLongLong(t->view.shape[i]));
    return shape;
}

static PyObject *tensor_dtype_name(PyObject *self, void *unused)
{
    const struct dl_type dtype = ((struct tensor *)self)->view.dtype;
    (void)unused;
    switch (dtype.code) {
    case DL_INT: return PyUnicode_FromString("i64");
    case DL_UINT: return PyUnicode_FromString("u8");
    case DL_BFLOAT: return PyUnicode_FromString("bf16");
    default: return PyUnicode_FromString(dtype.bits == 16 ? "f16" : "f32");
    }
}

static PyObject *tensor_address(PyObject *self, void *unused)
{
    (void)unused;
    return PyLong_FromVoidPtr(((struct tensor *)self)->view.data);
}

static PyMethodDef methods[] = {
    {"__dlpack__", (PyCFunction)(void (*)(void))tensor_dlpack, METH_VARARGS | METH_KEYWORDS, NULL},
    {"__dlpack_device__", tensor_dlpack_device, METH_NOARGS, NULL},
    {0},
};
static PyGetSetDef getters[] = {
    {"shape", tensor_shape, NULL, "The dimensions.", NULL},
    {"dtype_name", tensor_dtype_name, NULL, "'u8', 'f16', 'bf16', 'f32' or 'i64'.", NULL},
    {"address", tensor_address, NULL, "Where the first element lies.", NULL},
    {0},
};
static PyBufferProcs buffer = {.bf_getbuffer = tensor_getbuffer};

PyTypeObject native_tensor_type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "clipfeed._native.Tensor",
    .tp_basicsize = sizeof(struct tensor),
    .tp_dealloc = tensor_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_doc = "Contiguous memory, lent without a copy by DLPack or the buffer protocol.",
    .tp_methods = methods,
    .tp_getset = getters,
    .tp_as_buffer = &buffer,
};

static bool borrow_dlpack(struct native_bytes *bytes, PyObject *array)
{
    bytes->capsule = PyObject_CallMethod(array, "__dlpack__", NULL);
    if (!bytes->capsule)
        return false;
    struct dl_managed *managed = PyCapsule_GetPointer(bytes->capsule, "dltensor");
    if (!managed)
        return false;
    const struct dl_tensor *t = &managed->tensor;
    if (t->device.type != DL_CPU && t->device.type != DL_CUDA_HOST) {
        PyErr_SetString(PyExc_ValueError, "the tensor lies in a device's memory: expected one of the CPU");
        return false;
    }
    int64_t count = 1;
    for (int i = t->ndim - 1; i >= 0; i--) {
        if (t->strides && t->shape[i] > 1 && t->strides[i] != count) {
            PyErr_SetString(PyExc_ValueError, "the tensor is not contiguous");
            return false;
        }
        count *= t->shape[i];
    }
    bytes->data = (const char *)t->data + t->byte_offset;
    bytes->size = (size_t)count * ((size_t)t->dtype.bits * t->dtype.lanes / 8);
    return true;
}

bool native_bytes_borrow(struct native_bytes *bytes, PyObject *array)
{
    *bytes = (struct native_bytes){0};
    if (PyObject_HasAttrString(array, "__dlpack__")) {
        if (borrow_dlpack(bytes, array))
            return true;
        Py_CLEAR(bytes->capsule);
        return false;
    }
    if (PyObject_GetBuffer(array, &bytes->buffer, PyBUF_C_CONTIGUOUS))
        return false;
    bytes->data = bytes->buffer.buf;
    bytes->size = (size_t)bytes->buffer.len;
    return true;
}

void native_bytes_return(struct native_bytes *bytes)
{
    if (bytes->buffer.obj)
        PyBuffer_Release(&bytes->buffer);
    Py_CLEAR(bytes->capsule); /* it bears its first name still, so its own destructor calls the deleter */
}
