"""What a batch's memory becomes: torch tensors where torch is installed, NumPy arrays otherwise. Neither copies."""
from __future__ import annotations

import importlib.util
from typing import Any, Callable

import numpy as np

from .errors import InvalidError

_NAMES = {"uint8": "u8", "float16": "f16", "bfloat16": "bf16", "float32": "f32", "int32": "i32", "int64": "i64"}


def dtype_name(dtype: Any) -> Any:
    """'bf16' for torch.bfloat16, 'f32' for numpy.float32 or 'float32', ...; what is none of these comes back."""
    name = getattr(dtype, "name", None) or getattr(dtype, "__name__", None) or str(dtype)
    return _NAMES.get(name.removeprefix("torch."), dtype)


class Array(np.ndarray):
    """A NumPy array that knows the element type NumPy lacks: bf16 comes as its 16 bits, in uint16."""

    @property
    def dtype_name(self) -> str:
        """'u8', 'f16', 'bf16', 'f32', 'i32' or 'i64'."""
        return {"uint8": "u8", "float16": "f16", "uint16": "bf16", "float32": "f32", "int32": "i32",
                "int64": "i64"}.get(self.dtype.name, self.dtype.name)

    def to_f32(self) -> np.ndarray:
        """The values in float32, a copy; exact for u8, f16 and bf16."""
        if self.dtype_name == "bf16":
            return (self.view(np.ndarray).astype(np.uint32) << 16).view(np.float32)
        return self.view(np.ndarray).astype(np.float32)


def to_numpy(native: Any) -> Array:
    return np.asarray(native).view(Array)


def chooser(tensors: str | None) -> tuple[str, Callable[[Any], Any]]:
    """The name and the function of what was asked for: 'torch', 'numpy', or None for torch where it is installed."""
    if tensors not in (None, "torch", "numpy"):
        raise InvalidError(f"tensors {tensors!r}: expected 'torch', 'numpy' or None")
    if tensors == "numpy" or (tensors is None and importlib.util.find_spec("torch") is None):
        return "numpy", to_numpy
    try:
        import torch
    except ImportError as error:
        raise ImportError(f"tensors='torch', and torch cannot be imported: {error}") from error
    return "torch", torch.from_dlpack
