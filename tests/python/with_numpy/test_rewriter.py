"""Rewriter: prompts by a scripted server and without one."""
import json
import multiprocessing
import os
import pathlib
import signal
import sys
import threading
import time

import clipfeed
import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "rewrite"))
from check_rewrite import competent, dense  # noqa: E402
from server import Server, caption, chat  # noqa: E402

NOWHERE = "http://127.0.0.1:9/v1"


def test_a_prompt_becomes_a_caption():
    with Server(competent) as server, clipfeed.Rewriter(server=server.url) as rewriter:
        made = rewriter("two red balls on a table", seed=7)
    assert made.text == str(made) == dense("two red balls on a table")
    assert (made.status, made.reason, made.model, made.seed, made.requests) == ("ok", "", "scripted", 7, 1)
    assert {"count", "colour", "entity"} <= {c.kind for c in made.checks}
    assert {c.verdict for c in made.checks} == {"passed"} and made.tokens > 90 and made.ms > 0


def test_without_a_model():
    made = clipfeed.Rewriter()("a red ball")
    assert made.status == "offline" and "red ball" in made.text and made.reason and made.model == ""
    with Server(competent) as server:
        assert clipfeed.Rewriter(server=server.url, method="offline")("a red ball").status == "offline"
    assert not server.requests
    assert clipfeed.Rewriter(server=NOWHERE, retries=1)("a red ball").status == "offline"
    for useless in ("", "a\0b", "\udcff"):
        made = clipfeed.Rewriter()(useless)
        assert (made.status, made.text) == ("failed", "") and made.reason


def test_options_reach_the_server():
    with Server(lambda r: chat(dense("a red ball"))) as server:
        rewriter = clipfeed.Rewriter(server=server.url, model="ShareCaptioner-Video")
        assert rewriter("a red ball").text == dense("a red ball")
        assert (server.chats[0].json["model"], server.chats[0].json["temperature"]) == ("ShareCaptioner-Video", 0)
    with Server(competent) as server:
        clipfeed.Rewriter(server=server.url, temperature=0)("a red ball", seed=3)
        clipfeed.Rewriter(server=server.url, temperature=1.5)("a red ball", seed=3)
    assert [q.json["temperature"] for q in server.chats] == [0, 1.5]
    with Server(lambda r: caption(r, "A tree.")) as server:
        clipfeed.Rewriter(server=server.url, candidates=4)("a red ball")
    assert len(server.chats) == 4


def test_wrong_options():
    for options in ({"method": "x"}, {"max_tokens": 0}, {"max_tokens": 1 << 40}, {"exemplars": 17}, {"exemplars": -1},
                    {"language": "English"}, {"template": "x"}, {"server": "ftp://x"}, {"temperature": 9}):
        with pytest.raises(ValueError):
            clipfeed.Rewriter(**options)
    with pytest.raises(FileNotFoundError):
        clipfeed.Rewriter("/nonexistent")
    rewriter = clipfeed.Rewriter()
    rewriter.close()
    with pytest.raises(ValueError):
        rewriter("a red ball")


def test_many_in_order():
    prompts = [f"a red ball near house {i}" for i in range(40)]
    with Server(lambda r: caption(r, dense(r.prompt), delay=0.2 if r.number % 7 == 0 else 0.02)) as server:
        rewriter = clipfeed.Rewriter(server=server.url, in_flight=8)
        made = list(rewriter.many(prompts, seed=100))
        assert [m.text for m in made] == [dense(p) for p in prompts]
        assert [m.seed for m in made] == list(range(100, 140)) and 2 <= server.most_in_flight <= 8
        some = rewriter.many(iter(prompts))
        assert next(some).text == dense(prompts[0])
        some.close()


def test_files(tmp_path):
    (tmp_path / "in.txt").write_text("a red ball\n\ntwo cats\n")
    with Server(competent) as server:
        rewriter = clipfeed.Rewriter(server=server.url)
        report = rewriter.file(tmp_path / "in.txt", tmp_path / "out.jsonl")
        assert (report["lines"], report["resumed"], report["status"]["ok"], report["status"]["failed"]) == (3, 0, 2, 1)
        assert rewriter.file(tmp_path / "in.txt", tmp_path / "out.jsonl")["resumed"] == 3
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert [row["rewrite"] for row in rows] == [dense("a red ball"), "", dense("two cats")]
    with pytest.raises(FileNotFoundError):
        rewriter.file(tmp_path / "none", tmp_path / "out2.jsonl")


def test_exemplars_of_a_store(clips):
    import subprocess

    if not os.path.exists(os.path.join(clips.store, "captions.index")):
        with pytest.raises(clipfeed.Error, match="index-captions"):
            clipfeed.Rewriter(clips.store)
        subprocess.run([os.environ["CLIPFEED_PROGRAM"], "index-captions", clips.store, "-q"], check=True)
    with Server(competent) as server:
        made = clipfeed.Rewriter(clips.store, server.url, exemplars=2)("a lighthouse")
        none = clipfeed.Rewriter(clips.store, server.url, exemplars=0)("a lighthouse")
        held = clipfeed.Rewriter(clips.store, server.url, exemplars=2, hold_out=made.exemplars)("a lighthouse")
    assert set(made.exemplars) <= set(clips.ids) and made.exemplars and none.exemplars == ()
    assert not set(held.exemplars) & set(made.exemplars)


def test_an_interrupt_is_heard():
    main = threading.main_thread().ident
    with Server(lambda r: chat("late", delay=60)) as server:
        rewriter = clipfeed.Rewriter(server=server.url, deadline_ms=60000)

        def interrupt():
            while not server.chats:
                time.sleep(0.02)
            signal.pthread_kill(main, signal.SIGINT)

        threading.Thread(target=interrupt).start()
        begin = time.monotonic()
        with pytest.raises(KeyboardInterrupt):
            rewriter("a red ball")
        assert time.monotonic() - begin < 30


def _child(rewriter, queue):
    try:
        rewriter("a red ball")
    except clipfeed.ForkedError as error:
        queue.put(str(error))


def test_a_fork_is_refused():
    rewriter = clipfeed.Rewriter()
    assert rewriter("a red ball").status == "offline"
    context = multiprocessing.get_context("fork")
    queue = context.Queue()
    child = context.Process(target=_child, args=(rewriter, queue))
    child.start()
    assert "rewriter was opened by process" in queue.get(timeout=60)
    child.join(60)
    assert child.exitcode == 0 and rewriter("a red ball").status == "offline"
