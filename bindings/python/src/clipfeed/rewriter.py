"""Short prompt in, a caption of the kind that the generator was trained on out."""
from __future__ import annotations

import collections
import concurrent.futures
import dataclasses
import os
import threading
from typing import Any, Callable, Iterable, Iterator

from . import _native, options
from .errors import InvalidError
from .store import Store, store_path


@dataclasses.dataclass(frozen=True)
class Check:
    kind: str  #: "count", "colour", "quoted", "leak", ...
    detail: str  #: what was asked for or found
    verdict: str  #: "passed", "repaired", "asked" (mended by the model when told) or "failed"


@dataclasses.dataclass(frozen=True)
class Rewrite:
    """What became of a prompt; str() is the text."""

    text: str  #: "" where status is "failed"
    status: str  #: "ok", "repaired", "offline", "original" or "failed", as `clipfeed rewrite` has them
    reason: str  #: why it is not "ok"
    checks: tuple[Check, ...]  #: those that decided
    exemplars: tuple[str, ...]  #: clip ids of the captions that the model was shown
    model: str  #: "" where no model wrote the text
    seed: int
    tokens: int  #: of the text, as the encoder counts or as estimated
    requests: int  #: sent for it
    ms: float

    def __str__(self) -> str:
        return self.text


class Rewriter:
    """Rewrites prompts: `Rewriter(store="store/", server="http://127.0.0.1:8000/v1")("a cat playing piano").text`.

    Without a server, and where nothing that the model wrote passes the checks, the text is made without a model, and its
    status says so. Any number of threads may use one; forked children may not. The API key is read from the environment
    (CLIPFEED_API_KEY, else OPENAI_API_KEY).

    store            exemplars and style come from it (`clipfeed index-captions`); None: a built-in style
    server           the base of an OpenAI-compatible API
    model            None: the first that the server lists
    method           "auto", or "offline": no server is asked
    tokenizer        the encoder's spiece.model; None: tokens are estimated, rather too high
    max_tokens       that the encoder reads, the end token among them
    language         of the text: an ISO 639-1 code, or "same" for the prompt's
    exemplars        captions shown to the model, 0 to 16
    candidates       texts asked for, at most, before the offline method
    in_flight        requests at the server at once
    deadline_ms      of one whole call, repairs included
    timeout_ms       of one request; None: the call's deadline
    retries          of a request that met an overloaded or failing server, at least 1
    temperature      0: greedy
    answer_tokens    that the model may write; None: twice max_tokens, at least 512
    embedding_model  None: exemplars are ranked by words alone
    cache            an SQLite file of what the model answered
    ca               a PEM file of certificates to trust instead of the system's
    template         "chat" or "sharecaptioner"; None: by the model's name
    hold_out         clip ids of captions never to be shown

    Raises InvalidError, MissingFileError, StorageError, MismatchError (the store's index is of another store)."""

    def __init__(self, store: str | os.PathLike[str] | Store | None = None, server: str | None = None,
                 model: str | None = None, *, method: str = "auto", tokenizer: str | os.PathLike[str] | None = None,
                 max_tokens: int = 300, language: str = "en", exemplars: int = 3, candidates: int = 3, in_flight: int = 64,
                 deadline_ms: int = 20000, timeout_ms: int | None = None, retries: int = 4, temperature: float = 0.7,
                 answer_tokens: int | None = None, embedding_model: str | None = None,
                 cache: str | os.PathLike[str] | None = None, ca: str | os.PathLike[str] | None = None,
                 template: str | None = None, hold_out: Iterable[str] = ()):
        if method not in ("auto", "offline"):
            raise InvalidError(f"method {method!r}: expected 'auto' or 'offline'")
        paths = {"tokenizer_path": ("tokenizer", tokenizer), "cache_path": ("cache", cache), "ca_path": ("ca", ca)}
        texts = {"server_url": ("server", server), "model": ("model", model), "output_language": ("language", language),
                 "embedding_model": ("embedding_model", embedding_model), "template_name": ("template", template)}
        counts = {"max_tokens": max_tokens, "candidates": candidates, "in_flight": in_flight, "retries": retries,
                  "deadline_ms": deadline_ms, "timeout_ms": timeout_ms, "answer_tokens": answer_tokens}
        params: dict[str, Any] = {key: options.path(*given) for key, given in paths.items() if given[1] is not None}
        params |= {key: options.text(*given) for key, given in texts.items() if given[1] is not None}
        params |= {name: options.whole(name, value, 1) for name, value in counts.items() if value is not None}
        params |= {} if store is None else {"store_dir": store_path(store)}
        params |= {"exemplars": options.whole("exemplars", exemplars), "no_exemplars": exemplars == 0,
                   "offline": method == "offline",
                   "temperature": options.real("temperature", temperature) if temperature != 0 else -1.0}
        if isinstance(hold_out, str):
            raise TypeError(f"hold_out {hold_out!r}: expected clip ids, in a list")
        self._in_flight = in_flight
        self._native = _native.Rewriter(params, tuple(options.text("hold_out", name) for name in hold_out))

    def __call__(self, prompt: str, *, seed: int = 0, deadline_ms: int | None = None) -> Rewrite:
        """The same prompt and seed ask the model the same. A prompt of no use is no exception but status "failed"."""
        return _interruptible(lambda cancel: self._rewrite(prompt, seed, deadline_ms, cancel))

    def many(self, prompts: Iterable[str], *, seed: int = 0) -> Iterator[Rewrite]:
        """One Rewrite for each prompt, in their order, `in_flight` at a time; number i has the seed `seed` + i. Prompts
        are read as results are taken. An iteration that is given up ends what is under way."""
        if isinstance(prompts, (str, bytes)):
            raise TypeError(f"prompts {prompts!r:.100}: expected several, in a list or another iterable")
        cancel = _native.Cancel()
        ahead: collections.deque[concurrent.futures.Future[Rewrite]] = collections.deque()
        with concurrent.futures.ThreadPoolExecutor(self._in_flight, "clipfeed-rewrite") as pool:
            try:
                for i, prompt in enumerate(prompts):
                    ahead.append(pool.submit(self._rewrite, prompt, seed + i, None, cancel))
                    if len(ahead) >= 2 * self._in_flight:
                        yield ahead.popleft().result()
                while ahead:
                    yield ahead.popleft().result()
            finally:
                cancel.request()
                pool.shutdown(wait=False, cancel_futures=True)

    def file(self, source: str | os.PathLike[str], out: str | os.PathLike[str], *, seed: int = 0,
             restart: bool = False) -> dict[str, Any]:
        """`clipfeed rewrite --in SOURCE --out OUT`: JSON lines {"id", "prompt"} or plain text in, JSON lines out, in the
        same order. Interrupted, the same call goes on where it stopped. Returns lines, resumed, status (counts),
        requests, from_cache and seconds."""
        return _interruptible(lambda cancel: self._native.batch(source, out, seed, restart, cancel))

    @property
    def share_above_cap(self) -> float:
        """The share, 0 to 1, of the store's captions that are longer than max_tokens; lengths are drawn from the others."""
        return self._native.share_above_cap()

    def close(self) -> None:
        """No call may be under way."""
        self._native.close()

    def __enter__(self) -> "Rewriter":
        return self

    def __exit__(self, *unused: Any) -> None:
        self.close()

    def _rewrite(self, prompt: str, seed: int, deadline_ms: int | None, cancel: Any) -> Rewrite:
        given = options.text("prompt", prompt).encode("utf-8", "surrogateescape")
        limit = 0 if deadline_ms is None else options.whole("deadline_ms", deadline_ms, 1)
        fields = self._native.rewrite(given, options.whole("seed", seed, 0, 2**64 - 1), limit, cancel)
        return Rewrite(**fields | {"checks": tuple(Check(*c) for c in fields["checks"])})


def _interruptible(call: Callable[[Any], Any]) -> Any:
    """Python hears of Ctrl-C in its main thread alone, and not while that waits in C: the call is made by another."""
    cancel = _native.Cancel()
    if threading.current_thread() is not threading.main_thread():
        return call(cancel)
    done: concurrent.futures.Future[Any] = concurrent.futures.Future()

    def work() -> None:
        try:
            done.set_result(call(cancel))
        except BaseException as error:  # raised below, in the caller's thread
            done.set_exception(error)

    thread = threading.Thread(target=work, name="clipfeed-rewrite")
    thread.start()
    try:
        return done.result()
    except KeyboardInterrupt:
        cancel.request()
        raise
    finally:
        thread.join()
