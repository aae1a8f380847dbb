"""Other loaders on the same clips, one process per run, in that loader's own environment (run makes them).

    peers.py TOOL LIST.json --threads T --from I --to J [--kept-open] [--dump FILE.npy]

LIST.json: {"media": ROOT, "size": S, "width", "height", "frame_seconds", "clips": [{"path", "frames", "pts"}]}. T worker processes, as a data loader
has them, each with one decoding thread, take clips off a common counter. For every clip the file is opened, exactly
the wanted frames are decoded, cropped to the centred square, scaled to SxS and handed over as one uint8 array with
the meaning [F,C,H,W]; that it may be a permuted view is allowed. Imports, forks and one clip for warming up per worker
are not timed. Prints one JSON object.

Every function follows what its project's documentation says of speed; the sentence and its address are quoted there.
"""
import argparse
import ctypes
import json
import multiprocessing
import os
import re
import resource
import sys
import time

import numpy as np


class Source:
    """What a dataset knows of a file without opening it: enough to give scalers their sizes."""

    def __init__(self, spec):
        self.width, self.height, self.size = spec["width"], spec["height"], spec["size"]
        self.frame_seconds = spec["frame_seconds"]
        self.side = min(self.width, self.height)
        # the picture scaled so that its short side is the target, for tools that scale but do not crop
        self.cover_w = round(self.width * self.size / self.side / 2) * 2
        self.cover_h = round(self.height * self.size / self.side / 2) * 2

    def centre(self, frames, height, width, side):
        top, left = (height - side) // 2, (width - side) // 2
        return frames[..., top:top + side, left:left + side, :]


def chw(frames):
    """[F,H,W,C] -> [F,C,H,W], a view."""
    return frames.transpose(0, 3, 1, 2)


def torchcodec(source, mode, mappings=False):
    # "If you need to decode multiple frames at once, the batch methods are faster than calling single-frame decoding
    #  methods multiple times."  "Use 1 for single-threaded decoding which may be best if you are running multiple
    #  instances of VideoDecoder in parallel."  Transforms are given to the decoder, which applies them itself.
    # https://meta-pytorch.org/torchcodec/stable/generated_examples/decoding/performance_tips.html
    import torch
    from torchcodec.decoders import VideoDecoder
    from torchcodec.transforms import CenterCrop, Resize
    torch.set_num_threads(1)
    transforms = [CenterCrop((source.side, source.side)), Resize((source.size, source.size))]

    def open_file(clip):
        how = {"custom_frame_mappings": open(clip["path"] + ".mappings").read()} if mappings else {"seek_mode": mode}
        return VideoDecoder(clip["path"], num_ffmpeg_threads=1, transforms=transforms, **how)

    return open_file, lambda decoder, clip: decoder.get_frames_at(clip["frames"]).data


def decord(source):
    # "To get multiple frames at once, use get_batch; this is the efficient way to obtain a long list of frames":
    # https://github.com/dmlc/decord/blob/master/README.md; "width: Desired output width of the video": VideoReader's help
    from decord import VideoReader, cpu

    def open_file(clip):
        return VideoReader(clip["path"], ctx=cpu(0), width=source.cover_w, height=source.cover_h, num_threads=1)

    def take(reader, clip):
        frames = reader.get_batch(clip["frames"]).asnumpy()
        return chw(source.centre(frames, source.cover_h, source.cover_w, source.size))

    return open_file, take


def spdl(source):
    # "Filters allow you to transform media data during decoding, which can be more efficient than post-processing."
    # https://facebookresearch.github.io/spdl/latest/io/filtering.html
    # "By default, SPDL uses a single thread for decoding."  .../generated/spdl.io.load_video.html
    # sample_decode_video, its other way, makes a filter graph per frame.
    import spdl.io

    def take(demuxer, clip):
        frames, seconds = clip["frames"], clip["pts"]
        half = 0.5 * source.frame_seconds
        window = (seconds[0] - half, seconds[-1] + half)
        packets = demuxer.demux_video(window=window)
        wanted = "+".join(f"eq(n\\,{i - frames[0]})" for i in frames)
        graph = (f"trim=start={window[0]:.6f}:end={window[1]:.6f},select='{wanted}',"
                 f"crop={source.side}:{source.side},scale={source.size}:{source.size}:flags=bilinear,"
                 "format=pix_fmts=rgb24")
        decoded = spdl.io.decode_packets(packets, filter_desc=graph)
        return chw(spdl.io.to_numpy(spdl.io.convert_frames(decoded)))

    return lambda clip: spdl.io.Demuxer(clip["path"]), take


def pyav(source):
    # "By default, codec contexts will decode with SLICE threading ... FRAME threading allows multiple threads to decode
    #  independent frames": workers have one thread each, so neither.
    # https://pyav.basswood-io.com/docs/stable/cookbook/basics.html
    import av

    def open_file(clip):
        container = av.open(clip["path"])
        container.streams.video[0].thread_count = 1
        container.streams.video[0].thread_type = "NONE"
        return container

    def take(container, clip):
        stream = container.streams.video[0]
        ticks = [round(s / stream.time_base) for s in clip["pts"]]
        near = source.frame_seconds / 2 / stream.time_base
        out, n = np.empty((len(ticks), source.size, source.size, 3), np.uint8), 0
        container.seek(ticks[0], stream=stream, backward=True)
        for frame in container.decode(stream):
            if frame.pts is None or frame.pts < ticks[n] - near:
                continue
            small = frame.reformat(width=source.cover_w, height=source.cover_h, format="rgb24", interpolation="BILINEAR")
            out[n] = source.centre(small.to_ndarray(), source.cover_h, source.cover_w, source.size)
            n += 1
            if n == len(ticks):
                break
        if n < len(ticks):
            raise RuntimeError(f"{n} of {len(ticks)} frames came")
        return chw(out)

    return open_file, take


