#!/usr/bin/python3
"""Token ids and mask against transformers' T5 tokenizers, in the interpreter that CLIPFEED_TEST_PYTHON names.

The slow ones must give ours for every text that spells no special token, and the fast ones ours for the text as their
normalizer misreads it. loader/text/README.md has the table; each of its classes must be seen to differ."""
import functools
import os
import pathlib
import re
import shutil
import sys
import tempfile

import numpy as np

import spiece
import texts

VERSION = "4.57.6"  # the last that has both the slow tokenizer and the fast one
GENERATED = 4000
LENGTHS = (20, 120, 300)  # the last cuts no text that spells a special token
SPECIAL = re.compile(r"</s>|<pad>|<unk>|<extra_id_[1-9]?\d>")


class Misread:
    """The text that SentencePiece would have to be given to read what the fast tokenizer's normalizer makes of one."""

    def __init__(self, path):
        import regex
        import sentencepiece
        self.processor = sentencepiece.SentencePieceProcessor(model_file=str(path))
        self.clusters = regex.compile(r"\X")

    @functools.lru_cache(maxsize=1 << 16)
    def normal(self, text):
        """What the model's rules make of it, kept from the ends, where spaces are stripped."""
        return self.processor.normalize(f"@{text}@").lstrip("\u2581")[1:-1].replace("\u2581", " ")

    def has_rule(self, text):
        """Whether a rule is for just this text, not for parts of it."""
        return self.normal(text) != (self.normal(text[:-1]) + self.normal(text[-1]) if text[1:] else text)

    def begins(self, match):
        """A grapheme cluster below 6 bytes is looked up whole, and a rule for its beginning replaces all of it."""
        text = match.group()
        if len(text) == 1 or len(text.encode()) >= 6:
            return text
        return next((text[:n] for n in range(1, len(text)) if self.has_rule(text[:n])), text)

    def marks(self, text):
        return self.clusters.sub(self.begins, text)

    def uncomposed(self, text):
        """Whether it has another cluster that a rule of several characters is for: each is looked up alone there."""
        return any(self.normal(c) != "".join(map(self.normal, c)) and len(c.encode()) >= 6
                   for c in self.clusters.findall(self.marks(text)) if len(c) > 1)

    def end(self, text):
        """White space is stripped from the normalized end as Unicode has it, U+0085 too, which the model's rules keep."""
        kept = len(text)
        while kept and not self.normal(text[kept - 1]).strip():
            kept -= 1
        return text[:kept] if "\x85" in text[kept:] else text

    def tied(self, ids, others):
        """Whether both split one text into pieces of the same total score: either is a best split."""
        found = [("".join(map(self.processor.id_to_piece, row)), sum(map(self.processor.get_score, row)))
                 for row in (ids, others)]
        return found[0][0] == found[1][0] and abs(found[0][1] - found[1][1]) < 1e-3

    def __call__(self, text):
        return self.end(self.marks(text))


def forms(path, work):
    """name -> tokenizer, from the file alone."""
    from transformers import T5Tokenizer, T5TokenizerFast
    folder = work / "t5"
    folder.mkdir()
    shutil.copyfile(path, folder / "spiece.model")
    return {f"{kind.__name__}(legacy={legacy})": kind.from_pretrained(folder, legacy=legacy, local_files_only=True)
            for kind in (T5Tokenizer, T5TokenizerFast) for legacy in (True, False)}


def differing(tokenizer, path, given, read_as, length):
    """The texts that the tokenizer does not take as clipfeed takes what they are read as."""
    found = tokenizer(given, max_length=length, truncation=True, padding="max_length")
    ours = spiece.encoded(path, [(text.encode(), length) for text in read_as])
    rows = zip(given, found["input_ids"], found["attention_mask"], ours)
    return [text for text, ids, mask, (our_ids, our_mask, _) in rows
            if not np.array_equal(ids, our_ids) or not np.array_equal(mask, our_mask)]


def note(ok, *words):
    print("ok  " if ok else "FAIL", *words, flush=True)
    return not ok


def check(name, tokenizer, path, plain, spelled, misread):
    """Returns how many checks failed."""
    apart = [text for text in plain if misread.uncomposed(text)] if tokenizer.is_fast else []
    plain = [text for text in plain if text not in set(apart)]
    read_as = [misread(text) for text in plain] if tokenizer.is_fast else plain
    reading = dict(zip(plain, read_as))
    different = {text for n in LENGTHS for text in differing(tokenizer, path, plain, read_as, n)}
    faults = [text for text in different if not misread.tied(tokenizer(text).input_ids[:-1],
                                                             spiece.pieces(path, [reading[text].encode()])[0])]
    failed = note(not faults, f"{name}: {len(plain)} texts at {LENGTHS}, {len(faults)} faults, "
                  f"{len(different) - len(faults)} ties", *(ascii(text[:200]) for text in faults[:5]))
    classes = {"special token": spelled}
    if tokenizer.is_fast:
        classes.update({"uncomposed": apart, "marks": [text for text in plain if misread.marks(text) != text],
                        "end": [text for text in plain if misread.end(text) != text]})
    for kind, members in classes.items():
        different = len(differing(tokenizer, path, members, members, LENGTHS[-1]))
        failed += note(different, f"{name}: class '{kind}': {len(members)} texts, {different} differ")
    return failed


def interpreter():
    """Goes on in the wanted interpreter; else says why not."""
    python = os.environ.get("CLIPFEED_TEST_PYTHON")
    if not python:
        return "CLIPFEED_TEST_PYTHON names no interpreter with transformers"
    if os.environ.get("CLIPFEED_TEST_INSIDE") != "1":
        os.execve(python, [python, *sys.argv],
                  {**os.environ, "CLIPFEED_TEST_INSIDE": "1", "HF_HUB_OFFLINE": "1", "TRANSFORMERS_VERBOSITY": "error",
                   "PYTHONWARNINGS": "ignore"})
    try:
        import google.protobuf  # noqa: F401  the fast tokenizer reads models with it
        import transformers
    except ImportError as e:
        return f"{python}: {e}"
    return None if transformers.__version__ == VERSION else \
        f"{python} has transformers {transformers.__version__}, expected {VERSION}"


def main():
    why = spiece.missing() or interpreter()
    if why:
        print(f"skipped: {why}")
        return 77
    rng = texts.seeded()
    with tempfile.TemporaryDirectory() as work:
        path = spiece.model(pathlib.Path(work))
        print("model", path)
        made = [text for _, text in texts.generated(rng, GENERATED) + texts.counted(LENGTHS[1:3])]
        made += texts.demo_captions() + ["night\x85", "coat \xbd\u0301", "w\u0301\u0323\u0300", *texts.SPECIAL[:3]]
        plain = [text for text in made if not SPECIAL.search(text)]
        spelled = [text for text in made if SPECIAL.search(text)]
        tokenizers = forms(path, pathlib.Path(work))
        failed = sum(check(name, t, path, plain, spelled, Misread(path)) for name, t in tokenizers.items())
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
