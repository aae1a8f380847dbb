#!/usr/bin/python3
"""What is drawn and with which text: where, split, caption kinds, dropout, templates, several stores, joined frames."""
import collections
import json
import os
import random
import subprocess
import sys
import tempfile
import time

PROGRAM = os.environ["CLIPFEED_PROGRAM"]
SOURCE = os.environ["CLIPFEED_SOURCE"]
MEDIA = os.environ.get("CLIPFEED_TEST_MEDIA")
FILE, FRAMES = "carphone.mp4", 60
failed = 0


def expect(good, what):
    global failed
    failed += not good
    print(f"{'ok' if good else 'FAILED'}: {what}")


def run(*args, fails=0):
    done = subprocess.run([PROGRAM, *map(str, args)], capture_output=True, text=True)
    if done.returncode != fails:
        raise SystemExit(f"FAILED: {args}: exit {done.returncode}, expected {fails}: {done.stderr}")
    return done.stderr if fails else done.stdout


def plan(store, *options):
    stores = store if isinstance(store, list) else [store]
    return json.loads(run("plan", *stores, "--json", "--frames", 4, "--interval", 2,
                          *(() if "--batch" in options else ("--batch", 1)), *options))


def ids(listing):
    return sorted(s["clip_id"] for s in listing["list"])


def make_store(work, name, records):
    path = os.path.join(work, name + ".json")
    with open(path, "w") as file:
        json.dump(records, file)
    run("ingest", path, "--format", "open-sora-plan", "--media", MEDIA, "--store", os.path.join(work, name), "-q")
    return os.path.join(work, name)


def make_records(rng, count, begin):
    records = []
    for i in range(count):
        at = begin + i % (FRAMES - 12)
        record = {"path": FILE, "frame_idx": f"{at}:{at + 8 + i // (FRAMES - 12)}", "cap": [f"a driver, {begin} {i}"],
                  "aes": round(rng.uniform(3, 7), 2), "flow": rng.randint(0, 40), "lang": rng.choice(["en", "de", "zh"]),
                  "meta": {"ok": rng.random() < 0.5, "motion": rng.uniform(0, 9)}}
        if rng.random() < 0.2:
            del record["aes"]
        records.append(record)
    return records


def clip_id(record):
    return f"{record['path']}#{record['frame_idx']}"


def check_where(store, records):
    def aes(r, least):
        return "aes" in r and r["aes"] >= least
    for text, holds in (
        ("aes >= 5 and flow < 20", lambda r: aes(r, 5) and r["flow"] < 20),
        ("not (aes >= 5) or lang == 'de'", lambda r: not aes(r, 5) or r["lang"] == "de"),
        ("has(aes) and flow / 10 + 1 > 2 * 1.5", lambda r: "aes" in r and r["flow"] / 10 + 1 > 3),
        ("meta.ok and meta.motion <= 4", lambda r: r["meta"]["ok"] and r["meta"]["motion"] <= 4),
        ("lang != \"en\" and not missing", lambda r: r["lang"] != "en"),
        ("frames == 9 and codec == 'h264'", lambda r: eval("b-a", dict(zip("ab", map(int, r["frame_idx"].split(":"))))) == 9),
        ("-flow < -35 or clip_id == 'no'", lambda r: -r["flow"] < -35),
    ):
        found = plan(store, "--where", text)
        expected = sorted(clip_id(r) for r in records if holds(r))
        expect(ids(found) == expected and 0 < len(expected) < len(records) and
               found["ineligible"]["filtered"] == len(records) - len(expected), f"{len(expected)} of {len(records)}: {text}")
    for text, says in (("aes >", "expected a value"), ("aes >= 5 flow", "column"), ("1 < 2 < 3", "parentheses"),
                       ("((aes)", "')'"), ("lang == 'en", "closing quote"), ("(" * 300 + "1" + ")" * 300, "more than")):
        message = run("plan", store, "--where", text, fails=2)
        expect("where" in message and says in message, f"refused: {text[:30]}")