def opencv(source):
    # "grab: Grabs the next frame from video file"; "retrieve: Decodes and returns the grabbed video frame": frames that
    # are not wanted are only grabbed, which leaves out their conversion to BGR. https://docs.opencv.org/ (VideoCapture)
    import cv2
    cv2.setNumThreads(1)

    def open_file(clip):
        capture = cv2.VideoCapture(clip["path"], cv2.CAP_FFMPEG, [cv2.CAP_PROP_N_THREADS, 1])
        if not capture.isOpened():
            raise RuntimeError("VideoCapture did not open the file")
        return capture

    def take(capture, clip):
        frames = clip["frames"]
        out = np.empty((len(frames), source.size, source.size, 3), np.uint8)
        capture.set(cv2.CAP_PROP_POS_FRAMES, frames[0])
        at = frames[0]
        for n, frame in enumerate(frames):
            while at <= frame:
                if not capture.grab():
                    raise RuntimeError(f"frame {at} was not grabbed")
                at += 1
            ok, picture = capture.retrieve()
            if not ok:
                raise RuntimeError(f"frame {frame} was not retrieved")
            square = source.centre(picture, source.height, source.width, source.side)
            small = cv2.resize(square, (source.size, source.size), interpolation=cv2.INTER_LINEAR)
            cv2.cvtColor(small, cv2.COLOR_BGR2RGB, dst=out[n])
        return chw(out)

    return open_file, take


TOOLS = {
    "torchcodec": lambda s: torchcodec(s, "exact"),
    "torchcodec-approximate": lambda s: torchcodec(s, "approximate"),
    "torchcodec-mappings": lambda s: torchcodec(s, "exact", True),
    "decord": decord,
    "decord2": decord,
    "spdl": spdl,
    "pyav": pyav,
    "opencv": opencv,
}


def libavcodec():
    """The version of the library that this process has decoded with."""
    with open("/proc/self/maps") as maps:
        for path in sorted(set(re.findall(r"(/\S*libavcodec\S*\.so\S*)", maps.read()))):
            version = ctypes.CDLL(path).avcodec_version()
            return f"{version >> 16}.{version >> 8 & 255}.{version & 255}"
    return "linked statically"


def module_version(tool):
    from importlib.metadata import version
    name = {"torchcodec-approximate": "torchcodec", "torchcodec-mappings": "torchcodec", "spdl": "spdl_io", "pyav": "av",
            "opencv": "opencv-python-headless"}.get(tool, tool)
    return f"{name} {version(name)}"


def worker(tool, source, clips, kept_open, counter, start, end, results):
    try:
        open_file, take = TOOLS[tool](source)
        handles = {}

        def one(clip):
            if not kept_open:
                return take(open_file(clip), clip)
            if clip["path"] not in handles:
                handles[clip["path"]] = open_file(clip)
            return take(handles[clip["path"]], clip)

        one(clips[0])
        failed = None
    except Exception as error:  # a tool that cannot is reported as such
        failed = f"{type(error).__name__}: {error}"[:200]
    start.wait()
    cpu = time.process_time()
    while not failed:
        with counter.get_lock():
            i = counter.value
            counter.value += 1
        if i >= len(clips):
            break
        try:
            one(clips[i])
        except Exception as error:
            failed = f"{type(error).__name__}: {error}"[:200]
    cpu = time.process_time() - cpu
    end.wait()
    results.put((failed, cpu, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, libavcodec()))


def measure(args, source, clips):
    context = multiprocessing.get_context("fork")
    counter = context.Value("l", 0)
    start, end = context.Barrier(args.threads + 1), context.Barrier(args.threads + 1)
    results = context.Queue()
    workers = [context.Process(target=worker, args=(args.tool, source, clips, args.kept_open, counter, start, end, results))
               for _ in range(args.threads)]
    for process in workers:
        process.start()
    start.wait()
    begin = time.monotonic()
    end.wait()
    seconds = time.monotonic() - begin
    answers = [results.get() for _ in workers]
    for process in workers:
        process.join()
    failures = [a[0] for a in answers if a[0]]
    if failures:
        return {"error": failures[0]}
    return {"clips": len(clips), "seconds": seconds, "cpu_seconds": sum(a[1] for a in answers),
            "peak_memory_kib": sum(a[2] for a in answers), "libavcodec": answers[0][3],
            "version": module_version(args.tool)}


def dump(args, source, clips):
    open_file, take = TOOLS[args.tool](source)
    np.save(args.dump, np.stack([np.asarray(take(open_file(clip), clip)) for clip in clips]))
    return {"clips": len(clips), "libavcodec": libavcodec(), "version": module_version(args.tool)}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tool", choices=sorted(TOOLS))
    parser.add_argument("list")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--from", dest="first", type=int, default=0)
    parser.add_argument("--to", type=int)
    parser.add_argument("--kept-open", action="store_true")
    parser.add_argument("--dump")
    args = parser.parse_args()
    with open(args.list) as file:
        spec = json.load(file)
    clips = [dict(c, path=os.path.join(spec["media"], c["path"])) for c in spec["clips"][args.first:args.to]]
    try:
        answer = (dump if args.dump else measure)(args, Source(spec), clips)
    except Exception as error:
        answer = {"error": f"{type(error).__name__}: {error}"[:200]}
    json.dump(answer, sys.stdout)
    print()


main()
