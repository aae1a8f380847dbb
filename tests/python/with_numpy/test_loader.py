"""Batches in NumPy, where torch is not installed: what they hold, how long they live, and what a loop may do."""
import gc
import os
import pathlib
import pickle
import signal
import subprocess
import sys
import threading
import time

import clipfeed
import numpy as np
import pytest

from clips import Clips

pytestmark = pytest.mark.filterwarnings("error")


def ids(batches):
    return [clip_id for batch in batches for clip_id in batch.clip_ids]


def test_batch(clips):
    loader = clipfeed.Loader(clips.store, **clips.options())
    assert len(loader) == 6 and loader.epoch == 0 and loader.steps_left == 6
    batch = next(iter(loader))
    video = batch.video
    assert isinstance(video, clipfeed.Array) and video.shape == (2, 4, 3, 32, 32)
    assert video.dtype == np.uint16 and video.dtype_name == "bf16" and video.flags.c_contiguous
    values = video.to_f32()
    assert values.dtype == np.float32 and values.min() >= -1 and values.max() <= 1 and values.std() > 0.1
    assert batch.video is video
    assert batch.input_ids.shape == batch.attention_mask.shape == (2, 40) and batch.input_ids.dtype == np.int64
    assert set(np.unique(batch.attention_mask)) <= {0, 1} and (batch.input_ids[batch.attention_mask == 0] == 0).all()
    assert len(batch) == 2 and batch.step == 0 and batch.resolution is None and batch.layers == {}
    store = clipfeed.Store(clips.store)
    for clip_id, caption, sample in zip(batch.clip_ids, batch.captions, batch.samples):
        assert sample.clip_id == clip_id and sample.caption == caption == store[clip_id].captions[0].text
        assert len(sample.frames) == len(sample.pts) == 4 and sample.status == "ok" and sample.replaced == ()
        assert sample.pts[0] == pytest.approx(sample.frames[0] / 24) and sample.epoch == 0
    assert sample.to_dict()["crop"] == sample.crop and "bf16 [2, 4, 3, 32, 32]" in repr(batch)


def test_same_as_the_program(clips, tmp_path):
    """The values are those that `clipfeed load --dump` writes."""
    subprocess.run([os.environ["CLIPFEED_PROGRAM"], "load", clips.store, "--media", clips.media, "--frames", "4",
                    "--interval", "2", "--size", "32x32", "--tokenizer", clips.tokenizer, "--max-tokens", "40",
                    "--steps", "3", "--dump", tmp_path, "-q"], check=True, stdout=subprocess.DEVNULL)
    loader = clipfeed.Loader(clips.store, **clips.options())
    for step, batch in zip(range(3), loader):
        for name, array in (("video", batch.video), ("tokens", batch.input_ids), ("mask", batch.attention_mask)):
            assert np.array_equal(np.load(tmp_path / f"batch-{step:06}.{name}.npy"), array), (step, name)


@pytest.mark.parametrize("dtype, kind", [("u8", np.uint8), ("f16", np.float16), ("f32", np.float32)])
def test_dtypes(clips, dtype, kind):
    batch = next(iter(clipfeed.Loader(clips.store, **clips.options(dtype=dtype, layout="BCFHW"))))
    assert batch.video.dtype == kind and batch.video.dtype_name == dtype and batch.video.shape == (2, 3, 4, 32, 32)


def test_epochs(clips):
    """An iteration ends with its epoch; breaking off and going on loses nothing."""
    loader = clipfeed.Loader(clips.store, **clips.options())
    whole = [ids(loader), ids(loader)]
    assert [sorted(epoch) for epoch in whole] == [sorted(clips.ids)] * 2 and whole[0] != whole[1]
    loader = clipfeed.Loader(clips.store, **clips.options())
    first = [next(iter(loader)) for _ in range(2)]
    assert loader.steps_left == 4
    assert ids(first) + ids(loader) == whole[0] and loader.epoch == 1


