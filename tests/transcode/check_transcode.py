#!/usr/bin/python3
"""clipfeed transcode, from a store to training-ready media and the store that points at them, held against ffmpeg."""
import filecmp
import fractions
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import numpy as np

LIMIT = 300  # seconds for one run of the program
SIDE = 128
PROGRAM = os.environ["CLIPFEED_PROGRAM"]
passed = failed = 0


def note(name, ok, detail=""):
    global passed, failed
    passed += bool(ok)
    failed += not ok
    print("ok  " if ok else "FAIL", name, "" if ok else f": {detail}", flush=True)


def program(*arguments):
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, timeout=LIMIT, text=True)


def done(*arguments):
    run = program(*arguments)
    if run.returncode:
        raise RuntimeError(f"{arguments}: {run.returncode}: {run.stderr[-400:]}")
    return run.stdout


def ffmpeg(*arguments):
    return subprocess.run(["ffmpeg", "-nostdin", "-hide_banner", "-y", *map(str, arguments)], check=True,
                          capture_output=True, timeout=LIMIT)


X264 = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-threads", "1"]


def cut(frames, *more):
    return ["-vf", ",".join([f"trim=end_frame={frames}", "setpts=PTS-STARTPTS", *more]), "-fps_mode", "passthrough",
            "-an"]


def make_media(media, out):
    """Sources of every kind that the command treats differently; returns the windows of their records."""
    out.mkdir()
    bunny, bikes = media / "bunny.mp4", media / "bikes.mp4"
    ffmpeg("-i", bunny, *cut(75, "scale=320:180"), *X264, "-g", "60", out / "plain.mp4")
    for turn in (90, 180, 270):
        ffmpeg("-i", out / "plain.mp4", "-t", "1", "-c", "copy", "-metadata:s:v:0", f"rotate={turn}",
               out / f"turned{turn}.mp4")
    ffmpeg("-i", bikes, *cut(90, "select='gt(mod(n\\,5)\\,1)'"), *X264, out / "uneven.mkv")
    ffmpeg("-ss", "0.6", "-i", out / "plain.mp4", "-c", "copy", out / "edited.mp4")
    ffmpeg("-i", bikes, *cut(50), *X264, "-bf", "2", out / "late.ts")
    ffmpeg("-i", bikes, *cut(50, "scale=in_range=tv:out_range=pc"), *X264, "-pix_fmt", "yuv420p", "-color_range", "pc",
           "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-chroma_sample_location",
           "topleft", out / "tagged.mp4")
    ffmpeg("-i", bunny, *cut(40, "scale=175:143"), *X264, "-pix_fmt", "yuv444p", out / "odd444.mp4")
    ffmpeg("-i", bunny, *cut(40, "scale=322:182"), "-c:v", "libx265", "-preset", "ultrafast", "-x265-params",
           "log-level=none:pools=1", "-pix_fmt", "yuv420p10", "-tag:v", "hvc1", out / "ten.mp4")
    ffmpeg("-i", media / "carphone.mp4", *cut(40, "scale=104:80"), *X264, out / "small.mp4")
    # made as transcode itself makes it, but coarser and with more key frames: nothing is left to gain
    ffmpeg("-i", bunny, *cut(40, "scale=228:128"), "-c:v", "libx264", "-preset", "medium", "-tune", "fastdecode", "-g",
           "4", "-bf", "3", "-x264-params", "b-adapt=0:b-pyramid=none", "-crf", "44", "-threads", "1", out / "lean.mp4")
    ffmpeg("-i", bikes, *cut(60), *X264, out / "damaged.mp4")
    shutil.copy(out / "plain.mp4", out / "gone.mp4")
    with open(out / "gone.mp4", "ab") as f:  # another file than plain.mp4
        f.write(b"\0\0\0\x10free" + b"gone" * 2)
    shutil.copy(out / "plain.mp4", out / "twin.mp4")
    shutil.copy(media / "cat.png", out / "cat.png")
    windows = {"plain.mp4": "5:70", "twin.mp4": "0:40", "uneven.mkv": "10:52"}
    return windows


def annotate(folder, windows, path):
    items = []
    for name in sorted(p.name for p in folder.iterdir()):
        item = {"path": name, "cap": [f"The caption of {name}.", "Another one."], "note": {"kept": 1.50}}
        if name in windows:
            item["frame_idx"] = windows[name]
        items.append(item)
    path.write_text(json.dumps(items))


