#!/usr/bin/python3
"""Random loads: neither threads, nor prefetch, nor the first step, nor few descriptors change one byte of a batch."""
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile

import numpy

PROGRAM = os.environ["CLIPFEED_PROGRAM"]
MEDIA = os.environ.get("CLIPFEED_TEST_MEDIA")
FILES = ("carphone.mp4", "earth-america.mkv", "thanks.mp4", "tower-blocks.mp4", "bikes.mp4", "plaza-lawn.webm")
STILLS = ("butterfly.jpg", "palace.jpg", "rocket.jpg", "astronaut.png")
WINDOW, WINDOWS, ROUNDS = 16, 5, 6
DESCRIPTORS = 40


def run(*args, **more):
    return subprocess.run([str(a) for a in args], capture_output=True, text=True, check=True, **more).stdout


def make_store(work):
    """Windows and stills, of which one file is gone and one is cut short when they are loaded."""
    media, source, store = (os.path.join(work, n) for n in ("media", "items.json", "store"))
    os.mkdir(media)
    for name in FILES + STILLS:
        shutil.copy(os.path.join(MEDIA, name), media)
    items = []
    for name in FILES:
        frames = json.loads(run(PROGRAM, "probe", os.path.join(media, name), "--json"))["frames"]
        items += [{"path": name, "frame_idx": f"{a}:{a + WINDOW}", "cap": f"{name} from {a}"}
                  for a in range(0, min(frames - WINDOW, WINDOW * WINDOWS), WINDOW)]
    with open(source, "w") as file:
        json.dump(items + [{"path": name, "cap": name} for name in STILLS], file)
    run(PROGRAM, "ingest", source, "--format", "open-sora-plan", "--media", media, "--store", store)
    os.remove(os.path.join(media, "rocket.jpg"))
    os.truncate(os.path.join(media, "bikes.mp4"), 100000)
    return store, media


def draw(rng):
    world, sampling = rng.randint(1, 3), rng.choice(("linspace", "stride", "fps", "pts"))
    options = {"seed": rng.randrange(1 << 40), "world": world, "rank": rng.randrange(world), "batch": rng.randint(1, 3),
               "locality": rng.choice((1, 2, 4)), "images": rng.randint(0, 2), "flip": rng.choice((0, 0.5)),
               "temporal-crop": rng.choice(("random", "head", "center", "keyframe")), "sampling": sampling,
               "interval": rng.randint(1, 3), "epoch": rng.randint(0, 2)}
    if sampling in ("fps", "pts"):
        options["fps"] = rng.choice((5, 7.5, 12))
    return options


def load(store, media, dump, options, **more):
    words = [w for name, value in options.items() for w in ("--" + name, value)]
    run(PROGRAM, "load", store, "--media", media, "--frames", 4, "--size", "32x32", "--dtype", "u8", "--dump", dump,
        *words, **more)
    batches = []
    for name in sorted(n for n in os.listdir(dump) if n.endswith(".json")):
        video = numpy.load(os.path.join(dump, name.replace(".json", ".video.npy")))
        with open(os.path.join(dump, name)) as file:
            samples = json.load(file)
        for sample in samples:  # a file that is known to be bad is not looked at again, and the words say so
            sample["replaced"] = [{k: v for k, v in r.items() if k != "message"} for r in sample["replaced"]]
        batches.append((samples, video.tobytes()))
    shutil.rmtree(dump)
    return batches


def few_descriptors():
    resource.setrlimit(resource.RLIMIT_NOFILE, (DESCRIPTORS, DESCRIPTORS))


def main():
    if not MEDIA:
        print("SKIP: CLIPFEED_TEST_MEDIA names no folder with the demo's clips")
        return 77
    seed = int(os.environ.get("CLIPFEED_TEST_SEED") or random.SystemRandom().randrange(1 << 32))
    print("seed", seed)
    rng, failures = random.Random(seed), 0
    with tempfile.TemporaryDirectory() as work:
        store, media = make_store(work)
        dump = os.path.join(work, "dump")
        for round_ in range(ROUNDS):
            options, steps, first = draw(rng), rng.randint(4, 8), rng.randint(0, 20)
            span = {"start-step": first, "steps": steps}
            plain = load(store, media, dump, options | span | {"threads": 1, "prefetch": 2})
            replaced = sum(len(s["replaced"]) for samples, _ in plain for s in samples)
            other = {"threads": rng.randint(2, 12), "prefetch": rng.randint(1, 9)}
            tail = rng.randint(1, steps - 1)
            runs = {
                "threads and prefetch": (options | span | other, 0, {}),
                "the first step": (options | {"start-step": first + tail, "steps": steps - tail} | other, tail, {}),
                "few descriptors": (options | span | {"threads": 12, "prefetch": 9}, 0, {"preexec_fn": few_descriptors}),
            }
            for what, (given, skipped, more) in runs.items():
                found = load(store, media, dump, given, **more)
                ok = len(plain) == steps and found == plain[skipped:]
                failures += not ok
                print("ok" if ok else "FAILED", f"round {round_}: {what} ({len(found)} batches, {replaced} replaced): "
                      f"{given}", flush=True)
    return 1 if failures else 0


sys.exit(main())
