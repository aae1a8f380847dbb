/* Which words a negation reaches, and what numbers are. */
#include "language/internal.h"
#include <string.h>

static bool is(const struct cf_token *token, const char *words)
{
    size_t size = strlen(token->word);
    for (const char *p = words; (p = strstr(p, token->word)); p += size)
        if ((p == words || p[-1] == ' ') && (p[size] == ' ' || !p[size]))
            return true;
    return false;
}

/* "avoid people", "leave out the cars", "keep crowds away", "hold the cheese": orders about the picture, which stand
 * first in their clause. What somebody in it avoids is there. */
static size_t order(const struct cf_token *tokens, size_t count, size_t i)
{
    const struct cf_token *t = &tokens[i];
    bool first = !i || tokens[i - 1].sentence != t->sentence || tokens[i - 1].pos == CF_POS_PUNCTUATION ||
                 is(&tokens[i - 1], "please and but to should must");
    if (!first || i + 1 >= count || tokens[i + 1].pos == CF_POS_PUNCTUATION)
        return 0;
    if (is(t, "avoid exclude omit skip ban forbid eliminate remove") ||
        (is(t, "avoiding excluding omitting skipping") && is(&tokens[i + 1], "any all")) ||
        (is(t, "hold") && is(&tokens[i + 1], "the") && i))
        return 1;
    if (is(t, "leave keep cut crop rule") && is(&tokens[i + 1], "out"))
        return 2;
    for (size_t j = i + 2; is(t, "leave keep") && j < count && j < i + 6 && tokens[j].sentence == t->sentence; j++)
        if (is(&tokens[j], "out away"))
            return 1;
    return 0;
}

/* Number of tokens of the negation that begins at i; 0: none does. noun: it denies things, not what is said of them. */
static size_t cue(const struct cf_token *tokens, size_t count, size_t i, bool *noun)
{
    const struct cf_token *t = &tokens[i], *next = i + 1 < count ? t + 1 : NULL;
    *noun = true;
    if (is(t, "no")) /* "no longer", "no. 5" deny nothing that is seen */
        return next && is(next, "longer doubt matter one") ? 0 : 1;
    if (is(t, "without minus neither nor lacking excluding"))
        return 1;
    if (is(t, "zero") && next && next->pos != CF_POS_PUNCTUATION)
        return 1;
    if (is(t, "free devoid empty bare void clear absent") && next && is(next, "of from"))
        return 2;
    if (is(t, "absence lack instead none") && next && is(next, "of"))
        return 2;
    if (is(t, "rather") && next && is(next, "than"))
        return 2;
    if (is(t, "in as") && next && is(next, "place lieu opposed") && i + 2 < count && is(t + 2, "of to"))
        return 3;
    if (is(t, "but except") && next && next->pos != CF_POS_PUNCTUATION) /* "any colour but green" */
        for (size_t j = i; j-- > 0 && i - j <= 3 && t[-1].pos != CF_POS_PUNCTUATION;)
            if (is(&tokens[j], "any anything anyone everything everyone anybody everybody every"))
                return 1;
    size_t orders = order(tokens, count, i);
    if (orders)
        return orders;
    *noun = false;
    if (is(t, "refuses refuse refusing refused fails failing declines declining forbidden") && next && is(next, "to"))
        return 2;
    if (is(t, "never not n't cannot"))
        return next && is(next, "only just") ? 0 : 1;
    return 0;
}

/* The last word that the negation reaches: to the clause's end, over "and" and "or" while nouns follow. */
static size_t reach(const struct cf_token *tokens, size_t count, size_t from, bool noun)
{
    size_t end = from;
    bool verb = false;
    for (size_t j = from; j < count && j < from + 12 && tokens[j].sentence == tokens[from].sentence; j++) {
        const struct cf_token *t = &tokens[j];
        if (t->pos == CF_POS_PUNCTUATION) {
            /* "no cars, trucks or people": a list goes on where an "or" ends it */
            bool list = false;
            for (size_t k = j + 1; noun && is(t, ",") && k < count && k < j + 6; k++) {
                list |= is(&tokens[k], "or nor");
                if (tokens[k].pos == CF_POS_VERB || tokens[k].pos == CF_POS_PREPOSITION ||
                    tokens[k].pos == CF_POS_DETERMINER)
                    break;
            }
            if (!list)
                break;
            continue;
        }
        if (is(t, "but while as with and than except besides apart only just unless until") &&
            !(is(t, "and") && noun && j + 1 < count && !verb &&
              (tokens[j + 1].pos == CF_POS_NOUN || tokens[j + 1].pos == CF_POS_ADJECTIVE)))
            break;
        if (noun && t->pos == CF_POS_PREPOSITION && j > from && !is(t, "of"))
            break;
        if (noun && j > from && t->pos == CF_POS_AUXILIARY)
            break;
        if (noun && j > from && is(t, "there"))
            break;
        if (noun && t->pos == CF_POS_VERB && !(t->flags & CF_TOKEN_GERUND) && j > from + 1)
            break;
        verb |= t->pos == CF_POS_VERB;
        end = j;
    }
    return end;
}

