"""The loader, as a training loop uses it."""
from __future__ import annotations

import atexit
import dataclasses
import gc
import json
import os
import sys
import time
import warnings
import weakref
from typing import TYPE_CHECKING, Any, Iterator, Mapping, Sequence

from . import _native, arrays, watching
from .batch import Batch
from .errors import BatchesHeldError, InvalidError
from .options import LAYOUTS, Options, Place, Source, parameters, whole
from .store import Store

if TYPE_CHECKING:
    from typing_extensions import Unpack

_open: "weakref.WeakSet[Loader]" = weakref.WeakSet()


@dataclasses.dataclass(frozen=True)
class Restored:
    """Where load_state_dict left the loader."""

    step: int  #: of the next batch
    epoch: int
    discarded: int  #: samples of a group of one bucket that were left out
    ranks: int  #: of the saved run
    ranks_known: int  #: those whose own state was given: the others' give-ups by the clock may be tried again


def _refuse_in_worker() -> None:
    data = sys.modules.get("torch.utils.data")
    if data is not None and data.get_worker_info() is not None:
        raise RuntimeError(
            "clipfeed.Loader runs inside a DataLoader worker: each worker would yield the whole stream. The loader has "
            "threads of its own; use DataLoader(loader, batch_size=None, num_workers=0), or the loader itself")


