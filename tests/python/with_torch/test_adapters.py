"""The adapters of the examples: shape, dtype, range and order of what each trainer's loop takes."""
import pathlib
import sys

import clipfeed
import torch

sys.path.insert(0, str(pathlib.Path("bindings/python/examples").resolve()))
import adapters  # noqa: E402


def loaders(clips, **options):
    """One for the adapter, and one of the same batches to compare with."""
    return [clipfeed.Loader(clips.store, **clips.options(**options)) for _ in range(2)]


def test_latte(clips):
    loader, plain = loaders(clips, profile="latte", dtype="bf16")
    count = 0
    for data, batch in zip(adapters.latte(loader, label=lambda sample: int(sample.clip_id[4:])), plain):
        assert set(data) == {"video", "video_name"}
        assert data["video"].shape == (2, 4, 3, 32, 32) and data["video"].dtype == torch.float32
        assert data["video"].min() >= -1 and data["video"].max() <= 1 and data["video"].std() > 0.1
        assert torch.equal(data["video"], batch.video.float())
        assert data["video_name"].dtype == torch.int64
        assert data["video_name"].tolist() == [int(clip_id[4:]) for clip_id in batch.clip_ids]
        count += 1
    assert count == 6
    assert next(adapters.latte(loader))["video_name"] == next(iter(plain)).captions


def test_open_sora(clips):
    loader, plain = loaders(clips, layout="BCFHW", size=(32, 64))
    for data, batch in zip(adapters.open_sora(loader), plain):
        assert data["video"].shape == (2, 3, 4, 32, 64) and data["video"].dtype == torch.bfloat16
        assert torch.equal(data["video"], batch.video) and data["text"] == batch.captions
        assert [data[name].tolist() for name in ("num_frames", "height", "width", "ar")] == [
            [4, 4], [32, 32], [64, 64], [0.5, 0.5]]
        frames = [sample.frames for sample in batch.samples]
        expected = [24 * 3 / (taken[-1] - taken[0]) for taken in frames]
        assert torch.allclose(data["fps"], torch.tensor(expected), rtol=1e-3)


def test_open_sora_plan(mixed):
    """With two images, as the paper's recipe joins four, and without."""
    for images in (2, 0):
        loader, plain = loaders(mixed, profile="open-sora-plan-1.1", frames=5, interval=1, images=images)
        check_open_sora_plan(loader, plain, images)


def check_open_sora_plan(loader, plain, images):
    for (x, attn_mask, input_ids, cond_mask), batch in zip(adapters.open_sora_plan(loader), plain):
        assert x.shape == (2, 3, 5 + images, 32, 32) and x.dtype == torch.float32 and x.min() >= -1 and x.max() <= 1
        assert torch.equal(x, batch.video.float())
        assert attn_mask.shape == (2, 2 + images, 4, 4) and attn_mask.dtype == torch.float32 and attn_mask.all()
        assert input_ids.shape == cond_mask.shape == (2, 1 + images, 40) and input_ids.dtype == cond_mask.dtype == torch.int64
        assert torch.equal(input_ids, batch.input_ids.view(2, 1 + images, 40))
        assert [len(sample.images) for sample in batch.samples] == [images] * 2
