/* What an English prompt asks to see: names, things, how many, of what colour, where, doing what; and what not. */
#include "checks/internal.h"
#include <stdio.h>
#include <string.h>

static const struct cf_token *token(const struct cf_facts *facts, size_t i)
{
    return &facts->reading.analysis->tokens[i];
}

static const char *surface(struct cf_facts *facts, const struct cf_phrase *phrase)
{
    const char *text = cf_reading_surface(&facts->reading, &facts->arena, phrase);
    facts->failed |= !text;
    return text ? text : "";
}

static bool is_taken(const struct cf_facts *facts, const struct cf_phrase *p)
{
    return facts->taken[p->head];
}

static void own(struct cf_facts *facts, struct cf_need *need, const struct cf_phrase *p)
{
    need->noun = p->noun;
    need->base = p->base;
    need->plural = token(facts, p->head)->flags & CF_TOKEN_PLURAL;
    need->fact.owner = surface(facts, p);
}

/* ---- negations ---- */

static void add_negation(struct cf_facts *facts, size_t begin, size_t end)
{
    const struct cf_reading *reading = &facts->reading;
    size_t cue = begin;
    while (cue && begin - cue < 2 && token(facts, cue - 1)->sentence == token(facts, begin)->sentence &&
           token(facts, cue - 1)->pos != CF_POS_PUNCTUATION) {
        cue--;
        if (!cf_reading_is(token(facts, cue), "of from out"))
            break;
    }
    bool order =
        cf_reading_is(token(facts, cue), "avoid exclude omit skip ban forbid eliminate remove leave keep cut crop "
                                         "rule hold refuses refuse refusing");
    bool thing = false;
    for (size_t i = begin; i < end; i++) {
        const struct cf_token *t = token(facts, i);
        int32_t p = reading->phrase_of[i];
        bool head = p >= 0 && reading->phrases[p].head == i;
        bool but = begin && i == begin && cf_reading_is(token(facts, begin - 1), "but except");
        bool alone = ((head && reading->phrases[p].begin == i) || but) && /* "no green", "any colour but green" */
                     cf_reading_is(t, "red blue green yellow pink purple brown black white grey gray");
        head &= !alone;
        bool colour = alone || (!head && t->classes & CF_CLASS_COLOUR && p < 0);
        /* "none of it pink", "any colour but green" */
        bool nowhere = alone || but || cf_reading_is(token(facts, begin), "it");
        /* "not wearing a hat" denies the hat */
        bool verb =
            t->pos == CF_POS_VERB && t->classes & (CF_CLASS_ACTION | CF_CLASS_CAMERA) && p < 0 &&
            !cf_reading_is(t, "wear wears wearing worn have having has carry carrying hold holding show showing") &&
            !(cf_reading_is(t, "breathe breathes breathing spit spitting spits cast casting casts emit emitting emits "
                               "leave leaves leaving produce producing produces") &&
              i + 1 < end && !cf_reading_is(token(facts, i + 1), "the his her their its this")); /* "breathing fire" */
        if (!head && !colour && !verb)
            continue;
        if (verb && thing)
            break; /* "without sails drifting": said of something else */
        thing |= head;
        struct cf_need *need = cf_facts_add(facts, CF_CHECK_NEGATION, cue, i + 1);
        if (!need)
            break;
        need->colour = colour;
        need->verb = verb ? t->lemma : NULL;
        need->noun = head ? reading->phrases[p].noun : t->word;
        need->base = head ? reading->phrases[p].base : t->word;
        need->fact.owner = head ? surface(facts, &reading->phrases[p]) : colour ? "scene" : "";
        for (size_t j = head ? reading->phrases[p].begin : i; j < i; j++)
            if (token(facts, j)->classes & CF_CLASS_COLOUR)
                need->shade = token(facts, j)->word;
        size_t who = begin; /* "a man at a bar, he isn't drinking": the bar is not meant */
        bool pronoun = false;
        for (size_t j = begin; verb && j-- > 0 && begin - j <= 4 && !pronoun;)
            pronoun = cf_reading_is(token(facts, j), "he she they who");
        while (
            pronoun && who &&
            !(reading->phrase_of[who - 1] >= 0 && token(facts, who - 1)->classes & (CF_CLASS_PERSON | CF_CLASS_ANIMAL)))
            who--;
        who = who ? who : begin;
        for (size_t j = who; ((colour && !nowhere) || verb) && j-- > 0;) /* "a car that is not red" */
            if (reading->phrase_of[j] >= 0 && token(facts, j)->sentence == t->sentence) {
                const struct cf_phrase *owner = &reading->phrases[reading->phrase_of[j]];
                need->noun2 = owner->noun;
                need->base2 = owner->base;
                need->fact.owner = surface(facts, owner);
                break;
            }
        if (verb)
            break; /* what follows is said of the verb */
    }
    memset(facts->taken + begin, 1, end - begin);
    if (order)
        memset(facts->taken + cue, 1, begin - cue);
}

