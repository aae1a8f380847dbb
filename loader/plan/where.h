/* Expressions over a record's fields: "aes >= 5 and not (flow < 20 or lang == 'de')".
 *
 *     or      := and ("or" and)*                 compare := sum (("<"|"<="|">"|">="|"=="|"!=") sum)?
 *     and     := not ("and" not)*                sum     := product (("+"|"-") product)*
 *     not     := "not" not | compare             product := unary (("*"|"/") unary)*
 *     unary   := "-" unary | NUMBER | TEXT | "true" | "false" | "has" "(" FIELD ")" | FIELD | "(" or ")"
 *
 * NUMBER as C reads it, a double; TEXT in single or double quotes, without escapes; FIELD a name of letters, digits,
 * '_', not beginning with a digit, and "name.name" inside objects. Values are numbers, texts and truths. A field that
 * the record lacks, one that is null, an array or an object, division by 0 and arithmetic with anything but numbers
 * give no value; a comparison is false where either side has no value or the sides are of different kinds. "and", "or"
 * and "not" take truths: no value is false, a number is true unless 0, a text unless empty. Texts are ordered by their
 * bytes. A comparison of comparisons wants parentheses. */
#ifndef CF_PLAN_WHERE_H
#define CF_PLAN_WHERE_H
#include <stdbool.h>

#include "clipfeed/status.h"

enum cf_value_kind { CF_VALUE_NONE, CF_VALUE_NUMBER, CF_VALUE_TEXT, CF_VALUE_TRUTH };
struct cf_value {
    enum cf_value_kind kind;
    double number;    /* TRUTH: 0 or 1 */
    const char *text; /* valid until the next look-up of the same record has ended */
};

/* The value of a field; CF_VALUE_NONE where there is none. */
typedef struct cf_value cf_field_of(void *opaque, const char *name);

struct cf_where;
/* CF_EINVAL: the message has the column, what was found and what was expected. CF_ENOMEM. */
int cf_where_parse(struct cf_where **out, const char *text, struct cf_error *err);
void cf_where_free(struct cf_where **where);
/* Any number of threads at once. */
bool cf_where_holds(const struct cf_where *where, cf_field_of *field, void *opaque);
/* The fields that it names, each once, in no order. */
void cf_where_fields(const struct cf_where *where, void (*found)(void *opaque, const char *name), void *opaque);
#endif
