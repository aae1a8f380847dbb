#include "base/error.h"
#include "language/internal.h"
#include <stdlib.h>

struct whole {
    struct cf_analysis analysis; /* first: destroy casts back */
    struct cf_arena arena;
};

static void mark_quoted(struct cf_token *tokens, size_t count, const struct cf_quote *quotes, size_t quotes_count)
{
    for (size_t i = 0, q = 0; i < count; i++) {
        while (q < quotes_count && quotes[q].begin + quotes[q].size <= tokens[i].begin)
            q++;
        tokens[i].quoted = q < quotes_count && tokens[i].begin >= quotes[q].begin;
    }
}

int cf_analysis_create(struct cf_analysis **out, const struct cf_language *language, const char *text, size_t size,
                       struct cf_error *err)
{
    struct whole *whole = calloc(1, sizeof(*whole));
    struct cf_token *tokens = NULL;
    struct cf_quote *quotes = NULL;
    if (!whole)
        goto fail;
    struct cf_analysis *a = &whole->analysis;
    if (size > INT32_MAX || !(a->text = cf_text_normalise(&whole->arena, text, size, &a->text_size)))
        goto fail;
    quotes = cf_text_quotes(&whole->arena, a->text, a->text_size, &a->quotes_count);
    if (!quotes && a->quotes_count)
        goto fail;
    a->quotes = quotes;
    tokens = cf_tokens_cut(&whole->arena, a->text, a->text_size, &a->tokens_count, &a->sentences_count);
    if (!tokens || cf_tokens_tag(&whole->arena, language, tokens, a->tokens_count))
        goto fail;
    cf_tokens_scope(tokens, a->tokens_count, language);
    mark_quoted(tokens, a->tokens_count, quotes, a->quotes_count);
    for (size_t i = 0; i < a->tokens_count; i++)
        a->words_count += tokens[i].pos != CF_POS_PUNCTUATION;
    a->tokens = tokens;
    *out = a;
    return CF_OK;
fail:
    if (whole)
        cf_arena_free(&whole->arena);
    free(whole);
    return cf_fail(err, CF_ENOMEM, "no memory to analyse a text of %zu bytes", size);
}

void cf_analysis_destroy(struct cf_analysis **analysis)
{
    struct whole *whole = (struct whole *)*analysis;
    if (!whole)
        return;
    cf_arena_free(&whole->arena);
    free(whole);
    *analysis = NULL;
}