static void add_negations(struct cf_facts *facts)
{
    const struct cf_analysis *a = facts->reading.analysis;
    for (size_t i = 0, end; i < a->tokens_count; i = end) {
        for (end = i + 1; a->tokens[i].negated && end < a->tokens_count && a->tokens[end].negated;)
            end++;
        if (a->tokens[i].negated && !facts->taken[i])
            add_negation(facts, i, end);
    }
}

/* ---- names and things ---- */

static bool is_part_of_name(const struct cf_token *t)
{
    return t->pos == CF_POS_NAME;
}

static void add_names(struct cf_facts *facts)
{
    const struct cf_analysis *a = facts->reading.analysis;
    for (size_t i = 0, end; i < a->tokens_count; i = end) {
        for (end = i + 1; is_part_of_name(&a->tokens[i]) && end < a->tokens_count && is_part_of_name(&a->tokens[end]) &&
                          a->tokens[end].sentence == a->tokens[i].sentence;)
            end++;
        if (is_part_of_name(&a->tokens[i]) && !facts->taken[i]) {
            cf_facts_add(facts, CF_CHECK_NAME, i, end);
            memset(facts->taken + i, 2, end - i); /* 2: a name; its phrase may still own and relate */
        }
    }
}

static bool has_thing(const struct cf_facts *facts, const char *noun)
{
    for (size_t i = 0; i < facts->count; i++)
        if (facts->needs[i].fact.check == CF_CHECK_ENTITY && strcmp(facts->needs[i].noun, noun) == 0)
            return true;
    return false;
}

/* "bird of prey": the prey is part of a name for the bird. */
static bool is_kind_of_phrase(const struct cf_facts *facts, const struct cf_phrase *p)
{
    const struct cf_analysis *a = facts->reading.analysis;
    char words[128], lemma[128];
    if (p == facts->reading.phrases || p->begin != p->head || p[-1].head + 2 != p->begin ||
        !cf_reading_is(&a->tokens[p->begin - 1], "of"))
        return false;
    int size = snprintf(words, sizeof(words), "%s of %s", p[-1].base, a->tokens[p->head].word);
    return size > 0 && (size_t)size < sizeof(words) &&
           cf_language_lemma(facts->reading.language, words, CF_POS_NOUN, lemma, sizeof(lemma));
}

