"""A batch, as a training loop reads it."""
from __future__ import annotations

from typing import Any, Callable

from ._native import Sample


class Batch:
    """One step's clips. B clips, F frames, N joined images, L tokens.

    `video` and `layers` lie in the loader's memory and hold it until the last tensor made from them is gone; all else
    is the batch's own and may be kept."""

    __slots__ = ("_native", "_convert", "_cache", "__weakref__")

    def __init__(self, native: Any, convert: Callable[[Any], Any]):
        self._native = native
        self._convert = convert
        self._cache: dict[str, Any] = {}

    def _converted(self, name: str) -> Any:
        if name not in self._cache:
            value = getattr(self._native, name)
            self._cache[name] = None if value is None else self._convert(value)
        return self._cache[name]

    @property
    def video(self) -> Any:
        """[B,F+N,3,H,W], or [B,3,F+N,H,W] where the layout is BCFHW: floats in [-1,1], u8 in [0,255]. A torch tensor,
        else a clipfeed.Array, which speaks DLPack. None where the loader was opened with video=False."""
        return self._converted("video")

    @property
    def is_pinned(self) -> bool:
        """True where video lies in page-locked host memory, from which copies to a GPU need not wait."""
        return self._native.pinned

    @property
    def input_ids(self) -> Any:
        """int64 [B,L], or [B,1+N,L] with N images: padded with 0; None without a tokenizer."""
        return self._converted("tokens")

    @property
    def attention_mask(self) -> Any:
        """int64, the shape of input_ids: 1 on tokens, 0 on padding; None without a tokenizer."""
        return self._converted("mask")

    @property
    def layers(self) -> dict[str, Any]:
        """By name, the values of the store's layers that were asked for: [B,...], or [B,1+N,...] with N images; zero
        where a record's value is shorter than the longest allowed."""
        return {name: pair[0] for name, pair in self._layer_pairs().items()}

    @property
    def layer_masks(self) -> dict[str, Any]:
        """By name, int64 [B,L] or [B,1+N,L]: 1 on the rows that a record's value has; None where all have one shape."""
        return {name: pair[1] for name, pair in self._layer_pairs().items()}

    def _layer_pairs(self) -> dict[str, tuple[Any, Any]]:
        if "layers" not in self._cache:
            self._cache["layers"] = {
                name: (self._convert(values), None if mask is None else self._convert(mask))
                for name, (values, mask) in self._native.layers.items()}
        return self._cache["layers"]

    @property
    def captions(self) -> list[str]:
        """B texts, as they were drawn; dropped ones are the null caption."""
        if "captions" not in self._cache:
            self._cache["captions"] = [sample.caption for sample in self.samples]
        return self._cache["captions"]

    @property
    def clip_ids(self) -> list[str]:
        """B names of records."""
        if "clip_ids" not in self._cache:
            self._cache["clip_ids"] = [sample.clip_id for sample in self.samples]
        return self._cache["clip_ids"]

    @property
    def samples(self) -> list[Sample]:
        """B samples: where each clip came from and what was done to it."""
        if "samples" not in self._cache:
            self._cache["samples"] = self._native.samples
        return self._cache["samples"]

    @property
    def step(self) -> int:
        """The step of the run, from 0."""
        return self._native.step

    @property
    def resolution(self) -> str | None:
        """The bucket's row of the configuration, such as '256px'; None without buckets."""
        return self._native.resolution

    def __reduce__(self) -> Any:
        raise TypeError("a batch lies in its loader's memory and is not pickled or copied whole: take what is to be "
                        "kept, batch.video.clone(), batch.input_ids, [sample.to_dict() for sample in batch.samples]")

    def __len__(self) -> int:
        return len(self.clip_ids)

    def __repr__(self) -> str:
        video = self._native.video
        shape = "no video" if video is None else f"{video.dtype_name} {list(video.shape)}"
        return f"<clipfeed.Batch step {self.step}, {shape}>"
