"""The table of faults: what is done to a file, and what that must end in, before ingest and after it."""
import dataclasses
import json
import os
import pathlib
import random
import shutil
import socket
import subprocess
import typing

VIDEOS = ("mp4", "mkv", "webm")
STILLS = ("png", "jpg")
ALL = VIDEOS + STILLS


def packets(path):
    """[(position, size)] of a video's packets, of Matroska's without the block header; a still is one packet."""
    if path.suffix[1:] in STILLS:
        return [(0, path.stat().st_size)]
    out = subprocess.run(["ffprobe", "-v", "error", "-select_streams", "v:0", "-of", "json", "-show_packets",
                          str(path)], check=True, capture_output=True).stdout
    header = 0 if path.suffix == ".mp4" else 8
    return [(int(p["pos"]) + header, int(p["size"]) - header) for p in json.loads(out)["packets"]]


def patch(path, at, data):
    with open(path, "r+b") as f:
        f.seek(at)
        f.write(data)


def patch_found(path, needle, skip, data):
    """Overwrites what stands skip bytes behind the needle's end."""
    at = path.read_bytes().index(needle)
    patch(path, at + len(needle) + skip, data)


def truncate(path):
    os.truncate(path, path.stat().st_size * 2 // 3)


def flip_slice(path):
    """Sixty-four bytes within the first packet, which every clip of these short files needs."""
    at, size = packets(path)[0]
    data = path.read_bytes()[at + size // 2:at + size // 2 + 64]
    patch(path, at + size // 2, bytes(b ^ 0x5A for b in data))


def rot_byte(path):
    at, size = packets(path)[0]
    patch(path, at + size // 2, bytes([path.read_bytes()[at + size // 2] ^ 1]))


def other_content(name):
    def act(path):
        shutil.copyfile(path.parent / name, path)
    act.__name__ = "becomes_" + name.replace(".", "_")
    return act


def empty(path):
    os.truncate(path, 0)


def larger(path):
    with open(path, "ab") as f:
        f.write(b"\0")


def garbage(path):
    path.write_bytes(random.Random(path.name).randbytes(path.stat().st_size))


def delete(path):
    path.unlink()


def fifo(path):
    path.unlink()
    os.mkfifo(path)


def directory(path):
    path.unlink()
    path.mkdir()


def unix_socket(path):
    path.unlink()
    here = os.getcwd()
    os.chdir(path.parent)  # a socket's name is at most 107 bytes long
    socket.socket(socket.AF_UNIX).bind(path.name)
    os.chdir(here)


def device(path):
    path.unlink()
    path.symlink_to("/dev/zero")


def symlink_loop(path):
    path.unlink()
    path.symlink_to(path.name)


def symlink_dangling(path):
    path.unlink()
    path.symlink_to("nowhere-" + path.name)


def symlink(path):
    target = path.with_name("target-" + path.name)
    path.rename(target)
    path.symlink_to(target.name)


def copied(path):
    other = path.with_name("new-" + path.name)
    shutil.copyfile(path, other)
    other.replace(path)


def touched(path):
    os.utime(path, (1, 1))


def forbidden(path):
    path.chmod(0)


def intact(path):
    pass


def bogus_size(path):
    """A packet of 2 GiB: MP4's sample size box, the size of Matroska's first block."""
    if path.suffix == ".mp4":
        patch_found(path, b"stsz", 12, b"\x7f\xff\xff\xff")
        return
    data = path.read_bytes()
    cluster = data.index(b"\x1f\x43\xb6\x75")
    block = data.index(b"\xa3", cluster + 12)
    while not (data[block + 1] & 0xF0 and data[block + 1] != 0xFF and b"\x81\x00\x00" in data[block + 1:block + 10]):
        block = data.index(b"\xa3", block + 1)
    patch(path, block + 1, b"\x0f")  # a size of five bytes


def bad_extradata(path):
    """The parameter sets' bytes in avcC or in Matroska's codec private data."""
    needle = b"avcC" if path.suffix == ".mp4" else b"\x63\xa2"
    patch_found(path, needle, 12, bytes(range(0xF0, 0x100)))


@dataclasses.dataclass
class Row:
    """ingest, load: (status, words that the message holds); True: it must work; None: does not apply."""
    act: typing.Callable
    kinds: tuple
    ingest: object
    load: object
    demoted: bool = False  # holds only for a user who is not root

    @property
    def name(self):
        return self.act.__name__.replace("_", "-")


ROWS = [
    Row(intact, ALL, True, True),
    Row(copied, ALL, True, True),
    Row(touched, ALL, True, True),
    Row(symlink, ALL, True, True),
    Row(truncate, VIDEOS + ("jpg",), ("truncated", "ends"), ("changed", "were ingested")),
    Row(truncate, ("png",), ("decode", "refused"), ("changed", "were ingested")),
    Row(larger, ALL, True, ("changed", "were ingested")),
    Row(empty, ALL, ("format", "an empty file"), ("changed", "0 bytes")),
    Row(flip_slice, ("mp4", "mkv"), ("decode", "damaged slices"), ("corrupt", "checksum")),
    Row(flip_slice, ("png",), ("decode", "refused"), ("corrupt", "checksum")),
    Row(flip_slice, ("webm", "jpg"), None, ("corrupt", "checksum")),
    Row(rot_byte, ALL, None, ("corrupt", "checksum")),
    Row(garbage, VIDEOS, ("format", "expected a video"), ("corrupt", "checksum")),
    Row(garbage, STILLS, ("format", "signature"), ("corrupt", "checksum")),
    Row(other_content("base.png"), VIDEOS, ("format", "found png_pipe"), ("changed", "were ingested")),
    Row(other_content("base.mp4"), STILLS, ("format", "signature"), ("changed", "were ingested")),
    Row(other_content("sound.mp4"), ("mp4",), ("format", "without a video stream"), ("changed", "were ingested")),
    Row(other_content("sound.mkv"), ("mkv",), ("format", "without a video stream"), ("changed", "were ingested")),
    Row(delete, ALL, ("missing", "no such file"), ("missing", "no such file")),
    Row(symlink_dangling, ALL, ("missing", "no such file"), ("missing", "no such file")),
    Row(symlink_loop, ALL, ("io", "symbolic links"), ("io", "symbolic links")),
    Row(fifo, ALL, ("not-a-file", "a FIFO"), ("not-a-file", "a FIFO")),
    Row(directory, ALL, ("not-a-file", "a directory"), ("not-a-file", "a directory")),
    Row(unix_socket, ALL, ("not-a-file", "socket"), ("not-a-file", "socket")),
    Row(device, ALL, ("not-a-file", "device"), ("not-a-file", "device")),
    Row(forbidden, ALL, ("io", "Permission denied"), ("io", "Permission denied"), demoted=True),
    # What stands in a header was read at ingest and is not read again.
    Row(bogus_size, ("mp4", "mkv"), ("truncated", "without packets"), True),
    Row(bad_extradata, ("mp4", "mkv"), ("decode", "refused"), True),
]


@dataclasses.dataclass
class Victim:
    row: Row
    kind: str

    @property
    def id(self):
        return f"{self.row.name}-{self.kind}"

    @property
    def path(self):
        return f"{self.id}.{self.kind}"


def victims(demoted):
    return [Victim(row, kind) for row in ROWS for kind in row.kinds if demoted or not row.demoted]


def make_bases(folder, media):
    """Short files of every kind, cut out of the demo's; sound alone too."""
    def ffmpeg(*words):
        subprocess.run(["ffmpeg", "-v", "error", "-y", *map(str, words)], check=True)
    folder.mkdir()
    ffmpeg("-i", media / "carphone.mp4", "-frames:v", 30, "-c", "copy", folder / "base.mp4")
    ffmpeg("-i", folder / "base.mp4", "-c", "copy", folder / "base.mkv")
    ffmpeg("-i", media / "foliage.mkv", "-frames:v", 20, "-c", "copy", folder / "base.webm")
    shutil.copyfile(media / "cat.png", folder / "base.png")
    shutil.copyfile(media / "palace.jpg", folder / "base.jpg")
    for suffix in ("mp4", "mkv"):
        ffmpeg("-f", "lavfi", "-i", "sine=duration=0.2", "-c:a", "aac", "-strict", "-2", folder / f"sound.{suffix}")


def populate(folder, bases, chosen, act):
    """A folder with every victim's file, damaged if act says so."""
    shutil.copytree(bases, folder)
    for v in chosen:
        shutil.copyfile(folder / f"base.{v.kind}", folder / v.path)
    for v in chosen:
        if act:
            v.row.act(pathlib.Path(folder / v.path))
    return folder
