#include "plan/where.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "clipfeed/types.h"

enum op { NUMBER, TEXT, TRUTH, FIELD, HAS, NEGATE, NOT, AND, OR, LT, LE, GT, GE, EQ, NE, ADD, SUB, MUL, DIV };
enum { MAX_NODES = 1000, MAX_DEPTH = 100 };

struct node {
    enum op op;
    int left, right; /* nodes; right -1 where there is one */
    double number;
    char *text;
};

struct cf_where {
    struct node *nodes;
    int count, root;
};

struct parser {
    struct cf_where *where;
    const char *text, *at;
    int depth;
    struct cf_error *err;
};

static int parse_or(struct parser *p);

static int add(struct parser *p, struct node node)
{
    struct cf_where *w = p->where;
    if (w->count == MAX_NODES) {
        free(node.text);
        cf_fail(p->err, CF_EINVAL, "where: more than %d terms", MAX_NODES);
        return -1;
    }
    w->nodes[w->count] = node;
    return w->count++;
}

static void skip_space(struct parser *p)
{
    while (isspace((unsigned char)*p->at))
        p->at++;
}

static int wrong(struct parser *p, const char *expected)
{
    size_t length = strcspn(p->at, " \t\r\n");
    if (length > 40)
        length = 40;
    if (*p->at)
        cf_fail(p->err, CF_EINVAL, "where, column %d: found '%.*s', expected %s in \"%.300s\"",
                (int)(p->at - p->text) + 1, (int)length, p->at, expected, p->text);
    else
        cf_fail(p->err, CF_EINVAL, "where: found the end, expected %s in \"%.300s\"", expected, p->text);
    return -1;
}

static bool starts_name(char c)
{
    return isalpha((unsigned char)c) || c == '_';
}

static size_t name_length(const char *at)
{
    size_t n = 0;
    while (starts_name(at[n])) {
        while (isalnum((unsigned char)at[n]) || at[n] == '_')
            n++;
        if (at[n] != '.' || !starts_name(at[n + 1]))
            break;
        n++;
    }
    return n;
}

static bool accept_word(struct parser *p, const char *word)
{
    skip_space(p);
    size_t n = strlen(word);
    if (name_length(p->at) != n || strncmp(p->at, word, n))
        return false;
    p->at += n;
    return true;
}

static bool accept(struct parser *p, const char *sign)
{
    skip_space(p);
    size_t n = strlen(sign);
    if (strncmp(p->at, sign, n))
        return false;
    p->at += n;
    return true;
}

static int add_text(struct parser *p, enum op op, const char *from, size_t length)
{
    char *text = strndup(from, length);
    if (text)
        return add(p, (struct node){.op = op, .right = -1, .text = text});
    cf_fail(p->err, CF_ENOMEM, "no memory for an expression");
    return -1;
}

static int parse_name(struct parser *p)
{
    static const char *const kept[] = {"and", "or", "not"};
    if (accept_word(p, "true"))
        return add(p, (struct node){.op = TRUTH, .right = -1, .number = 1});
    if (accept_word(p, "false"))
        return add(p, (struct node){.op = TRUTH, .right = -1, .number = 0});
    enum op op = FIELD;
    const char *begin = p->at;
    if (accept_word(p, "has")) {
        if (!accept(p, "("))
            return wrong(p, "'(' and a field");
        op = HAS;
        skip_space(p);
        begin = p->at;
    }
    size_t length = name_length(begin);
    for (int i = 0; i < 3; i++)
        if (length == strlen(kept[i]) && !strncmp(begin, kept[i], length))
            length = 0;
    if (!length)
        return wrong(p, op == HAS ? "a field" : "a value");
    p->at = begin + length;
    if (op == HAS && !accept(p, ")"))
        return wrong(p, "')'");
    return add_text(p, op, begin, length);
}

