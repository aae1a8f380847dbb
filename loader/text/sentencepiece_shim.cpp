#include "text/sentencepiece_shim.h"

#include <algorithm>
#include <cstdio>
#include <exception>
#include <new>
#include <vector>

#include <sentencepiece_processor.h>

struct cf_spm {
    sentencepiece::SentencePieceProcessor processor;
};

namespace
{

/* Runs a call of the library; whatever it throws becomes a status. */
template <typename Call> int guarded(cf_status failure, char *why, size_t why_size, Call call) noexcept
{
    try {
        const sentencepiece::util::Status status = call();
        if (status.ok())
            return CF_OK;
        std::snprintf(why, why_size, "%s", status.ToString().c_str());
        return failure;
    } catch (const std::bad_alloc &) {
        std::snprintf(why, why_size, "out of memory");
        return CF_ENOMEM;
    } catch (const std::exception &e) {
        std::snprintf(why, why_size, "%s", e.what());
        return failure;
    } catch (...) {
        std::snprintf(why, why_size, "unknown exception");
        return failure;
    }
}

} // namespace

int cf_spm_load(struct cf_spm **out, const void *data, size_t size, char *why, size_t why_size)
{
    cf_spm *spm = nullptr;
    const int status = guarded(CF_EFORMAT, why, why_size, [&] {
        spm = new cf_spm;
        return spm->processor.LoadFromSerializedProto({static_cast<const char *>(data), size});
    });
    if (status == CF_OK)
        *out = spm;
    else
        delete spm;
    return status;
}

void cf_spm_free(struct cf_spm *spm)
{
    delete spm;
}

struct cf_spm_ids cf_spm_special_ids(const struct cf_spm *spm)
{
    const auto &p = spm->processor;
    return {p.eos_id(), p.pad_id(), p.GetPieceSize()};
}

int cf_spm_encode(const struct cf_spm *spm, const char *text, size_t size, int64_t *ids, size_t capacity, size_t *count,
                  char *why, size_t why_size)
{
    return guarded(CF_EINVAL, why, why_size, [&] {
        std::vector<int> pieces;
        auto status = spm->processor.Encode({text, size}, &pieces);
        if (status.ok()) {
            *count = std::min(capacity, pieces.size());
            std::copy_n(pieces.begin(), *count, ids);
        }
        return status;
    });
}
