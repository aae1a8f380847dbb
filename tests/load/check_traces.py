#!/usr/bin/python3
"""What a decoder has met before never shows: files that leave traces in one, and the clips and stills that meet them."""
import json
import os
import shutil
import subprocess
import sys
import tempfile

import numpy

PROGRAM = os.environ["CLIPFEED_PROGRAM"]
FRAMES = 4
X264 = "-c:v libx264 -g 25 -bf 0 -threads 1 -x264-params".split()


def run(*args):
    return subprocess.run([str(a) for a in args], capture_output=True, text=True, check=True).stdout


def ffmpeg(*args):
    run("ffmpeg", "-nostdin", "-v", "error", "-y", *args)


def make_changing(media):
    """Two encodings in one track: the second's parameter sets stand in its packets and take the place of the first's."""
    a, b, b_raw, listed = (os.path.join(media, n) for n in ("a.mp4", "b.mp4", "b.h264", "list"))
    source = ("-f", "lavfi", "-i", "testsrc2=s=160x96:r=25:d=2")
    ffmpeg(*source, *X264, "cabac=1:chroma-qp-offset=0", a)
    ffmpeg(*source, *X264, "cabac=0:8x8dct=0:weightp=0:chroma-qp-offset=6", b_raw)
    ffmpeg("-i", b_raw, "-c", "copy", b)
    with open(listed, "w") as file:
        file.write(f"file '{a}'\nfile '{b}'\n")
    ffmpeg("-f", "concat", "-safe", "0", "-auto_convert", "0", "-i", listed, "-c", "copy",
           os.path.join(media, "changing.mp4"))


def segments(jpeg):
    at = 2
    while jpeg[at + 1] != 0xDA:
        size = int.from_bytes(jpeg[at + 2:at + 4], "big") + 2
        yield jpeg[at + 1], jpeg[at:at + size]
        at += size
    yield 0xDA, jpeg[at:]


def make_stills(media):
    """One with Huffman tables of its own, one without any (the standard's hold), one whose comment names its range."""
    paths = [os.path.join(media, n) for n in ("own.jpg", "bare.jpg", "range.jpg")]
    for path, tables in zip(paths, ("optimal", "default", "default")):
        ffmpeg("-f", "lavfi", "-i", "testsrc2=s=160x96", "-frames:v", "1", "-huffman", tables, path)
    for path, mark in ((paths[1], None), (paths[2], b"CS=ITU601\0")):
        with open(path, "rb") as file:
            jpeg = file.read()
        comment = b"\xff\xfe" + (len(mark) + 2).to_bytes(2, "big") + mark if mark else b""
        kept = [data for kind, data in segments(jpeg) if kind != 0xC4 or mark]
        with open(path, "wb") as file:
            file.write(jpeg[:2] + comment + b"".join(kept))
    return paths


def main():
    if not shutil.which("ffmpeg"):
        print("SKIP: the ffmpeg program is not installed")
        return 77
    failures = []

    def expect(ok, what):
        print("ok" if ok else "FAILED", what)
        failures.extend([] if ok else [what])

    with tempfile.TemporaryDirectory() as work:
        make_changing(work)
        stills = [os.path.basename(p) for p in make_stills(work)]
        items = [{"path": "changing.mp4", "frame_idx": w, "cap": w} for w in ("0:12", "25:37", "50:62", "75:87")]
        items += [{"path": name, "cap": name} for name in stills]
        source, store, dump = (os.path.join(work, n) for n in ("items.json", "store", "dump"))
        with open(source, "w") as file:
            json.dump(items, file)
        run(PROGRAM, "ingest", source, "--format", "open-sora-plan", "--media", work, "--store", store)
        report = json.loads(run(PROGRAM, "load", store, "--media", work, "--batch", 1, "--frames", FRAMES, "--images", 1,
                                "--size", "48x80", "--dtype", "u8", "--sampling", "stride", "--temporal-crop", "head",
                                "--threads", 1, "--steps", 60, "--dump", dump, "--json"))
        expect(report["replaced"] == 0, f"{report['replaced']} sound clips were replaced")
        seen = {}
        for name in sorted(n for n in os.listdir(dump) if n.endswith(".json")):
            video = numpy.load(os.path.join(dump, name.replace(".json", ".video.npy")))[0]
            with open(os.path.join(dump, name)) as file:
                sample = json.load(file)[0]
            seen.setdefault(sample["clip_id"], set()).add(video[:FRAMES].tobytes())
            seen.setdefault(sample["images"][0]["clip_id"], set()).add(video[FRAMES:].tobytes())
        for clip, forms in sorted(seen.items()):
            expect(len(forms) == 1, f"{clip} has {len(forms)} form(s)")
        expect(len(seen) == len(items), f"{len(seen)} of {len(items)} records were met")
    return 1 if failures else 0


sys.exit(main())
