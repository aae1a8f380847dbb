/* What the prompt denies: kept where the rewrite denies it too, in whatever words, or does not mention it. */
#include "checks/internal.h"
#include <stdio.h>
#include <string.h>

/* "pilot" of "the pilot seat": what only tells the kind of something else. */
static bool is_modifier(const struct cf_reading *prompt, const struct cf_need *need)
{
    const struct cf_token *tokens = prompt->analysis->tokens;
    for (size_t i = 0; i < prompt->phrases_count; i++) {
        const struct cf_phrase *p = &prompt->phrases[i];
        for (size_t m = p->begin; m < p->head; m++)
            if (tokens[m].begin == need->fact.begin && strcmp(tokens[m].lemma, need->base) == 0)
                return true;
    }
    return false;
}

/* Whether the prompt itself shows, elsewhere, what it denies here ("a man with no other people"). */
static bool is_asked_for(const struct cf_trial *trial, size_t token)
{
    const struct cf_facts *facts = trial->facts;
    for (size_t i = 0; i < facts->count; i++) {
        const struct cf_need *need = &facts->needs[i];
        const struct cf_token *t = &trial->reading.analysis->tokens[token];
        if (need->fact.check != CF_CHECK_ENTITY ||
            (t->pos != CF_POS_NOUN && t->pos != CF_POS_NAME && strcmp(t->lemma, need->base) != 0))
            continue; /* "mirrored" is no glass */
        if (cf_match_token(&trial->reading, token, need->noun, need->base) &&
            (!is_modifier(&facts->reading, need) || cf_reading_phrase(&trial->reading, token) == NULL ||
             cf_reading_phrase(&trial->reading, token)->head != token))
            return true;
    }
    return false;
}

/* ---- denied in the rewrite ---- */

/* "untouched by", "unmarked by", "undecorated with" */
static bool is_un(const struct cf_token *tokens, size_t j, size_t i)
{
    return strncmp(tokens[j].word, "un", 2) == 0 && strlen(tokens[j].word) > 5 && j + 1 < i &&
           cf_reading_is(&tokens[j + 1], "by with from");
}

/* "beyond the reef a catamaran", "without clouds drifts a balloon": another thing stands between the denial and this.
 */
static bool is_closed_by(const struct cf_token *tokens, size_t j, size_t i)
{
    const struct cf_token *next = &tokens[j + 1];
    return tokens[j].pos == CF_POS_NOUN && j + 1 < i &&
           (next->pos == CF_POS_DETERMINER || next->pos == CF_POS_VERB || next->pos == CF_POS_AUXILIARY ||
            (next->pos == CF_POS_PREPOSITION && !cf_reading_is(next, "of from by")));
}

static bool denied_before(const struct cf_analysis *a, size_t i)
{
    const struct cf_token *tokens = a->tokens;
    bool clause = true; /* no comma stands between: what follows one in a list of denials is the scope's own affair */
    for (size_t j = i; j-- > 0 && i - j <= 9 && tokens[j].sentence == tokens[i].sentence;) {
        bool near = i - j <= 4;
        if (is_closed_by(tokens, j, i))
            return false;
        if (near && cf_reading_is(&tokens[j], "absent absence lacking lacks unadorned instead undisturbed untouched "
                                              "uninterrupted missing avoiding unmarred rather sans minus nor neither "
                                              "nobody zero imagined imaginary hidden spared unseen invisible"))
            return true;
        if (i - j <= 7 &&
            cf_reading_is(&tokens[j], "free devoid bare void clear empty stripped emptied cleared rid naked "
                                      "barren swept shorn deprived bereft innocent") &&
            j + 1 < i && cf_reading_is(&tokens[j + 1], "of from"))
            return true;
        if (is_un(tokens, j, i))
            return true;
        if (near && clause && cf_reading_is(&tokens[j], "no not never without nothing"))
            return true;
        /* a clause ends what "of" and "by" govern, unless it is a list */
        if (tokens[j].pos == CF_POS_PUNCTUATION && !cf_reading_is(&tokens[j], ","))
            return false;
        clause &= tokens[j].pos != CF_POS_PUNCTUATION;
    }
    return false;
}

