#!/usr/bin/python3
"""The dependency law, read off the #include lines: exit 1 names each violation.

check_includes.py [ROOT]        checks the tree (default: the one this file lies in)
check_includes.py --self-test   plants violations in a copy of the tree and fails unless each is caught
"""
import fnmatch
import os
import re
import shutil
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SCANNED = ("loader", "rewrite", "tools", "bindings", "benchmarks")
SOURCES = (".c", ".h", ".cc", ".cpp", ".cxx", ".hh", ".hpp", ".cu", ".cuh", ".inc")

# What each room of the loader may include besides itself.
ORDER = ("base", "media", "plan", "decode", "pixels", "text", "pipeline")
MAY = {room: set(ORDER[:i]) for i, room in enumerate(ORDER)}
MAY["pipeline"] |= {"store"}
MAY["store"] = {"base"}
MAY["import"] = {"base", "store", "media"}
MAY["transcode"] = {"base", "store", "media", "decode", "pixels"}

# The same of the rewriter's, which all may include base and public headers.
REWRITE_ORDER = ("language", "style", "index", "checks", "offline")
REWRITE_MAY = {room: set(REWRITE_ORDER[:i]) for i, room in enumerate(REWRITE_ORDER)}
REWRITE_MAY["client"] = set()
REWRITE_MAY["engine"] = REWRITE_MAY["eval"] = set(REWRITE_ORDER) | {"client"}

# Who a public header belongs to, where its name does not say it; a room that may include the owner may include it.
PUBLIC_OWNER = {"status": "base", "types": "base", "doctor": "pipeline", "loader": "pipeline", "layer": "store", "tokenizer": "text"}

LIBAV = re.compile(r"lib(avcodec|avformat|avutil|avfilter|avdevice|swscale|swresample|postproc)/")
LIBAV_ROOMS = ("media", "decode", "transcode")
STORAGE = re.compile(r"(lmdb|zstd|zdict|zstd_errors)\.h$")
CUDA = re.compile(r"(.*/)?(cu(da|vid|viddec|rand|blas|fft)\w*|nvcuvid|nvrtc|nvEncodeAPI|nvml|npp\w*|hwcontext_cuda)\.h$"
                  r"|(ffnvcodec|cuda|cub|thrust|cooperative_groups)/")
CUDA_FILES = ("loader/decode/nvdec*", "loader/decode/cuda*", "loader/pixels/*cuda*")

COMMENT = re.compile(r"/\*.*?\*/", re.S)
INCLUDE = re.compile(r"^[ \t]*(?:#|%:)[ \t]*(?:include|include_next|import)\b[ \t]*(.*)$", re.M)


def includes_of(path):
    """Yields (line number, name) of each include; the name of a computed one is None."""
    with open(path, encoding="utf-8", errors="replace") as f:
        text = f.read().replace("\\\n", "  ")
    text = COMMENT.sub(lambda m: "\n" * m.group().count("\n") or " ", text)
    for m in INCLUDE.finditer(text):
        name = re.match(r'["<]([^">]+)[">]', m.group(1))
        yield text.count("\n", 0, m.start()) + 1, name and name.group(1)


def resolve(root, path, name):
    """The included file relative to the root where it is one of ours, else the name as it would be ours, else None."""
    for base in (os.path.dirname(path), "", "loader", "loader/include", "rewrite", "rewrite/include"):
        target = os.path.normpath(os.path.join(base, name))
        if os.path.isfile(os.path.join(root, target)):
            return target
    first = name.split("/")[0]
    if first == "clipfeed":
        return "rewrite/include/" + name if name == "clipfeed/rewrite.h" else "loader/include/" + name
    if "/" in name and first in MAY:
        return "loader/" + name
    if "/" in name and first in REWRITE_MAY:
        return "rewrite/" + name
    return None


def place_of(path):
    """(where, room): where is 'room', 'public' or the top folder's name."""
    parts = path.split("/")
    if parts[:3] == ["loader", "include", "clipfeed"]:
        stem = os.path.splitext(parts[-1])[0]
        return "public", PUBLIC_OWNER.get(stem, stem if stem in MAY else "base")
    if parts[:2] == ["rewrite", "include"]:
        return "public", "rewrite"
    if parts[0] == "loader":
        return "room", parts[1]
    if parts[0] == "rewrite":
        return "rewrite", parts[1]
    return parts[0], None