static void add_thing(struct cf_facts *facts, const struct cf_phrase *p)
{
    const struct cf_analysis *a = facts->reading.analysis;
    const struct cf_token *head = &a->tokens[p->head];
    uint32_t never = CF_CLASS_CAMERA | CF_CLASS_STYLE | CF_CLASS_STOP | CF_CLASS_SPATIAL;
    if (is_kind_of_phrase(facts, p))
        return;
    bool bird =
        cf_reading_is(head, "crane cranes") && p->head > p->begin &&
        (p->head + 1u == a->tokens_count || !cf_reading_is(head + 1, "shot shots up down move")); /* no camera's */
    /* The noun's own modifiers that are nouns outside its collocation: "coffee shop window" wants its coffee shop. */
    size_t words = 1;
    for (const char *c = p->noun; *c; c++)
        words += *c == ' ';
    if (words == 1 && strcmp(p->noun, p->base) != 0 && p->head > p->begin)
        words = 2; /* "cell phone", which WordNet has in one word */
    for (size_t i = p->begin; i + words <= p->head; i++) {
        const struct cf_token *t = &a->tokens[i];
        uint32_t visible = CF_CLASS_PERSON | CF_CLASS_ANIMAL | CF_CLASS_PLACE | CF_CLASS_OBJECT;
        bool thing = t->pos == CF_POS_NOUN && t->classes & visible &&
                     !(t->classes & (never | CF_CLASS_COLOUR | CF_CLASS_ABSTRACT));
        if (!thing || facts->taken[i] || t->negated || t->number || has_thing(facts, t->lemma))
            continue;
        struct cf_need *need = cf_facts_add(facts, CF_CHECK_ENTITY, i, i + 1);
        if (!need)
            continue;
        need->noun = need->base = t->lemma;
        if (i + 1 == p->head && !(a->tokens[p->head].classes & (CF_CLASS_PERSON | CF_CLASS_ANIMAL)))
            need->noun2 = need->base2 = p->base;
    }
    bool homewards = p->head && cf_reading_is(head, "home") &&
                     (token(facts, p->head - 1)->pos == CF_POS_VERB ||
                      cf_reading_is(head - 1, "go goes going head heads heading walk walks walking come comes coming "
                                              "return returns returning drive drives driving")); /* "going home" */
    bool verb = cf_match_noun(&facts->reading, p) != p->head; /* "a passerby films him" */
    bool unseen = homewards || verb || !p->concrete || cf_reading_is(head, "else") ||
                  (head->classes & never && !bird) || (head->classes & CF_CLASS_COLOUR && p->begin == p->head);
    if (facts->taken[p->head] || unseen || head->negated || head->quoted || cf_reading_is_measure(&facts->reading, p) ||
        has_thing(facts, p->noun))
        return;
    struct cf_need *need = cf_facts_add(facts, CF_CHECK_ENTITY, p->head + 1 - words, p->head + 1);
    if (need)
        own(facts, need, p);
}

/* ---- what is said of things ---- */

static void add_count(struct cf_facts *facts, const struct cf_phrase *p)
{
    if (!p->number || !p->concrete)
        return;
    const struct cf_analysis *a = facts->reading.analysis;
    size_t at = p->begin;
    while (at < p->head && !a->tokens[at].number &&
           !cf_reading_is(&a->tokens[at], "single lone solitary one twin both"))
        at++;
    if (at == p->head)
        at = p->begin >= 2 ? p->begin - 2 : p->begin;
    if (facts->taken[at] ||
        cf_reading_is(&a->tokens[p->head], "degree degrees meters metres feet years percent am pm angle"))
        return;
    struct cf_need *need = cf_facts_add(facts, CF_CHECK_COUNT, at, at + 1);
    if (!need)
        return;
    own(facts, need, p);
    need->fact.number = p->number;
    if (at >= p->begin) /* without the number itself */
        need->fact.owner = cf_reading_words(&facts->reading, &facts->arena, at + 1, p->head + 1);
    facts->failed |= !need->fact.owner;
}

static void add_colour(struct cf_facts *facts, size_t at, const struct cf_phrase *p)
{
    bool part = cf_word_is(p->base, "eye wing scale stripe spot"); /* which WordNet has among other things */
    if (facts->taken[at] || !(p->concrete || part) || token(facts, at)->negated)
        return;
    struct cf_need *need = cf_facts_add(facts, CF_CHECK_COLOUR, at, at + 1);
    if (!need)
        return;
    own(facts, need, p);
    need->verb = token(facts, at)->word; /* the colour's word, lower case */
    need->fact.owner = p->noun;
}

static bool is_colour(const struct cf_facts *facts, size_t i)
{
    const struct cf_token *t = token(facts, i);
    return t->classes & CF_CLASS_COLOUR && !t->quoted &&
           cf_language_colour(facts->reading.language, t->word, 0) != NULL;
}

