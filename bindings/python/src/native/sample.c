/* Sample: where a clip of a batch came from. One block of memory, which a batch's samples share, holds a copy of all
 * that their structs point to, and Python's objects are made when they are asked for: a batch of hundreds costs little
 * where nobody looks. */
#include "native.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

struct sample {
    PyObject ob_base;
    struct cf_sample s;
    PyObject *block;             /* bytes */
    PyObject *clip_id, *caption; /* once asked for: batches list them too */
};

/* Copies into the block, or where that is NULL only counts. */
struct packer {
    char *block;
    size_t used;
};

static void *pack(struct packer *p, const void *from, size_t size)
{
    char *to = p->block ? p->block + p->used : NULL;
    if (to && size)
        memcpy(to, from, size);
    p->used += (size + 7) & ~(size_t)7;
    return to;
}

static const char *pack_text(struct packer *p, const char *text)
{
    return text ? pack(p, text, strlen(text) + 1) : NULL;
}

static void pack_sample(struct packer *p, const struct cf_sample *from, struct cf_sample *to)
{
    *to = *from;
    to->frames = pack(p, from->frames, from->frame_count * sizeof *from->frames);
    to->pts = pack(p, from->pts, from->frame_count * sizeof *from->pts);
    to->clip_id = pack_text(p, from->clip_id);
    to->path = pack_text(p, from->path);
    to->caption = pack_text(p, from->caption);
    to->caption_layer = pack_text(p, from->caption_layer);
    struct cf_failure *failures = pack(p, from->failures, from->failure_count * sizeof *failures);
    for (uint32_t i = 0; i < from->failure_count; i++) {
        const char *id = pack_text(p, from->failures[i].clip_id), *text = pack_text(p, from->failures[i].message);
        if (failures)
            failures[i].clip_id = id, failures[i].message = text;
    }
    struct cf_image *images = pack(p, from->images, from->image_count * sizeof *images);
    for (uint32_t i = 0; i < from->image_count; i++) {
        const char *id = pack_text(p, from->images[i].clip_id), *path = pack_text(p, from->images[i].path),
                   *caption = pack_text(p, from->images[i].caption);
        if (images)
            images[i].clip_id = id, images[i].path = path, images[i].caption = caption;
    }
    to->failures = failures;
    to->images = images;
}

PyObject *native_samples_create(const struct cf_sample *from, uint32_t count)
{
    struct packer p = {0};
    struct cf_sample unused;
    for (uint32_t i = 0; i < count; i++)
        pack_sample(&p, &from[i], &unused);
    PyObject *block = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)p.used + 8), *list = block ? PyList_New(count) : NULL;
    if (list) /* what bytes hold begins where no double may */
        p = (struct packer){.block = (char *)(((uintptr_t)PyBytes_AS_STRING(block) + 7) & ~(uintptr_t)7)};
    for (uint32_t i = 0; list && i < count; i++) {
        struct sample *sample = PyObject_New(struct sample, &native_sample_type);
        if (!sample) {
            Py_CLEAR(list);
            break;
        }
        pack_sample(&p, &from[i], &sample->s);
        sample->block = Py_NewRef(block);
        sample->clip_id = sample->caption = NULL;
        PyList_SET_ITEM(list, i, (PyObject *)sample);
    }
    Py_XDECREF(block);
    return list;
}

static void sample_dealloc(PyObject *self)
{
    Py_XDECREF(((struct sample *)self)->clip_id);
    Py_XDECREF(((struct sample *)self)->caption);
    Py_XDECREF(((struct sample *)self)->block);
    PyObject_Free(self);
}

/* Media paths and captions of old collections are not always UTF-8; nothing is lost, and nothing raises. */
static PyObject *text(const char *value)
{
    if (!value)
        Py_RETURN_NONE;
    return PyUnicode_DecodeUTF8(value, (Py_ssize_t)strlen(value), "surrogateescape");
}

static PyObject *get_text(PyObject *self, void *offset)
{
    return text(*(const char **)((char *)&((struct sample *)self)->s + (uintptr_t)offset));
}

