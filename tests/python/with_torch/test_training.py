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


def test_killed_and_resumed(eight, tmp_path):
    """SIGKILL between checkpoints: the run goes on with the very losses that it would have had."""
    checkpoint = tmp_path / "run.pt"
    options = ("--steps", 14, "--batch", 4, "--every", 3)
    whole = losses(train(eight, *options).communicate(timeout=300)[0])
    killed = train(eight, *options, "--checkpoint", checkpoint)
    before = ""
    while "step 7 " not in before:
        line = killed.stdout.readline()
        assert line
        before += line
    killed.send_signal(signal.SIGKILL)
    before += killed.communicate(timeout=60)[0]
    assert killed.returncode == -signal.SIGKILL
    after = losses(train(eight, *options, "--checkpoint", checkpoint).communicate(timeout=300)[0])
    assert min(after) in (3, 6, 9) and len(whole) == 14, after
    assert {**losses(before), **after} == whole
    assert all(whole[step] == loss for step, loss in after.items())


def torchrun(clips, processes, *options):
    """What the ranks took, in the order of the stream, and what else was said."""
    done = subprocess.run([sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node",
                           str(processes), str(EXAMPLES / "train_distributed.py"), clips.store, "--media", clips.media,
                           "--tokenizer", clips.tokenizer, *map(str, options)], capture_output=True, text=True,
                          timeout=300, cwd="/")
    assert done.returncode == 0, done.stderr
    taken = sorted((int(step), int(rank), ids.split())
                   for step, rank, ids in re.findall(r"^step (\d+) rank (\d+): (.*)$", done.stdout, re.M))
    return [clip_id for _, _, ids in taken for clip_id in ids], done.stdout


def test_other_world_sizes(eight, tmp_path):
    """Two processes, then three: from one rank's state, and from both, of which one knows of a clip that was given up
    on."""
    import clipfeed
    import torch

    plain = clipfeed.Loader(eight.store, media=eight.media, tokenizer=eight.tokenizer, frames=4, interval=2, size=16)
    expected = [clip_id for _, batch in zip(range(15), plain.forever()) for clip_id in batch.clip_ids]
    taken, _ = torchrun(eight, 2, "--steps", 3, "--save", tmp_path / "two")
    assert taken == expected[:12]
    states = [tmp_path / f"two-{rank}.pt" for rank in range(2)]
    given_up = torch.load(states[1], weights_only=True)
    given_up["loader"]["give_ups"] = [{"epoch": 1, "position": 5, "part": 0, "candidate": 0}]
    torch.save(given_up, states[1])
    taken, said = torchrun(eight, 3, "--steps", 5, "--load", states[0])
    assert "from step 3: states of 1 of 2 ranks" in said and taken == expected[12:24]
    taken, said = torchrun(eight, 3, "--steps", 5, "--load", *states)
    assert "from step 3: states of 2 of 2 ranks" in said
    assert [i for i, clip_id in enumerate(taken) if clip_id != expected[12 + i]] == [1], (taken, expected)
