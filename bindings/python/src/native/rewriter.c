/* native.Rewriter: cf_rewriter_* with the parameters as a dict of the struct's fields. native.Cancel ends its calls. */
#include "native.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clipfeed/rewrite.h"

struct cancel {
    PyObject_HEAD struct cf_rewrite_cancel *cancel;
};

static PyObject *cancel_new(PyTypeObject *type, PyObject *args, PyObject *keywords)
{
    struct cf_error err = {0};
    (void)args, (void)keywords;
    struct cancel *self = (struct cancel *)type->tp_alloc(type, 0);
    if (self && cf_rewrite_cancel_create(&self->cancel, &err)) {
        Py_DECREF(self);
        return native_raise(&err);
    }
    return (PyObject *)self;
}

static void cancel_dealloc(PyObject *object)
{
    cf_rewrite_cancel_destroy(&((struct cancel *)object)->cancel);
    Py_TYPE(object)->tp_free(object);
}

static PyObject *cancel_request(PyObject *object, PyObject *unused)
{
    (void)unused;
    cf_rewrite_cancel_request(((struct cancel *)object)->cancel);
    Py_RETURN_NONE;
}

static PyMethodDef cancel_methods[] = {{"request", cancel_request, METH_NOARGS, NULL}, {0}};

PyTypeObject native_cancel_type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "clipfeed._native.Cancel",
    .tp_basicsize = sizeof(struct cancel),
    .tp_new = cancel_new,
    .tp_dealloc = cancel_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_doc = "Ends rewriting from another thread: cf_rewrite_cancel_*.",
    .tp_methods = cancel_methods,
};

struct rewriter {
    PyObject_HEAD struct cf_rewriter *rewriter;
    pid_t pid;
    unsigned calls; /* under way, without the interpreter lock */
};

static const struct {
    const char *name;
    size_t offset;
} texts[] = {{"store_dir", offsetof(struct cf_rewriter_params, store_dir)},
             {"server_url", offsetof(struct cf_rewriter_params, server_url)},
             {"model", offsetof(struct cf_rewriter_params, model)},
             {"embedding_model", offsetof(struct cf_rewriter_params, embedding_model)},
             {"tokenizer_path", offsetof(struct cf_rewriter_params, tokenizer_path)},
             {"output_language", offsetof(struct cf_rewriter_params, output_language)},
             {"cache_path", offsetof(struct cf_rewriter_params, cache_path)},
             {"ca_path", offsetof(struct cf_rewriter_params, ca_path)},
             {"template_name", offsetof(struct cf_rewriter_params, template_name)}};
static const struct {
    const char *name;
    size_t offset;
} numbers[] = {{"max_tokens", offsetof(struct cf_rewriter_params, max_tokens)},
               {"exemplars", offsetof(struct cf_rewriter_params, exemplars)},
               {"candidates", offsetof(struct cf_rewriter_params, candidates)},
               {"in_flight", offsetof(struct cf_rewriter_params, in_flight)},
               {"retries", offsetof(struct cf_rewriter_params, retries)},
               {"deadline_ms", offsetof(struct cf_rewriter_params, deadline_ms)},
               {"timeout_ms", offsetof(struct cf_rewriter_params, timeout_ms)},
               {"answer_tokens", offsetof(struct cf_rewriter_params, answer_tokens)}};

/* Texts live as long as the dict. */
static bool read_params(struct cf_rewriter_params *params, PyObject *given)
{
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        PyObject *value = PyDict_GetItemString(given, texts[i].name);
        if (value && !(*(const char **)((char *)params + texts[i].offset) = PyUnicode_AsUTF8(value)))
            return false;
    }
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        PyObject *value = PyDict_GetItemString(given, numbers[i].name);
        unsigned long number = value ? PyLong_AsUnsignedLong(value) : 0;
        if (!PyErr_Occurred() && number > UINT32_MAX)
            PyErr_Format(PyExc_ValueError, "%s %R: expected at most %u", numbers[i].name, value, UINT32_MAX);
        if (PyErr_Occurred())
            return false;
        *(uint32_t *)((char *)params + numbers[i].offset) = (uint32_t)number;
    }
    PyObject *offline = PyDict_GetItemString(given, "offline"), *none = PyDict_GetItemString(given, "no_exemplars");
    PyObject *temperature = PyDict_GetItemString(given, "temperature");
    params->method = offline && PyObject_IsTrue(offline) ? CF_REWRITE_METHOD_OFFLINE : CF_REWRITE_METHOD_AUTO;
    params->no_exemplars = none && PyObject_IsTrue(none);
    params->temperature = temperature ? PyFloat_AsDouble(temperature) : 0;
    return !PyErr_Occurred();
}

