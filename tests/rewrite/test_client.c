/* The client's pure parts: pauses, Retry-After, answers read. With a server: check_client.py. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "client/client.h"
#include "client/retry.h"

static void pauses_double_within_their_jitter(void **state)
{
    (void)state;
    for (uint32_t n = 0; n < 40; n++) {
        uint32_t full = n < 5 ? 250u << n : 8000;
        for (uint64_t draw = 0; draw < 20000; draw += 7) {
            uint32_t pause = cf_retry_pause_ms(250, n, draw);
            assert_in_range(pause, full / 2, full);
        }
        assert_int_equal(cf_retry_pause_ms(250, n, 0), full);
        assert_int_equal(cf_retry_pause_ms(250, n, full / 2), full - full / 2);
    }
    assert_int_equal(cf_retry_pause_ms(1, 0, UINT64_MAX), 1);
}

static void which_answers_are_tried_again(void **state)
{
    (void)state;
    static const long again[] = {408, 425, 429, 500, 502, 503, 504, 529},
                      not [] = {200, 301, 400, 401, 404, 422, 501, 505};
    for (size_t i = 0; i < 8; i++) {
        assert_true(cf_retry_status(again[i]));
        assert_false(cf_retry_status(not [i]));
    }
}

static void retry_after_is_read(void **state)
{
    (void)state;
    time_t now = 784111777; /* Sun, 06 Nov 1994 08:49:37 GMT, RFC 9110's own example */
    static const struct {
        const char *text;
        int64_t ms;
    } cases[] = {{" 3\r\n", 3000},
                 {"0", 0},
                 {"120", 120000},
                 {"99999999999999999999", 86400000},
                 {" Sun, 06 Nov 1994 08:49:47 GMT\r\n", 10000},
                 {"Sun, 06 Nov 1994 08:49:07 GMT", 0},
                 {"", -1},
                 {"\r\n", -1},
                 {"soon", -1},
                 {"-5", -1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (cf_retry_after_ms(cases[i].text, strlen(cases[i].text), now) != cases[i].ms)
            fail_msg("'%s' gives %lld", cases[i].text,
                     (long long)cf_retry_after_ms(cases[i].text, strlen(cases[i].text), now));
}

static void answers_are_read(void **state)
{
    (void)state;
    static const struct {
        const char *content, *field, *text; /* text NULL: refused */
    } cases[] = {
        {"A cat sits.", NULL, "A cat sits."},
        {"  \n A cat sits.\n\n", NULL, "A cat sits."},
        {"{\"caption\": \"A cat sits.\"}", "caption", "A cat sits."},
        {" {\"caption\": \" A \\\"red\\\" cat. \"} ", "caption", "A \"red\" cat."},
        {"```json\n{\"caption\": \"A cat sits.\"}\n```", "caption", "A cat sits."},
        {"```\nA cat sits.\n```", "caption", "A cat sits."},
        {"{\"Caption\": \"A cat sits.\"}", "caption", "A cat sits."},
        {"{\"a\": \"x\", \"b\": \"y\"}", "caption", NULL},
        {"{\"caption\": \"A cat si", "caption", NULL},
        {"{\"caption\": \"  \"}", "caption", NULL},
        {"{\"caption\": 7}", "caption", NULL},
        {"{\"caption\": [\"A\"]}", "caption", NULL},
        {"{not JSON}", NULL, "{not JSON}"},
        {"A cat sits.", "caption", "A cat sits."},
        {"Caption: A cat sits.", NULL, "A cat sits."},
        {"**Caption:** A cat sits.", NULL, "A cat sits."},
        {"Here is the rewritten prompt:\n\n\"A cat sits.\"", NULL, "A cat sits."},
        {"Sure! Here's a detailed caption: A cat sits.", NULL, "A cat sits."},
        {"The sign says: \"OPEN\".", NULL, "The sign says: \"OPEN\"."},
        {"The video is calm: a cat sits.", NULL, "The video is calm: a cat sits."},
        {"Video: the cat.", NULL, "the cat."},
        {"\"OPEN\" glows above \"SHOP\"", NULL, "\"OPEN\" glows above \"SHOP\""},
        {"\xE2\x80\x9C"
         "A cat sits.\xE2\x80\x9D",
         NULL, "A cat sits."},
        {"<think>A cat? Yes.</think>\nA cat sits.", NULL, "A cat sits."},
        {"A cat? Yes.</think>A cat sits.", NULL, "A cat sits."},
        {"<think>A cat? Y", NULL, NULL},
        {"A cat sits.[UNUSED_TOKEN_145]\nuser", NULL, "A cat sits."},
        {"A cat sits.<|im_end|>", NULL, "A cat sits."},
        {"", NULL, NULL},
        {"``````", NULL, "``````"},
        {"\"\"", NULL, NULL},
        {"\"", NULL, "\""},
        {"Caption:", NULL, NULL},
        {"```\n```", NULL, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *text = NULL;
        struct cf_error err = {0};
        int status = cf_answer_read(&text, cases[i].content, cases[i].field, false, &err);
        if (cases[i].text ? status || strcmp(text, cases[i].text) : status != CF_EFORMAT || !*err.message)
            fail_msg("%zu: '%s' gives %d, '%s' (%s)", i, cases[i].content, status, text ? text : "", err.message);
        free(text);
    }
}

static void answers_cut_off_are_read_as_far_as_they_go(void **state)
{
    (void)state;
    static const struct {
        const char *content, *text; /* text NULL: refused */
    } cases[] = {
        {"{\"caption\": \"A cat sits. It loo", "A cat sits. It loo"},
        {"{\"caption\": \"A cat sits.\"", "A cat sits."},
        {"{\"caption\": \"A cat sits.\"  \n\n", "A cat sits."},
        {"{\"caption\": \"A cat sits.\"}", "A cat sits."},
        {"{\"caption\": \"It says \\", "It says"},
        {"{\"caption\": \"It says \\\\", "It says \\"},
        {"{\"caption\": \"It says \\\"", "It says \""},
        {"{\"caption\": \"A caf\\u00e", "A caf"},
        {"{\"caption\": \"A caf\\u00e9", "A caf\xC3\xA9"},
        {"{\"caption\": \"A caf\\\\u00e", "A caf\\u00e"},
        {"{\"caption\": \"", NULL},
        {"{\"capt", NULL},
        {"{", NULL},
        {"{\"caption\": \"A\nB", NULL}, /* no JSON even so far */
        {"A cat sits. It loo", "A cat sits. It loo"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *text = NULL;
        struct cf_error err = {0};
        int status = cf_answer_read(&text, cases[i].content, "caption", true, &err);
        if (cases[i].text ? status || strcmp(text, cases[i].text) : status != CF_EFORMAT || !*err.message)
            fail_msg("%zu: '%s' gives %d, '%s' (%s)", i, cases[i].content, status, text ? text : "", err.message);
        free(text);
    }
}

static void bad_servers_are_refused_by_name(void **state)
{
    (void)state;
    static const char *const urls[] = {"",
                                       "127.0.0.1",
                                       "ftp://127.0.0.1/v1",
                                       "file:///etc/passwd",
                                       "http://",
                                       "http:// x",
                                       "http://user:secret@127.0.0.1/v1"};
    for (size_t i = 0; i < sizeof urls / sizeof *urls; i++) {
        struct cf_client *client = NULL;
        struct cf_error err = {0};
        if (cf_client_open(&client, &(struct cf_client_params){.server_url = urls[i]}, &err) != CF_EINVAL)
            fail_msg("'%s' was taken", urls[i]);
        assert_null(client);
        assert_null(strstr(err.message, "secret"));
    }
    struct cf_client *client = NULL;
    struct cf_error err = {0};
    struct cf_client_params params = {.server_url = "http://127.0.0.1:1/v1", .api_key = "two\r\nlines-secret"};
    assert_int_equal(cf_client_open(&client, &params, &err), CF_EINVAL);
    assert_null(strstr(err.message, "secret"));
    cf_client_close(&client);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pauses_double_within_their_jitter),
        cmocka_unit_test(which_answers_are_tried_again),
        cmocka_unit_test(retry_after_is_read),
        cmocka_unit_test(answers_are_read),
        cmocka_unit_test(answers_cut_off_are_read_as_far_as_they_go),
        cmocka_unit_test(bad_servers_are_refused_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
