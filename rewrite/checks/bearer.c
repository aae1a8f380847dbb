/* Who bears a state: the phrase that a word stands in, the subject of its sentence, what a pronoun stands for. */
#include "checks/axes.h"
#include <string.h>

static const char pronouns[] = "he she it they him her them his its their hers theirs";

/* Parts whose state is the whole's. */
static const char whole_parts[] =
    "eyes eye face hands fingers hair beard coat fur skin body canopy surface door doors lid cover covers pages "
    "interior sides bottom walls petals leaves rooms seats windows feathers brow cheeks head eyelids lips mouth voice "
    "glass pane panes limbs legs paws feet paint panels waters mane wings belly waist ribs steps frame hull deck "
    "planks timbers shell "
    "flame wick flames crust flesh shutters gates sails blossoms branches twigs chest shoulders smile gaze expression "
    "tables aisles pews benches rows stands pavement banks floor floors shelves corridors halls features figure";

static const char males[] = "man boy father dad grandfather grandpa brother uncle son nephew husband groom king prince "
                            "gentleman guy monk waiter fisherman cowboy wizard actor bull rooster stallion fireman "
                            "policeman lad businessman salesman grandson widower priest knight fellow";
static const char females[] =
    "woman girl mother mom mum grandmother grandma granny sister aunt daughter niece wife bride "
    "queen princess lady nun waitress actress ballerina witch cow hen mare widow lass maiden "
    "mermaid geisha goddess granddaughter hostess schoolgirl businesswoman";

int cf_owner_sex(const char *base)
{
    return cf_word_is(base, males) ? 1 : cf_word_is(base, females) ? 2 : 0;
}

static bool is_animate(const struct cf_reading *r, const struct cf_phrase *p)
{
    uint32_t classes = r->analysis->tokens[p->head].classes;
    if (p->name || !(classes & (CF_CLASS_PERSON | CF_CLASS_ANIMAL)))
        return p->name;
    /* a tree is an actor too, by a rare meaning */
    return !(classes & (CF_CLASS_OBJECT | CF_CLASS_PLACE)) || cf_language_mainly_is_a(r->language, p->base, "person") ||
           cf_language_mainly_is_a(r->language, p->base, "animal");
}

static bool may_bear(const struct cf_reading *r, const struct cf_phrase *p, enum cf_bearer bearer)
{
    bool time = bearer == CF_BEARER_SCENE && r->analysis->tokens[p->head].classes & CF_CLASS_TIME; /* "a clear night" */
    return bearer == CF_BEARER_ANIMATE ? is_animate(r, p) : p->concrete || time;
}

const struct cf_phrase *cf_owner_in(const struct cf_reading *r, size_t i, size_t length, enum cf_bearer bearer)
{
    const struct cf_token *tokens = r->analysis->tokens;
    int32_t p = r->phrase_of[i];
    if (p >= 0 && i + length - 1 < r->phrases[p].head)
        return may_bear(r, &r->phrases[p], bearer) ? &r->phrases[p] : NULL;
    if (bearer == CF_BEARER_OWN)
        return NULL;
    for (size_t j = i; j-- > 0 && tokens[j].sentence == tokens[i].sentence;)
        if ((p = r->phrase_of[j]) >= 0 && r->phrases[p].head == j && may_bear(r, &r->phrases[p], bearer))
            return &r->phrases[p];
    for (size_t j = i + length; j < r->analysis->tokens_count && tokens[j].sentence == tokens[i].sentence; j++)
        if ((p = r->phrase_of[j]) >= 0 && r->phrases[p].head == j && may_bear(r, &r->phrases[p], bearer))
            return &r->phrases[p];
    return NULL;
}

