"""What a run needs before anything is timed: environments, media, stores, frame lists, reference thumbnails."""
import json
import os
import subprocess
import sys

import numpy as np

# One environment each: decord and decord2 install the same module. Versions are those that the results are stated for.
ENVIRONMENTS = {
    "torchcodec": ["torch==2.13.0", "torchcodec==0.13.0"],
    "decord": ["decord==0.6.0"],
    "decord2": ["decord2==3.4.0"],
    "spdl": ["spdl-io==0.8.0"],
    "pyav": ["av==18.1.0"],
    "opencv": ["opencv-python-headless==5.0.0.93"],
}
THUMB = 32  # side of the grey thumbnails that tell frames apart
MARGIN = 3.0  # grey levels squared


class Workload:
    def __init__(self, name, title, media, frames, interval, size, clips=102, transcoded_from=None,
                 window=None, tools=None):
        self.name, self.title, self.media = name, title, media
        self.frames, self.interval, self.size, self.clips = frames, interval, size, clips
        self.window = window  # frames of a record; None: a quarter of the file
        self.tools = tools  # None: all
        self.transcoded_from = transcoded_from  # the workload whose clips these are, of media that transcode made

    def options(self):
        """What clipfeed load and plan take."""
        return ["--profile", "latte", "--frames", str(self.frames), "--interval", str(self.interval),
                "--size", f"{self.size}x{self.size}"]


DEFAULT = [
    Workload("720p-h264-k250", "720p H.264 (x264, keyint 250), 16 frames every 3rd, to 256x256", "h264-720p-k250", 16, 3, 256),
    Workload("720p-h264-k60", "720p H.264 (x264, keyint 60), 16 frames every 3rd, to 256x256", "h264-720p-k60", 16, 3, 256),
    Workload("720p-h264-65", "720p H.264 (x264, keyint 250), 65 frames in a row, to 512x512", "h264-720p-k250", 65, 1, 512),
    Workload("1080p-h264", "1080p H.264 (x264, keyint 250; upscaled footage), 16 frames every 3rd, to 256x256", "h264-1080p", 16, 3, 256),
    Workload("720p-hevc", "720p HEVC (x265), 16 frames every 3rd, to 256x256", "hevc-720p", 16, 3, 256),
    Workload("720p-av1", "720p AV1 (SVT-AV1), 16 frames every 3rd, to 256x256", "av1-720p", 16, 3, 256),
    Workload("360p-vp9", "360p VP9 (libvpx), 16 frames every 3rd, to 256x256", "vp9-360p", 16, 3, 256),
    Workload("mandelbrot", "torchcodec's recipe: mandelbrot 1080p60, 10 frames in a row, to 256x256", "mandelbrot-1080p60", 10, 1, 256, clips=51),
    Workload("720p-transcoded", "the first workload's clips, from media that `clipfeed transcode` made of its file", "h264-720p-k250",
             16, 3, 256, transcoded_from="720p-h264-k250"),
    Workload("720p-windows", "720p H.264 in records of 60 frames, as annotations of cut scenes have them, 16 every 3rd, to 256x256",
             "h264-720p-k250", 16, 3, 256, window=60, clips=30,
             tools=["floor", "clipfeed", "clipfeed-keyframe", "clipfeed-locality4", "clipfeed-locality8"]),
]
# SPDL's kind of source, and the containers that OpenCV's own samples come in.
FULL = [
    Workload("testsrc-sd", "testsrc 640x480 H.264, 16 frames every 3rd, to 256x256", "testsrc-sd", 16, 3, 256),
    Workload("testsrc-hd", "testsrc 1280x720 H.264, 16 frames every 3rd, to 256x256", "testsrc-hd", 16, 3, 256),
    Workload("720p-h264-mkv", "720p H.264 in Matroska, 16 frames every 3rd, to 256x256", "h264-720p-k250.mkv", 16, 3, 256),
    Workload("360p-vp9-webm", "360p VP9 in WebM, 16 frames every 3rd, to 256x256", "vp9-360p.webm", 16, 3, 256),
    Workload("720p-hevc-mov", "720p HEVC in QuickTime, 16 frames every 3rd, to 256x256", "hevc-720p.mov", 16, 3, 256),
]


def say(text):
    print(text, file=sys.stderr, flush=True)


def check(command, **how):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **how)
    if done.returncode:
        raise RuntimeError(f"{' '.join(map(str, command[:4]))} ...: {done.stderr.strip()[-600:]}")
    return done.stdout


def environment(build, name):
    """Its python, or None and why it is not there."""
    home = os.path.join(build, "venvs", name)
    wanted = " ".join(ENVIRONMENTS[name])
    stamp, python = os.path.join(home, ".installed"), os.path.join(home, "bin", "python")
    if os.path.exists(stamp) and open(stamp).read() == wanted:
        return python, None
    say(f"benchmarks: installing {wanted} into {home}")
    try:
        check([sys.executable, "-m", "venv", home])
        check([python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "numpy", *ENVIRONMENTS[name]])
    except RuntimeError as error:
        return None, f"does not install: {str(error)[-200:]}"
    with open(stamp, "w") as file:
        file.write(wanted)
    return python, None


def probe(program, path):
    return json.loads(check([program, "probe", path, "--json"]))


def media_file(root, workload, demo, media):
    """The workload's file, made if it is not there."""
    base, _, container = workload.media.partition(".")
    check_media = subprocess.run([os.path.join(root, "benchmarks", "media"), demo, media, base])
    if check_media.returncode:
        raise RuntimeError(f"benchmarks/media could not make {base}")
    name = f"{base}.{container or 'mp4'}"
    path = os.path.join(media, name)
    if not os.path.exists(path):
        check(["ffmpeg", "-nostdin", "-v", "error", "-y", "-i", os.path.join(media, base + ".mp4"), "-c", "copy",
               path + ".part." + container])
        os.rename(path + ".part." + container, path)
    return name