def check_split(store, other, records):
    everything = ids(plan(store))
    held = {share: set(ids(plan(store, "--split", "val", "--val-share", share))) for share in (0.1, 0.5)}
    train = set(ids(plan(store, "--split", "train", "--val-share", 0.5)))
    expect(sorted(train | held[0.5]) == everything and not train & held[0.5], "train and val are all, and share none")
    expect(held[0.1] < held[0.5] and 0.3 < len(held[0.5]) / len(records) < 0.7, f"half is {len(held[0.5])}, a larger share keeps the smaller one's")
    there = set(ids(plan(other, "--split", "val", "--val-share", 0.5)))
    expect(there == held[0.5], "the same ids in another store, in another order, are held out")
    hashes = {plan(store, *o)["plan"] for o in ([], ["--split", "val", "--val-share", 0.3], ["--where", "aes > 4"], ["--seed", 1])}
    expect(len(hashes) == 4, "each choice is part of the plan's hash")


def check_captions(work):
    store = os.path.join(work, "demo")
    run("ingest", os.path.join(SOURCE, "tools/captions/demo.jsonl"), "--media", MEDIA, "--store", store, "-q")
    options = ["--steps", 600, "--batch", 2]
    with open(os.path.join(SOURCE, "tools/captions/demo.jsonl")) as file:
        kinds = {r["video_id"]: {"-1" if c["idx"] == "-1" else "diff": 1 for c in r["captions"]} for r in map(json.loads, file)}
    listed = plan(store, "--caption", "dense:3,diff:1", *options)["list"]
    both = [s for s in listed if len(kinds[s["clip_id"]]) == 2]
    share = sum(s["caption_kind"] == "dense" for s in both) / len(both)
    expect(len(both) > 200 and abs(share - 0.75) < 4 * (0.75 * 0.25 / len(both)) ** 0.5, f"dense in {share:.3f} of {len(both)}, 3 to 1")
    same = [(s["clip_id"], s["frames"], s["flip"]) for s in listed]
    plain = plan(store, *options)["list"]
    expect(len(plain) == 1200 and (same == [(s["clip_id"], s["frames"], s["flip"]) for s in plain]), "clips and frames do not depend on the caption's draw")
    dropped = plan(store, "--caption-dropout", 0.3, "--null-caption", "nothing", *options)["list"]
    share = sum(s["dropped"] for s in dropped) / len(dropped)
    expect(abs(share - 0.3) < 4 * (0.21 / 1200) ** 0.5 and
           all(s["caption"] == ("nothing" if s["dropped"] else p["caption"]) for s, p in zip(dropped, plain)), f"{share:.3f} dropped of 0.3")
    flagged = plan(store, "--caption-dropout", 0.3, "--dropout-flag", *options)["list"]
    expect([s["dropped"] for s in flagged] == [s["dropped"] for s in dropped] and
           [s["caption"] for s in flagged] == [p["caption"] for p in plain], "with the flag the text stays")
    message = run("plan", store, "--caption", "dense:0", fails=2) + run("plan", store, "--caption", "long", fails=2)
    expect("above 0" in message and "expected dense" in message, "wrong kinds and weights are refused")


def check_templates(store, records):
    known = {clip_id(r): r for r in records}
    listed = plan(store, "--caption-prefix", "{aes:.1f} {{x}} ", "--caption-suffix", " {fps:.0f} FPS, {meta.motion:.2f} motion, {lang}, {frames:d}.")["list"]
    wrong = []
    for s in listed:
        r = known[s["clip_id"]]
        text = f"{r['aes']:.1f} {{x}} " if "aes" in r else ""
        text += f"{r['cap'][0]} {s['fps']:.0f} FPS, {r['meta']['motion']:.2f} motion, {r['lang']}, 4."
        wrong += [(s["caption"], text)] if s["caption"] != text else []
    expect(not wrong and len(listed) == len(records), f"{len(listed)} filled templates {wrong[:1]}")
    message = run("plan", store, "--caption-suffix", "{fps:x}", fails=2)
    expect("column 1" in message, "a wrong template is refused")


