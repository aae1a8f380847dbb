#!/usr/bin/python3
"""Every command answers --help, refuses wrong usage with 2, bad data with 1 and the reason on standard error, keeps
results and notes apart, and draws its bar on a terminal only."""

import json
import os
import pty
import re
import subprocess
import sys
import tempfile

PROGRAM = os.environ["CLIPFEED_PROGRAM"]
ITEMS = 3


def run(*words):
    done = subprocess.run([PROGRAM, *words], capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


def on_terminal(*words):
    """The same with a terminal as standard error: (status, what it was shown)."""
    main, side = pty.openpty()
    child = subprocess.Popen([PROGRAM, *words], stdout=subprocess.DEVNULL, stderr=side)
    os.close(side)
    shown = b""
    while True:
        try:
            piece = os.read(main, 65536)
        except OSError:  # the last writer has gone
            break
        if not piece:
            break
        shown += piece
    os.close(main)
    return child.wait(), shown.decode()


def sources(folder):
    """Items that need no media, and one that cannot be stored: its id is taken."""
    good, bad = os.path.join(folder, "good.jsonl"), os.path.join(folder, "bad.jsonl")
    rows = [{"video_id": f"clip-{n}", "video_path": f"{n}.mp4", "captions": [{"idx": "-1", "content": "A street."}],
             "keyframe": [], "timestamp": []} for n in range(ITEMS)]
    for path, content in (good, rows), (bad, rows + rows[:1]):
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in content)
    return good, bad


def check(failures, name, ok, found):
    print("ok  " if ok else "FAIL", name, "" if ok else found)
    failures += [] if ok else [name]


def check_help(failures):
    status, out, _ = run("--help")
    commands = re.findall(r"^  (\w+) +\w", out, re.M)
    check(failures, "--help lists the commands", status == 0 and len(commands) >= 9, out)
    for command in commands:
        status, out, err = run(command, "--help")
        whole = out.startswith(f"usage: clipfeed {command} ") and "\nexample: " in out and "  -q " in out
        check(failures, f"{command} --help", status == 0 and whole and not err, (status, out, err))
        status, out, err = run(command, "--nonsense")
        named = err.startswith(f"clipfeed {command}: --nonsense") and f"clipfeed {command} --help" in err
        check(failures, f"{command} --nonsense", status == 2 and named and not out, (status, out, err))


def check_refusals(failures, folder):
    absent, there = os.path.join(folder, "absent"), os.path.join(folder, "good")
    for status, reason, *words in (
            (2, "COMMAND"), (2, "'bogus'", "bogus"), (2, "one STORE", "stats"), (2, "--store", "ingest", "a.jsonl"),
            (2, "from 0 to 1", "load", there, "--flip", "2"), (2, "HxW", "load", there, "--size", "256"),
            (2, "a value", "load", there, "--batch"), (2, "from 1 to", "load", there, "--batch", "x"),
            (2, "from 1 to", "load", there, "--batch", "0"), (2, "not both", "frames", "a", "--index", "0", "--time", "1"),
            (1, absent, "stats", absent), (1, absent, "verify", absent), (1, absent, "load", absent),
            (1, absent, "probe", absent), (1, "nobody", "get", there, "nobody"),
            (1, "no media", "load", there, "--steps", "1")):
        found = run(*words)
        check(failures, f"clipfeed {' '.join(words)}".replace(folder, "."),
              found[0] == status and reason in found[2] and not found[1], found)


def check_ingest(failures, folder):
    good, bad = sources(folder)
    found = run("ingest", good, "--no-media", "--store", os.path.join(folder, "good"))
    check(failures, "ingest: done, and silent", found[0] == 0 and not found[2], found)
    found = run("ingest", bad, "--no-media", "--store", os.path.join(folder, "bad"))
    check(failures, "ingest: 1 and the reason", found[0] == 1 and "clip-0: duplicate" in found[2], found)
    found = run("ingest", bad, "--no-media", "-q", "--store", os.path.join(folder, "bad-q"))
    check(failures, "ingest -q: no notes", found[0] == 1 and not found[2] and "skipped" in found[1], found)
    found = run("stats", os.path.join(folder, "good"), "-v")
    check(failures, "stats -v: time and memory", found[0] == 0 and "MiB" in found[2] and "MiB" not in found[1], found)
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = subprocess.run([PROGRAM, "stats", os.path.join(folder, "good")], stdout=full, stderr=subprocess.PIPE)
    check(failures, "a full disk behind '>'", done.returncode == 1 and b"standard output" in done.stderr, done)


def check_bar(failures, folder):
    status, shown = on_terminal("ingest", os.path.join(folder, "good.jsonl"), "--no-media", "--store",
                                os.path.join(folder, "bar"))
    check(failures, "a terminal is shown progress, and left clean",
          status == 0 and "ingest 1, 1 stored" in shown and shown.endswith("\r\033[K"), repr(shown))
    status, shown = on_terminal("ingest", os.path.join(folder, "good.jsonl"), "--no-media", "-q", "--store",
                                os.path.join(folder, "bar-q"))
    check(failures, "not with -q", status == 0 and not shown, repr(shown))


def main():
    failures = []
    with tempfile.TemporaryDirectory(prefix="clipfeed-usage-") as folder:
        check_help(failures)
        check_ingest(failures, folder)
        check_refusals(failures, folder)
        check_bar(failures, folder)
    print(f"{len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