class Loader:
    """An endless stream of batches, made by threads of its own: `for batch in Loader("store/", media="videos/")`.

    One iteration ends with the step that completes the epoch; breaking off and iterating again goes on where it
    stopped. The same seed gives the same samples whatever the threads and ranks. A file that fails is replaced by
    another clip and named in batch.samples[i].replaced; a batch is never short.

    store           a folder or Store, or several in a list, as Source where they have weights or media of their own
    media           the folder where the records' paths begin; default: the working directory
    profile         'latte', 'open-sora-plan-1.1', 'open-sora', 'cogvideo' or 'wan': the defaults of what follows
    batch_size      clips a batch, 2
    frames          a clip, 16; interval between them, 3; or fps, frames a second; or fps_max: the interval that keeps
                    below so many a second
    size            (height, width) in pixels, or one number for both, 256
    layout          'BFCHW' or 'BCFHW'
    dtype           'bf16', 'f16', 'f32' in [-1,1], or 'u8' in [0,255]; torch.bfloat16 and its like too
    device          'cpu' or 'cuda:N'; 'cuda' alone: N is LOCAL_RANK
    sampling        'linspace', 'stride', 'fps' or 'pts'
    temporal_crop   'random', 'head', 'center' or 'keyframe' (random, moved to where decoding can begin: faster)
    locality        N > 1: N clips of one file are drawn in N successive steps, and share a decoder
    pad             'last': windows too short repeat their last frame; 'none': they are ineligible
    flip            probability that left and right are exchanged, 0
    tokenizer       a SentencePiece model; None: no input_ids
    max_tokens      120
    images          still images joined to every clip; images_from 'stills' (image records; the default where the store
                    has any) or 'frames' (one of another clip)
    caption         'dense', 'diff', 'short', 'clean' or 'diff-joined', or weights: {'dense': 0.7, 'short': 0.3}; from
                    a layer: 'dense@recaptioned'
    caption_dropout probability that a caption becomes null_caption, ''; with dropout_flag=True it stays as it is, and
                    sample.dropped says so
    caption_prefix, caption_suffix
                    put around the caption: ' {fps:.0f} FPS, {motion:.1f} motion score.', from the record's fields
    where           an expression over the record's fields: 'aes >= 5 and flow < 20'
    split           'all', 'train' or 'val', by hash of the clip id; val_share, 0.01, is val's share
    buckets         {"256px": {129: (1.0, 3)}}, or a file with such text: resolution -> {frames: (probability, batch)}
    elastic         see loader/README.md; default: the least common multiple of 24 and the world size
    layers          names of the store's layers to put into each batch; video=False: no picture is decoded
    seed, epoch     the stream starts at sample 0 of this epoch
    rank, world_size
                    default: RANK and WORLD_SIZE, else 0 and 1
    start_step      the first step; steps: how many, default: no end
    threads         the online processors
    prefetch        batches made beforehand, 4, one of them the one that the loop holds; ring_bytes: the memory that
                    these and all that are held may take together, default: prefetch times the largest
    deadline_ms, budget_packets, budget_bytes, max_candidates, max_abandoned
                    what one clip may cost, and how many failures end the run: clipfeed/loader.h
    pin_memory      None: the memory is page-locked where a CUDA driver is present; True: as None, and one notice where
                    there is none; False: never
    tensors         'torch', 'numpy'; None: torch where it is installed

    Raises InvalidError (names the option) and TypeError, FormatError (buckets, the tokenizer), MissingFileError,
    IneligibleError (with the counts), MismatchError."""

    def __init__(self, store: Place | Store | Source | Sequence[Place | Store | Source],
                 **options: Unpack[Options]):
        self._store = store
        self._options: dict[str, Any] = dict(options)
        self._native: Any = None
        self._handle()

    # -- opening ------------------------------------------------------------------------------------------------------

    def _handle(self) -> Any:
        """The native loader; one that was pickled is opened by the first use."""
        _refuse_in_worker()
        if self._native is None:
            options = dict(self._options)
            self._tensors, self._convert = arrays.chooser(options.pop("tensors", None))
            store, params = parameters(self._store, options)
            self._native = _native.Loader(store, params)
            if warning := self._native.warning():
                warnings.warn(f"clipfeed: {warning}", stacklevel=3)
            self._params = params
            self._meter = watching.Meter()
            _open.add(self)
            if self._tensors == "torch":
                _register_with_torch()
        return self._native

    def close(self) -> None:
        """Stops the threads. Batches that are held, and tensors made from them, stay valid."""
        if self._native is not None:
            self._native.close()

    def __enter__(self) -> "Loader":
        return self

    def __exit__(self, *unused: Any) -> None:
        self.close()

    def __reduce__(self):
        return _reopened, (self._store, self._options)

    # -- iterating ----------------------------------------------------------------------------------------------------

    def _take(self) -> Batch | None:
        native = self._handle()
        begin = time.monotonic()
        try:
            batch = native.next()
        except BatchesHeldError:
            gc.collect()  # a batch in a cycle of references is nobody's any more
            batch = native.next()
        self._meter.took(begin)
        if batch is None:
            return None
        if batch.step == 0 and self._options.get("pin_memory") and not batch.pinned:
            warnings.warn("clipfeed: pin_memory=True, and there is no CUDA driver: batches lie in pageable memory",
                          stacklevel=3)
        return Batch(batch, self._convert)

    def __iter__(self) -> Iterator[Batch]:
        """What is left of the current epoch.

        Raises ExhaustedError when the run cannot go on, with the report; BatchesHeldError; RuntimeError in a
        DataLoader worker; ForkedError in a forked child."""
        return Epoch(self)

    def forever(self) -> Iterator[Batch]:
        """Batch after batch, epoch after epoch; ends only where `steps` was given."""
        return iter(self._take, None)

    def __len__(self) -> int:
        """The current epoch's number of steps, the same on every rank."""
        return self._handle().epoch()[1]

    @property
    def epoch(self) -> int:
        """The epoch of the next batch's first sample."""
        return self._handle().epoch()[0]

    @property
    def steps_left(self) -> int:
        """Of the current epoch."""
        return self._handle().epoch()[2]

    def set_epoch(self, epoch: int) -> None:
        """The next iteration is this epoch, from its sample 0 on. Between epochs; the epoch that comes next by itself
        goes on with what the last batch left of it. Raises InvalidError in the middle of another epoch."""
        native = self._handle()
        epoch = whole("epoch", epoch)
        current, steps, left = native.epoch()
        if epoch == current:
            return
        if left < steps:
            raise InvalidError(f"set_epoch({epoch}) in the middle of epoch {current}: {left} of {steps} steps are left")
        native.set_epoch(epoch)

    # -- resuming -----------------------------------------------------------------------------------------------------

    def state_dict(self) -> dict[str, Any]:
        """Where the run stands: batches handed out, not those made beforehand. Plain values, some hundred bytes, fit
        for JSON and torch.save. One rank's is enough to go on with any world size."""
        return json.loads(self._handle().state())

    def load_state_dict(self, state: Mapping[str, Any] | Sequence[Mapping[str, Any]],
                        discard: bool = False) -> Restored:
        """Goes on where a state stands; several ranks' states of one step, in a list, are merged. With buckets, another
        world size takes effect between groups: inside one it is refused, or with discard=True the rest of the group is
        left out. Raises MismatchError, which says what differs and what would be legal, FormatError (no state) and
        TypeError; the loader then stands where it stood."""
        return Restored(**self._handle().load_state(_state_texts(state), discard))

    def provenance(self, batch: Batch) -> list[dict[str, Any]]:
        """All that is known of each sample, of plain values fit for JSON, enough for clipfeed.replay and
        `clipfeed replay` to make its pictures again."""
        if not isinstance(batch, Batch):
            raise TypeError(f"provenance of {batch!r}: expected a batch")
        native, video = self._handle(), batch._native.video
        params = native.params()
        made = {"profile": params["profile"] or "latte",
                "layout": next(name for name, number in LAYOUTS.items() if number == params["layout"])}
        if video is not None:
            made.update(size=list(video.shape[-2:]), dtype=video.dtype_name)
        return [{**sample.to_dict(), "made": {"store": native.fingerprint(sample.source), **made}}
                for sample in batch.samples]

    # -- watching -----------------------------------------------------------------------------------------------------

    def stats(self) -> dict[str, Any]:
        """Counts and seconds since opening, and which stage binds: see clipfeed.watching. Any thread."""
        return self._meter.report(self._handle().stats(), self._params)

    def progress(self) -> str:
        """One line: where the run stands, how fast it is, and which stage binds."""
        return watching.line(self.stats(), self._handle().epoch())

    @property
    def params(self) -> dict[str, Any]:
        """What is in effect after profile and defaults, by the names of struct cf_loader_params."""
        return self._handle().params()

    def __repr__(self) -> str:
        return f"<clipfeed.Loader {self._store!r}>"


