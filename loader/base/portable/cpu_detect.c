#include "base/cpu.h"

unsigned cf_cpu_detect(void)
{
    return 0;
}
