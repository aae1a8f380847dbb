#include "language/internal.h"
#include <stdlib.h>
#include <string.h>

/* Lexicographer files, lexnames(5WN). */
enum {
    NOUN_ACT = 4,
    NOUN_ANIMAL,
    NOUN_ARTIFACT,
    NOUN_ATTRIBUTE,
    NOUN_BODY,
    NOUN_COGNITION,
    NOUN_COMMUNICATION,
    NOUN_EVENT,
    NOUN_FEELING,
    NOUN_FOOD,
    NOUN_GROUP,
    NOUN_LOCATION,
    NOUN_MOTIVE,
    NOUN_OBJECT,
    NOUN_PERSON,
    NOUN_PHENOMENON,
    NOUN_PLANT,
    NOUN_POSSESSION,
    NOUN_PROCESS,
    NOUN_QUANTITY,
    NOUN_RELATION,
    NOUN_SHAPE,
    NOUN_STATE,
    NOUN_SUBSTANCE,
    NOUN_TIME,
    VERB_BODY,
    VERB_CHANGE,
    VERB_COGNITION,
    VERB_COMMUNICATION,
    VERB_COMPETITION,
    VERB_CONSUMPTION,
    VERB_CONTACT,
    VERB_CREATION,
    VERB_EMOTION,
    VERB_MOTION,
    VERB_PERCEPTION,
    VERB_POSSESSION,
    VERB_SOCIAL,
    VERB_STATIVE,
    VERB_WEATHER,
};

static uint32_t class_of(const struct cf_language *language, uint32_t index)
{
    const struct cf_wn_synset *synset = cf_wordnet_synset(language->wordnet, CF_WN_NOUN, index);
    uint32_t place = language->places[index] == 1 ? CF_CLASS_PLACE : 0;
    switch (synset->category) {
    case NOUN_PERSON: return CF_CLASS_PERSON;
    case NOUN_ANIMAL: return CF_CLASS_ANIMAL;
    case NOUN_LOCATION: return CF_CLASS_PLACE;
    case NOUN_FOOD: return CF_CLASS_FOOD | CF_CLASS_OBJECT;
    case NOUN_ARTIFACT:
    case NOUN_OBJECT: return CF_CLASS_OBJECT | place;
    case NOUN_GROUP: return place ? place : CF_CLASS_OBJECT;
    case NOUN_BODY:
    case NOUN_EVENT:
    case NOUN_PHENOMENON:
    case NOUN_PLANT:
    case NOUN_SUBSTANCE: return CF_CLASS_OBJECT;
    case NOUN_TIME: return CF_CLASS_TIME;
    default: return CF_CLASS_ABSTRACT;
    }
}

uint32_t cf_classes_noun(const struct cf_language *language, const struct cf_wn_word *word)
{
    uint32_t classes = 0;
    for (unsigned i = 0; i < word->senses_count && i < 3; i++) {
        uint32_t sense = class_of(language, cf_wordnet_sense(language->wordnet, CF_WN_NOUN, word, i));
        if (i == 0 || !(sense & CF_CLASS_ABSTRACT))
            classes |= sense;
    }
    return classes;
}

bool cf_classes_is_act(const struct cf_language *language, const struct cf_wn_word *word)
{
    uint32_t first = cf_wordnet_sense(language->wordnet, CF_WN_NOUN, word, 0);
    switch (cf_wordnet_synset(language->wordnet, CF_WN_NOUN, first)->category) {
    case NOUN_ACT:
    case NOUN_EVENT:
    case NOUN_COMMUNICATION:
    case NOUN_FEELING:
    case NOUN_STATE:
    case NOUN_PROCESS:
    case NOUN_TIME: return true;
    default: return false;
    }
}