static int parse_unary(struct parser *p)
{
    if (++p->depth > MAX_DEPTH) {
        cf_fail(p->err, CF_EINVAL, "where: more than %d parentheses and signs within each other", MAX_DEPTH);
        return -1;
    }
    int node;
    char *end;
    skip_space(p);
    if (accept(p, "-")) {
        node = parse_unary(p);
        node = node < 0 ? node : add(p, (struct node){.op = NEGATE, .left = node, .right = -1});
    } else if (accept(p, "(")) {
        node = parse_or(p);
        if (node >= 0 && !accept(p, ")"))
            node = wrong(p, "')'");
    } else if (*p->at == '\'' || *p->at == '"') {
        end = strchr(p->at + 1, *p->at);
        node = end ? add_text(p, TEXT, p->at + 1, (size_t)(end - p->at) - 1) : wrong(p, "a closing quote");
        p->at = end ? end + 1 : p->at;
    } else if (isdigit((unsigned char)*p->at) || (*p->at == '.' && isdigit((unsigned char)p->at[1]))) {
        double number = strtod(p->at, &end);
        node = starts_name(*end) || *end == '.' ? wrong(p, "a number")
                                                : add(p, (struct node){.op = NUMBER, .right = -1, .number = number});
        p->at = end;
    } else {
        node = starts_name(*p->at) ? parse_name(p) : wrong(p, "a value");
    }
    p->depth--;
    return node;
}

/* Operators of one level, from the left. */
static int parse_chain(struct parser *p, int (*operand)(struct parser *), const char *const *signs, const enum op *ops)
{
    int left = operand(p);
    for (int i = 0; left >= 0 && signs[i];) {
        bool is_word = starts_name(signs[i][0]);
        if (!(is_word ? accept_word(p, signs[i]) : accept(p, signs[i]))) {
            i++;
            continue;
        }
        int right = operand(p);
        left = right < 0 ? right : add(p, (struct node){.op = ops[i], .left = left, .right = right});
        i = 0;
    }
    return left;
}

static int parse_product(struct parser *p)
{
    static const char *const signs[] = {"*", "/", NULL};
    static const enum op ops[] = {MUL, DIV};
    return parse_chain(p, parse_unary, signs, ops);
}

static int parse_sum(struct parser *p)
{
    static const char *const signs[] = {"+", "-", NULL};
    static const enum op ops[] = {ADD, SUB};
    return parse_chain(p, parse_product, signs, ops);
}

static int accept_comparison(struct parser *p)
{
    static const char *const signs[] = {"<=", ">=", "==", "!=", "<", ">"};
    static const enum op ops[] = {LE, GE, EQ, NE, LT, GT};
    for (int i = 0; i < 6; i++)
        if (accept(p, signs[i]))
            return (int)ops[i];
    return -1;
}

static int parse_compare(struct parser *p)
{
    int left = parse_sum(p), op = left < 0 ? -1 : accept_comparison(p);
    if (op < 0)
        return left;
    int right = parse_sum(p);
    if (right < 0)
        return right;
    skip_space(p);
    const char *before = p->at;
    if (accept_comparison(p) >= 0) {
        p->at = before;
        return wrong(p, "'and', 'or' or the end: a comparison of comparisons wants parentheses");
    }
    return add(p, (struct node){.op = (enum op)op, .left = left, .right = right});
}

static int parse_not(struct parser *p)
{
    if (!accept_word(p, "not"))
        return parse_compare(p);
    if (++p->depth > MAX_DEPTH) {
        cf_fail(p->err, CF_EINVAL, "where: more than %d 'not' in a row", MAX_DEPTH);
        return -1;
    }
    int node = parse_not(p);
    p->depth--;
    return node < 0 ? node : add(p, (struct node){.op = NOT, .left = node, .right = -1});
}

static int parse_and(struct parser *p)
{
    static const char *const signs[] = {"and", NULL};
    static const enum op ops[] = {AND};
    return parse_chain(p, parse_not, signs, ops);
}

static int parse_or(struct parser *p)
{
    static const char *const signs[] = {"or", NULL};
    static const enum op ops[] = {OR};
    return parse_chain(p, parse_and, signs, ops);
}

