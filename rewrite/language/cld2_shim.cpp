#include "language/cld2_shim.h"

#include <climits>
#include <cstdio> /* which CLD2's header needs and does not include */
#include <cstring>

#include <cld2/public/compact_lang_det.h>

extern "C" void cf_cld2_detect(const char *text, size_t size, struct cf_cld2 *out)
{
    memset(out, 0, sizeof(*out));
    try {
        CLD2::Language languages[3];
        int percents[3], bytes;
        bool reliable = false;
        CLD2::DetectLanguageSummary(text, size > INT_MAX ? INT_MAX : static_cast<int>(size), true, languages, percents,
                                    &bytes, &reliable);
        if (languages[0] == CLD2::UNKNOWN_LANGUAGE || languages[0] == CLD2::TG_UNKNOWN_LANGUAGE)
            return;
        const char *code = CLD2::LanguageCode(languages[0]);
        if (strlen(code) >= sizeof(out->code))
            return;
        strcpy(out->code, code);
        out->percent = percents[0];
        out->reliable = reliable;
    } catch (...) {
        memset(out, 0, sizeof(*out));
    }
}