/* "a silver-haired violinist": the colour of a part. */
static void add_hyphened(struct cf_facts *facts, const struct cf_phrase *p)
{
    static const char *const parts[][2] = {
        {"haired", "hair"}, {"eyed", "eye"}, {"bearded", "beard"}, {"winged", "wing"}, {"feathered", "feather"}};
    for (size_t i = p->begin; i < p->head; i++) {
        const char *word = token(facts, i)->word, *hyphen = strrchr(word, '-');
        for (size_t k = 0; hyphen && k < sizeof(parts) / sizeof(*parts); k++) {
            if (strcmp(hyphen + 1, parts[k][0]) != 0)
                continue;
            char *colour = cf_arena_copy(&facts->arena, word, (size_t)(hyphen - word));
            facts->failed |= !colour;
            if (!colour || !cf_language_colour(facts->reading.language, colour, 0))
                continue;
            struct cf_need *need = cf_facts_add(facts, CF_CHECK_COLOUR, i, i + 1);
            if (!need)
                return;
            need->verb = colour;
            need->noun = need->base = need->fact.owner = parts[k][1];
            need->mark = parts[k][0];
        }
    }
}

/* Colours before the head ("a red and white car"), and those said of it behind ("a dress that is red"). */
static void add_colours(struct cf_facts *facts, const struct cf_phrase *p)
{
    const struct cf_analysis *a = facts->reading.analysis;
    for (size_t i = p->begin; i < p->head; i++) {
        bool noun = a->tokens[i].pos == CF_POS_NOUN &&
                    cf_reading_is(&a->tokens[i], "rose gold coral chestnut cream bronze copper charcoal "
                                                 "silver slate orange lime peach plum olive");
        if (is_colour(facts, i) && !(noun && i + 1 == p->head && strchr(p->noun, ' ')))
            add_colour(facts, i, p);
    }
    add_hyphened(facts, p);
    size_t i = p->head + 1;
    bool apposed = i + 1 < a->tokens_count && cf_reading_is(&a->tokens[i], ",") && is_colour(facts, i + 1) &&
                   (i + 2 == a->tokens_count || a->tokens[i + 2].pos == CF_POS_PUNCTUATION);
    if (apposed) /* "a pickup truck, teal, parked outside" */
        add_colour(facts, i + 1, p);
    size_t last = i + 5 < a->tokens_count ? i + 5 : a->tokens_count;
    bool be = false;
    for (; i < last && a->tokens[i].sentence == a->tokens[p->head].sentence; i++) {
        if (a->tokens[i].pos == CF_POS_AUXILIARY ||
            cf_reading_is(&a->tokens[i],
                          "is are was were painted colored coloured dyed turns turn turning glows glowing "
                          "becomes becoming grows"))
            be = true;
        else if (be && is_colour(facts, i) &&
                 (facts->reading.phrase_of[i] < 0 ||
                  (facts->reading.phrases[facts->reading.phrase_of[i]].head == i &&
                   cf_reading_is(&a->tokens[i - 1], "painted colored coloured dyed dark light deep pale bright turns "
                                                    "turn turning glows glowing becomes becoming grows"))))
            add_colour(facts, i, p);
        else if (!cf_reading_is(&a->tokens[i], "that which and very bright dark light deep pale") &&
                 a->tokens[i].pos != CF_POS_ADVERB)
            break;
    }
}

/* ---- relations and actions ---- */

/* A thing that may stand at a relation's end: the likeliest of the list, not `but`; -1: none. */
static int32_t end_of(const struct cf_facts *facts, const int32_t *list, size_t count, int32_t but)
{
    const struct cf_reading *reading = &facts->reading;
    for (size_t i = 0; i < count; i++)
        if (list[i] != but && facts->taken[reading->phrases[list[i]].head] != 1)
            return list[i];
    return -1;
}

/* No place that a picture could get wrong: "in background", "in spring", "with a lamp in it". */
static bool is_placeless(const struct cf_facts *facts, const struct cf_phrase *object)
{
    const struct cf_token *head = token(facts, object->head);
    uint32_t visible = CF_CLASS_PERSON | CF_CLASS_ANIMAL | CF_CLASS_PLACE | CF_CLASS_OBJECT;
    return facts->taken[object->head] == 1 || !object->concrete || cf_reading_is(head, "home") ||
           head->classes & (CF_CLASS_CAMERA | CF_CLASS_STYLE) ||
           (head->classes & CF_CLASS_TIME && !(head->classes & visible));
}

