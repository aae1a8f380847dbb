/* Every variant of every kernel against C: random data, equal bits, and nothing touched outside: each buffer ends at a
 * page that may not be accessed and begins after guard bytes, or the other way round. CF_TEST_SEED repeats a run.
 *
 * test_kernels --bench   times them instead */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/cpu.h"
#include "pixels/kernels.h"
#include "random.h"

enum { ROUNDS = 400, GUARD = 192, SPACE = 1 << 20, MAX_COLUMNS = 200, MAX_ROWS = 90 };

static const unsigned variants[] = {CF_CPU_AVX2, CF_CPU_AVX2 | CF_CPU_AVX512};

/* ---- fenced memory ---- */

struct fence {
    uint8_t *map, *data;
    size_t bytes;
};

/* At the end of accessible memory, as near as alignment lets it, or at its beginning. Filled with 0xa5. */
static struct fence fence(size_t bytes, size_t alignment, int at_end)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE), room = (bytes + alignment + GUARD + page - 1) / page * page;
    struct fence f = {.bytes = bytes};
    f.map = mmap(NULL, SPACE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    assert_true(f.map != MAP_FAILED && room + 2 * page <= SPACE);
    assert_int_equal(mprotect(f.map + page, room, PROT_READ | PROT_WRITE), 0);
    memset(f.map + page, 0xa5, room);
    f.data = f.map + page + (at_end ? (room - bytes) / alignment * alignment : 0);
    return f;
}

/* Nothing but the data was written. */
static void check_guards(const struct fence *f, const char *what)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    const uint8_t *from = f->data - f->map - (ptrdiff_t)page >= GUARD ? f->data - GUARD : f->map + page;
    for (const uint8_t *p = from; p < f->data; p++)
        if (*p != 0xa5)
            fail_msg("%s: wrote %td bytes before its buffer", what, f->data - p);
    const uint8_t *end = f->data + f->bytes, *last = end + GUARD;
    const uint8_t *border =
        f->map + page + (end - f->map - (ptrdiff_t)page + (ptrdiff_t)page - 1) / (ptrdiff_t)page * (ptrdiff_t)page;
    for (const uint8_t *p = end; p < last && p < border; p++)
        if (*p != 0xa5)
            fail_msg("%s: wrote %td bytes behind its buffer", what, p - end + 1);
}

static void unfence(struct fence *f)
{
    munmap(f->map, SPACE);
}

static void random_floats(float *values, int n, float low, float high)
{
    for (int i = 0; i < n; i++) {
        uint32_t bits = random_bits();
        float unit = (float)bits / 4294967296.0f;
        values[i] = bits % 19 == 0 ? low : bits % 23 == 0 ? high : low + (high - low) * unit;
    }
}

/* ---- what is run: each returns its kernel's output, for the same random state ---- */

/* An axis with random taps over `source` samples. */
static struct cf_axis random_axis(int source, int count)
{
    struct cf_axis axis = {.count = count};
    axis.stride = random_in(1, source < 9 ? source : 9);
    axis.first = checked(malloc((size_t)count * sizeof *axis.first));
    axis.taps = checked(malloc((size_t)count * sizeof *axis.taps));
    axis.weights = checked(calloc((size_t)(count * axis.stride), sizeof *axis.weights));
    for (int k = 0; k < count; k++) {
        axis.first[k] = random_in(0, source - axis.stride);
        axis.taps[k] = random_in(1, axis.stride);
        random_floats(axis.weights + k * axis.stride, axis.taps[k], 0, 1);
    }
    return axis;
}

static struct fence run_vertical(const struct cf_kernels *kernels, int wide)
{
    int source = random_in(1, MAX_ROWS), n = random_in(1, MAX_COLUMNS), count = random_in(1, 40);
    int k = random_in(0, count - 1), size = wide ? 2 : 1, stride = (n + random_in(0, 20)) * size;
    struct cf_axis axis = random_axis(source, count);
    size_t bytes = (size_t)((source - 1) * stride + n * size);
    struct fence plane = fence(bytes, (size_t)size, random_in(0, 1));
    struct fence columns = fence((size_t)(n * CF_LANES) * sizeof(float), 64, random_in(0, 1));
    for (size_t i = 0; i < bytes; i++)
        plane.data[i] = (uint8_t)random_bits();
    kernels->vertical[wide]((float *)(void *)columns.data, plane.data, stride, &axis, k, n);
    cf_axis_clear(&axis);
    unfence(&plane);
    return columns;
}

static struct fence run_vertical_8(const struct cf_kernels *kernels)
{
    return run_vertical(kernels, 0);
}

static struct fence run_vertical_16(const struct cf_kernels *kernels)
{
    return run_vertical(kernels, 1);
}

