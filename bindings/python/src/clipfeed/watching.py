"""Which stage of the loader binds, and what to change."""
from __future__ import annotations

import time
from typing import Any

#: What to change where a stage binds.
ADVICE = {
    "reading": "keep media on faster or nearer storage, or give the loader more threads than processors",
    "decoding": "more threads where processors are idle; temporal_crop='keyframe' or locality=8; or media made for "
                "training by `clipfeed transcode`",
    "pixels": "media at the training size, made by `clipfeed transcode`; or a smaller size",
    "text": "token ids or embeddings stored once, in a layer of the store",
    "consumer": "nothing: batches are ready before they are asked for; fewer threads would do",
}
_SECONDS = {"reading": "read_seconds", "decoding": "decode_seconds", "pixels": "pixels_seconds", "text": "text_seconds"}


class Meter:
    """How the time since the first batch was spent, seen from the training loop."""

    def __init__(self) -> None:
        self.began: float | None = None
        self.last = 0.0
        self.waited = 0.0
        self.taken = 0

    def took(self, begin: float) -> None:
        """A batch that was asked for at that time was handed out just now. Waiting for the first is not counted: every
        run begins with an empty ring."""
        self.last = time.monotonic()
        if self.began is None:
            self.began = self.last
            return
        self.waited += self.last - begin
        self.taken += 1

    def report(self, native: dict[str, Any], params: dict[str, Any]) -> dict[str, Any]:
        """The loader's counts, and beside them:

        seconds         from the first batch to the last
        waited          share of these that the training loop waited for batches, 0 to 1
        batches_per_s   that it took
        binds           'reading', 'decoding', 'pixels', 'text' or 'consumer'; None before the second batch
        advice          what to change"""
        seconds = self.last - self.began if self.began is not None else 0.0
        waited = self.waited / seconds if seconds > 0 else 0.0
        binds = None
        if self.taken:
            binds = "consumer" if waited < 0.05 else max(_SECONDS, key=lambda stage: native[_SECONDS[stage]])
        return {**native, "seconds": seconds, "waited": waited,
                "batches_per_s": self.taken / seconds if seconds > 0 else 0.0, "binds": binds,
                "advice": ADVICE[binds] if binds else None}


def line(stats: dict[str, Any], epoch: tuple[int, int, int]) -> str:
    number, steps, left = epoch
    text = (f"epoch {number}, step {steps - left}/{steps}, {stats['batches_per_s']:.2f} batches/s, "
            f"waited {stats['waited']:.0%}, {stats['ready']} ready, {stats['replaced']} replaced")
    return text if stats["binds"] is None else f"{text}; {stats['binds']} binds"
