"""Layers: what is added to a store after it was made, one value a record, from a loop of the user's own."""
from __future__ import annotations

import json
import math
import os
import threading
from typing import Any, Iterable, Iterator, Mapping, Sequence

import numpy as np

from . import _native
from .arrays import Array, dtype_name
from .errors import InvalidError
from .options import whole
from .store import Caption, Record, Store, store_path

_NUMPY = {"u8": np.uint8, "f16": np.float16, "bf16": np.uint16, "f32": np.float32, "i32": np.int32, "i64": np.int64}
_DIMENSIONS = 6
_SAID = ("dtype", "shape", "variable")  # of about, by arguments of those names


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
    dtype     of arrays: 'u8', 'f16', 'bf16', 'f32', 'i32' or 'i64', or torch.bfloat16 and its like; None, and no
              shape: the layer is of captions
    shape     of every value, 1 to 6 numbers; with variable=True a value may have fewer rows than shape[0]
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
        if not isinstance(name, str):
            raise TypeError(f"layer {name!r}: expected a text for its name")
        self.about = _about(dtype, shape, variable, about or {})
        try:
            described = json.dumps(self.about, sort_keys=True)
        except TypeError as error:
            raise TypeError(f"layer '{name}', about: {error}") from None
        self._lock = threading.Lock()
        self._native = _native.LayerWriter(self.store.path, name, dtype is None, described)

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
        captions = self._captions(clip_id, value)
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
        dtype, shape = dtype_name(value.dtype), list(value.shape)
        if isinstance(value, np.ndarray) and value.dtype == np.uint16:
            dtype = "bf16"
        wanted, rows = self.about["shape"], self.about.get("variable", False)
        fits = len(shape) == len(wanted) and shape[1:] == wanted[1:] and (
            0 < shape[0] <= wanted[0] if rows else shape[0] == wanted[0])
        if dtype != self.about["dtype"] or not fits:
            raise InvalidError(f"layer '{self.name}', '{clip_id}': {value.dtype} {shape}, expected "
                               f"{self.about['dtype']} {wanted}{' or fewer rows' if rows else ''}")
        return value.tobytes() if isinstance(value, np.ndarray) else value

    def _captions(self, clip_id: str, value: Any) -> tuple[tuple[str, str, float | None], ...]:
        captions = (value,) if isinstance(value, (str, Caption)) else value
        if not isinstance(captions, Sequence) or isinstance(captions, (bytes, bytearray)) or not captions or not all(
                isinstance(c, (str, Caption)) for c in captions):
            raise InvalidError(f"layer '{self.name}', '{clip_id}': {value!r:.100}, expected a text, a Caption, or a "
                               "list of them")
        return tuple(map(_caption, captions))

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

    def __repr__(self) -> str:
        return f"<clipfeed.LayerWriter '{self.name}' of {self.store.path!r}>"

    def __enter__(self) -> "LayerWriter":
        return self

    def __exit__(self, *unused: Any) -> None:
        self.close()


def _about(dtype: Any, shape: Sequence[int] | None, variable: bool, about: Mapping[str, Any]) -> dict[str, Any]:
    """What is said of the layer, checked; readers know by it what its values are."""
    if not isinstance(about, Mapping):
        raise TypeError(f"about {about!r}: expected a dict")
    for key in _SAID:
        if key in about:
            raise InvalidError(f"about: '{key}' is said by the argument {key}")
    if dtype is None and shape is None and not variable:
        return dict(about)
    named = dtype_name(dtype)
    if shape is None or not isinstance(named, str) or named not in _NUMPY:
        raise InvalidError(f"dtype {dtype!r}, shape {shape!r}: expected one of {', '.join(_NUMPY)} with a shape, or "
                           "neither for captions")
    if not isinstance(shape, Sequence) or not 1 <= len(shape) <= _DIMENSIONS:
        raise InvalidError(f"shape {shape!r}: expected 1 to {_DIMENSIONS} numbers")
    sides = [whole(f"shape {tuple(shape)}: a side", side, 1, 2**30) for side in shape]
    if math.prod(sides) > 2**30:
        raise InvalidError(f"shape {tuple(shape)}: expected at most {2**30} elements")
    return {**about, "dtype": named, "shape": sides, **({"variable": True} if variable else {})}


def _caption(value: str | Caption) -> tuple[str, str, float | None]:
    if isinstance(value, str):
        return "dense", value, None
    return value.kind, value.text, None if value.time is None or math.isnan(value.time) else value.time


def remove_layer(store: str | os.PathLike[str] | Store, name: str) -> None:
    """Takes a published layer away. Raises MissingFileError, InvalidError (no layer's name)."""
    _native.layer_remove(store_path(store), name)
