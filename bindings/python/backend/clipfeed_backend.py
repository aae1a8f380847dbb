"""The build backend: scikit-build-core's, and a source distribution that carries the C sources.

They lie outside the package's folder, where scikit-build-core does not look. They are put into the finished archive as
native/, where CMakeLists.txt finds them; nothing is copied into the work tree."""
import copy
import gzip
import io
import os
import pathlib
import tarfile

from scikit_build_core.build import *  # noqa: F401,F403  (the hooks of PEP 517 and 660)
from scikit_build_core.build import build_sdist as build_bare_sdist

PACKAGE = pathlib.Path(__file__).resolve().parent.parent
ROOT = PACKAGE.parent.parent
CARRIED = ("CMakeLists.txt", "LICENSE", "loader", "rewrite")


def carried():
    """The files of CARRIED, relative to the repository, in order."""
    for name in CARRIED:
        top = ROOT / name
        paths = sorted(top.rglob("*")) if top.is_dir() else [top]
        yield from (p.relative_to(ROOT) for p in paths if p.is_file() and not p.name.startswith("."))


def build_sdist(sdist_directory, config_settings=None):
    name = build_bare_sdist(sdist_directory, config_settings)
    if (PACKAGE / "native").is_dir():  # made from a source distribution, which has them
        return name
    path = pathlib.Path(sdist_directory, name)
    folder = name[:-len(".tar.gz")]
    whole = io.BytesIO()
    with tarfile.open(path) as bare, tarfile.open(fileobj=whole, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for member in bare:
            archive.addfile(member, bare.extractfile(member) if member.isreg() else None)
            pattern = copy.copy(member)
        for file in carried():
            member = archive.gettarinfo(ROOT / file, f"{folder}/native/{file.as_posix()}")
            member.uid, member.gid, member.uname, member.gname = 0, 0, "", ""
            member.mtime = pattern.mtime
            with open(ROOT / file, "rb") as stream:
                archive.addfile(member, stream)
    partial = path.with_suffix(".partial")
    partial.write_bytes(gzip.compress(whole.getvalue(), mtime=0))
    os.replace(partial, path)
    return name
