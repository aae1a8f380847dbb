#include "checks/checks.h"
#include <stdlib.h>

const char *cf_check_name(enum cf_check check)
{
    static const char *const names[CF_CHECK_COUNT_OF_KINDS] = {[CF_CHECK_QUOTED] = "quoted",
                                                               [CF_CHECK_COUNT] = "count",
                                                               [CF_CHECK_COLOUR] = "colour",
                                                               [CF_CHECK_NEGATION] = "negation",
                                                               [CF_CHECK_NAME] = "name",
                                                               [CF_CHECK_ENTITY] = "entity",
                                                               [CF_CHECK_SIDE] = "side",
                                                               [CF_CHECK_LANGUAGE] = "language",
                                                               [CF_CHECK_CAP] = "cap",
                                                               [CF_CHECK_CAMERA] = "camera",
                                                               [CF_CHECK_STYLE] = "style",
                                                               [CF_CHECK_RELATION] = "relation",
                                                               [CF_CHECK_ACTION] = "action",
                                                               [CF_CHECK_LEAK] = "leak",
                                                               [CF_CHECK_ECHO] = "echo",
                                                               [CF_CHECK_CONTRADICTION] = "contradiction",
                                                               [CF_CHECK_LIST] = "list",
                                                               [CF_CHECK_PREACH] = "preach",
                                                               [CF_CHECK_REFUSAL] = "refusal",
                                                               [CF_CHECK_REPETITION] = "repetition",
                                                               [CF_CHECK_INJECTION] = "injection",
                                                               [CF_CHECK_META] = "meta"};
    return check >= 0 && check < CF_CHECK_COUNT_OF_KINDS ? names[check] : "unknown";
}

bool cf_check_is_hard(enum cf_check check)
{
    return !(check >= CF_CHECK_CAMERA && check <= CF_CHECK_ACTION);
}
