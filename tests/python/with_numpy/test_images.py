"""Images beside clips, images alone, clips alone: what stands where, and which picture of which record it is."""
import os
import subprocess

import clipfeed
import numpy as np
import pytest


@pytest.fixture
def picture(tmp_path):
    """One frame of a file as the program decodes it, [3,32,32] in float32."""
    def decode(made, path, frame):
        out = tmp_path / f"{path}-{frame}.npy"
        if not out.exists():
            subprocess.run([os.environ["CLIPFEED_PROGRAM"], "frames", made.media / path, "--index", str(frame), "--size",
                            "32x32", "--profile", "latte", "--layout", "FCHW", "--dtype", "f32", "--out", out, "-q"],
                           check=True, stdout=subprocess.DEVNULL)
        return np.load(out)[0]
    return decode


def texts(made):
    """The caption of each record, and its tokens as a loader without images makes them."""
    store = clipfeed.Store(made.store)
    tokens = {}
    for batch in clipfeed.Loader(made.store, **made.options(images=0)):
        tokens.update(zip(batch.captions, map(bytes, batch.input_ids)))
    return {record.clip_id: record.captions[0].text for record in store}, tokens


@pytest.mark.parametrize("layout", ["BFCHW", "BCFHW"])
def test_images_from_frames(clips, picture, layout):
    """N frames of other clips stand behind each clip's, each with its own clip's caption and tokens."""
    caption, tokens = texts(clips)
    loader = clipfeed.Loader(clips.store, **clips.options(images=3, images_from="frames", dtype="f32", layout=layout))
    assert len(loader) == 6
    drawn = []
    for batch in loader:
        video = batch.video if layout == "BFCHW" else batch.video.swapaxes(1, 2)
        assert video.shape == (2, 4 + 3, 3, 32, 32)
        assert batch.input_ids.shape == batch.attention_mask.shape == (2, 1 + 3, 40)
        for i, sample in enumerate(batch.samples):
            assert len(sample.frames) == 4 and len(sample.images) == 3
            for place, frame in enumerate(sample.frames):
                assert np.array_equal(video[i, place], picture(clips, sample.path, frame))
            for n, image in enumerate(sample.images):
                assert image["clip_id"] != sample.clip_id and image["caption"] == caption[image["clip_id"]]
                assert bytes(batch.input_ids[i, 1 + n]) == tokens[image["caption"]]
                assert np.array_equal(video[i, 4 + n], picture(clips, image["path"], image["frame"]))
                drawn.append((image["clip_id"], image["frame"]))
    frames = [frame for _, frame in drawn]
    assert len(drawn) == 36 and len(set(drawn)) > 25 and len({clip_id for clip_id, _ in drawn}) > 6
    assert 0 <= min(frames) < 15 and 45 <= max(frames) < 60  # of the whole clip


@pytest.mark.parametrize("options", [{"locality": 2}, {"flip": 1.0}, {"batch_size": 5, "threads": 3}])
def test_frames_are_of_other_clips(clips, options):
    loader = clipfeed.Loader(clips.store, **clips.options(images=3, images_from="frames", tokenizer=None, **options))
    samples = [s for _, batch in zip(range(30), loader.forever()) for s in batch.samples]
    assert [s.clip_id for s in samples for image in s.images if image["clip_id"] == s.clip_id] == []
    assert all(len(s.images) == 3 for s in samples)


def test_where_images_come_from(clips, mixed):
    """Stills where the store has any, though a filter may leave none in; else frames. What is asked for counts."""
    def chosen(made, **options):
        return clipfeed.Loader(made.store, **made.options(images=1, **options)).params["images_from"]

    assert chosen(mixed) == "stills" and chosen(clips) == "frames" and chosen(mixed, images_from="frames") == "frames"
    for made, where in ((clips, None), (mixed, "not image")):
        with pytest.raises(clipfeed.IneligibleError, match="no still image .* images_from frames"):
            chosen(made, where=where, images_from="stills" if made is clips else None)


def test_one_clip_has_no_others(clips):
    with pytest.raises(clipfeed.IneligibleError, match="one clip"):
        clipfeed.Loader(clips.store, **clips.options(images=1, images_from="frames", where="clip_id == 'clip3'"))