/* "a shot following a turtle": the camera's work. */
static bool is_picture(const struct cf_facts *facts, const struct cf_phrase *p)
{
    return cf_reading_is(token(facts, p->head), "shot shots camera footage view close-up closeup lens video clip pov");
}

/* "no clutter on the counters", "hear something outside": said of what is denied, or of what no word names. */
static bool is_unsaid(const struct cf_facts *facts, size_t begin)
{
    return begin && token(facts, begin - 1)->sentence == token(facts, begin)->sentence &&
           (token(facts, begin - 1)->negated ||
            cf_reading_is(token(facts, begin - 1), "something anything nothing someone everything"));
}

/* The first word that modifies the head. */
static const char *mark(const struct cf_facts *facts, const struct cf_phrase *p)
{
    for (size_t i = p->begin; i < p->head; i++)
        if (token(facts, i)->pos != CF_POS_DETERMINER)
            return token(facts, i)->word;
    return NULL;
}

static void add_relation(struct cf_facts *facts, const struct cf_relation *r)
{
    const struct cf_reading *reading = &facts->reading;
    bool hard = cf_relation_is_hard(r->kind), sided = r->kind == CF_REL_LEFT || r->kind == CF_REL_RIGHT;
    struct cf_ends ends;
    cf_reading_ends(reading, r, &ends);
    int32_t subject = end_of(facts, ends.subjects, ends.subjects_count, -1), object = r->object;
    if (object >= 0 && cf_reading_is_measure(reading, &reading->phrases[object])) { /* "on a pile of books" */
        size_t of = reading->phrases[object].head + 1u;
        bool more = of + 1 < reading->analysis->tokens_count && cf_reading_is(token(facts, of), "of");
        if (more && reading->phrase_of[of + 1] >= 0)
            object = reading->phrase_of[of + 1];
    }
    if (subject >= 0 && object < 0 && r->pronoun && !r->bare)
        object = end_of(facts, ends.objects, ends.objects_count, subject);         /* "a lake with wolves on it" */
    bool made = r->begin && cf_reading_is(token(facts, r->begin), "in on with") && /* "a name written in icing" */
                cf_reading_is(token(facts, r->begin - 1),
                              "written painted drawn rendered printed made done shot filmed reflected mirrored");
    bool filmed = subject >= 0 && is_picture(facts, &reading->phrases[subject]);
    bool when = object >= 0 && cf_reading_is(token(facts, r->begin), "before after") && /* "before the match" */
                (cf_language_mainly_is_a(reading->language, reading->phrases[object].base, "event") ||
                 cf_language_mainly_is_a(reading->language, reading->phrases[object].base, "act") ||
                 cf_language_is_a(reading->language, reading->phrases[object].base, "contest", CF_POS_NOUN));
    bool from = r->kind == CF_REL_OUT && !cf_reading_is(token(facts, r->begin), "out") && r->end == r->begin + 1;
    if (subject < 0 || when || filmed || made || from || r->kind >= CF_REL_FLANKS || facts->taken[r->begin] == 1 ||
        (object < 0 && !sided) || token(facts, r->begin)->negated ||
        (token(facts, r->begin)->pos == CF_POS_VERB && !sided) ||
        cf_reading_is(token(facts, reading->phrases[subject].head), "home") || is_unsaid(facts, r->begin) ||
        (object >= 0 && is_placeless(facts, &reading->phrases[object])))
        return;
    struct cf_need *need = cf_facts_add(facts, hard ? CF_CHECK_SIDE : CF_CHECK_RELATION, r->begin, r->end);
    if (!need)
        return;
    own(facts, need, &reading->phrases[subject]);
    need->relation = r->kind;
    int32_t other = end_of(facts, ends.subjects, ends.sure, subject);
    const struct cf_phrase *held = &reading->phrases[subject]; /* "a busker with an accordion left of the machine" */
    if (other < 0 && held->begin > 1 && cf_reading_is(token(facts, held->begin - 1), "with holding wearing in of on"))
        other = reading->phrase_of[held->begin - 2];
    if (other >= 0 && other != object) {
        need->noun3 = reading->phrases[other].noun;
        need->base3 = reading->phrases[other].base;
    }
    if (object >= 0) {
        need->noun2 = reading->phrases[object].noun;
        need->base2 = reading->phrases[object].base;
        need->fact.other = surface(facts, &reading->phrases[object]);
        if (strcmp(need->base, need->base2) == 0) {
            need->mark = mark(facts, &reading->phrases[subject]);
            need->mark2 = mark(facts, &reading->phrases[object]);
        }
    }
}

