"""What a user gives to Loader becomes what struct cf_loader_params holds; wrong values are refused by the names that
the user knows."""
from __future__ import annotations

import dataclasses
import difflib
import numbers
import operator
import os
from typing import Any, Callable, Mapping, Sequence, TypedDict, Union

from . import arrays, environment
from .errors import InvalidError, MissingFileError
from .store import Store, store_path

DTYPES = {"u8": 1, "f16": 2, "bf16": 3, "f32": 4}
LAYOUTS = {"BFCHW": 1, "BCFHW": 2}
_PIN_NEVER, _PIN_IF_CUDA = 0, 2
_U32, _U64 = 2**32 - 1, 2**64 - 1


@dataclasses.dataclass(frozen=True)
class Source:
    """One store of several. Either every source has a weight, its share of an epoch's samples, or none has; then an
    epoch has each of its clips `repeats` times."""

    store: str | os.PathLike[str] | Store
    media: str | os.PathLike[str] | None = None  #: where its media lie; None: the loader's
    weight: float = 0.0
    repeats: float = 1.0


Place = Union[str, "os.PathLike[str]"]


class Options(TypedDict, total=False):
    """What Loader takes by name, for type checkers; Loader says what each is. None is the default everywhere."""

    media: Place | None
    profile: str | None
    batch_size: int | None
    frames: int | None
    interval: int | None
    fps: float | None
    fps_max: float | None
    size: int | Sequence[int] | None
    layout: str | None
    dtype: Any
    device: Any
    sampling: str | None
    temporal_crop: str | None
    locality: int | None
    pad: str | None
    flip: float | None
    tokenizer: Place | None
    max_tokens: int | None
    images: int | None
    images_from: str | None
    caption: str | Mapping[str, float] | None
    caption_dropout: float | None
    null_caption: str | None
    dropout_flag: bool | None
    caption_prefix: str | None
    caption_suffix: str | None
    where: str | None
    split: str | None
    val_share: float | None
    buckets: Mapping[str, Any] | Place | None
    elastic: int | None
    layers: str | Sequence[str] | None
    video: bool | None
    seed: int | None
    epoch: int | None
    rank: int | None
    world_size: int | None
    start_step: int | None
    steps: int | None
    threads: int | None
    prefetch: int | None
    ring_bytes: int | None
    deadline_ms: int | None
    budget_packets: int | None
    budget_bytes: int | None
    max_candidates: int | None
    max_abandoned: int | None
    pin_memory: bool | None
    tensors: str | None


def whole(name: str, value: Any, least: int = 0, most: int = _U32) -> int:
    """A whole number, of any integer type but bool."""
    try:
        number = None if isinstance(value, bool) else operator.index(value)
    except TypeError:
        number = None
    if number is None:
        raise TypeError(f"{name} {value!r}: expected a whole number")
    if not least <= number <= most:
        raise InvalidError(f"{name} {number}: expected a whole number from {least} to {most}")
    return number


def real(name: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, numbers.Real):
        raise TypeError(f"{name} {value!r}: expected a number")
    return float(value)


def _within(name: str, value: Any, expected: str, fits: Callable[[float], bool]) -> float:
    number = real(name, value)
    if not fits(number):
        raise InvalidError(f"{name} {value!r}: expected {expected}")
    return number


