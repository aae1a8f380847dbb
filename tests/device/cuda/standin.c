/* The stand-in's core: counts, injected failures, contexts, memory. */
#include "device/cuda/internal.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

pthread_mutex_t standin_mutex = PTHREAD_MUTEX_INITIALIZER;

enum { NAMES = 96, BLOCKS = 4096, DEPTH = 16 };

static struct {
    const char *names[NAMES];
    uint64_t counts[NAMES], total;
    uint64_t fail_at; /* calls until the failure; 0: none */
    CUresult fail_with, sticky;
    uint64_t random;
    int started;
    size_t used, limit, objects;
} state;

struct block {
    CUdeviceptr address;
    size_t bytes;
    int live, host; /* host: page-locked memory, untagged */
};
static struct block blocks[BLOCKS];
static size_t block_count;

static uint64_t from_environment(const char *name, uint64_t otherwise)
{
    const char *text = getenv(name);
    return text && *text ? strtoull(text, NULL, 0) : otherwise;
}

/* mutex held */
static void start(void)
{
    if (state.started)
        return;
    state.started = 1;
    state.random = from_environment("STANDIN_SEED", 1);
    state.limit = from_environment("STANDIN_MEMORY", UINT64_C(16) << 30);
    const char *fail = getenv("STANDIN_FAIL_AT");
    if (fail && *fail) {
        char *end;
        state.fail_at = strtoull(fail, &end, 0);
        state.fail_with = *end == ':' ? (CUresult)atoi(end + 1) : CUDA_ERROR_UNKNOWN;
    }
    standin_streams_start((unsigned)from_environment("STANDIN_LATE_US", 2000));
}

uint64_t standin_random_locked(uint64_t below)
{
    state.random += UINT64_C(0x9e3779b97f4a7c15); /* splitmix64 */
    uint64_t z = state.random;
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return (z ^ z >> 31) % below;
}

uint64_t standin_random(uint64_t below)
{
    pthread_mutex_lock(&standin_mutex);
    start();
    uint64_t drawn = standin_random_locked(below);
    pthread_mutex_unlock(&standin_mutex);
    return drawn;
}

void standin_reset(uint64_t seed)
{
    pthread_mutex_lock(&standin_mutex);
    start();
    memset(state.counts, 0, sizeof state.counts);
    state.total = state.fail_at = 0;
    state.sticky = CUDA_SUCCESS;
    state.random = seed;
    pthread_mutex_unlock(&standin_mutex);
}

uint64_t standin_calls(const char *name)
{
    uint64_t count = 0;
    pthread_mutex_lock(&standin_mutex);
    for (int i = 0; i < NAMES && state.names[i]; i++)
        if (name && !strcmp(state.names[i], name))
            count = state.counts[i];
    count = name ? count : state.total;
    pthread_mutex_unlock(&standin_mutex);
    return count;
}

void standin_fail_at(uint64_t n, CUresult result)
{
    pthread_mutex_lock(&standin_mutex);
    start();
    state.fail_at = n;
    state.fail_with = result;
    pthread_mutex_unlock(&standin_mutex);
}

int standin_is_lost(CUresult result)
{
    return ((int)result >= 700 && (int)result <= 720) || result == CUDA_ERROR_UNKNOWN;
}

static void count(const char *name)
{
    int i = 0;
    while (i < NAMES && state.names[i] && strcmp(state.names[i], name))
        i++;
    if (i == NAMES)
        standin_breach("more than %d entry points", NAMES);
    state.names[i] = name;
    state.counts[i]++;
    state.total++;
}

CUresult standin_call(const char *name, int needs_context)
{
    pthread_mutex_lock(&standin_mutex);
    start();
    count(name);
    CUresult result = state.sticky;
    if (state.fail_at && --state.fail_at == 0) {
        result = state.fail_with;
        if (standin_is_lost(result))
            state.sticky = result;
    }
    pthread_mutex_unlock(&standin_mutex);
    if (result == CUDA_SUCCESS && needs_context && !standin_current())
        result = STANDIN_INVALID_CONTEXT;
    return result;
}

