/* Status codes and the error buffer that every fallible call fills.
 *
 * A failed call returns a negative cf_status, leaves its out-parameters untouched and, where an error buffer
 * is given, says in it what was found and what was expected, naming the file or record. NULL buffers are fine. */
#ifndef CLIPFEED_STATUS_H
#define CLIPFEED_STATUS_H

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define CF_API __attribute__((visibility("default")))
#define CF_PRINTF(f, a) __attribute__((format(printf, f, a)))
#else
#define CF_API
#define CF_PRINTF(f, a)
#endif

enum cf_status {
    CF_OK = 0,
    CF_EINVAL = -1,       /* an option or argument is wrong: the caller's mistake */
    CF_ENOMEM = -2,       /* out of memory */
    CF_EIO = -3,          /* the operating system failed a read or write */
    CF_ENOENT = -4,       /* no such file */
    CF_ENOTFILE = -5,     /* a directory, FIFO, socket or device where a regular file was expected */
    CF_EFORMAT = -6,      /* not what its name or place says: no media container, no JSON, no store */
    CF_EUNSUPPORTED = -7, /* well-formed, but of a kind that is not handled */
    CF_ECHANGED = -8,     /* the file's size is not the one that was ingested */
    CF_ECORRUPT = -9,     /* bytes do not match their checksum */
    CF_ETRUNCATED = -10,  /* the file ends before the bytes that it promises */
    CF_EDECODE = -11,     /* the decoder refused the packets or left pictures out */
    CF_EWINDOW = -12,     /* the window or index lies outside the stream */
    CF_ENOTFOUND = -13,   /* no such record */
    CF_EDUPLICATE = -14,  /* the clip id stands in the store already */
    CF_EBUDGET = -15,     /* the clip needs more packets or bytes than its work budget */
    CF_EDEADLINE = -16,   /* given up on after its wall-clock deadline */
    CF_EEXHAUSTED = -17,  /* too many failures or abandoned threads: the run stopped */
    CF_EEND = -18,        /* the run is complete: no more batches */
    CF_ECANCELLED = -19,  /* closed while waiting */
    CF_EINELIGIBLE = -20, /* nothing in the store satisfies what was asked for */
    CF_EMISMATCH = -21,   /* a state or file belongs to another store, plan or version */
    CF_EDEVICE = -22,     /* the GPU or its driver failed: nothing more comes of it in this process */
    CF_EFORKED = -23,     /* the handle was opened in the process that this one was forked from */
};

struct cf_error {
    enum cf_status status;
    char message[1024]; /* UTF-8, NUL-terminated, no newline */
};

/* The name of a status as it appears in dumps and messages: "ok", "corrupt", "deadline", ... Never NULL. */
CF_API const char *cf_status_name(int status);

#ifdef __cplusplus
}
#endif
#endif
