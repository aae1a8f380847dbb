"""Wrong uses end in an exception that names the option, what was found and what was expected."""
import copy
import os
import pickle

import clipfeed
import numpy as np
import pytest
from clipfeed import options as known

WHOLE = r"expected a whole number"


@pytest.mark.parametrize("options, error, says", [
    ({"batch_size": -1}, ValueError, "batch_size -1: " + WHOLE),
    ({"batch_size": 0}, ValueError, "batch_size 0: " + WHOLE),
    ({"batch_size": "2"}, TypeError, "batch_size '2': " + WHOLE), ({"batch_size": True}, TypeError, "batch_size True"),
    ({"frames": 2.5}, TypeError, r"frames 2\.5: " + WHOLE), ({"max_tokens": 0}, ValueError, "max_tokens 0: " + WHOLE),
    ({"steps": 0}, ValueError, "steps 0"), ({"seed": -1}, ValueError, "seed -1: .* from 0 to 18446744073709551615"),
    ({"size": (32,)}, ValueError, r"size \(32,\): expected \(height, width\)"),
    ({"size": "32x32"}, ValueError, "size '32x32': expected"), ({"size": (32, 0)}, ValueError, r"size \(32, 0\): width 0"),
    ({"dtype": "f64"}, ValueError, "dtype 'f64': expected 'u8', 'f16', 'bf16', 'f32'"),
    ({"dtype": float}, ValueError, "dtype <class 'float'>: expected"),
    ({"layout": "FHWC"}, ValueError, "layout 'FHWC': expected 'BFCHW', 'BCFHW'"),
    ({"pad": True}, ValueError, "pad True: expected 'none', 'last'"),
    ({"flip": 2.0}, ValueError, r"flip 2\.0: expected a probability"), ({"flip": True}, TypeError, "flip True"),
    ({"fps": 0}, ValueError, "fps 0: expected frames a second"),
    ({"val_share": 1}, ValueError, "val_share 1: expected a share"),
    ({"profile": "none"}, ValueError, "profile 'none' is unknown: expected latte"),
    ({"profile": 3}, TypeError, "profile 3: expected a text"),
    ({"temporal_crop": "middle"}, ValueError, "temporal_crop 'middle': expected random"),
    ({"device": "tpu"}, ValueError, "device 'tpu': expected 'cpu'"),
    ({"device": 0}, ValueError, "device 0: expected 'cpu'"),
    ({"images": -1}, ValueError, "images -1"),
    ({"images_from": "video"}, ValueError, "images_from 'video': expected stills"),
    ({"caption": "long"}, ValueError, "caption 'long': expected dense"), ({"caption": ["dense"]}, TypeError, "caption"),
    ({"caption": {"dense": "x"}}, TypeError, "caption 'dense': weight 'x'"), ({"layers": 3}, TypeError, "layers 3"),
    ({"buckets": {"64px": 3}}, clipfeed.FormatError, '"64px": expected {frames'), ({"buckets": [1]}, TypeError, "buckets"),
    ({"buckets": "/nowhere"}, clipfeed.MissingFileError, "buckets '/nowhere'"),
    ({"media": "/nowhere"}, clipfeed.MissingFileError, "media '/nowhere': no such folder"),
    ({"tokenizer": "/nowhere"}, clipfeed.MissingFileError, "/nowhere"),
    ({"media": 3}, TypeError, "media 3: expected a path"),
    ({"layers": ["nothing"]}, clipfeed.MissingFileError, "layers/nothing/manifest.json': .* expected a clipfeed layer"),
    ({"rank": 3, "world_size": 2}, ValueError, "rank 3: expected below world_size, which is 2"),
    ({"rank": "0"}, TypeError, "rank '0'"), ({"world_size": 0}, ValueError, "world_size 0"),
    ({"pin_memory": "yes"}, TypeError, "pin_memory 'yes': expected True or False"),
    ({"tensors": "jax"}, ValueError, "tensors 'jax'"),
    ({"batchsize": 3}, TypeError, "no option 'batchsize': did you mean 'batch_size'"),
    ({"forever": 0}, TypeError, "no option 'forever'"), ({"height": 32}, TypeError, "no option 'height'"),
])
def test_options(clips, options, error, says):
    with pytest.raises(error, match=says):
        clipfeed.Loader(clips.store, **clips.options(**options))


