#!/usr/bin/python3
"""The program from annotations to batches: ingest, get, load and frames against ffmpeg and float64 arithmetic."""
import json
import multiprocessing
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "fixtures"))
import reference  # noqa: E402

ANNOTATIONS = pathlib.Path("tools/captions/demo.jsonl")
PROFILES = {"latte": (256, 9), "open-sora-plan-1.1": (512, 6)}  # output size, steps
BATCH = 2
LIMIT = 120  # seconds for one run of the program


class Checks:
    passed = failed = 0

    def note(self, name, ok, detail=""):
        self.passed += bool(ok)
        self.failed += not ok
        print("ok  " if ok else "FAIL", name, "" if ok else f": {detail}", flush=True)

    def run(self, name, body, *arguments):
        """A check that a broken program ends early is one failed check."""
        try:
            return body(self, *arguments)
        except (subprocess.SubprocessError, ValueError, KeyError, IndexError, OSError) as e:
            self.note(name, False, f"{type(e).__name__}: {e} {(getattr(e, 'stderr', b'') or b'')[-300:]}")


class Dump:
    """Batches that 'load --dump' wrote."""

    def __init__(self, folder, stderr=""):
        self.folder, self.stderr = folder, stderr
        self.samples = []  # (JSON, array)
        for path in sorted(folder.glob("*.json")):
            video = np.load(path.with_suffix("").with_suffix(".video.npy"), mmap_mode="r")
            self.samples += [(s, video[j]) for j, s in enumerate(json.loads(path.read_text()))]

    def files(self):
        return {p.name: p for p in self.folder.iterdir()}

    def ids(self):
        return [s["clip_id"] for s, _ in self.samples]


def program(*arguments):
    return subprocess.run([os.environ["CLIPFEED_PROGRAM"], *map(str, arguments)], check=True, capture_output=True,
                          timeout=LIMIT)


def load(work, store, media, name, **options):
    """Runs 'load' into a fresh folder of that name."""
    options = {"profile": "latte", "dtype": "u8", "batch": BATCH, "dump": work / name, **options}
    words = [w for k, v in options.items() for w in ("--" + k.replace("_", "-"), v)]
    done = program("load", store, "--media", media, *words)
    return Dump(work / name, done.stderr.decode(errors="replace"))


def same_files(a, b):
    a, b = a.files(), b.files()
    return bool(a) and a.keys() == b.keys() and all(a[k].read_bytes() == b[k].read_bytes() for k in a)


def same_samples(a, b):
    return len(a) == len(b) > 0 and all(x["clip_id"] == y["clip_id"] and x["frames"] == y["frames"] and
                                        np.array_equal(v, w) for (x, v), (y, w) in zip(a, b))


def replaced(dump):
    return [(f["clip_id"], f["status"]) for s, _ in dump.samples for f in s["replaced"]]


# The store.

def expected_captions(annotation):
    """(kind, time, text), in the annotation's order: idx -1 is the whole clip's, idx n begins at timestamp n."""
    times = annotation.get("timestamp", [])
    return [("dense", None, c["content"]) if c["idx"] == "-1" else ("diff", times[int(c["idx"])], c["content"])
            for c in annotation["captions"]]


def check_store(checks, store):
    verified = json.loads(program("verify", store, "--json").stdout)
    annotations = [json.loads(line) for line in ANNOTATIONS.read_text().splitlines()]
    checks.note("verify: every record, no fault", verified == {"records": len(annotations), "faults": 0}, verified)
    wrong = []
    for a in annotations:
        record = json.loads(program("get", store, a["video_id"], "--json").stdout)
        found = [(c["kind"], c["time"], c["text"]) for c in record["captions"]]
        if found != expected_captions(a) or record["path"] != a["video_path"]:
            wrong.append(a["video_id"])
    checks.note("get: every record's captions are the annotation's", not wrong, wrong)


# Order.

def check_threads(checks, work, store, media, steps):
    one = load(work, store, media, "threads-1", threads=1, steps=steps)
    eight = load(work, store, media, "threads-8", threads=8, steps=steps)
    checks.note("load: full batches", len(one.samples) == steps * BATCH, len(one.samples))
    checks.note("load: 1 and 8 threads, identical files", same_files(one, eight), f"{one.folder} {eight.folder}")
    checks.note("load: intact media, nothing replaced", not replaced(one), replaced(one))
    return one