static struct fence run_horizontal(const struct cf_kernels *kernels)
{
    int source = random_in(1, MAX_COLUMNS), count = random_in(1, 70), k = random_in(0, count - 1);
    int n = random_in(1, count - k), from = source, end = 0;
    struct cf_axis axis = random_axis(source, count);
    for (int i = k; i < k + n; i++) {
        from = axis.first[i] < from ? axis.first[i] : from;
        end = axis.first[i] + axis.stride > end ? axis.first[i] + axis.stride : end;
    }
    struct fence columns = fence((size_t)((end - from) * CF_LANES) * sizeof(float), 64, random_in(0, 1));
    struct fence values = fence((size_t)(n * CF_LANES) * sizeof(float), 64, random_in(0, 1));
    random_floats((float *)(void *)columns.data, (end - from) * CF_LANES, 0, 255);
    kernels->horizontal((float *)(void *)values.data, (const float *)(const void *)columns.data, from, &axis, k, n);
    cf_axis_clear(&axis);
    unfence(&columns);
    return values;
}

static struct cf_colour random_colour(void)
{
    float c[7];
    random_floats(c, 7, -2, 2);
    return (struct cf_colour){random_in(0, 1) ? 16.0f : 0.0f, c[1], 128.0f, c[3], c[4], c[5], c[6]};
}

static struct fence run_range(const struct cf_kernels *kernels)
{
    int n = random_in(1, 20) * CF_LANES;
    struct fence values = fence((size_t)n * sizeof(float), 64, random_in(0, 1));
    struct cf_colour colour = random_colour();
    random_floats((float *)(void *)values.data, n, 0, 300);
    kernels->range((float *)(void *)values.data, n, &colour);
    return values;
}

/* One fence around all three planes. */
static struct fence run_matrix(const struct cf_kernels *kernels)
{
    int n = random_in(1, 20) * CF_LANES;
    struct fence planes = fence(3 * (size_t)n * sizeof(float), 64, random_in(0, 1));
    float *values = (float *)(void *)planes.data;
    struct cf_colour colour = random_colour();
    random_floats(values, 3 * n, 0, 300);
    kernels->matrix(values, values + n, values + 2 * n, n, &colour);
    return planes;
}

static struct fence run_store(const struct cf_kernels *kernels, enum cf_dtype dtype)
{
    int n = random_in(1, 70), rows = random_in(0, 1) ? CF_LANES : random_in(1, CF_LANES), shape = random_in(0, 3);
    int size = cf_dtype_size(dtype), pad = random_in(0, 5);
    ptrdiff_t step_i = 1, step_r = n + pad;
    if (shape == 1) {
        step_i = rows + pad;
        step_r = 1;
    } else if (shape > 1) { /* channels last, in either order */
        step_i = shape == 2 ? 3 : 3 * rows + pad;
        step_r = shape == 2 ? 3 * n + pad : 3;
    }
    struct fence values = fence((size_t)(n * CF_LANES) * sizeof(float), 64, random_in(0, 1));
    struct fence out =
        fence((size_t)(((n - 1) * step_i + (rows - 1) * step_r + 1) * size), (size_t)size, random_in(0, 1));
    random_floats((float *)(void *)values.data, n * CF_LANES, 0, 255);
    kernels->store[dtype](out.data, step_i, step_r, (const float *)(const void *)values.data, n, rows);
    unfence(&values);
    return out;
}

static struct fence run_store_u8(const struct cf_kernels *kernels)
{
    return run_store(kernels, CF_DTYPE_U8);
}

static struct fence run_store_f16(const struct cf_kernels *kernels)
{
    return run_store(kernels, CF_DTYPE_F16);
}

static struct fence run_store_bf16(const struct cf_kernels *kernels)
{
    return run_store(kernels, CF_DTYPE_BF16);
}

static struct fence run_store_f32(const struct cf_kernels *kernels)
{
    return run_store(kernels, CF_DTYPE_F32);
}

static const struct {
    const char *name;
    struct fence (*run)(const struct cf_kernels *kernels);
} kernels_tested[] = {
    {"vertical_8", run_vertical_8}, {"vertical_16", run_vertical_16}, {"horizontal", run_horizontal},
    {"range", run_range},           {"matrix", run_matrix},           {"store_u8", run_store_u8},
    {"store_f16", run_store_f16},   {"store_bf16", run_store_bf16},   {"store_f32", run_store_f32},
};

