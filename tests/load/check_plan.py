#!/usr/bin/python3
"""`plan --json` lists what `load --dump` then hands out: clips, frames, times, captions, joined images, of any rank."""
import json
import os
import subprocess
import sys
import tempfile

PROGRAM = os.environ["CLIPFEED_PROGRAM"]
SOURCE = os.environ["CLIPFEED_SOURCE"]
MEDIA = os.environ.get("CLIPFEED_TEST_MEDIA")
FIELDS = ("clip_id", "path", "frames", "pts", "flip", "caption", "caption_index", "caption_kind", "caption_layer", "dropped",
          "source", "ordinal", "fps", "epoch", "position", "images")


def run(*args):
    return subprocess.run([PROGRAM, *map(str, args)], capture_output=True, text=True, check=True).stdout


def main():
    if not MEDIA:
        print("SKIP: CLIPFEED_TEST_MEDIA names no folder with the demo's clips")
        return 77
    failed = 0
    with tempfile.TemporaryDirectory() as work:
        store = os.path.join(work, "store")
        run("ingest", os.path.join(SOURCE, "tools/captions/demo.jsonl"), "--media", MEDIA, "--store", store)
        for n, options in enumerate((
            ["--profile", "latte", "--flip", 0.5, "--seed", 9, "--epoch", 2, "--frames", 8],
            ["--profile", "open-sora-plan-1.1", "--size", "64x64", "--frames", 5, "--images", 3],
            ["--world", 3, "--rank", 1, "--start-step", 1, "--steps", 4, "--size", "32x32", "--caption", "diff"],
        )):
            dump = os.path.join(work, f"dump{n}")
            options = ["--batch", 3, "--dtype", "u8", *options]
            plan = json.loads(run("plan", store, "--json", *options))
            run("load", store, "--media", MEDIA, "--dump", dump, *options)
            made = []
            for name in sorted(f for f in os.listdir(dump) if f.endswith(".json")):
                with open(os.path.join(dump, name)) as file:
                    made += [dict(sample, step=int(name[6:12])) for sample in json.load(file)]
            pick = [{k: s[k] for k in (*FIELDS, "step")} for s in made]
            same = pick == plan["list"] and len(pick) == plan["samples"] == 3 * plan["steps"]
            print(f"{'ok' if same else 'FAILED'}: {len(pick)} samples as planned: {' '.join(map(str, options))}")
            failed += not same
    return 1 if failed else 0


sys.exit(main())