struct cf_owner cf_owner_describe(const struct cf_reading *r, const struct cf_phrase *p, enum cf_bearer bearer)
{
    struct cf_owner owner = {.bearer = bearer, .prompt = r};
    if (!p)
        return owner;
    owner.noun = p->noun;
    owner.base = p->base;
    size_t of = p->head + 1u;
    if (of + 1 < r->analysis->tokens_count && cf_reading_is(&r->analysis->tokens[of], "of") &&
        r->phrase_of[of + 1] >= 0 &&
        cf_word_is(p->base, "bowl cup mug glass plate pot pan bottle jar dish tray basket bucket pitcher kettle slice "
                            "piece loaf pile heap"))
        owner.content = r->phrases[r->phrase_of[of + 1]].base;
    owner.person = r->analysis->tokens[p->head].classes & CF_CLASS_PERSON;
    owner.animate = is_animate(r, p);
    owner.place = !owner.animate && r->analysis->tokens[p->head].classes & CF_CLASS_PLACE &&
                  !cf_word_is(p->base, "window door gate doorway hatch");
    bool bare = owner.person && r->analysis->tokens[p->begin].pos != CF_POS_DETERMINER; /* "teenage boy on a hill" */
    owner.single = !(r->analysis->tokens[p->head].flags & CF_TOKEN_PLURAL) &&
                   (bare || cf_reading_is(&r->analysis->tokens[p->begin], "a an one"));
    owner.plural = r->analysis->tokens[p->head].flags & CF_TOKEN_PLURAL || p->number > 1;
    owner.sole = true;
    for (size_t i = 0; i < r->phrases_count; i++) /* of things, the first is meant by "its" */
        owner.sole &= strcmp(r->phrases[i].base, p->base) == 0 || !is_animate(r, &r->phrases[i]) ||
                      (!owner.animate && &r->phrases[i] > p);
    for (const struct cf_phrase *q = r->phrases; !owner.animate && q < p; q++)
        owner.sole &= !q->concrete;
    return owner;
}

/* The rewrite names the owner by its own word, or one that stands for it. */
static bool is_named(const struct cf_reading *r, const struct cf_owner *owner)
{
    for (size_t i = 0; i < r->phrases_count; i++)
        if (cf_match_phrase(r, &r->phrases[i], owner->noun, owner->base))
            return true;
    return false;
}

/* What else the prompt asks for; NULL: the phrase is nothing of it. */
static const struct cf_phrase *another_asked(const struct cf_reading *r, const struct cf_phrase *p,
                                             const struct cf_owner *owner)
{
    for (size_t i = 0; i < owner->prompt->phrases_count; i++) {
        const struct cf_phrase *q = &owner->prompt->phrases[i];
        if (!q->concrete || strcmp(q->base, owner->base) == 0)
            continue;
        size_t size = strlen(q->base), end = strlen(p->base); /* "the club" of a nightclub */
        bool shortened = size > end && end > 2 && strcmp(q->base + size - end, p->base) == 0;
        if (shortened || cf_match_phrase(r, p, q->noun, q->base))
            return q;
    }
    return NULL;
}

/* "a young chef ... behind him an old cook": of another word, and new, it is another. */
static bool is_newcomer(const struct cf_reading *r, const struct cf_phrase *p, const struct cf_owner *owner)
{
    const struct cf_token *tokens = r->analysis->tokens;
    if (!owner->single || !cf_reading_is(&tokens[p->begin], "a an") ||
        (p->begin && cf_reading_is(&tokens[p->begin - 1], "is are was were , as like of")))
        return false;
    for (const struct cf_phrase *q = r->phrases; q < p; q++)
        if (strcmp(q->base, owner->base) == 0)
            return true;
    return false;
}