/* "where cars would queue", "where a hat goes", "as if people had fled", "waiting for passengers" */
static bool is_unreal(const struct cf_analysis *a, size_t i)
{
    const struct cf_token *tokens = a->tokens;
    bool where = false;
    for (size_t j = i; j-- > 0 && i - j <= 3 && tokens[j].sentence == tokens[i].sentence;) {
        where |= cf_reading_is(&tokens[j], "where");
        if (cf_reading_is(&tokens[j], "would usual awaiting") ||
            (j + 1 < i && cf_reading_is(&tokens[j], "waiting waits ready meant built made longing room") &&
             cf_reading_is(&tokens[j + 1], "for")))
            return true;
    }
    for (size_t j = i + 1; j < a->tokens_count && j <= i + 2 && tokens[j].sentence == tokens[i].sentence; j++)
        if (cf_reading_is(&tokens[j], "would might could should usually normally") ||
            (where && cf_reading_is(&tokens[j], "goes go belongs used") &&
             (j + 1 == a->tokens_count || tokens[j + 1].pos == CF_POS_PUNCTUATION)) ||
            (j + 1 < a->tokens_count && cf_reading_is(&tokens[j], "once") &&
             (tokens[j + 1].pos == CF_POS_VERB || tokens[j + 1].pos == CF_POS_AUXILIARY)))
            return true;
    return i >= 2 && ((cf_reading_is(&tokens[i - 1], "if") && cf_reading_is(&tokens[i - 2], "as")) ||
                      (i >= 3 && cf_reading_is(&tokens[i - 2], "if") && cf_reading_is(&tokens[i - 3], "as")));
}

/* "last night's blaze", "by autumn these boughs will bend", "in the daytime this would be a bustle": of another time
 * than the picture's. */
bool cf_match_other_time(const struct cf_analysis *a, size_t i)
{
    static const char other[] = "will would";
    const struct cf_token *tokens = a->tokens;
    if (i && tokens[i - 1].sentence == tokens[i].sentence && tokens[i].classes & CF_CLASS_TIME &&
        cf_reading_is(&tokens[i - 1], "last by until yesterday"))
        return true;
    for (size_t j = i; j-- > 0 && i - j <= 6 && tokens[j].sentence == tokens[i].sentence;) {
        if (tokens[j].pos == CF_POS_PUNCTUATION)
            break;
        if (cf_reading_is(&tokens[j], other))
            return true;
    }
    bool led = tokens[i].flags & CF_TOKEN_FIRST; /* at the sentence's beginning, behind a preposition */
    for (size_t j = i; !led && j-- > 0 && i - j <= 3 && tokens[j].sentence == tokens[i].sentence;)
        led = tokens[j].flags & CF_TOKEN_FIRST && cf_reading_is(&tokens[j], "in on at during by");
    for (size_t j = i + 1; led && j < a->tokens_count && j <= i + 7 && tokens[j].sentence == tokens[i].sentence; j++)
        if (cf_reading_is(&tokens[j], other))
            return true;
    return false;
}

/* "her shoes left behind on the sand": what is worn, and is not */
static bool is_put_off(const struct cf_analysis *a, size_t i)
{
    const struct cf_token *tokens = a->tokens;
    if (!cf_reading_is(&tokens[i],
                       "shoes shoe boots boot sandals sneakers slippers heels hat cap helmet gloves glasses "
                       "sunglasses jacket coat scarf mask shirt sweater hoodie cloak socks"))
        return false;
    for (size_t j = i + 1; j < a->tokens_count && j <= i + 4 && tokens[j].sentence == tokens[i].sentence; j++)
        if (cf_reading_is(&tokens[j],
                          "left lie lies lying sit sits sitting discarded kicked tossed cast dangling dangle "
                          "dangles hang hangs hanging rest rests resting beside nearby"))
            return true;
    for (size_t j = i; j-- > 0 && i - j <= 4 && tokens[j].sentence == tokens[i].sentence;)
        if (cf_reading_is(&tokens[j], "discarded abandoned carries carrying holds holding removed removes doffed empty "
                                      "kicks kicked slipped takes took off shed"))
            return true;
    return false;
}

