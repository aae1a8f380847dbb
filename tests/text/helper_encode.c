/* Many texts through one tokenizer: helper_encode MODEL. Each request on stdin is two uint32, the token length and the
 * text's size, and the text; each answer on stdout is uint32 used, then int64 ids and mask, that many. */
#include <stdio.h>
#include <stdlib.h>

#include "clipfeed/tokenizer.h"

static int answer(const struct cf_tokenizer *tokenizer, uint32_t length, uint32_t size, struct cf_error *err)
{
    char *text = malloc(size ? size : 1); /* exact sizes: a sanitizer sees what goes past them */
    int64_t *ids = malloc(length * sizeof *ids), *mask = malloc(length * sizeof *mask);
    uint32_t used = 0;
    int status = CF_EIO;
    if (text && ids && mask && fread(text, 1, size, stdin) == size)
        status = cf_tokenizer_encode(tokenizer, text, size, ids, mask, length, &used, err);
    if (status == CF_OK &&
        (fwrite(&used, sizeof used, 1, stdout) != 1 || fwrite(ids, sizeof *ids, length, stdout) != length ||
         fwrite(mask, sizeof *mask, length, stdout) != length))
        status = CF_EIO;
    free(text);
    free(ids);
    free(mask);
    return status;
}

int main(int argc, char **argv)
{
    struct cf_tokenizer *tokenizer = NULL;
    struct cf_error err = {CF_OK, ""};
    if (argc != 2)
        return fputs("usage: helper_encode MODEL\n", stderr), 2;
    int status = cf_tokenizer_open(&tokenizer, argv[1], &err);
    for (uint32_t head[2]; status == CF_OK && fread(head, sizeof head, 1, stdin) == 1;)
        status = answer(tokenizer, head[0], head[1], &err);
    if (status != CF_OK)
        fprintf(stderr, "helper_encode: %s: %s\n", cf_status_name((enum cf_status)status), err.message);
    cf_tokenizer_close(&tokenizer);
    return fflush(stdout) != 0 || status != CF_OK;
}