def check_sources(a, b, count_a, count_b):
    listed = plan([a, b], "--weights", "1,3", "--batch", 1)["list"]
    counts = collections.Counter(s["source"] for s in listed)
    total = count_a + count_b
    expect(len(listed) == total and abs(counts[1] - total * 0.75) <= 1, f"weights 1,3: {counts[0]} and {counts[1]} of {total}")
    spread = collections.Counter(s["clip_id"] for s in listed if s["source"] == 1).values()
    expect(max(spread) - min(spread) <= 1, "a store's clips come equally often")
    listed = plan([a, b], "--repeats", "2,0.5", "--batch", 1)["list"]
    counts = collections.Counter(s["source"] for s in listed)
    expect(counts == {0: 2 * count_a, 1: (count_b + 1) // 2}, f"repeats 2,0.5: {dict(counts)}")
    expect(set(collections.Counter(s["clip_id"] for s in listed if s["source"] == 0).values()) == {2}, "each clip twice")
    message = run("plan", a, b, "--weights", "1", fails=2)
    expect("one for each of 2 stores" in message, "a weight too few is refused")


def check_frames(store):
    listed = plan(store, "--images", 3, "--images-from", "frames")["list"]
    images = [(s, i) for s in listed for i in s["images"]]
    own = [s["clip_id"] for s, i in images if i["clip_id"] == s["clip_id"]]
    inside = all(int(i["clip_id"].split("#")[1].split(":")[0]) <= i["frame"] < int(i["clip_id"].split(":")[-1]) for _, i in images)
    expect(len(images) == 3 * len(listed) and not own and inside, f"{len(images)} frames of other clips, inside their windows")
    expect(len({(i["clip_id"], i["frame"]) for _, i in images}) > len(images) / 2, "of many clips")


def check_profiles(store):
    for profile, frames, fps in (("open-sora", 129, None), ("cogvideo", 49, 8), ("wan", 81, 16)):
        listed = json.loads(run("plan", store, "--json", "--profile", profile, "--batch", 1, "--pad", "last"))["list"]
        expect(len(listed) == 150 and all(len(s["frames"]) == frames and s["fps"] == (fps or s["fps"]) for s in listed),
               f"{profile}: {frames} frames, {listed[0]['fps']:.2f} a second")
        short = json.loads(run("plan", store, "--json", "--profile", profile, "--frames", 5 if profile == "wan" else 3,
                               "--batch", 1, "--pad", "last"))["list"]
        steps = {b - a for s in short for a, b in zip(s["frames"], s["frames"][1:]) if b < int(s["clip_id"].split(":")[1]) - 1}
        expect(steps <= {"open-sora": {2, 3}, "cogvideo": {3, 4}, "wan": {1, 2}}[profile], f"{profile}: steps of {steps} at 29.97")
    expect("4k+1" in run("plan", store, "--profile", "wan", "--frames", 80, fails=2), "wan takes 4k+1 frames")
    for frames, code in ((5, 0), (6, 2)):
        with tempfile.NamedTemporaryFile("w", suffix=".json") as f:
            f.write('{"64px": {"%d": [1.0, 2]}}' % frames)
            f.flush()
            said = run("plan", store, "--profile", "wan", "--buckets", f.name, "--pad", "last", fails=code)
        expect(("found a bucket of 6" in said) == (code == 2), f"wan's buckets of {frames} frames: exit {code}")
    none = run("plan", store, "--profile", "cogvideo", "--pad", "none", fails=1)
    expect("fewer than the 49 frames" in none, "--pad none is stronger than the profile")


def main():
    if not MEDIA:
        print("SKIP: CLIPFEED_TEST_MEDIA names no folder with the demo's clips")
        return 77
    seed = int(os.environ.get("CLIPFEED_TEST_SEED", time.time()))
    print("seed", seed)
    rng = random.Random(seed)
    records = make_records(rng, 150, 0)
    with tempfile.TemporaryDirectory() as work:
        a = make_store(work, "a", records)
        b = make_store(work, "b", sorted(records, key=lambda r: r["flow"]))
        small = make_store(work, "small", make_records(rng, 31, 5))
        check_where(a, records)
        check_split(a, b, records)
        check_captions(work)
        check_templates(a, records)
        check_sources(small, a, 31, 150)
        check_frames(a)
        check_profiles(a)
    return 1 if failed else 0


sys.exit(main())