def store_of(program, stores, media, name, frames, window):
    """A store whose records are windows of the file, a caption each."""
    store = os.path.join(stores, name + (f".{window}" if window else ""))
    path = os.path.join(media, name)
    key = f"{os.path.getsize(path)} {int(os.path.getmtime(path))}"
    stamp = store + ".made-of"
    readable = subprocess.run([program, "stats", store], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if readable.returncode == 0 and os.path.exists(stamp) and open(stamp).read() == key:
        return store  # of this file, and in the program's own version
    subprocess.run(["rm", "-rf", store, stamp], check=True)
    edges = list(range(0, frames + 1, window)) if window else [frames * i // 4 for i in range(5)]
    items = [{"path": name, "frame_idx": f"{a}:{b}", "cap": [f"Frames {a} to {b} of a video made for timing."]}
             for a, b in zip(edges, edges[1:])]
    os.makedirs(stores, exist_ok=True)
    annotation = store + ".json"
    with open(annotation, "w") as file:
        json.dump(items, file)
    say(f"benchmarks: ingesting {name}")
    check([program, "ingest", annotation, "--format", "open-sora-plan", "--media", media, "--store", store])
    with open(stamp, "w") as file:
        file.write(key)
    return store


def transcoded(program, store, media, made):
    """(the store, its media's folder, its only file) that transcode makes of a store; what it reported is in the folder."""
    out, folder = store + ".transcoded", os.path.join(made, os.path.basename(store))
    readable = subprocess.run([program, "stats", out], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if readable.returncode or os.path.getmtime(out) < os.path.getmtime(store):
        subprocess.run(["rm", "-rf", out, folder], check=True)
        os.makedirs(made, exist_ok=True)
        say(f"benchmarks: transcoding {os.path.basename(store)}")
        check([program, "transcode", store, "--media", media, "--out", out, "--media-out", folder])
    path = json.loads(check([program, "plan", out, "--steps", "1", "--batch", "1", "--json"]))["list"][0]["path"]
    return out, folder, path


def frame_list(program, workload, store, media, info, out, *more):
    """The clips that clipfeed's plan draws, for everybody: written to out, and returned."""
    plan = json.loads(check([program, "plan", store, "--media", media, *workload.options(), *more,
                             "--steps", str(-(-workload.clips // 2)), "--json"]))
    clips = [{key: sample[key] for key in ("clip_id", "path", "frames", "pts")} for sample in plan["list"]]
    spec = {"media": media, "size": workload.size, "width": info["width"], "height": info["height"],
            "frame_seconds": info["duration"] / info["frames"], "clips": clips}
    with open(out, "w") as file:
        json.dump(spec, file)
    return spec


def mappings(path):
    """torchcodec's custom frame mappings, as its documentation makes them."""
    out = path + ".mappings"
    if not os.path.exists(out):
        with open(out + ".part", "w") as file:
            subprocess.run(["ffprobe", "-v", "error", "-i", path, "-select_streams", "v:0", "-show_frames", "-show_entries",
                            "frame=pts,duration,key_frame", "-of", "json"], stdout=file, check=True)
        os.rename(out + ".part", out)


def thumbnails(path):
    """Every frame's centred square as a THUMBxTHUMB grey picture, by the ffmpeg program: the reference for identity."""
    out = path + ".thumbs.npy"
    if os.path.exists(out) and os.path.getmtime(out) > os.path.getmtime(path):
        return np.load(out)
    say(f"benchmarks: thumbnails of {os.path.basename(path)}")
    grey = subprocess.run(["ffmpeg", "-nostdin", "-v", "error", "-i", path, "-vf",
                           f"crop=min(iw\\,ih):min(iw\\,ih),scale={THUMB}:{THUMB}:flags=area,format=gray",
                           "-fps_mode", "passthrough", "-f", "rawvideo", "-"], stdout=subprocess.PIPE, check=True).stdout
    thumbs = np.frombuffer(grey, np.uint8).reshape(-1, THUMB, THUMB)
    np.save(out, thumbs)
    return thumbs


def identity(video, clips, thumbs):
    """Whether video [n,F,3,S,S] uint8 shows just the frames of these clips.

    Each picture, shrunk and grey, is compared with the reference of its frame and of the three on either side, after
    one gain and offset per clip for the colour conversion. A clip is wrong if it fits better as a whole when all its
    indices are moved, a picture if a neighbour explains it more than twice as well (squared error, and MARGIN beyond
    that: scalers differ by up to 8). A clip is telling if moving it by one either way would have been noticed.
    Returns (wrong pictures, telling clips)."""
    wrong = telling = 0
    for pictures, clip in zip(video, clips):
        s = pictures.shape[-1] // THUMB
        shrunk = pictures.reshape(len(pictures), 3, THUMB, s, THUMB, s).mean((3, 5))
        small = np.tensordot([0.299, 0.587, 0.114], shrunk, (0, 1))
        frames = np.array(clip["frames"])
        gain, offset = np.polyfit(small.ravel(), thumbs[frames].astype(np.float64).ravel(), 1)
        small = small * gain + offset
        around = np.clip(frames[:, None] + np.arange(-3, 4), 0, len(thumbs) - 1)
        error = ((thumbs[around].astype(np.float64) - small[:, None]) ** 2).mean((2, 3))
        moved = error.sum(0)
        if moved.min() * 1.05 < moved[3]:
            wrong += len(frames)
        else:
            wrong += int((np.delete(error, 3, 1).min(1) * 2 + MARGIN < error[:, 3]).sum())
        telling += bool(min(moved[2], moved[4]) > moved[3] * 1.05)
    return wrong, telling
