"""Stores and their layers."""
from __future__ import annotations

import dataclasses
import json
import operator
import os
from typing import Any, Iterator

from . import _native
from .errors import NotFoundError


@dataclasses.dataclass(frozen=True)
class Caption:
    kind: str  #: 'dense', 'diff', 'short' or 'clean'
    text: str
    time: float | None  #: seconds, of a key frame's caption; None where the source gives none


@dataclasses.dataclass(frozen=True)
class Record:
    """What a store knows of a clip."""

    clip_id: str
    path: str  #: as in the annotation, relative to the media root
    ordinal: int  #: among all items of the sources
    position: int  #: in the store, from 0 to len(store) - 1
    window: tuple[int, int]  #: frames begin to end - 1; (0, -1): the whole stream
    captions: tuple[Caption, ...]
    extra: dict[str, Any]  #: fields of the source that clipfeed does not interpret
    has_media: bool
    is_image: bool
    proven: bool  #: the order of display was proved by a full decode
    frames: int  #: in the window
    width: int  #: displayed, pixels
    height: int
    fps: float  #: frames a second, on average
    seconds: float  #: the window's length
    codec: str


def store_path(store: Any) -> str:
    """The folder of a Store, or the one that a path names."""
    if isinstance(store, Store):
        return store.path
    if not isinstance(store, (str, os.PathLike)):
        raise TypeError(f"store {store!r}: expected a folder's path, or a Store")
    return os.fsdecode(store)


def _record(fields: dict[str, Any]) -> Record:
    captions = tuple(Caption(*c) for c in fields.pop("captions"))
    return Record(captions=captions, extra=json.loads(fields.pop("extra_json")), **fields)


class Store:
    """A store of captions and packet tables, open for reading: `Store("store/")`.

    len(store) is the number of records, store["clip id"] one of them, and iteration gives all in the order of the
    sources. Any number of threads and forked children may use one; pickling opens it again.

    Raises MissingFileError, MismatchError (another version), and Error with status "format" (no store), "changed"."""

    def __init__(self, path: str | os.PathLike[str]):
        self.path = store_path(path)
        self._native = _native.Store(self.path)

    def __len__(self) -> int:
        return len(self._native)

    def __getitem__(self, clip_id: str) -> Record:
        """Raises NotFoundError, a KeyError; Error with status "corrupt"."""
        if not isinstance(clip_id, str):
            raise TypeError(f"store[{clip_id!r}]: expected a clip id; store.at(i) is the record at position i")
        try:
            fields = None if "\0" in clip_id else self._native.get(clip_id)
        except (NotFoundError, UnicodeEncodeError):  # no id has such a character
            fields = None
        if fields is None:
            raise NotFoundError(f"'{self.path}': no record {clip_id!r:.600}")
        return _record(fields)

    def __contains__(self, clip_id: object) -> bool:
        try:
            return isinstance(clip_id, str) and bool(self[clip_id])
        except NotFoundError:
            return False

    def __iter__(self) -> Iterator[Record]:
        return (self.at(position) for position in range(len(self)))

    def at(self, position: int) -> Record:
        """The record at a position, 0 <= position < len(store). Raises NotFoundError; Error with status "corrupt"."""
        if not 0 <= operator.index(position) < len(self):
            raise NotFoundError(f"'{self.path}': no position {position}: it has {len(self)} records")
        return _record(self._native.get_at(position))

    def clip_ids(self) -> Iterator[str]:
        """All names, in the order of iteration."""
        return (self._native.clip_id(position) for position in range(len(self)))

    @property
    def fingerprint(self) -> str:
        """32 hexadecimal digits that no other store has."""
        return self._native.fingerprint()

    def stats(self) -> dict[str, Any]:
        """Counts, hours and bytes, by the names of `clipfeed stats --json`."""
        return self._native.stats()

    def layers(self) -> list[str]:
        """The names of the published layers."""
        return self._native.layers()

    def layer(self, name: str) -> "Layer":
        """A published layer. Raises MissingFileError, InvalidError (no layer's name), MismatchError (another
        store's)."""
        return Layer(self, name)

    def __reduce__(self):
        return Store, (self.path,)

    def __repr__(self) -> str:
        return f"<clipfeed.Store {self.path!r}, {len(self)} records>"


class Layer:
    """What was added to a store later, one value a record: layer["clip id"] is an array, bytes, or a tuple of
    captions. Raises NotFoundError where the record has none."""

    def __init__(self, store: Store, name: str):
        self.store = store
        info, _ = store._native.layer(name, ())
        self.name: str = name
        self.kind: str = info["type"]  #: 'captions' or 'bytes'
        self.about: dict[str, Any] = json.loads(info["about_json"])  #: what its maker said of it
        self._records: int = info["records"]

    def __len__(self) -> int:
        """Records that have a value."""
        return self._records

    def __getitem__(self, clip_id: str) -> Any:
        from .layer import decode  # layer.py builds on this file

        position = self.store[clip_id].position
        value = self.store._native.layer(self.name, (position,))[1][0]
        if value is None:
            raise NotFoundError(f"layer '{self.name}' has no value for '{clip_id}'")
        if self.kind == "captions":
            return tuple(Caption(*c) for c in value)
        return decode(value, self.about)
