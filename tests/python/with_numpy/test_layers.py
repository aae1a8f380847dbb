"""Layers made in Python, and samples made again."""
import json
import os
import subprocess
import sys

import clipfeed
import numpy as np
import pytest

from clips import Clips


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """A store that these tests add to."""
    return Clips(tmp_path_factory.mktemp("own") / "all", count=5)


def test_arrays(own):
    """Killed on the way, a writer goes on with what is missing; values come back as they were put."""
    def value(position):
        return np.arange(3 * (1 + position % 2), dtype=np.float32).reshape(-1, 3) + position

    described = {"dtype": "f32", "shape": (2, 3), "variable": True, "about": {"model": "none"}}
    killed = f"""
import clipfeed, numpy as np, os, signal
writer = clipfeed.LayerWriter({str(own.store)!r}, "text", **{described!r})
for record in list(writer.missing())[:3]:
    writer[record.clip_id] = np.arange(3 * (1 + record.position % 2), dtype=np.float32).reshape(-1, 3) + record.position
writer.commit()
os.kill(os.getpid(), signal.SIGKILL)
"""
    assert subprocess.run([sys.executable, "-c", killed]).returncode == -9
    store = clipfeed.Store(own.store)
    assert store.layers() == []
    with pytest.raises(clipfeed.MismatchError):
        clipfeed.LayerWriter(own.store, "text", dtype="f32", shape=(2, 4))
    with clipfeed.LayerWriter(store, "text", **described) as writer:
        assert [r.clip_id for r in writer.missing()] == own.ids[3:] and own.ids[0] in writer
        for wrong in (np.zeros((2, 3)), np.zeros((3, 3), np.float32), np.zeros((2, 4), np.float32)):
            with pytest.raises(ValueError, match="layer 'text', 'clip3': .* expected f32"):
                writer["clip3"] = wrong
        writer.update((r.clip_id, value(r.position)) for r in writer.missing())
        writer.publish()
    layer = store.layer("text")
    assert store.layers() == ["text"] and len(layer) == 5 and layer.about["model"] == "none"
    for record in store:
        assert np.array_equal(layer[record.clip_id], value(record.position))
    with pytest.raises(clipfeed.NotFoundError):
        layer["nobody"]
    with pytest.raises(clipfeed.Error) as caught:
        clipfeed.LayerWriter(own.store, "text", **described)
    assert caught.value.status == "duplicate"


def test_captions(own):
    """New captions, drawn by naming their layer."""
    with clipfeed.LayerWriter(own.store, "again") as writer:
        for record in writer.missing():
            writer[record.clip_id] = [f"Once more: {record.clip_id}.", clipfeed.Caption("short", "Short.", None)]
        writer.publish()
    batch = next(iter(clipfeed.Loader(own.store, **own.options(caption="dense@again"))))
    assert batch.captions == [f"Once more: {clip_id}." for clip_id in batch.clip_ids]
    assert [s.caption_layer for s in batch.samples] == ["again"] * 2
    assert clipfeed.Store(own.store).layer("again")["clip1"][1].text == "Short."
    clipfeed.remove_layer(own.store, "again")
    assert "again" not in clipfeed.Store(own.store).layers()


def test_replay(clips, mixed, tmp_path):
    """What is said of a sample is enough to make it again, here and by the program."""
    loaders = [(clips, clips.options(flip=0.5, layout="BCFHW")), (mixed, mixed.options(images=2, dtype="f16", size=(32, 48)))]
    for made, options in loaders:
        loader = clipfeed.Loader(made.store, **options)
        batch = next(iter(loader))
        for values, sample in zip(batch.video, loader.provenance(batch)):
            again = clipfeed.replay(json.loads(json.dumps(sample)), made.store, made.media)
            assert again.shape == values.shape and np.array_equal(again, values)
        (tmp_path / "sample.json").write_text(json.dumps(sample))
        subprocess.run([os.environ["CLIPFEED_PROGRAM"], "replay", tmp_path / "sample.json", "--store", made.store,
                        "--media", made.media, "--out", tmp_path / "x.npy"], check=True)
        assert np.array_equal(np.load(tmp_path / "x.npy"), values)
    with pytest.raises(clipfeed.MismatchError):
        clipfeed.replay(sample, clips.store, clips.media)


def test_in_batches(own):
    """Embeddings and latents stand in the batch, with a mask where their lengths differ, and may replace the video."""
    store = clipfeed.Store(own.store)
    for name, dtype, shape, variable in (("emb", "bf16", (4, 8), True), ("latent", "f32", (2, 3, 3), False)):
        with clipfeed.LayerWriter(store, name, dtype=dtype, shape=shape, variable=variable) as writer:
            for record in list(writer.missing())[:4]:  # the fifth is not drawn
                rows = 1 + record.position % 4 if variable else shape[0]
                kind = np.uint16 if dtype == "bf16" else np.float32
                writer[record.clip_id] = np.full((rows, *shape[1:]), record.position + 1, kind)
            writer.publish()
    loader = clipfeed.Loader(own.store, **own.options(layers=["emb", "latent"], video=False))
    assert len(loader) == 2
    for batch in loader:
        emb, mask, latent = batch.layers["emb"], batch.layer_masks["emb"], batch.layers["latent"]
        assert batch.video is None and list(batch.layers) == ["emb", "latent"] and batch.layer_masks["latent"] is None
        assert emb.shape == (2, 4, 8) and emb.dtype_name == "bf16" and latent.shape == (2, 2, 3, 3)
        assert mask.shape == (2, 4) and mask.dtype == np.int64
        for i, clip_id in enumerate(batch.clip_ids):
            position = store[clip_id].position
            rows = 1 + position % 4
            assert mask[i].tolist() == [1] * rows + [0] * (4 - rows)
            assert (emb[i, :rows] == position + 1).all() and (emb[i, rows:] == 0).all()
            assert (latent[i] == position + 1).all() and position < 4
    kept = emb.copy()
    loader.close()
    assert np.array_equal(emb, kept)
    with pytest.raises(clipfeed.MissingFileError, match="nothing"):
        clipfeed.Loader(own.store, **own.options(layers=["nothing"]))


def test_of_many_dimensions(own):
    """The most that a layer may have, and with images two more before them."""
    shape = (1, 2, 1, 3, 1, 2)
    with clipfeed.LayerWriter(own.store, "deep", dtype="i64", shape=shape, variable=True) as writer:
        for record in writer.missing():
            writer[record.clip_id] = np.full(shape, record.position)
        writer.publish()
    store = clipfeed.Store(own.store)
    loader = clipfeed.Loader(own.store, **own.options(layers=["deep"], images=2, images_from="frames"))
    for batch in loader:
        values, mask = batch.layers["deep"], batch.layer_masks["deep"]
        assert values.shape == (2, 3, *shape) and mask.shape == (2, 3, 1) and mask.all()
        for i, sample in enumerate(batch.samples):
            ids = [sample.clip_id, *(image["clip_id"] for image in sample.images)]
            assert values[i, :, 0, 0, 0, 0, 0, 0].tolist() == [store[clip_id].position for clip_id in ids]
            assert all((values[i, k] == values[i, k].flat[0]).all() for k in range(3))