/* "people are nowhere to be seen", "traffic has vanished", "a collar is not there" */
static bool denied_behind(const struct cf_analysis *a, size_t i)
{
    const struct cf_token *tokens = a->tokens;
    bool verb = false;
    if (i + 1 < a->tokens_count && cf_reading_is(&tokens[i + 1], "free less absent"))
        return true;
    if (i + 3 < a->tokens_count && cf_reading_is(&tokens[i + 1], "have has had") &&
        cf_reading_is(&tokens[i + 2], "no") && cf_reading_is(&tokens[i + 3], "place room part"))
        return true; /* "computers have no place here" */
    for (size_t j = i + 1; j < a->tokens_count && j <= i + 7 && tokens[j].sentence == tokens[i].sentence; j++) {
        const struct cf_token *t = &tokens[j];
        bool last = j + 1 == a->tokens_count || (t[1].pos != CF_POS_NOUN && t[1].pos != CF_POS_ADJECTIVE &&
                                                 t[1].pos != CF_POS_DETERMINER); /* no "missing shingles" */
        bool partly = cf_reading_is(t - 1, "half partly partially almost nearly mostly");
        if (!verb && last && !partly &&
            cf_reading_is(t, "nowhere absent missing gone vanished banished excluded omitted removed hidden concealed "
                             "unseen invisible offscreen off-screen averted cropped"))
            return true;
        if (cf_reading_is(t, "that which who") && j + 1 < a->tokens_count && cf_reading_is(t + 1, "never no"))
            return true; /* "customers who never come" */
        if (cf_reading_is(t, "never not n't") && !verb)
            return true;
        if (t->pos == CF_POS_PUNCTUATION || t->pos == CF_POS_CONJUNCTION || cf_reading_is(t, "that which who"))
            return false;
        verb |= t->pos == CF_POS_VERB && !cf_reading_is(t, "is are be been being was were have has had remain remains "
                                                           "seem seems appear appears stay stays left kept");
    }
    return false;
}

static bool ends_in(const char *word, const char *end)
{
    size_t size = strlen(word), length = strlen(end);
    return size > length && strcmp(word + size - length, end) == 0;
}

/* "never notices the hiker", "does not wake his dog": what is not done, is not done to somebody who is there. */
static bool is_object_there(const struct cf_analysis *a, size_t i)
{
    const struct cf_token *tokens = a->tokens;
    bool definite = false, verb = false;
    if (tokens[i].pos != CF_POS_NOUN)
        return false;
    for (size_t j = i; j-- > 0 && i - j <= 7 && tokens[j].sentence == tokens[i].sentence;) {
        const struct cf_token *t = &tokens[j];
        if (!verb && !definite && cf_reading_is(t, "a an any no single"))
            return false;
        definite |= !verb && cf_reading_is(t, "the his her their its this that");
        verb |= t->pos == CF_POS_VERB &&
                !cf_reading_is(t, "is are be being been have has having had show shows showing wear wears wearing "
                                  "carry carries carrying hold holds holding contain contains include includes see "
                                  "sees seen seeing reveal reveals feature features appear appears enter enters");
        if (cf_reading_is(t, "no without nor neither"))
            return false;
        if (cf_reading_is(t, "never not n't cannot"))
            return definite && verb;
    }
    return false;
}

bool cf_match_denied(const struct cf_analysis *a, size_t i)
{
    const struct cf_token *t = &a->tokens[i];
    if (is_object_there(a, i))
        return false;
    return t->negated || ends_in(t->word, "less") || strstr(t->word, "-free") || denied_before(a, i) ||
           denied_behind(a, i) || is_unreal(a, i) || is_put_off(a, i) || cf_match_other_time(a, i);
}