/* The hold-out list, a tuple of names that live as long as it; freed with free(). */
static const char **read_names(PyObject *names)
{
    Py_ssize_t count = PyTuple_GET_SIZE(names);
    const char **list = calloc((size_t)count + 1, sizeof *list);
    if (!list)
        PyErr_NoMemory();
    for (Py_ssize_t i = 0; list && i < count; i++)
        if (!(list[i] = PyUnicode_AsUTF8(PyTuple_GET_ITEM(names, i)))) {
            free((void *)list);
            return NULL;
        }
    return list;
}

static PyObject *rewriter_new(PyTypeObject *type, PyObject *args, PyObject *keywords)
{
    struct cf_rewriter_params params = {0};
    struct cf_rewriter *opened = NULL;
    struct cf_error err = {0};
    PyObject *given, *hold_out;
    int status;
    (void)keywords;
    if (!PyArg_ParseTuple(args, "O!O!", &PyDict_Type, &given, &PyTuple_Type, &hold_out) || !read_params(&params, given))
        return NULL;
    const char **names = read_names(hold_out);
    if (!names)
        return NULL;
    params.hold_out_ids = names;
    params.hold_out_id_count = (size_t)PyTuple_GET_SIZE(hold_out);
    Py_BEGIN_ALLOW_THREADS status = cf_rewriter_open(&opened, &params, &err);
    Py_END_ALLOW_THREADS free((void *)names);
    if (status)
        return native_raise(&err);
    struct rewriter *self = (struct rewriter *)type->tp_alloc(type, 0);
    if (!self) {
        cf_rewriter_close(&opened);
        return NULL;
    }
    self->rewriter = opened;
    self->pid = getpid();
    return (PyObject *)self;
}

static PyObject *rewriter_close(PyObject *object, PyObject *unused)
{
    struct rewriter *self = (struct rewriter *)object;
    (void)unused;
    if (!self->rewriter || self->pid != getpid())
        Py_RETURN_NONE;
    if (self->calls) {
        PyErr_SetString(PyExc_RuntimeError, "the rewriter is in use by another thread");
        return NULL;
    }
    struct cf_rewriter *rewriter = self->rewriter;
    self->rewriter = NULL;
    Py_BEGIN_ALLOW_THREADS cf_rewriter_close(&rewriter);
    Py_END_ALLOW_THREADS Py_RETURN_NONE;
}

static void rewriter_dealloc(PyObject *object)
{
    struct rewriter *self = (struct rewriter *)object;
    if (self->rewriter && self->pid == getpid()) {
        struct cf_rewriter *rewriter = self->rewriter;
        Py_BEGIN_ALLOW_THREADS cf_rewriter_close(&rewriter);
        Py_END_ALLOW_THREADS
    }
    Py_TYPE(object)->tp_free(object);
}

static PyObject *text(const char *value)
{
    return PyUnicode_DecodeUTF8(value, (Py_ssize_t)strlen(value), "replace");
}

static PyObject *checks_of(const struct cf_rewrite *r)
{
    PyObject *list = PyTuple_New(r->check_count);
    for (uint32_t i = 0; list && i < r->check_count; i++) {
        PyObject *item = Py_BuildValue("(sNs)", r->checks[i].kind, text(r->checks[i].detail),
                                       cf_rewrite_verdict_name((int)r->checks[i].verdict));
        if (!item)
            Py_CLEAR(list);
        else
            PyTuple_SET_ITEM(list, i, item);
    }
    return list;
}

static PyObject *exemplars_of(const struct cf_rewrite *r)
{
    PyObject *list = PyTuple_New(r->exemplar_count);
    for (uint32_t i = 0; list && i < r->exemplar_count; i++) {
        PyObject *item = text(r->exemplars[i]);
        if (!item)
            Py_CLEAR(list);
        else
            PyTuple_SET_ITEM(list, i, item);
    }
    return list;
}

