"""Layers: what is added to a store after it was made, one value a record, from a loop of the user's own."""
from __future__ import annotations

import json
import math
import os
import threading
from typing import Any, Iterable, Iterator, Mapping, Sequence

import numpy as np

from . import _native
from .arrays import Array
from .errors import InvalidError
from .store import Caption, Record, Store

_NUMPY = {"u8": np.uint8, "f16": np.float16, "bf16": np.uint16, "f32": np.float32, "i32": np.int32, "i64": np.int64}
_NAMES = {"uint8": "u8", "float16": "f16", "uint16": "bf16", "bfloat16": "bf16", "float32": "f32", "int32": "i32",
          "int64": "i64"}


def decode(value: bytes, about: Mapping[str, Any]) -> Any:
    """A value of a layer whose `about` says dtype and shape is an array; of any other layer it stays bytes."""
    if about.get("dtype") not in _NUMPY or "shape" not in about:
        return value
    array = np.frombuffer(value, dtype=_NUMPY[about["dtype"]])
    return array.reshape((-1, *about["shape"][1:])).copy().view(Array)


class LayerWriter:
    """Makes a layer of a store: embeddings, latents, token ids, or new captions.

        with clipfeed.LayerWriter("store/", "t5", dtype="bf16", shape=(300, 4096), variable=True) as writer:
            for record in writer.missing():
                writer[record.clip_id] = encode(record.captions[0].text)  # [L,4096], 1 <= L <= 300
            writer.publish()

    store     a folder, or a Store
    name      1 to 63 letters, digits, '-', '_' and '.'
    dtype     of arrays: 'u8', 'f16', 'bf16', 'f32', 'i32' or 'i64'; None, and no shape: the layer is of captions
    shape     of every value; with variable=True a value may have fewer rows than shape[0]
    about     more to say of it (the model, its revision), fit for JSON

    What was put is durable after some seconds, after commit(), and when the writer closes. A writer that is opened
    later, after a crash too, goes on there if it is given the same description. Readers see nothing before publish().
    One process at a time; any thread.

    Raises InvalidError, MismatchError (begun with another description, or of another store), and Error with status
    "duplicate" (it is published)."""

    def __init__(self, store: str | os.PathLike[str] | Store, name: str, *, dtype: str | None = None,
                 shape: Sequence[int] | None = None, variable: bool = False, about: Mapping[str, Any] | None = None):
        self.store = store if isinstance(store, Store) else Store(store)
        self.name = name
        self.about: dict[str, Any] = dict(about or {})
        if (dtype is None) != (shape is None) or (dtype is not None and dtype not in _NUMPY):
            raise InvalidError(f"dtype {dtype!r}, shape {shape!r}: expected one of {', '.join(_NUMPY)} with a shape, or "
                               "neither for captions")
        if dtype is not None:
            self.about.update(dtype=dtype, shape=[int(n) for n in shape], **({"variable": True} if variable else {}))
        self._lock = threading.Lock()
        self._native = _native.LayerWriter(self.store.path, name, dtype is None,
                                           json.dumps(self.about, sort_keys=True))

    def missing(self) -> Iterator[Record]:
        """The records that have no value yet, in the order of the store."""
        return (self.store.at(i) for i in range(len(self.store)) if not self._has(i))

    def _has(self, position: int) -> bool:
        with self._lock:
            return self._native.has(position)

    def __contains__(self, clip_id: str) -> bool:
        return self._has(self.store[clip_id].position)

    def __setitem__(self, clip_id: str, value: Any) -> None:
        """An array (NumPy's or torch's; bf16 in NumPy is uint16), or, in a layer of captions, Captions or texts, which
        are dense ones. Replaces what was there. Raises NotFoundError, InvalidError."""
        position = self.store[clip_id].position
        if "dtype" in self.about:
            data = self._checked(clip_id, value)
            with self._lock:
                self._native.put_bytes(position, data)
            return
        captions = tuple(_caption(c) for c in ([value] if isinstance(value, (str, Caption)) else value))
        with self._lock:
            self._native.put_captions(position, captions)

    def update(self, values: Mapping[str, Any] | Iterable[tuple[str, Any]]) -> None:
        """Many at once: a batch's clip ids with their values."""
        for clip_id, value in values.items() if isinstance(values, Mapping) else values:
            self[clip_id] = value

    def _checked(self, clip_id: str, value: Any) -> Any:
        if hasattr(value, "detach"):
            value = value.detach().cpu().contiguous()
        else:
            value = np.ascontiguousarray(value)
        dtype, shape = _NAMES.get(str(value.dtype).removeprefix("torch.")), list(value.shape)
        wanted, rows = self.about["shape"], self.about.get("variable", False)
        fits = len(shape) == len(wanted) and shape[1:] == wanted[1:] and (
            0 < shape[0] <= wanted[0] if rows else shape[0] == wanted[0])
        if dtype != self.about["dtype"] or not fits:
            raise InvalidError(f"layer '{self.name}', '{clip_id}': {value.dtype} {shape}, expected "
                               f"{self.about['dtype']} {wanted}{' or fewer rows' if rows else ''}")
        return value.tobytes() if isinstance(value, np.ndarray) else value

    def commit(self) -> None:
        """What was put until now is durable."""
        with self._lock:
            self._native.commit()

    def publish(self) -> None:
        """The layer is whole: puts it into its place and closes the writer. Records without a value are allowed."""
        with self._lock:
            self._native.publish()

    def close(self) -> None:
        """Keeps what was put, for a writer to come."""
        with self._lock:
            self._native.close()

    def __enter__(self) -> "LayerWriter":
        return self

    def __exit__(self, *unused: Any) -> None:
        self.close()


def _caption(value: str | Caption) -> tuple[str, str, float | None]:
    if isinstance(value, str):
        return "dense", value, None
    return value.kind, value.text, None if value.time is None or math.isnan(value.time) else value.time


def remove_layer(store: str | os.PathLike[str], name: str) -> None:
    """Takes a published layer away. Raises MissingFileError."""
    _native.layer_remove(os.fspath(store), name)