static void compare_variant(unsigned flags)
{
    struct cf_kernels c, variant;
    cf_kernels_init(&c, 0);
    cf_kernels_init(&variant, flags);
    for (size_t i = 0; i < sizeof kernels_tested / sizeof *kernels_tested; i++)
        for (int round = 0; round < ROUNDS; round++) {
            char what[64];
            snprintf(what, sizeof what, "%s, %s, round %d", kernels_tested[i].name, cf_cpu_name(flags), round);
            uint64_t state = random_state;
            struct fence expected = kernels_tested[i].run(&c);
            random_state = state;
            struct fence got = kernels_tested[i].run(&variant);
            check_guards(&expected, kernels_tested[i].name);
            check_guards(&got, what);
            assert_int_equal(got.bytes, expected.bytes);
            for (size_t b = 0; b < got.bytes; b++)
                if (got.data[b] != expected.data[b])
                    fail_msg("%s: byte %zu of %zu is 0x%02x, C has 0x%02x", what, b, got.bytes, got.data[b],
                             expected.data[b]);
            unfence(&expected);
            unfence(&got);
        }
}

static void test_variants(void **state)
{
    (void)state;
    for (size_t v = 0; v < sizeof variants / sizeof *variants; v++)
        if ((cf_cpu_detect() & variants[v]) == variants[v])
            compare_variant(variants[v]);
        else
            printf("%s: not on this processor\n", cf_cpu_name(variants[v]));
}

/* The quotient by 127.5 for every mantissa, in the binade of the largest values and in some others: the scale is a
 * power of two, so that what holds in one binade holds in all of normal numbers. */
static void test_every_mantissa(void **state)
{
    enum { N = 64 };
    static const int exponents[] = {134, 133, 126, 100, 1, 0};
    _Alignas(64) float values[N * CF_LANES], expected[N * CF_LANES], got[N * CF_LANES];
    struct cf_kernels c, best;
    (void)state;
    cf_kernels_init(&c, 0);
    for (size_t v = 0; v < sizeof variants / sizeof *variants; v++) {
        if ((cf_cpu_detect() & variants[v]) != variants[v])
            continue;
        cf_kernels_init(&best, variants[v]);
        for (size_t e = 0; e < sizeof exponents / sizeof *exponents; e++)
            for (uint32_t mantissa = 0; mantissa < 1u << 23; mantissa += N * CF_LANES) {
                for (uint32_t i = 0; i < N * CF_LANES; i++)
                    memcpy(values + i, &(uint32_t){(uint32_t)exponents[e] << 23 | (mantissa + i)}, sizeof *values);
                c.store[CF_DTYPE_F32](expected, CF_LANES, 1, values, N, CF_LANES);
                best.store[CF_DTYPE_F32](got, CF_LANES, 1, values, N, CF_LANES);
                if (memcmp(expected, got, sizeof got))
                    fail_msg("%s: exponent %d, mantissa 0x%06x and on", cf_cpu_name(variants[v]), exponents[e],
                             mantissa);
            }
    }
}

static void test_mask(void **state)
{
    (void)state;
    unsigned all = cf_cpu_detect();
    cf_cpu_set_mask(0);
    assert_int_equal(cf_cpu_flags(), 0);
    cf_cpu_set_mask(CF_CPU_AVX512); /* never without AVX2 */
    assert_int_equal(cf_cpu_flags(), 0);
    cf_cpu_set_mask(~0u);
    assert_int_equal(cf_cpu_flags(), all);
}

/* ---- times ---- */

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

struct bench {
    uint8_t *plane;
    float *columns, *values;
    uint16_t *out;
    struct cf_axis vertical, horizontal;
    struct cf_colour colour;
};

enum { BENCH_STRIDE = 1280, BENCH_WIDTH = 181, BENCH_OUT = 64 };

static void bench_vertical_8(const struct bench *b, const struct cf_kernels *kernels)
{
    kernels->vertical[0](b->columns, b->plane, BENCH_STRIDE, &b->vertical, 0, BENCH_WIDTH);
}

static void bench_vertical_16(const struct bench *b, const struct cf_kernels *kernels)
{
    kernels->vertical[1](b->columns, b->plane, BENCH_STRIDE, &b->vertical, 0, BENCH_WIDTH);
}

static void bench_horizontal(const struct bench *b, const struct cf_kernels *kernels)
{
    kernels->horizontal(b->values, b->columns, 0, &b->horizontal, 0, BENCH_OUT);
}

static void bench_matrix(const struct bench *b, const struct cf_kernels *kernels)
{
    kernels->matrix(b->values, b->values + 1024, b->values + 2048, BENCH_OUT * CF_LANES, &b->colour);
}

static void bench_range(const struct bench *b, const struct cf_kernels *kernels)
{
    kernels->range(b->values, BENCH_OUT * CF_LANES, &b->colour);
}

