/* Where a run stands, and going on from there. */
#include "pipeline/core.h"

#include "base/error.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

enum { STATE_VERSION = 1 };

/* A state's numbers, checked. */
struct saved {
    json_t *root;
    uint64_t step, position;
    uint32_t epoch, world, rank, elastic, round;
};

static bool is_same_give_up(const struct cf_give_up *a, const struct cf_give_up *b)
{
    return a->epoch == b->epoch && a->position == b->position && a->part == b->part && a->candidate == b->candidate;
}

static struct cf_give_up give_up_of(const struct cf_task *task)
{
    struct cf_stream_sample s = cf_task_sample(task);
    return (struct cf_give_up){s.position, s.epoch, task->part, task->candidate};
}

static bool has_give_up(const struct cf_give_up *list, uint32_t count, const struct cf_give_up *wanted)
{
    for (uint32_t i = 0; i < count; i++)
        if (is_same_give_up(&list[i], wanted))
            return true;
    return false;
}

bool cf_core_gave_up(const struct cf_core *core, const struct cf_task *task)
{
    struct cf_give_up here = core->give_up_count ? give_up_of(task) : (struct cf_give_up){0};
    return core->give_up_count && has_give_up(core->give_ups, core->give_up_count, &here);
}

static int add_give_up(struct cf_give_up **list, uint32_t *count, struct cf_give_up g)
{
    if (has_give_up(*list, *count, &g))
        return CF_OK;
    struct cf_give_up *grown = realloc(*list, (*count + 1) * sizeof *grown);
    if (!grown)
        return CF_ENOMEM;
    *list = grown;
    grown[(*count)++] = g;
    return CF_OK;
}

int cf_core_note_give_up(struct cf_core *core, const struct cf_task *task)
{
    return add_give_up(&core->give_ups, &core->give_up_count, give_up_of(task));
}

static json_t *bad_records_json(const struct cf_core *core)
{
    json_t *list = json_array();
    for (uint64_t i = 0; i < core->record_count; i++) {
        int known = -atomic_load(&core->quarantine[i]);
        if (known)
            json_array_append_new(list, json_pack("{s:i, s:I, s:s}", "source",
                                                  (int)(cf_core_source(core, i, NULL) - core->sources), "ordinal",
                                                  (json_int_t)cf_core_entry(core, i)->ordinal, "status",
                                                  cf_status_name(known)));
    }
    return list;
}

/* Those of samples that are still to come: their batches may have been made, but nobody has them. */
static json_t *give_ups_json(const struct cf_core *core, const struct cf_stream *stream)
{
    json_t *list = json_array();
    struct cf_stream first_rank = *stream;
    first_rank.rank = 0;
    struct cf_stream_step at = cf_stream_step_at(&first_rank, first_rank.step0);
    struct cf_stream_sample first = cf_stream_sample_at(&first_rank, &at, 0);
    for (uint32_t i = 0; i < core->give_up_count; i++) {
        const struct cf_give_up *g = &core->give_ups[i];
        if (g->epoch > first.epoch || (g->epoch == first.epoch && g->position >= first.position))
            json_array_append_new(list, json_pack("{s:I, s:I, s:i, s:i}", "epoch", (json_int_t)g->epoch, "position",
                                                  (json_int_t)g->position, "part", (int)g->part, "candidate",
                                                  (int)g->candidate));
    }
    return list;
}

static json_t *state_json(const struct cf_core *core)
{
    char hash[33];
    struct cf_stream at = core->run->stream;
    json_t *settings = cf_core_settings(core);
    if (!cf_settings_hash(settings, hash))
        return json_decref(settings), NULL;
    cf_stream_move(&at, core->next_step);
    return json_pack("{s:i, s:s, s:s, s:o, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:o, s:o}", "clipfeed_state",
                     STATE_VERSION, "clipfeed", CLIPFEED_VERSION, "plan", hash, "settings", settings, "elastic",
                     (json_int_t)at.elastic, "world", (json_int_t)at.world, "rank", (json_int_t)at.rank, "step",
                     (json_int_t)at.step0, "epoch", (json_int_t)at.epoch0, "position", (json_int_t)at.position0,
                     "round", (json_int_t)at.round0, "bad_records", bad_records_json(core), "give_ups",
                     give_ups_json(core, &at));
}

