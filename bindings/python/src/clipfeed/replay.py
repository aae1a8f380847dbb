"""A recorded sample again."""
from __future__ import annotations

import json
import os
from typing import Any, Mapping

from . import _native, arrays
from .errors import FormatError
from .store import Store, store_path


def replay(sample: Mapping[str, Any], store: str | os.PathLike[str] | Store,
           media: str | os.PathLike[str] | None = None, tensors: str | None = None) -> Any:
    """[F+N,3,H,W] or [3,F+N,H,W]: the values that the sample had in its batch, from what Loader.provenance or
    `clipfeed load --dump` said of it. In the dtype and layout that it had; memory of its own. Raises FormatError (no
    such description), MismatchError (another store), NotFoundError, and what reading and decoding give."""
    convert = arrays.chooser(tensors)[1]
    if not isinstance(sample, Mapping) or "made" not in sample:
        raise FormatError(f"sample {sample!r:.100}: expected a dict of Loader.provenance, which says how it was 'made'")
    return convert(_native.replay(store_path(store), None if media is None else os.fspath(media), json.dumps(sample)))