int cf_where_parse(struct cf_where **out, const char *text, struct cf_error *err)
{
    struct cf_error inner = {0};
    struct cf_where *w = calloc(1, sizeof *w);
    if (w)
        w->nodes = calloc(MAX_NODES, sizeof *w->nodes);
    if (!w || !w->nodes) {
        free(w);
        return cf_fail(err, CF_ENOMEM, "no memory for an expression");
    }
    struct parser p = {.where = w, .text = text, .at = text, .err = &inner};
    w->root = parse_or(&p);
    skip_space(&p);
    if (w->root >= 0 && *p.at)
        w->root = wrong(&p, "an operator or the end");
    if (w->root < 0) {
        cf_where_free(&w);
        return cf_fail(err, inner.status, "%s", inner.message);
    }
    *out = w;
    return CF_OK;
}

void cf_where_free(struct cf_where **where)
{
    if (!where || !*where)
        return;
    for (int i = 0; i < (*where)->count; i++)
        free((*where)->nodes[i].text);
    free((*where)->nodes);
    free(*where);
    *where = NULL;
}

static bool is_true(struct cf_value v)
{
    return v.kind == CF_VALUE_TEXT ? v.text[0] != 0 : v.kind != CF_VALUE_NONE && v.number != 0;
}

static struct cf_value number(double n)
{
    return (struct cf_value){.kind = CF_VALUE_NUMBER, .number = n};
}

static struct cf_value truth(bool t)
{
    return (struct cf_value){.kind = CF_VALUE_TRUTH, .number = t};
}

static struct cf_value arithmetic(enum op op, struct cf_value a, struct cf_value b)
{
    if (a.kind != CF_VALUE_NUMBER || b.kind != CF_VALUE_NUMBER)
        return (struct cf_value){0};
    switch (op) {
    case ADD: return number(a.number + b.number);
    case SUB: return number(a.number - b.number);
    case MUL: return number(a.number * b.number);
    default: return b.number == 0 ? (struct cf_value){0} : number(a.number / b.number);
    }
}

static bool compare(enum op op, struct cf_value a, struct cf_value b)
{
    if (a.kind == CF_VALUE_NONE || a.kind != b.kind)
        return false;
    int order = a.kind == CF_VALUE_TEXT ? strcmp(a.text, b.text) : 0;
    double x = a.kind == CF_VALUE_TEXT ? order : a.number, y = a.kind == CF_VALUE_TEXT ? 0 : b.number;
    switch (op) {
    case LT: return x < y;
    case LE: return x <= y;
    case GT: return x > y;
    case GE: return x >= y;
    case EQ: return x == y;
    default: return x != y;
    }
}

struct lookup {
    const struct cf_where *where;
    cf_field_of *field;
    void *opaque;
};

static struct cf_value evaluate(const struct lookup *l, int at)
{
    const struct node *n = &l->where->nodes[at];
    switch (n->op) {
    case NUMBER: return number(n->number);
    case TRUTH: return truth(n->number != 0);
    case TEXT: return (struct cf_value){.kind = CF_VALUE_TEXT, .text = n->text};
    case FIELD: return l->field(l->opaque, n->text);
    case HAS: return truth(l->field(l->opaque, n->text).kind != CF_VALUE_NONE);
    case NOT: return truth(!is_true(evaluate(l, n->left)));
    case AND: return truth(is_true(evaluate(l, n->left)) && is_true(evaluate(l, n->right)));
    case OR: return truth(is_true(evaluate(l, n->left)) || is_true(evaluate(l, n->right)));
    case NEGATE: return arithmetic(SUB, number(0), evaluate(l, n->left));
    case ADD:
    case SUB:
    case MUL:
    case DIV: return arithmetic(n->op, evaluate(l, n->left), evaluate(l, n->right));
    default: break;
    }
    return truth(compare(n->op, evaluate(l, n->left), evaluate(l, n->right)));
}

bool cf_where_holds(const struct cf_where *where, cf_field_of *field, void *opaque)
{
    struct lookup l = {where, field, opaque};
    return is_true(evaluate(&l, where->root));
}

void cf_where_fields(const struct cf_where *where, void (*found)(void *opaque, const char *name), void *opaque)
{
    for (int i = 0; i < where->count; i++) {
        const struct node *n = &where->nodes[i];
        bool first = n->op == FIELD || n->op == HAS;
        for (int j = 0; first && j < i; j++)
            first = !where->nodes[j].text || where->nodes[j].op == TEXT || strcmp(where->nodes[j].text, n->text);
        if (first)
            found(opaque, n->text);
    }
}