/* ---- shown in the rewrite ---- */

/* "face" in "surface": what stands before it is no noun or adjective of its own, as in "sailboat", "blackbird". */
static bool is_chance_ending(const struct cf_language *language, const char *word, const char *base)
{
    char first[64], lemma[64];
    if (!ends_in(word, base) || strchr(word, '-') || strchr(word, ' '))
        return false;
    snprintf(first, sizeof(first), "%.*s", (int)(strlen(word) - strlen(base)), word);
    return !(cf_language_lemma(language, first, CF_POS_NOUN, lemma, sizeof(lemma)) &&
             !cf_language_names(language, first)) &&
           !cf_language_lemma(language, first, CF_POS_ADJECTIVE, lemma, sizeof(lemma));
}

bool cf_match_shown(const struct cf_reading *r, size_t i, const char *noun, const char *base)
{
    const struct cf_token *t = &r->analysis->tokens[i];
    if (strcmp(t->lemma, base) == 0 && !strchr(noun, ' '))
        return t->pos == CF_POS_NOUN || t->pos == CF_POS_OTHER;
    bool noun_like = t->pos == CF_POS_NOUN;
    bool participle = t->pos == CF_POS_VERB && t->flags & (CF_TOKEN_PAST | CF_TOKEN_GERUND); /* "mirrored" */
    const struct cf_denied *denied = cf_denied_find(base);
    if (denied && cf_word_is(base, "tool sign light instrument") && strchr(noun, ' '))
        return noun_like && cf_match_token(r, i, noun, base); /* a chisel is no power tool */
    if (denied && (cf_word_is(t->word, denied->words) || cf_word_is(t->lemma, denied->words)) &&
        (noun_like || participle || t->pos == CF_POS_ADJECTIVE || t->pos == CF_POS_NAME))
        return true;
    char known[64];
    if (t->pos != CF_POS_VERB && strlen(base) > 3 && ends_in(t->lemma, base) &&
        !is_chance_ending(r->language, t->lemma, base) &&
        !cf_language_lemma(r->language, t->lemma, CF_POS_NOUN, known, sizeof(known)))
        return true; /* "clownfish" */
    for (const char *root = denied ? denied->roots : ""; noun_like && *root;
         root += strcspn(root, "|"), root += *root == '|') {
        char name[64];
        snprintf(name, sizeof(name), "%.*s", (int)strcspn(root, "|"), root);
        if (cf_language_mainly_is_a(r->language, t->lemma, name))
            return true;
    }
    if (denied && strcmp(denied->roots, "person") == 0)
        return false; /* what is a person by a rare meaning alone: a fixture */
    return noun_like && !is_chance_ending(r->language, t->lemma, base) && cf_match_token(r, i, noun, base) &&
           (strchr(noun, ' ') || strcmp(t->lemma, base) == 0 || cf_language_mainly_is_a(r->language, t->lemma, base) ||
            cf_language_often_is_a(r->language, t->lemma, base) ||
            !cf_language_is_a(r->language, t->lemma, base, CF_POS_NOUN));
}

/* Words of the trade and of thought, which WordNet counts among "crew" and "movement": "detail", "shot". What is denied
 * as "objects" is no kind of object in particular. */
static bool is_term(const struct cf_token *t, const char *denied)
{
    return cf_word_is(denied, "object thing item piece part element stuff") ||
           t->classes & (CF_CLASS_CAMERA | CF_CLASS_LIGHT | CF_CLASS_STYLE | CF_CLASS_ABSTRACT) ||
           cf_reading_is(t, "detail details part parts framing frame image scene shot moment");
}

