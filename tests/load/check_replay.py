#!/usr/bin/python3
"""Each sample that load dumped is made again by replay, with the same values; what cannot be is refused."""
import json
import os
import subprocess
import sys
import tempfile

import numpy

PROGRAM = os.environ["CLIPFEED_PROGRAM"]
SOURCE = os.environ["CLIPFEED_SOURCE"]
MEDIA = os.environ.get("CLIPFEED_TEST_MEDIA")
failed = 0


def expect(good, what):
    global failed
    failed += not good
    print(f"{'ok' if good else 'FAILED'}: {what}")


def run(*args):
    return subprocess.run([PROGRAM, *map(str, args)], capture_output=True, text=True)


def check(work, store, n, options):
    dump, out = os.path.join(work, f"dump{n}"), os.path.join(work, "x.npy")
    done = run("load", store, "--media", MEDIA, "--dump", dump, "--batch", 3, "--steps", 2, *options)
    equal = total = images = 0
    for name in sorted(f for f in os.listdir(dump) if f.endswith(".json")):
        video = numpy.load(os.path.join(dump, name.replace(".json", ".video.npy")))
        with open(os.path.join(dump, name)) as file:
            samples = json.load(file)
        for i, sample in enumerate(samples):
            again = run("replay", os.path.join(dump, name), "--sample", i, "--store", store, "--media", MEDIA, "--out", out)
            total += 1
            images += len(sample["images"])
            equal += again.returncode == 0 and numpy.array_equal(numpy.load(out), video[i])
    expect(done.returncode == 0 and equal == total > 0, f"{equal} of {total} samples, {images} images: {' '.join(map(str, options))}")


def refuses(store, path, sample, status, says):
    with open(path, "w") as file:
        file.write(sample if isinstance(sample, str) else json.dumps(sample))
    done = run("replay", path, "--store", store, "--media", MEDIA, "--out", path + ".npy")
    expect(done.returncode == status and says in done.stderr, f"refused: {says} {'' if says in done.stderr else done.stderr}")


def main():
    if not MEDIA:
        print("SKIP: CLIPFEED_TEST_MEDIA names no folder with the demo's clips")
        return 77
    with tempfile.TemporaryDirectory() as work:
        store, buckets = os.path.join(work, "store"), os.path.join(work, "buckets")
        run("ingest", os.path.join(SOURCE, "tools/captions/demo.jsonl"), "--media", MEDIA, "--store", store, "-q")
        with open(buckets, "w") as file:
            file.write("{'64px': {1: (1.0, 4), 9: ((1.0, 0.5), 2), 5: (1.0, 3)}}")
        for n, options in enumerate((
            ["--profile", "latte", "--flip", 0.5, "--frames", 4, "--size", "64x96"],
            ["--profile", "open-sora-plan-1.1", "--frames", 5, "--size", "64x64", "--images", 2, "--dtype", "f32"],
            ["--frames", 3, "--size", "48x48", "--images", 2, "--images-from", "frames", "--dtype", "u8"],
            ["--profile", "open-sora", "--size", "64x64", "--frames", 9, "--images", 1],
            ["--profile", "cogvideo", "--size", "48x64", "--frames", 50, "--flip", 1],
            ["--profile", "wan", "--size", "48x64", "--frames", 9, "--dtype", "f32"],
            ["--buckets", buckets, "--elastic", 1, "--steps", 6],
        )):
            check(work, store, n, options)
        with open(os.path.join(work, "dump0", "batch-000000.json")) as file:
            good = json.load(file)[0]
        path = os.path.join(work, "sample.json")
        refuses(store, path, [good, good], 2, "expected --sample")
        refuses(store, path, "{", 1, "sample.json")
        refuses(store, path, {}, 1, "expected \"made\"")
        refuses(store, path, dict(good, made=dict(good["made"], store="0" * 32)), 1, "is of the store")
        refuses(store, path, dict(good, made=dict(good["made"], size=[0, 5])), 1, "\"size\"")
        refuses(store, path, dict(good, clip_id="none of these"), 1, "none of these")
        refuses(store, path, dict(good, frames=[4000000]), 1, "4000000")
        refuses(store, path, dict(good, frames=[-1]), 1, "display index")
        refuses(store, path, dict(good, images=[{"clip_id": good["clip_id"]}]), 1, "\"frame\"")
    return 1 if failed else 0


sys.exit(main())
