"""A recorded sample again."""
from __future__ import annotations

import json
import os
from typing import Any, Mapping

from . import _native, arrays


def replay(sample: Mapping[str, Any], store: str | os.PathLike[str], media: str | os.PathLike[str] | None = None,
           tensors: str | None = None) -> Any:
    """[F+N,3,H,W] or [3,F+N,H,W]: the values that the sample had in its batch, from what Loader.provenance or
    `clipfeed load --dump` said of it. Memory of its own. Raises MismatchError (another store), NotFoundError, and what
    reading and decoding give."""
    convert = arrays.chooser(tensors)[1]
    return convert(_native.replay(os.fspath(store), None if media is None else os.fspath(media), json.dumps(sample)))
