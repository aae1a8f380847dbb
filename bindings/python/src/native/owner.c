#include "native.h"

#include <stdlib.h>
#include <unistd.h>

struct native_owner *native_owner_create(struct cf_batch *batch, void *block)
{
    struct native_owner *owner = malloc(sizeof *owner);
    if (!owner) {
        cf_batch_release(&batch);
        free(block);
        return NULL;
    }
    *owner = (struct native_owner){1, batch, block};
    return owner;
}

void native_owner_unref(struct native_owner *owner)
{
    if (!owner || atomic_fetch_sub(&owner->references, 1) > 1)
        return;
    cf_batch_release(&owner->batch); /* nothing, in a forked child */
    free(owner->block);
    free(owner);
}

static void *raise_by(const char *function, const struct cf_error *err)
{
    PyObject *module = PyImport_ImportModule("clipfeed.errors"), *error = NULL;
    if (module)
        error =
            PyObject_CallMethod(module, function, "iss", (int)err->status, cf_status_name(err->status), err->message);
    if (error)
        PyErr_SetObject((PyObject *)Py_TYPE(error), error);
    Py_XDECREF(error);
    Py_XDECREF(module);
    return NULL;
}

void *native_raise(const struct cf_error *err)
{
    return raise_by("from_status", err);
}

void *native_raise_held(const struct cf_error *err)
{
    return raise_by("batches_held", err);
}

bool native_usable(const void *opened, pid_t pid, const char *what)
{
    if (!opened) {
        PyErr_Format(PyExc_ValueError, "the %s is closed", what);
        return false;
    }
    if (pid == getpid())
        return true;
    struct cf_error err = {.status = CF_EFORKED};
    snprintf(
        err.message, sizeof err.message,
        "this %s was opened by process %d and cannot be used in a forked child (process %d), which has none of its "
        "threads: open it after the fork, or start processes by spawn",
        what, (int)pid, (int)getpid());
    native_raise(&err);
    return false;
}