/* "footsteps unheard", "his face not visible", "her hands out of frame": what stands before is denied. */
static void deny_before(struct cf_token *tokens, size_t count, size_t i)
{
    const struct cf_token *t = &tokens[i];
    bool last = i + 1 >= count || tokens[i + 1].pos == CF_POS_PUNCTUATION || is(&tokens[i + 1], "from in");
    bool away =
        (is(t, "absent unseen unheard") && last) ||
        (is(t, "not never") && i + 1 < count &&
         is(&tokens[i + 1], "visible shown seen pictured included present allowed")) ||
        (is(t, "nowhere") && i + 2 < count && is(&tokens[i + 1], "in to")) ||
        (is(t, "out") && i + 2 < count && is(&tokens[i + 1], "of") && is(&tokens[i + 2], "frame shot sight view"));
    while (away && i && is(&tokens[i - 1], "is are kept left stays stay remain remains completely entirely always"))
        i--;
    for (; away && i && tokens[i - 1].sentence == t->sentence &&
           (tokens[i - 1].pos == CF_POS_NOUN || tokens[i - 1].pos == CF_POS_ADJECTIVE);
         i--)
        tokens[i - 1].negated = 1;
}

/* "1,000" is 1000; "10:30" and "2.5" count nothing: 0. */
static uint32_t digits_value(const char *word)
{
    uint64_t value = 0;
    for (; *word; word++) {
        if (*word == ',')
            continue;
        if (*word < '0' || *word > '9' || (value = value * 10 + (uint64_t)(*word - '0')) > UINT32_MAX)
            return 0;
    }
    return (uint32_t)value;
}

static void mark_numbers(struct cf_token *tokens, size_t count, const struct cf_language *language)
{
    for (size_t i = 0; i < count; i++) {
        struct cf_token *t = &tokens[i];
        const struct cf_lexeme *lexeme = cf_lexicon_find(language->lexicon, t->word, strlen(t->word));
        if (t->pos == CF_POS_NUMBER && *t->word >= '0' && *t->word <= '9') {
            t->number = digits_value(t->word);
        } else if (t->pos == CF_POS_NUMBER && lexeme) {
            bool half = is(t, "dozen") && i >= 2 && (is(t - 1, "half") || (is(t - 1, "a") && is(t - 2, "half")));
            t->number = half ? lexeme->number / 2 : lexeme->number;
        } else if (i + 1 < count && is(t, "pair couple duo") && (is(t + 1, "of") || is(t, "couple"))) {
            t->number = is(t + 1, "of") ? 2 : 0;
        } else if (i + 1 < count && is(t, "trio quartet dozen") && is(t + 1, "of")) {
            t->number = is(t, "trio") ? 3 : is(t, "quartet") ? 4 : 12;
        } else if (strchr(t->word, '-') && t->pos != CF_POS_PUNCTUATION) { /* twenty-one */
            const char *hyphen = strchr(t->word, '-');
            const struct cf_lexeme *ten = cf_lexicon_find(language->lexicon, t->word, (size_t)(hyphen - t->word));
            const struct cf_lexeme *one = cf_lexicon_find(language->lexicon, hyphen + 1, strlen(hyphen + 1));
            if (ten && one && ten->number >= 20 && ten->number < 100 && one->number && one->number < 10) {
                t->number = ten->number + one->number;
                t->pos = CF_POS_NUMBER;
                t->classes |= CF_CLASS_NUMBER;
            }
        }
    }
}

void cf_tokens_scope(struct cf_token *tokens, size_t count, const struct cf_language *language)
{
    mark_numbers(tokens, count, language);
    for (size_t i = 0; i < count; i++) {
        bool noun;
        deny_before(tokens, count, i);
        size_t length = cue(tokens, count, i, &noun);
        if (!length || i + length >= count)
            continue;
        size_t end = reach(tokens, count, i + length, noun);
        for (size_t j = i + length; j <= end; j++)
            tokens[j].negated = 1;
        i += length - 1;
    }
}