/* The denied noun's own adjective, which its kinds need not have: "electric appliances"; NULL: none, or an idle one. */
static const char *restriction(const struct cf_trial *trial, const struct cf_need *need)
{
    const struct cf_reading *prompt = &trial->facts->reading;
    for (size_t i = 0; i < prompt->phrases_count; i++) {
        const struct cf_phrase *p = &prompt->phrases[i];
        const struct cf_token *tokens = prompt->analysis->tokens;
        if (!tokens[p->head].negated || strcmp(p->base, need->base) != 0)
            continue;
        if (p->head + 1u < prompt->analysis->tokens_count && tokens[p->head + 1].negated &&
            cf_reading_is(&tokens[p->head + 1], CF_STATES_OF_DENIED))
            return tokens[p->head + 1].word;
        for (size_t m = p->begin; m < p->head; m++)
            if ((tokens[m].pos == CF_POS_ADJECTIVE || tokens[m].pos == CF_POS_NOUN) &&
                !strstr(need->noun, tokens[m].word) &&
                !cf_reading_is(&tokens[m],
                               "visible other single more extra additional actual real human living any "
                               "apparent whole further obvious distinct background foreground nearby ambient "
                               "loud distant surrounding usual typical customary breathing spitting casting "
                               "leaving making producing emitting"))
                return tokens[m].word;
    }
    return NULL;
}

/* "no other light": the one that is there may be spoken of. */
static bool denies_others(const struct cf_trial *trial, const struct cf_need *need)
{
    const struct cf_reading *prompt = &trial->facts->reading;
    const struct cf_token *tokens = prompt->analysis->tokens;
    for (size_t i = 0; i < prompt->phrases_count; i++) {
        const struct cf_phrase *p = &prompt->phrases[i];
        for (size_t m = p->begin; tokens[p->head].negated && strcmp(p->base, need->base) == 0 && m < p->head; m++)
            if (cf_reading_is(&tokens[m], "other"))
                return true;
    }
    return false;
}

static bool has_other_shade(const struct cf_trial *trial, const struct cf_phrase *p, const char *shade)
{
    const struct cf_token *tokens = trial->reading.analysis->tokens;
    for (size_t i = p ? p->begin : 0; p && i < p->head; i++)
        if (tokens[i].classes & CF_CLASS_COLOUR && !cf_match_colour(trial->reading.language, shade, tokens[i].word))
            return true;
    return false;
}

/* "no red pieces" for "no white pieces": the white ones may be there. */
static bool denies_other_shade(const struct cf_trial *trial, const struct cf_need *need, char *found, size_t size)
{
    const struct cf_reading *r = &trial->reading;
    for (size_t i = 0; i < r->phrases_count; i++) {
        const struct cf_phrase *p = &r->phrases[i];
        if (r->analysis->tokens[p->head].negated && strcmp(p->base, need->base) == 0 &&
            has_other_shade(trial, p, need->shade)) {
            snprintf(found, size, "no ");
            cf_trial_words(trial, p->begin, p->head, found + 3, size - 3);
            return true;
        }
    }
    return false;
}

/* "wisps of cirrus streak": the last of the run may be the verb of what stands before it. */
static bool is_before_verb(const struct cf_reading *r, const struct cf_phrase *p, size_t i)
{
    const struct cf_token *last = &r->analysis->tokens[p->head];
    char verb[64];
    if (cf_match_noun(r, p) == i)
        return true;
    return i + 1 == p->head && cf_language_lemma(r->language, last->word, CF_POS_VERB, verb, sizeof(verb)) &&
           p->head + 1u < r->analysis->tokens_count &&
           (last[1].pos == CF_POS_PREPOSITION || last[1].pos == CF_POS_ADVERB || last[1].pos == CF_POS_DETERMINER);
}