/* The verb's words to the end of its clause, for the clause that repairs: "chasing a red ball". */
static size_t action_end(const struct cf_facts *facts, size_t at)
{
    const struct cf_analysis *a = facts->reading.analysis;
    size_t i = at + 1, last = at + 1;
    for (; i < a->tokens_count && i < at + 10 && a->tokens[i].sentence == a->tokens[at].sentence; i++) {
        const struct cf_token *t = &a->tokens[i];
        if (t->pos == CF_POS_PUNCTUATION || t->pos == CF_POS_CONJUNCTION || t->pos == CF_POS_AUXILIARY ||
            (t->pos == CF_POS_VERB && facts->reading.phrase_of[i] < 0) || facts->taken[i] == 1)
            break;
        if (facts->reading.phrase_of[i] >= 0 && facts->reading.phrases[facts->reading.phrase_of[i]].head == i)
            last = i + 1;
        else if (t->pos == CF_POS_ADVERB)
            last = i + 1;
    }
    return last;
}

/* "a sign that says "OPEN"": the text is the requirement. */
static bool says_text(const struct cf_analysis *a, size_t i)
{
    if (!cf_reading_is(&a->tokens[i],
                       "say says saying read reads reading spell spells spelling show shows showing "
                       "display displays displaying print printed write written headed called titled labeled labelled "
                       "named marked"))
        return false;
    for (size_t j = i + 1; j < a->tokens_count && j <= i + 4; j++)
        if (a->tokens[j].quoted)
            return true;
    return false;
}

/* Verbs that show nothing of their own in these words: "looks like a turtle", "presents itself", "bears witness"; and
 * how a thing stands, which is seen wherever it is. */
static bool is_idle(const struct cf_facts *facts, size_t i, const struct cf_phrase *owner)
{
    const struct cf_analysis *a = facts->reading.analysis;
    const struct cf_token *next = i + 1 < a->tokens_count ? &a->tokens[i + 1] : NULL;
    uint32_t living = CF_CLASS_PERSON | CF_CLASS_ANIMAL;
    if (next && (cf_reading_is(next, "itself himself herself themselves") ||
                 (cf_reading_is(next, "like") && cf_reading_is(&a->tokens[i], "look looks looking"))))
        return true;
    const struct cf_token verb = {.word = a->tokens[i].lemma};
    bool placed =
        a->tokens[i].flags & CF_TOKEN_PAST && next && next->pos == CF_POS_PREPOSITION; /* "a key hidden under" */
    if (placed &&
        cf_reading_is(&verb, "hide park place set hang perch seat mount moor anchor nestle cover line surround "
                             "leave lay put scatter stack pile fill dress wrap tie string sling suspend stretch"))
        return true;
    if (cf_reading_is(&a->tokens[i], "blurred close"))
        return true;
    if (cf_reading_is(&verb,
                      "want need wish like bear enjoy crop handcraft craft tuck present join attempt prepare try"))
        return true;
    return owner && !owner->name && !(a->tokens[owner->head].classes & living) &&
           cf_reading_is(&verb, "stand sit lie rest");
}