static PyObject *kept(PyObject **object, const char *value)
{
    if (!*object)
        *object = text(value);
    return Py_XNewRef(*object);
}

static PyObject *get_clip_id(PyObject *self, void *unused)
{
    (void)unused;
    return kept(&((struct sample *)self)->clip_id, ((struct sample *)self)->s.clip_id);
}

static PyObject *get_caption(PyObject *self, void *unused)
{
    (void)unused;
    return kept(&((struct sample *)self)->caption, ((struct sample *)self)->s.caption);
}

static PyObject *get_u32(PyObject *self, void *offset)
{
    return PyLong_FromUnsignedLong(*(uint32_t *)((char *)&((struct sample *)self)->s + (uintptr_t)offset));
}

static PyObject *get_u64(PyObject *self, void *offset)
{
    return PyLong_FromUnsignedLongLong(*(uint64_t *)((char *)&((struct sample *)self)->s + (uintptr_t)offset));
}

static PyObject *get_bool(PyObject *self, void *offset)
{
    return PyBool_FromLong(*(int *)((char *)&((struct sample *)self)->s + (uintptr_t)offset));
}

static PyObject *get_fps(PyObject *self, void *unused)
{
    (void)unused;
    return PyFloat_FromDouble(((struct sample *)self)->s.fps);
}

static PyObject *get_kind(PyObject *self, void *unused)
{
    (void)unused;
    return text(cf_caption_kind_name(((struct sample *)self)->s.caption_kind));
}

static PyObject *get_frames(PyObject *self, void *unused)
{
    const struct cf_sample *s = &((struct sample *)self)->s;
    (void)unused;
    PyObject *tuple = PyTuple_New(s->frame_count);
    for (uint32_t i = 0; tuple && i < s->frame_count; i++)
        PyTuple_SET_ITEM(tuple, i, PyLong_FromUnsignedLong(s->frames[i]));
    return tuple;
}

static PyObject *get_pts(PyObject *self, void *unused)
{
    const struct cf_sample *s = &((struct sample *)self)->s;
    (void)unused;
    PyObject *tuple = PyTuple_New(s->frame_count);
    for (uint32_t i = 0; tuple && i < s->frame_count; i++)
        PyTuple_SET_ITEM(tuple, i, PyFloat_FromDouble(s->pts[i]));
    return tuple;
}

static PyObject *get_crop(PyObject *self, void *unused)
{
    const struct cf_sample *s = &((struct sample *)self)->s;
    (void)unused;
    return Py_BuildValue("(IIII)", s->crop_top, s->crop_left, s->crop_h, s->crop_w);
}

static PyObject *get_resized(PyObject *self, void *unused)
{
    const struct cf_sample *s = &((struct sample *)self)->s;
    (void)unused;
    return Py_BuildValue("(II)", s->resized_h, s->resized_w);
}

static PyObject *get_status(PyObject *self, void *unused)
{
    (void)unused;
    return PyUnicode_FromString(((struct sample *)self)->s.failure_count ? "replaced" : "ok");
}

static PyObject *get_failures(PyObject *self, void *unused)
{
    const struct cf_sample *s = &((struct sample *)self)->s;
    (void)unused;
    PyObject *tuple = PyTuple_New(s->failure_count);
    for (uint32_t i = 0; tuple && i < s->failure_count; i++) {
        const struct cf_failure *f = &s->failures[i];
        PyObject *item = Py_BuildValue("{s:N,s:s,s:N}", "clip_id", text(f->clip_id), "status",
                                       cf_status_name(f->status), "message", text(f->message));
        if (!item)
            Py_CLEAR(tuple);
        else
            PyTuple_SET_ITEM(tuple, i, item);
    }
    return tuple;
}