int cf_loader_state_save(struct cf_loader *loader, char **json, struct cf_error *err)
{
    if (!loader || !json)
        return cf_fail(err, CF_EINVAL, "state_save: needs a loader and a place for the text");
    struct cf_core *core = cf_loader_core(loader);
    int status = cf_core_here(core, err);
    if (status)
        return status;
    pthread_mutex_lock(&core->mutex);
    json_t *state = state_json(core);
    pthread_mutex_unlock(&core->mutex);
    char *text = state ? json_dumps(state, JSON_COMPACT) : NULL;
    json_decref(state);
    if (!text)
        return cf_fail(err, CF_ENOMEM, "no memory for a state");
    *json = text;
    return CF_OK;
}

/* A whole number of the state, in [0, most]; 0 where it is none. */
static int read_number(const json_t *object, const char *key, uint64_t most, uint64_t *out, struct cf_error *err)
{
    const json_t *value = json_object_get(object, key);
    *out = 0;
    if (!json_is_integer(value) || json_integer_value(value) < 0 || (uint64_t)json_integer_value(value) > most)
        return cf_fail(err, CF_EFORMAT, "the state's \"%s\": expected a whole number from 0 to %llu", key,
                       (unsigned long long)most);
    *out = (uint64_t)json_integer_value(value);
    return CF_OK;
}

static int read_u32(const json_t *object, const char *key, uint32_t *out, struct cf_error *err)
{
    uint64_t wide;
    int status = read_number(object, key, UINT32_MAX, &wide, err);
    *out = (uint32_t)wide;
    return status;
}

static int read_saved(struct saved *s, const char *text, struct cf_error *err)
{
    static const uint64_t most = UINT64_C(1) << 62;
    json_error_t where;
    uint64_t version = 0;
    *s = (struct saved){.root = text ? json_loads(text, JSON_REJECT_DUPLICATES, &where) : NULL};
    if (!json_is_object(s->root) || !json_object_get(s->root, "clipfeed_state"))
        return cf_fail(err, CF_EFORMAT, "this is no loader's state, which has a \"clipfeed_state\"");
    int status = read_number(s->root, "clipfeed_state", (uint64_t)INT32_MAX, &version, err);
    if (!status && version != STATE_VERSION)
        return cf_fail(err, CF_EMISMATCH, "the state is of version %llu: this build reads %d",
                       (unsigned long long)version, STATE_VERSION);
    status = status ? status : read_number(s->root, "step", most, &s->step, err);
    status = status ? status : read_number(s->root, "position", most, &s->position, err);
    status = status ? status : read_u32(s->root, "epoch", &s->epoch, err);
    status = status ? status : read_u32(s->root, "world", &s->world, err);
    status = status ? status : read_u32(s->root, "rank", &s->rank, err);
    status = status ? status : read_u32(s->root, "elastic", &s->elastic, err);
    status = status ? status : read_u32(s->root, "round", &s->round, err);
    if (status)
        return status;
    bool whole = s->rank < s->world && json_is_object(json_object_get(s->root, "settings")) &&
                 json_is_array(json_object_get(s->root, "bad_records")) &&
                 json_is_array(json_object_get(s->root, "give_ups"));
    bool grouped = !s->elastic ? s->round == 0
                               : s->world <= s->elastic && s->elastic % s->world == 0 && s->round < s->elastic &&
                                     s->round % s->world == 0;
    if (!whole || !grouped)
        return cf_fail(err, CF_EFORMAT,
                       "the state's parts do not fit together: rank %u of %u, round %u of %u, or a part is missing",
                       s->rank, s->world, s->round, s->elastic);
    return CF_OK;
}

static int check_one_run(const struct saved *a, const struct saved *b, struct cf_error *err)
{
    if (a->step != b->step || a->epoch != b->epoch || a->position != b->position || a->round != b->round ||
        a->world != b->world || a->elastic != b->elastic)
        return cf_fail(err, CF_EMISMATCH,
                       "the states are not of one moment of one run: rank %u of %u is before step %llu (epoch %u, "
                       "position %llu), rank %u of %u before step %llu (epoch %u, position %llu)",
                       a->rank, a->world, (unsigned long long)a->step, a->epoch, (unsigned long long)a->position,
                       b->rank, b->world, (unsigned long long)b->step, b->epoch, (unsigned long long)b->position);
    return cf_settings_compare(json_object_get(b->root, "settings"), json_object_get(a->root, "settings"), err);
}

/* elastic is the run's, from its first world on, unless this loader was told another. */
static int check_elastic(const struct cf_core *core, const struct saved *s, struct cf_error *err)
{
    const struct cf_loader_params *p = &core->effective.params;
    if ((s->elastic > 0) != (core->run->stream.elastic > 0) || (p->elastic && s->elastic && p->elastic != s->elastic))
        return cf_fail(err, CF_EMISMATCH, "the state is of another plan: its elastic is %u, the loader's %u",
                       s->elastic, core->run->stream.elastic);
    return cf_check_world(s->elastic, p->world, err);
}