static bool shows_noun(const struct cf_trial *trial, const struct cf_need *need, const char *only, size_t i)
{
    const struct cf_reading *r = &trial->reading;
    const struct cf_token *t = &r->analysis->tokens[i];
    const struct cf_phrase *p = cf_reading_phrase(r, i);
    bool same = strcmp(t->lemma, need->base) == 0;
    const struct cf_denied *denied = cf_denied_find(need->base);
    bool listed = denied && (cf_word_is(t->word, denied->words) || cf_word_is(t->lemma, denied->words));
    bool shaped = p && listed && /* "cirrus streaks" */
                  cf_reading_is(&r->analysis->tokens[p->head],
                                "streak streaks wisp wisps bank banks puff puffs layer layers patch patches band bands "
                                "veil veils sheet sheets trail trails tuft tufts cluster clusters stand stands grove "
                                "groves row rows drop drops flake flakes piece pieces runs run");
    if (p && p->head != i && !is_before_verb(r, p, i) && p->concrete && !same && !shaped && t->pos == CF_POS_NOUN)
        return false; /* "a people carrier", "car park" */
    if (cf_reading_is(t, "head heads") && i && t[-1].pos == CF_POS_NOUN && t[-1].sentence == t->sentence)
        return false; /* "seed heads" are no cattle */
    bool beast = t->classes & CF_CLASS_ANIMAL && !(t->classes & CF_CLASS_OBJECT) && !(t->flags & CF_TOKEN_CAPITAL);
    if (beast && !same && cf_word_is(need->base, "people person human man woman crowd"))
        return false; /* WordNet knows one Heron by name */
    if (!cf_match_shown(r, i, need->noun, need->base) || (is_term(t, need->base) && !same && !listed))
        return false;
    if (!same && i + 1 < r->analysis->tokens_count && cf_reading_is(t + 1, "'s '"))
        return false; /* "the conductor's podium" */
    if (p && cf_reading_is(&r->analysis->tokens[p->begin], "the its their his her this that") &&
        denies_others(trial, need))
        return false;
    bool state = only && cf_word_is(only, CF_STATES_OF_DENIED),
         restricted = same && !state && !(only && cf_word_is(only, "fallen scattered"));
    bool fallen = only && cf_word_is(only, "fallen scattered"); /* leaves that carpet a path are fallen */
    for (size_t m = 0; fallen && m < r->analysis->tokens_count; m++)
        restricted |= r->analysis->tokens[m].sentence == t->sentence &&
                      cf_reading_is(&r->analysis->tokens[m],
                                    "carpet carpets carpeted carpeting litter litters littered littering strewn strew "
                                    "scattered blanket blankets blanketing underfoot drifts pile piles heap heaps "
                                    "crunch crunches crunching ground");
    restricted |= only && listed && cf_word_is(only, "modern electric electronic") &&
                  cf_word_is(need->base, "appliance technology device gadget"); /* a microwave, but not every stove */
    for (size_t m = 0; state && m < r->analysis->tokens_count; m++)
        restricted |= r->analysis->tokens[m].sentence == t->sentence && !r->analysis->tokens[m].negated &&
                      (strcmp(r->analysis->tokens[m].word, only) == 0 ||
                       cf_language_derived(r->language, r->analysis->tokens[m].lemma, only));
    for (size_t m = p ? p->begin : i; only && m < i; m++)
        restricted |= strcmp(r->analysis->tokens[m].word, only) == 0;
    return !only || restricted;
}

/* The phrase is something else that the prompt asks for. */
static bool is_another(const struct cf_trial *trial, const struct cf_need *need, const struct cf_phrase *p)
{
    for (size_t k = 0; k < trial->facts->count; k++) {
        const struct cf_need *n = &trial->facts->needs[k];
        if (n->fact.check == CF_CHECK_ENTITY && strcmp(n->base, need->base2) != 0 &&
            cf_match_phrase(&trial->reading, p, n->noun, n->base))
            return true;
    }
    return false;
}

/* What the verb is said of, or whether nothing tells: the nearest person or animal before it. */
static bool is_doer(const struct cf_trial *trial, const struct cf_need *need, size_t i)
{
    const struct cf_reading *r = &trial->reading;
    const struct cf_token *tokens = r->analysis->tokens;
    bool anyone = need->noun2 && strcmp(need->noun2, "person") == 0; /* "nobody stops": a tram may */
    for (size_t j = i; need->noun2 && j-- > 0 && tokens[j].sentence == tokens[i].sentence;) {
        const struct cf_phrase *p = cf_reading_phrase(r, j);
        if (p && p->head == j && tokens[j].classes & CF_CLASS_CAMERA)
            return false; /* "as the shot goes on" */
        if (p && p->head == j && tokens[j].classes & (CF_CLASS_PERSON | CF_CLASS_ANIMAL))
            return cf_match_phrase(r, p, need->noun2, need->base2) || !is_another(trial, need, p);
    }
    return !anyone;
}