uint32_t cf_classes_verb(const struct cf_language *language, const struct cf_wn_word *word)
{
    static const char *const invisible[] = {
        "be",     "have",   "do",     "show",  "feature", "depict",  "capture", "create", "add",     "make", "seem",
        "appear", "become", "reveal", "let",   "set",     "include", "evoke",   "convey", "suggest", "keep", "surround",
        "give",   "get",    "use",    "begin", "start",   "focus",   "contain", "remain", "continue"};
    for (size_t i = 0; i < sizeof(invisible) / sizeof(*invisible); i++)
        if (strlen(invisible[i]) == word->lemma_size && memcmp(invisible[i], word->lemma, word->lemma_size) == 0)
            return 0;
    /* Seen, though WordNet files them under thought, society or possession. */
    static const char *const visible[] = {
        "juggle",    "read",  "skip",     "hover",    "iron",    "shop",     "buy",     "sell",    "pay",    "meditate",
        "celebrate", "study", "solve",    "rescue",   "save",    "marry",    "vote",    "trade",   "wait",   "explore",
        "sort",      "train", "practice", "rehearse", "refuel",  "overtake", "mourn",   "test",    "haggle", "bargain",
        "negotiate", "steal", "rob",      "collect",  "donate",  "share",    "receive", "deliver", "serve",  "help",
        "assist",    "meet",  "visit",    "welcome",  "guard",   "protect",  "defend",  "compete", "arrest", "search",
        "seek",      "count", "inspect",  "perform",  "protest", "crown",    "repair",  "hunt"};
    for (size_t i = 0; i < sizeof(visible) / sizeof(*visible); i++)
        if (strlen(visible[i]) == word->lemma_size && memcmp(visible[i], word->lemma, word->lemma_size) == 0)
            return CF_CLASS_ACTION;
    for (unsigned i = 0; i < word->senses_count && i < 2; i++) {
        uint32_t index = cf_wordnet_sense(language->wordnet, CF_WN_VERB, word, i);
        switch (cf_wordnet_synset(language->wordnet, CF_WN_VERB, index)->category) {
        case VERB_BODY:
        case VERB_COMMUNICATION:
        case VERB_COMPETITION:
        case VERB_CONSUMPTION:
        case VERB_CONTACT:
        case VERB_CREATION:
        case VERB_CHANGE:
        case VERB_MOTION:
        case VERB_PERCEPTION:
        case VERB_WEATHER: return CF_CLASS_ACTION;
        default: break;
        }
    }
    return 0;
}

bool cf_classes_is_name(const struct cf_language *language, const struct cf_wn_word *word)
{
    for (unsigned i = 0; i < word->senses_count; i++) {
        uint32_t index = cf_wordnet_sense(language->wordnet, CF_WN_NOUN, word, i);
        const struct cf_wn_synset *synset = cf_wordnet_synset(language->wordnet, CF_WN_NOUN, index);
        if (!synset->instance && synset->lower)
            return false;
    }
    return word->senses_count > 0;
}

/* 1: a place, 2: none. Depth is bounded, should damaged files have a loop. */
static uint8_t find_place(struct cf_language *language, uint32_t index, int depth)
{
    if (language->places[index] || depth > 40)
        return language->places[index];
    const struct cf_wn_synset *synset = cf_wordnet_synset(language->wordnet, CF_WN_NOUN, index);
    uint8_t place = 2;
    for (unsigned i = 0; i < synset->parents_count && place == 2; i++)
        if (find_place(language, cf_wordnet_parent(language->wordnet, CF_WN_NOUN, synset, i), depth + 1) == 1)
            place = 1;
    return language->places[index] = place;
}

int cf_classes_prepare(struct cf_language *language)
{
    static const struct {
        const char *word;
        unsigned sense;
    } roots[] = {{"structure", 0},     {"room", 0},           {"way", 2},
                 {"way", 5},           {"area", 0},           {"geological_formation", 0},
                 {"body_of_water", 0}, {"land", 0},           {"land", 3},
                 {"facility", 0},      {"vegetation", 0},     {"tract", 0},
                 {"biome", 0},         {"location", 0},       {"establishment", 3},
                 {"sky", 0},           {"celestial_body", 0}, {"road", 0}};
    const struct cf_wordnet *wordnet = language->wordnet;
    size_t count = cf_wordnet_synsets(wordnet, CF_WN_NOUN);
    language->places = calloc(count + 1, 1);
    if (!language->places)
        return CF_ENOMEM;
    for (size_t i = 0; i < sizeof(roots) / sizeof(*roots); i++) {
        const struct cf_wn_word *word = cf_wordnet_find(wordnet, CF_WN_NOUN, roots[i].word, strlen(roots[i].word));
        if (word && roots[i].sense < word->senses_count)
            language->places[cf_wordnet_sense(wordnet, CF_WN_NOUN, word, roots[i].sense)] = 1;
    }
    for (size_t i = 0; i < count; i++)
        find_place(language, (uint32_t)i, 0);
    return CF_OK;
}

enum cf_wn_part cf_pos_part(enum cf_pos pos)
{
    switch (pos) {
    case CF_POS_NOUN:
    case CF_POS_NAME: return CF_WN_NOUN;
    case CF_POS_VERB: return CF_WN_VERB;
    case CF_POS_ADJECTIVE: return CF_WN_ADJ;
    case CF_POS_ADVERB: return CF_WN_ADV;
    default: return CF_WN_PARTS;
    }
}