bool cf_owner_is(const struct cf_reading *r, const struct cf_phrase *p, const struct cf_owner *owner)
{
    const struct cf_token *tokens = r->analysis->tokens, *head = &tokens[p->head];
    for (size_t i = p->begin; i < p->head; i++)
        if (cf_reading_is(&tokens[i], "other another remaining"))
            return false;
    if (owner->single && head->flags & CF_TOKEN_PLURAL) /* the other panes of a lit window */
        return false;
    if (strcmp(p->base, owner->base) == 0 || (owner->content && strcmp(p->base, owner->content) == 0) ||
        strcmp(tokens[cf_match_noun(r, p)].lemma, owner->base) == 0)
        return true;
    if (another_asked(r, p, owner))
        return false;
    if (cf_match_phrase(r, p, owner->noun, owner->base))
        return !is_newcomer(r, p, owner);
    bool definite = cf_reading_is(&tokens[p->begin], "the this");
    /* another word for the only one there is: not "a mother" beside the baby */
    if (owner->person && owner->sole && head->classes & CF_CLASS_PERSON && !(head->flags & CF_TOKEN_PLURAL) &&
        (definite ? !cf_language_rivals(r->language, p->base, owner->base) : !is_named(r, owner)))
        return true;
    /* the waves of a lake, the surface of a sea */
    if (cf_reading_is(head, "wave waves water waters surface swell swells surf current currents tide") &&
        cf_language_is_a(r->language, owner->base, "body of water", CF_POS_NOUN))
        return true;
    /* "the animal", "the vehicle": said again of what was named */
    if (!definite || !p->concrete || !cf_language_is_a(r->language, owner->base, p->base, CF_POS_NOUN))
        return false;
    for (size_t i = 0; i < owner->prompt->phrases_count; i++) { /* of a ship and a tug, which is the vessel? */
        const struct cf_phrase *q = &owner->prompt->phrases[i];
        if (strcmp(q->base, owner->base) != 0 && cf_language_is_a(r->language, q->base, p->base, CF_POS_NOUN))
            return false;
    }
    return true;
}

/* ---- subjects and pronouns ---- */

static bool is_governed(const struct cf_reading *r, const struct cf_phrase *p, bool verbs)
{
    const struct cf_token *tokens = r->analysis->tokens;
    if (!p->begin || tokens[p->begin - 1].sentence != tokens[p->head].sentence)
        return false;
    const struct cf_token *before = &tokens[p->begin - 1];
    if (p->begin > 1 && cf_reading_is(before, "below above beyond") && cf_reading_is(before - 1, "far high while and"))
        return false; /* "while far below a boat sits" */
    return before->pos == CF_POS_PREPOSITION || (verbs && before->pos == CF_POS_VERB);
}

/* "everything around it": a subject of its own. */
static const char collectives[] = "everything everyone everybody others";

static bool is_pronoun(const struct cf_reading *r, size_t j)
{
    const struct cf_token *t = &r->analysis->tokens[j];
    bool governed = j && t[-1].pos == CF_POS_PREPOSITION && !cf_reading_is(t - 1, "as while until before after");
    return cf_reading_is(t, collectives) || (cf_reading_is(t, "he she it they") && !governed);
}

/* The subject that stands before the token in its sentence: a phrase, or -1; a pronoun's token in *pronoun. */
static int32_t subject_before(const struct cf_reading *r, size_t i, size_t *pronoun)
{
    const struct cf_token *tokens = r->analysis->tokens;
    int32_t inverted = -1; /* "In the corner stands a lamp" */
    *pronoun = SIZE_MAX;
    for (size_t j = i; j-- > 0 && tokens[j].sentence == tokens[i].sentence;) {
        int32_t p = r->phrase_of[j];
        if (is_pronoun(r, j)) {
            *pronoun = j;
            return -1;
        }
        if (p >= 0 && p == r->phrase_of[i] && tokens[i].pos == CF_POS_VERB && cf_match_noun(r, &r->phrases[p]) == j &&
            !is_governed(r, &r->phrases[p], false))
            return p; /* "taxis race past": the verb was taken into the phrase */
        if (p < 0 || r->phrases[p].head != j || p == r->phrase_of[i] ||
            !(r->phrases[p].concrete || tokens[j].classes & (CF_CLASS_PERSON | CF_CLASS_ANIMAL)))
            continue;
        if (!is_governed(r, &r->phrases[p], true))
            return p;
        if (!is_governed(r, &r->phrases[p], false))
            inverted = p;
    }
    return inverted;
}

/* The subject of a whole sentence: its first phrase that no preposition governs. */
static int32_t sentence_subject(const struct cf_reading *r, uint32_t sentence, bool *pronoun)
{
    const struct cf_token *tokens = r->analysis->tokens;
    *pronoun = false;
    for (size_t j = 0; j < r->analysis->tokens_count && tokens[j].sentence <= sentence; j++) {
        int32_t p = r->phrase_of[j];
        if (tokens[j].sentence != sentence)
            continue;
        if (is_pronoun(r, j)) {
            *pronoun = true;
            return -1;
        }
        if (p >= 0 && r->phrases[p].head == j && r->phrases[p].concrete && !is_governed(r, &r->phrases[p], false) &&
            !(tokens[j].classes & (CF_CLASS_CAMERA | CF_CLASS_LIGHT)))
            return cf_reading_is(&tokens[r->phrases[p].begin], "his her its their") ? (*pronoun = true, -1) : p;
    }
    return -1;
}

