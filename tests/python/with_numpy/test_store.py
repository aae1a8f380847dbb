"""Stores and their layers."""
import pickle

import clipfeed
import pytest


def test_records(clips):
    store = clipfeed.Store(clips.store)
    assert len(store) == 12 and list(store.clip_ids()) == clips.ids
    assert [record.clip_id for record in store] == clips.ids
    record = store["clip3"]
    assert (record.path, record.frames, record.width, record.height, record.codec) == ("3.mp4", 60, 96, 64, "h264")
    assert record.has_media and not record.is_image and record.fps == 24
    assert [c.kind for c in record.captions] == ["dense"] and len(record.captions[0].text) > 100
    assert "clip3" in store and "clip99" not in store and 3 not in store
    assert pickle.loads(pickle.dumps(store))["clip3"] == record
    assert store.stats()["clips"] == 12 and len(store.fingerprint) == 32


def test_missing(clips, tmp_path):
    store = clipfeed.Store(clips.store)
    with pytest.raises(KeyError) as caught:
        store["nothing"]
    assert isinstance(caught.value, clipfeed.NotFoundError) and caught.value.status == "not-found"
    assert "'nothing'" in str(caught.value)
    with pytest.raises(FileNotFoundError) as caught:
        clipfeed.Store(tmp_path / "none")
    assert caught.value.status == "missing" and str(tmp_path / "none") in caught.value.file
