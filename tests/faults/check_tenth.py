#!/usr/bin/python3
"""A store of which a tenth of the files is damaged: one order of the same bytes, whatever the threads, the world and
the step that a run begins at. Stills are joined, and some of them are damaged too."""
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

import numpy as np

import damage

PROGRAM = os.environ["CLIPFEED_PROGRAM"]
SOURCE = pathlib.Path(os.environ["CLIPFEED_SOURCE"])
ANNOTATIONS = SOURCE / "tools/captions/demo.jsonl"
LIMIT = 600
STEPS, BATCH, IMAGES, FRAMES = 24, 2, 3, 40
RECORDS = 3  # of each clip: with locality they are drawn together


class Checks:
    passed = failed = 0

    def note(self, name, ok, detail=""):
        self.passed += bool(ok)
        self.failed += not ok
        print("ok  " if ok else "FAIL", name, "" if ok else f": {detail}", flush=True)


def rot_middle(path):
    """One byte in the middle of the file: clips of other packets still work."""
    found = damage.packets(path)
    at, size = found[len(found) // 2]
    damage.patch(path, at + size // 2, bytes([path.read_bytes()[at + size // 2] ^ 1]))


VIDEO_DAMAGE = (damage.truncate, rot_middle, damage.fifo, damage.garbage)
STILL_DAMAGE = (damage.delete, damage.rot_byte, damage.empty, damage.directory)


def make_media(folder, media):
    """The demo's clips, their first pictures only, and its stills twice, the second time with a byte behind the end."""
    folder.mkdir()
    for name in sorted({json.loads(line)["video_path"] for line in ANNOTATIONS.read_text().splitlines()}):
        if pathlib.Path(name).suffix in (".png", ".jpg"):
            shutil.copyfile(media / name, folder / name)
            (folder / f"again-{name}").write_bytes((media / name).read_bytes() + b"\0")
        else:
            subprocess.run(["ffmpeg", "-v", "error", "-i", media / name, "-map", "0:v:0", "-frames:v", str(FRAMES), "-c",
                            "copy", folder / name], check=True)


class Loads:
    def __init__(self, work, store, media, seed):
        self.work, self.store, self.media, self.seed, self.count = work, store, media, seed, 0

    def __call__(self, *words):
        """-> the dumped folder"""
        self.count += 1
        dump = self.work / f"dump-{self.count}"
        spiece = os.environ.get("CLIPFEED_TEST_SPIECE")
        words = [PROGRAM, "load", self.store, "--media", self.media, "--frames", 4, "--interval", 4, "--size", "64x64",
                 "--dtype", "u8", "--flip", 0.5, "--batch", BATCH, "--images", IMAGES, "--seed", self.seed, "--dump",
                 dump, *(("--tokenizer", spiece) if spiece else ()), *words]
        subprocess.run([str(w) for w in words], check=True, capture_output=True, timeout=LIMIT)
        return dump


def contents(dump, first=0):
    return {p.name: p.read_bytes() for p in dump.iterdir() if int(p.name[6:12]) >= first}


def samples(dump):
    """[(JSON, pictures)] in order"""
    found = []
    for path in sorted(dump.glob("*.json")):
        video = np.load(path.with_name(path.stem + ".video.npy"))
        found += list(zip(json.loads(path.read_text()), video))
    return found


def check_full(checks, one, broken):
    full = all(len(s["frames"]) == 4 and len(s["images"]) == IMAGES and v.shape == (4 + IMAGES, 3, 64, 64)
               for s, v in one)
    checks.note("every batch is full", full and len(one) == STEPS * BATCH, len(one))
    replaced = {f["clip_id"] for s, _ in one for f in s["replaced"]}
    checks.note(f"replaced: {', '.join(sorted(replaced))}; only damaged ones", replaced <= set(broken), replaced)
    for still in (False, True):
        hit = [i for i in replaced if broken[i].endswith(damage.STILLS) == still]
        checks.note(f"damaged {'stills' if still else 'clips'} were met", hit, replaced)


def same(a, b):
    return len(a) == len(b) > 0 and all(x == y and np.array_equal(v, w) for (x, v), (y, w) in zip(a, b))


def check_orders(checks, load, one):
    whole = samples(one)
    eight = load("--steps", STEPS, "--threads", 8)
    checks.note("1 and 8 threads: identical files", contents(one) == contents(eight), eight)
    for locality in (2, 4):
        local = [load("--steps", STEPS, "--threads", t, "--locality", locality) for t in (1, 8)]
        checks.note(f"locality {locality}, 1 and 8 threads: identical files", contents(local[0]) == contents(local[1]),
                    local)
        tail = load("--start-step", 5, "--steps", STEPS - 5, "--threads", 4, "--locality", locality)
        checks.note(f"locality {locality}, from step 5: the tail's files", contents(tail) == contents(local[0], 5), tail)
    for world in (2, 3):
        ranks = [samples(load("--steps", STEPS // world, "--world", world, "--rank", r, "--threads", 2))
                 for r in range(world)]
        merged = [ranks[r][s * BATCH + j] for s in range(STEPS // world) for r in range(world) for j in range(BATCH)]
        checks.note(f"a world of {world}: the order of one", same(merged, whole), [s["clip_id"] for s, _ in merged])
    for start in (1, STEPS // 2, STEPS - 1):
        tail = load("--start-step", start, "--steps", STEPS - start, "--threads", 3)
        checks.note(f"from step {start}: the tail's files", contents(tail) == contents(one, start), tail)


def main():
    media = os.environ.get("CLIPFEED_TEST_MEDIA")
    names = {json.loads(line)["video_path"] for line in ANNOTATIONS.read_text().splitlines()}
    if not media or not all((pathlib.Path(media) / n).is_file() for n in names):
        print("skipped: CLIPFEED_TEST_MEDIA names no folder with all of the demo's media")
        return 77
    if not shutil.which("ffmpeg") or not shutil.which("ffprobe"):
        print("skipped: the ffmpeg and ffprobe programs are not there")
        return 77
    seed = int(os.environ.get("CLIPFEED_TEST_SEED", random.randrange(1 << 32)))
    print(f"seed {seed} (CLIPFEED_TEST_SEED repeats it)")
    checks, rng = Checks(), random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        make_media(work / "media", pathlib.Path(media))
        files = sorted(p.name for p in (work / "media").iterdir())
        captions, store = work / "captions.jsonl", work / "store"
        ids = {f"{n.replace('.', '-')}-{k}": n for n in files for k in range(1 if n.endswith(damage.STILLS) else RECORDS)}
        captions.write_text("".join(json.dumps({"video_id": i, "video_path": n, "captions":
                                                [{"idx": "-1", "content": f"what {i} shows"}]}) + "\n"
                                    for i, n in ids.items()))
        subprocess.run([PROGRAM, "ingest", captions, "--media", work / "media", "--store", store], check=True,
                       capture_output=True, timeout=LIMIT)
        clips = [n for n in files if not n.endswith(damage.STILLS)]
        stills = [n for n in files if n.endswith(damage.STILLS)]
        half = len(files) // 20
        chosen = rng.sample(clips, half) + rng.sample(stills, half)
        acts = rng.sample(VIDEO_DAMAGE, half) + rng.sample(STILL_DAMAGE, half)
        for name, act in zip(chosen, acts):
            act(work / "media" / name)
        print(f"{len(files)} files; damaged: " + ", ".join(f"{n} ({a.__name__})" for n, a in zip(chosen, acts)))
        load = Loads(work, store, work / "media", seed % 1000)
        one = load("--steps", STEPS, "--threads", 1)
        check_full(checks, samples(one), {i: n for i, n in ids.items() if n in chosen})
        check_orders(checks, load, one)
    print(f"{checks.passed} passed, {checks.failed} failed")
    return checks.failed > 0


if __name__ == "__main__":
    sys.exit(main())
