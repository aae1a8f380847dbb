#!/usr/bin/python3
"""An epoch over many files, some damaged after ingest: memory and open descriptors stay flat.

2,000 records of 200 files; 20,000 of 2,000 where CLIPFEED_TEST_FULL is set. The files are cuts of 40 encodes, unlike
in codec, container, GOP and extradata. From the 1,000th clip on RssAnon + RssShmem and the open descriptors rise
by no more than 5 % of what they were there. The seed is printed; CLIPFEED_TEST_SEED sets it."""
import concurrent.futures
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time

PROGRAM = os.environ["CLIPFEED_PROGRAM"]
EPOCH = pathlib.Path(os.environ["CLIPFEED_TEST_PROGRAMS"]) / "helper_epoch"
WINDOWS, BASES, FRAMES, KEPT = 10, 40, 80, 44
FROM_CLIP, MARGIN, BATCH, THREADS = 1000, 1.05, 8, 2

CODECS = (
    (".mp4", "-c:v libx264 -preset {speed} -crf {quality} -g {gop} -bf {b} -refs {refs} -threads 1"),
    (".mkv", "-c:v libx264 -preset {speed} -crf {quality} -g {gop} -bf {b} -refs {refs} -threads 1"),
    (".mp4", "-c:v libx265 -preset ultrafast -x265-params log-level=none:pools=1:frame-threads=1:open-gop=0:crf={quality}:"
             "keyint={gop}:bframes={b}:ref={refs}"),
    (".webm", "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -b:v {quality}0k -g {gop} -threads 1"),
    (".mp4", "-c:v libsvtav1 -preset 12 -svtav1-params lp=1 -crf {quality} -g {gop}"),
)
PATTERNS = ("testsrc2=size=320x180:rate=25", "mandelbrot=size=320x180:rate=25:maxiter=80:start_scale=1.5:end_scale=0.5",
            "gradients=size=320x180:rate=25:seed={}:speed=0.03",
            "testsrc2=size=320x180:rate=25,noise=alls=8:allf=t:all_seed={}")


def ffmpeg(*words):
    subprocess.run(["ffmpeg", "-v", "error", "-nostdin", "-y", *map(str, words)], check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.PIPE, env={**os.environ, "SVT_LOG": "0"})


def encode(job):
    path, pattern, options = job
    ffmpeg("-f", "lavfi", "-i", pattern, "-frames:v", FRAMES, "-pix_fmt", "yuv420p", *options.split(), path)


def cut(job):
    base, outputs = job
    words = ["-i", base]
    for path, begin, frames, name in outputs:
        words += ["-map", "0:v", "-c", "copy", "-ss", f"{begin / 25:.2f}", "-frames:v", frames, "-metadata",
                  f"comment={name}", path]
    ffmpeg(*words)