@pytest.mark.parametrize("store, error, says", [
    ("/nowhere", clipfeed.MissingFileError, "'/nowhere/manifest.json': no such file: expected a clipfeed store"),
    (None, TypeError, "store None: expected a store's folder"), ([3], TypeError, "store 3: expected"),
    ([], TypeError, r"store \[\]: expected"), (b"/nowhere", TypeError, "store b'/nowhere'"),
    ([clipfeed.Source("/nowhere", weight=-1)], ValueError, "'/nowhere': weight -1"),
    ([clipfeed.Source("/nowhere", weight="x")], TypeError, "weight 'x'"),
])
def test_stores(clips, store, error, says):
    with pytest.raises(error, match=says):
        clipfeed.Loader(store, **clips.options())


def test_what_else_is_taken(clips):
    """Stores as such and in lists, NumPy's numbers, names of element types, one layer's name, and padding refused."""
    store = clipfeed.Store(clips.store)
    for given in (store, [store], clipfeed.Source(store), [clips.store]):
        assert len(clipfeed.Loader(given, **clips.options(batch_size=np.int64(3), frames=np.uint8(4)))) == 4
    for dtype in ("float32", np.float32, np.dtype("float32")):
        assert next(iter(clipfeed.Loader(store, **clips.options(dtype=dtype)))).video.dtype == np.float32
    with pytest.raises(clipfeed.MissingFileError, match="layers/emb/"):
        clipfeed.Loader(store, **clips.options(layers="emb"))
    longer = clips.options(profile="cogvideo", frames=49, interval=None)
    assert len(clipfeed.Loader(store, **longer)) == 6
    with pytest.raises(clipfeed.IneligibleError, match="12 fewer than the 49 frames"):
        clipfeed.Loader(store, **longer, pad="none")


def test_named_options():
    """Type checkers know the options that are taken, and no others; the documentation names each."""
    apart = {"rank", "world_size", "device", "tensors"}
    assert set(known.Options.__annotations__) == set(known._OPTIONS) | apart and not set(known._OPTIONS) & apart
    assert [name for name in known.Options.__annotations__ if name not in clipfeed.Loader.__doc__] == []


def test_batches_are_not_pickled(clips):
    batch = next(iter(clipfeed.Loader(clips.store, **clips.options())))
    for use in (pickle.dumps, copy.deepcopy):
        with pytest.raises(TypeError, match="batch.video.clone"):
            use(batch)


def test_states(clips, eight):
    loader = clipfeed.Loader(clips.store, **clips.options())
    state = loader.state_dict()
    for wrong in ({}, {"state": {}, "param_groups": []}):
        with pytest.raises(clipfeed.FormatError, match="no loader's state"):
            loader.load_state_dict(wrong)
    for wrong in (None, [], "text", [3], {"clipfeed_state": object()}):
        with pytest.raises(TypeError, match="state.*expected a dict that state_dict"):
            loader.load_state_dict(wrong)
    with pytest.raises(clipfeed.MismatchError, match="version 9"):
        loader.load_state_dict({**state, "clipfeed_state": 9})
    with pytest.raises(clipfeed.MismatchError, match="of another store: its sources are .*fingerprint"):
        clipfeed.Loader(eight.store, **eight.options()).load_state_dict(state)
    with pytest.raises(clipfeed.MismatchError, match='of another plan: its seed is "0", the loader\'s "3"'):
        clipfeed.Loader(clips.store, **clips.options(seed=3)).load_state_dict(state)
    for epoch, error in ((-1, ValueError), ("1", TypeError), (1.5, TypeError), (2**40, ValueError)):
        with pytest.raises(error, match="epoch .*: expected a whole number"):
            loader.set_epoch(epoch)
    assert next(iter(loader)).step == 0


def test_closed_loader(clips):
    loader = clipfeed.Loader(clips.store, **clips.options())
    batch = next(iter(loader))
    loader.close()
    uses = (lambda: next(iter(loader)), lambda: len(loader), loader.stats, loader.progress, loader.state_dict,
            lambda: loader.load_state_dict({"a": 1}), lambda: loader.set_epoch(1), lambda: loader.provenance(batch))
    for use in uses:
        with pytest.raises(ValueError, match="the loader is closed"):
            use()
    assert batch.video.shape == (2, 4, 3, 32, 32) and "clipfeed.Loader" in repr(loader)


