"""clipfeed: training batches for text-to-video models.

    store = clipfeed.Store("store/")
    loader = clipfeed.Loader("store/", media="videos/", profile="latte", tokenizer="spiece.model")
    for batch in loader:
        train(batch.video, batch.input_ids, batch.attention_mask)
"""
from ._native import Sample, version as __version__
from .arrays import Array
from .batch import Batch
from .errors import (BatchesHeldError, Error, ExhaustedError, ForkedError, FormatError, IneligibleError,
                     InvalidError, MismatchError, MissingFileError, NotFoundError, OutOfMemoryError, StorageError)
from .layer import LayerWriter, remove_layer
from .loader import Loader, Restored
from .options import Source
from .replay import replay
from .rewriter import Check, Rewrite, Rewriter
from .store import Caption, Layer, Record, Store

__all__ = [
    "Array", "Batch", "BatchesHeldError", "Caption", "Check", "Error", "ExhaustedError", "ForkedError",
    "FormatError", "IneligibleError", "InvalidError", "Layer", "LayerWriter", "Loader", "MismatchError",
    "MissingFileError", "NotFoundError", "OutOfMemoryError", "Record", "Restored", "Rewrite", "Rewriter", "Sample",
    "Source", "StorageError", "Store", "__version__", "remove_layer", "replay",
]
