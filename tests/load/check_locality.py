#!/usr/bin/python3
"""--locality: clips of one file go on from one another's decoder state, and not one byte of any of them changes."""
import json
import os
import subprocess
import sys
import tempfile

import numpy

PROGRAM = os.environ["CLIPFEED_PROGRAM"]
MEDIA = os.environ.get("CLIPFEED_TEST_MEDIA")
FILES = ("bunny.mp4", "bikes.mp4", "box.mp4", "diner.mkv", "earth-america.mkv", "tower-blocks.mp4", "skyline.webm",
         "carphone.mp4", "cockatoo.mp4", "thanks.mp4")
WINDOW = 12


def run(*args):
    return subprocess.run([PROGRAM, *map(str, args)], capture_output=True, text=True, check=True).stdout


def load(store, dump, *options):
    args = ["load", store, "--media", MEDIA, "--batch", 2, "--frames", 4, "--interval", 2, "--size", "48x64", "--dtype",
            "u8", "--sampling", "stride", "--json", *options]
    report = json.loads(run(*args, *(["--dump", dump] if dump else [])))
    samples = []
    for name in sorted(os.listdir(dump)) if dump else []:
        if name.endswith(".json"):
            video = numpy.load(os.path.join(dump, name.replace(".json", ".video.npy")))
            with open(os.path.join(dump, name)) as file:
                samples += [(s["clip_id"], s["path"], tuple(s["frames"]), v) for s, v in zip(json.load(file), video)]
    return report, samples


def main():
    if not MEDIA:
        print("SKIP: CLIPFEED_TEST_MEDIA names no folder with the demo's clips")
        return 77
    failures = []

    def expect(ok, what):
        print("ok" if ok else "FAILED", what)
        failures.extend([] if ok else [what])

    with tempfile.TemporaryDirectory() as work:
        items = []
        for name in FILES:
            frames = json.loads(run("probe", os.path.join(MEDIA, name), "--json"))["frames"]
            items += [{"path": name, "frame_idx": f"{a}:{a + WINDOW}", "cap": f"{name} from {a}"}
                      for a in range(0, frames - WINDOW, WINDOW)]
        source, store = os.path.join(work, "windows.json"), os.path.join(work, "store")
        with open(source, "w") as file:
            json.dump(items, file)
        run("ingest", source, "--format", "open-sora-plan", "--media", MEDIA, "--store", store)

        report, alone = load(store, os.path.join(work, "alone"), "--threads", 1)
        by_clip = {(clip, frames): video for clip, _, frames, video in alone}
        ones = {}
        for threads in (1, 2, 8):
            dump = os.path.join(work, f"threads{threads}")
            shared, samples = load(store, dump, "--threads", threads, "--locality", 6, "--temporal-crop", "head")
            ones[threads] = samples
            if threads == 1:
                print(f"pictures decoded: {report['pictures_decoded']} alone, {shared['pictures_decoded']} shared")
                expect(shared["pictures_decoded"] * 2 < report["pictures_decoded"], "sharing halves what is decoded")
        first = ones[1]
        expect(all(len(s) == len(first) and all(a[:3] == b[:3] and numpy.array_equal(a[3], b[3])
                                                for a, b in zip(s, first)) for s in ones.values()),
               "threads do not matter")
        once = {clip for clip, *_ in first[:len(items)]}
        expect(len(once) == len(items), f"each of {len(items)} records comes once in the epoch")
        _, head = load(store, os.path.join(work, "head"), "--threads", 2, "--temporal-crop", "head")
        by_clip = {(clip, frames): video for clip, _, frames, video in head}
        wrong = sum(not numpy.array_equal(by_clip[clip, frames], video) for clip, _, frames, video in first)
        expect(wrong == 0, f"{len(first)} clips decoded on from others equal those decoded alone")
        near = sum(a[1] == b[1] for a, b in zip(first, first[2:]))
        expect(near * 6 > len(first) * 4, f"{near} of {len(first) - 2} clips are followed by one of their file")
    return 1 if failures else 0


sys.exit(main())