def check_ours(path, target):
    """The rule that an include of one of our own files breaks, or None."""
    where, room = place_of(path)
    to_where, to_room = place_of(target)
    if where == "public":
        return None if to_where == "public" else "public headers include only public headers"
    if where == "benchmarks":  # they time single rooms
        return None if to_where in ("public", "room", "rewrite", where) else "benchmarks include rooms"
    if where in ("tools", "bindings"):
        if to_where in ("public", where):
            return None
        return f"{where} includes only public headers"
    if where == "rewrite":
        if to_where == "public" or (to_where == "room" and to_room == "base"):
            return None
        if to_where != "rewrite":
            return "rewrite includes only base and public headers"
        if room not in REWRITE_MAY:
            return f"rewrite/{room} is no room that the law knows"
        allowed = to_room == room or to_room in REWRITE_MAY[room]
        return None if allowed else f"{room} may include only {', '.join(sorted(REWRITE_MAY[room])) or 'itself'}"
    if to_where not in ("room", "public"):
        return f"the loader must not know {to_where}"
    if room not in MAY:
        return f"loader/{room} is no room that the law knows"
    if to_room == room or to_room in MAY[room]:
        return None
    return f"{room} may include only {', '.join(sorted(MAY[room])) or 'itself'}"


def check_foreign(path, name):
    """The rule that an include of somebody else's header breaks, or None."""
    where, room = place_of(path)
    if CUDA.match(name):
        if not any(fnmatch.fnmatch(path, pattern) for pattern in CUDA_FILES):
            return "CUDA only in " + ", ".join(CUDA_FILES)
    elif LIBAV.match(name):
        if where != "benchmarks" and (where != "room" or room not in LIBAV_ROOMS):
            return "libav only in " + ", ".join(LIBAV_ROOMS) + " and benchmarks"
    elif STORAGE.match(name):
        if where != "benchmarks" and (where != "room" or room != "store"):
            return "LMDB and zstd only in store and benchmarks"
    return None


def check(root):
    violations, files = [], 0
    for top in SCANNED:
        for folder, folders, names in os.walk(os.path.join(root, top)):
            folders.sort()
            for file in sorted(names):
                if not file.endswith(SOURCES):
                    continue
                files += 1
                path = os.path.relpath(os.path.join(folder, file), root)
                for line, name in includes_of(os.path.join(root, path)):
                    if name is None:
                        violations.append(f"{path}:{line}: an include that names no file cannot be checked")
                        continue
                    target = resolve(root, path, name)
                    rule = check_ours(path, target) if target else check_foreign(path, name)
                    if rule:
                        violations.append(f"{path}:{line}: includes {name}: {rule}")
    return violations, files


FORBIDDEN = [
    ("loader/base/x.c", '#include "media/table.h"'),
    ("loader/base/x.c", '#include "clipfeed/store.h"'),
    ("loader/store/x.c", '#include "media/table.h"'),
    ("loader/store/x.c", '#include "../media/table.h"'),
    ("loader/media/x.c", '#include "store/tables.h"'),
    ("loader/media/x.c", '#include "plan/plan.h"'),
    ("loader/import/x.c", '#include "decode/decode.h"'),
    ("loader/plan/x.c", '#include "decode/picture.h"'),
    ("loader/plan/x.c", '#include "store/tables.h"'),
    ("loader/decode/x.c", '#include "pixels/pixels.h"'),
    ("loader/decode/x.c", '  #  include <pixels/pixels.h> // why'),
    ("loader/decode/x.c", '#include "clipfeed/loader.h"'),
    ("loader/pixels/x.c", '#include "text/text.h"'),
    ("loader/text/x.cpp", '#include "pipeline/pipeline.h"'),
    ("loader/transcode/x.c", '#include "plan/plan.h"'),
    ("loader/pipeline/x.c", '#include "import/import.h"'),
    ("loader/pipeline/x.c", '#include "clipfeed/rewrite.h"'),
    ("loader/novelty/x.c", '#include "base/error.h"'),
    ("loader/include/clipfeed/x.h", '#include "base/error.h"'),
    ("loader/base/x.c", '#include <libavutil/mem.h>'),
    ("loader/pixels/x.c", '#include <libswscale/swscale.h>'),
    ("loader/pipeline/x.c", '#include "libavcodec/avcodec.h"'),
    ("loader/import/x.c", '#include <libavformat/avformat.h>'),
    ("loader/media/x.c", '#include <zstd.h>'),
    ("loader/import/x.c", '#include <lmdb.h>'),
    ("loader/base/x.c", '#include <zdict.h>'),
    ("loader/decode/x.c", '#include <cuda.h>'),
    ("loader/decode/x.c", '#include <ffnvcodec/dynlink_loader.h>'),
    ("loader/media/x.c", '#include <libavutil/hwcontext_cuda.h>'),
    ("loader/pixels/x.c", '#include <cuda_runtime.h>'),
    ("loader/pipeline/x.c", '#include <nvcuvid.h>'),
    ("loader/media/x.c", '#define H <zstd.h>\n#include H'),
    ("loader/media/x.c", '#include \\\n<zstd.h>'),
    ("rewrite/engine/x.c", '#include "plan/plan.h"'),
    ("rewrite/index/x.c", '#include "store/tables.h"'),
    ("rewrite/engine/x.c", '#include <libavutil/mem.h>'),
    ("rewrite/client/x.c", '#include "engine/engine.h"'),
    ("rewrite/language/x.c", '#include "style/style.h"'),
    ("rewrite/checks/x.c", '#include "offline/offline.h"'),
    ("rewrite/offline/x.c", '#include "client/client.h"'),
    ("rewrite/eval/x.c", '#include "engine/engine.h"'),
    ("rewrite/novelty/x.c", '#include "language/language.h"'),
    ("tools/x.c", '#include "base/error.h"'),
    ("tools/x.c", '#include "../loader/base/error.h"'),
    ("tools/x.c", '#include <libavcodec/avcodec.h>'),
    ("bindings/x.cpp", '#include "store/tables.h"'),
    ("benchmarks/x.c", '#include <cuda.h>'),
]

