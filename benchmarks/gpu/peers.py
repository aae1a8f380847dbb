#!/usr/bin/python3
"""peers.py FILE OUT.json SPEED.json: 16 frames, every 3rd, from random starts to 256x256 on the GPU, clips a second, by torchcodec's
and PyNvVideoCodec's CUDA paths, one decoder each time as their users write it. Whichever is not installed is said so.
FILE is the first clip of SPEED.json, clipfeed's own: how many times the peer's clips it gives stands beside them."""
import json
import random
import sys
import time

FRAMES, STRIDE, SIZE, SECONDS = 16, 3, 256, 20


def rate(clip, count):
    """clip(indices) gives a batch on the device."""
    import torch
    draw = random.Random(1)

    def one():
        start = draw.randrange(count - FRAMES * STRIDE)
        frames = clip([start + STRIDE * i for i in range(FRAMES)]).to("cuda", torch.float16)
        return torch.nn.functional.interpolate(frames, size=(SIZE, SIZE), mode="bilinear")

    for _ in range(4):
        one()
    torch.cuda.synchronize()
    begin, done = time.monotonic(), 0
    while time.monotonic() - begin < SECONDS:
        one()
        done += 1
    torch.cuda.synchronize()
    return done / (time.monotonic() - begin)


def torchcodec(path):
    import torchcodec
    from torchcodec.decoders import VideoDecoder
    count = VideoDecoder(path).metadata.num_frames
    clips = rate(lambda at: VideoDecoder(path, device="cuda", seek_mode="approximate").get_frames_at(at).data, count)
    return {"version": torchcodec.__version__, "clips_per_s": clips}


def pynvvideocodec(path):
    import torch
    import PyNvVideoCodec as nvc
    count = len(nvc.SimpleDecoder(path, use_device_memory=True, output_color_type=nvc.OutputColorType.RGBP))

    def clip(at):
        decoder = nvc.SimpleDecoder(path, use_device_memory=True, output_color_type=nvc.OutputColorType.RGBP)
        return torch.stack([torch.from_dlpack(decoder[i]).clone() for i in at])

    return {"version": getattr(nvc, "__version__", "?"), "clips_per_s": rate(clip, count)}


def main():
    path, out, speed = sys.argv[1:]
    peers = {}
    with open(speed) as f:
        sweep = json.load(f)["clips"][:1]
    ours = max((row["batches"]["clips_per_s"] for row in sweep[0]["sweep"] if row["batches"]), default=0) if sweep else 0
    for peer in (torchcodec, pynvvideocodec):
        try:
            peers[peer.__name__] = peer(path)
            peers[peer.__name__]["clipfeed_times"] = ours / peers[peer.__name__]["clips_per_s"]
            print("{}: {clips_per_s:.1f} clips/s; clipfeed: {clipfeed_times:.1f} times that".format(
                peer.__name__, **peers[peer.__name__]))
        except Exception as e:  # whatever is missing or fails is a peer not measured
            peers[peer.__name__] = f"not measured: {type(e).__name__}: {str(e).splitlines()[0] if str(e) else ''}"
            print(f"{peer.__name__}: {peers[peer.__name__]}")
    with open(out, "w") as f:
        json.dump(peers, f, indent=1)


if __name__ == "__main__":
    main()