static bool may_mean(const struct cf_reading *r, const struct cf_token *pronoun, const struct cf_phrase *p)
{
    const struct cf_token *head = &r->analysis->tokens[cf_match_noun(r, p)];
    bool person = head->classes & CF_CLASS_PERSON || p->name;
    bool plural = head->flags & CF_TOKEN_PLURAL || p->number > 1;
    if (cf_reading_is(pronoun, "they them their theirs"))
        return plural || person;
    if (cf_reading_is(pronoun, "it its"))
        return !plural && (!person || !cf_language_mainly_is_a(r->language, p->base, "person"));
    if (cf_word_is(p->base, cf_reading_is(pronoun, "he him his") ? females : males))
        return false;
    return is_animate(r, p) && !plural;
}

/* A phrase of the sentence that the pronoun fits better than the subject, by its number or sex; -1: none. */
static int32_t fitting(const struct cf_reading *r, uint32_t sentence, const struct cf_token *pronoun)
{
    const struct cf_token *tokens = r->analysis->tokens;
    bool many = cf_reading_is(pronoun, "they them their theirs");
    const char *sex = cf_reading_is(pronoun, "he him his")     ? males
                      : cf_reading_is(pronoun, "she her hers") ? females
                                                               : "";
    for (size_t i = 0; i < r->phrases_count; i++) {
        const struct cf_phrase *p = &r->phrases[i];
        bool plural = tokens[p->head].flags & CF_TOKEN_PLURAL || p->number > 1;
        if (tokens[p->head].sentence == sentence && &tokens[p->head] < pronoun &&
            (many ? plural && is_animate(r, p) : !plural && cf_word_is(p->base, sex)))
            return (int32_t)i;
    }
    return -1;
}

/* What the pronoun at j stands for: the subject before it, else that of the sentence before; -1: not known. */
static int32_t antecedent(const struct cf_reading *r, size_t j)
{
    const struct cf_token *t = &r->analysis->tokens[j];
    size_t pronoun;
    int32_t p = subject_before(r, j, &pronoun), better;
    if (p >= 0 && may_mean(r, t, &r->phrases[p]))
        return p;
    if ((better = fitting(r, t->sentence, t)) >= 0)
        return better;
    for (uint32_t s = t->sentence; s-- > 0 && t->sentence - s <= 3;) {
        bool again;
        if ((better = fitting(r, s, t)) >= 0)
            return better;
        p = sentence_subject(r, s, &again);
        if (p >= 0 && may_mean(r, t, &r->phrases[p]))
            return p;
    }
    return -1;
}

static enum cf_borne pronoun_is(const struct cf_reading *r, size_t j, const struct cf_owner *owner)
{
    const struct cf_token *t = &r->analysis->tokens[j];
    if (cf_reading_is(t, collectives) || (cf_reading_is(t, "he she him her his hers") && !owner->animate))
        return CF_BORNE_NO;
    if (owner->plural && cf_reading_is(t, "he him his she her hers it its"))
        return CF_BORNE_NO;
    if ((cf_reading_is(t, "he him his") && cf_word_is(owner->base, females)) ||
        (cf_reading_is(t, "she her hers") && cf_word_is(owner->base, males)))
        return CF_BORNE_NO;
    int32_t p = antecedent(r, j);
    if (p >= 0 && cf_owner_is(r, &r->phrases[p], owner))
        return CF_BORNE_YES;
    if (p >= 0 && cf_owner_has(r, &r->phrases[p], owner, NULL))
        return CF_BORNE_YES;
    bool newcomer = p >= 0 && r->analysis->tokens[r->phrases[p].head].sentence == t->sentence && /* "a dog, its eyes" */
                    is_animate(r, &r->phrases[p]) &&
                    cf_reading_is(&r->analysis->tokens[r->phrases[p].begin], "a an another");
    if (newcomer && is_named(r, owner))
        return CF_BORNE_NO;
    if (owner->sole && !owner->strict && (owner->plural || !cf_reading_is(t, "they their them theirs")))
        return CF_BORNE_YES;
    return p >= 0 ? CF_BORNE_NO : CF_BORNE_PERHAPS;
}