static PyObject *get_images(PyObject *self, void *unused)
{
    const struct cf_sample *s = &((struct sample *)self)->s;
    (void)unused;
    PyObject *tuple = PyTuple_New(s->image_count);
    for (uint32_t i = 0; tuple && i < s->image_count; i++) {
        const struct cf_image *m = &s->images[i];
        PyObject *item =
            Py_BuildValue("{s:N,s:N,s:N,s:I,s:I,s:I,s:O}", "clip_id", text(m->clip_id), "path", text(m->path),
                          "caption", text(m->caption), "caption_index", m->caption_index, "source", m->source, "frame",
                          m->frame, "dropped", m->dropped ? Py_True : Py_False);
        if (!item)
            Py_CLEAR(tuple);
        else
            PyTuple_SET_ITEM(tuple, i, item);
    }
    return tuple;
}

#define FIELD(name, getter, doc)                                                                                       \
    {                                                                                                                  \
#name, getter, NULL, doc, (void *)offsetof(struct cf_sample, name)                                             \
    }

static PyGetSetDef getters[] = {
    FIELD(clip_id, get_clip_id, "The record's name in its store."),
    FIELD(path, get_text, "The media file, relative to the media root."),
    FIELD(caption, get_caption, "The text that was drawn, before tokens were made of it."),
    FIELD(caption_index, get_u32, "Of the caption among the record's."),
    FIELD(caption_layer, get_text, "The layer that the caption is from; None: the store's own."),
    FIELD(dropped, get_bool, "True where the caption was drawn to be dropped."),
    FIELD(source, get_u32, "The store, by its place among the sources."),
    FIELD(ordinal, get_u64, "Of the record in its store."),
    FIELD(epoch, get_u32, "The epoch that the sample belongs to."),
    FIELD(position, get_u64, "Of the sample in its epoch."),
    FIELD(decoder, get_text, "What decoded the clip."),
    FIELD(flip, get_bool, "True where left and right are exchanged."),
    {"caption_kind", get_kind, NULL, "'dense', 'diff', 'short' or 'clean'.", NULL},
    {"fps", get_fps, NULL, "Frames a second at which the frames were taken; 0.0: not known.", NULL},
    {"frames", get_frames, NULL, "Display indices in the file, a tuple of F ints.", NULL},
    {"pts", get_pts, NULL, "Seconds on the stream's time line, a tuple of F floats.", NULL},
    {"crop", get_crop, NULL, "(top, left, height, width), in pixels.", NULL},
    {"resized", get_resized, NULL, "(height, width) before the crop, in pixels.", NULL},
    {"status", get_status, NULL, "'ok', or 'replaced' where other clips failed before this one.", NULL},
    {"replaced", get_failures, NULL, "The clips that failed: a tuple of dicts (clip_id, status, message).", NULL},
    {"images", get_images, NULL, "Of each joined image: a dict (clip_id, path, caption, frame, ...).", NULL},
    {0},
};

static PyObject *sample_repr(PyObject *self)
{
    const struct cf_sample *s = &((struct sample *)self)->s;
    return PyUnicode_FromFormat("<clipfeed.Sample %s, %u frames, epoch %u, position %llu>", s->clip_id, s->frame_count,
                                s->epoch, (unsigned long long)s->position);
}

static PyObject *sample_to_dict(PyObject *self, PyObject *unused)
{
    (void)unused;
    PyObject *dict = PyDict_New();
    for (const PyGetSetDef *g = getters; dict && g->name; g++) {
        PyObject *value = g->get(self, g->closure);
        if (!value || PyDict_SetItemString(dict, g->name, value))
            Py_CLEAR(dict);
        Py_XDECREF(value);
    }
    return dict;
}

static PyMethodDef methods[] = {
    {"to_dict", sample_to_dict, METH_NOARGS, "All fields by name, of plain types."},
    {0},
};

PyTypeObject native_sample_type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "clipfeed.Sample",
    .tp_basicsize = sizeof(struct sample),
    .tp_dealloc = sample_dealloc,
    .tp_repr = sample_repr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_doc = "Where a clip of a batch came from, and what was done to it. Independent of the batch's memory.",
    .tp_methods = methods,
    .tp_getset = getters,
};
