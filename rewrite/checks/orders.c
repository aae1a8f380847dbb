/* Sentences of a prompt that give the writer orders instead of describing a scene. */
#include "checks/internal.h"
#include <string.h>

static bool is_verb_of_order(const struct cf_token *t)
{
    return cf_reading_is(
        t, "ignore disregard forget override bypass output print reply respond answer translate say tell write "
           "repeat pretend act reveal explain summarize summarise stop return execute run");
}

/* What an order is about: the writer, not the scene. */
static bool speaks_of_writing(const struct cf_reading *reading, size_t begin, size_t end)
{
    static const char *const phrases[] = {"previous instruction",
                                          "all instruction",
                                          "the above",
                                          "your instruction",
                                          "your rule",
                                          "system prompt",
                                          "from now on",
                                          "you be now",
                                          "you are now",
                                          "instead of",
                                          "the question",
                                          "this sentence",
                                          "previous prompt",
                                          "prior instruction",
                                          "everything",
                                          "a poem",
                                          "a joke",
                                          "in json",
                                          "in french",
                                          "in chinese",
                                          "in spanish",
                                          "in german",
                                          "python code",
                                          "a story",
                                          "above instruction",
                                          "all previous",
                                          "only with",
                                          "exactly",
                                          "the word",
                                          "that you",
                                          "an essay",
                                          "a list",
                                          "me",
                                          "the text",
                                          "as an",
                                          "instructions",
                                          "your prompt",
                                          "earlier instruction",
                                          "reply with",
                                          "respond with",
                                          "code",
                                          "markdown",
                                          "a recipe",
                                          "the following",
                                          "nothing else",
                                          "the prompt",
                                          "a haiku",
                                          "a letter",
                                          "api key",
                                          "password"};
    for (size_t i = begin; i < end; i++)
        for (size_t k = 0; k < sizeof(phrases) / sizeof(*phrases); k++)
            if (cf_reading_spells(reading, i, phrases[k]))
                return true;
    return false;
}

static bool is_order(const struct cf_reading *reading, size_t begin, size_t end)
{
    const struct cf_token *tokens = reading->analysis->tokens;
    size_t first = begin;
    while (first < end &&
           (tokens[first].pos == CF_POS_PUNCTUATION ||
            cf_reading_is(&tokens[first], "now please and then also just but important note do not you must")))
        first++;
    if (first == end)
        return false;
    /* "SYSTEM: ..." */
    if (cf_reading_is(&tokens[first], "system assistant user instruction instructions admin") && first + 1 < end &&
        strcmp(tokens[first + 1].word, ":") == 0)
        return true;
    static const char *const always[] = {"ignore all",
                                         "ignore the above",
                                         "ignore previous",
                                         "ignore your",
                                         "ignore the previous",
                                         "disregard",
                                         "forget everything",
                                         "forget all",
                                         "forget previous",
                                         "forget your",
                                         "from now on",
                                         "system prompt",
                                         "instead of a caption",
                                         "instead of a description",
                                         "you are now",
                                         "answer the question",
                                         "previous instruction",
                                         "ignore any",
                                         "as an ai",
                                         "your system",
                                         "ignore every"};
    for (size_t i = begin; i < end; i++)
        for (size_t k = 0; k < sizeof(always) / sizeof(*always); k++)
            if (!tokens[i].quoted && cf_reading_spells(reading, i, always[k]))
                return true;
    return is_verb_of_order(&tokens[first]) && speaks_of_writing(reading, first + 1, end);
}

/* "a red kite, then tell me a joke": what was a scene turns into an order in mid-sentence. */
static bool turns_to_writer(const struct cf_analysis *a, size_t i)
{
    if (!cf_reading_is(&a->tokens[i - 1], ", ; - and"))
        return false;
    while (i < a->tokens_count && cf_reading_is(&a->tokens[i], "then and also please now afterwards finally"))
        i++;
    return i < a->tokens_count && is_verb_of_order(&a->tokens[i]) && strcmp(a->tokens[i].word, a->tokens[i].lemma) == 0;
}

/* Where in the sentence the orders begin; end: it gives none. */
static size_t orders_begin(const struct cf_reading *reading, size_t begin, size_t end)
{
    if (is_order(reading, begin, end))
        return begin;
    for (size_t i = begin + 1; i < end; i++)
        if (turns_to_writer(reading->analysis, i) && is_order(reading, i, end))
            return i;
    return end;
}

void cf_facts_orders(struct cf_facts *facts)
{
    const struct cf_reading *reading = &facts->reading;
    const struct cf_analysis *a = reading->analysis;
    for (size_t begin = 0, end; begin < a->tokens_count; begin = end) {
        for (end = begin + 1; end < a->tokens_count && a->tokens[end].sentence == a->tokens[begin].sentence;)
            end++;
        size_t from = orders_begin(reading, begin, end);
        if (from == end)
            continue;
        facts->injection = true;
        /* A question before the order to answer it belongs to the order. */
        if (from == begin && begin && strcmp(a->tokens[begin - 1].word, "?") == 0)
            while (from && a->tokens[from - 1].sentence == a->tokens[begin - 1].sentence)
                from--;
        memset(facts->taken + from, 1, end - from);
    }
}