/* The stream from the state on, for this loader's rank and world. */
static int place_stream(const struct cf_core *core, const struct saved *s, bool discard, struct cf_stream *stream,
                        uint64_t *discarded, struct cf_error *err)
{
    *stream = core->run->stream;
    *discarded = 0;
    stream->elastic = s->elastic;
    stream->step0 = s->step;
    stream->epoch0 = s->epoch;
    stream->position0 = s->position;
    stream->round0 = s->round;
    if (!s->elastic && s->position >= stream->pools[0].total)
        return cf_fail(err, CF_EFORMAT, "the state's \"position\" %llu: an epoch has %llu samples",
                       (unsigned long long)s->position, (unsigned long long)stream->pools[0].total);
    if (s->round && s->world != stream->world) {
        struct cf_stream before = *stream;
        uint64_t left = s->elastic - s->round;
        if (!discard)
            return cf_fail(err, CF_EMISMATCH,
                           "step %llu lies inside a group of samples of one shape that %u ranks share: with another "
                           "world size the run can go on from step %llu, or here with the group's rest left out",
                           (unsigned long long)s->step, s->world, (unsigned long long)(s->step + left / s->world));
        before.world = s->world;
        if (!cf_stream_settle(&before))
            return cf_fail(err, CF_EFORMAT, "the state's \"epoch\" %u is behind the last", s->epoch);
        *discarded = left * cf_stream_step_at(&before, s->step).batch;
        stream->round0 = 0;
        stream->position0++;
    }
    if (!cf_stream_settle(stream))
        return cf_fail(err, CF_EFORMAT, "the state's \"epoch\" %u is behind the last", s->epoch);
    return CF_OK;
}

/* What a loader takes over from states, gathered before anything of it changes. */
struct merged {
    struct cf_give_up *give_ups;
    uint32_t give_up_count;
    struct bad {
        uint64_t position;
        int8_t status;
    } * bad;
    size_t bad_count;
};

static int merge_give_ups(struct merged *m, const json_t *list, struct cf_error *err)
{
    size_t i;
    json_t *item;
    json_array_foreach((json_t *)(uintptr_t)list, i, item)
    {
        struct cf_give_up g = {0};
        int status = read_number(item, "position", UINT64_MAX >> 1, &g.position, err);
        status = status ? status : read_u32(item, "epoch", &g.epoch, err);
        status = status ? status : read_u32(item, "part", &g.part, err);
        status = status ? status : read_u32(item, "candidate", &g.candidate, err);
        if (status)
            return status;
        if (add_give_up(&m->give_ups, &m->give_up_count, g))
            return cf_fail(err, CF_ENOMEM, "no memory for a state");
    }
    return CF_OK;
}

static int status_named(const char *name)
{
    for (int status = CF_EFORKED; name && status < CF_OK; status++)
        if (!strcmp(name, cf_status_name(status)))
            return status;
    return CF_OK;
}

static int merge_bad(const struct cf_core *core, struct merged *m, const json_t *list, struct cf_error *err)
{
    size_t i;
    json_t *item;
    struct bad *grown = realloc(m->bad, (m->bad_count + json_array_size(list) + 1) * sizeof *grown);
    if (!grown)
        return cf_fail(err, CF_ENOMEM, "no memory for a state");
    m->bad = grown;
    json_array_foreach((json_t *)(uintptr_t)list, i, item)
    {
        uint64_t ordinal, local;
        uint32_t source = 0;
        int status = read_number(item, "ordinal", UINT64_MAX >> 1, &ordinal, err);
        status = status ? status : read_u32(item, "source", &source, err);
        if (status)
            return status;
        int known = status_named(json_string_value(json_object_get(item, "status")));
        if (!known || source >= core->source_count || cf_store_position(core->sources[source].store, ordinal, &local))
            return cf_fail(err, CF_EFORMAT,
                           "the state's bad record %llu of source %u is none of the store's, or has "
                           "no known status",
                           (unsigned long long)ordinal, source);
        m->bad[m->bad_count++] = (struct bad){core->sources[source].base + local, (int8_t)-known};
    }
    return CF_OK;
}

