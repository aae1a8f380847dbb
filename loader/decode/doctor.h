/* This room's share of what the doctor says: libraries, the processor, decoders, the CUDA driver and its devices. */
#ifndef CF_DECODE_DOCTOR_H
#define CF_DECODE_DOCTOR_H

void cf_decode_report(void (*line)(void *opaque, const char *name, const char *value), void *opaque);
#endif
