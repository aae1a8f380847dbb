#!/usr/bin/python3
"""What a running load asks of the system: no probing, little more than the needed bytes, no descriptor left open."""
import collections
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from damage import make_bases

PROGRAM = os.environ["CLIPFEED_PROGRAM"]
SOURCE = pathlib.Path(os.environ["CLIPFEED_SOURCE"])
ANNOTATIONS = SOURCE / "tools/captions/demo.jsonl"
LIMIT = 600
KEPT_OPEN = 8  # files of one thread
SLACK = 1.1  # bytes read for each byte of the span that a clip needs

SHIM = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
static void note(const char *name)
{
    int fd = open(getenv("CALLS_TO"), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644);
    dprintf(fd, "%s\n", name);
    close(fd);
}
#define WATCH(name, types, values) \
    int name types { note(#name); int (*real) types = (int (*) types)dlsym(RTLD_NEXT, #name); return real values; }
WATCH(avformat_find_stream_info, (void *c, void **o), (c, o))
WATCH(avformat_open_input, (void **c, const char *u, const void *f, void **o), (c, u, f, o))
WATCH(av_probe_input_buffer2, (void *p, const void **f, const char *u, void *l, unsigned o, unsigned m), (p, f, u, l, o, m))
WATCH(avcodec_send_packet, (void *c, const void *p), (c, p))
"""


class Checks:
    passed = failed = 0

    def note(self, name, ok, detail=""):
        self.passed += bool(ok)
        self.failed += not ok
        print("ok  " if ok else "FAIL", name, "" if ok else f": {detail}", flush=True)


def run(*words, **options):
    return subprocess.run([str(w) for w in words], capture_output=True, text=True, timeout=LIMIT, check=True, **options)


def load_words(store, media, *more):
    return (PROGRAM, "load", store, "--media", media, "--threads", 2, "--images", 2, "--size", "64x64", "--json", *more)


# By interposition: which of libav's functions are called.

def count_calls(shim, log, *words):
    log.write_text("")
    run(*words, env={**os.environ, "LD_PRELOAD": str(shim), "CALLS_TO": str(log)})
    return collections.Counter(log.read_text().split())


def check_calls(checks, work, store, media):
    if any(b"_%s_init" % s in pathlib.Path(PROGRAM).read_bytes() for s in (b"asan", b"tsan")):
        print("skipped: a sanitizer's runtime must be loaded first: calls are not counted in this build")
        return
    source, shim, log = work / "shim.c", work / "shim.so", work / "calls"
    source.write_text(SHIM)
    run(os.environ.get("CC", "cc"), "-shared", "-fPIC", "-o", shim, source, "-ldl")
    probe = count_calls(shim, log, PROGRAM, "probe", media / "bikes.mp4")
    checks.note("the shim sees a probe's calls", probe["avformat_open_input"] == probe["avformat_find_stream_info"] == 1,
                probe)
    calls = count_calls(shim, log, *load_words(store, media, "--steps", 6))
    checks.note(f"load: {calls['avcodec_send_packet']} packets decoded, no container opened, nothing probed",
                calls.keys() == {"avcodec_send_packet"}, calls)
    ts_store = demuxed_store(work, media)
    calls = count_calls(shim, log, *load_words(ts_store, work / "ts", "--images", 0))
    checks.note(f"load of a transport stream: {calls['avformat_open_input']} containers opened, nothing probed",
                calls["avformat_open_input"] > 0 and not calls["avformat_find_stream_info"], calls)


def demuxed_store(work, media):
    folder, captions, store = work / "ts", work / "ts.jsonl", work / "ts-store"
    folder.mkdir()
    run("ffmpeg", "-v", "error", "-i", media / "carphone.mp4", "-c", "copy", "-bsf:v", "h264_mp4toannexb", "-f", "mpegts",
        folder / "a.ts")
    captions.write_text(json.dumps({"video_id": "a", "video_path": "a.ts",
                                    "captions": [{"idx": "-1", "content": "a man in a car"}]}) + "\n")
    run(PROGRAM, "ingest", captions, "--media", folder, "--store", store)
    return store


# By strace: what is opened and read.

CALL = re.compile(r"^\d+ +(\w+)\((.*)\) += (-?\d+|\?)(<(.*)>)?")


def trace(work, *words):
    """[(call, arguments, result, path of the result)]"""
    log = work / "strace"
    calls = "openat,open,creat,openat2,read,pread64,readv,preadv,preadv2,mmap,socket,pipe,pipe2,dup,fcntl"
    # the leak sanitizer cannot run under a tracer
    quiet = {**os.environ, "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "") + ":detect_leaks=0"}
    run("strace", "-f", "-y", "-s", 0, "-o", log, "-e", f"trace={calls}", *words, env=quiet)
    return [m.group(1, 2, 3, 5) for m in map(CALL.match, log.read_text().splitlines()) if m]


def can_trace(work):
    try:
        return bool(trace(work, "cat", "/dev/null"))
    except (subprocess.SubprocessError, FileNotFoundError):
        return False


def packets(path):
    """[(position, size, pts, is a start)] in decode order"""
    out = run("ffprobe", "-v", "error", "-select_streams", "v:0", "-of", "json", "-show_packets", path).stdout
    return [(int(p["pos"]), int(p["size"]), float(p["pts_time"]), "K" in p["flags"]) for p in json.loads(out)["packets"]]


def span(table, times):
    """Bytes from the start that a decoder needs to the last wanted packet."""
    near = [min(range(len(table)), key=lambda i: abs(table[i][2] - t)) for t in times]
    start = max((i for i in range(min(near) + 1) if table[i][3] and table[i][2] <= min(times) + 1e-4), default=0)
    used = table[start:max(near) + 1]
    return max(p + s for p, s, _, _ in used) - min(p for p, _, _, _ in used)


def needed_bytes(media, dump):
    total, tables = 0, {}
    for path in dump.glob("*.json"):
        for sample in json.loads(path.read_text()):
            name = sample["path"]
            tables[name] = tables.get(name) or packets(media / name)
            total += span(tables[name], sample["pts"])
            total += sum((media / i["path"]).stat().st_size for i in sample["images"])
    return total


def check_trace(checks, work, store, media):
    if not can_trace(work):
        print("skipped: strace is not there or may not trace: what is opened and read is not checked")
        return
    dump = work / "dump"
    calls = trace(work, *load_words(store, media, "--steps", 6, "--dump", dump))
    opens = [(a, r) for c, a, r, _ in calls if c in ("open", "openat", "openat2", "creat") and not r.startswith("-")]
    # libraries look at the machine while they are loaded, the thread sanitizer at its own files
    early = ('"/proc/', '"/sys/', '"/dev/urandom"', '/tsan.')
    closed = {p for c, a, _, _ in calls if c == "fcntl" and "F_SETFD, FD_CLOEXEC" in a for p in re.findall("<(.*)>", a)}
    loose = [a for a, _ in opens if "O_CLOEXEC" not in a and not any(e in a for e in early) and
             not any(f'"{p}"' in a for p in closed)]
    checks.note(f"load: {len(opens)} opens, each O_CLOEXEC", opens and not loose, loose[:3])
    bare = [(c, a) for c, a, r, _ in calls if c in ("creat", "pipe", "dup", "socket") and not r.startswith("-") and
            "CLOEXEC" not in a]
    checks.note("load: no other descriptor without CLOEXEC", not bare, bare[:3])
    media_opens = [a for a, _ in opens if f'"{media}/' in a]
    writes = [a for a in media_opens if "O_RDONLY" not in a or "O_NONBLOCK" not in a]
    checks.note("load: media are opened for reading, without waiting", media_opens and not writes, writes[:3])
    read = sum(int(r) for c, a, r, _ in calls if "read" in c and f"<{media}/" in a and r.isdigit())
    mapped = [a for c, a, _, _ in calls if c == "mmap" and f"<{media}/" in a]
    needed = needed_bytes(media, dump)
    checks.note(f"load: {read} bytes read of media for spans of {needed}: {read / needed:.3f}",
                0.5 < read / needed <= SLACK and not mapped, mapped[:3])


def many_files(work, media):
    """A store of more files than are kept open."""
    folder, captions, store = work / "many", work / "many.jsonl", work / "many-store"
    make_bases(folder, media)
    rows = []
    for n in range(60):
        suffix = ("mp4", "mkv", "webm", "png", "jpg")[n % 5]
        (folder / f"{n}.{suffix}").symlink_to(f"base.{suffix}")
        rows.append({"video_id": str(n), "video_path": f"{n}.{suffix}", "captions": [{"idx": "-1", "content": "it"}]})
    captions.write_text("".join(json.dumps(r) + "\n" for r in rows))
    run(PROGRAM, "ingest", captions, "--media", folder, "--store", store)
    return store, folder


def check_descriptors(checks, work, media):
    """A run opens thousands of files; at no moment more are open than two threads keep, and the store."""
    store, folder = many_files(work, media)
    steps = 300
    child = subprocess.Popen([str(w) for w in load_words(store, folder, "--frames", 4, "--steps", steps)],
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    counts = []
    while child.poll() is None:
        try:
            counts.append(len(os.listdir(f"/proc/{child.pid}/fd")))
            child.wait(0.02)
        except subprocess.TimeoutExpired:
            pass
        except OSError:
            break
    out, err = child.communicate(timeout=LIMIT)
    checks.note(f"long run: exit 0, {steps} batches, stderr clean", child.returncode == 0 and not err and
                json.loads(out)["batches"] == steps, (child.returncode, err[-300:]))
    most, bound = max(counts), 3 + 4 + 2 * KEPT_OPEN
    checks.note(f"long run: {len(counts)} looks, at most {most} descriptors, {bound} allowed",
                len(counts) >= 8 and most <= bound, counts[::max(1, len(counts) // 50)])


def main():
    media = os.environ.get("CLIPFEED_TEST_MEDIA")
    names = [json.loads(line)["video_path"] for line in ANNOTATIONS.read_text().splitlines()]
    if not media or not all((pathlib.Path(media) / n).is_file() for n in names):
        print("skipped: CLIPFEED_TEST_MEDIA names no folder with all of the demo's media")
        return 77
    if not shutil.which("ffmpeg") or not shutil.which("ffprobe"):
        print("skipped: the ffmpeg and ffprobe programs are not there")
        return 77
    checks, media = Checks(), pathlib.Path(media).resolve()
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        store = work / "store"
        run(PROGRAM, "ingest", ANNOTATIONS, "--media", media, "--store", store, "--no-proof")
        check_calls(checks, work, store, media)
        check_trace(checks, work, store, media)
        check_descriptors(checks, work, media)
    print(f"{checks.passed} passed, {checks.failed} failed")
    return checks.failed > 0


if __name__ == "__main__":
    sys.exit(main())
