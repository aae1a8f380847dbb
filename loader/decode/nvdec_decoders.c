/* The pool's decoders. A new one costs 50 to 70 ms, a reconfigured one 5 to 6, the same again nothing. */
#include <stdlib.h>

#include "base/error.h"
#include "decode/cuda_driver.h"
#include "decode/nvdec_internal.h"

static bool same_kind(const struct cf_nvdec_shape *a, const struct cf_nvdec_shape *b)
{
    return a->codec == b->codec && a->chroma == b->chroma && a->output == b->output &&
           a->depth_minus8 == b->depth_minus8 && a->max_width == b->max_width && a->max_height == b->max_height;
}

static bool same_size(const struct cf_nvdec_shape *has, const struct cf_nvdec_shape *wants)
{
    return has->width == wants->width && has->height == wants->height && has->area.left == wants->area.left &&
           has->area.top == wants->area.top && has->area.right == wants->area.right &&
           has->area.bottom == wants->area.bottom && has->surfaces >= wants->surfaces;
}

static unsigned target_width(const struct cf_nvdec_shape *shape)
{
    return (unsigned)(shape->area.right - shape->area.left);
}

static unsigned target_height(const struct cf_nvdec_shape *shape)
{
    return (unsigned)(shape->area.bottom - shape->area.top);
}

/* Decode surfaces of the bucket's size and output surfaces of the clip's. */
static int64_t estimate(const struct cf_nvdec_shape *shape, int outputs)
{
    int64_t coded = (int64_t)shape->max_width * shape->max_height;
    int64_t target = (int64_t)target_width(shape) * target_height(shape);
    int64_t samples = coded * shape->surfaces + target * outputs;
    return samples * (shape->chroma == cudaVideoChromaFormat_444 ? 6 : 3) / 2 * (shape->depth_minus8 ? 2 : 1);
}

static void unlink_decoder(struct cf_nvdec *nvdec, struct cf_nvdec_decoder *decoder)
{
    struct cf_nvdec_decoder **at = &nvdec->decoders;
    while (*at != decoder)
        at = &(*at)->next;
    *at = decoder->next;
}

/* An unlinked one. What was lent by it may still be read by queued work: its memory must not go before that. Where the
 * event is of no help, after a failure, the whole stream is waited for. */
static void destroy(struct cf_nvdec *nvdec, struct cf_nvdec_decoder *decoder)
{
    if (decoder->stream && (!decoder->recorded || cf_cuda_event_poll(nvdec->cuda, decoder->over, NULL)))
        cf_cuda_stream_drain(decoder->stream);
    if (decoder->handle)
        nvdec->api->cuvidDestroyDecoder(decoder->handle);
    cf_cuda_event_destroy(nvdec->cuda, &decoder->over);
    free(decoder);
}

/* mutex held */
static void forget(struct cf_nvdec *nvdec, struct cf_nvdec_decoder *decoder)
{
    unlink_decoder(nvdec, decoder);
    nvdec->stats.destroyed++;
    nvdec->stats.decoders--;
    nvdec->stats.decoder_bytes -= (uint64_t)decoder->bytes;
}

/* mutex held. The least recently used decoder that is idle; NULL: none is. */
static struct cf_nvdec_decoder *oldest_idle(struct cf_nvdec *nvdec)
{
    struct cf_nvdec_decoder *oldest = NULL;
    for (struct cf_nvdec_decoder *d = nvdec->decoders; d; d = d->next)
        if (!d->busy && (!oldest || d->used < oldest->used))
            oldest = d;
    return oldest;
}

/* What is idle goes, the oldest first, until all that is held comes to `bytes`. */
static void evict(struct cf_nvdec *nvdec, uint64_t bytes)
{
    for (;;) {
        pthread_mutex_lock(&nvdec->mutex);
        struct cf_nvdec_decoder *oldest = nvdec->stats.decoder_bytes > bytes ? oldest_idle(nvdec) : NULL;
        if (oldest)
            forget(nvdec, oldest);
        pthread_mutex_unlock(&nvdec->mutex);
        if (!oldest)
            return;
        destroy(nvdec, oldest);
    }
}

