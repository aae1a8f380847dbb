/* A sentence for each soft requirement that is missing, behind the rewrite. */
#include "base/buffer.h"
#include "base/error.h"
#include "checks/internal.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static bool add(struct cf_buffer *out, const char *text)
{
    return cf_buffer_append(out, text, strlen(text)) == CF_OK;
}

/* "The cat" for "cat" and "Gwen Stacy" for herself; a plural owner keeps its number: "The two cats". */
static bool add_owner(struct cf_buffer *out, const char *owner, bool name)
{
    static const char *const determined[] = {"the ", "a ",     "an ", "his ",  "her ",
                                             "its ", "their ", "my ", "your ", "our "};
    for (size_t i = 0; i < sizeof(determined) / sizeof(*determined); i++)
        if (strncmp(owner, determined[i], strlen(determined[i])) == 0)
            owner += strlen(determined[i]);
    return add(out, name ? "" : "the ") && add(out, owner);
}

static bool add_concept(struct cf_buffer *out, const struct cf_need *need)
{
    if (need->concept)
        return add(out, need->concept->clause);
    return add(out, "It is in the style of ") && add(out, need->fact.surface) && add(out, ".");
}

static bool is_name(const char *text)
{
    return isupper((unsigned char)*text);
}

static bool add_relation(struct cf_buffer *out, const struct cf_need *need)
{
    if (!*need->fact.owner || !*need->fact.other)
        return false;
    size_t begin = out->size;
    bool done = add_owner(out, need->fact.owner, is_name(need->fact.owner)) &&
                add(out, need->plural ? " are " : " is ") && add(out, need->fact.surface) && add(out, " ") &&
                add_owner(out, need->fact.other, is_name(need->fact.other)) && add(out, ".");
    if (done)
        out->data[begin] = (uint8_t)toupper(out->data[begin]);
    return done;
}

/* "running along the shore" -> "The man is running along the shore."; a finite verb keeps its form. */
static bool add_action(struct cf_buffer *out, const struct cf_need *need)
{
    if (!*need->fact.owner)
        return false;
    size_t begin = out->size, size = strlen(need->noun);
    bool gerund = size > 4 && strcmp(need->noun + size - 3, "ing") == 0;
    bool base = strcmp(need->noun, need->verb) == 0 && !need->plural;
    bool done = add_owner(out, need->fact.owner, need->noun2 != NULL || is_name(need->fact.owner)) &&
                add(out, gerund ? need->plural ? " are " : " is "
                         : base ? " can be seen to "
                                : " ") &&
                add(out, need->fact.surface) && add(out, ".");
    if (done)
        out->data[begin] = (uint8_t)toupper(out->data[begin]);
    return done;
}

int cf_rewrite_repair(char **out, const struct cf_facts *facts, const char *rewrite, size_t size,
                      const struct cf_verdict *verdict, struct cf_error *err)
{
    struct cf_buffer text = {0};
    size_t added = 0;
    if (verdict->hard)
        return cf_fail(err, CF_EINVAL, "a rewrite with a hard failure (%s) cannot be repaired by a clause",
                       verdict->failures[0].message);
    while (size && isspace((unsigned char)rewrite[size - 1]))
        size--;
    bool done = cf_buffer_append(&text, rewrite, size) == CF_OK;
    bool closed = size && strchr(".!?\"", rewrite[size - 1]);
    for (size_t i = 0; i < verdict->count && done; i++) {
        const struct cf_failure *failure = &verdict->failures[i];
        const struct cf_need *need = failure->fact >= 0 ? &facts->needs[failure->fact] : NULL;
        size_t before = text.size;
        done = add(&text, before && !closed && !added ? ". " : before ? " " : "");
        bool said = false;
        if (done && need && (failure->check == CF_CHECK_CAMERA || failure->check == CF_CHECK_STYLE))
            said = add_concept(&text, need);
        else if (done && need && failure->check == CF_CHECK_RELATION)
            said = add_relation(&text, need);
        else if (done && need && failure->check == CF_CHECK_ACTION)
            said = add_action(&text, need);
        if (!said)
            text.size = before;
        added += said;
    }
    if (!done || !add(&text, "") || cf_buffer_append(&text, "", 1)) {
        cf_buffer_free(&text);
        return cf_fail(err, CF_ENOMEM, "no memory to repair a rewrite of %zu bytes", size);
    }
    if (!added) {
        cf_buffer_free(&text);
        return cf_fail(err, CF_EINVAL, "nothing in the verdict that a clause could repair");
    }
    *out = (char *)text.data;
    return CF_OK;
}