/* (prompt in UTF-8, seed, deadline_ms, Cancel) -> the fields of the result */
static PyObject *rewriter_rewrite(PyObject *object, PyObject *args)
{
    struct rewriter *self = (struct rewriter *)object;
    struct cf_rewrite *r = NULL;
    struct cf_error err = {0};
    const char *prompt;
    Py_ssize_t size;
    unsigned long long seed;
    unsigned int deadline_ms;
    PyObject *cancel;
    int status;
    if (!native_usable(self->rewriter, self->pid, "rewriter") ||
        !PyArg_ParseTuple(args, "y#KIO!", &prompt, &size, &seed, &deadline_ms, &native_cancel_type, &cancel))
        return NULL;
    struct cf_rewrite_request request = {.prompt = prompt,
                                         .size = (size_t)size,
                                         .seed = seed,
                                         .deadline_ms = deadline_ms,
                                         .cancel = ((struct cancel *)cancel)->cancel};
    self->calls++;
    Py_BEGIN_ALLOW_THREADS status = cf_rewriter_rewrite(self->rewriter, &request, &r, &err);
    Py_END_ALLOW_THREADS self->calls--;
    if (status)
        return native_raise(&err);
    PyObject *dict = Py_BuildValue(
        "{s:N,s:s,s:N,s:N,s:N,s:N,s:K,s:I,s:I,s:d}", "text",
        PyUnicode_DecodeUTF8(r->text, (Py_ssize_t)r->size, "replace"), "status", cf_rewrite_status_name((int)r->status),
        "reason", text(r->reason), "checks", checks_of(r), "exemplars", exemplars_of(r), "model", text(r->model),
        "seed", (unsigned long long)r->seed, "tokens", r->tokens, "requests", r->requests, "ms", r->ms);
    cf_rewrite_free(&r);
    return dict;
}

/* (in path, out path, seed, restart, Cancel) -> the report */
static PyObject *rewriter_batch(PyObject *object, PyObject *args)
{
    struct rewriter *self = (struct rewriter *)object;
    struct cf_rewrite_batch_params params = {0};
    struct cf_rewrite_report report = {0};
    struct cf_error err = {0};
    PyObject *in = NULL, *out = NULL, *cancel;
    unsigned long long seed;
    int restart, status;
    if (!native_usable(self->rewriter, self->pid, "rewriter") ||
        !PyArg_ParseTuple(args, "O&O&KpO!", PyUnicode_FSConverter, &in, PyUnicode_FSConverter, &out, &seed, &restart,
                          &native_cancel_type, &cancel))
        return NULL;
    params = (struct cf_rewrite_batch_params){.in_path = PyBytes_AS_STRING(in),
                                              .out_path = PyBytes_AS_STRING(out),
                                              .seed = seed,
                                              .restart = restart,
                                              .cancel = ((struct cancel *)cancel)->cancel};
    self->calls++;
    Py_BEGIN_ALLOW_THREADS status = cf_rewriter_batch(self->rewriter, &params, &report, &err);
    Py_END_ALLOW_THREADS self->calls--;
    Py_DECREF(in);
    Py_DECREF(out);
    if (status)
        return native_raise(&err);
    PyObject *counts = PyDict_New();
    for (int s = CF_REWRITE_OK; counts && s <= CF_REWRITE_FAILED; s++) {
        PyObject *count = PyLong_FromUnsignedLongLong(report.by_status[s]);
        if (!count || PyDict_SetItemString(counts, cf_rewrite_status_name(s), count))
            Py_CLEAR(counts);
        Py_XDECREF(count);
    }
    return Py_BuildValue("{s:K,s:K,s:N,s:K,s:K,s:d}", "lines", (unsigned long long)report.lines, "resumed",
                         (unsigned long long)report.resumed, "status", counts, "requests",
                         (unsigned long long)report.requests, "from_cache", (unsigned long long)report.from_cache,
                         "seconds", report.seconds);
}

static PyObject *rewriter_share_above_cap(PyObject *object, PyObject *unused)
{
    struct rewriter *self = (struct rewriter *)object;
    (void)unused;
    if (!native_usable(self->rewriter, self->pid, "rewriter"))
        return NULL;
    return PyFloat_FromDouble(cf_rewriter_share_above_cap(self->rewriter));
}

static PyMethodDef rewriter_methods[] = {
    {"rewrite", rewriter_rewrite, METH_VARARGS, NULL},
    {"batch", rewriter_batch, METH_VARARGS, NULL},
    {"share_above_cap", rewriter_share_above_cap, METH_NOARGS, NULL},
    {"close", rewriter_close, METH_NOARGS, NULL},
    {0},
};

PyTypeObject native_rewriter_type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "clipfeed._native.Rewriter",
    .tp_basicsize = sizeof(struct rewriter),
    .tp_new = rewriter_new,
    .tp_dealloc = rewriter_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_doc = "Rewriter(params, hold_out): cf_rewriter_open.",
    .tp_methods = rewriter_methods,
};
