/* Prompts and rewrites from JSON lines or from two parallel files of text. */
#include "base/error.h"
#include "eval/internal.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void cf_eval_items_free(struct items *items)
{
    for (size_t i = 0; i < items->count; i++) {
        free(items->list[i].prompt);
        free(items->list[i].rewrite);
        json_decref(items->list[i].exemplars);
    }
    free(items->list);
    *items = (struct items){0};
}

static int append(struct items *items, const struct item *item, struct cf_error *err)
{
    if (items->count == items->capacity) {
        size_t capacity = items->capacity ? items->capacity * 2 : 256;
        struct item *list = realloc(items->list, capacity * sizeof *list);
        if (!list)
            return cf_fail(err, CF_ENOMEM, "%zu rewrites: out of memory", items->count);
        items->list = list;
        items->capacity = capacity;
    }
    items->list[items->count++] = *item;
    return CF_OK;
}

static char *copy(const char *text, size_t size)
{
    char *out = malloc(size + 1);
    if (out) {
        memcpy(out, text, size);
        out[size] = '\0';
    }
    return out;
}

static int append_texts(struct items *items, const char *prompt, size_t prompt_size, const char *rewrite,
                        size_t rewrite_size, const char *status, json_t *exemplars, struct cf_error *err)
{
    struct item item = {.prompt = copy(prompt, prompt_size),
                        .rewrite = copy(rewrite, rewrite_size),
                        .prompt_size = prompt_size,
                        .rewrite_size = rewrite_size,
                        .exemplars = json_incref(exemplars)};
    snprintf(item.status, sizeof item.status, "%s", status);
    int result =
        item.prompt && item.rewrite ? append(items, &item, err) : cf_fail(err, CF_ENOMEM, "a rewrite: out of memory");
    if (result) {
        free(item.prompt);
        free(item.rewrite);
        json_decref(item.exemplars);
    }
    return result;
}

static int append_json(struct items *items, const char *path, size_t number, const char *line, size_t size,
                       struct cf_error *err)
{
    json_error_t where;
    json_t *object = json_loadb(line, size, JSON_ALLOW_NUL, &where);
    if (!json_is_object(object)) {
        json_decref(object);
        return cf_fail(err, CF_EFORMAT, "'%s' line %zu: %s, expected a JSON object with \"prompt\" and \"rewrite\"",
                       path, number, object ? "no object" : where.text);
    }
    json_t *prompt = json_object_get(object, "prompt"), *rewrite = json_object_get(object, "rewrite");
    const char *status = json_string_value(json_object_get(object, "status"));
    json_t *exemplars = json_object_get(object, "exemplars");
    int result;
    if (!json_is_string(prompt) || (!json_is_string(rewrite) && !json_is_null(rewrite) && rewrite))
        result = cf_fail(err, CF_EFORMAT, "'%s' line %zu: \"prompt\" and \"rewrite\" must be texts", path, number);
    else
        result = append_texts(items, json_string_value(prompt), json_string_length(prompt),
                              json_is_string(rewrite) ? json_string_value(rewrite) : "", json_string_length(rewrite),
                              status ? status : "", json_is_array(exemplars) ? exemplars : NULL, err);
    items->statuses |= status != NULL;
    json_decref(object);
    return result;
}

static FILE *open_file(const char *path, struct cf_error *err)
{
    FILE *file = fopen(path, "re");
    if (!file)
        cf_fail(err, errno == ENOENT ? CF_ENOENT : CF_EIO, "'%s': %s", path, strerror(errno));
    return file;
}

/* The next line without its end; -1 behind the last. */
static ssize_t next_line(char **line, size_t *capacity, FILE *file)
{
    ssize_t size = getline(line, capacity, file);
    while (size > 0 && ((*line)[size - 1] == '\n' || (*line)[size - 1] == '\r'))
        (*line)[--size] = '\0';
    return size;
}

static int read_json_lines(struct items *items, const char *path, struct cf_error *err)
{
    FILE *file = open_file(path, err);
    if (!file)
        return errno == ENOENT ? CF_ENOENT : CF_EIO;
    char *line = NULL;
    size_t capacity = 0, number = 0;
    int status = CF_OK;
    for (ssize_t size; !status && (size = next_line(&line, &capacity, file)) >= 0;) {
        number++;
        if ((size_t)size > strspn(line, " \t"))
            status = append_json(items, path, number, line, (size_t)size, err);
    }
    if (!status && ferror(file))
        status = cf_fail(err, CF_EIO, "'%s': read failed behind line %zu", path, number);
    free(line);
    fclose(file);
    return status;
}

static int read_parallel(struct items *items, const char *prompts_path, const char *rewrites_path, struct cf_error *err)
{
    FILE *prompts = open_file(prompts_path, err);
    if (!prompts)
        return errno == ENOENT ? CF_ENOENT : CF_EIO;
    FILE *rewrites = open_file(rewrites_path, err);
    if (!rewrites) {
        fclose(prompts);
        return errno == ENOENT ? CF_ENOENT : CF_EIO;
    }
    char *prompt = NULL, *rewrite = NULL;
    size_t prompt_capacity = 0, rewrite_capacity = 0, number = 0;
    int status = CF_OK;
    while (!status) {
        ssize_t prompt_size = next_line(&prompt, &prompt_capacity, prompts);
        ssize_t rewrite_size = next_line(&rewrite, &rewrite_capacity, rewrites);
        if (prompt_size < 0 && rewrite_size < 0)
            break;
        if (prompt_size < 0 || rewrite_size < 0)
            status = cf_fail(err, CF_EMISMATCH, "'%s' has %zu lines, and '%s' has more",
                             prompt_size < 0 ? prompts_path : rewrites_path, number,
                             prompt_size < 0 ? rewrites_path : prompts_path);
        else
            status = append_texts(items, prompt, (size_t)prompt_size, rewrite, (size_t)rewrite_size, "", NULL, err);
        number++;
    }
    if (!status && (ferror(prompts) || ferror(rewrites)))
        status = cf_fail(err, CF_EIO, "'%s' or '%s': read failed behind line %zu", prompts_path, rewrites_path, number);
    free(prompt);
    free(rewrite);
    fclose(prompts);
    fclose(rewrites);
    return status;
}

int cf_eval_read(struct items *items, const struct cf_rewrite_eval_params *params, struct cf_error *err)
{
    int status = params->prompts_path ? read_parallel(items, params->prompts_path, params->rewrites_path, err)
                                      : read_json_lines(items, params->rewrites_path, err);
    if (!status && !items->count)
        status = cf_fail(err, CF_EFORMAT, "'%s': no rewrites", params->rewrites_path);
    return status;
}