def check_world(checks, work, store, media, one, world):
    ranks = [load(work, store, media, f"rank-{r}-of-{world}", world=world, rank=r, steps=3).samples for r in range(world)]
    merged = [ranks[r][s * BATCH + j] for s in range(3) for r in range(world) for j in range(BATCH)]
    count = min(len(merged), len(one.samples))
    checks.note(f"load: worlds of 1 and {world} give one order", same_samples(merged[:count], one.samples[:count]),
                [s["clip_id"] for s, _ in merged])


def check_annotation(checks, media, one):
    """Caption and pts of every dumped sample against the annotation and `probe`."""
    rows = {json.loads(line)["video_id"]: json.loads(line) for line in ANNOTATIONS.read_text().splitlines()}
    faults = []
    for sample, _ in one.samples:
        row = rows[sample["clip_id"]]
        pts = json.loads(program("probe", media / sample["path"], "--json").stdout)["pts"]
        text = row["captions"][sample["caption_index"]]
        if text["idx"] != "-1" or text["content"] != sample["caption"] or sample["path"] != row["video_path"]:
            faults.append((sample["clip_id"], "caption"))
        if sample["pts"] != [pts[f] for f in sample["frames"]]:
            faults.append((sample["clip_id"], "pts"))
    checks.note(f"load: caption, path and pts of {len(one.samples)} samples are the annotation's", not faults, faults)


def check_start(checks, work, store, media, one, steps):
    start = steps // 2
    tail = load(work, store, media, "tail", start_step=start, steps=steps - start)
    same = same_samples(tail.samples, one.samples[start * BATCH:])
    checks.note("load: a later start gives the tail", same, tail.ids())


# Pixels.

def compare(path, profile, out, frames, pictures):
    """The largest difference over pictures (frames x 3 x out x out)."""
    stream = reference.probe(path)
    rows = reference.ffmpeg_rows(path, stream, frames)
    worst = 0
    for n, picture in zip(frames, pictures):
        worst = max(worst, int(np.abs(reference.convert(stream, rows[n], profile, out) - picture).max()))
    return worst


def geometry_fault(path, profile, out, sample):
    stream = reference.probe(path)
    crop, resized = reference.geometry(profile, stream["height"], stream["width"], out)
    return None if (sample["crop"], sample["resized"]) == (crop, resized) else f"expected {crop} {resized}"


def compare_sample(task):
    """-> (clip id, 'fault' or None)"""
    media, profile, out, sample, array_path, j = task
    array = np.load(array_path, mmap_mode="r")[j]
    array = array if profile == "latte" else array.swapaxes(0, 1)
    count = len(sample["frames"])
    try:
        fault = geometry_fault(media / sample["path"], profile, out, sample)
        worst = compare(media / sample["path"], profile, out, sample["frames"], array[:count])
        fault = fault or (f"clip off by {worst}" if worst > 1 else None)
        for image, picture in zip(sample["images"], array[count:]):
            worst = compare(media / image["path"], profile, out, [0], picture[None])
            fault = fault or (f"{image['clip_id']} off by {worst}" if worst > 1 else None)
        if len(array) != count + len(sample["images"]):
            fault = f"{len(array)} pictures for {count} frames and {len(sample['images'])} images"
    except (ValueError, OSError, subprocess.SubprocessError) as e:
        fault = str(e)
    return sample["clip_id"], fault


def check_pixels(checks, pool, media, profile, dump):
    out = PROFILES[profile][0]
    tasks = [(media, profile, out, s, dump.folder / f"batch-{i // BATCH:06}.video.npy", i % BATCH)
             for i, (s, _) in enumerate(dump.samples)]
    results = pool.map(compare_sample, tasks, chunksize=1)
    faults = [r for r in results if r[1]]
    images = sum(len(s["images"]) for s, _ in dump.samples)
    checks.note(f"pixels: {profile}, {len(results)} clips and {images} images within 1 level",
                results and not faults, faults)