def pictures(path):
    """[time of each displayed picture] as ffprobe has it, exactly."""
    run = subprocess.run(["ffprobe", "-v", "error", "-select_streams", "v:0", "-show_entries",
                          "stream=time_base:frame=best_effort_timestamp", "-of", "json", str(path)], check=True,
                         capture_output=True, timeout=LIMIT)
    listed = json.loads(run.stdout)
    base = fractions.Fraction(listed["streams"][0]["time_base"])
    return [f["best_effort_timestamp"] * base for f in listed["frames"]]


def stream(path):
    run = subprocess.run(["ffprobe", "-v", "error", "-select_streams", "v:0", "-show_streams", "-of", "json", str(path)],
                         check=True, capture_output=True, timeout=LIMIT)
    return json.loads(run.stdout)["streams"][0]


def picture(path, width, height):
    run = ffmpeg("-i", path, "-vf", f"scale={width}:{height}:flags=area,format=gray", "-frames:v", "1", "-f",
                 "rawvideo", "-")
    return np.frombuffer(run.stdout, np.uint8).reshape(height, width).astype(float)


def ssim(made, source, width, height):
    scale = (f"scale={width}:{height}:flags=lanczos+accurate_rnd+full_chroma_inp+full_chroma_int:in_h_chr_pos=0:"
             "out_h_chr_pos=0")
    run = ffmpeg("-i", made, "-i", source, "-lavfi",
                 f"[0]setpts=N/25/TB[a];[1]setpts=N/25/TB,{scale},format=yuv420p[b];[a][b]ssim", "-f", "null", "-")
    return float(run.stderr.decode().rsplit("All:", 1)[1].split()[0])


def check_pictures(source, out, files):
    for f in files:
        if f["outcome"] != "transcoded":
            continue
        name, made = f["path"], out / f["made"]
        was, now = pictures(source / name), pictures(made)
        note(f"{name}: {len(was)} pictures, each at its time", was == now and len(now) == f["frames"],
             f"{len(was)} and {len(now)} pictures, {[p for p in zip(was, now) if p[0] != p[1]][:3]}")
        s, t = stream(source / name), stream(made)
        turned = name in ("turned90.mp4", "turned270.mp4")
        height, width = (s["width"], s["height"]) if turned else (s["height"], s["width"])
        least = min(SIDE, height & ~1, width & ~1)
        note(f"{name}: {width}x{height} became {t['width']}x{t['height']}, upright",
             min(t["height"], t["width"]) == least and t["height"] % 2 == 0 == t["width"] % 2 and
             abs(t["width"] * height - t["height"] * width) <= 2 * max(width, height) and
             t["pix_fmt"] in ("yuv420p", "yuvj420p") and not t.get("side_data_list"), t)
        note(f"{name}: SSIM {f['ssim']:.4f}", f["ssim"] >= 0.99, f)
        if name != "tagged.mp4" and not name.startswith("turned"):
            theirs = ssim(made, source / name, t["width"], t["height"])
            note(f"{name}: ffmpeg's ssim filter says {theirs:.4f}", abs(theirs - f["ssim"]) < 0.0005, f["ssim"])
    for turn in (90, 180, 270):
        f = next(f for f in files if f["path"] == f"turned{turn}.mp4")
        width, height = (36, 64) if turn != 180 else (64, 36)
        right, found = (picture(p, width, height) for p in (source / f["path"], out / f["made"]))
        off, upside = np.abs(right - found).mean(), np.abs(right - found[::-1, ::-1]).mean()
        note(f"{f['path']}: turned as ffmpeg turns it", off < 3 and upside > 4 * off, (off, upside))
    f = next(f for f in files if f["path"] == "tagged.mp4")
    t = stream(out / f["made"])
    tags = [t.get(k) for k in ("color_range", "color_space", "color_primaries", "color_transfer", "chroma_location")]
    note("tagged.mp4: tags kept", tags == ["pc", "bt709", "bt709", "bt709", "topleft"], tags)


def check_outcomes(files, stderr, out):
    by_path = {f["path"]: f for f in files}
    note("one output per distinct file", "twin.mp4" not in by_path or "plain.mp4" not in by_path, sorted(by_path))
    lean, still = by_path["lean.mp4"], by_path["cat.png"]
    note("an original that serves better is kept", lean["outcome"] == "kept" and "neither" in lean["reason"], lean)
    note("a still is kept", still["outcome"] == "kept" and (out / still["made"]).exists(), still)
    for name in ("gone.mp4", "damaged.mp4"):
        f = by_path[name]
        note(f"{name}: failed by name", f["outcome"] == "failed" and name in stderr, (f, stderr))
    made = [f for f in files if f["outcome"] == "transcoded"]
    note("the rest is made", len(made) == len(files) - 4 and all(f["droppable"] > 0.6 for f in made),
         [(f["path"], f["outcome"], f["reason"], f["droppable"]) for f in files])
    lines = [json.loads(line) for line in (out / "transcode.jsonl").read_text().splitlines()]
    note("transcode.jsonl has each file", [l["made"] for l in lines] == [f["made"] for f in files], lines[:1])


