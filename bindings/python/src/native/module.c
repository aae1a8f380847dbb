#include "native.h"

static PyObject *layer_remove(PyObject *module, PyObject *args)
{
    struct cf_error err = {0};
    const char *dir, *name;
    (void)module;
    if (!PyArg_ParseTuple(args, "ss", &dir, &name))
        return NULL;
    if (cf_layer_remove(dir, name, &err))
        return native_raise(&err);
    Py_RETURN_NONE;
}

/* (store, media root or None, JSON of a sample) -> native.Tensor with memory of its own */
static PyObject *replay(PyObject *module, PyObject *args)
{
    struct cf_error err = {0};
    struct cf_replay made = {0};
    const char *dir, *media, *json;
    int status;
    (void)module;
    if (!PyArg_ParseTuple(args, "szs", &dir, &media, &json))
        return NULL;
    Py_BEGIN_ALLOW_THREADS status = cf_replay_open(&made, dir, media, json, &err);
    Py_END_ALLOW_THREADS if (status) return native_raise(&err);
    struct native_owner *owner = native_owner_create(NULL, made.video);
    if (!owner)
        return PyErr_NoMemory();
    struct native_view view = {.data = made.video, .ndim = 4, .dtype = native_dtype(made.dtype), .device = {DL_CPU, 0}};
    memcpy(view.shape, made.shape, sizeof made.shape);
    PyObject *tensor = native_tensor_create(owner, &view);
    native_owner_unref(owner);
    return tensor;
}

static PyMethodDef functions[] = {
    {"layer_remove", layer_remove, METH_VARARGS, NULL},
    {"replay", replay, METH_VARARGS, NULL},
    {0},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "clipfeed._native", "The loader's C interface.", -1, functions, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__native(void)
{
    static const struct {
        const char *name;
        PyTypeObject *type;
    } types[] = {{"Loader", &native_loader_type},     {"Batch", &native_batch_type},
                 {"Sample", &native_sample_type},     {"Tensor", &native_tensor_type},
                 {"Store", &native_store_type},       {"LayerWriter", &native_layer_writer_type},
                 {"Rewriter", &native_rewriter_type}, {"Cancel", &native_cancel_type}};
    PyObject *module = PyModule_Create(&definition);
    for (size_t i = 0; module && i < sizeof types / sizeof *types; i++)
        if (PyType_Ready(types[i].type) || PyModule_AddObjectRef(module, types[i].name, (PyObject *)types[i].type))
            Py_CLEAR(module);
    if (module && (PyModule_AddIntConstant(module, "CF_EINVAL", CF_EINVAL) ||
                   PyModule_AddStringConstant(module, "version", CLIPFEED_VERSION)))
        Py_CLEAR(module);
    return module;
}