def test_forever_and_steps(clips):
    loader = clipfeed.Loader(clips.store, **clips.options(steps=8))
    steps = [[batch.step for batch in loader] for _ in range(3)]
    assert steps == [[0, 1, 2, 3, 4, 5], [6, 7], []]
    loader = clipfeed.Loader(clips.store, **clips.options(steps=15))
    assert [batch.step for batch in loader.forever()] == list(range(15))
    endless = clipfeed.Loader(clips.store, **clips.options()).forever()
    assert [batch.step for _, batch in zip(range(20), endless)] == list(range(20))


def test_ranks_share_an_epoch(clips):
    ranks = [clipfeed.Loader(clips.store, **clips.options(rank=r, world_size=2)) for r in range(2)]
    assert [len(loader) for loader in ranks] == [3, 3]
    assert sorted(ids(ranks[0]) + ids(ranks[1])) == sorted(clips.ids)


def test_params_in_effect(clips):
    """What was given, what the profile has, and what is left to the defaults."""
    loader = clipfeed.Loader(clips.store, **clips.options(profile="cogvideo", frames=4))
    effect = loader.params
    assert (effect["media_root"], effect["tokenizer"]) == (str(clips.media), str(clips.tokenizer))
    assert (effect["profile"], effect["frames"], effect["height"], effect["interval"]) == ("cogvideo", 4, 32, 2)
    assert (effect["device"], effect["prefetch"], effect["caption"], effect["pad_last"]) == ("cpu", 4, "dense", 1)


def test_environment(clips, monkeypatch):
    monkeypatch.setenv("RANK", "1")
    monkeypatch.setenv("WORLD_SIZE", "3")
    effect = clipfeed.Loader(clips.store, **clips.options()).params
    assert (effect["rank"], effect["world"]) == (1, 3)
    with pytest.warns(UserWarning, match="rank=0 was given, and RANK=1") as warned:
        effect = clipfeed.Loader(clips.store, **clips.options(rank=0, world_size=3)).params
    assert (effect["rank"], effect["world"]) == (0, 3) and len(warned) == 1 and warned[0].filename == __file__
    for name, wrong, right in (("RANK", "one", "1"), ("WORLD_SIZE", "0", "3")):
        monkeypatch.setenv(name, wrong)
        with pytest.raises(ValueError, match=f"{name}='{wrong}' in the environment: expected a number from [01] on"):
            clipfeed.Loader(clips.store, **clips.options())
        monkeypatch.setenv(name, right)


def test_ineligible(clips):
    with pytest.raises(clipfeed.IneligibleError, match="12 fewer than the 400 frames") as caught:
        clipfeed.Loader(clips.store, **clips.options(frames=400))
    assert caught.value.status == "ineligible"


def test_memory_lives_as_long_as_its_arrays(clips):
    """Batches, the loader and the store may go; what an array shows stays."""
    loader = clipfeed.Loader(clips.store, **clips.options())
    batch = next(iter(loader))
    video, view = batch.video, batch.video[1, 2]
    copy = video.copy()
    del batch, video
    loader.close()
    del loader
    gc.collect()
    assert np.array_equal(view, copy[1, 2])


def test_samples_hold_no_memory_of_the_ring(clips):
    loader = clipfeed.Loader(clips.store, **clips.options(prefetch=2))
    kept = [(b.samples, b.input_ids, b.captions) for b in loader for _ in range(3)]
    assert len(kept) == 18 and kept[0][0][0].clip_id in clips.ids


def test_keeping_batches_raises(clips):
    loader = clipfeed.Loader(clips.store, **clips.options(prefetch=2))
    kept = []
    with pytest.raises(clipfeed.BatchesHeldError, match=r"steps 0, 1\)") as caught:
        for batch in loader.forever():
            kept.append(batch.video)
    assert len(kept) == 2 and caught.value.status == "invalid"
    kept.clear()
    del batch, caught
    assert next(loader.forever()).step == 2
    large = clipfeed.Loader(clips.store, **clips.options(prefetch=2, ring_bytes=100 * 2 * 4 * 3 * 32 * 32 * 2))
    assert len([batch.video for _, batch in zip(range(50), large.forever())]) == 50


def test_pickle_reopens(clips):
    loader = clipfeed.Loader(clips.store, **clips.options())
    first = ids([next(iter(loader))])
    assert ids([next(iter(pickle.loads(pickle.dumps(loader))))]) == first


