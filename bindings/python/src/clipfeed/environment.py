"""rank, world size and device, from what torchrun sets where they are not given."""
from __future__ import annotations

import os
import warnings
from typing import Any

from .errors import InvalidError


def _number(name: str, least: int) -> int | None:
    text = os.environ.get(name, "")
    if not text:
        return None
    if not text.isdecimal() or int(text) < least:
        raise InvalidError(f"{name}={text!r} in the environment: expected a number from {least} on")
    return int(text)


def choose(name: str, given: int | None, variable: str, otherwise: int) -> int:
    """The value given, else the environment's, else the last. One warning where the first two disagree."""
    set_there = _number(variable, 1 if variable == "WORLD_SIZE" else 0)
    if given is None:
        return otherwise if set_there is None else set_there
    if set_there is not None and set_there != given:
        warnings.warn(f"clipfeed: {name}={given} was given, and {variable}={set_there} is set: taking {given}",
                      stacklevel=6)
    return given


def device(given: Any) -> tuple[str, int]:
    """('cpu', 0), or ('cuda', the device's number), of a text or a torch.device."""
    kind, _, index = str("cpu" if given is None else given).partition(":")
    if kind not in ("cpu", "cuda") or (index and not index.isdecimal()) or (kind == "cpu" and index):
        raise InvalidError(f"device {given!r}: expected 'cpu', 'cuda' or 'cuda:N'")
    if kind == "cpu":
        return "cpu", 0
    return "cuda", choose("device", int(index) if index else None, "LOCAL_RANK", 0)
