#!/usr/bin/python3
"""Tokens and mask of an epoch that 'load --dump' wrote: for every sample and image, what the spm_encode program says of
the annotation's caption, cut, ended and padded. The end id closes every row, and no row is another's."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import numpy as np

import spiece
import texts

BATCH = 4


def load(store, media, out, *options):
    subprocess.run([os.environ["CLIPFEED_PROGRAM"], "load", store, "--media", media, "--batch", str(BATCH), "--dump", out,
                    "--size", "64x64", "--frames", "4", "--dtype", "u8", *map(str, options)],
                   check=True, capture_output=True, timeout=600)
    return out


def captions_of(row, kind):
    """The texts of an annotation that a caption of this kind may be."""
    dense = [c["content"] for c in row["captions"] if c["idx"] == "-1"]
    diffs = [c["content"] for c in row["captions"] if c["idx"] != "-1"]
    return {"dense": dense, "diff": diffs, "diff-joined": [" ".join(diffs)]}[kind]


def sample_rows(sample, images):
    """[(clip id, caption)] in the order of the token rows: the clip's, then each image's."""
    found = sample.get("images", [])
    if len(found) != images:
        raise ValueError(f"{sample['clip_id']}: {len(found)} images, expected {images}")
    return [(sample["clip_id"], sample["caption"])] + [(i["clip_id"], i["caption"]) for i in found]


def check_dump(name, out, path, rows, kind, length, images):
    """Returns how many checks failed."""
    faults, seen, joined, shapes = [], set(), 0, set()
    for file in sorted(out.glob("*.json")):
        samples = json.loads(file.read_text(encoding="utf-8"))
        tokens, mask = (np.load(file.with_suffix(f".{part}.npy")) for part in ("tokens", "mask"))
        shape = (len(samples), 1 + images, length) if images else (len(samples), length)
        shapes |= {tokens.shape, mask.shape}
        if (tokens.shape, mask.shape, tokens.dtype, mask.dtype) != (shape, shape, np.int64, np.int64):
            faults.append(f"{file.name}: {tokens.shape} {tokens.dtype}, {mask.shape} {mask.dtype}; expected {shape} int64")
            continue
        given = [row for s in samples for row in sample_rows(s, images)]
        whole = spiece.pieces(path, [caption.encode() for _, caption in given])
        for (clip, caption), ids, found, found_mask in zip(given, whole, tokens.reshape(-1, length), mask.reshape(-1, length)):
            wanted, wanted_mask = spiece.expected(ids, length)
            if not np.array_equal(found, wanted) or not np.array_equal(found_mask, wanted_mask):
                faults.append(f"{clip}: {found[:8]}, expected {wanted[:8]}")
            if caption not in captions_of(rows[clip], kind if clip in {s['clip_id'] for s in samples} else "dense"):
                faults.append(f"{clip}: caption {caption[:60]!r} is not the annotation's")
        seen |= {s["clip_id"] for s in samples}
        joined += images * len(samples)
    wanted = {clip for clip, row in rows.items() if row["video_path"].endswith((".mp4", ".mkv", ".mov", ".webm"))}
    if seen != wanted:
        faults.append(f"an epoch of {len(seen)} clips, expected {len(wanted)}: {sorted(seen ^ wanted)}")
    print(f"{'FAIL' if faults else 'ok  '} {name}: {len(seen)} clips, {joined} images, shapes {sorted(shapes)}",
          *faults[:5], flush=True)
    return len(faults)


def main():
    rows = {row["video_id"]: row for row in map(json.loads, texts.CAPTIONS.read_text(encoding="utf-8").splitlines())}
    media = pathlib.Path(os.environ.get("CLIPFEED_TEST_MEDIA") or "/nonexistent")
    why = spiece.missing()
    if not all((media / row["video_path"]).is_file() for row in rows.values()):
        why = "CLIPFEED_TEST_MEDIA names no folder with all of the demo's media"
    if why:
        print(f"skipped: {why}")
        return 77
    rng = texts.seeded()
    failed = 0
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        path, store = spiece.model(work), work / "store"
        print("model", path)
        subprocess.run([os.environ["CLIPFEED_PROGRAM"], "ingest", texts.CAPTIONS, "--media", media, "--store", store],
                       check=True, capture_output=True, timeout=600)
        for kind, length, images in (("dense", 120, 0), ("dense", 300, 4), ("dense", 40, 1), ("diff", 120, 0),
                                     ("diff-joined", 120, 2), ("dense", 1, 0)):
            name = f"{kind}, {length} tokens, {images} images"
            out = load(store, media, work / name, "--tokenizer", path, "--caption", kind, "--max-tokens", length,
                       "--images", images, "--seed", rng.randrange(1 << 32))
            failed += check_dump(name, out, path, rows, kind, length, images)
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
