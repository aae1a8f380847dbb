"""What clipfeed raises. Every error carries the status by name and number, and the file it names, if it names one."""
from __future__ import annotations

import re


class Error(Exception):
    """A failed call of clipfeed.

    status  its name, as `clipfeed` prints it: "corrupt", "mismatch", "exhausted", ...
    code    its number, negative (enum cf_status in clipfeed/status.h)
    file    the file that the message names, the innermost where it names several; None where it names none
    """

    _status, _code = "invalid", -1

    def __init__(self, message: str, status: str | None = None, code: int | None = None):
        super().__init__(message)
        self.status = self._status if status is None else status
        self.code = self._code if code is None else code
        named = re.findall(r"'([^']*)': ", message)
        self.file: str | None = named[-1] if named else None

    def __str__(self) -> str:  # KeyError's would quote the message
        return self.args[0]

    def __reduce__(self):
        return type(self), (self.args[0], self.status, self.code)


class InvalidError(Error, ValueError):
    """An option or argument is wrong."""


class FormatError(Error, ValueError):
    """A file, a state or a text is not of the form that was expected; the message says where it is not."""


class NotFoundError(Error, KeyError):
    """The store has no such record or layer."""

    _status, _code = "not-found", -13


class MissingFileError(Error, FileNotFoundError):
    """No such file or folder."""

    _status, _code = "missing", -4


class StorageError(Error, OSError):
    """The operating system failed a read or write."""


class OutOfMemoryError(Error, MemoryError):
    """No memory."""


class IneligibleError(Error):
    """Nothing in the store satisfies what was asked for; the message has the counts."""


class MismatchError(Error):
    """A state or file belongs to another store, plan, version or world size; the message says what would be legal."""


class ExhaustedError(Error):
    """Too many failures or hanging threads: the run stopped, and the message is its report."""


class ForkedError(Error, RuntimeError):
    """The handle was opened by the process that this one was forked from."""


class BatchesHeldError(Error):
    """The batches that are still held leave no memory for the next. Drop tensors made from them and go on, copy what
    is to be kept, or give the loader a larger ring_bytes."""


_CLASSES = {
    "invalid": InvalidError, "format": FormatError, "not-found": NotFoundError,
    "missing": MissingFileError, "io": StorageError,
    "no-memory": OutOfMemoryError, "ineligible": IneligibleError, "mismatch": MismatchError,
    "exhausted": ExhaustedError, "forked": ForkedError,
}


def from_status(code: int, status: str, message: str) -> Error:
    """The error of a status code, as clipfeed._native raises it."""
    return _CLASSES.get(status, Error)(message, status, code)


def batches_held(code: int, status: str, message: str) -> Error:
    return BatchesHeldError(message, status, code)