ALLOWED = [
    ("loader/import/x.c", '#include "media/table.h"\n#include "store/tables.h"\n#include "clipfeed/store.h"'),
    ("loader/pixels/x.c", '#include "decode/picture.h"\n/* #include "text/text.h" */\n/*\n#include <zstd.h>\n*/'),
    ("loader/pixels/scale_cuda.c", '#include <cuda.h>'),
    ("loader/decode/nvdec_x.c", '#include <nvcuvid.h>\n#include <libavcodec/avcodec.h>'),
    ("loader/decode/cuda/x.c", '#include <cuda.h>'),
    ("loader/store/x.c", '#include <lmdb.h>\n#include <zstd.h>\n#include <zdict.h>'),
    ("loader/pipeline/x.c", '#include "text/text.h"\n#include "store/tables.h"\n#include "clipfeed/loader.h"'),
    ("loader/transcode/x.c", '#include "pixels/pixels.h"\n#include <libavcodec/avcodec.h>'),
    ("loader/include/clipfeed/x.h", '#include <stdint.h>\n#include "clipfeed/types.h"'),
    ("rewrite/engine/x.c", '#include "base/error.h"\n#include "clipfeed/store.h"\n#include "clipfeed/rewrite.h"'),
    ("rewrite/engine/x.c", '#include "client/client.h"\n#include "checks/checks.h"\n#include <curl/curl.h>'),
    ("rewrite/offline/x.c", '#include "language/language.h"\n#include "index/index.h"'),
    ("tools/x.c", '#include "clipfeed/loader.h"\n#include <stdio.h>'),
    ("benchmarks/x.c", '#include "decode/decode.h"\n#include <libswscale/swscale.h>\n#include <lmdb.h>'),
    ("bindings/x.cpp", '#include <Python.h>\n#include <clipfeed/store.h>\n#include "clipfeed/rewrite.h"'),
]


def plant(root, path, text):
    """The violations, in the planted file, of a tree with the file added."""
    full = os.path.join(root, path)
    fresh = os.path.dirname(full)
    while not os.path.isdir(os.path.dirname(fresh)):
        fresh = os.path.dirname(fresh)
    made = not os.path.isdir(fresh)
    os.makedirs(os.path.dirname(full), exist_ok=True)
    name = os.path.join(os.path.dirname(path), "planted_" + os.path.basename(path)) if os.path.exists(full) else path
    with open(os.path.join(root, name), "w", encoding="utf-8") as f:
        f.write(text + "\n")
    found = [v for v in check(root)[0] if v.startswith(name + ":")]
    os.remove(os.path.join(root, name))
    if made:
        shutil.rmtree(fresh)
    return found


def self_test():
    failures = 0
    with tempfile.TemporaryDirectory() as copy:
        for top in SCANNED:
            if os.path.isdir(os.path.join(ROOT, top)):
                shutil.copytree(os.path.join(ROOT, top), os.path.join(copy, top), symlinks=True)
        for path, text in FORBIDDEN:
            if len(plant(copy, path, text)) != 1:
                failures += 1
                print(f"not caught: {path}: {text!r}")
        for path, text in ALLOWED:
            for violation in plant(copy, path, text):
                failures += 1
                print(f"wrongly refused: {violation}")
    print(f"self-test: {len(FORBIDDEN)} violations planted, {len(ALLOWED)} lawful files, {failures} failures")
    return 1 if failures else 0


def main(arguments):
    if arguments == ["--self-test"]:
        return self_test()
    if len(arguments) > 1 or (arguments and not os.path.isdir(arguments[0])):
        print(__doc__, file=sys.stderr)
        return 2
    violations, files = check(arguments[0] if arguments else ROOT)
    for violation in violations:
        print(violation)
    print(f"{files} files, {len(violations)} violations of the dependency law")
    return 1 if violations or not files else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