static void bench_store_rows(const struct bench *b, const struct cf_kernels *kernels)
{
    kernels->store[CF_DTYPE_BF16](b->out, 1, 256, b->values, BENCH_OUT, CF_LANES);
}

static void bench_store_columns(const struct bench *b, const struct cf_kernels *kernels)
{
    kernels->store[CF_DTYPE_BF16](b->out, 256, 1, b->values, BENCH_OUT, CF_LANES);
}

static void bench_store_u8(const struct bench *b, const struct cf_kernels *kernels)
{
    kernels->store[CF_DTYPE_U8](b->out, 1, 256, b->values, BENCH_OUT, CF_LANES);
}

static void bench_store_f16(const struct bench *b, const struct cf_kernels *kernels)
{
    kernels->store[CF_DTYPE_F16](b->out, 1, 256, b->values, BENCH_OUT, CF_LANES);
}

static void bench_store_f32(const struct bench *b, const struct cf_kernels *kernels)
{
    kernels->store[CF_DTYPE_F32](b->out, 1, 256, b->values, BENCH_OUT, CF_LANES);
}

/* The least of 30 means: other work on the machine only adds. */
static double nanoseconds(void (*run)(const struct bench *, const struct cf_kernels *), const struct bench *b,
                          unsigned flags)
{
    struct cf_kernels kernels;
    double least = INFINITY;
    cf_kernels_init(&kernels, flags);
    for (int round = 0; round < 30; round++) {
        double begin = seconds();
        for (int i = 0; i < 100; i++)
            run(b, &kernels);
        least = fmin(least, (seconds() - begin) * 1e7);
    }
    return least;
}

/* 16 rows of an output strip of 64, scaled 2.8125 times down. */
static void bench_axis(struct cf_axis *axis, int count, int taps)
{
    const struct cf_sampling s = {.rule = taps == 2 ? CF_RESIZE_LATTE : CF_RESIZE_OPEN_SORA_PLAN,
                                  .source = 720,
                                  .input = 720,
                                  .output = count,
                                  .scale = 2.8125f};
    assert_int_equal(cf_axis_init(axis, &s, 0), CF_OK);
}

static int bench(void)
{
    static const struct {
        const char *name;
        void (*run)(const struct bench *, const struct cf_kernels *);
    } rows[] = {{"vertical_8", bench_vertical_8},
                {"vertical_16", bench_vertical_16},
                {"horizontal", bench_horizontal},
                {"matrix", bench_matrix},
                {"range", bench_range},
                {"store bf16, rows", bench_store_rows},
                {"store bf16, columns", bench_store_columns},
                {"store u8", bench_store_u8},
                {"store f16", bench_store_f16},
                {"store f32", bench_store_f32}};
    struct bench b = {.colour = {16, 1.164f, 128, 1.596f, -0.392f, -0.813f, 2.017f}};
    b.plane = checked(calloc(64, BENCH_STRIDE));
    b.columns = checked(aligned_alloc(64, 200 * CF_LANES * sizeof(float)));
    b.values = checked(aligned_alloc(64, 3 * BENCH_OUT * CF_LANES * sizeof(float)));
    b.out = checked(calloc(256 * 64, sizeof(float)));
    for (int i = 0; i < 64 * BENCH_STRIDE; i++)
        b.plane[i] = (uint8_t)random_bits();
    printf("ns for 16 rows of 64 outputs\n%-28s %10s %10s %10s\n", "", "C", "AVX2", "AVX-512");
    for (int taps = 2; taps <= 6; taps += 4) {
        bench_axis(&b.vertical, 16, taps);
        bench_axis(&b.horizontal, BENCH_OUT, taps);
        for (size_t i = 0; i < (taps == 2 ? sizeof rows / sizeof *rows : 3); i++) {
            random_floats(b.values, 3 * BENCH_OUT * CF_LANES, 0, 255);
            printf("%-20s %7s %10.0f", rows[i].name,
                   i > 2       ? ""
                   : taps == 2 ? "2 taps"
                               : "6 taps",
                   nanoseconds(rows[i].run, &b, 0));
            for (size_t v = 0; v < sizeof variants / sizeof *variants; v++)
                if ((cf_cpu_detect() & variants[v]) == variants[v])
                    printf(" %10.0f", nanoseconds(rows[i].run, &b, variants[v]));
            printf("\n");
        }
        cf_axis_clear(&b.vertical);
        cf_axis_clear(&b.horizontal);
    }
    free(b.plane);
    free(b.columns);
    free(b.values);
    free(b.out);
    return 0;
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_variants),
        cmocka_unit_test(test_every_mantissa),
        cmocka_unit_test(test_mask),
    };
    random_seed_printed();
    if (argc > 1 && !strcmp(argv[1], "--bench"))
        return bench();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
