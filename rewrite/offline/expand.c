/* From a phrase with choices to a sentence. */
#include "language/language.h"
#include "offline/internal.h"
#include <string.h>

uint64_t cf_offline_random(uint64_t *state)
{
    uint64_t z = (*state += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

struct writer {
    char *out;
    size_t size;
    const struct expansion *with;
    uint32_t asserts;
    bool failed;
};

static void put(struct writer *w, const char *text, size_t size)
{
    if (w->size + size >= SENTENCE_MAX) {
        w->failed = true;
        return;
    }
    memcpy(w->out + w->size, text, size);
    w->size += size;
    w->out[w->size] = '\0';
}

/* Behind the bracket that closes the one at text, or NULL. */
static const char *behind(const char *text)
{
    int depth = 0;
    for (; *text; text++) {
        depth += *text == '[';
        depth -= *text == ']';
        if (depth == 0)
            return text + 1;
    }
    return NULL;
}

/* Whether a fragment fits where a phrase names its kind: every such place wants a singular or mass noun of a fixed
 * sort, so that article and verb are right. */
static bool fits(const char *text, enum cf_fragment_kind kind, enum cf_fragment_form form)
{
    static const char *const ends[CF_FRAGMENT_KINDS][10] = {
        [CF_FRAGMENT_CAMERA] = {"shot", "view", "close-up", "closeup"},
        [CF_FRAGMENT_LIGHT] = {"light", "lighting", "illumination", "glow", "sunlight", "moonlight", "daylight"},
        [CF_FRAGMENT_LENS] = {"field", "focus", "blur", "bokeh", "clarity", "detail", "sharpness"},
        [CF_FRAGMENT_PACE] = {"pace", "tempo", "speed", "rhythm"},
        [CF_FRAGMENT_SURROUNDINGS] = {"atmosphere", "mood", "ambiance", "ambience", "feeling", "feel"},
    };
    if (form != CF_FRAGMENT_SINGULAR && form != CF_FRAGMENT_MASS)
        return false;
    /* Moods that hardly any prompt would deny. */
    static const char *const moods[] = {"calm ",    "serene ",    "tranquil ", "peaceful ", "quiet ",
                                        "natural ", "immersive ", "inviting ", "intimate ", "relaxed "};
    const char *blank = strrchr(text, ' ');
    bool allowed = blank != NULL; /* a bare noun says nothing */
    if (allowed && kind == CF_FRAGMENT_SURROUNDINGS) {
        allowed = false;
        for (size_t i = 0; i < sizeof moods / sizeof *moods && !allowed; i++)
            allowed = strncmp(text, moods[i], strlen(moods[i])) == 0;
    }
    /* Views from the air suit few prompts. */
    if (!allowed || strstr(text, "aerial") || strstr(text, "panoramic") || strstr(text, "bird") ||
        strstr(text, "sweeping"))
        return false;
    for (int i = 0; i < 10 && ends[kind][i]; i++)
        if (strcmp(blank + 1, ends[kind][i]) == 0)
            return true;
    return false;
}

static void put_fragment(struct writer *w, enum cf_fragment_kind kind)
{
    const struct fragments *fragments = w->with->fragments;
    size_t chosen = FRAGMENTS_MAX, seen = 0;
    for (size_t i = 0; i < fragments->count; i++) {
        /* how a thing is framed must not also say how fast it moves */
        uint32_t denied = w->with->says | (kind == CF_FRAGMENT_CAMERA ? SAYS_SLOW | SAYS_FAST | SAYS_FROZEN : 0);
        if (fragments->items[i].kind != kind || (fragments->items[i].asserts & denied) != 0 ||
            !fits(fragments->items[i].text, kind, fragments->items[i].form) ||
            ((w->with->says & SAYS_MONO) && strstr(fragments->items[i].text, "warm")))
            continue;
        if (cf_offline_random(w->with->random) % ++seen == 0)
            chosen = i;
    }
    if (chosen == FRAGMENTS_MAX) {
        w->failed = true;
        return;
    }
    const char *text = fragments->items[chosen].text;
    if (fragments->items[chosen].form == CF_FRAGMENT_SINGULAR) {
        const char *article = strchr("aeiou", text[0]) ? "an " : "a ";
        put(w, article, strlen(article));
    }
    put(w, text, strlen(text));
    w->asserts |= fragments->items[chosen].asserts;
}

static void put_hole(struct writer *w, const char *name, size_t size)
{
    if (size == 1 && *name == 'S') {
        put(w, w->with->subject, strlen(w->with->subject));
        return;
    }
    if (size == 1 && *name == 'P') {
        put(w, w->with->prompt, strlen(w->with->prompt));
        return;
    }
    for (int kind = 0; kind < CF_FRAGMENT_KINDS; kind++) {
        const char *kind_name = cf_fragment_kind_name((enum cf_fragment_kind)kind);
        if (size == strlen(kind_name) && memcmp(name, kind_name, size) == 0) {
            put_fragment(w, (enum cf_fragment_kind)kind);
            return;
        }
    }
    w->failed = true;
}

static void expand(struct writer *w, const char *text, const char *end);

/* text is behind a '[': one of the choices up to its ']'. */
static void expand_choice(struct writer *w, const char *text, const char *end)
{
    const char *begins[16];
    size_t count = 0;
    begins[count++] = text;
    int depth = 0;
    for (const char *p = text; p < end; p++) {
        depth += *p == '[';
        depth -= *p == ']';
        if (depth == 0 && *p == '|' && count < 15)
            begins[count++] = p + 1;
    }
    begins[count] = end + 1;
    size_t i = cf_offline_random(w->with->random) % count;
    expand(w, begins[i], begins[i + 1] - 1);
}

static void expand(struct writer *w, const char *text, const char *end)
{
    while (text < end && !w->failed) {
        if (*text == '[') {
            const char *next = behind(text);
            if (!next || next > end) {
                w->failed = true;
                return;
            }
            expand_choice(w, text + 1, next - 1);
            text = next;
        } else if (*text == '{') {
            const char *close = memchr(text, '}', (size_t)(end - text));
            if (!close) {
                w->failed = true;
                return;
            }
            put_hole(w, text + 1, (size_t)(close - text) - 1);
            text = close + 1;
        } else {
            put(w, text++, 1);
        }
    }
}

bool cf_offline_expand(char out[SENTENCE_MAX], const char *text, const struct expansion *with, uint32_t *asserts)
{
    struct writer w = {.out = out, .with = with};
    out[0] = '\0';
    expand(&w, text, text + strlen(text));
    *asserts = w.asserts;
    if (w.failed)
        return false;
    if (out[0] >= 'a' && out[0] <= 'z')
        out[0] = (char)(out[0] - 'a' + 'A');
    return true;
}

static void found(void *opaque, const struct cf_fragment *fragment)
{
    struct fragments *f = opaque;
    if (f->count == FRAGMENTS_MAX || strlen(fragment->text) >= sizeof f->items[0].text ||
        !fits(fragment->text, fragment->kind, fragment->form))
        return;
    for (size_t i = 0; i < f->count; i++)
        if (strcmp(f->items[i].text, fragment->text) == 0)
            return;
    strcpy(f->items[f->count].text, fragment->text);
    f->items[f->count].kind = fragment->kind;
    f->items[f->count].form = fragment->form;
    f->items[f->count].asserts = cf_offline_says(fragment->text);
    f->count++;
}

int cf_offline_collect(struct fragments *fragments, const struct cf_language *language, const char *const *captions,
                       size_t caption_count, struct cf_error *err)
{
    fragments->count = 0;
    for (size_t i = 0; i < caption_count && fragments->count < FRAGMENTS_MAX; i++) {
        struct cf_analysis *analysis = NULL;
        int status = cf_analysis_create(&analysis, language, captions[i], strlen(captions[i]), err);
        if (status)
            return status;
        cf_fragments_find(analysis, found, fragments);
        cf_analysis_destroy(&analysis);
    }
    /* Where the captions have none of a kind, the built-in style's stand in, the most frequent first. */
    const struct cf_style *style = cf_style_builtin();
    uint32_t have = 0, added[CF_FRAGMENT_KINDS] = {0};
    for (size_t i = 0; i < fragments->count; i++)
        have |= 1u << fragments->items[i].kind;
    for (size_t i = 0; i < style->fragment_count; i++) {
        const struct cf_fragment *fragment = &style->fragments[i];
        if (!(have >> fragment->kind & 1) && added[fragment->kind] < 8) {
            size_t before = fragments->count;
            found(fragments, fragment);
            added[fragment->kind] += fragments->count > before;
        }
    }
    return CF_OK;
}