/* mutex held. From here on tasks are of the new run; it owns `run`. */
static void go_on(struct cf_core *core, struct cf_run *run)
{
    uint64_t step = run->stream.step0, end = cf_core_end_step(core, &run->stream, core->effective.params.start_step);
    run->end_step = end > step ? end : step;
    run->before = core->run;
    core->run = run;
    cf_ring_restart(core, step);
    cf_ring_extend(core);
    pthread_cond_broadcast(&core->work);
}

static void take_over(struct cf_core *core, struct cf_run *run, struct merged *m)
{
    pthread_mutex_lock(&core->mutex);
    free(core->give_ups);
    core->give_ups = m->give_ups;
    core->give_up_count = m->give_up_count;
    m->give_ups = NULL;
    for (size_t i = 0; i < m->bad_count; i++)
        atomic_store(&core->quarantine[m->bad[i].position], m->bad[i].status);
    go_on(core, run);
    pthread_mutex_unlock(&core->mutex);
}

static uint32_t count_ranks(const struct saved *saved, uint32_t count)
{
    uint32_t known = 0;
    for (uint32_t i = 0; i < count; i++) {
        bool is_new = true;
        for (uint32_t k = 0; k < i; k++)
            is_new = is_new && saved[k].rank != saved[i].rank;
        known += is_new;
    }
    return known;
}

static int load_saved(struct cf_core *core, struct saved *saved, const char *const *states, uint32_t count,
                      bool discard, struct cf_state_report *report, struct cf_error *err)
{
    struct merged m = {0};
    uint64_t discarded = 0;
    json_t *own = cf_core_settings(core);
    struct cf_run *run = calloc(1, sizeof *run);
    int status = own && run ? CF_OK : cf_fail(err, CF_ENOMEM, "no memory for a state");
    for (uint32_t i = 0; !status && i < count; i++) {
        status = read_saved(&saved[i], states[i], err);
        if (!status)
            status = cf_settings_compare(json_object_get(saved[i].root, "settings"), own, err);
        if (!status && i)
            status = check_one_run(&saved[0], &saved[i], err);
        if (!status)
            status = merge_give_ups(&m, json_object_get(saved[i].root, "give_ups"), err);
        if (!status)
            status = merge_bad(core, &m, json_object_get(saved[i].root, "bad_records"), err);
    }
    if (!status)
        status = check_elastic(core, &saved[0], err);
    if (!status)
        status = place_stream(core, &saved[0], discard, &run->stream, &discarded, err);
    if (!status) {
        take_over(core, run, &m);
        *report = (struct cf_state_report){.step = saved[0].step,
                                           .epoch = run->stream.epoch0,
                                           .discarded = discarded,
                                           .ranks = saved[0].world,
                                           .ranks_known = count_ranks(saved, count)};
        run = NULL;
    }
    free(run);
    free(m.give_ups);
    free(m.bad);
    json_decref(own);
    return status;
}

int cf_loader_state_load(struct cf_loader *loader, const char *const *states, uint32_t count, int discard,
                         struct cf_state_report *report, struct cf_error *err)
{
    struct cf_state_report unwanted;
    if (!loader || !states || !count)
        return cf_fail(err, CF_EINVAL, "state_load: needs a loader and at least one state");
    struct cf_core *core = cf_loader_core(loader);
    int status = cf_core_here(core, err);
    if (status)
        return status;
    struct saved *saved = calloc(count, sizeof *saved);
    if (!saved)
        return cf_fail(err, CF_ENOMEM, "no memory for a state");
    status = load_saved(core, saved, states, count, discard, report ? report : &unwanted, err);
    for (uint32_t i = 0; i < count; i++)
        json_decref(saved[i].root);
    free(saved);
    return status;
}

int cf_loader_set_epoch(struct cf_loader *loader, uint32_t epoch, struct cf_error *err)
{
    if (!loader)
        return cf_fail(err, CF_EINVAL, "set_epoch: needs a loader");
    struct cf_core *core = cf_loader_core(loader);
    int status = cf_core_here(core, err);
    if (status)
        return status;
    struct cf_run *run = calloc(1, sizeof *run);
    if (!run)
        return cf_fail(err, CF_ENOMEM, "no memory for an epoch");
    pthread_mutex_lock(&core->mutex);
    run->stream = core->run->stream;
    run->stream.step0 = core->next_step;
    run->stream.epoch0 = epoch;
    run->stream.position0 = 0;
    run->stream.round0 = 0;
    if (cf_stream_settle(&run->stream))
        go_on(core, run);
    else
        status = cf_fail(err, CF_EINVAL, "set_epoch: no group of samples is filled from epoch %u on", epoch);
    pthread_mutex_unlock(&core->mutex);
    if (status)
        free(run);
    return status;
}
