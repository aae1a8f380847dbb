"""A SentencePiece model for tests, what the spm_encode program makes of texts with it, and what clipfeed makes of them."""
import os
import pathlib
import shutil
import struct
import subprocess

import numpy as np

import texts

END, PAD = 1, 0


def missing():
    """Why the checks cannot run here, or None."""
    given = os.environ.get("CLIPFEED_TEST_SPIECE")
    for name in ["spm_encode"] + ([] if given else ["spm_train"]):
        if not shutil.which(name):
            return f"the {name} program is not there"
    return None


def model(work):
    """The real T5 model, else one trained on the demo's captions with T5's special ids."""
    given = os.environ.get("CLIPFEED_TEST_SPIECE")
    if given:
        return pathlib.Path(given)
    corpus = work / "corpus.txt"
    corpus.write_text("\n".join(texts.demo_captions()), encoding="utf-8")
    subprocess.run(["spm_train", f"--input={corpus}", f"--model_prefix={work}/spiece", "--vocab_size=1200",
                    "--hard_vocab_limit=false", "--num_threads=1", "--pad_id=0", "--eos_id=1", "--unk_id=2",
                    "--bos_id=-1"], check=True, capture_output=True, timeout=300)
    return work / "spiece.model"


def pieces(path, lines):
    """The program's ids of each text (bytes). It reads lines, so a newline is given as the space that it becomes."""
    given = b"".join(line.replace(b"\n", b" ") + b"\n" for line in lines)
    out = subprocess.run(["spm_encode", f"--model={path}", "--output_format=id"], input=given, check=True,
                         capture_output=True, timeout=300).stdout
    rows = out.split(b"\n")[:-1]
    if len(rows) != len(lines):
        raise ValueError(f"spm_encode answered {len(rows)} lines of {len(lines)}")
    return [[int(n) for n in row.split()] for row in rows]


def expected(ids, length):
    """(ids, mask) of `length`: the pieces cut to leave a place for the end id, then padding."""
    row = ids[:length - 1] + [END]
    return row + [PAD] * (length - len(row)), [1] * len(row) + [0] * (length - len(row))


def encoded(path, requests):
    """[(ids, mask, used)] by clipfeed of each (text as bytes, length)."""
    helper = pathlib.Path(os.environ["CLIPFEED_TEST_PROGRAMS"]) / "helper_encode"
    given = b"".join(struct.pack("=II", length, len(text)) + text for text, length in requests)
    out = subprocess.run([helper, path], input=given, check=True, stdout=subprocess.PIPE, timeout=600).stdout
    at, answers = 0, []
    for _, length in requests:
        used, = struct.unpack_from("=I", out, at)
        row = np.frombuffer(out, np.int64, 2 * length, at + 4)
        answers.append((row[:length], row[length:], used))
        at += 4 + 16 * length
    if at != len(out):
        raise ValueError(f"helper_encode wrote {len(out)} bytes, expected {at}")
    return answers
