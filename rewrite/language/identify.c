/* Which language a text is in. CLD2 is right on sentences and wrong on prompts of a few words, most of which it takes
 * for some small language; so for Latin letters it is heard together with the words themselves: stop words of the
 * languages that people write prompts in, and WordNet for English. Other scripts mostly tell by themselves. */
#include "language/cld2_shim.h"
#include "language/internal.h"
#include <stdio.h>
#include <string.h>

static const struct {
    const char *code, *words;
} stops[] = {
    {"es",
     "el la los las un una unos unas de del en con por para que se su sus al es como pero sobre bajo entre y mientras "
     "desde hasta muy sin está"},
    {"fr",
     "le la les un une des du de et en dans sur avec sous est qui que au aux ce cette ses son sa pour par se il elle "
     "tandis près pas une leur d'une d'un l'eau"},
    {"de",
     "der die das ein eine einen einem einer und auf mit im von zu den dem ist sich des für über unter am aus während "
     "nicht bei wird"},
    {"it",
     "il lo la gli le un una di del della dei che e con per sul sulla nel nella in si mentre al alla è dal sono su"},
    {"pt", "o os as um uma de do da dos das em no na nos nas com por para que se ao à e enquanto sobre está seu sua é"},
    {"nl", "de het een en van op met in te zijn door aan die dat bij voor naar uit onder terwijl"},
    {"id", "yang di dan dengan ke dari untuk pada di atas sebuah seekor seorang dalam ini itu oleh sedang adalah"},
    {"vi", "một của và trên với trong là những các cho đang"},
    {"tr", "bir ve bu ile için üzerinde da de çok olan"},
    {"pl", "i w na z do się jest nad pod przez oraz ze który po"},
    {"sv", "en ett och på i med av som är för till under över det den"},
};
enum { STOPS = sizeof(stops) / sizeof(*stops) };

struct evidence {
    size_t letters[CF_SCRIPTS], all;
    size_t words, known, english_stops, foreign_stops[STOPS];
};

static bool in_list(const char *list, const char *word, size_t size)
{
    for (const char *p = list; (p = strstr(p, word)); p += size)
        if ((p == list || p[-1] == ' ') && (p[size] == ' ' || !p[size]))
            return true;
    return false;
}

static void weigh_word(const struct cf_language *language, struct evidence *e, const struct cf_token *token)
{
    size_t size = strlen(token->word), length;
    if (cf_text_script(cf_text_codepoint(token->word, size, &length)) != CF_SCRIPT_LATIN || size > 40)
        return;
    if (token->flags & CF_TOKEN_CAPITAL && !(token->flags & CF_TOKEN_FIRST))
        return; /* a name is of any language */
    e->words++;
    const struct cf_lexeme *lexeme = cf_lexicon_find(language->lexicon, token->word, size);
    bool stop = lexeme && lexeme->classes & CF_CLASS_STOP;
    bool known = lexeme != NULL;
    const char *hyphen = strrchr(token->word, '-');
    for (int part = 0; part < CF_WN_PARTS && !known; part++) {
        const struct cf_wn_word *word = cf_morphology_base(language, (enum cf_wn_part)part, token->word, size);
        if (!word && hyphen && hyphen[1])
            word = cf_morphology_base(language, (enum cf_wn_part)part, hyphen + 1, strlen(hyphen + 1));
        known = word && word->lemma_size > 2;
    }
    e->known += known;
    e->english_stops += stop;
    for (size_t i = 0; i < STOPS && (!stop || size <= 3); i++)
        e->foreign_stops[i] += in_list(stops[i].words, token->word, size);
}

static bool weigh(const struct cf_language *language, struct cf_arena *arena, struct evidence *e, const char *text,
                  size_t size)
{
    for (size_t i = 0, length; i < size; i += length) {
        enum cf_script script = cf_text_script(cf_text_codepoint(text + i, size - i, &length));
        e->letters[script]++;
        e->all += script != CF_SCRIPT_NONE;
    }
    size_t count, sentences;
    struct cf_token *tokens = cf_tokens_cut(arena, text, size, &count, &sentences);
    for (size_t i = 0; tokens && i < count; i++)
        weigh_word(language, e, &tokens[i]);
    return tokens != NULL;
}

static void answer(struct cf_tongue *tongue, const char *code, bool reliable)
{
    snprintf(tongue->code, sizeof(tongue->code), "%s", code);
    tongue->reliable = reliable;
}

