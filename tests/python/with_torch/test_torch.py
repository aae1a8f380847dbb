"""Batches as torch tensors, and the loader inside torch's and torchdata's own."""
import gc
import multiprocessing
import pickle

import clipfeed
import numpy as np
import pytest
import torch
from torch.utils.data import DataLoader


def ids(batches):
    return [clip_id for batch in batches for clip_id in batch.clip_ids]


def test_tensors_without_a_copy(clips):
    batch = next(iter(clipfeed.Loader(clips.store, **clips.options())))
    assert batch.video.dtype == torch.bfloat16 and batch.video.shape == (2, 4, 3, 32, 32)
    assert batch.video.data_ptr() == batch._native.video.address
    assert batch.video.data_ptr() % 64 == 0 and batch.video.is_contiguous()
    assert batch.input_ids.dtype == batch.attention_mask.dtype == torch.int64
    assert batch.input_ids.shape == (2, 40) and batch.video.float().abs().max() <= 1
    other = next(iter(clipfeed.Loader(clips.store, **clips.options(tensors="numpy"))))
    assert np.array_equal(other.video, batch.video.view(torch.uint16).numpy())


def test_older_and_newer_dlpack(clips):
    native = next(iter(clipfeed.Loader(clips.store, **clips.options(dtype="f32"))))._native.video
    assert '"dltensor"' in repr(native.__dlpack__()) and '"dltensor_versioned"' in repr(native.__dlpack__(max_version=(1, 0)))
    assert native.__dlpack_device__() == (1, 0)
    same = [torch.from_dlpack(native), torch.from_dlpack(native.__dlpack__()), torch.from_numpy(np.asarray(native))]
    assert len({tensor.data_ptr() for tensor in same}) == 1
    with pytest.raises(BufferError):
        native.__dlpack__(copy=True)
    with pytest.raises(BufferError):
        native.__dlpack__(dl_device=(2, 0))


def test_memory_lives_as_long_as_its_tensors(clips):
    loader = clipfeed.Loader(clips.store, **clips.options(prefetch=3))
    kept = next(iter(loader)).video[1, 2]
    copy = kept.clone()
    for _, batch in zip(range(20), loader.forever()):
        batch.video
    loader.close()
    del loader, batch
    gc.collect()
    assert torch.equal(kept, copy)


def test_dataloader(clips):
    """A DataLoader without workers passes batches through; one that has them is refused, with the reason."""
    expected = ids(clipfeed.Loader(clips.store, **clips.options()))
    loader = clipfeed.Loader(clips.store, **clips.options())
    assert ids(DataLoader(loader, batch_size=None, num_workers=0)) == expected
    for method in ("fork", "spawn"):
        workers = DataLoader(loader, batch_size=None, num_workers=1, multiprocessing_context=method, timeout=60)
        with pytest.raises(RuntimeError, match="inside a DataLoader worker.*num_workers=0"):
            next(iter(workers))


def first_ids(loader):
    return next(iter(loader)).clip_ids


def test_spawn(clips):
    loader = clipfeed.Loader(clips.store, **clips.options())
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(first_ids, (loader,)) == first_ids(loader)
    assert first_ids(pickle.loads(pickle.dumps(loader))) != ids([next(iter(loader))])


def test_gradients_reach_through(clips):
    """Autograd frees what it saved on threads of its own."""
    loader = clipfeed.Loader(clips.store, **clips.options(dtype="f32"))
    weight = torch.ones(3, 1, 1, requires_grad=True)
    for _, batch in zip(range(30), loader.forever()):
        (batch.video * weight).square().mean().backward()
    assert weight.grad.abs().sum() > 0 and loader.stats()["in_hand"] == 1


def test_stateful_dataloader(clips):
    """Torchdata's protocol: its DataLoader saves and restores the loader inside it."""
    from torchdata.stateful_dataloader import StatefulDataLoader

    expected = ids(clipfeed.Loader(clips.store, **clips.options()))
    wrapped = StatefulDataLoader(clipfeed.Loader(clips.store, **clips.options()), batch_size=None, num_workers=0)
    iterator = iter(wrapped)
    assert ids([next(iterator), next(iterator)]) == expected[:4]
    state = wrapped.state_dict()
    other = StatefulDataLoader(clipfeed.Loader(clips.store, **clips.options()), batch_size=None, num_workers=0)
    other.load_state_dict(state)
    assert ids(other) == expected[4:] == ids(iterator)
