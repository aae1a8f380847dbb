#!/usr/bin/python3
"""Every row of the table of faults, at ingest and at load: exactly its status, its file named, no batch short."""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

from damage import STILLS, make_bases, populate, victims

PROGRAM = os.environ["CLIPFEED_PROGRAM"]
BOUND = 60      # seconds for a whole run: less than the deadline of one clip, so that no row waits for it
DEADLINE = 200  # seconds
BATCH, IMAGES, HEALTHY = 2, 8, 6
NOBODY = 65534
SLOW = subprocess.run(["nm", "-D", PROGRAM], capture_output=True, text=True).stdout  # an instrumented program


class Checks:
    passed = failed = 0

    def note(self, name, ok, detail=""):
        self.passed += bool(ok)
        self.failed += not ok
        if not ok:
            print("FAIL", name, ":", detail, flush=True)


class Runner:
    """Runs the program, without root's rights where that can be done."""

    def __init__(self, work):
        self.work = work
        self.user = {}
        self.demoted = os.geteuid() != 0
        if not self.demoted:
            self.user = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
            try:
                work.chmod(0o755)
                self.demoted = self("doctor").returncode == 0
            except (PermissionError, FileNotFoundError):
                pass
            if not self.demoted:
                self.user = {}
                print("note: the program runs as root only: the rows of forbidden files are left out")

    def __call__(self, *words):
        bound = BOUND * (20 if "__asan_init" in SLOW or "__tsan_init" in SLOW else 1)
        return subprocess.run([PROGRAM, *map(str, words)], capture_output=True, text=True, timeout=bound, **self.user)

    def room(self, name):
        """A folder that the program may write to."""
        folder = self.work / name
        folder.mkdir()
        if self.user:
            os.chown(folder, NOBODY, NOBODY)
        return folder


def write_captions(path, ids):
    rows = [{"video_id": i, "video_path": p, "captions": [{"idx": "-1", "content": f"what {i} shows"}]}
            for i, p in ids]
    path.write_text("".join(json.dumps(r) + "\n" for r in rows))
    return path


def items(chosen):
    healthy = [(f"healthy-{kind}-{n}", f"base.{kind}") for kind in ("mp4", "mkv", "webm", "png", "jpg")
               for n in range(HEALTHY)]
    return [(v.id, v.path) for v in chosen] + healthy


# At ingest.

def check_ingest(checks, run, work, bases):
    chosen = [v for v in victims(run.demoted) if v.row.ingest]
    media = populate(work / "before", bases, chosen, act=True)
    captions = write_captions(work / "before.jsonl", items(chosen))
    room = run.room("ingest")
    done = run("ingest", captions, "--media", media, "--store", room / "store", "--json")
    checks.note("ingest: bad items end in exit 1", done.returncode == 1, done.stderr[-500:])
    skipped = {m[1]: (m[2], m[3]) for m in re.finditer(r"^skipped \d+ (\S+): (\S+): (.*)$", done.stderr, re.M)}
    check_lines(checks, "ingest", done.stderr, r"skipped \d+ \S+: \S+: .*")
    for v in chosen:
        judge(checks, f"ingest {v.id}", v.row.ingest, skipped.get(v.id), media / v.path)
    expected = {v.id for v in chosen if v.row.ingest is not True}
    checks.note("ingest: nothing else is skipped", skipped.keys() <= expected, skipped.keys() - expected)
    report = json.loads(done.stdout)
    checks.note("ingest: the report counts them", report["skipped"] == len(expected) and
                report["read"] == len(items(chosen)) == report["stored"] + report["skipped"], report)
    print(f"ingest: {len(chosen)} files of {len({v.row.name for v in chosen})} kinds of fault")


def judge(checks, name, expected, found, path):
    if expected is True:
        checks.note(f"{name} works", found is None, found)
        return
    status, words = expected
    checks.note(f"{name} is {status}", found and found[0] == status, found)
    checks.note(f"{name} names its file and '{words}'", found and str(path) in found[1] and words in found[1], found)


def check_lines(checks, name, stderr, pattern):
    strange = [line for line in stderr.splitlines() if not re.fullmatch(pattern, line)]
    checks.note(f"{name}: stderr holds nothing else", not strange, strange[:3])


# At load.

def load(run, store, media, dump, *words):
    begin = time.monotonic()
    done = run("load", store, "--media", media, "--frames", 4, "--interval", 1, "--size", "32x32", "--dtype", "u8",
               "--batch", BATCH, "--images", IMAGES, "--temporal-crop", "head", "--deadline-ms", DEADLINE * 1000,
               "--dump", dump, "--json", *words)
    done.seconds = time.monotonic() - begin
    done.samples = [s for p in sorted(dump.glob("*.json")) for s in json.loads(p.read_text())]
    return done


def replaced_lines(stderr):
    """clip id -> {(status, message)}"""
    found = {}
    for m in re.finditer(r"^step \d+: '([^']+)' replaced: (\S+): (.*)$", stderr, re.M):
        found.setdefault(m[1], set()).add((m[2], m[3]))
    return found