static void judge_latin(struct cf_tongue *tongue, const struct evidence *e, const struct cf_cld2 *cld2)
{
    size_t best = 0;
    for (size_t i = 1; i < STOPS; i++)
        if (e->foreign_stops[i] > e->foreign_stops[best])
            best = i;
    size_t foreign = e->foreign_stops[best];
    bool english = *cld2->code && strcmp(cld2->code, "en") == 0;
    bool knows = e->words && e->known * 10 >= e->words * 7;
    bool elsewhere = *cld2->code && !english && cld2->reliable && cld2->percent >= 60;
    if (!e->words)
        answer(tongue, "und", false);
    else if (knows && e->english_stops >= foreign && !(elsewhere && e->words >= 8 && e->english_stops * 8 < e->words))
        answer(tongue, "en", e->words >= 3);
    else if (english && e->english_stops >= foreign && e->known * 2 >= e->words)
        answer(tongue, "en", cld2->reliable);
    else if (elsewhere)
        answer(tongue, cld2->code, e->words >= 4);
    else if (foreign > e->english_stops || (foreign >= 2 && foreign == e->english_stops))
        answer(tongue, stops[best].code, foreign >= 2);
    else if (e->known * 2 >= e->words)
        answer(tongue, "en", false);
    else if (*cld2->code && cld2->percent >= 60)
        answer(tongue, cld2->code, false);
    else
        answer(tongue, "und", false);
}

/* Few words make CLD2 waver between the Slavic languages; some of their letters are their own. */
static void judge_cyrillic(struct cf_tongue *tongue, const char *text, const struct cf_cld2 *cld2)
{
    static const struct {
        const char *code, *letters[4];
    } own[] = {{"uk", {"\u0456", "\u0457", "\u0454", "\u0491"}},
               {"sr", {"\u0458", "\u0459", "\u045a", "\u045f"}},
               {"ru", {"\u044b", "\u044d", "\u0451", "\u044a"}}};
    const char *code = NULL;
    for (size_t i = 0; i < sizeof(own) / sizeof(*own) && !code; i++)
        for (size_t k = 0; k < 4 && !code; k++)
            code = strstr(text, own[i].letters[k]) ? own[i].code : NULL;
    bool sure = code || (cld2->reliable && *cld2->code);
    answer(tongue, code ? code : sure ? cld2->code : "ru", sure);
}

void cf_language_identify(const struct cf_language *language, const char *input, size_t input_size,
                          struct cf_tongue *tongue)
{
    struct cf_arena arena = {0};
    struct evidence e = {0};
    struct cf_cld2 cld2 = {0};
    size_t size = 0;
    *tongue = (struct cf_tongue){.code = "und"};
    char *text = cf_text_normalise(&arena, input, input_size, &size);
    if (!text || !weigh(language, &arena, &e, text, size) || !e.all)
        goto done;
    cf_cld2_detect(text, size, &cld2);
    enum cf_script script = CF_SCRIPT_LATIN;
    for (int s = CF_SCRIPT_NONE + 1; s < CF_SCRIPTS; s++)
        if (e.letters[s] > e.letters[script])
            script = (enum cf_script)s;
    /* An ideograph says as much as some three letters. */
    size_t cjk = e.letters[CF_SCRIPT_HAN] + e.letters[CF_SCRIPT_KANA];
    if (3 * cjk > e.letters[script])
        script = e.letters[CF_SCRIPT_KANA] * 10 >= cjk ? CF_SCRIPT_KANA : CF_SCRIPT_HAN;
    size_t own = e.letters[script];
    switch (script) {
    case CF_SCRIPT_LATIN: judge_latin(tongue, &e, &cld2); break;
    case CF_SCRIPT_KANA:
        own = cjk;
        answer(tongue, "ja", true);
        break;
    case CF_SCRIPT_HAN: answer(tongue, strcmp(cld2.code, "zh-Hant") == 0 ? "zh-Hant" : "zh", true); break;
    case CF_SCRIPT_HANGUL: answer(tongue, "ko", true); break;
    case CF_SCRIPT_GREEK: answer(tongue, "el", true); break;
    case CF_SCRIPT_THAI: answer(tongue, "th", true); break;
    case CF_SCRIPT_HEBREW: answer(tongue, strcmp(cld2.code, "yi") == 0 ? "yi" : "he", true); break;
    case CF_SCRIPT_CYRILLIC: judge_cyrillic(tongue, text, &cld2); break;
    case CF_SCRIPT_ARABIC: answer(tongue, *cld2.code ? cld2.code : "ar", cld2.reliable); break;
    case CF_SCRIPT_DEVANAGARI: answer(tongue, *cld2.code ? cld2.code : "hi", cld2.reliable); break;
    default: answer(tongue, *cld2.code ? cld2.code : "und", cld2.reliable); break;
    }
    tongue->share = (double)own / (double)e.all;
    tongue->foreign = 1.0 - tongue->share;
done:
    cf_arena_free(&arena);
}