def text(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{name} {value!r}: expected a text")
    return value


def flag(name: str, value: Any) -> int:
    if value not in (True, False):
        raise TypeError(f"{name} {value!r}: expected True or False")
    return int(value)


def path(name: str, value: Any) -> str:
    if not isinstance(value, (str, os.PathLike)):
        raise TypeError(f"{name} {value!r}: expected a path")
    return os.fsdecode(value)


def _folder(name: str, value: Any) -> str:
    folder = path(name, value)
    if not os.path.isdir(folder):
        raise MissingFileError(f"{name} '{folder}': no such folder")
    return folder


def one_of(name: str, value: Any, known: Mapping[str, int]) -> int:
    if not isinstance(value, str) or value not in known:
        raise InvalidError(f"{name} {value!r}: expected {', '.join(map(repr, known))}")
    return known[value]


def _size(value: Any) -> dict[str, int]:
    pair = value if isinstance(value, Sequence) and not isinstance(value, str) else (value, value)
    if len(pair) != 2 or isinstance(value, str):
        raise InvalidError(f"size {value!r}: expected (height, width), or one number for both")
    return {name: whole(f"size {value!r}: {name}", side, 1, 16384) for name, side in zip(("height", "width"), pair)}


def _caption(value: Any) -> str:
    if isinstance(value, Mapping) and value:
        return ",".join(f"{text('caption', kind)}:{real(f'caption {kind!r}: weight', weight)!r}"
                        for kind, weight in value.items())
    if not isinstance(value, str):
        raise TypeError(f"caption {value!r}: expected a kind, or a dict of kinds with their weights")
    return value


def _buckets(value: Any) -> str:
    """The text of a configuration: a dictionary's, or a file's."""
    if isinstance(value, Mapping):
        return repr(dict(value))
    if not isinstance(value, (str, os.PathLike)):
        raise TypeError(f"buckets {value!r}: expected a dict, {{'256px': {{129: (1.0, 3)}}}}, or a file of such text")
    if not os.path.isfile(value):
        raise MissingFileError(f"buckets '{os.fspath(value)}': no such file")
    with open(value, encoding="utf-8") as file:
        return file.read()


def _layers(value: Any) -> tuple[str, ...]:
    names = (value,) if isinstance(value, str) else value
    if not isinstance(names, Sequence):
        raise TypeError(f"layers {value!r}: expected a list of names")
    return tuple(text("layers", name) for name in names)


def _number(least: int, most: int = _U32) -> Callable[[str, Any], dict[str, Any]]:
    return lambda name, value: {name: whole(name, value, least, most)}


def _share(name: str, value: Any) -> dict[str, Any]:
    return {name: _within(name, value, "a probability from 0 to 1", lambda n: 0 <= n <= 1)}


def _rate(name: str, value: Any) -> dict[str, Any]:
    return {name: _within(name, value, "frames a second, above 0, at most 1000", lambda n: 0 < n <= 1000)}


def _text(name: str, value: Any) -> dict[str, Any]:
    return {name: text(name, value)}


#: By name, what an option becomes.
_OPTIONS: dict[str, Callable[[str, Any], dict[str, Any]]] = {
    **dict.fromkeys(("profile", "sampling", "temporal_crop", "images_from", "null_caption", "caption_prefix",
                     "caption_suffix", "where", "split"), _text),
    **dict.fromkeys(("flip", "caption_dropout"), _share),
    **dict.fromkeys(("fps", "fps_max"), _rate),
    **dict.fromkeys(("frames", "interval", "max_tokens", "locality", "elastic", "threads", "prefetch", "deadline_ms",
                     "budget_packets", "max_candidates", "max_abandoned"), _number(1)),
    **dict.fromkeys(("steps", "ring_bytes", "budget_bytes"), _number(1, _U64)),
    **dict.fromkeys(("seed", "start_step"), _number(0, _U64)),
    "epoch": _number(0),
    "media": lambda name, v: {"media_root": path(name, v)},
    "tokenizer": lambda name, v: {name: path(name, v)},
    "batch_size": lambda name, v: {"batch": whole(name, v, 1)},
    "size": lambda name, v: _size(v),
    "layout": lambda name, v: {name: one_of(name, v, LAYOUTS)},
    "dtype": lambda name, v: {name: one_of(name, arrays.dtype_name(v), DTYPES)},
    "pad": lambda name, v: {"pad_last": one_of(name, v, {"none": -1, "last": 1})},
    "images": lambda name, v: {name: whole(name, v, 0, 1024) or -1},
    "caption": lambda name, v: {name: _caption(v)},
    "val_share": lambda name, v: {name: _within(name, v, "a share above 0 and below 1", lambda n: 0 < n < 1)},
    "dropout_flag": lambda name, v: {name: flag(name, v)},
    "buckets": lambda name, v: {name: _buckets(v)},
    "layers": lambda name, v: {name: _layers(v)},
    "video": lambda name, v: {"no_video": 1 - flag(name, v)},
    "pin_memory": lambda name, v: {name: _PIN_IF_CUDA if flag(name, v) else _PIN_NEVER},
}


def _translated(name: str, value: Any) -> dict[str, Any]:
    if name in _OPTIONS:
        return _OPTIONS[name](name, value)
    near = difflib.get_close_matches(name, Options.__annotations__, 1)
    raise TypeError(f"Loader has no option '{name}'" + (f": did you mean '{near[0]}'?" if near else ""))


def _ranks(options: dict[str, Any]) -> dict[str, int]:
    rank, world = options.pop("rank", None), options.pop("world_size", None)
    rank = environment.choose("rank", None if rank is None else whole("rank", rank), "RANK", 0)
    world = environment.choose("world_size", None if world is None else whole("world_size", world, 1), "WORLD_SIZE", 1)
    if not rank < world:
        raise InvalidError(f"rank {rank}: expected below world_size, which is {world}")
    return {"rank": rank, "world": world}


def _sources(store: Any, with_video: bool) -> tuple[tuple[str, str | None, float, float], ...]:
    expected = "expected a store's folder, a Store, or a list of them or of Source"
    if not isinstance(store, Sequence) or isinstance(store, (bytes, bytearray)) or not store:
        raise TypeError(f"store {store!r}: {expected}")
    taken = []
    for s in store:
        if not isinstance(s, (str, os.PathLike, Store, Source)):
            raise TypeError(f"store {s!r}: {expected}")
        s = s if isinstance(s, Source) else Source(s)
        media = None if s.media is None else (_folder if with_video else path)("media", s.media)
        taken.append((store_path(s.store), media, real("weight", s.weight), real("repeats", s.repeats)))
    return tuple(taken)


def parameters(store: Any, options: Mapping[str, Any]) -> tuple[str | None, dict[str, Any]]:
    """A store's folder, or None where params name several; the options by the names of struct cf_loader_params."""
    options = {name: value for name, value in options.items() if value is not None}
    params: dict[str, Any] = {"forever": 1, "pin_memory": _PIN_IF_CUDA, **_ranks(options)}
    kind, number = environment.device(options.pop("device", None))
    params["device"] = kind if kind == "cpu" else f"{kind}:{number}"
    for name, value in options.items():
        params.update(_translated(name, value))
    with_video = not params.get("no_video")
    if with_video and "media_root" in params:
        _folder("media", params["media_root"])
    if isinstance(store, (str, os.PathLike, Store)):
        return store_path(store), params
    params["sources"] = _sources((store,) if isinstance(store, Source) else store, with_video)
    return None, params