void standin_breach(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fputs("stand-in driver: the contract was breached: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    abort();
}

/* --- contexts --- */

static _Thread_local struct {
    CUcontext stack[DEPTH];
    int depth;
} current;

CUcontext standin_current(void)
{
    return current.depth ? current.stack[current.depth - 1] : NULL;
}

CUresult standin_push(CUcontext context)
{
    if (!context)
        return (CUresult)1;
    if (current.depth == DEPTH)
        standin_breach("%d contexts pushed on one thread: pushes and pops do not match", DEPTH);
    current.stack[current.depth++] = context;
    return CUDA_SUCCESS;
}

CUresult standin_pop(CUcontext *context)
{
    if (!current.depth)
        return STANDIN_INVALID_CONTEXT;
    *context = current.stack[--current.depth];
    return CUDA_SUCCESS;
}

/* --- objects and memory --- */

void standin_object(int change)
{
    pthread_mutex_lock(&standin_mutex);
    state.objects += (size_t)change;
    pthread_mutex_unlock(&standin_mutex);
}

size_t standin_live(void)
{
    pthread_mutex_lock(&standin_mutex);
    size_t objects = state.objects;
    pthread_mutex_unlock(&standin_mutex);
    return objects;
}

size_t standin_memory_used(void)
{
    pthread_mutex_lock(&standin_mutex);
    size_t used = state.used;
    pthread_mutex_unlock(&standin_mutex);
    return used;
}

void standin_memory_limit(size_t bytes)
{
    pthread_mutex_lock(&standin_mutex);
    start();
    state.limit = bytes;
    pthread_mutex_unlock(&standin_mutex);
}

size_t standin_memory_total(void)
{
    pthread_mutex_lock(&standin_mutex);
    size_t limit = state.limit;
    pthread_mutex_unlock(&standin_mutex);
    return limit;
}

/* mutex held */
static struct block *new_block(void)
{
    for (size_t i = 0; i < block_count; i++)
        if (!blocks[i].live)
            return &blocks[i];
    if (block_count == BLOCKS)
        standin_breach("%d blocks of memory at once", BLOCKS);
    return &blocks[block_count++];
}

static CUdeviceptr allocate(size_t bytes, int host)
{
    size_t rounded = (bytes + 511) & ~(size_t)511;
    uint8_t *memory = NULL;
    CUdeviceptr address = 0;
    pthread_mutex_lock(&standin_mutex);
    start();
    if (bytes && (host || rounded <= state.limit - state.used))
        memory = aligned_alloc(512, rounded);
    if (memory) {
        address = (CUdeviceptr)(uintptr_t)memory + (host ? 0 : STANDIN_TAG);
        *new_block() = (struct block){address, bytes, 1, host};
        state.used += host ? 0 : rounded;
        state.objects++;
    }
    pthread_mutex_unlock(&standin_mutex);
    if (memory)
        memset(memory, STANDIN_POISON, rounded);
    return address;
}

static void release(CUdeviceptr address, int host)
{
    pthread_mutex_lock(&standin_mutex);
    struct block *block = NULL;
    for (size_t i = 0; i < block_count && !block; i++)
        if (blocks[i].live && blocks[i].address == address && blocks[i].host == host)
            block = &blocks[i];
    if (!block)
        standin_breach("memory is freed that was not allocated so: %llx", address);
    standin_streams_unused(block->address, block->bytes);
    block->live = 0;
    void *memory = (void *)(uintptr_t)(address - (host ? 0 : STANDIN_TAG));
    if (!host)
        state.used -= (block->bytes + 511) & ~(size_t)511;
    state.objects--;
    memset(memory, STANDIN_POISON, block->bytes);
    pthread_mutex_unlock(&standin_mutex);
    free(memory);
}

CUdeviceptr standin_alloc(size_t bytes)
{
    return allocate(bytes, 0);
}

void standin_free(CUdeviceptr address)
{
    release(address, 0);
}

void *standin_host_alloc(size_t bytes)
{
    return (void *)(uintptr_t)allocate(bytes, 1);
}

void standin_host_free(void *memory)
{
    release((CUdeviceptr)(uintptr_t)memory, 1);
}

static int inside(CUdeviceptr address, size_t bytes, int host)
{
    int found = 0;
    pthread_mutex_lock(&standin_mutex);
    for (size_t i = 0; i < block_count && !found; i++)
        found = blocks[i].live && blocks[i].host == host && address >= blocks[i].address &&
                address - blocks[i].address <= blocks[i].bytes &&
                bytes <= blocks[i].bytes - (address - blocks[i].address);
    pthread_mutex_unlock(&standin_mutex);
    return found;
}

void *standin_host(CUdeviceptr address, size_t bytes)
{
    if (!inside(address, bytes, 0))
        standin_breach("%zu bytes at %llx lie in no memory of the device", bytes, address);
    return (void *)(uintptr_t)(address - STANDIN_TAG);
}

int standin_is_pinned(const void *memory, size_t bytes)
{
    return inside((CUdeviceptr)(uintptr_t)memory, bytes, 1);
}