/* ---- parts ---- */

/* The token of the phrase's possessor: "the barn" in "the barn's walls", "the walls of the barn"; -1: none. */
static int32_t possessor(const struct cf_reading *r, const struct cf_phrase *p, struct cf_phrase *noun)
{
    const struct cf_token *tokens = r->analysis->tokens;
    if (p->begin && cf_reading_is(&tokens[p->begin], "'s '") && r->phrase_of[p->begin - 1] >= 0) {
        *noun = r->phrases[r->phrase_of[p->begin - 1]];
        return (int32_t)noun->head;
    }
    for (size_t i = p->begin + 1u; i < p->head; i++)
        if (cf_reading_is(&tokens[i], "'s '") && tokens[i - 1].pos == CF_POS_NOUN) {
            *noun = (struct cf_phrase){.begin = p->begin,
                                       .head = (uint32_t)i - 1,
                                       .noun = tokens[i - 1].lemma,
                                       .base = tokens[i - 1].lemma,
                                       .concrete = true};
            return (int32_t)i - 1;
        }
    size_t of = p->head + 1u;
    if (of + 1 < r->analysis->tokens_count && cf_reading_is(&tokens[of], "of") && r->phrase_of[of + 1] >= 0) {
        *noun = r->phrases[r->phrase_of[of + 1]];
        return (int32_t)noun->head;
    }
    return -1;
}

static bool is_part(const struct cf_reading *r, const struct cf_token *noun, const struct cf_owner *owner,
                    const char *parts)
{
    return parts ? cf_reading_is(noun, parts)
                 : cf_reading_is(noun, whole_parts) || cf_language_has_part(r->language, owner->base, noun->lemma);
}

bool cf_owner_has(const struct cf_reading *r, const struct cf_phrase *p, const struct cf_owner *owner,
                  const char *parts)
{
    const struct cf_token *tokens = r->analysis->tokens, *head = &tokens[p->head];
    if (!is_part(r, head, owner, parts)) {
        char verb[64]; /* "the horse's coat ripples" */
        bool before = p->head > p->begin && head[-1].pos == CF_POS_NOUN &&
                      cf_language_lemma(r->language, head->word, CF_POS_VERB, verb, sizeof(verb));
        if (!before || !is_part(r, head - 1, owner, parts))
            return false;
    }
    struct cf_phrase whole;
    if (possessor(r, p, &whole) >= 0)
        return cf_owner_is(r, &whole, owner);
    size_t own = p->begin;
    if (own && !cf_reading_is(&tokens[own], pronouns))
        own--;
    const char *mine = owner->animate || owner->person ? "his her its their" : "its their";
    return cf_reading_is(&tokens[own], mine) && tokens[own].sentence == head->sentence &&
           pronoun_is(r, own, owner) == CF_BORNE_YES;
}

/* ---- states ---- */

static enum cf_borne phrase_bears(const struct cf_reading *r, const struct cf_phrase *p, const struct cf_owner *owner)
{
    /* the bolt of a wooden gate is of iron, its planks are not */
    const char *parts = owner->bearer == CF_BEARER_OWN ? "hull body exterior surface sides planks shell boards" : NULL;
    if (cf_owner_is(r, p, owner) || cf_owner_has(r, p, owner, parts))
        return CF_BORNE_YES;
    return CF_BORNE_NO;
}

/* The phrase that the words at i modify from before it, or right behind its head: "her crying father", "a room full
 * of". NULL: none. */
