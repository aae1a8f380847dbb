"""Real clients on the CPU: Latte from diffusers and T5 from transformers, small and with random weights."""
import pathlib
import re
import signal
import statistics
import subprocess
import sys

import pytest

EXAMPLES = pathlib.Path("bindings/python/examples").resolve()
sys.path.insert(0, str(EXAMPLES))
import caption_probe  # noqa: E402


def train(clips, *options):
    return subprocess.Popen([sys.executable, str(EXAMPLES / "train_latte.py"), clips.store, "--media", clips.media,
                             "--tokenizer", clips.tokenizer, *map(str, options)], stdout=subprocess.PIPE, text=True)


def losses(text):
    return {int(step): loss for step, loss in re.findall(r"^step (\d+) loss (\S+)$", text, re.M)}


@pytest.fixture(autouse=True)
def one_thread(monkeypatch):
    """Torch's threads spin where processors are shared."""
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    import torch

    torch.set_num_threads(1)


def test_loss_falls(eight):
    out, _ = train(eight, "--steps", 80).communicate(timeout=300)
    values = [float(loss) for loss in losses(out).values()]
    assert len(values) == 80 and statistics.mean(values[-10:]) < values[0] / 2, values


def test_captions_tell_clips_apart(eight, full):
    """From the caption alone to the clip; and what is left of it where captions belong to other clips."""
    for seed in range(3 if full else 1):
        steps = 400 if full else 200
        told, untold = (caption_probe.run(eight.store, eight.media, eight.tokenizer, steps=steps, seed=seed,
                                          shuffle=shuffle) for shuffle in (False, True))
        ends = [statistics.mean(values[-10:]) for values in (told, untold)]
        print(f"seed {seed}: {told[0]:.4f} at the start, {ends[0]:.4f} told, {ends[1]:.4f} untold")
        assert ends[0] < told[0] / 4 and 3 * ends[0] <= ends[1], (seed, told[0], ends)
