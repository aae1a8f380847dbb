"""rank, world size and device, from what torchrun sets where they are not given."""
from __future__ import annotations

import os
import warnings


def _number(name: str) -> int | None:
    text = os.environ.get(name, "")
    if not text:
        return None
    if not text.isdecimal():
        raise ValueError(f"{name}={text!r} in the environment: expected a number from 0 on")
    return int(text)


def choose(name: str, given: int | None, variable: str, otherwise: int) -> int:
    """The value given, else the environment's, else the last. One warning where the first two disagree."""
    set_there = _number(variable)
    if given is None:
        return otherwise if set_there is None else set_there
    if set_there is not None and set_there != given:
        warnings.warn(f"clipfeed: {name}={given} was given, and {variable}={set_there} is set: taking {given}",
                      stacklevel=4)
    return given


def device(given: str | None) -> tuple[str, int]:
    """('cpu', 0), or ('cuda', the device's number)."""
    kind, _, index = str(given or "cpu").partition(":")
    if kind not in ("cpu", "cuda") or (index and not index.isdecimal()) or (kind == "cpu" and index):
        raise ValueError(f"device {given!r}: expected 'cpu', 'cuda' or 'cuda:N'")
    if kind == "cpu":
        return "cpu", 0
    return "cuda", choose("device", int(index) if index else None, "LOCAL_RANK", 0)
