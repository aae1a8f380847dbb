/* native.Batch: what a batch holds, as Python's objects. Video and layers are lent; ids and texts are copies, so that
 * keeping them holds no memory of the ring. */
#include "native.h"

#include <stdlib.h>
#include <string.h>

struct batch {
    PyObject ob_base;
    struct native_owner *owner;
};

static const struct cf_batch *batch_of(PyObject *self)
{
    return ((struct batch *)self)->owner->batch;
}

PyObject *native_batch_create(struct cf_batch *batch)
{
    struct native_owner *owner = native_owner_create(batch, NULL);
    if (!owner)
        return PyErr_NoMemory();
    struct batch *b = PyObject_New(struct batch, &native_batch_type);
    if (b)
        b->owner = owner;
    else
        native_owner_unref(owner);
    return (PyObject *)b;
}

static void batch_dealloc(PyObject *self)
{
    native_owner_unref(((struct batch *)self)->owner);
    PyObject_Free(self);
}

static PyObject *get_step(PyObject *self, void *unused)
{
    (void)unused;
    return PyLong_FromUnsignedLongLong(batch_of(self)->step);
}

static PyObject *get_resolution(PyObject *self, void *unused)
{
    (void)unused;
    return Py_BuildValue("z", batch_of(self)->resolution);
}

static PyObject *get_pinned(PyObject *self, void *unused)
{
    (void)unused;
    return PyBool_FromLong(batch_of(self)->device == CF_DEVICE_CUDA_HOST);
}

static PyObject *get_video(PyObject *self, void *unused)
{
    const struct cf_batch *b = batch_of(self);
    (void)unused;
    if (!b->video)
        Py_RETURN_NONE;
    struct native_view view = {
        .data = b->video, .ndim = 5, .dtype = native_dtype(b->dtype), .device = {(int32_t)b->device, b->device_id}};
    if (b->device == CF_DEVICE_CUDA_HOST) /* page-locked memory is the CPU's too, and torch takes it as nothing else */
        view.device = (struct dl_device){DL_CPU, 0};
    memcpy(view.shape, b->shape, sizeof b->shape);
    return native_tensor_create(((struct batch *)self)->owner, &view);
}

/* [B,L], or [B,1+N,L] with N images. */
static PyObject *copied_rows(const struct cf_batch *b, const int64_t *rows)
{
    if (!rows)
        Py_RETURN_NONE;
    size_t bytes = b->sample_count * (size_t)(b->token_rows * b->token_length) * sizeof *rows;
    int64_t *copy = malloc(bytes ? bytes : 1);
    struct native_owner *owner = copy ? native_owner_create(NULL, copy) : NULL;
    if (!owner)
        return PyErr_NoMemory();
    memcpy(copy, rows, bytes);
    struct native_view view = {.data = copy, .dtype = {DL_INT, 64, 1}, .device = {DL_CPU, 0}};
    view.shape[view.ndim++] = b->sample_count;
    if (b->token_rows > 1)
        view.shape[view.ndim++] = b->token_rows;
    view.shape[view.ndim++] = b->token_length;
    PyObject *tensor = native_tensor_create(owner, &view);
    native_owner_unref(owner);
    return tensor;
}

static PyObject *get_tokens(PyObject *self, void *unused)
{
    (void)unused;
    return copied_rows(batch_of(self), batch_of(self)->tokens);
}

static PyObject *get_mask(PyObject *self, void *unused)
{
    (void)unused;
    return copied_rows(batch_of(self), batch_of(self)->mask);
}

static PyObject *get_samples(PyObject *self, void *unused)
{
    (void)unused;
    return native_samples_create(batch_of(self)->samples, batch_of(self)->sample_count);
}

static struct dl_type type_named(const char *name)
{
    static const struct {
        const char *name;
        struct dl_type type;
    } types[] = {{"u8", {DL_UINT, 8, 1}},    {"f16", {DL_FLOAT, 16, 1}}, {"bf16", {DL_BFLOAT, 16, 1}},
                 {"f32", {DL_FLOAT, 32, 1}}, {"i32", {DL_INT, 32, 1}},   {"i64", {DL_INT, 64, 1}}};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (!strcmp(name, types[i].name))
            return types[i].type;
    return (struct dl_type){0};
}

static PyObject *layer_tensor(struct native_owner *owner, const struct cf_batch_layer *layer)
{
    struct native_view view = {
        .data = layer->data, .ndim = (int)layer->dimensions, .dtype = type_named(layer->dtype), .device = {DL_CPU, 0}};
    memcpy(view.shape, layer->shape, sizeof view.shape);
    return native_tensor_create(owner, &view);
}

static PyObject *layer_mask(struct native_owner *owner, const struct cf_batch *b, const struct cf_batch_layer *layer)
{
    if (!layer->mask)
        Py_RETURN_NONE;
    struct native_view view = {
        .data = layer->mask, .ndim = b->token_rows > 1 ? 3 : 2, .dtype = {DL_INT, 64, 1}, .device = {DL_CPU, 0}};
    memcpy(view.shape, layer->shape, sizeof view.shape);
    return native_tensor_create(owner, &view);
}

/* {name: (values, mask or None)} */
static PyObject *get_layers(PyObject *self, void *unused)
{
    const struct cf_batch *b = batch_of(self);
    struct native_owner *owner = ((struct batch *)self)->owner;
    (void)unused;
    PyObject *layers = PyDict_New();
    for (uint32_t i = 0; layers && i < b->layer_count; i++) {
        PyObject *values = layer_tensor(owner, &b->layers[i]);
        PyObject *mask = values ? layer_mask(owner, b, &b->layers[i]) : NULL;
        PyObject *pair = mask ? PyTuple_Pack(2, values, mask) : NULL;
        if (!pair || PyDict_SetItemString(layers, b->layers[i].name, pair))
            Py_CLEAR(layers);
        Py_XDECREF(pair);
        Py_XDECREF(mask);
        Py_XDECREF(values);
    }
    return layers;
}

static PyGetSetDef getters[] = {
    {"step", get_step, NULL, NULL, NULL},
    {"resolution", get_resolution, NULL, NULL, NULL},
    {"pinned", get_pinned, NULL, NULL, NULL},
    {"video", get_video, NULL, NULL, NULL},
    {"tokens", get_tokens, NULL, NULL, NULL},
    {"mask", get_mask, NULL, NULL, NULL},
    {"samples", get_samples, NULL, NULL, NULL},
    {"layers", get_layers, NULL, NULL, NULL},
    {0},
};

PyTypeObject native_batch_type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "clipfeed._native.Batch",
    .tp_basicsize = sizeof(struct batch),
    .tp_dealloc = batch_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_doc = "A batch of the ring. Its getters make their objects anew each time.",
    .tp_getset = getters,
};