def raw_fault(task):
    """-> 'fault' or None: 'frames --raw' against ffmpeg's rawvideo."""
    path, seed, out = task
    try:
        count = json.loads(program("probe", path, "--json").stdout)["frames"]
        indices = random.Random(f"{seed} {path.name}").sample(range(count), min(10, count))
        program("frames", path, "--raw", "--index", ",".join(map(str, indices)), "--out", out)
        found = np.load(out).reshape(len(indices), -1)
        rows = reference.ffmpeg_rows(path, reference.probe(path), indices)
        bad = [n for n, row in zip(indices, found) if row.tobytes() != rows[n]]
        return f"{path.name}: frames {bad}" if bad else None
    except (ValueError, OSError, subprocess.SubprocessError) as e:
        return f"{path.name}: {e}"


def media_files():
    return sorted(json.loads(line)["video_path"] for line in ANNOTATIONS.read_text().splitlines())


def check_raw(checks, pool, work, media, seed):
    stills = (".jpg", ".png")
    for kind, wanted in (("clips, 10 frames each", False), ("stills", True)):
        tasks = [(media / p, seed, work / (p + ".npy")) for p in media_files() if p.endswith(stills) == wanted]
        faults = [f for f in pool.map(raw_fault, tasks, chunksize=1) if f]
        checks.note(f"frames --raw: {len(tasks)} {kind}: ffmpeg's bytes", tasks and not faults, faults)


# Damage.