def test_store_and_replay(clips):
    store = clipfeed.Store(clips.store)
    for wrong in ("nobody", "a\0b", "\ud800", "a" * 2000):
        assert wrong not in store
        with pytest.raises(clipfeed.NotFoundError, match="no record"):
            store[wrong]
    with pytest.raises(TypeError, match=r"store\[0\]: expected a clip id; store.at"):
        store[0]
    for position in (-1, 12):
        with pytest.raises(clipfeed.NotFoundError, match=f"no position {position}: it has 12 records"):
            store.at(position)
    with pytest.raises(TypeError, match="store None: expected a folder's path"):
        clipfeed.Store(None)
    batch = next(iter(clipfeed.Loader(store, **clips.options())))
    for wrong in (batch.samples[0], batch.samples[0].to_dict(), {}, None):
        with pytest.raises(clipfeed.FormatError, match="expected a dict of Loader.provenance"):
            clipfeed.replay(wrong, store, clips.media)
    with pytest.raises(TypeError, match="provenance of 3: expected a batch"):
        clipfeed.Loader(store, **clips.options()).provenance(3)


@pytest.mark.parametrize("described, error, says", [
    ({"dtype": "f64", "shape": (3,)}, ValueError, "dtype 'f64'"), ({"dtype": "f32"}, ValueError, "shape None"),
    ({"dtype": "f32", "shape": ()}, ValueError, r"shape \(\): expected 1 to 6 numbers"),
    ({"dtype": "f32", "shape": 3}, ValueError, "shape 3"), ({"dtype": "f32", "shape": (0, 3)}, ValueError, "a side 0"),
    ({"dtype": "f32", "shape": (1,) * 7}, ValueError, "expected 1 to 6"), ({"variable": True}, ValueError, "dtype None"),
    ({"dtype": "f32", "shape": (2**20, 2**20)}, ValueError, "elements"), ({"about": [1]}, TypeError, "about"),
    ({"about": {"dtype": "f32"}}, ValueError, "'dtype' is said by the argument"),
    ({"about": {"a": {1}}}, TypeError, "layer 'wrong', about: .*set"),
])
def test_described_layers(clips, described, error, says):
    with pytest.raises(error, match=says):
        clipfeed.LayerWriter(clips.store, "wrong", **described)


def test_layer_values(clips):
    with clipfeed.LayerWriter(clips.store, "texts") as writer:
        for wrong in (3, [], None, b"text", [3]):
            with pytest.raises(ValueError, match="layer 'texts', 'clip0': .*, expected a text, a Caption"):
                writer["clip0"] = wrong
        with pytest.raises(ValueError, match="caption kind 'long': expected dense"):
            writer["clip0"] = clipfeed.Caption("long", "Text.", None)
    with pytest.raises(ValueError, match="layer's writer is closed"):
        writer["clip0"] = "Text."
    with pytest.raises(TypeError, match="layer 3"):
        clipfeed.LayerWriter(clips.store, 3)


def test_forked_writer(clips):
    """A forked child can neither use the writer nor, by freeing it, end it for its parent."""
    writer = clipfeed.LayerWriter(clips.store, "forked")
    writer["clip0"] = "Text."
    child = os.fork()
    if child == 0:
        try:
            writer["clip1"] = "Text."
        except clipfeed.ForkedError:
            del writer
            os._exit(0)
        os._exit(1)
    assert os.waitpid(child, 0)[1] == 0
    writer["clip2"] = "Text."
    writer.close()
    with clipfeed.LayerWriter(clips.store, "forked") as again:
        assert [clip_id in again for clip_id in clips.ids[:3]] == [True, False, True]


def test_rewriter():
    wrong = [({"max_tokens": "x"}, TypeError, "max_tokens 'x'"), ({"retries": 0}, ValueError, "retries 0"),
             ({"hold_out": "clip0"}, TypeError, "hold_out 'clip0'"), ({"hold_out": [3]}, TypeError, "hold_out 3"),
             ({"method": "x"}, ValueError, "method 'x'"), ({"store": 3}, TypeError, "store 3")]
    for options, error, says in wrong:
        with pytest.raises(error, match=says):
            clipfeed.Rewriter(**options)
    rewriter = clipfeed.Rewriter()
    uses = [(lambda: rewriter(3), TypeError), (lambda: rewriter("a cat", seed=-1), ValueError),
            (lambda: rewriter("a cat", deadline_ms=-1), ValueError), (lambda: next(rewriter.many("a cat")), TypeError)]
    for use, error in uses:
        with pytest.raises(error, match="expected"):
            use()