def check_records(store, store2, ids):
    note("the new store verifies", program("verify", store2).returncode == 0)
    for clip in ids:
        a, b = (json.loads(done("get", s, clip, "--json")) for s in (store, store2))
        same = all(a[k] == b[k] for k in ("clip_id", "ordinal", "window", "captions", "extra"))
        media = all(a["media"][k] == b["media"][k] for k in ("frames", "fps", "seconds", "image"))
        origin = b["origin"]
        note(f"{clip}: window, captions and frames stay; its origin is known",
             same and media and origin["path"] == a["path"] and origin["media_key"] == a["media"]["key"] and
             b["media"]["key"] == origin["made_key"], (a, b))


def check_layers(store, store2, ids):
    layers = [[json.loads(done("get", s, i, "--json"))["layers"] for i in ids] for s in (store, store2)]
    note("captions layers are carried over", layers[0] == layers[1] and all("short" in str(x) for x in layers[0]), layers)


def dump(store, media, folder, *more):
    run = program("load", store, "--media", media, "--frames", "8", "--interval", "2", "--size", "128x128", "--seed", "7",
                  "--steps", "12", "--threads", "1", "--dump", folder, "-q", *more)
    samples = []
    for path in sorted(folder.glob("*.json")):
        video = np.load(path.with_suffix("").with_suffix(".video.npy"))
        values = (video.astype(np.uint32) << 16).view(np.float32)
        samples += list(zip(json.loads(path.read_text()), values))
    return run, samples


def check_load(store, source, store2, out, work):
    for more in ((), ("--locality", "4")):
        label = " ".join(["load", *more])
        (a, old), (b, new) = dump(store, source, work / "old", *more), dump(store2, out, work / "new", *more)
        note(f"{label}: 24 samples of both stores", len(old) == len(new) == 24, (a.stderr, b.stderr))
        keys = ("clip_id", "frames", "pts", "caption", "caption_index", "flip", "status", "replaced")
        for (x, p), (y, q) in zip(old, new):
            if any(x[k] != y[k] for k in keys) or np.abs(p - q).mean() > 0.15:
                note(f"{label}: {x['clip_id']}", False, (x, y, float(np.abs(p - q).mean())))
                break
        else:
            note(f"{label}: the same clips, frames, times, captions and failures", True)
        shutil.rmtree(work / "old")
        shutil.rmtree(work / "new")


def outputs(folder):
    return sorted(p.relative_to(folder) for p in folder.glob("??/*"))


def same_folder(a, b):
    names = outputs(a)
    return names == outputs(b) and not filecmp.cmpfiles(a, b, map(str, names), shallow=False)[1]


def fingerprint(store):
    return json.loads(done("stats", store, "--json"))["fingerprint"]


