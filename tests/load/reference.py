"""The pixel contract of loader/pixels/README.md in float64, over pictures that the ffmpeg program decodes."""
import json
import math
import re
import subprocess

import numpy as np

KR_KB = {"bt709": (0.2126, 0.0722), "bt2020nc": (0.2627, 0.0593), "bt2020c": (0.2627, 0.0593), "fcc": (0.30, 0.11),
         "smpte240m": (0.212, 0.087)}
SHIFTS = {"420": (1, 1), "422": (1, 0), "444": (0, 0), "440": (0, 1), "411": (2, 0), "410": (2, 2)}


def probe(path):
    """What ffprobe says of the first video stream."""
    out = subprocess.run(["ffprobe", "-v", "error", "-select_streams", "v:0", "-of", "json", "-show_streams",
                          str(path)], check=True, capture_output=True).stdout
    stream = json.loads(out)["streams"][0]
    if any(side.get("rotation") for side in stream.get("side_data_list", [])):
        raise ValueError(f"{path}: rotated; the reference takes none")
    return stream


def ffmpeg_rows(path, stream, indices):
    """{display index: bytes of the picture in the stream's pixel format}."""
    wanted = sorted(set(indices))
    select = "select=" + "+".join(f"eq(n\\,{i})" for i in wanted)
    data = subprocess.run(["ffmpeg", "-v", "error", "-nostdin", "-noautorotate", "-i", str(path), "-map", "0:v:0",
                           "-vf", select, "-fps_mode", "passthrough", "-f", "rawvideo", "-pix_fmt", stream["pix_fmt"], "-"],
                          check=True, capture_output=True).stdout
    size = picture_bytes(stream)
    if len(data) != size * len(wanted):
        raise ValueError(f"{path}: ffmpeg gave {len(data)} bytes; expected {len(wanted)} pictures of {size}")
    return {n: data[k * size:(k + 1) * size] for k, n in enumerate(wanted)}


def plane_shapes(stream):
    """[(rows, columns, shift of rows, shift of columns)] of a planar format of 8 bits."""
    w, h = stream["width"], stream["height"]
    match = re.fullmatch(r"yuvj?(4\d\d)p", stream["pix_fmt"])
    if not match:
        return [(h, w, 0, 0)]
    sx, sy = SHIFTS[match.group(1)]
    chroma = (-(-h >> sy), -(-w >> sx), sy, sx)
    return [(h, w, 0, 0), chroma, chroma]


def picture_bytes(stream):
    if stream["pix_fmt"] == "rgb24":
        return 3 * stream["width"] * stream["height"]
    return sum(rows * columns for rows, columns, _, _ in plane_shapes(stream))


def planes(stream, row):
    """[(plane, shift of rows, shift of columns)]"""
    data = np.frombuffer(row, np.uint8)
    if stream["pix_fmt"] == "rgb24":
        picture = data.reshape(stream["height"], stream["width"], 3)
        return [(picture[:, :, c], 0, 0) for c in range(3)]
    result, at = [], 0
    for rows, columns, sy, sx in plane_shapes(stream):
        result.append((data[at:at + rows * columns].reshape(rows, columns), sy, sx))
        at += rows * columns
    return result


def half_to_even(offset):
    return round(offset / 2)


def geometry(profile, height, width, out):
    """(crop [top, left, height, width], resized [height, width]), for a square output."""
    if profile == "latte":
        s = out / min(height, width)
        resized = [max(math.floor(n * s), out) for n in (height, width)]
        return [half_to_even(resized[0] - out), half_to_even(resized[1] - out), out, out], resized
    side = min(height, width)
    return [half_to_even(height - side), half_to_even(width - side), side, side], [out, out]


def latte_taps(n, resized, offset, out, scale):
    """(indices, weights), both out x taps, on an input of n samples."""
    d = offset + np.arange(out)
    if resized == n:
        return d[:, None], np.ones((out, 1))
    x = np.maximum(float(np.float32(1 / scale)) * (d + 0.5) - 0.5, 0)
    k = np.minimum(np.floor(x).astype(int), n - 1)
    t = np.where(k == n - 1, 0, np.minimum(x - k, 1))
    return np.stack([k, np.minimum(k + 1, n - 1)], 1), np.stack([1 - t, t], 1)


def antialias_taps(n, out, offset):
    """(indices, weights), both out x taps, on a crop of n samples from offset on."""
    if n == out:
        return offset + np.arange(out)[:, None], np.ones((out, 1))
    a = (n - 1) / (out - 1) if out > 1 else 0.0
    r = max(a, 1.0)
    c = a * (np.arange(out) + 0.5)
    low = np.maximum(np.trunc(c - r + 0.5).astype(int), 0)
    high = np.minimum(np.trunc(c + r + 0.5).astype(int), n)
    j = low[:, None] + np.arange(2 * math.ceil(r) + 1)
    weights = np.maximum(0, 1 - np.abs((j - c[:, None] + 0.5) / r)) * (j < high[:, None])
    return offset + np.minimum(j, n - 1), weights / weights.sum(1, keepdims=True)


def taps(profile, height, width, out):
    crop, resized = geometry(profile, height, width, out)
    if profile == "latte":
        s = out / min(height, width)
        return [latte_taps(n, resized[i], crop[i], out, s) for i, n in enumerate((height, width))]
    return [antialias_taps(crop[2 + i], out, crop[i]) for i in range(2)]


def resample(plane, sy, sx, rows, columns):
    """Nearest-replicated chroma: sample i of the full size is sample i >> shift of the plane."""
    middle = sum(rows[1][:, t, None] * plane[rows[0][:, t] >> sy] for t in range(rows[0].shape[1]))
    return sum(columns[1][:, t] * middle[:, columns[0][:, t] >> sx] for t in range(columns[0].shape[1]))


def to_rgb(stream, values):
    """float64 planes -> 3 x out x out, clamped."""
    full = stream.get("color_range") == "pc" or stream["pix_fmt"].startswith("yuvj") or stream["pix_fmt"] == "rgb24"
    y0, ky, kc = (0, 1, 1) if full else (16, 255 / 219, 255 / 224)
    if stream["pix_fmt"] == "rgb24":
        rgb = [(v - y0) * ky for v in values]
    elif len(values) == 1:
        rgb = [(values[0] - y0) * ky] * 3
    else:
        kr, kb = KR_KB.get(stream.get("color_space"), (0.299, 0.114))
        kg = 1 - kr - kb
        y, u, v = (values[0] - y0) * ky, (values[1] - 128) * kc, (values[2] - 128) * kc
        red, blue = 2 * (1 - kr) * v, 2 * (1 - kb) * u
        rgb = [y + red, y - red * kr / kg - blue * kb / kg, y + blue]
    return np.clip(np.stack(rgb), 0, 255)


def convert(stream, row, profile, out):
    """One picture as the contract's u8: 3 x out x out."""
    rows, columns = taps(profile, stream["height"], stream["width"], out)
    values = [resample(p, sy, sx, rows, columns) for p, sy, sx in planes(stream, row)]
    return np.trunc(to_rgb(stream, values) + 0.5).astype(np.int16)
