"""Saved states: what comes after one is what would have come, in any world, and what does not fit is refused."""
import json
import pickle
import random
import time

import clipfeed
import numpy as np
import pytest

BUCKETS = {"64px": {2: (1.0, 2), 4: (1.0, 1)}}


def facts(batches):
    """What a sample is, without the batch that it came in."""
    return [(s.epoch, s.position, s.clip_id, s.frames, s.caption, s.crop, s.flip) for b in batches for s in b.samples]


def take(loaders, steps):
    """Samples in the order of the stream: rank after rank in each step."""
    streams = [loader.forever() for loader in loaders]
    return [sample for _ in range(steps) for stream in streams for sample in facts([next(stream)])]


def ranks(clips, world, **options):
    return [clipfeed.Loader(clips.store, **clips.options(rank=r, world_size=world, flip=0.5, tokenizer=None, threads=1,
                                                         prefetch=2, **options)) for r in range(world)]


def test_any_point_and_world(clips):
    """Random points of three epochs, from any world to any other, with the state of any one rank."""
    seed = time.time_ns() % 1000000
    print("seed", seed)
    draw = random.Random(seed)
    whole = take(ranks(clips, 1), 30)
    for _ in range(8):
        before, after, step = draw.choice((1, 2, 3, 4)), draw.choice((1, 2, 3, 4)), draw.randrange(4)
        saving = ranks(clips, before)
        assert take(saving, step) == whole[:2 * before * step]
        state = json.loads(json.dumps(saving[draw.randrange(before)].state_dict()))
        resumed = ranks(clips, after)
        where = [loader.load_state_dict(state) for loader in resumed]
        assert {(r.step, r.ranks, r.ranks_known, r.discarded) for r in where} == {(step, before, 1, 0)}
        done = 2 * before * step
        assert take(resumed, 2) == whole[done:done + 4 * after], (before, after, step)


def test_values_and_what_is_left(clips):
    """The same pictures and tokens; batches made and not handed out are no part of a state; nothing is decoded twice."""
    loader = clipfeed.Loader(clips.store, **clips.options())
    next(iter(loader)), next(iter(loader))
    state = loader.state_dict()
    assert (state["step"], state["epoch"], state["position"]) == (2, 0, 4) and len(json.dumps(state)) < 2000
    resumed = pickle.loads(pickle.dumps(loader))
    assert resumed.load_state_dict(state) == clipfeed.Restored(2, 0, 0, 1, 1)
    assert len(resumed) == 6 and resumed.steps_left == 4
    batches = list(zip(loader, resumed))
    assert [one.step for one, _ in batches] == [2, 3, 4, 5]
    for one, other in batches:
        assert np.array_equal(one.video, other.video) and np.array_equal(one.input_ids, other.input_ids)
    assert resumed.epoch == 1


def test_buckets(clips):
    """Every rank has one bucket in one step; another world goes on between groups, and inside one with discard."""
    options = {"buckets": BUCKETS, "elastic": 6}
    pair = ranks(clips, 2, **options)
    shapes = []
    for _, one, other in zip(range(3), *(loader.forever() for loader in pair)):
        assert one.video.shape == other.video.shape and one.resolution == "64px"
        shapes.append(one.video.shape[:2])
    assert len(set(shapes)) == 1
    between = pair[1].state_dict()
    expected = take(pair, 3)
    three = ranks(clips, 3, **options)
    assert {r.step for r in (loader.load_state_dict(between) for loader in three)} == {3}
    assert take(three, 2) == expected
    inside = ranks(clips, 2, **options)
    take(inside, 1)
    state = inside[0].state_dict()
    for loader in ranks(clips, 3, **options):
        with pytest.raises(clipfeed.MismatchError, match="step 3"):
            loader.load_state_dict(state)
    assert ranks(clips, 3, **options)[0].load_state_dict(state, discard=True).discarded > 0


def test_merged(clips):
    """What a rank gave up on by the clock is known where its own state is given."""
    pair = ranks(clips, 2)
    expected = take(ranks(clips, 1), 10)
    take(pair, 2)
    states = [loader.state_dict() for loader in pair]
    states[1]["give_ups"] = [{"epoch": 0, "position": 8, "part": 0, "candidate": 0}]
    without, merged = ranks(clips, 1)[0], ranks(clips, 1)[0]
    assert without.load_state_dict(states[0]).ranks_known == 1
    assert take([without], 2) == expected[8:12]
    assert merged.load_state_dict(states).ranks_known == 2
    first, second = next(merged.forever()).samples
    assert first.replaced[0]["clip_id"] == expected[8][2] and first.replaced[0]["status"] == "deadline"
    assert facts([next(merged.forever())]) == expected[10:12] and second.replaced == ()


@pytest.mark.parametrize("options, named", [
    ({"frames": 5}, "frames is 4, the loader's 5"), ({"seed": 7}, "seed"), ({"flip": 0.1}, "flip"),
    ({"where": "frames > 1"}, "where"), ({"buckets": BUCKETS}, "buckets"),
])
def test_refusals(clips, options, named):
    state = clipfeed.Loader(clips.store, **clips.options()).state_dict()
    loader = clipfeed.Loader(clips.store, **clips.options(**options))
    with pytest.raises(clipfeed.MismatchError, match=named):
        loader.load_state_dict(state)
    assert next(loader.forever()).step == 0


def test_no_state(clips, eight):
    loader = clipfeed.Loader(clips.store, **clips.options())
    for wrong in ({}, {"clipfeed_state": 99}, {"step": 3}):
        with pytest.raises(clipfeed.Error):
            loader.load_state_dict(wrong)
    with pytest.raises(clipfeed.MismatchError, match="sources"):
        loader.load_state_dict(clipfeed.Loader(eight.store, **eight.options()).state_dict())
    one, other = ranks(clips, 2)
    take([one], 1)
    with pytest.raises(clipfeed.MismatchError, match="one moment"):
        ranks(clips, 1)[0].load_state_dict([one.state_dict(), other.state_dict()])


def test_set_epoch(clips):
    loader = clipfeed.Loader(clips.store, **clips.options())
    epochs = [facts(loader) for _ in range(3)]
    other = clipfeed.Loader(clips.store, **clips.options())
    other.set_epoch(2)
    assert other.epoch == 2 and facts(other) == epochs[2]
    other.set_epoch(1)
    next(iter(other))
    with pytest.raises(clipfeed.InvalidError, match="in the middle of epoch 1"):
        other.set_epoch(2)
    fresh = clipfeed.Loader(clips.store, **clips.options())
    fresh.load_state_dict(other.state_dict())
    assert facts(fresh) == epochs[1][2:]
