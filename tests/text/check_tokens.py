#!/usr/bin/python3
"""Token ids and mask against the spm_encode program: the demo's captions, 10,000 generated ones, and broken UTF-8."""
import pathlib
import sys
import tempfile

import numpy as np

import spiece
import texts

GENERATED, BROKEN = 10000, 1000
PROFILES = (120, 300)  # token lengths of latte and open-sora-plan-1.1


def broken_utf8(rng):
    """Bytes that are no UTF-8, among letters; spm_encode reads lines, so no newline."""
    return [bytes(rng.choice((rng.randrange(11, 256), rng.randrange(0x61, 0x7b))) for _ in range(rng.randint(1, 80)))
            for _ in range(BROKEN)]


def check(path, kind, lines):
    """Every text at the profiles' lengths and around its own; returns the faults."""
    whole = spiece.pieces(path, lines)
    requests, wanted = [], []
    for text, ids in zip(lines, whole):
        for length in {1, 2, *PROFILES, *range(max(1, len(ids) - 1), len(ids) + 4)}:
            requests.append((text, length))
            wanted.append(ids)
    faults = []
    for (text, length), ids, (row, mask, used) in zip(requests, wanted, spiece.encoded(path, requests)):
        row_wanted, mask_wanted = spiece.expected(ids, length)
        if not np.array_equal(row, row_wanted) or not np.array_equal(mask, mask_wanted) or used != sum(mask_wanted):
            faults.append((text[:200], length, row.tolist()[:12], row_wanted[:12]))
    print(f"{'FAIL' if faults else 'ok  '} {kind}: {len(lines)} texts, {len(requests)} encodings, "
          f"{max(map(len, whole))} pieces at most", *faults[:3], flush=True)
    return whole, len(faults)


def main():
    why = spiece.missing()
    if why:
        print(f"skipped: {why}")
        return 77
    rng = texts.seeded()
    with tempfile.TemporaryDirectory() as work:
        path = spiece.model(pathlib.Path(work))
        print("model", path)
        _, failed = check(path, "demo's captions", [t.encode() for t in texts.demo_captions()])
        made = texts.generated(rng, GENERATED)
        for kind in texts.KINDS:
            failed += check(path, kind, [t.encode() for k, t in made if k == kind])[1]
        failed += check(path, "broken UTF-8", broken_utf8(rng))[1]
        whole, faults = check(path, "counted", [t.encode() for _, t in texts.counted(PROFILES)])
        # with the end id: one below, at and above each profile's length
        unmet = {n + d for n in PROFILES for d in (-1, 0, 1)} - {len(ids) + 1 for ids in whole}
        if unmet:
            print("FAIL no counted text has these numbers of tokens:", sorted(unmet))
    return failed + faults + len(unmet) > 0


if __name__ == "__main__":
    sys.exit(main())