def check_killed(arguments, store2, out, work):
    run = subprocess.Popen([PROGRAM, *map(str, arguments("killed", "killed-media")), "--jobs", "1"],
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    folder, end = work / "killed-media", time.monotonic() + LIMIT
    while len(list(folder.glob(".transcode/*/*.result"))) < 3 and run.poll() is None and time.monotonic() < end:
        time.sleep(0.005)
    run.send_signal(signal.SIGKILL)
    note("killed while it was at work", run.wait() == -signal.SIGKILL and not (work / "killed").exists(), run.returncode)
    kept = {p: p.stat().st_mtime_ns for p in folder.glob(".transcode/*/*.result")}
    again = program(*arguments("killed", "killed-media"))
    note("it goes on, and ends as if it had not been killed",
         again.returncode == 1 and fingerprint(work / "killed") == fingerprint(store2) and same_folder(out, folder),
         (again.returncode, again.stderr[-300:], outputs(folder)))
    made = [p for p in kept if '"failed"' not in p.read_bytes().split(b"\n")[0].decode()]
    note("what was finished is not done again", made and all(p.stat().st_mtime_ns == kept[p] for p in made), len(made))
    note("nothing unfinished lies about", not list(folder.rglob("*.tmp")), list(folder.rglob("*.tmp")))


def check_parts(arguments, store2, out, work):
    joined = work / "parts-media"
    for part in (1, 2):
        run = program(*arguments("parts", f"part{part}"), "--part", f"{part}/2")
        note(f"part {part} makes no store", run.returncode in (0, 1) and not (work / "parts").exists(), run.stderr[-300:])
        shutil.copytree(work / f"part{part}", joined, dirs_exist_ok=True)
    count = [len(list((work / d).glob(".transcode/*/*.result"))) for d in ("part1", "part2", "parts-media")]
    note(f"the parts share the files {count[0]} to {count[1]}", 0 < count[0] < count[2] == count[0] + count[1], count)
    run = program(*arguments("parts", "parts-media"))
    note("joined, the parts are the whole", run.returncode == 1 and fingerprint(work / "parts") == fingerprint(store2) and
         same_folder(out, joined), (run.returncode, run.stderr[-300:]))


def check_refusals(arguments, work):
    again = json.loads(program(*arguments("store2", "media2"), "--json").stdout)
    note("asked again, it says the same", again["failed"] == 2, again)
    run = program(*arguments("store2", "media3"), "--gop", "8")
    note("another store's place is not taken", run.returncode == 2 and "there already" in run.stderr, run.stderr)
    run = program(*arguments("store4", "media2"), "--gop", "8")
    note("a folder of other options is not mixed", run.returncode == 1 and "other options" in run.stderr, run.stderr)
    for wrong in (["--part", "3/2"], ["--short-side", "127"], ["--encoder", "mpeg4"], ["--quality", "99"]):
        run = program(*arguments("store5", "media5"), *wrong)
        note(f"{' '.join(wrong)} is wrong usage", run.returncode == 2, (run.returncode, run.stderr))


def check_encoders(source, work):
    folder = work / "few"
    folder.mkdir()
    shutil.copy(source / "uneven.mkv", folder)
    annotate(folder, {}, work / "few.json")
    done("ingest", work / "few.json", "--format", "open-sora-plan", "--media", folder, "--store", work / "few-store")
    have = subprocess.run(["ffmpeg", "-hide_banner", "-encoders"], capture_output=True, text=True).stdout
    for name in ("libsvtav1", "libvpx-vp9"):
        if name not in have:
            print(f"this FFmpeg has no {name}: not tried")
            continue
        run = program("transcode", work / "few-store", "--media", folder, "--out", work / name, "--media-out",
                      work / f"{name}-media", "--short-side", SIDE, "--encoder", name, "--json")
        f = json.loads(run.stdout or "{}").get("list", [{"outcome": run.stderr}])[0]
        note(f"{name}: made, each picture at its time",
             f["outcome"] == "transcoded" and f["ssim"] >= 0.99 and
             pictures(folder / "uneven.mkv") == pictures(work / f"{name}-media" / f["made"]), f)


def spoil(source):
    (source / "gone.mp4").unlink()
    data = bytearray((source / "damaged.mp4").read_bytes())
    at = data.find(b"mdat") + 4 + len(data) // 3
    for i in range(at, at + 600):
        data[i] ^= 0x55
    (source / "damaged.mp4").write_bytes(data)


def main():
    media = os.environ.get("CLIPFEED_TEST_MEDIA")
    if not media:
        print("skipped: CLIPFEED_TEST_MEDIA does not name the sample clips")
        return 77
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        source, store, out, store2 = work / "source", work / "store", work / "media2", work / "store2"
        windows = make_media(pathlib.Path(media), source)
        annotate(source, windows, work / "all.json")
        done("ingest", work / "all.json", "--format", "open-sora-plan", "--media", source, "--store", store, "--shards", "3")
        done("index-captions", store)  # makes a captions layer, "short"
        spoil(source)

        def arguments(to, folder):
            return ["transcode", store, "--media", source, "--out", work / to, "--media-out", work / folder,
                    "--short-side", SIDE]

        run = program(*arguments("store2", "media2"), "--jobs", "2", "--json")
        note("failures end it with 1", run.returncode == 1, (run.returncode, run.stderr))
        files = json.loads(run.stdout)["list"]
        check_outcomes(files, run.stderr, out)
        check_pictures(source, out, files)
        ids = [f"{n}#{windows[n]}" if n in windows else n for n in
               ("plain.mp4", "twin.mp4", "uneven.mkv", "edited.mp4", "gone.mp4", "cat.png", "turned90.mp4")]
        check_records(store, store2, ids)
        check_layers(store, store2, ids)
        check_load(store, source, store2, out, work)
        check_killed(arguments, store2, out, work)
        check_parts(arguments, store2, out, work)
        check_refusals(arguments, work)
        check_encoders(source, work)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
