#!/usr/bin/python3
"""Buckets of 100,000 random (T, H, W, fps), and of the edges of each rule, as an evaluation of its own has them."""
import math
import os
import random
import subprocess
import sys
import time

HELPER = os.path.join(os.environ["CLIPFEED_TEST_PROGRAMS"], "helper_buckets")
CONFIGURATIONS = (
    {"256px": {129: (1.0, 3)}},
    {"256": {1: (0.4, 297), 51: (0.5, 20), 102: ((0.5, 0.33), 10), 204: ((0.5, 0.1), 5), 408: ((0.5, 0.1), 2)},
     "480p": {1: (0.5, 89), 51: (0.5, 5), 102: (0.5, 3), 204: ((0.5, 0.5), 1)},
     "720p": {1: (0.1, 36), 51: (0.3, 2), 102: (0.3, 1)}, "144p": {1: (1.0, 475), 51: (1.0, 51), 204: (1.0, 10)}},
    {"1024px": {1: (0.0, 1), 5: (0.0, 1)}, "768px": {1: (1.0, 12), 5: ((0.7, 0.2), 5), 33: ((0.9, 1.0), 2),
                                                    129: ((1.0, 0.0), 1)}},
)
M32, PHILOX_M, PHILOX_W = 0xFFFFFFFF, (0xD2511F53, 0xCD9E8D57), (0x9E3779B9, 0xBB67AE85)
DRAW_BUCKET = 11


def philox(counter, key):
    c, k = list(counter), list(key)
    for _ in range(10):
        a, b = PHILOX_M[0] * c[0], PHILOX_M[1] * c[2]
        c = [b >> 32 ^ c[1] ^ k[0], b & M32, a >> 32 ^ c[3] ^ k[1], a & M32]
        k = [(k[0] + PHILOX_W[0]) & M32, (k[1] + PHILOX_W[1]) & M32]
    return c


def draws_of(seed, ordinal):
    """Uniform numbers from [0,1), in the order in which they are asked for."""
    for index in range(64):
        word = philox((ordinal & M32, ordinal >> 32, 0, DRAW_BUCKET << 24 | index), (seed & M32, seed >> 32))
        yield ((word[1] << 32 | word[0]) >> 11) / 2**53


def area_of(name):
    number = int(name.rstrip("px"))
    return number * number * 16 // 9 if name.endswith("p") else number * number


def size_of(area, w, h):
    width = math.floor(math.sqrt(area * (w / h)) / 16) * 16
    height = math.floor(area / width / 16) * 16
    best = (height, width)
    for dh, dw in ((-16, 0), (16, 0), (0, -16), (0, 16)):
        tried = (height + dh, width + dw)
        if min(tried) > 0 and abs(tried[0] * tried[1] - area) < abs(best[0] * best[1] - area):
            best = tried
    return best


def aspects_of(area):
    """[(H/W, (height, width))] of nine ratios, then of their transposes that are not among them."""
    ratios = [(2.39, 1), (2, 1), (16, 9), (1.85, 1), (9, 16), (5, 8), (3, 2), (4, 3), (1, 1)]
    found = []
    for w, h in ratios:
        if h / w not in [ratio for ratio, _ in found]:
            found.append((h / w, size_of(area, w, h)))
    for w, h in ratios:
        if w / h not in [ratio for ratio, _ in found]:
            found.append((w / h, size_of(area, w, h)[::-1]))
    return found


def assign(configuration, t, h, w, fps, fps_max, draws):
    stride = max(1, math.ceil(fps / fps_max)) if fps > 0 else 1
    strided = t // stride
    for name in sorted(configuration, key=lambda n: -area_of(n)):
        area, rows = area_of(name), configuration[name]
        if h * w < 0.8 * area:
            continue
        chosen = None
        if t == 1:
            if 1 in rows and next(draws) < rows[1][0]:
                chosen = 1
        else:
            for frames in sorted((f for f in rows if f > 1), reverse=True):
                if strided < frames:
                    continue
                p = rows[frames][0]
                keep, skip = p if isinstance(p, tuple) else (p, None)
                if skip is not None and next(draws) <= skip:
                    continue
                if next(draws) <= keep:
                    chosen = frames
                break
        if chosen:
            _, size = min(aspects_of(area), key=lambda a: abs(h / w - a[0]))
            return f"{name} {chosen} {size[0]} {size[1]}"
    return "none"


def cases_of(rng, count):
    for _ in range(count):
        t = 1 if rng.random() < 0.2 else int(2 ** rng.uniform(1, 10.5))
        yield t, rng.randint(64, 1400), rng.randint(64, 2000), rng.choice((0, 24, 25, 29.97, 30, 50, 60, 23.976, 120))
    for t in (1, 50, 51, 52, 101, 102, 128, 129, 130, 203, 204, 408):
        for h, w in ((1, 1), (256, 256), (229, 229), (228, 229), (1080, 1920), (720, 1280), (16, 16384), (16384, 16)):
            yield t, h, w, 24


def main():
    seed = int(os.environ.get("CLIPFEED_TEST_SEED", time.time()))
    print("seed", seed)
    rng, failed = random.Random(seed), 0
    for n, configuration in enumerate(CONFIGURATIONS):
        key, fps_max = rng.getrandbits(64), (24, 16, 30)[n]
        cases = list(cases_of(rng, 33334))
        lines = "".join(f"{t} {h} {w} {fps}\n" for t, h, w, fps in cases)
        made = subprocess.run([HELPER, repr(configuration), str(key), str(fps_max)], input=lines, capture_output=True,
                              text=True, check=True).stdout.splitlines()
        expected = [assign(configuration, *case, fps_max, draws_of(key, i)) for i, case in enumerate(cases)]
        wrong = [(case, e, m) for case, e, m in zip(cases, expected, made) if e != m]
        kinds = len(set(made))
        good = not wrong and len(made) == len(cases) and kinds > (5, 40, 10)[n]
        print(f"{'ok' if good else 'FAILED'}: {len(cases)} records, {made.count('none')} in no bucket, {kinds} kinds")
        for case, e, m in wrong[:5]:
            print(f"  {case}: found {m}, expected {e}")
        failed += not good
    return 1 if failed else 0


sys.exit(main())