static const struct cf_phrase *modified(const struct cf_reading *r, size_t i, size_t length)
{
    const struct cf_token *tokens = r->analysis->tokens;
    int32_t p = r->phrase_of[i];
    if (p >= 0)
        return i + length - 1 < r->phrases[p].head ? &r->phrases[p] : NULL;
    size_t end = i + length;
    bool participle = tokens[i].pos == CF_POS_ADJECTIVE || tokens[i].flags & (CF_TOKEN_GERUND | CF_TOKEN_PAST);
    if (i && participle && end < r->analysis->tokens_count && r->phrase_of[end] >= 0 &&
        cf_reading_is(&tokens[i - 1], "a an the his her its their"))
        return &r->phrases[r->phrase_of[end]];
    /* "a tractor parked in", "a truck crawling along" */
    bool behind = tokens[i].pos == CF_POS_ADJECTIVE || tokens[i].flags & (CF_TOKEN_PAST | CF_TOKEN_GERUND);
    if (i && behind && (p = r->phrase_of[i - 1]) >= 0 && r->phrases[p].head == i - 1 && r->phrases[p].concrete &&
        tokens[i - 1].sentence == tokens[i].sentence)
        return &r->phrases[p];
    return NULL;
}

static enum cf_borne subject_bears(const struct cf_reading *r, size_t i, size_t length, const struct cf_owner *owner)
{
    const struct cf_token *tokens = r->analysis->tokens;
    size_t pronoun;
    int32_t p = subject_before(r, i, &pronoun);
    if (pronoun != SIZE_MAX)
        return pronoun_is(r, pronoun, owner);
    if (p >= 0)
        return phrase_bears(r, &r->phrases[p], owner);
    for (size_t j = i + length;
         j < r->analysis->tokens_count && j <= i + 12 && tokens[j].sentence == tokens[i].sentence;
         j++) { /* "Fast asleep, the cat ..." */
        p = r->phrase_of[j];
        if (is_pronoun(r, j))
            return pronoun_is(r, j, owner);
        if (p >= 0 && r->phrases[p].head == j && r->phrases[p].concrete && !is_governed(r, &r->phrases[p], false))
            return phrase_bears(r, &r->phrases[p], owner);
    }
    return CF_BORNE_PERHAPS;
}

/* The clause speaks of the owner, and of nothing else that was asked for. */
static bool is_about(const struct cf_reading *r, size_t i, const struct cf_owner *owner)
{
    const struct cf_token *tokens = r->analysis->tokens;
    bool about = false;
    for (size_t k = 0; k < r->phrases_count; k++) {
        const struct cf_phrase *p = &r->phrases[k];
        bool apart = tokens[p->head].sentence != tokens[i].sentence;
        for (size_t j = p->head < i ? p->head : i; !apart && j < (p->head < i ? i : p->head); j++)
            apart = cf_reading_is(&tokens[j], "; while whereas but");
        if (apart)
            continue;
        if (cf_owner_is(r, p, owner))
            about = true;
        else if (another_asked(r, p, owner))
            return false;
    }
    return about;
}

/* What surrounds everything: its state is the scene's. */
static bool is_scenery(const struct cf_phrase *p)
{
    return cf_word_is(p->base,
                      "air sky sun moon light sunlight moonlight daylight sunshine day night weather rain snow "
                      "wind storm world scene place surroundings area ground earth land landscape star cloud "
                      "water surface heat cold season month frost ice fog mist silence noise sound music");
}

/* The subject before the words is a thing that nobody asked for, or another that was. */
static bool is_of_another(const struct cf_reading *r, size_t i, const struct cf_owner *owner)
{
    size_t pronoun;
    int32_t p = subject_before(r, i, &pronoun);
    if (pronoun != SIZE_MAX)
        return pronoun_is(r, pronoun, owner) == CF_BORNE_NO;
    return p >= 0 && phrase_bears(r, &r->phrases[p], owner) != CF_BORNE_YES;
}