/* What it is done to: the phrase right behind the verb, "up" and the like passed over. */
static void add_object(const struct cf_facts *facts, struct cf_need *need, size_t i)
{
    const struct cf_reading *reading = &facts->reading;
    need->direct = true;
    for (size_t j = i + 1; j < reading->analysis->tokens_count && j < i + 3; j++) {
        if (token(facts, j)->pos == CF_POS_PUNCTUATION || token(facts, j)->sentence != token(facts, i)->sentence)
            break;
        need->direct &= token(facts, j)->pos != CF_POS_PREPOSITION;
        if (reading->phrase_of[j] < 0)
            continue;
        need->object = reading->phrases[reading->phrase_of[j]].base;
        return;
    }
    need->direct = false;
}

/* Neither behind a preposition nor a measure: "a photo of a dog running". */
static bool may_act(const struct cf_facts *facts, const struct cf_phrase *p)
{
    if (cf_reading_is_measure(&facts->reading, p) || is_picture(facts, p))
        return false;
    return !(p->begin && token(facts, p->begin - 1)->sentence == token(facts, p->head)->sentence &&
             token(facts, p->begin - 1)->pos == CF_POS_PREPOSITION &&
             !cf_reading_is(token(facts, p->begin - 1), "as until while after before"));
}

/* ", judges,": a word alone in a list is a thing, though it might be a verb. */
static void add_lone_things(struct cf_facts *facts)
{
    const struct cf_analysis *a = facts->reading.analysis;
    for (size_t i = 1; i < a->tokens_count; i++) {
        const struct cf_token *t = &a->tokens[i];
        bool alone = a->tokens[i - 1].sentence == t->sentence && cf_reading_is(&a->tokens[i - 1], ",") &&
                     (i + 1 == a->tokens_count || cf_reading_is(&a->tokens[i + 1], ", ."));
        char lemma[64];
        if (!alone || t->pos != CF_POS_VERB || t->flags & (CF_TOKEN_GERUND | CF_TOKEN_PAST) || facts->taken[i] ||
            t->negated || strcmp(t->word, t->lemma) == 0 ||
            !cf_language_lemma(facts->reading.language, t->word, CF_POS_NOUN, lemma, sizeof(lemma)) ||
            !(cf_language_classes(facts->reading.language, lemma) &
              (CF_CLASS_PERSON | CF_CLASS_ANIMAL | CF_CLASS_OBJECT)))
            continue;
        struct cf_need *need = cf_facts_add(facts, CF_CHECK_ENTITY, i, i + 1);
        char *copy = cf_arena_alloc(&facts->arena, strlen(lemma) + 1);
        if (!need || !copy)
            return;
        need->noun = need->base = strcpy(copy, lemma);
        need->plural = true;
        facts->taken[i] = 1;
    }
}

static const char *phrasal_of(struct cf_facts *facts, size_t i)
{
    char verb[64];
    if (!cf_reading_phrasal(&facts->reading, i, verb, sizeof(verb)))
        return NULL;
    char *copy = cf_arena_alloc(&facts->arena, strlen(verb) + 1);
    facts->failed |= !copy;
    return copy ? strcpy(copy, verb) : NULL;
}

/* Who does what the verb at token i says; NULL: nobody whom its sentence names. */
static const struct cf_phrase *doer_of(const struct cf_facts *facts, size_t i)
{
    const struct cf_reading *reading = &facts->reading;
    const struct cf_token *tokens = reading->analysis->tokens;
    int32_t doer = cf_reading_doer(reading, i);
    const struct cf_phrase *who = doer < 0 ? NULL : &reading->phrases[doer];
    bool worn = who && who->begin &&
                cf_reading_is(&tokens[who->begin - 1], "with") && /* "a woman with a scarf feeding" */
                !(tokens[who->head].classes & (CF_CLASS_PERSON | CF_CLASS_ANIMAL));
    if (who && !worn && facts->taken[who->head] != 1 && !is_picture(facts, who) && !cf_reading_is_measure(reading, who))
        return who;
    bool pronoun = i && cf_reading_is(&tokens[i - 1], "he she it they who");
    for (int any = pronoun ? 2 : 0; any < 2; any++) /* "a couple on a scooter zips": not the scooter */
        for (size_t j = i; j-- > 0 && i - j < 12 && tokens[j].sentence == tokens[i].sentence;) {
            const struct cf_phrase *p = cf_reading_phrase(reading, j);
            if (p && p->concrete && facts->taken[j] != 1 && (any || may_act(facts, p)))
                return p;
        }
    return NULL;
}

