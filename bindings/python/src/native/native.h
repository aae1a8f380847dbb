/* clipfeed._native: the loader's public headers as Python types, no more. What needs no C (names, defaults, epochs,
 * torch) is in the package's Python files.
 *
 * No call waits while it holds the interpreter lock. A handle that crosses fork is dead in the child: its threads are
 * not there, so every call raises, and freeing it frees nothing. */
#ifndef CLIPFEED_NATIVE_H
#define CLIPFEED_NATIVE_H
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <sys/types.h>

#include "clipfeed/layer.h"
#include "clipfeed/loader.h"
#include "clipfeed/store.h"
#include "dlpack.h"

extern PyTypeObject native_loader_type, native_batch_type, native_sample_type, native_tensor_type, native_store_type,
    native_layer_writer_type, native_rewriter_type, native_cancel_type;

/* Raises what clipfeed.errors makes of the status; always NULL. */
void *native_raise(const struct cf_error *err);
/* Of cf_loader_next, whose CF_EINVAL says that batches are held. */
void *native_raise_held(const struct cf_error *err);
/* False, with the error raised, where the handle was opened by another process or closed (opened is NULL). */
bool native_usable(const void *opened, pid_t pid, const char *what);

/* Memory that tensors share: a batch's, or a block of its own. Counted apart from Python's objects, since the last
 * tensor may go on a thread of torch's, or after the interpreter. */
struct native_owner {
    atomic_uint references;
    struct cf_batch *batch; /* released with the last reference; NULL: there is none */
    void *block;            /* freed with it */
};
/* Both NULL without memory, and then the batch and the block are gone. */
struct native_owner *native_owner_create(struct cf_batch *batch, void *block);
void native_owner_unref(struct native_owner *owner);

enum { NATIVE_DIMS = 8 }; /* as struct cf_batch_layer has */
struct native_view {
    void *data; /* contiguous */
    int ndim;
    int64_t shape[NATIVE_DIMS];
    struct dl_type dtype;
    struct dl_device device;
};
/* A new native.Tensor that takes a reference of its own. */
PyObject *native_tensor_create(struct native_owner *owner, const struct native_view *view);
struct dl_type native_dtype(enum cf_dtype dtype);
/* Lends the bytes of a contiguous CPU array that speaks DLPack or the buffer protocol. */
struct native_bytes {
    const void *data;
    size_t size;
    Py_buffer buffer;
    PyObject *capsule;
};
bool native_bytes_borrow(struct native_bytes *bytes, PyObject *array);
void native_bytes_return(struct native_bytes *bytes);

/* A new native.Batch, which releases the batch in the end, also where NULL comes back. */
PyObject *native_batch_create(struct cf_batch *batch);
/* A list of native.Sample: copies, which outlive the batch. */
PyObject *native_samples_create(const struct cf_sample *samples, uint32_t count);
#endif