def test_stills(mixed, picture):
    """Image records are joined, and never drawn as clips."""
    caption = {record.clip_id: record.captions[0].text for record in clipfeed.Store(mixed.store)}
    loader = clipfeed.Loader(mixed.store, **mixed.options(images=2, dtype="f32"))
    assert len(loader) == 3 and loader.params["images_from"] == "stills"
    stills = set()
    for _, batch in zip(range(9), loader.forever()):
        assert batch.video.shape == (2, 4 + 2, 3, 32, 32) and batch.input_ids.shape == (2, 3, 40)
        for i, sample in enumerate(batch.samples):
            assert sample.clip_id in mixed.ids
            for n, image in enumerate(sample.images):
                assert image["frame"] == 0 and image["caption"] == caption[image["clip_id"]]
                assert np.array_equal(batch.video[i, 4 + n], picture(mixed, image["path"], 0))
                stills.add(image["clip_id"])
    assert stills == {"still0", "still1", "still2"}


def test_image_only_buckets(mixed):
    """A bucket of one frame takes the image records and them alone, each once an epoch."""
    loader = clipfeed.Loader(mixed.store, **mixed.options(buckets={"64px": {1: (1.0, 3)}}, elastic=1, images=2))
    assert len(loader) == 1 and loader.stats()["ineligible"] == 6
    for epoch in range(4):
        batches = list(loader) if epoch else [next(iter(loader))]
        assert len(batches) == 1
        batch = batches[0]
        assert batch.resolution == "64px" and batch.video.shape[:3] == (3, 1, 3)
        assert batch.video.shape[3] * batch.video.shape[4] == pytest.approx(64 * 64, rel=0.3)
        assert batch.input_ids.shape == (3, 40)
        assert sorted(batch.clip_ids) == ["still0", "still1", "still2"]
        assert all(s.frames == (0,) and s.images == () and s.fps == 0 for s in batch.samples)
        del batch, batches


def test_buckets_of_clips_and_images(mixed):
    """One configuration for both: steps of images have one frame, steps of clips theirs and the joined images."""
    buckets = {"64px": {1: (1.0, 3), 4: (1.0, 2)}}
    options = mixed.options(buckets=buckets, elastic=1, images=2, images_from="frames")
    loader = clipfeed.Loader(mixed.store, **options)
    assert len(loader) == 1 + 3
    kinds = {"image": [], "clip": []}
    for batch in loader:
        if batch.video.shape[1] == 1:
            assert len(batch) == 3 and batch.input_ids.shape == (3, 40) and not any(s.images for s in batch.samples)
            kinds["image"] += batch.clip_ids
            continue
        assert batch.video.shape[:2] == (2, 4 + 2) and batch.input_ids.shape == (2, 3, 40)
        for sample in batch.samples:
            assert {image["clip_id"] for image in sample.images} <= set(mixed.ids) - {sample.clip_id}
        kinds["clip"] += batch.clip_ids
    assert sorted(kinds["image"]) == ["still0", "still1", "still2"] and sorted(kinds["clip"]) == mixed.ids


def test_then_clips_alone(mixed):
    """The stage behind the joint one: no image, text of one row, and the clips and frames that a joint run has."""
    options = mixed.options(profile="open-sora-plan-1.1", frames=5)
    joint, alone = (clipfeed.Loader(mixed.store, **options, **more) for more in ({}, {"images": 0}))
    assert len(joint) == len(alone) == 3
    for with_images, without in zip(joint, alone):
        assert with_images.video.shape == (2, 3, 5 + 4, 32, 32) and without.video.shape == (2, 3, 5, 32, 32)
        assert with_images.input_ids.shape == (2, 1 + 4, 40) and without.input_ids.shape == (2, 40)
        assert np.array_equal(with_images.video[:, :, :5], without.video)
        assert np.array_equal(with_images.input_ids[:, 0], without.input_ids)
        assert all(len(s.images) == 4 for s in with_images.samples) and not any(s.images for s in without.samples)
        assert set(without.clip_ids) <= set(mixed.ids)
    with pytest.raises(clipfeed.MismatchError, match="images is 4, the loader's 0"):
        alone.load_state_dict(joint.state_dict())


def test_buckets_of_clips_alone(mixed):
    """Without a row of one frame image records are no clips, and count as none."""
    loader = clipfeed.Loader(mixed.store, **mixed.options(buckets={"64px": {4: (1.0, 2)}}, elastic=1))
    assert len(loader) == 3 and loader.stats()["ineligible"] == 0
    seen = [clip_id for _, batch in zip(range(6), loader.forever()) for clip_id in batch.clip_ids]
    assert sorted(seen) == sorted(mixed.ids * 2)