static CUresult create_handle(struct cf_nvdec *nvdec, struct cf_nvdec_decoder *decoder)
{
    const struct cf_nvdec_shape *shape = &decoder->shape;
    CUVIDDECODECREATEINFO info = {.ulWidth = shape->width,
                                  .ulHeight = shape->height,
                                  .ulNumDecodeSurfaces = shape->surfaces,
                                  .CodecType = shape->codec,
                                  .ChromaFormat = shape->chroma,
                                  .ulCreationFlags = cudaVideoCreate_PreferCUVID,
                                  .bitDepthMinus8 = shape->depth_minus8,
                                  .ulMaxWidth = shape->max_width,
                                  .ulMaxHeight = shape->max_height,
                                  .OutputFormat = shape->output,
                                  .DeinterlaceMode = cudaVideoDeinterlaceMode_Weave,
                                  .ulTargetWidth = target_width(shape),
                                  .ulTargetHeight = target_height(shape),
                                  .ulNumOutputSurfaces = (unsigned)nvdec->params.group};
    info.display_area.left = shape->area.left;
    info.display_area.top = shape->area.top;
    info.display_area.right = shape->area.right;
    info.display_area.bottom = shape->area.bottom;
    uint64_t begin = cf_nvdec_now_ns();
    CUresult result = nvdec->api->cuvidCreateDecoder(&decoder->handle, &info);
    pthread_mutex_lock(&nvdec->mutex);
    nvdec->stats.create_seconds += result == CUDA_SUCCESS ? 1e-9 * (double)(cf_nvdec_now_ns() - begin) : 0;
    pthread_mutex_unlock(&nvdec->mutex);
    return result;
}

/* The old go before the new one is made: memory for both is not to be had on a full device. */
static int create_in_room(struct cf_nvdec *nvdec, struct cf_nvdec_decoder *decoder, struct cf_error *err)
{
    evict(nvdec, (uint64_t)nvdec->params.budget_bytes);
    CUresult result = create_handle(nvdec, decoder);
    if (result != CUDA_SUCCESS) { /* the estimate may be wrong, and others use the device too */
        evict(nvdec, 0);
        result = create_handle(nvdec, decoder);
    }
    return result == CUDA_SUCCESS ? CF_OK : cf_nvdec_fail(nvdec, result, "cuvidCreateDecoder", err);
}

static int create(struct cf_nvdec_session *session, const struct cf_nvdec_shape *shape, struct cf_error *err)
{
    struct cf_nvdec *nvdec = session->nvdec;
    struct cf_nvdec_decoder *decoder = calloc(1, sizeof *decoder);
    if (!decoder)
        return cf_fail(err, CF_ENOMEM, "no memory for a decoder");
    decoder->shape = *shape;
    decoder->busy = true;
    decoder->bytes = estimate(shape, nvdec->params.group);
    pthread_mutex_lock(&nvdec->mutex);
    decoder->next = nvdec->decoders;
    nvdec->decoders = decoder;
    nvdec->stats.created++;
    nvdec->stats.decoders++;
    nvdec->stats.decoder_bytes += (uint64_t)decoder->bytes;
    pthread_mutex_unlock(&nvdec->mutex);
    int status = cf_cuda_event_create(nvdec->cuda, &decoder->over, err);
    if (!status)
        status = create_in_room(nvdec, decoder, err);
    if (!status) {
        session->decoder = decoder;
        return CF_OK;
    }
    pthread_mutex_lock(&nvdec->mutex);
    forget(nvdec, decoder);
    pthread_mutex_unlock(&nvdec->mutex);
    destroy(nvdec, decoder);
    return status == CF_EDEVICE ? status : CF_EUNSUPPORTED; /* whatever was wanting, the host decoder can do without */
}

static CUresult reconfigure(struct cf_nvdec *nvdec, struct cf_nvdec_decoder *decoder,
                            const struct cf_nvdec_shape *shape)
{
    /* Never fewer surfaces than there are: pictures would come in a wrong order from a parser that was told more. */
    unsigned surfaces = shape->surfaces > decoder->shape.surfaces ? shape->surfaces : decoder->shape.surfaces;
    CUVIDRECONFIGUREDECODERINFO info = {.ulWidth = shape->width,
                                        .ulHeight = shape->height,
                                        .ulTargetWidth = target_width(shape),
                                        .ulTargetHeight = target_height(shape),
                                        .ulNumDecodeSurfaces = surfaces};
    info.display_area.left = shape->area.left;
    info.display_area.top = shape->area.top;
    info.display_area.right = shape->area.right;
    info.display_area.bottom = shape->area.bottom;
    CUresult result = nvdec->api->cuvidReconfigureDecoder(decoder->handle, &info);
    if (result == CUDA_SUCCESS) {
        decoder->shape = *shape;
        decoder->shape.surfaces = surfaces;
    }
    return result;
}

