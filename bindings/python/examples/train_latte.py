"""Trains Latte on a store: clips and captions from clipfeed, noise as in DDPM, a checkpoint from which a run that was
killed goes on with the very losses that it would have had.

    python train_latte.py STORE --media VIDEOS --tokenizer spiece.model --steps 100 --checkpoint run.pt --every 10
"""
import argparse
import os

import torch
from diffusers import DDPMScheduler

import clipfeed
import small_models


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store")
    parser.add_argument("--media", required=True)
    parser.add_argument("--tokenizer", required=True)
    parser.add_argument("--frames", type=int, default=8)
    parser.add_argument("--size", type=int, default=16)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--steps", type=int, default=100)
    parser.add_argument("--lr", type=float, default=2e-3)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--checkpoint")
    parser.add_argument("--every", type=int, default=10, help="steps between checkpoints")
    return parser.parse_args()


def save(path, **parts):
    """All or nothing: a run that is killed here leaves the checkpoint before."""
    torch.save({name: part.state_dict() for name, part in parts.items()}, path + ".partial")
    os.replace(path + ".partial", path)


def loss_of(model, encoder, scheduler, batch, generator):
    """The mean squared error of the noise that the model sees in a batch of noisy clips."""
    clips = batch.video.float().transpose(1, 2)  # [B,F,C,H,W] -> Latte's [B,C,F,H,W]
    noise = torch.randn(clips.shape, generator=generator)
    steps = torch.randint(0, scheduler.config.num_train_timesteps, (len(clips),), generator=generator)
    seen = model(scheduler.add_noise(clips, noise, steps), timestep=steps,
                 encoder_hidden_states=small_models.encode(encoder, batch)).sample
    return torch.nn.functional.mse_loss(seen, noise)


class Draws(torch.Generator):
    """Torch's random numbers, as a part of a checkpoint."""

    def state_dict(self):
        return {"state": self.get_state()}

    def load_state_dict(self, state):
        self.set_state(state["state"])


def main():
    given = arguments()
    torch.manual_seed(given.seed)
    encoder = small_models.t5()
    model = small_models.latte(given.frames, given.size)
    optimizer = torch.optim.AdamW(model.parameters(), lr=given.lr)
    scheduler = DDPMScheduler()
    draws = Draws().manual_seed(given.seed)
    loader = clipfeed.Loader(given.store, media=given.media, tokenizer=given.tokenizer, batch_size=given.batch,
                             frames=given.frames, interval=1, size=given.size, seed=given.seed)
    parts = dict(model=model, optimizer=optimizer, draws=draws, loader=loader)
    if given.checkpoint and os.path.exists(given.checkpoint):
        saved = torch.load(given.checkpoint, weights_only=True)
        for name, part in parts.items():
            part.load_state_dict(saved[name])

    for batch in loader.forever():
        if batch.step >= given.steps:
            break
        loss = loss_of(model, encoder, scheduler, batch, draws)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        print(f"step {batch.step} loss {loss.item():.9f}", flush=True)
        if given.checkpoint and (batch.step + 1) % given.every == 0:
            save(given.checkpoint, **parts)


if __name__ == "__main__":
    main()
