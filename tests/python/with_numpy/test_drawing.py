"""What is drawn: filters, splits, several stores, dropped captions, templates, buckets."""
import clipfeed
import pytest

from clips import Clips


@pytest.fixture(scope="module")
def scored(tmp_path_factory):
    """Six clips whose records say more of them."""
    return Clips(tmp_path_factory.mktemp("scored") / "all", count=6, fields={"aes": 5.5, "motion": 2.25})


def ids(batches):
    return [clip_id for batch in batches for clip_id in batch.clip_ids]


def test_where(scored):
    def eligible(where):
        return set(ids(clipfeed.Loader(scored.store, **scored.options(where=where))))

    assert eligible("aes >= 5 and motion < 3") == set(scored.ids)
    with pytest.raises(clipfeed.IneligibleError, match="6"):
        eligible("aes > 6")
    with pytest.raises(ValueError, match="aes >=+"):
        eligible("aes >= ")


def test_split(clips):
    parts = {split: set(ids(clipfeed.Loader(clips.store, **clips.options(batch_size=1, split=split, val_share=0.3))))
             for split in ("all", "train", "val")}
    assert parts["train"] | parts["val"] == parts["all"] == set(clips.ids)
    assert not parts["train"] & parts["val"] and parts["val"] and len(parts["train"]) > len(parts["val"])


def test_several_stores(clips, scored):
    """Shares by weight, to within a sample; and each of a store's clips as often as it repeats."""
    options = clips.options(media=None, tokenizer=None, batch_size=1)
    pair = [clipfeed.Source(clips.store, clips.media, weight=2), clipfeed.Source(scored.store, scored.media, weight=1)]
    loader = clipfeed.Loader(pair, **options)
    drawn = [s.source for batch in loader for s in batch.samples]
    assert len(drawn) == 18 and drawn.count(0) == 12 and drawn.count(1) == 6
    pair = [clipfeed.Source(clips.store, clips.media), clipfeed.Source(scored.store, scored.media, repeats=3)]
    drawn = [(s.source, s.clip_id) for batch in clipfeed.Loader(pair, **options) for s in batch.samples]
    assert len(drawn) == 30 and {drawn.count((1, clip_id)) for clip_id in scored.ids} == {3}
    mixed = [clipfeed.Source(clips.store, clips.media, weight=1), clipfeed.Source(scored.store, scored.media)]
    with pytest.raises(ValueError, match="weight"):
        clipfeed.Loader(mixed, **options)


def test_dropped_captions(clips):
    loader = clipfeed.Loader(clips.store, **clips.options(caption_dropout=0.5, null_caption="nothing"))
    samples = [s for _, batch in zip(range(60), loader.forever()) for s in batch.samples]
    dropped = [s for s in samples if s.dropped]
    assert 30 < len(dropped) < 90 and {s.caption for s in dropped} == {"nothing"}
    assert all(len(s.caption) > 20 for s in samples if not s.dropped)
    assert loader.stats()["dropped"] >= len(dropped)
    flagged = clipfeed.Loader(clips.store, **clips.options(caption_dropout=1, dropout_flag=True))
    assert all(s.dropped and len(s.caption) > 20 for batch in flagged for s in batch.samples)


def test_templates(scored):
    store = clipfeed.Store(scored.store)
    loader = clipfeed.Loader(scored.store, **scored.options(caption_prefix="aesthetics {aes:.1f}. ",
                                                            caption_suffix=" {fps:.0f} FPS, {motion:.1f} motion."))
    for batch in loader:
        for clip_id, caption in zip(batch.clip_ids, batch.captions):
            assert caption == f"aesthetics 5.5. {store[clip_id].captions[0].text} 12 FPS, 2.2 motion."
    lacking = clipfeed.Loader(scored.store, **scored.options(caption_prefix="{flow}: "))
    assert all(not caption.startswith(":") for batch in lacking for caption in batch.captions)


def test_buckets(clips):
    """A step has one bucket's shape and batch size, and all clips come."""
    loader = clipfeed.Loader(clips.store, **clips.options(buckets={"64px": {4: ((1.0, 0.5), 3), 2: (1.0, 2)}},
                                                          elastic=1))
    seen, shapes = set(), set()
    for _, batch in zip(range(40), loader.forever()):
        count, frames = batch.video.shape[:2]
        assert len(batch) == count and batch.resolution == "64px"
        assert all(len(s.frames) == frames for s in batch.samples)
        shapes.add((count, frames))
        seen |= set(batch.clip_ids)
    assert seen == set(clips.ids) and shapes == {(3, 4), (2, 2)}
    with pytest.raises(clipfeed.Error, match="bucket"):
        clipfeed.Loader(clips.store, **clips.options(buckets={"64px": {4: (2.0, 3)}}))