def check_delivered(checks, name, done, bad):
    """No batch is short; nothing bad is delivered; what the JSON names as replaced is what stderr says."""
    count = json.loads(done.stdout)["batches"]
    full = all(len(s["frames"]) == 4 and len(s["images"]) == IMAGES for s in done.samples)
    checks.note(f"{name}: every batch is full", full and len(done.samples) == count * BATCH > 0, len(done.samples))
    delivered = {s["clip_id"] for s in done.samples} | {i["clip_id"] for s in done.samples for i in s["images"]}
    checks.note(f"{name}: nothing damaged is delivered", not delivered & bad, delivered & bad)
    named = {(f["clip_id"], f["status"]) for s in done.samples for f in s["replaced"]}
    lines = {(i, status) for i, found in replaced_lines(done.stderr).items() for status, _ in found}
    checks.note(f"{name}: the batches' JSON names the replaced", named == lines, named ^ lines)
    marked = all((s["status"] == "replaced") == bool(s["replaced"]) for s in done.samples)
    checks.note(f"{name}: each sample says whether it stands for another", marked)


def check_load(checks, run, work, bases):
    chosen = [v for v in victims(run.demoted) if v.row.load]
    whole = populate(work / "whole", bases, chosen, act=False)
    captions = write_captions(work / "whole.jsonl", items(chosen))
    room = run.room("load")
    store = room / "store"
    run("ingest", captions, "--media", whole, "--store", store).check_returncode()
    stills = sum(p.endswith(STILLS) for _, p in items(chosen))
    clips = len(items(chosen)) - stills
    steps = max(-(-clips // BATCH), -(-stills * 9 // (BATCH * IMAGES)))  # each still is drawn nine times on average
    intact = load(run, store, whole, room / "intact", "--steps", steps)
    checks.note("load: whole files: nothing replaced, stderr clean", intact.stderr == "", intact.stderr[-300:])
    media = populate(work / "after", bases, chosen, act=True)
    dumps = []
    for threads in (1, 8):
        name = f"load, {threads} threads"
        done = load(run, store, media, room / f"damaged-{threads}", "--steps", steps, "--threads", threads)
        checks.note(f"{name}: exit 0", done.returncode == 0, done.stderr[-500:])
        check_lines(checks, name, done.stderr, r"step \d+: '[^']+' replaced: \S+: .*")
        check_delivered(checks, name, done, {v.id for v in chosen if v.row.load is not True})
        check_rows(checks, name, chosen, done, media)
        dumps.append({p.name: p.read_bytes() for p in (room / f"damaged-{threads}").iterdir()})
    checks.note("load: 1 and 8 threads, identical files", dumps[0] == dumps[1])
    print(f"load: {len(chosen)} files of {len({v.row.name for v in chosen})} kinds of fault, {steps} steps of "
          f"{BATCH} clips and {BATCH * IMAGES} stills")
    return store, whole


def check_rows(checks, name, chosen, done, media):
    found = replaced_lines(done.stderr)
    strange = found.keys() - {v.id for v in chosen}
    checks.note(f"{name}: nothing healthy is replaced", not strange, strange)
    for v in chosen:
        if v.row.load is True:
            checks.note(f"{name}: {v.id} works", v.id not in found, found.get(v.id))
            continue
        statuses = {status for status, _ in found.get(v.id, ())}
        first = [(s, m) for s, m in found.get(v.id, ()) if not m.endswith(f"found {s} before")]
        checks.note(f"{name}: {v.id} is always {v.row.load[0]}", statuses == {v.row.load[0]}, statuses)
        judge(checks, f"{name}: {v.id}", v.row.load, first[0] if first else None, media / v.path)


def check_nothing_left(checks, run, work, store, whole):
    """Where no file is left, the run stops with a report."""
    nothing = work / "nothing"
    nothing.mkdir()
    for threads in (1, 8):
        done = load(run, store, nothing, run.room(f"none-{threads}"), "--threads", threads, "--steps", 3)
        last = done.stderr.splitlines()[-1] if done.stderr else ""
        checks.note("nothing left: exit 1", done.returncode == 1, done.returncode)
        checks.note("nothing left: no batch, no report of success", not done.samples and not done.stdout, done.stdout)
        checks.note("nothing left: the report names step, count, clip, file and cause",
                    re.search(r"step 0: 64 candidates in a row failed for one place; the last was '\S+': '"
                              + re.escape(str(nothing)) + r"/\S+': (found missing before|no such file) \(exhausted\)$", last), last)
    half = work / "half"  # clips without stills: the run stops in step 0 too
    shutil.copytree(whole, half, symlinks=True, ignore=lambda _, names: [n for n in names if n.endswith(STILLS)])
    done = load(run, store, half, run.room("half-dump"), "--steps", 3)
    checks.note("no still left: exit 1 with the report", done.returncode == 1 and "(exhausted)" in done.stderr,
                done.stderr[-300:])


def main():
    media = os.environ.get("CLIPFEED_TEST_MEDIA")
    if not media or not all((pathlib.Path(media) / n).is_file() for n in ("carphone.mp4", "foliage.mkv", "cat.png")):
        print("skipped: CLIPFEED_TEST_MEDIA names no folder with the demo's media")
        return 77
    if not shutil.which("ffmpeg") or not shutil.which("ffprobe"):
        print("skipped: the ffmpeg and ffprobe programs are not there")
        return 77
    checks = Checks()
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        run = Runner(work)
        make_bases(work / "bases", pathlib.Path(media))
        check_ingest(checks, run, work, work / "bases")
        store, whole = check_load(checks, run, work, work / "bases")
        check_nothing_left(checks, run, work, store, whole)
    print(f"{checks.passed} passed, {checks.failed} failed")
    return checks.failed > 0


if __name__ == "__main__":
    sys.exit(main())
