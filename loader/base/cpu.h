/* What the processor can do, found at run time. Thread-safe. */
#ifndef CF_BASE_CPU_H
#define CF_BASE_CPU_H

enum {
    CF_CPU_AVX2 = 1,   /* AVX2, FMA, F16C */
    CF_CPU_AVX512 = 2, /* AVX-512 F, BW, DQ, VL; never without CF_CPU_AVX2 */
};

/* The flags to use: what was detected, less what the mask clears. The mask is CLIPFEED_CPU_MASK from the environment
 * (a number as strtoul reads it) where that is set, else all ones. */
unsigned cf_cpu_flags(void);
/* Replaces the mask; for tests. Whatever was prepared before keeps what it has. */
void cf_cpu_set_mask(unsigned mask);
/* The most capable of the flags: "AVX-512", "AVX2" or "C". */
const char *cf_cpu_name(unsigned flags);

/* What processor and operating system support; chosen by the build. */
unsigned cf_cpu_detect(void);
#endif