def make_media(media, count, rng):
    """`count` files, none of which has the content of another."""
    bases, jobs, cuts = media.parent / "bases", [], []
    bases.mkdir()
    media.mkdir()
    for i in range(BASES):
        suffix, options = CODECS[i % len(CODECS)]
        options = options.format(speed=rng.choice(("ultrafast", "superfast")), quality=rng.randrange(24, 40),
                                 gop=rng.randrange(6, 17), b=rng.randrange(0, 4), refs=rng.randrange(1, 4))
        jobs.append((bases / f"{i:02d}{suffix}", PATTERNS[i // len(CODECS) % len(PATTERNS)].format(i), options))
    for i, (base, _, _) in enumerate(jobs):
        outputs = [(media / f"{k:05d}{base.suffix}", rng.randrange(0, FRAMES - KEPT - 18), rng.randrange(KEPT + 4, FRAMES),
                    f"cut {k} of {i}") for k in range(i, count, BASES)]
        cuts += [(base, outputs[at:at + 25]) for at in range(0, len(outputs), 25)]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        list(pool.map(encode, jobs))
        list(pool.map(cut, cuts))
    shutil.rmtree(bases)


def write_annotations(path, media, rng):
    words = "a quiet river under tall dark trees while small birds cross the pale evening sky again and slowly".split()
    elements = [{"path": p.name, "frame_idx": f"{at}:{at + 8}", "cap": " ".join(rng.choices(words, k=rng.randrange(20, 120)))}
                for p in sorted(media.iterdir()) for at in range(0, 4 * WINDOWS, 4)]
    path.write_text(json.dumps(elements))
    return len(elements)


def truncate(path):
    os.truncate(path, path.stat().st_size // 3)


def garbage(path, rng):
    path.write_bytes(rng.randbytes(path.stat().st_size))


def rot(path, rng):
    """Bytes here and there in the second half: some clips of the file still work."""
    data = bytearray(path.read_bytes())
    for _ in range(len(data) // 2000 + 4):
        data[rng.randrange(len(data) // 2, len(data))] ^= 0x5A
    path.write_bytes(data)


def break_some(media, rng):
    files = rng.sample(sorted(media.iterdir()), len(list(media.iterdir())) // 50)
    acts = (truncate, pathlib.Path.unlink, lambda p: rot(p, rng), lambda p: garbage(p, rng))
    for i, path in enumerate(files):
        acts[i % len(acts)](path)
    return {p.name for p in files}


def within(name, rows, value, failures):
    """rows from the 1,000th clip on"""
    values = [value(r) for r in rows]
    print(f"{name}: {values[0]} at clip {rows[0][0]}, then {min(values)} to {max(values)}, {values[-1]} at the end "
          f"({100 * (max(values) / values[0] - 1):+.1f} % at most)")
    bound = max(values[0] * MARGIN, values[0] + THREADS)  # each thread may hold one more file than at that clip
    if max(values) > bound:
        failures.append(f"{name}: {max(values)}, expected at most {bound:.0f}")


def check_epoch(store, media, records, broken, seed, measured):
    failures, begin = [], time.monotonic()
    run = subprocess.run([EPOCH, store, media, str(THREADS), str(BATCH), str(seed % 1000), "64", "4", "u8"],
                         capture_output=True, text=True, check=False)
    lines = run.stdout.splitlines()
    rows = [tuple(map(int, line.split())) for line in lines if line[0].isdigit()]
    replaced = [line.split()[1:] for line in lines if line.startswith("replaced")]
    clips = rows[-1][0] if rows else 0
    print(f"{clips} clips in {time.monotonic() - begin:.1f} s; {len(replaced)} candidates replaced: "
          f"{', '.join(sorted({status for _, status in replaced}))}")
    if run.returncode or clips < records:
        failures.append(f"exit {run.returncode} after {clips} clips, expected {records}: {run.stderr}")
        return failures
    strangers = [r for r in replaced if not any(name in r[0] for name in broken)]
    if strangers or not replaced:
        failures.append(f"{len(replaced)} replaced, of whole files: {strangers[:5]}")
    if measured:
        rows = [r for r in rows if r[0] >= FROM_CLIP]
        within("RssAnon + RssShmem, KiB", rows, lambda r: r[1] + r[2], failures)
        within("open descriptors", rows, lambda r: r[4], failures)
        print(f"RssFile, KiB: {rows[0][3]} at clip {rows[0][0]}, {rows[-1][3]} at the end")
    if os.environ.get("CLIPFEED_TEST_ROWS"):
        pathlib.Path(os.environ["CLIPFEED_TEST_ROWS"]).write_text(run.stdout)
    return failures


def main():
    if not shutil.which("ffmpeg"):
        print("skipped: the ffmpeg program is not there")
        return 77
    sanitized = re.search(rb"__[atm]san_init", EPOCH.read_bytes()) is not None
    if sanitized:
        print("the program is instrumented: its memory is not measured")
    count = 2000 if os.environ.get("CLIPFEED_TEST_FULL") and not sanitized else 200
    seed = int(os.environ.get("CLIPFEED_TEST_SEED") or random.randrange(1 << 32))
    print(f"CLIPFEED_TEST_SEED={seed}")
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        media, store, begin = work / "media", work / "store", time.monotonic()
        make_media(media, count, rng)
        records = write_annotations(work / "elements.json", media, rng)
        print(f"{count} files made in {time.monotonic() - begin:.1f} s", flush=True)
        begin = time.monotonic()
        ingest = subprocess.run([PROGRAM, "ingest", work / "elements.json", "--media", media, "--store", store, "--json"],
                                capture_output=True, text=True, check=False)
        stored = json.loads(ingest.stdout or "{}").get("stored")
        print(f"{stored} of {records} records stored in {time.monotonic() - begin:.1f} s", flush=True)
        if ingest.returncode or stored != records:
            print(f"FAILED: ingest: {ingest.stdout}{ingest.stderr[-2000:]}")
            return 1
        failures = check_epoch(store, media, records, break_some(media, rng), seed, not sanitized)
    for failure in failures:
        print("FAILED:", failure)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
