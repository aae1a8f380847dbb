/* What an English caption says, word by word: sentences, lemmas, parts of speech, classes of words, negation and
 * quotes; and which language a text is in, whatever it is. WordNet's files (Debian's wordnet-base) are read once and
 * shared; an analysis of 100 words takes well under a millisecond. README.md has the methods and their limits. */
#ifndef CF_LANGUAGE_LANGUAGE_H
#define CF_LANGUAGE_LANGUAGE_H
#include "clipfeed/status.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Immutable once open: any number of threads may use it. It must outlive every analysis made with it. */
struct cf_language;

/* wordnet: the folder of WordNet 3's index, data and exception files; NULL: CLIPFEED_WORDNET from the environment,
 * else /usr/share/wordnet. CF_ENOENT names the missing file and its package; CF_EFORMAT, CF_ENOMEM. */
int cf_language_open(struct cf_language **out, const char *wordnet, struct cf_error *err);
void cf_language_close(struct cf_language **language);

enum cf_pos {
    CF_POS_OTHER, /* symbols, and words of other scripts */
    CF_POS_NOUN,
    CF_POS_NAME, /* a proper noun */
    CF_POS_VERB, /* without auxiliaries */
    CF_POS_ADJECTIVE,
    CF_POS_ADVERB,
    CF_POS_NUMBER,
    CF_POS_PRONOUN,
    CF_POS_DETERMINER,
    CF_POS_PREPOSITION,
    CF_POS_CONJUNCTION,
    CF_POS_AUXILIARY,
    CF_POS_PARTICLE, /* not, to, 's */
    CF_POS_PUNCTUATION,
    CF_POS_COUNT
};

/* What a word is about, as bits. WordNet's categories and hypernyms for nouns; closed lists where the domain is closed.
 * A word may have several ("orange": COLOUR and FOOD). */
enum {
    CF_CLASS_PERSON = 1 << 0,
    CF_CLASS_ANIMAL = 1 << 1,
    CF_CLASS_PLACE = 1 << 2,  /* where something is: beach, kitchen, city, sky */
    CF_CLASS_OBJECT = 1 << 3, /* artefacts, plants, food, natural things */
    CF_CLASS_FOOD = 1 << 4,
    CF_CLASS_ABSTRACT = 1 << 5, /* a noun that no picture shows: mood, scene, atmosphere, essence */
    CF_CLASS_COLOUR = 1 << 6,
    CF_CLASS_NUMBER = 1 << 7,
    CF_CLASS_ACTION = 1 << 8, /* a verb that something visible does */
    CF_CLASS_CAMERA = 1 << 9, /* shot, zoom, pan, close-up, lens, angle */
    CF_CLASS_STYLE = 1 << 10, /* watercolor, anime, cinematic, pixel art */
    CF_CLASS_LIGHT = 1 << 11, /* sunlight, glow, shadow, backlit */
    CF_CLASS_PACE = 1 << 12,  /* slowly, gently, rapid, time-lapse */
    CF_CLASS_TIME = 1 << 13,  /* day, night, dawn, sunset, winter */
    CF_CLASS_SPATIAL = 1 << 14,
    CF_CLASS_STOP = 1 << 15, /* function words: not content */
};

enum { CF_TOKEN_PLURAL = 1, CF_TOKEN_GERUND = 2, CF_TOKEN_PAST = 4, CF_TOKEN_CAPITAL = 8, CF_TOKEN_FIRST = 16 };

struct cf_token {
    const char *word;     /* lower case, NFC, NUL-terminated */
    const char *lemma;    /* WordNet's base form for this part of speech; the word itself where there is none */
    uint32_t begin, size; /* bytes in the analysis's text */
    uint32_t sentence;    /* index */
    uint32_t classes;     /* CF_CLASS bits */
    uint32_t number;      /* the value where pos is NUMBER ("two", "2", "dozen", "a couple of"), else 0 */
    uint8_t pos;          /* enum cf_pos */
    uint8_t flags;        /* CF_TOKEN bits; FIRST: the first word of its sentence */
    uint8_t negated;      /* in the scope of no, not, without, never, n't, free of ... */
    uint8_t quoted;       /* inside quotation marks */
};

/* One text, read. Immutable; everything in it lives as long as it. */
struct cf_analysis {
    const char *text; /* the input as valid UTF-8 in NFC: an invalid byte became U+FFFD, NUL and controls a blank */
    size_t text_size;
    const struct cf_token *tokens; /* words and punctuation, in order */
    size_t tokens_count;
    size_t words_count; /* tokens that are not punctuation */
    size_t sentences_count;
    const struct cf_quote {
        uint32_t begin, size; /* what stands between the marks, in bytes of text */
    } * quotes; /* "x", 'x', and the typographic, angle and corner marks of all languages; apostrophes are none */
    size_t quotes_count;
};