static void add_actions(struct cf_facts *facts)
{
    const struct cf_reading *reading = &facts->reading;
    const struct cf_analysis *a = reading->analysis;
    for (size_t i = 0; i < a->tokens_count; i++) {
        const struct cf_token *t = &a->tokens[i];
        bool modifier = reading->phrase_of[i] >= 0;
        char phrasal[64]; /* "takes off": take alone shows nothing */
        bool moved = cf_reading_phrasal(reading, i, phrasal, sizeof(phrasal)) &&
                     cf_language_classes(reading->language, phrasal) & CF_CLASS_ACTION;
        bool passive = cf_reading_is_passive(reading, i) && i + 1 < a->tokens_count &&
                       cf_reading_is(&a->tokens[i + 1], "by"); /* "is repaired by a girl" */
        bool particle = cf_word_is(t->lemma, "take put") && i + 2 < a->tokens_count &&
                        reading->phrase_of[i + 2] >= 0 && /* "takes off her mask" */
                        cf_reading_is(&a->tokens[i + 1], "off on out down away");
        if (t->pos != CF_POS_VERB || !(t->classes & CF_CLASS_ACTION || particle || moved) || t->negated || t->quoted ||
            facts->taken[i] || modifier || cf_match_denied(a, i) || says_text(a, i) ||
            (t->flags & CF_TOKEN_PAST && !passive && i + 1 < a->tokens_count &&
             a->tokens[i + 1].pos == CF_POS_PREPOSITION &&
             !(i && a->tokens[i - 1].pos == CF_POS_NOUN && !cf_reading_is(&a->tokens[i + 1], "by with of in on"))))
            continue;
        const struct cf_phrase *owner = doer_of(facts, i);
        bool filmed = owner && is_picture(facts, owner);
        bool denied =
            i + 1 < a->tokens_count && cf_reading_is(&a->tokens[i + 1], "no nothing nobody"); /* "carries no bag" */
        bool idiom =
            cf_word_is(t->lemma, "carry go keep") && i + 1 < a->tokens_count && cf_reading_is(&a->tokens[i + 1], "on");
        if (filmed || denied || idiom || is_idle(facts, i, owner))
            continue;
        struct cf_need *need = cf_facts_add(facts, CF_CHECK_ACTION, i, action_end(facts, i));
        if (!need)
            return;
        need->verb = t->lemma;
        need->noun = t->word;
        add_object(facts, need, i);
        need->phrasal = phrasal_of(facts, i);
        if (cf_reading_is_passive(reading, i)) { /* "is handed a sword": by whom is not said */
            int32_t by = cf_reading_doer(reading, i);
            owner = by >= 0 ? &reading->phrases[by] : NULL;
        }
        need->doer = owner ? (int32_t)(owner - reading->phrases) : -1;
        if (!owner)
            continue;
        need->plural = a->tokens[owner->head].flags & CF_TOKEN_PLURAL || owner->number > 1;
        need->fact.owner = surface(facts, owner);
        need->noun2 = owner->name ? "" : NULL; /* a name takes no article */
        need->noun3 = owner->noun;
        need->base3 = owner->base;
    }
}

void cf_facts_scene(struct cf_facts *facts)
{
    const struct cf_reading *reading = &facts->reading;
    add_negations(facts);
    add_names(facts);
    for (size_t i = 0; i < reading->phrases_count; i++) {
        const struct cf_phrase *p = &reading->phrases[i];
        if (is_taken(facts, p) && facts->taken[p->head] == 1)
            continue;
        add_count(facts, p);
        add_colours(facts, p);
        add_thing(facts, p);
    }
    for (size_t i = 0; i < reading->relations_count; i++)
        add_relation(facts, &reading->relations[i]);
    add_lone_things(facts);
    add_actions(facts);
}