/* mutex held. Of the idle decoders of this kind one of the same size, else the one used last. */
static struct cf_nvdec_decoder *find(struct cf_nvdec *nvdec, const struct cf_nvdec_shape *shape)
{
    struct cf_nvdec_decoder *best = NULL;
    for (struct cf_nvdec_decoder *d = nvdec->decoders; d; d = d->next) {
        if (d->busy || !same_kind(&d->shape, shape))
            continue;
        bool same = same_size(&d->shape, shape), best_same = best && same_size(&best->shape, shape);
        if (!best || same > best_same || (same == best_same && d->used > best->used))
            best = d;
    }
    if (best)
        best->busy = true;
    return best;
}

/* What the decoder lent to another session is perhaps still being read: neither may its output surfaces be written
 * before, on this session's stream, nor may they be exchanged for others. */
static int hand_over(struct cf_nvdec_session *session, struct cf_nvdec_decoder *decoder, bool same,
                     struct cf_error *err)
{
    struct cf_cuda *cuda = session->nvdec->cuda;
    if (decoder->stream && !same)
        return cf_cuda_event_poll(cuda, decoder->over, err);
    if (decoder->stream && decoder->stream != session->stream)
        return cf_cuda_stream_wait(cuda, session->stream->handle, decoder->over, err);
    return CF_OK;
}

int cf_nvdec_acquire(struct cf_nvdec_session *session, const struct cf_nvdec_shape *shape, struct cf_error *err)
{
    struct cf_nvdec *nvdec = session->nvdec;
    pthread_mutex_lock(&nvdec->mutex);
    struct cf_nvdec_decoder *decoder = find(nvdec, shape);
    pthread_mutex_unlock(&nvdec->mutex);
    if (!decoder)
        return create(session, shape, err);
    session->decoder = decoder;
    bool same = same_size(&decoder->shape, shape);
    int status = hand_over(session, decoder, same, err);
    uint64_t begin = cf_nvdec_now_ns();
    CUresult result = status || same ? CUDA_SUCCESS : reconfigure(nvdec, decoder, shape);
    if (!status && result == CUDA_SUCCESS) {
        pthread_mutex_lock(&nvdec->mutex);
        nvdec->stats.exact += same;
        nvdec->stats.reconfigured += !same;
        nvdec->stats.reconfigure_seconds += same ? 0 : 1e-9 * (double)(cf_nvdec_now_ns() - begin);
        pthread_mutex_unlock(&nvdec->mutex);
        return CF_OK;
    }
    session->decoder = NULL;
    pthread_mutex_lock(&nvdec->mutex);
    forget(nvdec, decoder);
    pthread_mutex_unlock(&nvdec->mutex);
    destroy(nvdec, decoder);
    if (!status && cf_nvdec_fail(nvdec, result, "cuvidReconfigureDecoder", err) != CF_EDEVICE)
        return create(session, shape, err);
    return status ? status : CF_EDEVICE;
}

void cf_nvdec_release(struct cf_nvdec_session *session, bool spoilt)
{
    struct cf_nvdec *nvdec = session->nvdec;
    struct cf_nvdec_decoder *decoder = session->decoder;
    session->decoder = NULL;
    if (!decoder)
        return;
    decoder->stream = session->stream;
    decoder->recorded = !cf_cuda_event_record(nvdec->cuda, decoder->over, session->stream->handle, NULL);
    spoilt = spoilt || !decoder->recorded;
    pthread_mutex_lock(&nvdec->mutex);
    if (spoilt)
        forget(nvdec, decoder);
    decoder->used = ++nvdec->clock;
    decoder->busy = false;
    pthread_mutex_unlock(&nvdec->mutex);
    if (spoilt)
        destroy(nvdec, decoder);
}

void cf_nvdec_destroy_decoders(struct cf_nvdec *nvdec)
{
    while (nvdec->decoders) {
        struct cf_nvdec_decoder *decoder = nvdec->decoders;
        nvdec->decoders = decoder->next;
        destroy(nvdec, decoder);
    }
}