/* text: any bytes; size: of it, no limit but memory, time linear in it. Words are found in English; for other languages
 * text, quotes and numbers in digits hold. CF_ENOMEM. */
int cf_analysis_create(struct cf_analysis **out, const struct cf_language *language, const char *text, size_t size,
                       struct cf_error *err);
void cf_analysis_destroy(struct cf_analysis **analysis);

/* One word or WordNet collocation ("traffic light"), any case and inflection: its CF_CLASS bits over all its likely
 * senses. Thread-safe, as all below. */
uint32_t cf_language_classes(const struct cf_language *language, const char *word);
/* a and b (base forms, blanks in collocations) share a likely sense (one of the first few) as pos. */
bool cf_language_synonyms(const struct cf_language *language, const char *a, const char *b, enum cf_pos pos);
/* A likely sense of `word` is a kind of, or the same as, a likely sense of `kind`: is_a(corgi, dog). */
bool cf_language_is_a(const struct cf_language *language, const char *word, const char *kind, enum cf_pos pos);
/* The noun's main sense is a kind of, or the same as, a likely sense of `kind`: a cactus is a plant, a fixture no
 * person.
 */
bool cf_language_mainly_is_a(const struct cf_language *language, const char *word, const char *kind);
/* One of the noun's two main senses is a kind of, or the same as, the main sense of `kind`: a bust is a statue. */
bool cf_language_often_is_a(const struct cf_language *language, const char *word, const char *kind);
/* The noun's main sense is one person, place or work: Napoleon, though there are pastries of that name. */
bool cf_language_names(const struct cf_language *language, const char *noun);
/* The word may stand for the noun: a narrow kind that the noun is of (timepiece for clock), or a thing whose definition
 * names it (tarn, "a mountain lake", for mountain). Looser than is_a: for what nothing else tells. */
bool cf_language_near(const struct cf_language *language, const char *word, const char *noun);
/* The adjective is the noun's: lunar, moon; Venetian, Venice. */
bool cf_language_pertains(const struct cf_language *language, const char *adjective, const char *noun);
/* The definition of the noun's main sense names the word, of four letters or more. */
bool cf_language_defines(const struct cf_language *language, const char *noun, const char *word);
/* By their main meanings a and b are two kinds of one narrow thing, and neither is the other's: a hotel, a hospital. */
bool cf_language_rivals(const struct cf_language *language, const char *a, const char *b);
/* Who does the one (verbs) does the other too, by WordNet: snore, sleep; or the two are one group there. */
bool cf_language_entails(const struct cf_language *language, const char *verb, const char *other);
/* The verb's field in WordNet by its most frequent sense, one of lexnames(5WN): "verb.motion" is 38; 0: no verb. */
unsigned cf_language_field(const struct cf_language *language, const char *verb);
/* WordNet has the noun `part` as a part of the noun `whole`, or of what it is a kind of: roof and diner. */
bool cf_language_has_part(const struct cf_language *language, const char *whole, const char *part);
/* a and b are antonyms: open, closed. */
bool cf_language_antonyms(const struct cf_language *language, const char *a, const char *b);

/* A word of one root: dance, dancer, dancing. */
bool cf_language_derived(const struct cf_language *language, const char *a, const char *b);
/* The base form of any inflection as pos, into lemma; false: WordNet does not have the word as pos, or it is longer. */
bool cf_language_lemma(const struct cf_language *language, const char *word, enum cf_pos pos, char *lemma, size_t size);
/* The basic colour that a word (lower case) is a shade of: "crimson" -> "red". A few have a second (n 1: "teal" is
 * green and blue). NULL: none. Static. */
const char *cf_language_colour(const struct cf_language *language, const char *word, unsigned n);

/* The language of a text: a two- or three-letter ISO 639 code, with -Hant for traditional Chinese; "und" where there is
 * nothing to judge by (digits, one unknown word). share: of the letters in it, in [0,1]; foreign: of the letters in
 * another script than the language's. CLD2 for 25 letters or more, before it scripts, stop words and WordNet. */
struct cf_tongue {
    char code[8];
    double share;
    double foreign;
    bool reliable;
};
void cf_language_identify(const struct cf_language *language, const char *text, size_t size, struct cf_tongue *tongue);
#endif
