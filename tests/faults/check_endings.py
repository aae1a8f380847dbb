#!/usr/bin/python3
"""Runs that end early: interrupted, terminated, nobody reading, no room left, stopped at the first bad item."""
import json
import os
import pathlib
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import numpy as np

from damage import make_bases

PROGRAM = os.environ["CLIPFEED_PROGRAM"]
CAUSES = ("too large", "No space left", "Input/output error")  # the last two are LMDB's words
LIMIT = 600  # seconds; a hang, not a measure
CLIP = ("--frames", 4, "--interval", 1, "--size", "32x32", "--dtype", "u8", "--batch", 2, "--threads", 2)


class Checks:
    passed = failed = 0

    def note(self, name, ok, detail=""):
        self.passed += bool(ok)
        self.failed += not ok
        print("ok  " if ok else "FAIL", name, "" if ok else f": {detail}", flush=True)


def words(*arguments):
    return [PROGRAM, *map(str, arguments)]


def run(*arguments, **options):
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "timeout": LIMIT, **options}
    return subprocess.run(words(*arguments), **options)


def write_jsonl(path, rows):
    path.write_text("".join(json.dumps({"video_id": i, "video_path": p,
                                        "captions": [{"idx": "-1", "content": f"what {i} shows"}]}) + "\n"
                            for i, p in rows))
    return path


def whole_batches(dump):
    """The dumped steps; raises where one is not whole: the JSON is written last."""
    steps = sorted(int(p.name[6:12]) for p in dump.glob("*.json"))
    for step in steps:
        video = np.load(dump / f"batch-{step:06}.video.npy")
        samples = json.loads((dump / f"batch-{step:06}.json").read_text())
        assert video.shape == (2, 4, 3, 32, 32) and len(samples) == 2, (video.shape, len(samples))
    return steps


def check_signals(checks, work, store, media):
    for number in (signal.SIGINT, signal.SIGTERM):
        dump = work / f"signal-{number.name}"
        child = subprocess.Popen(words("load", store, "--media", media, *CLIP, "--steps", 1000000, "--dump", dump),
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        end = time.monotonic() + LIMIT
        while len(list(dump.glob("*.json"))) < 3 and time.monotonic() < end:
            time.sleep(0.01)
        child.send_signal(number)
        out, err = child.communicate(timeout=LIMIT)
        steps = whole_batches(dump)
        checks.note(f"{number.name}: ends by that signal", child.returncode == -number, child.returncode)
        checks.note(f"{number.name}: whole batches from 0 on", len(steps) >= 3 and steps == list(range(len(steps))), steps)
        checks.note(f"{number.name}: says so, and reports", "interrupted" in err and len(err.splitlines()) == 1 and
                    "batches" in out, (out, err))
        checks.note(f"{number.name}: no half-written batch", len(list(dump.iterdir())) == 2 * len(steps),
                    len(list(dump.iterdir())))
    ignored = run("load", store, "--media", media, *CLIP, "--steps", 3,
                  preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN))
    checks.note("SIGINT ignored by the caller stays ignored", ignored.returncode == 0, ignored.returncode)


def check_stdout(checks, work, store, media):
    for command in (("load", store, "--media", media, *CLIP, "--steps", 2), ("load", store, "--media", media, *CLIP,
                    "--steps", 2, "--json"), ("stats", store), ("stats", store, "--json"), ("doctor",),
                    ("plan", store, *CLIP, "--json"), ("verify", store), ("get", store, "clip-0", "--json"), ("--help",)):
        with open("/dev/full", "w") as full:
            done = run(*command, stdout=full)
        checks.note(f"{command[0]}: a full device on stdout is exit 1, named", done.returncode == 1 and
                    "standard output" in done.stderr and "No space left" in done.stderr, (done.returncode, done.stderr))
        read, write = os.pipe()
        os.close(read)
        done = run(*command, stdout=write, preexec_fn=lambda: signal.signal(signal.SIGPIPE, signal.SIG_DFL))
        checks.note(f"{command[0]}: nobody reads: SIGPIPE ends it", done.returncode == -signal.SIGPIPE, done.returncode)
        done = run(*command, stdout=write, preexec_fn=lambda: signal.signal(signal.SIGPIPE, signal.SIG_IGN))
        os.close(write)
        checks.note(f"{command[0]}: nobody reads, SIGPIPE ignored: exit 1, named", done.returncode == 1 and
                    "Broken pipe" in done.stderr, (done.returncode, done.stderr))


def limit_files(size):
    def act():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    return act


def check_full_disk(checks, work, store, media, captions):
    dump = work / "full"
    done = run("load", store, "--media", media, *CLIP, "--steps", 50, "--dump", dump, preexec_fn=limit_files(20000))
    left = [p.name for p in dump.iterdir()]
    checks.note("dump: no room: exit 1, the file named", done.returncode == 1 and f"'{dump}/batch-000000.video.npy' "
                "cannot be written: File too large" in done.stderr, done.stderr)
    checks.note("dump: no half-written file is left", not left, left)
    reference = run("verify", store, "--json").stdout
    for size in (3000, 20000, 60000, (store / "shard-00000.mdb").stat().st_size - 4096):
        target = work / f"small-{size}"
        done = run("ingest", captions, "--media", media, "--store", target, preexec_fn=limit_files(size))
        checks.note(f"ingest: no room after {size} bytes: exit 1, file and cause named", done.returncode == 1 and
                    f"{target}.partial" in done.stderr and any(c in done.stderr for c in CAUSES) and not target.exists(),
                    (done.returncode, done.stderr))
        again = run("ingest", captions, "--media", media, "--store", target)
        same = run("stats", target, "--json").stdout.split("fingerprint")[-1]
        checks.note("ingest: with room again it is finished, the same store", again.returncode == 0 and
                    same == run("stats", store, "--json").stdout.split("fingerprint")[-1] and
                    run("verify", target, "--json").stdout == reference, again.stderr)