/* A phrase that gives the denied thing or verb away starts at i. */
static bool shows_sign(const struct cf_trial *trial, const struct cf_need *need, const char *signs, size_t i)
{
    const struct cf_reading *prompt = &trial->facts->reading;
    char phrase[96];
    for (const char *p = signs; p && *p; p += strcspn(p, "|"), p += *p == '|') {
        snprintf(phrase, sizeof(phrase), "%.*s", (int)strcspn(p, "|"), p);
        if (!cf_reading_spells(&trial->reading, i, phrase) || (need->verb && !is_doer(trial, need, i)))
            continue;
        bool asked = false;
        for (size_t k = 0; k < prompt->analysis->tokens_count; k++)
            asked |= !prompt->analysis->tokens[k].negated && cf_reading_spells(prompt, k, phrase) > 0;
        if (!asked)
            return true;
    }
    return false;
}

/* "never looking at the camera": where the prompt says to what it is not done, the rewrite's sentence must have that.
 */
static bool has_complement(const struct cf_trial *trial, const struct cf_need *need, size_t i)
{
    const struct cf_reading *prompt = &trial->facts->reading, *r = &trial->reading;
    const struct cf_token *tokens = r->analysis->tokens;
    size_t end = need->fact.begin + need->fact.size;
    for (size_t k = 0; k < prompt->phrases_count; k++) {
        const struct cf_phrase *p = &prompt->phrases[k];
        const struct cf_token *head = &prompt->analysis->tokens[p->head];
        if (!head->negated || head->begin < end || head->begin > end + 24)
            continue;
        for (size_t j = 0; j < r->analysis->tokens_count; j++)
            if (tokens[j].sentence == tokens[i].sentence &&
                (cf_match_token(r, j, p->noun, p->base) || cf_reading_is(&tokens[j], "it them him us") ||
                 (head->classes & CF_CLASS_CAMERA && cf_reading_is(&tokens[j], "lens viewer viewers camera"))))
                return true;
        return false;
    }
    return true;
}

/* "never looking at the camera", "eyes never meeting the lens", told in any words of looking. */
static bool looks_at_camera(const struct cf_trial *trial, const struct cf_need *need, size_t i)
{
    static const char *const at[] = {"into the lens",   "into the camera", "at the camera",   "at the lens",
                                     "at the viewer",   "to the camera",   "meet the camera", "meet the lens",
                                     "toward the lens", "at we",           "at us",           "to the lens",
                                     "with the camera", "with the viewer", "with the lens"};
    const struct cf_reading *prompt = &trial->facts->reading, *r = &trial->reading;
    const struct cf_token *tokens = r->analysis->tokens;
    bool camera = false, looks = false, there = false;
    for (size_t k = 0; k < prompt->analysis->tokens_count; k++)
        camera |=
            prompt->analysis->tokens[k].negated && cf_reading_is(&prompt->analysis->tokens[k], "camera lens viewer");
    if (!camera || !cf_word_is(need->verb, "look gaze stare glance meet face acknowledge make"))
        return false;
    for (size_t j = i > 8 ? i - 8 : 0; j < i; j++)
        looks |= tokens[j].sentence == tokens[i].sentence &&
                 cf_reading_is(&tokens[j], "look looks looking gaze gazes gazing stare stares staring glance glances "
                                           "glancing eye eyes contact meets turns smiles peers");
    for (size_t k = 0; k < sizeof(at) / sizeof(*at); k++)
        there |= cf_reading_spells(r, i, at[k]) > 0;
    return looks && there;
}