class Epoch:
    """An iteration over what is left of one epoch."""

    def __init__(self, loader: Loader):
        self._loader = loader
        self._epoch = loader.epoch

    def __iter__(self) -> "Epoch":
        return self

    def __next__(self) -> Batch:
        if self._loader.epoch != self._epoch:
            raise StopIteration
        batch = self._loader._take()
        if batch is None:
            raise StopIteration
        return batch


def _state_texts(state: Any) -> tuple[str, ...]:
    states = [state] if isinstance(state, Mapping) else state
    expected = "expected a dict that state_dict() gave, or a list of several ranks'"
    if not isinstance(states, Sequence) or not states or not all(isinstance(s, Mapping) for s in states):
        raise TypeError(f"state {state!r:.100}: {expected}")
    try:
        return tuple(json.dumps(s) for s in states)
    except TypeError as error:
        raise TypeError(f"state: {error}; {expected}") from None


def _reopened(store: Any, options: dict[str, Any]) -> Loader:
    loader = Loader.__new__(Loader)
    loader._store, loader._options, loader._native = store, options, None
    return loader


def _register_with_torch() -> None:
    """DataLoader takes for a stream only what is an IterableDataset."""
    from torch.utils.data import IterableDataset

    if not issubclass(Loader, IterableDataset):
        IterableDataset.register(Loader)


@atexit.register
def _close_all() -> None:
    """Threads that decode while the process's own end is under way would meet libraries that are gone."""
    for loader in list(_open):
        try:
            loader.close()
        except RuntimeError:  # another thread waits for a batch
            pass