def check_stop(checks, work, media):
    """The first bad item ends the ingest, naming it; put right, it goes on."""
    broken = work / "broken"
    shutil.copytree(media, broken)
    shutil.copyfile(media / "base.png", broken / "late.mp4")
    captions = write_jsonl(work / "stop.jsonl", [(f"clip-{n}", "base.mp4") for n in range(5)] + [("late", "late.mp4")])
    store = work / "stopped"
    command = ("ingest", captions, "--media", broken, "--store", store, "--on-error", "stop")
    done = run(*command)
    checks.note("on-error stop: exit 1, item and file named", done.returncode == 1 and "item 6" in done.stderr and
                "late.mp4" in done.stderr and not store.exists(), (done.returncode, done.stderr))
    shutil.copyfile(media / "base.mkv", broken / "late.mp4")
    done = run(*command, "--json")
    checks.note("on-error stop: put right, it goes on", done.returncode == 0 and json.loads(done.stdout)["stored"] == 6,
                (done.returncode, done.stdout, done.stderr))


def check_sources(checks, work, media):
    """Several sources of different forms; windows past the end; one id twice."""
    first = write_jsonl(work / "first.jsonl", [(f"clip-{n}", "base.mp4") for n in range(3)])
    windows = [("0:10", None), ("20:30", None), ("20:31", "window"), ("30:40", "window"), ("10:10", "window"),
               ("999999999999:9999999999999", "window"), ("-1:5", "window"), ("0:9223372036854775807", "window")]
    second = work / "second.json"
    second.write_text(json.dumps([{"path": "base.mkv", "frame_idx": w, "cap": ["a bird"]} for w, _ in windows]))
    third = work / "pairs"
    third.mkdir()
    shutil.copyfile(media / "base.webm", media / "leaf.webm")
    shutil.copyfile(media / "base.webm", third / "leaf.webm")
    (third / "leaf.txt").write_text("a leaf")
    again = write_jsonl(work / "again.jsonl", [("clip-1", "base.mkv"), ("clip-9", "base.mkv")])
    store = work / "several"
    done = run("ingest", first, second, third, again, "--store", store, "--media", media, "--json", "--jobs", 4)
    report = json.loads(done.stdout)
    bad = sum(b is not None for _, b in windows)
    checks.note("several sources: every item is counted", report.get("read") == 3 + len(windows) + 1 + 2, done.stderr)
    checks.note("several sources: some skipped, exit 1", done.returncode == 1, done.returncode)
    reasons = report.get("reasons", {})
    checks.note("several sources: windows past the end and a repeated id are skipped by name",
                reasons.get("window") == bad and reasons.get("duplicate") == 1, reasons)
    for w, b in windows:
        line = [s for s in done.stderr.splitlines() if f"base.mkv#{w}" in s]
        checks.note(f"window {w} of 30 frames: {b or 'taken'}", bool(line) == bool(b) and
                    all("window" in s and "second.json" in s for s in line), line)
    missing = run("ingest", first, work / "absent.jsonl", "--store", work / "none", "--media", media)
    checks.note("several sources: one that is not there: exit 1, named, nothing made", missing.returncode == 1 and
                "absent.jsonl" in missing.stderr and not list(work.glob("none*")), missing.stderr)
    os.mkfifo(work / "pipe.jsonl")
    pipe = run("ingest", work / "pipe.jsonl", "--store", work / "none", "--media", media)
    checks.note("a source that is a FIFO: exit 1, named", pipe.returncode == 1 and "pipe.jsonl" in pipe.stderr,
                pipe.stderr)


def main():
    media = os.environ.get("CLIPFEED_TEST_MEDIA")
    if not media or not all((pathlib.Path(media) / n).is_file() for n in ("carphone.mp4", "foliage.mkv", "cat.png")):
        print("skipped: CLIPFEED_TEST_MEDIA names no folder with the demo's media")
        return 77
    if not shutil.which("ffmpeg"):
        print("skipped: the ffmpeg program is not there")
        return 77
    checks = Checks()
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        bases, store = work / "bases", work / "store"
        make_bases(bases, pathlib.Path(media))
        captions = write_jsonl(work / "all.jsonl", [(f"clip-{n}", "base.mp4") for n in range(200)])
        run("ingest", captions, "--media", bases, "--store", store, check=True)
        check_signals(checks, work, store, bases)
        check_stdout(checks, work, store, bases)
        check_full_disk(checks, work, store, bases, captions)
        check_stop(checks, work, bases)
        check_sources(checks, work, bases)
    print(f"{checks.passed} passed, {checks.failed} failed")
    return checks.failed > 0


if __name__ == "__main__":
    sys.exit(main())