def test_closed(clips):
    with clipfeed.Loader(clips.store, **clips.options()) as loader:
        next(iter(loader))
    with pytest.raises(ValueError, match="closed"):
        next(iter(loader))
    loader.close()


def test_two_threads(clips):
    """One thread at a time takes batches; a second is told so, and none gets a batch twice."""
    loader = clipfeed.Loader(clips.store, **clips.options())
    seen, refused = [], []

    def take():
        for _ in range(40):
            try:
                seen.append(loader._take().step)
            except RuntimeError as error:
                refused.append(str(error))

    threads = [threading.Thread(target=take) for _ in range(2)]
    [t.start() for t in threads]
    [t.join() for t in threads]
    assert sorted(seen) == list(range(len(seen))) and len(seen) + len(refused) == 80
    assert all("in use by another thread" in text for text in refused)


def test_fork(clips):
    """In a forked child every use raises, and neither freeing nor exiting hangs."""
    loader = clipfeed.Loader(clips.store, **clips.options())
    iterator = iter(loader)
    batch = next(iterator)
    video = batch.video
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        said = []
        for use in (lambda: next(iterator), lambda: len(loader), loader.stats, loader.state_dict):
            try:
                use()
            except RuntimeError as error:
                said.append(str(error))
        del batch, video, iterator, loader
        gc.collect()
        os.write(write, "\n".join(said).encode())
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    said = os.read(read, 65536).decode().split("\n")
    assert len(said) == 4 and all(f"opened by process {os.getpid()}" in text for text in said), said
    assert next(iterator).step == 1
    os.close(read), os.close(write)


SCRIPT = """
import clipfeed, os, sys, time
loader = clipfeed.Loader({store!r}, media={media!r}, batch_size=2, frames=4, interval=2, size=32)
"""


def script(clips, text, **options):
    start = SCRIPT.format(store=str(clips.store), media=str(clips.media))
    return subprocess.Popen([sys.executable, "-c", start + text], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                            text=True, **options)


@pytest.mark.parametrize("text, status", [
    ("kept = next(iter(loader)).video", 0),
    ("for batch in loader: raise SystemExit(3)", 3),
    ("for batch in loader: kept = batch.video; 1 / 0", 1),
    ("import threading; threading.Thread(target=lambda: list(loader.forever()), daemon=True).start(); time.sleep(.3)", 0),
    ("loader.me = loader; kept = next(loader.forever())", 0),
])
def test_interpreter_exit(clips, text, status):
    process = script(clips, text)
    said = process.communicate(timeout=60)[1]
    assert process.returncode == status, said
    assert ("ZeroDivisionError" in said) == (status == 1)


def test_interrupt(clips, tmp_path):
    """Ctrl-C comes out of a next that waits: here for a file that is a pipe nobody writes to."""
    process = script(clips, f"""
loader = clipfeed.Loader({str(clips.store)!r}, media={str(tmp_path)!r}, max_candidates=1000000, frames=4, size=32)
print("waiting", flush=True)
try:
    while True: loader.forever().__next__()
except KeyboardInterrupt: print("interrupted", flush=True); os._exit(0)
except clipfeed.Error as error: print(error, flush=True)
""")
    assert process.stdout.readline() == "waiting\n"
    time.sleep(0.5)
    begin = time.monotonic()
    process.send_signal(signal.SIGINT)
    out, said = process.communicate(timeout=60)
    assert out == "interrupted\n" and time.monotonic() - begin < 2, (out, said)