/* Contraries that the tables hold plain wherever they are said. */
static enum cf_borne scene_bears(const struct cf_reading *r, size_t i, size_t length, const struct cf_owner *owner)
{
    const struct cf_token *tokens = r->analysis->tokens;
    int32_t p = r->phrase_of[i];
    bool noun = p >= 0 || tokens[i].pos == CF_POS_NOUN;
    size_t pronoun = SIZE_MAX;
    if (owner->strict) {
        enum cf_borne said = noun ? CF_BORNE_PERHAPS : subject_bears(r, i, length, owner);
        return said == CF_BORNE_YES || (said == CF_BORNE_PERHAPS && is_about(r, i, owner)) ? CF_BORNE_YES : CF_BORNE_NO;
    }
    if (p >= 0 && r->phrases[p].head == i + length - 1 && owner->person && is_animate(r, &r->phrases[p]))
        return phrase_bears(r, &r->phrases[p], owner); /* "an old man" */
    if (noun) {                                        /* "his eyes open": those of another? */
        for (size_t own = p >= 0 ? r->phrases[p].begin : i, k = 0; k < 2 && own >= k; k++)
            if (cf_reading_is(&tokens[own - k], "his her its their"))
                return pronoun_is(r, own - k, owner) == CF_BORNE_YES ? CF_BORNE_YES : CF_BORNE_NO;
        if (owner->place || !is_of_another(r, i, owner))
            return CF_BORNE_YES;
        return is_about(r, i, owner) ? CF_BORNE_YES : CF_BORNE_NO;
    }
    p = subject_before(r, i, &pronoun);
    if (pronoun != SIZE_MAX)
        return pronoun_is(r, pronoun, owner) == CF_BORNE_NO ? CF_BORNE_NO : CF_BORNE_YES;
    if (p < 0) /* "Standing before her, the jester ...", "On the corner stands a lamp" */
        return subject_bears(r, i, length, owner) == CF_BORNE_NO && !owner->place ? CF_BORNE_NO : CF_BORNE_YES;
    if (phrase_bears(r, &r->phrases[p], owner) == CF_BORNE_YES)
        return CF_BORNE_YES;
    for (size_t j = r->phrases[p].begin; j < r->phrases[p].head; j++) /* "his forehead is wet", "other windows" */
        if (cf_reading_is(&tokens[j], "his her their other another every neighboring neighbouring"))
            return CF_BORNE_NO;
    bool animate = is_animate(r, &r->phrases[p]);
    if (another_asked(r, &r->phrases[p], owner))
        return owner->place && animate ? CF_BORNE_YES : CF_BORNE_NO;
    return (owner->animate && animate) || !owner->place ? CF_BORNE_NO : CF_BORNE_YES;
}

enum cf_borne cf_owner_bears(const struct cf_reading *r, size_t i, size_t length, const struct cf_owner *owner)
{
    int32_t p = r->phrase_of[i];
    if (owner->bearer == CF_BEARER_WORLD)
        return CF_BORNE_YES;
    /* "cast from solid steel", "it is made of glass" */
    for (size_t j = i; owner->bearer == CF_BEARER_OWN && j-- > 0 && i - j <= 4;)
        if (r->analysis->tokens[j].sentence == r->analysis->tokens[i].sentence &&
            cf_reading_is(&r->analysis->tokens[j],
                          "made cast carved built forged molded moulded woven crafted fashioned "
                          "constructed hewn poured wrought sewn knitted"))
            return subject_bears(r, j, 1, owner);
    const struct cf_phrase *phrase = modified(r, i, length);
    if (phrase) {
        const struct cf_token *before = phrase->begin ? &r->analysis->tokens[phrase->begin - 1] : NULL;
        if (before && cf_reading_is(before, "is are was were") &&
            !cf_owner_is(r, phrase, owner)) /* "he is a young man" */
            return subject_bears(r, phrase->begin, 1, owner);
        if (phrase_bears(r, phrase, owner) == CF_BORNE_YES)
            return CF_BORNE_YES;
        if (owner->bearer == CF_BEARER_SCENE && (!phrase->concrete || (owner->place && is_scenery(phrase))))
            return owner->strict ? CF_BORNE_NO : CF_BORNE_YES;
        return phrase->concrete || owner->bearer == CF_BEARER_OWN ? CF_BORNE_NO : CF_BORNE_PERHAPS;
    }
    if (p >= 0 && r->phrases[p].head < i + length &&
        cf_owner_has(r, &r->phrases[p], owner, NULL)) /* "its eyes are open" */
        return CF_BORNE_YES;
    if (owner->bearer == CF_BEARER_OWN)
        return p >= 0 && strcmp(r->phrases[p].base, owner->base) == 0 ? CF_BORNE_PERHAPS : CF_BORNE_NO;
    return owner->bearer == CF_BEARER_SCENE ? scene_bears(r, i, length, owner) : subject_bears(r, i, length, owner);
}
