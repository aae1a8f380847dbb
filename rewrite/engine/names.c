#include "clipfeed/rewrite.h"

const char *cf_rewrite_status_name(int status)
{
    static const char *const names[] = {"", "ok", "repaired", "offline", "original", "failed"};
    return status < CF_REWRITE_OK || status > CF_REWRITE_FAILED ? "unknown" : names[status];
}

const char *cf_rewrite_verdict_name(int verdict)
{
    static const char *const names[] = {"", "passed", "repaired", "asked", "failed"};
    return verdict < CF_REWRITE_CHECK_PASSED || verdict > CF_REWRITE_CHECK_FAILED ? "unknown" : names[verdict];
}