def test_damaged_files_are_replaced_and_named(tmp_path):
    """One file of twenty is cut off: every batch is full, and each replacement named."""
    clips = Clips(tmp_path / "twenty", count=20)
    damaged = clips.media / "5.mp4"
    damaged.write_bytes(damaged.read_bytes()[:damaged.stat().st_size // 2])
    loader = clipfeed.Loader(clips.store, **clips.options())
    batches = [(len(batch), batch.samples) for _ in range(3) for batch in loader]
    replaced = [failure for _, samples in batches for sample in samples for failure in sample.replaced]
    assert [size for size, _ in batches] == [2] * 30 and len(replaced) >= 2
    assert {failure["clip_id"] for failure in replaced} == {"clip5"}
    assert all("5.mp4" in failure["message"] and failure["status"] != "ok" for failure in replaced)
    assert loader.stats()["replaced"] >= len(replaced)


def test_all_damaged_stops_with_a_report(clips, tmp_path):
    begin = time.monotonic()
    loader = clipfeed.Loader(clips.store, **clips.options(media=tmp_path))
    with pytest.raises(clipfeed.ExhaustedError, match="64 candidates in a row failed") as caught:
        next(iter(loader))
    assert caught.value.status == "exhausted" and caught.value.file.startswith(str(tmp_path))
    assert time.monotonic() - begin < 60


def test_flat(clips, full):
    """Memory and descriptors after many iterations are those after few."""
    loader = clipfeed.Loader(clips.store, **clips.options(prefetch=2))

    def measure(count):
        for _, batch in zip(range(count), loader.forever()):
            batch.video, batch.input_ids, batch.samples, batch.captions
        gc.collect()
        pages = int(pathlib.Path("/proc/self/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGESIZE"), len(os.listdir("/proc/self/fd"))

    before, after = measure(200), measure(10000 if full else 500)
    assert after[1] == before[1] and after[0] - before[0] < 4 << 20, (before, after)


def standin():
    path = pathlib.Path(os.environ["CLIPFEED_PROGRAM"]).parent / "tests/device/libstandin_cuda.so"
    return path if path.exists() else pytest.skip("the stand-in of CUDA's driver is not built")


def test_pinned_memory(clips):
    """Where a CUDA driver is present the ring is page-locked; otherwise one notice, if it was asked for."""
    process = script(clips, f"""
asked = dict(media={str(clips.media)!r}, frames=4, interval=2, size=32)
print([next(iter(clipfeed.Loader({str(clips.store)!r}, pin_memory=p, **asked))).is_pinned for p in (None, True, False)])
""", env={**os.environ, "CLIPFEED_LIBCUDA": str(standin())})
    out, said = process.communicate(timeout=60)
    assert out == "[True, True, False]\n" and said == "", said
    loader = clipfeed.Loader(clips.store, **clips.options(pin_memory=True))
    with pytest.warns(UserWarning, match="no CUDA driver") as warned:
        assert [batch.is_pinned for batch in loader] == [False] * 6
    assert len(warned) == 1


def test_device_memory(clips):
    """Batches in a device's memory say so, and a taker's stream is made to wait."""
    process = script(clips, f"""
loader = clipfeed.Loader({str(clips.store)!r}, media={str(clips.media)!r}, frames=4, interval=2, size=32,
                         device="cuda:0", tensors="numpy")
native = next(iter(loader))._native.video
print(native.__dlpack_device__(), type(native.__dlpack__(stream=1)).__name__, type(native.__dlpack__()).__name__)
for use in (lambda: native.__dlpack__(stream=0), lambda: memoryview(native)):
    try: use()
    except (ValueError, BufferError) as error: print(type(error).__name__)
""", env={**os.environ, "CLIPFEED_LIBCUDA": str(standin()),
          "CLIPFEED_LIBNVCUVID": str(standin()).replace("_cuda", "_nvcuvid")})
    out, said = process.communicate(timeout=60)
    assert out == "(2, 0) PyCapsule PyCapsule\nInvalidError\nBufferError\n", said


def test_watching(clips):
    loader = clipfeed.Loader(clips.store, **clips.options())
    assert loader.stats()["binds"] is None
    for _ in loader:
        time.sleep(0.3)  # far longer than twelve small clips take on a busy machine
    stats = loader.stats()
    assert stats["binds"] == "consumer" and stats["waited"] < 0.5 and "nothing" in stats["advice"]
    assert stats["samples"] >= 12 and stats["pictures_kept"] >= 48 and stats["decode_seconds"] > 0
    line = loader.progress()
    assert "\n" not in line and line.startswith("epoch 1, step 0/6") and line.endswith("consumer binds")
    slow = clipfeed.Loader(clips.store, **clips.options(batch_size=64, threads=1, prefetch=2))
    assert sum(len(batch) for _, batch in zip(range(3), slow.forever())) == 192
    assert slow.stats()["binds"] == "decoding" and slow.stats()["waited"] > 0.5