def truncate(path, _):
    os.truncate(path, path.stat().st_size * 2 // 3)


def packet_middle(path, seconds):
    out = subprocess.run(["ffprobe", "-v", "error", "-select_streams", "v:0", "-of", "json", "-show_entries",
                          "packet=pts_time,pos,size", str(path)], check=True, capture_output=True).stdout
    packets = json.loads(out)["packets"]
    packet = min(packets, key=lambda p: abs(float(p.get("pts_time", "inf")) - seconds))
    return int(packet["pos"]) + int(packet["size"]) // 2


def flip(path, sample):
    """One byte of a packet that the sample needs."""
    at = packet_middle(path, sample["pts"][len(sample["pts"]) // 2])
    data = bytearray(path.read_bytes())
    data[at] ^= 0xFF
    path.write_bytes(data)


def garbage(path, _):
    path.write_bytes(random.Random(path.name).randbytes(path.stat().st_size))


def delete(path, _):
    path.unlink()


def fifo(path, _):
    path.unlink()
    os.mkfifo(path)


def folder(path, _):
    path.unlink()
    path.mkdir()


DAMAGE = [[(truncate, {"changed"}), (flip, {"corrupt"}), (delete, {"missing"})],
          [(garbage, {"changed", "corrupt"}), (fifo, {"not-a-file"}), (folder, {"not-a-file"})]]


def check_copy(checks, work, store, media, one, steps):
    copy = work / "copy"
    shutil.copytree(media, copy, copy_function=shutil.copyfile)
    for path in copy.iterdir():
        os.utime(path, (1, 1))
    dump = load(work, store, copy, "copied", threads=2, steps=steps)
    checks.note("damage: copied and touched files work", same_files(one, dump), replaced(dump))


def victims(one, seed, count):
    whole = [s for s, _ in one.samples if not s["replaced"] and s["path"].endswith((".mp4", ".mov"))]
    return random.Random(seed).sample(whole, count)


def damage(work, media, name, kinds, chosen):
    """-> (folder, {clip id: (kind, statuses)})"""
    copy = work / name
    shutil.copytree(media, copy)
    for (act, _), sample in zip(kinds, chosen):
        act(copy / sample["path"], sample)
    return copy, {s["clip_id"]: (act.__name__, statuses) for (act, statuses), s in zip(kinds, chosen)}


def check_named(checks, expected, dump, one):
    found = set(replaced(dump))
    for clip, (kind, statuses) in expected.items():
        got = {status for c, status in found if c == clip}
        checks.note(f"damage: {kind} {clip}: {'/'.join(sorted(statuses))}", got and got <= statuses, got)
        checks.note(f"damage: {kind} {clip} named on stderr", all(f"'{clip}' replaced: {g}" in dump.stderr for g in got)
                    and got, dump.stderr[-300:])
    others = {c for c, _ in found} - expected.keys() - {c for c, _ in replaced(one)}
    checks.note("damage: no intact clip replaced", not others, others)


def check_delivered(checks, media, dump, expected, name):
    """A file with one flipped byte still serves the frames that need no broken packet, and those are right."""
    faults = []
    for i, (sample, _) in enumerate(dump.samples):
        kind = expected.get(sample["clip_id"], ("intact",))[0]
        array = dump.folder / f"batch-{i // BATCH:06}.video.npy"
        if kind == "flip":
            faults += [f for f in [compare_sample((media, "latte", 256, sample, array, i % BATCH))] if f[1]]
        elif kind != "intact":
            faults.append((sample["clip_id"], "delivered"))
    checks.note(f"{name}: no damaged picture delivered", not faults, faults)


def check_damage(checks, work, store, media, one, steps, name, kinds, chosen):
    copy, expected = damage(work, media, name, kinds, chosen)
    first = load(work, store, copy, name + "-1", threads=1, steps=steps)
    second = load(work, store, copy, name + "-8", threads=8, steps=steps)
    checks.note(f"{name}: full batches", len(first.samples) == steps * BATCH, len(first.samples))
    checks.note(f"{name}: 1 and 8 threads, identical files", same_files(first, second), first.folder)
    check_named(checks, expected, first, one)
    kept = [(a, b) for a, b in zip(one.samples, first.samples) if a[0]["clip_id"] not in expected]
    checks.note(f"{name}: the other samples are unchanged",
                same_samples([a for a, _ in kept], [b for _, b in kept]), first.ids())
    check_delivered(checks, media, first, expected, name)


def check_all_damage(checks, work, store, media, one, steps, seed):
    chosen = victims(one, seed, 6)
    for i, kinds in enumerate(DAMAGE):
        checks.run(f"damage-{i}", check_damage, work, store, media, one, steps, f"damage-{i}", kinds,
                   chosen[3 * i:3 * i + 3])


def check_all(checks, work, media, seed):
    store, steps = work / "store", PROFILES["latte"][1]
    program("ingest", ANNOTATIONS, "--media", media, "--store", store)
    checks.run("store", check_store, store)
    one = checks.run("threads", check_threads, work, store, media, steps)
    with multiprocessing.Pool(2) as pool:
        checks.run("raw", check_raw, pool, work, media, seed)
        if one:
            checks.run("pixels", check_pixels, pool, media, "latte", one)
        name = "open-sora-plan-1.1"
        plan = load(work, store, media, name, profile=name, steps=PROFILES[name][1])
        checks.note(f"load: {name}, nothing replaced", not replaced(plan), replaced(plan))
        checks.run("pixels", check_pixels, pool, media, name, plan)
    if one:
        for world in (2, 3):
            checks.run("world", check_world, work, store, media, one, world)
        checks.run("annotation", check_annotation, media, one)
        checks.run("start", check_start, work, store, media, one, steps)
        checks.run("copy", check_copy, work, store, media, one, steps)
        check_all_damage(checks, work, store, media, one, steps, seed)


def main():
    media = os.environ.get("CLIPFEED_TEST_MEDIA")
    if not media or not all((pathlib.Path(media) / p).is_file() for p in media_files()):
        print("skipped: CLIPFEED_TEST_MEDIA names no folder with all of the demo's media")
        return 77
    if not shutil.which("ffmpeg") or not shutil.which("ffprobe"):
        print("skipped: the ffmpeg and ffprobe programs are not there")
        return 77
    seed = int(os.environ.get("CLIPFEED_TEST_SEED", random.randrange(1 << 32)))
    print(f"seed {seed} (CLIPFEED_TEST_SEED repeats it)")
    checks = Checks()
    with tempfile.TemporaryDirectory() as work:
        checks.run("all", check_all, pathlib.Path(work), pathlib.Path(media), seed)
    print(f"{checks.passed} passed, {checks.failed} failed")
    return checks.failed > 0


if __name__ == "__main__":
    sys.exit(main())