static bool shows_verb(const struct cf_trial *trial, const struct cf_need *need, size_t i)
{
    const struct cf_language *language = trial->reading.language;
    const struct cf_token *t = &trial->reading.analysis->tokens[i];
    if (looks_at_camera(trial, need, i))
        return true;
    if (!has_complement(trial, need, i))
        return false;
    if (t->pos == CF_POS_VERB)
        return (strcmp(t->lemma, need->verb) == 0 &&
                (!need->noun2 || strcmp(need->noun2, "person") != 0 || is_doer(trial, need, i))) ||
               (cf_language_is_a(language, t->lemma, need->verb, CF_POS_VERB) &&
                cf_language_field(language, t->lemma) == cf_language_field(language, need->verb) &&
                is_doer(trial, need, i));
    return cf_denied_find(need->verb) && cf_match_shown(&trial->reading, i, need->verb, need->verb);
}

static bool trial_has_people(const struct cf_trial *trial)
{
    const struct cf_reading *prompt = &trial->facts->reading;
    for (size_t i = 0; i < prompt->phrases_count; i++) {
        const struct cf_token *head = &prompt->analysis->tokens[prompt->phrases[i].head];
        if (!head->negated &&
            (prompt->phrases[i].name || cf_match_shown(prompt, prompt->phrases[i].head, "person", "person")))
            return true;
    }
    return false;
}

void cf_trial_keep_negation(struct cf_trial *trial, size_t index)
{
    const struct cf_need *need = &trial->facts->needs[index];
    const struct cf_reading *r = &trial->reading;
    const struct cf_analysis *a = r->analysis;
    char found[160] = "";
    if (need->colour) {
        struct cf_need owner = {.noun = need->noun2, .base = need->base2};
        const char *word =
            need->noun2 ? cf_trial_colour(trial, &owner, need->noun, false) : cf_trial_any_colour(trial, need->noun);
        if (word)
            cf_trial_failf(trial, index, need->fact.surface, word, "The %s must not be %s.", need->fact.owner,
                           need->noun);
        return;
    }
    if (need->shade && denies_other_shade(trial, need, found, sizeof(found))) {
        cf_trial_failf(trial, index, need->fact.surface, found, "The prompt says \"%s\", but the caption says \"%s\".",
                       need->fact.surface, found);
        return;
    }
    /* "no customers" in a place where the prompt has nobody: no one else either */
    struct cf_need anyone = *need;
    if (!need->verb && !trial_has_people(trial) && cf_language_mainly_is_a(r->language, need->base, "person")) {
        anyone.noun = anyone.base = cf_denied_find(need->base) ? need->base : "person";
        need = &anyone;
    }
    const char *moves = cf_trial_camera_moves(trial, need->verb ? need->verb : need->base);
    if (moves) {
        cf_trial_failf(trial, index, need->fact.surface, moves, "The prompt says \"%s\", but the camera %s.",
                       need->fact.surface, moves);
        return;
    }
    const char *only = need->verb ? NULL : restriction(trial, need);
    bool crowd = only && strcmp(only, "crowd") == 0; /* "no crowd noise" */
    const char *signs = crowd  ? cf_denied_signs("audience")
                        : only ? NULL
                               : cf_denied_signs(need->verb ? need->verb : need->base);
    for (size_t i = 0; i < a->tokens_count; i++) {
        if (need->shade && has_other_shade(trial, cf_reading_phrase(r, i), need->shade))
            continue; /* "no white pieces, only black pieces" */
        bool shown = need->verb ? shows_verb(trial, need, i) : shows_noun(trial, need, only, i);
        shown |= signs && shows_sign(trial, need, signs, i);
        if (!shown || cf_match_denied(a, i) || is_asked_for(trial, i) || (a->tokens[i].quoted && !need->verb))
            continue;
        cf_trial_words(trial, i, i, found, sizeof(found));
        cf_trial_failf(trial, index, need->fact.surface, found, "The prompt says \"%s\", but the caption shows \"%s\".",
                       need->fact.surface, found);
        return;
    }
}
