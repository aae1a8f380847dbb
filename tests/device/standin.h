/* What the stand-ins of libcuda (tests/device/cuda) and libnvcuvid (tests/device/nvcuvid) share, and what tests ask of
 * them. They prove control flow (contexts, waits, lifetimes, failures), not decoding, and say nothing of speed.
 *
 * A program that is to run on them sets CLIPFEED_LIBCUDA and CLIPFEED_LIBNVCUVID to the shared objects; one that also
 * looks inside links libstandin_cuda.so: the loader's dlopen then finds the same copy.
 *
 * Memory: a device address is a host address with STANDIN_TAG added: whoever follows one on the host faults. Fresh,
 * freed and unmapped memory is filled with STANDIN_POISON.
 * Streams: work is queued and done later by a thread of the stand-in, in an order between streams that the seed draws;
 * only what events, synchronisation and the order within a stream promise holds. The order within a stream is kept.
 * Breaches of the contract that the driver would answer with undefined behaviour (memory freed while queued work uses
 * it, addresses outside any allocation) end the process with a message; those that it answers with an error get it. */
#ifndef STANDIN_H
#define STANDIN_H
#include <ffnvcodec/dynlink_cuda.h>
#include <stddef.h>
#include <stdint.h>

#define STANDIN_API __attribute__((visibility("default")))
#define STANDIN_TAG (UINT64_C(1) << 60)
enum { STANDIN_POISON = 0xCB };

/* --- for tests --- */

/* Forgets counts and injected failures; the seed draws the order of streams from now on. Also by the environment:
 * STANDIN_SEED, STANDIN_FAIL_AT=N[:RESULT], STANDIN_DEVICES (1), STANDIN_MEMORY (bytes, 16 GiB), STANDIN_LATE_US. */
STANDIN_API void standin_reset(uint64_t seed);
/* How often an entry point was called, by its symbol without _v2 or 64 ("cuMemAlloc", "cuvidMapVideoFrame"); NULL: all.
 */
STANDIN_API uint64_t standin_calls(const char *name);
/* The nth call from now on (1: the next), of any entry point of either library, returns result and does nothing
 * but give back what it is there to give back.
 * Results that the driver cannot recover from (700 to 720, 999) stay: every later call returns them too. 0: never. */
STANDIN_API void standin_fail_at(uint64_t n, CUresult result);
/* Work is held back by up to this many microseconds. 0: done as soon as it may. */
STANDIN_API void standin_late(unsigned microseconds);
STANDIN_API size_t standin_memory_used(void); /* device bytes allocated at the moment */
STANDIN_API void standin_memory_limit(size_t bytes);
/* Objects of every kind (memory, page-locked memory, streams, events, modules, retained contexts) that live. */
STANDIN_API size_t standin_live(void);

/* --- for the look-alikes --- */

/* Every entry point begins with it: counts the call, injects a failure, and, where needs_context, refuses a thread
 * without a current context (201). CUDA_SUCCESS: go on. */
STANDIN_API CUresult standin_call(const char *name, int needs_context);
/* The host's view of [address, address+bytes): inside one live allocation, or the process ends. */
STANDIN_API void *standin_host(CUdeviceptr address, size_t bytes);
/* Memory as cuMemAlloc has it, but counted as no call. 0: none left. */
STANDIN_API CUdeviceptr standin_alloc(size_t bytes);
STANDIN_API void standin_free(CUdeviceptr address);
/* Queues work: run(argument) by the stand-in's thread, in stream order, later. */
STANDIN_API CUresult standin_enqueue(CUstream stream, void (*run)(void *argument), void *argument);
/* Waits until all that is queued on the stream is done. */
STANDIN_API void standin_drain(CUstream stream);
STANDIN_API CUcontext standin_current(void); /* the calling thread's, or NULL */
STANDIN_API uint64_t standin_random(uint64_t below);
/* Says what was breached and ends the process. */
STANDIN_API void standin_breach(const char *format, ...) __attribute__((format(printf, 1, 2), noreturn));
#endif
